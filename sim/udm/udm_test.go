package udm_test

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

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/sbi"
	"lilab/sim/sbi/sbitest"
	"lilab/sim/udm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	nl = event.PLMN{MCC: "001", MNC: "01"}
	de = event.PLMN{MCC: "999", MNC: "70"}
)

func newUDM(tb testing.TB, change func(*udm.Config)) (*udm.UDM, *sbitest.Events, aka.HomeNetworkPublicKey) {
	pub, private, err := aka.GenerateHomeNetworkKey(aka.SchemeProfileA, 1, strings.NewReader(strings.Repeat("k", 64)))
	require.NoError(tb, err)
	ev := &sbitest.Events{}
	client := sbitest.NoClient(de)
	cfg := udm.Config{
		Host: sbitest.NoHost{}, TLS: sbitest.NoTLS(), PLMN: de, SBI: client, Events: ev,
		NF:          event.NF{Type: event.UDM, FQDN: "udm1." + de.Domain(), PLMN: de},
		Subscribers: []udm.Subscriber{sbitest.Subscriber(de, 1)}, Keys: []aka.HomeNetworkPrivateKey{private},
		Now: func() time.Time { return time.Unix(1_800_000_000, 0).UTC() },
	}
	if change != nil {
		change(&cfg)
	}
	u, err := udm.New(cfg)
	require.NoError(tb, err)
	tb.Cleanup(func() {
		require.NoError(tb, u.Close())
		require.NoError(tb, client.Close())
	})
	return u, ev, pub
}

