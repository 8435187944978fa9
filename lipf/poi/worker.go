package poi

import (
	"errors"
	"path/filepath"
	"slices"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/link"
	"lilab/x2x3/xiri"
)

// worker does everything that depends on tasks. Its fields belong to its goroutine.
type worker struct {
	p *POI
	f function
	// service is the one that the network function's events are about, empty when they are about all.
	service lipf.ServiceType
	tasks   []*lipf.Task
	dests   map[lipf.UUID]*destination
	seq     x2x3.Sequencer

	pdu     x2x3.PDU
	payload []byte
	// attributes are what a subject adds to the PDU at hand.
	attributes x2x3.Attributes
}

func (w *worker) run() {
	w.dests = map[lipf.UUID]*destination{}
	defer func() {
		for _, d := range w.dests {
			d.close()
		}
	}()
	var spare []item
	for {
		items := w.p.queue.take(spare)
		if items == nil {
			return
		}
		for i := range items {
			w.do(&items[i])
		}
		spare = items
	}
}

func (w *worker) do(i *item) {
	switch {
	case i.event != nil:
		w.event(i.event)
	case i.activate != nil:
		w.tasks = append(w.tasks, i.activate)
		w.start(i.activate, nil, i.at)
	case i.modify != nil:
		w.modify(i.modify, i.at)
	case i.deactivate != nil:
		w.deactivate(*i.deactivate)
	case i.create != nil:
		w.replace(*i.create)
	case i.remove != nil:
		if d := w.dests[*i.remove]; d != nil {
			delete(w.dests, *i.remove)
			d.retire()
		}
	case i.run != nil:
		i.run()
	case i.drain != nil:
		ds := make([]*destination, 0, len(w.dests))
		for _, d := range w.dests {
			ds = append(ds, d)
		}
		i.drain <- ds
	}
}

func (w *worker) replace(d lipf.Destination) {
	old := w.dests[d.DID]
	if old != nil && w.p.cfg.Spool != "" {
		// The new one takes over what is in the spool.
		delete(w.dests, d.DID)
		old.close()
		old = nil
	}
	now, err := w.p.newDestination(d)
	if err != nil {
		w.p.log.Error("destination not usable", "did", d.DID, "err", err)
		w.p.ne.DestinationFault(d.DID, err.Error())
		return
	}
	w.dests[d.DID] = now
	if old != nil {
		old.retire()
	}
}

// event matches one event against all tasks.
func (w *worker) event(e event.Event) {
	w.p.stats.events.Add(1)
	nf := e.Head().NF
	if nf.Type != w.p.kind || w.p.cfg.NF.InstanceID != "" && nf.InstanceID != w.p.cfg.NF.InstanceID {
		w.p.stats.ignored.Add(1)
		return
	}
	pr, ok := w.f.observe(e)
	if !ok {
		w.p.stats.ignored.Add(1)
		return
	}
	w.product(&pr)
	if m, ok := w.f.(followers); ok {
		m.further(func(pr product) { w.product(&pr) })
	}
	w.f.reported()
}

// product reports a product for each task that is about it.
func (w *worker) product(pr *product) {
	for _, t := range w.tasks {
		if pr.record == nil || !w.about(t, pr) {
			continue
		}
		w.report(t, pr)
		if pr.final {
			w.seq.ForgetSession(x2x3.UUID(t.ProductXID()), pr.correlation)
		}
	}
}

// about says whether a task is about a product.
func (w *worker) about(t *lipf.Task, pr *product) bool {
	if pr.more == nil {
		return w.matches(t, pr.id)
	}
	m := pr.more.wanted(t)
	if w.p.cfg.Tamper != nil {
		m = w.p.cfg.Tamper.Match(*t, pr.id, m)
	}
	return m
}

// wants says whether a task is about the identity and the service.
func (w *worker) wants(t *lipf.Task, id lipf.Identity) bool {
	return (w.service == "" || len(t.Services) == 0 || slices.Contains(t.Services, w.service)) && t.Matches(id)
}

