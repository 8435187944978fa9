package smf

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"sync"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// phase is where a session is in its life.
type phase uint8

const (
	establishing phase = iota
	active
	releasing // PDU SESSION RELEASE COMMAND is on its way; the UPF has forgotten the session
	gone
)

// session is one PDU session, or its part in this SMF. mu is held during each procedure.
type session struct {
	smf *SMF
	// id names the resource: the SM context, or at an H-SMF the PDU session.
	id  string
	key ueKey

	mu    sync.Mutex
	phase phase
	info  event.SMFSession
	pool  *pool
	// n6 is the prefix of the tunnel for unstructured data.
	n6 netip.Prefix

	statusURI string
	hsmf      string // URI of the service at the H-SMF
	policy    policy
	// established says that SMFPDUSessionEstablished was published.
	established bool
	// deactivated says that the session was given up towards the gNB because the UE is idle.
	deactivated bool
	// registered says that the UDM knows this SMF as that of the session.
	registered bool
	// vsmf is the URI of the session at the V-SMF, at an H-SMF.
	vsmf string
	// flows are the QoS flows beside the default one, change is a modification in progress.
	flows  []event.QoSFlow
	change *change
	// released is closed when a release by the network is over, stopRelease ends its timer.
	released    chan struct{}
	stopRelease context.CancelFunc
	// ho is a handover in preparation.
	ho *preparation
	// node is the session's own UPF: the anchor, or the V-UPF. leg is an intermediate UPF between gNB and anchor; then ownN3
	// and ownN9 are the ends of the anchor. leaving are the sessions at UPFs that are not on the path any more.
	node         *n4
	leg          *leg
	ownN3, ownN9 event.FTEID
	leaving      []*leg
	// access tells of the rules for the end towards the access, at the anchor.
	access access
	// left says that the session goes on at another V-SMF.
	left bool
	// carried is what UPFs counted that the session has left.
	carried usage
	// switching says that the tunnel towards the access is replaced by another while packets flow.
	switching bool
}

// policy is what subscription or H-SMF say of a session.
type policy struct {
	integrity, confidentiality ngap.Protection
	fiveQI                     uint8
	// cause is the 5GSM cause of an accept with another PDU session type than the one asked for.
	cause uint8
}

// sessionAMBR is that of every session, in Mbit/s.
const sessionAMBR = 1000

// qfi is that of the one QoS flow.
const qfi = 1

// refusedSM is why a session cannot be: a 5GSM cause and what goes into the log and ProblemDetails.
type refusedSM struct {
	cause  uint8
	status int
	app    string
	err    error
}

func (r *refusedSM) Error() string { return fmt.Sprintf("5GSM cause %d: %v", r.cause, r.err) }

func refuse(cause uint8, status int, app string, format string, args ...any) *refusedSM {
	return &refusedSM{cause, status, app, fmt.Errorf(format, args...)}
}

// add puts a session into the tables. An older one of the same UE and identity is returned, to be released
// (TS 24.501 R17 clause 6.4.1.7 c).
func (s *SMF) add(x *session) (old *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.nextSEID++
	x.smf = s
	x.id = fmt.Sprintf("%x-%d", s.random64(), s.nextSEID)
	x.info.CPFSEID = event.FSEID{SEID: s.nextSEID, Addr: s.cfg.N4}
	old = s.byUE[x.key]
	s.sessions[x.id], s.byUE[x.key] = x, x
	return old
}

// remove takes a session out of the tables and gives its addresses back.
func (x *session) remove() {
	s := x.smf
	s.mu.Lock()
	delete(s.sessions, x.id)
	delete(s.announced, x.n4uTEID())
	if s.byUE[x.key] == x {
		delete(s.byUE, x.key)
	}
	s.mu.Unlock()
	x.giveBack()
	x.phase = gone
}

// giveBack returns the UE's addresses to their pool, once.
func (x *session) giveBack() {
	if x.pool == nil {
		return
	}
	for _, a := range x.info.Addresses {
		x.pool.give(a)
	}
	x.pool.give(x.n6)
	x.pool, x.n6 = nil, netip.Prefix{}
}

