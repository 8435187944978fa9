package media

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"slices"
	"time"

	"github.com/pion/rtp"
)

const (
	// ackWindow is how many frames are on the way at most if acknowledged, reportEvery after how many the receiver reports.
	ackWindow   = 16
	reportEvery = 8
	// reportSlow is after how many frames reports come else: 5 s, RFC 3550 clause 6.2.
	reportSlow = 250
	// maxReceived bounds the streams of which a session keeps account.
	maxReceived = 16
	maxDatagram = 2048
	// maxEarly bounds the packets that wait for the end of a handshake.
	maxEarly = 64
)

// speak sends what the phone says.
func (s *Session) speak() {
	defer s.wg.Done()
	defer close(s.spoken)
	voice := newSpeech(s.source.Tone, s.noise)
	pcm := make([]int16, SampleRate/int(time.Second/Ptime))
	var payload, packet []byte
	frames := uint64(s.source.Duration / Ptime)
	var next time.Time
	for n := uint64(0); s.source.Duration == 0 || n < frames; {
		codec, ok := s.mayspeak(&next)
		if !ok {
			return
		}
		payload = payload[:0]
		switch {
		case codec.G711():
			voice.read(pcm)
			payload = codec.encode(payload, pcm)
		case codec.Name == AMRWB.Name:
			// No mode request; one frame of mode 8 and good quality (RFC 4867 clause 4.4): 477 bits of speech.
			payload = append(payload, 0xf0, 8<<3|4)
			payload = s.opaque(payload, 60)
			payload[len(payload)-1] &= 0xf8
		default:
			payload = s.opaque(payload, 61) // EVS primary at 24.4 kbit/s: the length says it, TS 26.445 annex A.2.1
		}
		var err error
		if packet, err = s.transmit(codec, payload, packet); err != nil && errors.Is(err, net.ErrClosed) {
			return
		}
		if n++; n == frames/2 && !s.halfway(codec, &next) {
			return
		}
	}
	s.report(true)
}

// halfway is silent until the second half of what the phone says may begin. It returns false when the session ends.
func (s *Session) halfway(codec Codec, next *time.Time) bool {
	if s.source.Middle == nil {
		return true
	}
	since := s.e.cfg.Now()
	select {
	case <-s.source.Middle:
	case <-s.ctx.Done():
		return false
	}
	*next = time.Time{} // what was not said is not caught up
	s.pause(codec, s.e.cfg.Now().Sub(since))
	return true
}

func (s *Session) opaque(b []byte, n int) []byte {
	for range n {
		b = append(b, byte(s.noise.Uint32()))
	}
	return b
}

// mayspeak waits until the next frame is due and may be sent. It returns false when the session ends.
func (s *Session) mayspeak(next *time.Time) (Codec, bool) {
	cfg := &s.e.cfg
	interval := time.Duration(float64(Ptime) / cfg.Pace.Speed)
	for paced := false; ; {
		s.mu.Lock()
		changed := s.changed
		ready := s.remote != nil && s.remote.Receives && !s.held && (s.mode == RTP || s.sealer != nil) && (s.open || !s.answerer)
		full := cfg.Pace.Acknowledged && s.mux && s.send.packets-s.send.acknowledged() >= ackWindow
		free := cfg.Pace.Acknowledged && s.mux && !full
		codec, stopped := s.codec, s.stopped
		s.mu.Unlock()
		switch {
		case stopped:
			return Codec{}, false
		case !ready:
			since := cfg.Now()
			select {
			case <-changed:
			case <-s.ctx.Done():
				return Codec{}, false
			}
			*next = time.Time{} // what was not said is not caught up
			s.pause(codec, cfg.Now().Sub(since))
			continue
		case free, paced:
			return codec, true
		case full:
			// A report may come before the frame is due in real time; else the frame goes then.
			timeout, cancel := context.WithCancel(s.ctx)
			due := make(chan struct{})
			go func() {
				defer close(due)
				_ = cfg.Wait(timeout, interval)
			}()
			select {
			case <-changed:
			case <-due:
				paced = true
			}
			cancel()
			<-due
			if s.ctx.Err() != nil {
				return Codec{}, false
			}
			continue
		}
		now := cfg.Now()
		if next.IsZero() {
			*next = now
		}
		if err := cfg.Wait(s.ctx, next.Sub(now)); err != nil {
			return Codec{}, false
		}
		*next = next.Add(interval)
		paced = true
	}
}

