package wire

import (
	"encoding/binary"
	"net/netip"
)

// PortPFCP is the port of PFCP.
const PortPFCP = 8805

// Message types of PFCP that the oracle reads, TS 29.244 clause 7.3.
const (
	PFCPEstablishmentRequest  = 50
	PFCPEstablishmentResponse = 51
	PFCPModificationRequest   = 52
	PFCPDeletionRequest       = 54
)

// TEIDAddr is a tunnel or session endpoint: an identifier and the address of its owner.
type TEIDAddr struct {
	ID   uint64
	Addr netip.Addr
}

// PFCP is a PFCP message, TS 29.244 clause 7, as far as the oracle looks: which session it is about and what names the
// session in the user plane.
type PFCP struct {
	Type uint8
	// SEID is that of the header: the receiver's name of the session, 0 without one.
	SEID     uint64
	Sequence uint32
	// FSEID is the sender's name of the session, the zero value if the message has none.
	FSEID TEIDAddr
	// Tunnels are F-TEIDs with a TEID, Addresses UE IP addresses with an address, at any depth.
	Tunnels   []TEIDAddr
	Addresses []netip.Addr
	// Peers are the far ends of tunnels that packets are sent into, PDNType is the kind of the session, 0 if it is not said.
	Peers   []TEIDAddr
	PDNType uint8
	// Cause is 0 if there is none.
	Cause uint8
}

// Information elements of PFCP, TS 29.244 clause 8.1.2.
const (
	pfcpCreatePDR   = 1
	pfcpPDI         = 2
	pfcpCreatedPDR  = 8
	pfcpUpdatePDR   = 9
	pfcpCause       = 19
	pfcpFTEID       = 21
	pfcpFSEID       = 57
	pfcpUEIPAddress = 93

	pfcpCreateFAR           = 3
	pfcpForwarding          = 4
	pfcpUpdateFAR           = 10
	pfcpUpdateForwarding    = 11
	pfcpOuterHeaderCreation = 84
	pfcpPDNType             = 113
)

// PDN types of PFCP, TS 29.244 clause 8.2.79.
const (
	PDNUnstructured = 4
	PDNEthernet     = 5
)

// maxPFCPDepth bounds the nesting of grouped elements.
const maxPFCPDepth = 4

// ReadPFCP reads the PFCP message at the start of b. Every error is an *Error.
func ReadPFCP(b []byte) (PFCP, error) {
	const path = "PFCP header"
	if len(b) < 8 {
		return PFCP{}, fail(len(b), path, "ends after %d of 8 octets", len(b))
	}
	if b[0]>>5 != 1 {
		return PFCP{}, fail(0, path, "version %d", b[0]>>5)
	}
	m := PFCP{Type: b[1]}
	end := 4 + int(binary.BigEndian.Uint16(b[2:]))
	if end > len(b) {
		return m, fail(2, path, "the length is %d, %d octets follow", end-4, len(b)-4)
	}
	at := 8
	if b[0]&1 != 0 {
		if end < 16 {
			return m, fail(end, path, "ends after %d of 16 octets", end)
		}
		m.SEID, at = binary.BigEndian.Uint64(b[4:]), 16
	}
	m.Sequence = uint32(b[at-4])<<16 | uint32(b[at-3])<<8 | uint32(b[at-2])
	return m, m.elements(b[:end], at, 0)
}

// elements reads information elements up to the end of b.
func (m *PFCP) elements(b []byte, at, depth int) error {
	if depth > maxPFCPDepth {
		return fail(at, "PFCP element", "nested deeper than %d", maxPFCPDepth)
	}
	for at < len(b) {
		if len(b)-at < 4 {
			return fail(at, "PFCP element", "ends after %d of 4 octets", len(b)-at)
		}
		kind, size := binary.BigEndian.Uint16(b[at:]), int(binary.BigEndian.Uint16(b[at+2:]))
		at += 4
		if size > len(b)-at {
			return fail(at-2, "PFCP element", "type %d has %d octets, %d are left", kind, size, len(b)-at)
		}
		v := b[at : at+size]
		switch kind {
		case pfcpCreatePDR, pfcpPDI, pfcpCreatedPDR, pfcpUpdatePDR, pfcpCreateFAR, pfcpForwarding, pfcpUpdateFAR, pfcpUpdateForwarding:
			if err := m.elements(b[:at+size], at, depth+1); err != nil {
				return err
			}
		case pfcpCause:
			if size > 0 {
				m.Cause = v[0]
			}
		case pfcpPDNType:
			if size > 0 {
				m.PDNType = v[0] & 7
			}
		case pfcpOuterHeaderCreation:
			// GTP-U over IPv4 or IPv6; other tunnels have no TEID.
			if size >= 6 && v[0]&3 != 0 {
				m.Peers = append(m.Peers, TEIDAddr{uint64(binary.BigEndian.Uint32(v[2:])), address(v[6:], v[0]&1 != 0, v[0]&2 != 0)})
			}
		case pfcpFSEID:
			if size >= 9 {
				m.FSEID = TEIDAddr{binary.BigEndian.Uint64(v[1:]), address(v[9:], v[0]&2 != 0, v[0]&1 != 0)}
			}
		case pfcpFTEID:
			// CH: the receiver is to choose.
			if size >= 5 && v[0]&4 == 0 {
				m.Tunnels = append(m.Tunnels, TEIDAddr{uint64(binary.BigEndian.Uint32(v[1:])), address(v[5:], v[0]&1 != 0, v[0]&2 != 0)})
			}
		case pfcpUEIPAddress:
			if size >= 1 && v[0]&0x30 == 0 {
				if v[0]&2 != 0 {
					m.address(v[1:], 4)
				}
				if v[0]&1 != 0 {
					skip := 1
					if v[0]&2 != 0 {
						skip = 5
					}
					if size >= skip {
						m.address(v[skip:], 16)
					}
				}
			}
		}
		at += size
	}
	return nil
}

func (m *PFCP) address(b []byte, size int) {
	if len(b) >= size {
		a, _ := netip.AddrFromSlice(b[:size])
		m.Addresses = append(m.Addresses, a)
	}
}

// address returns the IPv4 address, or else the IPv6 address behind it.
func address(b []byte, v4, v6 bool) netip.Addr {
	var a netip.Addr
	switch {
	case v4 && len(b) >= 4:
		a, _ = netip.AddrFromSlice(b[:4])
	case !v4 && v6 && len(b) >= 16:
		a, _ = netip.AddrFromSlice(b[:16])
	}
	return a
}
