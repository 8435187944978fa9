package sepp

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// causePLMNIDMismatch marks a request that was refused because it speaks for another PLMN than the one it came from.
const causePLMNIDMismatch = "PLMNID_MISMATCH"

// speaks compares what a request from N32 says of its PLMN with the PLMN of the SEPP that sent it: TS 33.501 R17
// clause 5.9.3.2 (anti-spoofing across layers). It looks at what is cheap to see: the header
// 3gpp-Sbi-Originating-Network-Id, query parameters, and the bodies in which a visited network names itself.
func speaks(r *http.Request, body []byte, from event.PLMN) error {
	for _, v := range r.Header[sbi.HeaderOriginatingNetworkID] {
		if !speaksFor(v, from) {
			return mismatch("3gpp-Sbi-Originating-Network-Id")
		}
	}
	if r.URL.RawQuery != "" {
		if err := speaksQuery(r.URL.RawQuery, from); err != nil {
			return err
		}
	}
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/nausf-auth/") && r.Method == http.MethodPost:
		var in struct {
			ServingNetworkName *string `json:"servingNetworkName"`
		}
		if err := sbi.Unmarshal(body, &in); err != nil {
			return err
		}
		if in.ServingNetworkName == nil {
			return sbi.Missing("/servingNetworkName")
		}
		if p, ok := sbi.ServingNetwork(*in.ServingNetworkName); !ok || !sbi.SamePLMN(p, from) {
			return mismatch("servingNetworkName")
		}
	case strings.HasPrefix(path, "/namf-comm/") && strings.HasSuffix(path, "/transfer"):
		return speaksTransfer(r.Header.Get("Content-Type"), body, from)
	case strings.HasPrefix(path, "/nudm-uecm/") && strings.Contains(path, "/registrations/smf-registrations/") && r.Method == http.MethodPut:
		var in struct {
			PLMNID *models.PlmnId `json:"plmnId"`
		}
		if err := sbi.Unmarshal(body, &in); err != nil {
			return err
		}
		if in.PLMNID == nil {
			return sbi.Missing("/plmnId")
		}
		if !samePLMN(*in.PLMNID, from) {
			return mismatch("plmnId")
		}
	case strings.HasPrefix(path, "/nudm-uecm/") && (r.Method == http.MethodPut || r.Method == http.MethodPatch):
		if strings.HasSuffix(path, "/smsf-3gpp-access") {
			return speaksSMSF(body, from)
		}
		return speaksRegistration(body, from)
	}
	return nil
}

// speaksTransfer looks at UeContextTransferReqData, TS 29.518 R17 clause 6.1.6.2.21: the PLMN of the AMF that asks has to be there between
// PLMNs.
func speaksTransfer(contentType string, body []byte, from event.PLMN) error {
	var in struct {
		PlmnID *models.PlmnId `json:"plmnId"`
	}
	if _, err := sbi.DecodeMultipart(contentType, body, &in); err != nil {
		return err
	}
	if in.PlmnID == nil {
		return sbi.Missing("/plmnId")
	}
	if !samePLMN(*in.PlmnID, from) {
		return mismatch("plmnId")
	}
	return nil
}

// speaksSMSF looks at SmsfRegistration, TS 29.503 R17 clause 6.2.6.2.6.
func speaksSMSF(body []byte, from event.PLMN) error {
	var in struct {
		PlmnID *models.PlmnId `json:"plmnId"`
	}
	if err := sbi.Unmarshal(body, &in); err != nil {
		return err
	}
	if in.PlmnID == nil {
		return sbi.Missing("/plmnId")
	}
	if !samePLMN(*in.PlmnID, from) {
		return mismatch("plmnId")
	}
	return nil
}

func speaksRegistration(body []byte, from event.PLMN) error {
	var in struct {
		Guami *struct {
			PlmnID *models.PlmnId `json:"plmnId"`
		} `json:"guami"`
		DeregCallbackURI string `json:"deregCallbackUri"`
	}
	if err := sbi.Unmarshal(body, &in); err != nil {
		return err
	}
	if in.Guami == nil || in.Guami.PlmnID == nil {
		return sbi.Missing("/guami/plmnId")
	}
	if !samePLMN(*in.Guami.PlmnID, from) {
		return mismatch("guami")
	}
	if in.DeregCallbackURI != "" {
		u, err := url.Parse(in.DeregCallbackURI)
		if err != nil {
			return sbi.Incorrect("/deregCallbackUri", "is not a URI")
		}
		if p, ok := sbi.DomainPLMN(u.Hostname()); !ok || !sbi.SamePLMN(p, from) {
			return mismatch("deregCallbackUri")
		}
	}
	return nil
}

func speaksQuery(raw string, from event.PLMN) error {
	q, err := url.ParseQuery(raw)
	if err != nil {
		return sbi.NewProblem(http.StatusBadRequest, sbi.CauseInvalidQueryParam, "query cannot be read")
	}
	for _, v := range q["requester-plmn-list"] {
		list, err := sbi.ParsePLMNList("requester-plmn-list", v)
		if err != nil {
			return err
		}
		for _, p := range list {
			if !sbi.SamePLMN(p, from) {
				return mismatch("requester-plmn-list")
			}
		}
	}
	for _, v := range q["plmn-id"] {
		var id models.PlmnId
		if json.Unmarshal([]byte(v), &id) != nil || !samePLMN(id, from) {
			return mismatch("plmn-id")
		}
	}
	return nil
}

// speaksFor reads a 3gpp-Sbi-Originating-Network-Id: MCC "-" MNC, then optional parameters after a semicolon
// (TS 29.500 R17 clause 5.2.3.2.15).
func speaksFor(v string, p event.PLMN) bool {
	id, _, _ := strings.Cut(v, ";")
	mcc, mnc, ok := strings.Cut(strings.TrimSpace(id), "-")
	q := event.PLMN{MCC: mcc, MNC: mnc}
	return ok && sbi.ValidPLMN(q) && sbi.SamePLMN(q, p)
}

func mismatch(what string) *sbi.Problem {
	return sbi.NewProblem(http.StatusForbidden, causePLMNIDMismatch, what+" is not the sender's PLMN")
}
