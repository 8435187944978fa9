package amf

import (
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/openapi/models"

	"lilab/sim/aka"
	"lilab/sim/nas"
	"lilab/sim/sbi"
)

// maxChallenges bounds the challenges of one registration: resynchronisation needs a second one.
const maxChallenges = 3

// challenge is a 5G AKA run, TS 33.501 R17 clause 6.1.3.2.
type challenge struct {
	rand, autn, hxres [16]byte
	// link is the URI of the confirmation at the AUSF, ksi the key set identifier that the UE was told.
	link string
	ksi  uint8
	// count is the number of challenges in this registration.
	count int
}

// authenticate gets a challenge from the home network and sends it to the UE. auts is given after a synch failure.
func (u *ueContext) authenticate(auts *[14]byte) {
	r := u.reg
	u.state = authenticating
	if r.count >= maxChallenges {
		u.unauthenticated(nas.CauseSynchFailure, u.authenticationReject)
		return
	}
	identity, err := u.homeIdentity()
	if err != nil {
		u.log().Error("SUCI without text form", "err", err)
		u.reject(nas.CauseIdentityNotDerivable)
		return
	}
	in := &models.AuthenticationInfo{SupiOrSuci: identity, ServingNetworkName: u.a.cfg.PLMN.ServingNetworkName()}
	if auts != nil {
		in.ResynchronizationInfo = &models.ResynchronizationInfo{Rand: hex.EncodeToString(r.rand[:]), Auts: hex.EncodeToString(auts[:])}
	}
	ctx, cancel := u.homeContext()
	out, link, err := u.a.cfg.Home.Authenticate(ctx, u.home, in)
	cancel()
	if err != nil {
		u.log().Error("Nausf_UEAuthentication_Authenticate", "home", u.home, "err", err)
		u.unauthenticated(rejectCause(err, atAUSF), u.reject)
		return
	}
	c, err := challengeOf(out)
	if err != nil {
		u.log().Error("Nausf_UEAuthentication_Authenticate", "home", u.home, "err", err)
		u.unauthenticated(nas.CauseProtocolError, u.reject)
		return
	}
	if u.nextKSI == r.ueKSI {
		// TS 24.501 R17 clause 5.4.1.3.2: not the one that the UE has.
		u.nextKSI = (u.nextKSI + 1) % 7
	}
	c.link, c.count, c.ksi = link, r.count+1, u.nextKSI
	u.nextKSI = (u.nextKSI + 1) % 7
	r.challenge = c
	plain, err := nas.Encode(authenticationRequest(c.ksi, c.rand, c.autn))
	if err != nil {
		u.log().Error("AUTHENTICATION REQUEST", "err", err)
		u.reject(nas.CauseProtocolError)
		return
	}
	u.request(u.a.cfg.Timers.T3560, func() error { return u.sendPlain(plain) }, func() {
		// TS 24.501 R17 clause 5.4.1.3.7 b: the procedure is aborted and the connection released.
		u.log().Warn("no AUTHENTICATION RESPONSE")
		u.registrationFailed(nas.CauseProtocolError)
	})
}

// challengeOf reads a 5G AKA challenge out of the home network's answer, whose 5gAuthData has no fixed type.
func challengeOf(out *models.UeAuthenticationCtx) (challenge, error) {
	if out == nil || out.AuthType != models.AusfUeAuthenticationAuthType__5_G_AKA {
		return challenge{}, errors.New("the home network chose no 5G AKA")
	}
	var av models.Av5gAka
	switch d := out.Var5gAuthData.(type) {
	case models.Av5gAka:
		av = d
	case *models.Av5gAka:
		if d != nil {
			av = *d
		}
	default:
		b, err := json.Marshal(d)
		if err == nil {
			err = json.Unmarshal(b, &av)
		}
		if err != nil {
			return challenge{}, fmt.Errorf("5gAuthData: %w", err)
		}
	}
	var c challenge
	for _, f := range []struct {
		name, text string
		to         []byte
	}{{"rand", av.Rand, c.rand[:]}, {"autn", av.Autn, c.autn[:]}, {"hxresStar", av.HxresStar, c.hxres[:]}} {
		if len(f.text) != 2*len(f.to) {
			return challenge{}, fmt.Errorf("5gAuthData: %s has %d digits, want %d", f.name, len(f.text), 2*len(f.to))
		}
		if _, err := hex.Decode(f.to, []byte(f.text)); err != nil {
			return challenge{}, fmt.Errorf("5gAuthData: %s: %w", f.name, err)
		}
	}
	return c, nil
}

