package sim

import "lilab/sim/amf"

// EmergencyPolicy says whom a network lets register for emergency services, TS 23.501 clause 5.16.4.1.
type EmergencyPolicy = amf.EmergencyPolicy

// Policies of a network for emergency services.
const (
	// EmergencyAnybody: also phones that cannot be authenticated.
	EmergencyAnybody EmergencyPolicy = amf.EmergencyAnybody
	// EmergencyAuthenticated: only those whose home network authenticates them.
	EmergencyAuthenticated EmergencyPolicy = amf.EmergencyAuthenticated
	// EmergencyNone: nobody.
	EmergencyNone EmergencyPolicy = amf.EmergencyNone
)
