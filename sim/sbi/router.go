package sbi

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/free5gc/openapi/models"
)

// MaxBody is the largest request body that is read, in octets. A larger one is answered with 413.
const MaxBody = 256 << 10

// maxAnswer is the largest answer that a client reads, in octets.
const maxAnswer = 1 << 20

// maxPath is the longest path that is looked at, in octets.
const maxPath = 8 << 10

// Media types, TS 29.500 R17 clause 5.4, TS 29.509 R17 clause 6.1.2.2.2.
const (
	typeJSON      = "application/json"
	typeProblem   = "application/problem+json"
	TypeHAL       = "application/3gppHal+json"
	typeMerge     = "application/merge-patch+json"
	typeJSONPatch = "application/json-patch+json"
)

func mediaType(contentType string) string {
	t, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// A Request is what a handler gets.
type Request struct {
	*http.Request
	params []string
	query  url.Values
}

// Param returns the n-th variable segment of the path, decoded; the first is 0.
func (r *Request) Param(n int) string { return r.params[n] }

// QueryParam returns a query parameter, empty if it is not there.
func (r *Request) QueryParam(name string) string {
	if r.query == nil {
		r.query = r.URL.Query()
	}
	return r.query.Get(name)
}

// Decode reads the JSON body into v. What it returns is a *Problem: 415 for another media type, 413 for a body
// above MaxBody, 400 INVALID_MSG_FORMAT for what is not JSON or does not fit v.
func (r *Request) Decode(v any) error {
	switch mediaType(r.Header.Get("Content-Type")) {
	case typeJSON, typeMerge, typeJSONPatch, TypeHAL:
	default:
		return Problemf(http.StatusUnsupportedMediaType, "", "media type %.60q is not JSON", r.Header.Get("Content-Type"))
	}
	b, err := ReadBody(r.Request)
	if err != nil {
		return err
	}
	return Unmarshal(b, v)
}

// ReadBody reads a request body of at most MaxBody octets. What it returns is a *Problem.
func ReadBody(r *http.Request) ([]byte, error) {
	if r.Body == nil || r.ContentLength == 0 {
		return nil, nil
	}
	if r.ContentLength > MaxBody {
		return nil, Problemf(http.StatusRequestEntityTooLarge, "", "body has %d octets, at most %d are read", r.ContentLength, MaxBody)
	}
	var b []byte
	var err error
	if n := r.ContentLength; n > 0 {
		b = make([]byte, n)
		_, err = io.ReadFull(r.Body, b)
	} else {
		b, err = io.ReadAll(io.LimitReader(r.Body, MaxBody+1))
	}
	if err != nil {
		return nil, Problemf(http.StatusBadRequest, CauseInvalidMsgFormat, "body cannot be read: %v", err)
	}
	if len(b) > MaxBody {
		return nil, Problemf(http.StatusRequestEntityTooLarge, "", "body has more than %d octets", MaxBody)
	}
	return b, nil
}

// Unmarshal is json.Unmarshal with a *Problem, 400 INVALID_MSG_FORMAT, that says where the body is wrong.
func Unmarshal(b []byte, v any) error {
	err := json.Unmarshal(b, v)
	if err == nil {
		return nil
	}
	p := NewProblem(http.StatusBadRequest, CauseInvalidMsgFormat, "body: "+err.Error())
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		p.Detail = "body at octet " + strconv.FormatInt(syntax.Offset, 10) + ": " + syntax.Error()
	case errors.As(err, &kind):
		ptr := "/" + strings.ReplaceAll(kind.Field, ".", "/")
		p.InvalidParams = []models.InvalidParam{{Param: ptr, Reason: "is a JSON " + kind.Value}}
	}
	return p
}

// A Reply is what a handler answers with.
type Reply struct {
	// Status is the HTTP status code, 0 for 200, or 204 without Body.
	Status int
	// Type is the media type of Body, empty for application/json.
	Type string
	// Location is the URI of a created resource.
	Location string
	// Header has further headers, nil for none.
	Header http.Header
	// Body is encoded as JSON; []byte goes out as it is; nil means no body.
	Body any
}

// A HandlerFunc answers one operation. An error that is no *Problem becomes 500 SYSTEM_FAILURE; its text stays
// in the log.
type HandlerFunc func(*Request) (*Reply, error)

type route struct {
	method   string
	segments []string // "*" for a variable
	handle   HandlerFunc
}

