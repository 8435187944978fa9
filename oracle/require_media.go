package oracle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"lilab/oracle/observe"
)

// mediaOfWarrant returns the packets of RTP that were delivered for a warrant as content of the IMS.
func (r *run) mediaOfWarrant(w *warrant, place observe.MediaPlace) []*observe.Media {
	var out []*observe.Media
	for i := range r.o.Media {
		m := &r.o.Media[i]
		if m.Place != place {
			continue
		}
		var of *warrant
		if place == observe.OnHI3 {
			s := &r.o.HI3Series[m.Series]
			of = r.byLIID[s.Network+" "+s.LIID]
		} else {
			s := &r.o.X3Series[m.Series]
			of = r.byXID[s.Network+" "+s.XID]
		}
		if of == w {
			out = append(out, m)
		}
	}
	return out
}

// span is the time in which every packet of a call must be delivered: from when the point of interception had its task to the end.
func (r *run) span(w *warrant, k *contact) (from, to time.Time) {
	c := &r.t.Calls[k.call]
	from, to = c.Answered.Add(tolerance), r.ended(c)
	for i := range r.o.X1 {
		q := &r.o.X1[i]
		if q.Network != w.truth.Agency || q.Response || q.Kind != "ActivateTaskRequest" || !strings.EqualFold(q.Product, w.truth.XID) || !r.imsTrigger(q) ||
			q.Point != "t3" || q.Source.Time.Before(c.Start) || q.Source.Time.After(to) {
			continue
		}
		if a := r.answer(q); a != nil && a.ErrorCode == "" {
			from = a.Source.Time
			break
		}
	}
	for i := range r.o.Signals {
		if s := &r.o.Signals[i]; s.SIP.Request == "BYE" && s.Time.Before(to) && r.of(k, s) {
			to = s.Time
		}
	}
	return from, to
}

// imsContent checks that every packet of the target's calls is delivered once and in order.
func (r *run) imsContent(w *warrant) {
	c := r.check("IMS-CC-1", w.id)
	if !slices.Contains(w.prediction.X3, "iMSCCPDU") {
		c.skip("no content of calls is ordered, or no function of the network has it")
		return
	}
	delivered := map[observe.MediaPlace][]*observe.Media{observe.OnX3: r.mediaOfWarrant(w, observe.OnX3), observe.OnHI3: r.mediaOfWarrant(w, observe.OnHI3)}
	contacts := r.contacts(w)
	for i := range contacts {
		k := &contacts[i]
		if k.call < 0 || r.t.Calls[k.call].Answered.IsZero() || r.barred(w, k) || r.hidden(w, k) {
			continue
		}
		from, to := r.span(w, k)
		call := &r.t.Calls[k.call]
		at := r.legOf(w, k)
		for j := range call.Streams {
			link := r.onLink(w, &at, &call.Streams[j])
			if len(link) == 0 {
				if call.Streams[j].Packets > 0 {
					c.unsure(fmt.Sprintf("the RTP of the %s of call %d is on no link of %s in the capture", call.Streams[j].Sender, k.call, w.truth.Agency))
				}
				continue
			}
			for _, place := range []observe.MediaPlace{observe.OnX3, observe.OnHI3} {
				r.stream(c, w, k, j, &at, link, delivered[place], from, to, place)
			}
		}
	}
	c.skip("no call of the target with media was answered while the warrant was active")
}

