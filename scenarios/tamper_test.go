package scenarios

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/oracle"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// broken is a point of interception that does one thing wrong.
type broken struct {
	poi.Untampered
	match  func(matched bool) bool
	record func(xiri.Event) xiri.Event
	pdu    func(*x2x3.PDU) bool
}

func (b broken) Match(_ lipf.Task, _ lipf.Identity, matched bool) bool {
	if b.match != nil {
		return b.match(matched)
	}
	return matched
}

func (b broken) Record(_ lipf.Task, r xiri.Event) xiri.Event {
	if b.record != nil {
		return b.record(r)
	}
	return r
}

func (b broken) PDU(p *x2x3.PDU) bool { return b.pdu == nil || b.pdu(p) }

// without drops every record of a type.
func without[T xiri.Event](r xiri.Event) xiri.Event {
	if _, ok := r.(T); ok {
		return nil
	}
	return r
}

// TestOracleNotices breaks the point of interception of the AMF in nl, or that of the UDM in de, in one way at a time.
// The run fails, and among the failed requirements is the one that the break is about.
func TestOracleNotices(t *testing.T) {
	for name, tc := range map[string]struct {
		scenario string // inbound/registration-suci-a if empty
		nf       event.NFType
		make     func() broken
		want     string
	}{
		"a registration is missed": {nf: event.AMF, want: "AMF-REG-1", make: func() broken {
			return broken{record: without[*xiri.AMFRegistration]}
		}},
		"a deregistration is missed": {nf: event.AMF, want: "AMF-DEREG-1", make: func() broken {
			return broken{record: without[*xiri.AMFDeregistration]}
		}},
		"a move is missed": {nf: event.AMF, want: "AMF-LOC-1", make: func() broken {
			return broken{record: without[*xiri.AMFLocationUpdate]}
		}},
		"the start of interception is missed": {scenario: "inbound/task-after-registration", nf: event.AMF, want: "AMF-START-1", make: func() broken {
			return broken{record: without[*xiri.AMFStartOfInterceptionWithRegisteredUE]}
		}},
		"a failure is missed": {scenario: "inbound/auth-fail-null-scheme", nf: event.AMF, want: "AMF-FAIL-1", make: func() broken {
			return broken{record: without[*xiri.AMFUnsuccessfulProcedure]}
		}},
		"the serving system is missed": {nf: event.UDM, want: "UDM-SERV-1", make: func() broken {
			return broken{record: without[*xiri.UDMServingSystemMessage]}
		}},
		"the end at the home is missed": {nf: event.UDM, want: "UDM-CANCEL-1", make: func() broken {
			return broken{record: without[*xiri.UDMCancelLocationMessage]}
		}},
		"the authentication is missed": {scenario: "inbound/auth-fail", nf: event.UDM, want: "UDM-AUTH-1", make: func() broken {
			return broken{record: without[*xiri.UDMUEAuthenticationResponse]}
		}},
		"the late start at the home is missed": {scenario: "inbound/task-after-registration", nf: event.UDM, want: "UDM-START-1", make: func() broken {
			return broken{record: without[*xiri.UDMStartOfInterceptionWithRegisteredTarget]}
		}},
		"the cell is wrong": {nf: event.AMF, want: "AMF-REG-3", make: func() broken {
			return broken{record: func(r xiri.Event) xiri.Event {
				if r, ok := r.(*xiri.AMFRegistration); ok {
					r.Location.LocationInfo.UserLocation.NRLocation.NCGI.NRCellID ^= 1
				}
				return r
			}}
		}},
		"the 5G-GUTI is wrong": {nf: event.AMF, want: "AMF-REG-2", make: func() broken {
			return broken{record: func(r xiri.Event) xiri.Event {
				if r, ok := r.(*xiri.AMFRegistration); ok {
					r.GUTI.FiveGTMSI ^= 1
				}
				return r
			}}
		}},
		"the SUPI is another's": {nf: event.AMF, want: "AMF-REG-1", make: func() broken {
			return broken{record: func(r xiri.Event) xiri.Event {
				if r, ok := r.(*xiri.AMFRegistration); ok {
					r.SUPI.IMSI = "001019999999999"
				}
				return r
			}}
		}},
		"a PDU is lost": {nf: event.AMF, want: "X2-SEQ-1", make: func() broken {
			n := 0
			return broken{pdu: func(*x2x3.PDU) bool { n++; return n != 2 }}
		}},
		"a sequence number is used twice": {nf: event.AMF, want: "X2-SEQ-1", make: func() broken {
			return broken{pdu: func(p *x2x3.PDU) bool { p.SequenceNumber = x2x3.Some[uint32](0); return true }}
		}},
		"the XID is nobody's": {nf: event.AMF, want: "XID-1", make: func() broken {
			return broken{pdu: func(p *x2x3.PDU) bool { p.XID[0] ^= 1; return true }}
		}},
		"the function has no name": {nf: event.AMF, want: "ENV-1", make: func() broken {
			return broken{pdu: func(p *x2x3.PDU) bool { p.NFID = ""; return true }}
		}},
		"another target was matched": {nf: event.AMF, want: "ENV-2", make: func() broken {
			return broken{pdu: func(p *x2x3.PDU) bool {
				p.MatchedTargets = []string{"<supiimsi>001019999999999</supiimsi>"}
				return true
			}}
		}},
		"the clock is wrong": {nf: event.AMF, want: "TIME-1", make: func() broken {
			return broken{pdu: func(p *x2x3.PDU) bool { p.Timestamp = p.Timestamp.Add(-time.Hour); return true }}
		}},
		"the control subscriber is reported": {nf: event.AMF, want: "CTRL-1", make: func() broken {
			return broken{match: func(bool) bool { return true }}
		}},
		"the control subscriber is reported at home": {nf: event.UDM, want: "CTRL-1", make: func() broken {
			return broken{match: func(bool) bool { return true }}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			id := tc.scenario
			if id == "" {
				id = "inbound/registration-suci-a"
			}
			network := map[event.NFType]string{event.AMF: "nl", event.UDM: "de"}[tc.nf]
			res := playShipped(t, id, RunConfig{Seed: 5, Tamper: func(net string, nf event.NFType) poi.Tamperer {
				if net == network && nf == tc.nf {
					return tc.make()
				}
				return nil
			}})
			require.Equal(t, oracle.Fail, res.Verdict)
			var failed []string
			for _, q := range res.Requirements {
				if q.Result == oracle.Fail {
					failed = append(failed, q.ID)
				}
			}
			require.Contains(t, failed, tc.want)
		})
	}
}
