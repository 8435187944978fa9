//go:build free5gc

package aka

import "github.com/free5gc/nas/security"

// The security package of free5gc/nas is the baseline of the benchmarks. It needs modules which nothing else here
// needs, so it is behind a tag and a module file of its own:
//
//	cp go.mod /tmp/free5gc.mod; cp go.sum /tmp/free5gc.sum
//	go test -mod=mod -modfile=/tmp/free5gc.mod -tags free5gc -run XXX -bench 'Cipher|MAC' ./sim/aka

func peerCipher(alg uint8, key [16]byte, count uint32, bearer, direction uint8, data []byte) error {
	return security.NASEncrypt(alg, key, count, bearer, direction, data)
}

func peerMAC(alg uint8, key [16]byte, count uint32, bearer, direction uint8, data []byte) error {
	_, err := security.NASMacCalculate(alg, key, count, bearer, direction, data)
	return err
}
