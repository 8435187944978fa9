package poi_test

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/sim/gtpu"
	"lilab/sim/pki"
	"lilab/x2x3"
)

const patience = 20 * time.Second

// upfRig is a triggering function and a mediation function of the test around the POIs of a UPF, on loopback.
type upfRig struct {
	t   testing.TB
	ca  *pki.Authority
	md  *receiver
	did lipf.UUID

	tf      x1.Endpoint
	tfURL   string
	mu      sync.Mutex
	reports []x1.Request
}

// receiver is a mediation function that keeps copies of PDUs.
type receiver struct {
	*x2x3.Receiver
	addr netip.AddrPort
	mu   sync.Mutex
	pdus []x2x3.PDU
	raw  [][]byte
}

func (r *receiver) take(_ context.Context, p *x2x3.PDU, _ x2x3.Peer, octets []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pdus = append(r.pdus, p.Clone())
	r.raw = append(r.raw, append([]byte(nil), octets...))
	return nil
}

// wait returns the first n PDUs.
func (r *receiver) wait(t testing.TB, n int) []x2x3.PDU {
	t.Helper()
	require.Eventually(t, func() bool { r.mu.Lock(); defer r.mu.Unlock(); return len(r.pdus) >= n }, patience, time.Millisecond)
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]x2x3.PDU(nil), r.pdus...)
}

func uuid(n byte) lipf.UUID {
	return lipf.UUID{6: 0x40, 8: 0x80, 15: n}
}

func (r *upfRig) cert(id string) tls.Certificate {
	r.t.Helper()
	c, err := r.ca.Issue(pki.Leaf{CommonName: id, UID: id, IPs: []netip.Addr{netip.MustParseAddr("127.0.0.1")}, Client: true, Server: true})
	require.NoError(r.t, err)
	return c
}

func (r *upfRig) endpoint(id string) x1.Endpoint {
	r.t.Helper()
	c := r.cert(id)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(r.t, err)
	return x1.Endpoint{ID: id, Listener: ln, ServerTLS: pki.ServerConfig(c, r.ca.Pool(), pki.Options{}),
		ClientTLS: pki.ClientConfig(c, r.ca.Pool(), "", pki.Options{}), Log: slog.New(slog.DiscardHandler)}
}

func newUPFRig(t testing.TB) *upfRig {
	t.Helper()
	r := &upfRig{t: t, did: uuid(1)}
	var err error
	r.ca, err = pki.NewAuthority("LI of a test operator", time.Now)
	require.NoError(t, err)
	r.md = r.receiver()
	r.tf = r.endpoint("smf1-tf")
	s, err := x1.NewADMFServer(r.tf, func(string) bool { return true }, func(_ context.Context, _ string, body x1.Request) (x1.Response, error) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.reports = append(r.reports, body)
		return x1.OK{To: body.Type()}, nil
	})
	require.NoError(t, err)
	s.Start()
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	r.tfURL = "https://" + r.tf.Listener.Addr().String() + x1.PathADMF
	return r
}

func (r *upfRig) receiver() *receiver {
	r.t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(r.t, err)
	return r.receiverOn(ln)
}

// ccPOI starts a CC-POI and creates the destination there.
func (r *upfRig) ccPOI(change func(*poi.UPFConfig)) (*poi.UPF, *x1.Client) {
	r.t.Helper()
	ep := r.endpoint("upf1-cc-poi")
	cfg := poi.UPFConfig{X1: ep, ADMF: r.tf.ID, ADMFURL: r.tfURL, NFID: "upf1.example", IPID: "upf1-cc-poi", X3TLS: ep.ClientTLS,
		X3Dial: (&net.Dialer{}).DialContext, RetryInterval: 5 * time.Millisecond}
	if change != nil {
		change(&cfg)
	}
	u, err := poi.NewUPF(cfg)
	require.NoError(r.t, err)
	require.NoError(r.t, u.Start(r.t.Context()))
	r.t.Cleanup(func() { require.NoError(r.t, u.Close()) })
	return u, r.client(ep, lipf.X3Only)
}

