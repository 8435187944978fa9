// Package pcaps reads and writes packet captures: pcapng with named interfaces, names of hosts, upper-layer
// PDUs and the secrets that decrypt the TLS sessions within, and classic pcap files for reading.
//
// One run of the lab is one capture. Reference points are interfaces ("nl.n2"); what runs in TLS has a second
// interface with the PDUs as the receiver got them.
package pcaps

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"sync"
	"time"
)

// Limits of what a Writer accepts. A Reader has the same limits, so it reads all that a Writer wrote.
const (
	// MaxPacket is the greatest number of octets in a packet or PDU, upper PDU tags included.
	MaxPacket = 16 << 20
	// maxText is the greatest length of an option or of a name, whose length field has 16 bits.
	maxText = 0xffff
	// maxKeyLogLine bounds the part of a key log line that waits for its end.
	maxKeyLogLine = 64 << 10
)

// ErrClosed says that the writer is closed.
var ErrClosed = errors.New("pcaps: writer is closed")

// WriterConfig describes a capture.
type WriterConfig struct {
	// Comment goes into the section header.
	Comment string
	// Application names the program that wrote the capture.
	Application string
	// Now gives the time of what arrives without one, nil for time.Now.
	Now func() time.Time
}

// A Writer writes a pcapng stream. It is safe for concurrent use. Times are taken while its lock is held, so the
// order in the file is the order of time.
//
// The first error of the underlying writer ends the capture: it is returned by every later call and by Close.
type Writer struct {
	mu         sync.Mutex
	out        io.Writer
	now        func() time.Time
	last       time.Time
	interfaces uint32
	scratch    []byte
	err        error
	closed     bool
	secrets    secretsWriter
}

// NewWriter writes the section header to out. The writer does not close out.
func NewWriter(out io.Writer, cfg WriterConfig) (*Writer, error) {
	if out == nil {
		return nil, errors.New("pcaps: no writer given")
	}
	w := &Writer{out: out, now: cfg.Now}
	if w.now == nil {
		w.now = time.Now
	}
	w.secrets.w = w
	b := beginBlock(nil, blockSectionHeader)
	b = binary.LittleEndian.AppendUint32(b, byteOrderMagic)
	b = binary.LittleEndian.AppendUint16(b, 1)
	b = binary.LittleEndian.AppendUint16(b, 0)
	b = binary.LittleEndian.AppendUint64(b, ^uint64(0)) // the length of the section is not given
	for _, o := range []struct {
		code uint16
		text string
	}{{optComment, cfg.Comment}, {optSHBUserAppl, cfg.Application}} {
		if len(o.text) > maxText {
			return nil, fmt.Errorf("pcaps: text of %d octets in the section header, at most %d fit", len(o.text), maxText)
		}
		if o.text != "" {
			b = appendOption(b, o.code, []byte(o.text))
		}
	}
	b = appendOption(b, optEndOfOpt, nil)
	if err := w.write(endBlock(b)); err != nil {
		return nil, err
	}
	return w, nil
}

// write puts one block into the stream. The caller holds the lock.
func (w *Writer) write(block []byte) error {
	if w.err != nil {
		return w.err
	}
	if w.closed {
		return ErrClosed
	}
	n, err := w.out.Write(block)
	if err == nil && n < len(block) {
		err = io.ErrShortWrite
	}
	if err != nil {
		w.err = fmt.Errorf("pcaps: writing: %w", err)
	}
	return w.err
}

