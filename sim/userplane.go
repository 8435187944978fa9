package sim

import (
	"context"
	"fmt"
	"net/netip"
	"slices"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/smf"
	"lilab/sim/upf"
)

const portPFCP = 8805 // TS 29.244 clause 4.2.2

// UPF is one user plane function of a network.
type UPF struct {
	// Name is "upf1" and so on: the host part of its domain name.
	Name string
	// TACs are the tracking areas whose gNBs it serves on N3, none for all. A session whose UE goes elsewhere gets an intermediate
	// UPF that serves the place, or another V-UPF (TS 23.502 clauses 4.9.1.2.3 and 4.9.1.2.4).
	TACs []uint32
	// Intermediate is a UPF without data network.
	Intermediate bool
	// Local are data networks near the gNBs, IPv4 prefixes by DNN, on a link "<network>.<name>.n6" of their own. Such a UPF anchors
	// no session; it is an uplink classifier for those of UEs in its tracking areas (TS 23.501 clause 5.6.4.2).
	Local map[string]netip.Prefix
}

// SMF is one session management function of a network.
type SMF struct {
	// Name is "smf1" and so on.
	Name string
	// TACs are the tracking areas that it serves, none for all. A home-routed session whose UE goes elsewhere gets another V-SMF
	// (TS 23.502 clause 4.23).
	TACs []uint32
	// UPFs are the names of those that it controls, none for all.
	UPFs []string
}

// userPlane is the session plane of a network, empty if the network carries no data.
type userPlane struct {
	n3, n4, n6 fabric.Link
	// inner is N9 inside the network, local are the N6 links of uplink classifiers.
	inner fabric.Link
	local map[string]fabric.Link
	smfs  []*smf.SMF
	upfs  []*upf.UPF
	// farEnd is where the tunnels for unstructured data end, nil as long as no data network offers the type.
	farEnd fabric.Host
}

// plan completes and checks the session plane of the configuration and names its functions.
func (n *Network) plan() error {
	if len(n.cfg.UPFs) == 0 {
		n.cfg.UPFs = []UPF{{Name: "upf1"}}
	}
	if len(n.cfg.SMFs) == 0 {
		n.cfg.SMFs = []SMF{{Name: "smf1"}}
	}
	names := map[string]bool{}
	for _, u := range n.cfg.UPFs {
		if u.Name == "" || names[u.Name] {
			return fmt.Errorf("UPF %q is there twice or has no name", u.Name)
		}
		names[u.Name] = true
		for dnn, p := range u.Local {
			if _, ok := n.cfg.DNNs[dnn]; !ok || !p.IsValid() || !p.Addr().Is4() || p.Bits() > 30 || p != p.Masked() {
				return fmt.Errorf("UPF %s: local data network %q, %v", u.Name, dnn, p)
			}
		}
		n.UPFNFs = append(n.UPFNFs, n.nf(event.UPF, u.Name))
	}
	for i, s := range n.cfg.SMFs {
		if s.Name == "" || names[s.Name] {
			return fmt.Errorf("SMF %q is there twice or has no name", s.Name)
		}
		names[s.Name] = true
		if len(s.UPFs) == 0 {
			for _, u := range n.cfg.UPFs {
				s.UPFs = append(s.UPFs, u.Name)
			}
			n.cfg.SMFs = slices.Clone(n.cfg.SMFs)
			n.cfg.SMFs[i] = s
		}
		for j, name := range s.UPFs {
			at := slices.IndexFunc(n.cfg.UPFs, func(u UPF) bool { return u.Name == name })
			if at < 0 {
				return fmt.Errorf("SMF %s: no UPF %q", s.Name, name)
			}
			if u := n.cfg.UPFs[at]; j == 0 && len(n.cfg.DNNs) > 0 && (u.Intermediate || len(u.Local) > 0) {
				return fmt.Errorf("SMF %s: its first UPF has to have a data network", s.Name)
			}
		}
		n.SMFNFs = append(n.SMFNFs, n.nf(event.SMF, s.Name))
	}
	n.SMFNF, n.UPFNF = n.SMFNFs[0], n.UPFNFs[0]
	return nil
}

// startUserPlane makes the links N3, N4 and N6 and starts UPFs and SMFs.
func (n *Network) startUserPlane(ctx context.Context) error {
	if !n.carriesData() {
		return nil
	}
	var err error
	if n.n3, err = n.lab.Link(n.Name+".n3", false); err != nil {
		return err
	}
	if n.n4, err = n.lab.Link(n.Name+".n4", false); err != nil {
		return err
	}
	mtu := 0
	if n.cfg.IMS != nil {
		mtu = mtuN6
	}
	if n.n6, err = n.lab.dataNetwork(n.N6(), mtu); err != nil {
		return err
	}
	if len(n.cfg.UPFs) > 1 {
		if err := n.startInner(); err != nil {
			return err
		}
	}
	// Pools of UE addresses for each SMF at each of its UPFs.
	pools := map[[2]string]map[string]smf.DNN{}
	for _, s := range n.cfg.SMFs {
		for _, u := range n.cfg.UPFs {
			if !slices.Contains(s.UPFs, u.Name) || u.Intermediate || len(u.Local) > 0 {
				continue
			}
			if pools[[2]string{s.Name, u.Name}], err = n.smfDNNs(len(pools) == 0); err != nil {
				return err
			}
		}
	}
	at := map[string]netip.Addr{}
	for i, u := range n.cfg.UPFs {
		if at[u.Name], err = n.startUPF(ctx, i, pools); err != nil {
			return fmt.Errorf("UPF %s: %w", u.Name, err)
		}
	}
	for i, s := range n.cfg.SMFs {
		if err := n.startSMF(ctx, i, pools, at); err != nil {
			return fmt.Errorf("SMF %s: %w", s.Name, err)
		}
	}
	return nil
}

