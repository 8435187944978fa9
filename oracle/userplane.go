package oracle

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// The directions of user packets, seen from the phone.
const (
	up = iota
	down
)

var directionNames = [2]string{"uplink", "downlink"}

// packets are the packets of a session by direction, in the order of the capture.
type packets [2][]*observe.UserPacket

func (p *packets) count() *PacketCount {
	if len(p[up])+len(p[down]) == 0 {
		return nil
	}
	return &PacketCount{Uplink: len(p[up]), Downlink: len(p[down])}
}

// session is one PDU session and its packets on the network.
type session struct {
	// index is that in Truth.Sessions.
	index int
	truth truth.Session
	home  string
	// n3 are the packets between the gNB and the UPF, n9 those between UPFs by the name of the interface.
	n3 packets
	n9 map[string]*packets
	// requested is when the phone asked for it, left are the packets on N3 of the network that the phone has left since then.
	requested time.Time
	left      packets
}

func (s *session) String() string {
	return fmt.Sprintf("PDU session %d of %s", s.truth.ID, s.truth.Subscriber)
}

// routed tells whether the session goes through the home network from abroad.
func (s *session) routed() bool { return s.truth.Route == "home-routed" && s.home != s.truth.Serving }

// lives tells whether a packet at a moment may be of the session.
func (s *session) lives(at time.Time) bool {
	return s.truth.Result == "established" && !at.Before(s.requested) &&
		(s.truth.Released.IsZero() || !at.After(s.truth.Released.Add(tolerance)))
}

// overlaps tells whether two sessions were there at the same time.
func (s *session) overlaps(t *session) bool {
	ends := func(a, b *session) bool {
		return !a.truth.Released.IsZero() && !a.truth.Released.After(b.truth.Requested)
	}
	return !ends(s, t) && !ends(t, s)
}

// has tells whether an address of a flow is the phone's in the session.
func (s *session) has(addr netip.Addr, mac [6]byte) bool {
	for _, p := range s.truth.Addresses {
		if p.Contains(addr) {
			return true
		}
	}
	return s.truth.MAC != "" && strings.EqualFold(s.truth.MAC, macText(mac))
}

func macText(m [6]byte) string {
	return fmt.Sprintf("%02x:%02x:%02x:%02x:%02x:%02x", m[0], m[1], m[2], m[3], m[4], m[5])
}

// sends and receives tell whether the phone is the source or the destination of a flow.
func (s *session) sends(f *observe.Flow) bool    { return s.has(f.Src.Addr(), f.SrcMAC) }
func (s *session) receives(f *observe.Flow) bool { return s.has(f.Dst.Addr(), f.DstMAC) }

// reaches tells whether the user plane of the session has functions of a network.
func (s *session) reaches(net string) bool {
	return s.truth.Result == "established" && (net == s.truth.Serving || s.routed() && net == s.home)
}

// may tells whether a tunnel at an interface can be of the session.
func (s *session) may(iface string) bool {
	net, point, _ := strings.Cut(iface, ".")
	switch {
	case s.truth.Result != "established":
		return false
	case point == "n3":
		return net == s.truth.Serving || s.truth.Moved != nil && net == s.truth.Moved.From
	case !s.routed():
		return net == s.truth.Serving && innerN9(point)
	}
	switch net {
	case s.truth.Serving, s.home, s.truth.Serving + "-" + s.home, s.home + "-" + s.truth.Serving, "ipx":
		return true
	}
	return false
}

// at returns the packets of a session at an interface.
func (s *session) at(iface string) *packets {
	switch {
	case s.truth.Moved != nil && iface == s.truth.Moved.From+".n3":
		return &s.left
	case strings.HasSuffix(iface, ".n3"):
		return &s.n3
	}
	if s.n9[iface] == nil {
		s.n9[iface] = &packets{}
	}
	return s.n9[iface]
}

// onN9 returns the interface of N9 that a network sees in clear, and the packets there: its own side of the security
// gateways, or the link between the networks.
func (s *session) onN9(net string) (string, *packets) {
	if p := s.n9[net+".n9"]; p != nil {
		return net + ".n9", p
	}
	for _, n := range []string{s.truth.Serving + "-" + s.home, s.home + "-" + s.truth.Serving, "ipx"} {
		if p := s.n9[n+".n9"]; p != nil {
			return n + ".n9", p
		}
	}
	return "", nil
}