func (s *SMF) find(id string, home bool) (*session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.sessions[id]
	if x == nil || x.key.home != home {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no such session")
	}
	return x, nil
}

// reportedBy maps the SEID of a request of the UPF to the SEID of the answer.
func (s *SMF) reportedBy(seid uint64) uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.sessions {
		if x.info.CPFSEID.SEID == seid {
			return x.upSEID()
		}
	}
	return 0
}

func (x *session) upSEID() uint64 {
	if !x.mu.TryLock() {
		// A procedure of the session is going on; the UPF knows itself.
		return 0
	}
	defer x.mu.Unlock()
	return x.info.UPFSEID.SEID
}

// admit looks at subscription and network and gives the session its type, QoS and addresses.
func (x *session) admit(ctx context.Context, home event.PLMN) *refusedSM {
	s := x.smf
	p := x.anchorAt()
	if p == nil {
		return refuse(nas.SMCauseUnknownDNN, http.StatusForbidden, "DNN_NOT_SUPPORTED", "DNN %.100q is not known", x.info.DNN)
	}
	if x.emergency() || p.dnn.Emergency {
		return x.admitEmergency(p)
	}
	sctx, cancel := s.sbiContext(ctx)
	defer cancel()
	data, err := s.cfg.SBI.SMData(sctx, home, x.info.Subscriber.SUPI, x.info.ServingPLMN, x.info.SNSSAI, x.info.DNN)
	if err != nil {
		if sbi.IsCause(err, sbi.CauseUserNotFound) || sbi.IsCause(err, "DATA_NOT_FOUND") {
			return refuse(nas.SMCauseNotSubscribed, http.StatusForbidden, "SUBSCRIPTION_DENIED", "%w", err)
		}
		return refuse(nas.SMCauseNetworkFailure, http.StatusGatewayTimeout, "PEER_NOT_RESPONDING", "subscription data: %w", err)
	}
	conf, ok := subscribed(data, x.info.SNSSAI, x.info.DNN)
	if !ok {
		return refuse(nas.SMCauseNotSubscribed, http.StatusForbidden, "DNN_DENIED", "DNN %.100q is not subscribed in the slice", x.info.DNN)
	}
	x.policy = policy{integrity: p.dnn.Integrity, confidentiality: p.dnn.Confidentiality, fiveQI: p.dnn.FiveQI}
	if u := conf.UpSecurity; u != nil {
		x.policy.integrity, x.policy.confidentiality = protection(string(u.UpIntegr)), protection(string(u.UpConfid))
	}
	if q := conf.Var5gQosProfile; q != nil && q.Var5qi > 0 && q.Var5qi < 256 {
		x.policy.fiveQI = uint8(q.Var5qi)
	}
	return x.equip(conf, p)
}

// equip gives the session its type, QoS flow and addresses.
func (x *session) equip(conf *models.DnnConfiguration, p *pool) *refusedSM {
	if x.policy.fiveQI == 0 {
		x.policy.fiveQI = 9
	}
	x.info.QFI, x.info.FiveQI = qfi, x.policy.fiveQI
	if r := x.choose(conf, p); r != nil {
		return r
	}
	t := x.info.Type
	four, six, err := p.take(t == event.IPv4 || t == event.IPv4v6, t == event.IPv6 || t == event.IPv4v6 || t == event.Unstructured)
	if err != nil {
		return refuse(nas.SMCauseInsufficientResources, http.StatusInternalServerError, "INSUFFICIENT_RESOURCES_SLICE_DNN", "DNN %s: %w", x.info.DNN, err)
	}
	x.pool = p
	if t == event.Unstructured {
		x.n6 = six
		return nil
	}
	if four.IsValid() {
		x.info.Addresses = append(x.info.Addresses, four)
	}
	if six.IsValid() {
		x.info.Addresses = append(x.info.Addresses, six)
	}
	return nil
}

