package oracle_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/truth"
)

// outcome is the outcome of a requirement for a subject.
func outcome(t *testing.T, r oracle.Result, id, subject string) oracle.Requirement {
	t.Helper()
	i := slices.IndexFunc(r.Requirements, func(q oracle.Requirement) bool { return q.ID == id && q.Subject == subject })
	require.GreaterOrEqual(t, i, 0)
	return r.Requirements[i]
}

// TestEmergencyRequirements plays emergency calls as they should be, and with one thing wrong at a time.
func TestEmergencyRequirements(t *testing.T) {
	authenticated := callSetup{route: "local-breakout", emergency: true}
	device := callSetup{route: "local-breakout", emergency: true, unauth: true, target: "pei"}
	subscription := callSetup{route: "local-breakout", emergency: true, unauth: true}
	for _, c := range []struct {
		name         string
		c            callSetup
		edit         func(*callPlay)
		id, warrant  string
		want         oracle.Outcome
		actual, seen string
	}{
		{"a task on the device", device, nil, "E1-1", "nl-1", oracle.Pass, "", ""},
		{"a task on the subscription", subscription, nil, "E1-1", "nl-1", oracle.Pass, "", ""},
		{"the phone is authenticated", authenticated, nil, "E1-1", "nl-1", oracle.NotApplicable, "", ""},
		{"the claimed SUPI is matched", device, func(p *callPlay) {
			w := p.truth.Warrants["nl-1"]
			w.TargetType, w.Target = "supi", p.truth.Subscribers["anna"].SUPI
			p.truth.Warrants["nl-1"] = w
		}, "E1-1", "nl-1", oracle.Fail, "AMFRegistration", "nl.x2"},
		{"the session stays", authenticated, nil, "E2-1", "nl-1", oracle.Pass, "", ""},
		{"the home network is silent", authenticated, nil, "E2-1", "de-1", oracle.Pass, "", ""},
		{"the home network reports the call", authenticated, func(p *callPlay) { p.signalling(p.truth.Warrants["de-1"], "scscf", 3) },
			"E2-1", "de-1", oracle.Fail, "IMSMessage", "de.hi2"},
		{"another registration type", authenticated, func(p *callPlay) {
			p.sub("anna", func(s *truth.Subscriber) { s.Registration = truth.RegistrationEmergency })
		}, "AMF-REG-4", "nl-1", oracle.Fail, "registrationType initial", "nl.hi2"},
		{"an emergency registration that the truth knows", authenticated, func(p *callPlay) {
			p.sub("anna", func(s *truth.Subscriber) { s.Registration = truth.RegistrationEmergency })
			p.find("nl", 1).event.regType = 4
		}, "AMF-REG-4", "nl-1", oracle.Pass, "", ""},
	} {
		t.Run(c.id+" "+c.name, func(t *testing.T) {
			p := newCallPlay(visiting, c.c)
			if c.edit != nil {
				c.edit(p)
			}
			q := outcome(t, p.judge(t), c.id, c.warrant)
			require.Equal(t, c.want, q.Result, q.Actual)
			require.Contains(t, q.Actual, c.actual)
			if c.seen != "" {
				require.True(t, slices.ContainsFunc(q.Evidence, func(e oracle.Evidence) bool { return strings.HasPrefix(e.Interface, c.seen) }), "%v", q.Evidence)
			}
		})
	}
}
