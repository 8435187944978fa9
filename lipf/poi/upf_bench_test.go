package poi_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/pki"
	"lilab/sim/ue"
	"lilab/x2x3"
)

// counting is a mediation function that only counts.
func (r *upfRig) counting(got *atomic.Uint64) *receiver {
	r.t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(r.t, err)
	m := &receiver{addr: netip.MustParseAddrPort(ln.Addr().String())}
	m.Receiver, err = x2x3.NewReceiver(x2x3.ReceiverConfig{Listener: ln, TLS: pki.ServerConfig(r.cert("mdf"), r.ca.Pool(), pki.Options{}),
		Handle: func(context.Context, *x2x3.PDU, x2x3.Peer, []byte) error { got.Add(1); return nil }})
	require.NoError(r.t, err)
	require.NoError(r.t, m.Start(r.t.Context()))
	r.t.Cleanup(func() { require.NoError(r.t, m.Close()) })
	return m
}

// until polls for something that is a matter of microseconds.
func until(b testing.TB, ok func() bool) {
	for start := time.Now(); !ok(); {
		if time.Since(start) > patience {
			b.Fatal("nothing more comes")
		}
		time.Sleep(10 * time.Microsecond)
	}
}

// dataLab is a network with a UE that has a session, and a socket of a server on the data network.
func dataLab(t testing.TB) (*sim.Network, *ue.Session, net.PacketConn) {
	t.Helper()
	fab, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, fab.Close()) })
	lab, err := sim.New(sim.Config{
		Networks: map[string]sim.NetworkConfig{"nl": {PLMN: event.PLMN{MCC: "001", MNC: "01"}, Cells: map[string]sim.Cell{"c1": {TAC: 1, NRCellID: 0x10}},
			DNNs: map[string]sim.DNN{"internet": {}}}},
		Subscribers: map[string]sim.SubscriberConfig{"anna": {Home: "nl", In: "nl", SUPI: "001010000000001", GPSI: "15550000001", PEI: "3569380356438030"}},
		Seed:        1, Fabric: fab, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	require.NoError(t, lab.Start(t.Context()))
	t.Cleanup(func() { require.NoError(t, lab.Close()) })
	phone := lab.UE("anna")
	reg, err := phone.Register(t.Context(), "c1")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, reg.Result, reg.Reason)
	session, err := phone.OpenSession(t.Context(), ue.SessionConfig{ID: 5, DNN: "internet", Type: event.IPv4})
	require.NoError(t, err)
	host, err := lab.Network("nl").Server("www")
	require.NoError(t, err)
	server, err := host.ListenPacket(t.Context(), netip.AddrPortFrom(host.Addr(lab.Network("nl").N6()), 9))
	require.NoError(t, err)
	return lab.Network("nl"), session, server
}

