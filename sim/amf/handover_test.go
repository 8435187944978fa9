package amf_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/ue"
)

// cells joins two gNBs.
type cells []*gnb.GNB

func (c cells) Connect(ctx context.Context, cell string, e gnb.Establishment) (*gnb.Connection, error) {
	for _, g := range c {
		if _, ok := g.TAI(cell); ok {
			return g.Connect(ctx, cell, e)
		}
	}
	return nil, fmt.Errorf("%w: %q", gnb.ErrNoCell, cell)
}

func (c cells) Access(ctx context.Context, cell string, a gnb.Access) (*gnb.Connection, error) {
	for _, g := range c {
		if _, ok := g.TAI(cell); ok {
			return g.Access(ctx, cell, a)
		}
	}
	return nil, fmt.Errorf("%w: %q", gnb.ErrNoCell, cell)
}

// TestMoveBetweenGNBs has a connected UE go to a cell of another gNB, in its registration area and outside of it.
func TestMoveBetweenGNBs(t *testing.T) {
	l := startLab(t)
	var all3 cells
	for i, tac := range []uint32{1, 77} {
		h, err := l.net.Host(fmt.Sprintf("gnb%d", i+2))
		require.NoError(t, err)
		a, err := l.link.Attach(h)
		require.NoError(t, err)
		g, err := gnb.New(gnb.Config{Host: h, Local: a, AMF: l.at, PLMN: visited, GNBID: uint32(0x200 + i), GNBIDLength: 24,
			Cells: []gnb.Cell{{Name: fmt.Sprintf("other%d", i), TAC: tac, NRCellID: uint64(0x200+i)<<12 + 1}}})
		require.NoError(t, err)
		require.NoError(t, g.Start(ctxFor(t)))
		t.Cleanup(func() { g.Close() })
		all3 = append(all3, g)
	}
	u := l.subscriber(1, german, func(c *ue.Config) { c.Radio = append(cells{l.gnb}, all3...) })
	r, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	wait[event.AMFRegistered](l, 1)

	require.NoError(t, u.Move(ctxFor(t), "other0"))
	e := wait[event.AMFLocationChanged](l, 1)[0]
	require.Equal(t, uint64(0x200001), e.Location.NRCellID)
	require.Equal(t, r.GUTI, e.GUTI)
	require.Eventually(t, func() bool { return l.gnb.Connections() == 0 && all3[0].Connections() == 1 }, 5*time.Second, time.Millisecond)
	require.Eventually(t, func() bool { return l.amf.Stats().Connections == 1 }, 5*time.Second, time.Millisecond)
	k, _ := u.KgNB()
	got, ok := u.Connection().KgNB()
	require.True(t, ok)
	require.Equal(t, k, got)

	require.NoError(t, u.Move(ctxFor(t), "other1"))
	require.Equal(t, uint32(77), wait[event.AMFLocationChanged](l, 2)[1].Location.TAI.TAC)
	up := wait[event.AMFRegistered](l, 2)[1]
	require.Equal(t, event.MobilityRegistration, up.Type)
	require.Equal(t, uint32(77), up.TAIList[0].TAC)
	require.Equal(t, &r.GUTI, up.OldGUTI)
	require.Equal(t, 1, l.home.called("Authenticate"))

	require.NoError(t, u.Move(ctxFor(t), "b"))
	wait[event.AMFLocationChanged](l, 3)
	require.ErrorIs(t, u.Move(ctxFor(t), "nowhere"), gnb.ErrNoCell)
	require.NoError(t, u.Deregister(ctxFor(t), false))
	require.Eventually(t, func() bool { return l.amf.Stats() == amf.Stats{GNBs: 3} }, 5*time.Second, time.Millisecond)
}
