package lipf_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/content"
	"lilab/lipf/hi"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// imsLab is an operator with the LI functions of an IMS and of an SMSF beside those of the 5GC.
type imsLab struct {
	*sessionLab
	scscf, pcscf, ibcf *poi.IMS
	agw                *poi.IMSAGW
	smsf               *poi.POI
}

func imsNF(t event.NFType) event.NF {
	return event.NF{Type: t, InstanceID: string(t) + "-1", FQDN: string(t) + "." + nl.Domain(), PLMN: nl}
}

func newIMSLab(t testing.TB) *imsLab {
	l := &imsLab{sessionLab: newSessionLab(t, sessionOptions{})}
	agwEnd, agwAt := l.server("agw1-cc-poi")
	correlations := poi.NewIMSCorrelations()
	function := func(role event.NFType, iri admf.NEType) *poi.IMS {
		id := string(role) + "1"
		ep, at := l.server(id + "-iri-poi")
		cfg := poi.IMSConfig{Role: role, Correlations: correlations, Config: poi.Config{X1: *ep, ADMF: "admf1", ADMFURL: l.admfURL, NF: imsNF(role), NFID: imsNF(role).FQDN, IPID: ep.ID,
			X2TLS: ep.ClientTLS, X2Dial: l.x2cut.dial, RetryInterval: 5 * time.Millisecond}}
		var tf netip.AddrPort
		if role == event.PCSCF {
			a, atA := l.server(id + "-cc-tf")
			b, atB := l.server(id + "-cc-tf")
			tf = atA
			cfg.CCTF = &poi.TFConfig{X1: *a, ADMF: "admf1", ADMFURL: l.admfURL, T: *b, POI: agwEnd.ID, POIURL: "https://" + agwAt.String() + x1.PathNE, Keepalive: -1}
			var err error
			l.agw, err = poi.NewIMSAGW(poi.IMSAGWConfig{X1: *agwEnd, ADMF: a.ID, ADMFURL: "https://" + atB.String() + x1.PathADMF, NFID: "agw1", IPID: agwEnd.ID,
				X3TLS: agwEnd.ClientTLS, X3Dial: l.x3cut.dial, RetryInterval: 5 * time.Millisecond})
			require.NoError(t, err)
			require.NoError(t, l.agw.Start(t.Context()))
			t.Cleanup(func() { require.NoError(t, l.agw.Close()) })
			l.mdf3.AddGateway(agwEnd.ID)
		}
		p, err := poi.NewIMS(cfg)
		require.NoError(t, err)
		require.NoError(t, p.Start(t.Context()))
		t.Cleanup(func() { require.NoError(t, p.Close()) })
		l.mdf.AddIMSPeer(ep.ID)
		require.NoError(t, l.admf.AddNE(admf.NE{ID: ep.ID, Type: iri, URL: "https://" + at.String() + x1.PathNE}))
		if tf.IsValid() {
			require.NoError(t, l.admf.AddNE(admf.NE{ID: id + "-cc-tf", Type: admf.CCTFIMS, URL: "https://" + tf.String() + x1.PathNE}))
		}
		return p
	}
	l.scscf, l.pcscf, l.ibcf = function(event.SCSCF, admf.SCSCF), function(event.PCSCF, admf.PCSCF), function(event.IBCF, admf.IBCF)
	l.smsf = l.poi("smsf1-iri-poi", admf.SMSF, imsNF(event.SMSF), poi.NewSMSF, nil)
	l.mdf.AddPeer("smsf1-iri-poi")
	return l
}

// through waits until everything observed has reached the agency.
func (l *imsLab) through() {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.t.Context(), 20*time.Second)
	defer cancel()
	for _, d := range []interface{ Drain(context.Context) error }{l.scscf, l.pcscf, l.ibcf, l.smsf, l.agw} {
		require.NoError(l.t, d.Drain(ctx))
	}
	iri := l.scscf.Stats().PDUs + l.pcscf.Stats().PDUs + l.ibcf.Stats().PDUs + l.smsf.Stats().PDUs
	require.Eventually(l.t, func() bool { return l.mdf.Stats().Received >= iri }, 20*time.Second, time.Millisecond)
	require.NoError(l.t, l.mdf.Drain(ctx))
	keys := l.mdf.Stats().MediaKeys
	require.Eventually(l.t, func() bool { return l.mdf3.Stats().Received >= l.agw.Stats().PDUs+keys }, 20*time.Second, time.Millisecond)
	l.quiet()
	require.Zero(l.t, l.mdf.Stats().UnknownXID+l.mdf.Stats().Malformed+l.mdf3.Stats().UnknownXID+l.mdf3.Stats().Malformed)
}

