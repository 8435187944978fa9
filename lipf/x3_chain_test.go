package lipf_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/content"
	"lilab/lipf/hi"
	"lilab/lipf/lemf"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// dnsQuery asks for example.org.
const dnsQuery = "123401000001000000000000076578616d706c65036f72670000010001"

// TestSessionToAgency takes a PDU session with every format of content to the agency, over TLS at every step, and lets
// judges that nobody here wrote read what came.
func TestSessionToAgency(t *testing.T) {
	l := newSessionLab(t, sessionOptions{})
	p := l.order("nl-1", nil)
	require.Equal(t, "mdf3-1", p.MDF3)
	require.Equal(t, []string{"smf1-cc-tf"}, p.TFs)
	require.Empty(t, p.Notes)
	const session = 1<<40 + 7
	l.iri(p.XID, session, established(5))
	query, err := hex.DecodeString(dnsQuery)
	require.NoError(t, err)
	up, down := ipPacket(true, 53, query), ipPacket(false, 53, query)
	v6 := append([]byte{0x60, 0, 0, 0, 0, 0, 59, 64}, make([]byte, 32)...)
	frame := append(append(make([]byte, 12), 8, 0), up...)
	sent := []struct {
		direction x2x3.Direction
		format    x2x3.Format
		octets    []byte
		want      hi.PayloadDirection
		packet    []byte
		record    string
	}{
		{x2x3.FromTarget, x2x3.FormatGTPU, tunnelled(true, up), hi.FromTarget, up, "uPFCCPDU"},
		{x2x3.ToTarget, x2x3.FormatGTPU, tunnelled(false, down), hi.ToTarget, down, "uPFCCPDU"},
		{x2x3.FromTarget, x2x3.FormatIPv4, up, hi.FromTarget, up, "uPFIPCC"},
		{x2x3.ToTarget, x2x3.FormatIPv6, v6, hi.ToTarget, v6, "uPFIPCC"},
		{x2x3.DirectionUnknown, x2x3.FormatEthernet, frame, hi.Indeterminate, frame, "uPFEthernetCC"},
		{x2x3.MultipleDirections, x2x3.FormatUnstructured, []byte("x"), hi.Combined, []byte("x"), "uPFUnstructuredCC"},
		{x2x3.NotApplicable, x2x3.FormatUnstructured, []byte("y"), hi.NotApplicable, []byte("y"), "uPFUnstructuredCC"},
	}
	for _, s := range sent {
		l.cc(p.XID, session, s.direction, s.format, s.octets)
	}
	l.iri(p.XID, session, released(5))
	l.quiet()

	records := l.records("LIID-nl-1")
	require.Len(t, records, 2)
	require.Equal(t, hi.IRIBegin, records[0].IRI[0].Type)
	require.Equal(t, hi.IRIEnd, records[1].IRI[0].Type)
	cin := records[0].CIN
	require.True(t, cin.Set)
	require.Equal(t, cin, records[1].CIN)
	cc := l.content("LIID-nl-1")
	require.Len(t, cc, len(sent))
	for i, p := range cc {
		s := sent[i]
		require.Equal(t, uint32(i), p.SequenceNumber)
		require.Equal(t, cin, p.CIN, "IRI and content of a session have one CIN")
		require.Equal(t, hi.Some(s.want), p.CC[0].Direction)
		require.Equal(t, "upf1", p.NetworkFunctionIdentifier)
		require.Equal(t, "upf1-cc-poi", p.ExtendedInterceptionPointID)
		require.Equal(t, "mdf3-1", p.NetworkElementIdentifier)
		require.Equal(t, hi.Some(hi.TimeOfInterception), p.TimeStampQualifier)
		require.WithinDuration(t, l.started, p.MicroSecondTimeStamp, time.Minute)
		got, err := content.FromHI3(p.CC[0].Contents)
		require.NoError(t, err)
		require.Equal(t, s.packet, got.Octets)
		if s.format == x2x3.FormatGTPU {
			x, _, err := xiri.ParseCCPayload(p.CC[0].Contents)
			require.NoError(t, err)
			require.Equal(t, s.octets, x.PDU.UPFCCPDU, "the GTP-U message goes as it is")
		}
	}
	for _, octets := range l.hi3.all() {
		text, err := judge.Decode(t, "LI-PS-PDU", "PS-PDU", octets)
		require.NoError(t, err)
		require.Contains(t, text, "payload.cCPayloadSequence[0].cCContents.threeGPP33128DefinedCC")
		p, _, _ := hi.Parse(octets)
		_, err = judge.Decode(t, "TS33128Payloads", "CCPayload", p.CC[0].Contents)
		require.NoError(t, err)
	}
	for _, doc := range l.x1.all() {
		require.NoError(t, judge.X1(t, doc), "%s", doc)
	}
	// tshark knows no PS-PDU; as BER it shows the tree of tags down to the content.
	tree := judge.Tshark(t, append(judge.Dissect(judge.Capture(t, l.hi3.all()...), "ber"), "-o", "ber.decode_unexpected:TRUE", "-V")...)
	require.Equal(t, len(sent), strings.Count(tree, hex.EncodeToString([]byte("LIID-nl-1"))))
	require.NotContains(t, tree, "Malformed")

	x := l.index("LIID-nl-1")
	require.Equal(t, "LIID-nl-1", x.LIID)
	require.Len(t, x.PDUs, len(sent)+2)
	require.Len(t, x.Sessions, 1)
	s := x.Sessions[0]
	require.Equal(t, cin.Value, *s.CIN)
	require.Equal(t, uint64(len(sent)), s.Packets)
	require.Equal(t, [2]uint64{2, 2}, [2]uint64{s.FromTarget, s.ToTarget})
	require.Equal(t, uint64(2), s.IRI)
	require.NotZero(t, s.Begin)
	require.NotZero(t, s.End)
	n := 0
	for i, e := range x.PDUs {
		require.Equal(t, uint64(i+1), e.Number)
		require.Equal(t, cin.Value, *e.CIN)
		require.False(t, e.Duplicate)
		require.Empty(t, e.Problem)
		if e.Kind == "IRI" {
			continue
		}
		require.Equal(t, sent[n].record, e.Record)
		require.Equal(t, fmt.Sprintf("cc/cin-%d.pcapng", cin.Value), e.File)
		require.Equal(t, uint64(n+1), e.Packet)
		require.Equal(t, "HI3", e.Interface)
		n++
	}
	capture := filepath.Join(l.dir, "LIID-nl-1", s.Capture)
	lines := strings.Split(strings.TrimSpace(judge.Tshark(t, "-r", capture, "-T", "fields", "-e", "frame.protocols", "-e", "ip.src", "-e", "dns.qry.name", "-e", "frame.packet_flags_direction")), "\n")
	require.Len(t, lines, len(sent))
	require.Equal(t, []string{"raw:ip:udp:dns", "10.45.0.2", "example.org", "0x00000002"}, strings.Split(lines[0], "\t"), "outbound")
	require.Equal(t, []string{"raw:ip:udp:dns", "192.0.2.53", "example.org", "0x00000001"}, strings.Split(lines[1], "\t"), "inbound")
	require.Contains(t, lines[3], "raw:ipv6")
	require.Contains(t, lines[4], "eth:ethertype:ip:udp:dns")

	// The IRI is there as octets that came and as a document with the names of the modules.
	first := x.PDUs[slices.IndexFunc(x.PDUs, func(e lemf.Entry) bool { return e.Kind == "IRI" })]
	require.Equal(t, fmt.Sprintf("iri/%06d-pDUSessionEstablishment.json", first.Number), first.File)
	require.Equal(t, first.Number, s.Begin)
	octets, err := os.ReadFile(filepath.Join(l.dir, "LIID-nl-1", first.Octets))
	require.NoError(t, err)
	require.True(t, bytes.Equal(octets, l.hi2.all()[0]))
	doc, err := os.ReadFile(filepath.Join(l.dir, "LIID-nl-1", first.File))
	require.NoError(t, err)
	var v struct {
		Header  struct{ CommunicationIdentifier map[string]any } `json:"pSHeader"`
		Payload struct {
			IRI []struct {
				Type     string `json:"iRIType"`
				Contents map[string]struct {
					Event map[string]struct {
						PDUSessionID int               `json:"pDUSessionID"`
						SUPI         map[string]string `json:"sUPI"`
						DNN          string            `json:"dNN"`
						Type         string            `json:"pDUSessionType"`
						Tunnel       map[string]any    `json:"gTPTunnelID"`
					} `json:"event"`
				} `json:"iRIContents"`
			} `json:"iRIPayloadSequence"`
		} `json:"payload"`
	}
	require.NoError(t, json.Unmarshal(doc, &v), "%s", doc)
	require.Equal(t, "iRI-Begin", v.Payload.IRI[0].Type)
	e := v.Payload.IRI[0].Contents["threeGPP33128DefinedIRI"].Event["pDUSessionEstablishment"]
	require.Equal(t, 5, e.PDUSessionID)
	require.Equal(t, "001010000000001", e.SUPI["iMSI"])
	require.Equal(t, "internet", e.DNN)
	require.Equal(t, "iPv4", e.Type)
	require.Equal(t, "0a000002", e.Tunnel["iPv4Address"])
}

