package lipf

import (
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"strconv"
	"strings"
)

// xmlNode is an element of an extension: either text or elements.
type xmlNode struct {
	space, name string
	text        string
	kids        []*xmlNode
	parent      *xmlNode
}

// Bounds of an extension's tree.
const (
	maxExtensionDepth = 16
	maxExtensionNodes = 4096
)

// parseExtension reads elements that stand side by side.
func parseExtension(s string) ([]*xmlNode, error) {
	if len(s) > maxExtension {
		return nil, fmt.Errorf("%w: %d octets, at most %d", ErrExtension, len(s), maxExtension)
	}
	d := xml.NewDecoder(strings.NewReader(s))
	root := &xmlNode{}
	at, depth, count := root, 0, 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && at == root {
			return root.kids, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: octet %d: %w", ErrExtension, d.InputOffset(), err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			depth++
			count++
			if depth > maxExtensionDepth || count > maxExtensionNodes {
				return nil, fmt.Errorf("%w: octet %d: too many elements", ErrExtension, d.InputOffset())
			}
			if strings.TrimSpace(at.text) != "" {
				return nil, fmt.Errorf("%w: octet %d: %s has text and elements", ErrExtension, d.InputOffset(), at.path())
			}
			at.text = ""
			k := &xmlNode{space: tok.Name.Space, name: tok.Name.Local, parent: at}
			at.kids = append(at.kids, k)
			at = k
		case xml.EndElement:
			at, depth = at.parent, depth-1
		case xml.CharData:
			if len(at.kids) == 0 && at != root {
				at.text += string(tok)
			} else if strings.TrimSpace(string(tok)) != "" {
				return nil, fmt.Errorf("%w: octet %d: text between elements", ErrExtension, d.InputOffset())
			}
		case xml.Comment:
		default:
			return nil, fmt.Errorf("%w: octet %d: unexpected %T", ErrExtension, d.InputOffset(), tok)
		}
	}
}

func (n *xmlNode) is(space, name string) bool { return n.space == space && n.name == name }

// ours says whether the element has the name and any version of the namespace of 3GPP.
func (n *xmlNode) ours(name string) bool {
	return n.name == name && strings.HasPrefix(n.space, nsX1ExtensionsAny)
}

func (n *xmlNode) path() string {
	if n == nil || n.parent == nil {
		return ""
	}
	name := n.name
	if len(name) > 60 {
		name = name[:60]
	}
	return n.parent.path() + "/" + name
}

// number reads an unsigned number of so many bits.
func (n *xmlNode) number(bits int) (uint64, error) {
	v, err := strconv.ParseUint(strings.TrimPrefix(strings.TrimSpace(n.text), "+"), 10, bits)
	if err != nil || len(n.kids) > 0 {
		return 0, fmt.Errorf("%w: %s is not a number of at most %d bits", ErrExtension, n.path(), bits)
	}
	return v, nil
}

func (n *xmlNode) hex() ([]byte, error) {
	b, err := hex.DecodeString(strings.TrimSpace(n.text))
	if err != nil || len(n.kids) > 0 {
		return nil, fmt.Errorf("%w: %s is not hexadecimal", ErrExtension, n.path())
	}
	return b, nil
}

// endpoint reads the content of FSEID and FTEID: a number and up to two addresses, in this order.
func (n *xmlNode) endpoint(name string, bits int) (id uint64, v4, v6 netip.Addr, err error) {
	if len(n.kids) == 0 || !n.kids[0].ours(name) {
		return 0, v4, v6, fmt.Errorf("%w: %s has no %s", ErrExtension, n.path(), name)
	}
	if id, err = n.kids[0].number(bits); err != nil {
		return 0, v4, v6, err
	}
	for _, k := range n.kids[1:] {
		a, e := netip.ParseAddr(strings.TrimSpace(k.text))
		switch {
		case k.ours("IPv4Address") && e == nil && a.Is4() && !v4.IsValid() && !v6.IsValid() && len(k.kids) == 0:
			v4 = a
		case k.ours("IPv6Address") && e == nil && a.Is6() && a.Zone() == "" && !v6.IsValid() && len(k.kids) == 0:
			v6 = a
		default:
			return 0, v4, v6, fmt.Errorf("%w: %s is not an address that belongs there", ErrExtension, k.path())
		}
	}
	return id, v4, v6, nil
}
