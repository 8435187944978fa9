package wire

import (
	"encoding/binary"
	"fmt"
)

// 5GMM message types, TS 24.501 clause 9.7.
const (
	NASRegistrationRequest = 0x41
	NASRegistrationAccept  = 0x42
	NASRegistrationReject  = 0x44
	NASAuthRequest         = 0x56
	NASAuthReject          = 0x58
	NASAuthFailure         = 0x59
	NASIdentityResponse    = 0x5c
	NASSecurityMode        = 0x5d
	NASSecurityReject      = 0x5f
)

// Identity types of a 5GS mobile identity, TS 24.501 clause 9.11.3.4.
const (
	IdentityNone   = 0
	IdentitySUCI   = 1
	IdentityGUTI   = 2
	IdentityIMEI   = 3
	IdentitySTMSI  = 4
	IdentityIMEISV = 5
)

// NAS is what can be read of a 5GMM message without keys.
type NAS struct {
	// Security is the security header type, TS 24.501 clause 9.3.1: 0 plain, 1 and 3 integrity protected, 2 and 4 ciphered.
	Security uint8
	// Type is the message type, 0 where it is ciphered.
	Type uint8
	// Identity is the 5GS mobile identity of a registration request or identity response.
	Identity *Identity
	// Ciphering and Integrity are those of a security mode command: 0 to 3 for NEA0 to NEA3; Chosen tells whether they are there.
	Ciphering, Integrity uint8
	Chosen               bool
	// Clear are the octets that anyone on the path can read as 5GMM: the whole PDU unless it is ciphered.
	Clear []byte
}

// Identity is a 5GS mobile identity.
type Identity struct {
	Type uint8
	// HomePLMN, RoutingIndicator, Scheme, KeyID and Output belong to a SUCI of SUPI format IMSI.
	HomePLMN         string
	RoutingIndicator string
	Scheme           uint8
	KeyID            uint8
	Output           []byte
	// GUTI is "5gguti-MCC-MNC-RR-SSS-PP-TTTTTTTT" for a 5G-GUTI.
	GUTI string
}

// MSIN returns the digits of a null-scheme SUCI and "" for any other identity.
func (i *Identity) MSIN() string {
	if i == nil || i.Type != IdentitySUCI || i.Scheme != 0 {
		return ""
	}
	return bcd(i.Output)
}

// ReadNAS reads a 5GMM message as an observer without keys.
func ReadNAS(b []byte) (NAS, error) {
	const path = "5GMM"
	if len(b) < 3 {
		return NAS{}, fail(len(b), path, "ends after %d octets", len(b))
	}
	if b[0] != 0x7e {
		return NAS{}, fail(0, path, "extended protocol discriminator %#02x", b[0])
	}
	n := NAS{Security: b[1] & 15}
	plain, at := b, 0
	switch n.Security {
	case 0:
	case 1, 3:
		if len(b) < 10 {
			return n, fail(len(b), path, "ends after %d octets", len(b))
		}
		plain, at = b[7:], 7
		if plain[0] != 0x7e || plain[1]&15 != 0 {
			return n, fail(7, path, "no plain message inside an integrity protected one")
		}
	case 2, 4:
		if len(b) < 7 {
			return n, fail(len(b), path, "ends after %d octets", len(b))
		}
		return n, nil
	default:
		return n, fail(1, path, "security header type %d", n.Security)
	}
	n.Type, n.Clear = plain[2], plain
	switch n.Type {
	case NASRegistrationRequest:
		return n, n.identity(plain, 4, at)
	case NASIdentityResponse:
		return n, n.identity(plain, 3, at)
	case NASSecurityMode:
		if len(plain) < 4 {
			return n, fail(at+len(plain), path+".security mode command", "ends early")
		}
		n.Ciphering, n.Integrity, n.Chosen = plain[3]>>4&7, plain[3]&7, true
	}
	return n, nil
}

func (n *NAS) identity(b []byte, i, at int) error {
	const path = "5GMM.mobile identity"
	if len(b) < i+2 {
		return fail(at+len(b), path, "the length is missing")
	}
	size := int(binary.BigEndian.Uint16(b[i:]))
	v := b[i+2:]
	if size < 1 || size > len(v) {
		return fail(at+i, path, "the length is %d, %d octets are left", size, len(v))
	}
	v = v[:size]
	id := &Identity{Type: v[0] & 7}
	switch id.Type {
	case IdentitySUCI:
		if v[0]>>4&7 != 0 {
			break // not of format IMSI: there are no digits to look for
		}
		if size < 8 {
			return fail(at+i+2+size, path, "a SUCI of %d octets", size)
		}
		id.HomePLMN, id.RoutingIndicator = plmnText(v[1:4]), bcd(v[4:6])
		id.Scheme, id.KeyID, id.Output = v[6]&15, v[7], v[8:]
	case IdentityGUTI:
		if size != 11 {
			return fail(at+i+2, path, "a 5G-GUTI of %d octets", size)
		}
		p := plmnText(v[1:4])
		id.GUTI = fmt.Sprintf("5gguti-%s-%02x-%03x-%02x-%08x", p, v[4], uint16(v[5])<<2|uint16(v[6])>>6, v[6]&63, binary.BigEndian.Uint32(v[7:]))
	}
	n.Identity = id
	return nil
}

// bcd returns the digits of packed BCD, low half first, up to the filler.
func bcd(b []byte) string {
	out := make([]byte, 0, 2*len(b))
	for _, c := range b {
		for _, d := range []byte{c & 15, c >> 4} {
			if d > 9 {
				return string(out)
			}
			out = append(out, '0'+d)
		}
	}
	return string(out)
}
