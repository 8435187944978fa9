package hrli

import (
	"encoding/binary"
	"net/netip"
)

// flowKey names one direction of a TCP connection.
type flowKey struct{ src, dst netip.AddrPort }

// Bounds of the TCP connections of one user.
const (
	maxConnections = 32      // directions
	maxAhead       = 64      // segments that came before an earlier one
	maxBuffered    = 1 << 17 // octets of one direction: more than one SIP message may have
)

// stream is one direction of a TCP connection as far as it was read.
type stream struct {
	key  flowKey
	next uint32 // the sequence number that is expected
	// known says that next is.
	known bool
	data  []byte
	ahead map[uint32][]byte
	held  int
	// opaque says that the stream is not SIP: tls that it is TLS.
	opaque, tls bool
}

// connections are the TCP streams of one user.
type connections struct {
	streams map[flowKey]*stream
	order   []*stream
}

// segment takes a TCP segment and returns the stream that has more octets now, nil if none has.
func (c *connections) segment(src, dst netip.Addr, b []byte) (s *stream, malformed bool) {
	if len(b) < 20 {
		return nil, true
	}
	h := 4 * int(b[12]>>4)
	if h < 20 || h > len(b) {
		return nil, true
	}
	key := flowKey{netip.AddrPortFrom(src, binary.BigEndian.Uint16(b)), netip.AddrPortFrom(dst, binary.BigEndian.Uint16(b[2:]))}
	seq, flags, payload := binary.BigEndian.Uint32(b[4:]), b[13], b[h:]
	const fin, syn, rst = 1, 2, 4
	s = c.streams[key]
	if s == nil || flags&syn != 0 {
		if flags&rst != 0 || flags&syn == 0 && len(payload) == 0 {
			return nil, false
		}
		if s != nil {
			if flags&syn != 0 && s.known && seq+1 == s.next {
				return nil, false // a repetition
			}
			c.drop(s)
		}
		s = c.open(key)
	}
	switch {
	case flags&rst != 0:
		c.drop(s)
		return nil, false
	case flags&syn != 0:
		s.next, s.known = seq+1, true
		seq++
	case !s.known:
		s.next, s.known = seq, true
	}
	grew := s.take(seq, payload)
	if flags&fin != 0 && !grew && s.held == 0 {
		c.drop(s)
		return nil, false
	}
	if !grew {
		return nil, false
	}
	return s, false
}

func (c *connections) open(key flowKey) *stream {
	if c.streams == nil {
		c.streams = map[flowKey]*stream{}
	}
	if len(c.order) >= maxConnections {
		c.drop(c.order[0])
	}
	s := &stream{key: key}
	c.streams[key] = s
	c.order = append(c.order, s)
	return s
}

func (c *connections) drop(s *stream) {
	delete(c.streams, s.key)
	for i, o := range c.order {
		if o == s {
			c.order = append(c.order[:i], c.order[i+1:]...)
			return
		}
	}
}

// take puts the octets of a segment in their place; true if the stream can be read further.
func (s *stream) take(seq uint32, b []byte) bool {
	if len(b) == 0 {
		return false
	}
	d := int32(seq - s.next)
	switch {
	case d > 0:
		if d > maxBuffered || len(s.ahead) >= maxAhead || s.held+len(b) > maxBuffered {
			// What is missing does not come any more: the stream goes on behind the gap.
			s.data, s.ahead, s.held = nil, nil, 0
			s.next = seq
			break
		}
		if s.ahead == nil {
			s.ahead = map[uint32][]byte{}
		}
		if old, ok := s.ahead[seq]; !ok || len(old) < len(b) {
			s.held += len(b) - len(old)
			s.ahead[seq] = append([]byte(nil), b...)
		}
		return false
	case d < 0:
		if int(-d) >= len(b) {
			return false
		}
		b = b[-d:]
	}
	s.append(b)
	for len(s.ahead) > 0 {
		found := false
		for at, octets := range s.ahead {
			d := int32(at - s.next)
			if d > 0 {
				continue
			}
			delete(s.ahead, at)
			s.held -= len(octets)
			if int(-d) < len(octets) {
				s.append(octets[-d:])
			}
			found = true
		}
		if !found {
			break
		}
	}
	return true
}

func (s *stream) append(b []byte) {
	s.next += uint32(len(b))
	if s.opaque {
		return
	}
	s.data = append(s.data, b...)
}
