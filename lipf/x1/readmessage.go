package x1

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"lilab/lipf"
)

// received is a request message as a server reads it: the header is good, the body may not be.
type received struct {
	Header
	Type MessageType
	Body Request
	// Err is the answer to give when Body is nil.
	Err *Error
}

// ParseRequests reads an X1Request document. The first message that breaks the schema makes it fail; a server is
// more patient and answers each message on its own.
func ParseRequests(doc []byte) ([]RequestMessage, error) {
	rs, err := readRequests(doc)
	if err != nil {
		return nil, err
	}
	ms := make([]RequestMessage, len(rs))
	for i, r := range rs {
		if r.Err != nil {
			return nil, r.Err
		}
		ms[i] = RequestMessage{r.Header, r.Body}
	}
	return ms, nil
}

// readRequests fails only when no message-level answer is possible: the document is not X1Request, or a header or a
// message type cannot be read.
func readRequests(doc []byte) ([]received, error) {
	root, err := parseTree(doc)
	if err != nil {
		return nil, err
	}
	if root.space != NS || root.local != "X1Request" {
		return nil, root.syntax("not an X1Request")
	}
	var r reader
	l := r.open(root)
	if len(l.kids) == 0 {
		r.fail(root, "no x1RequestMessage")
	}
	var ms []received
	for len(l.kids) > 0 && r.err == nil {
		k := l.one("x1RequestMessage")
		if k == nil {
			break
		}
		kind := r.kind(k, "Request")
		ml := r.open(k)
		m := received{Header: r.header(ml), Type: kind}
		if r.err != nil {
			break
		}
		m.Body, m.Err = readRequestBody(kind, ml)
		if e := checkVersion(m.Version); e != nil {
			m.Body, m.Err = nil, e
		}
		if m.Err != nil {
			m.Err.Request = kind
		}
		ms = append(ms, m)
	}
	if r.err != nil {
		return nil, r.err
	}
	return ms, nil
}

// ErrTopLevel says that the peer answered with X1TopLevelErrorResponse: it could not read the request at all.
var ErrTopLevel = errors.New("x1: the peer could not read the request (X1TopLevelErrorResponse)")

// ParseResponses reads an X1Response or an X1TopLevelErrorResponse document. For the latter the error wraps ErrTopLevel.
func ParseResponses(doc []byte) ([]ResponseMessage, error) {
	root, err := parseTree(doc)
	if err != nil {
		return nil, err
	}
	var r reader
	l := r.open(root)
	if root.space == NS && root.local == "X1TopLevelErrorResponse" {
		h := r.topHeader(l)
		l.end()
		if r.err != nil {
			return nil, r.err
		}
		return nil, fmt.Errorf("%w: from %s", ErrTopLevel, h.NE)
	}
	if root.space != NS || root.local != "X1Response" {
		return nil, root.syntax("not an X1Response")
	}
	if len(l.kids) == 0 {
		r.fail(root, "no x1ResponseMessage")
	}
	var ms []ResponseMessage
	for len(l.kids) > 0 && r.err == nil {
		k := l.one("x1ResponseMessage")
		if k == nil {
			break
		}
		kind := r.kind(k, "Response")
		ml := r.open(k)
		m := ResponseMessage{Header: r.header(ml)}
		m.Body = r.responseBody(k, kind, ml)
		ml.end()
		ms = append(ms, m)
	}
	if r.err != nil {
		return nil, r.err
	}
	return ms, nil
}

// ParseTopLevelError reads an X1TopLevelErrorResponse document.
func ParseTopLevelError(doc []byte) (TopLevelError, error) {
	root, err := parseTree(doc)
	if err != nil {
		return TopLevelError{}, err
	}
	if root.space != NS || root.local != "X1TopLevelErrorResponse" {
		return TopLevelError{}, root.syntax("not an X1TopLevelErrorResponse")
	}
	var r reader
	l := r.open(root)
	h := r.topHeader(l)
	l.end()
	if r.err != nil {
		return TopLevelError{}, r.err
	}
	return TopLevelError{h}, nil
}

// kind resolves the xsi:type of a message: a qualified name of the X1 namespace that ends in suffix.
func (r *reader) kind(n *node, suffix string) MessageType {
	for _, a := range n.attrs {
		if a.space != nsXSI || a.local != "type" {
			continue
		}
		prefix, local, ok := strings.Cut(strings.TrimSpace(a.value), ":")
		if !ok {
			prefix, local = "", prefix
		}
		uri, bound := n.scope.lookup(prefix)
		kind, isKind := strings.CutSuffix(local, suffix)
		if !bound || uri != NS || !isKind || kind == "" {
			r.fail(n, "xsi:type %q is not a %s type of X1", lengthLimited(a.value), suffix)
		}
		if kind != "Error" && !knownTypes[MessageType(kind)] && !otherTypes[MessageType(kind)] || kind == "Error" && suffix != "Response" {
			r.fail(n, "xsi:type %q is not a message of X1", lengthLimited(a.value))
		}
		return MessageType(kind)
	}
	r.fail(n, "no xsi:type")
	return ""
}

