package oracle_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"

	"lilab/oracle/truth"
	"lilab/pcaps"
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

// tunnel returns the TEID of a packet on N3 and N9.
func (q *userPacket) tunnel() uint32 {
	return 0x100*uint32(q.session+1) + 0x10*uint32(q.direction) + q.again
}

var gnbs, upfs = [2]string{"10.3.0.1", "10.3.0.2"}, [2]string{"10.9.0.1", "10.9.0.2"}

// frames writes the user plane, LI_T3, X3 and HI3, and what the SMF sends.
func (sc *dataPlay) frames(w *pcaps.Writer, put func(name, dissector string, b []byte)) {
	links := map[string]*pcaps.PacketInterface{}
	packet := func(name string, at time.Time, b []byte) {
		if links[name] == nil {
			links[name], _ = w.PacketInterface(name)
		}
		links[name].Packet(at, b)
	}
	// The capture is in the order of time.
	order := slices.Clone(sc.packets)
	slices.SortStableFunc(order, func(a, b *userPacket) int { return a.at.Compare(b.at) })
	tasks := slices.SortedFunc(maps.Keys(sc.tasked), func(a, b string) int { return sc.tasked[a].Compare(sc.tasked[b]) })
	for _, q := range order {
		for len(tasks) > 0 && !sc.tasked[tasks[0]].After(q.at) {
			sc.task(tasks[0], sc.tasked[tasks[0]], put)
			tasks = tasks[1:]
		}
		if sc.upTo != nil {
			sc.upTo(q.at, put, packet)
		}
		s := sc.truth.Sessions[q.session]
		g := gtpu(q.tunnel(), q.direction, q.inner)
		packet(s.Serving+".n3", q.at, outer(gnbs[q.direction], gnbs[1-q.direction], g))
		if s.Route != "home-routed" || !q.onN9 {
			continue
		}
		home := sc.truth.Subscribers[s.Subscriber].Home
		b := outer(upfs[q.direction], upfs[1-q.direction], g)
		if sc.d.n9 == "esp" {
			packet(s.Serving+".n9", q.at, b)
			packet(s.Serving+"-"+home+".n9", q.at, ipPacket(netip.MustParseAddr("10.9.0.1"), netip.MustParseAddr("10.9.0.2"), 50, 0, bytes.Repeat([]byte{7}, 60)))
			packet(home+".n9", q.at, b)
		} else {
			packet(s.Serving+"-"+home+".n9", q.at, b)
		}
	}
	if sc.upTo != nil {
		sc.upTo(sc.truth.End, put, packet)
	}
	sc.records2(put)
	numbers := map[string]int{}
	next := func(key string, fixed int) uint32 {
		if fixed >= 0 {
			numbers[key] = fixed
		}
		n := numbers[key]
		numbers[key]++
		return uint32(n)
	}
	for _, d := range sc.copies {
		if d.x3 {
			put(sc.truth.Warrants[d.warrant].Agency+".x3", "li5g", sc.x3(d, next(fmt.Sprint("x3", d.warrant, d.xid, d.tie), d.seqX3)))
		}
	}
	for _, d := range sc.copies {
		if d.hi3 {
			put(sc.truth.Warrants[d.warrant].Agency+".hi3", "ber", sc.hi3(d, next(fmt.Sprint("hi3", d.warrant, d.liid, d.cin, d.noCIN), d.seqHI3)))
		}
	}
}

// task is the exchange over LI_T3 of a warrant.
func (sc *dataPlay) task(id string, at time.Time, put func(name, dissector string, b []byte)) {
	w := sc.truth.Warrants[id]
	if sc.d.iri {
		return
	}
	const head = `<X1%s xmlns="http://uri.etsi.org/03221/X1/2017/10" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x1%sMessage xsi:type="ActivateTask%s"><admfIdentifier>smf1-cc-tf</admfIdentifier><neIdentifier>upf1-cc-poi</neIdentifier><messageTimestamp>2026-11-21T12:00:00.000001Z</messageTimestamp><version>v1.22.1</version><x1TransactionId>00000000-0000-4000-9000-%012d</x1TransactionId>`
	n := len(id) + int(id[0])
	put(w.Agency+".t3", "xml", []byte(fmt.Sprintf(head, "Request", "Request", "Request", n)+
		fmt.Sprintf("<taskDetails><xId>00000000-0000-4000-a000-%012d</xId><correlationID>%d</correlationID><productID>%s</productID></taskDetails></x1RequestMessage></X1Request>", n, uint64(tieOf), w.XID)))
	sc.now = at.Add(-time.Microsecond)
	put(w.Agency+".t3", "xml", []byte(fmt.Sprintf(head, "Response", "Response", "Response", n)+"<oK>AcknowledgedAndCompleted</oK></x1ResponseMessage></X1Response>"))
}

