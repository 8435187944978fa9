package smf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"sync"
)

// errNoAddress says that a pool is empty.
var errNoAddress = errors.New("no UE address left")

// maxPool bounds the addresses that a pool hands out, whatever its prefix.
const maxPool = 1 << 20

// pool hands out UE addresses. What was given back is used again last.
type pool struct {
	dnn DNN

	mu     sync.Mutex
	v4, v6 numbers
}

// numbers hands out 0 to size-1.
type numbers struct {
	size, next uint32
	free       []uint32
	out        uint32
}

func (n *numbers) take() (uint32, bool) {
	var v uint32
	switch {
	case n.next < n.size:
		v = n.next
		n.next++
	case len(n.free) > 0:
		v, n.free = n.free[0], n.free[1:]
	default:
		return 0, false
	}
	n.out++
	return v, true
}

func (n *numbers) give(v uint32) {
	n.free = append(n.free, v)
	n.out--
}

func newPool(d DNN) (*pool, error) {
	p := &pool{dnn: d}
	if d.IPv4.IsValid() {
		if !d.IPv4.Addr().Is4() || d.IPv4.Bits() > 31 {
			return nil, fmt.Errorf("pool %v is not for IPv4", d.IPv4)
		}
		p.dnn.IPv4 = d.IPv4.Masked()
		p.v4.size = uint32(min(uint64(1)<<(32-d.IPv4.Bits())-1, maxPool))
	}
	if d.IPv6.IsValid() {
		if !d.IPv6.Addr().Is6() || d.IPv6.Bits() > 64 {
			return nil, fmt.Errorf("pool %v has no IPv6 prefix of 64 bits", d.IPv6)
		}
		p.dnn.IPv6 = d.IPv6.Masked()
		p.v6.size = maxPool
		if n := 64 - d.IPv6.Bits(); n < 20 {
			p.v6.size = 1 << n
		}
	}
	return p, nil
}

func (p *pool) used() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return int(p.v4.out + p.v6.out)
}

// take returns an IPv4 address, an IPv6 prefix, or both.
func (p *pool) take(v4, v6 bool) (four, six netip.Prefix, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if v4 {
		n, ok := p.v4.take()
		if !ok {
			return four, six, errNoAddress
		}
		base := p.dnn.IPv4.Addr().As4()
		// The network address itself is nobody's.
		binary.BigEndian.PutUint32(base[:], binary.BigEndian.Uint32(base[:])+n+1)
		four = netip.PrefixFrom(netip.AddrFrom4(base), 32)
	}
	if v6 {
		n, ok := p.v6.take()
		if !ok {
			if v4 {
				p.giveLocked(four)
			}
			return netip.Prefix{}, six, errNoAddress
		}
		base := p.dnn.IPv6.Addr().As16()
		binary.BigEndian.PutUint64(base[:8], binary.BigEndian.Uint64(base[:8])+uint64(n))
		six = netip.PrefixFrom(netip.AddrFrom16(base), 64)
	}
	return four, six, nil
}

// give takes an address or prefix back.
func (p *pool) give(a netip.Prefix) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.giveLocked(a)
}

func (p *pool) giveLocked(a netip.Prefix) {
	switch {
	case !a.IsValid():
	case a.Addr().Is4():
		x, base := a.Addr().As4(), p.dnn.IPv4.Addr().As4()
		p.v4.give(binary.BigEndian.Uint32(x[:]) - binary.BigEndian.Uint32(base[:]) - 1)
	default:
		x, base := a.Addr().As16(), p.dnn.IPv6.Addr().As16()
		p.v6.give(uint32(binary.BigEndian.Uint64(x[:8]) - binary.BigEndian.Uint64(base[:8])))
	}
}
