package rrc

// ARFCN is the channel of every cell of the lab, 3.489 GHz (TS 38.104 clause 5.4.2); the keys of handovers are bound to
// it (TS 33.501 clause A.11).
const ARFCN = 632628
