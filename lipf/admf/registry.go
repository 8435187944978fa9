package admf

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"

	"lilab/lipf"
	"lilab/lipf/x1"
)

// NEType is the kind of network element the registry knows.
type NEType string

// Network element types.
const (
	AMF NEType = "AMF"
	UDM NEType = "UDM"
	// SMF is the IRI-POI in an SMF, CCTF and IRITF its triggering functions, which task the UPF over LI_T3 and LI_T2.
	SMF   NEType = "SMF"
	CCTF  NEType = "CC-TF"
	IRITF NEType = "IRI-TF"
	MDF2  NEType = "MDF2"
	MDF3  NEType = "MDF3"
	// BBIFFC is the BBIFF-C of a V-SMF, LMISFIRI and LMISFCC are the two parts of an LMISF: home-routed LI, TS 33.128 R19 clause
	// 7.10. A BBIFF-U obeys its BBIFF-C and is not registered here.
	BBIFFC   NEType = "BBIFF-C"
	LMISFIRI NEType = "LMISF-IRI"
	LMISFCC  NEType = "LMISF-CC"
	// SCSCF, PCSCF and ECSCF are the IRI-POIs of the IMS for the operator's own users and its inbound roamers, IBCF and MGCF those
	// for non-local identifiers. CCTFIMS is the triggering function of one of them, which tasks the IMS access gateway over
	// LI_T3 (TS 33.128 R19 clause 7.12). SMSF is the IRI-POI of an SMSF.
	SCSCF   NEType = "S-CSCF"
	PCSCF   NEType = "P-CSCF"
	ECSCF   NEType = "E-CSCF"
	IBCF    NEType = "IBCF"
	MGCF    NEType = "MGCF"
	CCTFIMS NEType = "CC-TF-IMS"
	SMSF    NEType = "SMSF"
)

// TargetTypes returns the target types that TS 33.128 R19 clause 5.2 gives to a type of network element.
func (t NEType) TargetTypes() []lipf.TargetType {
	switch t {
	case AMF, UDM, SMF, CCTF, IRITF, SMSF:
		return lipf.TargetTypes5GC()
	case MDF2, MDF3, LMISFIRI, LMISFCC, SCSCF, PCSCF, ECSCF, IBCF, MGCF, CCTFIMS:
		return append(lipf.TargetTypes5GC(), lipf.TargetTypesIMS()...)
	case BBIFFC:
		// It takes no warrants: phase 1 is EnableHRLI.
		return []lipf.TargetType{lipf.TargetExtension}
	}
	return nil
}

// NE is an entry of the registry of network elements.
type NE struct {
	// ID is the neIdentifier; the NE's certificate must carry it as UID.
	ID   string
	Type NEType
	// URL is the NE's X1 server, "https://host:port/X1/NE".
	URL string
	// X2 is where an MDF2 takes X2, X3 where an MDF3 takes X3; unset for POIs and triggering functions. Of an LMISF-IRI they are
	// where it takes LI_X2_LITE and LI_X3_LITE_S.
	X2, X3 netip.AddrPort
	// LMDF is where an MDF2 takes header reports of the MDF3, and where an MDF3 takes keys of media of the MDF2 (LI_MDF); unset
	// where it takes none.
	LMDF netip.AddrPort
	// Targets are the target types the NE takes; nil means those of TS 33.128 clause 5.2 for its type.
	Targets []lipf.TargetType
}

// element is a registered NE with its client and the destinations that this ADMF has created there.
type element struct {
	NE
	client *x1.Client
	// dests counts for each address and type how many tasks of this ADMF use its destination.
	dests map[delivery]*destination
}

// delivery is where to and what kind of product.
type delivery struct {
	at   netip.AddrPort
	kind lipf.DeliveryType
}

type destination struct {
	did  lipf.UUID
	uses int
}

