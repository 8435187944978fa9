package oracle

import (
	"fmt"
	"net/netip"
	"slices"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/wire"
)

// arrival is one user packet that was delivered over X3 or HI3.
type arrival struct {
	*observe.Digest
	// said is the direction that the delivery says the packet had: up, down, or -1.
	said int
	// tie is what joins the packet to others of its session: the Correlation ID, or the communication identity number.
	tie    uint64
	hasTie bool
	// header says that the packet came with the GTP-U header.
	header bool
	// x3 and hi3: one of them is set.
	x3  *observe.X3
	hi3 *observe.HI3
}

// stamp is when the packet was intercepted, as the delivery says, or else when it arrived.
func (a *arrival) stamp() time.Time {
	switch {
	case a.hi3 != nil:
		return a.hi3.Stamp
	case a.x3.HasStamp:
		return a.x3.Stamp
	}
	return a.x3.Time
}

// delivery is what reached one interface for one warrant, sorted by what it is about.
type delivery struct {
	// all are the packets in the order of the capture.
	all []arrival
	// sessions has for each session of the target the packets that were delivered for it, by the direction that they
	// really had. Those of other people's sessions are in foreign, those of no session at all in nobody.
	sessions map[*session]*[2][]int
	foreign  []foreign
	nobody   []int
	// ties counts, for each session, the values that join its packets.
	ties map[*session]map[uint64]int
	// untied are packets without such a value.
	untied []int
}

type foreign struct {
	at int
	of *session
}

// place says where on the network a user packet was: in one session, in several, or nowhere, and in which directions.
type place struct {
	session *session
	several bool
	dirs    uint8 // 1 up, 2 down
}

// index of the packets on N3 and N9 by their digest.
func (r *run) index() map[uint64]place {
	out := make(map[uint64]place, len(r.o.User))
	add := func(s *session, q *packets) {
		for dir := range q {
			for _, p := range q[dir] {
				e, ok := out[p.Sum]
				switch {
				case !ok:
					e.session = s
				case e.session != s:
					e.several = true
				}
				e.dirs |= 1 << dir
				out[p.Sum] = e
			}
		}
	}
	for _, s := range r.sessions {
		add(s, &s.n3)
		for _, q := range s.n9 {
			add(s, q)
		}
	}
	return out
}

// deliveries sorts what arrived on X3 and HI3 by warrants and sessions.
func (r *run) deliveries() {
	r.x3by, r.hi3by = map[*warrant]*delivery{}, map[*warrant]*delivery{}
	of := func(m map[*warrant]*delivery, w *warrant) *delivery {
		if m[w] == nil {
			m[w] = &delivery{sessions: map[*session]*[2][]int{}, ties: map[*session]map[uint64]int{}}
		}
		return m[w]
	}
	xs := make([]*delivery, len(r.o.X3Series))
	for i, s := range r.o.X3Series {
		if w := r.byXID[s.Network+" "+s.XID]; w != nil {
			xs[i] = of(r.x3by, w)
		}
	}
	for i := range r.o.X3 {
		x := &r.o.X3[i]
		d := xs[x.Series]
		if d == nil || x.IMS {
			continue
		}
		said := -1
		switch x.Direction {
		case wire.DirectionFromTarget:
			said = up
		case wire.DirectionToTarget:
			said = down
		}
		d.all = append(d.all, arrival{Digest: &x.Digest, said: said, tie: x.CorrelationID, hasTie: x.CorrelationID != 0,
			header: x.Format == wire.FormatGTPU, x3: x})
	}
	hs := make([]*delivery, len(r.o.HI3Series))
	for i, s := range r.o.HI3Series {
		if w := r.byLIID[s.Network+" "+s.LIID]; w != nil {
			hs[i] = of(r.hi3by, w)
		}
	}
	for i := range r.o.HI3 {
		h := &r.o.HI3[i]
		d := hs[h.Series]
		if d == nil || h.IMS {
			continue
		}
		s := &r.o.HI3Series[h.Series]
		said := -1
		switch h.Direction {
		case "fromTarget":
			said = up
		case "toTarget":
			said = down
		}
		d.all = append(d.all, arrival{Digest: &h.Digest, said: said, tie: uint64(s.CIN), hasTie: s.HasCIN, header: h.Kind == wire.CCGTPU, hi3: h})
	}
	if len(r.x3by)+len(r.hi3by) == 0 {
		return
	}
	index := r.index()
	for _, w := range r.warrants {
		for _, d := range []*delivery{r.x3by[w], r.hi3by[w]} {
			if d != nil {
				r.sort(w, d, index)
			}
		}
	}
}

