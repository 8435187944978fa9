package sim

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/netip"
	"slices"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/media"
	"lilab/sim/ims/pcscf"
	imsue "lilab/sim/ims/ue"
	"lilab/sim/pki"
	"lilab/sim/ue"
)

// startPCSCF starts the P-CSCF on the data network and on the core link.
func (i *IMS) startPCSCF(ctx context.Context) error {
	h, at, nf, err := i.function(event.PCSCF, "pcscf")
	if err != nil {
		return err
	}
	if _, err := i.n.n6.Attach(h); err != nil {
		return err
	}
	i.gm = h.Addrs(i.n.N6())
	l := i.n.lab
	cert, err := i.n.authority.Issue(pki.Leaf{CommonName: nf.FQDN, DNSNames: []string{nf.FQDN}, IPs: i.gm, Server: true})
	if err != nil {
		return err
	}
	protection, err := gm.NewServer(gm.ServerConfig{
		Modes: []gm.Mode{gm.ESPAESGCM, gm.ESPAES, gm.ESPNull, gm.TLS}, Host: h, Addrs: i.gm,
		TLS: pki.ServerConfig(cert, i.n.authority.Pool(), l.tlsOptions()),
		Now: l.cfg.Now, Rand: l.Rand(i.n.Name + ".pcscf.gm"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(protection.Close)
	i.PCSCF, err = pcscf.New(pcscf.Config{
		Carrier: h, Gm: i.gm, Mw: at, PLMN: i.n.PLMN, NF: nf, Directory: i.Directory, ICSCF: i.FQDN("icscf"), IBCF: i.FQDN("ibcf"), ECSCF: i.FQDN("ecscf"),
		Gateway: i.AGW, Security: protection, TLS: protection.TLS(), NullEncryption: i.nullEncryption, Subscriber: i.known.find, Emergency: i.known.emergency,
		Events: i.n.IMSEvents, Timers: i.cfg.Timers, Now: l.cfg.Now, Rand: l.Rand(i.n.Name + ".pcscf"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(i.PCSCF.Close)
	return i.PCSCF.Start(ctx)
}

// nullEncryption says whether phones in a visited network get null encryption: their IMS is routed home, and the agreement does not leave
// confidentiality on.
func (i *IMS) nullEncryption(visited event.PLMN) bool {
	return slices.ContainsFunc(i.n.lab.cfg.Agreements, func(a Agreement) bool {
		return a.Home == i.n.Name && a.IMS == HomeRouted && !a.PrivacyEncryption && i.n.lab.cfg.Networks[a.Visited].PLMN == visited
	})
}

// PhoneConfig describes the IMS client that a phone gets.
type PhoneConfig struct {
	// Accept decides about incoming calls, nil rings and answers.
	Accept func(*imsue.Incoming)
	// OnMessage takes SIP MESSAGEs.
	OnMessage func(imsue.Message) int
	// Network is where the P-CSCF is, by name; empty leaves it to agreement and session.
	Network string
	// Plan says what the phone sends in a call, nil for its tone.
	Plan func(call string) media.Source
	// Pace says how fast.
	Pace media.Pace
	// Codecs take the place of the subscriber's.
	Codecs []media.Codec
	// MaxFrames bounds what the phone keeps of a stream, 0 for five minutes.
	MaxFrames int
	// ISIM is the card, nil for a new one with the subscriber's keys.
	ISIM *aka.USIM
	// WrongRES makes the phone answer challenges wrongly.
	WrongRES bool
}

// Phone is the IMS client of a phone with its media.
type Phone struct {
	*imsue.UE
	Media *media.Endpoint
	// Gm protects it, nil without protection.
	Gm *gm.Client
	// Network is where its P-CSCF is.
	Network string
}

// Phone makes the IMS client of a subscriber's phone on one of its PDU sessions, which is to "ims", or to "sos" for emergency
// calls. The caller closes it.
func (l *Lab) Phone(name string, s *ue.Session, c PhoneConfig) (*Phone, error) {
	sub, ok := l.cfg.Subscribers[name]
	if !ok {
		return nil, fmt.Errorf("sim: no subscriber %q", name)
	}
	sub.In = l.In(name)
	if c.Network == "" {
		c.Network = l.imsAnchor(sub, s.DNN)
	}
	n := l.networks[c.Network]
	if n == nil || n.ims == nil {
		return nil, fmt.Errorf("sim: network %q has no IMS", c.Network)
	}
	addr, server, err := common(s.Addresses, n.ims.gm)
	if err != nil {
		return nil, err
	}
	p := &Phone{Network: c.Network}
	home, sec := l.networks[sub.Home], l.secrets[name]
	random := l.Rand("subscriber." + name + ".ims")
	at := netip.AddrPortFrom(server, portSIP)
	cfg := imsue.Config{
		Name: name, Carrier: s.Host, Addr: addr, PCSCF: at, IMPI: ims.IMPI(sub.SUPI, home.PLMN), IMPU: ims.TemporaryIMPU(sub.SUPI, home.PLMN), Home: home.PLMN,
		K: sec.k, OPc: sec.opc, PEI: sub.PEI, AccessNetwork: l.accessNetwork(name), Accept: c.Accept, OnMessage: c.OnMessage, WrongRES: c.WrongRES, ISIM: c.ISIM, Emergency: s.DNN == DNNEmergency,
		Timers: n.ims.cfg.Timers, Now: l.cfg.Now, Rand: random, Log: l.cfg.Log.With("ims", name),
	}
	if sub.Gm != "" && sub.Gm != gm.None {
		if sub.Gm == gm.TLS {
			at = netip.AddrPortFrom(server, 5061)
		}
		trust := pki.ClientConfig(tls.Certificate{}, n.authority.Pool(), n.ims.FQDN("pcscf"), l.tlsOptions())
		trust.Certificates = nil // phones have none
		p.Gm, err = gm.NewClient(gm.ClientConfig{
			Mode: sub.Gm, Host: s.Host, Addr: addr, PCSCF: at, TLS: trust,
			Now: l.cfg.Now, Rand: l.Rand("subscriber." + name + ".gm"), Log: l.cfg.Log.With("gm", name),
		})
		if err != nil {
			return nil, err
		}
		cfg.Gm = p.Gm
	}
	codecs := sub.Codecs
	if c.Codecs != nil {
		codecs = c.Codecs
	}
	p.Media, err = media.New(media.Config{
		Host: s.Host, Addr: addr, Mode: sub.Media, Codecs: codecs, Source: media.Source{Tone: sub.Tone}, Plan: c.Plan, Pace: c.Pace, MaxFrames: c.MaxFrames,
		KeyLog: l.cfg.KeyLog, Now: l.cfg.Now, Rand: l.Rand("subscriber." + name + ".media"), Log: l.cfg.Log.With("media", name),
	})
	if err == nil {
		cfg.Media = p.Media
		p.UE, err = imsue.New(cfg)
	}
	if err != nil {
		if p.Gm != nil {
			err = errors.Join(err, p.Gm.Close())
		}
		return nil, err
	}
	return p, nil
}

// imsAnchor is the network where the sessions of a subscriber to a data network of the IMS end.
func (l *Lab) imsAnchor(s SubscriberConfig, dnn string) string {
	if s.In == s.Home || dnn == DNNEmergency {
		return s.In
	}
	for _, a := range l.cfg.Agreements {
		if a.Home == s.Home && a.Visited == s.In && (a.IMS == HomeRouted || a.IMS == NoData && a.Data == HomeRouted) {
			return s.Home
		}
	}
	return s.In
}

// accessNetwork tells the cell of a phone as its P-Access-Network-Info does.
func (l *Lab) accessNetwork(name string) func() string {
	return func() string {
		at, ok := l.cellOf(name)
		if !ok {
			return ""
		}
		return ims.AccessNetworkInfo(at)
	}
}

// common finds an address of each list that are of one family.
func common(phone, server []netip.Addr) (netip.Addr, netip.Addr, error) {
	for _, a := range phone {
		for _, b := range server {
			if a.Is4() == b.Is4() {
				return a, b, nil
			}
		}
	}
	return netip.Addr{}, netip.Addr{}, errors.New("sim: phone and P-CSCF have no family of addresses in common")
}
