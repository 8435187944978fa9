package oracle_test

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/crc32"
	"math"
	"net/netip"
	"slices"
	"strings"
	"time"

	"lilab/oracle/truth"
	"lilab/pcaps"
)

// callSetup says which call or message is made up on top of a scenario.
type callSetup struct {
	// again has a second call follow that nobody answers, after a registration that changes the protection of Gm.
	again bool
	route string // "domestic", "local-breakout", "home-routed"
	// sig is "", "null" (ESP with the NULL cipher) or "esp"; media is "", "sdes-e2ae", "sdes-e2e", "dtls-e2e".
	sig, media string
	services   []string
	iri, mid   bool
	// target is "supi", "impu" or "nli"; noHRLI and unconfigured are about home-routed interception.
	target               string
	noHRLI, unconfigured bool
	// barred is a home network that may not report calls in which the target takes part; diverts makes the call one that he diverts.
	barred, diverts bool
	// kind is "" for a call, "sms-ip", "sms-nas"; cut leaves the text out of records of the SMSF.
	kind string
	cut  bool
	// emergency is a call to an emergency centre; unauth one without authentication, with a task on the PEI if target is "pei".
	emergency, unauth bool
	// refused is a visited network that refuses service because the home network encrypts.
	refused bool
}

// sipOf is one SIP message of the call: from anna's side or to it.
type sipOf struct {
	at     time.Time
	down   bool
	octets []byte
	// skip lists agencies to which it is not reported.
	skip  []string
	twice bool
}

// rtpOf is one packet of media.
type rtpOf struct {
	at     time.Time
	down   bool
	number int
	// clear is the packet in RTP, link as it is on the link of the phone.
	clear, link []byte
	noX3, noHI3 bool
	change      func(b []byte) []byte
	again       bool
	// tie and cin are those of its call, 0 for those of the first.
	tie uint64
	cin uint32
}

// callPlay is a scenario with a call, or with a short message.
type callPlay struct {
	*play
	c   callSetup
	sip []*sipOf
	rtp []*rtpOf
	// im are the records of the IMS and of the SMSF by agency.
	im map[string][]*record
	// tie and cin join what belongs to the call.
	tie, mediaTie map[string]uint64
	cin           map[string]uint32
	mediaCIN      map[string]uint32
	start         time.Time
	tasked        time.Time
	lite          []*record
	// foreign, when set, is delivered to nl as media of the call.
	foreign []byte
	noTask  bool
	// noPackets leaves the packets of the session out; swapped swaps two packets; leak is a record of LI_X2_LITE elsewhere.
	noPackets, swapped bool
	leak               *record
	// stray writes the records of nl although it has no warrant.
	stray bool
}

var (
	annaIP, bramIP, pcscfIP = netip.MustParseAddr("100.64.9.10"), netip.MustParseAddr("100.64.9.11"), netip.MustParseAddr("10.60.0.1")
	agwIP                   = netip.MustParseAddr("10.60.0.9")
)

const (
	annaSSRC, bramSSRC     = 0xa0a0a0a0, 0xb0b0b0b0
	annaTone, bramTone     = 1000.0, 2200.0
	annaNumber, bramNumber = "155501000001", "155502000002"
	canarySMS              = "canary qzx 42"
	packetsOfCall          = 150
	callID                 = "call-1@100.64.9.10"
)

func (p *callPlay) sub(name string, f func(s *truth.Subscriber)) {
	s := p.truth.Subscribers[name]
	f(&s)
	p.truth.Subscribers[name] = s
}

