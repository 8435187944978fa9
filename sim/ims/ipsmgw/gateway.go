// Package ipsmgw is short messages over IP, TS 24.341: the IP-SM-GW of a home network, an application server between its S-CSCF and service
// centres, and the client of a phone. An RP message is the body of a SIP MESSAGE (RFC 3428) in both directions; its report is another
// MESSAGE that names the first in In-Reply-To.
//
// Towards the service centre the gateway uses calls within the process, see package smsc.
package ipsmgw

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"strings"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
	"lilab/sim/sms"
	"lilab/sim/smsc"
)

// ContentType is that of an RP message, TS 24.341 R17 clause 5.3.1.2.
const ContentType = "application/vnd.3gpp.sms"

// Config describes an IP-SM-GW.
type Config struct {
	Carrier sip.Carrier
	ISC     netip.AddrPort
	NF      event.NF
	HSS     ims.HSS // Sh
	// Directory knows the functions of this network; ICSCF is the name of the one that finds a user's S-CSCF.
	Directory *sip.Directory
	ICSCF     string
	// Centre finds a service centre by its address, nil for none.
	Centre func(address string) *smsc.Centre
	// Available is told that a user has memory again. It must not wait.
	Available func(msisdn string)
	// MaxPending bounds what is under way; 0 means 10,000.
	MaxPending int
	Events     event.Publisher
	Timers     sip.Timers
	Now        func() time.Time
	Rand       io.Reader
	Log        *slog.Logger
}

// Gateway is one IP-SM-GW.
type Gateway struct {
	cfg    Config
	ep     *sip.Endpoint
	rep    ims.Reporter
	flow   sip.Flow
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu        sync.Mutex
	closed    bool
	running   int
	reference uint8
	pending   map[string]*pending // by Call-ID of the MESSAGE with the RP-DATA
}

// pending is an RP-DATA that waits for its report.
type pending struct {
	reference uint8
	impi      string
	end       chan error
	// early is closed with the report, which may overtake the answer to the MESSAGE.
	early chan struct{}
}

// New checks the configuration.
func New(cfg Config) (*Gateway, error) {
	if cfg.Carrier == nil || !cfg.ISC.IsValid() || cfg.HSS == nil || cfg.Directory == nil || cfg.Centre == nil {
		return nil, errors.New("ipsmgw: carrier, address, HSS, directory or service centres are missing")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Available == nil {
		cfg.Available = func(string) {}
	}
	if cfg.MaxPending == 0 {
		cfg.MaxPending = 10_000
	}
	g := &Gateway{cfg: cfg, rep: ims.Reporter{NF: cfg.NF, Events: cfg.Events, Now: cfg.Now}, pending: map[string]*pending{}}
	g.ctx, g.cancel = context.WithCancel(context.Background())
	var err error
	g.ep, err = sip.NewEndpoint(sip.EndpointConfig{Name: cfg.NF.FQDN, Handle: g.handle, Timers: cfg.Timers, Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log})
	return g, err
}

// Start opens the socket.
func (g *Gateway) Start(ctx context.Context) error {
	var err error
	if g.flow, err = g.ep.ListenUDP(ctx, g.cfg.Carrier, g.cfg.ISC, "isc"); err != nil {
		return fmt.Errorf("ipsmgw: %w", errors.Join(err, g.Close()))
	}
	return nil
}

// Close ends everything and waits.
func (g *Gateway) Close() error {
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
	g.cancel()
	err := g.ep.Close()
	g.wg.Wait()
	return err
}

// Stats are the counters of SIP.
func (g *Gateway) Stats() sip.Stats { return g.ep.Stats() }

// spawn runs f on its own, false if there are too many or the gateway is closed.
func (g *Gateway) spawn(f func()) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed || g.running >= g.cfg.MaxPending {
		return false
	}
	g.running++
	g.wg.Go(func() {
		defer func() { g.mu.Lock(); g.running--; g.mu.Unlock() }()
		f()
	})
	return true
}

func (g *Gateway) uri() string { return "sip:" + g.cfg.NF.FQDN }

