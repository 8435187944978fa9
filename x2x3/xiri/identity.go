package xiri

import "net/netip"

// The string and number types of identifiers, TS 33.128 R19 annex A.
var (
	typeIMSI         = &textType{"IMSI", "NumericString", 6, 15}
	typeIMEI         = &textType{"IMEI", "NumericString", 14, 14}
	typeIMEISV       = &textType{"IMEISV", "NumericString", 16, 16}
	typeMSISDN       = &textType{"MSISDN", "NumericString", 1, 15}
	typeNAI          = &textType{"NAI", "UTF8String", 0, 0}
	typeMCC          = &textType{"MCC", "NumericString", 3, 3}
	typeMNC          = &textType{"MNC", "NumericString", 2, 3}
	typeUTF8         = &textType{"UTF8String", "UTF8String", 0, 0}
	typeMACAddress   = &octetsType{"MACAddress", 6, 6}
	typeEUI64        = &octetsType{"EUI64", 8, 8}
	typeIPv4Address  = &octetsType{"IPv4Address", 4, 4}
	typeIPv6Address  = &octetsType{"IPv6Address", 16, 16}
	typeOctets       = &octetsType{"OCTET STRING", 0, 0}
	typeSchemeOutput = &octetsType{"SchemeOutput", 0, 0}
	typeHNPublicKey  = &octetsType{"HomeNetworkPublicKeyID", 0, 0}
	typeRouting      = &intType{"RoutingIndicator", 0, 9999}
	typeProtection   = &intType{"ProtectionSchemeID", 0, 15}
	typeSUPIType     = &intType{"SUPIType", 0, 7}
	typeAMFRegionID  = &intType{"AMFRegionID", 0, 255}
	typeAMFSetID     = &intType{"AMFSetID", 0, 1023}
	typeAMFPointer   = &intType{"AMFPointer", 0, 63}
	typeFiveGTMSI    = &intType{"FiveGTMSI", 0, 1<<32 - 1}
	typeMMEGroupID   = &octetsType{"MMEGroupID", 2, 2}
	typeMMECode      = &octetsType{"MMECode", 1, 1}
	typeTMSI         = &octetsType{"TMSI", 4, 4}
	typeHNIdentifier = &textType{"HomeNetworkIdentifier", "UTF8String", 0, 0}
)

// SUPI is a CHOICE: a subscription permanent identifier without the prefixes of TS 29.571.
type SUPI struct {
	// IMSI has 6 to 15 digits.
	IMSI string
	NAI  string
	Choice
}

func (v *SUPI) walk(c *codec) {
	c.text(1, "iMSI", optional, typeIMSI, &v.IMSI)
	c.text(2, "nAI", optional, typeNAI, &v.NAI)
}

// GPSI is a CHOICE: a generic public subscription identifier without the prefixes of TS 29.571.
type GPSI struct {
	// MSISDN has 1 to 15 digits.
	MSISDN string
	NAI    string
	Choice
}

func (v *GPSI) walk(c *codec) {
	c.text(1, "mSISDN", optional, typeMSISDN, &v.MSISDN)
	c.text(2, "nAI", optional, typeNAI, &v.NAI)
}

// PEI is a CHOICE: a permanent equipment identifier.
type PEI struct {
	// IMEI has 14 digits, IMEISV 16.
	IMEI, IMEISV string
	// MACAddress has 6 octets, EUI64 has 8.
	MACAddress, EUI64 []byte
	Choice
}

func (v *PEI) walk(c *codec) {
	c.text(1, "iMEI", optional, typeIMEI, &v.IMEI)
	c.text(2, "iMEISV", optional, typeIMEISV, &v.IMEISV)
	c.octets(3, "mACAddress", optional, typeMACAddress, &v.MACAddress)
	c.octets(4, "eUI64", optional, typeEUI64, &v.EUI64)
}

// NonIMEISVPEI is a CHOICE: the equipment identifier of equipment without an IMEI.
type NonIMEISVPEI struct {
	// MACAddress has 6 octets, EUI64 has 8.
	MACAddress, EUI64 []byte
	Choice
}

