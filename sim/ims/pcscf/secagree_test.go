package pcscf_test

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/pcscf"
	"lilab/sim/ims/sip"
)

// loopback opens sockets on this machine. Whatever port is asked for, it is a free one; ports has them.
type loopback struct {
	mu    sync.Mutex
	ports map[uint16]netip.AddrPort
}

func (l *loopback) ListenPacket(_ context.Context, at netip.AddrPort) (net.PacketConn, error) {
	c, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(at.Addr(), 0)))
	if err == nil {
		l.mu.Lock()
		l.ports[at.Port()] = c.LocalAddr().(*net.UDPAddr).AddrPort()
		l.mu.Unlock()
	}
	return c, err
}

func (l *loopback) Listen(_ context.Context, at netip.AddrPort) (net.Listener, error) {
	return net.ListenTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(at.Addr(), 0)))
}

func (l *loopback) DialContext(context.Context, string, string) (net.Conn, error) {
	return nil, errors.New("no streams")
}

// agreement is a GmServer without encryption that keeps what RFC 3329 is about.
type agreement struct {
	*loopback
	ue netip.AddrPort
}

func (a *agreement) Carrier() sip.Carrier { return a.loopback }
func (*agreement) Ports() (c, s uint16)   { return 5065, 5064 }
func (*agreement) Close() error           { return nil }
func (a *agreement) Challenge(r sip.GmRequest) (sip.GmAssociation, error) {
	return &association{server: []string{"ipsec-3gpp;spi-s=1", "tls"}, client: slices.Clone(r.SecurityClient), ue: a.ue}, nil
}

type association struct {
	server, client []string
	ue             netip.AddrPort
}

func (a *association) SecurityServer() []string       { return a.server }
func (a *association) Verify(v []string) bool         { return slices.Equal(v, a.server) }
func (a *association) Same(v []string) bool           { return slices.Equal(v, a.client) }
func (a *association) UE() (server, c netip.AddrPort) { return a.ue, a.ue }
func (*association) Confirm()                         {}
func (*association) Close() error                     { return nil }

// rig is a P-CSCF between a phone and a core that are sockets.
type rig struct {
	core, ue, other *net.UDPConn
	carrier         *loopback
	p               *pcscf.PCSCF
	// passed are the REGISTERs that reached the core, answers the responses.
	passed, answers chan *sip.Message
	// register sends a REGISTER from a socket to a port of the P-CSCF, with headers changed ("a|b" are two), and returns the answer.
	register func(c *net.UDPConn, port uint16, change ...string) *sip.Message
}

