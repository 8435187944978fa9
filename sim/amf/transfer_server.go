package amf

import (
	"net/http"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/openapi/models"

	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// contextNamed finds the UE of a ueContextId that is a 5G-GUTI of this AMF or a SUPI.
func (a *AMF) contextNamed(id string) (*ueContext, *sbi.Problem) {
	g, ok := sbi.ParseGUTIContext(id)
	if !ok {
		return a.contextOf(id)
	}
	if sbi.SamePLMN(g.PLMN, a.cfg.PLMN) {
		g.PLMN = a.cfg.PLMN
	}
	var u *ueContext
	if a.owns(g) {
		a.mu.Lock()
		u = a.byTMSI[g.TMSI]
		a.mu.Unlock()
	}
	if u == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no UE has that 5G-GUTI here")
	}
	return u, nil
}

// within runs f in a context and waits for it. A context that is forgotten before is not found.
func (a *AMF) within(r *sbi.Request, u *ueContext, f func() (*sbi.Reply, error)) (*sbi.Reply, error) {
	type outcome struct {
		reply *sbi.Reply
		err   error
	}
	done := make(chan outcome, 1)
	if !u.enqueue(job{
		run: func() {
			reply, err := f()
			done <- outcome{reply, err}
		},
		orphan: func() {
			done <- outcome{err: sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "the UE is not registered here any more")}
		},
	}, true) {
		return nil, sbi.NewProblem(http.StatusServiceUnavailable, sbi.CauseNFCongestion, "too many requests for this UE")
	}
	select {
	case o := <-done:
		return o.reply, o.err
	case <-r.Context().Done():
	case <-a.ctx.Done():
	}
	return nil, sbi.NewProblem(http.StatusServiceUnavailable, sbi.CauseNFCongestion, "closing, or no time")
}

// transferContext is Namf_Communication_UEContextTransfer, TS 29.518 R17 clause 5.2.2.2.1: another AMF asks for the context of a UE that has
// come to it. The registration request proves that it has. No key is given away: the other AMF authenticates the UE.
func (a *AMF) transferContext(r *sbi.Request) (*sbi.Reply, error) {
	u, problem := a.contextNamed(r.Param(0))
	if problem != nil {
		return nil, problem
	}
	var in models.UeContextTransferReqData
	parts, err := r.DecodeParts(&in)
	if err != nil {
		return nil, err
	}
	switch {
	case in.AccessType != models.AccessType__3_GPP_ACCESS:
		return nil, sbi.Incorrect("/accessType", "only 3GPP_ACCESS is served")
	case in.Reason != models.TransferReason_MOBI_REG && in.Reason != models.TransferReason_INIT_REG:
		// A UE that another AMF has validated by itself is taken over with the UDM's notification.
		return nil, sbi.Incorrect("/reason", "is not INIT_REG or MOBI_REG")
	case in.RegRequest == nil || in.RegRequest.N1MessageContent == nil:
		return nil, sbi.Missing("/regRequest")
	case in.RegRequest.N1MessageClass != models.N1MessageClass__5_GMM:
		return nil, sbi.Incorrect("/regRequest/n1MessageClass", "is not 5GMM")
	}
	pdu := sbi.FindPart(parts, in.RegRequest.N1MessageContent.ContentId)
	return a.within(r, u, func() (*sbi.Reply, error) {
		if u.state != registered || u.supi == "" || u.emergency {
			return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "the UE is not registered here")
		}
		if err := u.proves(pdu); err != nil {
			u.log().Error("UE context asked for by another AMF", "guti", u.guti, "err", err)
			return nil, sbi.NewProblem(http.StatusForbidden, sbi.CauseIntegrityCheckFail, "the registration request is not the UE's")
		}
		c := &models.UeContext{Supi: sbi.SUPI(u.supi), MmContextList: []models.MmContext{{
			AccessType: models.AccessType__3_GPP_ACCESS, UeSecurityCapability: capabilityText(u.capability),
		}}}
		for _, s := range u.allowed {
			c.MmContextList[0].AllowedNssai = append(c.MmContextList[0].AllowedNssai, *sbi.SNSSAI(s))
		}
		if u.pei != "" {
			c.Pei = peiName(u.pei)
		}
		if u.gpsi != "" {
			c.GpsiList = []string{sbi.GPSI(u.gpsi)}
		}
		if in.Reason == models.TransferReason_MOBI_REG {
			c.SessionContextList = u.sessionContexts()
		}
		return &sbi.Reply{Body: &models.UeContextTransferRspData{UeContext: c}}, nil
	})
}

