package rules_test

import (
	"os"
	"regexp"
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
	"UDa":   {"uDMUEAuthenticationResponse"},
	"UD124": {"uDMStartOfInterceptionWithRegisteredTarget"},
}

func TestRows(t *testing.T) {
	rows := rules.Rows()
	require.Len(t, rows, 12)
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
		require.Equal(t, c[2], x2, row.ID)
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
}

func TestFindings(t *testing.T) {
	p, err := rules.Evaluate(rules.Settings{"view": "visited", "suci.scheme": "null", "nas.nea": "0", "n32": "none"})
	require.NoError(t, err)
	require.Equal(t, []string{"privacy:null-scheme", "n32-unprotected", "nas-null-cipher"}, p.Findings)
	p, err = rules.Evaluate(rules.Settings{"view": "visited", "auth.result": "supi_mismatch"})
	require.NoError(t, err)
	require.Equal(t, []string{"supi-binding-failed"}, p.Findings)
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
	require.Len(t, rules.All(), 14)
}
