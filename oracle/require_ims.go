package oracle

import (
	"fmt"
	"slices"
	"strings"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
	"lilab/oracle/wire"
)

// ims checks the records and the content of calls and of messages over IP.
func (r *run) ims(w *warrant) {
	r.signals(w)
	r.imsStart(w)
	r.unavailable(w)
	r.imsContent(w)
	r.foreignMedia(w)
	r.imsNumbers(w)
	r.mediaKeys(w)
}

// mediaKeys checks that keys of media stay with the operator. What an LMISF reads is the signalling of another network.
func (r *run) mediaKeys(w *warrant) {
	c := r.check("IMS-KEY-1", w.id)
	if slices.Contains(w.prediction.POIs, "LMISF-IRI") {
		c.skip("the records are those of an LMISF")
		return
	}
	for _, h := range w.hi2 {
		x := r.x2of[h]
		switch {
		case h.Record.IMS == nil:
		case h.Record.Keys() > 0:
			c.fail("no keys of media in "+h.Record.Type, fmt.Sprintf("%d", h.Record.Keys()), r.evRecord(h)...)
		case x != nil && x.Record.Keys() > 0 && h.Record.Type == observe.IMSMessage && !h.Record.IMS.Modified:
			c.fail("modifiedSIPMessage, because keys were taken out", "encapsulatedSIPMessage", r.evRecord(h)...)
		case x != nil && x.Record.Keys() > 0:
			c.ok(r.evRecord(h)...)
		}
	}
	c.skip("no record of the target's calls has keys of media")
}

// sees tells whether a point of interception of the warrant's network can report SIP of the target, and why not.
func (r *run) sees(w *warrant) (bool, string) {
	switch {
	case !w.orders("voice") && !w.orders("messaging"):
		return false, "the warrant covers neither voice nor messages"
	case slices.Contains(w.prediction.X2, "iMSMessage"):
		return true, ""
	case slices.Contains(w.prediction.Rules, "D11"):
		return false, "SIP of the target is encrypted where the visited network could read it"
	case slices.Contains(w.prediction.Rules, "D12"):
		return false, "home-routed interception is not active for the target's home network"
	}
	return false, "no function of the network reports the target's calls or messages over IP"
}

// barred tells whether the law of the home network forbids reporting a contact.
func (r *run) barred(w *warrant, k *contact) bool {
	return slices.Contains(w.prediction.Rules, "J1") && k.part
}

// hopByHop tells whether a message need not be on every hop of a session.
func hopByHop(k observe.Key) bool {
	return k.Status == 100 || k.Method == "ACK" || k.Method == "CANCEL" || k.Status == 487
}

// where returns the interfaces at which a network can read SIP of a contact, the first that has any counts.
func (r *run) where(w *warrant) []string {
	if !slices.Contains(w.prediction.POIs, "LMISF-IRI") {
		return []string{w.truth.Agency + ".ims", w.truth.Agency + ".n6"}
	}
	return r.wayHome(w)
}

// wayHome are the interfaces at which a network sees packets of home-routed sessions of a target.
func (r *run) wayHome(w *warrant) []string {
	out := []string{w.truth.Agency + ".n9"}
	for _, net := range []string{w.target.Home, r.t.Subscribers[r.partner(w).Subscriber].Home} {
		out = append(out, w.truth.Agency+"-"+net+".n9", net+"-"+w.truth.Agency+".n9")
	}
	return append(out, "ipx.n9", w.truth.Agency+".n3")
}

// of tells whether a SIP message is of a contact.
func (r *run) of(k *contact, s *observe.Signal) bool {
	if k.call >= 0 {
		return s.SIP.Method != "REGISTER" && s.SIP.Method != "MESSAGE" && r.callOf(s.SIP.CallID, s.SIP.Parties(), s.Time) == k.call
	}
	m := &r.t.Messages[k.message]
	end := m.Delivered
	if end.IsZero() {
		end = m.Time
	}
	return s.SIP.Method == "MESSAGE" && common(s.SIP.Parties(), k.self) && contains(s.SIP.Text, m.Canary)
}

