package media

import (
	"encoding/base64"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The examples of RFC 4568 clause 4 and of clause 9.1.
const (
	example1 = "1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:32"
	example2 = "1 AES_CM_128_HMAC_SHA1_80 inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20"
)

func TestParseCrypto(t *testing.T) {
	c, err := ParseCrypto(example2)
	require.NoError(t, err)
	require.EqualValues(t, 1, c.Tag)
	require.Equal(t, AESCM128SHA80, c.Suite)
	require.Equal(t, "PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR", base64.StdEncoding.EncodeToString(append(append([]byte(nil), c.Master...), c.Salt...)))
	require.Len(t, c.Master, 16)
	require.Len(t, c.Salt, 14)
	again, err := ParseCrypto(c.String())
	require.NoError(t, err)
	require.Equal(t, c, again)
	for _, s := range []string{example1, "2 F8_128_HMAC_SHA1_80 inline:MTIz", example2 + " UNENCRYPTED_SRTP",
		example2 + ";inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20"} {
		_, err := ParseCrypto(s)
		require.ErrorIs(t, err, errSuite, "%s: passed over", s)
	}
	for i := range len(example2) {
		if c, err := ParseCrypto(example2[:i]); err == nil { // only where the lifetime ends the line
			require.Contains(t, example2[:i], "aVBR")
			require.EqualValues(t, 1, c.Tag)
		}
	}
	for _, s := range []string{"", "1", "01" + example2[1:], "0" + example2[1:], "-1" + example2[1:], "1 AES_CM_128_HMAC_SHA1_80 outline:abc",
		"1 AES_CM_128_HMAC_SHA1_80 inline:", "1 AES_CM_128_HMAC_SHA1_80 inline:AAAA", strings.Replace(example2, "2^20", "2^49", 1),
		strings.Replace(example2, "2^20", "0", 1), "1 AEAD_AES_256_GCM" + example2[25:], strings.Repeat("1", 600)} {
		_, err := ParseCrypto(s)
		require.Error(t, err, s)
		require.NotErrorIs(t, err, errSuite, s)
	}
	for suite, n := range map[Suite]int{AESCM128SHA80: 30, AESCM128SHA32: 30, AEADAES128GCM: 28, AEADAES256GCM: 44} {
		k, err := NewKeys(suite, strings.NewReader(strings.Repeat("k", n)))
		require.NoError(t, err)
		c := Crypto{Tag: 7, Keys: k}
		again, err := ParseCrypto(c.String())
		require.NoError(t, err)
		require.True(t, again.Equal(k))
		require.Equal(t, c.Tag, again.Tag)
		_, err = NewKeys(suite, strings.NewReader("short"))
		require.Error(t, err)
	}
}

func FuzzParseCrypto(f *testing.F) {
	f.Add(example1)
	f.Add(example2)
	f.Add("4294967295 AEAD_AES_128_GCM inline:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==|2^31")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCrypto(s)
		if err != nil {
			return
		}
		require.True(t, c.Suite.known())
		require.NotZero(t, c.Tag)
		again, err := ParseCrypto(c.String())
		require.NoError(t, err)
		require.Equal(t, c, again)
		_, err = NewSealer(c.Keys)
		require.NoError(t, err)
	})
}

const fingerprint = "sha-256 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:3C:4B:65:2E:7D:46:3F:54:42:CD:54:F1"

func description(lines ...string) string {
	return "v=0\r\no=- 1 2 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n" + strings.Join(lines, "\r\n") + "\r\n"
}