// takes says whether the NE takes all target types of a warrant, and has something to do for it.
func (e *element) takes(w *lipf.Warrant) bool {
	switch e.Type {
	case SMF:
		if !w.IRI || !w.Covers(lipf.Data) {
			return false
		}
	case CCTF:
		if !contentOrdered(w) && !reportsByMDF(w) {
			return false
		}
	case MDF3:
		if !contentOrdered(w) && !reportsByMDF(w) && !mediaOrdered(w) {
			return false
		}
	case LMISFIRI:
		if !w.IRI && !mediaOrdered(w) || !w.Covers(lipf.Voice) && !w.Covers(lipf.Messaging) {
			return false
		}
	case LMISFCC:
		if !mediaOrdered(w) {
			return false
		}
	case BBIFFC:
		return false
	case IRITF:
		if w.HeaderReports == nil || reportsByMDF(w) || !w.Covers(lipf.Data) {
			return false
		}
	case AMF, UDM:
		if !w.IRI {
			return false
		}
	case SMSF:
		if !w.IRI || !w.Covers(lipf.Messaging) {
			return false
		}
	case SCSCF, PCSCF, ECSCF, IBCF, MGCF:
		if !w.IRI || !w.Covers(lipf.Voice) && !w.Covers(lipf.Messaging) || nonLocal(w) != (e.Type == IBCF || e.Type == MGCF) {
			return false
		}
	case CCTFIMS:
		if !mediaOrdered(w) {
			return false
		}
	}
	return !slices.ContainsFunc(w.Targets, func(t lipf.TargetIdentifier) bool { return !slices.Contains(e.Targets, t.Type) })
}

// AddNE registers a network element. One MDF2 must be registered before a warrant is activated.
func (a *ADMF) AddNE(ne NE) error {
	if ne.Targets == nil {
		ne.Targets = ne.Type.TargetTypes()
	}
	switch {
	case ne.Targets == nil:
		return fmt.Errorf("admf: unknown type of network element %q", ne.Type)
	case ne.Type == MDF2 && !ne.X2.IsValid():
		return errors.New("admf: an MDF2 needs an address for X2")
	case ne.Type == MDF3 && !ne.X3.IsValid():
		return errors.New("admf: an MDF3 needs an address for X3")
	case ne.Type == LMISFIRI && (!ne.X2.IsValid() || !ne.X3.IsValid()):
		return errors.New("admf: an LMISF-IRI needs addresses for LI_X2_LITE and LI_X3_LITE_S")
	}
	c, err := x1.NewNEClient(a.cfg.X1, ne.ID, ne.URL)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.element(ne.ID) != nil {
		return fmt.Errorf("admf: network element %s is registered already", ne.ID)
	}
	if other := a.only(ne.Type); other != nil && (ne.Type == MDF2 || ne.Type == MDF3) {
		return fmt.Errorf("admf: %s is the %s already", other.ID, ne.Type)
	}
	a.nes = append(a.nes, &element{NE: ne, client: c, dests: map[delivery]*destination{}})
	a.audit.add(Record{Who: "operator", What: "register NE", NE: ne.ID, Details: string(ne.Type)})
	return nil
}

func (a *ADMF) element(id string) *element {
	if i := slices.IndexFunc(a.nes, func(e *element) bool { return e.ID == id }); i >= 0 {
		return a.nes[i]
	}
	return nil
}

// only returns the first NE of a type.
func (a *ADMF) only(t NEType) *element {
	if i := slices.IndexFunc(a.nes, func(e *element) bool { return e.Type == t }); i >= 0 {
		return a.nes[i]
	}
	return nil
}

// contentOrdered says whether a warrant wants the content of PDU sessions.
func contentOrdered(w *lipf.Warrant) bool { return w.CC && w.Covers(lipf.Data) }

// mediaOrdered says whether a warrant wants the content of calls.
func mediaOrdered(w *lipf.Warrant) bool { return w.CC && w.Covers(lipf.Voice) }

// nonLocal says whether the target is the other party of the operator's users.
func nonLocal(w *lipf.Warrant) bool {
	return slices.Contains(w.Targets, lipf.TargetIdentifier{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal})
}

// reportsByMDF says whether a warrant wants header reports that the MDF3 makes of content.
func reportsByMDF(w *lipf.Warrant) bool {
	return w.HeaderReports != nil && w.HeaderReportsBy == lipf.HeaderReportsByMDF && w.Covers(lipf.Data)
}
