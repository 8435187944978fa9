package sim

import (
	"context"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"time"

	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
	"lilab/sim/smf"
	"lilab/sim/udm"
)

// Route says how the data of visitors leaves, TS 23.501 clause 4.2.4.
type Route string

// Routes.
const (
	NoData Route = ""
	// LocalBreakout: SMF and UPF are in the visited network.
	LocalBreakout Route = "local-breakout"
	// HomeRouted: V-SMF and V-UPF in the visited network, H-SMF and H-UPF at home.
	HomeRouted Route = "home-routed"
)

// DNN is a data network. The zero value offers IPv4 and IPv6 with 5QI 9 and prefers protection of the user plane.
type DNN struct {
	// Types are the PDU session types that it offers; none means IPv4, IPv6 and both. With Ethernet it has a bridge, whose
	// ports for servers Network.EthernetPort makes; Unstructured has its far end at Network.UnstructuredServer.
	Types []event.PDUSessionType
	// FiveQI is the 5QI of the QoS flow, 0 means 9.
	FiveQI uint8
	// Integrity and Confidentiality are the user-plane security policy: "required", "preferred", "not-needed"; empty
	// means preferred.
	Integrity, Confidentiality string
	// UEs and UEs6 are the pools of UE addresses; invalid means that the lab chooses.
	UEs, UEs6 netip.Prefix
}

// policies are the words of TS 23.501 clause 5.10.3.
var policies = map[string]ngap.Protection{
	"": ngap.ProtectionPreferred, "required": ngap.ProtectionRequired, "preferred": ngap.ProtectionPreferred, "not-needed": ngap.ProtectionNotNeeded,
}

func (l *Lab) checkRoute(a Agreement) error {
	switch a.Data {
	case NoData:
	case LocalBreakout:
		if len(l.cfg.Networks[a.Visited].DNNs) == 0 {
			return fmt.Errorf("sim: local breakout in %s, which has no data network", a.Visited)
		}
	case HomeRouted:
		if len(l.cfg.Networks[a.Home].DNNs) == 0 {
			return fmt.Errorf("sim: home routing to %s, which has no data network", a.Home)
		}
	default:
		return fmt.Errorf("sim: route %q of the agreement %s-%s is not simulated", a.Data, a.Visited, a.Home)
	}
	return l.checkN9(a)
}

// carriesData says whether the network has a session plane.
func (n *Network) carriesData() bool {
	if len(n.cfg.DNNs) > 0 {
		return true
	}
	return slices.ContainsFunc(n.lab.cfg.Agreements, func(a Agreement) bool { return a.Visited == n.Name && (a.Data != NoData || a.IMS != NoData) })
}

// breakout are the visited PLMNs where this network's subscribers may break out.
func (n *Network) breakout() []event.PLMN {
	var out []event.PLMN
	for _, a := range n.lab.cfg.Agreements {
		if a.Home == n.Name && a.Data == LocalBreakout {
			out = append(out, n.lab.cfg.Networks[a.Visited].PLMN)
		}
	}
	return out
}

// locationToHome are the home PLMNs whose H-SMFs get the location of their subscribers here.
func (n *Network) locationToHome() []event.PLMN {
	var out []event.PLMN
	for _, a := range n.lab.cfg.Agreements {
		if a.Visited == n.Name && a.LocationToHome {
			out = append(out, n.lab.cfg.Networks[a.Home].PLMN)
		}
	}
	return out
}

// sessionSubscriptions are the data networks of a subscriber. Those that the home network itself does not have may
// exist where he visits.
func (l *Lab) sessionSubscriptions(s SubscriberConfig) ([]udm.SessionSubscription, error) {
	home := l.cfg.Networks[s.Home].DNNs
	names := s.DNNs
	if names == nil {
		names = slices.Sorted(maps.Keys(home))
	}
	var out []udm.SessionSubscription
	for _, name := range names {
		d := home[name]
		integrity, ok := policies[d.Integrity]
		confidentiality, ok2 := policies[d.Confidentiality]
		if !ok || !ok2 {
			return nil, fmt.Errorf("DNN %s: user-plane security policy %q, %q", name, d.Integrity, d.Confidentiality)
		}
		words := [...]string{"REQUIRED", "PREFERRED", "NOT_NEEDED"}
		out = append(out, udm.SessionSubscription{
			DNN: name, Types: d.Types, FiveQI: d.FiveQI,
			Integrity: words[integrity], Confidentiality: words[confidentiality],
		})
	}
	return out, nil
}

