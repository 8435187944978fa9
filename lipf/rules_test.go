package lipf_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// TestUnprovenIdentity holds the rules about who may be matched when nothing was proved (A3, A4, A5, T3 of the
// lab's rules; TS 33.128 clause 6.2.2.2.6).
func TestUnprovenIdentity(t *testing.T) {
	null := &event.SUCI{HomeNetwork: nl, RoutingIndicator: "0", SchemeOutput: []byte{0x00, 0x00, 0x00, 0x00, 0x10}} // MSIN 0000000001
	require.Equal(t, "001010000000001", poi.NullSchemeSUPI(null))
	concealed := newPerson(1).SUCI
	for _, c := range []struct {
		name       string
		suci       *event.SUCI
		supi       string
		target     func(*person) lipf.TargetIdentifier
		match      bool
		recordSUPI string
	}{
		{"concealed, SUPI not known: no SUPI match", concealed, "", (*person).supi, false, ""},
		{"concealed, the home named a SUPI that was not proved: no match (A5)", concealed, "001010000000001", (*person).supi, false, ""},
		{"null scheme, claimed SUPI: match (A4)", null, "001010000000001", (*person).supi, true, "001010000000001"},
		{"null scheme, SUPI only in the SUCI: match (A4)", null, "", (*person).supi, true, "001010000000001"},
		{"null scheme says another SUPI than the home: no match (A5)", &event.SUCI{HomeNetwork: nl, SchemeOutput: []byte{0, 0, 0, 0, 0x20}}, "001010000000001", (*person).supi, false, ""},
		{"null scheme, claimed by somebody else: no match", &event.SUCI{HomeNetwork: nl, SchemeOutput: []byte{0, 0, 0, 0, 0x20}}, "001010000000002", (*person).supi, false, ""},
		{"GPSI never counts unproven (A3)", null, "001010000000001", (*person).gpsi, false, ""},
		{"PEI counts by itself (T3), the unproven SUPI stays out", concealed, "001010000000001", (*person).pei, true, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOperator(t, options{})
			anna := newPerson(1)
			o.activate("nl-1", c.target(anna))
			e := anna.failed()
			e.Subscriber.SUCI, e.Subscriber.SUPI = c.suci, c.supi
			o.amf.Observe(e)
			// The same claim in an event that is not a failure proves nothing either.
			if c.target(anna).Type != lipf.PEIIMEISV {
				m := anna.moved(1)
				m.Subscriber = e.Subscriber
				o.amf.Observe(m)
			}
			o.settle()
			rs := o.delivered("LIID-nl-1")
			if !c.match {
				require.Empty(t, rs)
				require.Zero(t, o.mdf.Stats().Received)
				return
			}
			require.Equal(t, "unsuccessfulAMProcedure", names(rs))
			r := rs[0].iri.Event.(*xiri.AMFUnsuccessfulProcedure)
			require.Equal(t, c.recordSUPI, r.SUPI.IMSI)
			require.Empty(t, r.GPSI.MSISDN)
			require.NotNil(t, r.SUCI)
			require.Equal(t, uint8(3), r.FailureCause.FiveGMMCause.Value)
			o.judged(t)
		})
	}
}

func TestNullSchemeSUPI(t *testing.T) {
	for _, c := range []struct {
		suci event.SUCI
		want string
	}{
		{event.SUCI{HomeNetwork: nl, SchemeOutput: []byte{0x21, 0x43, 0xf5}}, "0010112345"},
		{event.SUCI{HomeNetwork: nl, Scheme: 1, SchemeOutput: []byte{0x21}}, ""},
		{event.SUCI{HomeNetwork: nl, SchemeOutput: []byte{0xf1, 0x21}}, ""},
		{event.SUCI{HomeNetwork: nl, SchemeOutput: []byte{0x1a}}, ""},
		{event.SUCI{HomeNetwork: nl}, ""},
		{event.SUCI{HomeNetwork: event.PLMN{MCC: "999", MNC: "070"}, SchemeOutput: []byte{1, 1, 1, 1, 1}}, ""},
	} {
		require.Equal(t, c.want, poi.NullSchemeSUPI(&c.suci))
	}
	require.Empty(t, poi.NullSchemeSUPI(nil))
}

