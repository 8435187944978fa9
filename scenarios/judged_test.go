package scenarios

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle/dissect"
	"lilab/pcaps"
)

// TestJudgedByOthers plays every shipped scenario and gives what crossed the LI interfaces to judges that nobody here
// wrote: each X1 message to xmllint with the published schemas, each xIRI and each PS-PDU to Erlang's asn1ct
// with the published modules.
func TestJudgedByOthers(t *testing.T) {
	counts := map[string]int{}
	for _, id := range Shipped() {
		out := t.TempDir()
		playShipped(t, id, RunConfig{Out: out, Seed: 9})
		frames(t, out, func(f pcaps.Frame) {
			if f.LinkType != pcaps.LinkTypeUpperPDU {
				return
			}
			pdu, err := f.PDU()
			require.NoError(t, err)
			counts[pdu.Dissector]++
			switch pdu.Dissector {
			case "xml":
				require.NoError(t, judge.X1(t, pdu.Payload), "%s: frame %d on %s", id, f.Number, f.Interface)
			case "li5g":
				_, err := judge.Decode(t, "TS33128Payloads", "XIRIPayload", x2payload(t, pdu.Payload))
				require.NoError(t, err, "%s: frame %d on %s", id, f.Number, f.Interface)
			case "ber":
				_, err := judge.Decode(t, "LI-PS-PDU", "PS-PDU", pdu.Payload)
				require.NoError(t, err, "%s: frame %d on %s", id, f.Number, f.Interface)
			}
		})
	}
	require.Greater(t, counts["xml"], 100)
	require.Greater(t, counts["li5g"], 20)
	require.Equal(t, counts["li5g"], counts["ber"], "every xIRI is mediated once")
}

// x2payload takes the payload out of an X2 PDU by its header (TS 103 221-2 clause 5.1): header length at 4, payload
// length at 8.
func x2payload(t testing.TB, pdu []byte) []byte {
	t.Helper()
	_, err := dissect.Octets(pdu, dissect.X2X3)
	require.NoError(t, err)
	header := int(pdu[4])<<24 | int(pdu[5])<<16 | int(pdu[6])<<8 | int(pdu[7])
	length := int(pdu[8])<<24 | int(pdu[9])<<16 | int(pdu[10])<<8 | int(pdu[11])
	require.Len(t, pdu, header+length)
	return pdu[header:]
}
