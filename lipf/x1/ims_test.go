package x1_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/x1"
)

// TestIMST3 sends every form of a task for a gateway, and those of POIs of the IMS and the SMSF, through the codec, with xmllint as
// judge of what is written.
func TestIMST3(t *testing.T) {
	const sdp = "v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=<&>\"'\r\nm=audio 4000 RTP/AVP 8\r\n"
	targets := []lipf.IMST3Target{
		{Contexts: []uint32{1}, Direction: lipf.AssignFromTarget, Scope: lipf.Bidirectional},
		{Contexts: []uint32{1<<32 - 3, 7}, Direction: lipf.AssignToTarget, Scope: lipf.Unidirectional},
		{Contexts: []uint32{5}, Direction: lipf.AssignNotDetermined, Scope: lipf.Bidirectional},
	}
	descriptions := []lipf.SessionDescriptions{{Local: sdp, Remote: "v=0\r\n"}, {Local: sdp}, {Remote: sdp}}
	for i, target := range targets {
		task := triggeredTask([]lipf.TargetIdentifier{target.Identifier()}, descriptions[i].Extension())
		doc := x1.AppendRequests(nil, []x1.RequestMessage{{Header: header(1), Body: x1.ActivateTask{Task: task}}})
		require.NoError(t, judge.X1(t, doc), "%s", doc)
		ms, err := x1.ParseRequests(doc)
		require.NoError(t, err)
		got := ms[0].Body.(x1.ActivateTask).Task
		read, err := lipf.ReadIMST3(got.Targets)
		require.NoError(t, err)
		require.Equal(t, target, read)
		d, ok, err := got.Extensions[0].SessionDescriptions()
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, descriptions[i], d, "the ends of lines too")
		_, ok, err = got.Extensions[0].TruncateTPUserData()
		require.NoError(t, err)
		require.False(t, ok)
	}
	task := lipf.Task{XID: uuid(78), DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{uuid(79)}, Extensions: []lipf.Extension{lipf.SMSFExtension()}, Targets: []lipf.TargetIdentifier{
		{Type: lipf.IMPU, Value: "sip:+15550000001@ims.mnc001.mcc001.3gppnetwork.org;user=phone"}, {Type: lipf.IMPI, Value: "001010000000001@ims.example"},
		{Type: lipf.SIPURI, Value: "sip:a@b"}, {Type: lipf.TELURI, Value: "tel:+15550000001"}, {Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal}}}
	doc := x1.AppendRequests(nil, []x1.RequestMessage{{Header: header(1), Body: x1.ActivateTask{Task: task}}})
	require.NoError(t, judge.X1(t, doc), "%s", doc)
	ms, err := x1.ParseRequests(doc)
	require.NoError(t, err)
	got := ms[0].Body.(x1.ActivateTask).Task
	require.Equal(t, task.Targets, got.Targets)
	truncate, ok, err := got.Extensions[0].TruncateTPUserData()
	require.NoError(t, err)
	require.True(t, ok && truncate)
}
