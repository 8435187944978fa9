package sms

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Timers of the exchange, TS 24.011 R17 clause 10. Zero means the default.
type Timers struct {
	// TC1 is how long CP-ACK is waited for (TC1*, 5 s); CP-DATA is sent up to three times.
	TC1 time.Duration
	// TR is how long the report is waited for (TR1M and TR1N, 40 s).
	TR time.Duration
}

// maxSend is how often CP-DATA is sent in all, TS 24.011 R17 clause 5.3.2.1.
const maxSend = 3

// ExchangeConfig describes one end of the exchange of a phone with its SMSF.
type ExchangeConfig struct {
	// Network says that this is the end of the network.
	Network bool
	// Send hands a CP message to NAS.
	Send func(cp []byte) error
	// Received takes RP-DATA and RP-SMMA of the other end, which are to be answered with Exchange.Reply. It must not wait.
	Received func(Incoming)
	// Seen is told of every CP-DATA that is taken, once however often it comes, nil for nobody. It must not wait.
	Seen   func(cp []byte, rp *RP)
	Timers Timers
	Log    *slog.Logger
}

// Incoming is an RP-DATA or RP-SMMA that waits for its report.
type Incoming struct {
	RP *RP
	ti uint8
}

// Exchange is the control layer and the relay layer of one end, TS 24.011 R17 clauses 5 and 6: one message at a time in each direction.
type Exchange struct {
	cfg  ExchangeConfig
	turn chan struct{} // one token: whose Transfer runs

	mu       sync.Mutex
	nextTI   uint8
	nextRef  uint8
	current  *transfer
	incoming map[uint8]*answering // by transaction identifier
}

// transfer is a message that this end sends.
type transfer struct {
	ti, reference uint8
	acknowledged  chan struct{}
	acked         bool
	end           chan outcome
}

type outcome struct {
	rp  *RP
	err error
}

// answering is a message of the other end.
type answering struct {
	reference uint8
	answered  bool
}

// ErrNoAnswer says that the other end did not answer in time.
var ErrNoAnswer = errors.New("sms: no answer")

// A CPFailure is a CP-ERROR of the other end.
type CPFailure struct{ Cause uint8 }

func (e *CPFailure) Error() string { return fmt.Sprintf("sms: CP-ERROR, cause %d", e.Cause) }

