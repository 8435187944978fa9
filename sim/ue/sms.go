package ue

import (
	"context"
	"errors"
	"sync"

	"lilab/sim/nas"
	"lilab/sim/sms"
)

// ErrSMSNotAllowed says that the network does not offer SMS over NAS to the UE, or that it has no service centre.
var ErrSMSNotAllowed = errors.New("ue: SMS over NAS is not allowed")

// messages is what a UE has of short messages.
type messages struct {
	exchange  *sms.Exchange
	collector sms.Collector

	mu        sync.Mutex
	reference uint8 // TP-MR
	take      func(sms.Message) uint8
}

// startSMS makes the end of the exchange with the SMSF.
func (u *UE) startSMS() {
	u.messages.exchange = sms.NewExchange(sms.ExchangeConfig{
		// Called by the machine too: what is sent waits for its turn there.
		Send:     func(cp []byte) error { return u.sendCP(append([]byte(nil), cp...)) },
		Received: func(in sms.Incoming) { u.wg.Go(func() { u.receivedSMS(in) }) },
		Timers:   u.cfg.SMSTimers, Log: u.cfg.Log,
	})
}

func (u *UE) sendCP(cp []byte) error {
	if !u.post(func() { u.sendMessage(nas.ULTransportSMS(cp)) }) {
		return ErrClosed
	}
	return nil
}

// ReceiveSMS sets what takes short messages, whole ones: parts were put together. A result other than 0 is the RP cause of a refusal, for
// example sms.CauseMemoryExceeded; the part that completed the message is refused then. nil takes everything. f is called by a goroutine of
// the UE, one for each message.
func (u *UE) ReceiveSMS(f func(sms.Message) (cause uint8)) {
	u.messages.mu.Lock()
	defer u.messages.mu.Unlock()
	u.messages.take = f
}

// receivedSMS takes an RP-DATA of the network and answers it, TS 24.011 R17 clause 6.3.1.
func (u *UE) receivedSMS(in sms.Incoming) {
	x := &u.messages
	cause, report := sms.Received(in.RP.TPDU, func(d *sms.Deliver) uint8 {
		m, whole := x.collector.Add(in.RP.Centre.Digits, d)
		x.mu.Lock()
		take := x.take
		x.mu.Unlock()
		if !whole || take == nil {
			return 0
		}
		return take(m)
	})
	if err := x.exchange.Reply(in, cause, report); err != nil && u.ctx.Err() == nil {
		u.cfg.Log.Error("RP report", "err", err)
	}
}

// SendSMS sends a text to a number (international digits) by SMS over NAS, in as many short messages as it takes, and waits for the report of
// the service centre to each. A refusal is an *sms.RPFailure. An idle UE asks for service first.
func (u *UE) SendSMS(ctx context.Context, to, text string) error {
	x := &u.messages
	x.mu.Lock()
	reference := x.reference
	x.mu.Unlock()
	tpdus, err := sms.SubmitOf(to, text, reference)
	if err != nil {
		return err
	}
	x.mu.Lock()
	x.reference += uint8(len(tpdus))
	x.mu.Unlock()
	for _, b := range tpdus {
		if err := u.transferSMS(ctx, &sms.RP{Kind: sms.RPData, Centre: sms.International(u.cfg.SMSCentre), TPDU: b}); err != nil {
			return err
		}
	}
	return nil
}

// SMSMemoryAvailable tells the network that the UE can take short messages again (RP-SMMA, TS 24.011 R17 clause 7.3.2).
func (u *UE) SMSMemoryAvailable(ctx context.Context) error {
	return u.transferSMS(ctx, &sms.RP{Kind: sms.RPSMMA})
}

func (u *UE) transferSMS(ctx context.Context, m *sms.RP) error {
	var registered, allowed, idle bool
	if err := u.ask(func() { registered, allowed, idle = u.registered, u.smsAllowed, u.conn == nil }); err != nil {
		return err
	}
	switch {
	case !registered:
		return ErrNotRegistered
	case !allowed || u.cfg.SMSCentre == "":
		return ErrSMSNotAllowed
	}
	if idle {
		if err := u.Service(ctx); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stop := context.AfterFunc(u.ctx, cancel)
	defer stop()
	_, err := u.messages.exchange.Transfer(ctx, m)
	return err
}
