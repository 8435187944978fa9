package sim

import (
	"context"
	"fmt"
	"net/netip"

	"lilab/sim/fabric"
	"lilab/sim/smf"
	"lilab/sim/upf"
)

const portPFCP = 8805 // TS 29.244 clause 4.2.2

// userPlane is the session plane of a network, empty if the network carries no data.
type userPlane struct {
	n3, n4, n6 fabric.Link
	smf        *smf.SMF
	upf        *upf.UPF
	// farEnd is where the tunnels for unstructured data end, nil as long as no data network offers the type.
	farEnd fabric.Host
}

// startUserPlane makes the links N3, N4 and N6 and starts UPF and SMF.
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
	if n.n6, err = n.lab.dataNetwork(n.N6()); err != nil {
		return err
	}
	dnns, err := n.smfDNNs()
	if err != nil {
		return err
	}
	upfAddr, err := n.startUPF(ctx, dnns)
	if err != nil {
		return fmt.Errorf("UPF: %w", err)
	}
	if err := n.startSMF(ctx, dnns, upfAddr); err != nil {
		return fmt.Errorf("SMF: %w", err)
	}
	return nil
}

func (n *Network) startSMF(ctx context.Context, dnns map[string]smf.DNN, upfAddr netip.Addr) error {
	f, err := n.function(n.SMFNF, "smf")
	if err != nil {
		return err
	}
	n4, err := n.n4.Attach(f.host)
	if err != nil {
		return err
	}
	n.smf, err = smf.New(smf.Config{
		Host: f.host, Listen: f.addr, TLS: f.tls, PLMN: n.PLMN, NF: n.SMFNF, SBI: f.client,
		N4: n4, UPF: netip.AddrPortFrom(upfAddr, portPFCP), DNNs: dnns,
		RoamingPartners: append(n.partners(true), n.partners(false)...),
		LocationToHome:  n.locationToHome(),
		Timers:          n.lab.cfg.SMFTimers, Events: n.SMFEvents, Now: n.lab.cfg.Now, Rand: n.lab.Rand(n.Name + ".smf"), Log: n.log,
	})
	if err != nil {
		return err
	}
	n.lab.onClose(n.smf.Close)
	return n.smf.Start(ctx)
}

// dataNetwork makes the link of a data network, which has IPv4 and IPv6.
func (l *Lab) dataNetwork(name string) (fabric.Link, error) {
	prefix, err := l.nextPrefix()
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	number := l.prefixes
	l.mu.Unlock()
	six := netip.AddrFrom16([16]byte{0xfd, 0, 0, 0, 0, 0, byte(number >> 8), byte(number)})
	return l.cfg.Fabric.Link(fabric.LinkConfig{
		Name: name, Prefix: prefix, Prefix6: netip.PrefixFrom(six, 64), Tap: l.cfg.Tap(name), Seed: l.cfg.Seed + uint64(number),
	})
}
