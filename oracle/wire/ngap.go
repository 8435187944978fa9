package wire

import "encoding/binary"

// NGAP procedure codes, TS 38.413 clause 9.4.7.
const (
	ProcDownlinkNASTransport = 4
	ProcInitialContextSetup  = 14
	ProcInitialUEMessage     = 15
	ProcLocationReport       = 18
	ProcNGSetup              = 21
	ProcUEContextRelease     = 41
	ProcUplinkNASTransport   = 46
)

// NGAP protocol IE identifiers, TS 38.413 clause 9.4.7.
const (
	ieAMFUENGAPID = 10
	ieNASPDU      = 38
	ieRANUENGAPID = 85
	ieUserLoc     = 121
)

// NGAPKind is the alternative of NGAP-PDU.
type NGAPKind uint8

// The alternatives of NGAP-PDU.
const (
	Initiating NGAPKind = iota
	Successful
	Unsuccessful
)

// NGAP is one NGAP PDU as far as it is evidence: which message, the NAS PDU in it and the user location.
type NGAP struct {
	Kind      NGAPKind
	Procedure uint8
	// NAS is the NAS-PDU, nil if there is none.
	NAS []byte
	// RANUE and AMFUE are the UE NGAP identifiers; Has… tells whether they are there.
	RANUE    uint64
	HasRANUE bool
	// Cell is the NR cell and tracking area of the user location, nil if there is none.
	Cell *CellID
}

// CellID is an NR cell and the tracking area that it belongs to.
type CellID struct {
	// PLMN is that of the cell identity, TAIPLMN that of the tracking area: "MCC-MNC".
	PLMN, TAIPLMN string
	TAC           uint32 // 24 bits
	NRCellID      uint64 // 36 bits
}

const maxIEs = 256

// ReadNGAP reads the frame of an NGAP PDU (aligned PER, TS 38.413 clause 9.4) and the elements it knows.
func ReadNGAP(b []byte) (NGAP, error) {
	var m NGAP
	if len(b) < 4 {
		return m, fail(len(b), "NGAP", "ends after %d octets", len(b))
	}
	if b[0]&0x80 != 0 || b[0]&0x1f != 0 || b[0]>>5 > 2 {
		return m, fail(0, "NGAP", "no alternative of NGAP-PDU begins with octet %#02x", b[0])
	}
	m.Kind, m.Procedure = NGAPKind(b[0]>>5), b[1]
	value, end, err := openType(b, 3, "NGAP.value")
	if err != nil {
		return m, err
	}
	if end != len(b) {
		return m, fail(end, "NGAP", "%d octets follow the message", len(b)-end)
	}
	base := end - len(value)
	if len(value) < 3 {
		return m, fail(base+len(value), "NGAP.protocolIEs", "ends early")
	}
	n := int(binary.BigEndian.Uint16(value[1:]))
	if n > maxIEs {
		return m, fail(base+1, "NGAP.protocolIEs", "%d elements", n)
	}
	at := base + 3
	for range n {
		if end-at < 3 {
			return m, fail(at, "NGAP.protocolIEs", "an element ends early")
		}
		id := binary.BigEndian.Uint16(b[at:])
		v, next, err := openType(b[:end], at+3, "NGAP.protocolIE")
		if err != nil {
			return m, err
		}
		if err := m.element(id, v, next-len(v)); err != nil {
			return m, err
		}
		at = next
	}
	return m, nil
}

// openType reads a length determinant and that many octets.
func openType(b []byte, at int, path string) ([]byte, int, error) {
	if at >= len(b) {
		return nil, 0, fail(at, path, "the length is missing")
	}
	n := int(b[at])
	body := at + 1
	switch {
	case n < 0x80:
	case n < 0xc0:
		if at+1 >= len(b) {
			return nil, 0, fail(at+1, path, "the length ends early")
		}
		n = (n&0x3f)<<8 | int(b[at+1])
		body++
	default:
		return nil, 0, fail(at, path, "a fragmented length")
	}
	if n > len(b)-body {
		return nil, 0, fail(at, path, "the length is %d, %d octets are left", n, len(b)-body)
	}
	return b[body : body+n], body + n, nil
}

func (m *NGAP) element(id uint16, v []byte, at int) error {
	switch id {
	case ieNASPDU:
		nas, end, err := openType(v, 0, "NGAP.NAS-PDU")
		if err != nil {
			return fail(at, "NGAP.NAS-PDU", "%v", err)
		}
		if end != len(v) {
			return fail(at+end, "NGAP.NAS-PDU", "%d octets follow it", len(v)-end)
		}
		m.NAS = nas
	case ieRANUENGAPID:
		n, ok := constrained(v)
		if !ok {
			return fail(at, "NGAP.RAN-UE-NGAP-ID", "malformed")
		}
		m.RANUE, m.HasRANUE = n, true
	case ieUserLoc:
		// Octet 0 holds the alternative in two bits (1 is NR) and the preambles of the two sequences,
		// then PLMN (3), cell (36 bits), the preamble of TAI in the free four bits, PLMN (3), TAC (3).
		if len(v) > 0 && v[0]>>6 == 1 {
			if len(v) < 15 {
				return fail(at+len(v), "NGAP.UserLocationInformationNR", "ends after %d of 15 octets", len(v))
			}
			m.Cell = &CellID{
				PLMN:     plmnText(v[1:4]),
				NRCellID: uint64(v[4])<<28 | uint64(v[5])<<20 | uint64(v[6])<<12 | uint64(v[7])<<4 | uint64(v[8])>>4,
				TAIPLMN:  plmnText(v[9:12]),
				TAC:      uint32(v[12])<<16 | uint32(v[13])<<8 | uint32(v[14]),
			}
		}
	}
	return nil
}

// constrained reads an integer of up to 2^32-1 that PER writes as a length in two bits and octets.
func constrained(v []byte) (uint64, bool) {
	if len(v) < 2 {
		return 0, false
	}
	n := int(v[0]>>6) + 1
	if len(v) != 1+n {
		return 0, false
	}
	var out uint64
	for _, b := range v[1:] {
		out = out<<8 | uint64(b)
	}
	return out, true
}

// plmnText returns "MCC-MNC" from the three octets of TS 24.008 clause 10.5.1.3.
func plmnText(b []byte) string {
	d := func(n byte) byte { return '0' + n&15 }
	mnc := []byte{d(b[2]), d(b[2] >> 4)}
	if b[1]>>4 != 15 {
		mnc = append(mnc, d(b[1]>>4))
	}
	return string([]byte{d(b[0]), d(b[0] >> 4), d(b[1])}) + "-" + string(mnc)
}