// source says where a packet was delivered.
func (r *run) source(a *arrival) observe.Source {
	if a.x3 != nil {
		return r.o.X3Source(a.x3)
	}
	return r.o.HI3Source(a.hi3)
}

// direction is what the delivery says about the direction, as the interface puts it.
func (a *arrival) direction() string {
	if a.x3 != nil {
		return fmt.Sprintf("payload direction %d", a.x3.Direction)
	}
	if a.hi3.Direction == "" {
		return "no payloadDirection"
	}
	return "payloadDirection " + a.hi3.Direction
}

// guess finds the session of a packet that is on no reference point as it is, from the phone's address in it.
func (r *run) guess(w *warrant, a *arrival) (s *session, dir int) {
	if a.Flow < 0 {
		return nil, 0
	}
	f := &r.o.Flows[a.Flow]
	for _, mine := range []bool{true, false} {
		for _, s := range r.sessions {
			if s.truth.Result != "established" || (s.truth.Subscriber == w.truth.Subscriber) != mine {
				continue
			}
			if a.said != down && s.sends(f) {
				return s, up
			}
			if a.said != up && s.receives(f) {
				return s, down
			}
		}
	}
	for _, s := range r.sessions {
		if s.truth.Subscriber == w.truth.Subscriber && (s.sends(f) || s.receives(f)) {
			dir := up
			if s.receives(f) && !s.sends(f) {
				dir = down
			}
			return s, dir
		}
	}
	return nil, 0
}

// sort finds the session of each packet. Packets with the same tie are of one session, unless the network says that one
// of them is of another; so those without the phone's address, or with octets that several sessions have, go with the rest.
func (r *run) sort(w *warrant, d *delivery, index map[uint64]place) {
	votes := map[uint64]map[*session]int{}
	where := make([]place, len(d.all))
	for i := range d.all {
		a := &d.all[i]
		p, ok := index[a.Sum]
		if !ok {
			if s, dir := r.guess(w, a); s != nil {
				p = place{session: s, dirs: 1 << dir}
			}
		}
		where[i] = p
		if p.session == nil || p.several {
			continue
		}
		if votes[a.tie] == nil {
			votes[a.tie] = map[*session]int{}
		}
		votes[a.tie][p.session]++
	}
	winner := map[uint64]*session{}
	for tie, v := range votes {
		for _, s := range r.sessions { // in order, so that equal numbers always give the same
			if b := winner[tie]; v[s] > 0 && (b == nil || v[s] > v[b]) {
				winner[tie] = s
			}
		}
	}
	only := r.only(w)
	for i := range d.all {
		a, p := &d.all[i], where[i]
		s := p.session
		if s == nil || p.several {
			if s = winner[a.tie]; s == nil {
				s = only
			}
		}
		switch {
		case s == nil:
			d.nobody = append(d.nobody, i)
			continue
		case s.truth.Subscriber != w.truth.Subscriber:
			d.foreign = append(d.foreign, foreign{i, s})
			continue
		}
		if d.sessions[s] == nil {
			d.sessions[s], d.ties[s] = &[2][]int{}, map[uint64]int{}
		}
		dir := a.said
		switch {
		case p.dirs == 1:
			dir = up
		case p.dirs == 2 || dir < 0:
			dir = down
		}
		q := d.sessions[s]
		q[dir] = append(q[dir], i)
		if a.hasTie {
			d.ties[s][a.tie]++
		} else {
			d.untied = append(d.untied, i)
		}
	}
}

// only returns the session of the target if there is just one.
func (r *run) only(w *warrant) *session {
	own := r.own(w)
	if len(own) == 1 {
		return own[0]
	}
	return nil
}

// strange tells whether the addresses of a packet are those of nobody in its session: neither the phone's nor
// addresses that are valid on the link alone.
func (r *run) strange(s *session, a *arrival) bool {
	if a.Flow < 0 || len(s.truth.Addresses) == 0 {
		return false
	}
	f := &r.o.Flows[a.Flow]
	if s.sends(f) || s.receives(f) {
		return false
	}
	return !slices.ContainsFunc([]netip.Addr{f.Src.Addr(), f.Dst.Addr()}, func(a netip.Addr) bool {
		return a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() || !a.IsValid()
	})
}
