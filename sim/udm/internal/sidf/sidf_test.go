package sidf_test

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/udm/internal/sidf"
)

func readVectors(t *testing.T, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "..", "shared", "vectors", name))
	if errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("CI") == "true" {
			t.Fatalf("vectors %s are absent", name)
		}
		t.Skipf("vectors %s are absent", name)
	}
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, into))
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	require.NoError(t, err)
	return b
}

func TestDeconcealVectors(t *testing.T) {
	var file struct {
		Cases []struct {
			ID, Scheme, MCC, MNC, MSIN string
			SUPIType                   string `json:"supi_type"`
			SchemeOutput               string `json:"scheme_output"`
			PrivateKey                 string `json:"hn_private_key"`
		}
	}
	readVectors(t, "suci-ecies-ts33501-annexC4.json", &file)
	profiles := map[string]uint8{"null": 0, "profile_a": 1, "profile_b": 2}
	n := 0
	for _, c := range file.Cases {
		if c.SUPIType != "imsi" {
			continue // A network specific identifier is no event.SUCI.
		}
		n++
		suci := event.SUCI{HomeNetwork: event.PLMN{MCC: c.MCC, MNC: c.MNC}, RoutingIndicator: "0",
			Scheme: profiles[c.Scheme], SchemeOutput: unhex(t, c.SchemeOutput)}
		var keys []aka.HomeNetworkPrivateKey
		if suci.Scheme != 0 {
			suci.HomeNetworkPublicKeyID = 27
			keys = append(keys, aka.HomeNetworkPrivateKey{ID: 27, Profile: suci.Scheme, Key: unhex(t, c.PrivateKey)})
		}
		s, err := sidf.New(keys...)
		require.NoError(t, err)
		supi, err := s.Deconceal(suci)
		require.NoError(t, err, c.ID)
		require.Equal(t, c.MCC+c.MNC+c.MSIN, supi, c.ID)
	}
	require.Equal(t, 3, n)
}

// SUCIs that another UE implementation made and another core accepted.
func TestDeconcealLabRuns(t *testing.T) {
	var file struct {
		Cases []struct {
			ID         string
			Inputs     struct{ SUPI string }
			IdentityIE string `json:"registration_identity_ie"`
			SUCI       *struct {
				Profile    string
				PrivateKey string `json:"hn_private_key"`
			}
		}
	}
	readVectors(t, "lab-5g-aka-open5gs-packetrusher.json", &file)
	require.Len(t, file.Cases, 5)
	for _, c := range file.Cases {
		suci, err := aka.ParseSUCI(unhex(t, c.IdentityIE))
		require.NoError(t, err)
		var keys []aka.HomeNetworkPrivateKey
		if c.SUCI != nil {
			keys = append(keys, aka.HomeNetworkPrivateKey{ID: suci.HomeNetworkPublicKeyID,
				Profile: map[string]uint8{"profile_a": 1, "profile_b": 2}[c.SUCI.Profile], Key: unhex(t, c.SUCI.PrivateKey)})
		}
		s, err := sidf.New(keys...)
		require.NoError(t, err)
		supi, err := s.Deconceal(suci)
		require.NoError(t, err, c.ID)
		require.Equal(t, c.Inputs.SUPI, supi, c.ID)
	}
}

// home is a home network with two keys of each profile and the identifiers in an order that says nothing.
func home(t testing.TB) (*sidf.SIDF, map[uint8][]aka.HomeNetworkPublicKey) {
	t.Helper()
	var private []aka.HomeNetworkPrivateKey
	public := map[uint8][]aka.HomeNetworkPublicKey{aka.SchemeNull: {{}}}
	for profile, ids := range map[uint8][]uint8{aka.SchemeProfileA: {1, 27}, aka.SchemeProfileB: {1, 255}} {
		for _, id := range ids {
			pub, priv, err := aka.GenerateHomeNetworkKey(profile, id, rand.Reader)
			require.NoError(t, err)
			private, public[profile] = append(private, priv), append(public[profile], pub)
		}
	}
	s, err := sidf.New(private...)
	require.NoError(t, err)
	return s, public
}

