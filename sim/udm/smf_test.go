package udm_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/udm"
)

// TestSMFRegistration registers SMFs for PDU sessions, refuses what makes no sense, and keeps an SMF from taking back the
// registration of another.
func TestSMFRegistration(t *testing.T) {
	u, ev, _ := newUDM(t, func(c *udm.Config) { c.LocalBreakout = []event.PLMN{nl} })
	path := "/nudm-uecm/v1/" + supi + "/registrations/smf-registrations/"
	body := `{"smfInstanceId":"a","pduSessionId":5,"singleNssai":{"sst":1},"dnn":"internet","plmnId":{"mcc":"999","mnc":"70"}}`
	code, _, w := do(t, u.Handler(), "PUT", path+"5", body)
	require.Equal(t, 201, code)
	require.Contains(t, w.Header().Get("Location"), path+"5")
	code, _, w = do(t, u.Handler(), "PUT", path+"5", strings.Replace(body, `"a"`, `"b"`, 1))
	require.Equal(t, 200, code)
	var got models.SmfRegistration
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &got))
	require.NotNil(t, got.RegistrationTime)
	code, _, _ = do(t, u.Handler(), "PUT", path+"6", strings.NewReplacer("5", "6", "999", "001", `"70"`, `"01"`).Replace(body))
	require.Equal(t, 201, code)
	require.Equal(t, map[uint8]string{5: "b", 6: "a"}, u.SMFRegistrations(supi[5:]))
	code, _, w = do(t, u.Handler(), "GET", path+"5", "")
	require.Equal(t, 200, code)
	require.Contains(t, w.Body.String(), `"smfInstanceId":"b"`)

	for name, c := range map[string]struct {
		method, path, body string
		code               int
		cause              string
	}{
		"unknown subscriber":     {"PUT", strings.Replace(path, "0001/", "0009/", 1) + "5", body, 404, "USER_NOT_FOUND"},
		"no identity":            {"PUT", path + "x", body, 400, "MANDATORY_IE_INCORRECT"},
		"identity too high":      {"PUT", path + "256", body, 400, "MANDATORY_IE_INCORRECT"},
		"another identity":       {"PUT", path + "7", body, 400, "MANDATORY_IE_INCORRECT"},
		"no instance":            {"PUT", path + "5", strings.Replace(body, "smfInstanceId", "x", 1), 400, "MANDATORY_IE_MISSING"},
		"no slice":               {"PUT", path + "5", strings.Replace(body, "singleNssai", "x", 1), 400, "MANDATORY_IE_MISSING"},
		"no PLMN":                {"PUT", path + "5", strings.Replace(body, "plmnId", "x", 1), 400, "MANDATORY_IE_MISSING"},
		"no DNN":                 {"PUT", path + "5", strings.Replace(body, "dnn", "x", 1), 400, "MANDATORY_IE_MISSING"},
		"PLMN that is none":      {"PUT", path + "5", strings.Replace(body, "999", "9", 1), 400, "MANDATORY_IE_INCORRECT"},
		"no agreement":           {"PUT", path + "5", strings.Replace(body, "999", "998", 1), 403, "ROAMING_NOT_ALLOWED"},
		"no JSON":                {"PUT", path + "5", "{", 400, "INVALID_MSG_FORMAT"},
		"not registered":         {"DELETE", path + "9", "", 404, "CONTEXT_NOT_FOUND"},
		"of another":             {"DELETE", path + "5?smf-instance-id=a", "", 404, "CONTEXT_NOT_FOUND"},
		"get what is not there":  {"GET", path + "9", "", 404, "CONTEXT_NOT_FOUND"},
		"get of another, nobody": {"GET", strings.Replace(path, "0001/", "0009/", 1) + "5", "", 404, "USER_NOT_FOUND"},
	} {
		code, cause, _ := do(t, u.Handler(), c.method, c.path, c.body)
		require.Equal(t, c.code, code, name)
		require.Equal(t, c.cause, cause, name)
	}
	require.Equal(t, map[uint8]string{5: "b", 6: "a"}, u.SMFRegistrations(supi[5:]))
	code, _, _ = do(t, u.Handler(), "DELETE", path+"5?smf-instance-id=B", "")
	require.Equal(t, 204, code)
	code, _, _ = do(t, u.Handler(), "DELETE", path+"6", "")
	require.Equal(t, 204, code)
	require.Empty(t, u.SMFRegistrations(supi[5:]))
	require.Nil(t, u.SMFRegistrations("1"))
	require.Empty(t, ev.Take())
}