// newCallPlay makes a scenario in which anna calls bram, or sends him a message.
func newCallPlay(s setup, cs callSetup) *callPlay {
	s.late = s.late || cs.mid
	p := &callPlay{play: newPlay(s), c: cs, im: map[string][]*record{}, tie: map[string]uint64{}, mediaTie: map[string]uint64{}, cin: map[string]uint32{}, mediaCIN: map[string]uint32{}}
	last := &p.truth.Steps[len(p.truth.Steps)-1]
	for _, r := range p.records {
		if r.event.tag == 2 || r.event.tag == 55 {
			r.at = r.at.Add(40 * time.Second)
			r.hi2Time = r.at
		}
	}
	last.Start, last.End = last.Start.Add(40*time.Second), last.End.Add(40*time.Second)
	if cs.refused {
		p.refuse()
	}
	protection := map[string]string{"": "none", "null": "esp-null", "esp": "esp-aes"}[cs.sig]
	p.sub("anna", func(s *truth.Subscriber) {
		s.GPSI, s.IMPUs, s.Media = annaNumber, []string{"sip:+" + annaNumber + "@ims.example", "tel:+" + annaNumber}, cs.media
		s.Gm = &truth.Gm{Protection: protection}
	})
	p.sub("bram", func(s *truth.Subscriber) { s.GPSI, s.IMPUs = bramNumber, []string{"tel:+" + bramNumber} })
	if s.home != s.in {
		a := &p.truth.Agreements[0]
		a.IMS, a.HRLI = cs.route, truth.HRLI{Deployed: !cs.noHRLI, HPLMNConfigured: !cs.unconfigured}
	}
	if cs.barred {
		n := p.truth.Networks[s.home]
		n.RoamingInterception = "not-allowed"
		p.truth.Networks[s.home] = n
	}
	if cs.cut {
		n := p.truth.Networks[s.in]
		n.LI.TruncateSMS = true
		p.truth.Networks[s.in] = n
	}
	for id, w := range p.truth.Warrants {
		w.Services = cs.services
		if !cs.iri {
			w.Deliver = []string{"iri", "cc"}
		}
		switch cs.target {
		case "impu":
			w.TargetType, w.Target = "impu", "tel:+"+annaNumber
		case "nli":
			w.TargetType, w.Target, w.Subscriber = "nli", "tel:+"+bramNumber, "bram"
		case "pei":
			w.TargetType, w.Target = "pei", annaPEI
		}
		p.truth.Warrants[id] = w
	}
	if cs.unauth {
		p.unauthenticated(cs.target == "pei")
	} else if cs.target != "" && cs.target != "supi" { // neither access nor subscription is meant
		p.records = nil
		delete(p.truth.Warrants, "de-1")
	}
	if cs.target == "nli" {
		p.sub("bram", func(s *truth.Subscriber) { s.Home, s.In, s.SUPI = "xx", "xx", "99999"+s.SUPI[5:] })
		p.truth.Networks["xx"] = truth.Network{PLMN: "999-99", Country: "XX"}
		p.truth.Steps = slices.DeleteFunc(p.truth.Steps, func(s truth.Step) bool { return s.Subscriber == "bram" })
	}
	p.start = epoch.Add(2 * time.Second)
	for i, name := range []string{"anna", "carla"} {
		sub := p.truth.Subscribers[name]
		addr := annaIP
		if i == 1 {
			addr = netip.MustParseAddr("100.64.9.99")
		}
		dnn := "ims"
		if cs.emergency {
			dnn = "sos"
		}
		p.truth.Sessions = append(p.truth.Sessions, truth.Session{Subscriber: name, ID: 5, DNN: dnn, Type: "ipv4", Serving: sub.In, Route: cs.route, Result: "established",
			Addresses: []netip.Prefix{netip.PrefixFrom(addr, 32)}, Requested: epoch.Add(time.Second), Established: epoch.Add(1002 * time.Millisecond), Released: epoch.Add(20 * time.Second)})
	}
	if cs.refused {
		p.truth.Sessions = nil
		return p
	}
	if cs.kind == "" {
		p.call()
		if cs.again {
			p.again()
		}
	} else {
		p.message()
	}
	p.report()
	p.extra = append(p.extra, p.frames)
	return p
}

func zero() *int { n := 0; return &n }

func (p *callPlay) from() truth.Party {
	return truth.Party{Subscriber: "anna", Identities: []string{"tel:+" + annaNumber}, MSISDN: annaNumber, Session: zero(), Route: p.c.route}
}

func (p *callPlay) to() truth.Party {
	if p.c.emergency {
		return truth.Party{Identities: []string{"urn:service:sos"}}
	}
	return truth.Party{Subscriber: "bram", Identities: []string{"tel:+" + bramNumber}, MSISDN: bramNumber}
}

func (p *callPlay) sdp() string {
	out := "v=0\r\no=- 1 1 IN IP4 100.64.9.10\r\ns=-\r\nc=IN IP4 100.64.9.10\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
	if strings.HasPrefix(p.c.media, "sdes") {
		out += "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"
	}
	return out
}

// sipMessage makes a message of the call; start is a request line without version or a status.
func (p *callPlay) sipMessage(start, method string, number int, kind, body string) []byte {
	line := start + " SIP/2.0"
	if start[0] >= '0' && start[0] <= '9' {
		line = "SIP/2.0 " + start
	}
	to := "<tel:+" + bramNumber + ">"
	if p.c.emergency {
		to = "<urn:service:sos>"
	}
	head := line + "\r\nVia: SIP/2.0/UDP 100.64.9.10:5060;branch=z9hG4bK" + fmt.Sprint(number) + method + "\r\nFrom: \"Anna, A\" <sip:+" + annaNumber + "@ims.example;user=phone>;tag=a1\r\nt: " + to + ";tag=b1\r\n" +
		"Call-ID: " + callID + "\r\nCSeq: " + fmt.Sprint(number) + " " + method + "\r\n"
	if body != "" {
		head += "Content-Type: " + kind + "\r\n"
	}
	return []byte(head + fmt.Sprintf("l: %d\r\n\r\n", len(body)) + body)
}

