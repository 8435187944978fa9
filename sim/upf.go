package sim

import (
	"context"
	"maps"
	"net/netip"
	"slices"

	"lilab/sim/smf"
	"lilab/sim/upf"
)

// startUPF starts a UPF on N3, N4, N6, on N9 to other networks where sessions are home-routed, and on N9 inside the network if there are
// several. It returns its address on N4.
func (n *Network) startUPF(ctx context.Context, i int, pools map[[2]string]map[string]smf.DNN) (netip.Addr, error) {
	c := n.cfg.UPFs[i]
	name := n.Name + ".upf"
	if i > 0 {
		name = n.Name + "." + c.Name
	}
	host, err := n.lab.cfg.Fabric.Host(name)
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
		Host: host, NodeID: n.UPFNFs[i].FQDN, Listen: netip.AddrPortFrom(n4, portPFCP),
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
	if n.inner != nil {
		inner, err := n.inner.Attach(host)
		if err != nil {
			return netip.Addr{}, err
		}
		cfg.Tunnels = append(cfg.Tunnels, upf.Tunnel{Interface: upf.N9, Name: smf.InstanceN9Inner, Addr: inner})
	}
	cfg.DataNetworks = n.dataNetworks(c, pools)
	u, err := upf.New(cfg)
	if err != nil {
		return netip.Addr{}, err
	}
	n.upfs = append(n.upfs, u)
	n.lab.onClose(u.Close)
	return n4, u.Start(ctx)
}

// dataNetworks are those of a UPF: with the pools of every SMF that it anchors sessions for, or a local one, where UEs of every
// anchor come out.
func (n *Network) dataNetworks(c UPF, pools map[[2]string]map[string]smf.DNN) []upf.DataNetwork {
	made := map[string]upf.DataNetwork{}
	for _, s := range n.cfg.SMFs {
		if !slices.Contains(s.UPFs, c.Name) {
			continue
		}
		for _, u := range n.cfg.UPFs {
			for name, d := range pools[[2]string{s.Name, u.Name}] {
				_, local := c.Local[name]
				dn := upf.DataNetwork{Name: name, Link: n.n6, Ethernet: d.Ethernet}
				switch {
				case local:
					dn = upf.DataNetwork{Name: smf.LocalInstance(name), Link: n.local[c.Name]}
				case u.Name != c.Name:
					continue
				}
				if had, ok := made[dn.Name]; ok {
					dn = had
				}
				for _, p := range []netip.Prefix{d.IPv4, d.IPv6} {
					if p.IsValid() && !(local && p.Addr().Is6()) {
						dn.Pools = append(dn.Pools, p)
					}
				}
				made[dn.Name] = dn
			}
		}
	}
	var out []upf.DataNetwork
	for _, name := range slices.Sorted(maps.Keys(made)) {
		out = append(out, made[name])
	}
	return out
}
