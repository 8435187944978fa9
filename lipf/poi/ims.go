package poi

import (
	"context"
	"errors"
	"fmt"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
)

// IMSConfig is the configuration of the LI functions of one IMS function.
type IMSConfig struct {
	// Config is that of the IRI-POI, an NE of its own on X1.
	Config
	// Role is the IMS function: event.SCSCF, event.PCSCF, event.ECSCF, event.IBCF or event.MGCF (TS 33.128 R19 clause 7.12.2).
	//
	// The IRI-POI of an S-CSCF reports every user it serves; that of an E-CSCF emergency calls, unless a P-CSCF that shares its
	// registry of correlations has them: then that reports them, which knows from the 5G core who calls and where. That of a P-CSCF reports inbound roamers whose
	// sessions break out locally, and emergency calls that it serves itself; with EveryUser it reports everybody, which is the
	// other placement of that clause: then there must be none in the S-CSCF. IBCF and MGCF report the users of other networks:
	// they take tasks about non-local identifiers, and no others.
	Role      event.NFType
	EveryUser bool
	// NonLocal makes the IRI-POI of another function take tasks about non-local identifiers too, where a network has no
	// IBCF or MGCF with a POI. The CC-TF takes them always.
	NonLocal bool
	// RoamingInterception says whether users of this network may be intercepted while they are abroad. Tasks say it, too
	// (lipf.NotAbroadExtension); this is for all of them. A false one leaves out
	// everything that a roaming target takes part in; what the home network does without the target goes on: a call that it
	// diverts to somebody else (TS 33.128 R19 clause 4.4.6). Nil allows it.
	RoamingInterception *bool
	// CCTF is the triggering function, an NE of its own on X1 with the CC-POI of the IMS access gateway behind it; nil means
	// that there is none. Criteria is not used.
	CCTF *TFConfig
	// Correlations is shared by the functions of an operator; nil is a registry of its own.
	Correlations *IMSCorrelations
}

// IMS is everything of LI in one IMS function: IRI-POI and CC-TF (TS 33.127 clause 7.12, TS 33.128 R19 clause 7.12). They are
// one object because they share the sessions. It is an event.Observer.
//
// # Records
//
// Each SIP message of a target is an IMSMessage. A session that is up when a task begins is reported with
// StartOfInterceptionForActiveIMSSession before any other record of the task. Where content is ordered (the CC-TF has a task
// with the same XID) but the media of a session of a roaming user pass no gateway of this network, IMSCCUnavailable says so.
//
// Messages and descriptions go to the MDF2 as they are, with the keys of media that they have (RFC 4568, RFC 4567). The MDF2 takes
// them out: the operator uses its own keys, and the agency gets none (TS 33.107 R14 clause 7A.7).
//
// # Content
//
// When a session is answered, and whenever its media change, the CC-TF tells the CC-POI of the gateway the contexts of the
// session, that their user side is the target's (or the other one, for a non-local target), and the session descriptions.
// Of a call that the target diverts to somebody else, the P-CSCF of that one or of the caller has the contexts, whichever
// is of this network, else the IBCF; where none is, IMSCCUnavailable says so.
// As for sessions of an SMF, nothing guarantees that the trigger is in place before the first packet.
type IMS struct {
	*POI
	tf           *tf
	correlations *IMSCorrelations
}

// NewIMS makes the LI functions of an IMS function.
func NewIMS(cfg IMSConfig) (*IMS, error) {
	f := &imsPOI{role: cfg.Role, everyUser: cfg.EveryUser, notAbroad: cfg.RoamingInterception != nil && !*cfg.RoamingInterception}
	switch cfg.Role {
	case event.SCSCF, event.ECSCF, event.PCSCF:
		f.local, f.nonLocal = true, cfg.NonLocal
	case event.IBCF, event.MGCF:
		f.nonLocal = true
	default:
		return nil, fmt.Errorf("poi: no POI of the IMS is placed in a %q", cfg.Role)
	}
	p, err := newPOI(cfg.Config, cfg.Role, "", f)
	if err != nil {
		return nil, err
	}
	s := &IMS{POI: p, correlations: cfg.Correlations}
	f.p = p
	if s.correlations == nil {
		s.correlations = NewIMSCorrelations()
	}
	f.correlations = s.correlations
	if cfg.CCTF != nil {
		if s.tf, err = newTF(*cfg.CCTF, p, (*imsSource)(f), lipf.X3Only); err != nil {
			return nil, errors.Join(err, s.Close())
		}
		f.tf = s.tf
	}
	return s, nil
}

