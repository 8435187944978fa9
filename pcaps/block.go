package pcaps

import (
	"encoding/binary"
)

// Block types of pcapng (draft-ietf-opsawg-pcapng clause 4).
const (
	blockSectionHeader        = 0x0a0d0d0a
	blockInterfaceDescription = 0x00000001
	blockPacket               = 0x00000002 // obsolete
	blockSimplePacket         = 0x00000003
	blockNameResolution       = 0x00000004
	blockEnhancedPacket       = 0x00000006
	blockDecryptionSecrets    = 0x0000000a
)

const byteOrderMagic = 0x1a2b3c4d

// SecretsTLSKeyLog is the secrets type of a TLS key log in the NSS format (draft-ietf-opsawg-pcapng
// clause 4.7).
const SecretsTLSKeyLog = 0x544c534b

// Option codes: those of every block, then those of the section header, of an interface and of names.
const (
	optEndOfOpt = 0
	optComment  = 1

	optSHBUserAppl = 4

	optIfName    = 2
	optIfTsresol = 9
	optIfTsoffst = 14

	nrbRecordEnd  = 0
	nrbRecordIPv4 = 1
	nrbRecordIPv6 = 2
)

// A LinkType says what the octets of a packet are (the values of the LINKTYPE registry).
type LinkType uint16

// Link types that this package writes or that its readers meet often.
const (
	LinkTypeEthernet LinkType = 1
	LinkTypeRaw      LinkType = 101 // an IPv4 or IPv6 packet
	LinkTypeUser0    LinkType = 147
	LinkTypeUpperPDU LinkType = 252 // Wireshark upper PDU: tags, then the PDU
)

// Tags of a Wireshark upper PDU. Each is a 16-bit tag, a 16-bit length and the value, in network order.
const (
	tagEnd           = 0
	tagDissectorName = 12
	tagIPv4Source    = 20
	tagIPv4Dest      = 21
	tagIPv6Source    = 22
	tagIPv6Dest      = 23
	tagPortType      = 24
	tagSourcePort    = 25
	tagDestPort      = 26
)

// portTypeTCP is the value of tagPortType for TCP.
const portTypeTCP = 2

// beginBlock appends the type of a block and a place for its length, which endBlock fills.
func beginBlock(b []byte, kind uint32) []byte {
	b = binary.LittleEndian.AppendUint32(b, kind)
	return binary.LittleEndian.AppendUint32(b, 0)
}

// endBlock appends the trailing length of the block that starts at the beginning of b and fills the leading one.
func endBlock(b []byte) []byte {
	n := uint32(len(b) + 4)
	binary.LittleEndian.PutUint32(b[4:], n)
	return binary.LittleEndian.AppendUint32(b, n)
}

// appendPadded appends octets and fills up with zeros to a multiple of four.
func appendPadded(b, octets []byte) []byte {
	b = append(b, octets...)
	for n := len(octets); n%4 != 0; n++ {
		b = append(b, 0)
	}
	return b
}

// appendOption appends one option or name record: code, length, padded value.
func appendOption(b []byte, code uint16, value []byte) []byte {
	b = binary.LittleEndian.AppendUint16(b, code)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(value)))
	return appendPadded(b, value)
}
