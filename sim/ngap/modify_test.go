package ngap_test

import (
	"testing"

	"github.com/free5gc/ngap/ie"
	"github.com/stretchr/testify/require"

	"lilab/sim/ngap"
)

func TestModifyTransfers(t *testing.T) {
	for _, want := range []ngap.ModifyRequest{{Add: []ngap.Flow{{QFI: 2, FiveQI: 5}, {QFI: 63, FiveQI: 80}}, Release: []uint8{3}}, {Release: []uint8{2, 3}}, {Add: []ngap.Flow{{QFI: 4, FiveQI: 9}}}} {
		b, err := want.MarshalBinary()
		require.NoError(t, err)
		got, err := ngap.ParseModifyRequest(b)
		require.NoError(t, err)
		require.Equal(t, want, got)
		for n := range b {
			_, err := ngap.ParseModifyRequest(b[:n])
			require.Error(t, err, n)
		}
	}
	for _, want := range []ngap.ModifyResponse{{Added: []uint8{2, 3}}, {Added: []uint8{2}, Failed: []uint8{3}}, {}} {
		b, err := want.MarshalBinary()
		require.NoError(t, err)
		got, err := ngap.ParseModifyResponse(b)
		require.NoError(t, err)
		require.Equal(t, want, got)
		for n := range b {
			_, err := ngap.ParseModifyResponse(b[:n])
			require.Error(t, err, n)
		}
	}
	_, err := ngap.ModifyFailed(ngap.RadioCause(ie.CauseRadioNetworkPresentUnknownPDUSessionID))
	require.NoError(t, err)
	several := setupRequest()
	several.More = []ngap.Flow{{QFI: 2, FiveQI: 5}, {QFI: 3, FiveQI: 6}}
	b, err := several.MarshalBinary()
	require.NoError(t, err)
	back, err := ngap.ParseSetupRequest(b)
	require.NoError(t, err)
	require.Equal(t, several, back)
}

// FuzzModifyTransfers checks that what is understood is encoded to something that is understood alike.
func FuzzModifyTransfers(f *testing.F) {
	b, err := ngap.ModifyRequest{Add: []ngap.Flow{{QFI: 2, FiveQI: 5}}, Release: []uint8{3}}.MarshalBinary()
	require.NoError(f, err)
	f.Add(b)
	b, err = ngap.ModifyResponse{Added: []uint8{2}, Failed: []uint8{3}}.MarshalBinary()
	require.NoError(f, err)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, err := ngap.ParseModifyRequest(b); err == nil {
			again, err := r.MarshalBinary()
			require.NoError(t, err)
			back, err := ngap.ParseModifyRequest(again)
			require.NoError(t, err)
			require.Equal(t, r, back)
		}
		if r, err := ngap.ParseModifyResponse(b); err == nil {
			again, err := r.MarshalBinary()
			require.NoError(t, err)
			back, err := ngap.ParseModifyResponse(again)
			require.NoError(t, err)
			require.Equal(t, r, back)
		}
	})
}
