package gm_test

import (
	"context"
	"encoding/binary"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/esp"
	"lilab/sim/fabric"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/sip"
	"lilab/sim/pki"
)

// eventually waits for counters.
func eventually(t *testing.T, f func() bool) {
	t.Helper()
	require.Eventually(t, f, 5*time.Second, time.Millisecond)
}

func headerLen(p []byte) int {
	if p[0]>>4 == 4 {
		return 20
	}
	return 40
}

// sealed are the whole ESP packets from one host to another that crossed the link.
func (r *rig) sealed(from, to netip.Addr) (out [][]byte) {
	for _, p := range r.tap.all() {
		var src, dst netip.Addr
		next := p[9]
		if p[0]>>4 == 4 {
			src, dst = netip.AddrFrom4([4]byte(p[12:])), netip.AddrFrom4([4]byte(p[16:]))
			if binary.BigEndian.Uint16(p[6:])&0x3fff != 0 {
				continue
			}
		} else {
			src, dst, next = netip.AddrFrom16([16]byte(p[8:])), netip.AddrFrom16([16]byte(p[24:])), p[6]
		}
		if src == from && dst == to && next == esp.Protocol {
			out = append(out, p)
		}
	}
	return out
}

// TestAttacks puts replayed, changed and unprotected packets on the link in both directions: each is counted and none arrives.
func TestAttacks(t *testing.T) {
	for _, six := range []bool{false, true} {
		for _, mode := range []gm.Mode{gm.ESPNull, gm.ESPAES, gm.ESPAESGCM} {
			t.Run(string(mode), func(t *testing.T) {
				r := newRig(t, six, []gm.Mode{mode}, nil)
				client := r.client(mode, nil)
				h := r.handset(client)
				require.Equal(t, 200, h.register())
				r.reg.talk(t, h, 200)
				received := r.reg.ep.Stats().Received + h.ep.Stats().Received
				us, _ := r.reg.association().UE()
				for _, c := range []struct {
					from, to netip.Addr
					port     uint16
					stats    func() gm.Stats
				}{
					{r.addr(r.phone), r.addr(r.pcscf), gm.DefaultServerPort, r.server.Stats},
					{r.addr(r.pcscf), r.addr(r.phone), us.Port(), client.Stats},
				} {
					packets := r.sealed(c.from, c.to)
					require.NotEmpty(t, packets)
					p := packets[0]
					n := headerLen(p)
					before := c.stats()
					require.NoError(t, r.attacker.Send(p))
					eventually(t, func() bool { return c.stats().Replayed == before.Replayed+1 })

					forged := append([]byte(nil), p...)
					binary.BigEndian.PutUint32(forged[n+4:], 1000)
					require.NoError(t, r.attacker.Send(forged))
					eventually(t, func() bool { return c.stats().Integrity == before.Integrity+1 })

					other := append([]byte(nil), p...)
					other[n] ^= 0x80
					require.NoError(t, r.attacker.Send(other))
					eventually(t, func() bool { return c.stats().UnknownSPI == before.UnknownSPI+1 })

					short := append([]byte(nil), p[:n+12]...)
					binary.BigEndian.PutUint32(short[n+4:], 1001)
					length := uint16(len(short))
					if six {
						binary.BigEndian.PutUint16(short[4:], length-40)
					} else {
						binary.BigEndian.PutUint16(short[2:], length)
					}
					require.NoError(t, r.attacker.Send(short))
					eventually(t, func() bool { return c.stats().Malformed == before.Malformed+1 })

					// Without ESP, from the address of the right sender, whole and as a first fragment.
					u, err := r.other(c.from).ListenPacket(t.Context(), netip.AddrPortFrom(c.from, 9999))
					require.NoError(t, err)
					defer u.Close()
					for i, size := range []int{100, 3000} {
						m := request("MESSAGE", "x", "y", 1, strings.Repeat("x", size))
						m.Prepend("Via", "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx")
						_, err = u.WriteTo(m.Octets(), net.UDPAddrFromAddrPort(netip.AddrPortFrom(c.to, c.port)))
						require.NoError(t, err)
						eventually(t, func() bool { return c.stats().Clear == before.Clear+uint64(i)+1 })
					}
				}
				require.Equal(t, received, r.reg.ep.Stats().Received+h.ep.Stats().Received)
				r.reg.talk(t, h, 200)
			})
		}
	}
}

// other is the host with an address.
func (r *rig) other(a netip.Addr) fabric.Host {
	if a == r.addr(r.phone) {
		return r.phone
	}
	return r.pcscf
}

