package dissect

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"strings"

	"lilab/oracle/wire"
)

var (
	pduTypes   = []string{"", "X2", "X3", "keepalive", "keepalive acknowledgement"}
	directions = []string{"keepalive", "not known to the POI", "to the target", "from the target", "more than one", "not applicable"}
	formats    = []string{"keepalive", "TS 102 232-1 defined", "TS 33.128 defined", "TS 33.108 defined", "proprietary", "IPv4 packet", "IPv6 packet",
		"Ethernet frame", "RTP packet", "SIP message", "DHCP", "RADIUS", "GTP-U message", "MSRP", "TS 33.108 EpsIRIContent", "MIME message",
		"3GPP unstructured PDU", "TS 102 232-1 PS-PDU payload"}
	attributes = []string{"", "TS 102 232-1 defined", "TS 33.128 defined", "TS 33.108 defined", "proprietary", "domain ID", "NFID", "IPID", "sequence number",
		"timestamp", "source IPv4 address", "destination IPv4 address", "source IPv6 address", "destination IPv6 address", "source port",
		"destination port", "IP protocol", "matched target identifier", "other target identifier", "MIME content type",
		"MIME content transfer encoding", "additional XID related information", "SDP session description"}
)

func name(list []string, n uint16) string {
	if int(n) < len(list) && list[n] != "" {
		return fmt.Sprintf("%d (%s)", n, list[n])
	}
	return fmt.Sprintf("%d (unknown)", n)
}

// x2x3 decodes an X2 or X3 PDU and says what does not conform to TS 103 221-2.
func (u *Unit) x2x3(rd *wire.Reader, b []byte) {
	p, err := wire.ReadX2X3(b)
	if u.failed(err) {
		return
	}
	u.Length = len(p.Octets)
	leaf := func(name, value string, offset, length int) *Node {
		return &Node{Name: name, Value: value, Offset: offset, Length: length}
	}
	head := &Node{Name: "header", Length: p.HeaderLength, Children: []*Node{
		leaf("version", fmt.Sprintf("%d.%d", p.Version>>8, p.Version&0xff), 0, 2),
		leaf("PDU type", name(pduTypes, p.Type), 2, 2),
		leaf("header length", fmt.Sprint(p.HeaderLength), 4, 4),
		leaf("payload length", fmt.Sprint(p.PayloadLength), 8, 4),
		leaf("payload format", name(formats, p.Format), 12, 2),
		leaf("payload direction", name(directions, p.Direction), 14, 2),
		leaf("XID", p.XIDText(), 16, 16),
		leaf("correlation ID", fmt.Sprint(p.CorrelationID), 32, 8),
	}}
	attrs := &Node{Name: "attributes", Offset: 40, Length: p.HeaderLength - 40}
	seen := map[uint16]bool{}
	for _, a := range p.Attributes {
		n := leaf(fmt.Sprintf("attribute %s", name(attributes, a.Type)), attribute(&p, a), a.Offset, 4+len(a.Value))
		if problem := u.attribute(a, seen); problem != "" {
			n.Note = problem
			u.Findings = append(u.Findings, fmt.Sprintf("octet %d (attribute %d): %s", a.Offset, a.Type, problem))
		}
		seen[a.Type] = true
		attrs.Children = append(attrs.Children, n)
	}
	u.Root = &Node{Name: "X2/X3 PDU", Length: u.Length, Children: []*Node{head, attrs}}
	u.rules(&p, seen)
	u.content(rd, &p)
}

// content shows the payload.
func (u *Unit) content(rd *wire.Reader, p *wire.PDU) {
	if p.PayloadLength == 0 {
		return
	}
	n := &Node{Name: "payload", Offset: p.HeaderLength, Length: p.PayloadLength}
	u.Root.Children = append(u.Root.Children, n)
	if p.Format != wire.Format33128 || p.Type != wire.TypeX2 {
		n.Value = printable(p.Payload)
		return
	}
	v, err := rd.XIRI(p.Payload)
	if err != nil {
		n.Value = printable(p.Payload)
		at, _ := wire.Offset(err)
		n.Note = err.Error()
		u.Error = fmt.Sprintf("payload from octet %d, at octet %d of the PDU: %v", p.HeaderLength, p.HeaderLength+at, err)
		return
	}
	n.Children = []*Node{tree(v.Root, p.HeaderLength)}
	u.found(v.Findings, p.HeaderLength)
}

