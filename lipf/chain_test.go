package lipf_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf/admf"
	"lilab/lipf/hi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// record is one IRI as the LEMF got it.
type record struct {
	hi.PSPDU
	iri xiri.IRIPayload
}

func (r record) name() string { return xiri.Name(r.iri.Event) }

// delivered reads what the LEMF has for an LIID and checks what holds for every PDU.
func (o *operator) delivered(liid string) []record {
	o.t.Helper()
	var out []record
	for i, p := range o.lemf.PDUs(liid) {
		pdu, n, err := hi.Parse(p.Octets)
		require.NoError(o.t, err)
		require.Len(o.t, p.Octets, n)
		require.Equal(o.t, liid, pdu.LIID)
		require.Equal(o.t, uint32(i), pdu.SequenceNumber, "sequence numbers have no gap")
		require.Equal(o.t, "NL", pdu.AuthorizationCountryCode)
		require.False(o.t, pdu.CIN.Set, "AMF and UDM records have no CIN")
		require.Equal(o.t, hi.Some(hi.TimeOfInterception), pdu.TimeStampQualifier)
		require.Len(o.t, pdu.IRI, 1)
		require.Equal(o.t, hi.IRIReport, pdu.IRI[0].Type)
		iri, n, err := xiri.ParseIRIPayload(pdu.IRI[0].Contents)
		require.NoError(o.t, err)
		require.Len(o.t, pdu.IRI[0].Contents, n)
		out = append(out, record{pdu, iri})
	}
	return out
}

func names(rs []record) string {
	var s []string
	for _, r := range rs {
		s = append(s, r.name())
	}
	return strings.Join(s, " ")
}

// judged lets judges that nobody here wrote look at everything that crossed an interface.
func (o *operator) judged(t *testing.T) {
	for _, doc := range o.x1.all() {
		require.NoError(t, judge.X1(t, doc), "%s", doc)
	}
	for _, octets := range o.x2.all() {
		p, n, err := x2x3.Parse(octets)
		require.NoError(t, err)
		require.Len(t, octets, n)
		_, err = judge.Decode(t, "TS33128Payloads", "XIRIPayload", p.Payload)
		require.NoError(t, err, "%x", p.Payload)
	}
	for _, octets := range o.hi2.all() {
		_, err := judge.Decode(t, "LI-PS-PDU", "PS-PDU", octets)
		require.NoError(t, err, "%x", octets)
		p, _, err := hi.Parse(octets)
		require.NoError(t, err)
		for _, i := range p.IRI {
			_, err := judge.Decode(t, "TS33128Payloads", "IRIPayload", i.Contents)
			require.NoError(t, err, "%x", i.Contents)
		}
	}
}