func (l *imsLab) sip(f event.NFType, session string, fromUser bool, text string) {
	role := event.IMSOriginating
	m := event.IMSMessage{Header: event.Header{Time: time.Now(), NF: imsNF(f)}, Served: l.user(), Role: role, Direction: event.IMSToUser, SIP: []byte(text),
		Source: netip.MustParseAddrPort("10.6.0.1:5060"), Destination: netip.MustParseAddrPort("10.45.0.2:5060"), CallID: "c" + session, Session: session}
	if fromUser {
		m.Direction = event.IMSFromUser
	}
	for _, p := range []*poi.IMS{l.scscf, l.pcscf, l.ibcf} {
		p.Observe(m)
	}
}

func (l *imsLab) user() event.IMSUser {
	p := newPerson(1)
	return event.IMSUser{IMPI: "a@ims.example", IMPUs: []string{"sip:anna@ims.example", "tel:+15550000001"}, SUPI: p.SUPI, GPSI: p.GPSI, PEI: p.PEI}
}

// answer answers a session at both functions.
func (l *imsLab) answer(session, sdp string, context uint32) {
	e := event.IMSSessionChanged{Header: event.Header{Time: time.Now(), NF: imsNF(event.SCSCF)}, Served: l.user(), Role: event.IMSOriginating, Session: session,
		Originating: []string{"sip:anna@ims.example"}, Terminating: "tel:+15550000002", LocalSDP: []byte(sdp), RemoteSDP: []byte(sdp)}
	l.scscf.Observe(e)
	e.NF, e.Contexts, e.Anchored = imsNF(event.PCSCF), []uint32{context}, true
	l.pcscf.Observe(e)
}

// speak sends a tone through the gateway, as PCMU.
func (l *imsLab) speak(context uint32, fromUser bool, hz float64, packets int) {
	for n := range packets {
		rtp := make([]byte, 172)
		rtp[0] = 0x80
		binary.BigEndian.PutUint16(rtp[2:], uint16(n))
		binary.BigEndian.PutUint32(rtp[4:], uint32(160*n))
		for i := range 160 {
			rtp[12+i] = toULaw(8000 * math.Sin(2*math.Pi*hz*float64(160*n+i)/8000))
		}
		l.agw.IMSMedia(&event.IMSMedia{Time: l.started.Add(time.Duration(n) * 20 * time.Millisecond), Context: context, FromUser: fromUser, Packet: ipPacket(fromUser, 5000, rtp)})
	}
}

// toULaw is the encoder of ITU-T G.711 by its definition.
func toULaw(v float64) byte {
	sign := byte(0x80)
	if v < 0 {
		sign, v = 0, -v
	}
	n, e := int(v)+0x84, 0
	for n>>(e+8) > 0 {
		e++
	}
	return ^(^sign&0x80 | byte(e)<<4 | byte(n>>(e+3))&0xf)
}

const plainSDP = "v=0\r\no=- 1 1 IN IP4 10.45.0.2\r\ns=-\r\nc=IN IP4 10.45.0.2\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n"

func invite(session string) string {
	return fmt.Sprintf("INVITE tel:+15550000002 SIP/2.0\r\nFrom: <sip:anna@ims.example>;tag=1\r\nTo: <tel:+15550000002>\r\nCall-ID: c%s\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s",
		session, len(plainSDP), plainSDP)
}