// authenticationResponse is TS 24.501 R17 clause 5.4.1.3.4. The AMF, as SEAF, compares HRES* itself; the AUSF
// confirms RES* and gives SUPI and KSEAF (TS 33.501 R17 clause 6.1.3.2.0 steps 9 to 12).
func (u *ueContext) authenticationResponse(m *nasMessage.AuthenticationResponse) {
	r := u.reg
	if m.AuthenticationResponseParameter == nil {
		u.log().Error("AUTHENTICATION RESPONSE without RES*")
		u.sendMessage(nas.Status(nas.CauseConditionalIE))
		return
	}
	u.stop()
	res := m.AuthenticationResponseParameter.Octet
	hres := aka.HXRESStar(r.rand, res)
	fits := subtle.ConstantTimeCompare(hres[:], r.hxres[:]) == 1
	ctx, cancel := u.homeContext()
	out, err := u.a.cfg.Home.Confirm5GAKA(ctx, u.home, r.link, &models.ConfirmationData{ResStar: hex.EncodeToString(res[:])})
	cancel()
	if !fits {
		// The home network was told of the failure all the same (TS 33.501 R17 clause 6.1.3.2.2).
		u.log().Warn("HRES* is not HXRES*", "home", u.home, "confirmation", err)
		u.unauthenticated(nas.CauseIllegalUE, u.authenticationReject)
		return
	}
	if err != nil {
		u.log().Error("Nausf_UEAuthentication_Authenticate (confirmation)", "home", u.home, "err", err)
		u.unauthenticated(rejectCause(err, atAUSF), u.reject)
		return
	}
	if out == nil || out.AuthResult != models.AusfUeAuthenticationAuthResult_SUCCESS {
		u.log().Warn("the home network does not confirm RES*", "home", u.home)
		u.unauthenticated(nas.CauseIllegalUE, u.authenticationReject)
		return
	}
	supi, ok := sbi.ParseSUPI(out.Supi)
	var kseaf [32]byte
	if n, err := hex.Decode(kseaf[:], hexOf(out.Kseaf, len(kseaf))); !ok || err != nil || n != len(kseaf) {
		u.log().Error("the home network confirms without SUPI or KSEAF", "home", u.home)
		u.unauthenticated(nas.CauseProtocolError, u.reject)
		return
	}
	u.supi = supi
	r.kamf = aka.KAMF(kseaf, supi, abba[:])
	u.secure()
}

// hexOf is the text as octets if it has the digits for n octets, else nothing.
func hexOf(s string, n int) []byte {
	if len(s) != 2*n {
		return nil
	}
	return []byte(s)
}

// authenticationFailure is TS 24.501 R17 clause 5.4.1.3.7: the UE does not accept the challenge.
func (u *ueContext) authenticationFailure(m *nasMessage.AuthenticationFailure) {
	u.stop()
	cause := m.Cause5GMM.Octet
	u.log().Warn("AUTHENTICATION FAILURE", "cause", nas.CauseText(cause))
	if cause == nas.CauseSynchFailure && m.AuthenticationFailureParameter != nil {
		auts := m.AuthenticationFailureParameter.Octet
		u.authenticate(&auts)
		return
	}
	// The identity was given as SUCI in this procedure, so asking for it again would change nothing.
	u.unauthenticated(cause, u.authenticationReject)
}

// authenticationReject ends the registration with AUTHENTICATION REJECT (TS 24.501 R17 clause 5.4.1.3.5), which has
// no cause; the given one goes into the event.
func (u *ueContext) authenticationReject(cause uint8) {
	u.sendMessage(authenticationReject)
	u.registrationFailed(cause)
}
