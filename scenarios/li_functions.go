package scenarios

import (
	"context"
	"errors"
	"path/filepath"

	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/lemf"
	"lilab/lipf/mdf"
	"lilab/lipf/poi"
	"lilab/sim/event"
)

// Identifiers of the functions on X1.
const (
	admfID  = "admf1"
	mdf2ID  = "mdf2-1"
	mdf3ID  = "mdf3-1"
	lemfID  = "lemf1"
	amfIRI  = "amf1-iri-poi"
	udmIRI  = "udm1-iri-poi"
	smsfIRI = "smsf1-iri-poi"
	hi2Link = "hi2"
	hi3Link = "hi3"
)

// Functions of each SMF and UPF; their identifiers begin with its name: "smf1-cc-tf".
const (
	iriPOI = "iri-poi"
	ccPOI  = "cc-poi"
	ccTF   = "cc-tf"
	iriTF  = "iri-tf"
	bbiffC = "bbiff-c"
	bbiffU = "bbiff-u"
)

func (l *liSide) startLEMF(ctx context.Context) error {
	links := []string{hi2Link}
	if l.carriesData() {
		links = append(links, hi3Link)
	}
	m, err := l.machine(lemfID, links...)
	if err != nil {
		return err
	}
	cfg := lemf.Config{TLS: l.server(m), Now: l.cfg.now, Log: l.cfg.log.With("nf", m.Name()), OnPDU: l.arrives(hi2Link)}
	if l.cfg.product != "" {
		// Whoever keeps product closes it when nothing comes any more.
		l.product, err = lemf.NewProduct(lemf.ProductConfig{Dir: filepath.Join(l.cfg.product, l.cfg.net.name), Now: l.cfg.now, Log: cfg.Log})
		if err != nil {
			return err
		}
		l.closers = append(l.closers, l.product.Close)
		cfg.Product = l.product
	}
	if cfg.Listener, l.hi2, err = l.listen(ctx, m, hi2Link, portHI2); err != nil {
		return err
	}
	if l.carriesData() {
		cfg.OnHI3 = l.arrives(hi3Link)
		if cfg.HI3Listener, l.hi3, err = l.listen(ctx, m, hi3Link, portHI3); err != nil {
			return errors.Join(err, cfg.Listener.Close())
		}
	}
	if l.lemf, err = lemf.New(cfg); err != nil {
		return err
	}
	l.closers = append(l.closers, l.lemf.Close)
	return l.lemf.Start(ctx)
}

func (l *liSide) startADMF(ctx context.Context) error {
	m, err := l.machine(admfID, "x1")
	if err != nil {
		return err
	}
	e, at, err := l.endpoint(ctx, m, "x1")
	if err != nil {
		return err
	}
	if l.admf, err = admf.New(admf.Config{X1: e, KeepalivePeriod: -1, Jurisdiction: lipf.Jurisdiction{NoRoamingInterception: l.cfg.net.RoamingInterception == NotAllowed}}); err != nil {
		return errors.Join(err, e.Listener.Close())
	}
	l.closers = append(l.closers, l.admf.Close)
	l.admfURL = admfURL(at)
	return l.admf.Start(ctx)
}

func (l *liSide) startMDF2(ctx context.Context) error {
	links := []string{"x1", "x2", hi2Link}
	if l.carriesData() {
		links = append(links, "lmdf")
	}
	m, err := l.machine(mdf2ID, links...)
	if err != nil {
		return err
	}
	e, at, err := l.endpoint(ctx, m, "x1")
	if err != nil {
		return err
	}
	cfg := mdf.Config{X1: e, ADMF: admfID, ADMFURL: l.admfURL, X2TLS: l.server(m), HI2TLS: l.client(m), HI2Dial: m.DialContext, CINs: l.cins,
		Country: l.cfg.net.Country, Operator: l.cfg.net.operator, NetworkElement: mdf2ID, OnX2: l.arrives("x2")}
	ne := admf.NE{ID: mdf2ID, Type: admf.MDF2, URL: neURL(at)}
	if cfg.X2Listener, ne.X2, err = l.listen(ctx, m, "x2", portX2); err != nil {
		return errors.Join(err, e.Listener.Close())
	}
	if l.carriesData() {
		cfg.LMDFTLS, cfg.LMDFPeers, cfg.OnLMDF = l.server(m), []string{mdf3ID}, l.arrives("lmdf")
		cfg.KeysTLS, cfg.KeysDial = l.client(m), m.DialContext
		if cfg.LMDFListener, ne.LMDF, err = l.listen(ctx, m, "lmdf", portLMDF); err != nil {
			return errors.Join(err, e.Listener.Close(), cfg.X2Listener.Close())
		}
	}
	if l.mdf, err = mdf.New(cfg); err != nil {
		return err
	}
	l.closers = append(l.closers, l.mdf.Close)
	if err := l.mdf.Start(ctx); err != nil {
		return err
	}
	return l.admf.AddNE(ne)
}

// poiConfig is what the IRI-POIs of network functions have in common. They are on X1 and X2.
func (l *liSide) poiConfig(ctx context.Context, id string, nf event.NF) (cfg poi.Config, url string, err error) {
	m, err := l.machine(id, "x1", "x2")
	if err != nil {
		return cfg, "", err
	}
	e, at, err := l.endpoint(ctx, m, "x1")
	if err != nil {
		return cfg, "", err
	}
	cfg = poi.Config{X1: e, ADMF: admfID, ADMFURL: l.admfURL, NF: nf, NFID: nf.FQDN, IPID: id, X2TLS: l.client(m), X2Dial: m.DialContext}
	if l.cfg.tamper != nil {
		cfg.Tamper = l.cfg.tamper(l.cfg.net.name, nf.Type)
	}
	return cfg, neURL(at), nil
}

// startPOIs starts the IRI-POIs of AMF, UDM and, where there are short messages, SMSF.
func (l *liSide) startPOIs(ctx context.Context) error {
	net := l.cfg.lab.Network(l.cfg.net.name)
	type point struct {
		id   string
		typ  admf.NEType
		nf   event.NF
		bus  *event.Bus
		make func(poi.Config) (*poi.POI, error)
	}
	points := []point{
		{amfIRI, admf.AMF, net.AMFNF, net.AMFEvents, poi.NewAMF},
		{udmIRI, admf.UDM, net.UDMNF, net.UDMEvents, poi.NewUDM},
	}
	if net.SMSF() != nil {
		points = append(points, point{smsfIRI, admf.SMSF, net.SMSFNF, net.SMSFEvents, poi.NewSMSF})
	}
	for _, p := range points {
		cfg, url, err := l.poiConfig(ctx, p.id, p.nf)
		if err != nil {
			return err
		}
		point, err := p.make(cfg)
		if err != nil {
			return errors.Join(err, cfg.X1.Listener.Close())
		}
		l.closers = append(l.closers, point.Close)
		if err := point.Start(ctx); err != nil {
			return err
		}
		l.pois = append(l.pois, point)
		cancel := p.bus.Subscribe(point)
		l.closers = append(l.closers, func() error { cancel(); return nil })
		l.mdf.AddPeer(p.id)
		if err := l.admf.AddNE(admf.NE{ID: p.id, Type: p.typ, URL: url}); err != nil {
			return err
		}
	}
	return nil
}
