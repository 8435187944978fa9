package dissect_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/internal/judge"
	"lilab/oracle/dissect"
	"lilab/pcaps"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Ends of the test connections.
var (
	poi = netip.MustParseAddrPort("192.0.2.1:40000")
	mdf = netip.MustParseAddrPort("192.0.2.2:9000")
)

// capture makes a classic pcap file of frames.
func capture(link uint32, frames ...[]byte) []byte {
	le := binary.LittleEndian
	b := le.AppendUint32(nil, 0xa1b23c4d)
	b = le.AppendUint16(b, 2)
	b = le.AppendUint16(b, 4)
	b = le.AppendUint64(b, 0)
	b = le.AppendUint32(b, 1<<18)
	b = le.AppendUint32(b, link)
	for i, f := range frames {
		b = le.AppendUint32(b, uint32(1_700_000_000+i/1000))
		b = le.AppendUint32(b, uint32(i%1000))
		b = le.AppendUint32(b, uint32(len(f)))
		b = le.AppendUint32(b, uint32(len(f)))
		b = append(b, f...)
	}
	return b
}

// segment is a raw IP packet with TCP.
func segment(src, dst netip.AddrPort, seq uint32, flags byte, data []byte) []byte {
	be := binary.BigEndian
	t := be.AppendUint16(nil, src.Port())
	t = be.AppendUint16(t, dst.Port())
	t = be.AppendUint32(t, seq)
	t = be.AppendUint32(t, 0)
	t = append(t, 0x50, flags, 0xff, 0xff, 0, 0, 0, 0)
	t = append(t, data...)
	if src.Addr().Is6() {
		p := be.AppendUint32(nil, 6<<28)
		p = be.AppendUint16(p, uint16(len(t)))
		p = append(p, 6, 64)
		p = append(append(p, src.Addr().AsSlice()...), dst.Addr().AsSlice()...)
		return append(p, t...)
	}
	p := []byte{0x45, 0}
	p = be.AppendUint16(p, uint16(20+len(t)))
	p = append(p, 0, 0, 0, 0, 64, 6, 0, 0)
	p = append(append(p, src.Addr().AsSlice()...), dst.Addr().AsSlice()...)
	return append(p, t...)
}

const (
	syn = 2
	fin = 1
	ack = 16
)

// segments cuts a stream into segments of a size, with SYN and FIN.
func segments(stream []byte, size int) [][]byte {
	out := [][]byte{segment(poi, mdf, 99, syn, nil)}
	seq := uint32(100)
	for at := 0; at < len(stream); at += size {
		n := min(size, len(stream)-at)
		out = append(out, segment(poi, mdf, seq, ack, stream[at:at+n]))
		seq += uint32(n)
	}
	return append(out, segment(poi, mdf, seq, fin|ack, nil))
}

func units(t testing.TB, file []byte, o dissect.Options) ([]*dissect.Unit, dissect.Stats) {
	var out []*dissect.Unit
	stats, err := dissect.CaptureWith(context.Background(), bytes.NewReader(file), o, func(u *dissect.Unit, _ []byte) error {
		out = append(out, u)
		return nil
	})
	require.NoError(t, err)
	return out, stats
}

// summaries are those of units, or their errors.
func summaries(us []*dissect.Unit) (out []string) {
	for _, u := range us {
		text := string(u.Kind) + " " + u.Summary
		if u.Error != "" {
			text = string(u.Kind) + " error " + u.Error
		}
		out = append(out, text)
	}
	return out
}

