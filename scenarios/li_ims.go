package scenarios

import (
	"context"
	"errors"

	"lilab/lipf/admf"
	"lilab/lipf/poi"
	"lilab/sim/event"
	"lilab/sim/ims/agw"
)

// Identifiers of the functions of the IMS on X1 and LI_T3.
const (
	pcscfTF = "pcscf1-cc-tf"
	scscfTF = "scscf1-cc-tf"
	agwCC   = "agw1-cc-poi"
	trgwCC  = "trgw1-cc-poi"
	ibcfTF  = "ibcf1-cc-tf"
	ibcfCC  = "trgw1-cc-poi-2"
)

// imsLI is what an IMS adds to the LI side of a network, TS 33.128 clause 7.12: the IRI-POIs, and the CC-POI of the access
// gateway with the CC-TF of the P-CSCF, which has the contexts of the media. The S-CSCF has a CC-TF too, so that it
// knows of whom content is ordered where the media of a roaming user pass no gateway of this network. That of the IBCF is for calls that a
// target diverts from another network to another network.
type imsLI struct {
	pois  []*poi.IMS
	media []*poi.IMSAGW
}

// carriesIMS says whether the network has an IMS.
func (l *liSide) carriesIMS() bool { return l.cfg.lab.Network(l.cfg.net.name).IMS() != nil }

// startIMS starts the POIs of the IMS.
func (l *liSide) startIMS(ctx context.Context) error {
	net := l.cfg.lab.Network(l.cfg.net.name)
	i := net.IMS()
	l.ims = &imsLI{}
	correlations := poi.NewIMSCorrelations()
	interconnected := i.IBCF != nil
	for _, f := range []struct {
		id     string
		typ    admf.NEType
		nf     event.NFType
		tf, cc string
		gw     *agw.Gateway
	}{
		{"scscf1-iri-poi", admf.SCSCF, event.SCSCF, scscfTF, trgwCC, i.TrGW},
		{"pcscf1-iri-poi", admf.PCSCF, event.PCSCF, pcscfTF, agwCC, i.AGW},
		{"ecscf1-iri-poi", admf.ECSCF, event.ECSCF, "", "", nil},
		{"ibcf1-iri-poi", admf.IBCF, event.IBCF, ibcfTF, ibcfCC, i.TrGW},
		{"mgcf1-iri-poi", admf.MGCF, event.MGCF, "", "", nil},
	} {
		if f.nf == event.IBCF && !interconnected {
			continue
		}
		cfg, url, err := l.poiConfig(ctx, f.id, i.NFs[f.nf])
		if err != nil {
			return err
		}
		p := poi.IMSConfig{Config: cfg, Role: f.nf, Correlations: correlations}
		nes := []admf.NE{{ID: f.id, Type: f.typ, URL: url}}
		if f.gw != nil {
			tf, err := l.triggering(ctx, f.tf, "t3")
			if err != nil {
				return err
			}
			tf.POI = f.cc
			if tf.POIURL, err = l.startMediaCC(ctx, f.cc, f.gw, f.tf, admfURL(tf.at)); err != nil {
				return err
			}
			p.CCTF = &tf.TFConfig
			nes = append(nes, admf.NE{ID: f.tf, Type: admf.CCTFIMS, URL: tf.url})
		}
		point, err := poi.NewIMS(p)
		if err != nil {
			return err
		}
		l.closers = append(l.closers, point.Close)
		if err := point.Start(ctx); err != nil {
			return err
		}
		l.ims.pois = append(l.ims.pois, point)
		cancel := net.IMSEvents.Subscribe(point)
		l.closers = append(l.closers, func() error { cancel(); return nil })
		l.mdf.AddIMSPeer(f.id)
		for _, ne := range nes {
			if err := l.admf.AddNE(ne); err != nil {
				return err
			}
		}
	}
	return nil
}

// startMediaCC starts the CC-POI of a gateway and returns its server on LI_T3.
func (l *liSide) startMediaCC(ctx context.Context, id string, gw *agw.Gateway, tf, tfURL string) (url string, err error) {
	m, err := l.machine(id, "t3", "x3")
	if err != nil {
		return "", err
	}
	e, at, err := l.endpoint(ctx, m, "t3")
	if err != nil {
		return "", err
	}
	p, err := poi.NewIMSAGW(poi.IMSAGWConfig{X1: e, ADMF: tf, ADMFURL: tfURL, NFID: l.cfg.lab.Network(l.cfg.net.name).IMS().NFs[event.IMSAGW].FQDN, IPID: id,
		X3TLS: l.client(m), X3Dial: m.DialContext})
	if err != nil {
		return "", errors.Join(err, e.Listener.Close())
	}
	l.closers = append(l.closers, p.Close)
	if err := p.Start(ctx); err != nil {
		return "", err
	}
	l.ims.media = append(l.ims.media, p)
	l.sessions.mdf3.AddGateway(id)
	cancel := gw.Subscribe(p)
	l.closers = append(l.closers, func() error { cancel(); return nil })
	return neURL(at), nil
}

// drainPOIs waits until what the functions of the IMS have seen is reported and triggered, and copied media are sent.
func (i *imsLI) drainPOIs(ctx context.Context) error {
	for _, p := range i.pois {
		if err := p.Drain(ctx); err != nil {
			return err
		}
	}
	for _, p := range i.media {
		if err := p.Drain(ctx); err != nil {
			return err
		}
	}
	return nil
}

// sent are the PDUs on X2 and X3 so far.
func (i *imsLI) sent() (x2, x3 uint64) {
	for _, p := range i.pois {
		x2 += p.Stats().PDUs
	}
	for _, p := range i.media {
		x3 += p.Stats().PDUs
	}
	return x2, x3
}
