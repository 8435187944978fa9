// Package esp is the IP encapsulating security payload, RFC 4303, with the algorithms that 3GPP profiles (TS 33.210 R17
// clause 5.3, TS 33.203 R17 annex H): AES-GCM (RFC 4106), AES-GMAC (RFC 4543), AES-CBC (RFC 3602) or no encryption (RFC 2410), the
// latter two with HMAC-SHA-1-96 (RFC 2404) or HMAC-SHA-256-128 (RFC 4868).
//
// A security association is configured, not negotiated: there is no IKE here. It is for one direction: the sender has
// one SA and calls Seal, the receiver has one of the same Config and calls Open. Extended sequence numbers (RFC 4303 clause
// 2.2.1) are not supported; an SA ends with its last sequence number.
package esp

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"math"
	"net/netip"
	"sync"
)

// Protocol is the IP protocol number of ESP.
const Protocol = 50

// Mode says what an SA protects, RFC 4301 clause 4.1.
type Mode uint8

// Modes.
const (
	// Tunnel protects whole IP packets between two gateways.
	Tunnel Mode = iota + 1
	// Transport protects what is behind the IP header.
	Transport
)

// Encryption is an algorithm of confidentiality.
type Encryption uint8

// Algorithms of confidentiality.
const (
	// Null encrypts nothing.
	Null Encryption = iota + 1
	// AESCBC has a key of 16, 24 or 32 octets.
	AESCBC
	// AESGCM protects integrity too, with 16 octets. Its key has 16, 24 or 32 octets and a salt of 4 behind them.
	AESGCM
	// AESGMAC encrypts nothing and protects integrity with 16 octets (RFC 4543). Its key is like that of AESGCM.
	AESGMAC
)

// Integrity is an algorithm of integrity.
type Integrity uint8

// Algorithms of integrity.
const (
	// NoIntegrity belongs to AESGCM and AESGMAC, and only to them.
	NoIntegrity Integrity = iota
	// HMACSHA1 is HMAC-SHA-1-96; its key has 20 octets.
	HMACSHA1
	// HMACSHA256 is HMAC-SHA-256-128; its key has 32 octets.
	HMACSHA256
)

// Lifetime bounds the use of an SA, RFC 4301 clause 4.4.2.1. Zero means no bound but that of sequence numbers.
type Lifetime struct {
	Packets, Octets uint64
}

// Config describes a security association.
type Config struct {
	// SPI is the security parameters index; 0 to 255 are reserved.
	SPI  uint32
	Mode Mode
	// Local and Remote are the addresses of the sender and of the receiver: the outer ones of a tunnel. In transport
	// mode they are those of the packets; an invalid one takes any.
	Local, Remote netip.Addr

	Encryption    Encryption
	EncryptionKey []byte
	Integrity     Integrity
	IntegrityKey  []byte

	// Window is the size of the anti-replay window in packets, a multiple of 64; 0 means 1024.
	Window int
	// Soft is when the sender should change to another SA, Hard when nothing passes any more.
	Soft, Hard Lifetime
	// Rand gives the initialization vectors of AESCBC; nil means crypto/rand.
	Rand io.Reader
}

// Errors of Seal and Open. A packet with an error changes nothing in the SA but its counters.
var (
	// ErrPacket says that octets are no packet that the SA can take.
	ErrPacket = errors.New("esp: not a packet for this SA")
	// ErrTruncated says that a packet ends too soon, or its cipher text is no multiple of the block.
	ErrTruncated = errors.New("esp: truncated")
	// ErrSPI says that a packet is of another SA.
	ErrSPI = errors.New("esp: another SPI")
	// ErrReplay says that a sequence number came before, or is older than the window.
	ErrReplay = errors.New("esp: replayed")
	// ErrIntegrity says that the integrity check value is wrong.
	ErrIntegrity = errors.New("esp: integrity check failed")
	// ErrPadding says that padding or next header cannot be.
	ErrPadding = errors.New("esp: padding or next header")
	// ErrDummy says that a packet is a dummy of RFC 4303 clause 2.6 and is to be dropped.
	ErrDummy = errors.New("esp: dummy packet")
	// ErrExpired says that the lifetime of the SA is over.
	ErrExpired = errors.New("esp: lifetime of the SA is over")
)

// Stats counts what an SA did.
type Stats struct {
	// Packets and Octets were protected or accepted; octets are those of the protected payloads.
	Packets, Octets uint64
	// Replayed, Failed (integrity), Malformed and Expired were refused.
	Replayed, Failed, Malformed, Expired uint64
}

