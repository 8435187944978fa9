package hrli_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/hrli"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/sim/gtpu"
	"lilab/sim/pki"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 20 * time.Second

var (
	nl    = event.PLMN{MCC: "001", MNC: "01"}
	de    = event.PLMN{MCC: "999", MNC: "70"}
	vsmf  = event.NF{Type: event.SMF, InstanceID: "6f1c1f0e-6a0f-4b7e-8d50-0c7b8a3a0003", FQDN: "vsmf1." + nl.Domain(), PLMN: nl}
	vsmf2 = event.NF{Type: event.SMF, InstanceID: "6f1c1f0e-6a0f-4b7e-8d50-0c7b8a3a0004", FQDN: "vsmf2." + nl.Domain(), PLMN: nl}
	upfN4 = netip.MustParseAddr("10.4.0.1")
	vn9   = netip.MustParseAddr("10.9.0.1")
	hn9   = netip.MustParseAddr("10.9.0.2")
	began = time.Unix(1_700_000_000, 0).UTC()
)

// nobody is a mediation function on X1 that takes everything.
type nobody struct{}

func (nobody) DestinationCreated(lipf.Destination) error       { return nil }
func (nobody) DestinationModified(_, _ lipf.Destination) error { return nil }
func (nobody) DestinationRemoved(lipf.Destination)             {}
func (nobody) TaskActivated(lipf.Task) error                   { return nil }
func (nobody) TaskModified(_, _ lipf.Task) error               { return nil }
func (nobody) TaskDeactivated(lipf.Task)                       {}

// product is a PDU as a mediation function got it.
type product struct {
	x2x3.PDU
	event xiri.Event
}

// rig is the LI side of a visited network on loopback, from the events to the mediation functions.
type rig struct {
	t  testing.TB
	ca *pki.Authority

	admf  *admf.ADMF
	bbc   *hrli.BBIFFC
	bbu   *poi.UPF
	iri   *hrli.LMISFIRI
	cc    *hrli.LMISFCC
	xid   lipf.UUID
	clock time.Time
	other bool // another MDF2

	mu     sync.Mutex
	docs   [][]byte // of X1, T1 and T3
	lite2  []product
	x2, x3 []product
	// in2 and in3 count what has ever arrived.
	in2, in3 uint64
	reports  []admf.Report
}

type options struct {
	bbc     func(*hrli.BBIFFCConfig)
	iri     func(*hrli.LMISFIRIConfig)
	dnn     string
	disable bool // phase 1 is not enabled
	format  poi.X3Format
	// mdf2 makes another MDF2 than the one that only keeps what it gets.
	mdf2 func(*rig)
}

func (r *rig) listen() (net.Listener, netip.AddrPort) {
	r.t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(r.t, err)
	return ln, netip.MustParseAddrPort(ln.Addr().String())
}

func (r *rig) tls(id string) (server, client *tls.Config) {
	r.t.Helper()
	c, err := r.ca.Issue(pki.Leaf{CommonName: id, UID: id, IPs: []netip.Addr{netip.MustParseAddr("127.0.0.1")}, Client: true, Server: true})
	require.NoError(r.t, err)
	return pki.ServerConfig(c, r.ca.Pool(), pki.Options{}), pki.ClientConfig(c, r.ca.Pool(), "", pki.Options{})
}

// endpoint makes an end of X1 and returns the address of its server.
func (r *rig) endpoint(id string) (x1.Endpoint, string) {
	r.t.Helper()
	ln, at := r.listen()
	s, c := r.tls(id)
	return x1.Endpoint{ID: id, Listener: ln, ServerTLS: s, ClientTLS: c, OnExchange: func(_, _ netip.AddrPort, octets []byte) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.docs = append(r.docs, bytes.Clone(octets))
	}}, "https://" + at.String()
}

