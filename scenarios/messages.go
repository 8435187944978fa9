package scenarios

import (
	"context"
	"encoding/hex"
	"fmt"
	"strconv"

	"lilab/oracle/truth"
	"lilab/sim/ims"
	"lilab/sim/sms"
)

// maxInbox is how many short messages a phone keeps that nobody has looked at.
const maxInbox = 16

// receive is what a phone does with short messages, however they come.
func (r *run) receive(name string) func(sms.Message) (cause uint8) {
	in := r.inbox(name)
	return func(m sms.Message) uint8 {
		select {
		case in <- m:
			return 0
		default:
			return 22 // memory capacity exceeded, TS 24.011 clause 8.2.5.4
		}
	}
}

func (r *run) inbox(name string) chan sms.Message {
	if r.inboxes[name] == nil {
		r.inboxes[name] = make(chan sms.Message, maxInbox)
	}
	return r.inboxes[name]
}

// message sends a short message and waits until it has arrived.
func (r *run) message(ctx context.Context, m Message) error {
	if r.guti[m.From] == "" || r.guti[m.To] == "" {
		return r.failed("sms", m.From)
	}
	index := len(r.truth.Messages)
	var secret [6]byte
	_, _ = random(r.cfg.Seed, "message", strconv.Itoa(index)).Read(secret[:]) // a ChaCha8 always fills the slice
	t := truth.Message{Kind: string(m.Kind), From: r.writer(m.From), To: r.writer(m.To), Canary: "canary-" + hex.EncodeToString(secret[:]), Result: "failed"}
	text := "See you at the harbour " + t.Canary
	number := r.plan.subscriber(m.To).GPSI
	send := func() error { return r.lab.UE(m.From).SendSMS(ctx, number, text) }
	if m.Kind == SMSOverIP {
		from, err := r.imsPhone(ctx, m.From)
		if err != nil {
			return err
		}
		to, err := r.imsPhone(ctx, m.To)
		if err != nil {
			return err
		}
		if from == nil || to == nil {
			return r.failed("sms", m.From)
		}
		t.From, t.To = r.party(m.From, from), r.party(m.To, to)
		send = func() error { return from.sms.SendSMS(ctx, number, text) }
	} else {
		r.lab.UE(m.To).ReceiveSMS(r.receive(m.To))
	}
	t.Time = r.now()
	step := truth.Step{Kind: "sms", Subscriber: m.From, Message: &index, Result: "done", Cell: r.where(m.From), GUTI: r.guti[m.From]}
	err := send()
	if err == nil {
		t.Result = "accepted"
		select {
		case got := <-r.inbox(m.To):
			t.Delivered = r.now()
			t.Result = "delivered"
			if got.Text != text {
				err = fmt.Errorf("another text arrived: %q", got.Text)
			}
		case <-ctx.Done():
			err = fmt.Errorf("it does not arrive: %w", ctx.Err())
		}
	}
	if err != nil {
		step.Result = "failed"
	}
	r.truth.Messages = append(r.truth.Messages, t)
	r.did(step, t.Time)
	if err != nil {
		return fmt.Errorf("message from %s to %s: %w", m.From, m.To, err)
	}
	return r.drain(ctx)
}

// writer is one end of a short message over NAS.
func (r *run) writer(name string) truth.Party {
	sub := r.plan.subscriber(name)
	return truth.Party{Subscriber: name, Identities: []string{ims.TelURI(sub.GPSI)}, MSISDN: sub.GPSI}
}
