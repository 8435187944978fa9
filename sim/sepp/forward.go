package sepp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// outbound takes a request of an NF of the own PLMN to the partner's SEPP, TS 29.500 R17 clause 6.1.4.3.
func (s *SEPP) outbound(w http.ResponseWriter, r *http.Request) {
	if err := s.forwardOut(w, r); err != nil {
		s.fail(w, err)
	}
}

// inbound answers on N32: the negotiation itself, or a request on N32-f for an NF of the own PLMN.
func (s *SEPP) inbound(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/n32c-handshake/") {
		s.router.ServeHTTP(w, r)
		return
	}
	if err := s.forwardIn(w, r); err != nil {
		s.fail(w, err)
	}
}

func (s *SEPP) fail(w http.ResponseWriter, err error) {
	var p *sbi.Problem
	if !errors.As(err, &p) {
		s.cfg.Log.Warn("sepp: forwarding failed", "err", err)
		p = unreachable(err)
	}
	sbi.WriteProblem(w, sbi.Origin(s.cfg.NF), p)
}

// unreachable says that the other side gave no answer: 504, TS 29.500 R17 table 5.2.7.2-1.
func unreachable(err error) *sbi.Problem {
	if errors.Is(err, context.DeadlineExceeded) {
		return sbi.NewProblem(http.StatusGatewayTimeout, sbi.CauseTimedOutRequest, "no answer in time")
	}
	return sbi.NewProblem(http.StatusGatewayTimeout, sbi.CauseTargetNFNotReachable, "the next hop cannot be reached")
}

// target reads the one 3gpp-Sbi-Target-apiRoot header.
func target(h http.Header) (*url.URL, event.PLMN, error) {
	v := h[sbi.HeaderTargetAPIRoot]
	if len(v) != 1 {
		return nil, event.PLMN{}, sbi.Problemf(http.StatusBadRequest, sbi.CauseUnspecifiedMsgFailure,
			"header 3gpp-Sbi-Target-apiRoot is there %d times, not once", len(v))
	}
	u, err := sbi.ParseAPIRoot(v[0])
	if err != nil {
		return nil, event.PLMN{}, err
	}
	plmn, ok := sbi.DomainPLMN(u.Hostname())
	if !ok {
		return nil, event.PLMN{}, sbi.Problemf(http.StatusBadRequest, sbi.CauseUnspecifiedMsgFailure,
			"target %.100q is not in the domain of a PLMN (TS 23.003 clause 28.2)", u.Host)
	}
	return u, plmn, nil
}

func (s *SEPP) forwardOut(w http.ResponseWriter, r *http.Request) error {
	if err := forwardable(r); err != nil {
		return err
	}
	_, plmn, err := target(r.Header)
	if err != nil {
		s.refuse(RefusedTarget, event.PLMN{}, err.Error())
		return err
	}
	l := s.linkTo(plmn)
	if l == nil {
		s.refuse(RefusedTarget, plmn, "no roaming partner")
		return sbi.Problemf(http.StatusGatewayTimeout, sbi.CauseTargetNFNotReachable, "PLMN %v is no roaming partner", plmn)
	}
	h := forwardedHeader(r.Header)
	own := s.cfg.PLMN.String()
	if v := h[sbi.HeaderOriginatingNetworkID]; len(v) == 0 {
		h[sbi.HeaderOriginatingNetworkID] = []string{own}
	} else if len(v) > 1 || !speaksFor(v[0], s.cfg.PLMN) {
		return sbi.Problemf(http.StatusForbidden, sbi.CauseUnspecifiedMsgFailure, "3gpp-Sbi-Originating-Network-Id is not %s", own)
	}
	body, err := sbi.ReadBody(r)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.cfg.Timeout)
	defer cancel()
	if err := l.ensure(ctx); err != nil {
		s.cfg.Log.Warn("sepp: N32 is not up", "partner", plmn, "err", err)
		return unreachable(err)
	}
	s.count(func(st *Stats) { st.Outbound++ })
	u := *r.URL
	u.Scheme, u.Host = "https", l.root.Host
	return relay(ctx, w, l.f, r.Method, &u, h, body)
}

