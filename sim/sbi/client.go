package sbi

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
)

// DefaultTimeout bounds one exchange unless the configuration or the deadline of its context says otherwise.
const DefaultTimeout = 5 * time.Second

// ClientConfig describes an NF service consumer.
type ClientConfig struct {
	Host fabric.Host
	// TLS is the client side of mutual TLS: the certificate of Consumer and RootCAs.
	TLS *tls.Config
	// PLMN is the consumer's own.
	PLMN event.PLMN
	// NRF is the apiRoot of the NRF of the own PLMN, empty for a client that never discovers.
	NRF string
	// SEPP is the apiRoot of the SEPP of the own PLMN, empty for a network without roaming.
	SEPP string
	// Consumer goes into the user-agent header and into discovery.
	Consumer event.NF
	// Timeout bounds one exchange whose context has no deadline, 0 means DefaultTimeout. A deadline may be later: who asks an NF that
	// asks others in turn has to wait longer than that one does.
	Timeout time.Duration
	// Now is the clock of the discovery cache, nil for time.Now.
	Now func() time.Time
	// Log is silent when nil.
	Log *slog.Logger
}

// Client is an NF service consumer. It is safe for concurrent use.
type Client struct {
	cfg       ClientConfig
	transport *Transport
	nrf, sepp *url.URL
	userAgent []string

	mu    sync.Mutex
	cache map[cacheKey]*discovery
}

// NewClient checks the configuration. It opens no connection.
func NewClient(cfg ClientConfig) (*Client, error) {
	if !ValidPLMN(cfg.PLMN) {
		return nil, fmt.Errorf("sbi: client PLMN %q is not valid", cfg.PLMN)
	}
	c := &Client{cfg: cfg, cache: map[cacheKey]*discovery{}}
	for _, root := range []struct {
		s string
		u **url.URL
	}{{cfg.NRF, &c.nrf}, {cfg.SEPP, &c.sepp}} {
		if root.s == "" {
			continue
		}
		u, err := ParseAPIRoot(root.s)
		if err != nil {
			return nil, fmt.Errorf("sbi: client: %w", err)
		}
		*root.u = u
	}
	if c.cfg.Timeout == 0 {
		c.cfg.Timeout = DefaultTimeout
	}
	if c.cfg.Now == nil {
		c.cfg.Now = time.Now
	}
	c.cfg.Log = logger(cfg.Log)
	c.userAgent = []string{Origin(cfg.Consumer)}
	var err error
	c.transport, err = NewTransport(TransportConfig{Host: cfg.Host, TLS: cfg.TLS})
	return c, err
}

// Origin is how an NF names itself in the user-agent and server headers: its type and instance identifier,
// TS 29.500 R17 clause 5.2.2.2.
func Origin(nf event.NF) string {
	if nf.InstanceID == "" {
		return string(nf.Type)
	}
	return string(nf.Type) + "-" + nf.InstanceID
}

// Close closes every connection, which ends running exchanges, and waits.
func (c *Client) Close() error { return c.transport.Close() }

// RoundTrip sends a request over the connections of the client without looking at it. A SEPP forwards with it.
func (c *Client) RoundTrip(r *http.Request) (*http.Response, error) { return c.transport.RoundTrip(r) }

// exchange is one request and its answer.
type exchange struct {
	method string
	// plmn is where the producer is, root its apiRoot.
	plmn event.PLMN
	root *url.URL
	// path begins with a slash and is escaped, query is escaped.
	path, query string
	// in is sent as JSON, nil for no body; contentType is application/json when empty.
	in          any
	contentType string
	// out gets the JSON answer, nil if it does not matter.
	out any
}

// errProducer says that the producer could not be reached or made no sense, so that the cache must be asked anew.
var errProducer = errors.New("no valid answer from the producer")

// do returns the answer's header. A refusal is a *Problem.
func (c *Client) do(ctx context.Context, x exchange) (int, http.Header, error) {
	var in []byte
	if x.in != nil {
		var err error
		if in, err = json.Marshal(x.in); err != nil {
			return 0, nil, fmt.Errorf("sbi: %s %s: %w", x.method, x.path, err)
		}
		if x.contentType == "" {
			x.contentType = typeJSON
		}
	}
	status, header, body, err := c.raw(ctx, x, in, acceptJSON)
	if err != nil {
		return 0, nil, err
	}
	if status < 200 || status > 299 {
		return status, header, parseProblem(status, header.Get("Content-Type"), body)
	}
	if x.out != nil && len(body) > 0 {
		if err := json.Unmarshal(body, x.out); err != nil {
			return 0, nil, fmt.Errorf("sbi: %s %s: %w: %w", x.method, x.path, errProducer, err)
		}
	}
	return status, header, nil
}

