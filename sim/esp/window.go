package esp

// window is the anti-replay window of RFC 4303 clause 3.4.3: the sequence numbers up to the highest one that was accepted.
type window struct {
	bits []uint64 // a ring; bit n%size is sequence number n
	last uint32
}

func (w *window) size() uint32 { return uint32(len(w.bits)) * 64 }

// fresh says that a number is neither too old nor a repetition. 0 is never sent.
func (w *window) fresh(n uint32) bool {
	switch {
	case n == 0:
		return false
	case n > w.last:
		return true
	case w.last-n >= w.size():
		return false
	}
	at := n % w.size()
	return w.bits[at/64]&(1<<(at%64)) == 0
}

// take notes a number that was fresh and whose packet is authentic.
func (w *window) take(n uint32) {
	if n > w.last {
		if n-w.last >= w.size() {
			clear(w.bits)
		} else {
			for m := w.last + 1; m != n; m++ {
				at := m % w.size()
				w.bits[at/64] &^= 1 << (at % 64)
			}
		}
		w.last = n
	}
	at := n % w.size()
	w.bits[at/64] |= 1 << (at % 64)
}
