package esp_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/sim/esp"
	"lilab/sim/gtpu"
)

var (
	a4, b4 = netip.MustParseAddr("10.7.0.1"), netip.MustParseAddr("10.7.0.2")
	a6, b6 = netip.MustParseAddr("fd00:7::1"), netip.MustParseAddr("fd00:7::2")
)

func key(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*7 + n)
	}
	return b
}

// suites are all pairs of algorithms; wireshark names them.
var suites = []struct {
	name       string
	enc        esp.Encryption
	encKey     int
	integ      esp.Integrity
	integKey   int
	wireshark  string
	wiresharkI string
}{
	{"null-sha1", esp.Null, 0, esp.HMACSHA1, 20, "NULL", "HMAC-SHA-1-96 [RFC2404]"},
	{"null-sha256", esp.Null, 0, esp.HMACSHA256, 32, "NULL", "HMAC-SHA-256-128 [RFC4868]"},
	{"cbc128-sha1", esp.AESCBC, 16, esp.HMACSHA1, 20, "AES-CBC [RFC3602]", "HMAC-SHA-1-96 [RFC2404]"},
	{"cbc256-sha256", esp.AESCBC, 32, esp.HMACSHA256, 32, "AES-CBC [RFC3602]", "HMAC-SHA-256-128 [RFC4868]"},
	{"gcm128", esp.AESGCM, 20, esp.NoIntegrity, 0, "AES-GCM with 16 octet ICV [RFC4106]", "NULL"},
	{"gmac128", esp.AESGMAC, 20, esp.NoIntegrity, 0, "", ""},
	{"gcm256", esp.AESGCM, 36, esp.NoIntegrity, 0, "AES-GCM with 16 octet ICV [RFC4106]", "NULL"},
}

// every calls f for each suite, mode and version of IP.
func every(t *testing.T, f func(t *testing.T, cfg esp.Config)) {
	for _, s := range suites {
		for _, mode := range []esp.Mode{esp.Tunnel, esp.Transport} {
			for _, six := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%d/%v", s.name, mode, six), func(t *testing.T) {
					cfg := esp.Config{SPI: 0x1234, Mode: mode, Local: a4, Remote: b4, Encryption: s.enc, Integrity: s.integ}
					if six {
						cfg.Local, cfg.Remote = a6, b6
					}
					if s.encKey > 0 {
						cfg.EncryptionKey = key(s.encKey)
					}
					if s.integKey > 0 {
						cfg.IntegrityKey = key(s.integKey)
					}
					f(t, cfg)
				})
			}
		}
	}
}

func pair(t testing.TB, cfg esp.Config) (out, in *esp.SA) {
	t.Helper()
	var err error
	out, err = esp.New(cfg)
	require.NoError(t, err)
	in, err = esp.New(cfg)
	require.NoError(t, err)
	return out, in
}

// packet is an IP packet with UDP between the ports of GTP-U and a payload.
func packet(src, dst netip.Addr, payload []byte) []byte {
	return datagram(src, dst, gtpu.Port, payload)
}

func datagram(src, dst netip.Addr, port uint16, payload []byte) []byte {
	udp := binary.BigEndian.AppendUint16(nil, port)
	udp = binary.BigEndian.AppendUint16(udp, port)
	udp = binary.BigEndian.AppendUint16(udp, uint16(8+len(payload)))
	udp = append(append(udp, 0, 0), payload...)
	var p []byte
	if src.Is4() {
		p = []byte{0x45, 0xb8, 0, 0, 0, 1, 0, 0, 64, 17, 0, 0}
		binary.BigEndian.PutUint16(p[2:], uint16(20+len(udp)))
		p = append(append(p, src.AsSlice()...), dst.AsSlice()...)
		var sum uint32
		for i := 0; i < 20; i += 2 {
			sum += uint32(binary.BigEndian.Uint16(p[i:]))
		}
		sum = sum>>16 + sum&0xffff
		binary.BigEndian.PutUint16(p[10:], ^uint16(sum+sum>>16))
	} else {
		p = []byte{0x60, 0, 0, 0, 0, 0, 17, 64}
		binary.BigEndian.PutUint16(p[4:], uint16(len(udp)))
		p = append(append(p, src.AsSlice()...), dst.AsSlice()...)
		pseudo := append(append(append([]byte{}, p[8:]...), 0, 0, 0, 17), udp...)
		sum := uint32(len(udp))
		for i := range pseudo {
			sum += uint32(pseudo[i]) << (8 * (1 - i%2))
		}
		for sum > 0xffff {
			sum = sum>>16 + sum&0xffff
		}
		binary.BigEndian.PutUint16(udp[6:], ^uint16(sum))
	}
	return append(p, udp...)
}

