package gnb

import (
	"context"
	"fmt"
	"sync"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/event"
	"lilab/sim/ngap"
)

// Connection is the signalling connection of one UE through the gNB: RRC on one side, the UE-associated logical
// NG connection on the other.
type Connection struct {
	g     *GNB
	ranID uint64
	gone  chan struct{}

	// sendMu keeps uplink messages and cell changes of the UE in order.
	sendMu sync.Mutex

	mu       sync.Mutex
	ue       Terminal // nil until a UE that is handed over has come
	cell     Cell
	amfID    int64 // -1 until the AMF gave one
	kgnb     [32]byte
	secured  bool
	tracking bool // the AMF wants to hear of every change of cell
	released bool
	bearers  map[uint8]*bearer // by PDU session identity
	handover handoverState
}

// terminal is the UE, nil as long as it has not come.
func (c *Connection) terminal() Terminal {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ue
}

// add gives a connection its RAN UE NGAP ID.
func (g *GNB) add(c *Connection) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.serving {
		return ErrNotServing
	}
	for {
		g.nextID = (g.nextID + 1) & maxRANID
		if _, used := g.conns[g.nextID]; !used {
			break
		}
	}
	c.ranID = g.nextID
	g.conns[c.ranID] = c
	return nil
}

// TAI is the tracking area that a cell broadcasts, false if there is no such cell.
func (g *GNB) TAI(cell string) (event.TAI, bool) {
	c, ok := g.cells[cell]
	return event.TAI{PLMN: g.cfg.PLMN, TAC: c.TAC}, ok
}

// Connect establishes a radio connection in the cell and sends the initial NAS message in INITIAL UE MESSAGE
// (TS 38.413 R17 clause 8.6.1). The terminal may be called before Connect has returned.
func (g *GNB) Connect(ctx context.Context, cell string, e Establishment) (*Connection, error) {
	where, ok := g.cells[cell]
	if !ok {
		return nil, fmt.Errorf("%w: %q", ErrNoCell, cell)
	}
	c := &Connection{g: g, ue: e.UE, gone: make(chan struct{}), cell: where, amfID: -1}
	if err := g.add(c); err != nil {
		return nil, err
	}

	m := &message.InitialUEMessage{
		RANUENGAPID:             &ie.RANUENGAPID{Value: int64(c.ranID)},
		NASPDU:                  &ie.NASPDU{Value: e.NAS},
		UserLocationInformation: ngap.UserLocation(g.location(where)),
		RRCEstablishmentCause:   &ie.RRCEstablishmentCause{Value: aper.Enumerated(e.Cause)},
		UEContextRequest:        &ie.UEContextRequest{Value: ie.UEContextRequestPresentRequested},
	}
	if e.GUTI != nil {
		m.FiveGSTMSI = ngap.STMSI(*e.GUTI)
	}
	c.sendMu.Lock()
	err := g.send(ctx, ngap.Stream(c.ranID), m)
	c.sendMu.Unlock()
	if err != nil {
		g.drop(c)
		return nil, fmt.Errorf("gnb: INITIAL UE MESSAGE: %w", err)
	}
	return c, nil
}

func (g *GNB) location(c Cell) event.Location {
	return event.Location{
		TAI:      event.TAI{PLMN: g.cfg.PLMN, TAC: c.TAC},
		NCGIPLMN: g.cfg.PLMN, NRCellID: c.NRCellID, Time: g.cfg.Now(),
	}
}

// state returns what uplink messages need, or ErrReleased.
func (c *Connection) state() (cell Cell, amfID int64, tracking bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.released {
		return Cell{}, 0, false, ErrReleased
	}
	return c.cell, c.amfID, c.tracking, nil
}

// Send hands an uplink NAS PDU to the AMF in UPLINK NAS TRANSPORT (TS 38.413 R17 clause 8.6.3).
func (c *Connection) Send(ctx context.Context, nas []byte) error {
	c.sendMu.Lock()
	defer c.sendMu.Unlock()
	cell, amfID, _, err := c.state()
	if err != nil {
		return err
	}
	if amfID < 0 {
		return fmt.Errorf("gnb: the AMF has not answered INITIAL UE MESSAGE yet")
	}
	return c.g.send(ctx, ngap.Stream(c.ranID), &message.UplinkNASTransport{
		AMFUENGAPID:             &ie.AMFUENGAPID{Value: amfID},
		RANUENGAPID:             &ie.RANUENGAPID{Value: int64(c.ranID)},
		NASPDU:                  &ie.NASPDU{Value: nas},
		UserLocationInformation: ngap.UserLocation(c.g.location(cell)),
	})
}

