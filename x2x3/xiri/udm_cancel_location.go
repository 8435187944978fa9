package xiri

var typePDUSessionID = &intType{"PDUSessionID", 0, 255}

// UDMCancelLocationMessage is the record of a registration that the UDM ends, TS 33.128 R19 clause 7.2.2.3.
type UDMCancelLocationMessage struct {
	SUPI                  SUPI
	PEI                   PEI
	GPSI                  GPSI
	GUAMI                 *GUAMI
	PLMNID                *PLMNID
	CancelLocationMethod  UDMCancelLocationMethod
	AMFDeregistrationInfo *UDMAMFDeregistrationInfo
	DeregistrationData    *UDMDeregistrationData
	Sequence
}

func (v *UDMCancelLocationMessage) walk(c *codec) {
	c.about("TS 33.128 R19 clause 7.2.2.3")
	c.value(1, "sUPI", mandatory, &v.SUPI)
	c.value(2, "pEI", optional, &v.PEI)
	c.value(3, "gPSI", optional, &v.GPSI)
	maybe(c, 4, "gUAMI", optional, &v.GUAMI)
	maybe(c, 5, "pLMNID", optional, &v.PLMNID)
	enum(c, 6, "cancelLocationMethod", mandatory, &v.CancelLocationMethod)
	maybe(c, 7, "aMFDeregistrationInfo", optional, &v.AMFDeregistrationInfo)
	maybe(c, 8, "deregistrationData", optional, &v.DeregistrationData)
}

func (*UDMCancelLocationMessage) alternative() (uint32, string) { return 55, "cancelLocationMessage" }

// UDMAMFDeregistrationInfo is a SEQUENCE: what an AMF said when it deregistered a UE at the UDM.
type UDMAMFDeregistrationInfo struct {
	GUAMI     GUAMI
	PurgeFlag bool
	Sequence
}

func (v *UDMAMFDeregistrationInfo) walk(c *codec) {
	c.value(1, "gUAMI", mandatory, &v.GUAMI)
	c.boolean(2, "purgeFlag", &v.PurgeFlag)
}

// UDMDeregistrationData is a SEQUENCE: why the UDM deregistered a UE at an AMF.
type UDMDeregistrationData struct {
	DeregReason  Opt[UDMDeregReason]
	AccessType   Opt[AccessType]
	PDUSessionID Opt[uint8]
	Sequence
}

func (v *UDMDeregistrationData) walk(c *codec) {
	maybeEnum(c, 1, "deregReason", optional, &v.DeregReason)
	maybeEnum(c, 2, "accessType", optional, &v.AccessType)
	maybeInteger(c, 3, "pDUSessionID", optional, typePDUSessionID, &v.PDUSessionID)
}
