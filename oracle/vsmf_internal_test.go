package oracle

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle/observe"
)

// Two UPFs have no order between them while a session goes from one to the other; each has one of its own.
func TestBetweenPoints(t *testing.T) {
	r := &run{o: &observe.Observations{X3Series: []observe.X3Series{{IPID: "upf1-cc-poi"}, {IPID: "upf2-cc-poi"}}}}
	start := time.Unix(1000, 0)
	list := func(at ...int) (out []*arrival) { // series of each packet, by tens the milliseconds of its interception
		for i, v := range at {
			out = append(out, &arrival{Digest: &observe.Digest{}, x3: &observe.X3{Series: v % 10, HasStamp: true, Stamp: start.Add(time.Duration(v/10) * time.Millisecond), Time: start.Add(time.Duration(i) * time.Hour)}})
		}
		return out
	}
	want := []uint64{1, 2, 3, 4, 5, 6}
	for name, tt := range map[string]struct {
		got   []uint64
		at    []int
		wrong int
	}{
		"in order":                         {[]uint64{1, 2, 3, 4, 5, 6}, []int{0, 10, 20, 31, 41, 51}, 0},
		"the second was quicker":           {[]uint64{1, 2, 4, 5, 3, 6}, []int{0, 10, 21, 31, 40, 51}, 0},
		"the second reorders":              {[]uint64{1, 2, 3, 5, 4, 6}, []int{0, 10, 20, 31, 41, 51}, 1},
		"the first reorders, too":          {[]uint64{1, 4, 3, 5, 2, 6}, []int{0, 11, 20, 31, 40, 51}, 1},
		"one point alone":                  {[]uint64{1, 2, 4, 3, 5, 6}, []int{0, 10, 20, 30, 40, 50}, 1},
		"long after the session has moved": {[]uint64{1, 2, 4, 5, 3, 6}, []int{0, 10, 5001, 5011, 9000, 15011}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			l := list(tt.at...)
			d := compare(want, tt.got, func(int, int) bool { return false })
			between := r.betweenPoints(l, want, tt.got, d.moved)
			wrong := 0
			for _, j := range d.moved {
				if !between[j] {
					wrong++
				}
			}
			require.Equal(t, tt.wrong, wrong, "%v of %v", between, d.moved)
		})
	}
}
