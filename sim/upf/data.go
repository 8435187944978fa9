package upf

import (
	"errors"
	"net"
	"net/netip"
	"slices"
	"syscall"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/gtpu"
)

// maxDatagram is the greatest payload of UDP over IPv4.
const maxDatagram = 65535 - 20 - 8

// worker forwards the packets of one tunnel or data network, one after the other.
type worker struct {
	u      *UPF
	out    []byte
	packet Packet
}

func (u *UPF) newWorker() *worker {
	return &worker{u: u, out: make([]byte, 0, 65536+gtpu.GPDUOverhead)}
}

// fromTunnel takes one GTP-U message.
func (w *worker) fromTunnel(t *tunnel, peer *net.UDPAddr, b []byte) {
	m, err := gtpu.Parse(b)
	if err != nil {
		w.u.drop(MalformedGTPU)
		return
	}
	if _, bad := m.NotUnderstood(gtpu.PDUSessionContainer); bad {
		w.u.drop(UnknownExtension)
		w.reply(t, peer, gtpu.AppendSupportedExtensions(w.out[:0], gtpu.PDUSessionContainer))
		return
	}
	switch m.Type {
	case gtpu.GPDU: // the rules stay as they are until the packet is gone
		w.u.mu.RLock()
		w.gpdu(t, peer, &m, b)
		w.u.mu.RUnlock()
	case gtpu.EndMarker:
		w.u.mu.RLock()
		w.endMarker(t, &m)
		w.u.mu.RUnlock()
	case gtpu.EchoRequest: // to the port it came from, TS 29.281 clause 4.4.2.1
		if _, err := t.conn.WriteTo(gtpu.AppendEcho(w.out[:0], gtpu.EchoResponse, m.Sequence), peer); err != nil {
			w.u.drop(SendFailed)
		}
	case gtpu.EchoResponse, gtpu.SupportedExtensionHeadersNotification:
	case gtpu.ErrorIndication:
		e, err := m.NoTunnel()
		if err != nil {
			w.u.drop(MalformedGTPU)
			return
		}
		w.u.log.Warn("the peer does not know a tunnel", "interface", t.Interface, "teid", e.TEID, "peer", e.Peer)
	default:
		w.u.drop(UnknownMessage)
	}
}

// reply sends a signalling message to the GTP-U port of a peer, except on an N9 with IPUPS.
func (w *worker) reply(t *tunnel, peer *net.UDPAddr, b []byte) {
	if t.IPUPS {
		return
	}
	to := *peer
	to.Port = gtpu.Port
	if _, err := t.conn.WriteTo(b, &to); err != nil {
		w.u.drop(SendFailed)
	}
}

// detectors returns the rules of a tunnel. The lock is held.
func (w *worker) detectors(t *tunnel, id uint32) []*detector {
	if e := w.u.teids[id]; e != nil && e.tunnel == t {
		return e.detectors
	}
	return nil
}

// gpdu forwards a user's packet that came through a tunnel.
func (w *worker) gpdu(t *tunnel, peer *net.UDPAddr, m *gtpu.Message, b []byte) {
	rules := w.detectors(t, m.TEID)
	if rules == nil {
		if t.IPUPS {
			w.u.drop(IPUPSFiltered)
			return
		}
		w.u.drop(UnknownTEID)
		w.reply(t, peer, gtpu.AppendErrorIndication(w.out[:0], gtpu.NoTunnel{TEID: m.TEID, Peer: t.Addr, SourcePort: uint16(peer.Port)}))
		return
	}
	s, _, err := m.PDUSession()
	if err != nil {
		w.u.drop(MalformedContainer)
		return
	}
	var p inner
	var ok bool
	switch rules[0].kind { // that of the session
	case event.Ethernet:
		ok = validFrame(m.Payload)
	case event.Unstructured:
		ok = len(m.Payload) > 0
	default:
		p, ok = parseInner(m.Payload)
	}
	if !ok {
		w.u.drop(MalformedInner)
		return
	}
	for _, d := range rules {
		if d.takes(&p, s.QFI) {
			w.forward(d, t.Interface, m.Payload, b, m.TEID, s)
			return
		}
	}
	w.u.drop(NoRule)
}

// endMarker hands an end marker on.
func (w *worker) endMarker(t *tunnel, m *gtpu.Message) {
	rules := w.detectors(t, m.TEID)
	if len(rules) == 0 {
		w.u.drop(UnknownTEID)
		return
	}
	if f := rules[0].far; f.tunnel != nil && f.action&actionForward != 0 {
		w.u.sendEndMarker(f)
	}
}

