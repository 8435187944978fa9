package gnb

import (
	"math/bits"
	"sync/atomic"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/ngap"
)

// flowSet are the QoS flows of a PDU session beside the default one; bit n is QFI n.
type flowSet struct{ bits atomic.Uint64 }

func (f *flowSet) set(flows []ngap.Flow) {
	var b uint64
	for _, x := range flows {
		b |= 1 << (x.QFI & 0x3f)
	}
	f.bits.Store(b)
}

// flow is the QoS flow that a packet goes through: the wanted one if the session has it.
func (f *flowSet) flow(want, otherwise uint8) uint8 {
	if want < 64 && f.bits.Load()&(1<<want) != 0 {
		return want
	}
	return otherwise
}

// list are all QoS flows, the default one first.
func (f *flowSet) list(first uint8) []uint8 {
	out := []uint8{first}
	for b := f.bits.Load() &^ (1 << first); b != 0; b &= b - 1 {
		out = append(out, uint8(bits.TrailingZeros64(b)))
	}
	return out
}

// more are those beside the default one, for another gNB; without 5QI, which is the SMF's to tell.
func (f *flowSet) more(first uint8) (out []ngap.Flow) {
	for _, q := range f.list(first)[1:] {
		out = append(out, ngap.Flow{QFI: q})
	}
	return out
}

// SendPacket sends an uplink packet of a PDU session through its default QoS flow. It does not keep the packet.
func (c *Connection) SendPacket(session uint8, packet []byte) error {
	return c.SendFlowPacket(session, 0, packet)
}

// sessionModify is PDU SESSION RESOURCE MODIFY REQUEST, TS 38.413 R17 clause 8.2.3.
func (g *GNB) sessionModify(c *Connection, m *message.PDUSessionResourceModifyRequest) {
	answer := &message.PDUSessionResourceModifyResponse{AMFUENGAPID: m.AMFUENGAPID, RANUENGAPID: m.RANUENGAPID}
	if m.PDUSessionResourceModifyListModReq == nil {
		return
	}
	var deliver []*ie.NASPDU
	for _, item := range m.PDUSessionResourceModifyListModReq.List {
		if item.PDUSessionID == nil || item.PDUSessionResourceModifyRequestTransfer == nil {
			continue
		}
		transfer, cause := g.modifyBearer(c, uint8(item.PDUSessionID.Value), *item.PDUSessionResourceModifyRequestTransfer)
		if cause != nil {
			failed, err := ngap.ModifyFailed(cause)
			if err != nil {
				g.cfg.Log.Error("gnb: modify unsuccessful transfer", "err", err)
				continue
			}
			if answer.PDUSessionResourceFailedToModifyListModRes == nil {
				answer.PDUSessionResourceFailedToModifyListModRes = &ie.PDUSessionResourceFailedToModifyListModRes{}
			}
			octets := aper.OctetString(failed)
			answer.PDUSessionResourceFailedToModifyListModRes.List = append(answer.PDUSessionResourceFailedToModifyListModRes.List,
				ie.PDUSessionResourceFailedToModifyItemModRes{PDUSessionID: item.PDUSessionID, PDUSessionResourceModifyUnsuccessfulTransfer: &octets})
			continue
		}
		if answer.PDUSessionResourceModifyListModRes == nil {
			answer.PDUSessionResourceModifyListModRes = &ie.PDUSessionResourceModifyListModRes{}
		}
		octets := aper.OctetString(transfer)
		answer.PDUSessionResourceModifyListModRes.List = append(answer.PDUSessionResourceModifyListModRes.List,
			ie.PDUSessionResourceModifyItemModRes{PDUSessionID: item.PDUSessionID, PDUSessionResourceModifyResponseTransfer: &octets})
		if item.NASPDU != nil {
			deliver = append(deliver, item.NASPDU)
		}
	}
	g.tell(ngap.Stream(c.ranID), answer)
	// What the gNB could not do is not told to the UE (TS 38.413 R17 clause 8.2.3.2).
	for _, pdu := range deliver {
		g.downlink(c, pdu)
	}
}

// modifyBearer changes the QoS flows of a session and returns the response transfer, or a cause.
func (g *GNB) modifyBearer(c *Connection, id uint8, transfer []byte) ([]byte, *ie.Cause) {
	req, err := ngap.ParseModifyRequest(transfer)
	if err != nil {
		g.cfg.Log.Error("gnb: PDU session", "session", id, "err", err)
		return nil, ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	r := c.bearers[id]
	if r == nil {
		return nil, ngap.RadioCause(ie.CauseRadioNetworkPresentUnknownPDUSessionID)
	}
	now := r.flows.bits.Load()
	var resp ngap.ModifyResponse
	for _, q := range req.Release {
		if q == r.qfi || now&(1<<(q&0x3f)) == 0 {
			return nil, ngap.RadioCause(ie.CauseRadioNetworkPresentUnkownQosFlowID)
		}
		now &^= 1 << (q & 0x3f)
	}
	for _, f := range req.Add {
		if f.QFI != r.qfi {
			now |= 1 << (f.QFI & 0x3f)
		}
		resp.Added = append(resp.Added, f.QFI)
	}
	r.flows.bits.Store(now)
	b, err := resp.MarshalBinary()
	if err != nil {
		g.cfg.Log.Error("gnb: PDU session", "session", id, "err", err)
		return nil, ngap.ProtocolCause(ie.CauseProtocolPresentUnspecified)
	}
	return b, nil
}
