package aka

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMilenageVectors(t *testing.T) {
	var file struct {
		Cases []struct {
			Spec              string
			Set               int
			K, RAND, SQN, AMF octets
			OP, OPc           octets
			MACA              octets `json:"f1_mac_a"`
			MACS              octets `json:"f1star_mac_s"`
			RES               octets `json:"f2_res"`
			CK                octets `json:"f3_ck"`
			IK                octets `json:"f4_ik"`
			AK                octets `json:"f5_ak"`
			AKStar            octets `json:"f5star_ak"`
			AUTN              octets `json:"derived_autn"`
			AUTS              octets `json:"derived_auts_amf0000"`
		}
	}
	readVectors(t, "milenage-ts35207-ts35208.json", &file)
	require.Len(t, file.Cases, 25)
	for _, c := range file.Cases {
		t.Run(fmt.Sprintf("%s/%d", c.Spec, c.Set), func(t *testing.T) {
			k, rand, amf := c.K.b16(), c.RAND.b16(), [2]byte(c.AMF)
			opc, err := OPc(k, c.OP.b16())
			require.NoError(t, err)
			require.Equal(t, c.OPc.b16(), opc)
			q, err := f2345(&k, &opc, &rand)
			require.NoError(t, err)
			require.Equal(t, []byte(c.RES), q.res[:])
			require.Equal(t, []byte(c.CK), q.ckik[:16])
			require.Equal(t, []byte(c.IK), q.ckik[16:])
			require.Equal(t, []byte(c.AK), q.ak[:])
			mac, err := q.f1([6]byte(c.SQN), amf)
			require.NoError(t, err)
			require.Equal(t, []byte(c.MACA), mac[:])
			ak, err := q.f5Star()
			require.NoError(t, err)
			require.Equal(t, []byte(c.AKStar), ak[:])
			// MAC-S with the AMF of the set, which resynchronisation replaces by zeros.
			macs, err := q.m.F1Star(c.SQN, c.AMF)
			require.NoError(t, err)
			require.Equal(t, []byte(c.MACS), macs)
			av, err := GenerateAV(k, opc, uint16(amf[0])<<8|uint16(amf[1]), c.SQN.u48(), rand, "5G:mnc001.mcc001.3gppnetwork.org")
			require.NoError(t, err)
			require.Equal(t, []byte(c.AUTN), av.AUTN[:])
			auts, err := q.auts(c.SQN.u48())
			require.NoError(t, err)
			require.Equal(t, []byte(c.AUTS), auts[:])
			sqn, err := Resynchronise(k, opc, rand, auts)
			require.NoError(t, err)
			require.Equal(t, c.SQN.u48(), sqn)
		})
	}
}

type akaRun struct {
	ID     string
	Inputs struct {
		K, OPc, SQN, AMF, RAND, AUTN octets
		CK, IK, AK, RES              octets
		SUPI                         string
		SNN                          string `json:"serving_network_name"`
		ABBA                         octets
	}
	InCapture  map[string]string `json:"in_capture"`
	Expected   map[string]string
	Computed   map[string]string
	Algorithms struct{ Integrity, Ciphering string } `json:"nas_algorithms"`
	NAS        []struct {
		Frame     int
		Direction string
		Count     uint32 `json:"nas_count"`
		PDU       octets `json:"nas_pdu"`
		Plain     octets
	} `json:"nas_messages"`
	IdentityIE octets `json:"registration_identity_ie"`
	SUCI       *struct {
		Profile      string
		PrivateKey   octets `json:"hn_private_key"`
		SchemeOutput octets `json:"scheme_output"`
		MSIN         string
	}
	Checks map[string]bool
}

