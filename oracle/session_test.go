package oracle_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/truth"
)

var routed = dataSetup{route: "home-routed", protection: "none"}

// TestFaultlessSessionRecords judges everything about sessions that a lab without faults would produce.
func TestFaultlessSessionRecords(t *testing.T) {
	for _, c := range []struct {
		name    string
		s       setup
		d       dataSetup
		headers string
	}{
		{"domestic", home, dataSetup{route: "domestic", protection: "none"}, "summary"},
		{"domestic, packets", home, dataSetup{route: "domestic", protection: "tls"}, "per-packet"},
		{"domestic IPv6", home, dataSetup{route: "domestic", protection: "none", six: true}, "summary"},
		{"domestic without content", home, dataSetup{route: "domestic", protection: "e2ee", iri: true}, "summary"},
		{"broken out", visiting, dataSetup{route: "local-breakout", protection: "none"}, "per-packet"},
		{"home-routed", visiting, routed, "summary"},
		{"home-routed without headers", visiting, routed, ""},
		{"running session", visiting, dataSetup{route: "home-routed", protection: "none", mid: true}, ""},
		{"N9 in ESP", visiting, dataSetup{route: "home-routed", protection: "none", n9: "esp"}, "per-packet"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newSessionPlay(c.s, c.d, c.headers).judge(t)
			require.Empty(t, wrong(r))
			require.Equal(t, oracle.Pass, r.Verdict)
			for _, w := range r.Warrants {
				require.NotEmpty(t, w.Ledger, w.ID)
			}
		})
	}
}

// TestFaultlessChanges judges a new tunnel, a refused session and a second session, all reported as they should be.
func TestFaultlessChanges(t *testing.T) {
	for name, change := range map[string]func(*sessionPlay){
		"another gNB":      func(p *sessionPlay) { p.handover(true) },
		"a refusal":        func(p *sessionPlay) { p.refusal(true) },
		"nothing reported": func(p *sessionPlay) {},
	} {
		t.Run(name, func(t *testing.T) {
			p := newSessionPlay(visiting, routed, "summary")
			change(p)
			require.Empty(t, wrong(p.judge(t)))
		})
	}
}

// TestLedger counts what each agency learns, and about whom.
func TestLedger(t *testing.T) {
	entry := func(w oracle.Warrant, field, about, precision string) oracle.LedgerEntry {
		for _, e := range w.Ledger {
			if e.Field == field && e.About == about && e.Precision == precision {
				return e
			}
		}
		return oracle.LedgerEntry{}
	}
	r := newSessionPlay(visiting, routed, "summary").judge(t)
	de, nl := r.Warrants[0], r.Warrants[1]
	// The visited agency has the cell from the AMF and the SMF, the home agency only the network.
	require.Equal(t, []string{"HI2 AMFRegistration", "HI2 SMFPDUSessionEstablishment"}, entry(nl, "location.cell", "target", "cell").Sources)
	require.Equal(t, 2, entry(nl, "location.cell", "target", "cell").Times)
	require.Equal(t, 1, entry(nl, "location.cell", "target", "cell").Values)
	require.Empty(t, entry(de, "location.cell", "target", "cell").Sources)
	require.NotZero(t, entry(de, "location.plmn", "target", "network").Times)
	require.Equal(t, 1, entry(nl, "hSMFURI", "target", "exact").Times)
	require.Zero(t, entry(de, "hSMFURI", "target", "exact").Times)
	for _, w := range r.Warrants {
		flow := entry(w, "flow", "target", "5-tuple")
		require.Equal(t, []string{"HI2 PDSummaryReport", "HI3"}, flow.Sources)
		require.Equal(t, 3, flow.Values, "TCP, UDP, and the fragment without ports")
		require.Equal(t, 1, entry(w, "IP address", "other", "exact").Values)
		require.Equal(t, 1, entry(w, "IP address", "target", "exact").Values)
		require.Equal(t, w.X3.PDUs, entry(w, "packet", "target", "every octet").Times)
		require.Zero(t, entry(w, "sUPI", "other", "exact").Times)
	}
	// Without content and headers nothing tells of the other side.
	r = newSessionPlay(visiting, dataSetup{route: "home-routed", protection: "none", iri: true}, "").judge(t)
	for _, w := range r.Warrants {
		for _, e := range w.Ledger {
			require.Equal(t, "target", e.About, e)
		}
	}
	// A SUPI that is not the target's is counted as another's.
	p := newSessionPlay(visiting, routed, "")
	p.edit("nl", 6, func(m *smRecord) { m.supi = "999700000000009" })
	require.Equal(t, 1, entry(p.judge(t).Warrants[1], "sUPI", "other", "exact").Times)
	// Names in clear are read from content.
	question := "\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x03www\x07example\x03org\x00\x00\x01\x00\x01"
	p = newSessionPlay(visiting, routed, "")
	ue := p.truth.Sessions[0].Addresses[0].Addr()
	p.copies[0].innerHI3 = ipPacket(ue, server4, 17, 0, udpBody(5353, 53, []byte(question)))
	w := p.judge(t).Warrants
	require.Equal(t, 1, entry(w[0], "DNS name", "other", "exact").Times+entry(w[1], "DNS name", "other", "exact").Times)
}

