package nrf_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/event"
	"lilab/sim/nrf"
	"lilab/sim/sbi"
	"lilab/sim/sbi/sbitest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	nl = event.PLMN{MCC: "001", MNC: "01"}
	de = event.PLMN{MCC: "999", MNC: "70"}
)

type clock struct{ now time.Time }

func newNRF(tb testing.TB) (*nrf.NRF, *clock) {
	c := &clock{time.Unix(1_800_000_000, 0)}
	n, err := nrf.New(nrf.Config{
		Host: sbitest.NoHost{}, TLS: sbitest.NoTLS(), PLMN: nl, NF: event.NF{Type: sbi.NRF, FQDN: nrf.FQDN(nl)},
		Now: func() time.Time { return c.now }, MaxInstances: 3,
	})
	require.NoError(tb, err)
	return n, c
}

func do(tb testing.TB, h http.Handler, method, path, contentType, body string) (int, string, []byte) {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var d models.ProblemDetails
	if w.Code >= 400 {
		require.NoError(tb, json.Unmarshal(w.Body.Bytes(), &d))
		require.EqualValues(tb, w.Code, d.Status)
	}
	return w.Code, d.Cause, w.Body.Bytes()
}

func profile(id string, change func(*models.NrfNfManagementNfProfile)) string {
	p := sbi.Profile(event.NF{Type: event.UDM, InstanceID: id, FQDN: "udm1." + nl.Domain(), PLMN: nl},
		netip.MustParseAddrPort("10.0.0.1:443"), sbi.ServiceUDMSDM, sbi.ServiceUDMUECM)
	if change != nil {
		change(p)
	}
	b, err := json.Marshal(p)
	if err != nil {
		panic(err)
	}
	return string(b)
}

const (
	id1 = "00000000-0000-4000-8000-000000000001"
	id2 = "00000000-0000-4000-8000-000000000002"
)

func search(t *testing.T, n *nrf.NRF, more string) models.SearchResult {
	status, cause, b := do(t, n.Handler(), "GET", "/nnrf-disc/v1/nf-instances?target-nf-type=UDM&requester-nf-type=AMF"+more, "", "")
	require.Equal(t, 200, status, cause)
	var res models.SearchResult
	require.NoError(t, json.Unmarshal(b, &res))
	return res
}

func TestRegister(t *testing.T) {
	n, c := newNRF(t)
	at := "/nnrf-nfm/v1/nf-instances/"
	status, _, _ := do(t, n.Handler(), "PUT", at+id1, "application/json", profile(id1, nil))
	require.Equal(t, 201, status)
	status, _, _ = do(t, n.Handler(), "PUT", at+id1, "application/json", profile(id1, nil))
	require.Equal(t, 200, status)
	for name, f := range map[string]func(*models.NrfNfManagementNfProfile){
		"type":   func(p *models.NrfNfManagementNfProfile) { p.NfType = "" },
		"status": func(p *models.NrfNfManagementNfProfile) { p.NfStatus = "" },
		"place":  func(p *models.NrfNfManagementNfProfile) { p.Fqdn, p.Ipv4Addresses = "", nil },
		"PLMN":   func(p *models.NrfNfManagementNfProfile) { p.PlmnList[0].Mcc = "999" },
		"other":  func(p *models.NrfNfManagementNfProfile) { p.NfInstanceId = id1 },
	} {
		status, _, _ := do(t, n.Handler(), "PUT", at+id2, "application/json", profile(id2, f))
		require.Equal(t, 400, status, name)
	}
	status, _, _ = do(t, n.Handler(), "PUT", at+"x", "application/json", profile("x", nil))
	require.Equal(t, 400, status)

	res := search(t, n, "&service-names=nudm-sdm")
	require.Len(t, res.NfInstances, 1)
	require.Len(t, res.NfInstances[0].NfServices, 1)
	require.EqualValues(t, 3600, res.ValidityPeriod)
	require.Empty(t, search(t, n, "&service-names=nudm-mt").NfInstances)

	// Heart-beats keep it alive, silence suspends it, a heart-beat brings it back.
	beat := `[{"op":"replace","path":"/nfStatus","value":"REGISTERED"}]`
	for range 3 {
		c.now = c.now.Add(100 * time.Second)
		status, _, _ = do(t, n.Handler(), "PATCH", at+id1, "application/json-patch+json", beat)
		require.Equal(t, 204, status)
	}
	require.Len(t, search(t, n, "").NfInstances, 1)
	c.now = c.now.Add(121 * time.Second)
	require.Empty(t, search(t, n, "").NfInstances)
	status, _, _ = do(t, n.Handler(), "PATCH", at+id1, "application/json-patch+json", beat)
	require.Equal(t, 204, status)
	require.Len(t, search(t, n, "").NfInstances, 1)

	status, _, _ = do(t, n.Handler(), "PATCH", at+id1, "application/json-patch+json", `[{"op":"replace","path":"/nfStatus","value":"SUSPENDED"},{"op":"add","path":"/load","value":7}]`)
	require.Equal(t, 200, status)
	require.Empty(t, search(t, n, "").NfInstances)
	for _, bad := range []string{`[]`, `{}`, `[{"op":"replace","path":"/nfServices/0/load","value":1}]`, `[{"op":"copy","path":"/load","from":"/x"}]`, `[{"op":"remove","path":"/nfType"}]`} {
		status, _, _ = do(t, n.Handler(), "PATCH", at+id1, "application/json-patch+json", bad)
		require.GreaterOrEqual(t, status, 400, bad)
		require.Less(t, status, 500, bad)
	}
	status, _, _ = do(t, n.Handler(), "DELETE", at+id1, "", "")
	require.Equal(t, 204, status)
	status, _, _ = do(t, n.Handler(), "DELETE", at+id1, "", "")
	require.Equal(t, 404, status)
	status, _, _ = do(t, n.Handler(), "PATCH", at+id1, "application/json-patch+json", beat)
	require.Equal(t, 404, status)
}

