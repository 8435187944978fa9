// Package mdf is MDF2: it takes xIRIs over X2, turns each into the IRI of the agencies that its task is for, and
// delivers them over LI_HI2 (TS 33.128 R19 clause 5.5, ETSI TS 102 232-1, TS 102 232-7).
package mdf

import (
	"context"
	"crypto/tls"
	"net"
	"net/netip"
	"time"

	"lilab/lipf/x1"
)

// Config is the configuration of an MDF2.
type Config struct {
	// X1 is the MDF's side of LI_X1; X1.ID is the neIdentifier. Now, Rand and Log are taken from here too.
	X1 x1.Endpoint
	// ADMF is the identifier of the only ADMF the MDF obeys, ADMFURL its server.
	ADMF, ADMFURL string
	// X2Listener takes connections of POIs; X2TLS must require client certificates.
	X2Listener net.Listener
	X2TLS      *tls.Config
	// Peers are the certificate UIDs (NE identifiers) of the POIs of this operator; others are refused. AddPeer
	// extends it.
	Peers []string
	// OnX2 sees every X2 PDU as it arrived.
	OnX2 func(src, dst netip.AddrPort, octets []byte)
	// HI2TLS must carry a client certificate; HI2Dial opens connections to LEMFs.
	HI2TLS  *tls.Config
	HI2Dial x1.DialFunc
	// Country is the authorisation country code, Operator and NetworkElement are the network identifier of PS-PDU
	// headers (TS 102 232-1 clauses 5.2.3, 5.2.4): 2, 1..16 and 1..16 octets.
	Country, Operator, NetworkElement string
	// DeliveryCountry is set when LEMF and MDF are in different countries.
	DeliveryCountry string
	// RetryInterval is the pause before a lost HI2 connection is opened again (default 100 ms).
	RetryInterval time.Duration
	// Buffer is the number of PS-PDUs kept for one LEMF while it is away (default 65536).
	Buffer int
}

// MDF2 is a mediation and delivery function for IRI.
type MDF2 struct{ cfg Config }

// New makes an MDF2.
func New(cfg Config) (*MDF2, error) { return &MDF2{cfg: cfg}, nil }

// Start begins to listen on X1 and X2.
func (m *MDF2) Start(ctx context.Context) error { return nil }

// Close stops the MDF and waits for its goroutines. What is buffered is not delivered any more; see Drain.
func (m *MDF2) Close() error { return nil }

// Drain waits until every PDU that was received has been handed to the LEMF's connection.
func (m *MDF2) Drain(ctx context.Context) error { return nil }

// AddPeer allows a POI by the UID of its certificate.
func (m *MDF2) AddPeer(neID string) {}

// Stats counts what happened at an MDF2.
type Stats struct {
	// Received are X2 PDUs with IRI, Delivered PS-PDUs handed to HI2, UnknownXID, NoTwin (events that HI2 has no
	// alternative for) and Malformed were not delivered; Refused are X2 connections that failed TLS.
	Received, Delivered, UnknownXID, NoTwin, Malformed, Refused uint64
}

// Stats returns the counters.
func (m *MDF2) Stats() Stats { return Stats{} }
