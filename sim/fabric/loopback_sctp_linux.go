//go:build linux && !386

package fabric

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/ishidawataru/sctp"
	"golang.org/x/sys/unix"
)

var errNotOwn = fmt.Errorf("fabric: the host does not have this address: %w", syscall.EADDRNOTAVAIL)

// kernelBuffer is the receive and send buffer of an association in octets. It holds several messages of the greatest
// size, so the kernel never delivers a message in parts.
const kernelBuffer = 1 << 20

// kernelSocket makes a one-to-one style SCTP socket, RFC 6458 clause 4, that the runtime's poller serves.
func kernelSocket(local netip.AddrPort) (int, error) {
	family := unix.AF_INET
	if local.Addr().Is6() {
		family = unix.AF_INET6
	}
	fd, err := unix.Socket(family, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, unix.IPPROTO_SCTP)
	if err != nil {
		if errors.Is(err, unix.EPROTONOSUPPORT) || errors.Is(err, unix.ESOCKTNOSUPPORT) || errors.Is(err, unix.EAFNOSUPPORT) {
			return -1, fmt.Errorf("%w: kernel SCTP: %w", ErrUnsupported, err)
		}
		return -1, fmt.Errorf("fabric: SCTP socket: %w", err)
	}
	options := []struct{ level, name, value int }{
		{unix.SOL_SOCKET, unix.SO_RCVBUF, kernelBuffer},
		{unix.SOL_SOCKET, unix.SO_SNDBUF, kernelBuffer},
		{unix.IPPROTO_SCTP, sctp.SCTP_NODELAY, 1}, // requests and answers do not wait for each other
		{unix.SOL_SOCKET, unix.SO_REUSEADDR, 1},
	}
	for _, o := range options {
		if err := unix.SetsockoptInt(fd, o.level, o.name, o.value); err != nil {
			_ = unix.Close(fd)
			return -1, fmt.Errorf("fabric: SCTP socket option %d/%d: %w", o.level, o.name, err)
		}
	}
	if err := sctp.NewSCTPConn(fd, nil).SetInitMsg(maxStreams, maxStreams, 0, 0); err != nil {
		_ = unix.Close(fd)
		return -1, fmt.Errorf("fabric: SCTP streams: %w", err)
	}
	if err := unix.Bind(fd, sockaddr(local)); err != nil {
		_ = unix.Close(fd)
		return -1, fmt.Errorf("fabric: bind SCTP %v: %w", local, err)
	}
	return fd, nil
}

func sockaddr(a netip.AddrPort) unix.Sockaddr {
	if a.Addr().Is6() {
		return &unix.SockaddrInet6{Port: int(a.Port()), Addr: a.Addr().As16()}
	}
	return &unix.SockaddrInet4{Port: int(a.Port()), Addr: a.Addr().As4()}
}

func addrPort(sa unix.Sockaddr) netip.AddrPort {
	switch sa := sa.(type) {
	case *unix.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(sa.Addr), uint16(sa.Port))
	case *unix.SockaddrInet6:
		return netip.AddrPortFrom(netip.AddrFrom16(sa.Addr).Unmap(), uint16(sa.Port))
	}
	return netip.AddrPort{}
}

// kernelFile hands a socket to the runtime, so that waits end at Close and at a deadline.
func kernelFile(fd int) (*os.File, syscall.RawConn, error) {
	f := os.NewFile(uintptr(fd), "sctp")
	raw, err := f.SyscallConn()
	if err != nil {
		_ = f.Close()
		return nil, nil, fmt.Errorf("fabric: SCTP socket: %w", err)
	}
	return f, raw, nil
}

// ListenSCTP accepts associations with the kernel's SCTP.
func (h *loopbackHost) ListenSCTP(ctx context.Context, at netip.AddrPort) (SCTPListener, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := h.owns(at.Addr()); err != nil {
		return nil, err
	}
	fd, err := kernelSocket(at)
	if err != nil {
		return nil, err
	}
	if err := unix.Listen(fd, maxBacklog); err != nil {
		_ = unix.Close(fd)
		return nil, fmt.Errorf("fabric: listen on SCTP %v: %w", at, err)
	}
	sa, err := unix.Getsockname(fd)
	if err != nil {
		_ = unix.Close(fd)
		return nil, fmt.Errorf("fabric: listen on SCTP %v: %w", at, err)
	}
	f, raw, err := kernelFile(fd)
	if err != nil {
		return nil, err
	}
	l := &kernelListener{network: h.network, file: f, raw: raw, addr: addrPort(sa)}
	if err := h.network.keep(f); err != nil {
		return nil, err
	}
	return l, nil
}

