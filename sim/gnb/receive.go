package gnb

import (
	"errors"
	"fmt"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/ngap"
)

// receive handles one NGAP PDU of the AMF. It never fails: what the AMF did wrong is logged and, where TS 38.413
// R17 clause 10 says so, reported to it.
func (g *GNB) receive(pdu []byte) {
	m, err := ngap.Parse(pdu)
	if err != nil {
		g.cfg.Log.Error("NGAP PDU of the AMF not understood", "octets", len(pdu), "err", err)
		var se *ngap.SyntaxError
		if errors.As(err, &se) && !se.Response {
			if e := se.ErrorIndication(); e != nil {
				g.tell(0, e)
			}
		}
		return
	}
	switch m := m.(type) {
	case *message.NGSetupResponse, *message.NGSetupFailure:
		select {
		case g.setup <- m:
		default:
			g.cfg.Log.Error("NG Setup answered twice", "message", fmt.Sprintf("%T", m))
		}
	case *message.DownlinkNASTransport:
		if c := g.find(m.AMFUENGAPID, m.RANUENGAPID); c != nil {
			g.downlink(c, m.NASPDU)
		}
	case *message.InitialContextSetupRequest:
		if c := g.find(m.AMFUENGAPID, m.RANUENGAPID); c != nil {
			g.initialContextSetup(c, m)
		}
	case *message.PDUSessionResourceSetupRequest:
		if c := g.find(m.AMFUENGAPID, m.RANUENGAPID); c != nil {
			g.sessionSetup(c, m)
		}
	case *message.PDUSessionResourceReleaseCommand:
		if c := g.find(m.AMFUENGAPID, m.RANUENGAPID); c != nil {
			g.sessionRelease(c, m)
		}
	case *message.PathSwitchRequestAcknowledge:
		if c := g.find(m.AMFUENGAPID, m.RANUENGAPID); c != nil {
			g.pathSwitched(c, m)
		}
	case *message.PathSwitchRequestFailure:
		if c := g.find(m.AMFUENGAPID, m.RANUENGAPID); c != nil {
			g.pathNotSwitched(c)
		}
	case *message.HandoverRequest:
		g.handoverRequest(m)
	case *message.HandoverCommand:
		if c := g.find(m.AMFUENGAPID, m.RANUENGAPID); c != nil {
			c.prepared(m)
		}
	case *message.HandoverPreparationFailure:
		if c := g.find(m.AMFUENGAPID, m.RANUENGAPID); c != nil {
			c.prepared(m)
		}
	case *message.HandoverCancelAcknowledge:
		// The preparation was forgotten when the cancellation was sent.
	case *message.PDUSessionResourceModifyRequest:
		if c := g.find(m.AMFUENGAPID, m.RANUENGAPID); c != nil {
			g.sessionModify(c, m)
		}
	case *message.UEContextReleaseCommand:
		g.ueContextRelease(m)
	case *message.LocationReportingControl:
		if c := g.find(m.AMFUENGAPID, m.RANUENGAPID); c != nil {
			g.locationReporting(c, m)
		}
	case *message.NGReset:
		g.reset(m)
	case *message.ErrorIndication:
		g.cfg.Log.Error("ERROR INDICATION of the AMF", "cause", ngap.CauseText(m.Cause))
	case *message.Paging, *message.OverloadStart, *message.OverloadStop:
		g.cfg.Log.Debug("message of the AMF without effect here", "message", fmt.Sprintf("%T", m))
	default:
		// TS 38.413 R17 clause 10.3.4.1: a procedure that is not comprehended here.
		g.cfg.Log.Error("NGAP procedure not supported", "message", fmt.Sprintf("%T", m))
		if m.MessageType() != message.MessageTypeInitiatingMessage || m.Criticality() == message.CriticalityIgnore {
			return
		}
		g.tell(0, &message.ErrorIndication{
			Cause: ngap.ProtocolCause(ie.CauseProtocolPresentAbstractSyntaxErrorReject),
			CriticalityDiagnostics: &ie.CriticalityDiagnostics{
				ProcedureCode:        &ie.ProcedureCode{Value: m.ProcedureCode()},
				TriggeringMessage:    &ie.TriggeringMessage{Value: ie.TriggeringMessagePresentInitiatingMessage},
				ProcedureCriticality: &ie.Criticality{Value: m.Criticality()},
			},
		})
	}
}

// find returns the connection of a UE-associated message. The first one of a connection gives the AMF UE NGAP ID.
// An unknown or inconsistent identifier is reported (TS 38.413 R17 clause 10.6).
func (g *GNB) find(amf *ie.AMFUENGAPID, ran *ie.RANUENGAPID) *Connection {
	if amf == nil || ran == nil {
		g.cfg.Log.Error("UE-associated message of the AMF without identifiers")
		return nil
	}
	g.mu.Lock()
	c := g.conns[uint64(ran.Value)]
	g.mu.Unlock()
	cause := ie.CauseRadioNetworkPresentUnknownLocalUENGAPID
	if c != nil {
		c.mu.Lock()
		if c.amfID < 0 {
			c.amfID = amf.Value
		}
		same := c.amfID == amf.Value
		c.mu.Unlock()
		if same {
			return c
		}
		cause = ie.CauseRadioNetworkPresentInconsistentRemoteUENGAPID
	}
	g.cfg.Log.Error("message of the AMF for no UE here", "amf-ue-ngap-id", amf.Value, "ran-ue-ngap-id", ran.Value)
	g.tell(0, &message.ErrorIndication{AMFUENGAPID: amf, RANUENGAPID: ran, Cause: ngap.RadioCause(cause)})
	return nil
}

