package scenarios

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"lilab/lipf/admf"
	"lilab/lipf/mdf"
	"lilab/lipf/poi"
	"lilab/sim/event"
)

// sessionLI is what a session plane adds to the LI side of a network: MDF3, and the functions of each SMF.
type sessionLI struct {
	mdf3 *mdf.MDF3
	smfs []*smfLI
}

// smfLI are the functions in an SMF (IRI-POI, CC-TF, IRI-TF), and the POIs of its UPF that the triggering functions task. The sessions of
// one SMF have one UPF where packets are copied: the anchor, or the V-UPF.
type smfLI struct {
	// number is that of the SMF and of its UPF.
	number int
	smf    *poi.SMF
	cc     *poi.UPF
	iri    *poi.UPFHeaders
}

// ids are the identifiers of functions of SMFs or UPFs on X1, LI_T2 and LI_T3: "smf2-cc-tf".
func ids(kind string, number int, function string) string {
	return functionName(kind, number) + "-" + function
}

// allIDs are the identifiers of a function at every SMF, or at the UPF of each.
func allIDs(kind, function string, count int) (out []string) {
	for i := 1; i <= count; i++ {
		out = append(out, ids(kind, i, function))
	}
	return out
}

func (l *liSide) startSessions(ctx context.Context) error {
	l.sessions = &sessionLI{}
	if err := l.startMDF3(ctx); err != nil {
		return err
	}
	correlations := poi.NewSMFCorrelations()
	for i := range l.smfCount() {
		s := &smfLI{number: i + 1}
		l.sessions.smfs = append(l.sessions.smfs, s)
		if err := l.startSMF(ctx, s, correlations); err != nil {
			return fmt.Errorf("%s: %w", functionName("smf", s.number), err)
		}
	}
	return nil
}

// smfCount is how many SMFs the network has.
func (l *liSide) smfCount() int { return len(l.cfg.lab.Network(l.cfg.net.name).SMFs()) }

