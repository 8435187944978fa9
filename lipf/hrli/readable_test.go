package hrli_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/hrli"
	"lilab/lipf/x1"
	"lilab/sim/esp"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// secure makes the SAs of a phone and has everything between it and the P-CSCF go through them.
func (p *phone) secure(enc esp.Encryption, integrity esp.Integrity) (client, server string) {
	p.r.t.Helper()
	sa := func(spi uint32) *esp.SA {
		c := esp.Config{SPI: spi, Mode: esp.Transport, Encryption: enc, Integrity: integrity}
		if enc == esp.AESCBC {
			c.EncryptionKey = bytes.Repeat([]byte{7}, 16)
		}
		c.IntegrityKey = bytes.Repeat([]byte{9}, map[esp.Integrity]int{esp.HMACSHA1: 20, esp.HMACSHA256: 32}[integrity])
		s, err := esp.New(c)
		require.NoError(p.r.t, err)
		return s
	}
	up, down := sa(uint32(p.n)+5000), sa(uint32(p.n)+6000)
	p.wrap = func(u bool, packet []byte) []byte {
		s := down
		if u {
			s = up
		}
		out, err := s.Seal(nil, packet)
		require.NoError(p.r.t, err)
		return out
	}
	alg, ealg := map[esp.Integrity]string{esp.HMACSHA1: "hmac-sha-1-96", esp.HMACSHA256: "hmac-sha-256-128"}[integrity], "null"
	if enc == esp.AESCBC {
		ealg = "aes-cbc"
	}
	client = fmt.Sprintf("ipsec-3gpp; alg=%s; ealg=%s; spi-c=%d; spi-s=%d; port-c=5062; port-s=5063", alg, ealg, p.n+6001, p.n+6000)
	server = fmt.Sprintf("ipsec-3gpp; q=0.5; alg=%s; ealg=%s; spi-c=%d; spi-s=%d; port-c=5064; port-s=5065", alg, ealg, p.n+5001, p.n+5000)
	return client, server
}

// TestESP is the difference that one setting of a roaming agreement makes: ESP without encryption is read as clear SIP is (row
// V28), with encryption there is nothing but the registration in clear (rows V31, V46), and the ADMF is told.
func TestESP(t *testing.T) {
	for name, c := range map[string]struct {
		enc       esp.Encryption
		integrity esp.Integrity
		seen      bool // the registration was after phase 1 began
		readable  bool
	}{
		"null sha1":                 {esp.Null, esp.HMACSHA1, true, true},
		"null sha256":               {esp.Null, esp.HMACSHA256, true, true},
		"null, agreement not seen":  {esp.Null, esp.HMACSHA1, false, true},
		"null2, agreement not seen": {esp.Null, esp.HMACSHA256, false, true},
		"aes":                       {esp.AESCBC, esp.HMACSHA1, true, false},
		"aes, agreement not seen":   {esp.AESCBC, esp.HMACSHA1, false, false},
	} {
		for _, n := range []int{1, 2} {
			t.Run(fmt.Sprint(name, n), func(t *testing.T) {
				r := newRig(t, options{})
				anna := r.phone(n, de)
				client, server := anna.secure(c.enc, c.integrity)
				anna.up()
				if c.seen {
					anna.register(client, server)
				}
				r.settle()
				r.warrant("nl-1", true, supi(anna))
				call := anna.call(true, "31201234567", 40000)
				call.invite()
				call.answer()
				r.settle()
				call.talk(10)
				r.settle()
				call.bye()
				x2, x3 := r.delivered()
				st := r.iri.Stats()
				if !c.readable {
					require.Empty(t, x2)
					require.Empty(t, x3)
					require.GreaterOrEqual(t, st.Encrypted, uint64(7))
					require.Zero(t, st.ESPNull)
					require.Zero(t, st.T1["smf1-bbiff-c"].Activated, "no media are asked for")
					require.Eventually(t, func() bool {
						r.mu.Lock()
						defer r.mu.Unlock()
						return slices.ContainsFunc(r.reports, func(p admfReport) bool {
							b, ok := p.Body.(x1.ReportTaskIssue)
							return ok && b.XID == r.xid && strings.Contains(b.Details, "ESP with encryption") && !strings.Contains(b.Details, anna.supi)
						})
					}, patience, 1e6)
					return
				}
				require.Equal(t, []string{"INVITE", "100", "180", "200", "ACK", "BYE", "200"}, starts(x2))
				require.Len(t, x3, 10)
				require.Zero(t, st.Encrypted)
				require.NotZero(t, st.ESPNull)
				r.judged(append(x2, x3...))
			})
		}
	}
}

