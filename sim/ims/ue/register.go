package ue

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"lilab/sim/aka"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// registration is a registration in force.
type registration struct {
	Registration
	ch     *channel
	verify string
	// auth is the last answer to a challenge, for the next REGISTER.
	auth ims.Digest
}

// maxChallenges is how many 401 in a row a registration takes: one, one more after a resynchronisation, and one for a nonce
// that the network has forgotten.
const maxChallenges = 3

// Register registers, or registers anew when the phone is registered (TS 24.229 R17 clauses 5.1.1.2 and 5.1.1.4). A refusal of the network
// is a result without error: its Status is not 200. An error says that the procedure could not run.
func (u *UE) Register(ctx context.Context) (Registration, error) {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	return u.register(ctx, u.cfg.Expires)
}

// Deregister ends the registration (TS 24.229 R17 clause 5.1.1.6).
func (u *UE) Deregister(ctx context.Context) error {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	if u.registered() == nil {
		return ErrNotRegistered
	}
	r, err := u.register(ctx, 0)
	if err != nil {
		return err
	}
	if r.Status != 200 {
		return &StatusError{"REGISTER", r.Status, r.Reason}
	}
	return nil
}

func (u *UE) registered() *registration {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.reg
}

func (u *UE) register(ctx context.Context, expires time.Duration) (Registration, error) {
	old := u.registered()
	client, first, err := u.gm.Open(ctx)
	if err != nil {
		return Registration{}, fmt.Errorf("%w: %w", ErrGm, err)
	}
	var ch *channel
	verify := ""
	if old != nil && !old.ch.lost(first) {
		ch, verify = old.ch, old.verify
	} else if ch, err = u.open(ctx, first); err != nil {
		return Registration{}, err
	}
	begun := ch
	done := false
	defer func() {
		if done {
			return
		}
		// What was agreed on does not come into force: the registration before, if there is one, goes on as it was.
		u.drop(ch, channelOf(old))
		u.drop(begun, channelOf(old))
		if g, ok := u.gm.(interface{ Reject() }); ok {
			g.Reject()
		}
	}()
	auth := ims.Digest{"username": u.cfg.IMPI, "realm": ims.HomeDomain(u.cfg.Home), "nonce": "", "uri": u.registrar(), "response": ""}
	if old != nil {
		auth = old.auth
	}
	for range maxChallenges + 1 {
		m := u.registerRequest(ch, expires, auth, client, verify)
		res, err := u.do(ctx, m, ch.out)
		if err != nil {
			return Registration{}, err
		}
		switch {
		case res.Status == 401:
			sent := auth
			var keys *sip.Keys
			if auth, keys, err = u.answer(res.Message); err != nil {
				if !errors.Is(err, ErrChallenge) {
					return Registration{}, err
				}
				// TS 24.229 R17 clause 5.1.1.5.3: a REGISTER without response says that the challenge is not accepted.
				sent["nonce"] = auth["nonce"]
				sent["response"] = ""
				if _, e := u.do(ctx, u.registerRequest(ch, expires, auth, client, verify), ch.out); e != nil {
					u.cfg.Log.Debug("ims/ue: refusal of a challenge", "err", e)
				}
				return Registration{Status: 401, Reason: err.Error()}, err
			}
			if keys == nil { // resynchronisation
				continue
			}
			var c sip.Channel
			if verify, c, err = u.gm.Agree(ctx, res.List("Security-Server"), *keys); err != nil {
				return Registration{}, fmt.Errorf("%w: %w", ErrGm, err)
			}
			next, err := u.open(ctx, c)
			if err != nil {
				return Registration{}, err
			}
			if next.out != ch.out {
				if ch != begun { // of a challenge before
					u.drop(ch, next, begun, channelOf(old))
				}
				ch = next
			}
			if old == nil {
				ch.use()
			}
			continue
		case res.Status >= 200 && res.Status < 300:
			done = true
			return u.registeredWith(res.Message, expires, auth, verify, ch, begun, old), nil
		default:
			return Registration{Status: res.Status, Reason: res.Reason}, nil
		}
	}
	return Registration{Status: 401, Reason: "too many challenges"}, nil
}

func channelOf(r *registration) *channel {
	if r == nil {
		return nil
	}
	return r.ch
}

// registeredWith takes a 200.
func (u *UE) registeredWith(m *sip.Message, asked time.Duration, auth ims.Digest, verify string, ch, begun *channel, old *registration) Registration {
	r := &registration{Registration: Registration{Status: m.Status, Reason: m.Reason}, ch: ch, verify: verify, auth: auth}
	for _, v := range m.List("P-Associated-URI") {
		r.Associated = append(r.Associated, sip.URI(v))
	}
	r.ServiceRoute = m.List("Service-Route")
	r.Expires = asked
	if e := sip.Param(m.Get("Contact"), "expires"); e != "" {
		if n, err := strconv.ParseUint(e, 10, 32); err == nil {
			r.Expires = time.Duration(n) * time.Second
		}
	}
	ch.use()
	u.mu.Lock()
	u.reg = r
	if asked == 0 {
		u.reg = nil
	}
	u.mu.Unlock()
	if asked == 0 {
		u.drop(ch)
		u.drop(begun)
		u.drop(channelOf(old))
		return r.Registration
	}
	if c, ok := u.gm.(interface{ Confirm() }); ok { // older associations may end
		c.Confirm()
	}
	u.drop(begun, ch)
	if old != nil && old.ch != ch {
		u.outlive(old.ch)
		u.hangUp(old.ch, ch)
	}
	return r.Registration
}

