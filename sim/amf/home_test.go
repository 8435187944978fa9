package amf_test

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/free5gc/openapi/models"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/sbi"
)

// testHome is a home network in one value: the test's peer of the AMF, with real vectors.
type testHome struct {
	mu      sync.Mutex
	subs    map[string]*testSubscriber
	keys    map[uint8]aka.HomeNetworkPrivateKey // by profile
	running map[string]*run
	next    int
	calls   []string
	regs    map[string]models.Amf3GppAccessRegistration
	purged  []string

	// What a test can change. An error of fail is returned by the operation of that name.
	fail    map[string]error
	snn     string                   // serving network name instead of the one asked for
	supi    func(supi string) string // SUPI of the confirmation
	confirm models.AusfUeAuthenticationAuthResult
	amf     uint16 // authentication management field
	gpsi    bool
	block   chan struct{} // Authenticate waits for it
}

type testSubscriber struct {
	k, opc [16]byte
	sqn    uint64
	msisdn string
}

type run struct {
	supi  string
	xres  [16]byte
	kseaf [32]byte
}

func newTestHome() *testHome {
	return &testHome{
		subs: map[string]*testSubscriber{}, keys: map[uint8]aka.HomeNetworkPrivateKey{}, running: map[string]*run{},
		regs: map[string]models.Amf3GppAccessRegistration{}, fail: map[string]error{}, confirm: models.AusfUeAuthenticationAuthResult_SUCCESS,
		amf: aka.AMF5G, gpsi: true,
	}
}

func (h *testHome) step(name string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.calls = append(h.calls, name)
	return h.fail[name]
}

func (h *testHome) called(name string) (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.calls {
		if c == name {
			n++
		}
	}
	return n
}

func (h *testHome) Authenticate(ctx context.Context, home event.PLMN, in *models.AuthenticationInfo) (*models.UeAuthenticationCtx, string, error) {
	if h.block != nil {
		select {
		case <-h.block:
		case <-ctx.Done():
			return nil, "", ctx.Err()
		}
	}
	if err := h.step("Authenticate"); err != nil {
		return nil, "", err
	}
	supi, err := h.reveal(in.SupiOrSuci)
	if err != nil {
		return nil, "", sbi.NewProblem(http.StatusForbidden, sbi.CauseAuthenticationRejected, err.Error())
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.subs[supi]
	if s == nil {
		return nil, "", sbi.NewProblem(http.StatusNotFound, sbi.CauseUserNotFound, "")
	}
	if r := in.ResynchronizationInfo; r != nil {
		var rand [16]byte
		var auts [14]byte
		hex.Decode(rand[:], []byte(r.Rand))
		hex.Decode(auts[:], []byte(r.Auts))
		ms, err := aka.Resynchronise(s.k, s.opc, rand, auts)
		if err != nil {
			return nil, "", err
		}
		s.sqn = ms
	}
	s.sqn = aka.NextSQN(s.sqn)
	snn := in.ServingNetworkName
	if h.snn != "" {
		snn = h.snn
	}
	h.next++
	rand := [16]byte{byte(h.next), byte(h.next >> 8), byte(h.next >> 16), 7}
	av, err := aka.GenerateAV(s.k, s.opc, h.amf, s.sqn, rand, snn)
	if err != nil {
		return nil, "", err
	}
	link := fmt.Sprintf("https://ausf/%d", h.next)
	h.running[link] = &run{supi: supi, xres: av.XRESStar, kseaf: aka.KSEAF(av.KAUSF, snn)}
	hx := aka.HXRESStar(av.RAND, av.XRESStar)
	return &models.UeAuthenticationCtx{
		AuthType: models.AusfUeAuthenticationAuthType__5_G_AKA,
		Var5gAuthData: map[string]any{
			"rand": hex.EncodeToString(av.RAND[:]), "autn": hex.EncodeToString(av.AUTN[:]), "hxresStar": hex.EncodeToString(hx[:]),
		},
	}, link, nil
}

func (h *testHome) Confirm5GAKA(ctx context.Context, home event.PLMN, link string, in *models.ConfirmationData) (*models.ConfirmationDataResponse, error) {
	if err := h.step("Confirm5GAKA"); err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.running[link]
	delete(h.running, link)
	if r == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "")
	}
	if hex.EncodeToString(r.xres[:]) != in.ResStar {
		return &models.ConfirmationDataResponse{AuthResult: models.AusfUeAuthenticationAuthResult_FAILURE}, nil
	}
	supi := r.supi
	if h.supi != nil {
		supi = h.supi(supi)
	}
	return &models.ConfirmationDataResponse{AuthResult: h.confirm, Supi: "imsi-" + supi, Kseaf: hex.EncodeToString(r.kseaf[:])}, nil
}

func (h *testHome) RegisterAMF(ctx context.Context, home event.PLMN, supi string, in *models.Amf3GppAccessRegistration) error {
	if err := h.step("RegisterAMF"); err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.regs[supi] = *in
	return nil
}

func (h *testHome) PurgeAMF(ctx context.Context, home event.PLMN, supi string, in *models.Amf3GppAccessRegistrationModification) error {
	if err := h.step("PurgeAMF"); err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.purged = append(h.purged, supi)
	delete(h.regs, supi)
	return nil
}

func (h *testHome) AMData(ctx context.Context, home event.PLMN, supi string, serving event.PLMN) (*models.AccessAndMobilitySubscriptionData, error) {
	if err := h.step("AMData"); err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	d := &models.AccessAndMobilitySubscriptionData{}
	if s := h.subs[supi]; s != nil && h.gpsi {
		d.Gpsis = []string{"msisdn-" + s.msisdn}
	}
	return d, nil
}

// reveal is the SIDF of the test: TS 33.501 annex C, recipient's side.
func (h *testHome) reveal(supiOrSUCI string) (string, error) {
	if supi, ok := strings.CutPrefix(supiOrSUCI, "imsi-"); ok {
		return supi, nil
	}
	s, err := aka.ParseSUCIText(supiOrSUCI)
	if err != nil {
		return "", err
	}
	plain := s.SchemeOutput
	if s.Scheme != aka.SchemeNull {
		n := aka.PointLen(s.Scheme)
		if len(plain) <= n+8 {
			return "", errors.New("scheme output too short")
		}
		point, err := aka.ParsePoint(s.Scheme, plain[:n])
		if err != nil {
			return "", err
		}
		private, err := point.Curve().NewPrivateKey(h.keys[s.Scheme].Key)
		if err != nil {
			return "", err
		}
		secret, err := private.ECDH(point)
		if err != nil {
			return "", err
		}
		keys := aka.DeriveECIESKeys(secret, plain[:n])
		text := append([]byte(nil), plain[n:len(plain)-8]...)
		if tag := keys.Tag(text); string(tag[:]) != string(plain[len(plain)-8:]) {
			return "", errors.New("MAC tag")
		}
		keys.XOR(text)
		plain = text
	}
	msin, err := aka.MSIN(plain)
	return s.HomeNetwork.MCC + s.HomeNetwork.MNC + msin, err
}