// TestIRITypes wants the type and the CIN of every record of a session.
func TestIRITypes(t *testing.T) {
	l := newSessionLab(t, sessionOptions{noContent: true})
	p := l.order("nl-1", func(w *lipf.Warrant) { w.CC = false })
	plmn := xiri.SUPI{IMSI: "001010000000001"}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	address := xiri.IPAddress{IPv4Address: established(1).GTPTunnelID.IPv4Address}
	start := &xiri.SMFStartOfInterceptionWithEstablishedPDUSession{SUPI: plmn, PDUSessionID: 6, PDUSessionType: xiri.PDUSessionTypeIPv4, DNN: "internet",
		UEEndpoint: []xiri.UEEndpointAddress{{IPv4Address: address.IPv4Address}}, RequestType: xiri.FiveGSMRequestTypeInitialRequest}
	failed := &xiri.SMFUnsuccessfulProcedure{FailedProcedureType: xiri.SMFFailedProcedureTypePDUSessionEstablishment, FailureCause: 27, Initiator: xiri.InitiatorUE}
	report := &xiri.IPIRIPacketReport{IPIRIPacketReportObjId: []uint32{5, 3, 18, 4}, Report: xiri.PacketReport{Header: &xiri.PacketReportHeader{Header: ipPacket(true, 53, nil)}}}
	header := &xiri.PDHeaderReport{PDUSessionID: 255, SourceIPAddress: address, DestinationIPAddress: address, NextLayerProtocol: 17, Direction: xiri.DirectionFromTarget, PacketSize: 28}
	summary := &xiri.PDSummaryReport{PDUSessionID: 255, SourceIPAddress: address, DestinationIPAddress: address, NextLayerProtocol: 17, Direction: xiri.DirectionFromTarget,
		PDSRSummaryTrigger: xiri.PDSRSummaryTriggerStartOfFlow, FirstPacketTimestamp: at, LastPacketTimestamp: at, PacketCount: 1, ByteCount: 28}
	type want struct {
		kind hi.IRIType
		cin  uint32 // 0 is none
	}
	var wants []want
	send := func(correlation uint64, e xiri.Event, kind hi.IRIType, cin uint32) {
		l.iri(p.XID, correlation, e)
		wants = append(wants, want{kind, cin})
	}
	const a, b, c = 1, 1<<63 + 5, 3
	send(a, established(5), hi.IRIBegin, 1)
	send(a, &xiri.SMFPDUSessionModification{SUPI: plmn, RequestType: xiri.FiveGSMRequestTypeModificationRequest, PDUSessionID: xiri.Some[uint8](5)}, hi.IRIContinue, 1)
	send(b, start, hi.IRIBegin, 2)
	send(a, report, hi.IRIReport, 1)
	send(b, header, hi.IRIReport, 2)
	send(b, summary, hi.IRIReport, 2)
	send(c, failed, hi.IRIReport, 3)
	send(a, released(5), hi.IRIEnd, 1)
	send(a, summary, hi.IRIReport, 1) // Late, within the grace.
	send(a, established(5), hi.IRIBegin, 4)
	send(9, update(1), hi.IRIReport, 0) // A record of an AMF has no CIN, whatever came with it.
	send(0, established(7), hi.IRIReport, 0)
	l.quiet()
	records := l.records("LIID-nl-1")
	require.Len(t, records, len(wants))
	next := map[uint32]uint32{}
	for i, p := range records {
		w := wants[i]
		require.Equal(t, w.kind, p.IRI[0].Type, "record %d", i)
		require.Equal(t, w.cin != 0, p.CIN.Set, "record %d", i)
		require.Equal(t, w.cin, p.CIN.Value, "record %d", i)
		require.Equal(t, next[w.cin], p.SequenceNumber, "each CIN counts for itself")
		next[w.cin]++
	}
	require.Equal(t, uint64(1), l.mdf.Stats().Uncorrelated)
	// The packet report is an alternative of IRIContents, not of IRIEvent.
	require.Nil(t, records[3].IRI[0].Contents)
	for _, octets := range l.hi2.all() {
		text, err := judge.Decode(t, "LI-PS-PDU", "PS-PDU", octets)
		require.NoError(t, err)
		if bytes.Equal(octets, l.hi2.all()[3]) {
			require.Contains(t, text, "payload.iRIPayloadSequence[0].iRIContents.iPIRIPacketReport.report.header.header = 0x45")
		}
	}
	x := l.index("LIID-nl-1")
	require.Equal(t, "iPIRIPacketReport", x.PDUs[3].Record)
	doc, err := os.ReadFile(filepath.Join(l.dir, "LIID-nl-1", x.PDUs[3].File))
	require.NoError(t, err)
	require.Contains(t, string(doc), `"iPIRIPacketReportObjId": "5.3.18.4"`)
	require.Len(t, x.Sessions, 5)
}

