package scenarios

import (
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write schema.json")

// TestSchemaIsFresh fails when schema.json is not what the Go types say.
func TestSchemaIsFresh(t *testing.T) {
	want, err := generateSchema(".")
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile("schema.json", want, 0o644))
		return
	}
	require.Equal(t, string(want), string(Schema()), "schema.json is stale: go test ./scenarios -run TestSchemaIsFresh -update")
}