// A Router hands requests to operations by method and path and writes their answers. Paths have no trailing
// slash and no dot segments; "*" in a pattern stands for one segment that is not empty.
type Router struct {
	// Origin is put into the server header of errors, for example "AUSF-<instance id>" (TS 29.500 R17 clause
	// 5.2.2.2).
	Origin string
	// Log is silent when nil.
	Log    *slog.Logger
	routes []route
}

// Handle adds an operation. It must not be called once the router serves.
func (rt *Router) Handle(method, pattern string, h HandlerFunc) {
	rt.routes = append(rt.routes, route{method, strings.Split(strings.TrimPrefix(pattern, "/"), "/"), h})
}

// ServeHTTP implements http.Handler.
func (rt *Router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	reply, err := rt.serve(r)
	if err != nil {
		rt.fail(w, r, err)
		return
	}
	rt.answer(w, r, reply)
}

func (rt *Router) serve(r *http.Request) (reply *Reply, err error) {
	defer func() {
		if v := recover(); v != nil {
			logger(rt.Log).Error("sbi: handler panics", "method", r.Method, "panic", v, "stack", string(debug.Stack()))
			err = NewProblem(http.StatusInternalServerError, CauseSystemFailure, "")
		}
	}()
	h, params, err := rt.match(r.Method, r.URL.EscapedPath())
	if err != nil {
		return nil, err
	}
	return h(&Request{Request: r, params: params})
}

func (rt *Router) match(method, path string) (HandlerFunc, []string, error) {
	if len(path) > maxPath {
		return nil, nil, NewProblem(http.StatusRequestURITooLong, "", "path is too long")
	}
	known := false
	for i := range rt.routes {
		params, ok := rt.routes[i].match(path)
		if !ok {
			continue
		}
		known = true
		if rt.routes[i].method == method {
			return rt.routes[i].handle, params, nil
		}
	}
	if known {
		return nil, nil, Problemf(http.StatusMethodNotAllowed, "", "method %.20s is not defined for this resource", method)
	}
	return nil, nil, NewProblem(http.StatusNotFound, CauseResourceURINotFound, "no such resource")
}

func (ro *route) match(path string) ([]string, bool) {
	rest, ok := strings.CutPrefix(path, "/")
	if !ok {
		return nil, false
	}
	var params []string
	for i, want := range ro.segments {
		seg, tail, more := strings.Cut(rest, "/")
		if more != (i < len(ro.segments)-1) {
			return nil, false
		}
		if want == "*" {
			v, err := url.PathUnescape(seg)
			if err != nil || v == "" {
				return nil, false
			}
			params = append(params, v)
		} else if want != seg {
			return nil, false
		}
		rest = tail
	}
	return params, true
}

func (rt *Router) fail(w http.ResponseWriter, r *http.Request, err error) {
	var p *Problem
	if !errors.As(err, &p) {
		logger(rt.Log).Error("sbi: operation failed", "method", r.Method, "path", r.URL.Path, "err", err)
		p = NewProblem(http.StatusInternalServerError, CauseSystemFailure, "")
	}
	WriteProblem(w, rt.Origin, p)
}

// WriteProblem answers with a problem. origin is the value of the server header, empty for none.
func WriteProblem(w http.ResponseWriter, origin string, p *Problem) {
	h := w.Header()
	if origin != "" {
		h["Server"] = []string{origin}
	}
	h["Content-Type"] = []string{typeProblem}
	b := p.body()
	h["Content-Length"] = []string{strconv.Itoa(len(b))}
	w.WriteHeader(p.Status)
	// An error here means that the client is gone.
	_, _ = w.Write(b)
}

func (rt *Router) answer(w http.ResponseWriter, r *http.Request, reply *Reply) {
	if reply == nil {
		reply = &Reply{}
	}
	h := w.Header()
	for k, v := range reply.Header {
		h[k] = v
	}
	if reply.Location != "" {
		h["Location"] = []string{reply.Location}
	}
	if reply.Body == nil {
		status := reply.Status
		if status == 0 {
			status = http.StatusNoContent
		}
		w.WriteHeader(status)
		return
	}
	b, ok := reply.Body.([]byte)
	if !ok {
		var err error
		if b, err = json.Marshal(reply.Body); err != nil {
			rt.fail(w, r, err)
			return
		}
	}
	t := reply.Type
	if t == "" {
		t = typeJSON
	}
	h["Content-Type"] = []string{t}
	h["Content-Length"] = []string{strconv.Itoa(len(b))}
	status := reply.Status
	if status == 0 {
		status = http.StatusOK
	}
	w.WriteHeader(status)
	_, _ = w.Write(b)
}

func logger(l *slog.Logger) *slog.Logger {
	if l == nil {
		return slog.New(slog.DiscardHandler)
	}
	return l
}
