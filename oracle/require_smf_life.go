package oracle

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// modifications expects a record for each modification and each handover between gNBs, and for each new tunnel towards a gNB
// that packets show, and none without a cause.
func (r *run) modifications(w *warrant) {
	c := r.check("SMF-MOD-1", w.id)
	why := r.noSessions(w)
	if why != "" {
		r.none(c, w, observe.SMFModification, why)
		return
	}
	records := w.of(observe.SMFModification)
	// A V-SMF that takes a session over says what the tunnel is when it does.
	told := append(slices.Clone(records), w.of(observe.SMFEstablishment)...)
	for _, s := range r.own(w) {
		ends, firsts := r.tunnels(&s.n3, down)
		for i := 1; i < len(ends) && w.serves(); i++ {
			if w.covers(firsts[i].Time) != within {
				continue
			}
			e := ev(r.o.UserSource(firsts[i]), "the first packet in the new tunnel")
			at := slices.IndexFunc(told, func(h *observe.HI2) bool {
				return h.Record.Session.ID == int(s.truth.ID) && slices.Contains(h.Record.Session.Downlink, ends[i])
			})
			if at < 0 {
				c.fail("one "+observe.SMFModification+" with the new tunnel "+ends[i].String()+" of "+s.String(), "none was delivered to "+w.truth.LIID, e)
				continue
			}
			c.ok(append(r.evRecord(told[at]), e)...)
		}
	}
	dues, unsure := w.phased(r.changes(w))
	p := pairSessions(dues, records)
	for _, s := range p.missing {
		c.fail("one "+observe.SMFModification+" for the "+stepText(s), "none was delivered to "+w.truth.LIID, r.evStep(w, s)...)
	}
	for i, h := range p.records {
		r.timed = append(r.timed, timed{w, p.steps[i], h})
		c.ok(r.evRecord(h)...)
	}
	for _, h := range records {
		s := r.sessionOf(w, h.Record, h.PDU.Time)
		if s == nil || !slices.Contains(r.own(w), s) {
			c.fail("a PDU session of the target that the agency's network carries", fmt.Sprintf("pDUSessionID %d", h.Record.Session.ID), r.evRecord(h)...)
			continue
		}
		r.isSUPI(c, w, h)
		if slices.Contains(p.extra, h) && unsure == 0 && !r.explained(w, s, h) {
			c.fail("nothing, as the target did nothing that modifies "+s.String(), "one "+observe.SMFModification+" at "+clock(h.PDU.Time), r.evRecord(h)...)
		}
		if h.Record.Session.Type != "" {
			r.is(c, "pDUSessionType", sessionTypes33128[s.truth.Type], h.Record.Session.Type, h)
		}
		r.sessionTunnels(c, w, s, h)
		if h.Record.Cell != nil {
			r.modifiedCell(c, w, h)
		}
	}
	c.skip("nothing modifies a PDU session of the target while the warrant is active")
}

// changes are what modifies the target's sessions in the agency's network: modifications, and handovers between gNBs of
// those that the network serves.
func (r *run) changes(w *warrant) []due {
	var all []due
	for _, s := range r.own(w) {
		for i, t := range w.steps {
			switch {
			case !succeeded(t):
			case t.Kind == "modify-session" && t.Session != nil && *t.Session == s.index:
				all = append(all, due{s, t})
			case s.changesVSMF(w.steps[:i], t):
				if !w.serves() { // the H-SMF gets another end of N9
					all = append(all, due{s, t})
				}
			case t.Kind == "handover" && w.serves() && s.lives(t.Start) && s.lives(t.End) && !sameGNB(w.steps[:i], t):
				all = append(all, due{s, t})
			}
		}
	}
	return all
}

// sameGNB tells whether a handover stays with a gNB, as far as the cell identities tell.
func sameGNB(before []truth.Step, t truth.Step) bool {
	for i := len(before) - 1; i >= 0; i-- {
		if c := before[i].Cell; c != nil && t.Cell != nil && len(c.NRCellID) == 9 && len(t.Cell.NRCellID) == 9 {
			return gnbOf(c.NRCellID) == gnbOf(t.Cell.NRCellID)
		}
	}
	return true
}

