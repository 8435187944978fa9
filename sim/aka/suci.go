package aka

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"lilab/sim/event"
)

// Protection scheme identifiers of a SUCI, TS 33.501 annex C.1.
const (
	SchemeNull     uint8 = 0
	SchemeProfileA uint8 = 1 // ECIES with X25519
	SchemeProfileB uint8 = 2 // ECIES with P-256 and compressed points
)

// Lengths of an ECIES scheme output, TS 33.501 annexes C.3.4.1 and C.3.4.2.
const (
	suciMACLen       = 8
	profileAPointLen = 32
	profileBPointLen = 33
)

// HomeNetworkPublicKey is the key of a home network to which a UE conceals, TS 31.102 clause 4.4.11.8.
type HomeNetworkPublicKey struct {
	// ID is the home network public key identifier, 1 to 255 (0 with the null scheme).
	ID uint8
	// Profile is the protection scheme of the key; the zero value conceals with the null scheme.
	Profile uint8
	// Key has 32 octets for profile A and 33 (a compressed point) for profile B.
	Key []byte
}

// HomeNetworkPrivateKey is the other half. Only the UDM can use it (sim/udm/internal/sidf).
type HomeNetworkPrivateKey struct {
	ID, Profile uint8
	// Key has 32 octets.
	Key []byte
}

// String keeps the key out of logs.
func (k HomeNetworkPrivateKey) String() string {
	return fmt.Sprintf("home network private key %d of profile %d", k.ID, k.Profile)
}

// GoString keeps the key out of logs.
func (k HomeNetworkPrivateKey) GoString() string { return k.String() }

// LogValue keeps the key out of logs.
func (k HomeNetworkPrivateKey) LogValue() slog.Value { return slog.StringValue(k.String()) }

// Errors of concealment.
var (
	// ErrScheme says that a protection scheme is reserved or proprietary.
	ErrScheme = errors.New("aka: unknown SUCI protection scheme")
	// ErrPublicKey says that the octets are no point of the profile's curve.
	ErrPublicKey = errors.New("aka: bad ECIES public key")
	// ErrIdentity says that digits of an identity are missing, too many or no digits.
	ErrIdentity = errors.New("aka: bad identity")
)

// GenerateHomeNetworkKey makes a key pair with the given identifier (1 to 255) for profile A or B. The same
// octets of rand give the same pair.
func GenerateHomeNetworkKey(profile, id uint8, rand io.Reader) (HomeNetworkPublicKey, HomeNetworkPrivateKey, error) {
	fail := func(err error) (HomeNetworkPublicKey, HomeNetworkPrivateKey, error) {
		return HomeNetworkPublicKey{}, HomeNetworkPrivateKey{}, err
	}
	if id == 0 {
		return fail(fmt.Errorf("%w: home network public key identifier 0 belongs to the null scheme", ErrIdentity))
	}
	private, err := generate(profile, rand)
	if err != nil {
		return fail(err)
	}
	return HomeNetworkPublicKey{ID: id, Profile: profile, Key: pointOctets(profile, private.PublicKey())},
		HomeNetworkPrivateKey{ID: id, Profile: profile, Key: private.Bytes()}, nil
}

func curveOf(profile uint8) (ecdh.Curve, error) {
	switch profile {
	case SchemeProfileA:
		return ecdh.X25519(), nil
	case SchemeProfileB:
		return ecdh.P256(), nil
	}
	return nil, fmt.Errorf("%w %d", ErrScheme, profile)
}

// generate makes a private key from rand. It does not use the curve's own GenerateKey, which ignores the reader
// it is given since Go 1.26, so that a seed would not repeat a run.
func generate(profile uint8, rand io.Reader) (*ecdh.PrivateKey, error) {
	curve, err := curveOf(profile)
	if err != nil {
		return nil, err
	}
	// A scalar of P-256 is refused when it is 0 or not below the order, which happens once in 2^32.
	const attempts = 8
	var b [32]byte
	for range attempts {
		if _, err := io.ReadFull(rand, b[:]); err != nil {
			return nil, fmt.Errorf("aka: reading randomness: %w", err)
		}
		if key, err := curve.NewPrivateKey(b[:]); err == nil {
			return key, nil
		}
	}
	return nil, fmt.Errorf("aka: no private key in %d octets of randomness", attempts*len(b))
}

// pointOctets encodes a public key as TS 33.501 annex C.3.4 wants it.
func pointOctets(profile uint8, key *ecdh.PublicKey) []byte {
	b := key.Bytes()
	if profile == SchemeProfileB {
		// 04 || X || Y becomes 02 or 03 || X, SEC 1 clause 2.3.3.
		b[0] = 2 | b[64]&1
		b = b[:profileBPointLen]
	}
	return b
}

// ParsePoint decodes the public key of a profile: 32 octets for profile A, a compressed point for profile B.
func ParsePoint(profile uint8, octets []byte) (*ecdh.PublicKey, error) {
	switch profile {
	case SchemeProfileA:
		if len(octets) != profileAPointLen {
			return nil, fmt.Errorf("%w: profile A has %d octets, want %d", ErrPublicKey, len(octets), profileAPointLen)
		}
		return ecdh.X25519().NewPublicKey(octets)
	case SchemeProfileB:
		if len(octets) != profileBPointLen {
			return nil, fmt.Errorf("%w: profile B has %d octets, want %d", ErrPublicKey, len(octets), profileBPointLen)
		}
		x, y := elliptic.UnmarshalCompressed(elliptic.P256(), octets)
		if x == nil {
			return nil, fmt.Errorf("%w: not on the curve", ErrPublicKey)
		}
		var b [65]byte
		b[0] = 4
		x.FillBytes(b[1:33])
		y.FillBytes(b[33:])
		return ecdh.P256().NewPublicKey(b[:])
	}
	return nil, fmt.Errorf("%w %d", ErrScheme, profile)
}

