package sip_test

import (
	"bufio"
	"context"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/ims/sip"
	"lilab/sim/ims/sip/siptest"
)

// request makes a request of the second host.
func (p *pair) request(method, id string) *sip.Message {
	m := &sip.Message{Method: method, URI: "sip:uas@" + p.addrs[0].String()}
	m.Add("Max-Forwards", "70")
	m.Add("From", "<sip:uac@"+p.addrs[1].String()+">;tag=1")
	m.Add("To", "<sip:uas@"+p.addrs[0].String()+">")
	m.Add("Call-ID", id)
	m.Add("CSeq", "1 "+method)
	return m
}

type answer struct {
	r   *sip.Response
	err error
}

func (p *pair) send(t testing.TB, m *sip.Message) (chan answer, *sip.Client) {
	t.Helper()
	out := make(chan answer, 64)
	c, err := p.eps[1].Request(m, p.flows[1].To(netip.AddrPortFrom(p.addrs[0], 5060)), func(r *sip.Response, err error) { out <- answer{r, err} })
	require.NoError(t, err)
	return out, c
}

func next(t testing.TB, c chan answer) answer {
	t.Helper()
	select {
	case a := <-c:
		return a
	case <-time.After(10 * time.Second):
		require.FailNow(t, "no answer")
	}
	return answer{}
}

func final(t testing.TB, c chan answer) answer {
	t.Helper()
	for {
		if a := next(t, c); a.err != nil || a.r.Status >= 200 {
			return a
		}
	}
}

// TestLoss runs transactions of both kinds over a link that loses a third of all packets: each succeeds once.
func TestLoss(t *testing.T) {
	p := newPair(t)
	seen := map[string]int{}
	p2 := *p
	require.NoError(t, p.eps[0].Close())
	p2.listen(t, 0, func(x *sip.Transaction) {
		seen[x.Request.Method+x.Request.CallID()]++
		if x.Request.Method == "INVITE" {
			x.Reply(180)
			x.Reply(486)
		} else {
			x.Reply(200)
		}
	})
	p2.listen(t, 1, func(*sip.Transaction) {})
	p.link.SetLoss(1.0 / 3)
	for i := range 20 {
		for _, method := range []string{"OPTIONS", "INVITE"} {
			out, _ := p2.send(t, p2.request(method, strconv.Itoa(i)))
			a := final(t, out)
			require.NoError(t, a.err)
			require.Equal(t, map[string]int{"OPTIONS": 200, "INVITE": 486}[method], a.r.Status)
		}
	}
	p.link.SetLoss(0)
	require.NoError(t, p2.eps[0].Close())
	for k, n := range seen {
		require.Equal(t, 1, n, k)
	}
	require.Len(t, seen, 40)
	require.NotZero(t, p2.eps[1].Stats().Retransmitted)
}

// TestSilence asks a host that does not answer: timers B and F end the transactions.
func TestSilence(t *testing.T) {
	p := newPair(t)
	p.listen(t, 1, func(*sip.Transaction) {})
	p.link.Cut()
	for _, method := range []string{"OPTIONS", "INVITE"} {
		out, _ := p.send(t, p.request(method, method))
		require.ErrorIs(t, final(t, out).err, sip.ErrTimeout)
	}
}

// TestCancel cancels an INVITE before and after the provisional answer.
func TestCancel(t *testing.T) {
	p := newPair(t)
	require.NoError(t, p.eps[0].Close())
	p.listen(t, 0, func(x *sip.Transaction) {
		x.OnCancel(func(c *sip.Transaction) {
			require.Equal(t, "CANCEL", c.Request.Method)
			x.Reply(487)
		})
		p.got <- x
	})
	p.listen(t, 1, func(*sip.Transaction) {})
	for _, early := range []bool{true, false} {
		out, c := p.send(t, p.request("INVITE", strconv.FormatBool(early)))
		x := (*sip.Transaction)(nil)
		if !early {
			x = <-p.got
			require.Equal(t, 100, next(t, out).r.Status)
			x.Reply(180)
			require.Equal(t, 180, next(t, out).r.Status)
		}
		c.Cancel()
		c.Cancel()
		a := final(t, out)
		require.NoError(t, a.err)
		require.Equal(t, 487, a.r.Status)
		if early {
			<-p.got
		}
	}
}

