package sepp_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/pki"
	"lilab/sim/sbi"
	"lilab/sim/sbi/sbitest"
	"lilab/sim/sepp"
	"lilab/sim/udm"
)

// peer is a host on N32 with a certificate of its own choice.
func peer(t *testing.T, w *sbitest.World, name string, client *tls.Config) *sbi.Transport {
	h, err := w.Fabric.Host(name)
	require.NoError(t, err)
	_, err = w.N32.Attach(h)
	require.NoError(t, err)
	tr, err := sbi.NewTransport(sbi.TransportConfig{Host: h, TLS: client})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, tr.Close()) })
	return tr
}

func send(t *testing.T, tr *sbi.Transport, method, uri, apiRoot, body string, more ...string) (int, *sbi.Problem, error) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, uri, bytes.NewReader([]byte(body)))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	if apiRoot != "" {
		r.Header.Set(sbi.HeaderTargetAPIRoot, apiRoot)
	}
	for i := 0; i+1 < len(more); i += 2 {
		r.Header.Add(more[i], more[i+1])
	}
	resp, err := tr.RoundTrip(r)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp.StatusCode, sbi.ParseProblem(resp, b), nil
}

func refusal(t *testing.T, p *sbitest.PLMN) sepp.Refusal {
	select {
	case r := <-p.Refusals:
		return r
	case <-time.After(5 * time.Second):
		require.Fail(t, "nothing was refused")
		return sepp.Refusal{}
	}
}

const handshakePath = "/n32c-handshake/v1/exchange-capability"

func TestN32RefusesWrongCertificates(t *testing.T) {
	both(t, func(t *testing.T, opts ...sbitest.Option) {
		w := sbitest.New(t, []sbitest.PLMNConfig{{ID: nl}, {ID: de}}, opts...)
		home, visited := w.PLMN(de), w.PLMN(nl)
		uri := sbi.APIRoot(home.N32Name(), sbitest.Port) + handshakePath
		stranger, err := pki.NewAuthority("stranger", time.Now)
		require.NoError(t, err)
		for name, conf := range map[string]*tls.Config{
			"another authority":              clientOf(visited, stranger, visited.N32Name()),
			"another name":                   clientOf(visited, visited.Outer, "other."+nl.Domain()),
			"authority of the inner network": clientOf(visited, visited.Inner, visited.N32Name()),
			"no certificate":                 {RootCAs: home.Outer.Pool()},
		} {
			tr := peer(t, w, name, conf)
			_, _, err := send(t, tr, http.MethodPost, uri, "", `{}`)
			require.Error(t, err, name)
			r := refusal(t, home)
			require.Equal(t, sepp.RefusedCertificate, r.Kind, name)
			require.Zero(t, r.Partner)
		}
		require.EqualValues(t, 4, home.SEPP.Stats().Refused[sepp.RefusedCertificate])
	})
}

func clientOf(p *sbitest.PLMN, a *pki.Authority, name string) *tls.Config {
	_, client := p.N32TLS(a, name)
	return client
}

