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
	"strings"

	"github.com/spf13/cobra"

	"lilab/oracle/dissect"
)

// maxDecode bounds what decode reads of anything but a capture.
const maxDecode = 64 << 20

func (a *app) decodeCommand() *cobra.Command {
	var asJSON bool
	var kind string
	kinds := []string{string(dissect.X2X3), string(dissect.XIRI), string(dissect.IRIPayload), string(dissect.PSPDU), string(dissect.X1)}
	cmd := &cobra.Command{
		Use:   "decode FILE|-",
		Short: "Show X2/X3, xIRI, HI2 or X1 octets as a tree with offsets",
		Long: `decode shows LI octets as a tree with offsets: X2/X3 PDUs (TS 103 221-2), xIRI and IRI payloads
(TS 33.128), PS-PDUs (TS 102 232-1) and X1 messages (TS 103 221-1).

FILE holds hexadecimal text (white space and lines that begin with # are skipped), the octets
themselves, or a capture (pcapng or pcap), of which the LI frames are shown. "-" is standard input.`,
		Args: cobra.ExactArgs(1),
		RunE: a.run(func(cmd *cobra.Command, args []string) error {
			if kind != "" && !slices.Contains(kinds, kind) {
				return usage{fmt.Errorf("--kind: want one of %s, got %q", strings.Join(kinds, ", "), kind)}
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
			out := bufio.NewWriter(a.stdout)
			bad := false
			show := func(u *dissect.Unit) error {
				bad = bad || u.Error != ""
				if asJSON {
					return writeJSON(out, u)
				}
				return dissect.Text(out, u)
			}
			err := decode(cmd, bufio.NewReaderSize(in, 1<<16), dissect.Kind(kind), show)
			if flushed := out.Flush(); err == nil {
				err = flushed
			}
			if err == nil && bad {
				err = verdictError{ExitUnreadable}
			}
			return err
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, one object for each unit")
	cmd.Flags().StringVar(&kind, "kind", "", "what the octets are: "+strings.Join(kinds, ", ")+" (default: find out)")
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(kinds, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func decode(cmd *cobra.Command, in *bufio.Reader, kind dissect.Kind, show func(*dissect.Unit) error) error {
	head, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if capture(head) {
		if err := dissect.Capture(cmd.Context(), in, show); err != nil {
			return unreadable{err}
		}
		return nil
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
	units, err := dissect.Octets(b, kind)
	for _, u := range units {
		if err := show(u); err != nil {
			return err
		}
	}
	if err != nil {
		return unreadable{err}
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
