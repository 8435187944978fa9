package pfcp_test

import (
	"encoding/binary"
	"errors"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/pfcp"
)

func octets(t testing.TB, m message.Message) []byte {
	t.Helper()
	b := make([]byte, m.MarshalLen())
	require.NoError(t, m.MarshalTo(b))
	return b
}

func report(t testing.TB) []byte {
	return octets(t, message.NewSessionReportRequest(0, 0, 7, 5, 0, ie.NewReportType(0, 0, 1, 0),
		ie.NewUsageReportWithinSessionReportRequest(ie.NewURRID(1), ie.NewURSEQN(0), ie.NewUsageReportTrigger(0, 0), ie.NewVolumeMeasurement(7, 3, 2, 1, 0, 0, 0))))
}

// bomb is a message of grouped elements in each other.
func bomb(kind uint8, depth int) []byte {
	b := make([]byte, 16+4*depth)
	copy(b, []byte{0x21, kind})
	binary.BigEndian.PutUint16(b[2:], uint16(len(b)-4))
	for i := range depth {
		binary.BigEndian.PutUint16(b[16+4*i:], ie.CreatePDR)
		binary.BigEndian.PutUint16(b[18+4*i:], uint16(4*(depth-1-i)))
	}
	return b
}

func TestParse(t *testing.T) {
	whole := report(t)
	m, err := pfcp.Parse(whole)
	require.NoError(t, err)
	require.IsType(t, &message.SessionReportRequest{}, m)
	for n := range whole {
		_, err := pfcp.Parse(whole[:n])
		require.ErrorIs(t, err, pfcp.ErrHeader, "prefix of %d octets", n)
	}
	// Prefixes with a right length in the header: an element is cut, or one is left out.
	ends := map[int]bool{16: true}
	for at := 16; at < len(whole); {
		at += 4 + int(binary.BigEndian.Uint16(whole[at+2:]))
		ends[at] = true
	}
	for n := 16; n < len(whole); n++ {
		b := append([]byte(nil), whole[:n]...)
		binary.BigEndian.PutUint16(b[2:], uint16(n-4))
		_, err := pfcp.Parse(b)
		var bad *pfcp.MalformedError
		if ends[n] {
			require.NoError(t, err, n)
			continue
		}
		require.ErrorAs(t, err, &bad, "%d octets", n)
		require.EqualValues(t, ie.CauseInvalidLength, bad.Cause())
		require.NotEmpty(t, bad.Error())
	}
	_, err = pfcp.Parse([]byte{0x40, 1, 0, 4, 0, 0, 1, 0})
	require.ErrorIs(t, err, pfcp.ErrVersion)
	_, err = pfcp.Parse(append(whole, 0))
	require.ErrorIs(t, err, pfcp.ErrHeader)
}

func TestNesting(t *testing.T) {
	start := time.Now()
	_, err := pfcp.Parse(bomb(message.MsgTypeSessionReportRequest, 15000))
	var bad *pfcp.MalformedError
	require.ErrorAs(t, err, &bad)
	require.True(t, bad.TooDeep)
	require.Equal(t, 4*pfcp.MaxNesting, bad.Offset)
	require.EqualValues(t, ie.CauseMandatoryIEIncorrect, bad.Cause())
	require.Less(t, time.Since(start), 100*time.Millisecond)
	_, err = pfcp.Parse(bomb(message.MsgTypeSessionReportRequest, pfcp.MaxNesting))
	require.NoError(t, err)
}

// What is accepted is whole: each element ends where its message ends, and the codec reads it in time.
func FuzzParse(f *testing.F) {
	f.Add(report(f))
	f.Add(bomb(message.MsgTypeSessionEstablishmentRequest, 20))
	f.Add(octets(f, message.NewHeartbeatRequest(1, ie.NewRecoveryTimeStamp(time.Unix(1e9, 0)), nil)))
	f.Add(octets(f, message.NewSessionEstablishmentResponse(0, 0, 1, 2, 0, ie.NewNodeID("10.0.0.1", "", ""), ie.NewCause(1), ie.NewFSEID(3, net.IPv4(10, 0, 0, 1), nil))))
	f.Fuzz(func(t *testing.T, b []byte) {
		start := time.Now()
		m, err := pfcp.Parse(b)
		if took := time.Since(start); took > 2*time.Second {
			t.Fatalf("%d octets took %v", len(b), took)
		}
		if err != nil {
			if m != nil {
				t.Fatal("a message and an error")
			}
			return
		}
		h, err := pfcp.Header(b)
		if err != nil || m.MessageType() != h.Type || m.Sequence() != h.SequenceNumber {
			t.Fatalf("message %d of header %+v: %v", m.MessageType(), h, err)
		}
		var bad *pfcp.MalformedError
		if err := pfcp.Check(h.Payload); errors.As(err, &bad) {
			t.Fatal("accepted although ", bad)
		}
	})
}