func do(tb testing.TB, h http.Handler, method, path, body string) (int, string, *httptest.ResponseRecorder) {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	switch method {
	case http.MethodPatch:
		r.Header.Set("Content-Type", "application/merge-patch+json")
	default:
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var d models.ProblemDetails
	if w.Code >= 400 {
		require.Equal(tb, "application/problem+json", w.Header().Get("Content-Type"))
		require.NoError(tb, json.Unmarshal(w.Body.Bytes(), &d))
	}
	return w.Code, d.Cause, w
}

const supi = "imsi-999700000000001"

func TestRefusalsOfAuthentication(t *testing.T) {
	u, ev, pub := newUDM(t, nil)
	suci, err := aka.Conceal(de, "999700000000001", "0", pub, strings.NewReader(strings.Repeat("e", 64)))
	require.NoError(t, err)
	good, err := aka.FormatSUCI(suci)
	require.NoError(t, err)
	suci.SchemeOutput[len(suci.SchemeOutput)-1] ^= 1
	changed, err := aka.FormatSUCI(suci)
	require.NoError(t, err)
	suci.HomeNetworkPublicKeyID = 9
	otherKey, err := aka.FormatSUCI(suci)
	require.NoError(t, err)
	body := `{"servingNetworkName":"5G:mnc001.mcc001.3gppnetwork.org","ausfInstanceId":"a"}`
	for _, c := range []struct {
		name, id, body string
		status         int
		cause          string
		published      bool
	}{
		{"good", good, body, 200, "", true},
		{"changed", changed, body, 403, sbi.CauseInvalidSchemeOutput, true},
		{"other key", otherKey, body, 403, sbi.CauseInvalidHNPublicKeyIdentifier, true},
		{"proprietary scheme", "suci-0-999-70-0-c-1-00ff", body, 501, sbi.CauseUnsupportedProtectionScheme, true},
		{"other home", "suci-0-001-01-0-0-0-0000000001", body, 404, sbi.CauseUserNotFound, true},
		{"nobody", "imsi-999700000000009", body, 404, sbi.CauseUserNotFound, true},
		{"no identity", "tel-1", body, 400, sbi.CauseMandatoryIEIncorrect, false},
		{"broken SUCI", "suci-0-999-70-0-1", body, 400, sbi.CauseMandatoryIEIncorrect, false},
		{"no serving network", supi, `{"ausfInstanceId":"a"}`, 400, sbi.CauseMandatoryIEMissing, false},
		{"no AUSF", supi, `{"servingNetworkName":"5G:mnc001.mcc001.3gppnetwork.org"}`, 400, sbi.CauseMandatoryIEMissing, false},
		{"name of another system", supi, `{"servingNetworkName":"WLAN","ausfInstanceId":"a"}`, 400, sbi.CauseMandatoryIEIncorrect, false},
		{"forged AUTS", supi, `{"servingNetworkName":"5G:mnc001.mcc001.3gppnetwork.org","ausfInstanceId":"a","resynchronizationInfo":{"rand":"` + strings.Repeat("0", 32) + `","auts":"` + strings.Repeat("0", 28) + `"}}`, 403, sbi.CauseAuthenticationRejected, true},
		{"short AUTS", supi, `{"servingNetworkName":"5G:mnc001.mcc001.3gppnetwork.org","ausfInstanceId":"a","resynchronizationInfo":{"rand":"` + strings.Repeat("0", 32) + `","auts":"00"}}`, 400, sbi.CauseMandatoryIEIncorrect, false},
	} {
		status, cause, _ := do(t, u.Handler(), http.MethodPost, "/nudm-ueau/v1/"+c.id+"/security-information/generate-auth-data", c.body)
		require.Equal(t, c.status, status, c.name)
		require.Equal(t, c.cause, cause, c.name)
		published := ev.Take()
		if !c.published {
			require.Empty(t, published, c.name)
			continue
		}
		require.Len(t, published, 1, c.name)
		e := published[0].(event.UDMAuthentication)
		require.Equal(t, c.cause, e.Problem, c.name)
		require.Equal(t, nl, e.ServingNetwork, "the MNC has two digits again")
		require.False(t, e.Subscriber.Authenticated)
	}
}

const reg = `{"amfInstanceId":"A","deregCallbackUri":"https://amf1/x","ratType":"NR","guami":{"amfId":"020043","plmnId":{"mcc":"001","mnc":"01"}}}`

func TestRegistrationIsChecked(t *testing.T) {
	u, ev, _ := newUDM(t, func(c *udm.Config) { c.RoamingPartners = []event.PLMN{nl} })
	path := "/nudm-uecm/v1/" + supi + "/registrations/amf-3gpp-access"
	for _, c := range []struct {
		old, new string
		status   int
		cause    string
	}{
		{`"amfInstanceId":"A",`, ``, 400, sbi.CauseMandatoryIEMissing},
		{`"deregCallbackUri":"https://amf1/x",`, ``, 400, sbi.CauseMandatoryIEMissing},
		{`https://amf1`, `ftp://amf1`, 400, sbi.CauseMandatoryIEIncorrect},
		{`"ratType":"NR",`, ``, 400, sbi.CauseMandatoryIEMissing},
		{`"amfId":"020043",`, ``, 400, sbi.CauseMandatoryIEMissing},
		{`020043`, `02004`, 400, sbi.CauseMandatoryIEIncorrect},
		{`"01"}`, `"1"}`, 400, sbi.CauseMandatoryIEIncorrect},
		{`"01"}`, `"09"}`, 403, sbi.CauseRoamingNotAllowed},
	} {
		status, cause, _ := do(t, u.Handler(), http.MethodPut, path, strings.Replace(reg, c.old, c.new, 1))
		require.Equal(t, c.status, status, c.new)
		require.Equal(t, c.cause, cause, c.new)
	}
	require.Empty(t, ev.Take())
	status, cause, _ := do(t, u.Handler(), http.MethodGet, path, "")
	require.Equal(t, 404, status)
	require.Equal(t, sbi.CauseContextNotFound, cause)
	status, _, w := do(t, u.Handler(), http.MethodPut, path, reg)
	require.Equal(t, 201, status)
	require.NotEmpty(t, w.Header().Get("Location"))
	status, _, _ = do(t, u.Handler(), http.MethodPut, path, reg)
	require.Equal(t, 204, status)
	require.Len(t, ev.Take(), 2, "the same AMF twice cancels nothing")
	status, _, _ = do(t, u.Handler(), http.MethodGet, path, "")
	require.Equal(t, 200, status)
	// A modification without purgeFlag, or with false, purges nothing.
	for _, flag := range []string{``, `,"purgeFlag":false`} {
		status, _, _ = do(t, u.Handler(), http.MethodPatch, path, `{"guami":{"amfId":"020043","plmnId":{"mcc":"001","mnc":"01"}}`+flag+`}`)
		require.Equal(t, 204, status)
	}
	require.Empty(t, ev.Take())
	for range 2 {
		status, _, _ = do(t, u.Handler(), http.MethodPatch, path, `{"guami":{"amfId":"020043","plmnId":{"mcc":"001","mnc":"01"}},"purgeFlag":true}`)
	}
	require.Equal(t, 404, status, "purged already")
	require.Len(t, ev.Take(), 1)
}

func TestGPSIGoesWhereItIsAgreed(t *testing.T) {
	be := event.PLMN{MCC: "206", MNC: "01"}
	u, _, _ := newUDM(t, func(c *udm.Config) { c.GPSISupplied = []event.PLMN{be} })
	for query, told := range map[string]bool{
		"": true,
		"?plmn-id=%7B%22mcc%22:%22999%22,%22mnc%22:%2270%22%7D": true,
		"?plmn-id=%7B%22mcc%22:%22206%22,%22mnc%22:%2201%22%7D": true,
		"?plmn-id=%7B%22mcc%22:%22001%22,%22mnc%22:%2201%22%7D": false,
	} {
		status, _, w := do(t, u.Handler(), http.MethodGet, "/nudm-sdm/v2/"+supi+"/am-data"+query, "")
		require.Equal(t, 200, status)
		require.Equal(t, told, strings.Contains(w.Body.String(), "msisdn-490000000001"), query)
	}
	status, cause, _ := do(t, u.Handler(), http.MethodGet, "/nudm-sdm/v2/"+supi+"/am-data?plmn-id=x", "")
	require.Equal(t, 400, status)
	require.Equal(t, sbi.CauseInvalidQueryParam, cause)
}

func TestAuthEventIsChecked(t *testing.T) {
	u, _, _ := newUDM(t, nil)
	good := `{"nfInstanceId":"a","success":false,"timeStamp":"2026-11-21T19:00:00Z","authType":"5G_AKA","servingNetworkName":"5G:mnc001.mcc001.3gppnetwork.org"}`
	path := "/nudm-ueau/v1/" + supi + "/auth-events"
	status, _, _ := do(t, u.Handler(), http.MethodPost, path, good)
	require.Equal(t, 201, status, "false is a value")
	for _, member := range []string{`"success":false,`, `"nfInstanceId":"a",`, `"timeStamp":"2026-11-21T19:00:00Z",`, `"authType":"5G_AKA",`} {
		status, cause, _ := do(t, u.Handler(), http.MethodPost, path, strings.Replace(good, member, "", 1))
		require.Equal(t, 400, status, member)
		require.Equal(t, sbi.CauseMandatoryIEMissing, cause, member)
	}
}

func TestStore(t *testing.T) {
	for name, subs := range map[string][]udm.Subscriber{
		"another PLMN":  {sbitest.Subscriber(nl, 1)},
		"no digits":     {{SUPI: "99970x"}},
		"twice":         {sbitest.Subscriber(de, 1), sbitest.Subscriber(de, 1)},
		"unknown fault": {{SUPI: "999700000000001", Fault: "x"}},
	} {
		client := sbitest.NoClient(de)
		_, err := udm.New(udm.Config{Host: sbitest.NoHost{}, TLS: sbitest.NoTLS(), PLMN: de, SBI: client, Events: &sbitest.Events{}, Subscribers: subs})
		require.Error(t, err, name)
		require.NoError(t, client.Close())
	}
}

func FuzzHandlers(f *testing.F) {
	auth := `{"servingNetworkName":"5G:mnc001.mcc001.3gppnetwork.org","ausfInstanceId":"a","resynchronizationInfo":{"rand":"00","auts":"00"}}`
	f.Add("POST", "/nudm-ueau/v1/"+supi+"/security-information/generate-auth-data", auth)
	f.Add("POST", "/nudm-ueau/v1/suci-0-999-70-0-1-1-00ff/security-information/generate-auth-data", auth)
	f.Add("POST", "/nudm-ueau/v1/suci-0-999-70-0-0-0-0000000001/security-information/generate-auth-data", auth)
	f.Add("POST", "/nudm-ueau/v1/"+supi+"/auth-events", `{"nfInstanceId":"a","success":true,"timeStamp":"2026-11-21T19:00:00Z","authType":"5G_AKA","servingNetworkName":"5G:mnc001.mcc001.3gppnetwork.org"}`)
	f.Add("PUT", "/nudm-uecm/v1/"+supi+"/registrations/amf-3gpp-access", reg)
	f.Add("PATCH", "/nudm-uecm/v1/"+supi+"/registrations/amf-3gpp-access", reg)
	f.Add("GET", "/nudm-sdm/v2/"+supi+"/am-data?plmn-id=%7B%22mcc%22:%22999%22,%22mnc%22:%2270%22%7D", "")
	u, ev, _ := newUDM(f, nil)
	f.Fuzz(func(t *testing.T, method, path, body string) {
		if !strings.HasPrefix(path, "/") {
			path = "/" + path
		}
		r, err := http.NewRequest(method, "https://udm1"+path, strings.NewReader(body))
		if err != nil || r.URL.Host != "udm1" {
			return
		}
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		u.Handler().ServeHTTP(w, r)
		if w.Code >= 500 {
			// The only one: a SUCI with a scheme that nobody here knows.
			require.Equal(t, http.StatusNotImplemented, w.Code)
			require.Contains(t, w.Body.String(), sbi.CauseUnsupportedProtectionScheme)
		}
		if w.Code >= 400 {
			var d models.ProblemDetails
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &d))
			require.EqualValues(t, w.Code, d.Status)
		}
		for _, e := range ev.Take() {
			a, ok := e.(event.UDMAuthentication)
			if !ok || a.Problem != "" {
				continue
			}
			require.Equal(t, "999700000000001", a.Subscriber.SUPI, "there is only one subscriber")
		}
	})
}