// TestDowngrade changes Security-Verify on the way: the P-CSCF answers 494, and the old registration lives on.
func TestDowngrade(t *testing.T) {
	for name, tamper := range map[string]func(string) string{
		"weaker":  func(s string) string { return strings.Replace(s, "ealg=aes-cbc", "ealg=null", 1) },
		"shorter": func(s string) string { return strings.SplitN(s, ", ", 2)[0] },
		"index":   func(s string) string { return strings.Replace(s, "spi-s=", "spi-s=1", 1) },
		"order":   func(s string) string { return strings.Replace(s, "q=0.9", "q=0.1", 1) },
		"none":    func(string) string { return "" },
		"rubbish": func(string) string { return ";;;" },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, false, []gm.Mode{gm.ESPAES, gm.ESPNull}, nil)
			h := r.handset(r.client(gm.ESPAES, nil))
			require.Equal(t, 200, h.register())
			out := h.out
			h.tamper = tamper
			require.Equal(t, 494, h.register())
			h.tamper = nil
			h.back(out)
			r.reg.talk(t, h, 100)
			require.Equal(t, 200, h.register())
			r.reg.talk(t, h, 100)
		})
	}
}

// bidder changes what the first REGISTER offers, as one on the way would.
type bidder struct {
	*gm.Client
	change func(string) string
}

func (b *bidder) Open(ctx context.Context) (string, sip.Channel, error) {
	s, c, err := b.Client.Open(ctx)
	if b.change != nil {
		s = b.change(s)
	}
	return s, c, err
}

func TestAgreement(t *testing.T) {
	type modes = []gm.Mode
	for _, c := range []struct {
		name   string
		phone  gm.Mode
		server modes
		null   bool
		change func(string) string
		status int
		suite  gm.Suite
	}{
		{"gcm", gm.ESPAESGCM, modes{gm.ESPAESGCM, gm.ESPNull}, false, nil, 200, gm.Suite{Encryption: "aes-gcm", Integrity: "null"}},
		{"cbc is what the phone can", gm.ESPAES, modes{gm.ESPAESGCM}, false, nil, 200, gm.Suite{Encryption: "aes-cbc", Integrity: "hmac-sha-1-96"}},
		{"null of a poor phone", gm.ESPNull, modes{gm.ESPAES, gm.ESPNull}, false, nil, 200, gm.Suite{Encryption: "null", Integrity: "hmac-sha-1-96"}},
		{"the P-CSCF wants null", gm.ESPAESGCM, modes{gm.ESPNull}, false, nil, 200, gm.Suite{Encryption: "null", Integrity: "hmac-sha-1-96"}},
		{"policy wants null", gm.ESPAESGCM, modes{gm.ESPAESGCM}, true, nil, 200, gm.Suite{Encryption: "null", Integrity: "hmac-sha-1-96"}},
		{"no encryption", gm.ESPNull, modes{gm.ESPAES}, false, nil, 494, gm.Suite{}},
		{"no IPsec", gm.ESPAES, modes{gm.TLS}, false, nil, 494, gm.Suite{}},
		{"no mechanism", gm.None, modes{gm.ESPAES}, false, nil, 494, gm.Suite{}},
		{"unreadable", gm.ESPAES, modes{gm.ESPAES}, false, func(s string) string { return s + ";spi-c=x" }, 494, gm.Suite{}},
		{"tunnel", gm.ESPAES, modes{gm.ESPAES}, false, func(s string) string { return strings.ReplaceAll(s, "mod=trans", "mod=tun") }, 494, gm.Suite{}},
		{"reserved index", gm.ESPAES, modes{gm.ESPAES}, false, func(s string) string { return strings.ReplaceAll(s, "spi-c=", "spi-c=0000000255;x=") }, 494, gm.Suite{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t, false, c.server, nil)
			client := r.client(c.phone, nil)
			h := r.handset(&bidder{Client: client, change: c.change})
			r.reg.setNull(c.null)
			require.Equal(t, c.status, h.register())
			require.Equal(t, c.suite, client.Suite())
		})
	}
	t.Run("configured suites", func(t *testing.T) {
		for _, s := range []gm.Suite{{"aes-cbc", "hmac-sha-256-128"}, {"null", "hmac-sha-256-128"}, {"null", "aes-gmac"}} {
			r := newRig(t, true, []gm.Mode{gm.ESPAES}, func(c *gm.ServerConfig) { c.Suites = []gm.Suite{s} })
			client := r.client(gm.ESPAES, func(c *gm.ClientConfig) { c.Suites = []gm.Suite{{"null", "hmac-sha-1-96"}, s} })
			h := r.handset(client)
			require.Equal(t, 200, h.register())
			require.Equal(t, s, client.Suite())
			r.reg.talk(t, h, 3000)
		}
	})
}

