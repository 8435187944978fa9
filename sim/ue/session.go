package ue

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/gnb"
	"lilab/sim/nas"
)

// SessionConfig is what a UE asks for with a PDU session.
type SessionConfig struct {
	// ID is the PDU session identity, 1 to 15; 0 takes the first that is free.
	ID uint8
	// DNN is the data network; empty leaves it to the subscription.
	DNN string
	// Emergency asks for a session for emergency services (request type "initial emergency request"): the network chooses data
	// network and slice, so that DNN and SNSSAI are not sent (TS 24.501 clause 5.4.5.2.2).
	Emergency bool
	// Type is the PDU session type; 0 means IPv4.
	Type event.PDUSessionType
	// SNSSAI is the slice, nil leaves it to the network.
	SNSSAI *event.SNSSAI
	// MTU is that of the network device, 0 means 1400 octets (TS 23.501 R17 annex J: so that what comes with GTP-U
	// on N3 and N9 fits a link of 1500).
	MTU int
}

// Session is a PDU session of a UE.
type Session struct {
	// ID, Type, DNN and SNSSAI are what the network granted.
	ID     uint8
	Type   event.PDUSessionType
	DNN    string
	SNSSAI event.SNSSAI
	QFI    uint8
	// Cause is 0, or the 5GSM cause of an accept with another type than the one asked for (50, 51).
	Cause uint8
	// Addresses are the UE's addresses in this session.
	Addresses []netip.Addr
	// Host is the UE on the data network: its sockets use this session, whatever other sessions there are. A session of
	// Ethernet or unstructured data has none; it has SendFrame and Frames.
	Host fabric.Host

	u   *UE
	mtu int
	// emergency says that it is for emergency services.
	emergency bool
	pti       uint8
	// procedure is the one that was asked for last, as in SessionError.
	procedure string
	dev       atomic.Pointer[device]
	answer    chan sessionAnswer // of the procedure in progress
	// iid is the interface identifier; prefix brings the IPv6 prefix that the network advertises.
	iid    [8]byte
	prefix chan netip.Prefix
	frames frames
	// flows are the QoS flows beside the default one, in the order in which they are tried. Only the machine changes them.
	flows atomic.Pointer[[]flow]

	uplink, downlink, dropped atomic.Uint64
}

// device is the network device of a session.
type device struct{ fabric.Device }

// sessionAnswer ends a procedure.
type sessionAnswer struct {
	accept *nas.Accept
	err    error
}

// A SessionError is the network's refusal of a procedure of a PDU session.
type SessionError struct {
	// Procedure is "establishment", "modification" or "release".
	Procedure string
	// Cause is the 5GSM cause of the reject, TS 24.501 R17 clause 9.11.4.2; 0 if the AMF gave the message back.
	Cause uint8
	// MMCause is the 5GMM cause with which the AMF gave the message back (90, 91, …).
	MMCause uint8
}

// Error names procedure and cause.
func (e *SessionError) Error() string {
	if e.Cause != 0 {
		return fmt.Sprintf("ue: PDU session %s: 5GSM cause %d", e.Procedure, e.Cause)
	}
	return fmt.Sprintf("ue: PDU session %s: not forwarded, 5GMM cause %d", e.Procedure, e.MMCause)
}

// ErrSessionClosed says that the session is released.
var ErrSessionClosed = errors.New("ue: PDU session is released")

// defaultMTU leaves room for GTP-U, UDP and IP in a link of 1500 octets.
const defaultMTU = 1400

// maxSessionRequests is how often a 5GSM request is sent, TS 24.501 R17 clauses 6.4.1.6 and 6.4.3.5.
const maxSessionRequests = 5

// maxSessionID is the highest identity that a UE uses, TS 24.007 clause 11.2.3.1b.
const maxSessionID = 15

