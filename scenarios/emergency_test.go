package scenarios

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/oracle"
	"lilab/oracle/truth"
	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// claimed is a point of interception that takes a claim for an identity: a task about whatever finds the device.
type claimed struct {
	poi.Untampered
	pei    string
	record func(xiri.Event)
}

func (c claimed) Match(_ lipf.Task, id lipf.Identity, matched bool) bool {
	return matched || c.record == nil && len(id.PEI) >= 14 && strings.HasPrefix(c.pei, id.PEI[:14])
}

func (c claimed) Record(_ lipf.Task, r xiri.Event) xiri.Event {
	if c.record != nil {
		c.record(r)
	}
	return r
}

// TestOracleNoticesClaims breaks one point of interception of nl at a time in emergency calls without authentication: it matches the
// subscription that is claimed, or says that it is authenticated, or that the registration is another.
func TestOracleNoticesClaims(t *testing.T) {
	for name, tc := range map[string]struct {
		scenario string
		nf       event.NFType
		record   func(xiri.Event)
		want     []string
	}{
		"the AMF matches the claimed SUPI":    {"supi", event.AMF, nil, []string{"E1-1", "AMF-REG-1"}},
		"the SMF matches the claimed SUPI":    {"supi", event.SMF, nil, []string{"E1-1", "SMF-EST-1", "T3-1"}},
		"the P-CSCF matches the claimed SUPI": {"supi", event.PCSCF, nil, []string{"E1-1", "IMS-1"}},
		"the SMF says that it is authenticated": {"pei", event.SMF, func(r xiri.Event) {
			if r, ok := r.(*xiri.SMFPDUSessionEstablishment); ok {
				r.SUPIUnauthenticated = xiri.Some(false)
			}
		}, []string{"E1-1", "SMF-EST-2"}},
		"the AMF calls it an initial registration": {"pei", event.AMF, func(r xiri.Event) {
			if r, ok := r.(*xiri.AMFRegistration); ok {
				r.RegistrationType = xiri.AMFRegistrationTypeInitial
			}
		}, []string{"AMF-REG-4"}},
	} {
		t.Run(name, func(t *testing.T) {
			sc, err := Get("inbound/emergency-unauthenticated-" + tc.scenario)
			require.NoError(t, err)
			p, err := sc.resolve(6)
			require.NoError(t, err)
			res := playScenario(t, sc, RunConfig{Seed: 6, Tamper: func(net string, nf event.NFType) poi.Tamperer {
				if net != "nl" || nf != tc.nf {
					return nil
				}
				return claimed{pei: p.subscriber("anna").PEI, record: tc.record}
			}})
			require.Equal(t, oracle.Fail, res.Verdict)
			failed := map[string]bool{}
			for _, q := range res.Requirements {
				failed[q.ID] = failed[q.ID] || q.Result == oracle.Fail
			}
			for _, id := range tc.want {
				require.True(t, failed[id], "%s did not fail; what did: %v", id, failed)
			}
		})
	}
}

