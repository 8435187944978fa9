package scenarios

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed domestic/*.yaml inbound/*.yaml inv/*.yaml ott/*.yaml outbound/*.yaml
var shipped embed.FS

// Shipped returns the ids of the scenarios that are built into the program, in order.
func Shipped() []string {
	var ids []string
	// A walk of an embedded tree does not fail.
	_ = fs.WalkDir(shipped, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			ids = append(ids, strings.TrimSuffix(name, ".yaml"))
		}
		return err
	})
	slices.Sort(ids)
	return ids
}

// ErrUnknown says that no shipped scenario has the id.
var ErrUnknown = errors.New("unknown scenario")

// Get returns a shipped scenario.
func Get(id string) (*Scenario, error) {
	b, err := shipped.ReadFile(id + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("%w %q", ErrUnknown, id)
	}
	sc, err := Parse("scenarios/"+id+".yaml", b)
	if err == nil {
		sc.shipped = true
	}
	return sc, err
}

// Source is what one types to play the scenario again: the id of a shipped one, else its file.
func (sc *Scenario) Source() string {
	if sc.shipped {
		return sc.ID
	}
	return sc.source.name
}

// Text returns the text of a shipped scenario.
func Text(id string) ([]byte, error) {
	b, err := shipped.ReadFile(id + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("%w %q", ErrUnknown, id)
	}
	return b, nil
}

// Find returns the scenarios that the arguments name: files, folders with scenario files, ids or
// families of shipped scenarios. No argument names all shipped scenarios. All problems of all files come back together.
func Find(args ...string) ([]*Scenario, error) {
	if len(args) == 0 {
		args = Shipped()
	}
	var found []*Scenario
	var problems Problems
	add := func(sc *Scenario, err error) error {
		var p Problems
		if errors.As(err, &p) {
			problems = append(problems, p...)
			return nil
		}
		if err == nil && !slices.ContainsFunc(found, func(f *Scenario) bool { return f.ID == sc.ID && f.source.name == sc.source.name }) {
			found = append(found, sc)
		}
		return err
	}
	for _, arg := range args {
		if err := find(arg, add); err != nil {
			return nil, err
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return found, nil
}

func find(arg string, add func(*Scenario, error) error) error {
	info, err := os.Stat(arg) // err is wanted below
	switch {
	case err == nil && info.IsDir():
		n := 0
		err := filepath.WalkDir(arg, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(name) != ".yaml" {
				return err
			}
			n++
			return add(Load(name))
		})
		if err == nil && n == 0 {
			err = fmt.Errorf("%s: no scenario file (*.yaml) in this folder", arg)
		}
		return err
	case err == nil:
		return add(Load(arg))
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	id := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(arg), "scenarios/"), ".yaml")
	if _, err := shipped.ReadFile(id + ".yaml"); err == nil {
		return add(Get(id))
	}
	n := 0
	for _, s := range Shipped() {
		if strings.HasPrefix(s, strings.TrimSuffix(id, "/")+"/") {
			n++
			if err := add(Get(s)); err != nil {
				return err
			}
		}
	}
	if n > 0 {
		return nil
	}
	if filepath.Ext(arg) == ".yaml" {
		return err // somebody means a file
	}
	if near := Nearest(id, Shipped()); near != "" {
		return fmt.Errorf("%w %q; did you mean %q?", ErrUnknown, arg, near)
	}
	return fmt.Errorf("%w %q; `lilab list` shows what there is", ErrUnknown, arg)
}

// File is the name of the file the scenario was read from.
func (sc *Scenario) File() string { return sc.source.name }
