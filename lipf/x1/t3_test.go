package x1_test

import (
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/x1"
)

func criteria() []lipf.UPFLIT3Target {
	id := uint32(7)
	v4, v6 := netip.MustParseAddr("10.0.4.2"), netip.MustParseAddr("2001:db8::4:2")
	return []lipf.UPFLIT3Target{
		{FSEID: &lipf.FSEID{SEID: 1<<64 - 1, IPv4: v4, IPv6: v6}}, {PDRID: &id}, {QERID: &id}, {NetworkInstance: []byte("n9")},
		{GTPTunnelDirection: lipf.TunnelInbound}, {GTPTunnelDirection: lipf.TunnelOutbound}, {FTEID: &lipf.FTEID{TEID: 9, IPv4: v4}},
		{FTEID: &lipf.FTEID{TEID: 9, IPv6: v6}}, {FSEID: &lipf.FSEID{SEID: 1}},
	}
}

func triggeredTask(targets []lipf.TargetIdentifier, es ...lipf.Extension) lipf.Task {
	correlation, product := uint64(1<<64-1), uuid(77)
	return lipf.Task{XID: uuid(78), Targets: targets, DeliveryType: lipf.X3Only, DIDs: []lipf.UUID{uuid(79)}, CorrelationID: &correlation, ProductID: &product, Extensions: es}
}

// TestT3 sends every criterion and order of LI_T3 and LI_T2 through the codec, with xmllint as judge of what is written.
func TestT3(t *testing.T) {
	lists := [][]lipf.TargetIdentifier{{lipf.UPFLIT3Identifier(criteria()...)}, {
		lipf.AddressTarget(netip.MustParseAddr("10.45.0.2")), lipf.AddressTarget(netip.MustParseAddr("2001:db8::2")),
		{Type: lipf.TCPPortTarget, Value: "443"}, {Type: lipf.UDPPortTarget, Value: "53"}, lipf.UPFLIT3Identifier(criteria()[0]),
	}}
	for _, c := range criteria() {
		lists = append(lists, []lipf.TargetIdentifier{lipf.UPFLIT3Identifier(c)})
	}
	orders := []lipf.HeaderReporting{{PerPacket: true}, {Summary: []lipf.PDSRTrigger{{TimerExpiry: time.Minute}, {PacketCount: 10}, {ByteCount: 1000}}, UseSessionTriggers: true}}
	for i, targets := range lists {
		task := triggeredTask(targets)
		if i < len(orders) {
			task.Extensions = []lipf.Extension{orders[i].Extension()}
		}
		doc := x1.AppendRequests(nil, []x1.RequestMessage{{Header: header(1), Body: x1.ActivateTask{Task: task}}})
		require.NoError(t, judge.X1(t, doc), "%s", doc)
		ms, err := x1.ParseRequests(doc)
		require.NoError(t, err)
		got := ms[0].Body.(x1.ActivateTask).Task
		require.Equal(t, task.CorrelationID, got.CorrelationID)
		require.Equal(t, task.ProductID, got.ProductID)
		require.Len(t, got.Targets, len(targets))
		for k := range targets {
			if targets[k].Type != lipf.TargetExtension {
				require.Equal(t, targets[k], got.Targets[k])
				continue
			}
			want, err := targets[k].UPFLIT3()
			require.NoError(t, err)
			read, err := got.Targets[k].UPFLIT3()
			require.NoError(t, err, "%s", got.Targets[k].Value)
			require.Equal(t, want, read)
		}
		if i < len(orders) {
			h, err := got.HeaderReporting()
			require.NoError(t, err)
			require.Equal(t, &orders[i], h)
		}
		require.Equal(t, string(doc), string(x1.AppendRequests(nil, ms)), "what is read is written as it was")
	}
}

// TestDelegatedTaskStatus lists triggered tasks in the status of a task.
func TestDelegatedTaskStatus(t *testing.T) {
	var ds []x1.DelegatedTask
	for range x1.MaxDelegatedTasks + 10 {
		ds = append(ds, x1.DelegatedTask{NE: "upf1-cc-poi", Task: triggeredTask([]lipf.TargetIdentifier{lipf.UPFLIT3Identifier(criteria()...)})})
	}
	for _, n := range []int{0, 1, len(ds)} {
		r := x1.GetTaskDetailsResponse{Task: x1.TaskDetails{Task: triggeredTask([]lipf.TargetIdentifier{{Type: lipf.SUPIIMSI, Value: "001010000000001"}}),
			Provisioning: x1.ProvisioningComplete, Extensions: []lipf.Extension{x1.DelegatedTaskStatus(ds[:n])}}}
		doc := x1.AppendResponses(nil, []x1.ResponseMessage{{Header: header(1), Body: r}})
		require.NoError(t, judge.X1(t, doc))
		ms, err := x1.ParseResponses(doc)
		require.NoError(t, err)
		require.Len(t, ms[0].Body.(x1.GetTaskDetailsResponse).Task.Extensions, 1)
	}
}
