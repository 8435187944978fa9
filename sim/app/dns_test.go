package app_test

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"

	"lilab/sim/app"
)

func TestDNSInClear(t *testing.T) {
	both(t, func(t *testing.T, l *lab) {
		c, err := app.NewCanary(seeded("dns"))
		require.NoError(t, err)
		addrs, flows, err := l.client(false).Lookup(deadline(t), app.LookupRequest{Name: "WWW.data.test.", Canary: c})
		require.NoError(t, err)
		require.Contains(t, addrs, l.addrs[0])
		for _, a := range addrs {
			require.Equal(t, l.mine[0].Is4(), a.Is4(), "only what the client can use")
		}
		require.Len(t, flows, 1)
		f := flows[0]
		require.Equal(t, "dns", f.Service)
		require.Equal(t, "udp", f.Transport)
		require.EqualValues(t, 53, f.Server.Port())
		require.Equal(t, l.mine[0], f.Client.Addr())
		require.Equal(t, app.EncryptedByNone, f.EncryptedBy)
		require.Equal(t, []app.Canary{c}, f.Up.Canaries)
		require.Equal(t, []app.Canary{c.Reply()}, f.Down.Canaries)
		require.EqualValues(t, 1, f.Up.Datagrams)
		require.EqualValues(t, 1, f.Down.Datagrams)
		packets := l.tap.all()
		require.Len(t, packets, 2)
		head := 28
		if l.mine[0].Is6() {
			head = 48
		}
		require.EqualValues(t, len(packets[0])-head, f.Up.Octets)
		require.EqualValues(t, len(packets[1])-head, f.Down.Octets)
		u, d := l.has(string(c))
		require.Equal(t, []int{1, 1}, []int{u, d}, "an answer repeats the question")
		u, d = l.has(string(c.Reply()))
		require.Equal(t, []int{0, 1}, []int{u, d})

		path := l.capture()
		require.Contains(t, tshark(t, path, "-Y", "dns.flags.response == 0", "-T", "fields", "-e", "dns.qry.name"), string(c)+".www.data.test")
		answer := tshark(t, path, "-Y", "dns.flags.response == 1", "-T", "fields", "-e", "dns.cname", "-e", "dns.a", "-e", "dns.aaaa", "-e", "dns.flags.rcode")
		require.Contains(t, answer, string(c.Reply())+".www.data.test")
		require.Contains(t, answer, l.addrs[0].String())
		require.Empty(t, tshark(t, path, "-Y", "_ws.malformed"))
	})
}

func TestDNSOverTLS(t *testing.T) {
	l := newLab(t, v4Prefix)
	addrs, flows, err := l.client(true).Lookup(deadline(t), app.LookupRequest{Name: "www.data.test"})
	require.NoError(t, err)
	require.Contains(t, addrs, l.addrs[0])
	require.Len(t, flows, 1)
	f := flows[0]
	require.Equal(t, "tcp", f.Transport)
	require.EqualValues(t, 853, f.Server.Port())
	require.Equal(t, app.ProtectionTLS, f.Protection)
	require.Equal(t, app.EncryptedByThirdParty, f.EncryptedBy)
	require.Equal(t, "dns.data.test", f.Name)
	require.Len(t, f.Up.Canaries, 1)
	require.Equal(t, f.Up.Canaries[0].Reply(), f.Down.Canaries[0])
	sameOctets(t, l, f)
	for _, what := range []string{string(f.Up.Canaries[0]), string(f.Down.Canaries[0]), "\x03www\x04data"} {
		u, d := l.has(what)
		require.Zero(t, u+d, what)
	}
	path := l.capture()
	require.Empty(t, tshark(t, path, "-Y", "dns"))
	opened := tshark(t, path, append(l.opened(), "-Y", "dns", "-T", "fields", "-e", "dns.qry.name", "-e", "dns.cname")...)
	require.Contains(t, opened, string(f.Up.Canaries[0])+".www.data.test")
	require.Contains(t, opened, string(f.Down.Canaries[0])+".www.data.test")
}