// handle takes what the S-CSCF sends by its filter for originating MESSAGEs, TS 24.341 R17 clause 5.3.3.4.
func (g *Gateway) handle(t *sip.Transaction) {
	m := t.Request
	if m.Method != "MESSAGE" {
		if m.Method != "ACK" {
			t.Reply(405)
		}
		return
	}
	asserted := ims.Asserted(m)
	if !m.Has("P-Asserted-Identity") || len(asserted) == 0 {
		t.Reply(403)
		return
	}
	_, user, err := g.cfg.HSS.Locate(asserted[0])
	if err != nil {
		t.Reply(404)
		return
	}
	g.publish(user, event.IMSOriginating, true, m, t.Octets, t.Flow.Remote(), t.Flow.Local())
	kind, _, _ := strings.Cut(m.Get("Content-Type"), ";")
	if !strings.EqualFold(strings.TrimSpace(kind), ContentType) {
		g.answer(t, user, 415)
		return
	}
	rp, err := sms.ParseRP(m.Body, false)
	if err != nil {
		g.cfg.Log.Info("ipsmgw: RP message not understood", "octets", len(m.Body), "err", err)
		g.answer(t, user, 400)
		return
	}
	if rp.Kind == sms.RPAck || rp.Kind == sms.RPError {
		g.answer(t, user, 202)
		g.reported(m.Get("In-Reply-To"), user, rp)
		return
	}
	if !g.spawn(func() {
		g.answer(t, user, 202)
		g.submitted(user, m.CallID(), rp)
	}) {
		g.answer(t, user, 503)
	}
}

func (g *Gateway) answer(t *sip.Transaction, user ims.Profile, status int) {
	m := t.Response(status, "", "")
	if octets, err := t.Respond(m); err == nil {
		g.publish(user, event.IMSOriginating, false, m, octets, t.Flow.Local(), t.Flow.Remote())
	}
}

// submitted hands a message to the service centre and sends the report.
func (g *Gateway) submitted(user ims.Profile, callID string, rp *sms.RP) {
	report := sms.RP{Kind: sms.RPAck, FromNetwork: true, Reference: rp.Reference}
	switch c := g.cfg.Centre(rp.Centre.Digits); {
	case rp.Kind == sms.RPSMMA:
		g.cfg.Available(user.GPSI)
	case c == nil:
		report.Cause = sms.CauseNetworkOutOfOrder
	default:
		report.Cause, report.TPDU = c.Submit(smsc.Originator{SUPI: user.SUPI, MSISDN: user.GPSI}, rp.TPDU)
	}
	if report.Cause != 0 {
		report.Kind = sms.RPError
	}
	status, err := g.send(g.ctx, user, &report, "", callID, nil)
	if (err != nil || status >= 300) && g.ctx.Err() == nil {
		g.cfg.Log.Info("ipsmgw: report not delivered", "status", status, "err", err)
	}
}

