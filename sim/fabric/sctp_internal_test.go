package fabric

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// wire is a packet conn whose peer is the test.
type wire struct {
	in   chan []byte
	mu   sync.Mutex
	out  [][]byte
	done chan struct{}
	once sync.Once
}

func newWire() *wire { return &wire{in: make(chan []byte, 64), done: make(chan struct{})} }

func (w *wire) ReadFrom(b []byte) (int, net.Addr, error) {
	select {
	case p := <-w.in:
		return copy(b, p), net.UDPAddrFromAddrPort(peerAddr), nil
	case <-w.done:
		return 0, nil, net.ErrClosed
	}
}

func (w *wire) WriteTo(b []byte, _ net.Addr) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.out = append(w.out, append([]byte(nil), b...))
	return len(b), nil
}

func (w *wire) sent() [][]byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([][]byte(nil), w.out...)
}

func (w *wire) Close() error                     { w.once.Do(func() { close(w.done) }); return nil }
func (w *wire) LocalAddr() net.Addr              { return &net.UDPAddr{} }
func (w *wire) SetDeadline(time.Time) error      { return nil }
func (w *wire) SetReadDeadline(time.Time) error  { return nil }
func (w *wire) SetWriteDeadline(time.Time) error { return nil }

var (
	ownAddr  = netip.MustParseAddr("10.0.0.1")
	peerAddr = netip.MustParseAddrPort("10.0.0.2:9899")
)

// raw makes an SCTP packet with a right checksum from chunks.
func raw(source, destination uint16, tag uint32, chunks ...[]byte) []byte {
	p := make(sctpPacket, sctpHeaderLen)
	binary.BigEndian.PutUint32(p[4:], tag)
	for _, c := range chunks {
		p = append(p, c...)
		for len(p)%4 != 0 {
			p = append(p, 0)
		}
	}
	p.setPorts(source, destination)
	return p
}

func chunk(kind, flags byte, value ...byte) []byte {
	return append([]byte{kind, flags, byte((len(value) + 4) >> 8), byte(len(value) + 4)}, value...)
}

// initValue is the fixed part of an INIT: tag, window, streams out and in, first TSN.
func initValue(tag uint32) []byte {
	b := binary.BigEndian.AppendUint32(nil, tag)
	return append(b, 0, 1, 0, 0, 0, 10, 0, 10, 0, 0, 0, 1)
}

func testMux(t testing.TB) (*sctpMux, *wire) {
	w := newWire()
	m := newSCTPMux(w, ownAddr, 1500, rand.Reader, slog.New(slog.DiscardHandler))
	t.Cleanup(m.close)
	return m, w
}

// The example of RFC 3720 clause B.4: the CRC32c of 32 octets of zeros is 0x8a9136aa.
func TestChecksum(t *testing.T) {
	p := make(sctpPacket, 32)
	require.Equal(t, uint32(0x8a9136aa), p.sum())
}

func TestParseSCTP(t *testing.T) {
	good := raw(1, 2, 3, chunk(chunkData, 3, make([]byte, 13)...), chunk(3, 0, make([]byte, 12)...))
	_, err := parseSCTP(good)
	require.NoError(t, err)
	for n := range good {
		_, err := parseSCTP(good[:n])
		require.Error(t, err, "prefix of %d octets", n)
	}
	for name, b := range map[string][]byte{
		"source port 0":       raw(0, 2, 3, chunk(0, 0)),
		"destination port 0":  raw(1, 0, 3, chunk(0, 0)),
		"chunk length 3":      raw(1, 2, 3, []byte{0, 0, 0, 3}),
		"chunk length 0":      raw(1, 2, 3, []byte{0, 0, 0, 0}),
		"chunk past the end":  raw(1, 2, 3, []byte{0, 0, 0, 8}),
		"chunk header cut":    append(raw(1, 2, 3, chunk(0, 0)), 0, 0),
		"INIT with companion": raw(1, 2, 0, chunk(chunkInit, 0, initValue(1)...), chunk(0, 0)),
		"INIT after another":  raw(1, 2, 0, chunk(0, 0), chunk(chunkInit, 0, initValue(1)...)),
		"short INIT":          raw(1, 2, 0, chunk(chunkInit, 0, 1, 2, 3, 4)),
	} {
		if name == "chunk header cut" {
			sctpPacket(b).setPorts(1, 2)
		}
		_, err := parseSCTP(b)
		require.Error(t, err, name)
	}
	good[20] ^= 1
	_, err = parseSCTP(good)
	require.ErrorContains(t, err, "checksum")
}

