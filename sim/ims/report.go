package ims

import (
	"strconv"
	"strings"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims/sip"
)

// A Reporter publishes the events of one function.
type Reporter struct {
	NF     event.NF
	Events event.Publisher
	Now    func() time.Time
}

// Message publishes a message; the header of the event is filled in.
func (r Reporter) Message(m event.IMSMessage) {
	if r.Events == nil {
		return
	}
	m.Header = event.Header{Time: r.Now(), NF: r.NF}
	r.Events.Publish(m)
}

// Session publishes a change of a session; the header of the event is filled in.
func (r Reporter) Session(s event.IMSSessionChanged) {
	if r.Events == nil {
		return
	}
	s.Header = event.Header{Time: r.Now(), NF: r.NF}
	r.Events.Publish(s)
}

// AccessNetworkInfo is the value of P-Access-Network-Info for an NR cell, TS 24.229 R17 clause 7.2A.4.3: the type, and MCC,
// MNC, tracking area code (6 hexadecimal digits) and cell identity (9).
func AccessNetworkInfo(l event.Location) string {
	const hexDigits = "0123456789abcdef"
	digits := func(v uint64, n int) string {
		b := make([]byte, n)
		for i := n - 1; i >= 0; i-- {
			b[i] = hexDigits[v&0xf]
			v >>= 4
		}
		return string(b)
	}
	return "3GPP-NR-TDD;utran-cell-id-3gpp=" + l.TAI.PLMN.MCC + l.TAI.PLMN.MNC + digits(uint64(l.TAI.TAC), 6) + digits(l.NRCellID, 9)
}

// ParseAccessNetworkInfo reads such a value, nil if it is another one. What follows the MCC is MNC, tracking area and cell: the
// length tells how many digits the MNC has.
func ParseAccessNetworkInfo(v string) *event.Location {
	kind, _, _ := strings.Cut(v, ";")
	if !strings.HasPrefix(strings.TrimSpace(kind), "3GPP-NR") {
		return nil
	}
	cell := sip.Param("<>"+v[len(kind):], "utran-cell-id-3gpp")
	if len(cell) != 3+2+6+9 && len(cell) != 3+3+6+9 {
		return nil
	}
	mnc := cell[3 : len(cell)-15]
	tac, err := strconv.ParseUint(cell[len(cell)-15:len(cell)-9], 16, 24)
	if err != nil {
		return nil
	}
	nci, err := strconv.ParseUint(cell[len(cell)-9:], 16, 36)
	if err != nil {
		return nil
	}
	for _, c := range cell[:3] + mnc {
		if c < '0' || c > '9' {
			return nil
		}
	}
	p := event.PLMN{MCC: cell[:3], MNC: mnc}
	return &event.Location{TAI: event.TAI{PLMN: p, TAC: uint32(tac)}, NCGIPLMN: p, NRCellID: nci}
}

// SessionDescription returns the body if it is one in SDP.
func SessionDescription(m *sip.Message) []byte {
	t, _, _ := strings.Cut(m.Get("Content-Type"), ";")
	if len(m.Body) > 0 && strings.EqualFold(strings.TrimSpace(t), "application/sdp") {
		return m.Body
	}
	return nil
}

// Asserted are the identities of P-Asserted-Identity, or that of From.
func Asserted(m *sip.Message) []string {
	var out []string
	for _, v := range m.List("P-Asserted-Identity") {
		if u := sip.URI(v); u != "" {
			out = append(out, u)
		}
	}
	if out == nil {
		if u := sip.URI(m.Get("From")); u != "" {
			out = []string{u}
		}
	}
	return out
}

// Origin is the first of the [Asserted] identities, empty if there is none.
func Origin(m *sip.Message) string {
	if a := Asserted(m); len(a) > 0 {
		return a[0]
	}
	return ""
}

// SameUser says whether two URIs name the same user: the same telephone number, or the same SIP URI without parameters.
func SameUser(a, b string) bool {
	if telephone(a) && telephone(b) {
		return UserPart(a) == UserPart(b)
	}
	cut := func(s string) string {
		s, _, _ = strings.Cut(s, ";")
		return strings.ToLower(s)
	}
	return cut(a) == cut(b)
}

// telephone says whether a URI is a telephone number: a tel URI, or a SIP URI whose user part is "+" and digits, or with user=phone.
func telephone(u string) bool {
	if sip.Scheme(u) == "tel" {
		return true
	}
	if p, ok := sip.URIParam(u, "user"); ok && strings.EqualFold(p, "phone") {
		return true
	}
	return strings.HasPrefix(sip.UserOf(u), "+")
}

// Telephone returns the digits of a URI that is a telephone number.
func Telephone(u string) (string, bool) {
	if !telephone(u) {
		return "", false
	}
	d := UserPart(u)
	for _, c := range d {
		if c < '0' || c > '9' {
			return "", false
		}
	}
	return d, d != ""
}

// Instance is the IMEI of a Contact's +sip.instance, RFC 7254, 14 digits.
func Instance(m *sip.Message) string {
	v := sip.Param(m.Get("Contact"), "+sip.instance")
	v = strings.Trim(v, "<>")
	if !strings.HasPrefix(strings.ToLower(v), "urn:gsma:imei:") {
		return ""
	}
	d := strings.ReplaceAll(v[len("urn:gsma:imei:"):], "-", "")
	if len(d) < 14 || strings.Trim(d[:14], "0123456789") != "" {
		return ""
	}
	return d[:14]
}
