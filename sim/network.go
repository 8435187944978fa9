package sim

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"maps"
	"net/netip"
	"slices"

	"lilab/sim/aka"
	"lilab/sim/amf"
	"lilab/sim/ausf"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/gnb"
	"lilab/sim/nrf"
	"lilab/sim/pki"
	"lilab/sim/sbi"
	"lilab/sim/sepp"
	"lilab/sim/udm"
)

// Ports of the lab.
const (
	portSBI  = 443   // TS 29.500 clause 4.4: https
	portNGAP = 38412 // TS 38.412 clause 7
)

// Network is one running PLMN.
type Network struct {
	Name string
	PLMN event.PLMN
	// AMFNF and UDMNF name the functions that publish events.
	AMFNF, UDMNF event.NF
	// AMFEvents and UDMEvents carry the events of the AMF and of the UDM. Subscribe before the first UE registers.
	AMFEvents, UDMEvents *event.Bus
	// SMFNF and UPFNF name the functions of the session plane; SMFEvents carries the events of the SMF.
	SMFNF, UPFNF event.NF
	// SMFNFs and UPFNFs name all of them, as SMFs and UPFs; SMFNF and UPFNF are the first. All SMFs publish on SMFEvents.
	SMFNFs, UPFNFs []event.NF
	SMFEvents      *event.Bus

	lab       *Lab
	cfg       NetworkConfig
	log       *slog.Logger
	authority *pki.Authority
	// interconnect issues the certificate of the SEPP on N32.
	interconnect *pki.Authority
	sbiLink      fabric.Link
	publicKeys   map[uint8]aka.HomeNetworkPublicKey
	keys         []aka.HomeNetworkPrivateKey

	nrf  *nrf.NRF
	sepp *sepp.SEPP
	udm  *udm.UDM
	ausf *ausf.AUSF
	amf  *amf.AMF
	gnbs map[string]*gnb.GNB // by cell

	// addedEmergency says that DNNEmergency is not of the configuration.
	addedEmergency bool

	userPlane
	imsNetwork
	smsNetwork
}

func (l *Lab) newNetwork(name string) (*Network, error) {
	cfg := l.cfg.Networks[name]
	n := &Network{
		Name: name, PLMN: cfg.PLMN, lab: l, cfg: cfg, log: l.cfg.Log.With("network", name),
		AMFEvents: &event.Bus{}, UDMEvents: &event.Bus{}, SMFEvents: &event.Bus{}, imsNetwork: imsNetwork{IMSEvents: &event.Bus{}},
		publicKeys: map[uint8]aka.HomeNetworkPublicKey{}, gnbs: map[string]*gnb.GNB{},
	}
	n.addEmergency()
	n.AMFNF = n.nf(event.AMF, "amf1")
	n.UDMNF = n.nf(event.UDM, "udm1")
	if n.carriesData() {
		if err := n.plan(); err != nil {
			return nil, err
		}
	}
	if cfg.SMS {
		n.SMSFNF = n.nf(event.SMSF, "smsf1")
	}
	n.SMSFEvents = &event.Bus{}
	var err error
	if n.authority, err = pki.NewAuthority(n.PLMN.Domain(), l.cfg.Now); err != nil {
		return nil, err
	}
	if n.sbiLink, err = l.Link(name+".sbi", true); err != nil {
		return nil, err
	}
	// One key for each protection scheme, TS 33.501 annex C.3.
	for _, scheme := range []uint8{1, 2} {
		pub, private, err := aka.GenerateHomeNetworkKey(scheme, scheme, l.Rand(fmt.Sprintf("%s.hnkey.%d", name, scheme)))
		if err != nil {
			return nil, err
		}
		n.publicKeys[scheme] = pub
		n.keys = append(n.keys, private)
	}
	return n, nil
}

// nf names a function of the network.
func (n *Network) nf(t event.NFType, host string) event.NF {
	return event.NF{
		Type: t, InstanceID: n.lab.UUID(n.Name + "." + host + ".instance"),
		FQDN: n.fqdn(host), PLMN: n.PLMN,
	}
}

func (n *Network) fqdn(host string) string { return host + "." + n.PLMN.Domain() }

// function is a host on the SBI with a name, a certificate for each role, and a client.
type function struct {
	host fabric.Host
	addr netip.AddrPort
	nf   event.NF
	// tls is the server side of the SBI; client is the other side.
	tls    *tls.Config
	client *sbi.Client
}

