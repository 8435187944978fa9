package poi_test

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// imsRig is LI in an IMS, on loopback: S-CSCF, P-CSCF and IBCF with their IRI-POIs, CC-TFs in both CSCFs, and the CC-POI of the
// gateway behind that of the P-CSCF.
type imsRig struct {
	*upfRig
	scscf, pcscf, ibcf *poi.IMS
	agw                *poi.IMSAGW
	// ne are the clients of the ADMF by role, tf those of the triggering functions.
	ne, tf map[event.NFType]*x1.Client
	tfs    map[event.NFType]x1.Endpoint
	x3     *receiver
	did3   lipf.UUID
	next   byte

	exchanges sync.Mutex
	docs      [][]byte
}

func nf(t event.NFType) event.NF {
	return event.NF{Type: t, InstanceID: "nf-" + string(t), FQDN: strings.ToLower(string(t)) + ".example"}
}

func newIMSRig(t testing.TB, change func(*poi.IMSConfig)) *imsRig {
	t.Helper()
	r := &imsRig{upfRig: newUPFRig(t), ne: map[event.NFType]*x1.Client{}, tf: map[event.NFType]*x1.Client{}, tfs: map[event.NFType]x1.Endpoint{}, did3: uuid(2)}
	r.x3 = r.receiver()
	saw := func(_, _ netip.AddrPort, octets []byte) {
		r.exchanges.Lock()
		defer r.exchanges.Unlock()
		r.docs = append(r.docs, append([]byte(nil), octets...))
	}
	correlations := poi.NewIMSCorrelations()
	pair := func(id string) (x1.Endpoint, x1.Endpoint) {
		a, b := r.endpoint(id), r.endpoint(id)
		a.OnExchange, b.OnExchange = saw, saw
		return a, b
	}
	ccPOI := r.endpoint("agw1-cc-poi")
	ccPOI.OnExchange = saw
	for _, role := range []event.NFType{event.SCSCF, event.PCSCF, event.IBCF} {
		id := strings.ToLower(string(role))
		ep := r.endpoint(id + "-iri-poi")
		ep.OnExchange = saw
		cfg := poi.IMSConfig{Role: role, Correlations: correlations, Config: poi.Config{X1: ep, ADMF: r.upfRig.tf.ID, ADMFURL: r.tfURL, NF: nf(role),
			NFID: id + ".example", IPID: id + "-iri-poi", X2TLS: ep.ClientTLS, X2Dial: (&net.Dialer{}).DialContext, RetryInterval: 5 * time.Millisecond}}
		var tf *x1.Endpoint
		if role != event.IBCF {
			a, b := pair(id + "-cc-tf")
			tf = &a
			r.tfs[role] = a
			cfg.CCTF = &poi.TFConfig{X1: a, ADMF: r.upfRig.tf.ID, ADMFURL: r.tfURL, T: b, POI: ccPOI.ID, POIURL: "https://" + ccPOI.Listener.Addr().String() + x1.PathNE,
				Retry: 5 * time.Millisecond, Keepalive: -1}
			if role == event.PCSCF {
				var err error
				r.agw, err = poi.NewIMSAGW(poi.IMSAGWConfig{X1: ccPOI, ADMF: a.ID, ADMFURL: "https://" + b.Listener.Addr().String() + x1.PathADMF, NFID: "agw1.example",
					IPID: ccPOI.ID, X3TLS: ccPOI.ClientTLS, X3Dial: (&net.Dialer{}).DialContext, RetryInterval: 5 * time.Millisecond})
				require.NoError(t, err)
				require.NoError(t, r.agw.Start(t.Context()))
				t.Cleanup(func() { require.NoError(t, r.agw.Close()) })
			}
		}
		if change != nil {
			change(&cfg)
		}
		p, err := poi.NewIMS(cfg)
		require.NoError(t, err)
		require.NoError(t, p.Start(t.Context()))
		t.Cleanup(func() { require.NoError(t, p.Close()) })
		switch role {
		case event.SCSCF:
			r.scscf = p
		case event.PCSCF:
			r.pcscf = p
		default:
			r.ibcf = p
		}
		r.ne[role] = r.ims(ep, r.did, lipf.X2Only, r.md.addr)
		if tf != nil && role == event.PCSCF {
			r.tf[role] = r.ims(*tf, r.did3, lipf.X3Only, r.x3.addr)
		}
	}
	return r
}