func newRig(t *testing.T) *rig {
	local := netip.MustParseAddr("127.0.0.1")
	listen := func() *net.UDPConn {
		c, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(local, 0)))
		require.NoError(t, err)
		t.Cleanup(func() { _ = c.Close() })
		return c
	}
	at := func(c *net.UDPConn) netip.AddrPort { return c.LocalAddr().(*net.UDPAddr).AddrPort() }
	r := &rig{core: listen(), ue: listen(), other: listen(), passed: make(chan *sip.Message, 16), answers: make(chan *sip.Message, 16)}
	core, ue := r.core, r.ue
	carrier := &loopback{ports: map[uint16]netip.AddrPort{}}
	var dir sip.Directory
	dir.Add("icscf.test", at(core))
	plmn := event.PLMN{MCC: "999", MNC: "70"}
	p, err := pcscf.New(pcscf.Config{Carrier: carrier, Gm: []netip.Addr{local}, Mw: netip.AddrPortFrom(local, 5070), PLMN: plmn, NF: event.NF{FQDN: "pcscf.test"},
		Directory: &dir, ICSCF: "icscf.test", Security: &agreement{carrier, at(ue)}})
	require.NoError(t, err)
	require.NoError(t, p.Start(t.Context()))
	t.Cleanup(func() { require.NoError(t, p.Close()) })

	// The core challenges what is not protected, and takes what is.
	go func() {
		b := make([]byte, 65535)
		for {
			n, from, err := core.ReadFromUDPAddrPort(b)
			if err != nil {
				return
			}
			m, err := sip.Parse(slices.Clone(b[:n]))
			switch {
			case err != nil:
				continue
			case m.Method == "":
				r.answers <- m
				continue
			case m.Method != "REGISTER":
				continue
			}
			r.passed <- m
			r := &sip.Message{Status: 401, Reason: "Unauthorized"}
			if d, _ := ims.ParseDigest(m.Get("Authorization")); d["integrity-protected"] == "yes" {
				r.Status, r.Reason = 200, "OK"
				r.Add("Contact", m.Get("Contact")+";expires=600000")
			} else {
				key := strings.Repeat("0f", 16)
				r.Add("WWW-Authenticate", ims.Digest{"realm": "r", "nonce": "bm9uY2U=", "algorithm": ims.AKAv1, "ck": key, "ik": key}.String())
			}
			for _, h := range []string{"Via", "From", "To", "Call-ID", "CSeq"} {
				for _, v := range m.All(h) {
					r.Add(h, v)
				}
			}
			_, _ = core.WriteToUDPAddrPort(r.Octets(), from)
		}
	}()
	n := 0
	r.p, r.carrier = p, carrier
	r.register = func(c *net.UDPConn, port uint16, change ...string) *sip.Message {
		n++
		m := &sip.Message{Method: "REGISTER", URI: "sip:" + ims.HomeDomain(plmn)}
		m.Add("Via", "SIP/2.0/UDP "+at(c).String()+";branch=z9hG4bKt"+strings.Repeat("x", n))
		m.Add("Max-Forwards", "70")
		m.Add("From", "<sip:u@test>;tag=1")
		m.Add("To", "<sip:u@test>")
		m.Add("Call-ID", "call")
		m.Add("CSeq", "1 REGISTER")
		m.Set("CSeq", strings.Repeat("1", n)+" REGISTER")
		m.Add("Contact", "<sip:"+at(c).String()+">")
		m.Add("Authorization", ims.Digest{"username": "u", "realm": "r", "nonce": "", "uri": "sip:test", "response": "", "integrity-protected": "yes"}.String())
		m.Add("Security-Client", "ipsec-3gpp;spi-s=9")
		for i := 0; i+1 < len(change); i += 2 {
			m.Del(change[i])
			for _, v := range strings.Split(change[i+1], "|") {
				if v != "" {
					m.Add(change[i], v)
				}
			}
		}
		carrier.mu.Lock()
		to := carrier.ports[port]
		carrier.mu.Unlock()
		_, err := c.WriteToUDPAddrPort(m.Octets(), to)
		require.NoError(t, err)
		b := make([]byte, 65535)
		for {
			require.NoError(t, c.SetReadDeadline(time.Now().Add(10*time.Second)))
			k, _, err := c.ReadFromUDPAddrPort(b)
			require.NoError(t, err)
			r, err := sip.Parse(slices.Clone(b[:k]))
			require.NoError(t, err)
			if r.Status >= 200 {
				return r
			}
		}
	}
	return r
}