// RFC 9260 clause 8.4.
func TestOutOfTheBlue(t *testing.T) {
	m, w := testMux(t)
	for _, c := range []struct {
		name        string
		packet      []byte
		kind, flags byte
		tag         uint32
	}{
		{"INIT to a closed port", raw(7, 8, 0, chunk(chunkInit, 0, initValue(0x11)...)), chunkAbort, 0, 0x11},
		{"DATA", raw(7, 8, 0x22, chunk(chunkData, 3, make([]byte, 13)...)), chunkAbort, flagTagReflected, 0x22},
		{"SHUTDOWN ACK", raw(7, 8, 0x33, chunk(chunkShutdownAck, 0)), chunkShutdownComplete, flagTagReflected, 0x33},
	} {
		before := len(w.sent())
		require.NoError(t, m.input(peerAddr, c.packet), c.name)
		sent := w.sent()
		require.Len(t, sent, before+1, c.name)
		p, err := parseSCTP(sent[before])
		require.NoError(t, err, c.name)
		require.Equal(t, c.kind, p.firstChunk(), c.name)
		require.Equal(t, c.flags, p.firstFlags(), c.name)
		require.Equal(t, c.tag, p.tag(), c.name)
		require.EqualValues(t, 8, p.sourcePort(), c.name)
	}
	before := len(w.sent())
	require.NoError(t, m.input(peerAddr, raw(7, 8, 1, chunk(chunkAbort, 0))))
	require.NoError(t, m.input(peerAddr, raw(7, 8, 1, chunk(chunkShutdownComplete, 0))))
	require.Len(t, w.sent(), before, "no answer to an ABORT or a SHUTDOWN COMPLETE")
	require.Error(t, m.input(peerAddr, make([]byte, maxSCTPPacket+1)))
}

// A handshake by hand: what the mux makes of INIT, and of packets with wrong tags.
func TestServerHandshakeAndTags(t *testing.T) {
	m, w := testMux(t)
	l, err := m.listen(38412)
	require.NoError(t, err)
	require.Error(t, m.input(peerAddr, raw(7, 38412, 5, chunk(chunkInit, 0, initValue(0x11)...))), "INIT with a tag")
	require.Error(t, m.input(peerAddr, raw(7, 38412, 0, chunk(chunkInit, 0, initValue(0)...))), "INIT without an initiate tag")
	require.NoError(t, m.input(peerAddr, raw(7, 38412, 0, chunk(chunkInit, 0, initValue(0x11)...))))
	require.Eventually(t, func() bool { return len(w.sent()) == 1 }, 5*time.Second, time.Millisecond)
	ack, err := parseSCTP(w.sent()[0])
	require.NoError(t, err)
	require.EqualValues(t, chunkInitAck, ack.firstChunk())
	require.EqualValues(t, 0x11, ack.tag())
	own := ack.initiateTag()

	// The cookie is the parameter of type 7.
	var cookie []byte
	for at := sctpHeaderLen + initChunkLen; at < len(ack); {
		n := int(binary.BigEndian.Uint16(ack[at+2:]))
		if binary.BigEndian.Uint16(ack[at:]) == 7 {
			cookie = ack[at+4 : at+n]
		}
		at += (n + 3) &^ 3
	}
	require.NotEmpty(t, cookie)
	require.Error(t, m.input(peerAddr, raw(7, 38412, own+1, chunk(10, 0, cookie...))), "COOKIE ECHO with a wrong tag")
	require.Error(t, m.input(peerAddr, raw(7, 38412, 0, chunk(chunkInit, 0, initValue(0x12)...))), "another INIT from the same port")
	require.Error(t, m.input(peerAddr, raw(7, 38412, own, chunk(chunkInitAck, 0, initValue(0x12)...))), "INIT ACK at a server")
	require.NoError(t, m.input(peerAddr, raw(7, 38412, own, chunk(10, 0, cookie...))))
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	a, err := l.Accept(ctx)
	require.NoError(t, err)
	require.Equal(t, "10.0.0.2:7", a.RemoteAddr().String())

	data := data(3, 1, 4, []byte("hi"))
	require.Error(t, m.input(peerAddr, raw(7, 38412, own+1, data)), "DATA with a wrong tag")
	require.Error(t, m.input(peerAddr, raw(7, 38412, own+1, chunk(chunkAbort, 0))), "ABORT with a wrong tag")
	require.Error(t, m.input(peerAddr, raw(7, 38412, own, chunk(chunkAbort, flagTagReflected))), "reflected ABORT with the other tag")
	require.NoError(t, m.input(peerAddr, raw(7, 38412, own, data)))
	got, err := a.Receive(ctx)
	require.NoError(t, err)
	require.Equal(t, Message{Stream: 4, PPID: 60, Data: []byte("hi")}, got)
	require.NoError(t, m.input(peerAddr, raw(7, 38412, 0x11, chunk(chunkAbort, flagTagReflected))))
	_, err = a.Receive(ctx)
	require.ErrorIs(t, err, ErrClosed)
}

