package ngap

import (
	"fmt"

	"github.com/free5gc/ngap/ie"
)

// Flow is a QoS flow with a standardized 5QI.
type Flow struct{ QFI, FiveQI uint8 }

// ModifyRequest is the PDU Session Resource Modify Request Transfer, TS 38.413 R17 clause 9.3.4.3.
type ModifyRequest struct {
	Add []Flow
	// Release are QoS flow identifiers.
	Release []uint8
}

// ModifyResponse is the PDU Session Resource Modify Response Transfer, clause 9.3.4.4.
type ModifyResponse struct {
	// Added and Failed are QoS flow identifiers.
	Added, Failed []uint8
}

// levelParameters are those of a QoS flow with a standardized 5QI, clause 9.3.1.12.
func levelParameters(fiveQI uint8) *ie.QosFlowLevelQosParameters {
	return &ie.QosFlowLevelQosParameters{
		QosCharacteristics: &ie.QosCharacteristics{Choice: &ie.NonDynamic5QIDescriptor{FiveQI: &ie.FiveQI{Value: int64(fiveQI)}}},
		AllocationAndRetentionPriority: &ie.AllocationAndRetentionPriority{
			PriorityLevelARP:        &ie.PriorityLevelARP{Value: 8},
			PreEmptionCapability:    &ie.PreEmptionCapability{Value: ie.PreEmptionCapabilityPresentShallNotTriggerPreEmption},
			PreEmptionVulnerability: &ie.PreEmptionVulnerability{Value: ie.PreEmptionVulnerabilityPresentNotPreEmptable},
		},
	}
}

func parseFlow(id *ie.QosFlowIdentifier, q *ie.QosFlowLevelQosParameters) (f Flow) {
	if id != nil {
		f.QFI = uint8(id.Value)
	}
	if q != nil && q.QosCharacteristics != nil {
		if d, ok := q.QosCharacteristics.Choice.(*ie.NonDynamic5QIDescriptor); ok && d.FiveQI != nil {
			f.FiveQI = uint8(d.FiveQI.Value)
		}
	}
	return f
}

// MarshalBinary encodes the transfer.
func (r ModifyRequest) MarshalBinary() ([]byte, error) {
	var list []ie.PDUSessionResourceModifyRequestTransferIEs
	if len(r.Add) > 0 {
		add := &ie.QosFlowAddOrModifyRequestList{}
		for _, f := range r.Add {
			add.List = append(add.List, ie.QosFlowAddOrModifyRequestItem{
				QosFlowIdentifier: &ie.QosFlowIdentifier{Value: int64(f.QFI)}, QosFlowLevelQosParameters: levelParameters(f.FiveQI),
			})
		}
		list = append(list, ie.PDUSessionResourceModifyRequestTransferIEs{QosFlowAddOrModifyRequestList: add})
	}
	if len(r.Release) > 0 {
		list = append(list, ie.PDUSessionResourceModifyRequestTransferIEs{QosFlowToReleaseList: flowsWithCause(r.Release, NASCause(ie.CauseNasPresentNormalRelease))})
	}
	return marshal(&ie.PDUSessionResourceModifyRequestTransfer{
		ProtocolIEs: &ie.ProtocolIEContainerPDUSessionResourceModifyRequestTransferIEs{List: list},
	})
}

func flowsWithCause(qfis []uint8, cause *ie.Cause) *ie.QosFlowListWithCause {
	l := &ie.QosFlowListWithCause{}
	for _, q := range qfis {
		l.List = append(l.List, ie.QosFlowWithCauseItem{QosFlowIdentifier: &ie.QosFlowIdentifier{Value: int64(q)}, Cause: cause})
	}
	return l
}

func parseFlowsWithCause(l *ie.QosFlowListWithCause) (out []uint8) {
	if l == nil {
		return nil
	}
	for _, i := range l.List {
		if i.QosFlowIdentifier != nil {
			out = append(out, uint8(i.QosFlowIdentifier.Value))
		}
	}
	return out
}

// ParseModifyRequest decodes the transfer.
func ParseModifyRequest(b []byte) (ModifyRequest, error) {
	var t ie.PDUSessionResourceModifyRequestTransfer
	if err := unmarshal(b, &t); err != nil {
		return ModifyRequest{}, fmt.Errorf("ngap: modify request transfer: %w", err)
	}
	var r ModifyRequest
	for i := range t.ProtocolIEs.List {
		e := &t.ProtocolIEs.List[i]
		if l := e.QosFlowAddOrModifyRequestList; l != nil {
			for _, item := range l.List {
				if item.QosFlowIdentifier == nil {
					continue
				}
				r.Add = append(r.Add, parseFlow(item.QosFlowIdentifier, item.QosFlowLevelQosParameters))
			}
		}
		r.Release = append(r.Release, parseFlowsWithCause(e.QosFlowToReleaseList)...)
	}
	return r, nil
}

// MarshalBinary encodes the transfer.
func (r ModifyResponse) MarshalBinary() ([]byte, error) {
	t := &ie.PDUSessionResourceModifyResponseTransfer{}
	if len(r.Added) > 0 {
		t.QosFlowAddOrModifyResponseList = &ie.QosFlowAddOrModifyResponseList{}
		for _, q := range r.Added {
			t.QosFlowAddOrModifyResponseList.List = append(t.QosFlowAddOrModifyResponseList.List,
				ie.QosFlowAddOrModifyResponseItem{QosFlowIdentifier: &ie.QosFlowIdentifier{Value: int64(q)}})
		}
	}
	if len(r.Failed) > 0 {
		t.QosFlowFailedToAddOrModifyList = flowsWithCause(r.Failed, RadioCause(ie.CauseRadioNetworkPresentUnspecified))
	}
	return marshal(t)
}

// ParseModifyResponse decodes the transfer.
func ParseModifyResponse(b []byte) (ModifyResponse, error) {
	var t ie.PDUSessionResourceModifyResponseTransfer
	if err := unmarshal(b, &t); err != nil {
		return ModifyResponse{}, fmt.Errorf("ngap: modify response transfer: %w", err)
	}
	r := ModifyResponse{Failed: parseFlowsWithCause(t.QosFlowFailedToAddOrModifyList)}
	if l := t.QosFlowAddOrModifyResponseList; l != nil {
		for _, i := range l.List {
			if i.QosFlowIdentifier != nil {
				r.Added = append(r.Added, uint8(i.QosFlowIdentifier.Value))
			}
		}
	}
	return r, nil
}

// ModifyFailed is the PDU Session Resource Modify Unsuccessful Transfer, clause 9.3.4.17.
func ModifyFailed(cause *ie.Cause) ([]byte, error) {
	return marshal(&ie.PDUSessionResourceModifyUnsuccessfulTransfer{Cause: cause})
}