func (u *UE) registrar() string { return "sip:" + ims.HomeDomain(u.cfg.Home) }

// registerRequest is a REGISTER, TS 24.229 R17 clause 5.1.1.2.
func (u *UE) registerRequest(ch *channel, expires time.Duration, auth ims.Digest, securityClient, verify string) *sip.Message {
	u.mu.Lock()
	u.cseq++
	n := u.cseq
	u.mu.Unlock()
	m := &sip.Message{Method: "REGISTER", URI: u.registrar()}
	m.Add("Max-Forwards", "70")
	m.Add("From", "<"+u.cfg.IMPU+">;tag="+u.ep.Token())
	m.Add("To", "<"+u.cfg.IMPU+">")
	m.Add("Call-ID", u.regCallID)
	m.Add("CSeq", strconv.Itoa(int(n))+" REGISTER")
	seconds := strconv.Itoa(int(expires / time.Second))
	m.Add("Contact", u.contactAs(u.user(), ch.at, u.cfg.Emergency)+";expires="+seconds)
	m.Add("Expires", seconds)
	m.Add("Authorization", auth.String())
	m.Add("Supported", "path, sec-agree")
	if securityClient != "" {
		m.Add("Security-Client", securityClient)
		m.Add("Require", "sec-agree")
		m.Add("Proxy-Require", "sec-agree")
	}
	if verify != "" {
		m.Add("Security-Verify", verify)
	}
	u.addAccessNetwork(m)
	return m
}

// contact is the Contact of the phone: TS 24.229 R17 clause 5.1.1.2.1 items d and e, TS 24.173 for the feature tag of telephony.
//
// A client for emergency services that is not registered does not say there who it is; its IMEI it does.
func (u *UE) contact(at netip.AddrPort) string {
	if u.cfg.Emergency && u.registered() == nil {
		return u.contactAs(anonymous, at, false)
	}
	return u.contactAs(u.user(), at, false)
}

const anonymous = "anonymous"

// user is the user part of Contact.
func (u *UE) user() string {
	user, _, _ := strings.Cut(u.cfg.IMPI, "@")
	if user == "" {
		return anonymous
	}
	return user
}

func (u *UE) contactAs(user string, at netip.AddrPort, sos bool) string {
	c := "<sip:" + user + "@" + at.String()
	if sos {
		c += ";sos"
	}
	c += ">"
	if urn := ims.IMEIURN(u.cfg.PEI); urn != "" {
		c += `;+sip.instance="<` + urn + `>"`
	}
	return c + `;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel";+g.3gpp.smsip`
}

func (u *UE) addAccessNetwork(m *sip.Message) {
	if u.cfg.AccessNetwork != nil {
		if v := u.cfg.AccessNetwork(); v != "" {
			m.Add("P-Access-Network-Info", v)
		}
	}
}

// answer answers a challenge. keys is nil for a resynchronisation. With ErrChallenge the digest is that of the refusal.
func (u *UE) answer(m *sip.Message) (ims.Digest, *sip.Keys, error) {
	d, err := ims.ParseDigest(m.Get("WWW-Authenticate"))
	if err != nil {
		return nil, nil, err
	}
	if !strings.EqualFold(d["algorithm"], ims.AKAv1) {
		return nil, nil, fmt.Errorf("%w: algorithm %q", ims.ErrDigest, d["algorithm"])
	}
	rand, autn, err := d.Challenge()
	if err != nil {
		return nil, nil, err
	}
	out := ims.Digest{"username": u.cfg.IMPI, "realm": d["realm"], "nonce": d["nonce"], "uri": u.registrar(), "algorithm": ims.AKAv1, "response": ""}
	if d["opaque"] != "" {
		out["opaque"] = d["opaque"]
	}
	res, err := u.isim.AuthenticateIMS(rand, autn)
	var sync *aka.SyncFailure
	switch {
	case errors.As(err, &sync):
		out["auts"] = base64.StdEncoding.EncodeToString(sync.AUTS[:])
		out["response"] = out.Respond("REGISTER", nil)
		return out, nil, nil
	case err != nil:
		return out, nil, fmt.Errorf("%w: %w", ErrChallenge, err)
	}
	if d["qop"] != "" {
		out["qop"], out["nc"], out["cnonce"] = "auth", "00000001", u.ep.Token()
	}
	out["response"] = out.Respond("REGISTER", res.RES[:])
	if u.cfg.WrongRES {
		out["response"] = out.Respond("REGISTER", make([]byte, 8))
	}
	return out, &sip.Keys{CK: res.CK, IK: res.IK}, nil
}

// do sends a request that is no INVITE and waits for the final answer.
func (u *UE) do(ctx context.Context, m *sip.Message, f sip.Flow) (*sip.Response, error) {
	type outcome struct {
		r   *sip.Response
		err error
	}
	done := make(chan outcome, 4)
	_, err := u.ep.Request(m, f, func(r *sip.Response, err error) {
		if err == nil && r.Status < 200 {
			return
		}
		select {
		case done <- outcome{r, err}:
		default:
		}
	})
	if err != nil {
		return nil, err
	}
	select {
	case o := <-done:
		return o.r, o.err
	case <-ctx.Done():
		return nil, fmt.Errorf("ims/ue: %s: %w", m.Method, ctx.Err())
	case <-u.ctx.Done():
		return nil, ErrClosed
	}
}
