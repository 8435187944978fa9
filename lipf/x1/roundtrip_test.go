package x1_test

import (
	"bytes"
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/x1"
)

func uuid(n uint64) lipf.UUID {
	var seed [32]byte
	seed[0], seed[1] = byte(n), byte(n>>8)
	u, err := lipf.NewUUID(rand.NewChaCha8(seed))
	if err != nil {
		panic(err)
	}
	return u
}

func ptr[T any](v T) *T { return &v }

var testTime = time.Date(2026, 1, 2, 3, 4, 5, 120_000_000, time.UTC)

func header(n uint64) x1.Header {
	return x1.Header{ADMF: "admf1", NE: "amf-poi-1", Timestamp: testTime, Version: x1.Version, Transaction: uuid(n)}
}

const threeGPP = `<e:X1Extensions xmlns:e="urn:3GPP:ns:li:3GPPX1Extensions:r19:v2"><e:IdentifierAssociation>` +
	`<e:IdentifierAssociationEventsGenerated>All</e:IdentifierAssociationEventsGenerated></e:IdentifierAssociation></e:X1Extensions>`

// fullTask has every element of taskDetails that the schema files at hand can check.
func fullTask() lipf.Task {
	return lipf.Task{
		XID: uuid(1),
		Targets: []lipf.TargetIdentifier{
			{Type: lipf.SUPIIMSI, Value: "001010000000001"}, {Type: lipf.PEIIMEISV, Value: "3550930612345601"},
			{Type: lipf.PEIIMEI, Value: "35509306123456"}, {Type: lipf.PEIIMEICheckDigit, Value: "355093061234560"},
			{Type: lipf.GPSIMSISDN, Value: "15551000001"}, {Type: lipf.SUPINAI, Value: "a&b@example.org"},
			{Type: lipf.GPSINAI, Value: "x@example.org"}, {Type: lipf.IMSI, Value: "001010"}, {Type: lipf.E164Number, Value: "1"},
			{Type: "sipUri", Value: "sip:a@example.org"}, {Type: "tcpPort", Value: "443"}, {Type: "suci", Value: "00"},
			{Type: "ipv4Cidr", Value: `<c:IPv4CIDR xmlns:c="http://uri.etsi.org/03280/common/2017/07">10.0.0.0/8</c:IPv4CIDR>`},
			{Type: "targetIdentifierExtension", Value: `<Owner xmlns="http://uri.etsi.org/03221/X1/2017/10">3GPP</Owner>` +
				`<e:IdentityAssociationTargetIdentifier xmlns:e="urn:3GPP:ns:li:3GPPX1Extensions:r19:v2"></e:IdentityAssociationTargetIdentifier>`},
		},
		DeliveryType: lipf.X2Only,
		DIDs:         []lipf.UUID{uuid(2), uuid(3)}, DSIDs: []lipf.UUID{uuid(4)},
		Mediation: []lipf.MediationDetails{{
			LIID: "LIID-0001", DeliveryType: lipf.HI2Only, Start: testTime, End: testTime.Add(time.Hour), DIDs: []lipf.UUID{uuid(2)},
			Scoping: []lipf.ServiceScoping{
				{Services: []lipf.ServiceType{lipf.Voice, lipf.Data}, DoNotReportLocation: true, ReportPostDialledDigits: ptr(false)},
				{HasLocation: true, Location: []lipf.LocationType{{BeginningAndEnd: ptr(true), LALS: ptr(false)}, {UponChange: ptr(true)}},
					SuspendOnOutboundInternationalRoaming: ptr(true)},
			},
			Policies: []lipf.UUID{uuid(5)},
		}, {LIID: "0123456789abcdef0123456789abcdef", DeliveryType: lipf.HI2andHI3}},
		CorrelationID: ptr(uint64(1<<64 - 1)), ImplicitDeactivationAllowed: ptr(false), ProductID: ptr(uuid(6)),
		Services:        []lipf.ServiceType{lipf.Voice, lipf.Messaging, lipf.PushToTalk, lipf.LALS, lipf.RCS},
		Extensions:      []lipf.Extension{{Owner: "3GPP", XML: threeGPP}},
		TrafficPolicies: []lipf.UUID{uuid(7)},
	}
}

func destinations() []lipf.Destination {
	return []lipf.Destination{
		{DID: uuid(2), FriendlyName: "MDF2 <1>", DeliveryType: lipf.X2Only, Address: netip.MustParseAddrPort("10.1.2.3:9443")},
		{DID: uuid(3), DeliveryType: lipf.X2andX3, Address: netip.MustParseAddrPort("[2001:db8::1]:9443")},
		{DID: uuid(4), DeliveryType: lipf.X3Only, Address: netip.MustParseAddrPort("10.1.2.3:0"), UDP: true},
		{DID: uuid(5), DeliveryType: lipf.X3Only, URI: "https://example.org/?a=1&b=2"},
		{DID: uuid(6), DeliveryType: lipf.X3Only, E164: "15551000001"},
		{DID: uuid(7), DeliveryType: lipf.X3Only, Email: "a@example.org"},
	}
}

