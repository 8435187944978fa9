package rules_test

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle/rules"
	"lilab/oracle/verdict"
)

// families says which events of the lab stand behind a record code of the decision table.
var families = map[string][]string{
	"AM":    {"registration", "deregistration", "locationUpdate"},
	"AM4":   {"startOfInterceptionWithRegisteredUE"},
	"AMx":   {"unsuccessfulAMProcedure"},
	"UD":    {"uDMUEAuthenticationResponse", "servingSystemMessage", "cancelLocationMessage"},
	"SM":    {"pDUSessionEstablishment", "pDUSessionModification", "pDUSessionRelease", "unsuccessfulSMProcedure"},
	"SM9":   {"startOfInterceptionWithEstablishedPDUSession"},
	"PH":    {"pDHeaderReport", "pDSummaryReport", "iPIRIPacketReport"},
	"UDa":   {"uDMUEAuthenticationResponse"},
	"UD124": {"uDMStartOfInterceptionWithRegisteredTarget"},
	"SS":    {"sMSMessage", "sMSReport"},
	"IM":    {"iMSMessage"},
	"IM106": {"startOfInterceptionForActiveIMSSession"},
	"IM107": {"iMSCCUnavailable"},
	"HRi":   {"n9HRPDUSessionInfo"},
}

// contents says which alternatives of CCPDU stand behind a code of content.
var contents = map[string][]string{"U": {"uPFCCPDU", "extendedUPFCCPDU"}, "M": {"iMSCCPDU"}}

func TestRows(t *testing.T) {
	rows := rules.Rows()
	require.Len(t, rows, 75)
	for _, row := range rows {
		t.Run(row.ID, func(t *testing.T) {
			p, err := rules.Evaluate(row.Settings)
			require.NoError(t, err)
			require.Equal(t, row.Axes, []verdict.Value{p.Axes.Identity, p.Axes.IRI, p.Axes.Location, p.Axes.Call, p.Axes.Content})
			require.Equal(t, row.Rollup, p.Rollup)
			require.Equal(t, row.Rules, p.Rules)
			require.Equal(t, row.Certainty, p.Certainty)
			var x2 []string
			for _, f := range row.X2 {
				require.NotEmpty(t, families[f], f)
				x2 = append(x2, families[f]...)
			}
			require.ElementsMatch(t, x2, p.X2)
			require.ElementsMatch(t, row.POIs, p.POIs)
			var x3 []string
			for _, f := range row.X3 {
				require.NotEmpty(t, contents[f], f)
				x3 = append(x3, contents[f]...)
			}
			require.ElementsMatch(t, x3, p.X3)
		})
	}
}

// TestRowsAgainstTable compares the rows with the published decision table, where that is at hand.
func TestRowsAgainstTable(t *testing.T) {
	b, err := os.ReadFile("../../../shared/facts/roaming-li.md")
	if err != nil {
		judge.Absent(t, err.Error())
	}
	line := regexp.MustCompile(`(?m)^\| ([LVH]\d\d) \|(.*)$`)
	table := map[string][]string{}
	for _, m := range line.FindAllStringSubmatch(string(b), -1) {
		var cells []string
		for _, c := range strings.Split(m[2], "|") {
			cells = append(cells, strings.Trim(strings.TrimSpace(c), "*"))
		}
		table[m[1]] = cells
	}
	for _, row := range rules.Rows() {
		c := table[row.ID]
		require.NotNil(t, c, row.ID)
		dash := func(v verdict.Value) string {
			if v == verdict.NA {
				return "–"
			}
			return string(v)
		}
		x2 := strings.Join(row.X2, " ")
		if x2 == "" {
			x2 = "none"
		}
		pois := strings.Join(row.POIs, ", ")
		if pois == "" {
			pois = "none"
		}
		require.Equal(t, c[1], pois, row.ID)
		// The table names the records of a function together with their start of interception, in its own order.
		sorted := func(s string) []string { f := strings.Fields(s); slices.Sort(f); return f }
		require.Equal(t, sorted(c[2]), sorted(x2), row.ID)
		x3 := strings.Join(row.X3, " ")
		if x3 == "" {
			x3 = "–"
		}
		require.Equal(t, c[3], x3, row.ID)
		for i, v := range row.Axes {
			require.Equal(t, c[4+i], dash(v), "%s %s", row.ID, rules.AxisNames()[i])
		}
		require.Equal(t, c[9], string(row.Rollup), row.ID)
		require.Equal(t, c[10], string(row.Certainty), row.ID)
		require.Equal(t, c[11], strings.Join(row.Rules, " "), row.ID)
	}
}

