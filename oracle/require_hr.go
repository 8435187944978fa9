package oracle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// imsTrigger tells whether a triggered task is about the IMS: media at a gateway, the signalling of all visitors, or media of one.
func (r *run) imsTrigger(q *observe.X1) bool {
	if len(q.IMS) > 0 || q.HR {
		return true
	}
	for i := range r.o.X1 {
		o := &r.o.X1[i]
		if o.Network != q.Network || o.Response || o.Kind != "ActivateTaskRequest" {
			continue
		}
		switch {
		case o.HR && strings.EqualFold(o.XID, q.Product):
			return true
		case o.Point == "t1" && (strings.EqualFold(o.Product, q.Product) || strings.EqualFold(o.XID, q.Product)) && (o.Correlation == "" || o.Correlation == q.Correlation):
			return true
		}
	}
	return false
}

// homeRouted checks interception of home-routed IMS in a network.
func (r *run) homeRouted(net string) {
	inside, silent := r.check("HRI-1", net), r.check("HR-1", net)
	for i := range r.o.Lite {
		if x := &r.o.Lite[i]; x.Network == net && x.Record != nil && x.Record.Internal() {
			inside.ok(ev(x.Source, x.Record.Type))
			silent.ok(ev(x.Source, x.Record.Type))
		}
	}
	for i := range r.o.X2 {
		if x := &r.o.X2[i]; x.Network == net && x.Record != nil && x.Record.Internal() {
			inside.fail("no "+x.Record.Type+" outside of LI_X2_LITE", "one on "+x.Interface, ev(x.Source, x.Record.Type))
		}
	}
	for i := range r.o.HI2 {
		if h := &r.o.HI2[i]; h.Network == net && h.Record != nil && h.Record.Internal() {
			inside.fail("no "+h.Record.Type+" outside of LI_X2_LITE", "one on "+h.Interface, ev(h.Source, h.Record.Type))
		}
	}
	for _, b := range r.o.Broken {
		// IRIEvent has no such alternatives: [100] and [101].
		if b.Network == net && b.Point == "hi2" && strings.Contains(b.Err.Error(), "IRIEvent") && (strings.Contains(b.Err.Error(), "[100]") || strings.Contains(b.Err.Error(), "[101]")) {
			inside.fail("no "+observe.N9HRInfo+" outside of LI_X2_LITE", "one on "+b.Interface, ev(b.Source, fmt.Sprintf("octet %d", b.Offset)))
		}
	}
	r.leaks(inside, net)
	r.phaseOne(silent, net)
	r.phaseTwo(silent, net)
	inside.skip("the capture has nothing of LI_X2_LITE of " + net)
	silent.skip("the capture has nothing of LI_X2_LITE of " + net)
}

// leaks finds records of HI2 whose event is one of LI_X2_LITE but which could be read somehow.
func (r *run) leaks(c *check, net string) {
	for i := range r.o.HI2 {
		h := &r.o.HI2[i]
		if h.Network != net || h.Record == nil || h.Record.Internal() {
			continue
		}
		if h.Record.Tag == 100 || h.Record.Tag == 101 {
			c.fail("no "+observe.N9HRInfo+" outside of LI_X2_LITE", fmt.Sprintf("an event [%d] on %s", h.Record.Tag, h.Interface), ev(h.Source, "event"))
		}
	}
}

// phaseOne expects the LMISF to learn of every session for the IMS that is home-routed through the network.
func (r *run) phaseOne(c *check, net string) {
	if r.o.Interfaces[net+".x2lite"] == 0 {
		return
	}
	for _, s := range r.sessions {
		if !s.ims() || !s.routed() || s.truth.Serving != net || s.truth.Result != "established" || !r.configured(net, s.home) {
			continue
		}
		sub := r.t.Subscribers[s.truth.Subscriber]
		at := slices.IndexFunc(r.o.Lite, func(x observe.X2) bool {
			return x.Network == net && x.Record != nil && x.Record.HR != nil && x.Record.SUPI == sub.SUPI && x.Record.HR.Session == int64(s.truth.ID)
		})
		if at < 0 {
			c.fail(observe.N9HRInfo+" on LI_X2_LITE for "+s.String(), "none", r.evFirst(net+".x2lite")...)
			continue
		}
		c.ok(ev(r.o.Lite[at].Source, observe.N9HRInfo+" of "+s.truth.Subscriber))
		r.changedSMF(c, s, &r.o.Lite[at])
	}
}

func (r *run) evFirst(iface string) []Evidence {
	for i := range r.o.Lite {
		if r.o.Lite[i].Interface == iface {
			return []Evidence{ev(r.o.Lite[i].Source, "the first PDU there")}
		}
	}
	return nil
}

func (r *run) configured(visited, home string) bool {
	return slices.ContainsFunc(r.t.Agreements, func(a truth.Agreement) bool {
		return a.Visited == visited && a.Home == home && a.HRLI.Deployed && a.HRLI.HPLMNConfigured
	})
}

// strays fails for anything that left a network without a warrant of it.
func (r *run) strays(c *check, net string) {
	const want = "nothing to mediation and agencies without a warrant"
	for i := range r.o.X2 {
		if x := &r.o.X2[i]; x.Network == net && x.Record != nil && r.byXID[net+" "+x.XID] == nil {
			c.fail(want, x.Record.Type+" with XID "+x.XID, ev(x.Source, x.Record.Type))
		}
	}
	for i := range r.o.HI2 {
		if h := &r.o.HI2[i]; h.Network == net && h.Record != nil && r.byLIID[net+" "+h.PDU.LIID] == nil {
			c.fail(want, h.Record.Type+" with LIID "+h.PDU.LIID, ev(h.Source, h.Record.Type))
		}
	}
	told := map[int]bool{}
	for i := range r.o.X3 {
		x := &r.o.X3[i]
		if s := &r.o.X3Series[x.Series]; s.Network == net && !told[x.Series] && r.byXID[net+" "+s.XID] == nil {
			told[x.Series] = true
			c.fail(want, "content with XID "+s.XID, ev(r.o.X3Source(x), "content"))
		}
	}
}

// phaseTwo expects records of targets alone. What crosses LI_X3_LITE does not count: BBIFF copies the flow that carries SIP whole, and
// media in it, too, where there is no flow of their own.
func (r *run) phaseTwo(c *check, net string) {
	if r.o.Interfaces[net+".x2lite"] == 0 {
		return
	}
	r.strays(c, net)
	tasked := map[int]bool{}
	for _, w := range r.warrants {
		if w.truth.Agency != net {
			continue
		}
		for _, k := range r.contacts(w) {
			if k.call >= 0 {
				tasked[k.call] = true
			}
		}
		ids := r.targetIdentities(w)
		dialogs := map[string]bool{}
		for _, x := range w.x2 {
			if x.Record.IMS == nil {
				continue
			}
			names := named(x.Record)
			id := ""
			if s := x.Record.IMS.SIP; s != nil {
				id = s.CallID
			}
			call := r.callOf(id, names, x.Stamp)
			if len(names) == 0 || common(names, ids) || call >= 0 && tasked[call] || dialogs[id] {
				dialogs[id] = true
				c.ok(ev(x.Source, x.Record.Type))
				continue
			}
			c.fail("records of the IMS about "+w.truth.Subscriber+" alone", x.Record.Type+" about "+strings.Join(names, ", "), ev(x.Source, "XID "+strconv.Quote(x.XID)))
		}
	}
}
