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
)

// TargetTypes returns the target types that TS 33.128 R19 clause 5.2 gives to a type of network element.
func (t NEType) TargetTypes() []lipf.TargetType {
	switch t {
	case AMF, UDM, SMF, CCTF, IRITF, MDF2, MDF3:
		return lipf.TargetTypes5GC()
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
	// X2 is where an MDF2 takes X2, X3 where an MDF3 takes X3; unset for POIs and triggering functions.
	X2, X3 netip.AddrPort
	// LMDF is where an MDF2 takes header reports of the MDF3 (LI_MDF); unset where it takes none.
	LMDF netip.AddrPort
	// Targets are the target types the NE takes; nil means those of TS 33.128 clause 5.2 for its type.
	Targets []lipf.TargetType
}

// element is a registered NE with its client and the destinations that this ADMF has created there.
type element struct {
	NE
	client *x1.Client
	// dests counts for each address how many tasks of this ADMF use its destination.
	dests map[netip.AddrPort]*destination
}

type destination struct {
	did  lipf.UUID
	uses int
}

// takes says whether the NE takes all target types of a warrant.
func (e *element) takes(w *lipf.Warrant) bool {
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
	if ne.Type == MDF2 && a.mdf() != nil {
		return fmt.Errorf("admf: %s is the MDF2 already", a.mdf().ID)
	}
	a.nes = append(a.nes, &element{NE: ne, client: c, dests: map[netip.AddrPort]*destination{}})
	a.audit.add(Record{Who: "operator", What: "register NE", NE: ne.ID, Details: string(ne.Type)})
	return nil
}

func (a *ADMF) element(id string) *element {
	if i := slices.IndexFunc(a.nes, func(e *element) bool { return e.ID == id }); i >= 0 {
		return a.nes[i]
	}
	return nil
}

func (a *ADMF) mdf() *element {
	if i := slices.IndexFunc(a.nes, func(e *element) bool { return e.Type == MDF2 }); i >= 0 {
		return a.nes[i]
	}
	return nil
}