func (r *reader) topHeader(l *list) Header {
	h := Header{ADMF: r.token(l.one("admfIdentifier")), NE: r.token(l.one("neIdentifier"))}
	h.Timestamp = r.time(l.one("messageTimestamp"))
	n := l.one("version")
	h.Version = r.str(n)
	if n != nil && !anyVersion.MatchString(h.Version) {
		r.fail(n, "not a version")
	}
	return h
}

func (r *reader) header(l *list) Header {
	h := r.topHeader(l)
	h.Transaction = r.uuid(l.one("x1TransactionId"))
	return h
}

// anyVersion is the schema's pattern with any major version, so that another one can be told from nonsense.
var anyVersion = regexp.MustCompile(`^v[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$`)

// checkVersion accepts every minor version of major version 1 (clause 4.5).
func checkVersion(v string) *Error {
	if !strings.HasPrefix(v, "v1.") {
		return Errorf(ErrUnsupportedVersion, "version %s is not supported, %s is", v, Version)
	}
	return nil
}

var knownTypes = map[MessageType]bool{
	TypeActivateTask: true, TypeModifyTask: true, TypeDeactivateTask: true, TypeDeactivateAllTasks: true,
	TypeGetTaskDetails: true, TypeCreateDestination: true, TypeModifyDestination: true, TypeRemoveDestination: true,
	TypeRemoveAllDestinations: true, TypeGetDestinationDetails: true, TypeGetNEStatus: true, TypeGetAllDetails: true,
	TypeGetAllTaskDetails: true, TypeGetAllDestinationDetails: true, TypeListAllDetails: true, TypeReportTaskIssue: true,
	TypeReportDestinationIssue: true, TypeReportNEIssue: true, TypePing: true, TypeKeepalive: true,
}

func readRequestBody(kind MessageType, l *list) (Request, *Error) {
	if otherTypes[kind] {
		return nil, Errorf(ErrUnsupportedRequest, "%s is not supported", kind)
	}
	r := &reader{}
	l.r = r
	b := r.requestBody(kind, l)
	l.end()
	if r.err != nil {
		return nil, Errorf(ErrSyntax, "%s", r.err.Error())
	}
	return b, nil
}

func (r *reader) requestBody(kind MessageType, l *list) Request {
	switch kind {
	case TypeActivateTask:
		return ActivateTask{r.need(l, "taskDetails", r.task)}
	case TypeModifyTask:
		return ModifyTask{r.need(l, "taskDetails", r.task)}
	case TypeDeactivateTask:
		return DeactivateTask{r.uuid(l.one("xId"))}
	case TypeDeactivateAllTasks:
		return DeactivateAllTasks{}
	case TypeCreateDestination:
		return CreateDestination{r.needDestination(l)}
	case TypeModifyDestination:
		return ModifyDestination{r.needDestination(l)}
	case TypeRemoveDestination:
		return RemoveDestination{r.uuid(l.one("dId"))}
	case TypeRemoveAllDestinations:
		return RemoveAllDestinations{}
	case TypeGetTaskDetails:
		return GetTaskDetails{r.uuid(l.one("xId"))}
	case TypeGetDestinationDetails:
		return GetDestinationDetails{r.uuid(l.one("dId"))}
	case TypeGetNEStatus:
		return GetNEStatus{}
	case TypeGetAllDetails:
		return GetAllDetails{}
	case TypeGetAllTaskDetails:
		return GetAllTaskDetails{}
	case TypeGetAllDestinationDetails:
		return GetAllDestinationDetails{}
	case TypeListAllDetails:
		return ListAllDetails{}
	case TypeReportTaskIssue:
		return ReportTaskIssue{XID: r.uuid(l.one("xId")), Report: r.report(l.one("taskReportType")),
			Code: r.code(l.opt("taskIssueErrorCode")), Details: r.str(l.opt("taskIssueDetails")),
			Extensions: r.extensions(l, "taskIssueExtensions")}
	case TypeReportDestinationIssue:
		return ReportDestinationIssue{DID: r.uuid(l.one("dId")), Report: r.report(l.one("destinationReportType")),
			Code: r.code(l.opt("destinationIssueErrorCode")), Details: r.str(l.opt("destinationIssueDetails"))}
	case TypeReportNEIssue:
		return ReportNEIssue{Issue: enum(r, l.one("typeOfNeIssueMessage"), NEWarning, NEFaultCleared, NEFaultReport, NEAlert),
			Description: r.str(l.one("description")), Code: r.code(l.opt("issueCode")),
			Extensions: r.extensions(l, "nEIssueExtensions")}
	case TypePing:
		return Ping{}
	default:
		return Keepalive{}
	}
}

func (r *reader) need(l *list, local string, read func(*node) lipf.Task) lipf.Task {
	if k := l.one(local); k != nil {
		return read(k)
	}
	return lipf.Task{}
}

func (r *reader) needDestination(l *list) lipf.Destination {
	if k := l.one("destinationDetails"); k != nil {
		return r.destination(k)
	}
	return lipf.Destination{}
}

func (r *reader) report(n *node) ReportType {
	return enum(r, n, AllClear, Warning, NonTerminatingFault, TerminatingFault, ImplicitDeactivation,
		FullyActionedAndSuccessful, FullyActionedAndUnsuccessful)
}
