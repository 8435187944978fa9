package smf

import (
	"net/http"
	"strings"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
)

// emergency says whether the session was asked for as one for emergency services.
func (x *session) emergency() bool {
	return x.info.RequestType == event.InitialEmergencyRequest || x.info.RequestType == event.ExistingEmergencyPDUSession
}

// admitEmergency looks at a session for emergency services: what it is made of is local configuration, not a subscription (TS 23.501
// clause 5.16.4.9). Without authentication there are no keys for the user plane on the radio.
func (x *session) admitEmergency(p *pool) *refusedSM {
	switch {
	case x.info.Role != event.AnchorSMF && x.emergency():
		return refuse(nas.SMCauseRequestRejected, http.StatusForbidden, "DNN_DENIED", "an emergency session is not home-routed")
	case !x.emergency():
		return refuse(nas.SMCauseRequestRejected, http.StatusForbidden, "DNN_DENIED", "DNN %.100q is for emergency services", x.info.DNN)
	case !p.dnn.Emergency:
		return refuse(nas.SMCauseUnknownDNN, http.StatusForbidden, "DNN_NOT_SUPPORTED", "DNN %.100q is not for emergency services", x.info.DNN)
	case x.info.RequestType != event.InitialEmergencyRequest:
		return refuse(nas.SMCauseSessionDoesNotExist, http.StatusForbidden, "CONTEXT_NOT_FOUND", "there is no emergency session to be taken over")
	}
	x.policy = policy{integrity: p.dnn.Integrity, confidentiality: p.dnn.Confidentiality, fiveQI: p.dnn.FiveQI}
	if !x.info.Subscriber.Authenticated {
		x.policy.integrity, x.policy.confidentiality = ngap.ProtectionNotNeeded, ngap.ProtectionNotNeeded
	}
	return x.equip(&models.DnnConfiguration{}, p)
}

// digitsOfPEI are the 15 digits of an IMEI or the 16 of an IMEISV, as TS 29.571 table 5.3.2-1 writes them; empty for another text.
func digitsOfPEI(s string) string {
	for prefix, n := range map[string]int{"imei-": 15, "imeisv-": 16} {
		if d, ok := strings.CutPrefix(s, prefix); ok && len(d) == n && strings.Trim(d, "0123456789") == "" {
			return d
		}
	}
	return ""
}

func isPEI(s string) bool { return digitsOfPEI(s) != "" }
