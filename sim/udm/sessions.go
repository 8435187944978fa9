package udm

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// causeDataNotFound is an application error of TS 29.503 R17 table 6.1.7.3-1.
const causeDataNotFound = "DATA_NOT_FOUND"

// SessionSubscription is what a subscriber may do with one data network, in each of his slices.
type SessionSubscription struct {
	DNN string
	// Types are the PDU session types that are allowed, the first is the default; none means IPv4, IPv6 and both.
	Types []event.PDUSessionType
	// FiveQI is that of the default QoS flow, 0 leaves it to the SMF.
	FiveQI uint8
	// Integrity and Confidentiality are the user-plane security policy, "REQUIRED", "PREFERRED" or "NOT_NEEDED"
	// (TS 29.571 R17 clause 5.4.3.4). Both empty leave it to the SMF.
	Integrity, Confidentiality string
}

var sessionTypes = map[event.PDUSessionType]models.PduSessionType{
	event.IPv4: models.PduSessionType_IPV4, event.IPv6: models.PduSessionType_IPV6, event.IPv4v6: models.PduSessionType_IPV4_V6,
	event.Unstructured: models.PduSessionType_UNSTRUCTURED, event.Ethernet: models.PduSessionType_ETHERNET,
}

// configuration is TS 29.503 R17 clause 6.1.6.2.9.
func (s *SessionSubscription) configuration() models.DnnConfiguration {
	c := models.DnnConfiguration{
		PduSessionTypes: &models.PduSessionTypes{},
		SscModes:        &models.SscModes{DefaultSscMode: models.SscMode__1},
		SessionAmbr:     &models.Ambr{Uplink: "1000 Mbps", Downlink: "1000 Mbps"},
	}
	types := s.Types
	if len(types) == 0 {
		types = []event.PDUSessionType{event.IPv4v6, event.IPv4, event.IPv6}
	}
	for i, t := range types {
		if i == 0 {
			c.PduSessionTypes.DefaultSessionType = sessionTypes[t]
		} else {
			c.PduSessionTypes.AllowedSessionTypes = append(c.PduSessionTypes.AllowedSessionTypes, sessionTypes[t])
		}
	}
	if s.FiveQI != 0 {
		c.Var5gQosProfile = &models.SubscribedDefaultQos{
			Var5qi: int32(s.FiveQI),
			Arp: &models.Arp{
				PriorityLevel: 8, PreemptCap: models.PreemptionCapability_NOT_PREEMPT, PreemptVuln: models.PreemptionVulnerability_NOT_PREEMPTABLE,
			},
		}
	}
	if s.Integrity != "" || s.Confidentiality != "" {
		c.UpSecurity = &models.UpSecurity{UpIntegr: models.UpIntegrity(s.Integrity), UpConfid: models.UpConfidentiality(s.Confidentiality)}
	}
	return c
}

// serving reads the query parameter plmn-id; without one it is the own PLMN.
func (u *UDM) serving(r *sbi.Request) (event.PLMN, error) {
	if q := r.QueryParam("plmn-id"); q != "" {
		return sbi.ParsePLMN("plmn-id", q)
	}
	return u.cfg.PLMN, nil
}

// smfSelectData is Nudm_SDM_Get of SMF selection subscription data, TS 29.503 R17 clause 5.2.2.2.4. Local breakout is
// allowed where the roaming agreement says so.
func (u *UDM) smfSelectData(r *sbi.Request) (*sbi.Reply, error) {
	serving, err := u.serving(r)
	if err != nil {
		return nil, err
	}
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	if len(s.Sessions) == 0 {
		return nil, sbi.NewProblem(http.StatusNotFound, causeDataNotFound, "no data network is subscribed")
	}
	info := models.SnssaiInfo{}
	for i := range s.Sessions {
		info.DnnInfos = append(info.DnnInfos, models.DnnInfo{
			Dnn: s.Sessions[i].DNN, DefaultDnnIndicator: i == 0, LboRoamingAllowed: u.breaksOut(s.Sessions[i].DNN, serving),
		})
	}
	out := models.SmfSelectionSubscriptionData{SubscribedSnssaiInfos: map[string]models.SnssaiInfo{}}
	for _, slice := range slicesOf(s.Slices) {
		out.SubscribedSnssaiInfos[sbi.SNSSAIKey(slice)] = info
	}
	return &sbi.Reply{Body: &out}, nil
}

// breaksOut says whether sessions to a data network may leave by a UPF of the serving network.
func (u *UDM) breaksOut(dnn string, serving event.PLMN) bool {
	if list, ok := u.cfg.LocalBreakoutDNNs[dnn]; ok {
		return listed(list, serving)
	}
	return listed(u.cfg.LocalBreakout, serving)
}

// smData is Nudm_SDM_Get of session management subscription data, TS 29.503 R17 clause 5.2.2.2.5, for the slice and
// the DNN of the query if they are there.
func (u *UDM) smData(r *sbi.Request) (*sbi.Reply, error) {
	if _, err := u.serving(r); err != nil {
		return nil, err
	}
	s, err := u.find(r.Param(0))
	if err != nil {
		return nil, err
	}
	var want *models.Snssai
	if q := r.QueryParam("single-nssai"); q != "" {
		want = &models.Snssai{}
		if json.Unmarshal([]byte(q), want) != nil {
			return nil, sbi.NewProblem(http.StatusBadRequest, sbi.CauseInvalidQueryParam, "query parameter single-nssai is not of its type")
		}
	}
	dnn := r.QueryParam("dnn")
	out := []models.SessionManagementSubscriptionData{}
	for _, slice := range slicesOf(s.Slices) {
		wire := sbi.SNSSAI(slice)
		if want != nil && (want.Sst != wire.Sst || !strings.EqualFold(want.Sd, wire.Sd)) {
			continue
		}
		d := models.SessionManagementSubscriptionData{SingleNssai: wire, DnnConfigurations: map[string]models.DnnConfiguration{}}
		for i := range s.Sessions {
			if dnn == "" || dnn == s.Sessions[i].DNN {
				d.DnnConfigurations[s.Sessions[i].DNN] = s.Sessions[i].configuration()
			}
		}
		if len(d.DnnConfigurations) > 0 {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		return nil, sbi.NewProblem(http.StatusNotFound, causeDataNotFound, "nothing is subscribed for this slice and DNN")
	}
	return &sbi.Reply{Body: out}, nil
}

func slicesOf(in []event.SNSSAI) []event.SNSSAI {
	if len(in) == 0 {
		return []event.SNSSAI{{SST: 1}}
	}
	return in
}
