package sim

import (
	"context"
	"maps"
	"net/netip"
	"slices"

	"lilab/sim/smf"
	"lilab/sim/upf"
)

// startUPF starts the UPF on N3, N4, N6 and, where sessions are home-routed, N9. It returns its address on N4.
func (n *Network) startUPF(ctx context.Context, dnns map[string]smf.DNN) (netip.Addr, error) {
	host, err := n.lab.cfg.Fabric.Host(n.Name + ".upf")
	if err != nil {
		return netip.Addr{}, err
	}
	n4, err := n.n4.Attach(host)
	if err != nil {
		return netip.Addr{}, err
	}
	n3, err := n.n3.Attach(host)
	if err != nil {
		return netip.Addr{}, err
	}
	cfg := upf.Config{
		Host: host, NodeID: n.UPFNF.FQDN, Listen: netip.AddrPortFrom(n4, portPFCP),
		Tunnels: []upf.Tunnel{
			{Interface: upf.N3, Name: smf.InstanceN3, Addr: n3},
			{Interface: upf.N4, Name: smf.InstanceN4, Addr: n4},
		},
		Now: n.lab.cfg.Now, Log: n.log,
	}
	if n.onN9() {
		n9, err := n.attachN9(host)
		if err != nil {
			return netip.Addr{}, err
		}
		cfg.Tunnels = append(cfg.Tunnels, upf.Tunnel{Interface: upf.N9, Name: smf.InstanceN9, Addr: n9, IPUPS: true})
	}
	for _, name := range slices.Sorted(maps.Keys(dnns)) {
		dn := upf.DataNetwork{Name: name, Link: n.n6, Ethernet: dnns[name].Ethernet}
		for _, p := range []netip.Prefix{dnns[name].IPv4, dnns[name].IPv6} {
			if p.IsValid() {
				dn.Pools = append(dn.Pools, p)
			}
		}
		cfg.DataNetworks = append(cfg.DataNetworks, dn)
	}
	if n.upf, err = upf.New(cfg); err != nil {
		return netip.Addr{}, err
	}
	n.lab.onClose(n.upf.Close)
	return n4, n.upf.Start(ctx)
}

// UPF returns the UPF, nil without a session plane. Whoever wants copies of packets subscribes to it from outside.
func (n *Network) UPF() *upf.UPF { return n.upf }
