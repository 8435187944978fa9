// Code generated from records/mdf.decl; DO NOT EDIT.

package xiri

// MDFCellSiteReport is the record mDFCellSiteReport [16] of the MDF, TS 33.128 R19 clause 7.3.2.2.
type MDFCellSiteReport []CellInformation

func (v *MDFCellSiteReport) encode(b []byte, e *encoder) []byte {
	if b = appendSequences(b, e, *v); b == nil {
		return nil
	}
	return b
}

func (v *MDFCellSiteReport) decode(d *decoder, pos, end int) {
	*v = sequences[CellInformation](d, header{constructed: true, at: pos, start: pos, stop: end, next: end})
}

func (*MDFCellSiteReport) alternative() (uint32, string) { return 16, "mDFCellSiteReport" }
