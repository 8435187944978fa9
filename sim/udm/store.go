package udm

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/free5gc/openapi/models"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/sbi"
)

// subscriber is a subscription and what happened to it.
type subscriber struct {
	Subscriber
	// answerSUPI is what the UDM tells the AUSF: another SUPI with the fault SUPIMismatch.
	answerSUPI string
	// amData is the JSON of the access and mobility data as the own PLMN sees it, amDataAbroad as partners see it
	// who are not told the GPSI; dataSets is SubscriptionDataSets with the former.
	amData, amDataAbroad, dataSets []byte

	mu  sync.Mutex
	sqn uint64
	// authenticated is the serving network in which the last authentication succeeded, zero if it did not.
	authenticated event.PLMN
	amf           *registration
	// smsf is the SMSF that serves the subscriber, nil for none.
	smsf *models.SmsfRegistration

	ims  imsData
	smfs map[uint8]*models.SmfRegistration // by PDU session identity
}

// registration is an AMF that serves the subscriber.
type registration struct {
	body        models.Amf3GppAccessRegistration
	guami       event.GUAMI
	pei         string
	callbackURI string
	purged      bool
}

// add takes a subscriber into the store and renders his data, once.
func (u *UDM) add(s Subscriber) error {
	if _, ok := sbi.ParseSUPI(sbi.SUPI(s.SUPI)); !ok || !strings.HasPrefix(s.SUPI, u.cfg.PLMN.MCC+u.cfg.PLMN.MNC) {
		return fmt.Errorf("udm: %q is no IMSI of %v", s.SUPI, u.cfg.PLMN)
	}
	if u.subscribers[s.SUPI] != nil {
		return fmt.Errorf("udm: subscriber %s is there twice", s.SUPI)
	}
	if s.AMFField == 0 {
		s.AMFField = aka.AMF5G
	}
	sub := &subscriber{Subscriber: s, answerSUPI: s.SUPI, sqn: s.SQN}
	switch s.Fault {
	case NoFault, HomeRejects:
	case SUPIMismatch:
		sub.answerSUPI = s.MismatchSUPI
		if sub.answerSUPI == "" {
			last := len(s.SUPI) - 1
			sub.answerSUPI = s.SUPI[:last] + string('0'+(s.SUPI[last]-'0'+1)%10)
		}
	default:
		return fmt.Errorf("udm: subscriber %s has the unknown fault %q", s.SUPI, s.Fault)
	}
	am := models.AccessAndMobilitySubscriptionData{
		SubscribedUeAmbr: &models.AmbrRm{Uplink: "1 Gbps", Downlink: "1 Gbps"},
		Nssai:            &models.Nssai{DefaultSingleNssais: snssais(s.Slices)},
	}
	var err error
	if sub.amDataAbroad, err = json.Marshal(&am); err != nil {
		return err
	}
	if s.GPSI != "" {
		am.Gpsis = []string{sbi.GPSI(s.GPSI)}
	}
	if sub.amData, err = json.Marshal(&am); err != nil {
		return err
	}
	if sub.dataSets, err = json.Marshal(&models.UdmSdmSubscriptionDataSets{AmData: &am}); err != nil {
		return err
	}
	u.subscribers[s.SUPI] = sub
	return u.index(sub)
}

func snssais(in []event.SNSSAI) []models.Snssai {
	if len(in) == 0 {
		return []models.Snssai{{Sst: 1}}
	}
	out := make([]models.Snssai, len(in))
	for i, s := range in {
		out[i] = models.Snssai{Sst: int32(s.SST), Sd: hex.EncodeToString(s.SD)}
	}
	return out
}

// describe is what the UDM knows of a subscriber. serving is the network in question.
func (s *subscriber) describe(serving event.PLMN) event.Subscriber {
	return event.Subscriber{
		SUPI: s.SUPI, GPSI: s.GPSI,
		Authenticated: s.authenticated.MCC != "" && sbi.SamePLMN(s.authenticated, serving),
	}
}

// find returns the subscriber of a SUPI path segment.
func (u *UDM) find(supi string) (*subscriber, error) {
	imsi, ok := sbi.ParseSUPI(supi)
	if !ok {
		return nil, sbi.Incorrect("supi", "is not a SUPI of type IMSI")
	}
	s := u.subscribers[imsi]
	if s == nil {
		return nil, sbi.NewProblem(404, sbi.CauseUserNotFound, "no such subscriber")
	}
	return s, nil
}

func (u *UDM) head() event.Header { return event.Header{Time: u.cfg.Now(), NF: u.cfg.NF} }

// canonical gives a PLMN that came with a padded MNC the spelling that the configuration uses.
func (u *UDM) canonical(p event.PLMN) event.PLMN {
	if sbi.SamePLMN(p, u.cfg.PLMN) {
		return u.cfg.PLMN
	}
	for _, list := range [][]event.PLMN{u.cfg.RoamingPartners, u.cfg.GPSISupplied} {
		for _, q := range list {
			if sbi.SamePLMN(p, q) {
				return q
			}
		}
	}
	// TS 24.501 R17 clause 9.12.1 pads an MNC of two digits with a zero in front; no list says otherwise.
	if len(p.MNC) == 3 && p.MNC[0] == '0' {
		p.MNC = p.MNC[1:]
	}
	return p
}
