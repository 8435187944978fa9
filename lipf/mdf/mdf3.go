package mdf

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/content"
	"lilab/lipf/headers"
	"lilab/lipf/hi"
	"lilab/lipf/x1"
	"lilab/x2x3"
)

// MDF3 is a mediation and delivery function for content. Where a task orders it (HeaderReporting), it also makes reports of
// packet headers and hands them to the MDF2 over LI_MDF: the ADMF names the MDF2 as a destination of the task that is for
// X2Only. An LIID whose only destination that is has nothing delivered over HI3.
type MDF3 struct {
	*function
	deprecated bool

	// flows remembers what follows for product of an XID, a session and a POI until tasks change. flowsMu is never held
	// while another lock is taken.
	flowsMu    sync.RWMutex
	flows      map[flowKey]*flow
	generation uint64 // counts how often flows was emptied because it was out of date

	// imsPeers are the CC-POIs of the IMS, by the UIDs of their certificates. media has the session descriptions that came over
	// X3 (attribute 22): each holds until another comes, whatever happens to flows. What has one is of the IMS.
	imsPeers sync.Map
	mediaMu  sync.Mutex
	media    map[mediaKey]string

	// gateways are those of imsPeers whose SRTP may be opened, protections what is known of it. protectionMu is never held while
	// another lock is taken but mu. waiting counts packets that wait for keys.
	gateways     sync.Map
	protectionMu sync.Mutex
	protections  map[mediaKey]*protection
	keyWait      time.Duration
	waiting      gauge

	// cc and around belong to who holds out.
	cc     hi.CC
	around content.Encoder

	// reportsOut keeps header reports in the order of their numbers.
	reportsOut sync.Mutex
	reportsSeq x2x3.Sequencer
}

// flowKey is what the header of a PS-PDU depends on.
type flowKey struct {
	xid         lipf.UUID
	correlation uint64
	nfid, ipid  string
	stamped     bool
}

// flow is a series of content.
type flow struct {
	// media says that it is of a session of the IMS. sdp is a description that goes with its next packet, guarded by out.
	media bool
	sdp   string
	// gateway says that SRTP in it may be opened; described that a description came, sdes that it says that there are keys in
	// session descriptions. sent says what went with packets last, guarded by out.
	gateway         bool
	described, sdes atomic.Bool
	sent            sentDescription

	task    *task
	legs    []leg
	reports *reporter
}

// sentDescription says which description of media goes on.
type sentDescription uint8

const (
	sentNone sentDescription = iota
	// sentAsIs is that of the packets as they are on X3, sentInClear that of those whose protection was removed.
	sentAsIs
	sentInClear
)

// leg is the delivery of a flow for one LIID.
type leg struct {
	mediation *lipf.MediationDetails
	series    *hi.CCSeries
	counter   *hi.Counter
	lemfs     []*destination
}

// maxFlows bounds what is remembered; when it is full it is emptied.
const maxFlows = 65536

// retain3 is how much content goes to a LEMF again after a reconnection: more than the buffers of a connection take, so
// that nothing is lost with them.
const retain3 = 16 << 20