func (r *upfRig) headerPOI(change func(*poi.UPFHeadersConfig)) (*poi.UPFHeaders, *x1.Client) {
	r.t.Helper()
	ep := r.endpoint("upf1-iri-poi")
	cfg := poi.UPFHeadersConfig{X1: ep, ADMF: r.tf.ID, ADMFURL: r.tfURL, NFID: "upf1.example", IPID: "upf1-iri-poi", X2TLS: ep.ClientTLS,
		X2Dial: (&net.Dialer{}).DialContext, RetryInterval: 5 * time.Millisecond, TickInterval: -1}
	if change != nil {
		change(&cfg)
	}
	u, err := poi.NewUPFHeaders(cfg)
	require.NoError(r.t, err)
	require.NoError(r.t, u.Start(r.t.Context()))
	r.t.Cleanup(func() { require.NoError(r.t, u.Close()) })
	return u, r.client(ep, lipf.X2Only)
}

func (r *upfRig) client(ep x1.Endpoint, d lipf.DeliveryType) *x1.Client {
	r.t.Helper()
	c, err := x1.NewNEClient(r.tf, ep.ID, "https://"+ep.Listener.Addr().String()+x1.PathNE)
	require.NoError(r.t, err)
	r.t.Cleanup(c.Close)
	r.call(c, x1.CreateDestination{Destination: lipf.Destination{DID: r.did, DeliveryType: d, Address: r.md.addr}})
	return c
}

func (r *upfRig) call(c *x1.Client, body x1.Request) x1.Response {
	r.t.Helper()
	a, err := c.Call(r.t.Context(), body)
	require.NoError(r.t, err)
	return a
}

// refused wants an X1 error.
func (r *upfRig) refused(c *x1.Client, body x1.Request, code x1.Code, why string) {
	r.t.Helper()
	_, err := c.Call(r.t.Context(), body)
	var e *x1.Error
	require.ErrorAs(r.t, err, &e)
	require.Equal(r.t, code, e.Code, e.Description)
	require.Contains(r.t, e.Description, why)
}

// report waits for a report that ok takes.
func (r *upfRig) report(ok func(x1.Request) bool) {
	r.t.Helper()
	require.Eventually(r.t, func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, m := range r.reports {
			if ok(m) {
				return true
			}
		}
		return false
	}, patience, time.Millisecond)
}

// task makes a task of LI_T3.
func (r *upfRig) task(xid byte, correlation uint64, targets ...lipf.TargetIdentifier) lipf.Task {
	product := uuid(xid + 100)
	return lipf.Task{XID: uuid(xid), Targets: targets, DeliveryType: lipf.X3Only, DIDs: []lipf.UUID{r.did}, CorrelationID: &correlation, ProductID: &product}
}

// headerTask makes a task of LI_T2.
func (r *upfRig) headerTask(xid byte, correlation uint64, order lipf.HeaderReporting, targets ...lipf.TargetIdentifier) lipf.Task {
	t := r.task(xid, correlation, targets...)
	t.DeliveryType = lipf.X2Only
	t.Extensions = []lipf.Extension{order.Extension()}
	return t
}

func fseid(seid uint64) lipf.TargetIdentifier {
	return lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{FSEID: &lipf.FSEID{SEID: seid, IPv4: upfN4}})
}

func instance(name string) lipf.TargetIdentifier {
	return lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{NetworkInstance: []byte(name)})
}

var (
	upfN4   = netip.MustParseAddr("10.4.0.1")
	upfN3   = netip.MustParseAddr("10.3.0.1")
	gnbN3   = netip.MustParseAddr("10.3.0.2")
	upfN9   = netip.MustParseAddr("10.9.0.1")
	hupfN9  = netip.MustParseAddr("10.9.0.2")
	ueAddr  = netip.MustParseAddr("10.45.0.7")
	webAddr = netip.MustParseAddr("10.6.0.80")
	ue6     = netip.MustParseAddr("2001:db8:45:7::7")
	web6    = netip.MustParseAddr("2001:db8:6::80")
	began   = time.Unix(1_700_000_000, 123456789).UTC()
)

