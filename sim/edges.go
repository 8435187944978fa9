package sim

import (
	"context"
	"crypto/x509"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"lilab/sim/fabric"
	"lilab/sim/pki"
	"lilab/sim/sepp"
)

// seppWaits is how long a SEPP waits for an answer. It is for the NF that asks to give up before: what it asks may take as long as a UE
// needs to answer.
const seppWaits = time.Minute

// startEdges starts the NRF and the SEPP of every network, joins the networks that have agreements, and performs
// the N32-c handshakes (TS 29.573 clause 5.2.2).
func (l *Lab) startEdges(ctx context.Context, names []string) error {
	for _, name := range names {
		if err := l.networks[name].startNRF(ctx); err != nil {
			return fmt.Errorf("sim: network %s: NRF: %w", name, err)
		}
	}
	if len(l.cfg.Agreements) == 0 {
		return nil
	}
	n32, err := l.Link(l.n32Name(), true)
	if err != nil {
		return fmt.Errorf("sim: N32: %w", err)
	}
	var roaming []*Network
	for _, name := range names {
		n := l.networks[name]
		if len(n.n32Partners()) == 0 {
			continue
		}
		if n.interconnect, err = pki.NewAuthority("ipx."+n.PLMN.Domain(), l.cfg.Now); err != nil {
			return fmt.Errorf("sim: network %s: SEPP: %w", name, err)
		}
		roaming = append(roaming, n)
	}
	for _, n := range roaming {
		if err := n.startSEPP(ctx, n32); err != nil {
			return fmt.Errorf("sim: network %s: SEPP: %w", n.Name, err)
		}
	}
	for _, n := range roaming {
		if err := n.sepp.Connect(ctx); err != nil {
			return fmt.Errorf("sim: network %s: SEPP: %w", n.Name, err)
		}
	}
	return nil
}

// n32Name names the N32 link: "<visited>-<home>.n32" between two networks. More than two share one interconnect,
// "ipx.n32", because a SEPP has one name and so one address there.
func (l *Lab) n32Name() string {
	first := l.cfg.Agreements[0]
	for _, a := range l.cfg.Agreements[1:] {
		same := a.Home == first.Home && a.Visited == first.Visited
		reverse := a.Home == first.Visited && a.Visited == first.Home
		if !same && !reverse {
			return "ipx.n32"
		}
	}
	return first.Visited + "-" + first.Home + ".n32"
}

// n32Partners are the names of the networks with which this one has an agreement, either way.
func (n *Network) n32Partners() []string {
	var out []string
	for _, a := range n.lab.cfg.Agreements {
		switch n.Name {
		case a.Home:
			out = append(out, a.Visited)
		case a.Visited:
			out = append(out, a.Home)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// startSEPP starts the SEPP. On N32 it has a certificate of an authority of its own, which only the partners trust:
// a certificate of the inner SBI is worth nothing there, and the reverse.
func (n *Network) startSEPP(ctx context.Context, n32 fabric.Link) error {
	f, err := n.function(n.nf("SEPP", "sepp1"), "sepp")
	if err != nil {
		return err
	}
	outer, err := n32.Attach(f.host)
	if err != nil {
		return err
	}
	if err := n.lab.cfg.Fabric.Name(n.n32Host(), outer); err != nil {
		return err
	}
	cert, err := n.interconnect.Issue(pki.Leaf{
		CommonName: n.n32Host(), DNSNames: []string{n.n32Host()}, Server: true, Client: true,
	})
	if err != nil {
		return err
	}
	roots := x509.NewCertPool()
	nf := f.nf
	nf.FQDN = n.n32Host()
	cfg := sepp.Config{
		Host: f.host, Listen: f.addr, TLS: f.tls, SBI: f.client,
		N32Listen: netip.AddrPortFrom(outer, portSBI), PLMN: n.PLMN, NF: nf,
		Now: n.lab.cfg.Now, Rand: n.lab.Rand(n.Name + ".sepp"), Log: n.log, Timeout: seppWaits,
	}
	for _, name := range n.n32Partners() {
		p := n.lab.networks[name]
		roots.AddCert(p.interconnect.Root())
		cfg.Partners = append(cfg.Partners, sepp.Partner{PLMN: p.PLMN, FQDN: p.n32Host(), Security: sepp.TLS})
	}
	cfg.N32ServerTLS = pki.ServerConfig(cert, roots, n.lab.tlsOptions())
	cfg.N32ClientTLS = pki.ClientConfig(cert, roots, "", n.lab.tlsOptions())
	if n.sepp, err = sepp.New(cfg); err != nil {
		return err
	}
	n.lab.onClose(n.sepp.Close)
	return n.sepp.Start(ctx)
}

// n32Host is the name of the SEPP on N32.
func (n *Network) n32Host() string { return n.fqdn("n32.sepp1") }
