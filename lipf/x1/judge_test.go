package x1_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf/x1"
)

// TestSchema lets xmllint check every message kind with every optional element against the published schema.
func TestSchema(t *testing.T) {
	for _, m := range requests() {
		doc := x1.AppendRequests(nil, []x1.RequestMessage{m})
		require.NoError(t, judge.X1(t, doc), "%s", doc)
	}
	for _, m := range responses() {
		doc := x1.AppendResponses(nil, []x1.ResponseMessage{m})
		require.NoError(t, judge.X1(t, doc), "%s", doc)
	}
	require.NoError(t, judge.X1(t, x1.AppendRequests(nil, requests())))
	require.NoError(t, judge.X1(t, x1.AppendTopLevelError(nil, x1.TopLevelError{Header: header(1)})))
}

// TestAgreesWithXMLLint compares the strict reader with xmllint on every document of another implementation.
func TestAgreesWithXMLLint(t *testing.T) {
	peerSample(t, "PingResponse_example.xml")
	n := 0
	require.NoError(t, filepath.WalkDir(peers, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		doc, err := os.ReadFile(path)
		require.NoError(t, err)
		var ours error
		switch {
		case strings.Contains(path, "Request"):
			_, ours = x1.ParseRequests(doc)
		case strings.Contains(path, "TopLevel"):
			_, ours = x1.ParseTopLevelError(doc)
		default:
			_, ours = x1.ParseResponses(doc)
		}
		theirs := judge.X1(t, doc)
		require.Equal(t, theirs == nil, ours == nil, "%s: ours %v, theirs %v", path, ours, theirs)
		n++
		return nil
	}))
	require.Greater(t, n, 30)
}
