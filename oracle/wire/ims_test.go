package wire_test

import (
	"encoding/hex"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/wire"
)

const invite = "INVITE sip:+155502000002@ims.example;user=phone SIP/2.0\r\n" +
	"Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1, SIP/2.0/TCP 192.0.2.2;branch=z9hG4bK2\r\n" +
	"f: \"Anna \\\"<sip:x@y>\\\"\" <sip:+1-555-01@ims.example;user=phone>;tag=a;x=\"1;2\"\r\n" +
	"To : <tel:+155502000002>\r\n" +
	"P-Asserted-Identity: <sip:anna@ims.example>,\r\n <tel:+15550101>\r\n" +
	"i: abc@d\r\nCSeq: 7  INVITE\r\nc: application/sdp\r\nl: 5\r\n\r\nv=0\r\nrest"

func TestReadSIP(t *testing.T) {
	m, err := wire.ReadSIP([]byte("\r\n"+invite), false)
	require.NoError(t, err)
	require.Equal(t, "INVITE", m.Method)
	require.Equal(t, "sip:+155502000002@ims.example;user=phone", m.URI)
	require.Equal(t, "v=0\r\n", string(m.Body))
	require.Len(t, m.Octets, len(invite)+2-len("rest"))
	require.Equal(t, []string{"<sip:anna@ims.example>", "<tel:+15550101>"}, m.List("p-asserted-identity"))
	require.Len(t, m.List("via"), 2)
	require.Equal(t, "z9hG4bK1", wire.SIPParam(m.List("via")[0], "branch"))
	require.Equal(t, "a", wire.SIPParam(m.Get("from"), "tag"))
	require.Equal(t, "1;2", wire.SIPParam(m.Get("from"), "x"))
	require.Equal(t, "sip:+1-555-01@ims.example;user=phone", wire.SIPAddress(m.Get("from")))
	n, method := m.CSeq()
	require.Equal(t, uint32(7), n)
	require.Equal(t, "INVITE", method)
	require.Equal(t, "abc@d", m.Get("call-id"))

	m, err = wire.ReadSIP([]byte("SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE\r\n\r\nbody"), true)
	require.NoError(t, err)
	require.Equal(t, 486, m.Status)
	require.Equal(t, "body", string(m.Body))
	m, err = wire.ReadSIP([]byte("SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE\r\n\r\nbody"), false)
	require.NoError(t, err)
	require.Empty(t, m.Body)
	for _, bad := range []string{"", "INVITE\r\n\r\n", "SIP/2.0 99 x\r\n\r\n", "INVITE sip:a SIP/3.0\r\n\r\n", "INVITE sip:a SIP/2.0\r\n no\r\n\r\n",
		"INVITE sip:a SIP/2.0\r\nno colon\r\n\r\n", "INVITE sip:a SIP/2.0\r\nContent-Length: x\r\n\r\n", "INVITE sip:a SIP/2.0\r\nContent-Length: 9\r\n\r\nabc",
		"INVITE sip:a SIP/2.0\r\n" + strings.Repeat("a: b\r\n", 600) + "\r\n", "INVITE sip:a SIP/2.0\r\na: " + strings.Repeat("x", 9000) + "\r\n\r\n"} {
		_, err := wire.ReadSIP([]byte(bad), true)
		require.Error(t, err, "%.60q", bad)
	}
	// Every prefix of a message fails cleanly, as long as its body is not there.
	whole := []byte(strings.TrimSuffix(invite, "rest"))
	for i := range whole {
		_, err := wire.ReadSIP(whole[:i], true)
		require.Error(t, err, i)
	}
}

func TestPublicIdentity(t *testing.T) {
	for uri, want := range map[string]string{
		"tel:+1-555-01": "155501", "tel:+155501;phone-context=x": "155501", "sip:+155501@ims.example": "155501", "sip:155501@h;user=phone": "155501",
		"sips:+155501;npdi@h:5060;user=phone": "155501", "sip:Anna@IMS.example:5060;x=y": "Anna@ims.example", "sip:anonymous@anonymous.invalid": "",
		"urn:service:sos": "urn:service:sos", "sip:host.example": "host.example", "mailto:a@b": "", "": "", "tel:abc": "",
	} {
		require.Equal(t, want, wire.PublicIdentity(uri), uri)
	}
}

const sdp = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\na=fingerprint:sha-256 AA\r\nm=audio 4000 RTP/SAVP 8 96\r\na=rtpmap:96 AMR-WB/16000\r\n" +
	"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\na=sendonly\r\nm=video 0 RTP/AVP 99\r\nc=IN IP6 2001:db8::1\r\n"

