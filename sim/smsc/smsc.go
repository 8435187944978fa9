// Package smsc is a service centre of short messages, TS 23.040 clause 3: it takes SMS-SUBMITs, stores them, and forwards them as
// SMS-DELIVER to whoever serves the recipient, in whatever network that is.
//
// What is simulated plainly. Between the service centre and SMSFs or IP-SM-GWs, and for the routing inquiry to the recipient's home
// network, operators use MAP, Diameter (SGd, S6c) or the SBI of TS 23.540. Here these are calls within the process: no such signalling
// crosses a link, and none is captured. What the phones send and receive is real on both sides.
package smsc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"lilab/sim/sms"
)

// Originator is who submits a message, as the function that took it from the phone knows him.
type Originator struct {
	// SUPI has IMSI digits, MSISDN digits in international form; one of them may be empty.
	SUPI, MSISDN string
}

// Delivery is a message on its way to a phone.
type Delivery struct {
	// Centre is the address of the service centre, TPDU the SMS-DELIVER.
	Centre string
	TPDU   []byte
	// Originator and Recipient are MSISDN digits.
	Originator, Recipient string
}

// A Path is a function that serves a recipient: an SMSF, or the IP-SM-GW of his home network.
type Path interface {
	// Deliver hands a message to the phone and waits for its report. ErrAbsent says that the phone cannot be reached this way now;
	// an *sms.RPFailure is its refusal.
	Deliver(ctx context.Context, d Delivery) error
}

// Errors of routing and of paths.
var (
	// ErrUnknown says that nobody has the number.
	ErrUnknown = errors.New("smsc: unknown subscriber")
	// ErrAbsent says that the subscriber cannot be reached.
	ErrAbsent = errors.New("smsc: absent subscriber")
)

// Config describes a service centre.
type Config struct {
	// Address is its number, international digits.
	Address string
	// MSISDN is the number of a subscriber of its network who submits; empty refuses him. It is asked if the originator comes without.
	MSISDN func(supi string) string
	// Route is the routing inquiry: the paths to a number, best first, none if he is not reachable; ErrUnknown if nobody has it.
	Route func(msisdn string) ([]Path, error)
	// Retry is the wait before the second attempt, doubled with every further one up to MaxRetry. 0 means 250 ms and one minute.
	Retry, MaxRetry time.Duration
	// Keep is how long a message without validity period is kept, 0 means 48 h.
	Keep time.Duration
	// Deliver bounds one attempt, 0 means 45 s.
	Deliver time.Duration
	// MaxStored bounds the messages, MaxRecipient those for one number; 0 means 100,000 and 1000.
	MaxStored, MaxRecipient int
	Now                     func() time.Time
	Log                     *slog.Logger
}

// Centre is one service centre.
type Centre struct {
	cfg    Config
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu     sync.Mutex
	closed bool
	boxes  map[string]*box
	stats  Stats
}

// Stats counts messages.
type Stats struct {
	// Submitted were taken; Delivered, Refused (by the phone for good) and Expired left the store; Stored are in it.
	Submitted, Delivered, Refused, Expired uint64
	Stored                                 int
}

// box holds the messages for one number. Its goroutine exists while there are any.
type box struct {
	queue []stored
	alert chan struct{} // one token
}

type stored struct {
	deliver    sms.Deliver
	originator string
	until      time.Time
}