// TestEachSessionRequirementFails breaks one thing at a time.
func TestEachSessionRequirementFails(t *testing.T) {
	mid := dataSetup{route: "home-routed", protection: "none", mid: true}
	own := dataSetup{route: "domestic", protection: "none"}
	for _, c := range []struct {
		name    string
		s       setup
		d       dataSetup
		headers string
		edit    func(*sessionPlay)
		id      string
		// expected and actual must be in the message.
		expected, actual string
	}{
		{"an establishment not reported", visiting, routed, "", func(p *sessionPlay) { p.dropSM("nl", 6) }, "SMF-EST-1", "one SMFPDUSessionEstablishment", "none was delivered"},
		{"an establishment not reported at home", visiting, routed, "", func(p *sessionPlay) { p.dropSM("de", 6) }, "SMF-EST-1", "one SMFPDUSessionEstablishment", "none was delivered"},
		{"an establishment twice", visiting, routed, "", func(p *sessionPlay) { p.again("nl", 6) }, "SMF-EST-1", "1 SMFPDUSessionEstablishment", "1 more"},
		{"another SUPI", visiting, routed, "", func(p *sessionPlay) {
			p.edit("nl", 6, func(m *smRecord) { m.supi = "999700000000009" })
		}, "SMF-EST-1", "999700000000001", "999700000000009"},
		{"another session", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.id = 2 }) }, "SMF-EST-1", "one SMFPDUSessionEstablishment", "none"},
		{"a session that nobody had", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.id = 2 }) }, "SMF-EST-2", "that anna had", "pDUSessionID 2"},
		{"another type", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.kind = 3 }) }, "SMF-EST-2", "iPv4", "iPv4v6"},
		{"another DNN", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.dnn = "ims" }) }, "SMF-EST-2", "dNN internet", "dNN ims"},
		{"another address", visiting, routed, "", func(p *sessionPlay) {
			p.edit("de", 6, func(m *smRecord) { m.ue = []netip.Addr{netip.MustParseAddr("100.64.0.99")} })
		}, "SMF-EST-2", "100.64.0.10/32", "100.64.0.99"},
		{"the control subscriber's address beside", visiting, routed, "", func(p *sessionPlay) {
			p.edit("de", 6, func(m *smRecord) { m.ue = append(m.ue, netip.MustParseAddr("100.64.0.12")) })
		}, "SMF-EST-2", "no other uEEndpoint", "100.64.0.12"},
		{"no slice", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.noSlice = true }) }, "SMF-EST-2", "sNSSAI", "absent"},
		{"another request", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.request = 3 }) }, "SMF-EST-2", "initialRequest", "initialEmergencyRequest"},
		{"another serving network", visiting, routed, "", func(p *sessionPlay) { p.edit("de", 6, func(m *smRecord) { m.plmn = "999-70" }) }, "SMF-EST-2", "001-01", "999-70"},
		{"another tunnel", home, own, "", func(p *sessionPlay) {
			p.edit("nl", 6, func(m *smRecord) { m.tunnel = tunnelOf(0x999, gnbs[1]) })
		}, "SMF-EST-3", "TEID 0x00000100 as on nl.n3", "TEID 0x00000999"},
		{"the tunnel at the gNB's address", home, own, "", func(p *sessionPlay) {
			p.edit("nl", 6, func(m *smRecord) { m.uplink = tunnelOf(0x100, gnbs[0]) })
		}, "SMF-EST-3", gnbs[1], gnbs[0]},
		{"N3 in a record of the H-SMF", visiting, routed, "", func(p *sessionPlay) {
			p.edit("de", 6, func(m *smRecord) { m.tunnel = tunnelOf(0x100, gnbs[1]) })
		}, "SMF-EST-3", "nl-de.n9", gnbs[1]},
		{"no cell", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.cell = nil }) }, "SMF-EST-4", "000000010", "absent"},
		{"another cell", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.cell = cell2 }) }, "SMF-EST-4", "000000010", "000000020"},
		{"no URI of the H-SMF", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.uri = "" }) }, "HSMF-URI", "present", "absent"},
		{"a URI at the H-SMF", visiting, routed, "", func(p *sessionPlay) { p.edit("de", 6, func(m *smRecord) { m.uri = "https://smf1" }) }, "HSMF-URI", "absent", "present"},
		{"a URI at home", home, own, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.uri = "https://smf1" }) }, "HSMF-URI", "absent", "present"},
		{"records at home of a session broken out", visiting, dataSetup{route: "local-breakout", protection: "none"}, "", func(p *sessionPlay) {
			r := *p.sm2("nl", 6)
			w := p.truth.Warrants["de-1"]
			r.net, r.xid, r.liid, r.country = "de", w.XID, w.LIID, "DE"
			p.sm = append(p.sm, &r)
			p.smTie[&r] = tieOf
		}, "SMF-EST-1", "no PDU session of the target is routed through", "one was delivered"},
		{"a release not reported", visiting, routed, "", func(p *sessionPlay) { p.dropSM("nl", 8) }, "SMF-REL-1", "one SMFPDUSessionRelease", "none was delivered"},
		{"a release twice", visiting, routed, "", func(p *sessionPlay) { p.again("nl", 8) }, "SMF-REL-1", "1 SMFPDUSessionRelease", "1 more"},
		{"another uplink volume", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 8, func(m *smRecord) { m.up++ }) }, "SMF-REL-2", "uplinkVolume", "uplinkVolume"},
		{"another downlink volume", visiting, routed, "", func(p *sessionPlay) { p.edit("de", 8, func(m *smRecord) { m.down-- }) }, "SMF-REL-2", "downlinkVolume", "downlinkVolume"},
		{"no volume", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 8, func(m *smRecord) { m.up = -1 }) }, "SMF-REL-2", "uplinkVolume", "absent"},
		{"a first packet too early", visiting, routed, "", func(p *sessionPlay) {
			p.edit("nl", 8, func(m *smRecord) { m.first = m.first.Add(-3 * time.Second) })
		}, "SMF-REL-2", "timeOfFirstPacket", "11:59:58"},
		{"no time of the last packet", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 8, func(m *smRecord) { m.last = time.Time{} }) }, "SMF-REL-2", "timeOfLastPacket", "absent"},
		{"no start of interception", visiting, mid, "", func(p *sessionPlay) { p.dropSM("nl", 9) }, "SMF-START-1", "one SMFStartOfInterception", "none was delivered"},
		{"two starts of interception", visiting, mid, "", func(p *sessionPlay) { p.again("nl", 9) }, "SMF-START-1", "1 SMFStartOfInterception", "1 more"},
		{"the start last", visiting, mid, "", func(p *sessionPlay) {
			r := p.sm2("nl", 9)
			p.dropSM("nl", 9)
			p.sm = append(p.sm, r)
		}, "SMF-START-1", "before every other record", "SMFPDUSessionRelease came first"},
		{"a start without cause", visiting, routed, "", func(p *sessionPlay) {
			r := p.again("nl", 6)
			r.event.tag = 9
			r.event.body = p.describe(r).body(9)
		}, "SMF-START-1", "0 SMFStartOfInterception", "1 more"},
		{"a start in the target's direction", visiting, mid, "", func(p *sessionPlay) { p.sm2("nl", 9).direction = 3 }, "ENV-3", "direction 5", "3"},
		{"a modification without cause", visiting, routed, "", func(p *sessionPlay) {
			r := p.again("nl", 6)
			r.event.tag, r.iriType, r.at = 7, 3, epoch.Add(10*time.Second)
			r.hi2Time = r.at
			r.event.body = p.describe(r).body(7)
		}, "SMF-MOD-1", "nothing", "one SMFPDUSessionModification"},
		{"a new tunnel not reported", visiting, routed, "", func(p *sessionPlay) { p.handover(false) }, "SMF-MOD-1", "one SMFPDUSessionModification with the new tunnel", "none was delivered"},
		{"another tunnel in a modification", visiting, routed, "", func(p *sessionPlay) {
			p.handover(true)
			p.edit("nl", 7, func(m *smRecord) { m.downlink, m.uplink = tunnelOf(0x111, gnbs[0]), tunnelOf(0x777, gnbs[1]) })
		}, "SMF-MOD-1", "gTPTunnelInfo uplink", "0x00000777"},
		{"a modification without a session", visiting, routed, "", func(p *sessionPlay) {
			p.handover(true)
			p.edit("nl", 7, func(m *smRecord) { m.id = 0 })
		}, "MAND-2", "pDUSessionID", "absent"},
		{"a failure not reported", visiting, routed, "", func(p *sessionPlay) { p.refusal(false) }, "SMF-FAIL-1", "one SMFUnsuccessfulProcedure", "none was delivered"},
		{"a failure with another cause", visiting, routed, "", func(p *sessionPlay) { p.refusal(true).cause = 31 }, "SMF-FAIL-1", "failureCause 27", "failureCause 31"},
		{"no tunnel information", visiting, routed, "", func(p *sessionPlay) { p.edit("nl", 6, func(m *smRecord) { m.noInfo = true }) }, "MAND-2", "gTPTunnelInfo", "absent"},
		{"nothing about authentication", visiting, routed, "", func(p *sessionPlay) {
			p.edit("nl", 6, func(m *smRecord) { m.noUnauthenticated = true })
		}, "MAND-2", "sUPIUnauthenticated", "absent"},
		{"another correlation in the release", visiting, routed, "", func(p *sessionPlay) { p.smTie[p.sm2("nl", 8)] = 7 }, "SMF-CORR-1", fmt.Sprint(uint64(tieOf)), "7"},
		{"no correlation", visiting, routed, "", func(p *sessionPlay) { p.smTie[p.sm2("nl", 6)] = 0 }, "SMF-CORR-1", "a correlation identity", "0"},
		{"two sessions with one correlation", visiting, routed, "", func(p *sessionPlay) { p.second(tieOf) }, "SMF-CORR-1", "another correlation identity", fmt.Sprint(uint64(tieOf))},
		{"two sessions with one number", visiting, routed, "", func(p *sessionPlay) { p.second(99) }, "HI2-TYPE-2", "another communication identity number", "5"},
		{"IRI-Report for an establishment", visiting, routed, "", func(p *sessionPlay) { p.sm2("nl", 6).iriType = 4 }, "HI2-TYPE-2", "iRI-Begin", "iRI-Report"},
		{"IRI-Begin for a release", visiting, routed, "", func(p *sessionPlay) { p.sm2("nl", 8).iriType = 1 }, "HI2-TYPE-2", "iRI-End", "iRI-Begin"},
		{"no number", visiting, routed, "", func(p *sessionPlay) { p.sm2("nl", 8).cin = false }, "HI2-TYPE-2", "a communication identity number", "absent"},
		{"a record lost in mediation", visiting, routed, "", func(p *sessionPlay) { p.loseHI2(p.sm2("nl", 8)) }, "MED-1", "an X2 record", "never sent"},

		{"the CC-TF before the MDF3", home, own, "", func(p *sessionPlay) {
			p.tasks[0].at, p.tasks[1].at = p.tasks[3].at.Add(time.Microsecond), p.tasks[3].at.Add(2*time.Microsecond)
		},
			"PROV-3", "at an MDF3 before", "no MDF3"},
		{"no CC-TF", home, own, "", func(p *sessionPlay) { p.tasks = append(p.tasks[:2:2], p.tasks[4:]...) }, "PROV-3", "at a CC-TF", "none"},
		{"a CC-TF without an order", home, dataSetup{route: "domestic", protection: "none", iri: true}, "", func(p *sessionPlay) { p.orders(p.truth.Warrants["nl-1"], true) },
			"PROV-3", "none is ordered", "one at smf1-cc-tf"},
		{"no trigger", home, own, "", func(p *sessionPlay) {
			p.dropTask("nl.t3", "ActivateTaskRequest")
			p.dropTask("nl.t3", "ActivateTaskResponse")
		}, "T3-1", "a task over LI_T3", "none"},
		{"a trigger without acknowledgement", home, own, "", func(p *sessionPlay) { p.dropTask("nl.t3", "ActivateTaskResponse") }, "T3-1", "acknowledgement", "none"},
		{"a trigger without a product", home, own, "", func(p *sessionPlay) { p.retask("nl.t3", "<productID>"+xidNL+"</productID>", "") }, "T3-1", "ProductID", "absent"},
		{"a trigger with another correlation", home, own, "", func(p *sessionPlay) { p.retask("nl.t3", fmt.Sprint(uint64(tieOf)), "17") }, "T3-1", "CorrelationID 1234605616436508552", "17"},
		{"a trigger for another session", home, own, "", func(p *sessionPlay) {
			p.retask("nl.t3", fmt.Sprint("<e:SEID>", p.seid("nl", 0)), fmt.Sprint("<e:SEID>", p.seid("nl", 2)))
		}, "T3-1", "no task about carla", "carla"},
		{"a trigger for no session", home, own, "", func(p *sessionPlay) {
			p.retask("nl.t3", fmt.Sprint("<e:SEID>", p.seid("nl", 0)), "<e:SEID>12345")
		}, "T3-1", "an F-SEID that the UPF gave", "12345"},
		{"a trigger for records", home, own, "", func(p *sessionPlay) { p.retask("nl.t3", "<deliveryType>X3Only", "<deliveryType>X2Only") }, "T3-1", "X3Only", "X2Only"},
		{"a trigger with the warrant's XID", home, own, "", func(p *sessionPlay) { p.retask("nl.t3", "<xId>00000000-0000-4000-8a1d-000003000110", "<xId>"+xidNL) },
			"T3-1", "an XID of its own", "the XID of a warrant"},
		{"a trigger without destination", home, own, "", func(p *sessionPlay) { p.dropTask("nl.t3", "CreateDestinationRequest") }, "T3-1", "CreateDestination", "none"},
		{"a task that never ends", home, own, "", func(p *sessionPlay) {
			p.dropTask("nl.t3", "DeactivateTaskRequest")
			p.dropTask("nl.t3", "DeactivateTaskResponse")
		},
			"T3-1", "the end of the task", "none"},
		{"content from before the task", home, own, "", func(p *sessionPlay) {
			p.task("nl.t3", "ActivateTaskRequest").at = p.first.Add(2 * time.Millisecond)
			p.task("nl.t3", "ActivateTaskResponse").at = p.first.Add(2 * time.Millisecond)
		}, "T3-1", "nothing from before the task", "nl.x3"},
		{"content from after the task", home, own, "", func(p *sessionPlay) {
			p.task("nl.t3", "DeactivateTaskRequest").at = p.latest.Add(-3 * time.Millisecond)
			p.task("nl.t3", "DeactivateTaskResponse").at = p.latest.Add(-3 * time.Millisecond)
		}, "T3-1", "nothing from after the end", "nl.x3"},
		{"a trigger without an order for content", home, dataSetup{route: "domestic", protection: "none", iri: true}, "", func(p *sessionPlay) {
			p.trigger(p.truth.Warrants["nl-1"], "t3", "X3Only", epoch.Add(1002*time.Millisecond), epoch.Add(20*time.Second))
		}, "T3-1", "nothing triggered", "ProductID"},
		{"no trigger for headers", home, own, "summary", func(p *sessionPlay) {
			p.dropTask("nl.t2", "ActivateTaskRequest")
			p.dropTask("nl.t2", "ActivateTaskResponse")
		},
			"T2-1", "a task over LI_T2", "none"},
		{"packets ordered, not summaries", home, own, "summary", func(p *sessionPlay) { p.retask("nl.t2", "e:PDSR>", "e:PDHR>") }, "T2-1", "HeaderReporting with PDSR", "PDHR"},

		{"a flow not reported", home, own, "summary", func(p *sessionPlay) { p.reports = p.reports[1:] }, "PH-1", "a report of", "none"},
		{"a packet too few", home, own, "summary", func(p *sessionPlay) { p.reports[0].packets-- }, "PH-1", "packets of", "packets in its reports"},
		{"an octet too many", home, own, "summary", func(p *sessionPlay) { p.reports[0].size++ }, "PH-1", "octets of", "octets in its reports"},
		{"another port", home, own, "summary", func(p *sessionPlay) { r := p.reports[0]; r.dst = netip.AddrPortFrom(r.dst.Addr(), 81) }, "PH-1", "a flow of", ":81"},
		{"the other direction", home, own, "summary", func(p *sessionPlay) { p.reports[0].directionInReset = 2 }, "PH-1", "direction fromTarget", "toTarget"},
		{"a first packet an hour early", home, own, "summary", func(p *sessionPlay) { r := p.reports[0]; r.first = r.first.Add(-time.Hour) }, "PH-1", "the first packet of", "11:00"},
		{"a packet not reported", home, own, "per-packet", func(p *sessionPlay) { p.reports = append(p.reports[:3:3], p.reports[4:]...) }, "PH-1", "reports of", "missing"},
		{"a packet reported twice", home, own, "per-packet", func(p *sessionPlay) { r := *p.reports[3]; p.reports = append(p.reports, &r) }, "PH-1", "reports of", ""},
		{"another size", home, own, "per-packet", func(p *sessionPlay) { r := *p.reports[3]; r.size += 100; p.reports = append(p.reports, &r) }, "PH-1", "a packet of", "octets"},
		{"a report of the other kind", home, own, "summary", func(p *sessionPlay) {
			for id, w := range p.truth.Warrants {
				w.HeaderReports = "per-packet"
				p.truth.Warrants[id] = w
			}
		}, "PH-1", "per-packet", "of the other kind"},
		{"reports without an order", home, own, "summary", func(p *sessionPlay) {
			for id, w := range p.truth.Warrants {
				w.HeaderReports, w.HeaderReportsBy = "", ""
				p.truth.Warrants[id] = w
			}
		}, "PH-1", "none is ordered", "one was delivered"},
		{"a report of another session", home, own, "summary", func(p *sessionPlay) { p.reports[0].tie = 4711 }, "SMF-CORR-1", "of a PDU session of the target", "4711"},
	} {
		t.Run(c.id+" "+c.name, func(t *testing.T) {
			p := newSessionPlay(c.s, c.d, c.headers)
			c.edit(p)
			r := p.judge(t)
			require.Equal(t, oracle.Fail, r.Verdict)
			for _, q := range r.Requirements {
				if q.ID == c.id && q.Result == oracle.Fail && strings.Contains(q.Expected, c.expected) && strings.Contains(q.Actual, c.actual) {
					require.NotEmpty(t, q.Clause)
					if c.name != "no CC-TF" {
						require.NotEmpty(t, q.Evidence, "%s names no frame", c.id)
					}
					for _, e := range q.Evidence {
						require.Positive(t, e.Frame)
						require.NotEmpty(t, e.Interface)
					}
					return
				}
			}
			t.Fatalf("%s did not fail with %q and %q; what did:\n%s", c.id, c.expected, c.actual, strings.Join(wrong(r), "\n"))
		})
	}
}

