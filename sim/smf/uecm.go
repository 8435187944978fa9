package smf

import (
	"context"
	"fmt"

	"github.com/free5gc/openapi/models"

	"lilab/sim/sbi"
)

// registerAtHome makes the SMF known to the UDM as the one of the session: the only SMF of it, or the H-SMF (TS 23.502 R17 clauses
// 4.3.2.2.1 and 4.3.2.2.2).
//
// The UDM does not hear of an emergency session without authentication; of others it does, and what it says does not matter.
func (x *session) registerAtHome(ctx context.Context) error {
	emergency := x.emergency()
	if emergency && !x.info.Subscriber.Authenticated {
		return nil
	}
	ctx, cancel := x.smf.sbiContext(ctx)
	defer cancel()
	plmn := sbi.PLMNID(x.smf.cfg.PLMN)
	err := x.smf.cfg.SBI.RegisterSMF(ctx, x.smf.homeOf(x.info.Subscriber.SUPI), x.info.Subscriber.SUPI, &models.SmfRegistration{
		SmfInstanceId: x.smf.cfg.NF.InstanceID, PduSessionId: int32(x.info.ID), SingleNssai: sbi.SNSSAI(x.info.SNSSAI),
		Dnn: x.info.DNN, PlmnId: &plmn, EmergencyServices: emergency,
	})
	if err != nil && emergency {
		x.smf.cfg.Log.Info("smf: the UDM does not take the SMF of an emergency session", "err", err)
		return nil
	}
	if err != nil {
		return fmt.Errorf("smf: registration at the UDM: %w", err)
	}
	x.registered = true
	return nil
}

// deregisterAtHome takes the registration back, unless another session of this SMF has taken it over.
func (x *session) deregisterAtHome(ctx context.Context) {
	s := x.smf
	s.mu.Lock()
	replaced := s.byUE[x.key] != nil && s.byUE[x.key] != x
	s.mu.Unlock()
	if !x.registered || replaced || s.ctx.Err() != nil {
		return
	}
	x.registered = false
	ctx, cancel := s.sbiContext(ctx)
	defer cancel()
	err := s.cfg.SBI.DeregisterSMF(ctx, s.homeOf(x.info.Subscriber.SUPI), x.info.Subscriber.SUPI, x.info.ID, s.cfg.NF.InstanceID)
	if err != nil && s.ctx.Err() == nil {
		s.cfg.Log.Error("smf: deregistration at the UDM", "err", err)
	}
}
