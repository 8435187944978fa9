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
}

// userPlane is the gNB's end of N3.
type userPlane struct {
	g    *GNB
	conn net.PacketConn
	addr netip.Addr
	done chan struct{}

	mu     sync.RWMutex
	byTEID map[uint32]*bearer
	next   uint32

	uplink, downlink, noTunnel, malformed, notComprehended atomic.Uint64
	buffers                                                sync.Pool
}

// bearer is the resources of one PDU session.
type bearer struct {
	c       *Connection
	session uint8
	teid    uint32
	qfi     uint8
	flows   flowSet
	// up is the UPF's end, to the same as a socket address.
	up event.FTEID
	to *net.UDPAddr
	// Integrity and confidentiality of the radio bearer, as negotiated with the policy of the SMF.
	integrity, confidentiality bool
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
	p := &userPlane{g: g, conn: conn, addr: g.cfg.N3, done: make(chan struct{}), byTEID: map[uint32]*bearer{}}
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
	<-p.done
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
		if t, ok := r.c.ue.(SessionTerminal); ok {
			t.Packet(r.c, r.session, m.Payload)
		}
	case gtpu.EndMarker:
		// There is no handover: nothing is reordered.
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
	b, err := gtpu.AppendGPDU((*buf)[:0], r.up.TEID, gtpu.PDUSession{Uplink: true, QFI: r.flows.flow(qfi, r.qfi)}, packet)
	if err != nil {
		return fmt.Errorf("gnb: %w", err)
	}
	*buf = b
	p.uplink.Add(1)
	if _, err := p.conn.WriteTo(b, r.to); err != nil {
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
	r := &bearer{
		c: c, session: id, qfi: req.QFI, up: req.Uplink,
		to: net.UDPAddrFromAddrPort(netip.AddrPortFrom(req.Uplink.Addr, gtpu.Port)),
		// This gNB can protect everything, so what is preferred is done (TS 33.501 R17 clause 6.6.1).
		integrity: req.Integrity != ngap.ProtectionNotNeeded, confidentiality: req.Confidentiality != ngap.ProtectionNotNeeded,
	}
	r.flows.set(req.More)
	c.mu.Lock()
	if c.released {
		c.mu.Unlock()
		return nil, ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified)
	}
	old := c.bearers[id]
	if c.bearers == nil {
		c.bearers = map[uint8]*bearer{}
	}
	c.bearers[id] = r
	c.mu.Unlock()
	p.mu.Lock()
	if old != nil {
		delete(p.byTEID, old.teid)
	}
	for {
		p.next++
		if _, used := p.byTEID[p.next]; !used && p.next != 0 {
			break
		}
	}
	r.teid = p.next
	p.byTEID[r.teid] = r
	p.mu.Unlock()
	b, err := ngap.SetupResponse{
		Downlink: event.FTEID{TEID: r.teid, Addr: p.addr}, QFIs: r.flows.list(r.qfi),
		IntegrityPerformed: r.integrity, ConfidentialityPerformed: r.confidentiality,
	}.MarshalBinary()
	if err != nil {
		g.cfg.Log.Error("gnb: PDU session", "session", id, "err", err)
		g.closeBearer(c, id)
		return nil, ngap.ProtocolCause(ie.CauseProtocolPresentUnspecified)
	}
	if t, ok := c.ue.(SessionTerminal); ok {
		t.Bearer(c, id)
	}
	return b, nil
}

func (g *GNB) closeBearer(c *Connection, id uint8) {
	c.mu.Lock()
	r := c.bearers[id]
	delete(c.bearers, id)
	c.mu.Unlock()
	if r != nil && g.user != nil {
		g.user.mu.Lock()
		delete(g.user.byTEID, r.teid)
		g.user.mu.Unlock()
	}
}

// closeBearers gives up the resources of every session of a connection that is gone.
func (g *GNB) closeBearers(c *Connection) {
	c.mu.Lock()
	all := c.bearers
	c.bearers = nil
	c.mu.Unlock()
	if len(all) == 0 {
		return
	}
	g.user.mu.Lock()
	defer g.user.mu.Unlock()
	for _, r := range all {
		delete(g.user.byTEID, r.teid)
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
