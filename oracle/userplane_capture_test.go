package oracle_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"time"

	"lilab/pcaps"
)

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
