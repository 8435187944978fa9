package smsf

import (
	"context"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// homeTimeout bounds one request to the home network or to the AMF.
const homeTimeout = 10 * time.Second

// activate is Nsmsf_SMService_Activate, TS 29.540 R17 clause 5.2.2.2, with TS 23.502 R17 clause 4.13.3.1.
func (f *SMSF) activate(r *sbi.Request) (*sbi.Reply, error) {
	supi, ok := sbi.ParseSUPI(r.Param(0))
	if !ok {
		return nil, sbi.Incorrect("supi", "is not a SUPI of type IMSI")
	}
	var in sbi.SMSContextData
	if err := r.Decode(&in); err != nil {
		return nil, err
	}
	switch {
	case in.SUPI != r.Param(0):
		return nil, sbi.Incorrect("/supi", "is not the one of the resource")
	case in.AMFID == "":
		return nil, sbi.Missing("/amfId")
	}
	home, ok := f.home(supi)
	if !ok {
		return nil, sbi.NewProblem(http.StatusForbidden, sbi.CauseRoamingNotAllowed, "no agreement with the home network")
	}
	sub := event.Subscriber{SUPI: supi, Authenticated: true} // an AMF activates for UEs only that it authenticated
	sub.GPSI, _ = sbi.ParseGPSI(in.GPSI)
	sub.PEI, _ = sbi.ParsePEI(in.PEI)
	where := parseLocation(in.UELocation)
	f.mu.Lock()
	u := f.ues[supi]
	full := u == nil && (f.closed || len(f.ues) >= f.cfg.MaxContexts)
	f.mu.Unlock()
	if full {
		return nil, sbi.NewProblem(http.StatusServiceUnavailable, sbi.CauseSystemFailure, "too many UEs")
	}
	if u != nil {
		u.update(sub, where)
		f.cfg.Available(home, supi)
		return nil, nil
	}
	if err := f.register(r.Context(), home, supi); err != nil {
		f.cfg.Log.Info("smsf: no service", "home", home, "err", err)
		return nil, sbi.NewProblem(http.StatusForbidden, "SERVICE_NOT_ALLOWED", "the home network does not allow SMS over NAS")
	}
	u = f.newContext(home, sub, where)
	f.mu.Lock()
	other := f.ues[supi]
	if other == nil {
		f.ues[supi] = u
	}
	f.mu.Unlock()
	if other != nil { // the same AMF asked twice at a time
		other.update(sub, where)
		return nil, nil
	}
	f.cfg.Events.Publish(event.SMSFRegistered{Header: f.head(), Subscriber: sub, Location: where})
	f.cfg.Available(home, supi)
	return &sbi.Reply{Status: http.StatusCreated, Location: "https://" + f.cfg.NF.FQDN + r.URL.EscapedPath(), Body: &in}, nil
}

// register makes the SMSF known to the UDM and asks whether the subscriber may have short messages.
func (f *SMSF) register(ctx context.Context, home event.PLMN, supi string) error {
	ctx, cancel := context.WithTimeout(ctx, homeTimeout)
	defer cancel()
	plmn := sbi.PLMNID(f.cfg.PLMN)
	if err := f.cfg.SBI.RegisterSMSF(ctx, home, supi, &models.SmsfRegistration{SmsfInstanceId: f.cfg.NF.InstanceID, PlmnId: &plmn}); err != nil {
		return err
	}
	d, err := f.cfg.SBI.SMSManagement(ctx, home, supi, f.cfg.PLMN)
	if err == nil && (d.MoSmsBarringAll || !d.MoSmsSubscribed) && (d.MtSmsBarringAll || !d.MtSmsSubscribed) {
		err = sbi.NewProblem(http.StatusForbidden, "SERVICE_NOT_ALLOWED", "barred in both directions")
	}
	if err != nil {
		f.deregister(home, supi)
	}
	return err
}

// deregister takes the SMSF out of the UDM if it is the one there.
func (f *SMSF) deregister(home event.PLMN, supi string) {
	ctx, cancel := context.WithTimeout(f.ctx, homeTimeout)
	defer cancel()
	in, err := f.cfg.SBI.SMSFRegistration(ctx, home, supi)
	if err == nil {
		if !strings.EqualFold(in.SmsfInstanceId, f.cfg.NF.InstanceID) {
			return // another one has taken over
		}
		err = f.cfg.SBI.DeregisterSMSF(ctx, home, supi)
	}
	if err != nil && f.ctx.Err() == nil && !sbi.IsCause(err, sbi.CauseContextNotFound) {
		f.cfg.Log.Error("smsf: Nudm_UECM_Deregistration", "err", err)
	}
}

// deactivate is Nsmsf_SMService_Deactivate, TS 29.540 R17 clause 5.2.2.3, with TS 23.502 R17 clause 4.13.3.2.
func (f *SMSF) deactivate(r *sbi.Request) (*sbi.Reply, error) {
	u, err := f.find(r)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	gone := f.ues[u.supi] != u
	if !gone {
		delete(f.ues, u.supi)
	}
	f.mu.Unlock()
	if gone {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "the UE is not registered here")
	}
	u.end()
	f.deregister(u.home, u.supi)
	sub, where := u.who()
	f.cfg.Events.Publish(event.SMSFRegistered{Header: f.head(), Subscriber: sub, Location: where, Ended: true})
	return nil, nil
}

