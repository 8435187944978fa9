package x2x3

import (
	"fmt"
	"io"
)

// Reader reads PDUs from a stream.
type Reader struct {
	r      io.Reader
	limits Limits
	buf    []byte
	lo, hi int
	off    int64
}

// NewReader returns a reader of r with these limits.
func NewReader(r io.Reader, limits Limits) *Reader {
	return &Reader{r: r, limits: limits.withDefaults(), buf: make([]byte, 64<<10)}
}

// Offset returns how many octets of the stream belong to PDUs that were read.
func (r *Reader) Offset() int64 { return r.off }

// Next reads the next PDU into p and returns its octets too. Both share memory that the next call uses again.
// At the end of the stream the error is [io.EOF], in the middle of a PDU [io.ErrUnexpectedEOF]. After an error that
// wraps an [*Error] the stream has no framing any more, and there is nothing to do but close it.
func (r *Reader) Next(p *PDU) ([]byte, error) {
	if err := r.fill(12); err != nil {
		return nil, err
	}
	header, payload, err := r.limits.frame(r.buf[r.lo:r.hi])
	if err != nil {
		return nil, r.at(err)
	}
	if err := r.fill(header + payload); err != nil {
		return nil, err
	}
	octets := r.buf[r.lo : r.lo+header+payload]
	if err := p.parse(octets, header); err != nil {
		return nil, r.at(err)
	}
	r.lo += len(octets)
	r.off += int64(len(octets))
	return octets, nil
}

func (r *Reader) at(err error) error {
	return fmt.Errorf("PDU that begins at octet %d of the stream: %w", r.off, err)
}

// fill makes sure that n octets are in the buffer. A buffer larger than before is made only as octets arrive,
// so a length that lies costs no memory.
func (r *Reader) fill(n int) error {
	for r.hi-r.lo < n {
		if r.lo > 0 && (r.lo == r.hi || len(r.buf)-r.lo < n) {
			copy(r.buf, r.buf[r.lo:r.hi])
			r.lo, r.hi = 0, r.hi-r.lo
		}
		if r.hi == len(r.buf) {
			grown := make([]byte, min(2*len(r.buf), max(n, len(r.buf)+1)))
			r.hi = copy(grown, r.buf[r.lo:r.hi])
			r.lo = 0
			r.buf = grown
		}
		m, err := r.r.Read(r.buf[r.hi:])
		r.hi += m
		if err != nil && r.hi-r.lo < n {
			if err == io.EOF && r.hi > r.lo {
				err = io.ErrUnexpectedEOF
			}
			if err == io.EOF {
				return err
			}
			return fmt.Errorf("PDU that begins at octet %d of the stream, %d octets of it are there: %w", r.off, r.hi-r.lo, err)
		}
	}
	return nil
}
