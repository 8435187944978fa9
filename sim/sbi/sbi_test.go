package sbi_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/pki"
	"lilab/sim/sbi"
	"lilab/sim/sbi/sbitest"
)

var _ amf.Home = (*sbi.Client)(nil)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var nl = event.PLMN{MCC: "001", MNC: "01"}

func TestLinksBothForms(t *testing.T) {
	for _, text := range []string{
		`{"5g-aka":{"href":"https://a/b"}}`,
		`{"5g-aka":[{"href":"https://a/b"}]}`,
	} {
		var l sbi.Links
		require.NoError(t, json.Unmarshal([]byte(text), &l))
		require.Equal(t, sbi.Links{"5g-aka": {{Href: "https://a/b"}}}, l)
		b, err := json.Marshal(l)
		require.NoError(t, err)
		require.JSONEq(t, `{"5g-aka":{"href":"https://a/b"}}`, string(b))
	}
	var l sbi.Links
	require.ErrorContains(t, json.Unmarshal([]byte(`{"5g-aka":[7]}`), &l), "5g-aka")
	b, err := json.Marshal(sbi.Links{"x": {{Href: "1"}, {Href: "2"}}})
	require.NoError(t, err)
	require.JSONEq(t, `{"x":[{"href":"1"},{"href":"2"}]}`, string(b))
}

func TestIdentities(t *testing.T) {
	p, ok := sbi.ServingNetwork("5G:mnc001.mcc001.3gppnetwork.org")
	require.True(t, ok)
	require.True(t, sbi.SamePLMN(p, nl))
	for _, bad := range []string{"", "5G:", "mnc001.mcc001.3gppnetwork.org", "5G:mnc01.mcc001.3gppnetwork.org", "5G:mnc0x1.mcc001.3gppnetwork.org", "5G:mnc001.mcc001.3gppnetwork.org:nid"} {
		_, ok := sbi.ServingNetwork(bad)
		require.False(t, ok, bad)
	}
	p, ok = sbi.DomainPLMN("AMF1.region2.5gc.MNC070.mcc999.3gppnetwork.org.")
	require.True(t, ok)
	require.True(t, sbi.SamePLMN(p, event.PLMN{MCC: "999", MNC: "70"}))
	for _, bad := range []string{"", ".5gc.mnc070.mcc999.3gppnetwork.org", "5gc.mnc070.mcc999.3gppnetwork.org", "x.5gc.mnc070.mcc999.3gppnetwork.org.evil.org", "127.0.0.1"} {
		_, ok := sbi.DomainPLMN(bad)
		require.False(t, ok, bad)
	}
	for _, bad := range []string{"imsi-1234", "imsi-1234567890123456", "imsi-12345x", "12345678", "imsi-"} {
		_, ok := sbi.ParseSUPI(bad)
		require.False(t, ok, bad)
	}
	for _, bad := range []string{"", "https://", "http://a", "https://u@a", "https://a?x=1", "https://a#f", "https://a:0", "https://a:70000", "https:a", "//a"} {
		_, err := sbi.ParseAPIRoot(bad)
		require.Error(t, err, bad)
	}
	u, err := sbi.ParseAPIRoot("https://udm1.5gc.mnc070.mcc999.3gppnetwork.org:8443/prefix/")
	require.NoError(t, err)
	require.Equal(t, "/prefix", u.Path)
}

