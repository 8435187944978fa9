package ber_test

import (
	"bytes"
	"encoding/hex"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/x2x3/ber"
)

func unhex(t testing.TB, s string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	require.NoError(t, err)
	return b
}

func read(t testing.TB, b []byte) ber.Element {
	r := ber.NewReader(b)
	e, err := r.Next()
	require.NoError(t, err, "%x", b)
	require.False(t, r.More(), "%x", b)
	return e
}

func TestTags(t *testing.T) {
	for n, want := range map[uint32]string{0: "80", 1: "81", 30: "9e", 31: "9f1f", 100: "9f64", 127: "9f7f", 128: "9f8100", 161: "9f8121", 16383: "9fff7f", 16384: "9f818000",
		math.MaxUint32: "9f8fffffff7f"} {
		b := ber.AppendTag(nil, ber.Context(n))
		require.Equal(t, want, hex.EncodeToString(b))
		e := read(t, append(b, 0))
		require.Equal(t, ber.Context(n), e.Tag)
	}
	require.Equal(t, "bf64", hex.EncodeToString(ber.AppendTag(nil, ber.ContextConstructed(100))))
	require.Equal(t, "30", hex.EncodeToString(ber.AppendTag(nil, ber.Sequence)))
	require.Equal(t, "7f8100", hex.EncodeToString(ber.AppendTag(nil, ber.Tag{Class: ber.Application, Constructed: true, Number: 128})))
	require.Equal(t, "[UNIVERSAL 16] [5] [APPLICATION 1] [PRIVATE 2]", strings.Join([]string{ber.Sequence.String(), ber.Context(5).String(),
		ber.Tag{Class: ber.Application, Number: 1}.String(), ber.Tag{Class: ber.Private, Number: 2}.String()}, " "))
}

func TestLengths(t *testing.T) {
	for _, n := range []int{0, 1, 127, 128, 255, 256, 65535, 65536, 1<<24 - 1, 1 << 24} {
		c := bytes.Repeat([]byte{0xab}, n)
		direct := ber.AppendOctets([]byte("foo"), ber.Context(1), c)
		b, start := ber.Open([]byte("foo"), ber.Context(1))
		patched := ber.Close(append(b, c...), start)
		require.True(t, bytes.Equal(direct, patched), "%d octets", n)
		require.Equal(t, "foo", string(direct[:3]))
		e := read(t, direct[3:])
		require.True(t, bytes.Equal(c, e.Contents))
		size, ok, err := ber.Size(direct[3:min(len(direct), 12)], math.MaxInt32)
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, len(direct)-3, size)
	}
}

func TestIntegers(t *testing.T) {
	for v, want := range map[int64]string{0: "810100", 1: "810101", 127: "81017f", 128: "81020080", 255: "810200ff", 256: "81020100", -1: "8101ff", -128: "810180", -129: "8102ff7f",
		math.MaxInt64: "81087fffffffffffffff", math.MinInt64: "81088000000000000000", 4294967295: "810500ffffffff"} {
		b := ber.AppendInt(nil, ber.Context(1), v)
		require.Equal(t, want, hex.EncodeToString(b))
		got, err := read(t, b).Int()
		require.NoError(t, err)
		require.Equal(t, v, got)
	}
	for _, v := range []uint64{0, 128, 1 << 62, 1 << 63, math.MaxUint64} {
		got, err := read(t, ber.AppendUint(nil, ber.Context(1), v)).Uint(math.MaxUint64)
		require.NoError(t, err)
		require.Equal(t, v, got)
	}
	for _, s := range []string{"8100", "81020001", "8102ffff", "8109010000000000000000", "a1020401"} {
		_, err := read(t, unhex(t, s)).Int()
		require.Error(t, err, s)
	}
	for _, s := range []string{"8101ff", "8109020000000000000000", "810900ffffffffffffffff"} {
		_, err := read(t, unhex(t, s)).Uint(1 << 62)
		require.ErrorIs(t, err, ber.ErrValue, s)
	}
}

