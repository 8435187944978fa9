package lipf_test

import (
	"context"
	"encoding/binary"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// octets deals out fuzz input.
type octets []byte

func (o *octets) byte() byte {
	if len(*o) == 0 {
		return 0
	}
	b := (*o)[0]
	*o = (*o)[1:]
	return b
}

func (o *octets) take(n int) []byte {
	n = min(n, len(*o))
	b := (*o)[:n]
	*o = (*o)[n:]
	return b
}

func (o *octets) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '0' + o.byte()%10
	}
	return string(b)
}

// somebody is a subscriber with any contents that is not the target: whatever it says, its SUPI, PEI and GPSI differ.
func (o *octets) somebody(target *person) event.Subscriber {
	s := event.Subscriber{Authenticated: o.byte()%2 == 0}
	switch o.byte() % 4 {
	case 0:
		s.SUPI = "00101" + o.digits(10)
	case 1:
		s.SUPI = string(o.take(int(o.byte() % 20)))
	}
	if o.byte()%2 == 0 {
		s.PEI = o.digits(16)
	} else {
		s.PEI = string(o.take(int(o.byte() % 20)))
	}
	s.GPSI = string(o.take(int(o.byte() % 16)))
	if o.byte()%2 == 0 {
		s.SUCI = &event.SUCI{HomeNetwork: event.PLMN{MCC: o.digits(3), MNC: o.digits(int(2 + o.byte()%2))}, RoutingIndicator: string(o.take(int(o.byte() % 6))),
			Scheme: o.byte() % 18, HomeNetworkPublicKeyID: o.byte(), SchemeOutput: o.take(int(o.byte() % 40))}
	}
	if s.SUPI == target.SUPI {
		s.SUPI = ""
	}
	if s.PEI == target.PEI {
		s.PEI = ""
	}
	if s.GPSI == target.GPSI {
		s.GPSI = ""
	}
	return s
}

func (o *octets) location() event.Location {
	p := event.PLMN{MCC: o.digits(3), MNC: string(o.take(int(o.byte() % 4)))}
	l := event.Location{TAI: event.TAI{PLMN: p, TAC: binary.BigEndian.Uint32(append(o.take(4), 0, 0, 0, 0))}, NCGIPLMN: p, NRCellID: uint64(o.byte()) << 30}
	if o.byte()%2 == 0 {
		l.Time = time.Unix(int64(int8(o.byte()))<<28, 0)
	}
	return l
}

func (o *octets) event(target *person) event.Event {
	s := o.somebody(target)
	amf, udm := event.Header{Time: time.Unix(int64(o.byte())<<25, 5), NF: amfNF}, event.Header{Time: time.Unix(1, 0), NF: udmNF}
	g := event.GUTI{PLMN: event.PLMN{MCC: o.digits(3), MNC: string(o.take(3))}, AMFSetID: uint16(o.byte()) << 8, AMFPointer: o.byte()}
	l := o.location()
	switch o.byte() % 7 {
	case 0:
		return event.AMFRegistered{Header: amf, Subscriber: s, Type: event.RegistrationType(o.byte()), GUTI: g, OldGUTI: &g, Location: l, TAIList: []event.TAI{l.TAI},
			AllowedNSSAI: []event.SNSSAI{{SST: o.byte(), SD: o.take(int(o.byte() % 5))}}}
	case 1:
		return event.AMFDeregistered{Header: amf, Subscriber: s, GUTI: g, Initiator: event.Initiator(o.byte()), Cause: o.byte(), Location: &l}
	case 2:
		return event.AMFLocationChanged{Header: amf, Subscriber: s, GUTI: g, Location: l}
	case 3:
		return event.AMFRegistrationFailed{Header: amf, Subscriber: s, Cause: o.byte(), GUTI: &g, Location: &l}
	case 4:
		return event.UDMServingSystem{Header: udm, Subscriber: s, GUAMI: event.GUAMI{PLMN: g.PLMN}, ServingPLMN: l.TAI.PLMN, Roaming: o.byte()%2 == 0, SubscriptionDataSets: o.take(9)}
	case 5:
		return event.UDMLocationCancelled{Header: udm, Subscriber: s, GUAMI: event.GUAMI{PLMN: g.PLMN}, Purged: o.byte()%2 == 0}
	}
	return event.UDMAuthentication{Header: udm, Subscriber: s, ServingNetwork: l.TAI.PLMN, AUSFInstanceID: string(o.take(9)), Problem: string(o.take(4))}
}