func TestRoundTrip(t *testing.T) {
	every(t, func(t *testing.T, cfg esp.Config) {
		out, in := pair(t, cfg)
		for n := range 200 {
			p := packet(cfg.Local, cfg.Remote, bytes.Repeat([]byte("secret "), n)[:n*5])
			before := bytes.Clone(p)
			sealed, err := out.Seal(nil, p)
			require.NoError(t, err)
			require.Equal(t, before, p)
			require.LessOrEqual(t, len(sealed), len(p)+out.Overhead())
			require.GreaterOrEqual(t, out.Fits(len(sealed)), len(p)-map[esp.Mode]int{esp.Tunnel: 0, esp.Transport: len(p) - 8 - n*5}[cfg.Mode])
			spi, ok := esp.SPI(sealed)
			require.True(t, ok)
			require.Equal(t, cfg.SPI, spi)
			if cfg.Encryption != esp.Null && cfg.Encryption != esp.AESGMAC && n > 3 {
				require.NotContains(t, string(sealed), "secret")
			}
			opened, err := in.Open([]byte("x"), sealed)
			require.NoError(t, err)
			require.Equal(t, append([]byte("x"), p...), opened)
			_, err = in.Open(nil, sealed)
			require.ErrorIs(t, err, esp.ErrReplay)
		}
		require.Equal(t, uint64(200), in.Stats().Packets)
		require.Equal(t, uint64(200), in.Stats().Replayed)
		require.Equal(t, out.Stats().Octets, in.Stats().Octets)
	})
}

// TestBadInput takes every prefix and every flipped bit of a packet, and the packets of other SAs.
func TestBadInput(t *testing.T) {
	every(t, func(t *testing.T, cfg esp.Config) {
		out, in := pair(t, cfg)
		whole, err := out.Seal(nil, packet(cfg.Local, cfg.Remote, []byte("hello")))
		require.NoError(t, err)
		h := 20
		if cfg.Local.Is6() {
			h = 40
		}
		for n := range whole {
			_, err := in.Open(nil, whole[:n])
			require.ErrorIs(t, err, esp.ErrPacket, "%d octets", n)
			if n >= h { // a packet of that length, not only the octets of it
				cut := bytes.Clone(whole[:n])
				if h == 20 {
					binary.BigEndian.PutUint16(cut[2:], uint16(n))
				} else {
					binary.BigEndian.PutUint16(cut[4:], uint16(n-40))
				}
				_, err := in.Open(nil, cut)
				require.Error(t, err, n)
			}
		}
		for bit := 8 * h; bit < 8*len(whole); bit++ {
			bad := bytes.Clone(whole)
			bad[bit/8] ^= 1 << (bit % 8)
			_, err := in.Open(nil, bad)
			require.Error(t, err, "bit %d", bit)
		}
		require.NotZero(t, in.Stats().Failed)
		require.Zero(t, in.Stats().Packets)
		cfg.SPI++
		_, other := pair(t, cfg)
		_, err = other.Open(nil, whole)
		require.ErrorIs(t, err, esp.ErrSPI)
		cfg.SPI--
		if k := cfg.EncryptionKey; k != nil {
			cfg.EncryptionKey = append([]byte{k[0] ^ 1}, k[1:]...)
		}
		if k := cfg.IntegrityKey; k != nil {
			cfg.IntegrityKey = append([]byte{k[0] ^ 1}, k[1:]...)
		}
		_, wrong := pair(t, cfg)
		_, err = wrong.Open(nil, whole)
		require.ErrorIs(t, err, esp.ErrIntegrity)
		got, err := in.Open(nil, whole)
		require.NoError(t, err, "nothing of that moved the window")
		require.Contains(t, string(got), "hello")
	})
}

