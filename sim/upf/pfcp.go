package upf

import (
	"context"
	"errors"
	"hash/fnv"
	"hash/maphash"
	"net"
	"net/netip"

	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/pfcp"
)

// maxAnswers bounds the answers that are kept for repeated requests.
const maxAnswers = 4096

// control is the state of the PFCP goroutine.
type control struct {
	nextSEID     uint64
	nextTEID     uint32
	associations map[string]*association // by Node ID
	answers      map[request]answer
	order        []request // oldest first, a ring from oldest on
	oldest       int
	hash         maphash.Seed
}

// association is that with one SMF.
type association struct {
	sessions map[uint64]*session
}

// request identifies a request, TS 29.244 clause 6.4: its source and sequence number.
type request struct {
	from     netip.AddrPort
	sequence uint32
}

type answer struct {
	sum    uint64 // of the request: another request with the same number is a new one
	octets []byte // nil where there was no answer
}

func newControl(node string) control {
	h := fnv.New32a()
	_, _ = h.Write([]byte(node)) // a hash never fails
	return control{
		nextTEID:     h.Sum32(), // so that the TEIDs of several UPFs differ
		associations: map[string]*association{}, answers: map[request]answer{}, hash: maphash.MakeSeed()}
}

// serve answers PFCP requests one after the other.
func (u *UPF) serve(ctx context.Context) {
	buf := make([]byte, 65536)
	for {
		n, from, err := u.n4.ReadFrom(buf)
		if err != nil {
			if ctx.Err() == nil && !errors.Is(err, net.ErrClosed) {
				u.log.Error("N4 stopped", "err", err)
			}
			return
		}
		peer, ok := from.(*net.UDPAddr)
		if !ok {
			continue
		}
		out := u.handle(peer.AddrPort(), append([]byte(nil), buf[:n]...)) // rules keep parts of it
		if out == nil {
			continue
		}
		if _, err := u.n4.WriteTo(out, from); err != nil {
			u.drop(SendFailed)
		}
	}
}

// handle answers one message; nil means that there is no answer.
func (u *UPF) handle(from netip.AddrPort, b []byte) []byte {
	h, err := pfcp.Header(b)
	if err != nil {
		u.drop(MalformedPFCP)
		if !errors.Is(err, pfcp.ErrVersion) || h.Type == message.MsgTypeVersionNotSupportedResponse {
			return nil
		}
		return marshal(message.MsgTypeVersionNotSupportedResponse, nil, h.SequenceNumber)
	}
	answerer, isSession := u.answerer(h.Type)
	if answerer == nil {
		u.drop(UnexpectedPFCP)
		return nil
	}
	if h.HasSEID() != isSession {
		u.drop(MalformedPFCP)
		return nil
	}
	id, sum := request{from, h.SequenceNumber}, maphash.Bytes(u.control.hash, b)
	if a, ok := u.control.answers[id]; ok && a.sum == sum {
		u.drop(RepeatedPFCP)
		return a.octets
	}
	out := answerer(h)
	u.control.keep(id, answer{sum, out})
	return out
}

func (c *control) keep(id request, a answer) {
	if _, ok := c.answers[id]; !ok {
		if len(c.order) < maxAnswers {
			c.order = append(c.order, id)
		} else {
			delete(c.answers, c.order[c.oldest])
			c.order[c.oldest] = id
			c.oldest = (c.oldest + 1) % maxAnswers
		}
	}
	c.answers[id] = a
}

func (u *UPF) answerer(t uint8) (f func(*message.Header) []byte, session bool) {
	switch t {
	case message.MsgTypeHeartbeatRequest:
		return u.heartbeat, false
	case message.MsgTypeAssociationSetupRequest:
		return u.associationSetup, false
	case message.MsgTypeAssociationUpdateRequest:
		return u.associationUpdate, false
	case message.MsgTypeAssociationReleaseRequest:
		return u.associationRelease, false
	case message.MsgTypeSessionEstablishmentRequest:
		return u.establish, true
	case message.MsgTypeSessionModificationRequest:
		return u.modify, true
	case message.MsgTypeSessionDeletionRequest:
		return u.deleteSession, true
	}
	return nil, false
}

