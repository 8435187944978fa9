package fabric_test

import (
	"bytes"
	"context"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/pcaps"
	"lilab/sim/fabric"
)

// tshark runs the judge on a capture, with every checksum checked.
func tshark(t *testing.T, capture []byte, args ...string) string {
	t.Helper()
	bin, err := exec.LookPath("tshark")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("no tshark: ", err)
	}
	file := filepath.Join(t.TempDir(), "capture.pcapng")
	require.NoError(t, os.WriteFile(file, capture, 0o600))
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, append([]string{"-r", file, "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE",
		"-o", "tcp.check_checksum:TRUE", "-o", "sctp.checksum:CRC 32c"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	return string(out)
}

// What a tap of a virtual link writes into a capture is what the judge expects of N2: SCTP in UDP, NGAP within.
func TestTsharkDecodesTheTap(t *testing.T) {
	var out bytes.Buffer
	w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{})
	require.NoError(t, err)
	tap, err := w.PacketInterface("nl.n2")
	require.NoError(t, err)
	p := newPair(t, virtual(t), fabric.LinkConfig{Tap: tap})
	ctx := deadline(t)
	require.NoError(t, w.Name(p.ba, "amf1"))
	require.NoError(t, ngSetup(ctx, p.a, p.b, "nl.n2"))
	l, err := p.b.Listen(ctx, netip.AddrPortFrom(p.ba, 7))
	require.NoError(t, err)
	echo(t, l)
	c, err := p.a.DialContext(ctx, "tcp", l.Addr().String())
	require.NoError(t, err)
	_, err = c.Write(make([]byte, 30000))
	require.NoError(t, err)
	_, err = io.ReadFull(c, make([]byte, 30000))
	require.NoError(t, err)
	require.NoError(t, c.Close())
	require.NoError(t, p.network.Close())
	require.NoError(t, w.Close())

	ngap := strings.Split(strings.TrimSpace(tshark(t, out.Bytes(), "-Y", "ngap", "-T", "fields", "-e", "frame.interface_name",
		"-e", "ngap.procedureCode", "-e", "sctp.data_payload_proto_id", "-e", "sctp.srcport", "-e", "sctp.dstport", "-e", "udp.port",
		"-e", "sctp.data_i_bit")), "\n")
	require.Len(t, ngap, 2)
	request, response := strings.Split(ngap[0], "\t"), strings.Split(ngap[1], "\t")
	require.Equal(t, "nl.n2", request[0])
	require.Equal(t, "21", request[1], "NG Setup")
	require.Equal(t, "60", request[2])
	require.Equal(t, "38412", request[4])
	require.Equal(t, "9899,9899", request[5], "RFC 6951")
	require.Equal(t, []string{"38412", request[3]}, response[3:5])
	require.Equal(t, []string{"1", "1"}, []string{request[6], response[6]}, "a single message asks for its acknowledgement at once")
	require.Empty(t, tshark(t, out.Bytes(), "-Y", "_ws.malformed"))
	require.Empty(t, tshark(t, out.Bytes(), "-Y", "ip.checksum.status==0 || udp.checksum.status==0 || tcp.checksum.status==0 || sctp.checksum.status==0"))
	require.NotEmpty(t, tshark(t, out.Bytes(), "-Y", "sctp.checksum.status==1 && udp.checksum.status==1"), "the judge did look at checksums")
	// From INIT to SHUTDOWN COMPLETE.
	chunks := tshark(t, out.Bytes(), "-Y", "sctp", "-T", "fields", "-e", "sctp.chunk_type")
	for _, kind := range []string{"1", "2", "10", "11", "0", "7", "8", "14"} {
		require.Regexp(t, `(?m)(^|,)`+kind+`($|,)`, chunks)
	}
	require.Empty(t, tshark(t, out.Bytes(), "-Y", "tcp.analysis.retransmission || tcp.analysis.out_of_order || tcp.analysis.lost_segment || tcp.analysis.ack_lost_segment",
		"-T", "fields", "-e", "frame.number", "-e", "_ws.col.Info"))
	require.Empty(t, tshark(t, out.Bytes(), "-Y", "icmp || arp"))
}
