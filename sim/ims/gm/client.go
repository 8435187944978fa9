package gm

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"

	"lilab/sim/esp"
	"lilab/sim/fabric"
	"lilab/sim/ims/sip"
)

// Times of both sides. The first and the last are those of TS 24.229 R17 clauses 5.1.1.5.1 and 5.2.2.2: reg-await-auth, and 30 s more than
// the longest registration.
const (
	awaitAuth       = 4 * time.Minute
	defaultGrace    = 32 * time.Second // 64*T1
	defaultLifetime = 600_030 * time.Second
)

// maxSets bounds the sets of a phone: the one in force, the one before, and one whose registration failed.
const maxSets = 3

// ClientConfig describes the phone's side.
type ClientConfig struct {
	// Mode is the best that the phone can do. With a mode of IPsec it takes what the P-CSCF chooses of its suites.
	Mode Mode
	// Host is the phone on its PDU session (ue.Session.Host), Addr its address there.
	Host fabric.Host
	Addr netip.Addr
	// PCSCF is where unprotected requests go, or where TLS is spoken (port 5061).
	PCSCF netip.AddrPort
	// Port is the port of requests without protection; 0 means 5060.
	Port uint16
	// Stream makes a TCP connection of the protected channel instead of UDP, from the protected client port to the protected server
	// port (TS 33.203 R18 clause 7.1).
	Stream bool
	// Suites are offered in this order, nil for those of the mode.
	Suites []Suite
	// TLS checks the certificate of the P-CSCF (pki.ClientConfig); needed for TLS.
	TLS *tls.Config
	// Lifetime is that of associations, 0 for 600030 s; Grace how long older ones live on after Confirm, 0 for 32 s.
	Lifetime, Grace time.Duration
	// Hard bounds packets and octets of an association.
	Hard esp.Lifetime
	Now  func() time.Time
	Rand io.Reader
	Log  *slog.Logger
}

// Client is the phone's side of Gm. It is a sip.GmClient.
type Client struct {
	cfg    ClientConfig
	suites []Suite
	shim   *shim
	us     uint16 // port_us, the same for all registrations
	conn   *stream

	mu     sync.Mutex
	closed bool
	own    ends // of the registration in progress
	sets   []*set
	fresh  *set // agreed on, and not confirmed
}

var _ sip.GmClient = (*Client)(nil)

// NewClient makes the phone's side and, for IPsec, puts its hook at the interface.
func NewClient(cfg ClientConfig) (*Client, error) {
	if _, err := ParseMode(string(cfg.Mode)); err != nil {
		return nil, err
	}
	if cfg.Host == nil || !cfg.Addr.IsValid() || cfg.PCSCF.Addr().Is4() != cfg.Addr.Is4() {
		return nil, fmt.Errorf("gm: phone at %v, P-CSCF at %v", cfg.Addr, cfg.PCSCF)
	}
	if cfg.Mode == TLS && cfg.TLS == nil {
		return nil, errors.New("gm: TLS without a configuration")
	}
	if cfg.Port == 0 {
		cfg.Port = 5060
	}
	common(&cfg.Now, &cfg.Rand, &cfg.Log, &cfg.Lifetime, &cfg.Grace)
	c := &Client{cfg: cfg, suites: cfg.Suites}
	if !cfg.Mode.IPsec() {
		return c, nil
	}
	if c.suites == nil {
		c.suites = clientSuites(cfg.Mode)
	}
	if err := checkSuites(c.suites); err != nil {
		return nil, err
	}
	var err error
	if c.shim, err = newShim(cfg.Host, []netip.Addr{cfg.Addr}, 0, cfg.Now, saOptions{cfg.Hard, cfg.Rand}); err != nil {
		return nil, err
	}
	if c.us, err = c.drawPort(); err != nil {
		c.shim.undo()
		return nil, err
	}
	c.shim.protect(c.us)
	return c, nil
}

// common fills in what is not told.
func common(now *func() time.Time, random *io.Reader, log **slog.Logger, life, grace *time.Duration) {
	if *now == nil {
		*now = time.Now
	}
	if *random == nil {
		*random = rand.Reader
	}
	*random = &locked{r: *random}
	if *log == nil {
		*log = slog.New(slog.DiscardHandler)
	}
	if *life == 0 {
		*life = defaultLifetime
	}
	if *grace == 0 {
		*grace = defaultGrace
	}
}