// raw sends octets of type x.contentType, nil for no body, and returns the answer whatever its status.
func (c *Client) raw(ctx context.Context, x exchange, in []byte, accept []string) (int, http.Header, []byte, error) {
	u := &url.URL{Scheme: "https", RawQuery: x.query}
	h := http.Header{
		"User-Agent": c.userAgent,
		"Accept":     accept,
	}
	base := x.root
	if !SamePLMN(x.plmn, c.cfg.PLMN) {
		if c.sepp == nil {
			return 0, nil, nil, fmt.Errorf("sbi: %s %s: PLMN %v needs a SEPP and there is none", x.method, x.path, x.plmn)
		}
		base = c.sepp
		h[HeaderTargetAPIRoot] = []string{x.root.String()}
		// The prefix of the target's apiRoot is the SEPP's business.
	}
	u.Host = base.Host
	if err := setPath(u, base.Path, x.path); err != nil {
		return 0, nil, nil, err
	}
	r := &http.Request{Method: x.method, URL: u, Host: u.Host, Header: h, Proto: "HTTP/2.0", ProtoMajor: 2}
	if in != nil {
		h["Content-Type"] = []string{x.contentType}
		r.ContentLength = int64(len(in))
		r.Body = io.NopCloser(bytes.NewReader(in))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(in)), nil }
	}
	if _, bounded := ctx.Deadline(); !bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.cfg.Timeout)
		defer cancel()
	}
	resp, err := c.transport.RoundTrip(r.WithContext(ctx))
	if err != nil {
		return 0, nil, nil, fmt.Errorf("sbi: %s %s at %s: %w: %w", x.method, x.path, base.Host, errProducer, err)
	}
	defer resp.Body.Close()
	body, err := ReadAnswer(resp)
	if err != nil {
		return 0, nil, nil, fmt.Errorf("sbi: %s %s at %s: %w: %w", x.method, x.path, base.Host, errProducer, err)
	}
	return resp.StatusCode, resp.Header, body, nil
}

var acceptJSON = []string{typeJSON + ", " + typeProblem}

// setPath joins an unescaped prefix and an escaped path.
func setPath(u *url.URL, prefix, path string) error {
	if !strings.Contains(path, "%") {
		u.Path = prefix + path
		return nil
	}
	p, err := url.PathUnescape(path)
	if err != nil {
		return fmt.Errorf("sbi: path %.100q: %w", path, err)
	}
	u.Path = prefix + p
	u.RawPath = (&url.URL{Path: prefix}).EscapedPath() + path
	return nil
}

// ReadAnswer reads a response body of at most 1 MiB.
func ReadAnswer(resp *http.Response) ([]byte, error) {
	n := resp.ContentLength
	switch {
	case n == 0:
		return nil, nil
	case n > maxAnswer:
		return nil, fmt.Errorf("answer has %d octets, at most %d are read", n, maxAnswer)
	case n > 0:
		b := make([]byte, n)
		_, err := io.ReadFull(resp.Body, b)
		return b, err
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err == nil && len(b) > maxAnswer {
		err = fmt.Errorf("answer has more than %d octets", maxAnswer)
	}
	return b, err
}

// call finds a producer and does the exchange with it.
func (c *Client) call(ctx context.Context, t event.NFType, service string, plmn event.PLMN, x exchange) (int, http.Header, *Producer, error) {
	p, err := c.producer(ctx, t, service, plmn)
	if err != nil {
		return 0, nil, nil, err
	}
	x.plmn, x.root = plmn, p.root
	status, h, err := c.do(ctx, x)
	if stale(err) {
		c.forget(t, service, plmn)
	}
	return status, h, p, err
}

// stale says whether an error makes the cached producer doubtful.
func stale(err error) bool {
	var p *Problem
	if errors.As(err, &p) {
		return p.Status == http.StatusBadGateway || p.Status == http.StatusGatewayTimeout
	}
	return errors.Is(err, errProducer)
}
