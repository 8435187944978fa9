package ausf

import (
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/free5gc/openapi/models"

	"lilab/sim/aka"
	"lilab/sim/sbi"
)

// authContext is an authentication that waits for its confirmation.
type authContext struct {
	id       string
	supi     string // as SBI writes it
	snn      string
	xresStar [16]byte
	kausf    [32]byte
	until    time.Time
	gone     bool
}

// authenticate is Nausf_UEAuthentication_Authenticate, TS 29.509 R17 clause 5.2.2.2.2.
func (a *AUSF) authenticate(r *sbi.Request) (*sbi.Reply, error) {
	var in models.AuthenticationInfo
	if err := r.Decode(&in); err != nil {
		return nil, err
	}
	if err := a.authorise(&in); err != nil {
		return nil, err
	}
	// What the UDM refuses is passed on: the causes are the same (TS 29.509 R17 table 6.1.7.3-1).
	res, err := a.cfg.SBI.GenerateAuthData(r.Context(), in.SupiOrSuci, &models.AuthenticationInfoRequest{
		ServingNetworkName:    in.ServingNetworkName,
		ResynchronizationInfo: in.ResynchronizationInfo,
		AusfInstanceId:        a.cfg.NF.InstanceID,
	})
	if err != nil {
		return nil, a.upstream(err)
	}
	supi := res.Supi
	if supi == "" {
		supi = in.SupiOrSuci
	}
	c, av, err := vector(res)
	if err != nil {
		a.cfg.Log.Error("ausf: authentication vector of the UDM", "err", err)
		return nil, sbi.NewProblem(http.StatusInternalServerError, "AV_GENERATION_PROBLEM", "")
	}
	if _, ok := sbi.ParseSUPI(supi); !ok {
		a.cfg.Log.Error("ausf: UDM gave no SUPI for a SUCI")
		return nil, sbi.NewProblem(http.StatusInternalServerError, "AV_GENERATION_PROBLEM", "")
	}
	c.supi, c.snn = supi, in.ServingNetworkName
	if err := a.store(c); err != nil {
		return nil, err
	}
	uri := sbi.APIRoot(a.cfg.NF.FQDN, a.Addr().Port()) + "/nausf-auth/v1/ue-authentications/" + c.id
	return &sbi.Reply{
		Status: http.StatusCreated, Type: sbi.TypeHAL, Location: uri,
		Body: &sbi.UEAuthenticationCtx{
			AuthType: models.AusfUeAuthenticationAuthType__5_G_AKA,
			AuthData: av,
			Links:    sbi.Links{sbi.Link5GAKA: {{Href: uri + "/5g-aka-confirmation"}}},
		},
	}, nil
}

// authorise checks the request, and that the serving network may use the serving network name: TS 33.501 R17
// clause 6.1.2.
func (a *AUSF) authorise(in *models.AuthenticationInfo) error {
	switch {
	case in.SupiOrSuci == "":
		return sbi.Missing("/supiOrSuci")
	case in.ServingNetworkName == "":
		return sbi.Missing("/servingNetworkName")
	}
	if _, ok := sbi.ParseSUPI(in.SupiOrSuci); !ok && !strings.HasPrefix(in.SupiOrSuci, "suci-") {
		return sbi.Incorrect("/supiOrSuci", "is neither a SUPI of type IMSI nor a SUCI")
	}
	plmn, ok := sbi.ServingNetwork(in.ServingNetworkName)
	if !ok {
		return sbi.Incorrect("/servingNetworkName", "is not a serving network name")
	}
	if sbi.SamePLMN(plmn, a.cfg.PLMN) {
		return nil
	}
	for _, p := range a.cfg.RoamingPartners {
		if sbi.SamePLMN(plmn, p) {
			return nil
		}
	}
	return sbi.Problemf(http.StatusForbidden, sbi.CauseServingNetworkNotAuthorized, "%.60s is no roaming partner", in.ServingNetworkName)
}

// upstream turns a failure towards the UDM into an answer.
func (a *AUSF) upstream(err error) error {
	var p *sbi.Problem
	if errors.As(err, &p) && (p.Status < 500 || p.Status == http.StatusNotImplemented) {
		return &sbi.Problem{Status: p.Status, Cause: p.Cause, Title: p.Title, Detail: p.Detail, InvalidParams: p.InvalidParams}
	}
	a.cfg.Log.Warn("ausf: UDM", "err", err)
	return sbi.NewProblem(http.StatusGatewayTimeout, "UPSTREAM_SERVER_ERROR", "the UDM gives no valid answer")
}

