package scenarios

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
)

// TestN9InESP plays the same session with N9 in clear and inside ESP: both agencies get the same product, and on the link
// between the operators there is ESP and nothing else (rule C7). The networks' own sides are the same.
func TestN9InESP(t *testing.T) {
	type view struct {
		result oracle.Warrant
		x3     [][]string // payload direction and length of the packet in each X3 PDU
	}
	look := func(id string) (views map[string]view, between map[string]int) {
		out := t.TempDir()
		// Datagrams: how TCP cuts and acknowledges differs from run to run.
		sc := withData(t, id, Transfer{App: AppDNS, Requests: 10})
		res := playScenario(t, sc, RunConfig{Out: out, Seed: 6})
		requirePass(t, sc, res)
		views, between = map[string]view{}, map[string]int{}
		for _, w := range res.Warrants {
			net := w.Agency
			w.Rules, w.Target, w.Ledger, w.X3.Octets = nil, "", nil, 0
			views[w.ID] = view{w, tshark(t, out, `frame.interface_name == "`+net+`.x3"`, "gtp.message", "ip.len", "udp.length", "dns.flags.response")}
		}
		for _, row := range tshark(t, out, `frame.interface_name == "nl-de.n9"`, "frame.protocols") {
			between[row[0]]++
		}
		for _, own := range []string{"nl.n9", "de.n9"} {
			require.Len(t, tshark(t, out, `gtp && frame.interface_name == "`+own+`"`, "frame.number"), 40, own)
		}
		return views, between
	}
	clear, open := look("inbound/data-hr-clear")
	protected, closed := look("inbound/data-hr-n9-esp")
	require.Len(t, clear["nl-1"].x3, 20)
	require.Equal(t, clear, protected)
	require.Equal(t, 40, open["raw:ip:udp:gtp:ip:udp:dns"], "%v", open)
	require.Equal(t, map[string]int{"raw:ip:esp": 40}, closed)
}
