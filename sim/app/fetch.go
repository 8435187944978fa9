package app

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
)

// FetchRequest describes requests over one HTTP connection.
type FetchRequest struct {
	// URL has scheme and server: "http://www.data.test" or "https://…", a name or an address, with a port if it is not
	// the usual one.
	URL string
	// Canary of the first request, drawn when empty; the others are drawn. Each request has one of its own.
	Canary Canary
	// Requests is how many, one after the other; 0 means 1.
	Requests int
	// Upload and Download are octets of content each way for each request. Without Upload the canary is in the path only.
	// Download is at least CanaryLength.
	Upload, Download int64
	// EncryptedBy says whose server it is where TLS is used; empty means a third party.
	EncryptedBy EncryptedBy
}

// Fetch makes the requests and checks every octet of the answers. It returns the flows also after an error: those of
// the lookup, then that of HTTP.
func (c *Client) Fetch(ctx context.Context, r FetchRequest) ([]Flow, error) {
	u, err := url.Parse(r.URL)
	if err != nil {
		return nil, fmt.Errorf("app: %w", err)
	}
	var (
		cfg  *tls.Config
		port = "80"
	)
	switch {
	case u.Scheme == "https" && c.cfg.TLS == nil:
		return nil, errors.New("app: the client has no TLS configuration")
	case u.Scheme == "https":
		cfg, port = serverName(c.cfg.TLS, u.Hostname(), "http/1.1"), "443"
	case u.Scheme != "http":
		return nil, fmt.Errorf("app: scheme of %q", r.URL)
	}
	if r.Upload < 0 || r.Upload > MaxContent || r.Download < 0 || r.Download > MaxContent || r.Requests < 0 {
		return nil, fmt.Errorf("app: %d requests with %d octets up and %d down", r.Requests, r.Upload, r.Download)
	}
	by, err := owner(protection(cfg), r.EncryptedBy)
	if err != nil {
		return nil, err
	}
	canary, err := c.canary(r.Canary)
	if err != nil {
		return nil, err
	}
	if p := u.Port(); p != "" {
		port = p
	}
	at, name, flows, err := c.resolve(ctx, net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		return flows, err
	}
	l := c.ledger("http", "tcp", at, name, protection(cfg), by)
	err = c.fetch(ctx, l, cfg, u, canary, r)
	if err != nil {
		err = fmt.Errorf("app: %s: %w", r.URL, because(ctx, err))
	}
	return append(flows, l.end(err)), err
}

func (c *Client) fetch(ctx context.Context, l *ledger, cfg *tls.Config, u *url.URL, canary Canary, r FetchRequest) error {
	conn, release, err := c.dial(ctx, l, cfg)
	if err != nil {
		return err
	}
	defer release()
	defer conn.Close()
	in := bufio.NewReader(conn)
	total := max(r.Requests, 1)
	for i := range total {
		if i > 0 {
			if canary, err = c.canary(""); err != nil {
				return err
			}
		}
		if err := exchange(ctx, l, conn, in, u, canary, r); err != nil {
			return fmt.Errorf("request %d: %w", i+1, err)
		}
	}
	conn.farewell()
	return nil
}

// exchange is one request and its answer.
func exchange(ctx context.Context, l *ledger, out io.Writer, in *bufio.Reader, u *url.URL, canary Canary, r FetchRequest) error {
	method, body := http.MethodGet, io.Reader(nil)
	if r.Upload > 0 {
		method, body = http.MethodPost, canary.Content(r.Upload)
	}
	target := url.URL{Scheme: u.Scheme, Host: u.Host, Path: contentPath + string(canary),
		RawQuery: "octets=" + strconv.FormatInt(r.Download, 10)}
	req, err := http.NewRequestWithContext(ctx, method, target.String(), body)
	if err != nil {
		return err
	}
	req.ContentLength = r.Upload
	req.Header.Set("User-Agent", "lilab")
	if body != nil {
		req.Header.Set("Content-Type", "text/plain; charset=us-ascii")
	}
	l.update(func(f *Flow) { f.Up.message(canary) })
	if err := req.Write(out); err != nil {
		return err
	}
	res, err := http.ReadResponse(in, req)
	if err != nil {
		return noEOF(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(res.Body, 200))
		return fmt.Errorf("the server answers %s: %s", res.Status, text)
	}
	want := max(r.Download, CanaryLength)
	n, err := io.Copy(newChecker(canary.Reply()), io.LimitReader(res.Body, want+1))
	if n >= CanaryLength {
		l.update(func(f *Flow) { f.Down.message(canary.Reply()) })
	}
	if err == nil && n != want {
		err = fmt.Errorf("%d octets of content instead of %d", n, want)
	}
	return err
}
