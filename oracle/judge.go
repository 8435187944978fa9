package oracle

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
	"lilab/oracle/verdict"
)

// Input is what the oracle judges: one run of one scenario.
type Input struct {
	// Capture is the run's capture.pcapng.
	Capture io.Reader
	// Truth is the run's truth.json.
	Truth truth.Truth
	// Tool names the program and version for Result.Tool.
	Tool string
	// Log may be nil.
	Log *slog.Logger
	// Now measures the wall time of judging; nil means the machine's clock.
	Now func() time.Time
}

// ErrCapture is wrapped by the error of Judge when the capture cannot be read as a file.
var ErrCapture = errors.New("capture cannot be read")

// ErrTruth is wrapped by the error of Judge when the truth file contradicts itself.
var ErrTruth = errors.New("truth cannot be used")

// Judge reads a capture and a truth file and returns everything that can be said about them. The error
// is about the input as a file (errors.Is ErrCapture or ErrTruth) or about the context; whatever is wrong
// inside the capture is a failed requirement in the result.
func Judge(ctx context.Context, in Input) (Result, error) {
	now := in.Now
	if now == nil {
		now = time.Now
	}
	start := now()
	log := in.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	if in.Capture == nil {
		return Result{}, fmt.Errorf("oracle: %w: there is none", ErrCapture)
	}
	if err := checkTruth(&in.Truth); err != nil {
		return Result{}, err
	}
	canaries := newSearch(&in.Truth)
	names := newNames()
	listener := newListener(&in.Truth)
	o, err := observe.ReadWith(ctx, in.Capture, listener.hooks(func(s *observe.HI3Series, h *observe.HI3, octets, packet []byte) {
		canaries.content(s, h, octets, packet)
		if packet != nil {
			names.content(s, h, packet)
		}
	}))
	if err != nil {
		if ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		return Result{}, fmt.Errorf("oracle: %w: %w", ErrCapture, err)
	}
	log.Debug("capture read", "frames", o.Frames, "x1", len(o.X1), "x2", len(o.X2), "x3", len(o.X3), "hi2", len(o.HI2), "hi3", len(o.HI3),
		"n2", len(o.N2), "packets", len(o.User), "unreadable", len(o.Broken))
	canaries.close()
	listener.close()
	r, err := newRun(&in.Truth, o, canaries, listener)
	if err != nil {
		return Result{}, err
	}
	r.names = names
	r.require()
	res := r.result()
	res.Tool = in.Tool
	res.WallMS = now().Sub(start).Milliseconds()
	log.Info("judged", "scenario", res.Scenario, "verdict", string(res.Verdict), "requirements", len(res.Requirements))
	return res, nil
}

// checkTruth refuses a truth file with references that lead nowhere.
func checkTruth(t *truth.Truth) error {
	if t.Schema != truth.Schema {
		return fmt.Errorf("oracle: %w: schema %q, want %q", ErrTruth, t.Schema, truth.Schema)
	}
	for name, s := range t.Subscribers {
		for _, n := range []string{s.Home, s.In} {
			if _, ok := t.Networks[n]; !ok {
				return fmt.Errorf("oracle: %w: subscriber %s names network %q, which is not there", ErrTruth, name, n)
			}
		}
	}
	for id, w := range t.Warrants {
		if _, ok := t.Subscribers[w.Subscriber]; !ok {
			return fmt.Errorf("oracle: %w: warrant %s names subscriber %q, who is not there", ErrTruth, id, w.Subscriber)
		}
		if _, ok := t.Networks[w.Agency]; !ok {
			return fmt.Errorf("oracle: %w: warrant %s names agency %q, which is not there", ErrTruth, id, w.Agency)
		}
	}
	return nil
}

// run is one judgement in progress.
type run struct {
	t        *truth.Truth
	o        *observe.Observations
	warrants []*warrant
	byXID    map[string]*warrant // network + " " + XID
	byLIID   map[string]*warrant // network + " " + LIID
	nets     []string            // networks that execute a warrant
	checks   []*check
	x2of     map[*observe.HI2]*observe.X2
	timed    []timed
	control  map[string]*Control
	answers  map[string][]*observe.X1 // X1 responses by network and transaction
	sessions []*session               // in the order of the truth
	// x3by and hi3by are the content that was delivered for each warrant; search has looked for canaries in it.
	x3by, hi3by map[*warrant]*delivery
	search      *search
	listener    *listener
	// sums are the packets of RTP on links.
	sums map[mediaSum]bool
	// mediaFirst is when a packet of RTP was on a link for the first time.
	mediaFirst map[mediaKey]time.Time
	// imsBy are the records of the IMS of each warrant.
	imsBy  map[*warrant][]imsRecord
	names  *names
	counts map[*warrant][]SessionCount
}

