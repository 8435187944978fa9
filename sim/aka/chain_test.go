package aka

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestChain plays handovers of both kinds: the UE derives what the gNBs derive, and a gNB that has only {NH, NCC} of one
// handover knows neither the key before nor, after another one, the key in use.
func TestChain(t *testing.T) {
	kamf, kgnb := [32]byte{1}, [32]byte{2}
	const arfcn = 632628
	amf, ue := NewChain(kamf, kgnb), NewChain(kamf, kgnb)
	// The first Xn handover: the source has nothing but its own key.
	ue.Handover(0, 17, arfcn)
	require.Equal(t, KNGRANStar(kgnb, 17, arfcn), ue.KgNB)
	// The AMF gives a fresh one after it; NCC 1 is skipped.
	h := amf.Next()
	require.Equal(t, Hop{NH(kamf, NH(kamf, kgnb)), 2}, h)
	ue.Handover(h.NCC, 18, arfcn)
	require.Equal(t, KNGRANStar(h.NH, 18, arfcn), ue.KgNB)
	// A second one with the same counter derives from the key in use.
	before := ue.KgNB
	ue.Handover(h.NCC, 19, arfcn)
	require.Equal(t, KNGRANStar(before, 19, arfcn), ue.KgNB)
	// The counter has three bits, and hops can be missed.
	for range 3 {
		h = amf.Next()
	}
	require.Equal(t, uint8(5), h.NCC)
	ue.Handover(h.NCC, 1, arfcn)
	require.Equal(t, KNGRANStar(h.NH, 1, arfcn), ue.KgNB)
	for range 4 {
		h = amf.Next()
	}
	require.Equal(t, uint8(1), h.NCC)
	ue.Handover(h.NCC, 2, arfcn)
	require.Equal(t, KNGRANStar(h.NH, 2, arfcn), ue.KgNB)
}
