package fabric

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
)

// names is the table of domain names of one network. Names are compared without case and without a final dot.
type names struct {
	mu    sync.RWMutex
	table map[string]netip.Addr
}

func canonicalName(fqdn string) string { return strings.ToLower(strings.TrimSuffix(fqdn, ".")) }

// set makes a name known; a later address replaces an earlier one.
func (n *names) set(fqdn string, addr netip.Addr) error {
	key := canonicalName(fqdn)
	if key == "" || len(key) > 253 || !addr.IsValid() {
		return fmt.Errorf("fabric: name %q with address %v", fqdn, addr)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.table == nil {
		n.table = make(map[string]netip.Addr)
	}
	n.table[key] = addr.Unmap()
	return nil
}

// resolve turns "host:port" into an address. The host is an address or a known name, the port a number.
func (n *names) resolve(address string) (netip.AddrPort, error) {
	host, service, err := net.SplitHostPort(address)
	if err != nil {
		return netip.AddrPort{}, fmt.Errorf("fabric: address %q: %w", address, err)
	}
	port, err := strconv.ParseUint(service, 10, 16)
	if err != nil {
		return netip.AddrPort{}, fmt.Errorf("fabric: port of address %q: %w", address, err)
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		return netip.AddrPortFrom(addr.Unmap(), uint16(port)), nil
	}
	n.mu.RLock()
	addr, ok := n.table[canonicalName(host)]
	n.mu.RUnlock()
	if !ok {
		return netip.AddrPort{}, fmt.Errorf("%w: %q", ErrUnknownHost, host)
	}
	return netip.AddrPortFrom(addr, uint16(port)), nil
}

// checkTCP refuses other networks than TCP and a context that is done.
func checkTCP(ctx context.Context, network string) error {
	switch network {
	case "tcp", "tcp4", "tcp6":
		return ctx.Err()
	}
	return net.UnknownNetworkError(network)
}

// pool hands out the addresses of a prefix, one after the other.
type pool struct {
	prefix netip.Prefix
	next   netip.Addr
}

func newPool(prefix netip.Prefix) (pool, error) {
	if !prefix.IsValid() || prefix.Addr().Is4In6() {
		return pool{}, fmt.Errorf("fabric: prefix %v", prefix)
	}
	prefix = prefix.Masked()
	return pool{prefix: prefix, next: prefix.Addr().Next()}, nil
}

// take returns the next address. The first address of a prefix and the last of an IPv4 prefix are not used.
func (p *pool) take() (netip.Addr, error) {
	a := p.next
	if !a.IsValid() || !p.prefix.Contains(a) || a.Is4() && !p.prefix.Contains(a.Next()) {
		return netip.Addr{}, fmt.Errorf("fabric: the prefix %v has no more addresses", p.prefix)
	}
	p.next = a.Next()
	return a, nil
}
