package wire

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"time"
)

// X1Namespace is the namespace of TS 103 221-1 messages.
const X1Namespace = "http://uri.etsi.org/03221/X1/2017/10"

// Limits of what ReadX1 believes.
const (
	MaxX1       = 1 << 20
	maxX1Depth  = 32
	maxX1Number = 1000
)

// X1Message is one message of an X1 container, TS 103 221-1 V1.11.1 clause 6.1, as far as the oracle looks.
type X1Message struct {
	// Kind is the xsi:type without its prefix, for example "ActivateTaskRequest".
	Kind string
	// Response says that it stood in an X1Response.
	Response bool
	ADMF, NE string
	Time     time.Time
	Version  string
	// Transaction is x1TransactionId.
	Transaction string
	XID, DID    string
	// DIDs are those of listOfDIDs.
	DIDs []string
	// LIID comes from mediationDetails; Mediation says that there are any: the receiver is an MDF.
	Mediation bool
	LIID      string
	// DeliveryType is that of the task or destination.
	DeliveryType string
	// Targets are the target identifiers as "element=value".
	Targets []string
	// Correlation and Product are correlationID and productID of taskDetails, "" where they are absent.
	Correlation, Product string
	// UPF are the leaves of UPFLIT3TargetIdentifiers of TS 33.128, for example "FSEID.SEID=5", "GTPTunnelDirection=Outbound".
	UPF []string
	// HR says that a target is the signalling of the IMS of all visitors that are home-routed, IMS are the leaves of target identifiers
	// that mean media of the IMS, for example "H248ContextID=5", "IMSVoiceMedia".
	HR  bool
	IMS []string
	// Headers are the elements of HeaderReporting of TS 33.128 with their values, for example "PDHType.PDHR".
	Headers []string
	// OK is the text of <oK>; ErrorCode and ErrorText are those of an ErrorResponse.
	OK        string
	ErrorCode string
	ErrorText string
	// Offset is that of the message's start element.
	Offset int
}

// X1Container is one X1 request or response document.
type X1Container struct {
	// Root is "X1Request", "X1Response" or "X1TopLevelErrorResponse".
	Root     string
	Messages []X1Message
	Octets   []byte
}

// ReadX1 reads an X1 document. It refuses a document type declaration (TS 103 221-1 clause 8.3) and anything after
// the document. Every error is an *Error.
func ReadX1(b []byte) (X1Container, error) {
	const path = "X1"
	if len(b) > MaxX1 {
		return X1Container{}, fail(MaxX1, path, "%d octets, more than %d", len(b), MaxX1)
	}
	out := X1Container{Octets: b}
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Entity = map[string]string{}
	var stack []string
	var cur *X1Message
	var text strings.Builder
	done := false
	for {
		at := int(d.InputOffset())
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return X1Container{}, fail(int(d.InputOffset()), path, "%v", err)
		}
		switch v := tok.(type) {
		case xml.Directive:
			return X1Container{}, fail(at, path, "a document type declaration")
		case xml.StartElement:
			if done {
				return X1Container{}, fail(at, path, "a second root element %s", v.Name.Local)
			}
			if len(stack) == maxX1Depth {
				return X1Container{}, fail(at, path, "nested deeper than %d", maxX1Depth)
			}
			if len(stack) == 0 {
				if err := x1Root(&out, v, at); err != nil {
					return X1Container{}, err
				}
			}
			stack = append(stack, v.Name.Local)
			text.Reset()
			isTop := out.Root == "X1TopLevelErrorResponse"
			if len(stack) == 2 && !isTop || len(stack) == 1 && isTop {
				if len(out.Messages) == maxX1Number {
					return X1Container{}, fail(at, path, "more than %d messages", maxX1Number)
				}
				out.Messages = append(out.Messages, X1Message{Kind: kindOf(v, isTop), Response: out.Root != "X1Request", Offset: at})
				cur = &out.Messages[len(out.Messages)-1]
				if cur.Kind == "" {
					return X1Container{}, fail(at, path+"."+v.Name.Local, "no xsi:type says which message it is")
				}
			}
			if cur != nil && v.Name.Local == "mediationDetails" {
				cur.Mediation = true
			}
		case xml.CharData:
			if len(stack) > 0 {
				text.Write(v)
			}
		case xml.EndElement:
			if cur != nil {
				if err := cur.field(stack, strings.TrimSpace(text.String()), at); err != nil {
					return X1Container{}, err
				}
			}
			stack = stack[:len(stack)-1]
			text.Reset()
			if len(stack) == 1 && out.Root != "X1TopLevelErrorResponse" {
				cur = nil
			}
			done = len(stack) == 0
		}
	}
	if !done {
		return X1Container{}, fail(len(b), path, "no root element")
	}
	if len(out.Messages) == 0 {
		return X1Container{}, fail(len(b), path+"."+out.Root, "no message in it")
	}
	return out, nil
}

