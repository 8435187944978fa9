package observe_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle/observe"
	"lilab/pcaps"
)

var update = flag.Bool("update", false, "write the golden files")

// The units are reference vectors of the LI facts, made with Erlang asn1ct, and a hand-made N2 packet.
const (
	x1Request = `<X1Request xmlns="http://uri.etsi.org/03221/X1/2017/10" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x1RequestMessage xsi:type="ActivateTaskRequest"><admfIdentifier>admf</admfIdentifier><neIdentifier>amf-poi</neIdentifier><messageTimestamp>2026-01-02T03:04:05.123456Z</messageTimestamp><version>v1.22.1</version><x1TransactionId>3741800e-971b-4aa9-85f4-466d2b1adc80</x1TransactionId><taskDetails><xId>29f28e1c-f230-486a-a860-f5a784ab9172</xId><targetIdentifiers><targetIdentifier><supiimsi>001010000000001</supiimsi></targetIdentifier></targetIdentifiers><deliveryType>X2Only</deliveryType></taskDetails></x1RequestMessage></X1Request>`
	x2Reg     = "00060001000000c5000000630002000329f28e1cf230486aa860f5a784ab9172000000000000000100060026616d66312e3567632e6d6e633030312e6d63633030312e336770706e6574776f726b2e6f72670007000b414d462d4952492d504f4900080004000000000009000869000000075bcd15001100243c73757069696d73693e3030313031303030303030303030313c2f73757069696d73693e001200243c677073694d736973646e3e31353535303130303030313c2f677073694d736973646e3e306181050413130301a258a156810101820101a411810f303031303130303030303030303031a612821033353530393330363132333435363031a70d810b3135353530313030303031a818810330303182023031830102840101850100860412345678"
	keep      = "000600030000003000000000000000000000000000000000000000000000000000000000000000000008000400000000"
	pspduIRI  = "3081f7a15880070400020205012b81094c4949442d3030303182025858a318a00f80054f5030303181066d6466322d3181010782025858840100a70b8004695735a5810301e240880101890b534d462d4952492d504f498a04736d6631a2819aa08197308194800101a2818e93818b30818881050413130303a263a661a111810f303031303130303030303030303031820100850105a60c81041122334482040a000002870101a8088101018203010203a90681040a2d00028c08696e7465726e65748f0101900101910101b910a10ea10c81041122334482040a000002a31a3018a113a111810f303031303130303030303030303031820103"
	// An IPv4 packet with UDP 9899, one SCTP DATA chunk, an InitialUEMessage and a SUCI of the null scheme.
	n2 = "4500007000000000401100000a0000010a00000226ab26ab005c000095e4960c00000001000000000003004800000001000000000000003c000f403400000300550002000100260014137e004179000d0199f907f0ff000000000000100079000f5000f110000000010000f110000001"
)

func octets(t testing.TB, s string) []byte {
	b, err := hex.DecodeString(s)
	require.NoError(t, err)
	return b
}

func capture(t testing.TB) []byte {
	var out bytes.Buffer
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{Now: func() time.Time { now = now.Add(time.Millisecond); return now }})
	require.NoError(t, err)
	from, to := netip.MustParseAddrPort("10.0.0.1:1000"), netip.MustParseAddrPort("10.0.0.2:2000")
	pdu := func(name, dissector string, units ...[]byte) {
		p, err := w.PDUInterface(name, dissector)
		require.NoError(t, err)
		for _, u := range units {
			p.PDU(from, to, u)
		}
	}
	pdu("nl.x1", "xml", []byte(x1Request), []byte("<X1Request"))
	pdu("nl.x2", "li5g", append(octets(t, x2Reg), octets(t, keep)...), octets(t, x2Reg)[:200])
	pdu("nl.hi2", "ber", octets(t, pspduIRI), octets(t, pspduIRI)[:100])
	ip, err := w.PacketInterface("nl.n2")
	require.NoError(t, err)
	ip.Packet(now, octets(t, n2))
	other, err := w.PacketInterface("nl.x2.tls")
	require.NoError(t, err)
	other.Packet(now, octets(t, n2))
	require.NoError(t, w.Close())
	return out.Bytes()
}

// text writes what was observed, a line each.
func text(o *observe.Observations) string {
	var b bytes.Buffer
	for _, x := range o.X1 {
		fmt.Fprintf(&b, "%d %s X1 %s to %s xId %s targets %v\n", x.Frame, x.Interface, x.Kind, x.NE, x.XID, x.Targets)
	}
	record := func(r *observe.Record) string {
		if r == nil {
			return "no record"
		}
		return fmt.Sprintf("%s [%d] SUPI %s PEI %s GPSI %s GUTI %s type %s result %s, %d octets", r.Type, r.Tag, r.SUPI, r.PEI, r.GPSI, r.GUTI,
			r.RegistrationType, r.Result, len(r.Octets))
	}
	for _, x := range o.X2 {
		fmt.Fprintf(&b, "%d %s X2 type %d XID %s sequence %d time %s: %s\n", x.Frame, x.Interface, x.PDU.Type, x.XID, x.Sequence,
			x.Stamp.Format(time.RFC3339Nano), record(x.Record))
	}
	for _, h := range o.HI2 {
		fmt.Fprintf(&b, "%d %s HI2 LIID %s %s sequence %d time %s targets %v: %s\n", h.Frame, h.Interface, h.PDU.LIID, h.IRIType, h.PDU.Sequence,
			h.PDU.Time.Format(time.RFC3339Nano), h.Targets, record(h.Record))
	}
	for _, n := range o.N2 {
		fmt.Fprintf(&b, "%d %s N2 procedure %d cell %+v", n.Frame, n.Interface, n.NGAP.Procedure, *n.NGAP.Cell)
		if n.NAS != nil && n.NAS.Identity != nil {
			fmt.Fprintf(&b, " 5GMM %#x SUCI of %s scheme %d MSIN %s", n.NAS.Type, n.NAS.Identity.HomePLMN, n.NAS.Identity.Scheme, n.NAS.Identity.MSIN())
		}
		b.WriteByte('\n')
	}
	for _, x := range o.Broken {
		fmt.Fprintf(&b, "%d %s cannot be read at octet %d: %v\n", x.Frame, x.Interface, x.Offset, x.Err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	o, err := observe.Read(t.Context(), bytes.NewReader(capture(t)), nil)
	require.NoError(t, err)
	got := text(o)
	file := filepath.Join("testdata", "observations.txt")
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
	require.Equal(t, 8, o.Frames)
	require.Equal(t, 1, o.Interfaces["nl.x2.tls"])
	require.Len(t, o.Broken, 3)
}

func TestReadStops(t *testing.T) {
	b := capture(t)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err := observe.Read(ctx, bytes.NewReader(b), nil)
	require.ErrorIs(t, err, context.Canceled)
	_, err = observe.Read(t.Context(), bytes.NewReader(b[:len(b)-3]), nil)
	require.ErrorIs(t, err, pcaps.ErrFormat)
}
