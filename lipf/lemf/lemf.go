// Package lemf is the agency's end of LI_HI2: a TLS server that takes PS-PDUs (ETSI TS 102 232-1) and keeps them in
// the order of arrival for each LIID.
package lemf

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"lilab/lipf/hi"
	"lilab/x2x3/link"
)

// Config is the configuration of a LEMF.
type Config struct {
	// Listener takes connections of MDFs; the LEMF closes it. TLS must require client certificates.
	Listener net.Listener
	TLS      *tls.Config
	// HI3Listener takes the connections that deliver content. Nil is a LEMF that takes it over Listener, or none.
	HI3Listener net.Listener
	// OnPDU, when not nil, sees the octets of every PS-PDU as it arrived, before it is read. It must not keep them.
	// OnHI3 is the same for HI3Listener.
	OnPDU, OnHI3 func(src, dst netip.AddrPort, octets []byte)
	// Product, when not nil, gets everything that was delivered. Whoever made it closes it, after the LEMF.
	Product *Product
	// Sink, when not nil, takes every PDU that was read. It is called in order for each connection.
	Sink func(PDU)
	// Keep is how many PDUs are kept for each LIID (default 4096); older ones are dropped and counted.
	Keep int
	Now  func() time.Time
	Log  *slog.Logger
}

// PDU is one PS-PDU as it was received.
type PDU struct {
	LIID     string
	Sequence uint32
	Octets   []byte
	Received time.Time
	Src, Dst netip.AddrPort
}

// LEMF receives HI2.
type LEMF struct {
	cfg      Config
	receiver *hi.Receiver

	mu    sync.Mutex
	pdus  map[string][]PDU
	count map[string]int
	// seen has the last sequence numbers of each context, so that repetitions after a reconnection are told apart.
	seen  map[numberedBy]*window
	stats Stats
}

// numberedBy is the sequence number context of IRI, TS 102 232-1 clause 5.2.5 table 1A.
type numberedBy struct {
	liid, operator, element, country string
	cin                              hi.Opt[uint32]
}

// Stats counts what happened at a LEMF.
type Stats struct {
	// PDUs were read, Duplicates repeated a sequence number of their context (an MDF sends again what may not have
	// arrived before a reconnection), Malformed did not decode, Broken are connections that lost framing, Refused
	// are connections that failed TLS, Dropped were overwritten in memory.
	PDUs, Duplicates, Malformed, Broken, Refused, Dropped uint64
}

// New makes a LEMF.
func New(cfg Config) (*LEMF, error) {
	switch {
	case cfg.Listener == nil:
		return nil, errors.New("lemf: no listener")
	case cfg.TLS == nil || cfg.TLS.ClientAuth != tls.RequireAndVerifyClientCert:
		return nil, errors.New("lemf: TLS must require and verify client certificates")
	}
	if cfg.Keep == 0 {
		cfg.Keep = 4096
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	l := &LEMF{cfg: cfg, pdus: map[string][]PDU{}, count: map[string]int{}, seen: map[numberedBy]*window{}}
	var err error
	l.receiver, err = hi.NewReceiver(hi.ReceiverConfig{
		Listener: cfg.Listener, TLS: cfg.TLS, Handle: l.handle, OnOctets: l.arrived, OnMalformed: l.malformed,
		OnRefused: l.refused, OnClosed: l.closed, Now: cfg.Now, Log: cfg.Log,
	})
	return l, err
}

// Start begins to accept connections and returns at once.
func (l *LEMF) Start(ctx context.Context) error { return l.receiver.Start(ctx) }

// Close stops the LEMF and waits for its goroutines.
func (l *LEMF) Close() error { return l.receiver.Close() }

func (l *LEMF) arrived(peer link.Peer, octets []byte) {
	if l.cfg.OnPDU != nil {
		l.cfg.OnPDU(peer.Remote, peer.Local, octets)
	}
}

func (l *LEMF) malformed(peer link.Peer, octets []byte, err error) {
	l.cfg.Log.Warn("PS-PDU not readable", "mdf", peer.UID, "octets", len(octets), "err", err)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stats.Malformed++
}

func (l *LEMF) refused(remote netip.AddrPort, err error) {
	l.cfg.Log.Warn("HI2 connection refused", "remote", remote, "err", err)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stats.Refused++
}

func (l *LEMF) closed(peer link.Peer, err error) {
	if err == nil || errors.Is(err, net.ErrClosed) || errors.Is(err, context.Canceled) {
		return
	}
	l.cfg.Log.Warn("HI2 connection ended", "mdf", peer.UID, "remote", peer.Remote, "err", err)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stats.Broken++
}

func (l *LEMF) handle(_ context.Context, p *hi.PSPDU, peer link.Peer, octets []byte) error {
	if p.IRI == nil {
		return nil // test PDUs and other payloads carry no interception
	}
	pdu := PDU{LIID: p.LIID, Sequence: p.SequenceNumber, Octets: slices.Clone(octets), Received: l.cfg.Now(), Src: peer.Remote, Dst: peer.Local}
	l.store(p, pdu)
	if l.cfg.Sink != nil {
		l.cfg.Sink(pdu)
	}
	return nil
}

func (l *LEMF) store(p *hi.PSPDU, pdu PDU) {
	by := numberedBy{p.LIID, p.OperatorIdentifier, p.NetworkElementIdentifier, p.DeliveryCountryCode, p.CIN}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stats.PDUs++
	l.count[pdu.LIID]++
	w := l.seen[by]
	if w == nil {
		w = &window{}
		l.seen[by] = w
	}
	if !w.first(pdu.Sequence) {
		l.stats.Duplicates++
	}
	kept := append(l.pdus[pdu.LIID], pdu)
	// Dropping in blocks keeps the cost of a full memory low.
	if n := len(kept) - l.cfg.Keep; n > l.cfg.Keep/4 {
		kept = slices.Clone(kept[n:])
		l.stats.Dropped += uint64(n)
	}
	l.pdus[pdu.LIID] = kept
}

// PDUs returns what was kept for an LIID, in order of arrival.
func (l *LEMF) PDUs(liid string) []PDU {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.pdus[liid])
}

// Counts returns how many PDUs arrived for each LIID.
func (l *LEMF) Counts() map[string]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := make(map[string]int, len(l.count))
	for k, v := range l.count {
		c[k] = v
	}
	return c
}

// Stats returns the counters.
func (l *LEMF) Stats() Stats {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.stats
}

// window remembers which of the last 4096 sequence numbers came.
type window struct {
	bits [64]uint64
	next uint32 // one more than the highest number that came
	any  bool
}

// first says whether a number came for the first time. Numbers older than the window count as repetitions.
func (w *window) first(n uint32) bool {
	if !w.any {
		w.any, w.next = true, n
	}
	ahead := n - w.next
	if ahead < 1<<31 { // at or beyond next, modulo 2^32
		for i := uint32(0); i <= ahead && i < 4096; i++ {
			w.clear(w.next + i)
		}
		w.next = n + 1
		w.set(n)
		return true
	}
	if w.next-n > 4096 || w.has(n) {
		return false
	}
	w.set(n)
	return true
}

func (w *window) set(n uint32)      { w.bits[n/64%64] |= 1 << (n % 64) }
func (w *window) clear(n uint32)    { w.bits[n/64%64] &^= 1 << (n % 64) }
func (w *window) has(n uint32) bool { return w.bits[n/64%64]&(1<<(n%64)) != 0 }
