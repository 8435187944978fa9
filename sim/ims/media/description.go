package media

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/pion/sdp/v3"
)

// MaxDescription bounds a session description in octets, maxMedia its media lines.
const (
	MaxDescription = 16 << 10
	maxMedia       = 16
	maxFormats     = 64
)

// Values of a=3ge2ae, TS 24.229 R17 clause 7.5.2.
const (
	E2AERequested = "requested"
	E2AEApplied   = "applied"
)

// Security is how the media of a description are protected.
type Security struct {
	// Crypto are the lines of SDES that are understood, none where there is no SDES.
	Crypto []Crypto
	// Fingerprint is that of the certificate for DTLS, "sha-256 AB:…", empty without DTLS. Setup is "actpass", "active" or
	// "passive" (RFC 5763 clause 5).
	Fingerprint, Setup string
	// E2AE is the value of a=3ge2ae, empty for protection from end to end.
	E2AE string
}

// Description is the audio part of a session description, RFC 8866.
type Description struct {
	// Peer is where its sender receives. Declined says that there are no audio media: the port is 0 or there is no line.
	Peer     netip.AddrPort
	Declined bool
	// Proto is that of the media line, for example "RTP/SAVP".
	Proto string
	// Codecs are those that are known here, in order.
	Codecs []Codec
	// Sends and Receives are the direction seen from the sender of the description.
	Sends, Receives bool
	// Mux says that RTCP may come on the port of RTP.
	Mux bool
	// SSRC is that of what its sender sends if Named.
	SSRC  uint32
	Named bool
	Security

	raw   *sdp.SessionDescription
	audio int // index of the media line, -1 if there is none
}

// ParseDescription reads a session description.
func ParseDescription(text []byte) (*Description, error) {
	if len(text) > MaxDescription {
		return nil, fmt.Errorf("media: SDP: %d octets are too many", len(text))
	}
	d := &Description{raw: &sdp.SessionDescription{}, audio: -1}
	if err := d.raw.Unmarshal(text); err != nil {
		return nil, fmt.Errorf("media: SDP: %w", err)
	}
	if d.raw.Origin.UnicastAddress == "" { // the library takes no lines at all for a description
		return nil, errors.New("media: SDP: no origin")
	}
	if len(d.raw.MediaDescriptions) > maxMedia {
		return nil, fmt.Errorf("media: SDP: %d media lines are too many", len(d.raw.MediaDescriptions))
	}
	for i, m := range d.raw.MediaDescriptions {
		if m.MediaName.Media == "audio" && m.MediaName.Port.Value != 0 && m.MediaName.Port.Range == nil {
			d.audio = i
			break
		}
	}
	if d.audio < 0 {
		d.Declined = true
		return d, nil
	}
	return d, d.read(d.raw.MediaDescriptions[d.audio])
}

func (d *Description) read(m *sdp.MediaDescription) error {
	c := m.ConnectionInformation
	if c == nil {
		c = d.raw.ConnectionInformation
	}
	if c == nil || c.Address == nil || c.NetworkType != "IN" {
		return errors.New("media: SDP: no connection address")
	}
	addr, err := netip.ParseAddr(c.Address.Address)
	if err != nil || addr.Is4() != (c.AddressType == "IP4") || addr.Zone() != "" || addr.Is4In6() {
		return fmt.Errorf("media: SDP: connection address %q of type %q", c.Address.Address, c.AddressType)
	}
	if p := m.MediaName.Port.Value; p < 0 || p > 65535 {
		return fmt.Errorf("media: SDP: port %d", p)
	}
	d.Peer = netip.AddrPortFrom(addr, uint16(m.MediaName.Port.Value))
	d.Sends, d.Receives = true, true
	for _, attrs := range [][]sdp.Attribute{d.raw.Attributes, m.Attributes} {
		for _, a := range attrs {
			switch a.Key {
			case "sendrecv", "sendonly", "recvonly", "inactive":
				d.Sends, d.Receives = a.Key[:4] == "send", strings.HasSuffix(a.Key, "recv") || a.Key == "recvonly"
			}
		}
	}
	if addr.IsUnspecified() { // hold as in RFC 2543
		d.Receives = false
	}
	_, d.Mux = m.Attribute("rtcp-mux")
	if text, ok := m.Attribute("ssrc"); ok {
		number, _, _ := strings.Cut(text, " ")
		n, err := strconv.ParseUint(number, 10, 32)
		if err != nil {
			return fmt.Errorf("media: SDP: a=ssrc:%q", text)
		}
		d.SSRC, d.Named = uint32(n), true
	}
	if err := d.readCodecs(m); err != nil {
		return err
	}
	return d.readSecurity(m)
}