func TestStreamsOfAnySize(t *testing.T) {
	x2 := octets(t, vectors["x2-registration"]+vectors["keepalive"]+vectors["x2-registration"])
	hi := octets(t, vectors["pspdu"]+vectors["pspdu"])
	open := append(append([]byte{0x30, 0x80}, octets(t, vectors["pspdu"])[3:]...), 0, 0) // an indefinite outer length
	ief := octets(t, "306381050414110101a25aa158a111810f303031303130303030303030303031820a00f1100200401a2b3c4d830f32303236303130323033303430355a840600f110000001a50d810300f1108206040000000100860f32303236303130323033303430355a300e81050414110101a205a303810101")
	for name, c := range map[string]struct {
		stream []byte
		want   []string
	}{
		"X2":              {x2, []string{"x2x3 X2 AMFRegistration sequence 0", "x2x3 keepalive sequence 0", "x2x3 X2 AMFRegistration sequence 0"}},
		"HI2":             {hi, []string{"ps-pdu LIID LIID-0001 CIN 7 sequence 0 iRI-Begin threeGPP33128DefinedIRI SMFPDUSessionEstablishment", "ps-pdu LIID LIID-0001 CIN 7 sequence 0 iRI-Begin threeGPP33128DefinedIRI SMFPDUSessionEstablishment"}},
		"HI2, indefinite": {append(open, hi...), []string{"ps-pdu LIID LIID-0001", "ps-pdu LIID LIID-0001", "ps-pdu LIID LIID-0001"}},
		"LI_XER":          {ief, []string{"ief associationRecord", "ief keepalive"}},
	} {
		for _, size := range []int{1, 2, 3, 7, 50, 97, 1000, 100000} {
			t.Run(fmt.Sprintf("%s in segments of %d", name, size), func(t *testing.T) {
				us, stats := units(t, capture(101, segments(c.stream, size)...), dissect.Options{})
				require.Len(t, us, len(c.want))
				total := 0
				for i, u := range us {
					require.Empty(t, u.Error)
					require.Contains(t, summaries(us)[i], c.want[i])
					require.Equal(t, "192.0.2.1:40000", u.Source)
					total += u.Length
					// The frames are those of the octets: frame 2 has the first.
					from, to := 2+(total-u.Length)/size, 2+(total-1)/size
					if from == to {
						require.Nil(t, u.Frames)
						require.Equal(t, from, u.Frame)
					} else {
						require.Len(t, u.Frames, to-from+1)
						require.Equal(t, from, u.Frames[0])
						require.Equal(t, to, u.Frame)
					}
				}
				require.Equal(t, len(c.stream), total)
				require.Zero(t, stats.Lost)
			})
		}
	}
}

// TestDisorder shuffles and repeats segments: the units are the same.
func TestDisorder(t *testing.T) {
	stream := octets(t, strings.Repeat(vectors["x2-registration"], 20))
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 3))
		frames := segments(stream, 61)
		body := frames[1 : len(frames)-1]
		r.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
		frames = append(frames, body[r.IntN(len(body))])
		us, _ := units(t, capture(101, frames...), dissect.Options{})
		require.Len(t, us, 20, "seed %d", seed)
		for _, u := range us {
			require.Empty(t, u.Error)
			require.Empty(t, u.Findings)
		}
	}
}

// TestGap loses a segment: what it carried is told, and the units after it are read again.
func TestGap(t *testing.T) {
	stream := octets(t, strings.Repeat(vectors["x2-registration"], 6))
	frames := segments(stream, 296) // a PDU each
	frames = append(frames[:3], frames[4:]...)
	us, stats := units(t, capture(101, frames...), dissect.Options{})
	require.EqualValues(t, 296, stats.Lost)
	require.Equal(t, []string{"x2x3 X2 AMFRegistration sequence 0", "x2x3 X2 AMFRegistration sequence 0", "lost error 296 octets are not in the capture",
		"x2x3 X2 AMFRegistration sequence 0", "x2x3 X2 AMFRegistration sequence 0", "x2x3 X2 AMFRegistration sequence 0"}, summaries(us))
	frames = segments(stream, 100)
	us, _ = units(t, capture(101, append(frames[:4], frames[5:]...)...), dissect.Options{})
	require.Contains(t, summaries(us)[1], "lost error 100 octets are not in the capture, after 4 octets of a unit")
}

func TestConnectionEndsWithinAUnit(t *testing.T) {
	us, _ := units(t, capture(101, segments(octets(t, vectors["x2-registration"])[:200], 100)...), dissect.Options{})
	require.Equal(t, []string{"lost error the connection ends, after 200 octets of a unit"}, summaries(us))
}