func TestOrder(t *testing.T) {
	out, in := pair(t, esp.Config{SPI: 256, Mode: esp.Tunnel, Local: a4, Remote: b4, Encryption: esp.AESGCM, EncryptionKey: key(20), Window: 64})
	var sealed [][]byte
	for i := range 300 {
		b, err := out.Seal(nil, packet(a4, b4, []byte(fmt.Sprint(i))))
		require.NoError(t, err)
		sealed = append(sealed, b)
	}
	// Within the window the order does not matter.
	for at := 0; at < 300; at += 60 {
		for _, i := range rand.New(rand.NewPCG(1, uint64(at))).Perm(60) {
			_, err := in.Open(nil, sealed[at+i])
			require.NoError(t, err)
		}
	}
	for _, b := range sealed {
		_, err := in.Open(nil, b)
		require.ErrorIs(t, err, esp.ErrReplay)
	}
}

func TestLifetime(t *testing.T) {
	cfg := esp.Config{SPI: 256, Mode: esp.Tunnel, Local: a4, Remote: b4, Encryption: esp.AESGCM, EncryptionKey: key(20),
		Soft: esp.Lifetime{Packets: 2}, Hard: esp.Lifetime{Packets: 3}}
	out, in := pair(t, cfg)
	p := packet(a4, b4, nil)
	for i := range 3 {
		require.Equal(t, i >= 2, out.Aging(), i)
		b, err := out.Seal(nil, p)
		require.NoError(t, err)
		_, err = in.Open(nil, b)
		require.NoError(t, err)
	}
	_, err := out.Seal(nil, p)
	require.ErrorIs(t, err, esp.ErrExpired)
	cfg.Soft, cfg.Hard = esp.Lifetime{}, esp.Lifetime{}
	fresh, _ := pair(t, cfg)
	for range 3 {
		_, err = fresh.Seal(nil, p)
		require.NoError(t, err)
	}
	b, err := fresh.Seal(nil, p)
	require.NoError(t, err)
	_, err = in.Open(nil, b)
	require.ErrorIs(t, err, esp.ErrExpired)
	require.EqualValues(t, 1, in.Stats().Expired)
	cfg.Hard = esp.Lifetime{Octets: 1}
	out, _ = pair(t, cfg)
	_, err = out.Seal(nil, p)
	require.NoError(t, err)
	_, err = out.Seal(nil, p)
	require.ErrorIs(t, err, esp.ErrExpired)
}

