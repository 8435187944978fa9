package lipf

import "regexp"

// The target types of IMS identities, TS 103 221-1 clause 6.2.1.2 table 5. TS 33.128 R19 clauses 7.10.2 and 7.12.2 give
// them to the LMISF and to the POIs of the IMS.
const (
	// IMPU is a public identity: a SIP URI or a TEL URI. SIPURI and TELURI say which.
	IMPU   TargetType = "impu"
	IMPI   TargetType = "impi"
	SIPURI TargetType = "sipUri"
	TELURI TargetType = "telUri"
	// NonLocalIdentifier stands beside another identifier and says whether that is the served user's (Local) or the other
	// party's (NonLocal).
	NonLocalIdentifier TargetType = "nonLocalIdentifier"
)

// Values of NonLocalIdentifier.
const (
	Local    = "Local"
	NonLocal = "NonLocal"
)

// TargetTypesIMS lists the types that IMS functions take besides those of the 5GC.
func TargetTypesIMS() []TargetType {
	return []TargetType{IMPU, IMPI, SIPURI, TELURI, E164Number, NonLocalIdentifier}
}

// imsFormats holds the patterns of TS_103_280.xsd 2.15.1 and of TS_103_221_01.xsd for the types of the IMS.
var imsFormats = map[TargetType]*regexp.Regexp{
	IMPU:               regexp.MustCompile(`^[a-zA-Z0-9!#$&-;=?-\[\]_~%]{1,255}$`),
	IMPI:               regexp.MustCompile(`^\S{1,255}$`),
	SIPURI:             regexp.MustCompile(`^sips?:[a-zA-Z0-9!#$&-;=?-\[\]_~%]+$`),
	TELURI:             regexp.MustCompile(`^tel:[a-zA-Z0-9!#$&-;=?-\[\]_~%]+$`),
	NonLocalIdentifier: regexp.MustCompile(`^(Local|NonLocal)$`),
}
