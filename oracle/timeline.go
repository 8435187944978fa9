package oracle

import (
	"slices"
	"strings"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/rules"
	"lilab/oracle/truth"
	"lilab/oracle/verdict"
)

// tolerance is how far the time of a record may lie outside the step that caused it: network functions go on
// for a moment after the phone is done.
const tolerance = time.Second

// phase says how a step lies to the time in which a warrant was active.
type phase uint8

const (
	outside phase = iota
	within
	overlapping
)

// warrant is one warrant with everything that is known about it.
type warrant struct {
	id     string
	truth  truth.Warrant
	target truth.Subscriber
	// network is that of the agency.
	network truth.Network
	view    string
	// windows are the times in which the warrant was active at every function.
	windows []window
	// activated is false when an activation failed or there was none.
	activated bool
	// late says that the target was registered when the warrant was activated; lateGUTI is what it held then.
	late bool
	// refused says that the visited network refuses service to the target because his home encrypts; unauth that he makes emergency calls
	// without authentication.
	refused, unauth bool
	// steps are the target's steps.
	steps []truth.Step

	prediction rules.Prediction
	// byUse are the predictions for each communication of the target.
	byUse map[use]rules.Prediction
	// gmChanges says that the protection of Gm is not the same in all calls of the target, and nothing else differs.
	gmChanges bool
	// calls is what was found of each call, with gmChanges.
	calls map[int]oneCall
	// service is what the verdict is about: registration or data.
	service string
	// disturbed says that the network itself lost or changed packets of the target.
	disturbed bool
	// early says that packets of a new session passed before the point of interception had its task.
	early bool
	hi2   []*observe.HI2
	x2    []*observe.X2
}

// window is the time from the end of an activation to the start of a deactivation; the edges are the
// activation's start and the deactivation's end.
type window struct{ early, from, to, over time.Time }

// view tells whose agency a warrant serves, as seen from the subscriber.
func view(w truth.Warrant, s truth.Subscriber) string {
	switch {
	case w.Agency == s.In && w.Agency == s.Home:
		return "domestic"
	case w.Agency == s.In:
		return "visited"
	case w.Agency == s.Home:
		return "home"
	}
	return "none"
}

func newWarrant(id string, t *truth.Truth) *warrant {
	w := &warrant{id: id, truth: t.Warrants[id]}
	w.target = t.Subscribers[w.truth.Subscriber]
	w.network = t.Networks[w.truth.Agency]
	w.view = view(w.truth, w.target)
	w.unauth = unauthenticated(t, w.truth.Subscriber)
	for _, s := range t.Steps {
		if s.Subscriber == w.truth.Subscriber && !w.before(s.Start) {
			w.steps = append(w.steps, s)
		}
		if s.Warrant != id {
			continue
		}
		switch {
		case s.Kind == "activate" && s.Result == "done":
			end := t.End
			if end.Before(s.End) {
				end = s.End
			}
			w.windows = append(w.windows, window{s.Start, s.End, end.Add(tolerance), end.Add(tolerance)})
			w.activated = true
			w.late = w.late || registered(w.steps, s.Start)
		case s.Kind == "deactivate" && len(w.windows) > 0:
			last := &w.windows[len(w.windows)-1]
			last.to, last.over = s.Start, s.End
		}
	}
	return w
}

// activations are the tasks of the warrant, one after the other.
func (w *warrant) activations() []truth.Activation {
	if len(w.truth.Activations) > 0 {
		return w.truth.Activations
	}
	return []truth.Activation{{XID: w.truth.XID, LIID: w.truth.LIID}}
}

// task returns the task that the warrant had in one of its windows.
func (w *warrant) task(window int) truth.Activation {
	all := w.activations()
	return all[min(window, len(all)-1)]
}

// executes tells whether an XID is that of a task of the warrant.
func (w *warrant) executes(xid string) bool {
	return slices.ContainsFunc(w.activations(), func(a truth.Activation) bool { return strings.EqualFold(a.XID, xid) })
}

// timely fails a check for a PDU whose XID is that of another time of activity than its own.
func (w *warrant) timely(c *check, xid string, at time.Time, e func() Evidence) {
	if len(w.windows) < 2 || w.covers(at) != within {
		return
	}
	if want := w.task(w.window(at)).XID; !strings.EqualFold(want, xid) {
		c.fail("XID "+want+", the task at that time", "XID "+xid, e())
	}
}

