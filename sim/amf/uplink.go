package amf

import (
	"errors"

	codec "github.com/free5gc/nas"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
)

// initialUE is INITIAL UE MESSAGE, TS 38.413 R17 clause 8.6.1: it makes a new connection and finds the UE context
// that the 5G-GUTI in the NAS message names, if this AMF gave it.
func (as *association) initialUE(m *message.InitialUEMessage) {
	a := as.a
	if m.RANUENGAPID == nil || m.NASPDU == nil {
		a.cfg.Log.Error("INITIAL UE MESSAGE without identifier or NAS PDU", "gnb", as.sctp.RemoteAddr())
		return
	}
	where, err := ngap.ParseUserLocation(m.UserLocationInformation, a.cfg.Now())
	if err != nil {
		a.cfg.Log.Error("INITIAL UE MESSAGE refused", "gnb", as.sctp.RemoteAddr(), "err", err)
		as.tell(0, &message.ErrorIndication{RANUENGAPID: m.RANUENGAPID, Cause: ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError)})
		return
	}
	l := &link{as: as, ranID: uint64(m.RANUENGAPID.Value)}
	a.mu.Lock()
	twice := as.byRAN[l.ranID]
	a.mu.Unlock()
	if twice != nil {
		// The gNB uses the identifier anew, so the old connection is gone.
		a.lose(twice)
	}
	pdu := m.NASPDU.Value
	u := a.byGUTI(pdu)
	if u == nil {
		u = a.newContext()
	}
	a.mu.Lock()
	for {
		a.nextID = (a.nextID + 1) & (1<<40 - 1)
		if _, used := a.links[a.nextID]; !used {
			break
		}
	}
	l.amfID = a.nextID
	a.links[l.amfID] = l
	as.byRAN[l.ranID] = l
	l.ue = u
	a.mu.Unlock()
	if u == nil {
		a.cfg.Log.Error("too many UE contexts", "max", a.cfg.MaxContexts)
		a.release(l, ngap.MiscCause(ie.CauseMiscPresentControlProcessingOverload))
		return
	}
	// Not bounded: a full queue must not leave a connection without owner. There is one such message per connection.
	u.begin(l, pdu, where)
}

