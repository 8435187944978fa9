package pcaps_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/pcapgo"
	"github.com/stretchr/testify/require"

	"lilab/pcaps"
)

var (
	src = netip.MustParseAddrPort("10.0.0.1:4000")
	dst = netip.MustParseAddrPort("10.0.0.2:5000")
	v6  = netip.MustParseAddr("2001:db8::1")
	t0  = time.Unix(1_700_000_000, 123_456_789).UTC()
)

// ipv4 is a UDP packet from src to dst; its checksums are zero, which nobody here reads.
func ipv4(payload ...byte) []byte {
	b := []byte{0x45, 0, 0, byte(28 + len(payload)), 0, 1, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,
		0x0f, 0xa0, 0x13, 0x88, 0, byte(8 + len(payload)), 0, 0}
	return append(b, payload...)
}

// sample is a capture with one of everything.
func sample(t testing.TB) []byte {
	var out bytes.Buffer
	now := t0
	w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{Comment: "a comment", Application: "lilab test", Now: func() time.Time {
		now = now.Add(time.Microsecond)
		return now
	}})
	require.NoError(t, err)
	n2, err := w.PacketInterface("nl.n2")
	require.NoError(t, err)
	x2, err := w.PDUInterface("nl.x2", "li5g")
	require.NoError(t, err)
	require.NoError(t, w.Name(src.Addr(), "amf1.5gc.mnc070.mcc999.3gppnetwork.org"))
	require.NoError(t, w.Name(v6, "mdf1"))
	n2.Packet(t0, ipv4(1, 2, 3))
	_, err = io.WriteString(w.Secrets(), "CLIENT_RANDOM 00 11\n")
	require.NoError(t, err)
	x2.PDU(src, dst, []byte("pdu"))
	x2.PDU(netip.AddrPortFrom(v6, 1), netip.AddrPortFrom(v6, 2), []byte("six"))
	x2.PDU(netip.AddrPort{}, netip.AddrPort{}, nil)
	require.NoError(t, w.Close())
	return out.Bytes()
}

func readAll(r io.Reader) ([]pcaps.Frame, *pcaps.Reader, error) {
	p, err := pcaps.NewReader(r)
	if err != nil {
		return nil, nil, err
	}
	var out []pcaps.Frame
	for {
		f, err := p.Next()
		if errors.Is(err, io.EOF) && !errors.Is(err, pcaps.ErrFormat) {
			return out, p, nil
		}
		if err != nil {
			return out, p, err
		}
		out = append(out, f)
	}
}

func TestRoundTrip(t *testing.T) {
	frames, r, err := readAll(bytes.NewReader(sample(t)))
	require.NoError(t, err)
	require.Len(t, frames, 4)
	require.Equal(t, []string{"nl.n2", "nl.x2"}, r.Interfaces())
	require.Equal(t, "CLIENT_RANDOM 00 11\n", string(r.Secrets()))
	require.Equal(t, map[netip.Addr][]string{src.Addr(): {"amf1.5gc.mnc070.mcc999.3gppnetwork.org"}, v6: {"mdf1"}}, r.Names())

	f := frames[0]
	require.Equal(t, 1, f.Number)
	require.Equal(t, "nl.n2", f.Interface)
	require.Equal(t, pcaps.LinkTypeRaw, f.LinkType)
	require.Equal(t, t0, f.Time)
	require.Equal(t, ipv4(1, 2, 3), f.Data)
	_, err = f.PDU()
	require.Error(t, err)

	f = frames[1]
	require.Equal(t, 2, f.Number)
	require.Equal(t, t0.Add(time.Microsecond), f.Time)
	pdu, err := f.PDU()
	require.NoError(t, err)
	require.Equal(t, pcaps.UpperPDU{Dissector: "li5g", Src: src, Dst: dst, Payload: []byte("pdu")}, pdu)
	pdu, err = frames[2].PDU()
	require.NoError(t, err)
	require.Equal(t, netip.AddrPortFrom(v6, 2), pdu.Dst)
	pdu, err = frames[3].PDU()
	require.NoError(t, err)
	require.False(t, pdu.Src.IsValid())
	require.Empty(t, pdu.Payload)
}

