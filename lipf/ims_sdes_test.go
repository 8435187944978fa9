package lipf_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pion/srtp/v3"
	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/content"
	"lilab/lipf/hi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// party is a phone that protects its media from end to end with SDES.
type party struct {
	t    testing.TB
	fill byte
	srtp *srtp.Context
}

func newParty(t testing.TB, fill byte) *party {
	key := bytes.Repeat([]byte{fill}, 30)
	c, err := srtp.CreateContext(key[:16], key[16:], srtp.ProtectionProfileAes128CmHmacSha1_80)
	require.NoError(t, err)
	return &party{t, fill, c}
}

// key is what nobody but the operator may see.
func (p *party) key() string {
	return base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{p.fill}, 30))
}

func (p *party) sdp(other ...*party) string {
	s := "v=0\r\no=- 1 1 IN IP4 10.45.0.2\r\ns=-\r\nc=IN IP4 10.45.0.2\r\nt=0 0\r\nm=audio 40000 RTP/SAVP 0\r\n"
	for i, x := range append([]*party{p}, other...) {
		s += fmt.Sprintf("a=crypto:%d AES_CM_128_HMAC_SHA1_80 inline:%s\r\n", i+1, x.key())
	}
	return s
}

// sound is RTP of a tone: the plain packet.
func sound(fromUser bool, n int) []byte {
	b := make([]byte, 172)
	b[0], b[11] = 0x80, 7
	if fromUser {
		b[11] = 8
	}
	binary.BigEndian.PutUint16(b[2:], uint16(n))
	binary.BigEndian.PutUint32(b[4:], uint32(160*n))
	for i := range 160 {
		b[12+i] = byte(n + i)
	}
	return b
}

// says sends one packet of RTP in SRTP through the gateway.
func (l *imsLab) says(p *party, context uint32, fromUser bool, n int) {
	l.t.Helper()
	sealed, err := p.srtp.EncryptRTP(nil, sound(fromUser, n), nil)
	require.NoError(l.t, err)
	l.agw.IMSMedia(&event.IMSMedia{Time: time.Now(), Context: context, FromUser: fromUser, Packet: ipPacket(fromUser, 5000, sealed)})
}

// described is a message of SIP with a session description.
func described(start, session string, sdp string) string {
	return fmt.Sprintf("%s\r\nFrom: <sip:anna@ims.example>;tag=1\r\nTo: <tel:+15550000002>\r\nCall-ID: c%s\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s",
		start, session, len(sdp), sdp)
}

const inviteLine, okLine = "INVITE tel:+15550000002 SIP/2.0", "SIP/2.0 200 OK"

// begin has both functions see a message of a session, so that they know that it is one.
func (l *imsLab) begin(session string) {
	for _, f := range []event.NFType{event.SCSCF, event.PCSCF} {
		l.sip(f, session, true, described(inviteLine, session, "v=0\r\n"))
	}
}

// connect answers a session at both functions.
func (l *imsLab) connect(session, local, remote string, context uint32) {
	e := event.IMSSessionChanged{Header: event.Header{Time: time.Now(), NF: imsNF(event.SCSCF)}, Served: l.user(), Role: event.IMSOriginating, Session: session,
		Originating: []string{"sip:anna@ims.example"}, Terminating: "tel:+15550000002", LocalSDP: []byte(local), RemoteSDP: []byte(remote)}
	l.scscf.Observe(e)
	e.NF, e.Contexts, e.Anchored = imsNF(event.PCSCF), []uint32{context}, true
	l.pcscf.Observe(e)
	require.NoError(l.t, l.pcscf.Drain(l.t.Context()))
}

func (l *imsLab) orderVoice() admf.Provisioned {
	w := l.warrant("nl-1", lipf.TargetIdentifier{Type: lipf.IMPU, Value: "tel:+15550000001"})
	w.CC, w.LEMF3, w.Services = true, l.hi3Addr, []lipf.ServiceType{lipf.Voice, lipf.Messaging}
	p, err := l.admf.Activate(l.t.Context(), w)
	require.NoError(l.t, err)
	return p
}