// locked makes a source of randomness safe for several associations.
type locked struct {
	mu sync.Mutex
	r  io.Reader
}

// Read reads.
func (l *locked) Read(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.r.Read(b)
}

func checkSuites(s []Suite) error {
	if len(s) == 0 {
		return fmt.Errorf("%w: no suites", ErrNoAgreement)
	}
	for _, x := range s {
		if !x.known() {
			return fmt.Errorf("%w: %s with %s", ErrNoAgreement, x.Encryption, x.Integrity)
		}
	}
	return nil
}

// drawPort draws a protected port of the phone that is not in use.
func (c *Client) drawPort() (uint16, error) {
	for range 1000 {
		var b [2]byte
		if _, err := io.ReadFull(c.cfg.Rand, b[:]); err != nil {
			return 0, fmt.Errorf("gm: %w", err)
		}
		p := 40000 + binary.BigEndian.Uint16(b[:])%20000
		c.shim.mu.RLock()
		used := c.shim.ports[p] > 0
		c.shim.mu.RUnlock()
		if !used && p != c.cfg.Port {
			return p, nil
		}
	}
	return 0, errors.New("gm: no port is free")
}

// drawSPI draws an index that is not in use and none of others.
func (s *shim) drawSPI(others ...uint32) (uint32, error) {
next:
	for range 1000 {
		var b [4]byte
		if _, err := io.ReadFull(s.opt.rand, b[:]); err != nil {
			return 0, fmt.Errorf("gm: %w", err)
		}
		n := binary.BigEndian.Uint32(b[:])
		if n < 256 || s.taken(n) {
			continue
		}
		for _, o := range others {
			if n == o {
				continue next
			}
		}
		return n, nil
	}
	return 0, errors.New("gm: no SPI is free")
}

// clear is the channel without protection.
func (c *Client) clear() sip.Channel {
	at := netip.AddrPortFrom(c.cfg.Addr, c.cfg.Port)
	return sip.Channel{Carrier: c.cfg.Host, Network: "udp", Client: at, Server: at, Remote: c.cfg.PCSCF}
}

// Open prepares a registration.
func (c *Client) Open(ctx context.Context) (string, sip.Channel, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.closed:
		return "", sip.Channel{}, ErrClosed
	case c.cfg.Mode == None:
		return "", c.clear(), nil
	case c.cfg.Mode == TLS:
		ch, err := c.connect(ctx)
		return tlsMechanism, ch, err
	}
	c.purge()
	own := ends{addr: c.cfg.Addr, portS: c.us}
	var err error
	if own.portC, err = c.drawPort(); err != nil {
		return "", sip.Channel{}, err
	}
	if own.spiC, err = c.shim.drawSPI(); err != nil {
		return "", sip.Channel{}, err
	}
	if own.spiS, err = c.shim.drawSPI(own.spiC); err != nil {
		return "", sip.Channel{}, err
	}
	c.own = own
	var offer []Mechanism
	for _, s := range c.suites {
		offer = append(offer, own.mechanism(s, 1000))
	}
	return strings.Join(write(offer), ", "), c.clear(), nil
}

func (e ends) mechanism(s Suite, q int) Mechanism {
	return Mechanism{Name: ipsec3GPP, Q: q, Alg: s.Integrity, EAlg: s.Encryption, Prot: "esp", Mod: "trans",
		SPIC: e.spiC, SPIS: e.spiS, PortC: e.portC, PortS: e.portS}
}