// signals checks that each SIP message of the target's calls and messages is reported once.
func (r *run) signals(w *warrant) {
	c := r.check("IMS-1", w.id)
	can, why := r.sees(w)
	delivered := map[observe.Key][]*observe.HI2{}
	dialogs, octets := map[string]bool{}, map[uint64][]*observe.HI2{}
	for _, h := range w.hi2 {
		if m := h.Record.IMS; m != nil && m.SIP != nil {
			delivered[m.SIP.Key()] = append(delivered[m.SIP.Key()], h)
			dialogs[m.SIP.CallID] = true
			sum := r.o.SumOf(m.Octets)
			octets[sum] = append(octets[sum], h)
		}
	}
	if !can {
		for _, h := range r.imsRecords(w) {
			if s := h.Record.IMS.SIP; s != nil && s.Method == "REGISTER" {
				continue // the first one and its challenge come before any protection of Gm
			}
			c.fail("no "+h.Record.Type+": "+why, "one was delivered", r.evRecord(h.HI2)...)
		}
		c.skip(why)
		return
	}
	contacts := r.contacts(w)
	for i := range contacts {
		k := &contacts[i]
		if k.message >= 0 && k.kind(r.t, w) != truth.SMSOverIP {
			continue
		}
		if r.barred(w, k) {
			for _, h := range r.imsRecords(w) {
				if h.call >= 0 && h.call == k.call {
					c.fail("nothing about a session in which "+w.truth.Subscriber+" takes part abroad", h.Record.Type, r.evRecord(h.HI2)...)
				}
			}
			continue
		}
		if r.hidden(w, k) {
			for _, h := range r.imsRecords(w) {
				if h.call >= 0 && h.call == k.call {
					c.fail("no "+h.Record.Type+" of a call of which SIP is encrypted where the visited network could read it", "one was delivered", r.evRecord(h.HI2)...)
				}
			}
			continue
		}
		r.signalsOf(c, w, k, delivered, dialogs)
	}
	seen, most := map[observe.Key]bool{}, map[uint64]map[string]int{}
	for i := range r.o.Signals {
		s := &r.o.Signals[i]
		seen[s.SIP.Key()] = true
		if octets[s.Sum] != nil {
			if most[s.Sum] == nil {
				most[s.Sum] = map[string]int{}
			}
			most[s.Sum][s.Interface]++
		}
	}
	for sum, list := range octets {
		allowed := 1
		for _, n := range most[sum] {
			allowed = max(allowed, n)
		}
		if len(list) > allowed {
			c.fail("each SIP message once", fmt.Sprintf("%s %d times", list[0].Record.IMS.SIP.Name(), len(list)), append(r.evRecord(list[0]), r.evRecord(list[1])...)...)
		}
	}
	if len(r.o.Signals) > 0 && r.o.Interfaces[w.truth.Agency+".ims"] > 0 {
		for key, list := range delivered {
			if !seen[key] && !hopByHop(key) {
				c.fail("SIP messages that are on the network", list[0].Record.IMS.SIP.Name()+" with Call-ID "+key.CallID+" is not", r.evRecord(list[0])...)
			}
		}
	}
	c.skip("the target neither calls nor sends messages over IP while the warrant is active")
}

func (r *run) signalsOf(c *check, w *warrant, k *contact, delivered map[observe.Key][]*observe.HI2, dialogs map[string]bool) {
	var due []*observe.Signal
	for _, name := range r.where(w) {
		for i := range r.o.Signals {
			if s := &r.o.Signals[i]; s.Interface == name && w.covers(s.Time) == within && r.of(k, s) {
				due = append(due, s)
			}
		}
		if len(due) > 0 {
			break
		}
	}
	if len(due) == 0 {
		if !slices.ContainsFunc(r.imsRecords(w), func(h imsRecord) bool { return h.call == k.call && k.call >= 0 }) {
			c.unsure("no SIP message of a call or message of " + w.truth.Subscriber + " can be read on " + strings.Join(r.where(w), ", "))
		}
		return
	}
	reported := slices.ContainsFunc(due, func(s *observe.Signal) bool { return dialogs[s.SIP.CallID] })
	done := map[observe.Key]bool{}
	for _, s := range due {
		key := s.SIP.Key()
		// A server between caller and callee makes two dialogs of a call; a point of interception need not see both.
		if done[key] || hopByHop(key) || reported && !dialogs[s.SIP.CallID] {
			continue
		}
		done[key] = true
		e := ev(s.Source, s.SIP.Name())
		if list := delivered[key]; len(list) > 0 {
			c.ok(append([]Evidence{e}, r.evRecord(list[0])...)...)
		} else {
			c.fail("an IMSMessage with "+s.SIP.Name()+" of Call-ID "+key.CallID, "none was delivered to "+w.truth.LIID, e)
		}
	}
}

