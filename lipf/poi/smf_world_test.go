package poi_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/sim/pki"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

var (
	nlPLMN = event.PLMN{MCC: "001", MNC: "01"}
	dePLMN = event.PLMN{MCC: "999", MNC: "70"}
	smfNF  = event.NF{Type: event.SMF, InstanceID: "6f1c1f0e-6a0f-4b7e-8d50-0c7b8a3a0003", FQDN: "smf1." + nlPLMN.Domain(), PLMN: nlPLMN}
)

// cable is a way to dial that can be cut.
type cable struct {
	mu    sync.Mutex
	cut   bool
	conns []net.Conn
}

func (c *cable) dial(ctx context.Context, network, address string) (net.Conn, error) {
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

func (c *cable) set(cut bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cut = cut; cut {
		for _, conn := range c.conns {
			_ = conn.Close()
		}
		c.conns = nil
	}
}

// upfPOI is a real X1 NE that keeps what a triggered POI would work with.
type upfPOI struct {
	ne *x1.NE

	mu    sync.Mutex
	tasks map[lipf.UUID]lipf.Task
	dests map[lipf.UUID]lipf.Destination
	log   []string
	// activated are all tasks that ever came, in order.
	activated []lipf.Task
	refuse    error
}

func (u *upfPOI) DestinationCreated(d lipf.Destination) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.dests[d.DID] = d
	u.log = append(u.log, "create")
	return nil
}

func (u *upfPOI) DestinationModified(_, d lipf.Destination) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.dests[d.DID] = d
	u.log = append(u.log, "change")
	return nil
}

func (u *upfPOI) DestinationRemoved(d lipf.Destination) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.dests, d.DID)
	u.log = append(u.log, "remove")
}

func (u *upfPOI) TaskActivated(t lipf.Task) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.refuse != nil {
		return u.refuse
	}
	u.tasks[t.XID] = t
	u.activated = append(u.activated, t)
	u.log = append(u.log, "activate")
	return nil
}

func (u *upfPOI) TaskModified(_, t lipf.Task) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.refuse != nil {
		return u.refuse
	}
	u.tasks[t.XID] = t
	u.log = append(u.log, "modify")
	return nil
}

func (u *upfPOI) TaskDeactivated(t lipf.Task) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.tasks, t.XID)
	u.log = append(u.log, "deactivate")
}

// has returns the tasks that the POI has now, in the order of their XIDs.
func (u *upfPOI) has() []lipf.Task {
	u.mu.Lock()
	defer u.mu.Unlock()
	var ts []lipf.Task
	for _, t := range u.tasks {
		ts = append(ts, t)
	}
	slices.SortFunc(ts, func(a, b lipf.Task) int { return bytes.Compare(a.XID[:], b.XID[:]) })
	return ts
}

// said returns what was asked of the POI since the last time.
func (u *upfPOI) said() []string {
	u.mu.Lock()
	defer u.mu.Unlock()
	l := u.log
	u.log = nil
	return l
}

func (u *upfPOI) refuses(err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.refuse = err
}

// world is an SMF's LI with everything it talks to, on loopback.
type world struct {
	t    testing.TB
	ca   *pki.Authority
	ends map[string]x1.Endpoint
	smf  *poi.SMF
	x2   *x2x3.Receiver
	iri  *x1.Client // the ADMF towards the IRI-POI
	cctf *x1.Client
	itf  *x1.Client
	cc   *upfPOI
	pdhr *upfPOI
	t3   cable
	did2 lipf.UUID
	did3 lipf.UUID
	next uint64

	mu      sync.Mutex
	records []record
	arrived uint64
	reports []x1.Request
	docs    [][]byte // what crossed LI_T2 and LI_T3
}

// record is one xIRI as the MDF2 got it.
type record struct {
	pdu    x2x3.PDU
	event  xiri.Event
	octets []byte
}

func (w *world) uuid() lipf.UUID {
	w.next++
	u := lipf.UUID{6: 0x40, 8: 0x80, 14: byte(w.next >> 8), 15: byte(w.next)}
	return u
}

func (w *world) endpoint(id string) x1.Endpoint {
	w.t.Helper()
	cert, err := w.ca.Issue(pki.Leaf{CommonName: id, UID: id, IPs: []netip.Addr{netip.MustParseAddr("127.0.0.1")}, Client: true, Server: true})
	require.NoError(w.t, err)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(w.t, err)
	w.t.Cleanup(func() { _ = ln.Close() })
	return x1.Endpoint{ID: id, Listener: ln, ServerTLS: pki.ServerConfig(cert, w.ca.Pool(), pki.Options{}),
		ClientTLS: pki.ClientConfig(cert, w.ca.Pool(), "", pki.Options{}), Log: slog.New(slog.DiscardHandler)}
}

