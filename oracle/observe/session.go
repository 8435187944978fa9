package observe

import (
	"fmt"
	"net/netip"
	"slices"
	"time"

	"lilab/oracle/asn"
	"lilab/oracle/wire"
)

// FTEID is one end of a GTP-U tunnel as a record names it. Addr is invalid where the record gives none.
type FTEID struct {
	Addr netip.Addr
	TEID uint32
}

// String returns "10.1.0.3 TEID 0x00000017".
func (f FTEID) String() string {
	if !f.Addr.IsValid() {
		return fmt.Sprintf("TEID 0x%08x", f.TEID)
	}
	return fmt.Sprintf("%s TEID 0x%08x", f.Addr, f.TEID)
}

// Session is what a record of an SMF says about a PDU session, TS 33.128 R19 clause 6.2.3.2. Fields are empty where the
// record has nothing.
type Session struct {
	// ID is the PDU session identity, -1 if there is none.
	ID int
	// Type and RequestType are names of enumeration values.
	Type, RequestType string
	DNN               string
	// SNSSAI is "SST" or "SST-SD" with six hexadecimal digits in lower case.
	SNSSAI string
	// Addresses and MACs are those of uEEndpoint.
	Addresses []netip.Addr
	MACs      []string
	// Tunnel is gTPTunnelID, Uplink and Downlink the ends that gTPTunnelInfo names: at the UPF and at the gNB.
	Tunnel, Uplink *FTEID
	Downlink       []FTEID
	// TunnelInfo tells whether gTPTunnelInfo is there.
	TunnelInfo bool
	HSMFURI    string
	// Unauthenticated is sUPIUnauthenticated.
	Unauthenticated *bool
	// Established is timeOfSessionEstablishment.
	Established time.Time
	// FirstPacket, LastPacket and the volumes are those of a release; the volumes are -1 if absent.
	FirstPacket, LastPacket time.Time
	UplinkVolume            int64
	DownlinkVolume          int64
	// Initiator is the name of who began a procedure that failed.
	Initiator string
}

// HeaderReport is what a report about the headers of user packets says.
type HeaderReport struct {
	// Summary tells whether the report is about a flow, else it is about one packet.
	Summary bool
	// Flow has addresses, ports, protocol and flow label as far as the report gives them.
	Flow Flow
	// Direction is "fromTarget" or "toTarget", "" where the record has no place for it.
	Direction string
	// Trigger is the name of what made a summary.
	Trigger string
	// Packets and Octets count what a summary covers; of a report about one packet they are 1 and its length. They are -1 where
	// the report does not say.
	Packets, Octets int64
	// First and Last are the times of a summary.
	First, Last time.Time
	// Header are the octets of the header that the report quotes.
	Header []byte
}

// readSession reads a record of an SMF.
func readSession(n *asn.Node) *Session {
	s := &Session{ID: -1, UplinkVolume: -1, DownlinkVolume: -1, Type: n.Child("pDUSessionType").Text(),
		RequestType: n.Child("requestType").Text(), DNN: n.Child("dNN").Text(), HSMFURI: n.Child("hSMFURI").Text(), Initiator: n.Child("initiator").Text()}
	if v, ok := n.Child("pDUSessionID").Int(); ok {
		s.ID = int(v)
	}
	if v, ok := n.Child("sUPIUnauthenticated").Bool(); ok {
		s.Unauthenticated = &v
	}
	if x := n.Child("sNSSAI"); x != nil {
		s.SNSSAI = x.Child("sliceServiceType").Text()
		if sd := x.Child("sliceDifferentiator"); sd != nil {
			s.SNSSAI += "-" + sd.Text()
		}
	}
	if x := n.Child("uEEndpoint"); x != nil {
		s.endpoints(x)
	}
	s.Tunnel = fteid(n.Child("gTPTunnelID"))
	if x := n.Child("gTPTunnelInfo"); x != nil {
		s.TunnelInfo = true
		five := x.Child("fiveGSGTPTunnels")
		s.Uplink = fteid(five.Child("uLNGUUPTunnelInformation"))
		ran := five.Child("dLRANTunnelInformation")
		if f := fteid(ran.At("dLQOSFlowTunnelInformation", "uPTunnelInformation")); f != nil {
			s.Downlink = append(s.Downlink, *f)
		}
		if more := ran.Child("additionalDLQOSFlowTunnelInformation"); more != nil {
			for i := range more.Children {
				if f := fteid(more.Children[i].Child("uPTunnelInformation")); f != nil {
					s.Downlink = append(s.Downlink, *f)
				}
			}
		}
	}
	s.Established, _ = n.Child("timeOfSessionEstablishment").Time()
	s.FirstPacket, _ = n.Child("timeOfFirstPacket").Time()
	s.LastPacket, _ = n.Child("timeOfLastPacket").Time()
	if v, ok := n.Child("uplinkVolume").Int(); ok {
		s.UplinkVolume = v
	}
	if v, ok := n.Child("downlinkVolume").Int(); ok {
		s.DownlinkVolume = v
	}
	return s
}

