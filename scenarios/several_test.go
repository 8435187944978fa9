package scenarios

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
)

// TestSeveralSessions has a visitor with three sessions to two data networks, in IPv6, in both versions and refused, who
// changes her cell meanwhile. Each session is its own on X3 and HI3, header reports come packet by packet in one network
// and from the MDF3 in the other, and the refusal is reported with its cause.
func TestSeveralSessions(t *testing.T) {
	sc, err := Parse("several.yaml", []byte(`id: several
title: Several sessions of a visitor
networks:
  nl: {plmn: "001-01", country: NL, dnns: {internet: {}, ims: {types: [ipv4]}}}
  de: {plmn: "999-70", country: DE, x3-format: ip, dnns: {internet: {}, ims: {types: [ipv4]}}}
agreements:
  - {home: de, visited: nl, data: home-routed}
subscribers:
  anna: {home: de, in: nl}
  carla: {like: anna, control: true}
warrants:
  nl-1: {agency: nl, target: anna.supi, header-reports: per-packet}
  de-1: {agency: de, target: anna.gpsi, header-reports: summary, header-reports-by: mdf}
script:
  - activate: [nl-1, de-1]
  - register: [anna, carla]
  - open-session:
      - {subscriber: anna, type: ipv6}
      - {subscriber: carla, type: ipv6}
      - {subscriber: anna, type: ipv4v6, id: 5}
      - {subscriber: anna, dnn: ims, type: ipv6, id: 7}
  - data: [{from: anna, app: http, session: 1}, {from: carla, app: http}, {from: anna, app: udp, session: 5}]
  - data: {from: anna, app: messenger, session: 5}
  - move: {subscriber: anna, to: cell2}
  - data: {from: anna, app: dns, session: 5}
  - close-session: {subscriber: anna, id: 5}
  - deregister: [anna, carla]
expect:
  nl-1: {identity: T, iri: T, location: T, call: P, content: T}
  de-1: {identity: T, iri: P, location: P, call: P, content: T}
`))
	require.NoError(t, err)
	out := t.TempDir()
	res := playScenario(t, sc, RunConfig{Out: out, Seed: 3})
	requirePass(t, sc, res)
	for _, w := range res.Warrants {
		require.Len(t, w.Sessions, 2, w.ID)
		for _, c := range w.Sessions {
			require.Greater(t, c.Due.Uplink, 20)
			require.Equal(t, c.Due, c.HI3)
		}
	}
	refused := 0
	for _, q := range res.Requirements {
		if q.ID == "SMF-FAIL-1" && q.Result == oracle.Pass {
			refused++
		}
	}
	require.Positive(t, refused, "the refused session is reported")
	judgeLI(t, out)
	for _, row := range tsharkWith(t, []string{"-o", "tcp.desegment_tcp_streams:FALSE"}, out, `_ws.malformed && frame.interface_name matches "[.](n3|n4|n6|n9|x3)$"`, "frame.number", "frame.interface_name", "_ws.expert.message") {
		t.Errorf("tshark complains about frame %s on %s: %s", row[0], row[1], row[2])
	}
}
