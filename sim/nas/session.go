package nas

import (
	"bytes"
	"fmt"
	"net/netip"

	codec "github.com/free5gc/nas"
	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/nas/nasType"

	"lilab/sim/event"
)

// Causes of 5GSM, TS 24.501 R17 table 9.11.4.2.1, that this lab sends.
const (
	SMCauseInsufficientResources   uint8 = 26
	SMCauseUnknownDNN              uint8 = 27
	SMCauseUnknownPDUSessionType   uint8 = 28
	SMCauseRequestRejected         uint8 = 31
	SMCauseNotSubscribed           uint8 = 33
	SMCauseRegularDeactivation     uint8 = 36
	SMCauseNetworkFailure          uint8 = 38
	SMCauseInvalidPDUSessionID     uint8 = 43
	SMCauseIPv4OnlyAllowed         uint8 = 50
	SMCauseIPv6OnlyAllowed         uint8 = 51
	SMCauseUnstructuredOnlyAllowed uint8 = 58
	SMCauseEthernetOnlyAllowed     uint8 = 61
	SMCauseSessionDoesNotExist     uint8 = 54
	SMCauseSemanticallyIncorrect   uint8 = 95
	SMCauseInvalidMandatoryInfo    uint8 = 96
	SMCauseMessageTypeIncompatible uint8 = 98
)

// Cause5GMM values of DL NAS TRANSPORT, TS 24.501 R17 table 9.11.3.2.1.
const (
	CausePayloadNotForwarded uint8 = 90
	CauseDNNNotSupported     uint8 = 91
)

// PayloadN1SM is the payload container type of 5GSM messages, TS 24.501 R17 clause 9.11.3.40.
const PayloadN1SM = 1

// PayloadSMS is the payload container type of short messages: CP messages of TS 24.011.
const PayloadSMS = 2

// ULTransportSMS is UL NAS TRANSPORT with a CP message, TS 24.501 R17 clause 5.4.5.2.2 case b.
func ULTransportSMS(cp []byte) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.ULNASTransport
		m.ExtendedProtocolDiscriminator.Octet = EPD5GMM
		m.ULNASTRANSPORTMessageIdentity.Octet = codec.MsgTypeULNASTransport
		m.SpareHalfOctetAndPayloadContainerType.Octet = PayloadSMS
		m.PayloadContainer.Len, m.PayloadContainer.Buffer = uint16(len(cp)), cp
		return m.EncodeULNASTransport(b)
	}
}

// DLTransportSMS is DL NAS TRANSPORT with a CP message, clause 5.4.5.3.2 case b.
func DLTransportSMS(cp []byte) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.DLNASTransport
		m.ExtendedProtocolDiscriminator.Octet = EPD5GMM
		m.DLNASTRANSPORTMessageIdentity.Octet = codec.MsgTypeDLNASTransport
		m.SpareHalfOctetAndPayloadContainerType.Octet = PayloadSMS
		m.PayloadContainer.Len, m.PayloadContainer.Buffer = uint16(len(cp)), cp
		return m.EncodeDLNASTransport(b)
	}
}

// DecodeSM decodes a plain 5GSM message. Every error is a *DecodeError; a panic of the decoder becomes one.
func DecodeSM(b []byte) (m *codec.GsmMessage, err error) {
	de := &DecodeError{Octets: len(b)}
	if len(b) < 4 {
		de.Err = ErrTruncated
		return nil, de
	}
	de.MessageType = b[3]
	switch {
	case len(b) > MaxPDU:
		de.Err = fmt.Errorf("longer than %d octets", MaxPDU)
		return nil, de
	case b[0] != EPD5GSM:
		de.Err = fmt.Errorf("extended protocol discriminator %#x is not 5GSM", b[0])
		return nil, de
	}
	defer func() {
		if r := recover(); r != nil {
			de.Err = fmt.Errorf("decoder panic: %v", r)
			m, err = nil, de
		}
	}()
	var msg codec.Message
	if e := msg.GsmMessageDecode(&b); e != nil {
		de.Err = e
		return nil, de
	}
	return msg.GsmMessage, nil
}

// SMHeader is the header of a 5GSM message, TS 24.501 R17 clause 9.1.1.
type SMHeader struct {
	// Session is the PDU session identity, PTI the procedure transaction identity.
	Session, PTI uint8
	Type         uint8
}