// A second reader that nobody here wrote.
func TestReadByGopacket(t *testing.T) {
	r, err := pcapgo.NewNgReader(bytes.NewReader(sample(t)), pcapgo.NgReaderOptions{WantMixedLinkType: true})
	require.NoError(t, err)
	data, info, err := r.ReadPacketData()
	require.NoError(t, err)
	require.Equal(t, ipv4(1, 2, 3), data)
	require.True(t, info.Timestamp.Equal(t0))
	i, err := r.Interface(0)
	require.NoError(t, err)
	require.Equal(t, "nl.n2", i.Name)
	_, info, err = r.ReadPacketData()
	require.NoError(t, err)
	i, err = r.Interface(info.InterfaceIndex)
	require.NoError(t, err)
	require.Equal(t, "nl.x2", i.Name)
	require.EqualValues(t, pcaps.LinkTypeUpperPDU, i.LinkType)
	require.Equal(t, "lilab test", r.SectionInfo().Application)
}

// What others write is read: gopacket's classic files and pcapng.
func TestReadWhatGopacketWrites(t *testing.T) {
	var out bytes.Buffer
	w := pcapgo.NewWriterNanos(&out)
	require.NoError(t, w.WriteFileHeader(65535, layers.LinkTypeRaw))
	require.NoError(t, w.WritePacket(captureInfo(t0, ipv4(9)), ipv4(9)))
	frames, _, err := readAll(&out)
	require.NoError(t, err)
	require.Len(t, frames, 1)
	require.Equal(t, t0, frames[0].Time)
	require.Equal(t, ipv4(9), frames[0].Data)
	require.Equal(t, pcaps.LinkTypeRaw, frames[0].LinkType)

	out.Reset()
	ng, err := pcapgo.NewNgWriter(&out, layers.LinkTypeEthernet)
	require.NoError(t, err)
	require.NoError(t, ng.WritePacket(captureInfo(t0, ipv4(9)), ipv4(9)))
	require.NoError(t, ng.Flush())
	frames, _, err = readAll(&out)
	require.NoError(t, err)
	require.Len(t, frames, 1)
	require.True(t, frames[0].Time.Equal(t0))
}

// TestNextLent reads a capture both ways: the frames are the same, and the memory of one that was lent is used for the next.
func TestNextLent(t *testing.T) {
	for name, b := range map[string][]byte{"pcapng": sample(t), "cut": sample(t)[:len(sample(t))-3]} {
		t.Run(name, func(t *testing.T) {
			want, _, wantErr := readAll(bytes.NewReader(b))
			r, err := pcaps.NewReader(bytes.NewReader(b))
			require.NoError(t, err)
			require.Greater(t, len(want), 1)
			for i := range want {
				f, err := r.NextLent()
				require.NoError(t, err)
				require.Equal(t, want[i], f)
				clear(f.Data)
			}
			_, err = r.NextLent()
			if wantErr == nil {
				wantErr = io.EOF
			}
			require.Equal(t, wantErr.Error(), err.Error())
		})
	}
}

// A capture that ends at any octet is either whole up to there or a clear error; it never panics or loops.
func TestEveryPrefix(t *testing.T) {
	all := sample(t)
	whole, _, err := readAll(bytes.NewReader(all))
	require.NoError(t, err)
	ends := map[int]bool{} // where blocks end
	for at := 0; at < len(all); {
		at += int(binary.LittleEndian.Uint32(all[at+4:]))
		ends[at] = true
	}
	for n := range all {
		frames, _, err := readAll(bytes.NewReader(all[:n]))
		if ends[n] {
			require.NoError(t, err, "%d octets", n)
		} else {
			require.ErrorIs(t, err, pcaps.ErrFormat, "%d octets", n)
			require.ErrorIs(t, err, io.ErrUnexpectedEOF, "%d octets", n)
		}
		for i, f := range frames {
			require.Equal(t, whole[i], f, "%d octets", n)
		}
	}
}

// block builds a pcapng block in any byte order.
func block(o binary.AppendByteOrder, kind uint32, body ...byte) []byte {
	n := uint32(12 + len(body))
	b := o.AppendUint32(nil, kind)
	b = o.AppendUint32(b, n)
	return o.AppendUint32(append(b, body...), n)
}

func section(o binary.AppendByteOrder, major uint16) []byte {
	b := o.AppendUint32(nil, 0x1a2b3c4d)
	b = o.AppendUint16(b, major)
	b = o.AppendUint16(b, 0)
	return block(o, 0x0a0d0d0a, o.AppendUint64(b, ^uint64(0))...)
}

