package content

import (
	"bytes"
	"strconv"
	"strings"
)

// SIPBody says where the body of a SIP message is and what it is, RFC 3261 clause 7.
type SIPBody struct {
	// At is where it begins, the length of the message if there is none.
	At int
	// Type is the value of Content-Type in lower case, with its parameters.
	Type string
	// length are the digits of Content-Length; empty if there are none.
	length Cut
}

// maxSIPHeaders bounds the headers that are read.
const maxSIPHeaders = 512

// ReadSIPBody reads as much of the head of a message as is needed to find the body. It never fails.
func ReadSIPBody(b []byte) SIPBody {
	s := SIPBody{At: len(b)}
	at := 0
	line := func() (l []byte, from int, ok bool) {
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			return nil, 0, false
		}
		from = at
		at += i + 1
		return bytes.TrimSuffix(b[from:from+i], []byte("\r")), from, true
	}
	if _, _, ok := line(); !ok {
		return s
	}
	folded := false // the line before was Content-Type
	for range maxSIPHeaders {
		l, from, ok := line()
		switch {
		case !ok:
			return s
		case len(l) == 0:
			s.At = at
			return s
		case l[0] == ' ' || l[0] == '\t':
			if folded {
				s.Type = strings.TrimSpace(s.Type + " " + strings.ToLower(strings.TrimSpace(string(l))))
			}
			continue
		}
		name, value, ok := bytes.Cut(l, []byte(":"))
		folded = false
		if !ok {
			continue
		}
		switch strings.ToLower(string(bytes.TrimRight(name, " \t"))) {
		case "content-type", "c":
			s.Type, folded = strings.ToLower(strings.TrimSpace(string(value))), true
		case "content-length", "l":
			d := from + len(name) + 1
			for d < from+len(l) && (b[d] == ' ' || b[d] == '\t') {
				d++
			}
			to := d
			for to < from+len(l) && b[to] >= '0' && b[to] <= '9' {
				to++
			}
			s.length = Cut{d, to}
		}
	}
	return s
}

// Descriptions returns where session descriptions are in the message: the body, or parts of one that has several (RFC 5621).
// A body that does not say what it is may be one.
func (s *SIPBody) Descriptions(b []byte) (out []Cut) {
	kind, _, _ := strings.Cut(s.Type, ";")
	switch kind = strings.TrimSpace(kind); {
	case kind == "application/sdp", kind == "":
		return []Cut{{From: s.At, To: len(b)}}
	case !strings.HasPrefix(kind, "multipart/"):
		return nil
	}
	head, sdp := false, false
	for at := s.At; at < len(b); {
		to := len(b)
		if i := bytes.IndexByte(b[at:], '\n'); i >= 0 {
			to = at + i + 1
		}
		l := strings.ToLower(string(bytes.TrimRight(b[at:min(to, at+200)], "\r\n")))
		switch {
		case strings.HasPrefix(l, "--"):
			head, sdp = true, false
		case head && l == "":
			head = false
			if sdp {
				out = append(out, Cut{From: to, To: to})
			}
		case head && strings.HasPrefix(l, "content-type:"):
			sdp = strings.Contains(l, "application/sdp")
		case !head && sdp:
			out[len(out)-1].To = to
		}
		at = to
	}
	return out
}

// Keys returns where the session descriptions in the message have keys of media.
func (s *SIPBody) Keys(b []byte) (cuts []Cut) {
	for _, r := range s.Descriptions(b) {
		for _, c := range Keys(b[r.From:r.To]) {
			cuts = append(cuts, Cut{From: r.From + c.From, To: r.From + c.To})
		}
	}
	return cuts
}

// Without returns a copy of the message without the cuts of its body and, where there is a Content-Length that can follow, with
// the new one. length is its value, empty if it stayed.
func (s *SIPBody) Without(b []byte, cuts []Cut) (out []byte, length string) {
	gone := 0
	for _, c := range cuts {
		gone += c.To - c.From
	}
	out = append(out, b[:s.At]...)
	if d := s.length; d.To > d.From && d.To <= s.At {
		if n, err := strconv.Atoi(string(b[d.From:d.To])); err == nil && n >= gone {
			length = strconv.Itoa(n - gone)
			out = append(append(append(out[:0:0], b[:d.From]...), length...), b[d.To:s.At]...)
		}
	}
	at := s.At
	for _, c := range cuts {
		out = append(out, b[at:c.From]...)
		at = c.To
	}
	return append(out, b[at:]...), length
}
