package scenarios

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/invopop/jsonschema"

	"lilab/oracle/truth"
	"lilab/sim"
	"lilab/sim/ims"
	"lilab/sim/ims/media"
	imsue "lilab/sim/ims/ue"
	"lilab/sim/ue"
)

// Registration says how a phone registers with the 5G core.
type Registration string

// The ways to register. With the second and the third there are emergency calls and nothing else.
const (
	RegisterNormally        Registration = "normal"
	RegisterEmergency       Registration = truth.RegistrationEmergency
	RegisterUnauthenticated Registration = truth.RegistrationUnauthenticated
)

// JSONSchema implements the interface of package jsonschema.
func (Registration) JSONSchema() *jsonschema.Schema {
	s := enum("normal", "emergency", "emergency-unauthenticated")
	s.Default = "normal"
	return s
}

// emergency says that the phone is registered for emergency services alone.
func (g Registration) emergency() bool { return g == RegisterEmergency || g == RegisterUnauthenticated }

// truth is the setting as truth.json has it.
func (g Registration) truth() string {
	if g.emergency() {
		return string(g)
	}
	return ""
}

// unauthenticated says that nobody authenticates the phone.
func (s Subscriber) unauthenticated() bool { return s.Registration == RegisterUnauthenticated }

// emergencyRoute says how emergency sessions of a subscriber leave, and where: always in the serving network, TS 23.501 clause 5.16.4.
func emergencyRoute(sub Subscriber) (route, anchor string) {
	if sub.Home == sub.In {
		return routeDomestic, sub.In
	}
	return string(LocalBreakout), sub.In
}

// checkRegistration checks how a phone registers.
func (sc *Scenario) checkRegistration(s *source, at path, name string, own Subscriber) {
	if !own.Registration.emergency() {
		return
	}
	key := at.sub("registration")
	if own.Fault != "" {
		s.add(s.value(key), "registration: emergency-unauthenticated is a phone that nobody authenticates", "fault and an emergency registration do not go together")
	}
	if own.Registration != RegisterUnauthenticated {
		return
	}
	sub, err := sc.subscriber(name)
	if _, ok := sc.agreement(sub.Home, sub.In); err == nil && (ok || sub.Home == sub.In) {
		s.add(s.value(key), "take the agreement away, or use registration: emergency", "%s has %s authenticate the phone", sub.In, sub.Home)
	}
	if own.SUCI != "" && own.SUCI != SUCINull {
		s.add(s.value(at.sub("suci")), "use suci: null, or leave it out", "a phone that expects no authentication sends its identity in the clear (TS 33.501 clause 6.12.2)")
	}
	for name, v := range map[string]string{"gm": string(own.Gm), "nas": string(own.NAS)} {
		if v != "" {
			s.add(s.value(at.sub(name)), "", "without authentication there are no keys, so %s would change nothing", name)
		}
	}
}

// onlyEmergencies complains about a phone that is to do what it cannot while it is registered for emergency services.
func (sc *Scenario) onlyEmergencies(s *source, at path, name string) bool {
	sub, err := sc.subscriber(name)
	if err != nil || !sub.Registration.emergency() {
		return false
	}
	s.add(s.value(at), "use registration: normal, or call: {emergency: true}", "%s is registered for emergency services, and there are emergency calls alone", name)
	return true
}

// checkEmergencyCall follows an emergency call.
func (sc *Scenario) checkEmergencyCall(s *source, at path, c Call, registered map[string]bool, open openSessions) {
	if c.To != "" {
		s.add(s.value(at.sub("to")), "leave it out", "an emergency call goes to the emergency centre of the serving network")
	}
	if !c.Outcome.answered() {
		s.add(s.value(at.sub("outcome")), "", "the emergency centre answers")
	}
	if c.Waiting != nil {
		s.add(s.key(at.sub("waiting")), "", "the emergency centre takes one call at a time here")
	}
	if c.Handover != nil {
		s.add(s.key(at.sub("handover")), "", "handovers in emergency calls are not played")
	}
	if sc.mustBeRegistered(s, at.sub("from"), c.From, registered) && open.free(c.From) == 0 {
		s.add(s.value(at.sub("from")), "", "%s has no PDU session left for the emergency call", c.From)
	}
}

// psapSpeech is what the emergency centres say in the next call.
type psapSpeech struct {
	mu     sync.Mutex
	source media.Source
}

func (p *psapSpeech) say(s media.Source) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.source = s
}

// plan is asked by the telephones outside of the IMS, too, which say nothing of their own in a scenario.
func (p *psapSpeech) plan(party, _ string) media.Source {
	p.mu.Lock()
	defer p.mu.Unlock()
	if party != "psap" {
		return media.Source{}
	}
	return p.source
}

// registerPhone registers with the 5G core as the subscriber's settings say.
func (r *run) registerPhone(ctx context.Context, name string) (ue.Registration, error) {
	sub := r.plan.subscriber(name)
	if !sub.Registration.emergency() {
		return r.lab.UE(name).Register(ctx, r.cell[name])
	}
	reg, err := r.lab.UE(name).RegisterEmergency(ctx, r.cell[name], ue.EmergencyConfig{LimitedService: sub.unauthenticated()})
	if err == nil && reg.Result == ue.Registered && reg.Unauthenticated != sub.unauthenticated() {
		r.log.Warn("an emergency registration did not end as the scenario means it", "subscriber", name, "unauthenticated", reg.Unauthenticated)
	}
	return reg, err
}

