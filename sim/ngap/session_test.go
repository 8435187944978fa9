package ngap_test

import (
	"net/netip"
	"testing"

	"github.com/free5gc/ngap/ie"
	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/ngap"
)

func setupRequest() ngap.SetupRequest {
	return ngap.SetupRequest{
		Uplink: event.FTEID{TEID: 0x01020304, Addr: netip.MustParseAddr("10.0.3.1")}, Type: event.IPv4v6, QFI: 1, FiveQI: 9,
		AMBR: 1e9, Integrity: ngap.ProtectionPreferred, Confidentiality: ngap.ProtectionRequired,
	}
}

func TestSessionTransfers(t *testing.T) {
	for _, want := range []ngap.SetupRequest{setupRequest(), {
		Uplink: event.FTEID{TEID: 7, Addr: netip.MustParseAddr("2001:db8::1")}, Type: event.IPv6, QFI: 63, FiveQI: 5,
		Integrity: ngap.ProtectionNotNeeded, Confidentiality: ngap.ProtectionNotNeeded,
	}} {
		b, err := want.MarshalBinary()
		require.NoError(t, err)
		got, err := ngap.ParseSetupRequest(b)
		require.NoError(t, err)
		require.Equal(t, want, got)
		for n := range b {
			_, err := ngap.ParseSetupRequest(b[:n])
			require.Error(t, err, "prefix of %d octets", n)
		}
	}
	want := ngap.SetupResponse{Downlink: event.FTEID{TEID: 9, Addr: netip.MustParseAddr("10.0.3.2")}, QFIs: []uint8{1, 2}, ConfidentialityPerformed: true}
	b, err := want.MarshalBinary()
	require.NoError(t, err)
	got, err := ngap.ParseSetupResponse(b)
	require.NoError(t, err)
	require.Equal(t, want, got)
	for n := range b {
		_, err := ngap.ParseSetupResponse(b[:n])
		require.Error(t, err, "prefix of %d octets", n)
	}
	_, err = ngap.SetupRequest{}.MarshalBinary()
	require.Error(t, err)
	for _, f := range []func() ([]byte, error){
		func() ([]byte, error) {
			return ngap.SetupFailed(ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified))
		},
		func() ([]byte, error) {
			return ngap.ReleaseCommandTransfer(ngap.NASCause(ie.CauseNasPresentNormalRelease))
		},
		ngap.ReleaseResponseTransfer,
	} {
		b, err := f()
		require.NoError(t, err)
		require.NotEmpty(t, b)
	}
}

// FuzzSessionTransfers checks that what is understood is encoded to something that is understood alike.
func FuzzSessionTransfers(f *testing.F) {
	b, err := setupRequest().MarshalBinary()
	require.NoError(f, err)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, err := ngap.ParseSetupRequest(b); err == nil {
			require.NotZero(t, r.QFI)
			if r.Integrity <= ngap.ProtectionNotNeeded && r.Confidentiality <= ngap.ProtectionNotNeeded {
				again, err := r.MarshalBinary()
				require.NoError(t, err)
				back, err := ngap.ParseSetupRequest(again)
				require.NoError(t, err)
				require.Equal(t, r, back)
			}
		}
		if r, err := ngap.ParseSetupResponse(b); err == nil {
			require.True(t, r.Downlink.Addr.IsValid())
		}
	})
}
