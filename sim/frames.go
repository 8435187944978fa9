package sim

import (
	"fmt"
	"net/netip"

	"lilab/sim/fabric"
	"lilab/sim/upf"
)

// PortUnstructured is the UDP port on both ends of a tunnel for unstructured data (TS 23.501 clause 5.6.10.3).
const PortUnstructured = 30000

// unstructured makes the host where the tunnels for unstructured data end, once.
func (n *Network) unstructured() (netip.AddrPort, error) {
	if n.farEnd == nil {
		h, err := n.Server("unstructured")
		if err != nil {
			return netip.AddrPort{}, err
		}
		n.farEnd = h
	}
	for _, a := range n.farEnd.Addrs(n.N6()) {
		if a.Is6() {
			return netip.AddrPortFrom(a, PortUnstructured), nil
		}
	}
	return netip.AddrPort{}, fmt.Errorf("no IPv6 on %s", n.N6())
}

// UnstructuredServer returns the host where unstructured data comes out on N6, each session from an address of its own, at UDP
// port PortUnstructured; nil if no data network offers the type.
func (n *Network) UnstructuredServer() fabric.Host { return n.farEnd }

// EthernetPort adds the port of a server to the bridge of a data network that offers Ethernet. deliver gets its frames; it must
// return soon, must not keep or change them, and must not send.
func (n *Network) EthernetPort(dnn string, deliver func(frame []byte)) (*upf.EthernetPort, error) {
	if len(n.upfs) == 0 {
		return nil, fmt.Errorf("sim: network %s has no UPF", n.Name)
	}
	return n.upfs[0].EthernetPort(dnn, deliver)
}
