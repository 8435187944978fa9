package hrli

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Bounds of a SIP message. RFC 3261 has none; a message over UDP cannot be longer than a packet.
const (
	maxMessage = 65535
	maxHeaders = 512
	maxValue   = 16 << 10
)

// sipMessage is a SIP message as far as the LMISF reads it. The LMISF is not an end of the dialog: it takes what a P-CSCF or a
// UE may take, and does not judge the rest.
type sipMessage struct {
	octets []byte
	// method and uri are those of a request, status that of a response.
	method, uri string
	status      int
	headers     []sipHeader
	body        []byte
	// What every message must have, RFC 3261 clause 8.1.1.
	callID     string
	cseq       uint32
	cseqMethod string
}

// sipHeader has the name in lower case and in its long form.
type sipHeader struct{ name, value string }

var (
	errIncomplete = errors.New("SIP message not complete")
	errSIP        = errors.New("not a SIP message")
)

// compact are the short names of headers.
var compact = map[string]string{
	"a": "accept-contact", "b": "referred-by", "c": "content-type", "e": "content-encoding", "f": "from", "i": "call-id", "k": "supported",
	"l": "content-length", "m": "contact", "o": "event", "r": "refer-to", "s": "subject", "t": "to", "u": "allow-events", "v": "via", "x": "session-expires",
}

// looksSIP says whether octets begin like a SIP message: a status line, or a method and a URI and the version. more says that
// they may go on to be one.
func looksSIP(b []byte) (yes, more bool) {
	line, whole := b, false
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		line, whole = b[:i], true
	}
	line = bytes.TrimSuffix(line, []byte("\r"))
	if len(line) > maxValue {
		return false, false
	}
	const version = "SIP/2.0"
	if n := min(len(line), len(version)); n > 0 && strings.EqualFold(string(line[:n]), version[:n]) {
		return n == len(version) && len(line) > n && line[n] == ' ', !whole
	}
	i := bytes.IndexByte(line, ' ')
	if i < 0 {
		return false, !whole && (len(line) == 0 || token(line))
	}
	if i == 0 || !token(line[:i]) {
		return false, false
	}
	j := bytes.LastIndexByte(line, ' ')
	if whole && j > i && strings.EqualFold(string(line[j+1:]), version) {
		return true, false
	}
	return false, !whole
}

// token says whether octets are a token of RFC 3261 clause 25.1, not longer than a method may be here.
func token(b []byte) bool {
	for _, c := range b {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		case strings.IndexByte("-.!%*_+`'~", c) >= 0:
		default:
			return false
		}
	}
	return len(b) > 0 && len(b) <= 64
}

// readSIP reads a message. In a stream Content-Length says where it ends, and errIncomplete that it is not all there yet; in a
// datagram everything is there. n is how many octets the message has, also where the error says that it is none, if that can
// be told; else 0.
func readSIP(b []byte, stream bool) (m *sipMessage, n int, err error) {
	m = &sipMessage{}
	at := 0
	line := func() ([]byte, bool) {
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			return nil, false
		}
		l := bytes.TrimSuffix(b[at:at+i], []byte("\r"))
		at += i + 1
		return l, true
	}
	first, ok := line()
	if !ok {
		if stream && len(b) <= maxValue {
			return nil, 0, errIncomplete
		}
		return nil, 0, fmt.Errorf("%w: no line", errSIP)
	}
	if err := m.startLine(first); err != nil {
		return nil, 0, err
	}
	for {
		if at > maxMessage {
			return nil, 0, fmt.Errorf("%w: headers of more than %d octets", errSIP, maxMessage)
		}
		l, ok := line()
		if !ok {
			if stream && len(b) <= maxMessage {
				return nil, 0, errIncomplete
			}
			return nil, 0, fmt.Errorf("%w: the headers do not end", errSIP)
		}
		if len(l) == 0 {
			break
		}
		if err := m.header(l); err != nil {
			return nil, 0, err
		}
	}
	length, err := m.contentLength()
	if err != nil {
		return nil, 0, err
	}
	rest := b[at:]
	switch {
	case length < 0 && stream:
		return nil, 0, fmt.Errorf("%w: no Content-Length in a stream", errSIP)
	case length < 0:
		length = len(rest)
	case length > len(rest):
		if stream && at+length <= maxMessage {
			return nil, 0, errIncomplete
		}
		return nil, 0, fmt.Errorf("%w: Content-Length %d, there are %d octets", errSIP, length, len(rest))
	}
	n = at + length
	m.body, m.octets = rest[:length], b[:n]
	return m, n, m.complete()
}