func (g *GNB) downlink(c *Connection, pdu *ie.NASPDU) {
	if ue := c.terminal(); pdu != nil && ue != nil {
		ue.Downlink(c, pdu.Value)
	}
}

// initialContextSetup is TS 38.413 R17 clause 8.3.1. AS security has no octets in this lab; KgNB is kept.
func (g *GNB) initialContextSetup(c *Connection, m *message.InitialContextSetupRequest) {
	key, ok := ngap.ParseSecurityKey(m.SecurityKey)
	if !ok {
		g.cfg.Log.Error("INITIAL CONTEXT SETUP REQUEST without security key", "ran-ue-ngap-id", c.ranID)
		g.tell(ngap.Stream(c.ranID), &message.InitialContextSetupFailure{
			AMFUENGAPID: m.AMFUENGAPID, RANUENGAPID: m.RANUENGAPID,
			Cause: ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError),
		})
		return
	}
	c.mu.Lock()
	c.kgnb, c.secured = key, true
	c.handover.capabilities = m.UESecurityCapabilities
	c.mu.Unlock()
	g.tell(ngap.Stream(c.ranID), &message.InitialContextSetupResponse{AMFUENGAPID: m.AMFUENGAPID, RANUENGAPID: m.RANUENGAPID})
	g.downlink(c, m.NASPDU)
}

// ueContextRelease is TS 38.413 R17 clause 8.3.3.
func (g *GNB) ueContextRelease(m *message.UEContextReleaseCommand) {
	if m.UENGAPIDs == nil {
		g.cfg.Log.Error("UE CONTEXT RELEASE COMMAND without identifiers")
		return
	}
	var c *Connection
	switch ids := m.UENGAPIDs.Choice.(type) {
	case *ie.UENGAPIDPair:
		c = g.find(ids.AMFUENGAPID, ids.RANUENGAPID)
	case *ie.AMFUENGAPID:
		g.mu.Lock()
		for _, known := range g.conns {
			known.mu.Lock()
			if known.amfID == ids.Value {
				c = known
			}
			known.mu.Unlock()
		}
		g.mu.Unlock()
		if c == nil {
			g.tell(0, &message.ErrorIndication{AMFUENGAPID: ids, Cause: ngap.RadioCause(ie.CauseRadioNetworkPresentUnknownLocalUENGAPID)})
		}
	}
	if c == nil {
		return
	}
	cell, amfID, _, err := c.state()
	if err != nil {
		return
	}
	g.drop(c)
	g.tell(ngap.Stream(c.ranID), &message.UEContextReleaseComplete{
		AMFUENGAPID:             &ie.AMFUENGAPID{Value: amfID},
		RANUENGAPID:             &ie.RANUENGAPID{Value: int64(c.ranID)},
		UserLocationInformation: ngap.UserLocation(g.location(cell)),
	})
}

// locationReporting is TS 38.413 R17 clause 8.12.1.
func (g *GNB) locationReporting(c *Connection, m *message.LocationReportingControl) {
	fail := func() {
		g.tell(ngap.Stream(c.ranID), &message.LocationReportingFailureIndication{
			AMFUENGAPID: m.AMFUENGAPID, RANUENGAPID: m.RANUENGAPID,
			Cause: ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified),
		})
	}
	if m.LocationReportingRequestType == nil || m.LocationReportingRequestType.EventType == nil {
		fail()
		return
	}
	switch m.LocationReportingRequestType.EventType.Value {
	case ie.EventTypePresentDirect:
		if cell, amfID, _, err := c.state(); err == nil {
			g.tell(ngap.Stream(c.ranID), c.report(cell, amfID, ie.EventTypePresentDirect))
		}
	case ie.EventTypePresentChangeOfServeCell:
		c.mu.Lock()
		c.tracking = true
		c.mu.Unlock()
	case ie.EventTypePresentStopChangeOfServeCell, ie.EventTypePresentCancelLocationReportingForTheUe:
		c.mu.Lock()
		c.tracking = false
		c.mu.Unlock()
	default:
		fail()
	}
}

// reset is TS 38.413 R17 clause 8.7.4: the AMF lost some or all UE contexts.
func (g *GNB) reset(m *message.NGReset) {
	if m.ResetType == nil {
		return
	}
	var drop []*Connection
	ack := &message.NGResetAcknowledge{}
	g.mu.Lock()
	switch t := m.ResetType.Choice.(type) {
	case *ie.ResetAll:
		for _, c := range g.conns {
			drop = append(drop, c)
		}
	case *ie.UEAssociatedLogicalNGConnectionList:
		ack.UEAssociatedLogicalNGConnectionList = t
		for _, item := range t.List {
			if item.RANUENGAPID == nil {
				continue
			}
			if c := g.conns[uint64(item.RANUENGAPID.Value)]; c != nil {
				drop = append(drop, c)
			}
		}
	}
	g.mu.Unlock()
	for _, c := range drop {
		g.drop(c)
	}
	g.tell(0, ack)
}
