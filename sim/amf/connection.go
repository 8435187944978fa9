package amf

import (
	"time"

	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/ngap/ie"

	"lilab/sim/nas"
	"lilab/sim/ngap"
)

// implicitGrace is how much longer than T3512 the AMF waits before it deregisters a UE implicitly, TS 24.501 R17
// clause 5.3.7.
const implicitGrace = 4 * time.Minute

// releaseRequested is UE CONTEXT RELEASE REQUEST, TS 38.413 R17 clause 8.3.2: a registered UE becomes idle.
func (u *ueContext) releaseRequested(cause *ie.Cause) {
	if cause == nil {
		cause = ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified)
	}
	u.release(cause)
	u.connectionLost()
}

// lost says that a connection is gone without a release by the AMF.
func (u *ueContext) lost(l *link) {
	if u.ho != nil && u.ho.target == l {
		u.handoverFailed(ngap.RadioCause(ie.CauseRadioNetworkPresentHoFailureInTarget5GCNgranNodeOrTargetSystem))
		return
	}
	if u.link != l {
		return
	}
	u.link, u.secured = nil, false
	u.connectionLost()
}

// connectionLost goes on when the UE has no connection any more: lower layer failure in the middle of a procedure
// (TS 24.501 R17 clauses 5.4.1.3.7 a, 5.4.2.7 a, 5.5.1.2.8 b) or the change to idle.
func (u *ueContext) connectionLost() {
	u.cancelHandover()
	switch u.state {
	case identifying, authenticating, securing:
		u.registrationFailed(nas.CauseProtocolError)
	case accepting:
		u.stop()
		u.complete()
	case deregistering:
		u.deregistrationAccepted()
	case registered:
		u.idle()
	case deregistered:
		u.forget()
	}
}

// idle starts the wait for a sign of life of a registered UE without connection.
func (u *ueContext) idle() {
	u.stop()
	u.deactivateSessions()
	p := &pending{}
	u.timer = p
	p.t = time.AfterFunc(u.a.cfg.Timers.T3512+implicitGrace, func() {
		u.post(func() {
			if u.timer == p && u.state == registered {
				u.deregistered(byNetwork, nas.CauseImplicitlyDeregistered, false)
				u.purge()
				u.forget()
			}
		})
	})
}

// serviceRequest is an initial SERVICE REQUEST, TS 24.501 R17 clause 5.6.1: an idle UE wants a connection.
func (u *ueContext) serviceRequest(m *nasMessage.ServiceRequest, verified bool) {
	if !verified || u.state != registered {
		u.sendMessage(serviceReject(nas.CauseIdentityNotDerivable))
		u.endConnection()
		return
	}
	u.stop()
	plain, err := nas.Encode(serviceAccept)
	if err == nil {
		err = u.setUpContext(plain)
	}
	if err != nil {
		u.log().Error("SERVICE ACCEPT", "err", err)
		u.endConnection()
		return
	}
	if s := m.UplinkDataStatus; s != nil {
		// PDU session identity n is bit n%8 of octet n/8, TS 24.501 R17 clause 9.11.3.57.
		u.activateSessions(func(id uint8) bool { return int(id/8) < len(s.Buffer) && s.Buffer[id/8]&(1<<(id%8)) != 0 })
	}
	u.reachableSMS()
}
