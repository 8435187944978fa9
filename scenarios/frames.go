package scenarios

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"lilab/oracle/truth"
	"lilab/sim"
	"lilab/sim/app"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/upf"
)

// etherType is one for experiments, IEEE 802 clause 9.2.3: the frames carry no protocol that anybody knows.
const etherType = 0x88b5

// lenEthernet is the header of a frame: two addresses and the type.
const lenEthernet = 14

// framePatience is how long an answer to a frame is waited for.
const framePatience = 3 * time.Second

type mac [6]byte

func (m mac) String() string { return net.HardwareAddr(m[:]).String() }

// randomMAC is a locally administered address of one station.
func (r *run) randomMAC(labels ...string) (m mac) {
	_, _ = random(r.cfg.Seed, append([]string{"mac"}, labels...)...).Read(m[:]) // a ChaCha8 always fills the slice
	m[0] = m[0]&^1 | 2
	return m
}

// frame is an Ethernet frame.
func frame(to, from mac, payload []byte) []byte {
	b := append(append(make([]byte, 0, lenEthernet+len(payload)), to[:]...), from[:]...)
	return append(append(b, etherType>>8, etherType&0xff), payload...)
}

// answer is what a server sends back for what a phone wrote: as many octets, with the canary of the answer.
func answer(payload []byte) ([]byte, error) {
	c, err := app.ParseCanary(string(payload[:min(len(payload), app.CanaryLength)]))
	if err != nil {
		return nil, err
	}
	return c.Reply().AppendContent(nil, len(payload)), nil
}

// frameServers answer frames and unstructured data in one network.
type frameServers struct {
	ports []*upf.EthernetPort
	// macs are those of the servers on the bridges, by data network.
	macs  map[string]mac
	far   net.PacketConn
	queue chan func()
	wg    sync.WaitGroup
}

// startFrames starts the servers of sessions without IP, where a data network offers such sessions.
func (r *run) startFrames(ctx context.Context, n *network) (*frameServers, error) {
	f := &frameServers{macs: map[string]mac{}, queue: make(chan func(), 1024)}
	f.wg.Go(func() {
		for send := range f.queue {
			send()
		}
	})
	for _, name := range sortedKeys(n.dnns) {
		types := n.dnns[name].Types
		if slices.Contains(types, SessionEthernet) {
			if err := f.ethernet(r, n.name, name); err != nil {
				return f, err
			}
		}
		if slices.Contains(types, SessionUnstructured) && f.far == nil {
			net := r.lab.Network(n.name)
			if err := f.unstructured(ctx, net.UnstructuredServer(), net.N6()); err != nil {
				return f, err
			}
		}
	}
	return f, nil
}

// ethernet puts a server on the bridge of a data network. The bridge learns its address before there is any session, so
// that no frame for it goes to anybody else.
func (f *frameServers) ethernet(r *run, network, dnn string) error {
	own := r.randomMAC("server", network, dnn)
	var port *upf.EthernetPort
	ready := make(chan struct{})
	port, err := r.lab.Network(network).EthernetPort(dnn, func(b []byte) {
		if len(b) < lenEthernet || mac(b[:6]) != own {
			return
		}
		b = bytes.Clone(b)
		select {
		case f.queue <- func() {
			<-ready
			if out, err := answer(b[lenEthernet:]); err == nil {
				_ = port.Send(frame(mac(b[6:12]), own, out)) // closed ports take nothing
			}
		}:
		default: // a busy server drops frames
		}
	})
	if err != nil {
		return err
	}
	close(ready)
	f.macs[dnn], f.ports = own, append(f.ports, port)
	return port.Send(frame(mac{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, own, nil))
}

// unstructured answers at the far end of the tunnels for unstructured data.
func (f *frameServers) unstructured(ctx context.Context, host fabric.Host, link string) error {
	for _, a := range host.Addrs(link) {
		if a.Is6() {
			c, err := host.ListenPacket(ctx, netip.AddrPortFrom(a, sim.PortUnstructured))
			if err != nil {
				return err
			}
			f.far = c
			f.wg.Go(func() {
				b := make([]byte, 1<<16)
				for {
					n, from, err := c.ReadFrom(b)
					if err != nil {
						return
					}
					if out, err := answer(b[:n]); err == nil {
						_, _ = c.WriteTo(out, from) // the next read tells what is wrong
					}
				}
			})
			return nil
		}
	}
	return fmt.Errorf("no IPv6 on %s", link)
}

func (f *frameServers) close() error {
	var errs []error
	for _, p := range f.ports {
		errs = append(errs, p.Close())
	}
	if f.far != nil {
		errs = append(errs, f.far.Close())
	}
	close(f.queue)
	f.wg.Wait()
	return errors.Join(errs...)
}

// exchangeFrames sends frames, one after the other, and waits for the answer to each.
func (r *run) exchangeFrames(ctx context.Context, d Transfer, s *phoneSession) (err error) {
	flow := truth.Flow{Subscriber: d.From, Session: s.index, Service: string(AppFrames), Transport: sessionTypes[s.Type],
		Protection: string(ProtectionNone), EncryptedBy: "none", Start: r.now()}
	var own, server mac
	head := 0
	if s.Type == event.Ethernet {
		own, server, head = s.mac, r.servers[s.network].frames.macs[s.DNN], lenEthernet
		flow.ClientMAC, flow.ServerMAC = own.String(), server.String()
	}
	defer func() {
		flow.End = r.now()
		if err != nil {
			flow.Failure = err.Error()
		}
		r.truth.Flows = append(r.truth.Flows, flow)
	}()
	count := func(d *truth.FlowDirection, c app.Canary, octets int) {
		d.Octets, d.Datagrams, d.Messages = d.Octets+uint64(octets), d.Datagrams+1, d.Messages+1
		d.Canaries = append(d.Canaries, string(c))
	}
	rnd := r.lab.Rand("applications." + d.From)
	for range either(d.Messages, defaultDatagrams) {
		c, err := app.NewCanary(rnd)
		if err != nil {
			return err
		}
		payload := c.AppendContent(nil, either(d.Octets, defaultDatagramOctets))
		out, want := payload, c.Reply().AppendContent(nil, len(payload))
		if head > 0 {
			out, want = frame(server, own, payload), frame(own, server, want)
		}
		if err := s.SendFrame(out); err != nil {
			return err
		}
		count(&flow.Up, c, len(payload))
		if err := await(ctx, s.Frames(), want); err != nil {
			return err
		}
		count(&flow.Down, c.Reply(), len(payload))
	}
	return nil
}

// await waits for a frame. Others, such as those for all stations, are passed over.
func await(ctx context.Context, frames <-chan []byte, want []byte) error {
	timer := time.NewTimer(framePatience)
	defer timer.Stop()
	for {
		select {
		case b, open := <-frames:
			switch {
			case !open:
				return errors.New("the PDU session was released")
			case bytes.Equal(b, want):
				return nil
			}
		case <-timer.C:
			return errors.New("a frame was not answered")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
