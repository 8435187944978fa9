package xiri

import (
	"encoding/hex"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/x2x3/ber"
	"lilab/x2x3/xiri/internal/decl"
)

// encoded returns an event as the payload that has it.
func encoded(t testing.TB, e Event) (b []byte, typ string) {
	var err error
	if Tag(e) == 16 {
		b, err = (&IRIPayload{Event: e}).AppendBinary(nil)
		typ = "IRIPayload"
	} else {
		b, err = (&XIRIPayload{Event: e}).AppendBinary(nil)
		typ = "XIRIPayload"
	}
	require.NoError(t, err, Name(e))
	return b, typ
}

func parsed(b []byte, typ string) (Event, error) {
	if typ == "IRIPayload" {
		p, _, err := ParseIRIPayload(b)
		return p.Event, err
	}
	p, _, err := ParseXIRIPayload(b)
	return p.Event, err
}

// TestGeneratedSamples wants each record to come back as it was sent, and every alternative to be among the samples.
func TestGeneratedSamples(t *testing.T) {
	events, missed := generated()
	require.Empty(t, missed)
	octets, largest := 0, 0
	for _, e := range events {
		b, typ := encoded(t, e)
		back, err := parsed(b, typ)
		require.NoError(t, err, Name(e))
		require.Equal(t, e, back)
		again, _ := encoded(t, back)
		require.Equal(t, b, again)
		for _, f := range Check(e) {
			require.False(t, f.ASN1, "%s", f)
		}
		octets += len(b)
		largest = max(largest, len(b))
	}
	t.Logf("%d samples of %d alternatives, %d octets, the largest %d", len(events), len(Tags())+1, octets, largest)
}

// theirs turns what asn1ct found into lines like those of Dump.
func theirs(text string) (lines []string, strs map[string]bool) {
	strs = map[string]bool{}
	for _, l := range strings.Split(text, "\n") {
		path, v, _ := strings.Cut(l, " = ")
		v = strings.Trim(v, "'")
		if strings.HasPrefix(v, `"`) {
			strs[path] = true
		}
		if strings.Contains(path, ".indications[") || v == "{}" { // Named bits, and a SEQUENCE without components.
			continue
		}
		lines = append(lines, path+" = "+v)
	}
	sort.Strings(lines)
	return lines, strs
}

// ours turns a dump into the words of asn1ct: octets for UTF-8 and for bits that fill octets.
func ours(prefix string, dump []Line, strs map[string]bool) []string {
	lines := []string{}
	for _, l := range dump {
		path, v := prefix+l.Path, l.Value
		switch {
		case strings.HasSuffix(path, ".indications"):
			continue
		case strings.HasPrefix(v, `"`) && !strs[path]:
			s, _ := strconv.Unquote(v)
			v = "0x" + hex.EncodeToString([]byte(s))
		case strings.HasPrefix(v, "0b") && len(v)%8 == 2:
			v = "0x"
			for bits := range slices.Chunk([]byte(l.Value[2:]), 8) {
				n, _ := strconv.ParseUint(string(bits), 2, 8)
				v += hex.EncodeToString([]byte{byte(n)})
			}
		}
		lines = append(lines, path+" = "+v)
	}
	sort.Strings(lines)
	return lines
}

// TestGeneratedASN1CT lets asn1ct decode each sample, and encode the same value to the same octets.
func TestGeneratedASN1CT(t *testing.T) {
	events, _ := generated()
	for _, e := range events {
		b, typ := encoded(t, e)
		text, err := judge.Decode(t, "TS33128Payloads", typ, b)
		require.NoError(t, err, Name(e))
		want, strs := theirs(text)
		want = slices.DeleteFunc(want, func(l string) bool { return !strings.HasPrefix(l, "event") })
		require.Equal(t, want, ours("event.", Dump(e), strs), Name(e))

		suffix := map[string]string{"XIRIPayload": "1", "IRIPayload": "3"}[typ]
		oid := map[string]string{"XIRIPayload": "xIRIPayload", "IRIPayload": "iRIPayload"}[typ]
		v := reflect.ValueOf(e).Elem()
		term := erlang(&decl.Expr{Name: v.Type().Name()}, v)
		got, err := judge.Encode(t, "TS33128Payloads", typ, "#{"+oid+"OID => {4,19,19,3,"+suffix+"}, event => {'"+Name(e)+"',"+term+"}}")
		require.NoError(t, err, "%s: %s", Name(e), term)
		require.Equal(t, hex.EncodeToString(b), hex.EncodeToString(got), Name(e))
		back, err := parsed(got, typ)
		require.NoError(t, err)
		require.Equal(t, e, back)
	}
	t.Logf("%d samples", len(events))
}

