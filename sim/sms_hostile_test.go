package sim_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim"
	"lilab/sim/ims/gm"
	imsue "lilab/sim/ims/ue"
	"lilab/sim/sbi"
)

// TestSMSBadInput gives SMSF, AMF and IP-SM-GW what they must refuse; after it short messages go as before, and nothing is left when the lab is
// closed.
func TestSMSBadInput(t *testing.T) {
	ignore := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, ignore) })
	a, b := person("de", "nl", 1, gm.None), person("nl", "nl", 2, gm.None)
	lab, ctx := start(t, withSMS(withIMS(sim.HomeRouted, map[string]sim.SubscriberConfig{"a": a, "b": b})))
	ua, ub := register(t, lab, "a"), register(t, lab, "b")
	nl := watchSMS(t, lab.Network("nl"))
	ask := func(h http.Handler, method, path, contentType, body string) int {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", contentType)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	const json = "application/json"
	smsf := lab.Network("nl").SMSF().Handler()
	ue := "/nsmsf-sms/v2/ue-contexts/imsi-" + a.SUPI
	for _, x := range []struct {
		method, path, kind, body string
		want                     int
	}{
		{"PUT", "/nsmsf-sms/v2/ue-contexts/imsi-12", json, "{}", 400},
		{"PUT", ue, json, "{", 400},
		{"PUT", ue, "text/plain", "{}", 415},
		{"PUT", ue, json, `{"supi":"imsi-001010000000002","amfId":"x"}`, 400},
		{"PUT", ue, json, `{"supi":"imsi-` + a.SUPI + `"}`, 400},
		{"PUT", "/nsmsf-sms/v2/ue-contexts/imsi-208930000000001", json, `{"supi":"imsi-208930000000001","amfId":"x"}`, 403},
		{"PUT", "/nsmsf-sms/v2/ue-contexts/imsi-001010000000077", json, `{"supi":"imsi-001010000000077","amfId":"x"}`, 403},
		{"DELETE", "/nsmsf-sms/v2/ue-contexts/imsi-001010000000077", json, "", 404},
		{"POST", "/nsmsf-sms/v2/ue-contexts/imsi-001010000000077/sendsms", json, "{}", 404},
		{"POST", ue + "/sendsms", json, "{}", 400},
		{"POST", ue + "/sendsms", json, `{"smsRecordId":"1"}`, 400},
		{"POST", ue + "/sendsms", json, `{"smsRecordId":"1","smsPayload":{"contentId":"none"}}`, 400},
		{"GET", ue, json, "", 405},
	} {
		require.Equal(t, x.want, ask(smsf, x.method, x.path, x.kind, x.body), "%+v", x)
	}
	amf := lab.Network("nl").AMF().Handler()
	n1 := "/namf-comm/v1/ue-contexts/imsi-" + a.SUPI + "/n1-n2-messages"
	require.Equal(t, 400, ask(amf, "POST", n1, json, `{"n1MessageContainer":{"n1MessageClass":"SMS"}}`))
	require.Equal(t, 400, ask(amf, "POST", n1, json, `{"n1MessageContainer":{"n1MessageClass":"SMS","n1MessageContent":{"contentId":"x"}}}`))
	// Octets that are no short message go to the phone, which keeps its peace.
	body, kind, err := sbi.EncodeMultipart(map[string]any{"n1MessageContainer": map[string]any{"n1MessageClass": "SMS", "n1MessageContent": map[string]any{"contentId": "x"}}},
		[]sbi.Part{{ContentID: "x", Type: sbi.Type5GNAS, Data: []byte{0x19, 1, 3, 0, 5, 0}}})
	require.NoError(t, err)
	require.Equal(t, 200, ask(amf, "POST", n1, kind, string(body)))
	// And to the SMSF as if they came from it.
	body, kind, err = sbi.EncodeMultipart(map[string]any{"smsRecordId": "1", "smsPayload": map[string]any{"contentId": "x"}}, []sbi.Part{{ContentID: "x", Type: sbi.TypeSMS, Data: []byte{9}}})
	require.NoError(t, err)
	require.Equal(t, 200, ask(smsf, "POST", ue+"/sendsms", kind, string(body)))

	p, c := textPhone(t, ctx, lab, "a", nil)
	to := "sip:" + lab.Network("de").IMS().FQDN("ipsmgw")
	for body, want := range map[string]int{"": 400, "\x00": 400, "\x01\x00\x00": 400, "\x02\x63": 202, "\x00\x01\x00\x00\x01\x01": 202} {
		status, err := p.SendMessage(ctx, imsue.Message{To: to, ContentType: "application/vnd.3gpp.sms", Body: []byte(body), InReplyTo: "nothing"})
		require.NoError(t, err)
		require.Equal(t, want, status, "%x", body)
	}
	require.Zero(t, lab.Network("de").IPSMGW().Stats().Malformed)

	in := inbox(ub)
	require.NoError(t, c.SendSMS(ctx, b.GPSI, "still there"))
	require.Equal(t, "still there", arrived(t, in).Text)
	require.NoError(t, ua.SendSMS(ctx, b.GPSI, "and here"))
	require.Equal(t, "and here", arrived(t, in).Text)
	nl.of(t, a.SUPI, 2)
}
