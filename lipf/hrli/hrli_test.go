package hrli_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/hrli"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

func supi(p *phone) lipf.TargetIdentifier {
	return lipf.TargetIdentifier{Type: lipf.SUPIIMSI, Value: p.supi}
}

// TestCall intercepts a call of one of two users in every form that the BBIFF-U may copy in, and nothing of the other.
func TestCall(t *testing.T) {
	for _, f := range []poi.X3Format{poi.FormatGTPU, poi.FormatIP} {
		t.Run(string(f), func(t *testing.T) {
			r := newRig(t, options{format: f})
			anna, bert := r.phone(1, de), r.phone(2, de)
			anna.up().register("", "")
			bert.up().register("", "")
			x2, x3 := r.delivered()
			require.Empty(t, x2, "phase 1 is silent")
			require.Empty(t, x3)
			p := r.warrant("nl-1", true, supi(anna))
			a, b := anna.call(true, "31201234567", 40000), bert.call(false, "31209999999", 41000)
			a.invite()
			b.invite()
			a.answer()
			b.answer()
			r.settle()
			media := a.talk(20)
			b.talk(20)
			anna.rtp(true, 50000, 50002, 1) // not of the call
			r.settle()
			a.bye()
			b.bye()
			r.settle()
			anna.rtp(true, 40000, 40002, 99) // after the end
			x2, x3 = r.delivered()
			require.Equal(t, []string{"INVITE", "100", "180", "200", "ACK", "BYE", "200"}, starts(x2))
			require.Len(t, x3, 20)
			correlation := x2[0].CorrelationID
			require.NotZero(t, correlation)
			for i, m := range x2 {
				require.Equal(t, x2x3.UUID(p.XID), m.XID)
				require.Equal(t, correlation, m.CorrelationID)
				require.Equal(t, uint32(i), m.SequenceNumber.Value)
				require.Equal(t, []string{supi(anna).Fragment()}, m.MatchedTargets)
				require.Contains(t, strings.Join(m.OtherTargets, ""), "<peiImeisv>"+anna.pei+"</peiImeisv>")
				require.Contains(t, strings.Join(m.OtherTargets, ""), "<impu>tel:+"+anna.number+"</impu>")
				e := m.event.(*xiri.IMSMessage)
				require.Equal(t, map[x2x3.Direction]xiri.SessionDirection{x2x3.FromTarget: xiri.SessionDirectionFromTarget, x2x3.ToTarget: xiri.SessionDirectionToTarget}[m.Direction], e.SessionDirection)
				require.Equal(t, xiri.VoIPRoamingIndicationRoamingN9HR, e.VoIPRoamingIndication.Value)
				require.Equal(t, uint64(1), e.Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID)
			}
			require.Equal(t, x2x3.FromTarget, x2[0].Direction)
			require.Equal(t, x2x3.ToTarget, x2[1].Direction)
			require.Equal(t, anna.addr, x2[0].SourceIPv4)
			for i, m := range x3 {
				require.Equal(t, x2x3.FormatIPv4, m.Format)
				require.Equal(t, media[i], m.Payload)
				require.Equal(t, correlation, m.CorrelationID)
				require.Equal(t, uint32(i), m.SequenceNumber.Value)
				require.Equal(t, map[bool]x2x3.Direction{true: x2x3.FromTarget, false: x2x3.ToTarget}[i%2 == 0], m.Direction)
				require.Equal(t, i == 0, m.SDP != "", "the description comes once, it does not change")
			}
			require.Equal(t, anna.sdp(false, 40002), x3[0].SDP)
			r.judged(append(x2, x3...))
			require.NoError(t, r.admf.Deactivate(t.Context(), "nl-1"))
			require.Zero(t, r.cc.Stats().Calls)
			require.Zero(t, r.iri.Stats().T1["smf1-bbiff-c"].Triggered)
			c := anna.call(true, "31201234567", 44000)
			c.invite()
			c.answer()
			x2, x3 = r.delivered()
			require.Empty(t, x2)
			require.Empty(t, x3)
			require.NoError(t, r.admf.DisableHRLI(t.Context()))
			require.Zero(t, r.iri.Stats().Users)
			require.Zero(t, r.bbc.Stats().T3["upf1-bbiff-u"].Triggered)
		})
	}
}

