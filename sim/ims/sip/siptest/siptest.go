// Package siptest has messages that no SIP endpoint may stumble over, for the tests of everything that reads SIP.
package siptest

import (
	"strings"

	"lilab/sim/ims/sip"
)

func lines(l ...string) []byte { return []byte(strings.Join(l, "\r\n")) }

// base is a request that is all right.
func options(change ...string) []byte {
	h := []string{
		"OPTIONS sip:user@example.com SIP/2.0", "Via: SIP/2.0/UDP 10.0.0.2:5060;branch=z9hG4bKtorture", "Max-Forwards: 70", "From: <sip:a@example.com>;tag=1",
		"To: <sip:b@example.com>", "Call-ID: torture@10.0.0.2", "CSeq: 1 OPTIONS", "Content-Length: 0",
	}
	for i := 0; i+1 < len(change); i += 2 {
		found := false
		for j := range h {
			if strings.HasPrefix(h[j], change[i]) {
				h[j], found = change[i+1], true
			}
		}
		if !found {
			h = append(h, change[i+1])
		}
	}
	var kept []string
	for _, x := range h {
		if x != "" {
			kept = append(kept, x)
		}
	}
	return lines(append(kept, "", "")...)
}

// Case is one torture message.
type Case struct {
	Name   string
	Octets []byte
	// Status is what an endpoint does with it: it hands it to its user (200), refuses it (400), or drops it (0).
	Status int
}

// Options is a request that is all right.
func Options() []byte { return options() }

// Torture returns messages with the properties that RFC 4475 tests, in words of our own.
func Torture() []Case {
	return []Case{
		// RFC 4475 clause 3.1.1: valid.
		{"plain", options(), 200},
		{"odd spelling of names, folding", options("Via", "vIA :  SIP/2.0/UDP 10.0.0.2:5060\r\n ;branch=z9hG4bKfold", "From", "FROM: \"A \\\\\\\" B\"\t<sip:a@example.com>\r\n\t;\ttag = 1", "Max", "max-forwards:\t70"), 200},
		{"compact", options("Via", "v: SIP/2.0/UDP 10.0.0.2:5060;branch=z9hG4bKcompact", "From", "f: <sip:a@example.com>;tag=1", "To:", "t: <sip:b@example.com>", "Call-ID", "i: torture@10.0.0.2", "Content-Length", "l: 0"), 200},
		{"wide use of characters", options("OPTIONS", "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0", "CSeq", "CSeq: 1 !interesting-Method0123456789_*+`.%indeed'~"), 200},
		{"escapes in the URI", options("OPTIONS", "OPTIONS sip:sips%3Auser%40example.com@example.net SIP/2.0"), 200},
		{"unknown header", options("X-", "X-Something: ;;,,;;,,;"), 200},
		{"unknown method", options("OPTIONS", "RE%47IST%45R sip:registrar.example.com SIP/2.0", "CSeq", "CSeq: 1 RE%47IST%45R"), 200},
		{"octets behind the body", append(options(), "BYE sip:x@example.com SIP/2.0\r\n\r\n"...), 200},
		{"no reason phrase", lines("SIP/2.0 100 ", "Via: SIP/2.0/UDP 10.0.0.2;branch=z9hG4bKnone", "From: <sip:a@b>;tag=1", "To: <sip:b@b>;tag=2", "Call-ID: x", "CSeq: 1 OPTIONS", "", ""), 0},
		// Clause 3.1.2: invalid.
		{"several Content-Length", options("Content-Length", "Content-Length: 0\r\nContent-Length: 5"), 0},
		{"several Content-Length that agree", options("Content-Length", "Content-Length: 0\r\nContent-Length: 0"), 400},
		{"negative Content-Length", options("Content-Length", "Content-Length: -999"), 0},
		{"Content-Length too great", options("Content-Length", "Content-Length: 9999"), 0},
		{"scalars too great", options("CSeq", "CSeq: 36893488147419103232 OPTIONS"), 0},
		{"spaces in the URI", options("OPTIONS", "OPTIONS <sip:user@example.com> SIP/2.0"), 0},
		{"multiple spaces", options("OPTIONS", "OPTIONS  sip:user@example.com   SIP/2.0"), 0},
		{"spaces at the end of the line", options("OPTIONS", "OPTIONS sip:user@example.com SIP/2.0   "), 0},
		{"CSeq of another method", options("CSeq", "CSeq: 1 INVITE"), 400},
		{"no CSeq", options("CSeq", ""), 0},
		{"no Call-ID", options("Call-ID", ""), 0},
		{"no From", options("From", ""), 0},
		{"no To", options("To:", ""), 0},
		{"no Via", options("Via", ""), 0},
		{"two From", options("From", "From: <sip:a@example.com>;tag=1\r\nFrom: <sip:c@example.com>;tag=3"), 0},
		{"no tag", options("From", "From: <sip:a@example.com>"), 400},
		{"version 7", options("OPTIONS", "OPTIONS sip:user@example.com SIP/7.0"), 0},
		{"no version", options("OPTIONS", "OPTIONS sip:user@example.com"), 0},
		{"unknown protocol", options("Via", "Via: SIP/2.0/UNKNOWN 10.0.0.2:5060;branch=z9hG4bKx"), 200},
		{"Via that is none", options("Via", "Via: 7"), 0},
		{"quote without end", options("To:", "To: \"Mr. Nobody <sip:b@example.com>"), 0},
		{"status beyond the range", lines("SIP/2.0 4294967301 better not break the receiver", "Via: SIP/2.0/UDP 10.0.0.2;branch=z9hG4bKs", "From: <sip:a@b>;tag=1", "To: <sip:b@b>;tag=2", "Call-ID: x", "CSeq: 1 OPTIONS", "", ""), 0},
		{"NUL", options("Subject", "Subject: a\x00b"), 400},
		{"method in small letters", options("OPTIONS", "options sip:user@example.com SIP/2.0", "CSeq", "CSeq: 1 options"), 200},
		{"nothing", nil, 0},
		{"zeros", make([]byte, 4000), 0},
		{"too long", options("Subject", "Subject: "+strings.Repeat("x", sip.MaxMessage)), 0},
		{"many headers", options("Subject", "Subject: x"+strings.Repeat("\r\nX: y", 1000)), 0},
		{"RFC 2543", options("Via", "Via: SIP/2.0/UDP 10.0.0.2:5060"), 200},
	}
}