// stream compares one stream on the network with what was delivered of it.
func (r *run) stream(c *check, w *warrant, k *contact, stream int, at *leg, link, all []*observe.Media, from, to time.Time, place observe.MediaPlace) {
	st := &r.t.Calls[k.call].Streams[stream]
	name := map[observe.MediaPlace]string{observe.OnX3: "X3", observe.OnHI3: "HI3"}[place]
	var due, got []*observe.Media
	optional := map[uint64]bool{}
	key := func(m *observe.Media) uint64 { return uint64(m.Sequence) }
	for _, m := range link {
		if first := r.firstSeen(m); w.covers(first) == within && !first.Before(from) && m.Time.Before(to) {
			due = append(due, m)
		} else {
			optional[key(m)] = true
		}
	}
	for _, m := range all {
		if m.Header && m.SSRC == st.SSRC {
			got = append(got, m)
		}
	}
	want, have := make([]uint64, len(due)), make([]uint64, len(got))
	for i, m := range due {
		want[i] = key(m)
	}
	for i, m := range got {
		have[i] = key(m)
	}
	d := compare(want, have, func(int, int) bool { return false })
	d.extra = slices.DeleteFunc(d.extra, func(j int) bool { return optional[have[j]] })
	missed := r.gaps(w, k.side)
	d.missing = slices.DeleteFunc(d.missing, func(i int) bool { return inGap(missed, due[i].Time) })
	expected := fmt.Sprintf("the %d RTP packets of the %s of call %d on %s, each once and in order on %s", len(due), st.Sender, k.call,
		r.o.MediaSource(link[0]).Interface, name)
	good := true
	wrong := func(list []int, from []*observe.Media, how string) {
		if len(list) == 0 {
			return
		}
		good = false
		var e []Evidence
		for _, i := range list[:min(len(list), maxEvidence)] {
			e = append(e, ev(r.o.MediaSource(from[i]), fmt.Sprintf("SSRC 0x%08x sequence number %d", from[i].SSRC, from[i].Sequence)))
		}
		c.fail(expected, fmt.Sprintf("%d %s", len(list), how), e...)
	}
	wrong(d.missing, due, "missing")
	wrong(d.moved, got, "at another place in the order")
	wrong(d.again, got, "once more")
	wrong(d.extra, got, "that are not on the link")
	var other, elsewhere []int
	for j, m := range got {
		i := d.match[j]
		switch {
		case i < 0:
		case at.elsewhere(m, due[i]):
			elsewhere = append(elsewhere, j)
		case !at.carries(m, due[i], st) && !(at.side == "" && r.seenSum(m)):
			other = append(other, j)
		}
	}
	wrong(elsewhere, got, "with the addresses of another leg of the call")
	wrong(other, got, "with other octets")
	if good && len(due) > 0 {
		c.ok(ev(r.o.MediaSource(due[0]), "RTP of the "+st.Sender), ev(r.o.MediaSource(got[0]), "RTP of the "+st.Sender))
	}
}

// seenSum tells whether a delivered packet is on some link with the same payload: that decides where it is not known which leg of a
// call is intercepted.
func (r *run) seenSum(m *observe.Media) bool {
	if r.sums == nil {
		r.sums = map[mediaSum]bool{}
		for i := range r.o.Media {
			if l := &r.o.Media[i]; l.Place == observe.OnLink && l.Header {
				r.sums[mediaSum{l.SSRC, l.Sequence, l.Sum}] = true
			}
		}
	}
	return r.sums[mediaSum{m.SSRC, m.Sequence, m.Sum}]
}

// mediaSum is a packet of RTP with its payload.
type mediaSum struct {
	ssrc     uint32
	sequence uint16
	sum      uint32
}

// foreignMedia checks that no media of another call is delivered.
func (r *run) foreignMedia(w *warrant) {
	c := r.check("IMS-CC-4", w.id)
	mine := map[int]bool{}
	contacts := r.contacts(w)
	for i := range contacts {
		if k := &contacts[i]; k.call >= 0 && !r.barred(w, k) && !r.hidden(w, k) {
			mine[k.call] = true
		}
	}
	for _, place := range []observe.MediaPlace{observe.OnX3, observe.OnHI3} {
		for _, m := range r.mediaOfWarrant(w, place) {
			if !m.Header {
				continue
			}
			at, ok := r.listener.sent[m.SSRC]
			e := ev(r.o.MediaSource(m), fmt.Sprintf("SSRC 0x%08x", m.SSRC))
			switch {
			case ok && mine[at.call]:
				c.ok(e)
			case ok:
				call := &r.t.Calls[at.call]
				c.fail("media of calls of "+w.truth.Subscriber+" alone", fmt.Sprintf("of call %d, %s to %s", at.call, orElse(call.From.Subscriber, "somebody"),
					orElse(call.To.Subscriber, "somebody")), e)
			case len(r.listener.sent) > 0:
				c.fail("media that a phone of a call sent", fmt.Sprintf("SSRC 0x%08x, which nobody sent", m.SSRC), e)
			}
		}
	}
	c.skip("no media were delivered")
}