func (l *liSide) startMDF3(ctx context.Context) error {
	m, err := l.machine(mdf3ID, "x1", "x3", "lmdf", hi3Link)
	if err != nil {
		return err
	}
	e, at, err := l.endpoint(ctx, m, "x1")
	if err != nil {
		return err
	}
	cfg := mdf.Config3{X1: e, ADMF: admfID, ADMFURL: l.admfURL, X3TLS: l.server(m), OnX3: l.arrives("x3"), Peers: allIDs("upf", ccPOI, l.smfCount()),
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

// startSMF starts the functions in an SMF, after the POIs of the UPF that they trigger.
func (l *liSide) startSMF(ctx context.Context, s *smfLI, correlations *poi.SMFCorrelations) error {
	net := l.cfg.lab.Network(l.cfg.net.name)
	nf := net.SMFNFs[s.number-1]
	cc, err := l.triggering(ctx, ids("smf", s.number, ccTF), "t3")
	if err != nil {
		return err
	}
	if cc.POIURL, err = l.startCC(ctx, s, admfURL(cc.at)); err != nil {
		return err
	}
	iri, err := l.triggering(ctx, ids("smf", s.number, iriTF), "t2")
	if err != nil {
		return err
	}
	if iri.POIURL, err = l.startIRI(ctx, s, admfURL(iri.at)); err != nil {
		return err
	}
	id := ids("smf", s.number, iriPOI)
	cfg, url, err := l.poiConfig(ctx, id, nf)
	if err != nil {
		return err
	}
	cc.POI, iri.POI = ids("upf", s.number, ccPOI), ids("upf", s.number, iriPOI)
	if len(net.UPFs()) > l.smfCount() {
		cc.Criteria, iri.Criteria = poi.PathCriteria, poi.PathCriteria
	}
	if s.smf, err = poi.NewSMF(poi.SMFConfig{Config: cfg, CCTF: &cc.TFConfig, IRITF: &iri.TFConfig, Correlations: correlations}); err != nil {
		return err
	}
	l.closers = append(l.closers, s.smf.Close)
	if err := s.smf.Start(ctx); err != nil {
		return err
	}
	cancel := net.SMFEvents.Subscribe(s.smf)
	l.closers = append(l.closers, func() error { cancel(); return nil })
	l.mdf.AddPeer(id)
	return errors.Join(
		l.admf.AddNE(admf.NE{ID: id, Type: admf.SMF, URL: url}),
		l.admf.AddNE(admf.NE{ID: cc.X1.ID, Type: admf.CCTF, URL: cc.url}),
		l.admf.AddNE(admf.NE{ID: iri.X1.ID, Type: admf.IRITF, URL: iri.url}),
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

// startCC starts the CC-POI of the UPF of an SMF and returns its server on LI_T3.
func (l *liSide) startCC(ctx context.Context, s *smfLI, tf string) (url string, err error) {
	id := ids("upf", s.number, ccPOI)
	m, err := l.machine(id, "t3", "x3")
	if err != nil {
		return "", err
	}
	e, at, err := l.endpoint(ctx, m, "t3")
	if err != nil {
		return "", err
	}
	cfg := poi.UPFConfig{X1: e, ADMF: ids("smf", s.number, ccTF), ADMFURL: tf, NFID: l.upfNF(s.number).FQDN, IPID: id, X3TLS: l.client(m), X3Dial: m.DialContext,
		Format: poi.X3Format(l.cfg.net.x3Format())}
	if l.cfg.tamperCC != nil {
		cfg.Tamper = l.cfg.tamperCC(l.cfg.net.name)
	}
	if s.cc, err = poi.NewUPF(cfg); err != nil {
		return "", errors.Join(err, e.Listener.Close())
	}
	return neURL(at), l.observe(ctx, s.number, s.cc)
}

// upfNF is the UPF with a number.
func (l *liSide) upfNF(number int) event.NF {
	return l.cfg.lab.Network(l.cfg.net.name).UPFNFs[number-1]
}

// startIRI starts the IRI-POI of the UPF of an SMF and returns its server on LI_T2.
func (l *liSide) startIRI(ctx context.Context, s *smfLI, tf string) (url string, err error) {
	id := ids("upf", s.number, iriPOI)
	m, err := l.machine(id, "t2", "x2")
	if err != nil {
		return "", err
	}
	e, at, err := l.endpoint(ctx, m, "t2")
	if err != nil {
		return "", err
	}
	cfg := poi.UPFHeadersConfig{X1: e, ADMF: ids("smf", s.number, iriTF), ADMFURL: tf, NFID: l.upfNF(s.number).FQDN, IPID: id, X2TLS: l.client(m), X2Dial: m.DialContext}
	if l.cfg.tamperHeaders != nil {
		cfg.Tamper = l.cfg.tamperHeaders(l.cfg.net.name)
	}
	if s.iri, err = poi.NewUPFHeaders(cfg); err != nil {
		return "", errors.Join(err, e.Listener.Close())
	}
	l.mdf.AddPeer(id)
	return neURL(at), l.observe(ctx, s.number, s.iri)
}

// observe starts a POI of a UPF and shows it every packet.
func (l *liSide) observe(ctx context.Context, number int, p interface {
	event.UPFObserver
	Start(context.Context) error
	Close() error
}) error {
	l.closers = append(l.closers, p.Close)
	if err := p.Start(ctx); err != nil {
		return err
	}
	cancel := l.cfg.lab.Network(l.cfg.net.name).UPFs()[number-1].Subscribe(p)
	l.closers = append(l.closers, func() error { cancel(); return nil })
	return nil
}

// drainPOIs waits until the triggers of the sessions so far are answered, and until the POIs have sent what they were
// triggered for. The SMFs come first: the end of a task at the UPF makes its IRI-POI report the flows.
func (s *sessionLI) drainPOIs(ctx context.Context) error {
	for _, f := range s.smfs {
		if err := f.smf.Drain(ctx); err != nil {
			return err
		}
	}
	for _, f := range s.smfs {
		if err := f.cc.Drain(ctx); err != nil {
			return err
		}
		if err := f.iri.Drain(ctx); err != nil {
			return err
		}
	}
	return nil
}

// sent are the PDUs on X2 and X3 so far.
func (s *sessionLI) sent() (x2, x3 uint64) {
	for _, f := range s.smfs {
		x2, x3 = x2+f.smf.Stats().PDUs+f.iri.Stats().PDUs, x3+f.cc.Stats().PDUs
	}
	return x2, x3
}
