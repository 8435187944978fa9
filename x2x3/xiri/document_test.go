package xiri

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
)

var update = flag.Bool("update", false, "write docs/records.md")

var reEmitted = regexp.MustCompile(`&xiri\.([A-Z][A-Za-z0-9]*)\{`)

// emitted returns the records that the points of interception of the lab make: those whose struct they fill.
func emitted(t *testing.T) map[string]bool {
	files, err := filepath.Glob(filepath.Join(judge.Root(t), "lipf", "poi", "*.go"))
	require.NoError(t, err)
	out := map[string]bool{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		for _, m := range reEmitted.FindAllStringSubmatch(string(b), -1) {
			if schema().EventOf(m[1]) != nil {
				out[m[1]] = true
			}
		}
	}
	require.NotEmpty(t, out)
	return out
}

func document(t *testing.T) string {
	var b strings.Builder
	lab := emitted(t)
	all := Records()
	fmt.Fprintf(&b, `# Records of TS 33.128

Generated from the declarations in x2x3/xiri/records by `+"`go generate ./x2x3/xiri`"+`; do not edit. %d types are declared, with the
%d alternatives of XIRIEvent (X2) and the %d of IRIEvent (HI2) of the module TS33128Payloads r19 version3. Every one of them is
encoded and decoded. "Lab" says that a point of interception of this lab makes the record.
`+"`lilab explain NAME`"+` shows the components of a type.

| Tag | Alternative | Type | Function | Clause | X2 | HI2 | Lab | File |
|---|---|---|---|---|---|---|---|---|
`, len(TypeNames()), len(Tags()), len(IRITags()))
	mark := func(ok bool) string {
		if ok {
			return "yes"
		}
		return ""
	}
	for _, a := range all {
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s | %s | %s | %s | %s |\n", a.Tag, a.Alternative, a.Name, a.NF, a.Clause, mark(a.XIRI), mark(a.IRI), mark(lab[a.Name]),
			filepath.Base(a.File))
	}
	for _, s := range []struct{ typ, title string }{
		{"CCPDU", "CCPayload (HI3)"}, {"LINotificationMessage", "LINotificationPayload (HI4)"}, {"IEFRecord", "IEFMessage (LI_XER)"},
		{"PacketReport", "IPIRIPacketReport (TS 102 232-3)"},
	} {
		a, ok := DescribeType(s.typ)
		require.True(t, ok)
		fmt.Fprintf(&b, "\n## %s\n\n| Tag | Alternative of %s | Type |\n|---|---|---|\n", s.title, s.typ)
		for _, f := range a.Fields {
			fmt.Fprintf(&b, "| %d | %s | %s |\n", f.Tag, f.Name, f.Type)
		}
	}
	b.WriteString("\n## What tables want beyond the ASN.1\n\n| Type | Component | Wanted |\n|---|---|---|\n")
	for _, name := range TypeNames() {
		a, _ := DescribeType(name)
		for _, f := range a.Fields {
			if f.Required && !f.Mandatory {
				fmt.Fprintf(&b, "| %s | %s | always |\n", name, f.Name)
			}
		}
		for _, any := range a.Any {
			fmt.Fprintf(&b, "| %s | %s | at least one |\n", name, strings.Join(any, ", "))
		}
		for _, w := range a.When {
			fmt.Fprintf(&b, "| %s | %s | where %s is present |\n", name, w[1], w[0])
		}
	}
	return b.String()
}

// TestRecordsDocument fails when docs/records.md is not what the declarations say. With -update it writes it.
func TestRecordsDocument(t *testing.T) {
	path := filepath.Join(judge.Root(t), "docs", "records.md")
	want := document(t)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o644))
	}
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, string(got) == want, "docs/records.md is stale; run go generate ./x2x3/xiri")
}
