package mdf

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/hi"
	"lilab/lipf/x1"
	"lilab/x2x3"
	"lilab/x2x3/link"
)

// function is what MDF2 and MDF3 have in common: X1 with tasks and destinations, the connections of POIs, and the
// delivery of numbered PS-PDUs to LEMFs.
type function struct {
	settings
	log     *slog.Logger
	ne      *x1.NE
	intakes []*intake
	busy    gauge
	// prepare makes a task ready, before is the one it replaces or nil; an error refuses the request. tasksChanged is told
	// when tasks or destinations are others. No lock of the function is held.
	prepare      func(k, before *task) error
	tasksChanged func()

	// mu guards what X1 changes. Lock order: the store of the NE, then mu; mu is never held while calling the NE.
	mu    sync.RWMutex
	tasks map[lipf.UUID]*task
	dests map[lipf.UUID]*destination
	// unknown has the XIDs that were reported as unknown.
	unknown map[lipf.UUID]bool

	// out is held from numbering a PS-PDU until it is queued, so that the order on the wire is that of the numbers.
	out sync.Mutex
	seq hi.Sequencer

	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
	closed sync.Once

	counters
}

// counters are what [Stats] shows.
type counters struct {
	received, delivered, unknownXID, noTwin, malformed, refused, lost, outside, repeated, uncorrelated, headerReports, mediaKeys, decrypted, sealed atomic.Uint64
}

// Stats counts what happened at a mediation function.
type Stats struct {
	// Received are X2 or X3 PDUs, those of LI_MDF among them, Delivered PS-PDUs handed to HI2 or HI3. Not delivered were:
	// UnknownXID, NoTwin (events that HI2 has no alternative for), Malformed (with connections that lost framing),
	// Outside the validity of the warrant, and Lost because a LEMF's buffer was full. Refused are X2, X3 and LI_MDF
	// connections that were not admitted, RefusedX1 X1 connections that failed TLS. Repeated came again after a
	// reconnection of their POI.
	Received, Delivered, UnknownXID, NoTwin, Malformed, Outside, Lost, Refused, RefusedX1, Repeated uint64
	// Uncorrelated are records of a session, or content, that came with the Correlation ID 0 and so got no CIN.
	Uncorrelated uint64
	// HeaderReports are records of packet headers: at an MDF3 those that it handed to LI_MDF, at an MDF2 those that came
	// over it.
	HeaderReports uint64
	// MediaKeys are descriptions with keys of media: at an MDF2 those that it handed to LI_MDF, at an MDF3 those that came over
	// it. Decrypted are packets of SRTP that the MDF3 opened with them, Sealed those of such sessions that no key opened and
	// that were delivered as they were.
	MediaKeys, Decrypted, Sealed uint64
}

// Stats returns the counters.
func (f *function) Stats() Stats {
	return Stats{Received: f.received.Load(), Delivered: f.delivered.Load(), UnknownXID: f.unknownXID.Load(), NoTwin: f.noTwin.Load(),
		Malformed: f.malformed.Load(), Outside: f.outside.Load(), Lost: f.lost.Load(), Refused: f.refused.Load(), RefusedX1: f.ne.Refused(),
		Repeated: f.repeated.Load(), Uncorrelated: f.uncorrelated.Load(), HeaderReports: f.headerReports.Load(),
		MediaKeys: f.mediaKeys.Load(), Decrypted: f.decrypted.Load(), Sealed: f.sealed.Load()}
}

// task is a task of X1; ended is set when it was deactivated.
type task struct {
	lipf.Task
	ended time.Time
	// octets and last count content, last in nanoseconds since 1970.
	octets atomic.Uint64
	last   atomic.Int64
	// reports makes header reports at an MDF3; nil where none are ordered.
	reports *reports
}

func newFunction(s settings, ne x1.NEConfig) (*function, error) {
	if err := s.complete(); err != nil {
		return nil, err
	}
	f := &function{settings: s, log: s.x1.Log.With("mdf", s.x1.ID), tasks: map[lipf.UUID]*task{}, dests: map[lipf.UUID]*destination{},
		unknown: map[lipf.UUID]bool{}, prepare: func(*task, *task) error { return nil }, tasksChanged: func() {}}
	f.ctx, f.cancel = context.WithCancel(context.Background())
	ne.Endpoint, ne.ADMF, ne.ADMFURL = s.x1, s.admf, s.admfURL
	ne.Handler, ne.TargetTypes, ne.Mediation = (*tasking)(f), append(lipf.TargetTypes5GC(), lipf.TargetTypesIMS()...), true
	ne.Services = []lipf.ServiceType{lipf.Voice, lipf.Data, lipf.Messaging}
	var err error
	f.ne, err = x1.NewNE(ne)
	f.cins.onForget(func(liid string, _ uint64, cin uint32) { f.seq.ForgetSession(liid, cin) })
	return f, err
}

