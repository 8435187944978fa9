package ue

import (
	"errors"
	"net/netip"
	"time"

	"lilab/sim/event"
	"lilab/sim/ndp"
)

// Router solicitations, RFC 4861 clause 10.
const (
	maxSolicitations     = 3
	solicitationInterval = 4 * time.Second
)

// autoconfigure gets the IPv6 prefix of the session by router discovery over its user plane (TS 23.501 R17 clause
// 5.8.2.2.3) and makes the address of it (RFC 4862 clause 5.5.3).
func (s *Session) autoconfigure() error {
	if s.Type == event.IPv4 {
		return nil
	}
	solicitation := ndp.Solicitation(ndp.LinkLocal(s.iid))
	t := time.NewTimer(solicitationInterval)
	defer t.Stop()
	for range maxSolicitations {
		s.send(solicitation)
		select {
		case p := <-s.prefix:
			a := p.Addr().As16()
			copy(a[8:], s.iid[:])
			s.Addresses = append(s.Addresses, netip.AddrFrom16(a))
			return nil
		case <-s.u.ctx.Done():
			return ErrClosed
		case <-t.C:
			t.Reset(solicitationInterval)
		}
	}
	return errors.New("ue: no router advertisement came")
}

// advertised takes a packet of a session that has no device yet.
func (s *Session) advertised(packet []byte) bool {
	p, err := ndp.ParseAdvertisement(packet)
	if err != nil {
		return false
	}
	select {
	case s.prefix <- p:
	default:
	}
	return true
}
