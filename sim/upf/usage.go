package upf

import (
	"sync/atomic"
	"time"

	"github.com/wmnsk/go-pfcp/ie"
)

// usage is what a usage reporting rule counts.
type usage struct {
	since         time.Time
	reports       uint32
	octets        [2]atomic.Uint64 // by Direction
	packets       [2]atomic.Uint64
	first, latest atomic.Int64 // Unix nanoseconds
}

func (u *usage) count(d Direction, n int, at int64) {
	u.octets[d].Add(uint64(n))
	u.packets[d].Add(1)
	u.first.CompareAndSwap(0, at)
	u.latest.Store(at)
}

// report is a Usage Report, TS 29.244 clauses 7.5.5.2 and 7.5.7.2. It starts a new measurement.
func (r *urr) report(now time.Time, make func(...*ie.IE) *ie.IE, trigger ...uint8) *ie.IE {
	u := r.usage
	up, down := u.octets[Uplink].Swap(0), u.octets[Downlink].Swap(0)
	upPackets, downPackets := u.packets[Uplink].Swap(0), u.packets[Downlink].Swap(0)
	from, latest := u.first.Swap(0), u.latest.Swap(0)
	const all = 0x3f // total, uplink and downlink of volume and packets
	ies := []*ie.IE{ie.NewURRID(r.id), ie.NewURSEQN(u.reports), ie.NewUsageReportTrigger(trigger...),
		ie.NewStartTime(u.since), ie.NewEndTime(now),
		ie.NewVolumeMeasurement(all, up+down, up, down, upPackets+downPackets, upPackets, downPackets),
		ie.NewDurationMeasurement(now.Sub(u.since).Truncate(time.Second))}
	if from != 0 {
		ies = append(ies, ie.NewTimeOfFirstPacket(time.Unix(0, from)), ie.NewTimeOfLastPacket(time.Unix(0, latest)))
	}
	u.reports++
	u.since = now
	return make(ies...)
}
