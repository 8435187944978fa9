package poi

import (
	"context"
	"crypto/tls"
	"fmt"
	"time"

	"lilab/lipf"
	"lilab/lipf/content"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
)

// IMSAGWConfig is the configuration of the CC-POI of an IMS access gateway.
type IMSAGWConfig struct {
	// X1 is the POI's end of LI_T3; X1.ID is the neIdentifier ("agw1-cc-poi"). Now, Rand and Log are taken from here too.
	X1 x1.Endpoint
	// ADMF is the identifier of the only triggering function the POI obeys (the CC-TF of the P-CSCF), ADMFURL its server.
	ADMF, ADMFURL string
	// NF is the gateway; with an empty InstanceID packets of any count.
	NF event.NF
	// NFID and IPID are the contents of attributes 6 and 7 of each PDU (TS 33.128 clause 5.3.1).
	NFID, IPID string
	// X3TLS must carry a client certificate. X3Dial opens connections to MDF3s.
	X3TLS  *tls.Config
	X3Dial x1.DialFunc
	// KeepalivePeriod, KeepaliveTimeout, RetryInterval, Buffer and BufferOctets are as in UPFConfig.
	KeepalivePeriod, KeepaliveTimeout, RetryInterval time.Duration
	Buffer, BufferOctets                             int
	// Tamper is the hook of negative tests, nil in every ordinary run.
	Tamper IMSCCTamperer
}

// An IMSCCTamperer makes the CC-POI of a gateway break the standards on purpose, as a CCTamperer does that of a UPF.
type IMSCCTamperer interface {
	// Media is asked for each packet that a task is about. False leaves it out before it has a sequence number.
	Media(task *lipf.Task, m *event.IMSMedia) bool
	// PDU may change the PDU after the sequence number was given. False drops it.
	PDU(task *lipf.Task, p *x2x3.PDU) bool
}

// ccPDUs is the part of it that does not look at packets.
type ccPDUs struct {
	CCUntampered
	to IMSCCTamperer
}

// PDU passes on.
func (c ccPDUs) PDU(t *lipf.Task, p *x2x3.PDU) bool { return c.to.PDU(t, p) }

// An IMSAGW is the CC-POI of an IMS access gateway, TS 33.128 R19 clause 7.12.5: it copies the packets of the contexts that
// tasks of LI_T3 name to MDF3s, as IP packets (payload formats 5 and 6). It is an event.IMSMediaObserver.
//
// A task has one or more contexts, and says which way the packets from the served user's side go: FromTarget or ToTarget; those
// of the other side go the other way, and are left out where the scope is Unidirectional. With NotDetermined the direction
// of every packet is unknown. The session description of the task goes into attribute 22 of the first PDU, and again when it
// has changed (TS 103 221-2 clause 5.3.23).
type IMSAGW struct {
	upfPOI
	nf     event.NF
	tamper IMSCCTamperer
}

// NewIMSAGW makes the CC-POI of an IMS access gateway.
func NewIMSAGW(cfg IMSAGWConfig) (*IMSAGW, error) {
	u := &IMSAGW{nf: cfg.NF, tamper: cfg.Tamper}
	if cfg.Tamper != nil {
		u.upfPOI.tamper = ccPDUs{to: cfg.Tamper}
	}
	u.read = func(ts []lipf.TargetIdentifier) (*criteria, error) {
		m, err := lipf.ReadIMST3(ts)
		if err != nil {
			return nil, err
		}
		return &criteria{media: &m}, nil
	}
	u.prepare = func(now, old *tap) error {
		s, err := describedBy(now.task.Extensions)
		if err != nil {
			return err
		}
		now.sdp = s
		if old == nil {
			return nil
		}
		before, _ := describedBy(old.task.Extensions) // it was read when the task came
		if before == s && old.key == now.key {
			old.series.mu.Lock()
			now.sdp = old.sdp // still to be sent, or not any more
			old.series.mu.Unlock()
		}
		return nil
	}
	err := u.init(triggeredConfig{X1: cfg.X1, ADMF: cfg.ADMF, ADMFURL: cfg.ADMFURL, NFID: cfg.NFID, IPID: cfg.IPID, Link: "X3", TLS: cfg.X3TLS, Dial: cfg.X3Dial,
		KeepalivePeriod: cfg.KeepalivePeriod, KeepaliveTimeout: cfg.KeepaliveTimeout, RetryInterval: cfg.RetryInterval,
		Buffer: cfg.Buffer, BufferOctets: cfg.BufferOctets}, x1.NEConfig{Delivery: lipf.X3Only, CheckExtensions: func(es []lipf.Extension) error {
		_, err := describedBy(es)
		return err
	}})
	if err != nil {
		return nil, err
	}
	return u, nil
}

