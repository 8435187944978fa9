package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
)

// stream is a random stream of its own for each purpose, so that one more draw somewhere changes nothing elsewhere.
// What it yields is fit for a test lab and for nothing else: the seed is public.
type stream struct {
	mu  sync.Mutex
	src *rand.ChaCha8
}

// Read fills p.
func (s *stream) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.src.Read(p)
}

// Rand returns the random stream of that purpose ("nl.amf"). The same seed and purpose give the same octets.
func (l *Lab) Rand(purpose string) io.Reader {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r, ok := l.rands[purpose]; ok {
		return r
	}
	h := sha256.New()
	_ = binary.Write(h, binary.BigEndian, l.cfg.Seed)
	_, _ = io.WriteString(h, purpose)
	r := &stream{src: rand.NewChaCha8([32]byte(h.Sum(nil)))}
	l.rands[purpose] = r
	return r
}

// UUID draws a version 4 UUID of RFC 9562 in text form, as TS 29.571 wants NF instance identifiers.
func (l *Lab) UUID(purpose string) string {
	var u [16]byte
	_, _ = io.ReadFull(l.Rand(purpose), u[:])
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[0:4], u[4:6], u[6:8], u[8:10], u[10:16])
}

func (l *Lab) key(purpose string) (k [16]byte) {
	_, _ = io.ReadFull(l.Rand(purpose), k[:])
	return k
}
