package amf

import (
	"github.com/free5gc/openapi/models"

	"lilab/sim/sbi"
)

// destination is an SMF that takes a session over.
type destination struct{ root, instance string }

// mover says whether a request takes a home-routed session out of the area of its V-SMF, and to which one (TS 23.502 R17 clauses
// 4.23.4.3, 4.23.7.3 and 4.23.11.3). Where no SMF serves the place, the one that there is tries. There is no I-SMF: sessions that are
// not home-routed stay with their SMF.
func (u *ueContext) mover(s *smContext, in *models.SmfPduSessionSmContextUpdateData) (destination, bool) {
	if s.made.HSmfUri == "" || s.next != nil {
		return destination{}, false
	}
	tai := u.location.TAI
	switch {
	case in.N2SmInfoType == models.N2SmInfoType_PATH_SWITCH_REQ, in.UpCnxState == models.UpCnxState_ACTIVATING:
	case in.HoState == models.HoState_PREPARING && u.hoTarget != nil:
		tai = *u.hoTarget
	default:
		return destination{}, false
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	root, instance, err := u.a.cfg.Sessions.FindSMFServing(ctx, u.a.cfg.PLMN, tai, s.smf)
	if err != nil {
		u.log().Error("no SMF for the tracking area", "tac", tai.TAC, "err", err)
		return destination{}, false
	}
	return destination{root, instance}, instance != s.smf
}

// moveSession is Nsmf_PDUSession_CreateSMContext at the new V-SMF, which asks the old one for the SM context.
func (u *ueContext) moveSession(s *smContext, to destination, in *models.SmfPduSessionSmContextUpdateData, parts []sbi.Part) (n1, n2 []byte, kind string, err error) {
	u.smContexts++
	create := s.made
	create.RequestType, create.N1SmMsg = models.RequestType_EXISTING_PDU_SESSION, nil
	create.SmContextRef, create.SmContextSmfId = s.ref, s.smf
	create.UeLocation, create.SmContextStatusUri = in.UeLocation, u.a.cfg.CallbackURI+smStatusPath(u.contextID(), u.smContexts)
	create.N2SmInfo, create.N2SmInfoType, create.HoState, create.TargetId, create.UpCnxState = in.N2SmInfo, in.N2SmInfoType, in.HoState, in.TargetId, in.UpCnxState
	ctx, cancel := u.homeContext()
	defer cancel()
	ref, out, got, err := u.a.cfg.Sessions.MoveSMContext(ctx, to.root, &create, parts)
	if err != nil {
		u.log().Error("Nsmf_PDUSession_CreateSMContext at another V-SMF", "session", s.id, "err", err)
		return nil, nil, "", err
	}
	s.next = &smContext{ref: ref, smf: to.instance, number: u.smContexts}
	if in.HoState == "" {
		u.leave(s)
	}
	if out.N2SmInfo != nil {
		n2 = sbi.FindPart(got, out.N2SmInfo.ContentId)
	}
	return nil, n2, string(out.N2SmInfoType), nil
}

// settle ends a handover at the SMFs.
func (u *ueContext) settle(s *smContext, in *models.SmfPduSessionSmContextUpdateData) {
	switch {
	case s.next == nil:
	case in.HoState == models.HoState_COMPLETED:
		u.leave(s)
	case in.HoState == models.HoState_CANCELLED, in.N2SmInfoType == models.N2SmInfoType_HANDOVER_RES_ALLOC_FAIL:
		u.forgetNext(s)
	}
}

// leave makes the new V-SMF that of the session. The old one is told that the session goes on.
func (u *ueContext) leave(s *smContext) {
	old := *s
	s.ref, s.smf, s.number, s.next = s.next.ref, s.next.smf, s.next.number, nil
	u.releaseOnly(old.ref, s.id)
}

// forgetNext gives up what a handover had prepared at another V-SMF.
func (u *ueContext) forgetNext(s *smContext) {
	if s.next != nil {
		ref := s.next.ref
		s.next = nil
		u.releaseOnly(ref, s.id)
	}
}

// releaseOnly is Nsmf_PDUSession_ReleaseSMContext of a V-SMF alone.
func (u *ueContext) releaseOnly(ref string, id uint8) {
	ctx, cancel := u.homeContext()
	defer cancel()
	err := u.a.cfg.Sessions.ReleaseSMContext(ctx, ref, &models.SmfPduSessionSmContextReleaseData{VsmfReleaseOnly: true})
	if err != nil && u.a.ctx.Err() == nil {
		u.log().Error("Nsmf_PDUSession_ReleaseSMContext", "session", id, "err", err)
	}
}