func TestParseDescription(t *testing.T) {
	d, err := ParseDescription([]byte(description("m=video 0 RTP/AVP 31", "m=audio 49170 RTP/SAVPF 104 8 101 96", "c=IN IP6 2001:db8::7", "a=rtpmap:104 amr-wb/16000/1",
		"a=fmtp:104 octet-align=1", "a=rtpmap:101 telephone-event/16000", "a=rtpmap:96 EVS/16000/2", "a=sendonly", "a=rtcp-mux", "a=ssrc:4000000000 cname:x",
		"a=crypto:"+example1, "a=crypto:2 "+example2[2:], "a=3ge2ae:requested")))
	require.NoError(t, err)
	require.Equal(t, netip.MustParseAddrPort("[2001:db8::7]:49170"), d.Peer)
	require.Equal(t, []Codec{{Name: "AMR-WB", Clock: 16000, PayloadType: 104, FMTP: "octet-align=1"}, PCMA}, d.Codecs)
	require.True(t, d.Sends)
	require.False(t, d.Receives)
	require.True(t, d.Mux)
	require.True(t, d.Named)
	require.EqualValues(t, 4000000000, d.SSRC)
	require.Len(t, d.Crypto, 1, "a line with an MKI is passed over")
	require.EqualValues(t, 2, d.Crypto[0].Tag)
	require.Equal(t, SDESE2AE, d.Security.Mode())

	out, err := d.Rewrite(netip.MustParseAddrPort("192.0.2.9:20002"), &Security{})
	require.NoError(t, err)
	plain, err := ParseDescription(out)
	require.NoError(t, err)
	require.Equal(t, RTP, plain.Security.Mode())
	require.Equal(t, "RTP/AVPF", plain.Proto)
	require.Equal(t, netip.MustParseAddrPort("192.0.2.9:20002"), plain.Peer)
	require.Equal(t, d.Codecs, plain.Codecs)

	d, err = ParseDescription([]byte(description("a=fingerprint:"+fingerprint, "a=setup:actpass", "a=inactive", "m=audio 9 UDP/TLS/RTP/SAVP 0")))
	require.NoError(t, err)
	require.Equal(t, DTLSE2E, d.Security.Mode())
	require.False(t, d.Sends || d.Receives)
	out, err = d.Rewrite(netip.MustParseAddrPort("192.0.2.9:20002"), nil)
	require.NoError(t, err)
	require.Contains(t, string(out), fingerprint, "protection from end to end passes")

	hold, err := ParseDescription([]byte(strings.Replace(description("m=audio 9 RTP/AVP 0"), "c=IN IP4 192.0.2.1", "c=IN IP4 0.0.0.0", 1)))
	require.NoError(t, err)
	require.False(t, hold.Receives)

	for what, lines := range map[string][]string{
		"transport":        {"m=audio 9 RTP/FOO 0"},
		"no crypto":        {"m=audio 9 RTP/SAVP 0"},
		"only unknown":     {"m=audio 9 RTP/SAVP 0", "a=crypto:" + example1},
		"broken crypto":    {"m=audio 9 RTP/SAVP 0", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AA"},
		"no fingerprint":   {"m=audio 9 UDP/TLS/RTP/SAVP 0", "a=setup:active"},
		"short":            {"m=audio 9 UDP/TLS/RTP/SAVP 0", "a=setup:active", "a=fingerprint:" + fingerprint[:90]},
		"sha-1":            {"m=audio 9 UDP/TLS/RTP/SAVP 0", "a=setup:active", "a=fingerprint:sha-1 4A:AD"},
		"setup":            {"m=audio 9 UDP/TLS/RTP/SAVP 0", "a=setup:holdconn", "a=fingerprint:" + fingerprint},
		"e2ae":             {"m=audio 9 RTP/SAVP 0", "a=crypto:" + example2, "a=3ge2ae:perhaps"},
		"ssrc":             {"m=audio 9 RTP/AVP 0", "a=ssrc:99999999999 cname:x"},
		"name for address": {"m=audio 9 RTP/AVP 0", "c=IN IP4 example.org"},
		"wrong family":     {"m=audio 9 RTP/AVP 0", "c=IN IP6 192.0.2.1"},
		"multicast ttl":    {"m=audio 9 RTP/AVP 0", "c=IN IP4 224.2.1.1/127/3"},
	} {
		d, err := ParseDescription([]byte(description(lines...)))
		if what == "multicast ttl" { // the address is for the gateway to refuse
			require.True(t, err != nil || d.Peer.Addr().IsMulticast())
			continue
		}
		require.Error(t, err, what)
	}
}

func FuzzParseDescription(f *testing.F) {
	f.Add([]byte(description("m=audio 49170 RTP/SAVP 104 8", "a=rtpmap:104 AMR-WB/16000/1", "a=crypto:"+example2, "a=3ge2ae:applied", "a=rtcp-mux")))
	f.Add([]byte(description("m=audio 9 UDP/TLS/RTP/SAVP 0", "a=setup:active", "a=fingerprint:"+fingerprint, "m=video 7 RTP/AVP 9")))
	f.Add([]byte(description("m=audio 0 RTP/AVP 0")))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := ParseDescription(b)
		if err != nil {
			return
		}
		at := netip.MustParseAddrPort("192.0.2.9:20002")
		out, err := d.Rewrite(at, &Security{})
		require.NoError(t, err)
		if len(out) > MaxDescription {
			return
		}
		again, err := ParseDescription(out)
		require.NoError(t, err, "%q", out)
		require.Equal(t, d.Declined, again.Declined)
		if !d.Declined { // nothing of its addresses and keys is left
			require.Equal(t, at, again.Peer)
			require.Equal(t, RTP, again.Security.Mode())
			require.Equal(t, d.Codecs, again.Codecs)
		}
	})
}

