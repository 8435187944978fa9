package dissect

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/netip"
	"strconv"

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

// name returns a number with its name: "2 (TS 33.128 defined)".
func name(list []string, n uint16) string {
	if int(n) < len(list) && list[n] != "" {
		return strconv.Itoa(int(n)) + " (" + list[n] + ")"
	}
	return strconv.Itoa(int(n)) + " (unknown)"
}

// spelled has what name returns for each number of a list, with a prefix, so that trees need not make it again.
func spelled(prefix string, list []string) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = prefix + name(list, uint16(i))
	}
	return out
}

var (
	typeNames      = spelled("", pduTypes)
	directionNames = spelled("", directions)
	formatNames    = spelled("", formats)
	attributeNames = spelled("attribute ", attributes)
	versionNames   = []string{"0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6"}
)

// pick returns the text for a number, made anew where there is none.
func pick(texts []string, n uint16, prefix string) string {
	if int(n) < len(texts) {
		return texts[n]
	}
	return prefix + strconv.Itoa(int(n)) + " (unknown)"
}

func versionText(v uint16) string {
	if int(v) < len(versionNames) {
		return versionNames[v]
	}
	return strconv.Itoa(int(v>>8)) + "." + strconv.Itoa(int(v&0xff))
}

// x2x3 decodes an X2 or X3 PDU and says what does not conform to TS 103 221-2.
func (w *work) x2x3(b []byte) {
	p := &w.d.pdu
	err := p.Read(b)
	if err == nil {
		w.u.Length = len(p.Octets)
	}
	if len(b) >= 40 {
		w.envelope(p, min(max(p.HeaderLength, 40), len(b)))
	}
	if w.failed(err) {
		if w.u.Root != nil {
			w.u.Root.Length = len(b)
			return
		}
		return
	}
	w.pduRules(p)
	w.pduContent(p)
	w.pduSummary(p)
}

// envelope shows the header and the attributes that could be read.
func (w *work) envelope(p *wire.PDU, headerLength int) {
	d := w.d
	if d.bare {
		return
	}
	head := d.node("header", "", 0, headerLength)
	head.Children = append(d.list(8),
		d.node("version", versionText(p.Version), 0, 2),
		d.node("PDU type", pick(typeNames, p.Type, ""), 2, 2),
		d.node("header length", strconv.Itoa(p.HeaderLength), 4, 4),
		d.node("payload length", strconv.Itoa(p.PayloadLength), 8, 4),
		d.node("payload format", pick(formatNames, p.Format, ""), 12, 2),
		d.node("payload direction", pick(directionNames, p.Direction, ""), 14, 2),
		d.node("XID", p.XIDText(), 16, 16),
		d.node("correlation ID", strconv.FormatUint(p.CorrelationID, 10), 32, 8),
	)
	attrs := d.node("attributes", "", 40, headerLength-40)
	attrs.Children = d.list(len(p.Attributes))
	for i := range p.Attributes {
		a := &p.Attributes[i]
		n := d.node(pick(attributeNames, a.Type, "attribute "), attribute(a), a.Offset, 4+len(a.Value))
		if a.Type == 21 && (len(a.Value) == 24 || len(a.Value) == 28) {
			n.Value = ""
			n.Children = []*Node{d.node("XID", wire.UUIDText([16]byte(a.Value[:16])), a.Offset+4, 16),
				d.node("correlation ID", strconv.FormatUint(binary.BigEndian.Uint64(a.Value[16:]), 10), a.Offset+20, 8)}
			if len(a.Value) == 28 {
				n.Children = append(n.Children, d.node("sequence number", strconv.Itoa(int(binary.BigEndian.Uint32(a.Value[24:]))), a.Offset+28, 4))
			}
		}
		attrs.Children = append(attrs.Children, n)
	}
	w.u.Root = d.node("X2/X3 PDU", "", 0, max(w.u.Length, headerLength))
	w.u.Root.Children = append(d.list(3), head, attrs)
}

// pduSummary tells the PDU in a few words.
func (w *work) pduSummary(p *wire.PDU) {
	b := w.d.text[:0]
	if p.Type >= 1 && int(p.Type) < len(pduTypes) {
		b = append(b, pduTypes[p.Type]...)
	} else {
		b = strconv.AppendInt(append(b, "PDU type "...), int64(p.Type), 10)
	}
	if w.u.Summary != "" {
		b = append(append(b, ' '), w.u.Summary...)
	} else if p.Type == wire.TypeX2 || p.Type == wire.TypeX3 {
		b = append(append(b, " format "...), pick(formatNames, p.Format, "")...)
	}
	if n, ok := p.Sequence(); ok {
		b = strconv.AppendUint(append(b, " sequence "...), uint64(n), 10)
	}
	w.d.text = b
	w.u.Summary = string(b)
}

