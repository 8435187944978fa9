package lemf_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf/hi"
	"lilab/lipf/lemf"
	"lilab/pcaps"
	"lilab/x2x3/xiri"
)

// delivered is a PS-PDU as it arrives.
func delivered(t testing.TB, liid string, cin, sequence uint32, iri bool, contents []byte) (*hi.PSPDU, []byte) {
	p := &hi.PSPDU{PSHeader: hi.PSHeader{LIID: liid, CommunicationIdentifier: hi.CommunicationIdentifier{OperatorIdentifier: "op", CIN: hi.Some(cin)},
		SequenceNumber: sequence, MicroSecondTimeStamp: time.Unix(1767323045, int64(sequence)*1000).UTC()}}
	if iri {
		p.IRI = []hi.IRIPayload{{Type: hi.IRIReport, Contents: contents}}
	} else {
		p.CC = []hi.CCPayload{{Direction: hi.Some(hi.ToTarget), Contents: contents}}
	}
	b, err := p.AppendBinary(nil)
	require.NoError(t, err)
	return p, b
}

func unstructured(t testing.TB, octets string) []byte {
	b, err := (&xiri.CCPayload{PDU: xiri.CCPDU{ExtendedUPFCCPDU: &xiri.ExtendedUPFCCPDU{Payload: xiri.UPFCCPDUPayload{UPFUnstructuredCC: []byte(octets)}}}}).AppendBinary(nil)
	require.NoError(t, err)
	return b
}

func read(t testing.TB, path string) (x lemf.Index) {
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &x), "%s", b)
	return x
}

// TestManySessions writes to more captures than may be open, again and again.
func TestManySessions(t *testing.T) {
	dir := t.TempDir()
	p, err := lemf.NewProduct(lemf.ProductConfig{Dir: dir, MaxOpen: 2, MaxSessions: 20})
	require.NoError(t, err)
	const rounds, sessions = 5, 21
	for i := range uint32(rounds) {
		for cin := range uint32(sessions) {
			pdu, b := delivered(t, "l", cin, i, false, unstructured(t, fmt.Sprintf("%d of %d", i, cin)))
			p.Take(pdu, b, "HI3", false)
		}
		require.NoError(t, p.Flush())
	}
	require.Error(t, p.Close(), "one session did not fit")
	require.Equal(t, lemf.ProductStats{CC: rounds * 20, Dropped: rounds}, p.Stats())
	x := read(t, filepath.Join(dir, "l", "index.json"))
	require.Len(t, x.PDUs, rounds*sessions)
	require.Len(t, x.Sessions, 20)
	for _, s := range x.Sessions {
		f, err := os.Open(filepath.Join(dir, "l", s.Capture))
		require.NoError(t, err)
		r, err := pcaps.NewReader(f)
		require.NoError(t, err)
		for i := range rounds {
			frame, err := r.Next()
			require.NoError(t, err)
			require.Equal(t, fmt.Sprintf("%d of %d", i, *s.CIN), string(frame.Data))
			require.Equal(t, time.Unix(1767323045, int64(i)*1000).UTC(), frame.Time.UTC())
		}
		require.NoError(t, f.Close())
	}
}

// TestNamesFromTheNetwork wants folders that stay inside, whatever the LIID is.
func TestNamesFromTheNetwork(t *testing.T) {
	dir := t.TempDir()
	p, err := lemf.NewProduct(lemf.ProductConfig{Dir: filepath.Join(dir, "product"), MaxLIIDs: 5})
	require.NoError(t, err)
	for _, liid := range []string{"../../etc/x", "..", ".hidden", "a/b", "a=2Fb", "one too many"} {
		pdu, b := delivered(t, liid, 1, 0, true, []byte("no record"))
		p.Take(pdu, b, "HI2", false)
		pdu, b = delivered(t, liid, 1, 0, false, []byte("no content"))
		p.Take(pdu, b, "HI3", false)
	}
	require.Error(t, p.Close())
	var names []string
	entries, err := os.ReadDir(filepath.Join(dir, "product"))
	require.NoError(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	require.ElementsMatch(t, []string{"=2E.=2F..=2Fetc=2Fx", "=2E.", "=2Ehidden", "a=2Fb", "a=3D2Fb"}, names)
	entries, err = os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1)
	require.Equal(t, lemf.ProductStats{IRI: 5, CC: 5, Unreadable: 10, Dropped: 2}, p.Stats())
	x := read(t, filepath.Join(dir, "product", "=2E.", "index.json"))
	require.Equal(t, "..", x.LIID)
	require.Equal(t, "iri/000001-unreadable.json", x.PDUs[0].File)
	require.NotEmpty(t, x.PDUs[0].Problem)
	doc, err := os.ReadFile(filepath.Join(dir, "product", "=2E.", x.PDUs[0].File))
	require.NoError(t, err)
	require.Contains(t, string(doc), fmt.Sprintf("%x", "no record"), "what cannot be read is there as octets")
	capture, err := os.ReadFile(filepath.Join(dir, "product", "=2E.", x.PDUs[1].File))
	require.NoError(t, err)
	require.Contains(t, string(capture), "no content")
}