func (r *rig) intake(id string, see func(octets []byte), peers ...string) (hrli.Intake, netip.AddrPort) {
	r.t.Helper()
	ln, at := r.listen()
	s, _ := r.tls(id)
	return hrli.Intake{Listener: ln, TLS: s, Peers: peers, OnPDU: func(_, _ netip.AddrPort, octets []byte) {
		if see != nil {
			see(octets)
		}
	}}, at
}

func (r *rig) delivery(id string) hrli.Delivery {
	_, c := r.tls(id)
	return hrli.Delivery{TLS: c, Dial: (&net.Dialer{}).DialContext, RetryInterval: 2 * time.Millisecond}
}

// mediation is a mediation function that only keeps what it gets.
func (r *rig) mediation(id string, kind admf.NEType, to *[]product, peers ...string) {
	r.t.Helper()
	ep, url := r.endpoint(id)
	mediates := lipf.HI2Only
	if kind == admf.MDF3 {
		mediates = lipf.HI3Only
	}
	ne, err := x1.NewNE(x1.NEConfig{Endpoint: ep, ADMF: "admf1", ADMFURL: "", Handler: nobody{}, Mediation: true, Mediates: mediates,
		TargetTypes: append(lipf.TargetTypes5GC(), lipf.TargetTypesIMS()...), Services: []lipf.ServiceType{lipf.Voice, lipf.Data, lipf.Messaging}})
	require.NoError(r.t, err)
	ne.Start()
	r.t.Cleanup(func() { require.NoError(r.t, ne.Close()) })
	in, at := r.intake(id, nil, peers...)
	rx, err := x2x3.NewReceiver(x2x3.ReceiverConfig{Listener: in.Listener, TLS: in.TLS, Handle: func(_ context.Context, p *x2x3.PDU, _ x2x3.Peer, _ []byte) error {
		return r.take(to, p)
	}})
	require.NoError(r.t, err)
	require.NoError(r.t, rx.Start(r.t.Context()))
	r.t.Cleanup(func() { require.NoError(r.t, rx.Close()) })
	require.NoError(r.t, r.admf.AddNE(admf.NE{ID: id, Type: kind, URL: url + x1.PathNE, X2: at, X3: at}))
}

