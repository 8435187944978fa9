// Package oracle judges a run from its octets: the capture and the truth file of a run folder.
//
// It imports neither sim nor lipf nor x2x3: every reader it uses is its own, so that a mistake of the
// emitter cannot hide in a shared codec. See docs/design/dd-001-first-light.md.
package oracle

import (
	"time"

	"lilab/oracle/truth"
	"lilab/oracle/verdict"
)

// ResultSchema is the value of Result.Schema. Result is a stable contract: fields are added, never changed.
const ResultSchema = "lilab/result/v1"

// Value is the value of one axis: T tappable, P partly, O delivered but opaque, N not, "-" not applicable.
type Value = verdict.Value

// The values of an axis.
const (
	T  = verdict.T
	P  = verdict.P
	O  = verdict.O
	N  = verdict.N
	NA = verdict.NA
)

// Outcome is the result of a requirement. See design: 8 Verdicts.
type Outcome string

// The outcomes of a requirement.
const (
	Pass          Outcome = "pass"
	Fail          Outcome = "fail"
	Inconclusive  Outcome = "inconclusive"
	Error         Outcome = "error"
	NotApplicable Outcome = "not-applicable"
	Skip          Outcome = "skip"
	XFail         Outcome = "xfail"
	XPass         Outcome = "xpass"
)

// Result is result.json: everything that the oracle found about one run. Every report renders from it.
type Result struct {
	Schema   string   `json:"schema"`
	Tool     string   `json:"tool"`
	Scenario string   `json:"scenario"`
	Title    string   `json:"title,omitempty"`
	Rows     []string `json:"rows,omitempty"`
	Seed     uint64   `json:"seed"`
	// Verdict is pass when every warrant measured as predicted (and as the scenario expects) and no
	// requirement failed.
	Verdict      Outcome       `json:"verdict"`
	Warrants     []Warrant     `json:"warrants"`
	Requirements []Requirement `json:"requirements"`
	Control      []Control     `json:"control,omitempty"`
	// Findings are about the run as a whole ("privacy:null-scheme").
	Findings []string `json:"findings,omitempty"`
	// CooperationUpperBound is, for a subscriber with warrants in both networks, what a working instrument between the
	// agencies could add at most: the better of both views on each axis (rule X1). It is never a verdict.
	CooperationUpperBound map[string]BoundAxes `json:"cooperation_upper_bound,omitempty"`
	WallMS                int64                `json:"wall_ms"`
}

// Axis compares the prediction of the rules with the measurement.
type Axis struct {
	Predicted Value `json:"predicted"`
	Measured  Value `json:"measured"`
	// Expected is what the scenario file wrote down, empty if it did not.
	Expected Value `json:"expected,omitempty"`
}

// Axes are the five axes.
type Axes struct {
	Identity Axis `json:"identity"`
	IRI      Axis `json:"iri"`
	Location Axis `json:"location"`
	Call     Axis `json:"call"`
	Content  Axis `json:"content"`
}

// Warrant is the verdict about one warrant.
type Warrant struct {
	ID     string `json:"id"`
	Agency string `json:"agency"`
	// View is "domestic", "visited" or "home".
	View     string   `json:"view"`
	Target   string   `json:"target"`
	Services []string `json:"services"`
	Axes     Axes     `json:"axes"`
	Rollup   Axis     `json:"rollup"`
	// Rules are the ids of the rules that fired, in order of evaluation.
	Rules []string `json:"rules"`
	// Records counts the records delivered over HI2 by type name.
	Records  map[string]int `json:"records"`
	X3       X3Count        `json:"x3"`
	Findings []string       `json:"findings,omitempty"`
	// Sessions compares, for each PDU session of the target, the packets on the network with those delivered.
	Sessions []SessionCount `json:"sessions,omitempty"`
	// Ambiguous are the questions that the standards leave open and that would change the prediction, with the other readings.
	Ambiguous []Reading `json:"ambiguous,omitempty"`
	// Calls compares, for each call of the target, the RTP that the phones sent with what was delivered.
	Calls []CallCount `json:"calls,omitempty"`
	// GmDelay is the time in which SIP stayed encrypted after the target had come from another network, nil if there was none.
	GmDelay *GmDelay `json:"gm_delay,omitempty"`
	// Ledger says which fields the agency received about whom.
	Ledger []LedgerEntry `json:"ledger,omitempty"`
}

// Reading is another reading of the standards and the verdict that it predicts.
type Reading struct {
	// Question is its number in the list of open cells of the decision table.
	Question int    `json:"question"`
	Text     string `json:"text"`
	// Assumed is the reading that the prediction follows, Alternative the other one.
	Assumed     string    `json:"assumed"`
	Alternative string    `json:"alternative"`
	Axes        BoundAxes `json:"axes"`
	Rollup      Value     `json:"rollup"`
}

