package lipf_test

import (
	"context"
	"crypto/tls"
	"encoding/hex"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/lemf"
	"lilab/lipf/mdf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/sim/pki"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// x2sender is a POI made by hand, with any certificate.
func (o *operator) x2sender(ca *pki.Authority, id string) *x2x3.Sender {
	o.t.Helper()
	s, err := x2x3.NewSender(x2x3.SenderConfig{Address: o.x2Addr.String(), Dial: (&net.Dialer{}).DialContext, RetryMin: 5 * time.Millisecond, Linger: 50 * time.Millisecond,
		TLS: pki.ClientConfig(issue(o.t, ca, id), o.ca.Pool(), "", pki.Options{})})
	require.NoError(o.t, err)
	require.NoError(o.t, s.Start(o.t.Context()))
	o.t.Cleanup(func() { _ = s.Close() }) // what it could not send does not matter
	return s
}

func xiriPDU(t testing.TB, xid lipf.UUID, e xiri.Event) *x2x3.PDU {
	t.Helper()
	x := xiri.XIRIPayload{Event: e}
	b, err := x.AppendBinary(nil)
	require.NoError(t, err)
	return &x2x3.PDU{Type: x2x3.X2, Format: x2x3.FormatTS33128, Direction: x2x3.FromTarget, XID: x2x3.UUID(xid), Payload: b,
		Attributes: x2x3.Attributes{NFID: "amf1", IPID: "poi", SequenceNumber: x2x3.Some(uint32(0)), Timestamp: time.Now(), MatchedTargets: []string{"<supiimsi>001010000000001</supiimsi>"}}}
}

func update(cell uint64) *xiri.AMFLocationUpdate {
	plmn := xiri.PLMNID{MCC: "001", MNC: "01"}
	return &xiri.AMFLocationUpdate{SUPI: xiri.SUPI{IMSI: "001010000000001"}, Location: xiri.Location{LocationInfo: &xiri.LocationInfo{UserLocation: &xiri.UserLocation{
		NRLocation: &xiri.NRLocation{TAI: xiri.TAI{PLMNID: plmn, TAC: []byte{0, 0, 1}}, NCGI: xiri.NCGI{PLMNID: plmn, NRCellID: cell}}}}}}
}

// TestX2RefusesPeers connects with the certificate of another authority and with a good one of a function that is no
// POI of this operator. Nothing of theirs is taken; the refusal is reported.
func TestX2RefusesPeers(t *testing.T) {
	o := newOperator(t, options{})
	p := o.activate("nl-1", newPerson(1).supi())
	other, err := pki.NewAuthority("another operator", time.Now)
	require.NoError(t, err)
	ctx := t.Context()
	require.NoError(t, o.x2sender(other, "amf1-iri-poi").Send(ctx, xiriPDU(t, p.XID, update(1))))
	o.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportNEIssue)
		return ok && r.NE == "mdf2-1" && b.Issue == x1.NEAlert && strings.Contains(b.Description, "certificate")
	})
	require.NoError(t, o.x2sender(o.ca, "stranger").Send(ctx, xiriPDU(t, p.XID, update(1))))
	o.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportNEIssue)
		return ok && strings.Contains(b.Description, `"stranger" is no POI`)
	})
	require.Zero(t, o.mdf.Stats().Received)
	require.GreaterOrEqual(t, o.mdf.Stats().Refused, uint64(2))
	require.NoError(t, o.x2sender(o.ca, "amf1-iri-poi").Send(ctx, xiriPDU(t, p.XID, update(1))))
	require.Eventually(t, func() bool { return o.lemf.Stats().PDUs == 1 }, 5*time.Second, time.Millisecond)
}

// TestPOIRefusesMDF gives the POI an MDF whose certificate is of another authority.
func TestPOIRefusesMDF(t *testing.T) {
	other, err := pki.NewAuthority("another operator", time.Now)
	require.NoError(t, err)
	o := newOperator(t, options{amf: func(c *poi.Config) {
		c.X2TLS = c.X2TLS.Clone()
		c.X2TLS.RootCAs = other.Pool()
	}})
	anna := newPerson(1)
	o.activate("nl-1", anna.supi())
	o.amf.Observe(anna.registered())
	o.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportDestinationIssue)
		return ok && r.NE == "amf1-iri-poi" && b.Report == x1.NonTerminatingFault && strings.Contains(b.Details, "certificate")
	})
	require.Zero(t, o.mdf.Stats().Received)
}

