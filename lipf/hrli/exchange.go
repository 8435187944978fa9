package hrli

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"lilab/lipf"
	"lilab/lipf/sipmsg"
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
	local, remote []sipmsg.Party
	asserted      bool
	// from and to are those of the first request in the words of the message, diverting who forwarded the call.
	from, to, diverting []sipmsg.Party
	access              string // the last P-Access-Network-Info of the user

	messages    int
	established bool
	ended       bool
	endedAt     time.Time

	// Offer and answer, RFC 3264. The descriptions are those that hold: of the user's end and of the other.
	offer          *offer
	ours, theirs   *sipmsg.Description
	answer         *sipmsg.Description
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
	sdp        *sipmsg.Description
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
func (l *LMISFIRI) exchange(u *user, m *sipmsg.Message, c *carrier) *exchange {
	ex := u.exchanges[m.CallID]
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
	ex = &exchange{callID: strings.Clone(m.CallID), correlation: correlate(u.key, m.CallID, c.at.String()), originating: c.up == (m.Method != "")}
	switch m.CSeqMethod {
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
func (l *LMISFIRI) message(u *user, m *sipmsg.Message, c *carrier) {
	l.counters.messages.Add(1)
	if m.Method == "REGISTER" && !c.up {
		l.counters.other.Add(1)
		return // Nobody registers at a UE.
	}
	u.learn(m, c.up)
	ex := l.exchange(u, m, c)
	if ex.ended && m.Method == "INVITE" {
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
func (ex *exchange) learn(m *sipmsg.Message, up bool) {
	from, to := sipmsg.Parties(m.Get("from")), sipmsg.Parties(m.Get("to"))
	asserted := sipmsg.Parties(m.All("p-asserted-identity")...)
	if ex.messages == 0 {
		ex.from, ex.to = from, to
	}
	switch {
	case m.Method != "" && up:
		ex.local = sipmsg.AddParties(ex.local, from...)
		ex.local = sipmsg.AddParties(ex.local, sipmsg.Parties(m.All("p-preferred-identity")...)...)
		if _, dialog := toTag(m); !dialog {
			if p, ok := sipmsg.ReadParty(m.URI); ok {
				ex.remote = sipmsg.AddParties(ex.remote, p)
			}
		}
		ex.remote = sipmsg.AddParties(ex.remote, to...)
		if a := m.Get("p-access-network-info"); a != "" {
			ex.access = a
		}
	case m.Method != "":
		if called := sipmsg.Parties(m.All("p-called-sipmsg.Party-id")...); len(called) > 0 {
			ex.local = sipmsg.AddParties(ex.local, called...)
		} else {
			ex.local = sipmsg.AddParties(ex.local, to...)
		}
		switch {
		case len(asserted) > 0 && !ex.asserted:
			// What the home network asserts counts, not what the other party claims.
			ex.remote, ex.asserted = sipmsg.AddParties(nil, asserted...), true
		case len(asserted) > 0:
			ex.remote = sipmsg.AddParties(ex.remote, asserted...)
		case !ex.asserted:
			ex.remote = sipmsg.AddParties(ex.remote, from...)
		}
		if d := diversion(m); d != nil {
			ex.diverting = d
		}
	case up:
		ex.local = sipmsg.AddParties(ex.local, to...)
		ex.local = sipmsg.AddParties(ex.local, sipmsg.Parties(m.All("p-preferred-identity")...)...)
		if !ex.asserted {
			ex.remote = sipmsg.AddParties(ex.remote, from...)
		}
		if a := m.Get("p-access-network-info"); a != "" {
			ex.access = a
		}
	default:
		ex.local = sipmsg.AddParties(ex.local, from...)
		ex.remote = sipmsg.AddParties(ex.remote, to...)
		ex.remote = sipmsg.AddParties(ex.remote, asserted...)
	}
}

func toTag(m *sipmsg.Message) (string, bool) {
	_, params := sipmsg.Address(m.Get("to"))
	return sipmsg.Parameter(params, "tag")
}

// diversion returns who forwarded a call: the last Diversion, or the entry of History-Info before the last.
func diversion(m *sipmsg.Message) []sipmsg.Party {
	if d := sipmsg.Parties(m.All("diversion")...); len(d) > 0 {
		return d[:1]
	}
	if h := sipmsg.Parties(m.All("history-info")...); len(h) > 1 {
		return h[len(h)-2 : len(h)-1]
	}
	return nil
}

// negotiate follows offers and answers. It returns true when another pair of descriptions holds.
func (ex *exchange) negotiate(m *sipmsg.Message, up bool) bool {
	if m.Status >= 300 && ex.offer != nil && ex.offer.cseq == m.CSeq && ex.offer.method == m.CSeqMethod {
		ex.offer = nil // The offer was refused.
		return false
	}
	if !ex.call || m.Status >= 300 {
		return false
	}
	d := m.Description()
	if d == nil {
		return false
	}
	o := ex.offer
	answer := false
	switch {
	case m.Method == "":
		answer = o != nil && !o.inResponse && o.cseq == m.CSeq && o.method == m.CSeqMethod && o.up != up
	case m.Method == "ACK" || m.Method == "PRACK":
		answer = o != nil && o.inResponse && !o.answered && o.up != up
	}
	if !answer {
		if o != nil && o.inResponse && m.Method == "" && o.cseq == m.CSeq && o.up == up {
			if !o.answered {
				o.sdp = d
			}
			return false // The offer of a response once more.
		}
		ex.offer = &offer{cseq: m.CSeq, method: m.CSeqMethod, up: up, inResponse: m.Method == "", sdp: d}
		return false
	}
	o.answered = true
	ours, theirs := o.sdp, d
	if up {
		ours, theirs = d, o.sdp
	}
	same := ex.ours != nil && ex.theirs != nil && string(ex.ours.Octets) == string(ours.Octets) && string(ex.theirs.Octets) == string(theirs.Octets)
	ex.ours, ex.theirs, ex.answer = ours, theirs, d
	return !same
}

// progress follows the state of a call.
func (l *LMISFIRI) progress(u *user, ex *exchange, m *sipmsg.Message, c *carrier) {
	if !ex.call || ex.ended {
		return
	}
	switch {
	case m.Method == "BYE":
		l.over(u, ex, c.at)
	case m.CSeqMethod == "INVITE" && m.Status/100 == 2:
		ex.established = true
	case m.CSeqMethod == "INVITE" && m.Status >= 300 && !ex.established && m.Status != 401 && m.Status != 407:
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
	if p != (sipmsg.Party{}) {
		ps := ex.remote
		if !t.nonLocal {
			ps = u.identities(ex)
		}
		return slices.ContainsFunc(ps, p.Same)
	}
	if id.Type == lipf.IMPI {
		return u.impi != "" && strings.EqualFold(u.impi, id.Value)
	}
	who := lipf.Identity{SUPI: u.info.SUPI.IMSI, PEI: u.info.PEI.IMEISV}
	return id.Matches(who)
}

// identities are the public identities of the user: those that the home network named, else what the user's SIP says.
func (u *user) identities(ex *exchange) []sipmsg.Party {
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
	for i := range min(len(ex.ours.Media), len(ex.theirs.Media)) {
		f := flow{ours: ex.ours.Media[i], theirs: ex.theirs.Media[i]}
		for _, o := range u.order {
			if o == ex || o.ended || o.ours == nil || o.theirs == nil {
				continue
			}
			f.strict = f.strict || slices.Contains(o.ours.Media, f.ours) || slices.Contains(o.theirs.Media, f.theirs)
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
