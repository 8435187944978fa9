package smf

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"testing"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// established is a session in an SMF whose UPF accepts everything.
func established(t *testing.T) (*session, *upfPeer) {
	s, p := newPeer(t)
	p.says(func(m message.Message) message.Message {
		ok := ie.NewCause(ie.CauseRequestAccepted)
		switch m.(type) {
		case *message.SessionEstablishmentRequest:
			return message.NewSessionEstablishmentResponse(0, 0, 7, m.Sequence(), 0, ok, ie.NewFSEID(9, net.IPv4(10, 0, 0, 2), nil),
				ie.NewCreatedPDR(ie.NewPDRID(1), ie.NewFTEID(1, 5, net.IPv4(10, 0, 3, 1), nil, 0)))
		case *message.SessionModificationRequest:
			return message.NewSessionModificationResponse(0, 0, 7, m.Sequence(), 0, ok)
		}
		return associated(m)
	})
	x := &session{smf: s, phase: active}
	x.info = event.SMFSession{Role: event.AnchorSMF, ID: 3, Type: event.IPv4, QFI: 1, DNN: "internet", CPFSEID: event.FSEID{SEID: 7, Addr: s.cfg.N4},
		Addresses: []netip.Prefix{netip.MustParsePrefix("100.64.0.1/32")}}
	require.NoError(t, x.establishN4(t.Context()))
	return x, p
}

var udp = []event.PacketFilter{{Protocol: 17}}

// rules counts the rule elements of all session modification requests.
func (p *upfPeer) rules() (createPDR, removePDR, createQER, removeQER int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.got {
		if m, ok := m.(*message.SessionModificationRequest); ok {
			createPDR, removePDR = createPDR+len(m.CreatePDR), removePDR+len(m.RemovePDR)
			createQER, removeQER = createQER+len(m.CreateQER), removeQER+len(m.RemoveQER)
		}
	}
	return
}

// TestChangeGivenUp has UE or gNB refuse: the UPF forgets the flow, the session is as before.
func TestChangeGivenUp(t *testing.T) {
	for name, refuses := range map[string]func(x *session, r *sbi.Request) (*sbi.Reply, error){
		"UE": func(x *session, r *sbi.Request) (*sbi.Reply, error) {
			return x.changeAnswered(r, 9, nas.SMCauseSemanticQoS)
		},
		"gNB": func(x *session, r *sbi.Request) (*sbi.Reply, error) {
			return x.resourcesModified(r, models.N2SmInfoType_PDU_RES_MOD_FAIL, nil)
		},
		"gNB in part": func(x *session, r *sbi.Request) (*sbi.Reply, error) {
			b, err := ngap.ModifyResponse{Failed: []uint8{2}}.MarshalBinary()
			require.NoError(t, err)
			return x.resourcesModified(r, models.N2SmInfoType_PDU_RES_MOD_RSP, b)
		},
		"gNB with nonsense": func(x *session, r *sbi.Request) (*sbi.Reply, error) {
			return x.resourcesModified(r, models.N2SmInfoType_PDU_RES_MOD_RSP, []byte{0xff})
		},
	} {
		t.Run(name, func(t *testing.T) {
			x, p := established(t)
			req := &sbi.Request{Request: httpRequest(t)}
			c, no := x.begin(t.Context(), event.ByUE, 9, []event.QoSFlow{{FiveQI: 9, Filters: udp}}, nil)
			require.Nil(t, no)
			_, no = x.begin(t.Context(), event.ByUE, 10, []event.QoSFlow{{FiveQI: 9, Filters: udp}}, nil)
			require.Equal(t, nas.SMCauseRequestRejected, no.cause, "one at a time")
			reply, err := refuses(x, req)
			require.NoError(t, err)
			require.NotNil(t, reply)
			var refused *refusedSM
			require.True(t, errors.As(<-c.done, &refused))
			require.Nil(t, x.change)
			require.Empty(t, x.flows)
			create, remove, qer, noQER := p.rules()
			require.Equal(t, [4]int{1, 1, 1, 1}, [4]int{create, remove, qer, noQER})
			// Answers that come too late change nothing.
			_, err = x.changeAnswered(req, 9, 0)
			require.NoError(t, err)
			_, err = x.resourcesModified(req, models.N2SmInfoType_PDU_RES_MOD_RSP, nil)
			require.NoError(t, err)
			require.Empty(t, x.flows)
		})
	}
}

