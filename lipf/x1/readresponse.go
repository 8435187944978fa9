package x1

func (r *reader) responseBody(n *node, kind MessageType, l *list) Response {
	switch kind {
	case "Error":
		e := ErrorResponse{To: MessageType(r.str(l.one("requestMessageType")))}
		if !knownTypes[e.To] && !otherTypes[e.To] && r.err == nil {
			r.fail(n, "requestMessageType is not a message type")
		}
		f := r.fault(l.one("errorInformation"))
		e.Code, e.Description = f.Code, f.Description
		return e
	case TypeGetTaskDetails:
		return GetTaskDetailsResponse{r.taskDetails(l.one("taskResponseDetails"))}
	case TypeGetDestinationDetails:
		return GetDestinationDetailsResponse{r.destinationDetails(l.one("destinationResponseDetails"))}
	case TypeGetNEStatus:
		return GetNEStatusResponse{r.neStatus(l.one("neStatusDetails"))}
	case TypeGetAllDetails:
		return GetAllDetailsResponse{Status: r.neStatus(l.one("neStatusDetails")),
			Tasks: r.taskList(l.one("listOfTaskResponseDetails")), Destinations: r.destinationList(l.one("listOfDestinationResponseDetails"))}
	case TypeGetAllTaskDetails:
		return GetAllTaskDetailsResponse{r.taskList(l.opt("listOfTaskResponseDetails"))}
	case TypeGetAllDestinationDetails:
		return GetAllDestinationDetailsResponse{r.destinationList(l.opt("listOfDestinationResponseDetails"))}
	case TypeListAllDetails:
		var a ListAllDetailsResponse
		xl := r.open(l.one("ListOfXIDs"))
		a.XIDs = r.uuids(xl, "xId")
		xl.end()
		a.DIDs, a.DSIDs = r.dids(l.one("ListOfDIDs"))
		return a
	}
	if otherTypes[kind] {
		r.fail(n, "%sResponse is not supported", kind)
		return nil
	}
	ok := enum(r, l.one("oK"), "AcknowledgedAndCompleted", "Acknowledged")
	if kind == TypeReportNEIssue && ok == "Acknowledged" {
		r.fail(n, "ReportNEIssue is answered with AcknowledgedAndCompleted only")
	}
	return OK{To: kind, Pending: ok == "Acknowledged"}
}

func (r *reader) fault(n *node) Fault {
	l := r.open(n)
	f := Fault{Code: r.code(l.one("errorCode")), Description: r.str(l.one("errorDescription"))}
	l.end()
	return f
}

func (r *reader) faults(n *node) []Fault {
	l := r.open(n)
	var fs []Fault
	for k := l.opt("unresolvedFault"); k != nil; k = l.opt("unresolvedFault") {
		fs = append(fs, r.fault(k))
	}
	l.end()
	return fs
}

func (r *reader) taskDetails(n *node) TaskDetails {
	l := r.open(n)
	var d TaskDetails
	if k := l.one("taskDetails"); k != nil {
		d.Task = r.task(k)
	}
	sl := r.open(l.one("taskStatus"))
	d.Provisioning = enum(r, sl.one("provisioningStatus"), AwaitingProvisioning, ProvisioningFailed, ProvisioningComplete)
	d.Faults = r.faults(sl.one("listOfFaults"))
	d.LastIntercept = r.time(sl.opt("timeOfLastIntercept"))
	d.X2Octets = r.uint64(sl.opt("amountOfX2Data"))
	d.X3Octets = r.uint64(sl.opt("amountOfX3Data"))
	d.LastModification = r.time(sl.opt("timeOfLastModification"))
	d.Modifications = r.uint64(sl.opt("numberOfModifications"))
	d.Extensions = r.extensions(sl, "taskStatusExtensions")
	sl.end()
	l.end()
	return d
}

func (r *reader) destinationDetails(n *node) DestinationDetails {
	l := r.open(n)
	var d DestinationDetails
	if k := l.one("destinationDetails"); k != nil {
		d.Destination = r.destination(k)
	}
	sl := r.open(l.one("destinationStatus"))
	d.DeliveryFault = enum(r, sl.one("destinationDeliveryStatus"), "activeAndWorking", "deliveryFault") == "deliveryFault"
	d.Faults = r.faults(sl.one("listOfFaults"))
	sl.end()
	l.end()
	return d
}

func (r *reader) neStatus(n *node) NEStatus {
	l := r.open(n)
	s := NEStatus{Faulty: enum(r, l.one("neStatus"), "OK", "Faults") == "Faults"}
	s.Faults = r.faults(l.one("listOfFaults"))
	l.end()
	return s
}

func (r *reader) taskList(n *node) []TaskDetails {
	if n == nil {
		return nil
	}
	l := r.open(n)
	var ts []TaskDetails
	for k := l.opt("taskResponseDetails"); k != nil; k = l.opt("taskResponseDetails") {
		ts = append(ts, r.taskDetails(k))
	}
	l.end()
	return ts
}

func (r *reader) destinationList(n *node) []DestinationDetails {
	if n == nil {
		return nil
	}
	l := r.open(n)
	var ds []DestinationDetails
	for k := l.opt("destinationResponseDetails"); k != nil; k = l.opt("destinationResponseDetails") {
		ds = append(ds, r.destinationDetails(k))
	}
	l.end()
	return ds
}
