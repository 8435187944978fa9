package scenarios

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf/poi"
	"lilab/oracle"
)

// framed is a scenario with sessions without IP on a route.
func framed(t *testing.T, kind SessionType, format X3Format, route Route) *Scenario {
	t.Helper()
	in, agreement, expect := "nl", "", "{identity: T, iri: T, location: T, call: %[1]s, content: T}"
	if route != "" {
		in, agreement = "de, in: nl", fmt.Sprintf("agreements: [{home: de, visited: nl, data: %s}]\n", route)
	}
	call := "P"
	if kind == SessionUnstructured {
		call = "N"
	}
	text := fmt.Sprintf(`id: x
title: a title
networks:
  nl: {plmn: "001-01", country: NL, x3-format: %[1]s, dnns: {lan: {types: [%[2]s]}}}
  de: {plmn: "999-70", country: DE, x3-format: %[1]s, dnns: {lan: {types: [%[2]s]}}}
%[3]ssubscribers:
  anna: {home: %[4]s}
  carla: {like: anna, control: true}
warrants:
  nl-1: {agency: nl, target: anna.supi}
script:
  - activate: nl-1
  - register: [anna, carla]
  - open-session: [{subscriber: anna, type: %[2]s}, {subscriber: carla, type: %[2]s}]
  - data: [{from: anna, app: frames}, {from: carla, app: frames}]
  - close-session: [anna, carla]
expect:
  nl-1: `, format, kind, agreement, in) + fmt.Sprintf(expect, call) + "\n"
	sc, err := Parse("x.yaml", []byte(text))
	require.NoError(t, err)
	return sc
}

// TestFramesOnEveryRoute plays sessions without IP on every route and in both formats of X3: the oracle finds their tunnels,
// and every frame is delivered with the format, and to the agency as the kind of content, that it is.
func TestFramesOnEveryRoute(t *testing.T) {
	for _, route := range []Route{"", LocalBreakout, HomeRouted} {
		for _, kind := range []SessionType{SessionEthernet, SessionUnstructured} {
			for _, format := range []X3Format{X3GTPU, X3IP} {
				t.Run(fmt.Sprintf("%s %s %s", route, kind, format), func(t *testing.T) {
					out := t.TempDir()
					sc := framed(t, kind, format, route)
					res := playScenario(t, sc, RunConfig{Out: out, Seed: 8})
					requirePass(t, sc, res)
					c := res.Warrants[0].Sessions[0]
					require.Equal(t, oracle.PacketCount{Uplink: 20, Downlink: 20}, c.Due)
					require.Equal(t, c.Due, c.X3)
					require.Equal(t, c.Due, c.HI3)
					want := map[string]string{"ethernet ip": "7", "unstructured ip": "16"}[string(kind)+" "+string(format)]
					if format == X3GTPU {
						want = "12"
					}
					formats := tshark(t, out, `frame.interface_name == "nl.x3"`, "li5g.pf")
					require.Len(t, formats, 40)
					for _, f := range formats {
						require.Equal(t, want, f[0])
					}
				})
			}
		}
	}
}

// TestFramesAreMissed makes the CC-POI drop one frame in ten: the oracle names frames of tunnels in which no packet shows whose
// it is.
func TestFramesAreMissed(t *testing.T) {
	for _, kind := range []SessionType{SessionEthernet, SessionUnstructured} {
		res := playScenario(t, framed(t, kind, X3IP, ""), RunConfig{Seed: 8, TamperCC: func(string) poi.CCTamperer { return &poi.DropCC{Every: 10} }})
		require.Equal(t, oracle.Fail, res.Verdict)
		failed := failedOf(res)
		require.Contains(t, failed, "CC-1")
		require.True(t, slices.ContainsFunc(failed["CC-1"].Evidence, func(e oracle.Evidence) bool { return e.Interface == "nl.n3" }))
	}
}

// TestProductOfFrames opens what the agency keeps of sessions without IP.
func TestProductOfFrames(t *testing.T) {
	for id, want := range map[string]string{"domestic/data-ethernet": "eth:ethertype:data", "domestic/data-unstructured": "user_dlt:data"} {
		out := t.TempDir()
		playShipped(t, id, RunConfig{Out: out, Seed: 2})
		files, err := filepath.Glob(filepath.Join(out, ProductFolder, "nl", "LIID-NL-1", "cc", "*.pcapng"))
		require.NoError(t, err)
		require.Len(t, files, 1)
		args := []string{"-r", files[0], "-T", "fields", "-e", "frame.protocols"}
		if id == "domestic/data-unstructured" {
			args = append(args, "-o", `uat:user_dlts:"User 0 (DLT=147)","data","0","","0",""`)
		}
		lines := strings.Fields(judge.Tshark(t, args...))
		require.Len(t, lines, 50)
		for _, l := range lines {
			require.Equal(t, want, l)
		}
	}
}
