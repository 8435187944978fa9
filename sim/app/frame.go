package app

import (
	"encoding/binary"
	"fmt"
	"io"
	"unicode/utf8"
)

// The messenger puts frames on a stream: a version octet (1), a type octet, the length of the body in four octets, most
// significant first, and the body. A body is a sequence of fields, each with its length in two octets before it, in
// the order that the type says.
const (
	frameVersion = 1
	frameHead    = 6
	// maxFrame bounds a body; maxPayload what is in a message.
	maxFrame   = 1<<16 - 1
	maxPayload = 60000
	// maxUser bounds the name of a user in octets.
	maxUser = 64
)

// frameType is the type of a frame.
type frameType uint8

const (
	// frameHello, client to server: user, public key (32 octets or none).
	frameHello frameType = 1
	// frameWelcome, server to client: nothing.
	frameWelcome frameType = 2
	// frameLookup, client to server: user. frameKey is the answer: user, public key; no key where there is none.
	frameLookup frameType = 3
	frameKey    frameType = 4
	// frameSend, client to server: identifier (8 octets), recipient, payload. frameReceipt is the answer: identifier,
	// code (1 octet).
	frameSend    frameType = 5
	frameReceipt frameType = 6
	// frameDeliver, server to client: sender, payload.
	frameDeliver frameType = 7
	// frameRefused, server to client, before it ends the connection: reason.
	frameRefused frameType = 8
)

// fields is how many fields each type has.
func (t frameType) fields() int {
	switch t {
	case frameWelcome:
		return 0
	case frameLookup, frameRefused:
		return 1
	case frameHello, frameKey, frameReceipt, frameDeliver:
		return 2
	case frameSend:
		return 3
	}
	return -1
}

// receiptCode says what became of a message.
type receiptCode uint8

const (
	receiptForwarded receiptCode = 0
	receiptUnknown   receiptCode = 1 // the recipient is not connected
	receiptBusy      receiptCode = 2 // the recipient takes nothing
)

// frame is one frame. Fields are parts of the buffer that it was parsed from.
type frame struct {
	kind   frameType
	fields [3][]byte
}

func (f frame) append(b []byte) ([]byte, error) {
	n := f.kind.fields()
	if n < 0 {
		return nil, fmt.Errorf("app: frame type %d", f.kind)
	}
	start := len(b)
	b = append(b, frameVersion, byte(f.kind), 0, 0, 0, 0)
	for _, field := range f.fields[:n] {
		if len(field) > maxFrame {
			return nil, fmt.Errorf("app: field of %d octets", len(field))
		}
		b = binary.BigEndian.AppendUint16(b, uint16(len(field)))
		b = append(b, field...)
	}
	body := len(b) - start - frameHead
	if body > maxFrame {
		return nil, fmt.Errorf("app: frame of %d octets", body)
	}
	binary.BigEndian.PutUint32(b[start+2:], uint32(body))
	return b, nil
}

// parseFrame reads a body. Offsets in errors count from the head of the frame.
func parseFrame(kind frameType, body []byte) (f frame, err error) {
	n := kind.fields()
	if n < 0 {
		return f, fmt.Errorf("app: frame at offset 1: type %d", kind)
	}
	f.kind = kind
	at := 0
	for i := range n {
		if len(body)-at < 2 {
			return f, fmt.Errorf("app: frame at offset %d: no field %d: %w", frameHead+at, i+1, io.ErrUnexpectedEOF)
		}
		size := int(binary.BigEndian.Uint16(body[at:]))
		at += 2
		if len(body)-at < size {
			return f, fmt.Errorf("app: frame at offset %d: field %d has %d octets of %d: %w", frameHead+at, i+1, len(body)-at, size, io.ErrUnexpectedEOF)
		}
		f.fields[i] = body[at : at+size : at+size]
		at += size
	}
	if at != len(body) {
		return f, fmt.Errorf("app: frame at offset %d: %d octets behind the last field", frameHead+at, len(body)-at)
	}
	return f, f.check()
}

// check checks what each field has to be.
func (f frame) check() error {
	bad := func(i int, what string) error {
		return fmt.Errorf("app: frame of type %d: field %d: %s of %d octets", f.kind, i+1, what, len(f.fields[i]))
	}
	user := func(i int) error {
		if n := len(f.fields[i]); n == 0 || n > maxUser || !utf8.Valid(f.fields[i]) {
			return bad(i, "user name")
		}
		return nil
	}
	switch f.kind {
	case frameHello, frameKey:
		if n := len(f.fields[1]); n != 0 && n != keyLength {
			return bad(1, "public key")
		}
		return user(0)
	case frameLookup:
		return user(0)
	case frameSend:
		if len(f.fields[0]) != 8 {
			return bad(0, "identifier")
		}
		if len(f.fields[2]) > maxPayload {
			return bad(2, "payload")
		}
		return user(1)
	case frameReceipt:
		if len(f.fields[0]) != 8 {
			return bad(0, "identifier")
		}
		if len(f.fields[1]) != 1 {
			return bad(1, "code")
		}
	case frameDeliver:
		if len(f.fields[1]) > maxPayload {
			return bad(1, "payload")
		}
		return user(0)
	}
	return nil
}

// readFrame reads a frame into memory of its own.
func readFrame(r io.Reader) (frame, error) {
	var head [frameHead]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	if head[0] != frameVersion {
		return frame{}, fmt.Errorf("app: frame at offset 0: version %d", head[0])
	}
	n := binary.BigEndian.Uint32(head[2:])
	if n > maxFrame {
		return frame{}, fmt.Errorf("app: frame at offset 2: %d octets, at most %d", n, maxFrame)
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(r, body); err != nil {
		return frame{}, noEOF(err)
	}
	return parseFrame(frameType(head[1]), body)
}

// payload is what one user sends to another, in clear or after decryption: a kind octet and text.
type payload struct {
	kind payloadKind
	text []byte
}

// payloadKind tells a message from the automatic answer to one, which is never answered.
type payloadKind uint8

const (
	payloadMessage payloadKind = 1
	payloadAnswer  payloadKind = 2
)

// The first octet of the payload of a frame says how the rest is to be read.
const (
	sealedNone = 0 // a payload
	sealedE2EE = 1 // an envelope
)

func (p payload) append(b []byte) []byte { return append(append(b, byte(p.kind)), p.text...) }

func parsePayload(b []byte) (payload, error) {
	if len(b) == 0 {
		return payload{}, fmt.Errorf("app: payload at offset 0: %w", io.ErrUnexpectedEOF)
	}
	p := payload{payloadKind(b[0]), b[1:]}
	if p.kind != payloadMessage && p.kind != payloadAnswer {
		return p, fmt.Errorf("app: payload at offset 0: kind %d", b[0])
	}
	return p, nil
}
