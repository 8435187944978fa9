package lipf_test

import (
	"bytes"
	"context"
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/admf"
	"lilab/lipf/x1"
)

// TestProvisioningOrder reads from X1 itself that the MDF2 comes first and goes last (TS 33.128 clause 5.2.2).
func TestProvisioningOrder(t *testing.T) {
	o := newOperator(t, options{})
	w := o.warrant("nl-1", newPerson(1).supi())
	w.CC, w.Services = true, []lipf.ServiceType{lipf.Voice, lipf.Data}
	p, err := o.admf.Activate(t.Context(), w)
	require.NoError(t, err)
	require.Len(t, p.Notes, 1, "content cannot be delivered, and that is said")
	w2 := o.warrant("nl-2", newPerson(2).supi())
	_, err = o.admf.Activate(t.Context(), w2)
	require.NoError(t, err)
	require.NoError(t, o.admf.Deactivate(t.Context(), "nl-1"))
	require.NoError(t, o.admf.Deactivate(t.Context(), "nl-2"))
	var steps []string
	for _, doc := range o.x1.all() {
		ms, err := x1.ParseRequests(doc)
		if err != nil {
			continue // a response
		}
		for _, m := range ms {
			steps = append(steps, string(m.Body.Type())+" "+m.NE)
			if a, ok := m.Body.(x1.ActivateTask); ok {
				require.Equal(t, lipf.X2Only, a.Task.DeliveryType)
				require.Len(t, a.Task.DIDs, 1)
				require.Equal(t, m.NE == "mdf2-1", len(a.Task.Mediation) == 1)
			}
		}
	}
	require.Equal(t, []string{
		"CreateDestination mdf2-1", "ActivateTask mdf2-1", "CreateDestination amf1-iri-poi", "ActivateTask amf1-iri-poi", "CreateDestination udm1-iri-poi", "ActivateTask udm1-iri-poi",
		"ActivateTask mdf2-1", "ActivateTask amf1-iri-poi", "ActivateTask udm1-iri-poi",
		"DeactivateTask udm1-iri-poi", "DeactivateTask amf1-iri-poi", "DeactivateTask mdf2-1",
		"DeactivateTask udm1-iri-poi", "RemoveDestination udm1-iri-poi", "DeactivateTask amf1-iri-poi", "RemoveDestination amf1-iri-poi", "DeactivateTask mdf2-1", "RemoveDestination mdf2-1",
	}, steps)
	o.judged(t)
}

func TestActivateRefuses(t *testing.T) {
	o := newOperator(t, options{})
	anna := newPerson(1)
	good := o.warrant("nl-1", anna.supi())
	for name, c := range map[string]struct {
		change func(*lipf.Warrant)
		want   error
	}{
		"no id":            {func(w *lipf.Warrant) { w.ID = "" }, lipf.ErrWarrant},
		"bad liid":         {func(w *lipf.Warrant) { w.LIID = "with space" }, lipf.ErrWarrant},
		"long liid":        {func(w *lipf.Warrant) { w.LIID = strings.Repeat("a", 30) }, lipf.ErrWarrant},
		"no target":        {func(w *lipf.Warrant) { w.Targets = nil }, lipf.ErrWarrant},
		"bad target":       {func(w *lipf.Warrant) { w.Targets = []lipf.TargetIdentifier{{Type: lipf.SUPIIMSI, Value: "imsi-00101"}} }, lipf.ErrTarget},
		"nothing":          {func(w *lipf.Warrant) { w.IRI = false }, lipf.ErrWarrant},
		"no lemf":          {func(w *lipf.Warrant) { w.LEMF = netip.AddrPort{} }, lipf.ErrWarrant},
		"content only":     {func(w *lipf.Warrant) { w.IRI, w.CC = false, true }, admf.ErrNoPOI},
		"nobody takes SIP": {func(w *lipf.Warrant) { w.Targets = []lipf.TargetIdentifier{{Type: "sipUri", Value: "sip:a@b"}} }, admf.ErrNoPOI},
	} {
		w := good
		c.change(&w)
		_, err := o.admf.Activate(t.Context(), w)
		require.ErrorIs(t, err, c.want, name)
	}
	require.Zero(t, o.x1.len(), "nothing was sent")
	_, err := o.admf.Activate(t.Context(), good)
	require.NoError(t, err)
	_, err = o.admf.Activate(t.Context(), good)
	require.ErrorIs(t, err, admf.ErrActive)

	w := o.warrant("nl-2", anna.supi())
	w.Services = []lipf.ServiceType{lipf.RCS}
	_, err = o.admf.Activate(t.Context(), w)
	var e *x1.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, x1.ErrServiceType, e.Code)
	require.NotErrorIs(t, err, admf.ErrNotFullyUndone)
	require.Equal(t, []string{"nl-1"}, o.admf.Warrants())
	d, err := o.admf.Details(t.Context(), "mdf2-1")
	require.NoError(t, err)
	require.Len(t, d.Tasks, 1)
	require.Len(t, d.Destinations, 1)
}

