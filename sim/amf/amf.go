package amf

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"slices"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/nas"
)

// Config describes an AMF.
type Config struct {
	Host fabric.Host
	// Listen is the N2 address, SCTP port 38412 (TS 38.412 R17 clause 7).
	Listen netip.AddrPort
	PLMN   event.PLMN
	NF     event.NF
	// Name is the AMF name of NG SETUP RESPONSE; empty means NF.FQDN.
	Name string
	// RegionID (8 bits), SetID (10 bits) and Pointer (6 bits) with PLMN are the GUAMI.
	RegionID uint8
	SetID    uint16
	Pointer  uint8
	// Slices are served and allowed; none means SST 1.
	Slices []event.SNSSAI
	// NEAOrder and NIAOrder are the NAS algorithms in order of preference; the first that the UE supports is
	// taken (TS 33.501 R17 clause 6.7.1.1). None means 2, 1, 3, with NEA0 last. NIA0 is for unauthenticated
	// emergency calls only (clause 5.5.2) and is refused here: the AMF takes it by itself for them.
	NEAOrder, NIAOrder []uint8
	// Emergency says who may register for emergency services. EmergencyDNN is the data network of emergency sessions, empty
	// for "sos": the AMF's emergency configuration data (TS 23.501 clause 5.16.4.1).
	Emergency    EmergencyPolicy
	EmergencyDNN string
	Home         Home
	// Peers are other AMFs; nil for an AMF that asks UEs of other AMFs who they are.
	Peers Peers
	// Sessions are the SMFs; nil for a network without data.
	Sessions Sessions
	// SMS is the SMSF; nil for a network without SMS over NAS.
	SMS SMS
	// RoamingPartners says whose subscribers are let in besides the AMF's own; nil means everybody's.
	RoamingPartners []event.PLMN
	// Refused are home networks whose subscribers get no service although there is an agreement, with the 5GMM cause
	// that they are told after their authentication. Emergency registrations are not refused.
	Refused map[event.PLMN]uint8
	// CallbackURI is where Handler can be reached, without a slash at the end. The deregistration callback of a
	// UE is CallbackURI + "/imsi-<digits>/dereg-notify" (TS 29.503 R17 clause 5.3.2.3).
	CallbackURI string
	Timers      Timers
	// MaxContexts bounds the UE contexts, 0 means 1,000,000.
	MaxContexts int
	Events      event.Publisher
	Now         func() time.Time
	// Rand supplies 5G-TMSIs; nil means crypto/rand.
	Rand io.Reader
	Log  *slog.Logger
}

// Timers of TS 24.501 R17 table 10.2.2. Zero means the default.
type Timers struct {
	// T3550 guards REGISTRATION ACCEPT (6 s), T3560 the authentication and security mode procedures (6 s),
	// T3570 the identification procedure (6 s), T3522 a network-initiated deregistration (6 s).
	// Each request is sent up to MaxSend times in all (default 5).
	T3550, T3560, T3570, T3522 time.Duration
	MaxSend                    int
	// Home bounds one request to the home network (10 s).
	Home time.Duration
	// Release bounds the wait for UE CONTEXT RELEASE COMPLETE (5 s).
	Release time.Duration
	// Handover bounds a handover through the AMF, from HANDOVER REQUIRED to HANDOVER NOTIFY (10 s).
	Handover time.Duration
	// T3512 is the periodic registration timer that the UE is told (54 min). A UE without connection that stays
	// away four minutes longer is deregistered implicitly.
	T3512 time.Duration
}

func (t *Timers) complete() {
	for _, d := range []struct {
		v *time.Duration
		d time.Duration
	}{
		{&t.T3550, 6 * time.Second}, {&t.T3560, 6 * time.Second}, {&t.T3570, 6 * time.Second}, {&t.T3522, 6 * time.Second},
		{&t.Home, 10 * time.Second}, {&t.Release, 5 * time.Second}, {&t.Handover, 10 * time.Second}, {&t.T3512, 54 * time.Minute},
	} {
		if *d.v == 0 {
			*d.v = d.d
		}
	}
	if t.MaxSend == 0 {
		t.MaxSend = 5
	}
}

// Stats counts what an AMF holds.
type Stats struct {
	// GNBs is the number of associations with a completed NG Setup.
	GNBs int
	// Contexts is the number of UE contexts, Registered of those that are 5GMM-REGISTERED.
	Contexts, Registered int
	// Connections is the number of UE-associated logical NG connections.
	Connections int
}

// AMF is one access and mobility management function.
type AMF struct {
	cfg   Config
	guami event.GUAMI

	ctx      context.Context
	cancel   context.CancelFunc
	listener fabric.SCTPListener
	wg       sync.WaitGroup

	mu       sync.Mutex
	closing  bool
	assocs   map[*association]struct{}
	links    map[uint64]*link // by AMF UE NGAP ID
	nextID   uint64
	contexts int
	byTMSI   map[uint32]*ueContext
	// bySUPI are the contexts of UEs that are registered; by "imeisv-" or "imei-" and the PEI without authentication.
	bySUPI map[string]*ueContext
}

