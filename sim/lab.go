// Package sim is the network under test: a Lab assembles the mobile networks of a scenario from network
// functions (sim/amf, sim/udm, …) on one fabric and owns their clock, seed, addresses and certificates.
//
// It knows nothing of lawful interception. The functions publish events (sim/event) for every subscriber;
// whoever wants them subscribes to Network.AMFEvents and Network.UDMEvents from outside.
package sim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/netip"
	"slices"
	"sync"
	"time"

	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ims"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/media"
	"lilab/sim/smf"
	"lilab/sim/sms"
	"lilab/sim/ue"
)

// Config describes a lab. Networks and subscribers are keyed by their names in the scenario.
type Config struct {
	// Fabric carries everything. The caller closes it, after the lab.
	Fabric      fabric.Network
	Networks    map[string]NetworkConfig
	Agreements  []Agreement
	Subscribers map[string]SubscriberConfig
	// Seed decides every number that the lab draws, except the keys of TLS, which crypto/tls draws itself.
	Seed uint64
	// Now is the clock of every function; nil means time.Now.
	Now func() time.Time
	// Log is silent when nil.
	Log *slog.Logger
	// KeyLog gets the TLS secrets of every connection in NSS format, nil for nowhere.
	KeyLog io.Writer
	// Tap returns the tap of a link that is about to be made, nil for none. A link whose traffic is in TLS is
	// asked for as "<link>.tls".
	Tap func(link string) fabric.Tap
	// AMFTimers are the NAS timers of every AMF; zero values mean those of TS 24.501.
	AMFTimers amf.Timers
	// UETimers are those of every UE.
	UETimers ue.Timers
	// SMFTimers are those of every SMF.
	SMFTimers smf.Timers
	// SMSTimers are those of SMSFs and UEs, SMSRetry is smsc.Config.Retry.
	SMSTimers sms.Timers
	SMSRetry  time.Duration
}

// NetworkConfig describes one PLMN.
type NetworkConfig struct {
	PLMN event.PLMN
	// Cells by name; gNBs are made for them as their identifiers say.
	Cells map[string]Cell
	// NEAOrder and NIAOrder are the AMF's preferences; nil means those of amf.Config.
	NEAOrder, NIAOrder []uint8
	// DNNs are the data networks by name; none means that the network carries no data, unless an agreement sends
	// visitors' data through it.
	DNNs map[string]DNN
	// IMS is the IMS of the network, nil for none. P-CSCFs are on its data network "ims".
	IMS *IMSConfig
	// HandoverByN2 hands UEs over through the AMF (TS 23.502 clause 4.9.1.3); else its gNBs are joined by Xn (clause 4.9.1.2).
	HandoverByN2 bool
	// UPFs and SMFs are those of the session plane in the order of preference; none means one of each for every place.
	UPFs []UPF
	SMFs []SMF
	// SMS says that the network has an SMSF and a service centre, and with an IMS an IP-SM-GW.
	SMS bool
	// Emergency says whom the network lets register for emergency services; empty means everybody. Where it is not
	// EmergencyNone a network with an IMS has the data network DNNEmergency even if DNNs does not name it.
	Emergency EmergencyPolicy
}

// Cell is one NR cell.
type Cell struct {
	TAC      uint32 // 24 bits
	NRCellID uint64 // 36 bits, of which the first GNBIDLength are the gNB identifier
}

// GNBIDLength is the length of gNB identifiers in the lab: the shortest that TS 38.413 clause 9.3.1.6 allows, so
// that a gNB may have as many cells as possible.
const GNBIDLength = 22

// Agreement lets subscribers of Home be served by Visited.
type Agreement struct {
	Home, Visited string
	// N32 is the protection of N32-f: "tls". Others are refused (TS 29.573 clause 5.2.2).
	N32 string
	// GPSISupplied says that the home sends GPSIs with subscription data.
	GPSISupplied bool
	// Data is how PDU sessions of Home's subscribers leave Visited; empty for no data.
	Data Route
	// IMS is where the P-CSCF of Home's subscribers in Visited is: LocalBreakout or HomeRouted (N9HR, TS 23.228 annex W); empty for no
	// IMS abroad unless Data says otherwise. It takes the place of Data for the data network "ims".
	IMS Route
	// PrivacyEncryption leaves confidentiality on Gm on for Home's subscribers who are in Visited and have their P-CSCF at home. Without it
	// their P-CSCF chooses null encryption (TS 23.228 clause W.3).
	PrivacyEncryption bool
	// VisitedRefuses is what Visited makes of PrivacyEncryption: it refuses Home's subscribers service (causePrivacyEncryption).
	VisitedRefuses bool
	// N9 is how user packets cross between the operators under home routing: N9Clear, which empty means too, or N9ESP.
	// Agreements of one lab do not mix.
	N9 string
	// LocationToHome says that the V-SMF tells the H-SMF the cell of the UE on N16. TS 29.502 R17 leaves it open.
	LocationToHome bool
}