// payload is what a delivery carries: the GTP-U message or the packet.
func (sc *dataPlay) payload(d *delivered, instead []byte) (format int, b, alt []byte) {
	inner := d.packet.inner
	if instead != nil {
		inner = instead
	}
	if sc.d.ip {
		format = 5
		if inner[0]>>4 == 6 {
			format = 6
		}
		return format, inner, c(2, c(1, tlv(0x80, 1, inner)), integer(2, 9))
	}
	teid := d.packet.tunnel()
	if d.teid != 0 {
		teid = d.teid
	}
	b = gtpu(teid, d.packet.direction, inner)
	return 12, b, tlv(0x80, 1, b)
}

func (sc *dataPlay) x3(d *delivered, n uint32) []byte {
	format, b, _ := sc.payload(d, d.innerX3)
	attrs := join(attr(6, []byte("upf1."+sc.truth.Warrants[d.warrant].Agency)), attr(7, []byte("upf-cc-poi")), attr(8, u32(n)), attr(9, stamp(d.packet.at)))
	out := x3(d.xid, format, 3-d.direction, d.tie, attrs, b)
	if d.cut {
		out = out[:len(out)-3]
	}
	return out
}

func (sc *dataPlay) hi3(d *delivered, n uint32) []byte {
	_, _, alt := sc.payload(d, d.innerHI3)
	net := sc.truth.Networks[sc.truth.Warrants[d.warrant].Agency]
	ci := c(0, ps(0, net.Operator), ps(1, "mdf3"))
	if !d.noCIN {
		ci = join(ci, integer(1, uint64(d.cin)))
	}
	at := d.packet.at
	if !d.stampHI3.IsZero() {
		at = d.stampHI3
	}
	header := c(1, p(0, 4, 0, 2, 2, 5, 1, 43), ps(1, d.liid), ps(2, net.Country), c(3, ci), integer(4, uint64(n)),
		c(7, integer(0, uint64(at.Unix())), integer(1, uint64(at.Nanosecond()/1000))), p(8, 1), ps(9, "upf-cc-poi"), ps(10, "upf1."+sc.truth.Warrants[d.warrant].Agency))
	direction := d.direction
	if d.hiDirection >= 0 {
		direction = d.hiDirection
	}
	out := hi3(header, byte(direction), alt)
	if d.cut {
		out = out[:len(out)-3]
	}
	return out
}

// records2 writes what the SMF sends.
func (sc *dataPlay) records2(put func(name, dissector string, b []byte)) {
	numbers := map[string]uint32{}
	next := func(key string) uint32 {
		numbers[key]++
		return numbers[key] - 1
	}
	for _, r := range sc.sm {
		b := r.x2(next(fmt.Sprint("x2", r.net, r.xid, sc.smTie[r])))
		copy(b[32:], u64(sc.smTie[r]))
		put(r.net+".x2", "li5g", b)
		put(r.net+".hi2", "ber", r.hi2(sc.truth.Networks[r.net], next(fmt.Sprint("hi2", r.net, r.liid, r.cin, r.cinIs))))
	}
}

// sessionEvent fills in what a record of an SMF says.
func (sc *dataPlay) sessionEvent(e event) event {
	s := sc.truth.Sessions[0]
	kind := byte(1)
	if sc.d.six {
		kind = 2
	}
	ue := p(uint32(kind), s.Addresses[0].Addr().AsSlice()...)
	tunnel := join(integer(1, uint64(0x100)), p(2, netip.MustParseAddr(gnbs[1]).AsSlice()...))
	info := c(1, c(1, tunnel))
	switch e.tag {
	case 6:
		e.body = join(c(1, ps(1, e.supi)), p(2, 0), p(5, 1), c(6, tunnel), p(7, kind), c(9, ue), ps(12, s.DNN), p(15, 1), c(25, info))
	case 9:
		e.body = join(c(1, ps(1, e.supi)), p(2, 0), p(5, 1), c(6, tunnel), p(7, kind), c(9, ue), ps(12, s.DNN), p(15, 1), c(23, info))
	case 8:
		e.body = join(c(1, ps(1, e.supi)), p(4, 1))
	}
	return e
}