func (v *NonIMEISVPEI) walk(c *codec) {
	c.octets(1, "mACAddress", optional, typeMACAddress, &v.MACAddress)
	c.octets(2, "eUI64", optional, typeEUI64, &v.EUI64)
}

// SUCI is a SEQUENCE: a subscription concealed identifier, TS 23.003 clause 2.2B.
type SUCI struct {
	MCC, MNC string
	// RoutingIndicator is the number its digits make, 0 to 9999.
	RoutingIndicator uint16
	// ProtectionSchemeID is 0 for the null scheme, 1 and 2 for profiles A and B.
	ProtectionSchemeID     uint8
	HomeNetworkPublicKeyID []byte
	SchemeOutput           []byte
	// RoutingIndicatorLength is the count of digits, where RoutingIndicator does not tell it.
	RoutingIndicatorLength Opt[uint8]
	SUPIType               Opt[uint8]
	HomeNetworkIdentifier  Opt[string]
	Sequence
}

var typeRoutingLength = &intType{"INTEGER", 1, 4}

func (v *SUCI) walk(c *codec) {
	c.text(1, "mCC", mandatory, typeMCC, &v.MCC)
	c.text(2, "mNC", mandatory, typeMNC, &v.MNC)
	integer(c, 3, "routingIndicator", mandatory, typeRouting, &v.RoutingIndicator)
	integer(c, 4, "protectionSchemeID", mandatory, typeProtection, &v.ProtectionSchemeID)
	c.octets(5, "homeNetworkPublicKeyID", mandatory, typeHNPublicKey, &v.HomeNetworkPublicKeyID)
	c.octets(6, "schemeOutput", mandatory, typeSchemeOutput, &v.SchemeOutput)
	maybeInteger(c, 7, "routingIndicatorLength", optional, typeRoutingLength, &v.RoutingIndicatorLength)
	maybeInteger(c, 8, "sUPIType", optional, typeSUPIType, &v.SUPIType)
	c.maybeText(9, "homeNetworkIdentifier", optional, typeHNIdentifier, &v.HomeNetworkIdentifier)
}

// PLMNID is a SEQUENCE: a public land mobile network.
type PLMNID struct {
	// MCC has three digits, MNC two or three.
	MCC, MNC string
	Sequence
}

func (v *PLMNID) walk(c *codec) {
	c.text(1, "mCC", mandatory, typeMCC, &v.MCC)
	c.text(2, "mNC", mandatory, typeMNC, &v.MNC)
}

// FiveGGUTI is a SEQUENCE: a 5G-GUTI, TS 23.003 clause 2.10.1.
type FiveGGUTI struct {
	MCC, MNC    string
	AMFRegionID uint8
	// AMFSetID has 10 bits, AMFPointer 6.
	AMFSetID   uint16
	AMFPointer uint8
	FiveGTMSI  uint32
	Sequence
}

func (v *FiveGGUTI) walk(c *codec) {
	c.text(1, "mCC", mandatory, typeMCC, &v.MCC)
	c.text(2, "mNC", mandatory, typeMNC, &v.MNC)
	integer(c, 3, "aMFRegionID", mandatory, typeAMFRegionID, &v.AMFRegionID)
	integer(c, 4, "aMFSetID", mandatory, typeAMFSetID, &v.AMFSetID)
	integer(c, 5, "aMFPointer", mandatory, typeAMFPointer, &v.AMFPointer)
	integer(c, 6, "fiveGTMSI", mandatory, typeFiveGTMSI, &v.FiveGTMSI)
}

// GUTI is a SEQUENCE: a GUTI of EPS, TS 23.003 clause 2.8.1.
type GUTI struct {
	MCC, MNC string
	// MMEGroupID has 2 octets, MMECode 1, MTMSI 4.
	MMEGroupID, MMECode, MTMSI []byte
	Sequence
}

func (v *GUTI) walk(c *codec) {
	c.text(1, "mCC", mandatory, typeMCC, &v.MCC)
	c.text(2, "mNC", mandatory, typeMNC, &v.MNC)
	c.octets(3, "mMEGroupID", mandatory, typeMMEGroupID, &v.MMEGroupID)
	c.octets(4, "mMECode", mandatory, typeMMECode, &v.MMECode)
	c.octets(5, "mTMSI", mandatory, typeTMSI, &v.MTMSI)
}