// Move changes the serving cell to another one of this gNB. If the AMF asked for it, it is told
// (LOCATION REPORT, TS 38.413 R17 clause 8.12.3).
func (c *Connection) Move(ctx context.Context, cell string) error {
	to, ok := c.g.cells[cell]
	if !ok {
		return fmt.Errorf("%w: %q", ErrNoCell, cell)
	}
	c.sendMu.Lock()
	defer c.sendMu.Unlock()
	c.mu.Lock()
	if c.released {
		c.mu.Unlock()
		return ErrReleased
	}
	from := c.cell
	c.cell = to
	tracking, amfID := c.tracking, c.amfID
	c.mu.Unlock()
	if !tracking || from.NRCellID == to.NRCellID {
		return nil
	}
	return c.g.send(ctx, ngap.Stream(c.ranID), c.report(to, amfID, ie.EventTypePresentChangeOfServeCell))
}

func (c *Connection) report(cell Cell, amfID int64, why aper.Enumerated) *message.LocationReport {
	return &message.LocationReport{
		AMFUENGAPID:             &ie.AMFUENGAPID{Value: amfID},
		RANUENGAPID:             &ie.RANUENGAPID{Value: int64(c.ranID)},
		UserLocationInformation: ngap.UserLocation(c.g.location(cell)),
		LocationReportingRequestType: &ie.LocationReportingRequestType{
			EventType:  &ie.EventType{Value: why},
			ReportArea: &ie.ReportArea{Value: ie.ReportAreaPresentCell},
		},
	}
}

// TAI is the tracking area of the serving cell.
func (c *Connection) TAI() event.TAI {
	c.mu.Lock()
	defer c.mu.Unlock()
	return event.TAI{PLMN: c.g.cfg.PLMN, TAC: c.cell.TAC}
}

// KgNB is the key that the AMF gave with INITIAL CONTEXT SETUP REQUEST, false before.
func (c *Connection) KgNB() ([32]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.kgnb, c.secured
}

// Gone is closed when the connection is released.
func (c *Connection) Gone() <-chan struct{} { return c.gone }

// Release gives the connection up from the radio side: the gNB asks the AMF for the release (TS 38.413 R17
// clause 8.3.2, cause "user inactivity") and waits for it, at most Config.ReleaseTimeout; then it drops the
// connection by itself.
func (c *Connection) Release(ctx context.Context) error {
	_, amfID, _, err := c.state()
	if err != nil {
		return nil
	}
	if amfID >= 0 {
		ctx, cancel := context.WithTimeout(ctx, c.g.cfg.ReleaseTimeout)
		defer cancel()
		c.sendMu.Lock()
		err = c.g.send(ctx, ngap.Stream(c.ranID), &message.UEContextReleaseRequest{
			AMFUENGAPID: &ie.AMFUENGAPID{Value: amfID},
			RANUENGAPID: &ie.RANUENGAPID{Value: int64(c.ranID)},
			Cause:       ngap.RadioCause(ie.CauseRadioNetworkPresentUserInactivity),
		})
		c.sendMu.Unlock()
		if err == nil {
			select {
			case <-c.gone:
				return nil
			case <-ctx.Done():
				err = fmt.Errorf("gnb: UE CONTEXT RELEASE REQUEST: %w", ctx.Err())
			}
		}
	}
	c.g.drop(c)
	return err
}

// drop forgets a connection and tells the terminal, once.
func (g *GNB) drop(c *Connection) {
	c.mu.Lock()
	was := c.released
	c.released = true
	ue, target := c.ue, c.handover.target
	c.mu.Unlock()
	if was {
		return
	}
	if target != nil && target.terminal() == nil {
		// The UE that was to be handed over is gone.
		target.g.drop(target)
	}
	g.mu.Lock()
	if g.conns[c.ranID] == c {
		delete(g.conns, c.ranID)
	}
	if rnti := c.handover.rnti; g.expected[rnti] == c {
		delete(g.expected, rnti)
	}
	g.mu.Unlock()
	g.closeBearers(c)
	close(c.gone)
	if ue != nil {
		ue.Released(c)
	}
}
