package smf

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/gtpu"
	"lilab/sim/pfcp"
)

// portPFCP is TS 29.244 R17 clause 4.2.2.
const portPFCP = 8805

// errUPFAway says that the UPF does not answer.
var errUPFAway = errors.New("smf: the UPF does not answer")

// A pfcpError is an answer whose cause is not "request accepted".
type pfcpError struct {
	request   string
	cause     uint8
	offending uint16
}

func (e *pfcpError) Error() string {
	return fmt.Sprintf("smf: UPF refuses %s: PFCP cause %d, offending IE %d", e.request, e.cause, e.offending)
}

// n4 is the PFCP entity of the SMF towards one UPF. The first one owns the sockets, which all share.
type n4 struct {
	upf UPF
	// pools are those of the UE addresses that the UPF anchors, by DNN.
	pools map[string]*pool
	// others are the other UPFs by address, at the first one; fixed once the SMF has started.
	others map[netip.Addr]*n4

	smf     *SMF
	conn    net.PacketConn
	remote  netip.AddrPort
	started time.Time
	done    chan struct{}
	// n4u is the SMF's end of the tunnels of N4-u.
	n4u     net.PacketConn
	doneN4u chan struct{}

	mu         sync.Mutex
	seq        uint32
	pending    map[uint32]chan message.Message
	associated bool
	// upfRecovery is the recovery time stamp of the UPF in this association.
	upfRecovery time.Time

	malformed, strangers, unexpected atomic.Uint64
	// assoc is held while an association is being set up.
	assoc sync.Mutex
}

func newN4(s *SMF) (*n4, error) {
	conn, err := s.cfg.Host.ListenPacket(s.ctx, netip.AddrPortFrom(s.cfg.N4, portPFCP))
	if err != nil {
		return nil, fmt.Errorf("smf: N4: %w", err)
	}
	n4u, err := s.cfg.Host.ListenPacket(s.ctx, netip.AddrPortFrom(s.cfg.N4, gtpu.Port))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("smf: N4-u: %w", err), conn.Close())
	}
	n := &n4{
		smf: s, conn: conn, remote: s.cfg.UPF, started: s.cfg.Now(), done: make(chan struct{}),
		n4u: n4u, doneN4u: make(chan struct{}), pending: map[uint32]chan message.Message{}, others: map[netip.Addr]*n4{},
		upf: UPF{Addr: s.cfg.UPF}, pools: s.pools,
	}
	if len(s.cfg.UPFs) > 0 {
		n.upf = s.cfg.UPFs[0]
	}
	s.nodes = []*n4{n}
	for _, u := range s.cfg.UPFs[min(1, len(s.cfg.UPFs)):] {
		s.nodes = append(s.nodes, n.another(u))
	}
	go n.read()
	go n.readN4u()
	s.wg.Go(n.beat)
	return n, nil
}

func (n *n4) close() error {
	n.farewell()
	for _, o := range n.others {
		o.farewell()
	}
	err := errors.Join(n.conn.Close(), n.n4u.Close())
	<-n.done
	<-n.doneN4u
	return err
}

// farewell releases the association without waiting for the answer: it ends with the SMF anyhow.
func (n *n4) farewell() {
	n.mu.Lock()
	up := n.associated
	n.associated = false
	n.mu.Unlock()
	if up {
		n.tell(message.NewAssociationReleaseRequest(n.sequence(), n.nodeID()))
	}
}

func (n *n4) nodeID() *ie.IE { return ie.NewNodeID(n.smf.cfg.N4.String(), "", "") }

func (n *n4) sequence() uint32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.seq = (n.seq + 1) & 0xffffff
	return n.seq
}

func (n *n4) tell(m message.Message) {
	b := make([]byte, m.MarshalLen())
	if err := m.MarshalTo(b); err != nil {
		n.smf.cfg.Log.Error("smf: PFCP", "message", m.MessageTypeName(), "err", err)
		return
	}
	_, _ = n.conn.WriteTo(b, net.UDPAddrFromAddrPort(n.remote))
}

