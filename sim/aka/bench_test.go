package aka

import (
	"crypto/rand"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
)

// baseline is the time of one call of another implementation, measured in the same run; 0 without one.
func baseline(f func() error) time.Duration {
	const runs = 200
	best := time.Hour
	for range 5 {
		start := time.Now()
		for range runs {
			if f() != nil {
				return 0
			}
		}
		best = min(best, time.Since(start)/runs)
	}
	return best
}

func report(b *testing.B, base time.Duration) {
	if base == 0 {
		return
	}
	b.ReportMetric(float64(base)/(float64(b.Elapsed())/float64(b.N)), "x-free5gc")
	b.ReportMetric(float64(base), "ns/op-free5gc")
}

func BenchmarkCipher(b *testing.B) {
	key := [16]byte{1, 2, 3}
	for alg := NEA1; alg <= NEA3; alg++ {
		for _, n := range []int{20, 100, 1400} {
			b.Run(fmt.Sprintf("NEA%d/%d", alg, n), func(b *testing.B) {
				data := make([]byte, n)
				base := baseline(func() error { return peerCipher(alg, key, 7, NASBearer, Uplink, data) })
				b.ReportAllocs()
				b.SetBytes(int64(n))
				for b.Loop() {
					if err := Cipher(alg, key, 7, NASBearer, Uplink, data); err != nil {
						b.Fatal(err)
					}
				}
				report(b, base)
			})
		}
	}
}

func BenchmarkMAC(b *testing.B) {
	key := [16]byte{1, 2, 3}
	for alg := NIA1; alg <= NIA3; alg++ {
		for _, n := range []int{20, 100, 1400} {
			b.Run(fmt.Sprintf("NIA%d/%d", alg, n), func(b *testing.B) {
				data := make([]byte, n)
				base := baseline(func() error { return peerMAC(alg, key, 7, NASBearer, Uplink, data) })
				b.ReportAllocs()
				b.SetBytes(int64(n))
				for b.Loop() {
					if _, err := MAC(alg, key, 7, NASBearer, Uplink, data); err != nil {
						b.Fatal(err)
					}
				}
				report(b, base)
			})
		}
	}
}

const benchSNN = "5G:mnc070.mcc999.3gppnetwork.org"

func BenchmarkGenerateAV(b *testing.B) {
	k, opc, rand := [16]byte{1}, [16]byte{2}, [16]byte{3}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := GenerateAV(k, opc, AMF5G, 33, rand, benchSNN); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRegistration is the whole cryptography of one registration, both sides: SUCI of profile A (without
// de-concealment, see sidf), the vector, the answer, the hierarchy twice and the NAS messages.
func BenchmarkRegistration(b *testing.B) {
	k, opc := [16]byte{1}, [16]byte{2}
	home := event.PLMN{MCC: "999", MNC: "70"}
	public, _, err := GenerateHomeNetworkKey(SchemeProfileA, 1, rand.Reader)
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Conceal(home, "999700000000001", "0", public, rand.Reader); err != nil {
			b.Fatal(err)
		}
		av, err := GenerateAV(k, opc, AMF5G, 33, [16]byte{3}, benchSNN)
		if err != nil {
			b.Fatal(err)
		}
		r, err := NewUSIM(k, opc).Authenticate(av.RAND, av.AUTN, benchSNN)
		if err != nil {
			b.Fatal(err)
		}
		if HXRESStar(av.RAND, r.RESStar) != HXRESStar(av.RAND, av.XRESStar) {
			b.Fatal("RES*")
		}
		for _, kausf := range [][32]byte{av.KAUSF, r.KAUSF} {
			kamf := KAMF(KSEAF(kausf, benchSNN), "999700000000001", []byte{0, 0})
			enc, integrity := KNASenc(kamf, NEA2), KNASint(kamf, NIA2)
			KgNB(kamf, 0)
			var body [60]byte
			for count := range uint32(5) {
				if err := Cipher(NEA2, enc, count, NASBearer, Uplink, body[:]); err != nil {
					b.Fatal(err)
				}
				if _, err := MAC(NIA2, integrity, count, NASBearer, Uplink, body[:]); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

func BenchmarkConceal(b *testing.B) {
	for name, profile := range map[string]uint8{"profile-a": SchemeProfileA, "profile-b": SchemeProfileB} {
		b.Run(name, func(b *testing.B) {
			public, _, err := GenerateHomeNetworkKey(profile, 1, rand.Reader)
			require.NoError(b, err)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Conceal(event.PLMN{MCC: "999", MNC: "70"}, "999700000000001", "0", public, rand.Reader); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