// DialSCTP opens an association with the kernel's SCTP.
func (h *loopbackHost) DialSCTP(ctx context.Context, local netip.Addr, remote netip.AddrPort) (Association, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := h.owns(local); err != nil {
		return nil, err
	}
	fail := func(err error) (Association, error) {
		return nil, fmt.Errorf("fabric: dial SCTP %v: %w", remote, err)
	}
	fd, err := kernelSocket(netip.AddrPortFrom(local.Unmap(), 0))
	if err != nil {
		return nil, err
	}
	if err := unix.Connect(fd, sockaddr(remote)); err != nil && !errors.Is(err, unix.EINPROGRESS) {
		_ = unix.Close(fd)
		return fail(err)
	}
	f, raw, err := kernelFile(fd)
	if err != nil {
		return fail(err)
	}
	stop := context.AfterFunc(ctx, func() { _ = f.SetWriteDeadline(time.Unix(1, 0)) })
	var result error
	err = raw.Write(func(fd uintptr) bool {
		var n int
		if n, result = unix.GetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_ERROR); result == nil && n != 0 {
			result = syscall.Errno(n)
		}
		if result != nil {
			return true
		}
		_, err := unix.Getpeername(int(fd))
		return err == nil // not connected yet: wait until the socket can be written
	})
	stop()
	switch {
	case ctx.Err() != nil:
		result = ctx.Err()
	case err != nil:
		result = err
	}
	if result != nil {
		_ = f.Close()
		return fail(result)
	}
	a, err := newKernelAssociation(h.network, f, raw)
	if err != nil {
		return fail(err)
	}
	return a, nil
}

type kernelListener struct {
	network *Loopback
	file    *os.File
	raw     syscall.RawConn
	addr    netip.AddrPort
	mu      sync.Mutex // one Accept at a time: each sets its deadline
	closed  atomic.Bool
}

// untilDone runs f, which waits on a file, and ends the wait when ctx is done.
func untilDone(ctx context.Context, set func(time.Time) error, f func() error) error {
	if ctx.Done() == nil {
		return f()
	}
	fired := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		_ = set(time.Unix(1, 0))
		close(fired)
	})
	err := f()
	if !stop() {
		<-fired
		_ = set(time.Time{})
		if err != nil && errors.Is(err, os.ErrDeadlineExceeded) {
			return ctx.Err()
		}
	}
	return err
}

// Accept waits for the next association.
func (l *kernelListener) Accept(ctx context.Context) (Association, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	fd := -1
	var result error
	err := untilDone(ctx, l.file.SetReadDeadline, func() error {
		return l.raw.Read(func(s uintptr) bool {
			fd, _, result = unix.Accept4(int(s), unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK)
			return !errors.Is(result, unix.EAGAIN) && !errors.Is(result, unix.EINTR)
		})
	})
	if err == nil {
		err = result
	}
	if err != nil {
		if errors.Is(err, os.ErrClosed) || l.closed.Load() {
			return nil, fmt.Errorf("accept on SCTP %v: %w", l.addr, ErrClosed)
		}
		return nil, err
	}
	f, raw, err := kernelFile(fd)
	if err != nil {
		return nil, err
	}
	return newKernelAssociation(l.network, f, raw)
}

func (l *kernelListener) Addr() netip.AddrPort { return l.addr }

func (l *kernelListener) Close() error {
	if l.closed.Swap(true) {
		return nil
	}
	l.network.drop(l.file)
	return l.file.Close()
}

// kernelAssociation is an association of the kernel.
type kernelAssociation struct {
	network       *Loopback
	file          *os.File
	raw           syscall.RawConn
	local, remote netip.AddrPort
	closed        atomic.Bool
	sending       chan struct{}
	receiving     chan struct{} // holds one token while Receive uses buf
	buf           []byte
}

