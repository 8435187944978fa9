package scenarios

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"lilab/lipf/admf"
	"lilab/lipf/hrli"
	"lilab/lipf/poi"
	"lilab/sim/event"
)

// Identifiers of the functions of home-routed interception.
const (
	lmisfIRI = "lmisf1-iri"
	lmisfCC  = "lmisf1-cc"
)

// Ports of the interfaces inside home-routed interception.
const (
	portX2Lite  = 9112
	portX3LiteS = 9113
	portX3LiteM = 9114
)

// homeRoutedPoints are the reference points of home-routed interception.
var homeRoutedPoints = []referencePoint{{"t1", "xml"}, {"x2lite", "li5g"}, {"x3lite", "li5g"}}

// homeRoutedLI is interception of home-routed IMS in a visited network, TS 33.128 clause 7.10. The LMISF sees what the BBIFF copies
// of the octets of the V-UPF, and nothing else.
type homeRoutedLI struct {
	// bbiffs are those of the V-SMFs and of their V-UPFs.
	bbiffs []*bbiff
	iri    *hrli.LMISFIRI
	cc     *hrli.LMISFCC
}

// bbiff is the BBIFF-C in a V-SMF with the BBIFF-U in its V-UPF.
type bbiff struct {
	number int
	// id is the identifier of the BBIFF-C, t1 where it takes tasks of the LMISF-IRI, x1 those of the ADMF, t3 reports of the BBIFF-U.
	id         string
	x1, t1, t3 netip.AddrPort
	cfg        hrli.BBIFFCConfig
	c          *hrli.BBIFFC
	u          *poi.UPF
}

// homeRouted says whether the network has home-routed interception, and for which home networks it is not configured.
func (l *liSide) homeRouted() (deployed bool, unconfigured []event.PLMN) {
	for _, a := range l.cfg.agreements {
		if a.Visited != l.cfg.net.name || a.IMS != HomeRouted {
			continue
		}
		h := a.hrLI()
		deployed = deployed || h.Deployed
		if !h.HPLMNConfigured {
			unconfigured = append(unconfigured, l.cfg.lab.Network(a.Home).PLMN)
		}
	}
	return deployed, unconfigured
}

// startHomeRouted starts BBIFF and LMISF and provisions phase 1, which is there before any user and belongs to no warrant.
func (l *liSide) startHomeRouted(ctx context.Context, unconfigured []event.PLMN) error {
	l.hr = &homeRoutedLI{}
	for i := range l.smfCount() {
		b, err := l.prepareBBIFF(ctx, i+1, unconfigured)
		if err != nil {
			return err
		}
		l.hr.bbiffs = append(l.hr.bbiffs, b)
	}
	// Who sends is started after the one that takes, so that nothing is in the way when they are stopped.
	media, err := l.startLMISFCC(ctx)
	if err != nil {
		return err
	}
	reports, err := l.startLMISFIRI(ctx, media)
	if err != nil {
		return err
	}
	for _, b := range l.hr.bbiffs {
		if err := l.startBBIFF(ctx, b, reports); err != nil {
			return err
		}
	}
	_, err = l.admf.EnableHRLI(ctx, admf.HRLI{})
	return err
}

// prepareBBIFF makes the ends of the BBIFF-C of a V-SMF.
func (l *liSide) prepareBBIFF(ctx context.Context, number int, unconfigured []event.PLMN) (*bbiff, error) {
	net := l.cfg.lab.Network(l.cfg.net.name)
	nf := net.SMFNFs[number-1]
	b := &bbiff{number: number, id: ids("smf", number, bbiffC)}
	m, err := l.machine(b.id, "x1", "t1", "t3", "x2lite")
	if err != nil {
		return nil, err
	}
	b.cfg = hrli.BBIFFCConfig{ADMF: admfID, ADMFURL: l.admfURL, NF: nf, NFID: nf.FQDN, IPID: b.id, PLMN: net.PLMN, Unconfigured: unconfigured,
		X2: hrli.Delivery{TLS: l.client(m), Dial: m.DialContext}, LMISF: lmisfIRI, Keepalive: -1}
	if b.cfg.X1, b.x1, err = l.endpoint(ctx, m, "x1"); err != nil {
		return nil, err
	}
	if b.cfg.T1, b.t1, err = l.endpoint(ctx, m, "t1"); err != nil {
		return nil, errors.Join(err, b.cfg.X1.Listener.Close())
	}
	if b.cfg.T3, b.t3, err = l.endpoint(ctx, m, "t3"); err != nil {
		return nil, errors.Join(err, b.cfg.X1.Listener.Close(), b.cfg.T1.Listener.Close())
	}
	return b, nil
}

