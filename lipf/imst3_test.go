package lipf_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
)

// imst3 is an identifier with any content.
func imst3(inner string) lipf.TargetIdentifier {
	return lipf.TargetIdentifier{Type: lipf.TargetExtension, Value: `<Owner xmlns="http://uri.etsi.org/03221/X1/2017/10">3GPP</Owner>` +
		`<e:IMST3TargetIdentifierExtensions xmlns:e="urn:3GPP:ns:li:3GPPX1Extensions:r18:v7">` + inner + `</e:IMST3TargetIdentifierExtensions>`}
}

func one(name, text string) string {
	return "<e:IMST3TargetIdentifierExtension><e:" + name + ">" + text + "</e:" + name + "></e:IMST3TargetIdentifierExtension>"
}

// TestReadIMST3 takes what others may write, and refuses what would widen the interception or mean nothing.
func TestReadIMST3(t *testing.T) {
	for inner, want := range map[string]lipf.IMST3Target{
		one("H248ContextID", " 7\n"):                                     {Contexts: []uint32{7}, Direction: lipf.AssignNotDetermined, Scope: lipf.Bidirectional},
		one("TriggerScope", "Bidirectional") + one("H248ContextID", "7"): {Contexts: []uint32{7}, Direction: lipf.AssignNotDetermined, Scope: lipf.Bidirectional},
		one("H248ContextID", "7") + one("PayloadDirectionAssignment", "ToTarget") + one("PayloadDirectionAssignment", "ToTarget"): {Contexts: []uint32{7}, Direction: lipf.AssignToTarget, Scope: lipf.Bidirectional},
	} {
		got, err := lipf.ReadIMST3([]lipf.TargetIdentifier{imst3(inner)})
		require.NoError(t, err, inner)
		require.Equal(t, want, got)
	}
	context := one("H248ContextID", "7")
	for _, inner := range []string{
		"", one("H248ContextID", "0"), one("H248ContextID", "4294967294"), one("H248ContextID", "-1"), one("H248ContextID", "x"), one("TriggerScope", "Bidirectional"),
		context + one("TriggerScope", "Both"), context + one("PayloadDirectionAssignment", "Any"), context + one("Other", "1"),
		context + one("TriggerScope", "Bidirectional") + one("TriggerScope", "Unidirectional"), context + one("TriggerScope", "Unidirectional"),
		context + one("PayloadDirectionAssignment", "ToTarget") + one("PayloadDirectionAssignment", "FromTarget"), "<e:IMST3TargetIdentifierExtension/>",
	} {
		_, err := lipf.ReadIMST3([]lipf.TargetIdentifier{imst3(inner)})
		require.ErrorIs(t, err, lipf.ErrExtension, inner)
	}
	_, err := lipf.ReadIMST3(nil)
	require.ErrorIs(t, err, lipf.ErrExtension)
	_, err = lipf.ReadIMST3([]lipf.TargetIdentifier{{Type: lipf.SUPIIMSI, Value: "001010000000001"}})
	require.ErrorIs(t, err, lipf.ErrExtension)
}

// TestSMSFExtension reads both forms of the order, and refuses others.
func TestSMSFExtension(t *testing.T) {
	x := func(inner string) lipf.Extension {
		return lipf.Extension{Owner: lipf.Owner3GPP, XML: `<X1Extensions xmlns="` + lipf.NSX1Extensions + `"><SMSFExtensions>` + inner + `</SMSFExtensions></X1Extensions>`}
	}
	for inner, want := range map[string]bool{"": false, "<TruncateTPUserData/>": true} {
		got, ok, err := x(inner).TruncateTPUserData()
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, want, got)
	}
	for _, inner := range []string{"<TruncateTPUserData>no</TruncateTPUserData>", "<TruncateTPUserData/><TruncateTPUserData/>", "<Other/>"} {
		_, _, err := x(inner).TruncateTPUserData()
		require.ErrorIs(t, err, lipf.ErrExtension)
	}
	require.NotEmpty(t, lipf.SMSFExtension().XML)
}
