package poi

import (
	"strings"

	"lilab/lipf/sipmsg"
)

// sipHead is what a POI reads of a SIP message. The message itself goes into the record as it is, whatever can be read of it.
type sipHead struct {
	response bool
	// method is that of the request, for a response that of CSeq. status is 0 for a request.
	method string
	status int
	uri    string // of a request
	// from and to are the URIs of these headers; asserted those of P-Asserted-Identity and P-Preferred-Identity, diverting those
	// of Diversion and History-Info.
	from, to  string
	asserted  []string
	diverting []string
	// access and cellular are P-Access-Network-Info and Cellular-Network-Info.
	access, cellular []string
}

// maxSIPValues bounds what is taken of each.
const maxSIPValues = 32

// readSIPHead reads the head of a message. False says that it has no start line; then nothing is known.
func readSIPHead(b []byte) (h sipHead, ok bool) {
	m, ok := sipmsg.ReadHead(b)
	if !ok {
		return h, false
	}
	h.response, h.method, h.status, h.uri = m.Response(), m.Method, m.Status, m.URI
	if h.response {
		h.method = m.CSeqMethod
	}
	for i := range m.Headers {
		switch value := m.Headers[i].Value; m.Headers[i].Name {
		case "from":
			if h.from == "" {
				h.from, _ = sipmsg.Address(value)
			}
		case "to":
			if h.to == "" {
				h.to, _ = sipmsg.Address(value)
			}
		case "p-asserted-identity", "p-preferred-identity":
			h.asserted = addresses(h.asserted, value)
		case "diversion", "history-info":
			h.diverting = addresses(h.diverting, value)
		case "p-access-network-info":
			h.access = addValue(h.access, value)
		case "cellular-network-info":
			h.cellular = addValue(h.cellular, value)
		}
	}
	return h, true
}

func addresses(to []string, value string) []string {
	for _, one := range sipmsg.SplitList(value, ',') {
		uri, _ := sipmsg.Address(one)
		to = addValue(to, uri)
	}
	return to
}

func addValue(to []string, v string) []string {
	if v = strings.TrimSpace(v); v != "" && len(to) < maxSIPValues {
		to = append(to, v)
	}
	return to
}

// others are the identities of the far party in a message that goes from or to the served user. What the caller said is in the
// headers of the request, and those that name both are the same in the response.
func (h *sipHead) others(fromUser bool) (out []string) {
	add := func(us ...string) {
		for _, u := range us {
			if u != "" {
				out = append(out, u)
			}
		}
	}
	switch {
	case !h.response && fromUser:
		add(h.to, h.uri)
	case !h.response:
		add(h.from)
		add(h.asserted...)
		add(h.diverting...)
	case fromUser:
		add(h.from)
	default:
		add(h.to)
		add(h.asserted...)
	}
	return out
}
