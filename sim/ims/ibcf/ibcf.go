// Package ibcf holds the functions at the edge of an operator's IMS: the IBCF towards other operators (TS 23.228 annex I, TS 24.229
// clause 5.10) and BGCF with MGCF towards the telephone network (TS 23.228 clauses 4.6.4 and 4.7). ISUP is not simulated: what
// the MGCF reaches is a telephone that speaks SIP on a link of its own.
package ibcf

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

// Config describes an IBCF.
type Config struct {
	Carrier sip.Carrier
	// Mx is the address towards the own network, Ici the one towards others.
	Mx, Ici netip.AddrPort
	PLMN    event.PLMN
	NF      event.NF
	// Directory knows the functions of this network; ICSCF is the name of one.
	Directory *sip.Directory
	ICSCF     string
	// Partners are the Ici addresses of other networks' IBCFs by their home network domain ("ims.mnc…").
	Partners map[string]netip.AddrPort
	// Gateway is the transition gateway (TrGW) that media between the networks pass, nil for none.
	Gateway ims.Gateway
	Events  event.Publisher
	Timers  sip.Timers
	Now     func() time.Time
	Rand    io.Reader
	Log     *slog.Logger
}

// Sides.
const (
	inner = iota
	outer
)

// New makes an IBCF.
func New(cfg Config) (*ims.Relay, error) {
	if cfg.Directory == nil || !cfg.Mx.IsValid() || !cfg.Ici.IsValid() {
		return nil, errors.New("ibcf: addresses or directory are missing")
	}
	return ims.NewRelay(ims.RelayConfig{
		Carrier: cfg.Carrier, NF: cfg.NF, Role: event.IMSInterconnect, Gateway: cfg.Gateway, Events: cfg.Events, Timers: cfg.Timers, Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log,
		Sides: [2]ims.RelaySide{
			{Name: "mx", At: cfg.Mx, Next: func(m *sip.Message) (netip.AddrPort, bool) { return cfg.Directory.Resolve(sip.NextURI(m)) }},
			{Name: "ici", At: cfg.Ici, Next: cfg.partner, Peer: cfg.isPartner},
		},
		Admit: cfg.admit,
	})
}

// partner finds the network of the next hop.
func (c Config) partner(m *sip.Message) (netip.AddrPort, bool) {
	host, _ := sip.HostPort(sip.NextURI(m))
	host = strings.ToLower(host)
	for domain, at := range c.Partners {
		if host == domain || strings.HasSuffix(host, "."+domain) {
			return at, true
		}
	}
	return netip.AddrPort{}, false
}

// isPartner says whether an address is that of another network's IBCF: with nobody else there is an agreement.
func (c Config) isPartner(a netip.AddrPort) bool {
	for _, at := range c.Partners {
		if at == a {
			return true
		}
	}
	return false
}

// admit finds out for whom a request is. The leg between a visited P-CSCF and the home S-CSCF is known by its routes: "orig" of a
// Service-Route, or P-Called-Party-ID; it is that of a roamer.
func (c Config) admit(side int, m *sip.Message) (event.IMSUser, bool, event.IMSRoaming, int) {
	next := sip.UserOf(sip.URI(m.Get("Route")))
	called := sip.URI(m.Get("P-Called-Party-ID"))
	own := ims.HomeDomain(c.PLMN)
	if side == outer {
		host, _ := sip.HostPort(sip.NextURI(m))
		host = strings.ToLower(host)
		if host != own && !strings.HasSuffix(host, "."+own) {
			return event.IMSUser{}, false, 0, 404 // not a transit network
		}
		if host == own {
			m.Prepend("Route", "<sip:"+c.ICSCF+";lr>")
		}
	}
	switch {
	case called != "":
		return user([]string{called}), false, event.IMSRoamingLBO, 0
	case next == "orig":
		return user(ims.Asserted(m)), true, event.IMSRoamingLBO, 0
	case side == inner:
		return user(ims.Asserted(m)), true, event.IMSNotRoaming, 0
	}
	return user([]string{m.URI}), false, event.IMSNotRoaming, 0
}

// user is what an edge knows of a user: public identities, and the number in them.
func user(impus []string) event.IMSUser {
	u := event.IMSUser{IMPUs: impus}
	for _, i := range impus {
		if d, ok := ims.Telephone(i); ok {
			u.GPSI = d
			break
		}
	}
	return u
}

// BreakoutConfig describes a BGCF with its MGCF.
type BreakoutConfig struct {
	Carrier sip.Carrier
	// Mg is the address towards the IMS, PSTN the one towards the telephone network, Exchange what is reached there.
	Mg, PSTN, Exchange netip.AddrPort
	PLMN               event.PLMN
	NF                 event.NF
	Directory          *sip.Directory
	ICSCF              string
	// Number says whether a number that is called from the telephone network belongs to this IMS.
	Number func(digits string) (domain string, ok bool)
	Events event.Publisher
	Timers sip.Timers
	Now    func() time.Time
	Rand   io.Reader
	Log    *slog.Logger
}

// NewBreakout makes a BGCF with an MGCF.
func NewBreakout(cfg BreakoutConfig) (*ims.Relay, error) {
	if cfg.Directory == nil || !cfg.Mg.IsValid() || !cfg.PSTN.IsValid() {
		return nil, errors.New("ibcf: MGCF: addresses or directory are missing")
	}
	return ims.NewRelay(ims.RelayConfig{
		Carrier: cfg.Carrier, NF: cfg.NF, Role: event.IMSInterconnect, Events: cfg.Events, Timers: cfg.Timers, Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log,
		Sides: [2]ims.RelaySide{
			{Name: "mg", At: cfg.Mg, Next: func(m *sip.Message) (netip.AddrPort, bool) { return cfg.Directory.Resolve(sip.NextURI(m)) }},
			{Name: "pstn", At: cfg.PSTN, Next: func(*sip.Message) (netip.AddrPort, bool) { return cfg.Exchange, cfg.Exchange.IsValid() }},
		},
		Admit: cfg.admit,
	})
}

func (c BreakoutConfig) admit(side int, m *sip.Message) (event.IMSUser, bool, event.IMSRoaming, int) {
	digits, ok := ims.Telephone(m.URI)
	if !ok {
		return event.IMSUser{}, false, 0, 484
	}
	if side == inner {
		m.Del("Route")
		return user(ims.Asserted(m)), true, event.IMSNotRoaming, 0
	}
	domain := ""
	if c.Number != nil {
		domain, ok = c.Number(digits)
	}
	if !ok || domain != ims.HomeDomain(c.PLMN) {
		return event.IMSUser{}, false, 0, 404
	}
	m.URI = "sip:+" + digits + "@" + domain + ";user=phone"
	m.Replace("Route", []string{"<sip:" + c.ICSCF + ";lr>"})
	m.Replace("P-Asserted-Identity", []string{"<" + sip.URI(m.Get("From")) + ">"})
	return user([]string{m.URI}), false, event.IMSNotRoaming, 0
}
