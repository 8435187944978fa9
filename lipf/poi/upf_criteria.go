package poi

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net/netip"
	"slices"

	"lilab/lipf"
	"lilab/lipf/headers"
	"lilab/lipf/x1"
	"lilab/sim/event"
)

// criteria are the target identifiers of a task of LI_T3 or LI_T2, TS 33.128 R19 clause 6.2.3.3.1. It does not matter
// whether they come in one extension or in several.
//
// Of one kind any has to match, of different kinds each. The kinds are:
//
//	FSEID               the UP F-SEID of the session; an address is compared with the UPF's N4 address
//	FTEID               the end of the tunnel through which the packet came in (the UPF's) or goes out (the peer's)
//	UE address          the UE's end of the packet: the source of an uplink packet, the destination of a downlink one.
//	                    An IPv6 address stands for its /64, which belongs to one session
//	PDRID, PDR          the rule that detected the packet; PDR compares the octets of Create PDR
//	QERID               any QoS enforcement rule of that rule
//	NetworkInstance     of the side where the packet came in or goes out
//	GTPTunnelDirection  of the tunnel, seen from the UPF: Inbound is where packets come in
//	TCP port, UDP port  of either end; a fragment without ports never matches
//
// FTEID, NetworkInstance and GTPTunnelDirection also choose the side whose GTP-U message is copied: it has to match all
// of them. The network instance of a data network chooses no side. If both sides are left, N9 is preferred to N3 (TS
// 33.128 clause 6.2.3.3.3), and then where the packet came in.
//
// At least one of FSEID, FTEID and UE address has to be there: all others mean packets of many subscribers.
type criteria struct {
	fseids    []lipf.FSEID
	fteids    []lipf.FTEID
	ue4       []netip.Addr
	ue6       []netip.Prefix
	pdrs      []uint16
	rules     [][]byte
	qers      []uint32
	instances []string
	in, out   bool // GTPTunnelDirection
	tcp, udp  []uint16
	// media is what a task of an IMS access gateway is about, nil at a UPF.
	media *lipf.IMST3Target
}

// readCriteria reads the targets of a task. Errors are those of X1.
func readCriteria(ts []lipf.TargetIdentifier) (*criteria, error) {
	c := &criteria{}
	for _, t := range ts {
		switch t.Type {
		case lipf.TargetExtension:
			list, err := t.UPFLIT3()
			if err != nil {
				return nil, err
			}
			for i := range list {
				if err := c.add(&list[i]); err != nil {
					return nil, err
				}
			}
		case lipf.IPv4AddressTarget, lipf.IPv6AddressTarget:
			a, ok := t.Addr()
			switch {
			case !ok:
				return nil, errors.New("an address is not one")
			case a.Is4():
				c.ue4 = append(c.ue4, a)
			default:
				p, _ := a.Prefix(64) // of an IPv6 address
				c.ue6 = append(c.ue6, p)
			}
		case lipf.TCPPortTarget, lipf.UDPPortTarget:
			p, ok := t.Port()
			if !ok {
				return nil, errors.New("a port is not one")
			}
			if t.Type == lipf.TCPPortTarget {
				c.tcp = append(c.tcp, p)
			} else {
				c.udp = append(c.udp, p)
			}
		default:
			return nil, x1.Errorf(x1.ErrTargetType, "target type %s is not supported", t.Type)
		}
	}
	return c, c.check()
}

func (c *criteria) add(t *lipf.UPFLIT3Target) error {
	switch {
	case t.FSEID != nil:
		if t.FSEID.SEID == 0 {
			return errors.New("an F-SEID with SEID 0 names no session")
		}
		c.fseids = append(c.fseids, *t.FSEID)
	case t.FTEID != nil:
		if t.FTEID.TEID == 0 {
			return errors.New("an F-TEID with TEID 0 names no tunnel")
		}
		c.fteids = append(c.fteids, *t.FTEID)
	case t.PDRID != nil:
		if *t.PDRID > 0xffff {
			return errors.New("a PDR ID has 16 bits")
		}
		c.pdrs = append(c.pdrs, uint16(*t.PDRID))
	case t.QERID != nil:
		c.qers = append(c.qers, *t.QERID)
	case t.NetworkInstance != nil:
		name, ok := instanceName(t.NetworkInstance)
		if !ok {
			return errors.New("a Network Instance is neither text nor labels")
		}
		c.instances = append(c.instances, name)
	case t.GTPTunnelDirection == lipf.TunnelInbound:
		c.in = true
	case t.GTPTunnelDirection == lipf.TunnelOutbound:
		c.out = true
	case t.PDR != nil:
		if _, ok := ruleID(t.PDR); !ok {
			return errors.New("a PDR is no Create PDR without its first four octets")
		}
		c.rules = append(c.rules, t.PDR)
	default:
		return errors.New("a criterion is not supported")
	}
	return nil
}

// check refuses criteria that can never match together, and those that name nobody in particular.
func (c *criteria) check() error {
	switch {
	case len(c.fseids) == 0 && len(c.fteids) == 0 && len(c.ue4) == 0 && len(c.ue6) == 0:
		return x1.Errorf(x1.ErrTargetCombination, "neither F-SEID nor F-TEID nor UE address: the criteria mean packets of many subscribers")
	case len(c.tcp) > 0 && len(c.udp) > 0:
		return x1.Errorf(x1.ErrTargetCombination, "no packet has a TCP port and a UDP port")
	}
	if len(c.rules) > 0 && len(c.pdrs) > 0 {
		if !slices.ContainsFunc(c.rules, func(r []byte) bool { id, _ := ruleID(r); return slices.Contains(c.pdrs, id) }) {
			return x1.Errorf(x1.ErrTargetCombination, "PDR and PDR ID name different rules")
		}
	}
	return nil
}

