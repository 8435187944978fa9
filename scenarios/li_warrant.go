package scenarios

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"lilab/lipf"
)

// warrant is a warrant of the scenario as the ADMF takes it.
func (l *liSide) warrant(name string, w Warrant, target string) lipf.Warrant {
	types := map[string]lipf.TargetType{"supi": lipf.SUPIIMSI, "gpsi": lipf.GPSIMSISDN, "pei": lipf.PEIIMEISV, "impu": lipf.IMPU, "nli": lipf.IMPU}
	out := lipf.Warrant{
		ID: name, LIID: liid(name), LEMF: l.hi2, LEMF3: l.hi3, By: "scenario", TruncateSMS: l.cfg.net.TruncateSMS,
		Targets: []lipf.TargetIdentifier{{Type: types[w.Target.Type()], Value: target}},
	}
	if w.Target.Type() == "nli" {
		out.Targets = append(out.Targets, lipf.TargetIdentifier{Type: lipf.NonLocalIdentifier, Value: lipf.NonLocal})
	}
	for _, d := range w.deliver() {
		out.IRI = out.IRI || d == string(DeliverIRI)
		out.CC = out.CC || d == string(DeliverCC)
	}
	for _, s := range w.Services {
		out.Services = append(out.Services, lipf.ServiceType(s))
	}
	if w.HeaderReports != "" {
		out.HeaderReports, out.HeaderReportsBy = w.HeaderReports.order(), lipf.HeaderReporter(w.headerReportsBy())
	}
	return out
}

// liid is the agency's reference for a warrant: at most 25 characters, TS 102 232-1 clause 5.2.2.
func liid(name string) string {
	if len(name) <= 20 {
		return "LIID-" + strings.ToUpper(name)
	}
	h := sha256.Sum256([]byte(name))
	return "LIID-" + hex.EncodeToString(h[:10])
}

// order is the order of header reports as X1 has it. Summaries are made when a flow begins and ends, and in between after
// so many packets or so much time.
func (h HeaderReports) order() *lipf.HeaderReporting {
	if h == ReportPerPacket {
		return &lipf.HeaderReporting{PerPacket: true}
	}
	return &lipf.HeaderReporting{Summary: []lipf.PDSRTrigger{{PacketCount: summaryPackets}, {TimerExpiry: summaryTime}}}
}

// When a summary of a flow that goes on is due.
const (
	summaryPackets = 100
	summaryTime    = 10 * time.Second
)
