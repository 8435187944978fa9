package hrli

import (
	"encoding/binary"
	"net/netip"
	"strconv"
	"strings"

	"lilab/lipf/sipmsg"
)

// ESP without encryption (RFC 2410) protects integrity only: behind SPI and sequence number stand the octets of the transport
// layer, then padding, its length, the next header, and an integrity check value (RFC 4303 clause 2). No key is needed to
// read it, and none is held here, so the integrity check value is not checked either. What is encrypted stays as it is.
//
// Which of both an SA is, and how long its integrity check value is, the security agreement says that passed in clear before
// (RFC 3329, TS 33.203 annex H). For an SA whose agreement was not seen, the packets must show it (the idea of RFC
// 5879): padding and next header have to fit, and the checksum of the transport layer has to be right.

// cipher is an algorithm of a security agreement as far as it matters for reading.
type cipher struct {
	null    bool
	iv, icv int
}

// heuristics are what an unknown SA may be.
var heuristics = [...]cipher{{true, 0, 12}, {true, 0, 16}, {true, 8, 16}}

// mechanism is one ipsec-3gpp element of Security-Client, Security-Server or Security-Verify.
type mechanism struct {
	cipher
	spiC, spiS uint32
}

// mechanisms reads a security agreement header. Mechanisms of other names are left out.
func mechanisms(values []string) (ms []mechanism) {
	const most = 16
	for _, v := range values {
		for _, e := range sipmsg.SplitList(v, ',') {
			ps := sipmsg.SplitList(e, ';')
			if len(ms) == most || !strings.EqualFold(strings.TrimSpace(ps[0]), "ipsec-3gpp") {
				continue
			}
			// The default of ealg is null, that of alg does not exist (TS 33.203 annex H).
			m := mechanism{cipher: cipher{null: true, icv: 12}}
			for _, p := range ps[1:] {
				name, value, _ := strings.Cut(p, "=")
				value = strings.ToLower(strings.Trim(strings.TrimSpace(value), `"`))
				switch strings.ToLower(strings.TrimSpace(name)) {
				case "ealg":
					m.null = value == "null"
				case "alg":
					switch {
					case value == "null":
						m.icv = 0
					case strings.HasPrefix(value, "aes-gmac"):
						m.iv, m.icv = 8, 16
					case strings.HasSuffix(value, "-128"):
						m.icv = 16
					}
				case "spi-c":
					m.spiC = spi(value)
				case "spi-s":
					m.spiS = spi(value)
				}
			}
			ms = append(ms, m)
		}
	}
	return ms
}

func spi(s string) uint32 {
	n, err := strconv.ParseUint(s, 10, 32)
	if err != nil {
		return 0
	}
	return uint32(n)
}

// association is an SA of a user.
type association struct {
	// candidates are what the agreement allows; agreed says that it was seen.
	candidates []cipher
	agreed     bool
	// chosen is what packets have shown or the agreement says, failed how many did not fit.
	chosen *cipher
	failed int
	// last and window keep repeated packets out, RFC 4303 clause 3.4.3 with a window of 64.
	last   uint32
	window uint64
}

// Bounds of the associations of one user, and how often an unknown SA is tried before its packets count as encrypted.
const (
	maxAssociations = 64
	maxTries        = 8
)

// associations are the SAs of one user, by SPI.
type associations struct {
	bySPI map[uint32]*association
	order []uint32
	// client is the last Security-Client.
	client []mechanism
}

func (a *associations) get(spi uint32) *association {
	s := a.bySPI[spi]
	if s != nil {
		return s
	}
	if a.bySPI == nil {
		a.bySPI = map[uint32]*association{}
	}
	if len(a.order) >= maxAssociations {
		delete(a.bySPI, a.order[0])
		a.order = a.order[1:]
	}
	s = &association{candidates: heuristics[:]}
	a.bySPI[spi] = s
	a.order = append(a.order, spi)
	return s
}