// readCodecs takes the formats that are known here.
func (d *Description) readCodecs(m *sdp.MediaDescription) error {
	if len(m.MediaName.Formats) > maxFormats {
		return fmt.Errorf("media: SDP: %d formats are too many", len(m.MediaName.Formats))
	}
	type format struct {
		name  string
		clock uint32
		fmtp  string
	}
	formats := map[string]*format{"0": {name: "PCMU", clock: 8000}, "8": {name: "PCMA", clock: 8000}}
	get := func(pt string) *format {
		f := formats[pt]
		if f == nil {
			f = &format{}
			formats[pt] = f
		}
		return f
	}
	for _, a := range m.Attributes {
		pt, rest, _ := strings.Cut(a.Value, " ")
		switch a.Key {
		case "rtpmap":
			parts := strings.Split(rest, "/")
			if len(parts) < 2 || len(parts) > 3 || len(parts) == 3 && parts[2] != "1" {
				continue // another number of channels
			}
			clock, err := strconv.ParseUint(parts[1], 10, 32)
			if err != nil {
				return fmt.Errorf("media: SDP: a=rtpmap:%q", a.Value)
			}
			f := get(pt)
			f.name, f.clock = parts[0], uint32(clock)
		case "fmtp":
			get(pt).fmtp = rest
		}
	}
	for _, pt := range m.MediaName.Formats {
		n, err := strconv.ParseUint(pt, 10, 7)
		f := formats[pt]
		if err != nil || f == nil {
			continue
		}
		if c, ok := (Codec{Name: f.name, Clock: f.clock}).known(); ok {
			d.Codecs = append(d.Codecs, Codec{Name: c.Name, Clock: c.Clock, PayloadType: uint8(n), FMTP: f.fmtp})
		}
	}
	return nil
}

func (d *Description) readSecurity(m *sdp.MediaDescription) error {
	d.Proto = strings.Join(m.MediaName.Protos, "/")
	attribute := func(key string) string {
		if v, ok := m.Attribute(key); ok {
			return v
		}
		v, _ := d.raw.Attribute(key)
		return v
	}
	switch strings.TrimSuffix(d.Proto, "F") {
	case protoPlain:
		return nil
	case protoSDES:
		cryptos := 0
		for _, a := range m.Attributes {
			if a.Key != "crypto" {
				continue
			}
			if cryptos++; cryptos > maxCryptos {
				return errors.New("media: SDP: too many a=crypto")
			}
			c, err := ParseCrypto(a.Value)
			switch {
			case err == nil:
				d.Crypto = append(d.Crypto, c)
			case !errors.Is(err, errSuite):
				return err
			}
		}
		if len(d.Crypto) == 0 {
			return fmt.Errorf("%w: %s without a known a=crypto", ErrProtection, d.Proto)
		}
	case protoDTLS:
		d.Fingerprint, d.Setup = attribute("fingerprint"), attribute("setup")
		if _, err := parseFingerprint(d.Fingerprint); err != nil {
			return err
		}
		switch d.Setup {
		case "actpass", "active", "passive":
		default:
			return fmt.Errorf("media: SDP: a=setup:%q", d.Setup)
		}
	default:
		return fmt.Errorf("%w: transport %q", ErrProtection, d.Proto)
	}
	if d.E2AE = attribute("3ge2ae"); d.E2AE != "" && d.E2AE != E2AERequested && d.E2AE != E2AEApplied {
		return fmt.Errorf("media: SDP: a=3ge2ae:%q", d.E2AE)
	}
	return nil
}

// The transports of media lines without the F of feedback.
const (
	protoPlain = "RTP/AVP"
	protoSDES  = "RTP/SAVP"
	protoDTLS  = "UDP/TLS/RTP/SAVP"
)

// Mode is the protection that the description asks for or agrees to.
func (s Security) Mode() Mode {
	switch {
	case len(s.Crypto) > 0 && s.E2AE != "":
		return SDESE2AE
	case len(s.Crypto) > 0:
		return SDESE2E
	case s.Fingerprint != "" && s.E2AE != "":
		return DTLSE2AE
	case s.Fingerprint != "":
		return DTLSE2E
	}
	return RTP
}

func (s Security) proto() string {
	switch {
	case len(s.Crypto) > 0:
		return protoSDES
	case s.Fingerprint != "":
		return protoDTLS
	}
	return protoPlain
}

// attributes appends the lines of the security.
func (s Security) attributes(a []sdp.Attribute) []sdp.Attribute {
	for _, c := range s.Crypto {
		a = append(a, sdp.NewAttribute("crypto", c.String()))
	}
	if s.Fingerprint != "" {
		a = append(a, sdp.NewAttribute("fingerprint", s.Fingerprint), sdp.NewAttribute("setup", s.Setup))
	}
	if s.E2AE != "" {
		a = append(a, sdp.NewAttribute("3ge2ae", s.E2AE))
	}
	return a
}

// Audio is what a phone says of its audio.
type audio struct {
	at              netip.AddrPort
	codecs          []Codec
	sends, receives bool
	mux             bool
	ssrc            uint32
	security        Security
	feedback        bool
}

func connection(a netip.Addr) *sdp.ConnectionInformation {
	kind := "IP4"
	if a.Is6() {
		kind = "IP6"
	}
	return &sdp.ConnectionInformation{NetworkType: "IN", AddressType: kind, Address: &sdp.Address{Address: a.String()}}
}

