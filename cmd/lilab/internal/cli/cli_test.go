package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

// TestMain makes two programs of the test binary for the scripts: lilab itself, and code, which runs
// lilab and wants an exit code: "code 3 lilab run bad.yaml".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"lilab": func() { os.Exit(lilab(os.Args[1:])) },
		"code": func() {
			want, err := strconv.Atoi(os.Args[1])
			if err != nil || os.Args[2] != "lilab" {
				fmt.Fprintln(os.Stderr, "usage: code NUMBER lilab ARGUMENT ...")
				os.Exit(1)
			}
			if got := lilab(os.Args[3:]); got != want {
				fmt.Fprintf(os.Stderr, "exit code %d, want %d\n", got, want)
				os.Exit(1)
			}
		},
	})
}

func lilab(args []string) int {
	return Run(context.Background(), args, os.Getenv, os.Stdin, os.Stdout, os.Stderr)
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true})
}

// call runs lilab in this process.
func call(ctx context.Context, stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = Run(ctx, args, func(string) string { return "" }, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

// TestInterrupt cancels a run before it begins: nothing is played, and the code is that of Ctrl-C.
func TestInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	code, stdout, stderr := call(ctx, "", "run", "--out", t.TempDir())
	require.Equal(t, ExitInterrupted, code)
	require.Empty(t, stdout)
	require.Equal(t, "lilab: interrupted\n", stderr)
}

// TestEveryCommandHasHelp walks the command tree: each command says what it does, and --help works.
func TestEveryCommandHasHelp(t *testing.T) {
	a := &app{env: os.Getenv}
	for _, cmd := range a.root().Commands() {
		require.NotEmpty(t, cmd.Short, cmd.Name())
		code, stdout, stderr := call(t.Context(), "", cmd.Name(), "--help")
		require.Equal(t, ExitOK, code, cmd.Name())
		require.Contains(t, stdout, "Usage:\n  lilab "+cmd.Name())
		require.Empty(t, stderr)
	}
}

// TestExplainable explains every id that completion offers.
func TestExplainable(t *testing.T) {
	ids := explainable()
	require.Greater(t, len(ids), 30)
	seen := map[string]bool{}
	for _, id := range ids {
		require.False(t, seen[id], "%s stands for two things", id)
		seen[id] = true
		code, stdout, stderr := call(t.Context(), "", "explain", id)
		require.Equal(t, ExitOK, code, id)
		require.Empty(t, stderr, id)
		require.Contains(t, stdout, id)
		require.Greater(t, len(stdout), len(id)+20, "nothing is said about %s", id)
	}
}

func TestUnhex(t *testing.T) {
	for text, want := range map[string][]byte{
		"00 01 ff":               {0, 1, 0xff},
		"# a comment\n0001\nFF ": {0, 1, 0xff},
		"0x00, 0x01":             {0, 1},
		"00:01":                  {0, 1},
		"":                       {},
	} {
		got, ok := unhex([]byte(text))
		require.True(t, ok, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"0", "xyz", "<X1Request/>", "\x00\x06"} {
		_, ok := unhex([]byte(text))
		require.False(t, ok, text)
	}
}

// TestExitCodes pins the contract that the help and the README state.
func TestExitCodes(t *testing.T) {
	require.Equal(t, []int{0, 1, 2, 3, 4, 5, 130},
		[]int{ExitOK, ExitFailed, ExitUsage, ExitUnreadable, ExitInconclusive, ExitOurFault, ExitInterrupted})
}
