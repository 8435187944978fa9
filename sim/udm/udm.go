// Package udm is the unified data management, TS 23.501 R17 clause 6.2.7, with its ARPF and SIDF and the services
// Nudm_UEAuthentication, Nudm_UEContextManagement and Nudm_SubscriberDataManagement of TS 29.503.
//
// Only here is a SUCI de-concealed (TS 33.501 R17 clauses 5.8.2 and 6.12.5).
package udm

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/sbi"
	"lilab/sim/udm/internal/sidf"
)

// Fault is what the home network does wrong on purpose for one subscriber.
type Fault string

// Faults.
const (
	NoFault Fault = ""
	// HomeRejects refuses every request for authentication data with 403 AUTHENTICATION_REJECTED. (A subscriber
	// who does not exist gets 404 USER_NOT_FOUND: leave him out of the store.)
	HomeRejects Fault = "home-rejects"
	// SUPIMismatch answers requests for authentication data with the right vector and the SUPI of somebody else,
	// so that AUSF and AMF hold another SUPI than the UE and derive another KAMF (TS 33.501 R17 annex A.7).
	SUPIMismatch Fault = "supi-mismatch"
)

// Subscriber is one subscription.
type Subscriber struct {
	// SUPI holds IMSI digits.
	SUPI string
	// GPSI holds MSISDN digits, empty for none.
	GPSI string
	// K and OPc are the keys of MILENAGE, TS 35.206.
	K, OPc [16]byte
	// AMFField is the authentication management field; 0 means aka.AMF5G.
	AMFField uint16
	// SQN is the sequence number of the last vector, 48 bits.
	SQN uint64
	// Slices are subscribed; none means SST 1.
	Slices []event.SNSSAI
	// Sessions are the data networks that are subscribed, the first is the default; none means no PDU session.
	Sessions []SessionSubscription
	// IMS is the subscription of the IMS, nil for none.
	IMS *IMSSubscription
	// SMS says that short messages over NAS are subscribed.
	SMS   bool
	Fault Fault
	// MismatchSUPI is the SUPI that SUPIMismatch answers with; empty means the own one with another last digit.
	MismatchSUPI string
}

// Config describes a UDM.
type Config struct {
	Host   fabric.Host
	Listen netip.AddrPort
	// TLS is the server side of mutual TLS.
	TLS  *tls.Config
	PLMN event.PLMN
	NF   event.NF
	// SBI reaches the NRF and, for deregistration notifications, AMFs here and abroad. The caller closes it, after
	// the UDM.
	SBI *sbi.Client
	// Keys de-conceal SUCIs.
	Keys        []aka.HomeNetworkPrivateKey
	Subscribers []Subscriber
	// GPSISupplied says to which visited PLMNs the GPSI is told (the roaming agreement); the own PLMN always is.
	GPSISupplied []event.PLMN
	// RoamingPartners, if not nil, are the only other PLMNs whose AMFs may register (403 ROAMING_NOT_ALLOWED).
	RoamingPartners []event.PLMN
	// LocalBreakout says in which visited PLMNs sessions may leave by a UPF there (the roaming agreement).
	LocalBreakout []event.PLMN
	// LocalBreakoutDNNs are networks like LocalBreakout for single data networks, by name; the others go by LocalBreakout.
	LocalBreakoutDNNs map[string][]event.PLMN
	Events            event.Publisher
	// Now is nil for time.Now, Rand (RAND of vectors) nil for crypto/rand. Log is silent when nil.
	Now  func() time.Time
	Rand io.Reader
	Log  *slog.Logger
}

// UDM is one unified data management function.
type UDM struct {
	cfg    Config
	router *sbi.Router
	server *sbi.Server
	sidf   *sidf.SIDF
	reg    *sbi.Registration

	subscribers map[string]*subscriber // by IMSI digits; fixed after New
	impus       map[string]*subscriber // by public identity; fixed after New

	randMu sync.Mutex

	ctx    context.Context // of notifications, ends with Close
	cancel context.CancelFunc
	notify chan struct{} // one token for each notification under way
	wg     sync.WaitGroup
}

// maxNotifications bounds the deregistration notifications under way.
const maxNotifications = 64

