package event

// UDMServingSystem is published when the UDM has accepted an AMF as the one that serves the subscriber
// (Nudm_UECM_Registration, TS 29.503).
type UDMServingSystem struct {
	Header
	Subscriber Subscriber
	GUAMI      GUAMI
	// ServingPLMN is the PLMN of that AMF; Roaming says that it is not the home PLMN.
	ServingPLMN PLMN
	Roaming     bool
	// SubscriptionDataSets is the JSON of the data sets the UDM holds (TS 29.503 SubscriptionDataSets).
	SubscriptionDataSets []byte
}

// UDMLocationCancelled is published when the UDM removes the registration of an AMF,
// because the AMF purged the UE or because another AMF took over.
type UDMLocationCancelled struct {
	Header
	Subscriber  Subscriber
	GUAMI       GUAMI
	ServingPLMN PLMN
	// Purged is true when the AMF deregistered the UE at the UDM (Nudm_UECM_Deregistration).
	Purged bool
}

// UDMAuthentication is published when the UDM has answered a request for authentication data
// (Nudm_UEAuthentication_Get, TS 29.503), with a vector or with a refusal.
type UDMAuthentication struct {
	Header
	Subscriber     Subscriber
	ServingNetwork PLMN
	AUSFInstanceID string
	// Problem is the application error of TS 29.503 ("USER_NOT_FOUND", "AUTHENTICATION_REJECTED") or
	// empty when a vector was given.
	Problem string
}