// TestHI2Refuses gives the LEMF a certificate that the MDF does not trust, and the MDF one that the LEMF does not.
func TestHI2Refuses(t *testing.T) {
	other, err := pki.NewAuthority("another agency", time.Now)
	require.NoError(t, err)
	fault := func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportDestinationIssue)
		return ok && r.NE == "mdf2-1" && b.Report == x1.NonTerminatingFault
	}
	for name, change := range map[string]func(*lemf.Config){
		"server": func(c *lemf.Config) {
			c.TLS = c.TLS.Clone()
			c.TLS.Certificates = []tls.Certificate{issue(t, other, "lemf1")}
		},
		"client": func(c *lemf.Config) {
			c.TLS = c.TLS.Clone()
			c.TLS.ClientCAs = other.Pool()
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOperator(t, options{lemf: change})
			anna := newPerson(1)
			o.activate("nl-1", anna.supi())
			o.amf.Observe(anna.registered())
			o.reported(fault)
			require.Eventually(t, func() bool { return o.lemf.Stats().Refused > 0 }, 5*time.Second, time.Millisecond)
			require.Zero(t, o.lemf.Stats().PDUs)
			require.Zero(t, o.hi2.len())
		})
	}
}

// TestX1RefusesPeers knocks at the X1 server of an NE with the certificate of another authority: the NE reports it.
func TestX1RefusesPeers(t *testing.T) {
	var at string
	o := newOperator(t, options{mdf: func(c *mdf.Config) { at = c.X1.Listener.Addr().String() }})
	other, err := pki.NewAuthority("another operator", time.Now)
	require.NoError(t, err)
	conn, err := tls.Dial("tcp", at, pki.ClientConfig(issue(t, other, "admf1"), o.ca.Pool(), "127.0.0.1", pki.Options{}))
	if err == nil { // TLS 1.3: the client hears of the refusal when it reads
		_, err = conn.Read(make([]byte, 1))
		_ = conn.Close()
	}
	require.Error(t, err)
	o.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportNEIssue)
		return ok && r.NE == "mdf2-1" && b.Issue == x1.NEAlert && strings.Contains(b.Description, "X1 connection refused")
	})
}

// TestX1Refuses registers an NE under another name than its certificate has: nothing is provisioned.
func TestX1Refuses(t *testing.T) {
	o := newOperator(t, options{})
	ep, at := o.server("amf2-iri-poi")
	p, err := poi.NewAMF(poi.Config{X1: *ep, ADMF: "admf1", NFID: "amf2", IPID: "poi", X2TLS: ep.ClientTLS, X2Dial: o.x2cut.dial})
	require.NoError(t, err)
	require.NoError(t, p.Start(t.Context()))
	defer func() { require.NoError(t, p.Close()) }()
	require.NoError(t, o.admf.AddNE(admf.NE{ID: "amf9-iri-poi", Type: admf.AMF, URL: "https://" + at.String() + x1.PathNE}))
	_, err = o.admf.Activate(t.Context(), o.warrant("nl-1", newPerson(1).supi()))
	require.ErrorIs(t, err, x1.ErrIdentity)
	require.NotErrorIs(t, err, admf.ErrNotFullyUndone)
	require.Empty(t, o.admf.Warrants())
	require.Eventually(t, func() bool { return p.Stats().Refused > 0 }, 5*time.Second, time.Millisecond)
	for _, ne := range []string{"mdf2-1", "amf1-iri-poi", "udm1-iri-poi"} {
		d, err := o.admf.Details(t.Context(), ne)
		require.NoError(t, err)
		require.Empty(t, d.Tasks, "the tasks that came first were taken back")
		require.Empty(t, d.Destinations)
	}
}

