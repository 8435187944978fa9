package ipsmgw

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/ue"
	"lilab/sim/sms"
)

// Sender sends SIP MESSAGEs. *ue.UE implements it.
type Sender interface {
	SendMessage(ctx context.Context, m ue.Message) (status int, err error)
}

// ClientConfig describes the short message client of a phone, TS 24.341 clause 5.3.1 and 5.3.2.
type ClientConfig struct {
	// Centre is the number of the service centre (PSI of the SC), Home the home network.
	Centre string
	Home   event.PLMN
	// Receive takes whole messages; a result other than 0 is the RP cause of a refusal. nil takes everything.
	Receive func(sms.Message) (cause uint8)
	// Wait bounds the wait for the report of the service centre (TR1M), 0 means 40 s.
	Wait time.Duration
	// Rand makes Call-IDs.
	Rand io.Reader
	Log  *slog.Logger
}

// Client is the short message client of a phone: give OnMessage to it and Use the phone.
type Client struct {
	cfg       ClientConfig
	ctx       context.Context
	cancel    context.CancelFunc
	wg        sync.WaitGroup
	collector sms.Collector

	mu        sync.Mutex
	closed    bool
	phone     Sender
	reference uint8 // of RP and TP
	pending   map[string]*transfer
}

type transfer struct {
	reference uint8
	end       chan *sms.RP
}

// NewClient makes a client.
func NewClient(cfg ClientConfig) (*Client, error) {
	if cfg.Centre == "" || cfg.Rand == nil {
		return nil, errors.New("ipsmgw: client: service centre or randomness is missing")
	}
	if cfg.Wait == 0 {
		cfg.Wait = 40 * time.Second
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	c := &Client{cfg: cfg, pending: map[string]*transfer{}}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	return c, nil
}

// Use sets the phone.
func (c *Client) Use(s Sender) { c.mu.Lock(); defer c.mu.Unlock(); c.phone = s }

// Close ends what is under way and waits. Close it before the phone.
func (c *Client) Close() error {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.cancel()
	c.wg.Wait()
	return nil
}

// SendSMS sends a text to a number (international digits), in as many short messages as it takes, and waits for the report of the service
// centre to each. A refusal is an *sms.RPFailure.
func (c *Client) SendSMS(ctx context.Context, to, text string) error {
	c.mu.Lock()
	reference := c.reference
	tpdus, err := sms.SubmitOf(to, text, reference)
	c.reference += uint8(len(tpdus))
	c.mu.Unlock()
	if err != nil {
		return err
	}
	for i, b := range tpdus {
		err := c.transfer(ctx, &sms.RP{Kind: sms.RPData, Reference: reference + uint8(i), Centre: sms.International(c.cfg.Centre), TPDU: b})
		if err != nil {
			return err
		}
	}
	return nil
}

// MemoryAvailable tells the network that the phone can take short messages again (RP-SMMA).
func (c *Client) MemoryAvailable(ctx context.Context) error {
	c.mu.Lock()
	reference := c.reference
	c.reference++
	c.mu.Unlock()
	return c.transfer(ctx, &sms.RP{Kind: sms.RPSMMA, Reference: reference})
}

func (c *Client) transfer(ctx context.Context, rp *sms.RP) error {
	body, err := rp.Octets()
	if err != nil {
		return err
	}
	var token [12]byte
	c.mu.Lock()
	if c.phone == nil || c.closed {
		c.mu.Unlock()
		return ue.ErrNotRegistered
	}
	if _, err := io.ReadFull(c.cfg.Rand, token[:]); err != nil {
		c.mu.Unlock()
		return fmt.Errorf("ipsmgw: Call-ID: %w", err)
	}
	callID := fmt.Sprintf("%x", token)
	t := &transfer{rp.Reference, make(chan *sms.RP, 1)}
	c.pending[callID] = t
	phone := c.phone
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.pending, callID)
		c.mu.Unlock()
	}()
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Wait)
	defer cancel()
	defer context.AfterFunc(c.ctx, cancel)()
	status, err := phone.SendMessage(ctx, ue.Message{To: ims.SIPURI(c.cfg.Centre, c.cfg.Home), ContentType: ContentType, Body: body, CallID: callID})
	if err != nil {
		return err
	}
	if status >= 300 {
		return &ue.StatusError{Method: "MESSAGE", Status: status}
	}
	select {
	case r := <-t.end:
		if r.Kind == sms.RPError {
			return &sms.RPFailure{Cause: r.Cause, TPDU: r.TPDU}
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w: %w", sms.ErrNoAnswer, ctx.Err())
	}
}

// OnMessage takes the SIP MESSAGEs of the phone and returns the status of the answer.
func (c *Client) OnMessage(m ue.Message) int {
	kind, _, _ := strings.Cut(m.ContentType, ";")
	if !strings.EqualFold(strings.TrimSpace(kind), ContentType) {
		return 415
	}
	rp, err := sms.ParseRP(m.Body, true)
	if err != nil {
		c.cfg.Log.Info("ipsmgw: RP message not understood", "octets", len(m.Body), "err", err)
		return 400
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.phone == nil {
		return 480
	}
	if rp.Kind == sms.RPData {
		phone := c.phone
		c.wg.Go(func() { c.received(phone, m, rp) })
		return 200
	}
	if t := c.pending[m.InReplyTo]; t != nil && t.reference == rp.Reference {
		select {
		case t.end <- rp:
		default:
		}
	}
	return 200
}

// received takes a message and sends the report, TS 24.341 R17 clause 5.3.2.3.
func (c *Client) received(phone Sender, m ue.Message, in *sms.RP) {
	out := sms.RP{Kind: sms.RPAck, Reference: in.Reference}
	out.Cause, out.TPDU = sms.Received(in.TPDU, func(d *sms.Deliver) uint8 {
		whole, ok := c.collector.Add(in.Centre.Digits, d)
		if !ok || c.cfg.Receive == nil {
			return 0
		}
		return c.cfg.Receive(whole)
	})
	if out.Cause != 0 {
		out.Kind = sms.RPError
	}
	body, err := out.Octets()
	if err == nil {
		_, err = phone.SendMessage(c.ctx, ue.Message{To: m.From, ContentType: ContentType, Body: body, InReplyTo: m.CallID})
	}
	if err != nil && c.ctx.Err() == nil {
		c.cfg.Log.Info("ipsmgw: report not sent", "err", err)
	}
}