func TestSequence(t *testing.T) {
	var s Sequence
	check := func(n uint16, want Verdict) {
		t.Helper()
		v := s.Check(n, false)
		require.Equal(t, want, v, "%d", n)
		switch v {
		case InOrder, Late:
			s.Accept(n)
		case Jump:
			s.Doubt(n)
		}
	}
	check(65533, InOrder)
	check(65533, Duplicate)
	check(65535, InOrder)
	check(65534, Late)
	check(65534, Duplicate)
	check(0, InOrder) // the next cycle
	require.EqualValues(t, 65536, s.Highest())
	require.EqualValues(t, 4, s.Expected())
	check(65532, Late) // before the first
	require.EqualValues(t, 5, s.Expected())
	check(100, InOrder)
	check(36, Old)
	check(37, Late)
	check(37, Duplicate)
	check(10000, Jump)
	check(101, InOrder)
	check(10001, Jump)
	check(10002, InOrder) // two in a row
	require.Equal(t, InOrder, s.Check(20000, true), "authentic")
	check(40000, Jump)
	check(40000-1, Jump)

	var in Inbound
	in.Expect(7, true)
	_, r, ok := in.Check(8, 1, false)
	require.False(t, ok)
	require.Equal(t, WrongSSRC, r)
	_, _, ok = in.Check(7, 1, false)
	require.True(t, ok)
	in.Accept(7, 1)
	_, r, ok = in.Check(7, 1, false)
	require.False(t, ok)
	require.Equal(t, Replayed, r)
	in.Expect(7, true) // again the same: what was there stays there
	_, _, ok = in.Check(7, 1, false)
	require.False(t, ok)
	in.Expect(0, false) // another description that names none: one change is allowed
	_, _, ok = in.Check(9, 500, false)
	require.True(t, ok)
	in.Accept(9, 500)
	require.False(t, in.Admits(7))
}

func TestRTCP(t *testing.T) {
	block := &Reception{SSRC: 5, Fraction: 3, Lost: -2, Highest: 70000, Jitter: 9}
	b := appendRTCP(nil, 4, &sender{timestamp: 1, packets: 2, bytes: 3}, block, "lilab@192.0.2.1")
	require.Zero(t, len(b)%4)
	report, got, ok := readRTCP(b, 5)
	require.True(t, ok)
	require.True(t, report)
	require.Equal(t, block, got)
	_, got, ok = readRTCP(b, 6)
	require.True(t, ok)
	require.Nil(t, got)
	report, got, ok = readRTCP(appendRTCP(nil, 4, nil, nil, ""), 5)
	require.True(t, ok)
	require.False(t, report)
	require.Nil(t, got)
	for i := 1; i < len(b); i++ {
		if _, _, ok := readRTCP(b[:i], 5); ok {
			require.Equal(t, 52, i, "only the end of the first packet ends a compound")
		}
	}
}

func FuzzRTCP(f *testing.F) {
	f.Add(appendRTCP(nil, 4, &sender{}, &Reception{SSRC: 5}, "lilab@192.0.2.1"))
	f.Add([]byte{0x80, 201, 0, 1, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		_, r, ok := readRTCP(b, 5)
		require.True(t, ok || r == nil)
		require.True(t, r == nil || r.SSRC == 5 && r.Lost < 1<<23 && r.Lost >= -1<<23)
	})
}

func TestWrongKeysAndTampering(t *testing.T) {
	for _, suite := range []Suite{AESCM128SHA80, AESCM128SHA32, AEADAES128GCM, AEADAES256GCM} {
		k, err := NewKeys(suite, strings.NewReader(strings.Repeat("0123456789", 5)))
		require.NoError(t, err)
		other, err := NewKeys(suite, strings.NewReader(strings.Repeat("9876543210", 5)))
		require.NoError(t, err)
		sealer, err := NewSealer(k)
		require.NoError(t, err)
		packet := append([]byte{0x80, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7}, "samples that nobody must change"...)
		sealed, err := sealer.RTP(nil, packet)
		require.NoError(t, err)
		require.NotContains(t, string(sealed), "samples")
		opener, err := NewOpener(other)
		require.NoError(t, err)
		_, err = opener.RTP(nil, sealed)
		require.Error(t, err, "%s: wrong key", suite)
		opener, err = NewOpener(k)
		require.NoError(t, err)
		for i := range sealed {
			bad := append([]byte(nil), sealed...)
			bad[i] ^= 0x10
			_, err := opener.RTP(nil, bad)
			require.Error(t, err, "%s: octet %d", suite, i)
			_, err = opener.RTP(nil, sealed[:i])
			require.Error(t, err, "%s: %d octets", suite, i)
		}
		clear, err := opener.RTP(nil, sealed)
		require.NoError(t, err)
		require.Equal(t, packet, clear)
	}
	_, err := NewSealer(Keys{})
	require.Error(t, err)
}
