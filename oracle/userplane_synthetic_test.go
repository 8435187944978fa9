package oracle_test

import (
	"bytes"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"lilab/oracle/truth"
)

// dataSetup says which sessions are made up on top of a scenario.
type dataSetup struct {
	route string // "domestic", "local-breakout", "home-routed"
	// protection is "none", "tls" or "e2ee"; iri leaves content out of the warrants.
	protection string
	iri        bool
	// n9 is "", "clear" or "esp"; six gives IPv6 sessions; ip delivers packets without GTP-U.
	n9      string
	six, ip bool
	// mid opens the session before the warrants are activated.
	mid bool
	// requests is how often the target asks for a page, at least once.
	requests int
}

// userPacket is one packet of a session.
type userPacket struct {
	session   int
	direction int // 0 up, 1 down
	at        time.Time
	inner     []byte
	// onN9 is false for a packet that the V-UPF loses.
	onN9 bool
	// again is a tunnel that the packet uses after a handover, 0 for the first.
	again uint32
}

// delivered is one packet on its way to an agency.
type delivered struct {
	warrant   string
	packet    *userPacket
	direction int
	tie       uint64
	cin       uint32
	x3, hi3   bool
	// inner, when set, is delivered instead of the packet; header instead of the tunnel's TEID.
	innerX3, innerHI3 []byte
	teid              uint32
	stampHI3          time.Time
	xid, liid         string
	hiDirection       int // -1: as direction
	seqX3, seqHI3     int // -1: the next
	cut               bool
	noCIN             bool
}

// dataPlay is a scenario with PDU sessions.
type dataPlay struct {
	*play
	d       dataSetup
	packets []*userPacket
	copies  []*delivered
	sm      []*record
	smTie   map[*record]uint64
	smCIN   map[*record]uint32
	tasked  map[string]time.Time // when the task over LI_T3 is answered
	// upTo, when set, writes what else belongs before a packet.
	upTo func(at time.Time, put func(name, dissector string, b []byte), packet func(name string, at time.Time, b []byte))
}

const (
	tieOf, cinOf = 0x1122334455667788, 5
	canaryUp     = "canaryaaaaaaaaaaaaaaaaaaaaaaaaaa"
	canaryDown   = "canarybbbbbbbbbbbbbbbbbbbbbbbbbb"
	canaryUDP    = "canarycccccccccccccccccccccccccc"
	canaryUDP2   = "canarydddddddddddddddddddddddddd"
)

var server4, server6 = netip.MustParseAddr("198.51.100.80"), netip.MustParseAddr("2001:db8:ffff::80")

// newDataPlay makes a scenario in which anna, bram and the control subscriber carla use PDU sessions.
func newDataPlay(s setup, d dataSetup) *dataPlay {
	s.late = s.late || d.mid
	sc := &dataPlay{play: newPlay(s), d: d, smTie: map[*record]uint64{}, smCIN: map[*record]uint32{}, tasked: map[string]time.Time{}}
	// The phone stays until the data is through.
	last := &sc.truth.Steps[len(sc.truth.Steps)-1]
	for _, r := range sc.records {
		if r.event.tag == 2 || r.event.tag == 55 {
			r.at = r.at.Add(40 * time.Second)
			r.hi2Time = r.at
		}
	}
	last.Start, last.End = last.Start.Add(40*time.Second), last.End.Add(40*time.Second)
	if s.home != s.in {
		sc.truth.Agreements[0].Data, sc.truth.Agreements[0].N9 = d.route, d.n9
		if d.n9 == "" && d.route == "home-routed" {
			sc.truth.Agreements[0].N9 = "clear"
		}
	}
	for id, w := range sc.truth.Warrants {
		if !d.iri {
			w.Deliver = []string{"iri", "cc"}
		}
		sc.truth.Warrants[id] = w
		sc.tasked[id] = epoch.Add(900 * time.Millisecond)
		if d.mid {
			sc.tasked[id] = sc.activated(id)
		}
	}
	for i, name := range []string{"anna", "bram", "carla"} {
		sc.session(i, name)
	}
	sc.deliver()
	sc.extra = append(sc.extra, sc.frames)
	return sc
}