func TestValues(t *testing.T) {
	c := ber.Context(1)
	for _, v := range []bool{true, false} {
		got, err := read(t, ber.AppendBool(nil, c, v)).Bool()
		require.NoError(t, err)
		require.Equal(t, v, got)
	}
	got, err := read(t, unhex(t, "810101")).Bool()
	require.NoError(t, err)
	require.True(t, got, "BER takes any octet but 0 for TRUE")
	require.NoError(t, read(t, ber.AppendNull(nil, c)).Null())
	require.Error(t, read(t, unhex(t, "810100")).Null())

	require.Equal(t, "8206040000000100", hex.EncodeToString(ber.AppendBits(nil, ber.Context(2), 0x10, 36)))
	for _, n := range []int{1, 7, 8, 28, 36, 64} {
		v := uint64(0xf123456789abcdef) >> (64 - n)
		got, err := read(t, ber.AppendBits(nil, c, v, n)).Bits(n)
		require.NoError(t, err)
		require.Equal(t, v, got)
		_, err = read(t, ber.AppendBits(nil, c, v, n)).Bits(n - 1)
		require.ErrorIs(t, err, ber.ErrValue)
	}
	for _, s := range []string{"8100", "810108", "81020900", "810101"} {
		_, err := read(t, unhex(t, s)).Bits(8)
		require.ErrorIs(t, err, ber.ErrValue, s)
	}

	require.Equal(t, "81050413130301", hex.EncodeToString(ber.AppendRelativeOID(nil, c, 4, 19, 19, 3, 1)))
	arcs := []uint32{0, 127, 128, 16384, math.MaxUint32}
	rel, err := read(t, ber.AppendRelativeOID(nil, c, arcs...)).RelativeOID()
	require.NoError(t, err)
	require.Equal(t, arcs, rel)
	require.Equal(t, "80070400020205012b", hex.EncodeToString(ber.AppendOID(nil, ber.Context(0), 0, 4, 0, 2, 2, 5, 1, 43)))
	for _, oid := range [][]uint32{{0, 4, 0, 2, 2, 5, 1, 43}, {1, 39}, {2, 999, 3}} {
		got, err := read(t, ber.AppendOID(nil, c, oid...)).OID()
		require.NoError(t, err)
		require.Equal(t, oid, got)
	}
	for _, s := range []string{"8100", "810180", "81028001", "8106ffffffffff7f", "a103040101"} {
		_, err := read(t, unhex(t, s)).RelativeOID()
		require.Error(t, err, s)
		_, err = read(t, unhex(t, s)).OID()
		require.Error(t, err, s)
	}

	for s, ok := range map[string]bool{"0123 456": true, "12a": false, "": true} {
		_, err := read(t, ber.AppendString(nil, c, s)).NumericString()
		require.Equal(t, ok, err == nil, s)
	}
	for s, ok := range map[string]bool{"AMF-IRI (1)'+,./:=?": true, "a_b": false, "a*b": false, "é": false} {
		_, err := read(t, ber.AppendString(nil, c, s)).PrintableString()
		require.Equal(t, ok, err == nil, s)
	}
	_, err = read(t, unhex(t, "8101ff")).UTF8()
	require.ErrorIs(t, err, ber.ErrValue)
	u, err := read(t, unhex(t, "a180 0401 c3 2480 0401a9 0400 0000 0000")).UTF8()
	require.NoError(t, err)
	require.Equal(t, "é", u, "a string in segments")
	_, err = read(t, unhex(t, "a1030c0141")).OctetString()
	require.ErrorIs(t, err, ber.ErrTag)
	deep := []byte{4, 0}
	for range ber.MaxDepth + 1 {
		deep = ber.AppendOctets(nil, ber.Tag{Constructed: true, Number: 4}, deep)
	}
	_, err = read(t, ber.AppendOctets(nil, ber.ContextConstructed(1), deep)).OctetString()
	require.ErrorIs(t, err, ber.ErrLimit)
}

func TestTimes(t *testing.T) {
	c := ber.Context(1)
	for s, want := range map[string]time.Time{
		"20260102030405Z":        time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		"20260102030405.25Z":     time.Date(2026, 1, 2, 3, 4, 5, 250_000_000, time.UTC),
		"20261231235959.000001Z": time.Date(2026, 12, 31, 23, 59, 59, 1000, time.UTC),
	} {
		b := ber.AppendTime(nil, c, want.In(time.FixedZone("x", 3600)))
		require.Equal(t, s, string(b[2:]))
		got, err := read(t, b).Time()
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	for s, want := range map[string]string{"20260102030405+0100": "20260102020405Z", "20260102030405,5-0030": "20260102033405.5Z", "20260102030405.1234567891Z": "20260102030405.123456789Z"} {
		got, err := read(t, ber.AppendString(nil, c, s)).Time()
		require.NoError(t, err, s)
		require.Equal(t, want, string(ber.AppendTime(nil, c, got)[2:]))
	}
	for _, s := range []string{"", "Z", "20260102030405", "202601020304Z", "20261302030405Z", "20260230030405Z", "20260102030405.Z", "20260102030405+01", "20260102030405+9900x", "2026010203040aZ"} {
		_, err := read(t, ber.AppendString(nil, c, s)).Time()
		require.ErrorIs(t, err, ber.ErrValue, s)
	}
}

func TestBadInput(t *testing.T) {
	for _, c := range []struct {
		octets string
		err    error
		off    int
	}{
		{"", ber.ErrTruncated, 0},
		{"30", ber.ErrTruncated, 1},
		{"3001", ber.ErrLength, 1},
		{"9f", ber.ErrTruncated, 0},
		{"9f81", ber.ErrTruncated, 0},
		{"9f8001 00", ber.ErrTag, 0},        // a leading zero in a long tag
		{"9f1e 00", ber.ErrTag, 0},          // a long tag below 31
		{"9f90808080 00 00", ber.ErrTag, 0}, // 2^32
		{"0000", ber.ErrTag, 0},             // end-of-contents on its own
		{"30ff", ber.ErrLength, 1},          // reserved
		{"3082 01", ber.ErrTruncated, 1},    // half a length
		{"3084 80000000", ber.ErrLength, 1}, // 2 GiB
		{"3084 ffffffff", ber.ErrLength, 1}, // 4 GiB
		{"3089 ffffffffffffffffff", ber.ErrLength, 1},
		{"8080 0000", ber.ErrLength, 0}, // an indefinite length of a primitive element
		{"3080", ber.ErrTruncated, 2},   // no end
		{"3080 0401", ber.ErrLength, 3}, // no end inside
		{"3080 0400 00", ber.ErrTruncated, 4},
		{strings.Repeat("3080", 40), ber.ErrLimit, 64},
	} {
		r := ber.NewReader(unhex(t, c.octets))
		_, err := r.Next()
		var e *ber.Error
		require.ErrorAs(t, err, &e, c.octets)
		require.ErrorIs(t, err, c.err, c.octets)
		require.Equal(t, c.off, e.Off, c.octets)
	}
	// Offsets count from the start, at whatever depth.
	outer := read(t, unhex(t, "3006 a204 a302 0401"))
	in := outer.Reader()
	a, err := in.Next()
	require.NoError(t, err)
	in = a.Reader()
	b, err := in.Next()
	require.NoError(t, err)
	in = b.Reader()
	_, err = in.Next()
	require.EqualError(t, err, "ber: bad length at offset 7: got a length of 1 octets where 0 are left")
}

func TestSize(t *testing.T) {
	whole := unhex(t, "3080 a103 040141 a280 0000 0000")
	for n := range whole {
		_, ok, err := ber.Size(whole[:n], 100)
		require.NoError(t, err)
		require.False(t, ok)
	}
	n, ok, err := ber.Size(append(whole, 1, 2, 3), 100)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, len(whole), n)
	n, ok, err = ber.Size(unhex(t, "308163"), 102)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, 102, n)
	_, _, err = ber.Size(unhex(t, "308164"), 102)
	require.ErrorIs(t, err, ber.ErrLimit)
	for _, s := range []string{"30ff", "30fe00", "9f80", "3080 9f80", "3085 0100000000"} {
		_, _, err := ber.Size(unhex(t, s), 1<<20)
		require.Error(t, err, s)
	}
}

