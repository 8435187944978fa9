package x1

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func (e Endpoint) withDefaults() Endpoint {
	if e.Time1 == 0 {
		e.Time1 = DefaultTime1
	}
	if e.Time2 == 0 {
		e.Time2 = DefaultTime2
	}
	if e.Now == nil {
		e.Now = time.Now
	}
	if e.Rand == nil {
		e.Rand = rand.Reader
	}
	if e.Log == nil {
		e.Log = slog.New(slog.DiscardHandler)
	}
	if e.DialContext == nil {
		e.DialContext = (&net.Dialer{}).DialContext
	}
	return e
}

// Server answers X1 requests: the HTTPS side of an NE or of an ADMF.
type Server struct {
	ep      Endpoint
	path    string
	isNE    bool
	handle  HandleFunc
	allowed func(peer string) bool

	http    *http.Server
	ctx     context.Context
	cancel  context.CancelFunc
	wg      sync.WaitGroup
	refused atomic.Uint64
	// onRefused, when not nil, is told what net/http says of a connection that failed TLS. It must not block.
	onRefused func(reason string)
}

// A HandleFunc works on one request message of an authenticated peer. An error that is not *Error becomes the generic
// failure of the request.
type HandleFunc func(ctx context.Context, peer string, body Request) (Response, error)

// NewNEServer makes the server of an NE, which obeys the one ADMF.
func NewNEServer(ep Endpoint, admf string, h HandleFunc) (*Server, error) {
	return newServer(ep, PathNE, true, func(id string) bool { return id == admf }, h)
}

// NewADMFServer makes the server of an ADMF; known says which NEs it expects.
func NewADMFServer(ep Endpoint, known func(ne string) bool, h HandleFunc) (*Server, error) {
	return newServer(ep, PathADMF, false, known, h)
}

func newServer(ep Endpoint, path string, isNE bool, allowed func(string) bool, h HandleFunc) (*Server, error) {
	switch {
	case ep.ID == "":
		return nil, errors.New("x1: an endpoint needs an identifier")
	case ep.Listener == nil:
		return nil, fmt.Errorf("x1 %s: no listener", ep.ID)
	case ep.ServerTLS == nil || ep.ServerTLS.ClientAuth != tls.RequireAndVerifyClientCert:
		return nil, fmt.Errorf("x1 %s: the server must require and verify client certificates", ep.ID)
	}
	s := &Server{ep: ep.withDefaults(), path: path, isNE: isNE, allowed: allowed, handle: h}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s, nil
}

// Start begins to serve and returns.
func (s *Server) Start() {
	s.http = &http.Server{
		Handler:           http.HandlerFunc(s.serve),
		TLSConfig:         s.ep.ServerTLS.Clone(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Hour,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(refusals{s.ep.Log.Handler(), s}, slog.LevelWarn),
		BaseContext:       func(net.Listener) context.Context { return s.ctx },
		ConnState: func(_ net.Conn, st http.ConnState) {
			switch st {
			case http.StateNew:
				s.wg.Add(1)
			case http.StateClosed, http.StateHijacked:
				s.wg.Done()
			}
		},
	}
	s.wg.Go(func() {
		if err := s.http.ServeTLS(s.ep.Listener, "", ""); !errors.Is(err, http.ErrServerClosed) {
			s.ep.Log.Error("x1 server stopped", "id", s.ep.ID, "err", err)
		}
	})
}

// Close stops the server and waits for its goroutines.
func (s *Server) Close() error {
	s.cancel()
	if s.http == nil {
		return s.ep.Listener.Close()
	}
	err := s.http.Close()
	s.wg.Wait()
	return err
}

// Refused counts the connections that failed the TLS handshake, for example for want of a good certificate.
func (s *Server) Refused() uint64 { return s.refused.Load() }

// refusals notices what net/http logs about failed handshakes.
type refusals struct {
	slog.Handler
	s *Server
}

// Enabled lets every record through, so that a silent logger counts too.
func (refusals) Enabled(context.Context, slog.Level) bool { return true }

// Handle counts, tells, and passes on.
func (h refusals) Handle(ctx context.Context, r slog.Record) error {
	// A peer that just ends the connection was not refused.
	if strings.Contains(r.Message, "TLS handshake error") && !strings.HasSuffix(strings.TrimSpace(r.Message), "EOF") {
		h.s.refused.Add(1)
		if h.s.onRefused != nil {
			h.s.onRefused(r.Message)
		}
	}
	if !h.Handler.Enabled(ctx, r.Level) {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	// HTTP codes are for errors of HTTP only (clause 7.2.2.2).
	switch {
	case r.URL.Path != s.path:
		http.Error(w, "not found", http.StatusNotFound)
		return
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "POST only", http.StatusMethodNotAllowed)
		return
	case r.ProtoMajor == 1 && (len(r.TransferEncoding) > 0 || r.ContentLength < 0):
		http.Error(w, "no transfer coding, Content-Length is required", http.StatusLengthRequired)
		return
	case r.ContentLength > MaxDocument:
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxDocument))
	if err != nil {
		http.Error(w, "body not readable", http.StatusBadRequest)
		return
	}
	src, _ := netip.ParseAddrPort(r.RemoteAddr)
	local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	dst := addrPort(local)
	if s.ep.OnExchange != nil {
		s.ep.OnExchange(src, dst, body)
	}
	answer := s.answer(r.Context(), PeerUID(r.TLS), body)
	if s.ep.OnExchange != nil {
		s.ep.OnExchange(dst, src, answer)
	}
	w.Header().Set("Content-Type", "application/xml")
	w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
	_, _ = w.Write(answer) // a peer that went away gets nothing
}

