package xiri

var (
	typeRoamingIndicator = &octetsType{name: "RoamingIndicator"}
	typeCAGID            = &textType{"CAGID", "UTF8String", 0, 0}
)

// UDMServingSystemMessage is the record of a serving network that the UDM learns, TS 33.128 R19 clause 7.2.2.3.
type UDMServingSystemMessage struct {
	SUPI  SUPI
	PEI   PEI
	GPSI  GPSI
	GUAMI *GUAMI
	// PLMNID is the visited network of a subscriber who roams.
	PLMNID              *PLMNID
	ServingSystemMethod UDMServingSystemMethod
	ServiceID           *ServiceID
	RoamingIndicator    Opt[bool]
	Sequence
}

func (v *UDMServingSystemMessage) walk(c *codec) {
	c.about("TS 33.128 R19 clause 7.2.2.3")
	c.value(1, "sUPI", mandatory, &v.SUPI)
	c.value(2, "pEI", optional, &v.PEI)
	c.value(3, "gPSI", optional, &v.GPSI)
	maybe(c, 4, "gUAMI", optional, &v.GUAMI)
	c.untyped(5, "gUMMEI", "GUMMEI")
	maybe(c, 6, "pLMNID", optional, &v.PLMNID)
	enum(c, 7, "servingSystemMethod", mandatory, &v.ServingSystemMethod)
	maybe(c, 8, "serviceID", optional, &v.ServiceID)
	c.maybeBool(9, "roamingIndicator", required, typeRoamingIndicator, &v.RoamingIndicator)
}

func (*UDMServingSystemMessage) alternative() (uint32, string) { return 11, "servingSystemMessage" }

// ServiceID is a SEQUENCE: the slices and closed access groups of a subscription.
type ServiceID struct {
	NSSAI []SNSSAI
	CAGID []string
	Sequence
}

func (v *ServiceID) walk(c *codec) {
	list(c, 1, "nSSAI", optional, &v.NSSAI)
	c.texts(2, "cAGID", optional, typeCAGID, &v.CAGID)
}
