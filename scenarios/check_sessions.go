package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"lilab/sim"
	"lilab/sim/app"
)

func (sc *Scenario) checkX3Format(s *source, network string) {
	if sc.Networks[network].X3Format != "" && !sc.carriesData() {
		s.add(s.key(path{"networks", network, "x3-format"}), "", "no step of the script opens a PDU session, so nothing is delivered over X3")
	}
}

// checkRoute checks what an agreement says about data.
func (sc *Scenario) checkRoute(s *source, at path, a Agreement) {
	if a.N9 != "" && a.Data != HomeRouted {
		s.add(s.key(at.sub("n9")), "add data: home-routed", "there is an N9 with data: home-routed only")
	}
	if a.LocationToHome && a.Data != HomeRouted {
		s.add(s.key(at.sub("location-to-home")), "add data: home-routed", "only with data: home-routed the home network has an SMF to tell")
	}
}

// checkHeaderReports checks what a warrant orders about packets.
func (sc *Scenario) checkHeaderReports(s *source, at path, w Warrant) {
	switch {
	case w.HeaderReportsBy != "" && w.HeaderReports == "":
		s.add(s.key(at.sub("header-reports-by")), "add header-reports: per-packet or header-reports: summary", "no header reports are ordered")
	case w.HeaderReports == "":
	case !slices.Contains(w.deliver(), string(DeliverIRI)):
		s.add(s.key(at.sub("header-reports")), "add iri to deliver", "header reports are IRI, and the warrant does not order it")
	case len(w.Services) > 0 && !slices.Contains(w.Services, "data"):
		s.add(s.key(at.sub("header-reports")), "add data to services", "header reports are of the service data, and the warrant does not cover it")
	case !sc.carriesData():
		s.add(s.key(at.sub("header-reports")), "", "no step of the script opens a PDU session, so there are no packets to report")
	}
}

// checkOpening follows one opening.
func (sc *Scenario) checkOpening(s *source, at path, o SessionOpening, open openSessions) {
	if sc.onlyEmergencies(s, at.sub("subscriber"), o.Subscriber) {
		open.put(o.Subscriber, max(o.ID, 1), openSession{broken: true})
		return
	}
	if o.DNN == sim.DNNEmergency && sc.carriesIMS() {
		s.add(s.value(at.sub("dnn")), "use call: {emergency: true}", "sessions for emergency calls are opened by emergency calls")
		open.put(o.Subscriber, max(o.ID, 1), openSession{broken: true})
		return
	}
	sub, err := sc.subscriber(o.Subscriber)
	if err != nil {
		return // it has its problem already
	}
	id := o.ID
	if id == 0 {
		id = open.free(o.Subscriber)
	}
	if x, taken := open[o.Subscriber][id]; taken && x.refused == "" || id == 0 {
		s.add(s.value(at.sub("id")), "", "PDU session %d of %s is open already", id, o.Subscriber)
		return
	}
	open.put(o.Subscriber, id, openSession{broken: true})
	kind := o.Type
	orElse(&kind, SessionIPv4)
	_, anchor, err := sc.route(sub, o.DNN)
	if err != nil {
		s.add(s.value(at.sub("subscriber")), fmt.Sprintf("add data: home-routed or data: local-breakout to the agreement {home: %s, visited: %s}", sub.Home, sub.In),
			"%s has no PDU sessions in %s: %v", o.Subscriber, sub.In, err)
		return
	}
	name, err := sc.dnn(sub, anchor, o.DNN)
	if err != nil && o.Refused && o.DNN != "" {
		open.put(o.Subscriber, id, openSession{refused: err.Error()})
		return
	}
	if err != nil {
		hint := didYouMean(o.DNN, sortedKeys(sc.dnns(anchor)))
		if o.DNN == "" {
			hint = "add dnn:"
		}
		s.add(s.value(at.sub("dnn")), hint, "%v", err)
		return
	}
	as := openSession{anchor: anchor, kind: kind, ims: name == sim.DNNIMS && sc.carriesIMS()}
	if d := sc.dnns(anchor)[name]; !d.offers(kind) {
		// A refusal is a thing to play: the SMF reports it.
		as.refused = fmt.Sprintf("%s of %s does not offer %s", name, anchor, kind)
	} else if o.Refused {
		s.add(s.key(at.sub("refused")), "name a data network or a type that there is not", "%s of %s offers %s, so nothing refuses the session", name, anchor, kind)
	}
	open.put(o.Subscriber, id, as)
}

