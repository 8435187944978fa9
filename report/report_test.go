package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/rules"
	"lilab/report"
)

var update = flag.Bool("update", false, "write the golden files")

func axis(p, m oracle.Value) oracle.Axis { return oracle.Axis{Predicted: p, Measured: m} }

func count(up, down int) *oracle.PacketCount { return &oracle.PacketCount{Uplink: up, Downlink: down} }

// results are four runs: one good, one with packets, one with a failure of a hostile kind, one inconclusive.
func results() []oracle.Result {
	good := oracle.Axes{Identity: axis("T", "T"), IRI: axis("T", "T"), Location: axis("T", "T"), Call: axis("-", "-"), Content: axis("-", "-")}
	home := oracle.Axes{Identity: axis("T", "T"), IRI: axis("P", "P"), Location: axis("P", "P"), Call: axis("-", "-"), Content: axis("-", "-")}
	bad := good
	bad.Location = oracle.Axis{Predicted: "T", Measured: "N", Expected: "T"}
	none := oracle.Requirement{ID: "AMF-LOC-1", Clause: "TS 33.128 R19 clause 6.2.2.2.4", Title: "each move of the target is reported with the new cell",
		Subject: "nl-1", Result: oracle.NotApplicable, Actual: "the target does not move while the warrant is active"}
	pass := oracle.Requirement{ID: "X2-SEQ-1", Clause: "TS 103 221-2 V1.6.1 clause 5.3.9", Title: "X2 sequence numbers begin at 0 and have neither gap nor duplicate",
		Subject: "nl", Result: oracle.Pass, Evidence: []oracle.Evidence{{Interface: "nl.x2", Frame: 12}}}
	return []oracle.Result{
		{Schema: oracle.ResultSchema, Tool: "lilab 0.1.0", Scenario: "inbound/registration-suci-a", Title: "A visitor registers", Rows: []string{"V02", "H01"}, Seed: 1,
			Verdict: oracle.Pass, WallMS: 3, Control: []oracle.Control{{Subscriber: "carla"}},
			Warrants: []oracle.Warrant{
				{ID: "de-1", Agency: "de", View: "home", Target: "supi-999700000000001", Services: []string{}, Axes: home, Rollup: axis("P", "P"),
					Rules: []string{"A1", "B7", "B3"}, Records: map[string]int{"UDMServingSystemMessage": 1, "UDMUEAuthenticationResponse": 1}},
				{ID: "nl-1", Agency: "nl", View: "visited", Target: "supi-999700000000001", Services: []string{}, Axes: good, Rollup: axis("T", "T"),
					Rules: []string{"A1", "B7", "B1", "B2"}, Records: map[string]int{"AMFRegistration": 1}}},
			Requirements: []oracle.Requirement{none, pass}},
		{Schema: oracle.ResultSchema, Scenario: "inbound/data-hr-clear", Title: "A visitor's data is routed home", Rows: []string{"V18"}, Seed: 1, Verdict: oracle.Fail,
			Control: []oracle.Control{{Subscriber: "carla"}},
			Warrants: []oracle.Warrant{{ID: "nl-1", Agency: "nl", View: "visited", Target: "supi-999700000000001", Services: []string{}, Axes: good, Rollup: axis("T", "T"),
				Rules: []string{"A1", "C3"}, Records: map[string]int{"SMFPDUSessionEstablishment": 2}, X3: oracle.X3Count{PDUs: 47, Octets: 40960},
				Sessions: []oracle.SessionCount{
					{Subscriber: "anna", Session: 1, DNN: "internet", Route: "home-routed", N3: count(24, 23), N9: count(24, 23), Due: *count(24, 23), X3: *count(24, 23), HI3: *count(24, 23), Early: 2},
					{Subscriber: "anna", Session: 2, DNN: "ims<b>", Route: "domestic", N3: count(3, 2), Due: *count(3, 2), X3: *count(3, 1), HI3: *count(4, 1), Missing: 1, Extra: 1}},
				Ledger: []oracle.LedgerEntry{
					{Field: "sUPI", About: "target", Sources: []string{"HI2 AMFRegistration", "HI2 SMFPDUSessionEstablishment"}, Times: 3, Values: 1, Precision: "exact"},
					{Field: "flow", About: "other", Sources: []string{"HI2 IPIRIPacketReport\x1b"}, Times: 1, Values: 1, Precision: "5-tuple"}}}},
			CooperationUpperBound: map[string]oracle.BoundAxes{"anna": {Identity: "T", IRI: "T", Location: "P", Call: "N", Content: "O"}},
			Requirements:          []oracle.Requirement{pass}},
		{Schema: oracle.ResultSchema, Scenario: "test/it's <broken>", Title: "Something is \x1b[31mwrong\x1b[0m & <b>bold</b>", Seed: 7, Verdict: oracle.Fail,
			Findings: []string{"privacy:null-scheme"},
			Warrants: []oracle.Warrant{{ID: "nl-1", Agency: "nl", View: "visited", Target: "supi-999700000000001", Services: []string{}, Axes: bad, Rollup: axis("T", "P"),
				Rules: []string{"A1"}, Records: map[string]int{}, Findings: []string{"privacy:null-scheme"}, X3: oracle.X3Count{PDUs: 2, Octets: 90}}},
			Requirements: []oracle.Requirement{pass, {ID: "AMF-REG-3", Clause: "TS 33.128 R19 clause 6.2.2.2.2", Title: "registrations carry the cell and tracking area of the UE",
				Subject: "nl-1", Result: oracle.Fail, Expected: "cell NCGI 001-01 000000010", Actual: "cell NCGI 001-01 <script>000000020</script>",
				Evidence: []oracle.Evidence{{Interface: "nl.hi2", Frame: 44, Note: "AMFRegistration"}, {Interface: "nl.x2", Frame: 41}}}}},
		{Schema: oracle.ResultSchema, Scenario: "inbound/pe-refused", Title: "Refused", Rows: []string{"V53"}, Seed: 7, Verdict: oracle.Pass, Findings: []string{"service-denied"},
			Warrants: []oracle.Warrant{{ID: "nl-1", Agency: "nl", View: "visited", Target: "supi-999700000000001", Services: []string{},
				Axes: oracle.Axes{Identity: axis("T", "T"), IRI: axis("T", "T"), Location: axis("T", "T"), Call: axis("N", "N"), Content: axis("N", "N")}, Rollup: axis("N", "N"),
				Rules: []string{"A1", "B7", "D8"}, Records: map[string]int{"AMFUnsuccessfulProcedure": 1}, Findings: []string{"service-denied"},
				Ambiguous: []oracle.Reading{
					{Question: 8, Text: "How does it refuse?", Assumed: "It rejects <b>.", Alternative: "It accepts.", Axes: oracle.BoundAxes{Identity: "T", IRI: "T", Location: "T", Call: "N", Content: "N"}, Rollup: "N"},
					{Question: 8, Text: "How does it refuse?", Assumed: "It rejects <b>.", Alternative: "It asks.", Axes: oracle.BoundAxes{Identity: "T", IRI: "T", Location: "T", Call: "P", Content: "P"}, Rollup: "P"},
					{Question: 1, Text: "Is it covered?", Assumed: "Yes.", Alternative: "No.", Axes: oracle.BoundAxes{Identity: "N", IRI: "N", Location: "N", Call: "N", Content: "N"}, Rollup: "N"}}}},
			Requirements: []oracle.Requirement{pass}},
		{Schema: oracle.ResultSchema, Scenario: "test/unsure", Seed: 7, Verdict: oracle.Inconclusive, Warrants: []oracle.Warrant{},
			Requirements: []oracle.Requirement{{ID: "PRE-1", Clause: "TS 24.501 R18 clause 5.5.1.2", Title: "the target's registrations went as the settings say",
				Subject: "nl-1", Result: oracle.Inconclusive, Actual: "the target never registers"}}},
	}
}

