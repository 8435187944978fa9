package wire

import (
	"net/netip"
	"strconv"
	"strings"
)

// Limits of what ReadSDP believes.
const (
	maxSDP      = 64 << 10
	maxSDPMedia = 64
	maxSDPLines = 2048
)

// SDP is a session description, RFC 8866, as far as it says which media are where and how they are protected.
type SDP struct {
	Media []SDPMedia
}

// SDPMedia is one media description.
type SDPMedia struct {
	// Kind is "audio", "video", …, Protocol for example "RTP/AVP".
	Kind, Protocol string
	// Address is that of the connection, of the session if the media have none; Port 0 means that the media are refused.
	Address netip.AddrPort
	// Formats are the RTP payload types, Codecs their encoding names.
	Formats []uint8
	Codecs  map[uint8]string
	// Direction is "sendrecv", "sendonly", "recvonly" or "inactive".
	Direction string
	// Keys counts crypto attributes (RFC 4568), Fingerprint says that there is one for DTLS (RFC 8122).
	Keys        int
	Fingerprint bool
}

// staticCodecs are the payload types of RFC 3551 that the lab has.
var staticCodecs = map[uint8]string{0: "PCMU", 8: "PCMA", 9: "G722", 18: "G729"}

// ReadSDP reads a session description. Every error is an *Error.
func ReadSDP(b []byte) (SDP, error) {
	const path = "SDP"
	if len(b) > maxSDP {
		return SDP{}, fail(maxSDP, path, "more than %d octets", maxSDP)
	}
	var out SDP
	var session netip.Addr
	direction, fingerprint := "sendrecv", false
	var cur *SDPMedia
	lines := 0
	for at := 0; at < len(b); {
		n := at
		for n < len(b) && b[n] != '\n' {
			n++
		}
		line := strings.TrimSuffix(string(b[at:n]), "\r")
		from := at
		at = n + 1
		if line == "" {
			continue
		}
		if lines++; lines > maxSDPLines {
			return SDP{}, fail(from, path, "more than %d lines", maxSDPLines)
		}
		if len(line) < 2 || line[1] != '=' {
			return SDP{}, fail(from, path, "no line of a session description: %.40q", line)
		}
		if lines == 1 && line != "v=0" {
			return SDP{}, fail(from, path, "begins with %.40q", line)
		}
		v := line[2:]
		switch line[0] {
		case 'm':
			if len(out.Media) == maxSDPMedia {
				return SDP{}, fail(from, path, "more than %d media", maxSDPMedia)
			}
			m, ok := mediaLine(v, session)
			if !ok {
				return SDP{}, fail(from, path+" m=", "%.60q", v)
			}
			m.Direction, m.Fingerprint = direction, fingerprint
			out.Media = append(out.Media, m)
			cur = &out.Media[len(out.Media)-1]
		case 'c':
			addr, ok := connection(v)
			if !ok {
				return SDP{}, fail(from, path+" c=", "%.60q", v)
			}
			if cur == nil {
				session = addr
			} else {
				cur.Address = netip.AddrPortFrom(addr, cur.Address.Port())
			}
		case 'a':
			name, value, _ := strings.Cut(v, ":")
			switch name {
			case "sendrecv", "sendonly", "recvonly", "inactive":
				if cur == nil {
					direction = name
				} else {
					cur.Direction = name
				}
			case "fingerprint":
				if cur == nil {
					fingerprint = true
				} else {
					cur.Fingerprint = true
				}
			case "crypto":
				if cur != nil {
					cur.Keys++
				}
			case "rtpmap":
				if cur != nil {
					cur.rtpmap(value)
				}
			}
		}
	}
	if lines == 0 {
		return SDP{}, fail(0, path, "is empty")
	}
	return out, nil
}

func mediaLine(v string, session netip.Addr) (SDPMedia, bool) {
	f := strings.Fields(v)
	if len(f) < 3 {
		return SDPMedia{}, false
	}
	text, _, _ := strings.Cut(f[1], "/")
	port, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return SDPMedia{}, false
	}
	m := SDPMedia{Kind: f[0], Protocol: f[2], Address: netip.AddrPortFrom(session, uint16(port)), Codecs: map[uint8]string{}}
	for _, t := range f[3:] {
		if n, err := strconv.ParseUint(t, 10, 7); err == nil {
			m.Formats = append(m.Formats, uint8(n))
			if name := staticCodecs[uint8(n)]; name != "" {
				m.Codecs[uint8(n)] = name
			}
		}
	}
	return m, true
}

func connection(v string) (netip.Addr, bool) {
	f := strings.Fields(v)
	if len(f) != 3 || f[0] != "IN" {
		return netip.Addr{}, false
	}
	text, _, _ := strings.Cut(f[2], "/")
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" { // a name is no address
		return netip.Addr{}, err != nil
	}
	return a, true
}

func (m *SDPMedia) rtpmap(v string) {
	pt, rest, _ := strings.Cut(v, " ")
	n, err := strconv.ParseUint(pt, 10, 7)
	if err != nil {
		return
	}
	name, _, _ := strings.Cut(strings.TrimSpace(rest), "/")
	m.Codecs[uint8(n)] = strings.ToUpper(name)
}
