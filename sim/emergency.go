package sim

import (
	"errors"
	"maps"
	"net/netip"

	"lilab/sim/amf"
)

// EmergencyPolicy says whom a network lets register for emergency services, TS 23.501 clause 5.16.4.1.
type EmergencyPolicy = amf.EmergencyPolicy

// Policies of a network for emergency services.
const (
	// EmergencyAnybody: also phones that cannot be authenticated.
	EmergencyAnybody EmergencyPolicy = amf.EmergencyAnybody
	// EmergencyAuthenticated: only those whose home network authenticates them.
	EmergencyAuthenticated EmergencyPolicy = amf.EmergencyAuthenticated
	// EmergencyNone: nobody.
	EmergencyNone EmergencyPolicy = amf.EmergencyNone
)

// addEmergency gives a network with an IMS the data network of emergency calls, unless it has one or offers no emergency services.
func (n *Network) addEmergency() {
	if _, has := n.cfg.DNNs[DNNEmergency]; has || n.cfg.IMS == nil || n.cfg.Emergency == EmergencyNone {
		return
	}
	all := maps.Clone(n.cfg.DNNs)
	if all == nil {
		all = map[string]DNN{}
	}
	all[DNNEmergency] = DNN{FiveQI: 5}
	n.cfg.DNNs, n.addedEmergency = all, true
}

// nextEmergencyPools hands out 198.18.0.0/24, 198.18.1.0/24, … (RFC 2544) and 2001:db8:ff00::/48 and following: apart from nextPools, so
// that other data networks have the same addresses with and without emergency calls.
func (l *Lab) nextEmergencyPools() (four, six netip.Prefix, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.emergencyPools
	l.emergencyPools++
	if n > 0xff {
		return four, six, errors.New("sim: no pool of UE addresses for emergency calls is left")
	}
	four = netip.PrefixFrom(netip.AddrFrom4([4]byte{198, 18, byte(n), 0}), 24)
	six = netip.PrefixFrom(netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 0xff, byte(n)}), 48)
	return four, six, nil
}
