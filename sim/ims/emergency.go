package ims

import "lilab/sim/ims/sip"

// EmergencyContact says whether the Contact of a REGISTER is that of an emergency registration: its URI has the parameter "sos" (TS
// 24.229 clauses 5.1.6.2 and 7.2A.13). Such a registration is another one than that of the same user for everything else.
func EmergencyContact(m *sip.Message) bool {
	_, ok := sip.URIParam(sip.URI(m.Get("Contact")), "sos")
	return ok
}

// RegistrationKey names the registration that a REGISTER of a private identity is about.
func RegistrationKey(impi string, m *sip.Message) string {
	if EmergencyContact(m) {
		return impi + ";sos"
	}
	return impi
}
