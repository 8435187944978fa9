package scenarios

import (
	"errors"
	"fmt"
	"slices"

	"lilab/oracle/truth"
	"lilab/sim"
	"lilab/sim/ims"
	"lilab/sim/ims/media"
)

// imsFiveQI is the 5QI of the flow of a PDU session for the IMS, TS 23.501 clause 5.7.4: signalling of the IMS.
const imsFiveQI = 5

// defaultSeconds is how long both speak in a call.
const defaultSeconds = 2

// pace is how much faster than in real time phones speak. Sequence numbers and timestamps, and so what is heard, are those
// of real time.
const pace = 4

// carriesIMS says whether the networks of the scenario have an IMS. Scenarios without do not pay for it.
func (sc *Scenario) carriesIMS() bool {
	return slices.ContainsFunc(sc.Script, func(s Step) bool {
		return len(s.IMSRegister)+len(s.Call) > 0 || slices.ContainsFunc(s.Message, func(m Message) bool { return m.Kind == SMSOverIP })
	}) ||
		slices.ContainsFunc(sc.Agreements, func(a Agreement) bool { return a.IMS != "" })
}

// carriesSMS says whether the networks of the scenario have short messages.
func (sc *Scenario) carriesSMS() bool {
	return slices.ContainsFunc(sc.Script, func(s Step) bool { return len(s.Message) > 0 })
}

// simIMS is the IMS of a network as the simulator takes it, nil without one.
func (sc *Scenario) simIMS() *sim.IMSConfig {
	if !sc.carriesIMS() {
		return nil
	}
	return &sim.IMSConfig{Pace: media.Pace{Speed: pace}, NoAnswer: noAnswer}
}

// errNoIMS says that a visitor has no IMS.
var errNoIMS = errors.New("the agreement says nothing about the IMS")

// imsRoute says how the IMS of a subscriber is reached, and in which network the P-CSCF is.
func (sc *Scenario) imsRoute(sub Subscriber) (route, anchor string, err error) {
	if sub.Home == sub.In {
		return routeDomestic, sub.Home, nil
	}
	a, ok := sc.agreement(sub.Home, sub.In)
	switch {
	case !ok || a.IMS == "":
		return "", "", errNoIMS
	case a.IMS == LocalBreakout:
		return string(a.IMS), sub.In, nil
	}
	return string(a.IMS), sub.Home, nil
}

// privacyEncryption is the setting with its default, empty without home-routed IMS.
func (a Agreement) privacyEncryption() PrivacyEncryption {
	if a.IMS == HomeRouted && a.PrivacyEncryption == "" {
		return PrivacyOff
	}
	return a.PrivacyEncryption
}

// refused says that the network where a subscriber is gives him no service because his home network encrypts.
func (sc *Scenario) refused(sub Subscriber) bool {
	a, ok := sc.agreement(sub.Home, sub.In)
	return ok && sub.Home != sub.In && a.privacyEncryption() == PrivacyRefused
}

// hrLI is the setting with its defaults, nothing without home-routed IMS.
func (a Agreement) hrLI() truth.HRLI {
	if a.IMS != HomeRouted {
		return truth.HRLI{}
	}
	out := truth.HRLI{Deployed: true, HPLMNConfigured: true}
	if h := a.HRLI; h != nil {
		out.Deployed = h.Deployed == nil || *h.Deployed
		out.HPLMNConfigured = out.Deployed && (h.HPLMNConfigured == nil || *h.HPLMNConfigured)
	}
	return out
}

// impus are the public identities of a subscriber, the default first.
func (p *plan) impus(s *subscriber) []string {
	return []string{ims.SIPURI(s.GPSI, p.network(s.Home).plmn), ims.TelURI(s.GPSI)}
}

// checkIMSAgreement checks what an agreement says about the IMS.
func (sc *Scenario) checkIMSAgreement(s *source, at path, a Agreement) {
	if a.IMS == HomeRouted {
		if h := a.HRLI; h != nil && h.Deployed != nil && !*h.Deployed && h.HPLMNConfigured != nil && *h.HPLMNConfigured {
			s.add(s.value(at.sub("hr-li", "hplmn-configured")), "", "a home network cannot be configured in functions that are not there")
		}
		return
	}
	if a.PrivacyEncryption != "" {
		s.add(s.key(at.sub("privacy-encryption")), "add ims: home-routed", "privacy-encryption says what the home P-CSCF does, and visitors reach it with ims: home-routed only")
	}
	if a.HRLI != nil {
		s.add(s.key(at.sub("hr-li")), "add ims: home-routed", "there is home-routed interception with ims: home-routed only")
	}
}

