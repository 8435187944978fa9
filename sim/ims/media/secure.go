package media

import (
	"fmt"

	"github.com/pion/rtp"
	"github.com/pion/srtp/v3"
)

// Sealer protects what one side sends, RFC 3711. It is not safe for concurrent use.
type Sealer struct {
	ctx    *srtp.Context
	header rtp.Header
}

// NewSealer makes a sealer.
func NewSealer(k Keys) (*Sealer, error) {
	c, err := newContext(k)
	if err != nil {
		return nil, err
	}
	return &Sealer{ctx: c}, nil
}

// RTP protects a packet. The result is in dst if it has the capacity; dst must not overlap the packet.
func (s *Sealer) RTP(dst, packet []byte) ([]byte, error) {
	return s.ctx.EncryptRTP(dst[:0], packet, &s.header)
}

// RTCP protects a packet.
func (s *Sealer) RTCP(dst, packet []byte) ([]byte, error) {
	return s.ctx.EncryptRTCP(dst[:0], packet, nil)
}

// Opener removes the protection. It is not safe for concurrent use. It does not look for replays of RTP packets; see
// [Sequence].
type Opener struct {
	ctx    *srtp.Context
	header rtp.Header
}

// NewOpener makes an opener.
func NewOpener(k Keys) (*Opener, error) {
	c, err := newContext(k)
	if err != nil {
		return nil, err
	}
	return &Opener{ctx: c}, nil
}

// RTP authenticates and decrypts a packet.
func (o *Opener) RTP(dst, packet []byte) ([]byte, error) {
	return o.ctx.DecryptRTP(dst[:0], packet, &o.header)
}

// RTCP authenticates and decrypts a packet. A replay is an error.
func (o *Opener) RTCP(dst, packet []byte) ([]byte, error) {
	return o.ctx.DecryptRTCP(dst[:0], packet, nil)
}

func newContext(k Keys) (*srtp.Context, error) {
	profile, key, salt, ok := k.Suite.sizes()
	if !ok || len(k.Master) != key || len(k.Salt) != salt {
		return nil, fmt.Errorf("media: SRTP keys of suite %q", k.Suite)
	}
	c, err := srtp.CreateContext(k.Master, k.Salt, profile, srtp.SRTPNoReplayProtection(), srtp.SRTCPReplayProtection(64))
	if err != nil {
		return nil, fmt.Errorf("media: SRTP: %w", err)
	}
	return c, nil
}
