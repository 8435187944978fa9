package sbi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"sort"
	"strings"
	"sync/atomic"
	"time"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
)

// NF types that this package discovers, TS 29.510 R17 table 6.1.6.3.3-1.
const (
	NRF  event.NFType = "NRF"
	AUSF event.NFType = "AUSF"
	SEPP event.NFType = "SEPP"
)

// Service names, TS 29.510 R17 table 6.1.6.3.11-1.
const (
	ServiceNFManagement = "nnrf-nfm"
	ServiceNFDiscovery  = "nnrf-disc"
	ServiceAUSFAuth     = "nausf-auth"
	ServiceUDMUEAU      = "nudm-ueau"
	ServiceUDMUECM      = "nudm-uecm"
	ServiceUDMSDM       = "nudm-sdm"
	ServiceAMFCallback  = "namf-callback"
)

// ErrNoProducer says that the NRF knows nobody who offers the service.
var ErrNoProducer = errors.New("sbi: no producer of the service is registered")

// A Producer offers a service.
type Producer struct {
	// InstanceID is its NF instance identifier.
	InstanceID string
	// APIRoot is where the service is.
	APIRoot string
	root    *url.URL
	// area are the tracking areas that an SMF serves, none for all.
	area []models.Tai
	// Priority: lower is better.
	Priority int32
}

type cacheKey struct {
	nfType  event.NFType
	service string
	mcc     string
	mnc3    string
}

// discovery is what the cache holds for a key. While done is open, one goroutine asks the NRF.
type discovery struct {
	done      chan struct{}
	producers []*Producer
	until     time.Time
	err       error
	next      atomic.Uint32
}

// discovered are the producers of a service, asked for once while the answer is good.
func (c *Client) discovered(ctx context.Context, t event.NFType, service string, plmn event.PLMN) (*discovery, error) {
	key := cacheKey{t, service, plmn.MCC, plmn.MNC3()}
	c.mu.Lock()
	d := c.cache[key]
	if d != nil {
		select {
		case <-d.done:
			if !c.cfg.Now().Before(d.until) {
				d = nil
			}
		default:
		}
	}
	if d == nil {
		d = &discovery{done: make(chan struct{})}
		c.cache[key] = d
		c.mu.Unlock()
		d.producers, d.until, d.err = c.Discover(ctx, t, service, plmn)
		if d.err != nil || len(d.producers) == 0 {
			c.forgetThis(key, d)
		}
		close(d.done)
	} else {
		c.mu.Unlock()
		select {
		case <-d.done:
		case <-ctx.Done():
			return nil, fmt.Errorf("sbi: discovery of %s in %v: %w", service, plmn, ctx.Err())
		}
	}
	if d.err != nil {
		return nil, d.err
	}
	if len(d.producers) == 0 {
		return nil, fmt.Errorf("%w: %s in %v", ErrNoProducer, service, plmn)
	}
	return d, nil
}

// producer is one of them: the best ones take turns.
func (c *Client) producer(ctx context.Context, t event.NFType, service string, plmn event.PLMN) (*Producer, error) {
	d, err := c.discovered(ctx, t, service, plmn)
	if err != nil {
		return nil, err
	}
	n := 1
	for n < len(d.producers) && d.producers[n].Priority == d.producers[0].Priority {
		n++
	}
	return d.producers[int(d.next.Add(1)-1)%n], nil
}

func (c *Client) forgetThis(key cacheKey, d *discovery) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cache[key] == d {
		delete(c.cache, key)
	}
}

func (c *Client) forget(t event.NFType, service string, plmn event.PLMN) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := cacheKey{t, service, plmn.MCC, plmn.MNC3()}
	if d := c.cache[key]; d != nil {
		select {
		case <-d.done:
			delete(c.cache, key)
		default:
		}
	}
}

// Discover is Nnrf_NFDiscovery_Request for one service in one PLMN (TS 29.510 R17 clause 5.3.2.2). It asks the NRF
// each time; the result is sorted by priority and good until the returned moment.
func (c *Client) Discover(ctx context.Context, t event.NFType, service string, plmn event.PLMN) ([]*Producer, time.Time, error) {
	q := url.Values{
		"target-nf-type":    {string(t)},
		"requester-nf-type": {string(c.cfg.Consumer.Type)},
		"service-names":     {service},
	}
	if !SamePLMN(plmn, c.cfg.PLMN) {
		q.Set("target-plmn-list", "["+plmnQuery(plmn)+"]")
		q.Set("requester-plmn-list", "["+plmnQuery(c.cfg.PLMN)+"]")
	}
	res, err := c.SearchNF(ctx, c.cfg.PLMN, c.nrf, q.Encode())
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("sbi: discovery of %s in %v: %w", service, plmn, err)
	}
	until := c.cfg.Now().Add(time.Duration(res.ValidityPeriod) * time.Second)
	var out []*Producer
	for i := range res.NfInstances {
		out = append(out, producers(&res.NfInstances[i], service)...)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Priority < out[j].Priority })
	return out, until, nil
}

// SearchNF is the discovery exchange itself with a query that is ready: with the NRF at that apiRoot, which is in
// that PLMN. An NRF forwards with it (TS 29.510 R17 clause 5.3.2.2.3).
func (c *Client) SearchNF(ctx context.Context, plmn event.PLMN, nrf *url.URL, query string) (*models.SearchResult, error) {
	if nrf == nil {
		return nil, errors.New("sbi: no NRF is configured")
	}
	var res models.SearchResult
	_, _, err := c.do(ctx, exchange{
		method: http.MethodGet, plmn: plmn, root: nrf,
		path: "/nnrf-disc/v1/nf-instances", query: query, out: &res,
	})
	return &res, err
}