// A resolver of the operator itself is the one case where a flow of the data network is encrypted by the CSP.
func TestDNSOverTLSOfTheOperator(t *testing.T) {
	l := newLab(t, v4Prefix)
	r, err := l.dn.Resolver(l.mine, true)
	require.NoError(t, err)
	r.EncryptedBy = app.EncryptedByCSP
	c, err := app.NewClient(app.ClientConfig{Host: l.phone, Addrs: l.mine, Resolver: r, TLS: l.dn.ClientTLS()})
	require.NoError(t, err)
	flows, err := c.Fetch(deadline(t), app.FetchRequest{URL: "https://www.data.test"})
	require.NoError(t, err)
	require.Equal(t, app.EncryptedByCSP, flows[0].EncryptedBy)
	require.Equal(t, app.EncryptedByThirdParty, flows[1].EncryptedBy)
	r.TLS = nil
	_, err = app.NewClient(app.ClientConfig{Host: l.phone, Addrs: l.mine, Resolver: r})
	require.Error(t, err, "in clear and encrypted by the CSP cannot both be")
}

// dnsServer is a DNS server of its own, with a zone whose answers do not fit into UDP.
func dnsServer(t *testing.T, l *lab) netip.AddrPort {
	at := netip.AddrPortFrom(l.addrs[0], 5353)
	many := make([]netip.Addr, 200)
	for i := range many {
		many[i] = netip.AddrFrom4([4]byte{10, 9, 0, byte(i)})
	}
	hosts := map[string][]netip.Addr{"many.test": many, "six.test": {netip.MustParseAddr("2001:db8::1")}}
	s, err := app.NewDNSServer(app.DNSServerConfig{Host: l.server, Listen: []app.Endpoint{{At: at}}, Zone: hosts})
	require.NoError(t, err)
	require.NoError(t, s.Start(deadline(t)))
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return at
}

func TestDNSTruncation(t *testing.T) {
	l := newLab(t, v4Prefix)
	c, err := app.NewClient(app.ClientConfig{Host: l.phone, Addrs: l.mine, Resolver: app.Resolver{At: dnsServer(t, l)}})
	require.NoError(t, err)
	addrs, flows, err := c.Lookup(deadline(t), app.LookupRequest{Name: "many.test"})
	require.NoError(t, err)
	require.Len(t, addrs, 200)
	require.Len(t, flows, 2)
	require.Equal(t, "udp", flows[0].Transport)
	require.Contains(t, flows[0].Failure, "truncated")
	require.Empty(t, flows[0].Down.Canaries)
	require.Equal(t, "tcp", flows[1].Transport)
	require.Equal(t, flows[0].Up.Canaries, flows[1].Up.Canaries)
	sameOctets(t, l, flows[1])
	_, _, err = c.Lookup(deadline(t), app.LookupRequest{Name: "six.test"})
	require.ErrorIs(t, err, app.ErrNoSuchName, "no address of the family of the client")
	_, _, err = c.Lookup(deadline(t), app.LookupRequest{Name: strings.Repeat("a.", 126)})
	require.Error(t, err)
}

func TestDNSRetries(t *testing.T) {
	l := newLab(t, v4Prefix)
	r, err := l.dn.Resolver(l.mine, false)
	require.NoError(t, err)
	r.Retry = 30 * time.Millisecond
	c, err := app.NewClient(app.ClientConfig{Host: l.phone, Addrs: l.mine, Resolver: r})
	require.NoError(t, err)
	l.link.Cut()
	_, flows, err := c.Lookup(deadline(t), app.LookupRequest{Name: "www.data.test"})
	require.ErrorContains(t, err, "no answer")
	require.EqualValues(t, 3, flows[0].Up.Datagrams)
	require.EqualValues(t, 1, flows[0].Up.Messages)
	require.Zero(t, flows[0].Down.Octets)
	time.AfterFunc(40*time.Millisecond, l.link.Restore)
	_, flows, err = c.Lookup(deadline(t), app.LookupRequest{Name: "www.data.test"})
	require.NoError(t, err)
	require.Greater(t, flows[0].Up.Datagrams, uint64(1))
	require.EqualValues(t, 1, flows[0].Down.Messages)
	l.link.Cut()
	ctx, cancel := context.WithTimeout(deadline(t), 10*time.Millisecond)
	defer cancel()
	_, flows, err = c.Lookup(ctx, app.LookupRequest{Name: "www.data.test"})
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.Len(t, flows, 1)
	l.link.Restore()
}

