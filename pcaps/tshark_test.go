package pcaps_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"io"
	"math/big"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/stretchr/testify/require"

	"lilab/pcaps"
)

func captureInfo(at time.Time, b []byte) gopacket.CaptureInfo {
	return gopacket.CaptureInfo{Timestamp: at, CaptureLength: len(b), Length: len(b)}
}

// missing skips for want of a judge, or fails where all judges must be there.
func missing(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// tshark runs the judge on a capture.
func tshark(t *testing.T, capture []byte, args ...string) string {
	t.Helper()
	bin, err := exec.LookPath("tshark")
	if err != nil {
		missing(t, "no tshark: "+err.Error())
	}
	file := filepath.Join(t.TempDir(), "capture.pcapng")
	require.NoError(t, os.WriteFile(file, capture, 0o600))
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, append([]string{"-r", file}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	return string(out)
}

// vector reads a reference PDU from the facts about lawful interception.
func vector(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("../../shared/facts/li.md")
	if err != nil {
		missing(t, "no reference vectors: "+err.Error())
	}
	m := regexp.MustCompile(`(?m)^# ` + name + `:.*\n([0-9a-f]+)$`).FindSubmatch(b)
	require.NotNil(t, m, "vector %s", name)
	out, err := hex.DecodeString(string(m[1]))
	require.NoError(t, err)
	return out
}

func TestTsharkReadsTheSample(t *testing.T) {
	out := tshark(t, sample(t), "-T", "fields", "-e", "frame.number", "-e", "frame.interface_name", "-e", "frame.encap_type", "-e", "frame.time_epoch")
	require.Equal(t, "1\tnl.n2\t7\t1700000000.123456789\n2\tnl.x2\t155\t1700000000.123457789\n"+
		"3\tnl.x2\t155\t1700000000.123458789\n4\tnl.x2\t155\t1700000000.123459789\n", out)
	out = tshark(t, sample(t), "-q", "-z", "hosts")
	require.Contains(t, out, "amf1.5gc.mnc070.mcc999.3gppnetwork.org")
	require.Contains(t, out, "mdf1")
}

// An X2 PDU on an upper PDU interface decodes without keys and without "decode as".
func TestTsharkDecodesAnX2PDU(t *testing.T) {
	x2 := vector(t, "x2reg_v6")
	var out bytes.Buffer
	w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{})
	require.NoError(t, err)
	ifc, err := w.PDUInterface("nl.x2", "li5g")
	require.NoError(t, err)
	ifc.PDU(src, dst, x2)
	require.NoError(t, w.Close())
	fields := tshark(t, out.Bytes(), "-T", "fields", "-e", "frame.protocols", "-e", "li5g.type", "-e", "li5g.pf", "-e", "lix2.event",
		"-e", "exported_pdu.ipv4_src", "-e", "exported_pdu.dst_port")
	f := strings.Split(strings.TrimSpace(fields), "\t")
	require.Len(t, f, 6, fields)
	require.Contains(t, f[0], "5gli")
	require.Contains(t, f[0], "xiri")
	require.Equal(t, "1", f[1])
	require.Equal(t, "2", f[2])
	require.NotEmpty(t, f[3])
	require.Equal(t, "10.0.0.1", f[4])
	require.Equal(t, "5000", f[5])
	require.Empty(t, tshark(t, out.Bytes(), "-Y", "_ws.malformed"))
}

func TestTsharkKnowsTheDissectors(t *testing.T) {
	for dissector, c := range map[string]struct {
		pdu  string
		want string
	}{
		"xml": {"<X1Request><a/></X1Request>", "xml"},
		"ber": {"\x30\x03\x02\x01\x05", "ber"},
	} {
		var out bytes.Buffer
		w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{})
		require.NoError(t, err)
		ifc, err := w.PDUInterface("nl.x", dissector)
		require.NoError(t, err)
		ifc.PDU(src, dst, []byte(c.pdu))
		require.NoError(t, w.Close())
		require.Contains(t, tshark(t, out.Bytes(), "-T", "fields", "-e", "frame.protocols"), c.want)
		require.Empty(t, tshark(t, out.Bytes(), "-Y", "_ws.malformed"), dissector)
	}
}

// tapped puts what crosses a connection into a capture as TCP segments.
type tapped struct {
	net.Conn
	flow *flow
	from int
}

// flow is one TCP connection written down: addresses of both ends and their next sequence numbers.
type flow struct {
	t   testing.TB
	mu  sync.Mutex
	ifc *pcaps.PacketInterface
	end [2]netip.AddrPort
	seq [2]uint32
}