// TestChangeRefused asks for flows that cannot be.
func TestChangeRefused(t *testing.T) {
	x, p := established(t)
	x.flows = []event.QoSFlow{{QFI: 2, FiveQI: 9, Filters: udp}}
	flow := func(q, fiveQI uint8) event.QoSFlow { return event.QoSFlow{QFI: q, FiveQI: fiveQI, Filters: udp} }
	for name, c := range map[string]struct {
		add    []event.QoSFlow
		remove []uint8
		cause  uint8
	}{
		"nothing":            {nil, nil, nas.SMCauseSemanticQoS},
		"guaranteed rate":    {[]event.QoSFlow{flow(0, 1)}, nil, nas.SMCauseUnsupported5QI},
		"no filter":          {[]event.QoSFlow{{FiveQI: 9}}, nil, nas.SMCauseSemanticQoS},
		"empty filter":       {[]event.QoSFlow{{FiveQI: 9, Filters: make([]event.PacketFilter, 1)}}, nil, nas.SMCauseSemanticPacketFilter},
		"too many filters":   {[]event.QoSFlow{{FiveQI: 9, Filters: make([]event.PacketFilter, 16)}}, nil, nas.SMCauseSemanticPacketFilter},
		"default flow":       {[]event.QoSFlow{flow(1, 9)}, nil, nas.SMCauseSemanticQoS},
		"flow that exists":   {[]event.QoSFlow{flow(2, 9)}, nil, nas.SMCauseSemanticQoS},
		"one flow twice":     {[]event.QoSFlow{flow(3, 9), flow(3, 9)}, nil, nas.SMCauseSemanticQoS},
		"too high":           {[]event.QoSFlow{flow(64, 9)}, nil, nas.SMCauseSemanticQoS},
		"removal of default": {nil, []uint8{1}, nas.SMCauseSemanticQoS},
		"removal twice":      {nil, []uint8{2, 2}, nas.SMCauseSemanticQoS},
		"too many":           {make([]event.QoSFlow, 8), nil, nas.SMCauseInsufficientResources},
	} {
		_, no := x.begin(t.Context(), event.ByNetwork, 0, c.add, c.remove)
		require.NotNil(t, no, name)
		require.Equal(t, c.cause, no.cause, name)
		require.Nil(t, x.change, name)
	}
	x.info.Type = event.Ethernet
	_, no := x.begin(t.Context(), event.ByNetwork, 0, []event.QoSFlow{flow(0, 9)}, nil)
	require.Equal(t, nas.SMCauseSemanticPacketFilter, no.cause)
	x.info.Type, x.deactivated = event.IPv4, true
	_, no = x.begin(t.Context(), event.ByNetwork, 0, []event.QoSFlow{flow(0, 9)}, nil)
	require.Equal(t, nas.SMCauseRequestRejected, no.cause)
	require.Zero(t, p.count(message.MsgTypeSessionModificationRequest), "the UPF heard nothing of it")
}

// FuzzWanted reads what a UE or a V-SMF may send; what is accepted is one new flow at most.
func FuzzWanted(f *testing.F) {
	rules, err := rulesOf([]event.QoSFlow{{Filters: udp}}, nil)
	require.NoError(f, err)
	f.Add(rules, descriptionsOf([]event.QoSFlow{{FiveQI: 9}}, nil), qosElements(rules, nil))
	gone, err := rulesOf(nil, []event.QoSFlow{{QFI: 2}})
	require.NoError(f, err)
	f.Add(gone, descriptionsOf(nil, []event.QoSFlow{{QFI: 2}}), qosElements(gone, []byte{}))
	f.Fuzz(func(t *testing.T, rules, flows, elements []byte) {
		if add, _, cause := wanted(rules, flows); cause == 0 && (len(add) > 1 || len(add) == 1 && add[0].QFI != 0) {
			t.Fatalf("%x %x: %+v", rules, flows, add)
		}
		if r, f, ok := parseQoSElements(elements); ok {
			again, back, ok := parseQoSElements(qosElements(r, f))
			if !ok || string(again) != string(r) || string(back) != string(f) {
				t.Fatalf("%x", elements)
			}
		}
	})
}

func httpRequest(t *testing.T) *http.Request {
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://smf/", nil)
	require.NoError(t, err)
	return r
}