// send sends an RP message to a user by his S-CSCF and waits for the answer. stop ends the wait early.
func (g *Gateway) send(ctx context.Context, user ims.Profile, rp *sms.RP, callID, inReplyTo string, stop <-chan struct{}) (int, error) {
	body, err := rp.Octets()
	if err != nil {
		return 0, err
	}
	at, ok := g.cfg.Directory.Resolve("sip:" + g.cfg.ICSCF)
	if !ok || len(user.IMPUs) == 0 {
		return 0, smsc.ErrAbsent
	}
	if callID == "" {
		callID = g.callID()
	}
	to := user.IMPUs[0]
	m := &sip.Message{Method: "MESSAGE", URI: to}
	m.Add("Route", "<sip:"+g.cfg.ICSCF+";lr>")
	m.Add("Max-Forwards", "70")
	m.Add("From", "<"+g.uri()+">;tag="+g.ep.Token())
	m.Add("To", "<"+to+">")
	m.Add("Call-ID", callID)
	m.Add("CSeq", "1 MESSAGE")
	m.Add("P-Asserted-Identity", "<"+g.uri()+">")
	m.Add("Request-Disposition", "no-fork")
	m.Add("Accept-Contact", "*;+g.3gpp.smsip;require;explicit")
	if inReplyTo != "" {
		m.Add("In-Reply-To", inReplyTo)
	}
	m.SetBody(ContentType, body)
	type answer struct {
		r   *sip.Response
		err error
	}
	done := make(chan answer, 1)
	c, err := g.ep.Request(m, g.flow.To(at), func(r *sip.Response, err error) {
		if err == nil && r.Status < 200 {
			return
		}
		select {
		case done <- answer{r, err}:
		default:
		}
	})
	if err != nil {
		return 0, err
	}
	g.publish(user, event.IMSTerminating, false, c.Request, c.Octets, c.Flow.Local(), c.Flow.Remote())
	select {
	case a := <-done:
		if a.err != nil {
			return 0, a.err
		}
		g.publish(user, event.IMSTerminating, true, a.r.Message, a.r.Octets, c.Flow.Remote(), c.Flow.Local())
		return a.r.Status, nil
	case <-stop: // the report overtook the answer
		return 200, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (g *Gateway) callID() string { return g.ep.Token() + "@" + g.cfg.NF.FQDN }

// Path is the way to a number over IP.
func (g *Gateway) Path(msisdn string) smsc.Path { return path{g, msisdn} }

type path struct {
	g      *Gateway
	msisdn string
}

// Deliver implements smsc.Path, TS 24.341 R17 clause 5.3.3.3.
func (p path) Deliver(ctx context.Context, d smsc.Delivery) error {
	g := p.g
	scscf, user, err := g.cfg.HSS.Locate(ims.TelURI(p.msisdn))
	if err != nil || scscf == "" || !user.SMS {
		return smsc.ErrAbsent
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(g.ctx, cancel)()
	w := &pending{impi: user.IMPI, end: make(chan error, 1), early: make(chan struct{})}
	callID := g.callID()
	g.mu.Lock()
	if g.closed || len(g.pending) >= g.cfg.MaxPending {
		g.mu.Unlock()
		return smsc.ErrAbsent
	}
	g.reference++
	w.reference = g.reference
	g.pending[callID] = w
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		delete(g.pending, callID)
		g.mu.Unlock()
	}()
	rp := &sms.RP{Kind: sms.RPData, FromNetwork: true, Reference: w.reference, Centre: sms.International(d.Centre), TPDU: d.TPDU}
	status, err := g.send(ctx, user, rp, callID, "", w.early)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", smsc.ErrAbsent, err)
	case status >= 300:
		return fmt.Errorf("%w: MESSAGE was answered with %d", smsc.ErrAbsent, status)
	}
	select {
	case err := <-w.end:
		return err
	case <-ctx.Done():
		return fmt.Errorf("%w: %w", smsc.ErrAbsent, sms.ErrNoAnswer)
	}
}

// reported takes the report of a phone, TS 24.341 R17 clause 5.3.3.4.2. It must come from the user whom the message was for.
func (g *Gateway) reported(callID string, user ims.Profile, rp *sms.RP) {
	g.mu.Lock()
	w := g.pending[callID]
	fits := w != nil && w.impi == user.IMPI && w.reference == rp.Reference
	if fits {
		delete(g.pending, callID)
	}
	g.mu.Unlock()
	if !fits {
		g.cfg.Log.Info("ipsmgw: report about no message here", "reference", rp.Reference)
		return
	}
	var err error
	if rp.Kind == sms.RPError {
		err = &sms.RPFailure{Cause: rp.Cause, TPDU: rp.TPDU}
	}
	w.end <- err
	close(w.early)
}

func (g *Gateway) publish(p ims.Profile, role event.IMSRole, fromUser bool, m *sip.Message, octets []byte, src, dst netip.AddrPort) {
	e := event.IMSMessage{
		Served: event.IMSUser{IMPI: p.IMPI, IMPUs: p.IMPUs, SUPI: p.SUPI, GPSI: p.GPSI}, Role: role, Direction: event.IMSToUser,
		Source: src, Destination: dst, SIP: octets, CallID: m.CallID(),
	}
	if fromUser {
		e.Direction = event.IMSFromUser
	}
	g.rep.Message(e)
}
