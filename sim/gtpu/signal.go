package gtpu

import (
	"encoding/binary"
	"net/netip"
	"slices"
)

// Information elements of signalling messages, TS 29.281 clause 8.1.
const (
	ieRecovery    = 14
	ieTEID        = 16
	iePeerAddress = 133
	ieExtensions  = 141
)

// AppendEcho encodes an echo request or response, TS 29.281 clauses 7.2.1 and 7.2.2. The restart counter of the
// response is always 0, clause 8.2.
func AppendEcho(b []byte, t Type, sequence uint16) []byte {
	m := Message{Type: t, HasSequence: true, Sequence: sequence}
	if t == EchoResponse {
		m.Payload = []byte{ieRecovery, 0}
	}
	b, _ = Append(b, m) // its lengths are always right
	return b
}

// NoTunnel is the content of an error indication: a G-PDU came for a TEID that does not exist.
type NoTunnel struct {
	TEID uint32
	// Peer is the destination address of that G-PDU.
	Peer netip.Addr
	// SourcePort is the UDP source port of that G-PDU, 0 for unknown.
	SourcePort uint16
}

// AppendErrorIndication encodes an error indication, TS 29.281 clause 7.3.1.
func AppendErrorIndication(b []byte, e NoTunnel) []byte {
	var ext []Extension
	if e.SourcePort != 0 {
		ext = append(ext, Extension{Type: UDPPort, Content: binary.BigEndian.AppendUint16(nil, e.SourcePort)})
	}
	p := binary.BigEndian.AppendUint32([]byte{ieTEID}, e.TEID)
	addr := e.Peer.Unmap().AsSlice()
	p = binary.BigEndian.AppendUint16(append(p, iePeerAddress), uint16(len(addr)))
	p = append(p, addr...)
	b, _ = Append(b, Message{Type: ErrorIndication, HasSequence: true, Payload: p}, ext...) // likewise
	return b
}

// AppendSupportedExtensions encodes a supported extension headers notification, TS 29.281 clause 7.2.3.
func AppendSupportedExtensions(b []byte, types ...ExtensionType) []byte {
	types = types[:min(len(types), 255)]
	p := []byte{ieExtensions, byte(len(types))}
	for _, t := range types {
		p = append(p, byte(t))
	}
	b, _ = Append(b, Message{Type: SupportedExtensionHeadersNotification, HasSequence: true, Payload: p}) // likewise
	return b
}

// elements calls f for each information element. Types below 128 have a fixed length, others a length field of two
// octets, except the list of extension headers, whose length field has one.
func elements(b []byte, f func(t uint8, at int, value []byte) error) error {
	for at := 0; at < len(b); {
		t := b[at]
		at++
		var n int
		switch {
		case t == ieRecovery:
			n = 1
		case t == ieTEID:
			n = 4
		case t == ieExtensions:
			if at >= len(b) {
				return fail(at, "length of an information element", ErrTruncated)
			}
			n = int(b[at])
			at++
		case t >= 128:
			if at+2 > len(b) {
				return fail(len(b), "length of an information element", ErrTruncated)
			}
			n = int(binary.BigEndian.Uint16(b[at:]))
			at += 2
		default: // the length of an unknown type of fixed length is unknown
			return fail(at-1, "information element", ErrValue)
		}
		if at+n > len(b) {
			return fail(len(b), "information element", ErrTruncated)
		}
		if err := f(t, at, b[at:at+n]); err != nil {
			return err
		}
		at += n
	}
	return nil
}

// NoTunnel reads the content of an error indication. Offsets in errors count from the payload.
func (m *Message) NoTunnel() (NoTunnel, error) {
	var e NoTunnel
	hasTEID := false
	err := elements(m.Payload, func(t uint8, at int, v []byte) error {
		switch t {
		case ieTEID:
			e.TEID, hasTEID = binary.BigEndian.Uint32(v), true
		case iePeerAddress:
			a, ok := netip.AddrFromSlice(v)
			if !ok {
				return fail(at, "peer address", ErrLength)
			}
			e.Peer = a.Unmap() // an IPv4 address in 16 octets is the same peer
		}
		return nil
	})
	switch {
	case err != nil:
		return NoTunnel{}, err
	case !hasTEID:
		return NoTunnel{}, fail(len(m.Payload), "TEID", ErrMissing)
	case !e.Peer.IsValid():
		return NoTunnel{}, fail(len(m.Payload), "peer address", ErrMissing)
	}
	if v, ok := m.Extension(UDPPort); ok && len(v) >= 2 {
		e.SourcePort = binary.BigEndian.Uint16(v)
	}
	return e, nil
}

// SupportedExtensions reads the content of a supported extension headers notification.
func (m *Message) SupportedExtensions() ([]ExtensionType, error) {
	var out []ExtensionType
	found := false
	err := elements(m.Payload, func(t uint8, _ int, v []byte) error {
		if t == ieExtensions {
			found = true
			out = slices.Grow(out, len(v))
			for _, b := range v {
				out = append(out, ExtensionType(b))
			}
		}
		return nil
	})
	if err == nil && !found {
		err = fail(len(m.Payload), "extension header type list", ErrMissing)
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// CheckEcho reads the content of an echo message; a response has to have a restart counter, whose value means nothing.
func (m *Message) CheckEcho() error {
	recovery := false
	err := elements(m.Payload, func(t uint8, _ int, _ []byte) error {
		recovery = recovery || t == ieRecovery
		return nil
	})
	if err == nil && m.Type == EchoResponse && !recovery {
		return fail(len(m.Payload), "recovery", ErrMissing)
	}
	return err
}
