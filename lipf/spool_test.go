package lipf_test

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf/admf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
)

// TestSpool holds the MDF away while there is more product than memory takes: the spool has it, and all of it arrives.
func TestSpool(t *testing.T) {
	dir := t.TempDir()
	o := newOperator(t, options{amf: func(c *poi.Config) { c.Spool, c.Buffer = dir, 10 }})
	anna := newPerson(1)
	o.activate("nl-1", anna.supi())
	o.amf.Observe(anna.registered())
	o.settle()
	o.x2cut.set(true)
	for i := range 500 {
		o.amf.Observe(anna.moved(uint64(i)))
	}
	require.Eventually(t, func() bool { return o.amf.Stats().PDUs == 501 }, 10*time.Second, time.Millisecond)
	folders, err := filepath.Glob(filepath.Join(dir, "*", "*.spool"))
	require.NoError(t, err)
	require.Len(t, folders, 1)
	o.x2cut.set(false)
	o.settle()
	require.Len(t, o.delivered("LIID-nl-1"), 501)
	require.Zero(t, o.amf.Stats().Lost)
	o.judged(t)
}

// TestSpoolFull lets the ADMF know that a spool takes nothing, and that it does again: once because of its limit, once
// because the disk is full.
func TestSpoolFull(t *testing.T) {
	for name, c := range map[string]struct {
		limit int64
		disk  string
		says  string
	}{"limit": {limit: 20_000, says: "limit"}, "disk": {disk: "size=128k", says: syscall.ENOSPC.Error()}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if c.disk != "" {
				if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, c.disk); err != nil {
					t.Skipf("no right to mount a file system: %v", err)
				}
				t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
			}
			o := newOperator(t, options{amf: func(p *poi.Config) { p.Spool, p.SpoolLimit = dir, c.limit }})
			anna := newPerson(1)
			o.activate("nl-1", anna.supi())
			o.amf.Observe(anna.registered())
			o.settle()
			o.x2cut.set(true)
			// Until there is room for nothing: the fault is over when the last PDU fitted.
			for i := uint64(0); o.amf.Stats().Lost == 0; i++ {
				o.amf.Observe(anna.moved(i))
				require.Less(t, i, uint64(1e6))
			}
			o.reported(func(r admf.Report) bool {
				b, ok := r.Body.(x1.ReportDestinationIssue)
				return ok && r.NE == "amf1-iri-poi" && b.Report == x1.NonTerminatingFault && strings.Contains(b.Details, "X2 spool") &&
					strings.Contains(b.Details, c.says)
			})
			o.x2cut.set(false)
			o.reported(func(r admf.Report) bool {
				b, ok := r.Body.(x1.ReportDestinationIssue)
				return ok && r.NE == "amf1-iri-poi" && b.Report == x1.AllClear
			})
			o.settle()
			// What the spool took arrived, and only what was refused is missing.
			s := o.amf.Stats()
			require.Len(t, o.delivered("LIID-nl-1"), int(s.PDUs))
			o.judged(t)
		})
	}
}
