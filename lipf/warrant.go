package lipf

import (
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"time"
)

// Warrant is an agency's order as the operator has accepted it.
type Warrant struct {
	// ID is the operator's name for the order ("nl-1").
	ID string
	// LIID is the agency's reference that goes into every PS-PDU, TS 102 232-1 clause 5.2.2.
	LIID string
	// Targets must all match. One identifier is the usual case.
	Targets []TargetIdentifier
	// IRI and CC say what to deliver.
	IRI, CC bool
	// Services limits the warrant; empty means all.
	Services []ServiceType
	// Start and End bound the validity; zero means open.
	Start, End time.Time
	// LEMF is the address at which the agency takes HI2, LEMF3 the one for HI3; without the latter it is LEMF.
	LEMF, LEMF3 netip.AddrPort
	// HeaderReports orders reports of packet headers, nil for none; HeaderReportsBy says who makes them. They are IRI.
	HeaderReports   *HeaderReporting
	HeaderReportsBy HeaderReporter
	// TruncateSMS leaves what users wrote out of the records of short messages of an SMSF (TS 33.128 R19 clause 6.2.5.3).
	TruncateSMS bool
	// By is who ordered it, for the audit log.
	By string
}

// HeaderReporter says which function makes packet header reports, TS 33.128 R19 clause 6.2.3.5.
type HeaderReporter string

// Functions that make packet header reports. Empty means the UPF.
const (
	HeaderReportsByUPF HeaderReporter = "upf"
	HeaderReportsByMDF HeaderReporter = "mdf"
)

// liid is the pattern of TS_103_280.xsd.
var liid = regexp.MustCompile(`^([!-~]{1,25}|[0-9a-f]{26,50})$`)

// Covers says whether the warrant is about a service.
func (w *Warrant) Covers(s ServiceType) bool {
	return len(w.Services) == 0 || slices.Contains(w.Services, s)
}

// ErrWarrant is wrapped by every error about a warrant's content.
var ErrWarrant = errors.New("bad warrant")

// Validate checks what can be checked without the network: identifiers, formats, times.
func (w *Warrant) Validate() error {
	switch {
	case w.ID == "":
		return fmt.Errorf("%w: no ID", ErrWarrant)
	case !liid.MatchString(w.LIID):
		return fmt.Errorf("%w %s: the LIID does not fit the format of TS 103 280", ErrWarrant, w.ID)
	case len(w.LIID) > 25:
		return fmt.Errorf("%w %s: an LIID of %d characters does not fit into a PS-PDU header (25)", ErrWarrant, w.ID, len(w.LIID))
	case len(w.Targets) == 0:
		return fmt.Errorf("%w %s: no target identifier", ErrWarrant, w.ID)
	case !w.IRI && !w.CC:
		return fmt.Errorf("%w %s: nothing to deliver", ErrWarrant, w.ID)
	case w.HeaderReports != nil && !w.IRI:
		return fmt.Errorf("%w %s: header reports are IRI, which is not ordered", ErrWarrant, w.ID)
	case w.HeaderReportsBy != "" && w.HeaderReportsBy != HeaderReportsByUPF && w.HeaderReportsBy != HeaderReportsByMDF:
		return fmt.Errorf("%w %s: nobody named %q makes header reports", ErrWarrant, w.ID, w.HeaderReportsBy)
	case !w.LEMF.IsValid():
		return fmt.Errorf("%w %s: no LEMF address", ErrWarrant, w.ID)
	case !w.End.IsZero() && !w.Start.IsZero() && !w.End.After(w.Start):
		return fmt.Errorf("%w %s: ends before it starts", ErrWarrant, w.ID)
	}
	if w.HeaderReports != nil {
		if err := w.HeaderReports.Validate(); err != nil {
			return fmt.Errorf("%w %s: %w", ErrWarrant, w.ID, err)
		}
	}
	for _, t := range w.Targets {
		if err := t.Validate(); err != nil {
			return fmt.Errorf("%w %s: %w", ErrWarrant, w.ID, err)
		}
	}
	return nil
}