func (r *rig) take(to *[]product, p *x2x3.PDU) error {
	x := product{PDU: p.Clone()}
	if p.Type == x2x3.X2 {
		payload, _, err := xiri.ParseXIRIPayload(x.Payload)
		if err != nil {
			return err
		}
		x.event = payload.Event
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	*to = append(*to, x)
	switch to {
	case &r.x2:
		r.in2++
	case &r.x3:
		r.in3++
	}
	return nil
}

func newRig(t testing.TB, o options) *rig {
	t.Helper()
	r := &rig{t: t, clock: began, other: o.mdf2 != nil}
	var err error
	r.ca, err = pki.NewAuthority("LI of a visited network", time.Now)
	require.NoError(t, err)
	ctx := t.Context()
	ep, admfURL := r.endpoint("admf1")
	admfURL += x1.PathADMF
	r.admf, err = admf.New(admf.Config{X1: ep, KeepalivePeriod: -1, OnReport: func(p admf.Report) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.reports = append(r.reports, p)
	}})
	require.NoError(t, err)
	require.NoError(t, r.admf.Start(ctx))
	t.Cleanup(func() { require.NoError(t, r.admf.Close()) })
	if o.mdf2 != nil {
		o.mdf2(r)
	} else {
		r.mediation("mdf2-1", admf.MDF2, &r.x2, "lmisf-iri")
	}
	r.mediation("mdf3-1", admf.MDF3, &r.x3, "lmisf-cc")

	// LMISF-CC
	ccX1, ccURL := r.endpoint("lmisf-cc")
	ccIn, media := r.intake("lmisf-cc", nil, "upf1-bbiff-u")
	r.cc, err = hrli.NewLMISFCC(hrli.LMISFCCConfig{X1: ccX1, ADMF: "admf1", ADMFURL: admfURL, NFID: "lmisf.example", IPID: "lmisf-cc", X3Lite: ccIn, X3: r.delivery("lmisf-cc")})
	require.NoError(t, err)
	require.NoError(t, r.cc.Start(ctx))
	t.Cleanup(func() { require.NoError(t, r.cc.Close()) })

	// The ends of LI_T1 and LI_T3 know each other's addresses.
	bbX1, bbURL := r.endpoint("smf1-bbiff-c")
	bbT1, t1URL := r.endpoint("smf1-bbiff-c")
	bbT3, t3URL := r.endpoint("smf1-bbiff-c")
	buT3, buURL := r.endpoint("upf1-bbiff-u")
	irX1, irURL := r.endpoint("lmisf-iri")
	irT1, lmisfT1 := r.endpoint("lmisf-iri")
	_, buX3 := r.tls("upf1-bbiff-u")

	r.bbu, err = hrli.NewBBIFFU(poi.UPFConfig{X1: buT3, ADMF: "smf1-bbiff-c", ADMFURL: t3URL + x1.PathADMF, NFID: "vupf1.example", IPID: "upf1-bbiff-u",
		X3TLS: buX3, X3Dial: (&net.Dialer{}).DialContext, RetryInterval: 2 * time.Millisecond, Format: o.format})
	require.NoError(t, err)
	require.NoError(t, r.bbu.Start(ctx))
	t.Cleanup(func() { require.NoError(t, r.bbu.Close()) })

	lite2, at2 := r.intake("lmisf-iri", r.sawLite2, "smf1-bbiff-c")
	lite3, at3 := r.intake("lmisf-iri", nil, "upf1-bbiff-u")
	ic := hrli.LMISFIRIConfig{X1: irX1, ADMF: "admf1", ADMFURL: admfURL, NFID: "lmisf.example", IPID: "lmisf-iri", X2Lite: lite2, X3Lite: lite3, X2: r.delivery("lmisf-iri"),
		T1: irT1, BBIFFCs: []hrli.Peer{{ID: "smf1-bbiff-c", URL: t1URL + x1.PathNE}}, CC: r.cc, Media: media, Retry: time.Millisecond}
	if o.iri != nil {
		o.iri(&ic)
	}
	r.iri, err = hrli.NewLMISFIRI(ic)
	require.NoError(t, err)
	require.NoError(t, r.iri.Start(ctx))
	t.Cleanup(func() { require.NoError(t, r.iri.Close()) })

	bc := hrli.BBIFFCConfig{X1: bbX1, ADMF: "admf1", ADMFURL: admfURL, NFID: vsmf.FQDN, IPID: "smf1-bbiff-c", PLMN: nl, X2: r.delivery("smf1-bbiff-c"), T3: bbT3,
		BBIFFUs: []hrli.Peer{{ID: "upf1-bbiff-u", URL: buURL + x1.PathNE}}, T1: bbT1, LMISF: "lmisf-iri", LMISFURL: lmisfT1 + x1.PathADMF, Retry: time.Millisecond}
	if o.bbc != nil {
		o.bbc(&bc)
	}
	r.bbc, err = hrli.NewBBIFFC(bc)
	require.NoError(t, err)
	require.NoError(t, r.bbc.Start(ctx))
	t.Cleanup(func() { require.NoError(t, r.bbc.Close()) })

	for _, ne := range []admf.NE{{ID: "lmisf-cc", Type: admf.LMISFCC, URL: ccURL + x1.PathNE}, {ID: "smf1-bbiff-c", Type: admf.BBIFFC, URL: bbURL + x1.PathNE},
		{ID: "lmisf-iri", Type: admf.LMISFIRI, URL: irURL + x1.PathNE, X2: at2, X3: at3}} {
		require.NoError(t, r.admf.AddNE(ne))
	}
	if !o.disable {
		r.enable(o.dnn)
	}
	return r
}

