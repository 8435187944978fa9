package gm_test

import (
	"context"
	"crypto/tls"
	"errors"
	"math/rand/v2"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/sip"
	"lilab/sim/pki"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fqdn is the name in the certificate of the P-CSCF.
const fqdn = "pcscf.ims.mnc070.mcc999.3gppnetwork.org"

var visited = event.PLMN{MCC: "999", MNC: "70"}

// clock can be moved on.
type clock struct {
	mu  sync.Mutex
	add time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.add)
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add += d
}

// recorder keeps what crosses a link.
type recorder struct {
	mu      sync.Mutex
	packets [][]byte
}

func (r *recorder) Packet(_ time.Time, b []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.packets = append(r.packets, append([]byte(nil), b...))
}

func (r *recorder) all() [][]byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([][]byte(nil), r.packets...)
}

// rig is a phone's host and that of a P-CSCF on one link.
type rig struct {
	t            testing.TB
	clock        *clock
	net          fabric.Network
	tap          *recorder
	phone, pcscf fabric.Host
	attacker     fabric.RouterPort // puts any packet on the link
	six          bool
	server       *gm.Server
	reg          *registrar
	authority    *pki.Authority
}

func newRig(t testing.TB, six bool, modes []gm.Mode, change func(*gm.ServerConfig)) *rig {
	t.Helper()
	n, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	r := &rig{t: t, clock: &clock{}, net: n, tap: &recorder{}, six: six}
	l, err := n.Link(fabric.LinkConfig{Name: "n6", Prefix: netip.MustParsePrefix("10.6.0.0/24"), Prefix6: netip.MustParsePrefix("2001:db8:6::/64"),
		MTU: 1400, Tap: r.tap})
	require.NoError(t, err)
	r.phone, err = n.Host("phone")
	require.NoError(t, err)
	r.pcscf, err = n.Host("pcscf")
	require.NoError(t, err)
	for _, h := range []fabric.Host{r.phone, r.pcscf} {
		_, err := l.Attach(h)
		require.NoError(t, err)
	}
	prefix := netip.MustParsePrefix("10.66.0.0/24")
	if six {
		prefix = netip.MustParsePrefix("2001:db8:66::/64")
	}
	r.attacker, err = l.AttachRouter("attacker", prefix, func([]byte) {})
	require.NoError(t, err)
	r.authority, err = pki.NewAuthority("operator", time.Now)
	require.NoError(t, err)
	cert, err := r.authority.Issue(pki.Leaf{CommonName: fqdn, DNSNames: []string{fqdn}, Server: true})
	require.NoError(t, err)
	cfg := gm.ServerConfig{Modes: modes, Host: r.pcscf, Addrs: r.pcscf.Addrs("n6"), Now: r.clock.now, Rand: seeded(1),
		TLS: pki.ServerConfig(cert, r.authority.Pool(), pki.Options{})}
	if change != nil {
		change(&cfg)
	}
	r.server, err = gm.NewServer(cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, r.server.Close()) })
	r.reg = newRegistrar(t, r.server, r.pcscf, r.pcscf.Addrs("n6"))
	return r
}

func seeded(n byte) *rand.ChaCha8 { return rand.NewChaCha8([32]byte{n}) }

func (r *rig) addr(h fabric.Host) netip.Addr {
	for _, a := range h.Addrs("n6") {
		if a.Is6() == r.six {
			return a
		}
	}
	r.t.Fatal("no address")
	return netip.Addr{}
}

func (r *rig) clientTLS() *tls.Config {
	return pki.ClientConfig(tls.Certificate{}, r.authority.Pool(), fqdn, pki.Options{})
}

// client makes the phone's side.
func (r *rig) client(mode gm.Mode, change func(*gm.ClientConfig)) *gm.Client {
	r.t.Helper()
	cfg := gm.ClientConfig{Mode: mode, Host: r.phone, Addr: r.addr(r.phone), PCSCF: netip.AddrPortFrom(r.addr(r.pcscf), 5060), Now: r.clock.now, Rand: seeded(2), TLS: r.clientTLS()}
	if mode == gm.TLS {
		cfg.PCSCF = netip.AddrPortFrom(cfg.PCSCF.Addr(), 5061)
	}
	if change != nil {
		change(&cfg)
	}
	c, err := gm.NewClient(cfg)
	require.NoError(r.t, err)
	r.t.Cleanup(func() { require.NoError(r.t, c.Close()) })
	return c
}

func (r *rig) handset(c sip.GmClient) *handset { return newHandset(r.t, c) }

// registrar is as much of a P-CSCF as Gm needs.
type registrar struct {
	ep     *sip.Endpoint
	server *gm.Server
	keys   sip.Keys

	mu      sync.Mutex
	null    bool
	assoc   *gm.Association
	flow    sip.Flow // towards the phone
	out     map[netip.Addr]sip.Flow
	bodies  []string
	refused error
}

