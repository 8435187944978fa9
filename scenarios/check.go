package scenarios

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"lilab/sim"
)

// check finds what a schema cannot see: references, identities, the order of the script.
func (sc *Scenario) check(s *source) {
	sc.checkID(s)
	sc.checkNetworks(s)
	sc.checkAgreements(s)
	sc.checkSubscribers(s)
	sc.checkWarrants(s)
	sc.checkScript(s)
	sc.checkDepartures(s)
}

func (sc *Scenario) checkID(s *source) {
	file := filepath.ToSlash(s.name)
	if sc.ID != "" && s.name != "-" && file != sc.ID+".yaml" && !strings.HasSuffix(file, "/"+sc.ID+".yaml") {
		s.add(s.value(path{"id"}), "the id is the path of the file without .yaml", "the id %s does not fit the file %s", sc.ID, file)
	}
}

func (sc *Scenario) checkNetworks(s *source) {
	seen := map[PLMN]string{}
	for _, n := range sortedKeys(sc.Networks) {
		net := sc.Networks[n]
		sc.checkX3Format(s, n)
		sc.checkAreas(s, n)
		if other, twice := seen[net.PLMN]; twice && net.PLMN != "" {
			s.add(s.value(path{"networks", n, "plmn"}), "", "plmn %s is that of network %s", net.PLMN, other)
		}
		seen[net.PLMN] = n
		cells := map[string]string{}
		for _, c := range sortedKeys(net.Cells) {
			id := net.Cells[c].NRCellID
			if other, twice := cells[id]; twice && id != "" {
				s.add(s.value(path{"networks", n, "cells", c, "nr-cell-id"}), "", "the NR cell identity is that of cell %s", other)
			}
			cells[id] = c
		}
	}
}

// sameGNB says whether two NR cell identities have the same gNB identifier; malformed ones are not judged here.
func sameGNB(a, b string) bool {
	x, errX := strconv.ParseUint(a, 16, 36)
	y, errY := strconv.ParseUint(b, 16, 36)
	return errX != nil || errY != nil || x>>(36-sim.GNBIDLength) == y>>(36-sim.GNBIDLength)
}

func (sc *Scenario) checkAgreements(s *source) {
	for i, a := range sc.Agreements {
		at := path{"agreements", fmt.Sprint(i)}
		refer(s, at.sub("home"), "network", a.Home, sc.Networks)
		refer(s, at.sub("visited"), "network", a.Visited, sc.Networks)
		if a.Home != "" && a.Home == a.Visited {
			s.add(s.value(at.sub("visited")), "", "a network needs no agreement with itself")
		}
		for _, b := range sc.Agreements[:i] {
			if a.Home != "" && a.Home == b.Home && a.Visited == b.Visited {
				s.add(s.value(at), "", "there is an agreement for subscribers of %s in %s already", a.Home, a.Visited)
			}
		}
		sc.checkRoute(s, at, a)
		sc.checkIMSAgreement(s, at, a)
	}
}

// agreement is the agreement under which subscribers of home are served by visited.
func (sc *Scenario) agreement(home, visited string) (Agreement, bool) {
	for _, a := range sc.Agreements {
		if a.Home == home && a.Visited == visited {
			return a, true
		}
	}
	return Agreement{}, false
}

func (sc *Scenario) checkSubscribers(s *source) {
	seen := map[string]string{}
	for _, name := range sortedKeys(sc.Subscribers) {
		at := path{"subscribers", name}
		own := sc.Subscribers[name]
		if !refer(s, at.sub("like"), "subscriber", own.Like, sc.Subscribers) {
			continue
		}
		sub, err := sc.subscriber(name)
		if err != nil {
			s.add(s.value(at.sub("like")), "", "%v", err)
			continue
		}
		if sub.Home == "" {
			s.add(s.key(at), "", `subscriber %s lacks the key "home"`, name)
			continue
		}
		if !refer(s, at.sub("home"), "network", sub.Home, sc.Networks) || !refer(s, at.sub("in"), "network", sub.In, sc.Networks) {
			continue
		}
		sc.checkRegistration(s, at, name, own)
		if _, ok := sc.agreement(sub.Home, sub.In); !ok && sub.Home != sub.In && own.Like == "" && !sub.unauthenticated() {
			s.add(s.value(at.sub("in")), fmt.Sprintf("add an item {home: %s, visited: %s} to agreements", sub.Home, sub.In),
				"there is no agreement for subscribers of %s in %s", sub.Home, sub.In)
		}
		if sub.Cell != "" && own.Cell != "" {
			refer(s, at.sub("cell"), "cell of "+sub.In, sub.Cell, sc.cells(sub.In))
		}
		sc.checkIMSSubscriber(s, at, own)
		sc.checkDiversion(s, at, name, own)
		plmn := sc.Networks[sub.Home].PLMN.PLMN()
		if own.SUPI != "" && !strings.HasPrefix(own.SUPI, plmn.MCC+plmn.MNC) {
			s.add(s.value(at.sub("supi")), "", "the SUPI %s does not begin with %s%s, the PLMN of network %s", own.SUPI, plmn.MCC, plmn.MNC, sub.Home)
		}
		for kind, id := range map[string]string{"supi": own.SUPI, "gpsi": own.GPSI, "pei": own.PEI} {
			if other, twice := seen[kind+id]; twice && id != "" {
				s.add(s.value(at.sub(kind)), "", "the %s is that of subscriber %s", strings.ToUpper(kind), other)
			}
			seen[kind+id] = name
		}
	}
}

