// Package cli is the command line of lilab. Run is the whole program as a function: nothing in it reads the
// process's own arguments, environment or standard streams.
package cli

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// Version is the version of lilab.
const Version = "0.1.0"

// Tool is how lilab names itself in results.
const Tool = "lilab " + Version

// app is one call of the program.
type app struct {
	env            func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
	color          string
	// running is true once a command's own code has begun: errors before that are about the command line.
	running bool
}

// Run runs lilab with the arguments after the program's name and returns its exit code. Results go to stdout,
// everything else to stderr. When ctx is cancelled, Run stops what it does, waits for it, and returns 130.
func Run(ctx context.Context, args []string, env func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{env: env, stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil && !a.running {
		cmd, _, _ := root.Find(args)
		fmt.Fprintf(stderr, "lilab: %v\n", err)
		if cmd != nil {
			fmt.Fprintf(stderr, "`%s --help` shows how to call it.\n", cmd.CommandPath())
		}
		return ExitUsage
	}
	return exitCode(ctx, err, stderr)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "lilab",
		Short: "A test lab for lawful interception in 5G roaming",
		Long: `lilab simulates visited and home 5G networks with a standard lawful interception side,
and judges from the octets that reach the agency whether interception works.

Everything is simulated: test networks (MCC 001 and 999), invented subscribers, a virtual network
inside the process. Nothing real is touched and no key is recovered.

Exit codes: 0 all as expected, 1 a requirement or verdict failed, 2 wrong command line,
3 unreadable scenario, schema or capture, 4 inconclusive or unsupported here, 5 our fault,
130 interrupted.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				hint := ""
				if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
					hint = fmt.Sprintf("; did you mean %q?", near[0])
				}
				return fmt.Errorf("unknown command %q%s", args[0], hint)
			}
			return cmd.Help()
		},
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.SuggestionsMinimumDistance = 2
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.PersistentFlags().StringVar(&a.color, "color", "auto", "use colours: auto, always, never (NO_COLOR is honoured)")
	_ = root.RegisterFlagCompletionFunc("color", cobra.FixedCompletions([]string{"auto", "always", "never"}, cobra.ShellCompDirectiveNoFileComp))
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		switch a.color {
		case "auto", "always", "never":
			return nil
		}
		return fmt.Errorf("--color: want auto, always or never, got %q", a.color)
	}
	root.AddCommand(a.runCommand(), a.listCommand(), a.explainCommand(), a.decodeCommand(), a.doctorCommand(), a.schemaCommand(), a.versionCommand())
	return root
}

// run marks where a command's own code begins.
func (a *app) run(f func(cmd *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		a.running = true
		return f(cmd, args)
	}
}

// useColor says whether stdout takes colours.
func (a *app) useColor() bool {
	switch a.color {
	case "always":
		return true
	case "never":
		return false
	}
	return a.env("NO_COLOR") == "" && a.env("TERM") != "dumb" && terminal(a.stdout)
}

// terminal says whether w is a terminal.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&fs.ModeCharDevice != 0
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: a.run(func(*cobra.Command, []string) error {
			line := []string{Tool}
			if info, ok := debug.ReadBuildInfo(); ok {
				line = append(line, info.GoVersion)
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						line = append(line, s.Value[:min(12, len(s.Value))])
					}
				}
			}
			_, err := fmt.Fprintln(a.stdout, strings.Join(line, " "))
			return err
		}),
	}
}
