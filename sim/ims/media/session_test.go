package media_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"

	"lilab/sim/fabric"
	"lilab/sim/ims/media"
)

const patience = 20 * time.Second

// pair is two phones on one link, without a gateway.
type pair struct {
	t      testing.TB
	link   fabric.Link
	hosts  [2]fabric.Host
	addrs  [2]netip.Addr
	phones [2]*media.Endpoint
	calls  [2]*media.Session
}

func newPair(t testing.TB, change ...func(i int, cfg *media.Config)) *pair {
	p := &pair{t: t}
	network, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, network.Close()) })
	p.link, err = network.Link(fabric.LinkConfig{Name: "nl.n6", Prefix: netip.MustParsePrefix("10.1.0.0/24"), MTU: 1500, Seed: 4})
	require.NoError(t, err)
	for i := range 2 {
		p.hosts[i], err = network.Host(fmt.Sprint("phone", i))
		require.NoError(t, err)
		p.addrs[i], err = p.link.Attach(p.hosts[i])
		require.NoError(t, err)
		cfg := media.Config{Host: p.hosts[i], Addr: p.addrs[i], Pace: media.Pace{Speed: 20, Acknowledged: true}, Rand: rand.NewChaCha8([32]byte{byte(i)}),
			Source: media.Source{Tone: media.Tone{Hz: 700 + 1300*float64(i)}, Duration: time.Second}}
		for _, f := range change {
			f(i, &cfg)
		}
		p.phones[i], err = media.New(cfg)
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, p.phones[i].Close()) })
	}
	return p
}

func (p *pair) deadline() context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	p.t.Cleanup(cancel)
	return ctx
}

func (p *pair) call() error {
	for i := range 2 {
		s, err := p.phones[i].Open(p.deadline(), "call")
		require.NoError(p.t, err)
		p.calls[i] = s
	}
	offer, err := p.calls[0].Offer(false)
	if err != nil {
		return err
	}
	answer, err := p.calls[1].Answer(offer)
	if err != nil {
		return err
	}
	if err := p.calls[0].Accept(answer); err != nil {
		return err
	}
	for _, s := range p.calls {
		require.NoError(p.t, s.Start(p.deadline()))
		require.NoError(p.t, s.Start(p.deadline()), "again: no effect")
	}
	return nil
}

func (p *pair) finish() (r [2]media.Report) {
	for _, s := range p.calls {
		require.NoError(p.t, s.Settled(p.deadline()))
	}
	for i, s := range p.calls {
		require.NoError(p.t, s.Stop())
		require.NoError(p.t, s.Stop())
		r[i] = s.Report().(media.Report)
	}
	return r
}

func TestPhoneToPhone(t *testing.T) {
	for _, mode := range []media.Mode{media.RTP, media.SDESE2AE, media.SDESE2E, media.DTLSE2AE, media.DTLSE2E} {
		for _, suite := range []media.Suite{media.AESCM128SHA80, media.AESCM128SHA32, media.AEADAES128GCM, media.AEADAES256GCM} {
			if !mode.SDES() && suite != media.AESCM128SHA80 {
				continue
			}
			t.Run(string(mode)+" "+string(suite), func(t *testing.T) {
				p := newPair(t, func(_ int, cfg *media.Config) {
					cfg.Mode, cfg.Suites, cfg.Codecs = mode, []media.Suite{suite}, []media.Codec{media.PCMU}
				})
				require.NoError(t, p.call())
				r := p.finish()
				for i := range r {
					require.Equal(t, mode, r[i].Mode)
					require.EqualValues(t, 50, r[i].Received[0].Packets)
					require.Zero(t, r[i].Received[0].Lost)
					require.Empty(t, r[i].Refused)
					require.True(t, r[1-i].Source.Tone.Detected(r[i].Received[0].Samples()))
					require.Equal(t, r[1-i].Sent[0].Samples(), r[i].Received[0].Samples())
				}
			})
		}
	}
}