// A wrong CK or IK is an answer that nobody can read.
func TestWrongKeys(t *testing.T) {
	r := newRig(t, false, []gm.Mode{gm.ESPAES}, nil)
	h := r.handset(r.client(gm.ESPAES, nil))
	h.keys = keys(9)
	require.Zero(t, h.register())
	require.Positive(t, r.server.Stats().Integrity)
	require.Zero(t, r.server.Stats().Opened)
}

func TestLifetimes(t *testing.T) {
	mute := func(t *testing.T, r *rig, h *handset) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		h.cseq++
		_, err := do(ctx, h.ep, h.out, request("MESSAGE", "anna", "bert", h.cseq, "late"))
		require.ErrorIs(t, err, errNoAnswer)
	}
	t.Run("old set", func(t *testing.T) {
		r := newRig(t, false, []gm.Mode{gm.ESPAES}, nil)
		client := r.client(gm.ESPAES, nil)
		h := r.handset(client)
		require.Equal(t, 200, h.register())
		old := h.out
		require.Equal(t, 200, h.register())
		require.NotEqual(t, old.Local(), h.out.Local(), "another protected client port")
		require.Equal(t, 2, r.server.Associations())
		now := h.out
		h.out = old
		r.reg.talk(t, h, 100) // the set before is still good
		r.clock.forward(33 * time.Second)
		mute(t, r, h)
		require.Positive(t, client.Stats().Expired)
		h.out = now
		r.reg.talk(t, h, 100)
		require.Equal(t, 200, h.register())
		require.Equal(t, 2, r.server.Associations())
	})
	t.Run("not confirmed", func(t *testing.T) {
		r := newRig(t, false, []gm.Mode{gm.ESPAES}, nil)
		h := r.handset(r.client(gm.ESPAES, nil))
		require.Equal(t, 200, h.register())
		h.tamper = func(string) string { return "" }
		out := h.out
		require.Equal(t, 494, h.register())
		h.tamper = nil
		h.back(out)
		r.clock.forward(5 * time.Minute)
		r.reg.talk(t, h, 100)
		require.Equal(t, 200, h.register())
		require.Equal(t, 2, r.server.Associations(), "the one that failed is gone")
	})
	t.Run("time", func(t *testing.T) {
		r := newRig(t, false, []gm.Mode{gm.ESPAES}, func(c *gm.ServerConfig) { c.Lifetime = time.Hour })
		h := r.handset(r.client(gm.ESPAES, nil))
		require.Equal(t, 200, h.register())
		r.clock.forward(time.Hour + time.Second)
		mute(t, r, h)
		require.Positive(t, r.server.Stats().Expired)
	})
	t.Run("packets", func(t *testing.T) {
		r := newRig(t, false, []gm.Mode{gm.ESPAES}, func(c *gm.ServerConfig) { c.Hard = esp.Lifetime{Packets: 2} })
		h := r.handset(r.client(gm.ESPAES, nil))
		require.Equal(t, 200, h.register())
		h.cseq++
		_, err := do(t.Context(), h.ep, h.out, request("MESSAGE", "anna", "bert", h.cseq, "last"))
		require.NoError(t, err)
		mute(t, r, h)
		require.Positive(t, r.server.Stats().Expired)
	})
	t.Run("closed", func(t *testing.T) {
		r := newRig(t, false, []gm.Mode{gm.ESPAES}, nil)
		client := r.client(gm.ESPAES, nil)
		h := r.handset(client)
		require.Equal(t, 200, h.register())
		require.NoError(t, r.reg.association().Close())
		r.reg.talk(t, h, 100) // what is under way may end
		r.clock.forward(33 * time.Second)
		mute(t, r, h)
		require.NoError(t, client.Close())
		_, _, err := client.Open(t.Context())
		require.ErrorIs(t, err, gm.ErrClosed)
	})
}

// TestNoSA sends from the protected port of a P-CSCF to a phone without associations.
func TestNoSA(t *testing.T) {
	r := newRig(t, false, []gm.Mode{gm.ESPNull}, nil)
	from := r.reg.out[r.addr(r.pcscf)]
	m := request("MESSAGE", "bert", "anna", 1, strings.Repeat("secret", 1000))
	_, err := r.reg.ep.Send(m, from.To(netip.AddrPortFrom(r.addr(r.phone), 40000)))
	require.NoError(t, err)
	require.Positive(t, r.server.Stats().NoSA)
	for _, p := range r.tap.all() {
		require.NotContains(t, string(p), "MESSAGE", "the first fragment with the header stays here")
	}
}

