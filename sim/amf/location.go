package amf

import (
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/event"
	"lilab/sim/ngap"
)

// controlLocationReporting asks the gNB to report every change of the serving cell (TS 38.413 R17 clause 8.12.1).
// It is done for every UE.
func (u *ueContext) controlLocationReporting(l *link) error {
	return l.as.send(ngap.Stream(l.ranID), &message.LocationReportingControl{
		AMFUENGAPID: &ie.AMFUENGAPID{Value: int64(l.amfID)},
		RANUENGAPID: &ie.RANUENGAPID{Value: int64(l.ranID)},
		LocationReportingRequestType: &ie.LocationReportingRequestType{
			EventType:  &ie.EventType{Value: ie.EventTypePresentChangeOfServeCell},
			ReportArea: &ie.ReportArea{Value: ie.ReportAreaPresentCell},
		},
	})
}

// locationReport is LOCATION REPORT, TS 38.413 R17 clause 8.12.3.
func (as *association) locationReport(m *message.LocationReport) {
	where, err := ngap.ParseUserLocation(m.UserLocationInformation, as.a.cfg.Now())
	if err != nil {
		as.a.cfg.Log.Error("LOCATION REPORT not understood", "gnb", as.sctp.RemoteAddr(), "err", err)
		as.tell(0, &message.ErrorIndication{
			AMFUENGAPID: m.AMFUENGAPID, RANUENGAPID: m.RANUENGAPID,
			Cause: ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError),
		})
		return
	}
	as.deliver(m.AMFUENGAPID, m.RANUENGAPID, func(u *ueContext) { u.moved(where) })
}

// moved takes a location that the gNB gave. Another cell of a registered UE is an event.
func (u *ueContext) moved(where event.Location) {
	was := u.location
	u.location = where
	if u.state != registered || was.NRCellID == where.NRCellID && was.NCGIPLMN == where.NCGIPLMN && was.TAI == where.TAI {
		return
	}
	u.publish(event.AMFLocationChanged{Header: u.head(), Subscriber: u.subscriber(), GUTI: u.guti, Location: where})
}
