package ue

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/nas"
)

// UE is one user equipment.
type UE struct {
	cfg        Config
	capability []byte
	imeisv     []byte // the PEI as 5GS mobile identity, empty without PEI

	ctx    context.Context
	cancel context.CancelFunc
	// procedure is held while Register, Deregister, Move or Release runs.
	procedure sync.Mutex

	mu      sync.Mutex
	queue   []func()
	running bool
	closed  bool
	wg      sync.WaitGroup

	routes routes

	messages messages

	machine
}

// maxQueue bounds the downlink messages that wait.
const maxQueue = 64

// machine is the 5GMM state. It is touched only by functions that went through post: they run one after another,
// on a goroutine that exists only while there is something to do.
type machine struct {
	conn link
	cell string
	usim *aka.USIM

	// sec is the current 5G NAS security context, kamf the key it came from. secured says that the connection
	// uses it: then unprotected messages are discarded (TS 24.501 R17 clause 4.4.4.2).
	sec     *nas.Security
	kamf    [32]byte
	secured bool
	kgnbUp  uint32 // uplink NAS COUNT that KgNB is bound to
	// keys are those of the connection after a handover, nil before the first.
	keys *aka.Chain

	registered bool
	// emergency says that the UE is registered for emergency services only.
	emergency bool
	guti      *event.GUTI
	area      []event.TAI

	// moving says that the UE is on its way to another network.
	moving bool

	// smsAllowed says that the accept allowed SMS over NAS.
	smsAllowed bool

	attempt *attempt
	leaving *leaving
	service *waiting

	// sessions are the PDU sessions by identity, established or in a procedure; pti is the last one used.
	sessions map[uint8]*Session
	pti      uint8
	// awaited are the sessions whose radio bearers a service request waits for; bearersUp is closed when they are there.
	awaited   map[uint8]bool
	bearersUp chan struct{}
}

// link is the radio connection; *gnb.Connection in every use but the fuzz tests.
type link interface {
	Send(ctx context.Context, pdu []byte) error
	Move(ctx context.Context, cell string) error
	Release(ctx context.Context) error
	TAI() event.TAI
}