// call makes the messages and the media of a call of three seconds.
func (p *callPlay) call() {
	uri := "tel:+" + bramNumber
	if p.c.emergency {
		uri = "urn:service:sos"
	}
	at := p.start
	say := func(down bool, b []byte) {
		p.sip = append(p.sip, &sipOf{at: at, down: down, octets: b})
		at = at.Add(5 * time.Millisecond)
	}
	say(false, p.sipMessage("INVITE "+uri, "INVITE", 1, "application/sdp", p.sdp()))
	say(true, p.sipMessage("100 Trying", "INVITE", 1, "", ""))
	say(true, p.sipMessage("180 Ringing", "INVITE", 1, "", ""))
	say(true, p.sipMessage("200 OK", "INVITE", 1, "application/sdp", p.sdp()))
	answered := at
	say(false, p.sipMessage("ACK "+uri, "ACK", 1, "", ""))
	c := truth.Call{From: p.from(), To: p.to(), Emergency: p.c.emergency, Unauthenticated: p.c.unauth, CallIDs: []string{callID}, Start: p.start, Answered: answered, Result: "answered", Codec: "PCMA",
		Protection: p.c.media, Tones: truth.Tones{From: annaTone, To: bramTone}}
	if c.Protection == "" {
		c.Protection = "rtp"
	}
	p.tasked = at
	at = at.Add(20 * time.Millisecond)
	for n := range packetsOfCall {
		for _, down := range []bool{false, true} {
			p.rtp = append(p.rtp, p.media(at, down, n))
		}
		at = at.Add(20 * time.Millisecond)
	}
	for i, side := range []string{"from", "to"} {
		st := truth.Stream{Sender: side, SSRC: []uint32{annaSSRC, bramSSRC}[i], PayloadType: 8, Packets: packetsOfCall, Sequence: 65500}
		for _, m := range p.rtp {
			if m.down == (i == 1) {
				st.Sums = append(st.Sums, crc32.ChecksumIEEE(m.clear[40:]))
			}
		}
		c.Streams = append(c.Streams, st)
	}
	say(true, p.sipMessage("BYE sip:anna@100.64.9.10", "BYE", 2, "", ""))
	say(false, p.sipMessage("200 OK", "BYE", 2, "", ""))
	c.End = at
	if p.c.diverts {
		c.From, c.To = c.To, c.From
		c.Forwarded = []truth.Party{{Identities: []string{"tel:+155509999999"}}}
	}
	p.truth.Calls = []truth.Call{c}
	if p.c.mid { // the warrants come while they speak
		p.tasked = p.start.Add(time.Second + 50*time.Millisecond)
		for i := range p.truth.Steps {
			if s := &p.truth.Steps[i]; s.Kind == "activate" {
				s.Start, s.End = p.start.Add(time.Second), p.start.Add(time.Second+30*time.Millisecond)
			}
		}
		for _, r := range p.records {
			if r.event.tag == 4 || r.event.tag == 124 {
				r.at = p.start.Add(time.Second + 30*time.Millisecond)
				r.hi2Time = r.at
			}
		}
		slices.SortStableFunc(p.truth.Steps, func(a, b truth.Step) int { return a.Start.Compare(b.Start) })
	}
}

// encodeA is G.711 A-law by trying all the values.
func encodeA(x int) byte {
	best, distance := byte(0), math.MaxInt
	for b := range 256 {
		c := byte(b) ^ 0x55
		v := int(c&15)<<4 + 8
		if s := c >> 4 & 7; s > 0 {
			v = (v + 256) << (s - 1)
		}
		if c&0x80 == 0 {
			v = -v
		}
		if d := max(v-x, x-v); d < distance {
			best, distance = byte(b), d
		}
	}
	return best
}

var aLawOf = func() (t [256]byte) {
	for i := range t {
		t[i] = encodeA((i - 128) * 256)
	}
	return t
}()

