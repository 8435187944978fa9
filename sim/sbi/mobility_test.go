package sbi

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
)

// FuzzGUTIContext reads names of UE contexts: what is taken is written again as it was.
func FuzzGUTIContext(f *testing.F) {
	for _, g := range []event.GUTI{
		{PLMN: event.PLMN{MCC: "999", MNC: "70"}, AMFRegionID: 1, AMFSetID: 1, AMFPointer: 63, TMSI: 0xdeadbeef},
		{PLMN: event.PLMN{MCC: "001", MNC: "001"}, AMFRegionID: 255, AMFSetID: 1023},
	} {
		got, ok := ParseGUTIContext(GUTIContext(g))
		require.True(f, ok)
		require.Equal(f, g, got)
		f.Add(GUTIContext(g))
	}
	for _, s := range []string{"", "5g-guti-", "imsi-999700000000001", "5g-guti-9997001004000000000g", "5g-guti-9997001004000000000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g, ok := ParseGUTIContext(s)
		if !ok {
			return
		}
		again, ok := ParseGUTIContext(GUTIContext(g))
		require.True(t, ok)
		require.Equal(t, g, again)
	})
}