// An answer that nobody asked for is no answer: another identifier, another question, another sender.
func TestDNSForgeries(t *testing.T) {
	l := newLab(t, v4Prefix)
	at := netip.AddrPortFrom(l.addrs[0], 5300)
	pc, err := l.server.ListenPacket(deadline(t), at)
	require.NoError(t, err)
	evil, err := l.server.ListenPacket(deadline(t), netip.AddrPortFrom(l.addrs[0], 5301))
	require.NoError(t, err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		b := make([]byte, 1500)
		n, from, err := pc.ReadFrom(b)
		if err != nil {
			return
		}
		for i, name := range []string{"a.test", "b.test"} {
			var p dnsmessage.Parser
			h, _ := p.Start(b[:n])
			q, _ := p.Question()
			if i == 0 {
				q.Name = dnsmessage.MustNewName(name + ".")
			} else {
				h.ID ^= 1
			}
			_, _ = pc.WriteTo(forged(h, q, 1), from)
		}
		var p dnsmessage.Parser
		h, _ := p.Start(b[:n])
		q, _ := p.Question()
		_, _ = pc.WriteTo([]byte("nonsense"), from)
		_, _ = evil.WriteTo(forged(h, q, 2), from)
		_, _ = pc.WriteTo(forged(h, q, 3), from)
	}()
	c, err := app.NewClient(app.ClientConfig{Host: l.phone, Addrs: l.mine, Resolver: app.Resolver{At: at}})
	require.NoError(t, err)
	addrs, flows, err := c.Lookup(deadline(t), app.LookupRequest{Name: "c.test"})
	require.NoError(t, err)
	require.Equal(t, []netip.Addr{netip.MustParseAddr("6.6.6.3")}, addrs)
	require.EqualValues(t, 4, flows[0].Down.Datagrams, "of the server, among them three that answer nothing")
	require.Empty(t, flows[0].Down.Canaries)
	<-done
	require.NoError(t, pc.Close())
	require.NoError(t, evil.Close())
}

func forged(h dnsmessage.Header, q dnsmessage.Question, last byte) []byte {
	h.Response = true
	m := dnsmessage.Message{Header: h, Questions: []dnsmessage.Question{q}, Answers: []dnsmessage.Resource{{
		Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: [4]byte{6, 6, 6, last}}}}}
	b, err := m.Pack()
	if err != nil {
		panic(err)
	}
	return b
}

