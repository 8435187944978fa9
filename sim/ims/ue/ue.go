// Package ue is the IMS client of a phone: registration with IMS-AKA (TS 24.229 clause 5.1.1, TS 33.203), calls (TS 24.229
// clause 5.1.3 and following, TS 24.610 for hold) and SIP MESSAGE.
package ue

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// Config describes an IMS client.
type Config struct {
	// Name is for logs and for the random parts of identifiers.
	Name string
	// Carrier opens the phone's sockets: the host of its PDU session for the IMS.
	Carrier sip.Carrier
	// Addr is the address of the phone in that session, PCSCF that of the P-CSCF without protection (port 5060).
	Addr  netip.Addr
	PCSCF netip.AddrPort
	// Port is the phone's port without protection, 0 means 5060.
	Port uint16
	// IMPI is the private identity, IMPU the public one that is registered, Home the home network.
	IMPI, IMPU string
	Home       event.PLMN
	// K and OPc are the ISIM's.
	K, OPc [16]byte
	// NoRoute leaves the route to PCSCF out of requests without registration: for a party outside of the IMS.
	NoRoute bool
	// WrongRES makes the phone answer challenges wrongly.
	WrongRES bool
	// ISIM takes the place of a new card with these keys: one that accepted challenges before.
	ISIM *aka.USIM
	// PEI has 16 digits, empty for a phone that does not tell it.
	PEI string
	// AccessNetwork is the value of P-Access-Network-Info, empty for none. It is asked for at each request.
	AccessNetwork func() string
	// Gm is the protection of Gm, nil for none at all.
	Gm sip.GmClient
	// Media makes the media of calls, nil for calls without.
	Media ims.Media
	// Emergency says that the client is for emergency services: it registers with the "sos" URI parameter (TS 24.229 clause 5.1.6.2),
	// and without registration its emergency calls are anonymous.
	Emergency bool
	// Accept decides about incoming calls; nil accepts after ringing for a moment.
	Accept func(*Incoming)
	// OnMessage takes incoming SIP MESSAGEs. It returns the status code of the answer; nil refuses them with 405.
	OnMessage func(Message) int
	// Expires is the registration time asked for, 0 means 600000 s (TS 24.229 clause 5.1.1.2).
	Expires time.Duration
	// Timers are those of SIP.
	Timers sip.Timers
	Now    func() time.Time
	Rand   io.Reader
	Log    *slog.Logger
}

// Registration is the outcome of a registration.
type Registration struct {
	// Status is the SIP status of the last answer, 200 for success.
	Status int
	Reason string
	// Associated are the public identities of P-Associated-URI, the default first.
	Associated []string
	// ServiceRoute are the routes of requests.
	ServiceRoute []string
	Expires      time.Duration
}

// Message is a SIP MESSAGE, RFC 3428.
type Message struct {
	// From and To are URIs: in a received one From is the asserted identity, To the Request-URI.
	From, To    string
	ContentType string
	Body        []byte
	// InReplyTo is the value of In-Reply-To, CallID that of the message's own Call-ID.
	InReplyTo, CallID string
}

// CallConfig describes an outgoing call.
type CallConfig struct {
	// Emergency says that the call is an emergency call: to is not used, the request goes to urn:service:sos.
	Emergency bool
	// From is another public identity of the phone, empty for the default.
	From string
	// Body takes the place of the offer of the phone's media: for descriptions that lie.
	Body []byte
	// Headers are added to the INVITE.
	Headers map[string]string
}

// Errors of the client.
var (
	ErrClosed        = errors.New("ims/ue: closed")
	ErrNotRegistered = errors.New("ims/ue: not registered")
	// ErrChallenge says that the phone does not accept the challenge of the network.
	ErrChallenge = errors.New("ims/ue: the challenge is not from the home network")
	// ErrGm says that the protection of Gm failed.
	ErrGm = errors.New("ims/ue: no protection of Gm was agreed")
)

// A StatusError is a final answer other than 2xx.
type StatusError struct {
	Method string
	Status int
	Reason string
}

// Error names the method and the status.
func (e *StatusError) Error() string {
	return fmt.Sprintf("ims/ue: %s: %d %s", e.Method, e.Status, e.Reason)
}

