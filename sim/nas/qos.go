package nas

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"

	codec "github.com/free5gc/nas"
	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/nas/nasType"

	"lilab/sim/event"
)

// Causes of 5GSM about QoS, TS 24.501 R17 table 9.11.4.2.1.
const (
	SMCauseSemanticPacketFilter  uint8 = 44
	SMCauseSyntacticPacketFilter uint8 = 45
	SMCauseUnsupported5QI        uint8 = 59
	SMCauseSemanticQoS           uint8 = 83
	SMCauseSyntacticQoS          uint8 = 84
)

// QoSOperation is the operation code of a QoS rule or of a QoS flow description, clauses 9.11.4.12 and 9.11.4.13.
type QoSOperation uint8

// Operations. Others change what there is; this lab deletes and creates.
const (
	QoSCreate QoSOperation = 1
	QoSDelete QoSOperation = 2
)

// QoSRule is a QoS rule, clause 9.11.4.13.
type QoSRule struct {
	// ID is 0 in a request of the UE for a new one.
	ID        uint8
	Operation QoSOperation
	// Default rules match what no other rule does.
	Default bool
	// MatchAll says that a filter matches everything, in place of Filters.
	MatchAll   bool
	Filters    []event.PacketFilter
	Precedence uint8
	// QFI is 0 in a request for a new flow.
	QFI uint8
}

// QoSFlowOperation is a QoS flow description, clause 9.11.4.12.
type QoSFlowOperation struct {
	QFI       uint8
	Operation QoSOperation
	FiveQI    uint8
}

// Components of packet filters, table 9.11.4.13.1.
const (
	filterAll        = 0x01
	filterIPv4Remote = 0x10
	filterIPv6Remote = 0x21
	filterProtocol   = 0x30
	filterRemotePort = 0x50
	filterRemotes    = 0x51
	bidirectional    = 3
)

// maxFilters is what four bits count.
const maxFilters = 15

// ErrQoS says that a QoS rule or description breaks its format; ErrFilter that a packet filter does.
var (
	ErrQoS    = errors.New("nas: QoS rule or QoS flow description")
	ErrFilter = errors.New("nas: packet filter")
)

// EncodeQoSRules encodes QoS rules.
func EncodeQoSRules(rules []QoSRule) ([]byte, error) {
	var out []byte
	for _, r := range rules {
		n := len(r.Filters)
		if r.MatchAll {
			n = 1
		}
		if n > maxFilters || r.Operation == QoSDelete && n > 0 {
			return nil, fmt.Errorf("%w: %d packet filters", ErrQoS, n)
		}
		head := byte(r.Operation)<<5 | byte(n)
		if r.Default {
			head |= 1 << 4
		}
		body := []byte{head}
		if r.MatchAll {
			body = append(body, bidirectional<<4|1, 1, filterAll)
		}
		for i, f := range r.Filters {
			c, err := filterContent(f)
			if err != nil {
				return nil, err
			}
			body = append(append(body, bidirectional<<4|byte(i+1), byte(len(c))), c...)
		}
		if r.Operation != QoSDelete {
			body = append(body, r.Precedence, r.QFI&0x3f)
		}
		out = append(append(out, r.ID, byte(len(body)>>8), byte(len(body))), body...)
	}
	return out, nil
}

func filterContent(f event.PacketFilter) ([]byte, error) {
	var c []byte
	switch a := f.Remote.Addr(); {
	case !f.Remote.IsValid():
	case a.Is4():
		four := f.Remote.Masked().Addr().As4()
		c = append(append(c, filterIPv4Remote), four[:]...)
		c = binary.BigEndian.AppendUint32(c, ^uint32(0)<<(32-f.Remote.Bits()))
	default:
		six := f.Remote.Masked().Addr().As16()
		c = append(append(append(c, filterIPv6Remote), six[:]...), byte(f.Remote.Bits()))
	}
	if f.Protocol != 0 {
		c = append(c, filterProtocol, f.Protocol)
	}
	switch {
	case f.HighPort < f.LowPort:
		return nil, fmt.Errorf("%w: ports %d to %d", ErrFilter, f.LowPort, f.HighPort)
	case f.HighPort == 0:
	case f.HighPort == f.LowPort:
		c = binary.BigEndian.AppendUint16(append(c, filterRemotePort), f.LowPort)
	default:
		c = binary.BigEndian.AppendUint16(append(c, filterRemotes), f.LowPort)
		c = binary.BigEndian.AppendUint16(c, f.HighPort)
	}
	if len(c) == 0 {
		return nil, fmt.Errorf("%w: nothing in it", ErrFilter)
	}
	return c, nil
}

