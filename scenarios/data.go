package scenarios

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"time"

	"lilab/oracle/truth"
	"lilab/sim"
	"lilab/sim/app"
	"lilab/sim/event"
	"lilab/sim/pki"
	"lilab/sim/ue"
)

// simDNNs are the data networks of a network as the simulator takes them.
func (n *network) simDNNs() map[string]sim.DNN {
	if len(n.dnns) == 0 {
		return nil
	}
	out := map[string]sim.DNN{}
	for name, d := range n.dnns {
		x := sim.DNN{Confidentiality: string(d.confidentiality())}
		if name == sim.DNNIMS && n.ims {
			x.FiveQI = imsFiveQI
		}
		for _, t := range d.Types {
			x.Types = append(x.Types, t.PDUSessionType())
		}
		out[name] = x
	}
	return out
}

// sim is the agreement as the simulator takes it.
func (a Agreement) sim() sim.Agreement {
	return sim.Agreement{Home: a.Home, Visited: a.Visited, N32: string(a.n32()), GPSISupplied: a.gpsiSupplied(), Data: sim.Route(a.Data),
		N9: string(a.n9()), LocationToHome: a.LocationToHome, IMS: sim.Route(a.IMS),
		PrivacyEncryption: a.privacyEncryption() == PrivacyOn || a.privacyEncryption() == PrivacyRefused, VisitedRefuses: a.privacyEncryption() == PrivacyRefused}
}

// startDataNetworks starts the servers that applications use: one host on the N6 of every network that has a data
// network. They are a third party's: their TLS secrets are in no capture.
func (r *run) startDataNetworks(ctx context.Context) error {
	for i := range r.plan.networks {
		n := &r.plan.networks[i]
		if len(n.dnns) == 0 {
			continue
		}
		net := r.lab.Network(n.name)
		host, err := net.Server("servers")
		if err != nil {
			return err
		}
		for _, a := range host.Addrs(net.N6()) {
			if err := r.folder.capture.Name(a, "servers."+n.name+"."+app.DefaultDomain); err != nil {
				return err
			}
		}
		ca, err := pki.NewAuthority("third party of "+n.name, r.now)
		if err != nil {
			return err
		}
		dn, err := app.NewDataNetwork(app.DataNetworkConfig{Host: host, Addrs: host.Addrs(net.N6()), Authority: ca, Now: r.now, Log: r.log.With("nf", host.Name())})
		if err != nil {
			return err
		}
		x := &servers{DataNetwork: dn, host: host.Name(), friend: app.ClientConfig{Host: host, Addrs: host.Addrs(net.N6()), Rand: r.lab.Rand("friend." + n.name)}}
		r.servers[n.name] = x
		if x.frames, err = r.startFrames(ctx, n); err != nil {
			return err
		}
		if err := dn.Start(ctx); err != nil {
			return err
		}
	}
	return nil
}

// servers are those of one data network, and a user of them who is no subscriber.
type servers struct {
	*app.DataNetwork
	host   string
	friend app.ClientConfig
	frames *frameServers
}

// close stops them.
func (s *servers) close() error { return errors.Join(s.Close(), s.frames.close()) }

// phoneSession is a PDU session that a phone has open.
type phoneSession struct {
	*ue.Session
	// index is that in truth.Sessions. network is where it ends, smfs are the networks whose SMFs know of it.
	index   int
	network string
	smfs    []string
	// mac is the phone's address in an Ethernet session.
	mac mac
	// ims says that it is for the IMS.
	ims bool
}

// session is the open session of a subscriber with the identity, or the only one; nil if there is none.
func (r *run) session(subscriber string, id uint8) *phoneSession {
	mine := r.sessions[subscriber]
	if id == 0 {
		for _, s := range mine {
			if !s.ims {
				return s // the check of the scenario has seen that there is one
			}
		}
	}
	return mine[id]
}

