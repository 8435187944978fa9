package xiri

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/netip"
	"reflect"
	"strconv"
	"strings"
	"time"

	"lilab/x2x3/ber"
	"lilab/x2x3/xiri/internal/decl"
)

// AppendJSON appends a record, or another value of the modules, as JSON after the rules of ITU-T X.697 (JER): components
// and alternatives under their names in the module and in its order, OCTET STRING as hexadecimal digits, BIT STRING as its
// octets with the last bits 0 (an object of value and length where the length varies), ENUMERATED as the name,
// GeneralizedTime and object identifiers as text, NULL as null. A value of an ENUMERATED that has no name is a number, and what
// the module does not know stands under its tag, as the octets with tag and length. It fails for a nil value only.
func AppendJSON(b []byte, v Value) ([]byte, error) {
	rv := reflect.ValueOf(v)
	if !rv.IsValid() || rv.IsNil() {
		return b, fmt.Errorf("xiri: no value for JSON")
	}
	rv = rv.Elem()
	t := schema().Get(rv.Type().Name())
	if t == nil {
		return b, fmt.Errorf("xiri: %s is not declared", rv.Type())
	}
	if t.Kind == decl.Named {
		return appendJSON(b, t.Expr, rv), nil
	}
	return jsonObject(b, t, rv), nil
}

// MarshalJSON returns the payload under the names of the module, see [AppendJSON].
func (v *IRIPayload) MarshalJSON() ([]byte, error) {
	b := jsonOID([]byte(`{"iRIPayloadOID":`), arcThreeGPP, arcTS33128, v.Version.or(R19v3), suffixIRI)
	b, err := jsonEvent(b, v.Event)
	if err != nil {
		return nil, err
	}
	if v.TargetIdentifiers != nil {
		b = append(b, `,"targetIdentifiers":[`...)
		for i := range v.TargetIdentifiers {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = AppendJSON(b, &v.TargetIdentifiers[i]); err != nil {
				return nil, err
			}
		}
		b = append(b, ']')
	}
	if v.MediatedFrom != (ModuleVersion{}) {
		b = jsonOID(append(b, `,"mediatedFromIndicator":{"xIRIPayloadOID":`...), arcThreeGPP, arcTS33128, v.MediatedFrom, suffixXIRI)
		b = append(b, '}')
	}
	return append(jsonExtra(b, v.Extra, false), '}'), nil
}

// MarshalJSON returns the payload under the names of the module, see [AppendJSON].
func (v *XIRIPayload) MarshalJSON() ([]byte, error) {
	b := jsonOID([]byte(`{"xIRIPayloadOID":`), arcThreeGPP, arcTS33128, v.Version.or(R19v3), suffixXIRI)
	b, err := jsonEvent(b, v.Event)
	return append(jsonExtra(b, v.Extra, false), '}'), err
}

func jsonEvent(b []byte, e Event) ([]byte, error) {
	if e == nil {
		return b, fmt.Errorf("xiri: a payload without an event")
	}
	b = append(b, `,"event":{"`...)
	b = append(append(b, Name(e)...), `":`...)
	b, err := AppendJSON(b, e)
	return append(b, '}'), err
}

func jsonOID(b []byte, arc, module uint32, v ModuleVersion, suffix uint32) []byte {
	return fmt.Appendf(b, `"%d.%d.%d.%d.%d"`, arc, module, v.Release, v.Version, suffix)
}

// jsonExtra appends the components that the module does not know.
func jsonExtra(b []byte, extra []Raw, first bool) []byte {
	for _, r := range extra {
		if !first {
			b = append(b, ',')
		}
		first = false
		b = fmt.Appendf(b, `"[%d]":"%x"`, r.Tag, r.Octets)
	}
	return b
}

func jsonObject(b []byte, t *decl.Type, v reflect.Value) []byte {
	b = append(b, '{')
	first := true
	for n := range t.Members {
		m := &t.Members[n]
		f, ok := present(m, t.Kind == decl.Choice, fieldOf(t, v, n))
		if !ok {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(append(append(b, '"'), m.Name...), `":`...)
		b = appendJSON(b, m.Type, f)
	}
	switch x := v.Field(v.NumField() - 1).Field(0).Interface().(type) {
	case []Raw:
		b = jsonExtra(b, x, first)
	case *Raw:
		if x != nil {
			b = jsonExtra(b, []Raw{*x}, first)
		}
	}
	return append(b, '}')
}

func appendJSON(b []byte, x *decl.Expr, v reflect.Value) []byte {
	e, t := schema().Resolve(x)
	switch e.Kind {
	case decl.SequenceType, decl.Choice:
		return jsonObject(b, t, v)
	case decl.ListOf, decl.SetOf:
		b = append(b, '[')
		for n := range v.Len() {
			if n > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, e.Elem, v.Index(n))
		}
		return append(b, ']')
	case decl.Enumerated:
		s := fmt.Sprint(v.Interface())
		if _, err := strconv.Atoi(s); err == nil {
			return append(b, s...)
		}
		return append(append(append(b, '"'), s...), '"')
	}
	switch x := v.Interface().(type) {
	case string:
		return jsonString(b, x)
	case []byte:
		return jsonHex(b, x)
	case netip.Addr:
		return jsonHex(b, x.AsSlice())
	case time.Time:
		return append(ber.AppendTimeContents(append(b, '"'), x), '"')
	case BitString:
		b = jsonHex(append(b, `{"value":`...), x.Octets)
		return fmt.Appendf(b, `,"length":%d}`, x.Len)
	case []uint32:
		return append(append(append(b, '"'), strings.ReplaceAll(strings.Trim(fmt.Sprint(x), "[]"), " ", ".")...), '"')
	case bool:
		if e.Kind == decl.Null {
			return append(b, "null"...)
		}
		return strconv.AppendBool(b, x)
	}
	if e.Kind == decl.BitString { // Of a fixed size, the low bits of a number.
		contents := ber.AppendBits(nil, ber.Context(0), v.Uint(), int(e.Max))
		return jsonHex(b, contents[3:])
	}
	return fmt.Append(b, v.Interface())
}

func jsonHex(b, octets []byte) []byte {
	return append(hex.AppendEncode(append(b, '"'), octets), '"')
}

func jsonString(b []byte, s string) []byte {
	text, _ := json.Marshal(s) // A string always has a form.
	return append(b, text...)
}