// TestStrangers sends what fits no transaction: responses of others, CANCEL and ACK of nothing.
func TestStrangers(t *testing.T) {
	p := newPair(t)
	require.NoError(t, p.eps[0].Close())
	p.listen(t, 0, func(x *sip.Transaction) { p.got <- x })
	p.listen(t, 1, func(*sip.Transaction) {})
	out, c := p.send(t, p.request("OPTIONS", "mine"))
	x := <-p.got
	// A response with the right branch and another Call-ID is not for this transaction.
	forged := x.Response(200, "", "")
	forged.Set("Call-ID", "theirs")
	_, err := p.eps[0].Send(&sip.Message{Method: "ACK", URI: "sip:x@y", Headers: p.request("ACK", "x").Headers}, p.flows[0].To(netip.AddrPortFrom(p.addrs[1], 5060)))
	require.NoError(t, err)
	raw, err := p.hosts[0].ListenPacket(t.Context(), netip.AddrPortFrom(p.addrs[0], 0))
	require.NoError(t, err)
	defer raw.Close()
	_, err = raw.WriteTo(forged.Octets(), udp(p.addrs[1], 5060))
	require.NoError(t, err)
	require.Eventually(t, func() bool { return p.eps[1].Stats().Unmatched > 0 }, 5*time.Second, time.Millisecond)
	x.Reply(202)
	require.Equal(t, 202, final(t, out).r.Status)
	require.Equal(t, "OPTIONS", c.Request.Method)
	_, err = x.Respond(x.Response(500, "", ""))
	require.ErrorIs(t, err, sip.ErrAnswered)
	cancel, _ := p.send(t, p.request("CANCEL", "nothing"))
	require.Equal(t, 481, final(t, cancel).r.Status)
}

// TestStream sends messages over TCP in pieces and together, and what is no SIP closes the connection.
func TestStream(t *testing.T) {
	p := newPair(t)
	at, err := p.eps[0].ListenTCP(t.Context(), p.hosts[0], netip.AddrPortFrom(p.addrs[0], 5060), nil, "tcp")
	require.NoError(t, err)
	c, err := p.hosts[1].DialContext(t.Context(), "tcp", at.String())
	require.NoError(t, err)
	defer c.Close()
	require.NoError(t, c.SetDeadline(time.Now().Add(10*time.Second)))
	two := strings.ReplaceAll(string(siptest.Options()), "z9hG4bKtorture", "z9hG4bKsecond")
	all := append([]byte("\r\n\r\n"), append(siptest.Options(), two...)...)
	for i := range all {
		if i%7 == 0 {
			_, err := c.Write(all[i:min(i+7, len(all))])
			require.NoError(t, err)
		}
	}
	r := bufio.NewReader(c)
	for range 2 {
		var text strings.Builder
		for !strings.HasSuffix(text.String(), "\r\n\r\n") {
			line, err := r.ReadString('\n')
			require.NoError(t, err)
			text.WriteString(line)
		}
		m, err := sip.Parse([]byte(text.String()))
		require.NoError(t, err)
		require.Equal(t, 200, m.Status)
	}
	_, err = c.Write([]byte("GET / HTTP/1.1\r\n\r\n"))
	require.NoError(t, err)
	_, err = r.ReadByte()
	require.Error(t, err)

	// The same by an endpoint.
	conn, err := p.hosts[1].DialContext(context.Background(), "tcp", at.String())
	require.NoError(t, err)
	p.listen(t, 1, func(*sip.Transaction) {})
	f, err := p.eps[1].Stream(conn, "tcp", "")
	require.NoError(t, err)
	out := make(chan answer, 8)
	_, err = p.eps[1].Request(p.request("OPTIONS", "stream"), f, func(r *sip.Response, err error) { out <- answer{r, err} })
	require.NoError(t, err)
	require.Equal(t, 200, final(t, out).r.Status)
}