// TestCallToAgency takes two calls of an IMPU from the events of the network to the agency's folder: IRI and content of a call have
// one CIN, and what was said can be heard, unless it was SRTP from end to end.
func TestCallToAgency(t *testing.T) {
	l := newIMSLab(t)
	w := l.warrant("nl-1", lipf.TargetIdentifier{Type: lipf.IMPU, Value: "tel:+15550000001"})
	w.CC, w.LEMF3, w.Services = true, l.hi3Addr, []lipf.ServiceType{lipf.Voice, lipf.Messaging}
	p, err := l.admf.Activate(t.Context(), w)
	require.NoError(t, err)
	require.Equal(t, []string{"S-CSCF1-iri-poi", "P-CSCF1-iri-poi"}, p.POIs, "an IMPU is nothing for AMF, UDM, SMSF and IBCF")
	require.Equal(t, []string{"P-CSCF1-cc-tf"}, p.TFs)
	require.Equal(t, "mdf3-1", p.MDF3)
	require.Empty(t, p.Notes)
	for i, sdp := range []string{plainSDP, "v=0\r\nc=IN IP4 10.45.0.2\r\nm=audio 40000 UDP/TLS/RTP/SAVPF 0\r\na=fingerprint:sha-256 AA\r\n"} {
		name := fmt.Sprint("s", i)
		l.sip(event.SCSCF, name, true, invite(name))
		l.sip(event.PCSCF, name, true, invite(name))
		l.answer(name, sdp, uint32(7+i))
		require.NoError(t, l.pcscf.Drain(t.Context()))
		l.speak(uint32(7+i), true, 700, 100)
		l.speak(uint32(7+i), false, 1100, 100)
		l.sip(event.SCSCF, name, true, "BYE tel:+15550000002 SIP/2.0\r\nFrom: <sip:anna@ims.example>;tag=1\r\nTo: <tel:+15550000002>;tag=2\r\nCall-ID: c"+name+"\r\nCSeq: 2 BYE\r\n\r\n")
	}
	l.speak(9, true, 1500, 10) // a call of somebody else
	l.sip(event.SCSCF, "", true, "MESSAGE tel:+15550000002 SIP/2.0\r\nFrom: <sip:anna@ims.example>;tag=1\r\nTo: <tel:+15550000002>\r\nCSeq: 1 MESSAGE\r\n\r\nhello")
	l.through()

	var cins []uint32
	for i, r := range l.records("LIID-nl-1") {
		require.Equal(t, hi.IRIReport, r.IRI[0].Type)
		require.True(t, r.CIN.Set)
		cins = append(cins, r.CIN.Value)
		_, err := judge.Decode(t, "LI-PS-PDU", "PS-PDU", l.hi2.all()[i])
		require.NoError(t, err)
		text, err := judge.Decode(t, "TS33128Payloads", "IRIPayload", r.IRI[0].Contents)
		require.NoError(t, err)
		require.Contains(t, text, "iMSMessage")
		x, _, err := xiri.ParseIRIPayload(r.IRI[0].Contents)
		require.NoError(t, err)
		require.Equal(t, "tel:+15550000001", x.TargetIdentifiers[0].Identifier.IMPU.TELURI)
	}
	require.Equal(t, []uint32{1, 1, 2, 2, 3}, cins)
	cc := l.content("LIID-nl-1")
	require.Len(t, cc, 400)
	descriptions := 0
	for i, c := range cc {
		require.Equal(t, uint32(1+i/200), c.CIN.Value)
		require.Equal(t, "agw1", c.NetworkFunctionIdentifier)
		x, err := content.FromHI3(c.CC[0].Contents)
		require.NoError(t, err)
		require.Equal(t, "iMSCCPDU", x.Record())
		if x.SDP != nil {
			descriptions++
			require.Zero(t, i%200)
		}
	}
	require.Equal(t, 2, descriptions)
	for _, i := range []int{0, 1, 200, 399} {
		_, err := judge.Decode(t, "LI-PS-PDU", "PS-PDU", l.hi3.all()[i])
		require.NoError(t, err)
		text, err := judge.Decode(t, "TS33128Payloads", "CCPayload", cc[i].CC[0].Contents)
		require.NoError(t, err)
		require.Contains(t, text, "iMSCCPDU.payload")
	}
	for _, doc := range l.x1.all() {
		require.NoError(t, judge.X1(t, doc), "%s", doc)
	}
	require.NoError(t, l.admf.Deactivate(t.Context(), "nl-1"))
	require.Zero(t, l.pcscf.TFStats().Triggered)

	x := l.index("LIID-nl-1")
	require.Len(t, x.Sessions, 3)
	open, closed := x.Sessions[0], x.Sessions[1]
	require.False(t, open.Protected)
	require.Len(t, open.Voice, 2)
	require.True(t, closed.Protected)
	require.Empty(t, closed.Voice)
	require.Equal(t, [2]uint64{100, 100}, [2]uint64{closed.FromTarget, closed.ToTarget})
	for direction, hz := range map[string]float64{"fromTarget": 700, "toTarget": 1100} {
		b, err := os.ReadFile(filepath.Join(l.dir, "LIID-nl-1", "cc", "cin-1-"+direction+".wav"))
		require.NoError(t, err)
		require.Len(t, b, 44+2*16000)
		require.Greater(t, tone(b[44:], hz), 0.95, direction)
		require.Less(t, tone(b[44:], 1800-hz), 0.01, "not the other end")
	}
}