func (s *SEPP) forwardIn(w http.ResponseWriter, r *http.Request) error {
	l := s.linkOf(r.TLS.PeerCertificates)
	if l == nil {
		// The TLS handshake let nobody else in.
		return sbi.NewProblem(http.StatusForbidden, sbi.CauseUnspecifiedMsgFailure, "not a partner")
	}
	if err := forwardable(r); err != nil {
		return err
	}
	l.mu.Lock()
	accepted := l.accepted
	l.mu.Unlock()
	if !accepted {
		s.refuse(RefusedNoContext, l.partner.PLMN, r.Method)
		return sbi.NewProblem(http.StatusForbidden, sbi.CauseContextNotFound, "N32-f without a security capability negotiation")
	}
	to, plmn, err := target(r.Header)
	if err == nil && !sbi.SamePLMN(plmn, s.cfg.PLMN) {
		err = sbi.Problemf(http.StatusForbidden, sbi.CauseUnspecifiedMsgFailure, "target %.100q is not in this PLMN", to.Host)
	}
	if err != nil {
		s.refuse(RefusedTarget, l.partner.PLMN, err.Error())
		return err
	}
	body, err := sbi.ReadBody(r)
	if err != nil {
		return err
	}
	if err := speaks(r, body, l.partner.PLMN); err != nil {
		s.refuse(RefusedSpoofing, l.partner.PLMN, err.Error())
		return err
	}
	h := forwardedHeader(r.Header)
	delete(h, sbi.HeaderTargetAPIRoot)
	h[sbi.HeaderOriginatingNetworkID] = []string{l.partner.PLMN.String()}
	s.count(func(st *Stats) { st.Inbound++ })
	u := *r.URL
	u.Scheme, u.Host = "https", to.Host
	if to.Path != "" {
		if u.RawPath != "" {
			u.RawPath = to.EscapedPath() + u.RawPath
		}
		u.Path = to.Path + u.Path
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.cfg.Timeout)
	defer cancel()
	return relay(ctx, w, s.cfg.SBI, r.Method, &u, h, body)
}

// forwardable refuses what no service of SBI uses.
func forwardable(r *http.Request) error {
	switch r.Method {
	case http.MethodGet, http.MethodPut, http.MethodPost, http.MethodPatch, http.MethodDelete:
	default:
		return sbi.Problemf(http.StatusMethodNotAllowed, "", "method %.20s is not forwarded", r.Method)
	}
	if !strings.HasPrefix(r.URL.Path, "/") || strings.HasPrefix(r.URL.Path, "/n32c-handshake/") {
		return sbi.NewProblem(http.StatusNotFound, sbi.CauseResourceURINotFound, "no such resource")
	}
	return nil
}

// perHop are headers that end at this hop, RFC 9113 clause 8.2.2, and those that net/http writes itself.
var perHop = map[string]bool{
	"Connection": true, "Keep-Alive": true, "Proxy-Connection": true, "Transfer-Encoding": true, "Upgrade": true,
	"Te": true, "Trailer": true, "Content-Length": true, "Host": true, "Proxy-Authorization": true, "Proxy-Authenticate": true,
}

func forwardedHeader(in http.Header) http.Header {
	out := make(http.Header, len(in)+1)
	for k, v := range in {
		if !perHop[k] {
			out[k] = v
		}
	}
	if _, ok := out["User-Agent"]; !ok {
		// An empty value keeps net/http from adding its own.
		out["User-Agent"] = []string{""}
	}
	return out
}

type roundTripper interface {
	RoundTrip(*http.Request) (*http.Response, error)
}

// relay sends the request on and writes what comes back.
func relay(ctx context.Context, w http.ResponseWriter, via roundTripper, method string, u *url.URL, h http.Header, body []byte) error {
	r := &http.Request{Method: method, URL: u, Host: u.Host, Header: h, Proto: "HTTP/2.0", ProtoMajor: 2}
	if len(body) > 0 {
		r.ContentLength = int64(len(body))
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	}
	resp, err := via.RoundTrip(r.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("sepp: %s to %s: %w", method, u.Host, err)
	}
	defer resp.Body.Close()
	answer, err := sbi.ReadAnswer(resp)
	if err != nil {
		return fmt.Errorf("sepp: answer of %s: %w", u.Host, err)
	}
	out := w.Header()
	for k, v := range resp.Header {
		if !perHop[k] {
			out[k] = v
		}
	}
	if resp.StatusCode != http.StatusNoContent && resp.StatusCode != http.StatusNotModified {
		out["Content-Length"] = []string{strconv.Itoa(len(answer))}
	}
	w.WriteHeader(resp.StatusCode)
	// An error here means that the requester is gone.
	_, _ = w.Write(answer)
	return nil
}