// TestLostFraming has a header length that no PDU can have in the middle of a stream.
func TestLostFraming(t *testing.T) {
	good := octets(t, vectors["x2-registration"])
	bad := bytes.Clone(good)
	bad[4] = 0x7f
	frames := [][]byte{segment(poi, mdf, 99, syn, nil)}
	seq := uint32(100)
	for _, b := range [][]byte{good, bad, good} {
		frames = append(frames, segment(poi, mdf, seq, ack, b))
		seq += uint32(len(b))
	}
	us, _ := units(t, capture(101, frames...), dissect.Options{})
	require.Len(t, us, 3)
	require.Contains(t, us[1].Error, "header length")
	require.Empty(t, us[2].Error)
}

func TestLinkTypes(t *testing.T) {
	six := netip.MustParseAddrPort("[2001:db8::1]:40000")
	six2 := netip.MustParseAddrPort("[2001:db8::2]:9000")
	pdu := octets(t, vectors["x2-registration"])
	ip4, ip6 := segment(poi, mdf, 1, ack, pdu), segment(six, six2, 1, ack, pdu)
	ether := func(kind string, ip []byte) []byte {
		return append([]byte("\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02"+kind), ip...)
	}
	for _, c := range []struct {
		name  string
		link  uint32
		frame []byte
	}{
		{"Ethernet", 1, ether("\x08\x00", ip4)},
		{"Ethernet, IPv6", 1, ether("\x86\xdd", ip6)},
		{"Ethernet, VLAN", 1, ether("\x81\x00\x00\x05\x08\x00", ip4)},
		{"Ethernet, two VLANs", 1, ether("\x88\xa8\x00\x05\x81\x00\x00\x06\x08\x00", ip4)},
		{"Ethernet, padded", 1, append(ether("\x08\x00", ip4), 0, 0, 0, 0)},
		{"raw", 101, ip4}, {"raw, IPv6", 101, ip6}, {"IPv4", 228, ip4}, {"IPv6", 229, ip6},
		{"cooked", 113, append(append(make([]byte, 14), 8, 0), ip4...)},
		{"cooked 2", 276, append(append([]byte{8, 0}, make([]byte, 18)...), ip4...)},
		{"null", 0, append([]byte{2, 0, 0, 0}, ip4...)}, {"loop", 108, append([]byte{0, 0, 0, 2}, ip4...)},
		{"USER0", 147, pdu},
	} {
		t.Run(c.name, func(t *testing.T) {
			us, _ := units(t, capture(c.link, c.frame), dissect.Options{})
			require.Equal(t, []string{"x2x3 X2 AMFRegistration sequence 0"}, summaries(us))
		})
	}
}

// TestPorts names a port: what comes there is read as that, and TLS there is named.
func TestPorts(t *testing.T) {
	hello := append([]byte{22, 3, 1, 0, 200}, make([]byte, 200)...)
	file := capture(101, segments(hello, 60)...)
	us, stats := units(t, file, dissect.Options{})
	require.Empty(t, us)
	require.Equal(t, 1, stats.Encrypted)
	us, _ = units(t, file, dissect.Options{Ports: map[uint16]dissect.Kind{9000: dissect.X2X3}})
	require.Equal(t, []string{"tls encrypted; 205 octets"}, summaries(us))
	require.Empty(t, us[0].Error)

	odd := append([]byte{0, 6, 0, 9}, octets(t, vectors["x2-registration"])[4:]...) // PDU type 9
	file = capture(101, segments(odd, 60)...)
	us, stats = units(t, file, dissect.Options{})
	require.Empty(t, us)
	require.Equal(t, 1, stats.Other)
	us, _ = units(t, file, dissect.Options{Ports: map[uint16]dissect.Kind{9000: dissect.X2X3}})
	require.Len(t, us, 1)
	require.Contains(t, us[0].Findings[0], "PDU type 9")
}

