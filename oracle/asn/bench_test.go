package asn_test

import (
	"testing"

	"lilab/oracle/asn"
)

func BenchmarkDecode(b *testing.B) {
	s := schema(b)
	for _, v := range []struct{ name, typ, text string }{{"registration", "ts33128.XIRIPayload", xiriReg}, {"PS-PDU", "ps.PS-PDU", pspduIRI}} {
		b.Run(v.name, func(b *testing.B) {
			in, typ, d := octets(b, v.text), s.Type(v.typ), asn.NewDecoder()
			b.ReportAllocs()
			for b.Loop() {
				d.Recycle()
				if _, err := d.Decode(in, typ); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
