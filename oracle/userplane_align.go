package oracle

import "slices"

// align finds which packets of got are which of want, both in their order: the result has for each of got its index in
// want, or -1, and the indexes ascend. What both have once anchors the rest, so that packets that are equal to others
// (acknowledgements, requests that are sent again) are matched where their neighbours are. It takes time linear in the
// number of packets but for the search among the anchors, which is logarithmic where packets changed places.
func align(want, got []uint64) []int32 {
	a := aligner{want: want, got: got, match: make([]int32, len(got))}
	for i := range a.match {
		a.match[i] = -1
	}
	a.part(0, len(want), 0, len(got), 0)
	return a.match
}

type aligner struct {
	want, got []uint64
	match     []int32
}

const (
	// maxParts bounds the depth to which parts between anchors are divided.
	maxParts = 16
	// maxTable bounds the table of the exact comparison of a small part.
	maxTable = 1 << 16
	// lookAhead bounds how far a large part without anchors is searched for the next packet.
	lookAhead = 256
)

// part aligns want[w0:w1] and got[g0:g1].
func (a *aligner) part(w0, w1, g0, g1, depth int) {
	for w0 < w1 && g0 < g1 && a.want[w0] == a.got[g0] {
		a.match[g0] = int32(w0)
		w0, g0 = w0+1, g0+1
	}
	for w0 < w1 && g0 < g1 && a.want[w1-1] == a.got[g1-1] {
		w1, g1 = w1-1, g1-1
		a.match[g1] = int32(w1)
	}
	if w0 == w1 || g0 == g1 {
		return
	}
	if depth < maxParts {
		if anchors := a.anchors(w0, w1, g0, g1); len(anchors) > 0 {
			for _, k := range anchors {
				a.match[k.got] = int32(k.want)
				a.part(w0, k.want, g0, k.got, depth+1)
				w0, g0 = k.want+1, k.got+1
			}
			a.part(w0, w1, g0, g1, depth+1)
			return
		}
	}
	if (w1-w0)*(g1-g0) <= maxTable {
		a.exact(w0, w1, g0, g1)
		return
	}
	a.greedy(w0, w1, g0, g1)
}

type anchor struct{ want, got int }

// anchors returns the longest chain of packets that each side has once.
func (a *aligner) anchors(w0, w1, g0, g1 int) []anchor {
	type count struct{ w, g, nw, ng int32 }
	seen := make(map[uint64]count, w1-w0)
	for i := w0; i < w1; i++ {
		c := seen[a.want[i]]
		c.w, c.nw = int32(i), c.nw+1
		seen[a.want[i]] = c
	}
	for i := g0; i < g1; i++ {
		if c, ok := seen[a.got[i]]; ok {
			c.g, c.ng = int32(i), c.ng+1
			seen[a.got[i]] = c
		}
	}
	var all []anchor
	ascending := true
	for i := g0; i < g1; i++ {
		if c := seen[a.got[i]]; c.nw == 1 && c.ng == 1 {
			ascending = ascending && (len(all) == 0 || all[len(all)-1].want < int(c.w))
			all = append(all, anchor{int(c.w), i})
		}
	}
	if ascending {
		return all
	}
	return longest(all)
}