// FuzzPOI feeds events with any contents about anybody but the target, with one warrant for each identifier of the target.
// Nothing may be produced about them. Then the target itself registers, and that must still be reported. (A task
// for whoever the events are about would show that they are produced at all: TestChain does.)
func FuzzPOI(f *testing.F) {
	o := newOperator(f, options{})
	anna := newPerson(1)
	o.activate("nl-1", anna.supi())
	o.activate("nl-2", anna.pei())
	o.activate("nl-3", anna.gpsi())
	f.Add([]byte("any octets will do as the seed of events, there are as many as it takes"))
	f.Add([]byte{0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		before := o.amf.Stats().PDUs + o.udm.Stats().PDUs
		for in := octets(b); len(in) > 0; {
			e := in.event(anna)
			// A stranger whose null-scheme SUCI happens to spell the target claims to be the target.
			if x, ok := e.(event.AMFRegistrationFailed); ok && x.Subscriber.SUCI != nil && x.Subscriber.SUCI.Scheme == 0 {
				continue
			}
			o.amf.Observe(e)
			o.udm.Observe(e)
		}
		require.NoError(t, o.amf.Drain(ctx))
		require.NoError(t, o.udm.Drain(ctx))
		require.Equal(t, before, o.amf.Stats().PDUs+o.udm.Stats().PDUs, "product about a non-target")
		o.amf.Observe(anna.registered())
		require.NoError(t, o.amf.Drain(ctx))
		require.Equal(t, before+3, o.amf.Stats().PDUs+o.udm.Stats().PDUs)
	})
}

// FuzzPOIRecords feeds events with any contents about the target: what can be encoded is, what cannot is counted, and
// every PDU that arrives decodes.
func FuzzPOIRecords(f *testing.F) {
	o := newOperator(f, options{})
	anna := newPerson(1)
	o.activate("nl-1", anna.supi())
	f.Add([]byte("any octets will do as the seed of events, there are as many as it takes"))
	f.Fuzz(func(t *testing.T, b []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		in := octets(b)
		e := in.event(anna)
		switch x := e.(type) {
		case event.AMFRegistered:
			x.Subscriber.SUPI, x.Subscriber.Authenticated = anna.SUPI, true
			e = x
		case event.AMFDeregistered:
			x.Subscriber.SUPI, x.Subscriber.Authenticated = anna.SUPI, true
			e = x
		case event.AMFLocationChanged:
			x.Subscriber.SUPI, x.Subscriber.Authenticated = anna.SUPI, true
			e = x
		case event.UDMServingSystem:
			x.Subscriber.SUPI = anna.SUPI
			e = x
		case event.UDMLocationCancelled:
			x.Subscriber.SUPI = anna.SUPI
			e = x
		case event.UDMAuthentication:
			x.Subscriber.SUPI = anna.SUPI
			e = x
		default:
			return
		}
		count := func() (pdus, all uint64) {
			a, u := o.amf.Stats(), o.udm.Stats()
			return a.PDUs + u.PDUs, a.PDUs + u.PDUs + a.Failed + u.Failed
		}
		_, before := count()
		malformed := o.mdf.Stats().Malformed
		o.amf.Observe(e)
		o.udm.Observe(e)
		require.NoError(t, o.amf.Drain(ctx))
		require.NoError(t, o.udm.Drain(ctx))
		pdus, after := count()
		require.Equal(t, before+1, after)
		require.Eventually(t, func() bool { return o.mdf.Stats().Received == pdus }, 10*time.Second, 100*time.Microsecond)
		require.NoError(t, o.mdf.Drain(ctx))
		if o.mdf.Stats().Malformed > malformed {
			pdus := o.x2.all()
			x, _, err := x2x3.Parse(pdus[len(pdus)-1])
			require.NoError(t, err)
			_, _, err = xiri.ParseXIRIPayload(x.Payload)
			t.Fatalf("a record that the MDF2 cannot read: %v: %x", err, x.Payload)
		}
	})
}

// FuzzMDF sends PDUs with any payload and any target identifiers to the MDF2: it never stops, and the good PDU
// after each is delivered.
func FuzzMDF(f *testing.F) {
	o := newOperator(f, options{})
	p := o.activate("nl-1", newPerson(1).supi())
	s := o.x2sender(o.ca, "amf1-iri-poi")
	x := xiri.XIRIPayload{Event: update(1)}
	b, err := x.AppendBinary(nil)
	require.NoError(f, err)
	f.Add(b, "<supiimsi>001010000000001</supiimsi>", byte(2))
	f.Add(b[:20], "<supiimsi>", byte(9))
	f.Fuzz(func(t *testing.T, payload []byte, matched string, format byte) {
		if len(matched) > 1000 || len(matched) == 0 {
			return
		}
		before := o.mdf.Stats()
		pdu := &x2x3.PDU{Type: x2x3.X2, Format: x2x3.Format(format), XID: x2x3.UUID(p.XID), Payload: payload,
			Attributes: x2x3.Attributes{NFID: "n", IPID: "i", Timestamp: time.Unix(int64(format)<<20, 0), MatchedTargets: []string{matched}}}
		if _, err := pdu.AppendBinary(nil); err != nil {
			return
		}
		if pdu.Format == x2x3.FormatKeepalive || !pdu.Format.AllowedOn(x2x3.X2) {
			return
		}
		require.NoError(t, s.Send(t.Context(), pdu))
		require.NoError(t, s.Send(t.Context(), xiriPDU(t, p.XID, update(2))))
		require.Eventually(t, func() bool { return o.mdf.Stats().Received == before.Received+2 }, 10*time.Second, 100*time.Microsecond)
		require.NoError(t, o.mdf.Drain(t.Context()))
		after := o.mdf.Stats()
		require.Equal(t, before.Delivered+before.Malformed+before.NoTwin+2, after.Delivered+after.Malformed+after.NoTwin)
		require.Greater(t, after.Delivered, before.Delivered)
	})
}