func (w *worker) matches(t *lipf.Task, id lipf.Identity) bool {
	m := w.wants(t, id)
	if w.p.cfg.Tamper != nil {
		m = w.p.cfg.Tamper.Match(*t, id, m)
	}
	return m
}

// start reports every registered subscriber and every established session that a task is about, except those that the task
// was already about before it was modified. These records come before any other of the task (TS 33.128 clauses
// 6.2.2.2.5, 6.2.3.2.5, 7.2.2.3.8).
func (w *worker) start(t, before *lipf.Task, at time.Time) {
	w.f.ongoing(func(pr product) {
		was := before != nil && (pr.more == nil && w.wants(before, pr.id) || pr.more != nil && pr.more.wanted(before))
		if !was && w.about(t, &pr) {
			pr.at = at
			w.report(t, &pr)
		}
	})
}

func (w *worker) modify(t *lipf.Task, at time.Time) {
	i := slices.IndexFunc(w.tasks, func(o *lipf.Task) bool { return o.XID == t.XID })
	if i < 0 {
		return
	}
	before := w.tasks[i]
	w.tasks[i] = t
	w.start(t, before, at)
}

func (w *worker) deactivate(xid lipf.UUID) {
	i := slices.IndexFunc(w.tasks, func(o *lipf.Task) bool { return o.XID == xid })
	if i < 0 {
		return
	}
	product := w.tasks[i].ProductXID()
	w.tasks = slices.Delete(w.tasks, i, i+1)
	if !slices.ContainsFunc(w.tasks, func(o *lipf.Task) bool { return o.ProductXID() == product }) {
		w.seq.Forget(x2x3.UUID(product))
	}
}

// report makes the record of one task and sends it to the destinations of that task and to no other.
func (w *worker) report(t *lipf.Task, pr *product) {
	w.attributes = x2x3.Attributes{}
	if pr.more != nil {
		pr.more.fill(t, pr, &w.attributes)
	}
	record := pr.record()
	if w.p.cfg.Tamper != nil {
		if record = w.p.cfg.Tamper.Record(*t, record); record == nil {
			return
		}
	}
	if !validTime(pr.at) {
		w.fail(t, record, errors.New("the time of the event does not fit into an X2 PDU"))
		return
	}
	var err error
	x := xiri.XIRIPayload{Event: record}
	if w.payload, err = x.AppendBinary(w.payload[:0]); err != nil {
		w.fail(t, record, err)
		return
	}
	w.envelope(t, pr)
	w.seq.Number(&w.pdu)
	if w.p.cfg.Tamper != nil && !w.p.cfg.Tamper.PDU(&w.pdu) {
		return
	}
	for _, did := range t.DIDs {
		d := w.dests[did]
		if d == nil || d.deliveryType == lipf.X3Only {
			continue
		}
		w.send(t, d)
	}
	w.p.ne.CountX2(t.XID, len(w.payload), pr.at)
}

// envelope fills the PDU, TS 33.128 R19 clause 5.3. The Correlation ID of AMF and UDM records is 0, "not correlated": they
// belong to no session, and HI2 gives them no CIN (clauses 6.2.2.3, 7.2.2.4).
func (w *worker) envelope(t *lipf.Task, pr *product) {
	p := &w.pdu
	matched, other := p.MatchedTargets[:0], p.OtherTargets[:0]
	a := w.attributes
	a.NFID, a.IPID, a.Timestamp = w.p.cfg.NFID, w.p.cfg.IPID, pr.at
	*p = x2x3.PDU{
		Type: x2x3.X2, Format: x2x3.FormatTS33128, Direction: pr.direction, XID: x2x3.UUID(t.ProductXID()),
		CorrelationID: pr.correlation,
		Attributes:    a,
		Payload:       w.payload,
	}
	for _, id := range t.Targets {
		matched = append(matched, id.Fragment())
	}
	ids := pr.id.Identifiers()
	if pr.more != nil {
		ids = pr.more.identifiers()
	}
	for _, id := range ids {
		if !slices.Contains(t.Targets, id) {
			other = append(other, id.Fragment())
		}
	}
	p.MatchedTargets, p.OtherTargets = matched, other
}