func (r *imsRig) ims(ep x1.Endpoint, did lipf.UUID, d lipf.DeliveryType, to netip.AddrPort) *x1.Client {
	r.t.Helper()
	c, err := x1.NewNEClient(r.upfRig.tf, ep.ID, "https://"+ep.Listener.Addr().String()+x1.PathNE)
	require.NoError(r.t, err)
	r.t.Cleanup(c.Close)
	r.call(c, x1.CreateDestination{Destination: lipf.Destination{DID: did, DeliveryType: d, Address: to}})
	return c
}

// order activates a task at the POIs of the roles, and with content at the CC-TF of the P-CSCF.
func (r *imsRig) order(content bool, services []lipf.ServiceType, roles []event.NFType, targets ...lipf.TargetIdentifier) lipf.UUID {
	r.t.Helper()
	r.next++
	xid := uuid(100 + r.next)
	for _, role := range roles {
		r.call(r.ne[role], x1.ActivateTask{Task: lipf.Task{XID: xid, Targets: targets, DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{r.did}, Services: services}})
	}
	if content {
		r.call(r.tf[event.PCSCF], x1.ActivateTask{Task: lipf.Task{XID: xid, Targets: targets, DeliveryType: lipf.X3Only, DIDs: []lipf.UUID{r.did3}, Services: services}})
	}
	return xid
}

func (r *imsRig) drain() {
	r.t.Helper()
	for _, p := range []*poi.IMS{r.scscf, r.pcscf, r.ibcf} {
		require.NoError(r.t, p.Drain(r.t.Context()))
	}
	require.NoError(r.t, r.agw.Drain(r.t.Context()))
}

// observe gives an event to every function, as a bus does.
func (r *imsRig) observe(e event.Event) {
	for _, p := range []*poi.IMS{r.scscf, r.pcscf, r.ibcf} {
		p.Observe(e)
	}
}

func (r *imsRig) tfEndpoint(role event.NFType) x1.Endpoint { return r.tfs[role] }

// imsRecord is one xIRI as it arrived.
type imsRecord struct {
	pdu   x2x3.PDU
	event xiri.Event
}

// records waits for so many xIRIs, lets asn1ct read them, and returns them.
func (r *imsRig) records(n int) []imsRecord {
	r.t.Helper()
	r.drain()
	pdus := r.md.wait(r.t, n)
	require.Len(r.t, pdus, n)
	out := make([]imsRecord, n)
	for i, p := range pdus {
		_, err := judge.Decode(r.t, "TS33128Payloads", "XIRIPayload", p.Payload)
		require.NoError(r.t, err)
		x, _, err := xiri.ParseXIRIPayload(p.Payload)
		require.NoError(r.t, err)
		out[i] = imsRecord{p, x.Event}
		require.Empty(r.t, p.Check())
	}
	return out
}

// judged lets xmllint read what crossed X1 and LI_T3.
func (r *imsRig) judged() {
	r.t.Helper()
	r.exchanges.Lock()
	defer r.exchanges.Unlock()
	require.NotEmpty(r.t, r.docs)
	for _, d := range r.docs {
		require.NoError(r.t, judge.X1(r.t, d), "%s", d)
	}
}

var (
	phone = netip.MustParseAddrPort("10.45.0.7:5060")
	proxy = netip.MustParseAddrPort("10.6.0.1:5060")
	// anna and bram are users of the network, carla of another one.
	anna = event.IMSUser{IMPI: "001010000000001@ims.mnc001.mcc001.3gppnetwork.org", SUPI: "001010000000001", GPSI: "15550000001", PEI: "3550930600000011",
		IMPUs: []string{"sip:+15550000001@ims.mnc001.mcc001.3gppnetwork.org;user=phone", "tel:+15550000001"}}
	bram = event.IMSUser{IMPI: "001010000000002@ims.mnc001.mcc001.3gppnetwork.org", SUPI: "001010000000002", GPSI: "15550000002", PEI: "3550930600000029",
		IMPUs: []string{"sip:+15550000002@ims.mnc001.mcc001.3gppnetwork.org;user=phone", "tel:+15550000002"}}
)

