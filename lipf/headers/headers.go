// Package headers makes packet header reports of users' packets: one record for each packet (PDHR), or summaries of
// flows (PDSR), TS 33.128 R19 clauses 6.2.3.5 and 6.2.3.9. The IRI-POI in the UPF and the MDF3 use the same engine: the
// one makes reports of what it forwards, the other of the xCC it receives.
package headers

import (
	"time"

	"lilab/x2x3/xiri"
)

// Config says what to report.
type Config struct {
	// PerPacket orders one report for each packet. Otherwise flows are summarized: a report when a flow begins, one when
	// it ends, and in between when a trigger strikes.
	PerPacket bool
	// Interval, Packets and Octets are the triggers of TS 33.128: a summary each time that so much time has gone by
	// (TimerExpiry), so many packets (PacketCount) or octets of IP packets (ByteCount) were seen since the last summary. Zero
	// is no such trigger.
	Interval        time.Duration
	Packets, Octets uint64
	// UseSessionTriggers makes the triggers count over all flows of the session: when one strikes, each flow with packets
	// since its last summary gets one. Otherwise each flow counts for itself.
	UseSessionTriggers bool
	// Deprecated makes the records PDHeaderReport and PDSummaryReport instead of IPIRIPacketReport.
	Deprecated bool
	// MaxFlows bounds the flows that are followed at a time (default 4096). The one that was quiet for longest makes room
	// and is reported as ended.
	MaxFlows int
	// Idle ends a flow after so much time without a packet (default 60 s; negative never).
	Idle time.Duration
	// Now is the clock, time.Now by default. It is asked only where a caller gives no time.
	Now func() time.Time
	// Emit gets each record. It is called with the reporter locked and must not call it. The record is its own.
	Emit func(record xiri.Event, at time.Time, fromTarget bool)
}

// A Reporter reports the packets of one session for one task. It may be used by several goroutines.
type Reporter struct{ cfg Config }

// New makes a reporter.
func New(cfg Config) (*Reporter, error) { return &Reporter{cfg: cfg}, nil }

// Packet takes one user's packet, from the target or to it. What is no IP packet is counted and not reported.
func (r *Reporter) Packet(inner []byte, fromTarget bool, at time.Time) {}

// Tick looks after timers: summaries that are due, and flows that are idle.
func (r *Reporter) Tick(now time.Time) {}

// Close reports every flow a last time.
func (r *Reporter) Close(now time.Time) {}
