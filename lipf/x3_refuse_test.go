package lipf_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/content"
	"lilab/lipf/hi"
	"lilab/lipf/lemf"
	"lilab/lipf/mdf"
	"lilab/lipf/x1"
	"lilab/sim/pki"
	"lilab/x2x3"
)

// TestHostileX3 sends what an MDF3 must not deliver. What is good on the same connection is delivered all the same, and the
// ADMF is told.
func TestHostileX3(t *testing.T) {
	l := newSessionLab(t, sessionOptions{mdf3: func(c *mdf.Config3) { c.Grace = 50 * time.Millisecond }})
	p := l.order("nl-1", nil)
	unknown, err := lipf.ParseUUID("29f28e1c-f230-486a-a860-f5a784ab9172")
	require.NoError(t, err)
	good := tunnelled(true, ipPacket(true, 53, []byte("q")))
	send := func(x *x2x3.PDU) { require.NoError(t, l.upf.Send(t.Context(), x)) }
	cc := func(f x2x3.Format, octets []byte) *x2x3.PDU { return l.ccPDU(p.XID, 7, x2x3.FromTarget, f, octets) }

	send(l.ccPDU(unknown, 7, x2x3.FromTarget, x2x3.FormatGTPU, good))
	send(l.ccPDU(unknown, 8, x2x3.FromTarget, x2x3.FormatGTPU, good))
	bad := []*x2x3.PDU{
		cc(x2x3.FormatGTPU, []byte{0x30, 255}), cc(x2x3.FormatGTPU, good[:len(good)-1]), cc(x2x3.FormatGTPU, []byte{0x32, 1, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0}),
		cc(x2x3.FormatGTPU, make([]byte, content.MaxGTPU+1)), cc(x2x3.FormatIPv4, []byte{0x60}), cc(x2x3.FormatIPv6, good), cc(x2x3.FormatEthernet, good[:9]),
		cc(x2x3.FormatUnstructured, nil), cc(x2x3.FormatRTP, good), cc(x2x3.FormatTS33128, good), cc(x2x3.FormatPSPDUPayload, good),
		l.ccPDU(p.XID, 7, x2x3.DirectionNone, x2x3.FormatGTPU, good), l.ccPDU(p.XID, 7, 99, x2x3.FormatGTPU, good),
	}
	wrong := xiriPDU(t, p.XID, update(1)) // A record of X2 on X3.
	bad = append(bad, wrong)
	long := cc(x2x3.FormatGTPU, good) // A name that fits X3 and not a PS-PDU.
	long.NFID = strings.Repeat("x", 40)
	for _, x := range bad {
		send(x)
	}
	send(cc(x2x3.FormatGTPU, good))
	send(long)
	l.quiet()
	st := l.mdf3.Stats()
	require.Equal(t, uint64(len(bad)), st.Malformed)
	require.Equal(t, uint64(2), st.UnknownXID)
	require.Equal(t, uint64(2), st.Delivered)
	require.Len(t, l.content("LIID-nl-1"), 2)
	l.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportTaskIssue)
		return ok && r.NE == "mdf3-1" && b.XID == unknown && b.Code == x1.ErrXIDUnknown
	})
	l.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportNEIssue)
		return ok && r.NE == "mdf3-1" && strings.Contains(b.Description, "GTP-U length")
	})

	// A header that promises more than a receiver takes ends that connection, and nothing else.
	raw, err := cc(x2x3.FormatGTPU, good).Raw()
	require.NoError(t, err)
	raw.PayloadLength = x2x3.Some(uint32(1 << 30))
	octets, _ := raw.AppendBinary(nil)
	require.NoError(t, l.upf.Confirm(t.Context()))
	require.NoError(t, l.upf.SendOctets(t.Context(), octets))
	l.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportNEIssue)
		return ok && strings.Contains(b.Description, "X3 connection of upf1-cc-poi ended")
	})
	other := l.sender("upf1-cc-poi", l.x3Addr, &cutter{})
	require.NoError(t, other.Send(t.Context(), cc(x2x3.FormatGTPU, good)))
	require.Eventually(t, func() bool { return l.mdf3.Stats().Delivered == 3 }, 10*time.Second, time.Millisecond)

	// Functions that are no POI of this operator are refused.
	stranger := l.sender("upf9-cc-poi", l.x3Addr, &cutter{})
	require.NoError(t, stranger.Send(t.Context(), cc(x2x3.FormatGTPU, good)))
	require.Eventually(t, func() bool { return l.mdf3.Stats().Refused > 0 }, 10*time.Second, time.Millisecond)
	ca, err := pki.NewAuthority("another operator", time.Now)
	require.NoError(t, err)
	s, err := x2x3.NewSender(x2x3.SenderConfig{Address: l.lmdfAddr.String(), Dial: (&cutter{}).dial, Linger: time.Millisecond,
		TLS: pki.ClientConfig(issue(t, ca, "mdf3-1"), l.ca.Pool(), "", pki.Options{})})
	require.NoError(t, err)
	require.NoError(t, s.Start(t.Context()))
	t.Cleanup(func() { _ = s.Close() })
	require.Eventually(t, func() bool { return l.mdf.Stats().Refused > 0 }, 10*time.Second, time.Millisecond)
	require.Equal(t, uint64(3), l.mdf3.Stats().Delivered)

	// LI_MDF is for header reports, whoever sends something else.
	lm := l.sender("mdf3-1", l.lmdfAddr, &cutter{})
	malformed := l.mdf.Stats().Malformed
	require.NoError(t, lm.Send(t.Context(), xiriPDU(t, p.XID, update(1))))
	require.Eventually(t, func() bool { return l.mdf.Stats().Malformed == malformed+1 }, 10*time.Second, time.Millisecond)
	require.Zero(t, l.mdf.Stats().Delivered)

	// After the end of the warrant and the grace there is nobody to deliver to.
	require.NoError(t, l.admf.Deactivate(t.Context(), "nl-1"))
	require.Eventually(t, func() bool {
		before := l.mdf3.Stats().UnknownXID
		require.NoError(t, other.Send(t.Context(), cc(x2x3.FormatGTPU, good)))
		require.NoError(t, other.Confirm(t.Context()))
		return l.mdf3.Stats().UnknownXID > before
	}, 10*time.Second, 5*time.Millisecond)
	require.Equal(t, uint64(3), l.mdf3.Stats().Delivered)
}