func TestRefused(t *testing.T) {
	out, in := pair(t, esp.Config{SPI: 256, Mode: esp.Transport, Encryption: esp.AESGCM, EncryptionKey: key(20)})
	fragment := packet(a4, b4, []byte("hello"))
	fragment[6] = 0x20
	_, err := out.Seal(nil, fragment)
	require.ErrorIs(t, err, esp.ErrPacket)
	for _, b := range [][]byte{nil, {0x45}, make([]byte, 40), packet(a4, b4, []byte("x"))[:27]} {
		_, err := out.Seal(nil, b)
		require.ErrorIs(t, err, esp.ErrPacket)
	}
	_, err = in.Open(nil, packet(a4, b4, []byte("in clear")))
	require.ErrorIs(t, err, esp.ErrPacket)
	_, ok := esp.SPI(packet(a4, b4, []byte("in clear")))
	require.False(t, ok)
	_, err = out.Seal(nil, packet(a4, b4, make([]byte, 65500)))
	require.ErrorIs(t, err, esp.ErrPacket)
	// What has no upper layer would be a dummy.
	for _, b := range [][]byte{packet(a4, b4, []byte("x")), packet(a6, b6, []byte("x"))} {
		if b[0]>>4 == 4 {
			b[9] = 59
		} else {
			b[6] = 59
		}
		open, err := esp.New(esp.Config{SPI: 256, Mode: esp.Transport, Encryption: esp.AESGCM, EncryptionKey: key(20)})
		require.NoError(t, err)
		_, err = open.Seal(nil, b)
		require.ErrorIs(t, err, esp.ErrPacket)
	}
	b, err := out.SealPayload(nil, []byte("dummy"), 59)
	require.NoError(t, err)
	_, _, err = in.OpenPayload(nil, b)
	require.ErrorIs(t, err, esp.ErrDummy)
	// An inner packet that is not what the next header says.
	tunnel := esp.Config{SPI: 256, Mode: esp.Tunnel, Local: a4, Remote: b4, Encryption: esp.AESGCM, EncryptionKey: key(20)}
	out, in = pair(t, tunnel)
	for _, next := range []uint8{41, 17, 4} {
		b, err := out.SealPayload(packet(a4, b4, nil)[:20], packet(a4, b4, nil)[:27], next)
		require.NoError(t, err)
		b[9] = esp.Protocol
		binary.BigEndian.PutUint16(b[2:], uint16(len(b)))
		_, err = in.Open(nil, b)
		require.ErrorIs(t, err, esp.ErrPadding, next)
	}
	// IPv6 extension headers that stay before ESP.
	hop := append(packet(a6, b6, nil)[:40], 17, 0, 1, 4, 0, 0, 0, 0)
	hop = append(hop, packet(a6, b6, []byte("hello"))[40:]...)
	hop[6] = 0
	binary.BigEndian.PutUint16(hop[4:], uint16(len(hop)-40))
	out, in = pair(t, esp.Config{SPI: 256, Mode: esp.Transport, Encryption: esp.AESGCM, EncryptionKey: key(20)})
	sealed, err := out.Seal(nil, hop)
	require.NoError(t, err)
	require.Equal(t, byte(esp.Protocol), sealed[40])
	back, err := in.Open(nil, sealed)
	require.NoError(t, err)
	require.Equal(t, hop, back)
	for i, bad := range []esp.Config{
		{SPI: 255, Mode: esp.Transport, Encryption: esp.AESGCM, EncryptionKey: key(20)},
		{SPI: 256, Encryption: esp.AESGCM, EncryptionKey: key(20)},
		{SPI: 256, Mode: esp.Tunnel, Encryption: esp.AESGCM, EncryptionKey: key(20)},
		{SPI: 256, Mode: esp.Tunnel, Local: a4, Remote: b6, Encryption: esp.AESGCM, EncryptionKey: key(20)},
		{SPI: 256, Mode: esp.Transport, Encryption: esp.AESGCM, EncryptionKey: key(16)},
		{SPI: 256, Mode: esp.Transport, Encryption: esp.AESGCM},
		{SPI: 256, Mode: esp.Transport, Encryption: esp.AESGCM, EncryptionKey: key(20), Integrity: esp.HMACSHA1, IntegrityKey: key(20)},
		{SPI: 256, Mode: esp.Transport, Encryption: esp.AESCBC, EncryptionKey: key(16)},
		{SPI: 256, Mode: esp.Transport, Encryption: esp.AESCBC, EncryptionKey: key(15), Integrity: esp.HMACSHA1, IntegrityKey: key(20)},
		{SPI: 256, Mode: esp.Transport, Encryption: esp.Null, Integrity: esp.HMACSHA256, IntegrityKey: key(20)},
		{SPI: 256, Mode: esp.Transport, Encryption: esp.Null, EncryptionKey: key(1), Integrity: esp.HMACSHA256, IntegrityKey: key(32)},
		{SPI: 256, Mode: esp.Transport},
		{SPI: 256, Mode: esp.Transport, Encryption: esp.AESGCM, EncryptionKey: key(20), Window: 65},
	} {
		_, err := esp.New(bad)
		require.Error(t, err, i)
	}
}

