package oracle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"lilab/oracle/asn"
	"lilab/oracle/observe"
	"lilab/oracle/truth"
	"lilab/oracle/wire"
)

// preamble tells whether the scenario went as its settings say; if not, what rests on it was not tried.
func (r *run) preamble(w *warrant) {
	c := r.check("PRE-1", w.id)
	if !w.activated {
		c.unsure("the warrant was not activated")
		return
	}
	tried := false
	if w.truth.TargetType == "nli" { // the target is in another network: what counts is the own user with whom he communicates
		name := r.partner(w).Subscriber
		if !slices.ContainsFunc(r.t.Steps, func(s truth.Step) bool { return s.Kind == "register" && s.Subscriber == name && succeeded(s) }) {
			c.unsure("no own user with whom the target communicates registers")
			return
		}
		c.ok()
		return
	}
	for _, s := range w.steps {
		if s.Kind != "register" {
			if s.Kind == entering && succeeded(s) { // which is a registration, too
				tried = true
				c.ok(r.evStep(w, s)...)
			}
			if s.Kind == "call" || s.Kind == "sms" || w.refused {
				continue // of what came of it, the truth speaks
			}
			if failed(s) && !r.refused(s) {
				c.unsure("the " + stepText(s) + " failed")
			}
			continue
		}
		tried = true
		if w.refused || w.unauth {
			c.ok(r.evStep(w, s)...)
			continue
		}
		if want := w.target.Fault == ""; want != succeeded(s) {
			c.unsure(fmt.Sprintf("the %s ended as %q (cause %d), with fault %q set", stepText(s), s.Result, s.Cause, w.target.Fault))
			continue
		}
		c.ok(r.evStep(w, s)...)
	}
	if !tried {
		c.unsure("the target never registers")
	}
}

// refused tells whether a step opened a session that the network does not offer or the subscriber does not have, which a
// scenario may want to play. Other causes are accidents. 5GSM causes, TS 24.501 R18 clause 9.11.4.2.
func (r *run) refused(s truth.Step) bool {
	if s.Kind != "open-session" || s.Session == nil || *s.Session < 0 || *s.Session >= len(r.t.Sessions) {
		return false
	}
	switch r.t.Sessions[*s.Session].Cause {
	case 27, 28, 29, 32, 33, 50, 51, 57, 58, 61, 67, 70:
		return true
	}
	return false
}

// encoding checks what can be read and whether it keeps to the ASN.1 and the tables.
func (r *run) encoding(net string) {
	for _, p := range []struct {
		id     string
		points []string
	}{{"PARSE-X1", []string{"x1", "t2", "t3"}}, {"PARSE-X2", []string{"x2", "lmdf"}}, {"PARSE-X3", []string{"x3"}}, {"PARSE-HI2", []string{"hi2"}},
		{"PARSE-HI3", []string{"hi3"}}} {
		c := r.check(p.id, net)
		for _, point := range p.points {
			if r.o.Interfaces[net+"."+point] > 0 {
				c.ok()
			}
		}
		for _, b := range r.o.Broken {
			if b.Network == net && slices.Contains(p.points, b.Point) {
				c.fail("a "+strings.ToUpper(p.points[0])+" unit that can be read", b.Err.Error(), ev(b.Source, fmt.Sprintf("octet %d", b.Offset)))
			}
		}
		c.skip("the capture has no frames of " + net + "." + p.points[0])
	}
	mand, table := r.check("MAND-1", net), r.check("MAND-2", net)
	for i := range r.o.X2 {
		if x := &r.o.X2[i]; x.Network == net && x.Record != nil {
			conforms(mand, x.Record.Findings, x.Source, x.Record.Type)
			complete(table, x.Record, x.Source)
		}
	}
	for i := range r.o.HI2 {
		h := &r.o.HI2[i]
		if h.Network != net {
			continue
		}
		kind := h.PDU.Kind
		if h.Record != nil {
			kind = h.Record.Type
			complete(table, h.Record, h.Source)
			if h.IRIType == "" {
				table.fail("iRIType (TS 102 232-1 V3.26.1 clause 5.2.10)", "absent", ev(h.Source, kind))
			}
		}
		conforms(mand, h.PDU.Findings, h.Source, kind)
	}
	mand.skip("no record was sent")
	table.skip("no record was sent")
}

func conforms(c *check, findings []asn.Finding, s observe.Source, kind string) {
	c.ok()
	for _, f := range findings {
		if !f.Note {
			c.fail(kind+" as "+f.Clause+" defines it", f.String(), ev(s, kind))
		}
	}
}

