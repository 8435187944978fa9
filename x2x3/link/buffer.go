package link

import "sort"

// acknowledge takes the answer to a keepalive: what was written before it has been received.
func (w *writer) acknowledge(seq uint32) {
	for i, m := range w.marks {
		if m.seq == seq {
			w.marks = w.marks[i+1:]
			w.forget(m.n)
			return
		}
	}
}

// forget drops the messages from the front of the cyclic buffer that end at or before the position n.
func (w *writer) forget(n uint64) {
	w.gone = sort.Search(len(w.kept.ends), func(i int) bool { return w.base+uint64(w.kept.ends[i]) > n })
	if w.gone == 0 || w.gone < len(w.kept.ends) && w.kept.ends[w.gone-1] < len(w.kept.b)/2 {
		return
	}
	cut := w.kept.ends[w.gone-1]
	w.base += uint64(cut)
	w.kept.b = append(w.kept.b[:0], w.kept.b[cut:]...)
	w.kept.ends = append(w.kept.ends[:0], w.kept.ends[w.gone:]...)
	for j := range w.kept.ends {
		w.kept.ends[j] -= cut
	}
	w.gone = 0
}

// drop empties the cyclic buffer.
func (w *writer) drop() {
	w.base += uint64(len(w.kept.b))
	w.kept, w.gone = batch{}, 0
}

// keep copies the messages first to last-1 of out, which begin at from, into the cyclic buffer.
func (w *writer) keep(from, first, last, limit int) {
	if last == first {
		return
	}
	at := len(w.kept.b)
	w.kept.b = append(w.kept.b, w.out.b[from:w.out.ends[last-1]]...)
	for _, e := range w.out.ends[first:last] {
		w.kept.ends = append(w.kept.ends, at+e-from)
	}
	if over := len(w.kept.b) - limit; over > 0 {
		i := sort.SearchInts(w.kept.ends, over)
		w.forget(w.base + uint64(w.kept.ends[min(i, len(w.kept.ends)-1)]))
	}
}

// unwrite puts what the cyclic buffer holds in front of what is to be written.
func (s *Sender) unwrite() {
	w := &s.w
	if w.gone > 0 {
		w.forget(w.base + uint64(w.kept.ends[w.gone-1]))
	}
	if len(w.kept.ends) == w.gone {
		return
	}
	from := 0
	if w.next > 0 {
		from = w.out.ends[w.next-1]
	}
	again := batch{b: w.kept.b}
	if w.gone > 0 {
		again.b = again.b[w.kept.ends[w.gone-1]:]
	}
	for _, e := range w.kept.ends[w.gone:] {
		again.ends = append(again.ends, e-(len(w.kept.b)-len(again.b)))
	}
	at := len(again.b)
	again.b = append(again.b, w.out.b[from:]...)
	for _, e := range w.out.ends[w.next:] {
		again.ends = append(again.ends, at+e-from)
	}
	w.drop()
	w.out, w.next = again, 0
	s.mu.Lock()
	s.flight, s.flightN = len(again.ends), len(again.b)
	s.mu.Unlock()
}