// derived computes the whole hierarchy from an authentication vector, by the names of the vector file.
func derived(r akaRun, av HEAV) map[string]string {
	h := func(b []byte) string { return hex.EncodeToString(b) }
	kseaf := KSEAF(av.KAUSF, r.Inputs.SNN)
	kamf := KAMF(kseaf, r.Inputs.SUPI, r.Inputs.ABBA)
	kgnb := KgNB(kamf, 0)
	hxres := HXRESStar(av.RAND, av.XRESStar)
	out := map[string]string{
		"xres_star": h(av.XRESStar[:]), "hxres_star": h(hxres[:]), "kausf": h(av.KAUSF[:]), "kseaf": h(kseaf[:]),
		"kamf": h(kamf[:]), "kgnb": h(kgnb[:]), "autn": h(av.AUTN[:]),
	}
	for alg := range uint8(4) {
		enc, integrity := KNASenc(kamf, alg), KNASint(kamf, alg)
		out[fmt.Sprintf("knasenc_nea%d", alg)] = h(enc[:])
		out[fmt.Sprintf("knasint_nia%d", alg)] = h(integrity[:])
	}
	return out
}

// compare checks every value of want that the package computes and returns how many it checked.
func compare(t *testing.T, want, got map[string]string) (n int) {
	t.Helper()
	for name, value := range want {
		if have, ok := got[name]; ok {
			require.Equal(t, value, have, name)
			n++
		}
	}
	return n
}

// checkNAS checks and deciphers each secured message of a run, TS 24.501 clause 4.4.
func checkNAS(t *testing.T, r akaRun, keys map[string]string) {
	t.Helper()
	algorithm := func(name string) uint8 { return name[len(name)-1] - '0' }
	nia, nea := algorithm(r.Algorithms.Integrity), algorithm(r.Algorithms.Ciphering)
	kint, err := hex.DecodeString(keys[fmt.Sprintf("knasint_nia%d", nia)])
	require.NoError(t, err)
	kenc, err := hex.DecodeString(keys[fmt.Sprintf("knasenc_nea%d", nea)])
	require.NoError(t, err)
	require.NotEmpty(t, r.NAS)
	for _, m := range r.NAS {
		direction := Uplink
		if m.Direction == "downlink" {
			direction = Downlink
		}
		mac, err := MAC(nia, [16]byte(kint), m.Count, NASBearer, direction, m.PDU[6:])
		require.NoError(t, err)
		require.Equal(t, []byte(m.PDU[2:6]), mac[:], "frame %d", m.Frame)
		body := bytes.Clone(m.PDU[7:])
		if header := m.PDU[1]; header == 2 || header == 4 {
			require.NoError(t, Cipher(nea, [16]byte(kenc), m.Count, NASBearer, direction, body))
		}
		require.Equal(t, []byte(m.Plain), body, "frame %d", m.Frame)
	}
}

