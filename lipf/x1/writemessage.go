package x1

import "strconv"

func (m ActivateTask) write(w *writer)          { w.task(m.Task) }
func (m ModifyTask) write(w *writer)            { w.task(m.Task) }
func (m DeactivateTask) write(w *writer)        { w.uuid("xId", m.XID) }
func (DeactivateAllTasks) write(*writer)        {}
func (m CreateDestination) write(w *writer)     { w.destination(m.Destination) }
func (m ModifyDestination) write(w *writer)     { w.destination(m.Destination) }
func (m RemoveDestination) write(w *writer)     { w.uuid("dId", m.DID) }
func (RemoveAllDestinations) write(*writer)     {}
func (m GetTaskDetails) write(w *writer)        { w.uuid("xId", m.XID) }
func (m GetDestinationDetails) write(w *writer) { w.uuid("dId", m.DID) }
func (GetNEStatus) write(*writer)               {}
func (GetAllDetails) write(*writer)             {}
func (ListAllDetails) write(*writer)            {}
func (GetAllTaskDetails) write(*writer)         {}
func (GetAllDestinationDetails) write(*writer)  {}
func (Ping) write(*writer)                      {}
func (Keepalive) write(*writer)                 {}

func (m ReportTaskIssue) write(w *writer) {
	w.uuid("xId", m.XID)
	w.text("taskReportType", string(m.Report))
	w.optCode("taskIssueErrorCode", m.Code)
	w.optText("taskIssueDetails", m.Details)
	w.extensions("taskIssueExtensions", m.Extensions)
}

func (m ReportDestinationIssue) write(w *writer) {
	w.uuid("dId", m.DID)
	w.text("destinationReportType", string(m.Report))
	w.optCode("destinationIssueErrorCode", m.Code)
	w.optText("destinationIssueDetails", m.Details)
}

func (m ReportNEIssue) write(w *writer) {
	w.text("typeOfNeIssueMessage", string(m.Issue))
	w.text("description", m.Description)
	w.optCode("issueCode", m.Code)
	w.extensions("nEIssueExtensions", m.Extensions)
}

func (r OK) write(w *writer) {
	if r.Pending {
		w.text("oK", "Acknowledged")
	} else {
		w.text("oK", "AcknowledgedAndCompleted")
	}
}

func (r ErrorResponse) write(w *writer) {
	w.text("requestMessageType", string(r.To))
	w.fault("errorInformation", Fault{r.Code, r.Description})
}

func (r GetTaskDetailsResponse) write(w *writer)        { w.taskDetails(r.Task) }
func (r GetDestinationDetailsResponse) write(w *writer) { w.destinationDetails(r.Destination) }
func (r GetNEStatusResponse) write(w *writer)           { w.neStatus(r.Status) }

func (r GetAllDetailsResponse) write(w *writer) {
	w.neStatus(r.Status)
	w.taskList(r.Tasks)
	w.destinationList(r.Destinations)
}

func (r ListAllDetailsResponse) write(w *writer) {
	w.open("ListOfXIDs")
	w.uuids("xId", r.XIDs)
	w.close("ListOfXIDs")
	w.dids("ListOfDIDs", r.DIDs, r.DSIDs)
}

func (r GetAllTaskDetailsResponse) write(w *writer)        { w.taskList(r.Tasks) }
func (r GetAllDestinationDetailsResponse) write(w *writer) { w.destinationList(r.Destinations) }

func (w *writer) fault(name string, f Fault) {
	w.open(name)
	w.text("errorCode", strconv.Itoa(int(f.Code)))
	w.text("errorDescription", f.Description)
	w.close(name)
}

func (w *writer) faults(fs []Fault) {
	w.open("listOfFaults")
	for _, f := range fs {
		w.fault("unresolvedFault", f)
	}
	w.close("listOfFaults")
}

func (w *writer) taskDetails(d TaskDetails) {
	w.open("taskResponseDetails")
	w.task(d.Task)
	w.open("taskStatus")
	w.text("provisioningStatus", string(d.Provisioning))
	w.faults(d.Faults)
	w.optTime("timeOfLastIntercept", d.LastIntercept)
	w.optUint("amountOfX2Data", d.X2Octets)
	w.optUint("amountOfX3Data", d.X3Octets)
	w.optTime("timeOfLastModification", d.LastModification)
	w.optUint("numberOfModifications", d.Modifications)
	w.extensions("taskStatusExtensions", d.Extensions)
	w.close("taskStatus")
	w.close("taskResponseDetails")
}

func (w *writer) destinationDetails(d DestinationDetails) {
	w.open("destinationResponseDetails")
	w.destination(d.Destination)
	w.open("destinationStatus")
	if d.DeliveryFault {
		w.text("destinationDeliveryStatus", "deliveryFault")
	} else {
		w.text("destinationDeliveryStatus", "activeAndWorking")
	}
	w.faults(d.Faults)
	w.close("destinationStatus")
	w.close("destinationResponseDetails")
}

func (w *writer) neStatus(s NEStatus) {
	w.open("neStatusDetails")
	if s.Faulty {
		w.text("neStatus", "Faults")
	} else {
		w.text("neStatus", "OK")
	}
	w.faults(s.Faults)
	w.close("neStatusDetails")
}

func (w *writer) taskList(ts []TaskDetails) {
	w.open("listOfTaskResponseDetails")
	for _, t := range ts {
		w.taskDetails(t)
	}
	w.close("listOfTaskResponseDetails")
}

func (w *writer) destinationList(ds []DestinationDetails) {
	w.open("listOfDestinationResponseDetails")
	for _, d := range ds {
		w.destinationDetails(d)
	}
	w.close("listOfDestinationResponseDetails")
}