// heard are the packets on HI3 by direction, each as RTP in clear or not.
func (l *imsLab) heard() (fromUser, toUser []content.Packet) {
	for _, c := range l.content("LIID-nl-1") {
		p, err := content.FromHI3(c.CC[0].Contents)
		require.NoError(l.t, err)
		require.Equal(l.t, "iMSCCPDU", p.Record())
		if c.CC[0].Direction.Value == hi.FromTarget {
			fromUser = append(fromUser, p)
		} else {
			toUser = append(toUser, p)
		}
	}
	return fromUser, toUser
}

// clear wants packets to be the ones that were said.
func (l *imsLab) clear(ps []content.Packet, fromUser bool, first, n int) {
	l.t.Helper()
	require.Equal(l.t, n, len(ps))
	for i := range ps {
		require.Equal(l.t, ipPacket(fromUser, 5000, sound(fromUser, first+i))[28:], ps[i].Octets[28:], "packet %d", first+i)
		_, ok := content.ReadRTP(ps[i].Octets)
		require.True(l.t, ok)
	}
}

// TestSDESToAgency has media that are protected from end to end with keys that the operator's own CSCF sees: the agency gets RTP in clear, and no
// key anywhere. Wrong PDUs on LI_MDF are refused.
func TestSDESToAgency(t *testing.T) {
	l := newIMSLab(t)
	p := l.orderVoice()
	anna, bram, unused := newParty(t, 1), newParty(t, 2), newParty(t, 3)
	l.sip(event.PCSCF, "s0", true, described(inviteLine, "s0", anna.sdp(unused)))
	l.sip(event.SCSCF, "s0", true, described(inviteLine, "s0", anna.sdp(unused)))
	l.sip(event.SCSCF, "s0", false, described(okLine, "s0", bram.sdp()))
	l.connect("s0", anna.sdp(), bram.sdp(), 7)
	for n := range 100 {
		l.says(anna, 7, true, n)
		l.says(bram, 7, false, n)
	}
	l.through()
	up, down := l.heard()
	l.clear(up, true, 0, 100)
	l.clear(down, false, 0, 100)
	require.Contains(t, string(append(up[0].SDP, down[0].SDP...)), "m=audio 40000 RTP/AVP 0\r\n")
	require.Equal(t, uint64(200), l.mdf3.Stats().Decrypted)
	require.Zero(t, l.mdf3.Stats().Sealed)
	require.Equal(t, uint64(2), l.mdf.Stats().MediaKeys)

	seen := func(c *captured) (keys int) {
		for _, octets := range c.all() {
			for _, x := range []*party{anna, bram, unused} {
				keys += bytes.Count(octets, []byte(x.key()))
			}
		}
		return keys
	}
	require.Equal(t, 3, seen(&l.x2), "the MDF2 gets what the CSCF saw")
	require.Equal(t, 3, seen(&l.keys))
	require.Zero(t, seen(&l.hi2))
	require.Zero(t, seen(&l.hi3))
	require.Zero(t, seen(&l.x3))
	for i, r := range l.records("LIID-nl-1") {
		x, _, err := xiri.ParseIRIPayload(r.IRI[0].Contents)
		require.NoError(t, err)
		m := x.Event.(*xiri.IMSMessage).Payload.ModifiedSIPMessage
		require.NotNil(t, m)
		line := map[int]string{0: inviteLine, 1: okLine}[i]
		bare := "v=0\r\no=- 1 1 IN IP4 10.45.0.2\r\ns=-\r\nc=IN IP4 10.45.0.2\r\nt=0 0\r\nm=audio 40000 RTP/SAVP 0\r\n"
		require.Equal(t, described(line, "s0", bare), string(m.ModifiedSIPContent.SIPContent), "Content-Length too")
		list := m.Modifications.ModificationList
		require.Len(t, list, 3-i)
		require.Equal(t, "Content-Length", list[len(list)-1].DescribedModification.ModificationLocation.SIPHeader)
		text, err := judge.Decode(t, "TS33128Payloads", "IRIPayload", r.IRI[0].Contents)
		require.NoError(t, err)
		require.Contains(t, text, "modifiedSIPMessage")
	}
	for _, doc := range l.x1.all() {
		require.NoError(t, judge.X1(t, doc), "%s", doc)
	}

	lm := l.sender("mdf2-1", l.keysAddr, &cutter{})
	malformed, stray := l.mdf3.Stats().Malformed, l.mdf3.Stats().UnknownXID
	wrong := x2x3.PDU{Type: x2x3.X2, Format: x2x3.FormatSIP, XID: x2x3.UUID(p.XID), CorrelationID: 1, Payload: []byte("a=crypto:1")}
	require.NoError(t, lm.Send(t.Context(), &wrong))
	require.Eventually(t, func() bool { return l.mdf3.Stats().Malformed == malformed+1 }, 10*time.Second, time.Millisecond)
	unknown := x2x3.PDU{Type: x2x3.X2, Format: x2x3.FormatMIME, XID: x2x3.UUID{6: 0x40, 8: 0x80}, CorrelationID: 1, Payload: []byte("a=crypto:1"),
		Attributes: x2x3.Attributes{MIMEContentType: "application/sdp"}}
	require.NoError(t, lm.Send(t.Context(), &unknown))
	require.Eventually(t, func() bool { return l.mdf3.Stats().UnknownXID == stray+1 }, 10*time.Second, time.Millisecond)
	refused := l.mdf3.Stats().Refused
	poi := l.sender("agw1-cc-poi", l.keysAddr, &cutter{})
	_ = poi.Send(t.Context(), &unknown)
	require.Eventually(t, func() bool { return l.mdf3.Stats().Refused > refused }, 10*time.Second, time.Millisecond)

	x := l.index("LIID-nl-1")
	require.Len(t, x.Sessions, 1)
	require.False(t, x.Sessions[0].Protected)
	require.Len(t, x.Sessions[0].Voice, 2)
	_, err := os.Stat(filepath.Join(l.dir, "LIID-nl-1", "cc", "cin-1-fromTarget.wav"))
	require.NoError(t, err)
}

