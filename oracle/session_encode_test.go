package oracle_test

import (
	"net/netip"
	"time"
)

// The octets of records of SMFs and of reports about packet headers, again encoded by nothing that is under test.

// tunnelOf is an FTEID: integer and IPv4 address.
func tunnelOf(teid uint32, addr string) []byte {
	return join(integer(1, uint64(teid)), p(2, netip.MustParseAddr(addr).AsSlice()...))
}

// smRecord is what a test may change in a record of an SMF before it is encoded.
type smRecord struct {
	supi, dnn, uri, plmn     string
	id, kind, request        byte
	ue                       []netip.Addr
	tunnel, uplink, downlink []byte
	noInfo, noSlice          bool
	noUnauthenticated        bool
	cell                     *cellSpec
	first, last              time.Time
	up, down                 int
	cause                    int
}

func generalized(t time.Time) string { return t.UTC().Format("20060102150405.000000Z") }

// body encodes the members for one of the events 6 to 10.
func (m smRecord) body(tag uint32) []byte {
	var out [][]byte
	add := func(ok bool, b []byte) {
		if ok {
			out = append(out, b)
		}
	}
	supi := c(1, ps(1, m.supi))
	slice := func(tag uint32) []byte { return c(tag, p(1, 1)) }
	info := func(tag uint32) []byte {
		five := join(c(1, m.uplink))
		if m.downlink != nil {
			five = join(five, c(3, c(1, c(1, m.downlink), c(2, seq(p(1, 9))))))
		}
		return c(tag, c(1, five))
	}
	var ends []byte
	for _, a := range m.ue {
		kind := uint32(1)
		if a.Is6() {
			kind = 2
		}
		ends = append(ends, p(kind, a.AsSlice()...)...)
	}
	flag := byte(0)
	switch tag {
	case 6, 9:
		infoTag := map[uint32]uint32{6: 25, 9: 23}[tag]
		add(true, supi)
		add(!m.noUnauthenticated, p(2, flag))
		add(true, p(5, m.id))
		add(true, c(6, m.tunnel))
		add(true, p(7, m.kind))
		add(!m.noSlice, slice(8))
		add(ends != nil, c(9, ends))
		add(m.cell != nil, m.location(11))
		add(true, ps(12, m.dnn))
		add(m.uri != "", ps(14, m.uri))
		add(true, p(15, m.request))
		add(m.plmn != "", c(22, c(1, plmnMembers(m.plmn))))
		add(!m.noInfo, info(infoTag))
	case 7:
		add(true, supi)
		add(!m.noUnauthenticated, p(2, flag))
		add(!m.noSlice, slice(5))
		add(m.cell != nil, m.location(7))
		add(true, p(8, m.request))
		add(m.id != 0, p(11, m.id))
		add(!m.noInfo, info(16))
	case 8:
		add(true, supi)
		add(true, p(4, m.id))
		add(!m.first.IsZero(), ps(5, generalized(m.first)))
		add(!m.last.IsZero(), ps(6, generalized(m.last)))
		add(m.up >= 0, integer(7, uint64(max(m.up, 0))))
		add(m.down >= 0, integer(8, uint64(max(m.down, 0))))
	case 10:
		add(true, p(1, 1))
		add(true, integer(2, uint64(m.cause)))
		add(true, p(3, 1))
		add(true, c(5, ps(1, m.supi)))
		add(true, p(6, flag))
		add(m.id != 0, p(9, m.id))
		add(m.dnn != "", ps(12, m.dnn))
	}
	return join(out...)
}

func (m smRecord) location(tag uint32) []byte {
	if m.cell == nil {
		return nil
	}
	return c(tag, locationMembers(m.cell))
}

// octets encodes a report: PDHeaderReport or PDSummaryReport.
func (r *report) octets(summary bool) []byte {
	addr := func(tag uint32, a netip.Addr) []byte {
		if a.Is4() {
			return c(tag, p(1, a.AsSlice()...))
		}
		return c(tag, p(2, a.AsSlice()...))
	}
	direction := byte(2)
	if r.fromTarget {
		direction = 1
	}
	if r.directionInReset != 0 {
		direction = r.directionInReset
	}
	var ports [2][]byte
	if !r.noPorts {
		ports = [2][]byte{integer(3, uint64(r.src.Port())), integer(5, uint64(r.dst.Port()))}
	}
	head := join(integer(1, uint64(r.session)), addr(2, r.src.Addr()), ports[0], addr(4, r.dst.Addr()), ports[1], integer(6, uint64(r.protocol)), p(8, direction))
	if !summary {
		return tlv(0xa0, 14, join(head, integer(9, uint64(r.size))))
	}
	return tlv(0xa0, 15, join(head, p(9, 5), ps(10, generalized(r.first)), ps(11, generalized(r.latest)), integer(12, uint64(r.packets)), integer(13, uint64(r.size)), p(14, 0)))
}