func (f *flow) segment(from int, flags string, payload []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	src, dst := f.end[from], f.end[1-from]
	ip := &layers.IPv4{Version: 4, IHL: 5, TTL: 64, Protocol: layers.IPProtocolTCP, SrcIP: src.Addr().AsSlice(), DstIP: dst.Addr().AsSlice()}
	tcp := &layers.TCP{SrcPort: layers.TCPPort(src.Port()), DstPort: layers.TCPPort(dst.Port()), Seq: f.seq[from], Ack: f.seq[1-from],
		SYN: strings.Contains(flags, "S"), ACK: strings.Contains(flags, "A"), PSH: len(payload) > 0, Window: 65535}
	require.NoError(f.t, tcp.SetNetworkLayerForChecksum(ip))
	b := gopacket.NewSerializeBuffer()
	require.NoError(f.t, gopacket.SerializeLayers(b, gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}, ip, tcp, gopacket.Payload(payload)))
	f.ifc.Packet(time.Time{}, b.Bytes())
	f.seq[from] += uint32(len(payload))
	if tcp.SYN {
		f.seq[from]++
	}
}

func (c *tapped) Write(b []byte) (int, error) {
	for rest := b; len(rest) > 0; {
		n := min(len(rest), 1400)
		c.flow.segment(c.from, "A", rest[:n])
		rest = rest[n:]
	}
	return c.Conn.Write(b)
}

// A TLS session decrypts with nothing but the capture: the secrets stand in it, before the packets. In TLS 1.3 it
// is the server that writes them in time, in TLS 1.2 the client.
func TestTsharkDecryptsWithEmbeddedSecrets(t *testing.T) {
	for name, c := range map[string]struct {
		version        uint16
		server, client bool
	}{
		"1.2 both":   {tls.VersionTLS12, true, true},
		"1.2 client": {tls.VersionTLS12, false, true},
		"1.3 both":   {tls.VersionTLS13, true, true},
		"1.3 server": {tls.VersionTLS13, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{})
			require.NoError(t, err)
			ifc, err := w.PacketInterface("nl.sbi.tls")
			require.NoError(t, err)
			fl := &flow{t: t, ifc: ifc, end: [2]netip.AddrPort{src, netip.AddrPortFrom(dst.Addr(), 80)}}
			a, b := net.Pipe()
			fl.segment(0, "S", nil)
			fl.segment(1, "SA", nil)
			fl.segment(0, "A", nil)
			serverConfig := &tls.Config{Certificates: []tls.Certificate{certificate(t)}, MaxVersion: c.version}
			clientConfig := &tls.Config{InsecureSkipVerify: true, MaxVersion: c.version} // the test looks at octets, not at trust
			if c.server {
				serverConfig.KeyLogWriter = w.Secrets()
			}
			if c.client {
				clientConfig.KeyLogWriter = w.Secrets()
			}
			server, client := tls.Server(&tapped{b, fl, 1}, serverConfig), tls.Client(&tapped{a, fl, 0}, clientConfig)
			var wg sync.WaitGroup
			wg.Go(func() {
				buf := make([]byte, 1000)
				n, err := server.Read(buf)
				if err != nil || n == 0 {
					t.Error(err)
				}
				_, _ = io.WriteString(server, "HTTP/1.1 204 No Content\r\n\r\n")
				_ = server.Close()
			})
			_, err = io.WriteString(client, "GET /nnrf-disc/v1 HTTP/1.1\r\nHost: nrf\r\n\r\n")
			require.NoError(t, err)
			_, err = io.ReadAll(client)
			require.NoError(t, err)
			wg.Wait()
			_ = client.Close()
			require.NoError(t, w.Close())

			args := []string{"-d", "tcp.port==80,tls", "-d", "tls.port==80,http"}
			got := tshark(t, out.Bytes(), append(args, "-Y", "http", "-T", "fields", "-e", "http.request.uri", "-e", "http.response.code")...)
			require.Contains(t, got, "/nnrf-disc/v1")
			require.Contains(t, got, "204")
			require.Empty(t, tshark(t, out.Bytes(), append(args, "-Y", "_ws.malformed")...))
		})
	}
}

func certificate(t *testing.T) tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"nrf"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, key.Public(), key)
	require.NoError(t, err)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// Captures of others are read as tshark reads them.
func TestReadsForeignCapturesAsTsharkDoes(t *testing.T) {
	files, err := filepath.Glob("../../shared/pcaps/*.pcap*")
	require.NoError(t, err)
	if len(files) == 0 {
		missing(t, "no captures of others")
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		frames, _, err := readAll(bytes.NewReader(b))
		require.NoError(t, err, file)
		lines := strings.Split(strings.TrimSpace(tshark(t, b, "-T", "fields", "-e", "frame.time_epoch")), "\n")
		require.Len(t, lines, len(frames), file)
		for i, line := range lines {
			require.Equal(t, line, strconv.FormatInt(frames[i].Time.Unix(), 10)+frames[i].Time.Format(".000000000"), "%s frame %d", file, i+1)
		}
	}
}
