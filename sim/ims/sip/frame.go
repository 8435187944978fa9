package sip

import (
	"bytes"
	"strconv"
	"strings"
)

// frame returns the length of the first message of a stream, 0 if it is not all there yet, and false if it cannot be one:
// without Content-Length, or longer than MaxMessage. Empty lines before a message (RFC 5626 clause 3.5.1) are messages of
// two octets.
func frame(b []byte) (size int, ok bool) {
	if b[0] == '\r' || b[0] == '\n' {
		if len(b) < 2 {
			return 0, b[0] == '\r'
		}
		return 2, b[0] == '\r' && b[1] == '\n'
	}
	end := bytes.Index(b, []byte("\r\n\r\n"))
	if end < 0 {
		return 0, len(b) <= MaxMessage
	}
	for line := range strings.SplitSeq(string(b[:end]), "\r\n") {
		name, value, found := strings.Cut(line, ":")
		name = strings.TrimSpace(name)
		if !found || (!same(name, "Content-Length") && !same(name, "l")) {
			continue
		}
		n, err := strconv.ParseUint(strings.TrimSpace(value), 10, 31)
		if err != nil || n > MaxMessage {
			return 0, false
		}
		total := end + 4 + int(n)
		if total > MaxMessage {
			return 0, false
		}
		if len(b) < total {
			return 0, true
		}
		return total, true
	}
	return 0, false
}
