package oracle_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"lilab/oracle/truth"
	"lilab/pcaps"
)

// tasking is one message over LI_T3, LI_T2 or X1, with the moment at which it goes.
type tasking struct {
	at   time.Time
	link string
	text string
}

// sessionPlay is a scenario with PDU sessions and everything that the lab should produce for it besides content: complete
// records of the SMFs, tasks for the functions of the session plane, PFCP, reports of packet headers.
type sessionPlay struct {
	*dataPlay
	headers string // "", "per-packet", "summary"
	tasks   []*tasking
	n4      []n4Message
	reports []*report
	// first, latest and octets are those of anna's packets on N3 after they are due.
	first, latest time.Time
	octets        [2]int
	// extraBodies encode records after a test has changed what they say.
	extraBodies []func()
	begun       bool
}

type n4Message struct {
	link     string
	at       time.Time
	from, to string
	octets   []byte
}

// report is one report about packet headers.
type report struct {
	*record
	tie uint64
	cin byte
	// packets and size are the counts of a summary, or 1 and the length of the packet.
	packets, size    int
	src, dst         netip.AddrPort
	protocol         byte
	fromTarget       bool
	first, latest    time.Time
	session          byte
	noPorts, iri20   bool
	header           []byte
	directionInReset byte
}

const uplinkTEID = 0x100

// edit changes what a record of an SMF says, so that tests change fields and not octets.
func (sp *sessionPlay) edit(net string, tag uint32, f func(*smRecord)) {
	r := sp.sm2(net, tag)
	m := sp.describe(r)
	f(&m)
	r.event.body = m.body(tag)
}

// sm2 returns the record of an event of a network.
func (sp *sessionPlay) sm2(net string, tag uint32) *record {
	for _, r := range sp.sm {
		if r.net == net && r.event.tag == tag {
			return r
		}
	}
	panic(fmt.Sprintf("no record %d of %s", tag, net))
}

func (sp *sessionPlay) dropSM(net string, tag uint32) {
	r := sp.sm2(net, tag)
	sp.sm = slices.DeleteFunc(sp.sm, func(o *record) bool { return o == r })
}

// describe says what a faultless SMF puts into a record.
func (sp *sessionPlay) describe(r *record) smRecord {
	s := sp.truth.Sessions[0]
	m := smRecord{supi: sp.truth.Warrants[r.net+"-1"].Target, dnn: s.DNN, id: 1, kind: 1, request: 1, plmn: plmns[s.Serving], first: sp.first, last: sp.latest,
		up: sp.octets[0], down: sp.octets[1]}
	for _, a := range s.Addresses {
		m.ue = append(m.ue, a.Addr())
	}
	switch s.Type {
	case "ipv6":
		m.kind = 2
	case "ipv4v6":
		m.kind = 3
	}
	if r.net == s.Serving {
		m.cell, _ = cellsOf(s.Serving)
		m.tunnel = tunnelOf(uplinkTEID, gnbs[1])
		m.downlink = tunnelOf(0x110, gnbs[0])
		if s.Route == "home-routed" {
			m.uri = "https://smf1.5gc.mnc070.mcc999.3gppnetwork.org/nsmf-pdusession/v1/pdu-sessions/1"
		}
	} else {
		m.tunnel = tunnelOf(uplinkTEID, upfs[1])
	}
	m.uplink = m.tunnel
	if r.event.tag == 6 {
		m.downlink = nil // the gNB has not answered yet
	}
	return m
}

// newSessionPlay completes a scenario. headers orders reports of packet headers.
func newSessionPlay(s setup, d dataSetup, headers string) *sessionPlay {
	sp := &sessionPlay{dataPlay: newDataPlay(s, d), headers: headers}
	sp.tasked = map[string]time.Time{} // LI_T3 is written here
	for id, w := range sp.truth.Warrants {
		w.HeaderReports = headers
		if headers != "" {
			w.HeaderReportsBy = "upf"
		}
		sp.truth.Warrants[id] = w
	}
	for _, q := range sp.packets {
		if q.session != 0 {
			continue
		}
		if sp.first.IsZero() || q.at.Before(sp.first) {
			sp.first = q.at
		}
		if q.at.After(sp.latest) {
			sp.latest = q.at
		}
		if q.inner[0]>>4 == 4 || q.inner[8] != 0xfe {
			sp.octets[q.direction] += len(q.inner)
		}
	}
	for _, r := range sp.sm {
		r.event.body = sp.describe(r).body(r.event.tag)
	}
	for _, id := range []string{"nl-1", "de-1"} {
		w, ok := sp.truth.Warrants[id]
		if !ok {
			continue
		}
		t := sp.truth.Sessions[0]
		carries := w.Agency == t.Serving || t.Route == "home-routed"
		sp.orders(w, !d.iri)
		if !carries {
			continue
		}
		begin := t.Requested.Add(time.Millisecond)
		if d.mid {
			begin = sp.activated(id).Add(-100 * time.Microsecond)
		}
		if !d.iri {
			sp.trigger(w, "t3", "X3Only", begin, t.Released)
		}
		if headers != "" {
			sp.trigger(w, "t2", "X2Only", begin, t.Released)
			sp.report(id, w, begin)
		}
	}
	for i := range sp.truth.Sessions {
		sp.pfcp(i)
	}
	sp.upTo = sp.before
	sp.extra = append(sp.extra, sp.reported)
	return sp
}

