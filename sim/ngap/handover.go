package ngap

import (
	"errors"
	"fmt"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"

	"lilab/sim/event"
)

// PathSwitch is the Path Switch Request Transfer, TS 38.413 R17 clause 9.3.4.8.
type PathSwitch struct {
	// Downlink is the end of the tunnel at the gNB that the UE came to.
	Downlink event.FTEID
	QFIs     []uint8
	// Integrity and Confidentiality are the policy that this gNB was told by the other one; IntegrityPerformed and
	// ConfidentialityPerformed what it does.
	Integrity, Confidentiality                   Protection
	IntegrityPerformed, ConfidentialityPerformed bool
}

// PathSwitchAck is the Path Switch Request Acknowledge Transfer, clause 9.3.4.9.
type PathSwitchAck struct {
	// Uplink is the UPF's end of the tunnel, invalid if it stays as it is.
	Uplink event.FTEID
}

// HandoverAck is the Handover Request Acknowledge Transfer, clause 9.3.4.11.
type HandoverAck struct {
	// Downlink is the target gNB's end of the tunnel on N3, Forwarding that of the tunnel for packets that the source
	// gNB forwards; invalid for none.
	Downlink, Forwarding                         event.FTEID
	QFIs                                         []uint8
	IntegrityPerformed, ConfidentialityPerformed bool
}

// HandoverCmd is the Handover Command Transfer, clause 9.3.4.10.
type HandoverCmd struct {
	// Forwarding is where the source gNB forwards packets to, invalid for nowhere; QFIs are the flows.
	Forwarding event.FTEID
	QFIs       []uint8
}

// errNoFlow says that a list that must not be empty would be.
var errNoFlow = errors.New("ngap: transfer without QoS flow")

func performed(p bool) aper.Enumerated {
	if p {
		return ie.IntegrityProtectionResultPresentPerformed
	}
	return ie.IntegrityProtectionResultPresentNotPerformed
}

func securityResult(integrity, confidentiality bool) *ie.SecurityResult {
	return &ie.SecurityResult{
		IntegrityProtectionResult:       &ie.IntegrityProtectionResult{Value: performed(integrity)},
		ConfidentialityProtectionResult: &ie.ConfidentialityProtectionResult{Value: performed(confidentiality)},
	}
}

func parseSecurityResult(s *ie.SecurityResult) (integrity, confidentiality bool) {
	if s == nil {
		return false, false
	}
	return s.IntegrityProtectionResult != nil && s.IntegrityProtectionResult.Value == ie.IntegrityProtectionResultPresentPerformed,
		s.ConfidentialityProtectionResult != nil && s.ConfidentialityProtectionResult.Value == ie.ConfidentialityProtectionResultPresentPerformed
}

// MarshalBinary encodes the transfer.
func (p PathSwitch) MarshalBinary() ([]byte, error) {
	if len(p.QFIs) == 0 {
		return nil, errNoFlow
	}
	flows := &ie.QosFlowAcceptedList{}
	for _, q := range p.QFIs {
		flows.List = append(flows.List, ie.QosFlowAcceptedItem{QosFlowIdentifier: &ie.QosFlowIdentifier{Value: int64(q)}})
	}
	return marshal(&ie.PathSwitchRequestTransfer{
		DLNGUUPTNLInformation: tunnel(p.Downlink),
		UserPlaneSecurityInformation: &ie.UserPlaneSecurityInformation{
			SecurityResult: securityResult(p.IntegrityPerformed, p.ConfidentialityPerformed),
			SecurityIndication: &ie.SecurityIndication{
				IntegrityProtectionIndication:       &ie.IntegrityProtectionIndication{Value: aper.Enumerated(p.Integrity)},
				ConfidentialityProtectionIndication: &ie.ConfidentialityProtectionIndication{Value: aper.Enumerated(p.Confidentiality)},
				MaximumIntegrityProtectedDataRateUL: integrityRate(p.Integrity),
			},
		},
		QosFlowAcceptedList: flows,
	})
}

