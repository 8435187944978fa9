package xiri

import (
	"bytes"
	"encoding/hex"
	"net/netip"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/x2x3/ber"
)

func unhex(t testing.TB, s string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	require.NoError(t, err)
	return b
}

// tlv returns an element in hexadecimal: a tag and the contents, with their length.
func tlv(tag string, contents ...string) string {
	c := strings.ReplaceAll(strings.Join(contents, ""), " ", "")
	return tag + hex.EncodeToString(ber.AppendLength(nil, len(c)/2)) + c
}

// TestVectors builds the payloads that were made with asn1ct by hand (Erlang OTP 25, module r19 version3).
func TestVectors(t *testing.T) {
	supi := SUPI{IMSI: "001010000000001"}
	guti := FiveGGUTI{MCC: "001", MNC: "01", AMFRegionID: 2, AMFSetID: 1, FiveGTMSI: 0x12345678}
	plmn := PLMNID{MCC: "001", MNC: "01"}
	for _, c := range []struct {
		name, octets string
		event        Event
	}{
		{"xiri_reg", "306181050413130301a258a156810101820101a411810f303031303130303030303030303031a612821033353530393330363132333435363031" +
			"a70d810b3135353530313030303031a818810330303182023031830102840101850100860412345678",
			&AMFRegistration{RegistrationType: AMFRegistrationTypeInitial, RegistrationResult: AMFRegistrationResultThreeGPPAccess, SUPI: supi,
				PEI: PEI{IMEISV: "3550930612345601"}, GPSI: GPSI{MSISDN: "15550100001"}, GUTI: guti}},
		{"xiri_locupd", "306781050413130301a25ea35ca111810f303031303130303030303030303031a518810330303182023031830102840101850100860412345678" +
			"a62da12ba129a227a110a1098103303031820230318203000001a213a1098103303031820230318206040000000100",
			&AMFLocationUpdate{SUPI: supi, GUTI: &guti, Location: Location{LocationInfo: &LocationInfo{UserLocation: &UserLocation{
				NRLocation: &NRLocation{TAI: TAI{PLMNID: plmn, TAC: []byte{0, 0, 1}}, NCGI: NCGI{PLMNID: plmn, NRCellID: 0x10}}}}}}},
		{"xiri_dereg", "304181050413130301a238a236810102820101a311810f303031303130303030303030303031a7188103303031820230318301028401018501008604123456788a0102",
			&AMFDeregistration{DeregistrationDirection: AMFDirectionUEInitiated, AccessType: AccessTypeThreeGPPAccess, SUPI: supi, GUTI: &guti,
				SwitchOffIndicator: Some(SwitchOffIndicatorSwitchOff)}},
		{"xiri_unsucc", "302681050413130301a21da51b810101a20381010ba411810f303031303130303030303030303031",
			&AMFUnsuccessfulProcedure{FailedProcedureType: AMFFailedProcedureTypeRegistration, FailureCause: AMFFailureCause{FiveGMMCause: Some[uint8](11)}, SUPI: supi}},
		{"xiri_servsys", "302f81050413130301a226ab24a111810f303031303130303030303030303031a6098103393939820237308701008901ff",
			&UDMServingSystemMessage{SUPI: supi, PLMNID: &PLMNID{MCC: "999", MNC: "70"}, ServingSystemMethod: UDMServingSystemMethodAmf3GPPAccessRegistration,
				RoamingIndicator: Some(true)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := XIRIPayload{Event: c.event}
			b, err := p.AppendBinary([]byte("foo"))
			require.NoError(t, err)
			require.Equal(t, "foo", string(b[:3]), "append appends")
			require.Equal(t, c.octets, hex.EncodeToString(b[3:]))
			got, n, err := ParseXIRIPayload(append(b[3:], 0xff))
			require.NoError(t, err)
			require.Equal(t, len(c.octets)/2, n)
			require.Equal(t, c.event, got.Event)
			require.Empty(t, Check(got.Event))
		})
	}
}

