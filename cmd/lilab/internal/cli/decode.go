package cli

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"lilab/oracle/dissect"
)

// maxDecode bounds what decode reads of anything but a capture.
const maxDecode = 64 << 20

// decodeFlags are what decode was told.
type decodeFlags struct {
	json, summary, faults bool
	kind                  string
	ports                 []string
}

func (a *app) decodeCommand() *cobra.Command {
	var flags decodeFlags
	var kinds []string
	for _, k := range dissect.Kinds() {
		kinds = append(kinds, string(k))
	}
	cmd := &cobra.Command{
		Use:   "decode FILE|-",
		Short: "Show X2/X3, xIRI, HI2, HI3, LI_XER or X1 octets as a tree with offsets",
		Long: `decode shows LI octets as a tree with offsets, and what in them does not conform, with the clause:
X2/X3 PDUs (TS 103 221-2), xIRI, IRI, CC and LI notification payloads (TS 33.128 R16 to R19), PS-PDUs
(TS 102 232-1), identity association messages (TS 33.128 clause 6.2.2A) and X1 messages (TS 103 221-1).

FILE holds hexadecimal text (white space and lines that begin with # are skipped), the octets
themselves, or a capture (pcapng or pcap). "-" is standard input.

Of a capture, Wireshark upper PDUs, bare PDUs (link type USER0) and what TCP carries in plain are shown.
TCP is put in order; connections are recognised by their first octets, or by --port. TLS is not
decrypted: an encrypted connection of an LI interface is named with its length. Ethernet with VLAN
tags, raw IP, Linux cooked and loopback captures are read; IP fragments are not put together.

Findings do not change the exit code; what cannot be read makes it 3.`,
		Example: `  lilab decode capture.pcapng --summary
  lilab decode x2.pcap --port 9443=x2x3
  echo 0006000300000030… | lilab decode -`,
		Args: cobra.ExactArgs(1),
		RunE: a.run(func(cmd *cobra.Command, args []string) error {
			if flags.kind != "" && !slices.Contains(kinds, flags.kind) {
				return usage{fmt.Errorf("--kind: want one of %s, got %q", strings.Join(kinds, ", "), flags.kind)}
			}
			ports, err := readPorts(flags.ports)
			if err != nil {
				return usage{err}
			}
			in := a.stdin
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return unreadable{err}
				}
				defer f.Close()
				in = f
			}
			out := bufio.NewWriterSize(a.stdout, 1<<16)
			d := decoding{a: a, flags: flags, out: out, ports: ports}
			err = d.run(cmd, bufio.NewReaderSize(in, 1<<16))
			if flushed := out.Flush(); err == nil {
				err = flushed
			}
			if err == nil && d.bad {
				err = verdictError{ExitUnreadable}
			}
			return err
		}),
	}
	cmd.Flags().BoolVar(&flags.json, "json", false, "print JSON, one object for each unit")
	cmd.Flags().BoolVar(&flags.summary, "summary", false, "print one line for each unit, and what does not conform, without the tree")
	cmd.Flags().BoolVar(&flags.faults, "faults", false, "print only units that do not conform or cannot be read")
	cmd.Flags().StringVar(&flags.kind, "kind", "", "what the octets are: "+strings.Join(kinds, ", ")+" (default: find out)")
	cmd.Flags().StringArrayVar(&flags.ports, "port", nil, "what TCP to or from a port carries: PORT=x2x3, ps-pdu or ief; may be repeated")
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(kinds, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// readPorts reads the values of --port.
func readPorts(values []string) (map[uint16]dissect.Kind, error) {
	out := map[uint16]dissect.Kind{}
	for _, v := range values {
		port, kind, ok := strings.Cut(v, "=")
		n, err := strconv.ParseUint(port, 10, 16)
		k := dissect.Kind(kind)
		if !ok || err != nil || n == 0 || k != dissect.X2X3 && k != dissect.PSPDU && k != dissect.IEF {
			return nil, fmt.Errorf("--port: want PORT=x2x3, PORT=ps-pdu or PORT=ief, got %q", v)
		}
		out[uint16(n)] = k
	}
	return out, nil
}

// decoding is one call of decode.
type decoding struct {
	a     *app
	flags decodeFlags
	out   *bufio.Writer
	ports map[uint16]dissect.Kind
	bad   bool // a unit could not be read
}

func (d *decoding) run(cmd *cobra.Command, in *bufio.Reader) error {
	head, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if capture(head) {
		o := dissect.Options{Ports: d.ports, Bare: d.flags.summary, Render: d.render}
		stats, err := dissect.CaptureWith(cmd.Context(), in, o, d.show)
		if err != nil {
			return unreadable{err}
		}
		return d.tell(&stats)
	}
	b, err := io.ReadAll(io.LimitReader(in, maxDecode+1))
	if err != nil {
		return err
	}
	if len(b) > maxDecode {
		return unreadable{fmt.Errorf("more than %d octets that are not a capture", maxDecode)}
	}
	if text, ok := unhex(b); ok {
		b = text
	}
	if len(b) == 0 {
		return unreadable{errors.New("there is nothing to decode")}
	}
	units, err := dissect.Octets(b, dissect.Kind(d.flags.kind))
	for _, u := range units {
		text, err := d.render(u)
		if err != nil {
			return err
		}
		if err := d.show(u, text); err != nil {
			return err
		}
	}
	if err != nil {
		return unreadable{err}
	}
	return nil
}

// render makes the text of a unit. It runs on several goroutines at once.
func (d *decoding) render(u *dissect.Unit) ([]byte, error) {
	switch {
	case d.flags.faults && u.Error == "" && len(u.Findings) == 0:
		return nil, nil
	case d.flags.json:
		if d.flags.summary {
			one := *u
			one.Root = nil
			u = &one
		}
		var b bytes.Buffer
		err := writeJSON(&b, u)
		return b.Bytes(), err
	case d.flags.summary:
		one := *u
		one.Root = nil
		return dissect.AppendText(nil, &one), nil
	}
	return dissect.AppendText(nil, u), nil
}

// show prints what render made.
func (d *decoding) show(u *dissect.Unit, text []byte) error {
	d.bad = d.bad || u.Error != ""
	_, err := d.out.Write(text)
	return err
}

// tell says on the standard error what else the capture had, where that is worth knowing.
func (d *decoding) tell(s *dissect.Stats) error {
	if err := d.out.Flush(); err != nil {
		return err
	}
	say := func(format string, args ...any) { fmt.Fprintf(d.a.stderr, "lilab: "+format+"\n", args...) }
	if s.Total() == 0 {
		say("no LI in %d frames", s.Frames)
	}
	if s.Total() == 0 && s.Directions > 0 {
		say("of %d directions of TCP connections %d are encrypted (TLS, %d octets) and %d carry other protocols",
			s.Directions, s.Encrypted, s.EncryptedOctets, s.Other)
	}
	for _, c := range []struct {
		n    int64
		text string
	}{
		{int64(s.Fragments), "IP fragments with TCP are not put together"},
		{int64(s.Cut), "TCP segments are shorter in the capture than they were"},
		{s.Lost, "octets of TCP are not in the capture"},
		{int64(s.GivenUp), "directions of TCP connections were given up to bound the memory"},
	} {
		if c.n > 0 {
			say("%d %s", c.n, c.text)
		}
	}
	return nil
}

// capture says whether a file begins like pcapng or pcap.
func capture(head []byte) bool {
	if len(head) < 4 {
		return false
	}
	switch binary.BigEndian.Uint32(head) {
	case 0x0a0d0d0a, 0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1:
		return true
	}
	return false
}

// unhex reads hexadecimal text; false when it is something else. White space, commas, colons, a 0x prefix of a
// word, and lines that begin with # are skipped.
func unhex(b []byte) ([]byte, bool) {
	var digits []byte
	for line := range bytes.Lines(b) {
		line = bytes.TrimSpace(line)
		if bytes.HasPrefix(line, []byte("#")) {
			continue
		}
		for _, word := range bytes.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \t,:", r) }) {
			digits = append(digits, bytes.TrimPrefix(word, []byte("0x"))...)
		}
	}
	out := make([]byte, hex.DecodedLen(len(digits)))
	n, err := hex.Decode(out, digits)
	return out[:n], err == nil
}
