package nas_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/nas"
)

func pair(nea, nia uint8) (a, b *nas.Security) {
	k := [32]byte{1, 2, 3}
	return nas.NewSecurity(k, 1, nea, nia), nas.NewSecurity(k, 1, nea, nia)
}

func open(t *testing.T, s *nas.Security, d nas.Direction, pdu []byte) ([]byte, error) {
	t.Helper()
	h, err := nas.ParseHeader(pdu)
	require.NoError(t, err)
	return s.Open(d, pdu, h)
}

func TestProtectAndOpen(t *testing.T) {
	plain := []byte{0x7e, 0, 0x43}
	for nea := range uint8(4) {
		for nia := uint8(1); nia < 4; nia++ {
			for _, d := range []nas.Direction{nas.Uplink, nas.Downlink} {
				a, b := pair(nea, nia)
				for i := range 600 { // over two ends of the sequence number
					pdu, err := a.Protect(d, nas.IntegrityCiphered, plain)
					require.NoError(t, err)
					require.Equal(t, byte(i), pdu[6])
					require.Equal(t, nea == 0, bytes.Equal(pdu[7:], plain))
					got, err := open(t, b, d, pdu)
					require.NoError(t, err)
					require.Equal(t, plain, got)
					_, err = open(t, b, d, pdu)
					require.ErrorIs(t, err, nas.ErrIntegrity, "replay")
				}
			}
		}
	}
}

func TestOpenNoticesEveryChange(t *testing.T) {
	a, b := pair(2, 2)
	pdu, err := a.Protect(nas.Uplink, nas.IntegrityCiphered, []byte{0x7e, 0, 0x43, 1, 2, 3})
	require.NoError(t, err)
	for i := 2; i < len(pdu); i++ {
		bad := bytes.Clone(pdu)
		bad[i] ^= 0x10
		_, err := open(t, b, nas.Uplink, bad)
		require.ErrorIs(t, err, nas.ErrIntegrity, "octet %d", i)
	}
	_, err = open(t, b, nas.Downlink, pdu)
	require.ErrorIs(t, err, nas.ErrIntegrity, "other direction")
	require.Zero(t, b.Up, "a failed check does not move the count")
	for n := range pdu {
		h, err := nas.ParseHeader(pdu[:n])
		if err == nil {
			_, err = b.Open(nas.Uplink, pdu[:n], h)
		}
		require.Error(t, err, "prefix of %d octets", n)
	}
	// A lost message is no obstacle.
	_, err = a.Protect(nas.Uplink, nas.IntegrityCiphered, []byte{1})
	require.NoError(t, err)
	pdu, err = a.Protect(nas.Uplink, nas.IntegrityCiphered, []byte{0x7e, 0, 0x43})
	require.NoError(t, err)
	_, err = open(t, b, nas.Uplink, pdu)
	require.NoError(t, err)
	require.Equal(t, uint32(3), b.Up)
}

func TestCountEnds(t *testing.T) {
	a, b := pair(2, 2)
	a.Up, b.Up = 1<<24-1, 1<<24-1
	pdu, err := a.Protect(nas.Uplink, nas.Integrity, []byte{0x7e, 0, 0x43})
	require.NoError(t, err)
	_, err = open(t, b, nas.Uplink, pdu)
	require.NoError(t, err)
	_, err = a.Protect(nas.Uplink, nas.Integrity, []byte{0x7e, 0, 0x43})
	require.ErrorIs(t, err, nas.ErrCountExhausted)
	_, err = open(t, b, nas.Uplink, pdu)
	require.ErrorIs(t, err, nas.ErrCountExhausted)
	_, err = a.Protect(nas.Uplink, nas.Plain, nil)
	require.Error(t, err)
}

