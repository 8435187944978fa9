package scenarios

import (
	"context"
	"errors"
	"net/netip"

	"lilab/lipf/admf"
	"lilab/lipf/mdf"
	"lilab/lipf/poi"
	"lilab/sim/event"
)

// sessionLI is what a session plane adds to the LI side of a network: MDF3, the functions in the SMF (IRI-POI, CC-TF,
// IRI-TF), and the POIs of the UPF that the triggering functions task.
type sessionLI struct {
	mdf3 *mdf.MDF3
	smf  *poi.SMF
	cc   *poi.UPF
	iri  *poi.UPFHeaders
}

func (l *liSide) startSessions(ctx context.Context) error {
	l.sessions = &sessionLI{}
	if err := l.startMDF3(ctx); err != nil {
		return err
	}
	return l.startSMF(ctx)
}

func (l *liSide) startMDF3(ctx context.Context) error {
	m, err := l.machine(mdf3ID, "x1", "x3", "lmdf", hi3Link)
	if err != nil {
		return err
	}
	e, at, err := l.endpoint(ctx, m, "x1")
	if err != nil {
		return err
	}
	cfg := mdf.Config3{X1: e, ADMF: admfID, ADMFURL: l.admfURL, X3TLS: l.server(m), OnX3: l.arrives("x3"), Peers: []string{upfCC},
		HI3TLS: l.client(m), HI3Dial: m.DialContext, LMDFTLS: l.client(m), LMDFDial: m.DialContext, CINs: l.cins,
		Country: l.cfg.net.Country, Operator: l.cfg.net.operator, NetworkElement: mdf3ID}
	ne := admf.NE{ID: mdf3ID, Type: admf.MDF3, URL: neURL(at)}
	if cfg.X3Listener, ne.X3, err = l.listen(ctx, m, "x3", portX3); err != nil {
		return errors.Join(err, e.Listener.Close())
	}
	cfg.KeysTLS, cfg.KeysPeers, cfg.OnKeys = l.server(m), []string{mdf2ID}, l.arrives("lmdf")
	if cfg.KeysListener, ne.LMDF, err = l.listen(ctx, m, "lmdf", portLMDF); err != nil {
		return errors.Join(err, e.Listener.Close(), cfg.X3Listener.Close())
	}
	if l.sessions.mdf3, err = mdf.NewMDF3(cfg); err != nil {
		return err
	}
	l.closers = append(l.closers, l.sessions.mdf3.Close)
	if err := l.sessions.mdf3.Start(ctx); err != nil {
		return err
	}
	return l.admf.AddNE(ne)
}

// startSMF starts the functions in the SMF, after the POIs of the UPF that they trigger.
func (l *liSide) startSMF(ctx context.Context) error {
	net := l.cfg.lab.Network(l.cfg.net.name)
	cc, err := l.triggering(ctx, smfCC, "t3")
	if err != nil {
		return err
	}
	if cc.POIURL, err = l.startCC(ctx, net.UPFNF, admfURL(cc.at)); err != nil {
		return err
	}
	iri, err := l.triggering(ctx, smfTF2, "t2")
	if err != nil {
		return err
	}
	if iri.POIURL, err = l.startIRI(ctx, net.UPFNF, admfURL(iri.at)); err != nil {
		return err
	}
	cfg, url, err := l.poiConfig(ctx, smfIRI, net.SMFNF)
	if err != nil {
		return err
	}
	cc.POI, iri.POI = upfCC, upfIRI
	s, err := poi.NewSMF(poi.SMFConfig{Config: cfg, CCTF: &cc.TFConfig, IRITF: &iri.TFConfig})
	if err != nil {
		return err
	}
	l.sessions.smf = s
	l.closers = append(l.closers, s.Close)
	if err := s.Start(ctx); err != nil {
		return err
	}
	cancel := net.SMFEvents.Subscribe(s)
	l.closers = append(l.closers, func() error { cancel(); return nil })
	l.mdf.AddPeer(smfIRI)
	return errors.Join(
		l.admf.AddNE(admf.NE{ID: smfIRI, Type: admf.SMF, URL: url}),
		l.admf.AddNE(admf.NE{ID: smfCC, Type: admf.CCTF, URL: cc.url}),
		l.admf.AddNE(admf.NE{ID: smfTF2, Type: admf.IRITF, URL: iri.url}),
	)
}

