package content_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/pion/srtp/v3"
	"github.com/stretchr/testify/require"

	"lilab/lipf/content"
)

// packetOf is RTP or RTCP, or what was made of it, in UDP over IPv4 or IPv6 with right checksums.
func packetOf(t testing.TB, v6 bool, payload []byte) []byte {
	t.Helper()
	b := media(t)[:28]
	if v6 {
		b = make([]byte, 48)
		b[0], b[6], b[7] = 0x60, 17, 64
		s, d := netip.MustParseAddr("2001:db8::1").As16(), netip.MustParseAddr("2001:db8::2").As16()
		copy(b[8:], s[:])
		copy(b[24:], d[:])
		binary.BigEndian.PutUint16(b[4:], 8)
		binary.BigEndian.PutUint16(b[44:], 8)
	} else {
		binary.BigEndian.PutUint16(b[2:], 28)
		binary.BigEndian.PutUint16(b[24:], 8)
	}
	b[len(b)-1] = 1 // there is a checksum
	from, _, ok := content.Datagram(b)
	require.True(t, ok)
	return content.Repacked(nil, b, from, payload)
}

// sound is one packet of RTP.
func sound(ssrc uint32, n uint16) []byte {
	b := make([]byte, 12+160)
	b[0], b[1] = 0x80, 8
	binary.BigEndian.PutUint16(b[2:], n)
	binary.BigEndian.PutUint32(b[8:], ssrc)
	for i := range b[12:] {
		b[12+i] = byte(int(n) + i)
	}
	return b
}

// seal is another implementation's side: the phone.
func seal(t testing.TB, profile srtp.ProtectionProfile, key, salt []byte) *srtp.Context {
	t.Helper()
	c, err := srtp.CreateContext(key, salt, profile)
	require.NoError(t, err)
	return c
}

func keyLine(suite string, fill byte, key, salt int) (line string, master, s []byte) {
	b := bytes.Repeat([]byte{fill}, key+salt)
	return "1 " + suite + " inline:" + base64.StdEncoding.EncodeToString(b), b[:key], b[key:]
}

var sdesSuites = []struct {
	name      string
	profile   srtp.ProtectionProfile
	key, salt int
}{
	{"AES_CM_128_HMAC_SHA1_80", srtp.ProtectionProfileAes128CmHmacSha1_80, 16, 14},
	{"AES_CM_128_HMAC_SHA1_32", srtp.ProtectionProfileAes128CmHmacSha1_32, 16, 14},
	{"AEAD_AES_128_GCM", srtp.ProtectionProfileAeadAes128Gcm, 16, 12},
	{"AEAD_AES_256_GCM", srtp.ProtectionProfileAeadAes256Gcm, 32, 12},
}

// TestSRTP opens what a phone sealed, with every suite, over IPv4 and IPv6, RTP and RTCP: what comes out is what it sent, in a packet whose
// lengths and checksums are right.
func TestSRTP(t *testing.T) {
	for _, c := range sdesSuites {
		for _, v6 := range []bool{false, true} {
			line, master, salt := keyLine(c.name, 7, c.key, c.salt)
			phone := seal(t, c.profile, master, salt)
			k, err := content.ParseCrypto(line)
			require.NoError(t, err)
			var s content.SRTP
			require.True(t, s.Add([]content.Crypto{k}))
			require.False(t, s.Add([]content.Crypto{k}), "once")
			for n := range uint16(20) {
				clear := sound(9, n)
				sealed, err := phone.EncryptRTP(nil, clear, nil)
				require.NoError(t, err)
				in := packetOf(t, v6, sealed)
				require.True(t, content.SRTPOf(in))
				kept := bytes.Clone(in)
				out, ok := s.Open(in)
				require.True(t, ok, "%s %d", c.name, n)
				require.Equal(t, packetOf(t, v6, clear), out)
				require.Equal(t, kept, in)
				r, ok := content.ReadRTP(out)
				require.True(t, ok)
				require.Equal(t, clear[12:], r.Payload)
				in[len(in)-20] ^= 1
				_, ok = s.Open(in)
				require.False(t, ok, "a packet that was changed")
			}
			report := []byte{0x80, 201, 0, 1, 0, 0, 0, 9}
			sealed, err := phone.EncryptRTCP(nil, report, nil)
			require.NoError(t, err)
			in := packetOf(t, v6, sealed)
			out, ok := s.Open(in)
			require.True(t, ok)
			require.Equal(t, packetOf(t, v6, report), out)
		}
	}
}

