package gm

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/esp"
	"lilab/sim/ims/sip"
)

var (
	phone4, pcscf4 = netip.MustParseAddr("10.45.0.1"), netip.MustParseAddr("10.6.0.2")
	phone6, pcscf6 = netip.MustParseAddr("2001:db8:45::1"), netip.MustParseAddr("2001:db8:6::2")
)

// datagram is an IP packet with UDP; its UDP checksum is 0.
func datagram(src, dst netip.AddrPort, payload []byte) []byte {
	u := binary.BigEndian.AppendUint16(nil, src.Port())
	u = binary.BigEndian.AppendUint16(u, dst.Port())
	u = binary.BigEndian.AppendUint16(u, uint16(8+len(payload)))
	u = append(append(u, 0, 0), payload...)
	var p []byte
	if src.Addr().Is4() {
		p = append([]byte{0x45, 0, 0, 0, 0, 7, 0x40, 0, 64, 17, 0, 0}, src.Addr().AsSlice()...)
		p = append(append(p, dst.Addr().AsSlice()...), u...)
		binary.BigEndian.PutUint16(p[2:], uint16(len(p)))
		setChecksum(p[:20])
		return p
	}
	p = append([]byte{0x60, 0, 0, 0, 0, 0, 17, 64}, src.Addr().AsSlice()...)
	p = append(append(p, dst.Addr().AsSlice()...), u...)
	binary.BigEndian.PutUint16(p[4:], uint16(len(u)))
	return p
}

// both are the hooks of both ends with one set of associations.
func both(t testing.TB, suite Suite, six bool) (phone, pcscf *shim, us, them ends) {
	us, them = ends{phone4, 40001, 40002, 0x1001, 0x1002}, ends{pcscf4, 5065, 5064, 0x2001, 0x2002}
	if six {
		us.addr, them.addr = phone6, pcscf6
	}
	k := sip.Keys{CK: [16]byte{1}, IK: [16]byte{2}}
	make := func(a, b ends) *shim {
		s, err := newShim(nil, []netip.Addr{a.addr}, 0, time.Now, saOptions{rand: &locked{r: rand.NewChaCha8([32]byte{})}})
		require.NoError(t, err)
		x, err := s.makeSet(suite, a, b, k, time.Now().Add(time.Hour))
		require.NoError(t, err)
		require.NoError(t, s.install(x, true))
		return s
	}
	return make(us, them), make(them, us), us, them
}

// TestFourAssociations sends between all pairs of protected ports: each has its index, and pairs that do not belong
// together have none.
func TestFourAssociations(t *testing.T) {
	for _, six := range []bool{false, true} {
		a, b, us, them := both(t, Suite{"aes-cbc", "hmac-sha-1-96"}, six)
		for _, c := range []struct {
			from, to   *shim
			src, dst   ends
			sport, dpt uint16
			spi        uint32
		}{
			{a, b, us, them, us.portC, them.portS, them.spiS},
			{a, b, us, them, us.portS, them.portC, them.spiC},
			{b, a, them, us, them.portS, us.portC, us.spiC},
			{b, a, them, us, them.portC, us.portS, us.spiS},
			{a, b, us, them, us.portC, them.portC, 0},
			{b, a, them, us, them.portS, us.portS, 0},
			{a, b, us, them, us.portC, 5060, 0},
		} {
			p := datagram(netip.AddrPortFrom(c.src.addr, c.sport), netip.AddrPortFrom(c.dst.addr, c.dpt), []byte("hello"))
			var got []byte
			nosa := c.from.nosa.Load()
			require.False(t, c.from.Outbound(p, func(b []byte) { got = bytes.Clone(b) }))
			if c.spi == 0 {
				require.Nil(t, got)
				require.Equal(t, nosa+1, c.from.nosa.Load())
				continue
			}
			spi, ok := esp.SPI(got)
			require.True(t, ok)
			require.Equal(t, c.spi, spi)
			var back []byte
			require.False(t, c.to.Inbound(got, func(b []byte) { back = bytes.Clone(b) }))
			require.Equal(t, p, back)
		}
		// What is not of protected ports passes as it is.
		p := datagram(netip.AddrPortFrom(us.addr, 9), netip.AddrPortFrom(them.addr, 9), nil)
		require.True(t, a.Outbound(p, nil))
		require.True(t, b.Inbound(p, nil))
	}
}

