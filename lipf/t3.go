package lipf

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// Namespaces of TS 33.128 R19 annex D. Version 3 adds the PDR criterion; it is written only where that is used.
const (
	// NSX1Extensions is the target namespace of the 3GPP extensions of X1.
	NSX1Extensions = "urn:3GPP:ns:li:3GPPX1Extensions:r19:v2"
	// NSX1ExtensionsPDR is the first version that knows PDR.
	NSX1ExtensionsPDR = "urn:3GPP:ns:li:3GPPX1Extensions:r19:v3"
	nsX1ExtensionsAny = "urn:3GPP:ns:li:3GPPX1Extensions:"
	// nsX1 is the namespace of the Owner element.
	nsX1 = "http://uri.etsi.org/03221/X1/2017/10"
)

// Owner3GPP is the Owner of the extensions of 3GPP.
const Owner3GPP = "3GPP"

// TargetExtension is the target type of an identifier that X1 itself does not have: its Value is the Owner and the
// elements of another namespace, as XML. See UPFLIT3Identifier.
const TargetExtension TargetType = "targetIdentifierExtension"

// The target types that a triggered POI in a UPF takes besides TargetExtension, TS 33.128 R19 table 6.2.3.3.1-2.
// Ports are decimal digits, IPv6 addresses have the long form of TS 103 280.
const (
	IPv4AddressTarget TargetType = "ipv4Address"
	IPv6AddressTarget TargetType = "ipv6Address"
	TCPPortTarget     TargetType = "tcpPort"
	UDPPortTarget     TargetType = "udpPort"
)

// TargetTypesUPF lists the types that a triggered POI of a UPF takes, TS 33.128 R19 clause 6.2.3.3.1.
func TargetTypesUPF() []TargetType {
	return []TargetType{TargetExtension, IPv4AddressTarget, IPv6AddressTarget, TCPPortTarget, UDPPortTarget}
}

// AddressTarget makes an ipv4Address or ipv6Address identifier.
func AddressTarget(a netip.Addr) TargetIdentifier {
	if a = a.Unmap().WithZone(""); a.Is4() {
		return TargetIdentifier{IPv4AddressTarget, a.String()}
	}
	return TargetIdentifier{IPv6AddressTarget, a.StringExpanded()}
}

// Addr returns the address of an ipv4Address or ipv6Address identifier.
func (t TargetIdentifier) Addr() (netip.Addr, bool) {
	if t.Type != IPv4AddressTarget && t.Type != IPv6AddressTarget {
		return netip.Addr{}, false
	}
	a, err := netip.ParseAddr(t.Value)
	return a, err == nil && a.Zone() == "" && a.Is4() == (t.Type == IPv4AddressTarget)
}

// Port returns the port of a tcpPort or udpPort identifier.
func (t TargetIdentifier) Port() (uint16, bool) {
	if t.Type != TCPPortTarget && t.Type != UDPPortTarget {
		return 0, false
	}
	p, err := strconv.ParseUint(t.Value, 10, 16)
	return uint16(p), err == nil
}

// GTPTunnelDirection says which way packets cross the UPF's end of a GTP tunnel, as the UPF sees it.
type GTPTunnelDirection string

// Directions of a tunnel: packets that leave the UPF through it, and those that come in.
const (
	TunnelOutbound GTPTunnelDirection = "Outbound"
	TunnelInbound  GTPTunnelDirection = "Inbound"
)

// FSEID names a PFCP session, TS 29.244 clause 8.2.37. Addresses are optional.
type FSEID struct {
	SEID       uint64
	IPv4, IPv6 netip.Addr
}

// FTEID names an end of a GTP-U tunnel, TS 29.244 clause 8.2.3. Addresses are optional.
type FTEID struct {
	TEID       uint32
	IPv4, IPv6 netip.Addr
}

// UPFLIT3Target is one criterion of a task for a triggered POI in a UPF: exactly one field is set. What is set must
// have the form of TS 33.128 R19 clause 6.2.3.3.1.
type UPFLIT3Target struct {
	FSEID *FSEID
	PDRID *uint32
	QERID *uint32
	// NetworkInstance holds the octets of the PFCP element, TS 29.244 clause 8.2.4; not nil when set.
	NetworkInstance    []byte
	GTPTunnelDirection GTPTunnelDirection
	FTEID              *FTEID
	// PDR holds a Create PDR of TS 29.244 table 7.5.2.2-1 without the first four octets.
	PDR []byte
}