// correlated is an event with the Correlation ID of its session, which is given when the event is observed: then functions that
// see the same session agree, whichever works it off first.
type correlated struct {
	event.Event
	correlation uint64
}

// Observe queues the event and returns at once, whatever tasks exist.
func (s *IMS) Observe(e event.Event) {
	switch x := e.(type) {
	case event.IMSMessage:
		if s.mine(x.NF) {
			if s.kind == event.ECSCF && s.correlations.handled(x.CallID) {
				s.correlations.of(x.Header, x.Session, x.CallID, x.Role)
				return
			}
			e = correlated{e, s.correlations.of(x.Header, x.Session, x.CallID, x.Role)}
			s.correlations.heed(&x, s.kind, s.tf != nil)
		}
	case event.IMSSessionChanged:
		if s.mine(x.NF) {
			if s.kind == event.ECSCF && s.correlations.handledSession(x.NF, x.Session) {
				return
			}
			e = correlated{e, s.correlations.of(x.Header, x.Session, "", x.Role)}
		}
	}
	s.POI.Observe(e)
}

func (s *IMS) mine(nf event.NF) bool {
	return nf.Type == s.kind && (s.cfg.NF.InstanceID == "" || nf.InstanceID == s.cfg.NF.InstanceID)
}

// Start begins to listen on X1 and to work off events.
func (s *IMS) Start(ctx context.Context) error {
	if s.tf != nil {
		s.tf.start()
	}
	return s.POI.Start(ctx)
}

// Close stops all functions and waits for their goroutines. Tasks at the gateway's POI stay as they are.
func (s *IMS) Close() error {
	if s.tf != nil {
		s.tf.stop()
	}
	err := s.POI.Close()
	if s.tf != nil {
		err = errors.Join(err, s.tf.close())
	}
	return err
}

// Drain waits until every event observed so far was worked off, every PDU it caused is written to its destination's
// connection, and the triggered POI has answered every request that it caused.
func (s *IMS) Drain(ctx context.Context) error {
	if err := s.POI.Drain(ctx); err != nil || s.tf == nil {
		return err
	}
	return s.tf.drain(ctx)
}

// TFStats returns the counters of the triggering function, zero without one.
func (s *IMS) TFStats() TFStats {
	if s.tf == nil {
		return TFStats{}
	}
	return s.tf.Stats()
}

// configure says which tasks the IRI-POI takes.
func (f *imsPOI) configure(ne *x1.NEConfig) {
	ne.CheckExtensions = checkLimits
	ne.CheckTargets = func(ts []lipf.TargetIdentifier) error {
		if err := checkIMSTargets(ts); err != nil {
			return err
		}
		switch nonLocal := isNonLocal(ts); {
		case nonLocal && !f.nonLocal:
			return x1.Errorf(x1.ErrTargetCombination, "the POI of a %s takes no non-local identifiers", f.role)
		case !nonLocal && !f.local:
			return x1.Errorf(x1.ErrTargetCombination, "the POI of a %s takes non-local identifiers only", f.role)
		}
		return nil
	}
}

// configure says which tasks the CC-TF takes.
func (f *imsSource) configure(ne *x1.NEConfig) {
	ne.CheckTargets, ne.CheckExtensions = checkIMSTargets, checkLimits
}

// nonLocalTypes are those that name a user of another network.
var nonLocalTypes = map[lipf.TargetType]bool{lipf.IMPU: true, lipf.SIPURI: true, lipf.TELURI: true, lipf.E164Number: true, lipf.GPSIMSISDN: true}

func checkIMSTargets(ts []lipf.TargetIdentifier) error {
	nonLocal, named := isNonLocal(ts), false
	known := map[lipf.TargetType]bool{}
	for _, t := range imsTargetTypes() {
		known[t] = true
	}
	for _, t := range ts {
		switch {
		case !known[t.Type]:
			return x1.Errorf(x1.ErrTargetType, "target type %s is not supported", t.Type)
		case t.Type == lipf.NonLocalIdentifier:
			if nonLocal && t.Value == lipf.Local {
				return x1.Errorf(x1.ErrTargetCombination, "a target is local or it is not")
			}
			continue
		case nonLocal && !nonLocalTypes[t.Type]:
			return x1.Errorf(x1.ErrTargetCombination, "a non-local target cannot be named by %s", t.Type)
		}
		named = true
	}
	if !named {
		return x1.Errorf(x1.ErrTargetCombination, "nonLocalIdentifier names nobody by itself")
	}
	return nil
}
