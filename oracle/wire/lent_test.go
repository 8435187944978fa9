package wire_test

import (
	"encoding/binary"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/wire"
)

// TestNothingLentIsKept takes packets whose memory is used again: what waits for other packets is not changed by it.
func TestNothingLentIsKept(t *testing.T) {
	t.Run("fragments", func(t *testing.T) {
		payload := make([]byte, 48)
		binary.BigEndian.PutUint16(payload, 4000)
		binary.BigEndian.PutUint16(payload[2:], 53)
		binary.BigEndian.PutUint16(payload[4:], uint16(len(payload)))
		for i := range payload[8:] {
			payload[8+i] = byte(i)
		}
		var d wire.Defragmenter
		lent := make([]byte, 24)
		for at := 0; at < len(payload); at += len(lent) {
			copy(lent, payload[at:])
			p, ok, err := d.Add(&wire.Inner{Src: netip.AddrPortFrom(alice.Addr(), 0), Dst: netip.AddrPortFrom(bob.Addr(), 0), Protocol: wire.ProtocolUDP,
				Fragment: true, ID: 7, Offset: at, More: at == 0, Body: lent})
			require.NoError(t, err)
			require.Equal(t, at > 0, ok)
			if ok {
				require.Equal(t, payload[8:], p.Payload)
			}
			clear(lent)
		}
	})
	t.Run("segments", func(t *testing.T) {
		var s wire.Streams
		out := collect(&s)
		for _, p := range []*wire.Packet{tcp(9, wire.FlagSYN, ""), tcp(16, wire.FlagACK, "ghi"), tcp(13, wire.FlagACK, "def"), tcp(10, wire.FlagACK, "abc")} {
			s.Packet(0, p)
			clear(p.Payload)
		}
		s.Close()
		require.Equal(t, "|abcdefghi.", string(*out))
	})
}