// openSession establishes a PDU session and waits until everybody who has to know of it does.
//
// Triggering is not part of the procedure: the SMF accepts the session, and after that, unseen by it, its CC-TF asks the
// point of interception of the UPF over LI_T3 to deliver (TS 33.128 clause 6.2.3.3). What the phone sends before
// the answer is not intercepted, in the lab as in a network; on a machine that plays a session in milliseconds it
// would be another number of packets in every run. So nothing follows a step before its triggers are answered and
// its records delivered. Nothing is lost on the way by waiting: there is no traffic meanwhile.
func (r *run) openSession(ctx context.Context, o SessionOpening) error {
	if r.guti[o.Subscriber] == "" {
		return r.failed("open-session", o.Subscriber)
	}
	sub := r.plan.subscriber(o.Subscriber)
	route, anchor, err := r.plan.scenario.route(sub.Subscriber, o.DNN)
	if err != nil {
		return fmt.Errorf("open-session %s: %w", o.Subscriber, err)
	}
	dnn, err := r.plan.scenario.dnn(sub.Subscriber, anchor, o.DNN)
	if err != nil && o.Refused && o.DNN != "" {
		dnn, err = o.DNN, nil // which the network does not know, either
	}
	if err != nil {
		return fmt.Errorf("open-session %s: %w", o.Subscriber, err)
	}
	kind := o.Type
	orElse(&kind, SessionIPv4)
	smfs := []string{anchor}
	if route == string(HomeRouted) {
		smfs = []string{sub.In, sub.Home}
	}
	ends := r.watchSMFs(smfs, 1, func(e event.Event) bool {
		switch e.(type) {
		case event.SMFPDUSessionEstablished, *event.SMFPDUSessionEstablished, event.SMFProcedureFailed, *event.SMFProcedureFailed:
			return true
		}
		return false
	})
	defer ends.stop()
	start := r.now()
	t := truth.Session{Subscriber: o.Subscriber, ID: o.ID, DNN: dnn, Type: string(kind), Serving: sub.In, Route: route,
		Confidentiality: string(r.plan.network(sub.Home).dnns[dnn].confidentiality()), Result: "established", Requested: start}
	index := len(r.truth.Sessions)
	step := truth.Step{Kind: "open-session", Subscriber: o.Subscriber, Session: &index, Result: "done", Cell: r.where(o.Subscriber), GUTI: r.guti[o.Subscriber]}
	s, err := r.lab.UE(o.Subscriber).OpenSession(ctx, ue.SessionConfig{ID: o.ID, DNN: dnn, Type: kind.PDUSessionType(), Emergency: dnn == sim.DNNEmergency})
	var refused *ue.SessionError
	switch {
	case errors.As(err, &refused):
		if t.ID == 0 {
			t.ID = r.freeID(o.Subscriber)
		}
		t.Result, t.Cause, step.Result = "rejected", refused.Cause, "failed"
		r.truth.Sessions = append(r.truth.Sessions, t)
		r.did(step, start)
		if refused.Cause == 0 {
			return nil // the AMF gave it back, no SMF knows of it
		}
		ends = ends[:1] // an H-SMF may never have heard of it
	case err != nil:
		return fmt.Errorf("open-session %s: %w", o.Subscriber, err)
	default:
		t.ID, t.Type, t.Established = s.ID, sessionTypes[s.Type], r.now()
		for _, a := range s.Addresses {
			t.Addresses = append(t.Addresses, sessionPrefix(a))
		}
		r.truth.Sessions = append(r.truth.Sessions, t)
		r.did(step, start)
		if r.sessions[o.Subscriber] == nil {
			r.sessions[o.Subscriber] = map[uint8]*phoneSession{}
		}
		x := &phoneSession{Session: s, index: index, network: anchor, smfs: smfs, ims: dnn == sim.DNNIMS && r.plan.scenario.carriesIMS()}
		if s.Type == event.Ethernet {
			x.mac = r.randomMAC("phone", o.Subscriber, fmt.Sprint(s.ID))
			r.truth.Sessions[index].MAC = x.mac.String()
		}
		r.sessions[o.Subscriber][s.ID] = x
	}
	if err != nil && !o.Refused {
		r.log.Warn("a PDU session was refused", "subscriber", o.Subscriber, "cause", t.Cause)
	}
	if err := ends.wait(ctx, "the SMF's end of the PDU session of "+o.Subscriber); err != nil {
		return err
	}
	return r.drain(ctx)
}

// freeID is the first PDU session identity that is free, which a phone takes that is told none.
func (r *run) freeID(subscriber string) uint8 {
	id := uint8(1)
	for r.sessions[subscriber][id] != nil {
		id++
	}
	return id
}