// another is the PFCP entity towards one more UPF.
func (n *n4) another(u UPF) *n4 {
	o := &n4{
		upf: u, smf: n.smf, conn: n.conn, remote: u.Addr, started: n.started, n4u: n.n4u,
		pending: map[uint32]chan message.Message{}, pools: n.smf.more[u.Addr.Addr()],
	}
	n.others[u.Addr.Addr()] = o
	n.smf.wg.Go(o.beat)
	return o
}

// from is the entity that a message of that address is for, nil for a stranger's.
func (n *n4) from(a netip.Addr) *n4 {
	if a == n.remote.Addr() {
		return n
	}
	return n.others[a]
}

// read takes answers, and requests of the UPFs.
func (n *n4) read() {
	defer close(n.done)
	b := make([]byte, 64<<10)
	for {
		size, from, err := n.conn.ReadFrom(b)
		if err != nil {
			return
		}
		var node *n4
		if peer, err := netip.ParseAddrPort(from.String()); err == nil {
			node = n.from(peer.Addr().Unmap())
		}
		if node == nil {
			n.strangers.Add(1)
			n.smf.cfg.Log.Error("smf: PFCP message of a stranger", "from", from)
			continue
		}
		m, err := pfcp.Parse(append([]byte(nil), b[:size]...))
		if err != nil {
			n.malformed.Add(1)
			n.smf.cfg.Log.Error("smf: PFCP message not understood", "octets", size, "err", err)
			node.complain(b[:size], err)
			continue
		}
		switch m := m.(type) {
		case *message.HeartbeatRequest:
			node.tell(message.NewHeartbeatResponse(m.Sequence(), ie.NewRecoveryTimeStamp(n.started)))
			continue
		case *message.SessionReportRequest:
			node.tell(message.NewSessionReportResponse(0, 0, n.smf.reportedBy(m.SEID()), m.Sequence(), 0, ie.NewCause(ie.CauseRequestAccepted)))
			continue
		}
		node.mu.Lock()
		c := node.pending[m.Sequence()]
		delete(node.pending, m.Sequence())
		node.mu.Unlock()
		if c == nil {
			// Repeated, or too late, or no answer at all.
			n.unexpected.Add(1)
			continue
		}
		c <- m
	}
}

// complain answers what cannot be read, as far as its header can be (TS 29.244 R17 clause 7.6): another version, and a
// request of the UPF whose response has a cause. A response is dropped; the request is sent again.
func (n *n4) complain(b []byte, err error) {
	h, headerErr := pfcp.Header(b)
	if errors.Is(headerErr, pfcp.ErrVersion) {
		if h.Type != message.MsgTypeVersionNotSupportedResponse {
			n.tell(message.NewVersionNotSupportedResponse(h.SequenceNumber))
		}
		return
	}
	var bad *pfcp.MalformedError
	if headerErr != nil || h.Type != message.MsgTypeSessionReportRequest || !errors.As(err, &bad) {
		return
	}
	ies := []*ie.IE{ie.NewCause(bad.Cause())}
	if bad.Type != 0 {
		ies = append(ies, ie.NewOffendingIE(bad.Type))
	}
	n.tell(message.NewSessionReportResponse(0, 0, n.smf.reportedBy(h.SEID), h.SequenceNumber, 0, ies...))
}