// TestTwoWarrantsOnOneSession has two agencies on one session: each gets its own, from the POI's PDU for it, and from one PDU for both.
func TestTwoWarrantsOnOneSession(t *testing.T) {
	l := newSessionLab(t, sessionOptions{})
	p1, p2 := l.order("nl-1", nil), l.order("nl-2", func(w *lipf.Warrant) { w.Start = time.Now().Add(time.Hour) })
	p3 := l.order("nl-3", nil)
	for i := range 3 {
		octets := tunnelled(true, ipPacket(true, 53, fmt.Appendf(nil, "%d", i)))
		l.cc(p1.XID, 7, x2x3.FromTarget, x2x3.FormatGTPU, octets)
		l.cc(p2.XID, 7, x2x3.FromTarget, x2x3.FormatGTPU, octets)
	}
	both := l.ccPDU(p1.XID, 7, x2x3.FromTarget, x2x3.FormatGTPU, tunnelled(true, ipPacket(true, 53, []byte("both"))))
	both.AdditionalXIDs = []x2x3.AdditionalXID{{XID: x2x3.UUID(p3.XID), CorrelationID: 8, SequenceNumber: x2x3.Some(uint32(0))}}
	require.NoError(t, l.upf.Send(t.Context(), both))
	l.quiet()
	require.Len(t, l.content("LIID-nl-1"), 4)
	require.Empty(t, l.content("LIID-nl-2"), "its validity has not begun")
	require.Equal(t, uint64(3), l.mdf3.Stats().Outside)
	cc := l.content("LIID-nl-3")
	require.Len(t, cc, 1)
	require.Equal(t, hi.Some[uint32](1), cc[0].CIN)
	require.Zero(t, cc[0].SequenceNumber)
}