// producers returns the places where an NF instance offers a service.
func producers(nf *models.NrfNfDiscoveryNfProfile, service string) []*Producer {
	services := nf.NfServices
	for _, s := range nf.NfServiceList {
		services = append(services[:len(services):len(services)], s)
	}
	var out []*Producer
	for i := range services {
		s := &services[i]
		if string(s.ServiceName) != service || s.Scheme != "" && s.Scheme != models.UriScheme_HTTPS {
			continue
		}
		if s.NfServiceStatus != "" && s.NfServiceStatus != models.NfServiceStatus_REGISTERED {
			continue
		}
		root, err := ParseAPIRoot(serviceRoot(nf, s))
		if err != nil {
			continue
		}
		prio := s.Priority
		if prio == 0 {
			prio = nf.Priority
		}
		made := &Producer{InstanceID: nf.NfInstanceId, APIRoot: root.String(), root: root, Priority: prio}
		if nf.SmfInfo != nil {
			made.area = nf.SmfInfo.TaiList
		}
		out = append(out, made)
	}
	return out
}

// serviceRoot builds the apiRoot of a service from its profile, TS 29.510 R17 clause 6.1.6.2.3: the FQDN of the
// service or of the NF, else its address; the port of its end point; its prefix.
func serviceRoot(nf *models.NrfNfDiscoveryNfProfile, s *models.NrfNfDiscoveryNfService) string {
	host, port := s.Fqdn, uint16(443)
	if len(s.IpEndPoints) > 0 {
		e := s.IpEndPoints[0]
		if e.Port > 0 && e.Port < 1<<16 {
			port = uint16(e.Port)
		}
		if host == "" {
			host = e.Ipv4Address + e.Ipv6Address
		}
	}
	if host == "" {
		host = nf.Fqdn
	}
	if host == "" && len(nf.Ipv4Addresses) > 0 {
		host = nf.Ipv4Addresses[0]
	}
	root := APIRoot(host, port)
	if p := strings.Trim(s.ApiPrefix, "/"); p != "" {
		root += "/" + p
	}
	return root
}

// Profile describes an NF to the NRF, TS 29.510 R17 clause 6.1.6.2.2. Every service is at the same address.
func Profile(nf event.NF, at netip.AddrPort, services ...string) *models.NrfNfManagementNfProfile {
	p := &models.NrfNfManagementNfProfile{
		NfInstanceId: nf.InstanceID,
		NfType:       models.NrfNfManagementNfType(nf.Type),
		NfStatus:     models.NrfNfManagementNfStatus_REGISTERED,
		PlmnList:     []models.PlmnId{PLMNID(nf.PLMN)},
		Fqdn:         nf.FQDN,
	}
	end := models.IpEndPoint{Port: int32(at.Port()), Transport: models.NrfNfManagementTransportProtocol_TCP}
	if a := at.Addr(); a.Is4() {
		p.Ipv4Addresses, end.Ipv4Address = []string{a.String()}, a.String()
	} else if a.Is6() {
		p.Ipv6Addresses, end.Ipv6Address = []string{a.String()}, a.String()
	}
	for _, s := range services {
		version := "v1"
		if s == ServiceUDMSDM || s == ServiceSMSF {
			version = "v2"
		}
		p.NfServices = append(p.NfServices, models.NrfNfManagementNfService{
			ServiceInstanceId: s,
			ServiceName:       models.ServiceName(s),
			Versions:          []models.NfServiceVersion{{ApiVersionInUri: version, ApiFullVersion: version[1:] + ".0.0"}},
			Scheme:            models.UriScheme_HTTPS,
			NfServiceStatus:   models.NfServiceStatus_REGISTERED,
			Fqdn:              nf.FQDN,
			InterPlmnFqdn:     nf.FQDN,
			IpEndPoints:       []models.IpEndPoint{end},
		})
	}
	return p
}

// ServiceArea says in the profile of an SMF which tracking areas it serves (SmfInfo, TS 29.510 R17 clause 6.1.6.2.12); none
// means all.
func ServiceArea(p *models.NrfNfManagementNfProfile, plmn event.PLMN, tacs []uint32) {
	if len(tacs) == 0 {
		return
	}
	p.SmfInfo = &models.SmfInfo{VsmfSupportInd: true, SNssaiSmfInfoList: []models.SnssaiSmfInfoItem{}}
	for _, t := range tacs {
		p.SmfInfo.TaiList = append(p.SmfInfo.TaiList, *TAIModel(event.TAI{PLMN: plmn, TAC: t}))
	}
}

// serves says whether a producer serves a tracking area.
func (p *Producer) serves(t event.TAI) bool {
	if len(p.area) == 0 {
		return true
	}
	want := TAIModel(t)
	return slices.ContainsFunc(p.area, func(a models.Tai) bool {
		return strings.EqualFold(a.Tac, want.Tac) && a.PlmnId != nil && SamePLMN(event.PLMN{MCC: a.PlmnId.Mcc, MNC: a.PlmnId.Mnc}, t.PLMN)
	})
}
