package smf

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"testing"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/event"
	"lilab/sim/sbi"
)

// TestSessionIsNotGivenAway asks an SMF to become H-SMF of a session in ways that it must not follow, and has the UPF refuse at each step:
// the session stays as it is, and the UPF has the rules of before.
func TestSessionIsNotGivenAway(t *testing.T) {
	x, p := established(t)
	s := x.smf
	x.key = ueKey{supi: "999700000000001", id: 3}
	x.id = "5-1"
	s.sessions, s.byUE = map[string]*session{x.id: x}, map[ueKey]*session{x.key: x}
	before, uplink := x.info, x.info.UplinkN3
	end := event.FTEID{TEID: 77, Addr: netip.MustParseAddr("10.0.9.1")}
	ask := func(supi, dnn, ref string) error {
		y := &session{smf: s, key: ueKey{supi: supi, id: 3, home: true}, vsmf: "https://vsmf/x"}
		y.info = event.SMFSession{Role: event.HomeSMF, ID: 3, DNN: dnn, VisitedN9: end, ServingPLMN: event.PLMN{MCC: "001", MNC: "01"}}
		_, err := s.goAbroad(&sbi.Request{Request: httpRequest(t)}, y, &models.PduSessionCreateData{OldSmContextRef: ref})
		return err
	}
	status := func(err error) int {
		var no *sbi.Problem
		require.True(t, errors.As(err, &no), "%v", err)
		return no.Status
	}
	known := "https://smf/nsmf-pdusession/v1/sm-contexts/" + x.id
	require.Equal(t, http.StatusNotFound, status(ask("999700000000002", "internet", known)), "of somebody else")
	require.Equal(t, http.StatusNotFound, status(ask(x.key.supi, "internet", "")))
	require.Equal(t, http.StatusNotFound, status(ask(x.key.supi, "internet", known+"0")))
	require.Equal(t, http.StatusForbidden, status(ask(x.key.supi, "ims", known)))
	created, _, _, _ := p.rules()
	require.Zero(t, created)

	accepted, refused := ie.NewCause(ie.CauseRequestAccepted), ie.NewCause(ie.CauseRuleCreationModificationFailure)
	for name, c := range map[string]struct {
		refuse int // which modification
		end    bool
		left   int
	}{"first refused": {1, true, 0}, "without F-TEID": {0, false, 1}, "second refused": {2, true, 1}} {
		n := 0
		p.says(func(m message.Message) message.Message {
			if _, ok := m.(*message.SessionModificationRequest); !ok {
				return associated(m)
			}
			ies := []*ie.IE{accepted}
			if n++; n == c.refuse {
				ies[0] = refused
			} else if n == 1 && c.end {
				ies = append(ies, ie.NewCreatedPDR(ie.NewPDRID(7), ie.NewFTEID(1, 6, net.IPv4(10, 0, 9, 2), nil, 0)))
			}
			return message.NewSessionModificationResponse(0, 0, 7, m.Sequence(), 0, ies...)
		})
		createdBefore, removedBefore, _, _ := p.rules()
		require.Equal(t, http.StatusInternalServerError, status(ask(x.key.supi, "internet", known)), name)
		created, removed, _, _ := p.rules()
		require.Equal(t, 1, created-createdBefore, name)
		require.Equal(t, c.left, removed-removedBefore, "%s: what was made is taken back", name)
		require.Equal(t, before.Role, x.info.Role, name)
		require.Equal(t, uplink, x.info.UplinkN3, name)
		require.False(t, x.info.VisitedN9.Addr.IsValid(), name)
		require.Equal(t, 0, x.access.set, name)
		require.Same(t, x, s.own(x.key.supi, 3, false), name)
	}
}