// TestEncryptedInterface names TLS on an LI interface of a capture of ours unless its plain PDUs are there as well.
func TestEncryptedInterface(t *testing.T) {
	hello := append([]byte{22, 3, 3, 0, 50}, make([]byte, 50)...)
	for _, plain := range []bool{false, true} {
		var b bytes.Buffer
		w, err := pcaps.NewWriter(&b, pcaps.WriterConfig{Now: func() time.Time { return time.Unix(1, 0) }})
		require.NoError(t, err)
		tls, err := w.PacketInterface("nl.x2.tls")
		require.NoError(t, err)
		for _, p := range segments(hello, 1000) {
			tls.Packet(time.Unix(1, 0), p)
		}
		if plain {
			x2, err := w.PDUInterface("nl.x2", "li5g")
			require.NoError(t, err)
			x2.PDU(poi, mdf, octets(t, vectors["keepalive"]))
		}
		require.NoError(t, w.Close())
		us, _ := units(t, b.Bytes(), dissect.Options{})
		if plain {
			require.Equal(t, []string{"x2x3 keepalive sequence 0"}, summaries(us))
		} else {
			require.Equal(t, []string{"tls encrypted; 55 octets"}, summaries(us))
		}
	}
}

// TestForeignCaptures has no LI: that is said, not guessed.
func TestForeignCaptures(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(judge.Shared(t, "pcaps"), "*.pcap*"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		us, stats := units(t, b, dissect.Options{})
		require.Empty(t, us, f)
		require.Positive(t, stats.Frames)
	}
}

// TestOrder decodes with several workers: the order and the result are those of one.
func TestOrder(t *testing.T) {
	var stream []byte
	pdu := octets(t, vectors["x2-registration"])
	for i := range uint32(3000) {
		binary.BigEndian.PutUint32(pdu[101:], i)
		stream = append(stream, pdu...)
	}
	file := capture(101, segments(stream, 1400)...)
	one, _ := units(t, file, dissect.Options{Workers: 1})
	four, stats := units(t, file, dissect.Options{Workers: 4})
	require.Equal(t, one, four)
	require.Len(t, four, 3000)
	require.Equal(t, 3000, stats.Units[dissect.X2X3])
	for i, u := range four {
		require.Equal(t, fmt.Sprintf("X2 AMFRegistration sequence %d", i), u.Summary)
	}
	bare, _ := units(t, file, dissect.Options{Bare: true})
	for i := range bare {
		require.Nil(t, bare[i].Root)
		four[i].Root = nil
	}
	require.Equal(t, four, bare)
}

func TestStopsWhenAsked(t *testing.T) {
	file := capture(147, slicesOf(octets(t, vectors["keepalive"]), 5000)...)
	stop := errors.New("enough")
	n := 0
	_, err := dissect.CaptureWith(context.Background(), bytes.NewReader(file), dissect.Options{}, func(*dissect.Unit, []byte) error {
		if n++; n == 10 {
			return stop
		}
		return nil
	})
	require.ErrorIs(t, err, stop)
	ctx, cancel := context.WithCancel(context.Background())
	_, err = dissect.CaptureWith(ctx, bytes.NewReader(file), dissect.Options{}, func(*dissect.Unit, []byte) error {
		cancel()
		return nil
	})
	require.ErrorIs(t, err, context.Canceled)
	_, err = dissect.CaptureWith(context.Background(), bytes.NewReader(file[:len(file)-5]), dissect.Options{}, func(*dissect.Unit, []byte) error { return nil })
	require.ErrorIs(t, err, pcaps.ErrFormat)
}

func slicesOf(b []byte, n int) (out [][]byte) {
	for range n {
		out = append(out, b)
	}
	return out
}

// FuzzCapture plays arbitrary TCP streams in arbitrary segments: units lie within the stream and nothing panics.
func FuzzCapture(f *testing.F) {
	for _, v := range vectors {
		f.Add(octets(f, v), uint8(33), uint8(0))
	}
	f.Fuzz(func(t *testing.T, b []byte, size, skip uint8) {
		frames := segments(b, int(size)+1)
		if int(skip) < len(frames) && skip > 0 {
			frames = append(frames[:skip], frames[skip+1:]...)
		}
		total := 0
		_, err := dissect.CaptureWith(context.Background(), bytes.NewReader(capture(101, frames...)), dissect.Options{Workers: 1},
			func(u *dissect.Unit, _ []byte) error {
				total += u.Length
				return nil
			})
		if err != nil {
			t.Fatal(err)
		}
		if total > len(b) {
			t.Fatalf("%d octets in units, %d in the stream", total, len(b))
		}
	})
}