// EPS5GGUTI is a CHOICE: the GUTI that a UE had before, of either system.
type EPS5GGUTI struct {
	GUTI      *GUTI
	FiveGGUTI *FiveGGUTI
	Choice
}

func (v *EPS5GGUTI) walk(c *codec) {
	maybe(c, 1, "gUTI", optional, &v.GUTI)
	maybe(c, 2, "fiveGGUTI", optional, &v.FiveGGUTI)
}

// AMFID is a SEQUENCE: an AMF within a PLMN, TS 23.003 clause 2.10.1.
type AMFID struct {
	AMFRegionID uint8
	// AMFSetID has 10 bits, AMFPointer 6.
	AMFSetID   uint16
	AMFPointer uint8
	Sequence
}

func (v *AMFID) walk(c *codec) {
	integer(c, 1, "aMFRegionID", mandatory, typeAMFRegionID, &v.AMFRegionID)
	integer(c, 2, "aMFSetID", mandatory, typeAMFSetID, &v.AMFSetID)
	integer(c, 3, "aMFPointer", mandatory, typeAMFPointer, &v.AMFPointer)
}

// GUAMI is a SEQUENCE: a globally unique AMF identifier.
type GUAMI struct {
	AMFID  AMFID
	PLMNID PLMNID
	Sequence
}

func (v *GUAMI) walk(c *codec) {
	c.value(1, "aMFID", mandatory, &v.AMFID)
	c.value(2, "pLMNID", mandatory, &v.PLMNID)
}

// UEEndpointAddress is a CHOICE: an address of the UE.
type UEEndpointAddress struct {
	IPv4Address, IPv6Address netip.Addr
	// EthernetAddress has 6 octets.
	EthernetAddress []byte
	Choice
}

func (v *UEEndpointAddress) walk(c *codec) {
	c.address(1, "iPv4Address", optional, typeIPv4Address, &v.IPv4Address)
	c.address(2, "iPv6Address", optional, typeIPv6Address, &v.IPv6Address)
	c.octets(3, "ethernetAddress", optional, typeMACAddress, &v.EthernetAddress)
}

// UserIdentifiers is a SEQUENCE: further identifiers of the user.
type UserIdentifiers struct {
	FiveGSSubscriberIDs *FiveGSSubscriberIDs
	EPSSubscriberIDs    *EPSSubscriberIDs
	Sequence
}

func (v *UserIdentifiers) walk(c *codec) {
	maybe(c, 1, "fiveGSSubscriberIDs", optional, &v.FiveGSSubscriberIDs)
	maybe(c, 2, "ePSSubscriberIDs", optional, &v.EPSSubscriberIDs)
}

// FiveGSSubscriberIDs is a SEQUENCE around a list.
type FiveGSSubscriberIDs struct {
	FiveGSSubscriberID []FiveGSSubscriberID
	Sequence
}

func (v *FiveGSSubscriberIDs) walk(c *codec) {
	list(c, 1, "fiveGSSubscriberID", mandatory, &v.FiveGSSubscriberID)
}

// FiveGSSubscriberID is a CHOICE: one identifier of a 5GS subscriber.
type FiveGSSubscriberID struct {
	SUPI SUPI
	SUCI *SUCI
	PEI  PEI
	GPSI GPSI
	Choice
}

func (v *FiveGSSubscriberID) walk(c *codec) {
	c.value(1, "sUPI", optional, &v.SUPI)
	maybe(c, 2, "sUCI", optional, &v.SUCI)
	c.value(3, "pEI", optional, &v.PEI)
	c.value(4, "gPSI", optional, &v.GPSI)
}

// EPSSubscriberIDs is a SEQUENCE: identifiers of an EPS subscriber.
type EPSSubscriberIDs struct {
	IMSI, MSISDN, IMEI string
	Sequence
}

func (v *EPSSubscriberIDs) walk(c *codec) {
	c.text(1, "iMSI", optional, typeIMSI, &v.IMSI)
	c.text(2, "mSISDN", optional, typeMSISDN, &v.MSISDN)
	c.text(3, "iMEI", optional, typeIMEI, &v.IMEI)
}
