package app

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strings"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// dnsTries is how often a query is sent over UDP.
const dnsTries = 3

// ErrNoSuchName says that the DNS server knows the name not to exist, or to have no address of the client's families.
var ErrNoSuchName = errors.New("app: no such domain name")

// LookupRequest describes a lookup.
type LookupRequest struct {
	Name string
	// Canary is drawn when empty.
	Canary Canary
}

// Lookup asks the resolver for <canary>.<name>: for A and AAAA as the client has addresses. It returns the flows also
// after an error: one, or two where the answer over UDP was truncated.
func (c *Client) Lookup(ctx context.Context, r LookupRequest) ([]netip.Addr, []Flow, error) {
	canary, err := c.canary(r.Canary)
	if err != nil {
		return nil, nil, err
	}
	server := c.cfg.Resolver
	if !server.At.IsValid() {
		return nil, nil, errors.New("app: the client has no resolver")
	}
	q := lookup{c: c, canary: canary, name: string(canary) + "." + canonical(r.Name) + "."}
	if server.TLS != nil {
		return q.stream(ctx, server.TLS)
	}
	addrs, flows, err := q.datagrams(ctx)
	if errors.Is(err, errTruncated) {
		addrs, more, err := q.stream(ctx, nil)
		return addrs, append(flows, more...), err
	}
	return addrs, flows, err
}

// lookup is one lookup.
type lookup struct {
	c      *Client
	canary Canary
	name   string
}

// types are the record types that the client can use.
func (q *lookup) types() []dnsmessage.Type {
	var four, six bool
	for _, a := range q.c.cfg.Addrs {
		four, six = four || a.Is4(), six || a.Is6()
	}
	var out []dnsmessage.Type
	if four {
		out = append(out, dnsmessage.TypeA)
	}
	if six {
		out = append(out, dnsmessage.TypeAAAA)
	}
	return out
}