// TestCarriers reads SIP over TCP in pieces, out of order and repeated, and in fragments of IP.
func TestCarriers(t *testing.T) {
	for _, n := range []int{1, 2} {
		r := newRig(t, options{})
		anna := r.phone(n, de).up()
		r.warrant("nl-1", false, supi(anna))
		rng := rand.New(rand.NewPCG(1, uint64(n)))
		anna.tcp[true], anna.tcp[false] = 0xffffff00, 7 // the number wraps
		h := func(i int) []string {
			return []string{"From: <" + anna.impu() + ">;tag=1", "To: <tel:+491710760000>", fmt.Sprintf("Call-ID: tcp-%d", i), "CSeq: 1 OPTIONS"}
		}
		var text []byte
		for i := range 20 {
			text = append(text, "\r\n\r\n"...)
			text = append(text, message("OPTIONS sip:x SIP/2.0", h(i), strings.Repeat("x", rng.IntN(3000)))...)
		}
		var packets [][]byte
		for len(text) > 0 {
			k := min(1+rng.IntN(700), len(text))
			packets = append(packets, anna.stream(true, text[:k], 5060))
			text = text[k:]
		}
		anna.carry(true, packets[0]) // Without a SYN the first packet says where the stream is.
		packets = packets[1:]
		for at := 0; at < len(packets); at += 8 {
			some := slices.Clone(packets[at:min(at+8, len(packets))])
			rng.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
			for _, p := range some {
				anna.carry(true, p)
				if rng.IntN(4) == 0 {
					anna.carry(true, p)
				}
			}
		}
		x2, _ := r.delivered()
		require.Len(t, x2, 20)
		require.Zero(t, r.iri.Stats().Garbage)
		for i, m := range x2 {
			require.Contains(t, string(m.event.(*xiri.IMSMessage).Payload.EncapsulatedSIPMessage.SIPContent), fmt.Sprintf("Call-ID: tcp-%d\r\n", i))
			require.Equal(t, uint8(6), m.IPProtocol.Value)
		}
		anna.mtu = 576
		anna.sip(true, message("OPTIONS sip:x SIP/2.0", h(99), strings.Repeat("y", 4000)))
		x2, _ = r.delivered()
		require.Len(t, x2, 1)
		require.Contains(t, string(x2[0].event.(*xiri.IMSMessage).Payload.EncapsulatedSIPMessage.SIPContent), strings.Repeat("y", 4000))
		r.judged(x2)
	}
}

// TestTLS: SIP over TLS is counted and reported, and nothing is made of it (row V33).
func TestTLS(t *testing.T) {
	r := newRig(t, options{})
	anna := r.phone(1, de).up()
	r.warrant("nl-1", true, supi(anna))
	hello := append([]byte{22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3}, bytes.Repeat([]byte{0xaa}, 500)...)
	anna.carry(true, anna.stream(true, hello, 5061))
	anna.carry(false, anna.stream(false, hello, 5061))
	anna.carry(true, anna.stream(true, bytes.Repeat([]byte("INVITE sip:x SIP/2.0\r\n"), 20), 5061))
	x2, x3 := r.delivered()
	require.Empty(t, x2)
	require.Empty(t, x3)
	require.Equal(t, uint64(2), r.iri.Stats().TLS)
	require.Zero(t, r.iri.Stats().Messages)
}

// TestEarlyPackets: packets overtake the record of their session, which goes over another connection.
func TestEarlyPackets(t *testing.T) {
	r := newRig(t, options{})
	anna := r.phone(1, de)
	r.warrant("nl-1", false, supi(anna))
	// With the first event the packets are copied, the second makes the record.
	r.bbc.Observe(eventUserPlane(anna))
	r.settle()
	anna.register("", "")
	r.settle()
	require.Zero(t, r.iri.Stats().Messages)
	anna.up()
	x2, _ := r.delivered()
	require.Equal(t, []string{"REGISTER", "401", "REGISTER", "200"}, starts(x2))
}

