package hi

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"time"

	"lilab/x2x3/ber"
)

// CCSeries makes the PS-PDUs of one context of content quickly: what all of them have in common is encoded once, and no
// memory is allocated but for the buffer. The octets are those that [PSPDU.AppendBinary] makes of the same values.
// It does not change, so several goroutines may use it.
type CCSeries struct {
	// before is what pSHeader has in front of the sequence number, after what follows the time stamp.
	before, after []byte
}

// NewCCSeries takes everything but the sequence number and the time from a header.
func NewCCSeries(h PSHeader) (*CCSeries, error) {
	h.SequenceNumber, h.TimeStamp, h.MicroSecondTimeStamp = 0, time.Time{}, time.Time{}
	if err := h.check(); err != nil {
		return nil, err
	}
	if h.InterceptionPointID != "" { // It would stand between the number and the time.
		return nil, bad("pSHeader.interceptionPointID", "none in a series of content", h.InterceptionPointID)
	}
	front := h
	front.TimeStampQualifier, front.ExtendedInterceptionPointID, front.NetworkFunctionIdentifier = Opt[TimeStampQualifier]{}, "", ""
	before := body(&front)
	return &CCSeries{before: before[:len(before)-len("\x84\x01\x00")], after: body(&h)[len(before):]}, nil
}

// body returns the contents of a header's SEQUENCE.
func body(h *PSHeader) []byte {
	r := ber.NewReader(h.append(nil))
	e, _ := r.Next() // It was made just now.
	return e.Contents
}

// CC is one PS-PDU with one payload of content. Head, Body and Tail together are the contents of threeGPP33128DefinedCC [23].
type CC struct {
	Series         *CCSeries
	SequenceNumber uint32
	// At is the microSecondTimeStamp of the header, from 1970 on.
	At               time.Time
	Direction        PayloadDirection
	Head, Body, Tail []byte
}

// lengthSize is how many octets a length takes in the short definite form.
func lengthSize(n int) int {
	if n < 0x80 {
		return 1
	}
	if n < 1<<16 && n >= 1<<8 {
		return 3
	}
	return 1 + (bits.Len32(uint32(n))+7)/8
}

// element is the size of an element with a tag of one octet.
func element(n int) int { return 1 + lengthSize(n) + n }

func intSize(v uint64) int { return bits.Len64(v)/8 + 1 }

// put writes the identifier and length octets of an element and returns where its contents go. There are four octets of
// room, which what follows writes over.
func put(b []byte, i int, tag byte, n int) int {
	switch {
	case n < 0x80:
		binary.BigEndian.PutUint16(b[i:], uint16(tag)<<8|uint16(n))
		return i + 2
	case n >= 1<<8 && n < 1<<16:
		binary.BigEndian.PutUint32(b[i:], uint32(tag)<<24|0x82<<16|uint32(n))
		return i + 4
	}
	b[i] = tag
	return len(ber.AppendLength(b[:i+1], n)) // There is room: it does not allocate.
}

// putInt writes an INTEGER of n octets, at most 7. There are 10 octets of room.
func putInt(b []byte, i int, tag byte, v uint64, n int) int {
	binary.BigEndian.PutUint64(b[i+2:], v<<(64-8*n&63))
	b[i], b[i+1] = tag, byte(n)
	return i + 2 + n
}

// AppendBinary appends the octets of the PDU. On an error it returns b as it was.
func (c *CC) AppendBinary(b []byte) ([]byte, error) {
	seconds := c.At.Unix()
	if seconds < 0 {
		return b, checkTime(c.At)
	}
	micros := uint64(c.At.Nanosecond() / 1000)
	s := c.Series
	ns, nm, nq := intSize(uint64(seconds)), intSize(micros), intSize(uint64(c.SequenceNumber))
	stamp := 2 + ns + 2 + nm
	header := len(s.before) + 2 + nq + 2 + stamp + len(s.after)
	n := len(c.Head) + len(c.Body) + len(c.Tail)
	alternative := element(n)
	payload := 3 + element(alternative)
	list := element(payload)
	choice := element(list)
	whole := element(header) + element(choice)

	from := len(b)
	b = slices.Grow(b, element(whole))[:from+element(whole)]
	i := put(b, from, 0x30, whole)
	i = put(b, i, 0xa1, header)
	i += copy(b[i:], s.before)
	i = putInt(b, i, 0x84, uint64(c.SequenceNumber), nq)
	i = put(b, i, 0xa7, stamp)
	i = putInt(b, i, 0x80, uint64(seconds), ns)
	i = putInt(b, i, 0x81, micros, nm)
	i += copy(b[i:], s.after)
	i = put(b, i, 0xa2, choice)
	i = put(b, i, 0xa1, list)
	i = put(b, i, 0x30, payload)
	b[i], b[i+1], b[i+2] = 0x80, 1, byte(c.Direction)
	i += 3
	i = put(b, i, 0xa2, alternative)
	i = put(b, i, 0x97, n)
	i += copy(b[i:], c.Head)
	i += copy(b[i:], c.Body)
	copy(b[i:], c.Tail)
	return b, nil
}