// TestCollision has two private identities want the same ports of one address.
func TestCollision(t *testing.T) {
	r := newRig(t, false, []gm.Mode{gm.ESPAES}, nil)
	offer, _, err := r.client(gm.ESPAES, nil).Open(t.Context())
	require.NoError(t, err)
	q := sip.GmRequest{UE: netip.AddrPortFrom(r.addr(r.phone), 5060), IMPI: "anna", SecurityClient: []string{offer}, Keys: keys(1)}
	a, err := r.server.Challenge(q)
	require.NoError(t, err)
	q.IMPI = "mallory"
	_, err = r.server.Challenge(q)
	require.ErrorIs(t, err, gm.ErrCollision)
	q.IMPI = "anna"
	b, err := r.server.Challenge(q)
	require.NoError(t, err, "the same phone again")
	require.Equal(t, 1, r.server.Associations())
	require.False(t, b.Verify(a.SecurityServer()))
	require.True(t, b.Verify(b.SecurityServer()))
	require.True(t, b.Verify([]string{strings.Join(b.SecurityServer(), " ,\t")}))
}

func TestTLS(t *testing.T) {
	r := newRig(t, false, []gm.Mode{gm.TLS}, nil)
	other, err := pki.NewAuthority("another", time.Now)
	require.NoError(t, err)
	stranger := r.client(gm.TLS, func(c *gm.ClientConfig) { c.TLS.RootCAs = other.Pool() })
	_, _, err = stranger.Open(t.Context())
	require.ErrorContains(t, err, "certificate")
	misnamed := r.client(gm.TLS, func(c *gm.ClientConfig) { c.TLS.ServerName = "pcscf.example" })
	_, _, err = misnamed.Open(t.Context())
	require.ErrorContains(t, err, "certificate")

	client := r.client(gm.TLS, nil)
	h := r.handset(client)
	require.Equal(t, 200, h.register())
	first := h.out
	require.Equal(t, 200, h.register())
	require.Equal(t, first, h.out, "one connection for all")
	r.reg.talk(t, h, 3000) // both ways on it
	h.ep.CloseFlow(h.out)
	h.out = sip.Flow{}
	eventually(t, func() bool {
		_, ch, err := client.Open(t.Context())
		return err == nil && any(ch.Conn) != h.conn
	})
	require.Equal(t, 200, h.register())
	require.NotEqual(t, first, h.out)
	r.reg.talk(t, h, 100)
}

func TestConfig(t *testing.T) {
	r := newRig(t, false, []gm.Mode{gm.ESPAES}, nil)
	good := gm.ClientConfig{Mode: gm.ESPAES, Host: r.phone, Addr: r.addr(r.phone), PCSCF: netip.AddrPortFrom(r.addr(r.pcscf), 5060)}
	for _, change := range []func(*gm.ClientConfig){
		func(c *gm.ClientConfig) { c.Mode = "rot13" },
		func(c *gm.ClientConfig) { c.Mode = gm.TLS },
		func(c *gm.ClientConfig) { c.Host = nil },
		func(c *gm.ClientConfig) { c.Addr = netip.MustParseAddr("2001:db8::1") },
		func(c *gm.ClientConfig) { c.Addr = netip.MustParseAddr("10.6.0.77") },
		func(c *gm.ClientConfig) { c.Suites = []gm.Suite{{"aes-cbc", "null"}} },
		func(c *gm.ClientConfig) { c.Suites = []gm.Suite{{"des", "hmac-sha-1-96"}} },
		func(c *gm.ClientConfig) { c.Suites = []gm.Suite{} },
	} {
		bad := good
		change(&bad)
		_, err := gm.NewClient(bad)
		require.Error(t, err)
	}
	one, err := gm.NewClient(good)
	require.NoError(t, err)
	_, err = gm.NewClient(good)
	require.ErrorIs(t, err, fabric.ErrHooked)
	_, _, err = one.Agree(t.Context(), nil, sip.Keys{})
	require.Error(t, err, "before Open")
	require.NoError(t, one.Close())
	require.NoError(t, one.Close())
	two, err := gm.NewClient(good)
	require.NoError(t, err)
	require.NoError(t, two.Close())
	_, err = gm.NewServer(gm.ServerConfig{Modes: []gm.Mode{gm.ESPAES}, Host: r.phone, Addrs: r.phone.Addrs("n6"), ServerPort: 5, ClientPort: 5})
	require.Error(t, err)
	_, err = gm.ParseMode("ESP")
	require.Error(t, err)
}