// again reports an event once more.
func (sp *sessionPlay) again(net string, tag uint32) *record {
	r := *sp.sm2(net, tag)
	sp.sm = append(sp.sm, &r)
	sp.smTie[&r] = sp.smTie[sp.sm2(net, tag)]
	return &r
}

// retask changes the text of a task.
func (sp *sessionPlay) retask(link, from, to string) {
	t := sp.task(link, "ActivateTaskRequest")
	if !strings.Contains(t.text, from) {
		panic("no " + from + " in " + t.text)
	}
	t.text = strings.ReplaceAll(t.text, from, to)
}

func (sp *sessionPlay) loseHI2(r *record) { r.rawHI2 = sp.sm2(r.net, 6).event.octets() }

// handover gives the last downlink packet of the session a new tunnel, and perhaps reports it.
func (sp *sessionPlay) handover(report bool) {
	var last *userPacket
	for _, q := range sp.packets {
		if q.session == 0 && q.direction == 1 {
			last = q
		}
	}
	last.again = 1
	if !report {
		return
	}
	r := sp.again("nl", 6)
	r.event.tag, r.iriType, r.at = 7, 3, last.at.Add(-100*time.Microsecond)
	r.hi2Time = r.at
	sp.edit("nl", 7, func(m *smRecord) { m.downlink = tunnelOf(0x111, gnbs[0]) })
}

