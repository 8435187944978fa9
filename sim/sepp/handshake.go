package sepp

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

const pathExchangeCapability = "/n32c-handshake/v1/exchange-capability"

// SecNegotiateReqData is the request of the negotiation, TS 29.573 R18 clause 6.1.5.2.2.
type SecNegotiateReqData struct {
	Sender                     string               `json:"sender"`
	SupportedSecCapabilityList []SecurityCapability `json:"supportedSecCapabilityList"`
	TargetAPIRootSupported     bool                 `json:"3GppSbiTargetApiRootSupported,omitempty"`
	PLMNIDList                 []models.PlmnId      `json:"plmnIdList,omitempty"`
	TargetPLMNID               *models.PlmnId       `json:"targetPlmnId,omitempty"`
	IntendedUsagePurpose       []IntendedN32Purpose `json:"intendedUsagePurpose,omitempty"`
	SupportedFeatures          string               `json:"supportedFeatures,omitempty"`
	SenderN32fFQDN             string               `json:"senderN32fFqdn,omitempty"`
	SenderN32fPort             int32                `json:"senderN32fPort,omitempty"`
	// N32HandshakeID has 16 hexadecimal digits.
	N32HandshakeID string `json:"n32HandshakeId,omitempty"`
}

// SecNegotiateRspData is the answer, TS 29.573 R18 clause 6.1.5.2.3.
type SecNegotiateRspData struct {
	Sender                 string               `json:"sender"`
	SelectedSecCapability  SecurityCapability   `json:"selectedSecCapability"`
	TargetAPIRootSupported bool                 `json:"3GppSbiTargetApiRootSupported,omitempty"`
	PLMNIDList             []models.PlmnId      `json:"plmnIdList,omitempty"`
	AllowedUsagePurpose    []IntendedN32Purpose `json:"allowedUsagePurpose,omitempty"`
	RejectedUsagePurpose   []IntendedN32Purpose `json:"rejectedUsagePurpose,omitempty"`
	SupportedFeatures      string               `json:"supportedFeatures,omitempty"`
	SenderN32fFQDN         string               `json:"senderN32fFqdn,omitempty"`
	SenderN32fPort         int32                `json:"senderN32fPort,omitempty"`
	N32HandshakeID         string               `json:"n32HandshakeId,omitempty"`
}

// IntendedN32Purpose is what a connection is for, TS 29.573 R18 clause 6.1.5.2.11.
type IntendedN32Purpose struct {
	UsagePurpose   string `json:"usagePurpose"`
	AdditionalInfo string `json:"additionalInfo,omitempty"`
	Cause          string `json:"cause,omitempty"`
}

// purposeRoaming is the only purpose of this SEPP, TS 29.573 R18 clause 6.1.5.3.7.
const purposeRoaming = "ROAMING"

// causeNegotiationNotAllowed, TS 29.573 R17 table 6.1.7.3-1.
const causeNegotiationNotAllowed = "NEGOTIATION_NOT_ALLOWED"

// A link is the relation with one partner.
type link struct {
	s       *SEPP
	partner Partner
	root    *url.URL
	f       *sbi.Transport // N32-f

	mu sync.Mutex
	// up says that the negotiation which this SEPP began is done and no N32-f connection was lost since.
	up bool
	// running is closed when the negotiation under way ends, nil if there is none; failed is its result.
	running chan struct{}
	failed  error
	// lost counts lost connections.
	lost uint64
	// accepted says that the partner negotiated with this SEPP.
	accepted bool
}

func newLink(s *SEPP, p Partner) (*link, error) {
	root, err := sbi.ParseAPIRoot(sbi.APIRoot(p.FQDN, p.Port))
	if err != nil {
		return nil, fmt.Errorf("sepp: partner %v: %w", p.PLMN, err)
	}
	l := &link{s: s, partner: p, root: root}
	l.f, err = sbi.NewTransport(sbi.TransportConfig{Host: s.cfg.Host, TLS: s.cfg.N32ClientTLS, OnLost: l.onLost})
	return l, err
}