// vector reads the 5G HE AV of the UDM and makes the 5G AV for the SEAF: HXRES* in place of XRES*, and KAUSF stays
// here (TS 33.501 R17 clause 6.1.3.2.0 steps 3 to 5).
func vector(res *models.UdmUeauAuthenticationInfoResult) (*authContext, *models.Av5gAka, error) {
	v := res.AuthenticationVector
	if res.AuthType != models.UdmUeauAuthType__5_G_AKA || v == nil || v.AvType != models.AvType__5_G_HE_AKA {
		return nil, nil, fmt.Errorf("ausf: no 5G HE AV but %q", res.AuthType)
	}
	c := &authContext{}
	var rand, autn [16]byte
	for _, f := range []struct {
		name, text string
		to         []byte
	}{{"rand", v.Rand, rand[:]}, {"autn", v.Autn, autn[:]}, {"xresStar", v.XresStar, c.xresStar[:]}, {"kausf", v.Kausf, c.kausf[:]}} {
		if !unhex(f.to, f.text) {
			return nil, nil, fmt.Errorf("ausf: %s does not have %d octets in hexadecimal", f.name, len(f.to))
		}
	}
	h := aka.HXRESStar(rand, c.xresStar)
	return c, &models.Av5gAka{Rand: v.Rand, Autn: v.Autn, HxresStar: hex.EncodeToString(h[:])}, nil
}

func unhex(to []byte, text string) bool {
	if len(text) != 2*len(to) {
		return false
	}
	_, err := hex.Decode(to, []byte(text))
	return err == nil
}

// store keeps a context and lets the oldest ones go.
func (a *AUSF) store(c *authContext) error {
	var id [16]byte
	now := a.cfg.Now()
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, err := io.ReadFull(a.cfg.Rand, id[:]); err != nil {
		return fmt.Errorf("ausf: random identifier: %w", err)
	}
	c.id, c.until = hex.EncodeToString(id[:]), now.Add(a.cfg.Lifetime)
	for len(a.order) > 0 && (a.order[0].gone || len(a.contexts) >= a.cfg.MaxContexts || now.After(a.order[0].until)) {
		a.drop(a.order[0])
		a.order[0] = nil
		a.order = a.order[1:]
	}
	a.contexts[c.id] = c
	a.order = append(a.order, c)
	return nil
}

func (a *AUSF) drop(c *authContext) {
	delete(a.contexts, c.id)
	c.gone, c.kausf, c.xresStar = true, [32]byte{}, [16]byte{}
}

// take removes a context and returns what was in it: RES* is looked at once.
func (a *AUSF) take(id string) (authContext, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	c := a.contexts[id]
	if c == nil {
		return authContext{}, false
	}
	was := *c
	a.drop(c)
	return was, !a.cfg.Now().After(was.until)
}

// confirm is the second part of the procedure, TS 29.509 R17 clause 5.2.2.2.2 steps 3 and 4. Only a right RES* makes
// the AUSF tell SUPI and KSEAF (TS 33.501 R17 clause 6.1.3.2.0 steps 10 to 12).
func (a *AUSF) confirm(r *sbi.Request) (*sbi.Reply, error) {
	var in struct {
		ResStar json.RawMessage `json:"resStar"`
	}
	if err := r.Decode(&in); err != nil {
		return nil, err
	}
	res, ok, err := resStar(in.ResStar)
	if err != nil {
		return nil, err
	}
	c, known := a.take(r.Param(0))
	if !known {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no such authentication")
	}
	ok = ok && subtle.ConstantTimeCompare(res[:], c.xresStar[:]) == 1
	now := a.cfg.Now()
	// The home network learns of the result before the visited one does.
	err = a.cfg.SBI.ConfirmAuth(r.Context(), c.supi, &models.AuthEvent{
		NfInstanceId: a.cfg.NF.InstanceID, Success: ok, TimeStamp: &now,
		AuthType: models.UdmUeauAuthType__5_G_AKA, ServingNetworkName: c.snn,
	})
	if err != nil {
		a.cfg.Log.Warn("ausf: UDM did not take the result of an authentication", "err", err)
	}
	if !ok {
		return &sbi.Reply{Body: &models.ConfirmationDataResponse{AuthResult: models.AusfUeAuthenticationAuthResult_FAILURE}}, nil
	}
	kseaf := aka.KSEAF(c.kausf, c.snn)
	return &sbi.Reply{Body: &models.ConfirmationDataResponse{
		AuthResult: models.AusfUeAuthenticationAuthResult_SUCCESS, Supi: c.supi, Kseaf: hex.EncodeToString(kseaf[:]),
	}}, nil
}

// resStar reads the attribute: absent is an error, null says that the SEAF has none (TS 29.509 R17 table
// 6.1.6.2.6-1), which is a failure of the authentication.
func resStar(raw json.RawMessage) (res [16]byte, ok bool, err error) {
	if len(raw) == 0 {
		return res, false, sbi.Missing("/resStar")
	}
	var text *string
	if err := json.Unmarshal(raw, &text); err != nil {
		return res, false, sbi.Incorrect("/resStar", "is not a string")
	}
	if text == nil {
		return res, false, nil
	}
	if !unhex(res[:], *text) {
		return res, false, sbi.Incorrect("/resStar", "does not have 16 octets in hexadecimal")
	}
	return res, true, nil
}

// remove is the deletion of the 5G AKA result, TS 29.509 R17 clause 5.2.2.2.2. A result is not kept, so what can
// be removed is an authentication that was not confirmed.
func (a *AUSF) remove(r *sbi.Request) (*sbi.Reply, error) {
	if _, ok := a.take(r.Param(0)); !ok {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no such authentication")
	}
	return nil, nil
}

// Pending returns how many authentications wait for their confirmation.
func (a *AUSF) Pending() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.contexts)
}
