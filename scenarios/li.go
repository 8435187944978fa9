package scenarios

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"

	"lilab/lipf"
	"lilab/lipf/admf"
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
	tamper  func(network string, nf event.NFType) poi.Tamperer
}

// liSide is the LI side of one network and its agency: ADMF, the IRI-POIs of AMF and UDM, MDF2, LEMF. It is there
// whether or not a warrant is, so that nothing depends on warrants.
type liSide struct {
	cfg   liConfig
	ca    *pki.Authority
	links map[string]fabric.Link
	admf  *admf.ADMF
	mdf   *mdf.MDF2
	lemf  *lemf.LEMF
	pois  []*poi.POI
	hi2   netip.AddrPort

	// arrived counts PDUs at the receivers; see drain.
	arrived arrivals
	closers []func() error
}

// Ports of the LI interfaces; the standards leave them to agreement.
const (
	portX1  = 443
	portX2  = 9102
	portHI2 = 9202
)

// newLISide builds and starts everything.
func newLISide(ctx context.Context, cfg liConfig) (*liSide, error) {
	l := &liSide{cfg: cfg, links: map[string]fabric.Link{}, arrived: newArrivals()}
	if err := l.start(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("LI side of %s: %w", cfg.net.name, err), l.close())
	}
	return l, nil
}

