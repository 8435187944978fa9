package aka

import (
	"crypto/hmac"
	"crypto/sha256"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The KDF is HMAC-SHA-256 as the standard library has it, for inputs of any length.
func TestKDF(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	octets := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(rng.Uint32())
		}
		return b
	}
	for n := range 300 {
		key, p0, p1 := octets(32), octets(n), octets(rng.IntN(20))
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte{0x6a})
		mac.Write(p0)
		mac.Write([]byte{byte(n >> 8), byte(n)})
		mac.Write(p1)
		mac.Write([]byte{0, byte(len(p1))})
		got := kdf(key, 0x6a, p0, p1)
		require.Equal(t, mac.Sum(nil), got[:], "%d octets", n)
	}
}

// NH has no published vector: the inputs of TS 33.501 clause A.10 written out.
func TestNH(t *testing.T) {
	kamf, kgnb := [32]byte{1, 2}, [32]byte{3, 4}
	nh := func(sync [32]byte) (out [32]byte) {
		mac := hmac.New(sha256.New, kamf[:])
		mac.Write([]byte{0x6f})
		mac.Write(sync[:])
		mac.Write([]byte{0, 32})
		copy(out[:], mac.Sum(nil))
		return out
	}
	require.Equal(t, nh(kgnb), NH(kamf, kgnb))
	require.Equal(t, nh(nh(kgnb)), NH(kamf, NH(kamf, kgnb)))
}

// Every input changes every key that depends on it, and nothing else does.
func TestKeyBinding(t *testing.T) {
	const visited = "5G:mnc001.mcc001.3gppnetwork.org"
	kausf := [32]byte{9}
	kseaf := KSEAF(kausf, visited)
	kamf := KAMF(kseaf, "999700000000001", []byte{0, 0})
	require.Equal(t, kamf, KAMF(KSEAF(kausf, strings.Clone(visited)), "999700000000001", make([]byte, 2)))
	seen := map[[32]byte]string{kausf: "KAUSF", kseaf: "KSEAF", kamf: "KAMF"}
	for name, key := range map[string][32]byte{
		"another serving network":     KSEAF(kausf, "5G:mnc070.mcc999.3gppnetwork.org"),
		"an MNC of two digits":        KSEAF(kausf, "5G:mnc01.mcc001.3gppnetwork.org"),
		"another SUPI":                KAMF(kseaf, "999700000000002", []byte{0, 0}),
		"a SUPI with a prefix":        KAMF(kseaf, "imsi-999700000000001", []byte{0, 0}),
		"another ABBA":                KAMF(kseaf, "999700000000001", []byte{0, 1}),
		"KgNB":                        KgNB(kamf, 0),
		"KgNB of the next NAS COUNT":  KgNB(kamf, 1),
		"KNASenc of NEA1":             AlgorithmKey(kamf, distinguisherNASenc, NEA1),
		"KNASenc of NEA2":             AlgorithmKey(kamf, distinguisherNASenc, NEA2),
		"KNASint of NIA2":             AlgorithmKey(kamf, distinguisherNASint, NIA2),
		"KNG-RAN* of a cell":          KNGRANStar(kamf, 1, 600000),
		"KNG-RAN* of another channel": KNGRANStar(kamf, 1, 600001),
	} {
		require.Empty(t, seen[key], name)
		seen[key] = name
	}
}
