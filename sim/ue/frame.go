package ue

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"lilab/sim/event"
)

// maxFrames bounds the downlink frames that wait for Session.Frames; more are dropped.
const maxFrames = 1024

// ErrFrame says that a frame does not fit the session.
var ErrFrame = errors.New("ue: not a frame for this PDU session")

// frames are the downlink frames of a session without IP addresses.
type frames struct {
	on     atomic.Bool // the session is one of frames, and open
	mu     sync.RWMutex
	closed bool
	c      chan []byte
}

// framed says that a session has frames in place of IP packets.
func framed(t event.PDUSessionType) bool { return t == event.Ethernet || t == event.Unstructured }

// SendFrame sends an Ethernet frame, from destination address to payload, or unstructured data, by the type of the session. It
// does not keep b.
func (s *Session) SendFrame(b []byte) error {
	switch {
	case !s.frames.on.Load():
		return fmt.Errorf("%w: the session has type %d, or is released", ErrFrame, s.Type)
	case s.Type == event.Ethernet && (len(b) < 14 || len(b) > s.mtu+14), s.Type == event.Unstructured && (len(b) == 0 || len(b) > s.mtu):
		return fmt.Errorf("%w: %d octets", ErrFrame, len(b))
	}
	s.send(b)
	return nil
}

// Frames brings what comes down in a session of Ethernet or unstructured data. It is closed when the session is released.
// Frames that nobody takes are dropped when too many wait.
func (s *Session) Frames() <-chan []byte { return s.frames.c }

// take queues a downlink frame.
func (f *frames) take(b []byte) bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if f.closed {
		return false
	}
	select {
	case f.c <- bytes.Clone(b):
		return true
	default:
		return false
	}
}

func (f *frames) close() {
	f.on.Store(false)
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.closed {
		f.closed = true
		close(f.c)
	}
}