func TestSettingsAreChecked(t *testing.T) {
	_, err := rules.Evaluate(rules.Settings{"view": "space"})
	require.ErrorIs(t, err, rules.ErrSettings)
	_, err = rules.Evaluate(rules.Settings{"suci": "A"})
	require.ErrorIs(t, err, rules.ErrSettings)
	for _, c := range []struct {
		in  rules.Settings
		why string
	}{
		{rules.Settings{"service": "data", "pdu.route": "hr"}, "no roaming route"},
		{rules.Settings{"service": "data", "pdu.route": "lbo", "view": "domestic"}, "no roaming route"},
		{rules.Settings{"service": "data", "view": "visited"}, "broken out (lbo) or home-routed (hr)"},
		{rules.Settings{"service": "data", "view": "home", "pdu.route": "none"}, "broken out (lbo) or home-routed (hr)"},
		{rules.Settings{"service": "reg", "view": "home", "pdu.route": "hr"}, "a registration has no route"},
		{rules.Settings{"task.time": "mid_session"}, "a registration has no session"},
		{rules.Settings{"service": "data", "view": "visited", "pdu.route": "lbo", "n9": "ndsip"}, "there is no N9"},
		{rules.Settings{"service": "rcs"}, `service is "rcs"`},
		{rules.Settings{"service": "voice", "view": "visited"}, "broken out (lbo) or home-routed (hr)"},
		{rules.Settings{"service": "emergency", "view": "visited", "pdu.route": "hr"}, "emergency sessions are local"},
		{rules.Settings{"service": "sms_nas", "view": "visited", "pdu.route": "hr"}, "no PDU session"},
		{rules.Settings{"auth.result": "none"}, "nobody else gets service"},
		{rules.Settings{"service": "voice", "ims.sig": "rot13"}, `ims.sig is "rot13"`},
		{rules.Settings{"service": "data", "app": "quic"}, `app is "quic"`},
	} {
		_, err := rules.Evaluate(c.in)
		require.ErrorIs(t, err, rules.ErrSettings)
		require.ErrorContains(t, err, c.why)
	}
}

func TestFindings(t *testing.T) {
	p, err := rules.Evaluate(rules.Settings{"view": "visited", "suci.scheme": "null", "nas.nea": "0", "n32": "none"})
	require.NoError(t, err)
	require.Equal(t, []string{"privacy:null-scheme", "n32-unprotected", "nas-null-cipher"}, p.Findings)
	p, err = rules.Evaluate(rules.Settings{"view": "visited", "auth.result": "supi_mismatch"})
	require.NoError(t, err)
	require.Equal(t, []string{"supi-binding-failed"}, p.Findings)
}

// TestData evaluates what no row says: content without headers, nothing sent, some flows in clear, tasks that do not match, and
// failed authentications.
func TestData(t *testing.T) {
	data := func(more ...string) rules.Settings {
		s := rules.Settings{"service": "data"}
		for i := 0; i < len(more); i += 2 {
			s[more[i]] = more[i+1]
		}
		return s
	}
	for _, c := range []struct {
		name string
		in   rules.Settings
		want string // axes and roll-up
		ids  string
		pois string
	}{
		{"content, no headers", data("task.delivery", "iri+cc"), "TTTPTT", "A1 B1 B2 B3 C1 C2 C4", "AMF UDM SMF UPF"},
		{"records alone", data(), "TTTN-N", "A1 B1 B2 B3 C1 C2", "AMF UDM SMF"},
		{"nothing sent", data("task.delivery", "iri+cc", "app", "none"), "TTTNNN", "A1 B1 B2 B3 C1 C2", "AMF UDM SMF UPF"},
		{"some flows in clear", data("task.delivery", "iri+cc", "app", "mixed"), "TTTPPP", "A1 B1 B2 B3 C1 C2 C4 C5", "AMF UDM SMF UPF"},
		{"number that the home withholds", data("view", "visited", "pdu.route", "hr", "task.delivery", "iri+cc", "task.target", "gpsi", "gpsi.supplied", "no"),
			"NNNNNN", "A1 B7 B1", ""},
		{"number that the home supplies", data("view", "visited", "pdu.route", "hr", "task.delivery", "iri+cc", "task.target", "gpsi"),
			"TTTPTT", "A1 B7 T2 B1 B2 B5 C1 C3 C4", "AMF V-SMF V-UPF"},
		{"authentication fails", data("view", "visited", "pdu.route", "lbo", "task.delivery", "iri+cc", "auth.result", "fail_home"), "NNNNNN", "B7 A3", ""},
		{"another SUPI from the home", data("view", "visited", "pdu.route", "lbo", "task.delivery", "iri+cc", "auth.result", "supi_mismatch"), "NNNNNN", "B7 A5", ""},
		{"home agency, running session", data("view", "home", "pdu.route", "hr", "task.delivery", "iri+cc", "task.time", "mid_session"),
			"TPPPTP", "A1 B7 B3 B5 C1 C3 C4 J3", "UDM H-SMF H-UPF"},
		{"agency of a third country", data("view", "none", "task.delivery", "iri+cc"), "NNNNNN", "A1 B7", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := rules.Evaluate(c.in)
			require.NoError(t, err)
			a := p.Axes
			require.Equal(t, c.want, string(a.Identity+a.IRI+a.Location+a.Call+a.Content+p.Rollup))
			require.Equal(t, c.ids, strings.Join(p.Rules, " "))
			require.Equal(t, c.pois, strings.Join(p.POIs, " "))
		})
	}
	p, err := rules.Evaluate(data("view", "home", "pdu.route", "hr", "task.delivery", "iri+cc", "task.time", "mid_session"))
	require.NoError(t, err)
	require.Contains(t, p.X2, "startOfInterceptionWithEstablishedPDUSession")
	require.Equal(t, []string{"eio-art31-notification"}, p.Findings)
	require.Equal(t, rules.Tag("C"), p.Certainty)
	p, err = rules.Evaluate(data("task.time", "after_reg"))
	require.NoError(t, err)
	require.Contains(t, p.X2, "startOfInterceptionWithRegisteredUE")
	require.NotContains(t, p.X2, "startOfInterceptionWithEstablishedPDUSession")
}