// request sends a request until it is answered (TS 29.244 R17 clause 6.4).
func (n *n4) request(ctx context.Context, m message.Message) (message.Message, error) {
	b := make([]byte, m.MarshalLen())
	if err := m.MarshalTo(b); err != nil {
		return nil, fmt.Errorf("smf: encode %s: %w", m.MessageTypeName(), err)
	}
	c := make(chan message.Message, 1)
	n.mu.Lock()
	n.pending[m.Sequence()] = c
	n.mu.Unlock()
	defer func() {
		n.mu.Lock()
		delete(n.pending, m.Sequence())
		n.mu.Unlock()
	}()
	t := time.NewTimer(n.smf.cfg.Timers.T1)
	defer t.Stop()
	for range n.smf.cfg.Timers.N1 {
		if _, err := n.conn.WriteTo(b, net.UDPAddrFromAddrPort(n.remote)); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errUPFAway, m.MessageTypeName(), err)
		}
		select {
		case got := <-c:
			return got, nil
		case <-ctx.Done():
			return nil, fmt.Errorf("%w: %s: %w", errUPFAway, m.MessageTypeName(), ctx.Err())
		case <-n.smf.ctx.Done():
			return nil, fmt.Errorf("%w: %s: closing", errUPFAway, m.MessageTypeName())
		case <-t.C:
			t.Reset(n.smf.cfg.Timers.T1)
		}
	}
	n.mu.Lock()
	n.associated = false
	n.mu.Unlock()
	return nil, fmt.Errorf("%w: %s sent %d times", errUPFAway, m.MessageTypeName(), n.smf.cfg.Timers.N1)
}

// accepted checks the cause of an answer.
func accepted(request string, cause, offending *ie.IE) error {
	if cause == nil {
		return fmt.Errorf("smf: answer to %s without cause", request)
	}
	c, err := cause.Cause()
	if err != nil {
		return fmt.Errorf("smf: answer to %s: cause: %w", request, err)
	}
	if c == ie.CauseRequestAccepted {
		return nil
	}
	e := &pfcpError{request: request, cause: c}
	if offending != nil {
		e.offending, _ = offending.OffendingIE()
	}
	return e
}

// associate is the PFCP association setup procedure, TS 29.244 R17 clause 6.2.6.2. It does nothing when there is an
// association.
func (n *n4) associate(ctx context.Context) error {
	n.assoc.Lock()
	defer n.assoc.Unlock()
	n.mu.Lock()
	up := n.associated
	n.mu.Unlock()
	if up {
		return nil
	}
	m, err := n.request(ctx, message.NewAssociationSetupRequest(n.sequence(), n.nodeID(), ie.NewRecoveryTimeStamp(n.started)))
	if err != nil {
		return err
	}
	r, ok := m.(*message.AssociationSetupResponse)
	if !ok {
		return fmt.Errorf("smf: %s answers the association setup request", m.MessageTypeName())
	}
	if err := accepted("association setup", r.Cause, nil); err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.associated = true
	if r.RecoveryTimeStamp != nil {
		n.upfRecovery, _ = r.RecoveryTimeStamp.RecoveryTimeStamp()
	}
	return nil
}

// beat asks the UPF whether it lives.
func (n *n4) beat() {
	t := time.NewTicker(n.smf.cfg.Timers.Heartbeat)
	defer t.Stop()
	for {
		select {
		case <-n.smf.ctx.Done():
			return
		case <-t.C:
		}
		n.mu.Lock()
		up, before := n.associated, n.upfRecovery
		n.mu.Unlock()
		if !up {
			continue
		}
		m, err := n.request(n.smf.ctx, message.NewHeartbeatRequest(n.sequence(), ie.NewRecoveryTimeStamp(n.started), nil))
		if err != nil {
			if n.smf.ctx.Err() == nil {
				n.smf.cfg.Log.Error("smf: heartbeat", "upf", n.remote, "err", err)
			}
			continue
		}
		if r, ok := m.(*message.HeartbeatResponse); ok && r.RecoveryTimeStamp != nil {
			if at, err := r.RecoveryTimeStamp.RecoveryTimeStamp(); err == nil && !before.IsZero() && !at.Equal(before) {
				// TS 29.244 R17 clause 6.2.2.2: the UPF restarted and has no session any more.
				n.smf.cfg.Log.Error("smf: the UPF restarted", "upf", n.remote)
				n.mu.Lock()
				n.associated = false
				n.mu.Unlock()
			}
		}
	}
}