// TestMidCall activates a warrant while a call is up: the start of interception is first, content follows (rule G1, row V39).
func TestMidCall(t *testing.T) {
	r := newRig(t, options{})
	anna := r.phone(2, de).up() // IPv6
	anna.register("", "")
	c := anna.call(false, "31201234567", 40000)
	c.invite()
	c.answer()
	c.talk(4)
	r.settle()
	r.warrant("nl-1", true, lipf.TargetIdentifier{Type: lipf.PEIIMEISV, Value: anna.pei})
	r.settle()
	c.talk(6)
	r.settle()
	c.bye()
	x2, x3 := r.delivered()
	require.Equal(t, []string{"startOfInterceptionForActiveIMSSession", "BYE", "200"}, starts(x2))
	require.Len(t, x3, 6)
	s := x2[0].event.(*xiri.StartOfInterceptionForActiveIMSSession)
	require.Equal(t, []xiri.IMPU{{SIPURI: "sip:+31201234567@elsewhere.example"}}, s.OriginatingId)
	require.Equal(t, xiri.IMPU{SIPURI: anna.impu()}, s.TerminatingId)
	require.Equal(t, [][]byte{[]byte(anna.sdp(true, 40000)), []byte(anna.sdp(false, 40002))}, s.SDPState)
	require.Equal(t, x2x3.NotApplicable, x2[0].Direction)
	require.Equal(t, x2[0].CorrelationID, x3[0].CorrelationID)
	require.Equal(t, x2x3.FormatIPv6, x3[0].Format)
	require.Equal(t, anna.addr, x2[1].SourceIPv6)
	r.judged(append(x2, x3...))
}

// TestTargets lets every kind of identifier find its user, and the other party where that is what the task means.
func TestTargets(t *testing.T) {
	r := newRig(t, options{})
	anna, bert := r.phone(1, de).up(), r.phone(3, de).up()
	anna.register("", "")
	bert.register("", "")
	nonLocal := lipf.TargetIdentifier{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal}
	for name, ids := range map[string][]lipf.TargetIdentifier{
		"supi":      {supi(anna)},
		"both":      {supi(anna), {Type: lipf.PEIIMEISV, Value: anna.pei}},
		"imei":      {{Type: lipf.PEIIMEI, Value: anna.pei[:14]}, supi(anna)},
		"gpsi":      {{Type: lipf.GPSIMSISDN, Value: anna.number}},
		"impu":      {{Type: lipf.IMPU, Value: anna.impu()}},
		"sip":       {{Type: lipf.SIPURI, Value: "sips:%2B" + anna.number + "@IMS.mnc070.mcc999.3gppnetwork.org;user=phone"}},
		"tel":       {{Type: lipf.TELURI, Value: "tel:+49-30-" + anna.number[4:]}},
		"impi":      {{Type: lipf.IMPI, Value: anna.impi()}},
		"local":     {{Type: lipf.E164Number, Value: anna.number}, {Type: lipf.NonLocalIdentifier, Value: lipf.Local}},
		"non-local": {{Type: lipf.TELURI, Value: "tel:+31201234567"}, nonLocal},
		"number":    {{Type: lipf.E164Number, Value: "31201234567"}, nonLocal},
	} {
		p := r.warrant(name, false, ids...)
		for _, out := range []bool{true, false} {
			// Bert calls somebody else, and says that he is Anna, which the home network does not believe.
			b := bert.call(out, "31207777777", 42000)
			if out {
				b.from = "<" + anna.impu() + ">;tag=f"
			}
			a := anna.call(out, "31201234567", 43000)
			for _, c := range []*call{a, b} {
				c.invite()
				c.answer()
				c.bye()
			}
			x2, x3 := r.delivered()
			require.Equal(t, []string{"INVITE", "100", "180", "200", "ACK", "BYE", "200"}, starts(x2), name)
			require.Empty(t, x3, "only IRI was ordered")
			for _, m := range x2 {
				require.Equal(t, x2x3.UUID(p.XID), m.XID)
				s := string(m.event.(*xiri.IMSMessage).Payload.EncapsulatedSIPMessage.SIPContent)
				require.Contains(t, s, a.id)
			}
			fromTarget := out != (len(ids) == 2 && ids[1] == nonLocal)
			want, dir := xiri.SessionDirectionToTarget, x2x3.ToTarget
			if fromTarget {
				want, dir = xiri.SessionDirectionFromTarget, x2x3.FromTarget
			}
			require.Equal(t, want, x2[0].event.(*xiri.IMSMessage).SessionDirection, name)
			require.Equal(t, dir, x2[0].Direction, name)
			if len(ids) == 2 && ids[1] == nonLocal {
				require.Empty(t, x2[0].OtherTargets, "the user is not the target")
			}
		}
		require.NoError(t, r.admf.Deactivate(t.Context(), name))
	}
	r.judged(nil)
}

