package cli

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/x2x3/xiri"
)

// TestExplainEveryRecord asks for every record by its type and by its alternative, and for every other declared type.
func TestExplainEveryRecord(t *testing.T) {
	require.Len(t, recordItems(), 190)
	for _, a := range xiri.Records() {
		for _, id := range []string{a.Name, a.Alternative} {
			var b bytes.Buffer
			require.NoError(t, explain(&b, id), id)
			require.Contains(t, b.String(), fmt.Sprintf("%s  %s [%d] of ", a.Name, a.Alternative, a.Tag))
			require.Contains(t, b.String(), "clause "+a.Clause)
			for _, f := range a.Fields {
				require.Contains(t, b.String(), f.Name)
			}
		}
	}
	for _, name := range xiri.TypeNames() {
		var b bytes.Buffer
		require.NoError(t, explain(&b, name), name)
		require.NotEmpty(t, b.String())
	}
}