func (m *sipMessage) startLine(l []byte) error {
	if yes, _ := looksSIP(append(bytes.Clone(l), '\n')); !yes {
		return fmt.Errorf("%w: start line %.40q", errSIP, l)
	}
	s := string(l)
	word, rest, _ := strings.Cut(s, " ")
	if strings.EqualFold(word, "SIP/2.0") {
		code, _, _ := strings.Cut(rest, " ")
		n, err := strconv.ParseUint(code, 10, 16)
		if err != nil || n < 100 || n > 699 {
			return fmt.Errorf("%w: status %.10q", errSIP, code)
		}
		m.status = int(n)
		return nil
	}
	m.method = word
	m.uri = strings.TrimSpace(rest[:strings.LastIndexByte(rest, ' ')])
	if m.uri == "" {
		return fmt.Errorf("%w: no request URI", errSIP)
	}
	return nil
}

// header takes a line: a header, or the continuation of the one before.
func (m *sipMessage) header(l []byte) error {
	if l[0] == ' ' || l[0] == '\t' {
		if len(m.headers) == 0 {
			return fmt.Errorf("%w: a continuation of no header", errSIP)
		}
		h := &m.headers[len(m.headers)-1]
		if len(h.value)+len(l) > maxValue {
			return fmt.Errorf("%w: a header of more than %d octets", errSIP, maxValue)
		}
		h.value = strings.TrimSpace(h.value + " " + strings.TrimSpace(string(l)))
		return nil
	}
	i := bytes.IndexByte(l, ':')
	if i < 0 {
		return fmt.Errorf("%w: a header without a colon", errSIP)
	}
	name := bytes.TrimRight(l[:i], " \t")
	switch {
	case !token(name):
		return fmt.Errorf("%w: header name %.20q", errSIP, name)
	case len(m.headers) == maxHeaders:
		return fmt.Errorf("%w: more than %d headers", errSIP, maxHeaders)
	case len(l) > maxValue:
		return fmt.Errorf("%w: a header of more than %d octets", errSIP, maxValue)
	}
	h := sipHeader{strings.ToLower(string(name)), strings.TrimSpace(string(l[i+1:]))}
	if long := compact[h.name]; long != "" {
		h.name = long
	}
	m.headers = append(m.headers, h)
	return nil
}

// get returns the first header of a name, empty if there is none.
func (m *sipMessage) get(name string) string {
	for i := range m.headers {
		if m.headers[i].name == name {
			return m.headers[i].value
		}
	}
	return ""
}

// all returns every header of a name.
func (m *sipMessage) all(name string) (vs []string) {
	for i := range m.headers {
		if m.headers[i].name == name {
			vs = append(vs, m.headers[i].value)
		}
	}
	return vs
}

func (m *sipMessage) contentLength() (int, error) {
	vs := m.all("content-length")
	if len(vs) == 0 {
		return -1, nil
	}
	for _, v := range vs[1:] {
		if v != vs[0] {
			return 0, fmt.Errorf("%w: several Content-Lengths", errSIP)
		}
	}
	n, err := strconv.ParseUint(vs[0], 10, 31)
	if err != nil {
		return 0, fmt.Errorf("%w: Content-Length %.20q", errSIP, vs[0])
	}
	return int(n), nil
}

// complete reads what every message must have.
func (m *sipMessage) complete() error {
	m.callID = m.get("call-id")
	number, method, _ := strings.Cut(strings.Join(strings.Fields(m.get("cseq")), " "), " ")
	n, err := strconv.ParseUint(number, 10, 32)
	switch {
	case m.callID == "" || len(m.callID) > 1024:
		return fmt.Errorf("%w: no Call-ID", errSIP)
	case err != nil || !token([]byte(method)):
		return fmt.Errorf("%w: CSeq", errSIP)
	case m.method != "" && method != m.method:
		return fmt.Errorf("%w: CSeq of %.20q in a %s", errSIP, method, m.method)
	case m.get("from") == "" || m.get("to") == "":
		return fmt.Errorf("%w: From and To", errSIP)
	}
	m.cseq, m.cseqMethod = uint32(n), method
	return nil
}

// splitList splits at a separator that is neither quoted nor inside angle brackets. It returns one element at least.
func splitList(s string, sep byte) []string {
	const most = 256
	var out []string
	quoted, inside, from := false, false, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '<':
			inside = true
		case c == '>':
			inside = false
		case c == sep && !inside && len(out) < most:
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

// address returns the URI of a name-addr or an addr-spec, RFC 3261 clause 20.10, and what follows it.
func address(s string) (uri, params string) {
	s = strings.TrimSpace(s)
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && c == '<':
			uri, params, _ = strings.Cut(s[i+1:], ">")
			return strings.TrimSpace(uri), params
		}
	}
	uri, params, _ = strings.Cut(s, ";")
	return strings.TrimSpace(uri), params
}

// parameter returns a parameter of a header or a URI.
func parameter(s, name string) (value string, ok bool) {
	for _, p := range splitList(s, ';') {
		n, v, _ := strings.Cut(p, "=")
		if strings.EqualFold(strings.TrimSpace(n), name) {
			return strings.Trim(strings.TrimSpace(v), `"`), true
		}
	}
	return "", false
}
