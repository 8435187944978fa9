package gnb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/rrc"
)

// GNB is one base station.
type GNB struct {
	cfg   Config
	cells map[string]Cell

	// ctx ends with Close; done is closed when the reading goroutine has ended.
	ctx    context.Context
	cancel context.CancelFunc
	done   chan struct{}
	setup  chan message.Message
	user   *userPlane // nil without N3

	mu      sync.Mutex
	assoc   fabric.Association
	serving bool
	nextID  uint64
	conns   map[uint64]*Connection // by RAN UE NGAP ID
	// neighbours are the gNBs that UEs can be handed over to; expected are the UEs that are to come, by C-RNTI.
	neighbours []neighbour
	expected   map[uint16]*Connection
	nextRNTI   uint16
	barred     bool
	wg         sync.WaitGroup // release timers that run
}

// maxRANID is the highest RAN UE NGAP ID, TS 38.413 R17 clause 9.3.3.2.
const maxRANID = 1<<32 - 1

// New checks the configuration.
func New(cfg Config) (*GNB, error) {
	if cfg.Host == nil || !cfg.AMF.IsValid() {
		return nil, errors.New("gnb: Host and AMF are needed")
	}
	if err := nas.CheckPLMN(cfg.PLMN); err != nil {
		return nil, fmt.Errorf("gnb: %w", err)
	}
	if cfg.GNBIDLength == 0 {
		cfg.GNBIDLength = 32
	}
	if n := cfg.GNBIDLength; n < 22 || n > 32 || uint64(cfg.GNBID) >= 1<<n {
		return nil, fmt.Errorf("gnb: identifier %#x of %d bits", cfg.GNBID, n)
	}
	if len(cfg.Cells) == 0 {
		return nil, errors.New("gnb: no cell")
	}
	if len(cfg.Slices) == 0 {
		cfg.Slices = []event.SNSSAI{{SST: 1}}
	}
	if cfg.SetupTimeout == 0 {
		cfg.SetupTimeout = 10 * time.Second
	}
	if cfg.ReleaseTimeout == 0 {
		cfg.ReleaseTimeout = 5 * time.Second
	}
	if cfg.PrepareTimeout == 0 {
		cfg.PrepareTimeout = 20 * time.Second
	}
	if cfg.ForwardTimeout == 0 {
		cfg.ForwardTimeout = 5 * time.Second
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	cells := make(map[string]Cell, len(cfg.Cells))
	for _, c := range cfg.Cells {
		if _, twice := cells[c.Name]; twice {
			return nil, fmt.Errorf("gnb: cell %q is there twice", c.Name)
		}
		if c.TAC >= 1<<24 || c.NRCellID >= 1<<36 {
			return nil, fmt.Errorf("gnb: cell %q: TAC %#x or NR cell identity %#x is too long", c.Name, c.TAC, c.NRCellID)
		}
		if prefix := c.NRCellID >> (36 - cfg.GNBIDLength); prefix != uint64(cfg.GNBID) {
			return nil, fmt.Errorf("gnb: cell %q: NR cell identity %#x does not begin with the gNB identifier %#x", c.Name, c.NRCellID, cfg.GNBID)
		}
		if c.PCI > rrc.MaxPCI {
			return nil, fmt.Errorf("gnb: cell %q: physical cell identity %d", c.Name, c.PCI)
		}
		cells[c.Name] = c
	}
	return &GNB{
		cfg: cfg, cells: cells, setup: make(chan message.Message, 1), done: make(chan struct{}),
		conns: map[uint64]*Connection{}, expected: map[uint16]*Connection{},
	}, nil
}

// Start connects to the AMF and returns when NG Setup has succeeded (TS 38.413 R17 clause 8.7.1).
func (g *GNB) Start(ctx context.Context) error {
	if g.ctx != nil {
		return errors.New("gnb: started twice")
	}
	g.ctx, g.cancel = context.WithCancel(context.WithoutCancel(ctx))
	assoc, err := g.cfg.Host.DialSCTP(ctx, g.cfg.Local, g.cfg.AMF)
	if err != nil {
		g.cancel()
		close(g.done)
		return fmt.Errorf("gnb: connect to the AMF at %v: %w", g.cfg.AMF, err)
	}
	g.mu.Lock()
	g.assoc = assoc
	g.mu.Unlock()
	go g.read(assoc)
	if err := g.startN3(); err != nil {
		g.Close()
		return err
	}
	if err := g.ngSetup(ctx); err != nil {
		g.Close()
		return err
	}
	return nil
}

func (g *GNB) ngSetup(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, g.cfg.SetupTimeout)
	defer cancel()
	if err := g.send(ctx, 0, g.setupRequest()); err != nil {
		return fmt.Errorf("gnb: NG SETUP REQUEST: %w", err)
	}
	select {
	case <-ctx.Done():
		return fmt.Errorf("gnb: no answer to NG SETUP REQUEST: %w", ctx.Err())
	case <-g.done:
		return fmt.Errorf("gnb: NG Setup: %w", fabric.ErrClosed)
	case m := <-g.setup:
		switch m := m.(type) {
		case *message.NGSetupResponse:
			g.mu.Lock()
			g.serving = true
			g.mu.Unlock()
			return nil
		case *message.NGSetupFailure:
			return fmt.Errorf("gnb: NG SETUP FAILURE, cause %s", ngap.CauseText(m.Cause))
		default:
			return fmt.Errorf("gnb: NG Setup ended by %T", m)
		}
	}
}