const x1Head = `<X1%s xmlns="http://uri.etsi.org/03221/X1/2017/10" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x1%sMessage xsi:type="%s%s"><admfIdentifier>%s</admfIdentifier><neIdentifier>%s</neIdentifier><messageTimestamp>2026-11-21T12:00:00.000001Z</messageTimestamp><version>v1.22.1</version><x1TransactionId>%s</x1TransactionId>`

// exchange is a request over X1 and its answer.
func (sp *sessionPlay) exchange(link, kind, admf, ne string, at time.Time, body string) (ask, answer *tasking) {
	id := fmt.Sprintf("00000000-0000-4000-b000-%012d", len(sp.tasks)+1000)
	ask = &tasking{at, link, fmt.Sprintf(x1Head, "Request", "Request", kind, "Request", admf, ne, id) + body + "</x1RequestMessage></X1Request>"}
	answer = &tasking{at.Add(10 * time.Microsecond), link, fmt.Sprintf(x1Head, "Response", "Response", kind, "Response", admf, ne, id) +
		"<oK>AcknowledgedAndCompleted</oK></x1ResponseMessage></X1Response>"}
	sp.tasks = append(sp.tasks, ask, answer)
	return ask, answer
}

// orders gives the functions of the session plane the tasks of a warrant.
func (sp *sessionPlay) orders(w truth.Warrant, content bool) {
	if !content {
		return
	}
	target := "<targetIdentifiers><targetIdentifier><supiimsi>" + w.Target + "</supiimsi></targetIdentifier></targetIdentifiers>"
	at := epoch.Add(8 * time.Millisecond)
	sp.exchange(w.Agency+".x1", "ActivateTask", "admf1", "mdf3-1", at, "<taskDetails><xId>"+w.XID+"</xId>"+target+
		"<deliveryType>X3Only</deliveryType><listOfMediationDetails><mediationDetails><LIID>"+w.LIID+"</LIID><deliveryType>HI3Only</deliveryType></mediationDetails></listOfMediationDetails></taskDetails>")
	sp.exchange(w.Agency+".x1", "ActivateTask", "admf1", "smf1-cc-tf", at.Add(100*time.Microsecond), "<taskDetails><xId>"+w.XID+"</xId>"+target+
		"<deliveryType>X3Only</deliveryType></taskDetails>")
}

func (sp *sessionPlay) seid(net string, session int) uint64 {
	return 0x1000*uint64(len(net)+int(net[0])) + uint64(session)
}

