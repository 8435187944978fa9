package smf

import (
	"context"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// releaseSMContext is Nsmf_PDUSession_ReleaseSMContext, TS 29.502 R17 clause 5.2.2.4: the AMF gives the session up,
// because the UE deregistered.
func (s *SMF) releaseSMContext(r *sbi.Request) (*sbi.Reply, error) {
	var in models.SmfPduSessionSmContextReleaseData
	if _, err := r.DecodeParts(&in); err != nil {
		return nil, err
	}
	x, err := s.find(r.Param(0), false)
	if err != nil {
		return nil, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if l := parseLocation(in.UeLocation); l != nil {
		x.info.Location = l
	}
	if in.VsmfReleaseOnly && x.info.Role == event.VisitedSMF {
		if x.established {
			x.goesOn(s.ctx)
		} else {
			x.clear(r.Context(), false) // a handover that was not carried out
		}
		return nil, nil
	}
	who := event.ByUE
	if in.Cause != "" {
		who = event.ByNetwork
	}
	x.statusURI = ""
	x.ended(r.Context(), who, 0)
	return nil, nil
}

// ended releases whatever there is and publishes it, once.
func (x *session) ended(ctx context.Context, who event.Initiator, cause uint8) {
	if x.phase == gone {
		return
	}
	told := x.phase == releasing
	info := x.snapshot()
	u := x.clear(ctx, true)
	if !told {
		x.published(info, u, who, cause)
	}
	if x.statusURI != "" {
		x.smf.tell(x)
	}
}

// published publishes the release of a session; one that was never established has failed already.
func (x *session) published(info event.SMFSession, u usage, who event.Initiator, cause uint8) {
	if !x.established {
		return
	}
	x.smf.cfg.Events.Publish(event.SMFPDUSessionReleased{
		Header: x.smf.head(), Session: info, Initiator: who, Cause: cause,
		FirstPacket: u.first, LastPacket: u.last, UplinkOctets: u.upOctets, DownlinkOctets: u.dnOctets,
		UplinkPackets: u.upPackets, DownlinkPackets: u.dnPacket,
	})
}

// releaseAtHome is Nsmf_PDUSession_Release towards the H-SMF, if there is one.
func (x *session) releaseAtHome(ctx context.Context) {
	if x.info.HSMFURI == "" {
		return
	}
	ctx, cancel := x.smf.sbiContext(ctx)
	defer cancel()
	if err := x.smf.cfg.SBI.ReleasePDUSession(ctx, x.info.HSMFURI, &models.ReleaseData{UeLocation: x.locationForHome()}); err != nil && x.smf.ctx.Err() == nil {
		x.smf.cfg.Log.Error("smf: session at the H-SMF", "err", err)
	}
	x.info.HSMFURI = ""
}
