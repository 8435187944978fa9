package oracle_test

import (
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"
)

// This file holds a small encoder of its own for the captures that the tests judge. It shares nothing with
// the emitter nor with the readers under test.

func tlv(first byte, tag uint32, body []byte) []byte {
	var out []byte
	if tag < 31 {
		out = append(out, first|byte(tag))
	} else if tag < 128 {
		out = append(out, first|31, byte(tag))
	} else {
		out = append(out, first|31, 0x80|byte(tag>>7), byte(tag&0x7f))
	}
	switch n := len(body); {
	case n < 128:
		out = append(out, byte(n))
	case n < 256:
		out = append(out, 0x81, byte(n))
	default:
		out = append(out, 0x82, byte(n>>8), byte(n))
	}
	return append(out, body...)
}

// p is a primitive, c a constructed context tag, seq a universal SEQUENCE.
func p(tag uint32, body ...byte) []byte { return tlv(0x80, tag, body) }
func ps(tag uint32, s string) []byte    { return tlv(0x80, tag, []byte(s)) }
func c(tag uint32, kids ...[]byte) []byte {
	return tlv(0xa0, tag, join(kids...))
}
func seq(kids ...[]byte) []byte { return tlv(0x30, 0, join(kids...)) }
func join(parts ...[]byte) []byte {
	var out []byte
	for _, x := range parts {
		out = append(out, x...)
	}
	return out
}

func integer(tag uint32, v uint64) []byte {
	b := binary.BigEndian.AppendUint64(nil, v)
	for len(b) > 1 && b[0] == 0 && b[1]&0x80 == 0 {
		b = b[1:]
	}
	if b[0]&0x80 != 0 {
		b = append([]byte{0}, b...)
	}
	return p(tag, b...)
}

// event is one record before encoding. Zero fields are left out.
type event struct {
	tag               uint32
	supi, gpsi, guti  string
	regType, result   byte
	cell              *cellSpec
	plmn              string
	roaming           *bool
	method, direction byte
	switchOff         byte
	cause             int
	problem           bool
	// body, when set, are the members.
	body []byte
}

type cellSpec struct{ plmn, tac, cell string }

func plmnMembers(s string) []byte {
	mcc, mnc, _ := strings.Cut(s, "-")
	return join(ps(1, mcc), ps(2, mnc))
}

func gutiMembers(s string) []byte {
	f := strings.Split(s, "-") // 5gguti MCC MNC RR SSS PP TTTTTTTT
	num := func(h string) uint64 {
		b, _ := hex.DecodeString(strings.Repeat("0", len(h)%2) + h)
		var v uint64
		for _, x := range b {
			v = v<<8 | uint64(x)
		}
		return v
	}
	return join(ps(1, f[1]), ps(2, f[2]), integer(3, num(f[3])), integer(4, num(f[4])), integer(5, num(f[5])), integer(6, num(f[6])))
}

func locationMembers(l *cellSpec) []byte {
	tac, _ := hex.DecodeString(l.tac)
	cell, _ := hex.DecodeString(l.cell + "0")
	nr := join(c(1, c(1, plmnMembers(l.plmn)), p(2, tac...)), c(2, c(1, plmnMembers(l.plmn)), p(2, append([]byte{4}, cell...)...)))
	return c(1, c(1, c(2, nr)))
}

func (e event) octets() []byte {
	if e.body != nil {
		return tlv(0xa0, e.tag, e.body)
	}
	var m [][]byte
	add := func(b []byte) { m = append(m, b) }
	opt := func(ok bool, f func() []byte) {
		if ok {
			add(f())
		}
	}
	supi := func(tag uint32) { opt(e.supi != "", func() []byte { return c(tag, ps(1, e.supi)) }) }
	gpsi := func(tag uint32) { opt(e.gpsi != "", func() []byte { return c(tag, ps(1, e.gpsi)) }) }
	guti := func(tag uint32) { opt(e.guti != "", func() []byte { return c(tag, gutiMembers(e.guti)) }) }
	loc := func(tag uint32) { opt(e.cell != nil, func() []byte { return c(tag, locationMembers(e.cell)) }) }
	num := func(tag uint32, v byte) { opt(v != 0, func() []byte { return p(tag, v) }) }
	switch e.tag {
	case 1:
		num(1, e.regType)
		num(2, e.result)
		supi(4)
		gpsi(7)
		guti(8)
		loc(9)
	case 2:
		num(1, e.direction)
		num(2, e.result)
		supi(3)
		gpsi(6)
		guti(7)
		num(10, e.switchOff)
	case 3:
		supi(1)
		gpsi(4)
		guti(5)
		loc(6)
	case 4:
		num(1, e.result)
		num(2, e.regType)
		supi(4)
		gpsi(7)
		guti(8)
		loc(9)
	case 5:
		num(1, e.regType)
		add(c(2, integer(1, uint64(e.cause))))
		supi(4)
		loc(9)
	case 11:
		supi(1)
		gpsi(3)
		opt(e.plmn != "", func() []byte { return c(6, plmnMembers(e.plmn)) })
		add(p(7, e.method))
		opt(e.roaming != nil, func() []byte {
			if *e.roaming {
				return p(9, 0xff)
			}
			return p(9, 0)
		})
	case 55:
		supi(1)
		opt(e.plmn != "", func() []byte { return c(5, plmnMembers(e.plmn)) })
		num(6, e.method)
	case 110:
		supi(1)
		add(c(2, p(1, 2), c(2, c(2, ps(1, e.supi))), p(3, 2), c(4, plmnMembers(e.plmn))))
		opt(e.problem, func() []byte { return c(4) })
	case 124:
		supi(1)
		add(c(3, ps(1, "TS29503#SubscriptionDataSets"), ps(2, "{}")))
	}
	return tlv(0xa0, e.tag, join(m...))
}