// media makes one packet of 20 ms.
func (p *callPlay) media(at time.Time, down bool, n int) *rtpOf {
	tone, ssrc, src, dst := annaTone, uint32(annaSSRC), annaIP, agwIP
	if down {
		tone, ssrc, src, dst = bramTone, bramSSRC, agwIP, annaIP
	}
	var speech []byte
	for i := range 160 {
		x := 80 * math.Sin(2*math.Pi*tone*float64(n*160+i)/8000)
		speech = append(speech, aLawOf[int(x)+128])
	}
	head := join([]byte{0x80, 8}, u16((65500+n)&0xffff), u32(uint32(n*160)), u32(ssrc))
	packet := func(payload []byte) []byte {
		return ipPacket(src, dst, 17, n, udpBody(4000, 5000, join(head, payload)))
	}
	m := &rtpOf{at: at, down: down, number: n, clear: packet(speech)}
	m.link = m.clear
	if p.c.media != "" {
		hidden := make([]byte, 170)
		for i := range hidden {
			hidden[i] = byte(crc32.ChecksumIEEE(u32(uint32(n*1000 + i))))
		}
		m.link = packet(hidden)
	}
	return m
}

// message makes a short message.
func (p *callPlay) message() {
	m := truth.Message{Kind: p.c.kind, From: p.from(), To: p.to(), Canary: canarySMS, Time: p.start, Delivered: p.start.Add(20 * time.Millisecond), Result: "delivered"}
	if p.c.kind == truth.SMSOverNAS {
		m.From.Session = nil
	}
	p.truth.Messages = []truth.Message{m}
	if p.c.kind == truth.SMSOverIP {
		b := p.sipMessage("MESSAGE tel:+"+bramNumber, "MESSAGE", 1, "application/vnd.3gpp.sms", string(rpData(submit(canarySMS, bramNumber, false))))
		p.sip = append(p.sip, &sipOf{at: p.start, octets: b}, &sipOf{at: p.start.Add(5 * time.Millisecond), down: true, octets: p.sipMessage("202 Accepted", "MESSAGE", 1, "", "")})
	}
}

func number(s string) []byte { return join([]byte{byte(len(s)), 0x91}, bcdDigits(s)) }

// submit is an SMS-SUBMIT in the default alphabet.
func submit(text, to string, cut bool) []byte {
	out := join([]byte{0x01, 7}, number(to), []byte{0, 0, byte(len(text))})
	if cut {
		return out
	}
	var acc, bits uint
	for i := range len(text) {
		acc |= uint(text[i]) << bits
		for bits += 7; bits >= 8; bits -= 8 {
			out = append(out, byte(acc))
			acc >>= 8
		}
	}
	if bits > 0 {
		out = append(out, byte(acc))
	}
	return out
}

func rpData(tpdu []byte) []byte {
	return join([]byte{0, 9, 0, 7, 0x91}, bcdDigits("155500000000"), []byte{byte(len(tpdu))}, tpdu)
}

// sees says what the functions of an agency's network report: records of the IMS, and media.
func (p *callPlay) sees(agency string) (records, media bool, nf string, roaming byte) {
	s := p.truth.Sessions[0]
	home := p.truth.Subscribers["anna"].Home
	hr := s.Route == "home-routed" && s.Serving != home
	switch {
	case p.c.emergency && agency != s.Serving, p.c.unauth && p.c.target != "pei":
		return false, false, "", 0
	case hr && agency == s.Serving:
		open := p.c.sig != "esp" && !p.c.noHRLI && !p.c.unconfigured
		return open, open, "lmisf", 3
	case !hr && s.Serving != home && agency == home:
		return true, false, "scscf", 1
	case s.Serving != home && agency == s.Serving:
		return true, true, "pcscf", 1
	case hr:
		return true, true, "scscf", 3
	}
	return true, true, "scscf", 0
}

func (p *callPlay) record(w truth.Warrant, nf string, at time.Time, e event, direction uint16) *record {
	r := &record{net: w.Agency, nf: nf, at: at, event: e, direction: direction, xid: w.XID, liid: w.LIID, seqX2: -1, seqHI2: -1, iriType: 4, cin: true,
		country: p.truth.Networks[w.Agency].Country, matched: w.Target, hi2Time: at}
	if w.TargetType == "impu" || w.TargetType == "nli" {
		r.attrs = map[uint16][]byte{17: []byte("<impu>" + w.Target + "</impu>")}
	}
	p.im[w.Agency] = append(p.im[w.Agency], r)
	return r
}