// echo answers with the body it got.
func echo() *sbi.Router {
	rt := &sbi.Router{Origin: "UDM-test"}
	rt.Handle(http.MethodPost, "/a/*/b", func(r *sbi.Request) (*sbi.Reply, error) {
		var in struct {
			Name string `json:"name"`
			N    int    `json:"n"`
		}
		if err := r.Decode(&in); err != nil {
			return nil, err
		}
		return &sbi.Reply{Body: map[string]string{"param": r.Param(0), "name": in.Name}}, nil
	})
	rt.Handle(http.MethodGet, "/panic", func(*sbi.Request) (*sbi.Reply, error) { panic("on purpose") })
	rt.Handle(http.MethodGet, "/wait", func(r *sbi.Request) (*sbi.Reply, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	rt.Handle(http.MethodGet, "/ok", func(*sbi.Request) (*sbi.Reply, error) { return nil, nil })
	return rt
}

func TestRouter(t *testing.T) {
	rt := echo()
	for _, c := range []struct {
		name, method, path, contentType, body string
		status                                int
		cause                                 string
	}{
		{"ok", "POST", "/a/x%2Fy/b", "application/json; charset=utf-8", `{"name":"n"}`, 200, ""},
		{"unknown path", "POST", "/a/x/c", "application/json", `{}`, 404, sbi.CauseResourceURINotFound},
		{"longer path", "POST", "/a/x/b/c", "application/json", `{}`, 404, sbi.CauseResourceURINotFound},
		{"shorter path", "POST", "/a/x", "application/json", `{}`, 404, sbi.CauseResourceURINotFound},
		{"trailing slash", "POST", "/a/x/b/", "application/json", `{}`, 404, sbi.CauseResourceURINotFound},
		{"empty variable", "POST", "/a//b", "application/json", `{}`, 404, sbi.CauseResourceURINotFound},
		{"method", "DELETE", "/a/x/b", "", ``, 405, ""},
		{"media type", "POST", "/a/x/b", "text/plain", `{}`, 415, ""},
		{"no media type", "POST", "/a/x/b", "", `{}`, 415, ""},
		{"no body", "POST", "/a/x/b", "application/json", ``, 400, sbi.CauseInvalidMsgFormat},
		{"truncated", "POST", "/a/x/b", "application/json", `{"name":"n`, 400, sbi.CauseInvalidMsgFormat},
		{"wrong type", "POST", "/a/x/b", "application/json", `{"n":"seven"}`, 400, sbi.CauseInvalidMsgFormat},
		{"deep", "POST", "/a/x/b", "application/json", strings.Repeat("[", 20000), 400, sbi.CauseInvalidMsgFormat},
		{"too large", "POST", "/a/x/b", "application/json", `{"name":"` + strings.Repeat("n", sbi.MaxBody) + `"}`, 413, ""},
		{"panic", "GET", "/panic", "", ``, 500, sbi.CauseSystemFailure},
	} {
		r := httptest.NewRequest(c.method, c.path, strings.NewReader(c.body))
		if c.contentType != "" {
			r.Header.Set("Content-Type", c.contentType)
		}
		w := httptest.NewRecorder()
		rt.ServeHTTP(w, r)
		require.Equal(t, c.status, w.Code, c.name)
		if c.status == 200 {
			require.JSONEq(t, `{"param":"x/y","name":"n"}`, w.Body.String())
			continue
		}
		require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"), c.name)
		require.Equal(t, "UDM-test", w.Header().Get("Server"), c.name)
		var d models.ProblemDetails
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &d), c.name)
		require.EqualValues(t, c.status, d.Status, c.name)
		require.Equal(t, c.cause, d.Cause, c.name)
	}
}

// place is a host with a server of echo and the means to reach it.
type place struct {
	net    fabric.Network
	server *sbi.Server
	client *sbi.Transport
	root   string
	conf   *tls.Config
	host   fabric.Host
	failed atomic.Int64
}

func newPlace(t *testing.T, h http.Handler) *place {
	p := &place{}
	var err error
	p.net, err = fabric.NewLoopback(fabric.LoopbackConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.net.Close()) })
	link, err := p.net.Link(fabric.LinkConfig{Name: "sbi", Prefix: netip.MustParsePrefix("10.1.0.0/24")})
	require.NoError(t, err)
	p.host, err = p.net.Host("h")
	require.NoError(t, err)
	addr, err := link.Attach(p.host)
	require.NoError(t, err)
	require.NoError(t, p.net.Name("udm1.test", addr))
	ca, err := pki.NewAuthority("test", time.Now)
	require.NoError(t, err)
	cert, err := ca.Issue(pki.Leaf{CommonName: "udm1.test", DNSNames: []string{"udm1.test"}, Client: true, Server: true})
	require.NoError(t, err)
	o := pki.Options{Now: time.Now}
	p.server, err = sbi.NewServer(sbi.ServerConfig{
		Host: p.host, Listen: netip.AddrPortFrom(addr, 0), TLS: pki.ServerConfig(cert, ca.Pool(), o), Handler: h,
		OnHandshakeError: func(netip.AddrPort, error) { p.failed.Add(1) },
	})
	require.NoError(t, err)
	require.NoError(t, p.server.Start(t.Context()))
	t.Cleanup(func() { require.NoError(t, p.server.Close()) })
	p.conf = pki.ClientConfig(cert, ca.Pool(), "", o)
	p.client, err = sbi.NewTransport(sbi.TransportConfig{Host: p.host, TLS: p.conf})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.client.Close()) })
	p.root = sbi.APIRoot("udm1.test", p.server.Addr().Port())
	return p
}

