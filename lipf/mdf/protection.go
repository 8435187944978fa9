package mdf

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"lilab/lipf"
	"lilab/lipf/content"
	"lilab/lipf/x1"
	"lilab/x2x3"
)

// protection is the SRTP of one session, which an MDF3 removes where the signalling of its own operator's IMS had the keys
// (RFC 4568), as the MDF2 says over LI_MDF. Keys are those of this XID and this Correlation ID and of no other; they are
// forgotten with the task. What they do not open is delivered as it is, and counted.
//
// X2 and X3 are different connections, so a packet may come before its keys: it waits a while, and with it those of its
// direction that come after it. That happens once: if no keys come, those after it do not wait until some do.
type protection struct {
	m   *MDF3
	key mediaKey

	mu sync.Mutex
	// sides are what each side of the session sends: the target's, the other's, and those of which it is not known.
	sides [3]protectedSide
	// last is when something came.
	last time.Time
}

// protectedSide is one direction.
type protectedSide struct {
	srtp   content.SRTP
	held   []heldPacket
	gaveUp bool
	told   bool
}

// heldPacket is a packet that waits for keys.
type heldPacket struct {
	p     *x2x3.PDU
	peer  string
	since time.Time
}

const (
	// maxProtections bounds the sessions, maxHeld the packets that wait in one direction.
	maxProtections = 16384
	maxHeld        = 1024
)

// AddGateway allows the CC-POI of a gateway of this operator's IMS, by the UID of its certificate: as AddIMSPeer does, and SRTP that
// it copies is opened where the MDF2 has the keys.
func (m *MDF3) AddGateway(neID string) {
	m.gateways.Store(neID, true)
	m.AddIMSPeer(neID)
}

// side is the index of a direction.
func sideOf(d x2x3.Direction) int {
	switch d {
	case x2x3.FromTarget:
		return 0
	case x2x3.ToTarget:
		return 1
	}
	return 2
}

// protection returns what is known of a session, nil where nothing is and none is to be made.
func (m *MDF3) protection(k mediaKey, create bool) *protection {
	m.protectionMu.Lock()
	defer m.protectionMu.Unlock()
	s := m.protections[k]
	if s == nil && create {
		if len(m.protections) >= maxProtections {
			m.oldestProtection()
		}
		s = &protection{m: m, key: k, last: m.x1.Now()}
		m.protections[k] = s
	}
	return s
}

// oldestProtection forgets a session. protectionMu is held.
func (m *MDF3) oldestProtection() {
	var oldest *protection
	n := 0
	for _, s := range m.protections { // in no order: some will do
		if n++; n > 64 {
			break
		}
		if !s.mu.TryLock() { // Who holds it may wait for who waits for us.
			continue
		}
		idle := len(s.sides[0].held)+len(s.sides[1].held)+len(s.sides[2].held) == 0
		if idle && (oldest == nil || s.last.Before(oldest.last)) {
			oldest = s
		}
		s.mu.Unlock()
	}
	if oldest != nil {
		delete(m.protections, oldest.key)
	}
}

// forgetProtections forgets the keys of tasks that do not exist any more.
func (m *MDF3) forgetProtections() {
	m.protectionMu.Lock()
	defer m.protectionMu.Unlock()
	m.mu.RLock()
	defer m.mu.RUnlock()
	for k := range m.protections {
		if m.tasks[k.xid] == nil {
			delete(m.protections, k)
		}
	}
}

// keysCame takes keys of the MDF2.
func (m *MDF3) keysCame(p *x2x3.PDU, peer string) {
	xid := lipf.UUID(p.XID)
	if p.Type != x2x3.X2 || p.Format != x2x3.FormatMIME || !strings.EqualFold(p.MIMEContentType, mimeSDP) || p.CorrelationID == 0 {
		m.broken(xid, peer, fmt.Errorf("PDU of type %s with payload format %s on LI_MDF, which is for keys of media", p.Type, p.Format))
		return
	}
	if _, ok := m.route(xid, p.Timestamp); !ok {
		m.stray(xid, peer)
		return
	}
	m.mediaKeys.Add(1)
	keys, unusable := content.ReadCryptos(p.Payload)
	if unusable > 0 {
		m.log.Warn("keys of media that can not be used", "xid", xid, "correlation", p.CorrelationID, "number", unusable)
	}
	if len(keys) == 0 {
		return
	}
	s := m.protection(mediaKey{xid, p.CorrelationID}, true)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = m.x1.Now()
	side := sideOf(p.Direction)
	for i := range s.sides {
		if i != side && i != 2 && side != 2 {
			continue // A direction that is not known can be either.
		}
		if d := &s.sides[i]; d.srtp.Add(keys) {
			d.gaveUp = false
			s.release(d, false)
		}
	}
}