// TestTshark has Wireshark decrypt every suite, check the integrity and decode the GTP-U inside.
func TestTshark(t *testing.T) {
	user := datagram(netip.MustParseAddr("100.64.0.1"), netip.MustParseAddr("10.6.0.1"), 7, []byte("the user's packet"))
	g, err := gtpu.AppendGPDU(nil, 0x01020304, gtpu.PDUSession{Uplink: true, QFI: 9}, user)
	require.NoError(t, err)
	type sent struct {
		name      string
		integrity bool
	}
	var all [][]byte
	var want []sent
	var keys []string
	hexed := func(b []byte) string {
		if len(b) == 0 {
			return ""
		}
		return "0x" + hex.EncodeToString(b)
	}
	spi := uint32(0x0badca00)
	for _, s := range suites {
		if s.enc == esp.AESGMAC { // Wireshark does not know it
			continue
		}
		for _, mode := range []esp.Mode{esp.Tunnel, esp.Transport} {
			for _, six := range []bool{false, true} {
				local, remote, version := a4, b4, "IPv4"
				if six {
					local, remote, version = a6, b6, "IPv6"
				}
				spi++
				cfg := esp.Config{SPI: spi, Mode: mode, Local: local, Remote: remote, Encryption: s.enc, Integrity: s.integ}
				if s.encKey > 0 {
					cfg.EncryptionKey = key(s.encKey)
				}
				if s.integKey > 0 {
					cfg.IntegrityKey = key(s.integKey)
				}
				out, _ := pair(t, cfg)
				for range 3 {
					b, err := out.Seal(nil, packet(local, remote, g))
					require.NoError(t, err)
					all = append(all, b)
					want = append(want, sent{fmt.Sprint(s.name, mode, version), s.integ != esp.NoIntegrity})
				}
				keys = append(keys, "-o", fmt.Sprintf(`uat:esp_sa:"%s","*","*","%#08x","%s","%s","%s","%s"`, version, spi,
					s.wireshark, hexed(cfg.EncryptionKey), s.wiresharkI, hexed(cfg.IntegrityKey)))
			}
		}
	}
	plain := append(judge.Dissect(judge.Capture(t, all...), "ip"), "-o", "ip.check_checksum:TRUE")
	args := append(append([]string(nil), plain...), "-o", "esp.enable_encryption_decode:TRUE", "-o", "esp.enable_authentication_check:TRUE")
	args = append(args, keys...)
	got := judge.Tshark(t, append(args, "-T", "fields", "-e", "esp.sequence", "-e", "gtp.teid", "-e", "gtp.ext_hdr.pdu_ses_con.qos_flow_id", "-e", "esp.icv_good", "-e", "esp.icv_bad")...)
	lines := strings.Split(strings.TrimRight(got, "\n"), "\n")
	require.Len(t, lines, len(want))
	for i, line := range lines {
		f := strings.Split(line, "\t")
		require.Equal(t, []string{fmt.Sprint(i%3 + 1), "0x01020304", "9"}, f[:3], "%s: %q", want[i].name, line)
		require.Contains(t, []string{"", "0", "False"}, f[4], want[i].name)
		if want[i].integrity {
			require.Contains(t, []string{"1", "True"}, f[3], want[i].name)
		}
	}
	require.Empty(t, judge.Tshark(t, append(args, "-Y", "_ws.malformed || _ws.expert.severity == error")...))
	require.Empty(t, judge.Tshark(t, append(plain, "-Y", "gtp")...), "without the keys")
}

