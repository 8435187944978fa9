package udm

import (
	"lilab/sim/event"
	"lilab/sim/sbi"
)

// amData is Nudm_SDM_Get of access and mobility subscription data, TS 29.503 R17 clause 5.2.2.2.3. The GPSI goes to
// the own PLMN and to those with which it was agreed.
func (u *UDM) amData(r *sbi.Request) (*sbi.Reply, error) {
	serving := u.cfg.PLMN
	if q := r.QueryParam("plmn-id"); q != "" {
		var err error
		if serving, err = sbi.ParsePLMN("plmn-id", q); err != nil {
			return nil, err
		}
	}
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	if u.toldGPSI(serving) {
		return &sbi.Reply{Body: s.amData}, nil
	}
	return &sbi.Reply{Body: s.amDataAbroad}, nil
}

func (u *UDM) toldGPSI(p event.PLMN) bool {
	return sbi.SamePLMN(p, u.cfg.PLMN) || listed(u.cfg.GPSISupplied, p)
}
