package xiri

import (
	"fmt"
	"strconv"

	"lilab/x2x3/ber"
)

// ModuleVersion is the release and version of a module that a payload names in its relative object identifier.
type ModuleVersion struct {
	Release, Version uint32
}

// R19v3 is the module TS33128Payloads of TS 33.128 V19.3.0, which this package encodes.
var R19v3 = ModuleVersion{19, 3}

// R17v1 is the module TS33128IdentityAssociation of TS 33.128 V19.3.0.
var R17v1 = ModuleVersion{17, 1}

// String returns for example "r19 version3".
func (v ModuleVersion) String() string { return fmt.Sprintf("r%d version%d", v.Release, v.Version) }

func (v ModuleVersion) or(other ModuleVersion) ModuleVersion {
	if v == (ModuleVersion{}) {
		return other
	}
	return v
}

// Arcs of the relative object identifier {threeGPP(4) module release version suffix}.
const (
	arcThreeGPP            = 4
	arcTS33128             = 19
	arcIdentityAssociation = 20
	suffixXIRI             = 1
	suffixIRI              = 3
	suffixCC               = 4
	suffixNotification     = 5
	suffixIEF              = 1
)

// envelope is what the payloads have in common: a SEQUENCE of a relative object identifier [1] and something [2].
type envelope struct {
	name, oid, body string
	module, suffix  uint32
	version         ModuleVersion
}

// payload is a type with an envelope.
type payload interface {
	parts() (*ModuleVersion, *Sequence)
	// appendBody appends the components from [2] on.
	appendBody(b []byte, e *encoder) []byte
	// decodeBody reads one component if it is declared.
	decodeBody(d *decoder, h header) bool
}

func appendVersion(b []byte, module uint32, v ModuleVersion, suffix uint32) []byte {
	if v.Release < 0x80 && v.Version < 0x80 {
		return append(b, 0x81, 5, arcThreeGPP, byte(module), byte(v.Release), byte(v.Version), byte(suffix))
	}
	return ber.AppendRelativeOID(b, ber.Context(1), arcThreeGPP, module, v.Release, v.Version, suffix)
}

func appendPayload(p *envelope, b []byte, v payload) ([]byte, error) {
	e := encoders.Get().(*encoder)
	version, rest := v.parts()
	out := append(b, 0x30, 0)
	start := len(out)
	out = appendVersion(out, p.module, version.or(p.version), p.suffix)
	if out = v.appendBody(out, e); out == nil {
		return b, e.done(p.name)
	}
	for i := range rest.Extra {
		out = append(out, rest.Extra[i].Octets...)
	}
	return closed(out, start), e.done(p.name)
}

func parsePayload(p *envelope, b []byte, v payload) (int, error) {
	d := decoders.Get().(*decoder)
	n := d.parse(p, b, v)
	return n, d.done(p.name)
}

// parse reads the payload at the front of b and returns how many octets it has.
func (d *decoder) parse(p *envelope, b []byte, v payload) int {
	d.b = b
	outer := d.next(0, len(b))
	switch {
	case d.err != nil:
	case outer.tag != ber.NumberSequence || !outer.constructed:
		d.fail(ber.ErrTag, outer.at, ber.Sequence.String(), d.element(outer).Tag.String())
	default:
		d.b = b[:outer.next]
		d.s = string(d.b)
		d.payload(p, outer, v)
	}
	return outer.next
}

func (d *decoder) payload(p *envelope, outer header, v payload) {
	version, rest := v.parts()
	var seen uint64
	for pos := outer.start; pos < outer.stop; {
		h := d.next(pos, outer.stop)
		switch known := false; {
		case d.err != nil:
		case h.tag == ctx|1:
			if d.first(&seen, 1, h) {
				if *version = d.version(h, p.module, p.suffix); version.Release > 0 && p.module == arcTS33128 {
					d.release = version.Release
				}
			}
			if d.err != nil {
				d.in(p.oid)
			}
		default:
			if n := h.tag &^ ctx; h.tag>>30 == 2 && n < 8 && seen>>n != 0 {
				d.fail(ber.ErrOrder, h.at, "", h.number())
			} else if known = d.err == nil && v.decodeBody(d, h); known {
				seen |= 1 << n
			}
			switch {
			case !known:
				d.keep(&rest.Extra, h)
			case d.err != nil && h.tag == ctx|2 && p.body == "event":
				d.in(p.body)
			}
		}
		if d.err != nil {
			return
		}
		pos = h.next
	}
	switch {
	case seen&2 == 0:
		d.fail(ber.ErrMissing, outer.start, "", "")
		d.in(p.oid)
	case seen&4 == 0:
		d.fail(ber.ErrMissing, outer.start, "", "")
		d.in(p.body)
	}
}

func (h header) number() string { return "[" + strconv.Itoa(int(h.tag&^(3<<30))) + "]" }

// version reads the RELATIVE-OID {4 module release version suffix}.
func (d *decoder) version(h header, module, suffix uint32) ModuleVersion {
	if c := d.b[h.start:h.stop]; len(c) == 5 && !h.constructed && c[0] == arcThreeGPP && c[1] == byte(module) && c[2]|c[3] < 0x80 && c[4] == byte(suffix) && c[2]|c[3] > 0 {
		return ModuleVersion{uint32(c[2]), uint32(c[3])}
	}
	arcs, err := d.element(h).RelativeOID()
	if d.wrap(err); d.err != nil {
		return ModuleVersion{}
	}
	if len(arcs) != 5 || arcs[0] != arcThreeGPP || arcs[1] != module || arcs[4] != suffix || arcs[2]|arcs[3] == 0 {
		d.fail(ber.ErrValue, h.at, fmt.Sprintf("{4 %d release version %d}", module, suffix), fmt.Sprint(arcs))
		return ModuleVersion{}
	}
	return ModuleVersion{arcs[2], arcs[3]}
}

// appendChoice appends the component [2] of a CHOICE type.
func appendChoice(b []byte, e *encoder, name string, v Value) []byte {
	b = append(b, 0xa2, 0)
	start := len(b)
	switch b = v.encode(b, e); {
	case b == nil:
		return e.in(name)
	case len(b) == start:
		return e.missing(name)
	}
	return closed(b, start)
}

func decodeChoice(d *decoder, h header, name string, v Value, other func() *Raw) bool {
	if h.tag != ctx|2 {
		return false
	}
	if d.open(h) {
		v.decode(d, h.start, h.stop)
		d.known(other())
	}
	if d.err != nil {
		d.in(name)
	}
	return true
}