// What a lossy link takes is lost in the report, and the phone goes on.
func TestLossIsCounted(t *testing.T) {
	p := newPair(t, func(_ int, cfg *media.Config) {
		cfg.Pace, cfg.Source.Duration = media.Pace{Speed: 40}, 4*time.Second
	})
	require.NoError(t, p.call())
	p.link.SetLoss(0.2)
	for _, s := range p.calls {
		<-s.Spoken()
	}
	p.link.SetLoss(0)
	for _, s := range p.calls {
		require.NoError(t, s.Stop())
	}
	for i := range 2 {
		got := p.calls[i].Summary().Received[0]
		require.Greater(t, got.Lost, uint64(10))
		require.Less(t, got.Packets, uint64(195))
		require.LessOrEqual(t, got.Packets+got.Lost, uint64(200))
		require.Zero(t, got.Duplicated)
	}
}

// A frame goes every 20 ms divided by the speed; timestamps do not care.
func TestPace(t *testing.T) {
	var waited time.Duration
	now := time.Unix(1_800_000_000, 0)
	p := newPair(t, func(i int, cfg *media.Config) {
		if i == 0 { // the clock of the phone moves only by its own waiting
			cfg.Pace = media.Pace{}
			cfg.Source.Duration = 10 * time.Second
			cfg.Now = func() time.Time { return now.Add(waited) }
			cfg.Wait = func(ctx context.Context, d time.Duration) error {
				waited += max(d, 0)
				return ctx.Err()
			}
		}
	})
	for i := range 2 {
		s, err := p.phones[i].Open(p.deadline(), "call")
		require.NoError(t, err)
		p.calls[i] = s
	}
	offer, err := p.calls[0].Offer(false)
	require.NoError(t, err)
	answer, err := p.calls[1].Answer(offer)
	require.NoError(t, err)
	require.NoError(t, p.calls[0].Accept(answer))
	require.NoError(t, p.calls[0].Start(p.deadline())) // nobody sends to it, so only its own goroutine looks at the clock
	<-p.calls[0].Spoken()
	require.NoError(t, p.calls[0].Stop())
	require.Equal(t, 499*20*time.Millisecond, waited)
	sent := p.calls[0].Summary().Sent[0]
	require.EqualValues(t, 500, sent.Packets)
	for k, f := range sent.Frames {
		require.EqualValues(t, 160*k, f.Timestamp-sent.Frames[0].Timestamp)
		require.Equal(t, time.Duration(k)*20*time.Millisecond, f.At.Sub(now))
	}
}

// The phone that answered says nothing before the other side does: nobody could take it yet. After a while it speaks all the same.
func TestWhoAnsweredWaits(t *testing.T) {
	release := make(chan struct{})
	p := newPair(t, func(i int, cfg *media.Config) {
		if i == 1 {
			cfg.Wait = func(ctx context.Context, d time.Duration) error {
				if d == 500*time.Millisecond {
					select {
					case <-release:
					case <-ctx.Done():
					}
				}
				return ctx.Err()
			}
		}
	})
	for i := range 2 {
		s, err := p.phones[i].Open(p.deadline(), "call")
		require.NoError(t, err)
		p.calls[i] = s
	}
	offer, err := p.calls[0].Offer(false)
	require.NoError(t, err)
	answer, err := p.calls[1].Answer(offer)
	require.NoError(t, err)
	require.NoError(t, p.calls[1].Start(p.deadline()))
	require.Never(t, func() bool { return len(p.calls[1].Summary().Sent) > 0 }, 30*time.Millisecond, 5*time.Millisecond)
	close(release)
	require.Eventually(t, func() bool { return len(p.calls[1].Summary().Sent) > 0 }, patience, time.Millisecond)
	require.NoError(t, p.calls[0].Accept(answer))
	require.NoError(t, p.calls[0].Start(p.deadline()))
	require.EqualValues(t, 50, p.finish()[0].Sent[0].Packets)
}

