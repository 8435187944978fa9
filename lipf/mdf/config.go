package mdf

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
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
	// OnX2 sees every X2 PDU as it arrived. It must not keep the octets.
	OnX2 func(src, dst netip.AddrPort, octets []byte)
	// LMDFListener takes the connection of the operator's MDF3 with header reports (LI_MDF, TS 33.128 R19 clause 6.2.3.5);
	// LMDFTLS must require client certificates, LMDFPeers are the certificate UIDs of MDF3s. Nil is an MDF2 without it.
	LMDFListener net.Listener
	LMDFTLS      *tls.Config
	LMDFPeers    []string
	// OnLMDF sees every X2 PDU of LI_MDF as it arrived. It must not keep the octets.
	OnLMDF func(src, dst netip.AddrPort, octets []byte)
	// KeysTLS and KeysDial open LI_MDF to the operator's MDF3, for keys of media (TS 33.107 R14 clause 7A.1.A). KeysTLS must carry a
	// client certificate; both nil is an MDF2 that hands none over. The address comes from the ADMF, as a destination for X3Only.
	KeysTLS  *tls.Config
	KeysDial x1.DialFunc
	// CINs are those of the operator, shared with its MDF3. Nil is a registry of its own.
	CINs *CINs
	// HI2TLS must carry a client certificate; HI2Dial opens connections to LEMFs.
	HI2TLS  *tls.Config
	HI2Dial x1.DialFunc
	// Country is the authorisation country code, Operator and NetworkElement are the network identifier of PS-PDU
	// headers (TS 102 232-1 clauses 5.2.3, 5.2.4): 2, 1..16 and 1..16 octets.
	Country, Operator, NetworkElement string
	// DeliveryCountry is set when LEMF and MDF are in different countries.
	DeliveryCountry string
	// HI2Idle is TIME1 of TS 102 232-1 clause 6.3.4: how long a session is idle before a keep-alive (default 120 s);
	// negative switches keep-alives off.
	HI2Idle time.Duration
	// RetryInterval is the pause before a lost HI2 connection is opened again (default 100 ms).
	RetryInterval time.Duration
	// Buffer is the number of PS-PDUs kept for one LEMF while it is away (default 65536).
	Buffer int
	// Grace is how long after the end of a task product of before the end is still delivered (default 2 s). X1 and
	// X2 are different connections, so the end of a task may overtake its last product.
	Grace time.Duration
}

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
	// IMSPeers are those of them that are CC-POIs of the IMS or an LMISF-CC: their packets go to HI3 as iMSCCPDU. So do those
	// of any other that come with a session description. AddIMSPeer extends it.
	IMSPeers []string
	// OnX3 sees every X3 PDU as it arrived. It must not keep the octets.
	OnX3 func(src, dst netip.AddrPort, octets []byte)
	// HI3TLS must carry a client certificate; HI3Dial opens connections to LEMFs.
	HI3TLS  *tls.Config
	HI3Dial x1.DialFunc
	// LMDFTLS and LMDFDial are the same for LI_MDF, over which header reports go to the MDF2. Both nil is an MDF3 that
	// makes none. The address of the MDF2 comes from the ADMF, as a destination for X2Only.
	LMDFTLS  *tls.Config
	LMDFDial x1.DialFunc
	// KeysListener takes the connection of the operator's MDF2 with keys of media (LI_MDF); KeysTLS must require client
	// certificates, KeysPeers are the certificate UIDs of MDF2s. Nil is an MDF3 that opens no SRTP.
	KeysListener net.Listener
	KeysTLS      *tls.Config
	KeysPeers    []string
	// OnKeys sees every PDU of LI_MDF as it arrived. It must not keep the octets.
	OnKeys func(src, dst netip.AddrPort, octets []byte)
	// KeyWait is how long a packet of SRTP waits for keys that are on their way (default 1 s).
	KeyWait time.Duration
	// DeprecatedReports makes header reports the records PDHeaderReport and PDSummaryReport instead of IPIRIPacketReport.
	DeprecatedReports bool
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

// settings are what both kinds of mediation function need to know.
type settings struct {
	x1            x1.Endpoint
	admf, admfURL string
	// handover is the interface to the LEMF, "HI2" or "HI3".
	handover string
	tls      *tls.Config
	dial     x1.DialFunc
	// lmdfTLS and lmdfDial open LI_MDF; nil where there is none.
	lmdfTLS  *tls.Config
	lmdfDial x1.DialFunc
	// retain is how many octets go again after a reconnection.
	retain                                      int
	country, operator, element, deliveryCountry string
	idle, retry, grace                          time.Duration
	buffer                                      int
	cins                                        *CINs
}

func (s *settings) complete() error {
	switch {
	case s.tls == nil || !carries(s.tls):
		return fmt.Errorf("mdf: %s needs a client certificate", s.handover)
	case s.dial == nil:
		return fmt.Errorf("mdf: no way to dial %s", s.handover)
	case (s.lmdfTLS == nil) != (s.lmdfDial == nil) || s.lmdfTLS != nil && !carries(s.lmdfTLS):
		return errors.New("mdf: LI_MDF needs a client certificate and a way to dial")
	case len(s.country) != 2:
		return fmt.Errorf("mdf: country code %q has not two letters", s.country)
	case len(s.operator) < 1 || len(s.operator) > 16 || len(s.element) < 1 || len(s.element) > 16:
		return errors.New("mdf: operator and network element identifier have 1 to 16 octets (TS 102 232-1 clause 5.2.4)")
	}
	if s.x1.Now == nil {
		s.x1.Now = time.Now
	}
	if s.x1.Log == nil {
		s.x1.Log = slog.New(slog.DiscardHandler)
	}
	if s.cins == nil {
		s.cins = NewCINs(s.x1.Now)
	}
	defaults(&s.idle, 120*time.Second)
	defaults(&s.retry, 100*time.Millisecond)
	defaults(&s.grace, 2*time.Second)
	defaults(&s.buffer, 65536)
	return nil
}

func carries(c *tls.Config) bool { return len(c.Certificates) > 0 || c.GetClientCertificate != nil }

func defaults[T comparable](v *T, d T) {
	var zero T
	if *v == zero {
		*v = d
	}
}