func TestNoAllocations(t *testing.T) {
	every(t, func(t *testing.T, cfg esp.Config) {
		cfg.Rand = rand.NewChaCha8([32]byte{})
		out, in := pair(t, cfg)
		p := packet(cfg.Local, cfg.Remote, make([]byte, 1400))
		a, b := make([]byte, 0, 2048), make([]byte, 0, 2048)
		require.Zero(t, testing.AllocsPerRun(1000, func() {
			sealed, err := out.Seal(a, p)
			if err != nil {
				panic(err)
			}
			if _, err := in.Open(b, sealed); err != nil {
				panic(err)
			}
		}))
	})
}

// Whatever comes, only what the sender sealed is opened, and it is what he sealed.
func FuzzOpen(f *testing.F) {
	var cfgs []esp.Config
	for i, s := range suites {
		cfg := esp.Config{SPI: 0x100, Mode: esp.Mode(i%2 + 1), Local: a4, Remote: b4, Encryption: s.enc, Integrity: s.integ}
		if s.encKey > 0 {
			cfg.EncryptionKey = key(s.encKey)
		}
		if s.integKey > 0 {
			cfg.IntegrityKey = key(s.integKey)
		}
		cfgs = append(cfgs, cfg)
		out, err := esp.New(cfg)
		if err != nil {
			f.Fatal(err)
		}
		b, err := out.Seal(nil, packet(a4, b4, []byte("hello")))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), b)
		f.Add(uint8(i), packet(a6, b6, []byte("hello")))
		none := packet(a4, b4, []byte("hello"))
		none[9] = 59 // no upper layer
		f.Add(uint8(i), none)
	}
	f.Fuzz(func(t *testing.T, i uint8, b []byte) {
		cfg := cfgs[int(i)%len(cfgs)]
		out, in := pair(t, cfg)
		before := bytes.Clone(b)
		got, err := in.Open(nil, b)
		if !bytes.Equal(before, b) {
			t.Fatal("Open changed its input")
		}
		if err == nil && !bytes.Contains(got, []byte("hello")) {
			t.Fatalf("%x was opened as %x, which nobody sealed", b, got)
		}
		// As a packet to seal.
		sealed, err := out.Seal(nil, b)
		if err != nil {
			return
		}
		_, fresh := pair(t, cfg)
		back, err := fresh.Open(nil, sealed)
		if err != nil {
			t.Fatalf("%x sealed as %x: %v", b, sealed, err)
		}
		if cfg.Mode == esp.Tunnel && !bytes.Equal(back, b) {
			t.Fatalf("%x came back as %x", b, back)
		}
		// In transport mode the header checksum is made anew.
		if len(back) != len(b) || cfg.Mode == esp.Transport && b[0]>>4 == 4 && !bytes.Equal(back[12:], b[12:]) {
			t.Fatalf("%x came back as %x", b, back)
		}
	})
}

func BenchmarkESP(b *testing.B) {
	for _, s := range suites {
		cfg := esp.Config{SPI: 256, Mode: esp.Tunnel, Local: a4, Remote: b4, Encryption: s.enc, Integrity: s.integ, Rand: rand.NewChaCha8([32]byte{})}
		if s.encKey > 0 {
			cfg.EncryptionKey = key(s.encKey)
		}
		if s.integKey > 0 {
			cfg.IntegrityKey = key(s.integKey)
		}
		p := packet(a4, b4, make([]byte, 1400))
		b.Run(s.name, func(b *testing.B) {
			out, in := pair(b, cfg)
			x, y := make([]byte, 0, 2048), make([]byte, 0, 2048)
			b.SetBytes(int64(len(p)))
			b.ReportAllocs()
			for b.Loop() {
				sealed, err := out.Seal(x, p)
				if err == nil {
					_, err = in.Open(y, sealed)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