// gnbOf is the gNB of an NR cell identity in the lab: its first 22 bits.
func gnbOf(cell string) string {
	n, err := strconv.ParseUint(cell, 16, 36)
	if err != nil {
		return cell
	}
	return strconv.FormatUint(n>>14, 16)
}

// explained tells whether a move of the target, or a tunnel that packets show, is the cause of a modification.
func (r *run) explained(w *warrant, s *session, h *observe.HI2) bool {
	for _, t := range w.steps {
		if (t.Kind == "move" || t.Kind == "handover" || t.Kind == entering) && apart(h.PDU.Time, t) <= tolerance {
			return true
		}
	}
	ends, firsts := r.tunnels(&s.n3, down)
	for i := 1; i < len(ends); i++ {
		if slices.Contains(h.Record.Session.Downlink, ends[i]) && firsts[i].Time.After(h.PDU.Time.Add(-tolerance)) {
			return true
		}
	}
	return false
}

// modifiedCell takes the cell before a move or after it.
func (r *run) modifiedCell(c *check, w *warrant, h *observe.HI2) {
	var may []string
	for _, t := range w.steps {
		if t.Cell != nil && (t.End.Before(h.PDU.Time) || apart(h.PDU.Time, t) <= tolerance) {
			want := cellOf(*t.Cell)
			may = append(may, cellText(&want))
		}
	}
	if got := cellText(h.Record.Cell); len(may) > 0 && !slices.Contains(may, got) {
		c.fail("cell "+may[len(may)-1], "cell "+got, r.evRecord(h)...)
	}
}

// releases expects one record for each session that ends, with what the session had.
func (r *run) releases(w *warrant) {
	once, counts := r.check("SMF-REL-1", w.id), r.check("SMF-REL-2", w.id)
	why := r.noSessions(w)
	if why != "" {
		r.none(once, w, observe.SMFRelease, why)
	}
	var all []due
	for _, s := range r.own(w) {
		if end, ok := r.end(s); ok && w.data() {
			all = append(all, due{s, end})
		}
	}
	dues, unsure := w.phased(all)
	p := pairSessions(dues, w.of(observe.SMFRelease))
	if why == "" {
		r.counted(once, w, observe.SMFRelease, p.pairing, unsure)
	}
	for i, h := range p.records {
		r.timed = append(r.timed, timed{w, p.steps[i], h})
		r.isSUPI(once, w, h)
		if h.Record.Cell != nil {
			r.sessionCell(once, w, p.sessions[i], h)
		}
		r.volumes(counts, w, p.sessions[i], h)
	}
	once.skip(orElse(why, "no PDU session of the target ends while the warrant is active"))
	counts.skip(orElse(why, "no release with counters was delivered"))
}

// amount is what packets of one direction have, as bounds: packets that a UPF may leave out, or that came so late that the
// session may have been gone, are in the upper one only.
type amount struct {
	least, most int64
	// first and latest are of packets that count in any case, earliest and last of all.
	first, latest, earliest, last time.Time
	e                             []Evidence
}

// amounts counts the user packets of a session up to a moment.
// Those before since do not count, and those before sure need not.
func (r *run) amounts(p *packets, direction int, since, sure, until time.Time) amount {
	var a amount
	for _, u := range p[direction] {
		if u.Time.Before(since) {
			continue
		}
		a.most += int64(u.Length)
		if a.earliest.IsZero() {
			a.earliest = u.Time
		}
		a.last = u.Time
		if u.Time.After(until) || u.Time.Before(sure) || r.local(u) {
			continue
		}
		a.least += int64(u.Length)
		if a.first.IsZero() {
			a.first = u.Time
			a.e = append(a.e, ev(r.o.UserSource(u), "the first packet"))
		}
		a.latest = u.Time
	}
	return a
}

