package sim_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/sbi"
	"lilab/sim/ue"
)

// TestChangeOfPLMNFails has functions fail while the phone changes the network: it is registered, and knows that its session is gone.
func TestChangeOfPLMNFails(t *testing.T) {
	play := func(t *testing.T, fault func(*sim.Lab)) (*sim.Lab, *ue.UE) {
		cfg := withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": atHome()})
		cfg.SMFTimers.T1, cfg.SMFTimers.N1 = 30*time.Millisecond, 2
		lab, ctx := start(t, cfg)
		u := register(t, lab, "anna")
		_, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
		require.NoError(t, err)
		fault(lab)
		require.NoError(t, lab.MoveTo(ctx, "anna", "nl", "c1"))
		require.Empty(t, u.Sessions())
		_, ok := u.Registered()
		require.True(t, ok)
		return lab, u
	}
	t.Run("V-UPF", func(t *testing.T) {
		lab, u := play(t, func(lab *sim.Lab) { require.NoError(t, lab.Network("nl").UPF().Close()) })
		require.NoError(t, u.Deregister(t.Context(), false))
		nothingLeft(t, lab)
	})
	t.Run("V-SMF", func(t *testing.T) {
		lab, _ := play(t, func(lab *sim.Lab) { require.NoError(t, lab.Network("nl").SMF().Close()) })
		require.Eventually(t, func() bool {
			return lab.Network("de").SMF().Stats().Sessions == 0 && lab.Network("de").UPF().Sessions() == 0
		}, 5*time.Second, time.Millisecond)
	})
	t.Run("H-UPF", func(t *testing.T) {
		lab, u := play(t, func(lab *sim.Lab) { require.NoError(t, lab.Network("de").UPF().Close()) })
		require.NoError(t, u.Deregister(t.Context(), false))
		for _, n := range []string{"nl", "de"} {
			require.Eventually(t, func() bool { return lab.Network(n).SMF().Stats().Sessions == 0 }, 5*time.Second, time.Millisecond, n)
		}
	})
	t.Run("old AMF", func(t *testing.T) {
		lab, u := play(t, func(lab *sim.Lab) { require.NoError(t, lab.Network("de").AMF().Close()) })
		// The session of before is there until the phone opens it anew.
		require.Equal(t, 1, lab.Network("de").SMF().Stats().Sessions)
		s, err := u.OpenSession(t.Context(), ue.SessionConfig{DNN: "internet"})
		require.NoError(t, err)
		require.Equal(t, uint8(1), s.ID)
		require.NoError(t, u.Deregister(t.Context(), false))
		nothingLeft(t, lab)
	})
	t.Run("home refuses", func(t *testing.T) {
		// There is no agreement at all: the other network does not know the subscribers of the home network.
		cfg := withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": atHome()})
		cfg.Agreements[0].Home, cfg.Agreements[0].Visited = "nl", "de"
		lab, ctx := start(t, cfg)
		u := register(t, lab, "anna")
		_, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
		require.NoError(t, err)
		require.ErrorContains(t, lab.MoveTo(ctx, "anna", "nl", "c1"), "11")
		_, ok := u.Registered()
		require.False(t, ok)
		require.Empty(t, u.Sessions())
		require.Zero(t, lab.Network("nl").AMF().Stats().Contexts)
	})
}

