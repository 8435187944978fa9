package media

// Verdict is what the number of an RTP packet tells.
type Verdict uint8

// Verdicts.
const (
	// InOrder: it is later than all before.
	InOrder Verdict = iota
	// Late: it was overtaken.
	Late
	// Duplicate: the number is one of the last 64 and was there.
	Duplicate
	// Old: it is before the last 64.
	Old
	// Jump: it is so far ahead that it counts only together with the next, RFC 3550 annex A.1.
	Jump
)

const (
	maxDropout = 3000
	window     = 64
	// firstCycle keeps extended numbers of packets before the first positive.
	firstCycle = 1 << 16
)

// Sequence follows the sequence numbers of one stream. The zero value is ready.
type Sequence struct {
	started bool
	// highest and first are extended numbers; seen has a bit for each of the last 64, the lowest for the highest.
	highest, first uint64
	seen           uint64
	// ahead is the number that would confirm a jump.
	ahead uint16
	jump  bool
}

// Check judges a number and changes nothing. trusted says that the packet is authentic, so that a jump is no doubt.
func (s *Sequence) Check(number uint16, trusted bool) Verdict {
	if !s.started {
		return InOrder
	}
	switch d := int(int16(number - uint16(s.highest))); {
	case d > maxDropout && !trusted && !(s.jump && s.ahead == number):
		return Jump
	case d > 0:
		return InOrder
	case d <= -window:
		return Old
	case s.seen>>uint(-d)&1 == 1:
		return Duplicate
	}
	return Late
}

// Doubt notes a jump: the next packet may confirm it.
func (s *Sequence) Doubt(number uint16) { s.ahead, s.jump = number+1, true }

// Accept notes a number that Check found InOrder or Late.
func (s *Sequence) Accept(number uint16) {
	if !s.started {
		*s = Sequence{started: true, highest: firstCycle + uint64(number), first: firstCycle + uint64(number), seen: 1}
		return
	}
	s.jump = false
	d := int64(int16(number - uint16(s.highest)))
	if d > 0 {
		s.highest += uint64(d)
		if d >= window {
			s.seen = 1
		} else {
			s.seen = s.seen<<uint(d) | 1
		}
		return
	}
	if -d < window {
		s.seen |= 1 << uint(-d)
	}
	s.first = min(s.first, s.highest-uint64(-d))
}

// Highest is the extended highest number as RTCP reports it.
func (s *Sequence) Highest() uint32 {
	if !s.started {
		return 0
	}
	return uint32(s.highest - firstCycle)
}

// Expected is how many packets there were up to the highest.
func (s *Sequence) Expected() uint64 {
	if !s.started {
		return 0
	}
	return s.highest - s.first + 1
}

// Inbound is the stream that is expected from one side. The zero value takes the SSRC of the first packet.
type Inbound struct {
	ssrc uint32
	// bound says that ssrc holds; free that the next packet may have another once, because the session was negotiated anew.
	bound, free bool
	Sequence    Sequence
}

// Expect says that a new description of the other side came, with the SSRC in it if it names one (RFC 5576).
func (i *Inbound) Expect(ssrc uint32, named bool) {
	switch {
	case !named:
		i.free = true
	case !i.bound || i.ssrc != ssrc:
		*i = Inbound{ssrc: ssrc, bound: true}
	}
}

// Admits says whether packets of an SSRC may come.
func (i *Inbound) Admits(ssrc uint32) bool { return !i.bound || i.free || i.ssrc == ssrc }

// Check judges a packet and changes nothing but the memory of a jump.
func (i *Inbound) Check(ssrc uint32, number uint16, trusted bool) (Verdict, Reason, bool) {
	if !i.Admits(ssrc) {
		return InOrder, WrongSSRC, false
	}
	if i.bound && i.ssrc != ssrc {
		return InOrder, 0, true
	}
	switch v := i.Sequence.Check(number, trusted); v {
	case Jump:
		i.Sequence.Doubt(number)
		return v, WrongSSRC, false
	case Duplicate, Old:
		return v, Replayed, false
	default:
		return v, 0, true
	}
}

// Accept notes a packet.
func (i *Inbound) Accept(ssrc uint32, number uint16) {
	if !i.bound || i.ssrc != ssrc {
		*i = Inbound{ssrc: ssrc, bound: true}
	}
	i.free = false
	i.Sequence.Accept(number)
}

// Kind is what a datagram of a media port is by its first octets, RFC 7983 and RFC 5761 clause 4.
type Kind uint8

// Kinds.
const (
	Other Kind = iota
	KindRTP
	KindRTCP
	KindDTLS
)

// KindOf looks at a datagram.
func KindOf(b []byte) Kind {
	switch {
	case len(b) < 8:
		return Other
	case b[0] >= 20 && b[0] <= 63:
		return KindDTLS
	case b[0]>>6 != 2:
		return Other
	case b[1] >= 192 && b[1] <= 223:
		return KindRTCP
	case len(b) < 12:
		return Other
	}
	return KindRTP
}
