package pcaps

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// A parser takes fields from the body of one block.
type parser struct {
	order binary.ByteOrder
	rest  []byte
}

func (p *parser) take(n int) ([]byte, error) {
	if n < 0 || n > len(p.rest) {
		return nil, fmt.Errorf("%d octets wanted, %d are left in the block", n, len(p.rest))
	}
	b := p.rest[:n:n]
	p.rest = p.rest[n:]
	return b, nil
}

// words takes as many 32-bit words as there are in out.
func (p *parser) words(out []uint32) error {
	b, err := p.take(4 * len(out))
	if err != nil {
		return err
	}
	for i := range out {
		out[i] = p.order.Uint32(b[4*i:])
	}
	return nil
}

// option takes one option or name record with its padding.
func (p *parser) option() (uint16, []byte, error) {
	h, err := p.take(4)
	if err != nil {
		return 0, nil, err
	}
	code, n := p.order.Uint16(h), int(p.order.Uint16(h[2:]))
	v, err := p.take((n + 3) &^ 3)
	if err != nil {
		return 0, nil, fmt.Errorf("option %d of %d octets: %w", code, n, err)
	}
	return code, v[:n], nil
}

// options calls f for each option up to the end of options or of the block.
func (p *parser) options(f func(code uint16, value []byte) error) error {
	for len(p.rest) > 0 {
		code, value, err := p.option()
		if err != nil {
			return err
		}
		if code == optEndOfOpt {
			return nil
		}
		if err := f(code, value); err != nil {
			return err
		}
	}
	return nil
}

func ignoreOption(uint16, []byte) error { return nil }

func (r *Reader) sectionHeader(p *parser) error {
	b, err := p.take(12)
	if err != nil {
		return err
	}
	if major := p.order.Uint16(b); major != 1 {
		return fmt.Errorf("version %d.%d, only version 1 is known", major, p.order.Uint16(b[2:]))
	}
	r.interfaces = nil
	return p.options(ignoreOption)
}

func (r *Reader) interfaceDescription(p *parser) error {
	b, err := p.take(8)
	if err != nil {
		return err
	}
	if len(r.names) >= maxInterfaces {
		return fmt.Errorf("more than %d interfaces", maxInterfaces)
	}
	i := iface{link: LinkType(p.order.Uint16(b)), snap: p.order.Uint32(b[4:]), resol: 6}
	err = p.options(func(code uint16, value []byte) error {
		switch code {
		case optIfName:
			i.name = strings.TrimRight(string(value), "\x00")
		case optIfTsresol:
			if len(value) != 1 {
				return fmt.Errorf("time resolution of %d octets", len(value))
			}
			if v := value[0]; v&0x80 == 0 && v > 19 || v&0x80 != 0 && v&0x7f > 63 {
				return fmt.Errorf("time resolution %#x", v)
			}
			i.resol = value[0]
		case optIfTsoffst:
			if len(value) != 8 {
				return fmt.Errorf("time offset of %d octets", len(value))
			}
			i.seconds = int64(p.order.Uint64(value))
		}
		return nil
	})
	if err != nil {
		return err
	}
	r.interfaces = append(r.interfaces, i)
	r.names = append(r.names, i.name)
	return nil
}

// time turns the time stamp of a packet into a time.
func (i iface) time(high, low uint32) time.Time {
	ticks := uint64(high)<<32 | uint64(low)
	if i.resol&0x80 != 0 {
		n := i.resol & 0x7f
		h, l := bits.Mul64(ticks&(1<<n-1), 1e9)
		ns := l >> n
		if n > 0 {
			ns |= h << (64 - n)
		}
		return time.Unix(int64(ticks>>n)+i.seconds, int64(ns)).UTC()
	}
	second := uint64(1)
	for range i.resol {
		second *= 10
	}
	h, l := bits.Mul64(ticks%second, 1e9)
	ns, _ := bits.Div64(h, l, second)
	return time.Unix(int64(ticks/second)+i.seconds, int64(ns)).UTC()
}

