package lipf_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/lemf"
	"lilab/lipf/mdf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/sim/pki"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// captured keeps the octets that crossed an interface.
type captured struct {
	mu   sync.Mutex
	pdus [][]byte
}

func (c *captured) add(src, dst netip.AddrPort, octets []byte) {
	if !src.IsValid() || !dst.IsValid() {
		panic("a PDU without addresses")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pdus = append(c.pdus, bytes.Clone(octets))
}

func (c *captured) all() [][]byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([][]byte(nil), c.pdus...)
}

func (c *captured) len() int { return len(c.all()) }

// operator is the LI side of one operator on loopback, with the agency.
type operator struct {
	t    testing.TB
	ca   *pki.Authority
	admf *admf.ADMF
	amf  *poi.POI
	udm  *poi.POI
	mdf  *mdf.MDF2
	lemf *lemf.LEMF

	lemfAddr, x2Addr netip.AddrPort
	admfURL          string
	x1, x2, hi2      captured
	audit            bytes.Buffer

	x2cut  *cutter
	hi2cut *cutter
}

// cutter is a way to dial that can be cut.
type cutter struct {
	mu    sync.Mutex
	cut   bool
	conns []net.Conn
}

func (c *cutter) dial(ctx context.Context, network, address string) (net.Conn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cut {
		return nil, errors.New("cut")
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
	if err == nil {
		c.conns = append(c.conns, conn)
	}
	return conn, err
}

func (c *cutter) set(cut bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut = cut
	if cut {
		for _, conn := range c.conns {
			_ = conn.Close()
		}
		c.conns = nil
	}
}

var (
	nl    = event.PLMN{MCC: "001", MNC: "01"}
	de    = event.PLMN{MCC: "999", MNC: "70"}
	amfNF = event.NF{Type: event.AMF, InstanceID: "6f1c1f0e-6a0f-4b7e-8d50-0c7b8a3a0001", FQDN: "amf1." + nl.Domain(), PLMN: nl}
	udmNF = event.NF{Type: event.UDM, InstanceID: "6f1c1f0e-6a0f-4b7e-8d50-0c7b8a3a0002", FQDN: "udm1." + nl.Domain(), PLMN: nl}
)

func listen(t testing.TB) (net.Listener, netip.AddrPort) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = ln.Close() })
	return ln, netip.MustParseAddrPort(ln.Addr().String())
}

func (o *operator) server(id string) (*x1.Endpoint, netip.AddrPort) {
	o.t.Helper()
	ln, at := listen(o.t)
	cert := issue(o.t, o.ca, id)
	return &x1.Endpoint{ID: id, Listener: ln, ServerTLS: pki.ServerConfig(cert, o.ca.Pool(), pki.Options{}),
		ClientTLS: pki.ClientConfig(cert, o.ca.Pool(), "", pki.Options{}), OnExchange: o.x1.add, Log: slog.New(slog.DiscardHandler)}, at
}

type options struct {
	law  lipf.Jurisdiction
	amf  func(*poi.Config)
	mdf  func(*mdf.Config)
	lemf func(*lemf.Config)
}

func newOperator(t testing.TB, opt options) *operator {
	t.Helper()
	o := &operator{t: t, x2cut: &cutter{}, hi2cut: &cutter{}}
	var err error
	o.ca, err = pki.NewAuthority("LI of a test operator", time.Now)
	require.NoError(t, err)
	ctx := t.Context()

	ln, at := listen(t)
	o.lemfAddr = at
	lc := lemf.Config{Listener: ln, TLS: pki.ServerConfig(issue(t, o.ca, "lemf1"), o.ca.Pool(), pki.Options{}), OnPDU: o.hi2.add}
	if opt.lemf != nil {
		opt.lemf(&lc)
	}
	o.lemf, err = lemf.New(lc)
	require.NoError(t, err)
	require.NoError(t, o.lemf.Start(ctx))
	t.Cleanup(func() { require.NoError(t, o.lemf.Close()) })

	ep, at := o.server("admf1")
	o.admfURL = "https://" + at.String() + x1.PathADMF
	o.admf, err = admf.New(admf.Config{X1: *ep, Audit: &o.audit, KeepalivePeriod: -1, Jurisdiction: opt.law})
	require.NoError(t, err)
	require.NoError(t, o.admf.Start(ctx))
	t.Cleanup(func() { require.NoError(t, o.admf.Close()) })

	ep, at = o.server("mdf2-1")
	ln, o.x2Addr = listen(t)
	mc := mdf.Config{X1: *ep, ADMF: "admf1", ADMFURL: o.admfURL, X2Listener: ln, X2TLS: ep.ServerTLS, Peers: []string{"amf1-iri-poi"}, OnX2: o.x2.add,
		HI2TLS: ep.ClientTLS, HI2Dial: o.hi2cut.dial, Country: "NL", Operator: "OP001", NetworkElement: "mdf2-1", RetryInterval: 5 * time.Millisecond}
	if opt.mdf != nil {
		opt.mdf(&mc)
	}
	o.mdf, err = mdf.New(mc)
	require.NoError(t, err)
	require.NoError(t, o.mdf.Start(ctx))
	t.Cleanup(func() { require.NoError(t, o.mdf.Close()) })
	o.mdf.AddPeer("udm1-iri-poi")
	ne := admf.NE{ID: "mdf2-1", Type: admf.MDF2, URL: "https://" + at.String() + x1.PathNE, X2: o.x2Addr}
	if mc.LMDFListener != nil {
		ne.LMDF = netip.MustParseAddrPort(mc.LMDFListener.Addr().String())
	}
	require.NoError(t, o.admf.AddNE(ne))

	o.amf = o.poi("amf1-iri-poi", admf.AMF, amfNF, poi.NewAMF, opt.amf)
	o.udm = o.poi("udm1-iri-poi", admf.UDM, udmNF, poi.NewUDM, nil)
	return o
}