// trigger is a task over LI_T3 or LI_T2 from begin to end.
func (sp *sessionPlay) trigger(w truth.Warrant, point, delivery string, begin, end time.Time) {
	tf, poi, n := "smf1-cc-tf", "upf1-cc-poi", 3
	extension := ""
	if point == "t2" {
		tf, poi, n = "smf1-iri-tf", "upf1-iri-poi", 2
		kind := "<PDHR></PDHR>"
		if sp.headers == "summary" {
			kind = "<PDSR><PDSRTriggerType><PacketCount>1000</PacketCount></PDSRTriggerType></PDSR>"
		}
		extension = "<taskDetailsExtensions><Extension><Owner>3GPP</Owner><e:X1Extensions xmlns:e=\"urn:3GPP:ns:li:3GPPX1Extensions:r19:v2\"><e:HeaderReporting><e:PDHType>" +
			strings.NewReplacer("</", "</e:", "<P", "<e:P").Replace(kind) + "</e:PDHType></e:HeaderReporting></e:X1Extensions></Extension></taskDetailsExtensions>"
	}
	link := w.Agency + "." + point
	did := fmt.Sprintf("00000000-0000-4000-8d1d-%06d%06d", n, int(w.Agency[0]))
	xid := fmt.Sprintf("00000000-0000-4000-8a1d-%06d%06d", n, int(w.Agency[0]))
	sp.exchange(link, "CreateDestination", tf, poi, begin.Add(-50*time.Microsecond), "<destinationDetails><dId>"+did+"</dId><deliveryType>"+delivery+"</deliveryType></destinationDetails>")
	sp.exchange(link, "ActivateTask", tf, poi, begin, "<taskDetails><xId>"+xid+"</xId><targetIdentifiers><targetIdentifier><targetIdentifierExtension><Owner>3GPP</Owner>"+
		"<e:UPFLIT3TargetIdentifierExtensions xmlns:e=\"urn:3GPP:ns:li:3GPPX1Extensions:r19:v2\"><e:UPFLIT3TargetIdentifier><e:FSEID>"+
		fmt.Sprintf("<e:SEID>%d</e:SEID><e:IPv4Address>10.4.0.2</e:IPv4Address>", sp.seid(w.Agency, 0))+
		"</e:FSEID></e:UPFLIT3TargetIdentifier></e:UPFLIT3TargetIdentifierExtensions></targetIdentifierExtension></targetIdentifier></targetIdentifiers><deliveryType>"+delivery+
		"</deliveryType><listOfDIDs><dId>"+did+"</dId></listOfDIDs>"+fmt.Sprintf("<correlationID>%d</correlationID><productID>%s</productID>", uint64(tieOf), w.XID)+extension+"</taskDetails>")
	sp.exchange(link, "DeactivateTask", tf, poi, end, "<xId>"+xid+"</xId>")
}

// task returns a message of a link by its kind.
func (sp *sessionPlay) task(link, kind string) *tasking {
	for _, t := range sp.tasks {
		if t.link == link && strings.Contains(t.text, `xsi:type="`+kind+`"`) {
			return t
		}
	}
	panic("no " + kind + " on " + link)
}

func (sp *sessionPlay) dropTask(link, kind string) {
	t := sp.task(link, kind)
	sp.tasks = slices.DeleteFunc(sp.tasks, func(o *tasking) bool { return o == t })
}

func ieOf(kind uint16, b []byte) []byte {
	return join(binary.BigEndian.AppendUint16(nil, kind), u16(len(b)), b)
}

// pfcp is the establishment of a session on N4 of each network that carries it.
func (sp *sessionPlay) pfcp(i int) {
	s := sp.truth.Sessions[i]
	nets := []string{s.Serving}
	if s.Route == "home-routed" {
		nets = append(nets, sp.truth.Subscribers[s.Subscriber].Home)
	}
	for _, net := range nets {
		smf, upf := "10.4.0.1", "10.4.0.2"
		end := gnbs[1]
		if net != s.Serving {
			end = upfs[1]
		}
		ue := s.Addresses[0].Addr()
		address := join([]byte{2}, ue.AsSlice())
		if ue.Is6() {
			address = join([]byte{1}, ue.AsSlice())
		}
		pdi := ieOf(93, address)
		if s.Route == "home-routed" && net == s.Serving {
			pdi = nil // a V-UPF knows tunnels only
		}
		message := func(kind byte, seid uint64, body ...[]byte) []byte {
			b := join(u64(seid), []byte{0, 0, byte(i + 1), 0}, join(body...))
			return join([]byte{0x21, kind}, u16(len(b)), b)
		}
		request := message(50, 0, ieOf(57, join([]byte{2}, u64(uint64(i+1)), netip.MustParseAddr(smf).AsSlice())), ieOf(1, join(ieOf(56, u16(1)), ieOf(2, pdi))))
		response := message(51, uint64(i+1), ieOf(19, []byte{1}), ieOf(57, join([]byte{2}, u64(sp.seid(net, i)), netip.MustParseAddr(upf).AsSlice())),
			ieOf(8, join(ieOf(56, u16(1)), ieOf(21, join([]byte{1}, u32(uplinkTEID*uint32(i+1)), netip.MustParseAddr(end).AsSlice())))))
		at := s.Requested.Add(200 * time.Microsecond)
		sp.n4 = append(sp.n4, n4Message{net + ".n4", at, smf, upf, request}, n4Message{net + ".n4", at.Add(100 * time.Microsecond), upf, smf, response})
	}
}

