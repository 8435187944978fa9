package observe

import (
	"hash/maphash"
	"net/netip"
	"slices"
	"strings"
	"time"

	"lilab/oracle/wire"
	"lilab/pcaps"
)

// Digest stands for the octets of one user packet, which are not kept.
type Digest struct {
	// Sum is a hash of the user's packet, the same within one Read; Length is its number of octets.
	Sum    uint64
	Length int
	// Header is a hash of the GTP-U header before it, 0 if there is none.
	Header uint64
	// Flow is the index in Observations.Flows, -1 for what is neither IP nor Ethernet.
	Flow int
	// QFI is the QoS flow identifier of a PDU session container, HasQFI tells whether there is one.
	QFI    uint8
	HasQFI bool
}

// Flow is what the headers of a packet have in common with others of its direction.
type Flow struct {
	// Src and Dst are invalid for frames and unstructured data. Fragments after the first have no ports.
	Src, Dst netip.AddrPort
	Protocol uint8
	Label    uint32
	// SrcMAC and DstMAC are those of an Ethernet frame.
	SrcMAC, DstMAC [6]byte
}

// UserPacket is one G-PDU on N3 or N9.
type UserPacket struct {
	Digest
	Frame int
	Time  time.Time
	// Tunnel is the index in Observations.Tunnels.
	Tunnel int
	// Direction is that of the PDU session container: "uplink", "downlink", or "" without one.
	Direction string
}

// Tunnel is one GTP-U tunnel at one interface of the capture: its receiver and the TEID there.
type Tunnel struct {
	// Interface is "<network>.n3", "<network>.n9", "<visited>-<home>.n9" or "ipx.n9".
	Interface string
	Receiver  netip.Addr
	TEID      uint32
}

// X3Series is what X3 PDUs have in common whose sequence numbers count together, less the correlation.
type X3Series struct {
	Network, Interface   string
	XID, DID, NFID, IPID string
}

// X3 is one X3 PDU as its receiver got it, without its octets.
type X3 struct {
	Digest
	Frame int
	Time  time.Time
	// Series is the index in Observations.X3Series.
	Series        int
	CorrelationID uint64
	Direction     uint16
	Format        uint16
	Sequence      uint32
	HasSequence   bool
	Stamp         time.Time
	HasStamp      bool
	// Octets is the length of the payload.
	Octets int
	// IMS says that it is content of a communication of the IMS and not of a PDU session.
	IMS bool
}

// HI3Series is what PS-PDUs with content have in common whose sequence numbers count together.
type HI3Series struct {
	Network, Interface             string
	LIID, Operator, NEID, Delivery string
	Country, NFID, IPID, Qualifier string
	CIN                            uint32
	HasCIN                         bool
}

// HI3 is one CCPayload of a PS-PDU as the agency got it, without its octets.
type HI3 struct {
	Digest
	Frame int
	Time  time.Time
	// Unit numbers the PS-PDUs of the capture; the payloads of one PS-PDU share it.
	Unit int
	// Series is the index in Observations.HI3Series.
	Series   int
	Sequence uint32
	// Stamp is the time in the header.
	Stamp time.Time
	// Direction is "fromTarget", "toTarget" and so on, Kind the alternative of CCPDU: "uPFCCPDU", "iMSCCPDU", or "uPFIPCC",
	// "uPFEthernetCC", "uPFUnstructuredCC" of extendedUPFCCPDU; "" for another kind of content.
	Direction string
	Kind      string
	// IMS says that it is content of a communication of the IMS, alternative iMSCCPDU.
	IMS bool
}

// X3Source returns where an X3 PDU was seen.
func (o *Observations) X3Source(x *X3) Source {
	s := o.X3Series[x.Series]
	return Source{Network: s.Network, Interface: s.Interface, Frame: x.Frame, Time: x.Time}
}

// HI3Source returns where content was seen on its way to the agency.
func (o *Observations) HI3Source(h *HI3) Source {
	s := o.HI3Series[h.Series]
	return Source{Network: s.Network, Interface: s.Interface, Frame: h.Frame, Time: h.Time}
}