// TestPrefixes cuts every sample at every place.
func TestPrefixes(t *testing.T) {
	full, bare := samples()
	for _, e := range append(full, bare...) {
		x := XIRIPayload{Event: e}
		b, err := x.AppendBinary(nil)
		require.NoError(t, err)
		for n := range b {
			_, _, err := ParseXIRIPayload(b[:n])
			var at *ber.Error
			require.ErrorAs(t, err, &at, "%s cut to %d octets", Name(e), n)
			require.LessOrEqual(t, at.Off, n)
		}
		i := IRIPayload{Event: e, TargetIdentifiers: []IRITargetIdentifier{{Identifier: TargetIdentifier{IMSI: "999700000000001"}}}, MediatedFrom: ModuleVersion{18, 15}}
		b, err = i.AppendBinary(nil)
		require.NoError(t, err)
		for n := range b {
			_, _, err := ParseIRIPayload(b[:n])
			require.Error(t, err)
		}
	}
}

// TestInnerCuts shortens the contents of a record and makes the lengths around it fit again: what is left is a record that
// lacks something, never one that panics or is taken for more than it is.
func TestInnerCuts(t *testing.T) {
	full, _ := samples()
	for _, e := range full {
		b, err := (&XIRIPayload{Event: e}).AppendBinary(nil)
		require.NoError(t, err)
		r := ber.NewReader(b)
		outer, err := r.Next()
		require.NoError(t, err)
		in := outer.Reader()
		_, err = in.Next()
		require.NoError(t, err)
		event, err := in.Next()
		require.NoError(t, err)
		alt := event.Reader()
		body, err := alt.Next()
		require.NoError(t, err)
		good := 0
		for n := range body.Contents {
			c := ber.AppendOctets(nil, body.Tag, body.Contents[:n])
			c = append(unhex(t, "81050413130301"), ber.AppendOctets(nil, ber.ContextConstructed(2), c)...)
			p, _, err := ParseXIRIPayload(ber.AppendOctets(nil, ber.Sequence, c))
			if err != nil {
				continue
			}
			good++
			require.NotEqual(t, e, p.Event)
		}
		require.Less(t, good, reflect.TypeOf(e).Elem().NumField(), "only cuts between components can decode")
	}
}

