package x1

import (
	"encoding/xml"
	"sort"
	"strings"
)

// fragment writes elements so that they can stand anywhere: each carries the namespace declarations that it needs and
// that are not in effect from an enclosing element of the fragment (the idea of Exclusive XML Canonicalization).
// Prefixes stay as they were. Reading a fragment and writing it again gives the same text.
func fragment(ns []*node) string {
	var b strings.Builder
	for _, n := range ns {
		writeFragment(&b, n, nil)
	}
	return b.String()
}

func writeFragment(b *strings.Builder, n *node, inEffect *scope) {
	need := map[string]string{n.prefix: n.space}
	for _, a := range n.attrs {
		if a.prefix != "" {
			need[a.prefix] = a.space
		}
		needQName(need, n.scope, a.value)
	}
	mixed := len(n.kids()) > 0
	for _, p := range n.content {
		if p.kid == nil {
			needQName(need, n.scope, p.text)
		}
	}
	delete(need, "xml")
	prefixes := make([]string, 0, len(need))
	for p := range need {
		prefixes = append(prefixes, p)
	}
	sort.Strings(prefixes)

	name := n.local
	if n.prefix != "" {
		name = n.prefix + ":" + n.local
	}
	b.WriteString("<" + name)
	for _, p := range prefixes {
		if declared(inEffect, p, need[p]) {
			continue
		}
		inEffect = &scope{inEffect, p, need[p]}
		if p == "" {
			b.WriteString(` xmlns="`)
		} else {
			b.WriteString(" xmlns:" + p + `="`)
		}
		escape(b, need[p])
		b.WriteByte('"')
	}
	for _, a := range n.attrs {
		b.WriteByte(' ')
		if a.prefix != "" {
			b.WriteString(a.prefix + ":")
		}
		b.WriteString(a.local + `="`)
		escape(b, a.value)
		b.WriteByte('"')
	}
	b.WriteByte('>')
	for _, p := range n.content {
		switch {
		case p.kid != nil:
			writeFragment(b, p.kid, inEffect)
		case !mixed || strings.Trim(p.text, " \t\r\n") != "":
			escape(b, p.text)
		}
	}
	b.WriteString("</" + name + ">")
}

// declared says whether the fragment itself has bound the prefix to the URI. A prefix that it has not bound
// counts as unknown, because the surroundings may bind it to anything.
func declared(s *scope, prefix, uri string) bool {
	for ; s != nil; s = s.outer {
		if s.prefix == prefix {
			return s.uri == uri
		}
	}
	return false
}

// needQName adds the binding of a prefix when a value looks like a qualified name with a prefix that is bound.
func needQName(need map[string]string, s *scope, value string) {
	p, _, ok := strings.Cut(strings.TrimSpace(value), ":")
	if !ok || p == "" || p == "xml" {
		return
	}
	if _, have := need[p]; have {
		return
	}
	for ; s != nil; s = s.outer {
		if s.prefix == p {
			// The namespaces that this package declares on every document do not count: otherwise text would gain
			// a declaration only because our own document binds the prefix it happens to start with.
			if s.uri != NS && s.uri != NSCommon && s.uri != nsXSI {
				need[p] = s.uri
			}
			return
		}
	}
}

func escape(b *strings.Builder, s string) {
	_ = xml.EscapeText(b, []byte(s)) // a strings.Builder cannot fail
}