func (w *worker) send(t *lipf.Task, d *destination) {
	err := d.sender.TrySend(&w.pdu)
	switch {
	case err == nil:
		w.p.stats.pdus.Add(1)
	case errors.Is(err, x2x3.ErrQueueFull):
		// The sequence number is used up: the gap shows the loss to the MDF.
		if w.p.stats.lost.Add(1) == 1 {
			w.p.log.Error("X2 buffer full, product is lost", "xid", t.XID, "did", d.did, "err", err)
		}
		why := "the buffer is full, product is lost"
		if errors.Is(err, x2x3.ErrSpool) {
			why = "X2 spool: product is lost: " + err.Error()
		}
		w.p.ne.DestinationFault(d.did, why)
		d.monitor.Watch() // It looks when this is over.
	default:
		w.p.stats.lost.Add(1)
		w.p.log.Error("X2 PDU not sent", "xid", t.XID, "did", d.did, "err", err)
		w.p.ne.DestinationFault(d.did, "a PDU could not be sent")
	}
}

// fail tells the ADMF that a record of a task could not be made.
func (w *worker) fail(t *lipf.Task, record xiri.Event, err error) {
	w.p.stats.failed.Add(1)
	w.p.log.Error("record not made", "xid", t.XID, "record", xiri.Name(record), "err", err)
	w.p.ne.ReportTask(t.XID, x1.NonTerminatingFault, x1.IssueNonTerminatingFault, "a record %s could not be encoded", xiri.Name(record))
}

// destination is an X2 destination with its sender.
type destination struct {
	p            *POI
	did          lipf.UUID
	deliveryType lipf.DeliveryType
	sender       *x2x3.Sender
	monitor      *x1.Monitor
}

func (p *POI) newDestination(d lipf.Destination) (*destination, error) {
	x := &destination{p: p, did: d.DID, deliveryType: d.DeliveryType}
	x.monitor = p.ne.Monitor(d.DID, "X2", func() bool { return x.sender.Connected() && !x.sender.Full() })
	var err error
	var spool string
	if p.cfg.Spool != "" {
		spool = filepath.Join(p.cfg.Spool, d.DID.String())
	}
	x.sender, err = x2x3.NewSender(x2x3.SenderConfig{
		Spool: spool, SpoolLimit: p.cfg.SpoolLimit,
		Address: d.Address.String(), Dial: link.DialFunc(p.cfg.X2Dial), TLS: p.cfg.X2TLS.Clone(), TimeP1: p.cfg.KeepalivePeriod, TimeP2: p.cfg.KeepaliveTimeout,
		Items: p.cfg.Buffer, Queue: p.cfg.Buffer * 1024, RetryMin: p.cfg.RetryInterval, RetryMax: max(p.cfg.RetryInterval, 2*time.Second),
		Linger: time.Second, OnError: x.failed, Log: p.log.With("did", d.DID.String()),
	})
	if err == nil {
		err = x.sender.Start(p.ctx)
	}
	if err != nil {
		x.monitor.Stop()
		return nil, err
	}
	return x, nil
}

// failed hears from the sender. The worker reports what the spool did not take, with the product that it concerns.
func (d *destination) failed(err error) {
	if !errors.Is(err, x2x3.ErrSpool) {
		d.monitor.Failed(err)
	}
}

// retire closes the sender after it has written what waits. The worker does not wait for that, unless there is a spool,
// which the next sender could not open.
func (d *destination) retire() {
	if d.p.cfg.Spool != "" {
		d.close()
		return
	}
	d.p.wg.Go(d.close)
}

func (d *destination) close() {
	if err := d.sender.Close(); err != nil {
		d.p.log.Warn("X2 destination closed with product left", "did", d.did, "err", err)
	}
	d.monitor.Stop()
}