// data makes a DATA chunk, RFC 9260 clause 3.3.1.
func data(flags byte, tsn uint32, stream uint16, octets []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, tsn)
	b = binary.BigEndian.AppendUint16(b, stream)
	return chunk(chunkData, flags, append(append(b, 0, 0, 0, 0, 0, 60), octets...)...)
}

// A peer that opens too many streams loses its association.
func TestTooManyStreams(t *testing.T) {
	m, w := testMux(t)
	l, err := m.listen(38412)
	require.NoError(t, err)
	a, own := handshake(t, m, w, l)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for id := range maxStreams {
		require.NoError(t, m.input(peerAddr, raw(7, 38412, own, data(3, uint32(id+1), uint16(id), []byte{1}))))
		got, err := a.Receive(ctx)
		require.NoError(t, err)
		require.EqualValues(t, id, got.Stream)
	}
	require.NoError(t, m.input(peerAddr, raw(7, 38412, own, data(3, maxStreams+1, maxStreams, []byte{1}))))
	_, err = a.Receive(ctx)
	require.ErrorIs(t, err, ErrClosed)
}

// A peer that sends a message above the limit loses its association.
func TestTooLongMessage(t *testing.T) {
	m, w := testMux(t)
	l, err := m.listen(38412)
	require.NoError(t, err)
	a, own := handshake(t, m, w, l)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	const parts = 9
	for i := range parts {
		flags := byte(0)
		if i == 0 {
			flags |= 2 // beginning
		}
		if i == parts-1 {
			flags |= 1 // end
		}
		require.NoError(t, m.input(peerAddr, raw(7, 38412, own, data(flags, uint32(i+1), 0, make([]byte, 8000)))))
	}
	_, err = a.Receive(ctx)
	require.ErrorIs(t, err, ErrClosed)
}

// Handshakes that nobody finishes are bounded.
func TestTooManyHandshakes(t *testing.T) {
	m, _ := testMux(t)
	_, err := m.listen(38412)
	require.NoError(t, err)
	refused := 0
	for port := uint16(1); port <= maxPending+10; port++ {
		if m.input(peerAddr, raw(port, 38412, 0, chunk(chunkInit, 0, initValue(uint32(port))...))) != nil {
			refused++
		}
	}
	require.Equal(t, 10, refused)
}

func TestImmediateSACK(t *testing.T) {
	data := chunk(chunkData, 3, make([]byte, 13)...)
	p := sctpPacket(raw(1, 2, 3, data, data, chunk(3, 0, make([]byte, 12)...)))
	p.askImmediateSACK()
	require.EqualValues(t, 3, p[sctpHeaderLen+1])
	require.EqualValues(t, 3|flagImmediate, p[sctpHeaderLen+20+1])
	require.EqualValues(t, 0, p[sctpHeaderLen+40+1], "not in a SACK")
}

func TestPortsRunOut(t *testing.T) {
	m, _ := testMux(t)
	p, err := m.freePort(func(p uint16) bool { return p != 50000 })
	require.NoError(t, err)
	require.EqualValues(t, 50000, p)
	_, err = m.freePort(func(uint16) bool { return true })
	require.Error(t, err)
	m.rand = failing{}
	_, err = m.listen(0)
	require.ErrorContains(t, err, "no randomness")
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("no randomness") }

