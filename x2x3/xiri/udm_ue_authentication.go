package xiri

var typeNFID = &textType{"NFID", "UTF8String", 0, 0}

// UDMUEAuthenticationResponse is the record of an answer of the UDM to a request for authentication data,
// TS 33.128 R19 clause 7.2.2.3.
type UDMUEAuthenticationResponse struct {
	SUPI                      SUPI
	AuthenticationInfoRequest UDMAuthenticationInfoRequest
	AKMAIndicator             Opt[bool]
	ProblemDetails            *UDMProblemDetails
	AuthAAA                   Opt[bool]
	Sequence
}

func (v *UDMUEAuthenticationResponse) walk(c *codec) {
	c.about("TS 33.128 R19 clause 7.2.2.3")
	c.value(1, "sUPI", mandatory, &v.SUPI)
	c.value(2, "authenticationInfoRequest", mandatory, &v.AuthenticationInfoRequest)
	c.maybeBool(3, "aKMAIndicator", optional, typeBoolean, &v.AKMAIndicator)
	maybe(c, 4, "problemDetails", optional, &v.ProblemDetails)
	c.maybeBool(5, "authAAA", optional, typeBoolean, &v.AuthAAA)
	c.untyped(6, "pvsInfo", "ServerAddressingInfoList")
}

func (*UDMUEAuthenticationResponse) alternative() (uint32, string) {
	return 110, "uDMUEAuthenticationResponse"
}

// UDMAuthenticationInfoRequest is a SEQUENCE: what was asked for.
type UDMAuthenticationInfoRequest struct {
	InfoRequestType UDMInfoRequestType
	// RGAuthCtx has at least one element.
	RGAuthCtx []SubscriberIdentifier
	AuthType  PrimaryAuthenticationType
	// ServingNetworkName is the serving network.
	ServingNetworkName PLMNID
	AUSFInstanceID     Opt[string]
	CellCAGInfo        Opt[string]
	N5GCIndicator      Opt[bool]
	Sequence
}

func (v *UDMAuthenticationInfoRequest) walk(c *codec) {
	enum(c, 1, "infoRequestType", mandatory, &v.InfoRequestType)
	list(c, 2, "rGAuthCtx", mandatory, &v.RGAuthCtx)
	enum(c, 3, "authType", mandatory, &v.AuthType)
	c.value(4, "servingNetworkName", mandatory, &v.ServingNetworkName)
	c.maybeText(5, "aUSFInstanceID", optional, typeNFID, &v.AUSFInstanceID)
	c.maybeText(6, "cellCAGInfo", optional, typeCAGID, &v.CellCAGInfo)
	c.maybeBool(7, "n5GCIndicator", optional, typeBoolean, &v.N5GCIndicator)
}

// SubscriberIdentifier is a CHOICE: a SUCI or a SUPI.
type SubscriberIdentifier struct {
	SUCI *SUCI
	SUPI SUPI
	Choice
}

func (v *SubscriberIdentifier) walk(c *codec) {
	maybe(c, 1, "sUCI", optional, &v.SUCI)
	c.value(2, "sUPI", optional, &v.SUPI)
}

// UDMProblemDetails is a SEQUENCE: why the UDM refused.
type UDMProblemDetails struct {
	Cause UDMProblemDetailsCause
	Sequence
}

func (v *UDMProblemDetails) walk(c *codec) {
	c.value(1, "cause", optional, &v.Cause)
}

// UDMProblemDetailsCause is a CHOICE of a defined cause and the details of another one.
type UDMProblemDetailsCause struct {
	UDMDefinedCause Opt[UDMDefinedCause]
	OtherCause      *UDMProblemDetailsOtherCause
	Choice
}

func (v *UDMProblemDetailsCause) walk(c *codec) {
	maybeEnum(c, 1, "uDMDefinedCause", optional, &v.UDMDefinedCause)
	maybe(c, 2, "otherCause", optional, &v.OtherCause)
}

// UDMProblemDetailsOtherCause is a SEQUENCE after ProblemDetails of TS 29.571 clause 5.2.4.1.
type UDMProblemDetailsOtherCause struct {
	ProblemDetailsType, Title Opt[string]
	// Status is an HTTP status code.
	Status                  Opt[int64]
	Detail, Instance, Cause Opt[string]
	UDMInvalidParameters    UDMInvalidParameters
	UDMSupportedFeatures    Opt[string]
	Sequence
}

var typeStatus = &intType{"INTEGER", -1 << 63, 1<<63 - 1}

func (v *UDMProblemDetailsOtherCause) walk(c *codec) {
	c.maybeText(1, "problemDetailsType", optional, typeUTF8, &v.ProblemDetailsType)
	c.maybeText(2, "title", optional, typeUTF8, &v.Title)
	maybeInteger(c, 3, "status", optional, typeStatus, &v.Status)
	c.maybeText(4, "detail", optional, typeUTF8, &v.Detail)
	c.maybeText(5, "instance", optional, typeUTF8, &v.Instance)
	c.maybeText(6, "cause", optional, typeUTF8, &v.Cause)
	c.value(7, "uDMInvalidParameters", mandatory, &v.UDMInvalidParameters)
	c.maybeText(8, "uDMSupportedFeatures", mandatory, typeUTF8, &v.UDMSupportedFeatures)
}

// UDMInvalidParameters is a SEQUENCE: a parameter that was refused.
type UDMInvalidParameters struct {
	Parameter, Reason Opt[string]
	Sequence
}

func (v *UDMInvalidParameters) walk(c *codec) {
	c.maybeText(1, "parameter", optional, typeUTF8, &v.Parameter)
	c.maybeText(2, "reason", optional, typeUTF8, &v.Reason)
}
