package aka

import "github.com/free5gc/nas/security"

// The security package of free5gc/nas is the baseline of the benchmarks.

func peerCipher(alg uint8, key [16]byte, count uint32, bearer, direction uint8, data []byte) error {
	return security.NASEncrypt(alg, key, count, bearer, direction, data)
}

func peerMAC(alg uint8, key [16]byte, count uint32, bearer, direction uint8, data []byte) error {
	_, err := security.NASMacCalculate(alg, key, count, bearer, direction, data)
	return err
}
