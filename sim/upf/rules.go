package upf

import (
	"errors"
	"fmt"
	"net"
	"net/netip"

	"github.com/wmnsk/go-pfcp/ie"
)

// refusal is why a request is refused, as the response says it.
type refusal struct {
	cause     uint8
	offending uint16 // type of an information element, 0 for none
	// failed rule, TS 29.244 clause 8.2.80
	hasRule  bool
	ruleType uint8
	ruleID   uint32
	why      string
}

func (r *refusal) Error() string {
	return fmt.Sprintf("upf: cause %d, offending IE %d: %s", r.cause, r.offending, r.why)
}

// Rule types of Failed Rule ID.
const (
	rulePDR = 0
	ruleFAR = 1
	ruleQER = 2
	ruleURR = 3
)

func missing(t uint16) error {
	return &refusal{cause: ie.CauseMandatoryIEMissing, offending: t, why: "mandatory IE missing"}
}

func conditional(t uint16) error {
	return &refusal{cause: ie.CauseConditionalIEMissing, offending: t, why: "conditional IE missing"}
}

func badLength(t uint16) error {
	return &refusal{cause: ie.CauseInvalidLength, offending: t, why: "IE too short"}
}

func incorrect(t uint16) error {
	return &refusal{cause: ie.CauseMandatoryIEIncorrect, offending: t, why: "IE incorrect"}
}

func failedRule(kind uint8, id uint32, why string) error {
	return &refusal{cause: ie.CauseRuleCreationModificationFailure, hasRule: true, ruleType: kind, ruleID: id, why: why}
}

func first(ies []*ie.IE, t uint16) *ie.IE {
	for _, i := range ies {
		if i.Type == t {
			return i
		}
	}
	return nil
}

// need reads a mandatory information element.
func need[T any](ies []*ie.IE, t uint16, get func(*ie.IE) (T, error)) (T, error) {
	i := first(ies, t)
	if i == nil {
		var zero T
		return zero, missing(t)
	}
	v, err := get(i)
	if err != nil {
		return v, badLength(t)
	}
	return v, nil
}

// may reads an optional information element.
func may[T any](ies []*ie.IE, t uint16, v *T, get func(*ie.IE) (T, error)) (bool, error) {
	i := first(ies, t)
	if i == nil {
		return false, nil
	}
	n, err := get(i)
	if err != nil {
		return false, badLength(t)
	}
	*v = n
	return true, nil
}

func every[T any](ies []*ie.IE, t uint16, get func(*ie.IE) (T, error)) ([]T, error) {
	var out []T
	for _, i := range ies {
		if i.Type == t {
			v, err := get(i)
			if err != nil {
				return nil, badLength(t)
			}
			out = append(out, v)
		}
	}
	return out, nil
}

// pdr is a packet detection rule. Rules are not changed once they are in a session; an update replaces them.
type pdr struct {
	id         uint16
	precedence uint32
	direction  Direction
	tunnel     *tunnel // nil for N6
	dn         *dataNetwork
	octets     []byte // of Create PDR, nil after an update
	teid       uint32
	chosen     bool // teid was chosen in this request
	ue4        netip.Addr
	ue6        netip.Prefix
	ethernet   bool // every frame of the data network for an Ethernet session
	udpRemoval bool // UDP and IPv6 are removed
	qfis       []uint8
	flows      []flow
	far        uint32
	qers, urrs []uint32
}

// far is a forwarding action rule.
type far struct {
	id     uint32
	action uint8
	// towards the UE or away from it
	uplink bool
	tunnel *tunnel // nil for N6
	dn     *dataNetwork
	teid   uint32
	remote *net.UDPAddr
	peer   netip.Addr     // of remote
	udp    netip.AddrPort // of a UDP tunnel on N6
}

// Bits of Apply Action, TS 29.244 clause 8.2.26.
const (
	actionDrop    = 0x01
	actionForward = 0x02
	actionBuffer  = 0x04
)

// qer is a QoS enforcement rule: gates and QoS flow; rates are not enforced.
type qer struct {
	id     uint32
	closed [2]bool // by Direction
	qfi    uint8   // 0 for none
	rqi    bool
}

// urr is a usage reporting rule. Its usage goes on when the rule is updated.
type urr struct {
	id    uint32
	usage *usage
}

