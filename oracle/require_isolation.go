package oracle

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
	"lilab/oracle/wire"
)

// people finds subscribers by what octets say of them.
type people struct {
	digits map[string][]string // SUPI, GPSI or PEI to subscribers
	gutis  map[string][]string
}

func (r *run) people() people {
	p := people{digits: map[string][]string{}, gutis: map[string][]string{}}
	for _, name := range slices.Sorted(maps.Keys(r.t.Subscribers)) {
		s := r.t.Subscribers[name]
		for _, id := range []string{s.SUPI, s.GPSI, s.PEI} {
			if id != "" {
				p.digits[id] = append(p.digits[id], name)
			}
		}
	}
	for _, s := range r.t.Steps {
		if s.GUTI != "" && s.Subscriber != "" && !slices.Contains(p.gutis[s.GUTI], s.Subscriber) {
			p.gutis[s.GUTI] = append(p.gutis[s.GUTI], s.Subscriber)
		}
	}
	return p
}

// mention is one subscriber whom octets name, and by what. Those who share the identity are given together.
type mention struct {
	names []string
	by    string
}

// in returns everyone but self whom the octets of a PDU and the record in it name.
func (p people) in(octets []byte, rec *observe.Record, self string) []mention {
	var out []mention
	other := func(names []string) bool { return len(names) > 1 || (len(names) == 1 && names[0] != self) }
	for i := 0; i < len(octets); i++ {
		if octets[i] < '0' || octets[i] > '9' {
			continue
		}
		start := i
		for i < len(octets) && octets[i] >= '0' && octets[i] <= '9' {
			i++
		}
		if i-start < 5 {
			continue
		}
		if names := p.digits[string(octets[start:i])]; other(names) {
			out = append(out, mention{names, string(octets[start:i])})
		}
	}
	if rec != nil {
		if names := p.gutis[rec.GUTI]; rec.GUTI != "" && other(names) {
			out = append(out, mention{names, rec.GUTI})
		}
		if imsi := rec.SUCI.IMSI(); imsi != "" && other(p.digits[imsi]) {
			out = append(out, mention{p.digits[imsi], "null-scheme SUCI of " + imsi})
		}
	}
	return out
}

// isolation checks that nothing was delivered about anyone but the target.
func (r *run) isolation() {
	p := r.people()
	controls := map[string]*check{}
	for _, name := range slices.Sorted(maps.Keys(r.t.Subscribers)) {
		if !r.t.Subscribers[name].Control {
			continue
		}
		controls[name] = r.check("CTRL-1", name)
		r.control[name] = &Control{Subscriber: name}
		if !slices.ContainsFunc(r.t.Steps, func(s truth.Step) bool { return s.Subscriber == name && s.Kind == "register" }) {
			controls[name].unsure("the control subscriber did nothing that could be reported")
			continue
		}
		controls[name].ok()
	}
	others := map[*warrant]*check{}
	for _, w := range r.warrants {
		others[w] = r.check("CTRL-2", w.id)
	}
	look := func(w *warrant, octets []byte, rec *observe.Record, e Evidence) {
		self := ""
		if w != nil {
			others[w].ok(e)
			self = w.truth.Subscriber
		}
		var counted map[string]bool
		for _, m := range p.in(octets, rec, self) {
			if counted == nil {
				counted = map[string]bool{}
			}
			for _, name := range m.names {
				if c := controls[name]; c != nil {
					c.fail("nothing about "+name, "a PDU with "+m.by, e)
					if !counted[name] && rec != nil && strings.HasSuffix(e.Interface, ".hi2") {
						r.control[name].Records++
					}
					counted[name] = true
				}
			}
			if w != nil && !slices.Contains(m.names, w.truth.Subscriber) && !(rec != nil && (rec.IsIMS() || rec.IsSMS()) && r.contactOf(w, m.names)) {
				others[w].fail("only "+w.truth.Subscriber, "a PDU about "+strings.Join(m.names, ", ")+": "+m.by, e)
			}
		}
		if w != nil && rec != nil && rec.SUPI != "" && rec.SUPI != w.target.SUPI && p.digits[rec.SUPI] == nil {
			others[w].fail("sUPI "+w.target.SUPI, "sUPI "+rec.SUPI+", who is nobody in the scenario", e)
		}
	}
	for i := range r.o.X2 {
		x := &r.o.X2[i]
		look(r.byXID[x.Network+" "+x.XID], x.PDU.Octets, x.Record, ev(x.Source, "XID "+x.XID))
	}
	for i := range r.o.HI2 {
		h := &r.o.HI2[i]
		look(r.byLIID[h.Network+" "+h.PDU.LIID], h.PDU.Octets, h.Record, ev(h.Source, "LIID "+h.PDU.LIID))
	}
	for i := range r.o.X1 {
		m := &r.o.X1[i]
		for _, t := range m.Targets {
			look(nil, []byte(t), nil, ev(m.Source, m.Kind))
		}
	}
	for _, w := range r.warrants {
		for _, d := range []*delivery{r.x3by[w], r.hi3by[w]} {
			if d == nil {
				continue
			}
			for _, f := range d.foreign {
				if name := f.of.truth.Subscriber; controls[name] != nil {
					a := &d.all[f.at]
					controls[name].fail("nothing about "+name, "a packet of "+f.of.String(), ev(r.source(a), "content"))
					if a.x3 != nil {
						r.control[name].X3++
					}
				}
			}
		}
	}
	for _, c := range others {
		c.skip("nothing was sent for the warrant")
	}
}

