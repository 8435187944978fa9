package amf

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
)

// maxQueue bounds what the network side may queue for one UE.
const maxQueue = 64

// state is the 5GMM state of a UE in the AMF, with the specific and common procedures told apart.
type state uint8

const (
	deregistered state = iota
	identifying
	authenticating
	securing
	accepting // REGISTRATION ACCEPT is sent, REGISTRATION COMPLETE is awaited
	registered
	deregistering // network-initiated, DEREGISTRATION ACCEPT is awaited
)

func (s state) String() string {
	return [...]string{"deregistered", "identifying", "authenticating", "securing", "accepting", "registered", "deregistering"}[s]
}

// ueContext is what the AMF holds of one UE. Everything below mu is touched only by functions that went through
// post or offer: they run one after another, on a goroutine that exists only while there is something to do.
type ueContext struct {
	a *AMF

	mu      sync.Mutex
	queue   []job
	running bool
	dead    bool

	state state
	link  *link
	reg   *registration
	// first is the initial NAS message of the connection as it came.
	first []byte
	// sec is the current security context, kamf the key it was derived from.
	sec  *nas.Security
	kamf [32]byte
	// secured is true once a message of this connection passed the integrity check: from then on every message
	// must (TS 24.501 R17 clause 4.4.4.3).
	secured bool
	// contextUp is true once the gNB was given a context for this connection.
	contextUp bool
	// keys are the next hops of the connection's AS keys, ho is a handover in progress.
	keys *aka.Chain
	ho   *handover
	// hoTarget is the tracking area that a handover is being prepared for.
	hoTarget *event.TAI

	home event.PLMN
	supi string
	// indexed is the SUPI under which the context is found in AMF.bySUPI, empty before it is registered.
	indexed       string
	suci          *event.SUCI
	pei, gpsi     string
	authenticated bool
	// emergency says that the UE is registered for emergency services only.
	emergency bool
	guti      event.GUTI
	hasGUTI   bool
	// former is the 5G-TMSI that is valid beside guti until the UE confirmed guti (TS 24.501 R17 clause 5.5.1.2.4).
	former     uint32
	hasFormer  bool
	capability []byte // UE security capability as the UE sent it
	allowed    []event.SNSSAI
	location   event.Location
	nextKSI    uint8

	// sessions are the PDU sessions of the UE, by identity.
	sessions map[uint8]*smContext
	// smContexts counts the SM contexts that were asked for.
	smContexts uint64

	sms smsState

	timer *pending
	// leaving is what a network-initiated deregistration in progress will tell.
	leaving event.AMFDeregistered
}

// pending is a request that waits for the answer of the UE.
type pending struct {
	t     *time.Timer
	sent  int
	after time.Duration
	again func() error
	fail  func()
}

// newContext makes a UE context, nil if there are too many.
func (a *AMF) newContext() *ueContext {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.contexts >= a.cfg.MaxContexts {
		return nil
	}
	a.contexts++
	return &ueContext{a: a}
}

// job is what runs in a context. orphan runs instead, anywhere, when the context was forgotten before.
type job struct{ run, orphan func() }

// post queues f for the context. Nothing runs after the context is forgotten.
func (u *ueContext) post(f func()) { u.enqueue(job{run: f}, false) }

// offer is post for what comes from outside: it is dropped when too much is waiting.
func (u *ueContext) offer(f func()) {
	if !u.enqueue(job{run: f}, true) {
		u.log().Error("message dropped: too many are waiting for this UE")
	}
}

// begin queues the first message of a connection. A context that is forgotten meanwhile leaves it to a new one.
func (u *ueContext) begin(l *link, pdu []byte, where event.Location) {
	u.enqueue(job{func() { u.initial(l, pdu, where) }, func() { u.a.adopt(l, pdu, where) }}, false)
}

// adopt makes a context for a connection that has lost its own before its first message was handled, or that used
// the 5G-GUTI of somebody else.
func (a *AMF) adopt(l *link, pdu []byte, where event.Location) {
	u := a.newContext()
	a.mu.Lock()
	l.ue = u
	a.mu.Unlock()
	if u == nil {
		a.release(l, ngap.MiscCause(ie.CauseMiscPresentControlProcessingOverload))
		return
	}
	u.begin(l, pdu, where)
}

// enqueue is false when too much is waiting.
func (u *ueContext) enqueue(j job, bounded bool) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.dead && j.orphan == nil {
		return true
	}
	if bounded && len(u.queue) >= maxQueue {
		return false
	}
	u.queue = append(u.queue, j)
	if !u.running {
		u.a.mu.Lock()
		closing := u.a.closing
		if !closing {
			u.a.wg.Add(1)
		}
		u.a.mu.Unlock()
		if closing {
			return true
		}
		u.running = true
		go u.run()
	}
	return true
}

func (u *ueContext) run() {
	defer u.a.wg.Done()
	for {
		u.mu.Lock()
		if len(u.queue) == 0 {
			u.queue, u.running = nil, false
			u.mu.Unlock()
			return
		}
		j := u.queue[0]
		u.queue[0] = job{}
		u.queue = u.queue[1:]
		dead := u.dead
		u.mu.Unlock()
		switch {
		case u.a.ctx.Err() != nil:
		case !dead:
			j.run()
		case j.orphan != nil:
			j.orphan()
		}
	}
}

func (u *ueContext) log() *slog.Logger { return u.a.cfg.Log }

// bind ties a connection to the context, in both directions. It runs in the context.
func (u *ueContext) bind(l *link) {
	u.a.mu.Lock()
	l.ue = u
	u.a.mu.Unlock()
	u.link, u.secured, u.contextUp = l, false, false
}

