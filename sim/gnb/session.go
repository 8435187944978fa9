package gnb

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/event"
	"lilab/sim/gtpu"
	"lilab/sim/ngap"
)

// A SessionTerminal is a Terminal that has PDU sessions. Packet brings a downlink packet of one of them; the terminal
// must not keep it, and must return at once.
type SessionTerminal interface {
	Packet(c *Connection, session uint8, packet []byte)
	// Bearer says that the session has a radio bearer in this connection, as RRC reconfiguration would.
	Bearer(c *Connection, session uint8)
}

// ErrNoSession says that the gNB has no resources of the PDU session.
var ErrNoSession = errors.New("gnb: no resources of the PDU session")

// UserPlaneStats counts user packets and what was dropped at N3.
type UserPlaneStats struct {
	Uplink, Downlink uint64
	// NoTunnel came for a TEID that is not in use; each was answered with ERROR INDICATION.
	NoTunnel uint64
	// Malformed is no GTP-U message, NotComprehended has an extension header that must be understood.
	Malformed, NotComprehended uint64
	// Forwarded were sent to the gNB that their UE was handed over to, FromXn came that way. EndMarkers came from UPFs.
	// HeldLost did not fit into what is held while a UE moves, or the UE never came.
	Forwarded, FromXn, EndMarkers, HeldLost uint64
}

// userPlane is the gNB's end of N3.
type userPlane struct {
	g    *GNB
	conn net.PacketConn
	addr netip.Addr
	done chan struct{}

	// xn is the end of the tunnels between gNBs, nil without.
	xn     net.PacketConn
	xnDone chan struct{}

	mu     sync.RWMutex
	byTEID map[uint32]*bearer
	// byXn are the bearers of UEs that are handed over to this gNB, by the TEID for forwarded packets.
	byXn map[uint32]*bearer
	next uint32

	uplink, downlink, noTunnel, malformed, notComprehended atomic.Uint64
	forwarded, fromXn, endMarkers, heldLost                atomic.Uint64
	buffers                                                sync.Pool
}

// bearer is the resources of one PDU session.
type bearer struct {
	c       *Connection
	session uint8
	teid    uint32
	qfi     uint8
	flows   flowSet
	// up is the UPF's end.
	up atomic.Pointer[peer]
	// policy is what the SMF wants, integrity and confidentiality what the radio bearer has.
	policy                     [2]ngap.Protection
	integrity, confidentiality bool

	moving
}

// peer is the other end of a tunnel, also as a socket address.
type peer struct {
	event.FTEID
	to *net.UDPAddr
}

func newPeer(f event.FTEID) *peer {
	return &peer{f, net.UDPAddrFromAddrPort(netip.AddrPortFrom(f.Addr, gtpu.Port))}
}

// startN3 opens the user plane if the gNB has an address on N3.
func (g *GNB) startN3() error {
	if !g.cfg.N3.IsValid() {
		return nil
	}
	conn, err := g.cfg.Host.ListenPacket(g.ctx, netip.AddrPortFrom(g.cfg.N3, gtpu.Port))
	if err != nil {
		return fmt.Errorf("gnb: N3: %w", err)
	}
	p := &userPlane{
		g: g, conn: conn, addr: g.cfg.N3, done: make(chan struct{}),
		xnDone: make(chan struct{}), byTEID: map[uint32]*bearer{}, byXn: map[uint32]*bearer{},
	}
	if !g.cfg.Xn.IsValid() {
		close(p.xnDone)
	} else if p.xn, err = g.cfg.Host.ListenPacket(g.ctx, netip.AddrPortFrom(g.cfg.Xn, gtpu.Port)); err != nil {
		return errors.Join(fmt.Errorf("gnb: Xn: %w", err), conn.Close())
	} else {
		go p.readXn()
	}
	p.buffers.New = func() any { b := make([]byte, 0, 2048); return &b }
	g.user = p
	go p.read()
	return nil
}

func (p *userPlane) close() error {
	if p == nil {
		return nil
	}
	err := p.conn.Close()
	if p.xn != nil {
		err = errors.Join(err, p.xn.Close())
	}
	<-p.done
	<-p.xnDone
	p.stopMoving()
	return err
}

// UserPlane tells what crossed N3.
func (g *GNB) UserPlane() UserPlaneStats {
	p := g.user
	if p == nil {
		return UserPlaneStats{}
	}
	return UserPlaneStats{
		Uplink: p.uplink.Load(), Downlink: p.downlink.Load(), NoTunnel: p.noTunnel.Load(),
		Malformed: p.malformed.Load(), NotComprehended: p.notComprehended.Load(),
		Forwarded: p.forwarded.Load(), FromXn: p.fromXn.Load(), EndMarkers: p.endMarkers.Load(), HeldLost: p.heldLost.Load(),
	}
}

// read takes GTP-U messages of UPFs (TS 29.281).
func (p *userPlane) read() {
	defer close(p.done)
	b := make([]byte, 64<<10)
	for {
		n, from, err := p.conn.ReadFrom(b)
		if err != nil {
			return
		}
		p.receive(b[:n], from)
	}
}

