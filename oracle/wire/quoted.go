package wire

// ReadQuoted reads the IP header that a report quotes, without the rest of the packet: b holds the header and perhaps the
// transport header behind it. Length is what the header says about the whole packet. Ports that are not quoted are 0.
func ReadQuoted(b []byte) (Inner, error) {
	if len(b) < 20 {
		return Inner{}, fail(len(b), "quoted IP header", "ends after %d octets", len(b))
	}
	total := int(b[2])<<8 | int(b[3])
	if b[0]>>4 == 6 && len(b) >= 40 {
		total = 40 + (int(b[4])<<8 | int(b[5]))
	}
	if total <= len(b) {
		return ReadInner(b)
	}
	whole := make([]byte, total)
	copy(whole, b)
	return ReadInner(whole)
}