// ErrExtension is wrapped by every error about the form of an extension of 3GPP.
var ErrExtension = errors.New("bad X1 extension of 3GPP")

// maxExtension bounds the XML of one extension, maxCriteria the entries of one list.
const (
	maxExtension = 64 << 10
	maxCriteria  = 256
)

// UPFLIT3Identifier makes one target identifier of criteria. It does not check them; reading does.
func UPFLIT3Identifier(criteria ...UPFLIT3Target) TargetIdentifier {
	ns := NSX1Extensions
	for i := range criteria {
		if criteria[i].PDR != nil {
			ns = NSX1ExtensionsPDR
		}
	}
	var b strings.Builder
	b.WriteString(`<Owner xmlns="` + nsX1 + `">` + Owner3GPP + `</Owner><UPFLIT3TargetIdentifierExtensions xmlns="` + ns + `">`)
	for i := range criteria {
		b.WriteString("<UPFLIT3TargetIdentifier>")
		criteria[i].write(&b)
		b.WriteString("</UPFLIT3TargetIdentifier>")
	}
	b.WriteString("</UPFLIT3TargetIdentifierExtensions>")
	return TargetIdentifier{TargetExtension, b.String()}
}

func element(b *strings.Builder, name, text string) {
	b.WriteString("<" + name + ">" + text + "</" + name + ">")
}

func (t *UPFLIT3Target) write(b *strings.Builder) {
	addresses := func(v4, v6 netip.Addr) {
		if v4.IsValid() {
			element(b, "IPv4Address", v4.String())
		}
		if v6.IsValid() {
			element(b, "IPv6Address", v6.WithZone("").StringExpanded())
		}
	}
	switch {
	case t.FSEID != nil:
		b.WriteString("<FSEID>")
		element(b, "SEID", strconv.FormatUint(t.FSEID.SEID, 10))
		addresses(t.FSEID.IPv4, t.FSEID.IPv6)
		b.WriteString("</FSEID>")
	case t.PDRID != nil:
		element(b, "PDRID", strconv.FormatUint(uint64(*t.PDRID), 10))
	case t.QERID != nil:
		element(b, "QERID", strconv.FormatUint(uint64(*t.QERID), 10))
	case t.NetworkInstance != nil:
		element(b, "NetworkInstance", strings.ToUpper(hex.EncodeToString(t.NetworkInstance)))
	case t.GTPTunnelDirection != "":
		element(b, "GTPTunnelDirection", string(t.GTPTunnelDirection))
	case t.FTEID != nil:
		b.WriteString("<FTEID>")
		element(b, "TEID", strconv.FormatUint(uint64(t.FTEID.TEID), 10))
		addresses(t.FTEID.IPv4, t.FTEID.IPv6)
		b.WriteString("</FTEID>")
	case t.PDR != nil:
		element(b, "PDR", strings.ToUpper(hex.EncodeToString(t.PDR)))
	}
}

// Equal says whether two criteria are the same.
func (t UPFLIT3Target) Equal(o UPFLIT3Target) bool {
	return same(t.FSEID, o.FSEID) && same(t.PDRID, o.PDRID) && same(t.QERID, o.QERID) && same(t.FTEID, o.FTEID) &&
		t.GTPTunnelDirection == o.GTPTunnelDirection && (t.NetworkInstance == nil) == (o.NetworkInstance == nil) &&
		bytes.Equal(t.NetworkInstance, o.NetworkInstance) && (t.PDR == nil) == (o.PDR == nil) && bytes.Equal(t.PDR, o.PDR)
}

func same[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }

// UPFLIT3 reads the criteria of a TargetExtension identifier. It takes every version of the namespace, any prefix, and
// digits and hexadecimal numbers in every form of XML Schema; what is unknown is an error, because a criterion
// that is ignored would widen the interception.
func (t TargetIdentifier) UPFLIT3() ([]UPFLIT3Target, error) {
	if t.Type != TargetExtension {
		return nil, fmt.Errorf("%w: a %s identifier has no criteria", ErrExtension, t.Type)
	}
	kids, err := parseExtension(t.Value)
	if err != nil {
		return nil, err
	}
	if len(kids) > 0 && kids[0].is(nsX1, "Owner") {
		if o := strings.TrimSpace(kids[0].text); o != Owner3GPP {
			return nil, fmt.Errorf("%w: owner %.40q", ErrExtension, o)
		}
		kids = kids[1:]
	}
	if len(kids) != 1 || !kids[0].ours("UPFLIT3TargetIdentifierExtensions") {
		return nil, fmt.Errorf("%w: no UPFLIT3TargetIdentifierExtensions", ErrExtension)
	}
	list := kids[0].kids
	if len(list) == 0 || len(list) > maxCriteria {
		return nil, fmt.Errorf("%w: %d criteria, at least 1 and at most %d", ErrExtension, len(list), maxCriteria)
	}
	out := make([]UPFLIT3Target, len(list))
	for i, k := range list {
		if !k.ours("UPFLIT3TargetIdentifier") || len(k.kids) != 1 {
			return nil, fmt.Errorf("%w: %s has not one criterion", ErrExtension, k.path())
		}
		if err := out[i].read(k.kids[0]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (t *UPFLIT3Target) read(n *xmlNode) error {
	if !n.ours(n.name) {
		return fmt.Errorf("%w: %s is of another namespace", ErrExtension, n.path())
	}
	switch n.name {
	case "FSEID":
		seid, v4, v6, err := n.endpoint("SEID", 64)
		t.FSEID = &FSEID{seid, v4, v6}
		return err
	case "FTEID":
		teid, v4, v6, err := n.endpoint("TEID", 32)
		t.FTEID = &FTEID{uint32(teid), v4, v6}
		return err
	case "PDRID":
		v, err := n.number(32)
		id := uint32(v)
		t.PDRID = &id
		return err
	case "QERID":
		v, err := n.number(32)
		id := uint32(v)
		t.QERID = &id
		return err
	case "NetworkInstance":
		var err error
		t.NetworkInstance, err = n.hex()
		return err
	case "PDR":
		var err error
		t.PDR, err = n.hex()
		return err
	case "GTPTunnelDirection":
		t.GTPTunnelDirection = GTPTunnelDirection(n.text)
		if t.GTPTunnelDirection != TunnelOutbound && t.GTPTunnelDirection != TunnelInbound || len(n.kids) > 0 {
			return fmt.Errorf("%w: %s %.40q", ErrExtension, n.path(), n.text)
		}
		return nil
	}
	return fmt.Errorf("%w: %s is not known", ErrExtension, n.path())
}

// PDSRTrigger says when a summary of a flow is due: exactly one field is set. A TimerExpiry counts whole seconds.
type PDSRTrigger struct {
	TimerExpiry            time.Duration
	PacketCount, ByteCount uint64
}

// HeaderReporting orders packet header reports, TS 33.128 R19 clauses 6.2.3.5 and 6.2.3.9: one for each packet
// (PDHR), or one for each flow and trigger (PDSR). Exactly one of PerPacket and Summary is set.
type HeaderReporting struct {
	PerPacket bool
	Summary   []PDSRTrigger
	// UseSessionTriggers makes the triggers of Summary those of the whole session instead of each flow.
	UseSessionTriggers bool
}

// Validate checks what the schema cannot say.
func (h HeaderReporting) Validate() error {
	if h.PerPacket == (len(h.Summary) > 0) || h.PerPacket && h.UseSessionTriggers {
		return fmt.Errorf("%w: header reports are per packet or summaries", ErrExtension)
	}
	if len(h.Summary) > maxCriteria {
		return fmt.Errorf("%w: %d triggers, at most %d", ErrExtension, len(h.Summary), maxCriteria)
	}
	for _, t := range h.Summary {
		n := 0
		for _, set := range [...]bool{t.TimerExpiry != 0, t.PacketCount != 0, t.ByteCount != 0} {
			if set {
				n++
			}
		}
		if n != 1 || t.TimerExpiry < 0 || t.TimerExpiry%time.Second != 0 {
			return fmt.Errorf("%w: a trigger has one limit above zero, time in whole seconds", ErrExtension)
		}
	}
	return nil
}

// Extension makes the taskDetailsExtensions of the order.
func (h HeaderReporting) Extension() Extension {
	var b strings.Builder
	b.WriteString(`<X1Extensions xmlns="` + NSX1Extensions + `"><HeaderReporting><PDHType>`)
	if h.PerPacket {
		b.WriteString("<PDHR></PDHR>")
	} else {
		b.WriteString("<PDSR>")
		for _, t := range h.Summary {
			b.WriteString("<PDSRTriggerType>")
			switch {
			case t.TimerExpiry != 0:
				element(&b, "TimerExpiry", strconv.FormatInt(int64(t.TimerExpiry/time.Second), 10))
			case t.PacketCount != 0:
				element(&b, "PacketCount", strconv.FormatUint(t.PacketCount, 10))
			default:
				element(&b, "ByteCount", strconv.FormatUint(t.ByteCount, 10))
			}
			b.WriteString("</PDSRTriggerType>")
		}
		if h.UseSessionTriggers {
			element(&b, "useSessionTriggers", "true")
		}
		b.WriteString("</PDSR>")
	}
	b.WriteString("</PDHType></HeaderReporting></X1Extensions>")
	return Extension{Owner: Owner3GPP, XML: b.String()}
}

// HeaderReporting reads the order from an extension. The second result is false when the extension is about
// something else.
func (e Extension) HeaderReporting() (HeaderReporting, bool, error) {
	var h HeaderReporting
	if strings.TrimSpace(e.Owner) != Owner3GPP {
		return h, false, nil
	}
	kids, err := parseExtension(e.XML)
	if err != nil {
		return h, false, err
	}
	if len(kids) != 1 || !kids[0].ours("X1Extensions") || len(kids[0].kids) != 1 || !kids[0].kids[0].ours("HeaderReporting") {
		return h, false, nil
	}
	n := kids[0].kids[0]
	if len(n.kids) != 1 || !n.kids[0].ours("PDHType") || len(n.kids[0].kids) != 1 {
		return h, true, fmt.Errorf("%w: %s has not one PDHType", ErrExtension, n.path())
	}
	switch n = n.kids[0].kids[0]; {
	case n.ours("PDHR"):
		if len(n.kids) > 0 || n.text != "" {
			return h, true, fmt.Errorf("%w: %s is not empty", ErrExtension, n.path())
		}
		h.PerPacket = true
	case n.ours("PDSR"):
		if err := h.readSummary(n); err != nil {
			return h, true, err
		}
	default:
		return h, true, fmt.Errorf("%w: %s is not known", ErrExtension, n.path())
	}
	return h, true, h.Validate()
}

func (h *HeaderReporting) readSummary(n *xmlNode) error {
	for i, k := range n.kids {
		if k.ours("useSessionTriggers") && i == len(n.kids)-1 {
			switch strings.TrimSpace(k.text) {
			case "true", "1":
				h.UseSessionTriggers = true
			case "false", "0":
			default:
				return fmt.Errorf("%w: %s is not a boolean", ErrExtension, k.path())
			}
			continue
		}
		if !k.ours("PDSRTriggerType") || len(k.kids) != 1 || !k.kids[0].ours(k.kids[0].name) {
			return fmt.Errorf("%w: %s has not one trigger", ErrExtension, k.path())
		}
		if len(h.Summary) == maxCriteria {
			return fmt.Errorf("%w: more than %d triggers", ErrExtension, maxCriteria)
		}
		v, err := k.kids[0].number(63)
		var t PDSRTrigger
		switch k.kids[0].name {
		case "TimerExpiry":
			if v > uint64(maxTimer/time.Second) {
				err = fmt.Errorf("%w: %s is longer than %v", ErrExtension, k.kids[0].path(), maxTimer)
				break
			}
			t.TimerExpiry = time.Duration(v) * time.Second
		case "PacketCount":
			t.PacketCount = v
		case "ByteCount":
			t.ByteCount = v
		default:
			err = fmt.Errorf("%w: %s is not known", ErrExtension, k.kids[0].path())
		}
		if err != nil {
			return err
		}
		h.Summary = append(h.Summary, t)
	}
	return nil
}

// maxTimer bounds TimerExpiry so that it fits a duration.
const maxTimer = 10 * 365 * 24 * time.Hour

// HeaderReporting returns the order of header reports of a task, nil if it has none.
func (t *Task) HeaderReporting() (*HeaderReporting, error) {
	var found *HeaderReporting
	for _, e := range t.Extensions {
		h, ok, err := e.HeaderReporting()
		if err != nil {
			return nil, err
		}
		if ok && found != nil {
			return nil, fmt.Errorf("%w: header reports are ordered twice", ErrExtension)
		}
		if ok {
			found = &h
		}
	}
	return found, nil
}
