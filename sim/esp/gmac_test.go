package esp

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestGMACVector is the case of draft-mcgrew-gcm-test-01 for AES-GMAC with sequence numbers of 32 bits: what is under the check
// value includes the initialization vector.
func TestGMACVector(t *testing.T) {
	cfg := Config{SPI: 0x4321, Mode: Transport, Encryption: AESGMAC, EncryptionKey: octets(t, "4c80cdefbb5d10da906ac73c3613a63422433c64")}
	plain := octets(t, "45000030da3a00008001df3bc0a80005c0a800010800c6cd020007006162636465666768696a6b6c6d6e6f7071727374"+"01020201")
	head := octets(t, "00004321000000070000000000000000")
	whole := append(append(append([]byte(nil), head...), plain...), octets(t, "f2a9a836e155106aa8dcd618e4099aaa")...)
	s, err := New(cfg)
	require.NoError(t, err)
	require.Equal(t, whole, s.finish(append([]byte(nil), head...), 0, plain[:len(plain)-4], 1))
	s, err = New(cfg)
	require.NoError(t, err)
	payload, next, err := s.OpenPayload(nil, whole)
	require.NoError(t, err)
	require.Equal(t, plain[:len(plain)-4], payload)
	require.EqualValues(t, 1, next)
}
