package oracle

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// leg is the way of the media between one phone of a call and the network, in a network that has it. A stream crosses two legs: on
// one it comes from the phone that sends it, on the other it goes to the phone that receives it. Both have its SSRC, and where both
// phones are in one network, both are on the same interfaces. The addresses of a packet say on which one it is.
type leg struct {
	// side is "from" or "to", as Stream.Sender; empty where it is not known which phone's leg it is. Then any is taken.
	side string
	// at are the addresses of the phone while its sessions for the IMS were up.
	at []address
	// opaque says that the point of interception sees the media as they are on the link, as an LMISF does: it has no gateway that could
	// decrypt them.
	opaque bool
}

// address is an address of a phone for a time.
type address struct {
	prefix   netip.Prefix
	from, to time.Time
}

// legOf returns the leg at which the network of a warrant intercepts a call: that of the target, of a target in another
// network that of the own user.
func (r *run) legOf(w *warrant, k *contact) leg {
	c := &r.t.Calls[k.call]
	all := parties(c)
	last := len(all) - 1
	at := slices.IndexFunc(all, func(p truth.Party) bool { return p.Subscriber == w.truth.Subscriber && p.Subscriber != "" })
	if w.truth.TargetType == "nli" {
		own := r.partner(w)
		at = slices.IndexFunc(all, func(p truth.Party) bool { return p.Subscriber == own.Subscriber && p.Subscriber != "" })
	}
	if at != 0 && at != last {
		return leg{} // He diverted the call, or he is nobody of ours.
	}
	l := leg{side: "to"}
	if at == 0 {
		l.side = "from"
	}
	for i := range r.t.Sessions {
		s := &r.t.Sessions[i]
		if s.Subscriber != all[at].Subscriber || !imsDNN(s.DNN) || s.Result != "established" {
			continue
		}
		if s.Route == "home-routed" && s.Serving == w.truth.Agency && s.Serving != r.t.Subscribers[s.Subscriber].Home {
			l.opaque = true
		}
		for _, p := range s.Addresses {
			l.at = append(l.at, address{p, s.Requested, s.Released})
		}
	}
	if len(l.at) == 0 {
		return leg{}
	}
	return l
}

// has tells whether a packet of a stream is on the leg.
func (l *leg) has(m *observe.Media, sender string) bool {
	if l.side == "" {
		return true
	}
	phone := m.Dst.Addr()
	if sender == l.side {
		phone = m.Src.Addr()
	}
	return slices.ContainsFunc(l.at, func(a address) bool {
		return a.prefix.Contains(phone.Unmap()) && !m.Time.Before(a.from.Add(-tolerance)) && (a.to.IsZero() || !m.Time.After(a.to.Add(tolerance)))
	})
}

// onLink returns the packets of a stream on a leg, at the interface of a network that has most of them.
func (r *run) onLink(w *warrant, l *leg, st *truth.Stream) []*observe.Media {
	byPoint := map[int][]*observe.Media{}
	for i := range r.o.Media {
		m := &r.o.Media[i]
		if m.Place != observe.OnLink || m.SSRC != st.SSRC || !m.Header || !l.has(m, st.Sender) {
			continue
		}
		net, _, _ := strings.Cut(r.o.Points[m.Point], ".")
		if net == w.truth.Agency || strings.HasPrefix(net, w.truth.Agency+"-") || strings.HasSuffix(net, "-"+w.truth.Agency) {
			byPoint[m.Point] = append(byPoint[m.Point], m)
		}
	}
	best := -1
	for p := range r.o.Points {
		if best < 0 || len(byPoint[p]) > len(byPoint[best]) {
			best = p
		}
	}
	// A link that the packet crosses twice shows it twice: a gateway on it receives and sends it.
	var out []*observe.Media
	seen := map[uint16]bool{}
	for _, m := range byPoint[best] {
		if !seen[m.Sequence] {
			seen[m.Sequence] = true
			out = append(out, m)
		}
	}
	return out
}

// carries tells whether a delivered packet is what its packet on the link carried: the same octets, or those that the phone sent
// before it encrypted them, where a gateway decrypts.
func (l *leg) carries(got, due *observe.Media, st *truth.Stream) bool {
	if got.Sum == due.Sum {
		return true
	}
	if l.opaque {
		return false
	}
	n := int(got.Sequence - st.Sequence)
	return n < len(st.Sums) && st.Sums[n] == got.Sum || len(st.Sums) == 0 && got.Length < due.Length
}

// elsewhere tells whether a delivered packet has the addresses of another leg.
func (l *leg) elsewhere(got, due *observe.Media) bool {
	return l.side != "" && got.Src.IsValid() && (got.Src != due.Src || got.Dst != due.Dst)
}

// mediaKey is a packet of RTP wherever it is.
type mediaKey struct {
	ssrc     uint32
	sequence uint16
}

// firstSeen is when a packet was on a link for the first time. On the leg to the target it is seen behind the point of interception: what
// that let pass before it had its task may be on the link after it.
func (r *run) firstSeen(m *observe.Media) time.Time {
	if r.mediaFirst == nil {
		r.mediaFirst = map[mediaKey]time.Time{}
		for i := range r.o.Media {
			l := &r.o.Media[i]
			if l.Place != observe.OnLink || !l.Header {
				continue
			}
			k := mediaKey{l.SSRC, l.Sequence}
			if t, ok := r.mediaFirst[k]; !ok || l.Time.Before(t) {
				r.mediaFirst[k] = l.Time
			}
		}
	}
	return r.mediaFirst[mediaKey{m.SSRC, m.Sequence}]
}