// report makes the records of every agency.
func (p *callPlay) report() {
	for _, id := range []string{"nl-1", "de-1"} {
		w, ok := p.truth.Warrants[id]
		if !ok {
			continue
		}
		p.tie[w.Agency], p.cin[w.Agency] = 0x7700+uint64(len(id)), 31
		p.mediaTie[w.Agency], p.mediaCIN[w.Agency] = p.tie[w.Agency], p.cin[w.Agency]
		records, _, nf, roaming := p.sees(w.Agency)
		if p.c.kind == truth.SMSOverNAS {
			if w.Agency == p.truth.Subscribers["anna"].In {
				p.smsf(w)
			}
			continue
		}
		if !records || p.c.barred && !p.c.diverts && w.Agency == p.truth.Subscribers["anna"].Home {
			continue
		}
		if p.c.mid {
			p.record(w, nf, p.start.Add(time.Second+40*time.Millisecond), event{tag: 106, body: imsStartBody(roaming)}, 5)
		}
		p.signalling(w, nf, roaming)
	}
	if p.c.route == "home-routed" && !p.c.noHRLI && !p.c.unconfigured {
		for i, name := range []string{"anna", "carla"} {
			s := p.truth.Subscribers[name]
			body := join(c(1, ps(1, s.SUPI)), p2(3, byte(p.truth.Sessions[i].ID)), ps(6, "ims"), p2(7, 1))
			p.lite = append(p.lite, &record{net: s.In, nf: "bbiff", at: epoch.Add(1100 * time.Millisecond), event: event{tag: 100, body: body}, direction: 5, xid: xidPhaseOne,
				seqX2: -1, matched: "*"})
		}
	}
}

const xidPhaseOne = "11111111-2222-4333-8444-555555555555"

func p2(tag uint32, body ...byte) []byte { return p(tag, body...) }

// imsStartBody is a StartOfInterceptionForActiveIMSSession.
func imsStartBody(roaming byte) []byte {
	out := join(c(1, ps(2, "tel:+"+annaNumber)), c(2, ps(2, "tel:+"+bramNumber)))
	if roaming != 0 {
		out = join(out, p2(5, roaming))
	}
	return out
}

// signalling makes the records of the SIP messages and, where media do not come, of that.
func (p *callPlay) signalling(w truth.Warrant, nf string, roaming byte) {
	_, media, _, _ := p.sees(w.Agency)
	for i, s := range p.sip {
		if p.c.mid && s.at.Before(p.start.Add(time.Second)) || slices.Contains(s.skip, w.Agency) {
			continue
		}
		direction, src, dst := byte(1), annaIP, pcscfIP
		if s.down {
			direction, src, dst = 2, pcscfIP, annaIP
		}
		if w.TargetType == "nli" {
			direction = 3 - direction
		}
		body := join(c(1, c(1, c(1, p2(1, src.AsSlice()...)), c(2, p2(1, dst.AsSlice()...)), tlv(0x80, 3, s.octets))), p2(2, direction))
		if roaming != 0 {
			body = join(body, p2(3, roaming))
		}
		cell, _ := cellsOf(p.truth.Sessions[0].Serving)
		body = join(body, c(6, locationMembers(cell)))
		dir := uint16(3)
		if direction == 2 {
			dir = 2
		}
		n := 1
		if s.twice {
			n = 2
		}
		for range n {
			r := p.record(w, nf, s.at, event{tag: 105, body: body}, dir)
			if bare, gone := withoutKeys(s.octets); gone > 0 && nf != "lmisf" {
				// The MDF2 keeps keys of media to itself.
				old := c(1, c(1, c(1, p2(1, src.AsSlice()...)), c(2, p2(1, dst.AsSlice()...)), tlv(0x80, 3, s.octets)))
				now := c(1, c(2, c(1, c(1, p2(1, src.AsSlice()...)), c(2, p2(1, dst.AsSlice()...)), tlv(0x80, 3, bare)),
					c(2, c(1, c(2, c(1, p2(4)), c(2, c(1, integer(2, uint64(gone)))))))))
				r.rawHI2 = event{tag: 105, body: join(now, body[len(old):])}.octets()
			}
		}
		if i == 3 && !media && !p.c.iri {
			p.record(w, nf, s.at, event{tag: 107, body: join(ps(1, "the media are in the visited network"))}, 5)
		}
	}
}

// withoutKeys takes the lines with keys out of the body of a message, and tells how many octets that are.
func withoutKeys(b []byte) (out []byte, gone int) {
	head, body, _ := strings.Cut(string(b), "\r\n\r\n")
	rest := ""
	for _, l := range strings.SplitAfter(body, "\n") {
		if strings.HasPrefix(l, "a=crypto:") {
			gone += len(l)
		} else {
			rest += l
		}
	}
	head = strings.Replace(head, fmt.Sprintf("l: %d", len(body)), fmt.Sprintf("l: %d", len(rest)), 1)
	return []byte(head + "\r\n\r\n" + rest), gone
}

