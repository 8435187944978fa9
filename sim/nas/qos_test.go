package nas_test

import (
	"encoding/hex"
	"net/netip"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/nas"
)

var rules = []nas.QoSRule{
	{ID: 1, Operation: nas.QoSCreate, Default: true, MatchAll: true, Precedence: 255, QFI: 1},
	{ID: 2, Operation: nas.QoSCreate, Precedence: 10, QFI: 2, Filters: []event.PacketFilter{
		{Remote: netip.MustParsePrefix("10.6.0.0/24"), Protocol: 17, LowPort: 5000, HighPort: 5010},
		{Remote: netip.MustParsePrefix("2001:db8::/32"), Protocol: 6, LowPort: 443, HighPort: 443},
		{Remote: netip.MustParsePrefix("0.0.0.0/0"), LowPort: 0, HighPort: 9},
		{Protocol: 1},
	}},
	{ID: 3, Operation: nas.QoSDelete},
}

func TestQoSRules(t *testing.T) {
	b, err := nas.EncodeQoSRules(rules)
	require.NoError(t, err)
	got, err := nas.ParseQoSRules(b)
	require.NoError(t, err)
	require.Equal(t, rules, got)
	// The default rule of an accept is the same octets.
	one, err := nas.EncodeQoSRules(rules[:1])
	require.NoError(t, err)
	require.Equal(t, nas.DefaultQoSRule(1), one)
	three, err := nas.EncodeQoSRules([]nas.QoSRule{{ID: 1, Operation: nas.QoSCreate, Default: true, Precedence: 255, QFI: 1}})
	require.NoError(t, err)
	require.Equal(t, nas.UnstructuredQoSRule(1), three)
	ends := map[int]bool{0: true, len(one): true, len(b) - 4: true}
	for n := range b {
		_, err := nas.ParseQoSRules(b[:n])
		require.Equal(t, ends[n], err == nil, "%d octets", n)
	}
	flows := []nas.QoSFlowOperation{{QFI: 2, Operation: nas.QoSCreate, FiveQI: 7}, {QFI: 3, Operation: nas.QoSDelete}}
	f := nas.EncodeQoSFlows(flows)
	back, err := nas.ParseQoSFlows(f)
	require.NoError(t, err)
	require.Equal(t, flows, back)
	require.Equal(t, nas.QoSFlowDescription(2, 7), nas.EncodeQoSFlows(flows[:1]))
	for n := range f {
		_, err := nas.ParseQoSFlows(f[:n])
		require.Equal(t, n == 0 || n == 6, err == nil, "%d octets", n)
	}
	for name, bad := range map[string]string{
		"operation":         "0200016000000000",
		"deletes a filter":  "02000341" + "3101",
		"unknown component": "0200082131053f000000000a02",
		"twice the same":    "02000921310430113006" + "0a02",
		"mask with a hole":  "02000e21310910" + "0a060000" + "ff00ff00" + "0a02",
		"all and more":      "020008213103013006" + "0a02",
		"port 0":            "0200082131035000000a02",
		"ports backwards":   "02000a2131055100090008" + "0a02",
		"protocol 0":        "0200072131023000" + "0a02",
		"one octet less":    "0200062131013000",
		"empty filter":      "02000521" + "3100" + "0a02",
	} {
		b, err := hex.DecodeString(bad)
		require.NoError(t, err)
		_, err = nas.ParseQoSRules(b)
		require.Error(t, err, name)
	}
	for i, bad := range []nas.QoSRule{
		{Operation: nas.QoSCreate, Filters: make([]event.PacketFilter, 16)},
		{Operation: nas.QoSCreate, Filters: make([]event.PacketFilter, 1)},
		{Operation: nas.QoSDelete, MatchAll: true},
		{Operation: nas.QoSCreate, Filters: []event.PacketFilter{{LowPort: 2, HighPort: 1}}},
	} {
		_, err := nas.EncodeQoSRules([]nas.QoSRule{bad})
		require.Error(t, err, i)
	}
}

func TestSDF(t *testing.T) {
	require.Equal(t, "permit out 17 from 10.6.0.0/24 5000-5010 to assigned", rules[1].Filters[0].SDF())
	require.Equal(t, "permit out 1 from any to assigned", rules[1].Filters[3].SDF())
	require.Equal(t, "permit out ip from any to assigned", event.PacketFilter{}.SDF())
}

// What is read is written as what means the same.
func FuzzQoS(f *testing.F) {
	b, err := nas.EncodeQoSRules(rules)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add(nas.EncodeQoSFlows([]nas.QoSFlowOperation{{QFI: 2, Operation: nas.QoSCreate, FiveQI: 7}, {QFI: 3, Operation: nas.QoSDelete}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, err := nas.ParseQoSRules(b); err == nil {
			again, err := nas.EncodeQoSRules(got)
			if err != nil {
				t.Fatalf("%x: %+v: %v", b, got, err)
			}
			back, err := nas.ParseQoSRules(again)
			if err != nil || !reflect.DeepEqual(got, back) {
				t.Fatalf("%x: %+v became %+v: %v", b, got, back, err)
			}
		}
		if got, err := nas.ParseQoSFlows(b); err == nil {
			back, err := nas.ParseQoSFlows(nas.EncodeQoSFlows(got))
			if err != nil || !reflect.DeepEqual(got, back) {
				t.Fatalf("%x: %+v became %+v: %v", b, got, back, err)
			}
		}
	})
}
