// Package judge gives tests the judges that nobody of this project wrote: the Erlang ASN.1 compiler, xmllint
// with the published schemas, and tshark. Only tests import it.
//
// A judge or a schema that is absent skips the test with the reason; where the environment has CI=true it fails
// the test instead.
package judge

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Absent skips the test because something is not here, or fails it under CI.
func Absent(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("CI has to have it: %s", reason)
	}
	t.Skip(reason)
}

// Root returns the folder with go.mod.
func Root(t testing.TB) string {
	t.Helper()
	_, file, _, ok := runtime.Caller(0)
	if dir := filepath.Dir(filepath.Dir(filepath.Dir(file))); ok {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	// Built with -trimpath: tests run in the folder of their package.
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the working directory")
		}
		dir = up
	}
}

// Shared returns the path of a file or folder of the planning material beside the project, for example
// Shared(t, "spec", "xsd"). It is absent on machines that only have the project.
func Shared(t testing.TB, elem ...string) string {
	t.Helper()
	p := filepath.Join(append([]string{filepath.Dir(Root(t)), "shared"}, elem...)...)
	if _, err := os.Stat(p); err != nil {
		Absent(t, "../shared/"+filepath.ToSlash(filepath.Join(elem...))+" is not here")
	}
	return p
}

// Tool returns the path of a program, or skips the test.
func Tool(t testing.TB, name string) string {
	t.Helper()
	p, err := exec.LookPath(name)
	if err != nil {
		Absent(t, name+" is not installed")
	}
	return p
}

// X1 validates an X1 message (TS 103 221-1) with the published schemas and returns what xmllint says against
// it, nil where it is valid.
func X1(t testing.TB, xml []byte) error {
	t.Helper()
	return XML(t, Shared(t, "spec", "xsd", "x1-validate.xsd"), xml)
}

// XML validates a document with a schema and returns what xmllint says against it, nil where it is valid.
func XML(t testing.TB, schema string, xml []byte) error {
	t.Helper()
	cmd := exec.Command(Tool(t, "xmllint"), "--noout", "--nonet", "--schema", schema, "-")
	cmd.Stdin = strings.NewReader(string(xml))
	out, err := cmd.CombinedOutput()
	if err != nil {
		return &Verdict{Judge: "xmllint", Text: strings.TrimSpace(string(out))}
	}
	return nil
}

// Verdict is what a judge says against something.
type Verdict struct {
	// Judge is the name of the program.
	Judge string
	// Text is its reason.
	Text string
}

// Error returns the judge and its reason.
func (v *Verdict) Error() string { return v.Judge + ": " + v.Text }

// Tshark runs tshark and returns its standard output.
func Tshark(t testing.TB, args ...string) string {
	t.Helper()
	cmd := exec.Command(Tool(t, "tshark"), args...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("tshark %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return string(out)
}
