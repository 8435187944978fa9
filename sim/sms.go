package sim

import (
	"context"
	"fmt"

	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/ipsmgw"
	"lilab/sim/sbi"
	"lilab/sim/sms"
	"lilab/sim/smsc"
	"lilab/sim/smsf"
	"lilab/sim/ue"
)

// smsNetwork is what a network has of short messages, nothing without NetworkConfig.SMS.
type smsNetwork struct {
	// SMSFNF names the SMSF; SMSFEvents carries its events.
	SMSFNF     event.NF
	SMSFEvents *event.Bus

	smsf   *smsf.SMSF
	smsc   *smsc.Centre
	ipsmgw *ipsmgw.Gateway
}

// SMSF returns the SMSF, nil if the network has none.
func (n *Network) SMSF() *smsf.SMSF { return n.smsf }

// SMSCentre returns the service centre, nil if the network has none.
func (n *Network) SMSCentre() *smsc.Centre { return n.smsc }

// IPSMGW returns the IP-SM-GW, nil if the network has none: it needs short messages and an IMS.
func (n *Network) IPSMGW() *ipsmgw.Gateway { return n.ipsmgw }

// smsCentre is the number of a network's service centre: invented digits that no subscriber has.
func smsCentre(p event.PLMN) string { return p.MCC + p.MNC3() + "0000099" }

// centre finds a service centre of the lab by its number.
func (l *Lab) centre(address string) *smsc.Centre {
	for _, n := range l.networks {
		if n.smsc != nil && n.smsc.Address() == address {
			return n.smsc
		}
	}
	return nil
}

// smsPaths is the routing inquiry of the lab: the home network of a number knows which SMSF serves the subscriber, and whether he is
// registered with its IMS. Over IP is tried first.
func (l *Lab) smsPaths(msisdn string) ([]smsc.Path, error) {
	n := l.networks[l.numbers[msisdn]]
	if n == nil || n.udm == nil {
		return nil, smsc.ErrUnknown
	}
	supi, instance, ok := n.udm.SMSRoute(msisdn)
	if !ok {
		return nil, smsc.ErrUnknown
	}
	var out []smsc.Path
	if n.ipsmgw != nil {
		out = append(out, n.ipsmgw.Path(msisdn))
	}
	for _, o := range l.networks {
		if o.smsf != nil && o.SMSFNF.InstanceID == instance {
			out = append(out, o.smsf.Path(supi))
		}
	}
	return out, nil
}

// smsAvailable alerts every service centre that a subscriber can be reached.
func (l *Lab) smsAvailable(msisdn string) {
	for _, n := range l.networks {
		if n.smsc != nil && msisdn != "" {
			n.smsc.Alert(msisdn)
		}
	}
}

// startSMS starts the service centre and the SMSF.
func (n *Network) startSMS(ctx context.Context) error {
	if !n.cfg.SMS {
		return nil
	}
	l := n.lab
	var err error
	n.smsc, err = smsc.New(smsc.Config{
		Address: smsCentre(n.PLMN), MSISDN: n.udm.GPSI, Route: l.smsPaths, Retry: l.cfg.SMSRetry, Now: l.cfg.Now, Log: n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(n.smsc.Close)
	f, err := n.function(n.SMSFNF, "smsf")
	if err != nil {
		return err
	}
	n.smsf, err = smsf.New(smsf.Config{
		Host: f.host, Listen: f.addr, TLS: f.tls, PLMN: n.PLMN, NF: n.SMSFNF, SBI: f.client,
		Homes: append([]event.PLMN{n.PLMN}, n.partners(true)...), Centre: l.centre,
		Available: func(home event.PLMN, supi string) {
			for _, o := range l.networks {
				if o.PLMN == home && o.udm != nil {
					l.smsAvailable(o.udm.GPSI(supi))
				}
			}
		},
		Timers: l.cfg.SMSTimers, Events: n.SMSFEvents, Now: l.cfg.Now, Log: n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(n.smsf.Close)
	return n.smsf.Start(ctx)
}

// smsService is what the AMF asks of the SMSF, nil without one.
func (n *Network) smsService(c *sbi.Client) amf.SMS {
	if !n.cfg.SMS {
		return nil
	}
	return c
}

// startIPSMGW starts the gateway of short messages over IP.
func (i *IMS) startIPSMGW(ctx context.Context) error {
	if !i.n.cfg.SMS {
		return nil
	}
	h, at, nf, err := i.function(event.IPSMGW, "ipsmgw")
	if err != nil {
		return err
	}
	l := i.n.lab
	i.n.ipsmgw, err = ipsmgw.New(ipsmgw.Config{
		Carrier: h, ISC: at, NF: nf, HSS: i.n.udm.HSS(), Directory: i.Directory, ICSCF: i.FQDN("icscf"), Centre: l.centre, Available: l.smsAvailable,
		Events: i.n.IMSEvents, Timers: i.cfg.Timers, Now: l.cfg.Now, Rand: l.Rand(i.n.Name + ".ipsmgw"), Log: i.n.log,
	})
	if err != nil {
		return err
	}
	l.onClose(i.n.ipsmgw.Close)
	i.OnRegistered(func(p ims.Profile, registered bool) {
		if registered {
			l.smsAvailable(p.GPSI)
		}
	})
	return i.n.ipsmgw.Start(ctx)
}

// PhoneSMS makes the IMS client of a subscriber's phone as Phone does, with a client of short messages over IP. receive takes what
// arrives, as ipsmgw.ClientConfig.Receive. The caller closes the client, then the phone.
func (l *Lab) PhoneSMS(name string, s *ue.Session, c PhoneConfig, receive func(sms.Message) (cause uint8)) (*Phone, *ipsmgw.Client, error) {
	sub, ok := l.cfg.Subscribers[name]
	if !ok {
		return nil, nil, fmt.Errorf("sim: no subscriber %q", name)
	}
	home := l.networks[sub.Home]
	if home.smsc == nil {
		return nil, nil, fmt.Errorf("sim: network %s has no service centre", sub.Home)
	}
	client, err := ipsmgw.NewClient(ipsmgw.ClientConfig{
		Centre: home.smsc.Address(), Home: home.PLMN, Receive: receive, Rand: l.Rand("subscriber." + name + ".sms"), Log: l.cfg.Log.With("sms", name),
	})
	if err != nil {
		return nil, nil, err
	}
	c.OnMessage = client.OnMessage
	p, err := l.Phone(name, s, c)
	if err != nil {
		return nil, nil, err
	}
	client.Use(p)
	return p, client, nil
}

// hasSMS says whether a network of that name offers short messages.
func (l *Lab) hasSMS(name string) bool {
	return l.cfg.Networks[name].SMS
}