// timed is a record and the step that caused it.
type timed struct {
	w    *warrant
	step truth.Step
	rec  *observe.HI2
}

func newRun(t *truth.Truth, o *observe.Observations, canaries *search, l *listener) (*run, error) {
	r := &run{t: t, o: o, byXID: map[string]*warrant{}, byLIID: map[string]*warrant{}, control: map[string]*Control{},
		x2of: map[*observe.HI2]*observe.X2{}, search: canaries, listener: l, counts: map[*warrant][]SessionCount{}}
	for _, id := range slices.Sorted(maps.Keys(t.Warrants)) {
		w := newWarrant(id, t)
		p, err := r.predict(w)
		if err != nil {
			return nil, fmt.Errorf("oracle: %w: warrant %s: %w", ErrTruth, id, err)
		}
		w.prediction = p
		r.warrants = append(r.warrants, w)
		for _, a := range w.activations() {
			r.byXID[w.truth.Agency+" "+strings.ToLower(a.XID)] = w
			r.byLIID[w.truth.Agency+" "+a.LIID] = w
		}
		if !slices.Contains(r.nets, w.truth.Agency) {
			r.nets = append(r.nets, w.truth.Agency)
		}
	}
	slices.Sort(r.nets)
	r.users()
	r.deliveries()
	for i := range o.X2 {
		x := &o.X2[i]
		if w := r.byXID[x.Network+" "+x.XID]; w != nil && x.Record != nil {
			w.x2 = append(w.x2, x)
		}
	}
	for i := range o.HI2 {
		h := &o.HI2[i]
		if w := r.byLIID[h.Network+" "+h.PDU.LIID]; w != nil && h.Record != nil {
			w.hi2 = append(w.hi2, h)
		}
	}
	return r, nil
}

// check begins a requirement for a subject.
func (r *run) check(id, subject string) *check {
	c := newCheck(id, subject)
	r.checks = append(r.checks, c)
	return c
}

// require checks every requirement.
func (r *run) require() {
	for _, w := range r.warrants {
		r.preamble(w)
		r.unchanged(w)
	}
	for _, net := range r.nets {
		r.provisioning(net)
		r.encoding(net)
		r.envelope(net)
		r.sequences(net)
		r.contentSequences(net)
		r.handover(net)
		r.strayTriggers(net)
	}
	for _, w := range r.warrants {
		r.provisioningOrder(w)
		r.contentOrder(w)
		r.mediation(w)
		r.amf(w)
		r.udm(w)
		r.smf(w)
		r.times(w)
		r.triggering(w)
		r.headerReports(w)
		r.contentOf(w)
		r.contentCorrelation(w)
		r.ims(w)
		r.perCall(w)
		r.sms(w)
		r.emergency(w)
	}
	for _, net := range slices.Sorted(maps.Keys(r.t.Networks)) {
		// What a network knows of visitors while it has no warrant must stay inside, too.
		if slices.Contains(r.nets, net) || r.o.Interfaces[net+".x2lite"] > 0 {
			r.homeRouted(net)
		}
	}
	r.concealment()
	r.isolation()
	order := map[string]int{}
	for i, c := range catalogue {
		order[c.ID] = i
	}
	slices.SortStableFunc(r.checks, func(a, b *check) int { return order[a.ID] - order[b.ID] })
}

// ev makes evidence of an observation.
func ev(s observe.Source, note string) Evidence {
	return Evidence{Interface: s.Interface, Frame: s.Frame, Note: note}
}

// result puts everything together.
func (r *run) result() Result {
	res := Result{Schema: ResultSchema, Scenario: r.t.Scenario, Title: r.t.Title, Rows: r.t.Rows, Seed: r.t.Seed, Verdict: Pass}
	unsure := map[string]bool{}
	for _, c := range r.checks {
		res.Requirements = append(res.Requirements, c.Requirement)
		if (c.ID == "PRE-1" || c.ID == "PRE-2") && c.Result == Inconclusive {
			unsure[c.Subject] = true
		}
		res.Verdict = worse(res.Verdict, c.Result)
	}
	for _, w := range r.warrants {
		out := r.warrantResult(w)
		res.Warrants = append(res.Warrants, out)
		for _, f := range out.Findings {
			if !slices.Contains(res.Findings, f) {
				res.Findings = append(res.Findings, f)
			}
		}
		switch {
		case out.Agrees():
		case unsure[w.id] || out.reading():
			res.Verdict = worse(res.Verdict, Inconclusive)
		default:
			res.Verdict = worse(res.Verdict, Fail)
		}
	}
	res.CooperationUpperBound = r.bound(res.Warrants)
	for _, name := range slices.Sorted(maps.Keys(r.control)) {
		res.Control = append(res.Control, *r.control[name])
	}
	return res
}

