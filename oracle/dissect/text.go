package dissect

import (
	"fmt"
	"io"
	"strconv"
)

// Text writes an indented tree with offsets and lengths, then what does not conform.
func Text(w io.Writer, u *Unit) error {
	_, err := w.Write(AppendText(nil, u))
	return err
}

// AppendText appends what Text writes.
func AppendText(b []byte, u *Unit) []byte {
	if u.Frame > 0 {
		b = append(b, "frame "...)
		b = strconv.AppendInt(b, int64(u.Frame), 10)
		if len(u.Frames) > 0 {
			b = fmt.Appendf(b, " (of %d)", u.Frames)
		}
		if u.Interface != "" {
			b = append(append(b, ' '), visible(u.Interface)...)
		}
		if u.Source != "" || u.Destination != "" {
			b = append(append(append(append(b, ' '), u.Source...), " > "...), u.Destination...)
		}
		b = append(b, ": "...)
	}
	b = append(b, u.Kind...)
	b = append(b, ", "...)
	b = strconv.AppendInt(b, int64(u.Length), 10)
	b = append(b, " octets"...)
	if u.Summary != "" {
		b = append(append(b, ": "...), visible(u.Summary)...)
	}
	b = append(b, '\n')
	if u.Root != nil {
		b = appendNode(b, u.Root, 0)
	}
	for _, f := range u.Findings {
		b = append(append(append(b, "  not conformant: "...), visible(f)...), '\n')
	}
	for _, f := range u.Remarks {
		b = append(append(append(b, "  remark: "...), visible(f)...), '\n')
	}
	if u.Error != "" {
		b = append(append(append(b, "  cannot be read: "...), visible(u.Error)...), '\n')
	}
	return b
}

// right appends a number in a field of a width.
func right(b []byte, n, width int) []byte {
	digits := 1
	for v := n; v >= 10; v /= 10 {
		digits++
	}
	for ; digits < width; digits++ {
		b = append(b, ' ')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

func appendNode(b []byte, n *Node, depth int) []byte {
	if n.Offset >= 0 {
		b = right(b, n.Offset, 5)
		b = append(b, ' ')
		b = right(b, n.Length, 4)
	} else {
		b = append(b, "          "...)
	}
	b = append(b, "  "...)
	for range depth {
		b = append(b, "  "...)
	}
	b = append(b, n.Name...)
	if n.Value != "" {
		b = append(append(b, ": "...), visible(n.Value)...)
	}
	if n.Note != "" {
		b = append(append(b, "   <- "...), visible(n.Note)...)
	}
	b = append(b, '\n')
	for _, c := range n.Children {
		b = appendNode(b, c, depth+1)
	}
	return b
}

// visible keeps control characters of hostile values off the terminal.
func visible(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	for _, r := range s {
		if r < 0x20 || r == 0x7f || r == 0xfffd || (r >= 0x80 && r < 0xa0) {
			return strconv.Quote(s)
		}
	}
	return s
}