func (l *link) onLost() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.up = false
	l.lost++
}

func (l *link) close() error { return l.f.Close() }

// ensure negotiates if that is due; several callers share one negotiation.
func (l *link) ensure(ctx context.Context) error {
	l.mu.Lock()
	if l.up {
		l.mu.Unlock()
		return nil
	}
	running := l.running
	if running == nil {
		running = make(chan struct{})
		l.running = running
		lost := l.lost
		l.mu.Unlock()
		// The others must not fail because the first caller gives up.
		hctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.s.cfg.Timeout)
		err := l.negotiate(hctx)
		cancel()
		l.mu.Lock()
		l.up, l.failed, l.running = err == nil && l.lost == lost, err, nil
		close(running)
		l.mu.Unlock()
		return err
	}
	l.mu.Unlock()
	select {
	case <-running:
	case <-ctx.Done():
		return ctx.Err()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.failed
}

// negotiate is the security capability negotiation as the initiating SEPP, TS 29.573 R17 clause 5.2.2, on a
// connection of its own.
func (l *link) negotiate(ctx context.Context) (err error) {
	defer func() {
		if err != nil {
			l.s.refuse(RefusedHandshake, l.partner.PLMN, err.Error())
		}
	}()
	var id [8]byte
	l.s.mu.Lock()
	_, err = io.ReadFull(l.s.cfg.Rand, id[:])
	l.s.mu.Unlock()
	if err != nil {
		return fmt.Errorf("sepp: handshake identifier: %w", err)
	}
	target := sbi.PLMNID(l.partner.PLMN)
	req := SecNegotiateReqData{
		Sender: l.s.cfg.NF.FQDN, SupportedSecCapabilityList: []SecurityCapability{TLS},
		TargetAPIRootSupported: true, PLMNIDList: []models.PlmnId{sbi.PLMNID(l.s.cfg.PLMN)}, TargetPLMNID: &target,
		IntendedUsagePurpose: []IntendedN32Purpose{{UsagePurpose: purposeRoaming}},
		N32HandshakeID:       hex.EncodeToString(id[:]),
	}
	rsp, err := l.exchange(ctx, &req)
	if err != nil {
		return fmt.Errorf("sepp: N32-c handshake with %s: %w", l.partner.FQDN, err)
	}
	if err := l.checkAnswer(&req, rsp); err != nil {
		return fmt.Errorf("sepp: N32-c handshake with %s: %w", l.partner.FQDN, err)
	}
	l.s.count(func(st *Stats) { st.HandshakesOut++ })
	return nil
}

func (l *link) exchange(ctx context.Context, in *SecNegotiateReqData) (*SecNegotiateRspData, error) {
	c, err := sbi.NewTransport(sbi.TransportConfig{Host: l.s.cfg.Host, TLS: l.s.cfg.N32ClientTLS})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	b, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	u := *l.root
	u.Path = pathExchangeCapability
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	r.Header = http.Header{
		"Content-Type": {"application/json"}, "Accept": {"application/json, application/problem+json"},
		"User-Agent": {sbi.Origin(l.s.cfg.NF)},
	}
	resp, err := c.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := sbi.ReadAnswer(resp)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, sbi.ParseProblem(resp, body)
	}
	var out SecNegotiateRspData
	return &out, json.Unmarshal(body, &out)
}

func (l *link) checkAnswer(req *SecNegotiateReqData, rsp *SecNegotiateRspData) error {
	switch {
	case !strings.EqualFold(rsp.Sender, l.partner.FQDN):
		return fmt.Errorf("answer is from %.100q", rsp.Sender)
	case rsp.SelectedSecCapability != TLS:
		return fmt.Errorf("partner selected %.20q, only TLS was offered", rsp.SelectedSecCapability)
	case !rsp.TargetAPIRootSupported:
		return fmt.Errorf("partner does not support the header 3gpp-Sbi-Target-apiRoot")
	case rsp.N32HandshakeID != "" && !strings.EqualFold(rsp.N32HandshakeID, req.N32HandshakeID):
		return fmt.Errorf("answer belongs to another handshake")
	case len(rsp.PLMNIDList) > 0 && !hasPLMN(rsp.PLMNIDList, l.partner.PLMN):
		return fmt.Errorf("partner does not serve %v", l.partner.PLMN)
	}
	return nil
}