// TestUncorrelated delivers content that the POI ties to no session, without a CIN.
func TestUncorrelated(t *testing.T) {
	l := newSessionLab(t, sessionOptions{})
	p := l.order("nl-1", nil)
	x := l.ccPDU(p.XID, 0, x2x3.FromTarget, x2x3.FormatIPv4, ipPacket(true, 53, []byte("q")))
	x.Timestamp = time.Time{}
	require.NoError(t, l.upf.Send(t.Context(), x))
	l.quiet()
	cc := l.content("LIID-nl-1")
	require.Len(t, cc, 1)
	require.False(t, cc[0].CIN.Set)
	require.Equal(t, hi.Some(hi.TimeOfMediation), cc[0].TimeStampQualifier)
	require.Equal(t, uint64(1), l.mdf3.Stats().Uncorrelated)
	i := l.index("LIID-nl-1")
	require.Equal(t, "cc/no-cin.pcapng", i.PDUs[0].File)
	require.Nil(t, i.PDUs[0].CIN)
}

// TestSlowAgency keeps the LEMF away: what the buffer does not take is lost, counted and reported, and the numbers show it.
func TestSlowAgency(t *testing.T) {
	l := newSessionLab(t, sessionOptions{noProduct: true, mdf3: func(c *mdf.Config3) { c.Buffer = 20 }})
	p := l.order("nl-1", nil)
	l.cc(p.XID, 7, x2x3.FromTarget, x2x3.FormatIPv4, ipPacket(true, 1, nil))
	l.quiet()
	l.hi3cut.set(true)
	for range 100 {
		l.cc(p.XID, 7, x2x3.FromTarget, x2x3.FormatIPv4, ipPacket(true, 53, nil))
	}
	require.NoError(t, l.upf.Confirm(t.Context()))
	require.Eventually(t, func() bool { return l.mdf3.Stats().Received == 101 }, 10*time.Second, time.Millisecond)
	st := l.mdf3.Stats()
	require.NotZero(t, st.Lost)
	require.Equal(t, uint64(101), st.Lost+st.Delivered)
	l.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportDestinationIssue)
		return ok && r.NE == "mdf3-1" && strings.Contains(b.Details, "buffer")
	})
	l.hi3cut.set(false)
	require.Eventually(t, func() bool { return l.mdf3.Stats().Lost == st.Lost && l.lemf.Content("LIID-nl-1").PDUs == st.Delivered }, 10*time.Second, time.Millisecond)
	l.quiet() // The buffer has room when the LEMF has confirmed.
	l.cc(p.XID, 7, x2x3.FromTarget, x2x3.FormatIPv4, ipPacket(true, 2, nil))
	require.Eventually(t, func() bool { return l.lemf.Content("LIID-nl-1").PDUs == st.Delivered+1 }, 10*time.Second, time.Millisecond)
	cc := l.content("LIID-nl-1")
	require.Equal(t, uint32(101), cc[len(cc)-1].SequenceNumber, "a gap where it was lost")
}

