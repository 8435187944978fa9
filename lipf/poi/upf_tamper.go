package poi

import (
	"sync/atomic"

	"lilab/lipf"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// A CCTamperer makes the CC-POI of a UPF break the standards on purpose, so that tests can show that the judges notice. A POI
// of an ordinary run has none. Its methods are called with the series of the task locked: for one task one at a time, for
// several tasks at the same time.
type CCTamperer interface {
	// Packet is asked for each packet that a task is about. False leaves it out before it has a sequence number, as if
	// the POI had missed it: no gap shows the loss.
	Packet(task *lipf.Task, p *event.UPFPacket) bool
	// PDU may change the PDU after the sequence number was given. False drops it, which leaves a gap. The payload is
	// that of the data path: it may be replaced but must not be changed in place.
	PDU(task *lipf.Task, p *x2x3.PDU) bool
}

// CCUntampered is a CCTamperer that changes nothing. Embed it to change only one step.
type CCUntampered struct{}

// Packet lets the packet pass.
func (CCUntampered) Packet(*lipf.Task, *event.UPFPacket) bool { return true }

// PDU lets the PDU pass.
func (CCUntampered) PDU(*lipf.Task, *x2x3.PDU) bool { return true }

// DropCC is a CCTamperer that drops the last of every Every packets. With Gap it drops the numbered PDU, so that the
// sequence numbers show it; otherwise nothing on X3 shows that there was a packet.
type DropCC struct {
	Every uint64
	Gap   bool
	seen  atomic.Uint64
}

func (d *DropCC) pass() bool { return d.Every == 0 || d.seen.Add(1)%d.Every != 0 }

// Packet drops without a gap.
func (d *DropCC) Packet(*lipf.Task, *event.UPFPacket) bool { return d.Gap || d.pass() }

// PDU drops with a gap.
func (d *DropCC) PDU(*lipf.Task, *x2x3.PDU) bool { return !d.Gap || d.pass() }

// A HeaderTamperer makes the IRI-POI of a UPF break the standards on purpose, for the same reason. Packet is called by several
// goroutines at the same time, Report for one task one at a time.
type HeaderTamperer interface {
	// Packet is asked for each packet that a task is about. False leaves it out of every report.
	Packet(task *lipf.Task, p *event.UPFPacket) bool
	// Report may return another record in place of one, or nil for none, before it has a sequence number.
	Report(task *lipf.Task, e xiri.Event) xiri.Event
}

// HeaderUntampered is a HeaderTamperer that changes nothing. Embed it to change only one step.
type HeaderUntampered struct{}

// Packet lets the packet pass.
func (HeaderUntampered) Packet(*lipf.Task, *event.UPFPacket) bool { return true }

// Report lets the record pass.
func (HeaderUntampered) Report(_ *lipf.Task, e xiri.Event) xiri.Event { return e }
