package poi

import (
	"net/url"
	"slices"
	"strings"

	"lilab/lipf"
)

// party is an identity of a user of the IMS in the form in which two are compared.
type party struct {
	// uri is a SIP or TEL URI: scheme and host in lower case, needless escapes undone, no parameters, no password (RFC 3261
	// clause 19.1.4; public identities have no parameters but user=phone, TS 23.003 clause 13.4). Beyond that clause sips
	// names the same user as sip.
	uri string
	// number has the digits of a global number (RFC 3966), empty for none.
	number string
}

// same says whether two identities name one user: the same URI or the same global number.
func (p party) same(q party) bool {
	return p.uri != "" && p.uri == q.uri || p.number != "" && p.number == q.number
}

// maxURI bounds what is read of a URI.
const maxURI = 1024

// readParty reads a SIP or TEL URI; false where it names no user.
func readParty(s string) (party, bool) {
	s = strings.TrimSpace(s)
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || len(s) > maxURI {
		return party{}, false
	}
	switch strings.ToLower(scheme) {
	case "tel":
		number, _, _ := strings.Cut(rest, ";")
		number = withoutSeparators(number)
		if strings.Trim(number, "+") == "" {
			return party{}, false
		}
		return party{"tel:" + number, globalNumber(number)}, true
	case "sip", "sips":
		rest, _, _ = strings.Cut(rest, "?")
		i := strings.LastIndexByte(rest, '@')
		if i <= 0 {
			return party{}, false
		}
		user, host := rest[:i], rest[i+1:]
		host, params, _ := strings.Cut(host, ";")
		host = strings.TrimSuffix(strings.ToLower(host), ".")
		user, _, _ = strings.Cut(user, ":")
		user, _, _ = strings.Cut(user, ";")
		if strings.IndexByte(user, '%') >= 0 {
			if u, err := url.PathUnescape(user); err == nil {
				user = u
			}
		}
		if host == "" || user == "" {
			return party{}, false
		}
		p := party{uri: "sip:" + user + "@" + host}
		if strings.HasPrefix(user, "+") || strings.Contains(strings.ToLower(params), "user=phone") {
			p.number = globalNumber(withoutSeparators(user))
		}
		return p, true
	}
	return party{}, false
}

// withoutSeparators takes visual separators out of a telephone number, RFC 3966 clause 5.1.1; empty for what is no number.
func withoutSeparators(s string) string {
	if strings.Trim(s, "+0123456789*#") == "" {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == '*', c == '#', c == '+':
			b.WriteByte(c)
		case strings.IndexByte("-.()", c) >= 0:
		default:
			return ""
		}
	}
	return b.String()
}

// globalNumber returns the digits of a number that begins with a plus (ITU-T E.164: 15 at most).
func globalNumber(s string) string {
	d, ok := strings.CutPrefix(s, "+")
	if !ok {
		return ""
	}
	return digits(d, 1, 15)
}

// partyCache remembers identities that were read: those of users and targets come again with every message.
type partyCache map[string]party

const maxPartyCache = 1 << 14

func (c *partyCache) read(s string) (party, bool) {
	if p, ok := (*c)[s]; ok {
		return p, p.uri != ""
	}
	p, ok := readParty(s)
	if len(s) > maxURI {
		return p, ok
	}
	if *c == nil || len(*c) >= maxPartyCache {
		*c = partyCache{}
	}
	(*c)[strings.Clone(s)] = p
	return p, ok
}

func (c *partyCache) list(uris []string) (out []party) {
	for _, u := range uris {
		if p, ok := c.read(u); ok {
			out = append(out, p)
		}
	}
	return out
}

// maxParties bounds the other parties of one session.
const maxParties = 32

func (c *partyCache) add(to []party, uris []string) []party {
	for _, u := range uris {
		p, ok := c.read(u)
		if ok && len(to) < maxParties && !slices.Contains(to, p) {
			to = append(to, p)
		}
	}
	return to
}

// imsTargetTypes are those that POIs and triggering functions of the IMS take, TS 33.128 R19 clause 7.12.2.
func imsTargetTypes() []lipf.TargetType {
	return append(lipf.TargetTypes5GC(), lipf.TargetTypesIMS()...)
}

// isNonLocal says whether targets mean the other party of the network's users.
func isNonLocal(ts []lipf.TargetIdentifier) bool {
	return slices.Contains(ts, lipf.TargetIdentifier{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal})
}

// isParty says whether one identifier is one of a party's.
func (c *partyCache) isParty(t lipf.TargetIdentifier, ps []party) bool {
	switch t.Type {
	case lipf.IMPU, lipf.SIPURI, lipf.TELURI:
		p, ok := c.read(t.Value)
		return ok && slices.ContainsFunc(ps, p.same)
	case lipf.E164Number, lipf.GPSIMSISDN:
		return slices.ContainsFunc(ps, func(p party) bool { return p.number == t.Value })
	}
	return false
}