// TestEmergencyTruth holds what the run notes of emergency calls against what the scenario says.
func TestEmergencyTruth(t *testing.T) {
	out := t.TempDir()
	res := playShipped(t, "inbound/emergency-midcall", RunConfig{Out: out, Seed: 7})
	require.Equal(t, oracle.Pass, res.Verdict)
	tr, err := readTruth(filepath.Join(out, TruthFile))
	require.NoError(t, err)
	require.Equal(t, truth.RegistrationEmergency, tr.Subscribers["anna"].Registration)
	require.Equal(t, truth.RegistrationUnauthenticated, tr.Subscribers["cara"].Registration)
	require.Equal(t, "null", tr.Subscribers["ulla"].SUCI)
	require.Equal(t, "esp-aes", tr.Subscribers["anna"].Gm.Protection)
	require.Equal(t, "none", tr.Subscribers["ulla"].Gm.Protection)
	require.Len(t, tr.Calls, 4)
	tones := map[float64]bool{}
	for i, c := range tr.Calls {
		require.True(t, c.Emergency)
		require.Equal(t, i >= 2, c.Unauthenticated)
		require.Equal(t, "answered", c.Result)
		require.Equal(t, truth.RouteEmergency, c.From.Route)
		require.Empty(t, c.To.Subscriber)
		require.Equal(t, c.Unauthenticated, len(c.From.Identities) == 0)
		require.Len(t, c.Streams, 2)
		s := tr.Sessions[*c.From.Session]
		require.Equal(t, []string{"sos", "local-breakout", "nl"}, []string{s.DNN, s.Route, s.Serving})
		require.False(t, s.Released.Before(c.End), "the session ends with the call")
		tones[c.Tones.From], tones[c.Tones.To] = true, true
	}
	require.Len(t, tones, 8)
	for _, w := range res.Warrants {
		if w.ID == "nl-3" {
			require.Empty(t, w.Records)
			continue
		}
		for _, kind := range []string{"AMFStartOfInterceptionWithRegisteredUE", "SMFStartOfInterceptionWithEstablishedPDUSession", "StartOfInterceptionForActiveIMSSession"} {
			require.Equal(t, 1, w.Records[kind], "%s: %s", w.ID, kind)
		}
	}
}

// TestEmergencyProblems gives the loader what emergency calls cannot be.
func TestEmergencyProblems(t *testing.T) {
	const text = `id: x
title: x
networks: {nl: {plmn: "001-01"}, de: {plmn: "999-70"}}
agreements: [%s]
subscribers:
  anna: {home: de, in: nl, registration: %s}
  bram: {home: nl}
script:
  - register: [anna, bram]
  - %s
`
	const agreed, call = "{home: de, visited: nl, ims: local-breakout, data: local-breakout}", "call: {from: anna, emergency: true}"
	for name, tc := range map[string]struct{ agreements, registration, step, want string }{
		"as it should be":                 {agreed, "emergency", call, ""},
		"without agreement":               {"", "emergency-unauthenticated", call, ""},
		"with an agreement":               {agreed, "emergency-unauthenticated", call, "6:42: nl has de authenticate the phone"},
		"emergency without an agreement":  {"", "emergency", call, "6:24: there is no agreement for subscribers of de in nl"},
		"a fault":                         {agreed, "emergency, fault: wrong-key", call, "6:42: fault and an emergency registration do not go together"},
		"a concealed identity":            {"", "emergency-unauthenticated, suci: profile-a", call, "6:75: a phone that expects no authentication sends its identity in the clear (TS 33.501 clause 6.12.2)"},
		"protection without keys":         {"", "emergency-unauthenticated, gm: esp-aes", call, "6:73: without authentication there are no keys, so gm would change nothing"},
		"a session for something else":    {agreed, "emergency", "open-session: anna", "10:19: anna is registered for emergency services, and there are emergency calls alone"},
		"another call":                    {agreed, "emergency", "call: {from: anna, to: bram}", "10:18: anna is registered for emergency services, and there are emergency calls alone"},
		"being called":                    {agreed, "emergency", "call: {from: bram, to: anna}", "10:28: anna is registered for emergency services, and there are emergency calls alone"},
		"an emergency call to somebody":   {agreed, "normal", "call: {from: anna, to: bram, emergency: true}", "10:28: an emergency call goes to the emergency centre of the serving network"},
		"a call to nobody":                {agreed, "normal", "call: {from: anna}", "10:12: the call goes to nobody"},
		"an emergency call that is busy":  {agreed, "normal", "call: {from: anna, emergency: true, outcome: busy}", "10:50: the emergency centre answers"},
		"another way to register":         {agreed, "emergancy", call, `6:42: registration: want one of normal, emergency, emergency-unauthenticated, got "emergancy"`},
		"a session for emergencies alone": {agreed, "normal", "open-session: {subscriber: anna, dnn: sos}", "10:43: sessions for emergency calls are opened by emergency calls"},
	} {
		t.Run(name, func(t *testing.T) {
			agreements := tc.agreements
			_, err := Parse("x.yaml", fmt.Appendf(nil, text, agreements, tc.registration, tc.step))
			if tc.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tc.want)
		})
	}
}
