package media

import (
	"fmt"
	"slices"
)

// Offer makes a session description to begin with, or to change what was agreed. hold says that the phone puts the other
// side on hold: it sends and receives nothing until it offers again without.
func (s *Session) Offer(hold bool) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return nil, ErrClosed
	}
	a := audio{at: s.local, codecs: s.e.cfg.Codecs, sends: true, receives: !hold, mux: true, ssrc: s.send.ssrc}
	mode := s.e.cfg.Mode
	if s.agreed {
		mode = s.mode
	}
	switch {
	case mode.SDES():
		for i, suite := range s.e.cfg.Suites {
			a.security.Crypto = append(a.security.Crypto, Crypto{Tag: uint32(i + 1), Keys: s.own[suite]})
		}
	case mode.DTLS():
		cert, err := s.e.certificate()
		if err != nil {
			return nil, err
		}
		a.security.Fingerprint, a.security.Setup = Fingerprint(cert), "actpass"
	}
	if mode.AccessEdge() {
		a.security.E2AE = E2AERequested
	}
	text, err := a.describe(s.id, s.version, nil)
	if err != nil {
		return nil, fmt.Errorf("media: offer: %w", err)
	}
	s.version++
	s.offer = &offer{audio: a, mode: mode, hold: hold}
	return text, nil
}

// Answer answers an offer of the other side.
func (s *Session) Answer(text []byte) ([]byte, error) {
	d, err := ParseDescription(text)
	if err != nil {
		return nil, err
	}
	if d.Declined {
		return nil, errNoAudio
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return nil, ErrClosed
	}
	mode := d.Security.Mode()
	if s.e.cfg.Mode.EndToEnd() && !mode.EndToEnd() {
		return nil, fmt.Errorf("%w: an offer of %s to a phone of %s", ErrProtection, mode, s.e.cfg.Mode)
	}
	codec, ok := common(d.Codecs, s.e.cfg.Codecs)
	if !ok {
		return nil, ErrCodec
	}
	a := audio{at: s.local, codecs: []Codec{codec}, sends: d.Receives, receives: d.Sends && !s.held, mux: d.Mux, ssrc: s.send.ssrc,
		feedback: d.Proto != "" && d.Proto[len(d.Proto)-1] == 'F'}
	n := negotiated{remote: d, mode: mode, codec: codec, allowed: []uint8{codec.PayloadType}, mux: d.Mux, held: s.held}
	switch {
	case mode.SDES():
		chosen := d.Crypto[0] // what is not known is not in it
		for _, c := range d.Crypto {
			if slices.Contains(s.e.cfg.Suites, c.Suite) {
				chosen = c
				break
			}
		}
		n.seal, n.open = s.own[chosen.Suite], chosen.Keys
		a.security.Crypto = []Crypto{{Tag: chosen.Tag, Keys: n.seal}}
	case mode.DTLS():
		cert, err := s.e.certificate()
		if err != nil {
			return nil, err
		}
		n.active = d.Setup != "active"
		a.security.Fingerprint, a.security.Setup = Fingerprint(cert), setup(n.active)
	}
	if mode.AccessEdge() {
		a.security.E2AE = E2AEApplied
	}
	out, err := a.describe(s.id, s.version, d)
	if err != nil {
		return nil, fmt.Errorf("media: answer: %w", err)
	}
	s.version++
	s.offer = nil
	if !s.agreed {
		s.answerer = true
	}
	return out, s.take(n)
}

func setup(active bool) string {
	if active {
		return "active"
	}
	return "passive"
}

// common is the first codec of an offer that is in a list, with the payload type and parameters of the offer.
func common(offered, own []Codec) (Codec, bool) {
	for _, o := range offered {
		if slices.ContainsFunc(own, func(c Codec) bool { return c.Name == o.Name && c.Clock == o.Clock }) {
			return o, true
		}
	}
	return Codec{}, false
}