// side returns where the point of interception of a network copies the packets of the session, and the packets there:
// N3 at the anchor, N9 of a home-routed session. The name is empty where the capture does not show them.
func (s *session) side(net string) (string, *packets) {
	switch {
	case !s.reaches(net):
		return "", nil
	case s.routed():
		return s.onN9(net)
	case s.n3.count() != nil:
		if name, p := s.atAnchor(net); p != nil {
			return name, p
		}
		return net + ".n3", &s.n3
	}
	return "", nil
}

// innerN9 tells whether a reference point is N9 inside of a network, between UPFs of a session that is not routed home.
func innerN9(point string) bool { return point == "n9" || point == "n9i" }

// atAnchor returns the packets of a session as its anchor UPF receives and sends them, where another UPF was in the path for a time: those
// on N9 inside of the network, and those on N3 that did not come from there or go there. It is nil where none ever was.
func (s *session) atAnchor(net string) (string, *packets) {
	for _, point := range []string{"n9i", "n9"} {
		inner := s.n9[net+"."+point]
		if inner == nil || s.routed() {
			continue
		}
		out := &packets{}
		for dir := range inner {
			relayed := map[uint64]bool{}
			for _, p := range inner[dir] {
				relayed[p.Sum] = true
			}
			// A tunnel on N3 leads to the one UPF or to the other.
			votes := map[int]int{}
			for _, p := range s.n3[dir] {
				if relayed[p.Sum] {
					votes[p.Tunnel]++
				} else {
					votes[p.Tunnel]--
				}
			}
			out[dir] = slices.Clone(inner[dir])
			for _, p := range s.n3[dir] {
				if votes[p.Tunnel] <= 0 {
					out[dir] = append(out[dir], p)
				}
			}
			slices.SortStableFunc(out[dir], func(a, b *observe.UserPacket) int { return a.Frame - b.Frame })
		}
		return net + ".n3 and " + net + "." + point, out
	}
	return "", nil
}

// users assigns the packets on N3 and N9 to the sessions of the truth.
func (r *run) users() {
	for i, t := range r.t.Sessions {
		r.sessions = append(r.sessions, newSession(i, t, r.t.Subscribers[t.Subscriber].Home))
	}
	if len(r.sessions) == 0 {
		return
	}
	owners := r.owners()
	for i := range r.o.User {
		p := &r.o.User[i]
		o := &owners[p.Tunnel]
		s := o.at(p.Time)
		if s == nil {
			continue
		}
		q := s.at(r.o.Tunnels[p.Tunnel].Interface)
		q[o.direction] = append(q[o.direction], p)
	}
}

// owner is what is known of a tunnel: whose it is, and which way its packets go.
type owner struct {
	// sessions follow each other in time; a TEID may be used again.
	sessions  []*session
	direction int
	// votes counts packets with an address of the phone of a session.
	votes map[*session]int
	// marked counts packets by the direction in their PDU session container; asSource and asDestination those without
	// one that have an address of a phone there.
	marked                  [2]int
	asSource, asDestination int
}

// at returns the session whose packet a packet of the tunnel is at a moment.
func (o *owner) at(t time.Time) *session {
	var last *session
	for _, s := range o.sessions {
		if last == nil || !t.Before(s.truth.Requested) {
			last = s
		}
	}
	return last
}

// owners finds the session of each tunnel.
func (r *run) owners() []owner {
	owners := make([]owner, len(r.o.Tunnels))
	byFlow := make([][2][]*session, len(r.o.Flows)) // sessions by who sends and who receives
	for i := range r.o.Flows {
		for _, s := range r.sessions {
			if s.sends(&r.o.Flows[i]) {
				byFlow[i][up] = append(byFlow[i][up], s)
			}
			if s.receives(&r.o.Flows[i]) {
				byFlow[i][down] = append(byFlow[i][down], s)
			}
		}
	}
	vote := func(o *owner, p *observe.UserPacket, direction int) bool {
		found := false
		for _, s := range byFlow[p.Flow][direction] {
			if s.may(r.o.Tunnels[p.Tunnel].Interface) && s.lives(p.Time) {
				if o.votes == nil {
					o.votes = map[*session]int{}
				}
				o.votes[s]++
				found = true
			}
		}
		return found
	}
	var unmarked []*observe.UserPacket
	for i := range r.o.User {
		p := &r.o.User[i]
		o := &owners[p.Tunnel]
		direction := slices.Index(directionNames[:], p.Direction)
		if direction >= 0 {
			o.marked[direction]++
		}
		switch {
		case p.Flow < 0:
		case direction >= 0:
			vote(o, p, direction)
		default:
			unmarked = append(unmarked, p)
			// What the packets of a tunnel have in common is the end that has it.
			for _, s := range byFlow[p.Flow][up] {
				if s.may(r.o.Tunnels[p.Tunnel].Interface) && s.lives(p.Time) {
					o.asSource++
					break
				}
			}
			for _, s := range byFlow[p.Flow][down] {
				if s.may(r.o.Tunnels[p.Tunnel].Interface) && s.lives(p.Time) {
					o.asDestination++
					break
				}
			}
		}
	}
	for i := range owners {
		o := &owners[i]
		if o.marked[down]+o.asDestination > o.marked[up]+o.asSource {
			o.direction = down
		}
	}
	for _, p := range unmarked {
		o := &owners[p.Tunnel]
		vote(o, p, o.direction)
	}
	for i := range owners {
		owners[i].choose(r.sessions)
	}
	r.named(owners)
	return owners
}