// function makes the host "<network>.<name>", attaches it to the SBI under its domain name, and gives it certificates
// of the network's authority. The client is closed with the lab.
func (n *Network) function(nf event.NF, name string) (*function, error) {
	host, err := n.lab.cfg.Fabric.Host(n.Name + "." + name)
	if err != nil {
		return nil, err
	}
	addr, err := n.sbiLink.Attach(host)
	if err != nil {
		return nil, err
	}
	if err := n.lab.cfg.Fabric.Name(nf.FQDN, addr); err != nil {
		return nil, err
	}
	f := &function{host: host, addr: netip.AddrPortFrom(addr, portSBI), nf: nf}
	cert, err := n.authority.Issue(pki.Leaf{CommonName: nf.FQDN, DNSNames: []string{nf.FQDN}, Server: true, Client: true})
	if err != nil {
		return nil, err
	}
	f.tls = pki.ServerConfig(cert, n.authority.Pool(), n.lab.tlsOptions())
	cfg := sbi.ClientConfig{
		Host: host, PLMN: n.PLMN, Consumer: nf, Now: n.lab.cfg.Now, Log: n.log, NRF: "https://" + n.fqdn("nrf"),
		TLS: pki.ClientConfig(cert, n.authority.Pool(), "", n.lab.tlsOptions()),
	}
	if len(n.n32Partners()) > 0 {
		cfg.SEPP = "https://" + n.fqdn("sepp1")
	}
	if f.client, err = sbi.NewClient(cfg); err != nil {
		return nil, err
	}
	n.lab.onClose(f.client.Close)
	return f, nil
}

func (l *Lab) tlsOptions() pki.Options { return pki.Options{KeyLog: l.cfg.KeyLog, Now: l.cfg.Now} }

// partners are the PLMNs whose subscribers or networks this one has an agreement with.
func (n *Network) partners(visitorsFrom bool) []event.PLMN {
	out := []event.PLMN{}
	for _, a := range n.lab.cfg.Agreements {
		switch {
		case visitorsFrom && a.Visited == n.Name:
			out = append(out, n.lab.cfg.Networks[a.Home].PLMN)
		case !visitorsFrom && a.Home == n.Name:
			out = append(out, n.lab.cfg.Networks[a.Visited].PLMN)
		}
	}
	return out
}

func (n *Network) gpsiSupplied() []event.PLMN {
	var out []event.PLMN
	for _, a := range n.lab.cfg.Agreements {
		if a.Home == n.Name && a.GPSISupplied {
			out = append(out, n.lab.cfg.Networks[a.Visited].PLMN)
		}
	}
	return out
}

// startCore starts UDM, AUSF, AMF and gNBs. NRF and SEPP run already.
func (n *Network) startCore(ctx context.Context) error {
	if err := n.startUDM(ctx); err != nil {
		return fmt.Errorf("UDM: %w", err)
	}
	if err := n.startAUSF(ctx); err != nil {
		return fmt.Errorf("AUSF: %w", err)
	}
	if err := n.startUserPlane(ctx); err != nil {
		return err
	}
	if err := n.startSMS(ctx); err != nil {
		return fmt.Errorf("SMS: %w", err)
	}
	if err := n.startAccess(ctx); err != nil {
		return err
	}
	if err := n.startIMS(ctx); err != nil {
		return err
	}
	return nil
}

func (n *Network) startNRF(ctx context.Context) error {
	f, err := n.function(n.nf("NRF", "nrf"), "nrf")
	if err != nil {
		return err
	}
	n.nrf, err = nrf.New(nrf.Config{
		Host: f.host, Listen: f.addr, TLS: f.tls, PLMN: n.PLMN, NF: f.nf, SBI: f.client,
		Now: n.lab.cfg.Now, Log: n.log,
	})
	if err != nil {
		return err
	}
	n.lab.onClose(n.nrf.Close)
	return n.nrf.Start(ctx)
}

func (n *Network) startUDM(ctx context.Context) error {
	f, err := n.function(n.UDMNF, "udm")
	if err != nil {
		return err
	}
	var subscribers []udm.Subscriber
	for _, name := range slices.Sorted(maps.Keys(n.lab.cfg.Subscribers)) {
		if n.lab.cfg.Subscribers[name].Home != n.Name {
			continue
		}
		s, err := n.lab.subscription(name)
		if err != nil {
			return fmt.Errorf("subscriber %s: %w", name, err)
		}
		subscribers = append(subscribers, s)
	}
	n.udm, err = udm.New(udm.Config{
		Host: f.host, Listen: f.addr, TLS: f.tls, PLMN: n.PLMN, NF: n.UDMNF, SBI: f.client,
		Keys: n.keys, Subscribers: subscribers,
		GPSISupplied: n.gpsiSupplied(), RoamingPartners: n.partners(false), LocalBreakout: n.breakout(), LocalBreakoutDNNs: n.breakoutDNNs(),
		Events: n.UDMEvents, Now: n.lab.cfg.Now, Rand: n.lab.Rand(n.Name + ".udm"), Log: n.log,
	})
	if err != nil {
		return err
	}
	n.lab.onClose(n.udm.Close)
	return n.udm.Start(ctx)
}

func (n *Network) startAUSF(ctx context.Context) error {
	f, err := n.function(n.nf("AUSF", "ausf1"), "ausf")
	if err != nil {
		return err
	}
	n.ausf, err = ausf.New(ausf.Config{
		Host: f.host, Listen: f.addr, TLS: f.tls, PLMN: n.PLMN, NF: f.nf, SBI: f.client,
		RoamingPartners: n.partners(false),
		Now:             n.lab.cfg.Now, Rand: n.lab.Rand(n.Name + ".ausf"), Log: n.log,
	})
	if err != nil {
		return err
	}
	n.lab.onClose(n.ausf.Close)
	return n.ausf.Start(ctx)
}