// NewExchange makes one end.
func NewExchange(cfg ExchangeConfig) *Exchange {
	if cfg.Timers.TC1 == 0 {
		cfg.Timers.TC1 = 5 * time.Second
	}
	if cfg.Timers.TR == 0 {
		cfg.Timers.TR = 40 * time.Second
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	e := &Exchange{cfg: cfg, turn: make(chan struct{}, 1), incoming: map[uint8]*answering{}}
	e.turn <- struct{}{}
	return e
}

// Transfer sends an RP-DATA or RP-SMMA and waits for its report. Direction and reference are filled in. An RP-ERROR is an *RPFailure.
func (e *Exchange) Transfer(ctx context.Context, m *RP) (*RP, error) {
	select {
	case <-e.turn:
		defer func() { e.turn <- struct{}{} }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	t := &transfer{acknowledged: make(chan struct{}), end: make(chan outcome, 1)}
	e.mu.Lock()
	t.ti, t.reference = e.nextTI, e.nextRef
	e.nextTI, e.nextRef = (e.nextTI+1)%(maxTransactionIdentifier+1), e.nextRef+1
	e.current = t
	e.mu.Unlock()
	defer func() {
		e.mu.Lock()
		e.current = nil
		e.mu.Unlock()
	}()
	out := *m
	out.FromNetwork, out.Reference = e.cfg.Network, t.reference
	rpdu, err := out.Octets()
	if err != nil {
		return nil, err
	}
	cp, err := (&CP{TI: t.ti, Type: CPData, RPDU: rpdu}).Octets()
	if err != nil {
		return nil, err
	}
	report := time.NewTimer(e.cfg.Timers.TR)
	defer report.Stop()
	acknowledged := t.acknowledged
	for sent := 0; ; {
		var again <-chan time.Time
		if acknowledged != nil {
			if sent == maxSend {
				return nil, fmt.Errorf("%w: CP-DATA was not acknowledged", ErrNoAnswer)
			}
			if err := e.cfg.Send(cp); err != nil {
				return nil, err
			}
			sent++
			again = time.After(e.cfg.Timers.TC1)
		}
		select {
		case <-acknowledged:
			acknowledged = nil
		case <-again:
		case o := <-t.end:
			return o.rp, o.err
		case <-report.C:
			return nil, fmt.Errorf("%w: no report", ErrNoAnswer)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (e *Exchange) see(cp []byte, rp *RP) {
	if e.cfg.Seen != nil {
		e.cfg.Seen(cp, rp)
	}
}

// Abort ends the transfer under way, if there is one: NAS cannot carry its messages.
func (e *Exchange) Abort(err error) {
	e.mu.Lock()
	t := e.current
	e.mu.Unlock()
	if t != nil {
		t.finish(nil, err)
	}
}

// Reply sends the report to an RP-DATA or RP-SMMA: RP-ACK, or RP-ERROR if cause is not 0, with a TPDU or nil.
func (e *Exchange) Reply(in Incoming, cause uint8, tpdu []byte) error {
	m := &RP{Kind: RPAck, FromNetwork: e.cfg.Network, Reference: in.RP.Reference, TPDU: tpdu}
	if cause != 0 {
		m.Kind, m.Cause = RPError, cause
	}
	rpdu, err := m.Octets()
	if err != nil {
		return err
	}
	e.mu.Lock()
	if a := e.incoming[in.ti]; a != nil {
		a.answered = true
	}
	e.mu.Unlock()
	cp, err := (&CP{TI: in.ti, Answer: true, Type: CPData, RPDU: rpdu}).Octets()
	if err != nil {
		return err
	}
	return e.cfg.Send(cp)
}

// send sends a CP message without RP message.
func (e *Exchange) send(m *CP) {
	b, err := m.Octets()
	if err == nil {
		err = e.cfg.Send(b)
	}
	if err != nil {
		e.cfg.Log.Info("sms: CP message not sent", "type", m.Type, "err", err)
	}
}

// Take takes a CP message of the other end.
func (e *Exchange) Take(b []byte) {
	m, err := ParseCP(b)
	if err != nil {
		e.cfg.Log.Info("sms: CP message not understood", "octets", len(b), "err", err)
		if m == nil || m.Type == CPError || m.Type == CPAck {
			return
		}
		cause := CPCauseInvalidMandatory
		if errors.Is(err, ErrKind) {
			cause = CPCauseTypeNonExistent
		}
		e.send(&CP{TI: m.TI, Answer: !m.Answer, Type: CPError, Cause: cause})
		return
	}
	if m.Answer {
		e.answer(m, b)
		return
	}
	switch m.Type {
	case CPData:
		e.request(m, b)
	case CPAck, CPError: // of our report
		e.mu.Lock()
		delete(e.incoming, m.TI)
		e.mu.Unlock()
	}
}

// answer takes a message of the transfer that this end began.
func (e *Exchange) answer(m *CP, b []byte) {
	e.mu.Lock()
	t := e.current
	if t == nil || t.ti != m.TI {
		e.mu.Unlock()
		switch m.Type {
		case CPData: // TS 24.011 R17 clause 9.2.3: for no transaction here
			e.send(&CP{TI: m.TI, Type: CPError, Cause: CPCauseInvalidTI})
		case CPAck, CPError:
		}
		return
	}
	acknowledge := func() {
		if !t.acked {
			t.acked = true
			close(t.acknowledged)
		}
	}
	switch m.Type {
	case CPAck:
		acknowledge()
		e.mu.Unlock()
		return
	case CPError:
		e.mu.Unlock()
		t.finish(nil, &CPFailure{m.Cause})
		return
	}
	acknowledge()
	e.mu.Unlock()
	rp, err := ParseRP(m.RPDU, !e.cfg.Network)
	e.send(&CP{TI: m.TI, Type: CPAck})
	switch {
	case err != nil:
		t.finish(nil, err)
	case rp.Kind != RPAck && rp.Kind != RPError || rp.Reference != t.reference:
		e.cfg.Log.Info("sms: RP message is no report of what was sent", "kind", rp.Kind, "reference", rp.Reference)
	default:
		e.see(b, rp)
		var failure error
		if rp.Kind == RPError {
			failure = &RPFailure{rp.Cause, rp.TPDU}
		}
		t.finish(rp, failure)
	}
}

func (t *transfer) finish(rp *RP, err error) {
	select {
	case t.end <- outcome{rp, err}:
	default:
	}
}

// request takes an RP message that the other end begins a transfer with.
func (e *Exchange) request(m *CP, b []byte) {
	rp, err := ParseRP(m.RPDU, !e.cfg.Network)
	e.mu.Lock()
	if a := e.incoming[m.TI]; err == nil && a != nil && a.reference == rp.Reference && !a.answered {
		e.mu.Unlock()
		e.send(&CP{TI: m.TI, Answer: true, Type: CPAck}) // repeated: the acknowledgement was lost
		return
	}
	if err == nil {
		e.incoming[m.TI] = &answering{reference: rp.Reference}
	}
	e.mu.Unlock()
	e.send(&CP{TI: m.TI, Answer: true, Type: CPAck})
	if err != nil {
		e.cfg.Log.Info("sms: RP message not understood", "octets", len(m.RPDU), "err", err)
		if len(m.RPDU) < 2 {
			return
		}
		cause := CauseInvalidMandatory
		if errors.Is(err, ErrKind) {
			cause = CauseTypeNonExistent
		}
		e.refuse(m.TI, m.RPDU[1], cause)
		return
	}
	if rp.Kind != RPData && rp.Kind != RPSMMA {
		e.refuse(m.TI, rp.Reference, CauseTypeIncompatible)
		return
	}
	e.see(b, rp)
	e.cfg.Received(Incoming{rp, m.TI})
}

// refuse answers what was not taken.
func (e *Exchange) refuse(ti, reference, cause uint8) {
	if err := e.Reply(Incoming{&RP{Reference: reference}, ti}, cause, nil); err != nil {
		e.cfg.Log.Info("sms: RP-ERROR not sent", "err", err)
	}
}
