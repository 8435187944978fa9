package scenarios

import (
	_ "embed" // schema.json
	"encoding/json"
	"strings"

	"github.com/invopop/jsonschema"
)

// schemaJSON is generated from the types of this package; a test fails when it is stale.
//
//go:embed schema.json
var schemaJSON []byte

// SchemaID identifies the schema of scenario files.
const SchemaID = "urn:lilab:scenario:v1"

// Schema returns the JSON Schema (draft 2020-12) of scenario files.
func Schema() []byte { return append([]byte(nil), schemaJSON...) }

// generateSchema makes the schema from the Go types and the doc comments in the folder source.
func generateSchema(source string) ([]byte, error) {
	r := reflector()
	if err := r.AddGoComments("lilab/scenarios", source, jsonschema.WithFullComment()); err != nil {
		return nil, err
	}
	for k, v := range r.CommentMap {
		r.CommentMap[k] = strings.Join(strings.Fields(v), " ")
	}
	// The steps have schemas of their own, made without a reflector; give them the comments, too.
	s := r.Reflect(Scenario{})
	s.ID = SchemaID
	s.Title = "lilab scenario"
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(b, '\n'), nil
}

func reflector() *jsonschema.Reflector {
	return &jsonschema.Reflector{FieldNameTag: "yaml", ExpandedStruct: true, Anonymous: true}
}

// object is the schema of a struct, inline.
func object(v any) *jsonschema.Schema {
	r := reflector()
	r.DoNotReference = true
	s := r.Reflect(v)
	s.Version = ""
	return s
}

func enum(values ...any) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Enum: values}
}

// oneOrList is a schema for one item or a list of items without oneOf, so that errors stay simple:
// what a keyword says about objects does not apply to lists.
func oneOrList(types string, item, one *jsonschema.Schema) *jsonschema.Schema {
	s := &jsonschema.Schema{}
	if one != nil {
		*s = *one
		s.Type = ""
	}
	least := uint64(1)
	s.Items, s.MinItems = item, &least
	s.Extras = map[string]any{"type": append(strings.Split(types, ","), "array")}
	return s
}

// name is what a network, subscriber, warrant or cell may be called.
const namePattern = "^[a-z][a-z0-9-]*$"

// JSONSchemaExtend completes the schema with what tags cannot say.
func (Scenario) JSONSchemaExtend(s *jsonschema.Schema) {
	one := uint64(1)
	for _, key := range []string{"networks", "subscribers", "warrants"} {
		p, _ := s.Properties.Get(key)
		p.PropertyNames = &jsonschema.Schema{Pattern: namePattern}
		if key != "warrants" {
			p.MinProperties = &one
		}
	}
}

// JSONSchemaExtend completes the schema with what tags cannot say.
func (Network) JSONSchemaExtend(s *jsonschema.Schema) {
	one := uint64(1)
	for _, key := range []string{"cells", "dnns"} {
		p, _ := s.Properties.Get(key)
		p.PropertyNames = &jsonschema.Schema{Pattern: namePattern}
		p.MinProperties = &one
	}
}

// JSONSchemaExtend completes the schema with what tags cannot say.
func (Step) JSONSchemaExtend(s *jsonschema.Schema) {
	one := uint64(1)
	s.MinProperties, s.MaxProperties = &one, &one
}