// marshal encodes an answer; seid is nil for a message of the node.
func marshal(t uint8, seid *uint64, sequence uint32, ies ...*ie.IE) []byte {
	n := 0
	for _, i := range ies {
		n += i.MarshalLen()
	}
	payload := make([]byte, n)
	at := 0
	for _, i := range ies {
		if err := i.MarshalTo(payload[at:]); err != nil { // it only fails for want of room
			panic("upf: " + err.Error())
		}
		at += i.MarshalLen()
	}
	var flag uint8
	var id uint64
	if seid != nil {
		flag, id = 1, *seid
	}
	h := message.NewHeader(1, 0, 0, flag, t, id, sequence, 0, payload)
	out, err := h.Marshal()
	if err != nil { // likewise
		panic("upf: " + err.Error())
	}
	return out
}

// refuse turns an error into the elements that a response says it with.
func refuse(err error) []*ie.IE {
	var r *refusal
	if !errors.As(err, &r) {
		return []*ie.IE{ie.NewCause(ie.CauseSystemFailure)}
	}
	out := []*ie.IE{ie.NewCause(r.cause)}
	if r.offending != 0 {
		out = append(out, ie.NewOffendingIE(r.offending))
	}
	if r.hasRule {
		out = append(out, ie.NewFailedRuleID(r.ruleType, r.ruleID))
	}
	return out
}

// elements reads the information elements of a message.
func elements(h *message.Header) ([]*ie.IE, error) {
	ies, err := pfcp.Elements(h)
	var bad *pfcp.MalformedError
	switch {
	case errors.As(err, &bad):
		return nil, &refusal{cause: bad.Cause(), offending: bad.Type, why: bad.Error()}
	case err != nil:
		return nil, &refusal{cause: ie.CauseInvalidLength, why: err.Error()}
	}
	return ies, nil
}

func (u *UPF) nodeID() *ie.IE { return ie.NewNodeIDHeuristic(u.cfg.NodeID) }

func (u *UPF) heartbeat(h *message.Header) []byte {
	ies, err := elements(h)
	if err != nil || first(ies, ie.RecoveryTimeStamp) == nil { // the response has no cause
		u.drop(MalformedPFCP)
		return nil
	}
	return marshal(message.MsgTypeHeartbeatResponse, nil, h.SequenceNumber, ie.NewRecoveryTimeStamp(u.started))
}

func (u *UPF) associationSetup(h *message.Header) []byte {
	say := func(ies ...*ie.IE) []byte {
		return marshal(message.MsgTypeAssociationSetupResponse, nil, h.SequenceNumber, append([]*ie.IE{u.nodeID()}, ies...)...)
	}
	ies, err := elements(h)
	if err != nil {
		return say(refuse(err)...)
	}
	node, err := need(ies, ie.NodeID, (*ie.IE).NodeID)
	if err == nil {
		_, err = need(ies, ie.RecoveryTimeStamp, (*ie.IE).RecoveryTimeStamp)
	}
	if err != nil {
		return say(refuse(err)...)
	}
	u.dissociate(node) // a new set-up ends the sessions of an old one, TS 29.244 clause 6.2.6.2.2
	u.control.associations[node] = &association{sessions: map[uint64]*session{}}
	const ftup, empu = 0x10, 0x01 // the UPF chooses F-TEIDs, sends end markers
	return say(ie.NewCause(ie.CauseRequestAccepted), ie.NewRecoveryTimeStamp(u.started), ie.NewUPFunctionFeatures(ftup, empu))
}

func (u *UPF) dissociate(node string) {
	if a := u.control.associations[node]; a != nil {
		for _, s := range a.sessions {
			u.remove(s)
		}
		delete(u.control.associations, node)
	}
}

// associated answers a request that needs an association.
func (u *UPF) associated(h *message.Header, response uint8, then func(node string)) []byte {
	say := func(ies ...*ie.IE) []byte {
		return marshal(response, nil, h.SequenceNumber, append([]*ie.IE{u.nodeID()}, ies...)...)
	}
	ies, err := elements(h)
	var node string
	if err == nil {
		node, err = need(ies, ie.NodeID, (*ie.IE).NodeID)
	}
	if err == nil && u.control.associations[node] == nil {
		err = &refusal{cause: ie.CauseNoEstablishedPFCPAssociation, why: "no association"}
	}
	if err != nil {
		return say(refuse(err)...)
	}
	then(node)
	return say(ie.NewCause(ie.CauseRequestAccepted))
}

func (u *UPF) associationUpdate(h *message.Header) []byte {
	return u.associated(h, message.MsgTypeAssociationUpdateResponse, func(string) {})
}

func (u *UPF) associationRelease(h *message.Header) []byte {
	return u.associated(h, message.MsgTypeAssociationReleaseResponse, u.dissociate)
}
