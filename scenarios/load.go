package scenarios

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// maxFile bounds a scenario file.
const maxFile = 1 << 20

// Load reads a scenario file. The error is Problems, with everything that is wrong, or what the
// operating system said.
func Load(name string) (*Scenario, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	return Parse(name, b)
}

// Parse reads a scenario from text; name is used in messages, and the id must be its end.
func Parse(name string, text []byte) (*Scenario, error) {
	s := &source{name: name, keys: map[string]place{}, values: map[string]place{}, refused: map[string]bool{}}
	if len(text) > maxFile {
		s.add(place{1, 1, 1}, "", "the file is larger than %d octets", maxFile)
		return nil, s.sorted()
	}
	if !utf8.Valid(text) {
		s.add(place{1, 1, 1}, "", "the file is not UTF-8 text")
		return nil, s.sorted()
	}
	s.lines = strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	body := s.parse(text)
	if body == nil {
		return nil, s.sorted()
	}
	instance := s.instance(body, nil, 0)
	s.validate(instance)
	sc := &Scenario{source: s}
	if err := yaml.NodeToValue(body, sc); err != nil {
		if len(s.problems) == 0 {
			s.add(place{1, 1, 1}, "", "%s", firstLine(err.Error()))
		}
		return nil, s.sorted()
	}
	nullSchemes(sc, instance)
	sc.check(s)
	if err := s.sorted(); err != nil {
		return nil, err
	}
	return sc, nil
}

// nullSchemes sets the null scheme where a file says "suci: null" without quotes. The YAML decoder leaves a
// field alone when its value is null, which would silently conceal the identity.
func nullSchemes(sc *Scenario, instance any) {
	root, _ := instance.(map[string]any)
	subscribers, _ := root["subscribers"].(map[string]any)
	for name, v := range subscribers {
		members, _ := v.(map[string]any)
		if scheme, present := members["suci"]; present && scheme == nil {
			sub := sc.Subscribers[name]
			sub.SUCI = SUCINull
			sc.Subscribers[name] = sub
		}
	}
}

// parse returns the root of the one document, or nil when the text is not YAML.
func (s *source) parse(text []byte) (root ast.Node) {
	defer func() {
		// The parser has panicked on hostile text before; a file must never end the program.
		if r := recover(); r != nil {
			s.add(place{1, 1, 1}, "", "the text is not YAML: %v", r)
			root = nil
		}
	}()
	f, err := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		at, message := place{1, 1, 1}, firstLine(err.Error())
		var y yaml.Error
		if errors.As(err, &y) {
			at, message = placeOf(y.GetToken()), y.GetMessage()
		}
		s.add(at, "", "the text is not YAML: %s", message)
		return nil
	}
	var docs []*ast.DocumentNode
	for _, d := range f.Docs {
		if d.Body != nil {
			docs = append(docs, d)
		}
	}
	switch len(docs) {
	case 0:
		s.add(place{1, 1, 1}, "", "the file is empty")
		return nil
	case 1:
		return docs[0].Body
	}
	s.add(placeOf(docs[1].Start), "", "a file holds one scenario, this is a second document")
	return nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}

func placeOf(t *token.Token) place {
	if t == nil || t.Position == nil {
		return place{1, 1, 1}
	}
	width := utf8.RuneCountInString(strings.TrimSpace(t.Origin))
	if strings.Contains(strings.TrimSpace(t.Origin), "\n") {
		width = 1
	}
	return place{t.Position.Line, t.Position.Column, max(width, 1)}
}

// maxDepth bounds the nesting of a scenario file.
const maxDepth = 16

// instance turns a node into what a JSON parser would have made of it, and notes where everything stands.
func (s *source) instance(n ast.Node, at path, depth int) any {
	if depth > maxDepth {
		s.add(placeOf(n.GetToken()), "", "nested too deeply")
		return nil
	}
	s.values[at.String()] = placeOf(n.GetToken())
	switch n := n.(type) {
	case *ast.MappingNode:
		m := map[string]any{}
		for i, v := range n.Values {
			if i == 0 {
				s.values[at.String()] = placeOf(v.Key.GetToken())
			}
			s.member(m, v, at, depth)
		}
		return m
	case *ast.MappingValueNode:
		m := map[string]any{}
		s.values[at.String()] = placeOf(n.Key.GetToken())
		s.member(m, n, at, depth)
		return m
	case *ast.SequenceNode:
		l := make([]any, 0, len(n.Values))
		for i, v := range n.Values {
			l = append(l, s.instance(v, at.sub(fmt.Sprint(i)), depth+1))
		}
		return l
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.IntegerNode:
		return n.Value
	case *ast.FloatNode:
		return n.Value
	case *ast.BoolNode:
		return n.Value
	case *ast.NullNode:
		return nil
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		s.add(placeOf(n.GetToken()), "a scenario file says everything where it stands; use like: for subscribers", "anchors, aliases, tags and merge keys are not accepted")
		s.refused[at.String()] = true
		return nil
	}
	s.add(placeOf(n.GetToken()), "", "a %s is not accepted here", strings.ToLower(n.Type().String()))
	return nil
}

func (s *source) member(m map[string]any, v *ast.MappingValueNode, at path, depth int) {
	key := v.Key.GetToken()
	if _, ok := v.Key.(*ast.StringNode); !ok && v.Key.IsMergeKey() {
		s.add(placeOf(key), "", "anchors, aliases, tags and merge keys are not accepted")
		return
	}
	p := at.sub(key.Value)
	if _, twice := m[key.Value]; twice {
		s.add(placeOf(key), fmt.Sprintf("it stands in line %d already", s.keys[p.String()].line), "the key %q is there twice", key.Value)
		return
	}
	s.keys[p.String()] = placeOf(key)
	m[key.Value] = s.instance(v.Value, p, depth+1)
}
