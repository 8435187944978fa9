package aka

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
)

func profileOf(name string) uint8 {
	return map[string]uint8{"null": SchemeNull, "profile_a": SchemeProfileA, "profile_b": SchemeProfileB}[name]
}

func TestSUCIVectors(t *testing.T) {
	var file struct {
		Cases []struct {
			ID, Scheme         string
			MCC, MNC, MSIN     string
			SchemeInput        octets `json:"scheme_input"`
			Plaintext          octets
			SchemeOutput       octets `json:"scheme_output"`
			SchemeOutputText   string `json:"scheme_output_text"`
			PrivateKey         octets `json:"hn_private_key"`
			PublicKey          octets `json:"hn_public_key"`
			PublicUncompressed octets `json:"hn_public_key_uncompressed"`
			EphPrivate         octets `json:"eph_private_key"`
			EphPublic          octets `json:"eph_public_key"`
			Shared             octets `json:"eph_shared_key"`
			EncKey             octets `json:"eph_enc_key"`
			ICB                octets
			MACKey             octets `json:"eph_mac_key"`
			Ciphertext         octets
			Tag                octets `json:"mac_tag"`
		}
	}
	readVectors(t, "suci-ecies-ts33501-annexC4.json", &file)
	require.Len(t, file.Cases, 6)
	for _, c := range file.Cases {
		t.Run(c.ID, func(t *testing.T) {
			profile := profileOf(c.Scheme)
			home := event.PLMN{MCC: c.MCC, MNC: c.MNC}
			if c.MSIN != "" {
				require.Equal(t, []byte(append(c.Plaintext, c.SchemeInput...)), appendTBCD(nil, c.MSIN))
			}
			if profile == SchemeNull {
				if c.MSIN == "" {
					// The SUPI type NSI has no place in event.SUCI; the decoders say so.
					_, err := ParseSUCIText("suci-1-3gpp.com-678-0-0-" + strings.TrimPrefix(c.SchemeOutputText, "userid"))
					require.ErrorIs(t, err, ErrSUPIType)
					return
				}
				suci, err := Conceal(home, c.MCC+c.MNC+c.MSIN, "678", HomeNetworkPublicKey{}, nil)
				require.NoError(t, err)
				require.Equal(t, []byte(c.SchemeOutput), suci.SchemeOutput)
				return
			}
			public, err := ParsePoint(profile, c.PublicKey)
			require.NoError(t, err)
			if c.PublicUncompressed != nil {
				require.Equal(t, []byte(c.PublicUncompressed), public.Bytes())
			}
			require.Equal(t, []byte(c.PublicKey), pointOctets(profile, public))
			curve, err := curveOf(profile)
			require.NoError(t, err)
			private, err := curve.NewPrivateKey(c.PrivateKey)
			require.NoError(t, err)
			require.Equal(t, []byte(c.PublicKey), pointOctets(profile, private.PublicKey()))
			ephemeral, err := curve.NewPrivateKey(c.EphPrivate)
			require.NoError(t, err)
			point := pointOctets(profile, ephemeral.PublicKey())
			require.Equal(t, []byte(c.EphPublic), point)
			shared, err := ephemeral.ECDH(public)
			require.NoError(t, err)
			require.Equal(t, []byte(c.Shared), shared)
			keys := DeriveECIESKeys(shared, point)
			require.Equal(t, ECIESKeys{c.EncKey.b16(), c.ICB.b16(), c.MACKey.b32()}, keys)
			tag := keys.Tag(c.Ciphertext)
			require.Equal(t, []byte(c.Tag), tag[:])

			out, err := conceal(profile, public, ephemeral, c.Plaintext)
			require.NoError(t, err)
			if c.SchemeOutputText != "" {
				want := fmt.Sprintf("ecckey%X.cip%X.mac%X", out[:len(point)], out[len(point):len(out)-8], out[len(out)-8:])
				require.Equal(t, c.SchemeOutputText, want)
				return
			}
			require.Equal(t, []byte(c.SchemeOutput), out)
			// The same through Conceal, with the ephemeral private key as the randomness.
			suci, err := Conceal(home, c.MCC+c.MNC+c.MSIN, "678",
				HomeNetworkPublicKey{ID: 27, Profile: profile, Key: c.PublicKey}, bytes.NewReader(c.EphPrivate))
			require.NoError(t, err)
			require.Equal(t, event.SUCI{HomeNetwork: home, RoutingIndicator: "678", Scheme: profile,
				HomeNetworkPublicKeyID: 27, SchemeOutput: c.SchemeOutput}, suci)
		})
	}
}