// side resolves which end of the UPF a rule means: a tunnel, or a data network.
func (u *UPF) side(ies []*ie.IE, iface uint8, tunnelled bool) (*tunnel, *dataNetwork, error) {
	var name string
	if _, err := may(ies, ie.NetworkInstance, &name, networkInstance); err != nil {
		return nil, nil, err
	}
	if !tunnelled {
		if iface == ie.SrcInterfaceAccess {
			return nil, nil, errors.New("access without a tunnel")
		}
		for _, d := range u.dns {
			if name == "" || d.Name == name {
				return nil, d, nil
			}
		}
		return nil, nil, fmt.Errorf("no data network %q", name)
	}
	var kind uint8
	typed, err := may(ies, ie.TGPPInterfaceType, &kind, (*ie.IE).TGPPInterfaceType)
	if err != nil {
		return nil, nil, err
	}
	want := Interface(0)
	switch {
	case typed && kind >= 11 && kind <= 14: // N3, TS 29.244 clause 8.2.118
		want = N3
	case typed && (kind == 15 || kind == 21 || kind == 23): // N9, N9 for roaming, N9 for data forwarding
		want = N9
	case name != "":
	case iface == ie.SrcInterfaceAccess && u.tunnelFor(N3, "") != nil:
		want = N3
	default:
		want = N9
	}
	t := u.tunnelFor(want, name)
	if t == nil {
		return nil, nil, fmt.Errorf("no tunnel end %q on %v", name, want)
	}
	return t, nil, nil
}

// networkInstance is text, or labels as in a domain name.
func networkInstance(i *ie.IE) (string, error) {
	if len(i.Payload) > 0 && i.Payload[0] < 0x20 {
		return i.ValueAsFQDN()
	}
	return i.NetworkInstance()
}

// parsePDR reads Create PDR, or Update PDR on top of an earlier rule.
func (u *UPF) parsePDR(ies []*ie.IE, old *pdr, choose *chooser) (*pdr, error) {
	id, err := need(ies, ie.PDRID, (*ie.IE).PDRID)
	if err != nil {
		return nil, err
	}
	p := &pdr{id: id}
	if old != nil {
		*p = *old
		p.chosen, p.octets = false, nil
		if _, err := may(ies, ie.Precedence, &p.precedence, (*ie.IE).Precedence); err != nil {
			return nil, err
		}
	} else if p.precedence, err = need(ies, ie.Precedence, (*ie.IE).Precedence); err != nil {
		return nil, err
	}
	if _, err := may(ies, ie.FARID, &p.far, (*ie.IE).FARID); err != nil {
		return nil, err
	}
	if first(ies, ie.FARID) == nil && old == nil {
		return nil, conditional(ie.FARID)
	}
	if first(ies, ie.QERID) != nil {
		if p.qers, err = every(ies, ie.QERID, (*ie.IE).QERID); err != nil {
			return nil, err
		}
	}
	if first(ies, ie.URRID) != nil {
		if p.urrs, err = every(ies, ie.URRID, (*ie.IE).URRID); err != nil {
			return nil, err
		}
	}
	if r := first(ies, ie.OuterHeaderRemoval); r != nil {
		description, err := r.OuterHeaderRemovalDescription()
		if err != nil {
			return nil, badLength(ie.OuterHeaderRemoval)
		}
		const udpIPv6 = 3 // TS 29.244 clause 8.2.64; the others are those of tunnels
		p.udpRemoval = description == udpIPv6
	}
	if pdi := first(ies, ie.PDI); pdi != nil {
		if err := u.parsePDI(pdi.ChildIEs, p, choose); err != nil {
			return nil, err
		}
	} else if old == nil {
		return nil, missing(ie.PDI)
	}
	return p, nil
}

