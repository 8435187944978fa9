package scenarios

import (
	"fmt"
	"slices"
)

// departure is the move of a phone to another network.
type departure struct {
	network string
	// step is the index of the step of the script.
	step int
	at   path
}

// departures are those of the script by subscriber, the first of each.
func (sc *Scenario) departures(s *source) map[string]departure {
	out := map[string]departure{}
	for i, step := range sc.Script {
		for j, m := range step.Move {
			if m.Network == "" {
				continue
			}
			at := s.item(path{"script", fmt.Sprint(i)}.sub("move"), j)
			if d, twice := out[m.Subscriber]; twice {
				s.add(s.value(at.sub("network")), "", "%s went to %s in step %d already, and a phone changes the network once at most", m.Subscriber, d.network, d.step+1)
				continue
			}
			out[m.Subscriber] = departure{m.Network, i, at}
		}
	}
	return out
}

// checkDepartures checks phones that go from one network to another. What a network has to intercept must not depend on when something
// happened there, so all that it knows of a phone is of one stay: before it the network of arrival has nothing to do with the phone, and
// the one that it leaves, which is its home, has a warrant only after it.
func (sc *Scenario) checkDepartures(s *source) {
	gone := sc.departures(s)
	for _, name := range sortedKeys(gone) {
		d := gone[name]
		sub, err := sc.subscriber(name)
		if err != nil || !refer(s, d.at.sub("network"), "network", d.network, sc.Networks) || sc.Subscribers[name].Home == "" && sub.Home == "" {
			continue
		}
		sc.checkDeparture(s, name, sub, d)
		sc.checkStay(s, name, d)
		sc.checkLeft(s, name, sub, d)
	}
	for _, name := range sortedKeys(sc.Subscribers) {
		own := sc.Subscribers[name]
		d, model := gone[own.Like]
		if mine, ok := gone[name]; own.Control && model && (!ok || mine.network != d.network) {
			s.add(s.key(path{"subscribers", name}), fmt.Sprintf("add - move: {subscriber: %s, network: %s}", name, d.network),
				"%s is the control subscriber of %s, who goes to %s, and has to do the same", name, own.Like, d.network)
		}
	}
}

// checkDeparture checks one phone that goes.
func (sc *Scenario) checkDeparture(s *source, name string, sub Subscriber, d departure) {
	m := sc.moveOf(name, d)
	if m.To != "" {
		refer(s, d.at.sub("to"), "cell of "+d.network, m.To, sc.cells(d.network))
	}
	a, ok := sc.agreement(sub.Home, d.network)
	switch {
	case d.network == sub.In:
		s.add(s.value(d.at.sub("network")), "use to, the name of a cell", "%s is in %s already", name, d.network)
	case sub.In != sub.Home:
		s.add(s.value(d.at.sub("network")), "take in away", "%s begins in %s; played are phones that leave their home network", name, sub.In)
	case !ok || a.IMS != HomeRouted:
		s.add(s.value(d.at.sub("network")), fmt.Sprintf("add {home: %s, visited: %s, ims: home-routed} to agreements", sub.Home, d.network),
			"%s cannot take a session for the IMS to %s: no agreement with %s routes it home", name, d.network, sub.Home)
	case a.privacyEncryption() == PrivacyRefused:
		s.add(s.value(d.at.sub("network")), "", "%s gives subscribers of %s no service", d.network, sub.Home)
	}
	if sub.Registration != "" && sub.Registration != RegisterNormally || sub.Fault != "" || sub.DivertTo != "" {
		s.add(s.value(d.at.sub("subscriber")), "", "%s is a phone that registers as usual and takes its calls itself, if it goes to another network", name)
	}
}

// moveOf is the move of a departure.
func (sc *Scenario) moveOf(name string, d departure) Move {
	for _, m := range sc.Script[d.step].Move {
		if m.Subscriber == name && m.Network == d.network {
			return m
		}
	}
	return Move{}
}

// checkStay refuses what a phone that goes to another network does besides registering and calling.
func (sc *Scenario) checkStay(s *source, name string, d departure) {
	registered := false
	refuse := func(at path, what string) {
		s.add(s.value(at), "take another subscriber for it", "%s goes to %s in step %d; %s of such a phone is not played", name, d.network, d.step+1, what)
	}
	for i, step := range sc.Script {
		at := path{"script", fmt.Sprint(i)}
		for j, n := range step.Register {
			if n == name && registered {
				refuse(s.item(at.sub("register"), j), "a second registration")
			}
			registered = registered || n == name
		}
		each := func(key string, who []string) {
			for j, n := range who {
				if n == name {
					refuse(s.item(at.sub(key), j), key)
				}
			}
		}
		each("open-session", namesOf(step.OpenSession, func(x SessionOpening) []string { return []string{x.Subscriber} }))
		each("modify-session", namesOf(step.ModifySession, func(x SessionModification) []string { return []string{x.Subscriber} }))
		each("release-session", namesOf(step.ReleaseSession, func(x SessionRelease) []string { return []string{x.Subscriber} }))
		each("close-session", namesOf(step.CloseSession, func(x SessionClosing) []string { return []string{x.Subscriber} }))
		each("handover", namesOf(step.Handover, func(x HandoverStep) []string { return []string{x.Subscriber} }))
		for j, x := range step.Data {
			if x.From == name || x.To == name {
				refuse(s.item(at.sub("data"), j), "data")
			}
		}
		for j, x := range step.Message {
			if x.From == name || x.To == name {
				refuse(s.item(at.sub("message"), j), "message")
			}
		}
		for j, x := range step.Move {
			if x.Subscriber == name && x.Network == "" {
				refuse(s.item(at.sub("move"), j), "another move")
			}
		}
		for j, x := range step.Call {
			p := s.item(at.sub("call"), j)
			switch {
			case x.From == name && x.Emergency:
				refuse(p.sub("emergency"), "an emergency call")
			case x.From == name && x.Handover != nil:
				refuse(p.sub("handover"), "a handover")
			}
		}
	}
}

func namesOf[T any](list []T, of func(T) []string) (out []string) {
	for _, x := range list {
		out = append(out, of(x)...)
	}
	return out
}

// checkLeft checks the warrants on a phone that goes.
func (sc *Scenario) checkLeft(s *source, name string, sub Subscriber, d departure) {
	left := false
	for i, step := range sc.Script {
		early := func(at path, w string) {
			if x := sc.Warrants[w]; x.Target.Subscriber() == name && x.Agency == sub.Home && !left {
				s.add(s.value(at), fmt.Sprintf("activate it after step %d", d.step+1),
					"%s leaves %s in step %d, and a warrant of %s on a phone that leaves is played from then on", name, sub.Home, d.step+1, sub.Home)
			}
		}
		at := path{"script", fmt.Sprint(i)}
		for j, w := range step.Activate {
			early(s.item(at.sub("activate"), j), w)
		}
		for j, c := range step.Call {
			for n, w := range c.Activate {
				early(s.item(s.item(at.sub("call"), j).sub("activate"), n), w)
			}
		}
		left = left || i == d.step
	}
	for _, w := range sortedKeys(sc.Warrants) {
		x := sc.Warrants[w]
		if x.Target.Subscriber() == name && slices.Contains([]string{"impu", "nli"}, x.Target.Type()) {
			s.add(s.value(path{"warrants", w, "target"}), "use supi, gpsi or pei", "%s goes to %s; a warrant on such a phone names an identity that the access knows", name, d.network)
		}
	}
}
