package asn_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle/asn"
)

// sampler makes values of a schema and writes them in BER: test code that shares nothing with the decoder but the schema.
type sampler struct {
	r *rand.Rand
	// full gives every optional member up to a depth, else none is given.
	full  bool
	depth int
	busy  map[*asn.Type]bool
	// times counts how often a type was written with all members: often enough is enough.
	times map[*asn.Type]int
	// pick chooses the alternative of the event.
	pick string
	// want are the leaves in the order of writing: path and value as asn1ct shows them.
	want map[string]string
	// oid is the relative object identifier of the payload.
	oid []byte
}

// tlv writes a tag and a length, definite and minimal.
func tlv(class byte, constructed bool, tag uint32, body []byte) []byte {
	first := class << 6
	if constructed {
		first |= 0x20
	}
	var out []byte
	if tag < 31 {
		out = []byte{first | byte(tag)}
	} else {
		out = []byte{first | 31}
		digits := []byte{byte(tag & 0x7f)}
		for tag >>= 7; tag > 0; tag >>= 7 {
			digits = append([]byte{byte(tag&0x7f) | 0x80}, digits...)
		}
		out = append(out, digits...)
	}
	if n := len(body); n < 128 {
		out = append(out, byte(n))
	} else {
		var l []byte
		for ; n > 0; n >>= 8 {
			l = append([]byte{byte(n)}, l...)
		}
		out = append(append(out, 0x80|byte(len(l))), l...)
	}
	return append(out, body...)
}

var ownTag = map[asn.Kind]uint32{asn.Sequence: 16, asn.ListOf: 16, asn.SetOf: 17, asn.Boolean: 1, asn.Integer: 2, asn.Bits: 3, asn.Octets: 4, asn.Wrap: 4,
	asn.Null: 5, asn.OID: 6, asn.Enumerated: 10, asn.UTF8String: 12, asn.RelativeOID: 13, asn.NumericString: 18, asn.PrintableString: 19,
	asn.IA5String: 22, asn.Time: 24}

// tagged writes a value below a context tag, implicit but for a CHOICE.
func (s *sampler) tagged(t *asn.Type, tag uint32, path string) []byte {
	if t.Kind == asn.Choice {
		return tlv(2, true, tag, s.choice(t, path))
	}
	body, constructed := s.body(t, path)
	return tlv(2, constructed, tag, body)
}

// own writes a value with its own tag.
func (s *sampler) own(t *asn.Type, path string) []byte {
	if t.Kind == asn.Choice {
		return s.choice(t, path)
	}
	body, constructed := s.body(t, path)
	return tlv(0, constructed, ownTag[t.Kind], body)
}

func (s *sampler) choice(t *asn.Type, path string) []byte {
	s.busy[t] = true
	defer delete(s.busy, t)
	var fit []asn.Member
	for _, m := range t.Members {
		if m.Type.Kind != asn.Any && !s.busy[m.Type] {
			fit = append(fit, m)
		}
	}
	m := fit[s.times[t]%len(fit)]
	s.times[t]++
	if strings.HasSuffix(t.Name, "IRIEvent") {
		for _, c := range t.Members {
			if c.Name == s.pick {
				m = c
			}
		}
	}
	return s.tagged(m.Type, m.Tag, path+"."+m.Name)
}

// count chooses a length within the bounds of a type, near the lower one.
func (s *sampler) count(t *asn.Type, usual, most int) int {
	if !t.Sized {
		return usual
	}
	lo := int(t.Min)
	hi := lo + 3
	if t.Max < uint64(hi) {
		hi = int(t.Max)
	}
	return min(lo+s.r.IntN(hi-lo+1), max(lo, most))
}

func (s *sampler) body(t *asn.Type, path string) ([]byte, bool) {
	switch t.Kind {
	case asn.Sequence:
		return s.sequence(t, path), true
	case asn.ListOf, asn.SetOf:
		n := s.count(t, 1+s.r.IntN(2), 2)
		if s.busy[t.Elem] && t.Min == 0 {
			n = 0
		}
		var out []byte
		for i := range n {
			out = append(out, s.own(t.Elem, fmt.Sprintf("%s[%d]", path, i))...)
		}
		return out, true
	case asn.Wrap:
		return s.own(t.Elem, path), false
	}
	b, text := s.simple(t)
	s.want[strings.TrimPrefix(path, ".")] = text
	return b, false
}