// TestStrayAndBroken sends what an MDF2 must not deliver; what comes after it on the same connection is delivered.
func TestStrayAndBroken(t *testing.T) {
	o := newOperator(t, options{})
	p := o.activate("nl-1", newPerson(1).supi())
	s := o.x2sender(o.ca, "amf1-iri-poi")
	ctx := t.Context()
	send := func(pdu *x2x3.PDU) { require.NoError(t, s.Send(ctx, pdu)) }
	payload := func(s string) *x2x3.PDU {
		pdu := xiriPDU(t, p.XID, update(1))
		var err error
		pdu.Payload, err = hex.DecodeString(s)
		require.NoError(t, err)
		return pdu
	}
	unknown, err := lipf.ParseUUID("29f28e1c-f230-486a-a860-f5a784ab9172")
	require.NoError(t, err)
	send(xiriPDU(t, unknown, update(1)))
	send(xiriPDU(t, unknown, update(1)))
	send(xiriPDU(t, lipf.UUID{1}, update(1)))
	// N9HRPDUSessionInfo [100]: made by the reference compiler, has no alternative in IRIEvent.
	send(payload("303d81050413130301a234bf6431a111810f3939393730303030303030303030318301068616696d732e6d6e633037302e6d63633939392e67707273870101"))
	// A registration whose last octet is missing, and one with a type 0 where the enumeration begins at 1.
	send(payload("306081050413130301a258a156810101820101a411810f303031303130303030303030303031a612821033353530393330363132333435363031a70d810b3135353530313030303031a8188103303031820230318201028401018501008604123456"))
	wrong := xiriPDU(t, p.XID, update(1))
	wrong.Format = x2x3.FormatSIP
	send(wrong)
	odd := xiriPDU(t, p.XID, update(7))
	odd.MatchedTargets = []string{"<supiimsi>001010000000001</supiimsi>", "<E164Number>1555</E164Number>", "IMSI001010000000001", "<supiimsi>x</supiimsi>"}
	send(odd)
	require.Eventually(t, func() bool { return o.lemf.Stats().PDUs == 1 }, 5*time.Second, time.Millisecond)
	st := o.mdf.Stats()
	require.Equal(t, uint64(3), st.UnknownXID)
	require.Equal(t, uint64(1), st.NoTwin)
	require.Equal(t, uint64(2), st.Malformed)
	require.Equal(t, uint64(1), st.Delivered)
	rs := o.delivered("LIID-nl-1")
	require.Len(t, rs[0].iri.TargetIdentifiers, 1, "only what is a target identifier is passed on")

	o.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportTaskIssue)
		return ok && b.XID == unknown && b.Code == x1.ErrXIDUnknown
	})
	o.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportTaskIssue)
		return ok && b.XID == p.XID && strings.Contains(b.Details, "[100]")
	})
	o.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportNEIssue)
		return ok && strings.Contains(b.Description, "XIRIPayload") && strings.Contains(b.Description, "offset")
	})
	o.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportNEIssue)
		return ok && strings.Contains(b.Description, "no version 4 UUID")
	})
	var about int
	for _, r := range o.admf.Reports() {
		if b, ok := r.Body.(x1.ReportTaskIssue); ok && b.XID == unknown {
			about++
		}
	}
	require.Equal(t, 1, about, "one report for each unknown XID")

	require.NoError(t, s.Confirm(ctx)) // What is not confirmed would come again.
	// Octets without framing end that connection only, and are reported with the place.
	require.NoError(t, s.SendOctets(ctx, []byte("GET / HTTP/1.1\r\n\r\n")))
	o.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportNEIssue)
		return ok && strings.Contains(b.Description, "connection of amf1-iri-poi ended") && strings.Contains(b.Description, "octet")
	})
	require.NoError(t, o.x2sender(o.ca, "udm1-iri-poi").Send(ctx, xiriPDU(t, p.XID, update(8))))
	require.Eventually(t, func() bool { return o.lemf.Stats().PDUs == 2 }, 5*time.Second, time.Millisecond)
	o.x2Judge(t)
}

// x2Judge is judged for HI2 and X1 only: X2 has nonsense on purpose.
func (o *operator) x2Judge(t *testing.T) {
	o.x2.pdus = nil
	o.judged(t)
}

// TestValidity delivers only what happened while the warrant was valid.
func TestValidity(t *testing.T) {
	o := newOperator(t, options{})
	anna := newPerson(1)
	w := o.warrant("nl-1", anna.supi())
	w.Start, w.End = anna.at.Add(2500*time.Microsecond), time.Now().Add(time.Hour)
	_, err := o.admf.Activate(t.Context(), w)
	require.NoError(t, err)
	for i := range 4 {
		o.amf.Observe(anna.moved(uint64(i)))
	}
	o.settle()
	require.Len(t, o.delivered("LIID-nl-1"), 2)
	require.Equal(t, uint64(2), o.mdf.Stats().Outside)
	w = o.warrant("nl-2", anna.supi())
	w.End = time.Now().Add(-time.Second)
	_, err = o.admf.Activate(t.Context(), w)
	require.ErrorIs(t, err, lipf.ErrWarrant)
}

// TestOtherNF ignores events of another network function instance and of another type.
func TestOtherNF(t *testing.T) {
	o := newOperator(t, options{})
	anna := newPerson(1)
	o.activate("nl-1", anna.supi())
	e := anna.registered()
	e.NF.InstanceID = "another"
	o.amf.Observe(e)
	o.amf.Observe(anna.served(nl))
	o.udm.Observe(anna.registered())
	o.settle()
	require.Zero(t, o.mdf.Stats().Received)
	require.Equal(t, uint64(2), o.amf.Stats().Ignored)
}

// TestObserveNeverWaits holds the MDF away and takes 20,000 events: publishing never waits, what does not fit is counted and reported.
func TestObserveNeverWaits(t *testing.T) {
	o := newOperator(t, options{amf: func(c *poi.Config) { c.Buffer = 100 }})
	anna := newPerson(1)
	o.activate("nl-1", anna.supi())
	o.x2cut.set(true)
	var bus event.Bus
	bus.Subscribe(o.amf)
	for range 20_000 {
		bus.Publish(anna.moved(1))
	}
	require.Eventually(t, func() bool { s := o.amf.Stats(); return s.Events == 20_000 && s.Lost > 0 }, 10*time.Second, time.Millisecond)
	o.reported(func(r admf.Report) bool {
		b, ok := r.Body.(x1.ReportDestinationIssue)
		return ok && r.NE == "amf1-iri-poi" && b.Report == x1.NonTerminatingFault
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, o.amf.Drain(ctx), context.Canceled)
}
