package hrli

import (
	"encoding/hex"
	"strings"
)

// party is one identity of a user: a SIP, SIPS or TEL URI in the form in which two of them are compared, and the number of it.
type party struct {
	// uri has no parameters, no password, host and scheme in lower case, escapes undone where RFC 3261 clause 19.1.4 wants it.
	uri string
	// number holds the digits of a global number, empty if it is none.
	number string
}

// readParty reads a URI. ok is false where it is none that names a user.
func readParty(uri string) (p party, ok bool) {
	uri = strings.TrimSpace(uri)
	scheme, rest, found := strings.Cut(uri, ":")
	if !found || len(uri) > 1024 {
		return p, false
	}
	switch scheme = strings.ToLower(scheme); scheme {
	case "tel":
		number, _, _ := strings.Cut(rest, ";")
		number = dial(number)
		if number == "" || number == "+" {
			return p, false
		}
		p.uri = "tel:" + number
		p.number = global(number)
		return p, true
	case "sip", "sips":
		rest, _, _ = strings.Cut(rest, "?")
		user, host, found := cutLast(rest, '@')
		if !found || user == "" {
			return p, false
		}
		hostport, params, _ := strings.Cut(host, ";")
		hostport = strings.ToLower(strings.TrimSuffix(strings.TrimSpace(hostport), "."))
		if hostport == "" {
			return p, false
		}
		user, _, _ = strings.Cut(user, ":") // a password
		name, _, _ := strings.Cut(user, ";")
		name = unescape(name)
		if phone, _ := parameter(params, "user"); strings.EqualFold(phone, "phone") || strings.HasPrefix(name, "+") {
			p.number = global(dial(name))
		}
		if p.number != "" {
			name = "+" + p.number
		}
		// sips names the same user as sip.
		p.uri = "sip:" + name + "@" + hostport
		return p, true
	}
	return p, false
}

func cutLast(s string, c byte) (before, after string, found bool) {
	i := strings.LastIndexByte(s, c)
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+1:], true
}

// dial takes visual separators out of a number, RFC 3966 clause 3.
func dial(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == '+' && i == 0, c == '*', c == '#':
			b.WriteByte(c)
		case strings.IndexByte("-.() ", c) >= 0:
		default:
			return ""
		}
	}
	return b.String()
}

// global returns the digits of a number that begins with a plus, which has at most 15 (ITU-T E.164).
func global(s string) string {
	d, ok := strings.CutPrefix(s, "+")
	if !ok || len(d) == 0 || len(d) > 15 || strings.ContainsAny(d, "+*#") {
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

// is says whether two identities are of one user: the same URI, or the same number.
func (p party) is(q party) bool {
	return p.uri != "" && p.uri == q.uri || p.number != "" && p.number == q.number
}

// parties reads the URIs of headers that hold lists of them.
func parties(values ...string) (ps []party) {
	for _, v := range values {
		for _, e := range splitList(v, ',') {
			uri, _ := address(e)
			if p, ok := readParty(uri); ok {
				ps = add(ps, p)
			}
		}
	}
	return ps
}

// maxParties bounds the identities of one user that are kept.
const maxParties = 64

func add(ps []party, more ...party) []party {
	for _, p := range more {
		known := false
		for _, q := range ps {
			known = known || p.uri == q.uri
		}
		if !known && len(ps) < maxParties {
			ps = append(ps, p)
		}
	}
	return ps
}