// checkIMSSubscriber refuses settings of the IMS where there is none.
func (sc *Scenario) checkIMSSubscriber(s *source, at path, own Subscriber) {
	if sc.carriesIMS() {
		return
	}
	for key, v := range map[string]string{"gm": string(own.Gm), "media": string(own.Media)} {
		if v != "" {
			s.add(s.key(at.sub(key)), "", "no step of the script uses the IMS, so %s would change nothing", key)
		}
	}
}

// checkIMSTarget checks targets that only the IMS knows.
func (sc *Scenario) checkIMSTarget(s *source, at path, w Warrant) {
	kind := w.Target.Type()
	if kind != "impu" && kind != "nli" {
		return
	}
	if !sc.carriesIMS() {
		s.add(s.value(at.sub("target")), "", "no step of the script uses the IMS, and nothing else knows an identity of it")
		return
	}
	sub, err := sc.subscriber(w.Target.Subscriber())
	if err == nil && kind == "nli" && sub.Home == w.Agency {
		s.add(s.value(at.sub("target")), "use supi, gpsi or impu", "%s is a subscriber of %s, and its identity is local there", w.Target.Subscriber(), w.Agency)
	}
}

// checkIMSUser follows what a phone does before it can use the IMS. It says whether it can.
func (sc *Scenario) checkIMSUser(s *source, at path, name string, open openSessions) bool {
	if sc.onlyEmergencies(s, at, name) {
		return false
	}
	for _, x := range open[name] {
		if x.ims {
			return !x.broken && x.refused == ""
		}
	}
	sub, err := sc.subscriber(name)
	if err != nil {
		return false // it has its problem already
	}
	_, anchor, err := sc.imsRoute(sub)
	if err != nil {
		s.add(s.value(at), fmt.Sprintf("add ims: home-routed or ims: local-breakout to the agreement {home: %s, visited: %s}", sub.Home, sub.In), "%s has no IMS in %s: %v", name, sub.In, err)
		open.put(name, 0, openSession{broken: true, ims: true})
		return false
	}
	id := open.free(name)
	if id == 0 {
		s.add(s.value(at), "", "%s has no PDU session left for the IMS", name)
		return false
	}
	x := openSession{anchor: anchor, ims: true}
	if d := sc.dnns(anchor)[sim.DNNIMS]; !d.offers(SessionIPv4) {
		x.refused = fmt.Sprintf("%s of %s does not offer %s", sim.DNNIMS, anchor, SessionIPv4)
		s.add(s.value(at), "", "%s cannot reach the IMS: %s", name, x.refused)
	}
	open.put(name, id, x)
	return x.refused == ""
}

// checkCall follows a call.
func (sc *Scenario) checkCall(s *source, at path, c Call, registered map[string]bool, open openSessions) {
	if c.Emergency {
		sc.checkEmergencyCall(s, at, c, registered, open)
		return
	}
	if c.To == "" {
		s.add(s.value(at), "add to, or emergency: true", "the call goes to nobody")
		return
	}
	for key, name := range map[string]string{"from": c.From, "to": c.To} {
		if sc.mustBeRegistered(s, at.sub(key), name, registered) {
			sc.checkIMSUser(s, at.sub(key), name, open)
		}
	}
	if c.From == c.To && c.From != "" {
		s.add(s.value(at.sub("to")), "", "%s cannot call %s", c.From, c.To)
	}
	if c.Waiting != nil {
		sc.checkWaiting(s, at.sub("waiting"), c, registered, open)
	}
	sc.checkOutcome(s, at, c, registered, open)
}

// checkMessage follows a short message.
func (sc *Scenario) checkMessage(s *source, at path, m Message, registered map[string]bool, open openSessions) {
	for key, name := range map[string]string{"from": m.From, "to": m.To} {
		if sc.mustBeRegistered(s, at.sub(key), name, registered) && m.Kind == SMSOverIP {
			sc.checkIMSUser(s, at.sub(key), name, open)
		}
	}
	if m.From == m.To && m.From != "" {
		s.add(s.value(at.sub("to")), "", "%s cannot write to %s", m.From, m.To)
	}
	if m.Kind != SMSOverNAS {
		return
	}
	for _, x := range open[m.To] {
		if x.ims {
			s.add(s.value(at.sub("kind")), "use sms-ip", "%s is registered with the IMS here, and short messages for %s go there first", m.To, m.To)
		}
	}
}
