package fabric

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"sync"
	"time"
)

// VirtualConfig describes a network inside the process. The zero value is complete.
type VirtualConfig struct {
	// Now gives the times that taps see, nil for time.Now.
	Now func() time.Time
	// Rand gives the SCTP ports of clients, nil for crypto/rand. The network serializes its use.
	Rand io.Reader
	// Log is silent when nil.
	Log *slog.Logger
}

// A Virtual network lives inside the process: a gVisor netstack per host, SCTP in UDP encapsulation (RFC 6951,
// port 9899 on both sides). A packet goes to the host of its destination address on the same link; there is no
// address resolution and no routing between links, except for what has been attached as a router.
type Virtual struct {
	now   func() time.Time
	rand  io.Reader
	log   *slog.Logger
	names names

	mu     sync.Mutex
	links  map[string]*virtualLink
	hosts  map[string]*virtualHost
	order  []*virtualHost
	closed bool
}

var _ Network = (*Virtual)(nil)

// NewVirtual makes an empty network.
func NewVirtual(cfg VirtualConfig) (*Virtual, error) {
	v := &Virtual{now: cfg.Now, rand: cfg.Rand, log: cfg.Log,
		links: make(map[string]*virtualLink), hosts: make(map[string]*virtualHost)}
	if v.now == nil {
		v.now = time.Now
	}
	if v.rand == nil {
		v.rand = rand.Reader
	}
	if v.log == nil {
		v.log = slog.New(slog.DiscardHandler)
	}
	v.rand = &serialReader{r: v.rand}
	return v, nil
}

// serialReader lets several hosts draw from one source.
type serialReader struct {
	mu sync.Mutex
	r  io.Reader
}

func (s *serialReader) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.r.Read(p)
}

// Link makes a link. Its prefix must not overlap that of another link.
func (v *Virtual) Link(cfg LinkConfig) (Link, error) {
	l, err := newVirtualLink(v, cfg)
	if err != nil {
		return nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return nil, ErrClosed
	}
	for _, other := range v.links {
		if other.name == l.name {
			return nil, fmt.Errorf("fabric: there is a link %q already", l.name)
		}
		if other.pool6 != nil && l.pool6 != nil && other.pool6.prefix.Overlaps(l.pool6.prefix) {
			return nil, fmt.Errorf("fabric: prefix %v of link %q overlaps %v of link %q", l.pool6.prefix, l.name, other.pool6.prefix, other.name)
		}
		if other.pool.prefix.Overlaps(l.pool.prefix) {
			return nil, fmt.Errorf("fabric: prefix %v of link %q overlaps %v of link %q", l.pool.prefix, l.name, other.pool.prefix, other.name)
		}
	}
	v.links[l.name] = l
	return l, nil
}

// Host makes a host without addresses.
func (v *Virtual) Host(name string) (Host, error) {
	if name == "" {
		return nil, errors.New("fabric: a host needs a name")
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return nil, ErrClosed
	}
	if _, ok := v.hosts[name]; ok {
		return nil, fmt.Errorf("fabric: there is a host %q already", name)
	}
	h, err := newVirtualHost(v, name)
	if err != nil {
		return nil, err
	}
	v.hosts[name] = h
	v.order = append(v.order, h)
	return h, nil
}

// Name makes a domain name known to every host of the network. A later address replaces an earlier one.
func (v *Virtual) Name(fqdn string, addr netip.Addr) error { return v.names.set(fqdn, addr) }

// Close stops everything at once: what is on the way is lost, connections and associations end without a farewell
// on the wire. Network functions that want one close before their network.
func (v *Virtual) Close() error {
	v.mu.Lock()
	if v.closed {
		v.mu.Unlock()
		return nil
	}
	v.closed = true
	hosts, links := v.order, v.links
	v.mu.Unlock()
	for _, l := range links {
		l.close()
	}
	var wg sync.WaitGroup
	errs := make([]error, len(hosts))
	for i, h := range hosts {
		wg.Go(func() { errs[i] = h.close() })
	}
	wg.Wait()
	return errors.Join(errs...)
}
