package scenarios

import (
	"context"
	"fmt"

	"lilab/oracle/truth"
	"lilab/sim/event"
)

// moveTo takes a phone to another network with its PDU sessions. What its IMS client has agreed on at home stays as it is until the phone
// registers with the IMS again.
func (r *run) moveTo(ctx context.Context, m Move) error {
	if r.guti[m.Subscriber] == "" {
		return r.failed("enter", m.Subscriber)
	}
	// What happened at home is nobody's due abroad, and a queue must not blur that.
	if err := r.drain(ctx); err != nil {
		return err
	}
	sub := r.plan.subscriber(m.Subscriber)
	from, open := sub.In, r.sessions[m.Subscriber]
	ends := watchedAll{
		r.watch(m.Network, matches[event.AMFRegistered]),
		r.watch(from, matches[event.AMFDeregistered]),
		r.watchHome(sub.Home, matches[event.UDMServingSystem]),
		r.watchHome(sub.Home, matches[event.UDMLocationCancelled]),
	}
	if len(open) > 0 {
		ends = append(ends, r.watchSMFs([]string{m.Network}, len(open), matches[event.SMFPDUSessionEstablished])...)
		ends = append(ends, r.watchSMFs([]string{m.Network, from}, len(open), matches[event.SMFPDUSessionModified])...)
	}
	defer ends.stop()
	start := r.now()
	cell := m.To
	if cell == "" {
		cell = sortedKeys(r.plan.scenario.cells(m.Network))[0]
	}
	if err := r.lab.MoveTo(ctx, m.Subscriber, m.Network, cell); err != nil {
		return fmt.Errorf("move %s: %w", m.Subscriber, err)
	}
	moved := &truth.Moved{From: from, Start: start, At: r.now()}
	sub.In = m.Network
	r.arrived(m.Subscriber, cell)
	t := r.truth.Subscribers[m.Subscriber]
	t.In, t.Moved = m.Network, moved
	r.truth.Subscribers[m.Subscriber] = t
	for _, s := range open {
		s.smfs = []string{m.Network, sub.Home}
		x := &r.truth.Sessions[s.index]
		x.Serving, x.Route, x.Moved = m.Network, string(HomeRouted), moved
	}
	r.did(truth.Step{Kind: "enter", Subscriber: m.Subscriber, Result: "done", Cell: r.where(m.Subscriber), GUTI: r.guti[m.Subscriber]}, start)
	if err := ends.wait(ctx, "what the networks know of the move of "+m.Subscriber); err != nil {
		return err
	}
	if left := len(r.lab.UE(m.Subscriber).Sessions()); left != len(open) {
		return fmt.Errorf("move %s: %d of %d PDU sessions went to %s", m.Subscriber, left, len(open), m.Network)
	}
	return r.drain(ctx)
}

// matches matches events of a type.
func matches[E event.Event](e event.Event) bool {
	if _, ok := any(e).(*E); ok {
		return true
	}
	_, ok := e.(E)
	return ok
}