// TestOtherRows evaluates rows of the table that no shipped scenario plays yet, so that the rules stay general.
func TestOtherRows(t *testing.T) {
	for _, c := range []struct {
		row  string
		in   rules.Settings
		axes string
		ids  string
	}{
		{"L01", rules.Settings{"suci.scheme": "null"}, "TTT", "A1 A2 B1 B2 B3"},
		{"L04", rules.Settings{"task.time": "after_reg"}, "TTT", "A1 B1 B2 G1 G2 B3"},
		{"L05", rules.Settings{"task.target": "pei"}, "TTT", "A1 T3 B1 B2 B3"},
		{"L06", rules.Settings{"task.target": "gpsi"}, "TTT", "A1 T2 B1 B2 B3"},
		{"L08", rules.Settings{"auth.result": "fail_home"}, "PPN", "A3 B3"},
		{"V04", rules.Settings{"view": "visited", "n32": "none"}, "TTT", "A1 B7 B1 B2"},
		{"V09", rules.Settings{"view": "visited", "task.target": "gpsi"}, "TTT", "A1 B7 T2 B1 B2"},
	} {
		p, err := rules.Evaluate(c.in)
		require.NoError(t, err)
		require.Equal(t, c.axes, string(p.Axes.Identity+p.Axes.IRI+p.Axes.Location), c.row)
		require.Equal(t, c.ids, strings.Join(p.Rules, " "), c.row)
	}
}

func TestLookups(t *testing.T) {
	r, ok := rules.Rule("b3")
	require.True(t, ok)
	require.Equal(t, "TS 33.127 R18 clause 7.2.2", r.Because[0].String())
	_, ok = rules.Rule("Z9")
	require.False(t, ok)
	row, ok := rules.Row("V02")
	require.True(t, ok)
	require.Equal(t, []string{"A1", "B7", "B1", "B2"}, row.Rules)
	require.Len(t, rules.All(), 45)
	r, ok = rules.Rule("J3")
	require.True(t, ok)
	require.Equal(t, "Directive 2014/41/EU clause 31", r.Because[0].String())
}

// TestReadings evaluates the questions that the standards leave open about calls and short messages.
func TestReadings(t *testing.T) {
	text := func(a verdict.Axes, sum verdict.Value) string {
		return string(a.Identity + a.IRI + a.Location + a.Call + a.Content + sum)
	}
	for row, want := range map[string][]string{
		"V28": {"4 TTTPPP"}, "V29": {"2 TTTTTT", "2 TTTTOP", "4 TTTPPP"}, "V31": {"1 TTTNNN"}, "V32": nil, "V40": {"4 TTTP-P"}, "V41": {"4 NNNNNN"}, "V46": {"1 TTTNNN"},
		"V51": {"13 PTTTTP"}, "V52": {"13 PTTPPP"}, "V53": {"8 TTTNNN"}, "H16": {"9 TPPTTP"}, "V48": nil, "L14": nil, "V24": nil,
	} {
		r, ok := rules.Row(row)
		require.True(t, ok)
		p, err := rules.Evaluate(r.Settings)
		require.NoError(t, err)
		var got []string
		for _, a := range p.Ambiguous {
			require.NotEmpty(t, a.Text)
			require.NotEqual(t, a.Assumed, a.Alternative)
			got = append(got, strconv.Itoa(a.Question)+" "+text(a.Axes, a.Rollup))
		}
		require.Equal(t, want, got, row)
	}
	require.NotEmpty(t, rules.Questions())
}

// TestCallFindings evaluates the findings about calls.
func TestCallFindings(t *testing.T) {
	for row, want := range map[string][]string{
		"V28": nil, "V29": {"hr-media-encrypted"}, "V30": {"hr-media-encrypted"}, "V31": {"hr-signalling-encrypted"}, "V35": {"hrli-missing"},
		"V38": {"hrli-hplmn-unconfigured"}, "V53": {"service-denied"}, "H09": {"eio-art31-notification"}, "H12": nil, "L14": nil,
	} {
		r, _ := rules.Row(row)
		p, err := rules.Evaluate(r.Settings)
		require.NoError(t, err)
		require.Equal(t, want, p.Findings, row)
	}
}
