package xiri

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func benchmarkPayload(b testing.TB) (*XIRIPayload, []byte) {
	octets := unhex(b, "306181050413130301a258a156810101820101a411810f303031303130303030303030303031a612821033353530393330363132333435363031"+
		"a70d810b3135353530313030303031a818810330303182023031830102840101850100860412345678")
	p, _, err := ParseXIRIPayload(octets)
	require.NoError(b, err)
	return &p, octets
}

// TestAllocations holds the promise of a reused buffer, and of two allocations for a record: itself and its strings.
func TestAllocations(t *testing.T) {
	p, octets := benchmarkPayload(t)
	var buf []byte
	append1 := testing.AllocsPerRun(200, func() { buf, _ = p.AppendBinary(buf[:0]) })
	parse := testing.AllocsPerRun(200, func() { _, _, _ = ParseXIRIPayload(octets) })
	if raceEnabled { // sync.Pool drops things at random then.
		t.Skip("the race detector allocates")
	}
	require.Zero(t, append1)
	require.LessOrEqual(t, parse, 2.0)
}

func BenchmarkAppendAMFRegistration(b *testing.B) {
	p, _ := benchmarkPayload(b)
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf, _ = p.AppendBinary(buf[:0])
	}
}

func BenchmarkParseAMFRegistration(b *testing.B) {
	_, octets := benchmarkPayload(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := ParseXIRIPayload(octets); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCheckAMFRegistration is the walk by reflection beside the declarations, for comparison.
func BenchmarkCheckAMFRegistration(b *testing.B) {
	p, _ := benchmarkPayload(b)
	b.ReportAllocs()
	for b.Loop() {
		if len(Check(p.Event)) > 0 {
			b.Fatal("findings")
		}
	}
}

// Every record, full, one after the other.
func BenchmarkAppendAll(b *testing.B) {
	f := newFiller(true)
	var all []XIRIPayload
	for _, tag := range Tags() {
		all = append(all, XIRIPayload{Event: f.record(tag)})
	}
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for i := range all {
			buf, _ = all[i].AppendBinary(buf[:0])
			n += len(buf)
		}
		b.SetBytes(int64(n))
	}
}

func BenchmarkParseAll(b *testing.B) {
	f := newFiller(true)
	var all [][]byte
	n := 0
	for _, tag := range Tags() {
		octets, _ := encoded(b, f.record(tag))
		all = append(all, octets)
		n += len(octets)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for _, octets := range all {
			if _, _, err := ParseXIRIPayload(octets); err != nil {
				b.Fatal(err)
			}
		}
	}
}
