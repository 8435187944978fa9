package sim

import (
	"lilab/sim/event"
	"lilab/sim/nas"
)

// causePrivacyEncryption is the 5GMM cause for visitors whose home network encrypts against the agreement. No standard is known that names
// one for 5G. SR 003 292 V1.2.1 clause 4.5.2 names EMM cause #15 for LTE, and not #14, so that phones may find service elsewhere in the same
// network. 5GMM has a cause #15 of the same name (TS 24.501 clause 9.11.3.2; what annex A says of it was not read) and no #14. #11 would
// make the phone leave out the whole network, with every radio access, and #13 sends it to another operator.
const causePrivacyEncryption = nas.CauseNoSuitableCells

// refused are the home networks whose subscribers the network gives no service.
func (n *Network) refused() map[event.PLMN]uint8 {
	var out map[event.PLMN]uint8
	for _, a := range n.lab.cfg.Agreements {
		if a.Visited != n.Name || !a.VisitedRefuses || !a.PrivacyEncryption {
			continue
		}
		if out == nil {
			out = map[event.PLMN]uint8{}
		}
		out[n.lab.cfg.Networks[a.Home].PLMN] = causePrivacyEncryption
	}
	return out
}
