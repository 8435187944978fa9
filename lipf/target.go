package lipf

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// TargetType names an alternative of the X1 targetIdentifier choice (TS 103 221-1 clause 6.2.1.2 table 5),
// spelled as the XML element.
type TargetType string

// The target types that TS 33.128 R19 clause 5.2 allows at AMF, SMF, SMSF, UDM and MDFs, and the older
// or neighbouring ones that may come in a request.
const (
	SUPIIMSI          TargetType = "supiimsi"
	SUPINAI           TargetType = "supinai"
	PEIIMEI           TargetType = "peiImei"
	PEIIMEISV         TargetType = "peiImeisv"
	GPSIMSISDN        TargetType = "gpsiMsisdn"
	GPSINAI           TargetType = "gpsiNai"
	PEIIMEICheckDigit TargetType = "peiImeiCheckDigit"
	IMSI              TargetType = "imsi"
	IMEI              TargetType = "imei"
	E164Number        TargetType = "e164Number"
)

// TargetTypes5GC lists the types that an AMF, SMF, SMSF, UDM or MDF must take, TS 33.128 R19 clause 5.2.
func TargetTypes5GC() []TargetType {
	return []TargetType{SUPIIMSI, SUPINAI, PEIIMEI, PEIIMEISV, GPSIMSISDN, GPSINAI}
}

// TargetIdentifier is one identifier of a target. For a type whose XML content is text, Value is that text;
// for a structured type it is the content as a self-contained XML fragment.
type TargetIdentifier struct {
	Type  TargetType
	Value string
}

// ErrTarget is wrapped by every error about the form of a target identifier.
var ErrTarget = errors.New("bad target identifier")

// formats holds the patterns of TS_103_280.xsd 2.15.1 for the types this package knows.
var formats = map[TargetType]*regexp.Regexp{
	SUPIIMSI:          regexp.MustCompile(`^[0-9]{6,15}$`),
	IMSI:              regexp.MustCompile(`^[0-9]{6,15}$`),
	PEIIMEI:           regexp.MustCompile(`^[0-9]{14}$`),
	IMEI:              regexp.MustCompile(`^[0-9]{14}$`),
	PEIIMEICheckDigit: regexp.MustCompile(`^[0-9]{15}$`),
	PEIIMEISV:         regexp.MustCompile(`^[0-9]{16}$`),
	GPSIMSISDN:        regexp.MustCompile(`^[0-9]{1,15}$`),
	E164Number:        regexp.MustCompile(`^[0-9]{1,15}$`),
	SUPINAI:           regexp.MustCompile(`^\S+$`),
	GPSINAI:           regexp.MustCompile(`^\S+$`),
}

// Validate checks Value against the format of TS 103 280. Types this package has no format for pass.
func (t TargetIdentifier) Validate() error {
	f, ok := formats[t.Type]
	if !ok {
		f, ok = imsFormats[t.Type]
	}
	if !ok {
		if t.Type == "" {
			return fmt.Errorf("%w: no type", ErrTarget)
		}
		return nil
	}
	if !f.MatchString(t.Value) {
		return fmt.Errorf("%w: a %s value of %d characters does not fit the format %s", ErrTarget, t.Type, len(t.Value), f)
	}
	return nil
}

// Identity is what a network function holds of one subscriber: IMSI digits, 16 digits of an IMEISV,
// MSISDN digits. Empty means not known there.
type Identity struct {
	SUPI, PEI, GPSI string
}