// TestTakeover has another AMF take over: the UDM ends the old registration after the new one began, and the target
// stays registered.
func TestTakeover(t *testing.T) {
	o := newOperator(t, options{})
	anna := newPerson(1)
	o.udm.Observe(anna.served(nl))
	o.udm.Observe(anna.served(de))
	o.udm.Observe(anna.cancelled(nl, false))
	o.activate("nl-1", anna.supi())
	o.settle()
	require.Equal(t, "uDMStartOfInterceptionWithRegisteredTarget", names(o.delivered("LIID-nl-1")))
}

// breaker breaks one thing at a time.
type breaker struct {
	poi.Untampered
	match  func(lipf.Task, lipf.Identity, bool) bool
	record func(xiri.Event) xiri.Event
	pdu    func(*x2x3.PDU) bool
}

func (b *breaker) Match(t lipf.Task, id lipf.Identity, m bool) bool {
	if b.match == nil {
		return b.Untampered.Match(t, id, m)
	}
	return b.match(t, id, m)
}

func (b *breaker) Record(t lipf.Task, r xiri.Event) xiri.Event {
	if b.record == nil {
		return b.Untampered.Record(t, r)
	}
	return b.record(r)
}

func (b *breaker) PDU(p *x2x3.PDU) bool {
	if b.pdu == nil {
		return b.Untampered.PDU(p)
	}
	return b.pdu(p)
}

// TestTamper shows that the hook of negative tests can break each thing that the lab's tests need broken.
func TestTamper(t *testing.T) {
	n := 0
	for _, c := range []struct {
		name    string
		breaker *breaker
		check   func(*testing.T, []x2x3.PDU)
	}{
		{"a record is missing", &breaker{record: func(e xiri.Event) xiri.Event {
			if _, ok := e.(*xiri.AMFRegistration); ok {
				return nil
			}
			return e
		}}, func(t *testing.T, ps []x2x3.PDU) {
			require.Len(t, ps, 1)
			require.Equal(t, uint32(0), ps[0].SequenceNumber.Value)
		}},
		{"a wrong cell", &breaker{record: func(e xiri.Event) xiri.Event {
			if m, ok := e.(*xiri.AMFLocationUpdate); ok {
				m.Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID = 0x99
			}
			return e
		}}, func(t *testing.T, ps []x2x3.PDU) {
			x, _, err := xiri.ParseXIRIPayload(ps[1].Payload)
			require.NoError(t, err)
			require.Equal(t, uint64(0x99), x.Event.(*xiri.AMFLocationUpdate).Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID)
		}},
		{"a gap", &breaker{pdu: func(*x2x3.PDU) bool { n++; return n != 1 }}, func(t *testing.T, ps []x2x3.PDU) {
			require.Len(t, ps, 1)
			require.Equal(t, uint32(1), ps[0].SequenceNumber.Value)
		}},
		{"a non-target", &breaker{match: func(lipf.Task, lipf.Identity, bool) bool { return true }}, func(t *testing.T, ps []x2x3.PDU) {
			require.Len(t, ps, 4)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOperator(t, options{amf: func(cfg *poi.Config) { cfg.Tamper = c.breaker }})
			anna, carla := newPerson(1), newPerson(2)
			o.activate("nl-1", anna.supi())
			for _, p := range []*person{anna, carla} {
				o.amf.Observe(p.registered())
				o.amf.Observe(p.moved(1))
			}
			o.settle()
			var ps []x2x3.PDU
			for _, b := range o.x2.all() {
				p, _, err := x2x3.Parse(b)
				require.NoError(t, err)
				ps = append(ps, p)
			}
			c.check(t, ps)
		})
	}
}