// emergencyPhone opens the session for emergency calls and makes the IMS client of the phone on it: with an emergency registration with the
// IMS (TS 24.229 clause 5.1.6.2), or without any where nobody could authenticate it. It is nil where the network does not let it.
func (r *run) emergencyPhone(ctx context.Context, name string) (*imsPhone, error) {
	sub := r.plan.subscriber(name)
	if err := r.openSession(ctx, SessionOpening{Subscriber: name, DNN: sim.DNNEmergency}); err != nil {
		return nil, err
	}
	p := &imsPhone{}
	for _, s := range r.sessions[name] {
		if s.DNN == sim.DNNEmergency {
			p.session = s
		}
	}
	if p.session == nil {
		return nil, nil
	}
	var err error
	if p.Phone, err = r.lab.Phone(name, p.session.Session, sim.PhoneConfig{Plan: p.plan, Pace: media.Pace{Speed: pace}}); err != nil {
		return nil, fmt.Errorf("emergency call of %s: %w", name, err)
	}
	if sub.unauthenticated() {
		return p, p.Listen(ctx)
	}
	start := r.now()
	reg, err := p.Register(ctx)
	if err != nil {
		return p, fmt.Errorf("emergency registration of %s with the IMS: %w", name, err)
	}
	step := truth.Step{Kind: "register-ims", Subscriber: name, Session: &p.session.index, Result: "done", Cell: r.where(name), GUTI: r.guti[name]}
	if reg.Status != 200 {
		r.log.Warn("an emergency registration with the IMS failed", "subscriber", name, "status", reg.Status, "reason", reg.Reason)
		step.Result = "failed"
		r.did(step, start)
		return nil, p.Close()
	}
	r.did(step, start)
	r.protected(name, p)
	return p, r.drain(ctx)
}

// emergencyCall makes a call to the emergency centre of the serving network: in a session of its own, which ends with it. The centre answers,
// both speak, the caller ends the call. An emergency registration with the IMS is not taken back: it expires (TS 24.229 clause 5.1.6.6).
func (r *run) emergencyCall(ctx context.Context, c Call) (err error) {
	if r.guti[c.From] == "" {
		return r.failed("call", c.From)
	}
	sub := r.plan.subscriber(c.From)
	p, err := r.emergencyPhone(ctx, c.From)
	if p != nil {
		defer func() { err = errors.Join(err, p.Close()) }()
	}
	if err != nil {
		return err
	}
	if p == nil {
		return r.failed("call", c.From)
	}
	index := len(r.truth.Calls)
	mine, theirs, err := r.tones(index)
	if err != nil {
		return err
	}
	speaks := time.Duration(either(c.Seconds, defaultSeconds)) * time.Second
	middle, over := c.middle()
	defer over()
	p.say(media.Source{Tone: mine, Duration: speaks, Middle: middle})
	r.psap.say(media.Source{Tone: theirs, Duration: speaks, Middle: middle})
	t := truth.Call{From: truth.Party{Subscriber: c.From, Session: &p.session.index, Route: truth.RouteEmergency}, To: truth.Party{Identities: []string{imsue.EmergencyURN}},
		Emergency: true, Unauthenticated: sub.unauthenticated(), Start: r.now(), Result: "failed", Tones: truth.Tones{From: mine.Hz, To: theirs.Hz}}
	cfg := imsue.CallConfig{Emergency: true}
	if t.Unauthenticated {
		cfg.From = "sip:anonymous@anonymous.invalid" // nobody vouches for another one: TS 24.229 clause 5.1.6.8.2
	} else {
		t.From.Identities, t.From.MSISDN = []string{ims.TelURI(sub.GPSI), ims.SIPURI(sub.GPSI, r.plan.network(sub.Home).plmn)}, sub.GPSI
	}
	step := truth.Step{Kind: "call", Subscriber: c.From, Call: &index, Result: "done", Cell: r.where(c.From), GUTI: r.guti[c.From]}
	out, err := p.Call(ctx, "", cfg)
	if err == nil {
		err = r.converse(ctx, &t, out, r.lab.Network(sub.In).IMS().PSAP.Incoming(), func(out, in *imsue.Call) error { defer over(); return r.during(ctx, c, out, in) })
	}
	t.End = r.now()
	var refused *imsue.StatusError
	if errors.As(err, &refused) {
		r.log.Warn("an emergency call was refused", "from", c.From, "status", refused.Status, "reason", refused.Reason)
		t.Result, t.Status, err = "rejected", refused.Status, nil
		step.Result = "failed"
	}
	r.truth.Calls = append(r.truth.Calls, t)
	r.did(step, t.Start)
	if err != nil {
		return fmt.Errorf("emergency call of %s: %w", c.From, err)
	}
	r.quiet(ctx, p.session)
	if err := r.drain(ctx); err != nil {
		return err
	}
	return r.closeSession(ctx, SessionClosing{Subscriber: c.From, ID: p.session.ID})
}
