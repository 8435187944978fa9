package app

import (
	"bytes"
	"crypto/ecdh"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func seed(name string) io.Reader {
	var s [32]byte
	copy(s[:], name)
	return rand.NewChaCha8(s)
}

// talk is two users and a session that a began.
type talk struct {
	t        testing.TB
	rand     io.Reader
	ka, kb   *ecdh.PrivateKey
	a, b     *session
	received int
}

func newTalk(t testing.TB) *talk {
	k := &talk{t: t, rand: seed("talk")}
	var err error
	k.ka, err = newKey(k.rand)
	require.NoError(t, err)
	k.kb, err = newKey(k.rand)
	require.NoError(t, err)
	k.a, err = initiate(k.rand, k.ka, k.kb.PublicKey(), "a", "b")
	require.NoError(t, err)
	return k
}

// say seals a message of a or of b.
func (k *talk) say(who, text string) []byte {
	s, to := k.a, "b"
	if who == "b" {
		s, to = k.b, "a"
	}
	out, err := s.seal(nil, []byte(text), who, to)
	require.NoError(k.t, err)
	return out
}

// hear opens an envelope for a or for b.
func (k *talk) hear(who string, sealed []byte) (string, error) {
	e, err := parseEnvelope(sealed)
	if err != nil {
		return "", err
	}
	s, from := k.a, "b"
	if who == "b" {
		from = "a"
		if s = k.b; s == nil {
			if s, err = respond(k.kb, e, "b", "a"); err != nil {
				return "", err
			}
		}
	}
	plain, err := s.open(k.rand, e, from, who)
	if err == nil && who == "b" {
		k.b = s
	}
	return string(plain), err
}

func (k *talk) heard(who, want string, sealed []byte) {
	k.t.Helper()
	got, err := k.hear(who, sealed)
	require.NoError(k.t, err)
	require.Equal(k.t, want, got)
}

func TestRatchet(t *testing.T) {
	k := newTalk(t)
	var keys [][]byte
	for i := range 20 {
		for _, who := range []string{"a", "a", "b", "a", "b", "b"} {
			if k.b == nil && who == "b" {
				continue
			}
			text := fmt.Sprintf("message %d of %s with some length", i, who)
			sealed := k.say(who, text)
			require.NotContains(t, string(sealed), text[:9])
			to := "b"
			if who == "b" {
				to = "a"
			}
			k.heard(to, text, sealed)
			e, err := parseEnvelope(sealed)
			require.NoError(t, err)
			keys = append(keys, slices.Concat(e.ratchet, e.head[len(e.head)-4:]))
			require.Equal(t, i == 0 && k.a.answered == false, e.flags&flagOpening != 0 && who == "a", "the opening goes until there is an answer")
		}
	}
	slices.SortFunc(keys, bytes.Compare)
	require.Len(t, slices.CompactFunc(keys, bytes.Equal), 120, "no key is used twice")
}

func TestRatchetLossAndReplay(t *testing.T) {
	k := newTalk(t)
	first, second, third := k.say("a", "1"), k.say("a", "2"), k.say("a", "3")
	k.heard("b", "2", second) // the first got lost, and the opening with it
	_, err := k.hear("b", first)
	require.ErrorIs(t, err, errLate)
	_, err = k.hear("b", second)
	require.ErrorIs(t, err, errLate)
	back := k.say("b", "4")
	k.heard("a", "4", back)
	_, err = k.hear("a", back)
	require.ErrorIs(t, err, errLate)
	next := k.say("a", "5")
	k.heard("b", "5", next)
	_, err = k.hear("b", third)
	require.Error(t, err, "of a chain that is over")
	// The failure changed nothing.
	k.heard("b", "6", k.say("a", "6"))
	k.heard("a", "7", k.say("b", "7"))
	// So many may be missing and no more.
	for range maxSkip {
		k.say("b", "lost")
	}
	last := k.say("b", "after")
	copied := *k.a
	k.heard("a", "after", last)
	k.a = &copied
	for range 2 {
		last = k.say("b", "too late")
	}
	_, err = k.hear("a", last)
	require.ErrorContains(t, err, "missing")
}

// Every octet of an envelope is protected, and so are the names.
func TestRatchetTampering(t *testing.T) {
	k := newTalk(t)
	k.heard("b", "hello", k.say("a", "hello"))
	k.heard("a", "hi", k.say("b", "hi"))
	opening := newTalk(t)
	for i, c := range []struct {
		k      *talk
		sealed []byte
	}{{opening, opening.say("a", "secret")}, {k, k.say("a", "secret")}} {
		for at := range c.sealed {
			bad := slices.Clone(c.sealed)
			bad[at] ^= 1
			_, err := c.k.hear("b", bad)
			require.Error(t, err, "case %d octet %d", i, at)
			_, err = c.k.hear("b", c.sealed[:at])
			require.Error(t, err, "case %d prefix %d", i, at)
		}
		e, err := parseEnvelope(c.sealed)
		require.NoError(t, err)
		if c.k.b != nil {
			_, err = c.k.b.open(c.k.rand, e, "c", "b")
			require.Error(t, err, "said to come from somebody else")
			_, err = c.k.b.open(c.k.rand, e, "a", "c")
			require.Error(t, err, "said to be for somebody else")
		}
		c.k.heard("b", "secret", c.sealed) // after all this
	}
	// A key of low order would make the secret known to everybody.
	zero := make([]byte, 32)
	_, err := respond(k.kb, envelope{ephemeral: zero, ident: zero}, "b", "a")
	require.Error(t, err)
}

// Who gets hold of a state reads neither what was before nor, after both have spoken, what comes.
func TestRatchetSecrecy(t *testing.T) {
	k := newTalk(t)
	old := k.say("a", "yesterday")
	k.heard("b", "yesterday", old)
	reply := k.say("b", "yes")
	k.heard("a", "yes", reply)
	stolenA, stolenB := *k.a, *k.b
	for _, sealed := range [][]byte{old, reply} {
		e, err := parseEnvelope(sealed)
		require.NoError(t, err)
		for _, s := range []session{stolenA, stolenB} {
			_, err = s.open(k.rand, e, "a", "b")
			require.Error(t, err)
			_, err = s.open(k.rand, e, "b", "a")
			require.Error(t, err)
		}
	}
	// The thief of b's state reads the next message …
	next := k.say("a", "now")
	e, err := parseEnvelope(next)
	require.NoError(t, err)
	thief := stolenB
	plain, err := thief.open(seed("the thief draws other keys"), e, "a", "b")
	require.NoError(t, err)
	require.Equal(t, "now", string(plain))
	// … and none after b has drawn a new key and a has used it.
	k.heard("b", "now", next)
	k.heard("a", "yes", k.say("b", "yes"))
	later := k.say("a", "tomorrow")
	e, err = parseEnvelope(later)
	require.NoError(t, err)
	for _, s := range []session{stolenB, thief} {
		_, err = s.open(k.rand, e, "a", "b")
		require.Error(t, err)
	}
	k.heard("b", "tomorrow", later)
}

func BenchmarkSealOpen(b *testing.B) {
	k := newTalk(b)
	text := make([]byte, 1000)
	s := k.say("a", "hello")
	k.heard("b", "hello", s)
	k.heard("a", "hi", k.say("b", "hi"))
	b.SetBytes(1000)
	b.ReportAllocs()
	for b.Loop() {
		sealed, err := k.a.seal(nil, text, "a", "b")
		if err != nil {
			b.Fatal(err)
		}
		e, err := parseEnvelope(sealed)
		if err == nil {
			_, err = k.b.open(k.rand, e, "a", "b")
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