// refusal makes the network refuse another session of anna, and perhaps reports it.
func (sp *sessionPlay) refusal(report bool) *smRecord {
	at := epoch.Add(10 * time.Second)
	sp.truth.Sessions = append(sp.truth.Sessions, truth.Session{Subscriber: "anna", ID: 3, DNN: "void", Type: "ipv4", Serving: "nl", Route: sp.d.route, Result: "rejected", Cause: 27,
		Requested: at})
	m := &smRecord{supi: sp.truth.Warrants["nl-1"].Target, id: 3, dnn: "void", cause: 27}
	if report {
		r := sp.again("nl", 6)
		r.at, r.hi2Time, r.iriType = at.Add(time.Millisecond), at.Add(time.Millisecond), 4
		r.event.tag, r.cinIs = 10, 8
		sp.smTie[r] = 77
		sp.extraBodies = append(sp.extraBodies, func() { r.event.body = m.body(10) })
	}
	return m
}

// second gives anna another session.
func (sp *sessionPlay) second(tie uint64) {
	s := sp.truth.Sessions[0]
	s.ID, s.Requested, s.Established = 2, epoch.Add(5*time.Second), epoch.Add(5*time.Second+time.Millisecond)
	s.Addresses = []netip.Prefix{netip.MustParsePrefix("100.64.0.77/32")}
	sp.truth.Sessions = append(sp.truth.Sessions, s)
	for _, net := range []string{"nl", "de"} {
		for _, tag := range []uint32{6, 8} {
			r := sp.again(net, tag)
			m := sp.describe(r)
			m.id, m.ue, m.up, m.down, m.first, m.last = 2, []netip.Addr{s.Addresses[0].Addr()}, 0, 0, time.Time{}, time.Time{}
			r.event.body = m.body(tag)
			if tag == 6 {
				r.at, r.hi2Time = s.Established, s.Established
			}
			sp.smTie[r] = tie
		}
	}
}