// imsStart checks that a task on a running call begins with one start of interception.
func (r *run) imsStart(w *warrant) {
	c := r.check("IMS-START-1", w.id)
	can, why := r.sees(w)
	byCall := map[int][]imsRecord{}
	for _, h := range r.imsRecords(w) {
		byCall[h.call] = append(byCall[h.call], h)
	}
	contacts := r.contacts(w)
	for i := range contacts {
		k := &contacts[i]
		if k.call < 0 || !can || r.barred(w, k) || r.hidden(w, k) {
			continue
		}
		starts := 0
		for n, h := range byCall[k.call] {
			if h.Record.Type != observe.IMSStart {
				continue
			}
			starts++
			switch {
			case !k.running:
				c.fail("no "+observe.IMSStart+" for a call that began after the activation", "one was delivered", r.evRecord(h.HI2)...)
			case starts > 1:
				c.fail("one "+observe.IMSStart+" for the call", "one more", r.evRecord(h.HI2)...)
			case n > 0:
				c.fail(observe.IMSStart+" before any other record of the call", byCall[k.call][0].Record.Type+" before it",
					append(r.evRecord(byCall[k.call][0].HI2), r.evRecord(h.HI2)...)...)
			default:
				c.ok(r.evRecord(h.HI2)...)
			}
		}
		if k.running && starts == 0 {
			var e []Evidence
			if list := byCall[k.call]; len(list) > 0 {
				e = r.evRecord(list[0].HI2)
			}
			c.fail(observe.IMSStart+" for the call that was running at the activation", "none", e...)
		}
	}
	for _, h := range byCall[-1] {
		if h.Record.Type == observe.IMSStart {
			c.fail("no "+observe.IMSStart+" for what is no call of "+w.truth.Subscriber, "one was delivered", r.evRecord(h.HI2)...)
		}
	}
	c.skip(orElse(why, "no call of the target was running when the warrant was activated"))
}

// unavailable checks that the absence of content is reported where the network has none of a call.
func (r *run) unavailable(w *warrant) {
	c := r.check("IMS-CCUNAV-1", w.id)
	due := slices.Contains(w.prediction.X2, "iMSCCUnavailable")
	contacts := r.contacts(w)
	for i := range contacts {
		k := &contacts[i]
		if k.call < 0 || r.barred(w, k) || r.hidden(w, k) {
			continue
		}
		var found []imsRecord
		var last *observe.HI2
		for _, h := range r.imsRecords(w) {
			if h.call == k.call {
				last = h.HI2
				if h.Record.Type == observe.IMSCCUnavailable {
					found = append(found, h)
				}
			}
		}
		switch {
		case due && !r.t.Calls[k.call].Answered.IsZero() && len(found) == 0:
			var e []Evidence
			if last != nil {
				e = r.evRecord(last)
			}
			c.fail("an "+observe.IMSCCUnavailable+" for the call, whose media do not come to "+w.truth.Agency, "none", e...)
		case due && len(found) > 0 && found[0].Record.IMS.Reason == "":
			c.fail("cCUnavailableReason", "empty", r.evRecord(found[0].HI2)...)
		case due && len(found) > 0:
			c.ok(r.evRecord(found[0].HI2)...)
		case len(found) > 0 && r.listener.hears(w.agency(), observe.OnHI3, k.call, true):
			c.fail("no "+observe.IMSCCUnavailable+" for a call whose content was delivered", "one", r.evRecord(found[0].HI2)...)
		}
	}
	c.skip("the media of the target's calls pass the agency's network, or no content is ordered")
}