// TestSRTPLate begins in the middle of a stream, when its sequence numbers have started again some times: the authentication tag says
// how often. Beyond the bound the packets stay closed.
func TestSRTPLate(t *testing.T) {
	line, master, salt := keyLine("AES_CM_128_HMAC_SHA1_80", 7, 16, 14)
	k, err := content.ParseCrypto(line)
	require.NoError(t, err)
	for roc, opens := range map[uint32]bool{0: true, 1: true, 7: true, 8: false} {
		phone := seal(t, srtp.ProtectionProfileAes128CmHmacSha1_80, master, salt)
		phone.SetROC(9, roc)
		var s content.SRTP
		s.Add([]content.Crypto{k})
		for i := range 10 {
			n := uint16(65530 + i) // it goes over the end, too
			sealed, err := phone.EncryptRTP(nil, sound(9, n), nil)
			require.NoError(t, err)
			out, ok := s.Open(packetOf(t, false, sealed))
			require.Equal(t, opens || roc == 8 && false, ok, "counter %d, packet %d", roc, i)
			if ok {
				require.Equal(t, packetOf(t, false, sound(9, n)), out)
			}
		}
	}
}

// TestSRTPNewKeys has an offer with two lines of which one is used, then other keys in mid-call, late packets of the old ones, and a second
// source: each packet is opened with the key that it is under, and what is under none stays closed.
func TestSRTPNewKeys(t *testing.T) {
	profile := srtp.ProtectionProfileAes128CmHmacSha1_80
	var keys []content.Crypto
	var phones []*srtp.Context
	for i := range 3 {
		line, master, salt := keyLine("AES_CM_128_HMAC_SHA1_80", byte(10+i), 16, 14)
		k, err := content.ParseCrypto(line)
		require.NoError(t, err)
		keys, phones = append(keys, k), append(phones, seal(t, profile, master, salt))
	}
	var s content.SRTP
	open := func(phone int, ssrc uint32, n uint16) bool {
		sealed, err := phones[phone].EncryptRTP(nil, sound(ssrc, n), nil)
		require.NoError(t, err)
		out, ok := s.Open(packetOf(t, false, sealed))
		if ok {
			require.Equal(t, packetOf(t, false, sound(ssrc, n)), out)
		}
		return ok
	}
	require.False(t, s.Keyed())
	require.False(t, open(0, 1, 0), "no keys")
	s.Add(keys[:2])
	require.True(t, open(1, 1, 1), "the second line")
	require.False(t, open(2, 1, 2), "not offered yet")
	s.Add(keys[2:])
	require.True(t, open(2, 1, 3))
	require.True(t, open(1, 1, 4), "late, under the old key")
	require.True(t, open(2, 1, 5))
	require.True(t, open(0, 2, 6), "another source")
	// More lines push the old ones out.
	for i := range 8 {
		line, _, _ := keyLine("AES_CM_128_HMAC_SHA1_80", byte(100+i), 16, 14)
		k, err := content.ParseCrypto(line)
		require.NoError(t, err)
		s.Add([]content.Crypto{k})
	}
	require.False(t, open(0, 3, 7))
}

