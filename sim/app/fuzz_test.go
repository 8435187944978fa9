package app

import (
	"bytes"
	"encoding/binary"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"
)

func testCanary(t testing.TB) Canary {
	c, err := NewCanary(seed("fuzz"))
	require.NoError(t, err)
	return c
}

func testZone() zone {
	z := zone{"www.data.test": {netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("2001:db8::1")}}
	for i := range 100 {
		z["many.test"] = append(z["many.test"], netip.AddrFrom4([4]byte{10, 0, 1, byte(i)}))
	}
	return z
}

func testQuery(t testing.TB, name string, kind dnsmessage.Type) []byte {
	c, err := NewClient(ClientConfig{Host: noHost{}, Addrs: []netip.Addr{netip.MustParseAddr("10.0.0.2")}, Rand: seed("query")})
	require.NoError(t, err)
	q := lookup{c: c, name: name}
	b, err := q.query(kind)
	require.NoError(t, err)
	return b
}

// Whatever is asked, an answer is within its bound, reads again, and is about the question.
func FuzzDNSServer(f *testing.F) {
	c := testCanary(f)
	for _, name := range []string{"www.data.test.", string(c) + ".www.data.test.", "many.test.", "no.test.", "."} {
		for _, kind := range []dnsmessage.Type{dnsmessage.TypeA, dnsmessage.TypeAAAA, dnsmessage.TypeALL, dnsmessage.TypeMX} {
			f.Add(testQuery(f, name, kind), true)
		}
	}
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\xc0\x0c\x00\x01\x00\x01"), false)
	z := testZone()
	f.Fuzz(func(t *testing.T, query []byte, udp bool) {
		out := z.answer(query, udp)
		if out == nil {
			return
		}
		limit := maxDNS
		if udp {
			limit = ednsUDP
		}
		require.LessOrEqual(t, len(out), limit)
		var m dnsmessage.Message
		require.NoError(t, m.Unpack(out))
		require.True(t, m.Response)
		require.Equal(t, binary.BigEndian.Uint16(query), m.ID)
		if len(m.Answers) > 0 {
			require.Len(t, m.Questions, 1)
			require.Equal(t, dnsmessage.RCodeSuccess, m.RCode)
			require.Equal(t, m.Questions[0].Name, m.Answers[0].Header.Name)
		}
	})
}

// Whatever a server answers, addresses are those of the question's name and family.
func FuzzDNSClient(f *testing.F) {
	c := testCanary(f)
	z := testZone()
	for _, name := range []string{"www.data.test.", string(c) + ".www.data.test.", "no.test."} {
		for _, kind := range []dnsmessage.Type{dnsmessage.TypeA, dnsmessage.TypeAAAA} {
			f.Add(z.answer(testQuery(f, name, kind), true), kind == dnsmessage.TypeAAAA)
		}
	}
	name := string(c) + ".www.data.test."
	f.Fuzz(func(t *testing.T, b []byte, six bool) {
		kind := dnsmessage.TypeA
		if six {
			kind = dnsmessage.TypeAAAA
		}
		query := testQuery(t, name, kind)
		if len(b) >= 2 {
			copy(b, query[:2]) // or hardly anything would get far
		}
		a, err := parseAnswer(b, query, kind)
		if err != nil {
			return
		}
		require.LessOrEqual(t, len(a.aliases), maxAliases)
		for _, addr := range a.addrs {
			require.Equal(t, six, addr.Is6())
		}
		if a.truncated || a.err != nil {
			require.Empty(t, a.addrs)
		}
		_ = a.canary(c.Reply())
	})
}

