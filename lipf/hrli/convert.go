package hrli

import (
	"encoding/binary"
	"net/netip"
	"time"

	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// digits returns s if it has lo to hi decimal digits and nothing else.
func digits(s string, lo, hi int) string {
	if len(s) < lo || len(s) > hi {
		return ""
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return ""
		}
	}
	return s
}

func validPLMN(p event.PLMN) bool { return digits(p.MCC, 3, 3) != "" && digits(p.MNC, 2, 3) != "" }

func plmn(p event.PLMN) xiri.PLMNID { return xiri.PLMNID{MCC: p.MCC, MNC: p.MNC} }

// stamp is the time if an X2 timestamp can hold it, else now.
func stamp(t time.Time, now func() time.Time) time.Time {
	if u := t.Unix(); u >= 0 && u < 1<<32 {
		return t
	}
	return now()
}

// location is NR only: the simulated network has no other access. What is malformed is left out.
func location(l *event.Location) *xiri.Location {
	if l == nil || !validPLMN(l.TAI.PLMN) || l.TAI.TAC >= 1<<24 || !validPLMN(l.NCGIPLMN) || l.NRCellID >= 1<<36 {
		return nil
	}
	nr := &xiri.NRLocation{TAI: xiri.TAI{PLMNID: plmn(l.TAI.PLMN), TAC: binary.BigEndian.AppendUint32(nil, l.TAI.TAC)[1:]},
		NCGI: xiri.NCGI{PLMNID: plmn(l.NCGIPLMN), NRCellID: l.NRCellID}}
	if u := l.Time.Unix(); u >= 0 && u < 1<<32 {
		nr.UELocationTimestamp = l.Time
	}
	return &xiri.Location{LocationInfo: &xiri.LocationInfo{UserLocation: &xiri.UserLocation{NRLocation: nr}, RATType: xiri.Some(xiri.RATTypeNR)}}
}

func slice(s event.SNSSAI) *xiri.SNSSAI {
	switch {
	case s.SST == 0:
		return nil
	case len(s.SD) == 0:
		return &xiri.SNSSAI{SliceServiceType: s.SST}
	case len(s.SD) == 3:
		return &xiri.SNSSAI{SliceServiceType: s.SST, SliceDifferentiator: s.SD}
	}
	return nil
}

func ipAddress(a netip.Addr) xiri.IPAddress {
	if a.Is4() {
		return xiri.IPAddress{IPv4Address: a}
	}
	return xiri.IPAddress{IPv6Address: a.WithZone("")}
}
