// Package mdf is MDF2: it takes xIRIs over X2, turns each into the IRI of the agencies that its task is for, and
// delivers them over LI_HI2 (TS 33.128 R19 clause 5.5, ETSI TS 102 232-1, TS 102 232-7).
package mdf

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/hi"
	"lilab/lipf/x1"
	"lilab/x2x3"
)

// Config is the configuration of an MDF2.
type Config struct {
	// X1 is the MDF's side of LI_X1; X1.ID is the neIdentifier. Now, Rand and Log are taken from here too.
	X1 x1.Endpoint
	// ADMF is the identifier of the only ADMF the MDF obeys, ADMFURL its server.
	ADMF, ADMFURL string
	// X2Listener takes connections of POIs; X2TLS must require client certificates.
	X2Listener net.Listener
	X2TLS      *tls.Config
	// Peers are the certificate UIDs (NE identifiers) of the POIs of this operator; others are refused. AddPeer
	// extends it.
	Peers []string
	// OnX2 sees every X2 PDU as it arrived. It must not keep the octets.
	OnX2 func(src, dst netip.AddrPort, octets []byte)
	// LMDFListener takes the connection of the operator's MDF3 with header reports (LI_MDF, TS 33.128 R19 clause 6.2.3.5);
	// LMDFTLS must require client certificates, LMDFPeers are the certificate UIDs of MDF3s. Nil is an MDF2 without it.
	LMDFListener net.Listener
	LMDFTLS      *tls.Config
	LMDFPeers    []string
	// OnLMDF sees every X2 PDU of LI_MDF as it arrived. It must not keep the octets.
	OnLMDF func(src, dst netip.AddrPort, octets []byte)
	// CINs are those of the operator, shared with its MDF3. Nil is a registry of its own.
	CINs *CINs
	// HI2TLS must carry a client certificate; HI2Dial opens connections to LEMFs.
	HI2TLS  *tls.Config
	HI2Dial x1.DialFunc
	// Country is the authorisation country code, Operator and NetworkElement are the network identifier of PS-PDU
	// headers (TS 102 232-1 clauses 5.2.3, 5.2.4): 2, 1..16 and 1..16 octets.
	Country, Operator, NetworkElement string
	// DeliveryCountry is set when LEMF and MDF are in different countries.
	DeliveryCountry string
	// HI2Idle is TIME1 of TS 102 232-1 clause 6.3.4: how long a session is idle before a keep-alive (default 120 s);
	// negative switches keep-alives off.
	HI2Idle time.Duration
	// RetryInterval is the pause before a lost HI2 connection is opened again (default 100 ms).
	RetryInterval time.Duration
	// Buffer is the number of PS-PDUs kept for one LEMF while it is away (default 65536).
	Buffer int
	// Grace is how long after the end of a task product of before the end is still delivered (default 2 s). X1 and
	// X2 are different connections, so the end of a task may overtake its last product.
	Grace time.Duration
}

// MDF2 is a mediation and delivery function for IRI.
type MDF2 struct {
	cfg      Config
	log      *slog.Logger
	ne       *x1.NE
	receiver *x2x3.Receiver
	busy     gauge

	// mu guards what X1 changes. Lock order: the store of the NE, then mu; mu is never held while calling the NE.
	mu    sync.RWMutex
	peers map[string]bool
	tasks map[lipf.UUID]*task
	dests map[lipf.UUID]*destination
	// unknown has the XIDs that were reported as unknown.
	unknown map[lipf.UUID]bool

	// out is held from numbering a PS-PDU until it is queued, so that the order on the wire is that of the numbers.
	out sync.Mutex
	seq hi.Sequencer

	fragments fragments
	repeats   x2x3.Repeats

	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
	closed sync.Once

	received, delivered, unknownXID, noTwin, malformed, refused, lost, outside, repeated atomic.Uint64
}

// task is a task of X1; ended is set when it was deactivated.
type task struct {
	lipf.Task
	ended time.Time
}

