package poi

import (
	"encoding/binary"
	"strconv"
	"time"

	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// What a network function holds is checked before it goes into a record, because a record with one malformed
// identifier cannot be read by anybody. An optional component of the wrong form is left out; without a mandatory one
// the record cannot be made, which is counted and reported.

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

func supi(imsi string) xiri.SUPI   { return xiri.SUPI{IMSI: digits(imsi, 6, 15)} }
func pei(imeisv string) xiri.PEI   { return xiri.PEI{IMEISV: digits(imeisv, 16, 16)} }
func gpsi(msisdn string) xiri.GPSI { return xiri.GPSI{MSISDN: digits(msisdn, 1, 15)} }

func validPLMN(p event.PLMN) bool { return digits(p.MCC, 3, 3) != "" && digits(p.MNC, 2, 3) != "" }

// suci converts a SUCI. The routing indicator is a number in TS 33.128, so its count of digits is told where leading
// zeros would be lost. The home network public key identifier is the octet of TS 24.501.
func suci(s *event.SUCI) *xiri.SUCI {
	if s == nil || !validPLMN(s.HomeNetwork) || s.Scheme > 15 || digits(s.RoutingIndicator, 1, 4) == "" {
		return nil
	}
	out := &xiri.SUCI{
		MCC: s.HomeNetwork.MCC, MNC: s.HomeNetwork.MNC, ProtectionSchemeID: s.Scheme,
		HomeNetworkPublicKeyID: []byte{s.HomeNetworkPublicKeyID}, SchemeOutput: s.SchemeOutput, SUPIType: xiri.Some(uint8(0)),
	}
	if n, err := strconv.ParseUint(s.RoutingIndicator, 10, 16); err == nil {
		out.RoutingIndicator = uint16(n)
		if len(strconv.FormatUint(n, 10)) != len(s.RoutingIndicator) {
			out.RoutingIndicatorLength = xiri.Some(uint8(len(s.RoutingIndicator)))
		}
	}
	if out.SchemeOutput == nil {
		out.SchemeOutput = []byte{}
	}
	return out
}

func guti(g event.GUTI) xiri.FiveGGUTI {
	if !validPLMN(g.PLMN) || g.AMFSetID > 1023 || g.AMFPointer > 63 {
		return xiri.FiveGGUTI{}
	}
	return xiri.FiveGGUTI{MCC: g.PLMN.MCC, MNC: g.PLMN.MNC, AMFRegionID: g.AMFRegionID, AMFSetID: g.AMFSetID,
		AMFPointer: g.AMFPointer, FiveGTMSI: g.TMSI}
}

func optGUTI(g *event.GUTI) *xiri.FiveGGUTI {
	if g == nil {
		return nil
	}
	if x := guti(*g); x.MCC != "" {
		return &x
	}
	return nil
}

func oldGUTI(g *event.GUTI) xiri.EPS5GGUTI { return xiri.EPS5GGUTI{FiveGGUTI: optGUTI(g)} }

func plmn(p event.PLMN) xiri.PLMNID {
	if !validPLMN(p) {
		return xiri.PLMNID{}
	}
	return xiri.PLMNID{MCC: p.MCC, MNC: p.MNC}
}

func optPLMN(p event.PLMN) *xiri.PLMNID {
	if !validPLMN(p) {
		return nil
	}
	x := plmn(p)
	return &x
}

func guami(g event.GUAMI) *xiri.GUAMI {
	if !validPLMN(g.PLMN) || g.AMFSetID > 1023 || g.AMFPointer > 63 {
		return nil
	}
	return &xiri.GUAMI{PLMNID: plmn(g.PLMN), AMFID: xiri.AMFID{AMFRegionID: g.AMFRegionID, AMFSetID: g.AMFSetID, AMFPointer: g.AMFPointer}}
}

func validTAI(t event.TAI) bool { return validPLMN(t.PLMN) && t.TAC < 1<<24 }

func tai(t event.TAI) xiri.TAI {
	if !validTAI(t) {
		return xiri.TAI{}
	}
	b := binary.BigEndian.AppendUint32(nil, t.TAC)
	return xiri.TAI{PLMNID: plmn(t.PLMN), TAC: b[1:]}
}

func taiList(ts []event.TAI) []xiri.TAI {
	var out []xiri.TAI
	for _, t := range ts {
		if validTAI(t) {
			out = append(out, tai(t))
		}
	}
	return out
}

// validTime says whether a GeneralizedTime and an X2 timestamp can hold the time.
func validTime(t time.Time) bool { return t.Unix() >= 0 && t.Unix() < 1<<32 }

func validLocation(l event.Location) bool {
	return validTAI(l.TAI) && validPLMN(l.NCGIPLMN) && l.NRCellID < 1<<36
}

// location is NR only: the simulated network has no other access.
func location(l event.Location) xiri.Location {
	if !validLocation(l) {
		return xiri.Location{LocationInfo: &xiri.LocationInfo{UserLocation: &xiri.UserLocation{NRLocation: &xiri.NRLocation{}}}}
	}
	if !validTime(l.Time) {
		l.Time = time.Time{}
	}
	return xiri.Location{LocationInfo: &xiri.LocationInfo{
		UserLocation: &xiri.UserLocation{NRLocation: &xiri.NRLocation{
			TAI: tai(l.TAI), NCGI: xiri.NCGI{PLMNID: plmn(l.NCGIPLMN), NRCellID: l.NRCellID}, UELocationTimestamp: l.Time,
		}},
		RATType: xiri.Some(xiri.RATTypeNR),
	}}
}

func optLocation(l *event.Location) *xiri.Location {
	if l == nil || !validLocation(*l) {
		return nil
	}
	x := location(*l)
	return &x
}

func nssai(ss []event.SNSSAI) []xiri.SNSSAI {
	var out []xiri.SNSSAI
	for _, s := range ss {
		if len(s.SD) == 0 {
			out = append(out, xiri.SNSSAI{SliceServiceType: s.SST})
		} else if len(s.SD) == 3 {
			out = append(out, xiri.SNSSAI{SliceServiceType: s.SST, SliceDifferentiator: s.SD})
		}
	}
	return out
}

func allowed(ss []event.SNSSAI) *xiri.Slice {
	if n := nssai(ss); n != nil {
		return &xiri.Slice{AllowedNSSAI: n}
	}
	return nil
}

func smsOverNAS(allowed bool) xiri.Opt[xiri.SMSOverNASIndicator] {
	if allowed {
		return xiri.Some(xiri.SMSOverNASIndicatorSMSOverNASAllowed)
	}
	return xiri.Some(xiri.SMSOverNASIndicatorSMSOverNASNotAllowed)
}