// TestBadInput has octets that must not decode, each with the reason.
func TestBadInput(t *testing.T) {
	const head = "81050413130301" // [1] xIRIPayloadOID
	const dereg = "810102820101"  // deregistrationDirection and accessType
	payload := func(event ...string) string { return tlv("30", head, tlv("a2", event...)) }
	for _, c := range []struct {
		name, octets string
		err          error
		says         string
	}{
		{"nothing", "", ber.ErrTruncated, "XIRIPayload"},
		{"SET for SEQUENCE", "3100", ber.ErrTag, "[UNIVERSAL 16]"},
		{"primitive SEQUENCE", "1000", ber.ErrTag, ""},
		{"empty payload", "3000", ber.ErrMissing, "xIRIPayloadOID"},
		{"no event", tlv("30", head), ber.ErrMissing, "event"},
		{"event without an alternative", payload(), ber.ErrTag, "XIRIPayload.event"},
		{"two alternatives", payload(tlv("a2", dereg), tlv("a2", dereg)), ber.ErrValue, "one alternative"},
		{"unknown alternative 199", payload(tlv("bf8147")), ber.ErrUnknown, "[199]"},
		{"alternative 191 of a later release", payload(tlv("bf813f")), ber.ErrUnknown, "[191]"},
		{"mDFCellSiteReport, which only IRIEvent has", payload(tlv("b0")), ber.ErrUnknown, "[16]"},
		{"N9HR record without anything", payload(tlv("bf64")), ber.ErrMissing, "n9HRPDUSessionInfo.sUPI"},
		{"primitive alternative", payload(tlv("82")), ber.ErrTag, "XIRIPayload.event"},
		{"another relative OID", tlv("30", "81050412130301", tlv("a2", tlv("a2", dereg))), ber.ErrValue, "xIRIPayloadOID"},
		{"OID of an IRI", tlv("30", "81050413130303", tlv("a2", tlv("a2", dereg))), ber.ErrValue, "{4 19 release version 1}"},
		{"registration without anything", payload(tlv("a1")), ber.ErrMissing, "XIRIPayload.event.registration.registrationType"},
		{"deregistration, half", payload(tlv("a2", "810102")), ber.ErrMissing, "accessType"},
		{"component twice", payload(tlv("a2", "810101", "810101", "820101")), ber.ErrOrder, "deregistrationDirection"},
		{"components swapped", payload(tlv("a2", "820101", "810101")), ber.ErrOrder, "deregistrationDirection"},
		{"length of a component beyond the record", payload(tlv("a2", "810101", "820401")), ber.ErrLength, "deregistration"},
		{"length of 4 GiB", payload(tlv("a2", "8184ffffffff")), ber.ErrLength, "2 GiB"},
		{"length of 2^64", payload(tlv("a2", "8189010000000000000000")), ber.ErrLength, "2 GiB"},
		{"reserved length octet", "3009" + head + "a2ff", ber.ErrLength, "0xFF"},
		{"letters in an IMSI", payload(tlv("a2", dereg, tlv("a3", "8105303061"+"3132"))), ber.ErrValue, "sUPI.iMSI"},
		{"empty IMSI", payload(tlv("a2", dereg, tlv("a3", "8100"))), ber.ErrValue, "sUPI.iMSI"},
		{"SUPI without an alternative", payload(tlv("a2", dereg, tlv("a3"))), ber.ErrValue, "deregistration.sUPI"},
		{"SUPI with two", payload(tlv("a2", dereg, tlv("a3", "810130", "820130"))), ber.ErrValue, "one alternative"},
		{"primitive SUPI", payload(tlv("a2", dereg, tlv("83", "810130"))), ber.ErrTag, "deregistration.sUPI"},
		{"AMF pointer above 63", payload(tlv("a2", dereg, tlv("a7", "8103303031", "82023031", "830102", "840101", "850140", "860412345678"))), ber.ErrValue, "gUTI.aMFPointer"},
		{"AMF pointer of nine octets", payload(tlv("a2", dereg, tlv("a7", "8103303031", "82023031", "830102", "840101", "8509010000000000000000"))), ber.ErrValue, "aMFPointer"},
		{"negative AMF region", payload(tlv("a2", dereg, tlv("a7", "8103303031", "82023031", "8301ff", "840101", "850140"))), ber.ErrValue, "aMFRegionID"},
		{"enumeration without contents", payload(tlv("a2", "8100")), ber.ErrValue, "deregistrationDirection"},
		{"enumeration above 65535", payload(tlv("a2", "8103010000")), ber.ErrValue, "deregistrationDirection"},
		{"NR cell of 35 bits", payload(tlv("a3", tlv("a1", "810130"), tlv("a6", tlv("a1", tlv("a1", tlv("a2", tlv("a1", tlv("a1", "8103303031", "82023031"), "8203000001"),
			tlv("a2", tlv("a1", "8103303031", "82023031"), "8206050000000100"))))))), ber.ErrValue, "nCGI.nRCellID"},
		{"list element of another type", payload(tlv("a5", "810101", tlv("a2", "810101"), tlv("a3", "3100"))), ber.ErrTag, "requestedSlice[0]"},
		{"deep nesting of indefinite lengths", "3080" + strings.Repeat("a280", 200), ber.ErrLimit, "XIRIPayload"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := ParseXIRIPayload(unhex(t, c.octets))
			require.ErrorIs(t, err, c.err)
			var e *ber.Error
			require.ErrorAs(t, err, &e)
			require.NotEmpty(t, e.Path)
			require.GreaterOrEqual(t, e.Off, 0)
			require.ErrorContains(t, err, c.says)
		})
	}
}

