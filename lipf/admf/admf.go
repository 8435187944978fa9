// Package admf is the administration function: it holds warrants (LICF) and provisions mediation functions and
// points of interception over X1 (LIPF), TS 33.127 R19 clause 5.3.4, TS 33.128 R19 clause 5.2.
package admf

import (
	"context"
	"net/netip"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
)

// NEType is the kind of network element the registry knows.
type NEType string

// Network element types.
const (
	AMF  NEType = "AMF"
	UDM  NEType = "UDM"
	MDF2 NEType = "MDF2"
)

// NE is an entry of the registry of network elements.
type NE struct {
	// ID is the neIdentifier; the NE's certificate must carry it as UID.
	ID   string
	Type NEType
	// URL is the NE's X1 server, "https://host:port/X1/NE".
	URL string
	// X2 is where an MDF2 takes X2; unset for POIs.
	X2 netip.AddrPort
	// Targets are the target types the NE takes; nil means those of TS 33.128 clause 5.2 for its type.
	Targets []lipf.TargetType
}

// Config is the configuration of an ADMF.
type Config struct {
	// X1 is the ADMF's side of LI_X1; X1.ID is the admfIdentifier. X1.Listener serves /X1/ADMF.
	X1 x1.Endpoint
	// OnReport, when not nil, is called for every report of an NE.
	OnReport func(Report)
	// KeepalivePeriod is TIME_P1 of clause 6.6.2 (60 s when zero); negative switches keepalives off.
	KeepalivePeriod time.Duration
}

// ADMF administers the interception of one operator.
type ADMF struct{ cfg Config }

// New makes an ADMF.
func New(cfg Config) (*ADMF, error) { return &ADMF{cfg: cfg}, nil }

// Start begins to serve /X1/ADMF.
func (a *ADMF) Start(ctx context.Context) error { return nil }

// Close stops the ADMF and waits for its goroutines. Tasks stay where they are.
func (a *ADMF) Close() error { return nil }

// AddNE registers a network element. Exactly one MDF2 must be registered before a warrant is activated.
func (a *ADMF) AddNE(ne NE) error { return nil }

// Provisioned says what Activate has set up.
type Provisioned struct {
	// XID is the task identifier, the same at the MDF2 and at every POI.
	XID  lipf.UUID
	LIID string
	// MDF and POIs are the NE identifiers of those that hold the task.
	MDF  string
	POIs []string
	// Notes says what of the warrant no NE of this operator can execute.
	Notes []string
}

// Activate provisions a warrant: the MDF2 first, then every POI that takes the type of the target. When a step
// fails, what was done is undone and the error says which step it was and whether the undoing worked.
func (a *ADMF) Activate(ctx context.Context, w lipf.Warrant) (Provisioned, error) {
	return Provisioned{}, nil
}

// Deactivate takes a warrant back in the reverse order.
func (a *ADMF) Deactivate(ctx context.Context, warrantID string) error { return nil }

// Ping asks an NE whether it is there.
func (a *ADMF) Ping(ctx context.Context, neID string) error { return nil }

// Report is one report of an NE.
type Report struct {
	NE   string
	Time time.Time
	// Body is x1.ReportTaskIssue, x1.ReportDestinationIssue or x1.ReportNEIssue.
	Body x1.Request
}

// Reports returns the reports so far.
func (a *ADMF) Reports() []Report { return nil }
