package xiri

import (
	"net/netip"
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
)

var reVector = regexp.MustCompile(`(?m)^# ([a-z0-9_]+):.*\n([0-9a-f]+)$`)

// TestReferenceVectors decodes the payloads of the reference vectors, compares with what they were made of, and makes the
// same octets of that again. They are by asn1ct.
func TestReferenceVectors(t *testing.T) {
	b, err := os.ReadFile(judge.Shared(t, "facts", "li.md"))
	require.NoError(t, err)
	supi := SUPI{IMSI: "001010000000001"}
	tunnel := FTEID{TEID: 0x11223344, IPv4Address: netip.MustParseAddr("10.0.0.2")}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	packet := unhex(t, "4500001c00010000401100000a2d000208080808c000003500080000")
	n3 := &GTPTunnelInfo{FiveGSGTPTunnels: &FiveGSGTPTunnels{ULNGUUPTunnelInformation: &tunnel}}
	established := &SMFPDUSessionEstablishment{SUPI: supi, SUPIUnauthenticated: Some(false), PDUSessionID: 5, GTPTunnelID: tunnel, PDUSessionType: PDUSessionTypeIPv4,
		SNSSAI: &SNSSAI{SliceServiceType: 1, SliceDifferentiator: []byte{1, 2, 3}}, UEEndpoint: []UEEndpointAddress{{IPv4Address: netip.MustParseAddr("10.45.0.2")}},
		DNN: "internet", RequestType: FiveGSMRequestTypeInitialRequest, AccessType: Some(AccessTypeThreeGPPAccess), RATType: Some(RATTypeNR), GTPTunnelInfo: n3}
	want := map[string]any{
		"xiri_est": &XIRIPayload{Event: established},
		"xiri_rel": &XIRIPayload{Event: &SMFPDUSessionRelease{SUPI: supi, PDUSessionID: 5, TimeOfFirstPacket: at, TimeOfLastPacket: at.Add(60 * time.Second),
			UplinkVolume: Some[int64](1234), DownlinkVolume: Some[int64](567890)}},
		"xiri_n9": &XIRIPayload{Event: &N9HRPDUSessionInfo{SUPI: SUPI{IMSI: "999700000000001"}, PDUSessionID: 6, DNN: Some("ims.mnc070.mcc999.gprs"),
			MessageCause: N9HRMessageCausePDUSessionEstablished}},
		"xiri_ims": &XIRIPayload{Event: &IMSMessage{Payload: IMSPayload{EncapsulatedSIPMessage: &SIPMessage{
			IPSourceAddress: IPAddress{IPv4Address: netip.MustParseAddr("10.46.0.2")}, IPDestinationAddress: IPAddress{IPv4Address: netip.MustParseAddr("10.46.1.1")},
			SIPContent: []byte("OPTIONS sip:ims.mnc001.mcc001.3gppnetwork.org SIP/2.0\r\n\r\n")}},
			SessionDirection: SessionDirectionFromTarget, VoIPRoamingIndication: Some(VoIPRoamingIndicationRoamingN9HR)}},
		"iripayload": &IRIPayload{Event: established, TargetIdentifiers: []IRITargetIdentifier{{Identifier: TargetIdentifier{SUPI: supi},
			Provenance: Some(TargetIdentifierProvenanceMatchedOn)}}},
		"ccpayload": &CCPayload{PDU: CCPDU{ExtendedUPFCCPDU: &ExtendedUPFCCPDU{Payload: UPFCCPDUPayload{UPFIPCC: packet}, QFI: Some[uint8](5)}}},
		"ief_assoc": &IEFMessage{Record: IEFRecord{AssociationRecord: &IEFAssociationRecord{SUPI: IEFSUPI{IMSI: "001010000000001"}, FiveGGUTI: unhex(t, "00f1100200401a2b3c4d"),
			Timestamp: at, TAI: unhex(t, "00f110000001"), NCGI: IEFNCGI{PLMNID: unhex(t, "00f110"), NCI: 0x10}, NCGITime: at}}},
		"ief_ka": &IEFMessage{Record: IEFRecord{Keepalive: &IEFKeepaliveMessage{SequenceNumber: 1}}},
	}
	// These are made field by field in TestVectors; the packet report has named bits.
	others := map[string]bool{"xiri_reg": true, "xiri_locupd": true, "xiri_dereg": true, "xiri_unsucc": true, "xiri_servsys": true, "xiri_ippr": true}
	for _, v := range reVector.FindAllStringSubmatch(string(b), -1) {
		octets := unhex(t, v[2])
		var again []byte
		switch p := want[v[1]].(type) {
		case *XIRIPayload:
			got, _, err := ParseXIRIPayload(octets)
			require.NoError(t, err, v[1])
			require.Equal(t, p.Event, got.Event)
			again, err = p.AppendBinary(nil)
			require.NoError(t, err)
		case *IRIPayload:
			got, _, err := ParseIRIPayload(octets)
			require.NoError(t, err, v[1])
			require.Equal(t, p.Event, got.Event)
			require.Equal(t, p.TargetIdentifiers, got.TargetIdentifiers)
			again, err = p.AppendBinary(nil)
			require.NoError(t, err)
		case *CCPayload:
			got, _, err := ParseCCPayload(octets)
			require.NoError(t, err, v[1])
			require.Equal(t, p.PDU, got.PDU)
			again, err = p.AppendBinary(nil)
			require.NoError(t, err)
		case *IEFMessage:
			got, _, err := ParseIEFMessage(octets)
			require.NoError(t, err, v[1])
			require.Equal(t, p.Record, got.Record)
			require.Equal(t, R17v1, got.Version)
			again, err = p.AppendBinary(nil)
			require.NoError(t, err)
		default:
			if !others[v[1]] {
				continue
			}
			delete(others, v[1])
			got, _, err := ParseXIRIPayload(octets)
			require.NoError(t, err, v[1])
			require.Empty(t, Check(got.Event), v[1])
			again, err = got.AppendBinary(nil)
			require.NoError(t, err)
		}
		require.Equal(t, octets, again, v[1])
		delete(want, v[1])
	}
	require.Empty(t, want)
	require.Empty(t, others)
}