// Agree makes the associations that the P-CSCF chose.
func (c *Client) Agree(_ context.Context, securityServer []string, keys sip.Keys) (string, sip.Channel, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	verify := strings.Join(securityServer, ", ")
	switch {
	case c.closed:
		return "", sip.Channel{}, ErrClosed
	case c.cfg.Mode == None:
		return "", c.clear(), nil
	}
	list, err := ParseMechanisms(securityServer)
	if err != nil {
		return "", sip.Channel{}, err
	}
	if c.cfg.Mode == TLS {
		if _, ok := choose(list, func(m Mechanism) bool { return m.Name == tlsMechanism }); !ok && len(list) > 0 {
			return "", sip.Channel{}, ErrNoAgreement
		}
		if c.conn == nil || c.conn.dead.Load() {
			return "", sip.Channel{}, fmt.Errorf("%w: the TLS connection is gone", ErrClosed)
		}
		return verify, c.conn.channel(), nil
	}
	if c.own.spiC == 0 {
		return "", sip.Channel{}, errors.New("gm: Agree before Open")
	}
	best, ok := choose(list, func(m Mechanism) bool {
		for _, s := range c.suites {
			if m.usable() && m.Suite() == s {
				return true
			}
		}
		return false
	})
	if !ok {
		return "", sip.Channel{}, ErrNoAgreement
	}
	them := ends{c.cfg.PCSCF.Addr(), best.PortC, best.PortS, best.SPIC, best.SPIS}
	// A second challenge within one registration takes the place of the first.
	for i := len(c.sets) - 1; i >= 0; i-- {
		if c.sets[i].us == c.own {
			c.drop(i)
		}
	}
	x, err := c.shim.makeSet(best.Suite(), c.own, them, keys, c.cfg.Now().Add(c.cfg.Lifetime))
	if err != nil {
		return "", sip.Channel{}, err
	}
	if err := c.shim.install(x, true); err != nil {
		return "", sip.Channel{}, err
	}
	c.sets, c.fresh = append(c.sets, x), x
	for len(c.sets) > maxSets {
		c.drop(0)
	}
	c.cfg.Log.Debug("gm: associations", "phone", c.own.addr, "encryption", x.suite.Encryption, "integrity", x.suite.Integrity)
	network, from := "udp", sip.Carrier(c.cfg.Host)
	if c.cfg.Stream {
		network, from = "tcp", carrier{c.cfg.Host, netip.AddrPortFrom(c.own.addr, c.own.portC)}
	}
	return verify, sip.Channel{
		Carrier: from, Network: network,
		Client: netip.AddrPortFrom(c.own.addr, c.own.portC), Server: netip.AddrPortFrom(c.own.addr, c.own.portS),
		Remote: netip.AddrPortFrom(them.addr, them.portS),
	}, nil
}

// carrier is a host that dials from the protected client port.
type carrier struct {
	fabric.Host
	from netip.AddrPort
}

// DialContext opens a TCP connection from the protected client port.
func (c carrier) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	return fabric.DialFrom(ctx, c.Host, c.from, network, address)
}

// drop takes a set away; c.mu is held.
func (c *Client) drop(i int) {
	c.shim.remove(c.sets[i])
	c.sets = append(c.sets[:i:i], c.sets[i+1:]...)
}

// purge takes sets away whose time is over.
func (c *Client) purge() {
	now := c.cfg.Now().UnixNano()
	for i := len(c.sets) - 1; i >= 0; i-- {
		if now > c.sets[i].until.Load() {
			c.drop(i)
		}
	}
}

// Confirm says that the registration succeeded: older sets end after the grace time (TS 33.203 R18 clause 7.4.1). Without it they
// are kept until further registrations.
func (c *Client) Confirm() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.shim == nil || len(c.sets) == 0 {
		return
	}
	c.fresh = nil
	c.purge()
	for _, x := range c.sets[:max(len(c.sets)-1, 0)] {
		x.end(c.cfg.Now().Add(c.cfg.Grace))
	}
}

// Reject says that the registration failed: what was agreed on in it ends at once, and what was in force before protects what is sent
// (TS 33.203 R18 clause 7.3.1).
func (c *Client) Reject() {
	c.mu.Lock()
	defer c.mu.Unlock()
	x := c.fresh
	c.fresh = nil
	if x == nil {
		return
	}
	for i, o := range c.sets {
		if o == x {
			c.drop(i)
			return
		}
	}
}

// end makes a set end at t, if it does not end earlier.
func (x *set) end(t time.Time) {
	for n := t.UnixNano(); ; {
		old := x.until.Load()
		if old <= n || x.until.CompareAndSwap(old, n) {
			return
		}
	}
}

// Suite is what the last registration agreed on, zero without IPsec.
func (c *Client) Suite() Suite {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sets) == 0 {
		return Suite{}
	}
	return c.sets[len(c.sets)-1].suite
}

// Stats counts packets; zero without IPsec.
func (c *Client) Stats() Stats {
	if c.shim == nil {
		return Stats{}
	}
	return c.shim.stats()
}

// Close ends every association and takes the hook away.
func (c *Client) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil
	}
	c.closed = true
	if c.shim != nil {
		for len(c.sets) > 0 {
			c.drop(0)
		}
		c.shim.undo()
	}
	if c.conn != nil {
		return c.conn.Close()
	}
	return nil
}