// choose selects the PDU session type, TS 24.501 R17 clause 6.4.1.3: of IPv4v6 one may be left. What cannot be is refused with
// the cause that says what can (clause 6.4.1.4).
func (x *session) choose(conf *models.DnnConfiguration, p *pool) *refusedSM {
	offered := map[event.PDUSessionType]bool{
		event.IPv4: p.dnn.IPv4.IsValid(), event.IPv6: p.dnn.IPv6.IsValid() && !p.dnn.IPv6ForTunnels, event.Ethernet: p.dnn.Ethernet,
		event.Unstructured: p.dnn.Unstructured.IsValid() && p.dnn.IPv6.IsValid(),
	}
	allowed := map[models.PduSessionType]bool{}
	first := models.PduSessionType("")
	if conf.PduSessionTypes != nil {
		first = conf.PduSessionTypes.DefaultSessionType
		for _, a := range append([]models.PduSessionType{first}, conf.PduSessionTypes.AllowedSessionTypes...) {
			allowed[a] = true
		}
	}
	can := func(t event.PDUSessionType) bool {
		ip := t == event.IPv4 || t == event.IPv6
		return offered[t] && (conf.PduSessionTypes == nil || allowed[sessionType(t)] || ip && allowed[models.PduSessionType_IPV4_V6])
	}
	four, six := can(event.IPv4), can(event.IPv6)
	if x.info.Type == 0 {
		// TS 24.501 R17 clause 6.4.1.3: without a type of the UE, the default of the subscription.
		x.info.Type = event.IPv4
		if t := parseSessionType(first); t != event.IPv4v6 && can(t) {
			x.info.Type = t
		} else if !four {
			x.info.Type = event.IPv6
		}
	}
	no := func(cause uint8, why string) *refusedSM {
		return refuse(cause, http.StatusForbidden, "PDUTYPE_DENIED", "PDU session type %d: %s", x.info.Type, why)
	}
	only := func() *refusedSM {
		switch {
		case can(event.Ethernet) && !can(event.Unstructured):
			return no(nas.SMCauseEthernetOnlyAllowed, "only Ethernet is allowed")
		case can(event.Unstructured) && !can(event.Ethernet):
			return no(nas.SMCauseUnstructuredOnlyAllowed, "only Unstructured is allowed")
		}
		return no(nas.SMCauseUnknownPDUSessionType, "is not allowed")
	}
	switch t := x.info.Type; {
	case t == event.IPv4v6 && four && six, (t == event.IPv4 || t == event.IPv6 || t == event.Ethernet || t == event.Unstructured) && can(t):
	case t == event.IPv4v6 && four:
		x.info.Type, x.policy.cause = event.IPv4, nas.SMCauseIPv4OnlyAllowed
	case t == event.IPv4v6 && six:
		x.info.Type, x.policy.cause = event.IPv6, nas.SMCauseIPv6OnlyAllowed
	case t == event.IPv4 && six:
		return no(nas.SMCauseIPv6OnlyAllowed, "only IPv6 is allowed")
	case t == event.IPv6 && four:
		return no(nas.SMCauseIPv4OnlyAllowed, "only IPv4 is allowed")
	case t == event.IPv4 || t == event.IPv6 || t == event.IPv4v6:
		return only()
	default:
		return no(nas.SMCauseUnknownPDUSessionType, "is not known or not allowed")
	}
	return nil
}

func subscribed(data []models.SessionManagementSubscriptionData, slice event.SNSSAI, dnn string) (*models.DnnConfiguration, bool) {
	for i := range data {
		got, ok := sbi.ParseSNSSAI(data[i].SingleNssai)
		if !ok || got.SST != slice.SST || !bytes.Equal(got.SD, slice.SD) {
			continue
		}
		if c, ok := data[i].DnnConfigurations[dnn]; ok {
			return &c, true
		}
	}
	return nil, false
}