// smsf makes the records of a short message over NAS.
func (p *callPlay) smsf(w truth.Warrant) {
	s := p.truth.Subscribers["anna"]
	tpdu := submit(canarySMS, bramNumber, p.c.cut)
	form := uint32(1)
	if p.c.cut {
		form = 3
	}
	body := join(c(1, c(1, ps(1, s.SUPI)), c(3, ps(1, annaNumber))), c(2, tlv(0x80, 4, number(bramNumber))), p2(3, 1), p2(4, 1), c(9, tlv(0x80, form, tpdu)), p2(10, 6), p2(11, 9))
	p.record(w, "smsf", p.start, event{tag: 12, body: body}, 3).cin = false
	ack := []byte{0x01, 0, 0x52, 0x11, 0x12, 0x21, 0, 0, 0}
	p.record(w, "smsf", p.start.Add(10*time.Millisecond), event{tag: 56, body: join(c(2, tlv(0x80, 1, ack)), p2(3, 7), p2(4, 9))}, 2).cin = false
}

const annaPEI = "3534900698733190"

// refuse makes the registration one that the visited network refuses after it authenticated the phone.
func (p *callPlay) refuse() {
	p.truth.Agreements[0].PrivacyEncryption = "on-and-visited-refuses"
	for i := range p.truth.Steps {
		if s := &p.truth.Steps[i]; s.Subscriber == "anna" && s.Kind == "register" {
			s.Result, s.GUTI, s.Cause = "rejected", "", 15
		}
	}
	p.truth.Steps = slices.DeleteFunc(p.truth.Steps, func(s truth.Step) bool { return s.Subscriber == "anna" && s.Kind == "deregister" })
	cell, _ := cellsOf("nl")
	p.records = slices.DeleteFunc(p.records, func(r *record) bool { return r.event.tag == 2 || r.event.tag == 55 || r.event.tag == 11 })
	for _, r := range p.records {
		if r.event.tag == 1 {
			r.event = event{tag: 5, supi: r.event.supi, regType: 1, cause: 15, cell: cell}
		}
	}
}

// unauthenticated makes the registration one for emergency calls without authentication: the network knows the PEI alone.
func (p *callPlay) unauthenticated(pei bool) {
	p.sub("anna", func(s *truth.Subscriber) { s.PEI, s.SUCI = annaPEI, "null" })
	delete(p.truth.Warrants, "de-1")
	p.records = slices.DeleteFunc(p.records, func(r *record) bool { return r.net != "nl" || !pei })
	cell, _ := cellsOf("nl")
	for _, r := range p.records {
		r.attrs = map[uint16][]byte{17: []byte("<peiImeisv>" + annaPEI + "</peiImeisv>")}
		r.matched = annaPEI
		switch r.event.tag {
		case 1:
			r.event.body = join(p2(1, 4), p2(2, 1), c(4, ps(1, p.truth.Subscribers["anna"].SUPI)), c(6, ps(2, annaPEI)), c(8, gutiMembers(annaGUTI)), c(9, locationMembers(cell)))
		case 2:
			r.event.body = join(p2(1, 2), p2(2, 1), c(3, ps(1, p.truth.Subscribers["anna"].SUPI)), c(5, ps(2, annaPEI)), c(7, gutiMembers(annaGUTI)), p2(10, 1))
		}
	}
}

// espNull wraps a UDP packet in ESP with the NULL cipher, espHidden in one that nobody reads.
func espNull(src, dst netip.Addr, body []byte) []byte {
	pad := (4 - (len(body)+2)%4) % 4
	out := join(u32(0x1001), u32(7), body)
	for i := range pad {
		out = append(out, byte(i+1))
	}
	return ipPacket(src, dst, 50, 0, join(out, []byte{byte(pad), 17}, bytes.Repeat([]byte{0xcd}, 12)))
}

func espHidden(src, dst netip.Addr, body []byte) []byte {
	out := join(u32(0x1002), u32(8))
	for i := range len(body) + 30 {
		out = append(out, byte(crc32.ChecksumIEEE(u32(uint32(i*7+len(body))))))
	}
	return ipPacket(src, dst, 50, 0, out)
}

