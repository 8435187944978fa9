package poi

import (
	"lilab/lipf"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// A Tamperer makes a POI break the standards on purpose, one thing at a time, so that tests can show that the
// judges notice. It stands between the three steps of a POI: matching, making the record, sending the PDU. A POI of an
// ordinary run has none, and then these steps are not touched.
//
// All methods are called by the POI's one worker. Embed [Untampered] to change only one step.
type Tamperer interface {
	// Match takes the result of matching a task and returns the one to use.
	Match(task lipf.Task, id lipf.Identity, matched bool) bool
	// Record takes the record for a task and returns the one to send; nil sends none, as if the POI had missed the
	// event. The record may be changed in place: each task gets its own.
	Record(task lipf.Task, record xiri.Event) xiri.Event
	// PDU may change the envelope after the sequence number was given. False drops the PDU, which leaves a gap.
	PDU(pdu *x2x3.PDU) bool
}

// Untampered is a Tamperer that changes nothing.
type Untampered struct{}

// Match returns the result as it is.
func (Untampered) Match(_ lipf.Task, _ lipf.Identity, matched bool) bool { return matched }

// Record returns the record as it is.
func (Untampered) Record(_ lipf.Task, r xiri.Event) xiri.Event { return r }

// PDU lets the PDU pass.
func (Untampered) PDU(*x2x3.PDU) bool { return true }
