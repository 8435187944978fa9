package sbi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/free5gc/openapi/models"
)

// A Registration keeps an NF registered at the NRF: it sends heart-beats as often as the NRF wants them and
// registers again when the NRF forgot it (TS 29.510 R17 clauses 5.2.2.2 and 5.2.2.3.2).
type Registration struct {
	c       *Client
	profile *models.NrfNfManagementNfProfile
	cancel  context.CancelFunc
	wg      sync.WaitGroup
}

// Register is Nnrf_NFManagement_NFRegister.
func (c *Client) Register(ctx context.Context, profile *models.NrfNfManagementNfProfile) (*Registration, error) {
	r := &Registration{c: c, profile: profile}
	every, err := r.put(ctx)
	if err != nil {
		return nil, err
	}
	base, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	if every > 0 {
		r.wg.Go(func() { r.beat(base, every) })
	}
	return r, nil
}

func (r *Registration) path() string {
	return "/nnrf-nfm/v1/nf-instances/" + url.PathEscape(r.profile.NfInstanceId)
}

func (r *Registration) put(ctx context.Context) (time.Duration, error) {
	if r.c.nrf == nil {
		return 0, errors.New("sbi: no NRF is configured")
	}
	var answer struct {
		HeartBeatTimer int32 `json:"heartBeatTimer"`
	}
	_, _, err := r.c.do(ctx, exchange{
		method: http.MethodPut, plmn: r.c.cfg.PLMN, root: r.c.nrf, path: r.path(), in: r.profile, out: &answer,
	})
	if err != nil {
		return 0, fmt.Errorf("sbi: registration of %s %s: %w", r.profile.NfType, r.profile.NfInstanceId, err)
	}
	return time.Duration(max(answer.HeartBeatTimer, 0)) * time.Second, nil
}

func (r *Registration) beat(ctx context.Context, every time.Duration) {
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		_, _, err := r.c.do(ctx, exchange{
			method: http.MethodPatch, plmn: r.c.cfg.PLMN, root: r.c.nrf, path: r.path(), contentType: typeJSONPatch,
			in: []models.PatchItem{{Op: models.PatchOperation_REPLACE, Path: "/nfStatus", Value: "REGISTERED"}},
		})
		var p *Problem
		if errors.As(err, &p) && p.Status == http.StatusNotFound {
			_, err = r.put(ctx)
		}
		if err != nil && ctx.Err() == nil {
			r.c.cfg.Log.Warn("sbi: heart-beat", "nf", r.profile.NfInstanceId, "err", err)
		}
	}
}

// Close ends the heart-beats and deregisters (Nnrf_NFManagement_NFDeregister).
func (r *Registration) Close(ctx context.Context) error {
	r.cancel()
	r.wg.Wait()
	_, _, err := r.c.do(ctx, exchange{method: http.MethodDelete, plmn: r.c.cfg.PLMN, root: r.c.nrf, path: r.path()})
	if err != nil {
		return fmt.Errorf("sbi: deregistration of %s %s: %w", r.profile.NfType, r.profile.NfInstanceId, err)
	}
	return nil
}
