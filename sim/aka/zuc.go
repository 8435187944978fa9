package aka

func nea3(key *[16]byte, count uint32, bearer, direction uint8, data []byte) {}
func nia3(key *[16]byte, count uint32, bearer, direction uint8, message []byte, n int) [4]byte {
	return [4]byte{}
}