// UserSource returns where a user packet was seen.
func (o *Observations) UserSource(p *UserPacket) Source {
	name := o.Tunnels[p.Tunnel].Interface
	net, _, _ := strings.Cut(name, ".")
	return Source{Network: net, Interface: name, Frame: p.Frame, Time: p.Time}
}

// users reads the user plane. Memory grows with the number of packets and not with their octets.
type users struct {
	seed    maphash.Seed
	flows   map[Flow]int
	tunnels map[Tunnel]int
	x3      map[X3Series]int
	hi3     map[HI3Series]int
	outer   map[string]*wire.Defragmenter // by interface
	pdu     wire.PDU
	lastX3  int // index of the X3Series that was used last, with its XID
	lastXID [16]byte
	lastHI3 int          // index of the HI3Series that was used last
	reader  *wire.Reader // of HI3; its memory is used again
}

func newUsers() (*users, error) {
	rd, err := wire.NewReader()
	if err != nil {
		return nil, err
	}
	return &users{seed: maphash.MakeSeed(), flows: map[Flow]int{}, tunnels: map[Tunnel]int{}, x3: map[X3Series]int{}, hi3: map[HI3Series]int{},
		outer: map[string]*wire.Defragmenter{}, reader: rd}, nil
}

// room returns a list with room for one more. Long lists grow twofold, which copies less than append does.
func room[T any](list []T) []T {
	if len(list) < cap(list) {
		return list
	}
	return slices.Grow(list, len(list)+1)
}

// intern returns the index of a value in a list without duplicates.
func intern[T comparable](m map[T]int, list *[]T, v T) int {
	i, ok := m[v]
	if !ok {
		i = len(*list)
		m[v] = i
		*list = append(*list, v)
	}
	return i
}

// The kinds of user data in a PDU session.
const (
	kindIP = iota
	kindEthernet
	kindAny
)

// digest takes a user's packet or frame, with the GTP-U header before it, if any.
func (o *observer) digest(b, header []byte, kind int) Digest {
	u := o.users
	d := Digest{Sum: maphash.Bytes(u.seed, b), Length: len(b), Flow: -1}
	if len(header) > 0 {
		d.Header = maphash.Bytes(u.seed, header)
	}
	var f Flow
	in := b
	if kind == kindEthernet && len(b) >= 14 {
		copy(f.DstMAC[:], b)
		copy(f.SrcMAC[:], b[6:])
		if t := uint16(b[12])<<8 | uint16(b[13]); t != 0x0800 && t != 0x86dd {
			d.Flow = intern(u.flows, &o.out.Flows, f)
			return d
		}
		in = b[14:]
	}
	if kind != kindAny {
		if p, err := wire.ReadInner(in); err == nil {
			f.Src, f.Dst, f.Protocol, f.Label = p.Src, p.Dst, p.Protocol, p.Label
		}
	}
	if f != (Flow{}) {
		d.Flow = intern(u.flows, &o.out.Flows, f)
	}
	return d
}

// inEthernet is the IP packet in a frame, nil if its type says that there is none.
func inEthernet(b []byte) []byte {
	if len(b) >= 14 {
		if t := uint16(b[12])<<8 | uint16(b[13]); t == 0x0800 || t == 0x86dd {
			return b[14:]
		}
	}
	return nil
}

// gtpDigest takes a GTP-U message.
func (o *observer) gtpDigest(g *wire.GTPU, message []byte) Digest {
	d := o.digest(g.Payload, message[:g.Header], guess(g.Payload))
	d.QFI, d.HasQFI = g.QFI, g.Direction != ""
	return d
}

// guess tells what kind of user data a G-PDU has, which its header does not say: IP if it is a whole packet, a frame if it is
// long enough for one, IP if at least the header is one.
func guess(b []byte) int {
	p, err := wire.ReadInner(b)
	if err == nil && p.Length == len(b) {
		return kindIP
	}
	if len(b) >= 14 {
		switch uint16(b[12])<<8 | uint16(b[13]) {
		case 0x0800, 0x0806, 0x86dd, 0x8100:
			return kindEthernet
		}
	}
	switch {
	case err == nil:
		return kindIP
	case len(b) >= 14:
		return kindEthernet
	}
	return kindAny
}

