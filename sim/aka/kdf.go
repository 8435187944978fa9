package aka

import (
	"crypto/sha256"
	"encoding/binary"
)

// Function codes of the key derivation function, TS 33.220 annex B and TS 33.501 annex A.
const (
	fcAlgorithmKey = 0x69 // A.8
	fcKAUSF        = 0x6a // A.2
	fcRESStar      = 0x6b // A.4
	fcKSEAF        = 0x6c // A.6
	fcKAMF         = 0x6d // A.7
	fcKgNB         = 0x6e // A.9
	fcNH           = 0x6f // A.10
	fcKNGRANStar   = 0x70 // A.11
)

// Algorithm type distinguishers, TS 33.501 table A.8-1.
const (
	distinguisherNASenc = 1
	distinguisherNASint = 2
	distinguisherRRCenc = 3
	distinguisherRRCint = 4
	distinguisherUPenc  = 5
	distinguisherUPint  = 6
)

// access3GPP is the access type distinguisher of 3GPP access, TS 33.501 table A.9-1.
const access3GPP = 1

// kdf is the generic key derivation function of TS 33.220 clause B.2.0, HMAC-SHA-256 over S. Keys have 32 octets.
// HMAC is spelled out (RFC 2104), because crypto/hmac allocates several times for each of the
// keys of a registration.
func kdf(key []byte, fc byte, parameters ...[]byte) [32]byte {
	const block = sha256.BlockSize
	// The longest S is that of RES*: a serving network name of 32 octets, RAND and RES.
	var buf [block + 128]byte
	var outer [block + sha256.Size]byte
	copy(buf[:block], key)
	for i := range block {
		outer[i] = buf[i] ^ 0x5c
		buf[i] ^= 0x36
	}
	s := append(buf[:block], fc)
	for _, p := range parameters {
		s = append(s, p...)
		s = binary.BigEndian.AppendUint16(s, uint16(len(p)))
	}
	inner := sha256.Sum256(s)
	copy(outer[block:], inner[:])
	return sha256.Sum256(outer[:])
}

// low128 returns the 128 least significant bits.
func low128(in [32]byte) (out [16]byte) {
	copy(out[:], in[16:])
	return out
}

// deriveKAUSF is TS 33.501 clause A.2; sqnXorAK are the first six octets of AUTN.
func deriveKAUSF(ckik []byte, servingNetworkName string, sqnXorAK []byte) [32]byte {
	return kdf(ckik, fcKAUSF, []byte(servingNetworkName), sqnXorAK)
}

// deriveRESStar is TS 33.501 clause A.4, for RES* and XRES* alike.
func deriveRESStar(ckik []byte, servingNetworkName string, rand, res []byte) [16]byte {
	return low128(kdf(ckik, fcRESStar, []byte(servingNetworkName), rand, res))
}

// HXRESStar derives HXRES* from XRES* (or HRES* from RES*), TS 33.501 clause A.5.
func HXRESStar(rand, xresStar [16]byte) [16]byte {
	var in [32]byte
	copy(in[:16], rand[:])
	copy(in[16:], xresStar[:])
	return low128(sha256.Sum256(in[:]))
}

// KSEAF derives the anchor key of the serving network, TS 33.501 clause A.6.
func KSEAF(kausf [32]byte, servingNetworkName string) [32]byte {
	return kdf(kausf[:], fcKSEAF, []byte(servingNetworkName))
}

// KAMF derives the key of the AMF, TS 33.501 clause A.7. supi holds the IMSI digits without a prefix; abba is
// the anti-bidding down between architectures parameter, 0x0000 in releases up to now.
func KAMF(kseaf [32]byte, supi string, abba []byte) [32]byte {
	return kdf(kseaf[:], fcKAMF, []byte(supi), abba)
}

// KNASenc derives the NAS ciphering key of 128-NEA1, 2 or 3, TS 33.501 clause A.8.
func KNASenc(kamf [32]byte, nea uint8) [16]byte {
	return low128(AlgorithmKey(kamf, distinguisherNASenc, nea))
}

// KNASint derives the NAS integrity key of 128-NIA1, 2 or 3, TS 33.501 clause A.8.
func KNASint(kamf [32]byte, nia uint8) [16]byte {
	return low128(AlgorithmKey(kamf, distinguisherNASint, nia))
}

// KRRCenc derives the RRC ciphering key, TS 33.501 clause A.8.
func KRRCenc(kgnb [32]byte, nea uint8) [16]byte {
	return low128(AlgorithmKey(kgnb, distinguisherRRCenc, nea))
}

// KRRCint derives the RRC integrity key, TS 33.501 clause A.8.
func KRRCint(kgnb [32]byte, nia uint8) [16]byte {
	return low128(AlgorithmKey(kgnb, distinguisherRRCint, nia))
}

// KUPenc derives the user plane ciphering key, TS 33.501 clause A.8.
func KUPenc(kgnb [32]byte, nea uint8) [16]byte {
	return low128(AlgorithmKey(kgnb, distinguisherUPenc, nea))
}

// KUPint derives the user plane integrity key, TS 33.501 clause A.8.
func KUPint(kgnb [32]byte, nia uint8) [16]byte {
	return low128(AlgorithmKey(kgnb, distinguisherUPint, nia))
}

// AlgorithmKey is the whole output of TS 33.501 clause A.8, of which 128-bit algorithms use the low half.
// distinguisher is a value of table A.8-1, algorithm the NEA or NIA identity.
func AlgorithmKey(key [32]byte, distinguisher, algorithm uint8) [32]byte {
	return kdf(key[:], fcAlgorithmKey, []byte{distinguisher}, []byte{algorithm})
}

// KgNB derives the key of the gNB for 3GPP access, TS 33.501 clause A.9.
func KgNB(kamf [32]byte, uplinkNASCount uint32) [32]byte {
	var count [4]byte
	binary.BigEndian.PutUint32(count[:], uplinkNASCount)
	return kdf(kamf[:], fcKgNB, count[:], []byte{access3GPP})
}

// NH derives a next hop parameter, TS 33.501 clause A.10. sync is KgNB for the first and the previous NH for
// every later one.
func NH(kamf, sync [32]byte) [32]byte {
	return kdf(kamf[:], fcNH, sync[:])
}

// KNGRANStar derives the key of the target cell of a handover from KgNB or NH, TS 33.501 clause A.11. The
// ARFCN-DL of 24 bits is always three octets long.
func KNGRANStar(key [32]byte, pci uint16, arfcnDL uint32) [32]byte {
	return kdf(key[:], fcKNGRANStar,
		[]byte{byte(pci >> 8), byte(pci)},
		[]byte{byte(arfcnDL >> 16), byte(arfcnDL >> 8), byte(arfcnDL)})
}
