package ue

import (
	"bytes"
	"fmt"

	"github.com/free5gc/nas/nasMessage"

	"lilab/sim/nas"
)

// dlTransport is DL NAS TRANSPORT, TS 24.501 R17 clause 5.4.5.3.
func (u *UE) dlTransport(m *nasMessage.DLNASTransport) {
	if m.SpareHalfOctetAndPayloadContainerType.Octet&0xf == nas.PayloadSMS && u.cfg.SMSCentre != "" {
		u.messages.exchange.Take(m.PayloadContainer.Buffer)
		return
	}
	if m.SpareHalfOctetAndPayloadContainerType.Octet&0xf != nas.PayloadN1SM || m.PduSessionID2Value == nil {
		u.cfg.Log.Error("DL NAS TRANSPORT with a payload that is not supported")
		return
	}
	s := u.sessions[m.PduSessionID2Value.Octet]
	if m.Cause5GMM != nil {
		if s != nil {
			s.end(sessionAnswer{err: &SessionError{Procedure: s.procedure, MMCause: m.Cause5GMM.Octet}})
		}
		return
	}
	n1 := m.PayloadContainer.Buffer
	h, err := nas.ParseSMHeader(n1)
	if err != nil {
		u.cfg.Log.Error("N1 SM container", "err", err)
		return
	}
	if s == nil || s.ID != h.Session {
		// TS 24.501 R17 clause 7.3.2 c.
		u.cfg.Log.Error("5GSM message for no session here", "session", h.Session, "type", h.Type)
		u.sendSM(h.Session, nas.SMStatus(h.Session, h.PTI, nas.SMCauseInvalidPDUSessionID))
		return
	}
	g, err := nas.DecodeSM(n1)
	if err != nil {
		u.cfg.Log.Error("5GSM message not understood", "err", err)
		u.sendSM(s.ID, nas.SMStatus(s.ID, h.PTI, nas.SMCauseInvalidMandatoryInfo))
		return
	}
	switch {
	case g.PDUSessionEstablishmentAccept != nil && h.PTI == s.pti:
		a, err := nas.ParseAccept(g.PDUSessionEstablishmentAccept)
		if err != nil {
			u.cfg.Log.Error("PDU SESSION ESTABLISHMENT ACCEPT", "err", err)
			s.end(sessionAnswer{err: fmt.Errorf("ue: %w", err)})
			return
		}
		s.frames.on.Store(framed(a.Type))
		u.route(s.ID, s)
		s.end(sessionAnswer{accept: &a})
	case g.PDUSessionEstablishmentReject != nil && h.PTI == s.pti:
		s.end(sessionAnswer{err: &SessionError{Procedure: "establishment", Cause: g.PDUSessionEstablishmentReject.Cause5GSM.Octet}})
	case g.PDUSessionReleaseReject != nil && h.PTI == s.pti:
		s.end(sessionAnswer{err: &SessionError{Procedure: "release", Cause: g.PDUSessionReleaseReject.Cause5GSM.Octet}})
	case g.PDUSessionModificationReject != nil && h.PTI == s.pti:
		s.end(sessionAnswer{err: &SessionError{Procedure: "modification", Cause: g.PDUSessionModificationReject.Cause5GSM.Octet}})
	case g.PDUSessionModificationCommand != nil:
		u.modified(s, h.PTI, g.PDUSessionModificationCommand)
	case g.PDUSessionReleaseCommand != nil:
		u.sendSM(s.ID, nas.ReleaseComplete(s.ID, h.PTI))
		u.forgetSession(s)
		s.end(sessionAnswer{})
	case g.Status5GSM != nil:
		u.cfg.Log.Error("5GSM STATUS of the network", "cause", g.Status5GSM.Cause5GSM.Octet)
	default:
		u.cfg.Log.Error("5GSM message does not fit", "type", h.Type)
		u.sendSM(s.ID, nas.SMStatus(s.ID, h.PTI, nas.SMCauseMessageTypeIncompatible))
	}
}

// end ends the procedure in progress, if there is one.
func (s *Session) end(a sessionAnswer) {
	select {
	case s.answer <- a:
	default:
	}
}

// sendSM sends a 5GSM message about a session.
func (u *UE) sendSM(session uint8, encode func(*bytes.Buffer) error) {
	n1, err := nas.Encode(encode)
	if err != nil {
		u.cfg.Log.Error("5GSM message", "err", err)
		return
	}
	u.sendMessage(nas.ULTransport(session, n1, 0, "", nil))
}
