package wire

import (
	"encoding/binary"
	"net/netip"
)

// PPIDNGAP is the SCTP payload protocol identifier of NGAP, TS 38.412 clause 7.
const PPIDNGAP = 60

// UDPEncapsulationPort is the port of SCTP in UDP, RFC 6951.
const UDPEncapsulationPort = 9899

// Limits of an SCTP reassembly.
const (
	maxAssociations = 4096
	maxHeld         = 1 << 20 // octets of unfinished messages per direction of an association
	maxParts        = 4096
	seenWindow      = 2048
)

// UserMessage is one SCTP user message.
type UserMessage struct {
	Src, Dst netip.AddrPort
	Stream   uint16
	PPID     uint32
	Data     []byte
}

// SCTP puts user messages together from IP packets. It ignores what is not SCTP. The zero value is ready.
type SCTP struct {
	dirs map[direction]*half
}

// direction is one direction of an association.
type direction struct{ src, dst netip.AddrPort }

type half struct {
	parts map[uint32]part
	held  int
	seen  map[uint32]struct{}
	ring  []uint32
	next  int
}

type part struct {
	first, last bool
	stream      uint16
	ppid        uint32
	data        []byte
}

// Packet takes one IP packet and returns the user messages that it completes. An error says what in the
// packet cannot be read; messages that were complete before it are returned with it.
func (s *SCTP) Packet(ip []byte) ([]UserMessage, error) {
	src, dst, proto, body, at, err := readIP(ip)
	if err != nil {
		return nil, err
	}
	switch proto {
	case 132:
		return s.packet(src, dst, body, at)
	case 17:
		if len(body) < 8 {
			return nil, fail(at+len(body), "UDP", "ends after %d of 8 octets", len(body))
		}
		sp, dp, n := binary.BigEndian.Uint16(body), binary.BigEndian.Uint16(body[2:]), int(binary.BigEndian.Uint16(body[4:]))
		if sp != UDPEncapsulationPort && dp != UDPEncapsulationPort {
			return nil, nil
		}
		if n < 8 || n > len(body) {
			return nil, fail(at+4, "UDP.length", "%d, %d octets are there", n, len(body))
		}
		return s.packet(src, dst, body[8:n], at+8)
	}
	return nil, nil
}

// readIP returns the addresses, the protocol and the payload of an IP packet that is not a fragment.
func readIP(b []byte) (src, dst netip.Addr, proto uint8, body []byte, at int, err error) {
	if len(b) == 0 {
		return src, dst, 0, nil, 0, fail(0, "IP", "an empty packet")
	}
	switch b[0] >> 4 {
	case 4:
		hl := int(b[0]&15) * 4
		if len(b) < 20 || hl < 20 || len(b) < hl {
			return src, dst, 0, nil, 0, fail(0, "IPv4 header", "%d octets, header length %d", len(b), hl)
		}
		total := int(binary.BigEndian.Uint16(b[2:]))
		if total < hl || total > len(b) {
			return src, dst, 0, nil, 0, fail(2, "IPv4.total length", "%d, %d octets are there", total, len(b))
		}
		if binary.BigEndian.Uint16(b[6:])&0x3fff != 0 {
			return src, dst, 0, nil, 0, fail(6, "IPv4", "a fragment")
		}
		src, _ = netip.AddrFromSlice(b[12:16])
		dst, _ = netip.AddrFromSlice(b[16:20])
		return src, dst, b[9], b[hl:total], hl, nil
	case 6:
		if len(b) < 40 {
			return src, dst, 0, nil, 0, fail(len(b), "IPv6 header", "ends after %d of 40 octets", len(b))
		}
		n := int(binary.BigEndian.Uint16(b[4:]))
		if n > len(b)-40 {
			return src, dst, 0, nil, 0, fail(4, "IPv6.payload length", "%d, %d octets are there", n, len(b)-40)
		}
		src, _ = netip.AddrFromSlice(b[8:24])
		dst, _ = netip.AddrFromSlice(b[24:40])
		return src, dst, b[6], b[40 : 40+n], 40, nil
	}
	return src, dst, 0, nil, 0, fail(0, "IP", "version %d", b[0]>>4)
}

// Chunk types that are looked at, RFC 9260 clause 3.2 and RFC 8260 clause 2.1.
const (
	chunkData  = 0
	chunkInit  = 1
	chunkIData = 64
)

