package sip

import (
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// SplitList splits a comma-separated header value. Commas in quotes and in angle brackets do not count.
func SplitList(v string) []string {
	var out []string
	quoted, angle, start := false, false, 0
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '<':
			angle = true
		case c == '>':
			angle = false
		case c == ',' && !angle:
			if s := strings.TrimSpace(v[start:i]); s != "" {
				out = append(out, s)
			}
			start = i + 1
		}
	}
	if s := strings.TrimSpace(v[min(start, len(v)):]); s != "" {
		out = append(out, s)
	}
	return out
}

// addr splits a name-addr or addr-spec into its URI and what follows.
func addr(v string) (uri, params string) {
	quoted := false
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '<':
			end := strings.IndexByte(v[i:], '>')
			if end < 0 {
				return "", ""
			}
			return strings.TrimSpace(v[i+1 : i+end]), v[i+end+1:]
		}
	}
	uri, params, ok := strings.Cut(v, ";")
	if ok {
		params = ";" + params
	}
	return strings.TrimSpace(uri), params
}

// URI returns the URI of a name-addr or addr-spec: what is in the angle brackets, or, without them, what precedes the
// parameters (RFC 3261 clause 20.10).
func URI(v string) string {
	u, _ := addr(v)
	return u
}

// Param returns a parameter of a header value (after the angle brackets of a name-addr), empty if it has no value or is not
// there.
func Param(v, name string) string {
	p, _ := lookup(v, name)
	return p
}

// HasParam says whether a header value has a parameter.
func HasParam(v, name string) bool {
	_, ok := lookup(v, name)
	return ok
}

func lookup(v, name string) (string, bool) {
	_, params := addr(v)
	return findParam(params, name)
}

func findParam(params, name string) (string, bool) {
	for params != "" {
		var one string
		one, params = cutParam(params)
		k, val, _ := strings.Cut(one, "=")
		if same(strings.TrimSpace(k), name) {
			return strings.Trim(strings.TrimSpace(val), `"`), true
		}
	}
	return "", false
}

// cutParam takes the first of ";a=b;c".
func cutParam(s string) (one, rest string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && c == ';':
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// URIParam returns a parameter of a URI.
func URIParam(uri, name string) (string, bool) {
	_, params, ok := strings.Cut(uri, ";")
	if !ok {
		return "", false
	}
	params, _, _ = strings.Cut(params, "?")
	return findParam(params, name)
}

// Scheme returns the scheme of a URI in lower case.
func Scheme(uri string) string {
	s, _, ok := strings.Cut(uri, ":")
	if !ok {
		return ""
	}
	return strings.ToLower(s)
}

// HostPort returns host and port of a SIP URI; 0 without a port.
func HostPort(uri string) (host string, port uint16) {
	_, s, _ := strings.Cut(uri, ":")
	if i := strings.IndexAny(s, ";?"); i >= 0 {
		// A user part may have parameters of its own (tel in sip).
		if at := strings.LastIndexByte(s, '@'); at > i {
			s = s[at+1:]
			if j := strings.IndexAny(s, ";?"); j >= 0 {
				s = s[:j]
			}
			return splitPort(s)
		}
		s = s[:i]
	}
	if at := strings.LastIndexByte(s, '@'); at >= 0 {
		s = s[at+1:]
	}
	return splitPort(s)
}

func splitPort(s string) (string, uint16) {
	if h, p, err := net.SplitHostPort(s); err == nil {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return h, 0
		}
		return h, uint16(n)
	}
	return strings.Trim(s, "[]"), 0
}

// UserOf returns the user part of a SIP URI without parameters of it.
func UserOf(uri string) string {
	_, s, _ := strings.Cut(uri, ":")
	at := strings.IndexByte(s, '@')
	if at < 0 {
		return ""
	}
	u, _, _ := strings.Cut(s[:at], ";")
	return u
}

// via is one Via header field value.
type via struct {
	transport string
	host      string
	port      uint16
	params    string // with the leading ";"
}

// slashes takes the spaces away that may stand around those of sent-protocol.
var slashes = strings.NewReplacer(" /", "/", "/ ", "/", "\t/", "/", "/\t", "/")

func parseVia(v string) (via, bool) {
	head, params, has := strings.Cut(v, ";")
	head = slashes.Replace(head)
	if has {
		params = ";" + params
	}
	f := strings.Fields(head)
	if len(f) != 2 || len(f[0]) < 8 || !same(f[0][:8], "SIP/2.0/") {
		return via{}, false
	}
	out := via{transport: f[0][8:], params: params}
	out.host, out.port = splitPort(f[1])
	return out, out.host != ""
}

func (v via) branch() string {
	b, _ := findParam(v.params, "branch")
	return b
}

// hostText is an address as it stands in a URI or Via.
func hostText(a netip.AddrPort) string {
	if a.Addr().Is6() {
		return "[" + a.Addr().String() + "]:" + strconv.Itoa(int(a.Port()))
	}
	return a.String()
}
