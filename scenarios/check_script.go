package scenarios

import "fmt"

// checkScript follows the script with the state that each phone and warrant would have.
func (sc *Scenario) checkScript(s *source) {
	registered, active := map[string]bool{}, map[string]bool{}
	open, cell := openSessions{}, map[string]string{}
	for i, step := range sc.Script {
		at := path{"script", fmt.Sprint(i)}
		for j, w := range step.Activate {
			p := s.item(at.sub("activate"), j)
			if refer(s, p, "warrant", w, sc.Warrants) && active[w] {
				s.add(s.value(p), "", "warrant %s is active already", w)
			}
			active[w] = true
		}
		for j, w := range step.Deactivate {
			p := s.item(at.sub("deactivate"), j)
			if refer(s, p, "warrant", w, sc.Warrants) && !active[w] {
				s.add(s.value(p), "", "warrant %s is not active here", w)
			}
			active[w] = false
		}
		for j, name := range step.Register {
			p := s.item(at.sub("register"), j)
			if !refer(s, p, "subscriber", name, sc.Subscribers) {
				continue
			}
			if registered[name] {
				s.add(s.value(p), "", "%s is registered already", name)
			}
			sub, err := sc.subscriber(name)
			registered[name] = err == nil && sub.Fault == ""
		}
		for j, d := range step.Deregister {
			if sc.mustBeRegistered(s, s.item(at.sub("deregister"), j), d.Subscriber, registered) {
				registered[d.Subscriber] = false
				delete(open, d.Subscriber)
			}
		}
		for j, m := range step.Move {
			p := s.item(at.sub("move"), j)
			if sc.mustBeRegistered(s, p.sub("subscriber"), m.Subscriber, registered) {
				sc.checkMove(s, p, m, cell)
			}
		}
		for j, o := range step.OpenSession {
			if p := s.item(at.sub("open-session"), j); sc.mustBeRegistered(s, p.sub("subscriber"), o.Subscriber, registered) {
				sc.checkOpening(s, p, o, open)
			} else {
				open.put(o.Subscriber, max(o.ID, 1), openSession{broken: true})
			}
		}
		for j, m := range step.ModifySession {
			if p := s.item(at.sub("modify-session"), j); sc.mustBeRegistered(s, p.sub("subscriber"), m.Subscriber, registered) {
				sc.checkModification(s, p, m, open)
			}
		}
		for j, h := range step.Handover {
			if p := s.item(at.sub("handover"), j); sc.mustBeRegistered(s, p.sub("subscriber"), h.Subscriber, registered) {
				sc.checkHandover(s, p, h, cell, open)
			}
		}
		for j, c := range step.ReleaseSession {
			if p := s.item(at.sub("release-session"), j); sc.mustBeRegistered(s, p.sub("subscriber"), c.Subscriber, registered) {
				if id, ok := open.one(s, p, "id", c.Subscriber, c.ID); ok {
					delete(open[c.Subscriber], id)
				}
			}
		}
		for j, c := range step.CloseSession {
			if p := s.item(at.sub("close-session"), j); sc.mustBeRegistered(s, p.sub("subscriber"), c.Subscriber, registered) {
				if id, ok := open.one(s, p, "id", c.Subscriber, c.ID); ok {
					delete(open[c.Subscriber], id)
				}
			}
		}
		for j, d := range step.Data {
			if p := s.item(at.sub("data"), j); sc.mustBeRegistered(s, p.sub("from"), d.From, registered) {
				sc.checkTransfer(s, p, d, open)
			}
		}
		for j, name := range step.IMSRegister {
			if p := s.item(at.sub("ims-register"), j); sc.mustBeRegistered(s, p, name, registered) {
				sc.checkIMSUser(s, p, name, open)
			}
		}
		for j, m := range step.Message {
			sc.checkMessage(s, s.item(at.sub("message"), j), m, registered, open)
		}
		for j, c := range step.Call {
			p := s.item(at.sub("call"), j)
			sc.checkCall(s, p, c, registered, open)
			if c.Handover != nil && registered[c.From] {
				sc.checkHandover(s, p.sub("handover"), HandoverStep{Subscriber: c.From, To: c.Handover.To}, cell, open)
			}
			for n, w := range c.Activate {
				q := s.item(p.sub("activate"), n)
				if refer(s, q, "warrant", w, sc.Warrants) && active[w] {
					s.add(s.value(q), "", "warrant %s is active already", w)
				}
				active[w] = true
			}
		}
	}
}

func (sc *Scenario) mustBeRegistered(s *source, p path, name string, registered map[string]bool) bool {
	if !refer(s, p, "subscriber", name, sc.Subscribers) {
		return false
	}
	if !registered[name] {
		hint := ""
		if sub, err := sc.subscriber(name); err == nil && sub.Fault != "" {
			hint = fmt.Sprintf("with fault: %s no registration succeeds", sub.Fault)
		}
		s.add(s.value(p), hint, "%s is not registered here", name)
		return false
	}
	return true
}
