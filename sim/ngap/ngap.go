// Package ngap translates between the lab's types and the information elements of NGAP (TS 38.413 R17), for the
// gNB and the AMF alike, and is the boundary behind which octets of the peer are decoded.
package ngap

import (
	"errors"
	"fmt"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
)

// MaxPDU is the longest NGAP PDU that is decoded, in octets. NGAP itself sets no limit; nothing that this lab
// exchanges comes near it.
const MaxPDU = 64 << 10

// A SyntaxError says why octets of the peer are not an NGAP message, and what the peer is to be told
// (TS 38.413 R17 clause 10).
type SyntaxError struct {
	// Octets is the length of the PDU.
	Octets int
	// Cause and Diagnostics go into ERROR INDICATION; both nil when nothing is to be reported.
	Cause       *ie.Cause
	Diagnostics *ie.CriticalityDiagnostics
	// Response is true when the PDU was a response, which the receiver drops after reporting it locally
	// (clause 10.3.4.2 and 10.3.5).
	Response bool
	Err      error
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("ngap: PDU of %d octets: %v", e.Octets, e.Err)
}
func (e *SyntaxError) Unwrap() error { return e.Err }

// Parse decodes one NGAP PDU. Every error is a *SyntaxError. A panic of the decoder becomes an error.
// A mandatory element that the sender marked "ignore" can be nil in the message although Parse succeeded.
func Parse(pdu []byte) (m message.Message, err error) {
	fail := func(cause *ie.Cause, e error) error { return &SyntaxError{Octets: len(pdu), Cause: cause, Err: e} }
	if len(pdu) == 0 {
		return nil, fail(ProtocolCause(ie.CauseProtocolPresentTransferSyntaxError), errors.New("empty"))
	}
	if len(pdu) > MaxPDU {
		return nil, fail(ProtocolCause(ie.CauseProtocolPresentTransferSyntaxError), fmt.Errorf("longer than %d octets", MaxPDU))
	}
	defer func() {
		if r := recover(); r != nil {
			m, err = nil, fail(ProtocolCause(ie.CauseProtocolPresentTransferSyntaxError), fmt.Errorf("decoder panic: %v", r))
		}
	}()
	m, e := message.Parse(pdu)
	if e == nil {
		return m, nil
	}
	var abstract *ie.AbstractSyntaxErr
	if !errors.As(e, &abstract) {
		return nil, fail(ProtocolCause(ie.CauseProtocolPresentTransferSyntaxError), e)
	}
	se := &SyntaxError{Octets: len(pdu), Response: abstract.IsInRspMsg(), Err: e}
	if c, err := abstract.GetCause(); err == nil {
		se.Cause = c
	}
	if d, err := abstract.GetCritDiag(true); err == nil {
		se.Diagnostics = d
	}
	return nil, se
}

// ErrorIndication is the answer to a PDU that Parse refused, nil when none is due.
func (e *SyntaxError) ErrorIndication() *message.ErrorIndication {
	if e.Cause == nil && e.Diagnostics == nil {
		return nil
	}
	return &message.ErrorIndication{Cause: e.Cause, CriticalityDiagnostics: e.Diagnostics}
}

// Stream is the SCTP stream of UE-associated messages for a UE, by its RAN UE NGAP ID: never 0, which carries
// what belongs to no UE (TS 38.412 R17 clause 7). Ten streams is what an SCTP endpoint offers by default.
func Stream(ranID uint64) uint16 { return uint16(1 + ranID%9) }