// A frame that reads writes the same octets.
func FuzzFrame(f *testing.F) {
	for kind := frameType(0); kind < 10; kind++ {
		fr := frame{kind: kind, fields: [3][]byte{[]byte("12345678"), []byte("bert"), []byte("\x00\x01payload")}}
		if b, err := fr.append(nil); err == nil {
			f.Add(b)
		}
	}
	b, err := (frame{kind: frameHello, fields: [3][]byte{[]byte("anna"), make([]byte, keyLength)}}).append(nil)
	require.NoError(f, err)
	f.Add(b)
	b, err = (frame{kind: frameReceipt, fields: [3][]byte{make([]byte, 8), {1}}}).append(nil)
	require.NoError(f, err)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		r := bytes.NewReader(b)
		fr, err := readFrame(r)
		if err != nil {
			return
		}
		again, err := fr.append(nil)
		require.NoError(t, err)
		require.Equal(t, b[:len(b)-r.Len()], again)
		_, _ = parsePayload(fr.fields[fr.kind.fields()%3])
	})
}

// Nobody without a key makes an envelope that opens, and no attempt changes the session.
func FuzzEnvelope(f *testing.F) {
	k := newTalk(f)
	opening := k.say("a", "hello")
	f.Add(opening)
	k.heard("b", "hello", opening)
	answer := k.say("b", "hi")
	k.heard("a", "hi", answer)
	f.Add(answer)
	last := k.say("a", "bye")
	f.Add(last)
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := parseEnvelope(b)
		if err != nil {
			return
		}
		before := *k.b
		s := before
		plain, err := s.open(seed("fuzz"), e, "a", "b")
		if err != nil {
			require.Equal(t, before, s)
		} else {
			require.Equal(t, "bye", string(plain), "only what was sealed opens")
			require.Equal(t, last, b)
		}
		if e.flags&flagOpening == 0 {
			return
		}
		if r, err := respond(k.kb, e, "b", "a"); err == nil {
			if plain, err := r.open(seed("fuzz"), e, "a", "b"); err == nil {
				require.Equal(t, "hello", string(plain))
				require.Equal(t, opening, b)
			}
		}
	})
}

// A datagram that reads is the one that its values make, as far as its content is content.
func FuzzDatagram(f *testing.F) {
	c := testCanary(f)
	for _, size := range []int{MinDatagram, 300, 1400} {
		f.Add(appendDatagram(nil, kindEcho, 7, time.Unix(1, 2), c, size))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := parseDatagram(b)
		if err != nil {
			return
		}
		again := appendDatagram(nil, d.kind, d.seq, d.sent, d.canary, len(b))
		require.Equal(t, b[:MinDatagram], again[:MinDatagram])
		_, err = newChecker(d.canary).Write(d.content)
		require.Equal(t, bytes.Equal(b, again), err == nil)
	})
}

func TestEveryPrefix(t *testing.T) {
	c := testCanary(t)
	query := testQuery(t, string(c)+".www.data.test.", dnsmessage.TypeA)
	answer := testZone().answer(query, true)
	a, err := parseAnswer(answer, query, dnsmessage.TypeA)
	require.NoError(t, err)
	require.Len(t, a.addrs, 1)
	require.Equal(t, c.Reply(), a.canary(c.Reply()))
	for i := range answer {
		got, err := parseAnswer(answer[:i], query, dnsmessage.TypeA)
		// The OPT record behind the answers is nothing to the client.
		if i < len(answer)-11 {
			require.Error(t, err, i)
		} else {
			require.Equal(t, a, got)
		}
	}
	for i := range query {
		out := testZone().answer(query[:i], true)
		if out != nil {
			var m dnsmessage.Message
			require.NoError(t, m.Unpack(out))
			require.Equal(t, dnsmessage.RCodeFormatError, m.RCode, i)
		}
	}
	for _, fr := range []frame{{kind: frameHello, fields: [3][]byte{[]byte("anna"), make([]byte, keyLength)}},
		{kind: frameSend, fields: [3][]byte{make([]byte, 8), []byte("bert"), []byte("payload")}}} {
		b, err := fr.append(nil)
		require.NoError(t, err)
		for i := range b {
			_, err := readFrame(bytes.NewReader(b[:i]))
			require.Error(t, err, i)
			if i >= frameHead {
				_, err = parseFrame(fr.kind, b[frameHead:i])
				require.ErrorContains(t, err, "offset", i)
			}
		}
	}
}
