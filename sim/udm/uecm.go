package udm

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// registerAMF is Nudm_UECM_Registration for 3GPP access, TS 29.503 R17 clause 5.3.2.2.2.
func (u *UDM) registerAMF(r *sbi.Request) (*sbi.Reply, error) {
	reg := &registration{}
	if err := r.Decode(&reg.body); err != nil {
		return nil, err
	}
	if err := reg.check(); err != nil {
		return nil, err
	}
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	if !u.roams(reg.guami.PLMN) {
		return nil, sbi.Problemf(http.StatusForbidden, sbi.CauseRoamingNotAllowed, "no roaming in %v", reg.guami.PLMN)
	}
	now := u.cfg.Now()
	reg.body.RegistrationTime = &now
	reg.body.PurgeFlag = false

	s.mu.Lock()
	old := s.amf
	s.amf = reg
	ev := event.UDMServingSystem{
		Header: u.head(), Subscriber: s.describe(reg.guami.PLMN), GUAMI: reg.guami, ServingPLMN: reg.guami.PLMN,
		Roaming: !sbi.SamePLMN(reg.guami.PLMN, u.cfg.PLMN), SubscriptionDataSets: s.dataSets,
	}
	ev.Subscriber.PEI = reg.pei
	u.cfg.Events.Publish(ev)
	replaced := old != nil && !old.purged && !strings.EqualFold(old.body.AmfInstanceId, reg.body.AmfInstanceId)
	if replaced {
		u.cancelled(s, old, false)
	}
	s.mu.Unlock()

	if replaced {
		reason := models.UdmUecmDeregistrationReason_UE_REGISTRATION_AREA_CHANGE
		if reg.body.InitialRegistrationInd {
			reason = models.UdmUecmDeregistrationReason_UE_INITIAL_REGISTRATION
		}
		u.tell(old.callbackURI, reason)
	}
	if old == nil {
		return &sbi.Reply{
			Status: http.StatusCreated, Body: &reg.body,
			Location: u.uri("/nudm-uecm/v1/" + sbi.SUPI(s.SUPI) + "/registrations/amf-3gpp-access"),
		}, nil
	}
	return nil, nil
}

// cancelled publishes that an AMF's registration ended. The caller holds s.mu.
func (u *UDM) cancelled(s *subscriber, old *registration, purged bool) {
	ev := event.UDMLocationCancelled{
		Header: u.head(), Subscriber: s.describe(old.guami.PLMN), GUAMI: old.guami, ServingPLMN: old.guami.PLMN, Purged: purged,
	}
	ev.Subscriber.PEI = old.pei
	u.cfg.Events.Publish(ev)
}

// check reads the mandatory attributes, TS 29.503 R17 table 6.2.6.2.2-1.
func (reg *registration) check() error {
	b := &reg.body
	switch {
	case b.AmfInstanceId == "":
		return sbi.Missing("/amfInstanceId")
	case b.DeregCallbackUri == "":
		return sbi.Missing("/deregCallbackUri")
	case b.RatType == "":
		return sbi.Missing("/ratType")
	}
	if len(b.DeregCallbackUri) > 2048 || !strings.HasPrefix(b.DeregCallbackUri, "https://") {
		return sbi.Incorrect("/deregCallbackUri", "is not an https URI")
	}
	reg.callbackURI = b.DeregCallbackUri
	if b.Pei != "" {
		reg.pei, _ = sbi.ParsePEI(b.Pei)
	}
	var err error
	reg.guami, err = parseGUAMI(b.Guami)
	return err
}

// parseGUAMI reads plmnId and amfId; the latter is AMF region (8 bits), set (10 bits) and pointer (6 bits) as six
// hexadecimal digits, TS 29.571 R17 clause 5.3.2.
func parseGUAMI(g *models.Guami) (event.GUAMI, error) {
	switch {
	case g == nil:
		return event.GUAMI{}, sbi.Missing("/guami")
	case g.PlmnId == nil:
		return event.GUAMI{}, sbi.Missing("/guami/plmnId")
	case g.AmfId == "":
		return event.GUAMI{}, sbi.Missing("/guami/amfId")
	}
	p := event.PLMN{MCC: g.PlmnId.Mcc, MNC: g.PlmnId.Mnc}
	if !sbi.ValidPLMN(p) {
		return event.GUAMI{}, sbi.Incorrect("/guami/plmnId", "is not a PLMN")
	}
	id, err := hex.DecodeString(g.AmfId)
	if err != nil || len(id) != 3 {
		return event.GUAMI{}, sbi.Incorrect("/guami/amfId", "does not have six hexadecimal digits")
	}
	return event.GUAMI{PLMN: p, AMFRegionID: id[0], AMFSetID: uint16(id[1])<<2 | uint16(id[2]>>6), AMFPointer: id[2] & 0x3f}, nil
}

