package poi_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// withECSCF puts an E-CSCF where the rig has an IBCF.
func withECSCF(c *poi.IMSConfig) {
	if c.Role == event.IBCF {
		c.Role, c.NF = event.ECSCF, nf(event.ECSCF)
	}
}

// TestIMSEmergency has a phone call that nobody authenticated: the P-CSCF reports it on a task about the equipment, alone, although the E-CSCF
// has it too, and the media are triggered. A call of which no P-CSCF told is the E-CSCF's, which knows the equipment from the instance
// identifier. A task about the subscription has nothing of either: nobody says whose it is.
func TestIMSEmergency(t *testing.T) {
	const urn, nobody = "urn:service:sos", "sip:anonymous@anonymous.invalid"
	r := newIMSRig(t, withECSCF)
	xid := r.order(true, nil, []event.NFType{event.PCSCF, event.IBCF}, id(lipf.PEIIMEISV, anna.PEI))
	for _, other := range []lipf.TargetIdentifier{id(lipf.SUPIIMSI, anna.SUPI), id(lipf.GPSIMSISDN, anna.GPSI), id(lipf.IMPU, anna.IMPUs[0]),
		id(lipf.PEIIMEISV, anna.PEI[:13]+"999"), id(lipf.PEIIMEI, anna.PEI[:13]+"9")} {
		r.order(false, nil, []event.NFType{event.PCSCF, event.IBCF}, other)
	}
	at := message(event.PCSCF, event.IMSUser{PEI: anna.PEI}, event.IMSEmergency, true, "p1", "c1", request("INVITE", urn, nobody, urn, "c1", sdp(4000, "RTP/AVP")))
	at.Location = here
	r.observe(at)
	imei := event.IMSUser{PEI: anna.PEI[:14]}
	r.observe(message(event.ECSCF, imei, event.IMSEmergency, true, "e1", "c1", request("INVITE", urn, nobody, urn, "c1", "")))
	r.observe(answered(event.PCSCF, event.IMSUser{PEI: anna.PEI}, event.IMSEmergency, "p1", nobody, urn, 8))
	r.observe(answered(event.ECSCF, imei, event.IMSEmergency, "e1", nobody, urn))
	alone := request("INVITE", urn, nobody, urn, "c2", "")
	r.observe(message(event.ECSCF, imei, event.IMSEmergency, true, "e2", "c2", alone))
	rs := r.records(2)
	for _, x := range rs {
		m := x.event.(*xiri.IMSMessage)
		require.Equal(t, x2x3.UUID(xid), x.pdu.XID)
		require.Equal(t, []string{"<peiImeisv>" + anna.PEI + "</peiImeisv>"}, x.pdu.MatchedTargets)
		require.Empty(t, x.pdu.OtherTargets)
		require.Equal(t, xiri.SessionDirectionFromTarget, m.SessionDirection)
	}
	slices.SortFunc(rs, func(a, b imsRecord) int { return strings.Compare(b.pdu.NFID, a.pdu.NFID) })
	require.Equal(t, "p-cscf.example", rs[0].pdu.NFID)
	require.Equal(t, uint64(0x22), rs[0].event.(*xiri.IMSMessage).Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID)
	require.Equal(t, alone, rs[1].event.(*xiri.IMSMessage).Payload.EncapsulatedSIPMessage.SIPContent)
	require.NotEqual(t, rs[0].pdu.CorrelationID, rs[1].pdu.CorrelationID)
	require.Equal(t, uint64(1), r.pcscf.TFStats().Activated)
	r.judged()
	// A task that begins while both go on finds each once.
	r.order(false, nil, []event.NFType{event.PCSCF, event.IBCF}, id(lipf.PEIIMEI, anna.PEI[:14]))
	require.IsType(t, &xiri.StartOfInterceptionForActiveIMSSession{}, r.records(3)[2].event)
}

// TestIMSEmergencyOfASubscriber has a phone call whose subscription the 5G core knows: the P-CSCF reports it on a task about the SUPI, whatever
// the law says about subscribers abroad is no matter of the network where the call is.
func TestIMSEmergencyOfASubscriber(t *testing.T) {
	r := newIMSRig(t, withECSCF)
	r.order(false, nil, []event.NFType{event.PCSCF}, id(lipf.SUPIIMSI, anna.SUPI))
	invite := request("INVITE", "urn:service:sos", annaURI, "urn:service:sos", "c1", "")
	r.observe(message(event.PCSCF, anna, event.IMSEmergency, true, "p1", "c1", invite))
	r.observe(message(event.PCSCF, bram, event.IMSEmergency, true, "p2", "c2", invite))
	require.Equal(t, invite, r.records(1)[0].event.(*xiri.IMSMessage).Payload.EncapsulatedSIPMessage.SIPContent)
	r.judged()
}