// ParsePathSwitch decodes the transfer.
func ParsePathSwitch(b []byte) (PathSwitch, error) {
	var t ie.PathSwitchRequestTransfer
	err := unmarshal(b, &t)
	p := PathSwitch{Integrity: ProtectionNotNeeded, Confidentiality: ProtectionNotNeeded}
	if err == nil {
		p.Downlink, err = parseTunnel(t.DLNGUUPTNLInformation)
	}
	if err == nil && t.QosFlowAcceptedList == nil {
		err = fmt.Errorf("QoS flows: %w", errMissing)
	}
	if err != nil {
		return PathSwitch{}, fmt.Errorf("ngap: path switch request transfer: %w", err)
	}
	for _, q := range t.QosFlowAcceptedList.List {
		if q.QosFlowIdentifier != nil {
			p.QFIs = append(p.QFIs, uint8(q.QosFlowIdentifier.Value))
		}
	}
	if s := t.UserPlaneSecurityInformation; s != nil {
		p.IntegrityPerformed, p.ConfidentialityPerformed = parseSecurityResult(s.SecurityResult)
		if i := s.SecurityIndication; i != nil && i.IntegrityProtectionIndication != nil && i.ConfidentialityProtectionIndication != nil {
			p.Integrity, p.Confidentiality = Protection(i.IntegrityProtectionIndication.Value), Protection(i.ConfidentialityProtectionIndication.Value)
		}
	}
	return p, nil
}

// MarshalBinary encodes the transfer.
func (p PathSwitchAck) MarshalBinary() ([]byte, error) {
	t := &ie.PathSwitchRequestAcknowledgeTransfer{}
	if p.Uplink.Addr.IsValid() {
		t.ULNGUUPTNLInformation = tunnel(p.Uplink)
	}
	return marshal(t)
}

// ParsePathSwitchAck decodes the transfer.
func ParsePathSwitchAck(b []byte) (p PathSwitchAck, err error) {
	var t ie.PathSwitchRequestAcknowledgeTransfer
	if err = unmarshal(b, &t); err == nil && t.ULNGUUPTNLInformation != nil {
		p.Uplink, err = parseTunnel(t.ULNGUUPTNLInformation)
	}
	if err != nil {
		return PathSwitchAck{}, fmt.Errorf("ngap: path switch request acknowledge transfer: %w", err)
	}
	return p, nil
}

// MarshalBinary encodes the transfer.
func (h HandoverAck) MarshalBinary() ([]byte, error) {
	if len(h.QFIs) == 0 {
		return nil, errNoFlow
	}
	flows := &ie.QosFlowListWithDataForwarding{}
	for _, q := range h.QFIs {
		item := ie.QosFlowItemWithDataForwarding{QosFlowIdentifier: &ie.QosFlowIdentifier{Value: int64(q)}}
		if h.Forwarding.Addr.IsValid() {
			item.DataForwardingAccepted = &ie.DataForwardingAccepted{Value: ie.DataForwardingAcceptedPresentDataForwardingAccepted}
		}
		flows.List = append(flows.List, item)
	}
	t := &ie.HandoverRequestAcknowledgeTransfer{
		DLNGUUPTNLInformation: tunnel(h.Downlink), QosFlowSetupResponseList: flows,
		SecurityResult: securityResult(h.IntegrityPerformed, h.ConfidentialityPerformed),
	}
	if h.Forwarding.Addr.IsValid() {
		t.DLForwardingUPTNLInformation = tunnel(h.Forwarding)
	}
	return marshal(t)
}

// ParseHandoverAck decodes the transfer.
func ParseHandoverAck(b []byte) (h HandoverAck, err error) {
	var t ie.HandoverRequestAcknowledgeTransfer
	if err = unmarshal(b, &t); err == nil {
		h.Downlink, err = parseTunnel(t.DLNGUUPTNLInformation)
	}
	if err == nil && t.DLForwardingUPTNLInformation != nil {
		h.Forwarding, err = parseTunnel(t.DLForwardingUPTNLInformation)
	}
	if err == nil && t.QosFlowSetupResponseList == nil {
		err = fmt.Errorf("QoS flows: %w", errMissing)
	}
	if err != nil {
		return HandoverAck{}, fmt.Errorf("ngap: handover request acknowledge transfer: %w", err)
	}
	for _, q := range t.QosFlowSetupResponseList.List {
		if q.QosFlowIdentifier != nil {
			h.QFIs = append(h.QFIs, uint8(q.QosFlowIdentifier.Value))
		}
	}
	h.IntegrityPerformed, h.ConfidentialityPerformed = parseSecurityResult(t.SecurityResult)
	return h, nil
}

