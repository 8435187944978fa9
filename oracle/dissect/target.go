package dissect

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// targetNames are the elements that a targetIdentifier of TS 103 221-1 may hold, and the number of digits of those
// that have nothing else: least, most.
var targetNames = map[string][2]int{"e164Number": {1, 15}, "imsi": {6, 15}, "imei": {14, 14}, "macAddress": {}, "ipv4Address": {}, "ipv6Address": {},
	"ipv4Cidr": {}, "ipv6Cidr": {}, "tcpPort": {}, "tcpPortRange": {}, "tcpPortList": {}, "udpPort": {}, "udpPortRange": {}, "udpPortList": {},
	"emailAddress": {}, "internationalizedEmailAddress": {}, "sipUri": {}, "telUri": {}, "h323Uri": {}, "impu": {}, "impi": {}, "nai": {},
	"radiusAttribute": {}, "gtpuTunnelId": {}, "gtpcTunnelId": {}, "callPartyRole": {}, "nonLocalIdentifier": {}, "supiimsi": {6, 15}, "supinai": {},
	"suci": {}, "peiImei": {14, 14}, "peiImeiCheckDigit": {15, 15}, "peiImeisv": {16, 16}, "gpsiMsisdn": {1, 15}, "gpsiNai": {}, "eui64": {},
	"serviceAccessIdentifier": {}, "hashedIdentifier": {}, "targetIdentifierExtension": {}, "vrf": {}}

// rightName finds the right spelling of a name.
func rightName(name []byte) string {
	for n := range targetNames {
		if bytes.EqualFold([]byte(n), name) {
			return n
		}
	}
	return ""
}

// targetProblem says what is wrong with an attribute that holds the contents of a targetIdentifier.
func targetProblem(v []byte) string {
	if len(v) == 0 || v[0] != '<' {
		return "it is not the contents of a targetIdentifier, which begin with an element"
	}
	name, text, simple := simpleElement(v)
	if !simple {
		var problem string
		if name, problem = walkElement(v); problem != "" {
			return problem
		}
	}
	digits, known := targetNames[string(name)]
	if !known {
		if right := rightName(name); right != "" {
			return fmt.Sprintf("the element is <%s>, want <%s>", name, right)
		}
		return fmt.Sprintf("<%s> is no element of a targetIdentifier", name)
	}
	if !simple || digits[1] == 0 {
		return ""
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return fmt.Sprintf("<%s> has %q, want digits", name, text)
		}
	}
	if len(text) < digits[0] || len(text) > digits[1] {
		return fmt.Sprintf("<%s> has %d digits, want %d to %d", name, len(text), digits[0], digits[1])
	}
	return ""
}

// simpleElement reads "<name>text</name>" where nothing stands in the text that XML treats otherwise.
func simpleElement(v []byte) (name, text []byte, ok bool) {
	i := bytes.IndexByte(v, '>')
	if i < 2 || !nameOnly(v[1:i]) {
		return nil, nil, false
	}
	name = v[1:i]
	rest := v[i+1:]
	if len(rest) < len(name)+3 {
		return nil, nil, false
	}
	text = rest[:len(rest)-len(name)-3]
	end := rest[len(text):]
	if end[0] != '<' || end[1] != '/' || end[len(end)-1] != '>' || !bytes.Equal(end[2:len(end)-1], name) {
		return nil, nil, false
	}
	for _, c := range text {
		if c < 0x20 || c >= 0x7f || c == '<' || c == '&' || c == '>' {
			return nil, nil, false
		}
	}
	return name, text, true
}

func nameOnly(b []byte) bool {
	for _, c := range b {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// walkElement reads one or more elements and returns the name of the first.
func walkElement(v []byte) (name []byte, problem string) {
	d := xml.NewDecoder(bytes.NewReader(v))
	depth := 0
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			if depth != 0 || name == nil {
				return nil, "the XML ends within an element"
			}
			return name, ""
		}
		if err != nil {
			return nil, "it is not well-formed XML: " + err.Error()
		}
		switch t := t.(type) {
		case xml.StartElement:
			if name == nil {
				name = []byte(t.Name.Local)
			}
			if depth++; depth > 32 {
				return nil, "the XML is nested deeper than 32"
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(t)) > 0 {
				return nil, "text outside of an element"
			}
		case xml.Directive, xml.ProcInst:
			return nil, "it is a document or has a declaration, not the contents of an element"
		}
	}
}