// answer makes the response document for a request document from an authenticated peer.
func (s *Server) answer(ctx context.Context, peer string, body []byte) []byte {
	ms, err := readRequests(body)
	if err != nil {
		s.ep.Log.Warn("x1 request not readable", "id", s.ep.ID, "peer", peer, "err", err)
		return AppendTopLevelError(nil, TopLevelError{s.topHeader(peer)})
	}
	out := make([]ResponseMessage, 0, len(ms))
	for _, m := range ms {
		out = append(out, ResponseMessage{s.header(m.Header), s.one(ctx, peer, m)})
	}
	return AppendResponses(nil, out)
}

func (s *Server) topHeader(peer string) Header {
	h := Header{ADMF: peer, NE: s.ep.ID, Timestamp: s.ep.Now(), Version: Version}
	if !s.isNE {
		h.ADMF, h.NE = s.ep.ID, peer
	}
	return h
}

// header answers with our own identifier and the one that the requester claimed.
func (s *Server) header(req Header) Header {
	h := req
	if s.isNE {
		h.NE = s.ep.ID
	} else {
		h.ADMF = s.ep.ID
	}
	h.Timestamp, h.Version = s.ep.Now(), Version
	return h
}

func (s *Server) one(ctx context.Context, peer string, m received) Response {
	e := s.checkIdentity(peer, m.Header)
	if e == nil {
		e = m.Err
	}
	if e != nil {
		s.ep.Log.Warn("x1 request refused", "id", s.ep.ID, "peer", peer, "type", m.Type, "code", int(e.Code), "why", e.Description)
		return ErrorResponse{m.Type, e.Code, e.Description}
	}
	ctx, cancel := context.WithTimeout(ctx, s.ep.Time1)
	defer cancel()
	resp, err := s.handle(ctx, peer, m.Body)
	if err == nil {
		return resp
	}
	var xe *Error
	if !errors.As(err, &xe) {
		xe = &Error{Code: genericFailure(m.Type), Description: err.Error()}
	}
	s.ep.Log.Warn("x1 request failed", "id", s.ep.ID, "peer", peer, "type", m.Type, "code", int(xe.Code), "why", xe.Description)
	return ErrorResponse{m.Type, xe.Code, xe.Description}
}

// checkIdentity compares what the requester claims with its certificate and with whom this server serves
// (clauses 6.7, 8.2.4).
func (s *Server) checkIdentity(peer string, h Header) *Error {
	if s.isNE {
		switch {
		case peer == "" || h.ADMF != peer:
			return Errorf(ErrADMFCertificate, "the admfIdentifier is not the one of the certificate")
		case !s.allowed(h.ADMF):
			return Errorf(ErrUnexpectedADMF, "this NE does not obey that ADMF")
		case h.NE != s.ep.ID:
			return Errorf(ErrUnexpectedNE, "this is another NE")
		}
		return nil
	}
	switch {
	case peer == "" || h.NE != peer:
		return Errorf(ErrNECertificate, "the neIdentifier is not the one of the certificate")
	case !s.allowed(h.NE):
		return Errorf(ErrUnexpectedNE, "this ADMF does not know that NE")
	case h.ADMF != s.ep.ID:
		return Errorf(ErrUnexpectedADMF, "this is another ADMF")
	}
	return nil
}

func genericFailure(t MessageType) Code {
	switch t {
	case TypeActivateTask:
		return ErrActivateTask
	case TypeModifyTask:
		return ErrModifyTask
	case TypeDeactivateTask:
		return ErrDeactivateTask
	case TypeDeactivateAllTasks:
		return ErrDeactivateAllTasks
	case TypeCreateDestination:
		return ErrCreateDestination
	case TypeModifyDestination:
		return ErrModifyDestination
	case TypeRemoveDestination:
		return ErrRemoveDestination
	case TypeRemoveAllDestinations:
		return ErrRemoveAllDestinations
	}
	return ErrGeneric
}
