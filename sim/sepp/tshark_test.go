package sepp_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/pcaps"
	"lilab/sim/aka"
	"lilab/sim/fabric"
	"lilab/sim/sbi/sbitest"
	"lilab/sim/udm"
)

func tshark(t *testing.T, args ...string) string {
	t.Helper()
	path := judge.Tool(t, "tshark")
	out, err := exec.Command(path, args...).Output()
	require.NoError(t, err)
	return string(out)
}

// TestN32InWireshark has tshark decrypt and decode a roaming registration with the secrets inside the capture.
func TestN32InWireshark(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sbi.pcapng")
	f, err := os.Create(name)
	require.NoError(t, err)
	cap, err := pcaps.NewWriter(f, pcaps.WriterConfig{Application: "lilab test"})
	require.NoError(t, err)
	sub := sbitest.Subscriber(de, 1)
	ok := t.Run("registration", func(t *testing.T) {
		w := sbitest.New(t, []sbitest.PLMNConfig{{ID: nl}, {ID: de, Subscribers: []udm.Subscriber{sub}}},
			sbitest.WithKeyLog(cap.Secrets()),
			sbitest.OnVirtual(func(link string) fabric.Tap {
				tap, err := cap.PacketInterface(link)
				require.NoError(t, err)
				return tap
			}))
		c, nf := w.PLMN(nl).AMF("amf1", nil)
		_, err := w.PLMN(de).NewUE(sub, aka.SchemeProfileA).Register(t.Context(), c, nf, "https://"+nf.FQDN+"/x")
		require.NoError(t, err)
	})
	require.True(t, ok)
	require.NoError(t, cap.Close())
	require.NoError(t, f.Close())

	decode := []string{"-r", name, "-d", "tcp.port==8443,tls"}
	fields := func(filter string, names ...string) map[string]string {
		args := append(decode[:len(decode):len(decode)], "-Y", filter, "-T", "fields", "-e", "frame.interface_name")
		for _, n := range names {
			args = append(args, "-e", n)
		}
		out := map[string]string{}
		for line := range strings.Lines(tshark(t, args...)) {
			link, rest, _ := strings.Cut(strings.TrimSpace(line), "\t")
			out[link] += rest + "\n"
		}
		return out
	}
	require.Empty(t, fields("_ws.malformed"))
	paths := fields("http2.headers.method", "http2.headers.path")
	require.True(t, strings.HasPrefix(paths["n32"], "/n32c-handshake/v1/exchange-capability"))
	for _, want := range []string{
		"/nausf-auth/v1/ue-authentications", "/5g-aka-confirmation", "/nudm-uecm/v1/imsi-" + sub.SUPI + "/registrations/amf-3gpp-access",
		"/nudm-sdm/v2/imsi-" + sub.SUPI + "/am-data", "/nnrf-disc/v1/nf-instances",
	} {
		for _, link := range []string{"001-01.sbi", "n32", "999-70.sbi"} {
			require.Contains(t, paths[link], want, link)
		}
	}
	// 3gpp-Sbi-Target-apiRoot is on each request between the SEPPs but the negotiation.
	roots := fields(`http2.header.name == "3gpp-sbi-target-apiroot"`, "http2.headers.method")
	require.GreaterOrEqual(t, strings.Count(roots["n32"], "\n"), 4)
	// JSON bodies are readable on both sides: the negotiation, and the identity as the visited network sent it.
	values := fields("json", "json.value.string")
	require.Contains(t, values["n32"], "TLS")
	require.Contains(t, values["n32"], "suci-0-999-70-0-1-1-")
	require.Contains(t, values["n32"], "AUTHENTICATION_SUCCESS")
	require.Contains(t, values["999-70.sbi"], "5G_HE_AKA")
	require.NotContains(t, values["n32"], "5G_HE_AKA", "KAUSF does not leave the home network")
}