func attribute(a *wire.Attribute) string {
	v := a.Value
	switch {
	case a.Type == wire.AttrSequence && len(v) == 4:
		return strconv.FormatUint(uint64(binary.BigEndian.Uint32(v)), 10)
	case a.Type == wire.AttrTimestamp && len(v) == 8:
		one := wire.PDU{Attributes: []wire.Attribute{*a}}
		if t, ok := one.Timestamp(); ok {
			return t.Format("2006-01-02T15:04:05.000000000Z")
		}
	case a.Type >= 10 && a.Type <= 13:
		if ip, ok := netip.AddrFromSlice(v); ok {
			return ip.String()
		}
	case (a.Type == 14 || a.Type == 15) && len(v) == 2:
		return strconv.Itoa(int(binary.BigEndian.Uint16(v)))
	case a.Type == 16 && len(v) == 1:
		return strconv.Itoa(int(v[0]))
	case a.Type >= 5 && a.Type <= 7, a.Type >= 17 && a.Type <= 20, a.Type == 22:
		return string(v)
	}
	return printable(v)
}

// pduContent shows the payload and says what is wrong with it.
func (w *work) pduContent(p *wire.PDU) {
	if p.PayloadLength == 0 {
		return
	}
	n := w.d.node("payload", "", p.HeaderLength, p.PayloadLength)
	if n != nil {
		w.u.Root.Children = append(w.u.Root.Children, n)
	}
	text, err := "", error(nil)
	switch {
	case p.Format == wire.Format33128 && p.Type == wire.TypeX2:
		w.xiri(p, n)
		return
	case p.Format == wire.Format33128 && p.Type == wire.TypeX3:
		w.say(p.HeaderLength, "TS 33.128 defines no payload for X3", "TS 33.128 R19 annex A")
	case p.Format == 4:
		text, err = proprietary(p.Payload)
	case p.Format == 5 || p.Format == 6:
		if v := p.Payload[0] >> 4; int(v) != 4+2*int(p.Format-5) {
			err = fmt.Errorf("the packet begins with version %d", v)
			break
		}
		text, err = wire.SummarizeIP(p.Payload)
	case p.Format == 7:
		if pk, e := wire.ReadFrame(1, p.Payload); e == nil {
			text = "Ethernet, " + pk.Src.String() + " > " + pk.Dst.String()
		} else if len(p.Payload) < 14 {
			err = e
		}
	case p.Format == 8:
		text, err = wire.SummarizeRTP(p.Payload)
	case p.Format == 9:
		text, err = wire.SummarizeSIP(p.Payload)
	case p.Format == 12:
		text, err = gtpu(p.Payload)
	case p.Format == 14:
		w.tags(n, p.Payload, p.HeaderLength)
	case p.Format == 17:
		w.psPayload(p, n)
		return
	}
	if n != nil {
		n.Value = text
		if n.Value == "" && n.Children == nil {
			n.Value = printable(p.Payload)
		}
	}
	if err != nil {
		w.say(p.HeaderLength, "payload format "+name(formats, p.Format)+": "+err.Error(), spec2212+"5.4."+strconv.Itoa(int(p.Format)+1))
	}
}

// xiri shows the xIRI in a PDU.
func (w *work) xiri(p *wire.PDU, n *Node) {
	v, err := w.d.rd.XIRI(p.Payload)
	if err != nil {
		at, _ := wire.Offset(err)
		w.u.Error = fmt.Sprintf("payload from octet %d, at octet %d of the PDU: %v", p.HeaderLength, p.HeaderLength+at, err)
		if n != nil {
			n.Value, n.Note = printable(p.Payload), err.Error()
		}
		return
	}
	if n != nil {
		n.Children = append(w.d.list(1), w.tree(v.Root, p.HeaderLength))
	}
	w.found(v.Findings, p.HeaderLength)
	w.u.Summary = eventName(v.Root)
	w.stage3(v.Root, p.HeaderLength)
	w.directionOf(p, v.Root)
}

func (w *work) psPayload(p *wire.PDU, n *Node) {
	v, err := w.d.rd.PSPayload(p.Payload)
	if err != nil {
		w.u.Error = fmt.Sprintf("payload from octet %d: %v", p.HeaderLength, err)
		if n != nil {
			n.Value = printable(p.Payload)
		}
		return
	}
	if n != nil {
		n.Children = append(w.d.list(1), w.tree(v.Root, p.HeaderLength))
	}
	w.found(v.Findings, p.HeaderLength)
}

// proprietary reads payload format and attribute 4: the length of the owner's name, the name, the value.
func proprietary(b []byte) (string, error) {
	if len(b) < 2 || b[0] == 0 || 1+int(b[0]) > len(b) {
		return "", fmt.Errorf("it does not begin with the name of its owner")
	}
	owner := b[1 : 1+int(b[0])]
	return "owner " + strconv.Quote(string(owner)) + ": " + hex.EncodeToString(b[1+len(owner):min(len(b), 1+len(owner)+maxShown)]), nil
}
