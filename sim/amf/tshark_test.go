package amf_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/pcaps"
	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/ue"
)

// tshark runs the judge, or ends the test when it is absent.
func tshark(t *testing.T, args ...string) string {
	t.Helper()
	path := judge.Tool(t, "tshark")
	var stderr strings.Builder
	cmd := exec.Command(path, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	return string(out)
}

// TestN2InWireshark plays every procedure and has tshark decode N2: nothing malformed, and with NEA0 the right NAS
// messages inside.
func TestN2InWireshark(t *testing.T) {
	file := filepath.Join(t.TempDir(), "n2.pcapng")
	f, err := os.Create(file)
	require.NoError(t, err)
	w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
	require.NoError(t, err)
	tap, err := w.PacketInterface("nl.n2")
	require.NoError(t, err)
	l := startLab(t, func(c *labConfig) { c.tap = tap; c.amf.NEAOrder = []uint8{0} })

	u := l.subscriber(1, german, func(c *ue.Config) { c.Scheme = 1; c.RequestedNSSAI = []event.SNSSAI{{SST: 1}} })
	for range 2 { // the second time with a 5G-GUTI that the AMF has forgotten
		r, err := u.Register(ctxFor(t), "a")
		require.NoError(t, err)
		require.Equal(t, ue.Registered, r.Result, r.Reason)
		require.NoError(t, u.Move(ctxFor(t), "b"))
		require.NoError(t, u.Deregister(ctxFor(t), false))
	}
	// Resynchronisation, registration update, network-initiated deregistration.
	l.home.subs["999700000000001"].sqn = 0
	r, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	require.NoError(t, u.Update(ctxFor(t)))
	require.NoError(t, u.Release(ctxFor(t)))
	r, err = u.Register(ctxFor(t), "c")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	rec := httptest.NewRecorder()
	l.amf.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodPost, "/imsi-999700000000001/dereg-notify", strings.NewReader(`{"deregReason":"SUBSCRIPTION_WITHDRAWN"}`)))
	require.Equal(t, http.StatusNoContent, rec.Code)
	require.Eventually(t, func() bool { return l.amf.Stats() == amf.Stats{GNBs: 1} }, 5*time.Second, time.Millisecond)
	// Refusals.
	for i, change := range []func(*ue.Config){
		func(c *ue.Config) { c.NIA = []uint8{0} }, func(c *ue.Config) { c.K[0] ^= 1 }, func(c *ue.Config) { c.Scheme = 2; c.NEA = []uint8{1} },
	} {
		r, err := l.subscriber(10+i, german, change).Register(ctxFor(t), "a")
		require.NoError(t, err)
		require.NotEqual(t, ue.Registered, r.Result)
	}
	l.home.supi = func(string) string { return "999700000000099" }
	r, err = l.subscriber(20, german).Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.SecurityFailed, r.Result)
	l.home.supi = nil
	l.home.fail["Authenticate"] = errors.New("no route")
	r, err = l.subscriber(21, german).Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.Rejected, r.Result)
	require.Eventually(t, func() bool { return l.amf.Stats() == amf.Stats{GNBs: 1} }, 5*time.Second, time.Millisecond)
	require.NoError(t, l.gnb.Close())
	require.NoError(t, l.amf.Close())
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())

	null := []string{"-r", file, "-o", "nas-5gs.null_decipher:TRUE"}
	if bad := tshark(t, append(null, "-Y", "_ws.malformed || _ws.expert.severity >= 0x600000", "-x", "-V")...); bad != "" {
		t.Fatalf("tshark finds errors:\n%s", bad)
	}
	lines := tshark(t, append(null, "-Y", "ngap", "-T", "fields", "-e", "ngap.procedureCode", "-e", "nas_5gs.mm.message_type")...)
	seen := map[string]bool{}
	for line := range strings.Lines(lines) {
		for _, field := range strings.FieldsFunc(strings.ReplaceAll(line, "\t", ","), func(r rune) bool { return r == ',' || r == '\n' }) {
			seen[field] = true
		}
	}
	for _, want := range []string{"0x41", "0x42", "0x43", "0x44", "0x45", "0x46", "0x47", "0x48", "0x56", "0x57", "0x58", "0x59", "0x5b", "0x5c", "0x5d", "0x5e", "0x5f",
		"21", "15", "4", "46", "14", "41", "42", "16", "18"} {
		require.Contains(t, seen, want)
	}
	one := func(filter string, fields ...string) []string {
		args := append(null, "-Y", filter, "-T", "fields", "-E", "occurrence=f", "-c", "1000")
		for _, f := range fields {
			args = append(args, "-e", f)
		}
		out := tshark(t, args...)
		first, _, _ := strings.Cut(out, "\n")
		return strings.Split(first, "\t")
	}
	require.Equal(t, []string{"0x0000000000123001", "1"}, one("ngap.procedureCode == 15", "ngap.NRCellIdentity", "ngap.tAC"))
	require.Equal(t, []string{"1", "11", "999"}, one("nas_5gs.mm.suci.scheme_id == 1", "nas_5gs.mm.suci.scheme_id", "nas_5gs.mm.suci.pki", "e212.mcc"))
	require.Equal(t, []string{"3500000000000101"}, one("nas_5gs.mm.message_type == 0x5e", "nas_5gs.mm.imeisv"))
	require.Equal(t, []string{"0", "2"}, one("nas_5gs.mm.message_type == 0x5d", "nas_5gs.mm.nas_sec_algo_enc", "nas_5gs.mm.nas_sec_algo_ip"))
	// UE-associated messages are on other streams than 0, and everything is NGAP.
	streams := tshark(t, append(null, "-Y", "ngap.procedureCode == 15", "-T", "fields", "-e", "sctp.data_sid", "-e", "sctp.data_payload_proto_id")...)
	for line := range strings.Lines(streams) {
		require.NotContains(t, line, "0x0000,", line)
		require.NotEqual(t, "0x0000\t60\n", line)
	}
	require.Equal(t, "0x0000\n", tshark(t, append(null, "-Y", "ngap.procedureCode == 21 && ngap.initiatingMessage_element", "-T", "fields", "-e", "sctp.data_sid")...))
}
