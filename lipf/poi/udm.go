package poi

import (
	"lilab/lipf"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// udmPOI is what is special about the IRI-POI of a UDM. The UDM is the home: it names its subscribers itself, so
// whether an AMF has proved the identity does not matter here (TS 33.128 clause 7.2.2.3).
type udmPOI struct {
	served states[*event.UDMServingSystem]
}

func udmIdentity(s event.Subscriber) lipf.Identity {
	return lipf.Identity{SUPI: s.SUPI, PEI: s.PEI, GPSI: s.GPSI}
}

func (u *udmPOI) observe(e event.Event) (product, bool) {
	// The procedures that a UDM takes part in are started by network functions: direction "to the target".
	const direction = x2x3.ToTarget
	switch e := e.(type) {
	case event.UDMServingSystem:
		if old, ok := u.served.get(e.Subscriber.SUPI); ok && e.Subscriber.PEI == "" {
			e.Subscriber.PEI = old.Subscriber.PEI
		}
		u.served.put(e.Subscriber.SUPI, &e)
		return product{udmIdentity(e.Subscriber), e.Time, direction, func() xiri.Event { return udmServingSystem(e) }, uncorrelated, false, nil}, true
	case event.UDMLocationCancelled:
		// When another AMF takes over, its registration comes first and the end of the old one after it.
		if now, ok := u.served.get(e.Subscriber.SUPI); ok && now.GUAMI == e.GUAMI {
			u.served.remove(e.Subscriber.SUPI)
		}
		return product{udmIdentity(e.Subscriber), e.Time, direction, func() xiri.Event { return udmCancelLocation(e) }, uncorrelated, false, nil}, true
	case event.UDMAuthentication:
		return product{udmIdentity(e.Subscriber), e.Time, direction, func() xiri.Event { return udmAuthentication(e) }, uncorrelated, false, nil}, true
	}
	return product{}, false
}

func (*udmPOI) reported() {}

func (u *udmPOI) ongoing(each func(product)) {
	u.served.each(func(e *event.UDMServingSystem) {
		each(product{udmIdentity(e.Subscriber), e.Time, x2x3.NotApplicable, func() xiri.Event { return udmStart(e) }, uncorrelated, false, nil})
	})
}

// udmServingSystem is TS 33.128 R19 clause 7.2.2.3.2. roamingIndicator is mandatory in the table and optional in the
// ASN.1, so it is always there; pLMNID is the visited network.
func udmServingSystem(e event.UDMServingSystem) xiri.Event {
	r := &xiri.UDMServingSystemMessage{
		SUPI: supi(e.Subscriber.SUPI), PEI: pei(e.Subscriber.PEI), GPSI: gpsi(e.Subscriber.GPSI), GUAMI: guami(e.GUAMI),
		ServingSystemMethod: xiri.UDMServingSystemMethodAmf3GPPAccessRegistration, RoamingIndicator: xiri.Some(e.Roaming),
	}
	if e.Roaming {
		r.PLMNID = optPLMN(e.ServingPLMN)
	}
	return r
}

// udmCancelLocation is TS 33.128 R19 clause 7.2.2.3.4.
func udmCancelLocation(e event.UDMLocationCancelled) xiri.Event {
	r := &xiri.UDMCancelLocationMessage{
		SUPI: supi(e.Subscriber.SUPI), PEI: pei(e.Subscriber.PEI), GPSI: gpsi(e.Subscriber.GPSI), GUAMI: guami(e.GUAMI),
		PLMNID: optPLMN(e.ServingPLMN), CancelLocationMethod: xiri.UDMCancelLocationMethodUDMDeregistration,
	}
	if !e.Purged {
		return r
	}
	r.CancelLocationMethod = xiri.UDMCancelLocationMethodAMF3GPPAccessDeregistration
	if g := guami(e.GUAMI); g != nil {
		r.AMFDeregistrationInfo = &xiri.UDMAMFDeregistrationInfo{GUAMI: *g, PurgeFlag: true}
	}
	return r
}

// udmAuthentication is TS 33.128 R19 clause 7.2.2.3.7: the UDM has answered an AUSF.
func udmAuthentication(e event.UDMAuthentication) xiri.Event {
	asked := xiri.SubscriberIdentifier{SUPI: supi(e.Subscriber.SUPI)}
	if e.Subscriber.SUCI != nil {
		asked = xiri.SubscriberIdentifier{SUCI: suci(e.Subscriber.SUCI)}
	}
	r := &xiri.UDMUEAuthenticationResponse{
		SUPI: supi(e.Subscriber.SUPI),
		AuthenticationInfoRequest: xiri.UDMAuthenticationInfoRequest{
			InfoRequestType: xiri.UDMInfoRequestTypeAUSF, RGAuthCtx: []xiri.SubscriberIdentifier{asked},
			AuthType: xiri.PrimaryAuthenticationTypeFiveGAKA, ServingNetworkName: plmn(e.ServingNetwork),
		},
	}
	if e.AUSFInstanceID != "" {
		r.AuthenticationInfoRequest.AUSFInstanceID = xiri.Some(e.AUSFInstanceID)
	}
	switch e.Problem {
	case "":
	case "USER_NOT_FOUND":
		r.ProblemDetails = defined(xiri.UDMDefinedCauseUserNotFound)
	case "DATA_NOT_FOUND":
		r.ProblemDetails = defined(xiri.UDMDefinedCauseDataNotFound)
	case "CONTEXT_NOT_FOUND":
		r.ProblemDetails = defined(xiri.UDMDefinedCauseContextNotFound)
	default:
		// uDMSupportedFeatures is mandatory in the ASN.1; "0" is the bitmask of no feature (TS 29.571 clause 5.2.2).
		r.ProblemDetails = &xiri.UDMProblemDetails{Cause: xiri.UDMProblemDetailsCause{
			OtherCause: &xiri.UDMProblemDetailsOtherCause{Cause: xiri.Some(e.Problem), UDMSupportedFeatures: xiri.Some("0")},
		}}
	}
	return r
}

func defined(c xiri.UDMDefinedCause) *xiri.UDMProblemDetails {
	return &xiri.UDMProblemDetails{Cause: xiri.UDMProblemDetailsCause{UDMDefinedCause: xiri.Some(c)}}
}

// dataSetsSchema names the OpenAPI schema of SubscriptionDataSets, TS 29.503.
const dataSetsSchema = "TS29503_Nudm_SDM.yaml#/components/schemas/SubscriptionDataSets"

// udmStart is TS 33.128 R19 clause 7.2.2.3.8.
func udmStart(e *event.UDMServingSystem) xiri.Event {
	value := string(e.SubscriptionDataSets)
	if value == "" {
		value = "{}"
	}
	return &xiri.UDMStartOfInterceptionWithRegisteredTarget{
		SUPI: supi(e.Subscriber.SUPI), GPSI: gpsi(e.Subscriber.GPSI),
		UDMSubscriptionDataSets: xiri.SBIType{SBIReference: dataSetsSchema, SBIValue: value},
	}
}