// concealment checks that the MSIN of a subscriber with profile A or B cannot be read on N2.
func (r *run) concealment() {
	for _, name := range slices.Sorted(maps.Keys(r.t.Subscribers)) {
		s := r.t.Subscribers[name]
		if s.SUCI == "null" {
			continue
		}
		c := r.check("SUCI-1", name)
		home := r.t.Networks[s.Home].PLMN
		msin := strings.TrimPrefix(s.SUPI, strings.ReplaceAll(home, "-", ""))
		want := map[string]uint8{"profile-a": 1, "profile-b": 2}[s.SUCI]
		attempts, seen, in := 0, 0, s.In
		if s.Moved != nil {
			in = s.Moved.From
		}
		for _, step := range r.t.Steps {
			if step.Subscriber == name && step.Kind == "register" {
				attempts++
			}
		}
		for i := range r.o.N2 {
			n := &r.o.N2[i]
			if n.Network != in || n.NAS == nil || n.NAS.Clear == nil {
				continue
			}
			e := ev(n.Source, "5GMM in clear")
			if readable(n.NAS, home, s.SUPI, msin) {
				c.fail("no MSIN of "+name+" in clear", "MSIN "+msin, e)
			}
			id := n.NAS.Identity
			if id != nil && id.Type == wire.IdentitySUCI && id.HomePLMN == home && id.Scheme == want && len(id.Output) > len(msin) {
				seen++
				c.ok(e)
			}
		}
		switch {
		case attempts == 0:
			c.skip(name + " does not register")
		case r.o.Interfaces[in+".n2"] == 0:
			c.unsure("the capture has no frames of " + in + ".n2")
		case seen == 0:
			c.unsure(fmt.Sprintf("no registration with a SUCI of %s and scheme %d is on %s.n2", home, want, in))
		}
	}
}

// readable tells whether a message shows the MSIN of a subscriber of a home network to anyone on the path: in a
// SUCI of that network or beside it as packed BCD in either alignment, or as digits.
func readable(n *wire.NAS, home, supi, msin string) bool {
	if id := n.Identity; id != nil && id.Type == wire.IdentitySUCI && id.HomePLMN == home {
		if id.MSIN() == msin || halves(id.Output, msin) {
			return true
		}
	}
	return halves(n.Clear, supi) || bytes.Contains(n.Clear, []byte(supi))
}

// halves looks for digits in packed BCD, low half first, that may begin at either half of an octet.
func halves(b []byte, digits string) bool {
	half := func(i int) byte { return b[i/2] >> (4 * (i & 1)) & 15 }
	for at := 0; at+len(digits) <= 2*len(b); at++ {
		i := 0
		for i < len(digits) && half(at+i) == digits[i]-'0' {
			i++
		}
		if i == len(digits) && i > 0 {
			return true
		}
	}
	return false
}