func TestParseCrypto(t *testing.T) {
	key := base64.StdEncoding.EncodeToString(make([]byte, 30))
	for _, good := range []string{"1 AES_CM_128_HMAC_SHA1_80 inline:" + key, "9 AES_CM_128_HMAC_SHA1_32 inline:" + strings.TrimRight(key, "=") + "|2^20"} {
		c, err := content.ParseCrypto(good)
		require.NoError(t, err)
		require.NotContains(t, fmt.Sprintf("%v %+v %#v %s", c, c, c, c), "[0")
	}
	for _, bad := range []string{"", "1", "1 AES_CM_128_HMAC_SHA1_80", "0 AES_CM_128_HMAC_SHA1_80 inline:" + key, "x AES_CM_128_HMAC_SHA1_80 inline:" + key,
		"1 F8_128_HMAC_SHA1_80 inline:" + key, "1 AES_CM_128_HMAC_SHA1_80 uri:" + key, "1 AES_CM_128_HMAC_SHA1_80 inline:" + key[4:], "1 AES_CM_128_HMAC_SHA1_80 inline:?" + key,
		"1 AES_CM_128_HMAC_SHA1_80 inline:" + key + "|2^20|1:4", "1 AES_CM_128_HMAC_SHA1_80 inline:" + key + ";inline:" + key,
		"1 AES_CM_128_HMAC_SHA1_80 inline:" + key + " UNENCRYPTED_SRTP", "1 AES_CM_128_HMAC_SHA1_80 inline:" + key + strings.Repeat(" ", 600)} {
		_, err := content.ParseCrypto(bad)
		require.ErrorIs(t, err, content.ErrCrypto, "%q", bad)
		require.NotContains(t, err.Error(), "AAAA")
	}
}

// TestEndToEndKeys leaves out what ends at the access edge, what is keyed by DTLS and what is in clear.
func TestEndToEndKeys(t *testing.T) {
	const crypto = "a=crypto:1 X inline:y\r\n"
	sdp := "v=0\r\na=crypto:0 at the session level\r\nm=audio 1 RTP/SAVP 8\r\na=sendrecv\r\n" + crypto + "a=crypto:2 X inline:z\r\n" +
		"m=audio 2 RTP/SAVP 8\r\n" + crypto + "a=3ge2ae:requested\r\n" + "m=video 3 UDP/TLS/RTP/SAVPF 96\r\n" + crypto + "m=audio 4 RTP/AVP 8\r\n" + crypto +
		"m=video 5 RTP/SAVPF 97\r\n" + crypto
	require.Equal(t, "m=audio 1 RTP/SAVP 8\r\n"+crypto+"a=crypto:2 X inline:z\r\n"+"m=video 5 RTP/SAVPF 97\r\n"+crypto, string(content.EndToEndKeys([]byte(sdp))))
	require.Nil(t, content.EndToEndKeys([]byte("v=0\r\nm=audio 1 RTP/SAVP 8\r\n")))
	require.Equal(t, "v=0\r\nm=audio 1 RTP/AVP 8\r\nm=video 3 UDP/TLS/RTP/SAVPF 96\r\nm=video 5 RTP/AVPF 97\r\n",
		content.InClear("v=0\r\nm=audio 1 RTP/SAVP 8\r\nm=video 3 UDP/TLS/RTP/SAVPF 96\r\nm=video 5 RTP/SAVPF 97\r\n"))
	_, unusable := content.ReadCryptos([]byte(crypto))
	require.Equal(t, 1, unusable)
}

