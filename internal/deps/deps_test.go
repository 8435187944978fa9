// Package deps holds the test of the import directions that the design rests on.
package deps

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A rule says what the packages under From may import of ours. Everything else of ours is forbidden to them.
type rule struct {
	from   string
	may    []string
	reason string
}

var rules = []rule{
	{"lilab/pcaps", []string{"lilab/pcaps"},
		"pcaps is a library of its own: both sides of the lab use it"},
	{"lilab/x2x3", []string{"lilab/x2x3"},
		"x2x3 is the package that other projects import; it must stand alone"},
	{"lilab/sim", []string{"lilab/sim", "lilab/pcaps"},
		"the network does not know about LI: nothing it does can depend on whether a task exists (design idea 1)"},
	{"lilab/lipf", []string{"lilab/lipf", "lilab/x2x3", "lilab/sim/event", "lilab/pcaps"},
		"the LI side gets what network functions publish, and nothing else of the simulator (design idea 2)"},
	{"lilab/oracle", []string{"lilab/oracle", "lilab/pcaps"},
		"the oracle must not share code with what it judges (design idea 3)"},
	{"lilab/report", []string{"lilab/report", "lilab/oracle", "lilab/pcaps"},
		"reports render results; they must not look anything up in the run"},
}

// under tells whether pkg is prefix or lies below it.
func under(pkg, prefix string) bool {
	return pkg == prefix || strings.HasPrefix(pkg, prefix+"/")
}

// TestImportDirections walks the real dependencies of every package. It fails with the reason of the rule.
func TestImportDirections(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}|{{join .Deps " "}}`, "lilab/...").Output()
	require.NoError(t, err, "go list")
	checked := map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		pkg, deps, ok := strings.Cut(line, "|")
		require.True(t, ok, line)
		for _, r := range rules {
			if !under(pkg, r.from) {
				continue
			}
			checked[r.from]++
			for _, dep := range strings.Fields(deps) {
				if !under(dep, "lilab") {
					continue
				}
				allowed := false
				for _, m := range r.may {
					allowed = allowed || under(dep, m)
				}
				if !allowed {
					t.Errorf("%s imports %s: %s", pkg, dep, r.reason)
				}
			}
		}
	}
	for _, r := range rules {
		require.NotZero(t, checked[r.from], "no package under %s was checked", r.from)
	}
}

// TestPcapsOnlyForTaps keeps the simulator's only way to a capture where the design put it.
func TestPcapsOnlyForTaps(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}|{{join .Imports " "}}`, "lilab/sim/...").Output()
	require.NoError(t, err, "go list")
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		pkg, imports, _ := strings.Cut(line, "|")
		for _, imp := range strings.Fields(imports) {
			if under(imp, "lilab/pcaps") && !under(pkg, "lilab/sim/fabric") {
				t.Errorf("%s imports %s: only sim/fabric may, for its taps", pkg, imp)
			}
		}
	}
}

// TestPcapsOnlyForProduct keeps captures out of the operator's LI side: the agency's receiver alone writes what was delivered
// to it as pcapng.
func TestPcapsOnlyForProduct(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}|{{join .Deps " "}}`, "lilab/lipf/...").Output()
	require.NoError(t, err, "go list")
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		pkg, deps, _ := strings.Cut(line, "|")
		for _, dep := range strings.Fields(deps) {
			if under(dep, "lilab/pcaps") && !under(pkg, "lilab/lipf/lemf") {
				t.Errorf("%s imports %s: only lipf/lemf may, for the product of an agency", pkg, dep)
			}
		}
	}
}

// TestSIDFLivesInTheHomeUDM holds rule A6: nothing outside the UDM can de-conceal a SUCI. Go's internal rule
// enforces it for the package; this test notices if the package were moved out.
func TestSIDFLivesInTheHomeUDM(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}|{{join .Imports " "}}`, "lilab/...").Output()
	require.NoError(t, err, "go list")
	users := 0
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		pkg, imports, _ := strings.Cut(line, "|")
		for _, imp := range strings.Fields(imports) {
			if strings.HasSuffix(imp, "/sidf") {
				users++
				if !under(pkg, "lilab/sim/udm") {
					t.Errorf("%s imports %s: only the home UDM may hold the SIDF (TS 33.501 clause 5.8.2)", pkg, imp)
				}
			}
		}
	}
	require.NotZero(t, users, "nobody uses the SIDF: has it moved?")
}