func TestKeyHierarchyVectors(t *testing.T) {
	var file struct {
		Captures, Examples []akaRun
	}
	readVectors(t, "kdf-5g-aka.json", &file)
	require.Len(t, file.Captures, 3)
	for _, r := range file.Captures {
		t.Run(r.ID, func(t *testing.T) {
			in := r.Inputs
			av, err := GenerateAV(in.K.b16(), in.OPc.b16(), AMF5G, in.SQN.u48(), in.RAND.b16(), in.SNN)
			require.NoError(t, err)
			got := derived(r, av)
			require.Equal(t, len(r.InCapture), compare(t, r.InCapture, got), "every value seen in the capture")
			require.GreaterOrEqual(t, compare(t, r.Computed, got), 14)
			checkNAS(t, r, got)
			// The UE side agrees.
			u := NewUSIM(in.K.b16(), in.OPc.b16())
			resp, err := u.Authenticate(in.RAND.b16(), av.AUTN, in.SNN)
			require.NoError(t, err)
			require.Equal(t, Response{RESStar: av.XRESStar, KAUSF: av.KAUSF, SQN: in.SQN.u48()}, resp)
		})
	}
	for _, r := range file.Examples {
		if r.Inputs.SNN == "" {
			continue // srsran-as-keys, in TestAccessStratumKeyVectors
		}
		t.Run(r.ID, func(t *testing.T) {
			in := r.Inputs
			var av HEAV
			if in.CK != nil {
				// The test algorithm of TS 34.108, which is not MILENAGE, gave these CK, IK and a RES of 16 octets.
				ckik := append(bytes.Clone(in.CK), in.IK...)
				sqnXorAK := xor6([6]byte(in.SQN), [6]byte(in.AK))
				av.RAND = in.RAND.b16()
				av.XRESStar = deriveRESStar(ckik, in.SNN, in.RAND, in.RES)
				av.KAUSF = deriveKAUSF(ckik, in.SNN, sqnXorAK[:])
			} else {
				var err error
				av, err = GenerateAV(in.K.b16(), in.OPc.b16(), AMF5G, in.SQN.u48(), in.RAND.b16(), in.SNN)
				require.NoError(t, err)
			}
			got := derived(r, av)
			require.GreaterOrEqual(t, compare(t, r.Expected, got)+compare(t, r.Computed, got), 14)
			if prefix := r.Expected["hxres_star_prefix"]; prefix != "" {
				require.True(t, strings.HasPrefix(got["hxres_star"], prefix))
				// RES, CK, IK and AK one by one.
				k, opc, rand := in.K.b16(), in.OPc.b16(), in.RAND.b16()
				q, err := f2345(&k, &opc, &rand)
				require.NoError(t, err)
				require.Equal(t, 4, compare(t, r.Expected, map[string]string{
					"res": hex.EncodeToString(q.res[:]), "ak": hex.EncodeToString(q.ak[:]),
					"ck": hex.EncodeToString(q.ckik[:16]), "ik": hex.EncodeToString(q.ckik[16:]),
				}))
			}
		})
	}
}

func TestAccessStratumKeyVectors(t *testing.T) {
	var file struct {
		Examples []struct {
			ID   string
			KgNB octets
			RRC  struct {
				NEA, NIA uint8
				Enc      octets `json:"krrcenc_256"`
				Int      octets `json:"krrcint_256"`
			}
			UP struct {
				NEA, NIA uint8
				Enc      octets `json:"kupenc_256"`
				Int      octets `json:"kupint_256"`
			}
			Handover struct {
				KgNB   octets
				PCI    uint16
				ARFCN  uint32 `json:"arfcn_dl"`
				Octets octets `json:"kngran_star_with_3_octets"`
			} `json:"kngran_star"`
		}
	}
	readVectors(t, "kdf-5g-aka.json", &file)
	found := false
	for _, e := range file.Examples {
		if e.ID != "srsran-as-keys" {
			continue
		}
		found = true
		k := e.KgNB.b32()
		require.Equal(t, e.RRC.Enc.b32(), AlgorithmKey(k, distinguisherRRCenc, e.RRC.NEA))
		require.Equal(t, e.RRC.Int.b32(), AlgorithmKey(k, distinguisherRRCint, e.RRC.NIA))
		require.Equal(t, e.UP.Enc.b32(), AlgorithmKey(k, distinguisherUPenc, e.UP.NEA))
		require.Equal(t, e.UP.Int.b32(), AlgorithmKey(k, distinguisherUPint, e.UP.NIA))
		require.Equal(t, [16]byte(e.RRC.Enc[16:]), KRRCenc(k, e.RRC.NEA))
		require.Equal(t, [16]byte(e.RRC.Int[16:]), KRRCint(k, e.RRC.NIA))
		require.Equal(t, [16]byte(e.UP.Enc[16:]), KUPenc(k, e.UP.NEA))
		require.Equal(t, [16]byte(e.UP.Int[16:]), KUPint(k, e.UP.NIA))
		require.Equal(t, e.Handover.Octets.b32(), KNGRANStar(e.Handover.KgNB.b32(), e.Handover.PCI, e.Handover.ARFCN))
	}
	require.True(t, found)
}

