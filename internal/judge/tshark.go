package judge

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
)

// Capture writes PDUs to a capture file in a temporary folder, one a packet, with link type 147 (DLT_USER0), and returns
// its path. [Dissect] says which dissector tshark is to use.
func Capture(t testing.TB, pdus ...[]byte) string {
	t.Helper()
	le := binary.LittleEndian
	b := le.AppendUint32(nil, 0xa1b2c3d4)
	b = le.AppendUint16(b, 2)
	b = le.AppendUint16(b, 4)
	b = le.AppendUint64(b, 0)
	b = le.AppendUint32(b, 1<<20)
	b = le.AppendUint32(b, 147)
	for i, p := range pdus {
		b = le.AppendUint32(b, 1_700_000_000+uint32(i))
		b = le.AppendUint32(b, 0)
		b = le.AppendUint32(b, uint32(len(p)))
		b = le.AppendUint32(b, uint32(len(p)))
		b = append(b, p...)
	}
	path := filepath.Join(t.TempDir(), "pdus.pcap")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Dissect returns the arguments that make tshark read a file of [Capture] with a dissector: "li5g" for X2 and X3
// PDUs, "xiri" for an XIRIPayload, "ber" for PS-PDUs.
func Dissect(path, dissector string) []string {
	return []string{"-r", path, "-o", `uat:user_dlts:"User 0 (DLT=147)","` + dissector + `","0","","0",""`}
}
