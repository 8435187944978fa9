// Package lemf is the agency's end of LI_HI2: a TLS server that takes PS-PDUs (ETSI TS 102 232-1) and keeps them in
// the order of arrival for each LIID.
package lemf

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/netip"
	"time"
)

// Config is the configuration of a LEMF.
type Config struct {
	// Listener takes connections of MDFs; the LEMF closes it. TLS must require client certificates.
	Listener net.Listener
	TLS      *tls.Config
	// OnPDU, when not nil, sees the octets of every PS-PDU as it arrived, before it is read.
	OnPDU func(src, dst netip.AddrPort, octets []byte)
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
type LEMF struct{ cfg Config }

// New makes a LEMF.
func New(cfg Config) (*LEMF, error) { return &LEMF{cfg: cfg}, nil }

// Start begins to accept connections and returns at once.
func (l *LEMF) Start(ctx context.Context) error { return nil }

// Close stops the LEMF and waits for its goroutines.
func (l *LEMF) Close() error { return nil }

// PDUs returns what was kept for an LIID, in order of arrival.
func (l *LEMF) PDUs(liid string) []PDU { return nil }

// Counts returns how many PDUs arrived for each LIID.
func (l *LEMF) Counts() map[string]int { return nil }

// Stats counts what happened at a LEMF.
type Stats struct {
	// PDUs were read, Duplicates repeated a sequence number of their context, Malformed did not decode,
	// Refused are connections that failed TLS, Dropped were overwritten in memory.
	PDUs, Duplicates, Malformed, Refused, Dropped uint64
}

// Stats returns the counters.
func (l *LEMF) Stats() Stats { return Stats{} }
