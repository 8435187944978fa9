package mdf

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/netip"
	"time"

	"lilab/lipf/x1"
)

// Config3 is the configuration of an MDF3.
type Config3 struct {
	// X1 is the MDF's side of LI_X1; X1.ID is the neIdentifier. Now, Rand and Log are taken from here too.
	X1 x1.Endpoint
	// ADMF is the identifier of the only ADMF the MDF obeys, ADMFURL its server.
	ADMF, ADMFURL string
	// X3Listener takes connections of POIs; X3TLS must require client certificates.
	X3Listener net.Listener
	X3TLS      *tls.Config
	// Peers are the certificate UIDs (NE identifiers) of the POIs of this operator; others are refused. AddPeer
	// extends it.
	Peers []string
	// OnX3 sees every X3 PDU as it arrived. It must not keep the octets.
	OnX3 func(src, dst netip.AddrPort, octets []byte)
	// HI3TLS must carry a client certificate; HI3Dial opens connections to LEMFs.
	HI3TLS  *tls.Config
	HI3Dial x1.DialFunc
	// LMDFTLS and LMDFDial are the same for LI_MDF, over which header reports go to the MDF2. Both nil is an MDF3 that
	// makes none. The address of the MDF2 comes from the ADMF, as a destination that takes X2.
	LMDFTLS  *tls.Config
	LMDFDial x1.DialFunc
	// Country is the authorisation country code, Operator and NetworkElement are the network identifier of PS-PDU
	// headers (TS 102 232-1 clauses 5.2.3, 5.2.4): 2, 1..16 and 1..16 octets.
	Country, Operator, NetworkElement string
	// DeliveryCountry is set when LEMF and MDF are in different countries.
	DeliveryCountry string
	// HI3Idle is TIME1 of TS 102 232-1 clause 6.3.4: how long a session is idle before a keep-alive (default 120 s);
	// negative switches keep-alives off.
	HI3Idle time.Duration
	// RetryInterval is the pause before a lost HI3 connection is opened again (default 100 ms).
	RetryInterval time.Duration
	// Buffer is the number of PS-PDUs kept for one LEMF while it is away (default 65536).
	Buffer int
	// Grace is how long after the end of a task product of before the end is still delivered (default 2 s).
	Grace time.Duration
	// CINs are those of the operator, shared with its MDF2. Nil is a registry of its own, with which content can not be
	// tied to IRI.
	CINs *CINs
}

// MDF3 is a mediation and delivery function for content.
type MDF3 struct{}

// NewMDF3 makes an MDF3.
func NewMDF3(cfg Config3) (*MDF3, error) { return nil, errors.ErrUnsupported }

// Start begins to listen on X1 and X3.
func (m *MDF3) Start(ctx context.Context) error { return nil }

// Close stops the MDF and waits for its goroutines.
func (m *MDF3) Close() error { return nil }

// Drain waits until every PDU that has arrived was mediated and handed to the LEMF's connection, and every header report to
// the MDF2's.
func (m *MDF3) Drain(ctx context.Context) error { return nil }

// AddPeer allows a POI by the UID of its certificate.
func (m *MDF3) AddPeer(neID string) {}

// Stats returns the counters.
func (m *MDF3) Stats() Stats { return Stats{} }
