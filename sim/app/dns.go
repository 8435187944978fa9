package app

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"lilab/sim/fabric"
)

// Ports of DNS: RFC 1035 clause 4.2 and RFC 7858 clause 3.1.
const (
	PortDNS = 53
	PortDoT = 853
)

// Bounds of DNS.
const (
	// classicUDP is the greatest UDP answer without EDNS, RFC 1035 clause 4.2.1.
	classicUDP = 512
	// ednsUDP is the greatest with EDNS, here and in requests. It avoids fragments in tunnels.
	ednsUDP = 1232
	// maxDNS is the greatest message over TCP.
	maxDNS = 65535
	// dnsTTL in seconds. It is 0 so that every lookup of a script crosses the network.
	dnsTTL = 0
	// dnsConnections and dnsIdle bound connections over TCP and TLS.
	dnsConnections = 256
	dnsIdle        = 10 * time.Second
	// badVersion is the extended response code of RFC 6891 clause 9: 16.
	badVersion = dnsmessage.RCode(16)
)

// DNSServerConfig describes a DNS server.
type DNSServerConfig struct {
	Host fabric.Host
	// Listen has the places: without TLS over UDP and TCP (RFC 1035, RFC 7766), with TLS over TCP (RFC 7858).
	Listen []Endpoint
	// Zone has the addresses of each name. A name <canary>.<name> is an alias (CNAME) of <reply canary>.<name>, which
	// has the addresses of <name>: so a lookup carries a canary each way.
	Zone map[string][]netip.Addr
	// Log is silent when nil.
	Log *slog.Logger
}

// DNSServer answers for the names of its zone and says of all others that they do not exist.
type DNSServer struct {
	cfg  DNSServerConfig
	zone zone
	tcp  *streams
	wg   sync.WaitGroup

	mu      sync.Mutex
	sockets []net.PacketConn
	state   state
}

// state of a server.
type state uint8

const (
	made state = iota
	running
	ended
)

var errTwice = errors.New("app: server is started or closed already")

// NewDNSServer checks the configuration.
func NewDNSServer(cfg DNSServerConfig) (*DNSServer, error) {
	if cfg.Host == nil || len(cfg.Listen) == 0 {
		return nil, errors.New("app: a DNS server needs a host and a place to listen")
	}
	s := &DNSServer{cfg: cfg, zone: make(zone, len(cfg.Zone))}
	for name, addrs := range cfg.Zone {
		key := canonical(name)
		// A name with the label of a canary before it still has to fit.
		if _, err := dnsmessage.NewName(key + "."); err != nil || key == "" || len(key) > 253-CanaryLength-1 {
			return nil, fmt.Errorf("app: domain name %q", name)
		}
		for _, a := range addrs {
			if !a.IsValid() {
				return nil, fmt.Errorf("app: domain name %q has an invalid address", name)
			}
			s.zone[key] = append(s.zone[key], a.Unmap())
		}
	}
	s.cfg.Log = logger(cfg.Log)
	s.tcp = newStreams(s.cfg.Log, s.stream)
	return s, nil
}

// Start listens. It returns when the server is ready; after an error the server is closed.
func (s *DNSServer) Start(ctx context.Context) error {
	s.mu.Lock()
	if s.state != made {
		s.mu.Unlock()
		return errTwice
	}
	s.state = running
	s.mu.Unlock()
	for _, e := range s.cfg.Listen {
		if err := s.listen(ctx, e); err != nil {
			return errors.Join(err, s.Close())
		}
	}
	return nil
}

func (s *DNSServer) listen(ctx context.Context, e Endpoint) error {
	if e.TLS != nil {
		e.TLS = e.TLS.Clone()
		e.TLS.NextProtos = []string{"dot"} // RFC 7858 registers it; clients may leave it out
		return s.tcp.start(ctx, s.cfg.Host, e, dnsConnections)
	}
	pc, err := s.cfg.Host.ListenPacket(ctx, e.At)
	if err != nil {
		return fmt.Errorf("app: listen at %v: %w", e.At, err)
	}
	s.mu.Lock()
	s.sockets = append(s.sockets, pc)
	s.mu.Unlock()
	s.wg.Go(func() { s.datagrams(pc) })
	return s.tcp.start(ctx, s.cfg.Host, e, dnsConnections)
}

