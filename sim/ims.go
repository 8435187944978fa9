package sim

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ims"
	"lilab/sim/ims/agw"
	"lilab/sim/ims/cscf"
	"lilab/sim/ims/media"
	"lilab/sim/ims/pcscf"
	"lilab/sim/ims/sip"
	"lilab/sim/ims/tas"
	imsue "lilab/sim/ims/ue"
	"lilab/sim/udm"
)

// Data networks of the IMS, by their names (TS 23.003 clause 9A with GSMA IR.88).
const (
	// DNNIMS is the data network that P-CSCFs are on. Its route is that of Agreement.IMS.
	DNNIMS = "ims"
	// DNNEmergency is the one of emergency calls, whose sessions always leave in the serving network.
	DNNEmergency = "sos"
)

// portSIP is that of every function, RFC 3261 clause 19.1.2.
const portSIP = 5060

// mtuN6 is that of the data network where there is a P-CSCF: what a phone's PDU session takes (ue.SessionConfig). A P-CSCF makes fragments
// of longer messages.
const mtuN6 = 1400

// mtuIMS is that of the links of the core of the IMS: SIP over UDP needs one packet for a message.
const mtuIMS = 9000

// IMSConfig describes the IMS of a network.
type IMSConfig struct {
	// NoAnswer is how long a phone rings before diversion on no answer, 0 means 20 s.
	NoAnswer time.Duration
	// Timers are those of SIP.
	Timers sip.Timers
	// PSTN and PSAP decide about calls that arrive at the telephone outside of the IMS and at the emergency centre; nil
	// rings and answers.
	PSTN, PSAP func(*imsue.Incoming)
	// PSTNTone and PSAPTone are planted into what they say.
	PSTNTone, PSAPTone media.Tone
	// Plan says what they ("pstn", "psap") say in a call, nil for the same in all: their tones, as long as the call lasts.
	Plan func(party, call string) media.Source
	// Pace says how fast they and the gateway send.
	Pace media.Pace
}

// IMS is the IMS of one network, running.
type IMS struct {
	PCSCF *pcscf.PCSCF
	ICSCF *cscf.Interrogating
	SCSCF *cscf.Serving
	TAS   *tas.TAS
	// IBCF is nil in a network without partners.
	IBCF  *ims.Relay
	MGCF  *ims.Relay
	ECSCF *ims.Relay
	// AGW is the access gateway of the P-CSCF, TrGW that of the IBCF (nil without one).
	AGW, TrGW *agw.Gateway
	// PSTN is a telephone outside of the IMS, PSAP the emergency centre.
	PSTN, PSAP *imsue.UE
	// NFs name the functions that publish events, by type.
	NFs map[event.NFType]event.NF
	// Directory knows where the functions are. Whoever adds an application server puts its name in.
	Directory *sip.Directory

	n       *Network
	cfg     IMSConfig
	link    fabric.Link
	gm      []netip.Addr
	known   subscribers
	partner map[string]netip.AddrPort
	ici     netip.AddrPort
	media   map[string]*media.Endpoint

	mu         sync.Mutex
	registered []func(ims.Profile, bool)
}

// IMS returns the IMS, nil if the network has none.
func (n *Network) IMS() *IMS { return n.ims }

// Link is the core link of the IMS, for functions that others add. Its name is "<network>.ims".
func (i *IMS) Link() fabric.Link { return i.link }

// PCSCFAddrs are the addresses of the P-CSCF towards phones.
func (i *IMS) PCSCFAddrs() []netip.Addr { return slices.Clone(i.gm) }

// Ici is the link between operators, nil if there is none, and the IBCF's address on it.
func (i *IMS) Ici() (fabric.Link, netip.AddrPort) { return i.n.lab.ici, i.ici }

// Domain is the home network domain.
func (i *IMS) Domain() string { return ims.HomeDomain(i.n.PLMN) }

// FQDN is the name of a function: "pcscf", "icscf", "scscf", "tas", "ibcf", "mgcf", "ecscf", "ipsmgw".
func (i *IMS) FQDN(function string) string { return function + "." + i.Domain() }

