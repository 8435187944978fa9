package hrli

import (
	"encoding/binary"
	"hash/maphash"
	"net/netip"
	"slices"
	"strings"
	"time"

	"lilab/lipf"
	"lilab/lipf/content"
	"lilab/lipf/sipmsg"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// mirror is the state of an LMISF-IRI. It belongs to the goroutine of the queue.
type mirror struct {
	sinks  map[lipf.UUID]*sink
	phase1 map[lipf.UUID]lipf.Task
	tasks  []*target
	// users are by SUPI and PDU session ID, and by the task and the Correlation ID that their packets have.
	users   map[string]*user
	byXC    map[xc]*user
	pending map[xc]*waiting
	order   []xc // of pending
	seq     x2x3.Sequencer
	seed    maphash.Seed
	octets  []byte
}

type xc struct {
	xid         lipf.UUID
	correlation uint64
}

// waiting are packets whose session has not been told yet: LI_X2_LITE and LI_X3_LITE_S are different connections.
type waiting struct{ packets []*copied }

// Bounds of what waits for a record.
const (
	maxPending        = 1024
	maxPendingPackets = 128
)

func (m *mirror) init() {
	*m = mirror{sinks: map[lipf.UUID]*sink{}, phase1: map[lipf.UUID]lipf.Task{}, users: map[string]*user{}, byXC: map[xc]*user{}, pending: map[xc]*waiting{}, seed: maphash.MakeSeed()}
}

// user is one PDU session for the IMS of an inbound roamer.
type user struct {
	key  string
	xc   xc
	nfid string
	info *xiri.N9HRPDUSessionInfo

	fragments reassembler
	tcp       connections
	esp       associations

	// impi and impus are those of the registration; registered says that the home network named the impus. aor is what a
	// REGISTER asks for.
	impi       string
	impus      []sipmsg.Party
	aor        []sipmsg.Party
	registered bool

	exchanges map[string]*exchange
	order     []*exchange
	// recent are digests of the last messages over UDP, to tell retransmissions.
	recent [64]uint64
	at     int
}

// info takes a record of LI_X2_LITE.
func (l *LMISFIRI) info(xid lipf.UUID, correlation uint64, nfid string, at time.Time, r *xiri.N9HRPDUSessionInfo) {
	if _, ok := l.phase1[xid]; !ok {
		l.counters.stray.Add(1)
		return
	}
	k := xc{xid, correlation}
	key := userKey(r.SUPI.IMSI, r.PDUSessionID)
	u := l.users[key]
	if l.cfg.Tamper != nil {
		for _, t := range l.tasks {
			if l.cfg.Tamper.Leak(t.Task, r) {
				l.send(t, &x2x3.PDU{CorrelationID: correlation, Direction: x2x3.NotApplicable}, r, at)
			}
		}
	}
	if r.MessageCause == xiri.N9HRMessageCausePDUSessionReleased {
		if u != nil && (u.nfid == nfid || u.nfid == "") && u.xc == k {
			l.forget(u, at)
		}
		return
	}
	if u != nil && r.MessageCause == xiri.N9HRMessageCausePDUSessionEstablished && u.xc != k {
		l.forget(u, at) // Its release was not seen.
		u = nil
	}
	if u == nil {
		if len(l.users) >= maxSessions {
			l.counters.lost.Add(1)
			return
		}
		u = &user{key: key, exchanges: map[string]*exchange{}}
		l.users[key] = u
		l.counters.users.Store(int64(len(l.users)))
	}
	moved := u.nfid != "" && u.nfid != nfid
	if u.xc != k {
		delete(l.byXC, u.xc)
	}
	was := u.info
	u.xc, u.nfid, u.info = k, nfid, r
	l.byXC[k] = u
	if was != nil {
		if u.info.PEI.IMEISV == "" {
			u.info.PEI = was.PEI
		}
		if u.info.Location == nil {
			u.info.Location = was.Location
		}
	}
	if moved {
		for _, ex := range u.order {
			for _, m := range ex.matches {
				l.askForMedia(u, ex, m) // of the other BBIFF-C
			}
		}
	}
	if w := l.pending[k]; w != nil {
		delete(l.pending, k)
		l.order = slices.DeleteFunc(l.order, func(o xc) bool { return o == k })
		for _, p := range w.packets {
			l.packet(p)
		}
	}
}

// forget ends what is known of a user.
func (l *LMISFIRI) forget(u *user, at time.Time) {
	for _, ex := range u.order {
		l.over(u, ex, at)
	}
	delete(l.users, u.key)
	delete(l.byXC, u.xc)
	l.counters.users.Store(int64(len(l.users)))
}

func (l *LMISFIRI) forgetPhase1(xid lipf.UUID, at time.Time) {
	delete(l.phase1, xid)
	for k := range l.pending {
		if k.xid == xid {
			delete(l.pending, k)
		}
	}
	l.order = slices.DeleteFunc(l.order, func(o xc) bool { return o.xid == xid })
	for _, u := range l.users {
		if u.xc.xid == xid {
			l.forget(u, at)
		}
	}
}

// packet takes a packet of LI_X3_LITE_S.
func (l *LMISFIRI) packet(c *copied) {
	k := xc{c.xid, c.correlation}
	u := l.byXC[k]
	if u == nil {
		if _, ok := l.phase1[c.xid]; !ok {
			l.counters.stray.Add(1)
			return
		}
		w := l.pending[k]
		if w == nil {
			w = &waiting{}
			l.pending[k] = w
			l.order = append(l.order, k)
			if len(l.order) > maxPending {
				delete(l.pending, l.order[0])
				l.order = l.order[1:]
			}
		}
		if len(w.packets) == maxPendingPackets {
			l.counters.lost.Add(1)
			return
		}
		w.packets = append(w.packets, c)
		return
	}
	in, err := content.FromX3(c.format, c.payload)
	if err != nil || in.Kind != content.IP {
		l.counters.malformed.Add(1)
		return
	}
	p, ok, malformed := u.fragments.add(in.Octets)
	if malformed {
		l.counters.malformed.Add(1)
	}
	if !ok {
		return
	}
	up := c.direction == x2x3.FromTarget
	if p.protocol == protoESP {
		inner, result := u.esp.open(p)
		switch result {
		case espRead:
			l.counters.espNull.Add(1)
			p = inner
		case espEncrypted:
			l.unreadable(u, "ESP with encryption")
			l.counters.encrypted.Add(1)
			return
		case espRepeated:
			l.counters.repeated.Add(1)
			return
		default:
			l.counters.malformed.Add(1)
			return
		}
	}
	switch p.protocol {
	case protoUDP:
		l.datagram(u, p, up, c.at)
	case protoTCP:
		l.segment(u, p, up, c.at)
	default:
		l.counters.other.Add(1)
	}
}

// unreadable tells the ADMF, once for each home network and reason, that signalling cannot be read.
func (l *LMISFIRI) unreadable(u *user, why string) {
	home := u.info.SUPI.IMSI
	if dnn := u.info.DNN; dnn.Set {
		if _, oi := splitDNN(dnn.Value); oi != "" {
			home = oi
		}
	}
	if len(home) > 5 && digits(home, 6, 15) != "" {
		home = "MCC and MNC " + home[:5]
	}
	l.ne.TaskFault(u.xc.xid, "IMS signalling of the home network "+home+" is "+why+" and cannot be read")
}

// carrier is how a message came.
type carrier struct {
	src, dst netip.AddrPort
	protocol uint8
	up       bool
	at       time.Time
}

// sipPorts are where SIP is expected.
func sipPort(p uint16) bool { return p == 5060 || p == 5061 }

func (l *LMISFIRI) datagram(u *user, p ipPacket, up bool, at time.Time) {
	b := p.payload
	if len(b) < 8 {
		l.counters.malformed.Add(1)
		return
	}
	n := int(binary.BigEndian.Uint16(b[4:]))
	if n < 8 || n > len(b) {
		l.counters.malformed.Add(1)
		return
	}
	c := carrier{netip.AddrPortFrom(p.src, binary.BigEndian.Uint16(b)), netip.AddrPortFrom(p.dst, binary.BigEndian.Uint16(b[2:])), protoUDP, up, at}
	b = b[8:n]
	for len(b) > 0 && (b[0] == '\r' || b[0] == '\n') {
		b = b[1:]
	}
	if len(b) == 0 || len(b) == 1 && b[0] == 0 {
		l.counters.other.Add(1) // a keep-alive of RFC 5626
		return
	}
	if yes, _ := sipmsg.Looks(b); !yes {
		if sipPort(c.src.Port()) || sipPort(c.dst.Port()) {
			l.counters.garbage.Add(1)
		} else {
			l.counters.other.Add(1)
		}
		return
	}
	m, _, err := sipmsg.Read(b, false)
	if err != nil {
		l.counters.garbage.Add(1)
		return
	}
	if u.repeated(maphash.Bytes(l.seed, m.Octets)) {
		l.counters.repeated.Add(1)
		return
	}
	l.message(u, m, &c)
}

// repeated says whether a message came a short while ago.
func (u *user) repeated(digest uint64) bool {
	if slices.Contains(u.recent[:], digest) {
		return true
	}
	u.recent[u.at] = digest
	u.at = (u.at + 1) % len(u.recent)
	return false
}

func (l *LMISFIRI) segment(u *user, p ipPacket, up bool, at time.Time) {
	s, malformed := u.tcp.segment(p.src, p.dst, p.payload)
	if malformed {
		l.counters.malformed.Add(1)
	}
	if s == nil {
		return
	}
	if s.opaque {
		l.counters.other.Add(1)
		return
	}
	c := carrier{s.key.src, s.key.dst, protoTCP, up, at}
	for {
		for len(s.data) > 0 && (s.data[0] == '\r' || s.data[0] == '\n') {
			s.data = s.data[1:]
		}
		if len(s.data) == 0 {
			s.data = nil
			return
		}
		if tlsRecord(s.data) {
			s.opaque, s.tls, s.data = true, true, nil
			l.counters.tls.Add(1)
			if sipPort(s.key.src.Port()) || sipPort(s.key.dst.Port()) {
				l.unreadable(u, "TLS")
			}
			return
		}
		yes, more := sipmsg.Looks(s.data)
		if !yes && more && len(s.data) <= sipmsg.MaxValue {
			return
		}
		if !yes {
			if !l.skip(s, sipPort(s.key.src.Port()) || sipPort(s.key.dst.Port())) {
				return
			}
			continue
		}
		m, n, err := sipmsg.Read(s.data, true)
		switch {
		case err == sipmsg.ErrIncomplete:
			return
		case err != nil && n == 0:
			if !l.skip(s, true) {
				return
			}
			continue
		case err != nil:
			l.counters.garbage.Add(1)
		default:
			l.message(u, m, &c)
		}
		s.data = s.data[n:]
	}
}

// skip looks for the next start of a message; false if there is none yet.
func (l *LMISFIRI) skip(s *stream, signalling bool) bool {
	if signalling {
		l.counters.garbage.Add(1)
	} else {
		l.counters.other.Add(1)
	}
	for i := 1; i < len(s.data); i++ {
		if s.data[i-1] != '\n' {
			continue
		}
		if yes, _ := sipmsg.Looks(s.data[i:]); yes {
			s.data = s.data[i:]
			return true
		}
	}
	if !signalling || len(s.data) > sipmsg.MaxMessage {
		s.opaque = true
	}
	s.data = nil
	return false
}

func tlsRecord(b []byte) bool {
	return len(b) >= 3 && b[0] >= 20 && b[0] <= 23 && b[1] == 3 && b[2] <= 4
}

// learn takes from a message what it says about the registration, TS 24.229 clauses 5.1.1 and 5.2.2.
func (u *user) learn(m *sipmsg.Message, up bool) {
	if m.CSeqMethod != "REGISTER" {
		return
	}
	switch {
	case m.Method == "REGISTER" && up:
		u.aor = sipmsg.Parties(m.Get("to"))
		if _, params, ok := strings.Cut(m.Get("authorization"), " "); ok {
			for _, p := range sipmsg.SplitList(params, ',') {
				if name, v, _ := strings.Cut(strings.TrimSpace(p), "="); strings.EqualFold(name, "username") {
					u.impi = strings.Trim(v, `"`)
				}
			}
		}
		if c := mechanisms(m.All("security-client")); c != nil {
			u.esp.client = c
		}
	case m.Status == 401 && !up:
		u.esp.agree(mechanisms(m.All("security-server")))
	case m.Status/100 == 2 && !up:
		if deregistered(m) {
			u.impus, u.registered = nil, false
			return
		}
		associated := sipmsg.Parties(m.All("p-associated-uri")...)
		if len(associated) == 0 {
			associated = u.aor
		}
		u.impus, u.registered = associated, len(associated) > 0
	}
}

// deregistered says whether the answer to a REGISTER leaves no contact.
func deregistered(m *sipmsg.Message) bool {
	contacts := 0
	for _, v := range m.All("contact") {
		for _, c := range sipmsg.SplitList(v, ',') {
			_, params := sipmsg.Address(c)
			if e, ok := sipmsg.Parameter(params, "expires"); ok && strings.Trim(e, "0") == "" {
				continue
			}
			contacts++
		}
	}
	e := m.Get("expires")
	return contacts == 0 || e != "" && strings.Trim(e, "0") == "" && contacts == 0
}
