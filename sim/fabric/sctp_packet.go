package fabric

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// PortSCTPInUDP is the UDP port of SCTP in UDP encapsulation, RFC 6951 clause 5.1.
const PortSCTPInUDP = 9899

// SCTP chunk types that the encapsulation looks at, RFC 9260 clause 3.2.
const (
	chunkData             = 0
	chunkInit             = 1
	chunkInitAck          = 2
	chunkAbort            = 6
	chunkShutdownAck      = 8
	chunkShutdownComplete = 14

	flagTagReflected = 0x01 // T bit of ABORT and SHUTDOWN COMPLETE
	flagImmediate    = 0x08 // I bit of DATA, RFC 7053
)

const (
	sctpHeaderLen = 12
	chunkHeader   = 4
	initChunkLen  = 20
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sctpPacket is an SCTP packet whose structure was checked: a common header and whole chunks (RFC 9260 clause 3).
type sctpPacket []byte

// parseSCTP checks the header, the checksum and the extent of each chunk.
func parseSCTP(b []byte) (sctpPacket, error) {
	if len(b) < sctpHeaderLen+chunkHeader {
		return nil, fmt.Errorf("SCTP packet of %d octets", len(b))
	}
	p := sctpPacket(b)
	if p.sourcePort() == 0 || p.destinationPort() == 0 {
		return nil, errors.New("SCTP port 0")
	}
	if got, want := binary.LittleEndian.Uint32(b[8:]), p.sum(); got != want {
		return nil, fmt.Errorf("SCTP checksum %08x, not %08x", got, want)
	}
	for at := sctpHeaderLen; at < len(b); {
		if len(b)-at < chunkHeader {
			return nil, fmt.Errorf("SCTP chunk at octet %d has no header", at)
		}
		n := int(binary.BigEndian.Uint16(b[at+2:]))
		if n < chunkHeader || n > len(b)-at {
			return nil, fmt.Errorf("SCTP chunk at octet %d has length %d, %d octets are left", at, n, len(b)-at)
		}
		if kind := b[at]; (kind == chunkInit || kind == chunkInitAck) && (at != sctpHeaderLen || n < initChunkLen || at+(n+3)&^3 < len(b)) {
			return nil, fmt.Errorf("SCTP chunk %d at octet %d of length %d must be alone and whole", kind, at, n)
		}
		at += min((n+3)&^3, len(b)-at)
	}
	return p, nil
}

// sum is the CRC32c with the checksum field taken as zero, RFC 9260 annex A.
func (p sctpPacket) sum() uint32 {
	c := crc32.Update(0, castagnoli, p[:8])
	c = crc32.Update(c, castagnoli, []byte{0, 0, 0, 0})
	return crc32.Update(c, castagnoli, p[sctpHeaderLen:])
}

func (p sctpPacket) sourcePort() uint16      { return binary.BigEndian.Uint16(p) }
func (p sctpPacket) destinationPort() uint16 { return binary.BigEndian.Uint16(p[2:]) }
func (p sctpPacket) tag() uint32             { return binary.BigEndian.Uint32(p[4:]) }
func (p sctpPacket) firstChunk() byte        { return p[sctpHeaderLen] }
func (p sctpPacket) firstFlags() byte        { return p[sctpHeaderLen+1] }

// initiateTag is the tag that the sender of an INIT or INIT ACK wants to see.
func (p sctpPacket) initiateTag() uint32 {
	return binary.BigEndian.Uint32(p[sctpHeaderLen+chunkHeader:])
}

// has says whether the packet has a chunk of that type.
func (p sctpPacket) has(kind byte) bool {
	for at := sctpHeaderLen; at < len(p); {
		if p[at] == kind {
			return true
		}
		at += (int(binary.BigEndian.Uint16(p[at+2:])) + 3) &^ 3
	}
	return false
}

// setPorts changes the ports and makes the checksum right.
func (p sctpPacket) setPorts(source, destination uint16) {
	binary.BigEndian.PutUint16(p, source)
	binary.BigEndian.PutUint16(p[2:], destination)
	binary.LittleEndian.PutUint32(p[8:], p.sum())
}

// askImmediateSACK sets the I bit of the last DATA chunk, so that the peer does not wait 200 ms before it
// acknowledges a single message (RFC 7053). The checksum is not changed.
func (p sctpPacket) askImmediateSACK() {
	last := -1
	for at := sctpHeaderLen; at+chunkHeader <= len(p); {
		n := int(binary.BigEndian.Uint16(p[at+2:]))
		if n < chunkHeader {
			break
		}
		if p[at] == chunkData {
			last = at
		}
		at += (n + 3) &^ 3
	}
	if last >= 0 {
		p[last+1] |= flagImmediate
	}
}

// answerOutOfTheBlue gives the answer to a packet of no association, RFC 9260 clause 8.4, or nil for silence.
func answerOutOfTheBlue(p sctpPacket) []byte {
	kind, flags, tag := byte(chunkAbort), byte(flagTagReflected), p.tag()
	for at := sctpHeaderLen; at < len(p); {
		switch p[at] {
		case chunkAbort, chunkShutdownComplete:
			return nil
		case chunkShutdownAck:
			kind = chunkShutdownComplete
		case chunkInit:
			flags, tag = 0, p.initiateTag()
		}
		at += (int(binary.BigEndian.Uint16(p[at+2:])) + 3) &^ 3
	}
	out := make(sctpPacket, sctpHeaderLen+chunkHeader)
	binary.BigEndian.PutUint32(out[4:], tag)
	out[sctpHeaderLen], out[sctpHeaderLen+1], out[sctpHeaderLen+3] = kind, flags, chunkHeader
	out.setPorts(p.destinationPort(), p.sourcePort())
	return out
}
