package amf

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/sbi"
)

// producer says which function of the home network refused.
type producer uint8

const (
	atAUSF producer = iota
	atUDM
)

// rejectCause maps a refusal of the home network to the 5GMM cause of REGISTRATION REJECT, after TS 29.524 R17
// clauses 4.2.2.2 and 4.3; what that leaves open follows the meaning of the causes in TS 24.501 R17 annex A. A
// home network that cannot be reached is congestion: the UE may try again.
func rejectCause(err error, from producer) uint8 {
	var p *sbi.Problem
	if !errors.As(err, &p) {
		return nas.CauseCongestion
	}
	switch p.Cause {
	case sbi.CauseServingNetworkNotAuthorized, sbi.CauseRoamingNotAllowed, sbi.CauseUnsupportedProtectionScheme:
		return nas.CausePLMNNotAllowed
	case sbi.CauseAuthenticationRejected, sbi.CauseInvalidHNPublicKeyIdentifier, sbi.CauseInvalidSchemeOutput:
		return nas.CauseIllegalUE
	case sbi.CauseUserNotFound:
		if from == atAUSF {
			return nas.CauseIllegalUE
		}
		return nas.CauseServicesNotAllowed
	case "UNKNOWN_5GS_SUBSCRIPTION", "NO_PS_SUBSCRIPTION", "ACCESS_NOT_ALLOWED", "RAT_NOT_ALLOWED":
		return nas.CauseServicesNotAllowed
	case sbi.CauseNFCongestion, sbi.CauseTargetNFNotReachable, sbi.CauseTimedOutRequest, sbi.CauseSystemFailure:
		return nas.CauseCongestion
	}
	switch {
	case p.Status == http.StatusForbidden || p.Status == http.StatusNotFound || p.Status == http.StatusUnauthorized:
		return nas.CauseIllegalUE
	case p.Status >= 500 || p.Status == http.StatusTooManyRequests:
		return nas.CauseCongestion
	}
	return nas.CauseProtocolError
}

// slice reads a slice of the SBI; an SD that is no hexadecimal number of six digits counts as none.
func slice(s models.Snssai) event.SNSSAI {
	out := event.SNSSAI{SST: uint8(s.Sst)}
	if v, err := strconv.ParseUint(s.Sd, 16, 24); err == nil && len(s.Sd) == 6 {
		out.SD = []byte{byte(v >> 16), byte(v >> 8), byte(v)}
	}
	return out
}