// Start begins to listen.
func (f *function) Start(ctx context.Context) error {
	for _, in := range f.intakes {
		if err := in.receiver.Start(ctx); err != nil {
			return err
		}
	}
	f.ne.Start()
	return nil
}

// Close stops the MDF and waits for its goroutines. What is buffered is not delivered any more; see Drain.
func (f *function) Close() error {
	var err error
	f.closed.Do(func() {
		for _, in := range f.intakes {
			err = errors.Join(err, in.receiver.Close())
		}
		err = errors.Join(err, f.ne.Close())
		f.cancel()
		f.wg.Wait()
		f.mu.Lock()
		dests := f.dests
		f.dests = map[lipf.UUID]*destination{}
		f.mu.Unlock()
		for _, d := range dests {
			d.close()
		}
	})
	return err
}

// Drain waits until every PDU that has arrived was mediated and handed to the LEMF's connection, and every header report to
// that of the MDF2.
func (f *function) Drain(ctx context.Context) error {
	if err := f.busy.wait(ctx); err != nil {
		return fmt.Errorf("mdf %s: %w", f.x1.ID, err)
	}
	f.mu.RLock()
	var ds []*destination
	for _, d := range f.dests {
		ds = append(ds, d)
	}
	f.mu.RUnlock()
	for _, d := range ds {
		if err := d.flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

// AddPeer allows a POI by the UID of its certificate.
func (f *function) AddPeer(neID string) { f.intakes[0].addPeer(neID) }

// An intake takes X2 or X3 PDUs from functions of the operator, over one listener.
type intake struct {
	f *function
	// name is the interface, from what the peers are.
	name, from string
	receiver   *x2x3.Receiver
	repeats    x2x3.Repeats
	saw        func(src, dst netip.AddrPort, octets []byte)
	mediate    func(p *x2x3.PDU, peer string)
	peers      sync.Map // UIDs of certificates
}

func (f *function) addIntake(in *intake, ln net.Listener, t *tls.Config, peers []string) error {
	switch {
	case ln == nil:
		return fmt.Errorf("mdf: no listener for %s", in.name)
	case t == nil || t.ClientAuth != tls.RequireAndVerifyClientCert:
		return fmt.Errorf("mdf: %s must require and verify client certificates", in.name)
	}
	in.f = f
	for _, p := range peers {
		in.addPeer(p)
	}
	var err error
	in.receiver, err = x2x3.NewReceiver(x2x3.ReceiverConfig{
		Listener: ln, TLS: t, Admit: in.admit, Handle: in.handle, OnRefused: in.onRefused, OnClosed: in.onClosed, Log: f.log,
	})
	f.intakes = append(f.intakes, in)
	return err
}

func (in *intake) addPeer(neID string) { in.peers.Store(neID, true) }

// admit takes only functions of this operator.
func (in *intake) admit(p x2x3.Peer) error {
	if _, ok := in.peers.Load(p.UID); !ok || p.UID == "" {
		return fmt.Errorf("%q is no %s of this operator", p.UID, in.from)
	}
	return nil
}

func (in *intake) onRefused(remote netip.AddrPort, err error) {
	in.f.refused.Add(1)
	in.f.log.Warn(in.name+" connection refused", "remote", remote, "err", err)
	in.f.ne.ReportNE(x1.NEAlert, x1.IssueWarning, "%s connection from %s refused: %v", in.name, remote, err)
}

// onClosed reports connections that lost framing; the peer connects again.
func (in *intake) onClosed(p x2x3.Peer, err error) {
	var bad *x2x3.Error
	if !errors.As(err, &bad) {
		return
	}
	in.f.malformed.Add(1)
	in.f.log.Error(in.name+" connection ended by nonsense", "peer", p.UID, "err", err)
	in.f.ne.ReportNE(x1.NEFaultReport, x1.IssueNonTerminatingFault, "%s connection of %s ended: %v", in.name, p.UID, err)
}

// handle mediates one PDU. Whatever is wrong with it, the connection and the PDUs after it go on.
func (in *intake) handle(_ context.Context, p *x2x3.PDU, peer x2x3.Peer, octets []byte) error {
	f := in.f
	f.busy.enter()
	defer f.busy.leave()
	f.received.Add(1)
	if in.saw != nil {
		in.saw(peer.Remote, peer.Local, octets)
	}
	if in.repeats.Seen(peer.UID, p, octets) {
		f.repeated.Add(1) // A POI writes again after a reconnection what was not confirmed.
		return nil
	}
	in.mediate(p, peer.UID)
	if len(p.AdditionalXIDs) > 0 {
		in.others(p, peer.UID)
	}
	return nil
}

// others mediates the PDU for the further tasks that it names, TS 103 221-2 clause 5.3.22.
func (in *intake) others(p *x2x3.PDU, peer string) {
	for _, x := range p.AdditionalXIDs {
		other := *p
		other.XID, other.CorrelationID, other.SequenceNumber = x.XID, x.CorrelationID, x.SequenceNumber
		in.mediate(&other, peer)
	}
}

// route finds the task of an XID for product of the time at.
func (f *function) route(xid lipf.UUID, at time.Time) (*task, bool) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	k := f.tasks[xid]
	if k == nil || !k.takes(at, f) {
		return nil, false
	}
	return k, true
}

// takes says whether product of the time at is still for a task.
func (k *task) takes(at time.Time, f *function) bool {
	return k.ended.IsZero() || !at.After(k.ended) && f.x1.Now().Sub(k.ended) <= f.grace
}

// broken reports a PDU that cannot be mediated, with the place of the fault.
func (f *function) broken(xid lipf.UUID, peer string, err error) {
	f.malformed.Add(1)
	f.log.Error("PDU not mediated", "xid", xid, "poi", peer, "err", err)
	f.ne.ReportNE(x1.NEFaultReport, x1.IssueNonTerminatingFault, "a PDU of %s with XID %s was not mediated: %v", peer, xid, err)
}

// maxUnknown bounds how many unknown XIDs are remembered as reported.
const maxUnknown = 1024

// stray reports product of a task that does not exist here, once for each XID. It is delivered to nobody.
func (f *function) stray(xid lipf.UUID, peer string) {
	f.unknownXID.Add(1)
	f.mu.Lock()
	known := f.unknown[xid] || len(f.unknown) >= maxUnknown
	if !known {
		f.unknown[xid] = true
	}
	f.mu.Unlock()
	if known {
		return
	}
	f.log.Error("product with an unknown XID", "xid", xid, "poi", peer)
	if _, err := lipf.ParseUUID(xid.String()); err != nil {
		f.ne.ReportNE(x1.NEFaultReport, x1.ErrXIDUnknown, "%s sends product with an XID that is no version 4 UUID", peer)
		return
	}
	f.ne.ReportTask(xid, x1.Warning, x1.ErrXIDUnknown, "%s sends product of a task that does not exist here", peer)
}

func (f *function) communication() hi.CommunicationIdentifier {
	return hi.CommunicationIdentifier{OperatorIdentifier: f.operator, NetworkElementIdentifier: f.element, DeliveryCountryCode: f.deliveryCountry}
}

// header is that of a PS-PDU for product of a PDU, without a time.
func (f *function) header(liid string, p *x2x3.PDU) hi.PSHeader {
	return hi.PSHeader{
		LIID: liid, AuthorizationCountryCode: f.country, CommunicationIdentifier: f.communication(),
		TimeStampQualifier:        hi.Some(qualifier(p)),
		NetworkFunctionIdentifier: p.NFID, ExtendedInterceptionPointID: p.IPID,
	}
}

// qualifier says whose time a PS-PDU has: the POI's (TS 33.128 clause 5.5), or without one our own.
func qualifier(p *x2x3.PDU) hi.TimeStampQualifier {
	if p.Timestamp.IsZero() {
		return hi.TimeOfMediation
	}
	return hi.TimeOfInterception
}

// valid says whether the delivery for an LIID covers a time.
func valid(d *lipf.MediationDetails, at time.Time) bool {
	return (d.Start.IsZero() || !at.Before(d.Start)) && (d.End.IsZero() || !at.After(d.End))
}

// lemfs returns the open sessions to the LEMFs of an LIID. mu must be held.
func (f *function) lemfs(k *task, d *lipf.MediationDetails) []*destination {
	dids := d.DIDs
	if len(dids) == 0 {
		dids = k.DIDs
	}
	out := make([]*destination, 0, len(dids))
	for _, did := range dids {
		if d := f.dests[did]; d != nil && d.lemf != nil {
			out = append(out, d)
		}
	}
	return out
}

// handed counts a PS-PDU that was given to a LEMF's session, or what was lost with it.
func (f *function) handed(k *task, d *destination, err error) {
	if err == nil {
		f.delivered.Add(1)
		return
	}
	f.lost.Add(1)
	why := "a PS-PDU could not be sent: " + err.Error()
	if errors.Is(err, link.ErrQueueFull) {
		why = "the buffer for the LEMF is full, product is lost"
		d.monitor.Watch() // It looks when this is over.
	}
	f.log.Error("PS-PDU not sent", "xid", k.XID, "did", d.did, "err", err)
	f.ne.DestinationFault(d.did, why)
}
