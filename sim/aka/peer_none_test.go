//go:build !free5gc

package aka

import "errors"

var errNoPeer = errors.New("built without the tag free5gc")

func peerCipher(uint8, [16]byte, uint32, uint8, uint8, []byte) error { return errNoPeer }

func peerMAC(uint8, [16]byte, uint32, uint8, uint8, []byte) error { return errNoPeer }