// processTime is the time that processors have worked for this process, which other processes do not disturb.
func processTime(b testing.TB) float64 {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

// BenchmarkTap is the price of a tap: datagrams go from the UE of a subscriber over gNB, UPF and N6 to a server of the data
// network, in turn without a task, with one, and with header reports per packet. A round with a task ends when the
// mediation function has the last PDU. The price is of time, and of processor time, in which the mediation function's
// part is included.
func BenchmarkTap(b *testing.B) {
	for _, size := range []int{100, 1300} {
		b.Run(fmt.Sprint(size), func(b *testing.B) { benchmarkTap(b, size) })
	}
}

func benchmarkTap(b *testing.B, size int) {
	network, session, server := dataLab(b)
	client, err := session.Host.ListenPacket(b.Context(), netip.AddrPortFrom(session.Addresses[0], 0))
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

	r := newUPFRig(b)
	var x3, x2 atomic.Uint64
	r.md = r.counting(&x3)
	cc, t3 := r.ccPOI(nil)
	r.md = r.counting(&x2)
	ih, t2 := r.headerPOI(nil)
	upf := network.UPF()
	b.Cleanup(upf.Subscribe(cc))
	b.Cleanup(upf.Subscribe(ih))
	seid := make(chan uint64, 1)
	cancel := upf.Subscribe(event.UPFObserverFunc(func(p *event.UPFPacket) {
		select {
		case seid <- p.SEID:
		default:
		}
	}))
	payload := make([]byte, size)
	const window, batch = 256, 5000
	sent := uint64(0)
	send := func(n int) {
		for range n {
			if sent-received.Load() >= window {
				until(b, func() bool { return sent-received.Load() < window/2 })
			}
			if _, err := client.WriteTo(payload, server.LocalAddr()); err != nil {
				b.Fatal(err)
			}
			sent++
		}
		until(b, func() bool { return received.Load() == sent })
	}
	send(batch)
	cancel()
	target := lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{FSEID: &lipf.FSEID{SEID: <-seid}})

	var took, cost [3][]float64
	begin := func() func(int) {
		at, cpu := time.Now(), processTime(b)
		return func(i int) {
			took[i] = append(took[i], time.Since(at).Seconds())
			cost[i] = append(cost[i], processTime(b)-cpu)
		}
	}
	copied, reported := uint64(0), uint64(0)
	n := 0
	for b.Loop() {
		for i := range 3 {
			switch i = (i + n) % 3; i {
			case 0:
				end := begin()
				send(batch)
				end(i)
			case 1:
				r.call(t3, x1.ActivateTask{Task: r.task(10, 0x77, target, instance("n3"))})
				copied += batch
				end := begin()
				send(batch)
				until(b, func() bool { return x3.Load() == copied })
				end(i)
				r.call(t3, x1.DeactivateTask{XID: uuid(10)})
			case 2:
				r.call(t2, x1.ActivateTask{Task: r.headerTask(10, 0x77, lipf.HeaderReporting{PerPacket: true}, target)})
				reported += batch
				end := begin()
				send(batch)
				until(b, func() bool { return x2.Load() == reported })
				end(i)
				r.call(t2, x1.DeactivateTask{XID: uuid(10)})
			}
		}
		n++
	}
	require.Zero(b, cc.Stats().Lost+ih.Stats().Lost)
	for i := range took {
		slices.Sort(took[i])
		slices.Sort(cost[i])
	}
	median := func(i int) float64 { return took[i][len(took[i])/2] }
	cpu := func(i int) float64 { return 100 * (cost[i][len(cost[i])/2]/cost[0][len(cost[0])/2] - 1) }
	b.ReportMetric(batch/median(0), "packets/s")
	b.ReportMetric(batch/median(1), "packets/s-CC")
	b.ReportMetric(batch/median(2), "packets/s-PDHR")
	b.ReportMetric(100*(median(1)/median(0)-1), "%-CC")
	b.ReportMetric(100*(median(2)/median(0)-1), "%-PDHR")
	b.ReportMetric(1e6*cost[0][len(cost[0])/2]/batch, "cpu-µs/packet")
	b.ReportMetric(cpu(1), "cpu-%-CC")
	b.ReportMetric(cpu(2), "cpu-%-PDHR")
	b.ReportMetric(0, "ns/op")
	require.NoError(b, client.Close())
	require.NoError(b, server.Close())
	<-done
}

// BenchmarkX3 is what a CC-POI delivers of GTP-U messages with packets of 1400 octets, in turn with the same octets over
// crypto/tls alone: target 0.85.
func BenchmarkX3(b *testing.B) {
	r := newUPFRig(b)
	var got atomic.Uint64
	r.md = r.counting(&got)
	u, c := r.ccPOI(nil)
	r.call(c, x1.ActivateTask{Task: r.task(10, 0x77, fseid(7), instance("n3"))})
	packet := anchor(7, true, ipPacket(ueAddr, webAddr, 17, 1, 2, make([]byte, 1372)))
	pdu := x2x3.PDU{Type: x2x3.X3, Attributes: x2x3.Attributes{NFID: "upf1.example", IPID: "upf1-cc-poi", SequenceNumber: x2x3.Some[uint32](0), Timestamp: began}, Payload: packet.Received}
	octets, err := pdu.AppendBinary(nil)
	require.NoError(b, err)
	raw := newRawTLS(r)
	// A UPF forwards no faster than TLS can follow, so the queue is short.
	const each, window = 100_000, 1024
	want := uint64(0)
	deliver := func() {
		for range each {
			u.Packet(packet)
			if want++; want%64 == 0 && want-got.Load() >= window {
				until(b, func() bool { return want-got.Load() < window/2 })
			}
		}
		until(b, func() bool { return got.Load() == want })
	}
	deliver()
	raw.send(b, int64(len(octets))*each)
	var ratios, rates, costs []float64
	for b.Loop() {
		t0, c0 := time.Now(), processTime(b)
		deliver()
		t1, c1 := time.Now(), processTime(b)
		raw.send(b, int64(len(octets))*each)
		t2, c2 := time.Now(), processTime(b)
		costs = append(costs, (c2-c1)/(c1-c0))
		ratios = append(ratios, t2.Sub(t1).Seconds()/t1.Sub(t0).Seconds())
		rates = append(rates, float64(len(octets))*each/t1.Sub(t0).Seconds()/1e6)
	}
	require.Zero(b, u.Stats().Lost)
	slices.Sort(ratios)
	slices.Sort(rates)
	slices.Sort(costs)
	b.ReportMetric(rates[len(rates)/2], "MB/s")
	b.ReportMetric(rates[len(rates)/2]*1e6/float64(len(octets)), "PDU/s")
	b.ReportMetric(ratios[len(ratios)/2], "x-raw-TLS")
	b.ReportMetric(costs[len(costs)/2], "x-raw-TLS-cpu")
	b.ReportMetric(0, "ns/op")
}

