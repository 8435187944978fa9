package poi

import (
	"encoding/binary"
	"strconv"

	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

func supi(imsi string) xiri.SUPI   { return xiri.SUPI{IMSI: imsi} }
func pei(imeisv string) xiri.PEI   { return xiri.PEI{IMEISV: imeisv} }
func gpsi(msisdn string) xiri.GPSI { return xiri.GPSI{MSISDN: msisdn} }

// suci converts a SUCI. The routing indicator is a number in TS 33.128, so its count of digits is told where leading
// zeros would be lost. The home network public key identifier is the octet of TS 24.501.
func suci(s *event.SUCI) *xiri.SUCI {
	if s == nil {
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
	return xiri.FiveGGUTI{MCC: g.PLMN.MCC, MNC: g.PLMN.MNC, AMFRegionID: g.AMFRegionID, AMFSetID: g.AMFSetID,
		AMFPointer: g.AMFPointer, FiveGTMSI: g.TMSI}
}

func optGUTI(g *event.GUTI) *xiri.FiveGGUTI {
	if g == nil || *g == (event.GUTI{}) {
		return nil
	}
	x := guti(*g)
	return &x
}

func oldGUTI(g *event.GUTI) xiri.EPS5GGUTI { return xiri.EPS5GGUTI{FiveGGUTI: optGUTI(g)} }

func plmn(p event.PLMN) xiri.PLMNID { return xiri.PLMNID{MCC: p.MCC, MNC: p.MNC} }

func optPLMN(p event.PLMN) *xiri.PLMNID {
	if p == (event.PLMN{}) {
		return nil
	}
	x := plmn(p)
	return &x
}

func guami(g event.GUAMI) *xiri.GUAMI {
	if g == (event.GUAMI{}) {
		return nil
	}
	return &xiri.GUAMI{PLMNID: plmn(g.PLMN), AMFID: xiri.AMFID{AMFRegionID: g.AMFRegionID, AMFSetID: g.AMFSetID, AMFPointer: g.AMFPointer}}
}

func tai(t event.TAI) xiri.TAI {
	b := binary.BigEndian.AppendUint32(nil, t.TAC)
	return xiri.TAI{PLMNID: plmn(t.PLMN), TAC: b[1:]}
}

func taiList(ts []event.TAI) []xiri.TAI {
	var out []xiri.TAI
	for _, t := range ts {
		out = append(out, tai(t))
	}
	return out
}

// location is NR only: the simulated network has no other access.
func location(l event.Location) xiri.Location {
	return xiri.Location{LocationInfo: &xiri.LocationInfo{
		UserLocation: &xiri.UserLocation{NRLocation: &xiri.NRLocation{
			TAI: tai(l.TAI), NCGI: xiri.NCGI{PLMNID: plmn(l.NCGIPLMN), NRCellID: l.NRCellID}, UELocationTimestamp: l.Time,
		}},
		RATType: xiri.Some(xiri.RATTypeNR),
	}}
}

func optLocation(l *event.Location) *xiri.Location {
	if l == nil || l.NCGIPLMN == (event.PLMN{}) {
		return nil
	}
	x := location(*l)
	return &x
}

func nssai(ss []event.SNSSAI) []xiri.SNSSAI {
	var out []xiri.SNSSAI
	for _, s := range ss {
		out = append(out, xiri.SNSSAI{SliceServiceType: s.SST, SliceDifferentiator: s.SD})
	}
	return out
}

func allowed(ss []event.SNSSAI) *xiri.Slice {
	if len(ss) == 0 {
		return nil
	}
	return &xiri.Slice{AllowedNSSAI: nssai(ss)}
}

func smsOverNAS(allowed bool) xiri.Opt[xiri.SMSOverNASIndicator] {
	if allowed {
		return xiri.Some(xiri.SMSOverNASIndicatorSMSOverNASAllowed)
	}
	return xiri.Some(xiri.SMSOverNASIndicatorSMSOverNASNotAllowed)
}