// agree takes a Security-Server: the algorithms in it count for its own SPIs and those of the last Security-Client.
func (a *associations) agree(server []mechanism) {
	var cs []cipher
	for _, m := range server {
		known := false
		for _, c := range cs {
			known = known || c == m.cipher
		}
		if !known {
			cs = append(cs, m.cipher)
		}
	}
	if cs == nil {
		return
	}
	for _, ms := range [][]mechanism{server, a.client} {
		for _, m := range ms {
			for _, spi := range [...]uint32{m.spiC, m.spiS} {
				if spi == 0 {
					continue
				}
				s := a.get(spi)
				*s = association{candidates: cs, agreed: true}
				if len(cs) == 1 {
					s.chosen = &cs[0]
				}
			}
		}
	}
}

// espResult says what an ESP packet is.
type espResult uint8

const (
	espRead      espResult = iota
	espEncrypted           // not readable
	espRepeated
	espMalformed
)

// open reads an ESP packet that is not encrypted.
func (a *associations) open(p ipPacket) (ipPacket, espResult) {
	b := p.payload
	if len(b) < 8 {
		return p, espMalformed
	}
	spi, seq := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
	if spi < 256 {
		return p, espMalformed
	}
	s := a.get(spi)
	if s.chosen != nil {
		if !s.chosen.null {
			return p, espEncrypted
		}
		in, ok := s.chosen.strip(p)
		switch {
		case !ok:
			return p, espEncrypted
		case s.repeated(seq):
			return p, espRepeated
		}
		return in, espRead
	}
	if !s.agreed && s.failed >= maxTries {
		return p, espEncrypted
	}
	for i := range s.candidates {
		c := &s.candidates[i]
		if !c.null {
			continue
		}
		if in, ok := c.strip(p); ok && checksumFits(in) {
			s.chosen = c
			s.repeated(seq)
			return in, espRead
		}
	}
	s.failed++
	return p, espEncrypted
}

// strip takes away what ESP has put around a payload. It fails where the trailer is none.
func (c cipher) strip(p ipPacket) (ipPacket, bool) {
	b := p.payload[8:]
	if len(b) < c.iv+c.icv+2 {
		return p, false
	}
	b = b[c.iv : len(b)-c.icv]
	next, pad := b[len(b)-1], int(b[len(b)-2])
	if next != protoUDP && next != protoTCP || pad > len(b)-2 {
		return p, false
	}
	for i, o := range b[len(b)-2-pad : len(b)-2] {
		if int(o) != i+1 {
			return p, false
		}
	}
	p.protocol, p.payload = next, b[:len(b)-2-pad]
	return p, true
}

func (s *association) repeated(seq uint32) bool {
	switch d := int64(seq) - int64(s.last); {
	case d > 0:
		if d >= 64 {
			s.window = 0
		} else {
			s.window <<= uint(d)
		}
		s.window |= 1
		s.last = seq
		return false
	case d <= -64:
		return true
	default:
		bit := uint64(1) << uint(-d)
		if s.window&bit != 0 {
			return true
		}
		s.window |= bit
		return false
	}
}

// checksumFits says whether the checksum of UDP or TCP is right. A UDP packet without one proves nothing.
func checksumFits(p ipPacket) bool {
	b := p.payload
	switch {
	case p.protocol == protoUDP && (len(b) < 8 || int(binary.BigEndian.Uint16(b[4:])) != len(b) || b[6] == 0 && b[7] == 0):
		return false
	case p.protocol == protoTCP && len(b) < 20:
		return false
	}
	return checksum(p.src, p.dst, p.protocol, b) == 0
}

// checksum is that of RFC 1071 over the pseudo header and the octets.
func checksum(src, dst netip.Addr, protocol uint8, b []byte) uint16 {
	var sum uint64
	add := func(b []byte) {
		for ; len(b) >= 2; b = b[2:] {
			sum += uint64(binary.BigEndian.Uint16(b))
		}
		if len(b) == 1 {
			sum += uint64(b[0]) << 8
		}
	}
	add(src.AsSlice())
	add(dst.AsSlice())
	sum += uint64(protocol) + uint64(len(b))
	add(b)
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	return ^uint16(sum)
}
