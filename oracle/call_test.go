package oracle_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/truth"
)

// aboutCalls are the requirements that these tests are about.
var aboutCalls = []string{"PARSE-", "ENV-", "XID-", "LIID-", "CTRL-", "HI2-TID", "MED-", "MAND-1", "IMS-", "HRI-", "HR-", "SMS-", "CC-5", "T3-1", "PROV-2", "X3-SEQ", "HI3-SEQ", "AMF-", "UDM-"}

func amissCall(r oracle.Result) []string {
	var out []string
	for _, line := range wrong(r) {
		for _, id := range aboutCalls {
			if strings.HasPrefix(line, id) {
				out = append(out, line)
			}
		}
	}
	return out
}

var voiceOnly = []string{"voice", "messaging"}

// TestFaultlessCalls judges what a lab without faults would produce for the rows about calls and messages.
func TestFaultlessCalls(t *testing.T) {
	for _, c := range []struct {
		rows string
		s    setup
		c    callSetup
		want map[string]string
	}{
		{"L13", home, callSetup{route: "domestic"}, map[string]string{"nl-1": "TTTTTT"}},
		{"L14", home, callSetup{route: "domestic", sig: "esp"}, map[string]string{"nl-1": "TTTTTT"}},
		{"L15", home, callSetup{route: "domestic", sig: "esp", media: "sdes-e2ae"}, map[string]string{"nl-1": "TTTTTT"}},
		{"L18", home, callSetup{route: "domestic", media: "dtls-e2e"}, map[string]string{"nl-1": "TTTTOP"}},
		{"L19", home, callSetup{route: "domestic", mid: true}, map[string]string{"nl-1": "TTTTTT"}},
		{"L20", home, callSetup{route: "domestic", kind: "sms-ip", sig: "esp"}, map[string]string{"nl-1": "TTTTTT"}},
		{"L21", home, callSetup{route: "domestic", kind: "sms-nas"}, map[string]string{"nl-1": "TTTTTT"}},
		{"L21 cut", home, callSetup{route: "domestic", kind: "sms-nas", cut: true}, map[string]string{"nl-1": "TTTTPP"}},
		{"L24", home, callSetup{route: "domestic", target: "nli"}, map[string]string{"nl-1": "PPPTTP"}},
		{"V24 H12", visiting, callSetup{route: "local-breakout", sig: "esp"}, map[string]string{"nl-1": "TTTTTT", "de-1": "TPPTNP"}},
		{"V26", visiting, callSetup{route: "local-breakout", sig: "esp", media: "dtls-e2e"}, map[string]string{"nl-1": "TTTTOP", "de-1": "TPPTNP"}},
		{"V27 H15", visiting, callSetup{route: "local-breakout", sig: "esp", kind: "sms-ip"}, map[string]string{"nl-1": "TTTTTT", "de-1": "TPPTTP"}},
		{"V28", visiting, callSetup{route: "home-routed"}, map[string]string{"nl-1": "TTTTTT", "de-1": "TPPTTP"}},
		{"V28 ESP-NULL", visiting, callSetup{route: "home-routed", sig: "null"}, map[string]string{"nl-1": "TTTTTT", "de-1": "TPPTTP"}},
		{"V29", visiting, callSetup{route: "home-routed", sig: "null", media: "sdes-e2e"}, map[string]string{"nl-1": "TTTTPP"}},
		{"V30", visiting, callSetup{route: "home-routed", sig: "null", media: "dtls-e2e"}, map[string]string{"nl-1": "TTTTOP", "de-1": "TPPTOP"}},
		{"V31 H09", visiting, callSetup{route: "home-routed", sig: "esp"}, map[string]string{"nl-1": "TTTPPP", "de-1": "TPPTTP"}},
		{"V32", visiting, callSetup{route: "home-routed", sig: "esp", services: voiceOnly}, map[string]string{"nl-1": "TTTNNN", "de-1": "TPPTTP"}},
		{"V34", visiting, callSetup{route: "home-routed", sig: "esp", media: "dtls-e2e"}, map[string]string{"nl-1": "TTTPOP"}},
		{"V35", visiting, callSetup{route: "home-routed", sig: "null", noHRLI: true}, map[string]string{"nl-1": "TTTPPP"}},
		{"V36", visiting, callSetup{route: "home-routed", sig: "null", noHRLI: true, services: voiceOnly}, map[string]string{"nl-1": "TTTNNN"}},
		{"V37", visiting, callSetup{route: "home-routed", sig: "esp", media: "sdes-e2e", noHRLI: true}, map[string]string{"nl-1": "TTTPOP"}},
		{"V38", visiting, callSetup{route: "home-routed", sig: "null", unconfigured: true}, map[string]string{"nl-1": "TTTPPP"}},
		{"V39", visiting, callSetup{route: "home-routed", sig: "null", mid: true}, map[string]string{"nl-1": "TTTTTT"}},
		{"V40", visiting, callSetup{route: "home-routed", sig: "null", iri: true}, map[string]string{"nl-1": "TTTT-T"}},
		{"V41", visiting, callSetup{route: "home-routed", sig: "null", target: "impu"}, map[string]string{"nl-1": "PPTTTP"}},
		{"V42", visiting, callSetup{route: "home-routed", sig: "null", target: "nli"}, map[string]string{"nl-1": "PPTTTP"}},
		{"V43", visiting, callSetup{route: "home-routed", sig: "esp", target: "nli"}, map[string]string{"nl-1": "NNNNNN"}},
		{"V45 H14", visiting, callSetup{route: "home-routed", sig: "null", kind: "sms-ip"}, map[string]string{"nl-1": "TTTTTT", "de-1": "TPPTTP"}},
		{"V46", visiting, callSetup{route: "home-routed", sig: "esp", kind: "sms-ip"}, map[string]string{"nl-1": "TTTPOP", "de-1": "TPPTTP"}},
		{"V47", visiting, callSetup{route: "home-routed", sig: "null", kind: "sms-ip", noHRLI: true}, map[string]string{"nl-1": "TTTPPP"}},
		{"V48 H16", visiting, callSetup{route: "home-routed", sig: "esp", kind: "sms-nas"}, map[string]string{"nl-1": "TTTTTT", "de-1": "TPPNNN"}},
		{"V50 H17", visiting, callSetup{route: "local-breakout", emergency: true}, map[string]string{"nl-1": "TTTTTT", "de-1": "TPPNNN"}},
		{"H13", visiting, callSetup{route: "home-routed", sig: "esp", barred: true, services: voiceOnly}, map[string]string{"de-1": "TPPNNN"}},
		{"H13 diverted", visiting, callSetup{route: "home-routed", sig: "esp", barred: true, diverts: true}, map[string]string{"de-1": "TPPTTP"}},
		{"V52", visiting, callSetup{route: "local-breakout", emergency: true, unauth: true, target: "pei"}, map[string]string{"nl-1": "PTTTTP"}},
		{"V51", visiting, callSetup{route: "local-breakout", emergency: true, unauth: true}, map[string]string{"nl-1": "NNNNNN"}},
		{"V53", visiting, callSetup{route: "home-routed", sig: "esp", refused: true}, map[string]string{"nl-1": "TTTNNN"}},
	} {
		t.Run(c.rows, func(t *testing.T) {
			p := newCallPlay(c.s, c.c)
			r := p.judge(t)
			require.Empty(t, amissCall(r))
			for _, w := range r.Warrants {
				if want, ok := c.want[w.ID]; ok {
					require.Equal(t, want, axesText(w), w.ID)
				}
			}
		})
	}
}

