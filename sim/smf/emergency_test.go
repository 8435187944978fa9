package smf

import (
	"testing"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/nas"
)

// TestEmergencyRequest reads requests for sessions of UEs with and without authentication: only one for emergency services may do without
// an authenticated SUPI, and then there is a PEI.
func TestEmergencyRequest(t *testing.T) {
	s := &SMF{cfg: Config{PLMN: event.PLMN{MCC: "001", MNC: "01"}, RoamingPartners: []event.PLMN{{MCC: "999", MNC: "70"}}}}
	const supi, pei = "imsi-999700000000001", "imeisv-3569380356438030"
	const emergency = models.RequestType_INITIAL_EMERGENCY_REQUEST
	for _, c := range []struct {
		name    string
		supi    string
		pei     string
		unauth  bool
		request models.RequestType
		hsmf    string
		key     string // empty for a request that is refused
		who     event.Subscriber
		home    string
	}{
		{name: "authenticated", supi: supi, pei: pei, request: emergency, key: "999700000000001", home: "999",
			who: event.Subscriber{SUPI: "999700000000001", Authenticated: true, PEI: "3569380356438030"}},
		{name: "claimed SUPI", supi: supi, pei: pei, unauth: true, request: emergency, key: pei, who: event.Subscriber{SUPI: "999700000000001", PEI: "3569380356438030"}},
		{name: "no SUPI", pei: pei, request: emergency, key: pei, who: event.Subscriber{PEI: "3569380356438030"}},
		{name: "IMEI", pei: "imei-356938035643809", request: emergency, key: "imei-356938035643809", who: event.Subscriber{PEI: "356938035643809"}},
		{name: "nobody", request: emergency},
		{name: "claimed SUPI without PEI", supi: supi, unauth: true, request: emergency},
		{name: "PEI that is none", pei: "imeisv-356938035643803x", request: emergency},
		{name: "PEI that is too long", pei: "imei-3569380356438030", request: emergency},
		{name: "claimed SUPI that is none", supi: "imsi-x", pei: pei, unauth: true, request: emergency},
		{name: "no SUPI for something else", pei: pei, request: models.RequestType_INITIAL_REQUEST},
		{name: "claimed SUPI for something else", supi: supi, pei: pei, unauth: true, request: models.RequestType_INITIAL_REQUEST},
		{name: "home-routed", supi: supi, pei: pei, request: emergency, hsmf: "https://smf.example/nsmf-pdusession/v1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x, home, err := s.requested(&models.SmfPduSessionSmContextCreateData{
				Supi: c.supi, Pei: c.pei, UnauthenticatedSupi: c.unauth, RequestType: c.request, HSmfUri: c.hsmf, PduSessionId: 1, Dnn: "sos", ServingNfId: "amf",
				ServingNetwork: &models.PlmnIdNid{Mcc: "001", Mnc: "01"}, SmContextStatusUri: "https://amf.example/x", AnType: models.AccessType__3_GPP_ACCESS,
				SNssai: &models.Snssai{Sst: 1},
			})
			if c.key == "" {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, ueKey{supi: c.key, id: 1}, x.key)
			require.Equal(t, c.who, x.info.Subscriber)
			require.Equal(t, event.InitialEmergencyRequest, x.info.RequestType)
			require.Equal(t, c.home, home.MCC)
		})
	}
}

// TestEmergencyDNN has data networks and requests that do not go together.
func TestEmergencyDNN(t *testing.T) {
	for _, c := range []struct {
		name      string
		emergency bool
		request   event.SMRequestType
		role      event.SMFRole
		cause     uint8
	}{
		{"something else", true, event.InitialRequest, event.AnchorSMF, nas.SMCauseRequestRejected},
		{"something else at home", true, event.InitialRequest, event.HomeSMF, nas.SMCauseRequestRejected},
		{"another data network", false, event.InitialEmergencyRequest, event.AnchorSMF, nas.SMCauseUnknownDNN},
		{"home-routed", true, event.InitialEmergencyRequest, event.HomeSMF, nas.SMCauseRequestRejected},
		{"existing", true, event.ExistingEmergencyPDUSession, event.AnchorSMF, nas.SMCauseSessionDoesNotExist},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := &session{info: event.SMFSession{Role: c.role, RequestType: c.request, DNN: "sos"}}
			r := x.admitEmergency(&pool{dnn: DNN{Emergency: c.emergency}})
			require.NotNil(t, r)
			require.Equal(t, c.cause, r.cause)
		})
	}
}
