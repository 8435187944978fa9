package lipf

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// PayloadDirectionAssignment says whose packets come from the side of the served user of a context of an IMS access gateway,
// TS 33.128 R19 clause 7.12.4.3.
type PayloadDirectionAssignment string

// Assignments.
const (
	AssignFromTarget    PayloadDirectionAssignment = "FromTarget"
	AssignToTarget      PayloadDirectionAssignment = "ToTarget"
	AssignNotDetermined PayloadDirectionAssignment = "NotDetermined"
)

// TriggerScope says whether a trigger means the packets of the assigned direction only, or those of both.
type TriggerScope string

// Scopes.
const (
	Unidirectional TriggerScope = "Unidirectional"
	Bidirectional  TriggerScope = "Bidirectional"
)

// IMST3Target is what a task for the CC-POI of an IMS access gateway is about: contexts, and which way their packets go
// (TS 33.128 R19 clause 7.12.4.3).
type IMST3Target struct {
	// Contexts are H.248 ContextIDs, TS 29.334.
	Contexts  []uint32
	Direction PayloadDirectionAssignment
	Scope     TriggerScope
}

// maxContext is the highest ContextID that names one context, ITU-T H.248.1 clause 6.1.1.
const maxContext = 1<<32 - 3

// Identifier makes the target identifier.
func (t IMST3Target) Identifier() TargetIdentifier {
	var b strings.Builder
	b.WriteString(`<IMST3TargetIdentifierExtensions xmlns="` + NSX1Extensions + `">`)
	entry := func(name, text string) {
		b.WriteString("<IMST3TargetIdentifierExtension>")
		element(&b, name, text)
		b.WriteString("</IMST3TargetIdentifierExtension>")
	}
	for _, c := range t.Contexts {
		entry("H248ContextID", strconv.FormatUint(uint64(c), 10))
	}
	if t.Direction != "" {
		entry("PayloadDirectionAssignment", string(t.Direction))
	}
	if t.Scope != "" {
		entry("TriggerScope", string(t.Scope))
	}
	b.WriteString("</IMST3TargetIdentifierExtensions>")
	return threeGPP(b.String())
}

// ReadIMST3 reads the target identifiers of a task for the CC-POI of an IMS access gateway, in one extension or in several. A
// context must be there; without an assignment it is NotDetermined, without a scope Bidirectional.
func ReadIMST3(ts []TargetIdentifier) (IMST3Target, error) {
	var out IMST3Target
	for _, t := range ts {
		kids, err := t.extensionElements()
		if err != nil {
			return out, err
		}
		if len(kids) != 1 || !kids[0].ours("IMST3TargetIdentifierExtensions") || len(kids[0].kids) == 0 {
			return out, fmt.Errorf("%w: no IMST3TargetIdentifierExtensions", ErrExtension)
		}
		for _, k := range kids[0].kids {
			if !k.ours("IMST3TargetIdentifierExtension") || len(k.kids) != 1 || len(k.kids[0].kids) > 0 {
				return out, fmt.Errorf("%w: %s has not one identifier", ErrExtension, k.path())
			}
			if err := out.read(k.kids[0]); err != nil {
				return out, err
			}
		}
	}
	if len(out.Contexts) == 0 {
		return out, fmt.Errorf("%w: no H248ContextID", ErrExtension)
	}
	if out.Direction == "" {
		out.Direction = AssignNotDetermined
	}
	if out.Scope == "" {
		out.Scope = Bidirectional
	}
	if out.Direction == AssignNotDetermined && out.Scope == Unidirectional {
		return out, fmt.Errorf("%w: one direction, and which is not determined", ErrExtension)
	}
	return out, nil
}

