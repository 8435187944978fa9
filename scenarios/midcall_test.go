package scenarios

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/truth"
	"lilab/pcaps"
)

// userPacket is a packet of a phone as a frame of a capture has it.
type userPacket struct {
	octets string
	at     time.Time
}

// tPDU takes the packet out of a G-PDU, TS 29.281 clause 5.1: after the fixed header come four octets if any of the flags E, S
// and PN is set, and then extension headers, whose length is counted in four octets.
func tPDU(b []byte) ([]byte, bool) {
	if len(b) < 8 || b[0]>>4 != 3 || b[1] != 0xff {
		return nil, false
	}
	at := 8
	if b[0]&7 != 0 {
		if len(b) < 12 {
			return nil, false
		}
		at = 12
		for next := b[11]; next != 0; next = b[at-1] {
			if at >= len(b) || b[at] == 0 || at+4*int(b[at]) > len(b) {
				return nil, false
			}
			at += 4 * int(b[at])
		}
	}
	return b[at:], len(b) > at
}

// ipv4 reads the addresses of a packet without options.
func ipv4(b []byte) (src, dst netip.Addr, payload []byte, ok bool) {
	if len(b) < 28 || b[0] != 0x45 {
		return
	}
	return netip.AddrFrom4([4]byte(b[12:])), netip.AddrFrom4([4]byte(b[16:])), b[20:], true
}

// orderedInCall tells whether a warrant was activated while a call went on.
func orderedInCall(tr truth.Truth, warrant string) bool {
	a := tr.Warrants[warrant].Activations
	return len(a) == 1 && slices.ContainsFunc(tr.Calls, func(c truth.Call) bool { return c.Start.Before(a[0].From) && c.End.After(a[0].From) })
}

// judgeTail holds the content of a session of which an order came in the middle against the capture, in each direction: what was
// delivered is what crossed N3 from one packet on to the end, every one of them, once and in order. It began after somebody ordered it,
// and not after the order was carried out.
func judgeTail(t *testing.T, out string, tr truth.Truth, w oracle.Warrant, c oracle.SessionCount) {
	session := tr.Sessions[indexOf(t, tr, c)]
	agency := tr.Warrants[w.ID].Agency
	mine := func(a netip.Addr) bool {
		return slices.ContainsFunc(session.Addresses, func(p netip.Prefix) bool { return p.Contains(a) })
	}
	var link, delivered [2][]userPacket
	add := func(to *[2][]userPacket, f pcaps.Frame, gpdu []byte) {
		inner, ok := tPDU(gpdu)
		if !ok {
			return
		}
		src, dst, _, ok := ipv4(inner)
		switch {
		case ok && mine(src):
			to[0] = append(to[0], userPacket{string(inner), f.Time})
		case ok && mine(dst):
			to[1] = append(to[1], userPacket{string(inner), f.Time})
		}
	}
	frames(t, out, func(f pcaps.Frame) {
		switch f.Interface {
		case tr.Subscribers[c.Subscriber].In + ".n3":
			if _, _, udp, ok := ipv4(f.Data); ok && binary.BigEndian.Uint16(udp[2:]) == 2152 {
				add(&link, f, udp[8:])
			}
		case agency + ".x3":
			if f.LinkType != pcaps.LinkTypeUpperPDU {
				return // TLS
			}
			pdu, err := f.PDU()
			require.NoError(t, err)
			if binary.BigEndian.Uint16(pdu.Payload[12:]) == 12 { // a G-PDU, TS 103 221-2 clause 5.4; the media of the gateway are IP packets
				add(&delivered, f, x2payload(t, pdu.Payload))
			}
		}
	})
	ordered, active := time.Time{}, tr.Warrants[w.ID].Activations[0].From
	for _, s := range tr.Steps {
		if s.Kind == "activate" && s.Warrant == w.ID {
			ordered = s.Start
		}
	}
	require.False(t, ordered.IsZero() || active.Before(ordered), "%s to %s", ordered, active)
	for dir, count := range []int{c.X3.Uplink, c.X3.Downlink} {
		name := []string{"uplink", "downlink"}[dir]
		require.Len(t, delivered[dir], count, "%s: the result counts as many", name)
		require.NotEmpty(t, delivered[dir], name)
		first := len(link[dir]) - len(delivered[dir])
		require.GreaterOrEqual(t, first, 0, "%s: more than crossed N3", name)
		for i, p := range delivered[dir] {
			if p.octets != link[dir][first+i].octets {
				t.Fatalf("%s: packet %d of those delivered is not packet %d of %d on N3", name, i, first+i, len(link[dir]))
			}
		}
		began := link[dir][first].at
		require.False(t, began.Before(ordered), "%s: delivered from %s, ordered at %s", name, began, ordered)
		after := slices.IndexFunc(link[dir], func(p userPacket) bool { return p.at.After(active) })
		require.True(t, after < 0 || first <= after, "%s: packet %d is the first that was delivered, and %d the first after the order was carried out", name, first, after)
	}
}
