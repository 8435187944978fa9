package x1

import (
	"time"

	"lilab/lipf"
)

// Version is what this package writes into the version field.
const Version = "v1.22.1"

// MessageType is a message kind without "Request" or "Response", as requestMessageType spells it (clause 6.7).
type MessageType string

// Message types.
const (
	TypeActivateTask             MessageType = "ActivateTask"
	TypeModifyTask               MessageType = "ModifyTask"
	TypeDeactivateTask           MessageType = "DeactivateTask"
	TypeDeactivateAllTasks       MessageType = "DeactivateAllTasks"
	TypeGetTaskDetails           MessageType = "GetTaskDetails"
	TypeCreateDestination        MessageType = "CreateDestination"
	TypeModifyDestination        MessageType = "ModifyDestination"
	TypeRemoveDestination        MessageType = "RemoveDestination"
	TypeRemoveAllDestinations    MessageType = "RemoveAllDestinations"
	TypeGetDestinationDetails    MessageType = "GetDestinationDetails"
	TypeGetNEStatus              MessageType = "GetNEStatus"
	TypeGetAllDetails            MessageType = "GetAllDetails"
	TypeGetAllTaskDetails        MessageType = "GetAllTaskDetails"
	TypeGetAllDestinationDetails MessageType = "GetAllDestinationDetails"
	TypeListAllDetails           MessageType = "ListAllDetails"
	TypeReportTaskIssue          MessageType = "ReportTaskIssue"
	TypeReportDestinationIssue   MessageType = "ReportDestinationIssue"
	TypeReportNEIssue            MessageType = "ReportNEIssue"
	TypePing                     MessageType = "Ping"
	TypeKeepalive                MessageType = "Keepalive"
)

// otherTypes are the kinds the schema knows and this package answers with error 1080.
var otherTypes = map[MessageType]bool{
	"GetAllGenericObjectDetails": true, "CreateObject": true, "ModifyObject": true, "GetObject": true,
	"DeleteObject": true, "ListObjectsOfType": true, "DeleteAllObjects": true,
}

// Header holds the fields that every message has, in the order of the schema (clause 6.1 table 1).
type Header struct {
	ADMF, NE string
	// Timestamp has a resolution of one microsecond on the wire.
	Timestamp   time.Time
	Version     string
	Transaction lipf.UUID
}

// Request is the body of a request message: one of the concrete types below.
type Request interface {
	Type() MessageType
	write(*writer)
}

// Response is the body of a response message.
type Response interface {
	// Type is the kind of the request that is answered.
	Type() MessageType
	write(*writer)
}

// RequestMessage is one x1RequestMessage.
type RequestMessage struct {
	Header
	Body Request
}

// ResponseMessage is one x1ResponseMessage.
type ResponseMessage struct {
	Header
	Body Response
}

// TopLevelError is X1TopLevelErrorResponse: the answer to a request that could not be read (clause 6.1).
// Its Header has no transaction.
type TopLevelError struct{ Header }

type (
	// ActivateTask starts a task, clause 6.2.1.
	ActivateTask struct{ Task lipf.Task }
	// ModifyTask replaces a task as a whole, clause 6.2.2.
	ModifyTask struct{ Task lipf.Task }
	// DeactivateTask ends a task, clause 6.2.3.
	DeactivateTask struct{ XID lipf.UUID }
	// DeactivateAllTasks ends every task, clause 6.2.4.
	DeactivateAllTasks struct{}
	// CreateDestination makes a destination known, clause 6.3.1.
	CreateDestination struct{ Destination lipf.Destination }
	// ModifyDestination replaces a destination, clause 6.3.2.
	ModifyDestination struct{ Destination lipf.Destination }
	// RemoveDestination forgets a destination that no task uses, clause 6.3.3.
	RemoveDestination struct{ DID lipf.UUID }
	// RemoveAllDestinations forgets every destination, clause 6.3.4.
	RemoveAllDestinations struct{}
	// GetTaskDetails asks for a task and its state, clause 6.4.2.
	GetTaskDetails struct{ XID lipf.UUID }
	// GetDestinationDetails asks for a destination and its state, clause 6.4.3.
	GetDestinationDetails struct{ DID lipf.UUID }
	// GetNEStatus asks for the state of the NE, clause 6.4.4.
	GetNEStatus struct{}
	// GetAllDetails asks for everything, clause 6.4.5.
	GetAllDetails struct{}
	// ListAllDetails asks for all XIDs and DIDs, clause 6.4.6.
	ListAllDetails struct{}
	// GetAllTaskDetails asks for all tasks, clause 6.4.7.
	GetAllTaskDetails struct{}
	// GetAllDestinationDetails asks for all destinations, clause 6.4.8.
	GetAllDestinationDetails struct{}
	// Ping checks the application, clause 6.6.1.
	Ping struct{}
	// Keepalive tells the NE that the ADMF is there, clause 6.6.2.
	Keepalive struct{}
)