// TestContextTransferHostile asks an AMF for contexts in every wrong way: nobody learns anything, and the phone stays where it is.
func TestContextTransferHostile(t *testing.T) {
	lab, ctx := start(t, withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": atHome()}))
	amfs := &journal{}
	lab.Network("de").AMFEvents.Subscribe(amfs)
	server, err := lab.Network("de").Server("web")
	require.NoError(t, err)
	echo(t, server, "de.n6")
	u := register(t, lab, "anna")
	s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
	require.NoError(t, err)
	guti, _ := u.Registered()
	amf := lab.Network("de").AMF().Handler()
	ask := func(method, path, kind, body string) int {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		w := httptest.NewRecorder()
		amf.ServeHTTP(w, r)
		require.NotContains(t, w.Body.String(), "sessionContextList")
		return w.Code
	}
	const json = "application/json"
	at := "/namf-comm/v1/ue-contexts/" + sbi.GUTIContext(guti)
	for _, x := range []struct {
		path, kind, body string
		want             int
	}{
		{"/namf-comm/v1/ue-contexts/5g-guti-9997001004000000000/transfer", json, "{}", 404},
		{"/namf-comm/v1/ue-contexts/5g-guti-99970zz004000000000/transfer", json, "{}", 404},
		{"/namf-comm/v1/ue-contexts/5g-guti-99970010040ffffffff/transfer", json, "{}", 404},
		{"/namf-comm/v1/ue-contexts/imsi-999709999999999/transfer", json, "{}", 404},
		{"/namf-comm/v1/ue-contexts//transfer", json, "{}", 404},
		{at + "/transfer", json, "{", 400},
		{at + "/transfer", "text/plain", "{}", 415},
		{at + "/transfer", json, "{}", 400},
		{at + "/transfer", json, `{"reason":"MOBI_REG","accessType":"NON_3GPP_ACCESS"}`, 400},
		{at + "/transfer", json, `{"reason":"MOBI_REG_UE_VALIDATED","accessType":"3GPP_ACCESS"}`, 400},
		{at + "/transfer", json, `{"reason":"MOBI_REG","accessType":"3GPP_ACCESS"}`, 400},
		{at + "/transfer", json, `{"reason":"MOBI_REG","accessType":"3GPP_ACCESS","regRequest":{"n1MessageClass":"SM","n1MessageContent":{"contentId":"x"}}}`, 400},
		{at + "/transfer", json, `{"reason":"MOBI_REG","accessType":"3GPP_ACCESS","regRequest":{"n1MessageClass":"5GMM","n1MessageContent":{"contentId":"x"}}}`, 403},
		{at + "/transfer-update", json, "{", 400},
		{at + "/transfer-update", json, "{}", 400},
		{at + "/transfer-update", json, `{"transferStatus":"WHO_KNOWS"}`, 400},
		{at + "/transfer-update", json, `{"transferStatus":"NOT_TRANSFERRED"}`, 200},
	} {
		require.Equal(t, x.want, ask(http.MethodPost, x.path, x.kind, x.body), "%+v", x)
	}
	require.Equal(t, 405, ask(http.MethodGet, at+"/transfer", json, ""))
	// A request that is not integrity protected by the phone, every part of one, and one with a code that is not right.
	request := append([]byte{0x7e, 0x01, 1, 2, 3, 4, 0}, []byte{0x7e, 0, 0x41, 0x7a, 0, 11, 0xf2, 0x99, 0xf9, 0x07, 1, 0, 0x40, 0, 0, 0, 1}...)
	for n := range len(request) + 1 {
		body, kind, err := sbi.EncodeMultipart(&models.UeContextTransferReqData{
			Reason: models.TransferReason_MOBI_REG, AccessType: models.AccessType__3_GPP_ACCESS,
			RegRequest: &models.N1MessageContainer{N1MessageClass: models.N1MessageClass__5_GMM, N1MessageContent: &models.RefToBinaryData{ContentId: "x"}},
		}, []sbi.Part{{ContentID: "x", Type: sbi.Type5GNAS, Data: request[:n]}})
		require.NoError(t, err)
		require.Equal(t, 403, ask(http.MethodPost, at+"/transfer", kind, string(body)), "%d octets", n)
	}
	// The phone itself goes.
	exchange(t, ctx, s, server.Addr("de.n6"))
	require.NoError(t, lab.MoveTo(ctx, "anna", "nl", "c1"))
	exchange(t, ctx, s, server.Addr("de.n6"))
	require.NoError(t, u.Deregister(ctx, false))
	nothingLeft(t, lab)
	require.Len(t, waitFor[event.AMFDeregistered](t, amfs, 1), 1)
}
