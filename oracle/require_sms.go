package oracle

import (
	"fmt"
	"slices"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// sms checks the records of the SMSF, TS 33.128 R19 clause 6.2.5.
func (r *run) sms(w *warrant) {
	once, reports := r.check("SMS-1", w.id), r.check("SMS-2", w.id)
	records := w.of(observe.SMSMessage)
	used := map[*observe.HI2]bool{}
	if !w.serves() || !w.orders("messaging") {
		why := "the warrant does not cover messages"
		if w.orders("messaging") {
			why = w.why("")
		}
		r.none(once, w, observe.SMSMessage, why)
		r.none(reports, w, observe.SMSReport, why)
		return
	}
	contacts := r.contacts(w)
	unsure := 0
	for i := range contacts {
		k := &contacts[i]
		if k.message < 0 || k.kind(r.t, w) != truth.SMSOverNAS {
			continue
		}
		m := &r.t.Messages[k.message]
		if k.phase == overlapping {
			unsure++
			continue
		}
		h := r.smsRecord(records, used, k, m)
		if h == nil {
			if m.Result != "failed" {
				c := fmt.Sprintf("one %s for message %d of %s to %s", observe.SMSMessage, k.message, orElse(m.From.Subscriber, "somebody"), orElse(m.To.Subscriber, "somebody"))
				once.fail(c, "none was delivered to "+w.truth.LIID, r.evStep(w, truth.Step{Subscriber: w.truth.Subscriber, Kind: "sms", Start: m.Time, End: m.Time.Add(tolerance)})...)
			}
			continue
		}
		used[h] = true
		r.smsFields(once, w, k, m, h)
		r.smsReports(reports, w, m, h)
	}
	left := 0
	for _, h := range records {
		if !used[h] {
			if left++; left > unsure {
				once.fail("no "+observe.SMSMessage+" for what "+w.truth.Subscriber+" neither sent nor got", "one was delivered", r.evRecord(h)...)
			}
		}
	}
	for _, h := range w.of(observe.SMSReport) {
		if !slices.ContainsFunc(records, func(m *observe.HI2) bool { return m.Record.SMS.Reference == h.Record.SMS.Reference }) {
			reports.fail("a message with the reference of each report", fmt.Sprintf("rPMessageReference %d alone", h.Record.SMS.Reference), r.evRecord(h)...)
		}
	}
	once.skip("the target has no short message over NAS while the warrant is active")
	reports.skip("no record of a short message was delivered")
}

// smsRecord finds the record of a message: one with its text, else the nearest in time with its parties, else the nearest one.
func (r *run) smsRecord(records []*observe.HI2, used map[*observe.HI2]bool, k *contact, m *truth.Message) *observe.HI2 {
	var best *observe.HI2
	score := 0
	for _, h := range records {
		if used[h] {
			continue
		}
		s := 0
		if contains(h.Record.SMS.TPDU.Text, m.Canary) {
			s += 4
		}
		if apart(h.PDU.Time, truth.Step{Start: m.Time, End: m.Time.Add(tolerance)}) <= 2*time.Second {
			s++
			if r.smsIs(h.Record.SMS, k, m) {
				s += 2
			}
		}
		if s > score {
			best, score = h, s
		}
	}
	return best
}

func (r *run) smsFields(c *check, w *warrant, k *contact, m *truth.Message, h *observe.HI2) {
	s := h.Record.SMS
	good := true
	fail := func(expected, actual string) {
		good = false
		c.fail(expected, actual, r.evRecord(h)...)
	}
	if !r.smsIs(s, k, m) {
		fail("the parties of the message", fmt.Sprintf("from %+v to %+v", s.Originating, s.Terminating))
	}
	want := "toTarget"
	if m.From.Subscriber == w.truth.Subscriber {
		want = "fromTarget"
	}
	if s.Direction != want {
		fail("direction "+want, "direction "+orElse(s.Direction, "absent"))
	}
	if s.Err != nil {
		fail("a TPDU of TS 23.040", s.Err.Error())
	}
	switch cut := w.network.LI.TruncateSMS; {
	case cut && contains(s.TPDU.Text, m.Canary):
		fail("a record without the text of the message", s.Form+" with the text")
	case !cut && !contains(s.TPDU.Text, m.Canary):
		fail("the text of the message in sMSTPDU", orElse(s.Form, "no sMSTPDUData")+" without it")
	}
	if h.IRIType != "iRI-Report" {
		fail("iRI-Report", orElse(h.IRIType, "absent"))
	}
	if good {
		c.ok(r.evRecord(h)...)
	}
}

// smsReports expects the report about a message that was delivered or accepted.
func (r *run) smsReports(c *check, w *warrant, m *truth.Message, h *observe.HI2) {
	for _, p := range w.of(observe.SMSReport) {
		if p.Record.SMS.Reference == h.Record.SMS.Reference && p.Frame >= h.Frame {
			c.ok(append(r.evRecord(h), r.evRecord(p)...)...)
			return
		}
	}
	if m.Result == "delivered" || m.Result == "accepted" && m.From.Subscriber == w.truth.Subscriber {
		c.fail(fmt.Sprintf("an %s with rPMessageReference %d", observe.SMSReport, h.Record.SMS.Reference), "none", r.evRecord(h)...)
	}
}