// onGm is a SIP message as the phone's packet has it.
func (p *callPlay) onGm(s *sipOf) []byte {
	src, dst := annaIP, pcscfIP
	if s.down {
		src, dst = dst, src
	}
	body := udpBody(5060, 5060, s.octets)
	switch p.c.sig {
	case "null":
		return espNull(src, dst, body)
	case "esp":
		return espHidden(src, dst, body)
	}
	return ipPacket(src, dst, 17, 1, body)
}

// copiesPackets tells whether the V-UPF copies the session of the IMS for an agency.
func (p *callPlay) copiesPackets(w truth.Warrant) bool {
	records, _, _, _ := p.sees(w.Agency)
	return !records && p.c.route == "home-routed" && w.Agency == p.truth.Sessions[0].Serving && len(w.Services) == 0 && w.TargetType == "supi"
}

// userIP is one packet of anna's session.
type userIP struct {
	at   time.Time
	down bool
	b    []byte
	// sip is the message in it.
	sip []byte
}

func (p *callPlay) user() []userIP {
	var out []userIP
	for _, s := range p.sip {
		out = append(out, userIP{s.at, s.down, p.onGm(s), s.octets})
	}
	for _, m := range p.rtp {
		out = append(out, userIP{m.at, m.down, m.link, nil})
	}
	slices.SortStableFunc(out, func(a, b userIP) int { return a.at.Compare(b.at) })
	return out
}

// frames writes links, records and content.
func (p *callPlay) frames(w *pcaps.Writer, put func(name, dissector string, b []byte)) {
	links := map[string]*pcaps.PacketInterface{}
	packet := func(name string, at time.Time, b []byte) {
		if links[name] == nil {
			links[name], _ = w.PacketInterface(name)
		}
		links[name].Packet(at, b)
	}
	s := p.truth.Sessions[0]
	home := p.truth.Subscribers["anna"].Home
	hr := s.Route == "home-routed" && s.Serving != home
	core := s.Serving
	if hr {
		core = home
	}
	tasked := false
	for _, u := range p.user() {
		if !tasked && !u.at.Before(p.tasked) && !p.noTask && !p.tasked.IsZero() {
			tasked = true
			p.now = p.tasked
			for _, id := range []string{"nl-1", "de-1"} {
				if x, ok := p.truth.Warrants[id]; ok {
					if _, media, _, _ := p.sees(x.Agency); media && !p.c.iri {
						p.task(x, put)
					}
				}
			}
		}
		direction, teid := 0, uint32(0x500)
		if u.down {
			direction, teid = 1, 0x510
		}
		g := gtpu(teid, direction, u.b)
		packet(s.Serving+".n3", u.at, outer(gnbs[direction], gnbs[1-direction], g))
		if hr {
			packet(s.Serving+"-"+home+".n9", u.at, outer(upfs[direction], upfs[1-direction], g))
		}
		packet(core+".n6", u.at, u.b)
		for _, net := range slices.Compact([]string{core, home}) {
			if u.sip != nil {
				packet(net+".ims", u.at, ipPacket(pcscfIP, netip.MustParseAddr("10.60.0.2"), 17, 2, udpBody(5060, 5060, u.sip)))
			}
		}
	}
	p.now = epoch.Add(1200 * time.Millisecond)
	for i, r := range p.lite {
		put(r.net+".x2lite", "li5g", r.x2(uint32(i)))
	}
	for _, id := range []string{"nl-1", "de-1"} {
		x, ok := p.truth.Warrants[id]
		if p.stray && id == "nl-1" {
			x, ok = truth.Warrant{Agency: "nl", XID: xidNL, LIID: "LIID-NL-1"}, true
		}
		if ok {
			p.handover(x, put)
		}
	}
}

// task is the exchange over LI_T3 about a gateway.
func (p *callPlay) task(w truth.Warrant, put func(name, dissector string, b []byte)) {
	const head = `<X1%s xmlns="http://uri.etsi.org/03221/X1/2017/10" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x1%sMessage xsi:type="ActivateTask%s"><admfIdentifier>cc-tf</admfIdentifier><neIdentifier>agw</neIdentifier><messageTimestamp>2026-11-21T12:00:00.000001Z</messageTimestamp><version>v1.22.1</version><x1TransactionId>00000000-0000-4000-b000-%012d</x1TransactionId>`
	n := int(w.Agency[0])
	put(w.Agency+".t3", "xml", []byte(fmt.Sprintf(head, "Request", "Request", "Request", n)+
		fmt.Sprintf(`<taskDetails><xId>00000000-0000-4000-c000-%012d</xId><targetIdentifiers><targetIdentifier><targetIdentifierExtension><Owner>3GPP</Owner><IMST3TargetIdentifierExtensions xmlns="urn:3GPP:ns:li:3GPPX1Extensions:r19:v2"><IMST3TargetIdentifierExtension><H248ContextID>5</H248ContextID></IMST3TargetIdentifierExtension></IMST3TargetIdentifierExtensions></targetIdentifierExtension></targetIdentifier></targetIdentifiers><deliveryType>X3Only</deliveryType><correlationID>%d</correlationID><productID>%s</productID></taskDetails></x1RequestMessage></X1Request>`,
			n, p.tie[w.Agency], w.XID)))
	put(w.Agency+".t3", "xml", []byte(fmt.Sprintf(head, "Response", "Response", "Response", n)+"<oK>AcknowledgedAndCompleted</oK></x1ResponseMessage></X1Response>"))
}

