package sepp_test

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/sbi"
	"lilab/sim/sbi/sbitest"
	"lilab/sim/sepp"
)

// FuzzInbound gives the N32 side arbitrary requests of a partner that negotiated. Nobody is behind the SEPP, so what
// it forwards comes back as 504; it forwards only what names a target in its own domain.
func FuzzInbound(f *testing.F) {
	own, partner := event.PLMN{MCC: "999", MNC: "70"}, event.PLMN{MCC: "001", MNC: "01"}
	client := sbitest.NoClient(own)
	f.Cleanup(func() { client.Close() })
	s, err := sepp.New(sepp.Config{
		Host: sbitest.NoHost{}, TLS: sbitest.NoTLS(), SBI: client, PLMN: own, NF: event.NF{FQDN: "n32." + own.Domain()},
		N32ServerTLS: sbitest.NoTLS(), N32ClientTLS: &tls.Config{},
		Partners: []sepp.Partner{{PLMN: partner, FQDN: "n32." + partner.Domain()}},
	})
	require.NoError(f, err)
	f.Cleanup(func() { require.NoError(f, s.Close()) })
	s.Accept()
	state := &tls.ConnectionState{PeerCertificates: []*x509.Certificate{{DNSNames: []string{"n32." + partner.Domain()}}}}
	root := "https://udm1." + own.Domain()
	f.Add("POST", "/nausf-auth/v1/ue-authentications", root, "001-01", `{"servingNetworkName":"`+partner.ServingNetworkName()+`"}`)
	f.Add("PUT", "/nudm-uecm/v1/imsi-1/registrations/amf-3gpp-access", root+":8443/p", "", `{"guami":{"plmnId":{"mcc":"001","mnc":"01"}}}`)
	f.Add("GET", "/nnrf-disc/v1/nf-instances?requester-plmn-list=[]", root, "001-01; src=SEPP", "")
	f.Add("POST", sepp.PathExchangeCapability, "", "", `{"sender":"n32.`+partner.Domain()+`","supportedSecCapabilityList":["TLS"],"3GppSbiTargetApiRootSupported":true}`)
	f.Add("GET", "/x", "https://udm1."+partner.Domain(), "", "")
	f.Fuzz(func(t *testing.T, method, path, target, network, body string) {
		r, err := http.NewRequest(method, "https://sepp"+path, strings.NewReader(body))
		if err != nil || r.URL.Host != "sepp" {
			return
		}
		r.TLS = state
		r.Header.Set("Content-Type", "application/json")
		if target != "" {
			r.Header[sbi.HeaderTargetAPIRoot] = []string{target}
		}
		if network != "" {
			r.Header[sbi.HeaderOriginatingNetworkID] = []string{network}
		}
		before := s.Stats()
		w := httptest.NewRecorder()
		s.Inbound(w, r)
		after := s.Stats()
		if after.Inbound != before.Inbound {
			require.Contains(t, strings.ToLower(target), "."+own.Domain())
			require.Equal(t, http.StatusGatewayTimeout, w.Code)
		} else if after.HandshakesIn != before.HandshakesIn {
			require.Equal(t, http.StatusOK, w.Code)
		} else {
			require.GreaterOrEqual(t, w.Code, 400)
			require.Less(t, w.Code, 500)
		}

		// The same from inside: nothing leaves, because no partner answers.
		w = httptest.NewRecorder()
		s.Outbound(w, r)
		require.GreaterOrEqual(t, w.Code, 400)
		if w.Code >= 500 {
			require.Equal(t, http.StatusGatewayTimeout, w.Code)
		}
		require.Zero(t, s.Stats().HandshakesOut)
	})
}