func at(ep x1.Endpoint, path string) string { return "https://" + ep.Listener.Addr().String() + path }

// newWorld makes a world that runs, with its destinations created.
func newWorld(t testing.TB, change func(*poi.SMFConfig)) *world {
	t.Helper()
	w := prepare(t)
	cfg := w.config()
	if change != nil {
		change(&cfg)
	}
	w.begin(cfg)
	require.Equal(t, []string{"create"}, w.cc.said())
	if cfg.IRITF != nil {
		require.Equal(t, []string{"create"}, w.pdhr.said())
	}
	return w
}

// prepare makes everything but the SMF's LI.
func prepare(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, ends: map[string]x1.Endpoint{}}
	var err error
	w.ca, err = pki.NewAuthority("LI of a test operator", time.Now)
	require.NoError(t, err)
	for _, id := range []string{"admf1", "mdf2-1", "smf1-iri-poi", "smf1-cc-tf", "smf1-iri-tf", "upf1-cc-poi", "upf1-iri-poi"} {
		w.ends[id] = w.endpoint(id)
	}
	// The triggering functions have a listener of their own on LI_T3 and LI_T2.
	for _, id := range [...]string{"smf1-cc-tf", "smf1-iri-tf"} {
		t3 := w.endpoint(id)
		t3.Time2 = time.Second
		w.ends["t:"+id] = t3
	}
	server, err := x1.NewADMFServer(w.ends["admf1"], func(string) bool { return true }, func(_ context.Context, _ string, r x1.Request) (x1.Response, error) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.reports = append(w.reports, r)
		return x1.OK{To: r.Type()}, nil
	})
	require.NoError(t, err)
	server.Start()
	t.Cleanup(func() { require.NoError(t, server.Close()) })
	mdf := w.ends["mdf2-1"]
	w.x2, err = x2x3.NewReceiver(x2x3.ReceiverConfig{Listener: mdf.Listener, TLS: mdf.ServerTLS, Handle: w.received})
	require.NoError(t, err)
	require.NoError(t, w.x2.Start(t.Context()))
	t.Cleanup(func() { require.NoError(t, w.x2.Close()) })
	w.cc = w.triggered("upf1-cc-poi", "smf1-cc-tf", lipf.X3Only)
	w.pdhr = w.triggered("upf1-iri-poi", "smf1-iri-tf", lipf.X2Only)
	return w
}

func (w *world) config() poi.SMFConfig {
	iri, admf := w.ends["smf1-iri-poi"], at(w.ends["admf1"], x1.PathADMF)
	tf := func(id, triggered string) *poi.TFConfig {
		return &poi.TFConfig{X1: w.ends[id], ADMF: "admf1", ADMFURL: admf, T: w.ends["t:"+id], POI: triggered, POIURL: at(w.ends[triggered], x1.PathNE), Retry: time.Millisecond}
	}
	cfg := poi.SMFConfig{
		Config: poi.Config{X1: iri, ADMF: "admf1", ADMFURL: admf, NF: smfNF, NFID: smfNF.FQDN, IPID: "smf1-iri-poi",
			X2TLS: iri.ClientTLS, X2Dial: (&net.Dialer{}).DialContext},
		CCTF: tf("smf1-cc-tf", "upf1-cc-poi"), IRITF: tf("smf1-iri-tf", "upf1-iri-poi"),
	}
	cfg.CCTF.T.DialContext = w.t3.dial
	return cfg
}

// begin starts the SMF's LI and creates the destinations.
func (w *world) begin(cfg poi.SMFConfig) {
	w.t.Helper()
	var err error
	w.smf, err = poi.NewSMF(cfg)
	require.NoError(w.t, err)
	require.NoError(w.t, w.smf.Start(w.t.Context()))
	w.t.Cleanup(func() { require.NoError(w.t, w.smf.Close()) })
	w.iri, w.cctf = w.client("admf1", "smf1-iri-poi"), w.client("admf1", "smf1-cc-tf")
	w.did2, w.did3 = w.uuid(), w.uuid()
	mdf2 := netip.MustParseAddrPort(w.ends["mdf2-1"].Listener.Addr().String())
	w.call(w.iri, x1.CreateDestination{Destination: lipf.Destination{DID: w.did2, DeliveryType: lipf.X2Only, Address: mdf2}})
	if cfg.IRITF != nil {
		w.itf = w.client("admf1", "smf1-iri-tf")
		w.call(w.itf, x1.CreateDestination{Destination: lipf.Destination{DID: w.did2, DeliveryType: lipf.X2Only, Address: mdf2}})
	}
	w.call(w.cctf, x1.CreateDestination{Destination: lipf.Destination{DID: w.did3, DeliveryType: lipf.X3Only, Address: netip.MustParseAddrPort("127.0.0.1:9103")}})
	w.drain()
}

