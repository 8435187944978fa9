package lipf

import "strings"

// Jurisdiction is what the law of an operator's state says about interception in general. The ADMF provisions it with every task that
// it concerns.
type Jurisdiction struct {
	// NoRoamingInterception forbids reporting communications that the operator's own users take part in abroad. What the
	// network does without them goes on: a call that it diverts to somebody else (TS 33.128 R19 clause 4.4.6, TS 33.107 R14
	// clause 15.5).
	NoRoamingInterception bool
}

// ownerNotAbroad names the extension of tasks by which a point of interception of the IMS learns that limit. X1 has a parameter for
// mediation functions alone (suspendOnOutboundInternationalRoaming of TS 103 221-1 clause C.2.2), which ends all delivery while the
// target is abroad; they cannot know in which sessions he takes part. The extension is the operator's own: it has an owner and no elements.
const ownerNotAbroad = "lilab: no communication in which the target takes part abroad"

// NotAbroadExtension makes the extension.
func NotAbroadExtension() Extension { return Extension{Owner: ownerNotAbroad} }

// NotAbroad says whether an extension is that one.
func (e Extension) NotAbroad() bool {
	return e.Owner == ownerNotAbroad && strings.TrimSpace(e.XML) == ""
}

// NotAbroad says whether the task leaves out what the target takes part in abroad.
func (t *Task) NotAbroad() bool {
	for _, e := range t.Extensions {
		if e.NotAbroad() {
			return true
		}
	}
	return false
}
