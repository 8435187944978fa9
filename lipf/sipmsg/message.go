// Package sipmsg reads SIP messages, session descriptions and the identities in them, as functions of lawful interception do: they are
// no end of a dialog, take what a proxy or a phone may take, and never change what they read. It is the one reader of SIP of
// the LI side: home-routed interception (TS 33.128 R19 clause 7.10) finds messages in packets with [Read]; points of interception in
// functions of the IMS (clause 7.12) have messages from their function and read what can be read with [ReadHead].
package sipmsg

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Bounds of a SIP message. RFC 3261 has none; a message over UDP cannot be longer than a packet.
const (
	MaxMessage = 65535
	MaxHeaders = 512
	MaxValue   = 16 << 10 // of a line with what continues it
	maxMethod  = 64
)

// Message is a SIP message as far as it was read.
type Message struct {
	// Octets are those of the message, Body those after the headers, and BodyAt is where these begin.
	Octets []byte
	Body   []byte
	BodyAt int
	// Method and URI are those of a request, Status that of a response.
	Method, URI string
	Status      int
	Headers     []Header
	// What every message must have, RFC 3261 clause 8.1.1. A head may lack it.
	CallID     string
	CSeq       uint32
	CSeqMethod string
}

// Header has the name in lower case and in its long form. Lines that continue a value are joined to it by a space.
type Header struct{ Name, Value string }

var (
	// ErrIncomplete says that a stream has not all of a message yet.
	ErrIncomplete = errors.New("SIP message not complete")
	// ErrNotSIP says that octets are no SIP message.
	ErrNotSIP = errors.New("not a SIP message")
)

// compact are the short names of headers.
var compact = map[string]string{
	"a": "accept-contact", "b": "referred-by", "c": "content-type", "d": "request-disposition", "e": "content-encoding", "f": "from", "i": "call-id",
	"j": "reject-contact", "k": "supported", "l": "content-length", "m": "contact", "n": "identity-info", "o": "event", "r": "refer-to", "s": "subject",
	"t": "to", "u": "allow-events", "v": "via", "x": "session-expires", "y": "identity",
}

// common are names that come in every message: they need no memory of their own.
var common = func() map[string]string {
	m := map[string]string{}
	for _, n := range []string{"via", "from", "to", "call-id", "cseq", "max-forwards", "contact", "content-length", "content-type", "route", "record-route", "allow",
		"supported", "require", "expires", "authorization", "www-authenticate", "security-client", "security-server", "security-verify", "p-asserted-identity",
		"p-preferred-identity", "p-called-party-id", "p-access-network-info", "cellular-network-info", "p-associated-uri", "p-visited-network-id",
		"p-charging-vector", "p-asserted-service", "p-preferred-service", "proxy-require", "user-agent", "server", "path", "service-route", "diversion", "history-info",
		"session-expires", "min-se", "rseq", "rack", "reason", "accept", "accept-contact", "privacy", "event"} {
		m[n] = n
	}
	for s, l := range compact {
		m[s] = l
	}
	return m
}()

// Looks says whether octets begin like a SIP message: a status line, or a method and a URI and the version. more says that
// they may go on to be one.
func Looks(b []byte) (yes, more bool) {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return looks(bytes.TrimSuffix(b[:i], []byte("\r")), true)
	}
	return looks(bytes.TrimSuffix(b, []byte("\r")), false)
}

func looks(line []byte, whole bool) (yes, more bool) {
	if len(line) > MaxValue {
		return false, false
	}
	const version = "SIP/2.0"
	if n := min(len(line), len(version)); n > 0 && strings.EqualFold(string(line[:n]), version[:n]) {
		return n == len(version) && len(line) > n && line[n] == ' ', !whole
	}
	i := bytes.IndexByte(line, ' ')
	if i < 0 {
		return false, !whole && (len(line) == 0 || isMethod(line))
	}
	if !isMethod(line[:i]) {
		return false, false
	}
	j := bytes.LastIndexByte(line, ' ')
	if whole && j > i && strings.EqualFold(string(line[j+1:]), version) {
		return true, false
	}
	return false, !whole
}

func isMethod[T []byte | string](s T) bool { return len(s) <= maxMethod && isToken(s) }

// isToken says whether octets are a token of RFC 3261 clause 25.1.
func isToken[T []byte | string](s T) bool {
	for i := range len(s) {
		if !tokenOctets[s[i]] {
			return false
		}
	}
	return len(s) > 0
}

