package mdf

import (
	"time"

	"lilab/lipf"
	"lilab/lipf/hi"
	"lilab/lipf/x1"
	"lilab/x2x3/link"
)

// destination is a LEMF with its HI2 session.
type destination struct {
	m       *MDF2
	did     lipf.UUID
	sender  *hi.Sender
	monitor *x1.Monitor
}

func (m *MDF2) newDestination(d lipf.Destination) (*destination, error) {
	x := &destination{m: m, did: d.DID}
	x.monitor = m.ne.Monitor(d.DID, "HI2", func() bool { return x.sender.Connected() })
	var err error
	x.sender, err = hi.NewSender(hi.SenderConfig{
		Address: d.Address.String(), Dial: link.DialFunc(m.cfg.HI2Dial), TLS: m.cfg.HI2TLS.Clone(), Time1: max(0, m.cfg.HI2Idle),
		Header: hi.PSHeader{LIID: "-", AuthorizationCountryCode: m.cfg.Country, CommunicationIdentifier: m.communication()},
		Items:  m.cfg.Buffer, Queue: m.cfg.Buffer * 1024, RetryMin: m.cfg.RetryInterval, RetryMax: max(m.cfg.RetryInterval, 2*time.Second),
		Linger: time.Second, OnError: x.monitor.Failed, Now: m.cfg.X1.Now, Log: m.log.With("did", d.DID.String()),
	})
	if err == nil {
		err = x.sender.Start(m.ctx)
	}
	if err != nil {
		x.monitor.Stop()
		return nil, err
	}
	return x, nil
}

func (d *destination) close() {
	if err := d.sender.Close(); err != nil {
		d.m.log.Warn("LEMF closed with IRI left", "did", d.did, "err", err)
	}
	d.monitor.Stop()
}

// tasking is the MDF as the handler of X1.
type tasking MDF2

func (t *tasking) mdf() *MDF2 { return (*MDF2)(t) }

// DestinationCreated opens the session to a LEMF at once (TS 102 232-1 clause 6.3.2).
func (t *tasking) DestinationCreated(d lipf.Destination) error {
	x, err := t.mdf().newDestination(d)
	if err != nil {
		return err
	}
	t.mu.Lock()
	t.dests[d.DID] = x
	t.mu.Unlock()
	return nil
}

// DestinationModified opens another session and closes the old one.
func (t *tasking) DestinationModified(old, now lipf.Destination) error {
	x, err := t.mdf().newDestination(now)
	if err != nil {
		return err
	}
	t.mu.Lock()
	before := t.dests[old.DID]
	t.dests[now.DID] = x
	t.mu.Unlock()
	if before != nil {
		t.wg.Go(before.close)
	}
	return nil
}

// DestinationRemoved closes the session after the grace, because product of before the end of a task may still come.
func (t *tasking) DestinationRemoved(d lipf.Destination) {
	t.wg.Go(func() {
		timer := time.NewTimer(t.cfg.Grace)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-t.ctx.Done():
			return // Close closes it
		}
		t.mu.Lock()
		x := t.dests[d.DID]
		delete(t.dests, d.DID)
		t.mu.Unlock()
		if x != nil {
			x.close()
		}
	})
}

// TaskActivated begins the mediation.
func (t *tasking) TaskActivated(k lipf.Task) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.purge()
	t.tasks[k.ProductXID()] = &task{Task: k}
	delete(t.unknown, k.ProductXID())
	return nil
}

// TaskModified goes on with another definition. LIIDs that are not in it any more end (TS 103 221-1 annex C.2.2).
func (t *tasking) TaskModified(old, now lipf.Task) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.tasks, old.ProductXID())
	t.tasks[now.ProductXID()] = &task{Task: now}
	return nil
}

// TaskDeactivated ends the mediation of product from now on.
func (t *tasking) TaskDeactivated(k lipf.Task) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.purge()
	t.tasks[k.ProductXID()] = &task{Task: k, ended: t.cfg.X1.Now()}
}

// purge forgets tasks whose grace is over.
func (t *tasking) purge() {
	for id, k := range t.tasks {
		if !k.ended.IsZero() && t.cfg.X1.Now().Sub(k.ended) > t.cfg.Grace {
			delete(t.tasks, id)
		}
	}
}

// route finds the task of an XID for product of the time at.
func (m *MDF2) route(xid lipf.UUID, at time.Time) (*task, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	k := m.tasks[xid]
	if k == nil {
		return nil, false
	}
	if !k.ended.IsZero() && (at.After(k.ended) || m.cfg.X1.Now().Sub(k.ended) > m.cfg.Grace) {
		return nil, false
	}
	return k, true
}
