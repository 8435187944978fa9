package pcaps

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"
)

// Magic numbers of classic pcap files in the byte order of the writer: microseconds and nanoseconds.
const (
	legacyMicroseconds = 0xa1b2c3d4
	legacyNanoseconds  = 0xa1b23c4d
)

// legacy is the head of a classic pcap file: one link type, no names.
type legacy struct {
	link LinkType
	unit time.Duration // of the second field of a time
}

func (r *Reader) openLegacy(magic []byte) error {
	l := &legacy{}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		switch order.Uint32(magic) {
		case legacyMicroseconds:
			r.order, l.unit = order, time.Microsecond
		case legacyNanoseconds:
			r.order, l.unit = order, time.Nanosecond
		}
	}
	if r.order == nil {
		return r.problem(0, "file header", fmt.Sprintf("% x is the magic number of neither pcapng nor pcap", magic), nil)
	}
	head, err := r.fixed(0, 24)
	if err != nil {
		return r.problem(0, "file header", "it ends within its 24 octets", err)
	}
	if major := r.order.Uint16(head[4:]); major != 2 {
		return r.problem(0, "file header", fmt.Sprintf("version %d.%d, only version 2 is known", major, r.order.Uint16(head[6:])), nil)
	}
	l.link = LinkType(r.order.Uint32(head[20:])) // the upper half tells the length of a frame check sequence
	r.legacy = l
	r.names = []string{""}
	return nil
}

func (r *Reader) record() (Frame, error) {
	at := r.offset
	if _, err := r.in.Peek(1); err != nil {
		if errors.Is(err, io.EOF) {
			return Frame{}, io.EOF
		}
		return Frame{}, fmt.Errorf("pcaps: reading at offset %d: %w", at, err)
	}
	head, err := r.fixed(0, 16)
	if err != nil {
		return Frame{}, r.problem(at, "record", "it ends within its header", err)
	}
	captured, original := r.order.Uint32(head[8:]), r.order.Uint32(head[12:])
	if captured > MaxPacket {
		return Frame{}, r.problem(at, "record", fmt.Sprintf("captured length %d, at most %d are read", captured, MaxPacket), nil)
	}
	data, err := r.read(int(captured))
	if err != nil {
		return Frame{}, r.problem(at, "record", fmt.Sprintf("it ends after %d of %d octets", len(data), captured), err)
	}
	t := time.Unix(int64(r.order.Uint32(head)), 0).Add(time.Duration(r.order.Uint32(head[4:])) * r.legacy.unit)
	return Frame{Offset: at, LinkType: r.legacy.link, Time: t.UTC(), Data: data, Original: int(original)}, nil
}