func (p *userPlane) receive(b []byte, from net.Addr) {
	m, err := gtpu.Parse(b)
	if err != nil {
		p.malformed.Add(1)
		return
	}
	switch m.Type {
	case gtpu.EchoRequest:
		p.send(gtpu.AppendEcho(nil, gtpu.EchoResponse, m.Sequence), from)
	case gtpu.GPDU:
		if _, strange := m.NotUnderstood(gtpu.PDUSessionContainer); strange {
			p.notComprehended.Add(1)
			p.send(gtpu.AppendSupportedExtensions(nil, gtpu.PDUSessionContainer), from)
			return
		}
		p.mu.RLock()
		r := p.byTEID[m.TEID]
		p.mu.RUnlock()
		if r == nil {
			p.noTunnel.Add(1)
			p.send(gtpu.AppendErrorIndication(nil, gtpu.NoTunnel{TEID: m.TEID, Peer: p.addr}), from)
			return
		}
		p.downlink.Add(1)
		p.fromN3(r, &m)
	case gtpu.EndMarker:
		p.mu.RLock()
		r := p.byTEID[m.TEID]
		p.mu.RUnlock()
		if r != nil {
			p.endMarkers.Add(1)
			p.ended(r)
		}
	case gtpu.ErrorIndication:
		if e, err := m.NoTunnel(); err == nil {
			p.g.cfg.Log.Error("gnb: the UPF does not know a tunnel", "teid", e.TEID)
		}
	}
}

func (p *userPlane) send(b []byte, to net.Addr) {
	// An error means that the socket is closed.
	_, _ = p.conn.WriteTo(b, to)
}

// SendFlowPacket sends an uplink packet of a PDU session through a QoS flow, or through the default one if the session does
// not have it. It does not keep the packet.
func (c *Connection) SendFlowPacket(session, qfi uint8, packet []byte) error {
	c.mu.Lock()
	r := c.bearers[session]
	c.mu.Unlock()
	p := c.g.user
	if r == nil || p == nil {
		return ErrNoSession
	}
	buf := p.buffers.Get().(*[]byte)
	defer p.buffers.Put(buf)
	up := r.up.Load()
	b, err := gtpu.AppendGPDU((*buf)[:0], up.TEID, gtpu.PDUSession{Uplink: true, QFI: r.flows.flow(qfi, r.qfi)}, packet)
	if err != nil {
		return fmt.Errorf("gnb: %w", err)
	}
	*buf = b
	p.uplink.Add(1)
	if _, err := p.conn.WriteTo(b, up.to); err != nil {
		return fmt.Errorf("gnb: N3: %w", err)
	}
	return nil
}

// sessionSetup is PDU SESSION RESOURCE SETUP REQUEST, TS 38.413 R17 clause 8.2.1.
func (g *GNB) sessionSetup(c *Connection, m *message.PDUSessionResourceSetupRequest) {
	answer := &message.PDUSessionResourceSetupResponse{AMFUENGAPID: m.AMFUENGAPID, RANUENGAPID: m.RANUENGAPID}
	if m.NASPDU != nil {
		g.downlink(c, m.NASPDU)
	}
	var deliver []*ie.NASPDU
	if m.PDUSessionResourceSetupListSUReq != nil {
		for _, item := range m.PDUSessionResourceSetupListSUReq.List {
			if item.PDUSessionID == nil || item.PDUSessionResourceSetupRequestTransfer == nil {
				continue
			}
			id := uint8(item.PDUSessionID.Value)
			transfer, cause := g.openBearer(c, id, *item.PDUSessionResourceSetupRequestTransfer)
			if cause != nil {
				failed, err := ngap.SetupFailed(cause)
				if err != nil {
					g.cfg.Log.Error("gnb: setup unsuccessful transfer", "err", err)
					continue
				}
				if answer.PDUSessionResourceFailedToSetupListSURes == nil {
					answer.PDUSessionResourceFailedToSetupListSURes = &ie.PDUSessionResourceFailedToSetupListSURes{}
				}
				octets := aper.OctetString(failed)
				answer.PDUSessionResourceFailedToSetupListSURes.List = append(answer.PDUSessionResourceFailedToSetupListSURes.List,
					ie.PDUSessionResourceFailedToSetupItemSURes{PDUSessionID: item.PDUSessionID, PDUSessionResourceSetupUnsuccessfulTransfer: &octets})
				continue
			}
			if answer.PDUSessionResourceSetupListSURes == nil {
				answer.PDUSessionResourceSetupListSURes = &ie.PDUSessionResourceSetupListSURes{}
			}
			octets := aper.OctetString(transfer)
			answer.PDUSessionResourceSetupListSURes.List = append(answer.PDUSessionResourceSetupListSURes.List,
				ie.PDUSessionResourceSetupItemSURes{PDUSessionID: item.PDUSessionID, PDUSessionResourceSetupResponseTransfer: &octets})
			if item.PDUSessionNASPDU != nil {
				deliver = append(deliver, item.PDUSessionNASPDU)
			}
		}
	}
	g.tell(ngap.Stream(c.ranID), answer)
	// The NAS message of a session goes to the UE only if the session has resources (TS 38.413 R17 clause 8.2.1.2).
	for _, pdu := range deliver {
		g.downlink(c, pdu)
	}
}

