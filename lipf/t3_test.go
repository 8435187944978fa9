package lipf_test

import (
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
)

func ptr[T any](v T) *T { return &v }

// criteria are one of each kind, with and without what is optional.
func criteria() []lipf.UPFLIT3Target {
	v4, v6 := netip.MustParseAddr("10.0.4.2"), netip.MustParseAddr("2001:db8::4:2")
	return []lipf.UPFLIT3Target{
		{FSEID: &lipf.FSEID{SEID: 1<<64 - 1, IPv4: v4}},
		{FSEID: &lipf.FSEID{SEID: 1, IPv6: v6}},
		{FSEID: &lipf.FSEID{SEID: 2, IPv4: v4, IPv6: v6}},
		{FSEID: &lipf.FSEID{}},
		{PDRID: ptr(uint32(0))},
		{PDRID: ptr(uint32(1<<32 - 1))},
		{QERID: ptr(uint32(7))},
		{NetworkInstance: []byte("n9")},
		{NetworkInstance: []byte{}},
		{GTPTunnelDirection: lipf.TunnelInbound},
		{GTPTunnelDirection: lipf.TunnelOutbound},
		{FTEID: &lipf.FTEID{TEID: 1<<32 - 1, IPv4: v4}},
		{FTEID: &lipf.FTEID{TEID: 3}},
		{PDR: []byte{0, 56, 0, 2, 0, 1}},
	}
}

func TestUPFLIT3(t *testing.T) {
	for _, c := range criteria() {
		got, err := lipf.UPFLIT3Identifier(c).UPFLIT3()
		require.NoError(t, err)
		require.Equal(t, []lipf.UPFLIT3Target{c}, got)
		require.True(t, c.Equal(got[0]))
	}
	all, err := lipf.UPFLIT3Identifier(criteria()...).UPFLIT3()
	require.NoError(t, err)
	require.Equal(t, criteria(), all)
	for i, a := range all {
		for j, b := range all {
			require.Equal(t, i == j, a.Equal(b), "%d %d", i, j)
		}
	}
}

func ext(inner string) lipf.TargetIdentifier {
	return lipf.TargetIdentifier{Type: lipf.TargetExtension, Value: `<Owner xmlns="http://uri.etsi.org/03221/X1/2017/10">3GPP</Owner>` +
		`<e:UPFLIT3TargetIdentifierExtensions xmlns:e="urn:3GPP:ns:li:3GPPX1Extensions:r18:v7">` + inner + `</e:UPFLIT3TargetIdentifierExtensions>`}
}

// TestUPFLIT3Tolerant reads what others may write: an older release, white space, prefixes, a comment.
func TestUPFLIT3Tolerant(t *testing.T) {
	got, err := ext("\n <e:UPFLIT3TargetIdentifier><!-- x --> <e:FSEID>\n<e:SEID> +0042 </e:SEID> <e:IPv4Address>10.0.0.1</e:IPv4Address></e:FSEID> </e:UPFLIT3TargetIdentifier>\t" +
		"<e:UPFLIT3TargetIdentifier><e:NetworkInstance> 6E39 </e:NetworkInstance></e:UPFLIT3TargetIdentifier>").UPFLIT3()
	require.NoError(t, err)
	require.Equal(t, []lipf.UPFLIT3Target{{FSEID: &lipf.FSEID{SEID: 42, IPv4: netip.MustParseAddr("10.0.0.1")}}, {NetworkInstance: []byte("n9")}}, got)
}

