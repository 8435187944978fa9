package agw

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/netip"
	"sync"

	"github.com/pion/rtp"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/media"
)

const (
	// headroom is where the headers of IPv6 and UDP fit before a payload.
	headroom = 40 + 8
	// maxDatagram is the longest payload that is forwarded, in octets; protection makes it longer.
	maxDatagram = 1500
	// maxPending bounds the packets that wait for the keys of the other side.
	maxPending = 64
)

// relay is a context: two legs between which packets pass.
type relay struct {
	g       *Gateway
	id      uint32
	request ims.ContextRequest
	legs    [2]leg

	// mu is held while a packet is forwarded.
	mu      sync.Mutex
	ended   bool
	pending *offer
	own     map[media.Suite]media.Keys
	// agreed says that an offer was answered. access is the protection that ends at the access leg; through that
	// protection passes, dtls that it is that of DTLS.
	agreed        bool
	access        media.Mode
	through, dtls bool
	mux           bool
	event         event.IMSMedia
}

// leg is one side of a context. It is guarded by the lock of the relay.
type leg struct {
	relay *relay
	side  ims.Side
	conn  net.PacketConn
	local netip.AddrPort
	peer  netip.AddrPort
	to    net.Addr
	in    media.Inbound

	sealer             *media.Sealer
	opener             *media.Opener
	sealKeys, openKeys media.Keys
	association        *media.Association
	// waiting are packets in clear that wait for the sealer, early those that came before the keys that open them.
	waiting, early [][]byte

	header rtp.Header
	// clear holds what was opened, after headroom; sealed what is sent.
	clear, sealed []byte
	forwarded     uint64
}

// legKeys is how the access leg is protected: keys of SDES, or what DTLS needs.
type legKeys struct {
	seal, open  media.Keys
	fingerprint string
	active      bool
	cert        tls.Certificate
}

func (l *leg) open(c *relay, side ims.Side, conn net.PacketConn) {
	l.relay, l.side, l.conn, l.local = c, side, conn, addrPort(conn.LocalAddr())
}

// end ends the context. It does not wait for its goroutines.
func (c *relay) end() {
	c.mu.Lock()
	c.ended = true
	association := c.legs[ims.Access].association
	c.legs[ims.Access].association = nil
	c.mu.Unlock()
	for i := range c.legs {
		_ = c.legs[i].conn.Close()
	}
	c.retire(association)
}

// retire closes an association.
func (c *relay) retire(a *media.Association) {
	if a == nil {
		return
	}
	c.g.wg.Add(1)
	go func() {
		defer c.g.wg.Done()
		a.Close()
	}()
}

// protect sets the protection of a leg. mu is held.
func (l *leg) protect(mode media.Mode, k legKeys) error {
	c := l.relay
	var err error
	if !mode.DTLS() && l.association != nil {
		c.retire(l.association)
		l.association, l.sealer, l.opener = nil, nil, nil
	}
	switch {
	case mode.SDES():
		// The same keys go on with the same context: a new one would use the key stream again.
		if l.sealer == nil || !l.sealKeys.Equal(k.seal) {
			if l.sealer, err = media.NewSealer(k.seal); err != nil {
				return err
			}
		}
		if l.opener == nil || !l.openKeys.Equal(k.open) {
			if l.opener, err = media.NewOpener(k.open); err != nil {
				return err
			}
		}
		l.sealKeys, l.openKeys = k.seal, k.open
	case mode.DTLS():
		if l.association != nil && l.association.Is(l.peer, k.fingerprint) {
			return nil
		}
		c.retire(l.association)
		l.sealer, l.opener = nil, nil
		var a *media.Association
		a, err = media.Associate(media.AssociationConfig{Conn: l.conn, Peer: l.peer, Fingerprint: k.fingerprint, Active: k.active, Certificate: k.cert,
			KeyLog: c.g.cfg.KeyLog, Log: c.g.cfg.Log, Keyed: func(send, receive media.Keys, err error) {
				c.mu.Lock()
				defer c.mu.Unlock()
				if l.association == a && !c.ended {
					l.keyed(send, receive, err)
				}
			}})
		if err != nil {
			return err
		}
		l.association = a
	default:
		l.sealer, l.opener = nil, nil
	}
	return nil
}

// keyed takes the keys of DTLS and sends what waited. mu is held.
func (l *leg) keyed(send, receive media.Keys, err error) {
	if err == nil {
		l.sealer, err = media.NewSealer(send)
	}
	if err == nil {
		l.opener, err = media.NewOpener(receive)
	}
	if err != nil {
		l.sealer, l.opener = nil, nil
		l.relay.g.drops[media.Unkeyed].Add(uint64(len(l.early) + len(l.waiting)))
		l.early, l.waiting = nil, nil
		l.relay.g.cfg.Log.Warn("agw: DTLS failed", "context", l.relay.id, "error", err)
		return
	}
	early := l.early
	l.early = nil
	for _, b := range early {
		if reason, ok := l.take(b); !ok {
			l.relay.g.drop(reason)
		}
	}
	for _, b := range l.waiting {
		if reason, ok := l.transmit(b, headroom, media.KindOf(b[headroom:])); !ok {
			l.relay.g.drop(reason)
		}
	}
	l.waiting = nil
}

