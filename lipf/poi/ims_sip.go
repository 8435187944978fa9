package poi

import (
	"bytes"
	"strconv"
	"strings"
)

// sipHead is what a POI reads of a SIP message. The message itself goes into the record as it is, whatever can be read of it.
type sipHead struct {
	response bool
	// method is that of the request, for a response that of CSeq. status is 0 for a request.
	method string
	status int
	uri    string // of a request
	// from and to are the URIs of these headers; asserted those of P-Asserted-Identity and P-Preferred-Identity, called that of
	// P-Called-Party-ID, diverting those of Diversion and History-Info.
	from, to         string
	asserted, called []string
	diverting        []string
	// access and cellular are P-Access-Network-Info and Cellular-Network-Info.
	access, cellular []string
	// body is where it begins, the length of the message if there is none.
	body int
}

// Bounds of what is read.
const (
	maxSIPHeaders = 512
	maxSIPValues  = 32
)

// readSIPHead reads the head of a message. False says that it has no start line; then nothing is known.
func readSIPHead(b []byte) (h sipHead, ok bool) {
	h.body = len(b)
	at := 0
	line := func() (l []byte, ok bool) {
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			return nil, false
		}
		l = bytes.TrimSuffix(b[at:at+i], []byte("\r"))
		at += i + 1
		return l, true
	}
	first, found := line()
	if !found || !h.start(string(first)) {
		return h, false
	}
	name, value := "", ""
	finish := func() {
		if name != "" {
			h.header(name, strings.TrimSpace(value))
		}
	}
	for range maxSIPHeaders {
		l, found := line()
		if !found {
			finish()
			return h, true
		}
		if len(l) == 0 {
			finish()
			h.body = at
			return h, true
		}
		if l[0] == ' ' || l[0] == '\t' {
			value += " " + strings.TrimSpace(string(l))
			continue
		}
		finish()
		i := bytes.IndexByte(l, ':')
		if i < 0 {
			name = ""
			continue
		}
		name, value = "", ""
		if n := headerName(bytes.TrimRight(l[:i], " \t")); n != "" {
			name, value = n, string(l[i+1:])
		}
	}
	finish()
	return h, true
}

func (h *sipHead) start(l string) bool {
	word, rest, ok := strings.Cut(l, " ")
	if !ok {
		return false
	}
	if strings.EqualFold(word, "SIP/2.0") {
		code, _, _ := strings.Cut(rest, " ")
		n, err := strconv.ParseUint(code, 10, 16)
		h.response, h.status = true, int(n)
		return err == nil && n >= 100 && n <= 699
	}
	uri, version, ok := strings.Cut(rest, " ")
	h.method, h.uri = strings.ToUpper(word), uri
	return ok && strings.EqualFold(strings.TrimSpace(version), "SIP/2.0") && len(word) <= 32
}

// wantedHeaders are those that are read, under all of their names.
var wantedHeaders = map[string]string{
	"from": "from", "f": "from", "to": "to", "t": "to", "cseq": "cseq",
	"p-asserted-identity": "asserted", "p-preferred-identity": "asserted", "p-called-party-id": "called", "diversion": "diversion",
	"history-info": "diversion", "p-access-network-info": "access", "cellular-network-info": "cellular",
}

func headerName(b []byte) string {
	var low [24]byte
	if len(b) > len(low) {
		return ""
	}
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	return wantedHeaders[string(low[:len(b)])]
}

func (h *sipHead) header(name, value string) {
	add := func(to *[]string, v string) {
		if v != "" && len(*to) < maxSIPValues {
			*to = append(*to, v)
		}
	}
	addresses := func(to *[]string) {
		for value != "" {
			var one string
			one, value = cutAddress(value)
			add(to, addressURI(one))
		}
	}
	switch name {
	case "from":
		h.from = addressURI(value)
	case "to":
		h.to = addressURI(value)
	case "cseq":
		if f := strings.Fields(value); h.response && len(f) == 2 {
			h.method = strings.ToUpper(f[1])
		}
	case "asserted":
		addresses(&h.asserted)
	case "called":
		addresses(&h.called)
	case "diversion":
		addresses(&h.diverting)
	case "access":
		add(&h.access, value)
	case "cellular":
		add(&h.cellular, value)
	}
}

// cutAddress cuts the first element off a list that is separated by commas outside of quotes and angle brackets.
func cutAddress(s string) (first, rest string) {
	quoted, inside := false, false
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
		case c == ',' && !inside:
			return s[:i], strings.TrimSpace(s[i+1:])
		}
	}
	return s, ""
}

// addressURI returns the URI of a name-addr or an addr-spec, RFC 3261 clause 20.10.
func addressURI(s string) string {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && c == '<':
			uri, _, _ := strings.Cut(s[i+1:], ">")
			return strings.TrimSpace(uri)
		}
	}
	uri, _, _ := strings.Cut(s, ";")
	return strings.TrimSpace(uri)
}

// others are the identities of the far party in a message that goes from or to the served user. What the caller said is in the
// headers of the request, and those that name both are the same in the response.
func (h *sipHead) others(fromUser bool) (out []string) {
	add := func(us ...string) {
		for _, u := range us {
			if u != "" {
				out = append(out, u)
			}
		}
	}
	switch {
	case !h.response && fromUser:
		add(h.to, h.uri)
	case !h.response:
		add(h.from)
		add(h.asserted...)
		add(h.diverting...)
	case fromUser:
		add(h.from)
	default:
		add(h.to)
		add(h.asserted...)
	}
	return out
}
