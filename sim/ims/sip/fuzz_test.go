package sip_test

import (
	"net"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/ims/sip"
	"lilab/sim/ims/sip/siptest"
)

func udp(a netip.Addr, port uint16) net.Addr {
	return net.UDPAddrFromAddrPort(netip.AddrPortFrom(a, port))
}

// FuzzParse: what is read and written again is read as the same.
func FuzzParse(f *testing.F) {
	for _, c := range siptest.Torture() {
		f.Add(c.Octets)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := sip.Parse(b)
		if err != nil {
			return
		}
		again, err := sip.Parse(m.Octets())
		if len(m.Octets()) > sip.MaxMessage {
			return
		}
		require.NoError(t, err, "%q", m.Octets())
		require.Equal(t, m.Method, again.Method)
		require.Equal(t, m.URI, again.URI)
		require.Equal(t, m.Status, again.Status)
		require.Equal(t, string(m.Body), string(again.Body))
		for _, h := range []string{"Via", "From", "To", "Call-ID", "CSeq", "Route", "Contact"} {
			require.Equal(t, m.All(h), again.All(h), h)
		}
	})
}

// FuzzField: readers of header values end, and what they return is part of the value.
func FuzzField(f *testing.F) {
	for _, s := range []string{`"A, B" <sip:a@b;x=y?z=1>;tag=3, <tel:+1>`, `sip:a;b@[::1]:5060;lr`, `Digest a="b", c=d`, `<`, `"\`, `;;=;"`, `sip:@`, `sip:+1;ph@h:99999`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, one := range sip.SplitList(s) {
			require.Contains(t, s, one)
		}
		u := sip.URI(s)
		require.Contains(t, s, u)
		host, _ := sip.HostPort(u)
		require.Contains(t, u, strings.Trim(host, "[]"))
		require.Contains(t, s, sip.UserOf(s))
		require.Contains(t, s, sip.Param(s, "tag"))
		if v, ok := sip.URIParam(s, "lr"); ok {
			require.Contains(t, s, v)
		}
	})
}
