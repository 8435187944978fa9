package x2x3_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/x2x3"
)

func TestRepeats(t *testing.T) {
	r := x2x3.Repeats{Remember: 10}
	seen := func(peer string, n uint32, payload string) bool {
		p := numbered(n)
		p.Payload = []byte(payload)
		b, err := p.AppendBinary(nil)
		require.NoError(t, err)
		return r.Seen(peer, p, b)
	}
	for i := range uint32(10) {
		require.False(t, seen("a", i, "x"))
	}
	for i := range uint32(10) {
		require.True(t, seen("a", i, "x"), "%d again", i)
		require.False(t, seen("b", i, "x"), "from another peer")
	}
	require.False(t, seen("a", 0, "y"), "a series that begins again has other contents")
	require.False(t, seen("a", 0, "x"), "only the last ten are remembered")
	require.True(t, seen("a", 2, "x"))
	bare := numbered(0)
	bare.SequenceNumber = x2x3.Opt[uint32]{}
	b, err := bare.AppendBinary(nil)
	require.NoError(t, err)
	require.False(t, r.Seen("a", bare, b))
	require.False(t, r.Seen("a", bare, b), "without a number nothing is a repetition")
}