// run forwards what arrives at a leg until its socket is closed.
func (l *leg) run() {
	g := l.relay.g
	defer g.wg.Done()
	buffer := make([]byte, headroom+maxDatagram+1)
	l.relay.mu.Lock()
	l.clear = make([]byte, headroom+maxDatagram+64)
	l.sealed = make([]byte, 0, maxDatagram+64)
	l.relay.mu.Unlock()
	plain, _ := l.conn.(interface {
		ReadFromUDPAddrPort([]byte) (int, netip.AddrPort, error)
	})
	for {
		var n int
		var from netip.AddrPort
		var err error
		if plain != nil {
			n, from, err = plain.ReadFromUDPAddrPort(buffer[headroom:])
			from = netip.AddrPortFrom(from.Addr().Unmap(), from.Port())
		} else {
			var a net.Addr
			if n, a, err = l.conn.ReadFrom(buffer[headroom:]); err == nil {
				from = addrPort(a)
			}
		}
		switch {
		case err == nil:
			if reason, ok := l.receive(from, buffer[:headroom+n]); !ok {
				g.drop(reason)
			}
		case errors.Is(err, net.ErrClosed) || errors.Is(err, io.EOF) || l.relay.over():
			return
		}
	}
}

func (c *relay) over() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

// receive takes a datagram that came to the leg; b has headroom octets before it. ok is false with the reason if it was
// dropped.
func (l *leg) receive(from netip.AddrPort, b []byte) (media.Reason, bool) {
	c := l.relay
	c.mu.Lock()
	defer c.mu.Unlock()
	packet := b[headroom:]
	switch {
	case c.ended || !l.peer.IsValid():
		return media.NoPeer, false
	case from != l.peer:
		return media.WrongSource, false
	case len(packet) > maxDatagram:
		return media.TooLong, false
	}
	return l.take(b)
}

// keep holds a packet back until the handshake of the leg has ended. b has headroom.
func (l *leg) keep(b []byte) (media.Reason, bool) {
	if l.association == nil || l.association.Ended() || len(l.early) >= maxPending {
		return media.Unkeyed, false
	}
	l.early = append(l.early, append([]byte(nil), b...))
	return 0, true
}

// take takes a datagram that came from the peer. mu is held.
func (l *leg) take(b []byte) (media.Reason, bool) {
	c, packet := l.relay, b[headroom:]
	out := &c.legs[1-l.side]
	kind := media.KindOf(packet)
	switch kind {
	case media.KindDTLS:
		switch {
		case c.dtls:
			return l.forward(out, b, kind)
		case l.association != nil:
			l.association.Feed(packet)
			return 0, true
		}
		return media.Unexpected, false
	case media.KindRTCP:
		if !c.mux {
			return media.Unexpected, false
		}
		if l.ends() {
			if l.opener == nil {
				return l.keep(b)
			}
			opened, err := l.opener.RTCP(l.clear[headroom:headroom], packet)
			if err != nil {
				return media.Unauthentic, false
			}
			b = l.clear[:headroom+len(opened)]
		}
		return l.forward(out, b, kind)
	case media.KindRTP:
	default:
		return media.Malformed, false
	}
	h := &l.header
	if _, err := h.Unmarshal(packet); err != nil {
		return media.Malformed, false
	}
	if _, reason, ok := l.in.Check(h.SSRC, h.SequenceNumber, l.ends()); !ok {
		return reason, false
	}
	if l.ends() {
		if l.opener == nil {
			return l.keep(b)
		}
		opened, err := l.opener.RTP(l.clear[headroom:headroom], packet)
		if err != nil {
			return media.Unauthentic, false
		}
		b = l.clear[:headroom+len(opened)]
	}
	l.in.Accept(h.SSRC, h.SequenceNumber)
	return l.forward(out, b, kind)
}

// ends says whether protection ends at this leg.
func (l *leg) ends() bool {
	return l.side == ims.Access && l.relay.access.AccessEdge() && !l.relay.through
}

// forward sends a packet in clear (or as it came) out of a leg, or keeps it until the leg has keys.
func (l *leg) forward(out *leg, b []byte, kind media.Kind) (media.Reason, bool) {
	if out.to == nil {
		return media.NoPeer, false
	}
	if out.ends() && out.sealer == nil {
		if out.association == nil || out.association.Ended() || len(out.waiting) >= maxPending {
			return media.Unkeyed, false
		}
		out.waiting = append(out.waiting, append([]byte(nil), b...))
		return 0, true
	}
	return out.transmit(b, headroom, kind)
}

// transmit sends the packet that begins at an offset out of the leg, and publishes it.
func (l *leg) transmit(b []byte, at int, kind media.Kind) (media.Reason, bool) {
	c := l.relay
	payload := b[at:]
	if l.ends() {
		var err error
		if kind == media.KindRTCP {
			l.sealed, err = l.sealer.RTCP(l.sealed, payload)
		} else {
			l.sealed, err = l.sealer.RTP(l.sealed, payload)
		}
		if err != nil {
			return media.Malformed, false
		}
		payload = l.sealed
	}
	if _, err := l.conn.WriteTo(payload, l.to); err != nil {
		return media.SendFailed, false
	}
	from := 1 - l.side
	c.legs[from].forwarded++
	c.g.forwarded[from].Add(1)
	if all := c.g.observers.Load(); all != nil {
		c.publish(*all, from, b, at)
	}
	return 0, true
}

func addrPort(a net.Addr) netip.AddrPort {
	if u, ok := a.(*net.UDPAddr); ok {
		p := u.AddrPort()
		return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
	}
	return netip.AddrPort{}
}
