// Package cscf holds the interrogating and the serving call session control function, TS 23.228 clauses 4.6.2 and 4.6.3, TS 24.229
// clauses 5.3 and 5.4.
package cscf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"strings"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// InterrogatingConfig describes an I-CSCF.
type InterrogatingConfig struct {
	Carrier sip.Carrier
	Mw      netip.AddrPort
	PLMN    event.PLMN
	NF      event.NF
	HSS     ims.HSS
	// Directory knows the functions of this network; SCSCF is the name of the one that new users get.
	Directory *sip.Directory
	SCSCF     string
	// Trusted are names of functions whose word is taken that a REGISTER came protected: the P-CSCFs of this network and its IBCF. Of
	// anybody else's REGISTER the I-CSCF says that it did not.
	Trusted []string
	Timers  sip.Timers
	Now     func() time.Time
	Rand    io.Reader
	Log     *slog.Logger
}

// Interrogating is one I-CSCF. It keeps no state beyond transactions and publishes nothing: TS 33.127 R18 clause 7.4 places no point
// of interception there.
type Interrogating struct {
	cfg InterrogatingConfig
	ep  *sip.Endpoint
	mw  sip.Flow
}

// NewInterrogating checks the configuration.
func NewInterrogating(cfg InterrogatingConfig) (*Interrogating, error) {
	if cfg.Carrier == nil || !cfg.Mw.IsValid() || cfg.HSS == nil || cfg.Directory == nil {
		return nil, errors.New("cscf: I-CSCF: carrier, address, HSS or directory is missing")
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	i := &Interrogating{cfg: cfg}
	var err error
	i.ep, err = sip.NewEndpoint(sip.EndpointConfig{Name: cfg.NF.FQDN, Handle: i.handle, Timers: cfg.Timers, Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log})
	return i, err
}

// Start opens the socket.
func (i *Interrogating) Start(ctx context.Context) error {
	var err error
	if i.mw, err = i.ep.ListenUDP(ctx, i.cfg.Carrier, i.cfg.Mw, "mw"); err != nil {
		return fmt.Errorf("cscf: %w", errors.Join(err, i.Close()))
	}
	return nil
}

// Close ends everything and waits.
func (i *Interrogating) Close() error { return i.ep.Close() }

// Stats are the counters of SIP.
func (i *Interrogating) Stats() sip.Stats { return i.ep.Stats() }

func (i *Interrogating) handle(t *sip.Transaction) {
	m := t.Request.Clone()
	if host, _ := sip.HostPort(sip.URI(m.Get("Route"))); strings.EqualFold(host, i.cfg.NF.FQDN) {
		m.Pop("Route")
	}
	if m.Method == "REGISTER" && !trusted(i.cfg.Directory, i.cfg.Trusted, t.Flow) {
		if d, err := ims.ParseDigest(m.Get("Authorization")); err == nil && d["integrity-protected"] != "" {
			d["integrity-protected"] = "no"
			m.Set("Authorization", d.String())
		}
	}
	scscf, status := i.locate(m)
	if status != 0 {
		if m.Method != "ACK" {
			t.Reply(status)
		}
		return
	}
	at, ok := i.cfg.Directory.Resolve("sip:" + scscf)
	if !ok {
		t.Reply(503)
		return
	}
	m.Prepend("Route", "<sip:"+scscf+";lr>")
	i.ep.Forward(t, m, i.mw.To(at), sip.Hooks{})
}

// locate asks the HSS for the S-CSCF.
func (i *Interrogating) locate(m *sip.Message) (scscf string, status int) {
	var err error
	if m.Method == "REGISTER" {
		// TS 24.229 R17 clause 5.3.1.2.
		d, derr := ims.ParseDigest(m.Get("Authorization"))
		if derr != nil {
			return "", 400
		}
		visited := strings.Trim(m.Get("P-Visited-Network-ID"), `"`)
		scscf, err = i.cfg.HSS.Authorize(d["username"], sip.URI(m.Get("To")), visited)
	} else {
		// Clause 5.3.2.1. A user without S-CSCF gets one, for the services of unregistered users.
		scscf, _, err = i.cfg.HSS.Locate(m.URI)
	}
	switch {
	case errors.Is(err, ims.ErrUnknownUser) && m.Method != "REGISTER":
		return "", 404
	case err != nil:
		return "", 403
	}
	if scscf == "" {
		scscf = i.cfg.SCSCF
	}
	return scscf, 0
}
