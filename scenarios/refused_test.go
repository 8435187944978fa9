package scenarios

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/truth"
)

// TestServiceDenied plays a visited network that refuses visitors because their home network encrypts: the agency gets the failed
// registration and nothing else, no packet crosses to the home network, and a subscriber of the network itself has service.
func TestServiceDenied(t *testing.T) {
	sc, err := Get("inbound/pe-refused")
	require.NoError(t, err)
	out := t.TempDir()
	res := playScenario(t, sc, RunConfig{Out: out, Seed: 21})
	requirePass(t, sc, res)
	require.Contains(t, res.Findings, "service-denied")
	require.Equal(t, map[string]int{"AMFUnsuccessfulProcedure": 1}, res.Warrants[0].Records)
	require.Zero(t, res.Warrants[0].X3.PDUs)
	require.NotContains(t, res.Warrants[1].Findings, "service-denied")
	require.NotZero(t, res.Warrants[1].X3.PDUs)
	require.Len(t, res.Warrants[0].Ambiguous, 1)
	require.Equal(t, 8, res.Warrants[0].Ambiguous[0].Question)
	for _, c := range res.Control {
		require.Zero(t, c.Records+c.X3, c.Subscriber)
	}

	b, err := os.ReadFile(filepath.Join(out, "truth.json"))
	require.NoError(t, err)
	var done truth.Truth
	require.NoError(t, json.Unmarshal(b, &done))
	rejected := 0
	for _, s := range done.Steps {
		if s.Subscriber != "anna" && s.Subscriber != "carla" {
			continue
		}
		switch s.Kind {
		case "register":
			require.Equal(t, "rejected", s.Result)
			require.EqualValues(t, 15, s.Cause)
			rejected++
		default:
			require.Equal(t, "failed", s.Result, s.Kind)
		}
	}
	require.Equal(t, 2, rejected)
	require.Empty(t, tshark(t, out, `frame.interface_name matches "[.]n9$"`, "frame.number"))
	require.Len(t, done.Calls, 1, "the one that bram gets")
}