const carla = "tel:+15559999999"

func sdp(port int, protocol string, attributes ...string) string {
	s := fmt.Sprintf("v=0\r\no=- 1 1 IN IP4 10.45.0.7\r\ns=-\r\nc=IN IP4 10.45.0.7\r\nt=0 0\r\nm=audio %d %s 8 0\r\n", port, protocol)
	for _, a := range attributes {
		s += "a=" + a + "\r\n"
	}
	return s
}

// request makes a SIP request, response the answer to it.
func request(method, uri, from, to, callID, body string, headers ...string) []byte {
	return sipText(method+" "+uri+" SIP/2.0", method, from, to, callID, body, headers)
}

func response(status, method, from, to, callID, body string, headers ...string) []byte {
	return sipText("SIP/2.0 "+status, method, from, to, callID, body, headers)
}

func sipText(start, method, from, to, callID, body string, headers []string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\r\nVia: SIP/2.0/UDP 10.45.0.7;branch=z9hG4bKx\r\nFrom: <%s>;tag=1\r\nTo: <%s>\r\nCall-ID: %s\r\nCSeq: 1 %s\r\n", start, from, to, callID, method)
	for _, h := range headers {
		b.WriteString(h + "\r\n")
	}
	if body != "" {
		b.WriteString("Content-Type: application/sdp\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", len(body), body)
	return []byte(b.String())
}

// message makes an event of a function of the network about a user of it.
func message(f event.NFType, u event.IMSUser, role event.IMSRole, fromUser bool, session, callID string, text []byte) event.IMSMessage {
	m := event.IMSMessage{Header: event.Header{Time: began, NF: nf(f)}, Served: u, Role: role, Direction: event.IMSToUser, Source: proxy, Destination: phone,
		SIP: text, CallID: callID, Session: session}
	if fromUser {
		m.Direction, m.Source, m.Destination = event.IMSFromUser, phone, proxy
	}
	return m
}

// answered is the change of a session when it is answered.
func answered(f event.NFType, u event.IMSUser, role event.IMSRole, session, from, to string, contexts ...uint32) event.IMSSessionChanged {
	return event.IMSSessionChanged{Header: event.Header{Time: began.Add(time.Second), NF: nf(f)}, Served: u, Role: role, Session: session,
		Originating: []string{from}, Terminating: to, LocalSDP: []byte(sdp(4000, "RTP/AVP")), RemoteSDP: []byte(sdp(6000, "RTP/AVP")),
		Contexts: contexts, Anchored: len(contexts) > 0}
}

// media makes a packet of a context.
func mediaPacket(context uint32, fromUser bool, n int) *event.IMSMedia {
	rtp := make([]byte, 12+160)
	rtp[0], rtp[1] = 0x80, 8
	binary.BigEndian.PutUint16(rtp[2:], uint16(n))
	binary.BigEndian.PutUint32(rtp[4:], uint32(n)*160)
	binary.BigEndian.PutUint32(rtp[8:], context)
	ue, far := netip.MustParseAddr("10.45.0.7"), netip.MustParseAddr("10.6.0.1")
	p := ipPacket(ue, far, 17, 4000, 20000, rtp)
	if !fromUser {
		p = ipPacket(far, ue, 17, 20000, 4000, rtp)
	}
	return &event.IMSMedia{Time: began.Add(time.Duration(n) * 20 * time.Millisecond), NF: nf(event.IMSAGW), Context: context, FromUser: fromUser, Packet: p}
}

func id(t lipf.TargetType, v string) lipf.TargetIdentifier {
	return lipf.TargetIdentifier{Type: t, Value: v}
}