// fromN6 takes one packet of a data network.
func (w *worker) fromN6(b []byte) {
	p, ok := parseInner(b)
	if !ok {
		w.u.drop(MalformedInner)
		return
	}
	w.u.mu.RLock()
	defer w.u.mu.RUnlock()
	rules := w.u.addrs[key(p.dst)]
	if len(rules) == 0 {
		w.u.drop(UnknownUE)
		return
	}
	for _, d := range rules {
		if d.udp != nil {
			if b, ok = d.udp.payload(b); !ok {
				break
			}
		}
		if d.takes(&p, 0) {
			w.forward(d, N6, b, nil, 0, gtpu.PDUSession{})
			return
		}
	}
	w.u.drop(NoRule)
}

// takes says whether the rule detects a packet.
func (d *detector) takes(p *inner, qfi uint8) bool {
	if d.kind != 0 { // its packets have no addresses that a rule could look at
		return len(d.qfis) == 0 || slices.Contains(d.qfis, qfi)
	}
	if d.ue4.IsValid() || d.ue6.IsValid() {
		ue := p.src
		if d.direction == Downlink {
			ue = p.dst
		}
		if !(d.ue4 == ue || d.ue6.IsValid() && d.ue6.Contains(ue)) {
			return false
		}
	}
	if len(d.qfis) > 0 && !slices.Contains(d.qfis, qfi) {
		return false
	}
	if len(d.flows) == 0 {
		return true
	}
	for i := range d.flows {
		if d.flows[i].matches(p, d.direction) {
			return true
		}
	}
	return false
}

// forward does what the rules say with a packet.
func (w *worker) forward(d *detector, from Interface, tpdu, received []byte, receivedTEID uint32, s gtpu.PDUSession) {
	u, f := w.u, d.far
	switch {
	case f.action&actionForward == 0:
		switch {
		case d.hold != nil:
			next, ok := d.hold.keep(held{d, from, tpdu, received, receivedTEID, s})
			if next != nil && next != d {
				w.forward(next, from, tpdu, received, receivedTEID, s)
			} else if !ok {
				u.drop(Buffered)
			}
		case f.action&actionBuffer != 0:
			u.drop(Buffered)
		default:
			u.drop(Ordered)
		}
		return
	case d.gateClosed:
		u.drop(GateClosed)
		return
	}
	if d.qfi != 0 {
		s.QFI = d.qfi
	}
	var sent []byte
	if f.tunnel != nil {
		s.Uplink, s.PPP = f.uplink, s.PPP && !f.uplink
		s.RQI = !f.uplink && (s.RQI || d.rqi)
		var err error
		if sent, err = gtpu.AppendGPDU(w.out[:0], f.teid, s, tpdu); err != nil || len(sent) > maxDatagram {
			u.drop(TooLong)
			return
		}
		if _, err = f.tunnel.conn.WriteTo(sent, f.remote); err != nil {
			u.drop(sendReason(err))
			return
		}
	} else if d.kind != event.Ethernet {
		packet := tpdu
		if d.udp != nil {
			packet = d.udp.append(w.out[:0], tpdu)
		}
		port := f.dn.port(packet)
		if port == nil {
			u.drop(NoWayOut)
			return
		}
		if err := port.Send(packet); err != nil {
			u.drop(sendReason(err))
			return
		}
	}
	now := u.cfg.Now()
	for _, c := range d.usages {
		c.count(d.direction, len(tpdu), now.UnixNano())
	}
	u.forwarded[d.direction].Add(1)
	if all := u.observers.Load(); all != nil {
		w.packet = d.packet
		p := &w.packet
		p.Time, p.N4, p.From, p.QFI = now, u.cfg.Listen.Addr(), from, s.QFI
		p.Received, p.Sent, p.TEID, p.Inner = received, sent, receivedTEID, tpdu
		for _, o := range *all {
			o.Packet(&w.packet)
		}
	}
	if d.kind == event.Ethernet && f.tunnel == nil {
		w.bridge(f.dn, place{seid: d.seid}, tpdu)
	}
}

func sendReason(err error) Reason {
	if errors.Is(err, fabric.ErrTooLong) || errors.Is(err, syscall.EMSGSIZE) {
		return TooLong
	}
	return SendFailed
}

// port is where packets of a UE leave: that of the pool of its address.
func (d *dataNetwork) port(tpdu []byte) fabric.RouterPort {
	var src netip.Addr
	if tpdu[0]>>4 == 4 {
		src = netip.AddrFrom4([4]byte(tpdu[12:16]))
	} else {
		src = netip.AddrFrom16([16]byte(tpdu[8:24]))
	}
	for i, p := range d.Pools {
		if p.Contains(src) {
			return d.ports[i]
		}
	}
	return nil
}