// TestSDPLies: a description that names the ends of another call of the same user brings no packet of that into the product.
func TestSDPLies(t *testing.T) {
	r := newRig(t, options{})
	anna := r.phone(1, de).up()
	anna.register("", "")
	nonLocal := lipf.TargetIdentifier{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal}
	r.warrant("nl-1", true, lipf.TargetIdentifier{Type: lipf.E164Number, Value: "31201234567"}, nonLocal)
	private := anna.call(true, "31207777777", 40000)
	private.invite()
	private.answer()
	target := anna.call(true, "31201234567", 40000) // the same port of the user
	target.theirs = 50002
	target.invite()
	target.answer()
	r.settle()
	var want [][]byte
	for i := range 10 {
		anna.rtp(true, 40000, 40002, i)
		anna.rtp(false, 40000, 40002, i)
		want = append(want, anna.rtp(true, 40000, 50002, i), anna.rtp(false, 40000, 50002, i))
	}
	// Somebody else sends to the port.
	anna.carry(false, udp(netip.MustParseAddrPort("10.66.6.6:50002"), netip.AddrPortFrom(anna.addr, 40000), []byte{0x80, 8, 1, 1}))
	_, x3 := r.delivered()
	var got [][]byte
	for _, p := range x3 {
		got = append(got, p.Payload)
	}
	require.Equal(t, want, got)
	require.Equal(t, x2x3.ToTarget, x3[0].Direction, "the other party is the target")
}

type forger struct {
	hrli.Untampered
	everybody, leak bool
}

func (f *forger) Match(_ lipf.Task, _ string, matched bool) bool { return matched || f.everybody }
func (f *forger) Leak(lipf.Task, *xiri.N9HRPDUSessionInfo) bool  { return f.leak }

// TestTampered: the hooks of negative tests do what they say, so that the invariants have something to catch.
func TestTampered(t *testing.T) {
	f := &forger{}
	r := newRig(t, options{iri: func(c *hrli.LMISFIRIConfig) { c.Tamper = f }})
	anna, bert := r.phone(1, de).up(), r.phone(2, de)
	r.warrant("nl-1", false, supi(anna))
	f.leak = true
	bert.up()
	x2, _ := r.delivered()
	require.Equal(t, []string{"n9HRPDUSessionInfo"}, names(x2))
	f.leak, f.everybody = false, true
	bert.register("", "")
	x2, _ = r.delivered()
	require.Len(t, x2, 4)
}

// torture are messages in the spirit of RFC 4475: what a parser stumbles over. The first ones can be read.
func torture(id string) (good, bad []string) {
	rest := "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: " + id + "\r\nCSeq: 1 OPTIONS\r\n\r\n"
	good = []string{
		"OPTIONS sip:x SIP/2.0\r\nFROM   :\r\n \"A \\\\\\\"<sip:quoted@x>\\\" \" \r\n\t<sip:a@b>;tag=1\r\nt: <sip:c@d>\r\ni: " + id + "\r\nCSeq:  0009\r\n  OPTIONS\r\nl: 0\r\n\r\n",
		"!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*@example.com SIP/2.0\r\n" + strings.Replace(rest, "OPTIONS", "!interesting-Method0123456789_*+`.%indeed'~", 1),
		"OPTIONS sip:sips%3Auser%40example.com@example.net SIP/2.0\r\n" + rest,
		"SIP/2.0 200 = 2**3 * 5**2 \xd0\xbd\xd0\xbe\r\n" + rest, "SIP/2.0 100 \r\n" + rest,
		"OPTIONS sip:x sip:y SIP/2.0\r\n" + rest, "OPTIONS nobodyKnowsThisScheme:totallyopaque SIP/2.0\r\n" + rest,
		"OPTIONS sip:x SIP/2.0\n" + strings.ReplaceAll(rest, "\r\n", "\n"),
		"OPTIONS sip:x SIP/2.0\r\nX: " + strings.Repeat("long", 2000) + "\r\n" + rest,
		"OPTIONS sip:x SIP/2.0\r\nP-Asserted-Identity: \"unbalanced <sip:x\r\nContact: <<<>>>;;;=\r\nSecurity-Client: ;;,,=;ipsec-3gpp;;\r\n" + rest,
	}
	bad = []string{
		"OPTIONS sip:x SIP/7.0\r\n" + rest, "OPTIONS  SIP/2.0\r\n" + rest, "SIP/2.0 4294967301 big\r\n" + rest, "SIP/2.0 20 x\r\n" + rest,
		"OPTIONS sip:x SIP/2.0\r\nContent-Length: -999\r\n" + rest, "OPTIONS sip:x SIP/2.0\r\nContent-Length: 9999\r\n" + rest,
		"OPTIONS sip:x SIP/2.0\r\nl: 1\r\nContent-Length: 2\r\n" + rest, "OPTIONS sip:x SIP/2.0\r\n" + strings.Replace(rest, "1 OPTIONS", "36893488147419103232 OPTIONS", 1),
		"OPTIONS sip:x SIP/2.0\r\n" + strings.Replace(rest, "1 OPTIONS", "1 INVITE", 1), "OPTIONS sip:x SIP/2.0\r\n folded\r\n" + rest,
		"OPTIONS sip:x SIP/2.0\r\n\r\n", "OPTIONS sip:x SIP/2.0\r\nno colon\r\n" + rest, "OPTIONS sip:x SIP/2.0\r\n" + strings.Repeat("A: b\r\n", 600) + rest,
		"OPTIONS sip:x SIP/2.0\r\nX: " + strings.Repeat("y", 20000) + "\r\n" + rest, "OPTIONS sip:x SIP/2.0", "SIP/2.0 ",
	}
	return good, bad
}

