// Package sidf is the subscription identifier de-concealing function, TS 33.501 R18 clause 5.8.2. It is a
// service of the UDM: because the package is internal to sim/udm, the compiler keeps every other network function,
// the interception side and the judge from it. Who wants to know a concealed SUPI must be told by the home network.
package sidf

import (
	"crypto/ecdh"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"

	"lilab/sim/aka"
	"lilab/sim/event"
)

// Refusals of Deconceal. The UDM maps them to application errors of Nudm_UEAuthentication_Get.
var (
	// ErrUnknownKey says that no key with the identifier of the SUCI exists for its scheme.
	ErrUnknownKey = errors.New("sidf: unknown home network public key identifier")
	// ErrMAC says that the MAC tag is wrong: the SUCI was changed, or made for another key.
	ErrMAC = errors.New("sidf: MAC failure")
	// ErrLength says that the scheme output has not the length of its scheme.
	ErrLength = errors.New("sidf: bad scheme output length")
	// ErrScheme says that the protection scheme is reserved (3 to 11) or proprietary (12 to 15).
	ErrScheme = errors.New("sidf: reserved or proprietary protection scheme")
	// ErrPoint says that the ephemeral public key is no point of the curve.
	ErrPoint = errors.New("sidf: bad ephemeral public key")
	// ErrIdentity says that what was inside is no MSIN, or makes no IMSI with the home network.
	ErrIdentity = errors.New("sidf: not an IMSI")
	// ErrKey says that New got an unusable key.
	ErrKey = errors.New("sidf: bad home network private key")
)

const tagLen = 8

type keyName struct{ profile, id uint8 }

// SIDF holds the private keys of one home network. It is safe for concurrent use.
type SIDF struct {
	keys map[keyName]*ecdh.PrivateKey
}

// New takes the private keys of the home network. Without keys it de-conceals the null scheme only.
func New(keys ...aka.HomeNetworkPrivateKey) (*SIDF, error) {
	s := &SIDF{keys: make(map[keyName]*ecdh.PrivateKey, len(keys))}
	for _, k := range keys {
		var curve ecdh.Curve
		switch k.Profile {
		case aka.SchemeProfileA:
			curve = ecdh.X25519()
		case aka.SchemeProfileB:
			curve = ecdh.P256()
		default:
			return nil, fmt.Errorf("%w: profile %d", ErrKey, k.Profile)
		}
		name := keyName{k.Profile, k.ID}
		switch _, twice := s.keys[name]; {
		case twice:
			return nil, fmt.Errorf("%w: identifier %d of profile %d twice", ErrKey, k.ID, k.Profile)
		case k.ID == 0:
			return nil, fmt.Errorf("%w: identifier 0 belongs to the null scheme", ErrKey)
		}
		private, err := curve.NewPrivateKey(k.Key)
		if err != nil {
			return nil, fmt.Errorf("%w: identifier %d of profile %d: %w", ErrKey, k.ID, k.Profile, err)
		}
		s.keys[name] = private
	}
	return s, nil
}

// Deconceal returns the SUPI of a SUCI as IMSI digits without a prefix.
func (s *SIDF) Deconceal(suci event.SUCI) (supi string, err error) {
	packed := suci.SchemeOutput
	switch suci.Scheme {
	case aka.SchemeNull:
	case aka.SchemeProfileA, aka.SchemeProfileB:
		if packed, err = s.open(suci); err != nil {
			return "", err
		}
	default:
		return "", fmt.Errorf("%w %d", ErrScheme, suci.Scheme)
	}
	msin, err := aka.MSIN(packed)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrIdentity, err)
	}
	p := suci.HomeNetwork
	supi = p.MCC + p.MNC + msin
	if len(p.MCC) != 3 || len(p.MNC) < 2 || len(p.MNC) > 3 || len(supi) > 15 || strings.Trim(supi, "0123456789") != "" {
		return "", fmt.Errorf("%w: MCC %q, MNC %q and an MSIN of %d digits", ErrIdentity, p.MCC, p.MNC, len(msin))
	}
	return supi, nil
}

// open is the processing on the home network side, TS 33.501 annex C.3.3.
func (s *SIDF) open(suci event.SUCI) ([]byte, error) {
	key := s.keys[keyName{suci.Scheme, suci.HomeNetworkPublicKeyID}]
	if key == nil {
		return nil, fmt.Errorf("%w %d of profile %d", ErrUnknownKey, suci.HomeNetworkPublicKeyID, suci.Scheme)
	}
	out, point := suci.SchemeOutput, aka.PointLen(suci.Scheme)
	// An MSIN of one to ten digits gives one to five octets of ciphertext.
	if n := len(out) - point - tagLen; n < 1 || n > 5 {
		return nil, fmt.Errorf("%w: %d octets for profile %d", ErrLength, len(out), suci.Scheme)
	}
	public, err := aka.ParsePoint(suci.Scheme, out[:point])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPoint, err)
	}
	shared, err := key.ECDH(public)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPoint, err)
	}
	keys := aka.DeriveECIESKeys(shared, out[:point])
	ciphertext := out[point : len(out)-tagLen]
	tag := keys.Tag(ciphertext)
	if subtle.ConstantTimeCompare(tag[:], out[len(out)-tagLen:]) != 1 {
		return nil, ErrMAC
	}
	plaintext := append([]byte(nil), ciphertext...)
	keys.XOR(plaintext)
	return plaintext, nil
}
