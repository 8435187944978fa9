package app

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
)

// CanaryLength is the length of every canary in octets.
const CanaryLength = 32

// ContentPeriod is the distance of two copies of a canary in content, in octets. An IP packet with at least
// ContentPeriod+CanaryLength octets of content therefore holds at least one whole copy, wherever TCP cut the stream.
const ContentPeriod = 256

const (
	canaryPrefix   = "canary"
	canaryAlphabet = "abcdefghijklmnopqrstuvwxyz234567"
)

// A Canary is a text that occurs nowhere by chance (130 random bits): "canary" and 26 of a–z and 2–7. It is a valid
// DNS label and needs no escaping in URIs, so that its octets are the same in every protocol in clear.
type Canary string

// NewCanary draws a canary.
func NewCanary(rand io.Reader) (Canary, error) {
	var raw [CanaryLength - len(canaryPrefix)]byte
	if _, err := io.ReadFull(rand, raw[:]); err != nil {
		return "", fmt.Errorf("app: draw of a canary: %w", err)
	}
	return canaryOf(raw[:]), nil
}

func canaryOf(raw []byte) Canary {
	b := make([]byte, 0, CanaryLength)
	b = append(b, canaryPrefix...)
	for _, o := range raw[:CanaryLength-len(canaryPrefix)] {
		b = append(b, canaryAlphabet[o&31])
	}
	return Canary(b)
}

// ParseCanary checks a text.
func ParseCanary(text string) (Canary, error) {
	if len(text) != CanaryLength || text[:len(canaryPrefix)] != canaryPrefix {
		return "", errors.New("app: not a canary")
	}
	for i := len(canaryPrefix); i < len(text); i++ {
		if strings.IndexByte(canaryAlphabet, text[i]) < 0 {
			return "", fmt.Errorf("app: not a canary: octet 0x%02x at offset %d", text[i], i)
		}
	}
	return Canary(text), nil
}

// Reply is the canary of the answer, so that each direction has one of its own and a copy in the wrong direction
// shows. It is a hash: a server that could not read c cannot know c.Reply().
func (c Canary) Reply() Canary {
	sum := sha256.Sum256([]byte("lilab reply " + string(c)))
	return canaryOf(sum[:])
}

// filler is what stands between two copies.
const filler = " This text was made for a test network. Nobody wrote it, nobody is meant by it, and it says nothing. " +
	"It repeats until the content is as long as the script asked for, with one mark at the start of each line. 0123456789.........\n"

// block is one period of content.
func (c Canary) block() (b [ContentPeriod]byte) {
	n := copy(b[:], c)
	copy(b[n:], filler)
	b[ContentPeriod-1] = '\n'
	return b
}

// AppendContent appends n octets of user content: a copy of the canary at every multiple of ContentPeriod, text
// between.
func (c Canary) AppendContent(dst []byte, n int) []byte {
	block := c.block()
	for n > 0 {
		m := min(n, len(block))
		dst = append(dst, block[:m]...)
		n -= m
	}
	return dst
}

// Content reads n octets of the content of AppendContent.
func (c Canary) Content(n int64) io.Reader {
	r := &contentReader{left: n}
	r.pages = c.AppendContent(nil, 16*ContentPeriod)
	return r
}

type contentReader struct {
	pages []byte // whole periods
	at    int
	left  int64
}

// Read takes the next octets.
func (r *contentReader) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) && r.left > 0 {
		m := copy(p[n:min(int64(len(p)), int64(n)+r.left)], r.pages[r.at:])
		n += m
		r.left -= int64(m)
		r.at = (r.at + m) % len(r.pages)
	}
	return n, nil
}

// checker compares a stream with the content of a canary.
type checker struct {
	block [ContentPeriod]byte
	at    int64
}

func newChecker(c Canary) *checker { return &checker{block: c.block()} }

// Write fails at the first octet that differs.
func (k *checker) Write(p []byte) (int, error) {
	for i := 0; i < len(p); {
		want := k.block[k.at%ContentPeriod:]
		n := min(len(want), len(p)-i)
		if string(p[i:i+n]) != string(want[:n]) {
			for j := range n {
				if p[i+j] != want[j] {
					return i + j, fmt.Errorf("app: content differs at offset %d: 0x%02x instead of 0x%02x", k.at+int64(j), p[i+j], want[j])
				}
			}
		}
		i += n
		k.at += int64(n)
	}
	return len(p), nil
}