// MarshalBinary encodes the transfer.
func (h HandoverCmd) MarshalBinary() ([]byte, error) {
	t := &ie.HandoverCommandTransfer{}
	if h.Forwarding.Addr.IsValid() {
		t.DLForwardingUPTNLInformation = tunnel(h.Forwarding)
	}
	if h.Forwarding.Addr.IsValid() && len(h.QFIs) > 0 {
		t.QosFlowToBeForwardedList = &ie.QosFlowToBeForwardedList{}
		for _, q := range h.QFIs {
			t.QosFlowToBeForwardedList.List = append(t.QosFlowToBeForwardedList.List,
				ie.QosFlowToBeForwardedItem{QosFlowIdentifier: &ie.QosFlowIdentifier{Value: int64(q)}})
		}
	}
	return marshal(t)
}

// ParseHandoverCmd decodes the transfer.
func ParseHandoverCmd(b []byte) (h HandoverCmd, err error) {
	var t ie.HandoverCommandTransfer
	if err = unmarshal(b, &t); err == nil && t.DLForwardingUPTNLInformation != nil {
		h.Forwarding, err = parseTunnel(t.DLForwardingUPTNLInformation)
	}
	if err != nil {
		return HandoverCmd{}, fmt.Errorf("ngap: handover command transfer: %w", err)
	}
	if t.QosFlowToBeForwardedList != nil {
		for _, q := range t.QosFlowToBeForwardedList.List {
			if q.QosFlowIdentifier != nil {
				h.QFIs = append(h.QFIs, uint8(q.QosFlowIdentifier.Value))
			}
		}
	}
	return h, nil
}

// HandoverRequiredTransfer is clause 9.3.4.14; direct says that packets can go from gNB to gNB.
func HandoverRequiredTransfer(direct bool) ([]byte, error) {
	t := &ie.HandoverRequiredTransfer{}
	if direct {
		t.DirectForwardingPathAvailability = &ie.DirectForwardingPathAvailability{Value: ie.DirectForwardingPathAvailabilityPresentDirectPathAvailable}
	}
	return marshal(t)
}

// ParseHandoverRequiredTransfer decodes the transfer.
func ParseHandoverRequiredTransfer(b []byte) (direct bool, err error) {
	var t ie.HandoverRequiredTransfer
	if err := unmarshal(b, &t); err != nil {
		return false, fmt.Errorf("ngap: handover required transfer: %w", err)
	}
	return t.DirectForwardingPathAvailability != nil, nil
}

// PathSwitchUnsuccessful is the Path Switch Request Unsuccessful Transfer, clause 9.3.4.20.
func PathSwitchUnsuccessful(cause *ie.Cause) ([]byte, error) {
	return marshal(&ie.PathSwitchRequestUnsuccessfulTransfer{Cause: cause})
}

// PathSwitchSetupFailed is the Path Switch Request Setup Failed Transfer, clause 9.3.4.15.
func PathSwitchSetupFailed(cause *ie.Cause) ([]byte, error) {
	return marshal(&ie.PathSwitchRequestSetupFailedTransfer{Cause: cause})
}

// HandoverAllocationFailed is the Handover Resource Allocation Unsuccessful Transfer, clause 9.3.4.19.
func HandoverAllocationFailed(cause *ie.Cause) ([]byte, error) {
	return marshal(&ie.HandoverResourceAllocationUnsuccessfulTransfer{Cause: cause})
}

// HandoverPreparationFailed is the Handover Preparation Unsuccessful Transfer, clause 9.3.4.18.
func HandoverPreparationFailed(cause *ie.Cause) ([]byte, error) {
	return marshal(&ie.HandoverPreparationUnsuccessfulTransfer{Cause: cause})
}

// SourceToTarget is the Source NG-RAN Node to Target NG-RAN Node Transparent Container, clause 9.3.1.29.
type SourceToTarget struct {
	// RRC is HandoverPreparationInformation.
	RRC []byte
	// Sessions have resources at the source gNB; packets of each flow are proposed to be forwarded.
	Sessions []SourceSession
	// Target is the cell, Visited the one that the UE comes from.
	Target, Visited event.Location
}

// SourceSession is a PDU session of a SourceToTarget.
type SourceSession struct {
	ID, QFI uint8
}

