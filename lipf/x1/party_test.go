package x1_test

import (
	"log/slog"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/lipf/x1"
	"lilab/sim/pki"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func authority(t testing.TB) *pki.Authority {
	t.Helper()
	ca, err := pki.NewAuthority("LI of a test operator", time.Now)
	require.NoError(t, err)
	return ca
}

// endpoint makes a party with a certificate of the authority on a loopback listener.
func endpoint(t testing.TB, ca *pki.Authority, id string) x1.Endpoint {
	t.Helper()
	cert, err := ca.Issue(pki.Leaf{CommonName: id, UID: id, IPs: []netip.Addr{netip.MustParseAddr("127.0.0.1")}, Client: true, Server: true})
	require.NoError(t, err)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = ln.Close() })
	return x1.Endpoint{
		ID: id, Listener: ln,
		ServerTLS: pki.ServerConfig(cert, ca.Pool(), pki.Options{}),
		ClientTLS: pki.ClientConfig(cert, ca.Pool(), "", pki.Options{}),
		Log:       slog.New(slog.DiscardHandler),
	}
}

func url(ep x1.Endpoint, path string) string { return "https://" + ep.Listener.Addr().String() + path }
