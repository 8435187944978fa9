package sim

import (
	"context"
	"fmt"
	"maps"
	"net/netip"
	"slices"

	"lilab/sim/amf"
	"lilab/sim/fabric"
	"lilab/sim/gnb"
	"lilab/sim/sbi"
	"lilab/sim/ue"
)

// AMF identity of every network of the lab; a network has one AMF.
const (
	amfRegionID = 1
	amfSetID    = 1
	amfPointer  = 0
)

// startAccess starts the AMF, its SBI callback server and the gNBs.
func (n *Network) startAccess(ctx context.Context) error {
	n2, err := n.lab.Link(n.Name+".n2", false)
	if err != nil {
		return err
	}
	f, err := n.function(n.AMFNF, "amf")
	if err != nil {
		return fmt.Errorf("AMF: %w", err)
	}
	n2addr, err := n2.Attach(f.host)
	if err != nil {
		return fmt.Errorf("AMF: %w", err)
	}
	listen := netip.AddrPortFrom(n2addr, portNGAP)
	n.amf, err = amf.New(amf.Config{
		Host: f.host, Listen: listen, PLMN: n.PLMN, NF: n.AMFNF,
		RegionID: amfRegionID, SetID: amfSetID, Pointer: amfPointer,
		NEAOrder: n.cfg.NEAOrder, NIAOrder: n.cfg.NIAOrder, Emergency: n.cfg.Emergency, EmergencyDNN: DNNEmergency,
		Home: f.client, Sessions: n.sessions(f.client), Peers: n.peers(f.client), SMS: n.smsService(f.client), RoamingPartners: n.partners(true), Refused: n.refused(),
		CallbackURI: "https://" + n.AMFNF.FQDN, Timers: n.lab.cfg.AMFTimers,
		Events: n.AMFEvents, Now: n.lab.cfg.Now, Rand: n.lab.Rand(n.Name + ".amf"), Log: n.log,
	})
	if err != nil {
		return fmt.Errorf("AMF: %w", err)
	}
	n.lab.onClose(n.amf.Close)
	if err := n.amf.Start(ctx); err != nil {
		return fmt.Errorf("AMF: %w", err)
	}
	server, err := sbi.NewServer(sbi.ServerConfig{
		Host: f.host, Listen: f.addr, TLS: f.tls, Handler: n.amf.Handler(), Log: n.log,
	})
	if err != nil {
		return fmt.Errorf("AMF: %w", err)
	}
	n.lab.onClose(server.Close)
	if err := server.Start(ctx); err != nil {
		return fmt.Errorf("AMF: %w", err)
	}
	if err := n.registerAMF(ctx, f); err != nil {
		return fmt.Errorf("AMF: %w", err)
	}
	return n.startGNBs(ctx, n2, listen)
}

// startGNBs makes a gNB for every group of cells that share a gNB identifier.
func (n *Network) startGNBs(ctx context.Context, n2 fabric.Link, amfAddr netip.AddrPort) error {
	groups := map[uint32][]gnb.Cell{}
	for _, name := range slices.Sorted(maps.Keys(n.cfg.Cells)) {
		c := n.cfg.Cells[name]
		id := uint32(c.NRCellID >> (36 - GNBIDLength))
		groups[id] = append(groups[id], gnb.Cell{Name: name, TAC: c.TAC, NRCellID: c.NRCellID})
	}
	// Packets that one gNB forwards to another in a handover cross a link of their own.
	var xn fabric.Link
	if n.n3 != nil && len(groups) > 1 {
		var err error
		if xn, err = n.lab.Link(n.Name+".xn", false); err != nil {
			return err
		}
	}
	var all []*gnb.GNB
	for i, id := range slices.Sorted(maps.Keys(groups)) {
		name := fmt.Sprintf("gnb%d", i+1)
		h, err := n.lab.cfg.Fabric.Host(n.Name + "." + name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		local, err := n2.Attach(h)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		n3addr, err := n.attachN3(h)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		var xnaddr netip.Addr
		if xn != nil {
			if xnaddr, err = xn.Attach(h); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		g, err := gnb.New(gnb.Config{
			Host: h, Local: local, N3: n3addr, Xn: xnaddr, AMF: amfAddr, PLMN: n.PLMN, GNBID: id, GNBIDLength: GNBIDLength,
			GNBName: n.Name + "." + name, Cells: groups[id], Now: n.lab.cfg.Now, Log: n.log.With("gnb", name),
		})
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		n.lab.onClose(g.Close)
		if err := g.Start(ctx); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, c := range groups[id] {
			n.gnbs[c.Name] = g
		}
		for _, other := range all {
			g.Neighbour(other, !n.cfg.HandoverByN2)
			other.Neighbour(g, !n.cfg.HandoverByN2)
		}
		all = append(all, g)
	}
	return nil
}

// GNB returns the gNB of a cell, nil if there is none.
func (n *Network) GNB(cell string) *gnb.GNB { return n.gnbs[cell] }

func (n *Network) radio() ue.Radio { return area(n.gnbs) }

// AMF returns the AMF, for its figures.
func (n *Network) AMF() *amf.AMF { return n.amf }
