package poi

import (
	"bytes"
	"net/netip"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/content"
	"lilab/lipf/sipmsg"
	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// TestParty compares identities as RFC 3261 clause 19.1.4 and RFC 3966 clause 4 do.
func TestParty(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtlanTa.CoM", true},
		{"sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", true},
		{"sip:carol@chicago.com;security=on", "SIP:carol@chicago.com?Subject=next", true},
		{"sip:ALICE@AtLanTa.CoM", "sip:alice@AtLanTa.CoM", false},
		{"sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", false},
		{"sips:bob@biloxi.com", "sip:bob@biloxi.com", true},
		{"tel:+358-555-1234567", "tel:+3585551234567", true},
		{"tel:+3585551234567;ext=1", "sip:+3585551234567@example.org;user=phone", true},
		{"sip:+3585551234567@a.example", "sip:+3585551234567@b.example;user=phone", true},
		{"sip:3585551234567@a.example", "tel:+3585551234567", false},
		{"tel:5551234;phone-context=a", "tel:+5551234", false},
		{"tel:110", "tel:110", true},
		{"tel:+1", "tel:+12", false},
	} {
		a, ok := sipmsg.ReadParty(c.a)
		require.True(t, ok, c.a)
		b, ok := sipmsg.ReadParty(c.b)
		require.True(t, ok, c.b)
		require.Equal(t, c.same, a.Same(b), "%s %s", c.a, c.b)
		require.Equal(t, c.same, b.Same(a))
	}
	for _, s := range []string{"", "sip:", "sip:@", "sip:a@", "sip:example.org", "tel:", "tel:+", "tel:abc", "urn:service:sos", "mailto:a@b", "sip:" + strings.Repeat("a", 2000) + "@b"} {
		_, ok := sipmsg.ReadParty(s)
		require.False(t, ok, s)
	}
	require.False(t, party{}.Same(party{}), "nobody is nobody")
}

// TestCorrelations joins what functions see of a session, and nothing else.
func TestCorrelations(t *testing.T) {
	c := NewIMSCorrelations()
	h := func(nf string) event.Header { return event.Header{NF: event.NF{InstanceID: nf}} }
	o, term, i := event.IMSOriginating, event.IMSTerminating, event.IMSInterconnect
	a := c.of(h("scscf"), "s1", "c1", o)
	require.NotZero(t, a)
	require.Equal(t, a, c.of(h("pcscf"), "p1", "c1", o), "the same Call-ID and side")
	require.Equal(t, a, c.of(h("scscf"), "s1", "c2", o), "another leg of the session")
	require.Equal(t, a, c.of(h("ibcf"), "i1", "c2", i), "where it leaves the network")
	require.Equal(t, a, c.of(h("pcscf"), "p1", "", o), "a change of the session")
	b := c.of(h("scscf"), "s1", "c1", term)
	require.NotEqual(t, a, b, "the callee of the same call")
	require.NotEqual(t, a, c.of(h("scscf2"), "s1", "c9", o), "a session of another function")
	x := c.of(h("ibcf"), "i2", "c5", i)
	require.Equal(t, x, c.of(h("scscf"), "s5", "c5", term), "where it comes in")
	for n := range maxNamed + 10 {
		c.of(h("n"), "", strings.Repeat("x", n%3)+string(rune('a'+n%26))+string(rune(n)), o)
	}
	require.LessOrEqual(t, len(c.used), maxNamed)
	require.Equal(t, len(c.used), c.recent.Len())
}

