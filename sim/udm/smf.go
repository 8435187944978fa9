package udm

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// smfRegistration finds subscriber and PDU session identity of a path.
func (u *UDM) smfRegistration(r *sbi.Request) (*subscriber, uint8, error) {
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, 0, err
	}
	id, err := strconv.ParseUint(r.Param(1), 10, 8)
	if err != nil {
		return nil, 0, sbi.Incorrect("pduSessionId", "is not 0 to 255")
	}
	return s, uint8(id), nil
}

// registerSMF is Nudm_UECM_Registration of an SMF, TS 29.503 R17 clause 5.3.2.2.4. The SMF of a session that is home-routed is at
// home; one in local breakout is a partner's.
func (u *UDM) registerSMF(r *sbi.Request) (*sbi.Reply, error) {
	var in models.SmfRegistration
	if err := r.Decode(&in); err != nil {
		return nil, err
	}
	s, id, err := u.smfRegistration(r)
	switch {
	case err != nil:
		return nil, err
	case in.SmfInstanceId == "":
		return nil, sbi.Missing("/smfInstanceId")
	case in.SingleNssai == nil:
		return nil, sbi.Missing("/singleNssai")
	case in.PlmnId == nil:
		return nil, sbi.Missing("/plmnId")
	case in.Dnn == "" && !in.EmergencyServices:
		return nil, sbi.Missing("/dnn")
	case in.PduSessionId != int32(id):
		return nil, sbi.Incorrect("/pduSessionId", "is not that of the path")
	}
	plmn := event.PLMN{MCC: in.PlmnId.Mcc, MNC: in.PlmnId.Mnc}
	if !sbi.ValidPLMN(plmn) {
		return nil, sbi.Incorrect("/plmnId", "is not a PLMN")
	}
	if !sbi.SamePLMN(plmn, u.cfg.PLMN) && !u.breaksOut(in.Dnn, plmn) {
		return nil, sbi.Problemf(http.StatusForbidden, sbi.CauseRoamingNotAllowed, "no local breakout in %v", plmn)
	}
	now := u.cfg.Now()
	in.RegistrationTime = &now
	s.mu.Lock()
	_, had := s.smfs[id]
	if s.smfs == nil {
		s.smfs = map[uint8]*models.SmfRegistration{}
	}
	s.smfs[id] = &in
	s.mu.Unlock()
	if had {
		return &sbi.Reply{Status: http.StatusOK, Body: &in}, nil
	}
	return &sbi.Reply{
		Status: http.StatusCreated, Body: &in,
		Location: u.uri(fmt.Sprintf("/nudm-uecm/v1/%s/registrations/smf-registrations/%d", sbi.SUPI(s.SUPI), id)),
	}, nil
}

// deregisterSMF is Nudm_UECM_Deregistration of an SMF, TS 29.503 R17 clause 5.3.2.4.4.
func (u *UDM) deregisterSMF(r *sbi.Request) (*sbi.Reply, error) {
	s, id, err := u.smfRegistration(r)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	reg := s.smfs[id]
	who := r.QueryParam("smf-instance-id")
	if reg == nil || who != "" && !strings.EqualFold(who, reg.SmfInstanceId) {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "the SMF is not registered for the session")
	}
	delete(s.smfs, id)
	return nil, nil
}

// getSMF is Nudm_UECM_Get of the registration of one PDU session, TS 29.503 R17 clause 5.3.2.5.
func (u *UDM) getSMF(r *sbi.Request) (*sbi.Reply, error) {
	s, id, err := u.smfRegistration(r)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.smfs[id] == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no SMF is registered for the session")
	}
	b, err := json.Marshal(s.smfs[id])
	return &sbi.Reply{Body: b}, err
}

// SMFRegistrations are the SMFs that are registered for PDU sessions of a subscriber: the instance by PDU session identity.
func (u *UDM) SMFRegistrations(supi string) map[uint8]string {
	s := u.subscribers[supi]
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[uint8]string{}
	for id, r := range s.smfs {
		out[id] = r.SmfInstanceId
	}
	return out
}