// New checks the configuration.
func New(cfg Config) (*Centre, error) {
	if cfg.Address == "" || cfg.Route == nil || cfg.MSISDN == nil {
		return nil, errors.New("smsc: address, routing or numbers are missing")
	}
	for _, d := range []struct {
		v *time.Duration
		d time.Duration
	}{{&cfg.Retry, 250 * time.Millisecond}, {&cfg.MaxRetry, time.Minute}, {&cfg.Keep, 48 * time.Hour}, {&cfg.Deliver, 45 * time.Second}} {
		if *d.v == 0 {
			*d.v = d.d
		}
	}
	if cfg.MaxStored == 0 {
		cfg.MaxStored = 100_000
	}
	if cfg.MaxRecipient == 0 {
		cfg.MaxRecipient = 1000
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	c := &Centre{cfg: cfg, boxes: map[string]*box{}}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	return c, nil
}

// Address is the number of the service centre.
func (c *Centre) Address() string { return c.cfg.Address }

// Stats tells what the centre did.
func (c *Centre) Stats() Stats { c.mu.Lock(); defer c.mu.Unlock(); return c.stats }

// Close gives up what is stored and waits.
func (c *Centre) Close() error {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.cancel()
	c.wg.Wait()
	return nil
}

// Submit takes the TPDU of an RP-DATA. It returns the RP cause, 0 for a message that is stored, and the SMS-SUBMIT-REPORT. It does not wait
// for the delivery.
func (c *Centre) Submit(from Originator, tpdu []byte) (cause uint8, report []byte) {
	now := c.cfg.Now()
	cause = c.submit(from, tpdu, now)
	return cause, sms.ReportOctets(true, cause, now)
}

func (c *Centre) submit(from Originator, tpdu []byte, now time.Time) uint8 {
	s, err := sms.ParseSubmit(tpdu)
	if err != nil {
		c.cfg.Log.Info("smsc: SMS-SUBMIT not understood", "err", err)
		return sms.CauseInvalidMandatory
	}
	if from.MSISDN == "" {
		if from.MSISDN = c.cfg.MSISDN(from.SUPI); from.MSISDN == "" {
			return sms.CauseUnidentified
		}
	}
	to := s.Destination.Digits
	if _, err := c.cfg.Route(to); errors.Is(err, ErrUnknown) {
		return sms.CauseUnassignedNumber
	}
	keep := s.ValidFor()
	if keep == 0 {
		keep = c.cfg.Keep
	}
	m := stored{originator: from.MSISDN, until: now.Add(keep), deliver: sms.Deliver{
		Originator: sms.International(from.MSISDN), PID: s.PID, Time: now, UserData: s.UserData, ReplyPath: s.ReplyPath,
	}}
	c.mu.Lock()
	defer c.mu.Unlock()
	b := c.boxes[to]
	if c.closed || c.stats.Stored >= c.cfg.MaxStored || b != nil && len(b.queue) >= c.cfg.MaxRecipient {
		return sms.CauseCongestion
	}
	c.stats.Stored++
	c.stats.Submitted++
	if b == nil {
		b = &box{alert: make(chan struct{}, 1)}
		c.boxes[to] = b
		c.wg.Go(func() { c.forward(to, b) })
	}
	b.queue = append(b.queue, m)
	return 0
}

// Alert says that a subscriber can be reached, or has memory, again (TS 23.040 R17 clause 10.3).
func (c *Centre) Alert(msisdn string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if b := c.boxes[msisdn]; b != nil {
		select {
		case b.alert <- struct{}{}:
		default:
		}
	}
}

// forward empties a box.
func (c *Centre) forward(to string, b *box) {
	wait := c.cfg.Retry
	for {
		c.mu.Lock()
		if len(b.queue) == 0 {
			delete(c.boxes, to)
			c.mu.Unlock()
			return
		}
		m := b.queue[0]
		m.deliver.More = len(b.queue) > 1
		c.mu.Unlock()
		if !c.cfg.Now().Before(m.until) {
			c.leave(b, &c.stats.Expired)
			continue
		}
		err := c.attempt(to, m)
		if c.ctx.Err() != nil {
			return
		}
		var refusal *sms.RPFailure
		switch {
		case err == nil:
			c.leave(b, &c.stats.Delivered)
			wait = c.cfg.Retry
			continue
		case errors.Is(err, ErrUnknown), errors.As(err, &refusal) && !temporary(refusal.Cause):
			c.cfg.Log.Info("smsc: message refused for good", "to", to, "err", err)
			c.leave(b, &c.stats.Refused)
			continue
		case refusal != nil && refusal.Cause == sms.CauseMemoryExceeded:
			wait = c.cfg.MaxRetry // TS 23.040 R17 clause 10.3: the phone will tell
		}
		t := time.NewTimer(min(wait, m.until.Sub(c.cfg.Now())))
		select {
		case <-t.C:
			wait = min(2*wait, c.cfg.MaxRetry)
		case <-b.alert:
			wait = c.cfg.Retry
		case <-c.ctx.Done():
		}
		t.Stop()
		if c.ctx.Err() != nil {
			return
		}
	}
}

// temporary says whether a refusal of the phone may change, TS 24.011 R17 annex E.
func temporary(cause uint8) bool {
	switch cause {
	case sms.CauseMemoryExceeded, sms.CauseCongestion, sms.CauseTemporaryFailure, sms.CauseNetworkOutOfOrder, sms.CauseDestinationOutOfOrder:
		return true
	}
	return false
}

func (c *Centre) leave(b *box, counter *uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	b.queue = b.queue[1:]
	c.stats.Stored--
	*counter++
}

// attempt tries the paths in turn until one reaches the phone.
func (c *Centre) attempt(to string, m stored) error {
	paths, err := c.cfg.Route(to)
	if err != nil {
		return err
	}
	tpdu, err := m.deliver.Octets()
	if err != nil {
		return &sms.RPFailure{Cause: sms.CauseSemanticallyIncorrect}
	}
	err = ErrAbsent
	for _, p := range paths {
		ctx, cancel := context.WithTimeout(c.ctx, c.cfg.Deliver)
		err = p.Deliver(ctx, Delivery{Centre: c.cfg.Address, TPDU: tpdu, Originator: m.originator, Recipient: to})
		cancel()
		var refusal *sms.RPFailure
		if err == nil || errors.As(err, &refusal) {
			return err
		}
		c.cfg.Log.Info("smsc: not delivered", "to", to, "err", err)
	}
	return fmt.Errorf("smsc: %s: %w", to, err)
}