func (a audio) line() *sdp.MediaDescription {
	proto := a.security.proto()
	if a.feedback {
		proto += "F"
	}
	m := &sdp.MediaDescription{MediaName: sdp.MediaName{Media: "audio", Port: sdp.RangedPort{Value: int(a.at.Port())},
		Protos: strings.Split(proto, "/")}}
	if !a.mux { // no RTCP at all, RFC 3556
		m.Bandwidth = []sdp.Bandwidth{{Type: "RS"}, {Type: "RR"}}
	}
	for _, c := range a.codecs {
		pt := strconv.Itoa(int(c.PayloadType))
		m.MediaName.Formats = append(m.MediaName.Formats, pt)
		m.Attributes = append(m.Attributes, sdp.NewAttribute("rtpmap", pt+" "+c.Name+"/"+strconv.Itoa(int(c.Clock))))
		if c.FMTP != "" {
			m.Attributes = append(m.Attributes, sdp.NewAttribute("fmtp", pt+" "+c.FMTP))
		}
	}
	m.Attributes = append(m.Attributes, sdp.NewAttribute("ptime", strconv.Itoa(int(Ptime.Milliseconds()))))
	direction := "inactive"
	switch {
	case a.sends && a.receives:
		direction = "sendrecv"
	case a.sends:
		direction = "sendonly"
	case a.receives:
		direction = "recvonly"
	}
	m.Attributes = append(m.Attributes, sdp.NewPropertyAttribute(direction))
	if a.mux {
		m.Attributes = append(m.Attributes, sdp.NewPropertyAttribute("rtcp-mux"))
	}
	m.Attributes = append(m.Attributes, sdp.NewAttribute("ssrc", fmt.Sprintf("%d cname:%s", a.ssrc, cname(a.at.Addr()))))
	m.Attributes = a.security.attributes(m.Attributes)
	return m
}

func cname(a netip.Addr) string { return "lilab@" + a.String() }

// describe makes a description. offer is the one that it answers, nil for an offer: then there is a line for each of its
// media, without a port where it is not the audio.
func (a audio) describe(id, version uint64, offer *Description) ([]byte, error) {
	c := connection(a.at.Addr())
	s := sdp.SessionDescription{Origin: sdp.Origin{Username: "-", SessionID: id, SessionVersion: version, NetworkType: "IN",
		AddressType: c.AddressType, UnicastAddress: c.Address.Address}, SessionName: "-", ConnectionInformation: c,
		TimeDescriptions: []sdp.TimeDescription{{}}}
	if offer == nil {
		s.MediaDescriptions = append(s.MediaDescriptions, a.line())
		return s.Marshal()
	}
	for i, m := range offer.raw.MediaDescriptions {
		if i == offer.audio {
			s.MediaDescriptions = append(s.MediaDescriptions, a.line())
			continue
		}
		s.MediaDescriptions = append(s.MediaDescriptions, &sdp.MediaDescription{MediaName: sdp.MediaName{Media: m.MediaName.Media,
			Protos: m.MediaName.Protos, Formats: m.MediaName.Formats}})
	}
	return s.Marshal()
}

// Rewrite makes the description that a gateway sends on: its own address and port, the given protection (nil keeps that
// of the description as it is), no candidates of ICE, and no media but the audio. at is not used where media are declined.
func (d *Description) Rewrite(at netip.AddrPort, security *Security) ([]byte, error) {
	out := *d.raw
	out.MediaDescriptions = nil
	if at.IsValid() {
		out.ConnectionInformation = connection(at.Addr())
	}
	out.Attributes = keep(d.raw.Attributes, security != nil)
	for i, m := range d.raw.MediaDescriptions {
		line := *m
		line.ConnectionInformation = nil
		line.Attributes = keep(m.Attributes, security != nil)
		if i != d.audio {
			line.MediaName.Port = sdp.RangedPort{}
			out.MediaDescriptions = append(out.MediaDescriptions, &line)
			continue
		}
		line.MediaName.Port = sdp.RangedPort{Value: int(at.Port())}
		if security != nil {
			proto := security.proto()
			if strings.HasSuffix(d.Proto, "F") {
				proto += "F"
			}
			line.MediaName.Protos = strings.Split(proto, "/")
			line.Attributes = security.attributes(line.Attributes)
		}
		out.MediaDescriptions = append(out.MediaDescriptions, &line)
	}
	return out.Marshal()
}

// keep drops the attributes that name ports and, if asked, those of protection.
func keep(all []sdp.Attribute, protection bool) []sdp.Attribute {
	out := make([]sdp.Attribute, 0, len(all)+4)
	for _, a := range all {
		switch a.Key {
		case "rtcp", "candidate", "remote-candidates", "end-of-candidates", "ice-ufrag", "ice-pwd", "ice-options", "ice-lite":
			continue
		case "crypto", "fingerprint", "setup", "connection", "tls-id", "3ge2ae":
			if protection {
				continue
			}
		}
		out = append(out, a)
	}
	return out
}

func equalFold(a, b string) bool { return strings.EqualFold(a, b) }