// imsNumbers checks that the records and the content of one session have one communication identity number.
func (r *run) imsNumbers(w *warrant) {
	c := r.check("IMS-CIN-1", w.id)
	type number struct {
		value uint64
		e     []Evidence
	}
	cins, ties, owner := map[int]number{}, map[int]number{}, map[uint32]int{}
	for _, h := range r.imsRecords(w) {
		e := r.evRecord(h.HI2)
		if h.IRIType != "iRI-Report" {
			c.fail("iRI-Report", orElse(h.IRIType, "absent"), e...)
		}
		if h.call < 0 {
			continue
		}
		if !h.PDU.HasCIN {
			c.fail("a communication identity number in "+h.Record.Type, "none", e...)
			continue
		}
		if other, ok := owner[h.PDU.CIN]; ok && other != h.call {
			c.fail("a communication identity number for each session", fmt.Sprintf("%d for two", h.PDU.CIN), append(e, cins[other].e...)...)
		}
		owner[h.PDU.CIN] = h.call
		if first, ok := cins[h.call]; !ok {
			cins[h.call] = number{uint64(h.PDU.CIN), e}
		} else if first.value != uint64(h.PDU.CIN) {
			c.fail(fmt.Sprintf("communication identity number %d for the session", first.value), fmt.Sprint(h.PDU.CIN), append(e, first.e...)...)
			continue
		}
		if x := r.x2of[h.HI2]; x != nil {
			if first, ok := ties[h.call]; !ok {
				ties[h.call] = number{x.PDU.CorrelationID, e}
			} else if first.value != x.PDU.CorrelationID {
				c.fail(fmt.Sprintf("Correlation ID %d for the session", first.value), fmt.Sprint(x.PDU.CorrelationID), append(e, first.e...)...)
				continue
			}
		}
		c.ok(e...)
	}
	told := map[uint32]bool{}
	for i := range r.o.Media {
		m := &r.o.Media[i]
		at, ok := r.listener.sent[m.SSRC]
		if !ok || told[m.SSRC] || !m.Header {
			continue
		}
		e := ev(r.o.MediaSource(m), "media of the call")
		switch m.Place {
		case observe.OnHI3:
			s := &r.o.HI3Series[m.Series]
			if want, ok := cins[at.call]; ok && r.byLIID[s.Network+" "+s.LIID] == w && (!s.HasCIN || uint64(s.CIN) != want.value) {
				told[m.SSRC] = true
				c.fail(fmt.Sprintf("communication identity number %d on HI3 as in the records of the call", want.value), fmt.Sprint(s.CIN), append(want.e, e)...)
			}
		case observe.OnX3:
			s := &r.o.X3Series[m.Series]
			if want, ok := ties[at.call]; ok && r.byXID[s.Network+" "+s.XID] == w && m.Correlation != want.value {
				told[m.SSRC] = true
				c.fail(fmt.Sprintf("Correlation ID %d on X3 as in the records of the call", want.value), fmt.Sprint(m.Correlation), append(want.e, e)...)
			}
		}
	}
	c.skip("no record of a call was delivered")
}

// matched tells whether a target identifier names the target of a warrant: as the task does, or as the IMS and the SMSF know him.
func (r *run) matched(w *warrant, text string) bool {
	if _, rest, ok := strings.Cut(text, ">"); ok {
		text, _, _ = strings.Cut(rest, "</")
	}
	ids := append(r.targetIdentities(w), w.truth.Target, w.target.SUPI, w.target.GPSI, w.target.PEI)
	if text == "" {
		return false
	}
	if slices.Contains(ids, text) || slices.Contains(ids, strings.TrimPrefix(text, "+")) || w.target.SUPI != "" && strings.HasPrefix(text, w.target.SUPI+"@") {
		return true
	}
	id := wire.PublicIdentity(text)
	return id != "" && slices.Contains(ids, id)
}

// contactOf tells whether one of the names is a party of a call or message of the target.
func (r *run) contactOf(w *warrant, names []string) bool {
	for _, k := range r.contacts(w) {
		var all []truth.Party
		if k.call >= 0 {
			all = parties(&r.t.Calls[k.call])
		} else {
			all = []truth.Party{r.t.Messages[k.message].From, r.t.Messages[k.message].To}
		}
		for _, p := range all {
			if slices.Contains(names, p.Subscriber) {
				return true
			}
		}
	}
	return false
}