func (r *rig) enable(dnn string) {
	r.t.Helper()
	var err error
	r.xid, err = r.admf.EnableHRLI(r.t.Context(), admf.HRLI{DNN: dnn})
	require.NoError(r.t, err)
}

func (r *rig) sawLite2(octets []byte) {
	p, _, err := x2x3.Parse(octets)
	if err == nil {
		err = r.take(&r.lite2, &p)
	}
	if err != nil {
		r.t.Error(err)
	}
}

// settle waits until everything has come to its end.
func (r *rig) settle() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), patience)
	defer cancel()
	require.NoError(r.t, r.bbc.Drain(ctx))
	require.NoError(r.t, r.bbu.Drain(ctx))
	require.Eventually(r.t, func() bool {
		i, c := r.iri.Stats(), r.cc.Stats()
		return i.Records >= r.bbc.Stats().Records && i.Packets+c.Packets >= r.bbu.Stats().PDUs
	}, patience, time.Millisecond)
	require.NoError(r.t, r.iri.Drain(ctx))
	require.NoError(r.t, r.bbc.Drain(ctx))
	require.NoError(r.t, r.cc.Drain(ctx))
	o2 := r.other
	require.Eventually(r.t, func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		return (o2 || r.in2 >= r.iri.Stats().PDUs) && r.in3 >= r.cc.Stats().PDUs
	}, patience, time.Millisecond)
	require.Zero(r.t, r.iri.Stats().Failed+r.bbc.Stats().Failed)
}

// delivered returns what the mediation functions got since the last time.
func (r *rig) delivered() (x2, x3 []product) {
	r.t.Helper()
	r.settle()
	r.mu.Lock()
	defer r.mu.Unlock()
	x2, x3 = r.x2, r.x3
	r.x2, r.x3 = nil, nil
	return x2, x3
}

// told returns the causes on LI_X2_LITE since the last time.
func (r *rig) told() (causes []xiri.N9HRMessageCause) {
	r.t.Helper()
	r.settle()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.lite2 {
		causes = append(causes, p.event.(*xiri.N9HRPDUSessionInfo).MessageCause)
	}
	r.lite2 = nil
	return causes
}

func (r *rig) warrant(id string, cc bool, targets ...lipf.TargetIdentifier) admf.Provisioned {
	r.t.Helper()
	p, err := r.admf.Activate(r.t.Context(), lipf.Warrant{ID: id, LIID: "LIID-" + id, Targets: targets, IRI: true, CC: cc, By: "judge",
		Services: []lipf.ServiceType{lipf.Voice, lipf.Messaging}, LEMF: netip.MustParseAddrPort("127.0.0.1:9999")})
	require.NoError(r.t, err)
	require.Contains(r.t, p.POIs, "lmisf-iri")
	return p
}

// judged lets judges that nobody here wrote look at everything.
func (r *rig) judged(ps []product) {
	r.t.Helper()
	for _, p := range ps {
		if p.Type == x2x3.X2 {
			_, err := judge.Decode(r.t, "TS33128Payloads", "XIRIPayload", p.Payload)
			require.NoError(r.t, err, "%s %x", xiri.Name(p.event), p.Payload)
			require.Empty(r.t, xiri.Check(p.event), xiri.Name(p.event))
		}
		require.Empty(r.t, p.Check())
	}
	r.mu.Lock()
	docs := r.docs
	r.mu.Unlock()
	for _, d := range docs {
		require.NoError(r.t, judge.X1(r.t, d), "%s", d)
	}
}

// phone is an inbound roamer with a PDU session for the IMS.
type phone struct {
	r       *rig
	n       int
	supi    string
	pei     string
	addr    netip.Addr
	pcscf   netip.Addr
	agw     netip.Addr
	number  string
	session event.SMFSession
	nf      event.NF
	cseq    int
	ipID    uint16
	// tcp has the next sequence numbers of a connection.
	tcp map[bool]uint32
	// wrap protects what goes to and from the P-CSCF.
	wrap func(up bool, packet []byte) []byte
	mtu  int
}

