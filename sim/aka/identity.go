package aka

import (
	"encoding/binary"
	"errors"
	"fmt"

	"lilab/sim/event"
)

// Types of identity, TS 24.501 table 9.11.3.4.1.
const (
	IdentityNone    uint8 = 0
	IdentitySUCI    uint8 = 1
	Identity5GGUTI  uint8 = 2
	IdentityIMEI    uint8 = 3
	Identity5GSTMSI uint8 = 4
	IdentityIMEISV  uint8 = 5
)

// ErrMobileIdentity says that a 5GS mobile identity other than a SUCI cannot be decoded.
var ErrMobileIdentity = errors.New("aka: bad 5GS mobile identity")

// IdentityType returns the type of identity of the value of a 5GS mobile identity, from its first octet.
func IdentityType(value []byte) (uint8, error) {
	if len(value) == 0 {
		return 0, fmt.Errorf("%w: no octets", ErrMobileIdentity)
	}
	return value[0] & 7, nil
}

// AppendSUCI appends the value of a 5GS mobile identity (TS 24.501 clause 9.11.3.4, from octet 4 on) of type SUCI.
func AppendSUCI(b []byte, s event.SUCI) ([]byte, error) {
	if err := checkSUCI(s); err != nil {
		return nil, err
	}
	b, err := appendPLMN(append(b, IdentitySUCI), s.HomeNetwork)
	if err != nil {
		return nil, err
	}
	at := len(b)
	b = appendTBCD(b, s.RoutingIndicator)
	for len(b) < at+2 {
		b = append(b, 0xff)
	}
	b = append(b, s.Scheme, s.HomeNetworkPublicKeyID)
	return append(b, s.SchemeOutput...), nil
}

// ParseSUCI decodes the value of a 5GS mobile identity of type SUCI and SUPI format IMSI. The result shares no
// memory with value. A SUPI format other than IMSI is ErrSUPIType.
func ParseSUCI(value []byte) (event.SUCI, error) {
	const header = 8
	if len(value) == 0 {
		return event.SUCI{}, fmt.Errorf("%w: no octets", ErrSUCI)
	}
	if t := value[0] & 7; t != IdentitySUCI {
		return event.SUCI{}, fmt.Errorf("%w: type of identity %d", ErrSUCI, t)
	}
	if f := value[0] >> 4 & 7; f != 0 {
		return event.SUCI{}, fmt.Errorf("%w: SUPI format %d", ErrSUPIType, f)
	}
	if len(value) <= header || len(value) > header+maxSchemeOutput {
		return event.SUCI{}, fmt.Errorf("%w: %d octets", ErrSUCI, len(value))
	}
	home, err := parsePLMN(value[1:4], 1)
	if err != nil {
		return event.SUCI{}, fmt.Errorf("%w: %w", ErrSUCI, err)
	}
	// A shorter routing indicator is filled with 1111 after its last digit.
	var ri [4]byte
	n := 0
	for i := range 4 {
		d := value[4+i/2] >> (i % 2 * 4) & 0xf
		switch {
		case d <= 9 && n == i:
			ri[i], n = '0'+d, i+1
		case d != 0xf:
			return event.SUCI{}, fmt.Errorf("%w: digit %#x in the routing indicator at octet %d", ErrSUCI, d, 4+i/2)
		}
	}
	s := event.SUCI{
		HomeNetwork: home, RoutingIndicator: string(ri[:n]),
		Scheme: value[6] & 0xf, HomeNetworkPublicKeyID: value[7],
		SchemeOutput: append([]byte(nil), value[header:]...),
	}
	if err := checkSUCI(s); err != nil {
		return event.SUCI{}, err
	}
	return s, nil
}

// AppendGUTI appends the value of a 5GS mobile identity of type 5G-GUTI, 11 octets.
func AppendGUTI(b []byte, g event.GUTI) ([]byte, error) {
	if g.AMFSetID > 1<<10-1 || g.AMFPointer > 1<<6-1 {
		return nil, fmt.Errorf("%w: AMF set %d, pointer %d", ErrIdentity, g.AMFSetID, g.AMFPointer)
	}
	b, err := appendPLMN(append(b, 0xf0|Identity5GGUTI), g.PLMN)
	if err != nil {
		return nil, err
	}
	b = append(b, g.AMFRegionID)
	b = binary.BigEndian.AppendUint16(b, g.AMFSetID<<6|uint16(g.AMFPointer))
	return binary.BigEndian.AppendUint32(b, g.TMSI), nil
}

