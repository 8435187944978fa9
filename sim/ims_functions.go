package sim

import (
	"context"
	"net/netip"
	"slices"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ims"
	"lilab/sim/ims/agw"
	"lilab/sim/ims/cscf"
	"lilab/sim/ims/ecscf"
	"lilab/sim/ims/ibcf"
	"lilab/sim/ims/media"
	"lilab/sim/ims/tas"
	imsue "lilab/sim/ims/ue"
)

// host makes the host of a function on the core link under its name.
func (i *IMS) host(name string) (fabric.Host, netip.AddrPort, error) {
	h, err := i.n.lab.cfg.Fabric.Host(i.n.Name + "." + name)
	if err != nil {
		return nil, netip.AddrPort{}, err
	}
	a, err := i.link.Attach(h)
	at := netip.AddrPortFrom(a, portSIP)
	if err == nil {
		i.Directory.Add(i.FQDN(name), at)
	}
	return h, at, err
}

// function is a host with an NF name.
func (i *IMS) function(t event.NFType, name string) (fabric.Host, netip.AddrPort, event.NF, error) {
	nf := i.n.imsNF(t, name)
	i.NFs[t] = nf
	h, at, err := i.host(name)
	return h, at, nf, err
}

func (i *IMS) startAGW(ctx context.Context) error {
	h, at, nf, err := i.function(event.IMSAGW, "agw")
	if err != nil {
		return err
	}
	if _, err := i.n.n6.Attach(h); err != nil {
		return err
	}
	i.AGW, err = agw.New(agw.Config{
		Host: h, Access: h.Addrs(i.n.N6()), Core: at.Addr(), Protection: i.protection, KeyLog: i.n.lab.cfg.KeyLog, NF: nf,
		Now: i.n.lab.cfg.Now, Rand: i.n.lab.Rand(i.n.Name + ".agw"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	i.n.lab.onClose(i.AGW.Close)
	return i.AGW.Start(ctx)
}

// protection is what the phone of a context has said that it takes to the access edge.
func (i *IMS) protection(r ims.ContextRequest) media.Mode {
	for _, s := range i.n.lab.cfg.Subscribers {
		if s.SUPI == r.Served.SUPI && s.SUPI != "" && (s.Media == media.SDESE2AE || s.Media == media.DTLSE2AE) {
			return s.Media
		}
	}
	return media.RTP
}

func (i *IMS) startSCSCF(ctx context.Context) error {
	h, at, nf, err := i.function(event.SCSCF, "scscf")
	if err != nil {
		return err
	}
	l := i.n.lab
	i.SCSCF, err = cscf.NewServing(cscf.ServingConfig{
		Carrier: h, Mw: at, PLMN: i.n.PLMN, NF: nf, HSS: i.n.udm.HSS(), Directory: i.Directory,
		ICSCF: i.FQDN("icscf"), IBCF: i.FQDN("ibcf"), BGCF: i.FQDN("mgcf"), Number: l.number,
		Trusted: []string{i.FQDN("icscf"), i.FQDN("pcscf"), i.FQDN("ibcf")},
		Filters: []cscf.Filter{
			{Methods: []string{"MESSAGE"}, ContentTypes: []string{"application/vnd.3gpp.sms"}, Originating: true, Server: i.FQDN("ipsmgw"), SMS: true},
			{Methods: []string{"INVITE"}, Terminating: true, Server: i.FQDN("tas")},
		},
		Registered: i.tellRegistered,
		Events:     i.n.IMSEvents, Timers: i.cfg.Timers, Now: l.cfg.Now, Rand: l.Rand(i.n.Name + ".scscf"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(i.SCSCF.Close)
	return i.SCSCF.Start(ctx)
}

func (i *IMS) startICSCF(ctx context.Context) error {
	h, at, nf, err := i.function(event.ICSCF, "icscf")
	if err != nil {
		return err
	}
	l := i.n.lab
	i.ICSCF, err = cscf.NewInterrogating(cscf.InterrogatingConfig{
		Carrier: h, Mw: at, PLMN: i.n.PLMN, NF: nf, HSS: i.n.udm.HSS(), Directory: i.Directory, SCSCF: i.FQDN("scscf"),
		Trusted: []string{i.FQDN("pcscf"), i.FQDN("ibcf")},
		Timers:  i.cfg.Timers, Now: l.cfg.Now, Rand: l.Rand(i.n.Name + ".icscf"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(i.ICSCF.Close)
	return i.ICSCF.Start(ctx)
}

func (i *IMS) startTAS(ctx context.Context) error {
	h, at, nf, err := i.function(event.TAS, "tas")
	if err != nil {
		return err
	}
	l := i.n.lab
	i.TAS, err = tas.New(tas.Config{
		Carrier: h, ISC: at, NF: nf, HSS: i.n.udm.HSS(), Directory: i.Directory, IBCF: i.FQDN("ibcf"), NoAnswer: i.cfg.NoAnswer,
		Events: i.n.IMSEvents, Timers: i.cfg.Timers, Now: l.cfg.Now, Rand: l.Rand(i.n.Name + ".tas"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(i.TAS.Close)
	return i.TAS.Start(ctx)
}

// startMGCF starts BGCF and MGCF, and a telephone behind them.
func (i *IMS) startMGCF(ctx context.Context) error {
	h, at, nf, err := i.function(event.MGCF, "mgcf")
	if err != nil {
		return err
	}
	outside := netip.AddrPortFrom(at.Addr(), portSIP+2)
	exchange, err := i.party(ctx, "pstn", outside, i.cfg.PSTN, i.cfg.PSTNTone, &i.PSTN)
	if err != nil {
		return err
	}
	l := i.n.lab
	i.MGCF, err = ibcf.NewBreakout(ibcf.BreakoutConfig{
		Carrier: h, Mg: at, PSTN: outside, Exchange: exchange, PLMN: i.n.PLMN, NF: nf, Directory: i.Directory, ICSCF: i.FQDN("icscf"), Number: l.number,
		Events: i.n.IMSEvents, Timers: i.cfg.Timers, Now: l.cfg.Now, Rand: l.Rand(i.n.Name + ".mgcf"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(i.MGCF.Close)
	return i.MGCF.Start(ctx)
}

func (i *IMS) startECSCF(ctx context.Context) error {
	h, at, nf, err := i.function(event.ECSCF, "ecscf")
	if err != nil {
		return err
	}
	outside := netip.AddrPortFrom(at.Addr(), portSIP+2)
	psap, err := i.party(ctx, "psap", outside, i.cfg.PSAP, i.cfg.PSAPTone, &i.PSAP)
	if err != nil {
		return err
	}
	l := i.n.lab
	i.ECSCF, err = ecscf.New(ecscf.Config{
		Carrier: h, Mw: at, Mi: outside, PSAP: psap, NF: nf, Directory: i.Directory,
		Events: i.n.IMSEvents, Timers: i.cfg.Timers, Now: l.cfg.Now, Rand: l.Rand(i.n.Name + ".ecscf"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(i.ECSCF.Close)
	return i.ECSCF.Start(ctx)
}

// party makes a telephone that does not register: it talks to one function only.
func (i *IMS) party(ctx context.Context, name string, to netip.AddrPort, accept func(*imsue.Incoming), tone media.Tone, out **imsue.UE) (netip.AddrPort, error) {
	h, at, err := i.host(name)
	if err != nil {
		return at, err
	}
	l := i.n.lab
	var plan func(string) media.Source
	if i.cfg.Plan != nil {
		plan = func(call string) media.Source { return i.cfg.Plan(name, call) }
	}
	m, err := media.New(media.Config{
		Host: h, Addr: at.Addr(), Source: media.Source{Tone: tone}, Plan: plan, Pace: i.cfg.Pace,
		Now: l.cfg.Now, Rand: l.Rand(i.n.Name + "." + name + ".media"), Log: i.n.log,
	})
	if err != nil {
		return at, err
	}
	i.media[name] = m
	u, err := imsue.New(imsue.Config{
		Name: i.n.Name + "." + name, Carrier: h, Addr: at.Addr(), PCSCF: to, NoRoute: true, IMPU: "sip:" + name + "@" + i.Domain(), IMPI: name, Home: i.n.PLMN,
		Media: m, Accept: accept, Timers: i.cfg.Timers, Now: l.cfg.Now, Rand: l.Rand(i.n.Name + "." + name), Log: i.n.log,
	})
	if err != nil {
		return at, err
	}
	*out = u
	l.onClose(u.Close)
	return at, u.Listen(ctx)
}

func (i *IMS) startIBCF(ctx context.Context) error {
	if !slices.ContainsFunc(i.n.n32Partners(), func(p string) bool { return i.n.lab.cfg.Networks[p].IMS != nil }) {
		return nil
	}
	h, at, nf, err := i.function(event.IBCF, "ibcf")
	if err != nil {
		return err
	}
	ici, err := i.n.lab.iciLink()
	if err != nil {
		return err
	}
	outer, err := ici.Attach(h)
	if err != nil {
		return err
	}
	i.ici = netip.AddrPortFrom(outer, portSIP)
	l := i.n.lab
	gateway, err := l.cfg.Fabric.Host(i.n.Name + ".trgw")
	if err != nil {
		return err
	}
	in, err := i.link.Attach(gateway)
	if err != nil {
		return err
	}
	out, err := ici.Attach(gateway)
	if err != nil {
		return err
	}
	i.TrGW, err = agw.New(agw.Config{
		Host: gateway, Access: []netip.Addr{in}, Core: out, KeyLog: l.cfg.KeyLog, NF: i.n.imsNF(event.IMSAGW, "trgw"),
		Now: l.cfg.Now, Rand: l.Rand(i.n.Name + ".trgw"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(i.TrGW.Close)
	if err := i.TrGW.Start(ctx); err != nil {
		return err
	}
	i.IBCF, err = ibcf.New(ibcf.Config{
		Carrier: h, Mx: at, Ici: i.ici, PLMN: i.n.PLMN, NF: nf, Directory: i.Directory, ICSCF: i.FQDN("icscf"), Partners: i.partner, Gateway: i.TrGW,
		Events: i.n.IMSEvents, Timers: i.cfg.Timers, Now: l.cfg.Now, Rand: l.Rand(i.n.Name + ".ibcf"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(i.IBCF.Close)
	return nil
}