func TestDNSServerIsRobust(t *testing.T) {
	l := newLab(t, v4Prefix)
	at := netip.AddrPortFrom(l.addrs[0], 53)
	pc, err := l.phone.ListenPacket(deadline(t), netip.AddrPortFrom(l.mine[0], 0))
	require.NoError(t, err)
	defer pc.Close()
	name := dnsmessage.MustNewName("www.data.test.")
	question := dnsmessage.Question{Name: name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}
	pack := func(m dnsmessage.Message) []byte {
		b, err := m.Pack()
		require.NoError(t, err)
		return b
	}
	ask := func(b []byte) (dnsmessage.Message, bool) {
		_, err := pc.WriteTo(b, net.UDPAddrFromAddrPort(at))
		require.NoError(t, err)
		require.NoError(t, pc.SetReadDeadline(time.Now().Add(time.Second)))
		in := make([]byte, 2000)
		n, _, err := pc.ReadFrom(in)
		if err != nil {
			return dnsmessage.Message{}, false
		}
		var m dnsmessage.Message
		require.NoError(t, m.Unpack(in[:n]))
		return m, true
	}
	good := pack(dnsmessage.Message{Header: dnsmessage.Header{ID: 7, RecursionDesired: true}, Questions: []dnsmessage.Question{question}})
	opt := func(version byte) dnsmessage.Resource {
		var h dnsmessage.ResourceHeader
		require.NoError(t, h.SetEDNS0(1232, 0, false))
		h.TTL |= uint32(version) << 16
		return dnsmessage.Resource{Header: h, Body: &dnsmessage.OPTResource{}}
	}
	for _, c := range []struct {
		name  string
		query []byte
		want  dnsmessage.RCode
	}{
		{"good", good, dnsmessage.RCodeSuccess},
		{"another opcode", pack(dnsmessage.Message{Header: dnsmessage.Header{OpCode: 2}}), dnsmessage.RCodeNotImplemented},
		{"no question", pack(dnsmessage.Message{}), dnsmessage.RCodeFormatError},
		{"two questions", pack(dnsmessage.Message{Questions: []dnsmessage.Question{question, question}}), dnsmessage.RCodeFormatError},
		{"another class", pack(dnsmessage.Message{Questions: []dnsmessage.Question{{Name: name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassCHAOS}}}), dnsmessage.RCodeRefused},
		{"unknown name", pack(dnsmessage.Message{Questions: []dnsmessage.Question{{Name: dnsmessage.MustNewName("x.test."), Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}}}), dnsmessage.RCodeNameError},
		{"other type", pack(dnsmessage.Message{Questions: []dnsmessage.Question{{Name: name, Type: dnsmessage.TypeMX, Class: dnsmessage.ClassINET}}}), dnsmessage.RCodeSuccess},
		{"EDNS", pack(dnsmessage.Message{Questions: []dnsmessage.Question{question}, Additionals: []dnsmessage.Resource{opt(0)}}), dnsmessage.RCodeSuccess},
		{"EDNS twice", pack(dnsmessage.Message{Questions: []dnsmessage.Question{question}, Additionals: []dnsmessage.Resource{opt(0), opt(0)}}), dnsmessage.RCodeFormatError},
		// The extended code 16 has its upper part in the OPT record.
		{"EDNS version 1", pack(dnsmessage.Message{Questions: []dnsmessage.Question{question}, Additionals: []dnsmessage.Resource{opt(1)}}), 0},
	} {
		m, ok := ask(c.query)
		require.True(t, ok, c.name)
		require.Equal(t, c.want, m.RCode, c.name)
		require.True(t, m.Response, c.name)
		switch c.name {
		case "good", "EDNS":
			require.NotEmpty(t, m.Answers, c.name)
		case "EDNS version 1":
			require.EqualValues(t, 16, m.Additionals[0].Header.ExtendedRCode(m.RCode))
			require.Empty(t, m.Answers)
		default:
			require.Empty(t, m.Answers, c.name)
		}
	}
	// Every prefix is refused or ignored; after all of it the server answers still.
	for i := range good {
		_, err := pc.WriteTo(good[:i], net.UDPAddrFromAddrPort(at))
		require.NoError(t, err)
	}
	response := append([]byte{}, good...)
	response[2] |= 0x80
	_, err = pc.WriteTo(response, net.UDPAddrFromAddrPort(at))
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		m, ok := ask(good)
		return ok && m.RCode == dnsmessage.RCodeSuccess && m.ID == 7
	}, 10*time.Second, time.Millisecond)

	// Over TCP: several on one connection, then a length that nothing follows.
	conn, err := l.phone.DialContext(deadline(t), "tcp", at.String())
	require.NoError(t, err)
	defer conn.Close()
	framed := append(binary.BigEndian.AppendUint16(nil, uint16(len(good))), good...)
	for i := range 3 {
		_, err = conn.Write(framed)
		require.NoError(t, err)
		var n uint16
		require.NoError(t, binary.Read(conn, binary.BigEndian, &n), i)
		b := make([]byte, n)
		_, err = io.ReadFull(conn, b)
		require.NoError(t, err)
		var m dnsmessage.Message
		require.NoError(t, m.Unpack(b))
		require.NotEmpty(t, m.Answers)
	}
	_, err = conn.Write(framed[:9])
	require.NoError(t, err)
	start := time.Now()
	require.NoError(t, l.dn.Close())
	require.Less(t, time.Since(start), 5*time.Second, "a half message does not hold the server")
}

func TestDNSServerConfig(t *testing.T) {
	l := newLab(t, v4Prefix)
	at := []app.Endpoint{{At: netip.AddrPortFrom(l.addrs[0], 5999)}}
	for _, z := range []map[string][]netip.Addr{
		{"": l.addrs}, {"a.test": {{}}}, {strings.Repeat("a.", 120): l.addrs},
	} {
		_, err := app.NewDNSServer(app.DNSServerConfig{Host: l.server, Listen: at, Zone: z})
		require.Error(t, err, z)
	}
	_, err := app.NewDNSServer(app.DNSServerConfig{})
	require.Error(t, err)
	// A place that is taken.
	s, err := app.NewDNSServer(app.DNSServerConfig{Host: l.server, Listen: []app.Endpoint{at[0], {At: netip.AddrPortFrom(l.addrs[0], 53)}}})
	require.NoError(t, err)
	require.Error(t, s.Start(deadline(t)))
	require.NoError(t, s.Close())
}