// Close stops the server and waits.
func (s *DNSServer) Close() error {
	s.mu.Lock()
	if s.state == ended {
		s.mu.Unlock()
		return nil
	}
	s.state = ended
	var errs []error
	for _, pc := range s.sockets {
		errs = append(errs, pc.Close())
	}
	s.mu.Unlock()
	errs = append(errs, s.tcp.close())
	s.wg.Wait()
	return errors.Join(errs...)
}

func (s *DNSServer) datagrams(pc net.PacketConn) {
	in := make([]byte, maxDNS)
	for {
		n, from, err := pc.ReadFrom(in)
		if err != nil {
			if errors.Is(err, net.ErrClosed) {
				return
			}
			s.cfg.Log.Debug("app: DNS", "err", err)
			continue
		}
		if out := s.zone.answer(in[:n], true); out != nil {
			if _, err := pc.WriteTo(out, from); err != nil {
				s.cfg.Log.Debug("app: DNS", "to", from, "err", err)
			}
		}
	}
}

func (s *DNSServer) stream(c net.Conn) {
	for {
		if c.SetDeadline(time.Now().Add(dnsIdle)) != nil {
			return
		}
		query, err := readDNS(c)
		if err != nil {
			return
		}
		out := s.zone.answer(query, false)
		if out == nil {
			return
		}
		if err := writeDNS(c, out); err != nil {
			return
		}
	}
}

// readDNS reads a message of a stream, RFC 7766 clause 8.
func readDNS(r io.Reader) ([]byte, error) {
	var head [2]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	b := make([]byte, binary.BigEndian.Uint16(head[:]))
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, fmt.Errorf("app: DNS message of %d octets: %w", len(b), noEOF(err))
	}
	return b, nil
}

func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func writeDNS(w io.Writer, message []byte) error {
	if len(message) > maxDNS {
		return fmt.Errorf("app: DNS message of %d octets", len(message))
	}
	b := binary.BigEndian.AppendUint16(make([]byte, 0, 2+len(message)), uint16(len(message)))
	_, err := w.Write(append(b, message...))
	return err
}

// zone has addresses by canonical name.
type zone map[string][]netip.Addr