// TestDialogParties says who the far party is in each kind of message.
func TestDialogParties(t *testing.T) {
	text := "%s\r\nFrom: A <sip:a@x>;tag=1\r\nt: sip:b@x;tag=2\r\nP-Asserted-Identity: \"x, <y>\" <sip:pai@x>,\r\n <tel:+1>\r\nHistory-Info: <sip:h@x>;index=1\r\nCSeq: 1 INVITE\r\n\r\n"
	for _, c := range []struct {
		start string
		from  bool
		want  []string
	}{
		{"INVITE sip:r@x SIP/2.0", true, []string{"sip:b@x", "sip:r@x"}},
		{"INVITE sip:r@x SIP/2.0", false, []string{"sip:a@x", "sip:pai@x", "tel:+1", "sip:h@x"}},
		{"SIP/2.0 200 OK", true, []string{"sip:a@x"}},
		{"SIP/2.0 200 OK", false, []string{"sip:b@x", "sip:pai@x", "tel:+1"}},
	} {
		h, ok := readSIPHead([]byte(strings.Replace(text, "%s", c.start, 1)))
		require.True(t, ok)
		require.Equal(t, c.want, h.others(c.from))
		require.Equal(t, "INVITE", h.method)
	}
}

// FuzzSIPHead reads any octets as a message and leaves them alone.
func FuzzSIPHead(f *testing.F) {
	f.Add([]byte("INVITE sip:b@x SIP/2.0\r\nFrom: <sip:a@x>\r\nTo: sip:b@x\r\nCSeq: 1 INVITE\r\nContent-Length: 50\r\n\r\nv=0\r\na=crypto:1 A inline:x\r\nm=audio 4 RTP/SAVP 8\r\n"))
	f.Add([]byte("SIP/2.0 200 OK\nl:  7\nf: \"a, b\\\"\" <tel:+1>, sip:c@d\n\nk=x\n"))
	f.Add([]byte("REGISTER x SIP/2.0\r\nFrom"))
	f.Add([]byte("\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		before := bytes.Clone(b)
		h, _ := readSIPHead(b)

		for _, from := range []bool{true, false} {
			for _, u := range h.others(from) {
				if p, ok := sipmsg.ReadParty(u); ok {
					require.True(t, p.Same(p))
				}
			}
		}
		require.Equal(t, before, b)
	})
}

// FuzzIMSRecord makes records of any message about any user: what is made can be read, and nobody else's task gets it.
func FuzzIMSRecord(f *testing.F) {
	f.Add([]byte("INVITE sip:b@x SIP/2.0\r\nFrom: <tel:+49301>\r\n\r\n"), "sip:a@x", "tel:+49302", uint8(0))
	f.Add([]byte("MESSAGE tel:+49303 SIP/2.0\r\nP-Asserted-Identity: tel:+49303\r\n\r\nk=1"), "tel:+49304", "", uint8(0xff))
	f.Fuzz(func(t *testing.T, b []byte, own, far string, bits uint8) {
		poi := &imsPOI{role: event.SCSCF, local: true, nonLocal: true, p: &POI{}, correlations: NewIMSCorrelations()}
		target := []lipf.TargetIdentifier{{Type: lipf.TELURI, Value: "tel:+999000000000001"}}
		e := event.IMSMessage{Header: event.Header{NF: event.NF{InstanceID: "x"}}, Served: event.IMSUser{IMPUs: []string{own}}, Role: event.IMSOriginating,
			Direction: event.IMSDirection(bits & 3), SIP: b, Session: strings.Repeat("s", int(bits>>7)), AccessNetworkInfo: far, Roaming: event.IMSRoaming(bits >> 2 & 3)}
		e.Source, e.Destination = anySource, anySource
		pr, ok := poi.observe(correlated{e, 1})
		require.True(t, ok)
		if strings.Contains(own, "999000000000001") || bytes.Contains(b, []byte("999")) {
			return
		}
		task := &lipf.Task{Targets: target}
		require.False(t, pr.more.wanted(task))
		task.Targets = append(task.Targets, lipf.TargetIdentifier{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal})
		require.False(t, pr.more.wanted(task))
		x := xiri.XIRIPayload{Event: pr.record()}
		octets, err := x.AppendBinary(nil)
		require.NoError(t, err)
		back, n, err := xiri.ParseXIRIPayload(octets)
		require.NoError(t, err)
		require.Equal(t, len(octets), n)
		for _, a := range back.Event.(*xiri.IMSMessage).AccessNetworkInformation {
			require.True(t, utf8.ValidString(a.AccessNetworkInfo))
		}
		_ = content.AsCopied(b, b)
	})
}

var anySource = netip.MustParseAddrPort("10.0.0.1:5060")
