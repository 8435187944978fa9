package sipmsg

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const options = "OPTIONS sip:x SIP/2.0\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 3\r\n\r\nabc"

// TestPrefixes: every beginning of a message is incomplete in a stream and no message in a datagram; of its head everything that is
// there is read, as soon as the start line is.
func TestPrefixes(t *testing.T) {
	for i := range len(options) {
		b := []byte(options[:i])
		yes, more := Looks(b)
		require.True(t, yes || more, options[:i])
		m, n, err := Read(b, true)
		require.ErrorIs(t, err, ErrIncomplete, options[:i])
		require.Nil(t, m)
		require.Zero(t, n)
		_, _, err = Read(b, false)
		require.ErrorIs(t, err, ErrNotSIP, options[:i])
		h, ok := ReadHead(b)
		require.Equal(t, strings.Contains(options[:i], "\n"), ok, options[:i])
		require.Len(t, h.Headers, min(5, max(0, strings.Count(options[:i], "\n")-1)))
		require.Equal(t, ok && i >= len(options)-3, h.BodyAt == len(options)-3 && h.Body != nil, options[:i])
	}
	m, n, err := Read([]byte(options+"OPTIONS"), true)
	require.NoError(t, err)
	require.Equal(t, len(options), n)
	require.Equal(t, "abc", string(m.Body))
}

