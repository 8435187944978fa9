package aka

// Hop is a next hop parameter with its chaining counter, TS 33.501 clause 6.9.2.1.1.
type Hop struct {
	NH [32]byte
	// NCC is the next hop chaining counter, of three bits.
	NCC uint8
}

// Chain is what AMF and UE both keep to derive the keys of handovers (TS 33.501 clause 6.9.2.1.1): KAMF, and the last NH
// that was derived. KgNB of the connection's beginning stands for the NH before the first, with NCC 0.
type Chain struct {
	kamf [32]byte
	last Hop
	// KgNB is the key in use. The AMF does not know it after a handover.
	KgNB [32]byte
	// ncc is the counter that belongs to KgNB.
	ncc uint8
}

// NewChain begins a chain with the KgNB of a new connection.
func NewChain(kamf, kgnb [32]byte) *Chain {
	return &Chain{kamf: kamf, last: Hop{NH: kgnb}, KgNB: kgnb}
}

func (c *Chain) advance() {
	c.last = Hop{NH: NH(c.kamf, c.last.NH), NCC: (c.last.NCC + 1) & 7}
}

// Next is the fresh {NH, NCC} that the AMF gives to a gNB in a handover or after it (TS 33.501 clauses 6.9.2.3.2 and
// 6.9.2.3.3). The first NH, of NCC 1, was derived when the connection began and is never given to anybody, so the
// first fresh one has NCC 2.
func (c *Chain) Next() Hop {
	if c.last.NCC == 0 && c.last.NH == c.KgNB {
		c.advance()
	}
	c.advance()
	return c.last
}

// Handover derives KgNB of the target cell at the UE (TS 33.501 clause 6.9.2.3.4): from the KgNB in use if ncc is its
// counter, else from the NH of ncc.
func (c *Chain) Handover(ncc uint8, pci uint16, arfcnDL uint32) {
	if ncc &= 7; ncc == c.ncc {
		c.KgNB = KNGRANStar(c.KgNB, pci, arfcnDL)
		return
	}
	for c.last.NCC != ncc {
		c.advance()
	}
	c.KgNB, c.ncc = KNGRANStar(c.last.NH, pci, arfcnDL), ncc
}
