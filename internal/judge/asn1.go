package judge

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

//go:embed lilab_judge.erl
var program []byte

// modules are compiled in this order: each imports only earlier ones.
var modules = []string{"Common-Parameters", "IPAccessPDU", "TS33128Payloads", "LI-PS-PDU", "TS33128IdentityAssociation"}

// erlang is the one process of a test binary. It ends when its standard input does, that is with the test binary.
type erlang struct {
	mu  sync.Mutex
	in  io.Writer
	out *bufio.Reader
	err error
}

var theErlang struct {
	once sync.Once
	erlang
}

// Decode lets asn1ct decode octets as a type of a module, for example
//
//	judge.Decode(t, "TS33128Payloads", "XIRIPayload", octets)
//	judge.Decode(t, "LI-PS-PDU", "PS-PDU", octets)
//
// and returns one line for each value, sorted by the names of each SEQUENCE, such as
//
//	event.registration.sUPI.iMSI = "001010000000001"
//
// with 0x… for OCTET STRING and UTF8String, 0b… for BIT STRING, {4 19 19 3 1} for object identifiers. Octets behind
// the value are an error. The error is a [*Verdict].
func Decode(t testing.TB, module, typ string, octets []byte) (string, error) {
	t.Helper()
	b, err := ask(t, "D", module, typ, octets)
	return string(b), err
}

// Encode lets asn1ct encode an Erlang term: a SEQUENCE is a map #{name => Value}, a CHOICE {alternative, Value}, a
// UTF8String or OCTET STRING a binary <<"text">>, other strings "text", an enumerated value an atom.
func Encode(t testing.TB, module, typ, term string) ([]byte, error) {
	t.Helper()
	return ask(t, "E", module, typ, []byte(term))
}

func ask(t testing.TB, command, module, typ string, arg []byte) ([]byte, error) {
	t.Helper()
	e := &theErlang.erlang
	tools := [...]string{Tool(t, "erl"), Tool(t, "erlc")}
	profile := Shared(t, "spec", "asn", "erlc-profile")
	theErlang.once.Do(func() { e.err = e.start(tools[0], tools[1], profile) })
	if e.err != nil {
		t.Fatal(e.err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, err := fmt.Fprintf(e.in, "%s %s %s %x\n", command, module, typ, arg); err != nil {
		t.Fatalf("erl: %v", err)
	}
	line, err := e.out.ReadString('\n')
	if err != nil {
		t.Fatalf("erl: %v", err)
	}
	verdict, text, _ := strings.Cut(strings.TrimSpace(line), " ")
	b, err := hex.DecodeString(text)
	if err != nil || verdict != "ok" && verdict != "error" {
		t.Fatalf("erl answered %q", line)
	}
	if verdict == "error" {
		return nil, &Verdict{Judge: "asn1ct", Text: string(b)}
	}
	return b, nil
}

func (e *erlang) start(erl, erlc, profile string) error {
	dir, err := compile(erlc, profile)
	if err != nil {
		return err
	}
	cmd := exec.Command(erl, "-noshell", "-pa", dir, "-s", "lilab_judge", "main")
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	e.in, e.out = in, bufio.NewReaderSize(out, 1<<20)
	return cmd.Start()
}

// compile makes the modules once for each content of the profile and keeps them in a folder for temporary files:
// the big one takes some twenty seconds.
func compile(erlc, profile string) (string, error) {
	h := sha256.New()
	sources := map[string][]byte{"lilab_judge.erl": program}
	h.Write(program)
	for _, m := range modules {
		b, err := os.ReadFile(filepath.Join(profile, m+".asn"))
		if err != nil {
			return "", err
		}
		sources[m+".asn"] = b
		h.Write(b)
	}
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("lilab-judge-%d-%x", os.Getuid(), h.Sum(nil)[:8]))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return "", err
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return "", err
	}
	done := filepath.Join(dir, "done")
	if _, err := os.Stat(done); err == nil {
		return dir, nil
	}
	for name, b := range sources {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			return "", err
		}
	}
	run := func(args ...string) error {
		cmd := exec.Command(erlc, args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("erlc %s: %w\n%s", strings.Join(args, " "), err, out)
		}
		return nil
	}
	for _, m := range modules {
		if err := run("+ber", "+maps", "+undec_rest", m+".asn"); err != nil {
			return "", err
		}
	}
	if err := run("lilab_judge.erl"); err != nil {
		return "", err
	}
	return dir, os.WriteFile(done, nil, 0o600)
}