// envelope checks the X2 PDUs of a network.
func (r *run) envelope(net string) {
	attrs, match, dir, xid := r.check("ENV-1", net), r.check("ENV-2", net), r.check("ENV-3", net), r.check("XID-1", net)
	for i := range r.o.X2 {
		x := &r.o.X2[i]
		if x.Network != net || x.PDU.Type != wire.TypeX2 {
			continue
		}
		e := ev(x.Source, "XID "+x.XID)
		attributes(attrs, x, e)
		w := r.byXID[net+" "+x.XID]
		if w == nil {
			xid.fail("an XID of a warrant of "+net, "XID "+x.XID, e)
			continue
		}
		xid.ok(e)
		if x.HasStamp {
			w.timely(xid, x.XID, x.Stamp, func() Evidence { return e })
		}
		switch want := targetXML(w.truth); {
		case x.PDU.Text(wire.AttrMatchedTarget) == want:
			match.ok(e)
		case x.Record != nil && (x.Record.IsIMS() || x.Record.IsSMS()) && r.matched(w, x.PDU.Text(wire.AttrMatchedTarget)):
			match.ok(e)
		case x.Record != nil && x.Record.Header():
			// What was matched is a packet of the session, by the criteria of the triggered task.
		default:
			match.fail(want, fmt.Sprintf("%q", x.PDU.Text(wire.AttrMatchedTarget)), e)
		}
		if x.Record == nil {
			continue
		}
		if want, ok := direction(x.Record); ok && int(x.PDU.Direction) != want {
			dir.fail(fmt.Sprintf("payload direction %d for %s", want, x.Record.Type), fmt.Sprint(x.PDU.Direction), e)
		} else if ok {
			dir.ok(e)
		}
	}
	r.contentHeaders(net, attrs, xid)
	for _, c := range []*check{attrs, match, xid} {
		c.skip("the capture has no X2 PDU of " + net)
	}
	dir.skip("no record was sent whose direction TS 33.128 fixes")
}

func attributes(c *check, x *observe.X2, e Evidence) {
	c.ok(e)
	for _, a := range []struct {
		kind uint16
		name string
		good bool
	}{
		{wire.AttrNFID, "NFID [6]", x.PDU.Text(wire.AttrNFID) != ""},
		{wire.AttrIPID, "IPID [7]", x.PDU.Text(wire.AttrIPID) != ""},
		{wire.AttrSequence, "sequence number [8] of 4 octets", x.HasSequence},
		{wire.AttrTimestamp, "timestamp [9] of 8 octets", x.HasStamp},
		{wire.AttrMatchedTarget, "matched target identifier [17]", x.PDU.Text(wire.AttrMatchedTarget) != ""},
	} {
		if a.good {
			continue
		}
		actual := "absent"
		if v, ok := x.PDU.Attribute(a.kind); ok {
			actual = fmt.Sprintf("%d octets: %x", len(v), v)
		}
		c.fail("attribute "+a.name, actual, e)
	}
}

// targetXML is the content of attribute 17, TS 103 221-2 V1.6.1 clause 5.3.18.
func targetXML(w truth.Warrant) string {
	name := "supiimsi"
	switch w.TargetType {
	case "gpsi":
		name = "gpsiMsisdn"
	case "pei":
		name = "peiImei"
		if len(w.Target) == 16 {
			name = "peiImeisv"
		}
	case "impu", "nli":
		name = "impu"
	}
	return "<" + name + ">" + w.Target + "</" + name + ">"
}

// direction is what TS 33.128 R19 clause 5.3.2 wants for a record, if it says.
func direction(rec *observe.Record) (int, bool) {
	switch rec.Type {
	case observe.SMSMessage:
		d, ok := map[string]int{"fromTarget": wire.DirectionFromTarget, "toTarget": wire.DirectionToTarget}[rec.SMS.Direction]
		return d, ok
	case observe.AMFStart, observe.UDMStart, observe.SMFStart:
		return wire.DirectionNotApplicable, true
	case observe.AMFRegistration, observe.SMFEstablishment:
		return wire.DirectionFromTarget, true
	case observe.AMFDeregistration:
		if rec.Direction == "networkInitiated" {
			return wire.DirectionToTarget, true
		}
		return wire.DirectionFromTarget, true
	}
	return 0, false
}

// series is what numbers run through: on X2 the XID, domain, function, point and correlation, on HI2 the LIID,
// operator, mediation function, communication identity number, country and kind of payload.
type series struct {
	point     string
	id        string
	a, b, c   string
	number    uint64
	hasNumber bool
	payload   string
}

