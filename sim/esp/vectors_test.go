package esp

import (
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"
)

func octets(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	require.NoError(t, err)
	return b
}

// TestGCMVectors are those of draft-mcgrew-gcm-test-01 with sequence numbers of 32 bits and keys of 128 and 256 bits; the plain
// text has padding, its length and the next header at its end.
func TestGCMVectors(t *testing.T) {
	for _, c := range []struct {
		key, salt, packet, plain string
		spi, sequence            uint32
	}{
		{
			"feffe9928665731c6d6a8f9467308308", "cafebabe",
			"0000a5f80000000afacedbaddecaf888deb22cd9b07c72c16e3a65beeb8df304a5a5897d33ae530f1ba76d5d114d2a5c" +
				"3de81827c10e9a4f51330d0eec416642cfbb85a5b47e48a4ec3b9ba95d918bd183b70d3aa8bc6ee4c309e9d85a41ad4a",
			"4500003e698f000080114dccc0a80102c0a801010a980035002a2343b2d001000001000000000000037369700963796265726369747902646b0000010001" + "0001",
			0xa5f8, 10,
		},
		{
			"abbccddef00112233445566778899aababbccddef00112233445566778899aab", "11223344",
			"4a2cbfe3000000020102030405060708ff425c9b724599df7a3bcd510194e00d6a78107f1b0b1cbf06efae9d65a5d763" +
				"748a637985771d347f0545659f14e99def842d8eb335f4eecfdbf831824b4c4915956c96",
			"4500003069a6400080062690c0a801029389155e0a9e008b2dc57ee0000000007002400020bf0000020405b401010402" + "01020201",
			0x4a2cbfe3, 2,
		},
	} {
		cfg := Config{SPI: c.spi, Mode: Transport, Encryption: AESGCM, EncryptionKey: octets(t, c.key+c.salt)}
		s, err := New(cfg)
		require.NoError(t, err)
		plain, whole := octets(t, c.plain), octets(t, c.packet)
		payload, next, err := s.OpenPayload(nil, whole)
		require.NoError(t, err)
		pad := int(plain[len(plain)-2])
		require.Equal(t, plain[:len(plain)-2-pad], payload)
		require.Equal(t, plain[len(plain)-1], next)

		// The same octets come out with that number and that initialization vector.
		s, err = New(cfg)
		require.NoError(t, err)
		require.Equal(t, whole, s.finish(append([]byte(nil), whole[:16]...), 0, payload, next))
		require.Equal(t, c.sequence, uint32(whole[7]))
	}
}

// TestCBCVectors are cases 5 to 8 of RFC 3602 clause 4, which have no integrity check value: here one follows, and is checked.
func TestCBCVectors(t *testing.T) {
	one, other := "90d382b410eeba7ad938c46cec1a82bf", "0123456789abcdef0123456789abcdef"
	for i, c := range []struct {
		key, packet, payload string
		next                 uint8
	}{
		{one, "0000432100000001e96e8c08ab465763fd098d45dd3ff893f663c25d325c18c6a9453e194e120849a4870b66cc6b9965330013b4898dc856" +
			"a4699e523a55db080b59ec3a8e4b7e52775b07d1db34ed9c538ab50c551b874aa269add047ad2d5913ac19b7cfbad4a6",
			"08000ebda70a00008e9c083db95b070008090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637", 1},
		{one, "000043210000000869d08df7d203329db093fc4924e5bd80f51995881ec4e0c4488987ce742e8109689bb379d2d750c0d915dca346a89f75",
			"0800b5e8a80a0500a69c083d0b660e00777777777777777777777777", 1},
		{other, "0000876500000002f4e765244f6407adf13dc1380f673f37773b5241a4c449225e4f3ce5ed611b0c237ca96cf74a93013c1b0ea1a0cf70f8" +
			"e4ecaec78ac53aad7a0f022b859243c647752e94a859352b8a4d4d2decd136e5c177f132ad3fbfb2201ac9904c74ee0a109e0ca1e4dfe9d5a100b842f1c22f0d",
			"45000054090400004001f988c0a87b03c0a87bc808009f76a90a0100b49c083d02a2040008090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f" +
				"202122232425262728292a2b2c2d2e2f3031323334353637", 4},
		{other, "000087650000000585d47224b5f3dd5d2101d4ea8dffab2215b92683819596a8047232cc00f7048fe45318e11f8a0f62ede3c3fc61203bb5" +
			"0f980a08c9843fd3a1b06d5c07ff9639b7eb7dfb3512e5de435e7207ed971ef3d2726d9b5ef6affc6d17a0decbb13892",
			"45000044090c00004001f990c0a87b03c0a87bc80800d63caa0a0200c69c083da3de0300" + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", 4},
	} {
		whole := octets(t, c.packet)
		s, err := New(Config{SPI: uint32(whole[2])<<8 | uint32(whole[3]), Mode: Transport, Encryption: AESCBC, EncryptionKey: octets(t, c.key),
			Integrity: HMACSHA256, IntegrityKey: make([]byte, 32)})
		require.NoError(t, err)
		sealed := s.finish(append([]byte(nil), whole[:24]...), 0, octets(t, c.payload), c.next)
		require.Equal(t, whole, sealed[:len(sealed)-16], "case %d", i+5)
		payload, next, err := s.OpenPayload(nil, sealed)
		require.NoError(t, err)
		require.Equal(t, octets(t, c.payload), payload)
		require.Equal(t, c.next, next)
	}
}

// TestIntegrityVectors checks the truncation with RFC 4868 clause 2.7.2.1 (test cases AUTH256-1 and -4) and RFC 2202 clause 3,
// case 1.
func TestIntegrityVectors(t *testing.T) {
	repeat := func(b byte, n int) []byte {
		out := make([]byte, n)
		for i := range out {
			out[i] = b
		}
		return out
	}
	counted := make([]byte, 32)
	for i := range counted {
		counted[i] = byte(i + 1)
	}
	for _, c := range []struct {
		alg  Integrity
		key  []byte
		data string
		want string
	}{
		{HMACSHA256, repeat(0x0b, 32), hex.EncodeToString([]byte("Hi There")), "198a607eb44bfbc69903a0f1cf2bbdc5"},
		{HMACSHA256, counted, hex.EncodeToString(repeat(0xcd, 50)), "372efcf9b40b35c2115b1346903d2ef4"},
		{HMACSHA1, repeat(0x0b, 20), hex.EncodeToString([]byte("Hi There")), "b617318655057264e28bc0b6"},
	} {
		s, err := New(Config{SPI: 256, Mode: Transport, Encryption: Null, Integrity: c.alg, IntegrityKey: c.key})
		require.NoError(t, err)
		require.Equal(t, c.want, hex.EncodeToString(s.check(octets(t, c.data))))
	}
}

func TestWindow(t *testing.T) {
	w := window{bits: make([]uint64, 1)}
	require.False(t, w.fresh(0))
	seen := map[uint32]bool{}
	for _, n := range []uint32{1, 1, 3, 2, 2, 3, 70, 6, 7, 8, 7, 69, 70, 71, 200, 136, 137, 199, 137, 4294967295, 4294967232, 4294967231, 4294967232} {
		fresh := w.fresh(n)
		require.Equal(t, !seen[n] && uint64(n)+64 > uint64(w.last), fresh, n)
		if fresh {
			w.take(n)
			seen[n] = true
		}
	}
}
