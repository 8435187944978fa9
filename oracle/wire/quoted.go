package wire

import (
	"encoding/binary"
	"slices"
)

// ReadQuoted reads the IP header that a report quotes, without the rest of the packet: b holds the header and perhaps the
// transport header behind it. Length is what the header says about the whole packet; where the report has made it zero, it
// is that of what is quoted. Ports that are not quoted are 0.
func ReadQuoted(b []byte) (Inner, error) {
	if len(b) < 20 {
		return Inner{}, fail(len(b), "quoted IP header", "ends after %d octets", len(b))
	}
	total := int(binary.BigEndian.Uint16(b[2:]))
	v6 := b[0]>>4 == 6 && len(b) >= 40
	if v6 {
		total = 40 + int(binary.BigEndian.Uint16(b[4:]))
	}
	switch {
	case total < len(b):
		b = slices.Clone(b)
		if v6 {
			binary.BigEndian.PutUint16(b[4:], uint16(len(b)-40))
		} else {
			binary.BigEndian.PutUint16(b[2:], uint16(len(b)))
		}
	case total > len(b):
		whole := make([]byte, total)
		copy(whole, b)
		b = whole
	}
	return ReadInner(b)
}