func x1Root(out *X1Container, v xml.StartElement, at int) error {
	switch v.Name.Local {
	case "X1Request", "X1Response", "X1TopLevelErrorResponse":
	default:
		return fail(at, "X1", "root element %s", v.Name.Local)
	}
	if v.Name.Space != X1Namespace {
		return fail(at, "X1."+v.Name.Local, "namespace %q", v.Name.Space)
	}
	out.Root = v.Name.Local
	return nil
}

func kindOf(v xml.StartElement, top bool) string {
	if top {
		return "X1TopLevelErrorResponse"
	}
	for _, a := range v.Attr {
		if a.Name.Local == "type" && a.Name.Space == "http://www.w3.org/2001/XMLSchema-instance" {
			if i := strings.IndexByte(a.Value, ':'); i >= 0 {
				return a.Value[i+1:]
			}
			return a.Value
		}
	}
	return ""
}

// field takes the text of the element that ends; stack holds the names from the root to it.
func (m *X1Message) field(stack []string, text string, at int) error {
	name, parent := stack[len(stack)-1], ""
	if len(stack) > 1 {
		parent = stack[len(stack)-2]
	}
	switch name {
	case "admfIdentifier":
		m.ADMF = text
	case "neIdentifier":
		m.NE = text
	case "messageTimestamp":
		t, err := time.Parse("2006-01-02T15:04:05.000000Z07:00", text)
		if err != nil {
			return fail(at, "X1.messageTimestamp", "%q has not six decimals and a zone (TS 103 221-1 clause 6.1)", text)
		}
		m.Time = t.UTC()
	case "version":
		m.Version = text
	case "x1TransactionId":
		m.Transaction = text
	case "xId":
		m.XID = text
	case "dId":
		if parent == "listOfDIDs" {
			m.DIDs = append(m.DIDs, text)
		} else {
			m.DID = text
		}
	case "LIID":
		m.LIID = text
	case "correlationID":
		m.Correlation = text
	case "productID":
		m.Product = text
	case "deliveryType":
		if parent == "taskDetails" || parent == "destinationDetails" {
			m.DeliveryType = text
		}
	case "oK":
		m.OK = text
	case "errorCode":
		m.ErrorCode = text
	case "errorDescription":
		m.ErrorText = text
	}
	if name == "HR" || name == "IMSSignaling" {
		m.HR = true
	}
	for _, ancestor := range [...]string{"IMST3TargetIdentifierExtension", "HRLIT1TargetIdentifier"} {
		if below, ok := under(stack, ancestor); ok {
			if text != "" {
				below += "=" + text
			}
			m.IMS = append(m.IMS, below)
		}
	}
	if parent == "targetIdentifier" && text != "" {
		m.Targets = append(m.Targets, name+"="+text)
	}
	if below, ok := under(stack, "UPFLIT3TargetIdentifier"); ok && text != "" {
		m.UPF = append(m.UPF, below+"="+text)
	}
	if below, ok := under(stack, "HeaderReporting"); ok && (text != "" || name == "PDHR") {
		if text != "" {
			below += "=" + text
		}
		m.Headers = append(m.Headers, below)
	}
	return nil
}

// under returns the names below an ancestor, joined by dots.
func under(stack []string, ancestor string) (string, bool) {
	for i, name := range stack[:len(stack)-1] {
		if name == ancestor {
			return strings.Join(stack[i+1:], "."), true
		}
	}
	return "", false
}