// Matches says whether the identity has this identifier. Identifiers match independently of each other: a SUPI
// target matches whatever the PEI is. An identifier that the function does not know never matches.
//
// An IMEI target matches an IMEISV by its first 14 digits (TAC and serial number, TS 23.003 clause 6.2);
// a check digit is computed from those and adds nothing.
func (t TargetIdentifier) Matches(id Identity) bool {
	switch t.Type {
	case SUPIIMSI, IMSI:
		return t.Value != "" && id.SUPI == t.Value
	case PEIIMEI, IMEI:
		return len(t.Value) == 14 && len(id.PEI) >= 14 && id.PEI[:14] == t.Value
	case PEIIMEICheckDigit:
		return len(t.Value) == 15 && len(id.PEI) >= 14 && id.PEI[:14] == t.Value[:14]
	case PEIIMEISV:
		return len(t.Value) == 16 && id.PEI == t.Value
	case GPSIMSISDN, E164Number:
		return t.Value != "" && id.GPSI == t.Value
	}
	return false
}

// Identifiers returns the identity as target identifiers, in the order SUPI, PEI, GPSI. What does not have the form of
// TS 103 280 is left out.
func (id Identity) Identifiers() []TargetIdentifier {
	ts := make([]TargetIdentifier, 0, 3)
	for _, t := range [...]TargetIdentifier{{SUPIIMSI, id.SUPI}, {PEIIMEISV, id.PEI}, {GPSIMSISDN, id.GPSI}} {
		if t.Value != "" && t.Validate() == nil {
			ts = append(ts, t)
		}
	}
	return ts
}

// AppendFragment appends the bare XML element that X2/X3 attributes 17 and 18 carry, for example
// "<supiimsi>001010000000001</supiimsi>" (TS 103 221-2 clauses 5.3.18, 5.3.19).
func (t TargetIdentifier) AppendFragment(b []byte) []byte {
	b = append(b, '<')
	b = append(b, t.Type...)
	b = append(b, '>')
	if strings.ContainsAny(t.Value, "<>&\"'\r\n\t") {
		var s strings.Builder
		_ = xml.EscapeText(&s, []byte(t.Value)) // a strings.Builder cannot fail
		b = append(b, s.String()...)
	} else {
		b = append(b, t.Value...)
	}
	b = append(b, "</"...)
	b = append(b, t.Type...)
	return append(b, '>')
}

// Fragment returns the bare XML element as a string.
func (t TargetIdentifier) Fragment() string { return string(t.AppendFragment(nil)) }

// maxFragment bounds the attribute contents that ParseFragment reads.
const maxFragment = 4096

// ParseFragment reads the contents of X2/X3 attribute 17 or 18: one XML element with text content. A namespace on
// the element is accepted; nested elements, directives and anything after the element are errors.
func ParseFragment(b []byte) (TargetIdentifier, error) {
	if len(b) > maxFragment {
		return TargetIdentifier{}, fmt.Errorf("%w: fragment of %d octets, at most %d", ErrTarget, len(b), maxFragment)
	}
	d := xml.NewDecoder(strings.NewReader(string(b)))
	var t TargetIdentifier
	depth, done := 0, false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && done {
			return t, t.Validate()
		}
		if err != nil {
			return TargetIdentifier{}, fmt.Errorf("%w: %w", ErrTarget, err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth > 0 || done {
				return TargetIdentifier{}, fmt.Errorf("%w: more than one element", ErrTarget)
			}
			depth++
			t.Type = TargetType(tok.Name.Local)
		case xml.EndElement:
			depth--
			done = true
		case xml.CharData:
			if depth == 1 {
				t.Value += string(tok)
			} else if strings.TrimSpace(string(tok)) != "" {
				return TargetIdentifier{}, fmt.Errorf("%w: text outside the element", ErrTarget)
			}
		default:
			return TargetIdentifier{}, fmt.Errorf("%w: unexpected %T", ErrTarget, tok)
		}
	}
}

// AllMatch says whether an identity matches every identifier of a task (TS 103 221-1 clause 6.2.1.2).
// An empty list matches nothing.
func AllMatch(targets []TargetIdentifier, id Identity) bool {
	return len(targets) > 0 && !slices.ContainsFunc(targets, func(t TargetIdentifier) bool { return !t.Matches(id) })
}
