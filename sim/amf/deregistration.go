package amf

import (
	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/ngap/ie"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
)

const (
	byUE      = event.ByUE
	byNetwork = event.ByNetwork
)

// deregistered makes the UE 5GMM-DEREGISTERED.
func (u *ueContext) deregistered(who event.Initiator, cause uint8, reregister bool) {
	u.publishDeregistered(event.AMFDeregistered{Initiator: who, Cause: cause, ReregistrationRequired: reregister})
}

func (u *ueContext) publishDeregistered(e event.AMFDeregistered) {
	where := u.location
	e.Header, e.Subscriber, e.GUTI, e.Location = u.head(), u.subscriber(), u.guti, &where
	u.state = deregistered
	u.publish(e)
}

// deregistrationRequest is TS 24.501 R17 clause 5.5.2.2: the UE leaves. Without integrity protection it is believed
// of nobody; the sender only gets its answer.
func (u *ueContext) deregistrationRequest(m *nasMessage.DeregistrationRequestUEOriginatingDeregistration, verified bool) {
	switchOff := m.GetSwitchOff() == 1
	if !verified {
		u.log().Warn("unprotected DEREGISTRATION REQUEST", "state", u.state)
		if u.state == deregistered {
			if !switchOff {
				u.sendMessage(deregistrationAccept)
			}
			u.endConnection()
		}
		return
	}
	u.stop()
	switch u.state {
	case accepting:
		u.complete()
		u.stop()
	case registered, deregistering:
	default:
		// The UE is secured but not registered yet: the registration ends here.
		if !switchOff {
			u.sendMessage(deregistrationAccept)
		}
		u.registrationFailed(nas.CauseProtocolError)
		return
	}
	// TS 23.502 R17 clause 4.2.2.3.2: the PDU sessions go first.
	u.releaseSessions()
	u.deactivateSMS()
	if !switchOff {
		u.sendMessage(deregistrationAccept)
	}
	u.publishDeregistered(event.AMFDeregistered{Initiator: byUE, SwitchOff: switchOff})
	u.purge()
	u.release(ngap.NASCause(ie.CauseNasPresentDeregister))
	u.forget()
}

// withdraw is the network-initiated deregistration, TS 24.501 R17 clause 5.5.2.3. A UE without connection is
// deregistered locally.
func (u *ueContext) withdraw(reregister bool, cause uint8) {
	switch u.state {
	case registered:
	case accepting:
		u.complete()
	case deregistering:
		return
	default:
		u.registrationFailed(cause)
		return
	}
	u.stop()
	if u.link == nil {
		u.deregistered(byNetwork, cause, reregister)
		u.forget()
		return
	}
	plain, err := nas.Encode(deregistrationRequest(reregister, cause))
	if err != nil {
		u.log().Error("DEREGISTRATION REQUEST", "err", err)
		return
	}
	u.state = deregistering
	u.leaving = event.AMFDeregistered{Initiator: byNetwork, Cause: cause, ReregistrationRequired: reregister}
	u.request(u.a.cfg.Timers.T3522, func() error { return u.send(plain) }, func() {
		// TS 24.501 R17 clause 5.5.2.3.5 a: deregistered all the same.
		u.log().Warn("no DEREGISTRATION ACCEPT", "guti", u.guti)
		u.deregistrationAccepted()
	})
}

// deregistrationAccepted ends the network-initiated deregistration. The home network asked for it, so it is not
// told (TS 23.502 R17 clause 4.2.2.3.3).
func (u *ueContext) deregistrationAccepted() {
	u.stop()
	u.publishDeregistered(u.leaving)
	u.release(ngap.NASCause(ie.CauseNasPresentDeregister))
	u.forget()
}

// takenOver forgets a UE that another AMF serves now (TS 23.502 R17 clause 4.2.2.2.2 step 14d): without a word to
// the UE, which has left.
func (u *ueContext) takenOver() {
	if u.state == accepting {
		u.complete()
	}
	if u.state != registered && u.state != deregistering {
		return
	}
	u.stop()
	u.deregistered(byNetwork, 0, false)
	u.release(ngap.RadioCause(ie.CauseRadioNetworkPresentReleaseDueToCnDetectedMobility))
	u.forget()
}
