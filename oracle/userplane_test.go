package oracle_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
)

// mine are the requirements that these tests are about.
var mine = []string{"PRE-", "PARSE-X3", "PARSE-HI3", "X3-SEQ", "HI3-SEQ", "CC-", "ENV-", "XID-", "LIID-", "CTRL-"}

// amiss lists those of them that did not pass.
func amiss(r oracle.Result) []string {
	var out []string
	for _, line := range wrong(r) {
		for _, id := range mine {
			if strings.HasPrefix(line, id) {
				out = append(out, line)
			}
		}
	}
	return out
}

var (
	home     = setup{home: "nl", in: "nl", scheme: "profile-a"}
	visiting = setup{home: "de", in: "nl", scheme: "profile-a"}
)

// TestFaultlessSessions judges what a lab without faults would produce for every row about data.
func TestFaultlessSessions(t *testing.T) {
	for _, c := range []struct {
		rows string
		s    setup
		d    dataSetup
		want map[string]string
	}{
		{"L09", home, dataSetup{route: "domestic", protection: "none"}, map[string]string{"nl-1": "TTTPTT"}},
		{"L10", home, dataSetup{route: "domestic", protection: "tls"}, map[string]string{"nl-1": "TTTPOP"}},
		{"L11 IPv6", home, dataSetup{route: "domestic", protection: "e2ee", six: true}, map[string]string{"nl-1": "TTTPOP"}},
		{"L09 IPv6, packets", home, dataSetup{route: "domestic", protection: "none", six: true, ip: true}, map[string]string{"nl-1": "TTTPTT"}},
		{"V16 H06", visiting, dataSetup{route: "local-breakout", protection: "none"}, map[string]string{"nl-1": "TTTPTT", "de-1": "TPPNNN"}},
		{"V18 H07", visiting, dataSetup{route: "home-routed", protection: "none"}, map[string]string{"nl-1": "TTTPTT", "de-1": "TPPPTP"}},
		{"V20 H08", visiting, dataSetup{route: "home-routed", protection: "e2ee"}, map[string]string{"nl-1": "TTTPOP", "de-1": "TPPPOP"}},
		{"V22", visiting, dataSetup{route: "home-routed", protection: "none", mid: true}, map[string]string{"nl-1": "TTTPTT", "de-1": "TPPPTP"}},
		{"V23", visiting, dataSetup{route: "home-routed", protection: "none", n9: "esp"}, map[string]string{"nl-1": "TTTPTT", "de-1": "TPPPTP"}},
	} {
		t.Run(c.rows, func(t *testing.T) {
			p := newDataPlay(c.s, c.d)
			r := p.judge(t)
			require.Empty(t, amiss(r))
			for _, w := range r.Warrants {
				require.Equal(t, c.want[w.ID], axesText(w), w.ID)
			}
		})
	}
}
