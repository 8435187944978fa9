package mdf

import (
	"context"
	"slices"
	"time"

	"lilab/lipf"
	"lilab/lipf/hi"
	"lilab/lipf/x1"
	"lilab/x2x3"
	"lilab/x2x3/link"
)

// destination is a LEMF with its session, or the other mediation function behind LI_MDF: one of the two senders is there.
type destination struct {
	f       *function
	did     lipf.UUID
	lemf    *hi.Sender
	lmdf    *x2x3.Sender
	monitor *x1.Monitor
}

// newDestination opens the session at once (TS 102 232-1 clause 6.3.2).
func (f *function) newDestination(d lipf.Destination) (*destination, error) {
	x := &destination{f: f, did: d.DID}
	if f.handover == "HI3" && d.DeliveryType == lipf.X2Only || f.handover == "HI2" && d.DeliveryType == lipf.X3Only && f.lmdfTLS != nil {
		return x, x.openLMDF(d)
	}
	x.monitor = f.ne.Monitor(d.DID, f.handover, func() bool { return x.lemf.Connected() && x.lemf.Queued() < f.buffer })
	var err error
	x.lemf, err = hi.NewSender(hi.SenderConfig{
		Address: d.Address.String(), Dial: link.DialFunc(f.dial), TLS: f.tls.Clone(), Time1: max(0, f.idle), Buffer: f.retain,
		Header: hi.PSHeader{LIID: "-", AuthorizationCountryCode: f.country, CommunicationIdentifier: f.communication()},
		Items:  f.buffer, Queue: f.buffer * 1024, RetryMin: f.retry, RetryMax: max(f.retry, 2*time.Second),
		Linger: time.Second, OnError: x.monitor.Failed, Now: f.x1.Now, Log: f.log.With("did", d.DID.String()),
	})
	if err == nil {
		err = x.lemf.Start(f.ctx)
	}
	if err != nil {
		x.monitor.Stop()
	}
	return x, err
}

func (x *destination) openLMDF(d lipf.Destination) error {
	f := x.f
	if f.lmdfTLS == nil {
		return x1.Errorf(x1.ErrCreateDestination, "this MDF3 makes no header reports: it has no LI_MDF")
	}
	x.monitor = f.ne.Monitor(d.DID, "LI_MDF", func() bool { return x.lmdf.Connected() && !x.lmdf.Full() })
	var err error
	x.lmdf, err = x2x3.NewSender(x2x3.SenderConfig{
		Address: d.Address.String(), Dial: link.DialFunc(f.lmdfDial), TLS: f.lmdfTLS.Clone(), Items: f.buffer, Queue: f.buffer * 1024,
		RetryMin: f.retry, RetryMax: max(f.retry, 2*time.Second), Linger: time.Second, OnError: x.monitor.Failed, Log: f.log.With("did", d.DID.String()),
	})
	if err == nil {
		err = x.lmdf.Start(f.ctx)
	}
	if err != nil {
		x.monitor.Stop()
	}
	return err
}

func (x *destination) flush(ctx context.Context) error {
	if x.lmdf != nil {
		return x.lmdf.Flush(ctx)
	}
	return x.lemf.Flush(ctx)
}

func (x *destination) close() {
	var err error
	if x.lmdf != nil {
		err = x.lmdf.Close()
	} else {
		err = x.lemf.Close()
	}
	if err != nil {
		x.f.log.Warn("destination closed with product left", "did", x.did, "err", err)
	}
	x.monitor.Stop()
}

// tasking is the MDF as the handler of X1.
type tasking function

func (t *tasking) function() *function { return (*function)(t) }

func (t *tasking) DestinationCreated(d lipf.Destination) error {
	x, err := t.function().newDestination(d)
	if err != nil {
		return err
	}
	t.mu.Lock()
	t.dests[d.DID] = x
	t.mu.Unlock()
	t.tasksChanged()
	return nil
}

// DestinationModified opens another session and closes the old one.
func (t *tasking) DestinationModified(old, now lipf.Destination) error {
	x, err := t.function().newDestination(now)
	if err != nil {
		return err
	}
	t.mu.Lock()
	before := t.dests[old.DID]
	t.dests[now.DID] = x
	t.mu.Unlock()
	t.tasksChanged()
	if before != nil {
		t.wg.Go(before.close)
	}
	return nil
}

// DestinationRemoved closes the session after the grace, because product of before the end of a task may still come.
func (t *tasking) DestinationRemoved(d lipf.Destination) {
	t.mu.RLock()
	x := t.dests[d.DID]
	t.mu.RUnlock()
	if x == nil {
		return
	}
	t.wg.Go(func() {
		timer := time.NewTimer(t.grace)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-t.ctx.Done():
		}
		t.mu.Lock()
		if t.dests[d.DID] == x { // The DID may be another destination by now.
			delete(t.dests, d.DID)
		}
		t.mu.Unlock()
		t.tasksChanged()
		x.close()
	})
}

// TaskActivated begins the mediation.
func (t *tasking) TaskActivated(k lipf.Task) error {
	now := &task{Task: k}
	if err := t.prepare(now, nil); err != nil {
		return err
	}
	t.mu.Lock()
	t.purge()
	t.tasks[k.ProductXID()] = now
	delete(t.unknown, k.ProductXID())
	t.mu.Unlock()
	for _, d := range k.Mediation {
		t.cins.Restart(d.LIID)
	}
	t.tasksChanged()
	return nil
}

// TaskModified goes on with another definition. LIIDs that are not in it any more end (TS 103 221-1 annex C.2.2).
func (t *tasking) TaskModified(old, now lipf.Task) error {
	t.mu.RLock()
	before := t.tasks[old.ProductXID()]
	t.mu.RUnlock()
	k := &task{Task: now}
	if before != nil {
		k.octets.Store(before.octets.Load())
		k.last.Store(before.last.Load())
	}
	if err := t.prepare(k, before); err != nil {
		return err
	}
	t.mu.Lock()
	delete(t.tasks, old.ProductXID())
	t.tasks[now.ProductXID()] = k
	t.mu.Unlock()
	t.tasksChanged()
	return nil
}

// TaskDeactivated ends the mediation of product from now on.
func (t *tasking) TaskDeactivated(k lipf.Task) {
	t.mu.Lock()
	t.purge()
	ended := &task{Task: k, ended: t.x1.Now()}
	if before := t.tasks[k.ProductXID()]; before != nil {
		ended.reports = before.reports
	}
	t.tasks[k.ProductXID()] = ended
	var over []string
	for _, d := range k.Mediation {
		if !t.mediates(d.LIID) {
			over = append(over, d.LIID)
		}
	}
	t.mu.Unlock()
	for _, liid := range over {
		t.cins.EndAll(liid)
	}
	t.tasksChanged()
}

// mediates says whether a task goes on that is for an LIID. mu must be held.
func (t *tasking) mediates(liid string) bool {
	for _, k := range t.tasks {
		if k.ended.IsZero() && slices.ContainsFunc(k.Mediation, func(d lipf.MediationDetails) bool { return d.LIID == liid }) {
			return true
		}
	}
	return false
}

// purge forgets tasks whose grace is over. mu must be held.
func (t *tasking) purge() {
	for id, k := range t.tasks {
		if !k.ended.IsZero() && t.x1.Now().Sub(k.ended) > t.grace {
			delete(t.tasks, id)
		}
	}
}