// client is an ADMF towards an NE.
func (w *world) client(admf, ne string) *x1.Client {
	w.t.Helper()
	c, err := x1.NewNEClient(w.ends[admf], ne, at(w.ends[ne], x1.PathNE))
	require.NoError(w.t, err)
	w.t.Cleanup(c.Close)
	return c
}

// tfClient speaks to the CC-POI as the CC-TF would.
func (w *world) tfClient() *x1.Client { return w.client("smf1-cc-tf", "upf1-cc-poi") }

// triggered makes a POI of the UPF that obeys a triggering function.
func (w *world) triggered(id, tf string, delivery lipf.DeliveryType) *upfPOI {
	w.t.Helper()
	ep, url := w.ends[id], at(w.ends["t:"+tf], x1.PathADMF)
	u := &upfPOI{tasks: map[lipf.UUID]lipf.Task{}, dests: map[lipf.UUID]lipf.Destination{}}
	ep.OnExchange = func(_, _ netip.AddrPort, octets []byte) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.docs = append(w.docs, bytes.Clone(octets))
	}
	var err error
	u.ne, err = x1.NewNE(x1.NEConfig{Endpoint: ep, ADMF: tf, ADMFURL: url, Handler: u, Delivery: delivery,
		CheckTargets: func(ts []lipf.TargetIdentifier) error {
			for _, t := range ts {
				if _, err := t.UPFLIT3(); err != nil {
					return x1.Errorf(x1.ErrTargetType, "%v", err)
				}
			}
			return nil
		},
		CheckExtensions: func(es []lipf.Extension) error {
			_, err := (&lipf.Task{Extensions: es}).HeaderReporting()
			return err
		}})
	require.NoError(w.t, err)
	u.ne.Start()
	w.t.Cleanup(func() { require.NoError(w.t, u.ne.Close()) })
	return u
}

func (w *world) received(_ context.Context, p *x2x3.PDU, _ x2x3.Peer, _ []byte) error {
	payload, _, err := xiri.ParseXIRIPayload(p.Payload)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.records = append(w.records, record{p.Clone(), payload.Event, bytes.Clone(p.Payload)})
	w.arrived++
	return nil
}

func (w *world) call(c *x1.Client, r x1.Request) x1.Response {
	w.t.Helper()
	resp, err := c.Call(w.t.Context(), r)
	require.NoError(w.t, err)
	return resp
}

// drain waits until everything has come to its end, and returns the records since the last time.
func (w *world) drain() []record {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	require.NoError(w.t, w.smf.Drain(ctx))
	require.Zero(w.t, w.smf.Stats().Failed)
	require.Eventually(w.t, func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.arrived >= w.smf.Stats().PDUs
	}, 10*time.Second, time.Millisecond)
	w.mu.Lock()
	defer w.mu.Unlock()
	rs := w.records
	w.records = nil
	return rs
}

func (w *world) reported() []x1.Request {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.reports)
}

// task makes a task of a warrant at the IRI-POI, the CC-TF and, with an order of header reports, the IRI-TF.
func (w *world) task(target lipf.TargetIdentifier, order *lipf.HeaderReporting, services ...lipf.ServiceType) lipf.UUID {
	w.t.Helper()
	xid := w.uuid()
	t := lipf.Task{XID: xid, Targets: []lipf.TargetIdentifier{target}, DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{w.did2}, Services: services}
	w.call(w.iri, x1.ActivateTask{Task: t})
	t.DeliveryType, t.DIDs = lipf.X3Only, []lipf.UUID{w.did3}
	w.call(w.cctf, x1.ActivateTask{Task: t})
	if order != nil {
		t.DeliveryType, t.DIDs, t.Extensions = lipf.X2Only, []lipf.UUID{w.did2}, []lipf.Extension{order.Extension()}
		w.call(w.itf, x1.ActivateTask{Task: t})
	}
	return xid
}

func (w *world) end(xid lipf.UUID, clients ...*x1.Client) {
	w.t.Helper()
	for _, c := range clients {
		w.call(c, x1.DeactivateTask{XID: xid})
	}
}

// judged lets judges that nobody here wrote look at the records and at everything that crossed LI_T2 and LI_T3.
func (w *world) judged(rs []record) {
	w.t.Helper()
	for _, r := range rs {
		_, err := judge.Decode(w.t, "TS33128Payloads", "XIRIPayload", r.octets)
		require.NoError(w.t, err, "%s %x", xiri.Name(r.event), r.octets)
		require.Empty(w.t, xiri.Check(r.event), xiri.Name(r.event))
	}
	w.mu.Lock()
	docs := w.docs
	w.mu.Unlock()
	for _, d := range docs {
		require.NoError(w.t, judge.X1(w.t, d), "%s", d)
	}
}

func names(rs []record) (out []string) {
	for _, r := range rs {
		out = append(out, xiri.Name(r.event))
	}
	return out
}