// TestReadingsOfCalls shows the questions that the standards leave open in the result.
func TestReadingsOfCalls(t *testing.T) {
	r := newCallPlay(visiting, callSetup{route: "home-routed", sig: "esp"}).judge(t)
	w := warrantOf(r, "nl-1")
	require.Equal(t, []string{"hr-signalling-encrypted"}, w.Findings)
	require.Len(t, w.Ambiguous, 1)
	require.Equal(t, 1, w.Ambiguous[0].Question)
	require.Equal(t, oracle.BoundAxes{Identity: "T", IRI: "T", Location: "T", Call: "N", Content: "N"}, w.Ambiguous[0].Axes)
	require.Equal(t, map[string]oracle.BoundAxes{"anna": {Identity: "T", IRI: "T", Location: "T", Call: "T", Content: "T"}}, r.CooperationUpperBound)

	// A lab that follows the other reading is not wrong, but it is not what was predicted.
	p := newCallPlay(visiting, callSetup{route: "home-routed", sig: "esp"})
	p.noPackets = true
	w = warrantOf(p.judge(t), "nl-1")
	require.Equal(t, oracle.Value("N"), w.Axes.Content.Measured)
	require.False(t, w.Agrees())
}

func warrantOf(r oracle.Result, id string) oracle.Warrant {
	for _, w := range r.Warrants {
		if w.ID == id {
			return w
		}
	}
	panic("no warrant " + id)
}