// OpenSession establishes a PDU session (TS 24.501 R17 clause 6.4.1) and gives the UE a network device for it. A refusal
// of the network is a *SessionError.
func (u *UE) OpenSession(ctx context.Context, c SessionConfig) (*Session, error) {
	if u.cfg.Fabric == nil || u.cfg.Host == nil {
		return nil, errors.New("ue: a UE without Fabric and Host has no PDU sessions")
	}
	u.procedure.Lock()
	defer u.procedure.Unlock()
	if c.Type == 0 {
		c.Type = event.IPv4
	}
	if c.MTU == 0 {
		c.MTU = defaultMTU
	}
	s := &Session{u: u, mtu: c.MTU, emergency: c.Emergency, answer: make(chan sessionAnswer, 1), prefix: make(chan netip.Prefix, 1)}
	s.frames.c = make(chan []byte, maxFrames)
	var plain []byte
	var err error
	if e := u.ask(func() { plain, err = u.beginSession(s, c) }); e != nil {
		return nil, e
	}
	if err != nil {
		return nil, err
	}
	a, err := u.sessionProcedure(ctx, s, plain, u.cfg.Timers.T3580)
	if err == nil {
		err = s.open(a)
	}
	if err != nil {
		_ = u.ask(func() { u.forgetSession(s) })
		return nil, err
	}
	return s, nil
}

// beginSession reserves an identity and makes the request.
func (u *UE) beginSession(s *Session, c SessionConfig) ([]byte, error) {
	if !u.registered {
		return nil, ErrNotRegistered
	}
	if c.ID == 0 {
		for c.ID = 1; u.sessions[c.ID] != nil; c.ID++ {
		}
	}
	if c.ID > maxSessionID || u.sessions[c.ID] != nil {
		return nil, fmt.Errorf("ue: PDU session identity %d is in use, or none is free", c.ID)
	}
	if u.sessions == nil {
		u.sessions = map[uint8]*Session{}
	}
	s.ID = c.ID
	s.pti, s.procedure = u.nextPTI(), "establishment"
	n1, err := nas.Encode(nas.EstablishmentRequest(s.ID, s.pti, c.Type))
	if err != nil {
		return nil, fmt.Errorf("ue: %w", err)
	}
	request := event.InitialRequest
	if c.Emergency {
		request, c.DNN, c.SNSSAI = event.InitialEmergencyRequest, "", nil
	}
	plain, err := nas.Encode(nas.ULTransport(s.ID, n1, request, c.DNN, c.SNSSAI))
	if err != nil {
		return nil, fmt.Errorf("ue: %w", err)
	}
	u.sessions[s.ID] = s
	return plain, nil
}

// nextPTI is the next procedure transaction identity, 1 to 254 (TS 24.007 clause 11.2.3.1a).
func (u *UE) nextPTI() uint8 {
	u.pti = u.pti%254 + 1
	return u.pti
}

// sessionProcedure sends a request until it is answered.
func (u *UE) sessionProcedure(ctx context.Context, s *Session, plain []byte, after time.Duration) (*nas.Accept, error) {
	t := time.NewTimer(after)
	defer t.Stop()
	for range maxSessionRequests {
		var err error
		if e := u.ask(func() { err = u.sendPlain(plain) }); e != nil {
			return nil, e
		}
		if err != nil {
			return nil, err
		}
		select {
		case a := <-s.answer:
			return a.accept, a.err
		case <-ctx.Done():
			return nil, fmt.Errorf("ue: PDU session: %w", ctx.Err())
		case <-u.ctx.Done():
			return nil, ErrClosed
		case <-t.C:
			t.Reset(after)
		}
	}
	return nil, errors.New("ue: PDU session: the network did not answer")
}

// open gives the UE its device.
func (s *Session) open(a *nas.Accept) error {
	s.Type, s.DNN, s.SNSSAI, s.QFI, s.Cause, s.iid = a.Type, a.DNN, a.SNSSAI, a.QFI, a.Cause, a.InterfaceID
	if framed(s.Type) {
		return nil
	}
	if a.IPv4.IsValid() {
		s.Addresses = append(s.Addresses, a.IPv4)
	}
	if err := s.autoconfigure(); err != nil {
		return err
	}
	return s.attach()
}

// attach makes the network device with the addresses that are known.
func (s *Session) attach() error {
	dev, err := s.u.cfg.Fabric.Device(s.u.cfg.Host, fmt.Sprintf("pdu%d", s.ID), s.Addresses, s.mtu, s.send)
	if err != nil {
		return fmt.Errorf("ue: %w", err)
	}
	s.Host = dev.Host()
	s.dev.Store(&device{dev})
	return nil
}