func (r *rig) phone(n int, home event.PLMN) *phone {
	p := &phone{r: r, n: n, supi: fmt.Sprintf("%s%s%010d", home.MCC, home.MNC, n), pei: fmt.Sprintf("35693803564%05d", n), number: fmt.Sprintf("4930%07d", n), nf: vsmf,
		addr: netip.AddrFrom4([4]byte{10, 45, byte(n >> 8), byte(n)}), pcscf: netip.MustParseAddr("10.60.0.1"), agw: netip.MustParseAddr("10.60.0.2"), tcp: map[bool]uint32{}}
	if n%2 == 0 {
		p.addr = netip.AddrFrom16([16]byte{0x20, 1, 0xd, 0xb8, 0x45, 14: byte(n >> 8), 15: byte(n)})
		p.pcscf, p.agw = netip.MustParseAddr("2001:db8:60::1"), netip.MustParseAddr("2001:db8:60::2")
	}
	p.session = event.SMFSession{Role: event.VisitedSMF, Subscriber: event.Subscriber{SUPI: p.supi, PEI: p.pei, Authenticated: true}, ID: 2, Type: event.IPv4v6,
		DNN: "ims", SNSSAI: event.SNSSAI{SST: 1}, RequestType: event.InitialRequest, HSMFURI: fmt.Sprintf("https://hsmf.example/nsmf-pdusession/v1/pdu-sessions/%d", n),
		ServingPLMN: nl, Location: cell(1), VisitedN9: event.FTEID{TEID: uint32(n) + 0x3000, Addr: vn9}, HomeN9: event.FTEID{TEID: uint32(n) + 0x2000, Addr: hn9},
		CPFSEID: event.FSEID{SEID: uint64(n) + 1000, Addr: netip.MustParseAddr("10.4.0.9")}, UPFSEID: event.FSEID{SEID: uint64(n), Addr: upfN4}, QFI: 1, FiveQI: 5}
	return p
}

func cell(id uint64) *event.Location {
	return &event.Location{TAI: event.TAI{PLMN: nl, TAC: 1}, NCGIPLMN: nl, NRCellID: id, Time: began}
}

func (p *phone) head() event.Header {
	p.r.clock = p.r.clock.Add(time.Millisecond)
	return event.Header{Time: p.r.clock, NF: p.nf}
}

// up establishes the PDU session as a V-SMF does, and waits until its packets are copied.
func (p *phone) up() *phone {
	p.r.t.Helper()
	p.r.bbc.Observe(event.SMFUserPlane{Header: p.head(), Session: p.session})
	p.r.bbc.Observe(event.SMFPDUSessionEstablished{Header: p.head(), Session: p.session})
	p.r.settle()
	return p
}

func (p *phone) down() {
	p.r.bbc.Observe(event.SMFPDUSessionReleased{Header: p.head(), Session: p.session, Initiator: event.ByUE})
	p.r.settle()
}

// carry sends an IP packet through the V-UPF.
func (p *phone) carry(up bool, inner []byte) {
	p.r.t.Helper()
	for _, part := range fragments(inner, p.mtu, &p.ipID) {
		p.r.clock = p.r.clock.Add(time.Millisecond)
		k := &event.UPFPacket{Time: p.r.clock, SEID: p.session.UPFSEID.SEID, CPSEID: p.session.CPFSEID.SEID, N4: upfN4, PDR: 1, QFI: 1, Inner: part}
		if up {
			k.From, k.FromInstance, k.To, k.ToInstance = event.UPFN3, "n3", event.UPFN9, "n9"
			k.SentTEID, k.PeerAddr, k.SentAddr = p.session.HomeN9.TEID, hn9, vn9
			k.Sent = gpdu(k.SentTEID, true, part)
		} else {
			k.Direction, k.From, k.FromInstance, k.To, k.ToInstance = event.UPFDownlink, event.UPFN9, "n9", event.UPFN3, "n3"
			k.TEID, k.LocalAddr = p.session.VisitedN9.TEID, vn9
			k.Received = gpdu(k.TEID, false, part)
		}
		p.r.bbu.Packet(k)
	}
}