// Where the other side says that it does no RTCP, none is sent and the pace is that of the clock.
func TestWithoutRTCP(t *testing.T) {
	p := newPair(t)
	for i := range 2 {
		s, err := p.phones[i].Open(p.deadline(), "call")
		require.NoError(t, err)
		p.calls[i] = s
	}
	offer, err := p.calls[0].Offer(false)
	require.NoError(t, err)
	answer, err := p.calls[1].Answer([]byte(strings.ReplaceAll(string(offer), "a=rtcp-mux\r\n", "")))
	require.NoError(t, err)
	require.Contains(t, string(answer), "b=RS:0\r\nb=RR:0\r\n")
	require.NotContains(t, string(answer), "rtcp-mux")
	require.NoError(t, p.calls[0].Accept(answer))
	for _, s := range p.calls {
		require.NoError(t, s.Start(p.deadline()))
	}
	for _, s := range p.calls {
		<-s.Spoken()
	}
	require.Eventually(t, func() bool {
		r := p.calls[1].Summary().Received
		return len(r) == 1 && r[0].Packets == 50
	}, patience, time.Millisecond)
	require.Zero(t, p.calls[0].Summary().Sent[0].Reported.Reports)
}

// What is not from the other side, or not of its stream, is not in the record.
func TestIntruders(t *testing.T) {
	p := newPair(t)
	require.NoError(t, p.call())
	for _, s := range p.calls {
		require.NoError(t, s.Settled(p.deadline()))
	}
	r := p.calls[1].Summary().Received[0]
	other, err := p.hosts[0].ListenPacket(p.deadline(), netip.AddrPortFrom(p.addrs[0], 0))
	require.NoError(t, err)
	packet := rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: 8, SSRC: r.SSRC, SequenceNumber: r.Frames[49].Sequence + 1}, Payload: make([]byte, 160)}
	b, err := packet.Marshal()
	require.NoError(t, err)
	_, err = other.WriteTo(b, net.UDPAddrFromAddrPort(p.calls[1].Local()))
	require.NoError(t, err)
	require.Eventually(t, func() bool { return p.calls[1].Summary().Refused[media.WrongSource] == 1 }, patience, time.Millisecond)
	require.NoError(t, other.Close())
	require.EqualValues(t, 50, p.calls[1].Summary().Received[0].Packets)
}

func TestOrderOfThings(t *testing.T) {
	p := newPair(t, func(i int, cfg *media.Config) {
		if i == 1 {
			cfg.Codecs = []media.Codec{media.EVS}
		}
	})
	require.ErrorIs(t, p.call(), media.ErrCodec)
	s := p.calls[0]
	require.ErrorIs(t, s.Start(p.deadline()), media.ErrState)
	require.ErrorIs(t, p.calls[1].Accept([]byte("v=0\r\no=- 1 1 IN IP4 10.1.0.1\r\ns=-\r\nc=IN IP4 10.1.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n")), media.ErrState)
	_, err := s.Answer(nil)
	require.Error(t, err)
	require.Error(t, s.Accept([]byte("v=0\r\n")))
	require.NoError(t, s.Stop())
	<-s.Spoken()
	_, err = s.Offer(false)
	require.ErrorIs(t, err, media.ErrClosed)
	require.ErrorIs(t, s.Start(p.deadline()), media.ErrClosed)
	require.NoError(t, p.phones[0].Close())
	_, err = p.phones[0].Session(p.deadline(), "late")
	require.ErrorIs(t, err, media.ErrClosed)
	for _, cfg := range []media.Config{{}, {Host: p.hosts[0], Addr: p.addrs[0], Mode: "srtp"}, {Host: p.hosts[0], Addr: p.addrs[0], Suites: []media.Suite{"F8"}}} {
		_, err := media.New(cfg)
		require.Error(t, err)
	}
}

// A failed handshake ends no call: the media just do not come, and Stop does not wait for it.
func TestHandshakeThatNobodyAnswers(t *testing.T) {
	p := newPair(t, func(_ int, cfg *media.Config) { cfg.Mode = media.DTLSE2E })
	p.link.Cut()
	require.NoError(t, p.call())
	start := time.Now()
	for _, s := range p.calls {
		require.NoError(t, s.Stop())
		require.Empty(t, s.Summary().Sent)
	}
	require.Less(t, time.Since(start), 5*time.Second)
}
