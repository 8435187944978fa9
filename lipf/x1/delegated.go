package x1

import "lilab/lipf"

// DelegatedTask is a task that a triggering function has activated at a triggered POI.
type DelegatedTask struct {
	// NE is the identifier of the POI.
	NE   string
	Task lipf.Task
}

// MaxDelegatedTasks bounds the list of DelegatedTaskStatus: what goes beyond is left out.
const MaxDelegatedTasks = 200

// DelegatedTaskStatus makes the extension of the status of a triggering function's task that lists the triggered tasks,
// TS 33.128 R19 clause 5.2.5.
func DelegatedTaskStatus(ts []DelegatedTask) lipf.Extension {
	var w writer
	w.b.WriteString(`<e:DelegatedTaskStatus xmlns:e="` + lipf.NSX1Extensions + `">`)
	w.open("e:ListOfDelegatedTasks")
	for _, t := range ts[:min(len(ts), MaxDelegatedTasks)] {
		w.open("e:DelegatedTask")
		w.text("e:NEID", t.NE)
		w.b.WriteString(`<e:TaskDetails xmlns="` + NS + `">`)
		w.taskContent(t.Task)
		w.close("e:TaskDetails")
		w.close("e:DelegatedTask")
	}
	w.close("e:ListOfDelegatedTasks")
	w.close("e:DelegatedTaskStatus")
	return lipf.Extension{Owner: lipf.Owner3GPP, XML: w.b.String()}
}