// byGUTI returns the context whose 5G-GUTI an initial NAS message names. Nothing is verified here.
func (a *AMF) byGUTI(pdu []byte) *ueContext {
	h, err := nas.ParseHeader(pdu)
	if err != nil || h.Type == nas.Plain {
		return nil
	}
	id := initialIdentity(h.Body)
	var g event.GUTI
	if t, err := aka.IdentityType(id); err == nil && t == aka.Identity5GSTMSI {
		if g, err = aka.ParseSTMSI(id); err != nil {
			return nil
		}
		g.PLMN, g.AMFRegionID = a.guami.PLMN, a.guami.AMFRegionID
	} else if g, err = aka.ParseGUTI(id); err != nil {
		return nil
	}
	if !a.owns(g) {
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.byTMSI[g.TMSI]
}

// owns says whether this AMF gave the 5G-GUTI.
func (a *AMF) owns(g event.GUTI) bool {
	return event.GUAMI{PLMN: g.PLMN, AMFRegionID: g.AMFRegionID, AMFSetID: g.AMFSetID, AMFPointer: g.AMFPointer} == a.guami
}

// initialIdentity is the 5GS mobile identity of a plain initial message, nil if there is none. REGISTRATION
// REQUEST, SERVICE REQUEST and DEREGISTRATION REQUEST have it at the same place (TS 24.501 R17 clauses 8.2.6,
// 8.2.12, 8.2.16).
func initialIdentity(plain []byte) []byte {
	if len(plain) < 6 || plain[0] != nas.EPD5GMM || plain[1] != 0 {
		return nil
	}
	switch plain[2] {
	case codec.MsgTypeRegistrationRequest, codec.MsgTypeServiceRequest, codec.MsgTypeDeregistrationRequestUEOriginatingDeregistration:
	default:
		return nil
	}
	n := int(plain[4])<<8 | int(plain[5])
	if n > len(plain)-6 {
		return nil
	}
	return plain[6 : 6+n]
}

// initial handles the first NAS message of a connection in the context that it may belong to.
func (u *ueContext) initial(l *link, pdu []byte, where event.Location) {
	u.a.mu.Lock()
	live := l.ue == u
	u.a.mu.Unlock()
	if !live {
		// The connection ended before its first message was looked at.
		if u.state == deregistered && u.link == nil {
			u.forget()
		}
		return
	}
	h, err := nas.ParseHeader(pdu)
	if err != nil {
		u.log().Error("initial NAS message not understood", "octets", len(pdu), "err", err)
		u.refuseLink(l)
		return
	}
	verified, plain := false, h.Body
	if u.sec != nil {
		plain, err = u.sec.Open(nas.Uplink, pdu, h)
		if err != nil {
			// Not proved to come from this subscriber: the message is handled as that of a UE that nobody
			// knows, and the context stays as it is.
			u.log().Error("initial NAS message names a 5G-GUTI of somebody else", "guti", u.guti, "err", err)
			u.a.adopt(l, pdu, where)
			return
		}
		verified = true
		if u.link != nil {
			u.release(ngap.RadioCause(ie.CauseRadioNetworkPresentReleaseDueToNgranGeneratedReason))
		}
		u.abandon()
	} else if h.Type.Ciphered() {
		u.log().Error("initial NAS message is ciphered, and its UE is not known")
		u.refuseLink(l)
		return
	}
	u.bind(l)
	u.secured, u.first = verified, pdu
	u.moved(where)
	m, err := nas.Decode(plain)
	if err != nil {
		u.log().Error("initial NAS message not understood", "err", err)
		u.sendMessage(nas.Status(decodeCause(err)))
		u.endConnection()
		return
	}
	switch {
	case m.RegistrationRequest != nil:
		u.registrationRequest(m.RegistrationRequest, plain, verified)
	case m.DeregistrationRequestUEOriginatingDeregistration != nil:
		u.deregistrationRequest(m.DeregistrationRequestUEOriginatingDeregistration, verified)
	case m.ServiceRequest != nil:
		u.serviceRequest(m.ServiceRequest, verified)
	default:
		u.log().Error("initial NAS message is of the wrong type", "type", m.GetMessageType())
		u.sendMessage(nas.Status(nas.CauseMessageTypeIncompatible))
		u.endConnection()
	}
}

// refuseLink releases a connection whose first message is useless, and the context that was made for it.
func (u *ueContext) refuseLink(l *link) {
	u.a.release(l, ngap.NASCause(ie.CauseNasPresentUnspecified))
	if u.state == deregistered {
		u.forget()
	}
}

// endConnection releases the connection; a UE that is not registered is forgotten.
func (u *ueContext) endConnection() {
	u.release(ngap.NASCause(ie.CauseNasPresentUnspecified))
	if u.state == deregistered {
		u.forget()
		return
	}
	u.idle()
}

// uplinkNAS is UPLINK NAS TRANSPORT, TS 38.413 R17 clause 8.6.3.
func (as *association) uplinkNAS(m *message.UplinkNASTransport) {
	if m.NASPDU == nil {
		as.a.cfg.Log.Error("UPLINK NAS TRANSPORT without NAS PDU", "gnb", as.sctp.RemoteAddr())
		return
	}
	where, err := ngap.ParseUserLocation(m.UserLocationInformation, as.a.cfg.Now())
	if err != nil {
		as.a.cfg.Log.Error("UPLINK NAS TRANSPORT", "gnb", as.sctp.RemoteAddr(), "err", err)
	}
	known := err == nil
	as.deliver(m.AMFUENGAPID, m.RANUENGAPID, func(u *ueContext) {
		if known {
			u.moved(where)
		}
		u.uplink(m.NASPDU.Value)
	})
}

// decodeCause is the cause of 5GMM STATUS for a message that cannot be decoded, TS 24.501 R17 clauses 7.4, 7.5.
func decodeCause(err error) uint8 {
	var de *nas.DecodeError
	if errors.As(err, &de) && !nas.KnownMessage(de.MessageType) {
		return nas.CauseMessageTypeNonExistent
	}
	return nas.CauseInvalidMandatoryInformation
}

// uplink handles a NAS message of a UE that has a connection.
func (u *ueContext) uplink(pdu []byte) {
	h, err := nas.ParseHeader(pdu)
	if err != nil {
		// TS 24.501 R17 clauses 7.2.1 and 9.2: too short or another protocol, ignored.
		u.log().Error("NAS PDU not understood", "octets", len(pdu), "state", u.state, "err", err)
		return
	}
	plain, verified := h.Body, false
	if h.Type != nas.Plain {
		sec := u.sec
		if h.Type == nas.IntegrityCipheredNew {
			if u.state != securing {
				u.log().Error("NAS message for a new security context outside of security mode control", "state", u.state)
				return
			}
			sec = u.reg.sec
		}
		if sec == nil {
			u.log().Error("protected NAS message without security context", "state", u.state)
			return
		}
		plain, err = sec.Open(nas.Uplink, pdu, h)
		if err != nil {
			// TS 24.501 R17 clause 4.4.4.3: discarded.
			u.log().Error("NAS message discarded", "octets", len(pdu), "state", u.state, "err", err)
			return
		}
		verified = true
		if sec == u.sec {
			u.secured = true
		}
	} else if u.secured {
		u.log().Error("unprotected NAS message discarded: the connection is secured", "state", u.state)
		return
	}
	m, err := nas.Decode(plain)
	if err != nil {
		u.log().Error("NAS message not understood", "state", u.state, "err", err)
		u.sendMessage(nas.Status(decodeCause(err)))
		return
	}
	u.dispatch(m, plain, h.Type, verified)
}

// dispatch runs the procedure that a message belongs to. TS 24.501 R17 clause 4.4.4.3 lists what is taken without
// integrity protection.
func (u *ueContext) dispatch(m *codec.GmmMessage, plain []byte, t nas.HeaderType, verified bool) {
	switch {
	case m.RegistrationRequest != nil:
		if u.state != registered && u.state != accepting {
			// TS 24.501 R17 clause 5.5.1.2.8 d: the request in progress is what counts.
			u.log().Warn("REGISTRATION REQUEST while another one is handled", "state", u.state)
			return
		}
		u.abandon()
		u.registrationRequest(m.RegistrationRequest, plain, verified)
	case m.IdentityResponse != nil && u.state == identifying:
		u.identityResponse(m.IdentityResponse)
	case m.AuthenticationResponse != nil && u.state == authenticating:
		u.authenticationResponse(m.AuthenticationResponse)
	case m.AuthenticationFailure != nil && u.state == authenticating:
		u.authenticationFailure(m.AuthenticationFailure)
	case m.SecurityModeComplete != nil && u.state == securing && t == nas.IntegrityCipheredNew:
		u.securityModeComplete(m.SecurityModeComplete)
	case m.SecurityModeReject != nil && u.state == securing:
		u.securityModeReject(m.SecurityModeReject)
	case m.RegistrationComplete != nil && verified:
		if u.state == accepting {
			u.registrationComplete()
		}
	case m.DeregistrationRequestUEOriginatingDeregistration != nil:
		u.deregistrationRequest(m.DeregistrationRequestUEOriginatingDeregistration, verified)
	case m.DeregistrationAcceptUETerminatedDeregistration != nil && u.state == deregistering:
		u.deregistrationAccepted()
	case m.ServiceRequest != nil && verified && u.state == registered:
		u.sendMessage(serviceAccept)
	case m.ULNASTransport != nil && verified && u.state == registered:
		u.ulTransport(m.ULNASTransport)
	case m.Status5GMM != nil:
		u.log().Error("5GMM STATUS of the UE", "state", u.state, "cause", nas.CauseText(m.Status5GMM.Cause5GMM.Octet))
	default:
		u.log().Error("NAS message does not fit", "type", m.GetMessageType(), "state", u.state, "verified", verified)
		u.sendMessage(nas.Status(nas.CauseMessageTypeIncompatible))
	}
}
