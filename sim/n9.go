package sim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"slices"

	"lilab/sim/esp"
	"lilab/sim/fabric"
	"lilab/sim/seg"
)

// Protection of N9 between operators.
const (
	// N9Clear leaves packets between the border gateways of the operators as they are.
	N9Clear = "clear"
	// N9ESP makes the border gateways security gateways (TS 33.501 R17 clause 9.9, TS 33.210 R17 clause 5.6).
	N9ESP = "esp"
)

// n9MTU is that of the link between security gateways, as it is between operators. In clear it is that of the other links: what would be
// fragments is whole packets, and the same on all links.
const n9MTU = 1500

// n9Generations is the number of security associations each way. A gateway changes to the next one when the soft lifetime
// of one is over.
const n9Generations = 2

// n9 is what lies between V-UPFs and H-UPFs.
type n9 struct {
	between fabric.Link
	// own are the links of the networks to their gateways.
	own      map[string]fabric.Link
	gateways map[string]*seg.Gateway
	// spi is the last security parameters index that was given out; all of a lab differ.
	spi uint32
}

func (l *Lab) checkN9(a Agreement) error {
	switch a.N9 {
	case "", N9Clear, N9ESP:
	default:
		return fmt.Errorf("sim: N9 %q of the agreement %s-%s is not simulated", a.N9, a.Visited, a.Home)
	}
	for _, b := range l.cfg.Agreements {
		if a.routesHome() && b.routesHome() && (a.N9 == N9ESP) != (b.N9 == N9ESP) {
			return errors.New("sim: N9 in clear for one agreement and in ESP for another is not simulated")
		}
	}
	return nil
}

// startN9 makes the links between V-UPFs and H-UPFs, and the gateways. "<network>.n9" is that of a network from its UPFs to its gateway,
// whatever protects packets between the operators. Like N32, the link there is "<visited>-<home>.n9" between two networks and "ipx.n9"
// among more.
func (l *Lab) startN9() error {
	var routed []Agreement
	for _, a := range l.cfg.Agreements {
		if a.routesHome() {
			routed = append(routed, a)
		}
	}
	if len(routed) == 0 {
		return nil
	}
	name := routed[0].Visited + "-" + routed[0].Home + ".n9"
	for _, a := range routed[1:] {
		if !(a.Home == routed[0].Home && a.Visited == routed[0].Visited) && !(a.Home == routed[0].Visited && a.Visited == routed[0].Home) {
			name = "ipx.n9"
		}
	}
	mtu := 0
	if routed[0].N9 == N9ESP {
		mtu = n9MTU
	}
	between, _, err := l.link(name, name, mtu)
	if err != nil {
		return fmt.Errorf("sim: N9: %w", err)
	}
	l.n9 = &n9{between: between}
	if err := l.startGateways(routed); err != nil {
		return fmt.Errorf("sim: N9: %w", err)
	}
	return nil
}

// startGateways makes a gateway for each network, and the associations of each pair where N9 is in ESP.
func (l *Lab) startGateways(routed []Agreement) error {
	l.n9.own, l.n9.gateways = map[string]fabric.Link{}, map[string]*seg.Gateway{}
	var first [3]byte
	if _, err := io.ReadFull(l.Rand("n9.spi"), first[:]); err != nil {
		return err
	}
	l.n9.spi = binary.BigEndian.Uint32(append([]byte{1}, first[:]...))
	prefixes := map[string]netip.Prefix{}
	var names []string
	for _, a := range routed {
		names = append(names, a.Visited, a.Home)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		own, prefix, err := l.link(name+".n9", name+".n9", 0)
		if err != nil {
			return err
		}
		g, err := seg.New(seg.Config{
			Name: name + ".seg1", Inner: own, Outer: l.n9.between, Protected: prefix, MTU: n9MTU,
			Now: l.cfg.Now, Log: l.cfg.Log.With("network", name),
		})
		if err != nil {
			return err
		}
		l.onClose(g.Close)
		l.n9.own[name], l.n9.gateways[name], prefixes[name] = own, g, prefix
	}
	joined := map[[2]string]bool{}
	for _, a := range routed {
		v, h := a.Visited, a.Home
		if joined[[2]string{h, v}] || joined[[2]string{v, h}] {
			continue
		}
		joined[[2]string{v, h}] = true
		var sas [2][2][]*esp.SA // by direction, then sender and receiver
		for i, d := range [2][2]string{{v, h}, {h, v}} {
			for generation := range n9Generations {
				if a.N9 != N9ESP {
					break
				}
				cfg, err := l.n9SA(d[0], d[1], generation)
				if err != nil {
					return err
				}
				for side := range 2 {
					sa, err := esp.New(cfg)
					if err != nil {
						return err
					}
					sas[i][side] = append(sas[i][side], sa)
				}
			}
		}
		if err := l.n9.gateways[v].AddPeer(seg.Peer{Addr: l.n9.gateways[h].Addr(), Prefix: prefixes[h], Out: sas[0][0], In: sas[1][1]}); err != nil {
			return err
		}
		if err := l.n9.gateways[h].AddPeer(seg.Peer{Addr: l.n9.gateways[v].Addr(), Prefix: prefixes[v], Out: sas[1][0], In: sas[0][1]}); err != nil {
			return err
		}
	}
	return nil
}

// n9SA draws a security association with AES-GCM of 128 bits, which TS 33.210 R17 clause 5.3.3 makes mandatory. Its key is
// written nowhere.
func (l *Lab) n9SA(from, to string, generation int) (esp.Config, error) {
	var b [16 + 4]byte // with the salt
	if _, err := io.ReadFull(l.Rand(fmt.Sprintf("n9.%s.%s.%d", from, to, generation)), b[:]); err != nil {
		return esp.Config{}, err
	}
	l.n9.spi++
	return esp.Config{
		SPI: l.n9.spi, Mode: esp.Tunnel, Local: l.n9.gateways[from].Addr(), Remote: l.n9.gateways[to].Addr(),
		Encryption: esp.AESGCM, EncryptionKey: b[:], Soft: esp.Lifetime{Packets: 1 << 31},
	}, nil
}

// onN9 says whether the network has home-routed sessions, of visitors or of its own.
func (n *Network) onN9() bool {
	return slices.ContainsFunc(n.lab.cfg.Agreements, func(a Agreement) bool {
		return a.routesHome() && (a.Visited == n.Name || a.Home == n.Name)
	})
}

// attachN9 gives the UPF of a network its address on N9.
func (n *Network) attachN9(h fabric.Host) (netip.Addr, error) {
	return n.lab.n9.own[n.Name].Attach(h)
}

// Gateway returns the border gateway of N9, nil if the network has none.
func (n *Network) Gateway() *seg.Gateway {
	if n.lab.n9 == nil {
		return nil
	}
	return n.lab.n9.gateways[n.Name]
}
