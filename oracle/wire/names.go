package wire

import (
	"encoding/binary"
	"strings"
)

// QuestionNames returns the names that a DNS message in clear asks for, RFC 1035 clause 4.1; nil for anything else.
func QuestionNames(b []byte) []string {
	if len(b) < 17 || b[2]&0x78 != 0 || b[3]&0x40 != 0 {
		return nil
	}
	count := int(binary.BigEndian.Uint16(b[4:]))
	if count == 0 || count > 16 {
		return nil
	}
	var out []string
	at := 12
	for range count {
		var labels []string
		for {
			if at >= len(b) || b[at] > 63 || at+1+int(b[at]) > len(b) {
				return nil
			}
			n := int(b[at])
			if n == 0 {
				at++
				break
			}
			label := b[at+1 : at+1+n]
			for _, c := range label {
				if c <= ' ' || c > '~' {
					return nil
				}
			}
			labels = append(labels, string(label))
			at += 1 + n
		}
		if len(labels) == 0 || at+4 > len(b) || binary.BigEndian.Uint16(b[at+2:])&0x7fff != 1 {
			return nil
		}
		at += 4
		out = append(out, strings.ToLower(strings.Join(labels, ".")))
	}
	return out
}

// ServerName returns the server name in a TLS ClientHello that begins at the start of b, RFC 6066 clause 3; empty if there is
// none. The message may be cut off behind the name, because a TCP segment may end there.
func ServerName(b []byte) string {
	if len(b) < 43 || b[0] != 22 || b[1] != 3 || b[5] != 1 {
		return ""
	}
	at := 43 // record header, handshake header, version, random
	skip := func(size int) (int, bool) {
		if at+size > len(b) {
			return 0, false
		}
		n := 0
		for _, c := range b[at : at+size] {
			n = n<<8 | int(c)
		}
		at += size
		return n, true
	}
	for _, size := range [...]int{1, 2, 1} { // session identity, cipher suites, compression methods
		n, ok := skip(size)
		if !ok {
			return ""
		}
		at += n
	}
	if _, ok := skip(2); !ok {
		return ""
	}
	for {
		kind, ok := skip(2)
		if !ok {
			return ""
		}
		n, ok := skip(2)
		if !ok {
			return ""
		}
		if kind != 0 {
			at += n
			continue
		}
		// A list of names; the first is of type host_name.
		if at+5 > len(b) || b[at+2] != 0 {
			return ""
		}
		size := int(binary.BigEndian.Uint16(b[at+3:]))
		if size == 0 || at+5+size > len(b) {
			return ""
		}
		return strings.ToLower(string(b[at+5 : at+5+size]))
	}
}