func (p *place) get(t *testing.T, ctx context.Context, path string, h http.Header) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.root+path, nil)
	require.NoError(t, err)
	for k, v := range h {
		r.Header[k] = v
	}
	resp, err := p.client.RoundTrip(r)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, err
}

func (p *place) lives(t *testing.T) {
	status, err := p.get(t, t.Context(), "/ok", nil)
	require.NoError(t, err)
	require.Equal(t, http.StatusNoContent, status)
}

func (p *place) dial(t *testing.T, protos ...string) *tls.Conn {
	c, err := p.host.DialContext(t.Context(), "tcp", strings.TrimPrefix(p.root, "https://"))
	require.NoError(t, err)
	conf := p.conf.Clone()
	conf.ServerName, conf.NextProtos = "udm1.test", protos
	tc := tls.Client(c, conf)
	t.Cleanup(func() { tc.Close() })
	require.NoError(t, tc.SetDeadline(time.Now().Add(10*time.Second)))
	return tc
}

func TestServerLivesOnAfterNonsense(t *testing.T) {
	p := newPlace(t, echo())
	p.lives(t)
	preface := "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
	settings := "\x00\x00\x00\x04\x00\x00\x00\x00\x00"
	// net/http keeps a broken connection for a second after GOAWAY: all cases at a time.
	var cases sync.WaitGroup
	for name, octets := range map[string]string{
		"noise":                 "\x16\x03\x01 nonsense",
		"HTTP/1.1":              "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n",
		"half a preface":        preface[:10],
		"frame too large":       preface + settings + "\xff\xff\xff\x00\x00\x00\x00\x00\x01",
		"headers on stream 0":   preface + settings + "\x00\x00\x01\x01\x04\x00\x00\x00\x00\x82",
		"bad HPACK":             preface + settings + "\x00\x00\x02\x01\x05\x00\x00\x00\x01\xff\xff",
		"data without headers":  preface + settings + "\x00\x00\x01\x00\x01\x00\x00\x00\x01x",
		"no pseudo headers":     preface + settings + "\x00\x00\x01\x01\x05\x00\x00\x00\x01\x82",
		"window update of zero": preface + settings + "\x00\x00\x04\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00",
	} {
		tc := p.dial(t, "h2")
		_, err := tc.Write([]byte(octets))
		require.NoError(t, err, name)
		require.NoError(t, tc.CloseWrite(), name)
		cases.Go(func() {
			_, err := io.Copy(io.Discard, tc)
			assert.NotErrorIs(t, err, os.ErrDeadlineExceeded, "%s: the server keeps the connection", name)
		})
		p.lives(t)
	}
	cases.Wait()
	// Neither without TLS nor with another protocol does anybody get in.
	c, err := p.host.DialContext(t.Context(), "tcp", strings.TrimPrefix(p.root, "https://"))
	require.NoError(t, err)
	_, err = c.Write([]byte(preface + settings))
	require.NoError(t, err)
	_, _ = io.Copy(io.Discard, c)
	c.Close()
	before := p.failed.Load()
	require.Positive(t, before)
	tc := p.dial(t, "http/1.1")
	err = tc.Handshake()
	if err == nil {
		_, err = tc.Read(make([]byte, 1))
	}
	require.Error(t, err)
	require.Eventually(t, func() bool { return p.failed.Load() > before }, 5*time.Second, time.Millisecond)
	p.lives(t)

	// Headers above the limit, and a body that is larger than what is read.
	status, err := p.get(t, t.Context(), "/ok", http.Header{"X-Long": {strings.Repeat("x", 64<<10)}})
	if err == nil {
		require.Equal(t, http.StatusRequestHeaderFieldsTooLarge, status)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.root+"/a/x/b", io.MultiReader(bytes.NewReader(make([]byte, 2*sbi.MaxBody))))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	resp, err := p.client.RoundTrip(r)
	require.NoError(t, err)
	resp.Body.Close()
	require.Equal(t, http.StatusRequestEntityTooLarge, resp.StatusCode)
	p.lives(t)
}

func TestCloseEndsWaitingExchanges(t *testing.T) {
	p := newPlace(t, echo())
	p.lives(t)
	errs := make(chan error, 1)
	go func() {
		_, err := p.get(t, context.WithoutCancel(t.Context()), "/wait", nil)
		errs <- err
	}()
	require.Never(t, func() bool { return len(errs) > 0 }, 20*time.Millisecond, time.Millisecond)
	require.NoError(t, p.client.Close())
	require.Error(t, <-errs)
	require.NoError(t, p.server.Close())
}

