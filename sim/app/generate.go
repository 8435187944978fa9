package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// GenerateRequest describes a stream of datagrams.
type GenerateRequest struct {
	// Server is "name:port" or "address:port".
	Server string
	// Canary is drawn when empty. All datagrams have the same one.
	Canary Canary
	// Datagrams is how many, 1 to MaxDatagrams; Size is the UDP payload of each in octets, MinDatagram to MaxDatagram.
	Datagrams, Size int
	// Rate is datagrams per second at most, 0 for as fast as it goes.
	Rate float64
	// OneWay asks for no answers.
	OneWay bool
	// Window is how many unanswered datagrams may be on the way; 0 means 32.
	Window int
	// Patience is how long an answer is waited for until what is on the way counts as lost; 0 means three seconds.
	Patience time.Duration
}

// MaxDatagrams bounds a GenerateRequest.
const MaxDatagrams = 1 << 24

// GenerateResult is what became of a stream of datagrams.
type GenerateResult struct {
	// Sent and Received count datagrams, each once; Lost had no answer; Duplicated came again; Reordered came after one
	// that was sent later; Damaged differ in content.
	Sent, Received, Lost, Duplicated, Reordered, Damaged int
	// RTT is the time from sending to the answer.
	RTTMin, RTTMean, RTTMax time.Duration
	// Elapsed is from the first datagram sent to the last received.
	Elapsed time.Duration
}

// Generate sends datagrams and counts answers. It returns the flows also after an error: those of the lookup, then that
// of the datagrams. A lost datagram is no error.
func (c *Client) Generate(ctx context.Context, r GenerateRequest) (GenerateResult, []Flow, error) {
	if r.Datagrams < 1 || r.Datagrams > MaxDatagrams || r.Size < MinDatagram || r.Size > MaxDatagram || !(r.Rate >= 0) || r.Window < 0 {
		return GenerateResult{}, nil, fmt.Errorf("app: %d datagrams of %d octets, %g a second, window %d", r.Datagrams, r.Size, r.Rate, r.Window)
	}
	canary, err := c.canary(r.Canary)
	if err != nil {
		return GenerateResult{}, nil, err
	}
	if r.Window == 0 {
		r.Window = 32
	}
	if r.Patience <= 0 {
		r.Patience = 3 * time.Second
	}
	at, name, flows, err := c.resolve(ctx, r.Server)
	if err != nil {
		return GenerateResult{}, flows, err
	}
	l := c.ledger("udp", "udp", at, name, ProtectionNone, EncryptedByNone)
	g := generation{c: c, r: r, canary: canary, reply: newChecker(canary.Reply()), ledger: l, seen: make([]uint64, r.Datagrams/64+1)}
	err = g.run(ctx)
	if err != nil {
		err = fmt.Errorf("app: datagrams to %v: %w", at, because(ctx, err))
	}
	return g.result, append(flows, l.end(err)), err
}

// generation is one stream. One goroutine sends and receives.
type generation struct {
	c      *Client
	r      GenerateRequest
	canary Canary
	reply  *checker
	ledger *ledger
	socket *socket
	out    []byte
	in     []byte

	seen    []uint64 // a bit for each answered datagram
	onWay   int
	highest uint64 // sequence number of the latest answered, plus one
	rtt     time.Duration
	result  GenerateResult
}

func (g *generation) run(ctx context.Context) error {
	s, stop, err := g.c.socket(ctx, g.ledger)
	if err != nil {
		return err
	}
	defer stop()
	g.socket = s
	g.out, g.in = make([]byte, 0, g.r.Size), make([]byte, 1<<16)
	start := time.Now()
	defer func() {
		g.result.Lost = 0
		if !g.r.OneWay {
			g.result.Lost = g.result.Sent - g.result.Received
		}
		if n := g.result.Received; n > 0 {
			g.result.RTTMean = g.rtt / time.Duration(n)
		}
	}()
	for g.result.Sent < g.r.Datagrams || g.onWay > 0 {
		due := start
		if g.r.Rate > 0 {
			due = start.Add(time.Duration(float64(g.result.Sent) / g.r.Rate * float64(time.Second)))
		}
		if err := g.step(ctx, due); err != nil {
			return err
		}
		g.result.Elapsed = time.Since(start)
	}
	return nil
}

// step sends one datagram if one may be sent, else it waits: for an answer, or for the time of the next datagram.
func (g *generation) step(ctx context.Context, due time.Time) error {
	now := time.Now()
	more := g.result.Sent < g.r.Datagrams && (g.r.OneWay || g.onWay < g.r.Window)
	if more && !due.After(now) {
		return g.send()
	}
	until := now.Add(g.r.Patience)
	if more && due.Before(until) {
		until = due
	}
	err := g.receive(until)
	switch {
	case !errors.Is(err, os.ErrDeadlineExceeded):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case !more || !due.Before(now.Add(g.r.Patience)):
		g.onWay = 0 // All of them are lost, or so late that nobody waits.
	}
	return nil
}

func (g *generation) send() error {
	kind := kindEcho
	if g.r.OneWay {
		kind = kindOneWay
	}
	g.out = appendDatagram(g.out[:0], kind, uint64(g.result.Sent), time.Now(), g.canary, g.r.Size)
	if _, err := g.socket.send(g.out); err != nil {
		return err
	}
	g.ledger.update(func(f *Flow) { f.Up.message(g.canary) })
	g.result.Sent++
	if !g.r.OneWay {
		g.onWay++
	}
	return nil
}

func (g *generation) receive(until time.Time) error {
	n, err := g.socket.receive(g.in, until)
	if err != nil {
		return err
	}
	d, err := parseDatagram(g.in[:n])
	g.reply.at = 0
	if err == nil {
		_, err = g.reply.Write(d.content)
	}
	if err != nil || d.kind != kindReply || n != g.r.Size || d.seq >= uint64(g.result.Sent) {
		g.result.Damaged++
		return nil
	}
	g.ledger.update(func(f *Flow) { f.Down.message(d.canary) })
	word, bit := d.seq/64, uint64(1)<<(d.seq%64)
	if g.seen[word]&bit != 0 {
		g.result.Duplicated++
		return nil
	}
	g.seen[word] |= bit
	g.onWay = max(g.onWay-1, 0)
	if d.seq+1 < g.highest {
		g.result.Reordered++
	}
	g.highest = max(g.highest, d.seq+1)
	rtt := max(time.Since(d.sent), 0)
	if g.result.Received == 0 || rtt < g.result.RTTMin {
		g.result.RTTMin = rtt
	}
	g.result.RTTMax = max(g.result.RTTMax, rtt)
	g.rtt += rtt
	g.result.Received++
	return nil
}
