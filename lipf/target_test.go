package lipf_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
)

func TestMatches(t *testing.T) {
	id := lipf.Identity{SUPI: "001010000000001", PEI: "3550930612345601", GPSI: "15551000001"}
	for _, c := range []struct {
		target lipf.TargetIdentifier
		want   bool
	}{
		{lipf.TargetIdentifier{Type: lipf.SUPIIMSI, Value: "001010000000001"}, true},
		{lipf.TargetIdentifier{Type: lipf.SUPIIMSI, Value: "00101000000000"}, false},
		{lipf.TargetIdentifier{Type: lipf.PEIIMEISV, Value: "3550930612345601"}, true},
		{lipf.TargetIdentifier{Type: lipf.PEIIMEISV, Value: "3550930612345602"}, false},
		{lipf.TargetIdentifier{Type: lipf.PEIIMEI, Value: "35509306123456"}, true},
		{lipf.TargetIdentifier{Type: lipf.PEIIMEI, Value: "35509306123457"}, false},
		{lipf.TargetIdentifier{Type: lipf.PEIIMEICheckDigit, Value: "355093061234560"}, true},
		{lipf.TargetIdentifier{Type: lipf.GPSIMSISDN, Value: "15551000001"}, true},
		{lipf.TargetIdentifier{Type: lipf.GPSIMSISDN, Value: "001010000000001"}, false},
		{lipf.TargetIdentifier{Type: lipf.SUPINAI, Value: "001010000000001"}, false},
		{lipf.TargetIdentifier{Type: "sipUri", Value: "15551000001"}, false},
	} {
		require.Equal(t, c.want, c.target.Matches(id), c.target)
		require.False(t, c.target.Matches(lipf.Identity{}), "what is not known never matches")
	}
	require.False(t, lipf.AllMatch(nil, id))
	require.False(t, lipf.TargetIdentifier{Type: lipf.SUPIIMSI}.Matches(lipf.Identity{}), "empty is not equal to not known")
}

func TestFragment(t *testing.T) {
	for _, v := range []lipf.TargetIdentifier{{Type: lipf.SUPIIMSI, Value: "001010000000001"}, {Type: lipf.SUPINAI, Value: `a<&">'b@c`}, {Type: "sipUri", Value: "sip:a@b;x=1"}} {
		got, err := lipf.ParseFragment([]byte(v.Fragment()))
		require.NoError(t, err)
		require.Equal(t, v, got)
		f := v.Fragment()
		for i := range f {
			_, err := lipf.ParseFragment([]byte(f[:i]))
			require.Error(t, err, f[:i])
		}
	}
	require.Equal(t, "<supiimsi>001010000000001</supiimsi>", lipf.TargetIdentifier{Type: lipf.SUPIIMSI, Value: "001010000000001"}.Fragment())
	for _, bad := range []string{"", "IMSI1", "<a/><b/>", "<a><b/></a>", "<!DOCTYPE a><a/>", "<supiimsi>x</supiimsi>", "x<a/>", "<a>&e;</a>"} {
		_, err := lipf.ParseFragment([]byte(bad))
		require.ErrorIs(t, err, lipf.ErrTarget, bad)
	}
}

func FuzzFragment(f *testing.F) {
	f.Add([]byte("<supiimsi>001010000000001</supiimsi>"))
	f.Add([]byte(`<x:sipUri xmlns:x="urn:x">a&amp;b</x:sipUri>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := lipf.ParseFragment(b)
		if err != nil {
			return
		}
		again, err := lipf.ParseFragment([]byte(v.Fragment()))
		require.NoError(t, err, v.Fragment())
		require.Equal(t, v, again)
	})
}

func TestUUID(t *testing.T) {
	u, err := lipf.NewUUID(rand.NewChaCha8([32]byte{1}))
	require.NoError(t, err)
	again, err := lipf.ParseUUID(u.String())
	require.NoError(t, err)
	require.Equal(t, u, again)
	_, err = lipf.NewUUID(bytes.NewReader(make([]byte, 15)))
	require.Error(t, err)
	for _, bad := range []string{"", "29F28E1C-f230-486a-a860-f5a784ab9172", "29f28e1c-f230-186a-a860-f5a784ab9172", "29f28e1c-f230-486a-2860-f5a784ab9172",
		"29f28e1c-f230-486a-a860-f5a784ab917", "29f28e1cxf230-486a-a860-f5a784ab9172", "29f28e1c-f230-486a-a860-f5a784ab917g"} {
		_, err := lipf.ParseUUID(bad)
		require.ErrorIs(t, err, lipf.ErrUUID, bad)
	}
}
