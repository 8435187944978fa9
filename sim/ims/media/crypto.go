package media

import (
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/pion/srtp/v3"
)

// Suite is a crypto suite of SDES, RFC 4568 clause 6.2 and RFC 7714 clause 14.2.
type Suite string

// The suites.
const (
	// AESCM128SHA80 is the first of RFC 4568 clause 6.2, which every implementation has. Which one TS 33.328 demands was not read.
	AESCM128SHA80 Suite = "AES_CM_128_HMAC_SHA1_80"
	AESCM128SHA32 Suite = "AES_CM_128_HMAC_SHA1_32"
	AEADAES128GCM Suite = "AEAD_AES_128_GCM"
	AEADAES256GCM Suite = "AEAD_AES_256_GCM"
)

// sizes are the lengths of master key and salt in octets.
func (s Suite) sizes() (profile srtp.ProtectionProfile, key, salt int, ok bool) {
	switch s {
	case AESCM128SHA80:
		return srtp.ProtectionProfileAes128CmHmacSha1_80, 16, 14, true
	case AESCM128SHA32:
		return srtp.ProtectionProfileAes128CmHmacSha1_32, 16, 14, true
	case AEADAES128GCM:
		return srtp.ProtectionProfileAeadAes128Gcm, 16, 12, true
	case AEADAES256GCM:
		return srtp.ProtectionProfileAeadAes256Gcm, 32, 12, true
	}
	return 0, 0, 0, false
}

func (s Suite) known() bool {
	_, _, _, ok := s.sizes()
	return ok
}

// Keys are the master key and salt of one direction.
type Keys struct {
	Suite  Suite
	Master []byte
	Salt   []byte
}

// NewKeys draws keys.
func NewKeys(s Suite, rand io.Reader) (Keys, error) {
	_, key, salt, ok := s.sizes()
	if !ok {
		return Keys{}, fmt.Errorf("media: SDES suite %q", s)
	}
	b := make([]byte, key+salt)
	if _, err := io.ReadFull(rand, b); err != nil {
		return Keys{}, fmt.Errorf("media: draw of SRTP keys: %w", err)
	}
	return Keys{Suite: s, Master: b[:key:key], Salt: b[key:]}, nil
}

// Equal compares keys.
func (k Keys) Equal(o Keys) bool {
	return k.Suite == o.Suite && subtle.ConstantTimeCompare(k.Master, o.Master) == 1 && subtle.ConstantTimeCompare(k.Salt, o.Salt) == 1
}

// Crypto is one a=crypto of a session description, RFC 4568 clause 4.
type Crypto struct {
	Tag uint32
	Keys
}

const (
	// maxCryptoLine bounds the value of an attribute in octets, maxCryptos how many of a media line are read.
	maxCryptoLine = 512
	maxCryptos    = 16
)

// errSuite says that the line is well-formed and of a suite or with parameters that are not known; RFC 4568 clause
// 7.1.2 wants such lines to be passed over.
var errSuite = errors.New("unknown suite or parameter")

// ParseCrypto reads the value of an a=crypto attribute.
func ParseCrypto(value string) (Crypto, error) {
	fail := func(at int, what string) (Crypto, error) {
		return Crypto{}, fmt.Errorf("media: a=crypto: %s at offset %d", what, at)
	}
	if len(value) > maxCryptoLine {
		return fail(maxCryptoLine, "too long")
	}
	tag, rest, ok := strings.Cut(value, " ")
	n, err := strconv.ParseUint(tag, 10, 32)
	if !ok || err != nil || len(tag) > 9 || strings.HasPrefix(tag, "+") || n == 0 || tag[0] == '0' {
		return fail(0, "tag")
	}
	suite, keyParams, ok := strings.Cut(rest, " ")
	if !ok || suite == "" {
		return fail(len(tag)+1, "suite")
	}
	at := len(tag) + len(suite) + 2
	keyParams, session, _ := strings.Cut(keyParams, " ")
	inline, ok := strings.CutPrefix(keyParams, "inline:")
	if !ok {
		return fail(at, "key method is not inline")
	}
	at += len("inline:")
	_, key, salt, known := Suite(suite).sizes()
	if !known {
		return Crypto{}, fmt.Errorf("media: a=crypto: suite %q: %w", suite, errSuite)
	}
	if strings.Contains(inline, ";") || strings.TrimSpace(session) != "" { // several keys, session parameters
		return Crypto{}, fmt.Errorf("media: a=crypto: several keys or session parameters: %w", errSuite)
	}
	text, more, _ := strings.Cut(inline, "|")
	for more != "" {
		var one string
		one, more, _ = strings.Cut(more, "|")
		if strings.Contains(one, ":") { // a master key identifier
			return Crypto{}, fmt.Errorf("media: a=crypto: MKI: %w", errSuite)
		}
		if !lifetime(one) {
			return fail(at+len(text), "lifetime")
		}
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		raw, err = base64.RawStdEncoding.Strict().DecodeString(text) // RFC 4568 clause 6.1 allows no padding
	}
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return fail(at, "key is not base64")
	}
	if len(raw) != key+salt {
		return fail(at, fmt.Sprintf("key and salt have %d octets instead of %d", len(raw), key+salt))
	}
	return Crypto{Tag: uint32(n), Keys: Keys{Suite: Suite(suite), Master: raw[:key:key], Salt: raw[key:]}}, nil
}

// lifetime checks "2^48" or a number.
func lifetime(s string) bool {
	s, power := strings.CutPrefix(s, "2^")
	n, err := strconv.ParseUint(s, 10, 48)
	return err == nil && n > 0 && (!power || n <= 48)
}

// String is the value of the attribute.
func (c Crypto) String() string {
	b := append(append([]byte(nil), c.Master...), c.Salt...)
	return strconv.FormatUint(uint64(c.Tag), 10) + " " + string(c.Suite) + " inline:" + base64.StdEncoding.EncodeToString(b)
}
