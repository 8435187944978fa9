package poi_test

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// session is what an SMF would know of a PDU session of subscriber n.
func session(role event.SMFRole, n, id uint8, seid uint64) event.SMFSession {
	s := event.SMFSession{
		Role: role, ID: id, PTI: 1, Type: event.IPv4v6, SNSSAI: event.SNSSAI{SST: 1, SD: []byte{0, 0, 1}}, DNN: "internet", RequestType: event.InitialRequest,
		Subscriber:  event.Subscriber{SUPI: fmt.Sprintf("99970000000%04d", n), Authenticated: true, PEI: fmt.Sprintf("355093061234%04d", n), GPSI: fmt.Sprintf("491510000%04d", n)},
		Addresses:   []netip.Prefix{netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 45, n, id}), 32), netip.MustParsePrefix("2001:db8:1::/64")},
		Location:    &event.Location{TAI: event.TAI{PLMN: nlPLMN, TAC: 1}, NCGIPLMN: nlPLMN, NRCellID: 0x10, Time: start},
		ServingPLMN: nlPLMN, AMF: &event.GUAMI{PLMN: nlPLMN, AMFRegionID: 1, AMFSetID: 2, AMFPointer: 3},
		CPFSEID: event.FSEID{SEID: seid, Addr: netip.MustParseAddr("10.0.4.1")}, UPFSEID: event.FSEID{SEID: seid<<8 | 1, Addr: netip.MustParseAddr("10.0.4.2")},
		QFI: 1, FiveQI: 9,
	}
	end := func(last byte) event.FTEID {
		return event.FTEID{TEID: uint32(seid)<<4 | uint32(last), Addr: netip.AddrFrom4([4]byte{10, 0, 3, last})}
	}
	if role != event.HomeSMF {
		s.UplinkN3 = end(1)
	}
	if role != event.AnchorSMF {
		s.VisitedN9, s.HomeN9 = end(3), end(4)
	}
	if role == event.VisitedSMF {
		s.HSMFURI = fmt.Sprint("https://smf1.5gc.mnc070.mcc999.3gppnetwork.org:443/nsmf-pdusession/v1/pdu-sessions/", seid)
	}
	return s
}

var start = time.Date(2026, 11, 20, 10, 0, 0, 123456000, time.UTC)

func head(after time.Duration) event.Header { return event.Header{Time: start.Add(after), NF: smfNF} }

func supiOf(n uint8) lipf.TargetIdentifier {
	return lipf.TargetIdentifier{Type: lipf.SUPIIMSI, Value: fmt.Sprintf("99970000000%04d", n)}
}

// open plays the establishment of a session as an SMF publishes it.
func (w *world) open(s event.SMFSession) event.SMFSession {
	w.smf.Observe(event.SMFUserPlane{Header: head(0), Session: s})
	s.Established = start.Add(time.Millisecond)
	w.smf.Observe(event.SMFPDUSessionEstablished{Header: head(time.Millisecond), Session: s})
	return s
}

func (w *world) release(s event.SMFSession) {
	w.smf.Observe(event.SMFPDUSessionReleased{Header: head(time.Minute), Session: s, Initiator: event.ByUE, Cause: 36, FirstPacket: start.Add(time.Second),
		LastPacket: start.Add(2 * time.Second), UplinkOctets: 1000, DownlinkOctets: 20000, UplinkPackets: 10, DownlinkPackets: 20})
}

