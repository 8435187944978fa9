package wire_test

import (
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle/wire"
)

type firstWrite struct {
	net.Conn
	out *bytes.Buffer
}

func (f firstWrite) Write(b []byte) (int, error)      { f.out.Write(b); return len(b), nil }
func (f firstWrite) Read([]byte) (int, error)         { return 0, io.EOF }
func (f firstWrite) Close() error                     { return nil }
func (f firstWrite) SetDeadline(time.Time) error      { return nil }
func (f firstWrite) SetReadDeadline(time.Time) error  { return nil }
func (f firstWrite) SetWriteDeadline(time.Time) error { return nil }

// TestServerName reads what a TLS client of the standard library says.
func TestServerName(t *testing.T) {
	var out bytes.Buffer
	_ = tls.Client(firstWrite{out: &out}, &tls.Config{ServerName: "Messenger.example"}).Handshake()
	hello := out.Bytes()
	require.Equal(t, "messenger.example", wire.ServerName(hello))
	require.Empty(t, wire.ServerName(hello[:60]))
	for i := range hello {
		got := wire.ServerName(hello[:i])
		require.Contains(t, []string{"", "messenger.example"}, got)
	}
	require.Empty(t, wire.ServerName([]byte("GET / HTTP/1.1\r\nHost: messenger.example\r\n\r\n and more octets")))
}

func TestQuestionNames(t *testing.T) {
	question := []byte("\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x03www\x07Example\x03org\x00\x00\x01\x00\x01")
	require.Equal(t, []string{"www.example.org"}, wire.QuestionNames(question))
	for i := range question {
		require.Empty(t, wire.QuestionNames(question[:i]), "%d octets", i)
	}
	require.Empty(t, wire.QuestionNames([]byte("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")))
}

func TestReadQuoted(t *testing.T) {
	// 20 octets of IPv4, 8 of UDP; the packet has 100.
	b := []byte("\x45\x00\x00\x64\x00\x01\x00\x00\x40\x11\x00\x00\x0a\x3c\x00\x02\x0a\x06\x00\x01\x12\x34\x00\x35\x00\x50\x00\x00")
	p, err := wire.ReadQuoted(b)
	require.NoError(t, err)
	require.Equal(t, 100, p.Length)
	require.Equal(t, "10.60.0.2:4660", p.Src.String())
	require.Equal(t, "10.6.0.1:53", p.Dst.String())
	zeroed := bytes.Clone(b)
	zeroed[2], zeroed[3] = 0, 0
	p, err = wire.ReadQuoted(zeroed)
	require.NoError(t, err)
	require.Equal(t, "10.6.0.1:53", p.Dst.String())
	p, err = wire.ReadQuoted(b[:20])
	require.NoError(t, err)
	require.Zero(t, p.Dst.Port())
	v6 := append([]byte("\x60\x00\x00\x07\x00\x00\x11\x40\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01"+
		"\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02"), b[20:]...)
	p, err = wire.ReadQuoted(v6)
	require.NoError(t, err)
	require.Equal(t, "[2001:db8::2]:53", p.Dst.String())
	require.Equal(t, uint32(7), p.Label)
	_, err = wire.ReadQuoted(b[:19])
	require.Error(t, err)
}

func FuzzNames(f *testing.F) {
	f.Add([]byte("\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x03www\x00\x00\x01\x00\x01"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if n := wire.QuestionNames(b); len(n) > 16 {
			t.Fatal(n)
		}
		if n := wire.ServerName(b); len(n) > len(b) {
			t.Fatal(n)
		}
		_, _ = wire.ReadQuoted(b)
	})
}