// Defaults and bounds of transfers.
const (
	defaultHTTPOctets, defaultMessageOctets, defaultDatagramOctets = 4000, 2000, 1200
	defaultRequests, defaultMessages, defaultDatagrams             = 3, 3, 20
	// maxMessage is below what a message of the messenger may hold.
	maxMessage = 50_000
	// maxDatagram fits, with the headers of UDP and IPv6, into the MTU of a PDU session, so that nothing is fragmented.
	maxDatagram = 1400 - 48
	// maxFrame is the payload of a frame, or unstructured data, that a PDU session carries.
	maxFrame = 1400
)

// protections are those that an application has.
var protections = map[App][]Protection{
	AppHTTP:      {ProtectionNone, ProtectionTLS},
	AppDNS:       {ProtectionNone, ProtectionTLS},
	AppMessenger: {ProtectionNone, ProtectionTLS, ProtectionE2EE, ProtectionE2EETLS},
	AppUDP:       {ProtectionNone},
	AppFrames:    {ProtectionNone},
}

// checkTransfer follows one transfer.
func (sc *Scenario) checkTransfer(s *source, at path, d Transfer, open openSessions) {
	can, known := protections[d.App]
	if !known {
		return // it has its problem already
	}
	if d.Protection != "" && !slices.Contains(can, d.Protection) {
		s.add(s.value(at.sub("protection")), fmt.Sprintf("%s has %s", d.App, strings.Join(texts(can), ", ")), "%s has no protection %s", d.App, d.Protection)
	}
	requests := d.App == AppHTTP || d.App == AppDNS
	if d.Requests != 0 && !requests {
		s.add(s.key(at.sub("requests")), `use "messages"`, "%s has messages, not requests", d.App)
	}
	if d.Messages != 0 && requests {
		s.add(s.key(at.sub("messages")), `use "requests"`, "%s has requests, not messages", d.App)
	}
	switch {
	case d.Octets == 0:
	case d.App == AppDNS:
		s.add(s.key(at.sub("octets")), "", "what a lookup carries is the name, so dns has no octets")
	case d.App == AppMessenger && d.Octets > maxMessage:
		s.add(s.value(at.sub("octets")), "", "a message has at most %d octets", maxMessage)
	case d.App == AppUDP && (d.Octets > maxDatagram || d.Octets < app.MinDatagram):
		s.add(s.value(at.sub("octets")), "", "a datagram has %d to %d octets, so that it fits one packet of a PDU session", app.MinDatagram, maxDatagram)
	}
	if d.App == AppFrames && d.Octets > maxFrame {
		s.add(s.value(at.sub("octets")), "", "a frame has at most %d octets of payload", maxFrame)
	}
	id, ok := open.one(s, at, "session", d.From, d.Session)
	if kind := open[d.From][id].kind; ok && kind.framed() != (d.App == AppFrames) {
		hint := "use app: frames"
		if !kind.framed() {
			hint = "open a session with type: ethernet or type: unstructured"
		}
		s.add(s.value(at.sub("app")), hint, "PDU session %d of %s has the type %s, and %s does not run there", id, d.From, kind, d.App)
	}
	if d.To == "" || !refer(s, at.sub("to"), "subscriber", d.To, sc.Subscribers) {
		return
	}
	anchor := open[d.From][id].anchor
	switch {
	case d.App != AppMessenger:
		s.add(s.key(at.sub("to")), "only the messenger connects two users", "%s goes to a server of the data network, not to %s", d.App, d.To)
	case d.To == d.From:
		s.add(s.value(at.sub("to")), "", "%s cannot write to %s", d.From, d.To)
	case ok && open.at(d.To, anchor) == 0:
		s.add(s.value(at.sub("to")), "the two users of the messenger meet at one server", "%s has no open PDU session that ends in %s, where that of %s ends", d.To, anchor, d.From)
	}
}

// at is the first session of a subscriber that ends in the network, 0 if there is none.
func (o openSessions) at(subscriber, anchor string) uint8 {
	for id := uint8(1); id <= 15; id++ {
		if x, is := o[subscriber][id]; is && x.refused == "" && x.anchor == anchor && !x.kind.framed() && !x.ims {
			return id
		}
	}
	return 0
}