func protection(v string) ngap.Protection {
	switch v {
	case string(models.UpIntegrity_REQUIRED):
		return ngap.ProtectionRequired
	case string(models.UpIntegrity_PREFERRED):
		return ngap.ProtectionPreferred
	}
	return ngap.ProtectionNotNeeded
}

func protectionText(p ngap.Protection) string {
	return [...]string{"REQUIRED", "PREFERRED", "NOT_NEEDED"}[min(p, ngap.ProtectionNotNeeded)]
}

var sessionTypes = map[event.PDUSessionType]models.PduSessionType{
	event.IPv4: models.PduSessionType_IPV4, event.IPv6: models.PduSessionType_IPV6, event.IPv4v6: models.PduSessionType_IPV4_V6,
	event.Unstructured: models.PduSessionType_UNSTRUCTURED, event.Ethernet: models.PduSessionType_ETHERNET,
}

func sessionType(t event.PDUSessionType) models.PduSessionType { return sessionTypes[t] }

func parseSessionType(v models.PduSessionType) event.PDUSessionType {
	for t, name := range sessionTypes {
		if name == v {
			return t
		}
	}
	return 0
}

// accept is PDU SESSION ESTABLISHMENT ACCEPT for the session as it is.
func (x *session) accept() ([]byte, error) {
	a := nas.Accept{
		Session: x.info.ID, PTI: x.info.PTI, Type: x.info.Type, QFI: x.info.QFI, FiveQI: x.info.FiveQI,
		AMBRMbps: sessionAMBR, SNSSAI: x.info.SNSSAI, DNN: x.info.DNN, Cause: x.policy.cause,
	}
	for _, p := range x.info.Addresses {
		if p.Addr().Is4() {
			a.IPv4 = p.Addr()
		} else {
			a.InterfaceID = interfaceID(x.info.ID)
		}
	}
	return nas.Encode(nas.EstablishmentAccept(a))
}

// interfaceID is the interface identifier of a UE: it is the only one in its prefix, so any will do.
func interfaceID(session uint8) (id [8]byte) {
	id[7] = session
	return id
}

// n2Setup is the PDU Session Resource Setup Request Transfer for the session as it is.
func (x *session) n2Setup() ([]byte, error) { return x.n2SetupFrom(x.info.UplinkN3) }

// n2SetupFrom is the same with another end of the tunnel at a UPF.
func (x *session) n2SetupFrom(uplink event.FTEID) ([]byte, error) {
	return ngap.SetupRequest{
		Uplink: uplink, Type: x.info.Type, QFI: x.info.QFI, FiveQI: x.info.FiveQI, More: ngapFlows(x.flows), AMBR: sessionAMBR * 1e6,
		Integrity: x.policy.integrity, Confidentiality: x.policy.confidentiality,
	}.MarshalBinary()
}

func (x *session) publishEstablished() {
	x.info.Established = x.smf.cfg.Now()
	x.established = true
	x.smf.cfg.Events.Publish(event.SMFPDUSessionEstablished{Header: x.smf.head(), Session: x.snapshot()})
}

// publishUserPlane tells that the UPF has accepted the rules as they are now.
func (x *session) publishUserPlane() {
	x.smf.cfg.Events.Publish(event.SMFUserPlane{Header: x.smf.head(), Session: x.snapshot()})
}

func (x *session) publishFailed(p event.SMFFailedProcedure, cause uint8, who event.Initiator) {
	x.smf.cfg.Events.Publish(event.SMFProcedureFailed{Header: x.smf.head(), Session: x.snapshot(), Procedure: p, Cause: cause, Initiator: who})
}

// snapshot is a copy of what the SMF knows, for an event.
func (x *session) snapshot() event.SMFSession {
	info := x.info
	info.Addresses = append(info.Addresses[:0:0], info.Addresses...)
	info.Flows = append([]event.QoSFlow(nil), x.flows...)
	info.UPF, info.Path = x.upf().upf.NF, x.path()
	if info.Location != nil {
		l := *info.Location
		info.Location = &l
	}
	return info
}
