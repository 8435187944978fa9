package x2x3_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// encoder makes an AMFRegistration into an X2 PDU as a point of interception does.
type encoder struct {
	pdu     x2x3.PDU
	payload xiri.XIRIPayload
	body    []byte
}

func newEncoder(t testing.TB) *encoder {
	ref := reference(t)["x2reg_v6"].pdu
	p, _, err := xiri.ParseXIRIPayload(ref.Payload)
	require.NoError(t, err)
	return &encoder{pdu: ref, payload: p}
}

func (e *encoder) append(b []byte) ([]byte, error) {
	var err error
	if e.body, err = e.payload.AppendBinary(e.body[:0]); err != nil {
		return b, err
	}
	e.pdu.Payload = e.body
	return e.pdu.AppendBinary(b)
}

// TestNoAllocation holds the promise of a reused buffer.
func TestNoAllocation(t *testing.T) {
	e := newEncoder(t)
	b, err := e.append(nil)
	require.NoError(t, err)
	if n := testing.AllocsPerRun(100, func() { b, _ = e.append(b[:0]) }); n > 0 && !raceEnabled {
		t.Errorf("%v allocations to encode an AMFRegistration into an X2 PDU", n)
	}
	var p x2x3.PDU
	_, err = p.Parse(b, x2x3.Limits{})
	require.NoError(t, err)
	if n := testing.AllocsPerRun(100, func() { _, _ = p.Parse(b, x2x3.Limits{}) }); n > 0 {
		t.Errorf("%v allocations to read a PDU like the one before", n)
	}
}

func BenchmarkAMFRegistrationToX2(b *testing.B) {
	e := newEncoder(b)
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if buf, err = e.append(buf[:0]); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(buf)))
}

func BenchmarkX2ToRecord(b *testing.B) {
	buf, err := newEncoder(b).append(nil)
	require.NoError(b, err)
	var p x2x3.PDU
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Parse(buf, x2x3.Limits{}); err != nil {
			b.Fatal(err)
		}
		if _, _, err := xiri.ParseXIRIPayload(p.Payload); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkX3Framing1400(b *testing.B) {
	p := reference(b)["x3ip_v6"].pdu
	p.Payload = make([]byte, 1400)
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf, _ = p.AppendBinary(buf[:0])
	}
}