// longest returns the longest part of a list whose indexes ascend on both sides.
func longest(all []anchor) []anchor {
	ends, before := []int{}, make([]int, len(all)) // ends[n]: the last of the best chain of n+1
	for i, k := range all {
		n, _ := slices.BinarySearchFunc(ends, k.want, func(j, want int) int { return all[j].want - want })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	out := make([]anchor, len(ends))
	for n, i := len(ends)-1, ends[len(ends)-1]; n >= 0; n, i = n-1, before[i] {
		out[n] = all[i]
	}
	return out
}

// exact finds the longest common sequence of two small parts.
func (a *aligner) exact(w0, w1, g0, g1 int) {
	w, g := w1-w0, g1-g0
	table := make([]int32, (w+1)*(g+1)) // [i][j]: the length for want[w0+i:w1] and got[g0+j:g1]
	row := g + 1
	for i := w - 1; i >= 0; i-- {
		for j := g - 1; j >= 0; j-- {
			if a.want[w0+i] == a.got[g0+j] {
				table[i*row+j] = table[(i+1)*row+j+1] + 1
			} else {
				table[i*row+j] = max(table[(i+1)*row+j], table[i*row+j+1])
			}
		}
	}
	for i, j := 0, 0; i < w && j < g; {
		switch {
		case a.want[w0+i] == a.got[g0+j]:
			a.match[g0+j] = int32(w0 + i)
			i, j = i+1, j+1
		case table[(i+1)*row+j] >= table[i*row+j+1]:
			i++
		default:
			j++
		}
	}
}

// greedy takes for each packet of got the next of want that is near enough.
func (a *aligner) greedy(w0, w1, g0, g1 int) {
	at := make(map[uint64][]int32, w1-w0)
	for i := w0; i < w1; i++ {
		at[a.want[i]] = append(at[a.want[i]], int32(i))
	}
	next := int32(w0)
	for j := g0; j < g1; j++ {
		places := at[a.got[j]]
		k, _ := slices.BinarySearch(places, next)
		if k < len(places) && places[k]-next <= lookAhead {
			a.match[j] = places[k]
			next = places[k] + 1
		}
	}
}

// difference says how what arrived differs from what was due. The numbers are indexes.
type difference struct {
	// match has for each packet that arrived the one that was due, or -1.
	match []int32
	// missing were due and did not arrive. moved arrived at another place in the order, again arrived more often than they
	// were due, extra are none of those that were due.
	missing, moved, again, extra []int
	// damaged stand where one is missing and look like it, but have other octets.
	damaged []pairOf
}

type pairOf struct{ want, got int }

// compare aligns what was due with what arrived. alike says whether a packet that arrived may be a damaged copy of
// one that was due.
func compare(want, got []uint64, alike func(want, got int) bool) difference {
	d := difference{match: align(want, got)}
	arrived := make([]bool, len(want))
	left := false
	for _, w := range d.match {
		if w >= 0 {
			arrived[w] = true
		} else {
			left = true
		}
	}
	if left {
		d.rest(want, got, arrived, alike)
	}
	for i, ok := range arrived {
		if !ok {
			d.missing = append(d.missing, i)
		}
	}
	return d
}

// rest says what the packets are that arrived and found no place.
func (d *difference) rest(want, got []uint64, arrived []bool, alike func(want, got int) bool) {
	places, due := map[uint64][]int{}, make(map[uint64]bool, len(want))
	for i, ok := range arrived {
		due[want[i]] = true
		if !ok {
			places[want[i]] = append(places[want[i]], i)
		}
	}
	var strange []int
	for j, w := range d.match {
		if w >= 0 {
			continue
		}
		switch p := places[got[j]]; {
		case len(p) > 0:
			d.match[j], arrived[p[0]] = int32(p[0]), true
			places[got[j]] = p[1:]
			d.moved = append(d.moved, j)
		case due[got[j]]:
			d.again = append(d.again, j)
		default:
			strange = append(strange, j)
		}
	}
	moved := map[int]bool{}
	for _, j := range d.moved {
		moved[j] = true
	}
	// Between two packets that arrived in their places, a strange one may stand for a missing one.
	next, from := 0, 0
	for j := 0; j <= len(got) && next < len(strange); j++ {
		end := len(want)
		if j < len(got) {
			if d.match[j] < 0 || moved[j] {
				continue
			}
			end = int(d.match[j])
		}
		i := from
		for ; next < len(strange) && strange[next] < j; next++ {
			k, last := i, min(end, i+lookAhead)
			for k < last && (arrived[k] || !alike(k, strange[next])) {
				k++
			}
			if k == last {
				d.extra = append(d.extra, strange[next])
				continue
			}
			arrived[k] = true
			d.damaged = append(d.damaged, pairOf{k, strange[next]})
			i = k + 1
		}
		from = end + 1
	}
	d.extra = append(d.extra, strange[next:]...)
}
