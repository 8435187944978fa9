package hrli

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// Intake takes PDUs of other LI functions of the operator.
type Intake struct {
	Listener net.Listener
	// TLS must require client certificates; Peers are the certificate UIDs of those that are admitted.
	TLS   *tls.Config
	Peers []string
	// OnPDU sees every PDU as it arrived. It must not keep the octets.
	OnPDU func(src, dst netip.AddrPort, octets []byte)
}

// receiver makes the server of an intake.
func (i Intake) receiver(name string, log *slog.Logger, handle func(p *x2x3.PDU) error) (*x2x3.Receiver, error) {
	if i.Listener == nil || i.TLS == nil || i.TLS.ClientAuth != tls.RequireAndVerifyClientCert {
		return nil, fmt.Errorf("hrli: %s needs a listener and TLS that requires client certificates", name)
	}
	return x2x3.NewReceiver(x2x3.ReceiverConfig{Listener: i.Listener, TLS: i.TLS, Log: log,
		Admit: func(p x2x3.Peer) error {
			if !slices.Contains(i.Peers, p.UID) {
				return errors.New("not a function of this operator's home-routed LI")
			}
			return nil
		},
		Handle: func(_ context.Context, p *x2x3.PDU, peer x2x3.Peer, octets []byte) error {
			if i.OnPDU != nil {
				i.OnPDU(peer.Remote, peer.Local, octets)
			}
			return handle(p)
		}})
}

// LMISFIRIConfig is the configuration of an LMISF-IRI.
//
// It is an NE towards the ADMF (LI_X1) and an ADMF towards the BBIFF-C (LI_T1), with one identifier.
type LMISFIRIConfig struct {
	// X1 is the end of LI_X1; X1.ID is the neIdentifier ("lmisf-iri"). Now, Rand and Log are taken from here too. ADMF is the
	// identifier of the only ADMF it obeys, ADMFURL its server.
	X1            x1.Endpoint
	ADMF, ADMFURL string
	// NFID and IPID are attributes 6 and 7 of each PDU.
	NFID, IPID string
	// X2Lite takes LI_X2_LITE from BBIFF-Cs, X3Lite takes LI_X3_LITE_S from BBIFF-Us.
	X2Lite, X3Lite Intake
	// X2 opens X2 to the MDF2, whose address comes with the tasks of phase 2.
	X2 Delivery
	// T1 is the ADMF side of LI_T1: its client sends tasks to the BBIFF-Cs, its listener takes their reports at /X1/ADMF.
	// CC is the LMISF-CC, Media where it takes LI_X3_LITE_M. Without CC there is no content.
	T1      x1.Endpoint
	BBIFFCs []Peer
	CC      *LMISFCC
	Media   netip.AddrPort
	// Retry is the pause before a request of LI_T1 that got no answer is sent again (default 100 ms), Keepalive is TIME_P1
	// there: 0 means one minute, negative never.
	Retry, Keepalive time.Duration
	// Tamper is the hook of negative tests. It is nil in every ordinary run.
	Tamper Tamperer
}

// A Tamperer makes an LMISF-IRI break the standards on purpose, so that tests can show that the judges notice. Its methods
// are called by one goroutine.
type Tamperer interface {
	// Match takes the result of matching a task and returns the one to use. supi is that of the user.
	Match(task lipf.Task, supi string, matched bool) bool
	// Leak says whether a record of LI_X2_LITE goes to the MDF2 too, under the task.
	Leak(task lipf.Task, record *xiri.N9HRPDUSessionInfo) bool
}

// Untampered is a Tamperer that changes nothing. Embed it to change one thing.
type Untampered struct{}

// Match returns the result as it is.
func (Untampered) Match(_ lipf.Task, _ string, matched bool) bool { return matched }

// Leak keeps the record inside.
func (Untampered) Leak(lipf.Task, *xiri.N9HRPDUSessionInfo) bool { return false }

// LMISFIRIStats counts what happened at an LMISF-IRI.
type LMISFIRIStats struct {
	// Records came over LI_X2_LITE, Packets over LI_X3_LITE_S. Stray are those of them that belong to no task of phase 1.
	Records, Packets, Stray uint64
	// Users are the PDU sessions that are known now, Calls the sessions that are running.
	Users, Calls int
	// Messages are SIP messages that were read, Repeated those that came before (retransmissions).
	Messages, Repeated uint64
	// ESPNull counts packets of ESP without encryption that were read. Encrypted counts ESP packets that cannot be read, TLS
	// the connections that are TLS, Garbage what begins like SIP and is none, or comes where SIP is expected and is none.
	// Malformed are packets that are no IP, UDP or TCP. Other are packets that are not signalling, media among them.
	ESPNull, Encrypted, TLS, Garbage, Malformed, Other uint64
	// IMSMessages and Starts are records made for targets, PDUs those handed to destinations; Lost did not fit into a buffer,
	// Failed could not be encoded.
	IMSMessages, Starts, PDUs, Lost, Failed uint64
	// T1 is LI_T1, by BBIFF-C.
	T1 map[string]TriggerStats
}

