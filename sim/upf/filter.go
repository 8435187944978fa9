package upf

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// flow is an SDF filter: an IPFilterRule of RFC 6733 as TS 29.244 clause 8.2.5 restricts it. It is written as
// for downlink: "from" is the data network, "to" the UE.
type flow struct {
	protocol           int // -1 for ip
	remote, ue         netip.Prefix
	remotePorts, ports []portRange
}

type portRange struct{ low, high uint16 }

// parseFlow reads "permit out <protocol> from <address> [ports] to <address> [ports]".
func parseFlow(s string) (flow, error) {
	f := flow{protocol: -1}
	words := strings.Fields(s)
	wrong := func(why string) (flow, error) { return flow{}, fmt.Errorf("upf: flow description %q: %s", s, why) }
	if len(words) < 7 || len(words) > 9 || words[0] != "permit" || words[1] != "out" || words[3] != "from" {
		return wrong("not of the form permit out … from … to …")
	}
	if words[2] != "ip" {
		n, err := strconv.ParseUint(words[2], 10, 8)
		if err != nil {
			return wrong("protocol")
		}
		f.protocol = int(n)
	}
	to := slices.Index(words, "to")
	if to < 5 || to > 6 || len(words)-to < 2 || len(words)-to > 3 {
		return wrong("not of the form permit out … from … to …")
	}
	var err error
	if f.remote, f.remotePorts, err = parseSide(words[4:to]); err != nil {
		return wrong(err.Error())
	}
	if f.ue, f.ports, err = parseSide(words[to+1:]); err != nil {
		return wrong(err.Error())
	}
	return f, nil
}

func parseSide(words []string) (p netip.Prefix, ports []portRange, err error) {
	switch w := words[0]; {
	case w == "any", w == "assigned": // the UE address is checked by the PDI
	case strings.Contains(w, "/"):
		if p, err = netip.ParsePrefix(w); err != nil {
			return p, nil, err
		}
	default:
		a, err := netip.ParseAddr(w)
		if err != nil {
			return p, nil, err
		}
		p = netip.PrefixFrom(a, a.BitLen())
	}
	if len(words) == 1 {
		return p, nil, nil
	}
	for part := range strings.SplitSeq(words[1], ",") {
		low, high, both := strings.Cut(part, "-")
		if !both {
			high = low
		}
		l, err := strconv.ParseUint(low, 10, 16)
		if err != nil {
			return p, nil, err
		}
		h, err := strconv.ParseUint(high, 10, 16)
		if err != nil || h < l {
			return p, nil, fmt.Errorf("port range %q", part)
		}
		ports = append(ports, portRange{uint16(l), uint16(h)})
	}
	return p, ports, nil
}

// matches says whether a packet of a direction belongs to the flow.
func (f *flow) matches(p *inner, d Direction) bool {
	remote, ue, remotePort, port := p.src, p.dst, p.srcPort, p.dstPort
	if d == Uplink {
		remote, ue, remotePort, port = ue, remote, port, remotePort
	}
	if f.protocol >= 0 && f.protocol != int(p.protocol) {
		return false
	}
	return (!f.remote.IsValid() || f.remote.Contains(remote)) && (!f.ue.IsValid() || f.ue.Contains(ue)) &&
		inRanges(f.remotePorts, p.ports, remotePort) && inRanges(f.ports, p.ports, port)
}

func inRanges(all []portRange, has bool, port uint16) bool {
	if len(all) == 0 {
		return true
	}
	return has && slices.ContainsFunc(all, func(r portRange) bool { return r.low <= port && port <= r.high })
}
