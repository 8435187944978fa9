package observe

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle/wire"
)

// tlv is a context tag of the constructed kind, or with low a primitive one.
func tlv(class byte, tag int, body ...byte) []byte {
	var out []byte
	if tag < 31 {
		out = append(out, class|byte(tag))
	} else {
		out = append(out, class|31, 0x80|byte(tag>>7), byte(tag&0x7f))
	}
	if len(body) > 127 {
		out = append(out, 0x81)
	}
	return append(append(out, byte(len(body))), body...)
}

func join(parts ...[]byte) []byte {
	var out []byte
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// header is an IPv4 header and the ports of UDP; the packet has 100 octets unless its length is zeroed.
func header(length byte) []byte {
	return join([]byte{0x45, 0, 0, length, 0, 1, 0, 0, 64, 17, 0, 0, 10, 60, 0, 2, 10, 6, 0, 1}, []byte{0x12, 0x34, 0, 53, 0, 80, 0, 0})
}

func record(t *testing.T, event []byte) *Record {
	rd, err := wire.NewReader()
	require.NoError(t, err)
	v, err := rd.XIRI(tlv(0x30, 0, join(tlv(0x80, 1, 4, 19, 19, 3, 1), tlv(0xa0, 2, event...))...))
	require.NoError(t, err)
	return newRecord(v.Root, v.Findings)
}

// TestPacketReports reads IPIRIPacketReport: a report about one packet, and a summary whose header has no length any more.
func TestPacketReports(t *testing.T) {
	one := record(t, tlv(0xa0, 161, join(tlv(0x80, 0, 5, 3, 18, 4), tlv(0xa0, 1, tlv(0xa0, 1, tlv(0x80, 1, header(100)...)...)...))...))
	require.True(t, one.Header())
	require.Equal(t, PacketReport, one.Type)
	require.False(t, one.Report.Summary)
	require.EqualValues(t, 1, one.Report.Packets)
	require.EqualValues(t, 100, one.Report.Octets)
	require.Equal(t, "10.60.0.2:4660", one.Report.Flow.Src.String())
	require.Equal(t, "10.6.0.1:53", one.Report.Flow.Dst.String())

	sum := record(t, tlv(0xa0, 161, join(tlv(0x80, 0, 5, 3, 18, 4), tlv(0xa0, 1, tlv(0xa0, 2, join(tlv(0x80, 1, header(0)...), tlv(0x80, 2, 3, 0, 8), tlv(0x80, 3, 2),
		tlv(0x80, 4, 7), tlv(0x80, 5, 3, 232), tlv(0x80, 6, []byte("20261121120000.5Z")...), tlv(0x80, 7, []byte("20261121120001Z")...))...)...))...))
	require.Empty(t, sum.Findings)
	require.Equal(t, &HeaderReport{Summary: true, Flow: one.Report.Flow, Trigger: "flowEnd", Packets: 7, Octets: 1000,
		First: time.Date(2026, 11, 21, 12, 0, 0, 5e8, time.UTC), Last: time.Date(2026, 11, 21, 12, 0, 1, 0, time.UTC), Header: header(0)}, sum.Report)
}

// TestSessionRecord reads a release and an unsuccessful procedure.
func TestSessionRecord(t *testing.T) {
	supi := tlv(0xa0, 1, tlv(0x80, 1, []byte("001010000000001")...)...)
	release := record(t, tlv(0xa0, 8, join(supi, tlv(0x80, 4, 5), tlv(0x80, 7, 1, 0), tlv(0x80, 10, []byte("REL")...))...))
	require.True(t, release.SMF())
	require.Equal(t, -1, release.Cause)
	require.Equal(t, 5, release.Session.ID)
	require.EqualValues(t, 256, release.Session.UplinkVolume)
	require.EqualValues(t, -1, release.Session.DownlinkVolume)
	require.True(t, release.Authenticated())

	failed := record(t, tlv(0xa0, 10, join(tlv(0x80, 1, 1), tlv(0x80, 2, 27), tlv(0x80, 3, 1), tlv(0xa0, 5, tlv(0x80, 1, []byte("001010000000001")...)...), tlv(0x80, 6, 0))...))
	require.Equal(t, 27, failed.Cause)
	require.Equal(t, "uE", failed.Session.Initiator)
	require.Equal(t, -1, failed.Session.ID)
	require.False(t, failed.Authenticated())
}
