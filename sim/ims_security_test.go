package sim_test

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/sip"
	imsue "lilab/sim/ims/ue"
	"lilab/sim/ue"
)

// wire speaks SIP by hand from a PDU session.
type wire struct {
	t    testing.TB
	conn net.PacketConn
	to   net.Addr
	at   netip.AddrPort
	n    int
}

func wireTo(t testing.TB, ctx context.Context, lab *sim.Lab, name, network string) *wire {
	u := lab.UE(name)
	if _, ok := u.Registered(); !ok {
		register(t, lab, name)
	}
	s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: sim.DNNIMS})
	require.NoError(t, err)
	at := netip.AddrPortFrom(s.Addresses[0], 5060)
	conn, err := s.Host.ListenPacket(ctx, at)
	require.NoError(t, err)
	t.Cleanup(func() { conn.Close() })
	return &wire{t: t, conn: conn, at: at, to: net.UDPAddrFromAddrPort(netip.AddrPortFrom(lab.Network(network).IMS().PCSCFAddrs()[0], 5060))}
}

func (w *wire) message(method, uri string, change ...string) *sip.Message {
	w.n++
	m := &sip.Message{Method: method, URI: uri}
	m.Add("Via", "SIP/2.0/UDP "+w.at.String()+";branch=z9hG4bKhand"+strings.Repeat("x", w.n))
	m.Add("Max-Forwards", "70")
	m.Add("From", "<sip:hand@example.com>;tag=1")
	m.Add("To", "<"+uri+">")
	m.Add("Call-ID", "hand"+strings.Repeat("y", w.n))
	m.Add("CSeq", "1 "+method)
	m.Add("Contact", "<sip:hand@"+w.at.String()+">")
	for i := 0; i+1 < len(change); i += 2 {
		m.Set(change[i], change[i+1])
	}
	return m
}

// ask sends a message and returns the final answer, nil for none within a moment.
func (w *wire) ask(m *sip.Message) *sip.Message {
	w.t.Helper()
	_, err := w.conn.WriteTo(m.Octets(), w.to)
	require.NoError(w.t, err)
	b := make([]byte, 64<<10)
	for {
		require.NoError(w.t, w.conn.SetReadDeadline(time.Now().Add(time.Second)))
		n, _, err := w.conn.ReadFrom(b)
		if err != nil {
			return nil
		}
		r, err := sip.Parse(append([]byte(nil), b[:n]...))
		require.NoError(w.t, err)
		if r.Status >= 200 && r.CallID() == m.CallID() {
			return r
		}
	}
}

// TestIMSRegistrationRefused registers wrongly in every way: nobody gets in, and the owner of the identities still does.
func TestIMSRegistrationRefused(t *testing.T) {
	a := person("de", "de", 1, gm.None)
	cfg := withIMS(sim.LocalBreakout, map[string]sim.SubscriberConfig{"a": a, "b": person("de", "de", 2, gm.None), "key": func() sim.SubscriberConfig {
		s := person("de", "de", 3, gm.None)
		return s
	}()})
	lab, ctx := start(t, cfg)
	home := lab.Network("de")
	impi, impu := ims.IMPI(a.SUPI, home.PLMN), ims.TemporaryIMPU(a.SUPI, home.PLMN)
	registrar := "sip:" + ims.HomeDomain(home.PLMN)

	wrong := attached(t, ctx, lab, "a", sim.DNNIMS, sim.PhoneConfig{WrongRES: true})
	r, err := wrong.Register(ctx)
	require.NoError(t, err)
	require.Equal(t, 403, r.Status, "wrong RES")
	require.Zero(t, home.IMS().SCSCF.Registered())

	// Of another subscriber: his ISIM cannot read the challenge.
	w := wireTo(t, ctx, lab, "b", "de")
	first := func(user, identity string) *sip.Message {
		return w.message("REGISTER", registrar, "To", "<"+identity+">", "From", "<"+identity+">;tag=1", "Expires", "3600",
			"Authorization", ims.Digest{"username": user, "realm": ims.HomeDomain(home.PLMN), "nonce": "", "uri": registrar, "response": ""}.String())
	}
	require.Equal(t, 403, w.ask(first("999709999999999@"+ims.HomeDomain(home.PLMN), "sip:999709999999999@"+ims.HomeDomain(home.PLMN))).Status, "unknown user")
	require.Equal(t, 403, w.ask(first(impi, ims.TemporaryIMPU("999700000000002", home.PLMN))).Status, "identity of somebody else")
	require.Equal(t, 403, w.ask(w.message("REGISTER", registrar)).Status, "no private identity")
	require.Equal(t, 403, w.ask(w.message("REGISTER", registrar, "Authorization", "Basic Zm9v")).Status)
	challenge := w.ask(first(impi, impu))
	require.Equal(t, 401, challenge.Status)
	d, err := ims.ParseDigest(challenge.Get("WWW-Authenticate"))
	require.NoError(t, err)
	require.Empty(t, d["ck"], "the keys are for the P-CSCF alone")
	require.Empty(t, d["ik"])
	answer := func(nonce string, res []byte) *sip.Message {
		m := first(impi, impu)
		x := ims.Digest{"username": impi, "realm": d["realm"], "nonce": nonce, "uri": registrar, "algorithm": ims.AKAv1, "qop": "auth", "nc": "00000001", "cnonce": "1"}
		x["response"] = x.Respond("REGISTER", res)
		m.Set("Authorization", x.String())
		return m
	}
	require.Equal(t, 403, w.ask(answer(d["nonce"], make([]byte, 8))).Status)
	// The nonce is used up; even the right response to it only gets another challenge.
	again := w.ask(answer(d["nonce"], make([]byte, 8)))
	require.Equal(t, 401, again.Status, "replayed nonce")
	d2, err := ims.ParseDigest(again.Get("WWW-Authenticate"))
	require.NoError(t, err)
	require.NotEqual(t, d["nonce"], d2["nonce"])
	require.Equal(t, 401, w.ask(answer("", nil)).Status)
	require.Equal(t, 403, w.ask(w.message("INVITE", ims.TelURI(a.GPSI))).Status, "a call without registration")
	require.Equal(t, 403, w.ask(w.message("MESSAGE", ims.TelURI(a.GPSI), "P-Asserted-Identity", "<"+ims.TelURI(a.GPSI)+">")).Status)
	require.Equal(t, 481, w.ask(w.message("BYE", ims.TelURI(a.GPSI), "To", "<sip:x@y>;tag=2")).Status)
	require.Zero(t, home.IMS().SCSCF.Registered())

	p := phone(t, ctx, lab, "key", sim.PhoneConfig{})
	_, ok := p.Registered()
	require.True(t, ok)
	// A registration that was recorded and is sent again by another phone does not help it.
	require.Equal(t, 1, home.IMS().SCSCF.Registered())
}

