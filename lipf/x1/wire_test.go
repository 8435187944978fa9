package x1_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/x1"
)

// recorder is the Handler of the tests.
type recorder struct {
	mu   sync.Mutex
	log  []string
	fail error
}

func (r *recorder) note(format string, args ...any) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.log = append(r.log, fmt.Sprintf(format, args...))
	return r.fail
}

func (r *recorder) DestinationCreated(d lipf.Destination) error { return r.note("+D %s", d.Address) }
func (r *recorder) DestinationModified(o, n lipf.Destination) error {
	return r.note("D %s %s", o.Address, n.Address)
}
func (r *recorder) DestinationRemoved(d lipf.Destination) { _ = r.note("-D %s", d.Address) }
func (r *recorder) TaskActivated(t lipf.Task) error       { return r.note("+T %s", t.Targets[0].Value) }
func (r *recorder) TaskModified(o, n lipf.Task) error {
	return r.note("T %s %s", o.Targets[0].Value, n.Targets[0].Value)
}
func (r *recorder) TaskDeactivated(t lipf.Task) { _ = r.note("-T %s", t.Targets[0].Value) }

type exchange struct {
	mu   sync.Mutex
	docs [][]byte
	from []netip.AddrPort
}

func (e *exchange) add(src, _ netip.AddrPort, b []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.docs = append(e.docs, bytes.Clone(b))
	e.from = append(e.from, src)
}

func startNE(t testing.TB, ep x1.Endpoint, change func(*x1.NEConfig)) (*x1.NE, *recorder) {
	t.Helper()
	rec := &recorder{}
	cfg := x1.NEConfig{Endpoint: ep, ADMF: "admf1", Handler: rec, TargetTypes: lipf.TargetTypes5GC(), Services: []lipf.ServiceType{lipf.Voice, lipf.Data}}
	if change != nil {
		change(&cfg)
	}
	ne, err := x1.NewNE(cfg)
	require.NoError(t, err)
	ne.Start()
	t.Cleanup(func() { require.NoError(t, ne.Close()) })
	return ne, rec
}