// TestASN1CT compares with values that asn1ct encodes.
func TestASN1CT(t *testing.T) {
	b, err := judge.Encode(t, "LI-PS-PDU", "MicroSecondTimeStamp", "#{seconds => 18446744073709551615, microSeconds => 999999}")
	require.NoError(t, err)
	mine, start := ber.Open(nil, ber.Sequence)
	mine = ber.AppendUint(mine, ber.Context(0), math.MaxUint64)
	mine = ber.AppendInt(mine, ber.Context(1), 999999)
	require.Equal(t, hex.EncodeToString(b), hex.EncodeToString(ber.Close(mine, start)))
	big := strings.Repeat("x", 70000)
	b, err = judge.Encode(t, "TS33128Payloads", "SBIType", `#{sBIReference => <<"">>, sBIValue => <<"`+big+`">>}`)
	require.NoError(t, err)
	mine, start = ber.Open(nil, ber.Sequence)
	mine = ber.AppendString(mine, ber.Context(1), "")
	mine = ber.AppendString(mine, ber.Context(2), big)
	require.Equal(t, hex.EncodeToString(b), hex.EncodeToString(ber.Close(mine, start)))
}

// FuzzReader walks whatever it gets: every element lies within its parent, offsets are true, and an element read on its
// own is the same element.
func FuzzReader(f *testing.F) {
	for _, s := range []string{"306181050413130301a258a156810101820101a411810f303031303130303030303030303031", "3080a280a10504030102030000 0000", "bf8121020500", "9f8fffffff7f00"} {
		f.Add(unhex(f, s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		elements := 0
		var walk func(r ber.Reader, depth int)
		walk = func(r ber.Reader, depth int) {
			for r.More() {
				at := r.Offset()
				e, err := r.Next()
				if err != nil {
					var be *ber.Error
					require.ErrorAs(t, err, &be)
					require.LessOrEqual(t, be.Off, len(b))
					require.GreaterOrEqual(t, be.Off, at)
					return
				}
				elements++
				require.Equal(t, at, e.Off)
				require.Equal(t, b[e.Off:e.Off+len(e.Octets)], e.Octets)
				require.Equal(t, b[e.ContentsOff:e.ContentsOff+len(e.Contents)], e.Contents)
				self := e.Self()
				again, err := self.Next()
				require.NoError(t, err)
				require.Equal(t, e, again)
				n, ok, err := ber.Size(e.Octets, len(e.Octets))
				require.NoError(t, err)
				require.True(t, ok)
				require.Equal(t, len(e.Octets), n)
				_, _ = e.UTF8()
				_, _ = e.Time()
				_, _ = e.OID()
				if v, err := e.Int(); err == nil {
					require.Equal(t, e.Contents, read(t, ber.AppendInt(nil, ber.Context(1), v)).Contents)
				}
				if e.Tag.Constructed && depth < 50 {
					walk(e.Reader(), depth+1)
				}
			}
		}
		walk(ber.NewReader(b), 0)
		require.LessOrEqual(t, elements, len(b))
	})
}
