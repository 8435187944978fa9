package udm

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/free5gc/openapi/models"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/sbi"
	"lilab/sim/udm/internal/sidf"
)

// generateAuthData is Nudm_UEAuthentication_Get, TS 29.503 R17 clause 5.4.2.2.
func (u *UDM) generateAuthData(r *sbi.Request) (*sbi.Reply, error) {
	var in models.AuthenticationInfoRequest
	if err := r.Decode(&in); err != nil {
		return nil, err
	}
	switch {
	case in.ServingNetworkName == "":
		return nil, sbi.Missing("/servingNetworkName")
	case in.AusfInstanceId == "":
		return nil, sbi.Missing("/ausfInstanceId")
	}
	plmn, ok := sbi.ServingNetwork(in.ServingNetworkName)
	if !ok {
		return nil, sbi.Incorrect("/servingNetworkName", "is not a serving network name")
	}
	resync, err := resyncInfo(in.ResynchronizationInfo)
	if err != nil {
		return nil, err
	}
	ev := event.UDMAuthentication{ServingNetwork: u.canonical(plmn), AUSFInstanceID: in.AusfInstanceId}
	res, err := u.authenticate(r.Param(0), in.ServingNetworkName, resync, &ev)
	var p *sbi.Problem
	switch {
	case err == nil:
	case errors.As(err, &p) && p.Status != http.StatusBadRequest:
		ev.Problem = p.Cause
	default:
		return nil, err
	}
	ev.Header = u.head()
	u.cfg.Events.Publish(ev)
	if err != nil {
		return nil, err
	}
	return &sbi.Reply{Body: res}, nil
}

type resync struct {
	rand [16]byte
	auts [14]byte
}

func resyncInfo(in *models.ResynchronizationInfo) (*resync, error) {
	if in == nil {
		return nil, nil
	}
	out := &resync{}
	if n, err := hex.Decode(out.rand[:], clip(in.Rand, 32)); err != nil || n != 16 || len(in.Rand) != 32 {
		return nil, sbi.Incorrect("/resynchronizationInfo/rand", "does not have 16 octets in hexadecimal")
	}
	if n, err := hex.Decode(out.auts[:], clip(in.Auts, 28)); err != nil || n != 14 || len(in.Auts) != 28 {
		return nil, sbi.Incorrect("/resynchronizationInfo/auts", "does not have 14 octets in hexadecimal")
	}
	return out, nil
}

func clip(s string, n int) []byte { return []byte(s[:min(n, len(s))]) }

// identify returns the subscriber of a SUPI or SUCI and fills in what the event says of him.
func (u *UDM) identify(id string, ev *event.UDMAuthentication) (*subscriber, error) {
	imsi, ok := sbi.ParseSUPI(id)
	if !ok {
		if !strings.HasPrefix(id, "suci-") {
			return nil, sbi.Incorrect("supiOrSuci", "is neither a SUPI of type IMSI nor a SUCI")
		}
		suci, err := aka.ParseSUCIText(id)
		if err != nil {
			return nil, sbi.Incorrect("supiOrSuci", err.Error())
		}
		ev.Subscriber.SUCI = &suci
		if !sbi.SamePLMN(suci.HomeNetwork, u.cfg.PLMN) {
			return nil, sbi.Problemf(http.StatusNotFound, sbi.CauseUserNotFound, "home network %v is not served here", suci.HomeNetwork)
		}
		if imsi, err = u.sidf.Deconceal(suci); err != nil {
			return nil, deconcealmentProblem(err)
		}
	}
	s := u.subscribers[imsi]
	if s == nil {
		// A SUPI that exists for nobody is not told to anybody as a subscriber, but it is what the request is about.
		ev.Subscriber.SUPI = imsi
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseUserNotFound, "no such subscriber")
	}
	ev.Subscriber.SUPI, ev.Subscriber.GPSI = s.SUPI, s.GPSI
	return s, nil
}

