package sbitest

import (
	"context"
	"crypto/tls"
	"net"
	"net/netip"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/sbi"
)

// NoHost is a host without a network: whatever needs one fails. Handlers are tested with it in one process.
type NoHost struct{}

var _ fabric.Host = NoHost{}

// Name implements fabric.Host, and so do the other methods.
func (NoHost) Name() string { return "nowhere" }

// Addr returns the invalid address.
func (NoHost) Addr(string) netip.Addr { return netip.Addr{} }

// Addrs returns nothing.
func (NoHost) Addrs(string) []netip.Addr { return nil }

// Listen fails.
func (NoHost) Listen(context.Context, netip.AddrPort) (net.Listener, error) {
	return nil, fabric.ErrUnsupported
}

// DialContext fails.
func (NoHost) DialContext(context.Context, string, string) (net.Conn, error) {
	return nil, fabric.ErrUnsupported
}

// ListenPacket fails.
func (NoHost) ListenPacket(context.Context, netip.AddrPort) (net.PacketConn, error) {
	return nil, fabric.ErrUnsupported
}

// ListenSCTP fails.
func (NoHost) ListenSCTP(context.Context, netip.AddrPort) (fabric.SCTPListener, error) {
	return nil, fabric.ErrUnsupported
}

// DialSCTP fails.
func (NoHost) DialSCTP(context.Context, netip.Addr, netip.AddrPort) (fabric.Association, error) {
	return nil, fabric.ErrUnsupported
}

// NoTLS is a server configuration that is complete in form.
func NoTLS() *tls.Config { return &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert} }

// NoClient is a client that reaches nobody.
func NoClient(plmn event.PLMN) *sbi.Client {
	c, err := sbi.NewClient(sbi.ClientConfig{
		Host: NoHost{}, TLS: &tls.Config{}, PLMN: plmn, NRF: "https://nrf." + plmn.Domain(), SEPP: "https://sepp." + plmn.Domain(),
	})
	if err != nil {
		panic(err)
	}
	return c
}
