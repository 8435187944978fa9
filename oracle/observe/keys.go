package observe

import (
	"bytes"
	"strconv"
	"strings"

	"lilab/oracle/asn"
)

// isKey tells whether a line of a session description has a key of media: RFC 4568, RFC 4567, and the k= of RFC 4566.
func isKey(line []byte) bool {
	l := strings.ToLower(string(line[:min(len(line), 16)]))
	return strings.HasPrefix(l, "a=crypto:") || strings.HasPrefix(l, "a=key-mgmt:") || strings.HasPrefix(l, "k=")
}

// withoutKeys leaves out lines with keys of media, and counts them.
func withoutKeys(b []byte) (out []byte, keys int) {
	for _, l := range bytes.SplitAfter(b, []byte("\n")) {
		if isKey(l) {
			keys++
		} else {
			out = append(out, l...)
		}
	}
	return out, keys
}

// sipWithoutKeys does so with the body of a SIP message that has a session description, and leaves out the length of the body, which
// is another then.
func sipWithoutKeys(b []byte) (out []byte, keys int) {
	head, body, ok := bytes.Cut(b, []byte("\r\n\r\n"))
	if !ok || !bytes.Contains(bytes.ToLower(head), []byte("/sdp")) && !bytes.Contains(bytes.ToLower(head), []byte("multipart/")) {
		return b, 0
	}
	for _, l := range bytes.SplitAfter(head, []byte("\n")) {
		name, _, _ := strings.Cut(string(l), ":")
		if name = strings.ToLower(strings.TrimSpace(name)); name != "content-length" && name != "l" {
			out = append(out, l...)
		}
	}
	body, keys = withoutKeys(body)
	return append(append(out, "\r\n\r\n"...), body...), keys
}

// Keys counts the keys of media in the session descriptions of a record of the IMS.
func (r *Record) Keys() (n int) {
	if r.IMS == nil {
		return 0
	}
	_, n = sipWithoutKeys(r.IMS.Octets)
	for _, d := range r.IMS.Described {
		_, k := withoutKeys(d)
		n += k
	}
	return n
}

// Keyless is what a record of the IMS says besides keys of media, in a form that can be compared: a mediation function may take
// them out of a message, and says then that it is modified.
func (r *Record) Keyless() string {
	if r.IMS == nil || r.Node == nil {
		return string(r.Octets)
	}
	var b strings.Builder
	keyless(&b, r.Node)
	return b.String()
}

func keyless(b *strings.Builder, n *asn.Node) {
	name := n.Name
	switch name {
	case "modifications":
		return
	case "modifiedSIPMessage":
		for i := range n.Children {
			keyless(b, &n.Children[i])
		}
		return
	case "encapsulatedSIPMessage", "modifiedSIPContent":
		name = "message"
	}
	b.WriteString(name + "(")
	switch {
	case name == "sIPContent":
		text, _ := sipWithoutKeys(n.Body)
		b.WriteString(strconv.Quote(string(text)))
	case name == "sDPState" || len(n.Children) == 0:
		text, _ := withoutKeys(n.Body)
		if len(n.Children) == 0 {
			b.WriteString(strconv.Quote(string(text)))
		}
		for i := range n.Children {
			text, _ := withoutKeys(n.Children[i].Body)
			b.WriteString(strconv.Quote(string(text)))
		}
	default:
		for i := range n.Children {
			keyless(b, &n.Children[i])
		}
	}
	b.WriteString(")")
}
