package scenarios

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"lilab/lipf/hrli"
	"lilab/lipf/poi"
	"lilab/oracle"
	"lilab/oracle/truth"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/media"
	"lilab/sim/sms"
)

// RunConfig says how a scenario is played.
type RunConfig struct {
	// Out is the folder that gets capture.pcapng, truth.json, log.jsonl and result.json. It is made.
	Out string
	// Seed makes everything that is invented: identities, keys, identifiers. Same seed, same verdicts.
	Seed uint64
	// Log takes what the functions of the lab say, besides log.jsonl. Nil is silent.
	Log *slog.Logger
	// Now is the clock, time.Now if nil.
	Now func() time.Time
	// Tool names the program and its version in result.json.
	Tool string
	// Tamper makes the point of interception of a network function break the standards on purpose. It is for
	// tests that show that the oracle notices; nil, as always else, leaves every function as it should be.
	Tamper func(network string, nf event.NFType) poi.Tamperer
	// TamperCC does the same with the CC-POI in the UPF of a network.
	TamperCC func(network string) poi.CCTamperer
	// TamperHR does the same with the LMISF-IRI of a network.
	TamperHR func(network string) hrli.Tamperer
	// TamperHeaders does the same with the IRI-POI in the UPF of a network, which reports packet headers.
	TamperHeaders func(network string) poi.HeaderTamperer
}

// run is one run of one scenario.
type run struct {
	plan   *plan
	cfg    RunConfig
	now    func() time.Time
	log    *slog.Logger
	folder *folder
	truth  *truth.Truth

	fabric fabric.Network
	lab    *sim.Lab
	li     map[string]*liSide // by network

	active map[string]bool   // warrants
	cell   map[string]string // by subscriber
	guti   map[string]string // by subscriber, while it is registered

	servers  map[string]*servers                // by network
	sessions map[string]map[uint8]*phoneSession // by subscriber, while they are open
	phones   map[string]*imsPhone               // by subscriber, while they are registered with the IMS
	inboxes  map[string]chan sms.Message        // by subscriber
	psap     psapSpeech
}

// Run plays a scenario, judges it from the octets in its run folder, and leaves result.json there.
//
// The error is about the lab: something could not be built, played or written. Whatever the oracle has to say is in
// the result. After an error the folder holds what there was so far.
func Run(ctx context.Context, s *Scenario, cfg RunConfig) (oracle.Result, error) {
	now := cfg.Now
	if now == nil {
		now = time.Now
	}
	start := now()
	p, err := s.resolve(cfg.Seed)
	if err != nil {
		return oracle.Result{}, err
	}
	r := &run{plan: p, cfg: cfg, now: now, truth: p.truth(), li: map[string]*liSide{},
		active: map[string]bool{}, cell: map[string]string{}, guti: map[string]string{},
		servers: map[string]*servers{}, sessions: map[string]map[uint8]*phoneSession{},
		phones: map[string]*imsPhone{}, inboxes: map[string]chan sms.Message{}}
	if err := r.record(ctx); err != nil {
		return oracle.Result{}, err
	}
	res, err := Judge(ctx, cfg.Out, cfg.Tool, now)
	if err != nil {
		return res, err
	}
	res.WallMS = now().Sub(start).Milliseconds()
	return res, writeJSON(filepath.Join(cfg.Out, ResultFile), res)
}

// Judge judges the capture and the truth of a run folder.
func Judge(ctx context.Context, folder, tool string, now func() time.Time) (oracle.Result, error) {
	t, err := readTruth(filepath.Join(folder, TruthFile))
	if err != nil {
		return oracle.Result{}, err
	}
	f, err := os.Open(filepath.Join(folder, CaptureFile))
	if err != nil {
		return oracle.Result{}, err
	}
	defer f.Close()
	return oracle.Judge(ctx, oracle.Input{Capture: f, Truth: t, Tool: tool, Now: now})
}

// record builds the lab, plays the script and writes the capture, the truth and the log.
func (r *run) record(ctx context.Context) (err error) {
	comment := fmt.Sprintf("scenario %s, seed %d", r.plan.scenario.ID, r.cfg.Seed)
	r.folder, err = newFolder(r.cfg.Out, comment, r.cfg.Tool, r.cfg.Log, r.now)
	if err != nil {
		return err
	}
	r.log = r.folder.log
	r.truth.Start = r.now()
	err = r.build(ctx)
	up := r.now()
	if err == nil {
		err = r.play(ctx)
	}
	played := r.now()
	err = errors.Join(err, r.close())
	r.truth.End = r.now()
	r.log.Info("played", "build", up.Sub(r.truth.Start), "script", played.Sub(up), "close", r.truth.End.Sub(played))
	err = errors.Join(err, r.folder.writeTruth(r.truth))
	if err != nil {
		r.log.Error("the run ended early", "error", err)
	}
	return errors.Join(err, r.folder.close())
}

