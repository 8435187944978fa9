package oracle

import (
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// changesVSMF tells whether a step took a home-routed session to another V-SMF: the phone went to a cell that another SMF serves, TS 23.502
// R17 clause 4.23. The V-SMF before it goes on with nothing; the PDU session is the same. before are the steps of the phone before it.
func (s *session) changesVSMF(before []truth.Step, t truth.Step) bool {
	if t.Kind != "handover" && t.Kind != "move" || !succeeded(t) || t.Cell == nil || !s.routed() || !s.lives(t.Start) || !s.lives(t.End) {
		return false
	}
	for i := len(before) - 1; i >= 0; i-- {
		if c := before[i].Cell; c != nil {
			return c.PLMN == t.Cell.PLMN && c.SMF != t.Cell.SMF
		}
	}
	return false
}

// vsmfChanges are the steps that took a session to another V-SMF of the agency's network.
func (w *warrant) vsmfChanges(s *session) []due {
	var out []due
	for i, t := range w.steps {
		if w.serves() && s.changesVSMF(w.steps[:i], t) {
			out = append(out, due{s, t})
		}
	}
	return out
}

// takenOver finds the change of V-SMF that a record of establishment is about.
func (w *warrant) takenOver(s *session, h *observe.HI2) *truth.Step {
	if h.Record.Type != observe.SMFEstablishment || h.Record.Session.RequestType != existingSession {
		return nil
	}
	for _, d := range w.vsmfChanges(s) {
		if apart(h.PDU.Time, d.step) <= tolerance {
			return &d.step
		}
	}
	return nil
}

// existingSession is the request type of a session that another function has taken over (TS 24.501 R17 clause 9.11.3.47).
const existingSession = "existingPDUSession"

// requestType is what a record about a session says of how it began: at a V-SMF that has taken it over, it was there already.
func (w *warrant) requestType(s *session, h *observe.HI2) string {
	changes := w.vsmfChanges(s)
	if w.takenOver(s, h) != nil || h.Record.Type == observe.SMFStart && len(changes) > 0 && !h.PDU.Time.Before(changes[0].step.End) {
		return existingSession
	}
	return s.requestType()
}

// straggle is how long after a change of V-SMF a packet may still take the old way.
const straggle = 250 * time.Millisecond

// counted is the time from which the last V-SMF of a session has counted its packets: not before since, at the latest from sure on. Both
// are zero where the first one has the session still.
func (w *warrant) counted(s *session, until time.Time) (since, sure time.Time) {
	for _, d := range w.vsmfChanges(s) {
		if d.step.Start.Before(until) {
			since, sure = d.step.Start, d.step.End.Add(straggle)
		}
	}
	return since, sure
}