// FuzzSCTP gives hostile octets, with a right checksum and right tags where that helps them in, to an endpoint with a
// listener and a live association. Nothing may panic, and the association must still be usable or be closed.
func FuzzSCTP(f *testing.F) {
	f.Add([]byte{}, uint8(0))
	f.Add(chunk(chunkInit, 0, initValue(1)...), uint8(0))
	f.Add(chunk(chunkInitAck, 0, initValue(1)...), uint8(1))
	f.Add(chunk(chunkData, 3, 0, 0, 0, 1, 0, 4, 0, 0, 0, 0, 0, 60, 'h', 'i'), uint8(1))
	f.Add(chunk(3, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 9), uint8(1)) // SACK with a gap block
	f.Add(chunk(4, 0, 0, 1, 0, 8, 1, 2, 3, 4), uint8(1))                         // HEARTBEAT
	f.Add(chunk(5, 0, 0, 1, 0, 8, 1, 2, 3, 4), uint8(1))                         // HEARTBEAT ACK
	f.Add(chunk(7, 0, 0, 0, 0, 1), uint8(1))                                     // SHUTDOWN
	f.Add(chunk(8, 0), uint8(1))                                                 // SHUTDOWN ACK
	f.Add(chunk(9, 0, 0, 1, 0, 8, 0, 0, 0, 1), uint8(1))                         // ERROR
	f.Add(chunk(10, 0, 1, 2, 3, 4), uint8(1))                                    // COOKIE ECHO
	f.Add(chunk(64, 3, make([]byte, 20)...), uint8(1))                           // I-DATA
	f.Add(chunk(130, 0, 0, 13, 0, 18, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 4), uint8(1))
	f.Add(chunk(192, 0, 0, 0, 0, 9, 0, 4, 0, 1), uint8(1)) // FORWARD TSN
	f.Add(chunk(194, 0, 0, 0, 0, 9, 0, 4, 0, 0, 0, 0, 0, 1), uint8(1))
	f.Fuzz(func(t *testing.T, b []byte, mode uint8) {
		if len(b) > 4096 {
			return
		}
		w := newWire()
		m := newSCTPMux(w, ownAddr, 1500, rand.Reader, slog.New(slog.DiscardHandler))
		defer m.close()
		l, err := m.listen(38412)
		require.NoError(t, err)
		a, own := handshake(t, m, w, l)
		switch mode % 4 {
		case 0: // octets as they are
			_ = m.input(peerAddr, b)
		case 1: // chunks within the association
			_ = m.input(peerAddr, raw(7, 38412, own, b))
		case 2: // chunks to the listener from elsewhere
			_ = m.input(peerAddr, raw(9, 38412, 0, b))
		case 3: // several packets
			for len(b) > 0 {
				n := min(int(b[0])+1, len(b))
				_ = m.input(peerAddr, raw(7, 38412, own, b[1:n]))
				b = b[n:]
			}
		}
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := a.Send(ctx, Message{PPID: 60, Data: []byte("still here")}); err != nil {
			require.ErrorIs(t, err, ErrClosed)
		}
	})
}

// handshake makes an association by hand and returns the tag that it expects.
func handshake(t testing.TB, m *sctpMux, w *wire, l *sctpListener) (Association, uint32) {
	require.NoError(t, m.input(peerAddr, raw(7, 38412, 0, chunk(chunkInit, 0, initValue(0x11)...))))
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var ack sctpPacket
	for ack == nil {
		require.NoError(t, ctx.Err())
		if s := w.sent(); len(s) > 0 {
			ack = s[0]
		} else {
			runtime.Gosched()
		}
	}
	var cookie []byte
	for at := sctpHeaderLen + initChunkLen; at < len(ack); {
		n := int(binary.BigEndian.Uint16(ack[at+2:]))
		if binary.BigEndian.Uint16(ack[at:]) == 7 {
			cookie = ack[at+4 : at+n]
		}
		at += (n + 3) &^ 3
	}
	require.NoError(t, m.input(peerAddr, raw(7, 38412, ack.initiateTag(), chunk(10, 0, cookie...))))
	a, err := l.Accept(ctx)
	require.NoError(t, err)
	return a, ack.initiateTag()
}