// sessionPrefix is what the network gave the phone: an IPv4 address, or the IPv6 prefix in which the address is.
func sessionPrefix(a netip.Addr) netip.Prefix {
	bits := 32
	if a.Is6() {
		bits = 64
	}
	return netip.PrefixFrom(a, bits).Masked()
}

// closeSession releases a PDU session.
func (r *run) closeSession(ctx context.Context, c SessionClosing) error {
	s := r.session(c.Subscriber, c.ID)
	if s == nil {
		return r.failed("close-session", c.Subscriber)
	}
	if s.ims {
		if err := r.leaveIMS(ctx, c.Subscriber, true); err != nil {
			return fmt.Errorf("close-session %s: %w", c.Subscriber, err)
		}
	}
	ends := r.watchReleases([]*phoneSession{s})
	defer ends.stop()
	start := r.now()
	step := truth.Step{Kind: "close-session", Subscriber: c.Subscriber, Session: &s.index, Result: "done", Cell: r.where(c.Subscriber), GUTI: r.guti[c.Subscriber]}
	if err := s.Close(ctx); err != nil {
		return fmt.Errorf("close-session %s: %w", c.Subscriber, err)
	}
	r.released(c.Subscriber, s)
	r.did(step, start)
	return ends.wait(ctx, "the SMF's end of the release of "+c.Subscriber)
}

// released notes that a phone has a session no more.
func (r *run) released(subscriber string, s *phoneSession) {
	r.truth.Sessions[s.index].Released = r.now()
	r.counted(s)
	delete(r.sessions[subscriber], s.ID)
}

// counted notes how many packets a phone has seen.
func (r *run) counted(s *phoneSession) {
	t := &r.truth.Sessions[s.index]
	t.Uplink, t.Downlink, _ = s.Packets()
}

// transfer lets an application send and receive. Everything that it caused is delivered before the step ends: a release
// that follows ends the interception of the session, and a queue must not blur what was before it.
func (r *run) transfer(ctx context.Context, d Transfer) error {
	s := r.session(d.From, d.Session)
	if s == nil {
		return r.failed("data", d.From)
	}
	start := r.now()
	err := r.use(ctx, d, s)
	step := truth.Step{Kind: "data", Subscriber: d.From, Session: &s.index, Result: "done", Cell: r.where(d.From), GUTI: r.guti[d.From]}
	if err != nil {
		step.Result = "failed"
	}
	r.did(step, start)
	if err != nil {
		return fmt.Errorf("data from %s: %w", d.From, err)
	}
	r.quiet(ctx, s)
	return r.drain(ctx)
}

// quiet waits until no packet has crossed the session for a while. Applications are done before their connections are:
// what ends a TCP connection may still be on its way, and a release would cut it off in the middle of the network.
func (r *run) quiet(ctx context.Context, s *phoneSession) {
	const tick, calm = 10 * time.Millisecond, 3
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	every := time.NewTicker(tick)
	defer every.Stop()
	before, since := uint64(0), 0
	for since < calm {
		select {
		case <-every.C:
		case <-ctx.Done():
			return // whoever talks on does so for the script's reasons
		}
		up, down, _ := s.Packets()
		if since++; up+down != before {
			before, since = up+down, 0
		}
	}
}

// use runs the application of a transfer.
func (r *run) use(ctx context.Context, d Transfer, s *phoneSession) error {
	if d.App == AppFrames {
		return r.exchangeFrames(ctx, d, s)
	}
	dn := r.servers[s.network]
	c, err := r.applications(dn, d, d.From, s)
	if err != nil {
		return err
	}
	secure := d.Protection == ProtectionTLS || d.Protection == ProtectionE2EETLS
	switch d.App {
	case AppHTTP:
		url := "http://" + dn.Name("www")
		if secure {
			url = "https://" + dn.Name("www")
		}
		octets := int64(either(d.Octets, defaultHTTPOctets))
		flows, err := c.Fetch(ctx, app.FetchRequest{URL: url, Requests: either(d.Requests, defaultRequests), Upload: octets, Download: octets})
		r.flows(d.From, s, flows...)
		return err
	case AppDNS:
		for range either(d.Requests, defaultRequests) {
			_, flows, err := c.Lookup(ctx, app.LookupRequest{Name: dn.Name("www")})
			r.flows(d.From, s, flows...)
			if err != nil {
				return err
			}
		}
		return nil
	case AppUDP:
		res, flows, err := c.Generate(ctx, app.GenerateRequest{Server: dn.EchoAt(), Datagrams: either(d.Messages, defaultDatagrams), Size: either(d.Octets, defaultDatagramOctets)})
		r.flows(d.From, s, flows...)
		if err == nil && (res.Lost > 0 || res.Damaged > 0 || res.Duplicated > 0) {
			r.log.Warn("datagrams did not all come back as they went", "subscriber", d.From, "sent", res.Sent, "lost", res.Lost, "damaged", res.Damaged, "duplicated", res.Duplicated)
		}
		return err
	}
	return r.chat(ctx, d, s, dn, c, app.MessengerRequest{Server: dn.MessengerAt(secure), TLS: secure, EndToEnd: d.Protection == ProtectionE2EE || d.Protection == ProtectionE2EETLS})
}

