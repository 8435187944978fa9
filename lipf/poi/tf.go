package poi

import (
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
)

// TFConfig is the configuration of a triggering function in an SMF: of the CC-TF, which triggers the CC-POI of the UPF
// over LI_T3, or of the IRI-TF, which triggers the IRI-POI of the UPF over LI_T2 (TS 33.128 R19 clauses 5.2.5, 6.2.3.3,
// 6.2.3.9).
//
// A triggering function is an NE towards the ADMF and an ADMF towards the triggered POI. Both sides have the
// same identifier, so the UID of the certificates in X1 and T is that identifier, and the triggered POI is configured
// with it as its only ADMF.
type TFConfig struct {
	// X1 is the NE side, towards the ADMF; X1.ID is the neIdentifier ("smf1-cc-tf"). ADMF is the identifier of the only
	// ADMF the function obeys, ADMFURL its server ("https://host:port/X1/ADMF").
	X1            x1.Endpoint
	ADMF, ADMFURL string
	// T is the ADMF side, towards the triggered POI, on the link of LI_T3 or LI_T2: the client sends tasks to POIURL
	// ("https://upf1-cc-poi:443/X1/NE"), the listener takes the POI's reports at /X1/ADMF. T.ID may be left empty; it is
	// X1.ID. POI is the neIdentifier of the triggered POI ("upf1-cc-poi").
	T           x1.Endpoint
	POI, POIURL string
	// Criteria says which packets of a session are meant; nil means SessionCriteria. No criteria means that the POI cannot
	// be told yet. Identifiers of different kinds must all match, of several of one kind any.
	Criteria func(event.SMFSession) []lipf.TargetIdentifier
	// Retry is the pause before a request that got no answer is sent again (default 100 ms); it doubles up to 20 times that.
	Retry time.Duration
	// Keepalive is TIME_P1 of TS 103 221-1 clause 6.6.2 towards the POI: 0 means one minute, negative never.
	Keepalive time.Duration
	// Tamper is the hook of negative tests, nil in every ordinary run: it may change a task for the triggered POI before it
	// is sent. False keeps the task from being sent, as if the function had missed the session.
	Tamper func(task *lipf.Task) bool
}

// Network instances by which SMF and UPF of the lab name the sides of a UPF, TS 29.244 clause 8.2.4.
const (
	instanceN3 = "n3"
	instanceN9 = "n9"
	// instanceN9Inner is N9 inside of a network, between an anchor and the UPFs in the path to it.
	instanceN9Inner = "n9.inner"
)

// SessionCriteria are the criteria by which an SMF of the lab names the packets of a session at its own UPF: the UPF's
// F-SEID, and the network instance of the side where content is to be copied. At an anchor UPF (own subscribers, local
// breakout) this is the side of N3, at a visited UPF that of N9 (TS 33.128 R19 clause 6.2.3.3.3), and at a home UPF its
// own side of N9. Both directions are meant.
func SessionCriteria(s event.SMFSession) []lipf.TargetIdentifier {
	if s.UPFSEID.SEID == 0 {
		return nil
	}
	instance := instanceN3
	if s.Role != event.AnchorSMF {
		instance = instanceN9
	}
	f := &lipf.FSEID{SEID: s.UPFSEID.SEID}
	if s.UPFSEID.Addr.Is4() {
		f.IPv4 = s.UPFSEID.Addr
	} else if s.UPFSEID.Addr.Is6() {
		f.IPv6 = s.UPFSEID.Addr
	}
	return []lipf.TargetIdentifier{
		lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{FSEID: f}),
		lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{NetworkInstance: []byte(instance)}),
	}
}

// PathCriteria are SessionCriteria in a network whose SMF puts UPFs between an anchor UPF and the gNB: there the side is that of N3 or that
// of N9 inside of the network, whichever a packet takes. They do not change with the path.
func PathCriteria(s event.SMFSession) []lipf.TargetIdentifier {
	ts := SessionCriteria(s)
	if ts != nil && s.Role == event.AnchorSMF {
		ts = append(ts, lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{NetworkInstance: []byte(instanceN9Inner)}))
	}
	return ts
}

// TunnelCriteria name the packets by the tunnel ends instead: at an anchor UPF those of N3, otherwise those of N9,
// each with the end that is known. They change when a tunnel moves, and then the task at the POI is modified.
func TunnelCriteria(s event.SMFSession) []lipf.TargetIdentifier {
	ends := []event.FTEID{s.UplinkN3, s.DownlinkN3}
	if s.Role != event.AnchorSMF {
		ends = []event.FTEID{s.VisitedN9, s.HomeN9}
	}
	var cs []lipf.UPFLIT3Target
	for _, e := range ends {
		if e.Addr.IsValid() {
			cs = append(cs, lipf.UPFLIT3Target{FTEID: fteidTarget(e)})
		}
	}
	if cs == nil {
		return nil
	}
	return []lipf.TargetIdentifier{lipf.UPFLIT3Identifier(cs...)}
}

func fteidTarget(e event.FTEID) *lipf.FTEID {
	f := &lipf.FTEID{TEID: e.TEID}
	if e.Addr.Is4() {
		f.IPv4 = e.Addr
	} else {
		f.IPv6 = e.Addr
	}
	return f
}
