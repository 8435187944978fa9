package observe

import (
	"net/netip"

	"lilab/oracle/wire"
	"lilab/pcaps"
)

// N4 is one PFCP message of a session between an SMF and a UPF.
type N4 struct {
	Source
	Src, Dst netip.Addr
	wire.PFCP
}

// n4 takes a frame of N4. Only messages about sessions are kept; heartbeats and the user plane inside N4 are not.
func (o *observer) n4(src Source, f pcaps.Frame) {
	ip, err := network(f)
	if err != nil {
		o.out.Unreadable[src.Interface]++
		return
	}
	p, err := wire.ReadIP(ip)
	if err != nil || p.Protocol != wire.ProtocolUDP || (p.Dst.Port() != wire.PortPFCP && p.Src.Port() != wire.PortPFCP) {
		return
	}
	m, err := wire.ReadPFCP(p.Payload)
	if err != nil {
		o.out.Unreadable[src.Interface]++
		return
	}
	if m.Type >= wire.PFCPEstablishmentRequest && m.Type < wire.PFCPEstablishmentRequest+10 {
		o.out.N4 = append(o.out.N4, N4{src, p.Src.Addr(), p.Dst.Addr(), m})
	}
}
