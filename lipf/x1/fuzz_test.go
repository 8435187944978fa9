package x1_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/x1"
)

// FuzzRequests reads any octets. What is read must come back from its own writing, and writing again must not change it.
func FuzzRequests(f *testing.F) {
	for _, m := range requests() {
		f.Add(x1.AppendRequests(nil, []x1.RequestMessage{m}))
	}
	f.Add(x1.AppendRequests(nil, requests()))
	f.Add([]byte(pingDoc))
	t3 := triggeredTask([]lipf.TargetIdentifier{lipf.UPFLIT3Identifier(criteria()...)}, lipf.HeaderReporting{PerPacket: true}.Extension())
	f.Add(x1.AppendRequests(nil, []x1.RequestMessage{{Header: header(1), Body: x1.ActivateTask{Task: t3}}}))
	f.Fuzz(func(t *testing.T, doc []byte) {
		ms, err := x1.ParseRequests(doc)
		if err != nil {
			return
		}
		out := x1.AppendRequests(nil, ms)
		again, err := x1.ParseRequests(out)
		require.NoError(t, err, "%s", out)
		require.Equal(t, ms, again, "%s", out)
		require.Equal(t, string(out), string(x1.AppendRequests(nil, again)))
	})
}

// FuzzResponses does the same for responses.
func FuzzResponses(f *testing.F) {
	for _, m := range responses() {
		f.Add(x1.AppendResponses(nil, []x1.ResponseMessage{m}))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		ms, err := x1.ParseResponses(doc)
		if err != nil {
			return
		}
		out := x1.AppendResponses(nil, ms)
		again, err := x1.ParseResponses(out)
		require.NoError(t, err, "%s", out)
		require.Equal(t, ms, again, "%s", out)
	})
}