// torture are messages in the manner of RFC 4475, written for this test. ok says that a phone or a proxy takes them.
var torture = []struct {
	name, message string
	ok            bool
	check         func(t *testing.T, m *Message)
}{
	{"white space, folded lines, short names and odd cases", "INVITE sip:b@b.example;p SIP/2.0\r\nTO :\r\n sip:b@b.example ;   tag    = 1918\r\nfrom   : \"A \\\\\\\"\"       <sip:a@a.example>\r\n  ;\r\n  tag = 98\r\n" +
		"i: one.two@three\r\ncseq: 0009\r\n  INVITE\r\nV  : SIP  / 2.0 /UDP\r\n    192.0.2.2;branch=x\r\ns:\r\nNewFangledHeader:   new\r\n value\r\nc: application/sdp\r\nl: 4\r\nP-Asserted-Identity: \"x, <y>\" <sip:a@a.example>, tel:+1-2\r\n\r\nv=0\r\n", false,
		func(t *testing.T, m *Message) { // by its head: Content-Length says less than there is, which a stream allows
			require.Equal(t, "INVITE", m.CSeqMethod)
			require.Equal(t, uint32(9), m.CSeq)
			require.Equal(t, "new value", m.Get("newfangledheader"))
			require.Equal(t, []Party{{"sip:b@b.example", ""}}, Parties(m.Get("to")))
			require.Equal(t, []Party{{"sip:a@a.example", ""}, {"tel:+12", "12"}}, Parties(m.All("p-asserted-identity")...))
		}},
	{"a method of all the characters that a token has", "!odd-M3thod_*+`.%such'~ sip:a@b SIP/2.0\r\nf: <sip:a@b>\r\nt: <sip:a@b>\r\ni: 1\r\nCSeq: 1 !odd-M3thod_*+`.%such'~\r\n\r\n", true,
		func(t *testing.T, m *Message) { require.Equal(t, "!odd-M3thod_*+`.%such'~", m.Method) }},
	{"escapes in the name of a user", "INVITE sip:sips%3Au%40e.example@x.example SIP/2.0\r\nf: <sip:I%20am%20a@b>\r\nt: <sip:%75ser@x>\r\ni: 1\r\nCSeq: 1 INVITE\r\n\r\n", true,
		func(t *testing.T, m *Message) {
			p, ok := ReadParty(m.URI)
			require.True(t, ok)
			require.Equal(t, "sip:sips:u@e.example@x.example", p.URI)
			require.Equal(t, []Party{{"sip:user@x", ""}}, Parties(m.Get("to")))
		}},
	{"escaped zeros are octets of a name", "REGISTER sip:x SIP/2.0\r\nf: <sip:null-%00-null@x>\r\nt: <sip:null-%00-null@x>\r\ni: 1\r\nCSeq: 1 REGISTER\r\nm: <sip:%00@192.0.2.1>, <sip:%00%00@192.0.2.1>\r\nl: 0\r\n\r\n", true,
		func(t *testing.T, m *Message) { require.Len(t, Parties(m.Get("contact")), 2) }},
	{"an escaped method is another method", "RE%47ISTER sip:x SIP/2.0\r\nf: <sip:a@x>\r\nt: <sip:a@x>\r\ni: 1\r\nCSeq: 1 RE%47ISTER\r\n\r\n", true,
		func(t *testing.T, m *Message) { require.NotEqual(t, "REGISTER", m.Method) }},
	{"long values and long names", "INVITE sip:a@x SIP/2.0\r\nf: <sip:" + strings.Repeat("a", 900) + "@x>\r\nt: \"" + strings.Repeat("long ", 900) + "\" <sip:b@x>;" + strings.Repeat("p", 500) + "=1\r\ni: 1\r\n" +
		"Unknown-" + strings.Repeat("Long-", 90) + "Name: " + strings.Repeat("v", 900) + "\r\nCSeq: 1 INVITE\r\nv: SIP/2.0/UDP x" + strings.Repeat(",SIP/2.0/UDP x", 200) + "\r\n\r\n", true,
		func(t *testing.T, m *Message) {
			require.Len(t, m.Get("unknown-"+strings.Repeat("long-", 90)+"name"), 900)
			require.Len(t, Parties(m.Get("from")), 1)
		}},
	{"no brackets, parameters of the header", "OPTIONS sip:a@x SIP/2.0\r\nf: sip:c@x;tag=1\r\nt: sip:a@x\r\ni: 1\r\nCSeq: 1 OPTIONS\r\n\r\n", true,
		func(t *testing.T, m *Message) {
			uri, params := Address(m.Get("from"))
			require.Equal(t, "sip:c@x", uri)
			tag, ok := Parameter(params, "TAG")
			require.True(t, ok)
			require.Equal(t, "1", tag)
		}},
	{"a reason that is no text", "SIP/2.0 200 = 2**3 * 5**2 \xd0\xbd\xff\r\nf: <sip:a@x>\r\nt: <sip:b@x>\r\ni: 1\r\nCSeq: 1 INVITE\r\n\r\n", true,
		func(t *testing.T, m *Message) { require.Equal(t, 200, m.Status) }},
	{"no reason", "SIP/2.0 100 \r\nf: <sip:a@x>\r\nt: <sip:b@x>\r\ni: 1\r\nCSeq: 1 INVITE\r\n\r\n", true, nil},
	{"the octets of a second message behind the first", options + options, true,
		func(t *testing.T, m *Message) { require.Len(t, m.Octets, len(options)) }},
	{"octets that are no text in the body", "MESSAGE sip:a@x SIP/2.0\r\nf: <sip:a@x>\r\nt: <sip:b@x>\r\ni: 1\r\nCSeq: 1 MESSAGE\r\nc: multipart/mixed;boundary=7a\x7f\r\nl: 9\r\n\r\n\x00\x01\xff--7a\r\n\n", true,
		func(t *testing.T, m *Message) { require.Nil(t, m.Description()) }},
	{"equal lengths twice", "OPTIONS sip:a SIP/2.0\r\nl: 0\r\nContent-Length: 0\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 1 OPTIONS\r\n\r\n", true, nil},
	{"lengths that differ", "OPTIONS sip:a SIP/2.0\r\nl: 0\r\nContent-Length: 1\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 1 OPTIONS\r\n\r\nx", false, nil},
	{"a length below zero", "OPTIONS sip:a SIP/2.0\r\nl: -999\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 1 OPTIONS\r\n\r\n", false, nil},
	{"a length beyond the datagram", "OPTIONS sip:a SIP/2.0\r\nl: 9999\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 1 OPTIONS\r\n\r\nx", false, nil},
	{"a length that no number holds", "OPTIONS sip:a SIP/2.0\r\nl: 99999999999999999999\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 1 OPTIONS\r\n\r\n", false, nil},
	{"CSeq that no number holds", "OPTIONS sip:a SIP/2.0\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 36893488147419103232 OPTIONS\r\n\r\n", false, nil},
	{"CSeq of another method", "OPTIONS sip:a SIP/2.0\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 8 INVITE\r\n\r\n", false, nil},
	{"CSeq in lower case", "OPTIONS sip:a SIP/2.0\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 8 options\r\n\r\n", false, nil},
	{"a status that is none", "SIP/2.0 4294967301 better not\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 8 INVITE\r\n\r\n", false, nil},
	{"another version", "OPTIONS sip:a SIP/7.0\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 8 OPTIONS\r\n\r\n", false, nil},
	{"no version", "OPTIONS sip:a\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 8 OPTIONS\r\n\r\n", false, nil},
	{"no Call-ID, From, To", "OPTIONS sip:a SIP/2.0\r\nCSeq: 8 OPTIONS\r\n\r\n", false, nil},
	{"a line that is no header", "OPTIONS sip:a SIP/2.0\r\nf: a\r\nrubbish\r\n of two lines\r\nt: b\r\ni: 1\r\nCSeq: 8 OPTIONS\r\n\r\n", false,
		func(t *testing.T, m *Message) {
			require.Equal(t, "a", m.Get("from"), "what continues the rubbish is not joined to the header before")
			require.Equal(t, "b", m.Get("to"))
		}},
	{"a continuation of nothing", "OPTIONS sip:a SIP/2.0\r\n more\r\nf: a\r\nt: b\r\ni: 1\r\nCSeq: 8 OPTIONS\r\n\r\n", false,
		func(t *testing.T, m *Message) { require.Equal(t, "a", m.Get("from")) }},
	{"a quotation that does not end", "OPTIONS sip:a SIP/2.0\r\nf: <sip:a@x>\r\nt: \"Mr. J. <sip:b@x>\r\ni: 1\r\nCSeq: 8 OPTIONS\r\n\r\n", true,
		func(t *testing.T, m *Message) { require.Empty(t, Parties(m.Get("to"))) }},
	{"another scheme", "OPTIONS nobody:a SIP/2.0\r\nf: <http://a>\r\nt: <isbn:2983792873>\r\ni: 1\r\nCSeq: 8 OPTIONS\r\n\r\n", true,
		func(t *testing.T, m *Message) { require.Empty(t, Parties(m.Get("to"), m.Get("from"))) }},
}

