package scenarios

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
)

// TestProduct opens what two agencies received as they would: the content of each in Wireshark, where the requests of
// the phone are readable, the records as JSON, and the index.
func TestProduct(t *testing.T) {
	out := t.TempDir()
	playShipped(t, "inbound/data-hr-clear", RunConfig{Out: out, Seed: 2})
	tr, err := readTruth(filepath.Join(out, TruthFile))
	require.NoError(t, err)
	var requests []string
	for _, f := range tr.Flows {
		if f.Subscriber == "anna" && f.Service == "http" {
			requests = append(requests, f.Up.Canaries...)
		}
	}
	require.Len(t, requests, 3)
	for _, agency := range []string{"nl", "de"} {
		folder := filepath.Join(out, ProductFolder, agency, liid(agency+"-1"))
		captures, err := filepath.Glob(filepath.Join(folder, "cc", "*.pcapng"))
		require.NoError(t, err)
		require.Len(t, captures, 1, "one communication, one file")
		paths := judge.Tshark(t, "-r", captures[0], "-Y", "http.request", "-T", "fields", "-e", "http.request.uri")
		for _, r := range requests {
			require.Contains(t, paths, r, agency)
		}
		require.Empty(t, judge.Tshark(t, "-r", captures[0], "-Y", "_ws.malformed"))
		records, err := filepath.Glob(filepath.Join(folder, "iri", "*.json"))
		require.NoError(t, err)
		require.NotEmpty(t, records)
		names := strings.Join(records, " ")
		for _, want := range []string{"-pDUSessionEstablishment.json", "-pDUSessionRelease.json"} {
			require.Contains(t, names, want, agency)
		}
		index, err := os.ReadFile(filepath.Join(folder, "index.json"))
		require.NoError(t, err)
		require.Contains(t, string(index), filepath.Base(captures[0]))
		for _, r := range records {
			require.Contains(t, string(index), filepath.Base(r))
			octets, err := os.ReadFile(strings.TrimSuffix(r, ".json") + ".ber")
			require.NoError(t, err)
			require.NotEmpty(t, octets)
		}
	}
	// Nothing of the control subscriber is in any file.
	carla := tr.Subscribers["carla"]
	require.NoError(t, filepath.WalkDir(filepath.Join(out, ProductFolder), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		require.NotContains(t, string(b), carla.SUPI, name)
		for _, f := range tr.Flows {
			if f.Subscriber == "carla" {
				for _, c := range f.Up.Canaries {
					require.NotContains(t, string(b), c, name)
				}
			}
		}
		return err
	}))
}