func TestN32Negotiation(t *testing.T) {
	w := sbitest.New(t, []sbitest.PLMNConfig{{ID: nl}, {ID: de}})
	home, visited := w.PLMN(de), w.PLMN(nl)
	tr := peer(t, w, "probe", clientOf(visited, visited.Outer, visited.N32Name()))
	root := sbi.APIRoot(home.N32Name(), sbitest.Port)
	target := sbi.APIRoot("udm1."+de.Domain(), sbitest.Port)

	status, p, err := send(t, tr, http.MethodGet, root+"/nudm-sdm/v2/imsi-999700000000001/am-data", target, "")
	require.NoError(t, err)
	require.Equal(t, http.StatusForbidden, status)
	require.Equal(t, sbi.CauseContextNotFound, p.Cause, "no negotiation took place")
	require.Equal(t, sepp.RefusedNoContext, refusal(t, home).Kind)

	sender := visited.N32Name()
	for name, c := range map[string]struct {
		body   string
		status int
		cause  string
	}{
		"no JSON":        {`{"sender":`, 400, sbi.CauseInvalidMsgFormat},
		"no sender":      {`{"supportedSecCapabilityList":["TLS"]}`, 400, sbi.CauseMandatoryIEMissing},
		"no list":        {`{"sender":"` + sender + `"}`, 400, sbi.CauseMandatoryIEMissing},
		"other sender":   {`{"sender":"x.` + sender + `","supportedSecCapabilityList":["TLS"],"3GppSbiTargetApiRootSupported":true}`, 403, "NEGOTIATION_NOT_ALLOWED"},
		"PRINS only":     {`{"sender":"` + sender + `","supportedSecCapabilityList":["PRINS"],"3GppSbiTargetApiRootSupported":true}`, 403, "NEGOTIATION_NOT_ALLOWED"},
		"no apiRoot":     {`{"sender":"` + sender + `","supportedSecCapabilityList":["TLS"]}`, 403, "NEGOTIATION_NOT_ALLOWED"},
		"other PLMN":     {`{"sender":"` + sender + `","supportedSecCapabilityList":["TLS"],"3GppSbiTargetApiRootSupported":true,"plmnIdList":[{"mcc":"999","mnc":"70"}]}`, 403, "NEGOTIATION_NOT_ALLOWED"},
		"other target":   {`{"sender":"` + sender + `","supportedSecCapabilityList":["TLS"],"3GppSbiTargetApiRootSupported":true,"targetPlmnId":{"mcc":"001","mnc":"01"}}`, 403, "NEGOTIATION_NOT_ALLOWED"},
		"bad identifier": {`{"sender":"` + sender + `","supportedSecCapabilityList":["TLS"],"3GppSbiTargetApiRootSupported":true,"n32HandshakeId":"xyz"}`, 400, sbi.CauseOptionalIEIncorrect},
		"other purpose":  {`{"sender":"` + sender + `","supportedSecCapabilityList":["TLS"],"3GppSbiTargetApiRootSupported":true,"intendedUsagePurpose":[{"usagePurpose":"SMS_INTERCONNECT"}]}`, 403, "REQUESTED_PURPOSE_NOT_ALLOWED"},
	} {
		status, p, err := send(t, tr, http.MethodPost, root+handshakePath, "", c.body)
		require.NoError(t, err, name)
		require.Equal(t, c.status, status, name)
		require.Equal(t, c.cause, p.Cause, name)
		require.Equal(t, sepp.RefusedHandshake, refusal(t, home).Kind, name)
	}
	require.Zero(t, home.SEPP.Stats().HandshakesIn)
	status, _, err = send(t, tr, http.MethodPost, root+handshakePath, "",
		`{"sender":"`+sender+`","supportedSecCapabilityList":["PRINS","TLS"],"3GppSbiTargetApiRootSupported":true}`)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, status)
	require.EqualValues(t, 1, home.SEPP.Stats().HandshakesIn)

	// Now the partner may send, but only to the home network's domain and only in its own name.
	uecm := `{"amfInstanceId":"a","deregCallbackUri":"https://amf1.` + nl.Domain() + `/x","ratType":"NR","guami":{"amfId":"020043","plmnId":{"mcc":"001","mnc":"01"}}}`
	for name, c := range map[string]struct {
		method, path, target, body string
		status                     int
		kind                       sepp.RefusalKind
	}{
		"target abroad":     {"GET", "/x", "https://udm1." + nl.Domain(), "", 403, sepp.RefusedTarget},
		"target nowhere":    {"GET", "/x", "https://127.0.0.1", "", 400, sepp.RefusedTarget},
		"target not a root": {"GET", "/x", "udm1", "", 400, sepp.RefusedTarget},
		"target in http":    {"GET", "/x", "http://udm1." + de.Domain(), "", 400, sepp.RefusedTarget},
		"no target":         {"GET", "/x", "", "", 400, sepp.RefusedTarget},
		"serving network":   {"POST", "/nausf-auth/v1/ue-authentications", target, `{"servingNetworkName":"` + de.ServingNetworkName() + `"}`, 403, sepp.RefusedSpoofing},
		"GUAMI":             {"PUT", "/nudm-uecm/v1/imsi-1/registrations/amf-3gpp-access", target, string(bytes.ReplaceAll([]byte(uecm), []byte(`"mnc":"01"`), []byte(`"mnc":"02"`))), 403, sepp.RefusedSpoofing},
		"callback":          {"PUT", "/nudm-uecm/v1/imsi-1/registrations/amf-3gpp-access", target, string(bytes.ReplaceAll([]byte(uecm), []byte(nl.Domain()), []byte(be.Domain()))), 403, sepp.RefusedSpoofing},
		"UE context":        {"POST", "/namf-comm/v1/ue-contexts/5g-guti-9997001004000000001/transfer", target, `{"reason":"MOBI_REG","accessType":"3GPP_ACCESS","plmnId":{"mcc":"999","mnc":"70"}}`, 403, sepp.RefusedSpoofing},
		"SMF":               {"PUT", "/nudm-uecm/v1/imsi-1/registrations/smf-registrations/5", target, `{"smfInstanceId":"a","plmnId":{"mcc":"999","mnc":"70"}}`, 403, sepp.RefusedSpoofing},
		"plmn-id":           {"GET", "/nudm-sdm/v2/imsi-999700000000001/am-data?plmn-id=%7B%22mcc%22:%22999%22,%22mnc%22:%2270%22%7D", target, "", 403, sepp.RefusedSpoofing},
		"requester":         {"GET", "/nnrf-disc/v1/nf-instances?requester-plmn-list=%5B%7B%22mcc%22:%22999%22,%22mnc%22:%2270%22%7D%5D", target, "", 403, sepp.RefusedSpoofing},
	} {
		status, _, err := send(t, tr, c.method, root+c.path, c.target, c.body)
		require.NoError(t, err, name)
		require.Equal(t, c.status, status, name)
		r := refusal(t, home)
		require.Equal(t, c.kind, r.Kind, name)
		require.Equal(t, nl, r.Partner, name)
	}
	status, _, err = send(t, tr, http.MethodGet, root+"/x", target, "", sbi.HeaderOriginatingNetworkID, "999-70")
	require.NoError(t, err)
	require.Equal(t, http.StatusForbidden, status)
	status, _, err = send(t, tr, http.MethodGet, root+"/nudm-sdm/v2/imsi-999700000000001/am-data", target, "")
	require.NoError(t, err)
	require.Equal(t, http.StatusNotFound, status, "the UDM itself answers: no such subscriber")
}

