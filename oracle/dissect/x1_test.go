package dissect_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle/dissect"
)

const ping = `<X1Request xmlns="http://uri.etsi.org/03221/X1/2017/10" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x1RequestMessage xsi:type="PingRequest"><admfIdentifier>admf1</admfIdentifier><neIdentifier>amf-poi-1</neIdentifier><messageTimestamp>2026-01-02T03:04:05.123456Z</messageTimestamp><version>v1.22.1</version><x1TransactionId>3741800e-971b-4aa9-85f4-466d2b1adc7f</x1TransactionId></x1RequestMessage></X1Request>`

func TestX1Rules(t *testing.T) {
	for name, c := range map[string]struct{ from, to, want string }{
		"good":                     {"", "", ""},
		"a UUID in capitals":       {"3741800e", "3741800E", "is no UUID of version 4 in lower case [TS 103 221-1 V1.11.1 clause 5.1]"},
		"a UUID of version 1":      {"-4aa9-", "-1aa9-", "is no UUID of version 4"},
		"a version without its v":  {"v1.22.1", "1.22.1", `the version is "1.22.1"`},
		"no transaction":           {"<x1TransactionId>3741800e-971b-4aa9-85f4-466d2b1adc7f</x1TransactionId>", "", "x1TransactionId is missing"},
		"a timestamp in ms":        {".123456Z", ".123Z", "!has not six decimals"},
		"a timestamp in ns":        {".123456Z", ".123456789Z", "!has not six decimals"},
		"a document type, hostile": {"<X1Request", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><X1Request`, "!"},
	} {
		t.Run(name, func(t *testing.T) {
			us, err := dissect.Octets([]byte(strings.Replace(ping, c.from, c.to, 1)), dissect.Auto)
			require.NoError(t, err)
			require.Equal(t, dissect.X1, us[0].Kind)
			if want, bad := strings.CutPrefix(c.want, "!"); bad {
				require.NotEmpty(t, us[0].Error)
				require.Contains(t, us[0].Error, want)
				return
			}
			require.Empty(t, us[0].Error)
			require.Equal(t, "X1Request PingRequest", us[0].Summary)
			if c.want == "" {
				require.Empty(t, us[0].Findings)
			} else {
				require.Contains(t, strings.Join(us[0].Findings, "\n"), c.want)
			}
		})
	}
}

// TestX1Peers reads the documents of another implementation; the hostile one is refused.
func TestX1Peers(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(judge.Shared(t, "vectors", "li-peers", "sipgate", "x1-xml"), "*.xml"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		us, err := dissect.Octets(b, dissect.Auto)
		require.NoError(t, err)
		t.Logf("%s: %s %v %s", filepath.Base(f), us[0].Summary, us[0].Findings, us[0].Error)
		if filepath.Base(f) == "xxe.xml" {
			require.NotEmpty(t, us[0].Error)
		}
	}
}
