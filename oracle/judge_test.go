package oracle_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/truth"
)

// wrong lists what did not pass in a result.
func wrong(r oracle.Result) []string {
	var out []string
	for _, q := range r.Requirements {
		if q.Result != oracle.Pass && q.Result != oracle.NotApplicable {
			out = append(out, fmt.Sprintf("%s %s %s: expected %s, actual %s", q.ID, q.Subject, q.Result, q.Expected, q.Actual))
		}
	}
	return out
}

func axesText(w oracle.Warrant) string {
	var m, p string
	for _, a := range []oracle.Axis{w.Axes.Identity, w.Axes.IRI, w.Axes.Location, w.Axes.Call, w.Axes.Content, w.Rollup} {
		m, p = m+string(a.Measured), p+string(a.Predicted)
	}
	if m != p {
		return m + " but predicted " + p
	}
	return m
}

// TestFaultlessLab judges what a lab without faults would produce, for every row that is played now.
func TestFaultlessLab(t *testing.T) {
	for _, c := range []struct {
		rows  string
		s     setup
		want  map[string]string
		rules map[string]string
	}{
		{"L02", setup{home: "nl", in: "nl", scheme: "profile-a"}, map[string]string{"nl-1": "TTT--T"}, map[string]string{"nl-1": "A1 B1 B2 B3"}},
		{"V01 H02", setup{home: "de", in: "nl", scheme: "null"}, map[string]string{"nl-1": "TTT--T", "de-1": "TPP--P"},
			map[string]string{"nl-1": "A1 A2 B7 B1 B2", "de-1": "A1 A2 B7 B3"}},
		{"V02 H01", setup{home: "de", in: "nl", scheme: "profile-a", move: true}, map[string]string{"nl-1": "TTT--T", "de-1": "TPP--P"},
			map[string]string{"nl-1": "A1 B7 B1 B2", "de-1": "A1 B7 B3"}},
		{"V03", setup{home: "de", in: "nl", scheme: "profile-b"}, map[string]string{"nl-1": "TTT--T", "de-1": "TPP--P"}, nil},
		{"V05 H03", setup{home: "de", in: "nl", scheme: "profile-a", fault: "home-rejects"}, map[string]string{"nl-1": "NNN--N", "de-1": "PPP--P"},
			map[string]string{"nl-1": "B7 A3", "de-1": "B7 A3 B3"}},
		{"V06", setup{home: "de", in: "nl", scheme: "null", fault: "home-rejects"}, map[string]string{"nl-1": "PPP--P", "de-1": "PPP--P"},
			map[string]string{"nl-1": "A2 B7 A4"}},
		{"V08", setup{home: "de", in: "nl", scheme: "profile-a", fault: "supi-mismatch"}, map[string]string{"nl-1": "NNN--N", "de-1": "PPP--P"},
			map[string]string{"nl-1": "B7 A5"}},
		{"V15 H04", setup{home: "de", in: "nl", scheme: "profile-a", late: true}, map[string]string{"nl-1": "TTT--T", "de-1": "TPP--P"},
			map[string]string{"nl-1": "A1 B7 B1 B2 G1 G2", "de-1": "A1 B7 B3"}},
	} {
		t.Run(c.rows, func(t *testing.T) {
			r := newPlay(c.s).judge(t)
			require.Empty(t, wrong(r))
			for _, w := range r.Warrants {
				require.Equal(t, c.want[w.ID], axesText(w), w.ID)
				if c.rules != nil && c.rules[w.ID] != "" {
					require.Equal(t, c.rules[w.ID], strings.Join(w.Rules, " "), w.ID)
				}
			}
			require.Equal(t, oracle.Pass, r.Verdict)
			require.Equal(t, []oracle.Control{{Subscriber: "carla"}}, r.Control)
			require.Equal(t, oracle.ResultSchema, r.Schema)
		})
	}
}

var inbound = setup{home: "de", in: "nl", scheme: "profile-a", move: true}

