package amf

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/sbi"
)

// SMS is what an AMF asks of the SMSF of its network: the operations of Nsmsf_SMService (TS 29.540). *sbi.Client implements it.
type SMS interface {
	ActivateSMS(ctx context.Context, supi string, in *sbi.SMSContextData) error
	DeactivateSMS(ctx context.Context, supi string) error
	UplinkSMS(ctx context.Context, supi string, in *sbi.SMSRecordData, cp []byte) (*sbi.SMSDelivery, error)
}

// smsState is what a UE context has of SMS over NAS.
type smsState struct {
	// active says that the SMSF has a context of the UE.
	active bool
	// missed says that the SMSF was told that the UE has no connection; it is told when that changes.
	missed  bool
	records uint64
	// waiting are CP messages for a UE that has not completed its registration.
	waiting [][]byte
}

// maxWaitingSMS bounds them.
const maxWaitingSMS = 8

// activateSMS is the part of a registration that TS 23.502 R17 clause 4.13.3.1 adds. That the SMSF refuses does not end the registration:
// the accept does not allow SMS over NAS then.
func (u *ueContext) activateSMS() {
	if u.a.cfg.SMS == nil {
		return
	}
	switch periodic := u.reg.kind == event.PeriodicRegistration; {
	case periodic && u.sms.active:
		return
	case !u.reg.sms:
		u.deactivateSMS()
		return
	}
	u.putSMS()
}

// putSMS makes or updates the context of the UE at the SMSF.
func (u *ueContext) putSMS() {
	in := &sbi.SMSContextData{
		SUPI: sbi.SUPI(u.supi), AMFID: u.a.cfg.NF.InstanceID, GUAMIs: []models.Guami{*guamiModel(u.a.guami)},
		AccessType: models.AccessType__3_GPP_ACCESS, UELocation: sbi.NRLocation(&u.location),
	}
	if u.pei != "" {
		in.PEI = peiName(u.pei)
	}
	if u.gpsi != "" {
		in.GPSI = sbi.GPSI(u.gpsi)
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	err := u.a.cfg.SMS.ActivateSMS(ctx, u.supi, in)
	if err != nil && u.a.ctx.Err() == nil {
		u.log().Info("no SMS over NAS", "home", u.home, "err", err)
	}
	u.sms.active = err == nil
}

// deactivateSMS is TS 23.502 R17 clause 4.13.3.2.
func (u *ueContext) deactivateSMS() {
	if !u.sms.active {
		return
	}
	u.sms.active, u.sms.waiting = false, nil
	if u.a.ctx.Err() != nil {
		return
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	if err := u.a.cfg.SMS.DeactivateSMS(ctx, u.supi); err != nil && u.a.ctx.Err() == nil {
		u.log().Error("Nsmsf_SMService_Deactivate", "err", err)
	}
}

// uplinkSMS forwards a payload container of type SMS, TS 24.501 R17 clause 5.4.5.2.3 case b. TS 24.501 has no answer to a UE whose
// container cannot be forwarded: it sees that no CP-ACK comes.
func (u *ueContext) uplinkSMS(cp []byte) {
	if !u.sms.active {
		u.log().Error("short message of a UE without SMS over NAS")
		return
	}
	u.sms.records++
	in := &sbi.SMSRecordData{
		RecordID: fmt.Sprintf("%d", u.sms.records), AccessType: models.AccessType__3_GPP_ACCESS, UELocation: sbi.NRLocation(&u.location),
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	if _, err := u.a.cfg.SMS.UplinkSMS(ctx, u.supi, in, cp); err != nil && u.a.ctx.Err() == nil {
		u.log().Error("Nsmsf_SMService_UplinkSMS", "err", err)
	}
}

// causeUENotReachable is an application error of TS 29.518 R17 table 6.1.7.3-1.
const causeUENotReachable = "UE_NOT_REACHABLE"

var errRegistering = errors.New("the UE has not completed its registration")

// n1SMS is Namf_Communication_N1N2MessageTransfer with a CP message (TS 23.502 R17 clause 4.13.3.6). It answers when the message is on
// its way to the UE. Idle UEs are not paged: the SMSF hears that the UE is not reachable, and again when it asks for service.
func (u *ueContext) n1SMS(r *sbi.Request, c *models.N1MessageContainer, parts []sbi.Part) (*sbi.Reply, error) {
	if c.N1MessageContent == nil {
		return nil, sbi.Missing("/n1MessageContainer/n1MessageContent")
	}
	cp := sbi.FindPart(parts, c.N1MessageContent.ContentId)
	if len(cp) == 0 {
		return nil, sbi.Incorrect("/n1MessageContainer/n1MessageContent", "names no part")
	}
	done := make(chan error, 1)
	if !u.enqueue(job{
		run:    func() { done <- u.downlinkSMS(cp) },
		orphan: func() { done <- errNoConnection },
	}, true) {
		return nil, sbi.NewProblem(http.StatusTooManyRequests, "", "too much is waiting for the UE")
	}
	out := models.N1N2MessageTransferRspData{Cause: models.N1N2MessageTransferCause_N1_N2_TRANSFER_INITIATED}
	select {
	case err := <-done:
		switch {
		case err == nil:
			return &sbi.Reply{Status: http.StatusOK, Body: &out}, nil
		case errors.Is(err, errRegistering):
			out.Cause = models.N1N2MessageTransferCause_ATTEMPTING_TO_REACH_UE
			return &sbi.Reply{Status: http.StatusAccepted, Body: &out}, nil
		}
		return nil, sbi.NewProblem(http.StatusGatewayTimeout, causeUENotReachable, "the UE has no connection")
	case <-r.Context().Done():
		return nil, sbi.NewProblem(http.StatusGatewayTimeout, causeUENotReachable, "the UE is busy")
	}
}

func (u *ueContext) downlinkSMS(cp []byte) error {
	switch {
	case !u.sms.active:
		return errNoConnection
	case u.state == accepting && len(u.sms.waiting) < maxWaitingSMS:
		u.sms.waiting = append(u.sms.waiting, cp)
		return errRegistering
	case u.state != registered || u.link == nil:
		u.sms.missed = true
		return errNoConnection
	}
	plain, err := nas.Encode(nas.DLTransportSMS(cp))
	if err == nil {
		err = u.send(plain)
	}
	return err
}

// flushSMS sends what waited for the end of the registration.
func (u *ueContext) flushSMS() {
	waiting := u.sms.waiting
	u.sms.waiting, u.sms.missed = nil, false
	for _, cp := range waiting {
		if err := u.downlinkSMS(cp); err != nil {
			u.log().Info("short message not sent", "err", err)
		}
	}
}

// reachableSMS tells the SMSF that a UE has a connection for which a message waits.
func (u *ueContext) reachableSMS() {
	if u.sms.active && u.sms.missed {
		u.sms.missed = false
		u.putSMS()
	}
}
