package oracle

import (
	"slices"
	"strings"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
	"lilab/oracle/wire"
)

func contains(text, canary string) bool { return canary != "" && strings.Contains(text, canary) }

// imsDNN tells whether a data network is that of the IMS: its network identifier has "ims" as a label (TS 33.128 R19 clause 7.10.2).
func imsDNN(dnn string) bool {
	name, _, _ := strings.Cut(strings.ToLower(dnn), ".")
	return name == "ims" || name == "sos"
}

// ims tells whether a session is for the IMS.
func (s *session) ims() bool { return imsDNN(s.truth.DNN) }

// covers tells whether a warrant orders a service.
func (w *warrant) orders(service string) bool {
	return len(w.truth.Services) == 0 || slices.Contains(w.truth.Services, service)
}

// cc tells whether the warrant orders content at all.
func (w *warrant) cc() bool { return slices.Contains(w.truth.Deliver, "cc") }

// agency is the key of what reached the agency of a warrant.
func (w *warrant) agency() string { return w.truth.Agency + " " + w.truth.LIID }

// identities are the forms in which somebody can be named.
func (r *run) identities(p truth.Party) []string {
	var out []string
	add := func(ids ...string) {
		for _, id := range ids {
			if id != "" && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	for _, u := range p.Identities {
		add(wire.PublicIdentity(u))
	}
	add(p.MSISDN)
	if s, ok := r.t.Subscribers[p.Subscriber]; ok {
		add(s.GPSI)
		for _, u := range s.IMPUs {
			add(wire.PublicIdentity(u))
		}
	}
	return out
}

// own identities of the target of a warrant.
func (r *run) targetIdentities(w *warrant) []string {
	out := append(r.identities(truth.Party{Subscriber: w.truth.Subscriber}), r.derived(w.truth.Subscriber)...)
	if id := wire.PublicIdentity(w.truth.Target); id != "" {
		out = append(out, id)
	}
	for i := range r.t.Calls {
		for _, p := range parties(&r.t.Calls[i]) {
			if p.Subscriber == w.truth.Subscriber {
				out = append(out, r.identities(p)...)
			}
		}
	}
	return out
}

// derived are the identities that a phone derives from its SUPI for the IMS, TS 23.003 R17 clauses 13.2 to 13.4.
func (r *run) derived(subscriber string) []string {
	s := r.t.Subscribers[subscriber]
	mcc, mnc, ok := strings.Cut(r.t.Networks[s.Home].PLMN, "-")
	if !ok || s.SUPI == "" {
		return nil
	}
	for len(mnc) < 3 {
		mnc = "0" + mnc
	}
	return []string{s.SUPI + "@ims.mnc" + mnc + ".mcc" + mcc + ".3gppnetwork.org"}
}

func parties(c *truth.Call) []truth.Party {
	return append([]truth.Party{c.From, c.To}, c.Forwarded...)
}

func common(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// contact is a call or a short message of the target of a warrant, as the warrant covers it.
type contact struct {
	// call and message are the indexes in the truth, -1 for the other.
	call, message int
	phase         phase
	// running says that the call was answered when the warrant was activated.
	running bool
	// with are the identities of the other parties, self those of the target.
	with, self []string
	// side is the target's party.
	side truth.Party
	// part says that the target takes part and did not only divert the call.
	part bool
}

// ended returns when a call ended, at the latest when the run did.
func (r *run) ended(c *truth.Call) time.Time {
	if c.End.IsZero() {
		return r.t.End
	}
	return c.End
}

// contacts returns the calls and messages of the target that its warrant covers, wholly or partly.
func (r *run) contacts(w *warrant) []contact {
	var out []contact
	for i := range r.t.Calls {
		c := &r.t.Calls[i]
		all := parties(c)
		at := slices.IndexFunc(all, func(p truth.Party) bool { return p.Subscriber == w.truth.Subscriber && p.Subscriber != "" })
		if at < 0 || !w.orders("voice") || w.before(c.Start) {
			continue
		}
		k := contact{call: i, message: -1, side: all[at], self: r.identities(all[at]), part: at == 0 || at == len(all)-1}
		k.phase = w.phase(truth.Step{Start: c.Start, End: r.ended(c)})
		for j, p := range all {
			if j != at {
				k.with = append(k.with, r.identities(p)...)
			}
		}
		for _, v := range w.windows {
			k.running = k.running || !c.Answered.IsZero() && c.Answered.Before(v.early) && r.ended(c).After(v.from)
		}
		if k.phase != outside {
			out = append(out, k)
		}
	}
	for i := range r.t.Messages {
		m := &r.t.Messages[i]
		if !w.orders("messaging") || w.before(m.Time) {
			continue
		}
		k := contact{call: -1, message: i, part: true}
		other := m.To
		switch w.truth.Subscriber {
		case m.From.Subscriber:
			k.side = m.From
		case m.To.Subscriber:
			k.side, other = m.To, m.From
		default:
			continue
		}
		end := m.Delivered
		if end.IsZero() {
			end = m.Time
		}
		k.self, k.with = r.identities(k.side), r.identities(other)
		if k.phase = w.phase(truth.Step{Start: m.Time, End: end}); k.phase != outside {
			out = append(out, k)
		}
	}
	return out
}

// kind is the kind of a short message on the target's side.
func (k *contact) kind(t *truth.Truth, w *warrant) string {
	m := &t.Messages[k.message]
	if m.From.Subscriber != w.truth.Subscriber && m.ToKind != "" {
		return m.ToKind
	}
	return m.Kind
}

// callOf finds the call that a record of the IMS or a SIP message is about: by Call-ID, else by parties and time. -1 if there is none.
func (r *run) callOf(callID string, named []string, at time.Time) int {
	for i := range r.t.Calls {
		if callID != "" && slices.Contains(r.t.Calls[i].CallIDs, callID) {
			return i
		}
	}
	best, most, nearest := -1, 0, tolerance
	for i := range r.t.Calls {
		c := &r.t.Calls[i]
		d := apart(at, truth.Step{Start: c.Start, End: r.ended(c)})
		if d > tolerance {
			continue
		}
		n := 0
		for _, p := range parties(c) {
			if common(named, r.identities(p)) {
				n++
			}
		}
		if n < 2 && (n == 0 || !c.Emergency && !c.Unauthenticated) {
			continue
		}
		// Who calls an emergency centre need not be named, so calls to it are told from each other by their times.
		if best < 0 || min(n, 2) > most || min(n, 2) == most && d < nearest {
			best, most, nearest = i, min(n, 2), d
		}
	}
	return best
}

// named returns the identities that a record of the IMS names.
func named(rec *observe.Record) []string {
	m := rec.IMS
	if m == nil {
		return nil
	}
	if m.SIP != nil {
		return m.SIP.Parties()
	}
	var out []string
	for _, u := range append(slices.Clone(m.Originating), m.Terminating, m.Diverting) {
		if id := wire.PublicIdentity(u); id != "" {
			out = append(out, id)
		}
	}
	return out
}

// imsRecord is a record of the IMS that was delivered for a warrant, and the call that it is about.
type imsRecord struct {
	*observe.HI2
	call int
}

// imsRecords returns the records of the IMS of a warrant. One that names nobody has the call of the others with its number.
func (r *run) imsRecords(w *warrant) []imsRecord {
	if out, ok := r.imsBy[w]; ok {
		return out
	}
	var out []imsRecord
	numbers := map[uint32]int{}
	for _, h := range w.hi2 {
		if !h.Record.IsIMS() {
			continue
		}
		id := ""
		if s := h.Record.IMS.SIP; s != nil {
			id = s.CallID
		}
		e := imsRecord{h, r.callOf(id, named(h.Record), h.PDU.Time)}
		if e.call >= 0 && h.PDU.HasCIN {
			numbers[h.PDU.CIN] = e.call
		}
		out = append(out, e)
	}
	for i := range out {
		if c, ok := numbers[out[i].PDU.CIN]; ok && out[i].call < 0 && out[i].PDU.HasCIN && len(named(out[i].Record)) == 0 {
			out[i].call = c
		}
	}
	if r.imsBy == nil {
		r.imsBy = map[*warrant][]imsRecord{}
	}
	r.imsBy[w] = out
	return out
}

// refuses tells whether the visited network refuses service to subscribers of the target's home while that encrypts.
func (r *run) refuses(w *warrant) bool {
	return slices.ContainsFunc(r.t.Agreements, func(a truth.Agreement) bool {
		return a.PrivacyEncryption == "on-and-visited-refuses" && a.Home == w.target.Home && a.Visited == w.target.In && a.Home != a.Visited
	})
}

// unauthenticated tells whether the target registered without authentication, or made calls without it and no others.
func unauthenticated(t *truth.Truth, subscriber string) bool {
	found := t.Subscribers[subscriber].Registration == truth.RegistrationUnauthenticated
	for i := range t.Calls {
		if t.Calls[i].From.Subscriber == subscriber {
			if !t.Calls[i].Unauthenticated {
				return false
			}
			found = true
		}
	}
	return found
}

// partner is the own user with whom a target of another network communicates, the zero value if there is none.
func (r *run) partner(w *warrant) truth.Party {
	for _, k := range r.contacts(w) {
		var all []truth.Party
		if k.call >= 0 {
			all = parties(&r.t.Calls[k.call])
		} else {
			all = []truth.Party{r.t.Messages[k.message].From, r.t.Messages[k.message].To}
		}
		for _, p := range all {
			if s, ok := r.t.Subscribers[p.Subscriber]; ok && p.Subscriber != w.truth.Subscriber && (s.In == w.truth.Agency || s.Home == w.truth.Agency) {
				return p
			}
		}
	}
	return truth.Party{}
}