// An LMISFIRI is the LMISF-IRI, TS 33.127 R19 clause 7.4.7.4.2, TS 33.128 R19 clause 7.10.4.
//
// It mirrors the IMS registration and the sessions of every inbound home-routed user, and is silent about all of them but
// those that a task of phase 2 is about.
//
// # Targets
//
// SUPI and PEI are those of N9HRPDUSessionInfo. IMPUs are those that the home network associated with the user
// (P-Associated-URI); for a user whose registration was before phase 1, those that the user's SIP claims and the home network
// served. GPSI and E.164 number match a number in an IMPU. IMPI is that of the registration. With
// nonLocalIdentifier=NonLocal the other identifiers are those of the other party: of what the user dialled, and of what the
// home network asserted (P-Asserted-Identity), or From where it asserted nothing.
//
// # Correlation
//
// All records of one SIP dialog of a user, by its Call-ID, have one Correlation ID, the same in its content. It does not
// depend on the V-SMF.
type LMISFIRI struct {
	cfg        LMISFIRIConfig
	log        *slog.Logger
	ne         *x1.NE
	server     *x1.Server
	x2in, x3in *x2x3.Receiver
	peers      map[string]*trigger
	queue      *queue
	rand       *lockedReader
	mediaDID   lipf.UUID
	ctx        context.Context
	cancel     context.CancelFunc
	wg         sync.WaitGroup
	once       sync.Once
	err        error

	mirror
	counters lmisfCounters
}

type lmisfCounters struct {
	records, packets, stray, messages, repeated, espNull, encrypted, tls, garbage, malformed, other,
	imsMessages, starts, pdus, lost, failed atomic.Uint64
	users, calls atomic.Int64
}

// maxWaiting is how many packets wait before the connection of the BBIFF-U is held up.
const maxWaiting = 8192

// NewLMISFIRI makes an LMISF-IRI.
func NewLMISFIRI(cfg LMISFIRIConfig) (*LMISFIRI, error) {
	switch {
	case cfg.NFID == "" || cfg.IPID == "":
		return nil, errors.New("hrli: NFID and IPID must be set (TS 33.128 clause 5.3.1)")
	case cfg.CC != nil && (len(cfg.BBIFFCs) == 0 || !cfg.Media.IsValid()):
		return nil, errors.New("hrli: for content an LMISF-IRI needs a BBIFF-C and the address of LI_X3_LITE_M")
	}
	if err := cfg.X2.complete("X2"); err != nil {
		return nil, err
	}
	l := &LMISFIRI{peers: map[string]*trigger{}, queue: newQueue(maxWaiting)}
	l.rand = begin(&cfg.X1)
	inherit(&cfg.T1, &cfg.X1)
	if cfg.T1.ID != cfg.X1.ID {
		return nil, errors.New("hrli: an LMISF-IRI has one identifier on LI_X1 and LI_T1")
	}
	l.cfg, l.log = cfg, cfg.X1.Log.With("lmisf-iri", cfg.X1.ID)
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.mirror.init()
	return l, l.connect()
}

func (l *LMISFIRI) connect() (err error) {
	if l.mediaDID, err = lipf.NewUUID(l.rand); err != nil {
		return err
	}
	if l.x2in, err = l.cfg.X2Lite.receiver("LI_X2_LITE", l.log, l.lite2); err != nil {
		return err
	}
	if l.x3in, err = l.cfg.X3Lite.receiver("LI_X3_LITE_S", l.log, l.lite3); err != nil {
		return err
	}
	l.ne, err = x1.NewNE(x1.NEConfig{
		Endpoint: l.cfg.X1, ADMF: l.cfg.ADMF, ADMFURL: l.cfg.ADMFURL, Handler: (*lmisfX1)(l),
		Services: []lipf.ServiceType{lipf.Voice, lipf.Data, lipf.Messaging}, CheckTargets: checkTargets, Delivers: delivers,
		Settle: func(ctx context.Context) { _ = l.Drain(ctx) }, SettleActivation: true,
	})
	if err != nil || l.cfg.CC == nil {
		return err
	}
	for _, p := range l.cfg.BBIFFCs {
		t, err := newTrigger(l.cfg.T1, p.ID, p.URL, l.cfg.Retry, l.cfg.Keepalive, l.log)
		if err != nil {
			return err
		}
		t.fault, t.clear = l.ne.TaskFault, l.ne.TaskClear
		l.peers[p.ID] = t
	}
	l.server, err = x1.NewADMFServer(l.cfg.T1, func(ne string) bool { return l.peers[ne] != nil }, l.reported)
	return err
}

