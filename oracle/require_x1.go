package oracle

import (
	"fmt"
	"strings"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// answer finds the response to a request.
func (r *run) answer(q *observe.X1) *observe.X1 {
	if r.answers == nil {
		r.answers = map[string][]*observe.X1{}
		for i := range r.o.X1 {
			if a := &r.o.X1[i]; a.Response {
				key := a.Network + " " + a.Transaction
				r.answers[key] = append(r.answers[key], a)
			}
		}
	}
	for _, a := range r.answers[q.Network+" "+q.Transaction] {
		if a.Frame >= q.Frame {
			return a
		}
	}
	return nil
}

// provisioning checks that every X1 request of a network was answered without an error, and that no answer came
// without a request.
func (r *run) provisioning(net string) {
	c := r.check("PROV-2", net)
	asked := map[string]bool{"": true} // a top-level error names no transaction
	for i := range r.o.X1 {
		q := &r.o.X1[i]
		if q.Network != net {
			continue
		}
		if q.Response {
			if !asked[q.Transaction] {
				c.fail("a request before "+q.Kind+" "+q.Transaction, "none", ev(q.Source, q.Kind+" of "+q.NE))
			}
			continue
		}
		asked[q.Transaction] = true
		e := ev(q.Source, q.Kind+" to "+q.NE)
		a := r.answer(q)
		switch {
		case a == nil:
			c.fail("an answer to "+q.Kind+" "+q.Transaction, "none", e)
		case a.ErrorCode != "" || strings.HasSuffix(a.Kind, "ErrorResponse"):
			c.fail("oK to "+q.Kind+" "+q.Transaction, fmt.Sprintf("%s, error %s: %s", a.Kind, a.ErrorCode, a.ErrorText), e, ev(a.Source, a.Kind))
		default:
			c.ok(e, ev(a.Source, a.Kind))
		}
	}
	c.skip("the capture has no X1 message of " + net)
}

// provisioningOrder checks that the mediation function knew the task of a warrant before any point of interception.
func (r *run) provisioningOrder(w *warrant) {
	c := r.check("PROV-1", w.id)
	net := w.truth.Agency
	if r.o.Interfaces[net+".x1"] == 0 {
		c.unsure("the capture has no frames of " + net + ".x1")
		return
	}
	for _, a := range w.activations() {
		r.taskAfterMediation(c, w, a)
	}
}

// taskAfterMediation checks one activation.
func (r *run) taskAfterMediation(c *check, w *warrant, task truth.Activation) {
	var ready *observe.X1 // the mediation function's answer
	tasked := 0
	for i := range r.o.X1 {
		q := &r.o.X1[i]
		if q.Network != w.truth.Agency || q.Response || q.Kind != "ActivateTaskRequest" || !strings.EqualFold(q.XID, task.XID) {
			continue
		}
		if q.Point != "x1" || q.DeliveryType == "X3Only" {
			continue // of content, PROV-3 speaks
		}
		if q.Mediation {
			if a := r.answer(q); a != nil && a.ErrorCode == "" && ready == nil {
				ready = a
			}
			if q.LIID != task.LIID {
				c.fail("LIID "+task.LIID+" in the mediation details", fmt.Sprintf("LIID %q", q.LIID), ev(q.Source, q.Kind+" to "+q.NE))
			}
			continue
		}
		tasked++
		e := ev(q.Source, q.Kind+" to "+q.NE)
		if ready == nil || q.Frame <= ready.Frame {
			c.fail("the task at an MDF before "+q.NE+" is tasked", "no MDF had acknowledged it", e)
			continue
		}
		c.ok(ev(ready.Source, ready.Kind+" of "+ready.NE), e)
	}
	if tasked == 0 && c.Result != Fail {
		if w.activated && w.view != "none" {
			c.fail("a task with XID "+task.XID+" at a point of interception", "none")
			return
		}
		c.unsure("the warrant was not activated")
	}
}