// send takes a packet of the UE's host.
func (s *Session) send(packet []byte) {
	// While the UE changes to another gNB packets wait, so that none is lost or overtakes another.
	s.u.routes.moving.RLock()
	defer s.u.routes.moving.RUnlock()
	c := s.u.routes.conn.Load()
	if c == nil || c.SendFlowPacket(s.ID, s.flowOf(packet), packet) != nil {
		s.dropped.Add(1)
		return
	}
	s.uplink.Add(1)
}

// Packet brings a downlink packet.
func (t *terminal) Packet(c *gnb.Connection, id uint8, packet []byte) {
	u := (*UE)(t)
	s := u.routed(id)
	if s == nil {
		return
	}
	if s.frames.on.Load() {
		if s.frames.take(packet) {
			s.downlink.Add(1)
		} else {
			s.dropped.Add(1)
		}
		return
	}
	d := s.dev.Load()
	if d == nil && s.advertised(packet) {
		return
	}
	if d == nil || d.Inject(packet) != nil {
		s.dropped.Add(1)
		return
	}
	s.downlink.Add(1)
}

// routes finds the session of a downlink packet, and the connection of an uplink one, without asking the machine.
type routes struct {
	mu   sync.RWMutex
	by   [maxSessionID + 1]*Session
	conn atomic.Pointer[gnb.Connection]
	// moving is held while conn changes in a handover.
	moving sync.RWMutex
}

func (u *UE) routed(id uint8) *Session {
	if id > maxSessionID {
		return nil
	}
	u.routes.mu.RLock()
	defer u.routes.mu.RUnlock()
	return u.routes.by[id]
}

func (u *UE) route(id uint8, s *Session) {
	u.routes.mu.Lock()
	defer u.routes.mu.Unlock()
	u.routes.by[id] = s
}

// Packets counts the packets of the session: up, down, and those that were dropped because there is no connection
// or no device.
func (s *Session) Packets() (uplink, downlink, dropped uint64) {
	return s.uplink.Load(), s.downlink.Load(), s.dropped.Load()
}

// Close releases the session (TS 24.501 R17 clause 6.4.3) and takes the device away.
func (s *Session) Close(ctx context.Context) error {
	u := s.u
	u.procedure.Lock()
	defer u.procedure.Unlock()
	var plain []byte
	var err error
	if e := u.ask(func() {
		if u.sessions[s.ID] != s {
			err = ErrSessionClosed
			return
		}
		s.pti, s.procedure = u.nextPTI(), "release"
		var n1 []byte
		if n1, err = nas.Encode(nas.ReleaseRequest(s.ID, s.pti, nas.SMCauseRegularDeactivation)); err == nil {
			plain, err = nas.Encode(nas.ULTransport(s.ID, n1, 0, "", nil))
		}
	}); e != nil {
		return e
	}
	if err != nil {
		return err
	}
	_, err = u.sessionProcedure(ctx, s, plain, u.cfg.Timers.T3582)
	if e := u.ask(func() { u.forgetSession(s) }); e != nil {
		return e
	}
	return err
}

// forgetSession takes a session and its device away.
func (u *UE) forgetSession(s *Session) {
	if u.sessions[s.ID] == s {
		delete(u.sessions, s.ID)
		u.route(s.ID, nil)
	}
	s.frames.close()
	if d := s.dev.Swap(nil); d != nil {
		if err := d.Close(); err != nil {
			u.cfg.Log.Error("network device", "err", err)
		}
	}
}

// forgetSessions takes all sessions away: the UE is not registered any more.
func (u *UE) forgetSessions() {
	for _, s := range u.sessions {
		select {
		case s.answer <- sessionAnswer{err: ErrNotRegistered}:
		default:
		}
		u.forgetSession(s)
	}
}

// dropSessions closes the devices of a UE that is closed.
func (u *UE) dropSessions() error {
	var errs []error
	for _, s := range u.sessions {
		s.frames.close()
		if d := s.dev.Swap(nil); d != nil {
			errs = append(errs, d.Close())
		}
	}
	u.sessions = nil
	return errors.Join(errs...)
}

// Sessions are the established PDU sessions.
func (u *UE) Sessions() []*Session {
	var out []*Session
	_ = u.ask(func() {
		for id := uint8(1); id <= maxSessionID; id++ {
			if s := u.sessions[id]; s != nil && (s.dev.Load() != nil || s.frames.on.Load()) {
				out = append(out, s)
			}
		}
	})
	return out
}