// TestUnknownComponents puts components of a later release into every place where they may be.
func TestUnknownComponents(t *testing.T) {
	const later = "9f8769 0141" // [1001] "A"
	body := "810102 820101 " + "a3058103303031"
	for _, c := range []string{later + body, body + later, "810102" + later + "820101a3058103303031", body + later + "bf876a 02 8100"} {
		contents := unhex(t, c)
		b := ber.AppendOctets(nil, ber.ContextConstructed(2), contents)
		b = append(unhex(t, "81050413130301"), ber.AppendOctets(nil, ber.ContextConstructed(2), b)...)
		b = ber.AppendOctets(nil, ber.Sequence, b)
		p, _, err := ParseXIRIPayload(b)
		require.NoError(t, err, c)
		d := p.Event.(*AMFDeregistration)
		require.Equal(t, "001", d.SUPI.IMSI)
		require.NotEmpty(t, d.Extra)
		require.Equal(t, uint32(1001), d.Extra[0].Tag)
		again, err := p.AppendBinary(nil)
		require.NoError(t, err)
		q, _, err := ParseXIRIPayload(again)
		require.NoError(t, err)
		require.Equal(t, p, q)
	}
	// An unknown alternative of a CHOICE inside a record, and a component of the payload itself.
	b := unhex(t, "3019 81050413130301 a20e a20c 810102820101 a304 8902 3132"+"830178")
	b[1] = byte(len(b) - 2)
	p, _, err := ParseXIRIPayload(b)
	require.NoError(t, err)
	require.Equal(t, &Raw{Tag: 9, Octets: unhex(t, "89023132")}, p.Event.(*AMFDeregistration).SUPI.Other)
	again, err := p.AppendBinary(nil)
	require.NoError(t, err)
	require.Equal(t, b, again)
	// More of them than any release can have.
	c := append(unhex(t, "810102820101"), bytes.Repeat(unhex(t, "9f876900"), maxUnknown+1)...)
	c = ber.AppendOctets(nil, ber.ContextConstructed(2), c)
	c = append(unhex(t, "81050413130301"), ber.AppendOctets(nil, ber.ContextConstructed(2), c)...)
	_, _, err = ParseXIRIPayload(ber.AppendOctets(nil, ber.Sequence, c))
	require.ErrorIs(t, err, ber.ErrLimit)
}

// TestBERForms decodes what BER allows and DER does not.
func TestBERForms(t *testing.T) {
	const head, dereg, imsi = "81050413130301", "810102820101", "303031303130303030303030303031"
	for _, s := range []string{
		// Indefinite lengths.
		"3080" + head + "a280 a280" + dereg + "a380 810f" + imsi + "0000 0000 0000 0000",
		// Lengths in more octets than needed.
		"30820029" + head + "a282001e a282001a" + dereg + "a38111 810f" + imsi,
		// A string in segments.
		tlv("30", head, tlv("a2", tlv("a2", dereg, tlv("a3", tlv("a1", "0407"+imsi[:14], tlv("24", "0408"+imsi[14:])))))),
	} {
		p, _, err := ParseXIRIPayload(unhex(t, s))
		require.NoError(t, err, s)
		require.Equal(t, "001010000000001", p.Event.(*AMFDeregistration).SUPI.IMSI)
	}
}

// TestCheck finds what the ASN.1 and what the tables demand.
func TestCheck(t *testing.T) {
	says := func(e Event) (s []string) {
		for _, f := range Check(e) {
			s = append(s, f.String())
		}
		return s
	}
	supi := SUPI{IMSI: "001010000000001"}
	require.Equal(t, []string{"servingSystemMessage.roamingIndicator: absent (TS 33.128 R19 clause 7.2.2.3)"}, says(&UDMServingSystemMessage{SUPI: supi}))
	require.False(t, Check(&UDMServingSystemMessage{SUPI: supi})[0].ASN1)
	require.Equal(t, []string{"deregistration: none of sUPI, sUCI, pEI and gPSI is present (TS 33.128 R19 clause 6.2.2.2.3)"},
		says(&AMFDeregistration{DeregistrationDirection: 1, AccessType: 1}))
	require.Empty(t, says(&AMFDeregistration{DeregistrationDirection: 1, AccessType: 1, PEI: PEI{IMEI: "35123456789012"}}))
	got := says(&AMFRegistration{RegistrationType: 9, SUPI: SUPI{IMSI: "00101"}, GUTI: FiveGGUTI{MCC: "01", MNC: "01"}})
	require.Equal(t, []string{
		"registration.registrationType: value 9 is not defined (TS 33.128 R19 clause 6.2.2.2.2)",
		"registration.registrationResult: absent (TS 33.128 R19 clause 6.2.2.2.2)",
		"registration.sUPI.iMSI: size 5, allowed are 6 to 15 (TS 33.128 R19 clause 6.2.2.2.2)",
		"registration.gUTI.mCC: size 2, allowed are 3 to 3 (TS 33.128 R19 clause 6.2.2.2.2)",
	}, got)
	f := Check(&AMFLocationUpdate{})
	require.Len(t, f, 1)
	require.True(t, f[0].ASN1)
	full, _ := samples()
	for _, e := range full {
		require.Empty(t, Check(e), Name(e))
	}
}