func cgi(l event.Location) *ie.NGRANCGI {
	return &ie.NGRANCGI{Choice: &ie.NRCGI{PLMNIdentity: PLMN(l.NCGIPLMN), NRCellIdentity: &ie.NRCellIdentity{Value: bits(l.NRCellID, 36)}}}
}

func parseCGI(c *ie.NGRANCGI) (event.Location, error) {
	if c == nil {
		return event.Location{}, fmt.Errorf("NG-RAN CGI: %w", errMissing)
	}
	nr, ok := c.Choice.(*ie.NRCGI)
	if !ok || nr == nil || nr.NRCellIdentity == nil {
		return event.Location{}, fmt.Errorf("NG-RAN CGI: not NR but %T", c.Choice)
	}
	p, err := ParsePLMN(nr.PLMNIdentity)
	if err != nil {
		return event.Location{}, err
	}
	cell, err := uintOf(nr.NRCellIdentity.Value, 36)
	return event.Location{NCGIPLMN: p, NRCellID: cell}, err
}

// MarshalBinary encodes the container.
func (s SourceToTarget) MarshalBinary() ([]byte, error) {
	t := &ie.SourceNGRANNodeToTargetNGRANNodeTransparentContainer{
		RRCContainer: &ie.RRCContainer{Value: s.RRC}, TargetCellID: cgi(s.Target),
		UEHistoryInformation: &ie.UEHistoryInformation{List: []ie.LastVisitedCellItem{{
			LastVisitedCellInformation: &ie.LastVisitedCellInformation{Choice: &ie.LastVisitedNGRANCellInformation{
				GlobalCellID: cgi(s.Visited), CellType: &ie.CellType{CellSize: &ie.CellSize{Value: ie.CellSizePresentMedium}},
				TimeUEStayedInCell: &ie.TimeUEStayedInCell{Value: 1},
			}},
		}}},
	}
	if len(s.Sessions) > 0 {
		t.PDUSessionResourceInformationList = &ie.PDUSessionResourceInformationList{}
		for _, x := range s.Sessions {
			t.PDUSessionResourceInformationList.List = append(t.PDUSessionResourceInformationList.List, ie.PDUSessionResourceInformationItem{
				PDUSessionID: &ie.PDUSessionID{Value: int64(x.ID)},
				QosFlowInformationList: &ie.QosFlowInformationList{List: []ie.QosFlowInformationItem{{
					QosFlowIdentifier: &ie.QosFlowIdentifier{Value: int64(x.QFI)},
					DLForwarding:      &ie.DLForwarding{Value: ie.DLForwardingPresentDlForwardingProposed},
				}}},
			})
		}
	}
	return marshal(t)
}

// ParseSourceToTarget decodes the container.
func ParseSourceToTarget(b []byte) (SourceToTarget, error) {
	var t ie.SourceNGRANNodeToTargetNGRANNodeTransparentContainer
	var s SourceToTarget
	err := unmarshal(b, &t)
	if err == nil && (t.RRCContainer == nil || t.UEHistoryInformation == nil) {
		err = fmt.Errorf("RRC container or history: %w", errMissing)
	}
	if err == nil {
		s.RRC = t.RRCContainer.Value
		s.Target, err = parseCGI(t.TargetCellID)
	}
	if err != nil {
		return SourceToTarget{}, fmt.Errorf("ngap: source to target container: %w", err)
	}
	if l := t.PDUSessionResourceInformationList; l != nil {
		for _, item := range l.List {
			x := SourceSession{}
			if item.PDUSessionID != nil {
				x.ID = uint8(item.PDUSessionID.Value)
			}
			if f := item.QosFlowInformationList; f != nil && len(f.List) > 0 && f.List[0].QosFlowIdentifier != nil {
				x.QFI = uint8(f.List[0].QosFlowIdentifier.Value)
			}
			s.Sessions = append(s.Sessions, x)
		}
	}
	return s, nil
}

// TargetToSource encodes the Target NG-RAN Node to Source NG-RAN Node Transparent Container, clause 9.3.1.30, with a
// HandoverCommand of RRC.
func TargetToSource(rrc []byte) ([]byte, error) {
	return marshal(&ie.TargetNGRANNodeToSourceNGRANNodeTransparentContainer{RRCContainer: &ie.RRCContainer{Value: rrc}})
}

