package aka

import (
	"fmt"

	"github.com/wmnsk/milenage"
)

// quintet is what MILENAGE gives for one K, OPc and RAND, TS 35.206.
type quintet struct {
	m   *milenage.Milenage
	res [8]byte
	// ckik is CK || IK, the key of the derivations of TS 33.501 annex A.
	ckik [32]byte
	ak   [6]byte
}

// f2345 computes RES, CK, IK and AK.
func f2345(k, opc, rand *[16]byte) (quintet, error) {
	q := quintet{m: milenage.NewWithOPc(k[:], opc[:], rand[:], 0, 0)}
	res, ck, ik, ak, err := q.m.F2345()
	if err != nil {
		return quintet{}, fmt.Errorf("aka: milenage: %w", err)
	}
	copy(q.res[:], res)
	copy(q.ckik[:16], ck)
	copy(q.ckik[16:], ik)
	copy(q.ak[:], ak)
	return q, nil
}

// f1 computes MAC-A.
func (q *quintet) f1(sqn [6]byte, amf [2]byte) (mac [8]byte, err error) {
	q.m.SQN, q.m.AMF = sqn[:], amf[:]
	out, err := q.m.F1()
	if err != nil {
		return mac, fmt.Errorf("aka: milenage: %w", err)
	}
	copy(mac[:], out)
	return mac, nil
}

// f1Star computes MAC-S with the dummy AMF 0x0000, TS 33.102 clause 6.3.3.
func (q *quintet) f1Star(sqn [6]byte) (mac [8]byte, err error) {
	out, err := q.m.F1Star(sqn[:], []byte{0, 0})
	if err != nil {
		return mac, fmt.Errorf("aka: milenage: %w", err)
	}
	copy(mac[:], out)
	return mac, nil
}

// f5Star computes the anonymity key of a resynchronisation.
func (q *quintet) f5Star() (ak [6]byte, err error) {
	out, err := q.m.F5Star()
	if err != nil {
		return ak, fmt.Errorf("aka: milenage: %w", err)
	}
	copy(ak[:], out)
	return ak, nil
}

// OPc derives OPc from the operator's OP, TS 35.206 clause 4.1.
func OPc(k, op [16]byte) ([16]byte, error) {
	var out [16]byte
	opc, err := milenage.ComputeOPc(k[:], op[:])
	if err != nil {
		return out, fmt.Errorf("aka: milenage: %w", err)
	}
	copy(out[:], opc)
	return out, nil
}

func xor6(a, b [6]byte) (out [6]byte) {
	for i := range out {
		out[i] = a[i] ^ b[i]
	}
	return out
}