func neClient(t testing.TB, admf, ne x1.Endpoint) *x1.Client {
	t.Helper()
	c, err := x1.NewNEClient(admf, ne.ID, url(ne, x1.PathNE))
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

func simpleTask(xid lipf.UUID, dids ...lipf.UUID) lipf.Task {
	return lipf.Task{XID: xid, Targets: []lipf.TargetIdentifier{{Type: lipf.SUPIIMSI, Value: "001010000000001"}}, DeliveryType: lipf.X2Only, DIDs: dids}
}

func destination(did lipf.UUID) lipf.Destination {
	return lipf.Destination{DID: did, DeliveryType: lipf.X2Only, Address: netip.MustParseAddrPort("127.0.0.1:9443")}
}

// TestStore walks through the error codes of tasks and destinations, over HTTP/2 and HTTP/1.1.
func TestStore(t *testing.T) {
	for _, http1 := range []bool{false, true} {
		t.Run(fmt.Sprintf("http1=%v", http1), func(t *testing.T) {
			ca := authority(t)
			admf, nep := endpoint(t, ca, "admf1"), endpoint(t, ca, "ne1")
			admf.HTTP1 = http1
			var seen exchange
			nep.OnExchange = seen.add
			_, rec := startNE(t, nep, func(c *x1.NEConfig) { c.MaxDIDs = 1 })
			c := neClient(t, admf, nep)
			ctx := t.Context()
			call := func(code x1.Code, r x1.Request) x1.Response {
				t.Helper()
				resp, err := c.Call(ctx, r)
				if code == 0 {
					require.NoError(t, err)
					return resp
				}
				var e *x1.Error
				require.ErrorAs(t, err, &e)
				require.Equal(t, code, e.Code, e.Description)
				require.Equal(t, r.Type(), e.Request)
				return nil
			}
			x2only, x3only := destination(uuid(2)), destination(uuid(3))
			x3only.DeliveryType = lipf.X3Only
			udp := destination(uuid(4))
			udp.UDP = true
			odd := simpleTask(uuid(1), uuid(2))
			odd.Targets = []lipf.TargetIdentifier{{Type: "sipUri", Value: "sip:a@b"}}
			both := simpleTask(uuid(1), uuid(2))
			both.Targets = append(both.Targets, lipf.TargetIdentifier{Type: lipf.SUPIIMSI, Value: "001010000000002"})
			service := simpleTask(uuid(1), uuid(2))
			service.Services = []lipf.ServiceType{lipf.RCS}
			cc := simpleTask(uuid(1), uuid(3))
			cc.DeliveryType = lipf.X3Only
			x2x3 := simpleTask(uuid(1), uuid(2))
			x2x3.DeliveryType = lipf.X2andX3
			ext := simpleTask(uuid(1), uuid(2))
			ext.Extensions = []lipf.Extension{{Owner: "3GPP", XML: threeGPP}}
			set := simpleTask(uuid(1), uuid(2))
			set.DSIDs = []lipf.UUID{uuid(9)}
			changed := simpleTask(uuid(1), uuid(2))
			changed.Targets = []lipf.TargetIdentifier{{Type: lipf.GPSIMSISDN, Value: "1555"}}

			call(x1.ErrDIDUnknown, x1.ActivateTask{Task: simpleTask(uuid(1), uuid(2))})
			call(x1.ErrDeliveryAddress, x1.CreateDestination{Destination: udp})
			call(x1.ErrDIDUnknown, x1.ModifyDestination{Destination: x2only})
			call(0, x1.CreateDestination{Destination: x2only})
			call(x1.ErrDIDExists, x1.CreateDestination{Destination: x2only})
			call(0, x1.CreateDestination{Destination: x3only})
			call(x1.ErrDeliveryType, x1.ActivateTask{Task: simpleTask(uuid(1))})
			call(x1.ErrDeliveryType, x1.ActivateTask{Task: simpleTask(uuid(1), uuid(3))})
			call(x1.ErrDeliveryType, x1.ActivateTask{Task: x2x3})
			call(x1.ErrActivateTask, x1.ActivateTask{Task: cc})
			call(x1.ErrTargetType, x1.ActivateTask{Task: odd})
			call(x1.ErrTargetCombination, x1.ActivateTask{Task: both})
			call(x1.ErrServiceType, x1.ActivateTask{Task: service})
			call(x1.ErrMultipleDestinations, x1.ActivateTask{Task: simpleTask(uuid(1), uuid(2), uuid(3))})
			call(x1.ErrActivateTask, x1.ActivateTask{Task: ext})
			call(x1.ErrObjectUnknown, x1.ActivateTask{Task: set})
			call(x1.ErrXIDUnknown, x1.ModifyTask{Task: simpleTask(uuid(1), uuid(2))})
			call(x1.ErrXIDUnknown, x1.DeactivateTask{XID: uuid(1)})
			call(x1.ErrXIDUnknown, x1.GetTaskDetails{XID: uuid(1)})
			call(0, x1.ActivateTask{Task: simpleTask(uuid(1), uuid(2))})
			call(x1.ErrXIDExists, x1.ActivateTask{Task: simpleTask(uuid(1), uuid(2))})
			call(x1.ErrDestinationInUse, x1.RemoveDestination{DID: uuid(2)})
			call(x1.ErrRemoveAllInUse, x1.RemoveAllDestinations{})
			call(x1.ErrModifyTask, x1.ModifyTask{Task: func() lipf.Task { e := ext; return e }()})
			call(0, x1.ModifyTask{Task: changed})
			d := call(0, x1.GetTaskDetails{XID: uuid(1)}).(x1.GetTaskDetailsResponse)
			require.Equal(t, changed, d.Task.Task)
			require.Equal(t, uint64(1), *d.Task.Modifications)
			l := call(0, x1.ListAllDetails{}).(x1.ListAllDetailsResponse)
			require.Equal(t, []lipf.UUID{uuid(1)}, l.XIDs)
			require.Equal(t, []lipf.UUID{uuid(2), uuid(3)}, l.DIDs)
			all := call(0, x1.GetAllDetails{}).(x1.GetAllDetailsResponse)
			require.Len(t, all.Tasks, 1)
			require.Len(t, all.Destinations, 2)
			call(0, x1.DeactivateTask{XID: uuid(1)})
			call(0, x1.RemoveDestination{DID: uuid(2)})
			call(x1.ErrDIDUnknown, x1.RemoveDestination{DID: uuid(2)})
			call(0, x1.RemoveAllDestinations{})
			call(x1.ErrUnsupportedRequest, x1.ReportNEIssue{Issue: x1.NEAlert})

			require.Equal(t, []string{"+D 127.0.0.1:9443", "+D 127.0.0.1:9443", "+T 001010000000001", "T 001010000000001 1555",
				"-T 1555", "-D 127.0.0.1:9443", "-D 127.0.0.1:9443"}, rec.log)
			rec.fail = x1.Errorf(x1.ErrCreateDestination, "not today")
			call(x1.ErrCreateDestination, x1.CreateDestination{Destination: x2only})
			call(x1.ErrDIDUnknown, x1.GetDestinationDetails{DID: x2only.DID})
			require.Zero(t, len(seen.docs)%2)
			require.Equal(t, nep.Listener.Addr().String(), seen.from[1].String())
		})
	}
}

// TestContainer sends several messages at once, one of them bad: the others are answered as if alone.
func TestContainer(t *testing.T) {
	ca := authority(t)
	admf, nep := endpoint(t, ca, "admf1"), endpoint(t, ca, "ne1")
	startNE(t, nep, nil)
	rs, err := neClient(t, admf, nep).Do(t.Context(), x1.Ping{}, x1.DeactivateTask{XID: uuid(1)}, x1.Keepalive{})
	require.NoError(t, err)
	require.Equal(t, x1.OK{To: x1.TypePing}, rs[0])
	require.Equal(t, x1.ErrXIDUnknown, rs[1].(x1.ErrorResponse).Code)
	require.Equal(t, x1.OK{To: x1.TypeKeepalive}, rs[2])

	// One message that breaks the schema inside a container.
	doc := string(x1.AppendRequests(nil, []x1.RequestMessage{
		{Header: x1.Header{ADMF: "admf1", NE: "ne1", Timestamp: testTime, Version: x1.Version, Transaction: uuid(1)}, Body: x1.Ping{}},
		{Header: x1.Header{ADMF: "admf1", NE: "ne1", Timestamp: testTime, Version: x1.Version, Transaction: uuid(2)}, Body: x1.DeactivateTask{XID: uuid(3)}},
		{Header: x1.Header{ADMF: "admf1", NE: "ne1", Timestamp: testTime, Version: "v2.0.0", Transaction: uuid(3)}, Body: x1.Ping{}},
	}))
	doc = strings.Replace(doc, uuid(3).String()+"</xId>", "NOT-A-UUID</xId>", 1)
	status, answer := post(t, admf, nep, x1.PathNE, doc, nil)
	require.Equal(t, http.StatusOK, status)
	got, err := x1.ParseResponses(answer)
	require.NoError(t, err)
	require.Equal(t, x1.OK{To: x1.TypePing}, got[0].Body)
	require.Equal(t, x1.ErrSyntax, got[1].Body.(x1.ErrorResponse).Code)
	require.Equal(t, x1.TypeDeactivateTask, got[1].Body.(x1.ErrorResponse).To)
	require.Equal(t, x1.ErrUnsupportedVersion, got[2].Body.(x1.ErrorResponse).Code)
}

// post sends octets as they are with the certificate of a party.
func post(t testing.TB, from, to x1.Endpoint, path, body string, change func(*http.Request)) (int, []byte) {
	t.Helper()
	tr := &http.Transport{TLSClientConfig: from.ClientTLS.Clone()}
	defer tr.CloseIdleConnections()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url(to, path), strings.NewReader(body))
	require.NoError(t, err)
	if change != nil {
		change(req)
	}
	resp, err := (&http.Client{Transport: tr}).Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NotContains(t, resp.TransferEncoding, "chunked")
	return resp.StatusCode, b
}