var tokenOctets = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("-.!%*_+`'~", rune(c))
	}
	return t
}()

// headEnd returns where the head of a message ends: behind its empty line, or behind the last line there is.
func headEnd(b []byte) (end int, whole bool) {
	for {
		i := bytes.IndexByte(b[end:], '\n')
		if i < 0 {
			return end, false
		}
		if end > 0 && (i == 0 || i == 1 && b[end] == '\r') {
			return end + i + 1, true
		}
		end += i + 1
		if end > MaxMessage {
			return end, false
		}
	}
}

// Read reads a message. In a stream Content-Length says where it ends, and ErrIncomplete that it is not all there yet; in a
// datagram everything is there. n is how many octets the message has, also where the error says that it is none, if that can
// be told; else 0.
func Read(b []byte, stream bool) (m *Message, n int, err error) {
	end, whole := headEnd(b)
	switch {
	case end == 0 && stream && len(b) <= MaxValue:
		return nil, 0, ErrIncomplete
	case end == 0:
		return nil, 0, fmt.Errorf("%w: no line", ErrNotSIP)
	case end > MaxMessage:
		return nil, 0, fmt.Errorf("%w: headers of more than %d octets", ErrNotSIP, MaxMessage)
	}
	m = &Message{BodyAt: end}
	if err := m.head(b[:end], true); err != nil {
		return nil, 0, err
	}
	if !whole {
		if stream && len(b) <= MaxMessage {
			return nil, 0, ErrIncomplete
		}
		return nil, 0, fmt.Errorf("%w: the headers do not end", ErrNotSIP)
	}
	length, err := m.contentLength()
	if err != nil {
		return nil, 0, err
	}
	rest := b[end:]
	switch {
	case length < 0 && stream:
		return nil, 0, fmt.Errorf("%w: no Content-Length in a stream", ErrNotSIP)
	case length < 0:
		length = len(rest)
	case length > len(rest):
		if stream && end+length <= MaxMessage {
			return nil, 0, ErrIncomplete
		}
		return nil, 0, fmt.Errorf("%w: Content-Length %d, there are %d octets", ErrNotSIP, length, len(rest))
	}
	n = end + length
	m.Body, m.Octets = rest[:length], b[:n]
	return m, n, m.complete()
}

// ReadHead reads what can be read of a message that a function of the IMS has taken: lines that are no headers are passed
// over, nothing but the start line must be there, and everything behind the headers is the body. False says that there is no start
// line; then nothing is known.
func ReadHead(b []byte) (m *Message, ok bool) {
	end, whole := headEnd(b[:min(len(b), MaxMessage)])
	m = &Message{Octets: b, BodyAt: len(b)}
	if m.head(b[:end], false) != nil {
		return &Message{Octets: b, BodyAt: len(b)}, false
	}
	if whole {
		m.BodyAt, m.Body = end, b[end:]
	}
	m.CallID = m.Get("call-id")
	m.CSeq, m.CSeqMethod, _ = m.sequence()
	return m, true
}

// head reads the start line and the headers. strict says that one which is none is an error.
func (m *Message) head(b []byte, strict bool) error {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		return fmt.Errorf("%w: no line", ErrNotSIP)
	}
	text := string(b)
	if err := m.startLine(strings.TrimSuffix(text[:i], "\r"), bytes.TrimSuffix(b[:i], []byte("\r"))); err != nil {
		return err
	}
	m.Headers = make([]Header, 0, 24)
	skipped := true // what continues nothing, or a line that is no header
	for at := i + 1; at < len(text); {
		j := strings.IndexByte(text[at:], '\n')
		if j < 0 {
			break
		}
		l := strings.TrimSuffix(text[at:at+j], "\r")
		at += j + 1
		if l == "" {
			break
		}
		if (l[0] == ' ' || l[0] == '\t') && skipped && !strict {
			continue
		}
		err := m.header(l)
		if err != nil && strict {
			return err
		}
		skipped = err != nil && (l[0] != ' ' && l[0] != '\t' || skipped)
	}
	return nil
}

