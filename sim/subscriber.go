package sim

import (
	"context"
	"fmt"

	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/udm"
	"lilab/sim/ue"
)

// secrets are what USIM and home network share.
type secrets struct{ k, opc [16]byte }

// drawSecrets gives every subscriber the keys of the configuration, or keys drawn from the seed.
func (l *Lab) drawSecrets() {
	for name, s := range l.cfg.Subscribers {
		l.secrets[name] = l.secretsOf(name, s)
	}
}

func (l *Lab) secretsOf(name string, s SubscriberConfig) secrets {
	sec := secrets{s.K, s.OPc}
	if sec.k == [16]byte{} {
		sec.k = l.key("subscriber." + name + ".k")
	}
	if sec.opc == [16]byte{} {
		sec.opc = l.key("subscriber." + name + ".opc")
	}
	return sec
}

// subscription is the subscriber as the home UDM stores it.
func (l *Lab) subscription(name string) (udm.Subscriber, error) {
	s, sec := l.cfg.Subscribers[name], l.secrets[name]
	sub := udm.Subscriber{SUPI: s.SUPI, GPSI: s.GPSI, K: sec.k, OPc: sec.opc, IMS: l.imsSubscription(s), SMS: l.cfg.Networks[s.Home].SMS}
	var err error
	if sub.Sessions, err = l.sessionSubscriptions(s); err != nil {
		return sub, err
	}
	switch s.Fault {
	case NoFault:
	case HomeRejects:
		sub.Fault = udm.HomeRejects
	case SUPIMismatch:
		sub.Fault, sub.MismatchSUPI = udm.SUPIMismatch, s.MismatchSUPI
	case WrongKey:
		// The home does everything right with another key than the USIM has.
		sub.K[0] ^= 0xff
	default:
		return sub, fmt.Errorf("fault %q is not simulated", s.Fault)
	}
	return sub, nil
}

// newUE makes the phone of a subscriber, switched off.
func (l *Lab) newUE(name string) error {
	s, sec := l.cfg.Subscribers[name], l.secrets[name]
	home := l.networks[s.Home]
	cfg := ue.Config{
		SUPI: s.SUPI, PLMN: home.PLMN, PEI: s.PEI, K: sec.k, OPc: sec.opc,
		Scheme: s.Scheme, RoutingIndicator: routingIndicator,
		NEA: s.NEA, NIA: s.NIA,
		Radio: l.networks[s.In].radio(), Timers: l.cfg.UETimers,
		Now: l.cfg.Now, Rand: l.Rand("subscriber." + name + ".suci"),
		Log: l.cfg.Log.With("ue", name),
	}
	if l.hasSMS(s.Home) {
		cfg.SMSCentre, cfg.SMSTimers = smsCentre(home.PLMN), l.cfg.SMSTimers
	}
	if s.Scheme != 0 {
		pub, ok := home.publicKeys[s.Scheme]
		if !ok {
			return fmt.Errorf("network %s has no key for SUCI protection scheme %d", s.Home, s.Scheme)
		}
		cfg.HomeNetworkPublicKey = ue.PublicKey{ID: pub.ID, Key: pub.Key}
	}
	if l.networks[s.In].carriesData() {
		host, err := l.cfg.Fabric.Host("ue." + name)
		if err != nil {
			return err
		}
		cfg.Fabric, cfg.Host = l.cfg.Fabric, host
	}
	u, err := ue.New(cfg)
	if err != nil {
		return err
	}
	l.ues[name] = u
	l.onClose(u.Close)
	return nil
}

// routingIndicator is that of every subscriber of the lab: networks have one AUSF and one UDM.
const routingIndicator = "0"

// area is the radio coverage of a network: the cells of all its gNBs.
type area map[string]*gnb.GNB

// Connect finds the gNB of the cell.
func (a area) Connect(ctx context.Context, cell string, e gnb.Establishment) (*gnb.Connection, error) {
	g, ok := a[cell]
	if !ok {
		return nil, fmt.Errorf("%w: %s", gnb.ErrNoCell, cell)
	}
	return g.Connect(ctx, cell, e)
}

// Access finds the gNB of the cell.
func (a area) Access(ctx context.Context, cell string, x gnb.Access) (*gnb.Connection, error) {
	g, ok := a[cell]
	if !ok {
		return nil, fmt.Errorf("%w: %s", gnb.ErrNoCell, cell)
	}
	return g.Access(ctx, cell, x)
}

// Location is where the cell of that name lies, false if the network has none.
func (n *Network) Location(cell string) (event.Location, bool) {
	c, ok := n.cfg.Cells[cell]
	if !ok {
		return event.Location{}, false
	}
	return event.Location{TAI: event.TAI{PLMN: n.PLMN, TAC: c.TAC}, NCGIPLMN: n.PLMN, NRCellID: c.NRCellID}, true
}