// addInterface writes an interface description and returns its number.
func (w *Writer) addInterface(name string, link LinkType) (uint32, error) {
	if name == "" || len(name) > maxText {
		return 0, fmt.Errorf("pcaps: interface name of %d octets", len(name))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	b := beginBlock(w.scratch[:0], blockInterfaceDescription)
	b = binary.LittleEndian.AppendUint16(b, uint16(link))
	b = binary.LittleEndian.AppendUint16(b, 0)
	b = binary.LittleEndian.AppendUint32(b, 0) // packets are never cut
	b = appendOption(b, optIfName, []byte(name))
	b = appendOption(b, optIfTsresol, []byte{9})
	b = appendOption(b, optEndOfOpt, nil)
	w.scratch = endBlock(b)
	if err := w.write(w.scratch); err != nil {
		return 0, err
	}
	n := w.interfaces
	w.interfaces++
	return n, nil
}

// packet writes head and body as one packet. A zero time means now.
func (w *Writer) packet(ifc uint32, at time.Time, head, body []byte) error {
	size := len(head) + len(body)
	if size > MaxPacket {
		return fmt.Errorf("pcaps: packet of %d octets, at most %d fit", size, MaxPacket)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	ns := uint64(w.stamp(at).UnixNano())
	b := beginBlock(w.scratch[:0], blockEnhancedPacket)
	b = binary.LittleEndian.AppendUint32(b, ifc)
	b = binary.LittleEndian.AppendUint32(b, uint32(ns>>32))
	b = binary.LittleEndian.AppendUint32(b, uint32(ns))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = append(b, head...)
	b = append(b, body...)
	for n := size; n%4 != 0; n++ {
		b = append(b, 0)
	}
	w.scratch = endBlock(b)
	err := w.write(w.scratch)
	if cap(w.scratch) > 1<<20 {
		w.scratch = nil
	}
	return err
}

// stamp returns the time of a packet. Concurrent writers may come to the lock in another order than they took
// their times; a time before the last one becomes the last one, so that the file never goes back.
func (w *Writer) stamp(at time.Time) time.Time {
	if at.IsZero() {
		at = w.now()
	}
	at = at.Round(0) // The file has wall time, which may go back where the monotonic clock does not.
	if at.Before(w.last) {
		at = w.last
	}
	w.last = at
	return at
}

// PacketInterface adds an interface whose packets are raw IP packets (LINKTYPE_RAW). Names need not be unique,
// but a reader of the capture will want them so.
func (w *Writer) PacketInterface(name string) (*PacketInterface, error) {
	n, err := w.addInterface(name, LinkTypeRaw)
	if err != nil {
		return nil, err
	}
	return &PacketInterface{w: w, number: n}, nil
}

// A PacketInterface takes raw IP packets. It has the method of a fabric.Tap.
type PacketInterface struct {
	w      *Writer
	number uint32
}

// Packet writes one IP packet. A zero time means now. An error is kept and returned by Writer.Close.
func (p *PacketInterface) Packet(at time.Time, octets []byte) {
	p.w.keep(p.w.packet(p.number, at, nil, octets))
}

// PDUInterface adds an interface whose packets are upper-layer PDUs (link type 252) which Wireshark hands to the
// dissector of that name: "li5g", "xml", "ber", "http2".
func (w *Writer) PDUInterface(name, dissector string) (*PDUInterface, error) {
	if dissector == "" || len(dissector) > 255 {
		return nil, fmt.Errorf("pcaps: dissector name of %d octets", len(dissector))
	}
	n, err := w.addInterface(name, LinkTypeUpperPDU)
	if err != nil {
		return nil, err
	}
	return &PDUInterface{w: w, number: n, dissector: appendTag(nil, tagDissectorName, padded(dissector))}, nil
}

// A PDUInterface takes upper-layer PDUs.
type PDUInterface struct {
	w         *Writer
	number    uint32
	dissector []byte
}

// PDU writes one PDU that went from src to dst over TCP, at the time now. An error is kept and returned by
// Writer.Close.
func (p *PDUInterface) PDU(src, dst netip.AddrPort, octets []byte) {
	head := make([]byte, 0, 128)
	head = append(head, p.dissector...)
	head = appendAddressTag(head, tagIPv4Source, tagIPv6Source, src.Addr())
	head = appendAddressTag(head, tagIPv4Dest, tagIPv6Dest, dst.Addr())
	if src.Addr().IsValid() || dst.Addr().IsValid() {
		head = appendTag(head, tagPortType, binary.BigEndian.AppendUint32(nil, portTypeTCP))
		head = appendTag(head, tagSourcePort, binary.BigEndian.AppendUint32(nil, uint32(src.Port())))
		head = appendTag(head, tagDestPort, binary.BigEndian.AppendUint32(nil, uint32(dst.Port())))
	}
	head = appendTag(head, tagEnd, nil)
	p.w.keep(p.w.packet(p.number, time.Time{}, head, octets))
}

// keep remembers an error that a method without a result met.
func (w *Writer) keep(err error) {
	if err == nil || errors.Is(err, ErrClosed) {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil {
		w.err = err
	}
}

// padded returns the octets of a text filled up with zeros to a multiple of four, as tags of an upper PDU are.
func padded(text string) []byte {
	return appendPadded(nil, []byte(text))
}

func appendTag(b []byte, tag uint16, value []byte) []byte {
	b = binary.BigEndian.AppendUint16(b, tag)
	b = binary.BigEndian.AppendUint16(b, uint16(len(value)))
	return append(b, value...)
}

func appendAddressTag(b []byte, v4, v6 uint16, addr netip.Addr) []byte {
	switch addr = addr.Unmap(); {
	case addr.Is4():
		a := addr.As4()
		return appendTag(b, v4, a[:])
	case addr.Is6():
		a := addr.As16()
		return appendTag(b, v6, a[:])
	}
	return b
}

// Name writes that the address has this name (a name resolution block).
func (w *Writer) Name(addr netip.Addr, name string) error {
	addr = addr.Unmap()
	switch {
	case !addr.IsValid():
		return fmt.Errorf("pcaps: no address for the name %q", name)
	case name == "" || len(name) > 255 || bytes.IndexByte([]byte(name), 0) >= 0:
		return fmt.Errorf("pcaps: %q is no host name", name)
	}
	kind, value := uint16(nrbRecordIPv6), addr.AsSlice()
	if addr.Is4() {
		kind = nrbRecordIPv4
	}
	value = append(append(value, name...), 0)
	b := beginBlock(nil, blockNameResolution)
	b = appendOption(b, kind, value)
	b = appendOption(b, nrbRecordEnd, nil)
	b = endBlock(b)
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.write(b)
}

// Secrets returns what to set as tls.Config.KeyLogWriter. Each full line goes into the capture at once as a
// Decryption Secrets Block.
//
// Set it in the configurations of both ends, for the secrets must precede the packets that they decrypt: in TLS 1.3
// the server knows them before its first encrypted record and the client only from that flight, when the capture has it
// already; in TLS 1.2 it is the other way round.
func (w *Writer) Secrets() io.Writer { return &w.secrets }

// Close ends the capture and returns the first error that any call met. It writes a key log line that waits for
// its line end. The underlying writer stays open.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return w.err
	}
	w.secrets.flush()
	w.closed = true
	return w.err
}

// secretsWriter cuts what is written into lines. It uses the lock of its Writer.
type secretsWriter struct {
	w    *Writer
	part []byte
}

// Write takes any part of a key log.
func (s *secretsWriter) Write(p []byte) (int, error) {
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	if s.w.closed {
		return 0, ErrClosed
	}
	end := bytes.LastIndexByte(p, '\n') + 1
	if end > 0 {
		lines := p[:end]
		if len(s.part) > 0 {
			lines = append(s.part, lines...)
		}
		err := s.w.write(secretsBlock(lines))
		s.part = nil
		if err != nil {
			return 0, err
		}
	}
	if len(s.part)+len(p)-end > maxKeyLogLine {
		return end, fmt.Errorf("pcaps: key log line above %d octets", maxKeyLogLine)
	}
	s.part = append(s.part, p[end:]...)
	return len(p), nil
}

func (s *secretsWriter) flush() {
	if len(s.part) > 0 {
		_ = s.w.write(secretsBlock(append(s.part, '\n'))) // the error stays in the Writer
		s.part = nil
	}
}

func secretsBlock(lines []byte) []byte {
	b := beginBlock(nil, blockDecryptionSecrets)
	b = binary.LittleEndian.AppendUint32(b, SecretsTLSKeyLog)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(lines)))
	return endBlock(appendPadded(b, lines))
}
