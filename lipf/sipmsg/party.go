package sipmsg

import (
	"encoding/hex"
	"strings"
)

// SplitList splits at a separator that is neither quoted nor inside angle brackets. It returns one element at least.
func SplitList(s string, sep byte) []string {
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

// Address returns the URI of a name-addr or an addr-spec, RFC 3261 clause 20.10, and what follows it.
func Address(s string) (uri, params string) {
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

// Parameter returns a parameter of a header or a URI.
func Parameter(s, name string) (value string, ok bool) {
	if s == "" {
		return "", false
	}
	for _, p := range SplitList(s, ';') {
		n, v, _ := strings.Cut(p, "=")
		if strings.EqualFold(strings.TrimSpace(n), name) {
			return strings.Trim(strings.TrimSpace(v), `"`), true
		}
	}
	return "", false
}

// Party is an identity of a user of the IMS: a SIP, SIPS or TEL URI in the form in which two of them are compared, and the number
// of it.
type Party struct {
	// URI has scheme and host in lower case, needless escapes undone, no parameters, no password (RFC 3261 clause 19.1.4; public
	// identities have no parameters but user=phone, TS 23.003 R17 clause 13.4). Beyond that clause sips names the same user as sip, and
	// a global number has no visual separators.
	URI string
	// Number has the digits of a global number (RFC 3966), empty if it is none.
	Number string
}

// MaxURI bounds what is read of a URI.
const MaxURI = 1024

// ReadParty reads a URI. False says that it is none that names a user.
func ReadParty(s string) (p Party, ok bool) {
	s = strings.TrimSpace(s)
	scheme, rest, found := strings.Cut(s, ":")
	if !found || len(s) > MaxURI {
		return Party{}, false
	}
	switch {
	case strings.EqualFold(scheme, "tel"):
		number, _, _ := strings.Cut(rest, ";")
		number = dial(number)
		if number == "" || number == "+" {
			return Party{}, false
		}
		return Party{"tel:" + number, global(number)}, true
	case strings.EqualFold(scheme, "sip"), strings.EqualFold(scheme, "sips"):
		rest, _, _ = strings.Cut(rest, "?")
		i := strings.LastIndexByte(rest, '@')
		if i < 0 {
			return Party{}, false
		}
		host, params, _ := strings.Cut(rest[i+1:], ";")
		host = strings.ToLower(strings.TrimSuffix(strings.TrimSpace(host), "."))
		name, _, _ := strings.Cut(rest[:i], ":") // a password
		name, _, _ = strings.Cut(name, ";")
		name = unescape(name)
		if host == "" || name == "" {
			return Party{}, false
		}
		phone, _ := Parameter(params, "user")
		if strings.HasPrefix(name, "+") || strings.EqualFold(phone, "phone") {
			p.Number = global(dial(name))
		}
		if p.Number != "" {
			name = "+" + p.Number
		}
		p.URI = "sip:" + name + "@" + host
		return p, true
	}
	return Party{}, false
}

// dial takes visual separators out of a number, RFC 3966 clause 5.1.1; empty for what is no number.
func dial(s string) string {
	if s != "" && strings.Trim(s[1:], "0123456789*#") == "" && strings.IndexByte("+0123456789*#", s[0]) >= 0 {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == '+' && i == 0, c == '*', c == '#':
			b.WriteByte(c)
		case strings.IndexByte("-.()", c) >= 0:
		default:
			return ""
		}
	}
	return b.String()
}

// global returns the digits of a number that begins with a plus, which has at most 15 (ITU-T E.164).
func global(s string) string {
	d, ok := strings.CutPrefix(s, "+")
	if !ok || len(d) == 0 || len(d) > 15 || strings.Trim(d, "0123456789") != "" {
		return ""
	}
	return d
}

func unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if o, err := hex.DecodeString(s[i+1 : i+3]); err == nil {
				b.WriteByte(o[0])
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Same says whether two identities are of one user: the same URI, or the same number.
func (p Party) Same(q Party) bool {
	return p.URI != "" && p.URI == q.URI || p.Number != "" && p.Number == q.Number
}

// Parties reads the URIs of headers that hold lists of them.
func Parties(values ...string) (ps []Party) {
	for _, v := range values {
		for _, e := range SplitList(v, ',') {
			uri, _ := Address(e)
			if p, ok := ReadParty(uri); ok {
				ps = AddParties(ps, p)
			}
		}
	}
	return ps
}

// MaxParties bounds the identities of one user that are kept.
const MaxParties = 64

// AddParties adds those that are not there.
func AddParties(ps []Party, more ...Party) []Party {
	for _, p := range more {
		known := false
		for _, q := range ps {
			known = known || p.URI == q.URI
		}
		if !known && len(ps) < MaxParties {
			ps = append(ps, p)
		}
	}
	return ps
}