// TestUndo registers a POI that is not there: the warrant is not active afterwards, nothing is left anywhere, and the
// error says that the absent one could not be asked.
func TestUndo(t *testing.T) {
	o := newOperator(t, options{})
	ln, at := listen(t)
	require.NoError(t, ln.Close())
	require.NoError(t, o.admf.AddNE(admf.NE{ID: "gone", Type: admf.UDM, URL: "https://" + at.String() + x1.PathNE}))
	_, err := o.admf.Activate(t.Context(), o.warrant("nl-1", newPerson(1).supi()))
	var op *net.OpError
	require.ErrorAs(t, err, &op)
	require.ErrorContains(t, err, "at gone")
	require.ErrorIs(t, err, admf.ErrNotFullyUndone)
	require.Empty(t, o.admf.Warrants())
	for _, ne := range []string{"mdf2-1", "amf1-iri-poi", "udm1-iri-poi"} {
		d, err := o.admf.Details(t.Context(), ne)
		require.NoError(t, err)
		require.Empty(t, d.Tasks)
		require.Empty(t, d.Destinations)
	}
	require.Error(t, o.admf.Ping(t.Context(), "gone"))
	require.NoError(t, o.admf.Ping(t.Context(), "mdf2-1"))
	require.ErrorIs(t, o.admf.Ping(t.Context(), "nobody"), admf.ErrUnknownNE)
	ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	require.Error(t, o.admf.Ping(ctx, "mdf2-1"))
}

// TestAudit changes the log in every way that a log can be changed.
func TestAudit(t *testing.T) {
	o := newOperator(t, options{})
	o.activate("nl-1", newPerson(1).supi())
	require.NoError(t, o.admf.Deactivate(t.Context(), "nl-1"))
	require.NoError(t, o.admf.Audit().Verify())
	rs := o.admf.Audit().Records()
	var whats []string
	for _, r := range rs {
		whats = append(whats, r.What)
		require.NotContains(t, r.Details, newPerson(1).SUPI)
	}
	require.Contains(t, whats, "activate")
	require.Contains(t, whats, "DeactivateTask")
	require.NoError(t, admf.VerifyRecords(rs))

	written, err := admf.ReadAudit(bytes.NewReader(o.audit.Bytes()))
	require.NoError(t, err)
	require.Equal(t, rs, written)
	for name, change := range map[string]func([]admf.Record) []admf.Record{
		"content":  func(rs []admf.Record) []admf.Record { rs[2].Who = "nobody"; return rs },
		"time":     func(rs []admf.Record) []admf.Record { rs[2].Time = rs[2].Time.Add(1); return rs },
		"deletion": func(rs []admf.Record) []admf.Record { return slices.Delete(rs, 2, 3) },
		"order":    func(rs []admf.Record) []admf.Record { rs[2], rs[3] = rs[3], rs[2]; return rs },
		"number":   func(rs []admf.Record) []admf.Record { rs[2].Number = 7; return rs },
		"first":    func(rs []admf.Record) []admf.Record { return rs[1:] },
	} {
		require.ErrorIs(t, admf.VerifyRecords(change(slices.Clone(rs))), admf.ErrAudit, name)
	}
}
