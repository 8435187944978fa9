package asn_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle/asn"
)

// TestMutantsAgainstAsn1ct changes an octet of samples: what asn1ct refuses, the decoder refuses or says something of, so
// that nothing wrong passes in silence. The other way round asn1ct is the laxer one: it passes over octets behind an
// alternative, constructed and primitive encodings mixed up, and unknown events.
func TestMutantsAgainstAsn1ct(t *testing.T) {
	s, d := schema(t), asn.NewDecoder()
	r := rand.New(rand.NewPCG(1, 2))
	times := map[*asn.Type]int{}
	refused, stricter := 0, 0
	for i, c := range samples(s) {
		b, _ := sample(s, c.typ, c.pick, c.oid, c.full, uint64(i), times)
		if len(b) > 600 {
			continue
		}
		for range 2 {
			m := bytes.Clone(b)
			m[r.IntN(len(m))] ^= byte(1 << r.IntN(8))
			_, theirs := judge.Decode(t, c.module, c.name, m)
			got, err := d.Decode(m, s.Type(c.typ))
			here := err != nil || got.Length != len(m) || len(got.Findings) > 0
			switch {
			case theirs == nil && err != nil:
				stricter++
			case theirs != nil:
				refused++
				require.True(t, here, "asn1ct says %v, nothing is said here: %s %s\n%x\n%x", theirs, c.name, c.pick, b, m)
			}
		}
	}
	t.Logf("asn1ct refused %d and read %d that are refused here", refused, stricter)
	require.Greater(t, refused, 300)
}
