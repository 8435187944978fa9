package x1

import (
	"slices"
	"strings"

	"lilab/lipf"
)

// TaskFault records what is wrong with a task, and reports it once until it is over. What stands before the first
// colon of why is the kind of fault.
func (n *NE) TaskFault(xid lipf.UUID, why string) {
	n.mu.Lock()
	t := n.task(xid)
	fresh := t != nil && !hasKind(t.faults, why)
	if fresh {
		t.faults = append(slices.Clip(t.faults), Fault{IssueNonTerminatingFault, why})
	}
	n.mu.Unlock()
	if fresh {
		n.Report(ReportTaskIssue{XID: xid, Report: NonTerminatingFault, Code: IssueNonTerminatingFault, Details: why})
	}
}

// TaskClear records that the faults of a task are over and reports it if there was one.
func (n *NE) TaskClear(xid lipf.UUID) {
	n.mu.Lock()
	t := n.task(xid)
	had := t != nil && len(t.faults) > 0
	if had {
		t.faults = nil
	}
	n.mu.Unlock()
	if had {
		n.Report(ReportTaskIssue{XID: xid, Report: AllClear, Code: IssueCleared, Details: "the task works again"})
	}
}

// hasKind says whether there is a fault of the same kind: the same text before the first colon.
func hasKind(fs []Fault, why string) bool {
	kind, _, _ := strings.Cut(why, ":")
	return slices.ContainsFunc(fs, func(f Fault) bool { k, _, _ := strings.Cut(f.Description, ":"); return k == kind })
}