// PointLen is the length of the ephemeral public key at the start of a scheme output, 0 for schemes without one.
func PointLen(profile uint8) int {
	switch profile {
	case SchemeProfileA:
		return profileAPointLen
	case SchemeProfileB:
		return profileBPointLen
	}
	return 0
}

// ECIESKeys are the ephemeral keys of one concealment, TS 33.501 annex C.3.4.
type ECIESKeys struct {
	Encryption [16]byte
	ICB        [16]byte
	MAC        [32]byte
}

// DeriveECIESKeys is the ANSI-X9.63-KDF with SHA-256 (SEC 1 clause 3.6.1) over the shared secret, with the
// ephemeral public key as it stands in the scheme output for SharedInfo1.
func DeriveECIESKeys(sharedSecret, ephemeralPublic []byte) ECIESKeys {
	var in [32 + 4 + profileBPointLen]byte
	var out [64]byte
	for i := range uint32(2) {
		s := append(in[:0], sharedSecret...)
		s = binary.BigEndian.AppendUint32(s, i+1)
		s = append(s, ephemeralPublic...)
		h := sha256.Sum256(s)
		copy(out[32*i:], h[:])
	}
	return ECIESKeys{Encryption: [16]byte(out[:16]), ICB: [16]byte(out[16:32]), MAC: [32]byte(out[32:])}
}

// XOR enciphers or deciphers b in place with AES-128 in counter mode.
func (k *ECIESKeys) XOR(b []byte) {
	block, err := aes.NewCipher(k.Encryption[:])
	if err != nil {
		panic(err) // The key has 16 octets, so this cannot happen.
	}
	cipher.NewCTR(block, k.ICB[:]).XORKeyStream(b, b)
}

// Tag is the MAC tag over the ciphertext.
func (k *ECIESKeys) Tag(ciphertext []byte) (tag [suciMACLen]byte) {
	mac := hmac.New(sha256.New, k.MAC[:])
	mac.Write(ciphertext)
	var sum [sha256.Size]byte
	copy(tag[:], mac.Sum(sum[:0]))
	return tag
}

// conceal is the processing on the UE side, TS 33.501 annex C.3.2: point || ciphertext || tag.
func conceal(profile uint8, home *ecdh.PublicKey, ephemeral *ecdh.PrivateKey, plaintext []byte) ([]byte, error) {
	shared, err := ephemeral.ECDH(home)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPublicKey, err)
	}
	point := pointOctets(profile, ephemeral.PublicKey())
	keys := DeriveECIESKeys(shared, point)
	out := make([]byte, 0, len(point)+len(plaintext)+suciMACLen)
	out = append(append(out, point...), plaintext...)
	ciphertext := out[len(point):]
	keys.XOR(ciphertext)
	tag := keys.Tag(ciphertext)
	return append(out, tag[:]...), nil
}

// Conceal makes the SUCI of a SUPI (IMSI digits without a prefix, at most 15) whose home network is home, with
// the scheme of key and a fresh ephemeral key from rand, TS 33.501 annex C. The routing indicator has one to four
// digits.
func Conceal(home event.PLMN, supi, routingIndicator string, key HomeNetworkPublicKey, rand io.Reader) (event.SUCI, error) {
	msin, err := msinOf(home, supi)
	if err != nil {
		return event.SUCI{}, err
	}
	if !digits(routingIndicator, 1, 4) {
		return event.SUCI{}, fmt.Errorf("%w: routing indicator %q has not one to four digits", ErrIdentity, routingIndicator)
	}
	suci := event.SUCI{HomeNetwork: home, RoutingIndicator: routingIndicator, Scheme: key.Profile}
	plaintext := appendTBCD(nil, msin)
	if key.Profile == SchemeNull {
		suci.SchemeOutput = plaintext
		return suci, nil
	}
	if key.ID == 0 {
		return event.SUCI{}, fmt.Errorf("%w: home network public key identifier 0 belongs to the null scheme", ErrIdentity)
	}
	suci.HomeNetworkPublicKeyID = key.ID
	public, err := ParsePoint(key.Profile, key.Key)
	if err != nil {
		return event.SUCI{}, err
	}
	ephemeral, err := generate(key.Profile, rand)
	if err != nil {
		return event.SUCI{}, err
	}
	if suci.SchemeOutput, err = conceal(key.Profile, public, ephemeral, plaintext); err != nil {
		return event.SUCI{}, err
	}
	return suci, nil
}

// msinOf checks an IMSI against its home network and returns the MSIN.
func msinOf(home event.PLMN, supi string) (string, error) {
	if !digits(home.MCC, 3, 3) || !digits(home.MNC, 2, 3) {
		return "", fmt.Errorf("%w: PLMN %q", ErrIdentity, home)
	}
	prefix := home.MCC + home.MNC
	if !digits(supi, len(prefix)+1, maxIMSIDigits) || supi[:len(prefix)] != prefix {
		return "", fmt.Errorf("%w: %q is no IMSI of PLMN %s", ErrIdentity, supi, home)
	}
	return supi[len(prefix):], nil
}
