package scenarios

import (
	"context"
	"errors"
	"fmt"
	"time"

	"lilab/oracle/truth"
	"lilab/sim/event"
)

// defaultFiveQI is that of QoS flows that say nothing of it, defaultReleaseCause that of releases: regular deactivation.
const (
	defaultFiveQI       = 7
	defaultReleaseCause = 36
)

// modified matches the end of a change of a session at an SMF.
func modified(e event.Event) bool {
	switch e.(type) {
	case event.SMFPDUSessionModified, *event.SMFPDUSessionModified:
		return true
	}
	return false
}

// sessionStep begins a step about a session.
func (r *run) sessionStep(kind, subscriber string, s *phoneSession) truth.Step {
	return truth.Step{Kind: kind, Subscriber: subscriber, Session: &s.index, Result: "done", Cell: r.where(subscriber), GUTI: r.guti[subscriber]}
}

// modifySession adds a QoS flow to a PDU session or removes one.
func (r *run) modifySession(ctx context.Context, m SessionModification) error {
	s := r.session(m.Subscriber, m.ID)
	if s == nil {
		return r.failed("modify-session", m.Subscriber)
	}
	ends := r.watchSMFs(s.smfs, 1, modified)
	defer ends.stop()
	start := r.now()
	step := r.sessionStep("modify-session", m.Subscriber, s)
	step.Initiator = string(ByUE)
	var err error
	switch add := m.AddFlow; {
	case m.By == ByNetwork:
		step.Initiator = string(ByNetwork)
		var flows []event.QoSFlow
		var remove []uint8
		if add != nil {
			flows = []event.QoSFlow{{FiveQI: add.fiveQI(), Filters: []event.PacketFilter{add.filter()}}}
		} else {
			remove = []uint8{m.RemoveFlow}
		}
		_, err = r.lab.Network(s.network).SMF().ModifySession(ctx, r.plan.subscriber(m.Subscriber).SUPI, s.ID, flows, remove...)
	case add != nil:
		_, err = s.AddFlow(ctx, add.fiveQI(), add.filter())
	default:
		err = s.RemoveFlow(ctx, m.RemoveFlow)
	}
	if err != nil {
		return fmt.Errorf("modify-session %s: %w", m.Subscriber, err)
	}
	r.did(step, start)
	if err := ends.wait(ctx, "the SMF's end of the modification of "+m.Subscriber); err != nil {
		return err
	}
	return r.drain(ctx)
}

func (f *QoSFlow) fiveQI() uint8 { return uint8(either(int(f.FiveQI), defaultFiveQI)) }

// filter says which packets go through the flow.
func (f *QoSFlow) filter() event.PacketFilter {
	p := event.PacketFilter{Protocol: 6, LowPort: f.Port, HighPort: f.Port}
	if f.Protocol == FlowUDP {
		p.Protocol = 17
	}
	return p
}

// releaseSession has the network where a PDU session ends release it.
func (r *run) releaseSession(ctx context.Context, c SessionRelease) error {
	s := r.session(c.Subscriber, c.ID)
	if s == nil {
		return r.failed("release-session", c.Subscriber)
	}
	ends := r.watchReleases([]*phoneSession{s})
	defer ends.stop()
	start := r.now()
	step := r.sessionStep("release-session", c.Subscriber, s)
	step.Initiator, step.Cause = string(ByNetwork), uint8(either(int(c.Cause), defaultReleaseCause))
	if err := r.lab.Network(s.network).SMF().ReleaseSession(ctx, r.plan.subscriber(c.Subscriber).SUPI, s.ID, step.Cause); err != nil {
		return fmt.Errorf("release-session %s: %w", c.Subscriber, err)
	}
	r.released(c.Subscriber, s)
	r.did(step, start)
	if err := ends.wait(ctx, "the SMF's end of the release of "+c.Subscriber); err != nil {
		return err
	}
	return r.drain(ctx)
}

// begun is how many packets an application has sent when the handover begins that it is to live through.
const begun = 10

// handover has the network hand a phone over to another cell, with its sessions. What an application does meanwhile is a
// step of its own, in which the handover is.
func (r *run) handover(ctx context.Context, h HandoverStep) error {
	if r.guti[h.Subscriber] == "" {
		return r.failed("handover", h.Subscriber)
	}
	if h.During == nil {
		if err := r.handOver(ctx, h); err != nil {
			return err
		}
		return r.drain(ctx)
	}
	d := *h.During
	d.From = h.Subscriber
	s := r.session(d.From, d.Session)
	if s == nil {
		return r.failed("data", d.From)
	}
	start := r.now()
	step := r.sessionStep("data", d.From, s)
	before, _, _ := s.Packets()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	used := make(chan error, 1)
	go func() { used <- r.use(ctx, d, s) }()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for flowing := false; !flowing; {
		select {
		case err := <-used:
			if err == nil {
				err = errors.New("the application had finished before the handover could begin: give it more to do")
			}
			return fmt.Errorf("data from %s: %w", d.From, err)
		case <-tick.C:
			n, _, _ := s.Packets()
			flowing = n >= before+begun
		}
	}
	moved := r.handOver(ctx, h)
	if moved != nil {
		cancel()
	}
	err := <-used
	if err != nil {
		step.Result = "failed"
	}
	r.did(step, start)
	if err := errors.Join(moved, err); err != nil {
		return fmt.Errorf("handover of %s: %w", h.Subscriber, err)
	}
	return r.drain(ctx)
}

// arrived notes that a phone is in another cell. Outside its registration area it has registered there, and has another
// 5G-GUTI.
func (r *run) arrived(name, cell string) {
	r.cell[name] = cell
	if g, ok := r.lab.UE(name).Registered(); ok {
		r.guti[name] = g.String()
	}
}

// handOver is the handover alone.
func (r *run) handOver(ctx context.Context, h HandoverStep) error {
	in := r.plan.subscriber(h.Subscriber).In
	done := r.watch(in, func(e event.Event) bool {
		switch e.(type) {
		case event.AMFLocationChanged, *event.AMFLocationChanged:
			return true
		}
		return false
	})
	defer done.stop()
	ends := r.watchPath(h)
	defer ends.stop()
	start := r.now()
	if err := r.lab.UE(h.Subscriber).Handover(ctx, h.To); err != nil {
		return fmt.Errorf("handover %s: %w", h.Subscriber, err)
	}
	r.arrived(h.Subscriber, h.To)
	r.did(truth.Step{Kind: "handover", Subscriber: h.Subscriber, Result: "done", Cell: r.where(h.Subscriber), GUTI: r.guti[h.Subscriber]}, start)
	if err := done.wait(ctx, "the AMF's knowledge of the handover of "+h.Subscriber); err != nil {
		return err
	}
	return ends.wait(ctx, "the SMF's knowledge of the handover of "+h.Subscriber)
}