// TestSelectors sends under one association what another is for.
func TestSelectors(t *testing.T) {
	a, b, us, them := both(t, Suite{"null", "hmac-sha-1-96"}, false)
	sa := a.out[flow{them.addr, us.portC, them.portS}].sa
	for _, p := range [][]byte{
		datagram(netip.AddrPortFrom(us.addr, us.portS), netip.AddrPortFrom(them.addr, them.portC), nil),
		datagram(netip.AddrPortFrom(us.addr, us.portC), netip.AddrPortFrom(them.addr, 22), nil),
		datagram(netip.AddrPortFrom(us.addr, 22), netip.AddrPortFrom(them.addr, them.portS), nil),
	} {
		sealed, err := sa.Seal(nil, p)
		require.NoError(t, err)
		before := b.selectors.Load()
		require.False(t, b.Inbound(sealed, func([]byte) { t.Fatal("delivered") }))
		require.Equal(t, before+1, b.selectors.Load())
	}
}

// TestFragments has fragments come in any order, twice, and without an end.
func TestFragments(t *testing.T) {
	for _, six := range []bool{false, true} {
		a, b, us, them := both(t, Suite{"aes-gcm", "null"}, six)
		p := datagram(netip.AddrPortFrom(us.addr, us.portC), netip.AddrPortFrom(them.addr, them.portS), bytes.Repeat([]byte("x"), 20000))
		collect := func() (out [][]byte) {
			require.False(t, a.Outbound(p, func(b []byte) {
				require.LessOrEqual(t, len(b), 1500)
				out = append(out, bytes.Clone(b))
			}))
			return out
		}
		for n := range 20 {
			pieces := collect()
			require.Len(t, pieces, 14)
			rand.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
			var got []byte
			for _, x := range pieces {
				require.False(t, b.Inbound(x, func(b []byte) { got = bytes.Clone(b) }))
			}
			require.Len(t, got, len(p), n)
			head := len(p) - 20008 // of IPv4, identification and the mark against fragmentation are new
			require.True(t, bytes.Equal(p[head:], got[head:]))
		}
		pieces := collect()
		for _, x := range append(pieces[:3], pieces[:3]...) {
			require.False(t, b.Inbound(x, func([]byte) { t.Fatal("delivered") }))
		}
		require.Positive(t, b.stats().Incomplete)
		for range 2 * maxParts {
			require.False(t, b.Inbound(collect()[0], nil))
		}
		require.LessOrEqual(t, len(b.parts.parts), maxParts)
	}
}

func TestNoAllocations(t *testing.T) {
	for _, s := range []Suite{{"null", "hmac-sha-1-96"}, {"null", "aes-gmac"}, {"aes-cbc", "hmac-sha-1-96"}, {"aes-gcm", "null"}} {
		for _, six := range []bool{false, true} {
			a, b, us, them := both(t, s, six)
			p := datagram(netip.AddrPortFrom(us.addr, us.portC), netip.AddrPortFrom(them.addr, them.portS), make([]byte, 1200))
			n := 0
			up := func([]byte) { n++ }
			across := func(x []byte) { b.Inbound(x, up) }
			got := testing.AllocsPerRun(1000, func() { a.Outbound(p, across) })
			if !raceEnabled {
				require.Zero(t, got)
			}
			require.Equal(t, 1001, n)
		}
	}
}

func BenchmarkPackets(b *testing.B) {
	for _, s := range []Suite{{"null", "hmac-sha-1-96"}, {"aes-cbc", "hmac-sha-1-96"}, {"aes-gcm", "null"}} {
		b.Run(s.Encryption, func(b *testing.B) {
			x, y, us, them := both(b, s, false)
			p := datagram(netip.AddrPortFrom(us.addr, us.portC), netip.AddrPortFrom(them.addr, them.portS), make([]byte, 1200))
			n := 0
			up := func([]byte) { n++ }
			across := func(p []byte) { y.Inbound(p, up) }
			b.ReportAllocs()
			for b.Loop() {
				x.Outbound(p, across)
			}
			if n != b.N {
				b.Fatal(n)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "packets/s")
		})
	}
}

// FuzzInbound: whatever comes, only what the phone sent under its associations goes up, and nothing goes up to a protected port
// without.
func FuzzInbound(f *testing.F) {
	for _, six := range []bool{false, true} {
		a, _, us, them := both(f, Suite{"null", "hmac-sha-1-96"}, six)
		p := datagram(netip.AddrPortFrom(us.addr, us.portC), netip.AddrPortFrom(them.addr, them.portS), []byte("hello"))
		f.Add(p, false)
		long := datagram(netip.AddrPortFrom(us.addr, us.portC), netip.AddrPortFrom(them.addr, them.portS), make([]byte, 3000))
		for _, x := range [][]byte{p, long} {
			a.Outbound(x, func(b []byte) {
				f.Add(bytes.Clone(b), true)
				for n := range b {
					f.Add(bytes.Clone(b[:n]), false)
				}
			})
		}
	}
	f.Fuzz(func(t *testing.T, p []byte, twice bool) {
		for _, six := range []bool{false, true} {
			_, b, us, them := both(t, Suite{"null", "hmac-sha-1-96"}, six)
			before := bytes.Clone(p)
			for range 2 {
				pass := b.Inbound(p, func(up []byte) {
					v, ok := look(up)
					require.True(t, ok)
					require.Equal(t, us.addr, v.src)
					require.Contains(t, []uint16{them.portC, them.portS}, v.dport)
				})
				if v, ok := look(p); ok && v.ports && v.dst == them.addr {
					require.Equal(t, v.dport != them.portC && v.dport != them.portS, pass)
				}
				if !twice {
					break
				}
			}
			require.Equal(t, before, p)
			require.LessOrEqual(t, b.stats().Opened, uint64(1), "never twice")
			b.Outbound(p, func([]byte) {})
		}
	})
}

