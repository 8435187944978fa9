package oracle

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func different(int, int) bool { return false }

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		name      string
		want, got []uint64
		d         difference
	}{
		{name: "equal", want: []uint64{1, 2, 2, 3}, got: []uint64{1, 2, 2, 3}},
		{"one missing", []uint64{1, 2, 3}, []uint64{1, 3}, difference{missing: []int{1}}},
		{"the first of two alike missing", []uint64{9, 1, 9, 2}, []uint64{1, 9, 2}, difference{missing: []int{0}}},
		{"the second of two alike missing", []uint64{9, 1, 9, 2}, []uint64{9, 1, 2}, difference{missing: []int{2}}},
		{"one again", []uint64{1, 2, 3}, []uint64{1, 2, 2, 3}, difference{again: []int{2}}},
		{"two change places", []uint64{1, 2, 3, 4}, []uint64{1, 3, 2, 4}, difference{moved: []int{1}}},
		{"one far away", []uint64{1, 2, 3, 4, 5, 6}, []uint64{6, 1, 2, 3, 4, 5}, difference{moved: []int{0}}},
		{"one strange", []uint64{1, 2, 3}, []uint64{1, 2, 8, 3}, difference{extra: []int{2}}},
		{"one strange in the place of one", []uint64{1, 2, 3}, []uint64{1, 8, 3}, difference{extra: []int{1}, missing: []int{1}}},
		{"nothing", []uint64{1, 2}, nil, difference{missing: []int{0, 1}}},
		{"nothing due", nil, []uint64{1}, difference{extra: []int{0}}},
	} {
		d := compare(c.want, c.got, different)
		d.match = nil
		require.Equal(t, c.d, d, c.name)
	}
	d := compare([]uint64{1, 2, 3, 4}, []uint64{1, 8, 3, 9}, func(int, int) bool { return true })
	require.Equal(t, []pairOf{{1, 1}, {3, 3}}, d.damaged)
	require.Empty(t, d.missing)
}

// TestCompareLosses drops, repeats and inserts packets of a stream in which many are alike, and expects each change where
// it was made, or at a packet that equals it and lies next to it as far as anyone can tell.
func TestCompareLosses(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 50 + rnd.IntN(500)
		want := make([]uint64, n)
		for i := range want {
			want[i] = uint64(1000 + i)
			if rnd.IntN(3) == 0 {
				want[i] = uint64(rnd.IntN(5))
			}
		}
		var got []uint64
		dropped, inserted := 0, 0
		for _, v := range want {
			switch rnd.IntN(40) {
			case 0:
				dropped++
				continue
			case 1:
				got = append(got, uint64(1e6+inserted))
				inserted++
			}
			got = append(got, v)
		}
		d := compare(want, got, different)
		require.Len(t, d.missing, dropped)
		require.Len(t, d.extra, inserted)
		require.Empty(t, d.moved)
		require.Empty(t, d.again)
		at := -1
		for j, i := range d.match {
			if i < 0 {
				continue
			}
			require.Equal(t, want[i], got[j])
			require.Greater(t, int(i), at)
			at = int(i)
		}
		left := slices.Clone(want)
		for _, i := range slices.Backward(d.missing) {
			left = slices.Delete(left, i, i+1)
		}
		right := slices.DeleteFunc(slices.Clone(got), func(v uint64) bool { return v >= 1e6 })
		require.Equal(t, left, right)
	}
}

// TestCompareWorst gives the comparison what is hard for it; it must stay quick.
func TestCompareWorst(t *testing.T) {
	const n = 60_000
	same, turned, other := make([]uint64, n), make([]uint64, n), make([]uint64, n)
	for i := range n {
		same[i], turned[i], other[i] = uint64(i%3), uint64(n-i), uint64(i+1)
	}
	require.Len(t, compare(same, same[:n-7], different).missing, 7)
	require.Len(t, compare(other, turned, different).moved, n-1)
	require.Len(t, compare(other, same, func(int, int) bool { return true }).match, n)
	shifted := slices.Concat(same[1:], same[:1])
	require.Empty(t, compare(same, shifted, different).extra)
	d := compare(other, make([]uint64, n), different)
	require.Len(t, d.missing, n)
	require.Len(t, d.extra, n)
}

func FuzzCompare(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4}, []byte{1, 3, 2, 4})
	f.Add([]byte{1, 1, 1, 2}, []byte{1, 1, 2})
	f.Fuzz(func(t *testing.T, a, b []byte) {
		want, got := make([]uint64, len(a)), make([]uint64, len(b))
		for i, v := range a {
			want[i] = uint64(v)
		}
		for i, v := range b {
			got[i] = uint64(v)
		}
		d := compare(want, got, func(i, j int) bool { return (want[i]^got[j])&1 == 0 })
		matched, used := 0, map[int32]bool{}
		for j, i := range d.match {
			if i < 0 {
				continue
			}
			if want[i] != got[j] || used[i] {
				t.Fatalf("%d is matched with %d", j, i)
			}
			used[i] = true
			matched++
		}
		if matched+len(d.missing)+len(d.damaged) != len(a) {
			t.Fatalf("of %d due: %d matched, %d missing, %d damaged", len(a), matched, len(d.missing), len(d.damaged))
		}
		if matched+len(d.extra)+len(d.again)+len(d.damaged) != len(b) {
			t.Fatalf("of %d that arrived: %d matched, %d extra, %d again, %d damaged", len(b), matched, len(d.extra), len(d.again), len(d.damaged))
		}
		if string(a) == string(b) && matched != len(a) {
			t.Fatal("equal, but not found to be")
		}
	})
}
