package pcaps

import (
	"encoding/binary"
	"fmt"
	"time"
)

// LinkTypeUser is for packets that are none of a protocol that a capture can name.
const LinkTypeUser = LinkTypeUser0

// Options of an enhanced packet.
const optEPBFlags = 2

// PacketDirection says which way a packet went, as the flags of an enhanced packet have it.
type PacketDirection uint32

// Directions. Inbound is towards what the capture is about.
const (
	DirectionUnknown PacketDirection = 0
	Inbound          PacketDirection = 1
	Outbound         PacketDirection = 2
)

// Interface adds an interface with a link type, and returns its number for [Writer.Record].
func (w *Writer) Interface(name string, link LinkType) (uint32, error) {
	return w.addInterface(name, link)
}

// Record writes one packet with the time that it has, also where that is before the last one's: product of two points of
// interception arrives in any order. A comment may be empty.
func (w *Writer) Record(ifc uint32, at time.Time, direction PacketDirection, comment string, octets []byte) error {
	if len(octets) > MaxPacket || len(comment) > maxText {
		return fmt.Errorf("pcaps: packet of %d octets with a comment of %d, at most %d and %d fit", len(octets), len(comment), MaxPacket, maxText)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if ifc >= w.interfaces {
		return fmt.Errorf("pcaps: there is no interface %d", ifc)
	}
	ns := uint64(at.UnixNano())
	b := beginBlock(w.scratch[:0], blockEnhancedPacket)
	b = binary.LittleEndian.AppendUint32(b, ifc)
	b = binary.LittleEndian.AppendUint32(b, uint32(ns>>32))
	b = binary.LittleEndian.AppendUint32(b, uint32(ns))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(octets)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(octets)))
	b = appendPadded(b, octets)
	if comment != "" {
		b = appendOption(b, optComment, []byte(comment))
	}
	b = appendOption(b, optEPBFlags, binary.LittleEndian.AppendUint32(nil, uint32(direction)))
	b = appendOption(b, optEndOfOpt, nil)
	w.scratch = endBlock(b)
	err := w.write(w.scratch)
	if cap(w.scratch) > 1<<20 {
		w.scratch = nil
	}
	return err
}
