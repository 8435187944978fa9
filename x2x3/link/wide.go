package link

import (
	"bufio"
	"net"
	"sync"
)

// gatherSize is how many octets of TLS records go to the operating system with one call, and readSize how many come.
const (
	gatherSize = 64 << 10
	readSize   = 128 << 10
)

// gather is below TLS. It joins the records that one write of the sender makes, because crypto/tls makes one call for
// each.
type gather struct {
	net.Conn
	mu  sync.Mutex
	on  bool
	buf []byte
	err error
}

func (g *gather) Write(b []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.on {
		return g.Conn.Write(b)
	}
	if g.err != nil {
		return 0, g.err
	}
	g.buf = append(g.buf, b...)
	if len(g.buf) >= gatherSize {
		g.flush()
	}
	return len(b), g.err
}

func (g *gather) flush() {
	if g.err == nil && len(g.buf) > 0 {
		_, g.err = g.Conn.Write(g.buf)
	}
	g.buf = g.buf[:0]
}

// together calls write and lets what it writes go out in few calls.
func (g *gather) together(write func() error) error {
	g.mu.Lock()
	g.on = true
	g.mu.Unlock()
	err := write()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.flush()
	g.on = false
	if err == nil {
		err = g.err
	}
	return err
}

// eager is below TLS. It reads many records with one call.
type eager struct {
	net.Conn
	r *bufio.Reader
}

func newEager(c net.Conn) *eager { return &eager{c, bufio.NewReaderSize(c, readSize)} }

func (e *eager) Read(b []byte) (int, error) { return e.r.Read(b) }