// Media returns the media of the PSTN telephone ("pstn") and of the emergency centre ("psap"), for their reports.
func (i *IMS) Media(party string) *media.Endpoint { return i.media[party] }

// OnRegistered calls f for each user whom the S-CSCF registers or deregisters from now on: third-party registration at application servers,
// TS 24.229 R17 clause 5.4.1.7, as a call. f must not wait.
func (i *IMS) OnRegistered(f func(p ims.Profile, registered bool)) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.registered = append(i.registered, f)
}

func (i *IMS) tellRegistered(p ims.Profile, registered bool) {
	i.mu.Lock()
	all := slices.Clone(i.registered)
	i.mu.Unlock()
	for _, f := range all {
		f(p, registered)
	}
}

// checkIMS looks at the IMS of an agreement.
func (l *Lab) checkIMS(a Agreement) error {
	visited, home := l.cfg.Networks[a.Visited], l.cfg.Networks[a.Home]
	has := func(n NetworkConfig) bool { _, ok := n.DNNs[DNNIMS]; return n.IMS != nil && ok }
	switch a.IMS {
	case NoData:
		return nil
	case LocalBreakout:
		if !has(visited) || home.IMS == nil {
			return fmt.Errorf("sim: local breakout of the IMS in %s needs an IMS there and in %s", a.Visited, a.Home)
		}
	case HomeRouted:
		if !has(home) {
			return fmt.Errorf("sim: home routing of the IMS to %s, which has none", a.Home)
		}
	default:
		return fmt.Errorf("sim: IMS route %q of the agreement %s-%s is not simulated", a.IMS, a.Visited, a.Home)
	}
	return nil
}

// routesHome says whether sessions of the agreement are routed home.
func (a Agreement) routesHome() bool { return a.Data == HomeRouted || a.IMS == HomeRouted }

// breakoutDNNs are the visited PLMNs where sessions to the data networks of the IMS may leave.
func (n *Network) breakoutDNNs() map[string][]event.PLMN {
	out := map[string][]event.PLMN{}
	for _, a := range n.lab.cfg.Agreements {
		if a.Home != n.Name {
			continue
		}
		p := n.lab.cfg.Networks[a.Visited].PLMN
		out[DNNEmergency] = append(out[DNNEmergency], p)
		switch a.IMS {
		case LocalBreakout:
			out[DNNIMS] = append(out[DNNIMS], p)
		case HomeRouted:
			if out[DNNIMS] == nil {
				out[DNNIMS] = []event.PLMN{}
			}
		default:
			if a.Data == LocalBreakout {
				out[DNNIMS] = append(out[DNNIMS], p)
			}
		}
	}
	return out
}

// imsNetwork is the IMS of a network, empty if it has none.
type imsNetwork struct {
	ims *IMS
	// IMSEvents carries the events of all functions of the IMS.
	IMSEvents *event.Bus
}

// imsNF names a function of the IMS.
func (n *Network) imsNF(t event.NFType, host string) event.NF {
	nf := n.nf(t, "ims."+host)
	nf.FQDN = host + "." + ims.HomeDomain(n.PLMN)
	return nf
}

// startIMS starts the IMS of a network. IBCFs are joined later, when all are there.
func (n *Network) startIMS(ctx context.Context) error {
	if n.cfg.IMS == nil {
		return nil
	}
	if n.n6 == nil {
		return errors.New("IMS: the network carries no data")
	}
	i := &IMS{n: n, cfg: *n.cfg.IMS, Directory: &sip.Directory{}, NFs: map[event.NFType]event.NF{}, partner: map[string]netip.AddrPort{}, media: map[string]*media.Endpoint{}}
	i.known.by = map[netip.Addr]known{}
	n.ims = i
	cancel := n.SMFEvents.Subscribe(&i.known)
	n.lab.onClose(func() error { cancel(); return nil })
	name := n.Name + ".ims"
	var err error
	if i.link, _, err = n.lab.link(name, name, mtuIMS); err != nil {
		return err
	}
	for _, start := range []struct {
		name string
		f    func(context.Context) error
	}{
		{"AGW", i.startAGW}, {"S-CSCF", i.startSCSCF}, {"I-CSCF", i.startICSCF}, {"TAS", i.startTAS}, {"IP-SM-GW", i.startIPSMGW}, {"MGCF", i.startMGCF},
		{"E-CSCF", i.startECSCF}, {"IBCF", i.startIBCF}, {"P-CSCF", i.startPCSCF},
	} {
		if err := start.f(ctx); err != nil {
			return fmt.Errorf("%s: %w", start.name, err)
		}
	}
	return nil
}