// unorderedMedia fails for media that no one ordered.
func (r *run) unorderedMedia(c *check, w *warrant) {
	if w.cc() && w.orders("voice") {
		return
	}
	for _, place := range []observe.MediaPlace{observe.OnX3, observe.OnHI3} {
		if list := r.mediaOfWarrant(w, place); len(list) > 0 {
			c.fail("no media: the warrant does not order them", fmt.Sprintf("%d packets", len(list)), ev(r.o.MediaSource(list[0]), "RTP"))
		}
	}
}

// countMedia counts the packets of the target's calls.
func (r *run) countMedia(w *warrant, out *Warrant) {
	for i := range r.o.X3 {
		x := &r.o.X3[i]
		if s := &r.o.X3Series[x.Series]; x.IMS && r.byXID[s.Network+" "+s.XID] == w {
			out.X3.PDUs++
			out.X3.Octets += x.Octets
		}
	}
	x3, hi3 := r.mediaOfWarrant(w, observe.OnX3), r.mediaOfWarrant(w, observe.OnHI3)
	for _, k := range r.contacts(w) {
		if k.call < 0 {
			continue
		}
		n := CallCount{Call: k.call}
		at := r.legOf(w, &k)
		for j := range r.t.Calls[k.call].Streams {
			st := &r.t.Calls[k.call].Streams[j]
			n.Sent += int(st.Packets)
			n.Seen += len(r.onLink(w, &at, st))
		}
		of := func(list []*observe.Media) (count int) {
			for _, m := range list {
				if at, ok := r.listener.sent[m.SSRC]; ok && at.call == k.call && m.Header {
					count++
				}
			}
			return count
		}
		n.X3, n.HI3 = of(x3), of(hi3)
		n.Early = r.earlyMedia(w, &k, hi3)
		w.early = w.early || n.Early > 0
		for _, h := range r.imsRecords(w) {
			if h.call == k.call {
				n.Records++
			}
		}
		n.Heard = [2]bool{r.listener.hears(w.agency(), observe.OnHI3, k.call, true), r.listener.hears(w.agency(), observe.OnHI3, k.call, false)}
		if one, ok := w.calls[k.call]; ok {
			n.Gm, n.Axes = one.gm, &one.axes
		}
		out.Calls = append(out.Calls, n)
	}
}

// earlyMedia counts packets of a call that passed after the answer, before the point of interception had its task, and were not
// delivered.
func (r *run) earlyMedia(w *warrant, k *contact, delivered []*observe.Media) int {
	call := &r.t.Calls[k.call]
	if !slices.Contains(w.prediction.X3, "iMSCCPDU") || call.Answered.IsZero() || r.barred(w, k) || r.hidden(w, k) || len(delivered) == 0 {
		return 0
	}
	type key struct {
		ssrc   uint32
		number uint16
	}
	got := map[key]bool{}
	for _, m := range delivered {
		got[key{m.SSRC, m.Sequence}] = true
	}
	from, _ := r.span(w, k)
	at := r.legOf(w, k)
	missed := r.gaps(w, k.side)
	n := 0
	for j := range call.Streams {
		for _, m := range r.onLink(w, &at, &call.Streams[j]) {
			if first := r.firstSeen(m); w.covers(first) == within && (first.Before(from) || inGap(missed, m.Time)) && !got[key{m.SSRC, m.Sequence}] {
				n++
			}
		}
	}
	return n
}

// copied tells whether anything was delivered of a session's packets.
func (r *run) copied(w *warrant, s *session) bool {
	for _, d := range []*delivery{r.x3by[w], r.hi3by[w]} {
		if d != nil && d.sessions[s] != nil {
			return true
		}
	}
	return false
}
