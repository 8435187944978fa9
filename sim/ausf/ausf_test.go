package ausf_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/ausf"
	"lilab/sim/event"
	"lilab/sim/sbi"
	"lilab/sim/sbi/sbitest"
	"lilab/sim/udm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	nl = event.PLMN{MCC: "001", MNC: "01"}
	de = event.PLMN{MCC: "999", MNC: "70"}
	be = event.PLMN{MCC: "206", MNC: "01"}
)

func newAUSF(tb testing.TB, client *sbi.Client, change func(*ausf.Config)) *ausf.AUSF {
	cfg := ausf.Config{
		Host: sbitest.NoHost{}, TLS: sbitest.NoTLS(), PLMN: de, SBI: client, RoamingPartners: []event.PLMN{nl},
		NF: event.NF{Type: sbi.AUSF, FQDN: "ausf1." + de.Domain(), InstanceID: "00000000-0000-4000-8000-00000000000a"},
	}
	if change != nil {
		change(&cfg)
	}
	a, err := ausf.New(cfg)
	require.NoError(tb, err)
	return a
}

func do(tb testing.TB, h http.Handler, method, path, body string) (int, string, *httptest.ResponseRecorder) {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var d models.ProblemDetails
	if w.Code >= 400 {
		require.NoError(tb, json.Unmarshal(w.Body.Bytes(), &d))
		require.EqualValues(tb, w.Code, d.Status)
	}
	return w.Code, d.Cause, w
}

const collection = "/nausf-auth/v1/ue-authentications"

func body(p event.PLMN) string {
	return `{"supiOrSuci":"imsi-999700000000001","servingNetworkName":"` + p.ServingNetworkName() + `"}`
}

func TestServingNetworkIsAuthorised(t *testing.T) {
	client := sbitest.NoClient(de)
	defer client.Close()
	a := newAUSF(t, client, nil)
	for name, c := range map[string]struct {
		body   string
		status int
		cause  string
	}{
		"no partner":         {body(be), 403, sbi.CauseServingNetworkNotAuthorized},
		"other system":       {strings.ReplaceAll(body(nl), "5G:", "4G:"), 400, sbi.CauseMandatoryIEIncorrect},
		"unpadded MNC":       {strings.ReplaceAll(body(nl), "mnc001", "mnc01"), 400, sbi.CauseMandatoryIEIncorrect},
		"no identity":        {`{"servingNetworkName":"5G:mnc001.mcc001.3gppnetwork.org"}`, 400, sbi.CauseMandatoryIEMissing},
		"wrong identity":     {strings.ReplaceAll(body(nl), "imsi-", "nai-"), 400, sbi.CauseMandatoryIEIncorrect},
		"no serving network": {`{"supiOrSuci":"imsi-999700000000001"}`, 400, sbi.CauseMandatoryIEMissing},
		// A partner comes as far as the UDM, which is not there.
		"partner": {body(nl), 504, "UPSTREAM_SERVER_ERROR"},
		"own":     {body(de), 504, "UPSTREAM_SERVER_ERROR"},
	} {
		status, cause, _ := do(t, a.Handler(), http.MethodPost, collection, c.body)
		require.Equal(t, c.status, status, name)
		require.Equal(t, c.cause, cause, name)
	}
}

func TestContextsEnd(t *testing.T) {
	sub := sbitest.Subscriber(de, 1)
	w := sbitest.New(t, []sbitest.PLMNConfig{{ID: de, Subscribers: []udm.Subscriber{sub}}})
	client, _ := w.PLMN(de).AMF("probe", nil)
	now := time.Unix(1_800_000_000, 0)
	a := newAUSF(t, client, func(c *ausf.Config) {
		c.MaxContexts, c.Lifetime, c.Now = 3, time.Minute, func() time.Time { return now }
	})
	var links []string
	for range 5 {
		status, _, w := do(t, a.Handler(), http.MethodPost, collection, body(de))
		require.Equal(t, 201, status)
		require.Equal(t, "application/3gppHal+json", w.Header().Get("Content-Type"))
		var out sbi.UEAuthenticationCtx
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &out))
		href := out.Links[sbi.Link5GAKA][0].Href
		require.Equal(t, w.Header().Get("Location")+"/5g-aka-confirmation", href)
		require.NotContains(t, w.Body.String(), `"xresStar"`)
		require.NotContains(t, w.Body.String(), "kausf")
		require.NotContains(t, w.Body.String(), sub.SUPI, "the SUPI is told after the authentication only")
		links = append(links, strings.TrimPrefix(href, "https://ausf1."+de.Domain()))
	}
	require.Equal(t, 3, a.Pending())
	wrong := `{"resStar":"` + strings.Repeat("0", 32) + `"}`
	status, cause, _ := do(t, a.Handler(), http.MethodPut, links[0], wrong)
	require.Equal(t, 404, status, "the oldest made room")
	require.Equal(t, sbi.CauseContextNotFound, cause)
	for name, c := range map[string]struct {
		body  string
		cause string
	}{
		"absent":   {`{}`, sbi.CauseMandatoryIEMissing},
		"number":   {`{"resStar":7}`, sbi.CauseMandatoryIEIncorrect},
		"too long": {`{"resStar":"` + strings.Repeat("0", 34) + `"}`, sbi.CauseMandatoryIEIncorrect},
	} {
		status, cause, _ := do(t, a.Handler(), http.MethodPut, links[4], c.body)
		require.Equal(t, 400, status, name)
		require.Equal(t, c.cause, cause, name)
	}
	require.Equal(t, 3, a.Pending(), "a malformed request uses no attempt up")
	status, _, rec := do(t, a.Handler(), http.MethodPut, links[4], `{"resStar":null}`)
	require.Equal(t, 200, status)
	require.JSONEq(t, `{"authResult":"AUTHENTICATION_FAILURE"}`, rec.Body.String())
	now = now.Add(61 * time.Second)
	status, _, _ = do(t, a.Handler(), http.MethodPut, links[3], wrong)
	require.Equal(t, 404, status, "too late")
	status, _, _ = do(t, a.Handler(), http.MethodDelete, links[2], "")
	require.Equal(t, 404, status)
	require.Zero(t, a.Pending())
}

func FuzzHandlers(f *testing.F) {
	f.Add("POST", collection, body(nl))
	f.Add("PUT", collection+"/00/5g-aka-confirmation", `{"resStar":"00"}`)
	f.Add("DELETE", collection+"/00/5g-aka-confirmation", ``)
	client := sbitest.NoClient(de)
	f.Cleanup(func() { client.Close() })
	a := newAUSF(f, client, nil)
	f.Fuzz(func(t *testing.T, method, path, body string) {
		r, err := http.NewRequest(method, "https://ausf"+path, strings.NewReader(body))
		if err != nil || r.URL.Host != "ausf" {
			return
		}
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		a.Handler().ServeHTTP(w, r)
		require.GreaterOrEqual(t, w.Code, 400, "nothing succeeds without a UDM")
		if w.Code >= 500 {
			require.Contains(t, w.Body.String(), "UPSTREAM_SERVER_ERROR")
		}
		require.Zero(t, a.Pending())
	})
}
