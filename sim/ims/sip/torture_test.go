package sip_test

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/fabric"
	"lilab/sim/ims/sip"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func lines(l ...string) []byte { return []byte(strings.Join(l, "\r\n")) }

// base is a request that is all right.
func base(change ...string) []byte {
	h := []string{
		"OPTIONS sip:user@example.com SIP/2.0", "Via: SIP/2.0/UDP 10.0.0.2:5060;branch=z9hG4bKtorture", "Max-Forwards: 70", "From: <sip:a@example.com>;tag=1",
		"To: <sip:b@example.com>", "Call-ID: torture@10.0.0.2", "CSeq: 1 OPTIONS", "Content-Length: 0",
	}
	for i := 0; i+1 < len(change); i += 2 {
		found := false
		for j := range h {
			if strings.HasPrefix(h[j], change[i]) {
				h[j], found = change[i+1], true
			}
		}
		if !found {
			h = append(h, change[i+1])
		}
	}
	var kept []string
	for _, x := range h {
		if x != "" {
			kept = append(kept, x)
		}
	}
	return lines(append(kept, "", "")...)
}

// torture has messages with the properties that RFC 4475 tests, in words of our own, and what an endpoint does with each: it
// hands them to its user (200), refuses them (400), or drops them (0).
var torture = []struct {
	name   string
	octets []byte
	status int
}{
	// RFC 4475 clause 3.1.1: valid.
	{"plain", base(), 200},
	{"odd spelling of names, folding", base("Via", "vIA :  SIP/2.0/UDP 10.0.0.2:5060\r\n ;branch=z9hG4bKfold", "From", "FROM: \"A \\\\\\\" B\"\t<sip:a@example.com>\r\n\t;\ttag = 1", "Max", "max-forwards:\t70"), 200},
	{"compact", base("Via", "v: SIP/2.0/UDP 10.0.0.2:5060;branch=z9hG4bKcompact", "From", "f: <sip:a@example.com>;tag=1", "To:", "t: <sip:b@example.com>", "Call-ID", "i: torture@10.0.0.2", "Content-Length", "l: 0"), 200},
	{"wide use of characters", base("OPTIONS", "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0", "CSeq", "CSeq: 1 !interesting-Method0123456789_*+`.%indeed'~"), 200},
	{"escapes in the URI", base("OPTIONS", "OPTIONS sip:sips%3Auser%40example.com@example.net SIP/2.0"), 200},
	{"unknown header", base("X-", "X-Something: ;;,,;;,,;"), 200},
	{"unknown method", base("OPTIONS", "RE%47IST%45R sip:registrar.example.com SIP/2.0", "CSeq", "CSeq: 1 RE%47IST%45R"), 200},
	{"octets behind the body", append(base(), "BYE sip:x@example.com SIP/2.0\r\n\r\n"...), 200},
	{"no reason phrase", lines("SIP/2.0 100 ", "Via: SIP/2.0/UDP 10.0.0.2;branch=z9hG4bKnone", "From: <sip:a@b>;tag=1", "To: <sip:b@b>;tag=2", "Call-ID: x", "CSeq: 1 OPTIONS", "", ""), 0},
	// Clause 3.1.2: invalid.
	{"several Content-Length", base("Content-Length", "Content-Length: 0\r\nContent-Length: 5"), 0},
	{"several Content-Length that agree", base("Content-Length", "Content-Length: 0\r\nContent-Length: 0"), 400},
	{"negative Content-Length", base("Content-Length", "Content-Length: -999"), 0},
	{"Content-Length too great", base("Content-Length", "Content-Length: 9999"), 0},
	{"scalars too great", base("CSeq", "CSeq: 36893488147419103232 OPTIONS"), 0},
	{"spaces in the URI", base("OPTIONS", "OPTIONS <sip:user@example.com> SIP/2.0"), 0},
	{"multiple spaces", base("OPTIONS", "OPTIONS  sip:user@example.com   SIP/2.0"), 0},
	{"spaces at the end of the line", base("OPTIONS", "OPTIONS sip:user@example.com SIP/2.0   "), 0},
	{"CSeq of another method", base("CSeq", "CSeq: 1 INVITE"), 400},
	{"no CSeq", base("CSeq", ""), 0},
	{"no Call-ID", base("Call-ID", ""), 0},
	{"no From", base("From", ""), 0},
	{"no To", base("To:", ""), 0},
	{"no Via", base("Via", ""), 0},
	{"two From", base("From", "From: <sip:a@example.com>;tag=1\r\nFrom: <sip:c@example.com>;tag=3"), 0},
	{"no tag", base("From", "From: <sip:a@example.com>"), 400},
	{"version 7", base("OPTIONS", "OPTIONS sip:user@example.com SIP/7.0"), 0},
	{"no version", base("OPTIONS", "OPTIONS sip:user@example.com"), 0},
	{"unknown protocol", base("Via", "Via: SIP/2.0/UNKNOWN 10.0.0.2:5060;branch=z9hG4bKx"), 200},
	{"Via that is none", base("Via", "Via: 7"), 0},
	{"quote without end", base("To:", "To: \"Mr. Nobody <sip:b@example.com>"), 0},
	{"status beyond the range", lines("SIP/2.0 4294967301 better not break the receiver", "Via: SIP/2.0/UDP 10.0.0.2;branch=z9hG4bKs", "From: <sip:a@b>;tag=1", "To: <sip:b@b>;tag=2", "Call-ID: x", "CSeq: 1 OPTIONS", "", ""), 0},
	{"NUL", base("Subject", "Subject: a\x00b"), 400},
	{"method in small letters", base("OPTIONS", "options sip:user@example.com SIP/2.0", "CSeq", "CSeq: 1 options"), 200},
	{"nothing", nil, 0},
	{"zeros", make([]byte, 4000), 0},
	{"too long", base("Subject", "Subject: "+strings.Repeat("x", sip.MaxMessage)), 0},
	{"many headers", base("Subject", "Subject: x"+strings.Repeat("\r\nX: y", 1000)), 0},
	{"RFC 2543", base("Via", "Via: SIP/2.0/UDP 10.0.0.2:5060"), 200},
}