func newKernelAssociation(n *Loopback, f *os.File, raw syscall.RawConn) (*kernelAssociation, error) {
	a := &kernelAssociation{network: n, file: f, raw: raw, sending: make(chan struct{}, 1), receiving: make(chan struct{}, 1),
		buf: make([]byte, MaxMessage+1)}
	var result error
	err := raw.Control(func(fd uintptr) {
		var sa unix.Sockaddr
		if sa, result = unix.Getsockname(int(fd)); result != nil {
			return
		}
		a.local = addrPort(sa)
		if sa, result = unix.Getpeername(int(fd)); result != nil {
			return
		}
		a.remote = addrPort(sa)
		// The stream and the PPID of each message come with it.
		result = sctp.NewSCTPConn(int(fd), nil).SubscribeEvents(sctp.SCTP_EVENT_DATA_IO)
	})
	if err = errors.Join(err, result); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("fabric: SCTP association: %w", err)
	}
	if err := n.keep(f); err != nil {
		return nil, err
	}
	return a, nil
}

// ended turns the errors that mean the end of the association into ErrClosed.
func (a *kernelAssociation) ended(what string, err error) error {
	switch {
	case errors.Is(err, os.ErrClosed), errors.Is(err, io.EOF), errors.Is(err, net.ErrClosed), errors.Is(err, unix.EPIPE),
		errors.Is(err, unix.ECONNRESET), errors.Is(err, unix.ENOTCONN), errors.Is(err, unix.ESHUTDOWN),
		errors.Is(err, unix.ETIMEDOUT), errors.Is(err, unix.ECONNABORTED), a.closed.Load():
		return fmt.Errorf("%s SCTP %v: %w", what, a.remote, ErrClosed)
	}
	return fmt.Errorf("fabric: %s SCTP %v: %w", what, a.remote, err)
}

// Send hands a message to the kernel. It waits while the send buffer is full.
func (a *kernelAssociation) Send(ctx context.Context, m Message) error {
	if len(m.Data) == 0 || len(m.Data) > MaxMessage {
		return fmt.Errorf("fabric: SCTP message of %d octets is not from 1 to %d", len(m.Data), MaxMessage)
	}
	select {
	case a.sending <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-a.sending }()
	if err := ctx.Err(); err != nil {
		return err
	}
	// This version of the module takes and gives the PPID in host order and swaps it itself.
	info := &sctp.SndRcvInfo{Stream: m.Stream, PPID: m.PPID}
	var result error
	err := untilDone(ctx, a.file.SetWriteDeadline, func() error {
		return a.raw.Write(func(fd uintptr) bool {
			_, result = sctp.NewSCTPConn(int(fd), nil).SCTPWrite(m.Data, info)
			return !errors.Is(result, unix.EAGAIN) && !errors.Is(result, unix.EINTR)
		})
	})
	if err == nil {
		err = result
	}
	if err != nil {
		if errors.Is(err, ctx.Err()) {
			return err
		}
		return a.ended("send on", err)
	}
	return nil
}

// Receive returns the next message of any stream.
func (a *kernelAssociation) Receive(ctx context.Context) (Message, error) {
	select {
	case a.receiving <- struct{}{}:
	case <-ctx.Done():
		return Message{}, ctx.Err()
	}
	defer func() { <-a.receiving }()
	if err := ctx.Err(); err != nil {
		return Message{}, err
	}
	var (
		n      int
		info   *sctp.SndRcvInfo
		result error
	)
	err := untilDone(ctx, a.file.SetReadDeadline, func() error {
		return a.raw.Read(func(fd uintptr) bool {
			n, info, result = sctp.NewSCTPConn(int(fd), nil).SCTPRead(a.buf)
			return !errors.Is(result, unix.EAGAIN) && !errors.Is(result, unix.EINTR)
		})
	})
	if err == nil {
		err = result
	}
	if err != nil {
		if errors.Is(err, ctx.Err()) {
			return Message{}, err
		}
		return Message{}, a.ended("receive from", err)
	}
	if n > MaxMessage {
		_ = a.Close()
		return Message{}, fmt.Errorf("receive from SCTP %v: a message above %d octets: %w", a.remote, MaxMessage, ErrClosed)
	}
	m := Message{Data: append(make([]byte, 0, n), a.buf[:n]...)}
	if info != nil {
		m.Stream, m.PPID = info.Stream, info.PPID
	}
	return m, nil
}

func (a *kernelAssociation) LocalAddr() netip.AddrPort  { return a.local }
func (a *kernelAssociation) RemoteAddr() netip.AddrPort { return a.remote }

// Close ends the association gracefully: the kernel delivers what was sent and then shuts down.
func (a *kernelAssociation) Close() error {
	if a.closed.Swap(true) {
		return nil
	}
	a.network.drop(a.file)
	return a.file.Close()
}
