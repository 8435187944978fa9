package admf

// limited says whether the task of an NE leaves out communications that the target takes part in abroad, and notes it in the audit
// log. It concerns the functions of the IMS that serve the operator's own users; a target that is not local is nobody whom
// the operator's law protects abroad.
func (a *ADMF) limited(x *execution, e *element) bool {
	if !a.cfg.Jurisdiction.NoRoamingInterception || nonLocal(&x.Warrant) {
		return false
	}
	switch e.Type {
	case SCSCF, PCSCF, CCTFIMS:
		a.audit.add(Record{Who: x.By, What: "limit by law", Warrant: x.ID, NE: e.ID, XID: x.task.XID.String(),
			Details: "no communication in which the target takes part abroad"})
		return true
	}
	return false
}