func (l *liSide) start(ctx context.Context) error {
	var err error
	if l.ca, err = pki.NewAuthority(l.cfg.net.name+" LI CA", l.cfg.now); err != nil {
		return err
	}
	pdus := map[string]*pcaps.PDUInterface{}
	for _, rp := range []struct{ name, dissector string }{{"x1", "xml"}, {"x2", "li5g"}, {"hi2", "ber"}} {
		name := l.cfg.net.name + "." + rp.name
		if pdus[rp.name], err = l.cfg.capture.PDUInterface(name, rp.dissector); err != nil {
			return err
		}
		if l.links[rp.name], err = l.cfg.lab.Link(name, true); err != nil {
			return err
		}
	}
	if err := l.startLEMF(ctx, pdus["hi2"]); err != nil {
		return err
	}
	admfURL, err := l.startADMF(ctx, pdus["x1"])
	if err != nil {
		return err
	}
	if err := l.startMDF(ctx, admfURL, pdus["x1"], pdus["x2"]); err != nil {
		return err
	}
	return l.startPOIs(ctx, admfURL, pdus["x1"])
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

// endpoint is a machine's end of X1.
func (l *liSide) endpoint(ctx context.Context, m *machine, x1pdu *pcaps.PDUInterface) (x1.Endpoint, netip.AddrPort, error) {
	ln, at, err := l.listen(ctx, m, "x1", portX1)
	if err != nil {
		return x1.Endpoint{}, at, err
	}
	return x1.Endpoint{
		ID: m.id, Listener: ln, ServerTLS: l.server(m, "h2", "http/1.1"), ClientTLS: l.client(m, "h2", "http/1.1"),
		DialContext: m.DialContext, OnExchange: x1pdu.PDU, Now: l.cfg.now, Rand: l.cfg.lab.Rand(m.Name()), Log: l.cfg.log.With("nf", m.Name()),
	}, at, nil
}

func (l *liSide) startLEMF(ctx context.Context, hi2 *pcaps.PDUInterface) error {
	m, err := l.machine("lemf1", "hi2")
	if err != nil {
		return err
	}
	ln, at, err := l.listen(ctx, m, "hi2", portHI2)
	if err != nil {
		return err
	}
	l.hi2 = at
	l.lemf, err = lemf.New(lemf.Config{
		Listener: ln, TLS: l.server(m), Now: l.cfg.now, Log: l.cfg.log.With("nf", m.Name()),
		OnPDU: func(src, dst netip.AddrPort, octets []byte) {
			hi2.PDU(src, dst, octets)
			l.arrived.add("hi2")
		},
	})
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	l.closers = append(l.closers, l.lemf.Close)
	return l.lemf.Start(ctx)
}

const (
	admfID = "admf1"
	mdfID  = "mdf2-1"
)

func (l *liSide) startADMF(ctx context.Context, x1pdu *pcaps.PDUInterface) (url string, err error) {
	m, err := l.machine(admfID, "x1")
	if err != nil {
		return "", err
	}
	e, at, err := l.endpoint(ctx, m, x1pdu)
	if err != nil {
		return "", err
	}
	l.admf, err = admf.New(admf.Config{X1: e, KeepalivePeriod: -1})
	if err != nil {
		return "", errors.Join(err, e.Listener.Close())
	}
	l.closers = append(l.closers, l.admf.Close)
	return "https://" + at.String() + x1.PathADMF, l.admf.Start(ctx)
}

func (l *liSide) startMDF(ctx context.Context, admfURL string, x1pdu, x2pdu *pcaps.PDUInterface) error {
	m, err := l.machine(mdfID, "x1", "x2", "hi2")
	if err != nil {
		return err
	}
	e, at, err := l.endpoint(ctx, m, x1pdu)
	if err != nil {
		return err
	}
	ln, x2, err := l.listen(ctx, m, "x2", portX2)
	if err != nil {
		return errors.Join(err, e.Listener.Close())
	}
	l.mdf, err = mdf.New(mdf.Config{
		X1: e, ADMF: admfID, ADMFURL: admfURL, X2Listener: ln, X2TLS: l.server(m), HI2TLS: l.client(m), HI2Dial: m.DialContext,
		Country: l.cfg.net.Country, Operator: l.cfg.net.operator, NetworkElement: mdfID,
		OnX2: func(src, dst netip.AddrPort, octets []byte) {
			x2pdu.PDU(src, dst, octets)
			l.arrived.add("x2")
		},
	})
	if err != nil {
		return errors.Join(err, e.Listener.Close(), ln.Close())
	}
	l.closers = append(l.closers, l.mdf.Close)
	if err := l.mdf.Start(ctx); err != nil {
		return err
	}
	return l.admf.AddNE(admf.NE{ID: mdfID, Type: admf.MDF2, URL: "https://" + at.String() + x1.PathNE, X2: x2})
}

func (l *liSide) startPOIs(ctx context.Context, admfURL string, x1pdu *pcaps.PDUInterface) error {
	net := l.cfg.lab.Network(l.cfg.net.name)
	for _, p := range []struct {
		id   string
		typ  admf.NEType
		nf   event.NF
		bus  *event.Bus
		make func(poi.Config) (*poi.POI, error)
	}{
		{"amf1-iri-poi", admf.AMF, net.AMFNF, net.AMFEvents, poi.NewAMF},
		{"udm1-iri-poi", admf.UDM, net.UDMNF, net.UDMEvents, poi.NewUDM},
	} {
		m, err := l.machine(p.id, "x1", "x2")
		if err != nil {
			return err
		}
		e, at, err := l.endpoint(ctx, m, x1pdu)
		if err != nil {
			return err
		}
		cfg := poi.Config{
			X1: e, ADMF: admfID, ADMFURL: admfURL, NF: p.nf, NFID: p.nf.FQDN, IPID: p.id,
			X2TLS: l.client(m), X2Dial: m.DialContext,
		}
		if l.cfg.tamper != nil {
			cfg.Tamper = l.cfg.tamper(l.cfg.net.name, p.nf.Type)
		}
		point, err := p.make(cfg)
		if err != nil {
			return errors.Join(err, e.Listener.Close())
		}
		l.closers = append(l.closers, point.Close)
		if err := point.Start(ctx); err != nil {
			return err
		}
		l.pois = append(l.pois, point)
		cancel := p.bus.Subscribe(point)
		l.closers = append(l.closers, func() error { cancel(); return nil })
		l.mdf.AddPeer(p.id)
		if err := l.admf.AddNE(admf.NE{ID: p.id, Type: p.typ, URL: "https://" + at.String() + x1.PathNE}); err != nil {
			return err
		}
	}
	return nil
}

// warrant is a warrant of the scenario as the ADMF takes it.
func (l *liSide) warrant(name string, w Warrant, target string) lipf.Warrant {
	types := map[string]lipf.TargetType{"supi": lipf.SUPIIMSI, "gpsi": lipf.GPSIMSISDN, "pei": lipf.PEIIMEISV}
	out := lipf.Warrant{
		ID: name, LIID: liid(name), LEMF: l.hi2, By: "scenario",
		Targets: []lipf.TargetIdentifier{{Type: types[w.Target.Type()], Value: target}},
	}
	for _, d := range w.deliver() {
		out.IRI = out.IRI || d == string(DeliverIRI)
		out.CC = out.CC || d == string(DeliverCC)
	}
	for _, s := range w.Services {
		out.Services = append(out.Services, lipf.ServiceType(s))
	}
	return out
}

// liid is the agency's reference for a warrant: at most 25 characters, TS 102 232-1 clause 5.2.2.
func liid(name string) string {
	if len(name) <= 20 {
		return "LIID-" + strings.ToUpper(name)
	}
	h := sha256.Sum256([]byte(name))
	return "LIID-" + hex.EncodeToString(h[:10])
}

// drainPOIs waits until the points of interception have sent what the events so far cause.
func (l *liSide) drainPOIs(ctx context.Context) error {
	for _, p := range l.pois {
		if err := p.Drain(ctx); err != nil {
			return fmt.Errorf("%s: points of interception: %w", l.cfg.net.name, err)
		}
	}
	return nil
}

// drain waits until everything that the events so far cause has reached the LEMF: POIs, then X2 up to the MDF,
// then the MDF, then HI2 up to the LEMF.
func (l *liSide) drain(ctx context.Context) error {
	if err := l.drainPOIs(ctx); err != nil {
		return err
	}
	var sent uint64
	for _, p := range l.pois {
		sent += p.Stats().PDUs
	}
	if err := l.arrived.wait(ctx, "x2", sent); err != nil {
		return fmt.Errorf("%s.x2: %w", l.cfg.net.name, err)
	}
	if err := l.mdf.Drain(ctx); err != nil {
		return fmt.Errorf("%s: MDF2: %w", l.cfg.net.name, err)
	}
	if err := l.arrived.wait(ctx, "hi2", l.mdf.Stats().Delivered); err != nil {
		return fmt.Errorf("%s.hi2: %w", l.cfg.net.name, err)
	}
	return nil
}

// close stops everything, the last first.
func (l *liSide) close() error {
	var errs []error
	for i := len(l.closers) - 1; i >= 0; i-- {
		errs = append(errs, l.closers[i]())
	}
	l.closers = nil
	return errors.Join(errs...)
}

// arrivals counts what arrived where, and lets others wait for a count.
type arrivals struct {
	mu      *sync.Mutex
	count   map[string]uint64
	changed chan struct{}
}

func newArrivals() arrivals {
	return arrivals{mu: new(sync.Mutex), count: map[string]uint64{}, changed: make(chan struct{})}
}

func (a *arrivals) add(where string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.count[where]++
	close(a.changed)
	a.changed = make(chan struct{})
}

func (a *arrivals) wait(ctx context.Context, where string, n uint64) error {
	for {
		a.mu.Lock()
		have, changed := a.count[where], a.changed
		a.mu.Unlock()
		if have >= n {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%d of %d PDUs arrived: %w", have, n, ctx.Err())
		}
	}
}
