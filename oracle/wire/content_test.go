package wire_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/wire"
)

const (
	udp4  = "4500001c00010000401100000a2d000208080808c000003500080000"
	gpdu  = "34ff00241122334400000085011005" + "00" + udp4
	rtp   = "8000000100000" + "0a0deadbeefdeadbeef"
	noSIP = "GET / HTTP/1.1\r\n"
)

func TestContent(t *testing.T) {
	s, err := wire.SummarizeIP(octets(t, udp4))
	require.NoError(t, err)
	require.Equal(t, "IPv4 10.45.0.2:49152 > 8.8.8.8:53 UDP, 28 octets", s)
	g, err := wire.ReadGTPU(octets(t, gpdu))
	require.NoError(t, err)
	require.Equal(t, "GTP-U G-PDU TEID 0x11223344 QFI 5 uplink", g.String())
	require.Equal(t, octets(t, udp4), g.Payload)
	s, err = wire.SummarizeRTP(octets(t, rtp))
	require.NoError(t, err)
	require.Equal(t, "RTP payload type 0 sequence 1 timestamp 160 SSRC 0xdeadbeef, 16 octets", s)
	s, err = wire.SummarizeSIP([]byte("OPTIONS sip:a@example.org SIP/2.0\r\nVia: x\r\n"))
	require.NoError(t, err)
	require.Equal(t, "OPTIONS sip:a@example.org SIP/2.0", s)
	_, err = wire.SummarizeSIP([]byte(noSIP))
	require.Error(t, err)
}

func TestContentPrefixes(t *testing.T) {
	for i := range octets(t, gpdu) {
		_, err := wire.ReadGTPU(octets(t, gpdu)[:i])
		require.Error(t, err, "%d octets", i)
	}
	for i := range octets(t, udp4) {
		_, err := wire.SummarizeIP(octets(t, udp4)[:i])
		require.Error(t, err, "%d octets", i)
	}
}

func FuzzContent(f *testing.F) {
	f.Add(octets(f, gpdu))
	f.Add(octets(f, udp4))
	f.Add(octets(f, rtp))
	f.Fuzz(func(t *testing.T, b []byte) {
		if g, err := wire.ReadGTPU(b); err == nil && g.Header+len(g.Payload) != len(b) {
			t.Fatal("the parts of a GTP-U message do not add up")
		}
		_, _ = wire.SummarizeIP(b)
		_, _ = wire.SummarizeRTP(b)
		_, _ = wire.SummarizeSIP(b)
	})
}