func xiri(event []byte) []byte { return seq(p(1, 4, 19, 19, 3, 1), c(2, event)) }

func attr(kind uint16, value []byte) []byte {
	return append(binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, kind), uint16(len(value))), value...)
}

func stamp(t time.Time) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(t.Unix())), uint32(t.Nanosecond()))
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(s, "-", ""))
	if err != nil {
		panic(err)
	}
	return b
}

func x2(xid string, direction uint16, attrs, payload []byte) []byte {
	var h []byte
	h = binary.BigEndian.AppendUint16(h, 5)
	h = binary.BigEndian.AppendUint16(h, 1)
	h = binary.BigEndian.AppendUint32(h, uint32(40+len(attrs)))
	h = binary.BigEndian.AppendUint32(h, uint32(len(payload)))
	h = binary.BigEndian.AppendUint16(h, 2)
	h = binary.BigEndian.AppendUint16(h, direction)
	h = append(h, unhex(xid)...)
	h = append(h, make([]byte, 8)...)
	return join(h, attrs, payload)
}

func bcdPLMN(s string) []byte {
	mcc, mnc, _ := strings.Cut(s, "-")
	d := func(b byte) byte { return b - '0' }
	third := byte(15)
	if len(mnc) == 3 {
		third = d(mnc[2])
	}
	return []byte{d(mcc[1])<<4 | d(mcc[0]), third<<4 | d(mcc[2]), d(mnc[1])<<4 | d(mnc[0])}
}

func bcdDigits(s string) []byte {
	var out []byte
	for i := 0; i < len(s); i += 2 {
		hi := byte(15)
		if i+1 < len(s) {
			hi = s[i+1] - '0'
		}
		out = append(out, hi<<4|(s[i]-'0'))
	}
	return out
}

// initialUE is an IP packet with an InitialUEMessage: a registration request with a SUCI.
func initialUE(tsn uint32, home string, scheme byte, output []byte, cell *cellSpec) []byte {
	id := join([]byte{1}, bcdPLMN(home), []byte{0xf0, 0xff, scheme, scheme}, output)
	nas := join([]byte{0x7e, 0, 0x41, 0x79}, binary.BigEndian.AppendUint16(nil, uint16(len(id))), id)
	short := func(b []byte) []byte { return append([]byte{byte(len(b))}, b...) }
	ie := func(id uint16, v []byte) []byte {
		return join(binary.BigEndian.AppendUint16(nil, id), []byte{0}, short(v))
	}
	nr := unhex(cell.cell + "0")
	loc := join([]byte{0x50}, bcdPLMN(cell.plmn), nr, bcdPLMN(cell.plmn), unhex(cell.tac))
	body := join([]byte{0, 0, 3}, ie(85, []byte{0, byte(tsn)}), ie(38, short(nas)), ie(121, loc))
	long := binary.BigEndian.AppendUint16(nil, 0x8000|uint16(len(body)))
	ngap := join([]byte{0, 15, 0x40}, long, body)
	chunk := join([]byte{0, 3}, binary.BigEndian.AppendUint16(nil, uint16(16+len(ngap))), binary.BigEndian.AppendUint32(nil, tsn),
		[]byte{0, 0, 0, 0, 0, 0, 0, 60}, ngap)
	for len(chunk)%4 != 0 {
		chunk = append(chunk, 0)
	}
	sctp := join([]byte{0x95, 0xe4, 0x96, 0x0c, 0, 0, 0, 1, 0, 0, 0, 0}, chunk)
	udp := join([]byte{0x26, 0xab, 0x26, 0xab}, binary.BigEndian.AppendUint16(nil, uint16(8+len(sctp))), []byte{0, 0}, sctp)
	return join([]byte{0x45, 0}, binary.BigEndian.AppendUint16(nil, uint16(20+len(udp))), []byte{0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2}, udp)
}