func (s *SCTP) packet(src, dst netip.Addr, b []byte, at int) ([]UserMessage, error) {
	if len(b) < 12 {
		return nil, fail(at+len(b), "SCTP common header", "ends after %d of 12 octets", len(b))
	}
	d := direction{netip.AddrPortFrom(src, binary.BigEndian.Uint16(b)), netip.AddrPortFrom(dst, binary.BigEndian.Uint16(b[2:]))}
	var out []UserMessage
	for i := 12; i < len(b); {
		if len(b)-i < 4 {
			return out, fail(at+i, "SCTP chunk", "%d octets are left, a chunk needs 4", len(b)-i)
		}
		kind, flags, n := b[i], b[i+1], int(binary.BigEndian.Uint16(b[i+2:]))
		if n < 4 || n > len(b)-i {
			return out, fail(at+i+2, "SCTP chunk length", "%d, %d octets are there", n, len(b)-i)
		}
		c := b[i : i+n]
		switch kind {
		case chunkInit:
			delete(s.dirs, d)
		case chunkData, chunkIData:
			size := 16
			if kind == chunkIData {
				size = 20
			}
			if n < size+1 {
				return out, fail(at+i+2, "SCTP DATA chunk", "a length of %d carries nothing", n)
			}
			p := part{first: flags&2 != 0, last: flags&1 != 0, stream: binary.BigEndian.Uint16(c[8:]), data: c[size:]}
			if kind == chunkData {
				p.ppid = binary.BigEndian.Uint32(c[12:])
			} else if p.first {
				p.ppid = binary.BigEndian.Uint32(c[16:])
			}
			m, ok, err := s.data(d, binary.BigEndian.Uint32(c[4:]), p)
			if err != nil {
				return out, fail(at+i, "SCTP DATA chunk", "%v", err)
			}
			if ok {
				out = append(out, m)
			}
		}
		i += (n + 3) &^ 3
	}
	return out, nil
}

type sctpError string

func (e sctpError) Error() string { return string(e) }

// data takes one DATA chunk. Retransmissions are dropped.
func (s *SCTP) data(d direction, tsn uint32, p part) (UserMessage, bool, error) {
	h := s.dirs[d]
	if h == nil {
		if len(s.dirs) >= maxAssociations {
			return UserMessage{}, false, sctpError("too many associations")
		}
		if s.dirs == nil {
			s.dirs = map[direction]*half{}
		}
		h = &half{parts: map[uint32]part{}, seen: map[uint32]struct{}{}, ring: make([]uint32, seenWindow)}
		s.dirs[d] = h
	}
	if _, again := h.seen[tsn]; again {
		return UserMessage{}, false, nil
	}
	if len(h.seen) >= seenWindow {
		delete(h.seen, h.ring[h.next])
	}
	h.seen[tsn], h.ring[h.next] = struct{}{}, tsn
	h.next = (h.next + 1) % seenWindow
	if p.first && p.last {
		return UserMessage{d.src, d.dst, p.stream, p.ppid, p.data}, true, nil
	}
	if len(h.parts) >= maxParts || h.held+len(p.data) > maxHeld {
		clear(h.parts)
		h.held = 0
		return UserMessage{}, false, sctpError("unfinished messages take too much room and were dropped")
	}
	h.parts[tsn] = p
	h.held += len(p.data)
	m, ok := h.join(tsn)
	m.Src, m.Dst = d.src, d.dst
	return m, ok, nil
}

// join returns the message that the fragment at tsn completes.
func (h *half) join(tsn uint32) (UserMessage, bool) {
	from, to := tsn, tsn
	for !h.parts[from].first {
		if _, ok := h.parts[from-1]; !ok {
			return UserMessage{}, false
		}
		from--
	}
	for !h.parts[to].last {
		if _, ok := h.parts[to+1]; !ok {
			return UserMessage{}, false
		}
		to++
	}
	first := h.parts[from]
	m := UserMessage{Stream: first.stream, PPID: first.ppid}
	for i := from; ; i++ {
		p := h.parts[i]
		m.Data = append(m.Data, p.data...)
		h.held -= len(p.data)
		delete(h.parts, i)
		if i == to {
			return m, true
		}
	}
}