func TestN32Reconnects(t *testing.T) {
	both(t, func(t *testing.T, opts ...sbitest.Option) {
		sub := sbitest.Subscriber(de, 1)
		w := sbitest.New(t, []sbitest.PLMNConfig{{ID: nl}, {ID: de, Subscribers: []udm.Subscriber{sub}}}, opts...)
		home, visited := w.PLMN(de), w.PLMN(nl)
		c, _ := visited.AMF("amf1", nil)
		_, err := c.AMData(t.Context(), de, sub.SUPI, nl)
		require.NoError(t, err)
		require.NoError(t, home.SEPP.Close())
		// The first request may still take the connection that is about to be lost, the next ones negotiate in vain.
		require.Eventually(t, func() bool {
			_, err := c.AMData(t.Context(), de, sub.SUPI, nl)
			assert.True(t, sbi.IsCause(err, sbi.CauseTargetNFNotReachable) || sbi.IsCause(err, sbi.CauseTimedOutRequest), "%v", err)
			return visited.SEPP.Stats().Refused[sepp.RefusedHandshake] > 0
		}, 10*time.Second, 5*time.Millisecond)
		home.StartSEPP(t.Context())
		require.Eventually(t, func() bool {
			_, err := c.AMData(t.Context(), de, sub.SUPI, nl)
			return err == nil
		}, 10*time.Second, 5*time.Millisecond)
		require.EqualValues(t, 2, visited.SEPP.Stats().HandshakesOut)
		require.EqualValues(t, 1, home.SEPP.Stats().HandshakesIn, "the new SEPP saw one negotiation")
	})
}

func TestN32Cut(t *testing.T) {
	sub := sbitest.Subscriber(de, 1)
	w := sbitest.New(t, []sbitest.PLMNConfig{{ID: nl}, {ID: de, Subscribers: []udm.Subscriber{sub}}}, sbitest.OnVirtual(nil))
	c, _ := w.PLMN(nl).AMF("amf1", nil)
	_, err := c.AMData(t.Context(), de, sub.SUPI, nl)
	require.NoError(t, err)
	w.N32.Cut()
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err = c.AMData(ctx, de, sub.SUPI, nl)
	require.Error(t, err)
	w.N32.Restore()
	require.Eventually(t, func() bool {
		_, err := c.AMData(t.Context(), de, sub.SUPI, nl)
		return err == nil
	}, 30*time.Second, 10*time.Millisecond)
}

func TestConfiguration(t *testing.T) {
	host := noHost{}
	good := sepp.Config{
		Host: host, PLMN: nl, NF: event.NF{FQDN: "a"}, SBI: &sbi.Client{},
		TLS:          &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert},
		N32ServerTLS: &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert}, N32ClientTLS: &tls.Config{},
		Partners: []sepp.Partner{{PLMN: de, FQDN: "b"}},
	}
	_, err := sepp.New(good)
	require.NoError(t, err)
	for name, change := range map[string]func(*sepp.Config){
		"PRINS":            func(c *sepp.Config) { c.Partners = []sepp.Partner{{PLMN: de, FQDN: "b", Security: sepp.PRINS}} },
		"unknown security": func(c *sepp.Config) { c.Partners = []sepp.Partner{{PLMN: de, FQDN: "b", Security: "NONE"}} },
		"itself":           func(c *sepp.Config) { c.Partners = []sepp.Partner{{PLMN: nl, FQDN: "b"}} },
		"twice":            func(c *sepp.Config) { c.Partners = append(c.Partners, c.Partners...) },
		"one-sided TLS":    func(c *sepp.Config) { c.N32ServerTLS = &tls.Config{} },
		"no verification":  func(c *sepp.Config) { c.N32ClientTLS = &tls.Config{InsecureSkipVerify: true} },
	} {
		c := good
		change(&c)
		_, err := sepp.New(c)
		require.Error(t, err, name)
	}
}

// noHost is never used.
type noHost struct{ fabric.Host }

func (noHost) Addr(string) netip.Addr { return netip.Addr{} }
