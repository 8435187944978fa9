package dissect

import (
	"encoding/binary"
	"slices"
	"strings"

	"lilab/oracle/asn"
	"lilab/oracle/wire"
)

// Bounds of what one direction of a connection holds back.
const (
	maxPending   = wire.MaxPayload + wire.MaxHeader
	enoughToTell = 24
	maxTries     = 64
	maxShownLost = 64 << 10
	maxKept      = 1 << 20 // memory that an empty buffer keeps
)

// mark says which frame carried the octets of a buffer up to an end.
type mark struct{ end, frame int }

// stream cuts one direction of a TCP connection into units.
type stream struct {
	flow   *wire.Flow
	iface  string
	source string
	dest   string
	// kind is what the stream carries, Auto while that is not known; other says that it is nothing of ours.
	kind   Kind
	forced bool
	want   Kind // what the port says
	other  bool
	// adrift says that the beginning of a unit has to be found again.
	adrift bool
	tries  int
	octets int64
	first  int // the first frame
	last   int

	buf   []byte
	marks []mark
}

// stretch is a unit that was cut out, before it is decoded.
type stretch struct {
	kind   Kind
	octets []byte
	frames []int
	// problem is set for what cannot be decoded.
	problem string
}

// take adds a chunk and hands every unit that is complete to out.
func (s *stream) take(c wire.Chunk, out func(stretch)) {
	s.octets += int64(len(c.Data))
	if s.first == 0 {
		s.first = c.Frame
	}
	if c.Frame != 0 {
		s.last = c.Frame
	}
	if s.other || s.kind == TLS {
		return
	}
	if c.Lost != 0 {
		s.gap(c, out)
	}
	b, fresh := c.Data, true
	if len(s.buf) > 0 {
		s.buf = append(s.buf, c.Data...)
		s.marks = append(s.marks, mark{len(s.buf), c.Frame})
		b, fresh = s.buf, false
	}
	used := s.cut(b, c.Frame, fresh, out)
	rest := b[used:]
	switch {
	case s.other || s.kind == TLS || len(rest) == 0:
		s.buf, s.marks = s.buf[:0], s.marks[:0]
	case fresh:
		s.buf = append(s.buf[:0], rest...)
		s.marks = append(s.marks[:0], mark{len(rest), c.Frame})
	case used > 0:
		s.drop(used)
	}
	if len(s.buf) == 0 && cap(s.buf) > maxKept {
		s.buf = nil
	}
	if len(s.buf) > maxPending {
		s.fail("more than the longest unit without its end", out)
	}
	if c.End {
		s.end(out)
	}
}

// drop removes octets from the front of the buffer.
func (s *stream) drop(n int) {
	s.buf = slices.Delete(s.buf, 0, n)
	kept := s.marks[:0]
	for _, m := range s.marks {
		if m.end > n {
			kept = append(kept, mark{m.end - n, m.frame})
		}
	}
	s.marks = kept
}

// cut hands out the complete units of b and returns how many octets these took.
func (s *stream) cut(b []byte, frame int, fresh bool, out func(stretch)) int {
	at := 0
	for at < len(b) {
		if s.kind == Auto || s.adrift {
			switch s.recognise(b[at:]) {
			case tooShort:
				return at
			case passOver:
				return len(b)
			}
		}
		n, err := length(s.kind, b[at:])
		if err != nil {
			out(stretch{kind: s.kind, octets: slices.Clone(b[at:min(len(b), at+maxShownLost)]), frames: s.frames(at, len(b), frame, fresh), problem: err.Error()})
			s.adrift = true
			return len(b)
		}
		if n == 0 || at+n > len(b) {
			return at
		}
		octets := b[at : at+n]
		if !fresh { // the buffer is used again
			octets = slices.Clone(octets)
		}
		out(stretch{kind: s.kind, octets: octets, frames: s.frames(at, at+n, frame, fresh)})
		at += n
	}
	return at
}

// frames are those that carried the octets from one place of the buffer to another.
func (s *stream) frames(from, to, frame int, fresh bool) []int {
	if fresh {
		return []int{frame}
	}
	var out []int
	begin := 0
	for _, m := range s.marks {
		if begin < to && m.end > from && !slices.Contains(out, m.frame) {
			out = append(out, m.frame)
		}
		begin = m.end
	}
	return out
}