func TestTorture(t *testing.T) {
	for _, c := range torture {
		t.Run(c.name, func(t *testing.T) {
			before := []byte(c.message)
			m, n, err := Read(before, false)
			require.Equal(t, c.message, string(before))
			h, ok := ReadHead(before)
			if strings.HasPrefix(c.name, "white space") { // all of it is there, but no datagram ends before its body does
				require.NoError(t, err)
				require.Less(t, n, len(before))
				c.check(t, m)
				c.check(t, h)
				return
			}
			if c.ok {
				require.NoError(t, err)
				require.True(t, ok)
				require.Equal(t, m.Headers, h.Headers)
				require.Equal(t, m.BodyAt, h.BodyAt)
				if c.check != nil {
					c.check(t, m)
				}
				return
			}
			require.ErrorIs(t, err, ErrNotSIP)
			if c.check != nil {
				require.True(t, ok)
				c.check(t, h)
			}
			for i := range len(c.message) { // nothing of it is a message either
				_, _, err := Read(before[:i], false)
				require.Error(t, err)
			}
		})
	}
}

// TestBounds: what is longer than the bounds say is no message, and of its head no more than that is kept.
func TestBounds(t *testing.T) {
	many := "OPTIONS sip:a SIP/2.0\r\n" + strings.Repeat("x: y\r\n", MaxHeaders+1) + "\r\nbody"
	_, _, err := Read([]byte(many), false)
	require.ErrorIs(t, err, ErrNotSIP)
	m, ok := ReadHead([]byte(many))
	require.True(t, ok)
	require.Len(t, m.Headers, MaxHeaders)
	require.Equal(t, "body", string(m.Body))
	for _, b := range []string{"OPTIONS sip:a SIP/2.0\r\nx: " + strings.Repeat("y", MaxValue), "OPTIONS sip:a SIP/2.0\r\nx: y\r\n" + strings.Repeat(" "+strings.Repeat("z", 4000)+"\r\n", 9),
		"OPTIONS sip:a SIP/2.0\r\n" + strings.Repeat("x: "+strings.Repeat("y", 1000)+"\r\n", 70), strings.Repeat("A", MaxValue+1), "SIP/2.0 " + strings.Repeat("2", MaxValue)} {
		_, _, err := Read([]byte(b+"\r\n\r\n"), true)
		require.ErrorIs(t, err, ErrNotSIP, b[:30])
		m, _ := ReadHead([]byte(b + "\r\n\r\n"))
		for _, h := range m.Headers {
			require.LessOrEqual(t, len(h.Value), MaxValue)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range torture {
		f.Add([]byte(c.message))
	}
	f.Add([]byte("\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		before := bytes.Clone(b)
		h, ok := ReadHead(b)
		require.True(t, h.BodyAt >= 0 && h.BodyAt <= len(b) && len(h.Headers) <= MaxHeaders)
		for _, stream := range []bool{true, false} {
			m, n, err := Read(b, stream)
			if n < 0 || n > len(b) {
				t.Fatalf("%d of %d octets", n, len(b))
			}
			if err != nil {
				continue
			}
			if !bytes.Equal(m.Octets, b[:n]) || len(m.Headers) > MaxHeaders {
				t.Fatal("not the octets that came")
			}
			yes, _ := Looks(b)
			require.True(t, yes, "what is read looks like it")
			again, k, err := Read(m.Octets, false)
			require.NoError(t, err)
			require.Equal(t, n, k)
			require.Equal(t, m.Headers, again.Headers)
			require.True(t, ok, "what is a message has a head")
			require.Equal(t, m.Headers, h.Headers, "both readers read the same")
			require.Equal(t, []any{m.Method, m.URI, m.Status, m.CallID, m.CSeq, m.CSeqMethod, m.BodyAt}, []any{h.Method, h.URI, h.Status, h.CallID, h.CSeq, h.CSeqMethod, h.BodyAt})
			if d := m.Description(); d != nil {
				require.LessOrEqual(t, len(d.Media), MaxMedia)
			}
			for i := range m.Headers {
				for _, p := range Parties(m.Headers[i].Value) {
					require.True(t, p.Same(p))
					if q, ok := ReadParty(p.URI); ok && !strings.ContainsAny(p.URI, "%:;?@ ") {
						require.True(t, q.Same(p))
					}
				}
			}
		}
		require.Equal(t, before, b)
	})
}

// TestParties compares identities as RFC 3261 clause 19.1.4 and RFC 3966 clause 4 do.
func TestParties(t *testing.T) {
	for s, want := range map[string]Party{
		"tel:+49-30-123;ext=7":                         {"tel:+4930123", "4930123"},
		"tel:030123;phone-context=+49":                 {"tel:030123", ""},
		"sip:+4930123;npdi@A.Example.:5060;x":          {"sip:+4930123@a.example.:5060", "4930123"},
		"sip:+49-30-(123)@a.example":                   {"sip:+4930123@a.example", "4930123"},
		"SIPS:%41nna:secret@Example.COM;user=ip?a=b@c": {"sip:Anna@example.com", ""},
		"sip:%41nna%zz@x":                              {"sip:Anna%zz@x", ""},
		"sip:4930123@x;user=phone":                     {"sip:4930123@x", ""},
		"sip:%2B4930123@x;user=phoney":                 {"sip:+4930123@x", "4930123"},
		"sip:x.example":                                {}, "sip:@x": {}, "sip:;y@x": {}, "sip::p@x": {}, "urn:service:sos": {}, "tel:": {}, "tel:+": {}, "tel:abc": {},
		"tel:49+30": {}, "tel:49 30": {}, "": {}, "sip:a@" + strings.Repeat("x", MaxURI): {},
	} {
		p, ok := ReadParty(s)
		require.Equal(t, want != Party{}, ok, s)
		require.Equal(t, want, p, s)
	}
	require.True(t, Party{"tel:+1", "1"}.Same(Party{"sip:+1@x", "1"}))
	require.False(t, Party{"sip:a@x", ""}.Same(Party{"sip:b@x", ""}))
	require.False(t, Party{}.Same(Party{}), "nobody is nobody")
	require.Len(t, Parties(strings.Repeat("<sip:a@x>,", 2000)+"<sip:b@x>"), 1)
}

func TestSDP(t *testing.T) {
	d := ReadSDP([]byte("v=0\nc=IN IP4 10.0.0.1\nm=audio 4000/2 RTP/AVP 8\nm=video 0 RTP/AVP 99\nm=audio 5000 RTP/SAVP 8\nc=IN IP6 2001:db8::1\nm=message 9 TCP/MSRP *\nm=audio 6000 RTP/AVP 8\nc=IN IP4 0.0.0.0\n"))
	var got []string
	for _, m := range d.Media {
		got = append(got, m.String())
	}
	require.Equal(t, []string{"10.0.0.1:4000", "10.0.0.1:4002", "[2001:db8::1]:5000"}, got)
	m := &Message{Body: []byte("--b\r\nContent-Type: text/plain\r\n\r\nc=IN IP4 1.1.1.1\r\n--b\r\nContent-Type: application/sdp\r\n\r\nc=IN IP4 10.0.0.1\r\nm=audio 8 RTP/AVP 0\r\n--b--\r\n")}
	m.Headers = []Header{{"content-type", `multipart/mixed; boundary="b"`}}
	require.Len(t, m.Description().Media, 1)
	m.Headers = append(m.Headers, Header{"content-encoding", "gzip"})
	require.Nil(t, m.Description())
}

func FuzzSDP(f *testing.F) {
	f.Add([]byte("c=IN IP4 10.0.0.1\nm=audio 4000/2 RTP/AVP 8\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		d := ReadSDP(b)
		if len(d.Media) > MaxMedia || !bytes.Equal(d.Octets, b) {
			t.Fatal("more than there is")
		}
		sdpPart("multipart/mixed;boundary=a", b, 0)
	})
}

// invite is a request as a phone sends it.
const invite = "INVITE tel:+31201234567 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK00000000\r\nFrom: <sip:+4930@ims.example>;tag=1\r\nTo: <tel:+31201234567>\r\nCall-ID: call-00000000\r\n" +
	"CSeq: 1 INVITE\r\nP-Preferred-Identity: <sip:+4930@ims.example>\r\nContact: <sip:10.0.0.1>\r\nSupported: 100rel, timer, precondition\r\nMax-Forwards: 70\r\nAllow: INVITE, ACK, BYE\r\n" +
	"P-Access-Network-Info: 3GPP-NR-TDD;utran-cell-id-3gpp=0010100000100000001\r\nContent-Type: application/sdp\r\nContent-Length: 48\r\n\r\nv=0\r\nc=IN IP4 10.0.0.1\r\nm=audio 4000 RTP/AVP 8\r\n"

func BenchmarkRead(b *testing.B) {
	message := []byte(invite)
	for name, read := range map[string]func() bool{
		"message": func() bool { _, _, err := Read(message, false); return err == nil },
		"head":    func() bool { _, ok := ReadHead(message); return ok },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(message)))
			for b.Loop() {
				if !read() {
					b.Fatal("not read")
				}
			}
		})
	}
}
