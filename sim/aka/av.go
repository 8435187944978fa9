package aka

import (
	"crypto/subtle"
	"errors"
	"fmt"
)

// AMF5G is the authentication management field of a 5G vector: the separation bit is set,
// TS 33.501 clause 6.1.3.2.0 with TS 33.102 annex H.
const AMF5G uint16 = 0x8000

// HEAV is a 5G home environment authentication vector, TS 33.501 clause 6.1.3.2.0 step 1.
type HEAV struct {
	RAND     [16]byte
	AUTN     [16]byte
	XRESStar [16]byte
	KAUSF    [32]byte
}

// GenerateAV computes a 5G home environment authentication vector as the UDM/ARPF does. amf is the authentication
// management field (AMF5G), sqn has 48 bits, servingNetworkName is that of the network which asks.
func GenerateAV(k, opc [16]byte, amf uint16, sqn uint64, rand [16]byte, servingNetworkName string) (HEAV, error) {
	if sqn > maxSQN {
		return HEAV{}, fmt.Errorf("aka: SQN %#x has more than 48 bits", sqn)
	}
	q, err := f2345(&k, &opc, &rand)
	if err != nil {
		return HEAV{}, err
	}
	s, field := sqnOctets(sqn), [2]byte{byte(amf >> 8), byte(amf)}
	mac, err := q.f1(s, field)
	if err != nil {
		return HEAV{}, err
	}
	concealed := xor6(s, q.ak)
	av := HEAV{RAND: rand}
	copy(av.AUTN[:6], concealed[:])
	copy(av.AUTN[6:8], field[:])
	copy(av.AUTN[8:], mac[:])
	av.XRESStar = deriveRESStar(q.ckik[:], servingNetworkName, rand[:], q.res[:])
	av.KAUSF = deriveKAUSF(q.ckik[:], servingNetworkName, concealed[:])
	return av, nil
}

// Response is what the USIM and the mobile equipment compute from a challenge they accept.
type Response struct {
	RESStar [16]byte
	KAUSF   [32]byte
	// SQN is the accepted sequence number, 48 bits.
	SQN uint64
}

// Refusals of a challenge on the UE side. A stale sequence number is a *SyncFailure.
var (
	// ErrMAC says that MAC-A in AUTN is wrong: authentication failure, 5GMM cause #20 "MAC failure",
	// TS 24.501 clause 5.4.1.3.6.
	ErrMAC = errors.New("aka: MAC failure in AUTN")
	// ErrSeparationBit says that the separation bit of AUTN is 0: 5GMM cause #26 "non-5G authentication
	// unacceptable", TS 24.501 clause 5.4.1.3.6.
	ErrSeparationBit = errors.New("aka: separation bit of AUTN is 0")
)

// SyncFailure says that the sequence number is not fresh: 5GMM cause #21 "synch failure", TS 33.102 clause 6.3.3.
type SyncFailure struct {
	// AUTS goes to the home network, which takes its SQN from it.
	AUTS [14]byte
}

// Error implements error.
func (*SyncFailure) Error() string { return "aka: sequence number is not fresh" }

// Respond answers a challenge as a USIM does that accepts each sequence number above lastSQN, the highest it
// accepted before. The error is ErrMAC, ErrSeparationBit or a *SyncFailure. USIM keeps the window of
// TS 33.102 annex C instead.
func Respond(k, opc, rand, autn [16]byte, servingNetworkName string, lastSQN uint64) (Response, error) {
	return respond(&k, &opc, rand, autn, servingNetworkName, func(sqn uint64) (bool, uint64) {
		return sqn > lastSQN, lastSQN
	})
}

// respond checks AUTN and answers. fresh says whether a sequence number is acceptable and which one is the
// highest accepted so far (SQN_MS); it is asked only for a number that the home network authenticated.
func respond(k, opc *[16]byte, rand, autn [16]byte, snn string, fresh func(uint64) (bool, uint64)) (Response, error) {
	q, err := f2345(k, opc, &rand)
	if err != nil {
		return Response{}, err
	}
	concealed := [6]byte(autn[:6])
	s := xor6(concealed, q.ak)
	mac, err := q.f1(s, [2]byte(autn[6:8]))
	if err != nil {
		return Response{}, err
	}
	if subtle.ConstantTimeCompare(mac[:], autn[8:]) != 1 {
		return Response{}, ErrMAC
	}
	if autn[6]&0x80 == 0 {
		return Response{}, ErrSeparationBit
	}
	sqn := sqnUint(s)
	ok, highest := fresh(sqn)
	if !ok {
		auts, err := q.auts(highest)
		if err != nil {
			return Response{}, err
		}
		return Response{}, &SyncFailure{AUTS: auts}
	}
	return Response{
		RESStar: deriveRESStar(q.ckik[:], snn, rand[:], q.res[:]),
		KAUSF:   deriveKAUSF(q.ckik[:], snn, concealed[:]),
		SQN:     sqn,
	}, nil
}

// auts builds the resynchronisation token for SQN_MS.
func (q *quintet) auts(sqnMS uint64) (auts [14]byte, err error) {
	s := sqnOctets(sqnMS)
	mac, err := q.f1Star(s)
	if err != nil {
		return auts, err
	}
	ak, err := q.f5Star()
	if err != nil {
		return auts, err
	}
	concealed := xor6(s, ak)
	copy(auts[:6], concealed[:])
	copy(auts[6:], mac[:])
	return auts, nil
}

// ErrAUTS says that MAC-S in AUTS is wrong, so the home network keeps its sequence number.
var ErrAUTS = errors.New("aka: MAC failure in AUTS")

// Resynchronise checks AUTS as the UDM/ARPF does (TS 33.102 clause 6.3.5) and returns SQN_MS, the highest
// sequence number that the USIM accepted. rand is the one of the failed challenge. The next vector needs a higher
// number: NextSQN(SQN_MS).
func Resynchronise(k, opc, rand [16]byte, auts [14]byte) (sqnMS uint64, err error) {
	q, err := f2345(&k, &opc, &rand)
	if err != nil {
		return 0, err
	}
	ak, err := q.f5Star()
	if err != nil {
		return 0, err
	}
	s := xor6([6]byte(auts[:6]), ak)
	mac, err := q.f1Star(s)
	if err != nil {
		return 0, err
	}
	if subtle.ConstantTimeCompare(mac[:], auts[6:]) != 1 {
		return 0, ErrAUTS
	}
	return sqnUint(s), nil
}