// CallCount counts the RTP packets of one call.
type CallCount struct {
	// Call is the index in Truth.Calls.
	Call int `json:"call"`
	// Sent are the packets that the phones say they sent, Seen those on links of the capture at the place where the network sees most
	// of them; X3 and HI3 were delivered. Records counts the records of the call.
	Sent    int `json:"sent"`
	Seen    int `json:"seen"`
	X3      int `json:"x3"`
	HI3     int `json:"hi3"`
	Records int `json:"records"`
	// Early are packets that passed after the answer while the trigger of the point of interception was under way, and were not delivered.
	// IMS-CC-1 does not count them as missing.
	Early int `json:"early,omitempty"`
	// Heard says whether the planted tones of caller and callee were found in what was delivered as content of the call.
	Heard [2]bool `json:"heard"`
	// Gm is how SIP of the target was protected in the call, and Axes is what was predicted and measured of the call alone. They are there
	// where the protection changes between the calls of the target.
	Gm   string    `json:"gm,omitempty"`
	Axes *CallAxes `json:"axes,omitempty"`
}

// CallAxes are the axes that one call has of its own.
type CallAxes struct {
	Call    Axis `json:"call"`
	Content Axis `json:"content"`
}

// GmDelay is a time in which SIP of a target stayed encrypted in the network that the phone had come to, although the agreement wants it
// readable there: the protection of Gm that was agreed on before goes on until the next registration with the IMS.
type GmDelay struct {
	// Entered is the time of the mobility registration, as it was delivered, Readable that of the first SIP message of the target that could
	// be read in the network. Seconds is what lies between them.
	Entered  time.Time `json:"entered"`
	Readable time.Time `json:"readable"`
	Seconds  float64   `json:"seconds"`
	// Calls counts the calls of the target in that time.
	Calls    int        `json:"calls"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// SessionCount counts the user packets of one PDU session, from the octets of the capture.
type SessionCount struct {
	Subscriber string `json:"subscriber"`
	// Session is the PDU session identity, Route "domestic", "local-breakout" or "home-routed".
	Session uint8  `json:"session"`
	DNN     string `json:"dnn"`
	Route   string `json:"route"`
	// N3 and N9 are the packets on these reference points in the whole run, nil where the session has none; of N9 in ESP
	// those of the clear side in the agency's network.
	N3 *PacketCount `json:"n3,omitempty"`
	N9 *PacketCount `json:"n9,omitempty"`
	// Due are the packets that the warrant covers, X3 those that the point of interception delivered, HI3 those that
	// reached the agency.
	Due PacketCount `json:"due"`
	X3  PacketCount `json:"x3"`
	HI3 PacketCount `json:"hi3"`
	// Early are packets that passed while the trigger of the point of interception was under way, and were not copied. They
	// are not among Due.
	Early int `json:"early,omitempty"`
	// Missing and Extra count packets by which HI3 differs from Due.
	Missing int `json:"missing"`
	Extra   int `json:"extra"`
}

// PacketCount counts user packets by direction, seen from the phone.
type PacketCount struct {
	Uplink   int `json:"uplink"`
	Downlink int `json:"downlink"`
}

// less takes packets of a direction away.
func (c *PacketCount) less(direction, n int) {
	if direction == up {
		c.Uplink -= n
	} else {
		c.Downlink -= n
	}
}

// LedgerEntry is one field of the metadata ledger of a warrant.
type LedgerEntry struct {
	// Field is the kind of information: "sUPI", "location.cell", "location.tai", "location.plmn", "flow", "server name", …
	Field string `json:"field"`
	// About is "target", or "other" for parties that are not the target.
	About string `json:"about"`
	// Source names the handover interface and the record types it came in, for example "HI2 AMFRegistration".
	Sources []string `json:"sources"`
	// Times counts deliveries, Values the different values.
	Times  int `json:"times"`
	Values int `json:"values"`
	// Precision says how precise: "exact", "cell", "tracking area", "network", "5-tuple", "packet", …
	Precision string `json:"precision"`
}

// X3Count counts delivered content.
type X3Count struct {
	PDUs   int `json:"pdus"`
	Octets int `json:"octets"`
}

// Requirement is one checked requirement.
type Requirement struct {
	ID     string `json:"id"`
	Clause string `json:"clause"`
	Title  string `json:"title"`
	// Subject is the warrant, subscriber or interface it was checked for.
	Subject  string     `json:"subject,omitempty"`
	Result   Outcome    `json:"result"`
	Expected string     `json:"expected,omitempty"`
	Actual   string     `json:"actual,omitempty"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Evidence points at a frame of capture.pcapng; Frame counts from 1 as Wireshark does.
type Evidence struct {
	Interface string `json:"interface"`
	Frame     int    `json:"frame"`
	Note      string `json:"note,omitempty"`
}

// Control is what was delivered about a subscriber about whom nothing may be delivered.
type Control struct {
	Subscriber string `json:"subscriber"`
	Records    int    `json:"records"`
	X3         int    `json:"x3"`
}

// ExpectedAxes converts the expectation of a scenario.
func ExpectedAxes(a truth.Axes) [5]Value {
	return [5]Value{Value(a.Identity), Value(a.IRI), Value(a.Location), Value(a.Call), Value(a.Content)}
}

// BoundAxes are the axes of a cooperation upper bound.
type BoundAxes struct {
	Identity Value `json:"identity"`
	IRI      Value `json:"iri"`
	Location Value `json:"location"`
	Call     Value `json:"call"`
	Content  Value `json:"content"`
}