// pause lets the timestamp go on while nothing is sent.
func (s *Session) pause(codec Codec, d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.send.packets == 0 {
		return
	}
	s.send.marker = true
	if !s.e.cfg.Pace.Acknowledged { // else there is no time but that of the frames
		s.send.timestamp += codec.FrameTicks() * uint32(float64(d)*s.e.cfg.Pace.Speed/float64(Ptime))
	}
}

// transmit sends one frame. buffer is for the packet and is returned.
func (s *Session) transmit(codec Codec, payload, buffer []byte) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := &s.send
	if s.remote == nil || s.stopped {
		return buffer, net.ErrClosed
	}
	o.codec, o.to = codec, s.remote.Peer
	h := rtp.Header{Version: 2, Marker: o.marker || o.packets == 0, PayloadType: codec.PayloadType, SequenceNumber: o.number,
		Timestamp: o.timestamp, SSRC: o.ssrc}
	need := h.MarshalSize() + len(payload)
	if cap(buffer) < need {
		buffer = make([]byte, need)
	}
	buffer = buffer[:need]
	n, err := h.MarshalTo(buffer)
	if err != nil {
		return buffer, err
	}
	copy(buffer[n:], payload)
	out := buffer
	if s.mode != RTP {
		if s.sealer == nil {
			return buffer, nil // the keys have just changed
		}
		if s.sealed, err = s.sealer.RTP(s.sealed, buffer); err != nil {
			return buffer, err
		}
		out = s.sealed
	}
	if len(o.frames) < s.e.cfg.MaxFrames {
		o.frames = append(o.frames, Frame{Sequence: h.SequenceNumber, Timestamp: h.Timestamp, PayloadType: h.PayloadType, Marker: h.Marker,
			Payload: slices.Clone(payload), At: s.e.cfg.Now()})
	}
	o.packets++
	o.octets += uint64(len(payload))
	o.number++
	o.timestamp += codec.FrameTicks()
	o.marker = false
	if _, err = s.conn.WriteTo(out, net.UDPAddrFromAddrPort(o.to)); err != nil {
		s.refused[SendFailed]++
	}
	return buffer, err
}

// report sends an RTCP packet: a sender report if asked, else a receiver report.
func (s *Session) report(sending bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.mux || s.stopped || s.remote == nil || s.mode != RTP && s.sealer == nil {
		return
	}
	var from *sender
	if sending {
		from = &sender{at: s.e.cfg.Now(), timestamp: s.send.timestamp, packets: uint32(s.send.packets), bytes: uint32(s.send.octets)}
	}
	var block *Reception
	if len(s.got) > 0 {
		g := s.got[len(s.got)-1]
		block = &Reception{SSRC: g.ssrc, Lost: int32(min(g.lost(), 0x7fffff)), Highest: g.seq.Highest(), Jitter: uint32(g.jitter)}
	}
	packet := appendRTCP(nil, s.send.ssrc, from, block, cname(s.local.Addr()))
	if s.mode != RTP {
		var err error
		if packet, err = s.sealer.RTCP(nil, packet); err != nil {
			return
		}
	}
	if _, err := s.conn.WriteTo(packet, net.UDPAddrFromAddrPort(s.remote.Peer)); err != nil {
		s.refused[SendFailed]++
	}
}

// receive takes what arrives until the socket is closed.
func (s *Session) receive() {
	defer s.wg.Done()
	b := make([]byte, maxDatagram)
	for {
		n, from, err := s.conn.ReadFrom(b)
		if err != nil {
			if errors.Is(err, net.ErrClosed) || errors.Is(err, io.EOF) || s.ctx.Err() != nil {
				return
			}
			continue // an ICMP error of an earlier packet
		}
		if s.datagram(addrPort(from), b[:n]) {
			s.report(false)
		}
	}
}

