package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Problem is one thing that is wrong with a scenario file.
type Problem struct {
	// File is the name the file was read by. Line and Column count from 1.
	File         string
	Line, Column int
	// Message says what is wrong; Hint says what to do about it and may be empty.
	Message, Hint string

	width   int
	excerpt []string // up to two lines before, then the line itself
}

// Error is "file:line:column: message".
func (p Problem) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
}

// String is Error, the lines of the file with a mark below the place, and the hint.
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintln(&b, p.Error())
	first := p.Line - len(p.excerpt) + 1
	digits := len(fmt.Sprint(p.Line))
	for i, text := range p.excerpt {
		mark := ' '
		if first+i == p.Line {
			mark = '>'
		}
		fmt.Fprintf(&b, "%c %*d | %s\n", mark, digits, first+i, text)
	}
	if n := len(p.excerpt); n > 0 {
		fmt.Fprintf(&b, "  %*s | %s%s\n", digits, "", indent(p.excerpt[n-1], p.Column-1), strings.Repeat("^", max(p.width, 1)))
	}
	if p.Hint != "" {
		fmt.Fprintf(&b, "  %s\n", p.Hint)
	}
	return b.String()
}

// indent is n columns of white space that end below the n-th character of text: tabs stay tabs.
func indent(text string, n int) string {
	var b strings.Builder
	for _, r := range text {
		if n <= 0 {
			break
		}
		n--
		if r == '\t' {
			b.WriteRune(r)
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String() + strings.Repeat(" ", max(n, 0))
}

// Problems is everything that is wrong with one or more scenario files, in the order of the text.
type Problems []Problem

// Error is the whole list with excerpts.
func (p Problems) Error() string {
	var b strings.Builder
	for i, q := range p {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(q.String())
	}
	return strings.TrimRight(b.String(), "\n")
}

// source is the text a scenario was read from, and where its values stand.
type source struct {
	name     string
	lines    []string
	keys     map[string]place // by the path of the value: where its key stands
	values   map[string]place
	refused  map[string]bool // values that have their problem already
	problems Problems
}

// place is a stretch of one line, counted from 1.
type place struct{ line, column, width int }

// path is the place of a value within a file: keys and indexes.
type path []string

func (p path) String() string { return strings.Join(p, "\x00") }

// sub extends a path without sharing memory.
func (p path) sub(more ...string) path { return append(slices.Clone(p), more...) }

func (s *source) add(at place, hint, format string, args ...any) {
	p := Problem{File: s.name, Line: max(at.line, 1), Column: max(at.column, 1), Message: fmt.Sprintf(format, args...), Hint: hint, width: at.width}
	if p.Line <= len(s.lines) {
		p.excerpt = s.lines[max(p.Line-3, 0):p.Line]
		rest := utf8.RuneCountInString(s.lines[p.Line-1]) - p.Column + 1
		p.width = max(min(p.width, rest), 1)
	}
	for _, q := range s.problems {
		if q.Line == p.Line && q.Column == p.Column && q.Message == p.Message {
			return
		}
	}
	s.problems = append(s.problems, p)
}

// value is the place of the value at the path, or of the nearest thing above it that has a place.
func (s *source) value(p path) place {
	for ; len(p) > 0; p = p[:len(p)-1] {
		if at, ok := s.values[p.String()]; ok {
			return at
		}
	}
	return place{1, 1, 1}
}

// key is the place of the key of the value at the path.
func (s *source) key(p path) place {
	if at, ok := s.keys[p.String()]; ok {
		return at
	}
	return s.value(p)
}

// sorted returns the problems in the order of the text, nil if there are none.
func (s *source) sorted() error {
	if len(s.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(s.problems, func(a, b Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return s.problems
}

// Nearest returns the candidate that is nearest to word by edit distance, or "" if none is near.
func Nearest(word string, candidates []string) string {
	best, at := "", max(2, len(word)/3)+1
	for _, c := range candidates {
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d < at {
			best, at = c, d
		}
	}
	return best
}

func didYouMean(word string, candidates []string) string {
	if n := Nearest(word, candidates); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

// distance is the optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