// instanceName reads a Network Instance as a UPF does, TS 29.244 clause 8.2.4: text, or labels as in a domain name.
func instanceName(b []byte) (string, bool) {
	if len(b) == 0 || len(b) > 255 {
		return "", false
	}
	if b[0] >= 0x20 {
		return string(b), true
	}
	var out []byte
	for len(b) > 0 {
		n := int(b[0])
		if n == 0 && len(b) == 1 {
			break
		}
		if n == 0 || 1+n > len(b) {
			return "", false
		}
		if len(out) > 0 {
			out = append(out, '.')
		}
		out, b = append(out, b[1:1+n]...), b[1+n:]
	}
	return string(out), len(out) > 0
}

// ruleID returns the PDR ID in the octets of a Create PDR, which have to be whole information elements.
func ruleID(b []byte) (id uint16, ok bool) {
	const typePDRID = 56
	for len(b) > 0 {
		if len(b) < 4 || 4+int(binary.BigEndian.Uint16(b[2:])) > len(b) {
			return 0, false
		}
		n := 4 + int(binary.BigEndian.Uint16(b[2:]))
		if binary.BigEndian.Uint16(b) == typePDRID && n == 6 && !ok {
			id, ok = binary.BigEndian.Uint16(b[4:]), true
		}
		b = b[n:]
	}
	return id, ok
}

// match says whether a packet is meant, and which of its GTP-U messages. That is nil where the packet is in no tunnel.
// It does not allocate.
func (c *criteria) match(p *event.UPFPacket) (message []byte, ok bool) {
	if len(c.fseids) > 0 && !c.session(p) ||
		len(c.pdrs) > 0 && !slices.Contains(c.pdrs, p.PDR) ||
		len(c.rules) > 0 && !c.rule(p) ||
		len(c.qers) > 0 && !c.qer(p) {
		return nil, false
	}
	if (len(c.ue4) > 0 || len(c.ue6) > 0 || len(c.tcp) > 0 || len(c.udp) > 0) && !c.inner(p) {
		return nil, false
	}
	// What names a data network is fulfilled whatever the tunnel.
	network := len(c.instances) == 0 ||
		p.Received == nil && slices.Contains(c.instances, p.FromInstance) || p.Sent == nil && slices.Contains(c.instances, p.ToInstance)
	in := p.Received != nil && (c.in || !c.out) && (network || slices.Contains(c.instances, p.FromInstance)) && c.tunnel(p.TEID, p.LocalAddr)
	out := p.Sent != nil && (c.out || !c.in) && (network || slices.Contains(c.instances, p.ToInstance)) && c.tunnel(p.SentTEID, p.PeerAddr)
	switch {
	case in && out && p.To == event.UPFN9 && p.From != event.UPFN9:
		return p.Sent, true
	case in && out && p.From == event.UPFN4: // not a tunnel of the user's
		return p.Sent, true
	case in:
		return p.Received, true
	case out:
		return p.Sent, true
	}
	return nil, p.Received == nil && p.Sent == nil && network && len(c.fteids) == 0 && !c.in && !c.out
}

func (c *criteria) session(p *event.UPFPacket) bool {
	for i := range c.fseids {
		f := &c.fseids[i]
		if f.SEID == p.SEID && at(p.N4, f.IPv4, f.IPv6) {
			return true
		}
	}
	return false
}

// at says whether an address is one of two. Without any it is.
func at(a, v4, v6 netip.Addr) bool {
	return !v4.IsValid() && !v6.IsValid() || a == v4 || a == v6
}

func (c *criteria) tunnel(teid uint32, a netip.Addr) bool {
	if len(c.fteids) == 0 {
		return true
	}
	for i := range c.fteids {
		f := &c.fteids[i]
		if f.TEID == teid && at(a, f.IPv4, f.IPv6) {
			return true
		}
	}
	return false
}

func (c *criteria) rule(p *event.UPFPacket) bool {
	for _, r := range c.rules {
		if p.Rule != nil && bytes.Equal(r, p.Rule) {
			return true
		}
	}
	return false
}

func (c *criteria) qer(p *event.UPFPacket) bool {
	for _, q := range p.QERs {
		if slices.Contains(c.qers, q) {
			return true
		}
	}
	return false
}

func (c *criteria) inner(p *event.UPFPacket) bool {
	if p.Type == event.Ethernet || p.Type == event.Unstructured {
		return false
	}
	e, ok := headers.Endpoints(p.Inner)
	if !ok {
		return false
	}
	if len(c.ue4) > 0 || len(c.ue6) > 0 {
		ue := e.Source
		if p.Direction == event.UPFDownlink {
			ue = e.Destination
		}
		if !slices.Contains(c.ue4, ue) && !slices.ContainsFunc(c.ue6, func(n netip.Prefix) bool { return n.Contains(ue) }) {
			return false
		}
	}
	has := func(ports []uint16) bool {
		return slices.Contains(ports, e.SourcePort) || slices.Contains(ports, e.DestinationPort)
	}
	const tcp, udp = 6, 17
	switch {
	case len(c.tcp) > 0:
		return e.Ports && e.Protocol == tcp && has(c.tcp)
	case len(c.udp) > 0:
		return e.Ports && e.Protocol == udp && has(c.udp)
	}
	return true
}