// ParseSMHeader reads the first four octets of a 5GSM message.
func ParseSMHeader(b []byte) (SMHeader, error) {
	if len(b) < 4 {
		return SMHeader{}, fmt.Errorf("nas: 5GSM message of %d octets: header: %w", len(b), ErrTruncated)
	}
	if b[0] != EPD5GSM {
		return SMHeader{}, fmt.Errorf("nas: offset 0: extended protocol discriminator %#x is not 5GSM", b[0])
	}
	return SMHeader{Session: b[1], PTI: b[2], Type: b[3]}, nil
}

// ULTransport is UL NAS TRANSPORT with an N1 SM container, TS 24.501 R17 clause 8.2.10. request is 0 for a
// message that belongs to a session that exists; then dnn and slice are left out.
func ULTransport(session uint8, container []byte, request event.SMRequestType, dnn string, slice *event.SNSSAI) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.ULNASTransport
		m.ExtendedProtocolDiscriminator.Octet = EPD5GMM
		m.ULNASTRANSPORTMessageIdentity.Octet = codec.MsgTypeULNASTransport
		m.SpareHalfOctetAndPayloadContainerType.Octet = PayloadN1SM
		m.PayloadContainer.Len, m.PayloadContainer.Buffer = uint16(len(container)), container
		m.PduSessionID2Value = &nasType.PduSessionID2Value{Iei: nasMessage.ULNASTransportPduSessionID2ValueType, Octet: session}
		if request != 0 {
			m.RequestType = &nasType.RequestType{Octet: nasMessage.ULNASTransportRequestTypeType<<4 | uint8(request)}
			if slice != nil {
				m.SNSSAI = smSlice(nasMessage.ULNASTransportSNSSAIType, *slice)
			}
			if dnn != "" {
				m.DNN = &nasType.DNN{Iei: nasMessage.ULNASTransportDNNType}
				m.DNN.SetDNN(dnn)
				if m.DNN.Len == 0 {
					return fmt.Errorf("DNN %.110q cannot be encoded", dnn)
				}
			}
		}
		return m.EncodeULNASTransport(b)
	}
}

// DLTransport is DL NAS TRANSPORT with an N1 SM container, clause 8.2.11; cause is 0, or says why the container of
// the UE comes back.
func DLTransport(session uint8, container []byte, cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.DLNASTransport
		m.ExtendedProtocolDiscriminator.Octet = EPD5GMM
		m.DLNASTRANSPORTMessageIdentity.Octet = codec.MsgTypeDLNASTransport
		m.SpareHalfOctetAndPayloadContainerType.Octet = PayloadN1SM
		m.PayloadContainer.Len, m.PayloadContainer.Buffer = uint16(len(container)), container
		m.PduSessionID2Value = &nasType.PduSessionID2Value{Iei: nasMessage.DLNASTransportPduSessionID2ValueType, Octet: session}
		if cause != 0 {
			m.Cause5GMM = &nasType.Cause5GMM{Iei: nasMessage.DLNASTransportCause5GMMType, Octet: cause}
		}
		return m.EncodeDLNASTransport(b)
	}
}

func smSlice(iei uint8, s event.SNSSAI) *nasType.SNSSAI {
	out := &nasType.SNSSAI{Iei: iei, Len: 1}
	out.Octet[0] = s.SST
	if len(s.SD) == 3 {
		out.Len = 4
		copy(out.Octet[1:], s.SD)
	}
	return out
}

// ParseSMSlice reads an S-NSSAI of UL NAS TRANSPORT or of an accept; mapped values are read over.
func ParseSMSlice(s *nasType.SNSSAI) (event.SNSSAI, bool) {
	if s == nil || s.Len == 0 || int(s.Len) > len(s.Octet) {
		return event.SNSSAI{}, false
	}
	out := event.SNSSAI{SST: s.Octet[0]}
	if s.Len >= 4 {
		out.SD = append([]byte(nil), s.Octet[1:4]...)
	}
	return out, true
}

// EstablishmentRequest is PDU SESSION ESTABLISHMENT REQUEST, clause 8.3.1, with SSC mode 1.
func EstablishmentRequest(session, pti uint8, t event.PDUSessionType) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionEstablishmentRequest
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = session, pti
		m.PDUSESSIONESTABLISHMENTREQUESTMessageIdentity.Octet = codec.MsgTypePDUSessionEstablishmentRequest
		m.IntegrityProtectionMaximumDataRate.Octet = [2]uint8{0xff, 0xff}
		m.PDUSessionType = &nasType.PDUSessionType{
			Octet: nasMessage.PDUSessionEstablishmentRequestPDUSessionTypeType<<4 | uint8(t)}
		m.SSCMode = &nasType.SSCMode{Octet: nasMessage.PDUSessionEstablishmentRequestSSCModeType<<4 | 1}
		return m.EncodePDUSessionEstablishmentRequest(b)
	}
}