func TestCallsAreCounted(t *testing.T) {
	w := warrantOf(newCallPlay(home, callSetup{route: "domestic"}).judge(t), "nl-1")
	n := 2 * packetsOfCall
	require.Equal(t, []oracle.CallCount{{Call: 0, Sent: n, Seen: n, X3: n, HI3: n, Records: 7, Heard: [2]bool{true, true}}}, w.Calls)
	require.Equal(t, n, w.X3.PDUs)
}

// TestLateTriggersAreTold counts what passes before the gateway has its task.
func TestLateTriggersAreTold(t *testing.T) {
	p := newCallPlay(home, callSetup{route: "domestic"})
	p.tasked = p.rtp[10].at
	for _, m := range p.rtp[:10] {
		m.noX3, m.noHI3 = true, true
	}
	r := p.judge(t)
	require.Empty(t, amissCall(r))
	w := warrantOf(r, "nl-1")
	require.Equal(t, 10, w.Calls[0].Early)
	require.Equal(t, "TTTTTT", axesText(w))
	require.NotEmpty(t, w.Findings)
}

// TestEachCallRequirementFails makes one thing wrong at a time.
func TestEachCallRequirementFails(t *testing.T) {
	domestic := callSetup{route: "domestic"}
	protected := callSetup{route: "domestic", media: "sdes-e2ae"}
	open := callSetup{route: "home-routed", sig: "null"}
	drop := func(net string, tag uint32) func(*callPlay) {
		return func(p *callPlay) {
			p.im[net] = slices.DeleteFunc(p.im[net], func(r *record) bool { return r.event.tag == tag })
		}
	}
	sms := callSetup{route: "domestic", kind: "sms-nas"}
	for _, c := range []struct {
		name             string
		s                setup
		c                callSetup
		edit             func(*callPlay)
		id               string
		expected, actual string
		at               string // an interface of which a frame is in the evidence
	}{
		{"a message is not reported", home, domestic, func(p *callPlay) { p.im["nl"] = slices.Delete(p.im["nl"], 2, 3) }, "IMS-1", "180 to INVITE", "none was delivered", "nl.ims"},
		{"a call in which the target takes part, which is forbidden", visiting, callSetup{route: "home-routed", sig: "esp", barred: true}, func(p *callPlay) {
			p.signalling(p.truth.Warrants["de-1"], "scscf", 3)
		}, "IMS-1", "takes part abroad", "IMSMessage", "de.hi2"},
		{"nothing is reported", home, domestic, func(p *callPlay) { p.im["nl"] = nil }, "IMS-1", "INVITE", "none was delivered", "nl.ims"},
		{"a message of a home-routed call is not reported", visiting, open, func(p *callPlay) { p.im["nl"] = slices.Delete(p.im["nl"], 5, 6) }, "IMS-1", "BYE", "none was delivered", "nl-de.n9"},
		{"a key of media", home, protected, func(p *callPlay) { p.im["nl"][0].rawHI2 = nil }, "IMS-KEY-1", "no keys of media in IMSMessage", "1", "nl.hi2"},
		{"more than keys was taken out", home, protected, func(p *callPlay) {
			r := p.im["nl"][0]
			r.rawHI2 = bytes.Replace(r.rawHI2, []byte("PCMA"), []byte("PCMU"), 1)
		}, "MED-1", "the same octets", "never sent on X2", "nl.hi2"},
		{"a message twice", home, domestic, func(p *callPlay) { p.im["nl"] = slices.Insert(p.im["nl"], 2, p.im["nl"][2]) }, "IMS-1", "once", "2 times", "nl.hi2"},
		{"a message that nobody sent", home, domestic, func(p *callPlay) {
			r := *p.im["nl"][2]
			r.event.body = bytes.ReplaceAll(r.event.body, []byte("180 Ringing"), []byte("183 Ringing"))
			p.im["nl"] = append(p.im["nl"], &r)
		}, "IMS-1", "on the network", "183 to INVITE", "nl.hi2"},
		{"records although SIP is encrypted", visiting, callSetup{route: "home-routed", sig: "esp"}, func(p *callPlay) {
			w := p.truth.Warrants["nl-1"]
			p.signalling(w, "lmisf", 3)
		}, "IMS-1", "encrypted where the visited network", "one was delivered", "nl.hi2"},
		{"no start of interception", home, callSetup{route: "domestic", mid: true}, drop("nl", 106), "IMS-START-1", "was running", "none", "nl.hi2"},
		{"the start of interception is not first", home, callSetup{route: "domestic", mid: true}, func(p *callPlay) {
			im := p.im["nl"]
			im[0], im[1] = im[1], im[0]
		}, "IMS-START-1", "before any other", "IMSMessage before it", "nl.hi2"},
		{"a start of interception for a new call", home, domestic, func(p *callPlay) {
			p.record(p.truth.Warrants["nl-1"], "scscf", p.start, event{tag: 106, body: imsStartBody(0)}, 5)
		}, "IMS-START-1", "began after the activation", "one was delivered", "nl.hi2"},
		{"content is absent and nobody says so", visiting, callSetup{route: "local-breakout"}, drop("de", 107), "IMS-CCUNAV-1", "media do not come to de", "none", "de.hi2"},
		{"no reason why content is absent", visiting, callSetup{route: "local-breakout"}, func(p *callPlay) {
			for _, r := range p.im["de"] {
				if r.event.tag == 107 {
					r.event.body = ps(1, "")
				}
			}
		}, "IMS-CCUNAV-1", "cCUnavailableReason", "empty", "de.hi2"},
		{"a packet is not on X3", home, domestic, func(p *callPlay) { p.rtp[40].noX3 = true }, "IMS-CC-1", "on X3", "1 missing", "nl."},
		{"a packet is not on HI3", home, domestic, func(p *callPlay) { p.rtp[41].noHI3 = true }, "IMS-CC-1", "on HI3", "1 missing", "nl."},
		{"a packet twice", home, domestic, func(p *callPlay) { p.rtp[41].again = true }, "IMS-CC-1", "each once", "1 once more", "nl.x3"},
		{"two packets change places", home, domestic, func(p *callPlay) {
			p.swapped = true
		}, "IMS-CC-1", "in order", "1 at another place", "nl.x3"},
		{"an octet is altered", home, domestic, func(p *callPlay) { p.rtp[41].change = func(b []byte) []byte { return changed(b, 99) } }, "IMS-CC-1", "RTP packets", "1 with other octets", "nl.x3"},
		{"a packet of a home-routed call", visiting, open, func(p *callPlay) { p.rtp[41].noX3 = true }, "IMS-CC-1", "on X3", "1 missing", "nl"},
		{"media of another call", home, domestic, func(p *callPlay) {
			m := p.media(p.start, false, 3).clear
			copy(m[36:], u32(0xcccccccc))
			p.foreign = m
			p.otherCall()
		}, "IMS-CC-4", "calls of anna alone", "of call 1", "nl.x3"},
		{"media of nobody", home, domestic, func(p *callPlay) {
			m := p.media(p.start, false, 3).clear
			copy(m[36:], u32(0xdddddddd))
			p.foreign = m
		}, "IMS-CC-4", "a phone of a call sent", "0xdddddddd", "nl.x3"},
		{"two numbers for a call", home, domestic, func(p *callPlay) { p.im["nl"][3].cinIs = 32 }, "IMS-CIN-1", "communication identity number 31", "32", "nl.hi2"},
		{"no number", home, domestic, func(p *callPlay) { p.im["nl"][3].cin = false }, "IMS-CIN-1", "a communication identity number", "none", "nl.hi2"},
		{"another number on HI3", home, domestic, func(p *callPlay) { p.mediaCIN["nl"] = 44 }, "IMS-CIN-1", "31 on HI3", "44", "nl.hi3"},
		{"begin and end instead of reports", home, domestic, func(p *callPlay) { p.im["nl"][0].iriType = 1 }, "IMS-CIN-1", "iRI-Report", "iRI-Begin", "nl.hi2"},
		{"information about sessions on X2", visiting, open, func(p *callPlay) {
			r := *p.lite[0]
			r.xid, r.liid, r.noHI2 = xidNL, "LIID-NL-1", true
			p.leak = &r
		}, "HRI-1", "outside of LI_X2_LITE", "one on nl.x2", "nl.x2"},
		{"information about sessions on HI2", visiting, open, func(p *callPlay) {
			r := *p.lite[0]
			r.xid, r.liid, r.iriType, r.country, r.noX2 = xidNL, "LIID-NL-1", 4, "NL", true
			p.leak = &r
		}, "HRI-1", "outside of LI_X2_LITE", "one on nl.hi2", "nl.hi2"},
		{"a session that the LMISF does not know", visiting, open, func(p *callPlay) { p.lite = p.lite[1:] }, "HR-1", "PDU session 5 of anna", "none", "nl.x2lite"},
		{"a record about somebody else", visiting, open, func(p *callPlay) {
			r := *p.im["nl"][0]
			r.event.body = bytes.ReplaceAll(bytes.ReplaceAll(r.event.body, []byte(annaNumber), []byte("155509090909")), []byte(bramNumber), []byte("155508080808"))
			r.event.body = bytes.ReplaceAll(r.event.body, []byte(callID), []byte("call-9@100.64.9.10"))
			p.im["nl"] = append(p.im["nl"], &r)
		}, "HR-1", "anna alone", "155509090909", "nl.x2"},
		{"something leaves a network without a warrant", visiting, open, func(p *callPlay) { delete(p.truth.Warrants, "nl-1"); p.stray = true }, "HR-1", "without a warrant", xidNL, "nl.x2"},
		{"a message over NAS is not reported", home, sms, drop("nl", 12), "SMS-1", "one SMSMessage", "none was delivered", ""},
		{"a message over NAS twice", home, sms, func(p *callPlay) { p.im["nl"] = append(p.im["nl"], p.im["nl"][0]) }, "SMS-1", "neither sent nor got", "one was delivered", "nl.hi2"},
		{"another recipient", home, sms, func(p *callPlay) {
			p.im["nl"][0].event.body = bytes.ReplaceAll(p.im["nl"][0].event.body, number(bramNumber), number("155503030303"))
		}, "SMS-1", "the parties", "155503030303", "nl.hi2"},
		{"the text although it is to be cut", home, callSetup{route: "domestic", kind: "sms-nas", cut: true}, func(p *callPlay) {
			p.c.cut = false
			p.im["nl"] = nil
			p.smsf(p.truth.Warrants["nl-1"])
		}, "SMS-1", "without the text", "with the text", "nl.hi2"},
		{"the text is missing", home, sms, func(p *callPlay) {
			p.c.cut = true
			p.im["nl"] = nil
			p.smsf(p.truth.Warrants["nl-1"])
		}, "SMS-1", "the text of the message", "without it", "nl.hi2"},
		{"a record of the home network about a message over NAS", visiting, callSetup{route: "home-routed", kind: "sms-nas"}, func(p *callPlay) { p.smsf(p.truth.Warrants["de-1"]) },
			"SMS-1", "no SMSMessage", "one was delivered", "de.hi2"},
		{"no report", home, sms, drop("nl", 56), "SMS-2", "rPMessageReference 9", "none", "nl.hi2"},
		{"a report with another reference", home, sms, func(p *callPlay) {
			b := p.im["nl"][1].event.body
			b[len(b)-1] = 33
		}, "SMS-2", "", "", "nl.hi2"},
		{"media without an order", home, callSetup{route: "domestic"}, func(p *callPlay) {
			w := p.truth.Warrants["nl-1"]
			w.Deliver = []string{"iri"}
			p.truth.Warrants["nl-1"] = w
		}, "CC-5", "no media", "packets", "nl.x3"},
	} {
		t.Run(c.id+" "+c.name, func(t *testing.T) {
			p := newCallPlay(c.s, c.c)
			c.edit(p)
			r := p.judge(t)
			require.NotEqual(t, oracle.Pass, r.Verdict)
			for _, q := range r.Requirements {
				if q.ID != c.id || q.Result != oracle.Fail {
					continue
				}
				require.Contains(t, q.Expected, c.expected)
				require.Contains(t, q.Actual, c.actual)
				if c.at != "" {
					require.True(t, slices.ContainsFunc(q.Evidence, func(e oracle.Evidence) bool { return strings.HasPrefix(e.Interface, c.at) && e.Frame > 0 }), "%v", q.Evidence)
				}
				return
			}
			t.Fatalf("%s did not fail; what did: %s", c.id, strings.Join(wrong(r), "\n"))
		})
	}
}