// TestIdentity claims identities that the certificate does not carry, or that are not expected.
func TestIdentity(t *testing.T) {
	ca := authority(t)
	admf, other, nep := endpoint(t, ca, "admf1"), endpoint(t, ca, "admf2"), endpoint(t, ca, "ne1")
	startNE(t, nep, nil)
	ping := func(admf, ne string) string {
		return string(x1.AppendRequests(nil, []x1.RequestMessage{{Header: x1.Header{ADMF: admf, NE: ne, Timestamp: testTime, Version: x1.Version, Transaction: uuid(1)}, Body: x1.Ping{}}}))
	}
	for _, c := range []struct {
		from     x1.Endpoint
		claim    string
		ne       string
		want     x1.Code
		wantType string
	}{
		{admf, "admf1", "ne1", 0, ""},
		{admf, "admf2", "ne1", x1.ErrADMFCertificate, ""},
		{other, "admf1", "ne1", x1.ErrADMFCertificate, ""},
		{other, "admf2", "ne1", x1.ErrUnexpectedADMF, ""},
		{admf, "admf1", "ne2", x1.ErrUnexpectedNE, ""},
	} {
		status, body := post(t, c.from, nep, x1.PathNE, ping(c.claim, c.ne), nil)
		require.Equal(t, http.StatusOK, status)
		got, err := x1.ParseResponses(body)
		require.NoError(t, err)
		if c.want == 0 {
			require.Equal(t, x1.OK{To: x1.TypePing}, got[0].Body)
			continue
		}
		require.Equal(t, c.want, got[0].Body.(x1.ErrorResponse).Code)
	}

	// The ADMF's server: the NE must be who it says and must be known.
	srv := endpoint(t, ca, "admf3")
	s, err := x1.NewADMFServer(srv, func(id string) bool { return id == "ne1" }, func(context.Context, string, x1.Request) (x1.Response, error) {
		return x1.OK{To: x1.TypePing}, nil
	})
	require.NoError(t, err)
	s.Start()
	defer func() { require.NoError(t, s.Close()) }()
	stranger := endpoint(t, ca, "ne9")
	for _, c := range []struct {
		from     x1.Endpoint
		admf, ne string
		want     x1.Code
	}{{nep, "admf3", "ne1", 0}, {nep, "admf3", "ne9", x1.ErrNECertificate}, {stranger, "admf3", "ne9", x1.ErrUnexpectedNE}, {nep, "admf1", "ne1", x1.ErrUnexpectedADMF}} {
		_, body := post(t, c.from, srv, x1.PathADMF, ping(c.admf, c.ne), nil)
		got, err := x1.ParseResponses(body)
		require.NoError(t, err)
		if e, ok := got[0].Body.(x1.ErrorResponse); ok || c.want != 0 {
			require.Equal(t, c.want, e.Code)
		}
	}
}

