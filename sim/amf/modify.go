package amf

import (
	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/free5gc/openapi/models"
)

// modifyRequest is PDU SESSION RESOURCE MODIFY REQUEST, TS 38.413 R17 clause 8.2.3.
func modifyRequest(amfID *ie.AMFUENGAPID, ranID *ie.RANUENGAPID, session uint8, pdu *ie.NASPDU, transfer *aper.OctetString) message.Message {
	return &message.PDUSessionResourceModifyRequest{
		AMFUENGAPID: amfID, RANUENGAPID: ranID,
		PDUSessionResourceModifyListModReq: &ie.PDUSessionResourceModifyListModReq{List: []ie.PDUSessionResourceModifyItemModReq{{
			PDUSessionID: &ie.PDUSessionID{Value: int64(session)}, NASPDU: pdu, PDUSessionResourceModifyRequestTransfer: transfer,
		}}},
	}
}

// sessionsModified is PDU SESSION RESOURCE MODIFY RESPONSE.
func (as *association) sessionsModified(m *message.PDUSessionResourceModifyResponse) {
	as.deliver(m.AMFUENGAPID, m.RANUENGAPID, func(u *ueContext) {
		if l := m.PDUSessionResourceModifyListModRes; l != nil {
			for _, item := range l.List {
				u.n2Answer(item.PDUSessionID, item.PDUSessionResourceModifyResponseTransfer, models.N2SmInfoType_PDU_RES_MOD_RSP)
			}
		}
		if l := m.PDUSessionResourceFailedToModifyListModRes; l != nil {
			for _, item := range l.List {
				u.n2Answer(item.PDUSessionID, item.PDUSessionResourceModifyUnsuccessfulTransfer, models.N2SmInfoType_PDU_RES_MOD_FAIL)
			}
		}
	})
}
