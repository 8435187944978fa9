package dissect

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"lilab/oracle/wire"
)

// x1 shows the messages of an X1 document.
func (u *Unit) x1(b []byte) {
	c, err := wire.ReadX1(b)
	if u.failed(err) {
		return
	}
	u.Length = len(b)
	u.Root = &Node{Name: c.Root, Length: len(b)}
	for _, m := range c.Messages {
		n := &Node{Name: m.Kind, Offset: m.Offset, Length: 0}
		for _, f := range []struct{ name, value string }{
			{"admfIdentifier", m.ADMF}, {"neIdentifier", m.NE}, {"version", m.Version}, {"x1TransactionId", m.Transaction},
			{"xId", m.XID}, {"dId", m.DID}, {"deliveryType", m.DeliveryType}, {"LIID", m.LIID},
			{"targetIdentifiers", strings.Join(m.Targets, " ")}, {"listOfDIDs", strings.Join(m.DIDs, " ")},
			{"oK", m.OK}, {"errorCode", m.ErrorCode}, {"errorDescription", m.ErrorText},
		} {
			if f.value != "" {
				n.Children = append(n.Children, &Node{Name: f.name, Value: f.value, Offset: -1})
			}
		}
		if m.Time.IsZero() {
			u.Findings = append(u.Findings, fmt.Sprintf("octet %d (%s): messageTimestamp is missing [TS 103 221-1 V1.11.1 clause 6.1]", m.Offset, m.Kind))
		} else {
			n.Children = append(n.Children, &Node{Name: "messageTimestamp", Value: m.Time.Format("2006-01-02T15:04:05.000000Z"), Offset: -1})
		}
		if m.Transaction == "" && m.Kind != "X1TopLevelErrorResponse" {
			u.Findings = append(u.Findings, fmt.Sprintf("octet %d (%s): x1TransactionId is missing [TS 103 221-1 V1.11.1 clause 5.2.1]", m.Offset, m.Kind))
		}
		u.Root.Children = append(u.Root.Children, n)
	}
}

// Text writes an indented tree with offsets and lengths, then what does not conform.
func Text(w io.Writer, u *Unit) error {
	var b bytes.Buffer
	head := string(u.Kind)
	if u.Frame > 0 {
		head = fmt.Sprintf("frame %d %s: %s", u.Frame, u.Interface, u.Kind)
	}
	fmt.Fprintf(&b, "%s, %d octets\n", head, u.Length)
	if u.Root != nil {
		write(&b, u.Root, 0)
	}
	for _, f := range u.Findings {
		fmt.Fprintf(&b, "  not conformant: %s\n", f)
	}
	if u.Error != "" {
		fmt.Fprintf(&b, "  cannot be read: %s\n", u.Error)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func write(b *bytes.Buffer, n *Node, depth int) {
	at := "          "
	if n.Offset >= 0 {
		at = fmt.Sprintf("%5d %4d", n.Offset, n.Length)
	}
	fmt.Fprintf(b, "%s  %s%s", at, strings.Repeat("  ", depth), n.Name)
	if n.Value != "" {
		fmt.Fprintf(b, ": %s", visible(n.Value))
	}
	if n.Note != "" {
		fmt.Fprintf(b, "   <- %s", n.Note)
	}
	b.WriteByte('\n')
	for _, c := range n.Children {
		write(b, c, depth+1)
	}
}

// visible keeps control characters of hostile values off the terminal.
func visible(s string) string {
	for _, r := range s {
		if r < 0x20 || r == 0x7f || r == 0xfffd || (r >= 0x80 && r < 0xa0) {
			return fmt.Sprintf("%q", s)
		}
	}
	return s
}
