// Package poi holds the points of interception and the triggering functions. The IRI-POIs of AMF, UDM and SMF listen to the
// events of one network function and turn those that are about targets into xIRIs, TS 33.128 R19 clauses 6.2.2.2 (AMF),
// 6.2.3.2 (SMF) and 7.2.2.3 (UDM). CC-TF and IRI-TF of the SMF have the POIs of the UPF intercept the packets of a target's
// PDU sessions, clauses 6.2.3.3 and 6.2.3.9. An SMSF has an IRI-POI too, clause 6.2.5. Functions of the IMS have IRI-POIs and a
// CC-TF, which has the CC-POI of the access gateway intercept the media of a target's calls, clause 7.12.
//
// A POI does the same work for every subscriber up to the match, and it only queues on the network function's
// goroutine: nothing that the network function does or when it does it depends on tasks.
package poi

import (
	"crypto/tls"
	"time"

	"lilab/lipf/x1"
	"lilab/sim/event"
)

// Config is the configuration of a POI.
type Config struct {
	// X1 is the POI's side of LI_X1; X1.ID is the neIdentifier. Now, Rand and Log are taken from here too.
	X1 x1.Endpoint
	// ADMF is the identifier of the only ADMF the POI obeys, ADMFURL its server ("https://host:port/X1/ADMF").
	ADMF, ADMFURL string
	// NF is the network function the POI is part of: events of other instances are ignored. With an empty
	// InstanceID events of any instance of the POI's NF type count.
	NF event.NF
	// NFID and IPID are the contents of X2 attributes 6 and 7 (TS 33.128 clause 5.3.1), for example the FQDN of
	// the network function and "iri-poi-1".
	NFID, IPID string
	// X2TLS must carry a client certificate. An empty ServerName means the host of the destination's address.
	// X2Dial opens connections to MDFs.
	X2TLS  *tls.Config
	X2Dial x1.DialFunc
	// KeepalivePeriod and KeepaliveTimeout are TIME_P1 and TIME_P2 of TS 103 221-2 (60 s, 180 s when zero);
	// negative switches keepalives off.
	KeepalivePeriod, KeepaliveTimeout time.Duration
	// RetryInterval is the pause before a lost X2 connection is opened again (default 100 ms).
	RetryInterval time.Duration
	// Buffer is the number of X2 PDUs kept for one destination while it is away (default 65536).
	Buffer int
	// Spool is a folder in which X2 PDUs are kept until the MDF has confirmed them, one folder below it for each
	// destination: they survive an outage of any length and the end of this process. What is left there belongs to the
	// next destination with the same DID. Empty keeps PDUs in memory only, and Buffer bounds them.
	Spool string
	// SpoolLimit bounds the octets in the spool of one destination (default 1 GiB). A spool that takes no more, for this
	// reason or because the disk is full, is reported to the ADMF (ReportDestinationIssue).
	SpoolLimit int64
	// Tamper is the hook of negative tests. It is nil in every ordinary run; see Tamperer.
	Tamper Tamperer
}
