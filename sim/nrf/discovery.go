package nrf

import (
	"errors"
	"net/http"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// query is what this NRF understands of a discovery request, TS 29.510 R17 table 6.2.3.2.3.1-1.
type query struct {
	target, requester string
	services          []string
	targetPLMNs       []event.PLMN
	requesterPLMNs    []event.PLMN
	instance          string
}

// search is Nnrf_NFDiscovery_Request, TS 29.510 R17 clause 5.3.2.2.
func (n *NRF) search(r *sbi.Request) (*sbi.Reply, error) {
	q, err := parseQuery(r)
	if err != nil {
		return nil, err
	}
	for _, p := range q.targetPLMNs {
		if sbi.SamePLMN(p, n.cfg.PLMN) {
			return &sbi.Reply{Body: n.find(q)}, nil
		}
	}
	if len(q.targetPLMNs) > 0 {
		return n.forward(r, q.targetPLMNs[0])
	}
	return &sbi.Reply{Body: n.find(q)}, nil
}

func parseQuery(r *sbi.Request) (query, error) {
	q := query{
		target:    r.QueryParam("target-nf-type"),
		requester: r.QueryParam("requester-nf-type"),
		instance:  r.QueryParam("target-nf-instance-id"),
	}
	for name, v := range map[string]string{"target-nf-type": q.target, "requester-nf-type": q.requester} {
		if v == "" {
			p := sbi.NewProblem(http.StatusBadRequest, sbi.CauseMandatoryQueryParamMissing, "query parameter "+name+" is missing")
			p.InvalidParams = []models.InvalidParam{{Param: name, Reason: "missing"}}
			return q, p
		}
	}
	if s := r.QueryParam("service-names"); s != "" {
		q.services = strings.Split(s, ",")
	}
	var err error
	if q.targetPLMNs, err = sbi.ParsePLMNList("target-plmn-list", r.QueryParam("target-plmn-list")); err != nil {
		return q, err
	}
	q.requesterPLMNs, err = sbi.ParsePLMNList("requester-plmn-list", r.QueryParam("requester-plmn-list"))
	return q, err
}

// forward asks the NRF of another PLMN through the SEPPs, TS 29.510 R17 clause 5.3.2.2.3. Its name is the standard
// one of TS 23.003 R17 clause 28.3.2.3.2.
func (n *NRF) forward(r *sbi.Request, target event.PLMN) (*sbi.Reply, error) {
	if n.cfg.SBI == nil {
		return nil, sbi.Problemf(http.StatusNotFound, sbi.CauseTargetNFNotReachable, "there is no roaming with %v", target)
	}
	root, err := sbi.ParseAPIRoot(sbi.APIRoot(FQDN(target), n.cfg.Port))
	if err != nil {
		return nil, err
	}
	res, err := n.cfg.SBI.SearchNF(r.Context(), target, root, r.URL.RawQuery)
	if err != nil {
		var p *sbi.Problem
		if errors.As(err, &p) {
			return nil, p
		}
		n.cfg.Log.Warn("nrf: discovery in another PLMN failed", "plmn", target, "err", err)
		return nil, sbi.Problemf(http.StatusGatewayTimeout, sbi.CauseTargetNFNotReachable, "NRF of %v cannot be reached", target)
	}
	return &sbi.Reply{Body: res}, nil
}

// FQDN returns the standard name of the NRF of a PLMN, TS 23.003 R17 clause 28.3.2.3.2.
func FQDN(p event.PLMN) string { return "nrf." + p.Domain() }

func (n *NRF) find(q query) *models.SearchResult {
	res := &models.SearchResult{
		ValidityPeriod: max(int32(n.cfg.Validity/time.Second), 1),
		NfInstances:    []models.NrfNfDiscoveryNfProfile{},
	}
	foreign := len(q.requesterPLMNs) > 0
	for _, p := range q.requesterPLMNs {
		foreign = foreign && !sbi.SamePLMN(p, n.cfg.PLMN)
	}
	now := n.cfg.Now()
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, in := range n.instances {
		p := &in.profile
		switch {
		case string(p.NfType) != q.target,
			q.instance != "" && p.NfInstanceId != q.instance,
			p.NfStatus != models.NrfNfManagementNfStatus_REGISTERED,
			now.Sub(in.heard) > 2*n.cfg.HeartBeat,
			!allowed(p.AllowedNfTypes, p.AllowedPlmns, q):
			continue
		}
		services := found(p, q, foreign)
		if len(q.services) > 0 && len(services) == 0 {
			continue
		}
		res.NfInstances = append(res.NfInstances, discovered(p, services, foreign))
	}
	sort.Slice(res.NfInstances, func(i, j int) bool {
		return res.NfInstances[i].NfInstanceId < res.NfInstances[j].NfInstanceId
	})
	return res
}

// allowed applies allowedNfTypes and allowedPlmns, TS 29.510 R17 table 6.1.6.2.2-1: absent allows everybody.
func allowed(types []models.NrfNfManagementNfType, plmns []models.PlmnId, q query) bool {
	if len(types) > 0 && !slices.Contains(types, models.NrfNfManagementNfType(q.requester)) {
		return false
	}
	if len(plmns) == 0 || len(q.requesterPLMNs) == 0 {
		return true
	}
	for _, a := range plmns {
		for _, p := range q.requesterPLMNs {
			if sbi.SamePLMN(p, event.PLMN{MCC: a.Mcc, MNC: a.Mnc}) {
				return true
			}
		}
	}
	return false
}

func found(p *models.NrfNfManagementNfProfile, q query, foreign bool) []models.NrfNfDiscoveryNfService {
	services := p.NfServices
	for _, s := range p.NfServiceList {
		services = append(services[:len(services):len(services)], s)
	}
	var out []models.NrfNfDiscoveryNfService
	for i := range services {
		s := &services[i]
		if len(q.services) > 0 && !slices.Contains(q.services, string(s.ServiceName)) || !allowed(s.AllowedNfTypes, s.AllowedPlmns, q) {
			continue
		}
		d := models.NrfNfDiscoveryNfService{
			ServiceInstanceId: s.ServiceInstanceId, ServiceName: s.ServiceName, Versions: s.Versions, Scheme: s.Scheme,
			NfServiceStatus: s.NfServiceStatus, Fqdn: s.Fqdn, IpEndPoints: s.IpEndPoints, ApiPrefix: s.ApiPrefix,
			Priority: s.Priority, Capacity: s.Capacity, Load: s.Load, SupportedFeatures: s.SupportedFeatures,
		}
		if foreign && s.InterPlmnFqdn != "" {
			// TS 29.510 R17 table 6.2.6.2.4-1: another PLMN is told the inter-PLMN FQDN.
			d.Fqdn = s.InterPlmnFqdn
		}
		out = append(out, d)
	}
	return out
}

func discovered(p *models.NrfNfManagementNfProfile, services []models.NrfNfDiscoveryNfService, foreign bool) models.NrfNfDiscoveryNfProfile {
	d := models.NrfNfDiscoveryNfProfile{
		NfInstanceId: p.NfInstanceId, NfInstanceName: p.NfInstanceName, NfType: p.NfType, NfStatus: p.NfStatus,
		PlmnList: p.PlmnList, SNssais: p.SNssais, Fqdn: p.Fqdn, Ipv4Addresses: p.Ipv4Addresses, Ipv6Addresses: p.Ipv6Addresses,
		Capacity: p.Capacity, Load: p.Load, Locality: p.Locality, Priority: p.Priority,
		UdmInfo: p.UdmInfo, AusfInfo: p.AusfInfo, AmfInfo: p.AmfInfo, SmfInfo: p.SmfInfo, SeppInfo: p.SeppInfo,
		RecoveryTime: p.RecoveryTime, NfServices: services, NfSetIdList: p.NfSetIdList,
	}
	if foreign && p.InterPlmnFqdn != "" {
		d.Fqdn = p.InterPlmnFqdn
	}
	return d
}