// all asks for every type and notes messages and canaries.
func (q *lookup) all(l *ledger, ask func(query []byte, t dnsmessage.Type) (dnsAnswer, error)) ([]netip.Addr, error) {
	var addrs []netip.Addr
	for _, t := range q.types() {
		query, err := q.query(t)
		if err == nil {
			l.update(func(f *Flow) { f.Up.message(q.canary) })
			var a dnsAnswer
			if a, err = ask(query, t); err == nil {
				l.update(func(f *Flow) { f.Down.message(a.canary(q.canary.Reply())) })
				err = a.err
				addrs = append(addrs, a.addrs...)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("app: lookup of %s: %w", q.name, err)
		}
	}
	if len(addrs) == 0 {
		return nil, fmt.Errorf("app: lookup of %s: %w", q.name, ErrNoSuchName)
	}
	return addrs, nil
}

func (q *lookup) query(t dnsmessage.Type) ([]byte, error) {
	name, err := dnsmessage.NewName(q.name)
	if err != nil {
		return nil, err
	}
	var id [2]byte
	if _, err := q.c.rand.Read(id[:]); err != nil {
		return nil, err
	}
	b := dnsmessage.NewBuilder(nil, dnsmessage.Header{ID: binary.BigEndian.Uint16(id[:]), RecursionDesired: true})
	var opt dnsmessage.ResourceHeader
	if err := errors.Join(b.StartQuestions(),
		b.Question(dnsmessage.Question{Name: name, Type: t, Class: dnsmessage.ClassINET}),
		b.StartAdditionals(), opt.SetEDNS0(ednsUDP, 0, false), b.OPTResource(opt, dnsmessage.OPTResource{})); err != nil {
		return nil, err
	}
	return b.Finish()
}

func (q *lookup) datagrams(ctx context.Context) ([]netip.Addr, []Flow, error) {
	server := q.c.cfg.Resolver.At
	l := q.c.ledger("dns", "udp", server, "", ProtectionNone, EncryptedByNone)
	pc, stop, err := q.c.socket(ctx, l)
	if err != nil {
		return nil, []Flow{l.end(err)}, err
	}
	defer stop()
	in := make([]byte, maxDNS)
	addrs, err := q.all(l, func(query []byte, t dnsmessage.Type) (dnsAnswer, error) {
		for range dnsTries {
			if _, err := pc.send(query); err != nil {
				return dnsAnswer{}, because(ctx, err)
			}
			until := time.Now().Add(q.c.cfg.Resolver.Retry)
			for {
				n, err := pc.receive(in, until)
				if errors.Is(err, os.ErrDeadlineExceeded) && ctx.Err() == nil {
					break
				}
				if err != nil {
					return dnsAnswer{}, because(ctx, err)
				}
				a, err := parseAnswer(in[:n], query, t)
				if err != nil {
					q.c.cfg.Log.Debug("app: DNS answer ignored", "err", err)
					continue // RFC 5452 clause 9.1: it may not be the answer at all
				}
				if a.truncated {
					return dnsAnswer{}, errTruncated
				}
				return a, nil
			}
		}
		return dnsAnswer{}, fmt.Errorf("no answer of %v: %w", server, os.ErrDeadlineExceeded)
	})
	return addrs, []Flow{l.end(err)}, err
}

var errTruncated = errors.New("the answer is truncated")

func (q *lookup) stream(ctx context.Context, cfgTLS *tls.Config) ([]netip.Addr, []Flow, error) {
	r := q.c.cfg.Resolver
	p := protection(cfgTLS)
	by, err := owner(p, r.EncryptedBy)
	if err != nil {
		return nil, nil, err
	}
	l := q.c.ledger("dns", "tcp", r.At, "", p, by)
	if cfgTLS != nil {
		cfgTLS = serverName(cfgTLS, r.At.Addr().String(), "dot")
		l.flow.Name = cfgTLS.ServerName
	}
	conn, release, err := q.c.dial(ctx, l, cfgTLS)
	if err != nil {
		return nil, []Flow{l.end(err)}, err
	}
	defer release()
	defer conn.Close()
	addrs, err := q.all(l, func(query []byte, t dnsmessage.Type) (dnsAnswer, error) {
		if err := writeDNS(conn, query); err != nil {
			return dnsAnswer{}, because(ctx, err)
		}
		b, err := readDNS(conn)
		if err != nil {
			return dnsAnswer{}, because(ctx, noEOF(err))
		}
		return parseAnswer(b, query, t)
	})
	if err == nil {
		conn.farewell()
	}
	return addrs, []Flow{l.end(err)}, err
}

// dnsAnswer is what an answer says.
type dnsAnswer struct {
	truncated bool
	err       error
	addrs     []netip.Addr
	// aliases are the first labels of the names that the question's name is an alias of.
	aliases []string
}

// canary returns c if it was in the answer.
func (a dnsAnswer) canary(c Canary) Canary {
	for _, l := range a.aliases {
		if l == string(c) {
			return c
		}
	}
	return ""
}

// maxAliases bounds a chain of CNAMEs.
const maxAliases = 8

// parseAnswer reads the answer to a query of one question. An error says that it is not the answer.
func parseAnswer(b, query []byte, t dnsmessage.Type) (a dnsAnswer, err error) {
	var asked, p dnsmessage.Parser
	qh, err := asked.Start(query)
	if err != nil {
		return a, err
	}
	want, err := asked.Question()
	if err != nil {
		return a, err
	}
	h, err := p.Start(b)
	if err != nil {
		return a, err
	}
	questions, err := p.AllQuestions()
	if err != nil {
		return a, err
	}
	if !h.Response || h.ID != qh.ID || len(questions) != 1 || questions[0].Type != t || questions[0].Class != want.Class ||
		!strings.EqualFold(questions[0].Name.String(), want.Name.String()) {
		return a, errors.New("app: a DNS message that does not answer the question")
	}
	switch {
	case h.Truncated:
		a.truncated = true
		return a, nil
	case h.RCode == dnsmessage.RCodeNameError:
		a.err = ErrNoSuchName
		return a, nil
	case h.RCode != dnsmessage.RCodeSuccess:
		a.err = fmt.Errorf("the server answers %v", h.RCode)
		return a, nil
	}
	return a, a.records(&p, canonical(want.Name.String()), t)
}

// records follows the aliases in the order of the answer and takes the addresses at their end.
func (a *dnsAnswer) records(p *dnsmessage.Parser, owner string, t dnsmessage.Type) error {
	for {
		h, err := p.AnswerHeader()
		if err == dnsmessage.ErrSectionDone {
			return nil
		}
		if err != nil {
			return err
		}
		mine := canonical(h.Name.String()) == owner && h.Class == dnsmessage.ClassINET
		switch {
		case mine && h.Type == dnsmessage.TypeCNAME && len(a.aliases) < maxAliases:
			r, err := p.CNAMEResource()
			if err != nil {
				return err
			}
			owner = canonical(r.CNAME.String())
			label, _, _ := strings.Cut(owner, ".")
			a.aliases = append(a.aliases, label)
		case mine && h.Type == t && t == dnsmessage.TypeA:
			r, err := p.AResource()
			if err != nil {
				return err
			}
			a.addrs = append(a.addrs, netip.AddrFrom4(r.A))
		case mine && h.Type == t && t == dnsmessage.TypeAAAA:
			r, err := p.AAAAResource()
			if err != nil {
				return err
			}
			a.addrs = append(a.addrs, netip.AddrFrom16(r.AAAA))
		default:
			if err := p.SkipAnswer(); err != nil {
				return err
			}
		}
	}
}

// resolve turns "name:port" or "address:port" into an address that the client can reach, with a lookup if need be.
func (c *Client) resolve(ctx context.Context, hostport string) (at netip.AddrPort, name string, flows []Flow, err error) {
	host, service, err := net.SplitHostPort(hostport)
	if err != nil {
		return at, "", nil, fmt.Errorf("app: server %q: %w", hostport, err)
	}
	port, err := parsePort(service)
	if err != nil {
		return at, "", nil, fmt.Errorf("app: server %q: %w", hostport, err)
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		return netip.AddrPortFrom(addr.Unmap(), port), "", nil, nil
	}
	addrs, flows, err := c.Lookup(ctx, LookupRequest{Name: host})
	if err != nil {
		return at, host, flows, err
	}
	return netip.AddrPortFrom(addrs[0], port), host, flows, nil
}