func gpdu(teid uint32, up bool, inner []byte) []byte {
	b, err := gtpu.AppendGPDU(nil, teid, gtpu.PDUSession{Uplink: up, QFI: 1}, inner)
	if err != nil {
		panic(err)
	}
	return b
}

// udp makes an IP packet with a right checksum.
func udp(src, dst netip.AddrPort, payload []byte) []byte {
	b := make([]byte, 8, 8+len(payload))
	binary.BigEndian.PutUint16(b, src.Port())
	binary.BigEndian.PutUint16(b[2:], dst.Port())
	binary.BigEndian.PutUint16(b[4:], uint16(8+len(payload)))
	return ip(src.Addr(), dst.Addr(), 17, append(b, payload...), 6)
}

// ip makes an IP packet; sum is where the checksum of the transport stands, negative for none.
func ip(src, dst netip.Addr, protocol uint8, t []byte, sum int) []byte {
	if sum >= 0 {
		var s uint64
		ps := append(append(src.AsSlice(), dst.AsSlice()...), 0, protocol, byte(len(t)>>8), byte(len(t)))
		for _, b := range [][]byte{ps, t} {
			for i := 0; i < len(b); i += 2 {
				v := uint64(b[i]) << 8
				if i+1 < len(b) {
					v |= uint64(b[i+1])
				}
				s += v
			}
		}
		for s > 0xffff {
			s = s>>16 + s&0xffff
		}
		binary.BigEndian.PutUint16(t[sum:], ^uint16(s))
	}
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

// fragments cuts a packet if it is longer than the MTU, 0 being none.
func fragments(b []byte, mtu int, id *uint16) (out [][]byte) {
	if mtu == 0 || len(b) <= mtu {
		return [][]byte{b}
	}
	*id++
	v6 := b[0]>>4 == 6
	h := 20
	if v6 {
		h = 40
	}
	step := (mtu - h - 8) &^ 7
	for at := 0; at < len(b)-h; at += step {
		part := b[h+at : min(h+at+step, len(b))]
		more := h+at+step < len(b)
		var f []byte
		if v6 {
			off := uint16(at)
			if more {
				off |= 1
			}
			f = append(bytes.Clone(b[:40]), b[6], 0, byte(off>>8), byte(off), 0, 0, byte(*id>>8), byte(*id))
			f[6] = 44
			f = append(f, part...)
			binary.BigEndian.PutUint16(f[4:], uint16(len(f)-40))
		} else {
			off := uint16(at / 8)
			if more {
				off |= 0x2000
			}
			f = append(bytes.Clone(b[:20]), part...)
			binary.BigEndian.PutUint16(f[2:], uint16(len(f)))
			binary.BigEndian.PutUint16(f[4:], *id)
			binary.BigEndian.PutUint16(f[6:], off)
		}
		out = append(out, f)
	}
	return out
}

// sip sends a SIP message over UDP, or over TCP where tcp is set.
func (p *phone) sip(up bool, message string) {
	p.r.t.Helper()
	ue, core := netip.AddrPortFrom(p.addr, 5060), netip.AddrPortFrom(p.pcscf, 5060)
	src, dst := ue, core
	if !up {
		src, dst = core, ue
	}
	packet := udp(src, dst, []byte(message))
	if p.wrap != nil {
		packet = p.wrap(up, packet)
	}
	p.carry(up, packet)
}

// stream sends octets over the TCP connection with the P-CSCF.
func (p *phone) stream(up bool, octets []byte, port uint16) []byte {
	ue, core := netip.AddrPortFrom(p.addr, 40000), netip.AddrPortFrom(p.pcscf, port)
	src, dst := ue, core
	if !up {
		src, dst = core, ue
	}
	b := make([]byte, 20, 20+len(octets))
	binary.BigEndian.PutUint16(b, src.Port())
	binary.BigEndian.PutUint16(b[2:], dst.Port())
	binary.BigEndian.PutUint32(b[4:], p.tcp[up])
	b[12], b[13] = 0x50, 0x18
	p.tcp[up] += uint32(len(octets))
	return ip(src.Addr(), dst.Addr(), 6, append(b, octets...), 16)
}

// rtp sends a packet of media between the ends that a call has negotiated.
func (p *phone) rtp(up bool, ours, theirs uint16, seq int) []byte {
	payload := append([]byte{0x80, 8, byte(seq >> 8), byte(seq)}, bytes.Repeat([]byte{0xd5}, 168)...)
	src, dst := netip.AddrPortFrom(p.addr, ours), netip.AddrPortFrom(p.agw, theirs)
	if !up {
		src, dst = dst, src
	}
	b := udp(src, dst, payload)
	p.carry(up, b)
	return b
}

func (p *phone) sdp(up bool, port int) string {
	a := p.addr
	if !up {
		a = p.agw
	}
	v := "IP4"
	if a.Is6() {
		v = "IP6"
	}
	return fmt.Sprintf("v=0\r\no=- 1 1 IN %s %s\r\ns=-\r\nc=IN %s %s\r\nt=0 0\r\nm=audio %d RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n", v, a, v, a, port)
}

func message(start string, headers []string, body string) string {
	kind := ""
	if body != "" {
		kind = "Content-Type: application/sdp\r\n"
	}
	return start + "\r\n" + strings.Join(headers, "\r\n") + "\r\n" + kind + fmt.Sprintf("Content-Length: %d\r\n\r\n", len(body)) + body
}

func (p *phone) impu() string { return "sip:+" + p.number + "@ims.mnc070.mcc999.3gppnetwork.org" }
func (p *phone) impi() string { return p.supi + "@ims.mnc070.mcc999.3gppnetwork.org" }

// register plays a registration; client and server are what sec-agree says, empty for none.
func (p *phone) register(client, server string) {
	p.cseq++
	call := fmt.Sprintf("reg-%d@ue", p.n)
	h := func(cseq int, more ...string) []string {
		return append([]string{"Via: SIP/2.0/UDP ue;branch=z9hG4bK" + fmt.Sprint(p.n, cseq), "From: <" + p.impu() + ">;tag=a", "To: <" + p.impu() + ">", "Call-ID: " + call,
			fmt.Sprintf("CSeq: %d REGISTER", cseq)}, more...)
	}
	first := []string{"Contact: <sip:ue>;expires=600000", `Authorization: Digest username="` + p.impi() + `",realm="x",nonce="",uri="sip:x",response=""`,
		"P-Access-Network-Info: 3GPP-NR-TDD;utran-cell-id-3gpp=0010100000100000001"}
	again := slices.Clone(first)
	if client != "" {
		first = append(first, "Security-Client: "+client)
		again = append(again, "Security-Client: "+client, "Security-Verify: "+server)
	}
	wrap := p.wrap
	p.wrap = nil
	p.sip(true, message("REGISTER sip:ims.mnc070.mcc999.3gppnetwork.org SIP/2.0", h(p.cseq, first...), ""))
	challenge := h(p.cseq, `WWW-Authenticate: Digest realm="x",nonce="abc",algorithm=AKAv1-MD5`)
	if server != "" {
		challenge = append(challenge, "Security-Server: "+server)
	}
	p.sip(false, message("SIP/2.0 401 Unauthorized", challenge, ""))
	p.wrap = wrap
	p.cseq++
	p.sip(true, message("REGISTER sip:ims.mnc070.mcc999.3gppnetwork.org SIP/2.0", h(p.cseq, again...), ""))
	p.sip(false, message("SIP/2.0 200 OK", h(p.cseq, "Contact: <sip:ue>;expires=600000", "P-Associated-URI: <"+p.impu()+">, <tel:+"+p.number+">"), ""))
}

// call is a call of a phone, to or from a number outside.
type call struct {
	p            *phone
	id           string
	from, to     string
	out          bool
	ours, theirs int
}

func (p *phone) call(out bool, other string, port int) *call {
	p.cseq++
	c := &call{p: p, id: fmt.Sprintf("call-%d-%d@x", p.n, p.cseq), out: out, from: "<" + p.impu() + ">;tag=f", to: "<tel:+" + other + ">", ours: port, theirs: port + 2}
	if !out {
		c.from, c.to = "<sip:+"+other+"@elsewhere.example;user=phone>;tag=f", "<"+p.impu()+">"
	}
	return c
}

func (c *call) headers(method string, cseq int, more ...string) []string {
	return append([]string{fmt.Sprintf("v: SIP/2.0/UDP ue;branch=z9hG4bK%s%d%s", c.id, cseq, method), "f: " + c.from, "t: " + c.to, "i: " + c.id,
		fmt.Sprintf("CSeq: %d %s", cseq, method), "Max-Forwards: 70"}, more...)
}

func (c *call) invite() {
	uri, _, _ := strings.Cut(strings.TrimPrefix(c.to, "<"), ">")
	var more []string
	if !c.out {
		more = []string{"P-Asserted-Identity: " + strings.TrimSuffix(c.from, ";tag=f"), "P-Called-Party-ID: <" + c.p.impu() + ">"}
		uri = "sip:ue@" + "10.0.0.1"
	}
	offer := c.p.sdp(true, c.ours)
	if !c.out {
		offer = c.p.sdp(false, c.theirs)
	}
	c.p.sip(c.out, message("INVITE "+uri+" SIP/2.0", c.headers("INVITE", 1, more...), offer))
	c.p.sip(!c.out, message("SIP/2.0 100 Trying", c.headers("INVITE", 1), ""))
	c.p.sip(!c.out, message("SIP/2.0 180 Ringing", c.headers("INVITE", 1), ""))
}

func (c *call) answer() {
	sdp := c.p.sdp(false, c.theirs)
	if !c.out {
		sdp = c.p.sdp(true, c.ours)
	}
	c.to += ";tag=t"
	c.p.sip(!c.out, message("SIP/2.0 200 OK", c.headers("INVITE", 1), sdp))
	c.p.sip(c.out, message("ACK sip:x SIP/2.0", c.headers("ACK", 1), ""))
}

func (c *call) talk(n int) (packets [][]byte) {
	for i := range n {
		packets = append(packets, c.p.rtp(i%2 == 0, uint16(c.ours), uint16(c.theirs), i))
	}
	return packets
}

func (c *call) bye() {
	c.p.sip(true, message("BYE sip:x SIP/2.0", c.headers("BYE", 2), ""))
	c.p.sip(false, message("SIP/2.0 200 OK", c.headers("BYE", 2), ""))
}

func names(ps []product) (out []string) {
	for _, p := range ps {
		out = append(out, xiri.Name(p.event))
	}
	return out
}

// starts returns the start lines of the SIP in records, to the end of the second word.
func starts(ps []product) (out []string) {
	for _, p := range ps {
		m, ok := p.event.(*xiri.IMSMessage)
		if !ok {
			out = append(out, xiri.Name(p.event))
			continue
		}
		f := strings.Fields(string(m.Payload.EncapsulatedSIPMessage.SIPContent))
		if f[0] == "SIP/2.0" {
			out = append(out, f[1])
		} else {
			out = append(out, f[0])
		}
	}
	return out
}

var x3Addr = netip.MustParseAddrPort("127.0.0.1:9999")

type admfReport = admf.Report

func eventUserPlane(p *phone) event.Event {
	return event.SMFUserPlane{Header: p.head(), Session: p.session}
}