// TestProvisioningOfSessions wants mediation functions before POIs, POIs before triggering functions, each with one kind of
// product, and the reverse at the end.
func TestProvisioningOfSessions(t *testing.T) {
	l := newSessionLab(t, sessionOptions{})
	w := l.warrant("nl-1", newPerson(1).supi())
	w.CC, w.LEMF3, w.Services = true, l.hi3Addr, []lipf.ServiceType{lipf.Data}
	w.HeaderReports = &lipf.HeaderReporting{PerPacket: true}
	p, err := l.admf.Activate(t.Context(), w)
	require.NoError(t, err)
	require.Empty(t, p.Notes)
	require.Equal(t, []string{"smf1-cc-tf", "smf1-iri-tf"}, p.TFs)
	require.Contains(t, p.POIs, "smf1-iri-poi")
	var order []string
	for _, r := range l.admf.Audit().Records() {
		if r.What == "ActivateTask" {
			order = append(order, r.NE)
		}
	}
	require.Equal(t, []string{"mdf2-1", "mdf3-1", "amf1-iri-poi", "udm1-iri-poi", "smf1-iri-poi", "smf1-cc-tf", "smf1-iri-tf"}, order)
	for id, want := range map[string]lipf.DeliveryType{"smf1-iri-poi": lipf.X2Only, "smf1-cc-tf": lipf.X3Only, "smf1-iri-tf": lipf.X2Only} {
		s := l.stubs[id]
		require.Len(t, s.tasks, 1)
		require.Equal(t, want, s.tasks[0].DeliveryType)
		require.Equal(t, p.XID, s.tasks[0].XID)
		at := l.x2Addr
		if want == lipf.X3Only {
			at = l.x3Addr
		}
		require.Equal(t, at, s.dests[0].Address)
		h, err := s.tasks[0].HeaderReporting()
		require.NoError(t, err)
		require.Equal(t, id == "smf1-iri-tf", h != nil)
	}
	d, err := l.admf.Details(t.Context(), "mdf3-1")
	require.NoError(t, err)
	require.Equal(t, lipf.HI3Only, d.Tasks[0].Task.Mediation[0].DeliveryType)
	require.Equal(t, l.hi3Addr, d.Destinations[0].Destination.Address)
	l.cc(p.XID, 7, x2x3.FromTarget, x2x3.FormatIPv4, ipPacket(true, 1, nil))
	l.quiet()
	d, err = l.admf.Details(t.Context(), "mdf3-1")
	require.NoError(t, err)
	require.Equal(t, uint64(28), *d.Tasks[0].X3Octets)
	require.False(t, d.Tasks[0].LastIntercept.IsZero())

	require.NoError(t, l.admf.Deactivate(t.Context(), "nl-1"))
	order = nil
	for _, r := range l.admf.Audit().Records() {
		if r.What == "DeactivateTask" {
			order = append(order, r.NE)
		}
	}
	require.Equal(t, []string{"smf1-iri-tf", "smf1-cc-tf", "smf1-iri-poi", "udm1-iri-poi", "amf1-iri-poi", "mdf3-1", "mdf2-1"}, order)

	// A refusal in the middle takes back everything.
	l.stubs["smf1-iri-tf"].refuse = true
	_, err = l.admf.Activate(t.Context(), w)
	require.ErrorContains(t, err, "smf1-iri-tf")
	for _, id := range []string{"mdf2-1", "mdf3-1", "smf1-cc-tf", "smf1-iri-poi"} {
		d, err := l.admf.Details(t.Context(), id)
		require.NoError(t, err)
		require.Empty(t, d.Tasks, id)
		require.Empty(t, d.Destinations, id)
	}
	require.Empty(t, l.admf.Warrants())
}

// TestWhatCannotBeExecuted says in notes what an operator has no function for.
func TestWhatCannotBeExecuted(t *testing.T) {
	l := newSessionLab(t, sessionOptions{noContent: true})
	w := l.warrant("nl-1", newPerson(1).supi())
	w.CC, w.HeaderReports = true, &lipf.HeaderReporting{PerPacket: true}
	p, err := l.admf.Activate(t.Context(), w)
	require.NoError(t, err)
	require.Equal(t, []string{"content of communication: no CC-POI is registered", "header reports: no triggering function is registered"}, p.Notes)
	require.Empty(t, p.MDF3)
	w = l.warrant("nl-2", newPerson(1).supi())
	w.HeaderReports, w.HeaderReportsBy = &lipf.HeaderReporting{PerPacket: true}, lipf.HeaderReportsByMDF
	p, err = l.admf.Activate(t.Context(), w)
	require.NoError(t, err)
	require.Equal(t, []string{"header reports: no CC-POI is registered"}, p.Notes)
	w = l.warrant("nl-3", newPerson(1).supi())
	w.CC, w.Services = true, []lipf.ServiceType{lipf.Voice}
	p, err = l.admf.Activate(t.Context(), w)
	require.NoError(t, err)
	require.NotContains(t, p.POIs, "smf1-iri-poi", "the service is another")
	require.Equal(t, []string{"content of communication: the services of the warrant have none"}, p.Notes)
	w = l.warrant("nl-4", newPerson(1).supi())
	w.CC, w.IRI = true, false
	_, err = l.admf.Activate(t.Context(), w)
	require.ErrorIs(t, err, admf.ErrNoPOI)
	require.ErrorContains(t, l.admf.AddNE(admf.NE{ID: "mdf3-9", Type: admf.MDF3, URL: "https://127.0.0.1:1/X1/NE"}), "address for X3")
	for _, change := range []func(*lipf.Warrant){
		func(w *lipf.Warrant) { w.HeaderReports = &lipf.HeaderReporting{} },
		func(w *lipf.Warrant) {
			w.HeaderReports, w.IRI, w.CC = &lipf.HeaderReporting{PerPacket: true}, false, true
		},
		func(w *lipf.Warrant) { w.HeaderReportsBy = "smf" },
	} {
		w := l.warrant("nl-5", newPerson(1).supi())
		change(&w)
		require.ErrorIs(t, w.Validate(), lipf.ErrWarrant)
	}
}

