package scenarios

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"lilab/lipf/admf"
	"lilab/lipf/hrli"
	"lilab/lipf/lemf"
	"lilab/lipf/mdf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/pcaps"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/pki"
)

// liConfig says what the LI side of one network is built from.
type liConfig struct {
	net     *network
	lab     *sim.Lab
	fabric  fabric.Network
	capture *pcaps.Writer
	now     func() time.Time
	log     *slog.Logger
	// product is the folder of what agencies receive, with one folder for each network; empty keeps nothing.
	product  string
	tamper   func(network string, nf event.NFType) poi.Tamperer
	tamperCC func(network string) poi.CCTamperer
	tamperHR func(network string) hrli.Tamperer
	// agreements say where there is home-routed interception.
	agreements []Agreement
	// tamperHeaders does the same with the IRI-POI in the UPF.
	tamperHeaders func(network string) poi.HeaderTamperer
}

// liSide is the LI side of one network and its agency: ADMF, the IRI-POIs of AMF and UDM, MDF2, LEMF; with a session
// plane also the functions of SMF and UPF, MDF3 and HI3. It is there whether or not a warrant is, so that nothing depends
// on warrants.
type liSide struct {
	cfg   liConfig
	ca    *pki.Authority
	links map[string]fabric.Link
	pdus  map[string]*pcaps.PDUInterface
	admf  *admf.ADMF
	// admfURL is where NEs report to.
	admfURL  string
	mdf      *mdf.MDF2
	lemf     *lemf.LEMF
	product  *lemf.Product
	pois     []*poi.POI // of AMF and UDM
	hi2, hi3 netip.AddrPort
	// cins are those of the operator: a session has one on HI2 and HI3.
	cins *mdf.CINs
	// sessions is nil in a network without a session plane.
	sessions *sessionLI
	// ims is nil in a network without an IMS, hr where no home-routed interception is deployed.
	ims *imsLI
	hr  *homeRoutedLI

	// arrived counts PDUs at the receivers; see drain.
	arrived arrivals
	closers []func() error
}

// Ports of the LI interfaces; the standards leave them to agreement.
const (
	portX1   = 443 // also LI_T2 and LI_T3, which are X1 on links of their own
	portX2   = 9102
	portX3   = 9103
	portLMDF = 9104
	portHI2  = 9202
	portHI3  = 9203
)

// referencePoint is a link of the LI side and what its PDUs are to Wireshark.
type referencePoint struct{ name, dissector string }

// Reference points of every network, and those that a session plane adds.
var (
	basicPoints   = []referencePoint{{"x1", "xml"}, {"x2", "li5g"}, {"hi2", "ber"}}
	sessionPoints = []referencePoint{{"x3", "li5g"}, {"t2", "xml"}, {"t3", "xml"}, {"lmdf", "li5g"}, {"hi3", "ber"}}
)

// newLISide builds and starts everything.
func newLISide(ctx context.Context, cfg liConfig) (*liSide, error) {
	l := &liSide{cfg: cfg, links: map[string]fabric.Link{}, pdus: map[string]*pcaps.PDUInterface{}, cins: mdf.NewCINs(cfg.now), arrived: newArrivals()}
	if err := l.start(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("LI side of %s: %w", cfg.net.name, err), l.close())
	}
	return l, nil
}

// carriesData says whether the network has a session plane.
func (l *liSide) carriesData() bool { return l.cfg.lab.Network(l.cfg.net.name).UPF() != nil }

func (l *liSide) start(ctx context.Context) error {
	var err error
	if l.ca, err = pki.NewAuthority(l.cfg.net.name+" LI CA", l.cfg.now); err != nil {
		return err
	}
	points := basicPoints
	if l.carriesData() {
		points = append(points[:len(points):len(points)], sessionPoints...)
	}
	homeRouted, unconfigured := l.homeRouted()
	if homeRouted {
		points = append(points[:len(points):len(points)], homeRoutedPoints...)
	}
	for _, rp := range points {
		name := l.cfg.net.name + "." + rp.name
		if l.pdus[rp.name], err = l.cfg.capture.PDUInterface(name, rp.dissector); err != nil {
			return err
		}
		if l.links[rp.name], err = l.cfg.lab.Link(name, true); err != nil {
			return err
		}
	}
	if err := l.startLEMF(ctx); err != nil {
		return err
	}
	if err := l.startADMF(ctx); err != nil {
		return err
	}
	if err := l.startMDF2(ctx); err != nil {
		return err
	}
	if err := l.startPOIs(ctx); err != nil {
		return err
	}
	if !l.carriesData() {
		return nil
	}
	if err := l.startSessions(ctx); err != nil {
		return err
	}
	if l.carriesIMS() {
		if err := l.startIMS(ctx); err != nil {
			return fmt.Errorf("IMS: %w", err)
		}
	}
	if !homeRouted {
		return nil
	}
	if err := l.startHomeRouted(ctx, unconfigured); err != nil {
		return fmt.Errorf("home-routed interception: %w", err)
	}
	return nil
}

