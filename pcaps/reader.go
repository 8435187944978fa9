package pcaps

import (
	"errors"
	"io"
	"net/netip"
	"time"
)

// A Frame is one packet or PDU of a capture.
type Frame struct {
	// Number counts from 1 over all interfaces, as Wireshark counts.
	Number int
	// Interface is the name of the interface, "" where the capture gives none.
	Interface string
	LinkType  LinkType
	// Time is the time of capture in UTC.
	Time time.Time
	// Data are the octets of the frame; the caller may keep them.
	Data []byte
	// Original is the length on the wire; greater than len(Data) where the capture cut the frame.
	Original int
}

// An UpperPDU is the content of a frame of link type 252.
type UpperPDU struct {
	Dissector string
	Src, Dst  netip.AddrPort
	Payload   []byte
}

// PDU reads the tags of a frame of link type 252.
func (f Frame) PDU() (UpperPDU, error) { return UpperPDU{}, errors.ErrUnsupported }

// A Reader reads a pcapng or classic pcap stream of either byte order.
type Reader struct{}

// NewReader reads the head of the stream.
func NewReader(in io.Reader) (*Reader, error) { return nil, errors.ErrUnsupported }

// Next returns the next frame, io.EOF at the end.
func (r *Reader) Next() (Frame, error) { return Frame{}, errors.ErrUnsupported }

// Secrets returns the TLS key log lines met so far.
func (r *Reader) Secrets() []byte { return nil }

// Names returns the host names met so far.
func (r *Reader) Names() map[netip.Addr][]string { return nil }

// Interfaces returns the names of the interfaces met so far, in the order of the capture.
func (r *Reader) Interfaces() []string { return nil }