func (t *IMST3Target) read(e *xmlNode) error {
	text := strings.TrimSpace(e.text)
	bad := fmt.Errorf("%w: %s %.40q", ErrExtension, e.path(), e.text)
	switch {
	case e.ours("H248ContextID"):
		v, err := e.number(32)
		if err != nil || v == 0 || v > maxContext || len(t.Contexts) == maxCriteria {
			return bad
		}
		t.Contexts = append(t.Contexts, uint32(v))
	case e.ours("PayloadDirectionAssignment"):
		d := PayloadDirectionAssignment(text)
		if d != AssignFromTarget && d != AssignToTarget && d != AssignNotDetermined || t.Direction != "" && t.Direction != d {
			return bad
		}
		t.Direction = d
	case e.ours("TriggerScope"):
		s := TriggerScope(text)
		if s != Unidirectional && s != Bidirectional || t.Scope != "" && t.Scope != s {
			return bad
		}
		t.Scope = s
	default:
		return fmt.Errorf("%w: %s is not known", ErrExtension, e.path())
	}
	return nil
}

// SessionDescriptions is the task extension SDP of LI_T3: the session descriptions of both ends as far as known.
type SessionDescriptions struct{ Local, Remote string }

// Extension makes the taskDetailsExtensions of the descriptions. One of them must be there.
func (s SessionDescriptions) Extension() Extension {
	var b strings.Builder
	b.WriteString(`<X1Extensions xmlns="` + NSX1Extensions + `"><SDP>`)
	data := func(name, text string) {
		if text == "" {
			return
		}
		b.WriteString("<SDPData><" + name + ">")
		_ = xml.EscapeText(&b, []byte(text)) // a strings.Builder cannot fail
		b.WriteString("</" + name + "></SDPData>")
	}
	data("LocalSDP", s.Local)
	data("RemoteSDP", s.Remote)
	b.WriteString("</SDP></X1Extensions>")
	return Extension{Owner: Owner3GPP, XML: b.String()}
}

// x1Extension returns the one element of an X1Extensions of the name, nil where the extension is about something else.
func (e Extension) x1Extension(name string) (*xmlNode, error) {
	if strings.TrimSpace(e.Owner) != Owner3GPP {
		return nil, nil
	}
	kids, err := parseExtension(e.XML)
	if err != nil {
		return nil, err
	}
	if len(kids) != 1 || !kids[0].ours("X1Extensions") || len(kids[0].kids) != 1 || !kids[0].kids[0].ours(name) {
		return nil, nil
	}
	return kids[0].kids[0], nil
}

// SessionDescriptions reads the descriptions from an extension. The second result is false when the extension is about
// something else.
func (e Extension) SessionDescriptions() (SessionDescriptions, bool, error) {
	var s SessionDescriptions
	n, err := e.x1Extension("SDP")
	if n == nil || err != nil {
		return s, false, err
	}
	for _, k := range n.kids {
		if !k.ours("SDPData") || len(k.kids) != 1 || len(k.kids[0].kids) > 0 {
			return s, true, fmt.Errorf("%w: %s has not one description", ErrExtension, k.path())
		}
		to := &s.Local
		switch d := k.kids[0]; {
		case d.ours("RemoteSDP"):
			to = &s.Remote
		case !d.ours("LocalSDP"):
			return s, true, fmt.Errorf("%w: %s is not known", ErrExtension, d.path())
		}
		if *to == "" {
			*to = k.kids[0].text
		}
	}
	if len(n.kids) == 0 {
		return s, true, fmt.Errorf("%w: %s has no description", ErrExtension, n.path())
	}
	return s, true, nil
}

// SMSFExtension makes the taskDetailsExtensions by which an SMSF leaves users' data out of short messages, TS 33.128 R19
// clause 6.2.5.3.
func SMSFExtension() Extension {
	return Extension{Owner: Owner3GPP, XML: `<X1Extensions xmlns="` + NSX1Extensions + `"><SMSFExtensions><TruncateTPUserData></TruncateTPUserData></SMSFExtensions></X1Extensions>`}
}

// TruncateTPUserData reads it. The second result is false when the extension is about something else.
func (e Extension) TruncateTPUserData() (truncate, ok bool, err error) {
	n, err := e.x1Extension("SMSFExtensions")
	if n == nil || err != nil {
		return false, false, err
	}
	for _, k := range n.kids {
		if truncate || !k.ours("TruncateTPUserData") || len(k.kids) > 0 || strings.TrimSpace(k.text) != "" {
			return false, true, fmt.Errorf("%w: %s is not known", ErrExtension, k.path())
		}
		truncate = true
	}
	return truncate, true, nil
}
