package sbi_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/sbi"
)

func TestMultipart(t *testing.T) {
	parts := []sbi.Part{
		{ContentID: "n1", Type: sbi.Type5GNAS, Data: []byte{0x2e, 1, 1, 0xc1, '\r', '\n', '-', '-', 'p'}},
		{ContentID: "n2", Type: sbi.TypeNGAP, Data: []byte{}},
	}
	b, kind, err := sbi.EncodeMultipart(map[string]string{"a": "b"}, parts)
	require.NoError(t, err)
	again, _, err := sbi.EncodeMultipart(map[string]string{"a": "b"}, parts)
	require.NoError(t, err)
	require.Equal(t, b, again, "equal bodies are equal octets")
	var out map[string]string
	got, err := sbi.DecodeMultipart(kind, b, &out)
	require.NoError(t, err)
	require.Equal(t, parts, got)
	require.Equal(t, "b", out["a"])
	require.Nil(t, sbi.FindPart(got, "other"))
	for n := range len(b) - 4 { // the final CRLF and the two hyphens of the last boundary may be missing in part
		_, err := sbi.DecodeMultipart(kind, b[:n], &out)
		var p *sbi.Problem
		require.True(t, errors.As(err, &p), "prefix of %d octets of %d: %v", n, len(b), err)
	}
	b, kind, err = sbi.EncodeMultipart(1, nil)
	require.NoError(t, err)
	require.Equal(t, "application/json", kind)
	require.Equal(t, "1", string(b))
	for _, c := range []struct{ kind, body string }{
		{"multipart/related", "x"}, {"text/plain", "x"}, {"", ""}, {"multipart/related; boundary=a", "--a--\r\n"},
		{"multipart/related; boundary=a", "--a\r\nContent-Type: text/plain\r\n\r\nx\r\n--a--\r\n"},
		{"multipart/related; boundary=a", "--a\r\nContent-Type: application/json\r\n\r\n{}\r\n--a\r\n\r\nx\r\n--a--\r\n"},
	} {
		_, err := sbi.DecodeMultipart(c.kind, []byte(c.body), &out)
		require.Error(t, err, c.body)
	}
}

// FuzzMultipart checks that any body gives a result that can be written again, or a *Problem.
func FuzzMultipart(f *testing.F) {
	b, kind, err := sbi.EncodeMultipart(map[string]int{"a": 1}, []sbi.Part{{ContentID: "n1", Type: sbi.Type5GNAS, Data: []byte{1}}})
	require.NoError(f, err)
	f.Add(kind, b)
	f.Fuzz(func(t *testing.T, kind string, b []byte) {
		var v json.RawMessage
		parts, err := sbi.DecodeMultipart(kind, b, &v)
		if err != nil {
			var p *sbi.Problem
			require.True(t, errors.As(err, &p))
			return
		}
		require.LessOrEqual(t, len(parts), 8)
		_, _, err = sbi.EncodeMultipart(v, parts)
		require.NoError(t, err)
	})
}