// otherCall adds a call of other people.
func (p *callPlay) otherCall() {
	p.truth.Calls = append(p.truth.Calls, truth.Call{From: truth.Party{Subscriber: "carla"}, To: truth.Party{Subscriber: "bram"}, Start: p.start, Answered: p.start.Add(time.Second),
		End: p.start.Add(3 * time.Second), Result: "answered", Codec: "PCMA", Streams: []truth.Stream{{Sender: "from", SSRC: 0xcccccccc, Packets: 9}}})
}

// TestPhaseOneIsSilent judges a network that watches visitors and has no warrant.
func TestPhaseOneIsSilent(t *testing.T) {
	p := newCallPlay(visiting, callSetup{route: "home-routed", sig: "null"})
	delete(p.truth.Warrants, "nl-1")
	p.records = slices.DeleteFunc(p.records, func(r *record) bool { return r.net == "nl" })
	p.truth.Steps = slices.DeleteFunc(p.truth.Steps, func(s truth.Step) bool { return s.Warrant == "nl-1" })
	found := false
	for _, q := range p.judge(t).Requirements {
		if q.ID == "HR-1" && q.Subject == "nl" {
			found = true
			require.Equal(t, oracle.Pass, q.Result, q.Actual)
		}
	}
	require.True(t, found)
}

// TestTonesAreTold checks that a tone is heard only where it is.
func TestTonesAreTold(t *testing.T) {
	p := newCallPlay(home, callSetup{route: "domestic"})
	p.truth.Calls[0].Tones.To = bramTone + 50
	w := warrantOf(p.judge(t), "nl-1")
	require.Equal(t, oracle.Value("P"), w.Axes.Content.Measured)
	require.Equal(t, [2]bool{true, false}, w.Calls[0].Heard)

	// Octets of a codec that is not decoded are compared with what was sent.
	p = newCallPlay(home, callSetup{route: "domestic"})
	p.truth.Calls[0].Codec, p.truth.Calls[0].Tones = "AMR-WB", truth.Tones{}
	require.Equal(t, oracle.Value("T"), warrantOf(p.judge(t), "nl-1").Axes.Content.Measured)
	p.truth.Calls[0].Streams[0].Sums = make([]uint32, packetsOfCall)
	require.Equal(t, oracle.Value("P"), warrantOf(p.judge(t), "nl-1").Axes.Content.Measured)
}
