package hi

import (
	"fmt"
	"io"

	"lilab/x2x3/ber"
)

// DefaultMaxPDU bounds the octets of one PS-PDU.
const DefaultMaxPDU = 16 << 20

// maxIndefinite bounds a PS-PDU of indefinite length, whose end is found only by looking at all of it.
const maxIndefinite = 64 << 10

// Reader reads PS-PDUs, which follow each other without anything between them, from a stream.
type Reader struct {
	r      io.Reader
	max    int
	buf    []byte
	lo, hi int
	off    int64
}

// NewReader returns a reader of r that takes PDUs of at most max octets, [DefaultMaxPDU] where max is 0.
func NewReader(r io.Reader, max int) *Reader {
	if max <= 0 {
		max = DefaultMaxPDU
	}
	return &Reader{r: r, max: max, buf: make([]byte, 64<<10)}
}

// Next returns the octets of the next PDU, which share memory that the next call uses again. At the end of the
// stream the error is [io.EOF]. After another error the stream has no framing any more.
func (r *Reader) Next() ([]byte, error) {
	for {
		b := r.buf[r.lo:r.hi]
		if len(b) > 0 && b[0] != 0x30 {
			return nil, r.at(&ber.Error{Err: ber.ErrTag, Off: 0, Path: "PS-PDU", Want: ber.Sequence.String(), Got: fmt.Sprintf("octet 0x%02X", b[0])})
		}
		limit := r.max
		if len(b) > 1 && b[1] == 0x80 {
			limit = min(limit, maxIndefinite)
		}
		n, ok, err := ber.Size(b, limit)
		if err != nil {
			return nil, r.at(err)
		}
		if ok && n <= len(b) {
			r.lo += n
			r.off += int64(n)
			return b[:n:n], nil
		}
		if !ok {
			n = len(b) + 1
		}
		if err := r.more(n); err != nil {
			return nil, err
		}
	}
}

func (r *Reader) at(err error) error {
	return fmt.Errorf("PS-PDU that begins at octet %d of the stream: %w", r.off, err)
}

// more reads once, into a buffer that grows only as octets arrive.
func (r *Reader) more(n int) error {
	if r.lo > 0 && (r.lo == r.hi || len(r.buf)-r.lo < n) {
		copy(r.buf, r.buf[r.lo:r.hi])
		r.lo, r.hi = 0, r.hi-r.lo
	}
	if r.hi == len(r.buf) {
		grown := make([]byte, min(2*len(r.buf), max(n, len(r.buf)+1)))
		r.hi = copy(grown, r.buf[:r.hi])
		r.buf = grown
	}
	m, err := r.r.Read(r.buf[r.hi:])
	r.hi += m
	switch {
	case m > 0 || err == nil:
		return nil
	case err == io.EOF && r.hi > r.lo:
		return fmt.Errorf("PS-PDU that begins at octet %d of the stream, %d octets of it are there: %w", r.off, r.hi-r.lo, io.ErrUnexpectedEOF)
	}
	return err
}
