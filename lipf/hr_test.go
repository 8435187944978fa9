package lipf_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
)

func hrElements(inner string) lipf.TargetIdentifier {
	return lipf.TargetIdentifier{Type: lipf.TargetExtension, Value: `<Owner xmlns="http://uri.etsi.org/03221/X1/2017/10">3GPP</Owner>` + inner}
}

// TestHR sends the targets of phase 1 through their codec, in several extensions and in one.
func TestHR(t *testing.T) {
	for _, h := range []lipf.HRTarget{{}, {DNN: "ims"}, {DNN: "a<&>\"b"}} {
		got, err := lipf.ReadHR(h.Identifiers())
		require.NoError(t, err)
		require.Equal(t, h, got)
		require.True(t, lipf.IsHR(h.Identifiers()))
	}
	const ns = ` xmlns:e="urn:3GPP:ns:li:3GPPX1Extensions:r18:v9"`
	got, err := lipf.ReadHR([]lipf.TargetIdentifier{hrElements("<e:HR" + ns + "/> <e:IMSSignaling" + ns + "/><e:DNN" + ns + "> ims </e:DNN>")})
	require.NoError(t, err)
	require.Equal(t, lipf.HRTarget{DNN: "ims"}, got)
	whole := lipf.HRTarget{DNN: "ims"}.Identifiers()
	for _, ids := range [][]lipf.TargetIdentifier{
		nil, whole[:1], whole[1:], {{Type: lipf.SUPIIMSI, Value: "001010000000001"}}, append(whole[:2:2], lipf.HRTarget{DNN: "a"}.Identifiers()[2], whole[2]),
		{hrElements("")}, {hrElements("<HR/><IMSSignaling/>")}, {hrElements("<e:HR" + ns + ">x</e:HR><e:IMSSignaling" + ns + "/>")},
		{hrElements("<e:HR" + ns + "/><e:IMSSignaling" + ns + "/><e:APN" + ns + ">ims</e:APN>")},
	} {
		_, err := lipf.ReadHR(ids)
		require.ErrorIs(t, err, lipf.ErrExtension, "%v", ids)
	}
}

// TestHRMedia sends the targets of LI_T1 through their codec.
func TestHRMedia(t *testing.T) {
	m := lipf.HRMedia{SUPI: "999700000000001", PDUSessionID: 255}
	got, err := lipf.ReadHRMedia(m.Identifiers())
	require.NoError(t, err)
	require.Equal(t, m, got)
	require.False(t, lipf.IsHR(m.Identifiers()))
	id := m.Identifiers()[1]
	for i := range len(id.Value) {
		_, err := lipf.ReadHRMedia([]lipf.TargetIdentifier{m.Identifiers()[0], {Type: id.Type, Value: id.Value[:i]}})
		require.ErrorIs(t, err, lipf.ErrExtension)
	}
	const ns = ` xmlns="urn:3GPP:ns:li:3GPPX1Extensions:r19:v2"`
	one := func(s string) string { return "<HRLIT1TargetIdentifier>" + s + "</HRLIT1TargetIdentifier>" }
	for _, s := range []string{"", one("<IMSVoiceMedia/>"), one("<PDUSessionID>2</PDUSessionID>"), one("<PDUSessionID>256</PDUSessionID>") + one("<IMSVoiceMedia/>"),
		one("<BearerID>2</BearerID>") + one("<IMSVoiceMedia/>"), one("<PDUSessionID>2</PDUSessionID>") + one("<PDUSessionID>3</PDUSessionID>") + one("<IMSVoiceMedia/>"),
		one("<PDUSessionID>2</PDUSessionID><IMSVoiceMedia/>"), one("<PDUSessionID>2</PDUSessionID>") + one("<IMSVoiceMedia>x</IMSVoiceMedia>")} {
		_, err := lipf.ReadHRMedia([]lipf.TargetIdentifier{m.Identifiers()[0], hrElements("<HRLIT1TargetIdentifierExtensions" + ns + ">" + s + "</HRLIT1TargetIdentifierExtensions>")})
		require.ErrorIs(t, err, lipf.ErrExtension, s)
	}
	_, err = lipf.ReadHRMedia(m.Identifiers()[1:])
	require.ErrorIs(t, err, lipf.ErrExtension)
}

func FuzzHR(f *testing.F) {
	for _, id := range append(lipf.HRTarget{DNN: "ims"}.Identifiers(), lipf.HRMedia{SUPI: "999700000000001"}.Identifiers()...) {
		f.Add(id.Value)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ids := append(lipf.HRTarget{}.Identifiers(), lipf.TargetIdentifier{Type: lipf.TargetExtension, Value: s})
		if h, err := lipf.ReadHR(ids); err == nil {
			again, err := lipf.ReadHR(h.Identifiers())
			require.NoError(t, err)
			require.Equal(t, h, again)
		}
		if m, err := lipf.ReadHRMedia(append(lipf.HRMedia{SUPI: "999700000000001"}.Identifiers()[:1], lipf.TargetIdentifier{Type: lipf.TargetExtension, Value: s})); err == nil {
			again, err := lipf.ReadHRMedia(m.Identifiers())
			require.NoError(t, err)
			require.Equal(t, m, again)
		}
	})
}

// TestIMSTargets checks the formats of TS 103 280.
func TestIMSTargets(t *testing.T) {
	for _, id := range []lipf.TargetIdentifier{{Type: lipf.IMPU, Value: "sip:+4930@ims.mnc070.mcc999.3gppnetwork.org"}, {Type: lipf.IMPU, Value: "tel:+4930"}, {Type: lipf.SIPURI, Value: "sips:a@b;user=phone"},
		{Type: lipf.TELURI, Value: "tel:+49-30"}, {Type: lipf.IMPI, Value: "999700000000001@ims"}, {Type: lipf.NonLocalIdentifier, Value: "NonLocal"}} {
		require.NoError(t, id.Validate(), id)
		got, err := lipf.ParseFragment([]byte(id.Fragment()))
		require.NoError(t, err)
		require.Equal(t, id, got)
	}
	for _, id := range []lipf.TargetIdentifier{{Type: lipf.IMPU, Value: "a b"}, {Type: lipf.IMPU}, {Type: lipf.SIPURI, Value: "tel:+49"}, {Type: lipf.TELURI, Value: "sip:a@b"}, {Type: lipf.IMPI, Value: "a b"},
		{Type: lipf.NonLocalIdentifier, Value: "nonlocal"}} {
		require.ErrorIs(t, id.Validate(), lipf.ErrTarget, id)
	}
}