func (s *sampler) sequence(t *asn.Type, path string) []byte {
	s.busy[t] = true
	s.depth++
	defer func() { delete(s.busy, t); s.depth-- }()
	full := s.full && s.times[t] < 4
	s.times[t]++
	var out []byte
	for _, m := range t.Members {
		if m.Optional && (!full || s.depth > 9 || s.busy[m.Type] || s.nested(m.Type)) {
			continue
		}
		if m.Type.Kind == asn.Any || m.Optional && m.Type.Kind == asn.Octets && m.Type.Min > 4096 {
			continue
		}
		out = append(out, s.tagged(m.Type, m.Tag, path+"."+m.Name)...)
	}
	return out
}

// nested tells whether a list holds what is being written.
func (s *sampler) nested(t *asn.Type) bool {
	return (t.Kind == asn.ListOf || t.Kind == asn.SetOf) && s.busy[t.Elem]
}

func (s *sampler) simple(t *asn.Type) (octets []byte, text string) {
	str := func(alphabet string, n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = alphabet[s.r.IntN(len(alphabet))]
		}
		return b
	}
	switch t.Kind {
	case asn.NumericString:
		b := str("0123456789", s.count(t, 5, 64))
		return b, `"` + string(b) + `"`
	case asn.PrintableString, asn.IA5String:
		b := str("ABCDEFxyz", s.count(t, 5, 64))
		return b, `"` + string(b) + `"`
	case asn.UTF8String:
		b := str("abcdefghijk", s.count(t, 6, 64))
		return b, fmt.Sprintf("0x%x", b)
	case asn.Octets:
		b := str("\x00\x01\x7f\x80\xffabc", s.count(t, 4, 70000))
		return b, fmt.Sprintf("0x%x", b)
	case asn.Bits:
		return s.bits(t)
	case asn.Boolean:
		if s.r.IntN(2) == 0 {
			return []byte{0}, "false"
		}
		return []byte{0xff}, "true"
	case asn.Null:
		return nil, "'NULL'"
	case asn.Time:
		return []byte("20260102030405.25Z"), `"20260102030405.25Z"`
	case asn.OID:
		return []byte{4, 0, 2, 2, 5, 1, 43}, "{0 4 0 2 2 5 1 43}"
	case asn.RelativeOID:
		var arcs []string
		for _, b := range s.oid {
			arcs = append(arcs, strconv.Itoa(int(b)))
		}
		return s.oid, "{" + strings.Join(arcs, " ") + "}"
	case asn.Enumerated:
		v := t.Values[s.r.IntN(len(t.Values))]
		return integer(v.Number), v.Name
	case asn.Integer:
		return s.integer(t)
	}
	panic(t.Kind)
}

func (s *sampler) integer(t *asn.Type) ([]byte, string) {
	v := int64(s.r.Uint64N(1 << uint(1+s.r.IntN(40))))
	if t.Sized {
		v = t.Min
		if top := min(t.Max, 1<<62); s.r.IntN(3) > 0 {
			v = t.Min + int64(s.r.Uint64N(uint64(int64(top)-t.Min)+1))
		}
	}
	return integer(v), strconv.FormatInt(v, 10)
}

func (s *sampler) bits(t *asn.Type) ([]byte, string) {
	n := s.count(t, 9, 64)
	b := make([]byte, 1+(n+7)/8)
	b[0] = byte(8*((n+7)/8) - n)
	text := "0b"
	for i := range n {
		if s.r.IntN(2) == 1 {
			b[1+i/8] |= 0x80 >> (i % 8)
			text += "1"
		} else {
			text += "0"
		}
	}
	if n%8 == 0 {
		text = fmt.Sprintf("0x%x", b[1:])
	}
	return b, text
}

