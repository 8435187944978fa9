package xiri

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/x2x3/ber"
)

// fuzzed wants what decodes to encode, and to decode to the same again, without many more octets than came in.
func fuzzed[T any](f *testing.F, parse func([]byte) (T, int, error), encode func(*T) ([]byte, error), look func(*T)) {
	f.Fuzz(func(t *testing.T, b []byte) {
		p, n, err := parse(b)
		if err != nil {
			var e *ber.Error
			require.ErrorAs(t, err, &e)
			require.NotEmpty(t, e.Path)
			require.LessOrEqual(t, e.Off, len(b))
			return
		}
		require.LessOrEqual(t, n, len(b))
		out, err := encode(&p)
		if err != nil {
			// The only value that decodes and does not encode: 0 where an enumeration starts at 1.
			require.True(t, errors.Is(err, ber.ErrMissing), "%v", err)
			return
		}
		require.LessOrEqual(t, len(out), 2*n+64)
		q, m, err := parse(out)
		require.NoError(t, err)
		require.Equal(t, len(out), m)
		require.Equal(t, p, q)
		look(&p)
	})
}

func FuzzXIRIPayload(f *testing.F) {
	events, _ := generated()
	full, bare := samples()
	for _, e := range append(append(events, full...), bare...) {
		b, _ := encoded(f, e)
		f.Add(b)
	}
	fuzzed(f, ParseXIRIPayload, func(p *XIRIPayload) ([]byte, error) { return p.AppendBinary(nil) }, func(p *XIRIPayload) {
		Check(p.Event)
		Dump(p.Event)
	})
}

func FuzzIRIPayload(f *testing.F) {
	full, _ := samples()
	for _, e := range append(full, newFiller(true).record(16)) {
		v := IRIPayload{Event: e, MediatedFrom: ModuleVersion{18, 15}, TargetIdentifiers: make([]IRITargetIdentifier, 2)}
		fill := newFiller(true)
		fill.fill(&v.TargetIdentifiers[0])
		fill.fill(&v.TargetIdentifiers[1])
		b, err := v.AppendBinary(nil)
		require.NoError(f, err)
		f.Add(b)
	}
	fuzzed(f, ParseIRIPayload, func(p *IRIPayload) ([]byte, error) { return p.AppendBinary(nil) }, func(p *IRIPayload) { Check(p.Event) })
}

func FuzzCCPayload(f *testing.F) {
	fill := newFiller(true)
	for range 10 {
		var v CCPayload
		fill.fill(&v.PDU)
		b, err := v.AppendBinary(nil)
		require.NoError(f, err)
		f.Add(b)
	}
	fuzzed(f, ParseCCPayload, func(p *CCPayload) ([]byte, error) { return p.AppendBinary(nil) }, func(p *CCPayload) { Check(&p.PDU) })
}

func FuzzLINotificationPayload(f *testing.F) {
	fill := newFiller(true)
	for range 10 {
		var v LINotificationPayload
		fill.fill(&v.Notification)
		b, err := v.AppendBinary(nil)
		require.NoError(f, err)
		f.Add(b)
	}
	fuzzed(f, ParseLINotificationPayload, func(p *LINotificationPayload) ([]byte, error) { return p.AppendBinary(nil) },
		func(p *LINotificationPayload) { Check(&p.Notification) })
}

func FuzzIEFMessage(f *testing.F) {
	fill := newFiller(true)
	for range 8 {
		var v IEFMessage
		fill.fill(&v.Record)
		b, err := v.AppendBinary(nil)
		require.NoError(f, err)
		f.Add(b)
	}
	fuzzed(f, ParseIEFMessage, func(p *IEFMessage) ([]byte, error) { return p.AppendBinary(nil) }, func(p *IEFMessage) { Check(&p.Record) })
}

// TestBoundedMemory gives payloads whose values would take far more memory than their octets.
func TestBoundedMemory(t *testing.T) {
	iri := func(n int, element string) []byte {
		return ber.AppendOctets(nil, ber.Sequence, append(unhex(t, "81050413130303"+tlv("a2", tlv("a2", "810102820101"))),
			ber.AppendOctets(nil, ber.ContextConstructed(3), unhex(t, strings.Repeat(element, n)))...))
	}
	for name, c := range map[string]struct {
		octets []byte
		err    error
	}{
		"many empty elements":         {iri(500_000, "3000"), ber.ErrLimit},
		"65536 elements of many bits": {iri(65_536, "3000"), ber.ErrLimit},
		"as many identifiers as fit":  {iri(10_000, "3007"+"a105"+"8203303031"), nil},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, err := ParseIRIPayload(c.octets)
		runtime.ReadMemStats(&after)
		require.ErrorIs(t, err, c.err, name)
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(maxMemory+4*len(c.octets)+1<<20), name)
	}
}
