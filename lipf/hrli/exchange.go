package hrli

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"lilab/lipf"
	"lilab/x2x3"
)

// Bounds of what is kept of one user: Call-IDs that are known, and of them calls.
const maxExchanges = 256

// exchange is everything with one Call-ID of a user: a call, or a registration, a message, a subscription.
type exchange struct {
	callID      string
	correlation uint64
	// call says that it is a session, message that it is a short message or a page-mode message.
	call, message bool
	// originating says that the user began it.
	originating bool
	// local are what the user's SIP claims of the user, remote the other parties. asserted says that the home network vouches
	// for remote.
	local, remote []party
	asserted      bool
	// from and to are those of the first request in the words of the message, diverting who forwarded the call.
	from, to, diverting []party
	access              string // the last P-Access-Network-Info of the user

	messages    int
	established bool
	ended       bool
	endedAt     time.Time

	// Offer and answer, RFC 3264. The descriptions are those that hold: of the user's end and of the other.
	offer          *offer
	ours, theirs   *description
	answer         *description
	sawDescription [][]byte

	matches []*match
}

// offer is a session description that is not answered yet, or that was answered in the same transaction.
type offer struct {
	cseq       uint32
	method     string
	up         bool
	inResponse bool
	answered   bool
	sdp        *description
}

// match is a task that is about an exchange.
type match struct {
	task *target
	// media says that content is asked for.
	media bool
}

func (ex *exchange) matched(xid lipf.UUID) *match {
	if i := slices.IndexFunc(ex.matches, func(m *match) bool { return m.task.XID == xid }); i >= 0 {
		return ex.matches[i]
	}
	return nil
}

// exchange returns the exchange of a message. New ones make room.
func (l *LMISFIRI) exchange(u *user, m *sipMessage, c *carrier) *exchange {
	ex := u.exchanges[m.callID]
	if ex != nil {
		return ex
	}
	if len(u.order) >= maxExchanges {
		i := slices.IndexFunc(u.order, func(o *exchange) bool { return o.ended || !o.call })
		i = max(i, 0)
		l.over(u, u.order[i], c.at)
		delete(u.exchanges, u.order[i].callID)
		u.order = slices.Delete(u.order, i, i+1)
	}
	ex = &exchange{callID: strings.Clone(m.callID), correlation: correlate(u.key, m.callID, c.at.String()), originating: c.up == (m.method != "")}
	switch m.cseqMethod {
	case "INVITE", "ACK", "BYE", "CANCEL", "PRACK", "UPDATE", "INFO":
		ex.call = true
	case "MESSAGE":
		ex.message = true
	}
	u.exchanges[ex.callID] = ex
	u.order = append(u.order, ex)
	if ex.call {
		l.counters.calls.Add(1)
	}
	return ex
}

func (ex *exchange) service() lipf.ServiceType {
	switch {
	case ex.call:
		return lipf.Voice
	case ex.message:
		return lipf.Messaging
	}
	return ""
}

// message takes a SIP message of a user.
func (l *LMISFIRI) message(u *user, m *sipMessage, c *carrier) {
	l.counters.messages.Add(1)
	if m.method == "REGISTER" && !c.up {
		l.counters.other.Add(1)
		return // Nobody registers at a UE.
	}
	u.learn(m, c.up)
	ex := l.exchange(u, m, c)
	if ex.ended && m.method == "INVITE" {
		ex.ended = false
		l.counters.calls.Add(1)
	}
	ex.learn(m, c.up)
	changed := ex.negotiate(m, c.up)
	for _, t := range l.tasks {
		if ex.matched(t.XID) == nil && l.matches(t, u, ex) {
			l.intercept(t, u, ex, c.at, ex.messages > 0)
		}
	}
	for _, x := range ex.matches {
		l.report(x, u, ex, m, c)
	}
	ex.messages++
	if changed {
		l.flows(u, ex, c.at)
	}
	l.progress(u, ex, m, c)
}

// learn takes the parties of a message.
func (ex *exchange) learn(m *sipMessage, up bool) {
	from, to := parties(m.get("from")), parties(m.get("to"))
	asserted := parties(m.all("p-asserted-identity")...)
	if ex.messages == 0 {
		ex.from, ex.to = from, to
	}
	switch {
	case m.method != "" && up:
		ex.local = add(ex.local, from...)
		ex.local = add(ex.local, parties(m.all("p-preferred-identity")...)...)
		if _, dialog := toTag(m); !dialog {
			if p, ok := readParty(m.uri); ok {
				ex.remote = add(ex.remote, p)
			}
		}
		ex.remote = add(ex.remote, to...)
		if a := m.get("p-access-network-info"); a != "" {
			ex.access = a
		}
	case m.method != "":
		if called := parties(m.all("p-called-party-id")...); len(called) > 0 {
			ex.local = add(ex.local, called...)
		} else {
			ex.local = add(ex.local, to...)
		}
		switch {
		case len(asserted) > 0 && !ex.asserted:
			// What the home network asserts counts, not what the other party claims.
			ex.remote, ex.asserted = add(nil, asserted...), true
		case len(asserted) > 0:
			ex.remote = add(ex.remote, asserted...)
		case !ex.asserted:
			ex.remote = add(ex.remote, from...)
		}
		if d := diversion(m); d != nil {
			ex.diverting = d
		}
	case up:
		ex.local = add(ex.local, to...)
		ex.local = add(ex.local, parties(m.all("p-preferred-identity")...)...)
		if !ex.asserted {
			ex.remote = add(ex.remote, from...)
		}
		if a := m.get("p-access-network-info"); a != "" {
			ex.access = a
		}
	default:
		ex.local = add(ex.local, from...)
		ex.remote = add(ex.remote, to...)
		ex.remote = add(ex.remote, asserted...)
	}
}