// TestClientRefusesServer connects to a server with a good certificate of somebody else: nothing may be sent.
func TestClientRefusesServer(t *testing.T) {
	ca := authority(t)
	admf, nep := endpoint(t, ca, "admf1"), endpoint(t, ca, "ne1")
	var seen exchange
	nep.OnExchange = seen.add
	startNE(t, nep, nil)
	c, err := x1.NewNEClient(admf, "ne2", url(nep, x1.PathNE))
	require.NoError(t, err)
	defer c.Close()
	_, err = c.Call(t.Context(), x1.Ping{})
	require.ErrorIs(t, err, x1.ErrIdentity)
	require.Empty(t, seen.docs)
}

// TestServerRefusesCertificates tries certificates of another authority, of none, and TLS 1.1.
func TestServerRefusesCertificates(t *testing.T) {
	ca, wrong := authority(t), authority(t)
	admf, nep := endpoint(t, ca, "admf1"), endpoint(t, ca, "ne1")
	ne, _ := startNE(t, nep, nil)
	stranger := endpoint(t, wrong, "admf1")
	stranger.ClientTLS.RootCAs = ca.Pool()
	none := admf
	none.ClientTLS = admf.ClientTLS.Clone()
	none.ClientTLS.Certificates = nil
	old := admf
	old.ClientTLS = admf.ClientTLS.Clone()
	old.ClientTLS.MinVersion, old.ClientTLS.MaxVersion = tls.VersionTLS11, tls.VersionTLS11
	for _, ep := range []x1.Endpoint{stranger, none, old} {
		before := ne.Refused()
		_, err := neClient(t, ep, nep).Call(t.Context(), x1.Ping{})
		require.Error(t, err)
		require.Eventually(t, func() bool { return ne.Refused() > before }, 5*time.Second, time.Millisecond)
	}
	_, err := neClient(t, admf, nep).Call(t.Context(), x1.Ping{})
	require.NoError(t, err)
}

