package sbitest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/free5gc/openapi/models"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/sbi"
	"lilab/sim/udm"
)

// UE is a USIM with the AMF's part of the procedures, without radio and NAS.
type UE struct {
	Home event.PLMN
	IMSI string
	USIM *aka.USIM
	// Scheme conceals the SUPI; Key is the home network's for it.
	Scheme uint8
	Key    aka.HomeNetworkPublicKey
	// ByName sends the SUPI instead of a SUCI.
	ByName bool
}

// NewUE makes the other side of a subscription.
func (p *PLMN) NewUE(s udm.Subscriber, scheme uint8) *UE {
	return &UE{Home: p.ID, IMSI: s.SUPI, USIM: aka.NewUSIM(s.K, s.OPc), Scheme: scheme, Key: p.Keys[scheme]}
}

// Subscriber makes a subscription with keys that depend on its number.
func Subscriber(home event.PLMN, n int) udm.Subscriber {
	s := udm.Subscriber{SUPI: fmt.Sprintf("%s%s%0*d", home.MCC, home.MNC, 12-len(home.MNC), n), GPSI: fmt.Sprintf("4900%08d", n)}
	for i := range s.K {
		s.K[i], s.OPc[i] = byte(n+i), byte(n*3+7*i)
	}
	return s
}

// Identity is what the UE sends.
func (u *UE) Identity() (string, error) {
	if u.ByName {
		return sbi.SUPI(u.IMSI), nil
	}
	key := u.Key
	if u.Scheme == aka.SchemeNull {
		key = aka.HomeNetworkPublicKey{}
	}
	suci, err := aka.Conceal(u.Home, u.IMSI, "0", key, rand.Reader)
	if err != nil {
		return "", err
	}
	return aka.FormatSUCI(suci)
}

// Authenticate runs 5G AKA through the consumer c of the serving network, with resynchronisation if the USIM wants
// it, and returns the SUPI that the home network told.
func (u *UE) Authenticate(ctx context.Context, c *sbi.Client, serving event.PLMN) (string, error) {
	id, err := u.Identity()
	if err != nil {
		return "", err
	}
	in := &models.AuthenticationInfo{SupiOrSuci: id, ServingNetworkName: serving.ServingNetworkName()}
	for range 2 {
		out, link, err := c.Authenticate(ctx, u.Home, in)
		if err != nil {
			return "", err
		}
		av := out.Var5gAuthData.(models.Av5gAka)
		var challenge, autn [16]byte
		if _, err := hex.Decode(challenge[:], []byte(av.Rand)); err != nil {
			return "", err
		}
		if _, err := hex.Decode(autn[:], []byte(av.Autn)); err != nil {
			return "", err
		}
		res, err := u.USIM.Authenticate(challenge, autn, serving.ServingNetworkName())
		var sync *aka.SyncFailure
		if errors.As(err, &sync) {
			in.ResynchronizationInfo = &models.ResynchronizationInfo{Rand: av.Rand, Auts: hex.EncodeToString(sync.AUTS[:])}
			continue
		}
		if err != nil {
			return "", err
		}
		h := aka.HXRESStar(challenge, res.RESStar)
		if hex.EncodeToString(h[:]) != av.HxresStar {
			return "", errors.New("sbitest: HXRES* is wrong")
		}
		conf, err := c.Confirm5GAKA(ctx, u.Home, link, &models.ConfirmationData{ResStar: hex.EncodeToString(res.RESStar[:])})
		if err != nil {
			return "", err
		}
		if conf.AuthResult != models.AusfUeAuthenticationAuthResult_SUCCESS {
			return "", fmt.Errorf("sbitest: %s", conf.AuthResult)
		}
		kseaf := aka.KSEAF(res.KAUSF, serving.ServingNetworkName())
		if conf.Kseaf != hex.EncodeToString(kseaf[:]) {
			return "", errors.New("sbitest: KSEAF of network and UE differ")
		}
		imsi, ok := sbi.ParseSUPI(conf.Supi)
		if !ok {
			return "", fmt.Errorf("sbitest: SUPI %q", conf.Supi)
		}
		return imsi, nil
	}
	return "", errors.New("sbitest: USIM asks for resynchronisation twice")
}

// Registration is what an AMF sends to the UDM.
func Registration(nf event.NF, callbackURI string) *models.Amf3GppAccessRegistration {
	return &models.Amf3GppAccessRegistration{
		AmfInstanceId: nf.InstanceID, DeregCallbackUri: callbackURI, Guami: GUAMI(nf), RatType: models.RatType_NR,
		Pei: "imeisv-4370816125816151", InitialRegistrationInd: true,
	}
}

// GUAMI is the one of every AMF here: region 2, set 1, pointer 3.
func GUAMI(nf event.NF) *models.Guami {
	return &models.Guami{PlmnId: &models.PlmnIdNid{Mcc: nf.PLMN.MCC, Mnc: nf.PLMN.MNC}, AmfId: "020043"}
}

// Register does the whole home side of a registration: 5G AKA, UECM, SDM.
func (u *UE) Register(ctx context.Context, c *sbi.Client, nf event.NF, callbackURI string) (*models.AccessAndMobilitySubscriptionData, error) {
	imsi, err := u.Authenticate(ctx, c, nf.PLMN)
	if err != nil {
		return nil, err
	}
	if err := c.RegisterAMF(ctx, u.Home, imsi, Registration(nf, callbackURI)); err != nil {
		return nil, err
	}
	return c.AMData(ctx, u.Home, imsi, nf.PLMN)
}