// TestTorture sends every torture message to an endpoint, and a good one behind each: it is answered as it must be, and
// the endpoint lives on.
func TestTorture(t *testing.T) {
	p := newPair(t)
	raw, err := p.hosts[1].ListenPacket(t.Context(), netip.AddrPortFrom(p.addrs[1], 5060))
	require.NoError(t, err)
	t.Cleanup(func() { raw.Close() })
	to := net.UDPAddrFromAddrPort(netip.AddrPortFrom(p.addrs[0], 5060))
	for i, c := range torture {
		_, err := raw.WriteTo(c.octets, to)
		require.NoError(t, err, c.name)
		sentinel := strings.ReplaceAll(strings.ReplaceAll(string(base()), "z9hG4bKtorture", "z9hG4bKsentinel"+string(rune('A'+i))), "torture@", "sentinel@")
		_, err = raw.WriteTo([]byte(sentinel), to)
		require.NoError(t, err)
		got := 0
		for {
			b := make([]byte, 64<<10)
			require.NoError(t, raw.SetReadDeadline(time.Now().Add(5*time.Second)))
			n, _, err := raw.ReadFrom(b)
			require.NoError(t, err, "%s: the endpoint does not answer any more", c.name)
			m, err := sip.Parse(b[:n])
			require.NoError(t, err, "%s: %q", c.name, b[:n])
			if m.CallID() == "sentinel@10.0.0.2" {
				require.Equal(t, 200, m.Status)
				break
			}
			got = m.Status
		}
		require.Equal(t, c.status, got, c.name)
	}
	require.NotZero(t, p.eps[0].Stats().Malformed)
}

// pair is two hosts on a link, the first with an endpoint that answers 200 to everything.
type pair struct {
	network *fabric.Virtual
	link    fabric.Link
	hosts   [2]fabric.Host
	addrs   [2]netip.Addr
	eps     [2]*sip.Endpoint
	flows   [2]sip.Flow
	got     chan *sip.Transaction
}

func newPair(t testing.TB) *pair {
	network, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, network.Close()) })
	link, err := network.Link(fabric.LinkConfig{Name: "l", Prefix: netip.MustParsePrefix("10.0.0.0/24"), Seed: 7})
	require.NoError(t, err)
	p := &pair{network: network, link: link, got: make(chan *sip.Transaction, 64)}
	for i, name := range []string{"uas", "uac"} {
		p.hosts[i], err = network.Host(name)
		require.NoError(t, err)
		p.addrs[i], err = link.Attach(p.hosts[i])
		require.NoError(t, err)
	}
	p.listen(t, 0, func(x *sip.Transaction) { x.Reply(200) })
	return p
}

var fast = sip.Timers{T1: 20 * time.Millisecond, T2: 80 * time.Millisecond, T4: 100 * time.Millisecond}

func (p *pair) listen(t testing.TB, i int, handle func(*sip.Transaction)) {
	ep, err := sip.NewEndpoint(sip.EndpointConfig{Name: p.hosts[i].Name(), Handle: handle, Timers: fast})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, ep.Close()) })
	p.eps[i] = ep
	p.flows[i], err = ep.ListenUDP(context.Background(), p.hosts[i], netip.AddrPortFrom(p.addrs[i], 5060), "l")
	require.NoError(t, err)
}
