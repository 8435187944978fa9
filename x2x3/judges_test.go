package x2x3_test

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/x2x3"
)

// TestPeers reads what other implementations wrote.
func TestPeers(t *testing.T) {
	dir := judge.Shared(t, "vectors", "li-peers")
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		return b
	}
	for _, name := range []string{"midwell/midwell-x2-AMFRegistration.bin", "midwell/midwell-x2-AMFDeregistration.bin", "midwell/midwell-x2-SMFPDUSessionEstablishment.bin",
		"midwell/midwell-x3-ipv4.bin", "midwell/midwell-keepalive.bin", "sipgate/x2-demo-01.bin"} {
		b := read(name)
		p, n, err := x2x3.Parse(b)
		require.NoError(t, err, name)
		require.Equal(t, len(b), n, name)
		require.True(t, p.Format.AllowedOn(p.Type), name)
		again, err := p.AppendBinary(nil)
		require.NoError(t, err, name)
		require.Equal(t, hex.EncodeToString(b), hex.EncodeToString(again), name)
	}
	p, _, err := x2x3.Parse(read("midwell/midwell-x2-AMFRegistration.bin"))
	require.NoError(t, err)
	require.Equal(t, "amf-1", p.NFID)
	require.Equal(t, []string{"<supiimsi>262019876543210</supiimsi>"}, p.MatchedTargets)
	require.Equal(t, 123456789, p.Timestamp.Nanosecond())
	p, _, err = x2x3.Parse(read("sipgate/x2-demo-01.bin"))
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(p.Payload, []byte("REGISTER sip:")))
	bad, err := filepath.Glob(filepath.Join(dir, "lippycat", "*.bin"))
	require.NoError(t, err)
	require.Len(t, bad, 5)
	for _, name := range bad {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		_, _, err = x2x3.Parse(b)
		require.ErrorIs(t, err, x2x3.ErrVersion, name)
		if filepath.Base(name) == "lippycat-keepalive.bin" {
			continue
		}
		var p x2x3.PDU
		_, err = p.Parse(b, x2x3.Limits{Accept: func(x2x3.Version) bool { return true }})
		require.ErrorIs(t, err, x2x3.ErrAttribute, name)
		require.ErrorContains(t, err, "attribute 9", name)
	}
}

func TestTshark(t *testing.T) {
	refs := reference(t)
	names := []string{"x2reg_v6", "x3gtp_v6", "x3ip_v6", "ka_v6", "kaack_v6"}
	var pdus [][]byte
	for _, n := range names {
		p := refs[n].pdu
		p.Version = 5
		b, err := p.AppendBinary(nil)
		require.NoError(t, err)
		pdus = append(pdus, b)
	}
	path := judge.Capture(t, pdus...)
	require.Empty(t, judge.Tshark(t, append(judge.Dissect(path, "li5g"), "-Y", "_ws.malformed")...))
	got := judge.Tshark(t, append(judge.Dissect(path, "li5g"), "-T", "fields", "-E", "occurrence=f", "-e", "li5g.ver", "-e", "li5g.type", "-e", "li5g.hl", "-e", "li5g.pl",
		"-e", "li5g.pf", "-e", "li5g.pd", "-e", "li5g.cid", "-e", "lix2.event", "-e", "gtp.teid")...)
	want := "5\t1\t197\t99\t2\t3\t0000000000000001\t1\t\n" +
		"5\t2\t82\t44\t12\t3\t0000000000000007\t\t0x11223344\n" +
		"5\t2\t82\t28\t5\t3\t0000000000000007\t\t\n" +
		"5\t3\t48\t0\t0\t0\t0000000000000000\t\t\n" +
		"5\t4\t48\t0\t0\t0\t0000000000000000\t\t\n"
	require.Equal(t, want, got)
}