// New makes an MDF2.
func New(cfg Config) (*MDF2, error) {
	switch {
	case cfg.X2Listener == nil:
		return nil, errors.New("mdf: no listener for X2")
	case cfg.X2TLS == nil || cfg.X2TLS.ClientAuth != tls.RequireAndVerifyClientCert:
		return nil, errors.New("mdf: X2 must require and verify client certificates")
	case cfg.HI2TLS == nil || len(cfg.HI2TLS.Certificates) == 0 && cfg.HI2TLS.GetClientCertificate == nil:
		return nil, errors.New("mdf: HI2 needs a client certificate")
	case cfg.HI2Dial == nil:
		return nil, errors.New("mdf: no way to dial HI2")
	case len(cfg.Country) != 2:
		return nil, fmt.Errorf("mdf: country code %q has not two letters", cfg.Country)
	case len(cfg.Operator) < 1 || len(cfg.Operator) > 16 || len(cfg.NetworkElement) < 1 || len(cfg.NetworkElement) > 16:
		return nil, errors.New("mdf: operator and network element identifier have 1 to 16 octets (TS 102 232-1 clause 5.2.4)")
	}
	if cfg.X1.Now == nil {
		cfg.X1.Now = time.Now
	}
	if cfg.X1.Log == nil {
		cfg.X1.Log = slog.New(slog.DiscardHandler)
	}
	defaults(&cfg.HI2Idle, 120*time.Second)
	defaults(&cfg.RetryInterval, 100*time.Millisecond)
	defaults(&cfg.Grace, 2*time.Second)
	defaults(&cfg.Buffer, 65536)
	m := &MDF2{cfg: cfg, log: cfg.X1.Log.With("mdf", cfg.X1.ID), peers: map[string]bool{}, tasks: map[lipf.UUID]*task{},
		dests: map[lipf.UUID]*destination{}, unknown: map[lipf.UUID]bool{}}
	for _, p := range cfg.Peers {
		m.peers[p] = true
	}
	m.ctx, m.cancel = context.WithCancel(context.Background())
	var err error
	m.ne, err = x1.NewNE(x1.NEConfig{
		Endpoint: cfg.X1, ADMF: cfg.ADMF, ADMFURL: cfg.ADMFURL, Handler: (*tasking)(m), TargetTypes: lipf.TargetTypes5GC(), Mediation: true,
		Services: []lipf.ServiceType{lipf.Voice, lipf.Data, lipf.Messaging},
	})
	if err != nil {
		return nil, err
	}
	m.receiver, err = x2x3.NewReceiver(x2x3.ReceiverConfig{
		Listener: cfg.X2Listener, TLS: cfg.X2TLS, Admit: m.admit, Handle: m.handle, OnRefused: m.onRefused, OnClosed: m.onClosed, Log: m.log,
	})
	return m, err
}

func defaults[T comparable](v *T, d T) {
	var zero T
	if *v == zero {
		*v = d
	}
}

// Start begins to listen on X1 and X2.
func (m *MDF2) Start(ctx context.Context) error {
	if err := m.receiver.Start(ctx); err != nil {
		return err
	}
	m.ne.Start()
	return nil
}

// Close stops the MDF and waits for its goroutines. What is buffered is not delivered any more; see Drain.
func (m *MDF2) Close() error {
	var err error
	m.closed.Do(func() {
		err = errors.Join(m.receiver.Close(), m.ne.Close())
		m.cancel()
		m.wg.Wait()
		m.mu.Lock()
		dests := m.dests
		m.dests = map[lipf.UUID]*destination{}
		m.mu.Unlock()
		for _, d := range dests {
			d.close()
		}
	})
	return err
}

// Drain waits until every PDU that has arrived was mediated and handed to the LEMF's connection.
func (m *MDF2) Drain(ctx context.Context) error {
	if err := m.busy.wait(ctx); err != nil {
		return fmt.Errorf("mdf %s: %w", m.cfg.X1.ID, err)
	}
	m.mu.RLock()
	var ds []*destination
	for _, d := range m.dests {
		ds = append(ds, d)
	}
	m.mu.RUnlock()
	for _, d := range ds {
		if err := d.sender.Flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

// AddPeer allows a POI by the UID of its certificate.
func (m *MDF2) AddPeer(neID string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.peers[neID] = true
}

// Stats counts what happened at an MDF2.
type Stats struct {
	// Received are X2 PDUs, Delivered PS-PDUs handed to HI2. Not delivered were: UnknownXID, NoTwin (events that HI2
	// has no alternative for), Malformed (with connections that lost framing), Outside the validity of the
	// warrant, and Lost because a LEMF's buffer was full. Refused are X2 connections that were not admitted,
	// RefusedX1 X1 connections that failed TLS. Repeated came again after a reconnection of their POI.
	Received, Delivered, UnknownXID, NoTwin, Malformed, Outside, Lost, Refused, RefusedX1, Repeated uint64
	// HeaderReports are records of packet headers that an MDF3 handed to LI_MDF.
	HeaderReports uint64
}

// Stats returns the counters.
func (m *MDF2) Stats() Stats {
	return Stats{Received: m.received.Load(), Delivered: m.delivered.Load(), UnknownXID: m.unknownXID.Load(), NoTwin: m.noTwin.Load(),
		Malformed: m.malformed.Load(), Outside: m.outside.Load(), Lost: m.lost.Load(), Refused: m.refused.Load(), RefusedX1: m.ne.Refused(), Repeated: m.repeated.Load()}
}

// gauge counts what is being worked on.
type gauge struct {
	mu   sync.Mutex
	n    int
	idle chan struct{}
}

func (g *gauge) enter() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.n++; g.n == 1 {
		g.idle = make(chan struct{})
	}
}

func (g *gauge) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.n--; g.n == 0 {
		close(g.idle)
	}
}

// wait returns when nothing is being worked on.
func (g *gauge) wait(ctx context.Context) error {
	g.mu.Lock()
	busy, idle := g.n > 0, g.idle
	g.mu.Unlock()
	if !busy {
		return nil
	}
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