// TestSIPBody finds keys in session descriptions and leaves what users write alone.
func TestSIPBody(t *testing.T) {
	const key = "a=crypto:1 X inline:y\r\n"
	for body, want := range map[string]int{
		"Content-Type: application/sdp\r\n\r\nv=0\r\nk=clear:x\r\n" + key: 2,
		"c: Application/SDP;charset=utf-8\r\n\r\n" + key:                  1,
		"Content-Type:\r\n application/sdp\r\nX: y\r\n  z\r\n\r\n" + key:  1,
		"\r\nv=0\r\n" + key:                                1,
		"Content-Type: text/plain\r\n\r\nk=v\r\n" + key:    0,
		"Content-Type: application/vnd.3gpp.sms\r\n\r\nk=": 0,
		"Content-Type: multipart/mixed;boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n" + key + "\r\n--b\r\nX: y\r\ncontent-type: application/sdp\r\n\r\nv=0\r\n" + key + "--b--\r\n" + key: 1,
	} {
		b := []byte("INVITE sip:a@b SIP/2.0\r\n" + body)
		s := content.ReadSIPBody(b)
		cuts := s.Keys(b)
		require.Len(t, cuts, want, "%q", body)
		for _, c := range cuts {
			require.Contains(t, []string{key, "k=clear:x\r\n"}, string(b[c.From:c.To]))
		}
	}
	b := []byte("INVITE sip:a@b SIP/2.0\r\nContent-Length:  28 \r\nContent-Type: application/sdp\r\n\r\nv=0\r\n" + key)
	s := content.ReadSIPBody(b)
	out, length := s.Without(b, s.Keys(b))
	require.Equal(t, "5", length)
	require.Equal(t, "INVITE sip:a@b SIP/2.0\r\nContent-Length:  5 \r\nContent-Type: application/sdp\r\n\r\nv=0\r\n", string(out))
}

// FuzzSIPBody reads any octets as a message: what is taken out are keys and nothing else, and none is left.
func FuzzSIPBody(f *testing.F) {
	f.Add([]byte("INVITE sip:b@x SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Length: 50\r\n\r\nv=0\r\na=crypto:1 A inline:x\r\nm=audio 4 RTP/SAVP 8\r\n"))
	f.Add([]byte("SIP/2.0 200 OK\nl:  7\nc: multipart/x\n\n--b\ncontent-type: application/sdp\n\nk=x\n--b--"))
	f.Add([]byte("\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		before := bytes.Clone(b)
		s := content.ReadSIPBody(b)
		require.True(t, s.At >= 0 && s.At <= len(b))
		cuts := s.Keys(b)
		gone := 0
		for _, c := range cuts {
			require.True(t, c.From >= s.At && c.From < c.To && c.To <= len(b))
			line := strings.ToLower(string(b[c.From:c.To]))
			require.True(t, strings.HasPrefix(line, "a=crypto:") || strings.HasPrefix(line, "a=key-mgmt:") || strings.HasPrefix(line, "k="), line)
			gone += c.To - c.From
		}
		clean, _ := s.Without(b, cuts)
		require.Equal(t, before, b)
		again := content.ReadSIPBody(clean)
		require.Empty(t, again.Keys(clean))
		require.Equal(t, len(b)-s.At-gone, len(clean)-again.At)
		for _, d := range s.Descriptions(b) {
			keys, _ := content.ReadCryptos(content.EndToEndKeys(b[d.From:d.To]))
			require.LessOrEqual(t, len(keys), 16)
		}
	})
}

// FuzzSRTP opens any octets: nothing is opened that nobody sealed.
func FuzzSRTP(f *testing.F) {
	line, _, _ := keyLine("AES_CM_128_HMAC_SHA1_32", 3, 16, 14)
	gcm, _, _ := keyLine("AEAD_AES_128_GCM", 4, 16, 12)
	f.Add(media(f))
	f.Add(packetOf(f, true, append(sound(3, 4), make([]byte, 16)...)))
	f.Add(packetOf(f, false, []byte{0x80, 201, 0, 1, 0, 0, 0, 9, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}))
	f.Fuzz(func(t *testing.T, b []byte) {
		var s content.SRTP
		for _, l := range []string{line, gcm} {
			k, err := content.ParseCrypto(l)
			require.NoError(t, err)
			s.Add([]content.Crypto{k})
		}
		before := bytes.Clone(b)
		_, ok := s.Open(b)
		require.False(t, ok)
		require.Equal(t, before, b)
	})
}
