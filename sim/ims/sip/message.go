// Package sip carries SIP (RFC 3261) over the sockets of a Carrier: messages, transactions, and the forwarding of a proxy.
//
// Octets are read by the parser of emiago/sipgo; what it lets through and RFC 3261 does not is refused here. The transaction
// layer is an own one, because that of sipgo has timers and transports that belong to the process, and no place for
// sockets behind which a packet is protected.
package sip

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	sipgo "github.com/emiago/sipgo/sip"
)

// MaxMessage is the longest message that is read, in octets.
const MaxMessage = 16 << 10

// maxHeaders bounds the header fields of a message.
const maxHeaders = 256

// Header is one header field as it is on the wire. A field that stood in a list of a comma-separated header is one of its own
// where the order matters (Via, Route, Record-Route, Contact).
type Header struct{ Name, Value string }

// A Message is a request or a response.
type Message struct {
	// Method and URI are those of a request, empty in a response.
	Method, URI string
	// Status and Reason are those of a response, 0 and empty in a request.
	Status int
	Reason string

	Headers []Header
	Body    []byte
}

// Errors of Parse.
var (
	// ErrParse says that octets are no SIP message.
	ErrParse = errors.New("sip: not a SIP message")
	// ErrTooLong says that a message exceeds a bound of this package.
	ErrTooLong = errors.New("sip: message too long")
	// ErrInvalid says that a message violates RFC 3261. Parse returns such a message too if it can be answered.
	ErrInvalid = errors.New("sip: invalid message")
)

// IsRequest says whether m is a request.
func (m *Message) IsRequest() bool { return m.Method != "" }

// compact are the short names of RFC 3261 clause 7.3.3 and of later RFCs.
var compact = map[string]string{
	"c": "Content-Type", "f": "From", "t": "To", "m": "Contact", "i": "Call-ID", "v": "Via", "l": "Content-Length",
	"s": "Subject", "k": "Supported", "e": "Content-Encoding", "o": "Event", "u": "Allow-Events", "r": "Refer-To", "b": "Referred-By", "x": "Session-Expires",
}

func same(a, b string) bool { return strings.EqualFold(a, b) }

