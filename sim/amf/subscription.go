package amf

import (
	"fmt"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
)

// registerAtHome is Nudm_UECM_Registration and Nudm_SDM_Get (TS 29.503 R17 clauses 5.3.2.2, 5.2.2.2). The result
// is false, and the 5GMM cause, if the home network refuses or cannot be reached.
func (u *ueContext) registerAtHome() (uint8, bool) {
	a := u.a
	in := &models.Amf3GppAccessRegistration{
		AmfInstanceId: a.cfg.NF.InstanceID, Guami: guamiModel(a.guami), RatType: models.RatType_NR,
		// Without a context of the AMF before, that AMF has to release what it has (TS 23.502 R17 clause 4.2.2.2.2 step 14d).
		InitialRegistrationInd: u.reg.from == nil, EmergencyRegistrationInd: u.reg.kind == event.EmergencyRegistration,
		DeregCallbackUri: a.cfg.CallbackURI + "/imsi-" + u.supi + "/dereg-notify",
	}
	if u.pei != "" {
		in.Pei = peiName(u.pei)
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	if err := a.cfg.Home.RegisterAMF(ctx, u.home, u.supi, in); err != nil {
		u.log().Error("Nudm_UECM_Registration", "home", u.home, "err", err)
		return rejectCause(err, atUDM), false
	}
	u.reg.atHome = true
	data, err := a.cfg.Home.AMData(ctx, u.home, u.supi, a.cfg.PLMN)
	if err != nil {
		u.log().Error("Nudm_SDM_Get", "home", u.home, "err", err)
		return rejectCause(err, atUDM), false
	}
	u.subscribed(data)
	return 0, true
}

// purge is Nudm_UECM_Deregistration (TS 29.503 R17 clause 5.3.2.4).
func (u *ueContext) purge() {
	if !u.authenticated {
		return // the home network never heard of it
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	in := &models.Amf3GppAccessRegistrationModification{Guami: guamiModel(u.a.guami), PurgeFlag: true}
	if err := u.a.cfg.Home.PurgeAMF(ctx, u.home, u.supi, in); err != nil && u.a.ctx.Err() == nil {
		u.log().Error("Nudm_UECM_Deregistration", "home", u.home, "err", err)
	}
}

func guamiModel(g event.GUAMI) *models.Guami {
	return &models.Guami{
		PlmnId: &models.PlmnIdNid{Mcc: g.PLMN.MCC, Mnc: g.PLMN.MNC},
		AmfId:  fmt.Sprintf("%02x%04x", g.AMFRegionID, g.AMFSetID<<6|uint16(g.AMFPointer)),
	}
}

// subscribed takes the GPSI and the subscribed slices from the subscription data.
func (u *ueContext) subscribed(d *models.AccessAndMobilitySubscriptionData) {
	u.gpsi, u.allowed = "", nil
	if d == nil {
		return
	}
	const msisdn = "msisdn-"
	for _, g := range d.Gpsis {
		if len(g) > len(msisdn) && g[:len(msisdn)] == msisdn {
			u.gpsi = g[len(msisdn):]
			break
		}
	}
	if d.Nssai != nil {
		for _, list := range [][]models.Snssai{d.Nssai.DefaultSingleNssais, d.Nssai.SingleNssais} {
			for _, s := range list {
				u.allowed = append(u.allowed, slice(s))
			}
		}
	}
}