// NewMDF3 makes an MDF3.
func NewMDF3(cfg Config3) (*MDF3, error) {
	m := &MDF3{deprecated: cfg.DeprecatedReports, flows: map[flowKey]*flow{}, media: map[mediaKey]string{}, protections: map[mediaKey]*protection{}, keyWait: cfg.KeyWait}
	defaults(&m.keyWait, time.Second)
	for _, p := range cfg.IMSPeers {
		m.imsPeers.Store(p, true)
	}
	var err error
	m.function, err = newFunction(settings{
		x1: cfg.X1, admf: cfg.ADMF, admfURL: cfg.ADMFURL, handover: "HI3", tls: cfg.HI3TLS, dial: cfg.HI3Dial,
		lmdfTLS: cfg.LMDFTLS, lmdfDial: cfg.LMDFDial, retain: retain3,
		country: cfg.Country, operator: cfg.Operator, element: cfg.NetworkElement, deliveryCountry: cfg.DeliveryCountry,
		idle: cfg.HI3Idle, retry: cfg.RetryInterval, grace: cfg.Grace, buffer: cfg.Buffer, cins: cfg.CINs,
	}, x1.NEConfig{Mediates: lipf.HI3Only, Delivery: lipf.X3Only, CheckExtensions: m.extensions, Product: m.product, Settle: m.settle})
	if err != nil {
		return nil, err
	}
	m.prepare, m.tasksChanged = m.orderReports, func() {
		m.forgetFlows()
		m.forgetMedia()
		m.forgetProtections()
	}
	m.cins.onForget(func(string, uint64, uint32) { m.forgetFlows() })
	m.cins.onEnd(m.sessionEnded)
	if err := m.addIntake(&intake{name: "X3", from: "POI", saw: cfg.OnX3, mediate: m.mediate}, cfg.X3Listener, cfg.X3TLS, append(slices.Clone(cfg.Peers), cfg.IMSPeers...)); err != nil {
		return nil, err
	}
	if cfg.KeysListener != nil {
		in := &intake{name: "LI_MDF", from: "MDF2", saw: cfg.OnKeys, mediate: m.keysCame}
		if err := m.addIntake(in, cfg.KeysListener, cfg.KeysTLS, cfg.KeysPeers); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Start begins to listen on X1 and X3.
func (m *MDF3) Start(ctx context.Context) error {
	m.wg.Go(m.tend)
	return m.function.Start(ctx)
}

// extensions takes the order of header reports and nothing else.
func (m *MDF3) extensions(es []lipf.Extension) error {
	for _, e := range es {
		if _, ok, err := e.HeaderReporting(); err != nil || !ok {
			return x1.Errorf(x1.ErrActivateTask, "the extension of %q is not known here: %v", e.Owner, err)
		}
	}
	if len(es) > 0 && m.lmdfTLS == nil {
		return x1.Errorf(x1.ErrActivateTask, "this MDF3 makes no header reports")
	}
	return nil
}

// product is the X3 octets of a task.
func (m *MDF3) product(xid lipf.UUID) (uint64, time.Time) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	for _, k := range m.tasks {
		if k.XID != xid || !k.ended.IsZero() {
			continue
		}
		var last time.Time
		if n := k.last.Load(); n != 0 {
			last = time.Unix(0, n).UTC()
		}
		return k.octets.Load(), last
	}
	return 0, time.Time{}
}

func (m *MDF3) mediate(p *x2x3.PDU, peer string) {
	xid := lipf.UUID(p.XID)
	if p.Type != x2x3.X3 {
		m.broken(xid, peer, fmt.Errorf("PDU of type %s on X3", p.Type))
		return
	}
	w := m.flowOf(p, peer)
	if w == nil {
		return
	}
	if p.SDP != "" {
		m.out.Lock()
		w.describe(m.described(p))
		m.out.Unlock()
	}
	packet, err := content.FromX3(p.Format, p.Payload)
	if _, ok := payloadDirection(p.Direction); err == nil && !ok {
		err = fmt.Errorf("payload direction %s of content", p.Direction)
	}
	if err != nil {
		m.broken(xid, peer, err)
		return
	}
	if !m.guard(w, p, peer, packet) {
		m.finish(w, p, peer, packet, false)
	}
}

// describe takes the description that holds now.
func (w *flow) describe(sdp string) {
	w.sdp = sdp
	if sdp == "" {
		return
	}
	w.media, w.sent = true, sentNone
	w.described.Store(true)
	d := content.ReadDescription([]byte(sdp))
	w.sdes.Store(slices.ContainsFunc(d.Media, func(m content.Media) bool { return m.SDES() }))
}

// flowOf returns the flow that a PDU belongs to. Nil is a PDU for which there is nobody, which was told.
func (m *MDF3) flowOf(p *x2x3.PDU, peer string) *flow {
	xid := lipf.UUID(p.XID)
	key := flowKey{xid, p.CorrelationID, p.NFID, p.IPID, !p.Timestamp.IsZero()}
	m.flowsMu.RLock()
	w := m.flows[key]
	m.flowsMu.RUnlock()
	if w == nil {
		var err error
		if w, err = m.open(key, p, peer); err != nil {
			m.broken(xid, peer, err)
			return nil
		}
	}
	if w == nil || !w.task.takes(p.Timestamp, m.function) {
		m.stray(xid, peer)
		return nil
	}
	return w
}

// finish delivers a packet and counts it. opened says that its protection was removed; header reports are made of packets as
// they came.
func (m *MDF3) finish(w *flow, p *x2x3.PDU, peer string, packet content.Packet, opened bool) {
	at := p.Timestamp
	if at.IsZero() {
		at = m.x1.Now()
	}
	direction, _ := payloadDirection(p.Direction)
	m.deliver(w, p, packet, direction, at, opened)
	w.task.octets.Add(uint64(len(p.Payload)))
	w.task.last.Store(at.UnixNano())
	if w.reports == nil {
		return
	}
	if opened {
		var err error
		if packet, err = content.FromX3(p.Format, p.Payload); err != nil {
			m.broken(lipf.UUID(p.XID), peer, err)
			return
		}
	}
	inner := packet.Octets
	if packet.Kind == content.Ethernet {
		inner = headers.InEthernet(inner)
	}
	w.reports.Packet(inner, p.Direction == x2x3.FromTarget, at)
}

// payloadDirection is that of HI3 for that of X3, by meaning.
func payloadDirection(d x2x3.Direction) (hi.PayloadDirection, bool) {
	switch d {
	case x2x3.FromTarget:
		return hi.FromTarget, true
	case x2x3.ToTarget:
		return hi.ToTarget, true
	case x2x3.DirectionUnknown:
		return hi.Indeterminate, true
	case x2x3.MultipleDirections:
		return hi.Combined, true
	case x2x3.NotApplicable:
		return hi.NotApplicable, true
	}
	return 0, false
}

// deliver makes a PS-PDU for each LIID of the task and queues it for each destination; the same PDU for two has one number.
func (m *MDF3) deliver(w *flow, p *x2x3.PDU, packet content.Packet, direction hi.PayloadDirection, at time.Time, opened bool) {
	m.out.Lock()
	defer m.out.Unlock()
	c := &m.cc
	c.Body = nil
	for i := range w.legs {
		l := &w.legs[i]
		if !valid(l.mediation, at) {
			m.outside.Add(1)
			continue
		}
		if c.Body == nil {
			if w.media && packet.Kind == content.IP {
				c.Body = m.around.AroundMedia(packet.Octets, m.description(w, p, opened))
			} else {
				c.Body = m.around.Around(p.Format, p.Payload, packet)
			}
			c.Head, c.Tail, c.At, c.Direction = m.around.Head, m.around.Tail, at, direction
		}
		c.Series, c.SequenceNumber = l.series, l.counter.Next()
		for _, d := range l.lemfs {
			m.handed(w.task, d, d.lemf.TrySendCC(c))
		}
	}
}

// description returns the session description that goes with a packet, empty where the one before it goes on. Packets whose
// protection was removed have one that says so. out is held.
func (m *MDF3) description(w *flow, p *x2x3.PDU, opened bool) string {
	sdp := w.sdp
	w.sdp = ""
	if !opened {
		if sdp != "" {
			w.sent = sentAsIs
		}
		return sdp
	}
	if w.sent == sentInClear && sdp == "" {
		return ""
	}
	if sdp == "" {
		sdp = m.described(p)
	}
	w.sent = sentInClear
	return content.InClear(sdp)
}

// open works out what follows for a new series, nil where the task does not exist.
func (m *MDF3) open(key flowKey, p *x2x3.PDU, peer string) (*flow, error) {
	m.flowsMu.RLock()
	generation := m.generation
	m.flowsMu.RUnlock()
	m.mu.RLock()
	k := m.tasks[key.xid]
	m.mu.RUnlock()
	if k == nil {
		return nil, nil
	}
	if key.correlation == 0 && m.uncorrelated.Add(1) == 1 {
		m.ne.ReportTask(k.XID, x1.Warning, x1.IssueWarning, "content came with the Correlation ID 0, no IRI can be tied to it")
	}
	w := &flow{task: k, reports: k.reports.session(p)}
	_, w.media = m.imsPeers.Load(peer)
	_, w.gateway = m.gateways.Load(peer)
	w.describe(m.described(p))
	for i := range k.Mediation {
		d := &k.Mediation[i]
		m.mu.RLock()
		lemfs := m.lemfs(k, d)
		m.mu.RUnlock()
		if len(lemfs) == 0 {
			continue
		}
		h := m.header(d.LIID, p)
		if key.correlation != 0 {
			h.CIN = hi.Some(m.cins.CIN(d.LIID, key.correlation))
		}
		series, err := hi.NewCCSeries(h)
		if err != nil {
			return nil, err
		}
		w.legs = append(w.legs, leg{d, series, m.seq.CC(&h), lemfs})
	}
	m.flowsMu.Lock()
	defer m.flowsMu.Unlock()
	if len(m.flows) >= maxFlows {
		clear(m.flows)
	}
	if generation == m.generation { // Otherwise tasks have changed meanwhile.
		m.flows[key] = w
	}
	return w, nil
}

func (m *MDF3) forgetFlows() {
	m.flowsMu.Lock()
	defer m.flowsMu.Unlock()
	clear(m.flows)
	m.generation++
}

// sessionEnded reports the packet flows of a session for which the SMF said that it is over.
func (m *MDF3) sessionEnded(liid string, correlation uint64) {
	for _, k := range m.reporting() {
		if slices.ContainsFunc(k.Mediation, func(d lipf.MediationDetails) bool { return d.LIID == liid }) {
			k.reports.sessionEnded(correlation, m.x1.Now())
		}
	}
	m.forgetFlows()
}

// reporting returns the tasks that order header reports.
func (m *MDF3) reporting() (ks []*task) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	for _, k := range m.tasks {
		if k.reports != nil {
			ks = append(ks, k)
		}
	}
	return ks
}