// openBearer makes the resources of a session and returns the response transfer, or a cause.
func (g *GNB) openBearer(c *Connection, id uint8, transfer []byte) ([]byte, *ie.Cause) {
	req, err := ngap.ParseSetupRequest(transfer)
	if err != nil {
		g.cfg.Log.Error("gnb: PDU session", "session", id, "err", err)
		return nil, ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError)
	}
	p := g.user
	if p == nil {
		return nil, &ie.Cause{Choice: &ie.CauseTransport{Value: ie.CauseTransportPresentTransportResourceUnavailable}}
	}
	r, ok := p.bearer(c, id, req)
	if !ok {
		return nil, ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified)
	}
	t, _ := c.terminal().(SessionTerminal)
	r.mu.Lock()
	r.term = t
	r.mu.Unlock()
	b, err := ngap.SetupResponse{
		Downlink: event.FTEID{TEID: r.teid, Addr: p.addr}, QFIs: r.flows.list(r.qfi),
		IntegrityPerformed: r.integrity, ConfidentialityPerformed: r.confidentiality,
	}.MarshalBinary()
	if err != nil {
		g.cfg.Log.Error("gnb: PDU session", "session", id, "err", err)
		g.closeBearer(c, id)
		return nil, ngap.ProtocolCause(ie.CauseProtocolPresentUnspecified)
	}
	if t != nil {
		t.Bearer(c, id)
	}
	return b, nil
}

// bearer makes the resources of a session, in place of older ones; false if the connection is released.
func (p *userPlane) bearer(c *Connection, id uint8, req ngap.SetupRequest) (*bearer, bool) {
	r := &bearer{
		c: c, session: id, qfi: req.QFI, policy: [2]ngap.Protection{req.Integrity, req.Confidentiality},
		// This gNB can protect everything, so what is preferred is done (TS 33.501 R17 clause 6.6.1).
		integrity: req.Integrity != ngap.ProtectionNotNeeded, confidentiality: req.Confidentiality != ngap.ProtectionNotNeeded,
	}
	r.flows.set(req.More)
	r.up.Store(newPeer(req.Uplink))
	c.mu.Lock()
	if c.released {
		c.mu.Unlock()
		return nil, false
	}
	old := c.bearers[id]
	if c.bearers == nil {
		c.bearers = map[uint8]*bearer{}
	}
	c.bearers[id] = r
	c.mu.Unlock()
	p.mu.Lock()
	defer p.mu.Unlock()
	if old != nil {
		delete(p.byTEID, old.teid)
	}
	r.teid = p.teid()
	p.byTEID[r.teid] = r
	return r, true
}

// teid is one that is free on N3 and on Xn. The lock is held.
func (p *userPlane) teid() uint32 {
	for {
		p.next++
		if p.next != 0 && p.byTEID[p.next] == nil && p.byXn[p.next] == nil {
			return p.next
		}
	}
}

func (g *GNB) closeBearer(c *Connection, id uint8) {
	c.mu.Lock()
	r := c.bearers[id]
	delete(c.bearers, id)
	c.mu.Unlock()
	if r != nil && g.user != nil {
		g.user.drop(r)
	}
}

// closeBearers gives up the resources of every session of a connection that is gone.
func (g *GNB) closeBearers(c *Connection) {
	c.mu.Lock()
	all := c.bearers
	c.bearers = nil
	c.mu.Unlock()
	for _, r := range all {
		// What the UPF sends to a UE that is gone to another gNB is forwarded until its end marker comes.
		if !g.user.linger(r) {
			g.user.drop(r)
		}
	}
}

// sessionRelease is PDU SESSION RESOURCE RELEASE COMMAND, TS 38.413 R17 clause 8.2.2.
func (g *GNB) sessionRelease(c *Connection, m *message.PDUSessionResourceReleaseCommand) {
	g.downlink(c, m.NASPDU)
	answer := &message.PDUSessionResourceReleaseResponse{
		AMFUENGAPID: m.AMFUENGAPID, RANUENGAPID: m.RANUENGAPID,
		PDUSessionResourceReleasedListRelRes: &ie.PDUSessionResourceReleasedListRelRes{},
	}
	if m.PDUSessionResourceToReleaseListRelCmd == nil {
		return
	}
	for _, item := range m.PDUSessionResourceToReleaseListRelCmd.List {
		if item.PDUSessionID == nil {
			continue
		}
		g.closeBearer(c, uint8(item.PDUSessionID.Value))
		b, err := ngap.ReleaseResponseTransfer()
		if err != nil {
			g.cfg.Log.Error("gnb: release response transfer", "err", err)
			return
		}
		octets := aper.OctetString(b)
		answer.PDUSessionResourceReleasedListRelRes.List = append(answer.PDUSessionResourceReleasedListRelRes.List,
			ie.PDUSessionResourceReleasedItemRelRes{PDUSessionID: item.PDUSessionID, PDUSessionResourceReleaseResponseTransfer: &octets})
	}
	g.tell(ngap.Stream(c.ranID), answer)
}