// SubscriberConfig is a subscription and the UE that carries its USIM.
type SubscriberConfig struct {
	// Home and In are the names of the home network and the one whose cells the UE uses.
	Home, In string
	// SUPI has IMSI digits, GPSI MSISDN digits (may be empty), PEI 16 IMEISV digits.
	SUPI, GPSI, PEI string
	// K and OPc are drawn from the seed when zero.
	K, OPc [16]byte
	// Scheme is the SUCI protection scheme: 0 null, 1 profile A, 2 profile B.
	Scheme uint8
	// NEA and NIA are the algorithms that the UE supports; nil means 0 to 3.
	NEA, NIA []uint8
	// DNNs are subscribed, the first is the default; nil means all of the home network.
	DNNs []string
	// Gm is the protection of Gm that the phone asks for; empty means gm.None.
	Gm gm.Mode
	// Media is the protection of media that the phone offers, empty for media.RTP; Codecs are its codecs, nil for G.711; Tone is planted
	// into what it says.
	Media  media.Mode
	Codecs []media.Codec
	Tone   media.Tone
	// Forwarding is the call diversion that the home network's TAS does for the subscriber.
	Forwarding ims.Forwarding
	// Fault is what goes wrong on purpose.
	Fault Fault
	// MismatchSUPI is the SUPI that the home answers with under SUPIMismatch.
	MismatchSUPI string
}

// Fault is something that goes wrong on purpose for one subscriber.
type Fault string

// The faults of a lab.
const (
	NoFault Fault = ""
	// HomeRejects: the home network refuses to authenticate the subscriber.
	HomeRejects Fault = "home-rejects"
	// WrongKey: the USIM has another K than the home network, so authentication fails at the UE.
	WrongKey Fault = "wrong-key"
	// SUPIMismatch: the home network answers with the SUPI of somebody else.
	SUPIMismatch Fault = "supi-mismatch"
)

// A Lab is a set of running networks. Two labs share nothing.
type Lab struct {
	cfg      Config
	networks map[string]*Network
	ues      map[string]*ue.UE
	secrets  map[string]secrets // by subscriber

	n9  *n9         // nil without home routing
	ici fabric.Link // nil without two networks that have an IMS
	// numbers are the home networks of MSISDNs.
	numbers map[string]string

	mu sync.Mutex
	// places are the networks where phones are that have left the one of the configuration.
	places   map[string]string
	prefixes int
	pools    int
	// emergencyPools are those of DNNEmergency where the configuration does not name it.
	emergencyPools int
	rands          map[string]io.Reader

	closers []func() error // in order of making; closed in reverse
}