// TestSDESKeysLate has packets that overtake their keys: they wait, and come in order. New keys in mid-call open what comes after them, and what
// is late under the old ones; what is under no key of the session is delivered as it is, and told once.
func TestSDESKeysLate(t *testing.T) {
	l := newIMSLab(t)
	l.orderVoice()
	anna, bram, again, stranger := newParty(t, 1), newParty(t, 2), newParty(t, 3), newParty(t, 4)
	l.begin("s0")
	l.connect("s0", anna.sdp(), bram.sdp(), 7)
	for n := range 20 {
		l.says(anna, 7, true, n)
		l.says(bram, 7, false, n)
	}
	l.sip(event.SCSCF, "s0", true, described(inviteLine, "s0", anna.sdp()))
	l.sip(event.SCSCF, "s0", false, described(okLine, "s0", bram.sdp()))
	for n := 20; n < 30; n++ {
		l.says(anna, 7, true, n)
		l.says(bram, 7, false, n)
	}
	l.through()
	up, down := l.heard()
	l.clear(up, true, 0, 30)
	l.clear(down, false, 0, 30)

	// A re-INVITE, and anna speaks under the new key before it is through.
	l.says(again, 7, true, 30)
	l.says(anna, 7, true, 31)
	l.sip(event.SCSCF, "s0", true, described(inviteLine, "s0", again.sdp()))
	l.says(again, 7, true, 32)
	l.through()
	up, _ = l.heard()
	l.clear(up, true, 0, 33)
	require.Zero(t, l.mdf3.Stats().Sealed)

	// Under no key of the session.
	for n := 33; n < 40; n++ {
		l.says(stranger, 7, true, n)
	}
	l.through()
	l.says(again, 7, true, 40)
	l.through()
	up, _ = l.heard()
	require.Equal(t, 41, len(up))
	l.clear(up[:33], true, 0, 33)
	l.clear(up[40:], true, 40, 1)
	require.Equal(t, uint64(7), l.mdf3.Stats().Sealed)
	for i := 33; i < 40; i++ {
		require.Len(t, up[i].Octets, 28+172+10, "as it was, with its tag")
	}
	r := l.reported(func(r admf.Report) bool { return strings.Contains(details(r), "SRTP") })
	require.Contains(t, details(r), "do not open it")
}