func ifaceBlock(o binary.AppendByteOrder, link uint16, snap uint32, options ...byte) []byte {
	b := o.AppendUint16(nil, link)
	b = o.AppendUint16(b, 0)
	return block(o, 1, append(o.AppendUint32(b, snap), options...)...)
}

func option(o binary.AppendByteOrder, code uint16, value ...byte) []byte {
	b := o.AppendUint16(nil, code)
	b = append(o.AppendUint16(b, uint16(len(value))), value...)
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

func words(o binary.AppendByteOrder, w ...uint32) []byte {
	var b []byte
	for _, v := range w {
		b = o.AppendUint32(b, v)
	}
	return b
}

func TestForeignCaptures(t *testing.T) {
	for _, o := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		t.Run(o.String(), func(t *testing.T) {
			ticks := uint64(1_700_000_000) * 1000
			b := bytes.Join([][]byte{
				section(o, 1),
				ifaceBlock(o, 147, 2, option(o, 9, 3)...),                             // milliseconds
				ifaceBlock(o, 101, 0, option(o, 9, 0x80|10)...),                       // 1/1024 s
				ifaceBlock(o, 101, 0, option(o, 14, o.AppendUint64(nil, 3600)...)...), // microseconds, an hour later
				block(o, 0xbad, 1, 2, 3, 4),                                           // unknown
				block(o, 6, append(words(o, 0, uint32(ticks>>32), uint32(ticks), 1, 9), 0xaa, 0, 0, 0)...),
				block(o, 6, append(words(o, 1, 0, 1024+512, 1, 1), 0xbb, 0, 0, 0)...),
				block(o, 6, append(words(o, 2, 0, 5, 1, 1), 0xcc, 0, 0, 0)...),
				block(o, 3, append(words(o, 5), 0xdd, 0xdd, 0, 0)...),                                    // simple, cut to 2 by the snap length
				block(o, 2, append(append(o.AppendUint16(nil, 1), 0, 0), words(o, 0, 1024, 0, 0)...)...), // obsolete
				section(o, 1),
				ifaceBlock(o, 1, 0),
				block(o, 6, words(o, 0, 0, 0, 0, 0)...),
			}, nil)
			frames, r, err := readAll(bytes.NewReader(b))
			require.NoError(t, err)
			require.Len(t, frames, 6)
			require.Equal(t, time.Unix(1_700_000_000, 0).UTC(), frames[0].Time)
			require.Equal(t, 9, frames[0].Original)
			require.Equal(t, pcaps.LinkTypeUser0, frames[0].LinkType)
			require.Equal(t, time.Unix(1, 500_000_000).UTC(), frames[1].Time)
			require.Equal(t, time.Unix(3600, 5000).UTC(), frames[2].Time)
			require.Equal(t, []byte{0xdd, 0xdd}, frames[3].Data)
			require.Equal(t, 5, frames[3].Original)
			require.Equal(t, time.Unix(1, 0).UTC(), frames[4].Time)
			require.Equal(t, pcaps.LinkTypeEthernet, frames[5].LinkType, "a new section numbers its interfaces anew")
			require.Equal(t, 6, frames[5].Number)
			require.Len(t, r.Interfaces(), 4)
		})
	}
}

