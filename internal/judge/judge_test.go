package judge_test

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
)

// deregistration is the xiri_dereg vector of facts made with asn1ct by hand.
const deregistration = "304181050413130301a238a236810102820101a311810f303031303130303030303030303031a7188103303031820230318301028401018501008604123456788a0102"

func TestDecode(t *testing.T) {
	b, err := hex.DecodeString(deregistration)
	require.NoError(t, err)
	got, err := judge.Decode(t, "TS33128Payloads", "XIRIPayload", b)
	require.NoError(t, err)
	require.Contains(t, strings.Split(got, "\n"), `event.deregistration.sUPI.iMSI = "001010000000001"`)
	require.Contains(t, strings.Split(got, "\n"), "event.deregistration.switchOffIndicator = switchOff")
	require.Contains(t, strings.Split(got, "\n"), "xIRIPayloadOID = {4 19 19 3 1}")
	_, err = judge.Decode(t, "TS33128Payloads", "XIRIPayload", b[:len(b)-1])
	var v *judge.Verdict
	require.ErrorAs(t, err, &v)
	_, err = judge.Decode(t, "TS33128Payloads", "XIRIPayload", append(b, 0))
	require.ErrorAs(t, err, &v, "octets behind the value")
}

func TestEncode(t *testing.T) {
	got, err := judge.Encode(t, "TS33128Payloads", "XIRIPayload", `#{xIRIPayloadOID => {4,19,19,3,1}, event => {deregistration, #{
		deregistrationDirection => uEInitiated, accessType => threeGPPAccess, sUPI => {iMSI, "001010000000001"},
		gUTI => #{mCC => "001", mNC => "01", aMFRegionID => 2, aMFSetID => 1, aMFPointer => 0, fiveGTMSI => 16#12345678},
		switchOffIndicator => switchOff}}}`)
	require.NoError(t, err)
	require.Equal(t, deregistration, hex.EncodeToString(got))
	_, err = judge.Encode(t, "TS33128Payloads", "XIRIPayload", `#{}`)
	require.Error(t, err)
}

func TestX1(t *testing.T) {
	require.Error(t, judge.X1(t, []byte("<X1Request/>")))
	require.NoError(t, judge.X1(t, []byte(`<?xml version="1.0" encoding="UTF-8"?>
<X1Request xmlns="http://uri.etsi.org/03221/X1/2017/10" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x1RequestMessage xsi:type="PingRequest">
<admfIdentifier>admf1</admfIdentifier><neIdentifier>amf-poi-1</neIdentifier><messageTimestamp>2026-01-02T03:04:05.123456Z</messageTimestamp>
<version>v1.22.1</version><x1TransactionId>3741800e-971b-4aa9-85f4-466d2b1adc7f</x1TransactionId></x1RequestMessage></X1Request>`)))
}

func TestTshark(t *testing.T) {
	b, err := hex.DecodeString(deregistration)
	require.NoError(t, err)
	args := append(judge.Dissect(judge.Capture(t, b), "xiri"), "-T", "fields", "-e", "lix2.iMSI")
	require.Equal(t, "001010000000001", strings.TrimSpace(judge.Tshark(t, args...)))
}