// Whole registrations between two implementations that nobody here wrote.
func TestLabRuns(t *testing.T) {
	var file struct{ Cases []akaRun }
	readVectors(t, "lab-5g-aka-open5gs-packetrusher.json", &file)
	require.Len(t, file.Cases, 5)
	for _, r := range file.Cases {
		t.Run(r.ID, func(t *testing.T) {
			in := r.Inputs
			u := NewUSIM(in.K.b16(), in.OPc.b16())
			resp, err := u.Authenticate(in.RAND.b16(), in.AUTN.b16(), in.SNN)
			require.NoError(t, err)
			require.Equal(t, in.SQN.u48(), resp.SQN)
			got := derived(r, HEAV{RAND: in.RAND.b16(), AUTN: in.AUTN.b16(), XRESStar: resp.RESStar, KAUSF: resp.KAUSF})
			require.GreaterOrEqual(t, compare(t, r.Computed, got), 14)
			checkNAS(t, r, got)
			// The home network side gives the same AUTN.
			av, err := GenerateAV(in.K.b16(), in.OPc.b16(), AMF5G, in.SQN.u48(), in.RAND.b16(), in.SNN)
			require.NoError(t, err)
			require.Equal(t, in.AUTN.b16(), av.AUTN)
			require.Equal(t, resp.RESStar, av.XRESStar)

			suci, err := ParseSUCI(r.IdentityIE)
			require.NoError(t, err)
			back, err := AppendSUCI(nil, suci)
			require.NoError(t, err)
			require.Equal(t, []byte(r.IdentityIE), back)
			if r.SUCI == nil {
				msin, err := MSIN(suci.SchemeOutput)
				require.NoError(t, err)
				require.Equal(t, in.SUPI, suci.HomeNetwork.MCC+suci.HomeNetwork.MNC+msin)
			} else {
				require.Equal(t, []byte(r.SUCI.SchemeOutput), suci.SchemeOutput)
			}
		})
	}
}

func TestAuthentication(t *testing.T) {
	k, opc := [16]byte{1, 2, 3}, [16]byte{4, 5, 6}
	rand := [16]byte{7, 8, 9}
	const visited, other = "5G:mnc001.mcc001.3gppnetwork.org", "5G:mnc070.mcc999.3gppnetwork.org"
	u := NewUSIM(k, opc)
	sqn := NextSQN(0)
	av, err := GenerateAV(k, opc, AMF5G, sqn, rand, visited)
	require.NoError(t, err)

	t.Run("a wrong MAC", func(t *testing.T) {
		for i := range 8 * 16 {
			autn := av.AUTN
			autn[i/8] ^= 1 << (i % 8)
			_, err := u.Authenticate(rand, autn, visited)
			require.ErrorIs(t, err, ErrMAC, "bit %d", i)
		}
		require.Zero(t, u.SQN())
	})
	t.Run("a vector for another generation", func(t *testing.T) {
		av, err := GenerateAV(k, opc, 0, sqn, rand, visited)
		require.NoError(t, err)
		_, err = u.Authenticate(rand, av.AUTN, visited)
		require.ErrorIs(t, err, ErrSeparationBit)
	})
	t.Run("another serving network", func(t *testing.T) {
		// The UE accepts the challenge, as AUTN does not name the network, but its answer fits no other one.
		r, err := Respond(k, opc, rand, av.AUTN, other, 0)
		require.NoError(t, err)
		require.NotEqual(t, av.XRESStar, r.RESStar)
		require.NotEqual(t, av.KAUSF, r.KAUSF)
	})
	t.Run("another subscriber", func(t *testing.T) {
		kseaf := KSEAF(av.KAUSF, visited)
		require.NotEqual(t, KAMF(kseaf, "999700000000001", []byte{0, 0}), KAMF(kseaf, "999700000000002", []byte{0, 0}))
	})
	t.Run("a replay and the way back", func(t *testing.T) {
		r, err := u.Authenticate(rand, av.AUTN, visited)
		require.NoError(t, err)
		require.Equal(t, sqn, r.SQN)
		require.Equal(t, av.XRESStar, r.RESStar)
		_, err = u.Authenticate(rand, av.AUTN, visited)
		var sync *SyncFailure
		require.ErrorAs(t, err, &sync)
		sqnMS, err := Resynchronise(k, opc, rand, sync.AUTS)
		require.NoError(t, err)
		require.Equal(t, sqn, sqnMS)
		for i := range sync.AUTS {
			bad := sync.AUTS
			bad[i] ^= 0x10
			_, err := Resynchronise(k, opc, rand, bad)
			require.ErrorIs(t, err, ErrAUTS)
		}
		_, err = Resynchronise(k, opc, [16]byte{1}, sync.AUTS)
		require.ErrorIs(t, err, ErrAUTS)
		av, err := GenerateAV(k, opc, AMF5G, NextSQN(sqnMS), rand, visited)
		require.NoError(t, err)
		_, err = u.Authenticate(rand, av.AUTN, visited)
		require.NoError(t, err)
	})
	t.Run("48 bits", func(t *testing.T) {
		_, err := GenerateAV(k, opc, AMF5G, 1<<48, rand, visited)
		require.Error(t, err)
	})
}