func newRegistrar(t testing.TB, s *gm.Server, h fabric.Host, addrs []netip.Addr) *registrar {
	r := &registrar{server: s, out: map[netip.Addr]sip.Flow{}, keys: keys(1)}
	var err error
	r.ep, err = sip.NewEndpoint(sip.EndpointConfig{Name: "pcscf", Handle: r.handle})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, r.ep.Close()) })
	pc, ps := s.Ports()
	for _, a := range addrs {
		_, err := r.ep.ListenUDP(t.Context(), h, netip.AddrPortFrom(a, 5060), "clear")
		require.NoError(t, err)
		if c := s.TLS(); c != nil {
			_, err := r.ep.ListenTCP(t.Context(), h, netip.AddrPortFrom(a, 5061), c, "tls")
			require.NoError(t, err)
		}
		if pc == 0 {
			continue
		}
		in, err := r.ep.ListenUDP(t.Context(), s.Carrier(), netip.AddrPortFrom(a, ps), "protected")
		require.NoError(t, err)
		r.out[a], err = r.ep.ListenUDP(t.Context(), s.Carrier(), netip.AddrPortFrom(a, pc), "protected")
		require.NoError(t, err)
		r.out[a].SentBy(netip.AddrPortFrom(a, ps))
		in.AnswerBy(r.out[a])
		_, err = r.ep.ListenTCP(t.Context(), s.Carrier(), netip.AddrPortFrom(a, ps), nil, "protected")
		require.NoError(t, err)
	}
	return r
}

func keys(n byte) (k sip.Keys) {
	for i := range k.CK {
		k.CK[i], k.IK[i] = n+byte(i), n^byte(i*3)
	}
	return k
}

func (r *registrar) handle(t *sip.Transaction) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if t.Request.Method != "REGISTER" {
		r.bodies = append(r.bodies, string(t.Request.Body))
		t.Reply(200)
		return
	}
	verify := t.Request.List("Security-Verify")
	answer := t.Request.Get("Authorization") == "answer"
	switch {
	case !answer:
		q := sip.GmRequest{UE: t.Flow.Remote(), IMPI: "anna", SecurityClient: t.Request.List("Security-Client"), Keys: r.keys, NullEncryption: r.null}
		a, err := r.server.Challenge(q)
		r.refused = err
		if err != nil {
			t.Reply(494)
			return
		}
		r.assoc = a.(*gm.Association)
		m := t.Response(401, "", "")
		for _, v := range r.assoc.SecurityServer() {
			m.Add("Security-Server", v)
		}
		_, _ = t.Respond(m)
	case !r.assoc.Verify(verify) || !r.assoc.Same(t.Request.List("Security-Client")):
		_ = r.assoc.Close()
		m := t.Response(494, "", "")
		for _, v := range r.assoc.SecurityServer() {
			m.Add("Security-Server", v)
		}
		_, _ = t.Respond(m)
	default:
		r.assoc.Confirm()
		r.flow = t.Flow
		if r.assoc.Mechanism() == "ipsec-3gpp" && t.Flow.Network() == "udp" {
			us, _ := r.assoc.UE()
			r.flow = r.out[t.Flow.Local().Addr()].To(us)
		}
		t.Reply(200)
	}
}

func (r *registrar) association() *gm.Association {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.assoc
}

func (r *registrar) setNull(b bool) { r.mu.Lock(); defer r.mu.Unlock(); r.null = b }

// handset is as much of a phone as Gm needs.
type handset struct {
	t      testing.TB
	gm     sip.GmClient
	ep     *sip.Endpoint
	out    sip.Flow
	server sip.Flow
	conn   any
	opened map[netip.AddrPort]sip.Flow
	verify string
	cseq   int

	// tamper changes the values of Security-Verify.
	tamper func(string) string
	keys   sip.Keys
	mu     sync.Mutex
	bodies []string
}

func newHandset(t testing.TB, c sip.GmClient) *handset {
	h := &handset{t: t, gm: c, opened: map[netip.AddrPort]sip.Flow{}, keys: keys(1)}
	var err error
	h.ep, err = sip.NewEndpoint(sip.EndpointConfig{Name: "phone", Handle: func(t *sip.Transaction) {
		h.mu.Lock()
		h.bodies = append(h.bodies, string(t.Request.Body))
		h.mu.Unlock()
		t.Reply(200)
	}})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, h.ep.Close()) })
	return h
}

