package oracle

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// smf checks the records about PDU sessions, TS 33.128 R19 clause 6.2.3.2.
func (r *run) smf(w *warrant) {
	r.establishments(w)
	r.sessionStarts(w)
	r.modifications(w)
	r.releases(w)
	r.sessionFailures(w)
	r.homeURI(w)
	r.sessionCorrelation(w)
	r.sessionTypes(w)
}

// due is something that happened to a session and that one record must report.
type due struct {
	s    *session
	step truth.Step
}

// paired are dues and their records.
type paired struct {
	pairing
	// sessions has the session of each record.
	sessions []*session
}

// pairSessions finds the record of each due: by the PDU session identity, then as pair does.
func pairSessions(dues []due, records []*observe.HI2) paired {
	var out paired
	used := map[*observe.HI2]bool{}
	var done []uint8
	for _, d := range dues {
		id := d.s.truth.ID
		if slices.Contains(done, id) {
			continue
		}
		done = append(done, id)
		var same []due
		var steps []truth.Step
		for _, e := range dues {
			if e.s.truth.ID == id {
				same, steps = append(same, e), append(steps, e.step)
			}
		}
		var mine []*observe.HI2
		for _, h := range records {
			if h.Record.Session != nil && h.Record.Session.ID == int(id) {
				mine = append(mine, h)
				used[h] = true
			}
		}
		p := pair(steps, mine)
		for i, s := range p.steps {
			out.steps, out.records = append(out.steps, s), append(out.records, p.records[i])
			at := slices.IndexFunc(same, func(e due) bool { return e.step.Start.Equal(s.Start) })
			out.sessions = append(out.sessions, same[at].s)
		}
		out.missing = append(out.missing, p.missing...)
		out.extra = append(out.extra, p.extra...)
	}
	for _, h := range records {
		if !used[h] {
			out.extra = append(out.extra, h)
		}
	}
	return out
}

// establishment and end are what the truth says about the begin and the end of a session, as steps.
func (s *session) establishment() truth.Step {
	return truth.Step{Kind: "open-session", Subscriber: s.truth.Subscriber, Start: s.truth.Requested, End: s.truth.Established, Result: "done"}
}

// end returns the step that ended a session: its own release, or the end of the registration.
func (r *run) end(s *session) (truth.Step, bool) {
	for _, t := range r.t.Steps {
		if t.Subscriber != s.truth.Subscriber || !succeeded(t) || t.End.Before(s.truth.Established) {
			continue
		}
		closes := (t.Kind == "close-session" || t.Kind == "release-session") && t.Session != nil && *t.Session == s.index
		leaves := t.Kind == "deregister" && (s.truth.Released.IsZero() || !s.truth.Released.Before(t.Start))
		if closes || leaves {
			return t, true
		}
	}
	if s.truth.Released.IsZero() {
		return truth.Step{}, false
	}
	return truth.Step{Kind: "close-session", Subscriber: s.truth.Subscriber, Start: s.truth.Released, End: s.truth.Released, Result: "done"}, true
}

// noSessions says why a warrant has no records about sessions, empty if it may have some.
func (r *run) noSessions(w *warrant) string {
	switch {
	case w.unknown():
		return notProved
	case !w.data():
		return "the warrant does not cover data"
	case w.view == "none":
		return "the agency's network neither serves the target nor is its home"
	}
	for _, s := range r.sessions {
		if s.truth.Subscriber == w.truth.Subscriber && (w.serves() || s.routed()) {
			return ""
		}
	}
	if w.serves() {
		return "the target opens no PDU session"
	}
	return "no PDU session of the target is routed through the agency's network"
}

// phased sorts what happened into what one record is due for and what overlaps with an edge of the warrant.
func (w *warrant) phased(all []due) (dues []due, unsure int) {
	for _, d := range all {
		switch w.phase(d.step) {
		case within:
			dues = append(dues, d)
		case overlapping:
			unsure++
		}
	}
	return dues, unsure
}