// triggering is a triggering function that is being built: url is its server on X1, at where it listens on LI_T.
type triggering struct {
	poi.TFConfig
	url string
	at  netip.AddrPort
}

// triggering makes the two ends of a triggering function: on X1 an NE, on LI_T2 or LI_T3 an ADMF.
func (l *liSide) triggering(ctx context.Context, id, link string) (*triggering, error) {
	m, err := l.machine(id, "x1", link)
	if err != nil {
		return nil, err
	}
	t := &triggering{TFConfig: poi.TFConfig{ADMF: admfID, ADMFURL: l.admfURL, Keepalive: -1}}
	at := netip.AddrPort{}
	if t.X1, at, err = l.endpoint(ctx, m, "x1"); err != nil {
		return nil, err
	}
	t.url = neURL(at)
	if t.T, t.at, err = l.endpoint(ctx, m, link); err != nil {
		return nil, errors.Join(err, t.X1.Listener.Close())
	}
	return t, nil
}

// startCC starts the CC-POI of the UPF and returns its server on LI_T3.
func (l *liSide) startCC(ctx context.Context, nf event.NF, tf string) (url string, err error) {
	m, err := l.machine(upfCC, "t3", "x3")
	if err != nil {
		return "", err
	}
	e, at, err := l.endpoint(ctx, m, "t3")
	if err != nil {
		return "", err
	}
	cfg := poi.UPFConfig{X1: e, ADMF: smfCC, ADMFURL: tf, NFID: nf.FQDN, IPID: upfCC, X3TLS: l.client(m), X3Dial: m.DialContext,
		Format: poi.X3Format(l.cfg.net.x3Format())}
	if l.cfg.tamperCC != nil {
		cfg.Tamper = l.cfg.tamperCC(l.cfg.net.name)
	}
	if l.sessions.cc, err = poi.NewUPF(cfg); err != nil {
		return "", errors.Join(err, e.Listener.Close())
	}
	return neURL(at), l.observe(ctx, l.sessions.cc)
}

// startIRI starts the IRI-POI of the UPF and returns its server on LI_T2.
func (l *liSide) startIRI(ctx context.Context, nf event.NF, tf string) (url string, err error) {
	m, err := l.machine(upfIRI, "t2", "x2")
	if err != nil {
		return "", err
	}
	e, at, err := l.endpoint(ctx, m, "t2")
	if err != nil {
		return "", err
	}
	cfg := poi.UPFHeadersConfig{X1: e, ADMF: smfTF2, ADMFURL: tf, NFID: nf.FQDN, IPID: upfIRI, X2TLS: l.client(m), X2Dial: m.DialContext}
	if l.cfg.tamperHeaders != nil {
		cfg.Tamper = l.cfg.tamperHeaders(l.cfg.net.name)
	}
	if l.sessions.iri, err = poi.NewUPFHeaders(cfg); err != nil {
		return "", errors.Join(err, e.Listener.Close())
	}
	l.mdf.AddPeer(upfIRI)
	return neURL(at), l.observe(ctx, l.sessions.iri)
}

// observe starts a POI of the UPF and shows it every packet.
func (l *liSide) observe(ctx context.Context, p interface {
	event.UPFObserver
	Start(context.Context) error
	Close() error
}) error {
	l.closers = append(l.closers, p.Close)
	if err := p.Start(ctx); err != nil {
		return err
	}
	cancel := l.cfg.lab.Network(l.cfg.net.name).UPF().Subscribe(p)
	l.closers = append(l.closers, func() error { cancel(); return nil })
	return nil
}

// drainPOIs waits until the triggers of the sessions so far are answered, and until the POIs have sent what they were
// triggered for. The SMF comes first: the end of a task at the UPF makes its IRI-POI report the flows.
func (s *sessionLI) drainPOIs(ctx context.Context) error {
	if err := s.smf.Drain(ctx); err != nil {
		return err
	}
	if err := s.cc.Drain(ctx); err != nil {
		return err
	}
	return s.iri.Drain(ctx)
}