// applications are those of a phone in a session. With protected content the names are looked up over TLS, too:
// a lookup in clear beside it would be content in clear.
func (r *run) applications(dn *servers, d Transfer, name string, s *phoneSession) (*app.Client, error) {
	return dn.Client(app.ClientConfig{Host: s.Host, Addrs: s.Addresses, Rand: r.lab.Rand("applications." + name), Log: r.log.With("ue", name)},
		d.Protection != "" && d.Protection != ProtectionNone)
}

// chat writes messages, each of which is answered.
func (r *run) chat(ctx context.Context, d Transfer, s *phoneSession, dn *servers, c *app.Client, q app.MessengerRequest) (err error) {
	other, friend := "friend", (*app.Client)(nil)
	peer := r.sessionAt(d.To, s.network)
	switch {
	case d.To == "":
		friend, err = dn.Client(dn.friend, false)
	case peer == nil:
		return fmt.Errorf("%s has no PDU session", d.To)
	default:
		other = d.To
		friend, err = r.applications(dn, d, d.To, peer)
	}
	if err != nil {
		return err
	}
	// flows notes those of the other user, if it is a subscriber.
	flows := func(f ...app.Flow) {
		if peer != nil {
			r.flows(d.To, peer, f...)
		}
	}
	q.User, q.Answer = other, true
	theirs, lookups, err := friend.OpenMessenger(ctx, q)
	flows(lookups...)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, theirs.Close())
		flows(theirs.Flow())
	}()
	q.User, q.Answer = d.From, false
	mine, lookups, err := c.OpenMessenger(ctx, q)
	r.flows(d.From, s, lookups...)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, mine.Close())
		r.flows(d.From, s, mine.Flow())
	}()
	for range either(d.Messages, defaultMessages) {
		sent, err := mine.Send(ctx, other, "", either(d.Octets, defaultMessageOctets))
		if err != nil {
			return err
		}
		in, err := mine.Receive(ctx)
		if err != nil {
			return err
		}
		if in.Canary != sent.Reply() {
			return errors.New("the answer to a message is not that of the other user")
		}
	}
	return nil
}

// sessionAt is the first session of a subscriber that ends in the network.
func (r *run) sessionAt(subscriber, network string) *phoneSession {
	for _, id := range slices.Sorted(maps.Keys(r.sessions[subscriber])) {
		if s := r.sessions[subscriber][id]; s.network == network && s.Host != nil && !s.ims {
			return s
		}
	}
	return nil
}

// flows notes what an application says about its flows.
func (r *run) flows(subscriber string, s *phoneSession, flows ...app.Flow) {
	for _, f := range flows {
		r.truth.Flows = append(r.truth.Flows, truth.Flow{
			Subscriber: subscriber, Session: s.index, Service: f.Service, Transport: f.Transport, Client: f.Client, Server: f.Server, Name: f.Name,
			Protection: string(f.Protection), EncryptedBy: string(f.EncryptedBy), Up: flowDirection(f.Up), Down: flowDirection(f.Down),
			Start: f.Start, End: f.End, Failure: f.Failure,
		})
	}
}

func flowDirection(d app.Direction) truth.FlowDirection {
	return truth.FlowDirection{Octets: d.Octets, Datagrams: d.Datagrams, Messages: d.Messages, Canaries: texts(d.Canaries)}
}

// either is v, or other if v is 0.
func either(v, other int) int {
	if v == 0 {
		return other
	}
	return v
}
