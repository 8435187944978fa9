package poi

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
)

// X3Format says what of a user's IP packet goes into X3 PDUs.
type X3Format string

// Formats of X3, TS 33.128 R19 clause 6.2.3.6.
const (
	// FormatGTPU is the GTP-U message of the side of the UPF that the task means, as it is on the wire, without
	// UDP and IP (payload format 12). It is the one that every CC-POI of a UPF has to support.
	FormatGTPU X3Format = "gtp-u"
	// FormatIP is the user's IP packet or Ethernet frame (payload formats 5, 6 and 7), or unstructured data (16, which TS 33.128
	// does not name and TS 103 221-2 has).
	FormatIP X3Format = "ip"
)

// UPFConfig is the configuration of the CC-POI of a UPF.
type UPFConfig struct {
	// X1 is the POI's end of LI_T3; X1.ID is the neIdentifier ("upf1-cc-poi"). Now, Rand and Log are taken from here too.
	X1 x1.Endpoint
	// ADMF is the identifier of the only triggering function the POI obeys (the CC-TF of the SMF), ADMFURL its server.
	ADMF, ADMFURL string
	// NFID and IPID are the contents of attributes 6 and 7 of each PDU (TS 33.128 clause 5.3.1).
	NFID, IPID string
	// X3TLS must carry a client certificate. An empty ServerName means the host of the destination's address. X3Dial opens
	// connections to MDF3s.
	X3TLS  *tls.Config
	X3Dial x1.DialFunc
	// Format is FormatGTPU when empty. What is on no tunnel of the side that the task means has the format of FormatIP.
	Format X3Format
	// KeepalivePeriod and KeepaliveTimeout are TIME_P1 and TIME_P2 of TS 103 221-2 (60 s, 180 s when zero);
	// negative switches keepalives off.
	KeepalivePeriod, KeepaliveTimeout time.Duration
	// RetryInterval is the pause before a lost X3 connection is opened again (default 100 ms).
	RetryInterval time.Duration
	// Buffer is how many PDUs wait for one destination at most (default 65536), BufferOctets how many octets (default
	// 64 MiB). What does not fit is dropped, leaves a gap in the sequence numbers, and is reported.
	Buffer, BufferOctets int
	// Tamper is the hook of negative tests. It is nil in every ordinary run; see CCTamperer.
	Tamper CCTamperer
}

// A UPF is the CC-POI of a UPF, TS 33.128 R19 clause 6.2.3.6: it copies the packets that tasks of LI_T3 name to MDF3s. It
// is an observer of the user plane (event.UPFObserver).
//
// A task comes from a triggering function with a Correlation ID and a Product ID, which go into each X3 PDU. See the
// comment at criteria for what its target identifiers mean.
type UPF struct {
	upfPOI
	format X3Format
}

// NewUPF makes the CC-POI of a UPF.
func NewUPF(cfg UPFConfig) (*UPF, error) {
	if cfg.Format == "" {
		cfg.Format = FormatGTPU
	}
	if cfg.Format != FormatGTPU && cfg.Format != FormatIP {
		return nil, fmt.Errorf("poi: X3 format %q is neither %q nor %q", cfg.Format, FormatGTPU, FormatIP)
	}
	u := &UPF{format: cfg.Format}
	u.tamper = cfg.Tamper
	err := u.init(triggeredConfig{X1: cfg.X1, ADMF: cfg.ADMF, ADMFURL: cfg.ADMFURL, NFID: cfg.NFID, IPID: cfg.IPID, Link: "X3", TLS: cfg.X3TLS, Dial: cfg.X3Dial,
		KeepalivePeriod: cfg.KeepalivePeriod, KeepaliveTimeout: cfg.KeepaliveTimeout, RetryInterval: cfg.RetryInterval,
		Buffer: cfg.Buffer, BufferOctets: cfg.BufferOctets}, x1.NEConfig{Delivery: lipf.X3Only, CheckExtensions: noExtensions})
	if err != nil {
		return nil, err
	}
	return u, nil
}

// noExtensions refuses every extension of a task: what is not understood would change the product unseen.
func noExtensions(es []lipf.Extension) error {
	for _, e := range es {
		if _, ok, _ := e.HeaderReporting(); ok {
			return errors.New("header reports are ordered from the IRI-POI, not from the CC-POI")
		}
		return fmt.Errorf("the extension of %q is not known here", e.Owner)
	}
	return nil
}

// Packet copies the packet for each task that is about it. It neither waits nor keeps anything of the packet. Without
// tasks it reads one pointer.
func (u *UPF) Packet(p *event.UPFPacket) {
	ix := u.index.Load()
	if ix == nil {
		return
	}
	for _, t := range ix.bySEID[p.SEID] {
		u.copy(t, p)
	}
	if !ix.more {
		return
	}
	ix.others(p, func(t *tap) { u.copy(t, p) })
}

// copy hands the packet to the destinations of a task if it is about it.
func (u *UPF) copy(t *tap, p *event.UPFPacket) {
	message, ok := t.match(p)
	if !ok {
		return
	}
	u.matched.Add(1)
	s := t.series
	s.mu.Lock()
	if t.ended {
		s.mu.Unlock()
		return
	}
	if u.tamper != nil && !u.tamper.Packet(&t.task, p) {
		s.mu.Unlock()
		return
	}
	pdu := &t.pdu
	pdu.Format, pdu.Payload = payload(u.format, p, message)
	pdu.Direction = x2x3.FromTarget
	if p.Direction == event.UPFDownlink {
		pdu.Direction = x2x3.ToTarget
	}
	u.send(t, p.Time)
	s.mu.Unlock()
}

// payload says what of a packet goes into a PDU: the GTP-U message is that of the chosen side.
func payload(f X3Format, p *event.UPFPacket, message []byte) (x2x3.Format, []byte) {
	switch {
	case f == FormatGTPU && message != nil:
		return x2x3.FormatGTPU, message
	case p.Type == event.Ethernet:
		return x2x3.FormatEthernet, p.Inner
	case p.Type == event.Unstructured:
		return x2x3.FormatUnstructured, p.Inner
	case len(p.Inner) > 0 && p.Inner[0]>>4 == 6:
		return x2x3.FormatIPv6, p.Inner
	}
	return x2x3.FormatIPv4, p.Inner
}

// Start begins to listen on LI_T3.
func (u *UPF) Start(ctx context.Context) error { return u.start(ctx) }

// Close stops the POI and waits for its goroutines. What is queued is written if that goes fast.
func (u *UPF) Close() error { return u.close() }

// Drain waits until every PDU of every packet observed so far is written to its destination's connection.
func (u *UPF) Drain(ctx context.Context) error { return u.drain(ctx) }

// Stats returns the counters.
func (u *UPF) Stats() UPFStats { return u.statistics() }
