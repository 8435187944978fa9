package lipf_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// TestEmergencyWithoutAuthentication registers a phone for emergency services that nobody authenticated, beside one that is: tasks about
// the subscription find nothing of the first (rule E1 of the lab), those about the device find all.
func TestEmergencyWithoutAuthentication(t *testing.T) {
	null := &event.SUCI{HomeNetwork: nl, RoutingIndicator: "0", SchemeOutput: []byte{0x00, 0x00, 0x00, 0x00, 0x10}} // MSIN 0000000001
	for _, c := range []struct {
		name   string
		supi   string
		suci   *event.SUCI
		proved bool
		target func(*person) lipf.TargetIdentifier
		want   string
	}{
		{"the SUPI, claimed in the clear", "001010000000001", null, false, (*person).supi, ""},
		{"the SUPI, in the SUCI alone", "", null, false, (*person).supi, ""},
		{"the GPSI", "001010000000001", null, false, (*person).gpsi, ""},
		{"the device", "001010000000001", null, false, (*person).pei, "registration locationUpdate deregistration"},
		{"the device, the SUPI in the SUCI alone", "", null, false, (*person).pei, "registration locationUpdate deregistration"},
		{"the SUPI, authenticated", "001010000000001", newPerson(1).SUCI, true, (*person).supi, "registration locationUpdate deregistration"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOperator(t, options{})
			anna := newPerson(1)
			target := c.target(anna)
			anna.Subscriber = event.Subscriber{SUPI: c.supi, SUCI: c.suci, Authenticated: c.proved, PEI: anna.PEI}
			o.activate("nl-1", target)
			in := anna.registered()
			in.Type = event.EmergencyRegistration
			o.amf.Observe(in)
			moved := anna.moved(0x11)
			moved.Subscriber = anna.Subscriber
			o.amf.Observe(moved)
			o.amf.Observe(anna.deregistered(event.ByUE))
			o.settle()
			rs := o.delivered("LIID-nl-1")
			require.Equal(t, c.want, names(rs))
			if c.want == "" {
				require.Zero(t, o.mdf.Stats().Received)
				return
			}
			r := rs[0].iri.Event.(*xiri.AMFRegistration)
			require.Equal(t, xiri.AMFRegistrationTypeEmergency, r.RegistrationType)
			require.Equal(t, "001010000000001", r.SUPI.IMSI, "these records must have one")
			require.Equal(t, anna.PEI, r.PEI.IMEISV)
			require.Empty(t, r.GPSI.MSISDN)
			o.judged(t)
		})
	}
}

// TestEmergencyWithoutSubscription registers a phone that claims no subscription: there cannot be a record, and the ADMF hears of it.
func TestEmergencyWithoutSubscription(t *testing.T) {
	o := newOperator(t, options{})
	anna := newPerson(1)
	o.activate("nl-1", anna.pei())
	anna.Subscriber = event.Subscriber{PEI: anna.PEI}
	in := anna.registered()
	in.Type = event.EmergencyRegistration
	o.amf.Observe(in)
	require.NoError(t, o.amf.Drain(t.Context()))
	require.EqualValues(t, 1, o.amf.Stats().Failed)
	require.Zero(t, o.amf.Stats().PDUs)
}