// ParseQoSRules decodes QoS rules. Errors are ErrQoS or ErrFilter, with the offset.
func ParseQoSRules(b []byte) ([]QoSRule, error) {
	var out []QoSRule
	for at := 0; at < len(b); {
		if len(b)-at < 4 {
			return nil, fmt.Errorf("%w: offset %d: cut", ErrQoS, at)
		}
		n := int(binary.BigEndian.Uint16(b[at+1:]))
		if n < 1 || n > len(b)-at-3 {
			return nil, fmt.Errorf("%w: offset %d: length %d", ErrQoS, at+1, n)
		}
		r, err := parseRule(b[at], b[at+3:at+3+n])
		if err != nil {
			return nil, fmt.Errorf("%w (rule at offset %d)", err, at)
		}
		out = append(out, r)
		at += 3 + n
	}
	return out, nil
}

func parseRule(id uint8, b []byte) (QoSRule, error) {
	r := QoSRule{ID: id, Operation: QoSOperation(b[0] >> 5), Default: b[0]&0x10 != 0}
	count := int(b[0] & 0xf)
	b = b[1:]
	if r.Operation != QoSCreate && r.Operation != QoSDelete || r.Operation == QoSDelete && count > 0 {
		return r, fmt.Errorf("%w: operation %d with %d packet filters", ErrQoS, r.Operation, count)
	}
	for range count {
		if len(b) < 2 || len(b)-2 < int(b[1]) {
			return r, fmt.Errorf("%w: cut", ErrFilter)
		}
		f, all, err := parseFilter(b[2 : 2+int(b[1])])
		if err != nil {
			return r, err
		}
		if all {
			r.MatchAll = true
		} else {
			r.Filters = append(r.Filters, f)
		}
		b = b[2+int(b[1]):]
	}
	if r.MatchAll && count > 1 {
		return r, fmt.Errorf("%w: one matches all, and there are others", ErrFilter)
	}
	if r.Operation == QoSDelete {
		if len(b) > 0 {
			return r, fmt.Errorf("%w: %d octets too many", ErrQoS, len(b))
		}
		return r, nil
	}
	if len(b) != 2 {
		return r, fmt.Errorf("%w: precedence and QFI have %d octets", ErrQoS, len(b))
	}
	r.Precedence, r.QFI = b[0], b[1]&0x3f
	return r, nil
}

func parseFilter(b []byte) (f event.PacketFilter, all bool, err error) {
	wrong := func(why string) (event.PacketFilter, bool, error) {
		return f, false, fmt.Errorf("%w: %s", ErrFilter, why)
	}
	if len(b) == 0 {
		return wrong("empty")
	}
	lengths := map[byte]int{filterAll: 0, filterIPv4Remote: 8, filterIPv6Remote: 17, filterProtocol: 1, filterRemotePort: 2, filterRemotes: 4}
	seen := map[byte]bool{}
	for len(b) > 0 {
		t := b[0]
		n, known := lengths[t]
		if !known || len(b)-1 < n || seen[t] {
			return wrong(fmt.Sprintf("component %#x", t))
		}
		seen[t] = true
		v := b[1 : 1+n]
		b = b[1+n:]
		switch t {
		case filterAll:
			all = true
		case filterIPv4Remote:
			bits := 0
			mask := binary.BigEndian.Uint32(v[4:])
			for bits < 32 && mask&(1<<31>>bits) != 0 {
				bits++
			}
			if mask != uint32(uint64(0xffffffff)<<(32-bits)) {
				return wrong("mask")
			}
			f.Remote = netip.PrefixFrom(netip.AddrFrom4([4]byte(v)), bits).Masked()
		case filterIPv6Remote:
			if v[16] > 128 {
				return wrong("prefix length")
			}
			f.Remote = netip.PrefixFrom(netip.AddrFrom16([16]byte(v)), int(v[16])).Masked()
		case filterProtocol:
			f.Protocol = v[0]
		case filterRemotePort:
			f.LowPort = binary.BigEndian.Uint16(v)
			f.HighPort = f.LowPort
		case filterRemotes:
			f.LowPort, f.HighPort = binary.BigEndian.Uint16(v), binary.BigEndian.Uint16(v[2:])
		}
	}
	switch {
	case all && len(seen) > 1, seen[filterIPv4Remote] && seen[filterIPv6Remote], seen[filterRemotePort] && seen[filterRemotes]:
		return wrong("components that exclude each other")
	case f.LowPort > f.HighPort, (seen[filterRemotePort] || seen[filterRemotes]) && f.HighPort == 0, seen[filterProtocol] && f.Protocol == 0:
		return wrong("value")
	}
	return f, all, nil
}

// EncodeQoSFlows encodes QoS flow descriptions.
func EncodeQoSFlows(flows []QoSFlowOperation) []byte {
	var out []byte
	for _, f := range flows {
		if f.Operation == QoSDelete {
			out = append(out, f.QFI&0x3f, byte(QoSDelete)<<5, 0)
			continue
		}
		out = append(out, f.QFI&0x3f, byte(f.Operation)<<5, 1<<6|1, 1, 1, f.FiveQI)
	}
	return out
}