// TestEachRequirementFails breaks one thing at a time and expects the requirement that guards it to say so.
func TestEachRequirementFails(t *testing.T) {
	late := setup{home: "de", in: "nl", scheme: "profile-a", late: true}
	concealed := setup{home: "de", in: "nl", scheme: "profile-a", fault: "home-rejects"}
	readable := setup{home: "de", in: "nl", scheme: "null", fault: "home-rejects"}
	no := false
	for _, c := range []struct {
		name string
		s    setup
		edit func(*play)
		id   string
		// expected and actual must be in the message.
		expected, actual string
	}{
		{"a dropped registration", inbound, func(p *play) { p.drop("nl", 1) }, "AMF-REG-1", "one AMFRegistration", "none was delivered"},
		{"a registration twice", inbound, func(p *play) { p.records = append(p.records, p.find("nl", 1)) }, "AMF-REG-1", "1 AMFRegistration", "1 more"},
		{"another SUPI", inbound, func(p *play) { p.find("nl", 1).event.supi = "999700000000009" }, "AMF-REG-1", "999700000000001", "999700000000009"},
		{"another GUTI", inbound, func(p *play) { p.find("nl", 1).event.guti = "5gguti-001-01-02-001-00-87654321" }, "AMF-REG-2", "12345678", "87654321"},
		{"another cell", inbound, func(p *play) { p.find("nl", 1).event.cell = cell2 }, "AMF-REG-3", "000000010", "000000020"},
		{"no cell", inbound, func(p *play) { p.find("nl", 1).event.cell = nil }, "AMF-REG-3", "000000010", "absent"},
		{"another registration type", inbound, func(p *play) { p.find("nl", 1).event.regType = 4 }, "AMF-REG-4", "initial", "emergency"},
		{"another result", inbound, func(p *play) { p.find("nl", 1).event.result = 2 }, "AMF-REG-4", "threeGPPAccess", "nonThreeGPPAccess"},
		{"a dropped deregistration", inbound, func(p *play) { p.drop("nl", 2) }, "AMF-DEREG-1", "one AMFDeregistration", "none"},
		{"the wrong side deregistered", inbound, func(p *play) { p.find("nl", 2).event.direction = 1 }, "AMF-DEREG-1", "uEInitiated", "networkInitiated"},
		{"switched off", inbound, func(p *play) { p.find("nl", 2).event.switchOff = 2 }, "AMF-DEREG-1", "normalDetach", "switchOff"},
		{"a dropped move", inbound, func(p *play) { p.drop("nl", 3) }, "AMF-LOC-1", "one AMFLocationUpdate", "none"},
		{"the old cell after a move", inbound, func(p *play) { p.find("nl", 3).event.cell = cell1 }, "AMF-LOC-1", "000000020", "000000010"},
		{"no start of interception", late, func(p *play) { p.drop("nl", 4) }, "AMF-START-1", "1 AMFStart", "0"},
		{"two starts of interception", late, func(p *play) { p.records = append(p.records, p.find("nl", 4)) }, "AMF-START-1", "1 AMFStart", "2"},
		{"the start of interception last", late, func(p *play) { r := p.find("nl", 4); p.drop("nl", 4); p.records = append(p.records, r) },
			"AMF-START-1", "before every other", "AMFDeregistration came first"},
		{"a start without cause", inbound, func(p *play) {
			w := p.truth.Warrants["nl-1"]
			p.add(w, "amf", epoch.Add(20*time.Millisecond), event{tag: 4, supi: w.Target, guti: annaGUTI, result: 1, cell: cell1})
		}, "AMF-START-1", "0 AMFStart", "1"},
		{"a failure not reported", readable, func(p *play) { p.drop("nl", 5) }, "AMF-FAIL-1", "one AMFUnsuccessfulProcedure", "none"},
		{"a failure with another cause", readable, func(p *play) { p.find("nl", 5).event.cause = 111 }, "AMF-FAIL-1", "5GMM cause 3", "5GMM cause 111"},
		{"a concealed failure reported", concealed, func(p *play) {
			w := p.truth.Warrants["nl-1"]
			p.add(w, "amf", epoch.Add(35*time.Millisecond), event{tag: 5, supi: w.Target, regType: 1, cause: 3, cell: cell1})
		}, "A3-1", "no record of the AMF", "AMFUnsuccessfulProcedure"},
		{"no authentication", inbound, func(p *play) { p.drop("de", 110) }, "UDM-AUTH-1", "one UDMUEAuthenticationResponse", "none"},
		{"authentication for another network", inbound, func(p *play) { p.find("de", 110).event.plmn = "999-70" }, "UDM-AUTH-1", "001-01", "999-70"},
		{"no problem in a refusal", concealed, func(p *play) { p.find("de", 110).event.problem = false }, "UDM-AUTH-1", "problemDetails present", "absent"},
		{"no serving system", inbound, func(p *play) { p.drop("de", 11) }, "UDM-SERV-1", "one UDMServingSystemMessage", "none"},
		{"another serving network", inbound, func(p *play) { p.find("de", 11).event.plmn = "001-02" }, "UDM-SERV-1", "pLMNID 001-01", "001-02"},
		{"not roaming", inbound, func(p *play) { p.find("de", 11).event.roaming = &no }, "UDM-SERV-1", "TRUE", "FALSE"},
		{"no cancelled location", inbound, func(p *play) { p.drop("de", 55) }, "UDM-CANCEL-1", "one UDMCancelLocationMessage", "none"},
		{"cancelled by the UDM", inbound, func(p *play) { p.find("de", 55).event.method = 3 }, "UDM-CANCEL-1", "aMF3GPPAccessDeregistration", "uDMDeregistration"},
		{"no start at the UDM", late, func(p *play) { p.drop("de", 124) }, "UDM-START-1", "1 UDMStart", "0"},
		{"a UDM record from the visited network", inbound, func(p *play) {
			w := p.truth.Warrants["nl-1"]
			p.add(w, "udm", epoch.Add(35*time.Millisecond), event{tag: 55, supi: w.Target, method: 1})
		}, "UDM-CANCEL-1", "no UDMCancelLocationMessage", "one was delivered"},
		{"a mandatory member missing", inbound, func(p *play) { p.find("nl", 1).event.result = 0 }, "MAND-1", "6.2.2.2.2", "registrationResult"},
		{"no roaming indicator", inbound, func(p *play) { p.find("de", 11).event.roaming = nil }, "MAND-2", "roamingIndicator", "absent"},
		{"no network when roaming", inbound, func(p *play) { p.find("de", 11).event.plmn = "" }, "MAND-2", "pLMNID", "absent"},
		{"nobody deregistered", inbound, func(p *play) { p.find("nl", 2).event.supi = "" }, "MAND-2", "sUPI", "none"},
		{"no IRI type", inbound, func(p *play) { p.find("nl", 1).iriType = 0 }, "MAND-2", "iRIType", "absent"},
		{"a gap on X2", inbound, func(p *play) { p.find("nl", 3).seqX2 = 2 }, "X2-SEQ-1", "sequence number 1", "2 (a gap)"},
		{"X2 begins late", inbound, func(p *play) { p.find("nl", 1).seqX2 = 1 }, "X2-SEQ-1", "sequence number 0", "1 (a gap)"},
		{"a duplicate on X2", inbound, func(p *play) { p.find("nl", 3).seqX2 = 0 }, "X2-SEQ-1", "sequence number 1", "0 (a duplicate"},
		{"a gap on HI2", inbound, func(p *play) { p.find("nl", 3).seqHI2 = 5 }, "HI2-SEQ-1", "sequence number 1", "5 (a gap)"},
		{"another XID", inbound, func(p *play) { p.find("nl", 3).xid = xidDE }, "XID-1", "a warrant of nl", xidDE},
		{"another LIID", inbound, func(p *play) { p.find("nl", 3).liid = "LIID-DE-1" }, "LIID-1", "a warrant of nl", "LIID-DE-1"},
		{"the point of interception first", inbound, func(p *play) {
			p.x1[0], p.x1[2] = p.x1[2], p.x1[0]
			p.x1[1], p.x1[3] = p.x1[3], p.x1[1]
		}, "PROV-1", "at an MDF before", "no MDF"},
		{"no point of interception", inbound, func(p *play) { p.x1 = append(p.x1[:2:2], p.x1[4:]...) }, "PROV-1", "at a point of interception", "none"},
		{"an unanswered request", inbound, func(p *play) { p.x1 = append(p.x1[:3:3], p.x1[4:]...) }, "PROV-2", "an answer to ActivateTaskRequest", "none"},
		{"an answer to nothing", inbound, func(p *play) { p.x1 = p.x1[1:] }, "PROV-2", "a request before ActivateTaskResponse", "none"},
		{"an error answer", inbound, func(p *play) {
			p.x1[3].text = strings.NewReplacer("ActivateTaskResponse", "ErrorResponse", "<oK>AcknowledgedAndCompleted</oK>",
				"<errorInformation><errorCode>3010</errorCode><errorDescription>no</errorDescription></errorInformation>").Replace(p.x1[3].text)
		}, "PROV-2", "oK to", "3010"},
		{"X1 that cannot be read", inbound, func(p *play) { p.x1[3].text = p.x1[3].text[:200] }, "PARSE-X1", "can be read", "octet"},
		{"X2 that cannot be read", inbound, func(p *play) { r := p.find("nl", 3); r.truncate = true }, "PARSE-X2", "can be read", "octet"},
		{"HI2 that cannot be read", inbound, func(p *play) { r := p.find("nl", 3); r.truncate = true }, "PARSE-HI2", "can be read", "octet"},
		{"an unknown event", inbound, func(p *play) { p.find("nl", 3).raw = tlv(0xa0, 190+30, nil) }, "PARSE-HI2", "can be read", "no alternative"},
		{"no NFID", inbound, func(p *play) { p.find("nl", 3).attrs = map[uint16][]byte{6: nil} }, "ENV-1", "NFID", "absent"},
		{"no IPID", inbound, func(p *play) { p.find("nl", 3).attrs = map[uint16][]byte{7: nil} }, "ENV-1", "IPID", "absent"},
		{"no sequence number", inbound, func(p *play) { p.find("nl", 3).attrs = map[uint16][]byte{8: nil} }, "ENV-1", "sequence number", "absent"},
		{"a timestamp of 12 octets", inbound, func(p *play) { p.find("nl", 3).attrs = map[uint16][]byte{9: make([]byte, 12)} }, "ENV-1", "timestamp", "12 octets"},
		{"no matched target", inbound, func(p *play) { p.find("nl", 3).attrs = map[uint16][]byte{17: nil} }, "ENV-1", "matched target", "absent"},
		{"another matched target", inbound, func(p *play) { p.find("nl", 3).attrs = map[uint16][]byte{17: []byte("IMSI999700000000001")} },
			"ENV-2", "<supiimsi>999700000000001</supiimsi>", "IMSI999700000000001"},
		{"a direction for a start", late, func(p *play) { p.find("nl", 4).direction = 3 }, "ENV-3", "direction 5", "3"},
		{"a record an hour late", inbound, func(p *play) { r := p.find("nl", 1); r.at = r.at.Add(time.Hour); r.hi2Time = r.at }, "TIME-1", "a time from", "13:00"},
		{"a record lost in mediation", inbound, func(p *play) { p.find("nl", 3).noHI2 = true }, "MED-1", "on HI2", "not delivered"},
		{"a record out of nowhere", inbound, func(p *play) { p.find("nl", 3).noX2 = true }, "MED-1", "an X2 record", "never sent"},
		{"a record changed in mediation", inbound, func(p *play) {
			r := p.find("nl", 3)
			e := r.event
			e.cell = cell1
			r.rawHI2 = e.octets()
		}, "MED-1", "an X2 record", "never sent"},
		{"the time of mediation", inbound, func(p *play) { r := p.find("nl", 3); r.hi2Time = r.at.Add(time.Millisecond) }, "MED-2", "timestamp", "."},
		{"another country", inbound, func(p *play) { p.find("nl", 3).country = "DE" }, "HI2-PLMN-1", `country "NL"`, `country "DE"`},
		{"a session for an AMF record", inbound, func(p *play) { p.find("nl", 3).cin = true }, "HI2-TYPE-1", "without a communication identity number", "number 5"},
		{"IRI-Begin for an AMF record", inbound, func(p *play) { p.find("nl", 3).iriType = 1 }, "HI2-TYPE-1", "iRI-Report", "iRI-Begin"},
		{"another target in the IRI", inbound, func(p *play) {
			r := p.find("nl", 3)
			r.attrs = map[uint16][]byte{17: []byte("<supiimsi>" + r.matched + "</supiimsi>")}
			r.matched = "999700000000008"
		}, "HI2-TID-1", "999700000000001", "999700000000008"},
		{"a record about the control subscriber", inbound, func(p *play) {
			p.add(p.truth.Warrants["nl-1"], "amf", epoch.Add(60*time.Millisecond), event{tag: 1, supi: "999700000000003", guti: carlaGUTI, regType: 1, result: 1, cell: cell1})
		}, "CTRL-1", "nothing about carla", "999700000000003"},
		{"the GUTI of the control subscriber", inbound, func(p *play) { p.find("nl", 3).event.guti = carlaGUTI }, "CTRL-1", "nothing about carla", carlaGUTI},
		{"a record about a bystander", inbound, func(p *play) {
			p.add(p.truth.Warrants["nl-1"], "amf", epoch.Add(50*time.Millisecond), event{tag: 3, supi: "001010000000007", cell: cell1})
		}, "CTRL-2", "only anna", "bram"},
		{"a record about a stranger", inbound, func(p *play) { p.find("nl", 3).event.supi = "999709999999999" }, "CTRL-2", "999700000000001", "nobody in the scenario"},
		{"the MSIN in clear", inbound, func(p *play) {
			p.n2 = append(p.n2, n2Message{"nl", epoch.Add(41 * time.Millisecond), "999-70", 0, bcdDigits("0000000001"), cell1})
		}, "SUCI-1", "no MSIN of anna", "0000000001"},
		{"the MSIN inside a scheme output", inbound, func(p *play) {
			p.n2[0].output = append(bytes.Repeat([]byte{0xee}, 40), bcdDigits("0000000001")...)
		}, "SUCI-1", "no MSIN of anna", "0000000001"},
	} {
		t.Run(c.id+" "+c.name, func(t *testing.T) {
			p := newPlay(c.s)
			c.edit(p)
			r := p.judge(t)
			require.Equal(t, oracle.Fail, r.Verdict)
			for _, q := range r.Requirements {
				if q.ID == c.id && q.Result == oracle.Fail {
					require.Contains(t, q.Expected, c.expected)
					require.Contains(t, q.Actual, c.actual)
					require.NotEmpty(t, q.Clause)
					if c.name != "no point of interception" && !strings.HasPrefix(c.actual, "0") {
						require.NotEmpty(t, q.Evidence, "%s names no frame", c.id)
					}
					for _, e := range q.Evidence {
						require.Positive(t, e.Frame)
						require.NotEmpty(t, e.Interface)
					}
					return
				}
			}
			t.Fatalf("%s did not fail; what did: %s", c.id, strings.Join(wrong(r), "\n"))
		})
	}
}