// Accept is what PDU SESSION ESTABLISHMENT ACCEPT tells, clause 8.3.2.
type Accept struct {
	Session, PTI uint8
	Type         event.PDUSessionType
	IPv4         netip.Addr
	// InterfaceID is the interface identifier of the link-local IPv6 address.
	InterfaceID [8]byte
	QFI, FiveQI uint8
	// AMBRMbps is the session AMBR in Mbit/s, both ways.
	AMBRMbps uint16
	SNSSAI   event.SNSSAI
	DNN      string
	// Cause is 0, 50 or 51.
	Cause uint8
}

// DefaultQoSRule is one rule that matches everything, TS 24.501 R17 clause 9.11.4.13.
func DefaultQoSRule(qfi uint8) []byte {
	return []byte{1, 0, 6, 1<<5 | 1<<4 | 1, 3<<4 | 1, 1, 1, 255, qfi & 0x3f}
}

// UnstructuredQoSRule is the default rule of a session of unstructured data, which has no packet filter (TS 23.501 R17 clause
// 5.7.1.4).
func UnstructuredQoSRule(qfi uint8) []byte {
	return []byte{1, 0, 3, 1<<5 | 1<<4, 255, qfi & 0x3f}
}

// QoSFlowDescription is the description of one flow with its 5QI, clause 9.11.4.12.
func QoSFlowDescription(qfi, fiveQI uint8) []byte {
	return []byte{qfi & 0x3f, 1 << 5, 1<<6 | 1, 1, 1, fiveQI}
}

// EstablishmentAccept encodes the accept.
func EstablishmentAccept(a Accept) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionEstablishmentAccept
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = a.Session, a.PTI
		m.PDUSESSIONESTABLISHMENTACCEPTMessageIdentity.Octet = codec.MsgTypePDUSessionEstablishmentAccept
		m.SelectedSSCModeAndSelectedPDUSessionType.Octet = 1<<4 | uint8(a.Type)
		rules := DefaultQoSRule(a.QFI)
		if a.Type == event.Unstructured {
			rules = UnstructuredQoSRule(a.QFI)
		}
		m.AuthorizedQosRules.Len, m.AuthorizedQosRules.Buffer = uint16(len(rules)), rules
		const unit1Mbps = 6
		m.SessionAMBR.Len = 6
		m.SessionAMBR.Octet = [6]uint8{unit1Mbps, uint8(a.AMBRMbps >> 8), uint8(a.AMBRMbps), unit1Mbps, uint8(a.AMBRMbps >> 8), uint8(a.AMBRMbps)}
		if a.Cause != 0 {
			m.Cause5GSM = &nasType.Cause5GSM{Iei: nasMessage.PDUSessionEstablishmentAcceptCause5GSMType, Octet: a.Cause}
		}
		m.PDUAddress = pduAddress(a)
		if m.PDUAddress == nil && (a.Type == event.IPv4 || a.Type == event.IPv4v6) {
			return fmt.Errorf("PDU session type %d without IPv4 address", a.Type)
		}
		m.SNSSAI = smSlice(nasMessage.PDUSessionEstablishmentAcceptSNSSAIType, a.SNSSAI)
		flows := QoSFlowDescription(a.QFI, a.FiveQI)
		m.AuthorizedQosFlowDescriptions = &nasType.AuthorizedQosFlowDescriptions{
			Iei: nasMessage.PDUSessionEstablishmentAcceptAuthorizedQosFlowDescriptionsType, Len: uint16(len(flows)), Buffer: flows}
		m.DNN = &nasType.DNN{Iei: nasMessage.PDUSessionEstablishmentAcceptDNNType}
		m.DNN.SetDNN(a.DNN)
		return m.EncodePDUSessionEstablishmentAccept(b)
	}
}

// pduAddress is clause 9.11.4.10, nil for a session without IP address.
func pduAddress(a Accept) *nasType.PDUAddress {
	if a.Type == event.Ethernet || a.Type == event.Unstructured {
		return nil
	}
	addr := &nasType.PDUAddress{Iei: nasMessage.PDUSessionEstablishmentAcceptPDUAddressType}
	v := append(addr.Octet[:0], uint8(a.Type))
	if a.Type != event.IPv4 {
		v = append(v, a.InterfaceID[:]...)
	}
	if a.Type != event.IPv6 {
		if !a.IPv4.Is4() {
			return nil
		}
		four := a.IPv4.As4()
		v = append(v, four[:]...)
	}
	addr.Len = uint8(len(v))
	return addr
}