// TestHeaderReportsByMDF3 orders reports of packets without the content: nothing goes over HI3, and the reports that the MDF3
// makes come over LI_MDF and HI2 with the CIN of the session.
func TestHeaderReportsByMDF3(t *testing.T) {
	for name, c := range map[string]struct {
		order   lipf.HeaderReporting
		content bool
		reports int
	}{
		"per packet":              {lipf.HeaderReporting{PerPacket: true}, false, 4},
		"per packet with content": {lipf.HeaderReporting{PerPacket: true}, true, 4},
		// Two flows, each with its beginning, and the end with the session.
		"summary": {lipf.HeaderReporting{Summary: []lipf.PDSRTrigger{{PacketCount: 100}}}, false, 4},
	} {
		t.Run(name, func(t *testing.T) {
			l := newSessionLab(t, sessionOptions{})
			p := l.order("nl-1", func(w *lipf.Warrant) {
				w.CC, w.HeaderReports, w.HeaderReportsBy = c.content, &c.order, lipf.HeaderReportsByMDF
			})
			require.Empty(t, p.Notes)
			require.Equal(t, "mdf3-1", p.MDF3)
			require.Equal(t, []string{"smf1-cc-tf"}, p.TFs)
			l.iri(p.XID, 7, established(5))
			for range 2 {
				l.cc(p.XID, 7, x2x3.FromTarget, x2x3.FormatGTPU, tunnelled(true, ipPacket(true, 53, []byte("q"))))
				l.cc(p.XID, 7, x2x3.ToTarget, x2x3.FormatGTPU, tunnelled(false, ipPacket(false, 53, []byte("answer"))))
			}
			l.quiet()
			l.iri(p.XID, 7, released(5))
			require.Eventually(t, func() bool { return l.mdf3.Stats().HeaderReports == uint64(c.reports) }, 10*time.Second, time.Millisecond, "%+v", l.mdf3.Stats())
			require.Eventually(t, func() bool { return l.mdf.Stats().HeaderReports == uint64(c.reports) }, 10*time.Second, time.Millisecond)
			l.quiet()
			require.Zero(t, l.mdf.Stats().Malformed+l.mdf.Stats().UnknownXID+l.mdf3.Stats().Malformed)
			reports := 0
			for _, r := range l.records("LIID-nl-1") {
				require.Equal(t, hi.Some[uint32](1), r.CIN)
				if r.IRI[0].OtherContents != nil {
					require.Equal(t, hi.IRIReport, r.IRI[0].Type)
					require.Equal(t, "upf1", r.NetworkFunctionIdentifier)
					reports++
				}
			}
			require.Equal(t, c.reports, reports)
			if c.content {
				require.Len(t, l.content("LIID-nl-1"), 4)
			} else {
				require.Zero(t, l.hi3.len(), "without an order no content leaves")
			}
			for i, octets := range l.lmdf.all() {
				p, _, err := x2x3.Parse(octets)
				require.NoError(t, err)
				require.Equal(t, x2x3.Some(uint32(i)), p.SequenceNumber)
				require.Empty(t, p.Check())
				require.Equal(t, []string{"<supiimsi>001010000000001</supiimsi>"}, p.MatchedTargets)
				_, err = judge.Decode(t, "TS33128Payloads", "XIRIPayload", p.Payload)
				require.NoError(t, err)
			}
			require.NoError(t, l.admf.Deactivate(t.Context(), "nl-1"))
		})
	}
}

