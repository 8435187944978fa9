package xiri

import "net/netip"

var (
	typeE164Number = &textType{"E164Number", "NumericString", 1, 15}
	typeEmail      = &textType{"EmailAddress", "UTF8String", 0, 0}
	typeIMPI       = &textType{"IMPI", "UTF8String", 0, 0}
	typeSIPURI     = &textType{"SIPURI", "UTF8String", 0, 0}
	typeTELURI     = &textType{"TELURI", "UTF8String", 0, 0}
)

// IRITargetIdentifier is a SEQUENCE: an identifier of the target and where it comes from,
// TS 33.128 R19 clause 5.5.5.
type IRITargetIdentifier struct {
	Identifier TargetIdentifier
	Provenance Opt[TargetIdentifierProvenance]
	Sequence
}

func (v *IRITargetIdentifier) walk(c *codec) {
	c.value(1, "identifier", mandatory, &v.Identifier)
	maybeEnum(c, 2, "provenance", optional, &v.Provenance)
}

// TargetIdentifier is a CHOICE of identifiers.
type TargetIdentifier struct {
	SUPI                     SUPI
	IMSI                     string
	PEI                      PEI
	IMEI                     string
	GPSI                     GPSI
	MSISDN                   string
	NAI                      string
	IPv4Address, IPv6Address netip.Addr
	// EthernetAddress has 6 octets.
	EthernetAddress       []byte
	IMPU                  IMPU
	IMPI                  string
	E164Number            string
	EmailAddress          string
	MCPTTID               string
	InstanceIdentifierURN string
	Choice
}

func (v *TargetIdentifier) walk(c *codec) {
	c.value(1, "sUPI", optional, &v.SUPI)
	c.text(2, "iMSI", optional, typeIMSI, &v.IMSI)
	c.value(3, "pEI", optional, &v.PEI)
	c.text(4, "iMEI", optional, typeIMEI, &v.IMEI)
	c.value(5, "gPSI", optional, &v.GPSI)
	c.text(6, "mSISDN", optional, typeMSISDN, &v.MSISDN)
	c.text(7, "nAI", optional, typeNAI, &v.NAI)
	c.address(8, "iPv4Address", optional, typeIPv4Address, &v.IPv4Address)
	c.address(9, "iPv6Address", optional, typeIPv6Address, &v.IPv6Address)
	c.octets(10, "ethernetAddress", optional, typeMACAddress, &v.EthernetAddress)
	c.value(11, "iMPU", optional, &v.IMPU)
	c.text(12, "iMPI", optional, typeIMPI, &v.IMPI)
	c.text(13, "e164Number", optional, typeE164Number, &v.E164Number)
	c.text(14, "emailAddress", optional, typeEmail, &v.EmailAddress)
	c.text(15, "mCPTTID", optional, typeUTF8, &v.MCPTTID)
	c.text(16, "instanceIdentifierURN", optional, typeUTF8, &v.InstanceIdentifierURN)
	c.untyped(17, "pTCChatGroupID", "PTCChatGroupID")
}

// IMPU is a CHOICE: an IMS public identity.
type IMPU struct {
	SIPURI, TELURI string
	Choice
}

func (v *IMPU) walk(c *codec) {
	c.text(1, "sIPURI", optional, typeSIPURI, &v.SIPURI)
	c.text(2, "tELURI", optional, typeTELURI, &v.TELURI)
}