func TestMobileIdentityVectors(t *testing.T) {
	var file struct {
		Cases []struct {
			Name    string
			Value   octets `json:"identity_ie_value"`
			Decoded struct {
				Type, MCC, MNC string
				RI             string `json:"routing_indicator"`
				Scheme         uint8
				KeyID          uint8 `json:"key_id"`
				MSIN, NAI      string
				SchemeOutput   octets `json:"scheme_output"`
				Text           string `json:"suci_string"`
				Region         uint8  `json:"amf_region"`
				Set            uint16 `json:"amf_set"`
				Pointer        uint8  `json:"amf_pointer"`
				TMSI           octets
				Digits         string
			}
		}
	}
	readVectors(t, "nas-mobile-identities.json", &file)
	require.Len(t, file.Cases, 12)
	types := map[string]uint8{"SUCI": IdentitySUCI, "5G-GUTI": Identity5GGUTI, "5G-S-TMSI": Identity5GSTMSI,
		"IMEI": IdentityIMEI, "IMEISV": IdentityIMEISV, "No identity": IdentityNone}
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) {
			d := c.Decoded
			typ, err := IdentityType(c.Value)
			require.NoError(t, err)
			require.Equal(t, types[d.Type], typ)
			plmn := event.PLMN{MCC: d.MCC, MNC: d.MNC}
			var back []byte
			var prefixes func([]byte) error
			switch typ {
			case IdentitySUCI:
				s, err := ParseSUCI(c.Value)
				if d.NAI != "" {
					require.ErrorIs(t, err, ErrSUPIType)
					return
				}
				require.NoError(t, err)
				want := event.SUCI{HomeNetwork: plmn, RoutingIndicator: d.RI, Scheme: d.Scheme,
					HomeNetworkPublicKeyID: d.KeyID, SchemeOutput: d.SchemeOutput}
				if d.MSIN != "" {
					want.SchemeOutput = appendTBCD(nil, d.MSIN)
				}
				require.Equal(t, want, s)
				text, err := FormatSUCI(s)
				require.NoError(t, err)
				require.Equal(t, d.Text, text)
				again, err := ParseSUCIText(text)
				require.NoError(t, err)
				require.Equal(t, s, again)
				back, err = AppendSUCI(nil, s)
				require.NoError(t, err)
			case Identity5GGUTI:
				g, err := ParseGUTI(c.Value)
				require.NoError(t, err)
				require.Equal(t, event.GUTI{PLMN: plmn, AMFRegionID: d.Region, AMFSetID: d.Set, AMFPointer: d.Pointer,
					TMSI: uint32(sqnUint([6]byte(append([]byte{0, 0}, d.TMSI...))))}, g)
				back, err = AppendGUTI(nil, g)
				require.NoError(t, err)
				prefixes = func(b []byte) error { _, err := ParseGUTI(b); return err }
			case Identity5GSTMSI:
				g, err := ParseSTMSI(c.Value)
				require.NoError(t, err)
				require.Equal(t, event.GUTI{AMFSetID: d.Set, AMFPointer: d.Pointer,
					TMSI: uint32(sqnUint([6]byte(append([]byte{0, 0}, d.TMSI...))))}, g)
				back, err = AppendSTMSI(nil, g)
				require.NoError(t, err)
				prefixes = func(b []byte) error { _, err := ParseSTMSI(b); return err }
			case IdentityIMEI, IdentityIMEISV:
				pei, err := ParsePEI(c.Value)
				require.NoError(t, err)
				require.Equal(t, d.Digits, pei)
				back, err = AppendPEI(nil, pei)
				require.NoError(t, err)
				prefixes = func(b []byte) error { _, err := ParsePEI(b); return err }
			default:
				return
			}
			require.Equal(t, []byte(c.Value), back)
			if prefixes != nil {
				for n := range c.Value {
					require.ErrorIs(t, prefixes(c.Value[:n]), ErrMobileIdentity, "%d octets", n)
				}
				require.ErrorIs(t, prefixes(append(c.Value, 0)), ErrMobileIdentity)
			}
		})
	}
}

func TestParseSUCIRefusals(t *testing.T) {
	for text, why := range map[string]string{
		"":                                  "no octets",
		"02":                                "type of identity 2",
		"0102f8":                            "3 octets",
		"0102f83900000000":                  "8 octets",
		"21" + "02f8390000000047":           "SUPI format 2",
		"01a2f8390000000047":                "digit 0xa in the PLMN",
		"0102b8390000000047":                "digit 0xb in the PLMN",
		"0102f839ffff000047":                "routing indicator",
		"0102f8390f00000047":                "routing indicator",
		"0102f8390ca0000047":                "digit 0xc in the routing indicator",
		"0102f83900000001" + "47":           "identifier 1 with protection scheme 0",
		"0102f83900000100" + "47":           "identifier 0 with protection scheme 1",
		"0102f8390000000047f878":            "scheme output: aka: bad identity: digit 0xf at octet 1",
		"0102f83900000000f477":              "digit 0xf at octet 0",
		"0102f839000000004778" + "12345678": "MSIN of 6 octets",
		"01020013000000001111111111":        "IMSI of 16 digits",
	} {
		b, err := hex.DecodeString(text)
		require.NoError(t, err)
		_, err = ParseSUCI(b)
		require.ErrorIs(t, err, ErrSUCI, text)
		require.ErrorContains(t, err, why, text)
	}
	long := append([]byte{1, 2, 0xf8, 0x39, 0, 0, 1, 1}, make([]byte, maxSchemeOutput+1)...)
	_, err := ParseSUCI(long)
	require.ErrorIs(t, err, ErrSUCI)
	_, err = ParseSUCI(long[:len(long)-1])
	require.NoError(t, err, "the AMF does not look into a concealed scheme output")
}