// deconcealmentProblem maps refusals of the SIDF, TS 29.503 R17 table 6.3.3.2.4.2.2-3.
func deconcealmentProblem(err error) *sbi.Problem {
	switch {
	case errors.Is(err, sidf.ErrUnknownKey):
		return sbi.NewProblem(http.StatusForbidden, sbi.CauseInvalidHNPublicKeyIdentifier, err.Error())
	case errors.Is(err, sidf.ErrScheme):
		return sbi.NewProblem(http.StatusNotImplemented, sbi.CauseUnsupportedProtectionScheme, err.Error())
	default:
		return sbi.NewProblem(http.StatusForbidden, sbi.CauseInvalidSchemeOutput, err.Error())
	}
}

func (u *UDM) authenticate(id, snn string, re *resync, ev *event.UDMAuthentication) (*models.UdmUeauAuthenticationInfoResult, error) {
	s, err := u.identify(id, ev)
	if err != nil {
		return nil, err
	}
	if s.Fault == HomeRejects {
		return nil, sbi.NewProblem(http.StatusForbidden, sbi.CauseAuthenticationRejected, "the home network refuses this subscriber")
	}
	rand, err := u.random()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if re != nil {
		// TS 33.102 R17 clause 6.3.5: SQN_MS counts only if the USIM really said it.
		sqnMS, err := aka.Resynchronise(s.K, s.OPc, re.rand, re.auts)
		if err != nil {
			return nil, sbi.NewProblem(http.StatusForbidden, sbi.CauseAuthenticationRejected, err.Error())
		}
		s.sqn = sqnMS
	}
	s.sqn = aka.NextSQN(s.sqn)
	av, err := aka.GenerateAV(s.K, s.OPc, s.AMFField, s.sqn, rand, snn)
	if err != nil {
		return nil, err
	}
	return &models.UdmUeauAuthenticationInfoResult{
		AuthType: models.UdmUeauAuthType__5_G_AKA,
		AuthenticationVector: &models.AuthenticationVector{
			AvType: models.AvType__5_G_HE_AKA,
			Rand:   hex.EncodeToString(av.RAND[:]), Autn: hex.EncodeToString(av.AUTN[:]),
			XresStar: hex.EncodeToString(av.XRESStar[:]), Kausf: hex.EncodeToString(av.KAUSF[:]),
		},
		Supi: sbi.SUPI(s.answerSUPI),
	}, nil
}

func (u *UDM) random() (out [16]byte, err error) {
	u.randMu.Lock()
	defer u.randMu.Unlock()
	if _, err := io.ReadFull(u.cfg.Rand, out[:]); err != nil {
		return out, fmt.Errorf("udm: RAND: %w", err)
	}
	return out, nil
}

// authEvent is Nudm_UEAuthentication_ResultConfirmation, TS 29.503 R17 clause 5.4.2.3.
func (u *UDM) authEvent(r *sbi.Request) (*sbi.Reply, error) {
	// models.AuthEvent cannot tell a missing success from false.
	var in struct {
		models.AuthEvent
		Success json.RawMessage `json:"success"`
	}
	if err := r.Decode(&in); err != nil {
		return nil, err
	}
	switch {
	case in.NfInstanceId == "":
		return nil, sbi.Missing("/nfInstanceId")
	case len(in.Success) == 0:
		return nil, sbi.Missing("/success")
	case in.TimeStamp == nil:
		return nil, sbi.Missing("/timeStamp")
	case in.AuthType == "":
		return nil, sbi.Missing("/authType")
	case in.ServingNetworkName == "":
		return nil, sbi.Missing("/servingNetworkName")
	}
	if err := json.Unmarshal(in.Success, &in.AuthEvent.Success); err != nil {
		return nil, sbi.Incorrect("/success", "is not a boolean")
	}
	plmn, ok := sbi.ServingNetwork(in.ServingNetworkName)
	if !ok {
		return nil, sbi.Incorrect("/servingNetworkName", "is not a serving network name")
	}
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.authenticated = event.PLMN{}
	if in.AuthEvent.Success {
		s.authenticated = plmn
	}
	return &sbi.Reply{
		Status: http.StatusCreated, Body: &in.AuthEvent,
		Location: u.uri("/nudm-ueau/v1/" + sbi.SUPI(s.SUPI) + "/auth-events/0"),
	}, nil
}

func (u *UDM) uri(path string) string { return sbi.APIRoot(u.cfg.NF.FQDN, u.Addr().Port()) + path }