func TestBadCaptures(t *testing.T) {
	o := binary.LittleEndian
	head := append(section(o, 1), ifaceBlock(o, 101, 0)...)
	tail := func(b []byte) []byte { b[len(b)-1] ^= 1; return b }
	for _, c := range []struct {
		name, want string
		octets     []byte
	}{
		{"empty", "shorter than its magic", nil},
		{"other file", "neither pcapng nor pcap", []byte("PK\x03\x04")},
		{"byte order", "byte order magic", append(words(o, 0x0a0d0d0a, 28, 0x01020304), make([]byte, 16)...)},
		{"version 2", "version 2.0", section(o, 2)},
		{"short section", "at least 28", append(words(o, 0x0a0d0d0a, 12, 0x1a2b3c4d), make([]byte, 16)...)},
		{"length 8", "total length 8", append(head, words(o, 5, 8, 8)...)},
		{"length 14", "total length 14", append(head, words(o, 5, 14, 0, 14)...)},
		{"huge length", "total length 4294967292", append(head, words(o, 5, 0xfffffffc)...)},
		{"promised too much", "it ends after", append(head, words(o, 5, 16<<20, 1, 2, 3)...)},
		{"trailing length", "trailing length", append(head, tail(block(o, 5))...)},
		{"no interface", "interface 3, the section has 1", append(head, block(o, 6, words(o, 3, 0, 0, 0, 0)...)...)},
		{"captured length", "captured length 5", append(head, block(o, 6, words(o, 0, 0, 0, 5, 5, 1)...)...)},
		{"short packet", "20 octets wanted", append(head, block(o, 6, 0, 0, 0, 0)...)},
		{"resolution", "time resolution 0x14", append(section(o, 1), ifaceBlock(o, 101, 0, option(o, 9, 20)...)...)},
		{"resolution length", "time resolution of 2", append(section(o, 1), ifaceBlock(o, 101, 0, option(o, 9, 1, 1)...)...)},
		{"option length", "option 2 of 9 octets", append(section(o, 1), ifaceBlock(o, 101, 0, 2, 0, 9, 0)...)},
		{"name without address", "name record 1 of 2", append(head, block(o, 4, option(o, 1, 1, 2)...)...)},
		{"names without end", "4 octets wanted", append(head, block(o, 4, option(o, 1, 1, 2, 3, 4, 'x', 0)...)...)},
		{"secrets", "secrets of 9 octets", append(head, block(o, 10, words(o, 0x544c534b, 9, 0)...)...)},
		{"classic version", "version 9.0", append(words(o, 0xa1b2c3d4, 9), make([]byte, 16)...)},
		{"classic length", "captured length 4294967295", append(words(o, 0xa1b2c3d4, 2, 0, 0, 0, 1), words(o, 0, 0, 0xffffffff, 0)...)},
	} {
		_, _, err := readAll(bytes.NewReader(c.octets))
		require.ErrorIs(t, err, pcaps.ErrFormat, c.name)
		require.ErrorContains(t, err, c.want, c.name)
		require.ErrorContains(t, err, "at offset", c.name)
	}
	// The offset is that of the block.
	_, _, err := readAll(bytes.NewReader(append(head, words(o, 5, 8, 8)...)))
	var e *pcaps.Error
	require.ErrorAs(t, err, &e)
	require.EqualValues(t, len(head), e.Offset)
	// An error stays.
	r, err := pcaps.NewReader(bytes.NewReader(append(head, words(o, 5, 8, 8)...)))
	require.NoError(t, err)
	_, first := r.Next()
	_, second := r.Next()
	require.Equal(t, first, second)
	// The error of the medium is not a fault of the capture.
	_, _, err = readAll(io.MultiReader(bytes.NewReader(head), failing{}))
	require.ErrorIs(t, err, errMedium)
	require.NotErrorIs(t, err, pcaps.ErrFormat)
}

var errMedium = errors.New("medium failed")

type failing struct{}

func (failing) Read([]byte) (int, error)  { return 0, errMedium }
func (failing) Write([]byte) (int, error) { return 0, errMedium }

func TestBadUpperPDUs(t *testing.T) {
	for name, data := range map[string][]byte{
		"no tags":      {},
		"no end":       {0, 12, 0, 4, 'x', 'm', 'l', 0},
		"tag length":   {0, 12, 0, 200, 'x'},
		"address":      {0, 20, 0, 3, 1, 2, 3, 0, 0, 0, 0},
		"address six":  {0, 22, 0, 4, 1, 2, 3, 4, 0, 0, 0, 0},
		"port":         {0, 25, 0, 2, 1, 2, 0, 0, 0, 0},
		"half a tag":   {0, 12, 0},
		"end too long": {0, 0, 0, 1},
	} {
		_, err := pcaps.Frame{Number: 1, LinkType: pcaps.LinkTypeUpperPDU, Data: data}.PDU()
		require.ErrorIs(t, err, pcaps.ErrFormat, name)
	}
	p, err := pcaps.Frame{LinkType: pcaps.LinkTypeUpperPDU, Data: []byte{0, 99, 0, 1, 7, 0, 0, 0, 0, 'z'}}.PDU()
	require.NoError(t, err)
	require.Equal(t, "z", string(p.Payload), "unknown tags are skipped")
}