// ParseGUTI decodes the value of a 5GS mobile identity of type 5G-GUTI.
func ParseGUTI(value []byte) (event.GUTI, error) {
	if len(value) != 11 || value[0]&7 != Identity5GGUTI {
		return event.GUTI{}, fmt.Errorf("%w: not a 5G-GUTI of 11 octets (%d octets)", ErrMobileIdentity, len(value))
	}
	plmn, err := parsePLMN(value[1:4], 1)
	if err != nil {
		return event.GUTI{}, fmt.Errorf("%w: %w", ErrMobileIdentity, err)
	}
	set := binary.BigEndian.Uint16(value[5:])
	return event.GUTI{
		PLMN: plmn, AMFRegionID: value[4], AMFSetID: set >> 6, AMFPointer: uint8(set & 0x3f),
		TMSI: binary.BigEndian.Uint32(value[7:]),
	}, nil
}

// AppendSTMSI appends the value of a 5GS mobile identity of type 5G-S-TMSI, 7 octets, from the 5G-GUTI it is
// part of.
func AppendSTMSI(b []byte, g event.GUTI) ([]byte, error) {
	if g.AMFSetID > 1<<10-1 || g.AMFPointer > 1<<6-1 {
		return nil, fmt.Errorf("%w: AMF set %d, pointer %d", ErrIdentity, g.AMFSetID, g.AMFPointer)
	}
	b = append(b, 0xf0|Identity5GSTMSI)
	b = binary.BigEndian.AppendUint16(b, g.AMFSetID<<6|uint16(g.AMFPointer))
	return binary.BigEndian.AppendUint32(b, g.TMSI), nil
}

// ParseSTMSI decodes the value of a 5GS mobile identity of type 5G-S-TMSI. PLMN and AMF region of the result are
// empty: whoever serves the UE knows them.
func ParseSTMSI(value []byte) (event.GUTI, error) {
	if len(value) != 7 || value[0]&7 != Identity5GSTMSI {
		return event.GUTI{}, fmt.Errorf("%w: not a 5G-S-TMSI of 7 octets (%d octets)", ErrMobileIdentity, len(value))
	}
	set := binary.BigEndian.Uint16(value[1:])
	return event.GUTI{AMFSetID: set >> 6, AMFPointer: uint8(set & 0x3f), TMSI: binary.BigEndian.Uint32(value[3:])}, nil
}

// AppendPEI appends the value of a 5GS mobile identity of type IMEI (15 digits) or IMEISV (16 digits).
func AppendPEI(b []byte, pei string) ([]byte, error) {
	if !digits(pei, 15, 16) {
		return nil, fmt.Errorf("%w: %q is neither an IMEI nor an IMEISV", ErrIdentity, pei)
	}
	// Bit 4 of the first octet is set for an odd number of digits.
	first := IdentityIMEI | 8
	if len(pei) == 16 {
		first = IdentityIMEISV
	}
	return appendTBCD(append(b, first|(pei[0]-'0')<<4), pei[1:]), nil
}

// ParsePEI decodes the value of a 5GS mobile identity of type IMEI or IMEISV to its 15 or 16 digits.
func ParsePEI(value []byte) (string, error) {
	if len(value) == 0 {
		return "", fmt.Errorf("%w: no octets", ErrMobileIdentity)
	}
	octets, count, odd := 8, 15, byte(8)
	switch value[0] & 7 {
	case IdentityIMEI:
	case IdentityIMEISV:
		octets, count, odd = 9, 16, 0
	default:
		return "", fmt.Errorf("%w: type of identity %d is no PEI", ErrMobileIdentity, value[0]&7)
	}
	if len(value) != octets || value[0]&8 != odd || value[0]>>4 > 9 {
		return "", fmt.Errorf("%w: PEI of %d octets begins with %#x", ErrMobileIdentity, len(value), value[0])
	}
	var out [17]byte
	pei, err := unpack(append(out[:0], '0'+value[0]>>4), value[1:], 1)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrMobileIdentity, err)
	}
	if len(pei) != count {
		return "", fmt.Errorf("%w: PEI of %d digits, want %d", ErrMobileIdentity, len(pei), count)
	}
	return pei, nil
}