// New checks the configuration.
func New(cfg Config) (*UDM, error) {
	if !sbi.ValidPLMN(cfg.PLMN) {
		return nil, errors.New("udm: PLMN is not valid")
	}
	if cfg.SBI == nil || cfg.Events == nil {
		return nil, errors.New("udm: no SBI client or no publisher of events")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Rand == nil {
		cfg.Rand = rand.Reader
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	u := &UDM{cfg: cfg, subscribers: make(map[string]*subscriber, len(cfg.Subscribers)), impus: map[string]*subscriber{}, notify: make(chan struct{}, maxNotifications)}
	var err error
	if u.sidf, err = sidf.New(cfg.Keys...); err != nil {
		return nil, fmt.Errorf("udm: %w", err)
	}
	u.ctx, u.cancel = context.WithCancel(context.Background())
	for _, s := range cfg.Subscribers {
		if err := u.add(s); err != nil {
			return nil, err
		}
	}
	u.router = &sbi.Router{Origin: sbi.Origin(cfg.NF), Log: cfg.Log}
	u.router.Handle(http.MethodPost, "/nudm-ueau/v1/*/security-information/generate-auth-data", u.generateAuthData)
	u.router.Handle(http.MethodPost, "/nudm-ueau/v1/*/auth-events", u.authEvent)
	u.router.Handle(http.MethodPut, "/nudm-uecm/v1/*/registrations/amf-3gpp-access", u.registerAMF)
	u.router.Handle(http.MethodPatch, "/nudm-uecm/v1/*/registrations/amf-3gpp-access", u.modifyAMF)
	u.router.Handle(http.MethodGet, "/nudm-uecm/v1/*/registrations/amf-3gpp-access", u.getAMF)
	const smfRegistration = "/nudm-uecm/v1/*/registrations/smf-registrations/*"
	u.router.Handle(http.MethodPut, smfRegistration, u.registerSMF)
	u.router.Handle(http.MethodDelete, smfRegistration, u.deregisterSMF)
	u.router.Handle(http.MethodGet, smfRegistration, u.getSMF)
	u.router.Handle(http.MethodPut, "/nudm-uecm/v1/*/registrations/smsf-3gpp-access", u.registerSMSF)
	u.router.Handle(http.MethodDelete, "/nudm-uecm/v1/*/registrations/smsf-3gpp-access", u.deregisterSMSF)
	u.router.Handle(http.MethodGet, "/nudm-uecm/v1/*/registrations/smsf-3gpp-access", u.getSMSF)
	u.router.Handle(http.MethodGet, "/nudm-sdm/v2/*/sms-mng-data", u.smsManagement)
	u.router.Handle(http.MethodGet, "/nudm-sdm/v2/*/am-data", u.amData)
	u.router.Handle(http.MethodGet, "/nudm-sdm/v2/*/smf-select-data", u.smfSelectData)
	u.router.Handle(http.MethodGet, "/nudm-sdm/v2/*/sm-data", u.smData)
	u.server, err = sbi.NewServer(sbi.ServerConfig{
		Host: cfg.Host, Listen: cfg.Listen, TLS: cfg.TLS, Handler: u.router, Log: cfg.Log,
	})
	return u, err
}

// Start listens and registers at the NRF.
func (u *UDM) Start(ctx context.Context) error {
	if err := u.server.Start(ctx); err != nil {
		return err
	}
	var err error
	u.reg, err = u.cfg.SBI.Register(ctx, sbi.Profile(u.cfg.NF, u.server.Addr(),
		sbi.ServiceUDMUEAU, sbi.ServiceUDMUECM, sbi.ServiceUDMSDM))
	if err != nil {
		return errors.Join(fmt.Errorf("udm: %w", err), u.server.Close())
	}
	return nil
}

// Addr returns where the UDM listens.
func (u *UDM) Addr() netip.AddrPort { return u.server.Addr() }

// Handler returns the services without a connection, for tests.
func (u *UDM) Handler() http.Handler { return u.router }

// Close deregisters, stops and waits. That the NRF is gone already is no error.
func (u *UDM) Close() error {
	u.cancel()
	if u.reg != nil {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := u.reg.Close(ctx); err != nil {
			u.cfg.Log.Info("udm: not deregistered", "err", err)
		}
		u.reg = nil
	}
	err := u.server.Close()
	u.wg.Wait()
	return err
}
