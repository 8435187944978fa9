package hrli_test

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/hrli"
	"lilab/lipf/lemf"
	"lilab/lipf/mdf"
	"lilab/lipf/x1"
	"lilab/sim/event"
)

// TestNeverToHI2: an LMISF that leaks N9HRPDUSessionInfo is stopped at the MDF2, and the MDF2 delivers what comes after it.
func TestNeverToHI2(t *testing.T) {
	f := &forger{leak: true}
	var m *mdf.MDF2
	var l *lemf.LEMF
	var at netip.AddrPort
	r := newRig(t, options{iri: func(c *hrli.LMISFIRIConfig) { c.Tamper = f }, mdf2: func(r *rig) {
		ln, address := r.listen()
		at = address
		s, _ := r.tls("lemf1")
		var err error
		l, err = lemf.New(lemf.Config{Listener: ln, TLS: s})
		require.NoError(t, err)
		require.NoError(t, l.Start(t.Context()))
		t.Cleanup(func() { require.NoError(t, l.Close()) })
		ep, url := r.endpoint("mdf2-1")
		in, x2 := r.intake("mdf2-1", nil)
		m, err = mdf.New(mdf.Config{X1: ep, ADMF: "admf1", X2Listener: in.Listener, X2TLS: in.TLS, Peers: []string{"lmisf-iri"}, HI2TLS: ep.ClientTLS, HI2Dial: (&net.Dialer{}).DialContext,
			Country: "NL", Operator: "OP001", NetworkElement: "mdf2-1", RetryInterval: 5 * time.Millisecond})
		require.NoError(t, err)
		require.NoError(t, m.Start(t.Context()))
		t.Cleanup(func() { require.NoError(t, m.Close()) })
		require.NoError(t, r.admf.AddNE(admf.NE{ID: "mdf2-1", Type: admf.MDF2, URL: url + x1.PathNE, X2: x2}))
	}})
	anna := r.phone(1, de)
	_, err := r.admf.Activate(t.Context(), lipf.Warrant{ID: "nl-1", LIID: "LIID-1", Targets: []lipf.TargetIdentifier{{Type: lipf.IMPU, Value: anna.impu()}}, IRI: true,
		Services: []lipf.ServiceType{lipf.Voice}, LEMF: at, By: "judge"})
	require.NoError(t, err)
	anna.up().register("", "")
	require.Eventually(t, func() bool { return l.Stats().PDUs == 4 }, patience, time.Millisecond, "the registration, and no record of LI_X2_LITE")
	require.Equal(t, uint64(1), m.Stats().NoTwin)
	require.Zero(t, m.Stats().Malformed)
	require.Zero(t, m.Stats().Uncorrelated)
}

// TestSeveralUPFs: each session is copied at the BBIFF-U of its own UPF, and a change of the UPF takes the copies along.
func TestSeveralUPFs(t *testing.T) {
	other := netip.MustParseAddr("10.4.0.2")
	r := newRig(t, options{bbc: func(c *hrli.BBIFFCConfig) {
		gone := c.BBIFFUs[0]
		gone.ID, gone.N4 = "upf2-bbiff-u", other
		gone.URL = "https://127.0.0.1:1" + x1.PathNE // not there
		c.BBIFFUs = append(c.BBIFFUs, gone)
	}})
	anna := r.phone(1, de).up()
	require.Equal(t, 1, r.bbc.Stats().T3["upf1-bbiff-u"].Triggered)
	anna.session.UPFSEID.Addr = other
	r.bbc.Observe(event.SMFPDUSessionModified{Header: anna.head(), Session: anna.session})
	require.Eventually(t, func() bool {
		st := r.bbc.Stats().T3
		return st["upf1-bbiff-u"].Triggered == 0 && st["upf2-bbiff-u"].Repeated > 1
	}, patience, time.Millisecond)
	// That this one does not answer is told.
	require.Eventually(t, func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, p := range r.reports {
			if b, ok := p.Body.(x1.ReportTaskIssue); ok && b.XID == r.xid && p.NE == "smf1-bbiff-c" {
				return true
			}
		}
		return false
	}, patience, time.Millisecond)
	anna.session.UPFSEID.Addr = upfN4
	r.bbc.Observe(event.SMFPDUSessionModified{Header: anna.head(), Session: anna.session})
	require.Eventually(t, func() bool { return r.bbc.Stats().T3["upf1-bbiff-u"].Triggered == 1 }, patience, time.Millisecond)
}