// ReportType is taskReportType and destinationReportType, clause 6.5.2.
type ReportType string

// Report types.
const (
	AllClear                     ReportType = "AllClear"
	Warning                      ReportType = "Warning"
	NonTerminatingFault          ReportType = "NonTerminatingFault"
	TerminatingFault             ReportType = "TerminatingFault"
	ImplicitDeactivation         ReportType = "ImplicitDeactivation"
	FullyActionedAndSuccessful   ReportType = "FullyActionedAndSuccessful"
	FullyActionedAndUnsuccessful ReportType = "FullyActionedAndUnsuccessful"
)

// NEIssueType is typeOfNeIssueMessage, clause 6.5.4.
type NEIssueType string

// NE issue types.
const (
	NEWarning      NEIssueType = "Warning"
	NEFaultCleared NEIssueType = "FaultCleared"
	NEFaultReport  NEIssueType = "FaultReport"
	NEAlert        NEIssueType = "Alert"
)

type (
	// ReportTaskIssue tells the ADMF about a task, clause 6.5.2. Code 0 means absent.
	ReportTaskIssue struct {
		XID        lipf.UUID
		Report     ReportType
		Code       Code
		Details    string
		Extensions []lipf.Extension
	}
	// ReportDestinationIssue tells the ADMF about a destination, clause 6.5.3.
	ReportDestinationIssue struct {
		DID     lipf.UUID
		Report  ReportType
		Code    Code
		Details string
	}
	// ReportNEIssue tells the ADMF about the NE, clause 6.5.4.
	ReportNEIssue struct {
		Issue       NEIssueType
		Description string
		Code        Code
		Extensions  []lipf.Extension
	}
)

type (
	// OK is the positive answer to the request types that have no answer of their own.
	OK struct {
		To MessageType
		// Pending is "Acknowledged": the work goes on and a report follows. Otherwise it is
		// "AcknowledgedAndCompleted".
		Pending bool
	}
	// ErrorResponse is the negative answer, clause 6.7.
	ErrorResponse struct {
		To          MessageType
		Code        Code
		Description string
	}
	// GetTaskDetailsResponse answers GetTaskDetails.
	GetTaskDetailsResponse struct{ Task TaskDetails }
	// GetDestinationDetailsResponse answers GetDestinationDetails.
	GetDestinationDetailsResponse struct{ Destination DestinationDetails }
	// GetNEStatusResponse answers GetNEStatus.
	GetNEStatusResponse struct{ Status NEStatus }
	// GetAllDetailsResponse answers GetAllDetails.
	GetAllDetailsResponse struct {
		Status       NEStatus
		Tasks        []TaskDetails
		Destinations []DestinationDetails
	}
	// ListAllDetailsResponse answers ListAllDetails.
	ListAllDetailsResponse struct {
		XIDs, DIDs, DSIDs []lipf.UUID
	}
	// GetAllTaskDetailsResponse answers GetAllTaskDetails.
	GetAllTaskDetailsResponse struct{ Tasks []TaskDetails }
	// GetAllDestinationDetailsResponse answers GetAllDestinationDetails.
	GetAllDestinationDetailsResponse struct{ Destinations []DestinationDetails }
)