func TestRoundTrip(t *testing.T) {
	s, public := home(t)
	rng := mathrand.New(mathrand.NewPCG(1, 2))
	for range 60 {
		plmn := event.PLMN{MCC: "999", MNC: strconv.Itoa(10 + rng.IntN(990))}
		supi := plmn.MCC + plmn.MNC
		for range 1 + rng.IntN(15-len(supi)) {
			supi += strconv.Itoa(rng.IntN(10))
		}
		for profile, keys := range public {
			var outputs [][]byte
			for _, key := range append(keys, keys...) {
				suci, err := aka.Conceal(plmn, supi, "0", key, rand.Reader)
				require.NoError(t, err)
				got, err := s.Deconceal(suci)
				require.NoError(t, err)
				require.Equal(t, supi, got)
				if profile != aka.SchemeNull {
					for _, before := range outputs {
						require.NotEqual(t, before, suci.SchemeOutput, "each concealment has a key of its own")
					}
					outputs = append(outputs, suci.SchemeOutput)
				}
				text, err := aka.FormatSUCI(suci)
				require.NoError(t, err)
				if profile != aka.SchemeNull && len(supi) > 9 {
					require.NotContains(t, text, supi[5:])
				}
			}
		}
	}
}

func TestDeconcealRefusals(t *testing.T) {
	s, public := home(t)
	plmn := event.PLMN{MCC: "999", MNC: "70"}
	for _, profile := range []uint8{aka.SchemeProfileA, aka.SchemeProfileB} {
		good, err := aka.Conceal(plmn, "999700000000001", "0", public[profile][0], rand.Reader)
		require.NoError(t, err)
		point := aka.PointLen(profile)
		change := func(f func(*event.SUCI)) error {
			bad := good
			bad.SchemeOutput = bytes.Clone(good.SchemeOutput)
			f(&bad)
			supi, err := s.Deconceal(bad)
			require.Empty(t, supi)
			return err
		}
		require.ErrorIs(t, change(func(s *event.SUCI) { s.HomeNetworkPublicKeyID = 2 }), sidf.ErrUnknownKey)
		require.ErrorIs(t, change(func(s *event.SUCI) { s.HomeNetworkPublicKeyID = 0 }), sidf.ErrUnknownKey)
		require.ErrorIs(t, change(func(s *event.SUCI) { s.HomeNetworkPublicKeyID = public[profile][1].ID }), sidf.ErrMAC)
		require.ErrorIs(t, change(func(s *event.SUCI) { s.Scheme = 3 }), sidf.ErrScheme)
		require.ErrorIs(t, change(func(s *event.SUCI) { s.Scheme = 12 }), sidf.ErrScheme)
		require.ErrorIs(t, change(func(s *event.SUCI) { s.Scheme = 0 }), sidf.ErrIdentity)
		require.ErrorIs(t, change(func(s *event.SUCI) { s.HomeNetwork.MNC = "7000" }), sidf.ErrIdentity)
		require.ErrorIs(t, change(func(s *event.SUCI) { s.SchemeOutput = append(s.SchemeOutput, 0) }), sidf.ErrLength)
		for n := range point + 9 {
			require.ErrorIs(t, change(func(s *event.SUCI) { s.SchemeOutput = s.SchemeOutput[:n] }), sidf.ErrLength, "%d octets", n)
		}
		for i := point; i < len(good.SchemeOutput); i++ {
			require.ErrorIs(t, change(func(s *event.SUCI) { s.SchemeOutput[i] ^= 1 }), sidf.ErrMAC, "octet %d", i)
		}
		for i := range point {
			err := change(func(s *event.SUCI) { s.SchemeOutput[i] ^= 1 })
			require.True(t, errors.Is(err, sidf.ErrMAC) || errors.Is(err, sidf.ErrPoint), "octet %d: %v", i, err)
		}
		require.ErrorIs(t, change(func(s *event.SUCI) { clear(s.SchemeOutput[:point]) }), sidf.ErrPoint)
		// The identity of the network is not protected by the scheme: another one gives another IMSI.
		other := good
		other.HomeNetwork = event.PLMN{MCC: "001", MNC: "01"}
		supi, err := s.Deconceal(other)
		require.NoError(t, err)
		require.Equal(t, "001010000000001", supi)
	}
	// Profile B has two points for each abscissa; the other one is on the curve too and must fail the MAC.
	good, err := aka.Conceal(plmn, "999700000000001", "0", public[aka.SchemeProfileB][0], rand.Reader)
	require.NoError(t, err)
	good.SchemeOutput[0] ^= 1
	_, err = s.Deconceal(good)
	require.ErrorIs(t, err, sidf.ErrMAC)
}