func TestWriterLimitsAndErrors(t *testing.T) {
	_, err := pcaps.NewWriter(nil, pcaps.WriterConfig{})
	require.Error(t, err)
	_, err = pcaps.NewWriter(failing{}, pcaps.WriterConfig{})
	require.ErrorIs(t, err, errMedium)
	_, err = pcaps.NewWriter(io.Discard, pcaps.WriterConfig{Comment: strings.Repeat("x", 1<<16)})
	require.Error(t, err)
	w, err := pcaps.NewWriter(io.Discard, pcaps.WriterConfig{})
	require.NoError(t, err)
	_, err = w.PacketInterface("")
	require.Error(t, err)
	_, err = w.PDUInterface("x", "")
	require.Error(t, err)
	require.Error(t, w.Name(netip.Addr{}, "x"))
	require.Error(t, w.Name(src.Addr(), ""))
	require.Error(t, w.Name(src.Addr(), "a\x00b"))
	_, err = w.Secrets().Write(make([]byte, 1<<17))
	require.Error(t, err, "a key log line without end")
	i, err := w.PacketInterface("x")
	require.NoError(t, err)
	i.Packet(t0, make([]byte, pcaps.MaxPacket+1))
	require.Error(t, w.Close(), "a packet that did not fit is told at the end")
	require.Error(t, w.Close())
	i.Packet(t0, nil)
	_, err = w.PacketInterface("x")
	require.Error(t, err)
	_, err = w.Secrets().Write([]byte("x\n"))
	require.ErrorIs(t, err, pcaps.ErrClosed)
}

// Key log lines come whole, in parts and several at a time; each is one full line in the capture.
func TestPartialKeyLogLines(t *testing.T) {
	var out bytes.Buffer
	w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{})
	require.NoError(t, err)
	for _, s := range []string{"A 1 ", "2\nB 3 4\nC", "", " 5 6", "\n", "D 7 8"} {
		n, err := io.WriteString(w.Secrets(), s)
		require.NoError(t, err)
		require.Equal(t, len(s), n)
	}
	require.NoError(t, w.Close())
	_, r, err := readAll(&out)
	require.NoError(t, err)
	require.Equal(t, "A 1 2\nB 3 4\nC 5 6\nD 7 8\n", string(r.Secrets()))
}

// The order in the file is the order of time, whatever the writers do.
func TestConcurrentWritersKeepTheOrderOfTime(t *testing.T) {
	var out bytes.Buffer
	w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{})
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 4 {
		p, err := w.PacketInterface("p")
		require.NoError(t, err)
		d, err := w.PDUInterface("d", "data")
		require.NoError(t, err)
		wg.Go(func() {
			for range 200 {
				p.Packet(time.Now(), ipv4())
				d.PDU(src, dst, []byte{1})
				_, _ = io.WriteString(w.Secrets(), "A 1 2\n")
			}
		})
	}
	wg.Wait()
	require.NoError(t, w.Close())
	frames, r, err := readAll(&out)
	require.NoError(t, err)
	require.Len(t, frames, 1600)
	require.Len(t, r.Secrets(), 800*6)
	for i := 1; i < len(frames); i++ {
		require.False(t, frames[i].Time.Before(frames[i-1].Time))
	}
}

func FuzzReader(f *testing.F) {
	all := sample(f)
	f.Add(all)
	f.Add(all[:100])
	o := binary.BigEndian
	f.Add(bytes.Join([][]byte{section(o, 1), ifaceBlock(o, 252, 9, option(o, 9, 0x83)...), block(o, 3, words(o, 4, 0)...)}, nil))
	f.Add(append(words(binary.LittleEndian, 0xa1b2c3d4, 2|4<<16, 0, 0, 65535, 252), words(binary.LittleEndian, 1, 2, 4, 4, 0)...))
	f.Fuzz(func(t *testing.T, b []byte) {
		frames, r, err := readAll(bytes.NewReader(b))
		if err != nil {
			require.ErrorIs(t, err, pcaps.ErrFormat)
		}
		total := 0
		for i, fr := range frames {
			require.Equal(t, i+1, fr.Number)
			total += len(fr.Data)
			if p, err := fr.PDU(); err == nil {
				require.LessOrEqual(t, len(p.Payload), len(fr.Data))
			}
		}
		require.LessOrEqual(t, total, len(b), "no octet is read twice")
		if r != nil {
			require.LessOrEqual(t, len(r.Secrets()), len(b))
			require.LessOrEqual(t, len(r.Interfaces()), len(b)/20+1)
		}
	})
}
