package upf

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"

	"github.com/wmnsk/go-pfcp/ie"

	"lilab/sim/event"
	"lilab/sim/gtpu"
)

// session is one PFCP session. Only the PFCP goroutine touches it; the data path sees its detectors.
type session struct {
	seid   uint64
	cpSEID uint64
	node   string // Node ID of the SMF
	pdrs   map[uint16]*pdr
	fars   map[uint32]*far
	qers   map[uint32]*qer
	urrs   map[uint32]*urr
	// kind is Ethernet or Unstructured, 0 for a session of IP packets.
	kind event.PDUSessionType

	detectors []*detector
	holds     map[uint32]*hold // by FAR
}

// detector is a packet detection rule with everything that it leads to. It is never changed.
type detector struct {
	*pdr
	far          *far
	seid, cpSEID uint64
	qer          uint32 // the first, 0 for none
	gateClosed   bool
	qfi          uint8
	rqi          bool
	usages       []*usage
	hold         *hold // of a rule that buffers downlink packets
	kind         event.PDUSessionType
	udp          *udp6 // of unstructured data on N6
	// packet has what observers are told of every packet of the rule.
	packet Packet
}

func (s *session) clone() *session {
	c := *s
	c.holds = maps.Clone(s.holds)
	c.pdrs, c.fars, c.qers, c.urrs = maps.Clone(s.pdrs), maps.Clone(s.fars), maps.Clone(s.qers), maps.Clone(s.urrs)
	return &c
}

// compile makes the detectors in the order in which they are tried.
func (s *session) compile() error {
	s.detectors = nil
	for _, p := range s.pdrs {
		d := &detector{pdr: p, far: s.fars[p.far], seid: s.seid, cpSEID: s.cpSEID, kind: s.kind}
		if d.far == nil {
			return failedRule(rulePDR, uint32(p.id), fmt.Sprintf("no FAR %d", p.far))
		}
		if d.far.action&actionForward != 0 && d.far.tunnel == nil && d.far.dn == nil {
			return failedRule(ruleFAR, d.far.id, "forwards nowhere")
		}
		for _, id := range p.qers {
			q := s.qers[id]
			if q == nil {
				return failedRule(rulePDR, uint32(p.id), fmt.Sprintf("no QER %d", id))
			}
			if d.qer == 0 {
				d.qer = id
			}
			d.gateClosed = d.gateClosed || q.closed[p.direction]
			d.rqi = d.rqi || q.rqi
			if d.qfi == 0 {
				d.qfi = q.qfi
			}
		}
		for _, id := range p.urrs {
			r := s.urrs[id]
			if r == nil {
				return failedRule(rulePDR, uint32(p.id), fmt.Sprintf("no URR %d", id))
			}
			d.usages = append(d.usages, r.usage)
		}
		if err := s.compileKind(d); err != nil {
			return err
		}
		s.holdsOf(d)
		d.describe()
		s.detectors = append(s.detectors, d)
	}
	slices.SortFunc(s.detectors, func(a, b *detector) int { // the least precedence value first, TS 29.244 clause 5.2.1
		if a.precedence != b.precedence {
			if a.precedence < b.precedence {
				return -1
			}
			return 1
		}
		return int(a.id) - int(b.id)
	})
	return nil
}

// compileKind checks what only sessions of frames or of unstructured data have.
func (s *session) compileKind(d *detector) error {
	if d.pdr.tunnel == nil && (d.ethernet != (s.kind == event.Ethernet) || d.ethernet && d.far.dn != nil) {
		return failedRule(rulePDR, uint32(d.id), "Ethernet PDU session information, PDN type and FAR do not agree")
	}
	for _, n := range []*dataNetwork{d.dn, d.far.dn} {
		if s.kind == event.Ethernet && n != nil && !n.Ethernet {
			return &refusal{cause: ie.CauseServiceNotSupported, why: "no Ethernet on the data network"}
		}
	}
	if (d.far.udp.IsValid() || d.udpRemoval) && s.kind != event.Unstructured {
		return failedRule(rulePDR, uint32(d.id), "a UDP tunnel on N6 is for unstructured data")
	}
	if s.kind != event.Unstructured || d.pdr.tunnel != nil && d.far.dn == nil {
		return nil
	}
	// On N6: both rules tell half of the tunnel.
	t := &udp6{}
	for _, p := range s.pdrs {
		if p.udpRemoval && p.ue6.IsValid() {
			t.local = p.ue6.Addr().Next()
		}
	}
	for _, f := range s.fars {
		if f.udp.IsValid() {
			t.remote = f.udp
		}
	}
	if !t.local.IsValid() || !t.remote.IsValid() || d.pdr.tunnel == nil && !d.udpRemoval {
		return failedRule(rulePDR, uint32(d.id), "unstructured data needs UDP over IPv6 on N6")
	}
	d.udp = t
	return nil
}

