package rrc_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/rrc"
)

func TestCommand(t *testing.T) {
	for _, want := range []rrc.Command{{}, {PCI: rrc.MaxPCI, RNTI: 0xffff, NCC: 7}, {PCI: 1, RNTI: 0x4601, NCC: 2}} {
		b, err := want.MarshalBinary()
		require.NoError(t, err)
		got, err := rrc.ParseCommand(b)
		require.NoError(t, err)
		require.Equal(t, want, got)
		for n := range b {
			_, err := rrc.ParseCommand(b[:n])
			require.Error(t, err, "prefix of %d octets", n)
		}
		_, err = rrc.ParseCommand(append(b, 0))
		require.Error(t, err)
	}
	_, err := rrc.Command{PCI: rrc.MaxPCI + 1}.MarshalBinary()
	require.Error(t, err)
	_, err = rrc.Command{NCC: 8}.MarshalBinary()
	require.Error(t, err)
	require.NoError(t, rrc.CheckPreparationInformation(rrc.PreparationInformation()))
	require.Error(t, rrc.CheckPreparationInformation(nil))
	require.Error(t, rrc.CheckPreparationInformation([]byte{0xff, 0xff}))
}

// FuzzParseCommand checks that what is understood is exactly what is encoded.
func FuzzParseCommand(f *testing.F) {
	b, err := rrc.Command{PCI: 500, RNTI: 17, NCC: 3}.MarshalBinary()
	require.NoError(f, err)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := rrc.ParseCommand(b)
		if err != nil {
			return
		}
		again, err := c.MarshalBinary()
		require.NoError(t, err)
		require.Equal(t, b, again)
	})
}
