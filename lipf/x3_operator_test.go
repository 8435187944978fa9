package lipf_test

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/hi"
	"lilab/lipf/lemf"
	"lilab/lipf/mdf"
	"lilab/lipf/x1"
	"lilab/sim/pki"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// stub is an NE that does nothing but remember what X1 said.
type stub struct {
	mu    sync.Mutex
	id    string
	steps *steps
	tasks []lipf.Task
	dests []lipf.Destination
	// refuse makes it refuse tasks.
	refuse bool
}

// steps is the order in which NEs were told things.
type steps struct {
	mu  sync.Mutex
	all []string
}

func (s *steps) add(what string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, what)
}

func (s *stub) DestinationCreated(d lipf.Destination) error {
	s.dests = append(s.dests, d)
	return nil
}
func (s *stub) DestinationModified(_, _ lipf.Destination) error { return nil }
func (s *stub) DestinationRemoved(d lipf.Destination) {
	s.dests = slices.DeleteFunc(s.dests, func(x lipf.Destination) bool { return x.DID == d.DID })
}
func (s *stub) TaskActivated(t lipf.Task) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse {
		return x1.Errorf(x1.ErrActivateTask, "not now")
	}
	s.steps.add("+" + s.id)
	s.tasks = append(s.tasks, t)
	return nil
}
func (s *stub) TaskModified(_, _ lipf.Task) error { return nil }
func (s *stub) TaskDeactivated(t lipf.Task) {
	s.steps.add("-" + s.id)
	s.tasks = slices.DeleteFunc(s.tasks, func(x lipf.Task) bool { return x.XID == t.XID })
}

// session is an operator with an MDF3 beside the MDF2, stubs for the functions of the SMF, and an agency that takes HI3 and
// writes product. X2 and X3 come from the test.
type sessionLab struct {
	*operator
	mdf3    *mdf.MDF3
	product *lemf.Product
	dir     string
	steps   steps
	stubs   map[string]*stub

	x3, lmdf, hi3             captured
	x3Addr, hi3Addr, lmdfAddr netip.AddrPort
	x3cut, hi3cut, lmdfcut    *cutter
	// keys is LI_MDF from the MDF2 to the MDF3.
	keys           captured
	keysAddr       netip.AddrPort
	keyscut        *cutter
	cins           *mdf.CINs
	smf, upf       *x2x3.Sender
	smfSeq, upfSeq x2x3.Sequencer
	started        time.Time
}

type sessionOptions struct {
	mdf3 func(*mdf.Config3)
	lemf func(*lemf.Config)
	// noProduct leaves the folder out, noContent the MDF3 and the triggering functions.
	noProduct, noContent bool
}

func newSessionLab(t testing.TB, opt sessionOptions) *sessionLab {
	t.Helper()
	l := &sessionLab{stubs: map[string]*stub{}, x3cut: &cutter{}, hi3cut: &cutter{}, lmdfcut: &cutter{}, keyscut: &cutter{}, cins: mdf.NewCINs(nil), started: time.Now()}
	hi3, at := listen(t)
	l.hi3Addr = at
	lmdf, at := listen(t)
	l.lmdfAddr = at
	keys, at := listen(t)
	l.keysAddr = at
	if !opt.noProduct {
		l.dir = filepath.Join(t.TempDir(), "product")
		var err error
		l.product, err = lemf.NewProduct(lemf.ProductConfig{Dir: l.dir, MaxOpen: 3})
		require.NoError(t, err)
		t.Cleanup(func() { _ = l.product.Close() })
	}
	l.operator = newOperator(t, options{
		lemf: func(c *lemf.Config) {
			c.HI3Listener, c.OnHI3, c.Product = hi3, l.hi3.add, l.product
			if opt.lemf != nil {
				opt.lemf(c)
			}
		},
		mdf: func(c *mdf.Config) {
			c.LMDFListener, c.LMDFTLS, c.LMDFPeers, c.OnLMDF, c.CINs = lmdf, c.X2TLS, []string{"mdf3-1"}, l.lmdf.add, l.cins
			c.KeysTLS, c.KeysDial = c.HI2TLS, l.keyscut.dial
		},
	})
	o := l.operator
	o.mdf.AddPeer("smf1-iri-poi")
	ep, url := o.server("mdf3-1")
	ln, at := listen(t)
	l.x3Addr = at
	c := mdf.Config3{X1: *ep, ADMF: "admf1", ADMFURL: o.admfURL, X3Listener: ln, X3TLS: ep.ServerTLS, Peers: []string{"upf1-cc-poi"}, OnX3: l.x3.add,
		HI3TLS: ep.ClientTLS, HI3Dial: l.hi3cut.dial, LMDFTLS: ep.ClientTLS, LMDFDial: l.lmdfcut.dial, Country: "NL", Operator: "OP001",
		NetworkElement: "mdf3-1", RetryInterval: 5 * time.Millisecond, CINs: l.cins,
		KeysListener: keys, KeysTLS: ep.ServerTLS, KeysPeers: []string{"mdf2-1"}, OnKeys: l.keys.add}
	if opt.mdf3 != nil {
		opt.mdf3(&c)
	}
	var err error
	l.mdf3, err = mdf.NewMDF3(c)
	require.NoError(t, err)
	require.NoError(t, l.mdf3.Start(t.Context()))
	t.Cleanup(func() { require.NoError(t, l.mdf3.Close()) })
	if !opt.noContent {
		require.NoError(t, o.admf.AddNE(admf.NE{ID: "mdf3-1", Type: admf.MDF3, URL: "https://" + url.String() + x1.PathNE, X3: l.x3Addr, LMDF: l.keysAddr}))
		l.stub("smf1-iri-tf", admf.IRITF, lipf.X2Only)
		l.stub("smf1-cc-tf", admf.CCTF, lipf.X3Only)
	}
	l.stub("smf1-iri-poi", admf.SMF, lipf.X2Only)
	l.smf = l.sender("smf1-iri-poi", o.x2Addr, o.x2cut)
	l.upf = l.sender("upf1-cc-poi", l.x3Addr, l.x3cut)
	return l
}