// Fault is one unresolvedFault.
type Fault struct {
	Code        Code
	Description string
}

// Provisioning is provisioningStatus, clause 6.4.2.2.
type Provisioning string

// Provisioning states.
const (
	AwaitingProvisioning Provisioning = "awaitingProvisioning"
	ProvisioningFailed   Provisioning = "failed"
	ProvisioningComplete Provisioning = "complete"
)

// TaskDetails is taskResponseDetails: a task with its state.
type TaskDetails struct {
	Task         lipf.Task
	Provisioning Provisioning
	Faults       []Fault
	// LastIntercept and LastModification are zero when absent; the counters nil.
	LastIntercept    time.Time
	X2Octets         *uint64
	X3Octets         *uint64
	LastModification time.Time
	Modifications    *uint64
	Extensions       []lipf.Extension
}

// DestinationDetails is destinationResponseDetails.
type DestinationDetails struct {
	Destination lipf.Destination
	// DeliveryFault is "deliveryFault"; otherwise "activeAndWorking".
	DeliveryFault bool
	Faults        []Fault
}

// NEStatus is neStatusDetails; Faults non-empty means "Faults".
type NEStatus struct {
	// Faulty is neStatus "Faults".
	Faulty bool
	Faults []Fault
}

// Type returns the message type.
func (ActivateTask) Type() MessageType             { return TypeActivateTask }
func (ModifyTask) Type() MessageType               { return TypeModifyTask }
func (DeactivateTask) Type() MessageType           { return TypeDeactivateTask }
func (DeactivateAllTasks) Type() MessageType       { return TypeDeactivateAllTasks }
func (CreateDestination) Type() MessageType        { return TypeCreateDestination }
func (ModifyDestination) Type() MessageType        { return TypeModifyDestination }
func (RemoveDestination) Type() MessageType        { return TypeRemoveDestination }
func (RemoveAllDestinations) Type() MessageType    { return TypeRemoveAllDestinations }
func (GetTaskDetails) Type() MessageType           { return TypeGetTaskDetails }
func (GetDestinationDetails) Type() MessageType    { return TypeGetDestinationDetails }
func (GetNEStatus) Type() MessageType              { return TypeGetNEStatus }
func (GetAllDetails) Type() MessageType            { return TypeGetAllDetails }
func (ListAllDetails) Type() MessageType           { return TypeListAllDetails }
func (GetAllTaskDetails) Type() MessageType        { return TypeGetAllTaskDetails }
func (GetAllDestinationDetails) Type() MessageType { return TypeGetAllDestinationDetails }
func (Ping) Type() MessageType                     { return TypePing }
func (Keepalive) Type() MessageType                { return TypeKeepalive }
func (ReportTaskIssue) Type() MessageType          { return TypeReportTaskIssue }
func (ReportDestinationIssue) Type() MessageType   { return TypeReportDestinationIssue }
func (ReportNEIssue) Type() MessageType            { return TypeReportNEIssue }

// Type returns the kind of the request that is answered.
func (r OK) Type() MessageType                             { return r.To }
func (r ErrorResponse) Type() MessageType                  { return r.To }
func (GetTaskDetailsResponse) Type() MessageType           { return TypeGetTaskDetails }
func (GetDestinationDetailsResponse) Type() MessageType    { return TypeGetDestinationDetails }
func (GetNEStatusResponse) Type() MessageType              { return TypeGetNEStatus }
func (GetAllDetailsResponse) Type() MessageType            { return TypeGetAllDetails }
func (ListAllDetailsResponse) Type() MessageType           { return TypeListAllDetails }
func (GetAllTaskDetailsResponse) Type() MessageType        { return TypeGetAllTaskDetails }
func (GetAllDestinationDetailsResponse) Type() MessageType { return TypeGetAllDestinationDetails }