// ParseAccept reads what a UE needs of an accept.
func ParseAccept(m *nasMessage.PDUSessionEstablishmentAccept) (Accept, error) {
	a := Accept{
		Session: m.PDUSessionID.Octet, PTI: m.PTI.Octet,
		Type: event.PDUSessionType(m.SelectedSSCModeAndSelectedPDUSessionType.Octet & 7),
	}
	if m.Cause5GSM != nil {
		a.Cause = m.Cause5GSM.Octet
	}
	a.SNSSAI, _ = ParseSMSlice(m.SNSSAI)
	if m.DNN != nil {
		a.DNN = m.DNN.GetDNN()
	}
	if r := m.AuthorizedQosRules.Buffer; len(r) > 0 {
		a.QFI = r[len(r)-1] & 0x3f
	}
	if m.PDUAddress == nil {
		if a.Type >= event.IPv4 && a.Type <= event.IPv4v6 {
			return a, fmt.Errorf("nas: accept of an IP session without PDU address: %w", ErrTruncated)
		}
		return a, nil
	}
	v := m.PDUAddress.Octet[:min(int(m.PDUAddress.Len), len(m.PDUAddress.Octet))]
	want := map[event.PDUSessionType]int{event.IPv4: 5, event.IPv6: 9, event.IPv4v6: 13}[a.Type]
	if len(v) < want || want == 0 || event.PDUSessionType(v[0]&7) != a.Type {
		return a, fmt.Errorf("nas: PDU address of %d octets for PDU session type %d", len(v), a.Type)
	}
	v = v[1:]
	if a.Type != event.IPv4 {
		copy(a.InterfaceID[:], v)
		v = v[8:]
	}
	if a.Type != event.IPv6 {
		a.IPv4 = netip.AddrFrom4([4]byte(v[:4]))
	}
	return a, nil
}

// EstablishmentReject is PDU SESSION ESTABLISHMENT REJECT, clause 8.3.3.
func EstablishmentReject(session, pti, cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionEstablishmentReject
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = session, pti
		m.PDUSESSIONESTABLISHMENTREJECTMessageIdentity.Octet = codec.MsgTypePDUSessionEstablishmentReject
		m.Cause5GSM.Octet = cause
		return m.EncodePDUSessionEstablishmentReject(b)
	}
}

// ReleaseRequest is PDU SESSION RELEASE REQUEST of the UE, clause 8.3.12.
func ReleaseRequest(session, pti, cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionReleaseRequest
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = session, pti
		m.PDUSESSIONRELEASEREQUESTMessageIdentity.Octet = codec.MsgTypePDUSessionReleaseRequest
		m.Cause5GSM = &nasType.Cause5GSM{Iei: nasMessage.PDUSessionReleaseRequestCause5GSMType, Octet: cause}
		return m.EncodePDUSessionReleaseRequest(b)
	}
}

// ReleaseReject is PDU SESSION RELEASE REJECT, clause 8.3.13.
func ReleaseReject(session, pti, cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionReleaseReject
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = session, pti
		m.PDUSESSIONRELEASEREJECTMessageIdentity.Octet = codec.MsgTypePDUSessionReleaseReject
		m.Cause5GSM.Octet = cause
		return m.EncodePDUSessionReleaseReject(b)
	}
}

// ReleaseCommand is PDU SESSION RELEASE COMMAND, clause 8.3.14.
func ReleaseCommand(session, pti, cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionReleaseCommand
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = session, pti
		m.PDUSESSIONRELEASECOMMANDMessageIdentity.Octet = codec.MsgTypePDUSessionReleaseCommand
		m.Cause5GSM.Octet = cause
		return m.EncodePDUSessionReleaseCommand(b)
	}
}

// ReleaseComplete is PDU SESSION RELEASE COMPLETE of the UE, clause 8.3.15.
func ReleaseComplete(session, pti uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.PDUSessionReleaseComplete
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = session, pti
		m.PDUSESSIONRELEASECOMPLETEMessageIdentity.Octet = codec.MsgTypePDUSessionReleaseComplete
		return m.EncodePDUSessionReleaseComplete(b)
	}
}

// SMStatus is 5GSM STATUS, clause 8.3.16.
func SMStatus(session, pti, cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.Status5GSM
		m.ExtendedProtocolDiscriminator.Octet = EPD5GSM
		m.PDUSessionID.Octet, m.PTI.Octet = session, pti
		m.STATUSMessageIdentity5GSM.Octet = codec.MsgTypeStatus5GSM
		m.Cause5GSM.Octet = cause
		return m.EncodeStatus5GSM(b)
	}
}
