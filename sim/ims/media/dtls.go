package media

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/dtls/v3"
	"github.com/pion/logging"
	"github.com/pion/srtp/v3"
)

// NewCertificate makes a self-signed certificate for DTLS, as RFC 5763 has it: the fingerprint in the session
// description vouches for it. It holds for a year around now.
func NewCertificate(now time.Time) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("media: DTLS key: %w", err)
	}
	t := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "media"},
		NotBefore: now.Add(-180 * 24 * time.Hour), NotAfter: now.Add(180 * 24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, t, t, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("media: DTLS certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}

// Fingerprint is the value of a=fingerprint for a certificate, RFC 8122 clause 5.
func Fingerprint(c tls.Certificate) string {
	sum := sha256.Sum256(c.Certificate[0])
	text := strings.ToUpper(hex.EncodeToString(sum[:]))
	b := []byte("sha-256 ")
	for i := 0; i < len(text); i += 2 {
		if i > 0 {
			b = append(b, ':')
		}
		b = append(b, text[i:i+2]...)
	}
	return string(b)
}

// parseFingerprint reads a fingerprint; only SHA-256 is known, as TS 33.328 wants it.
func parseFingerprint(s string) (sum [sha256.Size]byte, err error) {
	hash, text, _ := strings.Cut(s, " ")
	if !strings.EqualFold(hash, "sha-256") || len(text) != 3*len(sum)-1 {
		return sum, fmt.Errorf("media: SDP: a=fingerprint of hash %.20q and %d characters", hash, len(text))
	}
	for i := range sum {
		if i > 0 && text[3*i-1] != ':' {
			return sum, fmt.Errorf("media: SDP: a=fingerprint at octet %d", i)
		}
		if _, err := hex.Decode(sum[i:i+1], []byte(text[3*i:3*i+2])); err != nil {
			return sum, fmt.Errorf("media: SDP: a=fingerprint at octet %d", i)
		}
	}
	return sum, nil
}

// AssociationConfig describes one side of a DTLS association for keys.
type AssociationConfig struct {
	// Conn is the socket that RTP uses too. Only its WriteTo is called; [Association.Feed] brings what arrives.
	Conn net.PacketConn
	// Peer is the other side, Fingerprint that of its certificate.
	Peer        netip.AddrPort
	Fingerprint string
	// Active says that this side begins.
	Active      bool
	Certificate tls.Certificate
	KeyLog      io.Writer
	Log         *slog.Logger
	// Keyed is called once when the handshake has ended.
	Keyed func(send, receive Keys, err error)
}

// Association is one side of DTLS on a media port, RFC 5764. It carries no data.
type Association struct {
	cfg    AssociationConfig
	sum    [sha256.Size]byte
	pipe   *pipe
	cancel context.CancelFunc
	done   chan struct{}
	ended  atomic.Bool
}

// handshakeLimit bounds a handshake.
const handshakeLimit = 20 * time.Second

// Associate begins a handshake and returns at once.
func Associate(cfg AssociationConfig) (*Association, error) {
	sum, err := parseFingerprint(cfg.Fingerprint)
	if err != nil {
		return nil, err
	}
	a := &Association{cfg: cfg, sum: sum, done: make(chan struct{})}
	a.pipe = &pipe{conn: cfg.Conn, peer: net.UDPAddrFromAddrPort(cfg.Peer), in: make(chan []byte, 64), closed: make(chan struct{}),
		wake: make(chan struct{})}
	ctx, cancel := context.WithTimeout(context.Background(), handshakeLimit)
	a.cancel = cancel
	go a.run(ctx)
	return a, nil
}

// Is says whether the association is the one that these would make.
func (a *Association) Is(peer netip.AddrPort, fingerprint string) bool {
	return a.cfg.Peer == peer && strings.EqualFold(a.cfg.Fingerprint, fingerprint)
}

// Ended says that the handshake has ended, well or not, and that Keyed has returned.
func (a *Association) Ended() bool { return a.ended.Load() }

// Feed takes a datagram that came from the peer. It copies and never waits.
func (a *Association) Feed(b []byte) {
	select {
	case a.pipe.in <- append([]byte(nil), b...):
	default: // DTLS repeats what is lost
	}
}

// Close ends the association and waits.
func (a *Association) Close() {
	a.cancel()
	_ = a.pipe.Close()
	<-a.done
}

func (a *Association) run(ctx context.Context) {
	defer close(a.done)
	defer a.cancel()
	conn, send, receive, err := a.handshake(ctx)
	if ctx.Err() != nil && err == nil {
		err = ctx.Err()
	}
	a.cfg.Keyed(send, receive, err)
	a.ended.Store(true)
	if conn == nil {
		_ = a.pipe.Close()
		return
	}
	// The peer may not have got the last flight; the association repeats it until it is closed.
	<-a.pipe.closed
	_ = conn.Close()
}

func (a *Association) handshake(ctx context.Context) (conn *dtls.Conn, send, receive Keys, err error) {
	verify := func(raw [][]byte, _ [][]*x509.Certificate) error {
		if len(raw) == 0 {
			return errors.New("media: DTLS: no certificate")
		}
		if sum := sha256.Sum256(raw[0]); subtle.ConstantTimeCompare(sum[:], a.sum[:]) != 1 {
			return errors.New("media: DTLS: the certificate is not that of the session description")
		}
		return nil
	}
	common := []dtls.Option{
		dtls.WithCertificates(a.cfg.Certificate),
		dtls.WithInsecureSkipVerify(true), // the fingerprint is what counts
		dtls.WithVerifyPeerCertificate(verify),
		dtls.WithExtendedMasterSecret(dtls.RequireExtendedMasterSecret),
		dtls.WithSRTPProtectionProfiles(dtls.SRTP_AES128_CM_HMAC_SHA1_80, dtls.SRTP_AEAD_AES_128_GCM),
		dtls.WithFlightInterval(200 * time.Millisecond),
		dtls.WithMTU(1200),
		dtls.WithLoggerFactory(logs{a.cfg.Log}),
	}
	if a.cfg.KeyLog != nil {
		common = append(common, dtls.WithKeyLogWriter(a.cfg.KeyLog))
	}
	peer := a.pipe.peer
	if a.cfg.Active {
		opts := make([]dtls.ClientOption, 0, len(common))
		for _, o := range common {
			opts = append(opts, o)
		}
		conn, err = dtls.ClientWithOptions(a.pipe, peer, opts...)
	} else {
		opts := make([]dtls.ServerOption, 0, len(common)+2)
		for _, o := range common {
			opts = append(opts, o)
		}
		opts = append(opts, dtls.WithClientAuth(dtls.RequireAnyClientCert))
		conn, err = dtls.ServerWithOptions(a.pipe, peer, opts...)
	}
	if err != nil {
		return nil, Keys{}, Keys{}, fmt.Errorf("media: DTLS: %w", err)
	}
	fail := func(err error) (*dtls.Conn, Keys, Keys, error) {
		_ = conn.Close()
		return nil, Keys{}, Keys{}, fmt.Errorf("media: DTLS: %w", err)
	}
	if err := conn.HandshakeContext(ctx); err != nil {
		return fail(err)
	}
	profile, ok := conn.SelectedSRTPProtectionProfile()
	state, known := conn.ConnectionState()
	if !ok || !known {
		return fail(errors.New("no protection profile for SRTP"))
	}
	var suite Suite
	c := srtp.Config{}
	switch profile {
	case dtls.SRTP_AES128_CM_HMAC_SHA1_80:
		suite, c.Profile = AESCM128SHA80, srtp.ProtectionProfileAes128CmHmacSha1_80
	case dtls.SRTP_AEAD_AES_128_GCM:
		suite, c.Profile = AEADAES128GCM, srtp.ProtectionProfileAeadAes128Gcm
	default:
		return fail(fmt.Errorf("protection profile 0x%04x", uint16(profile)))
	}
	if err := c.ExtractSessionKeysFromDTLS(&state, a.cfg.Active); err != nil {
		return fail(err)
	}
	return conn, Keys{suite, c.Keys.LocalMasterKey, c.Keys.LocalMasterSalt}, Keys{suite, c.Keys.RemoteMasterKey, c.Keys.RemoteMasterSalt}, nil
}

// pipe is the part of a media socket that DTLS sees.
type pipe struct {
	conn   net.PacketConn
	peer   *net.UDPAddr
	in     chan []byte
	once   sync.Once
	closed chan struct{}

	mu       sync.Mutex
	deadline time.Time
	wake     chan struct{} // closed when the deadline changes
}

// ReadFrom takes the next datagram of DTLS.
func (p *pipe) ReadFrom(b []byte) (int, net.Addr, error) {
	for {
		p.mu.Lock()
		deadline, wake := p.deadline, p.wake
		p.mu.Unlock()
		var expired <-chan time.Time
		if !deadline.IsZero() {
			left := time.Until(deadline)
			if left <= 0 {
				return 0, nil, os.ErrDeadlineExceeded
			}
			t := time.NewTimer(left)
			defer t.Stop()
			expired = t.C
		}
		select {
		case <-p.closed:
			return 0, nil, net.ErrClosed
		case d := <-p.in:
			return copy(b, d), p.peer, nil
		case <-expired:
			return 0, nil, os.ErrDeadlineExceeded
		case <-wake:
		}
	}
}

// WriteTo sends to the peer, whoever is asked for.
func (p *pipe) WriteTo(b []byte, _ net.Addr) (int, error) {
	n, err := p.conn.WriteTo(b, p.peer)
	select {
	case <-p.closed:
		return n, net.ErrClosed
	default:
	}
	return n, err
}

// Close ends the pipe and not the socket.
func (p *pipe) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

// LocalAddr is that of the socket.
func (p *pipe) LocalAddr() net.Addr { return p.conn.LocalAddr() }

// SetDeadline is SetReadDeadline: writing never waits.
func (p *pipe) SetDeadline(t time.Time) error { return p.SetReadDeadline(t) }

// SetReadDeadline sets when ReadFrom gives up.
func (p *pipe) SetReadDeadline(t time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.deadline = t
	close(p.wake)
	p.wake = make(chan struct{})
	return nil
}

// SetWriteDeadline does nothing.
func (p *pipe) SetWriteDeadline(time.Time) error { return nil }

// logs hands the messages of the DTLS library on at the level of debugging.
type logs struct{ log *slog.Logger }

// NewLogger makes the logger of a part of the library.
func (l logs) NewLogger(scope string) logging.LeveledLogger {
	return scoped{l.log.With("scope", scope)}
}

type scoped struct{ *slog.Logger }

func (s scoped) Trace(string)          {}
func (s scoped) Tracef(string, ...any) {}
func (s scoped) Debug(m string)        { s.Logger.Debug(m) }
func (s scoped) Info(m string)         { s.Logger.Debug(m) }
func (s scoped) Warn(m string)         { s.Logger.Debug(m) }
func (s scoped) Error(m string)        { s.Logger.Debug(m) }

func (s scoped) Debugf(f string, a ...any) { s.Logger.Debug(fmt.Sprintf(f, a...)) }
func (s scoped) Infof(f string, a ...any)  { s.Logger.Debug(fmt.Sprintf(f, a...)) }
func (s scoped) Warnf(f string, a ...any)  { s.Logger.Debug(fmt.Sprintf(f, a...)) }
func (s scoped) Errorf(f string, a ...any) { s.Logger.Debug(fmt.Sprintf(f, a...)) }
