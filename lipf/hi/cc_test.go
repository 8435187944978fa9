package hi_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf/hi"
	"lilab/x2x3/ber"
)

// content is a PDU of a series beside the same one made the slow way.
func content(t testing.TB, h hi.PSHeader, sequence uint32, at time.Time, direction hi.PayloadDirection, contents []byte, cut, cut2 int) (fast, slow []byte) {
	series, err := hi.NewCCSeries(h)
	require.NoError(t, err)
	cc := hi.CC{Series: series, SequenceNumber: sequence, At: at, Direction: direction, Head: contents[:cut], Body: contents[cut:cut2], Tail: contents[cut2:]}
	fast, err = cc.AppendBinary([]byte("foo"))
	require.NoError(t, err)
	h.SequenceNumber, h.MicroSecondTimeStamp, h.TimeStamp = sequence, at, time.Time{}
	p := hi.PSPDU{PSHeader: h, CC: []hi.CCPayload{{Direction: hi.Some(direction), Contents: contents}}}
	slow, err = p.AppendBinary([]byte("foo"))
	require.NoError(t, err)
	return fast, slow
}

func TestCCSeries(t *testing.T) {
	fast, _ := content(t, header(), 0, time.Unix(0x695735a5, 123456_000), hi.FromTarget, unhex(t, refCC), 4, 9)
	require.Equal(t, unhex(t, refPSCC), fast[3:], "the reference vector")
	bare := hi.PSHeader{LIID: "-", CommunicationIdentifier: hi.CommunicationIdentifier{OperatorIdentifier: "o"}}
	for _, size := range []int{0, 1, 90, 100, 110, 120, 127, 128, 200, 255, 256, 1400, 65500, 65535, 65536, 1 << 20} {
		for _, sequence := range []uint32{0, 1, 127, 128, 1<<31 - 1, 1 << 31, 1<<32 - 1} {
			for _, at := range []time.Time{time.Unix(0, 0), time.Unix(1<<31, 999_999_999), time.Unix(1, 128_000)} {
				for _, h := range []hi.PSHeader{header(), bare} {
					fast, slow := content(t, h, sequence, at, hi.ToTarget, bytes.Repeat([]byte{0x61}, size), size/3, size/2)
					require.True(t, bytes.Equal(slow, fast), "%d octets, number %d", size, sequence)
				}
			}
		}
	}
}

func TestCCSeriesErrors(t *testing.T) {
	for _, change := range []func(*hi.PSHeader){
		func(h *hi.PSHeader) { h.LIID = "" },
		func(h *hi.PSHeader) { h.LIID = strings.Repeat("x", 26) },
		func(h *hi.PSHeader) { h.InterceptionPointID = "point" },
		func(h *hi.PSHeader) { h.AuthorizationCountryCode = "NLD" },
	} {
		h := header()
		change(&h)
		_, err := hi.NewCCSeries(h)
		require.ErrorIs(t, err, ber.ErrValue)
	}
	s, err := hi.NewCCSeries(header())
	require.NoError(t, err)
	b, err := (&hi.CC{Series: s, At: time.Unix(-1, 0)}).AppendBinary([]byte("foo"))
	require.ErrorIs(t, err, ber.ErrValue)
	require.Equal(t, "foo", string(b))
}

func TestCounterOfContent(t *testing.T) {
	var s hi.Sequencer
	h := header()
	cc := hi.PSPDU{PSHeader: h, CC: []hi.CCPayload{{Contents: []byte{}}}}
	iri := hi.PSPDU{PSHeader: h, IRI: []hi.IRIPayload{{Contents: []byte{}}}}
	require.Equal(t, uint32(0), s.CC(&h).Next())
	s.Number(&cc)
	require.Equal(t, uint32(1), cc.SequenceNumber, "the same context")
	s.Number(&iri)
	require.Equal(t, uint32(0), iri.SequenceNumber, "IRI counts apart")
	other := h
	other.CIN = hi.Some[uint32](8)
	require.Equal(t, uint32(0), s.CC(&other).Next())
	s.ForgetSession(h.LIID, 7)
	require.Equal(t, uint32(0), s.CC(&h).Next())
	require.Equal(t, uint32(1), s.CC(&other).Next())
}

// FuzzCC wants the quick encoder to make the octets of the slow one.
func FuzzCC(f *testing.F) {
	f.Add("LIID-0001", "upf1", uint32(7), uint32(0), int64(1767323045123456), byte(1), []byte("octets"))
	f.Add("-", "", uint32(0), uint32(1<<32-1), int64(0), byte(4), bytes.Repeat([]byte{1}, 300))
	f.Fuzz(func(t *testing.T, liid, nf string, cin, sequence uint32, at int64, direction byte, contents []byte) {
		h := header()
		h.LIID, h.NetworkFunctionIdentifier, h.CIN = liid, nf, hi.Some(cin)
		if _, err := hi.NewCCSeries(h); err != nil {
			t.Skip()
		}
		if at < 0 {
			at = ^at
		}
		fast, slow := content(t, h, sequence, time.UnixMicro(at), hi.PayloadDirection(direction%5), contents, len(contents)/3, len(contents)/2)
		require.Equal(t, slow, fast)
		p, n, err := hi.Parse(fast[3:])
		require.NoError(t, err)
		require.Equal(t, len(fast)-3, n)
		require.Equal(t, contents, p.CC[0].Contents)
	})
}

// BenchmarkCC makes PS-PDUs with content into a buffer that is used again. "packet" is a full packet on N3.
func BenchmarkCC(b *testing.B) {
	for name, size := range map[string]int{"empty": 0, "100": 100, "packet": 1400} {
		b.Run(name, func(b *testing.B) {
			h := header()
			h.LIID = "LIID-NL-1"
			s, err := hi.NewCCSeries(h)
			require.NoError(b, err)
			cc := &hi.CC{Series: s, At: time.Unix(1767323045, 123456_000), Direction: hi.ToTarget, Head: unhex(b, refCC)[:20], Body: make([]byte, size)}
			var buf []byte
			b.ReportAllocs()
			for b.Loop() {
				cc.SequenceNumber++
				buf, _ = cc.AppendBinary(buf[:0])
			}
			b.SetBytes(int64(len(buf)))
		})
	}
}

// BenchmarkParseCC is what the agency does first.
func BenchmarkParseCC(b *testing.B) {
	octets := unhex(b, refPSCC)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := hi.Parse(octets); err != nil {
			b.Fatal(err)
		}
	}
}
