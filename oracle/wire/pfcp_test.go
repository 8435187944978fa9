package wire_test

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/oracle/wire"
)

// TestReadPFCP reads messages that another library wrote.
func TestReadPFCP(t *testing.T) {
	pack := func(m message.Message) []byte {
		b := make([]byte, m.MarshalLen())
		require.NoError(t, m.MarshalTo(b))
		return b
	}
	request := pack(message.NewSessionEstablishmentRequest(0, 0, 0, 7, 0,
		ie.NewNodeID("10.1.4.1", "", ""),
		ie.NewFSEID(17, []byte{10, 1, 4, 1}, nil),
		ie.NewCreatePDR(ie.NewPDRID(1), ie.NewPDI(ie.NewSourceInterface(ie.SrcInterfaceAccess), ie.NewFTEID(4, 0, nil, nil, 0),
			ie.NewUEIPAddress(2, "10.60.0.2", "", 0, 0))),
		ie.NewCreatePDR(ie.NewPDRID(2), ie.NewPDI(ie.NewUEIPAddress(6, "10.60.0.2", "", 0, 0))),
		ie.NewCreatePDR(ie.NewPDRID(3), ie.NewPDI(ie.NewUEIPAddress(3, "10.60.0.3", "2001:db8::", 0, 0)))))
	m, err := wire.ReadPFCP(request)
	require.NoError(t, err)
	v4, v6 := netip.MustParseAddr("10.60.0.2"), netip.MustParseAddr("2001:db8::")
	require.Equal(t, wire.PFCP{Type: wire.PFCPEstablishmentRequest, Sequence: 7, FSEID: wire.TEIDAddr{ID: 17, Addr: netip.MustParseAddr("10.1.4.1")},
		Addresses: []netip.Addr{v4, v4, netip.MustParseAddr("10.60.0.3"), v6}}, m)

	response := pack(message.NewSessionEstablishmentResponse(0, 0, 17, 7, 0, ie.NewNodeID("10.1.4.2", "", ""), ie.NewCause(ie.CauseRequestAccepted),
		ie.NewFSEID(99, []byte{10, 1, 4, 2}, nil),
		ie.NewCreatedPDR(ie.NewPDRID(1), ie.NewFTEID(1, 0x0abc, []byte{10, 1, 3, 2}, nil, 0)),
		ie.NewCreatedPDR(ie.NewPDRID(2), ie.NewFTEID(2, 0x0abd, nil, v6.AsSlice(), 0))))
	m, err = wire.ReadPFCP(response)
	require.NoError(t, err)
	require.Equal(t, wire.PFCP{Type: wire.PFCPEstablishmentResponse, SEID: 17, Sequence: 7, Cause: 1,
		FSEID:   wire.TEIDAddr{ID: 99, Addr: netip.MustParseAddr("10.1.4.2")},
		Tunnels: []wire.TEIDAddr{{ID: 0xabc, Addr: netip.MustParseAddr("10.1.3.2")}, {ID: 0xabd, Addr: v6}}}, m)

	modification := pack(message.NewSessionModificationRequest(0, 0, 99, 8, 0,
		ie.NewUpdateFAR(ie.NewFARID(2), ie.NewUpdateForwardingParameters(ie.NewOuterHeaderCreation(0x0100, 0x51, "10.1.3.9", "", 0, 0, 0))),
		ie.NewCreateFAR(ie.NewFARID(3), ie.NewForwardingParameters(ie.NewOuterHeaderCreation(0x0800, 0, "", "2001:db8::1", 30000, 0, 0))),
		ie.NewCreateFAR(ie.NewFARID(4), ie.NewForwardingParameters(ie.NewOuterHeaderCreation(0x0200, 0x52, "", "2001:db8::2", 0, 0, 0))),
		ie.NewPDNType(ie.PDNTypeNonIP)))
	m, err = wire.ReadPFCP(modification)
	require.NoError(t, err)
	require.Equal(t, wire.PFCP{Type: wire.PFCPModificationRequest, SEID: 99, Sequence: 8, PDNType: wire.PDNUnstructured,
		Peers: []wire.TEIDAddr{{ID: 0x52, Addr: netip.MustParseAddr("2001:db8::2")}, {ID: 0x51, Addr: netip.MustParseAddr("10.1.3.9")}}}, m)

	for i := range response {
		_, err := wire.ReadPFCP(response[:i])
		require.Error(t, err, "%d octets", i)
	}
	var nested []byte
	for range 6 {
		nested = append([]byte{0, 1, byte(len(nested) >> 8), byte(len(nested))}, nested...)
	}
	_, err = wire.ReadPFCP(append([]byte{0x20, 50, 0, byte(4 + len(nested)), 0, 0, 1, 0}, nested...))
	require.ErrorContains(t, err, "nested deeper")
}

func FuzzReadPFCP(f *testing.F) {
	f.Add([]byte{0x21, 50, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0})
	f.Add([]byte{0x21, 51, 0, 33, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 57, 0, 13, 2, 0, 0, 0, 0, 0, 0, 0, 9, 10, 0, 0, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := wire.ReadPFCP(b)
		if err == nil && (len(b) < 8 || m.Type != b[1]) {
			t.Fatalf("%x read as %+v", b, m)
		}
	})
}