// What is inside may be wrong although the MAC is right.
func TestDeconcealWrongPlaintext(t *testing.T) {
	s, public := home(t)
	key := public[aka.SchemeProfileA][0]
	// An MSIN of ten digits made for an MNC of two does not fit an MNC of three.
	suci, err := aka.Conceal(event.PLMN{MCC: "999", MNC: "70"}, "999701234567890", "0", key, rand.Reader)
	require.NoError(t, err)
	suci.HomeNetwork.MNC = "700"
	_, err = s.Deconceal(suci)
	require.ErrorIs(t, err, sidf.ErrIdentity)
}

func TestNewRefusals(t *testing.T) {
	_, good, err := aka.GenerateHomeNetworkKey(aka.SchemeProfileB, 1, rand.Reader)
	require.NoError(t, err)
	for name, keys := range map[string][]aka.HomeNetworkPrivateKey{
		"twice":         {good, good},
		"null scheme":   {{ID: 1, Profile: 0, Key: good.Key}},
		"identifier 0":  {{ID: 0, Profile: 2, Key: good.Key}},
		"short":         {{ID: 1, Profile: 2, Key: good.Key[1:]}},
		"a scalar of 0": {{ID: 1, Profile: 2, Key: make([]byte, 32)}},
		"no octets":     {{ID: 1, Profile: 1}},
		"reserved":      {{ID: 1, Profile: 5, Key: good.Key}},
		"second is bad": {good, {ID: 2, Profile: 2}},
	} {
		_, err := sidf.New(keys...)
		require.ErrorIs(t, err, sidf.ErrKey, name)
		require.NotContains(t, err.Error(), hex.EncodeToString(good.Key), name)
	}
}

func FuzzDeconceal(f *testing.F) {
	s, public := home(f)
	for _, keys := range public {
		suci, err := aka.Conceal(event.PLMN{MCC: "999", MNC: "70"}, "999700000000001", "0", keys[0], rand.Reader)
		require.NoError(f, err)
		f.Add(suci.Scheme, suci.HomeNetworkPublicKeyID, suci.SchemeOutput, "999", "70")
	}
	typed := []error{sidf.ErrUnknownKey, sidf.ErrMAC, sidf.ErrLength, sidf.ErrScheme, sidf.ErrPoint, sidf.ErrIdentity}
	f.Fuzz(func(t *testing.T, scheme, id uint8, out []byte, mcc, mnc string) {
		before := bytes.Clone(out)
		supi, err := s.Deconceal(event.SUCI{HomeNetwork: event.PLMN{MCC: mcc, MNC: mnc}, Scheme: scheme,
			HomeNetworkPublicKeyID: id, SchemeOutput: out})
		require.True(t, bytes.Equal(before, out), "the input is not changed")
		if err == nil {
			require.Regexp(t, `^[0-9]{6,15}$`, supi)
			require.True(t, strings.HasPrefix(supi, mcc+mnc))
			return
		}
		require.Empty(t, supi)
		for _, e := range typed {
			if errors.Is(err, e) {
				return
			}
		}
		t.Fatalf("untyped error %v", err)
	})
}

func FuzzRoundTrip(f *testing.F) {
	s, public := home(f)
	f.Add(uint64(1), uint8(15))
	f.Add(uint64(9999999999), uint8(6))
	f.Fuzz(func(t *testing.T, msin uint64, n uint8) {
		digits := strconv.FormatUint(msin, 10)
		digits = digits[:min(len(digits), 1+int(n)%10)]
		plmn := event.PLMN{MCC: "001", MNC: "01"}
		for _, keys := range public {
			suci, err := aka.Conceal(plmn, "00101"+digits, "1234", keys[0], rand.Reader)
			require.NoError(t, err)
			supi, err := s.Deconceal(suci)
			require.NoError(t, err)
			require.Equal(t, "00101"+digits, supi)
		}
	})
}

func BenchmarkDeconceal(b *testing.B) {
	s, public := home(b)
	for name, profile := range map[string]uint8{"profile-a": aka.SchemeProfileA, "profile-b": aka.SchemeProfileB} {
		suci, err := aka.Conceal(event.PLMN{MCC: "999", MNC: "70"}, "999700000000001", "0", public[profile][0], rand.Reader)
		require.NoError(b, err)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Deconceal(suci); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
