package agw_test

import (
	"fmt"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/ims"
)

// BenchmarkStreams measures how many streams of 50 packets a second a core carries through one gateway: the processor
// time of the whole process for each packet, with the network of the process (two netstacks and links) and both ends in it.
func BenchmarkStreams(b *testing.B) {
	for _, observed := range []bool{false, true} {
		b.Run(fmt.Sprintf("observed=%v", observed), func(b *testing.B) { benchmarkStreams(b, observed) })
	}
}

func benchmarkStreams(b *testing.B, observed bool) {
	l := newLab(b, labConfig{})
	g := l.agws[0]
	var octets atomic.Uint64
	if observed {
		defer g.Subscribe(observer(func(m *event.IMSMedia) { octets.Add(uint64(len(m.Packet))) }))()
	}
	id, err := g.Add(ims.ContextRequest{UE: l.addrs[0]})
	require.NoError(b, err)
	phone, err := l.hosts[0].ListenPacket(b.Context(), netip.AddrPortFrom(l.addrs[0], 30000))
	require.NoError(b, err)
	core, err := l.gwHosts[1].ListenPacket(b.Context(), netip.AddrPortFrom(l.gwHosts[1].Addr("nl.ims"), 30000))
	require.NoError(b, err)
	sdp := func(a net.Addr) []byte {
		u := a.(*net.UDPAddr)
		return []byte(fmt.Sprintf("v=0\r\no=- 1 1 IN IP4 %[1]s\r\ns=-\r\nc=IN IP4 %[1]s\r\nt=0 0\r\nm=audio %[2]d RTP/AVP 8\r\n", u.IP, u.Port))
	}
	_, err = g.Describe(id, ims.Access, sdp(phone.LocalAddr()), false)
	require.NoError(b, err)
	_, err = g.Describe(id, ims.Core, sdp(core.LocalAddr()), true)
	require.NoError(b, err)
	info, _ := g.Context(id)
	to := net.UDPAddrFromAddrPort(info.Access.Local)
	var received atomic.Uint64
	var wg sync.WaitGroup
	wg.Go(func() {
		buf := make([]byte, 2000)
		for {
			if _, _, err := core.ReadFrom(buf); err != nil {
				return
			}
			received.Add(1)
		}
	})
	p := rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: 8, SSRC: 7}, Payload: make([]byte, 160)}
	packet := make([]byte, p.MarshalSize())
	sent := uint64(0)
	const batch, window = 1000, 256
	var before, after syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &before))
	for b.Loop() {
		for range batch {
			p.SequenceNumber++
			if _, err := p.MarshalTo(packet); err != nil {
				b.Fatal(err)
			}
			for wait := time.Now(); sent-received.Load() >= window; time.Sleep(50 * time.Microsecond) {
				if time.Since(wait) > patience {
					b.Fatalf("%d of %d: %v", received.Load(), sent, g.Counters())
				}
			}
			if _, err := phone.WriteTo(packet, to); err != nil {
				b.Fatal(err)
			}
			sent++
		}
	}
	for received.Load() < sent {
		time.Sleep(100 * time.Microsecond)
	}
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &after))
	cpu := func(r syscall.Rusage) time.Duration { return time.Duration(r.Utime.Nano() + r.Stime.Nano()) }
	each := float64(cpu(after)-cpu(before)) / float64(sent)
	b.ReportMetric(each, "cpu-ns/packet")
	b.ReportMetric(1e9/each/50, "streams/core")
	require.EqualValues(b, sent, g.Counters().FromAccess)
	if observed {
		require.EqualValues(b, sent*200, octets.Load())
	}
	require.NoError(b, phone.Close())
	require.NoError(b, core.Close())
	wg.Wait()
}

type observer func(*event.IMSMedia)

func (o observer) IMSMedia(m *event.IMSMedia) { o(m) }
