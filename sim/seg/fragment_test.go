package seg

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// ipv4 is a packet with a counted payload.
func ipv4(id byte, size int) []byte {
	b := make([]byte, lenIPv4+size)
	copy(b, []byte{0x45, 0, 0, 0, 0, id, 0, 0, 64, 50, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2})
	binary.BigEndian.PutUint16(b[2:], uint16(len(b)))
	for i := range size {
		b[lenIPv4+i] = byte(i * 7)
	}
	setChecksum(b[:lenIPv4])
	return b
}

// TestFragments puts packets together whose fragments come in any order, between each other, or never.
func TestFragments(t *testing.T) {
	now := time.Unix(0, 0)
	r := reassembly{now: func() time.Time { return now }}
	for _, size := range []int{1481, 3000, 8000, 65515} {
		whole := ipv4(1, size)
		var pieces [][]byte
		n, err := fragment(whole, 1500, func(b []byte) error { pieces = append(pieces, bytes.Clone(b)); return nil })
		require.NoError(t, err)
		require.Len(t, pieces, n)
		for turn := range 3 {
			for i := range pieces {
				at := i
				switch turn {
				case 1:
					at = len(pieces) - 1 - i
				case 2:
					at = (i*7 + 3) % len(pieces)
					if len(pieces)%7 == 0 {
						at = i
					}
				}
				require.LessOrEqual(t, len(pieces[at]), 1500)
				got, done := r.add(pieces[at])
				require.Equal(t, i == len(pieces)-1, done, "%d octets, order %d, piece %d", size, turn, i)
				if done {
					require.Equal(t, whole, got)
				}
			}
		}
	}
	require.Zero(t, r.lost)
	_, done := r.add(func() []byte { b := ipv4(9, 64); b[6] = 0x20; return b }())
	require.False(t, done)
	now = now.Add(time.Minute)
	_, done = r.add(func() []byte { b := ipv4(10, 64); b[6] = 0x20; return b }())
	require.False(t, done)
	require.EqualValues(t, 1, r.lost, "too old")
	require.Len(t, r.parts, 1)
}

// FuzzFragments cuts octets into fragments as the input says: what comes out is what went in, or nothing; and it takes no more
// room than its bounds.
func FuzzFragments(f *testing.F) {
	whole := ipv4(1, 3000)
	var pieces []byte
	_, err := fragment(whole, 1500, func(b []byte) error { pieces = append(pieces, b...); return nil })
	if err != nil {
		f.Fatal(err)
	}
	f.Add(pieces)
	f.Add(ipv4(2, 100))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := reassembly{now: func() time.Time { return time.Unix(0, 0) }}
		for len(b) >= lenIPv4 {
			n := max(lenIPv4, min(len(b), int(binary.BigEndian.Uint16(b[2:]))))
			p := bytes.Clone(b[:n])
			b = b[n:]
			got, done := r.add(p)
			if !done {
				continue
			}
			if got[0]>>4 == 4 && binary.BigEndian.Uint16(got[6:])&0x3fff != 0 {
				t.Fatalf("%x is still a fragment", got)
			}
			if !bytes.Equal(got, p) && (int(binary.BigEndian.Uint16(got[2:])) != len(got) || len(got) > 65535) {
				t.Fatalf("%d octets with length %d", len(got), binary.BigEndian.Uint16(got[2:]))
			}
		}
		if len(r.parts) > maxParts {
			t.Fatalf("%d packets wait", len(r.parts))
		}
	})
}
