package aka

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// octets is a hexadecimal string of a vector file.
type octets []byte

func (o *octets) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, err := hex.DecodeString(s)
	*o = v
	return err
}

func (o octets) b16() [16]byte { return [16]byte(o) }
func (o octets) b32() [32]byte { return [32]byte(o) }
func (o octets) u48() uint64   { return sqnUint([6]byte(o)) }

// readVectors reads a file of ../shared/vectors beside the project. It skips the test when the file is absent, and
// fails it in CI.
func readVectors(t testing.TB, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "vectors", name))
	if errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("CI") == "true" {
			t.Fatalf("vectors %s are absent", name)
		}
		t.Skipf("vectors %s are absent", name)
	}
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, into))
}

type algorithmCase struct {
	Name       string
	Key        octets
	Count      octets
	Bearer     uint8
	Direction  uint8
	LengthBits int `json:"length_bits"`
	Plaintext  octets
	Ciphertext octets
	Message    octets
	MAC        octets
}

func (c algorithmCase) count() uint32 {
	return uint32(c.Count[0])<<24 | uint32(c.Count[1])<<16 | uint32(c.Count[2])<<8 | uint32(c.Count[3])
}

// firstBits clears everything after bit n.
func firstBits(b []byte, n int) []byte {
	out := append([]byte(nil), b[:(n+7)/8]...)
	if n%8 != 0 {
		out[len(out)-1] &= 0xff << (8 - n%8)
	}
	return out
}

func TestCipherVectors(t *testing.T) {
	for alg, want := range map[uint8]int{NEA1: 16, NEA2: 17, NEA3: 15} {
		name := fmt.Sprintf("nea%d", alg)
		t.Run(name, func(t *testing.T) {
			var file struct {
				A []algorithmCase `json:"cases_spec_srsran"`
				B []algorithmCase `json:"cases_cryptomobile"`
			}
			readVectors(t, name+".json", &file)
			cases := append(file.A, file.B...)
			require.Len(t, cases, want)
			whole := 0
			for _, c := range cases {
				n := c.LengthBits
				data := append([]byte(nil), c.Plaintext...)
				key := c.Key.b16()
				cipherBits(alg, &key, c.count(), c.Bearer, c.Direction, data, n)
				require.Equal(t, firstBits(c.Ciphertext, n), firstBits(data, n), c.Name)
				if n%8 != 0 {
					i, rest := n/8, byte(0xff)>>(n%8)
					require.Equal(t, c.Plaintext[i]&rest, data[i]&rest, "%s: bits after the last must stay", c.Name)
				}
				// Whole octets through the public function: a prefix of the keystream is the same, so each case
				// of odd length has a byte form too.
				n = n / 8
				data = append([]byte{}, c.Plaintext[:n]...)
				require.NoError(t, Cipher(alg, key, c.count(), c.Bearer, c.Direction, data))
				require.Equal(t, []byte(c.Ciphertext[:n]), data, "%s, octets", c.Name)
				require.NoError(t, Cipher(alg, key, c.count(), c.Bearer, c.Direction, data))
				require.Equal(t, []byte(c.Plaintext[:n]), data, "%s, back", c.Name)
				whole++
			}
			require.Equal(t, want, whole)
		})
	}
}

func TestMACVectors(t *testing.T) {
	for alg, want := range map[uint8]int{NIA1: 13, NIA2: 16, NIA3: 10} {
		name := fmt.Sprintf("nia%d", alg)
		t.Run(name, func(t *testing.T) {
			var file struct {
				A []algorithmCase `json:"cases_spec"`
				B []algorithmCase `json:"cases_bytealigned"`
			}
			readVectors(t, name+".json", &file)
			cases := append(file.A, file.B...)
			require.Len(t, cases, want)
			whole := 0
			for _, c := range cases {
				key := c.Key.b16()
				mac := macBits(alg, &key, c.count(), c.Bearer, c.Direction, c.Message, c.LengthBits)
				require.Equal(t, []byte(c.MAC), mac[:], c.Name)
				if c.LengthBits%8 == 0 {
					mac, err := MAC(alg, key, c.count(), c.Bearer, c.Direction, c.Message[:c.LengthBits/8])
					require.NoError(t, err)
					require.Equal(t, []byte(c.MAC), mac[:], "%s, octets", c.Name)
					whole++
				}
			}
			require.Positive(t, whole)
		})
	}
}

