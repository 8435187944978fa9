package hrli

import (
	"slices"

	"lilab/lipf"
)

// bbX1 is a BBIFF-C as the handler of LI_X1. Changes go through the queue of events.
type bbX1 BBIFFC

func (h *bbX1) put(f func()) error {
	if !h.queue.put(f) {
		return errClosed
	}
	return nil
}

// DestinationCreated opens LI_X2_LITE, and makes a destination of LI_X3_LITE_S known to the BBIFF-Us.
func (h *bbX1) DestinationCreated(d lipf.Destination) error {
	return h.put(func() { (*BBIFFC)(h).destination(d.DID, &d, true) })
}

// DestinationModified replaces it.
func (h *bbX1) DestinationModified(_, d lipf.Destination) error {
	return h.put(func() { (*BBIFFC)(h).destination(d.DID, &d, true) })
}

// DestinationRemoved ends it.
func (h *bbX1) DestinationRemoved(d lipf.Destination) {
	_ = h.put(func() { (*BBIFFC)(h).destination(d.DID, nil, true) })
}

// TaskActivated begins phase 1: for sessions that are established already with the cause hRLIEnabled.
func (h *bbX1) TaskActivated(t lipf.Task) error {
	target, err := lipf.ReadHR(t.Targets)
	if err != nil {
		return err
	}
	return h.put(func() { (*BBIFFC)(h).enable(&phase1{t, target}) })
}

// TaskModified goes on with another definition.
func (h *bbX1) TaskModified(_, t lipf.Task) error {
	target, err := lipf.ReadHR(t.Targets)
	if err != nil {
		return err
	}
	return h.put(func() {
		b := (*BBIFFC)(h)
		b.disable(t.XID, false)
		b.enable(&phase1{t, target})
	})
}

// TaskDeactivated ends phase 1.
func (h *bbX1) TaskDeactivated(t lipf.Task) { _ = h.put(func() { (*BBIFFC)(h).disable(t.XID, true) }) }

// bbT1 is a BBIFF-C as the handler of LI_T1.
type bbT1 BBIFFC

func (h *bbT1) put(f func()) error { return (*bbX1)(h).put(f) }

// DestinationCreated makes the LMISF-CC known to the BBIFF-Us.
func (h *bbT1) DestinationCreated(d lipf.Destination) error {
	return h.put(func() { (*BBIFFC)(h).destination(d.DID, &d, false) })
}

// DestinationModified changes it there.
func (h *bbT1) DestinationModified(_, d lipf.Destination) error {
	return h.put(func() { (*BBIFFC)(h).destination(d.DID, &d, false) })
}

// DestinationRemoved removes it there.
func (h *bbT1) DestinationRemoved(d lipf.Destination) {
	_ = h.put(func() { (*BBIFFC)(h).destination(d.DID, nil, false) })
}

// TaskActivated has the media of a session copied.
func (h *bbT1) TaskActivated(t lipf.Task) error { return h.set(t) }

// TaskModified goes on with another definition.
func (h *bbT1) TaskModified(_, t lipf.Task) error { return h.set(t) }

func (h *bbT1) set(t lipf.Task) error {
	target, err := lipf.ReadHRMedia(t.Targets)
	if err != nil {
		return err
	}
	return h.put(func() {
		b := (*BBIFFC)(h)
		m := &mediaTask{t, target}
		if i := slices.IndexFunc(b.media, func(o *mediaTask) bool { return o.XID == t.XID }); i >= 0 {
			b.withdraw(b.media[i])
			b.media[i] = m
		} else {
			b.media = append(b.media, m)
		}
		if s := b.sessions[userKey(target.SUPI, target.PDUSessionID)]; s != nil {
			b.followMedia(m, s)
		}
	})
}

// TaskDeactivated ends it.
func (h *bbT1) TaskDeactivated(t lipf.Task) {
	_ = h.put(func() {
		b := (*BBIFFC)(h)
		b.media = slices.DeleteFunc(b.media, func(o *mediaTask) bool {
			if o.XID != t.XID {
				return false
			}
			b.withdraw(o)
			return true
		})
	})
}