// TestEveryRequirementIsPlayed expects each requirement to be tried, and to pass, in some faultless scenario.
func TestEveryRequirementIsPlayed(t *testing.T) {
	passed := map[string]bool{}
	for _, s := range []setup{inbound, {home: "de", in: "nl", scheme: "profile-a", late: true},
		{home: "de", in: "nl", scheme: "profile-a", fault: "home-rejects"}, {home: "de", in: "nl", scheme: "null", fault: "home-rejects"}} {
		for _, q := range newPlay(s).judge(t).Requirements {
			passed[q.ID] = passed[q.ID] || q.Result == oracle.Pass
		}
	}
	for _, d := range []dataSetup{{route: "home-routed", protection: "none"}} {
		for _, q := range newDataPlay(inbound, d).judge(t).Requirements {
			passed[q.ID] = passed[q.ID] || q.Result == oracle.Pass
		}
	}
	moved := newSessionPlay(visiting, routed, "summary")
	moved.handover(true)
	moved.refusal(true)
	running := newSessionPlay(visiting, dataSetup{route: "home-routed", protection: "none", mid: true}, "")
	for _, p := range []*sessionPlay{moved, running} {
		for _, q := range p.judge(t).Requirements {
			passed[q.ID] = passed[q.ID] || q.Result == oracle.Pass
		}
	}
	for _, p := range []*callPlay{newCallPlay(visiting, callSetup{route: "home-routed", sig: "null", mid: true}),
		newCallPlay(visiting, callSetup{route: "local-breakout"}), newCallPlay(visiting, callSetup{route: "local-breakout", emergency: true, unauth: true}), newCallPlay(home, callSetup{route: "domestic", kind: "sms-nas"}),
		newCallPlay(home, callSetup{route: "domestic", media: "sdes-e2ae"}), newCallPlay(home, callSetup{route: "domestic", again: true})} {
		for _, q := range p.judge(t).Requirements {
			passed[q.ID] = passed[q.ID] || q.Result == oracle.Pass
		}
	}
	for _, q := range oracle.Catalogue() {
		require.True(t, passed[q.ID], "%s never passes in a faultless lab", q.ID)
	}
}