func (f *SMSF) find(r *sbi.Request) (*ueContext, error) {
	supi, ok := sbi.ParseSUPI(r.Param(0))
	f.mu.Lock()
	u := f.ues[supi]
	f.mu.Unlock()
	if !ok || u == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "the UE is not registered here")
	}
	return u, nil
}

// uplink is Nsmsf_SMService_UplinkSMS, TS 29.540 R17 clause 5.2.2.4. It answers when the message is taken.
func (f *SMSF) uplink(r *sbi.Request) (*sbi.Reply, error) {
	u, err := f.find(r)
	if err != nil {
		return nil, err
	}
	var in sbi.SMSRecordData
	parts, err := r.DecodeParts(&in)
	if err != nil {
		return nil, err
	}
	switch {
	case in.RecordID == "":
		return nil, sbi.Missing("/smsRecordId")
	case in.Payload == nil:
		return nil, sbi.Missing("/smsPayload")
	}
	cp := sbi.FindPart(parts, in.Payload.ContentId)
	if len(cp) == 0 {
		return nil, sbi.Incorrect("/smsPayload/contentId", "names no part")
	}
	if where := parseLocation(in.UELocation); where != nil {
		u.moved(where)
	}
	if !u.post(func() { u.exchange.Take(cp) }) {
		return nil, sbi.NewProblem(http.StatusTooManyRequests, "", "too much is waiting for the UE")
	}
	return &sbi.Reply{Body: &sbi.SMSDelivery{RecordID: in.RecordID, Status: sbi.SMSAccepted}}, nil
}

// parseLocation reads NrLocation, TS 29.571 R17 clause 5.4.4.9; nil if it is not there or makes no sense.
func parseLocation(l *models.UserLocation) *event.Location {
	if l == nil || l.NrLocation == nil || l.NrLocation.Tai == nil || l.NrLocation.Ncgi == nil || l.NrLocation.Tai.PlmnId == nil || l.NrLocation.Ncgi.PlmnId == nil {
		return nil
	}
	n := l.NrLocation
	tac, err := hex.DecodeString(n.Tai.Tac)
	cell, err2 := strconv.ParseUint(n.Ncgi.NrCellId, 16, 36)
	tai, cgi := event.PLMN{MCC: n.Tai.PlmnId.Mcc, MNC: n.Tai.PlmnId.Mnc}, event.PLMN{MCC: n.Ncgi.PlmnId.Mcc, MNC: n.Ncgi.PlmnId.Mnc}
	if err != nil || err2 != nil || len(tac) != 3 || !sbi.ValidPLMN(tai) || !sbi.ValidPLMN(cgi) {
		return nil
	}
	out := &event.Location{
		TAI:      event.TAI{PLMN: tai, TAC: uint32(tac[0])<<16 | uint32(tac[1])<<8 | uint32(tac[2])},
		NCGIPLMN: cgi, NRCellID: cell,
	}
	if n.UeLocationTimestamp != nil {
		out.Time = *n.UeLocationTimestamp
	}
	return out
}