func toTag(m *sipMessage) (string, bool) {
	_, params := address(m.get("to"))
	return parameter(params, "tag")
}

// diversion returns who forwarded a call: the last Diversion, or the entry of History-Info before the last.
func diversion(m *sipMessage) []party {
	if d := parties(m.all("diversion")...); len(d) > 0 {
		return d[:1]
	}
	if h := parties(m.all("history-info")...); len(h) > 1 {
		return h[len(h)-2 : len(h)-1]
	}
	return nil
}

// negotiate follows offers and answers. It returns true when another pair of descriptions holds.
func (ex *exchange) negotiate(m *sipMessage, up bool) bool {
	if m.status >= 300 && ex.offer != nil && ex.offer.cseq == m.cseq && ex.offer.method == m.cseqMethod {
		ex.offer = nil // The offer was refused.
		return false
	}
	if !ex.call || m.status >= 300 {
		return false
	}
	d := descriptionOf(m)
	if d == nil {
		return false
	}
	o := ex.offer
	answer := false
	switch {
	case m.method == "":
		answer = o != nil && !o.inResponse && o.cseq == m.cseq && o.method == m.cseqMethod && o.up != up
	case m.method == "ACK" || m.method == "PRACK":
		answer = o != nil && o.inResponse && !o.answered && o.up != up
	}
	if !answer {
		if o != nil && o.inResponse && m.method == "" && o.cseq == m.cseq && o.up == up {
			if !o.answered {
				o.sdp = d
			}
			return false // The offer of a response once more.
		}
		ex.offer = &offer{cseq: m.cseq, method: m.cseqMethod, up: up, inResponse: m.method == "", sdp: d}
		return false
	}
	o.answered = true
	ours, theirs := o.sdp, d
	if up {
		ours, theirs = d, o.sdp
	}
	same := ex.ours != nil && ex.theirs != nil && string(ex.ours.octets) == string(ours.octets) && string(ex.theirs.octets) == string(theirs.octets)
	ex.ours, ex.theirs, ex.answer = ours, theirs, d
	return !same
}

// progress follows the state of a call.
func (l *LMISFIRI) progress(u *user, ex *exchange, m *sipMessage, c *carrier) {
	if !ex.call || ex.ended {
		return
	}
	switch {
	case m.method == "BYE":
		l.over(u, ex, c.at)
	case m.cseqMethod == "INVITE" && m.status/100 == 2:
		ex.established = true
	case m.cseqMethod == "INVITE" && m.status >= 300 && !ex.established && m.status != 401 && m.status != 407:
		l.over(u, ex, c.at)
	}
}

// over ends a call.
func (l *LMISFIRI) over(u *user, ex *exchange, at time.Time) {
	if !ex.call || ex.ended {
		return
	}
	ex.ended, ex.endedAt, ex.established = true, at, false
	l.counters.calls.Add(-1)
	for _, m := range ex.matches {
		l.endMedia(u, ex, m, at)
	}
	ex.offer, ex.ours, ex.theirs, ex.answer = nil, nil, nil, nil
}

// matches says whether a task is about an exchange.
func (l *LMISFIRI) matches(t *target, u *user, ex *exchange) bool {
	yes := t.covers(ex.service()) && !slices.ContainsFunc(indices(t), func(i int) bool { return !t.is(i, u, ex) })
	if l.cfg.Tamper != nil {
		yes = l.cfg.Tamper.Match(t.Task, u.info.SUPI.IMSI, yes)
	}
	return yes
}

func indices(t *target) []int {
	out := make([]int, len(t.ids))
	for i := range out {
		out[i] = i
	}
	return out
}

// is says whether one identifier of a task is that of the user, or of the other party where the task means that one.
func (t *target) is(i int, u *user, ex *exchange) bool {
	id, p := t.ids[i], t.parties[i]
	if p != (party{}) {
		ps := ex.remote
		if !t.nonLocal {
			ps = u.identities(ex)
		}
		return slices.ContainsFunc(ps, p.is)
	}
	if id.Type == lipf.IMPI {
		return u.impi != "" && strings.EqualFold(u.impi, id.Value)
	}
	who := lipf.Identity{SUPI: u.info.SUPI.IMSI, PEI: u.info.PEI.IMEISV}
	return id.Matches(who)
}

// identities are the public identities of the user: those that the home network named, else what the user's SIP says.
func (u *user) identities(ex *exchange) []party {
	if u.registered {
		return u.impus
	}
	return ex.local
}

// flow is one stream of media: an end at the user and one at the other side. strict says that both must fit, because
// another call of the user has one of them too.
type flow struct {
	ours, theirs netip.AddrPort
	strict       bool
}

// streams pairs the media of both descriptions, in their order.
func (ex *exchange) streams(u *user) (fs []flow) {
	if ex.ours == nil || ex.theirs == nil {
		return nil
	}
	for i := range min(len(ex.ours.media), len(ex.theirs.media)) {
		f := flow{ours: ex.ours.media[i], theirs: ex.theirs.media[i]}
		for _, o := range u.order {
			if o == ex || o.ended || o.ours == nil || o.theirs == nil {
				continue
			}
			f.strict = f.strict || slices.Contains(o.ours.media, f.ours) || slices.Contains(o.theirs.media, f.theirs)
		}
		fs = append(fs, f)
	}
	return fs
}

// directionOf says which way a message goes, seen from the target.
func (m *match) directionOf(up bool) x2x3.Direction {
	if up != m.task.nonLocal {
		return x2x3.FromTarget
	}
	return x2x3.ToTarget
}