// New checks the configuration and makes a UE that is switched on and deregistered.
func New(cfg Config) (*UE, error) {
	if cfg.Radio == nil {
		return nil, errors.New("ue: Radio is needed")
	}
	if cfg.RoutingIndicator == "" {
		cfg.RoutingIndicator = "0"
	}
	all := []uint8{0, 1, 2, 3}
	if cfg.NEA == nil {
		cfg.NEA = all
	}
	if cfg.NIA == nil {
		cfg.NIA = all
	}
	if len(cfg.NEA) == 0 || len(cfg.NIA) == 0 || slices.Max(cfg.NEA) > 3 || slices.Max(cfg.NIA) > 3 {
		return nil, fmt.Errorf("ue: NEA %v or NIA %v is not possible", cfg.NEA, cfg.NIA)
	}
	if len(cfg.RequestedNSSAI) > 8 {
		return nil, errors.New("ue: at most 8 slices can be requested")
	}
	for _, t := range []struct {
		v *time.Duration
		d time.Duration
	}{{&cfg.Timers.T3510, 15 * time.Second}, {&cfg.Timers.T3521, 15 * time.Second}, {&cfg.Timers.T3540, 10 * time.Second},
		{&cfg.Timers.T3580, 16 * time.Second}, {&cfg.Timers.T3581, 16 * time.Second}, {&cfg.Timers.T3582, 16 * time.Second}} {
		if *t.v == 0 {
			*t.v = t.d
		}
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Rand == nil {
		cfg.Rand = rand.Reader
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	u := &UE{cfg: cfg, capability: capabilityOf(cfg.NEA, cfg.NIA)}
	u.usim = aka.NewUSIM(cfg.K, cfg.OPc)
	u.startSMS()
	if cfg.PEI != "" {
		var err error
		if u.imeisv, err = aka.AppendPEI(nil, cfg.PEI); err != nil || len(cfg.PEI) != 16 {
			return nil, fmt.Errorf("ue: PEI %q is not an IMEISV of 16 digits", cfg.PEI)
		}
	}
	if _, err := u.conceal(); err != nil {
		return nil, fmt.Errorf("ue: %w", err)
	}
	u.ctx, u.cancel = context.WithCancel(context.Background())
	return u, nil
}

// Close stops the UE, as if its battery were taken out, and waits for its goroutines. The network is not told.
func (u *UE) Close() error {
	u.mu.Lock()
	u.closed = true
	u.mu.Unlock()
	u.cancel()
	u.wg.Wait()
	return u.dropSessions()
}

// post queues f for the machine, false when the UE is closed.
func (u *UE) post(f func()) bool { return u.enqueue(f, 0) }

func (u *UE) enqueue(f func(), bound int) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed || bound > 0 && len(u.queue) >= bound {
		return false
	}
	u.queue = append(u.queue, f)
	if !u.running {
		u.running = true
		u.wg.Add(1)
		go u.run()
	}
	return true
}

func (u *UE) run() {
	defer u.wg.Done()
	for {
		u.mu.Lock()
		if len(u.queue) == 0 {
			u.queue, u.running = nil, false
			u.mu.Unlock()
			return
		}
		f := u.queue[0]
		u.queue[0] = nil
		u.queue = u.queue[1:]
		u.mu.Unlock()
		f()
	}
}

// ask runs f in the machine and waits for it.
func (u *UE) ask(f func()) error {
	done := make(chan struct{})
	if !u.post(func() { defer close(done); f() }) {
		return ErrClosed
	}
	<-done
	return nil
}

// Registered says whether the UE is 5GMM-REGISTERED, and with which 5G-GUTI.
func (u *UE) Registered() (event.GUTI, bool) {
	var g event.GUTI
	var ok bool
	_ = u.ask(func() {
		if ok = u.registered && u.guti != nil; ok {
			g = *u.guti
		}
	})
	return g, ok
}

// KgNB derives the key of the gNB that belongs to the UE's security context (TS 33.501 R17 clause A.9), false
// before the UE is registered.
func (u *UE) KgNB() (k [32]byte, ok bool) {
	_ = u.ask(func() {
		if ok = u.registered && u.sec != nil; ok && u.keys != nil {
			k = u.keys.KgNB
		} else if ok {
			k = aka.KgNB(u.kamf, u.kgnbUp)
		}
	})
	return k, ok
}

// Cell is the name of the cell in which the UE was connected last, empty if it never was.
func (u *UE) Cell() (cell string) {
	_ = u.ask(func() { cell = u.cell })
	return cell
}

// Connection is the radio connection, nil when the UE is idle.
func (u *UE) Connection() *gnb.Connection {
	var c *gnb.Connection
	_ = u.ask(func() { c, _ = u.conn.(*gnb.Connection) })
	return c
}

// conceal makes a SUCI with a fresh ephemeral key.
func (u *UE) conceal() (event.SUCI, error) {
	key := aka.HomeNetworkPublicKey{ID: u.cfg.HomeNetworkPublicKey.ID, Profile: u.cfg.Scheme, Key: u.cfg.HomeNetworkPublicKey.Key}
	return aka.Conceal(u.cfg.PLMN, u.cfg.SUPI, u.cfg.RoutingIndicator, key, u.cfg.Rand)
}

// terminal is the UE as the gNB sees it.
type terminal UE

// Downlink queues a NAS PDU.
func (t *terminal) Downlink(c *gnb.Connection, pdu []byte) {
	u := (*UE)(t)
	if !u.enqueue(func() {
		if u.conn == link(c) {
			u.receive(pdu)
		}
	}, maxQueue) {
		u.cfg.Log.Error("downlink message dropped: too many are waiting, or the UE is closed")
	}
}

// Released queues the loss of the connection.
func (t *terminal) Released(c *gnb.Connection) {
	u := (*UE)(t)
	u.post(func() {
		if u.conn == link(c) {
			u.conn = nil
			u.disconnected()
		}
	})
}

// connect establishes a radio connection with the initial NAS message. What the gNB delivers at once waits in the
// queue until the machine knows the connection.
func (u *UE) connect(ctx context.Context, cell string, pdu []byte) error {
	cause := gnb.CauseMOSignalling
	if u.registered && u.emergency || u.attempt != nil && u.attempt.emergency != nil {
		cause = gnb.CauseEmergency
	}
	c, err := u.cfg.Radio.Connect(ctx, cell, gnb.Establishment{
		Cause: cause, GUTI: u.guti, NAS: pdu, UE: (*terminal)(u),
	})
	if err != nil {
		return fmt.Errorf("ue: %w", err)
	}
	u.conn, u.cell, u.keys = c, cell, nil
	u.routes.conn.Store(c)
	return nil
}

var errNoConnection = errors.New("ue: no connection")

// sendPDU hands a NAS PDU to the radio.
func (u *UE) sendPDU(pdu []byte) error {
	if u.conn == nil {
		return errNoConnection
	}
	return u.conn.Send(u.ctx, pdu)
}

// sendMessage encodes and sends a NAS message, protected if the connection is secured.
func (u *UE) sendMessage(encode func(*bytes.Buffer) error) {
	plain, err := nas.Encode(encode)
	if err == nil {
		err = u.sendPlain(plain)
	}
	if err != nil && u.ctx.Err() == nil {
		u.cfg.Log.Error("cannot send to the network", "err", err)
	}
}

func (u *UE) sendPlain(plain []byte) error {
	if !u.secured || u.sec == nil {
		return u.sendPDU(plain)
	}
	pdu, err := u.sec.Protect(nas.Uplink, nas.IntegrityCiphered, plain)
	if err != nil {
		return err
	}
	return u.sendPDU(pdu)
}
