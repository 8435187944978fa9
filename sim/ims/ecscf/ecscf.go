// Package ecscf is the emergency call session control function, TS 23.167 clause 6.2.2 and TS 24.229 clause 5.11: emergency calls go from
// the P-CSCF to it, and from it to the public safety answering point (PSAP), whoever calls.
package ecscf

import (
	"errors"
	"io"
	"log/slog"
	"net/netip"
	"strings"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// Config describes an E-CSCF.
type Config struct {
	Carrier sip.Carrier
	// Mw is the address towards the P-CSCF, Mi that towards the PSAP, PSAP where that is.
	Mw, Mi, PSAP netip.AddrPort
	NF           event.NF
	Directory    *sip.Directory
	Events       event.Publisher
	Timers       sip.Timers
	Now          func() time.Time
	Rand         io.Reader
	Log          *slog.Logger
}

// New makes an E-CSCF.
func New(cfg Config) (*ims.Relay, error) {
	if cfg.Directory == nil || !cfg.Mw.IsValid() || !cfg.Mi.IsValid() || !cfg.PSAP.IsValid() {
		return nil, errors.New("ecscf: addresses or directory are missing")
	}
	return ims.NewRelay(ims.RelayConfig{
		Carrier: cfg.Carrier, NF: cfg.NF, Role: event.IMSEmergency, Events: cfg.Events, Timers: cfg.Timers, Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log,
		Sides: [2]ims.RelaySide{
			{Name: "mw", At: cfg.Mw, Next: func(m *sip.Message) (netip.AddrPort, bool) { return cfg.Directory.Resolve(sip.NextURI(m)) }},
			{Name: "mi", At: cfg.Mi, Next: func(*sip.Message) (netip.AddrPort, bool) { return cfg.PSAP, true }},
		},
		Admit: admit,
	})
}

// admit takes calls from the P-CSCF only. A caller without registration has no asserted identity; his phone's IMEI may be in its
// Contact.
func admit(side int, m *sip.Message) (event.IMSUser, bool, event.IMSRoaming, int) {
	uri := strings.ToLower(m.URI)
	if side != 0 || uri != "urn:service:sos" && !strings.HasPrefix(uri, "urn:service:sos.") {
		return event.IMSUser{}, false, 0, 403
	}
	u := event.IMSUser{PEI: ims.Instance(m)}
	if m.Has("P-Asserted-Identity") {
		u.IMPUs = ims.Asserted(m)
		for _, i := range u.IMPUs {
			if d, ok := ims.Telephone(i); ok {
				u.GPSI = d
			}
		}
	}
	return u, true, event.IMSNotRoaming, 0
}