func hasPLMN(list []models.PlmnId, p event.PLMN) bool {
	return slices.ContainsFunc(list, func(id models.PlmnId) bool { return samePLMN(id, p) })
}

func samePLMN(id models.PlmnId, p event.PLMN) bool {
	return sbi.SamePLMN(event.PLMN{MCC: id.Mcc, MNC: id.Mnc}, p)
}

// exchangeCapability is the negotiation as the responding SEPP.
func (s *SEPP) exchangeCapability(r *sbi.Request) (*sbi.Reply, error) {
	l := s.linkOf(r.TLS.PeerCertificates)
	if l == nil {
		return nil, sbi.NewProblem(http.StatusForbidden, causeNegotiationNotAllowed, "not a partner")
	}
	var in SecNegotiateReqData
	err := r.Decode(&in)
	if err == nil {
		err = s.checkOffer(l, &in)
	}
	if err != nil {
		s.refuse(RefusedHandshake, l.partner.PLMN, err.Error())
		return nil, err
	}
	l.mu.Lock()
	l.accepted = true
	l.mu.Unlock()
	s.count(func(st *Stats) { st.HandshakesIn++ })
	out := SecNegotiateRspData{
		Sender: s.cfg.NF.FQDN, SelectedSecCapability: TLS, TargetAPIRootSupported: true,
		PLMNIDList: []models.PlmnId{sbi.PLMNID(s.cfg.PLMN)}, N32HandshakeID: in.N32HandshakeID,
	}
	for _, p := range in.IntendedUsagePurpose {
		if p.UsagePurpose == purposeRoaming {
			out.AllowedUsagePurpose = append(out.AllowedUsagePurpose, p)
		} else {
			out.RejectedUsagePurpose = append(out.RejectedUsagePurpose, p)
		}
	}
	return &sbi.Reply{Body: &out}, nil
}

func (s *SEPP) checkOffer(l *link, in *SecNegotiateReqData) error {
	no := func(detail string) error {
		return sbi.NewProblem(http.StatusForbidden, causeNegotiationNotAllowed, detail)
	}
	switch {
	case in.Sender == "":
		return sbi.Missing("/sender")
	case len(in.SupportedSecCapabilityList) == 0:
		return sbi.Missing("/supportedSecCapabilityList")
	case !strings.EqualFold(in.Sender, l.partner.FQDN):
		return no("sender is not whom the certificate names")
	case !slices.Contains(in.SupportedSecCapabilityList, TLS):
		return no("no common security capability, TLS is supported here")
	case !in.TargetAPIRootSupported:
		return no("the header 3gpp-Sbi-Target-apiRoot is needed here")
	case in.TargetPLMNID != nil && !samePLMN(*in.TargetPLMNID, s.cfg.PLMN):
		return no("targetPlmnId is not served here")
	case in.N32HandshakeID != "" && !isHandshakeID(in.N32HandshakeID):
		return sbi.NewProblem(http.StatusBadRequest, sbi.CauseOptionalIEIncorrect, "n32HandshakeId does not have 16 hexadecimal digits")
	}
	for _, id := range in.PLMNIDList {
		if !samePLMN(id, l.partner.PLMN) {
			return no("plmnIdList has a PLMN that is not the partner's")
		}
	}
	if len(in.IntendedUsagePurpose) > 0 && !slices.ContainsFunc(in.IntendedUsagePurpose, func(p IntendedN32Purpose) bool {
		return p.UsagePurpose == purposeRoaming
	}) {
		return sbi.NewProblem(http.StatusForbidden, "REQUESTED_PURPOSE_NOT_ALLOWED", "only ROAMING is")
	}
	return nil
}

func isHandshakeID(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == 8
}
