package admf

import (
	"slices"

	"lilab/lipf"
)

// plan says which NEs execute a warrant.
type plan struct {
	mdf2 *element
	// mdf3 is nil when the warrant has nothing for it, or none can do it.
	mdf3 *element
	// points are POIs and triggering functions in the order of their tasking.
	points []*element
	// content and reports say what the MDF3 is for; media that content is that of calls too.
	content, reports, media bool
	// notes says what cannot be executed.
	notes []string
}

// rank puts IRI-POIs before triggering functions: what the IRI-POI in the SMF says of a running session comes before
// its content.
func rank(t NEType) int {
	switch t {
	case CCTF, CCTFIMS, LMISFCC:
		// The LMISF-CC comes before the LMISF-IRI, which has it deliver.
		return 1
	case IRITF:
		return 2
	case LMISFIRI:
		return 3
	}
	return 0
}

// plan finds who executes a warrant. mu must be held.
func (a *ADMF) plan(w *lipf.Warrant) plan {
	p := plan{mdf2: a.only(MDF2), content: contentOrdered(w), reports: reportsByMDF(w)}
	note := func(what, why string) { p.notes = append(p.notes, what+": "+why) }
	mdf3, tf := a.only(MDF3), a.taking(CCTF, w)
	homeRouted := a.taking(LMISFCC, w) != nil && a.taking(LMISFIRI, w) != nil
	p.media = mediaOrdered(w) && mdf3 != nil && mdf3.takes(w) && (homeRouted || a.taking(CCTFIMS, w) != nil)
	if w.CC && !p.content && !p.media {
		note("content of communication", "the services of the warrant have none")
	}
	if p.reports && p.mdf2 != nil && !p.mdf2.LMDF.IsValid() {
		note("header reports", "the MDF2 takes none from an MDF3")
		p.reports = false
	}
	if (p.content || p.reports) && (tf == nil || mdf3 == nil || !mdf3.takes(w)) {
		why := "no CC-POI is registered"
		if tf != nil {
			why = "no MDF3 is registered"
		}
		if p.content && !p.media {
			note("content of communication", why)
		}
		if p.reports {
			note("header reports", why)
		}
		p.content, p.reports = false, false
	}
	session := p.content || p.reports
	if p.content = p.content || p.media; p.content || p.reports {
		p.mdf3 = mdf3
	}
	if w.HeaderReports != nil && !w.Covers(lipf.Data) {
		note("header reports", "the services of the warrant have no packets")
	} else if w.HeaderReports != nil && !reportsByMDF(w) && a.taking(IRITF, w) == nil {
		note("header reports", "no triggering function is registered")
	}
	for _, e := range a.nes {
		if e.Type == MDF2 || e.Type == MDF3 || e.Type == CCTF && !session || e.Type == LMISFCC && !(p.media && homeRouted) || e.Type == CCTFIMS && !p.media || !e.takes(w) {
			continue
		}
		p.points = append(p.points, e)
	}
	slices.SortStableFunc(p.points, func(x, y *element) int { return rank(x.Type) - rank(y.Type) })
	return p
}

// taking returns the first NE of a type that takes a warrant.
func (a *ADMF) taking(t NEType, w *lipf.Warrant) *element {
	if i := slices.IndexFunc(a.nes, func(e *element) bool { return e.Type == t && e.takes(w) }); i >= 0 {
		return a.nes[i]
	}
	return nil
}

// possible says whether the main part of the order can be executed: IRI needs a POI, content alone a triggering function.
func (p *plan) possible(w *lipf.Warrant) bool {
	if !w.IRI {
		return p.content
	}
	return slices.ContainsFunc(p.points, func(e *element) bool { return rank(e.Type) == 0 || e.Type == LMISFIRI })
}