func TestParseSUCITextRefusals(t *testing.T) {
	for _, text := range []string{
		"", "suci", "suci-", "suci-0", "imsi-208930000000001", "suci-8-208-93-0-0-0-1", "suci-0-208-93-0-0-0",
		"suci-0-208-93-0-0-0-", "suci-0-20-93-0-0-0-1", "suci-0-208-9-0-0-0-1", "suci-0-208-9a-0-0-0-1",
		"suci-0-208-93--0-0-1", "suci-0-208-93-00000-0-0-1", "suci-0-208-93-0-10-0-1", "suci-0-208-93-0-g-0-1",
		"suci-0-208-93-0-0-1-1", "suci-0-208-93-0-1-0-11", "suci-0-208-93-0-1-256-11", "suci-0-208-93-0-1-01-11",
		"suci-0-208-93-0-1--11", "suci-0-208-93-0-1-+1-11", "suci-0-208-93-0-1-1-1", "suci-0-208-93-0-1-1-zz",
		"suci-0-208-93-0-0-0-12345678901", "suci-0-208-933-0-0-0-1234567890", "suci-0-208-93-0-0-0-1 ",
		"suci-0-208-93-0-1-1-" + strings.Repeat("00", maxSchemeOutput+1),
		"suci-0-208-93-0-1-1-" + strings.Repeat("00", 10*maxSchemeOutput),
	} {
		_, err := ParseSUCIText(text)
		require.ErrorIs(t, err, ErrSUCI, text)
		require.False(t, errors.Is(err, ErrSUPIType), text)
	}
	s, err := ParseSUCIText("suci-0-208-93-0-F-255-aAbB")
	require.NoError(t, err)
	text, err := FormatSUCI(s)
	require.NoError(t, err)
	require.Equal(t, "suci-0-208-93-0-f-255-aabb", text)
}

func TestConcealRefusals(t *testing.T) {
	home := event.PLMN{MCC: "999", MNC: "70"}
	public, _, err := GenerateHomeNetworkKey(SchemeProfileB, 1, rand.Reader)
	require.NoError(t, err)
	offCurve := append([]byte{2}, bytes.Repeat([]byte{0xff}, 32)...)
	for name, c := range map[string]struct {
		home event.PLMN
		supi string
		ri   string
		key  HomeNetworkPublicKey
		want error
	}{
		"another network":     {home, "001010000000001", "0", public, ErrIdentity},
		"no MSIN":             {home, "99970", "0", public, ErrIdentity},
		"16 digits":           {home, "9997000000000001", "0", public, ErrIdentity},
		"no digits":           {home, "99970a", "0", public, ErrIdentity},
		"bad PLMN":            {event.PLMN{MCC: "99", MNC: "70"}, "9970123", "0", public, ErrIdentity},
		"routing indicator":   {home, "999700000000001", "", public, ErrIdentity},
		"key identifier 0":    {home, "999700000000001", "0", HomeNetworkPublicKey{Profile: 1, Key: make([]byte, 32)}, ErrIdentity},
		"reserved scheme":     {home, "999700000000001", "0", HomeNetworkPublicKey{ID: 1, Profile: 3}, ErrScheme},
		"short key":           {home, "999700000000001", "0", HomeNetworkPublicKey{ID: 1, Profile: 2, Key: public.Key[1:]}, ErrPublicKey},
		"point off the curve": {home, "999700000000001", "0", HomeNetworkPublicKey{ID: 1, Profile: 2, Key: offCurve}, ErrPublicKey},
		"point of low order":  {home, "999700000000001", "0", HomeNetworkPublicKey{ID: 1, Profile: 1, Key: make([]byte, 32)}, ErrPublicKey},
	} {
		_, err := Conceal(c.home, c.supi, c.ri, c.key, rand.Reader)
		require.ErrorIs(t, err, c.want, name)
	}
	_, err = Conceal(home, "999700000000001", "0", public, bytes.NewReader(make([]byte, 31)))
	require.ErrorContains(t, err, "randomness")
	_, err = Conceal(home, "999700000000001", "0", public, bytes.NewReader(make([]byte, 1024)))
	require.ErrorContains(t, err, "randomness", "a scalar of 0 is none")
}

