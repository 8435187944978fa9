package wire

import (
	"bytes"
	"strconv"
	"strings"
)

// Limits of what ReadSIP believes.
const (
	MaxSIP        = 64 << 10
	maxSIPHeaders = 512
	maxSIPLine    = 8 << 10
)

// SIP is one SIP message, RFC 3261 section 7. Nothing in it is checked beyond what is needed to find its parts.
type SIP struct {
	// Method and URI are those of a request; Status is that of a response, 0 for a request.
	Method, URI string
	Status      int
	Reason      string
	Headers     []SIPHeader
	Body        []byte
	// Octets is the whole message.
	Octets []byte
}

// SIPHeader is one header field; Name is in lower case and in its long form, Value has no line breaks.
type SIPHeader struct{ Name, Value string }

// compact are the short forms of header names, RFC 3261 section 7.3.3 and the registry.
var compact = map[string]string{"i": "call-id", "m": "contact", "e": "content-encoding", "l": "content-length", "c": "content-type", "f": "from",
	"s": "subject", "k": "supported", "t": "to", "v": "via", "o": "event", "r": "refer-to", "u": "allow-events", "x": "session-expires",
	"j": "reject-contact", "a": "accept-contact", "b": "referred-by", "d": "request-disposition", "y": "identity"}

// IsSIP tells whether octets begin like a SIP message, so that ReadSIP is worth a try.
func IsSIP(b []byte) bool {
	if len(b) < 12 || b[0] < 'A' || b[0] > 'Z' {
		return false
	}
	if bytes.HasPrefix(b, []byte("SIP/2.0 ")) {
		return true
	}
	line, _, _ := bytes.Cut(b[:min(len(b), maxSIPLine)], []byte("\n"))
	return bytes.HasSuffix(bytes.TrimSuffix(line, []byte("\r")), []byte(" SIP/2.0"))
}

// ReadSIP reads the SIP message at the start of b. datagram says that b is a datagram: without a length the body reaches to
// its end. Else a message without Content-Length has no body. len(SIP.Octets) octets were used. Every error is an *Error.
func ReadSIP(b []byte, datagram bool) (SIP, error) {
	const path = "SIP"
	at := 0
	for at+1 < len(b) && b[at] == '\r' && b[at+1] == '\n' { // RFC 3261 section 7.5
		at += 2
	}
	start := at
	if len(b)-start > MaxSIP {
		b = b[:start+MaxSIP]
	}
	var m SIP
	next := func() (string, bool, error) {
		n := bytes.IndexByte(b[at:], '\n')
		if n < 0 {
			return "", false, fail(len(b), path, "ends before the empty line")
		}
		if n > maxSIPLine {
			return "", false, fail(at, path, "a line of %d octets", n)
		}
		line := bytes.TrimSuffix(b[at:at+n], []byte("\r"))
		at += n + 1
		return string(line), len(line) == 0, nil
	}
	line, empty, err := next()
	if err != nil {
		return SIP{}, err
	}
	if empty || !m.first(line) {
		return SIP{}, fail(start, path+" start line", "neither a request line nor a status line of SIP/2.0")
	}
	for {
		from := at
		line, empty, err := next()
		if err != nil {
			return SIP{}, err
		}
		if empty {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			if len(m.Headers) == 0 {
				return SIP{}, fail(from, path+" header", "a continuation of nothing")
			}
			last := &m.Headers[len(m.Headers)-1]
			if len(last.Value)+len(line) > maxSIPLine {
				return SIP{}, fail(from, path+" header", "longer than %d octets", maxSIPLine)
			}
			last.Value = strings.TrimSpace(last.Value + " " + strings.TrimSpace(line))
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		name = strings.ToLower(strings.TrimRight(name, " \t"))
		if !ok || name == "" || strings.ContainsAny(name, " \t\"<>@,;") {
			return SIP{}, fail(from, path+" header", "no header field: %.40q", line)
		}
		if long := compact[name]; long != "" {
			name = long
		}
		if len(m.Headers) == maxSIPHeaders {
			return SIP{}, fail(from, path, "more than %d header fields", maxSIPHeaders)
		}
		m.Headers = append(m.Headers, SIPHeader{name, strings.TrimSpace(value)})
	}
	end := at
	if text := m.Get("content-length"); text != "" {
		n, err := strconv.ParseUint(text, 10, 31)
		if err != nil {
			return SIP{}, fail(start, path+" Content-Length", "%.40q is no length", text)
		}
		if int(n) > len(b)-at {
			return SIP{}, fail(len(b), path+" body", "ends after %d of %d octets", len(b)-at, n)
		}
		end = at + int(n)
	} else if datagram {
		end = len(b)
	}
	m.Body, m.Octets = b[at:end:end], b[start:end:end]
	if start > 0 {
		m.Octets = b[:end:end]
	}
	return m, nil
}

func (m *SIP) first(line string) bool {
	if rest, ok := strings.CutPrefix(line, "SIP/2.0 "); ok {
		code, reason, _ := strings.Cut(rest, " ")
		n, err := strconv.Atoi(code)
		m.Status, m.Reason = n, reason
		return err == nil && len(code) == 3 && n >= 100 && n < 700
	}
	rest, ok := strings.CutSuffix(line, " SIP/2.0")
	if !ok {
		return false
	}
	method, uri, ok := strings.Cut(rest, " ")
	m.Method, m.URI = method, strings.TrimSpace(uri)
	return ok && method != "" && m.URI != "" && !strings.ContainsAny(method, "\t:<>\"@")
}

// Get returns the first header field with a name in lower case, "" if there is none.
func (m *SIP) Get(name string) string {
	for i := range m.Headers {
		if m.Headers[i].Name == name {
			return m.Headers[i].Value
		}
	}
	return ""
}

// List returns the values of all header fields with a name, those in one field apart.
func (m *SIP) List(name string) []string {
	var out []string
	for i := range m.Headers {
		if m.Headers[i].Name == name {
			out = append(out, splitSIP(m.Headers[i].Value, ',')...)
		}
	}
	return out
}

// splitSIP splits outside of quotes and angle brackets.
func splitSIP(v string, by byte) []string {
	var out []string
	quoted, depth, from := false, 0, 0
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '<':
			depth++
		case c == '>':
			depth = max(0, depth-1)
		case c == by && depth == 0:
			out = append(out, strings.TrimSpace(v[from:i]))
			from = i + 1
		}
	}
	if s := strings.TrimSpace(v[from:]); s != "" {
		out = append(out, s)
	}
	return out
}

