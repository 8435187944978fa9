package nrf

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// instance is a registered NF.
type instance struct {
	profile models.NrfNfManagementNfProfile
	heard   time.Time
}

// register is Nnrf_NFManagement_NFRegister, TS 29.510 R17 clause 5.2.2.2.
func (n *NRF) register(r *sbi.Request) (*sbi.Reply, error) {
	id := r.Param(0)
	var p models.NrfNfManagementNfProfile
	if err := r.Decode(&p); err != nil {
		return nil, err
	}
	if err := n.check(id, &p); err != nil {
		return nil, err
	}
	if len(p.PlmnList) == 0 {
		// An NF without a PLMN list belongs to the PLMN of its NRF, TS 29.510 R17 table 6.1.6.2.2-1.
		p.PlmnList = []models.PlmnId{sbi.PLMNID(n.cfg.PLMN)}
	}
	p.HeartBeatTimer = max(int32(n.cfg.HeartBeat/time.Second), 1)
	n.mu.Lock()
	defer n.mu.Unlock()
	_, known := n.instances[id]
	if !known && len(n.instances) >= n.cfg.MaxInstances {
		return nil, sbi.NewProblem(http.StatusServiceUnavailable, sbi.CauseNFCongestion, "register is full")
	}
	n.instances[id] = &instance{profile: p, heard: n.cfg.Now()}
	if known {
		return &sbi.Reply{Status: http.StatusOK, Body: &p}, nil
	}
	return &sbi.Reply{Status: http.StatusCreated, Body: &p, Location: n.uri(id)}, nil
}

func (n *NRF) uri(id string) string {
	return sbi.APIRoot(n.cfg.NF.FQDN, n.Addr().Port()) + "/nnrf-nfm/v1/nf-instances/" + id
}

// check looks at the mandatory attributes, TS 29.510 R17 table 6.1.6.2.2-1.
func (n *NRF) check(id string, p *models.NrfNfManagementNfProfile) error {
	if !isUUID(id) {
		return sbi.NewProblem(http.StatusBadRequest, sbi.CauseInvalidMsgFormat, "nfInstanceId is not a UUID")
	}
	switch {
	case p.NfInstanceId == "":
		return sbi.Missing("/nfInstanceId")
	case p.NfInstanceId != id:
		return sbi.Incorrect("/nfInstanceId", "differs from the one in the URI")
	case p.NfType == "":
		return sbi.Missing("/nfType")
	case p.NfStatus == "":
		return sbi.Missing("/nfStatus")
	case p.Fqdn == "" && len(p.Ipv4Addresses) == 0 && len(p.Ipv6Addresses) == 0:
		return sbi.Missing("/fqdn")
	}
	for _, id := range p.PlmnList {
		if !sbi.SamePLMN(event.PLMN{MCC: id.Mcc, MNC: id.Mnc}, n.cfg.PLMN) {
			return sbi.Incorrect("/plmnList", "has another PLMN than the NRF")
		}
	}
	return nil
}

// isUUID says whether s has the text form of RFC 4122 clause 3.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case c >= '0' && c <= '9', c >= 'a' && c <= 'f', c >= 'A' && c <= 'F':
		default:
			return false
		}
	}
	return true
}

// update is Nnrf_NFManagement_NFUpdate and the heart-beat, TS 29.510 R17 clauses 5.2.2.3.1 and 5.2.2.3.2: a JSON
// patch (RFC 6902) with add, replace and remove of attributes at the top of the profile.
func (n *NRF) update(r *sbi.Request) (*sbi.Reply, error) {
	id := r.Param(0)
	var patch []models.PatchItem
	if err := r.Decode(&patch); err != nil {
		return nil, err
	}
	if len(patch) == 0 {
		return nil, sbi.NewProblem(http.StatusBadRequest, sbi.CauseInvalidMsgFormat, "patch has no operation")
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	in := n.instances[id]
	if in == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no such NF instance")
	}
	if len(patch) == 1 && patch[0].Op == models.PatchOperation_REPLACE && patch[0].Path == "/nfStatus" && patch[0].Value == string(in.profile.NfStatus) {
		in.heard = n.cfg.Now()
		return nil, nil
	}
	p, err := applied(&in.profile, patch)
	if err != nil {
		return nil, err
	}
	if err := n.check(id, p); err != nil {
		return nil, err
	}
	in.profile, in.heard = *p, n.cfg.Now()
	return &sbi.Reply{Body: p}, nil
}

func applied(p *models.NrfNfManagementNfProfile, patch []models.PatchItem) (*models.NrfNfManagementNfProfile, error) {
	b, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, err
	}
	for _, it := range patch {
		name, ok := topLevel(it.Path)
		if !ok {
			return nil, sbi.Problemf(http.StatusForbidden, sbi.CauseModificationNotAllowed, "patch of %.60q: only whole attributes of the profile can be changed", it.Path)
		}
		switch it.Op {
		case models.PatchOperation_ADD, models.PatchOperation_REPLACE:
			m[name] = it.Value
		case models.PatchOperation_REMOVE:
			delete(m, name)
		default:
			return nil, sbi.Problemf(http.StatusForbidden, sbi.CauseModificationNotAllowed, "patch operation %.20q is not supported", it.Op)
		}
	}
	if b, err = json.Marshal(m); err != nil {
		return nil, err
	}
	var out models.NrfNfManagementNfProfile
	return &out, sbi.Unmarshal(b, &out)
}

func topLevel(pointer string) (string, bool) {
	if len(pointer) < 2 || pointer[0] != '/' {
		return "", false
	}
	for _, c := range pointer[1:] {
		if c == '/' || c == '~' {
			return "", false
		}
	}
	return pointer[1:], true
}

// deregister is Nnrf_NFManagement_NFDeregister, TS 29.510 R17 clause 5.2.2.4.
func (n *NRF) deregister(r *sbi.Request) (*sbi.Reply, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.instances[r.Param(0)] == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no such NF instance")
	}
	delete(n.instances, r.Param(0))
	return nil, nil
}

// profile is Nnrf_NFManagement_NFProfileRetrieval, TS 29.510 R17 clause 5.2.2.9.
func (n *NRF) profile(r *sbi.Request) (*sbi.Reply, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	in := n.instances[r.Param(0)]
	if in == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no such NF instance")
	}
	p := in.profile
	return &sbi.Reply{Body: &p}, nil
}