func requests() []x1.RequestMessage {
	bodies := []x1.Request{
		x1.ActivateTask{Task: fullTask()}, x1.ModifyTask{Task: fullTask()}, x1.DeactivateTask{XID: uuid(1)}, x1.DeactivateAllTasks{},
		x1.RemoveDestination{DID: uuid(2)}, x1.RemoveAllDestinations{}, x1.GetTaskDetails{XID: uuid(1)},
		x1.GetDestinationDetails{DID: uuid(2)}, x1.GetNEStatus{}, x1.GetAllDetails{}, x1.ListAllDetails{}, x1.GetAllTaskDetails{},
		x1.GetAllDestinationDetails{}, x1.Ping{}, x1.Keepalive{},
		x1.ReportTaskIssue{XID: uuid(1), Report: x1.NonTerminatingFault, Code: x1.IssueNonTerminatingFault, Details: "no <way>",
			Extensions: []lipf.Extension{{Owner: "3GPP", XML: threeGPP}}},
		x1.ReportTaskIssue{XID: uuid(1), Report: x1.AllClear},
		x1.ReportDestinationIssue{DID: uuid(2), Report: x1.TerminatingFault, Code: x1.IssueTerminatingFault, Details: "x"},
		x1.ReportNEIssue{Issue: x1.NEAlert, Description: "y", Code: 10000, Extensions: []lipf.Extension{{Owner: "3GPP", XML: threeGPP}}},
	}
	for _, d := range destinations() {
		bodies = append(bodies, x1.CreateDestination{Destination: d}, x1.ModifyDestination{Destination: d})
	}
	var ms []x1.RequestMessage
	for i, b := range bodies {
		ms = append(ms, x1.RequestMessage{Header: header(uint64(100 + i)), Body: b})
	}
	return ms
}

func responses() []x1.ResponseMessage {
	faults := []x1.Fault{{Code: 9020, Description: "a & b"}, {Code: 9030}}
	task := x1.TaskDetails{Task: fullTask(), Provisioning: x1.ProvisioningComplete, Faults: faults, LastIntercept: testTime,
		X2Octets: ptr(uint64(7)), X3Octets: ptr(uint64(0)), LastModification: testTime, Modifications: ptr(uint64(1)),
		Extensions: []lipf.Extension{{Owner: "3GPP", XML: threeGPP}}}
	short := x1.TaskDetails{Task: fullTask(), Provisioning: x1.AwaitingProvisioning}
	dest := x1.DestinationDetails{Destination: destinations()[0], DeliveryFault: true, Faults: faults}
	bodies := []x1.Response{
		x1.OK{To: x1.TypePing}, x1.OK{To: x1.TypeActivateTask, Pending: true}, x1.OK{To: x1.TypeReportNEIssue},
		x1.ErrorResponse{To: x1.TypeModifyTask, Code: x1.ErrXIDUnknown, Description: "no"}, x1.ErrorResponse{To: "CreateObject", Code: x1.ErrUnsupportedRequest, Description: ""},
		x1.GetTaskDetailsResponse{Task: task}, x1.GetTaskDetailsResponse{Task: short}, x1.GetDestinationDetailsResponse{Destination: dest},
		x1.GetNEStatusResponse{Status: x1.NEStatus{Faulty: true, Faults: faults}}, x1.GetNEStatusResponse{},
		x1.GetAllDetailsResponse{Tasks: []x1.TaskDetails{task, short}, Destinations: []x1.DestinationDetails{dest}}, x1.GetAllDetailsResponse{},
		x1.ListAllDetailsResponse{XIDs: []lipf.UUID{uuid(1)}, DIDs: []lipf.UUID{uuid(2), uuid(3)}, DSIDs: []lipf.UUID{uuid(4)}}, x1.ListAllDetailsResponse{},
		x1.GetAllTaskDetailsResponse{Tasks: []x1.TaskDetails{task}}, x1.GetAllDestinationDetailsResponse{Destinations: []x1.DestinationDetails{dest}},
	}
	var ms []x1.ResponseMessage
	for i, b := range bodies {
		ms = append(ms, x1.ResponseMessage{Header: header(uint64(200 + i)), Body: b})
	}
	return ms
}

func TestRoundTrip(t *testing.T) {
	for _, m := range requests() {
		doc := x1.AppendRequests([]byte("foo"), []x1.RequestMessage{m})
		require.True(t, bytes.HasPrefix(doc, []byte("foo<?xml")))
		got, err := x1.ParseRequests(doc[3:])
		require.NoError(t, err, "%s", doc)
		require.Equal(t, []x1.RequestMessage{m}, got, "%s", doc)
	}
	for _, m := range responses() {
		doc := x1.AppendResponses(nil, []x1.ResponseMessage{m})
		got, err := x1.ParseResponses(doc)
		require.NoError(t, err, "%s", doc)
		require.Equal(t, []x1.ResponseMessage{m}, got, "%s", doc)
	}
	top := x1.TopLevelError{Header: header(1)}
	top.Transaction = lipf.UUID{}
	got, err := x1.ParseTopLevelError(x1.AppendTopLevelError(nil, top))
	require.NoError(t, err)
	require.Equal(t, top, got)
}

// TestPrefixesFail cuts every document at every octet: nothing but the whole is a document.
func TestPrefixesFail(t *testing.T) {
	doc := x1.AppendRequests(nil, requests()[19:20])
	for i := range doc {
		_, err := x1.ParseRequests(doc[:i])
		require.Error(t, err, "%d octets", i)
	}
	doc = x1.AppendResponses(nil, responses())
	for i := 0; i < len(doc); i += 97 {
		_, err := x1.ParseResponses(doc[:i])
		require.Error(t, err, "%d octets", i)
	}
}