// registered tells whether the subscriber of the steps was registered at a moment.
func registered(steps []truth.Step, at time.Time) bool {
	in := false
	for _, s := range steps {
		if s.End.After(at) {
			break
		}
		switch {
		case s.Kind == "register":
			in = s.Result == "registered"
		case s.Kind == entering:
			in = in || s.Result == "done"
		case s.Kind == "deregister" && s.Result == "done":
			in = false
		}
	}
	return in
}

// phase tells how a step lies to the windows of the warrant.
func (w *warrant) phase(s truth.Step) phase {
	out := outside
	for _, v := range w.windows {
		switch {
		case !s.Start.Before(v.from) && !s.End.After(v.to):
			return within
		case s.End.After(v.early) && s.Start.Before(v.over):
			out = overlapping
		}
	}
	return out
}

// during returns the target's steps of a kind that happened while the warrant was active, and how many
// more overlap with an activation or deactivation.
func (w *warrant) during(kind string, ok func(truth.Step) bool) (steps []truth.Step, unsure int) {
	for _, s := range w.steps {
		if s.Kind != kind || !ok(s) || w.unauth && w.truth.TargetType != "pei" {
			continue
		}
		switch w.phase(s) {
		case within:
			steps = append(steps, s)
		case overlapping:
			unsure++
		}
	}
	return steps, unsure
}

func succeeded(s truth.Step) bool { return s.Result == "registered" || s.Result == "done" }
func failed(s truth.Step) bool    { return !succeeded(s) }

// serves and owns tell whether the agency's network serves the target and whether it is its home.
// Tasks on identities of the IMS mean neither the access nor, where they are of another network, the subscription.
func (w *warrant) serves() bool { return (w.view == "domestic" || w.view == "visited") && !w.public() }
func (w *warrant) owns() bool {
	return (w.view == "domestic" || w.view == "home") && w.truth.TargetType != "nli" && !w.unauth
}

// public tells whether the task is on an identity of the IMS.
func (w *warrant) public() bool { return w.truth.TargetType == "impu" || w.truth.TargetType == "nli" }

// settings are the inputs of the rules.
func (w *warrant) settings(t *truth.Truth) rules.Settings {
	s := rules.Settings{"view": w.view, "task.target": w.truth.TargetType, "nas.nea": string(rune('0' + w.target.NEA&3))}
	s["suci.scheme"] = map[string]string{"null": "null", "profile-a": "A", "profile-b": "B"}[w.target.SUCI]
	if s["suci.scheme"] == "" {
		s["suci.scheme"] = "A"
	}
	s["auth.result"] = "ok"
	switch w.target.Fault {
	case "home-rejects":
		s["auth.result"] = "fail_home"
	case "wrong-key":
		s["auth.result"] = "fail_serving"
	case "supi-mismatch":
		s["auth.result"] = "supi_mismatch"
	}
	s["task.time"] = "before_reg"
	if w.late {
		s["task.time"] = "after_reg"
	}
	yes := func(b bool) string {
		if b {
			return "yes"
		}
		return "no"
	}
	supplied := true
	for _, a := range t.Agreements {
		if a.Home == w.target.Home && a.Visited == w.target.In && w.target.Home != w.target.In {
			s["n32"] = a.N32
			supplied = a.GPSISupplied
		}
	}
	s["gpsi.supplied"] = yes(w.target.GPSI != "" && (supplied || w.owns()))
	s["pei.obtained"] = yes(w.target.PEI != "" && s["auth.result"] == "ok")
	return s
}

// measured returns the truth that a measurement needs.
func (w *warrant) measured(t *truth.Truth) verdict.Target {
	m := verdict.Target{SUPI: w.target.SUPI, GPSI: w.target.GPSI, PEI: w.target.PEI,
		ServingPLMN: t.Networks[w.target.In].PLMN, AgencyPLMN: w.network.PLMN, Refused: w.refused, Unauthenticated: w.unauth}
	for _, s := range w.steps {
		if s.Cell != nil && !slices.Contains(m.Cells, cellOf(*s.Cell)) {
			m.Cells = append(m.Cells, cellOf(*s.Cell))
		}
	}
	return m
}

func cellOf(c truth.Cell) observe.Cell {
	return observe.Cell{PLMN: c.PLMN, TAIPLMN: c.PLMN, TAC: c.TAC, NRCellID: c.NRCellID}
}
