package scenarios

import (
	"fmt"
	"slices"
	"time"

	"lilab/sim"
	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/smf"
)

// relocation is how long a UPF that a session has left still hands on what is on its way to it. Nothing in the lab is on its way that
// long, on a busy machine either; what follows a handover waits for the end of it.
const relocation = 3 * time.Second

// Bounds of what an NF waits for another. Scenarios measure no times of the core network, and the machine may be busy. An AMF waits
// longer than an SMF, which asks another SMF and a UPF before it answers.
const (
	smfWaits = 10 * time.Second
	amfWaits = 30 * time.Second
)

// smfTimers are those of SMFs in scenarios, amfTimers those of AMFs.
func smfTimers() smf.Timers { return smf.Timers{Relocation: relocation, SBI: smfWaits} }
func amfTimers() amf.Timers { return amf.Timers{Home: amfWaits, Handover: amfWaits} }

// functionName names the SMF or UPF with a number: "smf1", "upf2".
func functionName(kind string, number int) string { return fmt.Sprintf("%s%d", kind, max(number, 1)) }

// area is the SMF or the UPF that serves a cell, by number.
func (c Cell) area(kind string) int {
	if kind == "upf" {
		return max(c.UPF, 1)
	}
	return max(c.SMF, 1)
}

// simFunctions are the SMFs and UPFs of a network as the simulator takes them, none for one of each. Several SMFs have a UPF each;
// several UPFs have one SMF, and only the first has data networks.
func (n *network) simFunctions() (smfs []sim.SMF, upfs []sim.UPF) {
	tacs := func(kind string, number int) (out []uint32) {
		for _, c := range n.cells {
			if n.Cells[c.name].area(kind) == number && !slices.Contains(out, c.tac) {
				out = append(out, c.tac)
			}
		}
		return out
	}
	for i := 1; n.SMFs > 1 && i <= n.SMFs; i++ {
		upf := functionName("upf", i)
		smfs = append(smfs, sim.SMF{Name: functionName("smf", i), TACs: tacs("smf", i), UPFs: []string{upf}})
		upfs = append(upfs, sim.UPF{Name: upf})
	}
	for i := 1; n.UPFs > 1 && i <= n.UPFs; i++ {
		upfs = append(upfs, sim.UPF{Name: functionName("upf", i), TACs: tacs("upf", i), Intermediate: i > 1})
	}
	return smfs, upfs
}

// serving names the SMF and the UPF of a cell, empty where the network has one of each.
func (n *network) serving(c cell) (smf, upf string) {
	if n.SMFs > 1 {
		smf = functionName("smf", n.Cells[c.name].area("smf"))
	}
	if n.UPFs > 1 {
		upf = functionName("upf", n.Cells[c.name].area("upf"))
	}
	return smf, upf
}

// checkAreas checks which functions serve which cells of a network.
func (sc *Scenario) checkAreas(s *source, name string) {
	n, at := sc.Networks[name], path{"networks", name}
	if n.SMFs > 1 && n.UPFs > 1 {
		s.add(s.key(at.sub("upfs")), "use smfs for visitors that are home-routed, upfs for others", "several SMFs have a UPF each, and upfs are those of one SMF")
	}
	for _, a := range sc.Agreements {
		if n.UPFs > 1 && a.Visited == name && (a.Data == HomeRouted || a.IMS == HomeRouted) {
			s.add(s.key(at.sub("upfs")), "use smfs", "with home routing the V-UPF changes together with its V-SMF")
		}
	}
	counts := map[string]int{"smf": max(n.SMFs, 1), "upf": max(n.UPFs, 1)}
	for _, kind := range []string{"smf", "upf"} {
		used, byTAC := map[int]bool{}, map[string]string{}
		for _, c := range sortedKeys(n.Cells) {
			number := n.Cells[c].area(kind)
			used[number] = true
			p := at.sub("cells").sub(c).sub(kind)
			if number > counts[kind] {
				s.add(s.value(p), fmt.Sprintf("add %ss: %d to the network", kind, number), "%s has no %s", name, functionName(kind, number))
			}
			other, seen := byTAC[n.Cells[c].TAC]
			if seen && n.Cells[other].area(kind) != number {
				s.add(s.value(at.sub("cells").sub(c)), "give the cells tracking areas of their own", "cells %s and %s are in one tracking area, which has one %s", other, c, kind)
			}
			byTAC[n.Cells[c].TAC] = c
			for _, other := range sortedKeys(n.Cells) {
				if other < c && n.Cells[other].area(kind) != number && sameGNB(n.Cells[other].NRCellID, n.Cells[c].NRCellID) {
					s.add(s.value(at.sub("cells").sub(c)), "give the cells gNBs of their own", "cells %s and %s are of one gNB, and it is a handover between gNBs that changes the %s", other, c, kind)
				}
			}
		}
		for i := 1; counts[kind] > 1 && i <= counts[kind]; i++ {
			if !used[i] {
				s.add(s.value(at.sub(kind+"s")), fmt.Sprintf("add %s: %d to a cell", kind, i), "%s serves no cell of %s", functionName(kind, i), name)
			}
		}
	}
}

// changesSMF says whether a session that is home-routed gets another V-SMF between two cells of the network that serves a phone.
func (r *run) changesSMF(name, from, to string) bool {
	n := r.plan.network(r.plan.subscriber(name).In)
	at := func(cell string) int { return n.Cells[cell].area("smf") }
	return n.SMFs > 1 && at(from) != at(to)
}

// watchPath waits until the SMFs have done with a handover: those that keep a session say that it has changed, a V-SMF that takes one
// over that it is established there, and the one before that it is left.
func (r *run) watchPath(h HandoverStep) watchedAll {
	sub, net := r.plan.subscriber(h.Subscriber), r.lab.Network(r.plan.subscriber(h.Subscriber).In)
	if net.GNB(h.To) == net.GNB(r.cell[h.Subscriber]) {
		return nil
	}
	stay, moved := 0, 0
	for _, s := range r.sessions[h.Subscriber] {
		if s.network != sub.In && r.changesSMF(h.Subscriber, r.cell[h.Subscriber], h.To) {
			moved++
		} else {
			stay++
		}
	}
	var all watchedAll
	if stay > 0 {
		all = append(all, r.watchSMFs([]string{sub.In}, stay, modified)...)
	}
	if moved > 0 {
		all = append(all, r.watchSMFs([]string{sub.In}, moved, func(e event.Event) bool { _, ok := e.(event.SMFPDUSessionEstablished); return ok })...)
		all = append(all, r.watchSMFs([]string{sub.In}, moved, func(e event.Event) bool { x, ok := e.(event.SMFPDUSessionReleased); return ok && x.Continued })...)
		all = append(all, r.watchSMFs([]string{sub.Home}, moved, modified)...)
	}
	return all
}