// Bits after the last do not count, whatever they are.
func TestMACIgnoresUnusedBits(t *testing.T) {
	key := [16]byte{1, 2, 3}
	for alg := NIA1; alg <= NIA3; alg++ {
		for n := 1; n < 200; n++ {
			message := make([]byte, (n+7)/8)
			want := macBits(alg, &key, 7, 1, 0, message, n)
			if n%8 != 0 {
				message[len(message)-1] = 0xff >> (n % 8)
			}
			require.Equal(t, want, macBits(alg, &key, 7, 1, 0, message, n), "NIA%d, %d bits", alg, n)
			message[len(message)-1] ^= 0x80 >> ((n - 1) % 8)
			require.NotEqual(t, want, macBits(alg, &key, 7, 1, 0, message, n), "NIA%d, last of %d bits", alg, n)
		}
	}
}

func TestKeystreamVectors(t *testing.T) {
	var file struct {
		Cases []struct {
			Alg        string
			Set        int
			Key, IV    octets
			FirstWords octets  `json:"first_words"`
			Word2000   *string `json:"word_2000"`
			Word2500   *string `json:"word_2500"`
		}
	}
	readVectors(t, "keystream-zuc-snow3g.json", &file)
	require.Len(t, file.Cases, 8)
	for _, c := range file.Cases {
		t.Run(fmt.Sprintf("%s/%d", c.Alg, c.Set), func(t *testing.T) {
			var z [keystreamBlock]uint32
			words := make([]uint32, 0, 2512)
			collect := func(run func(*[keystreamBlock]uint32, int, uint32)) {
				for len(words) < 2500 {
					run(&z, 7, 0) // A count that does not divide the block.
					words = append(words, z[:7]...)
				}
			}
			if c.Alg == "ZUC" {
				key, iv := c.Key.b16(), c.IV.b16()
				g := newZUC(&key, &iv)
				collect(g.run)
			} else {
				// The raw sets of SNOW 3G number the words from the first octets on, other than UEA2 does.
				var k, iv [4]uint32
				for i := range k {
					k[i] = uint32(sqnUint([6]byte(append([]byte{0, 0}, c.Key[4*i:4*i+4]...))))
					iv[i] = uint32(sqnUint([6]byte(append([]byte{0, 0}, c.IV[4*i:4*i+4]...))))
				}
				g := newSNOW3G(k, iv)
				collect(g.run)
			}
			var first []byte
			for _, w := range words[:len(c.FirstWords)/4] {
				first = append(first, byte(w>>24), byte(w>>16), byte(w>>8), byte(w))
			}
			require.Equal(t, []byte(c.FirstWords), first)
			for n, text := range map[int]*string{2000: c.Word2000, 2500: c.Word2500} {
				if text == nil {
					continue
				}
				want, err := strconv.ParseUint(*text, 16, 32)
				require.NoError(t, err)
				require.Equal(t, uint32(want), words[n-1], "word %d", n)
			}
		})
	}
}

func TestAlgorithmInputs(t *testing.T) {
	var key [16]byte
	data := []byte{1, 2, 3}
	require.NoError(t, Cipher(NEA0, key, 0, 1, 0, data))
	require.Equal(t, []byte{1, 2, 3}, data)
	mac, err := MAC(NIA0, key, 0, 1, 0, data)
	require.NoError(t, err)
	require.Zero(t, mac)
	for _, bad := range [][3]uint8{{4, 1, 0}, {1, 32, 0}, {1, 1, 2}} {
		require.ErrorIs(t, Cipher(bad[0], key, 0, bad[1], bad[2], data), ErrAlgorithm)
		_, err := MAC(bad[0], key, 0, bad[1], bad[2], data)
		require.ErrorIs(t, err, ErrAlgorithm)
	}
	require.Equal(t, []byte{1, 2, 3}, data)
	for alg := NIA0; alg <= NIA3; alg++ {
		require.NoError(t, Cipher(alg, key, 0, 1, 0, nil))
		_, err := MAC(alg, key, 0, 1, 0, nil)
		require.NoError(t, err)
	}
}