func (sc *dataPlay) activated(warrant string) time.Time {
	for _, s := range sc.truth.Steps {
		if s.Kind == "activate" && s.Warrant == warrant {
			return s.End
		}
	}
	panic("no activation")
}

// session opens a session, lets an application use it, and closes it.
func (sc *dataPlay) session(i int, name string) {
	sub := sc.truth.Subscribers[name]
	route := sc.d.route
	if sub.Home == sub.In {
		route = "domestic"
	}
	requested := epoch.Add(time.Second)
	if sc.d.mid {
		requested = epoch.Add(36 * time.Millisecond)
	}
	s := truth.Session{Subscriber: name, ID: 1, DNN: "internet", Type: "ipv4", Serving: sub.In, Route: route, Confidentiality: "required", Result: "established",
		Requested: requested, Established: requested.Add(2 * time.Millisecond), Released: epoch.Add(20 * time.Second)}
	ue, server := netip.AddrFrom4([4]byte{100, 64, 0, byte(10 + i)}), server4
	s.Addresses = []netip.Prefix{netip.PrefixFrom(ue, 32)}
	if sc.d.six {
		s.Type = "ipv6"
		prefix := netip.MustParsePrefix(fmt.Sprintf("2001:db8:0:%d::/64", 10+i))
		s.Addresses = []netip.Prefix{prefix}
		ue, server = netip.MustParseAddr(fmt.Sprintf("2001:db8:0:%d::99", 10+i)), server6
	}
	sc.truth.Sessions = append(sc.truth.Sessions, s)
	at := requested.Add(3 * time.Millisecond)
	send := func(direction int, protocol byte, id int, body []byte) {
		src, dst := ue, server
		if direction == 1 {
			src, dst = server, ue
		}
		sc.packet(i, direction, at, ipPacket(src, dst, protocol, id, body))
		at = at.Add(time.Millisecond)
	}
	if sc.d.six { // the phone asks for its router before it has an address
		sc.packet(i, 0, at, ipPacket(netip.MustParseAddr("fe80::99"), netip.MustParseAddr("ff02::2"), 58, 0, []byte{133, 0, 0, 0, 0, 0, 0, 0}))
		sc.packet(i, 1, at, ipPacket(netip.MustParseAddr("fe80::1"), netip.MustParseAddr("fe80::99"), 58, 0, []byte{134, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}))
	}
	if sc.d.mid {
		for range 30 { // goes on while the warrants are activated
			send(0, 17, i, udpBody(7000, 7, []byte("still the same")))
		}
		at = at.Add(200 * time.Millisecond)
	}
	start := at
	sc.web(i, send)
	sc.datagrams(i, send, func(direction int, raw []byte) { sc.packet(i, direction, at, raw); at = at.Add(time.Millisecond) }, ue, server)
	flow := func(transport string, port, peer int, ups, downs []string) {
		by := map[string]string{"none": "none"}[sc.d.protection]
		if by == "" {
			by = "third-party"
		}
		sc.truth.Flows = append(sc.truth.Flows, truth.Flow{Subscriber: name, Session: i, Service: "http", Transport: transport, Protection: sc.d.protection, EncryptedBy: by,
			Client: netip.AddrPortFrom(ue, uint16(port)), Server: netip.AddrPortFrom(server, uint16(peer)), Start: start, End: at,
			Up: truth.FlowDirection{Canaries: ups}, Down: truth.FlowDirection{Canaries: downs}})
	}
	flow("tcp", 40000, 80, []string{mark(canaryUp, i)}, []string{mark(canaryDown, i)})
	flow("udp", 5000, 7, []string{mark(canaryUDP, i), mark(canaryUDP2, i)}, []string{mark(canaryUDP, i)})
}

// mark makes a canary of one subscriber.
func mark(c string, i int) string { return c[:len(c)-1] + string(rune('a'+i)) }

func (sc *dataPlay) packet(session, direction int, at time.Time, inner []byte) *userPacket {
	q := &userPacket{session: session, direction: direction, at: at, inner: inner, onN9: true}
	sc.packets = append(sc.packets, q)
	return q
}

// hide does what TLS or the application does to content.
func (sc *dataPlay) hide(b []byte) []byte {
	if sc.d.protection == "none" {
		return b
	}
	out := bytes.Clone(b)
	for i := range out {
		out[i] ^= 0x5a
	}
	return out
}