// n3 takes a frame of N3 or N9.
func (o *observer) n3(src Source, f pcaps.Frame) {
	ip, err := network(f)
	if err != nil {
		o.out.Unreadable[src.Interface]++
		return
	}
	p, err := wire.ReadIP(ip)
	if err == nil && p.Fragment {
		frag, err2 := wire.ReadInner(ip)
		if err2 != nil {
			o.out.Unreadable[src.Interface]++
			return
		}
		d := o.users.outer[src.Interface]
		if d == nil {
			d = &wire.Defragmenter{}
			o.users.outer[src.Interface] = d
		}
		var ok bool
		if p, ok, err = d.Add(&frag); !ok {
			return
		}
	}
	switch {
	case err != nil:
		o.out.Unreadable[src.Interface]++
		return
	case p.Protocol == wire.ProtocolESP, p.Protocol == wire.ProtocolUDP && p.Dst.Port() == wire.PortESP:
		o.out.ESP[src.Interface]++
		return
	case p.Protocol != wire.ProtocolUDP || p.Dst.Port() != wire.PortGTPU:
		return
	}
	g, err := wire.ReadGTPU(p.Payload)
	if err != nil {
		o.out.Unreadable[src.Interface]++
		return
	}
	if g.Type != wire.GPDU {
		return
	}
	t := intern(o.users.tunnels, &o.out.Tunnels, Tunnel{Interface: src.Interface, Receiver: p.Dst.Addr(), TEID: g.TEID})
	if o.hooks.Signalling {
		o.signal(src, g.Payload)
	}
	o.out.User = append(room(o.out.User), UserPacket{Digest: o.gtpDigest(&g, p.Payload), Frame: src.Frame, Time: src.Time, Tunnel: t, Direction: g.Direction})
}

// x3 takes an X3 PDU.
func (o *observer) x3(src Source, p *wire.PDU) error {
	x := X3{Frame: src.Frame, Time: src.Time, CorrelationID: p.CorrelationID, Direction: p.Direction, Format: p.Format, Octets: len(p.Payload)}
	x.Series = o.x3Series(src.Network, src.Interface, p)
	x.Sequence, x.HasSequence = p.Sequence()
	x.Stamp, x.HasStamp = p.Timestamp()
	var err error
	switch p.Format {
	case wire.FormatGTPU:
		var g wire.GTPU
		if g, err = wire.ReadGTPU(p.Payload); err == nil {
			x.Digest = o.gtpDigest(&g, p.Payload)
		}
	case wire.FormatIPv4, wire.FormatIPv6:
		_, x.IMS = p.Attribute(wire.AttrSDP)
		var in wire.Inner
		if in, err = wire.ReadInner(p.Payload); err == nil {
			if v4 := in.Src.Addr().Is4(); v4 != (p.Format == wire.FormatIPv4) || in.Length != len(p.Payload) {
				err = &wire.Error{Path: "X3 payload", Problem: "it is not one packet of the IP version that the payload format says"}
			}
		}
		x.Digest = o.digest(p.Payload, nil, kindIP)
		if err == nil && o.hooks.Signalling && in.Protocol == wire.ProtocolUDP {
			o.deliveredMedia(Media{Place: OnX3, Frame: src.Frame, Time: src.Time, Series: x.Series, Direction: itoa(int(p.Direction)),
				Correlation: p.CorrelationID, Described: x.IMS, At: x.Stamp, Number: x.Sequence}, src.Interface, p.Payload)
		}
	case wire.FormatEthernet:
		if len(p.Payload) < 14 {
			err = &wire.Error{Offset: len(p.Payload), Path: "X3 payload", Problem: "no Ethernet frame"}
		}
		x.Digest = o.digest(p.Payload, nil, kindEthernet)
	case wire.FormatUnstructured:
		x.Digest = o.digest(p.Payload, nil, kindAny)
	default:
		err = &wire.Error{Offset: 12, Path: "X3 payload format", Problem: "it is none of a UPF"}
	}
	if err != nil {
		x.Digest = o.digest(p.Payload, nil, kindAny)
	}
	o.out.X3 = append(room(o.out.X3), x)
	return err
}