// Get returns the first value of a header, empty if there is none.
func (m *Message) Get(name string) string {
	for _, h := range m.Headers {
		if same(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// Has says whether a header is there.
func (m *Message) Has(name string) bool {
	for _, h := range m.Headers {
		if same(h.Name, name) {
			return true
		}
	}
	return false
}

// All returns the values of a header in their order.
func (m *Message) All(name string) []string {
	var out []string
	for _, h := range m.Headers {
		if same(h.Name, name) {
			out = append(out, h.Value)
		}
	}
	return out
}

// List returns the values of a header in their order, with lists split at their commas.
func (m *Message) List(name string) []string {
	var out []string
	for _, v := range m.All(name) {
		out = append(out, SplitList(v)...)
	}
	return out
}

// Add appends a header.
func (m *Message) Add(name, value string) { m.Headers = append(m.Headers, Header{name, value}) }

// Prepend puts a header before those of the same name, at the top.
func (m *Message) Prepend(name, value string) {
	m.Headers = append([]Header{{name, value}}, m.Headers...)
}

// Set replaces every header of the name by one.
func (m *Message) Set(name, value string) {
	for i, h := range m.Headers {
		if same(h.Name, name) {
			m.Headers[i].Value = value
			rest := m.Headers[i+1:]
			kept := m.Headers[:i+1]
			for _, r := range rest {
				if !same(r.Name, name) {
					kept = append(kept, r)
				}
			}
			m.Headers = kept
			return
		}
	}
	m.Add(name, value)
}

// Del removes every header of the name.
func (m *Message) Del(name string) {
	kept := m.Headers[:0]
	for _, h := range m.Headers {
		if !same(h.Name, name) {
			kept = append(kept, h)
		}
	}
	m.Headers = kept
}

// Pop removes the first header of the name and returns its value.
func (m *Message) Pop(name string) string {
	for i, h := range m.Headers {
		if same(h.Name, name) {
			m.Headers = append(m.Headers[:i], m.Headers[i+1:]...)
			return h.Value
		}
	}
	return ""
}

// Replace puts a list of values in the place of every header of the name.
func (m *Message) Replace(name string, values []string) {
	m.Del(name)
	list := make([]Header, 0, len(values)+len(m.Headers))
	for _, v := range values {
		list = append(list, Header{name, v})
	}
	m.Headers = append(list, m.Headers...)
}

// Clone copies a message. The body is shared, it must not be changed in place.
func (m *Message) Clone() *Message {
	c := *m
	c.Headers = append(make([]Header, 0, len(m.Headers)+4), m.Headers...)
	return &c
}

// SetBody sets the body and its type.
func (m *Message) SetBody(contentType string, body []byte) {
	m.Body = body
	if contentType != "" {
		m.Set("Content-Type", contentType)
	}
}

// CallID returns the Call-ID.
func (m *Message) CallID() string { return m.Get("Call-ID") }

// CSeq returns number and method of CSeq.
func (m *Message) CSeq() (uint32, string) {
	f := strings.Fields(m.Get("CSeq"))
	if len(f) != 2 {
		return 0, ""
	}
	v, _ := strconv.ParseUint(f[0], 10, 31)
	return uint32(v), f[1]
}

// Tag returns the tag of From or To.
func (m *Message) Tag(header string) string { return Param(m.Get(header), "tag") }

// Octets returns the message as it goes on the wire. Content-Length is set.
func (m *Message) Octets() []byte {
	var b strings.Builder
	b.Grow(1024 + len(m.Body))
	if m.IsRequest() {
		b.WriteString(m.Method + " " + m.URI + " SIP/2.0\r\n")
	} else {
		b.WriteString("SIP/2.0 " + strconv.Itoa(m.Status) + " " + m.Reason + "\r\n")
	}
	for _, h := range m.Headers {
		if same(h.Name, "Content-Length") {
			continue
		}
		b.WriteString(h.Name)
		b.WriteString(": ")
		b.WriteString(h.Value)
		b.WriteString("\r\n")
	}
	b.WriteString("Content-Length: " + strconv.Itoa(len(m.Body)) + "\r\n\r\n")
	b.Write(m.Body)
	return []byte(b.String())
}

// Parse reads one message of a datagram. Octets after the body that Content-Length tells are ignored (RFC 3261 clause
// 18.3). With ErrInvalid the message may come too: a request that can be answered with 400.
func Parse(octets []byte) (*Message, error) {
	if len(octets) > MaxMessage {
		return nil, fmt.Errorf("%w: %d octets", ErrTooLong, len(octets))
	}
	parsed, err := parseOctets(octets)
	if err != nil {
		return nil, err
	}
	m := &Message{Body: parsed.Body()}
	var headers []sipgo.Header
	switch p := parsed.(type) {
	case *sipgo.Request:
		// The parser changes the case of methods, which counts (RFC 3261 clause 7.1), so the line itself is taken.
		line, _, _ := bytes.Cut(octets, []byte("\r\n"))
		f := strings.Split(string(line), " ")
		if len(f) != 3 || f[0] == "" || f[1] == "" {
			return nil, fmt.Errorf("%w: request line", ErrParse)
		}
		m.Method, m.URI = f[0], f[1]
		headers = p.Headers()
		if p.SipVersion != "SIP/2.0" {
			return nil, fmt.Errorf("%w: version %q", ErrParse, p.SipVersion)
		}
	case *sipgo.Response:
		m.Status, m.Reason = p.StatusCode, p.Reason
		headers = p.Headers()
		if p.SipVersion != "SIP/2.0" || m.Status < 100 || m.Status > 699 {
			return nil, fmt.Errorf("%w: status line", ErrParse)
		}
	default:
		return nil, ErrParse
	}
	if len(headers) > maxHeaders {
		return nil, fmt.Errorf("%w: %d header fields", ErrTooLong, len(headers))
	}
	m.Headers = make([]Header, 0, len(headers)+4)
	for _, h := range headers {
		name := h.Name()
		if long, ok := compact[strings.ToLower(name)]; ok {
			name = long
		}
		value := strings.TrimSpace(h.Value())
		if listed(name) {
			for _, one := range SplitList(value) {
				m.Headers = append(m.Headers, Header{name, one})
			}
			continue
		}
		m.Headers = append(m.Headers, Header{name, value})
	}
	return m, m.check()
}

// listed are the headers whose values a proxy handles one by one.
func listed(name string) bool {
	for _, l := range []string{"Via", "Contact", "Route", "Record-Route", "Path", "Service-Route", "P-Associated-URI", "P-Asserted-Identity"} {
		if same(name, l) {
			return true
		}
	}
	return false
}

// parser reads start line, header lines and, by Content-Length, the body. Header values stay as they are on the wire: they go on as they
// came, and what has to be understood of them is read where it is needed.
var parser = sipgo.NewParser(sipgo.WithHeadersParsers(map[string]sipgo.HeaderParser{
	"content-length": sipgo.DefaultHeadersParser()["content-length"], "l": sipgo.DefaultHeadersParser()["content-length"],
}))

// parseOctets calls the parser of sipgo. It is third-party code that reads what an attacker sends; should it ever
// panic, the octets are no message.
func parseOctets(octets []byte) (m sipgo.Message, err error) {
	defer func() {
		if p := recover(); p != nil {
			m, err = nil, fmt.Errorf("%w: parser failed: %v", ErrParse, p)
		}
	}()
	m, err = parser.ParseSIP(octets)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrParse, err)
	}
	return m, nil
}

// check looks for what RFC 3261 clauses 8.1.1 and 20 demand of every message.
func (m *Message) check() error {
	for _, name := range []string{"From", "To", "Call-ID", "CSeq"} {
		if n := len(m.All(name)); n != 1 {
			return fmt.Errorf("%w: %s is there %d times", ErrInvalid, name, n)
		}
	}
	if !m.Has("Via") {
		return fmt.Errorf("%w: no Via", ErrInvalid)
	}
	if !cseq(m.Get("CSeq")) {
		return fmt.Errorf("%w: CSeq", ErrInvalid)
	}
	_, method := m.CSeq()
	for _, name := range []string{"From", "To"} {
		if u := URI(m.Get(name)); Scheme(u) == "" || strings.ContainsAny(u, " <>\"\t") {
			return fmt.Errorf("%w: %s has no URI", ErrInvalid, name)
		}
	}
	if m.IsRequest() && method != m.Method {
		return fmt.Errorf("%w: CSeq is of %q, the request is %q", ErrInvalid, method, m.Method)
	}
	if m.IsRequest() && !token(m.Method) {
		return fmt.Errorf("%w: method %q", ErrInvalid, m.Method)
	}
	if m.IsRequest() && m.Tag("From") == "" {
		return fmt.Errorf("%w: From has no tag", ErrInvalid)
	}
	if len(m.All("Content-Length")) > 1 {
		return fmt.Errorf("%w: several Content-Length", ErrInvalid)
	}
	for _, h := range m.Headers {
		if !token(h.Name) || strings.ContainsAny(h.Value, "\r\n\x00") {
			return fmt.Errorf("%w: header %q", ErrInvalid, h.Name)
		}
	}
	if strings.ContainsAny(m.URI, " \r\n\t<>\x00") || strings.ContainsAny(m.Reason, "\r\n\x00") {
		return fmt.Errorf("%w: start line", ErrInvalid)
	}
	return nil
}

// cseq says whether a CSeq has a number below 2^31 and a method.
func cseq(v string) bool {
	f := strings.Fields(v)
	if len(f) != 2 || !token(f[1]) {
		return false
	}
	_, err := strconv.ParseUint(f[0], 10, 31)
	return err == nil
}

func token(s string) bool {
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-.!%*_+`'~", c) >= 0:
		default:
			return false
		}
	}
	return s != ""
}
