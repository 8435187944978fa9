package udm

import (
	"encoding/json"
	"net/http"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// registerSMSF is Nudm_UECM_Registration of an SMSF for 3GPP access, TS 29.503 R17 clause 5.3.2.2.4.
func (u *UDM) registerSMSF(r *sbi.Request) (*sbi.Reply, error) {
	in := &models.SmsfRegistration{}
	if err := r.Decode(in); err != nil {
		return nil, err
	}
	switch {
	case in.SmsfInstanceId == "":
		return nil, sbi.Missing("/smsfInstanceId")
	case in.PlmnId == nil:
		return nil, sbi.Missing("/plmnId")
	}
	p := event.PLMN{MCC: in.PlmnId.Mcc, MNC: in.PlmnId.Mnc}
	if !sbi.ValidPLMN(p) {
		return nil, sbi.Incorrect("/plmnId", "is not a PLMN")
	}
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	if !u.roams(p) {
		return nil, sbi.Problemf(http.StatusForbidden, sbi.CauseRoamingNotAllowed, "no roaming in %v", p)
	}
	if !s.SMS {
		return nil, sbi.NewProblem(http.StatusForbidden, "SERVICE_NOT_ALLOWED", "short messages are not subscribed")
	}
	now := u.cfg.Now()
	in.RegistrationTime = &now
	s.mu.Lock()
	old := s.smsf
	s.smsf = in
	s.mu.Unlock()
	if old == nil {
		return &sbi.Reply{
			Status: http.StatusCreated, Body: in,
			Location: u.uri("/nudm-uecm/v1/" + sbi.SUPI(s.SUPI) + "/registrations/smsf-3gpp-access"),
		}, nil
	}
	return nil, nil
}

// deregisterSMSF is Nudm_UECM_Deregistration of an SMSF, TS 29.503 R17 clause 5.3.2.4.4.
func (u *UDM) deregisterSMSF(r *sbi.Request) (*sbi.Reply, error) {
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.smsf == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no SMSF is registered")
	}
	s.smsf = nil
	return nil, nil
}

// getSMSF is Nudm_UECM_Get of it, TS 29.503 R17 clause 5.3.2.5.5.
func (u *UDM) getSMSF(r *sbi.Request) (*sbi.Reply, error) {
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.smsf == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no SMSF is registered")
	}
	b, err := json.Marshal(s.smsf)
	return &sbi.Reply{Body: b}, err
}

// smsManagement is Nudm_SDM_Get of SMS management subscription data, TS 29.503 R17 clause 5.2.2.2.7.
func (u *UDM) smsManagement(r *sbi.Request) (*sbi.Reply, error) {
	if _, err := u.serving(r); err != nil {
		return nil, err
	}
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	if !s.SMS {
		return nil, sbi.NewProblem(http.StatusNotFound, causeDataNotFound, "short messages are not subscribed")
	}
	return &sbi.Reply{Body: &models.SmsManagementSubscriptionData{MtSmsSubscribed: true, MoSmsSubscribed: true}}, nil
}

// SMSRoute is the answer to a routing inquiry for short messages (SRI-for-SM, TS 23.040 R17 clause 10.1) as a call: which SMSF serves the
// subscriber. exists is false for an unknown number; instance is empty if none serves him.
func (u *UDM) SMSRoute(msisdn string) (supi, instance string, exists bool) {
	for _, s := range u.subscribers {
		if s.GPSI != msisdn || msisdn == "" {
			continue
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.smsf != nil {
			instance = s.smsf.SmsfInstanceId
		}
		return s.SUPI, instance, true
	}
	return "", "", false
}

// GPSI is the MSISDN of a subscriber, empty if he has none or does not exist.
func (u *UDM) GPSI(supi string) string {
	if s := u.subscribers[supi]; s != nil {
		return s.GPSI
	}
	return ""
}