func (u *UPF) parsePDI(ies []*ie.IE, p *pdr, choose *chooser) error {
	iface, err := need(ies, ie.SourceInterface, (*ie.IE).SourceInterface)
	if err != nil {
		return err
	}
	switch iface {
	case ie.SrcInterfaceAccess:
		p.direction = Uplink
	case ie.SrcInterfaceCore, ie.SrcInterfaceSGiLANN6LAN, ie.SrcInterfaceCPFunction:
		p.direction = Downlink
	default:
		return failedRule(rulePDR, uint32(p.id), "source interface is not served")
	}
	if first(ies, ie.EthernetPacketFilter) != nil || first(ies, ie.ApplicationID) != nil {
		return &refusal{cause: ie.CauseServiceNotSupported, why: "Ethernet or application filter"}
	}
	hadTunnel, hadTEID := p.tunnel, p.teid
	p.ue4, p.ue6, p.qfis, p.flows, p.tunnel, p.dn, p.teid, p.ethernet = netip.Addr{}, netip.Prefix{}, nil, nil, nil, nil, 0, false
	var information uint8
	if _, err := may(ies, ie.EthernetPDUSessionInformation, &information, (*ie.IE).EthernetPDUSessionInformation); err != nil {
		return err
	}
	if f := first(ies, ie.FTEID); f != nil {
		fields, err := f.FTEID()
		if err != nil {
			return badLength(ie.FTEID)
		}
		t, _, err := u.side(ies, iface, true)
		if err != nil {
			return ruleError(err, rulePDR, uint32(p.id))
		}
		p.tunnel = t
		switch {
		case fields.HasCh():
			if t.Addr.Is4() && !fields.HasIPv4() || t.Addr.Is6() && !fields.HasIPv6() {
				return &refusal{cause: ie.CauseInvalidFTEIDAllocationOption, offending: ie.FTEID, why: "address family"}
			}
			p.teid, p.chosen = choose.teid(t, fields.HasChID(), fields.ChooseID), true
		case hadTunnel == t && hadTEID == fields.TEID:
			p.teid = hadTEID // the one that was chosen before
		case choose.mine(t, fields.TEID):
			p.teid = fields.TEID // that of another rule of the session
		default:
			return &refusal{cause: ie.CauseInvalidFTEIDAllocationOption, offending: ie.FTEID, why: "the UPF chooses"}
		}
	} else if p.direction == Uplink {
		return conditional(ie.FTEID)
	} else if _, p.dn, err = u.side(ies, iface, false); err != nil {
		return ruleError(err, rulePDR, uint32(p.id))
	}
	if a := first(ies, ie.UEIPAddress); a != nil {
		f, err := a.UEIPAddress()
		if err != nil {
			return badLength(ie.UEIPAddress)
		}
		if err := p.ueAddress(f); err != nil {
			return err
		}
	}
	const ethi = 0x01 // TS 29.244 clause 8.2.102
	p.ethernet = information&ethi != 0 && p.tunnel == nil
	if p.tunnel == nil && !p.ue4.IsValid() && !p.ue6.IsValid() && !p.ethernet {
		return conditional(ie.UEIPAddress)
	}
	if p.qfis, err = every(ies, ie.QFI, (*ie.IE).QFI); err != nil {
		return err
	}
	filters, err := every(ies, ie.SDFFilter, (*ie.IE).SDFFilter)
	if err != nil {
		return err
	}
	for _, f := range filters {
		if !f.HasFD() || f.HasTTC() || f.HasSPI() || f.HasFL() {
			return failedRule(rulePDR, uint32(p.id), "SDF filter is more than a flow description")
		}
		w, err := parseFlow(f.FlowDescription)
		if err != nil {
			return failedRule(rulePDR, uint32(p.id), err.Error())
		}
		p.flows = append(p.flows, w)
	}
	return nil
}

// ruleError makes a rule failure of an error that is not a refusal already.
func ruleError(err error, kind uint8, id uint32) error {
	var r *refusal
	if errors.As(err, &r) {
		return err
	}
	return failedRule(kind, id, err.Error())
}

// ueAddress takes the UE address, TS 29.244 clause 8.2.62. The SMF assigns it; an IPv6 prefix has 64 bits or more.
func (p *pdr) ueAddress(f *ie.UEIPAddressFields) error {
	const v6, v4, delegated, choose4, choose6, length = 0x01, 0x02, 0x08, 0x10, 0x20, 0x40
	if f.Flags&(delegated|choose4|choose6) != 0 {
		return failedRule(rulePDR, uint32(p.id), "the SMF has to give the UE address")
	}
	if f.Flags&v4 != 0 {
		a, ok := netip.AddrFromSlice(f.IPv4Address.To4())
		if !ok {
			return incorrect(ie.UEIPAddress)
		}
		p.ue4 = a
	}
	if f.Flags&v6 != 0 {
		a, ok := netip.AddrFromSlice(f.IPv6Address)
		bits := 64
		if f.Flags&length != 0 {
			bits = int(f.IPv6PrefixLength)
		}
		if !ok || !a.Is6() || bits < 64 || bits > 128 {
			return incorrect(ie.UEIPAddress)
		}
		p.ue6 = netip.PrefixFrom(a, bits).Masked()
	}
	if f.Flags&(v4|v6) == 0 {
		return incorrect(ie.UEIPAddress)
	}
	return nil
}