// String names the series in a message.
func (s series) String() string {
	number := "none"
	if s.hasNumber {
		number = fmt.Sprint(s.number)
	}
	if s.point == "HI2" || s.point == "HI3" {
		return fmt.Sprintf(s.point+" LIID %s operator %s NEID %s CIN %s country %q %s", s.id, s.a, s.b, number, s.c, s.payload)
	}
	return fmt.Sprintf("%s XID %s DID %q NFID %q IPID %q correlation %s", s.point, s.id, s.a, s.b, s.c, number)
}

// counter follows one series of numbers.
type counter struct {
	next uint32
	seen bool
	last observe.Source
}

func (n *counter) follow(c *check, key series, got uint32, s observe.Source) {
	e := Evidence{Interface: s.Interface, Frame: s.Frame}
	if got == n.next {
		c.ok(e)
	} else {
		what := "a gap"
		if n.seen && got < n.next {
			what = "a duplicate or step back"
		}
		evidence := []Evidence{ev(s, fmt.Sprintf("sequence number %d", got))}
		if n.seen {
			evidence = append([]Evidence{ev(n.last, "the one before")}, evidence...)
		}
		c.fail(fmt.Sprintf("sequence number %d in %s", n.next, key), fmt.Sprintf("%d (%s)", got, what), evidence...)
	}
	n.next, n.seen, n.last = got+1, true, s
}

// sequences checks the numbering on X2 and HI2.
func (r *run) sequences(net string) {
	x2, hi2 := r.check("X2-SEQ-1", net), r.check("HI2-SEQ-1", net)
	counters := map[series]*counter{}
	at := func(key series) *counter {
		if counters[key] == nil {
			counters[key] = &counter{}
		}
		return counters[key]
	}
	for i := range r.o.X2 {
		x := &r.o.X2[i]
		if x.Network != net || x.PDU.Type != wire.TypeX2 || !x.HasSequence {
			continue
		}
		key := series{point: map[string]string{"lmdf": "LI_MDF"}[x.Point], id: x.XID, a: x.PDU.Text(wire.AttrDomainID), b: x.PDU.Text(wire.AttrNFID), c: x.PDU.Text(wire.AttrIPID),
			number: x.PDU.CorrelationID, hasNumber: true}
		if key.point == "" {
			key.point = "X2"
		}
		at(key).follow(x2, key, x.Sequence, x.Source)
	}
	unit := 0
	for i := range r.o.HI2 {
		h := &r.o.HI2[i]
		// Several IRIs of one PS-PDU share its number; keepalives and the like have their own.
		if h.Network != net || h.PDU.Kind == "tRIPayload" || h.Unit == unit {
			continue
		}
		unit = h.Unit
		key := series{point: "HI2", id: h.PDU.LIID, a: h.PDU.Operator, b: h.PDU.NEID, c: h.PDU.Delivery, number: uint64(h.PDU.CIN),
			hasNumber: h.PDU.HasCIN, payload: h.PDU.Kind}
		at(key).follow(hi2, key, h.PDU.Sequence, h.Source)
	}
	x2.skip("the capture has no X2 PDU of " + net)
	hi2.skip("the capture has no PS-PDU of " + net)
}

// handover checks the PS-PDUs of a network.
func (r *run) handover(net string) {
	liid, plmn, kind, tid := r.check("LIID-1", net), r.check("HI2-PLMN-1", net), r.check("HI2-TYPE-1", net), r.check("HI2-TID-1", net)
	n := r.t.Networks[net]
	for i := range r.o.HI2 {
		h := &r.o.HI2[i]
		if h.Network != net || h.Record == nil {
			continue
		}
		e := ev(h.Source, h.Record.Type)
		if h.PDU.Country != n.Country || (n.Operator != "" && h.PDU.Operator != n.Operator) {
			plmn.fail(fmt.Sprintf("country %q, operator %q", n.Country, n.Operator), fmt.Sprintf("country %q, operator %q", h.PDU.Country, h.PDU.Operator), e)
		} else {
			plmn.ok(e)
		}
		if h.Record.AMF() || h.Record.UDM() {
			if h.IRIType != "iRI-Report" || h.PDU.HasCIN {
				actual := h.IRIType
				if h.PDU.HasCIN {
					actual += fmt.Sprintf(" with communication identity number %d", h.PDU.CIN)
				}
				kind.fail("iRI-Report without a communication identity number", actual, e)
			} else {
				kind.ok(e)
			}
		}
		w := r.byLIID[net+" "+h.PDU.LIID]
		if w == nil {
			liid.fail("an LIID of a warrant of "+net, fmt.Sprintf("LIID %q", h.PDU.LIID), e)
			continue
		}
		liid.ok(e)
		matched := "absent"
		for _, t := range h.Targets {
			if t.Provenance == "matchedOn" {
				matched = t.Value
			}
		}
		switch {
		case matched == w.truth.Target, (h.Record.IsIMS() || h.Record.IsSMS()) && r.matched(w, matched):
			tid.ok(e)
		case h.Record.Header() && matched == "absent":
			// A point of interception in a UPF matches packets and not identities, and its newer record has no place for one.
		default:
			tid.fail("targetIdentifiers with "+w.truth.Target+" matchedOn", matched, e)
		}
	}
	r.handoverHeaders(net, liid, plmn)
	for _, c := range []*check{liid, plmn, kind, tid} {
		c.skip("no record was delivered by " + net)
	}
}