// build makes the network under test and, for every network, its LI side.
func (r *run) build(ctx context.Context) error {
	f, err := fabric.NewVirtual(fabric.VirtualConfig{Now: r.now, Rand: random(r.cfg.Seed, "fabric"), Log: r.log})
	if err != nil {
		return err
	}
	r.fabric = f
	var tapErr error
	for _, s := range r.plan.subscribers {
		r.cell[s.name] = s.Cell
	}
	cfg := r.plan.labConfig(f, r.now, r.log, r.folder.capture.Secrets(), func(link string) fabric.Tap {
		tap, err := r.folder.capture.PacketInterface(link)
		if err != nil {
			tapErr = errors.Join(tapErr, err)
			return nil
		}
		return tap
	})
	for _, n := range cfg.Networks {
		if n.IMS != nil {
			n.IMS.Plan = r.psap.plan
		}
	}
	if r.lab, err = sim.New(cfg); err != nil {
		return err
	}
	if err := errors.Join(r.lab.Start(ctx), tapErr); err != nil {
		return err
	}
	if err := r.startDataNetworks(ctx); err != nil {
		return err
	}
	for i := range r.plan.networks {
		n := &r.plan.networks[i]
		li, err := newLISide(ctx, liConfig{net: n, lab: r.lab, fabric: f, capture: r.folder.capture, now: r.now, log: r.log,
			product: filepath.Join(r.cfg.Out, ProductFolder), tamper: r.cfg.Tamper, tamperCC: r.cfg.TamperCC, tamperHeaders: r.cfg.TamperHeaders,
			tamperHR: r.cfg.TamperHR, agreements: r.plan.scenario.Agreements})
		if err != nil {
			return err
		}
		r.li[n.name] = li
	}
	return tapErr
}

// labConfig is the network under test of a plan.
func (p *plan) labConfig(f fabric.Network, now func() time.Time, log *slog.Logger, keys io.Writer, tap func(link string) fabric.Tap) sim.Config {
	cfg := sim.Config{
		Fabric: f, Networks: map[string]sim.NetworkConfig{}, Subscribers: map[string]sim.SubscriberConfig{},
		Seed: p.seed, Now: now, Log: log, KeyLog: keys, Tap: tap, SMFTimers: smfTimers(), AMFTimers: amfTimers(),
	}
	for _, n := range p.networks {
		cells := map[string]sim.Cell{}
		for _, c := range n.cells {
			cells[c.name] = sim.Cell{TAC: c.tac, NRCellID: c.nrCellID}
		}
		smfs, upfs := n.simFunctions()
		cfg.Networks[n.name] = sim.NetworkConfig{SMFs: smfs, UPFs: upfs, PLMN: n.plmn, Cells: cells, DNNs: n.simDNNs(), HandoverByN2: n.Handover == HandoverN2, IMS: p.scenario.simIMS(), SMS: p.scenario.carriesSMS()}
	}
	for _, a := range p.scenario.Agreements {
		cfg.Agreements = append(cfg.Agreements, a.sim())
	}
	for _, s := range p.subscribers {
		nea := []uint8{0}
		if n := s.NAS.NEA(); n != 0 {
			nea = append(nea, n)
		}
		cfg.Subscribers[s.name] = sim.SubscriberConfig{
			Home: s.Home, In: s.In, SUPI: s.SUPI, GPSI: s.GPSI, PEI: s.PEI, K: s.k, OPc: s.opc,
			Scheme: s.SUCI.Scheme(), NEA: nea, Fault: sim.Fault(s.Fault), MismatchSUPI: s.mismatch,
			Gm: gm.Mode(s.Gm), Media: media.Mode(s.Media), Forwarding: p.forwarding(&s),
		}
	}
	return cfg
}

// close stops everything: the IMS clients of phones, the LI side, then the servers and the network under test.
func (r *run) close() error {
	var errs []error
	for _, name := range sortedKeys(r.phones) {
		errs = append(errs, r.phones[name].Close())
	}
	for _, name := range sortedKeys(r.li) {
		errs = append(errs, r.li[name].close())
	}
	for _, name := range sortedKeys(r.servers) {
		errs = append(errs, r.servers[name].close())
	}
	if r.lab != nil {
		errs = append(errs, r.lab.Close())
	}
	if r.fabric != nil {
		errs = append(errs, r.fabric.Close())
	}
	return errors.Join(errs...)
}
