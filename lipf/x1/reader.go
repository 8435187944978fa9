package x1

import (
	"math/big"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"time"

	"lilab/lipf"
)

// reader walks the children of elements in schema order and keeps the first error.
type reader struct{ err *SyntaxError }

func (r *reader) fail(n *node, format string, args ...any) {
	if r.err == nil {
		r.err = n.syntax(format, args...)
	}
}

// list is the rest of the children of an element.
type list struct {
	r    *reader
	n    *node
	kids []*node
}

// open starts to read an element that has only child elements.
func (r *reader) open(n *node) *list {
	if n == nil {
		return &list{r: r, n: &node{local: "?"}}
	}
	for _, p := range n.content {
		if p.kid == nil && strings.Trim(p.text, " \t\r\n") != "" {
			r.fail(n, "text between elements")
		}
	}
	r.noAttrs(n)
	return &list{r, n, n.kids()}
}

// noAttrs refuses every attribute except those of the schema instance namespace.
func (r *reader) noAttrs(n *node) {
	for _, a := range n.attrs {
		if a.space != nsXSI || a.local == "nil" {
			r.fail(n, "unknown attribute %s", a.local)
		}
	}
}

// opt takes the next child if it has the name.
func (l *list) opt(local string) *node { return l.optNS(NS, local) }

func (l *list) optNS(space, local string) *node {
	if len(l.kids) == 0 || l.kids[0].space != space || l.kids[0].local != local {
		return nil
	}
	k := l.kids[0]
	l.kids = l.kids[1:]
	return k
}

// one takes the next child, which must have the name.
func (l *list) one(local string) *node { return l.oneNS(NS, local) }

func (l *list) oneNS(space, local string) *node {
	if k := l.optNS(space, local); k != nil {
		return k
	}
	if len(l.kids) > 0 {
		l.r.fail(l.kids[0], "found where %s is expected", local)
	} else {
		l.r.fail(l.n, "%s is missing", local)
	}
	return nil
}

// end makes sure that nothing is left.
func (l *list) end() {
	if len(l.kids) > 0 {
		l.r.fail(l.kids[0], "not expected here")
	}
}

// str returns the text of an element as it is (xs:string).
func (r *reader) str(n *node) string {
	if n == nil {
		return ""
	}
	r.noAttrs(n)
	var s string
	for _, p := range n.content {
		if p.kid != nil {
			r.fail(p.kid, "element inside text")
			return ""
		}
		s += p.text
	}
	return s
}

// token returns the text with white space collapsed (xs:token).
func (r *reader) token(n *node) string { return strings.Join(strings.Fields(r.str(n)), " ") }

func (r *reader) uuid(n *node) lipf.UUID {
	s := r.token(n)
	if n == nil {
		return lipf.UUID{}
	}
	u, err := lipf.ParseUUID(s)
	if err != nil {
		r.fail(n, "%v", err)
	}
	return u
}

func (r *reader) uuids(l *list, local string) []lipf.UUID {
	var us []lipf.UUID
	for k := l.opt(local); k != nil; k = l.opt(local) {
		us = append(us, r.uuid(k))
	}
	return us
}

// timestampPattern is QualifiedMicrosecondDateTime of TS 103 280: exactly six decimals.
var timestampPattern = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}(Z|[+-][0-9]{2}:[0-9]{2})$`)

func (r *reader) time(n *node) time.Time {
	s := r.token(n)
	if n == nil {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || !timestampPattern.MatchString(s) {
		r.fail(n, "not a date and time with exactly six decimals and a zone")
		return time.Time{}
	}
	t = t.UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		r.fail(n, "year out of range")
		return time.Time{}
	}
	return t
}

func (r *reader) boolean(n *node) *bool {
	if n == nil {
		return nil
	}
	var b bool
	switch r.token(n) {
	case "true", "1":
		b = true
	case "false", "0":
	default:
		r.fail(n, "not a boolean")
	}
	return &b
}

// uint64 reads xs:integer and xs:nonNegativeInteger. Values that do not fit are errors.
func (r *reader) uint64(n *node) *uint64 {
	if n == nil {
		return nil
	}
	var v uint64
	i, ok := new(big.Int).SetString(r.integer(n), 10)
	if !ok || !i.IsUint64() {
		r.fail(n, "not an integer from 0 to 2^64-1")
	} else {
		v = i.Uint64()
	}
	return &v
}

func (r *reader) integer(n *node) string {
	s := r.token(n)
	if len(s) > 40 {
		return ""
	}
	return strings.TrimPrefix(s, "+")
}

func (r *reader) code(n *node) Code {
	if n == nil {
		return 0
	}
	v, err := strconv.ParseInt(r.integer(n), 10, 32)
	if err != nil || v < 0 {
		r.fail(n, "not an error code")
	}
	return Code(v)
}

// enum checks the value against a list.
func enum[T ~string](r *reader, n *node, values ...T) T {
	s := T(r.str(n))
	if n == nil {
		return ""
	}
	for _, v := range values {
		if s == v {
			return s
		}
	}
	r.fail(n, "value %q is not in the schema", lengthLimited(string(s)))
	return ""
}

func lengthLimited(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}

// extension reads Owner and the elements of other namespaces.
func (r *reader) extension(n *node) lipf.Extension {
	l := r.open(n)
	e := lipf.Extension{Owner: r.str(l.one("Owner"))}
	for _, k := range l.kids {
		if k.space == NS || k.space == "" {
			r.fail(k, "an extension holds elements of another namespace")
		}
	}
	e.XML = fragment(l.kids)
	return e
}

func (r *reader) extensions(l *list, local string) []lipf.Extension {
	var es []lipf.Extension
	for k := l.opt(local); k != nil; k = l.opt(local) {
		es = append(es, r.extension(k))
	}
	return es
}

// liidPattern is LIID of TS 103 280.
var liidPattern = regexp.MustCompile(`^([!-~]{1,25}|[0-9a-f]{26,50})$`)

// addressPort reads IPAddressPort of TS 103 280.
func (r *reader) addressPort(n *node) (ap netip.AddrPort, udp bool) {
	l := r.open(n)
	al := r.open(l.oneNS(NSCommon, "address"))
	var addr netip.Addr
	var err error
	if a4 := al.optNS(NSCommon, "IPv4Address"); a4 != nil {
		addr, err = netip.ParseAddr(r.token(a4))
		if err != nil || !addr.Is4() {
			r.fail(a4, "not an IPv4 address")
		}
	} else if a6 := al.oneNS(NSCommon, "IPv6Address"); a6 != nil {
		s := r.token(a6)
		addr, err = netip.ParseAddr(s)
		if err != nil || !addr.Is6() || addr.Zone() != "" || addr.StringExpanded() != s {
			r.fail(a6, "not an IPv6 address in full lower-case form")
		}
	}
	al.end()
	pl := r.open(l.oneNS(NSCommon, "port"))
	pn := pl.optNS(NSCommon, "UDPPort")
	low := uint64(0)
	if pn != nil {
		udp = true
	} else {
		// TS_103_280.xsd says minExclusive 1, so TCP port 1 is not valid.
		pn, low = pl.oneNS(NSCommon, "TCPPort"), 2
	}
	pl.end()
	l.end()
	if pn == nil {
		return ap, udp
	}
	port := r.uint64(pn)
	if *port < low || *port > 65535 {
		r.fail(pn, "port out of range")
		return ap, udp
	}
	return netip.AddrPortFrom(addr, uint16(*port)), udp
}