// New checks the configuration.
func New(cfg Config) (*AMF, error) {
	if cfg.Host == nil || cfg.Home == nil || cfg.Events == nil {
		return nil, errors.New("amf: Host, Home and Events are needed")
	}
	if err := nas.CheckPLMN(cfg.PLMN); err != nil {
		return nil, fmt.Errorf("amf: %w", err)
	}
	if cfg.SetID >= 1<<10 || cfg.Pointer >= 1<<6 {
		return nil, fmt.Errorf("amf: set %#x or pointer %#x is too long", cfg.SetID, cfg.Pointer)
	}
	if cfg.Name == "" {
		cfg.Name = cfg.NF.FQDN
	}
	if cfg.Name == "" || len(cfg.Name) > 150 {
		return nil, errors.New("amf: the name must have 1 to 150 characters")
	}
	if len(cfg.Slices) == 0 {
		cfg.Slices = []event.SNSSAI{{SST: 1}}
	}
	if len(cfg.Slices) > 8 {
		return nil, errors.New("amf: at most 8 slices can be allowed")
	}
	if len(cfg.NEAOrder) == 0 {
		cfg.NEAOrder = []uint8{2, 1, 3, 0}
	}
	if len(cfg.NIAOrder) == 0 {
		cfg.NIAOrder = []uint8{2, 1, 3}
	}
	if slices.Max(cfg.NEAOrder) > 3 || slices.Max(cfg.NIAOrder) > 3 || slices.Contains(cfg.NIAOrder, 0) {
		return nil, fmt.Errorf("amf: NEA %v or NIA %v holds an algorithm that is not possible", cfg.NEAOrder, cfg.NIAOrder)
	}
	switch cfg.Emergency {
	case EmergencyAnybody, EmergencyAuthenticated, EmergencyNone:
	default:
		return nil, fmt.Errorf("amf: policy %q for emergency services is not known", cfg.Emergency)
	}
	if cfg.EmergencyDNN == "" {
		cfg.EmergencyDNN = "sos"
	}
	cfg.Timers.complete()
	if cfg.MaxContexts == 0 {
		cfg.MaxContexts = 1_000_000
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
	return &AMF{
		cfg:    cfg,
		guami:  event.GUAMI{PLMN: cfg.PLMN, AMFRegionID: cfg.RegionID, AMFSetID: cfg.SetID, AMFPointer: cfg.Pointer},
		assocs: map[*association]struct{}{}, links: map[uint64]*link{},
		byTMSI: map[uint32]*ueContext{}, bySUPI: map[string]*ueContext{},
	}, nil
}

// Start listens on N2.
func (a *AMF) Start(ctx context.Context) error {
	if a.ctx != nil {
		return errors.New("amf: started twice")
	}
	a.ctx, a.cancel = context.WithCancel(context.WithoutCancel(ctx))
	l, err := a.cfg.Host.ListenSCTP(ctx, a.cfg.Listen)
	if err != nil {
		a.cancel()
		return fmt.Errorf("amf: listen on N2 at %v: %w", a.cfg.Listen, err)
	}
	a.listener = l
	a.wg.Go(a.accept)
	return nil
}

// Addr is where the AMF listens for gNBs.
func (a *AMF) Addr() netip.AddrPort { return a.listener.Addr() }

// GUAMI is the identifier of this AMF.
func (a *AMF) GUAMI() event.GUAMI { return a.guami }

// Close ends every association, drops every context, and waits. Nothing is published for them.
func (a *AMF) Close() error {
	if a.listener == nil {
		return nil
	}
	a.mu.Lock()
	if a.closing {
		a.mu.Unlock()
		a.wg.Wait()
		return nil
	}
	a.closing = true
	assocs := make([]*association, 0, len(a.assocs))
	for as := range a.assocs {
		assocs = append(assocs, as)
	}
	a.mu.Unlock()
	a.cancel()
	err := a.listener.Close()
	for _, as := range assocs {
		as.sctp.Close()
	}
	a.wg.Wait()
	return err
}

// Stats tells what the AMF holds now.
func (a *AMF) Stats() Stats {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := Stats{Contexts: a.contexts, Connections: len(a.links), Registered: len(a.bySUPI)}
	for as := range a.assocs {
		if as.ready {
			s.GNBs++
		}
	}
	return s
}

// newTMSI draws a 5G-TMSI that is not in use for u. It is called with a.mu held.
func (a *AMF) newTMSI(u *ueContext) (uint32, error) {
	for range 64 {
		var b [4]byte
		if _, err := io.ReadFull(a.cfg.Rand, b[:]); err != nil {
			return 0, fmt.Errorf("amf: 5G-TMSI: %w", err)
		}
		t := binary.BigEndian.Uint32(b[:])
		// All ones means "no TMSI" in TS 23.003 clause 2.4.
		if _, used := a.byTMSI[t]; used || t == 0xffffffff {
			continue
		}
		a.byTMSI[t] = u
		return t, nil
	}
	return 0, errors.New("amf: no free 5G-TMSI found")
}