// choose takes the sessions with most packets that do not overlap in time.
func (o *owner) choose(all []*session) {
	var candidates []*session
	for _, s := range all {
		if o.votes[s] > 0 {
			candidates = append(candidates, s)
		}
	}
	slices.SortStableFunc(candidates, func(a, b *session) int { return o.votes[b] - o.votes[a] })
	for _, s := range candidates {
		if !slices.ContainsFunc(o.sessions, s.overlaps) {
			o.sessions = append(o.sessions, s)
		}
	}
	slices.SortFunc(o.sessions, func(a, b *session) int { return a.truth.Requested.Compare(b.truth.Requested) })
	o.votes = nil
}

// covers says how a moment lies to the windows of the warrant.
func (w *warrant) covers(at time.Time) phase {
	out := outside
	for _, v := range w.windows {
		switch {
		case !at.Before(v.from) && !at.After(v.to):
			return within
		case !at.Before(v.early) && !at.After(v.over):
			out = overlapping
		}
	}
	return out
}

// data tells whether the warrant orders anything about PDU sessions.
func (w *warrant) data() bool {
	return w.orders("data") && !w.public() && (!w.unauth || w.truth.TargetType == "pei")
}

// content tells whether the warrant orders the content of PDU sessions.
func (w *warrant) content() bool { return w.data() && slices.Contains(w.truth.Deliver, "cc") }

// copies tells whether content must reach the mediation function: because it is ordered, or because reports of packet
// headers are made there.
func (w *warrant) copies() bool {
	return w.content() || w.data() && w.truth.HeaderReports != "" && w.truth.HeaderReportsBy == "mdf"
}

// own returns the sessions of the target that the agency's network carries, in the order of the truth.
func (r *run) own(w *warrant) []*session {
	var out []*session
	for _, s := range r.sessions {
		if s.truth.Subscriber == w.truth.Subscriber && s.reaches(w.truth.Agency) {
			out = append(out, s)
		}
	}
	return out
}

// refusal is when the phone knew that a session was refused.
func (r *run) refusal(s *session) time.Time {
	end := s.truth.Requested
	for _, t := range r.t.Steps {
		if t.Session != nil && *t.Session == s.index && t.End.After(end) {
			end = t.End
		}
	}
	return end
}

// sessionOf returns the session of the target that a record of an SMF is about, nil if there is none. at is the time of
// the record.
func (r *run) sessionOf(w *warrant, rec *observe.Record, at time.Time) *session {
	if rec == nil || rec.Session == nil || rec.Session.ID < 0 {
		return nil
	}
	var best *session
	distance := time.Duration(0)
	for _, s := range r.sessions {
		if s.truth.Subscriber != w.truth.Subscriber || int(s.truth.ID) != rec.Session.ID {
			continue
		}
		d, end := time.Duration(0), s.truth.Released
		refused := s.truth.Result != "established"
		if refused {
			end = r.refusal(s)
		}
		switch {
		case at.Before(s.truth.Requested):
			d = s.truth.Requested.Sub(at)
		case !end.IsZero() && at.After(end):
			d = at.Sub(end)
		}
		// What was refused has failures, and what was established the other records.
		if refused == (rec.Type == observe.SMFUnsuccessful) {
			d -= tolerance
		}
		// An address in the record decides between sessions that follow each other closely.
		for _, a := range rec.Session.Addresses {
			if s.has(a, [6]byte{}) {
				d -= tolerance
				break
			}
		}
		if best == nil || d < distance {
			best, distance = s, d
		}
	}
	return best
}
