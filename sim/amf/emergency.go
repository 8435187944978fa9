package amf

// EmergencyPolicy says whom a network lets register for emergency services, TS 23.501 clause 5.16.4.1.
type EmergencyPolicy string

// Policies for emergency services.
const (
	// EmergencyAnybody also serves UEs that cannot be authenticated.
	EmergencyAnybody EmergencyPolicy = ""
	// EmergencyAuthenticated serves UEs that were authenticated.
	EmergencyAuthenticated EmergencyPolicy = "authenticated"
	// EmergencyNone offers no emergency services.
	EmergencyNone EmergencyPolicy = "none"
)