// worse returns the worse of a verdict and the outcome of a requirement. Verdicts only ever worsen.
func worse(v, o Outcome) Outcome {
	rank := map[Outcome]int{Pass: 0, NotApplicable: 0, Skip: 0, XFail: 0, Inconclusive: 1, XPass: 2, Fail: 2, Error: 3}
	if rank[o] > rank[v] {
		return o
	}
	return v
}

// Agrees tells whether every axis and the roll-up measured as predicted and as the scenario expects.
func (w Warrant) Agrees() bool {
	for _, a := range []Axis{w.Axes.Identity, w.Axes.IRI, w.Axes.Location, w.Axes.Call, w.Axes.Content, w.Rollup} {
		if !a.Agrees() {
			return false
		}
	}
	return true
}

// reading tells whether the measurement is what another reading of the standards predicts.
func (w Warrant) reading() bool {
	for _, r := range w.Ambiguous {
		same := true
		for i, a := range []Axis{w.Axes.Identity, w.Axes.IRI, w.Axes.Location, w.Axes.Call, w.Axes.Content} {
			same = same && a.Measured == [...]Value{r.Axes.Identity, r.Axes.IRI, r.Axes.Location, r.Axes.Call, r.Axes.Content}[i]
		}
		if same {
			return true
		}
	}
	return false
}

// Agrees tells whether the axis measured as predicted and, where the scenario says so, as expected.
func (a Axis) Agrees() bool {
	return a.Measured == a.Predicted && (a.Expected == "" || a.Expected == a.Measured)
}

func (r *run) warrantResult(w *warrant) Warrant {
	records := make([]*observe.Record, 0, len(w.hi2))
	out := Warrant{ID: w.id, Agency: w.truth.Agency, View: w.view, Target: w.truth.TargetType + "-" + w.truth.Target,
		Services: w.truth.Services, Rules: w.prediction.Rules, Records: map[string]int{}, Findings: w.prediction.Findings}
	if out.Services == nil {
		out.Services = []string{}
	}
	if out.Rules == nil {
		out.Rules = []string{}
	}
	for _, h := range w.hi2 {
		records = append(records, h.Record)
		out.Records[h.Record.Type]++
	}
	if d := r.x3by[w]; d != nil {
		for i := range d.all {
			out.X3.PDUs++
			out.X3.Octets += d.all[i].x3.Octets
		}
	}
	r.countMedia(w, &out)
	if out.GmDelay = r.untilReadable(w); out.GmDelay != nil {
		out.Findings = append(slices.Clone(out.Findings), "gm-encrypted-until-reregistration")
	}
	for _, a := range w.prediction.Ambiguous {
		out.Ambiguous = append(out.Ambiguous, Reading{Question: a.Question, Text: a.Text, Assumed: a.Assumed, Alternative: a.Alternative,
			Axes:   BoundAxes{Identity: a.Axes.Identity, IRI: a.Axes.IRI, Location: a.Axes.Location, Call: a.Axes.Call, Content: a.Axes.Content},
			Rollup: a.Rollup})
	}
	if w.disturbed {
		out.Findings = append(slices.Clone(out.Findings), "user-plane-disturbed")
	}
	if w.early {
		out.Findings = append(slices.Clone(out.Findings), "cc-start-gap")
	}
	out.Sessions = r.counts[w]
	out.Ledger = r.ledger(w)
	m := r.measure(w, records)
	p := w.prediction.Axes
	out.Axes = Axes{
		Identity: Axis{Predicted: p.Identity, Measured: m.Identity},
		IRI:      Axis{Predicted: p.IRI, Measured: m.IRI},
		Location: Axis{Predicted: p.Location, Measured: m.Location},
		Call:     Axis{Predicted: p.Call, Measured: m.Call},
		Content:  Axis{Predicted: p.Content, Measured: m.Content},
	}
	out.Rollup = Axis{Predicted: w.prediction.Rollup, Measured: verdict.Rollup(w.service, m)}
	if e, ok := r.t.Expect[w.id]; ok {
		v := ExpectedAxes(e)
		for i, a := range []*Axis{&out.Axes.Identity, &out.Axes.IRI, &out.Axes.Location, &out.Axes.Call, &out.Axes.Content} {
			a.Expected = v[i]
		}
	}
	return out
}