// TestReportsAtTheEnd wants the last summaries delivered when the warrant is taken back while a session goes on: the MDF2
// forgets the task only after it has them.
func TestReportsAtTheEnd(t *testing.T) {
	l := newSessionLab(t, sessionOptions{})
	p := l.order("nl-1", func(w *lipf.Warrant) {
		w.CC, w.HeaderReports, w.HeaderReportsBy = false, &lipf.HeaderReporting{Summary: []lipf.PDSRTrigger{{ByteCount: 1 << 20}}}, lipf.HeaderReportsByMDF
	})
	l.cc(p.XID, 7, x2x3.FromTarget, x2x3.FormatGTPU, tunnelled(true, ipPacket(true, 53, []byte("q"))))
	l.quiet()
	require.NoError(t, l.admf.Deactivate(t.Context(), "nl-1"))
	require.Eventually(t, func() bool { return len(l.records("LIID-nl-1")) == 2 }, 10*time.Second, time.Millisecond)
	require.Zero(t, l.mdf.Stats().UnknownXID)
}

// TestHI3Reconnects cuts X3 and HI3 again and again while content flows: nothing is lost, what came twice is written once.
func TestHI3Reconnects(t *testing.T) {
	l := newSessionLab(t, sessionOptions{})
	p := l.order("nl-1", nil)
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	const n = 6000
	for i := range n {
		l.cc(p.XID, 7, x2x3.FromTarget, x2x3.FormatGTPU, tunnelled(true, ipPacket(true, 53, fmt.Appendf(nil, "%06d %1000d", i, 0))))
		switch i % 1000 {
		case 300:
			l.hi3cut.set(true)
		case 350:
			l.hi3cut.set(false)
		case 700:
			l.x3cut.set(true)
			l.x3cut.set(false)
		}
	}
	require.NoError(t, l.upf.Confirm(ctx))
	require.NoError(t, l.mdf3.Drain(ctx))
	require.Eventually(t, func() bool { s := l.lemf.Stats(); return s.CC-s.Duplicates >= n }, 20*time.Second, time.Millisecond, "%+v", l.lemf.Stats())
	require.Zero(t, l.mdf3.Stats().Lost)
	require.Equal(t, uint64(n), l.mdf3.Stats().Delivered)
	require.Equal(t, lemf.Content{PDUs: n, Octets: l.lemf.Content("LIID-nl-1").Octets}, l.lemf.Content("LIID-nl-1"))
	x := l.index("LIID-nl-1")
	var duplicates, fresh uint64
	for _, e := range x.PDUs {
		if e.Duplicate {
			duplicates++
			require.Empty(t, e.File)
			continue
		}
		require.Equal(t, uint32(fresh), e.Sequence, "in order")
		fresh++
		require.Equal(t, fresh, e.Packet)
	}
	require.Equal(t, uint64(n), fresh)
	require.Equal(t, uint64(n), x.Sessions[0].Packets)
	require.Equal(t, l.lemf.Stats().Duplicates, duplicates)
	require.NotZero(t, duplicates, "nothing came twice, so the connections were not cut")
	out := judge.Tshark(t, "-r", filepath.Join(l.dir, "LIID-nl-1", x.Sessions[0].Capture), "-T", "fields", "-e", "udp.length")
	require.Equal(t, n, strings.Count(out, "\n"))
}