// rawTLS is crypto/tls with writes of 16 KiB and a reader that throws away.
type rawTLS struct {
	c    *tls.Conn
	size chan int64
	got  chan error
}

func newRawTLS(r *upfRig) *rawTLS {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(r.t, err)
	p := &rawTLS{size: make(chan int64), got: make(chan error)}
	server := pki.ServerConfig(r.cert("mdf"), r.ca.Pool(), pki.Options{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn, err := ln.Accept()
		if err != nil {
			return
		}
		s := tls.Server(conn, server)
		defer s.Close()
		err = s.Handshake()
		buf := make([]byte, 64<<10)
		for n := range p.size {
			for n > 0 && err == nil {
				var m int
				m, err = s.Read(buf)
				n -= int64(m)
			}
			p.got <- err
		}
	}()
	client := pki.ClientConfig(r.cert("poi"), r.ca.Pool(), "127.0.0.1", pki.Options{})
	p.c, err = tls.Dial("tcp", ln.Addr().String(), client)
	require.NoError(r.t, err)
	r.t.Cleanup(func() { close(p.size); p.c.Close(); ln.Close(); <-done })
	return p
}

var sixteen = make([]byte, 16<<10)

func (p *rawTLS) send(t testing.TB, n int64) {
	p.size <- n
	for n > 0 {
		m, err := p.c.Write(sixteen[:min(n, int64(len(sixteen)))])
		require.NoError(t, err)
		n -= int64(m)
	}
	require.NoError(t, <-p.got)
}

// BenchmarkHeaderReports is how many reports the IRI-POI delivers, per packet and in both forms.
func BenchmarkHeaderReports(b *testing.B) {
	for _, deprecated := range []bool{false, true} {
		b.Run(map[bool]string{false: "IPIRIPacketReport", true: "PDHeaderReport"}[deprecated], func(b *testing.B) {
			r := newUPFRig(b)
			var got atomic.Uint64
			r.md = r.counting(&got)
			u, c := r.headerPOI(func(cfg *poi.UPFHeadersConfig) { cfg.Deprecated = deprecated })
			r.call(c, x1.ActivateTask{Task: r.headerTask(10, 0x77, lipf.HeaderReporting{PerPacket: true}, fseid(7))})
			packet := anchor(7, true, ipPacket(ueAddr, webAddr, 6, 1, 2, make([]byte, 1360)))
			const each = 100_000
			want := uint64(0)
			for b.Loop() {
				for range each {
					u.Packet(packet)
					if want++; want%1024 == 0 {
						until(b, func() bool { return want-got.Load() < 16384 })
					}
				}
				until(b, func() bool { return got.Load() == want })
			}
			require.Zero(b, u.Stats().Lost)
			b.ReportMetric(float64(want)/b.Elapsed().Seconds(), "reports/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkMatch is what a packet costs in the POI: of a session without a task, and before it is copied, without allocations.
func BenchmarkMatch(b *testing.B) {
	r := newUPFRig(b)
	u, c := r.ccPOI(nil)
	packet := anchor(7, true, ipPacket(ueAddr, webAddr, 17, 1, 2, nil))
	run := func(name string) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				u.Packet(packet)
			}
		})
	}
	run("no-task")
	for i := range byte(100) {
		r.call(c, x1.ActivateTask{Task: r.task(i, 1, fseid(1000+uint64(i)), instance("n3"))})
	}
	run("another-session")
	r.call(c, x1.ActivateTask{Task: r.task(200, 1, fseid(7), instance("n9"))})
	run("another-side")
}
