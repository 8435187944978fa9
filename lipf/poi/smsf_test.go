package poi_test

import (
	"encoding/hex"
	"net"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

var dial = (&net.Dialer{}).DialContext

// smsUser is anna as an SMSF knows her.
var smsUser = event.Subscriber{SUPI: anna.SUPI, GPSI: anna.GPSI, Authenticated: true}

func tpdu(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

const (
	// SMS-SUBMIT to 15550000002 with a relative validity period, "hellohello" in the default alphabet.
	submit = "11010b915155000000f20000a70ae8329bfd4697d9ec37"
	// SMS-DELIVER from 15550000002.
	deliver = "040b915155000000f200002111123140508" + "00ae8329bfd4697d9ec37"
)

func newSMSF(t *testing.T) (*upfRig, *poi.POI, *x1.Client, *[][]byte) {
	r := newUPFRig(t)
	ep := r.endpoint("smsf1-iri-poi")
	docs := &[][]byte{}
	p, err := poi.NewSMSF(poi.Config{X1: ep, ADMF: r.tf.ID, ADMFURL: r.tfURL, NFID: "smsf1.example", IPID: ep.ID, X2TLS: ep.ClientTLS, X2Dial: dial})
	require.NoError(t, err)
	require.NoError(t, p.Start(t.Context()))
	t.Cleanup(func() { require.NoError(t, p.Close()) })
	return r, p, r.client(ep, lipf.X2Only), docs
}

func TestSMSF(t *testing.T) {
	r, p, c, _ := newSMSF(t)
	task := func(n byte, es ...lipf.Extension) lipf.Task {
		return lipf.Task{XID: uuid(n), Targets: []lipf.TargetIdentifier{id(lipf.SUPIIMSI, anna.SUPI)}, DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{r.did}, Extensions: es}
	}
	r.call(c, x1.ActivateTask{Task: task(10)})
	head := event.Header{Time: began, NF: nf(event.SMSF)}
	registered := smsUser
	registered.PEI = anna.PEI
	p.Observe(event.SMSFRegistered{Header: head, Subscriber: registered})
	send := func(m event.SMSFMessage) {
		m.Header = head
		if m.Subscriber.SUPI == "" {
			m.Subscriber = smsUser
		}
		p.Observe(m)
	}
	send(event.SMSFMessage{FromUser: true, TPDU: tpdu(submit), Recipient: "15550000002", MessageReference: 3, Location: here})
	send(event.SMSFMessage{FromUser: false, TPDU: tpdu("0100"), Report: true, Delivered: true, MessageReference: 3})
	send(event.SMSFMessage{FromUser: false, TPDU: tpdu(deliver), Originator: "15550000002", MessageReference: 4})
	send(event.SMSFMessage{FromUser: true, TPDU: tpdu("00d300"), Report: true, Cause: 22, MessageReference: 4})
	send(event.SMSFMessage{FromUser: false, TPDU: tpdu("06070b915155000000f22111123140508021111231405080" + "00"), MessageReference: 5})
	send(event.SMSFMessage{FromUser: true, TPDU: tpdu("0209000002" + "0b915155000000f200"), MessageReference: 6})
	// A recipient that only the network knows, and an acknowledgement without a TPDU.
	send(event.SMSFMessage{FromUser: true, TPDU: tpdu("1101ff"), Recipient: "15550000002", MessageReference: 7})
	send(event.SMSFMessage{FromUser: true, Report: true, Delivered: true, MessageReference: 8})
	other := smsUser
	other.SUPI, other.GPSI = bram.SUPI, bram.GPSI
	send(event.SMSFMessage{Subscriber: other, FromUser: true, TPDU: tpdu(submit), Recipient: anna.GPSI})
	require.NoError(t, p.Drain(t.Context()))
	pdus := r.md.wait(t, 7)
	require.Len(t, pdus, 7)
	kinds := []xiri.SMSMessageType{xiri.SMSMessageTypeSubmit, xiri.SMSMessageTypeSubmitReportAck, xiri.SMSMessageTypeDeliver, xiri.SMSMessageTypeDeliverReportError,
		xiri.SMSMessageTypeStatusReport, xiri.SMSMessageTypeCommand, xiri.SMSMessageTypeSubmit}
	address := tpdu("0b915155000000f2")
	for i, pdu := range pdus {
		_, err := judge.Decode(t, "TS33128Payloads", "XIRIPayload", pdu.Payload)
		require.NoError(t, err)
		x, _, err := xiri.ParseXIRIPayload(pdu.Payload)
		require.NoError(t, err)
		require.Zero(t, pdu.CorrelationID)
		require.Contains(t, pdu.OtherTargets, "<peiImeisv>"+anna.PEI+"</peiImeisv>", "of the registration")
		switch m := x.Event.(type) {
		case *xiri.SMSReport:
			require.Equal(t, kinds[i], m.MessageType)
			require.Equal(t, uint8(i/2+3), m.RPMessageReference)
		case *xiri.SMSMessage:
			require.Equal(t, xiri.Some(kinds[i]), m.MessageType)
			user, far := m.OriginatingSMSParty, m.TerminatingSMSParty
			direction := x2x3.FromTarget
			if m.Direction == xiri.DirectionToTarget {
				user, far, direction = far, user, x2x3.ToTarget
			}
			require.Equal(t, direction, pdu.Direction)
			require.Equal(t, [2]string{anna.SUPI, anna.GPSI}, [2]string{user.SUPI.IMSI, user.GPSI.MSISDN})
			require.Equal(t, address, far.SMSAddress, "message %d", i)
			require.Equal(t, i == 0, m.Location != nil)
		}
	}
	// tshark knows both records.
	out := judge.Tshark(t, append(judge.Dissect(judge.Capture(t, r.md.raw...), "li5g"), "-T", "fields", "-e", "lix2.event", "-e", "_ws.malformed")...)
	require.NotContains(t, out, "alformed")
	require.Equal(t, []string{"12", "56", "12", "56", "12", "12", "12"}, strings.Fields(out))

	// Without what users wrote.
	r.call(c, x1.DeactivateTask{XID: uuid(10)})
	r.call(c, x1.ActivateTask{Task: task(11, lipf.SMSFExtension())})
	send(event.SMSFMessage{FromUser: true, TPDU: tpdu(submit)})
	send(event.SMSFMessage{FromUser: false, TPDU: tpdu(deliver)})
	send(event.SMSFMessage{FromUser: true, TPDU: tpdu("1101ff41414141"), Recipient: "15550000002"})
	send(event.SMSFMessage{FromUser: false, TPDU: tpdu("0100"), Report: true, Delivered: true})
	want := []string{submit[:len(submit)-18], deliver[:len(deliver)-18], "11", ""}
	for i, pdu := range r.md.wait(t, 11)[7:] {
		_, err := judge.Decode(t, "TS33128Payloads", "XIRIPayload", pdu.Payload)
		require.NoError(t, err)
		x, _, err := xiri.ParseXIRIPayload(pdu.Payload)
		require.NoError(t, err)
		if m, ok := x.Event.(*xiri.SMSMessage); ok {
			require.Nil(t, m.SMSTPDUData.SMSTPDU)
			require.Equal(t, want[i], hex.EncodeToString(m.SMSTPDUData.RedactedSMSTPDU))
			continue
		}
		require.Equal(t, tpdu("0100"), x.Event.(*xiri.SMSReport).SMSTPDUData.SMSTPDU)
	}
	r.refused(c, x1.ActivateTask{Task: task(12, lipf.HeaderReporting{PerPacket: true}.Extension())}, x1.ErrActivateTask, "not known")
	// A task about voice has no messages.
	voice := task(13)
	voice.Services = []lipf.ServiceType{lipf.Voice}
	r.call(c, x1.ActivateTask{Task: voice})
	send(event.SMSFMessage{FromUser: true, TPDU: tpdu(submit)})
	require.NoError(t, p.Drain(t.Context()))
	for _, pdu := range r.md.wait(t, 12) {
		require.NotEqual(t, x2x3.UUID(uuid(13)), pdu.XID)
	}
}