// TestEncodeErrors has values that must not be encoded.
func TestEncodeErrors(t *testing.T) {
	supi := SUPI{IMSI: "001010000000001"}
	for _, c := range []struct {
		name  string
		event Event
		says  string
	}{
		{"no event", nil, "XIRIPayload.event: mandatory"},
		{"no SUPI", &AMFRegistration{RegistrationType: 1, RegistrationResult: 1, GUTI: sampleGUTI()}, "registration.sUPI: mandatory"},
		{"no type", &AMFRegistration{RegistrationResult: 1, SUPI: supi, GUTI: sampleGUTI()}, "registration.registrationType: mandatory"},
		{"half a GUTI", &AMFLocationUpdate{SUPI: supi, GUTI: &FiveGGUTI{MCC: "001"}}, "locationUpdate.gUTI.mNC: mandatory"},
		{"two alternatives", &AMFLocationUpdate{SUPI: SUPI{IMSI: "001010000000001", NAI: "a@b"}}, "one alternative"},
		{"too many bits", &AMFLocationUpdate{SUPI: supi, Location: Location{LocationInfo: &LocationInfo{UserLocation: &UserLocation{NRLocation: &NRLocation{
			TAI: sampleTAI(), NCGI: NCGI{PLMNID: PLMNID{MCC: "001", MNC: "01"}, NRCellID: 1 << 36}}}}}}, "nCGI.nRCellID"},
		{"AMF set of 11 bits", &AMFLocationUpdate{SUPI: supi, GUTI: &FiveGGUTI{MCC: "001", MNC: "01", AMFSetID: 1024}}, "aMFSetID"},
		{"IPv6 as IPv4", &AMFRegistration{RegistrationType: 1, RegistrationResult: 1, SUPI: supi, GUTI: sampleGUTI(),
			Non3GPPAccessEndpoint: UEEndpointAddress{IPv4Address: netip.MustParseAddr("::1")}}, "non3GPPAccessEndpoint.iPv4Address"},
		{"list element without an alternative", &UDMUEAuthenticationResponse{SUPI: supi, AuthenticationInfoRequest: UDMAuthenticationInfoRequest{InfoRequestType: 1,
			RGAuthCtx: make([]SubscriberIdentifier, 1)}}, "rGAuthCtx[0]"},
	} {
		b, err := (&XIRIPayload{Event: c.event}).AppendBinary([]byte("foo"))
		require.ErrorContains(t, err, c.says, c.name)
		require.Equal(t, "foo", string(b), c.name)
	}
}

// alien is an event of XIRIEvent without a counterpart in IRIEvent.
type alien struct{ AMFDeregistration }

func (*alien) alternative() (uint32, string) { return 100, "n9HRPDUSessionInfo" }

// TestIRI turns xIRIs into IRI.
func TestIRI(t *testing.T) {
	full, _ := samples()
	for _, e := range full {
		x := XIRIPayload{Event: e}
		targets := []IRITargetIdentifier{
			{Identifier: TargetIdentifier{SUPI: SUPI{IMSI: "999700000000001"}}, Provenance: Some(TargetIdentifierProvenanceMatchedOn)},
			{Identifier: TargetIdentifier{IMPU: IMPU{SIPURI: "sip:anna@example.org"}}}, {Identifier: TargetIdentifier{IPv6Address: netip.MustParseAddr("2001:db8::1")}},
		}
		i, err := x.IRI(ModuleVersion{}, targets)
		require.NoError(t, err)
		b, err := i.AppendBinary(nil)
		require.NoError(t, err)
		back, n, err := ParseIRIPayload(b)
		require.NoError(t, err)
		require.Equal(t, len(b), n)
		require.Equal(t, i, back)
		_, _, err = ParseXIRIPayload(b)
		require.ErrorIs(t, err, ber.ErrValue, "an IRI is no xIRI")
	}
	x := XIRIPayload{Event: new(alien)}
	_, err := x.IRI(R19v3, nil)
	require.ErrorIs(t, err, ErrNoIRIEvent)
	require.ErrorContains(t, err, "n9HRPDUSessionInfo [100]")
	_, err = (&XIRIPayload{}).IRI(R19v3, nil)
	require.ErrorIs(t, err, ber.ErrMissing)
}