// web is a TCP connection with requests and answers that are cut anywhere, and acknowledgements that equal each other.
func (sc *dataPlay) web(i int, send func(direction int, protocol byte, id int, body []byte)) {
	up, down := uint32(0xfffffff0), uint32(1000) // the numbers of the phone wrap
	c := func(flags byte, b []byte) {
		send(0, 6, 0, tcpBody(40000, 80, up, down, flags, b))
		up += uint32(len(b))
	}
	s := func(flags byte, b []byte) {
		send(1, 6, 0, tcpBody(80, 40000, down, up, flags, b))
		down += uint32(len(b))
	}
	c(2, nil)
	up++
	s(0x12, nil)
	down++
	c(0x10, nil)
	for range max(1, sc.d.requests) {
		request := sc.hide([]byte("GET /content/" + mark(canaryUp, i) + " HTTP/1.1\r\n\r\n"))
		c(0x18, request[:17])
		c(0x18, request[17:23])
		c(0x18, request[23:])
		answer := sc.hide([]byte(strings.Repeat("HTTP/1.1 200 OK and "+mark(canaryDown, i)+" and so on. ", 20)))
		for at := 0; at < len(answer); at += 50 {
			s(0x10, answer[at:min(at+50, len(answer))])
		}
		c(0x10, nil)
		c(0x10, nil) // it comes again
	}
	c(0x11, nil)
	up++
	s(0x11, nil)
}

// datagrams are UDP packets, one of them in fragments.
func (sc *dataPlay) datagrams(i int, send func(direction int, protocol byte, id int, body []byte), raw func(direction int, b []byte), ue, server netip.Addr) {
	send(0, 17, 1, udpBody(5000, 7, sc.hide([]byte(mark(canaryUDP, i)))))
	send(1, 17, 2, udpBody(7, 5000, sc.hide([]byte(mark(canaryUDP, i)))))
	long := udpBody(5000, 7, sc.hide([]byte(strings.Repeat("x", 100)+mark(canaryUDP2, i)+strings.Repeat("y", 100))))
	for _, b := range fragments(ue, server, 17, 77, long, 120) {
		raw(0, b)
	}
}

// deliver makes copies of anna's packets for each warrant whose network carries them, and the records of its SMF.
func (sc *dataPlay) deliver() {
	for _, id := range []string{"nl-1", "de-1"} {
		w, ok := sc.truth.Warrants[id]
		s := sc.truth.Sessions[0]
		if !ok || w.Agency != s.Serving && s.Route != "home-routed" {
			continue
		}
		add := func(at time.Time, iri byte, e event) {
			direction := uint16(3)
			if e.tag == 9 {
				direction = 5
			}
			r := &record{net: w.Agency, nf: "smf", at: at, event: e, direction: direction, xid: w.XID, liid: w.LIID, seqX2: -1, seqHI2: -1, iriType: iri, cin: true,
				country: sc.truth.Networks[w.Agency].Country, matched: w.Target, hi2Time: at}
			sc.sm = append(sc.sm, r)
			sc.smTie[r], sc.smCIN[r] = tieOf, cinOf
		}
		begin := event{tag: 6, supi: w.Target}
		at := s.Established
		if sc.d.mid {
			begin.tag, at = 9, sc.activated(id)
		}
		add(at, 1, sc.sessionEvent(begin))
		add(s.Released, 2, sc.sessionEvent(event{tag: 8, supi: w.Target}))
		if sc.d.iri {
			continue
		}
		from := epoch
		if sc.d.mid {
			from = sc.activated(id)
		}
		for _, q := range sc.packets {
			if q.session == 0 && !q.at.Before(from) {
				sc.copies = append(sc.copies, &delivered{warrant: id, packet: q, direction: q.direction, tie: tieOf, cin: cinOf, x3: true, hi3: true,
					hiDirection: -1, seqX3: -1, seqHI3: -1, xid: w.XID, liid: w.LIID})
			}
		}
	}
}

// copiesOf returns what is delivered for a warrant.
func (sc *dataPlay) copiesOf(id string) []*delivered {
	var out []*delivered
	for _, c := range sc.copies {
		if c.warrant == id {
			out = append(out, c)
		}
	}
	return out
}