// datagram takes one datagram. It says whether a report is due.
func (s *Session) datagram(from netip.AddrPort, b []byte) (due bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	refuse := func(r Reason) bool { s.refused[r]++; return false }
	if s.remote == nil || from != s.remote.Peer {
		return refuse(WrongSource)
	}
	switch KindOf(b) {
	case KindDTLS:
		if s.association == nil {
			return refuse(Unexpected)
		}
		s.association.Feed(b)
		return false
	case KindRTP, KindRTCP:
		if s.mode != RTP && s.opener == nil {
			if s.association == nil || s.association.Ended() || len(s.early) >= maxEarly {
				return refuse(Unkeyed)
			}
			s.early = append(s.early, slices.Clone(b))
			return false
		}
		return s.protected(from, b)
	}
	return refuse(Malformed)
}

// protected takes RTP or RTCP when there are keys, or none are needed. mu is held.
func (s *Session) protected(from netip.AddrPort, b []byte) (due bool) {
	refuse := func(r Reason) bool { s.refused[r]++; return false }
	if KindOf(b) == KindRTCP {
		return s.rtcp(b, refuse)
	}
	return s.rtp(from, b, refuse)
}

func (s *Session) rtcp(b []byte, refuse func(Reason) bool) bool {
	if !s.mux {
		return refuse(Unexpected)
	}
	if s.mode != RTP {
		var err error
		if s.clear, err = s.opener.RTCP(s.clear, b); err != nil {
			return refuse(Unauthentic)
		}
		b = s.clear
	}
	report, block, ok := readRTCP(b, s.send.ssrc)
	if !ok {
		return refuse(Malformed)
	}
	s.hear()
	if block != nil {
		block.Reports = s.send.reported.Reports + 1
		s.send.reported = *block
		s.notify()
	}
	return report
}

func (s *Session) rtp(from netip.AddrPort, b []byte, refuse func(Reason) bool) bool {
	h := &s.header
	n, err := h.Unmarshal(b)
	if err != nil {
		return refuse(Malformed)
	}
	if !slices.Contains(s.allowed, h.PayloadType) {
		return refuse(WrongPayloadType)
	}
	verdict, reason, ok := s.in.Check(h.SSRC, h.SequenceNumber, s.mode != RTP)
	if !ok {
		if g := s.stream(h.SSRC); g != nil && verdict == Duplicate {
			g.dup++
		}
		return refuse(reason)
	}
	if s.mode != RTP {
		if s.clear, err = s.opener.RTP(s.clear, b); err != nil {
			return refuse(Unauthentic)
		}
		b = s.clear
	}
	payload := b[n:]
	if h.Padding {
		pad := 0
		if len(payload) > 0 {
			pad = int(payload[len(payload)-1])
		}
		if pad == 0 || pad > len(payload) {
			return refuse(Malformed)
		}
		payload = payload[:len(payload)-pad]
	}
	s.in.Accept(h.SSRC, h.SequenceNumber)
	s.hear()
	g := s.stream(h.SSRC)
	if g == nil {
		if len(s.got) >= maxReceived {
			return refuse(WrongSSRC)
		}
		g = &reception{ssrc: h.SSRC, from: from, codec: s.codec}
		s.got = append(s.got, g)
	}
	if verdict == Late {
		g.late++
	}
	g.seq = s.in.Sequence
	g.packets++
	g.octets += uint64(len(payload))
	now := s.e.cfg.Now()
	transit := int64(now.Sub(s.began).Seconds()*float64(s.codec.Clock)) - int64(h.Timestamp)
	if g.packets > 1 {
		d := int64(int32(transit - g.transit))
		g.jitter += (float64(max(d, -d)) - g.jitter) / 16
	}
	g.transit = transit
	if len(g.frames) < s.e.cfg.MaxFrames {
		g.frames = append(g.frames, Frame{Sequence: h.SequenceNumber, Timestamp: h.Timestamp, PayloadType: h.PayloadType, Marker: h.Marker,
			Payload: slices.Clone(payload), At: now})
	}
	every := uint64(reportSlow)
	if s.e.cfg.Pace.Acknowledged {
		every = reportEvery
	}
	return g.packets%every == 0
}

func (s *Session) stream(ssrc uint32) *reception {
	for _, g := range s.got {
		if g.ssrc == ssrc {
			return g
		}
	}
	return nil
}