func canonical(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

// find resolves a name of a question. alias is the name that it is an alias of, empty if it is none.
func (z zone) find(name string) (addrs []netip.Addr, alias string, ok bool) {
	key := canonical(name)
	if addrs, ok = z[key]; ok {
		return addrs, "", true
	}
	label, rest, _ := strings.Cut(key, ".")
	c, err := ParseCanary(label)
	if err != nil {
		return nil, "", false
	}
	addrs, ok = z[rest]
	return addrs, string(c.Reply()) + "." + rest + ".", ok
}

// answer makes the answer to a query, nil where none may be given.
func (z zone) answer(query []byte, udp bool) []byte {
	var p dnsmessage.Parser
	head, err := p.Start(query)
	if err != nil || head.Response {
		return nil
	}
	a := answering{limit: maxDNS, head: dnsmessage.Header{
		ID: head.ID, Response: true, OpCode: head.OpCode, RecursionDesired: head.RecursionDesired, RecursionAvailable: true}}
	if udp {
		a.limit = classicUDP
	}
	if head.OpCode != 0 {
		return a.refuse(dnsmessage.RCodeNotImplemented)
	}
	questions, err := p.AllQuestions()
	if err != nil || len(questions) != 1 {
		return a.refuse(dnsmessage.RCodeFormatError)
	}
	a.question = &questions[0]
	if err := a.extensions(&p, udp); err != nil {
		return a.refuse(dnsmessage.RCodeFormatError)
	}
	switch {
	case a.version != 0:
		return a.refuse(badVersion)
	case a.question.Class != dnsmessage.ClassINET:
		return a.refuse(dnsmessage.RCodeRefused)
	}
	addrs, alias, ok := z.find(a.question.Name.String())
	if !ok {
		return a.refuse(dnsmessage.RCodeNameError)
	}
	return a.message(dnsmessage.RCodeSuccess, alias, addrs)
}

// answering is an answer that is being made.
type answering struct {
	head     dnsmessage.Header
	question *dnsmessage.Question
	limit    int
	edns     bool
	version  uint8
}

// extensions takes the OPT record, RFC 6891 clause 6.1.
func (a *answering) extensions(p *dnsmessage.Parser, udp bool) error {
	if err := errors.Join(p.SkipAllAnswers(), p.SkipAllAuthorities()); err != nil {
		return err
	}
	for {
		h, err := p.AdditionalHeader()
		if err == dnsmessage.ErrSectionDone {
			return nil
		}
		if err != nil {
			return err
		}
		if err := p.SkipAdditional(); err != nil {
			return err
		}
		if h.Type != dnsmessage.TypeOPT {
			continue
		}
		if a.edns {
			return errors.New("app: more than one OPT record")
		}
		a.edns, a.version = true, uint8(h.TTL>>16)
		if udp {
			a.limit = min(max(int(h.Class), classicUDP), ednsUDP)
		}
	}
}

func (a *answering) refuse(code dnsmessage.RCode) []byte { return a.message(code, "", nil) }

func (a *answering) message(code dnsmessage.RCode, alias string, addrs []netip.Addr) []byte {
	b, err := a.build(code, alias, addrs)
	if err == nil && len(b) > a.limit {
		a.head.Truncated = true
		b, err = a.build(code, "", nil)
	}
	if err != nil {
		return nil // A question that parses but cannot be written again deserves no answer.
	}
	return b
}

func (a *answering) build(code dnsmessage.RCode, alias string, addrs []netip.Addr) ([]byte, error) {
	a.head.RCode = code & 0xf
	b := dnsmessage.NewBuilder(make([]byte, 0, classicUDP), a.head)
	b.EnableCompression()
	if err := b.StartQuestions(); err != nil {
		return nil, err
	}
	if a.question != nil {
		if err := b.Question(*a.question); err != nil {
			return nil, err
		}
		if err := b.StartAnswers(); err != nil {
			return nil, err
		}
		if err := a.records(&b, alias, addrs); err != nil {
			return nil, err
		}
	}
	if a.edns {
		if err := b.StartAdditionals(); err != nil {
			return nil, err
		}
		var opt dnsmessage.ResourceHeader
		if err := opt.SetEDNS0(ednsUDP, code, false); err != nil {
			return nil, err
		}
		if err := b.OPTResource(opt, dnsmessage.OPTResource{}); err != nil {
			return nil, err
		}
	}
	return b.Finish()
}

// records writes the alias and the addresses that the question asks for.
func (a *answering) records(b *dnsmessage.Builder, alias string, addrs []netip.Addr) error {
	h := dnsmessage.ResourceHeader{Name: a.question.Name, Class: dnsmessage.ClassINET, TTL: dnsTTL}
	if alias != "" {
		to, err := dnsmessage.NewName(alias)
		if err != nil {
			return err
		}
		if err := b.CNAMEResource(h, dnsmessage.CNAMEResource{CNAME: to}); err != nil {
			return err
		}
		h.Name = to
	}
	for _, addr := range addrs {
		var err error
		switch t := a.question.Type; {
		case addr.Is4() && (t == dnsmessage.TypeA || t == dnsmessage.TypeALL):
			err = b.AResource(h, dnsmessage.AResource{A: addr.As4()})
		case addr.Is6() && (t == dnsmessage.TypeAAAA || t == dnsmessage.TypeALL):
			err = b.AAAAResource(h, dnsmessage.AAAAResource{AAAA: addr.As16()})
		}
		if err != nil {
			return err
		}
	}
	return nil
}
