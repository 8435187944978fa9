package amf

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
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
	// taken (TS 33.501 R17 clause 6.7.1.1). None means 2, 1, 3 with NEA0 last.
	NEAOrder, NIAOrder []uint8
	Home               Home
	// RoamingPartners says whose subscribers are let in besides the AMF's own; nil means everybody's.
	RoamingPartners []event.PLMN
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
	// T3512 is the periodic registration timer that the UE is told (54 min).
	T3512 time.Duration
}

// Stats counts what an AMF holds.
type Stats struct {
	// GNBs is the number of associations with a completed NG Setup.
	GNBs int
	// Contexts is the number of UE contexts, Registered of those that are 5GMM-REGISTERED.
	Contexts, Registered int
}

// AMF is one access and mobility management function.
type AMF struct{ cfg Config }

// New checks the configuration.
func New(cfg Config) (*AMF, error) { return &AMF{cfg: cfg}, nil }

// Start listens on N2.
func (a *AMF) Start(ctx context.Context) error { return errors.ErrUnsupported }

// Close ends every association, drops every context, and waits. Nothing is published for them.
func (a *AMF) Close() error { return nil }

// Handler serves the callbacks that the AMF gave to other functions: the deregistration notification of the
// UDM (TS 29.503 R17 clause 5.3.2.3).
func (a *AMF) Handler() http.Handler { return http.NotFoundHandler() }

// Stats tells what the AMF holds now.
func (a *AMF) Stats() Stats { return Stats{} }
