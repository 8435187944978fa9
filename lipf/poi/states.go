package poi

// states keeps one value for each subscriber or session in the order in which they came.
type states[T any] struct {
	byKey map[string]*state[T]
	first *state[T]
	last  *state[T]
}

type state[T any] struct {
	value      T
	prev, next *state[T]
}

func (s *states[T]) get(key string) (T, bool) {
	if e := s.byKey[key]; e != nil {
		return e.value, true
	}
	var zero T
	return zero, false
}

// put stores a value; one that replaces another goes to the end. An empty key names nobody.
func (s *states[T]) put(key string, v T) {
	if key == "" {
		return
	}
	s.remove(key)
	if s.byKey == nil {
		s.byKey = map[string]*state[T]{}
	}
	e := &state[T]{value: v, prev: s.last}
	if s.last != nil {
		s.last.next = e
	} else {
		s.first = e
	}
	s.last = e
	s.byKey[key] = e
}

func (s *states[T]) remove(key string) {
	e := s.byKey[key]
	if e == nil {
		return
	}
	delete(s.byKey, key)
	if e.prev != nil {
		e.prev.next = e.next
	} else {
		s.first = e.next
	}
	if e.next != nil {
		e.next.prev = e.prev
	} else {
		s.last = e.prev
	}
}

func (s *states[T]) len() int { return len(s.byKey) }

func (s *states[T]) each(f func(T)) {
	for e := s.first; e != nil; e = e.next {
		f(e.value)
	}
}