// TestSMFRecords plays the life of a session in each role, and compares every field of the records with what the SMF knew.
func TestSMFRecords(t *testing.T) {
	for _, role := range []event.SMFRole{event.AnchorSMF, event.VisitedSMF, event.HomeSMF} {
		t.Run([]string{1: "anchor", 2: "visited", 3: "home"}[role], func(t *testing.T) {
			w := newWorld(t, nil)
			xid := w.task(supiOf(1), nil)
			other := session(role, 2, 1, 90)
			w.open(other)
			s := w.open(session(role, 1, 5, 7))
			m := s
			m.DownlinkN3 = event.FTEID{TEID: 0xdd, Addr: netip.MustParseAddr("2001:db8:3::9")}
			m.RequestType = event.ModificationRequest
			idle := m
			idle.DownlinkN3 = event.FTEID{}
			w.smf.Observe(event.SMFPDUSessionModified{Header: head(time.Second), Session: idle, Initiator: event.ByNetwork, Deactivated: true})
			w.smf.Observe(event.SMFPDUSessionModified{Header: head(2 * time.Second), Session: m, Initiator: event.ByUE})
			w.smf.Observe(event.SMFProcedureFailed{Header: head(3 * time.Second), Session: m, Procedure: event.PDUSessionModification, Cause: 38, Initiator: event.ByNetwork})
			second := w.task(lipf.TargetIdentifier{Type: lipf.GPSIMSISDN, Value: s.Subscriber.GPSI}, nil)
			w.release(m)
			w.release(other)
			refused := event.SMFSession{Role: role, Subscriber: s.Subscriber, ID: 6, DNN: "nowhere", SNSSAI: s.SNSSAI, RequestType: event.InitialRequest}
			w.smf.Observe(event.SMFProcedureFailed{Header: head(time.Hour), Session: refused, Procedure: event.PDUSessionEstablishment, Cause: 27, Initiator: event.ByUE})

			all := w.drain()
			w.judged(all)
			var rs, later []record
			for _, r := range all {
				if r.pdu.XID == x2x3.UUID(xid) {
					rs = append(rs, r)
				} else {
					require.Equal(t, x2x3.UUID(second), r.pdu.XID)
					later = append(later, r)
				}
			}
			require.Equal(t, []string{"pDUSessionEstablishment", "pDUSessionModification", "pDUSessionModification", "unsuccessfulSMProcedure", "pDUSessionRelease",
				"unsuccessfulSMProcedure"}, names(rs))
			require.Equal(t, []string{"startOfInterceptionWithEstablishedPDUSession", "pDUSessionRelease", "unsuccessfulSMProcedure"}, names(later))
			require.Equal(t, []x2x3.Direction{x2x3.FromTarget, x2x3.ToTarget, x2x3.FromTarget, x2x3.ToTarget, x2x3.FromTarget, x2x3.FromTarget}, directions(rs))
			require.Equal(t, x2x3.NotApplicable, later[0].pdu.Direction)
			for i, r := range rs {
				require.NotZero(t, r.pdu.CorrelationID)
				require.Equal(t, i < 5, r.pdu.CorrelationID == rs[0].pdu.CorrelationID, "one Correlation ID for the session, another for the attempt")
				require.Equal(t, []string{"<supiimsi>" + s.Subscriber.SUPI + "</supiimsi>"}, r.pdu.MatchedTargets)
				require.Equal(t, []string{"<peiImeisv>" + s.Subscriber.PEI + "</peiImeisv>", "<gpsiMsisdn>" + s.Subscriber.GPSI + "</gpsiMsisdn>"}, r.pdu.OtherTargets)
				require.Equal(t, x2x3.Some(uint32(i%5)), r.pdu.SequenceNumber, "each Correlation ID has its own numbers")
			}
			require.Equal(t, rs[0].pdu.CorrelationID, later[0].pdu.CorrelationID, "shared by all tasks")
			w.fields(rs, later, s, m)
		})
	}
}

func directions(rs []record) (out []x2x3.Direction) {
	for _, r := range rs {
		out = append(out, r.pdu.Direction)
	}
	return out
}