// TestUPFLIT3Refused: what is not understood is refused, because leaving a criterion out would widen the interception.
func TestUPFLIT3Refused(t *testing.T) {
	one := func(s string) string { return "<e:UPFLIT3TargetIdentifier>" + s + "</e:UPFLIT3TargetIdentifier>" }
	for _, s := range []string{
		"", one(""), one("<e:Unknown>1</e:Unknown>"), one("<e:PDRID>1</e:PDRID><e:QERID>1</e:QERID>"), one("<PDRID>1</PDRID>"), one("<e:PDRID>-1</e:PDRID>"),
		one("<e:PDRID>4294967296</e:PDRID>"), one("<e:PDRID></e:PDRID>"), one("<e:PDRID>1<e:X/></e:PDRID>"), one("<e:FSEID/>"), one("<e:FTEID><e:TEID>1</e:TEID><e:TEID>1</e:TEID></e:FTEID>"),
		one("<e:FSEID><e:SEID>1</e:SEID><e:IPv4Address>::1</e:IPv4Address></e:FSEID>"), one("<e:FSEID><e:SEID>1</e:SEID><e:IPv6Address>fe80::1%eth0</e:IPv6Address></e:FSEID>"),
		one("<e:FSEID><e:SEID>1</e:SEID><e:IPv6Address>2001:db8::1</e:IPv6Address><e:IPv4Address>10.0.0.1</e:IPv4Address></e:FSEID>"),
		one("<e:NetworkInstance>6e3</e:NetworkInstance>"), one("<e:GTPTunnelDirection>Both</e:GTPTunnelDirection>"), one("<e:PDRID>1</e:PDRID>") + "x",
		"<e:Other/>", strings.Repeat(one("<e:PDRID>1</e:PDRID>"), 257), "<e:UPFLIT3TargetIdentifier>",
		one(strings.Repeat("<e:a>", 40) + strings.Repeat("</e:a>", 40)), "<!DOCTYPE a>" + one("<e:PDRID>1</e:PDRID>"),
	} {
		_, err := ext(s).UPFLIT3()
		require.ErrorIs(t, err, lipf.ErrExtension, s)
	}
	id := ext(one("<e:PDRID>1</e:PDRID>"))
	_, err := id.UPFLIT3()
	require.NoError(t, err)
	for i := range len(id.Value) {
		_, err := lipf.TargetIdentifier{Type: id.Type, Value: id.Value[:i]}.UPFLIT3()
		require.ErrorIs(t, err, lipf.ErrExtension, id.Value[:i])
	}
	id.Value = strings.Replace(id.Value, "3GPP<", "ACME<", 1)
	_, err = id.UPFLIT3()
	require.ErrorContains(t, err, "ACME")
	_, err = lipf.TargetIdentifier{Type: lipf.SUPIIMSI, Value: "001010000000001"}.UPFLIT3()
	require.ErrorIs(t, err, lipf.ErrExtension)
	_, err = lipf.TargetIdentifier{Type: lipf.TargetExtension, Value: strings.Repeat(" ", 1<<20)}.UPFLIT3()
	require.ErrorIs(t, err, lipf.ErrExtension)
}

func TestAddressesAndPorts(t *testing.T) {
	for _, s := range []string{"10.1.2.3", "2001:db8::1"} {
		a := netip.MustParseAddr(s)
		got, ok := lipf.AddressTarget(a).Addr()
		require.True(t, ok)
		require.Equal(t, a, got)
	}
	require.Equal(t, "2001:0db8:0000:0000:0000:0000:0000:0001", lipf.AddressTarget(netip.MustParseAddr("2001:db8::1")).Value)
	p, ok := lipf.TargetIdentifier{Type: lipf.TCPPortTarget, Value: "443"}.Port()
	require.True(t, ok)
	require.Equal(t, uint16(443), p)
	for _, id := range []lipf.TargetIdentifier{{Type: lipf.UDPPortTarget, Value: "65536"}, {Type: lipf.TCPPortTarget}, {Type: lipf.IPv4AddressTarget, Value: "443"}} {
		_, ok := id.Port()
		require.False(t, ok)
	}
	for _, id := range []lipf.TargetIdentifier{{Type: lipf.IPv4AddressTarget, Value: "::1"}, {Type: lipf.IPv6AddressTarget, Value: "10.0.0.1"},
		{Type: lipf.IPv6AddressTarget, Value: "fe80::1%e"}, {Type: lipf.TCPPortTarget, Value: "10.0.0.1"}} {
		_, ok := id.Addr()
		require.False(t, ok)
	}
}

// randomReporting makes any valid order.
func randomReporting(r *rand.Rand) lipf.HeaderReporting {
	h := lipf.HeaderReporting{PerPacket: r.IntN(3) == 0}
	if h.PerPacket {
		return h
	}
	h.UseSessionTriggers = r.IntN(2) == 0
	for range 1 + r.IntN(5) {
		switch r.IntN(3) {
		case 0:
			h.Summary = append(h.Summary, lipf.PDSRTrigger{TimerExpiry: time.Duration(1+r.IntN(1e6)) * time.Second})
		case 1:
			h.Summary = append(h.Summary, lipf.PDSRTrigger{PacketCount: 1 + r.Uint64N(1<<63-1)})
		default:
			h.Summary = append(h.Summary, lipf.PDSRTrigger{ByteCount: 1 + r.Uint64N(1<<63-1)})
		}
	}
	return h
}

