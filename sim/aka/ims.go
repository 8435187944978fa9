package aka

import (
	"crypto/subtle"
	"fmt"
)

// IMSVector is an authentication vector for IMS-AKA, TS 33.203 clause 6.1 with TS 33.102 clause 6.3.
type IMSVector struct {
	RAND, AUTN [16]byte
	// XRES is the expected response.
	XRES [8]byte
	// CK and IK are the keys of the protection of Gm.
	CK, IK [16]byte
}

// GenerateIMSVector computes a vector as the HSS does. amf is the authentication management field, whose separation bit
// an ISIM does not look at; sqn has 48 bits.
func GenerateIMSVector(k, opc [16]byte, amf uint16, sqn uint64, rand [16]byte) (IMSVector, error) {
	if sqn > maxSQN {
		return IMSVector{}, fmt.Errorf("aka: SQN %#x has more than 48 bits", sqn)
	}
	q, err := f2345(&k, &opc, &rand)
	if err != nil {
		return IMSVector{}, err
	}
	s, field := sqnOctets(sqn), [2]byte{byte(amf >> 8), byte(amf)}
	mac, err := q.f1(s, field)
	if err != nil {
		return IMSVector{}, err
	}
	v := IMSVector{RAND: rand, XRES: q.res, CK: [16]byte(q.ckik[:16]), IK: [16]byte(q.ckik[16:])}
	concealed := xor6(s, q.ak)
	copy(v.AUTN[:6], concealed[:])
	copy(v.AUTN[6:8], field[:])
	copy(v.AUTN[8:], mac[:])
	return v, nil
}

// IMSResponse is what an ISIM computes from a challenge that it accepts.
type IMSResponse struct {
	RES    [8]byte
	CK, IK [16]byte
	SQN    uint64
}

// AuthenticateIMS answers a challenge as the ISIM application of the card does, TS 33.203 clause 6.1.1. The error is ErrMAC
// or a *SyncFailure; then nothing changed. The sequence numbers are those of this USIM value: an ISIM has its own value.
func (u *USIM) AuthenticateIMS(rand, autn [16]byte) (IMSResponse, error) {
	q, err := f2345(&u.K, &u.OPc, &rand)
	if err != nil {
		return IMSResponse{}, err
	}
	s := xor6([6]byte(autn[:6]), q.ak)
	mac, err := q.f1(s, [2]byte(autn[6:8]))
	if err != nil {
		return IMSResponse{}, err
	}
	if subtle.ConstantTimeCompare(mac[:], autn[8:]) != 1 {
		return IMSResponse{}, ErrMAC
	}
	sqn := sqnUint(s)
	if !u.fresh(sqn) {
		auts, err := q.auts(u.sqnMS)
		if err != nil {
			return IMSResponse{}, err
		}
		return IMSResponse{}, &SyncFailure{AUTS: auts}
	}
	u.seq[sqn&indMask] = sqn >> indBits
	u.sqnMS = max(u.sqnMS, sqn)
	return IMSResponse{RES: q.res, CK: [16]byte(q.ckik[:16]), IK: [16]byte(q.ckik[16:]), SQN: sqn}, nil
}
