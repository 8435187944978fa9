package wire

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// GTPU is a GTP-U message, TS 29.281 clause 5.
type GTPU struct {
	Version int
	Type    uint8
	TEID    uint32
	// Sequence is the sequence number, HasSequence tells whether the S flag is set.
	Sequence    uint16
	HasSequence bool
	// QFI and Direction come from the PDU session container, TS 38.415: "downlink" or "uplink"; empty if there is none.
	QFI       uint8
	Direction string
	// Header is the length of the header with its extensions, Payload what follows.
	Header  int
	Payload []byte
}

// ReadGTPU reads a GTP-U message that fills b.
func ReadGTPU(b []byte) (GTPU, error) {
	const path = "GTP-U header"
	if len(b) < 8 {
		return GTPU{}, fail(len(b), path, "ends after %d of 8 octets", len(b))
	}
	g := GTPU{Version: int(b[0] >> 5), Type: b[1], TEID: binary.BigEndian.Uint32(b[4:])}
	if g.Version != 1 || b[0]&0x10 == 0 {
		return g, fail(0, path, "the first octet %#02x is not that of GTP version 1", b[0])
	}
	size := int(binary.BigEndian.Uint16(b[2:]))
	if 8+size > len(b) {
		return g, fail(2, path, "the length is %d, %d octets follow", size, len(b)-8)
	}
	if 8+size < len(b) {
		return g, fail(8+size, path, "%d octets follow the message", len(b)-8-size)
	}
	at := 8
	if b[0]&7 != 0 {
		if size < 4 {
			return g, fail(8, path, "the optional fields are missing")
		}
		g.Sequence, g.HasSequence = binary.BigEndian.Uint16(b[8:]), b[0]&2 != 0
		next := b[11]
		if b[0]&4 == 0 {
			next = 0
		}
		for at = 12; next != 0; {
			if at >= len(b) || b[at] == 0 || at+4*int(b[at]) > len(b) {
				return g, fail(at, path, "extension header %#x has no proper length", next)
			}
			ext := b[at : at+4*int(b[at])]
			if next == 0x85 && g.Direction == "" {
				g.QFI, g.Direction = ext[2]&0x3f, map[bool]string{true: "uplink", false: "downlink"}[ext[1]>>4 == 1]
			}
			at += len(ext)
			next = ext[len(ext)-1]
		}
	}
	g.Header, g.Payload = at, b[at:]
	return g, nil
}

// String returns the header in a few words.
func (g GTPU) String() string {
	s := fmt.Sprintf("GTP-U type %d", g.Type)
	if g.Type == 255 {
		s = "GTP-U G-PDU"
	}
	s += fmt.Sprintf(" TEID 0x%08x", g.TEID)
	if g.HasSequence {
		s += fmt.Sprintf(" sequence %d", g.Sequence)
	}
	if g.Direction != "" {
		s += fmt.Sprintf(" QFI %d %s", g.QFI, g.Direction)
	}
	return s
}

var protocolNames = map[uint8]string{1: "ICMP", ProtocolTCP: "TCP", ProtocolUDP: "UDP", 47: "GRE", 50: "ESP", 58: "ICMPv6", ProtocolSCTP: "SCTP"}

// SummarizeIP returns an IP packet in a few words: "IPv4 10.45.0.2:5060 > 10.0.0.1:5060 UDP, 28 octets".
func SummarizeIP(b []byte) (string, error) {
	p, err := ReadIP(b)
	if err != nil {
		return "", err
	}
	version := "IPv4"
	if p.Src.Addr().Is6() {
		version = "IPv6"
	}
	ends := p.Src.Addr().String() + " > " + p.Dst.Addr().String()
	if p.Src.Port() != 0 || p.Dst.Port() != 0 {
		ends = p.Src.String() + " > " + p.Dst.String()
	}
	name := protocolNames[p.Protocol]
	if name == "" {
		name = "protocol " + strconv.Itoa(int(p.Protocol))
	}
	s := fmt.Sprintf("%s %s %s, %d octets", version, ends, name, len(b))
	if p.Fragment {
		s += ", fragment"
	}
	if p.Cut {
		return s, fail(len(b), version+" packet", "the packet is longer than the %d octets that are here", len(b))
	}
	return s, nil
}

// SummarizeRTP returns an RTP packet in a few words, RFC 3550 section 5.1.
func SummarizeRTP(b []byte) (string, error) {
	if len(b) < 12 {
		return "", fail(len(b), "RTP header", "ends after %d of 12 octets", len(b))
	}
	if b[0]>>6 != 2 {
		return "", fail(0, "RTP header", "version %d, not 2", b[0]>>6)
	}
	if need := 12 + 4*int(b[0]&15); len(b) < need {
		return "", fail(len(b), "RTP header", "ends after %d of %d octets", len(b), need)
	}
	return fmt.Sprintf("RTP payload type %d sequence %d timestamp %d SSRC 0x%08x, %d octets", b[1]&0x7f, binary.BigEndian.Uint16(b[2:]),
		binary.BigEndian.Uint32(b[4:]), binary.BigEndian.Uint32(b[8:]), len(b)), nil
}

// SummarizeSIP returns the first line of a SIP message, RFC 3261 section 7.
func SummarizeSIP(b []byte) (string, error) {
	line, _, _ := strings.Cut(string(b[:min(len(b), 1024)]), "\n")
	line = strings.TrimSuffix(line, "\r")
	if strings.HasPrefix(line, "SIP/2.0 ") || strings.HasSuffix(line, " SIP/2.0") {
		return line, nil
	}
	return "", fail(0, "SIP message", "the first line is neither a request line nor a status line of SIP/2.0")
}
