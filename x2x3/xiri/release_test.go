package xiri

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"lilab/x2x3/ber"
)

// patched is the folder of the declarations with another amf.decl.
func patched(t *testing.T, amf string) fs.FS {
	dir := fstest.MapFS{}
	names, err := fs.Glob(records, "records/*.decl")
	require.NoError(t, err)
	for _, n := range names {
		b, err := records.ReadFile(n)
		require.NoError(t, err)
		if strings.HasSuffix(n, "/amf.decl") {
			b = []byte(amf)
		}
		dir[strings.TrimPrefix(n, "records/")] = &fstest.MapFile{Data: b}
	}
	return dir
}

// TestEarlierPayloads decodes what earlier releases allowed and release 19 does not.
func TestEarlierPayloads(t *testing.T) {
	const r16, r19 = "81050413100501", "81050413130301"
	const at = "0f32303236303130323033303430355a"
	// A PDSummaryReport without useSessionTrigger, which is mandatory in release 19.
	summary := func(oid string) []byte {
		return unhex(t, tlv("30", oid, tlv("a2", tlv("af", "810200ff", tlv("a2", tlv("81", "c0000201")), tlv("a4", tlv("81", "c0000201")), "860111", "880101",
			"890101", "8a"+at, "8b"+at, "8c0101", "8d0101"))))
	}
	_, _, err := ParseXIRIPayload(summary(r19))
	require.ErrorIs(t, err, ber.ErrMissing)
	require.ErrorContains(t, err, "pDSummaryReport.useSessionTrigger")
	p, _, err := ParseXIRIPayload(summary(r16))
	require.NoError(t, err)
	require.Equal(t, ModuleVersion{16, 5}, p.Version)
	require.Equal(t, uint8(255), p.Event.(*PDSummaryReport).PDUSessionID)
	// An age of location above 32767 minutes: kept as octets where the release had no limit.
	plmn := tlv("a1", "8103303031", "82023031")
	update := func(oid string) []byte {
		nr := tlv("a2", tlv("a1", plmn, "8203000001"), tlv("a2", plmn, "8206040000000100"), "8303010000", "8901ff")
		return unhex(t, tlv("30", oid, tlv("a2", tlv("a3", tlv("a1", "8106303031303130"), tlv("a6", tlv("a1", tlv("a1", nr)))))))
	}
	_, _, err = ParseXIRIPayload(update(r19))
	require.ErrorIs(t, err, ber.ErrValue)
	require.ErrorContains(t, err, "nRLocation.ageOfLocationInfo")
	p, _, err = ParseXIRIPayload(update(r16))
	require.NoError(t, err)
	nr := p.Event.(*AMFLocationUpdate).Location.LocationInfo.UserLocation.NRLocation
	require.False(t, nr.AgeOfLocationInfo.Set)
	require.Equal(t, []Raw{{Tag: 3, Octets: unhex(t, "8303010000")}}, nr.Extra)
	require.Equal(t, Some(true), nr.IgnoreNCGI)
	again, err := p.AppendBinary(nil)
	require.NoError(t, err)
	require.Len(t, again, len(update(r16)))
	// CCPDU [4] was pTCCCPDU in release 16 and is nIDDCCPDU since.
	cc := func(oid string) []byte { return unhex(t, tlv("30", oid, tlv("a2", "8403010203"))) }
	c, _, err := ParseCCPayload(cc("81050413100904"))
	require.NoError(t, err)
	require.Equal(t, CCPDU{PTCCCPDU: []byte{1, 2, 3}}, c.PDU)
	again, err = c.AppendBinary(nil)
	require.NoError(t, err)
	require.Equal(t, cc("81050413100904"), again)
	c, _, err = ParseCCPayload(cc("81050413130304"))
	require.NoError(t, err)
	require.Equal(t, CCPDU{NIDDCCPDU: []byte{1, 2, 3}}, c.PDU)
	_, _, err = ParseCCPayload(unhex(t, tlv("30", "81050413130304", tlv("a2", "8803010203"))))
	require.ErrorIs(t, err, ber.ErrUnknown, "CCPDU [8] of V19.4.0")
}