// fields compares the records of TestSMFRecords with the sessions they were made of.
func (w *world) fields(rs, later []record, s, m event.SMFSession) {
	t := w.t
	up := s.UplinkN3
	if s.Role == event.HomeSMF {
		up = s.HomeN9
	}
	tunnel := xiri.FTEID{TEID: up.TEID, IPv4Address: up.Addr}
	est := rs[0].event.(*xiri.SMFPDUSessionEstablishment)
	require.Equal(t, xiri.SUPI{IMSI: s.Subscriber.SUPI}, est.SUPI)
	require.Equal(t, xiri.Some(false), est.SUPIUnauthenticated)
	require.Equal(t, xiri.PEI{IMEISV: s.Subscriber.PEI}, est.PEI)
	require.Equal(t, xiri.GPSI{MSISDN: s.Subscriber.GPSI}, est.GPSI)
	require.Equal(t, s.ID, est.PDUSessionID)
	require.Equal(t, tunnel, est.GTPTunnelID)
	require.Equal(t, xiri.PDUSessionTypeIPv4v6, est.PDUSessionType)
	require.Equal(t, &xiri.SNSSAI{SliceServiceType: 1, SliceDifferentiator: []byte{0, 0, 1}}, est.SNSSAI)
	require.Equal(t, []xiri.UEEndpointAddress{{IPv4Address: s.Addresses[0].Addr()}, {IPv6Address: s.Addresses[1].Addr()}}, est.UEEndpoint)
	require.Equal(t, uint64(0x10), est.Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID)
	require.Equal(t, "internet", est.DNN)
	require.Equal(t, &xiri.AMFID{AMFRegionID: 1, AMFSetID: 2, AMFPointer: 3}, est.AMFID)
	require.Equal(t, s.Role == event.VisitedSMF, est.HSMFURI.Set, "only a V-SMF knows an H-SMF")
	require.Equal(t, s.HSMFURI, est.HSMFURI.Value)
	require.Equal(t, xiri.FiveGSMRequestTypeInitialRequest, est.RequestType)
	require.Equal(t, xiri.Some(xiri.AccessTypeThreeGPPAccess), est.AccessType)
	require.Equal(t, xiri.Some(xiri.RATTypeNR), est.RATType)
	require.Equal(t, xiri.PLMNID{MCC: "001", MNC: "01"}, est.ServingNetwork.PLMNID)
	require.Equal(t, &tunnel, est.GTPTunnelInfo.FiveGSGTPTunnels.ULNGUUPTunnelInformation)
	require.Nil(t, est.GTPTunnelInfo.FiveGSGTPTunnels.DLRANTunnelInformation, "the gNB has not answered yet")

	for i, known := range []bool{false, true} {
		mod := rs[1+i].event.(*xiri.SMFPDUSessionModification)
		require.Equal(t, xiri.FiveGSMRequestTypeModificationRequest, mod.RequestType)
		require.Equal(t, xiri.Some(s.ID), mod.PDUSessionID)
		require.Equal(t, xiri.UEEndpointAddress{IPv4Address: s.Addresses[0].Addr()}, mod.UEEndpoint)
		down := mod.GTPTunnelInfo.FiveGSGTPTunnels.DLRANTunnelInformation
		require.Equal(t, known, down != nil)
		if known {
			require.Equal(t, xiri.FTEID{TEID: 0xdd, IPv6Address: m.DownlinkN3.Addr}, down.DLQOSFlowTunnelInformation.UPTunnelInformation)
			require.Equal(t, uint8(1), down.DLQOSFlowTunnelInformation.AssociatedQOSFlowList[0].QFI)
		}
	}
	bad := rs[3].event.(*xiri.SMFUnsuccessfulProcedure)
	require.Equal(t, xiri.SMFFailedProcedureTypePDUSessionModification, bad.FailedProcedureType)
	require.Equal(t, uint8(38), bad.FailureCause)
	require.Equal(t, xiri.InitiatorNetwork, bad.Initiator)
	rel := rs[4].event.(*xiri.SMFPDUSessionRelease)
	require.Equal(t, start.Add(time.Second), rel.TimeOfFirstPacket.UTC())
	require.Equal(t, start.Add(2*time.Second), rel.TimeOfLastPacket.UTC())
	require.Equal(t, xiri.Some(int64(1000)), rel.UplinkVolume)
	require.Equal(t, xiri.Some(int64(20000)), rel.DownlinkVolume)
	require.False(t, rel.Cause.Set, "a regular deactivation has no name in TS 29.502")
	attempt := rs[5].event.(*xiri.SMFUnsuccessfulProcedure)
	require.Equal(t, uint8(27), attempt.FailureCause)
	require.Equal(t, xiri.Some("nowhere"), attempt.DNN)
	require.Equal(t, xiri.InitiatorUE, attempt.Initiator)
	require.Equal(t, xiri.Some(uint8(6)), attempt.PDUSessionID)
	begun := later[0].event.(*xiri.SMFStartOfInterceptionWithEstablishedPDUSession)
	require.Equal(t, s.Established, begun.TimeOfSessionEstablishment.UTC())
	require.Equal(t, tunnel, begun.GTPTunnelID)
	require.Equal(t, s.Role == event.VisitedSMF, begun.HSMFURI.Set)
	require.NotNil(t, begun.GTPTunnelInfo.FiveGSGTPTunnels.DLRANTunnelInformation)
	require.Equal(t, est.UEEndpoint, begun.UEEndpoint)
}

// TestSMFIdentity: a SUPI that nobody proved matches no task, the device does; the record says so.
func TestSMFIdentity(t *testing.T) {
	w := newWorld(t, nil)
	w.task(supiOf(1), nil)
	s := session(event.AnchorSMF, 1, 1, 7)
	s.Subscriber.Authenticated = false
	w.open(s)
	require.Empty(t, w.drain())
	require.Empty(t, w.cc.has())
	w.task(lipf.TargetIdentifier{Type: lipf.PEIIMEI, Value: s.Subscriber.PEI[:14]}, nil)
	rs := w.drain()
	require.Equal(t, []string{"startOfInterceptionWithEstablishedPDUSession"}, names(rs))
	require.Equal(t, xiri.Some(true), rs[0].event.(*xiri.SMFStartOfInterceptionWithEstablishedPDUSession).SUPIUnauthenticated)
	require.Len(t, w.cc.has(), 1)
	w.judged(rs)
}