// FuzzMechanisms: what is read is written so that it reads the same.
func FuzzMechanisms(f *testing.F) {
	e := ends{portC: 1, portS: 2, spiC: 300, spiS: 4000000000}
	for _, s := range []string{e.mechanism(Suite{"aes-cbc", "hmac-sha-1-96"}, 100).String(), "tls", "tls;q=0.2, ipsec-3gpp; alg=hmac-sha-1-96",
		`digest;d-alg=md5;d-ver="00\"ff, x";q=1.000`, "ipsec-3gpp;q=0.1234", ";", `x;a="`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ms, err := ParseMechanisms([]string{s})
		if err != nil {
			return
		}
		require.LessOrEqual(t, len(ms), maxMechanisms)
		again, err := ParseMechanisms(write(ms))
		require.NoError(t, err)
		require.Equal(t, ms, again)
		for _, m := range ms {
			require.NotContains(t, m.String(), "\n")
		}
	})
}

func TestMechanisms(t *testing.T) {
	ms, err := ParseMechanisms([]string{"ipsec-3gpp; alg=HMAC-SHA-1-96;spi-c=0000000300 ;spi-s=4000000000;port-c=1;port-s=65535;q=0.25, tls", "digest;d-qop=auth"})
	require.NoError(t, err)
	require.Equal(t, []Mechanism{
		{Name: "ipsec-3gpp", Q: 250, Alg: "hmac-sha-1-96", EAlg: "null", Prot: "esp", Mod: "trans", SPIC: 300, SPIS: 4000000000, PortC: 1, PortS: 65535},
		{Name: "tls", Q: 1000}, {Name: "digest", Q: 1000, Other: ";d-qop=auth"},
	}, ms)
	require.Equal(t, "ipsec-3gpp;q=0.250;alg=hmac-sha-1-96;prot=esp;mod=trans;ealg=null;spi-c=0000000300;spi-s=4000000000;port-c=1;port-s=65535", ms[0].String())
	for _, bad := range []string{"ipsec-3gpp;spi-c=4294967296", "ipsec-3gpp;spi-c=", "ipsec-3gpp;spi-c=+5", "ipsec-3gpp;port-s=65536", "tls;q=2", "tls;q=1.001",
		"tls;q=", "a b", "tls;x=a b", `tls;x="a`, "tls;q=0.1;q=0.2", "ipsec-3gpp;alg=", "tls;=x"} {
		_, err := ParseMechanisms([]string{bad})
		require.ErrorIs(t, err, ErrHeader, bad)
	}
	_, err = ParseMechanisms([]string{string(bytes.Repeat([]byte("a,"), 40))})
	require.ErrorIs(t, err, ErrHeader)
	_, err = ParseMechanisms([]string{string(bytes.Repeat([]byte("a"), maxHeader+1))})
	require.ErrorIs(t, err, ErrHeader)
}

// TestKeys: annex I.
func TestKeys(t *testing.T) {
	k := sip.Keys{CK: [16]byte(bytes.Repeat([]byte{0xc}, 16)), IK: [16]byte(bytes.Repeat([]byte{0x1}, 16))}
	var c esp.Config
	require.NoError(t, Suite{"aes-cbc", "hmac-sha-1-96"}.algorithms(&c, k))
	require.Equal(t, k.CK[:], c.EncryptionKey)
	require.Equal(t, append(bytes.Repeat([]byte{1}, 16), 0, 0, 0, 0), c.IntegrityKey)
	c = esp.Config{}
	require.NoError(t, Suite{"aes-gcm", "null"}.algorithms(&c, k))
	require.Equal(t, k.CK[:], c.EncryptionKey[:16])
	require.Len(t, c.EncryptionKey, 20)
	c = esp.Config{}
	require.NoError(t, Suite{"null", "aes-gmac"}.algorithms(&c, k))
	require.Equal(t, k.IK[:], c.EncryptionKey[:16])
	require.Empty(t, c.IntegrityKey)
}
