package xiri

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
)

// asErlang returns what the dump of an event would be in the words of asn1ct. Quoted text stands for itself where
// asn1ct takes it for a string, and in hexadecimal where it takes it for UTF-8.
func asErlang(lines []Line, strs map[string]bool) []string {
	var out []string
	for _, l := range lines {
		v := l.Value
		if strings.HasPrefix(v, `"`) && !strs[l.Path] {
			s, _ := strconv.Unquote(v)
			v = "0x" + hex.EncodeToString([]byte(s))
		}
		out = append(out, "event."+l.Path+" = "+v)
	}
	return out
}

// TestASN1CT decodes every record, full and bare, with asn1ct and compares value by value.
func TestASN1CT(t *testing.T) {
	full, bare := samples()
	for i, e := range append(full, bare...) {
		t.Run(fmt.Sprintf("%s-%d", Name(e), i), func(t *testing.T) {
			p := XIRIPayload{Event: e}
			b, err := p.AppendBinary(nil)
			require.NoError(t, err)
			got, err := judge.Decode(t, "TS33128Payloads", "XIRIPayload", b)
			require.NoError(t, err)
			theirs := strings.Split(got, "\n")
			strs := map[string]bool{}
			var kept []string
			for _, l := range theirs {
				path, v, _ := strings.Cut(l, " = ")
				if strings.HasPrefix(v, `"`) {
					strs[strings.TrimPrefix(path, "event.")] = true
				}
				switch {
				case path == "xIRIPayloadOID":
					require.Equal(t, "{4 19 19 3 1}", v)
				case v == "{}": // A SEQUENCE without components, which a dump does not show.
				default:
					kept = append(kept, l)
				}
			}
			ours := asErlang(Dump(e), strs)
			sort.Strings(kept)
			sort.Strings(ours)
			require.Equal(t, kept, ours)
			require.NotEmpty(t, ours)
			back, n, err := ParseXIRIPayload(b)
			require.NoError(t, err)
			require.Equal(t, len(b), n)
			require.Equal(t, e, back.Event)
			require.Equal(t, R19v3, back.Version)
		})
	}
}

// TestFromASN1CT decodes what asn1ct encodes and expects the same octets when it encodes that again.
func TestFromASN1CT(t *testing.T) {
	const guti = `#{mCC => "001", mNC => "01", aMFRegionID => 2, aMFSetID => 1, aMFPointer => 0, fiveGTMSI => 1}`
	const plmn = `#{mCC => "001", mNC => "01"}`
	for name, c := range map[string]struct {
		term string
		got  func(e Event) any
		want any
	}{
		"between others": {`{registration, #{registrationType => emergency, registrationResult => nonThreeGPPAccess, sUPI => {nAI, <<"a@b">>}, gUTI => ` + guti + `,
			rATType => nR, rRCEstablishmentCause => {fiveGCEstablishmentCause, emergency}, sORTransparentContainer => <<1:136>>, uEAreaIndication => #{country => <<"DE">>}}}`,
			func(e Event) any { return e.(*AMFRegistration).RRCEstablishmentCause.FiveGCEstablishmentCause }, Some(EstablishmentCauseEmergency)},
		"E-UTRA beside NR": {`{locationUpdate, #{sUPI => {iMSI, "001010000000001"}, location => #{locationInfo => #{userLocation => #{
			eUTRALocation => #{tAI => #{pLMNID => ` + plmn + `, tAC => <<1,2>>}, eCGI => #{pLMNID => ` + plmn + `, eUTRACellID => <<5:28>>}, ignoreTAI => false},
			nRLocation => #{tAI => #{pLMNID => ` + plmn + `, tAC => <<1,2,3>>}, nCGI => #{pLMNID => ` + plmn + `, nRCellID => <<7:36>>}}}}}}}`,
			func(e Event) any {
				return e.(*AMFLocationUpdate).Location.LocationInfo.UserLocation.EUTRALocation.ECGI.EUTRACellID
			}, uint64(5)},
		"GUMMEI": {`{servingSystemMessage, #{sUPI => {iMSI, "001010000000001"}, servingSystemMethod => unknown,
			gUMMEI => #{mMEID => #{mMEGI => "12", mMEC => "3"}, mCC => "001", mNC => "01"}, roamingIndicator => false}}`,
			func(e Event) any { return e.(*UDMServingSystemMessage).GUMMEI.MMEID.MMEGI }, "12"},
		"empty inside": {`{unsuccessfulAMProcedure, #{failedProcedureType => sMS, failureCause => {fiveGSMCause, 255}, requestedSlice => [],
			additionalUserIdentifiers => #{}}}`, func(e Event) any { return e.(*AMFUnsuccessfulProcedure).AdditionalUserIdentifiers }, &UserIdentifiers{}},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := judge.Encode(t, "TS33128Payloads", "XIRIPayload", `#{xIRIPayloadOID => {4,19,19,3,1}, event => `+c.term+`}`)
			require.NoError(t, err)
			p, n, err := ParseXIRIPayload(b)
			require.NoError(t, err)
			require.Equal(t, len(b), n)
			require.Equal(t, c.want, c.got(p.Event))
			again, err := p.AppendBinary(nil)
			require.NoError(t, err)
			require.Equal(t, hex.EncodeToString(b), hex.EncodeToString(again))
		})
	}
}

