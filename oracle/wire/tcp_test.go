package wire_test

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/wire"
)

var (
	alice = netip.MustParseAddrPort("192.0.2.1:40000")
	bob   = netip.MustParseAddrPort("192.0.2.2:9000")
)

func tcp(seq uint32, flags uint8, data string) *wire.Packet {
	return &wire.Packet{Src: alice, Dst: bob, Protocol: wire.ProtocolTCP, Seq: seq, Flags: flags, Payload: []byte(data)}
}

// collect puts chunks together: "|" a start, "<n>" what was lost, "." an end.
func collect(s *wire.Streams) *[]byte {
	out := &[]byte{}
	s.Emit = func(c wire.Chunk) {
		if c.Start {
			*out = append(*out, '|')
		}
		if c.Lost != 0 {
			*out = append(*out, '<')
			*out = append(*out, []byte(map[bool]string{true: "?", false: "n"}[c.Lost < 0])...)
			*out = append(*out, '>')
		}
		*out = append(*out, c.Data...)
		if c.End {
			*out = append(*out, '.')
		}
	}
	return out
}

func TestStreams(t *testing.T) {
	const syn, ack, fin, rst = wire.FlagSYN, wire.FlagACK, wire.FlagFIN, wire.FlagRST
	for _, c := range []struct {
		name string
		in   []*wire.Packet
		want string
	}{
		{"in order", []*wire.Packet{tcp(9, syn, ""), tcp(10, ack, "abc"), tcp(13, ack, "def"), tcp(16, fin, "")}, "|abcdef."},
		{"without a beginning", []*wire.Packet{tcp(10, ack, "abc"), tcp(13, ack, "def")}, "|abcdef."},
		{"swapped", []*wire.Packet{tcp(9, syn, ""), tcp(13, ack, "def"), tcp(10, ack, "abc")}, "|abcdef."},
		{"again", []*wire.Packet{tcp(9, syn, ""), tcp(10, ack, "abc"), tcp(10, ack, "abc"), tcp(13, ack, "d")}, "|abcd."},
		{"overlap", []*wire.Packet{tcp(9, syn, ""), tcp(10, ack, "abc"), tcp(11, ack, "bcd"), tcp(12, ack, "XY"), tcp(14, ack, "e")}, "|abcde."},
		{"overlap of what waits", []*wire.Packet{tcp(9, syn, ""), tcp(12, ack, "cd"), tcp(11, ack, "bcdef"), tcp(10, ack, "a")}, "|abcdef."},
		{"lost", []*wire.Packet{tcp(9, syn, ""), tcp(10, ack, "abc"), tcp(20, ack, "xyz"), tcp(23, ack, "!")}, "|abc<n>xyz!."},
		{"lost, then the end", []*wire.Packet{tcp(9, syn, ""), tcp(12, fin, "c")}, "|<n>c."},
		{"wrapped", []*wire.Packet{tcp(0xfffffffe, syn, ""), tcp(0xffffffff, ack, "ab"), tcp(1, ack, "c")}, "|abc."},
		{"another connection", []*wire.Packet{tcp(9, syn, ""), tcp(10, ack, "ab"), tcp(500, syn, ""), tcp(501, ack, "cd")}, "|ab.|cd."},
		{"another without a beginning", []*wire.Packet{tcp(10, ack, "ab"), tcp(0x70000000, ack, "cd")}, "|ab<?>cd."},
		{"reset", []*wire.Packet{tcp(9, syn, ""), tcp(10, ack, "ab"), tcp(12, rst, ""), tcp(12, ack, "cd")}, "|ab.|cd."},
		{"nothing", []*wire.Packet{tcp(9, syn, ""), tcp(10, fin, "")}, ""},
		{"fin before the data", []*wire.Packet{tcp(9, syn, ""), tcp(12, fin, "c"), tcp(10, ack, "ab")}, "|abc."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &wire.Streams{}
			out := collect(s)
			for i, p := range c.in {
				s.Packet(i+1, p)
			}
			s.Close()
			require.Equal(t, c.want, string(*out))
		})
	}
}

// TestAcknowledgedGap gives up what the capture lost as soon as the other side has it.
func TestAcknowledgedGap(t *testing.T) {
	s := &wire.Streams{}
	out := collect(s)
	s.Packet(1, tcp(9, wire.FlagSYN, ""))
	s.Packet(2, &wire.Packet{Src: bob, Dst: alice, Seq: 1, Ack: 10, Flags: wire.FlagSYN | wire.FlagACK})
	s.Packet(3, tcp(15, wire.FlagACK, "xyz"))
	require.Empty(t, *out)
	s.Packet(4, &wire.Packet{Src: bob, Dst: alice, Seq: 2, Ack: 18, Flags: wire.FlagACK})
	require.Equal(t, "|<n>xyz", string(*out))
}