func (l *LMISFIRI) reported(_ context.Context, peer string, body x1.Request) (x1.Response, error) {
	switch body.(type) {
	case x1.ReportTaskIssue, x1.ReportNEIssue:
		l.peers[peer].reported(body)
	case x1.ReportDestinationIssue, x1.Ping:
	default:
		return nil, x1.Errorf(x1.ErrUnsupportedRequest, "an LMISF-IRI does not take %s", body.Type())
	}
	return x1.OK{To: body.Type()}, nil
}

// Start begins to listen.
func (l *LMISFIRI) Start(ctx context.Context) error {
	l.wg.Go(l.queue.run)
	for _, p := range l.peers {
		p.destination(l.mediaDID, &lipf.Destination{DID: l.mediaDID, FriendlyName: "LMISF-CC", DeliveryType: lipf.X3Only, Address: l.cfg.Media})
		p.start()
	}
	if l.server != nil {
		l.server.Start()
	}
	if err := errors.Join(l.x2in.Start(ctx), l.x3in.Start(ctx)); err != nil {
		return err
	}
	l.ne.Start()
	return nil
}

// Close stops the LMISF-IRI and waits for its goroutines. Tasks at the BBIFF-Cs stay as they are.
func (l *LMISFIRI) Close() error {
	l.once.Do(func() {
		l.cancel()
		for _, p := range l.peers {
			p.cancel()
		}
		l.queue.close()
		l.err = errors.Join(l.x2in.Close(), l.x3in.Close())
		l.wg.Wait()
		l.err = errors.Join(l.err, l.ne.Close())
		if l.server != nil {
			l.err = errors.Join(l.err, l.server.Close())
		}
		for _, p := range l.peers {
			p.close()
		}
		for _, s := range l.sinks {
			s.close()
		}
	})
	return l.err
}

// Drain waits until everything that has arrived was worked off, every PDU it caused is written, and the BBIFF-Cs have
// answered every request that it caused.
func (l *LMISFIRI) Drain(ctx context.Context) error {
	sinks, err := drain(ctx, l.ctx, l.queue, &l.sinks)
	if err != nil {
		return err
	}
	for _, s := range sinks {
		if err := s.sender.Flush(ctx); err != nil {
			return err
		}
	}
	for _, p := range l.peers {
		if err := p.drain(ctx); err != nil {
			return fmt.Errorf("hrli %s: %s has not answered: %w", l.cfg.X1.ID, p.peer, err)
		}
	}
	return nil
}

// Stats returns the counters.
func (l *LMISFIRI) Stats() LMISFIRIStats {
	c := &l.counters
	s := LMISFIRIStats{Records: c.records.Load(), Packets: c.packets.Load(), Stray: c.stray.Load(), Users: int(c.users.Load()), Calls: int(c.calls.Load()),
		Messages: c.messages.Load(), Repeated: c.repeated.Load(), ESPNull: c.espNull.Load(), Encrypted: c.encrypted.Load(), TLS: c.tls.Load(),
		Garbage: c.garbage.Load(), Malformed: c.malformed.Load(), Other: c.other.Load(), IMSMessages: c.imsMessages.Load(), Starts: c.starts.Load(),
		PDUs: c.pdus.Load(), Lost: c.lost.Load(), Failed: c.failed.Load(), T1: map[string]TriggerStats{}}
	for id, p := range l.peers {
		s.T1[id] = p.stats()
	}
	return s
}

// lite2 takes a PDU of LI_X2_LITE.
func (l *LMISFIRI) lite2(p *x2x3.PDU) error {
	l.counters.records.Add(1)
	payload, _, err := xiri.ParseXIRIPayload(p.Payload)
	r, ok := payload.Event.(*xiri.N9HRPDUSessionInfo)
	if err != nil || !ok || p.Type != x2x3.X2 || p.Format != x2x3.FormatTS33128 || r.SUPI.IMSI == "" {
		l.counters.malformed.Add(1)
		l.log.Warn("LI_X2_LITE: not a record N9HRPDUSessionInfo", "err", err)
		return nil
	}
	xid, correlation, nfid, at := lipf.UUID(p.XID), p.CorrelationID, p.NFID, p.Timestamp
	l.queue.offer(func() { l.info(xid, correlation, nfid, at, r) })
	return nil
}

// lite3 takes a PDU of LI_X3_LITE_S.
func (l *LMISFIRI) lite3(p *x2x3.PDU) error {
	l.counters.packets.Add(1)
	if p.Type != x2x3.X3 {
		l.counters.malformed.Add(1)
		return nil
	}
	c := copied{lipf.UUID(p.XID), p.CorrelationID, p.Format, p.Direction, p.Timestamp, bytes.Clone(p.Payload)}
	l.queue.offer(func() { l.packet(&c) })
	return nil
}

// copied is a packet that the BBIFF-U has copied.
type copied struct {
	xid         lipf.UUID
	correlation uint64
	format      x2x3.Format
	direction   x2x3.Direction
	at          time.Time
	payload     []byte
}