// use opens the sockets of a channel.
func (h *handset) use(c sip.Channel) {
	if c.Conn != nil {
		if h.conn != any(c.Conn) {
			f, err := h.ep.Stream(c.Conn, "tls", "")
			require.NoError(h.t, err)
			h.conn, h.out = c.Conn, f
		}
		return
	}
	if c.Network == "tcp" {
		conn, err := c.Carrier.DialContext(h.t.Context(), "tcp", c.Remote.String())
		require.NoError(h.t, err)
		require.Equal(h.t, c.Client.String(), conn.LocalAddr().String())
		h.out, err = h.ep.Stream(conn, "tcp", "")
		require.NoError(h.t, err)
		return
	}
	open := func(at netip.AddrPort) sip.Flow {
		if f, ok := h.opened[at]; ok {
			return f
		}
		f, err := h.ep.ListenUDP(h.t.Context(), c.Carrier, at, "")
		require.NoError(h.t, err)
		h.opened[at] = f
		return f
	}
	server := open(c.Server)
	client := open(c.Client)
	if c.Client != c.Server {
		client.SentBy(c.Server)
		server.AnswerBy(client)
		h.server = server
	}
	h.out = client.To(c.Remote)
}

// back returns to a channel after a registration that failed.
func (h *handset) back(out sip.Flow) {
	h.out = out
	h.server.AnswerBy(out)
}

var errNoAnswer = errors.New("no answer")

// send sends a request and returns the status of the answer, 0 for none in time.
func do(ctx context.Context, ep *sip.Endpoint, f sip.Flow, m *sip.Message) (*sip.Response, error) {
	ch := make(chan *sip.Response, 4)
	_, err := ep.Request(m, f, func(r *sip.Response, err error) {
		if err == nil && r.Status >= 200 {
			ch <- r
		}
	})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	select {
	case r := <-ch:
		return r, nil
	case <-ctx.Done():
		return nil, errNoAnswer
	}
}

func request(method, from, to string, cseq int, body string) *sip.Message {
	m := &sip.Message{Method: method, URI: "sip:" + to}
	for _, h := range [][2]string{{"Max-Forwards", "70"}, {"From", "<sip:" + from + ">;tag=1"}, {"To", "<sip:" + to + ">"},
		{"Call-ID", from + "-" + strconv.Itoa(cseq)}, {"CSeq", strconv.Itoa(cseq) + " " + method}} {
		m.Add(h[0], h[1])
	}
	if body != "" {
		m.Add("Content-Type", "text/plain")
		m.Body = []byte(body)
	}
	return m
}

// register registers and returns the status.
func (h *handset) register() int {
	h.t.Helper()
	client, first, err := h.gm.Open(h.t.Context())
	require.NoError(h.t, err)
	if !h.out.Valid() {
		h.use(first)
	}
	h.cseq++
	m := request("REGISTER", "anna", "home", h.cseq, "")
	m.Add("Security-Client", client)
	if h.verify != "" {
		m.Add("Security-Verify", h.verify)
	}
	if client == "" {
		m.Del("Security-Client")
	}
	res, err := do(h.t.Context(), h.ep, h.out, m)
	require.NoError(h.t, err)
	if res.Status != 401 {
		return res.Status
	}
	verify, ch, err := h.gm.Agree(h.t.Context(), res.List("Security-Server"), h.keys)
	require.NoError(h.t, err)
	if h.tamper != nil {
		verify = h.tamper(verify)
	}
	h.use(ch)
	h.cseq++
	m = request("REGISTER", "anna", "home", h.cseq, "")
	m.Add("Authorization", "answer")
	if client != "" {
		m.Add("Security-Client", client)
		m.Add("Security-Verify", verify)
	}
	res, err = do(h.t.Context(), h.ep, h.out, m)
	if err != nil {
		return 0
	}
	if res.Status == 200 {
		h.verify = verify
		if c, ok := h.gm.(*gm.Client); ok {
			c.Confirm()
		}
	}
	return res.Status
}

// talk sends a message of that many octets each way.
func (r *registrar) talk(t testing.TB, h *handset, octets int) {
	t.Helper()
	h.cseq++
	up := strings.Repeat("canary-up ", octets/10+1)[:octets]
	res, err := do(t.Context(), h.ep, h.out, request("MESSAGE", "anna", "bert", h.cseq, up))
	require.NoError(t, err)
	require.Equal(t, 200, res.Status)
	down := strings.Repeat("canary-dn ", octets/10+1)[:octets]
	r.mu.Lock()
	f := r.flow
	require.Equal(t, up, r.bodies[len(r.bodies)-1])
	r.mu.Unlock()
	res, err = do(t.Context(), r.ep, f, request("MESSAGE", "bert", "anna", h.cseq, down))
	require.NoError(t, err)
	require.Equal(t, 200, res.Status)
	h.mu.Lock()
	defer h.mu.Unlock()
	require.Equal(t, down, h.bodies[len(h.bodies)-1])
}