// TestStreamsAreBounded shows that neither flows nor octets that wait grow without end.
func TestStreamsAreBounded(t *testing.T) {
	s := &wire.Streams{Flows: 16, Held: 1000}
	starts, ends, most := 0, 0, 0
	s.Emit = func(c wire.Chunk) {
		if c.Start {
			starts++
		}
		if c.End {
			ends++
		}
		most = max(most, starts-ends)
	}
	for i := range 1000 {
		p := tcp(10, 0, "abc")
		p.Src = netip.AddrPortFrom(alice.Addr(), uint16(i+1))
		s.Packet(i, p)
	}
	require.Equal(t, 1000, starts)
	require.LessOrEqual(t, most, 17)
	require.Equal(t, 984, s.Evicted)
	s.Close()
	require.Equal(t, starts, ends)
	s = &wire.Streams{Held: 1000}
	got := 0
	s.Emit = func(c wire.Chunk) { got += len(c.Data) }
	s.Packet(1, tcp(9, wire.FlagSYN, ""))
	for i := range 1000 {
		s.Packet(i, tcp(uint32(100+10*i), 0, "0123456789"))
	}
	require.Greater(t, got, 8000)
}

// TestShuffledStreams plays segments in a random order with repetitions and overlaps: all octets come out once.
func TestShuffledStreams(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		want := make([]byte, 500)
		for i := range want {
			want[i] = byte(r.Uint32())
		}
		isn := r.Uint32()
		var in []*wire.Packet
		for at := 0; at < len(want); {
			n := min(1+r.IntN(40), len(want)-at)
			from := max(0, at-r.IntN(10))
			in = append(in, tcp(isn+1+uint32(from), wire.FlagACK, string(want[from:at+n])))
			if r.IntN(4) == 0 {
				in = append(in, in[len(in)-1])
			}
			at += n
		}
		r.Shuffle(len(in), func(i, j int) { in[i], in[j] = in[j], in[i] })
		s := &wire.Streams{}
		var got []byte
		s.Emit = func(c wire.Chunk) {
			require.Zero(t, c.Lost)
			got = append(got, c.Data...)
		}
		s.Packet(0, tcp(isn, wire.FlagSYN, ""))
		for i, p := range in {
			s.Packet(i+1, p)
		}
		s.Close()
		require.Equal(t, want, got, "seed %d", seed)
	}
}

// FuzzStreams plays arbitrary segments: chunks start and end in pairs, and no octet is made up.
func FuzzStreams(f *testing.F) {
	f.Add([]byte("\x02\x00\x00\x00\x10\x00\x00\x00\x11\x04\x01\x00\x00\x00\x11\x02"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := &wire.Streams{Flows: 3, Held: 64}
		in, out, open := 0, 0, map[*wire.Flow]bool{}
		s.Emit = func(c wire.Chunk) {
			if c.Start == open[c.Flow] && !c.End || c.End && !open[c.Flow] {
				t.Fatalf("start %v, end %v of a flow that is open: %v", c.Start, c.End, open[c.Flow])
			}
			open[c.Flow] = !c.End
			out += len(c.Data)
		}
		for n := 1; len(b) >= 6; n++ {
			p := tcp(binary.BigEndian.Uint32(b[1:]), b[0]&0x1f, string(bytes.Repeat([]byte{b[5]}, int(b[5]&31))))
			p.Src = netip.AddrPortFrom(alice.Addr(), uint16(b[0]>>6))
			p.Ack = p.Seq
			if b[0]&0x20 != 0 {
				p.Src, p.Dst = p.Dst, p.Src
			}
			in += len(p.Payload)
			s.Packet(n, p)
			b = b[6:]
		}
		s.Close()
		if out > in {
			t.Fatalf("%d octets out, %d in", out, in)
		}
		for f, o := range open {
			if o {
				t.Fatalf("%v has no end", f)
			}
		}
	})
}

func FuzzReadFrame(f *testing.F) {
	f.Add(1, []byte("\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x08\x00E\x00\x00,\x00\x01\x00\x00@\x06\x00\x00\x7f\x00\x00\x01\x7f\x00\x00\x01\x9c@#(\x00\x00\x00\x0a\x00\x00\x00\x00P\x02\xff\xff\x00\x00\x00\x00abcd"))
	f.Fuzz(func(t *testing.T, link int, b []byte) {
		p, err := wire.ReadFrame(link, b)
		if err == nil && len(p.Payload) > len(b) {
			t.Fatal("more payload than octets")
		}
	})
}

// TestManyHalfStreams bounds what waits in all directions together.
func TestManyHalfStreams(t *testing.T) {
	s := &wire.Streams{Held: 300 << 20}
	got := 0
	s.Emit = func(c wire.Chunk) { got += len(c.Data) }
	segment := string(make([]byte, 1<<20))
	for i := range 300 {
		p := tcp(9, wire.FlagSYN, "")
		p.Src = netip.AddrPortFrom(alice.Addr(), uint16(i+1))
		s.Packet(i, p)
		p.Flags, p.Seq, p.Payload = wire.FlagACK, 1000, []byte(segment[:1<<20])
		s.Packet(i, p)
	}
	require.GreaterOrEqual(t, got, 44<<20)
}