func TestPreambleIsNotAVerdict(t *testing.T) {
	p := newPlay(inbound)
	for i := range p.truth.Steps {
		if p.truth.Steps[i].Subscriber == "anna" && p.truth.Steps[i].Kind == "register" {
			p.truth.Steps[i].Result, p.truth.Steps[i].GUTI = "rejected", ""
		}
	}
	p.records = nil
	r := p.judge(t)
	require.Contains(t, strings.Join(wrong(r), "\n"), "PRE-1 nl-1 inconclusive")
	for _, q := range r.Requirements {
		if strings.HasPrefix(q.ID, "AMF-REG") {
			require.NotEqual(t, oracle.Pass, q.Result, q.ID)
		}
	}
	require.NotEqual(t, oracle.Pass, r.Verdict)
}

func TestNothingCapturedIsNoPass(t *testing.T) {
	p := newPlay(inbound)
	p.records, p.x1, p.n2 = nil, nil, nil
	r := p.judge(t)
	require.Equal(t, oracle.Fail, r.Verdict)
	for _, q := range r.Requirements {
		switch q.ID {
		case "PRE-1", "CTRL-1": // these are about the script and about silence
		default:
			require.NotEqual(t, oracle.Pass, q.Result, "%s %s", q.ID, q.Subject)
		}
	}
}

