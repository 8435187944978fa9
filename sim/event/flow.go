package event

import (
	"fmt"
	"net/netip"
	"strconv"
)

// PacketFilter says which packets of a session go through a QoS flow, in both directions (TS 23.501 clause 5.7.6.2). What is
// zero matches anything.
type PacketFilter struct {
	// Remote is where packets of the UE go to and answers come from.
	Remote netip.Prefix
	// Protocol is the protocol of IPv4, or the next header of IPv6.
	Protocol uint8
	// LowPort to HighPort are ports of the remote side; both 0 for any.
	LowPort, HighPort uint16
}

// SDF is the filter as a flow description for downlink, TS 29.244 clause 8.2.5.
func (f PacketFilter) SDF() string {
	protocol, remote, ports := "ip", "any", ""
	if f.Protocol != 0 {
		protocol = strconv.Itoa(int(f.Protocol))
	}
	if f.Remote.IsValid() {
		remote = f.Remote.String()
	}
	if f.HighPort != 0 {
		ports = fmt.Sprintf(" %d-%d", f.LowPort, f.HighPort)
	}
	return fmt.Sprintf("permit out %s from %s%s to assigned", protocol, remote, ports)
}

// QoSFlow is a QoS flow of a PDU session beside the default one.
type QoSFlow struct {
	// QFI is the QoS flow identifier, 2 to 63; FiveQI says how it is treated (TS 23.501 table 5.7.4-1).
	QFI, FiveQI uint8
	// Filters say which packets it has: those that match one of them.
	Filters []PacketFilter
}