func TestReadSDP(t *testing.T) {
	d, err := wire.ReadSDP([]byte(sdp))
	require.NoError(t, err)
	require.Len(t, d.Media, 2)
	a := d.Media[0]
	require.Equal(t, "192.0.2.1:4000", a.Address.String())
	require.Equal(t, map[uint8]string{8: "PCMA", 96: "AMR-WB"}, a.Codecs)
	require.Equal(t, "sendonly", a.Direction)
	require.Equal(t, 1, a.Keys)
	require.True(t, a.Fingerprint)
	require.Equal(t, "[2001:db8::1]:0", d.Media[1].Address.String())
	for _, bad := range []string{"", "x", "v=1\r\n", "v=0\r\nm=audio\r\n", "v=0\r\nm=audio 70000 RTP/AVP 0\r\n", "v=0\r\nc=IN IP4\r\n", "v=0\r\n" + strings.Repeat("m=audio 1 RTP/AVP 0\r\n", 65)} {
		_, err := wire.ReadSDP([]byte(bad))
		require.Error(t, err, "%.40q", bad)
	}
}

func TestReadRTP(t *testing.T) {
	b, _ := hex.DecodeString("b18800020000000a000000ff" + "11111111" + "bede0001" + "22222222" + "0102" + "0003")
	p, err := wire.ReadRTP(b[:len(b)-1])
	require.Error(t, err) // the last octet says how much padding there is
	_ = p
	p, err = wire.ReadRTP(b)
	require.NoError(t, err)
	require.Equal(t, wire.RTP{PayloadType: 8, Marker: true, Sequence: 2, Timestamp: 10, SSRC: 255, Payload: []byte{1}}, p)
	for i := range b[:24] {
		_, err := wire.ReadRTP(b[:i])
		require.Error(t, err, i)
	}
	rtcp, _ := hex.DecodeString("80c80006000000ff")
	require.True(t, wire.IsRTCP(rtcp))
	_, err = wire.ReadRTP(append(rtcp, make([]byte, 20)...))
	require.Error(t, err)
}

func TestG711(t *testing.T) {
	// Values of ITU-T G.711 tables 1 and 2, scaled to 16 bits.
	a, ok := wire.G711(nil, 8, []byte{0xd5, 0x55, 0xaa, 0x2a, 0x80})
	require.True(t, ok)
	require.Equal(t, []int16{8, -8, 32256, -32256, 5504}, a)
	u, ok := wire.G711(nil, 0, []byte{0xff, 0x7f, 0x80, 0x00, 0xfe})
	require.True(t, ok)
	require.Equal(t, []int16{0, 0, 32124, -32124, 8}, u)
	_, ok = wire.G711(nil, 96, []byte{1})
	require.False(t, ok)
	for pt := range uint8(9) { // larger samples have larger values, in both directions alike
		if s, ok := wire.G711(nil, pt, []byte{0x80, 0x00}); ok {
			require.Equal(t, s[0], -s[1])
			require.NotZero(t, math.Abs(float64(s[0])))
		}
	}
}

// TestTPDU reads messages made from the figures of TS 23.040 and a text of TS 23.038.
func TestTPDU(t *testing.T) {
	b, _ := hex.DecodeString("01070c915155100000100000" + "0a" + "e8329bfd4697d9ec37")
	m, err := wire.ReadTPDU(b, true)
	require.NoError(t, err)
	require.Equal(t, wire.SMSSubmit, m.Kind)
	require.Equal(t, "155501000001", m.Address)
	require.Equal(t, "hellohello", m.Text)
	require.False(t, m.Cut)
	m, err = wire.ReadTPDU(b[:13], true)
	require.NoError(t, err)
	require.True(t, m.Cut)
	require.Empty(t, m.Text)
	for i := range 12 {
		_, err := wire.ReadTPDU(b[:i], true)
		require.Error(t, err, i)
	}
	b, _ = hex.DecodeString("040b915155100000f100080000000000000004" + "00e44e2d")
	m, err = wire.ReadTPDU(b, false)
	require.NoError(t, err)
	require.Equal(t, "ä中", m.Text)
	require.Equal(t, "15550100001", m.Address)
	// An alphanumeric originator, and a header before the text of a part of a message.
	b, _ = hex.DecodeString("4409d04d29760900" + "000000000000000000" + "08" + "050003aa0201" + "c2")
	m, err = wire.ReadTPDU(b, false)
	require.NoError(t, err)
	require.Equal(t, "MRemp"[:1], m.Address[:1])
	require.Equal(t, "a", m.Text)
	require.Equal(t, "155501", wire.ReadSMSAddress([]byte{6, 0x91, 0x51, 0x55, 0x10}))
	require.Empty(t, wire.ReadSMSAddress([]byte{60, 0x91, 0x51}))
}