// proves says whether a PDU is a registration request of the UE, by its security context.
func (u *ueContext) proves(pdu []byte) error {
	h, err := nas.ParseHeader(pdu)
	if err != nil {
		return err
	}
	if u.sec == nil || h.Type == nas.Plain || initialIdentity(h.Body) == nil {
		return nas.ErrIntegrity
	}
	_, err = u.sec.Open(nas.Uplink, pdu, h)
	return err
}

// sessionContexts are the sessions of the UE for another AMF, in the order of their identities. One with a V-SMF has vsmfId; hsmfId is the
// SMF of its anchor.
func (u *ueContext) sessionContexts() []models.PduSessionContext {
	var out []models.PduSessionContext
	for id := range uint8(16) {
		s := u.sessions[id]
		if s == nil {
			continue
		}
		c := models.PduSessionContext{
			PduSessionId: int32(id), SmContextRef: s.ref, SNssai: sbi.SNSSAI(s.slice), Dnn: s.made.Dnn, AccessType: models.AccessType__3_GPP_ACCESS,
		}
		if c.HsmfId = s.smf; s.made.HSmfUri != "" {
			c.HsmfId, c.VsmfId = s.made.HSmfId, s.smf
		}
		out = append(out, c)
	}
	return out
}

// updateTransfer is Namf_Communication_RegistrationStatusUpdate, TS 29.518 R17 clause 5.2.2.2.2. When the UE is with the other AMF its
// sessions are not this one's any more, and its connection is released. The registration ends with the notification of the UDM.
func (a *AMF) updateTransfer(r *sbi.Request) (*sbi.Reply, error) {
	u, problem := a.contextNamed(r.Param(0))
	if problem != nil {
		return nil, problem
	}
	var in models.UeRegStatusUpdateReqData
	if _, err := r.DecodeParts(&in); err != nil {
		return nil, err
	}
	switch in.TransferStatus {
	case models.UeContextTransferStatus_TRANSFERRED, models.UeContextTransferStatus_NOT_TRANSFERRED:
	case "":
		return nil, sbi.Missing("/transferStatus")
	default:
		return nil, sbi.Incorrect("/transferStatus", "is not TRANSFERRED or NOT_TRANSFERRED")
	}
	return a.within(r, u, func() (*sbi.Reply, error) {
		done := &sbi.Reply{Body: &models.UeRegStatusUpdateRspData{RegStatusTransferComplete: true}}
		if in.TransferStatus == models.UeContextTransferStatus_NOT_TRANSFERRED {
			return done, nil
		}
		if u.state != registered {
			return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "the UE is not registered here")
		}
		u.gone(in.ToReleaseSessionList)
		return done, nil
	})
}

// gone lets a UE go that another AMF serves. The sessions in the list are released, the others go on elsewhere.
func (u *ueContext) gone(toRelease []int32) {
	u.stop()
	u.release(ngap.RadioCause(ie.CauseRadioNetworkPresentReleaseDueToCnDetectedMobility))
	going := map[uint8]*smContext{}
	for id, s := range u.sessions {
		going[id] = s
	}
	for _, id := range toRelease {
		if id > 0 && id < 16 {
			delete(going, uint8(id))
		}
	}
	for id, s := range going {
		delete(u.sessions, id)
		u.forgetNext(s)
		if s.made.HSmfUri != "" {
			u.releaseOnly(s.ref, id)
		}
	}
	u.releaseSessions()
	u.deactivateSMS()
	u.idle()
}