// TestHTTP holds errors of HTTP and of whole documents.
func TestHTTP(t *testing.T) {
	ca := authority(t)
	admf, nep := endpoint(t, ca, "admf1"), endpoint(t, ca, "ne1")
	startNE(t, nep, nil)
	status, _ := post(t, admf, nep, "/X1/ADMF", "", nil)
	require.Equal(t, http.StatusNotFound, status)
	status, _ = post(t, admf, nep, x1.PathNE, "", func(r *http.Request) { r.Method = http.MethodGet })
	require.Equal(t, http.StatusMethodNotAllowed, status)
	status, _ = post(t, admf, nep, x1.PathNE, "x", func(r *http.Request) { r.ContentLength = -1 })
	require.Equal(t, http.StatusLengthRequired, status)
	status, _ = post(t, admf, nep, x1.PathNE, strings.Repeat("x", x1.MaxDocument+1), nil)
	require.Equal(t, http.StatusRequestEntityTooLarge, status)
	status, body := post(t, admf, nep, x1.PathNE, "<nonsense", nil)
	require.Equal(t, http.StatusOK, status)
	top, err := x1.ParseTopLevelError(body)
	require.NoError(t, err)
	require.Equal(t, "admf1", top.ADMF)
	require.Equal(t, "ne1", top.NE)
}

// TestReports sends faults to the ADMF: once when they appear, once when they go.
func TestReports(t *testing.T) {
	ca := authority(t)
	admf, nep := endpoint(t, ca, "admf1"), endpoint(t, ca, "ne1")
	got := make(chan x1.Request, 10)
	s, err := x1.NewADMFServer(admf, func(id string) bool { return id == "ne1" }, func(_ context.Context, peer string, b x1.Request) (x1.Response, error) {
		got <- b
		return x1.OK{To: b.Type()}, nil
	})
	require.NoError(t, err)
	s.Start()
	defer func() { require.NoError(t, s.Close()) }()
	ne, _ := startNE(t, nep, func(c *x1.NEConfig) { c.ADMFURL = url(admf, x1.PathADMF) })
	c := neClient(t, admf, nep)
	_, err = c.Call(t.Context(), x1.CreateDestination{Destination: destination(uuid(2))})
	require.NoError(t, err)
	ne.DestinationFault(uuid(2), "connection refused")
	ne.DestinationFault(uuid(2), "connection refused")
	require.Equal(t, x1.ReportDestinationIssue{DID: uuid(2), Report: x1.NonTerminatingFault, Code: 9020, Details: "connection refused"}, <-got)
	resp, err := c.Call(t.Context(), x1.GetDestinationDetails{DID: uuid(2)})
	require.NoError(t, err)
	require.True(t, resp.(x1.GetDestinationDetailsResponse).Destination.DeliveryFault)
	ne.DestinationClear(uuid(2))
	ne.DestinationClear(uuid(2))
	require.Equal(t, x1.AllClear, (<-got).(x1.ReportDestinationIssue).Report)
	ne.ReportTask(uuid(7), x1.Warning, x1.IssueWarning, "odd")
	require.Equal(t, uuid(7), (<-got).(x1.ReportTaskIssue).XID)
	require.Empty(t, got)
}

// TestKeepaliveTimeout takes the ADMF away: the NE ends all tasks and says so.
func TestKeepaliveTimeout(t *testing.T) {
	ca := authority(t)
	admf, nep := endpoint(t, ca, "admf1"), endpoint(t, ca, "ne1")
	_, rec := startNE(t, nep, func(c *x1.NEConfig) { c.KeepaliveTimeout = 200 * time.Millisecond })
	c := neClient(t, admf, nep)
	_, err := c.Do(t.Context(), x1.CreateDestination{Destination: destination(uuid(2))}, x1.ActivateTask{Task: simpleTask(uuid(1), uuid(2))})
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		rec.mu.Lock()
		defer rec.mu.Unlock()
		return len(rec.log) == 3 && rec.log[2] == "-T 001010000000001"
	}, 5*time.Second, 5*time.Millisecond)
}
