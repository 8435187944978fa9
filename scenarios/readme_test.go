package scenarios

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
)

// TestReadmeScenario plays the scenario that the README shows: documentation that no longer works fails here.
func TestReadmeScenario(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "README.md"))
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(text), "```yaml\n")
	require.True(t, ok, "the README shows no scenario")
	yaml, _, ok := strings.Cut(rest, "```\n")
	require.True(t, ok)
	sc, err := Parse("inbound/registration-suci-a.yaml", []byte(yaml))
	require.NoError(t, err)
	res := playScenario(t, sc, RunConfig{Seed: 1})
	require.Equal(t, oracle.Pass, res.Verdict)
	requirePass(t, sc, res)
}
