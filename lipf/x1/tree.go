package x1

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Namespaces.
const (
	NS       = "http://uri.etsi.org/03221/X1/2017/10"
	NSCommon = "http://uri.etsi.org/03280/common/2017/07"
	nsXSI    = "http://www.w3.org/2001/XMLSchema-instance"
	nsXML    = "http://www.w3.org/XML/1998/namespace"
)

// Bounds of a document.
const (
	// MaxDocument is the largest body that is read, in octets.
	MaxDocument = 1 << 20
	maxDepth    = 32
	maxNodes    = 1 << 16
	maxAttrs    = 64
)

// node is one element of a document that was read. Namespaces are resolved.
type node struct {
	prefix, space, local string
	attrs                []attr
	content              []piece
	off                  int64
	scope                *scope
	parent               *node
}

type attr struct{ prefix, space, local, value string }

// piece is a run of text or a child element.
type piece struct {
	text string
	kid  *node
}

// scope is a chain of namespace bindings, the innermost first.
type scope struct {
	outer       *scope
	prefix, uri string
}

func (s *scope) lookup(prefix string) (string, bool) {
	if prefix == "xml" {
		return nsXML, true
	}
	for ; s != nil; s = s.outer {
		if s.prefix == prefix {
			return s.uri, true
		}
	}
	return "", prefix == ""
}

// kids returns the child elements.
func (n *node) kids() []*node {
	var ks []*node
	for _, p := range n.content {
		if p.kid != nil {
			ks = append(ks, p.kid)
		}
	}
	return ks
}

// path names the node from the root, for errors.
func (n *node) path() string {
	if n == nil {
		return "document"
	}
	if n.parent == nil {
		return n.local
	}
	return n.parent.path() + "/" + n.local
}

func (n *node) syntax(format string, args ...any) *SyntaxError {
	return &SyntaxError{Offset: n.off, Path: n.path(), What: fmt.Sprintf(format, args...)}
}

// parseTree reads a whole document: well formed, UTF-8, namespaces resolved, without document type declaration,
// within the bounds.
func parseTree(doc []byte) (*node, error) {
	if len(doc) > MaxDocument {
		return nil, &SyntaxError{Offset: MaxDocument, Path: "document", What: fmt.Sprintf("larger than %d octets", MaxDocument)}
	}
	doc = bytes.TrimPrefix(doc, []byte("\xef\xbb\xbf"))
	p := treeParser{d: xml.NewDecoder(bytes.NewReader(doc))}
	for {
		off := p.d.InputOffset()
		tok, err := p.d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, &SyntaxError{Offset: off, Path: p.cur.path(), What: err.Error()}
		}
		if err := p.token(tok, off); err != nil {
			return nil, err
		}
	}
	switch {
	case p.cur != nil:
		return nil, p.cur.syntax("not closed at the end of the document")
	case p.root == nil:
		return nil, &SyntaxError{Offset: 0, Path: "document", What: "no element"}
	}
	return p.root, nil
}

type treeParser struct {
	d            *xml.Decoder
	root, cur    *node
	depth, count int
	names        []xml.Name // raw names of open elements
}

func (p *treeParser) fail(off int64, format string, args ...any) error {
	return &SyntaxError{Offset: off, Path: p.cur.path(), What: fmt.Sprintf(format, args...)}
}

func (p *treeParser) token(tok xml.Token, off int64) error {
	switch tok := tok.(type) {
	case xml.Directive:
		return p.fail(off, "a document type declaration is not allowed")
	case xml.ProcInst:
		if tok.Target == "xml" && (off != 0 || p.root != nil) {
			return p.fail(off, "XML declaration not at the start")
		}
	case xml.CharData:
		return p.text(string(tok), off)
	case xml.StartElement:
		return p.start(tok, off)
	case xml.EndElement:
		if p.cur == nil || p.names[len(p.names)-1] != tok.Name {
			return p.fail(off, "end tag %s does not match", tok.Name.Local)
		}
		p.names = p.names[:len(p.names)-1]
		p.cur = p.cur.parent
		p.depth--
	}
	return nil
}

func (p *treeParser) text(s string, off int64) error {
	if p.cur == nil {
		if strings.Trim(s, " \t\r\n") != "" {
			return p.fail(off, "text outside the root element")
		}
		return nil
	}
	if k := len(p.cur.content); k > 0 && p.cur.content[k-1].kid == nil {
		p.cur.content[k-1].text += s
	} else {
		p.cur.content = append(p.cur.content, piece{text: s})
	}
	return nil
}

func (p *treeParser) start(tok xml.StartElement, off int64) error {
	p.count++
	p.depth++
	switch {
	case p.cur == nil && p.root != nil:
		return p.fail(off, "a second root element")
	case p.depth > maxDepth:
		return p.fail(off, "nested deeper than %d", maxDepth)
	case p.count > maxNodes:
		return p.fail(off, "more than %d elements", maxNodes)
	case len(tok.Attr) > maxAttrs:
		return p.fail(off, "more than %d attributes", maxAttrs)
	}
	n := &node{prefix: tok.Name.Space, local: tok.Name.Local, off: off, parent: p.cur}
	if p.cur != nil {
		n.scope = p.cur.scope
	}
	for _, a := range tok.Attr {
		switch {
		case a.Name.Space == "xmlns":
			if a.Value == "" || a.Name.Local == "xml" || a.Name.Local == "xmlns" {
				return p.fail(off, "bad declaration of prefix %q", a.Name.Local)
			}
			n.scope = &scope{n.scope, a.Name.Local, a.Value}
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			n.scope = &scope{n.scope, "", a.Value}
		}
	}
	uri, ok := n.scope.lookup(n.prefix)
	if !ok {
		return p.fail(off, "prefix %q of element %s is not declared", n.prefix, n.local)
	}
	n.space = uri
	if err := p.attributes(n, tok.Attr, off); err != nil {
		return err
	}
	if p.cur == nil {
		p.root = n
	} else {
		p.cur.content = append(p.cur.content, piece{kid: n})
	}
	p.cur = n
	p.names = append(p.names, tok.Name)
	return nil
}

func (p *treeParser) attributes(n *node, attrs []xml.Attr, off int64) error {
	raw := make(map[xml.Name]bool, len(attrs))
	for _, a := range attrs {
		if raw[a.Name] {
			return p.fail(off, "attribute %s twice", a.Name.Local)
		}
		raw[a.Name] = true
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		at := attr{prefix: a.Name.Space, local: a.Name.Local, value: a.Value}
		if at.prefix != "" {
			uri, ok := n.scope.lookup(at.prefix)
			if !ok {
				return p.fail(off, "prefix %q of attribute %s is not declared", at.prefix, at.local)
			}
			at.space = uri
		}
		for _, b := range n.attrs {
			if b.space == at.space && b.local == at.local {
				return p.fail(off, "attribute %s twice", at.local)
			}
		}
		n.attrs = append(n.attrs, at)
	}
	return nil
}
