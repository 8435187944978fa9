package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"lilab/sim/fabric"
)

// Bounds of HTTP.
const (
	// MaxContent is the greatest body of a request or an answer in octets.
	MaxContent = 1 << 30
	// httpConnections, httpHeader and the times bound a server.
	httpConnections = 1024
	httpHeader      = 16 << 10
	httpHeaderTime  = 10 * time.Second
	httpBodyTime    = 5 * time.Minute
	httpIdle        = 30 * time.Second
)

// contentPath precedes the canary in the path of a request.
const contentPath = "/content/"

// HTTPServerConfig describes an HTTP server.
type HTTPServerConfig struct {
	Host fabric.Host
	// Listen has the places, with TLS or without.
	Listen []Endpoint
	// Log is silent when nil.
	Log *slog.Logger
}

// HTTPServer serves HTTP/1.1. To GET or POST of /content/<canary>?octets=<n> it answers with n octets of content of the
// reply canary, at least one copy of it. A body has to be the content of the canary.
type HTTPServer struct {
	cfg   HTTPServerConfig
	serve sync.WaitGroup // accept loops
	conns sync.WaitGroup

	mu      sync.Mutex
	state   state
	servers []*http.Server
	addrs   []netip.AddrPort
}

// NewHTTPServer checks the configuration.
func NewHTTPServer(cfg HTTPServerConfig) (*HTTPServer, error) {
	if cfg.Host == nil || len(cfg.Listen) == 0 {
		return nil, errors.New("app: an HTTP server needs a host and a place to listen")
	}
	cfg.Log = logger(cfg.Log)
	return &HTTPServer{cfg: cfg}, nil
}

// Start listens. It returns when the server is ready; after an error the server is closed.
func (s *HTTPServer) Start(ctx context.Context) error {
	s.mu.Lock()
	if s.state != made {
		s.mu.Unlock()
		return errTwice
	}
	s.state = running
	s.mu.Unlock()
	for _, e := range s.cfg.Listen {
		if err := s.listen(ctx, e); err != nil {
			return errors.Join(err, s.Close())
		}
	}
	return nil
}

func (s *HTTPServer) listen(ctx context.Context, e Endpoint) error {
	l, err := s.cfg.Host.Listen(ctx, e.At)
	if err != nil {
		return fmt.Errorf("app: listen at %v: %w", e.At, err)
	}
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	server := &http.Server{
		Handler:           http.HandlerFunc(s.content),
		Protocols:         protocols,
		ReadHeaderTimeout: httpHeaderTime,
		ReadTimeout:       httpBodyTime,
		WriteTimeout:      httpBodyTime,
		IdleTimeout:       httpIdle,
		MaxHeaderBytes:    httpHeader,
		ConnState:         s.connState,
		ErrorLog:          slog.NewLogLogger(s.cfg.Log.Handler(), slog.LevelDebug),
	}
	if e.TLS != nil {
		server.TLSConfig = e.TLS.Clone()
	}
	b := newBounded(l, httpConnections)
	s.mu.Lock()
	s.servers = append(s.servers, server)
	s.addrs = append(s.addrs, addrPort(l.Addr()))
	s.mu.Unlock()
	s.serve.Go(func() {
		// Serve ends with the server, or when its listener fails for good.
		var err error
		if e.TLS != nil {
			err = server.ServeTLS(b, "", "")
		} else {
			err = server.Serve(b)
		}
		if !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
			s.cfg.Log.Warn("app: HTTP server", "at", e.At, "err", err)
		}
		_ = b.Close()
	})
	return nil
}

func (s *HTTPServer) connState(_ net.Conn, st http.ConnState) {
	switch st {
	case http.StateNew:
		s.conns.Add(1)
	case http.StateClosed, http.StateHijacked:
		s.conns.Done()
	}
}

// Close stops the server at once and waits.
func (s *HTTPServer) Close() error {
	s.mu.Lock()
	if s.state == ended {
		s.mu.Unlock()
		return nil
	}
	s.state = ended
	servers := s.servers
	s.mu.Unlock()
	var errs []error
	for _, server := range servers {
		errs = append(errs, server.Close())
	}
	s.serve.Wait() // no new connection after this
	s.conns.Wait()
	return errors.Join(errs...)
}

func (s *HTTPServer) content(w http.ResponseWriter, r *http.Request) {
	if len(r.URL.Path) <= len(contentPath) || r.URL.Path[:len(contentPath)] != contentPath {
		http.Error(w, "no such resource", http.StatusNotFound)
		return
	}
	canary, err := ParseCanary(r.URL.Path[len(contentPath):])
	if err != nil {
		http.Error(w, "no such resource", http.StatusNotFound)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, "only GET and POST", http.StatusMethodNotAllowed)
		return
	}
	n, err := strconv.ParseInt(r.URL.Query().Get("octets"), 10, 64)
	if err != nil || n < 0 || n > MaxContent {
		http.Error(w, "octets have to be a number up to "+strconv.Itoa(MaxContent), http.StatusBadRequest)
		return
	}
	check := newChecker(canary)
	if _, err := io.Copy(check, http.MaxBytesReader(w, r.Body, MaxContent)); err != nil {
		http.Error(w, "the body is not what it should be: "+err.Error(), http.StatusBadRequest)
		return
	}
	n = max(n, CanaryLength)
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=us-ascii")
	h.Set("Content-Length", strconv.FormatInt(n, 10))
	if _, err := io.Copy(w, canary.Reply().Content(n)); err != nil {
		s.cfg.Log.Debug("app: HTTP answer", "to", r.RemoteAddr, "err", err)
	}
}
