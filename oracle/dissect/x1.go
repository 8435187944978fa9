package dissect

import (
	"fmt"
	"strings"

	"lilab/oracle/wire"
)

const spec2211 = "TS 103 221-1 V1.11.1 clause "

// x1 shows the messages of an X1 document.
func (w *work) x1(b []byte) {
	c, err := wire.ReadX1(b)
	u := w.u
	if w.failed(err) {
		return
	}
	u.Length = len(b)
	u.Root = &Node{Name: c.Root, Length: len(b)}
	u.Summary = c.Root
	for i := range c.Messages {
		m := &c.Messages[i]
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
		if !m.Time.IsZero() {
			n.Children = append(n.Children, &Node{Name: "messageTimestamp", Value: m.Time.Format("2006-01-02T15:04:05.000000Z"), Offset: -1})
		}
		u.Root.Children = append(u.Root.Children, n)
		if u.Summary += " " + m.Kind; m.ErrorCode != "" {
			u.Summary += " " + m.ErrorCode
		}
		w.x1Rules(m)
	}
	if w.d.bare {
		u.Root = nil
	}
}

func (w *work) x1Rules(m *wire.X1Message) {
	say := func(clause, format string, args ...any) {
		w.u.Findings = append(w.u.Findings, fmt.Sprintf("octet %d (%s): %s [%s%s]", m.Offset, m.Kind, fmt.Sprintf(format, args...), spec2211, clause))
	}
	if m.Time.IsZero() {
		say("6.1", "messageTimestamp is missing")
	}
	if m.Transaction == "" && m.Kind != "X1TopLevelErrorResponse" {
		say("5.2.1", "x1TransactionId is missing")
	}
	if !strings.HasPrefix(m.Version, "v1.") || strings.Count(m.Version, ".") != 2 {
		say("6.1", "the version is %q, want v1.minor.patch", m.Version)
	}
	ids := append([]string{m.Transaction, m.XID, m.DID}, m.DIDs...)
	for i, id := range ids {
		if id != "" && !uuid4(id) {
			say("5.1", "%s %q is no UUID of version 4 in lower case", [...]string{"x1TransactionId", "xId", "dId"}[min(i, 2)], id)
		}
	}
}

// uuid4 tells whether a text is a UUID of version 4 in lower case, RFC 4122 clause 3.
func uuid4(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range []byte(s) {
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		case 14:
			if c != '4' {
				return false
			}
		case 19:
			if c != '8' && c != '9' && c != 'a' && c != 'b' {
				return false
			}
		default:
			if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
				return false
			}
		}
	}
	return true
}