// mediation compares what points of interception sent with what the agency got.
func (r *run) mediation(w *warrant) {
	same, head := r.check("MED-1", w.id), r.check("MED-2", w.id)
	sent := map[string][]*observe.X2{}
	// Of records of the IMS the MDF2 takes the keys of media out, and says so in IMSMessage.
	form := func(rec *observe.Record, sent bool) string {
		if rec.IMS != nil && (sent && rec.Keys() > 0 || !sent && rec.IMS.Modified || rec.Type == observe.IMSStart || rec.Type == observe.IMSCCUnavailable) {
			return rec.Keyless()
		}
		return string(rec.Octets)
	}
	lmisf := slices.Contains(w.prediction.POIs, "LMISF-IRI") // What is SIP of the home network goes as it is.
	if lmisf {
		form = func(rec *observe.Record, _ bool) string { return string(rec.Octets) }
	}
	for _, x := range w.x2 {
		key := form(x.Record, true)
		sent[key] = append(sent[key], x)
	}
	for _, h := range w.hi2 {
		key := form(h.Record, false)
		if len(sent[key]) == 0 {
			same.fail("an X2 record with the same octets", h.Record.Type+" was never sent on X2", ev(h.Source, h.Record.Type))
			continue
		}
		x := sent[key][0]
		sent[key] = sent[key][1:]
		r.x2of[h] = x
		pair := []Evidence{ev(x.Source, x.Record.Type), ev(h.Source, h.Record.Type)}
		same.ok(pair...)
		head.ok(pair...)
		if want := x.Stamp.Truncate(time.Microsecond); x.HasStamp && !h.PDU.Time.Equal(want) {
			head.fail("timestamp "+want.Format(time.RFC3339Nano), h.PDU.Time.Format(time.RFC3339Nano), pair...)
		}
		if h.PDU.Qualifier != "timeOfInterception" {
			head.fail("timeStampQualifier timeOfInterception", fmt.Sprintf("%q", h.PDU.Qualifier), pair...)
		}
		if nf, ip := x.PDU.Text(wire.AttrNFID), x.PDU.Text(wire.AttrIPID); h.PDU.NFID != nf || h.PDU.IPID != ip {
			head.fail(fmt.Sprintf("NFID %q, IPID %q", nf, ip), fmt.Sprintf("NFID %q, IPID %q", h.PDU.NFID, h.PDU.IPID), pair...)
		}
	}
	for _, x := range w.x2 {
		key := form(x.Record, true)
		if left := sent[key]; len(left) > 0 && left[0] == x {
			sent[key] = left[1:]
			same.fail("the record on HI2 with the same octets", x.Record.Type+" was not delivered to "+w.truth.LIID, ev(x.Source, x.Record.Type))
		}
	}
	same.skip("nothing was sent for the warrant")
	head.skip("nothing was delivered for the warrant")
}

// times checks the times of the records of a warrant that a step explains.
func (r *run) times(w *warrant) {
	c := r.check("TIME-1", w.id)
	for _, t := range r.timed {
		if t.w != w {
			continue
		}
		if d := apart(t.rec.PDU.Time, t.step); d > tolerance {
			c.fail(fmt.Sprintf("a time from %s to %s", t.step.Start.UTC().Format(time.RFC3339Nano), t.step.End.UTC().Format(time.RFC3339Nano)),
				fmt.Sprintf("%s: %s outside it", t.rec.PDU.Time.Format(time.RFC3339Nano), d), r.evRecord(t.rec)...)
			continue
		}
		c.ok(r.evRecord(t.rec)...)
	}
	c.skip("no record belongs to a step")
}
