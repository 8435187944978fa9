package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// compiled is the schema ready for use; it depends on nothing but the program.
var compiled = sync.OnceValues(func() (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaJSON))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(SchemaID, doc); err != nil {
		return nil, err
	}
	return c.Compile(SchemaID)
})

// validate checks the instance against the schema and turns what it finds into problems.
func (s *source) validate(instance any) {
	schema, err := compiled()
	if err != nil {
		s.add(place{1, 1, 1}, "", "the built-in schema is broken: %v", err)
		return
	}
	var v *jsonschema.ValidationError
	if err := schema.Validate(instance); errors.As(err, &v) {
		s.explain(schema, v, instance)
	}
}

// explain walks to the leaves of a validation error: they say what is wrong.
func (s *source) explain(root *jsonschema.Schema, v *jsonschema.ValidationError, instance any) {
	if len(v.Causes) > 0 {
		for _, c := range v.Causes {
			s.explain(root, c, instance)
		}
		return
	}
	at := path(v.InstanceLocation)
	if s.refused[at.String()] {
		return
	}
	name := lastName(at)
	switch k := v.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		known := properties(root, at)
		for _, key := range k.Properties {
			s.unknownKey(at, key, known)
		}
	case *kind.Required:
		for _, key := range k.Missing {
			s.add(s.key(at), "", "%s lacks the key %q", thing(at), key)
		}
	case *kind.Type:
		hint := ""
		if slices.Contains(k.Want, "string") && (k.Got == "number" || k.Got == "integer" || k.Got == "boolean") {
			hint = "put it in quotes"
		}
		s.add(s.value(at), hint, "%s: want %s, got %s", name, anyOf(k.Want), article(k.Got))
	case *kind.Enum:
		s.badValue(at, name, k)
	case *kind.Pattern:
		s.badPattern(at, name, k)
	case *kind.PropertyNames:
		s.add(s.key(at.sub(k.Property)), "small letters, digits and hyphens; a letter first", "%q cannot be a name", k.Property)
	case *kind.MinProperties:
		s.add(s.key(at), "", "%s is empty", thing(at))
	case *kind.MaxProperties:
		s.add(s.key(at), "begin a new item of the list for the second one", "a step does one thing, this one does %d", k.Got)
	case *kind.MinItems, *kind.MinLength:
		s.add(s.value(at), "", "%s is empty", name)
	case *kind.Minimum:
		s.add(s.value(at), "", "%s: want at least %s, got %s", name, k.Want.RatString(), k.Got.RatString())
	case *kind.Maximum:
		s.add(s.value(at), "", "%s: want at most %s, got %s", name, k.Want.RatString(), k.Got.RatString())
	case *kind.UniqueItems:
		s.add(s.value(at.sub(fmt.Sprint(k.Duplicates[1]))), "", "%s names the same thing twice", name)
	default:
		s.add(s.value(at), "", "%s: %v", name, v)
	}
}

func (s *source) unknownKey(at path, key string, known []string) {
	place := s.key(at.sub(key))
	if near := Nearest(key, known); near == key || !planned(at, key) {
		s.add(place, didYouMean(key, known), "%s has no key %q", thing(at), key)
		return
	}
	s.add(place, "a setting that is not played is never accepted, because the verdict would not depend on it", "%q is not simulated yet", key)
}

func (s *source) badValue(at path, name string, k *kind.Enum) {
	var words, texts []string
	for _, w := range k.Want {
		if t, ok := w.(string); ok {
			texts = append(texts, t)
		}
		if w != nil {
			words = append(words, fmt.Sprint(w))
		}
	}
	got := fmt.Sprint(k.Got)
	if later := plannedValues(at); slices.Contains(later, got) {
		s.add(s.value(at), fmt.Sprintf("played so far: %s", strings.Join(words, ", ")), "%s: %s is not simulated yet", name, got)
		return
	}
	hint := didYouMean(got, texts)
	s.add(s.value(at), hint, "%s: want one of %s, got %q", name, strings.Join(words, ", "), got)
}

var looksLikePLMN = regexp.MustCompile(`^[0-9]{3}-?[0-9]{2,3}$`)

func (s *source) badPattern(at path, name string, k *kind.Pattern) {
	switch {
	case name == "plmn" && looksLikePLMN.MatchString(k.Got) && !strings.HasPrefix(k.Got, "001") && !strings.HasPrefix(k.Got, "999"):
		s.add(s.value(at), "use a test network, for example 001-01 or 999-70",
			"plmn: %s may belong to a real network; the lab plays test networks only (MCC 001 or 999)", k.Got)
	case name == "plmn":
		s.add(s.value(at), "", "plmn: want MCC-MNC with digits, for example 001-01, got %q", k.Got)
	case name == "target":
		s.add(s.value(at), "", "target: want a subscriber and an identity, supi, gpsi, pei, impu or nli, for example anna.supi; got %q", k.Got)
	case k.Want == namePattern:
		s.add(s.key(at), "", "%q cannot be a name: small letters, digits and hyphens, a letter first", k.Got)
	default:
		s.add(s.value(at), "", "%s: %q does not have the form %s", name, k.Got, k.Want)
	}
}

// properties lists the keys that the schema knows at a place of the instance.
func properties(root *jsonschema.Schema, at path) []string {
	s := follow(root)
	for _, step := range at {
		switch {
		case s == nil:
			return nil
		case s.Properties[step] != nil:
			s = follow(s.Properties[step])
		default:
			next, _ := s.AdditionalProperties.(*jsonschema.Schema)
			if next == nil && s.Items2020 != nil {
				next = s.Items2020
			}
			s = follow(next)
		}
	}
	if s == nil {
		return nil
	}
	var keys []string
	for k := range s.Properties {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func follow(s *jsonschema.Schema) *jsonschema.Schema {
	for s != nil && s.Ref != nil {
		s = s.Ref
	}
	return s
}

// lastName is the last key of a path, skipping indexes.
func lastName(at path) string {
	for i := len(at) - 1; i >= 0; i-- {
		if at[i] == "" || at[i][0] < '0' || at[i][0] > '9' {
			return at[i]
		}
	}
	return "scenario"
}

// thing names what stands at a path.
func thing(at path) string {
	switch {
	case len(at) == 0:
		return "a scenario"
	case at[0] == "script" && len(at) == 2:
		return "a step"
	case at[0] == "script" && len(at) > 2:
		return at[2]
	case at[0] == "agreements" && len(at) == 2:
		return "an agreement"
	case at[0] == "agreements" && len(at) > 2:
		return at[2]
	case len(at) == 2 && at[0] == "expect":
		return "the expectation for " + at[1]
	case len(at) == 2:
		return strings.TrimSuffix(at[0], "s") + " " + at[1]
	case len(at) == 4 && at[2] == "cells":
		return "cell " + at[3]
	case len(at) == 4 && at[2] == "dnns":
		return "data network " + at[3]
	}
	return lastName(at)
}

func anyOf(want []string) string {
	words := make([]string, len(want))
	for i, w := range want {
		words[i] = article(w)
	}
	return strings.Join(words, " or ")
}

// article names a JSON type as YAML users know it.
func article(t string) string {
	switch t {
	case "object":
		return "a mapping"
	case "array":
		return "a list"
	case "string":
		return "a text"
	case "integer", "number":
		return "a number"
	case "boolean":
		return "true or false"
	case "null":
		return "nothing"
	}
	return t
}