// endpoints reads uEEndpoint, which is one address in a modification and a list of them elsewhere.
func (s *Session) endpoints(n *asn.Node) {
	one := func(alt *asn.Node) {
		switch alt.Name {
		case "iPv4Address", "iPv6Address":
			if a, ok := netip.AddrFromSlice(alt.Body); ok {
				s.Addresses = append(s.Addresses, a)
			}
		case "ethernetAddress":
			s.MACs = append(s.MACs, alt.Text())
		}
	}
	for i := range n.Children {
		k := &n.Children[i]
		if len(k.Children) > 0 {
			k = &k.Children[0]
		}
		one(k)
	}
}

func fteid(n *asn.Node) *FTEID {
	t, ok := n.Child("tEID").Int()
	if !ok {
		return nil
	}
	f := &FTEID{TEID: uint32(t)}
	for _, name := range [...]string{"iPv4Address", "iPv6Address"} {
		if a := n.Child(name); a != nil && !f.Addr.IsValid() {
			f.Addr, _ = netip.AddrFromSlice(a.Body)
		}
	}
	return f
}

// readReport reads a PDHeaderReport, PDSummaryReport or IPIRIPacketReport.
func readReport(n *asn.Node, kind string) *HeaderReport {
	if kind == PacketReport {
		return readPacketReport(n)
	}
	h := &HeaderReport{Summary: kind == PDSummaryReport, Direction: n.Child("direction").Text(), Trigger: n.Child("pDSRSummaryTrigger").Text(),
		Packets: 1, Octets: -1}
	end := func(address, port string) netip.AddrPort {
		var a netip.Addr
		if x := n.Child(address); x != nil && len(x.Children) > 0 {
			a, _ = netip.AddrFromSlice(x.Children[0].Body)
		}
		p, _ := n.Child(port).Int()
		return netip.AddrPortFrom(a, uint16(p))
	}
	h.Flow.Src, h.Flow.Dst = end("sourceIPAddress", "sourcePort"), end("destinationIPAddress", "destinationPort")
	if v, ok := n.Child("nextLayerProtocol").Int(); ok {
		h.Flow.Protocol = uint8(v)
	}
	if v, ok := n.Child("iPv6flowLabel").Int(); ok {
		h.Flow.Label = uint32(v)
	}
	if v, ok := n.Child("packetSize").Int(); ok {
		h.Octets = v
	}
	if h.Summary {
		h.count(n)
		h.First, _ = n.Child("firstPacketTimestamp").Time()
		h.Last, _ = n.Child("lastPacketTimestamp").Time()
	}
	return h
}

// readPacketReport reads the record of TS 102 232-3. It quotes the header of the packet, or of the first one of a flow.
func readPacketReport(n *asn.Node) *HeaderReport {
	h := &HeaderReport{Packets: 1, Octets: -1}
	alt := n.At("report", "header")
	if sum := n.At("report", "summary"); sum != nil {
		alt, h.Summary = sum, true
		h.Trigger = sum.Child("trigger").Text()
		h.count(sum)
		h.First, _ = sum.Child("firstTimestamp").Time()
		h.Last, _ = sum.Child("lastTimestamp").Time()
	}
	if x := alt.Child("header"); x != nil {
		h.Header = x.Body
		if p, err := wire.ReadQuoted(x.Body); err == nil {
			h.Flow = Flow{Src: p.Src, Dst: p.Dst, Protocol: p.Protocol, Label: p.Label}
			if !h.Summary {
				h.Octets = int64(p.Length)
			}
		}
	}
	return h
}

func (h *HeaderReport) count(n *asn.Node) {
	h.Packets, h.Octets = -1, -1
	if v, ok := n.Child("packetCount").Int(); ok {
		h.Packets = v
	}
	if v, ok := n.Child("byteCount").Int(); ok {
		h.Octets = v
	}
}

// HasAddress tells whether one of the addresses that a record gives lies in a prefix.
func (s *Session) HasAddress(p netip.Prefix) bool {
	return slices.ContainsFunc(s.Addresses, func(a netip.Addr) bool { return p.Contains(a.Unmap()) })
}