func integer(v int64) []byte {
	b := []byte{byte(v)}
	for v >>= 8; !(v == 0 && b[0]&0x80 == 0 || v == -1 && b[0]&0x80 != 0); v >>= 8 {
		b = append([]byte{byte(v)}, b...)
	}
	return b
}

// sample makes one value of a type.
func sample(s *asn.Schema, typ, pick string, oid []byte, full bool, seed uint64, times map[*asn.Type]int) ([]byte, map[string]string) {
	sm := &sampler{r: rand.New(rand.NewPCG(seed, 7)), full: full, times: times, busy: map[*asn.Type]bool{}, pick: pick, want: map[string]string{}, oid: oid}
	return sm.own(s.Type(typ), ""), sm.want
}

// ours returns the leaves of a decoded value as asn1ct shows them.
func ours(n *asn.Node, path string, out map[string]string) {
	if n.Type != nil && len(n.Children) == 0 {
		switch n.Type.Kind {
		case asn.Sequence, asn.ListOf, asn.SetOf, asn.Choice, asn.Any:
			return
		case asn.NumericString, asn.PrintableString, asn.IA5String, asn.Time:
			out[path] = `"` + n.Text() + `"`
		case asn.UTF8String, asn.Octets, asn.Wrap:
			out[path] = fmt.Sprintf("0x%x", n.Body)
		case asn.RelativeOID, asn.OID:
			out[path] = "{" + strings.ReplaceAll(n.Text(), ".", " ") + "}"
		case asn.Null:
			out[path] = "'NULL'"
		case asn.Bits:
			text := ""
			for _, b := range n.Body[1:] {
				text += fmt.Sprintf("%08b", b)
			}
			text = text[:len(text)-int(n.Body[0])]
			if out[path] = "0b" + text; len(text)%8 == 0 {
				out[path] = fmt.Sprintf("0x%x", n.Body[1:])
			}
		default:
			out[path] = n.Text()
		}
	}
	for i := range n.Children {
		c := &n.Children[i]
		switch {
		case c.Name == "[]":
			ours(c, fmt.Sprintf("%s[%d]", path, i), out)
		case path == "":
			ours(c, c.Name, out)
		default:
			ours(c, path+"."+c.Name, out)
		}
	}
}

// theirs reads what asn1ct decoded into leaves.
func theirs(text string) map[string]string {
	out := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if name, value, ok := strings.Cut(line, " = "); ok {
			out[name] = value
		}
	}
	return out
}

var smallList = regexp.MustCompile(`\[\d+\]$`)

// numbers puts lists of small integers, which asn1ct shows as text, as they are.
func numbers(m map[string]string) map[string]string {
	lists := map[string][]string{}
	out := map[string]string{}
	for k, v := range m {
		_, err := strconv.Atoi(v)
		if i := strings.LastIndexByte(k, '['); err == nil && smallList.MatchString(k) {
			lists[k[:i]] = append(lists[k[:i]], k)
			continue
		}
		out[k] = v
	}
	for path, keys := range lists {
		sort.Strings(keys)
		var vs []string
		for _, k := range keys {
			vs = append(vs, m[k])
		}
		out[path] = strings.Join(vs, " ")
	}
	return out
}

// samples are the values that are compared: each alternative of each event, with all members and with none.
func samples(s *asn.Schema) (out []struct {
	typ, module, name, pick string
	full                    bool
	oid                     []byte
}) {
	add := func(typ, module, name, pick string, oid []byte) {
		for _, full := range []bool{false, true} {
			out = append(out, struct {
				typ, module, name, pick string
				full                    bool
				oid                     []byte
			}{typ, module, name, pick, full, oid})
		}
	}
	for _, m := range s.Type("ts33128.XIRIEvent").Members {
		add("ts33128.XIRIPayload", "TS33128Payloads", "XIRIPayload", m.Name, []byte{4, 19, 19, 3, 1})
	}
	for _, m := range s.Type("ts33128.IRIEvent").Members {
		add("ts33128.IRIPayload", "TS33128Payloads", "IRIPayload", m.Name, []byte{4, 19, 19, 3, 3})
	}
	for i := range 12 {
		n := strconv.Itoa(i)
		add("ts33128.CCPayload", "TS33128Payloads", "CCPayload", n, []byte{4, 19, 19, 3, 4})
		add("ts33128.LINotificationPayload", "TS33128Payloads", "LINotificationPayload", n, []byte{4, 19, 19, 3, 5})
		add("ia.IEFMessage", "TS33128IdentityAssociation", "IEFMessage", n, []byte{4, 20, 17, 1, 1})
		add("ip.IPIRIPacketReport", "IPAccessPDU", "IPIRIPacketReport", n, []byte{5, 3, 18, 4})
		add("ps.PSHeader", "LI-PS-PDU", "PSHeader", n, nil)
		add("ps.TRIPayload", "LI-PS-PDU", "TRIPayload", n, nil)
		add("ps.HI4Payload", "LI-PS-PDU", "HI4Payload", n, []byte{4, 19, 19, 3, 5})
		add("ps.EncryptionContainer", "LI-PS-PDU", "EncryptionContainer", n, nil)
	}
	return out
}