// startBBIFF starts the BBIFF-U of a V-UPF, and the BBIFF-C that triggers it and reports to the LMISF-IRI.
func (l *liSide) startBBIFF(ctx context.Context, b *bbiff, reports string) error {
	url, err := l.startBBIFFU(ctx, b)
	if err != nil {
		return err
	}
	b.cfg.LMISFURL = reports
	b.cfg.BBIFFUs = []hrli.Peer{{ID: ids("upf", b.number, bbiffU), URL: url}}
	if b.c, err = hrli.NewBBIFFC(b.cfg); err != nil {
		return err
	}
	l.closers = append(l.closers, b.c.Close)
	if err := b.c.Start(ctx); err != nil {
		return err
	}
	cancel := l.cfg.lab.Network(l.cfg.net.name).SMFEvents.Subscribe(b.c)
	l.closers = append(l.closers, func() error { cancel(); return nil })
	return l.admf.AddNE(admf.NE{ID: b.id, Type: admf.BBIFFC, URL: neURL(b.x1)})
}

// startBBIFFU starts the BBIFF-U of a UPF and returns its server on LI_T3.
func (l *liSide) startBBIFFU(ctx context.Context, b *bbiff) (url string, err error) {
	id := ids("upf", b.number, bbiffU)
	m, err := l.machine(id, "t3", "x3lite")
	if err != nil {
		return "", err
	}
	e, at, err := l.endpoint(ctx, m, "t3")
	if err != nil {
		return "", err
	}
	b.u, err = hrli.NewBBIFFU(poi.UPFConfig{X1: e, ADMF: b.id, ADMFURL: admfURL(b.t3), NFID: l.upfNF(b.number).FQDN, IPID: id,
		X3TLS: l.client(m), X3Dial: m.DialContext, Format: poi.X3Format(l.cfg.net.x3Format())})
	if err != nil {
		return "", errors.Join(err, e.Listener.Close())
	}
	return neURL(at), l.observe(ctx, b.number, b.u)
}

// intake opens a port of the LMISF for other functions of home-routed interception.
func (l *liSide) intake(ctx context.Context, m *machine, point string, port uint16, peers []string) (hrli.Intake, netip.AddrPort, error) {
	ln, at, err := l.listen(ctx, m, point, port)
	return hrli.Intake{Listener: ln, TLS: l.server(m), Peers: peers, OnPDU: l.arrives(point)}, at, err
}

// startLMISFCC starts the LMISF-CC and returns where it takes media.
func (l *liSide) startLMISFCC(ctx context.Context) (media netip.AddrPort, err error) {
	m, err := l.machine(lmisfCC, "x1", "x3", "x3lite")
	if err != nil {
		return media, err
	}
	e, at, err := l.endpoint(ctx, m, "x1")
	if err != nil {
		return media, err
	}
	in, media, err := l.intake(ctx, m, "x3lite", portX3LiteM, allIDs("upf", bbiffU, l.smfCount()))
	if err != nil {
		return media, errors.Join(err, e.Listener.Close())
	}
	l.hr.cc, err = hrli.NewLMISFCC(hrli.LMISFCCConfig{X1: e, ADMF: admfID, ADMFURL: l.admfURL, NFID: l.lmisf(), IPID: lmisfCC, X3Lite: in,
		X3: hrli.Delivery{TLS: l.client(m), Dial: m.DialContext}})
	if err != nil {
		return media, errors.Join(err, e.Listener.Close(), in.Listener.Close())
	}
	l.closers = append(l.closers, l.hr.cc.Close)
	if err := l.hr.cc.Start(ctx); err != nil {
		return media, err
	}
	l.sessions.mdf3.AddIMSPeer(lmisfCC)
	return media, l.admf.AddNE(admf.NE{ID: lmisfCC, Type: admf.LMISFCC, URL: neURL(at)})
}

// lmisf names the LMISF in attribute 6 of X2 and X3.
func (l *liSide) lmisf() string { return "lmisf1." + l.cfg.net.plmn.Domain() }

