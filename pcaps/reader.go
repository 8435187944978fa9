package pcaps

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"slices"
	"time"
)

// Limits of what a Reader believes.
const (
	maxBlock      = MaxPacket + 1<<16
	maxInterfaces = 1 << 16
	maxSecrets    = 64 << 20
	maxNames      = 1 << 20
	readStep      = 64 << 10
)

// ErrFormat is wrapped by every error about the content of a capture.
var ErrFormat = errors.New("pcaps: not a well-formed capture")

// An Error says where a capture is wrong. It wraps ErrFormat, and io.ErrUnexpectedEOF where the capture just ends.
type Error struct {
	// Offset of the block or record in the file, in octets.
	Offset int64
	// Block names what stands there.
	Block string
	// Problem says what is wrong.
	Problem string
	err     error
}

func (e *Error) Error() string {
	return fmt.Sprintf("pcaps: %s at offset %d: %s", e.Block, e.Offset, e.Problem)
}

// Unwrap gives ErrFormat and the error below, if any.
func (e *Error) Unwrap() []error {
	if e.err != nil {
		return []error{ErrFormat, e.err}
	}
	return []error{ErrFormat}
}

// A Frame is one packet or PDU of a capture.
type Frame struct {
	// Number counts packets from 1 over all interfaces and sections, as Wireshark counts them.
	Number int
	// Offset of the block in the file, in octets.
	Offset int64
	// Interface is the name of the interface, "" where the capture gives none.
	Interface string
	LinkType  LinkType
	// Time is the time of capture in UTC, zero where the capture has none (simple packet blocks).
	Time time.Time
	// Data are the octets of the frame; the caller may keep them.
	Data []byte
	// Original is the length on the wire; greater than len(Data) where the capture cut the frame.
	Original int
}

type iface struct {
	name    string
	link    LinkType
	snap    uint32
	resol   uint8
	seconds int64
}

// A Reader reads a pcapng or classic pcap stream of either byte order. It is not safe for concurrent use.
type Reader struct {
	in     *bufio.Reader
	offset int64
	order  binary.ByteOrder
	legacy *legacy

	frames     int
	interfaces []iface  // of the current section
	names      []string // of all interfaces
	secrets    []byte
	hosts      map[netip.Addr][]string
	hostCount  int
	err        error
	// head has the fixed head of a block. lent is the memory of frames that are lent, buffer points to it while one is read.
	head   [24]byte
	lent   []byte
	buffer *[]byte
}

// NewReader reads the head of the stream.
func NewReader(in io.Reader) (*Reader, error) {
	r := &Reader{in: bufio.NewReaderSize(in, readStep), hosts: make(map[netip.Addr][]string)}
	magic, err := r.in.Peek(4)
	if err != nil {
		return nil, r.problem(0, "file header", "the file is shorter than its magic number", noEOF(err))
	}
	if binary.BigEndian.Uint32(magic) == blockSectionHeader {
		if _, _, err := r.block(); err != nil {
			return nil, err
		}
		return r, nil
	}
	if err := r.openLegacy(magic); err != nil {
		return nil, err
	}
	return r, nil
}

// Next returns the next frame and io.EOF at the end. After another error every call returns that error.
func (r *Reader) Next() (Frame, error) {
	return r.next(nil)
}

// NextLent is Next without memory of its own for the frame: its Data are valid until the next call.
func (r *Reader) NextLent() (Frame, error) {
	f, err := r.next(&r.lent)
	r.buffer = nil
	return f, err
}

// next reads into the memory of buffer, or into new memory without one.
func (r *Reader) next(buffer *[]byte) (Frame, error) {
	if r.err != nil {
		return Frame{}, r.err
	}
	r.buffer = buffer
	for {
		var (
			f      Frame
			packet bool
			err    error
		)
		if r.legacy != nil {
			packet = true
			f, err = r.record()
		} else {
			f, packet, err = r.block()
		}
		if err != nil {
			r.err = err
			return Frame{}, err
		}
		if packet {
			r.frames++
			f.Number = r.frames
			return f, nil
		}
	}
}

// Secrets returns the TLS key log lines met so far. The reader meets those of a frame before the frame.
func (r *Reader) Secrets() []byte { return slices.Clone(r.secrets) }

// Names returns the host names met so far.
func (r *Reader) Names() map[netip.Addr][]string {
	out := make(map[netip.Addr][]string, len(r.hosts))
	for a, n := range r.hosts {
		out[a] = slices.Clone(n)
	}
	return out
}

// Interfaces returns the names of the interfaces met so far, in the order of the capture.
func (r *Reader) Interfaces() []string { return slices.Clone(r.names) }