// iciLink is the link between IBCFs: "<visited>-<home>.ici" between two networks, "ipx.ici" among more.
func (l *Lab) iciLink() (fabric.Link, error) {
	if l.ici != nil {
		return l.ici, nil
	}
	name := strings.TrimSuffix(l.n32Name(), ".n32") + ".ici"
	var err error
	l.ici, _, err = l.link(name, name, mtuIMS)
	return l.ici, err
}

// joinIMS tells the IBCFs of each other and starts them.
func (l *Lab) joinIMS(ctx context.Context, names []string) error {
	for _, name := range names {
		n := l.networks[name]
		if n.ims == nil || n.ims.IBCF == nil {
			continue
		}
		for _, p := range n.n32Partners() {
			if o := l.networks[p].ims; o != nil && o.ici.IsValid() {
				n.ims.partner[o.Domain()] = o.ici
			}
		}
		if err := n.ims.IBCF.Start(ctx); err != nil {
			return fmt.Errorf("network %s: IBCF: %w", name, err)
		}
	}
	return nil
}

// number is the ENUM of the lab: the domain of the subscriber's home network if that has an IMS.
func (l *Lab) number(digits string) (string, bool) {
	home, ok := l.numbers[digits]
	if !ok || l.cfg.Networks[home].IMS == nil {
		return "", false
	}
	return ims.HomeDomain(l.cfg.Networks[home].PLMN), true
}

// imsSubscription is what the HSS stores of a subscriber, nil without an IMS at home.
func (l *Lab) imsSubscription(s SubscriberConfig) *udm.IMSSubscription {
	if l.cfg.Networks[s.Home].IMS == nil {
		return nil
	}
	return &udm.IMSSubscription{Forwarding: s.Forwarding, SMS: true}
}

// subscribers is what the policy control knows of addresses: it hears it of the SMF.
type subscribers struct {
	mu sync.Mutex
	by map[netip.Addr]known
}

type known struct {
	event.Subscriber
	location *event.Location
	dnn      string
}

// Observe takes the events of the SMF.
func (s *subscribers) Observe(e event.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e := e.(type) {
	case event.SMFUserPlane: // before the phone hears that it has a session
		s.put(e.Session)
	case event.SMFPDUSessionEstablished:
		s.put(e.Session)
	case event.SMFPDUSessionModified:
		s.put(e.Session)
	case event.SMFPDUSessionReleased:
		for _, p := range e.Session.Addresses {
			delete(s.by, p.Masked().Addr())
		}
	}
}

func (s *subscribers) put(e event.SMFSession) {
	for _, p := range e.Addresses {
		s.by[p.Masked().Addr()] = known{e.Subscriber, e.Location, e.DNN}
	}
}

func (s *subscribers) find(a netip.Addr) (event.Subscriber, *event.Location, bool) {
	k, ok := s.at(a)
	return k.Subscriber, k.location, ok
}

// emergency says whether an address is that of a session for emergency services.
func (s *subscribers) emergency(a netip.Addr) bool {
	k, _ := s.at(a)
	return k.dnn == DNNEmergency
}

func (s *subscribers) at(a netip.Addr) (known, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			a = p.Addr()
		}
	}
	k, ok := s.by[a]
	return k, ok
}