// startLMISFIRI starts the LMISF-IRI and returns where it takes reports of the BBIFF-C.
func (l *liSide) startLMISFIRI(ctx context.Context, media netip.AddrPort) (reports string, err error) {
	m, err := l.machine(lmisfIRI, "x1", "t1", "x2", "x2lite", "x3lite")
	if err != nil {
		return "", err
	}
	cfg := hrli.LMISFIRIConfig{ADMF: admfID, ADMFURL: l.admfURL, NFID: l.lmisf(), IPID: lmisfIRI, X2: hrli.Delivery{TLS: l.client(m), Dial: m.DialContext},
		CC: l.hr.cc, Media: media, Keepalive: -1}
	for _, b := range l.hr.bbiffs {
		cfg.BBIFFCs = append(cfg.BBIFFCs, hrli.Peer{ID: b.id, URL: neURL(b.t1), NFID: b.cfg.NFID})
	}
	if l.cfg.tamperHR != nil {
		cfg.Tamper = l.cfg.tamperHR(l.cfg.net.name)
	}
	ne := admf.NE{ID: lmisfIRI, Type: admf.LMISFIRI}
	x1, at, err := l.endpoint(ctx, m, "x1")
	if err != nil {
		return "", err
	}
	cfg.X1, ne.URL = x1, neURL(at)
	if cfg.T1, at, err = l.endpoint(ctx, m, "t1"); err != nil {
		return "", errors.Join(err, cfg.X1.Listener.Close())
	}
	reports = admfURL(at)
	if cfg.X2Lite, ne.X2, err = l.intake(ctx, m, "x2lite", portX2Lite, allIDs("smf", bbiffC, l.smfCount())); err != nil {
		return "", errors.Join(err, cfg.X1.Listener.Close(), cfg.T1.Listener.Close())
	}
	if cfg.X3Lite, ne.X3, err = l.intake(ctx, m, "x3lite", portX3LiteS, allIDs("upf", bbiffU, l.smfCount())); err != nil {
		return "", errors.Join(err, cfg.X1.Listener.Close(), cfg.T1.Listener.Close(), cfg.X2Lite.Listener.Close())
	}
	if l.hr.iri, err = hrli.NewLMISFIRI(cfg); err != nil {
		return "", err
	}
	l.closers = append(l.closers, l.hr.iri.Close)
	if err := l.hr.iri.Start(ctx); err != nil {
		return "", err
	}
	l.mdf.AddLMISF(lmisfIRI)
	return reports, l.admf.AddNE(ne)
}

// drainHomeRouted waits until everything that crossed the V-UPF so far is copied, read and reported. What the LMISF-IRI finds
// may make it ask for media, so BBIFF and LMISF are asked in turn until nothing moves.
func (l *liSide) drainHomeRouted(ctx context.Context) error {
	h := l.hr
	for range chainOfRequests {
		before := h.moved()
		for _, b := range h.bbiffs {
			for _, f := range []func(context.Context) error{b.c.Drain, b.u.Drain} {
				if err := f(ctx); err != nil {
					return err
				}
			}
		}
		records, packets := h.copied()
		if err := l.arrive(ctx, "x2lite", records); err != nil {
			return err
		}
		if err := l.arrive(ctx, "x3lite", packets); err != nil {
			return err
		}
		if err := h.iri.Drain(ctx); err != nil {
			return fmt.Errorf("LMISF: %w", err)
		}
		for _, b := range h.bbiffs {
			if err := b.c.Drain(ctx); err != nil {
				return err
			}
		}
		if err := h.cc.Drain(ctx); err != nil {
			return fmt.Errorf("LMISF: %w", err)
		}
		if h.moved() == before {
			break
		}
	}
	return nil
}

// chainOfRequests bounds how often one function may make the one before it move: a record makes the LMISF-IRI ask the BBIFF-C, which
// asks the BBIFF-U, whose packets the LMISF reads. While somebody speaks there are always more packets.
const chainOfRequests = 5

// copied counts what the BBIFFs have sent to the LMISF.
func (h *homeRoutedLI) copied() (records, packets uint64) {
	for _, b := range h.bbiffs {
		records, packets = records+b.c.Stats().Records, packets+b.u.Stats().PDUs
	}
	return records, packets
}

// moved counts everything that moves inside.
func (h *homeRoutedLI) moved() [5]uint64 {
	records, packets := h.copied()
	return [5]uint64{records, packets, h.iri.Stats().Packets, h.iri.Stats().PDUs, h.cc.Stats().PDUs}
}