func (r *run) establishments(w *warrant) {
	once := r.check("SMF-EST-1", w.id)
	why := r.noSessions(w)
	if why != "" {
		r.none(once, w, observe.SMFEstablishment, why)
	}
	var all []due
	for _, s := range r.own(w) {
		if w.data() {
			all = append(append(all, due{s, s.establishment()}), w.vsmfChanges(s)...)
		}
	}
	dues, unsure := w.phased(all)
	p := pairSessions(dues, w.of(observe.SMFEstablishment))
	if why == "" {
		r.counted(once, w, observe.SMFEstablishment, p.pairing, unsure)
	}
	for i, h := range p.records {
		r.timed = append(r.timed, timed{w, p.steps[i], h})
		r.isSUPI(once, w, h)
	}
	once.skip(orElse(why, "the target opens no PDU session while the warrant is active"))

	what, tunnel, cell := r.check("SMF-EST-2", w.id), r.check("SMF-EST-3", w.id), r.check("SMF-EST-4", w.id)
	for _, h := range w.hi2 {
		if h.Record.Type != observe.SMFEstablishment && h.Record.Type != observe.SMFStart {
			continue
		}
		s := r.sessionOf(w, h.Record, h.PDU.Time)
		if s == nil || s.truth.Result != "established" {
			what.fail("a PDU session that "+w.truth.Subscriber+" had", fmt.Sprintf("pDUSessionID %d", h.Record.Session.ID), r.evRecord(h)...)
			continue
		}
		r.sessionFields(what, w, s, h)
		r.sessionTunnels(tunnel, w, s, h)
		r.sessionCell(cell, w, s, h)
	}
	cell.skip(w.why("no record of this kind was delivered"))
	for _, c := range []*check{what, tunnel} {
		c.skip(orElse(why, "no record of this kind was delivered"))
	}
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// sessionTypes33128 are the names of PDUSessionType by those of the truth.
var sessionTypes33128 = map[string]string{"ipv4": "iPv4", "ipv6": "iPv6", "ipv4v6": "iPv4v6", "ethernet": "ethernet", "unstructured": "unstructured"}

// sessionFields compares what a record says about a session with what the phone had.
func (r *run) sessionFields(c *check, w *warrant, s *session, h *observe.HI2) {
	rec := h.Record.Session
	r.isSUPI(c, w, h)
	r.is(c, "pDUSessionID", fmt.Sprint(s.truth.ID), fmt.Sprint(rec.ID), h)
	r.is(c, "pDUSessionType", sessionTypes33128[s.truth.Type], rec.Type, h)
	r.is(c, "dNN", s.truth.DNN, rec.DNN, h)
	r.is(c, "requestType", w.requestType(s, h), rec.RequestType, h)
	r.is(c, "sNSSAI", "present", present(rec.SNSSAI != ""), h)
	if w.target.GPSI != "" && h.Record.GPSI != "" {
		r.is(c, "gPSI", w.target.GPSI, h.Record.GPSI, h)
	}
	if h.Record.PLMN != "" {
		r.is(c, "servingNetwork", r.t.Networks[s.truth.Serving].PLMN, h.Record.PLMN, h)
	}
	for _, p := range s.truth.Addresses {
		if !rec.HasAddress(p) {
			c.fail("uEEndpoint within "+p.String(), addressesText(rec.Addresses), r.evRecord(h)...)
		}
	}
	for _, a := range rec.Addresses {
		if !slices.ContainsFunc(s.truth.Addresses, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) }) {
			c.fail("no other uEEndpoint than the phone's", "uEEndpoint "+a.String(), r.evRecord(h)...)
		}
	}
	if rec.Unauthenticated != nil {
		r.is(c, "sUPIUnauthenticated", strconv.FormatBool(w.unauth), strconv.FormatBool(*rec.Unauthenticated), h)
	}
	if !rec.Established.IsZero() && apart(rec.Established, truth.Step{Start: s.requested, End: s.truth.Established}) > tolerance {
		c.fail("timeOfSessionEstablishment from "+clock(s.truth.Requested)+" to "+clock(s.truth.Established), clock(rec.Established), r.evRecord(h)...)
	}
}

func clock(t time.Time) string { return t.UTC().Format("15:04:05.000000") }

func addressesText(as []netip.Addr) string {
	if len(as) == 0 {
		return "absent"
	}
	var out []string
	for _, a := range as {
		out = append(out, a.String())
	}
	return strings.Join(out, ", ")
}

// tunnels returns the ends of the tunnels that packets of a direction arrived at, in order, with the first packet of each.
func (r *run) tunnels(p *packets, direction int) (ends []observe.FTEID, firsts []*observe.UserPacket) {
	if p == nil {
		return nil, nil
	}
	for _, u := range p[direction] {
		t := r.o.Tunnels[u.Tunnel]
		if e := (observe.FTEID{Addr: t.Receiver, TEID: t.TEID}); !slices.Contains(ends, e) {
			ends, firsts = append(ends, e), append(firsts, u)
		}
	}
	return ends, firsts
}

