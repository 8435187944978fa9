package ngap

import (
	"encoding/binary"
	"fmt"
	"time"

	"github.com/free5gc/ngap/ie"

	"lilab/sim/event"
)

// ntpEpoch is the number of seconds from 1900 to 1970; the time stamp of user location information has the format
// of the first four octets of an NTP time stamp (TS 38.413 R17 clause 9.3.1.75), whole seconds since 1900.
const ntpEpoch = 2208988800

// UserLocation encodes NR user location information, clause 9.3.1.16. A zero time leaves the time stamp out.
func UserLocation(l event.Location) *ie.UserLocationInformation {
	nr := &ie.UserLocationInformationNR{
		NRCGI: &ie.NRCGI{
			PLMNIdentity:   PLMN(l.NCGIPLMN),
			NRCellIdentity: &ie.NRCellIdentity{Value: bits(l.NRCellID, 36)},
		},
		TAI: TAI(l.TAI),
	}
	if !l.Time.IsZero() {
		nr.TimeStamp = &ie.TimeStamp{Value: binary.BigEndian.AppendUint32(nil, uint32(l.Time.Unix()+ntpEpoch))}
	}
	return &ie.UserLocationInformation{Choice: nr}
}

// ParseUserLocation decodes NR user location information. Without a time stamp, received is the time.
func ParseUserLocation(u *ie.UserLocationInformation, received time.Time) (event.Location, error) {
	if u == nil {
		return event.Location{}, fmt.Errorf("user location information: %w", errMissing)
	}
	nr, ok := u.Choice.(*ie.UserLocationInformationNR)
	if !ok || nr == nil {
		return event.Location{}, fmt.Errorf("user location information: not NR but %T", u.Choice)
	}
	tai, err := ParseTAI(nr.TAI)
	if err != nil {
		return event.Location{}, fmt.Errorf("user location information: %w", err)
	}
	if nr.NRCGI == nil || nr.NRCGI.NRCellIdentity == nil {
		return event.Location{}, fmt.Errorf("user location information: NR CGI: %w", errMissing)
	}
	p, err := ParsePLMN(nr.NRCGI.PLMNIdentity)
	if err != nil {
		return event.Location{}, fmt.Errorf("user location information: NR CGI: %w", err)
	}
	cell, err := uintOf(nr.NRCGI.NRCellIdentity.Value, 36)
	if err != nil {
		return event.Location{}, fmt.Errorf("user location information: NR cell identity: %w", err)
	}
	l := event.Location{TAI: tai, NCGIPLMN: p, NRCellID: cell, Time: received}
	if nr.TimeStamp != nil && len(nr.TimeStamp.Value) == 4 {
		l.Time = expandNTP(binary.BigEndian.Uint32(nr.TimeStamp.Value), received)
	}
	return l, nil
}

// expandNTP gives the time of 32 bits of NTP seconds; the era (they wrap in February 2036) is the one that puts
// it nearest to the time of reception.
func expandNTP(seconds uint32, received time.Time) time.Time {
	const era = int64(1) << 32
	t := int64(seconds) - ntpEpoch
	for t < received.Unix()-era/2 {
		t += era
	}
	return time.Unix(t, 0).UTC()
}
