package rrc

import "fmt"

// writer makes unaligned PER, ITU-T X.691.
type writer struct {
	b []byte
	n int // bits
}

func (w *writer) bits(v uint64, n int) {
	for i := n - 1; i >= 0; i-- {
		if w.n%8 == 0 {
			w.b = append(w.b, 0)
		}
		w.b[w.n/8] |= byte(v>>i&1) << (7 - w.n%8)
		w.n++
	}
}

// octets writes an OCTET STRING of less than 128 octets, clause 11.9.3.6; nothing here is longer.
func (w *writer) octets(b []byte) {
	w.bits(uint64(len(b)), 8)
	for _, o := range b {
		w.bits(uint64(o), 8)
	}
}

// done pads to whole octets.
func (w *writer) done() []byte { return w.b }

// reader reads what writer makes. After the first error it reads zeros.
type reader struct {
	b   []byte
	n   int
	err error
}

func (r *reader) fail(what, why string) {
	if r.err == nil {
		r.err = fmt.Errorf("bit %d: %s: %s", r.n, what, why)
	}
}

func (r *reader) bits(n int, what string) (v uint64) {
	if r.err != nil {
		return 0
	}
	if len(r.b) > maxMessage || r.n+n > 8*len(r.b) {
		r.fail(what, "cut")
		return 0
	}
	for range n {
		v = v<<1 | uint64(r.b[r.n/8]>>(7-r.n%8)&1)
		r.n++
	}
	return v
}

func (r *reader) want(v uint64, n int, what string) {
	if got := r.bits(n, what); r.err == nil && got != v {
		r.fail(what, "not of the form that is understood here")
	}
}

func (r *reader) octets(what string) []byte {
	n := int(r.bits(8, what))
	if n >= 128 {
		r.fail(what, "too long")
	}
	if r.err != nil || r.n+8*n > 8*len(r.b) {
		r.fail(what, "cut")
		return nil
	}
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(r.bits(8, what))
	}
	return out
}

// end checks that nothing but padding is left.
func (r *reader) end() {
	if r.err == nil && len(r.b) != (r.n+7)/8 {
		r.fail("message", "octets after the end")
	}
	if left := 8*len(r.b) - r.n; r.err == nil && left > 0 && r.bits(left, "padding") != 0 {
		r.fail("padding", "not zero")
	}
}
