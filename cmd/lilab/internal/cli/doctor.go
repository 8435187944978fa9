package cli

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
)

// check is one line of the doctor's report.
type check struct {
	Name string `json:"name"`
	// OK says that the thing is there; Detail is its version, Without what cannot be done without it.
	OK      bool   `json:"ok"`
	Detail  string `json:"detail,omitempty"`
	Without string `json:"without,omitempty"`
}

func (a *app) doctorCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Show what this machine has of what lilab can use",
		Long: `doctor shows what this machine has of what lilab can use. Playing and judging scenarios
needs nothing but the program itself; the rest serves its tests and real sockets.`,
		Args: cobra.NoArgs,
		RunE: a.run(func(cmd *cobra.Command, _ []string) error {
			checks := examine(cmd.Context())
			if asJSON {
				return writeJSON(a.stdout, checks)
			}
			w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			for _, c := range checks {
				state, text := "ok", c.Detail
				if !c.OK {
					state, text = "absent", c.Without
				}
				fmt.Fprintf(w, "%s\t%s\t%s\n", state, c.Name, text)
			}
			return w.Flush()
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func examine(ctx context.Context) []check {
	checks := []check{
		{Name: "lilab", OK: true, Detail: fmt.Sprintf("%s, %s, %s/%s, %d processors", Version, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())},
		{Name: "virtual network", OK: true, Detail: "inside the process; SCTP in UDP, port 9899 (RFC 6951)"},
	}
	checks = append(checks, machine()...)
	tshark := program(ctx, "tshark", "captures cannot be checked with Wireshark's dissectors", "--version")
	checks = append(checks, tshark)
	li := check{Name: "tshark 5gli", Without: "tshark cannot show X2 and X3"}
	if tshark.OK {
		if out, err := output(ctx, "tshark", "-G", "protocols"); err == nil {
			for line := range strings.Lines(out) {
				if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) >= 3 && f[2] == "5gli" {
					li.OK, li.Detail = true, f[0]
				}
			}
		}
	}
	checks = append(checks, li,
		program(ctx, "erl", "xIRI and PS-PDUs cannot be checked with asn1ct", "-noshell", "-eval",
			`io:format("Erlang/OTP ~s", [erlang:system_info(otp_release)]), case code:lib_dir(asn1) of {error,_} -> io:format(", no asn1"); D -> io:format(", ~s", [filename:basename(D)]) end, halt().`),
		program(ctx, "xmllint", "X1 messages cannot be checked against the XML schemas", "--version"),
		program(ctx, "qemu-system-x86_64", "kernel SCTP cannot be tried in a guest", "--version"))
	return checks
}

// program tells whether a program is there and what it calls itself.
func program(ctx context.Context, name, without string, args ...string) check {
	c := check{Name: name, Without: without}
	if _, err := exec.LookPath(name); err != nil {
		return c
	}
	c.OK = true
	out, err := output(ctx, name, args...)
	if err != nil {
		return check{Name: name, Without: without + " (it is there, but does not run: " + err.Error() + ")"}
	}
	for line := range strings.Lines(out) {
		// tshark complains about the user first.
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "Running as user") {
			c.Detail = line
			break
		}
	}
	return c
}

func output(ctx context.Context, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	return string(out), err
}