// SA is one security association in one direction. It is safe for use by several goroutines.
type SA struct {
	cfg   Config
	block int // octets of a block of the cipher, 4 at least
	iv    int
	icv   int

	mu       sync.Mutex
	aead     cipher.AEAD
	cbc      cbc
	mac      hash.Hash
	nonce    [12]byte
	sum      [sha256.Size]byte
	sequence uint32 // the last one that was sent
	ident    uint16 // of outer IPv4 headers
	window   window
	stats    Stats
}

// New checks the configuration.
func New(cfg Config) (*SA, error) {
	if cfg.SPI < 256 {
		return nil, fmt.Errorf("esp: SPI %d is reserved", cfg.SPI)
	}
	if cfg.Window == 0 {
		cfg.Window = 1024
	}
	if cfg.Window < 64 || cfg.Window%64 != 0 || cfg.Window > 1<<16 {
		return nil, fmt.Errorf("esp: anti-replay window of %d packets", cfg.Window)
	}
	if cfg.Rand == nil {
		cfg.Rand = rand.Reader
	}
	switch cfg.Mode {
	case Tunnel:
		if !cfg.Local.IsValid() || cfg.Local.Is4() != cfg.Remote.Is4() || !cfg.Remote.IsValid() {
			return nil, fmt.Errorf("esp: a tunnel from %v to %v", cfg.Local, cfg.Remote)
		}
	case Transport:
	default:
		return nil, fmt.Errorf("esp: mode %d", cfg.Mode)
	}
	s := &SA{cfg: cfg, block: 4, window: window{bits: make([]uint64, cfg.Window/64)}}
	if err := s.keys(); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *SA) keys() error {
	c := s.cfg
	var err error
	switch c.Encryption {
	case Null:
		if len(c.EncryptionKey) != 0 {
			return errors.New("esp: a key for no encryption")
		}
	case AESCBC:
		s.block, s.iv = aes.BlockSize, aes.BlockSize
		if s.cbc, err = newCBC(c.EncryptionKey); err != nil {
			return fmt.Errorf("esp: %w", err)
		}
	case AESGCM, AESGMAC:
		if len(c.EncryptionKey) < 4 || c.Integrity != NoIntegrity || len(c.IntegrityKey) != 0 {
			return errors.New("esp: AES-GCM and AES-GMAC have a salt of 4 octets behind the key and no other integrity")
		}
		n := len(c.EncryptionKey) - 4
		b, err := aes.NewCipher(c.EncryptionKey[:n])
		if err != nil {
			return fmt.Errorf("esp: %w", err)
		}
		if s.aead, err = cipher.NewGCM(b); err != nil {
			return fmt.Errorf("esp: %w", err)
		}
		s.iv, s.icv = 8, s.aead.Overhead()
		copy(s.nonce[:4], c.EncryptionKey[n:])
		return nil
	default:
		return fmt.Errorf("esp: encryption %d", c.Encryption)
	}
	want := 0
	switch c.Integrity {
	case HMACSHA1:
		want, s.icv, s.mac = sha1.Size, 12, hmac.New(sha1.New, c.IntegrityKey)
	case HMACSHA256:
		want, s.icv, s.mac = sha256.Size, 16, hmac.New(sha256.New, c.IntegrityKey)
	default:
		return errors.New("esp: without AES-GCM or AES-GMAC there has to be an algorithm of integrity")
	}
	if len(c.IntegrityKey) != want {
		return fmt.Errorf("esp: an integrity key of %d octets, not %d", len(c.IntegrityKey), want)
	}
	return nil
}

// SPI is the security parameters index.
func (s *SA) SPI() uint32 { return s.cfg.SPI }

// Stats returns the counters.
func (s *SA) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stats
}

// Aging says that the soft lifetime is over: the sender should use another SA.
func (s *SA) Aging() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cfg.Soft.over(s.stats) || s.sequence > math.MaxUint32-1<<16
}

func (l Lifetime) over(s Stats) bool {
	return l.Packets > 0 && s.Packets >= l.Packets || l.Octets > 0 && s.Octets >= l.Octets
}

// Overhead is the greatest number of octets by which Seal makes a packet longer.
func (s *SA) Overhead() int {
	n := 8 + s.iv + s.block - 1 + 2 + s.icv
	if s.cfg.Mode == Tunnel {
		n += headerLen(s.cfg.Local)
	}
	return n
}

// Fits is the longest packet that Seal makes no longer than mtu.
func (s *SA) Fits(mtu int) int {
	n := mtu - 8 - s.iv - s.icv
	if s.cfg.Mode == Tunnel {
		n -= headerLen(s.cfg.Local)
	}
	return n - n%s.block - 2
}
