package gen

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/x2x3/xiri/internal/decl"
)

var update = flag.Bool("update", false, "write the generated files")

// TestGenerated fails when the generated files are not what the declarations make today. With -update it writes them.
func TestGenerated(t *testing.T) {
	s, err := decl.Read(os.DirFS("../../records"))
	require.NoError(t, err)
	files, err := Files(s)
	if *update {
		for name, b := range files {
			require.NoError(t, os.WriteFile(filepath.Join("../..", name), b, 0o644))
		}
	}
	require.NoError(t, err)
	there, err := filepath.Glob("../../*_gen.go")
	require.NoError(t, err)
	for _, path := range there {
		if files[filepath.Base(path)] == nil {
			if *update {
				require.NoError(t, os.Remove(path))
				continue
			}
			t.Errorf("%s is generated from nothing", path)
		}
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("../..", name))
		require.NoError(t, err)
		require.True(t, string(got) == string(want), "%s is stale; run go generate ./x2x3/xiri", name)
	}
}