func (l *sessionLab) stub(id string, kind admf.NEType, delivery lipf.DeliveryType) {
	l.t.Helper()
	ep, at := l.server(id)
	s := &stub{id: id, steps: &l.steps}
	ne, err := x1.NewNE(x1.NEConfig{Endpoint: *ep, ADMF: "admf1", ADMFURL: l.admfURL, Handler: s, TargetTypes: lipf.TargetTypes5GC(), Delivery: delivery,
		Services: []lipf.ServiceType{lipf.Data}, CheckExtensions: func([]lipf.Extension) error { return nil }})
	require.NoError(l.t, err)
	ne.Start()
	l.t.Cleanup(func() { require.NoError(l.t, ne.Close()) })
	l.stubs[id] = s
	require.NoError(l.t, l.admf.AddNE(admf.NE{ID: id, Type: kind, URL: "https://" + at.String() + x1.PathNE}))
}

func (l *sessionLab) sender(id string, to netip.AddrPort, c *cutter) *x2x3.Sender {
	l.t.Helper()
	s, err := x2x3.NewSender(x2x3.SenderConfig{Address: to.String(), Dial: c.dial, RetryMin: 5 * time.Millisecond, Linger: 50 * time.Millisecond,
		TLS: pki.ClientConfig(issue(l.t, l.ca, id), l.ca.Pool(), "", pki.Options{})})
	require.NoError(l.t, err)
	require.NoError(l.t, s.Start(l.t.Context()))
	l.t.Cleanup(func() { _ = s.Close() })
	return s
}

// order activates a warrant of content and IRI, changed by the test.
func (l *sessionLab) order(id string, change func(*lipf.Warrant)) admf.Provisioned {
	l.t.Helper()
	w := l.warrant(id, newPerson(1).supi())
	w.CC, w.LEMF3 = true, l.hi3Addr
	if change != nil {
		change(&w)
	}
	p, err := l.admf.Activate(l.t.Context(), w)
	require.NoError(l.t, err)
	return p
}

// iri sends a record of the SMF.
func (l *sessionLab) iri(xid lipf.UUID, correlation uint64, e xiri.Event) {
	l.t.Helper()
	p := xiriPDU(l.t, xid, e)
	p.CorrelationID, p.NFID, p.IPID = correlation, "smf1", "smf1-iri-poi"
	l.smfSeq.Number(p)
	require.NoError(l.t, l.smf.Send(l.t.Context(), p))
}

// ccPDU is a PDU of the UPF.
func (l *sessionLab) ccPDU(xid lipf.UUID, correlation uint64, d x2x3.Direction, f x2x3.Format, octets []byte) *x2x3.PDU {
	p := &x2x3.PDU{Type: x2x3.X3, Format: f, Direction: d, XID: x2x3.UUID(xid), CorrelationID: correlation, Payload: octets,
		Attributes: x2x3.Attributes{NFID: "upf1", IPID: "upf1-cc-poi", Timestamp: time.Now()}}
	l.upfSeq.Number(p)
	return p
}

