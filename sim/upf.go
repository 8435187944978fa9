package sim

import (
	"context"
	"net/netip"

	"lilab/sim/smf"
)

func (n *Network) startUPF(_ context.Context, _ map[string]smf.DNN) (netip.Addr, error) {
	host, err := n.lab.cfg.Fabric.Host(n.Name + ".upf")
	if err != nil {
		return netip.Addr{}, err
	}
	return n.n4.Attach(host)
}
