package ndp_test

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"
	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/header"

	"lilab/sim/ndp"
)

func TestMessages(t *testing.T) {
	ue, router := ndp.LinkLocal([8]byte{7: 5}), ndp.LinkLocal([8]byte{7: 1})
	prefix := netip.MustParsePrefix("2001:db8:1:2::/64")
	rs, ra := ndp.Solicitation(ue), ndp.Advertisement(router, ue, prefix)
	from, err := ndp.ParseSolicitation(rs)
	require.NoError(t, err)
	require.Equal(t, ue, from)
	got, err := ndp.ParseAdvertisement(ra)
	require.NoError(t, err)
	require.Equal(t, prefix, got)
	_, err = ndp.ParseAdvertisement(rs)
	require.ErrorIs(t, err, ndp.ErrNot)
	for _, p := range [][]byte{rs, ra} {
		for n := range p {
			_, err := ndp.ParseSolicitation(p[:n])
			_, err2 := ndp.ParseAdvertisement(p[:n])
			require.Error(t, err)
			require.Error(t, err2)
		}
		for i := 8; i < len(p); i++ {
			bad := append([]byte(nil), p...)
			bad[i] ^= 1
			_, err := ndp.ParseSolicitation(bad)
			_, err2 := ndp.ParseAdvertisement(bad)
			require.Error(t, err)
			require.Error(t, err2)
		}
		// gVisor, written by others, agrees about length and checksum.
		ip := header.IPv6(p)
		require.True(t, ip.IsValid(len(p)))
		icmp := header.ICMPv6(ip.Payload())
		require.Equal(t, icmp.Checksum(), header.ICMPv6Checksum(header.ICMPv6ChecksumParams{Header: icmp, Src: ip.SourceAddress(), Dst: ip.DestinationAddress()}))
	}
	info := header.NDPRouterAdvert(header.ICMPv6(header.IPv6(ra).Payload()).MessageBody())
	it, err := info.Options().Iter(true)
	require.NoError(t, err)
	o, done, err := it.Next()
	require.NoError(t, err)
	require.False(t, done)
	pi := o.(header.NDPPrefixInformation)
	require.True(t, pi.AutonomousAddressConfigurationFlag())
	subnet := pi.Subnet()
	require.Equal(t, tcpip.AddrFrom16(prefix.Addr().As16()), subnet.ID())
}

// FuzzParse checks that a prefix that is understood can be told again.
func FuzzParse(f *testing.F) {
	f.Add(ndp.Solicitation(ndp.LinkLocal([8]byte{7: 5})))
	f.Add(ndp.Advertisement(ndp.LinkLocal([8]byte{}), ndp.LinkLocal([8]byte{7: 1}), netip.MustParsePrefix("2001:db8::/64")))
	f.Fuzz(func(t *testing.T, p []byte) {
		if from, err := ndp.ParseSolicitation(p); err == nil {
			again, err := ndp.ParseSolicitation(ndp.Solicitation(from))
			require.NoError(t, err)
			require.Equal(t, from, again)
		}
		if prefix, err := ndp.ParseAdvertisement(p); err == nil {
			again, err := ndp.ParseAdvertisement(ndp.Advertisement(ndp.LinkLocal([8]byte{}), ndp.LinkLocal([8]byte{}), prefix))
			require.NoError(t, err)
			require.Equal(t, prefix, again)
		}
	})
}
