package oracle

import (
	"slices"
	"strings"

	"lilab/oracle/observe"
	"lilab/oracle/wire"
)

// pdnTypes are the sessions whose packets need not show whose they are, by the PDN type on N4.
var pdnTypes = map[uint8]string{wire.PDNUnstructured: "unstructured", wire.PDNEthernet: "ethernet"}

// asked finds the session without IP that a PFCP session is established for: the only one of its type that a phone asks for at
// that time. Two at a time leave it open.
func (r *run) asked(net string, q *observe.N4) *session {
	var found *session
	for _, s := range r.sessions {
		if !s.reaches(net) || s.truth.Type != pdnTypes[q.PDNType] || q.Time.Before(s.truth.Requested) || q.Time.After(s.truth.Established) {
			continue
		}
		if found != nil {
			return nil
		}
		found = s
	}
	return found
}

// named finds the sessions of tunnels whose packets show no address of a phone, which is so with unstructured data: by what SMF
// and UPF of each network tell each other on N4 about the ends of the session's tunnels.
func (r *run) named(owners []owner) {
	ends := map[observe.FTEID][]*session{}
	add := func(s *session, lists ...[]wire.TEIDAddr) {
		for _, t := range slices.Concat(lists...) {
			k := observe.FTEID{Addr: t.Addr, TEID: uint32(t.ID)}
			if !slices.Contains(ends[k], s) {
				ends[k] = append(ends[k], s)
			}
		}
	}
	type transaction struct {
		net      string
		sequence uint32
		from, to string
	}
	requests, sessions := map[transaction]*observe.N4{}, map[fseid]*session{}
	for i := range r.o.N4 {
		m := &r.o.N4[i]
		switch m.Type {
		case wire.PFCPEstablishmentRequest:
			if pdnTypes[m.PDNType] != "" {
				requests[transaction{m.Network, m.Sequence, m.Src.String(), m.Dst.String()}] = m
			}
		case wire.PFCPEstablishmentResponse:
			q := requests[transaction{m.Network, m.Sequence, m.Dst.String(), m.Src.String()}]
			if q == nil || m.FSEID.ID == 0 {
				continue
			}
			if s := r.asked(m.Network, q); s != nil {
				sessions[fseid{m.FSEID.ID, m.Src}] = s
				add(s, q.Tunnels, q.Peers, m.Tunnels)
			}
		case wire.PFCPModificationRequest:
			if s := sessions[fseid{m.SEID, m.Dst}]; s != nil {
				add(s, m.Tunnels, m.Peers)
			}
		}
	}
	if len(ends) == 0 {
		return
	}
	for i := range owners {
		o, t := &owners[i], r.o.Tunnels[i]
		if len(o.sessions) > 0 {
			continue
		}
		for _, s := range ends[observe.FTEID{Addr: t.Receiver, TEID: t.TEID}] {
			if s.may(t.Interface) && (strings.HasSuffix(t.Interface, ".n3") || s.routed()) && !slices.ContainsFunc(o.sessions, s.overlaps) {
				o.sessions = append(o.sessions, s)
			}
		}
		slices.SortFunc(o.sessions, func(a, b *session) int { return a.truth.Requested.Compare(b.truth.Requested) })
	}
}