// TestNothingIsWrittenOver begins again in a folder that has product.
func TestNothingIsWrittenOver(t *testing.T) {
	dir := t.TempDir()
	for i, want := range []string{"first", "first"} {
		p, err := lemf.NewProduct(lemf.ProductConfig{Dir: dir})
		require.NoError(t, err)
		pdu, b := delivered(t, "l", 1, 0, false, unstructured(t, []string{"first", "second"}[i]))
		p.Take(pdu, b, "HI3", false)
		err = p.Close()
		require.Equal(t, i == 0, err == nil, "%v", err)
		require.Equal(t, err, p.Close())
		p.Take(pdu, b, "HI3", false) // After the end nothing happens.
		capture, err := os.ReadFile(filepath.Join(dir, "l", "cc", "cin-1.pcapng"))
		require.NoError(t, err)
		require.Contains(t, string(capture), want)
		require.NotContains(t, string(capture), "second")
	}
}

// TestDuplicatesOfIRI marks the second and writes the first.
func TestDuplicatesOfIRI(t *testing.T) {
	dir := t.TempDir()
	p, err := lemf.NewProduct(lemf.ProductConfig{Dir: dir})
	require.NoError(t, err)
	record, err := (&xiri.IRIPayload{Event: &xiri.SMFPDUSessionRelease{SUPI: xiri.SUPI{IMSI: "001010000000001"}, PDUSessionID: 5}}).AppendBinary(nil)
	require.NoError(t, err)
	pdu, b := delivered(t, "l", 1, 0, true, record)
	p.Take(pdu, b, "HI2", false)
	p.Take(pdu, b, "HI2", true)
	require.NoError(t, p.Close())
	x := read(t, filepath.Join(dir, "l", "index.json"))
	require.True(t, x.PDUs[1].Duplicate)
	require.Empty(t, x.PDUs[1].File)
	require.Equal(t, uint64(1), x.Sessions[0].IRI)
	entries, err := os.ReadDir(filepath.Join(dir, "l", "iri"))
	require.NoError(t, err)
	require.Len(t, entries, 2)
	require.True(t, strings.HasPrefix(entries[0].Name(), "000001-pDUSessionRelease."))
}

// FuzzProduct takes every PS-PDU that can be read; the index stays a document with an entry for each payload.
func FuzzProduct(f *testing.F) {
	_, b := delivered(f, "l", 1, 0, false, unstructured(f, "x"))
	f.Add(b)
	_, b = delivered(f, "l", 1, 0, true, []byte("x"))
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		pdu, n, err := hi.Parse(b)
		if err != nil || pdu.IRI == nil && pdu.CC == nil {
			return
		}
		dir := t.TempDir()
		p, err := lemf.NewProduct(lemf.ProductConfig{Dir: dir})
		require.NoError(t, err)
		p.Take(&pdu, b[:n], "HI2", false)
		closed := p.Close()
		s := p.Stats()
		require.Equal(t, closed != nil, s.Dropped > 0, "%v", closed)
		names, err := filepath.Glob(filepath.Join(dir, "*", "index.json"))
		require.NoError(t, err)
		require.Len(t, names, 1)
		x := read(t, names[0])
		want := len(pdu.CC)
		if pdu.IRI != nil {
			want = 1
		}
		require.Len(t, x.PDUs, want)
	})
}