func options() report.Options {
	return report.Options{Run: "20261121-120000", Tool: "lilab 0.1.0", Wall: 1900 * time.Millisecond, Generated: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
}

func render(t *testing.T, f func(io.Writer, []oracle.Result, report.Options) error, o report.Options) []byte {
	var b bytes.Buffer
	require.NoError(t, f(&b, results(), o))
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	color, verbose := options(), options()
	color.Color = true
	verbose.Verbose = true
	for _, c := range []struct {
		file string
		f    func(io.Writer, []oracle.Result, report.Options) error
		o    report.Options
	}{
		{"text.txt", report.Text, options()}, {"text-color.txt", report.Text, color}, {"text-verbose.txt", report.Text, verbose},
		{"junit.xml", report.JUnit, options()}, {"summary.json", report.Summary, options()}, {"index.html", report.HTML, options()},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := render(t, c.f, c.o)
			file := filepath.Join("testdata", c.file)
			if *update {
				require.NoError(t, os.WriteFile(file, got, 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, string(want), string(got))
		})
	}
}

// TestReadings has the three ways in which a measurement can lie to two readings, in the words of both reports.
func TestReadings(t *testing.T) {
	for _, c := range []struct {
		content oracle.Value // measured
		says    string
	}{{"P", "the assumed reading was measured"}, {"O", "another reading was measured"}, {"N", "neither reading was measured"}} {
		w := oracle.Warrant{ID: "nl-1", View: "visited", Axes: oracle.Axes{Identity: axis("T", "T"), IRI: axis("T", "T"), Location: axis("T", "T"), Call: axis("T", "T"), Content: axis("P", c.content)},
			Rollup: axis("P", "P"), Ambiguous: []oracle.Reading{{Question: 2, Text: "May it?", Assumed: "It may not.", Alternative: "It may.",
				Axes: oracle.BoundAxes{Identity: "T", IRI: "T", Location: "T", Call: "T", Content: "O"}, Rollup: "P"}}}
		all := []oracle.Result{{Scenario: "x", Rows: []string{"V29"}, Verdict: oracle.Pass, Warrants: []oracle.Warrant{w}}}
		var text, page bytes.Buffer
		require.NoError(t, report.Text(&text, all, report.Options{}))
		require.NoError(t, report.HTML(&page, all, report.Options{}))
		require.Contains(t, text.String(), "assumed T/T/T/T/P, other T/T/T/T/O: "+c.says)
		require.Contains(t, text.String(), "x nl-1 (V29)")
		require.Contains(t, page.String(), c.says)
		for _, s := range []string{"May it?", "It may not.", "It may."} {
			require.Contains(t, text.String(), s)
			require.Contains(t, page.String(), s)
		}
	}
}

// TestMeanings wants words for every finding that the rules have.
func TestMeanings(t *testing.T) {
	for _, r := range rules.All() {
		names := []string{r.Then.Finding}
		for _, c := range r.Cases {
			names = append(names, c.Then.Finding)
		}
		for _, f := range r.Findings {
			names = append(names, f.Finding)
		}
		for _, f := range names {
			if f == "" {
				continue
			}
			var b bytes.Buffer
			require.NoError(t, report.Text(&b, []oracle.Result{{Scenario: "x", Verdict: oracle.Pass, Findings: []string{f}}}, report.Options{}))
			require.Contains(t, b.String(), f+": ", "a finding that no report explains")
		}
	}
}

func TestTextSaysWhatToDo(t *testing.T) {
	got := string(render(t, report.Text, options()))
	require.Contains(t, got, `tshark -r 'out/20261121-120000/test/it'\''s <broken>/capture.pcapng' -Y 'frame.number in {41, 44}'`)
	require.Contains(t, got, `lilab run 'test/it'\''s <broken>' --seed 7`)
	require.Contains(t, got, "TS 33.128 R19 clause 6.2.2.2.2")
	require.Contains(t, got, "N/T!")
	require.NotContains(t, got, "\x1b")
}

func TestJUnitIsWellFormed(t *testing.T) {
	var v struct {
		Tests, Failures, Errors, Skipped int
		Suites                           []struct {
			Name  string `xml:"name,attr"`
			Cases []struct {
				Name  string `xml:"name,attr"`
				Class string `xml:"classname,attr"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
		T int `xml:"tests,attr"`
		F int `xml:"failures,attr"`
		S int `xml:"skipped,attr"`
	}
	require.NoError(t, xml.Unmarshal(render(t, report.JUnit, options()), &v))
	n := 0
	for _, s := range v.Suites {
		require.NotEmpty(t, s.Name)
		n += len(s.Cases)
		for _, c := range s.Cases {
			require.NotEmpty(t, c.Name)
			require.NotEmpty(t, c.Class)
		}
	}
	require.Equal(t, n, v.T)
	require.Equal(t, 3, v.F) // the requirement, the axis and the roll-up
	require.Equal(t, 2, v.S)
}

func TestSummaryIsJSON(t *testing.T) {
	var v map[string]any
	require.NoError(t, json.Unmarshal(render(t, report.Summary, options()), &v))
	require.Equal(t, report.SummarySchema, v["schema"])
	require.Equal(t, "fail", v["verdict"])
	require.Len(t, v["results"], 5)
}

// TestPageLoadsNothing checks that the page is self-contained, that its policy fits its style, and that nothing from
// a result becomes markup.
func TestPageLoadsNothing(t *testing.T) {
	page := string(render(t, report.HTML, options()))
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindStringSubmatch(page)
	require.NotNil(t, style)
	sum := sha256.Sum256([]byte(style[1]))
	require.Contains(t, page, "style-src &#39;sha256-"+strings.NewReplacer("+", "&#43;").Replace(base64.StdEncoding.EncodeToString(sum[:]))+"&#39;")
	require.Contains(t, page, "default-src &#39;none&#39;")
	for _, never := range []string{"<script", "http://", "https://", "src=", "style=", "onclick", "<b>bold"} {
		require.NotContains(t, page, never)
	}
	require.NotContains(t, page, "\x1b")
}

type full struct{}

var errFull = errors.New("the disk is full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrors(t *testing.T) {
	for _, f := range []func(io.Writer, []oracle.Result, report.Options) error{report.Text, report.JUnit, report.Summary, report.HTML} {
		require.ErrorIs(t, f(full{}, results(), options()), errFull)
		require.NoError(t, f(io.Discard, nil, report.Options{}))
	}
}

// TestGmDelay wants each call and the time of encryption in text and page, where a phone came with encryption from another network.
func TestGmDelay(t *testing.T) {
	axis := func(v oracle.Value) oracle.Axis { return oracle.Axis{Predicted: v, Measured: v} }
	w := oracle.Warrant{ID: "nl-1", Agency: "nl", Findings: []string{"gm-encrypted-until-reregistration"}, GmDelay: &oracle.GmDelay{Seconds: 1.25, Calls: 1},
		Calls: []oracle.CallCount{{Call: 1, Gm: "esp-aes\x1b", Axes: &oracle.CallAxes{Call: axis(oracle.P), Content: axis(oracle.P)}},
			{Call: 3, Gm: "esp-null", Axes: &oracle.CallAxes{Call: axis(oracle.T), Content: axis(oracle.O)}}, {Call: 4}}}
	all := []oracle.Result{{Scenario: "x", Verdict: oracle.Pass, Warrants: []oracle.Warrant{w}, Findings: w.Findings}}
	var text, page bytes.Buffer
	require.NoError(t, report.Text(&text, all, report.Options{}))
	require.NoError(t, report.HTML(&page, all, report.Options{}))
	for _, b := range []string{text.String(), page.String()} {
		require.Contains(t, b, "1.250 s from the arrival of the target in nl")
		require.Contains(t, b, "with 1 call in between")
		require.Contains(t, b, "gm-encrypted-until-reregistration")
		require.Contains(t, b, "the agreement is kept")
		require.NotContains(t, b, "\x1b")
	}
	require.Contains(t, text.String(), "call 1  Gm esp-aes\ufffd  call P/P  content P/P")
	require.Contains(t, text.String(), "call 3  Gm esp-null  call T/T  content O/O")
	require.NotContains(t, text.String(), "call 4")
	require.Contains(t, page.String(), "<td>esp-null</td>")
	all[0].Warrants[0].GmDelay, all[0].Warrants[0].Calls = nil, all[0].Warrants[0].Calls[2:]
	text.Reset()
	require.NoError(t, report.Text(&text, all, report.Options{}))
	require.NotContains(t, text.String(), "one by one")
}