func (m *Message) startLine(s string, b []byte) error {
	if yes, _ := looks(b, true); !yes {
		return fmt.Errorf("%w: start line %.40q", ErrNotSIP, s)
	}
	word, rest, _ := strings.Cut(s, " ")
	if strings.EqualFold(word, "SIP/2.0") {
		code, _, _ := strings.Cut(rest, " ")
		n, err := strconv.ParseUint(code, 10, 16)
		if err != nil || n < 100 || n > 699 {
			return fmt.Errorf("%w: status %.10q", ErrNotSIP, code)
		}
		m.Status = int(n)
		return nil
	}
	m.Method = word
	m.URI = strings.TrimSpace(rest[:strings.LastIndexByte(rest, ' ')])
	if m.URI == "" {
		return fmt.Errorf("%w: no request URI", ErrNotSIP)
	}
	return nil
}

// header takes a line: a header, or the continuation of the one before.
func (m *Message) header(l string) error {
	if l[0] == ' ' || l[0] == '\t' {
		if len(m.Headers) == 0 {
			return fmt.Errorf("%w: a continuation of no header", ErrNotSIP)
		}
		h := &m.Headers[len(m.Headers)-1]
		if len(h.Value)+len(l) > MaxValue {
			return fmt.Errorf("%w: a header of more than %d octets", ErrNotSIP, MaxValue)
		}
		h.Value = strings.TrimSpace(h.Value + " " + strings.TrimSpace(l))
		return nil
	}
	i := strings.IndexByte(l, ':')
	if i < 0 {
		return fmt.Errorf("%w: a header without a colon", ErrNotSIP)
	}
	name := strings.TrimRight(l[:i], " \t")
	switch {
	case !isToken(name):
		return fmt.Errorf("%w: header name %.20q", ErrNotSIP, name)
	case len(m.Headers) == MaxHeaders:
		return fmt.Errorf("%w: more than %d headers", ErrNotSIP, MaxHeaders)
	case len(l) > MaxValue:
		return fmt.Errorf("%w: a header of more than %d octets", ErrNotSIP, MaxValue)
	}
	m.Headers = append(m.Headers, Header{longName(name), strings.TrimSpace(l[i+1:])})
	return nil
}

// longName is the name of a header in lower case and in its long form.
func longName(s string) string {
	var low [32]byte
	if len(s) <= len(low) {
		for i := range len(s) {
			c := s[i]
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			low[i] = c
		}
		if n := common[string(low[:len(s)])]; n != "" {
			return n
		}
	}
	return strings.ToLower(s)
}

// Get returns the first header of a name, empty if there is none.
func (m *Message) Get(name string) string {
	for i := range m.Headers {
		if m.Headers[i].Name == name {
			return m.Headers[i].Value
		}
	}
	return ""
}

// All returns every header of a name.
func (m *Message) All(name string) (vs []string) {
	for i := range m.Headers {
		if m.Headers[i].Name == name {
			vs = append(vs, m.Headers[i].Value)
		}
	}
	return vs
}

// Response says that the message is one.
func (m *Message) Response() bool { return m.Method == "" }

func (m *Message) contentLength() (int, error) {
	vs := m.All("content-length")
	if len(vs) == 0 {
		return -1, nil
	}
	if slices.ContainsFunc(vs, func(v string) bool { return v != vs[0] }) {
		return 0, fmt.Errorf("%w: several Content-Lengths", ErrNotSIP)
	}
	n, err := strconv.ParseUint(vs[0], 10, 31)
	if err != nil {
		return 0, fmt.Errorf("%w: Content-Length %.20q", ErrNotSIP, vs[0])
	}
	return int(n), nil
}

// sequence reads CSeq.
func (m *Message) sequence() (number uint32, method string, ok bool) {
	s := m.Get("cseq")
	i := strings.IndexAny(s, " \t")
	if i < 0 {
		return 0, "", false
	}
	n, err := strconv.ParseUint(s[:i], 10, 32)
	method = strings.TrimLeft(s[i:], " \t")
	if err != nil || !isMethod(method) {
		return 0, "", false
	}
	return uint32(n), method, true
}

// complete reads what every message must have.
func (m *Message) complete() error {
	m.CallID = m.Get("call-id")
	n, method, ok := m.sequence()
	switch {
	case m.CallID == "" || len(m.CallID) > 1024:
		return fmt.Errorf("%w: no Call-ID", ErrNotSIP)
	case !ok:
		return fmt.Errorf("%w: CSeq", ErrNotSIP)
	case m.Method != "" && method != m.Method:
		return fmt.Errorf("%w: CSeq of %.20q in a %s", ErrNotSIP, method, m.Method)
	case m.Get("from") == "" || m.Get("to") == "":
		return fmt.Errorf("%w: From and To", ErrNotSIP)
	}
	m.CSeq, m.CSeqMethod = n, method
	return nil
}
