package upf_test

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/upf"
)

// BenchmarkUserPlane sends datagrams from a UE's socket over gNB, N3, UPF and N6 to a socket of the data network, with and
// without an observer. The two are measured in turn, so that the ratio does not depend on what else the machine does.
func BenchmarkUserPlane(b *testing.B) {
	for _, size := range []int{100, 1300} {
		b.Run(fmt.Sprintf("%d", size), func(b *testing.B) { benchmarkUserPlane(b, size) })
	}
}

func benchmarkUserPlane(b *testing.B, size int) {
	l, u, x, _ := oneSession(b)
	d := l.device("pdu1", addrs("10.45.0.7"), 9, 0x70, x.fteid[1])
	server, err := l.dn.ListenPacket(b.Context(), netip.AddrPortFrom(l.dn.Addr("nl.n6"), 9))
	require.NoError(b, err)
	client, err := d.Host().ListenPacket(b.Context(), netip.AddrPortFrom(netip.MustParseAddr("10.45.0.7"), 0))
	require.NoError(b, err)
	var received atomic.Uint64
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 2000)
		for {
			if _, _, err := server.ReadFrom(buf); err != nil {
				return
			}
			received.Add(1)
		}
	}()
	var observed, octets atomic.Uint64
	observer := upf.ObserverFunc(func(p *upf.Packet) {
		observed.Add(1)
		octets.Add(uint64(len(p.Received)))
	})
	payload := make([]byte, size)
	const window, batch = 256, 2000
	sent := uint64(0)
	round := func() time.Duration {
		start := time.Now()
		for range batch {
			for wait := time.Now(); sent-received.Load() >= window; {
				if time.Since(wait) > patience {
					b.Fatalf("%d of %d packets arrived: %v", received.Load(), sent, u.Counters())
				}
				time.Sleep(10 * time.Microsecond)
			}
			if _, err := client.WriteTo(payload, server.LocalAddr()); err != nil {
				b.Fatal(err)
			}
			sent++
		}
		for received.Load() < sent {
			time.Sleep(10 * time.Microsecond)
		}
		return time.Since(start)
	}
	round() // buffers grow
	var took [2]time.Duration
	n := 0
	for b.Loop() {
		for _, with := range []int{n % 2, 1 - n%2} {
			cancel := func() {}
			if with == 1 {
				cancel = u.Subscribe(observer)
			}
			took[with] += round()
			cancel()
		}
		n++
	}
	rate := func(d time.Duration) float64 { return float64(n*batch) / d.Seconds() }
	b.ReportMetric(rate(took[0]), "packets/s")
	b.ReportMetric(rate(took[1]), "packets/s-observed")
	b.ReportMetric(took[1].Seconds()/took[0].Seconds(), "observed/plain")
	require.EqualValues(b, n*batch, observed.Load())
	require.NoError(b, client.Close())
	require.NoError(b, server.Close())
	<-done
	require.NoError(b, d.Close())
}

// BenchmarkSessions establishes, modifies and deletes sessions over N4, one request at a time and with many on the way.
func BenchmarkSessions(b *testing.B) {
	l := newLab(b, false)
	_, n4 := l.upf("upf1", true, false, "nl.n6", "10.45.0.0/16")
	l.smf.associate(n4)
	to := net.UDPAddrFromAddrPort(n4)
	marshal := func(m message.Message) []byte {
		out := make([]byte, m.MarshalLen())
		require.NoError(b, m.MarshalTo(out))
		return out
	}
	const many = 64
	buf := make([]byte, 65536)
	phase := func(requests [][]byte) (answers []message.Message) {
		for _, r := range requests {
			_, err := l.smf.conn.WriteTo(r, to)
			require.NoError(b, err)
		}
		require.NoError(b, l.smf.conn.SetReadDeadline(time.Now().Add(patience)))
		for range requests {
			n, _, err := l.smf.conn.ReadFrom(buf)
			require.NoError(b, err)
			m, err := message.Parse(append([]byte(nil), buf[:n]...))
			require.NoError(b, err)
			answers = append(answers, m)
		}
		return answers
	}
	n := 0
	for b.Loop() {
		var establish, modify, remove [][]byte
		for i := range many {
			var a [4]byte
			binary.BigEndian.PutUint32(a[:], 10<<24|45<<16|uint32(i+1))
			establish = append(establish, marshal(message.NewSessionEstablishmentRequest(0, 0, 0, l.smf.next(), 0, append([]*ie.IE{nodeID(), ie.NewFSEID(uint64(i), net.IP(l.smf.addr.AsSlice()), nil)},
				n3n6([]netip.Addr{netip.AddrFrom4(a)}, "nl.n3", 9, 0, netip.Addr{})...)...)))
		}
		for _, r := range phase(establish) {
			e := r.(*message.SessionEstablishmentResponse)
			requireCause(b, ie.CauseRequestAccepted, e.Cause)
			f, err := e.UPFSEID.FSEID()
			require.NoError(b, err)
			modify = append(modify, marshal(message.NewSessionModificationRequest(0, 0, f.SEID, l.smf.next(), 0, ie.NewUpdateFAR(ie.NewFARID(2), ie.NewApplyAction(2, 0),
				ie.NewUpdateForwardingParameters(ie.NewDestinationInterface(0), tunnelTo(7, l.gnb.addr))))))
			remove = append(remove, marshal(message.NewSessionDeletionRequest(0, 0, f.SEID, l.smf.next(), 0)))
		}
		for _, r := range phase(modify) {
			requireCause(b, ie.CauseRequestAccepted, r.(*message.SessionModificationResponse).Cause)
		}
		for _, r := range phase(remove) {
			requireCause(b, ie.CauseRequestAccepted, r.(*message.SessionDeletionResponse).Cause)
		}
		n += many
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sessions/s")
}