func TestPLMN(t *testing.T) {
	for _, c := range []struct {
		p event.PLMN
		o [3]byte
	}{{event.PLMN{MCC: "001", MNC: "01"}, [3]byte{0x00, 0xf1, 0x10}}, {event.PLMN{MCC: "310", MNC: "410"}, [3]byte{0x13, 0x00, 0x14}}, {event.PLMN{MCC: "999", MNC: "70"}, [3]byte{0x99, 0xf9, 0x07}}} {
		require.Equal(t, c.o, nas.PLMN(c.p))
		got, err := nas.ParsePLMN(c.o[:])
		require.NoError(t, err)
		require.Equal(t, c.p, got)
		require.NoError(t, nas.CheckPLMN(c.p))
	}
	_, err := nas.ParsePLMN([]byte{0xa0, 0xf1, 0x10})
	require.Error(t, err)
	_, err = nas.ParsePLMN([]byte{0, 0})
	require.Error(t, err)
	require.Error(t, nas.CheckPLMN(event.PLMN{MCC: "00a", MNC: "01"}))
}

func TestTAIListAndNSSAI(t *testing.T) {
	nl, de := event.PLMN{MCC: "001", MNC: "01"}, event.PLMN{MCC: "999", MNC: "70"}
	for _, list := range [][]event.TAI{{{PLMN: nl, TAC: 1}}, {{PLMN: nl, TAC: 1}, {PLMN: nl, TAC: 0xabcdef}}, {{PLMN: nl, TAC: 1}, {PLMN: de, TAC: 2}}} {
		b, err := nas.TAIList(list)
		require.NoError(t, err)
		got, err := nas.ParseTAIList(b)
		require.NoError(t, err)
		require.Equal(t, list, got)
		for n := 1; n < len(b); n++ {
			_, err := nas.ParseTAIList(b[:n])
			require.Error(t, err)
		}
	}
	got, err := nas.ParseTAIList([]byte{0x22, 0x00, 0xf1, 0x10, 0, 0, 7}) // type 01: consecutive
	require.NoError(t, err)
	require.Equal(t, []event.TAI{{PLMN: nl, TAC: 7}, {PLMN: nl, TAC: 8}, {PLMN: nl, TAC: 9}}, got)
	_, err = nas.TAIList(nil)
	require.Error(t, err)
	slices := []event.SNSSAI{{SST: 1}, {SST: 2, SD: []byte{1, 2, 3}}}
	parsed, err := nas.ParseNSSAI(nas.NSSAI(slices))
	require.NoError(t, err)
	require.Equal(t, slices, parsed)
	_, err = nas.ParseNSSAI([]byte{4, 1, 2})
	require.ErrorIs(t, err, nas.ErrTruncated)
	_, err = nas.ParseNSSAI([]byte{3, 1, 2, 3})
	require.Error(t, err)
}

// FuzzElements checks that what is parsed is encoded alike and parsed to the same again.
func FuzzElements(f *testing.F) {
	f.Add([]byte{0x22, 0x00, 0xf1, 0x10, 0, 0, 7})
	f.Add([]byte{1, 1, 4, 2, 1, 2, 3})
	f.Add([]byte{0x7e, 2, 1, 2, 3, 4, 5, 6, 7})
	f.Fuzz(func(t *testing.T, b []byte) {
		if tais, err := nas.ParseTAIList(b); err == nil && len(tais) > 0 {
			e, err := nas.TAIList(tais)
			require.NoError(t, err)
			again, err := nas.ParseTAIList(e)
			require.NoError(t, err)
			require.Equal(t, tais, again)
		}
		if s, err := nas.ParseNSSAI(b); err == nil && len(s) > 0 {
			again, err := nas.ParseNSSAI(nas.NSSAI(s))
			require.NoError(t, err)
			require.Equal(t, s, again)
		}
		if h, err := nas.ParseHeader(b); err == nil && h.Type != nas.Plain {
			_, s := pair(2, 2)
			if _, err := s.Open(nas.Uplink, b, h); err != nil {
				require.Zero(t, s.Up)
			}
		}
		if m, err := nas.Decode(b); err == nil {
			require.NotNil(t, m)
		} else {
			var de *nas.DecodeError
			require.ErrorAs(t, err, &de)
			require.Equal(t, len(b), de.Octets)
		}
	})
}