func TestRespondWithLastSQN(t *testing.T) {
	k, opc, rand := [16]byte{1}, [16]byte{2}, [16]byte{3}
	const snn = "5G:mnc001.mcc001.3gppnetwork.org"
	for _, c := range []struct {
		last, sqn uint64
		fresh     bool
	}{{0, 1, true}, {100, 101, true}, {100, 100, false}, {100, 99, false}, {maxSQN, 5, false}} {
		av, err := GenerateAV(k, opc, AMF5G, c.sqn, rand, snn)
		require.NoError(t, err)
		r, err := Respond(k, opc, rand, av.AUTN, snn, c.last)
		if c.fresh {
			require.NoError(t, err)
			require.Equal(t, c.sqn, r.SQN)
			continue
		}
		var sync *SyncFailure
		require.ErrorAs(t, err, &sync)
		got, err := Resynchronise(k, opc, rand, sync.AUTS)
		require.NoError(t, err)
		require.Equal(t, c.last, got)
	}
}

// Vectors that overtake each other are accepted once each (TS 33.102 annex C), a run of 31 at most.
func TestSQNWindow(t *testing.T) {
	u := NewUSIM([16]byte{1}, [16]byte{2})
	accept := func(sqn uint64) bool {
		var rand [16]byte
		av, err := GenerateAV(u.K, u.OPc, AMF5G, sqn, rand, "5G:mnc001.mcc001.3gppnetwork.org")
		require.NoError(t, err)
		_, err = u.Authenticate(rand, av.AUTN, "5G:mnc001.mcc001.3gppnetwork.org")
		return err == nil
	}
	var run []uint64
	sqn := uint64(0)
	for range 40 {
		sqn = NextSQN(sqn)
		run = append(run, sqn)
	}
	require.Equal(t, uint64(1<<indBits|1), run[0])
	require.True(t, accept(run[31]))
	require.Equal(t, run[31], u.SQN())
	for _, i := range []int{5, 1, 30, 7} {
		require.True(t, accept(run[i]), "number %d overtaken", i)
		require.False(t, accept(run[i]), "number %d again", i)
	}
	require.Equal(t, run[31], u.SQN())
	require.True(t, accept(run[39]))
	require.False(t, accept(run[7]))
	require.False(t, accept(u.SQN()+(1<<28+1)<<indBits), "too far ahead")
	require.True(t, accept(u.SQN()+(1<<28-1)<<indBits))
	require.Equal(t, uint64(0), NextSQN(maxSQN), "both counters start again")
}
