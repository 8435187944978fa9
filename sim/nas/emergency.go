package nas

// Bits of REGISTRATION ACCEPT.
const (
	// ResultEmergency in the 5GS registration result says "registered for emergency services", TS 24.501 clause 9.11.3.6.
	ResultEmergency = 1 << 5
	// FeatureEmergency in the first octet of the 5GS network feature support says that emergency services are supported in NR
	// connected to the 5GCN (EMC), clause 9.11.3.5.
	FeatureEmergency = 1 << 2
)
