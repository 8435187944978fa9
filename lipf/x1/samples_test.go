package x1_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/x1"
)

const peers = "../../../shared/vectors/li-peers/sipgate/x1-xml"

// peerSample reads a document of another implementation, or skips where the shared folder is absent.
func peerSample(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(peers, name))
	if errors.Is(err, os.ErrNotExist) {
		judge.Absent(t, err.Error())
	}
	require.NoError(t, err)
	return b
}

func TestPeerRequests(t *testing.T) {
	ms, err := x1.ParseRequests(peerSample(t, "ActivateTaskRequest_example.xml"))
	require.NoError(t, err)
	require.Len(t, ms, 1)
	a := ms[0].Body.(x1.ActivateTask)
	require.Equal(t, "29f28e1c-f230-486a-a860-f5a784ab9172", a.Task.XID.String())
	require.Equal(t, []lipf.TargetIdentifier{{Type: lipf.E164Number, Value: "447700900000"}}, a.Task.Targets)
	require.Equal(t, lipf.X2andX3, a.Task.DeliveryType)
	require.Equal(t, "v1.6.1", ms[0].Version)
	require.Equal(t, "2017-10-06T18:46:21.247432Z", x1.FormatTime(ms[0].Timestamp))

	ms, err = x1.ParseRequests(peerSample(t, "MultiRequest_example.xml"))
	require.NoError(t, err)
	require.Len(t, ms, 2)
	require.NotEqual(t, ms[0].Transaction, ms[1].Transaction)
	require.Equal(t, x1.Ping{}, ms[1].Body)
}

func TestPeerResponses(t *testing.T) {
	ms, err := x1.ParseResponses(peerSample(t, "MultipleResponses_example.xml"))
	require.NoError(t, err)
	require.Len(t, ms, 2)

	ms, err = x1.ParseResponses(peerSample(t, "ErrorResponse_example.xml"))
	require.NoError(t, err)
	require.Equal(t, x1.ErrorResponse{To: x1.TypePing, Code: x1.ErrGeneric, Description: "generic error"}, ms[0].Body)

	_, err = x1.ParseResponses(peerSample(t, "TopLevelErrorResponse_example.xml"))
	require.ErrorIs(t, err, x1.ErrTopLevel)
	top, err := x1.ParseTopLevelError(peerSample(t, "TopLevelErrorResponse_example.xml"))
	require.NoError(t, err)
	require.Equal(t, "neID", top.NE)
}

// refused holds the documents that must not be read, each with what the error must name. xmllint refuses the same ones.
var refused = map[string]string{
	"xxe.xml": "document type declaration",
	"NoResponsesInResponseContainer_example.xml":                                                     "no x1ResponseMessage",
	"ne-responses/DestinationModified/GetDestinationDetailsResponse_positive.xml":                    "friendlyName: found where deliveryAddress",
	"ne-responses/DestinationAdded/GetDestinationDetailsResponse_positive.xml":                       "friendlyName: found where deliveryAddress",
	"ne-responses/DestinationAdded/ActivateTask_InvalidCombinationOfDeliveryTypeAndDestinations.xml": "errorDescription is missing",
	"ne-responses/TaskAdded/ModifyTask_InvalidCombinationOfDeliveryTypeAndDestinations.xml":          "errorDescription is missing",
	"ne-responses/TaskModified/GetTaskDetailsResponse_positive.xml":                                  "not a version 4 UUID",
}

// TestPeerDocuments reads every document of another implementation; what can be read is written and read again.
func TestPeerDocuments(t *testing.T) {
	peerSample(t, "PingResponse_example.xml")
	read, failed := 0, 0
	err := filepath.WalkDir(peers, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(path, "Request") || strings.Contains(path, "TopLevel") {
			return err
		}
		doc, err := os.ReadFile(path)
		require.NoError(t, err)
		name, err := filepath.Rel(peers, path)
		require.NoError(t, err)
		ms, err := x1.ParseResponses(doc)
		if want, bad := refused[name]; bad {
			require.ErrorContains(t, err, want, name)
			var se *x1.SyntaxError
			require.ErrorAs(t, err, &se, name)
			require.Positive(t, se.Offset, name)
			failed++
			return nil
		}
		require.NoError(t, err, name)
		again, err := x1.ParseResponses(x1.AppendResponses(nil, ms))
		require.NoError(t, err, name)
		require.Equal(t, ms, again, name)
		read++
		return nil
	})
	require.NoError(t, err)
	require.Len(t, refused, failed)
	require.Greater(t, read, 20)
}
