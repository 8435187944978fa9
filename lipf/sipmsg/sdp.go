package sipmsg

import (
	"bytes"
	"net/netip"
	"strconv"
	"strings"
)

// Description is a session description as far as it says where media go.
type Description struct {
	Octets []byte
	// Media are the addresses and ports of media over RTP, in their order.
	Media []netip.AddrPort
}

// Bounds of a session description.
const (
	MaxMedia = 32
	maxPorts = 8 // of one media line
)

// Description returns the session description in the body of a message, nil if there is none that can be read.
func (m *Message) Description() *Description {
	if len(m.Body) == 0 {
		return nil
	}
	if e := m.Get("content-encoding"); e != "" && !strings.EqualFold(e, "identity") {
		return nil
	}
	body := sdpPart(m.Get("content-type"), m.Body, 0)
	if body == nil {
		return nil
	}
	return ReadSDP(body)
}

// sdpPart finds application/sdp in a body, in a multipart too.
func sdpPart(contentType string, body []byte, depth int) []byte {
	kind, params, _ := strings.Cut(contentType, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	switch {
	case kind == "application/sdp":
		return body
	case !strings.HasPrefix(kind, "multipart/") || depth > 3:
		return nil
	}
	boundary, _ := Parameter(params, "boundary")
	if boundary == "" || len(boundary) > 70 {
		return nil
	}
	parts := bytes.SplitN(body, []byte("--"+boundary), 34)
	for _, p := range parts[1:] {
		if bytes.HasPrefix(p, []byte("--")) {
			break
		}
		p = bytes.TrimPrefix(bytes.TrimPrefix(bytes.TrimLeft(p, " \t"), []byte("\r")), []byte("\n"))
		head, content, ok := cutEmptyLine(p)
		if !ok {
			continue
		}
		part := Message{}
		for _, l := range strings.Split(strings.ReplaceAll(string(head), "\r\n", "\n"), "\n") {
			if l != "" && len(part.Headers) < 32 {
				_ = part.header(l) // a line that is no header says nothing
			}
		}
		content = bytes.TrimSuffix(bytes.TrimSuffix(content, []byte("\n")), []byte("\r"))
		if found := sdpPart(part.Get("content-type"), content, depth+1); found != nil {
			return found
		}
	}
	return nil
}

func cutEmptyLine(b []byte) (before, after []byte, ok bool) {
	if before, after, ok = bytes.Cut(b, []byte("\r\n\r\n")); ok {
		return before, after, true
	}
	return bytes.Cut(b, []byte("\n\n"))
}

// ReadSDP reads where media go, RFC 4566. It takes what it understands.
func ReadSDP(b []byte) *Description {
	d := &Description{Octets: bytes.Clone(b)}
	var session, media netip.Addr
	var ports []uint16
	seen := false
	finish := func() {
		a := media
		if !a.IsValid() {
			a = session
		}
		for _, p := range ports {
			if a.IsValid() && !a.IsUnspecified() && len(d.Media) < MaxMedia {
				d.Media = append(d.Media, netip.AddrPortFrom(a, p))
			}
		}
		ports, media = nil, netip.Addr{}
	}
	for len(b) > 0 {
		var l []byte
		l, b, _ = bytes.Cut(b, []byte("\n"))
		l = bytes.TrimSuffix(l, []byte("\r"))
		if len(l) < 2 || l[1] != '=' {
			continue
		}
		f := strings.Fields(string(l[2:]))
		switch {
		case l[0] == 'c' && len(f) == 3 && f[0] == "IN":
			host, _, _ := strings.Cut(f[2], "/")
			a, err := netip.ParseAddr(host)
			if err != nil || a.Zone() != "" {
				continue
			}
			if seen {
				media = a
			} else {
				session = a
			}
		case l[0] == 'm' && len(f) >= 3:
			finish()
			seen = true
			// Media over RTP only; the port of a stream that was refused is 0.
			if !strings.Contains(f[2], "RTP/") {
				continue
			}
			from, count, _ := strings.Cut(f[1], "/")
			p, err := strconv.ParseUint(from, 10, 16)
			n, cerr := strconv.ParseUint(count, 10, 16)
			if cerr != nil {
				n = 1
			}
			for i := uint64(0); err == nil && p != 0 && i < min(n, maxPorts) && p+2*i <= 65535; i++ {
				ports = append(ports, uint16(p+2*i))
			}
		}
	}
	finish()
	return d
}
