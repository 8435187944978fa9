package hrli

import (
	"slices"

	"lilab/lipf"
	"lilab/lipf/sipmsg"
	"lilab/lipf/x1"
)

// checkTargets judges the targets of a task: those of phase 1, or those of a target.
func checkTargets(ts []lipf.TargetIdentifier) error {
	if lipf.IsHR(ts) {
		_, err := lipf.ReadHR(ts)
		return err
	}
	_, err := readTarget(lipf.Task{Targets: ts})
	return err
}

// delivers says what the LMISF-IRI itself delivers of a task: nothing in phase 1, and the X2 part in phase 2. Content goes out
// of the LMISF-CC, which has a task of its own.
func delivers(t lipf.Task) (lipf.DeliveryType, error) {
	switch {
	case lipf.IsHR(t.Targets) && t.DeliveryType != lipf.X2andX3:
		return "", x1.Errorf(x1.ErrDeliveryType, "phase 1 is X2andX3")
	case lipf.IsHR(t.Targets), t.DeliveryType == lipf.X3Only:
		return "", nil
	}
	return lipf.X2Only, nil
}

// target is a task of phase 2.
type target struct {
	lipf.Task
	// ids are the identifiers but NonLocalIdentifier, parties their URIs where they are such.
	ids      []lipf.TargetIdentifier
	parties  []sipmsg.Party
	nonLocal bool
}

// imsTypes are the types of identifiers that can be those of the other party.
func readTarget(t lipf.Task) (*target, error) {
	x := &target{Task: t}
	for _, id := range t.Targets {
		if err := id.Validate(); err != nil {
			return nil, err
		}
		if id.Type == lipf.NonLocalIdentifier {
			x.nonLocal = x.nonLocal || id.Value == lipf.NonLocal
			continue
		}
		var p sipmsg.Party
		switch id.Type {
		case lipf.SUPIIMSI, lipf.SUPINAI, lipf.PEIIMEI, lipf.PEIIMEISV, lipf.PEIIMEICheckDigit, lipf.IMSI, lipf.IMEI, lipf.GPSINAI, lipf.IMPI:
		case lipf.GPSIMSISDN, lipf.E164Number:
			p = sipmsg.Party{Number: id.Value}
		case lipf.IMPU, lipf.SIPURI, lipf.TELURI:
			var ok bool
			if p, ok = sipmsg.ReadParty(id.Value); !ok {
				return nil, x1.Errorf(x1.ErrTargetType, "a %s identifier is no SIP or TEL URI of a user", id.Type)
			}
		default:
			return nil, x1.Errorf(x1.ErrTargetType, "target type %s is not supported", id.Type)
		}
		x.ids, x.parties = append(x.ids, id), append(x.parties, p)
	}
	if len(x.ids) == 0 {
		return nil, x1.Errorf(x1.ErrTargetCombination, "nonLocalIdentifier says what another identifier means, and there is none")
	}
	for i, id := range x.ids {
		if x.nonLocal && x.parties[i] == (sipmsg.Party{}) {
			return nil, x1.Errorf(x1.ErrTargetCombination, "a %s of the other party is not known here", id.Type)
		}
	}
	return x, nil
}

// content says whether the task orders content.
func (t *target) content() bool { return t.DeliveryType != lipf.X2Only }

// covers says whether the task is about a service; no service is part of all.
func (t *target) covers(s lipf.ServiceType) bool {
	if len(t.Services) == 0 {
		return true
	}
	if s == "" {
		return slices.Contains(t.Services, lipf.Voice) || slices.Contains(t.Services, lipf.Messaging)
	}
	return slices.Contains(t.Services, s)
}

// lmisfX1 is an LMISF-IRI as the handler of LI_X1. Changes go through the queue of packets.
type lmisfX1 LMISFIRI

func (h *lmisfX1) put(f func()) error {
	if !h.queue.put(f) {
		return errClosed
	}
	return nil
}

// DestinationCreated opens X2.
func (h *lmisfX1) DestinationCreated(d lipf.Destination) error {
	return h.put(func() { (*LMISFIRI)(h).destination(d.DID, &d) })
}

// DestinationModified replaces it.
func (h *lmisfX1) DestinationModified(_, d lipf.Destination) error {
	return h.put(func() { (*LMISFIRI)(h).destination(d.DID, &d) })
}

// DestinationRemoved ends it.
func (h *lmisfX1) DestinationRemoved(d lipf.Destination) {
	_ = h.put(func() { (*LMISFIRI)(h).destination(d.DID, nil) })
}

func (l *LMISFIRI) destination(did lipf.UUID, d *lipf.Destination) {
	if old := l.sinks[did]; old != nil {
		delete(l.sinks, did)
		l.wg.Go(old.close)
	}
	if d == nil || d.DeliveryType == lipf.X3Only {
		return
	}
	s, err := l.cfg.X2.open(l.ctx, l.ne, "X2", *d, l.log.With("did", did.String()))
	if err != nil {
		l.ne.DestinationFault(did, err.Error())
		return
	}
	l.sinks[did] = s
}

// TaskActivated begins phase 1, or the interception of a target: with the start of interception of every call that is up.
func (h *lmisfX1) TaskActivated(t lipf.Task) error {
	if lipf.IsHR(t.Targets) {
		return h.put(func() { h.phase1[t.ProductXID()] = t })
	}
	x, err := readTarget(t)
	if err != nil {
		return err
	}
	at := h.cfg.X1.Now()
	return h.put(func() { (*LMISFIRI)(h).activate(x, at) })
}

// TaskModified goes on with another definition; sequence numbers and Correlation IDs go on too.
func (h *lmisfX1) TaskModified(old, t lipf.Task) error {
	if lipf.IsHR(old.Targets) != lipf.IsHR(t.Targets) {
		return x1.Errorf(x1.ErrModifyTask, "phase 1 and phase 2 are different tasks")
	}
	if lipf.IsHR(t.Targets) {
		return h.put(func() {
			delete(h.phase1, old.ProductXID())
			h.phase1[t.ProductXID()] = t
		})
	}
	x, err := readTarget(t)
	if err != nil {
		return err
	}
	at := h.cfg.X1.Now()
	return h.put(func() { (*LMISFIRI)(h).modify(x, at) })
}

// TaskDeactivated ends phase 1, and with it all that is known of users, or the interception of a target.
func (h *lmisfX1) TaskDeactivated(t lipf.Task) {
	at := h.cfg.X1.Now()
	_ = h.put(func() {
		l := (*LMISFIRI)(h)
		if lipf.IsHR(t.Targets) {
			l.forgetPhase1(t.ProductXID(), at)
			return
		}
		l.deactivate(t.XID, at)
	})
}