func (r *Reader) problem(at int64, block, text string, err error) error {
	return &Error{Offset: at, Block: block, Problem: text, err: err}
}

// noEOF turns the end of the input into io.ErrUnexpectedEOF.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// read takes n octets. It grows its memory with what is really there, not with what a length field promises.
func (r *Reader) read(n int) ([]byte, error) {
	var b []byte
	if r.buffer != nil {
		b = (*r.buffer)[:0]
	} else {
		b = make([]byte, 0, min(n, readStep))
	}
	for len(b) < n {
		step := min(n-len(b), readStep)
		b = slices.Grow(b, step)
		got, err := io.ReadFull(r.in, b[len(b):len(b)+step])
		r.offset += int64(got)
		b = b[:len(b)+got]
		if err != nil {
			return b, noEOF(err)
		}
	}
	if r.buffer != nil {
		*r.buffer = b
	}
	return b, nil
}

// fixed takes the next n octets of a fixed head, behind those that are in it already.
func (r *Reader) fixed(from, n int) ([]byte, error) {
	b := r.head[from : from+n]
	got, err := io.ReadFull(r.in, b)
	r.offset += int64(got)
	return b, noEOF(err)
}

// block reads one block. packet says whether it is a packet, which f is then.
func (r *Reader) block() (f Frame, packet bool, err error) {
	at := r.offset
	if _, err := r.in.Peek(1); err != nil {
		if errors.Is(err, io.EOF) {
			return Frame{}, false, io.EOF
		}
		return Frame{}, false, fmt.Errorf("pcaps: reading at offset %d: %w", at, err)
	}
	head, err := r.fixed(0, 8)
	if err != nil {
		return Frame{}, false, r.problem(at, "block", "it ends within its header", err)
	}
	section := binary.BigEndian.Uint32(head) == blockSectionHeader // the same in both byte orders
	var magic []byte
	if section {
		if magic, err = r.fixed(8, 4); err != nil {
			return Frame{}, false, r.problem(at, "section header", "it ends within its byte order magic", err)
		}
		switch {
		case binary.LittleEndian.Uint32(magic) == byteOrderMagic:
			r.order = binary.LittleEndian
		case binary.BigEndian.Uint32(magic) == byteOrderMagic:
			r.order = binary.BigEndian
		default:
			return Frame{}, false, r.problem(at, "section header", fmt.Sprintf("byte order magic % x", magic), nil)
		}
	}
	kind, length := r.order.Uint32(head), r.order.Uint32(head[4:])
	name := blockName(kind)
	if length < 12 || length%4 != 0 || length > maxBlock {
		return Frame{}, false, r.problem(at, name, fmt.Sprintf("total length %d is not a multiple of 4 from 12 to %d", length, maxBlock), nil)
	}
	if section && length < 28 {
		return Frame{}, false, r.problem(at, name, fmt.Sprintf("total length %d, at least 28 are needed", length), nil)
	}
	rest, err := r.read(int(length) - 8 - len(magic))
	if err != nil {
		return Frame{}, false, r.problem(at, name, fmt.Sprintf("it ends after %d of %d octets", r.offset-at, length), err)
	}
	body, tail := rest[:len(rest)-4], r.order.Uint32(rest[len(rest)-4:])
	if tail != length {
		return Frame{}, false, r.problem(at, name, fmt.Sprintf("trailing length %d, leading length %d", tail, length), nil)
	}
	p := parser{order: r.order, rest: body}
	switch kind {
	case blockSectionHeader:
		err = r.sectionHeader(&p)
	case blockInterfaceDescription:
		err = r.interfaceDescription(&p)
	case blockEnhancedPacket:
		packet = true
		f, err = r.enhancedPacket(&p)
	case blockPacket:
		packet = true
		f, err = r.oldPacket(&p)
	case blockSimplePacket:
		packet = true
		f, err = r.simplePacket(&p)
	case blockNameResolution:
		err = r.nameResolution(&p)
	case blockDecryptionSecrets:
		err = r.decryptionSecrets(&p)
	}
	if err != nil {
		return Frame{}, false, r.problem(at, name, err.Error(), nil)
	}
	f.Offset = at
	return f, packet, nil
}

func blockName(kind uint32) string {
	switch kind {
	case blockSectionHeader:
		return "section header"
	case blockInterfaceDescription:
		return "interface description"
	case blockEnhancedPacket:
		return "enhanced packet"
	case blockPacket:
		return "packet"
	case blockSimplePacket:
		return "simple packet"
	case blockNameResolution:
		return "name resolution"
	case blockDecryptionSecrets:
		return "decryption secrets"
	}
	return fmt.Sprintf("block of type %#x", kind)
}
