package agw

import (
	"fmt"
	"net"
	"net/netip"
	"slices"

	"lilab/sim/ims"
	"lilab/sim/ims/media"
)

// offer is the last offer of a context. Answers change the context; the offer itself changes nothing, so that a refused
// one leaves the media as they were.
type offer struct {
	from        ims.Side
	description *media.Description
	// access is the protection of the access side that ends here: RTP, SDESE2AE or DTLSE2AE. through says instead
	// that the description's own protection passes.
	access  media.Mode
	through bool
	// chosen is the line of SDES of the phone that the gateway takes, offered what the gateway offers to the phone.
	chosen  media.Crypto
	offered media.Security
}

// Describe takes a session description from a side and returns the one for the other side.
func (g *Gateway) Describe(id uint32, from ims.Side, text []byte, answer bool) ([]byte, error) {
	c, err := g.context(id)
	if err != nil {
		return nil, err
	}
	if from > ims.Core {
		return nil, fmt.Errorf("agw: side %d", from)
	}
	d, err := media.ParseDescription(text)
	if err != nil {
		return nil, fmt.Errorf("agw: %w", err)
	}
	if !d.Declined && !d.Peer.Addr().IsUnspecified() {
		if err := g.may(c, from, d.Peer); err != nil {
			return nil, err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		return nil, fmt.Errorf("%w %d", ErrUnknownContext, id)
	}
	if answer {
		return c.answer(from, d)
	}
	return c.offer(from, d)
}

// offer takes an offer. mu is held.
func (c *relay) offer(from ims.Side, d *media.Description) ([]byte, error) {
	to := &c.legs[1-from]
	if d.Declined { // no media, or an end of them
		c.pending = &offer{from: from, description: d, access: media.RTP}
		return d.Rewrite(netip.AddrPort{}, nil)
	}
	o := &offer{from: from, description: d, access: media.RTP}
	mode := d.Security.Mode()
	var security *media.Security // of what is sent on
	switch {
	case mode.EndToEnd():
		o.through = true
	case from == ims.Access:
		o.access, security = mode, &media.Security{}
		if mode.SDES() {
			o.chosen = d.Crypto[0]
		}
	case mode.AccessEdge():
		return nil, fmt.Errorf("%w: a=3ge2ae from the core", media.ErrProtection)
	default:
		if c.agreed && c.access.AccessEdge() {
			o.access = c.access
		} else if p := c.g.cfg.Protection; p != nil && !c.agreed {
			if m := p(c.request); m.AccessEdge() {
				o.access = m
			}
		}
		if err := c.secure(o); err != nil {
			return nil, err
		}
		security = &o.offered
	}
	out, err := d.Rewrite(to.local, security)
	if err != nil {
		return nil, fmt.Errorf("agw: %w", err)
	}
	c.pending = o
	return out, nil
}

// secure makes what the gateway offers to the phone.
func (c *relay) secure(o *offer) error {
	switch {
	case o.access.SDES():
		k, err := c.key(media.AESCM128SHA80)
		if err != nil {
			return err
		}
		o.offered = media.Security{Crypto: []media.Crypto{{Tag: 1, Keys: k}}, E2AE: media.E2AEApplied}
	case o.access.DTLS():
		cert, err := c.g.certificate()
		if err != nil {
			return err
		}
		o.offered = media.Security{Fingerprint: media.Fingerprint(cert), Setup: "actpass", E2AE: media.E2AEApplied}
	}
	return nil
}

// key is the gateway's own of a suite, the same for the life of the context. mu is held.
func (c *relay) key(s media.Suite) (media.Keys, error) {
	if c.own == nil {
		c.own = map[media.Suite]media.Keys{}
	}
	if k, ok := c.own[s]; ok {
		return k, nil
	}
	k, err := c.g.keys(s)
	if err == nil {
		c.own[s] = k
	}
	return k, err
}

// answer takes an answer to the pending offer and makes what was agreed valid. mu is held.
func (c *relay) answer(from ims.Side, d *media.Description) ([]byte, error) {
	o := c.pending
	if o == nil || o.from == from {
		return nil, fmt.Errorf("%w: an answer without an offer", ErrState)
	}
	to := &c.legs[1-from]
	if d.Declined || o.description.Declined {
		c.agreed = false
		if err := c.g.bind(c, netip.AddrPort{}, netip.AddrPort{}); err != nil {
			return nil, err
		}
		c.legs[ims.Access].direct(netip.AddrPort{})
		c.legs[ims.Core].direct(netip.AddrPort{})
		return d.Rewrite(netip.AddrPort{}, nil)
	}
	mode, offered := d.Security.Mode(), o.description.Security.Mode()
	var keys legKeys
	var security *media.Security
	mismatch := fmt.Errorf("%w: an answer of %s", media.ErrProtection, mode)
	switch {
	case o.through:
		if mode != offered {
			return nil, mismatch
		}
	case from == ims.Core: // the phone gets an answer
		if mode != media.RTP {
			return nil, mismatch
		}
		security = &media.Security{}
		switch {
		case o.access.SDES():
			own, err := c.key(o.chosen.Suite)
			if err != nil {
				return nil, err
			}
			keys = legKeys{seal: own, open: o.chosen.Keys}
			*security = media.Security{Crypto: []media.Crypto{{Tag: o.chosen.Tag, Keys: own}}, E2AE: media.E2AEApplied}
		case o.access.DTLS():
			cert, err := c.g.certificate()
			if err != nil {
				return nil, err
			}
			active := o.description.Setup != "active"
			keys = legKeys{fingerprint: o.description.Fingerprint, active: active, cert: cert}
			*security = media.Security{Fingerprint: media.Fingerprint(cert), Setup: "passive", E2AE: media.E2AEApplied}
			if active {
				security.Setup = "active"
			}
		}
	default: // the phone answers
		if mode.SDES() != o.access.SDES() || mode.DTLS() != o.access.DTLS() {
			return nil, mismatch
		}
		security = &media.Security{}
		switch {
		case o.access.SDES():
			i := slices.IndexFunc(o.offered.Crypto, func(k media.Crypto) bool { return k.Tag == d.Crypto[0].Tag && k.Suite == d.Crypto[0].Suite })
			if i < 0 {
				return nil, mismatch
			}
			keys = legKeys{seal: o.offered.Crypto[i].Keys, open: d.Crypto[0].Keys}
		case o.access.DTLS():
			if d.Setup == "actpass" {
				return nil, mismatch
			}
			cert, err := c.g.certificate()
			if err != nil {
				return nil, err
			}
			keys = legKeys{fingerprint: d.Fingerprint, active: d.Setup == "passive", cert: cert}
		}
	}
	out, err := d.Rewrite(to.local, security)
	if err != nil {
		return nil, fmt.Errorf("agw: %w", err)
	}
	return out, c.commit(o, from, d, keys)
}

// commit makes an answered offer valid. mu is held.
func (c *relay) commit(o *offer, from ims.Side, d *media.Description, keys legKeys) error {
	var at [2]netip.AddrPort
	at[from], at[o.from] = d.Peer, o.description.Peer
	for side := range at {
		if at[side].Addr().IsUnspecified() { // hold as in RFC 2543: where it was, nothing is sent meanwhile
			at[side] = c.legs[side].peer
		}
	}
	if err := c.g.bind(c, at[ims.Access], at[ims.Core]); err != nil {
		return err
	}
	c.agreed, c.through, c.access = true, o.through, o.access
	c.dtls = o.through && d.Security.Mode().DTLS()
	c.mux = d.Mux && o.description.Mux
	c.legs[from].expect(at[from], d)
	c.legs[o.from].expect(at[o.from], o.description)
	return c.legs[ims.Access].protect(o.access, keys)
}

// expect takes what a description says of its sender.
func (l *leg) expect(at netip.AddrPort, d *media.Description) {
	l.direct(at)
	l.in.Expect(d.SSRC, d.Named)
}

// direct sets the peer.
func (l *leg) direct(at netip.AddrPort) {
	if l.peer == at {
		return
	}
	l.peer, l.to = at, nil
	if at.IsValid() {
		l.to = net.UDPAddrFromAddrPort(at)
	}
}
