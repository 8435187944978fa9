package x1

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"sync"

	"lilab/lipf"
)

// Client sends X1 requests to one peer.
type Client struct {
	ep     Endpoint
	peer   string
	toNE   bool
	url    string
	http   *http.Client
	closer func()
	mu     sync.Mutex // guards ep.Rand
}

// NewNEClient makes the client of an ADMF towards an NE: url is "https://host:port/X1/NE".
func NewNEClient(ep Endpoint, ne, url string) (*Client, error) { return newClient(ep, ne, true, url) }

// NewADMFClient makes the client of an NE towards its ADMF: url is "https://host:port/X1/ADMF".
func NewADMFClient(ep Endpoint, admf, url string) (*Client, error) {
	return newClient(ep, admf, false, url)
}

func newClient(ep Endpoint, peer string, toNE bool, target string) (*Client, error) {
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("x1 %s: %q is not an https URL", ep.ID, target)
	}
	if ep.ID == "" || peer == "" {
		return nil, errors.New("x1: a client needs its own and its peer's identifier")
	}
	if ep.ClientTLS == nil {
		return nil, fmt.Errorf("x1 %s: no TLS configuration for the client", ep.ID)
	}
	ep = ep.withDefaults()
	t := &http.Transport{
		DialContext:           ep.DialContext,
		TLSClientConfig:       RequireUID(ep.ClientTLS, peer),
		ForceAttemptHTTP2:     !ep.HTTP1,
		DisableCompression:    true,
		MaxIdleConnsPerHost:   2,
		ResponseHeaderTimeout: ep.Time2,
	}
	if ep.HTTP1 {
		t.Protocols = new(http.Protocols)
		t.Protocols.SetHTTP1(true)
	}
	return &Client{ep: ep, peer: peer, toNE: toNE, url: target, closer: t.CloseIdleConnections,
		http: &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}, nil
}

// Close closes the connections that are idle.
func (c *Client) Close() { c.closer() }

// Call sends one request and returns its positive answer. A negative answer is an *Error.
func (c *Client) Call(ctx context.Context, body Request) (Response, error) {
	rs, err := c.Do(ctx, body)
	if err != nil {
		return nil, err
	}
	if e, ok := rs[0].(ErrorResponse); ok {
		return nil, &Error{Request: e.To, Code: e.Code, Description: e.Description}
	}
	return rs[0], nil
}

// Do sends the requests in one container, each with a new transaction, and returns the answers in the order of the
// requests; negative ones are ErrorResponse. It waits for at most TIME2.
func (c *Client) Do(ctx context.Context, bodies ...Request) ([]Response, error) {
	if len(bodies) == 0 {
		return nil, errors.New("x1: a container has at least one message")
	}
	ms := make([]RequestMessage, len(bodies))
	for i, b := range bodies {
		id, err := c.transaction()
		if err != nil {
			return nil, err
		}
		h := Header{ADMF: c.ep.ID, NE: c.peer, Timestamp: c.ep.Now(), Version: Version, Transaction: id}
		if !c.toNE {
			h.ADMF, h.NE = c.peer, c.ep.ID
		}
		ms[i] = RequestMessage{h, b}
	}
	ctx, cancel := context.WithTimeout(ctx, c.ep.Time2)
	defer cancel()
	answer, err := c.post(ctx, AppendRequests(nil, ms))
	if err != nil {
		return nil, fmt.Errorf("x1 %s to %s: %w", bodies[0].Type(), c.peer, err)
	}
	got, err := ParseResponses(answer)
	if err != nil {
		return nil, fmt.Errorf("x1 %s to %s: %w", bodies[0].Type(), c.peer, err)
	}
	return c.match(ms, got)
}

func (c *Client) transaction() (lipf.UUID, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return lipf.NewUUID(c.ep.Rand)
}

func (c *Client) post(ctx context.Context, doc []byte) ([]byte, error) {
	// A bytes.Reader gives the request a Content-Length; there is no transfer coding on X1.
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(doc))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/xml")
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, MaxDocument+1))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("HTTP status %s", resp.Status)
	}
	return body, nil
}

// match puts the answers into the order of the requests and checks who answers what. A response with another
// identity than that of the connection's certificate is discarded (clause 8.2.4).
func (c *Client) match(ms []RequestMessage, got []ResponseMessage) ([]Response, error) {
	if len(got) != len(ms) {
		return nil, fmt.Errorf("x1: %d answers to %d requests", len(got), len(ms))
	}
	out := make([]Response, len(ms))
	for _, g := range got {
		i := 0
		for i < len(ms) && (ms[i].Transaction != g.Transaction || out[i] != nil) {
			i++
		}
		if i == len(ms) {
			return nil, fmt.Errorf("x1: answer with unknown transaction %s", g.Transaction)
		}
		if g.ADMF != ms[i].ADMF || g.NE != ms[i].NE {
			return nil, fmt.Errorf("%w: answer of ADMF %q and NE %q to a request of %q and %q", ErrIdentity, g.ADMF, g.NE, ms[i].ADMF, ms[i].NE)
		}
		if g.Body.Type() != ms[i].Body.Type() {
			return nil, fmt.Errorf("x1: answer to %s came for %s", g.Body.Type(), ms[i].Body.Type())
		}
		out[i] = g.Body
	}
	return out, nil
}

// Addr returns the host and port of the peer, if they are numeric.
func (c *Client) Addr() netip.AddrPort {
	u, _ := url.Parse(c.url)
	ap, _ := netip.ParseAddrPort(u.Host)
	return ap
}