func (g *GNB) setupRequest() *message.NGSetupRequest {
	tas := &ie.SupportedTAList{}
	seen := map[uint32]bool{}
	for _, c := range g.cfg.Cells {
		if seen[c.TAC] {
			continue
		}
		seen[c.TAC] = true
		tas.List = append(tas.List, ie.SupportedTAItem{
			TAC: ngap.TAC(c.TAC),
			BroadcastPLMNList: &ie.BroadcastPLMNList{List: []ie.BroadcastPLMNItem{{
				PLMNIdentity:        ngap.PLMN(g.cfg.PLMN),
				TAISliceSupportList: ngap.SliceSupport(g.cfg.Slices),
			}}},
		})
	}
	m := &message.NGSetupRequest{
		GlobalRANNodeID:  ngap.GNBID(g.cfg.PLMN, g.cfg.GNBID, g.cfg.GNBIDLength),
		SupportedTAList:  tas,
		DefaultPagingDRX: &ie.PagingDRX{Value: ie.PagingDRXPresentV128},
	}
	if g.cfg.GNBName != "" {
		m.RANNodeName = &ie.RANNodeName{Value: aper.PrintableString(g.cfg.GNBName)}
	}
	return m
}

// Close ends the association, releases every connection, and waits.
func (g *GNB) Close() error {
	if g.ctx == nil {
		return nil
	}
	g.cancel()
	g.mu.Lock()
	assoc := g.assoc
	g.mu.Unlock()
	var err error
	if assoc != nil {
		err = assoc.Close()
	}
	<-g.done
	g.wg.Wait()
	return errors.Join(err, g.user.close())
}

// Serving says whether there is an association with a completed NG Setup.
func (g *GNB) Serving() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.serving
}

// Connections is the number of UEs with a signalling connection.
func (g *GNB) Connections() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.conns)
}

// send encodes a message and hands it to the association on the given stream.
func (g *GNB) send(ctx context.Context, stream uint16, m message.Message) error {
	pdu, err := m.MarshalBinary()
	if err != nil {
		return fmt.Errorf("encode %T: %w", m, err)
	}
	return g.assoc.Send(ctx, fabric.Message{Stream: stream, PPID: fabric.PPIDNGAP, Data: pdu})
}

// tell sends a message that nobody waits for.
func (g *GNB) tell(stream uint16, m message.Message) {
	if err := g.send(g.ctx, stream, m); err != nil && g.ctx.Err() == nil {
		g.cfg.Log.Error("cannot send to the AMF", "message", fmt.Sprintf("%T", m), "err", err)
	}
}

// read takes messages until the association ends, and then releases every connection.
func (g *GNB) read(assoc fabric.Association) {
	defer close(g.done)
	for {
		m, err := assoc.Receive(g.ctx)
		if err != nil {
			if g.ctx.Err() == nil {
				g.cfg.Log.Warn("association with the AMF ended", "err", err)
			}
			break
		}
		if m.PPID != fabric.PPIDNGAP {
			g.cfg.Log.Error("SCTP message with another payload protocol", "ppid", m.PPID, "octets", len(m.Data))
			continue
		}
		g.receive(m.Data)
	}
	g.mu.Lock()
	g.serving = false
	conns := make([]*Connection, 0, len(g.conns))
	for _, c := range g.conns {
		conns = append(conns, c)
	}
	g.mu.Unlock()
	for _, c := range conns {
		g.drop(c)
	}
}