func TestServerMustVerifyClients(t *testing.T) {
	_, err := sbi.NewServer(sbi.ServerConfig{Host: sbitest.NoHost{}, TLS: &tls.Config{}, Handler: echo()})
	require.ErrorContains(t, err, "client certificate")
	_, err = sbi.NewTransport(sbi.TransportConfig{Host: sbitest.NoHost{}, TLS: &tls.Config{InsecureSkipVerify: true}})
	require.ErrorContains(t, err, "verify")
}

func TestDiscoveryIsCached(t *testing.T) {
	var asked atomic.Int64
	var answer atomic.Value
	var root string
	rt := &sbi.Router{}
	rt.Handle(http.MethodGet, "/nnrf-disc/v1/nf-instances", func(r *sbi.Request) (*sbi.Reply, error) {
		asked.Add(1)
		return answer.Load().(func() (*sbi.Reply, error))()
	})
	rt.Handle(http.MethodGet, "/nudm-sdm/v2/*/am-data", func(r *sbi.Request) (*sbi.Reply, error) {
		return &sbi.Reply{Body: []byte(`{"gpsis":["msisdn-12345"]}`)}, nil
	})
	p := newPlace(t, rt)
	root = p.root
	now := time.Unix(1000, 0)
	c, err := sbi.NewClient(sbi.ClientConfig{
		Host: p.host, TLS: p.conf, PLMN: nl, NRF: root, Consumer: event.NF{Type: event.AMF}, Now: func() time.Time { return now },
	})
	require.NoError(t, err)
	defer c.Close()
	reply := func(body string) {
		answer.Store(func() (*sbi.Reply, error) { return &sbi.Reply{Body: []byte(body)}, nil })
	}
	ask := func() error {
		_, err := c.AMData(t.Context(), nl, "001010000000001", nl)
		return err
	}
	reply(`{"validityPeriod":10,"nfInstances":[]}`)
	require.ErrorIs(t, ask(), sbi.ErrNoProducer)
	reply(`{"validityPeriod":"x"}`)
	require.Error(t, ask())
	port := p.server.Addr().Port()
	profile, err := json.Marshal(sbi.Profile(event.NF{Type: event.UDM, FQDN: "udm1.test", InstanceID: "1"}, netip.AddrPortFrom(netip.MustParseAddr("10.0.0.1"), port), sbi.ServiceUDMSDM))
	require.NoError(t, err)
	reply(`{"validityPeriod":10,"nfInstances":[` + string(profile) + `]}`)
	asked.Store(0)
	for range 5 {
		require.NoError(t, ask())
	}
	require.EqualValues(t, 1, asked.Load())
	now = now.Add(11 * time.Second)
	require.NoError(t, ask())
	require.EqualValues(t, 2, asked.Load())
}

func FuzzIdentity(f *testing.F) {
	for _, s := range []string{"imsi-001010000000001", "5G:mnc001.mcc001.3gppnetwork.org", "udm1.5gc.mnc070.mcc999.3gppnetwork.org", "https://udm1.5gc.mnc070.mcc999.3gppnetwork.org:8443/x", `[{"mcc":"001","mnc":"01"}]`, `{"5g-aka":[{"href":"/x"}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if imsi, ok := sbi.ParseSUPI(s); ok {
			require.Equal(t, s, sbi.SUPI(imsi))
		}
		if p, ok := sbi.ServingNetwork(s); ok {
			require.Equal(t, s, p.ServingNetworkName())
		}
		if u, err := sbi.ParseAPIRoot(s); err == nil {
			require.NotEmpty(t, u.Hostname())
			again, err := sbi.ParseAPIRoot(u.String())
			require.NoError(t, err, "%q", u)
			require.Equal(t, u.Host, again.Host)
		}
		if list, err := sbi.ParsePLMNList("x", s); err == nil {
			for _, p := range list {
				require.True(t, sbi.ValidPLMN(p))
			}
		}
		var l sbi.Links
		if json.Unmarshal([]byte(s), &l) == nil {
			b, err := json.Marshal(l)
			require.NoError(t, err)
			var again sbi.Links
			require.NoError(t, json.Unmarshal(b, &again))
			require.Len(t, again, len(l))
		}
		if p, ok := sbi.DomainPLMN(s); ok {
			require.True(t, sbi.ValidPLMN(p))
		}
	})
}
