package poi_test

import (
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

var here = &event.Location{TAI: event.TAI{PLMN: event.PLMN{MCC: "001", MNC: "01"}, TAC: 7}, NCGIPLMN: event.PLMN{MCC: "001", MNC: "01"}, NRCellID: 0x22, Time: began}

const annaURI, bramURI = "sip:+15550000001@ims.mnc001.mcc001.3gppnetwork.org;user=phone", "sip:+15550000002@ims.mnc001.mcc001.3gppnetwork.org;user=phone"

// TestIMSCall follows a call through the S-CSCF: each message is a record, in one series with one Correlation ID.
func TestIMSCall(t *testing.T) {
	r := newIMSRig(t, nil)
	xid := r.order(false, nil, []event.NFType{event.SCSCF, event.PCSCF}, id(lipf.SUPIIMSI, anna.SUPI))
	invite := message(event.SCSCF, anna, event.IMSOriginating, true, "s1", "c1", request("INVITE", "tel:110;phone-context=x", annaURI, bramURI, "c1", sdp(4000, "RTP/AVP"),
		"P-Access-Network-Info: 3GPP-NR-TDD;utran-cell-id-3gpp=00101000007000000022", "Cellular-Network-Info: 3GPP-NR-TDD;x=1"))
	invite.Location = here
	r.observe(invite)
	r.observe(message(event.SCSCF, anna, event.IMSOriginating, true, "s1", "c2", request("INVITE", "tel:+15550000002", annaURI, bramURI, "c2", "")))
	r.observe(message(event.SCSCF, anna, event.IMSOriginating, false, "s1", "c1", response("200 OK", "INVITE", annaURI, bramURI, "c1", sdp(6000, "RTP/AVP"))))
	// The P-CSCF reports inbound roamers only, and the callee's side of the call is not the target's.
	r.observe(message(event.PCSCF, anna, event.IMSOriginating, true, "p1", "c1", request("INVITE", "tel:110", annaURI, bramURI, "c1", "")))
	r.observe(message(event.SCSCF, bram, event.IMSTerminating, false, "s2", "c2", request("INVITE", bramURI, annaURI, bramURI, "c2", "")))
	rs := r.records(3)
	for i, x := range rs {
		m := x.event.(*xiri.IMSMessage)
		require.NotNil(t, m.Payload.EncapsulatedSIPMessage)
		require.Equal(t, x2x3.UUID(xid), x.pdu.XID)
		require.Equal(t, rs[0].pdu.CorrelationID, x.pdu.CorrelationID)
		require.NotZero(t, x.pdu.CorrelationID)
		require.Equal(t, uint32(i), x.pdu.SequenceNumber.Value)
		require.Equal(t, "s-cscf.example", x.pdu.NFID)
		require.Equal(t, []string{"<supiimsi>001010000000001</supiimsi>"}, x.pdu.MatchedTargets)
		require.Contains(t, x.pdu.OtherTargets, "<impi>"+anna.IMPI+"</impi>")
		require.Contains(t, x.pdu.OtherTargets, "<impu>tel:+15550000001</impu>")
		require.False(t, m.VoIPRoamingIndication.Set)
	}
	first := rs[0].event.(*xiri.IMSMessage)
	require.Equal(t, invite.SIP, first.Payload.EncapsulatedSIPMessage.SIPContent)
	require.Equal(t, phone.Addr(), first.Payload.EncapsulatedSIPMessage.IPSourceAddress.IPv4Address)
	require.Equal(t, proxy.Addr(), first.Payload.EncapsulatedSIPMessage.IPDestinationAddress.IPv4Address)
	require.Equal(t, xiri.SessionDirectionFromTarget, first.SessionDirection)
	require.Equal(t, x2x3.FromTarget, rs[0].pdu.Direction)
	require.Equal(t, phone.Addr(), rs[0].pdu.SourceIPv4)
	require.Equal(t, proxy.Addr(), rs[0].pdu.DestinationIPv4)
	require.Equal(t, x2x3.Some[uint16](5060), rs[0].pdu.SourcePort)
	require.Equal(t, []xiri.SIPAccessNetworkInformation{{AccessNetworkInfo: "3GPP-NR-TDD;utran-cell-id-3gpp=00101000007000000022"}}, first.AccessNetworkInformation)
	require.Len(t, first.CellularNetworkInformation, 1)
	require.Equal(t, uint64(0x22), first.Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID)
	// The number was translated: what was dialled is told with the message that shows it.
	require.Empty(t, first.NumberTranslationInformation)
	require.Equal(t, "tel:110;phone-context=x", rs[1].event.(*xiri.IMSMessage).NumberTranslationInformation[0].TranslationInput.IMSIdentities.IMPU.TELURI)
	require.Equal(t, x2x3.ToTarget, rs[2].pdu.Direction)
	require.Equal(t, xiri.SessionDirectionToTarget, rs[2].event.(*xiri.IMSMessage).SessionDirection)
	r.judged()
}

// TestIMSTargets names anna in every way that reaches an IMS POI, and in ways that must not.
func TestIMSTargets(t *testing.T) {
	local, nonLocal := id(lipf.NonLocalIdentifier, lipf.Local), id(lipf.NonLocalIdentifier, lipf.NonLocal)
	for name, c := range map[string]struct {
		targets []lipf.TargetIdentifier
		want    bool
	}{
		"supi":                  {[]lipf.TargetIdentifier{id(lipf.SUPIIMSI, anna.SUPI)}, true},
		"pei":                   {[]lipf.TargetIdentifier{id(lipf.PEIIMEI, anna.PEI[:14])}, true},
		"gpsi":                  {[]lipf.TargetIdentifier{id(lipf.GPSIMSISDN, anna.GPSI)}, true},
		"impi":                  {[]lipf.TargetIdentifier{id(lipf.IMPI, anna.IMPI)}, true},
		"impu":                  {[]lipf.TargetIdentifier{id(lipf.IMPU, anna.IMPUs[0])}, true},
		"tel":                   {[]lipf.TargetIdentifier{id(lipf.TELURI, "tel:+1-555-000-0001")}, true},
		"e164":                  {[]lipf.TargetIdentifier{id(lipf.E164Number, "15550000001")}, true},
		"host in capitals":      {[]lipf.TargetIdentifier{id(lipf.SIPURI, "sip:+15550000001@IMS.mnc001.MCC001.3gppnetwork.org")}, true},
		"escaped":               {[]lipf.TargetIdentifier{id(lipf.IMPU, "sip:%2B1555000000%31@ims.mnc001.mcc001.3gppnetwork.org")}, true},
		"the number elsewhere":  {[]lipf.TargetIdentifier{id(lipf.IMPU, "sip:+15550000001@example.net;user=phone")}, true},
		"local":                 {[]lipf.TargetIdentifier{id(lipf.IMPU, anna.IMPUs[1]), local}, true},
		"both":                  {[]lipf.TargetIdentifier{id(lipf.SUPIIMSI, anna.SUPI), id(lipf.TELURI, "tel:+15550000001")}, true},
		"two users":             {[]lipf.TargetIdentifier{id(lipf.SUPIIMSI, anna.SUPI), id(lipf.TELURI, "tel:+15550000002")}, false},
		"the other party":       {[]lipf.TargetIdentifier{id(lipf.IMPU, bram.IMPUs[0])}, false},
		"user part in capitals": {[]lipf.TargetIdentifier{id(lipf.IMPU, "sip:ANNA@example.org")}, false},
		"half a number":         {[]lipf.TargetIdentifier{id(lipf.TELURI, "tel:5550000001")}, false},
		"another domain":        {[]lipf.TargetIdentifier{id(lipf.IMPU, "sip:15550000001@example.net")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := newIMSRig(t, nil)
			r.order(false, nil, []event.NFType{event.SCSCF}, c.targets...)
			u := anna
			u.IMPUs = append([]string{"sip:anna@example.org"}, u.IMPUs...)
			r.observe(message(event.SCSCF, u, event.IMSOriginating, true, "s1", "c1", request("INVITE", bramURI, annaURI, bramURI, "c1", "")))
			n := 0
			if c.want {
				n = 1
			}
			r.records(n)
		})
	}
	r := newIMSRig(t, nil)
	task := func(ts ...lipf.TargetIdentifier) x1.ActivateTask {
		return x1.ActivateTask{Task: lipf.Task{XID: uuid(50), Targets: ts, DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{r.did}}}
	}
	r.refused(r.ne[event.SCSCF], task(id(lipf.IMPU, carla), nonLocal), x1.ErrTargetCombination, "no non-local")
	r.refused(r.ne[event.IBCF], task(id(lipf.IMPU, carla)), x1.ErrTargetCombination, "only")
	r.refused(r.ne[event.IBCF], task(id(lipf.SUPIIMSI, anna.SUPI), nonLocal), x1.ErrTargetCombination, "non-local target")
	r.refused(r.ne[event.IBCF], task(nonLocal), x1.ErrTargetCombination, "by itself")
	r.refused(r.ne[event.SCSCF], task(id("macAddress", "00:00:00:00:00:01")), x1.ErrTargetType, "not supported")
}

// TestIMSNonLocal orders the interception of a user of another network: the record has the directions as she sees them.
func TestIMSNonLocal(t *testing.T) {
	r := newIMSRig(t, nil)
	r.order(true, nil, []event.NFType{event.IBCF}, id(lipf.TELURI, carla), id(lipf.NonLocalIdentifier, lipf.NonLocal))
	hidden := "sip:anonymous@anonymous.invalid"
	r.observe(message(event.PCSCF, anna, event.IMSTerminating, false, "p1", "c1", request("INVITE", annaURI, hidden, annaURI, "c1", "", "P-Asserted-Identity: \"C, D\" <"+carla+">, <sip:c@example.net>")))
	r.observe(message(event.IBCF, event.IMSUser{}, event.IMSInterconnect, false, "i1", "c1", request("INVITE", annaURI, hidden, annaURI, "c1", "", "P-Asserted-Identity: \"C, D\" <"+carla+">, <sip:c@example.net>")))
	// Only the first message says who she is; the session goes on.
	r.observe(message(event.IBCF, event.IMSUser{}, event.IMSInterconnect, true, "i1", "c1", response("200 OK", "INVITE", hidden, annaURI, "c1", "")))
	// A call of somebody else.
	r.observe(message(event.IBCF, event.IMSUser{}, event.IMSInterconnect, false, "i2", "c9", request("INVITE", bramURI, "tel:+15558888888", bramURI, "c9", "")))
	change := answered(event.PCSCF, anna, event.IMSTerminating, "p1", carla, annaURI, 8)
	r.observe(change)
	rs := r.records(2)
	require.Equal(t, x2x3.FromTarget, rs[0].pdu.Direction)
	require.Equal(t, x2x3.ToTarget, rs[1].pdu.Direction)
	require.Empty(t, rs[0].pdu.OtherTargets, "nothing about the operator's user")
	require.Equal(t, []string{"<telUri>" + carla + "</telUri>", "<nonLocalIdentifier>NonLocal</nonLocalIdentifier>"}, rs[0].pdu.MatchedTargets)
	r.agw.IMSMedia(mediaPacket(8, true, 1))
	r.agw.IMSMedia(mediaPacket(8, false, 2))
	cc := r.x3.wait(t, 2)
	require.Equal(t, []x2x3.Direction{x2x3.ToTarget, x2x3.FromTarget}, []x2x3.Direction{cc[0].Direction, cc[1].Direction})
	require.Equal(t, rs[0].pdu.CorrelationID, cc[0].CorrelationID, "IRI of the IBCF and content of the gateway")
	r.judged()
}

// TestIMSServices limits tasks to one service.
func TestIMSServices(t *testing.T) {
	r := newIMSRig(t, nil)
	voice := r.order(false, []lipf.ServiceType{lipf.Voice}, []event.NFType{event.SCSCF}, id(lipf.IMPU, annaURI))
	messaging := r.order(false, []lipf.ServiceType{lipf.Messaging}, []event.NFType{event.SCSCF}, id(lipf.IMPU, annaURI))
	data := r.order(false, []lipf.ServiceType{lipf.Data}, []event.NFType{event.SCSCF}, id(lipf.IMPU, annaURI))
	r.observe(message(event.SCSCF, anna, event.IMSRegistration, true, "", "r", request("REGISTER", "sip:ims", annaURI, annaURI, "r", "")))
	r.observe(message(event.SCSCF, anna, event.IMSOriginating, true, "", "m", request("MESSAGE", bramURI, annaURI, bramURI, "m", "")))
	r.observe(message(event.SCSCF, anna, event.IMSOriginating, false, "", "m", response("202 Accepted", "MESSAGE", annaURI, bramURI, "m", "")))
	r.observe(message(event.SCSCF, anna, event.IMSOriginating, true, "s", "i", request("INVITE", bramURI, annaURI, bramURI, "i", "")))
	got := map[x2x3.UUID]int{}
	rs := r.records(5)
	for _, x := range rs {
		got[x.pdu.XID]++
	}
	require.Equal(t, map[x2x3.UUID]int{x2x3.UUID(voice): 2, x2x3.UUID(messaging): 3}, got)
	require.NotContains(t, got, x2x3.UUID(data))
}

// TestIMSStart activates tasks while calls are up: StartOfInterception comes before anything else of the task (rule G1), and
// sessions of others, calls that only ring and those that have ended are not told.
func TestIMSStart(t *testing.T) {
	r := newIMSRig(t, nil)
	up := answered(event.SCSCF, anna, event.IMSOriginating, "s1", annaURI, bramURI)
	up.LocalSDP = []byte(sdp(4000, "RTP/SAVP", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret"))
	up.Diverting, up.Roaming, up.Location = "", event.IMSRoamingN9HR, here
	ringing := message(event.SCSCF, anna, event.IMSOriginating, true, "s2", "c2", request("INVITE", bramURI, annaURI, bramURI, "c2", ""))
	past := answered(event.SCSCF, anna, event.IMSOriginating, "s3", annaURI, bramURI)
	ended := past
	ended.Ended = true
	invite := message(event.SCSCF, anna, event.IMSOriginating, true, "s1", "c1", request("INVITE", bramURI, annaURI, bramURI, "c1", ""))
	invite.AccessNetworkInfo = "3GPP-NR-TDD;utran-cell-id-3gpp=00101000007000000022"
	for _, e := range []event.Event{invite, up, ringing, past, ended, answered(event.SCSCF, bram, event.IMSTerminating, "s4", annaURI, bramURI)} {
		r.observe(e)
	}
	before := time.Now()
	r.order(false, nil, []event.NFType{event.SCSCF}, id(lipf.PEIIMEISV, anna.PEI))
	r.observe(message(event.SCSCF, anna, event.IMSOriginating, true, "s1", "c1", request("BYE", bramURI, annaURI, bramURI, "c1", "")))
	rs := r.records(2)
	s, ok := rs[0].event.(*xiri.StartOfInterceptionForActiveIMSSession)
	require.True(t, ok, xiri.Name(rs[0].event))
	require.Equal(t, []xiri.IMPU{{SIPURI: annaURI}}, s.OriginatingId)
	require.Equal(t, xiri.IMPU{SIPURI: bramURI}, s.TerminatingId)
	require.Equal(t, xiri.Some(xiri.VoIPRoamingIndicationRoamingN9HR), s.VoIPRoamingIndication)
	require.NotNil(t, s.Location)
	require.Len(t, s.AccessNetworkInformation, 1)
	require.Len(t, s.SDPState, 2)
	require.Equal(t, up.LocalSDP, s.SDPState[0], "the MDF2 takes keys out")
	require.Equal(t, x2x3.NotApplicable, rs[0].pdu.Direction)
	require.WithinRange(t, rs[0].pdu.Timestamp, before, time.Now())
	require.Equal(t, "iMSMessage", xiri.Name(rs[1].event))
	require.Equal(t, rs[0].pdu.CorrelationID, rs[1].pdu.CorrelationID)
}

// TestIMSKeys leaves keys in messages for the MDF2, and gives none to the gateway's POI.
func TestIMSKeys(t *testing.T) {
	r := newIMSRig(t, nil)
	r.order(false, nil, []event.NFType{event.SCSCF}, id(lipf.SUPIIMSI, anna.SUPI))
	body := sdp(4000, "RTP/SAVP", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz", "3ge2ae:requested", "key-mgmt:mikey AQAFgM0X", "sendrecv")
	text := request("INVITE", bramURI, annaURI, bramURI, "c1", body)
	r.observe(message(event.SCSCF, anna, event.IMSOriginating, true, "s1", "c1", text))
	m := r.records(1)[0].event.(*xiri.IMSMessage)
	require.Nil(t, m.Payload.ModifiedSIPMessage)
	require.Equal(t, string(text), string(m.Payload.EncapsulatedSIPMessage.SIPContent))
}

// TestIMSRoaming is the home view of a user abroad with local breakout: signalling, and that content is not to be had.
func TestIMSRoaming(t *testing.T) {
	r := newIMSRig(t, nil)
	// The home network has no gateway in the session. Its CC-TF is that of the S-CSCF.
	tf := r.ims(r.tfEndpoint(event.SCSCF), r.did3, lipf.X3Only, r.x3.addr)
	iri := r.order(false, nil, []event.NFType{event.SCSCF}, id(lipf.SUPIIMSI, anna.SUPI))
	both := r.order(false, nil, []event.NFType{event.SCSCF}, id(lipf.SUPIIMSI, anna.SUPI))
	r.call(tf, x1.ActivateTask{Task: lipf.Task{XID: both, Targets: []lipf.TargetIdentifier{id(lipf.SUPIIMSI, anna.SUPI)}, DeliveryType: lipf.X3Only, DIDs: []lipf.UUID{r.did3}}})
	e := answered(event.SCSCF, anna, event.IMSOriginating, "s1", annaURI, bramURI)
	e.Roaming = event.IMSRoamingLBO
	r.observe(e)
	r.observe(e) // a re-INVITE says nothing new
	x := r.records(1)[0]
	require.Equal(t, x2x3.UUID(both), x.pdu.XID, "who ordered no content does not miss it")
	u := x.event.(*xiri.IMSCCUnavailable)
	require.NotEmpty(t, u.CCUnavailableReason)
	require.Equal(t, sdp(4000, "RTP/AVP"), string(u.SDPState))
	require.Equal(t, x2x3.NotApplicable, x.pdu.Direction)
	// Content is ordered while the call goes on.
	r.call(tf, x1.ActivateTask{Task: lipf.Task{XID: iri, Targets: []lipf.TargetIdentifier{id(lipf.SUPIIMSI, anna.SUPI)}, DeliveryType: lipf.X3Only, DIDs: []lipf.UUID{r.did3}}})
	require.Equal(t, x2x3.UUID(iri), r.records(2)[1].pdu.XID)
	// A new task that has both: the start first.
	xid := uuid(90)
	task := lipf.Task{XID: xid, Targets: []lipf.TargetIdentifier{id(lipf.IMPU, annaURI)}, DeliveryType: lipf.X3Only, DIDs: []lipf.UUID{r.did3}}
	r.call(tf, x1.ActivateTask{Task: task})
	task.DeliveryType, task.DIDs = lipf.X2Only, []lipf.UUID{r.did}
	r.call(r.ne[event.SCSCF], x1.ActivateTask{Task: task})
	rs := r.records(4)
	require.Equal(t, "startOfInterceptionForActiveIMSSession iMSCCUnavailable", xiri.Name(rs[2].event)+" "+xiri.Name(rs[3].event))
	require.Zero(t, r.scscf.TFStats().Activated)
}

// TestIMSNotAbroad forbids interception abroad: what the target takes part in is left out, a call that her network diverts
// without her is reported from its first message (rule J1).
func TestIMSNotAbroad(t *testing.T) {
	no := false
	r := newIMSRig(t, func(c *poi.IMSConfig) { c.RoamingInterception = &no })
	r.order(true, nil, []event.NFType{event.SCSCF}, id(lipf.SUPIIMSI, anna.SUPI))
	abroad := func(m event.IMSMessage) event.IMSMessage { m.Roaming = event.IMSRoamingN9HR; return m }
	r.observe(abroad(message(event.SCSCF, anna, event.IMSRegistration, true, "", "r", request("REGISTER", "sip:ims", annaURI, annaURI, "r", ""))))
	r.observe(abroad(message(event.SCSCF, anna, event.IMSTerminating, false, "s1", "c1", request("INVITE", annaURI, bramURI, annaURI, "c1", ""))))
	e := answered(event.SCSCF, anna, event.IMSTerminating, "s1", bramURI, annaURI)
	e.Roaming = event.IMSRoamingN9HR
	r.observe(e)
	gate := answered(event.PCSCF, anna, event.IMSTerminating, "p1", bramURI, annaURI, 4)
	gate.Roaming = event.IMSRoamingN9HR
	r.observe(gate)
	r.drain()
	r.agw.IMSMedia(mediaPacket(4, true, 1))
	require.Zero(t, r.agw.Stats().Matched)
	// A call is diverted before it reaches her.
	r.observe(abroad(message(event.SCSCF, anna, event.IMSTerminating, false, "s2", "c2", request("INVITE", annaURI, bramURI, annaURI, "c2", ""))))
	d := answered(event.SCSCF, anna, event.IMSTerminating, "s2", bramURI, carla)
	d.Roaming, d.Diverting = event.IMSRoamingN9HR, annaURI
	r.observe(d)
	r.observe(abroad(message(event.SCSCF, anna, event.IMSTerminating, true, "s2", "c2", request("BYE", bramURI, annaURI, bramURI, "c2", ""))))
	rs := r.records(2)
	require.Contains(t, string(rs[0].event.(*xiri.IMSMessage).Payload.EncapsulatedSIPMessage.SIPContent), "INVITE")
	require.Contains(t, string(rs[1].event.(*xiri.IMSMessage).Payload.EncapsulatedSIPMessage.SIPContent), "BYE")
	// At home everything is as ever.
	r.observe(message(event.SCSCF, anna, event.IMSRegistration, true, "", "r2", request("REGISTER", "sip:ims", annaURI, annaURI, "r2", "")))
	r.records(3)
}

// TestIMSInbound is the visited view of a roamer with local breakout, and an emergency call of somebody who is not known.
func TestIMSInbound(t *testing.T) {
	r := newIMSRig(t, nil)
	r.order(false, nil, []event.NFType{event.PCSCF}, id(lipf.PEIIMEISV, anna.PEI))
	m := message(event.PCSCF, anna, event.IMSOriginating, true, "p1", "c1", request("INVITE", bramURI, annaURI, bramURI, "c1", ""))
	m.Roaming = event.IMSRoamingLBO
	m.Source = netip.MustParseAddrPort("[2001:db8::7]:5060")
	m.Destination = netip.MustParseAddrPort("[2001:db8::1]:5060")
	r.observe(m)
	r.observe(message(event.PCSCF, event.IMSUser{PEI: anna.PEI}, event.IMSEmergency, true, "p2", "c2", request("INVITE", "urn:service:sos", "sip:anonymous@anonymous.invalid", "urn:service:sos", "c2", "")))
	// Octets that are no SIP are what the target sent all the same.
	broken := message(event.PCSCF, anna, event.IMSOriginating, true, "p1", "c1", []byte("INVITE"))
	broken.Roaming = event.IMSRoamingLBO
	r.observe(broken)
	rs := r.records(3)
	require.Equal(t, xiri.Some(xiri.VoIPRoamingIndicationRoamingLBO), rs[0].event.(*xiri.IMSMessage).VoIPRoamingIndication)
	require.Equal(t, m.Source.Addr(), rs[0].pdu.SourceIPv6)
	require.NotEqual(t, rs[0].pdu.CorrelationID, rs[1].pdu.CorrelationID)
	require.Equal(t, []byte("INVITE"), rs[2].event.(*xiri.IMSMessage).Payload.EncapsulatedSIPMessage.SIPContent)
}