// TestContentOnly orders content without IRI.
func TestContentOnly(t *testing.T) {
	l := newSessionLab(t, sessionOptions{})
	p := l.order("nl-1", func(w *lipf.Warrant) { w.IRI = false })
	require.Empty(t, p.MDF)
	require.Empty(t, p.POIs)
	l.cc(p.XID, 7, x2x3.FromTarget, x2x3.FormatIPv4, ipPacket(true, 1, nil))
	l.quiet()
	require.Len(t, l.content("LIID-nl-1"), 1)
}

// TestBadMDF3 wants errors for configurations that cannot work.
func TestBadMDF3(t *testing.T) {
	l := newSessionLab(t, sessionOptions{})
	ep, _ := l.server("mdf3-2")
	good := func() mdf.Config3 {
		ln, _ := listen(t)
		return mdf.Config3{X1: *ep, ADMF: "admf1", ADMFURL: l.admfURL, X3Listener: ln, X3TLS: ep.ServerTLS, HI3TLS: ep.ClientTLS, HI3Dial: (&cutter{}).dial,
			Country: "NL", Operator: "OP001", NetworkElement: "mdf3-2"}
	}
	for name, change := range map[string]func(*mdf.Config3){
		"no listener": func(c *mdf.Config3) { c.X3Listener = nil }, "no TLS": func(c *mdf.Config3) { c.X3TLS = nil }, "no client certificates": func(c *mdf.Config3) { c.X3TLS = ep.ClientTLS },
		"no HI3": func(c *mdf.Config3) { c.HI3TLS = nil }, "no dial": func(c *mdf.Config3) { c.HI3Dial = nil }, "country": func(c *mdf.Config3) { c.Country = "NLD" },
		"element": func(c *mdf.Config3) { c.NetworkElement = strings.Repeat("x", 17) }, "half of LI_MDF": func(c *mdf.Config3) { c.LMDFTLS = ep.ClientTLS },
	} {
		c := good()
		change(&c)
		_, err := mdf.NewMDF3(c)
		require.Error(t, err, name)
	}
}

// FuzzMDF3 sends content of any form to the MDF3: it never stops, and the good PDU after each is delivered.
func FuzzMDF3(f *testing.F) {
	l := newSessionLab(f, sessionOptions{noProduct: true, lemf: func(c *lemf.Config) { c.OnHI3 = nil }, mdf3: func(c *mdf.Config3) { c.OnX3 = nil }})
	p := l.order("nl-1", func(w *lipf.Warrant) {
		w.HeaderReports, w.HeaderReportsBy = &lipf.HeaderReporting{PerPacket: true}, lipf.HeaderReportsByMDF
	})
	good := tunnelled(true, ipPacket(true, 53, []byte("q")))
	f.Add(uint16(12), uint16(3), uint64(7), good)
	f.Add(uint16(5), uint16(2), uint64(0), good[16:])
	f.Add(uint16(7), uint16(9), uint64(1), good)
	f.Fuzz(func(t *testing.T, format, direction uint16, correlation uint64, octets []byte) {
		x := &x2x3.PDU{Type: x2x3.X3, Format: x2x3.Format(format), Direction: x2x3.Direction(direction), XID: x2x3.UUID(p.XID), CorrelationID: correlation, Payload: octets,
			Attributes: x2x3.Attributes{NFID: "n", Timestamp: time.Unix(int64(format)<<10, 0)}}
		if _, err := x.AppendBinary(nil); err != nil || format == 0 || !x.Format.AllowedOn(x2x3.X3) {
			return
		}
		before := l.mdf3.Stats()
		require.NoError(t, l.upf.Send(t.Context(), x))
		require.NoError(t, l.upf.Send(t.Context(), l.ccPDU(p.XID, 7, x2x3.FromTarget, x2x3.FormatGTPU, good)))
		require.Eventually(t, func() bool { s := l.mdf3.Stats(); return s.Received == before.Received+2 }, 10*time.Second, 100*time.Microsecond)
		require.NoError(t, l.mdf3.Drain(context.Background()))
		after := l.mdf3.Stats()
		require.Equal(t, before.Delivered+before.Malformed+2, after.Delivered+after.Malformed)
		require.Greater(t, after.Delivered, before.Delivered)
	})
}
