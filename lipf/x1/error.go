package x1

import "fmt"

// Code is an X1 error code, clause 6.7 table 46. Codes marked "later" come from versions after V1.11.1.
type Code int

// Error codes.
const (
	ErrGeneric                 Code = 1000
	ErrSyntax                  Code = 1010
	ErrUnsupportedVersion      Code = 1020
	ErrADMFCertificate         Code = 1030 // claimed ADMF identifier is not the certificate's
	ErrUnexpectedADMF          Code = 1040
	ErrNECertificate           Code = 1050
	ErrUnexpectedNE            Code = 1060
	ErrKeepaliveNotSupported   Code = 1070
	ErrUnsupportedRequest      Code = 1080 // later
	ErrXIDExists               Code = 2010
	ErrXIDUnknown              Code = 2020
	ErrDIDExists               Code = 2030
	ErrDIDUnknown              Code = 2040
	ErrObjectUnknown           Code = 2060
	ErrActivateTask            Code = 3000
	ErrModifyTask              Code = 3001
	ErrTargetType              Code = 3010
	ErrTargetCombination       Code = 3020
	ErrMultipleDestinations    Code = 3030
	ErrDeliveryType            Code = 3040
	ErrServiceType             Code = 3050
	ErrDeactivateTask          Code = 4000
	ErrDeactivateAllTasks      Code = 5000
	ErrDeactivateAllDisabled   Code = 5010
	ErrCreateDestination       Code = 6000
	ErrModifyDestination       Code = 6001
	ErrDeliveryAddress         Code = 6020
	ErrRemoveDestination       Code = 7000
	ErrDestinationInUse        Code = 7010
	ErrRemoveAllDestinations   Code = 8000
	ErrRemoveAllInUse          Code = 8010
	ErrRemoveAllDisabled       Code = 8020
	IssueCleared               Code = 9000
	IssueWarning               Code = 9010
	IssueNonTerminatingFault   Code = 9020
	IssueTerminatingFault      Code = 9030
	IssueActioned              Code = 9040
	IssueKeepalivesNotReceived Code = 9050  // later
	IssueDatabaseCleared       Code = 10000 // later
)

// Error is a negative answer of X1, received or to be sent.
type Error struct {
	// Request is the kind of the request that failed, empty when the whole container did.
	Request     MessageType
	Code        Code
	Description string
}

// Error returns "x1 ActivateTask: error 2010: …".
func (e *Error) Error() string {
	if e.Request == "" {
		return fmt.Sprintf("x1: error %d: %s", e.Code, e.Description)
	}
	return fmt.Sprintf("x1 %s: error %d: %s", e.Request, e.Code, e.Description)
}

// Errorf makes an *Error. Keep personal data out of descriptions (clause 6.7).
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Description: fmt.Sprintf(format, args...)}
}

// SyntaxError says where a document breaks the schema.
type SyntaxError struct {
	// Offset counts octets from the start of the document; Path names the element.
	Offset int64
	Path   string
	What   string
}

// Error returns the place and the reason.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("x1: octet %d, %s: %s", e.Offset, e.Path, e.What)
}