// local tells whether a packet is one between the phone and the network alone, such as router discovery, which a UPF need
// not count.
func (r *run) local(u *observe.UserPacket) bool {
	if u.Flow < 0 {
		return false
	}
	f := &r.o.Flows[u.Flow]
	return f.Src.Addr().IsLinkLocalUnicast() || f.Dst.Addr().IsLinkLocalUnicast() || f.Dst.Addr().IsMulticast()
}

// volumes compares the counters and times of a release with the packets on the wire.
func (r *run) volumes(c *check, w *warrant, s *session, h *observe.HI2) {
	iface, at := s.side(w.truth.Agency)
	if at == nil {
		return
	}
	iface, at = s.anchored(w.truth.Agency, iface, at)
	rec := h.Record.Session
	var first, latest, earliest, last time.Time
	since, sure := w.counted(s, h.PDU.Time)
	for direction, got := range [2]int64{rec.UplinkVolume, rec.DownlinkVolume} {
		a := r.amounts(at, direction, since, sure, h.PDU.Time)
		if !a.first.IsZero() && (first.IsZero() || a.first.Before(first)) {
			first = a.first
		}
		if a.latest.After(latest) {
			latest = a.latest
		}
		if !a.earliest.IsZero() && (earliest.IsZero() || a.earliest.Before(earliest)) {
			earliest = a.earliest
		}
		if a.last.After(last) {
			last = a.last
		}
		e := append(r.evRecord(h), a.e...)
		what := directionNames[direction] + "Volume"
		switch {
		case got < 0 && a.least > 0:
			c.fail(fmt.Sprintf("%s %d as on %s", what, a.least, iface), what+" absent", e...)
		case got >= 0 && (got < a.least || got > a.most):
			c.fail(fmt.Sprintf("%s %d as on %s", what, a.least, iface), fmt.Sprintf("%s %d", what, got), e...)
		case got >= 0:
			c.ok(e...)
		}
	}
	for _, t := range []struct {
		what      string
		got, want time.Time
		from, to  time.Time
	}{{"timeOfFirstPacket", rec.FirstPacket, first, earliest, first}, {"timeOfLastPacket", rec.LastPacket, latest, latest, last}} {
		if t.want.IsZero() {
			continue
		}
		switch {
		case t.got.IsZero():
			c.fail(t.what+" "+clock(t.want), t.what+" absent", r.evRecord(h)...)
		case t.got.Before(t.from.Add(-tolerance)) || t.got.After(t.to.Add(tolerance)):
			c.fail(t.what+" "+clock(t.want)+" as on "+iface, t.what+" "+clock(t.got), r.evRecord(h)...)
		}
	}
}

// sessionCorrelation checks that the correlation identity is the same in all records of a session and of no other session.
func (r *run) sessionCorrelation(w *warrant) {
	c := r.check("SMF-CORR-1", w.id)
	numbers := map[*session]*observe.X2{}
	owners := map[uint64]*session{}
	for _, x := range w.x2 {
		if !x.Record.SMF() {
			continue
		}
		s := r.sessionOf(w, x.Record, x.Stamp)
		if s == nil {
			continue
		}
		e := ev(x.Source, x.Record.Type)
		number := x.PDU.CorrelationID
		switch before, owner := numbers[s], owners[number]; {
		case number == 0:
			c.fail("a correlation identity in "+x.Record.Type, "0", e)
		case before != nil && before.PDU.CorrelationID != number:
			c.fail(fmt.Sprintf("correlation identity %d for %s", before.PDU.CorrelationID, s), fmt.Sprint(number), ev(before.Source, before.Record.Type), e)
		case owner != nil && owner != s:
			c.fail(fmt.Sprintf("another correlation identity for %s than for %s", s, owner), fmt.Sprint(number), e)
		default:
			c.ok(e)
			numbers[s], owners[number] = x, s
		}
	}
	for _, x := range w.x2 {
		if x.Record.Header() && owners[x.PDU.CorrelationID] == nil {
			c.fail("the correlation identity of a PDU session of the target", fmt.Sprint(x.PDU.CorrelationID), ev(x.Source, x.Record.Type))
		}
	}
	c.skip(orElse(r.noSessions(w), "no record about a session was sent"))
}

