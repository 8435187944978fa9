package content

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/pion/srtp/v3"
)

// Crypto is one a=crypto attribute of a session description (RFC 4568 clause 4): the master key and the salt with which its sender
// protects what it sends. Its String does not show them.
type Crypto struct {
	Suite   string
	profile srtp.ProtectionProfile
	master  []byte
	salt    []byte
}

// String names the suite and nothing else.
func (c Crypto) String() string { return c.Suite }

// GoString is String.
func (c Crypto) GoString() string { return c.Suite }

// Equal compares.
func (c *Crypto) Equal(o *Crypto) bool {
	return c.Suite == o.Suite && bytes.Equal(c.master, o.master) && bytes.Equal(c.salt, o.salt)
}

// suites are those of RFC 4568 clause 6.2 and RFC 7714 clause 14.2 that can be used, with the lengths of key and salt in octets.
var suites = map[string]struct {
	profile   srtp.ProtectionProfile
	key, salt int
}{
	"AES_CM_128_HMAC_SHA1_80": {srtp.ProtectionProfileAes128CmHmacSha1_80, 16, 14},
	"AES_CM_128_HMAC_SHA1_32": {srtp.ProtectionProfileAes128CmHmacSha1_32, 16, 14},
	"AEAD_AES_128_GCM":        {srtp.ProtectionProfileAeadAes128Gcm, 16, 12},
	"AEAD_AES_256_GCM":        {srtp.ProtectionProfileAeadAes256Gcm, 32, 12},
}

// Bounds of keys.
const (
	maxCryptoLine = 512
	maxCryptos    = 16
)

// ErrCrypto is wrapped by every error about an a=crypto attribute. No error shows a key.
var ErrCrypto = errors.New("a=crypto not usable")

// ParseCrypto reads the value of an a=crypto attribute. Several keys, a master key identifier and session parameters are not
// supported: the media of such a session stay what they are.
func ParseCrypto(value string) (Crypto, error) {
	f := strings.Fields(value)
	switch {
	case len(value) > maxCryptoLine:
		return Crypto{}, fmt.Errorf("%w: %d octets", ErrCrypto, len(value))
	case len(f) != 3:
		return Crypto{}, fmt.Errorf("%w: %d parts instead of tag, suite and key", ErrCrypto, len(f))
	}
	if n, err := strconv.ParseUint(f[0], 10, 32); err != nil || n == 0 || len(f[0]) > 9 {
		return Crypto{}, fmt.Errorf("%w: the tag", ErrCrypto)
	}
	s, ok := suites[f[1]]
	if !ok {
		return Crypto{}, fmt.Errorf("%w: the suite is not known", ErrCrypto)
	}
	text, ok := strings.CutPrefix(f[2], "inline:")
	if !ok || strings.Contains(text, ";") {
		return Crypto{}, fmt.Errorf("%w: not one key that is inline", ErrCrypto)
	}
	text, more, _ := strings.Cut(text, "|")
	if strings.Contains(more, ":") {
		return Crypto{}, fmt.Errorf("%w: a master key identifier", ErrCrypto)
	}
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		raw, err = base64.RawStdEncoding.DecodeString(text)
	}
	if err != nil || len(raw) != s.key+s.salt {
		return Crypto{}, fmt.Errorf("%w: key and salt have not %d octets in base64", ErrCrypto, s.key+s.salt)
	}
	return Crypto{Suite: f[1], profile: s.profile, master: raw[:s.key:s.key], salt: raw[s.key:]}, nil
}

// SDES says that the media are SRTP with keys in the session description: RTP/SAVP or RTP/SAVPF, and not those of DTLS.
func (m *Media) SDES() bool { return strings.HasPrefix(m.Protocol, "RTP/SAVP") }

// EndToEndKeys returns the part of a session description that says how media are protected from end to end: the media lines with
// their a=crypto. It is nil if there are none. Media whose protection ends at the access edge (a=3ge2ae) are left out, because a
// gateway copies them in clear.
func EndToEndKeys(sdp []byte) []byte {
	if !bytes.Contains(sdp, []byte("a=crypto")) {
		return nil
	}
	d := ReadDescription(sdp)
	var out, line []byte
	n := -1
	eachLine(sdp, func(from, to int, kind byte, value string) {
		switch {
		case kind == 'm' && len(strings.Fields(value)) >= 3:
			line = nil
			if n++; n < len(d.Media) && d.Media[n].SDES() && !d.Media[n].ToAccessEdge {
				line = sdp[from:to]
			}
		case kind == 'a' && len(value) > 7 && strings.EqualFold(value[:7], "crypto:") && n >= 0 && n < len(d.Media) && d.Media[n].SDES() && !d.Media[n].ToAccessEdge:
			out = append(append(out, line...), sdp[from:to]...)
			line = nil
		}
	})
	return out
}

// ReadCryptos returns the keys in a session description or a part of one, and how many could not be used.
func ReadCryptos(sdp []byte) (keys []Crypto, unusable int) {
	eachLine(sdp, func(_, _ int, kind byte, value string) {
		if kind != 'a' || len(value) <= 7 || !strings.EqualFold(value[:7], "crypto:") {
			return
		}
		c, err := ParseCrypto(value[7:])
		if err != nil || len(keys) == maxCryptos {
			unusable++
			return
		}
		keys = append(keys, c)
	})
	return keys, unusable
}

// InClear makes of the description of media that were SRTP by SDES the one of packets whose protection was removed.
func InClear(sdp string) string {
	b := []byte(sdp)
	var out []byte
	at := 0
	eachLine(b, func(from, to int, kind byte, _ string) {
		if kind != 'm' {
			return
		}
		if f := strings.SplitN(string(b[from:to]), " ", 4); len(f) == 4 && strings.HasPrefix(strings.ToUpper(f[2]), "RTP/SAVP") {
			f[2] = "RTP/" + f[2][5:]
			out = append(append(out, b[at:from]...), strings.Join(f, " ")...)
			at = to
		}
	})
	if out == nil {
		return sdp
	}
	return string(append(out, b[at:]...))
}