func (o *operator) poi(id string, kind admf.NEType, nf event.NF, make func(poi.Config) (*poi.POI, error), change func(*poi.Config)) *poi.POI {
	o.t.Helper()
	ep, at := o.server(id)
	cfg := poi.Config{X1: *ep, ADMF: "admf1", ADMFURL: o.admfURL, NF: nf, NFID: nf.FQDN, IPID: id, X2TLS: ep.ClientTLS, X2Dial: o.x2cut.dial,
		RetryInterval: 5 * time.Millisecond}
	if change != nil {
		change(&cfg)
	}
	p, err := make(cfg)
	require.NoError(o.t, err)
	require.NoError(o.t, p.Start(o.t.Context()))
	o.t.Cleanup(func() { require.NoError(o.t, p.Close()) })
	require.NoError(o.t, o.admf.AddNE(admf.NE{ID: id, Type: kind, URL: "https://" + at.String() + x1.PathNE}))
	return p
}

func issue(t testing.TB, ca *pki.Authority, id string) (cert tlsCertificate) {
	t.Helper()
	cert, err := ca.Issue(pki.Leaf{CommonName: id, UID: id, IPs: []netip.Addr{netip.MustParseAddr("127.0.0.1")}, Client: true, Server: true})
	require.NoError(t, err)
	return cert
}

// settle waits until everything observed so far has reached the LEMF.
func (o *operator) settle() {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(o.t.Context(), 10*time.Second)
	defer cancel()
	require.NoError(o.t, o.amf.Drain(ctx))
	require.NoError(o.t, o.udm.Drain(ctx))
	require.Zero(o.t, o.amf.Stats().Failed+o.udm.Stats().Failed)
	sent := o.amf.Stats().PDUs + o.udm.Stats().PDUs
	// What a POI wrote again after a reconnection counts as received, too.
	arrived := func() bool { s := o.mdf.Stats(); return s.Received-s.Repeated >= sent }
	require.Eventually(o.t, arrived, 10*time.Second, time.Millisecond)
	require.NoError(o.t, o.mdf.Drain(ctx))
	require.Eventually(o.t, func() bool { return o.lemf.Stats().PDUs >= o.mdf.Stats().Delivered }, 10*time.Second, time.Millisecond)
}

func (o *operator) warrant(id string, targets ...lipf.TargetIdentifier) lipf.Warrant {
	return lipf.Warrant{ID: id, LIID: "LIID-" + id, Targets: targets, IRI: true, LEMF: o.lemfAddr, By: "judge"}
}

func (o *operator) activate(id string, targets ...lipf.TargetIdentifier) admf.Provisioned {
	o.t.Helper()
	p, err := o.admf.Activate(o.t.Context(), o.warrant(id, targets...))
	require.NoError(o.t, err)
	return p
}

// reported waits for a report that the test accepts.
func (o *operator) reported(accept func(admf.Report) bool) admf.Report {
	o.t.Helper()
	var got admf.Report
	require.Eventually(o.t, func() bool {
		for _, r := range o.admf.Reports() {
			if accept(r) {
				got = r
				return true
			}
		}
		return false
	}, 10*time.Second, 2*time.Millisecond)
	return got
}