// ParseQoSFlows decodes QoS flow descriptions. Of their parameters only the 5QI is read.
func ParseQoSFlows(b []byte) ([]QoSFlowOperation, error) {
	var out []QoSFlowOperation
	for len(b) > 0 {
		if len(b) < 3 {
			return nil, fmt.Errorf("%w: description cut", ErrQoS)
		}
		f := QoSFlowOperation{QFI: b[0] & 0x3f, Operation: QoSOperation(b[1] >> 5)}
		count := int(b[2] & 0x3f)
		if f.Operation != QoSCreate && f.Operation != QoSDelete || f.Operation == QoSDelete && count > 0 {
			return nil, fmt.Errorf("%w: operation %d with %d parameters", ErrQoS, f.Operation, count)
		}
		b = b[3:]
		for range count {
			if len(b) < 2 || len(b)-2 < int(b[1]) {
				return nil, fmt.Errorf("%w: parameter cut", ErrQoS)
			}
			if b[0] == 1 {
				if b[1] != 1 {
					return nil, fmt.Errorf("%w: 5QI of %d octets", ErrQoS, b[1])
				}
				f.FiveQI = b[2]
			}
			b = b[2+int(b[1]):]
		}
		out = append(out, f)
	}
	return out, nil
}

// Modification is what PDU SESSION MODIFICATION REQUEST and COMMAND have in them of QoS.
type Modification struct {
	Session, PTI uint8
	// Rules and Flows are the octets of QoS rules and QoS flow descriptions, nil where there are none.
	Rules, Flows []byte
}

// ModificationRequest is PDU SESSION MODIFICATION REQUEST of the UE, clause 8.3.7.
func ModificationRequest(q Modification) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionModificationRequest
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = q.Session, q.PTI
		m.PDUSESSIONMODIFICATIONREQUESTMessageIdentity.Octet = codec.MsgTypePDUSessionModificationRequest
		if q.Rules != nil {
			m.RequestedQosRules = &nasType.RequestedQosRules{
				Iei: nasMessage.PDUSessionModificationRequestRequestedQosRulesType, Len: uint16(len(q.Rules)), Buffer: q.Rules}
		}
		if q.Flows != nil {
			m.RequestedQosFlowDescriptions = &nasType.RequestedQosFlowDescriptions{
				Iei: nasMessage.PDUSessionModificationRequestRequestedQosFlowDescriptionsType, Len: uint16(len(q.Flows)), Buffer: q.Flows}
		}
		return m.EncodePDUSessionModificationRequest(b)
	}
}

// ModificationCommand is PDU SESSION MODIFICATION COMMAND, clause 8.3.9.
func ModificationCommand(q Modification) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionModificationCommand
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = q.Session, q.PTI
		m.PDUSESSIONMODIFICATIONCOMMANDMessageIdentity.Octet = codec.MsgTypePDUSessionModificationCommand
		if q.Rules != nil {
			m.AuthorizedQosRules = &nasType.AuthorizedQosRules{
				Iei: nasMessage.PDUSessionModificationCommandAuthorizedQosRulesType, Len: uint16(len(q.Rules)), Buffer: q.Rules}
		}
		if q.Flows != nil {
			m.AuthorizedQosFlowDescriptions = &nasType.AuthorizedQosFlowDescriptions{
				Iei: nasMessage.PDUSessionModificationCommandAuthorizedQosFlowDescriptionsType, Len: uint16(len(q.Flows)), Buffer: q.Flows}
		}
		return m.EncodePDUSessionModificationCommand(b)
	}
}

// ModificationReject is PDU SESSION MODIFICATION REJECT, clause 8.3.8.
func ModificationReject(session, pti, cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionModificationReject
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = session, pti
		m.PDUSESSIONMODIFICATIONREJECTMessageIdentity.Octet = codec.MsgTypePDUSessionModificationReject
		m.Cause5GSM.Octet = cause
		return m.EncodePDUSessionModificationReject(b)
	}
}

// ModificationComplete is PDU SESSION MODIFICATION COMPLETE of the UE, clause 8.3.10.
func ModificationComplete(session, pti uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionModificationComplete
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = session, pti
		m.PDUSESSIONMODIFICATIONCOMPLETEMessageIdentity.Octet = codec.MsgTypePDUSessionModificationComplete
		return m.EncodePDUSessionModificationComplete(b)
	}
}

// ModificationCommandReject is PDU SESSION MODIFICATION COMMAND REJECT of the UE, clause 8.3.11.
func ModificationCommandReject(session, pti, cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionModificationCommandReject
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = session, pti
		m.PDUSESSIONMODIFICATIONCOMMANDREJECTMessageIdentity.Octet = codec.MsgTypePDUSessionModificationCommandReject
		m.Cause5GSM.Octet = cause
		return m.EncodePDUSessionModificationCommandReject(b)
	}
}