// TestGeneratedPrefixes cuts every sample at every place, and cuts the record inside at places with lengths that fit again.
func TestGeneratedPrefixes(t *testing.T) {
	events, _ := generated()
	for _, e := range events[:2*(len(Tags())+1)] {
		b, typ := encoded(t, e)
		for n := range b {
			_, err := parsed(b[:n], typ)
			require.Error(t, err, "%s cut to %d octets", Name(e), n)
		}
		// The payload is 30 len, the OID of 7 octets, A2 len, the alternative.
		outer, err := ber.ElementAt(b, 0)
		require.NoError(t, err)
		event, err := ber.ElementAt(b, outer.ContentsOff+7)
		require.NoError(t, err)
		alt, err := ber.ElementAt(b, event.ContentsOff)
		require.NoError(t, err)
		step := 1 + len(alt.Contents)/200
		for n := 0; n < len(alt.Contents); n += step {
			c := ber.AppendOctets(nil, alt.Tag, alt.Contents[:n])
			c = append(append([]byte{}, b[outer.ContentsOff:outer.ContentsOff+7]...), ber.AppendOctets(nil, ber.ContextConstructed(2), c)...)
			got, err := parsed(ber.AppendOctets(nil, ber.Sequence, c), typ)
			if err == nil {
				require.NotEqual(t, e, got)
			}
		}
	}
}

// TestOtherPayloads lets asn1ct look at CCPayload, LINotificationPayload and IEFMessage, each alternative full and bare.
func TestOtherPayloads(t *testing.T) {
	type appender interface {
		AppendBinary([]byte) ([]byte, error)
	}
	try := func(module, typ, body, oid, arcs string, p appender, value Value, back func(b []byte) (any, error)) {
		t.Helper()
		b, err := p.AppendBinary(nil)
		require.NoError(t, err)
		text, err := judge.Decode(t, module, typ, b)
		require.NoError(t, err)
		want, strs := theirs(text)
		want = slices.DeleteFunc(want, func(l string) bool { return strings.HasPrefix(l, oid) })
		v := reflect.ValueOf(value).Elem()
		var lines []Line
		for _, l := range Dump(value) {
			lines = append(lines, Line{strings.TrimPrefix(l.Path, v.Type().Name()+"."), l.Value})
		}
		require.Equal(t, want, ours(body+".", lines, strs))
		term := erlang(&decl.Expr{Name: v.Type().Name()}, v)
		got, err := judge.Encode(t, module, typ, "#{"+oid+" => "+arcs+", "+body+" => "+term+"}")
		require.NoError(t, err)
		require.Equal(t, hex.EncodeToString(b), hex.EncodeToString(got))
		x, err := back(b)
		require.NoError(t, err)
		require.Equal(t, p, x)
		for n := range b {
			_, err := back(b[:n])
			require.Error(t, err)
		}
	}
	for _, full := range []bool{false, true} {
		f := newFiller(full)
		for range 40 {
			cc := &CCPayload{Version: R19v3}
			f.fill(&cc.PDU)
			try("TS33128Payloads", "CCPayload", "pDU", "cCPayloadOID", "{4,19,19,3,4}", cc, &cc.PDU, func(b []byte) (any, error) {
				p, _, err := ParseCCPayload(b)
				return &p, err
			})
			n := &LINotificationPayload{Version: R19v3}
			f.fill(&n.Notification)
			try("TS33128Payloads", "LINotificationPayload", "notification", "lINotificationPayloadOID", "{4,19,19,3,5}", n, &n.Notification, func(b []byte) (any, error) {
				p, _, err := ParseLINotificationPayload(b)
				return &p, err
			})
			i := &IEFMessage{Version: R17v1}
			f.fill(&i.Record)
			try("TS33128IdentityAssociation", "IEFMessage", "record", "iEFRecordOID", "{4,20,17,1,1}", i, &i.Record, func(b []byte) (any, error) {
				p, _, err := ParseIEFMessage(b)
				return &p, err
			})
		}
		for _, typ := range []string{"CCPDU", "LINotificationMessage", "IEFRecord"} {
			want := map[string]bool{}
			components(&decl.Expr{Name: typ}, want, map[string]bool{})
			for a := range want {
				if full {
					require.True(t, f.covered[a], a)
				}
			}
		}
	}
}