// CSeq returns the number and the method of the CSeq header field.
func (m *SIP) CSeq() (number uint32, method string) {
	a, b, _ := strings.Cut(m.Get("cseq"), " ")
	n, _ := strconv.ParseUint(a, 10, 32)
	return uint32(n), strings.TrimSpace(b)
}

// SIPParam returns a parameter of a header field value, "" if it is not there. Parameters inside angle brackets are the URI's.
func SIPParam(value, name string) string {
	parts := splitSIP(value, ';')
	for i, p := range parts {
		if i == 0 {
			continue
		}
		k, v, _ := strings.Cut(p, "=")
		if strings.EqualFold(strings.TrimSpace(k), name) {
			return strings.Trim(strings.TrimSpace(v), `"`)
		}
	}
	return ""
}

// SIPAddress returns the URI in a header field value: between angle brackets outside of a quoted name, else the value up to its
// parameters.
func SIPAddress(v string) string {
	quoted := false
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case c == '<' && !quoted:
			uri, _, _ := strings.Cut(v[i+1:], ">")
			return strings.TrimSpace(uri)
		}
	}
	uri, _, _ := strings.Cut(v, ";")
	return strings.TrimSpace(uri)
}

// PublicIdentity is a public identity in the form in which two of them can be compared: the digits of a telephone number (a TEL URI or the
// user part of a SIP URI that is one), a URN as it is, else user and host of a SIP URI; "" for what names nobody.
func PublicIdentity(uri string) string {
	scheme, rest, ok := strings.Cut(uri, ":")
	if !ok {
		return ""
	}
	scheme = strings.ToLower(scheme)
	switch scheme {
	case "urn":
		return strings.ToLower(uri)
	case "tel":
		n, _, _ := strings.Cut(rest, ";")
		return telephone(n)
	case "sip", "sips":
	default:
		return ""
	}
	phone := strings.Contains(strings.ToLower(rest), ";user=phone")
	rest, _, _ = strings.Cut(rest, "?")
	user, host, ok := strings.Cut(rest, "@")
	if !ok {
		host, _, _ := strings.Cut(rest, ";")
		return strings.ToLower(host)
	}
	host, _, _ = strings.Cut(host, ";")
	user, _, _ = strings.Cut(user, ";")
	if strings.HasPrefix(user, "+") || phone {
		if d := telephone(user); d != "" {
			return d
		}
	}
	if strings.EqualFold(host, "anonymous.invalid") || strings.EqualFold(user, "anonymous") {
		return ""
	}
	if h, port, ok := strings.Cut(host, ":"); ok && port == "5060" {
		host = h
	}
	return user + "@" + strings.ToLower(host)
}

// telephone returns the digits of a number, "" for anything else.
func telephone(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			out = append(out, c)
		case c == '+' && i == 0, c == '-', c == '.', c == '(', c == ')':
		default:
			return ""
		}
	}
	return string(out)
}
