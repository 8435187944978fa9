// Package lemf is the agency's end of LI_HI2 and LI_HI3: TLS servers that take PS-PDUs (ETSI TS 102 232-1). IRI is kept in the
// order of arrival for each LIID, content is counted; a [Product] writes both into folders.
package lemf

import (
	"context"
	"crypto/tls"
	"errors"
	"hash/maphash"
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
	// HI3Listener takes the connections that deliver content. Nil is a LEMF that takes everything over Listener: the
	// payload says what it is, so either listener takes both.
	HI3Listener net.Listener
	// OnPDU, when not nil, sees the octets of every PS-PDU as it arrived, before it is read. It must not keep them.
	// OnHI3 is the same for HI3Listener.
	OnPDU, OnHI3 func(src, dst netip.AddrPort, octets []byte)
	// Product, when not nil, gets everything that was delivered. Whoever made it closes it, after the LEMF.
	Product *Product
	// Sink, when not nil, takes every PDU that was read. It is called in order for each connection.
	Sink func(PDU)
	// Keep is how many PDUs with IRI are kept for each LIID (default 4096); older ones are dropped and counted. Content is
	// not kept.
	Keep int
	Now  func() time.Time
	Log  *slog.Logger
}

// PDU is one PS-PDU as it was received.
type PDU struct {
	LIID string
	// CC says that it has content, otherwise it has IRI.
	CC       bool
	CIN      hi.Opt[uint32]
	Sequence uint32
	// Duplicate says that the same octets came before, as they do after a reconnection (clause 6.3.3).
	Duplicate bool
	Octets    []byte
	Received  time.Time
	Src, Dst  netip.AddrPort
}

// LEMF receives HI2 and HI3.
type LEMF struct {
	cfg       Config
	receivers []*hi.Receiver

	mu    sync.Mutex
	pdus  map[string][]PDU
	count map[string]int
	cc    map[string]Content
	// seen has what came lately, so that repetitions after a reconnection are told apart.
	seen  recent
	stats Stats
}

// Content counts what was delivered of one LIID, without repetitions.
type Content struct{ PDUs, Octets uint64 }

// Stats counts what happened at a LEMF.
type Stats struct {
	// PDUs were read, IRI and CC, of which CC had content. Duplicates had the octets of one that came before (an MDF sends
	// again what may not have arrived before a reconnection), Malformed did not decode, Broken are connections that lost
	// framing, Refused are connections that failed TLS, Dropped were overwritten in memory.
	PDUs, CC, Duplicates, Malformed, Broken, Refused, Dropped uint64
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
	l := &LEMF{cfg: cfg, pdus: map[string][]PDU{}, count: map[string]int{}, cc: map[string]Content{}, seen: newRecent()}
	if err := l.receive("HI2", cfg.Listener, cfg.OnPDU); err != nil {
		return nil, err
	}
	if cfg.HI3Listener != nil {
		return l, l.receive("HI3", cfg.HI3Listener, cfg.OnHI3)
	}
	return l, nil
}

// receive adds a receiver for an interface.
func (l *LEMF) receive(over string, ln net.Listener, saw func(src, dst netip.AddrPort, octets []byte)) error {
	log := l.cfg.Log.With("interface", over)
	cfg := hi.ReceiverConfig{
		Listener: ln, TLS: l.cfg.TLS, Now: l.cfg.Now, Log: log,
		Handle: func(_ context.Context, p *hi.PSPDU, peer link.Peer, octets []byte) error {
			l.handle(over, p, peer, octets)
			return nil
		},
		OnMalformed: func(peer link.Peer, octets []byte, err error) {
			log.Warn("PS-PDU not readable", "mdf", peer.UID, "octets", len(octets), "err", err)
			l.add(func(s *Stats) { s.Malformed++ })
		},
		OnRefused: func(remote netip.AddrPort, err error) {
			log.Warn("connection refused", "remote", remote, "err", err)
			l.add(func(s *Stats) { s.Refused++ })
		},
		OnClosed: func(peer link.Peer, err error) {
			if err == nil || errors.Is(err, net.ErrClosed) || errors.Is(err, context.Canceled) {
				return
			}
			log.Warn("connection ended", "mdf", peer.UID, "remote", peer.Remote, "err", err)
			l.add(func(s *Stats) { s.Broken++ })
		},
	}
	if saw != nil {
		cfg.OnOctets = func(peer link.Peer, octets []byte) { saw(peer.Remote, peer.Local, octets) }
	}
	r, err := hi.NewReceiver(cfg)
	l.receivers = append(l.receivers, r)
	return err
}