// maxSDP is the longest description that fits into attribute 22.
const maxSDP = 1<<16 - 1

// describedBy returns the session description of a task: the local one, which is that of the side whose packets are copied, or
// else the remote one.
func describedBy(es []lipf.Extension) (sdp string, err error) {
	for _, e := range es {
		s, ok, err := e.SessionDescriptions()
		switch {
		case err != nil:
			return "", err
		case !ok || sdp != "":
			return "", fmt.Errorf("the extension of %q is not known here", e.Owner)
		}
		if sdp = s.Local; sdp == "" {
			sdp = s.Remote
		}
		if len(sdp) > maxSDP {
			return "", fmt.Errorf("a session description of %d octets", len(sdp))
		}
	}
	return sdp, nil
}

// IMSMedia copies the packet for each task that is about it. It neither waits nor keeps anything of the packet. Without tasks
// it reads one pointer.
func (u *IMSAGW) IMSMedia(m *event.IMSMedia) {
	ix := u.index.Load()
	if ix == nil || u.nf.InstanceID != "" && m.NF.InstanceID != u.nf.InstanceID {
		return
	}
	for _, t := range ix.byContext[m.Context] {
		u.copy(t, m)
	}
}

// mediaDirection is the payload direction of a packet; false where the task does not mean it.
func mediaDirection(t *lipf.IMST3Target, fromUser bool) (x2x3.Direction, bool) {
	if t.Direction == lipf.AssignNotDetermined {
		return x2x3.DirectionUnknown, true
	}
	assigned := x2x3.FromTarget
	if t.Direction == lipf.AssignToTarget {
		assigned = x2x3.ToTarget
	}
	if fromUser {
		return assigned, true
	}
	return x2x3.FromTarget + x2x3.ToTarget - assigned, t.Scope == lipf.Bidirectional
}

func (u *IMSAGW) copy(t *tap, m *event.IMSMedia) {
	d, ok := mediaDirection(t.media, m.FromUser)
	if !ok {
		return
	}
	u.matched.Add(1)
	s := t.series
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.ended || u.tamper != nil && !u.tamper.Media(&t.task, m) {
		return
	}
	if content.Guess(m.Packet) != content.IP {
		u.unmade(t, fmt.Errorf("a gateway forwarded %d octets that are no IP packet", len(m.Packet)))
		return
	}
	pdu := &t.pdu
	pdu.Format, pdu.Payload, pdu.Direction = x2x3.FormatIPv4, m.Packet, d
	if m.Packet[0]>>4 == 6 {
		pdu.Format = x2x3.FormatIPv6
	}
	pdu.SDP, t.sdp = t.sdp, ""
	u.send(t, m.Time)
	pdu.SDP = ""
}

// Start begins to listen on LI_T3.
func (u *IMSAGW) Start(ctx context.Context) error { return u.start(ctx) }

// Close stops the POI and waits for its goroutines. What is queued is written if that goes fast.
func (u *IMSAGW) Close() error { return u.close() }

// Drain waits until every PDU of every packet observed so far is written to its destination's connection.
func (u *IMSAGW) Drain(ctx context.Context) error { return u.drain(ctx) }

// Stats returns the counters.
func (u *IMSAGW) Stats() UPFStats { return u.statistics() }