// TestChain plays the life of a subscriber and of a stranger through every function.
func TestChain(t *testing.T) {
	o := newOperator(t, options{})
	anna, carla := newPerson(1), newPerson(2)
	p := o.activate("nl-1", anna.supi())
	require.Equal(t, "mdf2-1", p.MDF)
	require.Equal(t, []string{"amf1-iri-poi", "udm1-iri-poi"}, p.POIs)
	for _, x := range []*person{anna, carla} {
		o.udm.Observe(x.authenticated(""))
		o.udm.Observe(x.authenticated("AUTHENTICATION_REJECTED"))
		o.udm.Observe(x.authenticated("USER_NOT_FOUND"))
		o.udm.Observe(x.served(de))
		o.udm.Observe(x.cancelled(de, true))
		o.udm.Observe(x.served(nl))
		o.udm.Observe(x.cancelled(nl, false))
		o.settle()
		o.amf.Observe(x.registered())
		o.amf.Observe(x.moved(0x11))
		o.amf.Observe(x.deregistered(event.ByUE))
		o.amf.Observe(x.registered())
		o.amf.Observe(x.deregistered(event.ByNetwork))
		o.settle()
	}
	rs := o.delivered("LIID-nl-1")
	require.Equal(t, "uDMUEAuthenticationResponse uDMUEAuthenticationResponse uDMUEAuthenticationResponse servingSystemMessage cancelLocationMessage "+
		"servingSystemMessage cancelLocationMessage registration locationUpdate deregistration registration deregistration", names(rs))
	require.Equal(t, map[string]int{"LIID-nl-1": len(rs)}, o.lemf.Counts())

	reg := rs[7]
	require.Equal(t, amfNF.FQDN, reg.NetworkFunctionIdentifier)
	require.Equal(t, "amf1-iri-poi", reg.ExtendedInterceptionPointID)
	require.Equal(t, hi.CommunicationIdentifier{OperatorIdentifier: "OP001", NetworkElementIdentifier: "mdf2-1"}, reg.CommunicationIdentifier)
	r := reg.iri.Event.(*xiri.AMFRegistration)
	require.Equal(t, r.Location.LocationInfo.UserLocation.NRLocation.UELocationTimestamp.Truncate(time.Second), reg.MicroSecondTimeStamp.Truncate(time.Second))
	require.Equal(t, anna.SUPI, r.SUPI.IMSI)
	require.Equal(t, anna.PEI, r.PEI.IMEISV)
	require.Equal(t, anna.GPSI, r.GPSI.MSISDN)
	require.Equal(t, anna.guti.TMSI, r.GUTI.FiveGTMSI)
	require.Equal(t, []xiri.IRITargetIdentifier{
		{Identifier: xiri.TargetIdentifier{SUPI: xiri.SUPI{IMSI: anna.SUPI}}, Provenance: xiri.Some(xiri.TargetIdentifierProvenanceMatchedOn)},
		{Identifier: xiri.TargetIdentifier{PEI: xiri.PEI{IMEISV: anna.PEI}}, Provenance: xiri.Some(xiri.TargetIdentifierProvenanceOther)},
		{Identifier: xiri.TargetIdentifier{GPSI: xiri.GPSI{MSISDN: anna.GPSI}}, Provenance: xiri.Some(xiri.TargetIdentifierProvenanceOther)},
	}, reg.iri.TargetIdentifiers)
	moved := rs[8].iri.Event.(*xiri.AMFLocationUpdate)
	require.Equal(t, uint64(0x11), moved.Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID)
	require.Equal(t, anna.PEI, moved.PEI.IMEISV, "the POI knows the device from the registration")
	require.NotNil(t, moved.SUCI)
	for _, r := range rs {
		require.Empty(t, xiri.Check(r.iri.Event), r.name())
	}
	o.envelopes(t, p)
	o.judged(t)
	require.NoError(t, o.admf.Deactivate(t.Context(), "nl-1"))
	for _, octets := range o.x1.all() {
		require.NoError(t, judge.X1(t, octets))
	}
	require.NoError(t, o.admf.Audit().Verify())
}

// envelopes checks what TS 33.128 clause 5.3 wants of every X2 PDU.
func (o *operator) envelopes(t *testing.T, p admf.Provisioned) {
	next := map[string]uint32{}
	for _, octets := range o.x2.all() {
		pdu, _, err := x2x3.Parse(octets)
		require.NoError(t, err)
		require.Equal(t, x2x3.UUID(p.XID), pdu.XID)
		require.Equal(t, x2x3.FormatTS33128, pdu.Format)
		require.NotEmpty(t, pdu.IPID)
		require.False(t, pdu.Timestamp.IsZero())
		require.Equal(t, next[pdu.NFID+pdu.IPID], pdu.SequenceNumber.Value)
		next[pdu.NFID+pdu.IPID]++
		require.Equal(t, []string{"<supiimsi>001010000000001</supiimsi>"}, pdu.MatchedTargets)
		require.Equal(t, []string{"<peiImeisv>3550930600000011</peiImeisv>", "<gpsiMsisdn>15550000001</gpsiMsisdn>"}, pdu.OtherTargets)
		x, _, err := xiri.ParseXIRIPayload(pdu.Payload)
		require.NoError(t, err)
		want := x2x3.FromTarget
		if d, ok := x.Event.(*xiri.AMFDeregistration); pdu.NFID == udmNF.FQDN || ok && d.DeregistrationDirection == xiri.AMFDirectionNetworkInitiated {
			want = x2x3.ToTarget
		}
		require.Equal(t, want, pdu.Direction, xiri.Name(x.Event))
	}
	require.Equal(t, map[string]uint32{amfNF.FQDN + "amf1-iri-poi": 5, udmNF.FQDN + "udm1-iri-poi": 7}, next)
}

