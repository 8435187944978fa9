package smsf

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
	"lilab/sim/sms"
	"lilab/sim/smsc"
)

// maxQueue bounds what waits for one UE.
const maxQueue = 64

// ueContext is a UE that is registered for SMS over NAS. What it sends and receives goes through its queue, in order, on a goroutine that
// exists only while there is something to do.
type ueContext struct {
	f        *SMSF
	supi     string
	home     event.PLMN
	exchange *sms.Exchange

	mu       sync.Mutex
	sub      event.Subscriber
	location *event.Location
	queue    []func()
	running  bool
	ended    bool

	// The rest is touched by the queue only. sent is the last CP-DATA that reached the AMF: repetitions are not told again. up and down
	// are the messages under way in each direction, for the parties of their reports.
	sent     []byte
	up, down parties
	// silent says that the last thing that came up was an RP-SMMA, whose report is about no message.
	silent bool
}

type parties struct{ originator, recipient, centre string }

func (f *SMSF) newContext(home event.PLMN, sub event.Subscriber, where *event.Location) *ueContext {
	u := &ueContext{f: f, supi: sub.SUPI, home: home, sub: sub, location: where}
	u.exchange = sms.NewExchange(sms.ExchangeConfig{
		Network: true,
		Send: func(cp []byte) error {
			b := append([]byte(nil), cp...)
			if !u.post(func() { u.downlink(b) }) {
				return fmt.Errorf("smsf: %w: too much is waiting", smsc.ErrAbsent)
			}
			return nil
		},
		Received: u.received, Seen: func(cp []byte, rp *sms.RP) { u.publish(true, cp, rp) },
		Timers: f.cfg.Timers, Log: f.cfg.Log,
	})
	return u
}

// post queues a job, false when there are too many or the context is gone.
func (u *ueContext) post(job func()) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.ended || len(u.queue) >= maxQueue {
		return false
	}
	if !u.running {
		u.f.mu.Lock()
		closed := u.f.closed
		if !closed {
			u.f.wg.Add(1)
		}
		u.f.mu.Unlock()
		if closed {
			return false
		}
		u.running = true
		go u.run()
	}
	u.queue = append(u.queue, job)
	return true
}

func (u *ueContext) run() {
	defer u.f.wg.Done()
	for {
		u.mu.Lock()
		if len(u.queue) == 0 || u.f.ctx.Err() != nil {
			u.queue, u.running = nil, false
			u.mu.Unlock()
			return
		}
		job := u.queue[0]
		u.queue = u.queue[1:]
		u.mu.Unlock()
		job()
	}
}

// end forgets the context.
func (u *ueContext) end() {
	u.mu.Lock()
	u.ended, u.queue = true, nil
	u.mu.Unlock()
	u.exchange.Abort(smsc.ErrAbsent)
}

func (u *ueContext) update(sub event.Subscriber, where *event.Location) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.sub = sub
	if where != nil {
		u.location = where
	}
}

func (u *ueContext) moved(where *event.Location) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.location = where
}

func (u *ueContext) who() (event.Subscriber, *event.Location) {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.sub, u.location
}

// downlink sends a CP message through the AMF, TS 23.502 R17 clauses 4.13.3.3 step 5 and 4.13.3.6.
func (u *ueContext) downlink(cp []byte) {
	const part = "sms"
	ctx, cancel := context.WithTimeout(u.f.ctx, homeTimeout)
	defer cancel()
	err := u.f.cfg.SBI.N1N2MessageTransfer(ctx, u.supi, &models.N1N2MessageTransferReqData{
		N1MessageContainer: &models.N1MessageContainer{
			N1MessageClass: models.N1MessageClass_SMS, N1MessageContent: &models.RefToBinaryData{ContentId: part}, NfId: u.f.cfg.NF.InstanceID,
		},
	}, []sbi.Part{{ContentID: part, Type: sbi.Type5GNAS, Data: cp}})
	if err != nil {
		if u.f.ctx.Err() == nil {
			u.f.cfg.Log.Info("smsf: Namf_Communication_N1N2MessageTransfer", "err", err)
		}
		u.exchange.Abort(fmt.Errorf("%w: %w", smsc.ErrAbsent, err))
		return
	}
	m, err := sms.ParseCP(cp)
	if err != nil || m.Type != sms.CPData || bytes.Equal(cp, u.sent) {
		return
	}
	if rp, err := sms.ParseRP(m.RPDU, true); err == nil {
		u.sent = cp
		u.publish(false, cp, rp)
	}
}

// received takes an RP-DATA or RP-SMMA of the phone. It is called by the queue.
func (u *ueContext) received(in sms.Incoming) {
	sub, _ := u.who()
	var cause uint8
	var report []byte
	switch c := u.f.cfg.Centre(in.RP.Centre.Digits); {
	case in.RP.Kind == sms.RPSMMA:
		u.f.cfg.Available(u.home, u.supi)
	case c == nil:
		cause = sms.CauseNetworkOutOfOrder
	default:
		cause, report = c.Submit(smsc.Originator{SUPI: sub.SUPI, MSISDN: sub.GPSI}, in.RP.TPDU)
	}
	if err := u.exchange.Reply(in, cause, report); err != nil && u.f.ctx.Err() == nil {
		u.f.cfg.Log.Info("smsf: RP report", "err", err)
	}
}

// publish tells of a message or a report.
func (u *ueContext) publish(fromUser bool, cp []byte, rp *sms.RP) {
	sub, where := u.who()
	e := event.SMSFMessage{Header: u.f.head(), Subscriber: sub, Location: where, FromUser: fromUser, CP: cp, TPDU: rp.TPDU, MessageReference: rp.Reference}
	if m, err := sms.ParseCP(cp); err == nil {
		e.RP = m.RPDU
	}
	var p *parties
	switch {
	case rp.Kind == sms.RPData && fromUser:
		p = &u.up
		u.silent = false
		*p = parties{originator: sub.GPSI, centre: rp.Centre.Digits}
		if s, err := sms.ParseSubmit(rp.TPDU); err == nil {
			p.recipient = s.Destination.Digits
		}
	case rp.Kind == sms.RPData:
		p = &u.down
		*p = parties{recipient: sub.GPSI, centre: rp.Centre.Digits}
		if d, err := sms.ParseDeliver(rp.TPDU); err == nil {
			p.originator = d.Originator.Digits
		}
	case rp.Kind == sms.RPSMMA:
		u.silent = true
		return // neither message nor report about one
	default:
		p = &u.down // the phone reports about what came down
		if !fromUser {
			if u.silent {
				return
			}
			p = &u.up
		}
		e.Report, e.Cause, e.Delivered = true, rp.Cause, rp.Kind == sms.RPAck
	}
	e.Originator, e.Recipient, e.Centre = p.originator, p.recipient, p.centre
	u.f.cfg.Events.Publish(e)
}