// handover writes the records and the content of a warrant.
func (p *callPlay) handover(w truth.Warrant, put func(name, dissector string, b []byte)) {
	for i, r := range p.im[w.Agency] {
		b := r.x2(uint32(i))
		copy(b[32:], u64(cmp.Or(r.tieIs, p.tie[w.Agency])))
		if r.cinIs == 0 {
			r.cinIs = uint64(p.cin[w.Agency])
		}
		put(w.Agency+".x2", "li5g", b)
		n := uint32(i)
		if !r.cin {
			n += 1000
		}
		put(w.Agency+".hi2", "ber", r.hi2(p.truth.Networks[w.Agency], n))
	}
	if l := p.leak; l != nil && l.net == w.Agency {
		if !l.noX2 {
			put(w.Agency+".x2", "li5g", l.x2(0))
		}
		if !l.noHI2 {
			put(w.Agency+".hi2", "ber", l.hi2(p.truth.Networks[w.Agency], 0))
		}
	}
	next := map[uint64]uint32{}
	deliver := func(u userIP, x3o, hi3o bool, format int, payload, alt []byte, tie uint64, cin uint32) {
		direction := 0
		if u.down {
			direction = 1
		}
		net := p.truth.Networks[w.Agency]
		n := next[tie]
		next[tie]++
		attrs := join(attr(6, []byte("agw."+w.Agency)), attr(7, []byte("cc-poi")), attr(8, u32(n)), attr(9, stamp(u.at)))
		if x3o {
			put(w.Agency+".x3", "li5g", x3(w.XID, format, 3-direction, tie, attrs, payload))
		}
		if hi3o {
			header := c(1, p2(0, 4, 0, 2, 2, 5, 1, 43), ps(1, w.LIID), ps(2, net.Country), c(3, c(0, ps(0, net.Operator), ps(1, "mdf3")), integer(1, uint64(cin))), integer(4, uint64(n)),
				c(7, integer(0, uint64(u.at.Unix())), integer(1, uint64(u.at.Nanosecond()/1000))), p2(8, 1), ps(9, "cc-poi"), ps(10, "agw."+w.Agency))
			put(w.Agency+".hi3", "ber", hi3(header, byte(direction), alt))
		}
	}
	_, media, _, _ := p.sees(w.Agency)
	switch {
	case p.c.iri:
	case media && !(p.c.barred && !p.c.diverts && w.Agency == p.truth.Subscribers["anna"].Home):
		order := slices.Clone(p.rtp)
		if p.swapped {
			order[40], order[42] = order[42], order[40]
		}
		for _, m := range order {
			if m.at.Before(p.tasked) {
				continue
			}
			b := m.link
			if strings.HasSuffix(p.c.media, "e2ae") && p.truth.Sessions[0].Route != "home-routed" {
				b = m.clear
			}
			if m.change != nil {
				b = m.change(b)
			}
			times := 1
			if m.again {
				times = 2
			}
			for range times {
				deliver(userIP{m.at, m.down, b, nil}, !m.noX3, !m.noHI3, 5, b, c(6, tlv(0x80, 1, b)), cmp.Or(m.tie, p.mediaTie[w.Agency]), cmp.Or(m.cin, p.mediaCIN[w.Agency]))
			}
		}
		if p.foreign != nil {
			deliver(userIP{p.start.Add(time.Second), false, p.foreign, nil}, true, true, 5, p.foreign, c(6, tlv(0x80, 1, p.foreign)), p.tie[w.Agency], p.cin[w.Agency])
		}
	case p.copiesPackets(w) && !p.noPackets:
		for _, u := range p.user() {
			teid, direction := uint32(0x500), 0
			if u.down {
				teid, direction = 0x510, 1
			}
			g := gtpu(teid, direction, u.b)
			deliver(u, true, true, 12, g, tlv(0x80, 1, g), 0x9900, 77)
		}
	}
}