// TestSDESMidCall begins in the middle of a call: the keys are in the state of the session. A call whose descriptions have no keys that can be
// used is delivered as it is.
func TestSDESMidCall(t *testing.T) {
	l := newIMSLab(t)
	anna, bram := newParty(t, 1), newParty(t, 2)
	l.begin("s0")
	anna.srtp.SetROC(8, 2) // it has gone on for three quarters of an hour
	l.sip(event.SCSCF, "s0", true, described(inviteLine, "s0", anna.sdp()))
	l.connect("s0", anna.sdp(), bram.sdp(), 7)
	l.orderVoice()
	require.NoError(t, l.pcscf.Drain(t.Context()))
	for n := range 10 {
		l.says(anna, 7, true, 65530+n)
		l.says(bram, 7, false, n)
	}
	l.through()
	up, down := l.heard()
	l.clear(up, true, 65530, 10)
	l.clear(down, false, 0, 10)
	for _, octets := range l.hi2.all() {
		require.NotContains(t, string(octets), anna.key())
		require.NotContains(t, string(octets), bram.key())
	}
	x, _, err := xiri.ParseIRIPayload(l.records("LIID-nl-1")[0].IRI[0].Contents)
	require.NoError(t, err)
	start, ok := x.Event.(*xiri.StartOfInterceptionForActiveIMSSession)
	require.True(t, ok)
	require.Len(t, start.SDPState, 2)

	other := strings.ReplaceAll(anna.sdp(), "AES_CM_128_HMAC_SHA1_80", "F8_128_HMAC_SHA1_80")
	l.begin("s1")
	l.sip(event.SCSCF, "s1", true, described(inviteLine, "s1", other))
	l.connect("s1", other, other, 8)
	for n := range 10 {
		l.says(anna, 8, true, n)
	}
	l.through()
	require.Equal(t, uint64(10), l.mdf3.Stats().Sealed)
	up, _ = l.heard()
	require.Equal(t, 20, len(up))
	l.reported(func(r admf.Report) bool { return strings.Contains(details(r), "had no keys that can be used") })
}

// TestSDESNotOwn has keys in the records of a function that is no CSCF of this operator: they are taken out and used for nothing.
func TestSDESNotOwn(t *testing.T) {
	l := newIMSLab(t)
	p := l.orderVoice()
	anna := newParty(t, 1)
	record := &xiri.IMSMessage{Payload: xiri.IMSPayload{EncapsulatedSIPMessage: &xiri.SIPMessage{IPSourceAddress: xiri.IPAddress{IPv4Address: l.lemfAddr.Addr()},
		IPDestinationAddress: xiri.IPAddress{IPv4Address: l.lemfAddr.Addr()}, SIPContent: []byte(described(inviteLine, "s0", anna.sdp()))}},
		SessionDirection: xiri.SessionDirectionFromTarget}
	for id, keys := range map[string]int{"smf1-iri-poi": 0, "lmisf1-iri": 1} {
		if keys > 0 {
			l.mdf.AddLMISF(id)
		}
		before := l.mdf.Stats().Delivered
		s := l.sender(id, l.x2Addr, &cutter{})
		pdu := xiriPDU(t, p.XID, record)
		pdu.CorrelationID, pdu.NFID, pdu.IPID = 9, id, id
		require.NoError(t, s.Send(t.Context(), pdu))
		require.NoError(t, s.Confirm(t.Context()))
		require.Eventually(t, func() bool { return l.mdf.Stats().Delivered == before+1 }, 10*time.Second, time.Millisecond)
		l.through()
		all := l.hi2.all()
		require.Equal(t, keys, bytes.Count(all[len(all)-1], []byte(anna.key())), id)
	}
	require.Zero(t, l.mdf.Stats().MediaKeys)
	require.Zero(t, l.mdf3.Stats().MediaKeys)
}

// details is what a report about a task says.
func details(r admf.Report) string {
	i, _ := r.Body.(x1.ReportTaskIssue)
	return i.Details
}
