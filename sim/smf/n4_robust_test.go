package smf

import (
	"encoding/binary"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"
)

// TestBadN4 sends an SMF what no UPF would: it is answered with the clause's cause or dropped, and counted, and N4 goes on.
func TestBadN4(t *testing.T) {
	s, p := newPeer(t)
	p.says(associated)
	require.NoError(t, s.n4.associate(t.Context()))
	to := net.UDPAddrFromAddrPort(p.smfAt(s))
	send := func(b []byte) { _, err := p.conn.WriteTo(b, to); require.NoError(t, err) }
	encode := func(m message.Message) []byte {
		b := make([]byte, m.MarshalLen())
		require.NoError(t, m.MarshalTo(b))
		return b
	}
	answers := func() (out []*message.SessionReportResponse) {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, m := range p.got {
			if r, ok := m.(*message.SessionReportResponse); ok {
				out = append(out, r)
			}
		}
		return out
	}
	bomb := func(kind uint8, sequence byte) []byte {
		const depth = 15000
		b := make([]byte, 16+4*depth)
		copy(b, []byte{0x21, kind})
		b[14] = sequence
		binary.BigEndian.PutUint16(b[2:], uint16(len(b)-4))
		for i := range depth {
			binary.BigEndian.PutUint16(b[16+4*i:], ie.CreatePDR)
			binary.BigEndian.PutUint16(b[18+4*i:], uint16(4*(depth-1-i)))
		}
		return b
	}
	start := time.Now()
	send(bomb(message.MsgTypeSessionReportRequest, 1))
	require.Eventually(t, func() bool { return len(answers()) == 1 }, 5*time.Second, time.Millisecond)
	require.Less(t, time.Since(start), 2*time.Second)
	first := answers()[0]
	require.EqualValues(t, 1, first.Sequence())
	cause, err := first.Cause.Cause()
	require.NoError(t, err)
	require.Equal(t, ie.CauseMandatoryIEIncorrect, cause)
	offending, err := first.OffendingIE.OffendingIE()
	require.NoError(t, err)
	require.Equal(t, ie.CreatePDR, offending)
	require.EqualValues(t, 1, s.Dropped().Malformed)

	// Responses are dropped, whatever is in them.
	send(bomb(message.MsgTypeSessionEstablishmentResponse, 2))
	report := encode(message.NewSessionReportRequest(0, 0, 7, 3, 0, ie.NewReportType(0, 0, 1, 0)))
	for n := range report {
		send(report[:n])
	}
	require.Eventually(t, func() bool { return s.Dropped().Malformed == uint64(2+len(report)) }, 5*time.Second, time.Millisecond)
	require.Len(t, answers(), 1)
	cut := append([]byte(nil), report[:len(report)-1]...)
	binary.BigEndian.PutUint16(cut[2:], uint16(len(cut)-4))
	send(cut)
	require.Eventually(t, func() bool { return len(answers()) == 2 }, 5*time.Second, time.Millisecond)
	cause, err = answers()[1].Cause.Cause()
	require.NoError(t, err)
	require.Equal(t, ie.CauseInvalidLength, cause)
	send(report)
	require.Eventually(t, func() bool { return len(answers()) == 3 }, 5*time.Second, time.Millisecond)

	// Another version; an answer that nobody waits for, and the same once more; a request that a UPF does not send.
	send([]byte{0x40, 1, 0, 4, 0, 0, 9, 0})
	require.Eventually(t, func() bool { return p.count(message.MsgTypeVersionNotSupportedResponse) == 1 }, 5*time.Second, time.Millisecond)
	late := encode(message.NewSessionDeletionResponse(0, 0, 7, 999, 0, ie.NewCause(ie.CauseRequestAccepted)))
	send(late)
	send(late)
	send(encode(message.NewSessionDeletionRequest(0, 0, 7, 998, 0)))
	require.Eventually(t, func() bool { return s.Dropped().Unexpected == 3 }, 5*time.Second, time.Millisecond)
	require.Eventually(t, func() bool { return p.count(message.MsgTypeHeartbeatRequest) > 1 }, 5*time.Second, time.Millisecond)
}
