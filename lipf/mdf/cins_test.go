package mdf

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestCINs(t *testing.T) {
	now := time.Unix(1000, 0)
	c := NewCINs(func() time.Time { return now })
	type gone struct {
		liid        string
		correlation uint64
		cin         uint32
	}
	var forgotten []gone
	var ended []uint64
	c.onForget(func(liid string, correlation uint64, cin uint32) {
		forgotten = append(forgotten, gone{liid, correlation, cin})
	})
	c.onEnd(func(_ string, correlation uint64) { ended = append(ended, correlation) })

	require.Equal(t, uint32(1), c.CIN("a", 7))
	require.Equal(t, uint32(2), c.Begin("a", 1<<63))
	require.Equal(t, uint32(1), c.Begin("a", 7), "content may come before the record that begins the session")
	require.Equal(t, uint32(1), c.CIN("b", 7), "an LIID shows nothing of another")

	c.End("a", 7)
	require.Equal(t, []uint64{7}, ended)
	now = now.Add(time.Minute)
	require.Equal(t, uint32(1), c.CIN("a", 7), "late content")
	require.Empty(t, forgotten)
	now = now.Add(time.Second)
	require.Equal(t, uint32(2), c.CIN("a", 1<<63))
	require.Equal(t, []gone{{"a", 7, 1}}, forgotten)
	require.Equal(t, uint32(3), c.CIN("a", 7), "a number is not used again")

	c.End("a", 7)
	require.Equal(t, uint32(4), c.Begin("a", 7), "the same Correlation ID begins again")
	c.EndAll("a")
	require.Equal(t, uint32(4), c.CIN("a", 7))
	c.Restart("a")
	require.Zero(t, c.Sessions("a"))
	require.Equal(t, uint32(5), c.CIN("a", 7))
	require.Equal(t, 1, c.Sessions("b"))
	c.End("nobody", 1)
	c.EndAll("nobody")
	c.Restart("nobody")
}

func TestCINsAreBounded(t *testing.T) {
	c := NewCINs(nil)
	c.Max = 100
	n := 0
	c.onForget(func(string, uint64, uint32) { n++ })
	for i := range uint64(1000) {
		require.Equal(t, uint32(1), c.CIN("a", 0xfeed), "what is asked for again and again stays")
		c.CIN("a", i)
		if i%3 == 0 {
			c.End("a", i)
		}
	}
	require.Equal(t, 100, c.Sessions("a"))
	require.Equal(t, 901, n)
	require.LessOrEqual(t, c.liids["a"].ended.Len(), 100)
}

func TestCINsTogether(t *testing.T) {
	c := NewCINs(nil)
	c.Grace = 0
	c.Max = 10
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range uint64(500) {
				c.CIN("a", i%20)
				if g == 0 {
					c.End("a", i%20)
				}
			}
		})
	}
	wg.Wait()
	require.LessOrEqual(t, c.Sessions("a"), 10)
}
