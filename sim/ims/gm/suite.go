package gm

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"net/netip"
	"slices"

	"lilab/sim/esp"
	"lilab/sim/ims/sip"
)

// Suite is a pair of algorithms with the names of TS 33.203 R18 annex H.
type Suite struct {
	// Encryption is "null", "aes-cbc" or "aes-gcm".
	Encryption string
	// Integrity is "hmac-sha-1-96" or "aes-gmac", and "null" with aes-gcm. "hmac-sha-256-128" is not in annex H: it is agreed
	// only where both ends are configured with it.
	Integrity string
}

var (
	nullSuites = []Suite{{"null", "hmac-sha-1-96"}, {"null", "aes-gmac"}}
	cbcSuites  = []Suite{{"aes-cbc", "hmac-sha-1-96"}}
	gcmSuites  = []Suite{{"aes-gcm", "null"}}
)

// clientSuites are what a phone of a mode can do. It leaves the choice to the P-CSCF.
func clientSuites(m Mode) []Suite {
	switch m {
	case ESPAESGCM:
		return slices.Concat(gcmSuites, cbcSuites, nullSuites)
	case ESPAES:
		return slices.Concat(cbcSuites, nullSuites)
	}
	return slices.Clone(nullSuites)
}

// serverSuites are what a P-CSCF of a mode takes, in the order of its preference. Null encryption is not a fallback: the policy
// says when it is used.
func serverSuites(m Mode) []Suite {
	switch m {
	case ESPAESGCM:
		return slices.Concat(gcmSuites, cbcSuites)
	case ESPAES:
		return slices.Clone(cbcSuites)
	}
	return slices.Clone(nullSuites)
}

// algorithms fills in algorithms and keys of an association: CK as it is for AES; IK with zeros behind it for HMAC. Annex I of
// TS 33.203 has the key expansion (clause M.6.2 of R18, which was read, speaks of "a suitable" one); its text was not at hand, and the
// zeros are what is generally known of it.
//
// The salt that AES-GCM and AES-GMAC want behind their key (RFC 4106 clause 8.1, RFC 4543 clause 5) is derived with the key
// derivation function of TS 33.220 annex B.2 from the key; its input string is the lab's own, because the text of annex I
// on it was not at hand.
func (s Suite) algorithms(cfg *esp.Config, k sip.Keys) error {
	switch s.Encryption {
	case "null":
		cfg.Encryption = esp.Null
	case "aes-cbc":
		cfg.Encryption, cfg.EncryptionKey = esp.AESCBC, slices.Clone(k.CK[:])
	case "aes-gcm":
		if s.Integrity != "null" {
			return fmt.Errorf("%w: %s with %s", ErrNoAgreement, s.Encryption, s.Integrity)
		}
		cfg.Encryption, cfg.EncryptionKey = esp.AESGCM, salted(k.CK, "AES_GCM_SALT")
		return nil
	default:
		return fmt.Errorf("%w: encryption %q", ErrNoAgreement, s.Encryption)
	}
	switch s.Integrity {
	case "hmac-sha-1-96":
		cfg.Integrity, cfg.IntegrityKey = esp.HMACSHA1, append(slices.Clone(k.IK[:]), make([]byte, 4)...)
	case "hmac-sha-256-128":
		cfg.Integrity, cfg.IntegrityKey = esp.HMACSHA256, append(slices.Clone(k.IK[:]), make([]byte, 16)...)
	case "aes-gmac":
		if s.Encryption != "null" { // RFC 4543 clause 3 is a combined mode
			return fmt.Errorf("%w: %s with %s", ErrNoAgreement, s.Encryption, s.Integrity)
		}
		cfg.Encryption, cfg.EncryptionKey = esp.AESGMAC, salted(k.IK, "AES_GMAC_SALT")
	default:
		return fmt.Errorf("%w: integrity %q", ErrNoAgreement, s.Integrity)
	}
	return nil
}

// salted is a key with a salt of four octets behind it.
func salted(key [16]byte, label string) []byte {
	m := hmac.New(sha256.New, key[:])
	m.Write([]byte{0xff, 0})
	m.Write([]byte(label))
	m.Write([]byte{0, byte(len(label))})
	return append(slices.Clone(key[:]), m.Sum(nil)[:4]...)
}

// known says whether a suite can be used.
func (s Suite) known() bool { return s.algorithms(&esp.Config{}, sip.Keys{}) == nil }

// association makes one direction.
func (s Suite) association(spi uint32, from, to netip.Addr, k sip.Keys, o saOptions) (*esp.SA, error) {
	cfg := esp.Config{SPI: spi, Mode: esp.Transport, Local: from, Remote: to, Hard: o.hard, Rand: o.rand}
	if err := s.algorithms(&cfg, k); err != nil {
		return nil, err
	}
	return esp.New(cfg)
}