// sessionTunnels compares the tunnel ends in a record with those of packets: the UPF's end for uplink on N3, or at an H-SMF
// on N9, and the gNB's end.
func (r *run) sessionTunnels(c *check, w *warrant, s *session, h *observe.HI2) {
	at, iface := &s.n3, s.truth.Serving+".n3"
	if !w.serves() {
		iface, at = s.onN9(w.truth.Agency)
	}
	ups, firsts := r.tunnels(at, up)
	if len(ups) == 0 {
		return // no packet shows the tunnel
	}
	rec := h.Record.Session
	compare := func(what string, got *observe.FTEID, want []observe.FTEID, first *observe.UserPacket) {
		e := append(r.evRecord(h), ev(r.o.UserSource(first), "a packet in the tunnel"))
		switch {
		case got == nil:
			c.fail(what+" "+want[0].String(), "absent", e...)
		case !slices.ContainsFunc(want, func(f observe.FTEID) bool { return f.TEID == got.TEID && (f.Addr == got.Addr || !got.Addr.IsValid()) }):
			c.fail(what+" "+want[0].String()+" as on "+iface, what+" "+got.String(), e...)
		default:
			c.ok(e...)
		}
	}
	if rec.Tunnel != nil || h.Record.Type != observe.SMFModification {
		compare("gTPTunnelID", rec.Tunnel, ups, firsts[0])
	}
	compare("gTPTunnelInfo uplink", rec.Uplink, ups, firsts[0])
	downs, firstDown := r.tunnels(at, down)
	if len(downs) == 0 || !w.serves() {
		return
	}
	for i := range rec.Downlink {
		compare("gTPTunnelInfo downlink", &rec.Downlink[i], downs, firstDown[0])
	}
}

// sessionCell compares the cell of a record with the one the UE was in: at its time, or when the session was established.
// Records of an H-SMF need not have one.
func (r *run) sessionCell(c *check, w *warrant, s *session, h *observe.HI2) {
	if !w.serves() && h.Record.Cell == nil {
		return
	}
	var may []string
	for _, at := range []time.Time{h.PDU.Time, s.truth.Requested} {
		if cell := w.cellBefore(at); cell != nil {
			want := cellOf(*cell)
			may = append(may, cellText(&want))
		}
	}
	if t := w.takenOver(s, h); t != nil {
		want := cellOf(*t.Cell)
		may = append(may, cellText(&want))
	}
	for _, t := range w.steps {
		if t.Kind == entering && t.Cell != nil && apart(h.PDU.Time, t) <= tolerance {
			want := cellOf(*t.Cell)
			may = append(may, cellText(&want))
		}
	}
	if len(may) == 0 {
		c.unsure("the truth has no cell for " + s.String())
		return
	}
	got := cellText(h.Record.Cell)
	if !slices.Contains(may, got) {
		got = orElse(got, "absent")
		c.fail("cell "+may[0], "cell "+got, r.evRecord(h)...)
		return
	}
	c.ok(r.evRecord(h)...)
}

// sessionStarts expects one start of interception for each session that runs when the warrant is activated.
func (r *run) sessionStarts(w *warrant) {
	c := r.check("SMF-START-1", w.id)
	why := r.noSessions(w)
	if why != "" {
		r.none(c, w, observe.SMFStart, why)
		return
	}
	var dues []due
	unsure := 0
	for _, v := range w.windows {
		step := truth.Step{Kind: "activate", Subscriber: w.truth.Subscriber, Start: v.early, End: v.from, Result: "done"}
		for _, s := range r.own(w) {
			end, ended := r.end(s)
			switch {
			case !s.truth.Established.Before(v.from), ended && !end.End.After(v.early):
			case s.truth.Established.After(v.early), ended && end.Start.Before(v.from):
				unsure++
			default:
				dues = append(dues, due{s, step})
			}
		}
	}
	p := pairSessions(dues, w.of(observe.SMFStart))
	r.counted(c, w, observe.SMFStart, p.pairing, unsure)
	for i, h := range p.records {
		r.timed = append(r.timed, timed{w, p.steps[i], h})
		r.isSUPI(c, w, h)
		for _, other := range w.hi2 {
			if other == h {
				break
			}
			if other.Record.SMF() && other.Record.Type != observe.SMFStart && other.Record.Session.ID == h.Record.Session.ID &&
				!other.PDU.Time.Before(p.steps[i].Start) {
				c.fail(observe.SMFStart+" before every other record of the session", other.Record.Type+" came first", append(r.evRecord(other), r.evRecord(h)...)...)
				break
			}
		}
	}
	c.skip("no PDU session of the target runs when the warrant is activated")
}
