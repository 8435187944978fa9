package poi

import (
	"slices"
	"strings"
	"sync/atomic"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/x2x3"
)

// tapTasking is a POI of a UPF as the handler of X1. A change holds when the method returns: packets that are observed
// afterwards see it.
type tapTasking upfPOI

// DestinationCreated opens the sender.
func (k *tapTasking) DestinationCreated(d lipf.Destination) error {
	g := (*upfPOI)(k)
	now, err := g.newDestination(d)
	if err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ctx.Err() != nil {
		now.close()
		return errClosed
	}
	g.dests[d.DID] = now
	return nil
}

// DestinationModified replaces the sender. The old one writes what it has.
func (k *tapTasking) DestinationModified(_, d lipf.Destination) error {
	g := (*upfPOI)(k)
	now, err := g.newDestination(d)
	if err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ctx.Err() != nil {
		now.close()
		return errClosed
	}
	old := g.dests[d.DID]
	g.dests[d.DID] = now
	for _, t := range g.taps {
		t.series.mu.Lock()
		t.dests = g.destinations(&t.task)
		t.series.mu.Unlock()
	}
	if old != nil {
		g.wg.Go(old.close)
	}
	return nil
}

// DestinationRemoved closes the sender after it has written what it has.
func (k *tapTasking) DestinationRemoved(d lipf.Destination) {
	g := (*upfPOI)(k)
	g.mu.Lock()
	defer g.mu.Unlock()
	if old := g.dests[d.DID]; old != nil {
		delete(g.dests, d.DID)
		g.wg.Go(old.close)
	}
}

// destinations are those of a task that take its product.
func (g *upfPOI) destinations(t *lipf.Task) []*tapDestination {
	var out []*tapDestination
	for _, did := range t.DIDs {
		if d := g.dests[did]; d != nil && d.deliveryType.Covers(t.DeliveryType) {
			out = append(out, d)
		}
	}
	return out
}

// TaskActivated begins the interception.
func (k *tapTasking) TaskActivated(t lipf.Task) error {
	g := (*upfPOI)(k)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ctx.Err() != nil {
		return errClosed
	}
	now, err := g.newTap(t, nil)
	if err != nil {
		return err
	}
	g.taps = append(g.taps, now)
	g.publish()
	return nil
}

// TaskModified goes on with another definition. Sequence numbers go on too unless Product ID or Correlation ID differ.
// A packet that is on its way meanwhile is copied by the one definition or the other, never by both.
func (k *tapTasking) TaskModified(_, t lipf.Task) error {
	g := (*upfPOI)(k)
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.IndexFunc(g.taps, func(o *tap) bool { return o.task.XID == t.XID })
	if i < 0 {
		return x1.Errorf(x1.ErrXIDUnknown, "the XID does not exist")
	}
	old := g.taps[i]
	now, err := g.newTap(t, old)
	if err != nil {
		return err
	}
	g.taps[i] = now
	g.publish()
	if old.reporter != nil && old.reporter != now.reporter {
		old.reporter.Close(g.cfg.X1.Now())
	}
	g.release(old)
	return nil
}

// TaskDeactivated ends the interception: header reports are finished, and there is no PDU afterwards.
func (k *tapTasking) TaskDeactivated(t lipf.Task) {
	g := (*upfPOI)(k)
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.IndexFunc(g.taps, func(o *tap) bool { return o.task.XID == t.XID })
	if i < 0 {
		return
	}
	old := g.taps[i]
	g.taps = slices.Delete(g.taps, i, i+1)
	g.publish()
	g.end(old)
	g.release(old)
}

// end lets no PDU of a task out any more.
func (g *upfPOI) end(t *tap) {
	if t.reporter != nil {
		t.reporter.Close(g.cfg.X1.Now())
	}
	t.series.mu.Lock()
	t.ended = true
	t.series.mu.Unlock()
}

// release gives up a task's part in its series.
func (g *upfPOI) release(t *tap) {
	if t.series.refs--; t.series.refs == 0 {
		delete(g.series, t.key)
	}
}

// newTap prepares a task; old is what it was before.
func (g *upfPOI) newTap(t lipf.Task, old *tap) (*tap, error) {
	generic := x1.ErrActivateTask
	if old != nil {
		generic = x1.ErrModifyTask
	}
	switch {
	case t.CorrelationID == nil:
		return nil, x1.Errorf(generic, "a triggered POI needs a CorrelationID (TS 33.128 clause 5.2.5)")
	case t.ProductID == nil:
		return nil, x1.Errorf(generic, "a triggered POI needs a ProductID (TS 33.128 clause 5.2.5)")
	}
	c, err := g.read(t.Targets)
	if err != nil {
		return nil, err
	}
	n := &tap{criteria: c, task: t, key: seriesKey{*t.ProductID, *t.CorrelationID}, octets: new(atomic.Uint64), last: new(atomic.Int64)}
	if old != nil {
		n.octets, n.last = old.octets, old.last
	}
	n.pdu = x2x3.PDU{Type: x2x3.X3, XID: x2x3.UUID(n.key.xid), CorrelationID: n.key.correlation,
		Attributes: x2x3.Attributes{NFID: g.cfg.NFID, IPID: g.cfg.IPID}}
	n.dests = g.destinations(&t)
	n.series = g.series[n.key]
	if n.series == nil {
		n.series = &series{}
		g.series[n.key] = n.series
	}
	n.series.refs++
	if g.prepare != nil {
		if err := g.prepare(n, old); err != nil {
			g.release(n)
			return nil, err
		}
	}
	return n, nil
}

// publish replaces the index.
func (g *upfPOI) publish() {
	if len(g.taps) == 0 {
		g.index.Store(nil)
		return
	}
	x := &tapIndex{bySEID: map[uint64][]*tap{}, byTEID: map[uint32][]*tap{}}
	for _, t := range g.taps {
		switch {
		case t.media != nil:
			for _, c := range t.media.Contexts {
				if x.byContext == nil {
					x.byContext = map[uint32][]*tap{}
				}
				if !slices.Contains(x.byContext[c], t) {
					x.byContext[c] = append(x.byContext[c], t)
				}
			}
		case len(t.fseids) > 0:
			for _, f := range t.fseids {
				if !slices.Contains(x.bySEID[f.SEID], t) {
					x.bySEID[f.SEID] = append(x.bySEID[f.SEID], t)
				}
			}
		case len(t.fteids) > 0:
			for _, f := range t.fteids {
				if !slices.Contains(x.byTEID[f.TEID], t) {
					x.byTEID[f.TEID] = append(x.byTEID[f.TEID], t)
				}
			}
			x.more = true
		default:
			x.rest = append(x.rest, t)
			x.more = true
		}
	}
	g.index.Store(x)
}

// matchedTargets are attribute 17 of the records of a task: the target identifiers that the triggering function gave.
func matchedTargets(t *lipf.Task) []string {
	out := make([]string, len(t.Targets))
	for i, id := range t.Targets {
		if id.Type != lipf.TargetExtension {
			out[i] = id.Fragment()
			continue
		}
		// The content is elements with their namespaces.
		var b strings.Builder
		b.WriteString("<" + string(id.Type) + ">" + id.Value + "</" + string(id.Type) + ">")
		out[i] = b.String()
	}
	return out
}