// tone is the part of the power of samples that a frequency has, by Goertzel.
func tone(b []byte, hz float64) float64 {
	k := 2 * math.Cos(2*math.Pi*hz/8000)
	var s1, s2, all float64
	for i := 0; i+1 < len(b); i += 2 {
		x := float64(int16(binary.LittleEndian.Uint16(b[i:])))
		s1, s2 = x+k*s1-s2, s1
		all += x * x
	}
	return (s1*s1 + s2*s2 - k*s1*s2) / (all * float64(len(b)/2) / 2)
}

// TestMessagesToAgency has short messages of an SMSF, whole and without what the user wrote, and the plan of a non-local target.
func TestMessagesToAgency(t *testing.T) {
	l := newIMSLab(t)
	anna := newPerson(1)
	whole := l.warrant("nl-1", anna.supi())
	cut := l.warrant("nl-2", anna.supi())
	cut.Services, cut.TruncateSMS = []lipf.ServiceType{lipf.Messaging}, true
	for _, w := range []lipf.Warrant{whole, cut} {
		p, err := l.admf.Activate(t.Context(), w)
		require.NoError(t, err)
		require.Contains(t, p.POIs, "smsf1-iri-poi")
		require.Contains(t, p.POIs, "S-CSCF1-iri-poi")
		require.NotContains(t, p.POIs, "IBCF1-iri-poi")
	}
	other := l.warrant("nl-3", lipf.TargetIdentifier{Type: lipf.TELURI, Value: "tel:+15559999999"}, lipf.TargetIdentifier{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal})
	other.CC, other.LEMF3 = true, l.hi3Addr
	p, err := l.admf.Activate(t.Context(), other)
	require.NoError(t, err)
	require.Equal(t, []string{"IBCF1-iri-poi"}, p.POIs)
	require.Equal(t, []string{"P-CSCF1-cc-tf"}, p.TFs)

	submit := []byte{0x11, 1, 0x0b, 0x91, 0x51, 0x55, 0, 0, 0, 0xf2, 0, 0, 0xa7, 5, 'h', 'e', 'l', 'l', 'o'}
	l.smsf.Observe(event.SMSFMessage{Header: event.Header{Time: time.Now(), NF: imsNF(event.SMSF)}, Subscriber: anna.Subscriber, FromUser: true, TPDU: submit, Recipient: "15550000002"})
	l.through()
	for liid, want := range map[string]xiri.SMSTPDUData{"LIID-nl-1": {SMSTPDU: submit}, "LIID-nl-2": {RedactedSMSTPDU: submit[:14]}} {
		rs := l.records(liid)
		require.Len(t, rs, 1)
		require.False(t, rs[0].CIN.Set)
		require.Equal(t, hi.IRIReport, rs[0].IRI[0].Type)
		x, _, err := xiri.ParseIRIPayload(rs[0].IRI[0].Contents)
		require.NoError(t, err)
		require.Equal(t, want, x.Event.(*xiri.SMSMessage).SMSTPDUData)
	}
	for _, doc := range l.x1.all() {
		require.NoError(t, judge.X1(t, doc), "%s", doc)
	}
}

// BenchmarkSIPToAgency measures the delay from a SIP message at the S-CSCF to its PS-PDU at the LEMF, over TLS at each step. One
// message is on its way at a time.
func BenchmarkSIPToAgency(b *testing.B) {
	l := newIMSLab(b)
	w := l.warrant("nl-1", lipf.TargetIdentifier{Type: lipf.IMPU, Value: "tel:+15550000001"})
	w.Services = []lipf.ServiceType{lipf.Voice}
	_, err := l.admf.Activate(b.Context(), w)
	require.NoError(b, err)
	text := invite("s")
	l.sip(event.SCSCF, "s", true, text)
	l.through()
	seen := len(l.hi2.all())
	sent := make([]time.Time, 0, b.N)
	delays := make([]time.Duration, 0, b.N)
	b.ResetTimer()
	for range b.N {
		sent = append(sent, time.Now())
		l.sip(event.SCSCF, "s", true, text)
		for l.lemf.Stats().PDUs < uint64(seen+len(sent)) {
			time.Sleep(20 * time.Microsecond)
		}
		delays = append(delays, time.Since(sent[len(sent)-1]))
	}
	b.StopTimer()
	slices.Sort(delays)
	b.ReportMetric(float64(delays[len(delays)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(delays[len(delays)*99/100].Microseconds()), "p99-µs")
}
