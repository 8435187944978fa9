package scenarios

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/pcaps"
)

// tshark prints fields of the frames of a run's capture that a display filter lets through.
func tshark(t testing.TB, out, filter string, fields ...string) [][]string {
	t.Helper()
	return tsharkWith(t, nil, out, filter, fields...)
}

// tsharkWith does it with options.
func tsharkWith(t testing.TB, options []string, out, filter string, fields ...string) [][]string {
	t.Helper()
	judge.Tool(t, "tshark")
	args := append(slices.Clone(options), "-r", filepath.Join(out, CaptureFile), "-Y", filter, "-T", "fields", "-E", "separator=/t", "-E", "occurrence=a")
	for _, f := range fields {
		args = append(args, "-e", f)
	}
	cmd := exec.CommandContext(t.Context(), "tshark", args...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	b, err := cmd.Output()
	require.NoError(t, err, complaint.String())
	var rows [][]string
	for line := range strings.Lines(string(b)) {
		rows = append(rows, strings.Split(strings.TrimRight(line, "\n"), "\t"))
	}
	return rows
}

// bcd packs digits as TS 24.501 figure 9.11.3.4.3 does: the first digit in the low half of the octet.
func bcd(digits string) []byte {
	var b []byte
	for i := 0; i+1 < len(digits); i += 2 {
		b = append(b, (digits[i+1]-'0')<<4|(digits[i]-'0'))
	}
	return b
}

// frames calls f for every frame of a capture.
func frames(t testing.TB, out string, f func(pcaps.Frame)) {
	t.Helper()
	file, err := os.Open(filepath.Join(out, CaptureFile))
	require.NoError(t, err)
	defer file.Close()
	r, err := pcaps.NewReader(file)
	require.NoError(t, err)
	for {
		fr, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
		f(fr)
	}
}

// TestCaptureInWireshark opens the capture of a run with tshark: every reference point is decoded, and the
// registration on X2 names the SUPI that the SUCI on N2 hides.
func TestCaptureInWireshark(t *testing.T) {
	out := t.TempDir()
	playShipped(t, "inbound/registration-suci-a", RunConfig{Out: out, Seed: 3})
	tr, err := readTruth(filepath.Join(out, TruthFile))
	require.NoError(t, err)
	anna := tr.Subscribers["anna"]

	seen := map[string]map[string]bool{} // protocols by interface
	for _, row := range tshark(t, out, "frame", "frame.interface_name", "frame.protocols") {
		if seen[row[0]] == nil {
			seen[row[0]] = map[string]bool{}
		}
		for _, p := range strings.Split(row[1], ":") {
			seen[row[0]][p] = true
		}
	}
	for ifc, protocols := range map[string][]string{
		"nl.n2":         {"udp", "sctp", "ngap", "nas-5gs"},
		"nl.sbi.tls":    {"tcp", "tls", "http2", "json"},
		"de.sbi.tls":    {"tls", "http2", "json"},
		"nl-de.n32.tls": {"tls", "http2"},
		"nl.x1.tls":     {"tls", "http2"},
		"nl.x1":         {"xml"},
		"nl.x2.tls":     {"tls"},
		"nl.x2":         {"5gli", "xiri"},
		"nl.hi2.tls":    {"tls"},
		"nl.hi2":        {"ber"},
		"de.x2":         {"5gli", "xiri"},
	} {
		for _, p := range protocols {
			require.True(t, seen[ifc][p], "tshark finds no %s on %s, but %v", p, ifc, seen[ifc])
		}
	}
	// tshark 4.0 knows TS 33.128 of release 17; members that are newer are all that it may complain about.
	for _, row := range tshark(t, out, `_ws.malformed && frame.interface_name == "nl.x2"`, "_ws.expert.message") {
		for _, complaint := range strings.Split(row[0], ",") {
			require.Equal(t, "BER Error: This field lies beyond the end of the known sequence definition.", complaint)
		}
	}
	require.Empty(t, tshark(t, out, `_ws.malformed && frame.interface_name == "nl.n2"`, "frame.number"))

	// On X2: one AMF registration, with the SUPI in clear.
	registrations := tshark(t, out, `frame.interface_name == "nl.x2" && lix2.registration_element`, "lix2.iMSI")
	require.Len(t, registrations, 1)
	require.Contains(t, registrations[0][0], anna.SUPI)
}

// TestSUCIHides looks for the MSIN in every packet on N2 and on the radio side of the visited network, in both forms
// that identities have there. With profile A and B it is nowhere; with the null scheme it is there, so that
// the search is known to find it.
func TestSUCIHides(t *testing.T) {
	for id, hidden := range map[string]bool{
		"inbound/registration-suci-a": true, "inbound/registration-suci-b": true, "inbound/registration-suci-null": false,
	} {
		t.Run(id, func(t *testing.T) {
			out := t.TempDir()
			playShipped(t, id, RunConfig{Out: out, Seed: 3})
			tr, err := readTruth(filepath.Join(out, TruthFile))
			require.NoError(t, err)
			found, packets := 0, 0
			for _, sub := range []string{"anna", "carla"} {
				msin := tr.Subscribers[sub].SUPI[5:]
				frames(t, out, func(f pcaps.Frame) {
					if f.Interface != "nl.n2" {
						return
					}
					packets++
					if bytes.Contains(f.Data, bcd(msin)) || bytes.Contains(f.Data, []byte(msin)) {
						found++
					}
				})
			}
			require.Greater(t, packets, 20)
			require.Equal(t, hidden, found == 0, "MSIN found in %d packets", found)
		})
	}
}

// withoutWarrants is a scenario in which the same things happen, and nobody orders anything.
func withoutWarrants(sc *Scenario) *Scenario {
	out := *sc
	out.Warrants, out.Expect, out.Script = nil, nil, nil
	for _, step := range sc.Script {
		if step.Activate == nil && step.Deactivate == nil {
			out.Script = append(out.Script, step)
		}
	}
	return &out
}

// TestNothingDependsOnTasks plays a scenario with and without its warrants: the messages on N2, on the SBI and on N32 are
// the same, one by one (rule J2).
func TestNothingDependsOnTasks(t *testing.T) {
	sc, err := Get("inbound/registration-suci-a")
	require.NoError(t, err)
	messages := func(s *Scenario) map[string][]string {
		out := t.TempDir()
		playScenario(t, s, RunConfig{Out: out, Seed: 3})
		all := map[string][]string{}
		for _, row := range tshark(t, out, "ngap || http2.headers.method || http2.headers.status",
			"frame.interface_name", "ngap.procedureCode", "nas_5gs.mm.message_type", "http2.headers.method", "http2.headers.path", "http2.headers.status", "http2.body.reassembled.length") {
			if strings.Contains(row[0], ".n2") || strings.Contains(row[0], ".sbi") || strings.Contains(row[0], ".n32") {
				all[row[0]] = append(all[row[0]], strings.Join(row[1:], " "))
			}
		}
		return all
	}
	with := messages(sc)
	require.Greater(t, len(with["nl.n2"]), 10)
	require.Greater(t, len(with["nl-de.n32.tls"]), 5)
	require.Equal(t, with, messages(withoutWarrants(sc)))
}

// TestNoPacketDependsOnTasks does the same with a session that is routed home: the packets on N3, N9 and N6 are the same, one
// by one, and so are the messages on N2, N4, N11, N16 and N32, as a set: what follows from the answer of the gNB runs
// beside what follows from that of the phone.
func TestNoPacketDependsOnTasks(t *testing.T) {
	sc, err := Get("inv/undetectable")
	require.NoError(t, err)
	type traffic struct {
		packets  map[string][]string
		messages map[string]map[string]int
	}
	look := func(s *Scenario) traffic {
		out := t.TempDir()
		playScenario(t, s, RunConfig{Out: out, Seed: 3})
		got := traffic{map[string][]string{}, map[string]map[string]int{}}
		for _, row := range tshark(t, out, `frame.interface_name matches "[.](n3|n6|n9)$"`,
			"frame.interface_name", "gtp.message", "gtp.teid", "gtp.ext_hdr.pdu_ses_con.qos_flow_id", "ip.src", "ip.dst", "ip.len", "udp.length", "dns.qry.name") {
			got.packets[row[0]] = append(got.packets[row[0]], strings.Join(row[1:], " "))
		}
		fields := []string{"ngap.procedureCode", "nas_5gs.mm.message_type", "http2.headers.method", "http2.headers.path", "http2.headers.status", "pfcp.msg_type", "pfcp.ie_type"}
		for _, row := range tshark(t, out, `(ngap || http2.headers || pfcp.msg_type >= 50) && frame.interface_name matches "[.](n2|n4|sbi.tls|n32.tls)$"`, append([]string{"frame.interface_name"}, fields...)...) {
			if got.messages[row[0]] == nil {
				got.messages[row[0]] = map[string]int{}
			}
			for i, values := range row[1:] {
				// Several messages may share a packet.
				for _, v := range strings.Split(values, ",") {
					if v != "" {
						got.messages[row[0]][fields[i]+" "+v]++
					}
				}
			}
		}
		return got
	}
	with := look(sc)
	require.Len(t, with.packets["nl-de.n9"], 80, "40 lookups and their answers")
	require.Len(t, with.packets["nl.n9"], 80)
	require.Len(t, with.packets["de.n9"], 80)
	require.Len(t, with.packets["nl.n3"], 80)
	require.Greater(t, with.messages["nl.n4"]["pfcp.msg_type 50"], 1)
	require.Greater(t, with.messages["de.n4"]["pfcp.msg_type 50"], 1)
	require.Greater(t, len(with.messages["nl-de.n32.tls"]), 3)
	require.Equal(t, with, look(withoutWarrants(sc)))
}