// x3Series finds the series of an X3 PDU, which mostly is that of the one before.
func (o *observer) x3Series(network, iface string, p *wire.PDU) int {
	u := o.users
	did, _ := p.Attribute(wire.AttrDomainID)
	nfid, _ := p.Attribute(wire.AttrNFID)
	ipid, _ := p.Attribute(wire.AttrIPID)
	if u.lastX3 < len(o.out.X3Series) && u.lastXID == p.XID {
		s := &o.out.X3Series[u.lastX3]
		if s.Interface == iface && s.DID == string(did) && s.NFID == string(nfid) && s.IPID == string(ipid) {
			return u.lastX3
		}
	}
	u.lastXID = p.XID
	u.lastX3 = intern(u.x3, &o.out.X3Series, X3Series{Network: network, Interface: iface, XID: p.XIDText(), DID: string(did), NFID: string(nfid), IPID: string(ipid)})
	return u.lastX3
}

// hi3Series finds the series of a PS-PDU, which mostly is that of the one before.
func (o *observer) hi3Series(s *HI3Series) int {
	if u := o.users; u.lastHI3 >= len(o.out.HI3Series) || o.out.HI3Series[u.lastHI3] != *s {
		u.lastHI3 = intern(u.hi3, &o.out.HI3Series, *s)
	}
	return o.users.lastHI3
}

// hi3 takes the content in a PS-PDU.
func (o *observer) hi3(src Source, p *wire.PSPDU) error {
	var first error
	s := HI3Series{Network: src.Network, Interface: src.Interface, LIID: p.LIID, Operator: p.Operator, NEID: p.NEID, Delivery: p.Delivery,
		Country: p.Country, NFID: p.NFID, IPID: p.IPID, Qualifier: p.Qualifier, CIN: p.CIN, HasCIN: p.HasCIN}
	series := o.hi3Series(&s)
	for i := range p.CC {
		h := HI3{Frame: src.Frame, Time: src.Time, Unit: o.units, Series: series, Sequence: p.Sequence, Stamp: p.Time, Direction: p.CC[i].Direction}
		c, err := wire.ReadCC(p.CC[i].Payload)
		if err != nil && first == nil {
			first = err
		}
		h.Kind = c.Kind
		octets, inner := c.Octets, []byte(nil)
		m := Media{Place: InPackets, Frame: src.Frame, Time: src.Time, Series: series, Direction: h.Direction, At: h.Stamp, Number: h.Sequence}
		switch c.Kind {
		case wire.CCIMS:
			h.IMS = true
			h.Digest = o.digest(c.Octets, nil, kindIP)
			m.Place, m.Described = OnHI3, len(c.Description) > 0
			o.deliveredMedia(m, src.Interface, c.Octets)
		case wire.CCGTPU:
			if err == nil {
				h.Digest = o.gtpDigest(&c.GTPU, c.Octets)
				octets, inner = c.GTPU.Payload, c.GTPU.Payload
				if guess(inner) == kindEthernet {
					inner = inEthernet(inner)
				}
			} else {
				h.Digest = o.digest(c.Octets, nil, kindAny)
			}
		case wire.CCIP:
			h.Digest = o.digest(c.Octets, nil, kindIP)
			inner = c.Octets
		case wire.CCEthernet:
			h.Digest = o.digest(c.Octets, nil, kindEthernet)
			inner = inEthernet(c.Octets)
		default:
			h.Digest = o.digest(c.Octets, nil, kindAny)
		}
		if c.HasQFI {
			h.QFI, h.HasQFI = c.QFI, true
		}
		o.out.HI3 = append(room(o.out.HI3), h)
		if o.hooks.Signalling && inner != nil {
			o.deliveredMedia(m, src.Interface, inner)
		}
		if o.content != nil && !h.IMS {
			o.content(&o.out.HI3Series[series], &o.out.HI3[len(o.out.HI3)-1], octets, inner)
		}
	}
	return first
}