func (u *UDM) roams(p event.PLMN) bool {
	if u.cfg.RoamingPartners == nil || sbi.SamePLMN(p, u.cfg.PLMN) {
		return true
	}
	return listed(u.cfg.RoamingPartners, p)
}

func listed(list []event.PLMN, p event.PLMN) bool {
	for _, q := range list {
		if sbi.SamePLMN(p, q) {
			return true
		}
	}
	return false
}

// tell sends Nudm_UECM_DeregistrationNotification, TS 29.503 R17 clause 5.3.2.3, without keeping the caller.
func (u *UDM) tell(callbackURI string, reason models.UdmUecmDeregistrationReason) {
	select {
	case <-u.ctx.Done():
		return
	case u.notify <- struct{}{}:
	}
	u.wg.Go(func() {
		defer func() { <-u.notify }()
		ctx, cancel := context.WithTimeout(u.ctx, 10*time.Second)
		defer cancel()
		err := u.cfg.SBI.NotifyDeregistration(ctx, callbackURI, &models.UdmUecmDeregistrationData{
			DeregReason: reason, AccessType: models.AccessType__3_GPP_ACCESS,
		})
		if err != nil && ctx.Err() == nil {
			u.cfg.Log.Warn("udm: deregistration notification", "err", err)
		}
	})
}

// modifyAMF is the update of a registration; with purgeFlag it is Nudm_UECM_Deregistration, TS 29.503 R17 clause
// 5.3.2.4.2.
func (u *UDM) modifyAMF(r *sbi.Request) (*sbi.Reply, error) {
	// models.Amf3GppAccessRegistrationModification cannot tell a missing purgeFlag from false.
	var in struct {
		Guami     *models.Guami   `json:"guami"`
		PurgeFlag json.RawMessage `json:"purgeFlag"`
		Pei       string          `json:"pei"`
	}
	if err := r.Decode(&in); err != nil {
		return nil, err
	}
	guami, err := parseGUAMI(in.Guami)
	if err != nil {
		return nil, err
	}
	purge := false
	if len(in.PurgeFlag) > 0 {
		if err := json.Unmarshal(in.PurgeFlag, &purge); err != nil {
			return nil, sbi.Incorrect("/purgeFlag", "is not a boolean")
		}
	}
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.amf == nil || s.amf.purged:
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no AMF is registered")
	case !sameGUAMI(guami, s.amf.guami):
		// An AMF must not purge what another AMF took over.
		return nil, sbi.NewProblem(http.StatusForbidden, sbi.CauseInvalidGUAMI, "another AMF is registered")
	}
	if pei, ok := sbi.ParsePEI(in.Pei); ok {
		s.amf.body.Pei, s.amf.pei = in.Pei, pei
	}
	if purge {
		s.amf.purged, s.amf.body.PurgeFlag = true, true
		u.cancelled(s, s.amf, true)
	}
	return nil, nil
}

func sameGUAMI(a, b event.GUAMI) bool {
	return sbi.SamePLMN(a.PLMN, b.PLMN) && a.AMFRegionID == b.AMFRegionID && a.AMFSetID == b.AMFSetID && a.AMFPointer == b.AMFPointer
}

// getAMF is Nudm_UECM_Get, TS 29.503 R17 clause 5.3.2.5.
func (u *UDM) getAMF(r *sbi.Request) (*sbi.Reply, error) {
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.amf == nil || s.amf.purged {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no AMF is registered")
	}
	b, err := json.Marshal(&s.amf.body)
	return &sbi.Reply{Body: b}, err
}