// describe prepares what observers are told.
func (d *detector) describe() {
	p := &d.packet
	*p = Packet{Type: d.kind, SEID: d.seid, CPSEID: d.cpSEID, PDR: d.id, QER: d.qer, QERs: d.qers, Rule: d.octets, Direction: d.direction, From: N6, To: N6}
	if t := d.tunnel; t != nil {
		p.From, p.FromInstance, p.LocalAddr = t.Interface, t.Name, t.Addr
	} else if d.dn != nil {
		p.FromInstance = d.dn.Name
	}
	if t := d.far.tunnel; t != nil {
		p.To, p.ToInstance, p.SentAddr, p.PeerAddr, p.SentTEID = t.Interface, t.Name, t.Addr, d.far.peer, d.far.teid
	} else if d.far.dn != nil {
		p.ToInstance = d.far.dn.Name
	}
}

// keys are the UE addresses under which a rule is found, none for a rule of a tunnel.
func (p *pdr) keys() []netip.Addr {
	if p.tunnel != nil {
		return nil
	}
	var out []netip.Addr
	if p.ue4.IsValid() {
		out = append(out, p.ue4)
	}
	if p.ue6.IsValid() {
		out = append(out, key(p.ue6.Addr()))
	}
	return out
}

// install makes the rules of a session those of the data path, in place of those of old, which may be nil. It changes
// nothing when an address belongs to another session.
func (u *UPF) install(s, old *session) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, d := range s.detectors {
		for _, k := range d.keys() {
			if has := u.addrs[k]; len(has) > 0 && has[0].seid != s.seid {
				return failedRule(rulePDR, uint32(d.id), fmt.Sprintf("the address %v belongs to another session", k))
			}
		}
	}
	if old != nil {
		u.removeLocked(old)
	}
	for _, d := range s.detectors {
		if d.tunnel != nil {
			t := u.teids[d.teid]
			if t == nil {
				t = &teid{tunnel: d.tunnel}
				u.teids[d.teid] = t
			}
			t.detectors = append(t.detectors, d)
		}
		for _, k := range d.keys() {
			u.addrs[k] = append(u.addrs[k], d)
		}
		if d.ethernet {
			if u.bridged[d.dn] == nil {
				u.bridged[d.dn] = map[uint64][]*detector{}
			}
			u.bridged[d.dn][s.seid] = append(u.bridged[d.dn][s.seid], d)
		}
	}
	u.bySEID[s.seid] = s
	u.release(s)
	return nil
}

// remove takes a session out of the data path.
func (u *UPF) remove(s *session) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.removeLocked(s)
}

func (u *UPF) removeLocked(s *session) {
	for _, d := range s.detectors {
		if d.tunnel != nil {
			delete(u.teids, d.teid)
		}
		for _, k := range d.keys() {
			delete(u.addrs, k)
		}
		if d.ethernet {
			delete(u.bridged[d.dn], s.seid)
		}
	}
	delete(u.bySEID, s.seid)
}

// chooser gives out TEIDs during one request.
type chooser struct {
	u       *UPF
	session *session // for its own TEIDs, nil in an establishment
	byID    map[chooseID]uint32
	given   map[uint32]struct{}
}

type chooseID struct {
	tunnel *tunnel
	id     uint8
}

func (u *UPF) newChooser(s *session) *chooser {
	return &chooser{u: u, session: s, byID: map[chooseID]uint32{}, given: map[uint32]struct{}{}}
}

// teid chooses a TEID; rules with the same CHOOSE ID share one, TS 29.244 clause 8.2.3.
func (c *chooser) teid(t *tunnel, hasID bool, id uint8) uint32 {
	k := chooseID{t, id}
	if v, ok := c.byID[k]; ok && hasID {
		return v
	}
	c.u.mu.RLock()
	defer c.u.mu.RUnlock()
	for {
		c.u.control.nextTEID++
		v := c.u.control.nextTEID
		_, taken := c.u.teids[v]
		if _, given := c.given[v]; v == 0 || taken || given {
			continue
		}
		c.given[v] = struct{}{}
		if hasID {
			c.byID[k] = v
		}
		return v
	}
}

// mine says that a TEID belongs to the session.
func (c *chooser) mine(t *tunnel, v uint32) bool {
	if _, ok := c.given[v]; ok {
		return true
	}
	if c.session != nil {
		for _, p := range c.session.pdrs {
			if p.tunnel == t && p.teid == v {
				return true
			}
		}
	}
	return false
}

// sendEndMarker tells a peer that nothing more comes through its tunnel, TS 23.502 clause 4.9.1.2.2.
func (u *UPF) sendEndMarker(f *far) {
	if f.tunnel == nil {
		return
	}
	s := &gtpu.PDUSession{Uplink: f.uplink}
	if _, err := f.tunnel.conn.WriteTo(gtpu.AppendEndMarker(nil, f.teid, s), f.remote); err != nil {
		u.drop(SendFailed)
	}
}