func TestExpectationCounts(t *testing.T) {
	p := newPlay(inbound)
	p.truth.Expect = map[string]truth.Axes{"nl-1": {Identity: "T", IRI: "T", Location: "P", Call: "-", Content: "-"}}
	r := p.judge(t)
	require.Empty(t, wrong(r))
	require.Equal(t, oracle.Fail, r.Verdict)
	require.Equal(t, oracle.P, r.Warrants[1].Axes.Location.Expected)
}

func TestFindings(t *testing.T) {
	p := newPlay(setup{home: "de", in: "nl", scheme: "null"})
	s := p.truth.Subscribers["anna"]
	s.NEA = 0
	p.truth.Subscribers["anna"] = s
	p.truth.Agreements[0].N32 = "none"
	require.ElementsMatch(t, []string{"privacy:null-scheme", "nas-null-cipher", "n32-unprotected"}, p.judge(t).Findings)
	require.Contains(t, newPlay(setup{home: "de", in: "nl", scheme: "profile-a", fault: "supi-mismatch"}).judge(t).Findings, "supi-binding-failed")
}

func TestBadInput(t *testing.T) {
	p := newPlay(inbound)
	b := p.capture(t)
	_, err := oracle.Judge(t.Context(), oracle.Input{Capture: bytes.NewReader(b[:len(b)-7]), Truth: p.truth})
	require.ErrorIs(t, err, oracle.ErrCapture)
	_, err = oracle.Judge(t.Context(), oracle.Input{Capture: strings.NewReader("no capture"), Truth: p.truth})
	require.ErrorIs(t, err, oracle.ErrCapture)
	_, err = oracle.Judge(t.Context(), oracle.Input{Truth: p.truth})
	require.ErrorIs(t, err, oracle.ErrCapture)
	_, err = oracle.Judge(t.Context(), oracle.Input{Capture: bytes.NewReader(b)})
	require.ErrorIs(t, err, oracle.ErrTruth)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err = oracle.Judge(ctx, oracle.Input{Capture: bytes.NewReader(b), Truth: p.truth})
	require.ErrorIs(t, err, context.Canceled)
}