// TestStartOfInterception activates tasks while the target is registered: tags 4 and 124 come first (G1), and the SUCI
// of the registration is still known (G2).
func TestStartOfInterception(t *testing.T) {
	o := newOperator(t, options{})
	anna, bram := newPerson(1), newPerson(2)
	for _, x := range []*person{bram, anna} {
		o.amf.Observe(x.registered())
		o.udm.Observe(x.served(nl))
	}
	again := anna.registered()
	again.Type, again.Subscriber.SUCI = event.PeriodicRegistration, nil
	o.amf.Observe(again)
	o.amf.Observe(anna.moved(0x22))
	// A task of the past sees nothing; this one begins now, with what is queued before it.
	before := time.Now()
	o.activate("nl-1", anna.pei())
	o.amf.Observe(anna.moved(0x23))
	o.settle()
	rs := o.delivered("LIID-nl-1")
	require.Len(t, rs, 3)
	seen := map[string]record{}
	for _, r := range rs {
		seen[r.name()] = r
	}
	start := seen["startOfInterceptionWithRegisteredUE"]
	require.NotNil(t, start.iri.Event, names(rs))
	s := start.iri.Event.(*xiri.AMFStartOfInterceptionWithRegisteredUE)
	require.Equal(t, anna.SUPI, s.SUPI.IMSI)
	require.NotNil(t, s.SUCI, "rule G2")
	require.Equal(t, []byte{1, 2, 3, 1}, s.SUCI.SchemeOutput)
	require.Equal(t, uint64(0x22), s.Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID)
	require.Equal(t, xiri.Some(xiri.AMFRegistrationTypePeriodic), s.RegistrationType)
	require.WithinRange(t, start.MicroSecondTimeStamp, before.Truncate(time.Microsecond), time.Now(), "the time of the task, not of the registration")
	udm := seen["uDMStartOfInterceptionWithRegisteredTarget"].iri.Event.(*xiri.UDMStartOfInterceptionWithRegisteredTarget)
	require.Equal(t, `{"amData":{}}`, udm.UDMSubscriptionDataSets.SBIValue)
	require.Greater(t, seen["locationUpdate"].SequenceNumber, start.SequenceNumber, "rule G1")
	directions := map[x2x3.Direction]int{}
	for _, octets := range o.x2.all() {
		p, _, err := x2x3.Parse(octets)
		require.NoError(t, err)
		directions[p.Direction]++
		require.Equal(t, []string{anna.pei().Fragment()}, p.MatchedTargets)
	}
	require.Equal(t, map[x2x3.Direction]int{x2x3.NotApplicable: 2, x2x3.FromTarget: 1}, directions)

	// After deregistration nothing is ongoing any more.
	o.amf.Observe(anna.deregistered(event.ByUE))
	o.udm.Observe(anna.cancelled(nl, true))
	o.activate("nl-2", anna.supi())
	o.settle()
	require.Empty(t, o.delivered("LIID-nl-2"))
	o.judged(t)
}

// TestTwoWarrants has two orders about one subscriber, by different identifiers: each gets its own product.
func TestTwoWarrants(t *testing.T) {
	o := newOperator(t, options{})
	anna := newPerson(1)
	a, b := o.activate("nl-1", anna.supi()), o.activate("nl-2", anna.gpsi())
	both := o.activate("nl-3", anna.supi(), anna.pei())
	none := o.activate("nl-4", anna.supi(), newPerson(2).pei())
	o.amf.Observe(anna.registered())
	o.settle()
	xids := map[x2x3.UUID][]string{}
	for _, octets := range o.x2.all() {
		p, _, err := x2x3.Parse(octets)
		require.NoError(t, err)
		require.Equal(t, uint32(0), p.SequenceNumber.Value)
		xids[p.XID] = p.MatchedTargets
	}
	require.Equal(t, map[x2x3.UUID][]string{
		x2x3.UUID(a.XID): {anna.supi().Fragment()}, x2x3.UUID(b.XID): {anna.gpsi().Fragment()},
		x2x3.UUID(both.XID): {anna.supi().Fragment(), anna.pei().Fragment()},
	}, xids)
	require.NotContains(t, xids, x2x3.UUID(none.XID))
	require.NoError(t, o.admf.Deactivate(t.Context(), "nl-1"))
	o.amf.Observe(anna.moved(0x11))
	o.settle()
	require.Equal(t, "registration", names(o.delivered("LIID-nl-1")))
	require.Equal(t, "registration locationUpdate", names(o.delivered("LIID-nl-2")))
	require.Equal(t, "registration locationUpdate", names(o.delivered("LIID-nl-3")))
	require.Empty(t, o.delivered("LIID-nl-4"))
	o.judged(t)
}

