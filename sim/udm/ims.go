package udm

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/ims"
)

// IMSSubscription is what a subscriber has of the IMS.
type IMSSubscription struct {
	// Identities are public identities beside those that are derived from IMSI and MSISDN.
	Identities []string
	Forwarding ims.Forwarding
	// SMS says that short messages go over IP by the IP-SM-GW.
	SMS bool
}

// HSS is the part of the subscriber data that serves the IMS: the HSS of TS 23.002 clause 4.1.1.1, in one function with the
// UDM (TS 23.632 clause 4.2 has them apart). Cx and Sh are calls.
func (u *UDM) HSS() ims.HSS { return (*hss)(u) }

type hss UDM

// imsData is the registration of a subscriber in the IMS.
type imsData struct {
	mu    sync.Mutex
	scscf string
}

func (s *subscriber) profile(home event.PLMN) ims.Profile {
	p := ims.Profile{
		IMPI: ims.IMPI(s.SUPI, home), SUPI: s.SUPI, GPSI: s.GPSI, Barred: ims.TemporaryIMPU(s.SUPI, home),
		Forwarding: s.IMS.Forwarding, SMS: s.IMS.SMS,
	}
	if s.GPSI != "" {
		p.IMPUs = []string{ims.SIPURI(s.GPSI, home), ims.TelURI(s.GPSI)}
	}
	p.IMPUs = append(p.IMPUs, slices.Clone(s.IMS.Identities)...)
	if len(p.IMPUs) == 0 {
		// Without an MSISDN the temporary identity is all there is; it is not barred then.
		p.IMPUs = []string{p.Barred}
	}
	return p
}

// byIMPI finds the subscriber of a private identity that is derived from an IMSI.
func (h *hss) byIMPI(impi string) (*subscriber, error) {
	imsi, domain, ok := strings.Cut(impi, "@")
	s := h.subscribers[imsi]
	if !ok || s == nil || s.IMS == nil || !strings.EqualFold(domain, ims.HomeDomain(h.cfg.PLMN)) {
		return nil, ims.ErrUnknownUser
	}
	return s, nil
}

// Authorize implements ims.HSS.
func (h *hss) Authorize(impi, impu, visited string) (string, error) {
	s, err := h.byIMPI(impi)
	if err != nil {
		return "", err
	}
	p := s.profile(h.cfg.PLMN)
	if !p.Registers(impu) {
		return "", ims.ErrIdentitiesDontMatch
	}
	if !strings.EqualFold(visited, ims.HomeDomain(h.cfg.PLMN)) && h.cfg.RoamingPartners != nil &&
		!slices.ContainsFunc(h.cfg.RoamingPartners, func(q event.PLMN) bool { return strings.EqualFold(ims.HomeDomain(q), visited) }) {
		return "", ims.ErrRoamingNotAllowed
	}
	s.ims.mu.Lock()
	defer s.ims.mu.Unlock()
	return s.ims.scscf, nil
}

// Vector implements ims.HSS. The sequence numbers are those of 5G too, as one authentication centre has them.
func (h *hss) Vector(impi string, re *ims.Resync) (aka.IMSVector, error) {
	s, err := h.byIMPI(impi)
	if err != nil {
		return aka.IMSVector{}, err
	}
	if s.Fault == HomeRejects {
		return aka.IMSVector{}, ims.ErrUnknownUser
	}
	rand, err := (*UDM)(h).random()
	if err != nil {
		return aka.IMSVector{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if re != nil {
		if s.sqn, err = aka.Resynchronise(s.K, s.OPc, re.RAND, re.AUTS); err != nil {
			return aka.IMSVector{}, err
		}
	}
	s.sqn = aka.NextSQN(s.sqn)
	return aka.GenerateIMSVector(s.K, s.OPc, 0, s.sqn, rand)
}

// Assign implements ims.HSS.
func (h *hss) Assign(impi, scscf string) (ims.Profile, error) {
	s, err := h.byIMPI(impi)
	if err != nil {
		return ims.Profile{}, err
	}
	s.ims.mu.Lock()
	defer s.ims.mu.Unlock()
	s.ims.scscf = scscf
	return s.profile(h.cfg.PLMN), nil
}

// Locate implements ims.HSS.
func (h *hss) Locate(impu string) (string, ims.Profile, error) {
	s := h.byIMPU(impu)
	if s == nil {
		return "", ims.Profile{}, ims.ErrUnknownUser
	}
	s.ims.mu.Lock()
	defer s.ims.mu.Unlock()
	return s.ims.scscf, s.profile(h.cfg.PLMN), nil
}

// byIMPU finds the subscriber of a public identity.
func (h *hss) byIMPU(impu string) *subscriber {
	if s := h.impus[key(impu)]; s != nil {
		return s
	}
	return nil
}

// key is the same for all forms of a public identity that name the same user, ims.SameUser.
func key(impu string) string {
	if d, ok := ims.Telephone(impu); ok {
		return "+" + d
	}
	s, _, _ := strings.Cut(impu, ";")
	return strings.ToLower(s)
}

// index makes the public identities of a subscriber known.
func (u *UDM) index(s *subscriber) error {
	if s.IMS == nil {
		return nil
	}
	p := s.profile(u.cfg.PLMN)
	for _, i := range append(slices.Clone(p.IMPUs), p.Barred) {
		if other := u.impus[key(i)]; other != nil && other != s {
			return fmt.Errorf("udm: public identity %s belongs to %s already", i, other.SUPI)
		}
		u.impus[key(i)] = s
	}
	return nil
}
