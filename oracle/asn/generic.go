package asn

// Generic reads what is at the start of b as bare tags and lengths, for octets of which no schema is known.
// Constructed encodings get children as long as these are well formed; everything else is a leaf.
func Generic(b []byte, base int) ([]Node, error) {
	d := &Decoder{in: b}
	return d.generic(b, 0, base, 0)
}

func (d *Decoder) generic(b []byte, at, base, depth int) ([]Node, error) {
	var out []Node
	var h head
	for i := 0; i < len(b); {
		if d.count++; d.count > maxNodes {
			return nil, d.fail(at+i, "more than %d values", maxNodes)
		}
		if err := d.header(&h, at+i, at+len(b)); err != nil {
			return nil, err
		}
		n := Node{Name: "?", Class: h.class, Tag: h.tag, Offset: base + h.at, Header: h.body - h.at, Body: d.in[h.body:h.stop]}
		if h.constructed && depth < maxDepth {
			if kids, err := d.generic(n.Body, h.body, base, depth+1); err == nil {
				n.Children = kids
			}
		}
		out = append(out, n)
		i = h.end - at
	}
	return out, nil
}