func TestRP(t *testing.T) {
	b, _ := hex.DecodeString("0005" + "00" + "0491515510" + "03" + "010203")
	m, err := wire.ReadRP(b)
	require.NoError(t, err)
	require.Equal(t, wire.RP{Kind: "data", FromPhone: true, Reference: 5, Destination: "155501", TPDU: []byte{1, 2, 3}}, m)
	for i := range b {
		_, err := wire.ReadRP(b[:i])
		require.Error(t, err, i)
	}
	b, _ = hex.DecodeString("0507" + "01a9" + "410109")
	m, err = wire.ReadRP(b)
	require.NoError(t, err)
	require.Equal(t, wire.RP{Kind: "error", Reference: 7, Cause: 0x29, TPDU: []byte{9}}, m)
}

func FuzzReadSIP(f *testing.F) {
	f.Add([]byte(invite), true)
	f.Add([]byte("SIP/2.0 200 OK\r\n\r\n"), false)
	f.Fuzz(func(t *testing.T, b []byte, datagram bool) {
		m, err := wire.ReadSIP(b, datagram)
		if err != nil {
			if at, ok := wire.Offset(err); !ok || at < 0 || at > len(b) {
				t.Fatalf("offset %d of %d: %v", at, len(b), err)
			}
			return
		}
		if len(m.Octets) == 0 || len(m.Octets) > len(b) || len(m.Body) > len(m.Octets) || (m.Method == "") == (m.Status == 0) {
			t.Fatalf("%d octets of %d, body %d, method %q, status %d", len(m.Octets), len(b), len(m.Body), m.Method, m.Status)
		}
		again, err := wire.ReadSIP(m.Octets, datagram)
		if err != nil || len(again.Octets) != len(m.Octets) || len(again.Headers) != len(m.Headers) {
			t.Fatalf("read again: %v, %d octets of %d", err, len(again.Octets), len(m.Octets))
		}
		for _, h := range m.Headers {
			wire.SIPParam(h.Value, "tag")
			wire.PublicIdentity(wire.SIPAddress(h.Value))
			m.List(h.Name)
		}
	})
}

func FuzzReadSDP(f *testing.F) {
	f.Add([]byte(sdp))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := wire.ReadSDP(b)
		if err != nil {
			if at, ok := wire.Offset(err); !ok || at < 0 || at > len(b) {
				t.Fatalf("offset %d of %d: %v", at, len(b), err)
			}
			return
		}
		if len(d.Media) > 64 {
			t.Fatal("too many media")
		}
	})
}

func FuzzReadRTP(f *testing.F) {
	b, _ := hex.DecodeString("b18800020000000a000000ff11111111bede000122222222010203")
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := wire.ReadRTP(b)
		if err != nil {
			if at, ok := wire.Offset(err); !ok || at < 0 || at > len(b) {
				t.Fatalf("offset %d of %d: %v", at, len(b), err)
			}
			return
		}
		if len(p.Payload)+12 > len(b) {
			t.Fatal("more payload than there is")
		}
		s, ok := wire.G711(nil, p.PayloadType, p.Payload)
		if ok && len(s) != len(p.Payload) {
			t.Fatal("a sample for each octet")
		}
	})
}

func FuzzReadSMS(f *testing.F) {
	b, _ := hex.DecodeString("01070c9151551000001000000ae8329bfd4697d9ec37")
	f.Add(b, true)
	b, _ = hex.DecodeString("4409d04d2976090000000000000000000008050003aa0201c2")
	f.Add(b, false)
	b, _ = hex.DecodeString("00050004915155100301020300")
	f.Add(b, true)
	f.Fuzz(func(t *testing.T, b []byte, fromPhone bool) {
		m, err := wire.ReadTPDU(b, fromPhone)
		if err != nil {
			if at, ok := wire.Offset(err); !ok || at < 0 || at > len(b) {
				t.Fatalf("offset %d of %d: %v", at, len(b), err)
			}
		} else if m.Kind == "" || len(m.Data) > len(b) {
			t.Fatal("no kind, or more data than there are")
		}
		if r, err := wire.ReadRP(b); err == nil && (r.Kind == "" || len(r.TPDU) > len(b)) {
			t.Fatal("no kind, or more data than there are")
		}
		wire.ReadSMSAddress(b)
	})
}

func FuzzClear(f *testing.F) {
	b, _ := hex.DecodeString("000010010000000713c413c4000900004101020203110000000000000000000000000000")
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		p, ok := wire.Packet{Protocol: wire.ProtocolESP, Payload: b}.Clear()
		if ok && (len(p.Payload) > len(b) || p.Protocol != wire.ProtocolUDP && p.Protocol != wire.ProtocolTCP) {
			t.Fatalf("%d octets of %d, protocol %d", len(p.Payload), len(b), p.Protocol)
		}
	})
}
