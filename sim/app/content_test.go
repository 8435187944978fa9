package app_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/netip"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/app"
)

func TestCanary(t *testing.T) {
	a, err := app.NewCanary(seeded("one"))
	require.NoError(t, err)
	again, err := app.NewCanary(seeded("one"))
	require.NoError(t, err)
	require.Equal(t, a, again, "a seed decides")
	b, err := app.NewCanary(seeded("two"))
	require.NoError(t, err)
	require.NotEqual(t, a, b)
	require.Len(t, string(a), app.CanaryLength)
	for _, c := range []app.Canary{a, b, a.Reply(), a.Reply().Reply()} {
		parsed, err := app.ParseCanary(string(c))
		require.NoError(t, err)
		require.Equal(t, c, parsed)
	}
	require.NotEqual(t, a, a.Reply())
	require.NotEqual(t, a, a.Reply().Reply())
	for i := range len(a) {
		_, err := app.ParseCanary(string(a[:i]))
		require.Error(t, err)
		_, err = app.ParseCanary(string(a[:i]) + "A" + string(a[i+1:]))
		require.Error(t, err)
	}
	_, err = app.NewCanary(strings.NewReader("too short"))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
}

func TestContent(t *testing.T) {
	c, err := app.NewCanary(seeded("content"))
	require.NoError(t, err)
	for _, n := range []int{0, 1, 31, 32, 255, 256, 257, 4095, 4096, 4097, 100000} {
		want := c.AppendContent(nil, n)
		require.Len(t, want, n)
		require.NoError(t, iotest.TestReader(c.Content(int64(n)), want), n)
	}
	content := c.AppendContent(nil, 10*app.ContentPeriod)
	require.Equal(t, 10, bytes.Count(content, []byte(c)))
	for _, o := range content {
		require.True(t, o == '\n' || o >= ' ' && o < 0x7f, "printable")
	}
	// Wherever a packet begins, a part of this length holds a whole copy.
	const window = app.ContentPeriod + app.CanaryLength
	for i := range len(content) - window {
		require.True(t, bytes.Contains(content[i:i+window], []byte(c)), i)
	}
}

// A flow is what truth.json will have; its names are fixed.
func TestFlowJSON(t *testing.T) {
	f := app.Flow{Service: "http", Transport: "tcp", Client: netip.MustParseAddrPort("10.45.0.2:4000"), Server: netip.MustParseAddrPort("[2001:db8::1]:80"),
		Name: "www.data.test", Protection: app.ProtectionNone, EncryptedBy: app.EncryptedByNone,
		Up: app.Direction{Octets: 7, Messages: 1, Canaries: []app.Canary{"x"}}, Start: time.Unix(0, 0).UTC(), End: time.Unix(1, 5).UTC()}
	b, err := json.Marshal(f)
	require.NoError(t, err)
	require.JSONEq(t, `{"service":"http","transport":"tcp","client":"10.45.0.2:4000","server":"[2001:db8::1]:80","name":"www.data.test",
		"protection":"none","encrypted_by":"none","up":{"octets":7,"messages":1,"canaries":["x"]},"down":{"octets":0,"messages":0,"canaries":null},
		"start":"1970-01-01T00:00:00Z","end":"1970-01-01T00:00:01.000000005Z"}`, string(b))
	var back app.Flow
	require.NoError(t, json.Unmarshal(b, &back))
	require.Equal(t, f, back)
}
