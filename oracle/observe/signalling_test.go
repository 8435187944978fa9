package observe_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle/observe"
	"lilab/pcaps"
)

// segment is an IPv4 packet with TCP.
func segment(from, to uint16, seq uint32, flags byte, data []byte) []byte {
	b := []byte{0x45, 0, 0, 0, 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2}
	b = binary.BigEndian.AppendUint16(b, from)
	b = binary.BigEndian.AppendUint16(b, to)
	b = binary.BigEndian.AppendUint32(b, seq)
	b = append(b, 0, 0, 0, 0, 0x50, flags, 0xff, 0xff, 0, 0, 0, 0)
	b = append(b, data...)
	binary.BigEndian.PutUint16(b[2:], uint16(len(b)))
	return b
}

// TestSIPOverTCP reads messages that are cut anywhere and follow each other in one connection.
func TestSIPOverTCP(t *testing.T) {
	var stream []byte
	for i := range 5 {
		body := fmt.Sprintf("text %d", i)
		stream = append(stream, fmt.Sprintf("\r\n\r\nMESSAGE sip:b@x SIP/2.0\r\nCall-ID: c%d\r\nCSeq: %d MESSAGE\r\nFrom: <tel:+1>\r\nTo: <tel:+2>\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s",
			i, i+1, len(body), body)...)
	}
	for _, size := range []int{1, 7, 100, len(stream)} {
		var out bytes.Buffer
		w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{})
		require.NoError(t, err)
		link, err := w.PacketInterface("nl.ims")
		require.NoError(t, err)
		link.Packet(time.Now(), segment(4000, 5060, 99, 2, nil))
		for at := 0; at < len(stream); at += size {
			link.Packet(time.Now(), segment(4000, 5060, 100+uint32(at), 0x18, stream[at:min(at+size, len(stream))]))
		}
		require.NoError(t, w.Close())
		o, err := observe.ReadWith(t.Context(), bytes.NewReader(out.Bytes()), observe.Hooks{Signalling: true})
		require.NoError(t, err)
		require.Len(t, o.Signals, 5, size)
		for i, s := range o.Signals {
			require.Equal(t, fmt.Sprintf("text %d", i), s.SIP.Text)
			require.Equal(t, uint32(i+1), s.SIP.Number)
			require.Equal(t, []string{"1", "2", "b@x"}, s.SIP.Parties())
		}
		// Without calls and messages in the truth nobody looks for them.
		o, err = observe.Read(t.Context(), bytes.NewReader(out.Bytes()), nil)
		require.NoError(t, err)
		require.Empty(t, o.Signals)
	}
}

func TestAccessCell(t *testing.T) {
	require.Equal(t, &observe.Cell{PLMN: "001-01", TAIPLMN: "001-01", TAC: "00000a", NRCellID: "0000000b0"},
		observe.AccessCell("3GPP-NR-TDD;utran-cell-id-3gpp=0010100000a0000000b0"))
	require.Equal(t, "999-070", observe.AccessCell("3GPP-NR-FDD; x=y; utran-cell-id-3gpp=99907000000A0000000B0").PLMN)
	for _, v := range []string{"", "IEEE-802.11", "3GPP-NR-TDD", "3GPP-NR-TDD;utran-cell-id-3gpp=12", "3GPP-NR-TDD;utran-cell-id-3gpp=0010100000a0000000bz"} {
		require.Nil(t, observe.AccessCell(v), v)
	}
}