// forget takes the context out of every table. It is the last thing that runs in a context.
func (u *ueContext) forget() {
	u.stop()
	u.releaseSessions()
	u.deactivateSMS()
	u.mu.Lock()
	was := u.dead
	u.dead = true
	u.mu.Unlock()
	if was {
		return
	}
	a := u.a
	a.mu.Lock()
	defer a.mu.Unlock()
	a.contexts--
	if u.hasGUTI && a.byTMSI[u.guti.TMSI] == u {
		delete(a.byTMSI, u.guti.TMSI)
	}
	if u.hasFormer && a.byTMSI[u.former] == u {
		delete(a.byTMSI, u.former)
	}
	if a.bySUPI[u.indexed] == u {
		delete(a.bySUPI, u.indexed)
	}
}

// request sends a message to the UE that has to be answered. It is repeated after the given time until it was
// sent Timers.MaxSend times; then fail runs. stop ends that.
func (u *ueContext) request(after time.Duration, again func() error, fail func()) {
	u.stop()
	p := &pending{after: after, again: again, fail: fail}
	u.timer = p
	u.repeat(p)
}

func (u *ueContext) repeat(p *pending) {
	if p.sent >= u.a.cfg.Timers.MaxSend {
		u.timer = nil
		p.fail()
		return
	}
	p.sent++
	if err := p.again(); err != nil {
		u.log().Error("cannot send to the UE", "state", u.state, "err", err)
	}
	if u.timer == p {
		p.t = time.AfterFunc(p.after, func() {
			u.post(func() {
				if u.timer == p {
					u.repeat(p)
				}
			})
		})
	}
}

// stop ends the wait for an answer.
func (u *ueContext) stop() {
	if u.timer != nil {
		if u.timer.t != nil {
			u.timer.t.Stop()
		}
		u.timer = nil
	}
}

// homeContext bounds one request to the home network.
func (u *ueContext) homeContext() (context.Context, context.CancelFunc) {
	return context.WithTimeout(u.a.ctx, u.a.cfg.Timers.Home)
}

var errNoConnection = errors.New("no connection to the UE")

// sendPlain sends a plain NAS message in DOWNLINK NAS TRANSPORT.
func (u *ueContext) sendPlain(pdu []byte) error {
	if u.link == nil {
		return errNoConnection
	}
	if u.ho != nil && u.ho.commanded {
		// The UE is on its way to another gNB.
		u.ho.later = append(u.ho.later, func() {
			if err := u.sendPlain(pdu); err != nil {
				u.log().Error("cannot send to the UE", "state", u.state, "err", err)
			}
		})
		return nil
	}
	l := u.link
	return l.as.send(ngap.Stream(l.ranID), &message.DownlinkNASTransport{
		AMFUENGAPID: &ie.AMFUENGAPID{Value: int64(l.amfID)},
		RANUENGAPID: &ie.RANUENGAPID{Value: int64(l.ranID)},
		NASPDU:      &ie.NASPDU{Value: pdu},
	})
}

// send protects a NAS message with the current security context, if there is one in use, and sends it.
func (u *ueContext) send(plain []byte) error {
	if u.sec == nil || !u.secured {
		return u.sendPlain(plain)
	}
	pdu, err := u.sec.Protect(nas.Downlink, nas.IntegrityCiphered, plain)
	if err != nil {
		return err
	}
	return u.sendPlain(pdu)
}

// sendMessage encodes and sends a NAS message that nobody waits for an answer to.
func (u *ueContext) sendMessage(encode func(*bytes.Buffer) error) {
	plain, err := nas.Encode(encode)
	if err == nil {
		err = u.send(plain)
	}
	if err != nil && u.a.ctx.Err() == nil {
		u.log().Error("cannot send to the UE", "state", u.state, "err", err)
	}
}

// release ends the connection to the UE, if there is one (UE Context Release, TS 38.413 R17 clause 8.3.3). The
// context lives on; the connection is forgotten with UE CONTEXT RELEASE COMPLETE or after Timers.Release.
func (u *ueContext) release(cause *ie.Cause) {
	u.cancelHandover()
	l := u.link
	if l == nil {
		return
	}
	u.link, u.secured = nil, false
	u.a.release(l, cause)
}

func (a *AMF) release(l *link, cause *ie.Cause) {
	a.mu.Lock()
	l.ue = nil
	_, known := a.links[l.amfID]
	if known && l.guard == nil {
		l.guard = time.AfterFunc(a.cfg.Timers.Release, func() { a.unlink(l) })
	}
	a.mu.Unlock()
	if !known {
		return
	}
	l.as.tell(ngap.Stream(l.ranID), &message.UEContextReleaseCommand{
		UENGAPIDs: &ie.UENGAPIDs{Choice: &ie.UENGAPIDPair{
			AMFUENGAPID: &ie.AMFUENGAPID{Value: int64(l.amfID)},
			RANUENGAPID: &ie.RANUENGAPID{Value: int64(l.ranID)},
		}},
		Cause: cause,
	})
}

// subscriber is what the AMF knows of the UE now.
func (u *ueContext) subscriber() event.Subscriber {
	return event.Subscriber{SUPI: u.supi, Authenticated: u.authenticated, SUCI: u.suci, PEI: u.pei, GPSI: u.gpsi}
}

func (u *ueContext) publish(e event.Event) { u.a.cfg.Events.Publish(e) }

func (u *ueContext) head() event.Header { return event.Header{Time: u.a.cfg.Now(), NF: u.a.cfg.NF} }