func attribute(p *wire.PDU, a wire.Attribute) string {
	v := a.Value
	switch {
	case a.Type == wire.AttrSequence && len(v) == 4:
		return fmt.Sprint(binary.BigEndian.Uint32(v))
	case a.Type == wire.AttrTimestamp && len(v) == 8:
		one := wire.PDU{Attributes: []wire.Attribute{a}}
		if t, ok := one.Timestamp(); ok {
			return t.Format("2006-01-02T15:04:05.000000000Z")
		}
	case a.Type >= 10 && a.Type <= 13:
		if ip, ok := netip.AddrFromSlice(v); ok {
			return ip.String()
		}
	case (a.Type == 14 || a.Type == 15) && len(v) == 2:
		return fmt.Sprint(binary.BigEndian.Uint16(v))
	case a.Type >= 5 && a.Type <= 7, a.Type >= 17 && a.Type <= 20, a.Type == 22:
		return string(v)
	}
	return printable(v)
}

// several are the attributes that may stand more than once.
var several = map[uint16]bool{1: true, 2: true, 3: true, 4: true, 17: true, 18: true, 21: true}

// sizes are the lengths that attributes must have.
var sizes = map[uint16]int{8: 4, 9: 8, 10: 4, 11: 4, 12: 16, 13: 16, 14: 2, 15: 2, 16: 1}

func (u *Unit) attribute(a wire.Attribute, seen map[uint16]bool) string {
	const spec = "TS 103 221-2 V1.6.1 clause "
	switch {
	case a.Type == 0 || int(a.Type) >= len(attributes):
		return "no such attribute is defined, it is skipped [" + spec + "5.3.1]"
	case seen[a.Type] && !several[a.Type]:
		return "stands more than once, only the first counts [" + spec + "5.3.1]"
	case sizes[a.Type] != 0 && len(a.Value) != sizes[a.Type]:
		return fmt.Sprintf("%d octets, want %d [%s5.3]", len(a.Value), sizes[a.Type], spec)
	case a.Type == wire.AttrTimestamp && binary.BigEndian.Uint32(a.Value[4:]) >= 1e9:
		return "more than 999999999 nanoseconds [" + spec + "5.3.10]"
	case (a.Type == wire.AttrMatchedTarget || a.Type == wire.AttrOtherTarget) && !strings.HasPrefix(string(a.Value), "<"):
		return "no XML content of a targetIdentifier [" + spec + "5.3.18]"
	}
	return ""
}

// rules are those about the PDU as a whole.
func (u *Unit) rules(p *wire.PDU, seen map[uint16]bool) {
	say := func(format string, args ...any) { u.Findings = append(u.Findings, fmt.Sprintf(format, args...)) }
	if p.Type == wire.TypeKeepalive || p.Type == wire.TypeKeepaliveAck {
		if !seen[wire.AttrSequence] {
			say("a keepalive without a sequence number [TS 103 221-2 V1.6.1 clause 5.1]")
		}
		if p.PayloadLength != 0 || p.Format != 0 || p.Direction != 0 || p.CorrelationID != 0 || p.XID != [16]byte{} {
			say("a keepalive with fields that are not zero [TS 103 221-2 V1.6.1 clause 5.1]")
		}
		return
	}
	if p.Direction == 0 || int(p.Direction) >= len(directions) {
		say("octet 14: payload direction %s [TS 103 221-2 V1.6.1 clause 5.2.6]", name(directions, p.Direction))
	}
	only := map[uint16]uint16{7: 2, 8: 2, 12: 2, 13: 2, 16: 2, 9: 1, 10: 1, 11: 1, 14: 1}
	if p.Format == 0 || int(p.Format) >= len(formats) || (only[p.Format] != 0 && only[p.Format] != p.Type) {
		say("octet 12: payload format %s on %s [TS 103 221-2 V1.6.1 clause 5.4.1]", name(formats, p.Format), pduTypes[p.Type])
	}
	needed := []uint16{wire.AttrNFID, wire.AttrIPID, wire.AttrSequence, wire.AttrTimestamp}
	if p.Type == wire.TypeX2 {
		needed = append(needed, wire.AttrMatchedTarget)
	}
	for _, a := range needed {
		if !seen[a] {
			say("attribute %s is missing [TS 33.128 R19 clause 5.3]", name(attributes, a))
		}
	}
}