// New checks the configuration and makes nothing yet.
func New(cfg Config) (*Lab, error) {
	if cfg.Fabric == nil {
		return nil, errors.New("sim: no fabric")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Tap == nil {
		cfg.Tap = func(string) fabric.Tap { return nil }
	}
	l := &Lab{cfg: cfg, networks: map[string]*Network{}, ues: map[string]*ue.UE{}, secrets: map[string]secrets{}, numbers: map[string]string{}, rands: map[string]io.Reader{}}
	for _, a := range cfg.Agreements {
		for _, n := range []string{a.Home, a.Visited} {
			if _, ok := cfg.Networks[n]; !ok {
				return nil, fmt.Errorf("sim: agreement names network %q, which does not exist", n)
			}
		}
		if a.Home == a.Visited {
			return nil, fmt.Errorf("sim: network %q cannot roam in itself", a.Home)
		}
		if err := l.checkRoute(a); err != nil {
			return nil, err
		}
		if err := l.checkIMS(a); err != nil {
			return nil, err
		}
		if a.N32 != "tls" {
			return nil, fmt.Errorf("sim: N32 protection %q of the agreement %s-%s is not simulated", a.N32, a.Visited, a.Home)
		}
	}
	for name, s := range cfg.Subscribers {
		for _, n := range []string{s.Home, s.In} {
			if _, ok := cfg.Networks[n]; !ok {
				return nil, fmt.Errorf("sim: subscriber %s names network %q, which does not exist", name, n)
			}
		}
		if s.GPSI != "" {
			l.numbers[s.GPSI] = s.Home
		}
	}
	return l, nil
}

// Start brings every network up: NRF, SEPPs and their N32 handshakes, UDM, AUSF, AMF, gNBs; then it makes the UEs.
// After an error the lab is closed.
func (l *Lab) Start(ctx context.Context) (err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, l.Close())
		}
	}()
	l.drawSecrets()
	names := slices.Sorted(maps.Keys(l.cfg.Networks))
	for _, name := range names {
		n, err := l.newNetwork(name)
		if err != nil {
			return fmt.Errorf("sim: network %s: %w", name, err)
		}
		l.networks[name] = n
	}
	if err := l.startEdges(ctx, names); err != nil {
		return err
	}
	if err := l.startN9(); err != nil {
		return err
	}
	for _, name := range names {
		if err := l.networks[name].startCore(ctx); err != nil {
			return fmt.Errorf("sim: network %s: %w", name, err)
		}
	}
	if err := l.joinIMS(ctx, names); err != nil {
		return fmt.Errorf("sim: IMS: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(l.cfg.Subscribers)) {
		if err := l.newUE(name); err != nil {
			return fmt.Errorf("sim: subscriber %s: %w", name, err)
		}
	}
	return nil
}

// Network returns a running network, nil if there is none of that name.
func (l *Lab) Network(name string) *Network { return l.networks[name] }

// UE returns the phone of a subscriber, nil if there is none of that name.
func (l *Lab) UE(name string) *ue.UE { return l.ues[name] }

// Close stops everything in the reverse order of its start and waits. It is safe to call twice.
func (l *Lab) Close() error {
	l.settle()
	var errs []error
	for len(l.closers) > 0 {
		last := len(l.closers) - 1
		c := l.closers[last]
		l.closers = l.closers[:last]
		errs = append(errs, c())
	}
	return errors.Join(errs...)
}

// settle lets functions finish what they tell each other about what is over, while all of them are there. What a capture shows of the
// last procedures does not depend on how soon the lab is closed then. What does not end in time is cut off, as ever.
func (l *Lab) settle() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	for _, n := range l.networks {
		for _, s := range n.SMFs() {
			if err := s.Settle(ctx); err != nil {
				l.cfg.Log.Warn("sim: the lab closes before a network is done", "network", n.Name, "err", err)
			}
		}
	}
}

func (l *Lab) onClose(f func() error) { l.closers = append(l.closers, f) }

// Link makes a link with the next free prefix and the tap that the configuration has for it. tls says that the
// link carries TLS, so that its packets are tapped as "<name>.tls". The scenario runner makes the links of
// the LI side with it.
func (l *Lab) Link(name string, tls bool) (fabric.Link, error) {
	tapName := name
	if tls {
		tapName += ".tls"
	}
	link, _, err := l.link(name, tapName, 0)
	return link, err
}

// link makes a link with the MTU, 0 for that of the fabric, and returns its prefix.
func (l *Lab) link(name, tapName string, mtu int) (fabric.Link, netip.Prefix, error) {
	prefix, err := l.nextPrefix()
	if err != nil {
		return nil, prefix, err
	}
	link, err := l.cfg.Fabric.Link(fabric.LinkConfig{
		Name: name, Prefix: prefix, Tap: l.cfg.Tap(tapName), Seed: l.cfg.Seed + uint64(l.prefixes), MTU: mtu,
	})
	return link, prefix, err
}

// nextPrefix hands out 10.0.1.0/24, 10.0.2.0/24, …
func (l *Lab) nextPrefix() (netip.Prefix, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.prefixes++
	if l.prefixes > 0xffff {
		return netip.Prefix{}, errors.New("sim: no prefix left for another link")
	}
	addr := netip.AddrFrom4([4]byte{10, byte(l.prefixes >> 8), byte(l.prefixes), 0})
	return netip.PrefixFrom(addr, 24), nil
}