// ipPacket makes an IP packet of UDP (17) or TCP (6) with a checksum of zero.
func ipPacket(src, dst netip.Addr, protocol uint8, sport, dport uint16, payload []byte) []byte {
	n := 8
	if protocol == 6 {
		n = 20
	}
	t := make([]byte, n, n+len(payload))
	binary.BigEndian.PutUint16(t, sport)
	binary.BigEndian.PutUint16(t[2:], dport)
	if protocol == 6 {
		t[12], t[13] = 0x50, 0x10
	} else {
		binary.BigEndian.PutUint16(t[4:], uint16(n+len(payload)))
	}
	t = append(t, payload...)
	if src.Is4() {
		h := make([]byte, 20, 20+len(t))
		h[0], h[8], h[9] = 0x45, 64, protocol
		binary.BigEndian.PutUint16(h[2:], uint16(20+len(t)))
		copy(h[12:], src.AsSlice())
		copy(h[16:], dst.AsSlice())
		return append(h, t...)
	}
	h := make([]byte, 40, 40+len(t))
	h[0], h[6], h[7] = 0x60, protocol, 64
	binary.BigEndian.PutUint16(h[4:], uint16(len(t)))
	copy(h[8:], src.AsSlice())
	copy(h[24:], dst.AsSlice())
	return append(h, t...)
}

func gpdu(teid uint32, up bool, inner []byte) []byte {
	b, err := gtpu.AppendGPDU(nil, teid, gtpu.PDUSession{Uplink: up, QFI: 9}, inner)
	if err != nil {
		panic(err)
	}
	return b
}

// anchor makes a packet of a session of an anchor UPF: N3 and N6. TEIDs follow from the SEID.
func anchor(seid uint64, up bool, inner []byte) *event.UPFPacket {
	p := &event.UPFPacket{Time: began, SEID: seid, CPSEID: seid + 1000, N4: upfN4, PDR: 1, QER: 1, QERs: []uint32{1, 5}, Rule: []byte{0, 56, 0, 2, 0, 1}, QFI: 9, Inner: inner}
	if up {
		p.From, p.FromInstance, p.To, p.ToInstance = event.UPFN3, "n3", event.UPFN6, "internet"
		p.TEID, p.LocalAddr = uint32(seid), upfN3
		p.Received = gpdu(p.TEID, true, inner)
		return p
	}
	p.Direction, p.PDR, p.Rule = event.UPFDownlink, 2, []byte{0, 56, 0, 2, 0, 2}
	p.From, p.FromInstance, p.To, p.ToInstance = event.UPFN6, "internet", event.UPFN3, "n3"
	p.SentTEID, p.PeerAddr, p.SentAddr = uint32(seid)+0x1000, gnbN3, upfN3
	p.Sent = gpdu(p.SentTEID, false, inner)
	return p
}

// visited makes a packet of a session of a V-UPF: N3 and N9.
func visited(seid uint64, up bool, inner []byte) *event.UPFPacket {
	p := anchor(seid, up, inner)
	if up {
		p.To, p.ToInstance, p.SentTEID, p.PeerAddr, p.SentAddr = event.UPFN9, "n9", uint32(seid)+0x2000, hupfN9, upfN9
		p.Sent = gpdu(p.SentTEID, true, inner)
		return p
	}
	p.From, p.FromInstance, p.TEID, p.LocalAddr = event.UPFN9, "n9", uint32(seid)+0x3000, upfN9
	p.Received = gpdu(p.TEID, false, inner)
	return p
}

func mustAddrPort(s string) netip.AddrPort { return netip.MustParseAddrPort(s) }

func (r *upfRig) receiverOn(ln net.Listener) *receiver {
	r.t.Helper()
	m := &receiver{addr: netip.MustParseAddrPort(ln.Addr().String())}
	var err error
	m.Receiver, err = x2x3.NewReceiver(x2x3.ReceiverConfig{Listener: ln, TLS: pki.ServerConfig(r.cert("mdf"), r.ca.Pool(), pki.Options{}), Handle: m.take})
	require.NoError(r.t, err)
	require.NoError(r.t, m.Start(r.t.Context()))
	r.t.Cleanup(func() { require.NoError(r.t, m.Close()) })
	return m
}