func (r *Reader) frame(p *parser, ifc uint32, captured, original uint32) (Frame, iface, error) {
	if uint64(ifc) >= uint64(len(r.interfaces)) {
		return Frame{}, iface{}, fmt.Errorf("interface %d, the section has %d", ifc, len(r.interfaces))
	}
	if uint64(captured) > uint64(len(p.rest)) {
		return Frame{}, iface{}, fmt.Errorf("captured length %d, %d octets are left in the block", captured, len(p.rest))
	}
	data, err := p.take(int(captured))
	if err != nil {
		return Frame{}, iface{}, err
	}
	if _, err := p.take(min((4-int(captured)%4)%4, len(p.rest))); err != nil {
		return Frame{}, iface{}, err
	}
	i := r.interfaces[ifc]
	return Frame{Interface: i.name, LinkType: i.link, Data: data, Original: int(original)}, i, nil
}

func (r *Reader) enhancedPacket(p *parser) (Frame, error) {
	var w [5]uint32
	if err := p.words(w[:]); err != nil {
		return Frame{}, err
	}
	f, i, err := r.frame(p, w[0], w[3], w[4])
	if err != nil {
		return Frame{}, err
	}
	f.Time = i.time(w[1], w[2])
	return f, p.options(ignoreOption)
}

// oldPacket reads the obsolete packet block: interface and drop count in 16 bits each.
func (r *Reader) oldPacket(p *parser) (Frame, error) {
	b, err := p.take(4)
	if err != nil {
		return Frame{}, err
	}
	var w [4]uint32
	if err := p.words(w[:]); err != nil {
		return Frame{}, err
	}
	f, i, err := r.frame(p, uint32(p.order.Uint16(b)), w[2], w[3])
	if err != nil {
		return Frame{}, err
	}
	f.Time = i.time(w[0], w[1])
	return f, p.options(ignoreOption)
}

// simplePacket reads a packet of interface 0 without time; its captured length follows from the others.
func (r *Reader) simplePacket(p *parser) (Frame, error) {
	var w [1]uint32
	if err := p.words(w[:]); err != nil {
		return Frame{}, err
	}
	captured := w[0]
	if len(r.interfaces) > 0 && r.interfaces[0].snap != 0 {
		captured = min(captured, r.interfaces[0].snap)
	}
	f, _, err := r.frame(p, 0, captured, w[0])
	return f, err
}

func (r *Reader) nameResolution(p *parser) error {
	for {
		code, value, err := p.option()
		if err != nil {
			return err
		}
		size := 0
		switch code {
		case nrbRecordEnd:
			return p.options(ignoreOption)
		case nrbRecordIPv4:
			size = 4
		case nrbRecordIPv6:
			size = 16
		default:
			continue
		}
		if len(value) < size {
			return fmt.Errorf("name record %d of %d octets", code, len(value))
		}
		addr, _ := netip.AddrFromSlice(value[:size])
		for name := range bytes.SplitSeq(value[size:], []byte{0}) {
			if len(name) == 0 || slices.Contains(r.hosts[addr], string(name)) {
				continue
			}
			if r.hostCount++; r.hostCount > maxNames {
				return fmt.Errorf("more than %d host names", maxNames)
			}
			r.hosts[addr] = append(r.hosts[addr], string(name))
		}
	}
}

func (r *Reader) decryptionSecrets(p *parser) error {
	var w [2]uint32
	if err := p.words(w[:]); err != nil {
		return err
	}
	if uint64(w[1]) > uint64(len(p.rest)) {
		return fmt.Errorf("secrets of %d octets, %d are left in the block", w[1], len(p.rest))
	}
	if w[0] != SecretsTLSKeyLog {
		return nil
	}
	if len(r.secrets)+int(w[1]) > maxSecrets {
		return fmt.Errorf("more than %d octets of secrets", maxSecrets)
	}
	lines := p.rest[:w[1]]
	r.secrets = append(r.secrets, lines...)
	if len(lines) > 0 && lines[len(lines)-1] != '\n' {
		r.secrets = append(r.secrets, '\n')
	}
	return nil
}
