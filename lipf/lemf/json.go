package lemf

import (
	"encoding/json"
	"fmt"
	"time"

	"lilab/lipf/hi"
	"lilab/x2x3/ber"
	"lilab/x2x3/xiri"
)

var iriTypes = map[hi.IRIType]string{hi.IRIBegin: "BEGIN", hi.IRIEnd: "END", hi.IRIContinue: "CONTINUE", hi.IRIReport: "REPORT"}

var iriTypeNames = map[hi.IRIType]string{hi.IRIBegin: "iRI-Begin", hi.IRIEnd: "iRI-End", hi.IRIContinue: "iRI-Continue", hi.IRIReport: "iRI-Report"}

var qualifiers = map[hi.TimeStampQualifier]string{hi.TimeUnknown: "unknown", hi.TimeOfInterception: "timeOfInterception", hi.TimeOfMediation: "timeOfMediation",
	hi.TimeOfAggregation: "timeOfAggregation"}

// The header and the payload under the names of the module LI-PS-PDU. Octet strings that hold text are text here.
type (
	jsonPDU struct {
		Header  jsonHeader  `json:"pSHeader"`
		Payload jsonPayload `json:"payload"`
	}
	jsonHeader struct {
		LIID      string        `json:"lawfulInterceptionIdentifier"`
		Country   string        `json:"authorizationCountryCode,omitempty"`
		Identity  communication `json:"communicationIdentifier"`
		Sequence  uint32        `json:"sequenceNumber"`
		Time      string        `json:"timeStamp,omitempty"`
		PointID   string        `json:"interceptionPointID,omitempty"`
		Micro     *micro        `json:"microSecondTimeStamp,omitempty"`
		Qualifier string        `json:"timeStampQualifier,omitempty"`
		Point     string        `json:"extendedInterceptionPointID,omitempty"`
		Function  string        `json:"networkFunctionIdentifier,omitempty"`
	}
	communication struct {
		Network struct {
			Operator string `json:"operatorIdentifier"`
			Element  string `json:"networkElementIdentifier,omitempty"`
		} `json:"networkIdentifier"`
		CIN     *uint32 `json:"communicationIdentityNumber,omitempty"`
		Country string  `json:"deliveryCountryCode,omitempty"`
	}
	micro struct {
		Seconds int64 `json:"seconds"`
		Micro   int   `json:"microSeconds"`
	}
	jsonPayload struct {
		IRI []jsonIRI `json:"iRIPayloadSequence"`
	}
	jsonIRI struct {
		Type      string                     `json:"iRIType,omitempty"`
		Time      string                     `json:"timeStamp,omitempty"`
		Contents  map[string]json.RawMessage `json:"iRIContents"`
		Micro     *micro                     `json:"microSecondTimeStamp,omitempty"`
		Qualifier string                     `json:"timeStampQualifier,omitempty"`
	}
)

func microOf(t time.Time) *micro {
	if t.IsZero() {
		return nil
	}
	return &micro{t.Unix(), t.Nanosecond() / 1000}
}

func timeOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return string(ber.AppendTimeContents(nil, t))
}

// iriJSON makes a document of a PS-PDU with IRI, and says which record it has and what could not be read.
func iriJSON(p *hi.PSPDU) (doc []byte, name, problem string) {
	out := jsonPDU{Header: jsonHeader{LIID: p.LIID, Country: p.AuthorizationCountryCode, Sequence: p.SequenceNumber, Time: timeOf(p.TimeStamp),
		PointID: p.InterceptionPointID, Micro: microOf(p.MicroSecondTimeStamp), Qualifier: qualifiers[p.TimeStampQualifier.Value],
		Point: p.ExtendedInterceptionPointID, Function: p.NetworkFunctionIdentifier}}
	if !p.TimeStampQualifier.Set {
		out.Header.Qualifier = ""
	}
	id := &out.Header.Identity
	id.Network.Operator, id.Network.Element, id.Country = p.OperatorIdentifier, p.NetworkElementIdentifier, p.DeliveryCountryCode
	if p.CIN.Set {
		id.CIN = &p.CIN.Value
	}
	name = "empty"
	for i := range p.IRI {
		r := &p.IRI[i]
		alternative, record, value, err := contents(r)
		if err != nil {
			problem = err.Error()
		}
		if i == 0 {
			name = record
		}
		j := jsonIRI{Type: iriTypeNames[r.Type], Time: timeOf(r.TimeStamp), Micro: microOf(r.MicroSecondTimeStamp), Contents: map[string]json.RawMessage{alternative: value}}
		if r.TimeStampQualifier.Set {
			j.Qualifier = qualifiers[r.TimeStampQualifier.Value]
		}
		out.Payload.IRI = append(out.Payload.IRI, j)
	}
	doc, err := json.MarshalIndent(out, "", "  ")
	if err != nil { // Only what AppendJSON made could be wrong, and it is not.
		return nil, "unreadable", err.Error()
	}
	return append(doc, '\n'), name, problem
}

// contents reads IRIContents: the alternative and its value, and the name of the record. What cannot be read is octets.
func contents(r *hi.IRIPayload) (alternative, record string, value json.RawMessage, err error) {
	if r.Contents != nil {
		p, n, err := xiri.ParseIRIPayload(r.Contents)
		if err == nil && n != len(r.Contents) {
			err = fmt.Errorf("%d octets after the IRIPayload", len(r.Contents)-n)
		}
		if err == nil {
			value, err = p.MarshalJSON()
		}
		if err != nil {
			return "threeGPP33128DefinedIRI", "unreadable", octets(r.Contents), err
		}
		return "threeGPP33128DefinedIRI", xiri.Name(p.Event), value, nil
	}
	reader := ber.NewReader(r.OtherContents)
	e, err := reader.Next()
	if err != nil {
		return "unknown", "unreadable", octets(r.OtherContents), err
	}
	tag := fmt.Sprintf("[%d]", e.Tag.Number)
	if e.Tag != ber.ContextConstructed(20) {
		return tag, "unreadable", octets(r.OtherContents), fmt.Errorf("IRIContents %s is not read", tag)
	}
	// iPIRIPacketReport. In the envelope of an xIRI the same SEQUENCE is an event, which can be read.
	b, outer := ber.Open(nil, ber.Sequence)
	b = ber.AppendRelativeOID(b, ber.Context(1), 4, 19, xiri.R19v3.Release, xiri.R19v3.Version, 1)
	b, choice := ber.Open(b, ber.ContextConstructed(2))
	b = ber.AppendOctets(b, ber.ContextConstructed(161), e.Contents)
	b = ber.Close(ber.Close(b, choice), outer)
	p, _, err := xiri.ParseXIRIPayload(b)
	if err == nil {
		value, err = xiri.AppendJSON(nil, p.Event)
	}
	if err != nil {
		return "iPIRIPacketReport", "unreadable", octets(r.OtherContents), err
	}
	return "iPIRIPacketReport", "iPIRIPacketReport", value, nil
}

func octets(b []byte) json.RawMessage { return fmt.Appendf(nil, `"%x"`, b) }