func (sc *Scenario) checkWarrants(s *source) {
	for _, name := range sortedKeys(sc.Warrants) {
		at, w := path{"warrants", name}, sc.Warrants[name]
		refer(s, at.sub("agency"), "network", w.Agency, sc.Networks)
		if refer(s, at.sub("target"), "subscriber", w.Target.Subscriber(), sc.Subscribers) && sc.Subscribers[w.Target.Subscriber()].Control {
			s.add(s.value(at.sub("target")), "a control subscriber shows that nothing is delivered about others", "%s is a control subscriber and cannot be a target", w.Target.Subscriber())
		}
		sc.checkHeaderReports(s, at, w)
		sc.checkIMSTarget(s, at, w)
	}
	for _, name := range sortedKeys(sc.Expect) {
		if _, ok := sc.Warrants[name]; !ok {
			s.add(s.key(path{"expect", name}), didYouMean(name, sortedKeys(sc.Warrants)), "there is no warrant %q", name)
		}
	}
}

// item is the path of the j-th item of a list, or of the one thing that stands there without a list.
func (s *source) item(p path, j int) path {
	q := p.sub(fmt.Sprint(j))
	if _, ok := s.values[q.String()]; ok {
		return q
	}
	return p
}

// refer checks that a name is one of those that are defined. An empty name is no reference.
func refer[V any](s *source, at path, what, name string, defined map[string]V) bool {
	if name == "" {
		return true
	}
	if _, ok := defined[name]; ok {
		return true
	}
	s.add(s.value(at), didYouMean(name, sortedKeys(defined)), "there is no %s %q", what, name)
	return false
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// subscriber is a subscriber with the settings that "like" brings in and with the defaults.
func (sc *Scenario) subscriber(name string) (Subscriber, error) {
	sub := sc.Subscribers[name]
	for like, seen := sub.Like, []string{name}; like != ""; {
		if slices.Contains(seen, like) {
			return sub, fmt.Errorf("the subscribers %s are like each other in a circle", strings.Join(append(seen, like), ", "))
		}
		seen = append(seen, like)
		model := sc.Subscribers[like]
		orElse(&sub.Home, model.Home)
		orElse(&sub.In, model.In)
		orElse(&sub.Cell, model.Cell)
		orElse(&sub.SUCI, model.SUCI)
		orElse(&sub.NAS, model.NAS)
		orElse(&sub.Fault, model.Fault)
		orElse(&sub.Registration, model.Registration)
		orElse(&sub.Gm, model.Gm)
		orElse(&sub.Media, model.Media)
		orElse(&sub.DivertTo, model.DivertTo)
		orElse(&sub.DivertWhen, model.DivertWhen)
		like = model.Like
	}
	orElse(&sub.In, sub.Home)
	if sub.unauthenticated() {
		sub.SUCI, sub.NAS, sub.Gm = SUCINull, "nea0", GmNone
	}
	orElse(&sub.SUCI, SUCIProfileA)
	orElse(&sub.NAS, "nea2")
	orElse(&sub.Gm, GmESPAES)
	orElse(&sub.Media, MediaRTP)
	return sub, nil
}

func orElse[T ~string](v *T, other T) {
	if *v == "" {
		*v = other
	}
}

// cells are the cells of a network, with the default.
func (sc *Scenario) cells(network string) map[string]Cell {
	if c := sc.Networks[network].Cells; len(c) > 0 {
		return c
	}
	return map[string]Cell{
		"cell1": {TAC: "000001", NRCellID: "000000011"},
		"cell2": {TAC: "000002", NRCellID: "000000012"},
	}
}