// startInner makes N9 inside the network, and the local data networks. N9 to a security gateway is another link.
func (n *Network) startInner() error {
	name := n.Name + ".n9"
	if n.lab.n9 != nil && n.lab.n9.own[n.Name] != nil {
		name = n.Name + ".n9i"
	}
	var err error
	if n.inner, err = n.lab.Link(name, false); err != nil {
		return err
	}
	n.local = map[string]fabric.Link{}
	for _, u := range n.cfg.UPFs {
		for dnn, p := range u.Local {
			if n.local[u.Name] != nil {
				return fmt.Errorf("UPF %s: more than one local data network, %s", u.Name, dnn)
			}
			link := n.LocalN6(u.Name)
			if n.local[u.Name], err = n.lab.cfg.Fabric.Link(fabric.LinkConfig{Name: link, Prefix: p, Tap: n.lab.cfg.Tap(link), Seed: n.lab.cfg.Seed}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (n *Network) startSMF(ctx context.Context, i int, pools map[[2]string]map[string]smf.DNN, at map[string]netip.Addr) error {
	c, nf := n.cfg.SMFs[i], n.SMFNFs[i]
	host := "smf"
	if i > 0 {
		host = c.Name
	}
	f, err := n.function(nf, host)
	if err != nil {
		return err
	}
	n4, err := n.n4.Attach(f.host)
	if err != nil {
		return err
	}
	cfg := smf.Config{
		Host: f.host, Listen: f.addr, TLS: f.tls, PLMN: n.PLMN, NF: nf, SBI: f.client, N4: n4, TACs: c.TACs,
		RoamingPartners: append(n.partners(true), n.partners(false)...),
		LocationToHome:  n.locationToHome(),
		Timers:          n.lab.cfg.SMFTimers, Events: n.SMFEvents, Now: n.lab.cfg.Now, Rand: n.lab.Rand(n.Name + "." + host), Log: n.log,
	}
	for _, name := range c.UPFs {
		j := slices.IndexFunc(n.cfg.UPFs, func(u UPF) bool { return u.Name == name })
		u := n.cfg.UPFs[j]
		cfg.UPFs = append(cfg.UPFs, smf.UPF{
			Addr: netip.AddrPortFrom(at[name], portPFCP), NF: n.UPFNFs[j], TACs: u.TACs, DNNs: pools[[2]string{c.Name, name}], Local: u.Local,
		})
	}
	s, err := smf.New(cfg)
	if err != nil {
		return err
	}
	n.smfs = append(n.smfs, s)
	n.lab.onClose(s.Close)
	return s.Start(ctx)
}

// dataNetwork makes the link of a data network, which has IPv4 and IPv6.
func (l *Lab) dataNetwork(name string, mtu int) (fabric.Link, error) {
	prefix, err := l.nextPrefix()
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	number := l.prefixes
	l.mu.Unlock()
	six := netip.AddrFrom16([16]byte{0xfd, 0, 0, 0, 0, 0, byte(number >> 8), byte(number)})
	return l.cfg.Fabric.Link(fabric.LinkConfig{
		Name: name, Prefix: prefix, Prefix6: netip.PrefixFrom(six, 64), Tap: l.cfg.Tap(name), Seed: l.cfg.Seed + uint64(number), MTU: mtu,
	})
}

// SMF returns the first SMF, nil without a session plane; SMFs returns all.
func (n *Network) SMF() *smf.SMF {
	if len(n.smfs) == 0 {
		return nil
	}
	return n.smfs[0]
}

// SMFs are the SMFs in the order of SMFNFs.
func (n *Network) SMFs() []*smf.SMF { return slices.Clone(n.smfs) }

// UPF returns the first UPF, nil without a session plane; UPFs returns all. Whoever wants copies of packets subscribes to them from
// outside.
func (n *Network) UPF() *upf.UPF {
	if len(n.upfs) == 0 {
		return nil
	}
	return n.upfs[0]
}

// UPFs are the UPFs in the order of UPFNFs.
func (n *Network) UPFs() []*upf.UPF { return slices.Clone(n.upfs) }

// LocalN6 names the link of the local data network of a UPF.
func (n *Network) LocalN6(upf string) string { return n.Name + "." + upf + ".n6" }

// LocalServer makes a host on the local data network of a UPF.
func (n *Network) LocalServer(upf, name string) (fabric.Host, error) {
	link := n.local[upf]
	if link == nil {
		return nil, fmt.Errorf("sim: UPF %s of network %s has no local data network", upf, n.Name)
	}
	h, err := n.lab.cfg.Fabric.Host(n.Name + "." + upf + ".dn." + name)
	if err != nil {
		return nil, err
	}
	if _, err := link.Attach(h); err != nil {
		return nil, err
	}
	return h, nil
}