// TestMessage delivers a short message over IP without content (rule D9), and nothing of it under a warrant for voice.
func TestMessage(t *testing.T) {
	r := newRig(t, options{})
	anna := r.phone(1, de).up()
	anna.register("", "")
	r.warrant("nl-1", true, supi(anna))
	_, err := r.admf.Activate(t.Context(), lipf.Warrant{ID: "nl-2", LIID: "nl-2", Targets: []lipf.TargetIdentifier{supi(anna)}, IRI: true, Services: []lipf.ServiceType{lipf.Voice},
		LEMF: x3Addr, By: "judge"})
	require.NoError(t, err)
	body := "canary-4711"
	h := []string{"From: <" + anna.impu() + ">;tag=1", "To: <tel:+491710760000>", "Call-ID: sms-1", "CSeq: 1 MESSAGE", "Content-Type: application/vnd.3gpp.sms"}
	m := strings.Replace(message("MESSAGE tel:+491710760000 SIP/2.0", h, body), "Content-Type: application/sdp\r\n", "", 1)
	anna.sip(true, m)
	anna.sip(true, m) // a retransmission
	anna.sip(false, message("SIP/2.0 202 Accepted", h[:4], ""))
	x2, x3 := r.delivered()
	require.Equal(t, []string{"MESSAGE", "202"}, starts(x2))
	require.Contains(t, string(x2[0].event.(*xiri.IMSMessage).Payload.EncapsulatedSIPMessage.SIPContent), body)
	require.Empty(t, x3)
	require.Equal(t, uint64(1), r.iri.Stats().Repeated)
	r.judged(x2)
}

// TestPDUSessionInfo follows a session through its life on LI_X2_LITE, and through a change of the V-SMF during a call.
func TestPDUSessionInfo(t *testing.T) {
	r := newRig(t, options{disable: true})
	anna := r.phone(1, de).up()
	require.Empty(t, r.told())
	r.enable("")
	require.Equal(t, []xiri.N9HRMessageCause{xiri.N9HRMessageCauseHRLIEnabled}, r.told())
	anna.register("", "")
	r.warrant("nl-1", true, supi(anna))
	c := anna.call(true, "31201234567", 40000)
	c.invite()
	c.answer()
	r.settle()
	c.talk(2)
	anna.session.Location = cell(2)
	r.bbc.Observe(event.SMFPDUSessionModified{Header: anna.head(), Session: anna.session})
	anna.session.DownlinkN3 = event.FTEID{TEID: 7, Addr: vn9}
	r.bbc.Observe(event.SMFPDUSessionModified{Header: anna.head(), Session: anna.session})
	require.Equal(t, []xiri.N9HRMessageCause{xiri.N9HRMessageCauseUpdatedLocationAvailable, xiri.N9HRMessageCausePDUSessionModified}, r.told())

	// Another V-SMF and V-UPF take over; the resource at the H-SMF stays.
	old := anna.session
	anna.nf = vsmf2
	anna.session.CPFSEID.SEID, anna.session.UPFSEID.SEID, anna.session.HomeN9.TEID, anna.session.VisitedN9.TEID = 9001, 9002, 9003, 9004
	anna.session.Location = cell(3)
	r.bbc.Observe(event.SMFUserPlane{Header: anna.head(), Session: anna.session})
	r.bbc.Observe(event.SMFPDUSessionEstablished{Header: anna.head(), Session: anna.session})
	r.bbc.Observe(event.SMFPDUSessionReleased{Header: event.Header{Time: r.clock, NF: vsmf}, Session: old})
	require.Equal(t, []xiri.N9HRMessageCause{xiri.N9HRMessageCauseSMFChanged}, r.told())
	// Back again, without an event of the user plane.
	anna.nf, anna.session.CPFSEID.SEID = vsmf, 9005
	r.bbc.Observe(event.SMFPDUSessionEstablished{Header: anna.head(), Session: anna.session})
	require.Equal(t, []xiri.N9HRMessageCause{xiri.N9HRMessageCauseSMFChanged}, r.told())
	c.talk(4)
	r.settle()
	c.bye()
	x2, x3 := r.delivered()
	require.Len(t, x3, 6)
	for _, p := range append(x2, x3...) {
		require.Equal(t, x2[0].CorrelationID, p.CorrelationID, "the change of the V-SMF does not show in correlation")
	}
	last := x2[len(x2)-1].event.(*xiri.IMSMessage)
	require.Equal(t, uint64(3), last.Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID)
	anna.down()
	require.Equal(t, []xiri.N9HRMessageCause{xiri.N9HRMessageCausePDUSessionReleased}, r.told())
	require.Zero(t, r.iri.Stats().Users)
	require.Zero(t, r.iri.Stats().Calls)
	require.Zero(t, r.bbc.Stats().Sessions)
	require.NotZero(t, r.bbc.Stats().SingleFlow)
	r.judged(append(x2, x3...))
}