// TestDeactivate ends a warrant right after an event: that event is delivered, nothing after it is, and no NE
// keeps a task or a destination.
func TestDeactivate(t *testing.T) {
	o := newOperator(t, options{})
	anna := newPerson(1)
	for i := range 5 {
		id := "nl-" + strconv.Itoa(i)
		o.activate(id, anna.supi())
		reg := anna.registered()
		reg.Time = time.Now()
		o.amf.Observe(reg)
		require.NoError(t, o.admf.Deactivate(t.Context(), id))
		late := anna.deregistered(event.ByUE)
		late.Time = time.Now()
		o.amf.Observe(late)
		o.settle()
		require.Equal(t, "registration", names(o.delivered("LIID-"+id)))
	}
	require.Zero(t, o.mdf.Stats().UnknownXID)
	for _, ne := range []string{"mdf2-1", "amf1-iri-poi", "udm1-iri-poi"} {
		d, err := o.admf.Details(t.Context(), ne)
		require.NoError(t, err)
		require.Empty(t, d.Tasks, ne)
		require.Empty(t, d.Destinations, ne)
	}
	require.ErrorIs(t, o.admf.Deactivate(t.Context(), "nl-0"), admf.ErrNotActive)
	o.judged(t)
}

// TestAway cuts X2, then HI2, while events go on: nothing is lost, and the ADMF is told of each fault and its end.
func TestAway(t *testing.T) {
	o := newOperator(t, options{})
	anna := newPerson(1)
	o.activate("nl-1", anna.supi())
	o.amf.Observe(anna.registered())
	o.settle()
	is := func(ne string, r x1.ReportType) func(admf.Report) bool {
		return func(a admf.Report) bool {
			b, ok := a.Body.(x1.ReportDestinationIssue)
			return ok && a.NE == ne && b.Report == r
		}
	}
	cell := uint64(0x100)
	for _, c := range []struct {
		cut *cutter
		ne  string
	}{{o.x2cut, "amf1-iri-poi"}, {o.hi2cut, "mdf2-1"}} {
		c.cut.set(true)
		o.reported(is(c.ne, x1.NonTerminatingFault))
		for range 50 {
			cell++
			o.amf.Observe(anna.moved(cell))
		}
		d, err := o.admf.Details(t.Context(), c.ne)
		require.NoError(t, err)
		require.True(t, d.Destinations[0].DeliveryFault)
		c.cut.set(false)
		o.reported(is(c.ne, x1.AllClear))
		o.settle()
	}
	require.Eventually(t, func() bool { return len(o.distinct("LIID-nl-1")) == 101 }, 10*time.Second, time.Millisecond)
	for i, r := range o.distinct("LIID-nl-1") {
		require.Equal(t, uint32(i), r.SequenceNumber)
		if i > 0 {
			require.Equal(t, uint64(0x100+i), r.iri.Event.(*xiri.AMFLocationUpdate).Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID)
		}
	}
	require.Zero(t, o.amf.Stats().Lost)
	require.Zero(t, o.mdf.Stats().Lost)
	o.judged(t)
}

// distinct is delivered without the repetitions that a delivery function sends after a reconnection.
func (o *operator) distinct(liid string) []record {
	o.t.Helper()
	var out []record
	seen := map[uint32]bool{}
	for _, p := range o.lemf.PDUs(liid) {
		pdu, _, err := hi.Parse(p.Octets)
		require.NoError(o.t, err)
		if seen[pdu.SequenceNumber] {
			continue
		}
		seen[pdu.SequenceNumber] = true
		iri, _, err := xiri.ParseIRIPayload(pdu.IRI[0].Contents)
		require.NoError(o.t, err)
		out = append(out, record{pdu, iri})
	}
	return out
}
