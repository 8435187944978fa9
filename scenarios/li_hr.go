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
	bbiffCID = "smf1-bbiff-c"
	bbiffUID = "upf1-bbiff-u"
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
	bbiffC *hrli.BBIFFC
	bbiffU *poi.UPF
	iri    *hrli.LMISFIRI
	cc     *hrli.LMISFCC
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
	net := l.cfg.lab.Network(l.cfg.net.name)
	bc, err := l.machine(bbiffCID, "x1", "t1", "t3", "x2lite")
	if err != nil {
		return err
	}
	ends := hrli.BBIFFCConfig{ADMF: admfID, ADMFURL: l.admfURL, NF: net.SMFNF, NFID: net.SMFNF.FQDN, IPID: bbiffCID, PLMN: net.PLMN, Unconfigured: unconfigured,
		X2: hrli.Delivery{TLS: l.client(bc), Dial: bc.DialContext}, LMISF: lmisfIRI, Keepalive: -1}
	var x1at, t1at, t3at netip.AddrPort
	if ends.X1, x1at, err = l.endpoint(ctx, bc, "x1"); err != nil {
		return err
	}
	if ends.T1, t1at, err = l.endpoint(ctx, bc, "t1"); err != nil {
		return errors.Join(err, ends.X1.Listener.Close())
	}
	if ends.T3, t3at, err = l.endpoint(ctx, bc, "t3"); err != nil {
		return errors.Join(err, ends.X1.Listener.Close(), ends.T1.Listener.Close())
	}
	// Who sends is started after the one that takes, so that nothing is in the way when they are stopped.
	media, err := l.startLMISFCC(ctx)
	if err != nil {
		return err
	}
	if ends.LMISFURL, err = l.startLMISFIRI(ctx, neURL(t1at), media); err != nil {
		return err
	}
	url, err := l.startBBIFFU(ctx, net.UPFNF, admfURL(t3at))
	if err != nil {
		return err
	}
	ends.BBIFFUs = []hrli.Peer{{ID: bbiffUID, URL: url}}
	if l.hr.bbiffC, err = hrli.NewBBIFFC(ends); err != nil {
		return err
	}
	l.closers = append(l.closers, l.hr.bbiffC.Close)
	if err := l.hr.bbiffC.Start(ctx); err != nil {
		return err
	}
	cancel := net.SMFEvents.Subscribe(l.hr.bbiffC)
	l.closers = append(l.closers, func() error { cancel(); return nil })
	if err := l.admf.AddNE(admf.NE{ID: bbiffCID, Type: admf.BBIFFC, URL: neURL(x1at)}); err != nil {
		return err
	}
	_, err = l.admf.EnableHRLI(ctx, admf.HRLI{})
	return err
}

// startBBIFFU starts the BBIFF-U of the UPF and returns its server on LI_T3.
func (l *liSide) startBBIFFU(ctx context.Context, nf event.NF, bbiffC string) (url string, err error) {
	m, err := l.machine(bbiffUID, "t3", "x3lite")
	if err != nil {
		return "", err
	}
	e, at, err := l.endpoint(ctx, m, "t3")
	if err != nil {
		return "", err
	}
	l.hr.bbiffU, err = hrli.NewBBIFFU(poi.UPFConfig{X1: e, ADMF: bbiffCID, ADMFURL: bbiffC, NFID: nf.FQDN, IPID: bbiffUID,
		X3TLS: l.client(m), X3Dial: m.DialContext, Format: poi.X3Format(l.cfg.net.x3Format())})
	if err != nil {
		return "", errors.Join(err, e.Listener.Close())
	}
	return neURL(at), l.observe(ctx, l.hr.bbiffU)
}

// intake opens a port of the LMISF for other functions of home-routed interception.
func (l *liSide) intake(ctx context.Context, m *machine, point string, port uint16, peer string) (hrli.Intake, netip.AddrPort, error) {
	ln, at, err := l.listen(ctx, m, point, port)
	return hrli.Intake{Listener: ln, TLS: l.server(m), Peers: []string{peer}, OnPDU: l.arrives(point)}, at, err
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
	in, media, err := l.intake(ctx, m, "x3lite", portX3LiteM, bbiffUID)
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
func (l *liSide) startLMISFIRI(ctx context.Context, bbiffC string, media netip.AddrPort) (reports string, err error) {
	m, err := l.machine(lmisfIRI, "x1", "t1", "x2", "x2lite", "x3lite")
	if err != nil {
		return "", err
	}
	cfg := hrli.LMISFIRIConfig{ADMF: admfID, ADMFURL: l.admfURL, NFID: l.lmisf(), IPID: lmisfIRI, X2: hrli.Delivery{TLS: l.client(m), Dial: m.DialContext},
		BBIFFCs: []hrli.Peer{{ID: bbiffCID, URL: bbiffC}}, CC: l.hr.cc, Media: media, Keepalive: -1}
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
	if cfg.X2Lite, ne.X2, err = l.intake(ctx, m, "x2lite", portX2Lite, bbiffCID); err != nil {
		return "", errors.Join(err, cfg.X1.Listener.Close(), cfg.T1.Listener.Close())
	}
	if cfg.X3Lite, ne.X3, err = l.intake(ctx, m, "x3lite", portX3LiteS, bbiffUID); err != nil {
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
		for _, f := range []func(context.Context) error{h.bbiffC.Drain, h.bbiffU.Drain} {
			if err := f(ctx); err != nil {
				return err
			}
		}
		if err := l.arrive(ctx, "x2lite", h.bbiffC.Stats().Records); err != nil {
			return err
		}
		if err := l.arrive(ctx, "x3lite", h.bbiffU.Stats().PDUs); err != nil {
			return err
		}
		for _, f := range []func(context.Context) error{h.iri.Drain, h.bbiffC.Drain, h.cc.Drain} {
			if err := f(ctx); err != nil {
				return fmt.Errorf("LMISF: %w", err)
			}
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

// moved counts everything that moves inside.
func (h *homeRoutedLI) moved() [5]uint64 {
	return [5]uint64{h.bbiffC.Stats().Records, h.bbiffU.Stats().PDUs, h.iri.Stats().Packets, h.iri.Stats().PDUs, h.cc.Stats().PDUs}
}