// TestTshark lets tshark, which knows the module of about release 17, look at the records that it knows.
func TestTshark(t *testing.T) {
	_, bare := samples()
	var pdus [][]byte
	for _, e := range bare {
		if Tag(e) > 91 {
			continue
		}
		b, err := (&XIRIPayload{Event: e}).AppendBinary(nil)
		require.NoError(t, err)
		pdus = append(pdus, b)
	}
	path := judge.Capture(t, pdus...)
	require.Empty(t, judge.Tshark(t, append(judge.Dissect(path, "xiri"), "-Y", "_ws.malformed || _ws.expert")...))
	got := judge.Tshark(t, append(judge.Dissect(path, "xiri"), "-T", "fields", "-e", "lix2.event", "-e", "lix2.iMSI")...)
	lines := strings.Split(strings.TrimSpace(got), "\n")
	require.Len(t, lines, len(pdus))
	for i, l := range lines {
		f := strings.Split(l, "\t")
		require.Equal(t, strconv.Itoa(int(Tag(bare[i]))), f[0], "alternative of record %d", i)
		switch bare[i].(type) {
		case *AMFDeregistration, *AMFUnsuccessfulProcedure:
		default:
			require.Equal(t, "999700000000001", f[1])
		}
	}
}

// TestTsharkGenerated lets tshark look at a sample of every record that it knows, full and bare. It is to name the right
// alternative of each. In the bare ones it may find nothing malformed but the component that release 19 made mandatory;
// the full ones have components and alternatives that it does not know, which it calls malformed.
func TestTsharkGenerated(t *testing.T) {
	for _, full := range []bool{false, true} {
		var pdus [][]byte
		var want []string
		f := newFiller(full)
		for _, tag := range Tags() {
			if e := f.record(tag); tag <= 91 {
				b, _ := encoded(t, e)
				pdus = append(pdus, b)
				want = append(want, strconv.Itoa(int(tag)))
			}
		}
		path := judge.Capture(t, pdus...)
		got := judge.Tshark(t, append(judge.Dissect(path, "xiri"), "-T", "fields", "-e", "lix2.event")...)
		require.Equal(t, want, strings.Fields(got))
		bad := judge.Tshark(t, append(judge.Dissect(path, "xiri"), "-Y", "_ws.malformed", "-T", "fields", "-e", "lix2.event")...)
		if full {
			t.Logf("%d records, of which %d have what tshark does not know", len(want), len(strings.Fields(bad)))
		} else {
			require.Equal(t, "15", strings.TrimSpace(bad), "PDSummaryReport.useSessionTrigger")
		}
	}
}

// TestMidwell reads the records of another implementation, made for release 18, out of its X2 PDUs.
func TestMidwell(t *testing.T) {
	dir := judge.Shared(t, "vectors", "li-peers", "midwell")
	for file, want := range map[string]string{"midwell-x2-AMFRegistration.bin": "registration", "midwell-x2-AMFDeregistration.bin": "deregistration",
		"midwell-x2-SMFPDUSessionEstablishment.bin": "pDUSessionEstablishment"} {
		b, err := os.ReadFile(filepath.Join(dir, file))
		require.NoError(t, err)
		payload := b[b[7]:] // Header Length, below 256 here.
		p, n, err := ParseXIRIPayload(payload)
		require.NoError(t, err)
		require.Equal(t, len(payload), n)
		require.Equal(t, want, Name(p.Event))
		require.Equal(t, ModuleVersion{18, 15}, p.Version)
		var findings []string
		for _, f := range Check(p.Event) {
			findings = append(findings, f.String())
		}
		if want == "pDUSessionEstablishment" {
			require.Equal(t, []string{"pDUSessionEstablishment.sUPIUnauthenticated: absent although sUPI is present (TS 33.128 R19 clause 6.2.3.2.2)"}, findings)
		} else {
			require.Empty(t, findings)
		}
		again, err := p.AppendBinary(nil)
		require.NoError(t, err)
		require.Equal(t, payload, again)
		iri, err := p.IRI(R19v3, nil)
		require.NoError(t, err)
		require.Equal(t, ModuleVersion{18, 15}, iri.MediatedFrom)
	}
}