// iriTypes are the IRI types of TS 33.128 R19 clause 6.2.3.7.
var iriTypes = map[string]string{
	observe.SMFEstablishment: "iRI-Begin", observe.SMFStart: "iRI-Begin", observe.SMFModification: "iRI-Continue", observe.SMFRelease: "iRI-End",
	observe.SMFUnsuccessful: "iRI-Report", observe.PDHeaderReport: "iRI-Report", observe.PDSummaryReport: "iRI-Report", observe.PacketReport: "iRI-Report",
}

// episode is a session in one time of activity of a warrant. A warrant that is activated anew is another communication.
type episode struct {
	s      *session
	window int
}

// window returns the number of the last activation before a moment.
func (w *warrant) window(at time.Time) int {
	n := 0
	for i, v := range w.windows {
		if !at.Before(v.early) {
			n = i
		}
	}
	return n
}

// sessionTypes checks the IRI types and communication identity numbers of records about sessions.
func (r *run) sessionTypes(w *warrant) {
	c := r.check("HI2-TYPE-2", w.id)
	numbers := map[episode]*observe.HI2{}
	owners := map[uint32]*session{}
	for _, h := range w.hi2 {
		want, ok := iriTypes[h.Record.Type]
		if !ok {
			continue
		}
		r.is(c, "iRIType of "+h.Record.Type, want, h.IRIType, h)
		if h.Record.Type == observe.SMFUnsuccessful {
			continue // there is no session
		}
		if !h.PDU.HasCIN {
			c.fail("a communication identity number", "absent", r.evRecord(h)...)
			continue
		}
		if !h.Record.SMF() {
			continue
		}
		s := r.sessionOf(w, h.Record, h.PDU.Time)
		if s == nil {
			continue
		}
		k := episode{s, w.window(h.PDU.Time)}
		switch before, owner := numbers[k], owners[h.PDU.CIN]; {
		case before != nil && before.PDU.CIN != h.PDU.CIN:
			c.fail(fmt.Sprintf("communication identity number %d for %s", before.PDU.CIN, s), fmt.Sprint(h.PDU.CIN), append(r.evRecord(before), r.evRecord(h)...)...)
		case owner != nil && owner != s:
			c.fail(fmt.Sprintf("another communication identity number for %s than for %s", s, owner), fmt.Sprint(h.PDU.CIN), r.evRecord(h)...)
		default:
			numbers[k], owners[h.PDU.CIN] = h, s
		}
	}
	for _, h := range w.hi2 {
		if h.Record.Header() && h.PDU.HasCIN && owners[h.PDU.CIN] == nil {
			c.fail("the communication identity number of a PDU session of the target", fmt.Sprint(h.PDU.CIN), r.evRecord(h)...)
		}
	}
	c.skip(orElse(r.noSessions(w), "no record about a session was delivered"))
}

// sessionsByCIN returns the sessions that records of an SMF tie communication identity numbers to.
func (r *run) sessionsByCIN(w *warrant) map[uint32]*session {
	out := map[uint32]*session{}
	for _, h := range w.hi2 {
		if !h.PDU.HasCIN || out[h.PDU.CIN] != nil {
			continue
		}
		if s := r.sessionOf(w, h.Record, h.PDU.Time); s != nil {
			out[h.PDU.CIN] = s
		}
	}
	return out
}

// correlationOf returns the correlation identity of the records of a session, 0 if there is none.
func (r *run) correlationOf(w *warrant, s *session) uint64 {
	for _, x := range w.x2 {
		if x.Record.SMF() && r.sessionOf(w, x.Record, x.Stamp) == s {
			return x.PDU.CorrelationID
		}
	}
	return 0
}
