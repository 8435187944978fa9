package fabric

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"syscall"

	"gvisor.dev/gvisor/pkg/tcpip/adapters/gonet"
)

// stackError turns the text of an error of the netstack into an error of the system that callers can compare. The
// adapters of the netstack give texts only.
func stackError(text string) error {
	switch text {
	case "connection was refused":
		return syscall.ECONNREFUSED
	case "connection reset by peer":
		return syscall.ECONNRESET
	case "connection aborted", "operation aborted":
		return syscall.ECONNABORTED
	case "network is unreachable":
		return syscall.ENETUNREACH
	case "no route to host", "host is down":
		return syscall.EHOSTUNREACH
	case "port is in use", "no ports are available":
		return syscall.EADDRINUSE
	case "bad local address":
		return syscall.EADDRNOTAVAIL
	case "operation timed out":
		return syscall.ETIMEDOUT
	case "endpoint is closed for send":
		return syscall.EPIPE
	case "message too long":
		return syscall.EMSGSIZE
	}
	return errors.New(text)
}

// plainError gives the errors of a virtual socket the values that the net package uses.
func plainError(err error, closed bool) error {
	if err == nil || errors.Is(err, io.EOF) && !closed {
		return err
	}
	var op *net.OpError
	if !errors.As(err, &op) {
		if closed {
			return net.ErrClosed
		}
		return err
	}
	out := *op
	switch {
	case op.Timeout():
		out.Err = os.ErrDeadlineExceeded
	case closed:
		out.Err = net.ErrClosed
	default:
		out.Err = stackError(op.Err.Error())
	}
	return &out
}

// virtualListener is a TCP listener.
type virtualListener struct {
	*gonet.TCPListener
	host   *virtualHost
	addr   net.Addr
	once   sync.Once
	closed atomic.Bool
}

// Accept waits for the next connection.
func (l *virtualListener) Accept() (net.Conn, error) {
	c, err := l.TCPListener.Accept()
	if l.closed.Load() {
		if err == nil {
			_ = c.Close() // it came too late
		}
		return nil, &net.OpError{Op: "accept", Net: "tcp", Addr: l.addr, Err: net.ErrClosed}
	}
	if err != nil {
		return nil, plainError(err, false)
	}
	return newVirtualConn(l.host, c.(*gonet.TCPConn)), nil
}

// Addr is the local address.
func (l *virtualListener) Addr() net.Addr { return l.addr }

// Close ends the listener; connections that it accepted live on.
func (l *virtualListener) Close() error {
	l.host.mu.Lock()
	delete(l.host.listeners, l)
	l.host.mu.Unlock()
	if !l.stop() {
		return &net.OpError{Op: "close", Net: "tcp", Addr: l.addr, Err: net.ErrClosed}
	}
	return nil
}

// stop ends the listener and reports whether it did so now.
func (l *virtualListener) stop() bool {
	now := false
	l.once.Do(func() {
		now = true
		l.closed.Store(true)
		l.TCPListener.Shutdown()
		_ = l.TCPListener.Close() // it always returns nil
	})
	return now
}

// virtualConn is a TCP connection.
type virtualConn struct {
	*gonet.TCPConn
	host          *virtualHost
	local, remote net.Addr
	closed        atomic.Bool
}

func newVirtualConn(h *virtualHost, c *gonet.TCPConn) *virtualConn {
	v := &virtualConn{TCPConn: c, host: h, local: c.LocalAddr(), remote: c.RemoteAddr()}
	if v.local == nil {
		v.local = &net.TCPAddr{}
	}
	if v.remote == nil { // the peer is gone already
		v.remote = &net.TCPAddr{}
	}
	return v
}

func (c *virtualConn) over() bool { return c.closed.Load() || c.host.closed.Load() }

// Read takes octets of the stream.
func (c *virtualConn) Read(b []byte) (int, error) {
	n, err := c.TCPConn.Read(b)
	if err != nil {
		err = plainError(err, c.over())
	}
	return n, err
}

// Write puts octets into the stream.
func (c *virtualConn) Write(b []byte) (int, error) {
	n, err := c.TCPConn.Write(b)
	if err != nil {
		err = plainError(err, c.over())
	}
	return n, err
}

// LocalAddr is the own end, also after Close.
func (c *virtualConn) LocalAddr() net.Addr { return c.local }

// RemoteAddr is the other end, also after Close.
func (c *virtualConn) RemoteAddr() net.Addr { return c.remote }

// Close ends the connection. What was written is still delivered.
func (c *virtualConn) Close() error {
	if c.closed.Swap(true) {
		return &net.OpError{Op: "close", Net: "tcp", Source: c.local, Addr: c.remote, Err: net.ErrClosed}
	}
	return c.TCPConn.Close()
}

// virtualPacketConn is a UDP socket.
type virtualPacketConn struct {
	*gonet.UDPConn
	host   *virtualHost
	addr   net.Addr
	six    bool // the socket is of IPv6
	closed atomic.Bool
}

// ReadFrom takes the next datagram.
func (c *virtualPacketConn) ReadFrom(b []byte) (int, net.Addr, error) {
	n, from, err := c.UDPConn.ReadFrom(b)
	if err != nil {
		return n, nil, plainError(err, c.closed.Load() || c.host.closed.Load())
	}
	return n, from, nil
}

// Read takes the next datagram without its source.
func (c *virtualPacketConn) Read(b []byte) (int, error) {
	n, _, err := c.ReadFrom(b)
	return n, err
}

// WriteTo sends one datagram.
func (c *virtualPacketConn) WriteTo(b []byte, to net.Addr) (int, error) {
	u, ok := to.(*net.UDPAddr)
	if !ok {
		return 0, &net.OpError{Op: "write", Net: "udp", Source: c.addr, Addr: to, Err: syscall.EINVAL}
	}
	if v4 := u.IP.To4(); v4 != nil && len(u.IP) != len(v4) { // the netstack knows no mapped addresses here
		u = &net.UDPAddr{IP: v4, Port: u.Port}
	}
	if c.six != (len(u.IP) == net.IPv6len) { // the netstack would drop it in silence
		return 0, &net.OpError{Op: "write", Net: "udp", Source: c.addr, Addr: to, Err: syscall.EAFNOSUPPORT}
	}
	n, err := c.UDPConn.WriteTo(b, u)
	if err != nil {
		err = plainError(err, c.closed.Load() || c.host.closed.Load())
	}
	return n, err
}

// LocalAddr is the own end, also after Close.
func (c *virtualPacketConn) LocalAddr() net.Addr { return c.addr }

// Close ends the socket.
func (c *virtualPacketConn) Close() error {
	if c.closed.Swap(true) {
		return &net.OpError{Op: "close", Net: "udp", Source: c.addr, Err: net.ErrClosed}
	}
	return c.UDPConn.Close()
}