// Accept takes the answer to the last offer.
func (s *Session) Accept(text []byte) error {
	d, err := ParseDescription(text)
	if err != nil {
		return err
	}
	if d.Declined {
		return errNoAudio
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.stopped:
		return ErrClosed
	case s.offer == nil:
		return fmt.Errorf("%w: an answer without an offer", ErrState)
	}
	o := s.offer
	codec, ok := common(d.Codecs, o.codecs)
	if !ok {
		return ErrCodec
	}
	mode := d.Security.Mode()
	// A gateway may answer "applied" to "requested"; nothing else may change, above all not to less.
	if mode.SDES() != o.mode.SDES() || mode.DTLS() != o.mode.DTLS() || mode.EndToEnd() != o.mode.EndToEnd() {
		return fmt.Errorf("%w: an answer of %s to an offer of %s", ErrProtection, mode, o.mode)
	}
	n := negotiated{remote: d, mode: mode, codec: codec, mux: d.Mux, held: o.hold}
	for _, c := range o.codecs {
		if slices.ContainsFunc(d.Codecs, func(a Codec) bool { return a.Name == c.Name && a.Clock == c.Clock }) {
			n.allowed = append(n.allowed, c.PayloadType)
		}
	}
	switch {
	case mode.SDES():
		i := slices.IndexFunc(o.security.Crypto, func(c Crypto) bool { return c.Tag == d.Crypto[0].Tag && c.Suite == d.Crypto[0].Suite })
		if i < 0 || len(d.Crypto) != 1 {
			return fmt.Errorf("%w: the answer chooses no line of the offer", ErrProtection)
		}
		n.seal, n.open = o.security.Crypto[i].Keys, d.Crypto[0].Keys
	case mode.DTLS():
		if d.Setup == "actpass" {
			return fmt.Errorf("%w: a=setup:actpass in an answer", ErrProtection)
		}
		n.active = d.Setup == "passive"
	}
	// Several answers may come to one offer (early media); the offer stays.
	return s.take(n)
}

// negotiated is what an offer and its answer agree on.
type negotiated struct {
	remote     *Description
	mode       Mode
	codec      Codec
	allowed    []uint8
	mux, held  bool
	seal, open Keys
	active     bool
}

// take makes what was agreed valid. mu is held.
func (s *Session) take(n negotiated) error {
	sealer, opener := s.sealer, s.opener
	switch {
	case n.mode.SDES():
		var err error
		// The same keys go on with the same context: a new one would use the key stream again.
		if sealer == nil || !s.sealKeys.Equal(n.seal) {
			if sealer, err = NewSealer(n.seal); err != nil {
				return err
			}
		}
		if opener == nil || !s.openKeys.Equal(n.open) {
			if opener, err = NewOpener(n.open); err != nil {
				return err
			}
		}
		s.sealKeys, s.openKeys = n.seal, n.open
	case n.mode == RTP:
		sealer, opener = nil, nil
	}
	s.sealer, s.opener = sealer, opener
	if s.send.codec.Clock != n.codec.Clock && s.send.packets > 0 {
		s.send.marker = true
	}
	s.remote, s.mode, s.codec, s.allowed, s.mux, s.held, s.agreed = n.remote, n.mode, n.codec, n.allowed, n.mux, n.held, true
	s.send.active = n.active
	s.in.Expect(n.remote.SSRC, n.remote.Named)
	s.notify()
	if s.started {
		return s.secure()
	}
	return nil
}

// secure begins a DTLS handshake if one is needed. mu is held.
func (s *Session) secure() error {
	if !s.mode.DTLS() {
		return nil
	}
	old := s.association
	if old != nil && old.Is(s.remote.Peer, s.remote.Fingerprint) {
		return nil
	}
	cert := s.e.cert // made with the description
	s.sealer, s.opener = nil, nil
	if old != nil {
		s.wg.Add(1)
		go func() {
			defer s.wg.Done()
			old.Close()
		}()
	}
	var a *Association
	a, err := Associate(AssociationConfig{Conn: s.conn, Peer: s.remote.Peer, Fingerprint: s.remote.Fingerprint, Active: s.send.active,
		Certificate: *cert, KeyLog: s.e.cfg.KeyLog, Log: s.e.cfg.Log, Keyed: func(send, receive Keys, err error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.association != a || s.stopped {
				return
			}
			s.keyed(send, receive, err)
		}})
	if err != nil {
		return err
	}
	s.association = a
	return nil
}

// keyed takes the keys of DTLS. mu is held.
func (s *Session) keyed(send, receive Keys, err error) {
	defer s.notify()
	if err == nil {
		s.sealer, err = NewSealer(send)
	}
	if err == nil {
		s.opener, err = NewOpener(receive)
	}
	if err != nil {
		s.sealer, s.opener, s.failure = nil, nil, err.Error()
		s.refused[Unkeyed] += uint64(len(s.early))
		s.early = nil
		return
	}
	early := s.early
	s.early = nil
	for _, b := range early {
		s.protected(s.remote.Peer, b)
	}
}