// guess is what recognise says.
type guess int

const (
	known    guess = iota // a unit begins here
	tooShort              // more octets are needed to tell
	passOver              // these octets are not to be read
)

// recognise finds out what the stream carries, or whether a unit begins here.
func (s *stream) recognise(b []byte) guess {
	if len(b) < 6 {
		return tooShort
	}
	if s.kind == Auto && isTLS(b) {
		s.kind = TLS
		return passOver
	}
	if s.forced && s.kind == Auto {
		s.kind = s.want
		return known
	}
	if len(b) < enoughToTell {
		return tooShort
	}
	k := streamKind(b)
	switch {
	case s.adrift && k != s.kind:
		return passOver // wait for a segment that begins with a unit
	case s.adrift:
		s.adrift = false
		return known
	case k != Auto:
		s.kind = k
		return known
	}
	// Without the beginning of the connection the first octets may be from the middle of a unit.
	s.tries++
	s.other = s.flow.Synchronised || s.tries > maxTries
	return passOver
}

// isTLS tells whether octets look like a TLS record, RFC 8446 clause 5.1.
func isTLS(b []byte) bool {
	return b[0] >= 20 && b[0] <= 23 && b[1] == 3 && b[2] <= 4 && int(binary.BigEndian.Uint16(b[3:])) <= 16384+2048
}

// streamKind tells what a stream carries by its first octets.
func streamKind(b []byte) Kind {
	switch {
	case plausible(b, X2X3) && binary.BigEndian.Uint32(b[4:]) >= 40 && binary.BigEndian.Uint32(b[4:]) <= wire.MaxHeader &&
		binary.BigEndian.Uint32(b[8:]) <= wire.MaxPayload && b[12] == 0 && b[13] < 32 && b[14] == 0 && b[15] < 8:
		return X2X3
	case plausible(b, PSPDU):
		return PSPDU
	case payloadKind(b) == IEF:
		return IEF
	}
	return Auto
}

// length is how many octets the unit at the start of b takes, 0 where b has too few to tell.
func length(k Kind, b []byte) (int, error) {
	if k == X2X3 {
		return wire.LengthX2X3(b)
	}
	if b[0] != 0x30 {
		return 0, &wire.Error{Offset: 0, Path: string(k), Problem: "it does not begin with a SEQUENCE"}
	}
	n, err := asn.Length(b)
	if err == nil && n > wire.MaxPSPDU {
		return 0, &wire.Error{Offset: 1, Path: string(k), Problem: "longer than is read"}
	}
	return n, err
}

// gap deals with octets that the capture lost.
func (s *stream) gap(c wire.Chunk, out func(stretch)) {
	if s.kind == Auto {
		s.buf, s.marks = s.buf[:0], s.marks[:0]
		return
	}
	text := "octets of unknown number are"
	if c.Lost > 0 {
		text = itoa(c.Lost) + " octets are"
	}
	s.fail(text+" not in the capture", out)
}

// fail gives up what is buffered, with the reason.
func (s *stream) fail(problem string, out func(stretch)) {
	if len(s.buf) > 0 {
		problem += ", after " + itoa(len(s.buf)) + " octets of a unit"
	}
	out(stretch{kind: Lost, octets: slices.Clone(s.buf[:min(len(s.buf), maxShownLost)]), frames: s.frames(0, len(s.buf), s.last, len(s.buf) == 0), problem: problem})
	s.buf, s.marks, s.adrift = s.buf[:0], s.marks[:0], true
}

// end says what is left when the connection ends.
func (s *stream) end(out func(stretch)) {
	if len(s.buf) > 0 && s.kind != Auto && s.kind != TLS && !s.adrift {
		s.fail("the connection ends", out)
	}
	s.buf, s.marks = nil, nil
}

// pointKind is the kind of unit of a reference point, by the part of an interface name after the network.
func pointKind(point string) Kind {
	point, _, _ = strings.Cut(point, ".")
	switch point {
	case "x1":
		return X1
	case "x2", "x3":
		return X2X3
	case "hi2", "hi3", "hi4":
		return PSPDU
	case "xer":
		return IEF
	}
	return Auto
}