func TestHeaderReporting(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		h := randomReporting(r)
		require.NoError(t, h.Validate())
		e := h.Extension()
		got, ok, err := e.HeaderReporting()
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, h, got)
		of, err := (&lipf.Task{Extensions: []lipf.Extension{{Owner: "ACME", XML: "<a/>"}, e}}).HeaderReporting()
		require.NoError(t, err)
		require.Equal(t, &h, of)
		_, err = (&lipf.Task{Extensions: []lipf.Extension{e, e}}).HeaderReporting()
		require.ErrorIs(t, err, lipf.ErrExtension)
	}
	for _, h := range []lipf.HeaderReporting{
		{}, {PerPacket: true, UseSessionTriggers: true}, {PerPacket: true, Summary: []lipf.PDSRTrigger{{PacketCount: 1}}}, {Summary: []lipf.PDSRTrigger{{}}},
		{Summary: []lipf.PDSRTrigger{{PacketCount: 1, ByteCount: 1}}}, {Summary: []lipf.PDSRTrigger{{TimerExpiry: time.Millisecond}}},
		{Summary: []lipf.PDSRTrigger{{TimerExpiry: -time.Second}}}, {Summary: make([]lipf.PDSRTrigger, 257)},
	} {
		require.ErrorIs(t, h.Validate(), lipf.ErrExtension, h)
	}
	wrap := func(s string) lipf.Extension {
		return lipf.Extension{Owner: "3GPP", XML: `<X1Extensions xmlns="` + lipf.NSX1Extensions + `"><HeaderReporting>` + s + `</HeaderReporting></X1Extensions>`}
	}
	for _, s := range []string{
		"", "<PDHType/>", "<PDHType><X/></PDHType>", "<PDHType><PDHR>x</PDHR></PDHType>", "<PDHType><PDSR/></PDHType>",
		"<PDHType><PDSR><useSessionTriggers>true</useSessionTriggers></PDSR></PDHType>", "<PDHType><PDHR/><PDHR/></PDHType>",
		"<PDHType><PDSR><PDSRTriggerType><PacketCount>0</PacketCount></PDSRTriggerType></PDSR></PDHType>",
		"<PDHType><PDSR><PDSRTriggerType><TimerExpiry>99999999999</TimerExpiry></PDSRTriggerType></PDSR></PDHType>",
		"<PDHType><PDSR><PDSRTriggerType><X>1</X></PDSRTriggerType></PDSR></PDHType>",
		"<PDHType><PDSR><PDSRTriggerType><PacketCount>1</PacketCount></PDSRTriggerType><useSessionTriggers>maybe</useSessionTriggers></PDSR></PDHType>",
	} {
		_, ok, err := wrap(s).HeaderReporting()
		require.True(t, ok, s)
		require.ErrorIs(t, err, lipf.ErrExtension, s)
	}
	for _, e := range []lipf.Extension{{Owner: "ACME", XML: "<a/>"}, {Owner: "3GPP", XML: `<X1Extensions xmlns="` + lipf.NSX1Extensions + `"><SDP/></X1Extensions>`}} {
		_, ok, err := e.HeaderReporting()
		require.False(t, ok)
		require.NoError(t, err)
	}
}

// FuzzUPFLIT3 reads any XML; what is read must come back from its own writing.
func FuzzUPFLIT3(f *testing.F) {
	for _, c := range criteria() {
		f.Add(lipf.UPFLIT3Identifier(c).Value)
	}
	f.Add(lipf.UPFLIT3Identifier(criteria()...).Value)
	f.Fuzz(func(t *testing.T, s string) {
		got, err := lipf.TargetIdentifier{Type: lipf.TargetExtension, Value: s}.UPFLIT3()
		if err != nil {
			require.ErrorIs(t, err, lipf.ErrExtension)
			return
		}
		again, err := lipf.UPFLIT3Identifier(got...).UPFLIT3()
		require.NoError(t, err)
		require.Equal(t, got, again)
	})
}

// FuzzHeaderReporting does the same for the order of header reports.
func FuzzHeaderReporting(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 5 {
		f.Add(randomReporting(r).Extension().XML)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok, err := lipf.Extension{Owner: "3GPP", XML: s}.HeaderReporting()
		if err != nil || !ok {
			return
		}
		require.NoError(t, got.Validate())
		again, ok, err := got.Extension().HeaderReporting()
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, got, again)
	})
}