// guard takes a packet of a session that is or may be protected. It tells whether it took it; if not, the packet is to be
// delivered as it is.
func (m *MDF3) guard(w *flow, p *x2x3.PDU, peer string, packet content.Packet) bool {
	if !w.gateway || packet.Kind != content.IP {
		return false
	}
	sdes := w.sdes.Load()
	s := m.protection(mediaKey{lipf.UUID(p.XID), p.CorrelationID}, sdes)
	if s == nil || !sdes && w.described.Load() {
		return false // The description says that there is nothing to open.
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = m.x1.Now()
	d := &s.sides[sideOf(p.Direction)]
	if len(d.held) == 0 {
		if !content.SRTPOf(packet.Octets) {
			return false
		}
		if octets, ok := d.srtp.Open(packet.Octets); ok {
			packet.Octets = octets
			m.decrypted.Add(1)
			m.finish(w, p, peer, packet, true)
			return true
		}
		if d.gaveUp || !sdes {
			s.opaque(d)
			return false
		}
	}
	if len(d.held) >= maxHeld {
		d.held[0].since = time.Time{}
		s.release(d, true)
	}
	d.held = append(d.held, heldPacket{clonePDU(p), peer, m.x1.Now()})
	m.waiting.enter()
	return true
}

// opaque counts a packet that is delivered as it is. mu is held.
func (s *protection) opaque(d *protectedSide) {
	m := s.m
	m.sealed.Add(1)
	if d.told {
		return
	}
	d.told = true
	why := "its signalling had no keys that can be used"
	if d.srtp.Keyed() {
		why = "the keys of its signalling do not open it"
	}
	m.log.Warn("SRTP delivered as it is", "xid", s.key.xid, "correlation", s.key.correlation, "why", why)
	m.ne.ReportTask(s.key.xid, x1.Warning, x1.IssueWarning, "SRTP of session %d is delivered as it is: %s", s.key.correlation, why)
}

// release delivers what waited and can be opened now, or has waited long enough. mu is held.
func (s *protection) release(d *protectedSide, late bool) {
	m, now := s.m, s.m.x1.Now()
	n := 0
	for ; n < len(d.held); n++ {
		h := &d.held[n]
		packet, err := content.FromX3(h.p.Format, h.p.Payload)
		opened := false
		if err == nil && content.SRTPOf(packet.Octets) {
			octets, ok := d.srtp.Open(packet.Octets)
			switch {
			case ok:
				packet.Octets, opened = octets, true
				m.decrypted.Add(1)
			case !late || !d.gaveUp && now.Sub(h.since) < m.keyWait:
				d.held = append(d.held[:0], d.held[n:]...)
				m.waiting.leaveMany(n)
				return
			default:
				d.gaveUp = true
				s.opaque(d)
			}
		}
		if err == nil {
			if w := m.flowOf(h.p, h.peer); w != nil {
				m.finish(w, h.p, h.peer, packet, opened)
			}
		}
	}
	d.held = nil
	m.waiting.leaveMany(n)
}

// tickProtections lets the time of waiting packets go by.
func (m *MDF3) tickProtections() {
	if m.waiting.n.Load() == 0 {
		return
	}
	m.protectionMu.Lock()
	all := make([]*protection, 0, len(m.protections))
	for _, s := range m.protections {
		all = append(all, s)
	}
	m.protectionMu.Unlock()
	for _, s := range all {
		s.mu.Lock()
		for i := range s.sides {
			if len(s.sides[i].held) > 0 {
				s.release(&s.sides[i], true)
			}
		}
		s.mu.Unlock()
	}
}

// Drain waits until every PDU that has arrived was mediated, packets that wait for keys among them, and handed on.
func (m *MDF3) Drain(ctx context.Context) error {
	if err := m.busy.wait(ctx); err != nil {
		return fmt.Errorf("mdf %s: %w", m.x1.ID, err)
	}
	if err := m.waiting.wait(ctx); err != nil {
		return fmt.Errorf("mdf %s: packets that wait for keys: %w", m.x1.ID, err)
	}
	return m.function.Drain(ctx)
}

// clonePDU copies a PDU whose octets are part of a buffer that is used again.
func clonePDU(p *x2x3.PDU) *x2x3.PDU {
	c := *p
	c.NFID, c.IPID, c.SDP = strings.Clone(p.NFID), strings.Clone(p.IPID), ""
	c.Payload = append([]byte(nil), p.Payload...)
	c.MatchedTargets, c.OtherTargets, c.AdditionalXIDs = nil, nil, nil
	return &c
}