// UE is the IMS client of one phone.
type UE struct {
	cfg       Config
	gm        sip.GmClient
	ep        *sip.Endpoint
	isim      *aka.USIM
	regCallID string
	incoming  chan *Call

	// procedure is held by registrations.
	procedure sync.Mutex

	mu      sync.Mutex
	closed  bool
	cseq    uint32
	reg     *registration
	direct  *channel // without registration
	calls   map[string]*Call
	sockets map[socket]sip.Flow
	streams map[net.Conn]sip.Flow

	wg   sync.WaitGroup
	ctx  context.Context
	stop context.CancelFunc
}

// defaultExpires is the registration time of TS 24.229 clause 5.1.1.2.
const defaultExpires = 600_000 * time.Second

// maxCalls bounds the calls of one phone at a time.
const maxCalls = 16

// New checks the configuration.
func New(cfg Config) (*UE, error) {
	if cfg.Carrier == nil || !cfg.Addr.IsValid() || !cfg.PCSCF.IsValid() {
		return nil, errors.New("ims/ue: no carrier, no address or no P-CSCF")
	}
	if cfg.Expires == 0 {
		cfg.Expires = defaultExpires
	}
	if cfg.ISIM == nil {
		cfg.ISIM = aka.NewUSIM(cfg.K, cfg.OPc)
	}
	if cfg.Port == 0 {
		cfg.Port = 5060
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
	u := &UE{
		cfg: cfg, gm: cfg.Gm, isim: cfg.ISIM, calls: map[string]*Call{}, incoming: make(chan *Call, maxCalls),
		sockets: map[socket]sip.Flow{}, streams: map[net.Conn]sip.Flow{},
	}
	at := netip.AddrPortFrom(cfg.Addr, cfg.Port)
	if u.gm == nil {
		u.gm = clear{sip.Channel{Carrier: cfg.Carrier, Network: "udp", Client: at, Server: at, Remote: cfg.PCSCF}}
	}
	var err error
	if u.ep, err = sip.NewEndpoint(sip.EndpointConfig{
		Name: cfg.Name, Handle: u.handle, Timers: cfg.Timers, Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log,
	}); err != nil {
		return nil, err
	}
	u.regCallID = u.ep.Token() + "@" + cfg.Addr.String()
	u.ctx, u.stop = context.WithCancel(context.Background())
	return u, nil
}

// Listen opens the unprotected socket of a phone that does not register: for emergency calls without registration, and for
// a party outside of the IMS, whose requests go to PCSCF.
func (u *UE) Listen(ctx context.Context) error {
	u.mu.Lock()
	direct := u.direct
	u.mu.Unlock()
	if direct != nil {
		return nil
	}
	at := netip.AddrPortFrom(u.cfg.Addr, u.cfg.Port)
	ch, err := u.open(ctx, sip.Channel{Carrier: u.cfg.Carrier, Network: "udp", Client: at, Server: at, Remote: u.cfg.PCSCF})
	if err != nil {
		return err
	}
	u.mu.Lock()
	u.direct = ch
	u.mu.Unlock()
	return nil
}

// channel is the way for requests, with the routes behind the P-CSCF.
func (u *UE) channel() (*channel, *registration) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.reg != nil {
		return u.reg.ch, u.reg
	}
	return u.direct, nil
}

// Registered returns the registration in force, false if there is none.
func (u *UE) Registered() (Registration, bool) {
	r := u.registered()
	if r == nil {
		return Registration{}, false
	}
	return r.Registration, true
}

// Incoming brings incoming calls that were answered. Calls that nobody takes are dropped from it, not from the phone.
func (u *UE) Incoming() <-chan *Call { return u.incoming }

// Stats are the counters of SIP.
func (u *UE) Stats() sip.Stats { return u.ep.Stats() }

// Close ends every call without a word, closes the sockets and waits. It does not deregister.
func (u *UE) Close() error {
	u.mu.Lock()
	if u.closed {
		u.mu.Unlock()
		return nil
	}
	u.closed = true
	calls := slices.Collect(maps.Values(u.calls))
	u.mu.Unlock()
	u.stop()
	for _, c := range calls {
		c.end(ErrClosed)
	}
	err := errors.Join(u.ep.Close(), u.gm.Close())
	u.wg.Wait()
	return err
}

// spawn runs f unless the phone is closed.
func (u *UE) spawn(f func()) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed {
		return false
	}
	u.wg.Go(f)
	return true
}
