package content

import (
	"bytes"
	"net/netip"
	"strconv"
	"strings"
)

// Description is a session description as far as it says what packets of media are, RFC 8866. What is not understood is left
// out: who reads it is not an end of the session.
type Description struct{ Media []Media }

// Media is one media description.
type Media struct {
	// Kind is "audio", "video" and so on; Protocol is for example RTP/AVP.
	Kind, Protocol string
	// Addr is where its sender wants to get packets, Port 0 says that the media were refused. An invalid Addr is not known.
	Addr netip.Addr
	Port uint16
	// Formats are payload types, Codecs their names where a=rtpmap gives them, in lower case ("pcma/8000").
	Formats []uint8
	Codecs  map[uint8]string
	// ToAccessEdge says that protection was asked for that ends at the gateway at the edge (a=3ge2ae, TS 24.229).
	ToAccessEdge bool
}

// Protected says that the media are SRTP: a profile with "S", RFC 3711 and RFC 5124.
func (m *Media) Protected() bool { return strings.Contains(m.Protocol, "SAVP") }

// Bounds of a description.
const (
	maxMedia   = 32
	maxFormats = 64
)

// ReadDescription reads a session description. It never fails.
func ReadDescription(b []byte) Description {
	var d Description
	var session netip.Addr
	var m *Media
	eachLine(b, func(_, _ int, kind byte, value string) {
		f := strings.Fields(value)
		switch {
		case kind == 'm' && len(f) >= 3:
			m = nil
			if len(d.Media) == maxMedia {
				return
			}
			port, _, _ := strings.Cut(f[1], "/")
			p, err := strconv.ParseUint(port, 10, 16)
			if err != nil {
				return
			}
			d.Media = append(d.Media, Media{Kind: strings.ToLower(f[0]), Protocol: strings.ToUpper(f[2]), Addr: session, Port: uint16(p)})
			m = &d.Media[len(d.Media)-1]
			for _, s := range f[3:min(len(f), 3+maxFormats)] {
				if t, err := strconv.ParseUint(s, 10, 7); err == nil {
					m.Formats = append(m.Formats, uint8(t))
				}
			}
		case kind == 'c' && len(f) == 3 && f[0] == "IN":
			host, _, _ := strings.Cut(f[2], "/")
			a, err := netip.ParseAddr(host)
			switch {
			case err != nil || a.Zone() != "":
			case m != nil:
				m.Addr = a
			case len(d.Media) == 0:
				session = a
			}
		case kind == 'a' && m != nil:
			m.attribute(value)
		}
	})
	return d
}

func (m *Media) attribute(value string) {
	name, rest, _ := strings.Cut(value, ":")
	switch strings.ToLower(name) {
	case "3ge2ae":
		m.ToAccessEdge = true
	case "rtpmap":
		number, codec, _ := strings.Cut(rest, " ")
		if t, err := strconv.ParseUint(number, 10, 7); err == nil && len(m.Codecs) < maxFormats {
			if m.Codecs == nil {
				m.Codecs = map[uint8]string{}
			}
			m.Codecs[uint8(t)] = strings.ToLower(strings.TrimSpace(codec))
		}
	}
}

// eachLine calls f with each line of the form of SDP: where it begins, where the next begins, its kind and its value.
func eachLine(b []byte, f func(from, to int, kind byte, value string)) {
	for at := 0; at < len(b); {
		to := len(b)
		if i := bytes.IndexByte(b[at:], '\n'); i >= 0 {
			to = at + i + 1
		}
		l := bytes.TrimRight(b[at:to], "\r\n")
		if len(l) > 1 && l[1] == '=' {
			f(at, to, l[0], string(l[2:]))
		}
		at = to
	}
}

// Cut is a range of octets that was taken out.
type Cut struct{ From, To int }

// Keys returns where session descriptions in b have keys of media: a=crypto of RFC 4568, a=key-mgmt of RFC 4567 and the k=
// of RFC 4566, whole lines each.
func Keys(b []byte) (cuts []Cut) {
	if !bytes.Contains(b, []byte("a=crypto")) && !bytes.Contains(b, []byte("a=key-mgmt")) && !bytes.Contains(b, []byte("k=")) {
		return nil
	}
	eachLine(b, func(from, to int, kind byte, value string) {
		value = strings.ToLower(value)
		if kind == 'k' || kind == 'a' && (strings.HasPrefix(value, "crypto:") || strings.HasPrefix(value, "key-mgmt:")) {
			cuts = append(cuts, Cut{from, to})
		}
	})
	return cuts
}

// Without returns b without the cuts, b itself where there are none.
func Without(b []byte, cuts []Cut) []byte {
	if len(cuts) == 0 {
		return b
	}
	out, at := make([]byte, 0, len(b)), 0
	for _, c := range cuts {
		out = append(out, b[at:c.From]...)
		at = c.To
	}
	return append(out, b[at:]...)
}

// AsCopied makes of the description of the access side the one of packets that a gateway copies: without keys, and with the
// profile of RTP where the protection ends at the gateway. That is so where the description asks for it (a=3ge2ae), or where
// the other side of the gateway has no protection.
func AsCopied(access, core []byte) []byte {
	a, c := ReadDescription(access), ReadDescription(core)
	clear := Without(access, Keys(access))
	n := -1
	var out []byte
	at := 0
	eachLine(clear, func(from, to int, kind byte, _ string) {
		if kind != 'm' {
			return
		}
		if n++; n >= len(a.Media) {
			return
		}
		m := &a.Media[n]
		if m.Protected() && (m.ToAccessEdge || n < len(c.Media) && !c.Media[n].Protected()) {
			f := strings.SplitN(string(clear[from:to]), " ", 4)
			if len(f) == 4 {
				profile := "RTP/AVP"
				if strings.HasSuffix(m.Protocol, "F") {
					profile = "RTP/AVPF"
				}
				f[2] = profile
				out = append(append(out, clear[at:from]...), strings.Join(f, " ")...)
				at = to
			}
		}
	})
	return append(out, clear[at:]...)
}