// FuzzJudge puts one strange unit into a run in which a registration was lost. Nothing on X1, X2 or N2 can make up
// for what the agency did not get.
func FuzzJudge(f *testing.F) {
	good := newPlay(inbound)
	f.Add(byte(0), []byte(good.x1[0].text))
	f.Add(byte(1), good.find("nl", 1).x2(0))
	f.Add(byte(2), initialUE(1, "999-70", 0, bcdDigits("0000000001"), cell1))
	f.Add(byte(3), good.find("nl", 1).hi2(good.truth.Networks["nl"], 0))
	f.Fuzz(func(t *testing.T, where byte, unit []byte) {
		p := newPlay(inbound)
		p.drop("nl", 1)
		p.strange, p.strangeAt = unit, where%4
		r := p.judge(t)
		if len(r.Warrants) != 2 {
			t.Fatal("a warrant is missing in the result")
		}
		if p.strangeAt == 3 {
			return
		}
		for _, q := range r.Requirements {
			if q.ID == "AMF-REG-1" && q.Subject == "nl-1" && q.Result != oracle.Fail {
				t.Fatalf("AMF-REG-1 is %s", q.Result)
			}
		}
	})
}

func BenchmarkJudge(b *testing.B) {
	p := newPlay(inbound)
	base := p.records
	for range 500 {
		p.records = append(p.records, base...)
	}
	capture := p.capture(b)
	b.SetBytes(int64(len(capture)))
	b.ReportAllocs()
	pdus := 2 * len(p.records)
	for b.Loop() {
		if _, err := oracle.Judge(b.Context(), oracle.Input{Capture: bytes.NewReader(capture), Truth: p.truth}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(pdus)*float64(b.N)/b.Elapsed().Seconds(), "PDU/s")
}
