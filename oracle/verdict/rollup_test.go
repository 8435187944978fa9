package verdict_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/verdict"
)

func TestRollup(t *testing.T) {
	for _, c := range []struct {
		service, axes string
		want          verdict.Value
	}{
		{"reg", "TTT--", verdict.T},
		{"reg", "TPP--", verdict.P},
		{"reg", "NNN--", verdict.N},
		{"data", "TTTPT", verdict.T},
		{"data", "TTTPO", verdict.P},
		{"data", "TTTP-", verdict.T}, // records only
		{"data", "TTTN-", verdict.N}, // records only, and nothing about flows
		{"data", "TTTNO", verdict.N},
		{"data", "TTTNT", verdict.T},
		{"data", "TTTPP", verdict.P},
		{"data", "TPPPT", verdict.P},
		{"data", "TPPPO", verdict.P},
		{"data", "TPPNN", verdict.N}, // broken out abroad
		{"data", "TTNPT", verdict.T}, // location does not count
		{"data", "NNNPT", verdict.N},
	} {
		v := func(i int) verdict.Value { return verdict.Value(c.axes[i : i+1]) }
		got := verdict.Rollup(c.service, verdict.Axes{Identity: v(0), IRI: v(1), Location: v(2), Call: v(3), Content: v(4)})
		require.Equal(t, c.want, got, "%s %s", c.service, c.axes)
	}
}