func TestHomeNetworkKeys(t *testing.T) {
	for _, profile := range []uint8{SchemeProfileA, SchemeProfileB} {
		seed := bytes.Repeat([]byte{0x17, profile}, 64)
		public, private, err := GenerateHomeNetworkKey(profile, 3, bytes.NewReader(seed))
		require.NoError(t, err)
		again, _, err := GenerateHomeNetworkKey(profile, 3, bytes.NewReader(seed))
		require.NoError(t, err)
		require.Equal(t, public, again, "the same seed, the same key")
		require.Len(t, public.Key, PointLen(profile))
		require.Len(t, private.Key, 32)
		text := fmt.Sprintf("%v %+v %#v %s", private, private, private, hex.EncodeToString(public.Key))
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("key", "key", private)
		require.Contains(t, log.String(), "private key 3")
		require.NotContains(t, text+log.String(), hex.EncodeToString(private.Key))
		require.NotContains(t, text+log.String(), fmt.Sprint(private.Key[:4]))
	}
	_, _, err := GenerateHomeNetworkKey(SchemeNull, 1, rand.Reader)
	require.ErrorIs(t, err, ErrScheme)
	_, _, err = GenerateHomeNetworkKey(SchemeProfileA, 0, rand.Reader)
	require.ErrorIs(t, err, ErrIdentity)
}

// patternSUCI is the alternative for a SUCI of SUPI type IMSI of TS 29.571 clause 5.3.2 (SupiOrSuci).
var patternSUCI = regexp.MustCompile(`^suci-0-[0-9]{3}-[0-9]{2,3}-[0-9]{1,4}-(0-0-[0-9]+|[a-fA-F1-9]-([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])-[a-fA-F0-9]+)$`)

func FuzzParseSUCIText(f *testing.F) {
	f.Add("suci-0-208-93-0000-0-0-00007487")
	f.Add("suci-0-274-012-678-1-27-b2e92f836055a255837debf850b528997ce0201cb82adfe4be1f587d07d8457dcb02352410cddd9e730ef3fa87")
	f.Add("suci-1-3gpp.com-678-0-0-user17")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSUCIText(text)
		if err != nil {
			require.ErrorIs(t, err, ErrSUCI)
			require.Zero(t, s)
			return
		}
		require.Regexp(t, patternSUCI, text)
		back, err := FormatSUCI(s)
		require.NoError(t, err)
		require.Equal(t, strings.ToLower(text), back)
		nas, err := AppendSUCI(nil, s)
		require.NoError(t, err)
		again, err := ParseSUCI(nas)
		require.NoError(t, err)
		require.Equal(t, s, again)
	})
}

func FuzzParseSUCI(f *testing.F) {
	for _, text := range []string{
		"suci-0-208-93-0000-0-0-00007487", "suci-0-274-012-678-1-27-b2e92f83", "suci-0-999-70-1-f-255-00",
	} {
		s, err := ParseSUCIText(text)
		require.NoError(f, err)
		b, err := AppendSUCI(nil, s)
		require.NoError(f, err)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := ParseSUCI(b)
		if err != nil {
			require.ErrorIs(t, err, ErrSUCI)
			require.Zero(t, s)
			return
		}
		back, err := AppendSUCI(nil, s)
		require.NoError(t, err)
		// Spare bits may be set on the wire and are 0 when encoded.
		want := bytes.Clone(b)
		want[0] &= 0x77
		want[6] &= 0x0f
		require.Equal(t, want, back)
		text, err := FormatSUCI(s)
		require.NoError(t, err)
		require.Regexp(t, patternSUCI, text)
		again, err := ParseSUCIText(text)
		require.NoError(t, err)
		require.Equal(t, s, again)
	})
}

func FuzzMobileIdentities(f *testing.F) {
	for _, text := range []string{"f209f107020040c7004bb3", "f4fe2adeadbeef", "4b09512430325781", "4509512430325781f6"} {
		b, err := hex.DecodeString(text)
		require.NoError(f, err)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		accepted := 0
		if g, err := ParseGUTI(b); err == nil {
			back, err := AppendGUTI(nil, g)
			require.NoError(t, err)
			require.Equal(t, b[1:], back[1:])
			accepted++
		}
		if g, err := ParseSTMSI(b); err == nil {
			back, err := AppendSTMSI(nil, g)
			require.NoError(t, err)
			require.Equal(t, b[1:], back[1:])
			accepted++
		}
		if pei, err := ParsePEI(b); err == nil {
			back, err := AppendPEI(nil, pei)
			require.NoError(t, err)
			require.Equal(t, b, back)
			accepted++
		}
		require.LessOrEqual(t, accepted, 1, "one type of identity")
	})
}