func TestWhoMayFindWhat(t *testing.T) {
	n, _ := newNRF(t)
	at := "/nnrf-nfm/v1/nf-instances/"
	status, _, _ := do(t, n.Handler(), "PUT", at+id1, "application/json", profile(id1, func(p *models.NrfNfManagementNfProfile) {
		p.InterPlmnFqdn = "udm." + nl.Domain()
		p.NfServices[0].InterPlmnFqdn = "udm-sdm." + nl.Domain()
		p.NfServices[1].AllowedPlmns = []models.PlmnId{sbi.PLMNID(nl)}
		p.NfServices[1].AllowedNfTypes = []models.NrfNfManagementNfType{"AMF"}
	}))
	require.Equal(t, 201, status)
	foreign := "&requester-plmn-list=" + url.QueryEscape(`[{"mcc":"999","mnc":"70"}]`) + "&target-plmn-list=" + url.QueryEscape(`[{"mcc":"001","mnc":"01"}]`)
	res := search(t, n, foreign)
	require.Len(t, res.NfInstances, 1)
	require.Equal(t, "udm."+nl.Domain(), res.NfInstances[0].Fqdn)
	require.Len(t, res.NfInstances[0].NfServices, 1, "the second service is for the own PLMN")
	require.Equal(t, "udm-sdm."+nl.Domain(), res.NfInstances[0].NfServices[0].Fqdn)
	require.Len(t, search(t, n, "").NfInstances[0].NfServices, 2)

	for query, want := range map[string]int{
		"?target-nf-type=UDM":    400,
		"?requester-nf-type=AMF": 400,
		"?target-nf-type=UDM&requester-nf-type=AMF&target-plmn-list=x":  400,
		"?target-nf-type=UDM&requester-nf-type=AMF&target-plmn-list=[]": 400,
		// Roaming is not configured.
		"?target-nf-type=UDM&requester-nf-type=AMF&target-plmn-list=" + url.QueryEscape(`[{"mcc":"`+de.MCC+`","mnc":"`+de.MNC+`"}]`): 404,
	} {
		status, _, _ := do(t, n.Handler(), "GET", "/nnrf-disc/v1/nf-instances"+query, "", "")
		require.Equal(t, want, status, query)
	}
}

func TestRegisterIsBounded(t *testing.T) {
	n, _ := newNRF(t)
	for i := range 5 {
		id := id1[:35] + string(rune('0'+i))
		status, _, _ := do(t, n.Handler(), "PUT", "/nnrf-nfm/v1/nf-instances/"+id, "application/json", profile(id, nil))
		if i < 3 {
			require.Equal(t, 201, status)
		} else {
			require.Equal(t, 503, status)
		}
	}
}

func FuzzHandlers(f *testing.F) {
	f.Add("PUT", "/nnrf-nfm/v1/nf-instances/"+id1, profile(id1, nil))
	f.Add("PATCH", "/nnrf-nfm/v1/nf-instances/"+id1, `[{"op":"replace","path":"/nfStatus","value":"REGISTERED"}]`)
	f.Add("PATCH", "/nnrf-nfm/v1/nf-instances/"+id1, `[{"op":"add","path":"/nfServices","value":[{}]}]`)
	f.Add("GET", "/nnrf-disc/v1/nf-instances?target-nf-type=UDM&requester-nf-type=AMF&service-names=a,b", "")
	f.Fuzz(func(t *testing.T, method, path, body string) {
		n, _ := newNRF(t)
		do(t, n.Handler(), "PUT", "/nnrf-nfm/v1/nf-instances/"+id1, "application/json", profile(id1, nil))
		r, err := http.NewRequest(method, "https://nrf"+path, strings.NewReader(body))
		if err != nil || r.URL.Host != "nrf" {
			return
		}
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		n.Handler().ServeHTTP(w, r)
		require.Less(t, w.Code, 500, w.Body.String())
		for _, nf := range search(t, n, "").NfInstances {
			require.EqualValues(t, "UDM", nf.NfType)
		}
	})
}