// ParseTargetToSource decodes the container.
func ParseTargetToSource(b []byte) (rrc []byte, err error) {
	var t ie.TargetNGRANNodeToSourceNGRANNodeTransparentContainer
	if err = unmarshal(b, &t); err == nil && t.RRCContainer == nil {
		err = fmt.Errorf("RRC container: %w", errMissing)
	}
	if err != nil {
		return nil, fmt.Errorf("ngap: target to source container: %w", err)
	}
	return t.RRCContainer.Value, nil
}

// NextHop encodes {NH, NCC}, clause 9.3.1.88.
func NextHop(nh [32]byte, ncc uint8) *ie.SecurityContext {
	return &ie.SecurityContext{NextHopChainingCount: &ie.NextHopChainingCount{Value: int64(ncc)}, NextHopNH: SecurityKey(nh)}
}

// ParseNextHop decodes {NH, NCC}.
func ParseNextHop(s *ie.SecurityContext) (nh [32]byte, ncc uint8, err error) {
	if s == nil || s.NextHopChainingCount == nil {
		return nh, 0, fmt.Errorf("ngap: security context: %w", errMissing)
	}
	nh, ok := ParseSecurityKey(s.NextHopNH)
	if !ok {
		return nh, 0, errors.New("ngap: security context: NH has not 256 bits")
	}
	return nh, uint8(s.NextHopChainingCount.Value), nil
}

// TargetGNB encodes the target of a handover, clause 9.3.1.25.
func TargetGNB(plmn event.PLMN, id uint32, length int, tai event.TAI) *ie.TargetID {
	return &ie.TargetID{Choice: &ie.TargetRANNodeID{GlobalRANNodeID: GNBID(plmn, id, length), SelectedTAI: TAI(tai)}}
}

// GNBName is what identifies a gNB in a table: its global identifier.
type GNBName struct {
	PLMN   event.PLMN
	ID     uint32
	Length int
}

// ParseGNBID decodes a global gNB identifier.
func ParseGNBID(g *ie.GlobalRANNodeID) (GNBName, error) {
	if g == nil {
		return GNBName{}, fmt.Errorf("ngap: global RAN node ID: %w", errMissing)
	}
	n, ok := g.Choice.(*ie.GlobalGNBID)
	if !ok || n == nil || n.GNBID == nil {
		return GNBName{}, fmt.Errorf("ngap: global RAN node ID: not a gNB but %T", g.Choice)
	}
	id, ok := n.GNBID.Choice.(*ie.GNBIDForGNBID)
	if !ok || id == nil || id.Value.BitLength < 22 || id.Value.BitLength > 32 {
		return GNBName{}, errors.New("ngap: gNB ID has not 22 to 32 bits")
	}
	p, err := ParsePLMN(n.PLMNIdentity)
	if err != nil {
		return GNBName{}, err
	}
	v, err := uintOf(id.Value, uint(id.Value.BitLength))
	return GNBName{PLMN: p, ID: uint32(v), Length: int(id.Value.BitLength)}, err
}

// ParseTargetGNB decodes the target of a handover.
func ParseTargetGNB(t *ie.TargetID) (GNBName, event.TAI, error) {
	if t == nil {
		return GNBName{}, event.TAI{}, fmt.Errorf("ngap: target ID: %w", errMissing)
	}
	n, ok := t.Choice.(*ie.TargetRANNodeID)
	if !ok || n == nil {
		return GNBName{}, event.TAI{}, fmt.Errorf("ngap: target ID: not an NG-RAN node but %T", t.Choice)
	}
	g, err := ParseGNBID(n.GlobalRANNodeID)
	if err != nil {
		return g, event.TAI{}, err
	}
	tai, err := ParseTAI(n.SelectedTAI)
	return g, tai, err
}

// SameCapabilities says whether two UE security capabilities are alike.
func SameCapabilities(a, b *ie.UESecurityCapabilities) bool {
	if a == nil || b == nil || a.NRencryptionAlgorithms == nil || b.NRencryptionAlgorithms == nil ||
		a.NRintegrityProtectionAlgorithms == nil || b.NRintegrityProtectionAlgorithms == nil {
		return false
	}
	return string(a.NRencryptionAlgorithms.Value.Bytes) == string(b.NRencryptionAlgorithms.Value.Bytes) &&
		string(a.NRintegrityProtectionAlgorithms.Value.Bytes) == string(b.NRintegrityProtectionAlgorithms.Value.Bytes)
}