// nextPools hands out pools of UE addresses: 100.64.0.0/18, 100.64.64.0/18, … of the shared address space (RFC 6598)
// and 2001:db8:<n>::/48 of the documentation prefix.
func (l *Lab) nextPools() (four, six netip.Prefix, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.pools
	l.pools++
	if n > 0xff {
		return four, six, fmt.Errorf("sim: no pool of UE addresses is left")
	}
	four = netip.PrefixFrom(netip.AddrFrom4([4]byte{100, 64 + byte(n>>2), byte(n&3) << 6, 0}), 18)
	six = netip.PrefixFrom(netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 0, byte(n)}), 48)
	return four, six, nil
}

// smfDNNs are the data networks as an SMF knows them at one of its UPFs. The addresses of the configuration are those of the first pair,
// which also has what is no IP.
func (n *Network) smfDNNs(first bool) (map[string]smf.DNN, error) {
	out := map[string]smf.DNN{}
	for _, name := range slices.Sorted(maps.Keys(n.cfg.DNNs)) {
		d := n.cfg.DNNs[name]
		if !first {
			d.UEs, d.UEs6 = netip.Prefix{}, netip.Prefix{}
			d.Types = slices.DeleteFunc(slices.Clone(d.Types), func(t event.PDUSessionType) bool { return t == event.Ethernet || t == event.Unstructured })
			if len(d.Types) == 0 && len(n.cfg.DNNs[name].Types) > 0 {
				continue
			}
		}
		pools := n.lab.nextPools
		if name == DNNEmergency && n.addedEmergency {
			pools = n.lab.nextEmergencyPools
		}
		four, six, err := pools()
		if err != nil {
			return nil, err
		}
		if d.UEs.IsValid() {
			four = d.UEs
		}
		if d.UEs6.IsValid() {
			six = d.UEs6
		}
		tunnels := six
		has := func(t event.PDUSessionType) bool {
			return len(d.Types) == 0 || slices.Contains(d.Types, t) || slices.Contains(d.Types, event.IPv4v6)
		}
		if !has(event.IPv4) {
			four = netip.Prefix{}
		}
		if !has(event.IPv6) {
			six = netip.Prefix{}
		}
		c := smf.DNN{IPv4: four, IPv6: six, FiveQI: d.FiveQI, Integrity: policies[d.Integrity], Confidentiality: policies[d.Confidentiality]}
		c.Emergency = name == DNNEmergency
		c.Ethernet = slices.Contains(d.Types, event.Ethernet)
		if slices.Contains(d.Types, event.Unstructured) {
			if c.Unstructured, err = n.unstructured(); err != nil {
				return nil, err
			}
			if !has(event.IPv6) {
				c.IPv6, c.IPv6ForTunnels = tunnels, true
			}
		}
		out[name] = c
	}
	return out, nil
}

// sessions is what the AMF asks of SMFs, nil without a session plane.
func (n *Network) sessions(c *sbi.Client) amf.Sessions {
	if !n.carriesData() {
		return nil
	}
	return c
}

// peers is how the AMF reaches those of other networks, nil without a session plane: there is nothing to move.
func (n *Network) peers(c *sbi.Client) amf.Peers {
	if !n.carriesData() || len(n.n32Partners()) == 0 {
		return nil
	}
	return c
}

// registerAMF makes the AMF known to SMF and SMSF.
func (n *Network) registerAMF(ctx context.Context, f *function) error {
	if !n.carriesData() && !n.cfg.SMS {
		return nil
	}
	r, err := f.client.Register(ctx, sbi.Profile(n.AMFNF, f.addr, sbi.ServiceAMFComm))
	if err != nil {
		return err
	}
	n.lab.onClose(func() error {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		return r.Close(ctx)
	})
	return nil
}

// attachN3 gives a gNB its address of the user plane, invalid if the network carries no data.
func (n *Network) attachN3(h fabric.Host) (netip.Addr, error) {
	if n.n3 == nil {
		return netip.Addr{}, nil
	}
	return n.n3.Attach(h)
}

// UDM returns the UDM.
func (n *Network) UDM() *udm.UDM { return n.udm }

// Server makes a host on the data network (N6) of this network, for servers that UEs reach. Its addresses are
// Host.Addrs(Network.N6()).
func (n *Network) Server(name string) (fabric.Host, error) {
	if n.n6 == nil {
		return nil, fmt.Errorf("sim: network %s has no data network", n.Name)
	}
	h, err := n.lab.cfg.Fabric.Host(n.Name + ".dn." + name)
	if err != nil {
		return nil, err
	}
	if _, err := n.n6.Attach(h); err != nil {
		return nil, err
	}
	return h, nil
}

// N6 names the link of the data network.
func (n *Network) N6() string { return n.Name + ".n6" }
