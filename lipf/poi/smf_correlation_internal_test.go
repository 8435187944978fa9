package poi

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
)

// TestSMFCorrelations takes a session from one V-SMF to another and back: it keeps its Correlation ID as long as one of them has it, and a
// session with another resource at the H-SMF has another.
func TestSMFCorrelations(t *testing.T) {
	shared := NewSMFCorrelations()
	smfs := [2]*smfPOI{{shared: shared}, {shared: shared}}
	seid := uint64(0)
	begin := func(at int, resource string) (*smfSession, event.Header, event.SMFSession) {
		seid++
		h := event.Header{NF: event.NF{InstanceID: string(rune('a' + at))}, Time: time.Unix(int64(seid), 0)}
		s := event.SMFSession{Role: event.VisitedSMF, ID: 1, HSMFURI: resource, CPFSEID: event.FSEID{SEID: seid}, Subscriber: event.Subscriber{SUPI: "999700000000001"}}
		return smfs[at].session(h, s), h, s
	}
	// The first V-SMF learns of the resource when the session is there already.
	h := event.Header{NF: event.NF{InstanceID: "a"}, Time: time.Unix(0, 0)}
	info := event.SMFSession{Role: event.VisitedSMF, ID: 1, CPFSEID: event.FSEID{SEID: 99}}
	first := smfs[0].session(h, info)
	id := first.correlation
	require.NotZero(t, id)
	info.HSMFURI = "https://h/1"
	require.Same(t, first, smfs[0].session(h, info))
	require.Equal(t, id, first.correlation)

	second, h2, s2 := begin(1, "https://h/1")
	require.Equal(t, id, second.correlation)
	other, _, _ := begin(1, "https://h/2")
	require.NotEqual(t, id, other.correlation)
	pr, ok := smfs[0].observe(event.SMFPDUSessionReleased{Header: h, Session: info, Continued: true})
	require.True(t, ok)
	require.Nil(t, pr.record, "the PDU session is not released")
	require.True(t, smfs[0].released, "the triggered tasks end")
	back, _, _ := begin(0, "https://h/1")
	require.Equal(t, id, back.correlation)
	pr, _ = smfs[1].observe(event.SMFPDUSessionReleased{Header: h2, Session: s2})
	require.NotNil(t, pr.record)
	smfs[0].forget(back)
	again, _, _ := begin(0, "https://h/1")
	require.NotEqual(t, id, again.correlation, "nobody had it any more")
	require.Len(t, shared.byResource, 2)
}