// TestIMSResynchronisation registers after the sequence numbers of the card ran ahead.
func TestIMSResynchronisation(t *testing.T) {
	s := person("de", "de", 1, gm.ESPNull)
	s.K, s.OPc = [16]byte{1}, [16]byte{2}
	lab, ctx := start(t, withIMS(sim.LocalBreakout, map[string]sim.SubscriberConfig{"a": s}))
	card := aka.NewUSIM(s.K, s.OPc)
	for slot := range uint64(32) {
		v, err := aka.GenerateIMSVector(s.K, s.OPc, 0, 1<<30+slot, [16]byte{3})
		require.NoError(t, err)
		_, err = card.AuthenticateIMS(v.RAND, v.AUTN)
		require.NoError(t, err)
	}
	p := phone(t, ctx, lab, "a", sim.PhoneConfig{ISIM: card})
	require.Greater(t, card.SQN(), uint64(1<<30+31))
	for range 3 {
		r, err := p.Register(ctx)
		require.NoError(t, err)
		require.Equal(t, 200, r.Status, r.Reason)
	}
	require.NoError(t, p.Deregister(ctx))
	require.ErrorIs(t, p.Deregister(ctx), imsue.ErrNotRegistered)
	require.Zero(t, lab.Network("de").IMS().PCSCF.Registered())
	require.Zero(t, lab.Network("de").IMS().SCSCF.Registered())
}

// TestIMSLyingDescriptions calls with session descriptions that cannot be, and with bodies that are none: no media of another
// call is reached, and nothing is left.
func TestIMSLyingDescriptions(t *testing.T) {
	lab, ctx := start(t, withIMS(sim.LocalBreakout, map[string]sim.SubscriberConfig{"a": person("de", "de", 1, gm.None), "b": person("de", "de", 2, gm.None)}))
	j := &journal{}
	lab.Network("de").IMSEvents.Subscribe(j)
	p := phone(t, ctx, lab, "a", sim.PhoneConfig{})
	phone(t, ctx, lab, "b", sim.PhoneConfig{})
	access := lab.Network("de").IMS().PCSCFAddrs()[0].String()
	sdp := func(addr, port string) string {
		return "v=0\r\no=- 1 1 IN IP4 " + addr + "\r\ns=-\r\nc=IN IP4 " + addr + "\r\nt=0 0\r\nm=audio " + port + " RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
	}
	for _, c := range []struct{ name, body string }{
		{"address of somebody else", sdp("100.64.192.77", "4000")},
		{"address of the network", sdp(access, "4000")},
		{"loopback", sdp("127.0.0.1", "4000")},
		{"port beyond the range", sdp("10.0.0.1", "70000")},
		{"no description", "x"},
		{"endless", "v=0\r\n" + strings.Repeat("a=x\r\n", 2000)},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := p.Call(ctx, tel("de", 2), imsue.CallConfig{Body: []byte(c.body)})
			require.Equal(t, 488, status(t, err))
		})
	}
	_, err := p.Call(ctx, tel("de", 2), imsue.CallConfig{Body: []byte(strings.Repeat("x", sip.MaxMessage))})
	require.ErrorIs(t, err, sip.ErrTooLong)
	idle(t, lab)
	for _, e := range events[event.IMSSessionChanged](j) {
		require.Fail(t, "a session was told", "%+v", e)
	}
}