// TestTorture survives messages in the spirit of RFC 4475 over UDP and TCP, and reads what comes after them.
func TestTorture(t *testing.T) {
	r := newRig(t, options{})
	anna := r.phone(1, de).up()
	r.warrant("nl-1", false, supi(anna))
	good, bad := torture("t1")
	for _, m := range append(slices.Clone(good), bad...) {
		anna.sip(true, m)
	}
	x2, _ := r.delivered()
	require.Len(t, x2, len(good))
	require.Equal(t, uint64(len(bad)), r.iri.Stats().Garbage)
	fine := message("OPTIONS sip:fine SIP/2.0", []string{"From: <sip:a@b>", "To: <sip:c@d>", "Call-ID: fine", "CSeq: 1 OPTIONS"}, "x")
	for i, m := range bad[:len(bad)-2] {
		anna.tcp[true] = uint32(i) * 1_000_000
		if strings.Contains(m, "Content-Length: 9999") {
			continue // It takes what follows for its body, as any receiver does.
		}
		anna.carry(true, anna.stream(true, []byte(m+strings.Replace(fine, "fine\r\nCSeq", fmt.Sprintf("fine-%d\r\nCSeq", i), 1)), 5060))
	}
	x2, _ = r.delivered()
	require.Len(t, x2, len(bad)-3, "what follows is read: %v", starts(x2))
	r.judged(x2)
}

// TestNeverAboutOthers plays random traffic of many users, damaged too, with warrants for one of them: every record and every
// packet of content is of that one.
func TestNeverAboutOthers(t *testing.T) {
	r := newRig(t, options{})
	rng := rand.New(rand.NewPCG(3, 4))
	var phones []*phone
	for n := 1; n <= 6; n++ {
		p := r.phone(n, de).up()
		p.register("", "")
		phones = append(phones, p)
	}
	anna := phones[0]
	r.warrant("nl-1", true, supi(anna))
	r.warrant("nl-2", true, lipf.TargetIdentifier{Type: lipf.IMPU, Value: anna.impu()})
	for round := range 40 {
		p := phones[rng.IntN(len(phones))]
		c := p.call(rng.IntN(2) == 0, phones[rng.IntN(len(phones))].number, 30000+4*round)
		if c.out && rng.IntN(3) == 0 {
			c.from = "<" + anna.impu() + ">;tag=forged"
		}
		c.invite()
		if rng.IntN(4) > 0 {
			c.answer()
			r.settle()
			c.talk(6)
		}
		junk := make([]byte, rng.IntN(200))
		for i := range junk {
			junk[i] = byte(rng.Uint32())
		}
		p.carry(rng.IntN(2) == 0, junk)
		whole := udp(netip.AddrPortFrom(p.addr, 5060), netip.AddrPortFrom(p.pcscf, 5060), []byte(message("INVITE "+anna.impu()+" SIP/2.0", c.headers("INVITE", 9), "")))
		whole[rng.IntN(len(whole))] ^= 1 << rng.IntN(8)
		if p != anna {
			p.carry(true, whole[:20+rng.IntN(len(whole)-20)])
		}
		c.bye()
	}
	x2, x3 := r.delivered()
	require.NotEmpty(t, x2)
	require.NotEmpty(t, x3)
	for _, m := range x2 {
		src, dst := m.SourceIPv4, m.DestinationIPv4
		require.True(t, src == anna.addr || dst == anna.addr, "%s", starts([]product{m}))
	}
	for _, m := range x3 {
		require.Equal(t, x2x3.FormatIPv4, m.Format)
		require.True(t, bytes.Equal(m.Payload[12:16], anna.addr.AsSlice()) || bytes.Equal(m.Payload[16:20], anna.addr.AsSlice()))
	}
	r.judged(x2)
}