// before writes N4 and the tasks whose time has come.
func (sp *sessionPlay) before(at time.Time, put func(name, dissector string, b []byte), packet func(name string, at time.Time, b []byte)) {
	if !sp.begun {
		sp.begun = true
		for _, f := range sp.extraBodies {
			f()
		}
		slices.SortStableFunc(sp.n4, func(a, b n4Message) int { return a.at.Compare(b.at) })
		slices.SortStableFunc(sp.tasks, func(a, b *tasking) int { return a.at.Compare(b.at) })
	}
	for {
		n4 := len(sp.n4) > 0 && !sp.n4[0].at.After(at)
		task := len(sp.tasks) > 0 && !sp.tasks[0].at.After(at)
		switch {
		case n4 && (!task || !sp.n4[0].at.After(sp.tasks[0].at)):
			m := sp.n4[0]
			sp.n4 = sp.n4[1:]
			packet(m.link, m.at, ipPacket(netip.MustParseAddr(m.from), netip.MustParseAddr(m.to), 17, 0, udpBody(8805, 8805, m.octets)))
		case task:
			t := sp.tasks[0]
			sp.tasks = sp.tasks[1:]
			sp.now = t.at.Add(-time.Microsecond)
			put(t.link, "xml", []byte(t.text))
		default:
			return
		}
	}
}

// report makes the reports of packet headers of a warrant.
func (sp *sessionPlay) report(id string, w truth.Warrant, from time.Time) {
	var order []*report
	flows := map[string]*report{}
	for _, q := range sp.packets {
		if q.session != 0 || q.at.Before(from) || sp.d.mid && q.at.Before(sp.activated(id)) {
			continue
		}
		r := sp.about(w, q)
		key := fmt.Sprint(r.src, r.dst, r.protocol)
		if f := flows[key]; f != nil && sp.headers == "summary" {
			f.packets, f.size, f.latest = f.packets+1, f.size+len(q.inner), q.at
			continue
		}
		flows[key] = r
		order = append(order, r)
	}
	sp.reports = append(sp.reports, order...)
}

// about is the report about one packet.
func (sp *sessionPlay) about(w truth.Warrant, q *userPacket) *report {
	b := q.inner
	r := &report{tie: tieOf, cin: cinOf, packets: 1, size: len(b), fromTarget: q.direction == 0, first: q.at, latest: q.at, session: 255}
	var at int
	var src, dst netip.Addr
	later := false
	if b[0]>>4 == 4 {
		src, dst = netip.AddrFrom4([4]byte(b[12:16])), netip.AddrFrom4([4]byte(b[16:20]))
		at, r.protocol, later = 20, b[9], b[7] != 0 || b[6]&0x1f != 0
	} else {
		src, dst = netip.AddrFrom16([16]byte(b[8:24])), netip.AddrFrom16([16]byte(b[24:40]))
		at, r.protocol = 40, b[6]
		if r.protocol == 44 {
			r.protocol, at, later = b[40], 48, binary.BigEndian.Uint16(b[42:])&^7 != 0
		}
	}
	var from, to uint16
	if !later && (r.protocol == 6 || r.protocol == 17) {
		from, to = binary.BigEndian.Uint16(b[at:]), binary.BigEndian.Uint16(b[at+2:])
	}
	r.noPorts = later
	r.src, r.dst = netip.AddrPortFrom(src, from), netip.AddrPortFrom(dst, to)
	r.header = bytes.Clone(b[:min(len(b), at+8)])
	direction := uint16(2)
	if r.fromTarget {
		direction = 3
	}
	r.record = &record{net: w.Agency, nf: "upf", at: q.at, direction: direction, xid: w.XID, liid: w.LIID, seqX2: -1, seqHI2: -1, iriType: 4, cin: true,
		country: sp.truth.Networks[w.Agency].Country, matched: w.Target, hi2Time: q.at}
	return r
}

// reported writes the reports on X2 and HI2, in a series of their own on X2 and behind the records of the session on HI2.
func (sp *sessionPlay) reported(_ *pcaps.Writer, put func(name, dissector string, b []byte)) {
	seqX2, seqHI2 := map[string]uint32{}, map[string]uint32{}
	for _, r := range sp.sm {
		if r.cin && r.cinIs == 0 {
			seqHI2[r.net]++
		}
	}
	for _, r := range sp.reports {
		r.raw = r.octets(sp.headers == "summary")
		if r.cin != cinOf {
			r.rawHI2 = r.raw
		}
		b := r.x2(seqX2[r.net])
		seqX2[r.net]++
		copy(b[32:], u64(r.tie))
		put(r.net+".x2", "li5g", b)
		put(r.net+".hi2", "ber", r.hi2(sp.truth.Networks[r.net], seqHI2[r.net]))
		seqHI2[r.net]++
	}
}