func (l *sessionLab) cc(xid lipf.UUID, correlation uint64, d x2x3.Direction, f x2x3.Format, octets []byte) {
	l.t.Helper()
	require.NoError(l.t, l.upf.Send(l.t.Context(), l.ccPDU(xid, correlation, d, f, octets)))
}

// quiet waits until everything that was sent has come through to the agency.
func (l *sessionLab) quiet() {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.t.Context(), 20*time.Second)
	defer cancel()
	require.NoError(l.t, l.smf.Confirm(ctx))
	require.NoError(l.t, l.upf.Confirm(ctx))
	require.NoError(l.t, l.mdf3.Drain(ctx))
	require.NoError(l.t, l.mdf.Drain(ctx))
	require.Eventually(l.t, func() bool {
		s := l.lemf.Stats()
		return s.PDUs-s.Duplicates >= l.mdf.Stats().Delivered+l.mdf3.Stats().Delivered
	}, 20*time.Second, time.Millisecond, "%+v %+v %+v", l.lemf.Stats(), l.mdf.Stats(), l.mdf3.Stats())
}

// content is the PS-PDUs with content of an LIID as they crossed HI3.
func (l *sessionLab) content(liid string) (out []hi.PSPDU) {
	l.t.Helper()
	for _, octets := range l.hi3.all() {
		p, n, err := hi.Parse(octets)
		require.NoError(l.t, err)
		require.Len(l.t, octets, n)
		if p.LIID == liid && p.CC != nil {
			out = append(out, p)
		}
	}
	return out
}

// records is the PS-PDUs with IRI of an LIID as they crossed HI2.
func (l *sessionLab) records(liid string) (out []hi.PSPDU) {
	l.t.Helper()
	for _, octets := range l.hi2.all() {
		p, _, err := hi.Parse(octets)
		require.NoError(l.t, err)
		if p.LIID == liid && p.IRI != nil {
			out = append(out, p)
		}
	}
	return out
}

// index closes the product and reads the index of an LIID.
func (l *sessionLab) index(liid string) (x lemf.Index) {
	l.t.Helper()
	require.NoError(l.t, l.product.Close())
	b, err := os.ReadFile(filepath.Join(l.dir, liid, "index.json"))
	require.NoError(l.t, err)
	require.NoError(l.t, json.Unmarshal(b, &x), "%s", b)
	return x
}

// ipPacket is an IPv4 packet from or to the target with a UDP datagram. Its checksums are right.
func ipPacket(fromTarget bool, port uint16, data []byte) []byte {
	b := make([]byte, 28+len(data))
	b[0], b[8], b[9] = 0x45, 64, 17
	binary.BigEndian.PutUint16(b[2:], uint16(len(b)))
	src, dst := []byte{10, 45, 0, 2}, []byte{192, 0, 2, 53}
	sport, dport := uint16(40000), port
	if !fromTarget {
		src, dst, sport, dport = dst, src, dport, sport
	}
	copy(b[12:], src)
	copy(b[16:], dst)
	binary.BigEndian.PutUint16(b[20:], sport)
	binary.BigEndian.PutUint16(b[22:], dport)
	binary.BigEndian.PutUint16(b[24:], uint16(8+len(data)))
	copy(b[28:], data)
	var sum uint32
	for i := 0; i < 20; i += 2 {
		sum += uint32(binary.BigEndian.Uint16(b[i:]))
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	binary.BigEndian.PutUint16(b[10:], ^uint16(sum))
	return b
}

// tunnelled puts a packet into GTP-U with a PDU session container.
func tunnelled(fromTarget bool, inner []byte) []byte {
	kind := byte(0x00)
	if fromTarget {
		kind = 0x10
	}
	b := append([]byte{0x34, 255, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0x85, 1, kind, 9, 0}, inner...)
	binary.BigEndian.PutUint16(b[2:], uint16(len(b)-8))
	return b
}

func established(id uint8) *xiri.SMFPDUSessionEstablishment {
	return &xiri.SMFPDUSessionEstablishment{SUPI: xiri.SUPI{IMSI: "001010000000001"}, SUPIUnauthenticated: xiri.Some(false), PDUSessionID: id,
		GTPTunnelID: xiri.FTEID{TEID: 7, IPv4Address: netip.MustParseAddr("10.0.0.2")}, PDUSessionType: xiri.PDUSessionTypeIPv4, DNN: "internet",
		RequestType: xiri.FiveGSMRequestTypeInitialRequest, GTPTunnelInfo: &xiri.GTPTunnelInfo{}}
}

func released(id uint8) *xiri.SMFPDUSessionRelease {
	return &xiri.SMFPDUSessionRelease{SUPI: xiri.SUPI{IMSI: "001010000000001"}, PDUSessionID: id}
}
