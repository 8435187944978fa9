package wire

// Clear returns the packet in an ESP packet with the NULL cipher (RFC 2410) in transport mode, as anyone on the path can read
// it. It tries the lengths of IV and integrity check value that TS 33.203 allows and believes one only if padding, next header and the
// length of the transport packet agree. Of a ciphertext it returns false.
func (p Packet) Clear() (Packet, bool) {
	b := p.Payload
	if p.Protocol != ProtocolESP || p.Fragment || len(b) < 8 {
		return Packet{}, false
	}
	for _, sizes := range [...][2]int{{0, 12}, {0, 16}, {8, 16}, {0, 24}, {0, 32}, {0, 0}} {
		head, icv := 8+sizes[0], sizes[1]
		if len(b) < head+icv+2 {
			continue
		}
		end := len(b) - icv
		pad, next := int(b[end-2]), b[end-1]
		if next != ProtocolUDP && next != ProtocolTCP || end-2-pad < head {
			continue
		}
		good := true
		for i := range pad { // RFC 4303 section 2.4
			good = good && b[end-2-pad+i] == byte(i+1)
		}
		if !good {
			continue
		}
		out := Packet{Src: p.Src, Dst: p.Dst, Protocol: next, Payload: b[head : end-2-pad : end-2-pad]}
		inner := out.Payload
		if next == ProtocolUDP && (len(inner) < 8 || int(inner[4])<<8|int(inner[5]) != len(inner)) {
			continue
		}
		out, err := out.transport()
		if err != nil || next == ProtocolTCP && out.Flags&^0x3f != 0 {
			continue
		}
		return out, true
	}
	return Packet{}, false
}