func (l *LEMF) add(count func(*Stats)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	count(&l.stats)
}

// Start begins to accept connections and returns at once.
func (l *LEMF) Start(ctx context.Context) error {
	for _, r := range l.receivers {
		if err := r.Start(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Close stops the LEMF and waits for its goroutines.
func (l *LEMF) Close() error {
	var errs []error
	for _, r := range l.receivers {
		errs = append(errs, r.Close())
	}
	return errors.Join(errs...)
}

func (l *LEMF) handle(over string, p *hi.PSPDU, peer link.Peer, octets []byte) {
	if p.IRI == nil && p.CC == nil {
		return // test PDUs and other payloads carry no interception
	}
	pdu := PDU{LIID: p.LIID, CC: p.CC != nil, CIN: p.CIN, Sequence: p.SequenceNumber, Received: l.cfg.Now(), Src: peer.Remote, Dst: peer.Local}
	if !pdu.CC || l.cfg.Sink != nil {
		pdu.Octets = slices.Clone(octets)
	}
	l.store(&pdu, octets)
	if l.cfg.Product != nil {
		l.cfg.Product.Take(p, octets, over, pdu.Duplicate)
	}
	if l.cfg.Sink != nil {
		l.cfg.Sink(pdu)
	}
	// Last, so that who sees the count finds all the rest done.
	l.add(func(s *Stats) {
		s.PDUs++
		if pdu.CC {
			s.CC++
		}
		if pdu.Duplicate {
			s.Duplicates++
		}
	})
}

// store marks a repetition, counts, and keeps IRI.
func (l *LEMF) store(pdu *PDU, octets []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	pdu.Duplicate = l.seen.again(octets)
	l.count[pdu.LIID]++
	if pdu.CC {
		if !pdu.Duplicate {
			c := l.cc[pdu.LIID]
			l.cc[pdu.LIID] = Content{c.PDUs + 1, c.Octets + uint64(len(octets))}
		}
		return
	}
	kept := append(l.pdus[pdu.LIID], *pdu)
	// Dropping in blocks keeps the cost of a full memory low.
	if n := len(kept) - l.cfg.Keep; n > l.cfg.Keep/4 {
		kept = slices.Clone(kept[n:])
		l.stats.Dropped += uint64(n)
	}
	l.pdus[pdu.LIID] = kept
}

// PDUs returns the IRI that was kept for an LIID, in order of arrival.
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

// Content returns how much content arrived for an LIID.
func (l *LEMF) Content(liid string) Content {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.cc[liid]
}

// Stats returns the counters.
func (l *LEMF) Stats() Stats {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.stats
}

// remembered is how many PDUs a LEMF remembers to find repetitions: more than an MDF sends again, 16 MiB of content in
// small packets.
const remembered = 1 << 17

// recent remembers hashes of the last PDUs. A repetition has the same octets, while an MDF that lost its numbers and
// begins at 0 again sends other ones.
type recent struct {
	seed  maphash.Seed
	known map[uint64]struct{}
	ring  []uint64
	next  int
}

func newRecent() recent { return recent{seed: maphash.MakeSeed(), known: map[uint64]struct{}{}} }

// again says whether octets came before, and remembers them.
func (r *recent) again(octets []byte) bool {
	h := maphash.Bytes(r.seed, octets)
	if _, ok := r.known[h]; ok {
		return true
	}
	if len(r.ring) < remembered {
		r.ring = append(r.ring, h)
	} else {
		delete(r.known, r.ring[r.next])
		r.ring[r.next] = h
		r.next = (r.next + 1) % remembered
	}
	r.known[h] = struct{}{}
	return false
}
