package esp

import (
	"crypto/aes"
	"crypto/cipher"
)

// cbc is AES-CBC whose initialization vector changes with each packet.
type cbc struct {
	block    cipher.Block
	enc, dec cipher.BlockMode
}

func newCBC(key []byte) (cbc, error) {
	b, err := aes.NewCipher(key)
	if err != nil {
		return cbc{}, err
	}
	var zero [aes.BlockSize]byte
	return cbc{b, cipher.NewCBCEncrypter(b, zero[:]), cipher.NewCBCDecrypter(b, zero[:])}, nil
}

func (c *cbc) encrypt(b, iv []byte) {
	if m, ok := c.enc.(interface{ SetIV([]byte) }); ok {
		m.SetIV(iv)
	} else {
		c.enc = cipher.NewCBCEncrypter(c.block, iv)
	}
	c.enc.CryptBlocks(b, b)
}

func (c *cbc) decrypt(b, iv []byte) {
	if m, ok := c.dec.(interface{ SetIV([]byte) }); ok {
		m.SetIV(iv)
	} else {
		c.dec = cipher.NewCBCDecrypter(c.block, iv)
	}
	c.dec.CryptBlocks(b, b)
}