// TestSecurityAgreement answers the challenge with a header that somebody changed on the way: what the phone repeats is not what was agreed,
// and it gets 494 (RFC 3329 clause 2.3.1). One that comes from elsewhere gets 403.
func TestSecurityAgreement(t *testing.T) {
	r := newRig(t)
	const agreed = "ipsec-3gpp;spi-s=1|tls"
	require.Equal(t, 401, r.register(r.ue, 5060).Status)
	d, err := ims.ParseDigest((<-r.passed).Get("Authorization"))
	require.NoError(t, err)
	require.Equal(t, "no", d["integrity-protected"], "what a phone says of itself is worth nothing")
	for name, c := range map[string]struct {
		from   *net.UDPConn
		change []string
		status int
	}{
		"nothing repeated":              {r.ue, nil, 494},
		"the better mechanism is gone":  {r.ue, []string{"Security-Verify", "tls"}, 494},
		"another order":                 {r.ue, []string{"Security-Verify", "tls|ipsec-3gpp;spi-s=1"}, 494},
		"the phone's offer was another": {r.ue, []string{"Security-Verify", agreed, "Security-Client", "ipsec-3gpp;spi-s=9;ealg=null"}, 494},
		"no offer":                      {r.ue, []string{"Security-Verify", agreed, "Security-Client", ""}, 494},
		"from elsewhere":                {r.other, []string{"Security-Verify", agreed}, 403},
	} {
		require.Equal(t, c.status, r.register(c.from, 5064, c.change...).Status, name)
	}
	require.Empty(t, r.passed, "none of them went on")
	require.Zero(t, r.p.Registered())
	require.Equal(t, 200, r.register(r.ue, 5064, "Security-Verify", agreed).Status)
	require.Equal(t, 1, r.p.Registered())
	<-r.passed
	require.Equal(t, 494, r.register(r.ue, 5064, "Security-Verify", "tls").Status, "a registration anew, too")
}

// TestNoAssociatedIdentity has a home network that names no public identity in the 200 to a REGISTER, and calls the phone: the
// P-CSCF asserts none, and the call goes on.
func TestNoAssociatedIdentity(t *testing.T) {
	r := newRig(t)
	const agreed = "ipsec-3gpp;spi-s=1|tls"
	require.Equal(t, 401, r.register(r.ue, 5060).Status)
	<-r.passed
	require.Equal(t, 200, r.register(r.ue, 5064, "Security-Verify", agreed).Status)
	path := (<-r.passed).Get("Path")
	at := r.core.LocalAddr().(*net.UDPAddr).AddrPort()
	m := &sip.Message{Method: "INVITE", URI: "sip:" + r.ue.LocalAddr().String()}
	m.Add("Via", "SIP/2.0/UDP "+at.String()+";branch=z9hG4bKinvite")
	m.Add("Route", path)
	m.Add("Max-Forwards", "70")
	m.Add("From", "<sip:caller@test>;tag=1")
	m.Add("To", "<sip:u@test>")
	m.Add("Call-ID", "invite")
	m.Add("CSeq", "1 INVITE")
	m.Add("Contact", "<sip:"+at.String()+">")
	m.Add("P-Called-Party-ID", "<sip:u@test>")
	r.carrier.mu.Lock()
	mw := r.carrier.ports[5070]
	r.carrier.mu.Unlock()
	_, err := r.core.WriteToUDPAddrPort(m.Octets(), mw)
	require.NoError(t, err)
	b := make([]byte, 65535)
	for {
		require.NoError(t, r.ue.SetReadDeadline(time.Now().Add(10*time.Second)))
		n, from, err := r.ue.ReadFromUDPAddrPort(b)
		require.NoError(t, err)
		in, err := sip.Parse(slices.Clone(b[:n]))
		require.NoError(t, err)
		if in.Method != "INVITE" {
			continue
		}
		ok := &sip.Message{Status: 200, Reason: "OK"}
		for _, h := range []string{"Via", "From", "To", "Call-ID", "CSeq", "Record-Route"} {
			for _, v := range in.All(h) {
				if h == "To" {
					v += ";tag=2"
				}
				ok.Add(h, v)
			}
		}
		ok.Add("Contact", "<sip:"+r.ue.LocalAddr().String()+">")
		_, err = r.ue.WriteToUDPAddrPort(ok.Octets(), from)
		require.NoError(t, err)
		break
	}
	for {
		select {
		case a := <-r.answers:
			if a.Status < 200 {
				continue
			}
			require.Equal(t, 200, a.Status)
			require.Empty(t, a.All("P-Asserted-Identity"))
		case <-time.After(10 * time.Second):
			t.Fatal("no answer")
		}
		break
	}
}