// TestSMFServices: a task for voice or messaging alone has no product of a PDU session and no trigger.
func TestSMFServices(t *testing.T) {
	w := newWorld(t, nil)
	s := w.open(session(event.AnchorSMF, 1, 1, 7))
	voice := w.task(supiOf(1), nil, lipf.Voice, lipf.Messaging)
	w.smf.Observe(event.SMFPDUSessionModified{Header: head(1), Session: s})
	require.Empty(t, w.drain())
	require.Empty(t, w.cc.has())
	_, err := w.iri.Call(t.Context(), x1.ActivateTask{Task: lipf.Task{XID: w.uuid(), Targets: []lipf.TargetIdentifier{supiOf(1)}, DeliveryType: lipf.X2Only,
		DIDs: []lipf.UUID{w.did2}, Services: []lipf.ServiceType{lipf.RCS}}})
	require.ErrorContains(t, err, "3050")
	// The task is widened to data: now the session is news.
	task := lipf.Task{XID: voice, Targets: []lipf.TargetIdentifier{supiOf(1)}, DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{w.did2}, Services: []lipf.ServiceType{lipf.Voice, lipf.Data}}
	w.call(w.iri, x1.ModifyTask{Task: task})
	task.DeliveryType, task.DIDs = lipf.X3Only, []lipf.UUID{w.did3}
	w.call(w.cctf, x1.ModifyTask{Task: task})
	require.Equal(t, []string{"startOfInterceptionWithEstablishedPDUSession"}, names(w.drain()))
	require.Len(t, w.cc.has(), 1)
}

// TestCorrelation plays random lives of many sessions: at any time the Correlation ID of a session is that of its first
// record, no two sessions share one, none is 0, and the tasks at the UPF's POI are exactly those that tasks and
// running sessions call for.
func TestCorrelation(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	w := newWorld(t, nil)
	tasks := map[lipf.UUID]uint8{}
	running := map[uint64]event.SMFSession{}
	of := map[uint64]uint64{}   // Correlation ID of a session
	seen := map[uint64]uint64{} // session of a Correlation ID
	seid := uint64(0)
	for round := range 12 {
		for range 25 {
			switch n := uint8(r.IntN(5)); r.IntN(8) {
			case 0:
				if len(tasks) < 6 {
					tasks[w.task(supiOf(n), nil)] = n
				}
			case 1:
				for xid := range tasks {
					w.end(xid, w.iri, w.cctf)
					delete(tasks, xid)
					break
				}
			case 2, 3, 4:
				seid++
				running[seid] = w.open(session(event.SMFRole(1+r.IntN(3)), n, uint8(1+r.IntN(15)), seid))
			case 5:
				for k, s := range running {
					w.smf.Observe(event.SMFPDUSessionModified{Header: head(time.Duration(round) * time.Second), Session: s, Initiator: event.ByUE})
					_ = k
					break
				}
			default:
				for k, s := range running {
					w.release(s)
					delete(running, k)
					break
				}
			}
		}
		for _, rec := range w.drain() {
			id := sessionOf(t, rec.event)
			require.NotZero(t, rec.pdu.CorrelationID)
			if id == 0 {
				continue
			}
			if c, ok := of[id]; ok {
				require.Equal(t, c, rec.pdu.CorrelationID)
			}
			if s, ok := seen[rec.pdu.CorrelationID]; ok {
				require.Equal(t, s, id)
			}
			of[id], seen[rec.pdu.CorrelationID] = rec.pdu.CorrelationID, id
		}
		want := map[string]bool{}
		for xid, n := range tasks {
			for k, s := range running {
				if s.Subscriber.SUPI == supiOf(n).Value {
					want[fmt.Sprint(xid, of[k], s.UPFSEID.SEID)] = true
				}
			}
		}
		got := map[string]bool{}
		for _, k := range w.cc.has() {
			f, err := k.Targets[0].UPFLIT3()
			require.NoError(t, err)
			got[fmt.Sprint(*k.ProductID, *k.CorrelationID, f[0].FSEID.SEID)] = true
		}
		require.Equal(t, want, got)
	}
	require.NotEmpty(t, seen)
	require.Equal(t, len(w.cc.has()), w.smf.TFStats()["smf1-cc-tf"].Triggered)
	for _, s := range running {
		w.release(s)
	}
	w.drain()
	require.Empty(t, w.cc.has(), "no session, no task at the POI")
}

// sessionOf reads which session of TestCorrelation a record is about: its tunnel end tells. 0 if it has none.
func sessionOf(t *testing.T, e xiri.Event) uint64 {
	var f xiri.FTEID
	switch e := e.(type) {
	case *xiri.SMFPDUSessionEstablishment:
		f = e.GTPTunnelID
	case *xiri.SMFStartOfInterceptionWithEstablishedPDUSession:
		f = e.GTPTunnelID
	case *xiri.SMFPDUSessionModification:
		f = *e.GTPTunnelInfo.FiveGSGTPTunnels.ULNGUUPTunnelInformation
	case *xiri.SMFPDUSessionRelease:
		return 0
	default:
		t.Fatalf("%T", e)
	}
	return uint64(f.TEID >> 4)
}
