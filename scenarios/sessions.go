package scenarios

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lilab/sim"
)

// DefaultDNN is the data network of networks that name none.
const DefaultDNN = "internet"

// carriesData says whether the scenario has a session plane: SMF, UPF, data networks and what intercepts them. Scenarios
// without do not pay for it.
func (sc *Scenario) carriesData() bool {
	return sc.carriesIMS() || slices.ContainsFunc(sc.Script, func(s Step) bool { return len(s.OpenSession) > 0 }) ||
		slices.ContainsFunc(sc.Agreements, func(a Agreement) bool { return a.Data != "" }) ||
		slices.ContainsFunc(slices.Collect(maps.Values(sc.Networks)), func(n Network) bool { return len(n.DNNs) > 0 })
}

// dnns are the data networks of a network, with the default.
func (sc *Scenario) dnns(network string) map[string]DNN {
	n := sc.Networks[network]
	out := n.DNNs
	if len(out) == 0 && sc.carriesData() {
		out = map[string]DNN{DefaultDNN: {}}
	}
	if _, ok := out[sim.DNNIMS]; !ok && sc.carriesIMS() {
		out = maps.Clone(out)
		out[sim.DNNIMS] = DNN{}
	}
	return out
}

// offers says whether the data network has PDU sessions of the type, or grants it as one of IPv4 or IPv6.
func (d DNN) offers(t SessionType) bool {
	switch {
	case t.framed() || len(d.Types) == 0:
		return !t.framed() || slices.Contains(d.Types, t)
	case t == SessionIPv4v6:
		return slices.ContainsFunc(d.Types, func(t SessionType) bool { return !t.framed() })
	}
	return slices.Contains(d.Types, t) || slices.Contains(d.Types, SessionIPv4v6)
}

// confidentiality is the setting with its default.
func (d DNN) confidentiality() Policy {
	if d.Confidentiality == "" {
		return PolicyPreferred
	}
	return d.Confidentiality
}

// x3Format is the setting with its default.
func (n Network) x3Format() X3Format {
	if n.X3Format == "" {
		return X3GTPU
	}
	return n.X3Format
}

// n9 is the setting with its default, empty without home routing.
func (a Agreement) n9() N9 {
	if a.Data == HomeRouted && a.N9 == "" {
		return N9Clear
	}
	return a.N9
}

// headerReportsBy is the setting with its default, empty without header reports.
func (w Warrant) headerReportsBy() HeaderReportsBy {
	if w.HeaderReports != "" && w.HeaderReportsBy == "" {
		return ReportByUPF
	}
	return w.HeaderReportsBy
}

// Names of routes in truth.json, beside those of agreements.
const routeDomestic = "domestic"

// errNoData says that a visitor has no PDU sessions.
var errNoData = errors.New("the agreement says nothing about data")

// route says how the sessions of a subscriber to a data network leave, and in which network they end. Those for the IMS have
// a route of their own.
func (sc *Scenario) route(sub Subscriber, dnn string) (route, anchor string, err error) {
	switch {
	case dnn == sim.DNNIMS && sc.carriesIMS():
		return sc.imsRoute(sub)
	case dnn == sim.DNNEmergency && sc.carriesIMS():
		route, anchor = emergencyRoute(sub)
		return route, anchor, nil
	}
	return sc.dataRoute(sub)
}

func (sc *Scenario) dataRoute(sub Subscriber) (route, anchor string, err error) {
	if sub.Home == sub.In {
		return routeDomestic, sub.Home, nil
	}
	a, ok := sc.agreement(sub.Home, sub.In)
	switch {
	case !ok || a.Data == "":
		return "", "", errNoData
	case a.Data == LocalBreakout:
		return string(a.Data), sub.In, nil
	}
	return string(a.Data), sub.Home, nil
}

// dnn is the data network that an opening asks for. The home network has it, because the subscription comes from
// there, and the network where the session ends has it.
func (sc *Scenario) dnn(sub Subscriber, anchor, asked string) (string, error) {
	home, there := sc.dnns(sub.Home), sc.dnns(anchor)
	name := asked
	if asked == sim.DNNEmergency && sc.carriesIMS() {
		return asked, nil // which every network with an IMS has, whatever the subscription says
	}
	if name == "" {
		name = DefaultDNN
		keys := slices.DeleteFunc(sortedKeys(home), func(k string) bool { return k == sim.DNNIMS && len(home) > 1 })
		if len(keys) == 1 {
			name = keys[0]
		}
	}
	for network, has := range map[string]map[string]DNN{sub.Home: home, anchor: there} {
		if _, ok := has[name]; ok {
			continue
		}
		if asked == "" {
			return "", fmt.Errorf("which data network: %s of %s?", strings.Join(sortedKeys(home), " or "), sub.Home)
		}
		return "", fmt.Errorf("there is no data network %q in %s", name, network)
	}
	return name, nil
}

// openSession is what the script has opened: where it ends, and why it will not come about, if it will not. That of a
// step with a problem is broken: what follows from the problem is no problem of its own.
type openSession struct {
	anchor, refused string
	broken          bool
	kind            SessionType
	// ims says that it is for the IMS: a step that names no session means another one.
	ims bool
}

// openSessions are those of each subscriber by identity.
type openSessions map[string]map[uint8]openSession

// free is the first identity that is free, as a phone chooses it; 0 if there is none.
func (o openSessions) free(subscriber string) uint8 {
	for id := uint8(1); id <= 15; id++ {
		if x, taken := o[subscriber][id]; !taken || x.refused != "" {
			return id
		}
	}
	return 0
}

// put notes a session.
func (o openSessions) put(subscriber string, id uint8, x openSession) {
	if o[subscriber] == nil {
		o[subscriber] = map[uint8]openSession{}
	}
	o[subscriber][id] = x
}

// one is the session that a step means: that with the identity, or else the only one.
func (o openSessions) one(s *source, at path, key, subscriber string, id uint8) (uint8, bool) {
	mine := o[subscriber]
	if id == 0 {
		mine = maps.Clone(mine)
		maps.DeleteFunc(mine, func(_ uint8, x openSession) bool { return x.ims })
	}
	var open []uint8 // those that come about
	for _, n := range slices.Sorted(maps.Keys(mine)) {
		if mine[n].refused == "" {
			open = append(open, n)
		}
	}
	switch {
	case len(mine) == 0:
		s.add(s.value(at), fmt.Sprintf("put a step before it: - open-session: %s", subscriber), "%s has no open PDU session here", subscriber)
		return 0, false
	case id == 0 && len(open) > 1:
		s.add(s.value(at), fmt.Sprintf("add %s: %d", key, open[0]), "%s has %d open PDU sessions, and the step names none", subscriber, len(open))
		return 0, false
	case id == 0 && len(open) == 1:
		id = open[0]
	case id == 0:
		id = slices.Min(slices.Collect(maps.Keys(mine)))
	}
	found, ok := mine[id]
	if !ok {
		s.add(s.value(at.sub(key)), "", "PDU session %d of %s is not open here", id, subscriber)
		return 0, false
	}
	if found.broken {
		return 0, false
	}
	if found.refused != "" {
		s.add(s.value(at), "", "PDU session %d of %s does not come about: %s", id, subscriber, found.refused)
		return 0, false
	}
	return id, true
}
