package smf

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// maxRepeats is how often a command to a UE is sent again, TS 24.501 R17 clauses 6.3.2.5 and 6.3.3.5.
const maxRepeats = 4

// repeat calls again each time that the timer expires, and at last gaveUp, until ctx ends. It is false when the SMF is closing.
func (s *SMF) repeat(ctx context.Context, timer time.Duration, again, gaveUp func()) bool {
	return s.background(func() {
		t := time.NewTicker(timer)
		defer t.Stop()
		for n := 0; ; n++ {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
			}
			if n == maxRepeats {
				gaveUp()
				return
			}
			again()
		}
	})
}

// ReleaseSession releases a session of a subscriber at the request of the network (TS 24.501 R17 clause 6.3.3, TS 23.502 R17 clause
// 4.3.4.2) with a 5GSM cause. It returns when the UE has confirmed. A UE that is idle is not paged: it learns of the release when it
// uses the session.
func (s *SMF) ReleaseSession(ctx context.Context, supi string, id, cause uint8) error {
	x := s.session(supi, id)
	if x == nil {
		return errBusy
	}
	done, err := x.releaseByNetwork(ctx, cause, true)
	if err != nil {
		return err
	}
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-s.ctx.Done():
		return errors.New("smf: closing")
	}
}

// releaseByNetwork begins a release; tellHome says that a V-SMF tells the H-SMF. The channel is closed at its end.
func (x *session) releaseByNetwork(ctx context.Context, cause uint8, tellHome bool) (<-chan struct{}, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.phase != active {
		return nil, errBusy
	}
	if x.change != nil {
		x.abort(ctx, cause, errors.New("smf: the session is released"))
	}
	done := make(chan struct{})
	x.released = done
	info := x.snapshot()
	u, err := x.deleteN4(ctx)
	if err != nil {
		x.smf.cfg.Log.Error("smf: session at the UPF", "err", err)
	}
	x.info.UPFSEID.SEID = 0
	x.giveBack()
	x.deregisterAtHome(ctx)
	x.phase = releasing
	x.published(info, u, event.ByNetwork, cause)
	if x.info.Role == event.HomeSMF {
		if !x.smf.background(func() { x.releaseVisited(cause) }) {
			x.forget()
		}
		return done, nil
	}
	if tellHome {
		x.releaseAtHome(ctx)
	}
	if x.deactivated {
		x.smf.tell(x)
		x.forget()
		return done, nil
	}
	n1, err := nas.Encode(nas.ReleaseCommand(x.info.ID, 0, cause))
	var n2 []byte
	if err == nil {
		n2, err = ngap.ReleaseCommandTransfer(ngap.NASCause(ie.CauseNasPresentNormalRelease))
	}
	if err == nil {
		err = x.transfer(n1, n2, models.AmfCommunicationNgapIeType_PDU_RES_REL_CMD)
	}
	if err != nil {
		x.smf.cfg.Log.Error("smf: PDU SESSION RELEASE COMMAND", "err", err)
	}
	// T3592: again, and at last without the UE.
	rctx, cancel := context.WithCancel(x.smf.ctx)
	x.stopRelease = cancel
	if !x.smf.repeat(rctx, x.smf.cfg.Timers.T3592, func() {
		x.mu.Lock()
		defer x.mu.Unlock()
		if x.phase == releasing {
			if err := x.transfer(n1, nil, ""); err != nil {
				x.smf.cfg.Log.Error("smf: PDU SESSION RELEASE COMMAND", "err", err)
			}
		}
	}, func() {
		x.mu.Lock()
		defer x.mu.Unlock()
		if x.phase == releasing {
			x.smf.cfg.Log.Error("smf: the UE does not confirm the release")
			x.forget()
			x.smf.tell(x)
		}
	}) {
		cancel()
	}
	return done, nil
}

// forget ends a release.
func (x *session) forget() {
	x.remove()
	if x.stopRelease != nil {
		x.stopRelease()
	}
	if x.released != nil {
		close(x.released)
		x.released = nil
	}
}

// releaseVisited has the V-SMF release its part, TS 29.502 R17 clause 5.2.2.8.3.4.
func (x *session) releaseVisited(cause uint8) {
	ctx, cancel := x.visitedContext(x.smf.cfg.Timers.T3592)
	_, _, err := x.smf.cfg.SBI.UpdateVisited(ctx, x.vsmf, &models.VsmfUpdateData{
		RequestIndication: models.RequestIndication_NW_REQ_PDU_SES_REL, N1smCause: strconv.FormatUint(uint64(cause)|0x100, 16)[1:],
	}, nil)
	cancel()
	if err != nil && x.smf.ctx.Err() == nil {
		x.smf.cfg.Log.Error("smf: session at the V-SMF", "err", err)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.forget()
}

// releaseForHome releases a session because the H-SMF has done so.
func (x *session) releaseForHome(r *sbi.Request, in *models.VsmfUpdateData) (*sbi.Reply, error) {
	cause, err := strconv.ParseUint(in.N1smCause, 16, 8)
	if err != nil {
		cause = uint64(nas.SMCauseRegularDeactivation)
	}
	done, err := x.releaseByNetwork(r.Context(), uint8(cause), false)
	if err != nil {
		return nil, sbi.NewProblem(http.StatusForbidden, "INVALID_REQUEST", "the session is not established")
	}
	select {
	case <-done:
		return &sbi.Reply{Body: &models.VsmfUpdatedData{}}, nil
	case <-r.Context().Done():
	case <-x.smf.ctx.Done():
	}
	return nil, sbi.NewProblem(http.StatusGatewayTimeout, "PEER_NOT_RESPONDING", "the UE did not answer")
}
