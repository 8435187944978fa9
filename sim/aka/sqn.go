package aka

// A sequence number is SEQ || IND: 43 bits that grow and 5 bits that name a slot of the USIM's array,
// TS 33.102 clause C.1.1.1 and C.3.1.
const (
	maxSQN  = 1<<48 - 1
	indBits = 5
	indMask = 1<<indBits - 1
)

func sqnOctets(sqn uint64) [6]byte {
	return [6]byte{byte(sqn >> 40), byte(sqn >> 32), byte(sqn >> 24), byte(sqn >> 16), byte(sqn >> 8), byte(sqn)}
}

func sqnUint(s [6]byte) uint64 {
	return uint64(s[0])<<40 | uint64(s[1])<<32 | uint64(s[2])<<24 | uint64(s[3])<<16 | uint64(s[4])<<8 | uint64(s[5])
}

// NextSQN returns the sequence number of the next vector after sqn: SEQ and IND are both one higher, IND starts
// again after 31, SEQ after its 43 bits.
func NextSQN(sqn uint64) uint64 {
	seq := (sqn>>indBits + 1) << indBits & maxSQN
	return seq | (sqn+1)&indMask
}

// USIM holds the keys of a subscriber and the sequence numbers accepted so far. It is not safe for
// concurrent use.
type USIM struct {
	K, OPc [16]byte
	// seq holds the highest SEQ accepted for each IND, TS 33.102 clause C.2.2.
	seq [1 << indBits]uint64
	// sqnMS is the highest accepted sequence number.
	sqnMS uint64
}

// NewUSIM returns a USIM that accepted no sequence number yet.
func NewUSIM(k, opc [16]byte) *USIM { return &USIM{K: k, OPc: opc} }

// SQN returns the highest sequence number accepted, SQN_MS.
func (u *USIM) SQN() uint64 { return u.sqnMS }

// Authenticate answers a challenge. The error is ErrMAC, ErrSeparationBit or a *SyncFailure; then nothing changed.
func (u *USIM) Authenticate(rand, autn [16]byte, servingNetworkName string) (Response, error) {
	r, err := respond(&u.K, &u.OPc, rand, autn, servingNetworkName, func(sqn uint64) (bool, uint64) {
		return u.fresh(sqn), u.sqnMS
	})
	if err != nil {
		return Response{}, err
	}
	u.seq[r.SQN&indMask] = r.SQN >> indBits
	u.sqnMS = max(u.sqnMS, r.SQN)
	return r, nil
}

// fresh is the check of TS 33.102 clause C.2.1 and C.2.2 without age limit (the optional C.2.3): SEQ is higher
// than the one in the slot, and not so far ahead (delta of 2^28, clause C.3.2) that a run of forged numbers could
// wear the counter out. A USIM without history takes any number as its first, so that a scenario may start anywhere.
func (u *USIM) fresh(sqn uint64) bool {
	const delta = 1 << 28
	seq := sqn >> indBits
	return seq > u.seq[sqn&indMask] && (u.sqnMS == 0 || seq <= u.sqnMS>>indBits+delta)
}