// TestLite lets asn1ct read the records of LI_X2_LITE.
func TestLite(t *testing.T) {
	r := newRig(t, options{dnn: "ims"})
	anna := r.phone(1, de).up()
	anna.down()
	r.mu.Lock()
	lite := r.lite2
	r.mu.Unlock()
	require.Len(t, lite, 2)
	require.Equal(t, x2x3.UUID(r.xid), lite[0].XID)
	require.Equal(t, vsmf.FQDN, lite[0].NFID)
	require.Equal(t, lite[0].CorrelationID, lite[1].CorrelationID)
	e := lite[0].event.(*xiri.N9HRPDUSessionInfo)
	require.Equal(t, xiri.SUPI{IMSI: anna.supi}, e.SUPI)
	require.Equal(t, xiri.PEI{IMEISV: anna.pei}, e.PEI)
	require.Equal(t, uint8(2), e.PDUSessionID)
	require.Equal(t, "ims", e.DNN.Value)
	r.judged(lite)
}

// TestApplies: which sessions phase 1 is about.
func TestApplies(t *testing.T) {
	for name, c := range map[string]struct {
		dnn, session string
		home         event.PLMN
		change       func(*phone)
		want         bool
	}{
		"ims of a roamer":             {"", "ims", de, nil, true},
		"with operator identifier":    {"", "IMS.mnc070.mcc999.gprs", de, nil, true},
		"own operator identifier":     {"", "ims.mnc001.mcc001.gprs", de, nil, false},
		"other data network":          {"", "internet", de, nil, false},
		"named":                       {"voice", "voice", de, nil, true},
		"another than named":          {"voice", "ims", de, nil, false},
		"own subscriber":              {"", "ims", nl, nil, false},
		"home network not configured": {"", "ims", event.PLMN{MCC: "999", MNC: "71"}, nil, false},
		"local breakout":              {"", "ims", de, func(p *phone) { p.session.Role = event.AnchorSMF }, false},
		"at home":                     {"", "ims", de, func(p *phone) { p.session.Role = event.HomeSMF }, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, options{dnn: c.dnn, bbc: func(b *hrli.BBIFFCConfig) { b.Unconfigured = []event.PLMN{{MCC: "999", MNC: "71"}} }})
			p := r.phone(1, c.home)
			p.session.DNN = c.session
			if c.change != nil {
				c.change(p)
			}
			p.up().register("", "")
			r.settle()
			st := r.iri.Stats()
			require.Equal(t, c.want, st.Users == 1)
			require.Equal(t, c.want, st.Messages == 4)
			require.Equal(t, c.want, r.bbu.Stats().PDUs > 0)
			require.Equal(t, name == "home network not configured", r.bbc.Stats().Unconfigured == 1)
		})
	}
}

// TestX1Refuses: tasks that home-routed LI cannot take.
func TestX1Refuses(t *testing.T) {
	r := newRig(t, options{disable: true})
	for _, ids := range [][]lipf.TargetIdentifier{
		{{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal}},
		{{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal}, {Type: lipf.SUPIIMSI, Value: "999700000000001"}},
		{{Type: lipf.IMPU, Value: "nonsense"}},
	} {
		_, err := r.admf.Activate(t.Context(), lipf.Warrant{ID: "x", LIID: "x", Targets: ids, IRI: true, LEMF: x3Addr, Services: []lipf.ServiceType{lipf.Voice}})
		require.Error(t, err)
	}
	require.Empty(t, r.admf.Warrants())
	require.Error(t, r.admf.AddNE(admf.NE{ID: "z", Type: admf.LMISFIRI, URL: "https://127.0.0.1:1" + x1.PathNE}))
	require.ErrorContains(t, r.admf.DisableHRLI(t.Context()), "not enabled")
	r.enable("")
	_, err := r.admf.EnableHRLI(t.Context(), admf.HRLI{})
	require.Error(t, err)
}
