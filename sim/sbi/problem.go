package sbi

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/free5gc/openapi/models"
)

// Application error causes that every service shares, TS 29.500 R17 table 5.2.7.2-1.
const (
	CauseInvalidAPI                 = "INVALID_API"
	CauseInvalidMsgFormat           = "INVALID_MSG_FORMAT"
	CauseInvalidQueryParam          = "INVALID_QUERY_PARAM"
	CauseMandatoryQueryParamMissing = "MANDATORY_QUERY_PARAM_MISSING"
	CauseMandatoryIEIncorrect       = "MANDATORY_IE_INCORRECT"
	CauseMandatoryIEMissing         = "MANDATORY_IE_MISSING"
	CauseOptionalIEIncorrect        = "OPTIONAL_IE_INCORRECT"
	CauseUnspecifiedMsgFailure      = "UNSPECIFIED_MSG_FAILURE"
	CauseResourceURINotFound        = "RESOURCE_URI_STRUCTURE_NOT_FOUND"
	CauseModificationNotAllowed     = "MODIFICATION_NOT_ALLOWED"
	CauseSystemFailure              = "SYSTEM_FAILURE"
	CauseNFCongestion               = "NF_CONGESTION"
	CauseTargetNFNotReachable       = "TARGET_NF_NOT_REACHABLE"
	CauseTimedOutRequest            = "TIMED_OUT_REQUEST"
)

// Application error causes of the services of this lab.
const (
	// CauseUserNotFound, TS 29.503 R17 table 6.3.7.3-1 and TS 29.509 R17 table 6.1.7.3-1.
	CauseUserNotFound = "USER_NOT_FOUND"
	// CauseAuthenticationRejected, TS 29.503 R17 table 6.3.7.3-1 and TS 29.509 R17 table 6.1.7.3-1.
	CauseAuthenticationRejected = "AUTHENTICATION_REJECTED"
	// CauseServingNetworkNotAuthorized, TS 29.509 R17 table 6.1.7.3-1.
	CauseServingNetworkNotAuthorized = "SERVING_NETWORK_NOT_AUTHORIZED"
	// CauseInvalidHNPublicKeyIdentifier, TS 29.503 and TS 29.509 as above.
	CauseInvalidHNPublicKeyIdentifier = "INVALID_HN_PUBLIC_KEY_IDENTIFIER"
	// CauseInvalidSchemeOutput, TS 29.503 and TS 29.509 as above.
	CauseInvalidSchemeOutput = "INVALID_SCHEME_OUTPUT"
	// CauseUnsupportedProtectionScheme, TS 29.503 R17 table 6.3.7.3-1; its status is 501.
	CauseUnsupportedProtectionScheme = "UNSUPPORTED_PROTECTION_SCHEME"
	// CauseContextNotFound, TS 29.503 R17 table 6.2.7.3-1 and TS 29.509 R17 table 6.1.7.3-1.
	CauseContextNotFound = "CONTEXT_NOT_FOUND"
	// CauseInvalidGUAMI, TS 29.503 R17 table 6.2.7.3-1.
	CauseInvalidGUAMI = "INVALID_GUAMI"
	// CauseRoamingNotAllowed, TS 29.503 R17 table 6.2.7.3-1.
	CauseRoamingNotAllowed = "ROAMING_NOT_ALLOWED"
)

// Problem is an error answer, TS 29.571 R17 clause 5.2.4.1 (ProblemDetails, RFC 7807) and TS 29.500 R17 clause
// 5.2.7.2. A handler returns one to refuse a request, a client method returns one when the producer refused.
type Problem struct {
	// Status is the HTTP status code.
	Status int
	// Cause is the application error, empty if there was none.
	Cause  string
	Title  string
	Detail string
	// InvalidParams names the attributes, headers or parameters that are wrong.
	InvalidParams []models.InvalidParam
}

// Error implements error.
func (p *Problem) Error() string {
	s := "sbi: " + strconv.Itoa(p.Status)
	if p.Cause != "" {
		s += " " + p.Cause
	} else if t := http.StatusText(p.Status); t != "" {
		s += " " + t
	}
	if p.Detail != "" {
		s += ": " + p.Detail
	}
	return s
}

// NewProblem makes a problem with a title from the status code.
func NewProblem(status int, cause, detail string) *Problem {
	return &Problem{Status: status, Cause: cause, Title: http.StatusText(status), Detail: detail}
}

// Problemf is NewProblem with a formatted detail.
func Problemf(status int, cause, format string, args ...any) *Problem {
	return NewProblem(status, cause, fmt.Sprintf(format, args...))
}

// Missing is the answer to a body without a mandatory IE. ie is a JSON pointer.
func Missing(ie string) *Problem {
	p := NewProblem(http.StatusBadRequest, CauseMandatoryIEMissing, "mandatory IE is missing: "+ie)
	p.InvalidParams = []models.InvalidParam{{Param: ie, Reason: "missing"}}
	return p
}

// Incorrect is the answer to a mandatory IE whose value is wrong. ie is a JSON pointer.
func Incorrect(ie, reason string) *Problem {
	p := NewProblem(http.StatusBadRequest, CauseMandatoryIEIncorrect, ie+": "+reason)
	p.InvalidParams = []models.InvalidParam{{Param: ie, Reason: reason}}
	return p
}

// IsCause says whether err is a problem with that application error.
func IsCause(err error, cause string) bool {
	var p *Problem
	return errors.As(err, &p) && p.Cause == cause
}

// details is ProblemDetails with what this package reads and writes of it.
type details struct {
	Title         string                `json:"title,omitempty"`
	Status        int                   `json:"status,omitempty"`
	Detail        string                `json:"detail,omitempty"`
	Cause         string                `json:"cause,omitempty"`
	InvalidParams []models.InvalidParam `json:"invalidParams,omitempty"`
}

func (p *Problem) body() []byte {
	b, err := json.Marshal(details{p.Title, p.Status, p.Detail, p.Cause, p.InvalidParams})
	if err != nil {
		// Strings and integers always have a JSON form.
		panic(err)
	}
	return b
}

// ParseProblem reads an error answer whose body was read already.
func ParseProblem(resp *http.Response, body []byte) *Problem {
	return parseProblem(resp.StatusCode, resp.Header.Get("Content-Type"), body)
}

// parseProblem reads an error answer. A body that is not ProblemDetails still gives a problem with the status.
func parseProblem(status int, contentType string, body []byte) *Problem {
	p := &Problem{Status: status, Title: http.StatusText(status)}
	switch mediaType(contentType) {
	case typeProblem, typeJSON:
	default:
		return p
	}
	var d details
	if json.Unmarshal(body, &d) != nil {
		return p
	}
	p.Cause, p.Detail, p.InvalidParams = d.Cause, d.Detail, d.InvalidParams
	if d.Title != "" {
		p.Title = d.Title
	}
	return p
}
