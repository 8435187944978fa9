package gm_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/pcaps"
	"lilab/sim/event"
	"lilab/sim/ims/gm"
)

// capture writes packets to a file.
func capture(t testing.TB, packets [][]byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gm.pcapng")
	f, err := os.Create(path)
	require.NoError(t, err)
	w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
	require.NoError(t, err)
	i, err := w.PacketInterface("nl.n9")
	require.NoError(t, err)
	for _, p := range packets {
		i.Packet(time.Now(), p)
	}
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())
	return path
}

// TestModes registers and sends messages of every size in every mode; tshark tells what a link shows of them.
func TestModes(t *testing.T) {
	for _, c := range []struct {
		mode     gm.Mode
		suite    gm.Suite
		esp, sip bool
	}{
		{gm.None, gm.Suite{}, false, true},
		{gm.ESPNull, gm.Suite{Encryption: "null", Integrity: "hmac-sha-1-96"}, true, true},
		{gm.ESPAES, gm.Suite{Encryption: "aes-cbc", Integrity: "hmac-sha-1-96"}, true, false},
		{gm.ESPAESGCM, gm.Suite{Encryption: "aes-gcm", Integrity: "null"}, true, false},
		{gm.TLS, gm.Suite{}, false, false},
	} {
		for _, six := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/%v", c.mode, six), func(t *testing.T) {
				r := newRig(t, six, []gm.Mode{c.mode}, nil)
				client := r.client(c.mode, nil)
				h := r.handset(client)
				require.Equal(t, 200, h.register())
				require.Equal(t, c.suite, client.Suite())
				for _, n := range []int{50, 1200, 1400, 3000, 9000} {
					r.reg.talk(t, h, n)
				}
				require.Equal(t, 200, h.register(), "once more, over what there is")
				r.reg.talk(t, h, 3000)

				var raw bytes.Buffer
				for _, p := range r.tap.all() {
					raw.Write(p)
				}
				require.Equal(t, c.sip, bytes.Contains(raw.Bytes(), []byte("canary-up")))
				require.Equal(t, c.sip, bytes.Contains(raw.Bytes(), []byte("canary-dn")))
				down, up := r.server.Stats(), client.Stats()
				if c.esp {
					require.Positive(t, up.Fragments)
					require.Equal(t, up.Sealed, down.Opened)
					require.Equal(t, down.Sealed, up.Opened)
				}
				for _, s := range []gm.Stats{up, down} {
					require.Equal(t, gm.Stats{Sealed: s.Sealed, Opened: s.Opened, Fragments: s.Fragments}, s)
				}

				seen := map[string]int{}
				for line := range strings.Lines(judge.Tshark(t, "-r", capture(t, r.tap.all()), "-o", "esp.enable_null_encryption_decode_heuristic:TRUE",
					"-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-T", "fields", "-e", "frame.protocols", "-e", "sip.Method",
					"-e", "ip.checksum.status", "-e", "udp.checksum.status", "-e", "tls.handshake.type")) {
					f := strings.Split(strings.TrimRight(line, "\n"), "\t")
					for _, p := range strings.Split(f[0], ":") {
						seen[p]++
					}
					seen[f[1]+fmt.Sprint(strings.Contains(f[0], ":esp:"))]++
					if f[4] == "1" {
						seen["hello"]++
					}
					require.NotEqual(t, "0", f[2], "checksum")
					require.NotEqual(t, "0", f[3], "checksum")
				}
				require.Equal(t, c.esp, seen["esp"] > 0)
				want := map[gm.Mode]map[string]int{
					// The first REGISTER and its 401 are in clear with IPsec.
					gm.None:      {"REGISTERfalse": 4, "MESSAGEfalse": 12},
					gm.ESPNull:   {"REGISTERfalse": 1, "REGISTERtrue": 3, "MESSAGEtrue": 12},
					gm.ESPAES:    {"REGISTERfalse": 1},
					gm.ESPAESGCM: {"REGISTERfalse": 1},
					gm.TLS:       {"hello": 1},
				}[c.mode]
				for _, k := range []string{"REGISTERfalse", "REGISTERtrue", "MESSAGEfalse", "MESSAGEtrue", "hello"} {
					require.Equal(t, want[k], seen[k], k)
				}
			})
		}
	}
}

// TestPolicy changes the encryption of a phone at its re-registration after a change of PLMN.
func TestPolicy(t *testing.T) {
	away := event.PLMN{MCC: "001", MNC: "01"}
	policy := gm.ByPLMN(map[event.PLMN]gm.Encryption{away: gm.EncryptionOff}, gm.EncryptionOn)
	require.False(t, policy.Null(visited))
	require.True(t, policy.Null(away))
	require.False(t, gm.Policy(nil).Null(away))

	r := newRig(t, false, []gm.Mode{gm.ESPAES}, nil)
	client := r.client(gm.ESPAES, nil)
	h := r.handset(client)
	for i, at := range []event.PLMN{visited, away, visited} {
		r.reg.setNull(policy.Null(at))
		before := len(r.tap.all())
		require.Equal(t, 200, h.register())
		r.reg.talk(t, h, 500)
		want := "aes-cbc"
		if i == 1 {
			want = "null"
		}
		require.Equal(t, want, client.Suite().Encryption)
		require.Equal(t, client.Suite(), r.reg.association().Suite())
		packets := r.tap.all()[before:]
		seen := false
		for _, p := range packets {
			seen = seen || bytes.Contains(p, []byte("canary"))
		}
		require.Equal(t, i == 1, seen)
	}
}

// TestStream has SIP over TCP between the protected ports.
func TestStream(t *testing.T) {
	for _, six := range []bool{false, true} {
		r := newRig(t, six, []gm.Mode{gm.ESPAESGCM}, nil)
		client := r.client(gm.ESPAESGCM, func(c *gm.ClientConfig) { c.Stream = true })
		h := r.handset(client)
		for range 2 {
			require.Equal(t, 200, h.register())
			for _, n := range []int{50, 1370, 15000} {
				r.reg.talk(t, h, n)
			}
		}
		require.Zero(t, client.Stats().NoSA)
		require.Zero(t, r.server.Stats().NoSA)
		for _, p := range r.tap.all() {
			require.False(t, bytes.Contains(p, []byte("canary")))
		}
	}
}