// settle reports the flows of tasks that have ended, and waits until the MDF2 has it: the ADMF tells the MDF2 to forget
// the task next.
func (m *MDF3) settle(ctx context.Context) {
	if err := m.busy.wait(ctx); err != nil {
		return
	}
	m.closeReports(0)
	m.mu.RLock()
	var ds []*destination
	for _, d := range m.dests {
		if d.lmdf != nil {
			ds = append(ds, d)
		}
	}
	m.mu.RUnlock()
	for _, d := range ds {
		if err := d.lmdf.Confirm(ctx); err != nil {
			m.log.Warn("header reports not confirmed by the MDF2", "did", d.did, "err", err)
		}
	}
}

// closeReports ends the reports of tasks that ended longer ago than after.
func (m *MDF3) closeReports(after time.Duration) {
	now := m.x1.Now()
	for _, k := range m.reporting() {
		if !k.ended.IsZero() && now.Sub(k.ended) >= after {
			k.reports.close(k.ended)
		}
	}
}

// tickInterval is how often timers of header reports are looked at.
const tickInterval = 50 * time.Millisecond

// tend lets the time of header reports go by.
func (m *MDF3) tend() {
	t := time.NewTicker(tickInterval)
	defer t.Stop()
	for {
		select {
		case <-m.ctx.Done():
			return
		case <-t.C:
		}
		for _, k := range m.reporting() {
			k.reports.tick(m.x1.Now())
		}
		m.tickProtections()
		m.closeReports(m.grace)
	}
}