// arrives is the hook of a receiver: the PDU goes into the capture and is counted.
func (l *liSide) arrives(point string) func(src, dst netip.AddrPort, octets []byte) {
	pdus := l.pdus[point]
	return func(src, dst netip.AddrPort, octets []byte) {
		pdus.PDU(src, dst, octets)
		l.arrived.add(point)
	}
}

// machine is a host of the LI side with its certificate.
type machine struct {
	fabric.Host
	id   string // the identifier that its certificate carries as UID
	cert tls.Certificate
}

// machine makes a host on the links and a certificate for all its addresses.
func (l *liSide) machine(id string, links ...string) (*machine, error) {
	h, err := l.cfg.fabric.Host(l.cfg.net.name + "." + id)
	if err != nil {
		return nil, err
	}
	var ips []netip.Addr
	for _, link := range links {
		a, err := l.links[link].Attach(h)
		if err != nil {
			return nil, err
		}
		ips = append(ips, a)
		if err := l.cfg.capture.Name(a, id+".li."+l.cfg.net.plmn.Domain()); err != nil {
			return nil, err
		}
	}
	cert, err := l.ca.Issue(pki.Leaf{CommonName: id, UID: id, DNSNames: []string{id + ".li." + l.cfg.net.plmn.Domain()}, IPs: ips, Client: true, Server: true})
	if err != nil {
		return nil, err
	}
	return &machine{Host: h, id: id, cert: cert}, nil
}

func (l *liSide) server(m *machine, protos ...string) *tls.Config {
	return pki.ServerConfig(m.cert, l.ca.Pool(), pki.Options{KeyLog: l.cfg.capture.Secrets(), NextProtos: protos, Now: l.cfg.now})
}

func (l *liSide) client(m *machine, protos ...string) *tls.Config {
	return pki.ClientConfig(m.cert, l.ca.Pool(), "", pki.Options{KeyLog: l.cfg.capture.Secrets(), NextProtos: protos, Now: l.cfg.now})
}

// listen opens a port of a machine on a link.
func (l *liSide) listen(ctx context.Context, m *machine, link string, port uint16) (net.Listener, netip.AddrPort, error) {
	at := netip.AddrPortFrom(m.Addr(l.links[link].Name()), port)
	ln, err := m.Listen(ctx, at)
	return ln, at, err
}

// endpoint is a machine's end of X1, or of LI_T2 or LI_T3, which are X1 on another link.
func (l *liSide) endpoint(ctx context.Context, m *machine, link string) (x1.Endpoint, netip.AddrPort, error) {
	ln, at, err := l.listen(ctx, m, link, portX1)
	if err != nil {
		return x1.Endpoint{}, at, err
	}
	return x1.Endpoint{
		ID: m.id, Listener: ln, ServerTLS: l.server(m, "h2", "http/1.1"), ClientTLS: l.client(m, "h2", "http/1.1"),
		DialContext: m.DialContext, OnExchange: l.pdus[link].PDU, Now: l.cfg.now, Rand: l.cfg.lab.Rand(m.Name() + "." + link), Log: l.cfg.log.With("nf", m.Name()),
	}, at, nil
}

// Where the two servers of X1 are at an address.
func neURL(at netip.AddrPort) string   { return "https://" + at.String() + x1.PathNE }
func admfURL(at netip.AddrPort) string { return "https://" + at.String() + x1.PathADMF }

// close stops everything, the last first.
func (l *liSide) close() error {
	var errs []error
	for i := len(l.closers) - 1; i >= 0; i-- {
		errs = append(errs, l.closers[i]())
	}
	l.closers = nil
	return errors.Join(errs...)
}