// TestSamplesAgainstAsn1ct makes values of all payloads by the schema and compares, leaf by leaf, what was written, what
// Erlang's asn1ct reads with the published modules, and what the decoder reads.
func TestSamplesAgainstAsn1ct(t *testing.T) {
	s, d := schema(t), asn.NewDecoder()
	types, times := map[*asn.Type]bool{}, map[*asn.Type]int{}
	values, leaves, octets := 0, 0, 0
	for i, c := range samples(s) {
		b, want := sample(s, c.typ, c.pick, c.oid, c.full, uint64(i), times)
		name := fmt.Sprintf("%s %s, all members %v", c.name, c.pick, c.full)
		text, err := judge.Decode(t, c.module, c.name, b)
		require.NoError(t, err, "%s: %x", name, b)
		got, err := d.Decode(b, s.Type(c.typ))
		require.NoError(t, err, "%s: %x", name, b)
		require.Equal(t, len(b), got.Length)
		require.Empty(t, got.Findings, "%s: %x", name, b)
		mine := map[string]string{}
		ours(got.Root, "", mine)
		require.Equal(t, want, mine, "%s: %x", name, b)
		compare(t, name, numbers(theirs(text)), numbers(mine))
		visit(got.Root, types)
		values++
		octets += len(b)
		leaves += len(mine)
	}
	t.Logf("%d values, %d octets, %d leaves, %d types", values, octets, leaves, len(types))
	require.Greater(t, leaves, 10000)
	var missing []string
	for _, q := range s.Names() {
		if typ := s.Type(q); strings.HasPrefix(q, "ts33128.") && (typ.Kind == asn.Sequence || typ.Kind == asn.Choice) && !types[typ] {
			missing = append(missing, q)
		}
	}
	sort.Strings(missing)
	t.Logf("not in a sample: %v", missing)
	require.Less(t, len(missing), 10)
}

// compare compares the leaves of asn1ct with ours. Empty lists and maps have no leaf here.
func compare(t *testing.T, name string, theirs, ours map[string]string) {
	for k, v := range theirs {
		if v == "[]" || v == "{}" || strings.Contains(k, ".indications") { // asn1ct names its bits
			continue
		}
		mine, ok := ours[k]
		if ok && strings.HasPrefix(v, `"`) && !strings.HasPrefix(mine, `"`) { // a list of small numbers looks like text to Erlang
			var codes []string
			for _, c := range v[1 : len(v)-1] {
				codes = append(codes, strconv.Itoa(int(c)))
			}
			v = strings.Join(codes, " ")
		}
		if !ok || mine != v && "'"+mine+"'" != v {
			require.Fail(t, "they differ", "%s: %s: asn1ct %s, here %q", name, k, v, mine)
		}
	}
	for k, v := range ours {
		if _, ok := theirs[k]; !ok && v != `""` && !strings.HasSuffix(k, ".indications") {
			require.Fail(t, "asn1ct does not have it", "%s: %s = %s", name, k, v)
		}
	}
}

func visit(n *asn.Node, types map[*asn.Type]bool) {
	types[n.Type] = true
	for i := range n.Children {
		visit(&n.Children[i], types)
	}
}
