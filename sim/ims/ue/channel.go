package ue

import (
	"context"
	"fmt"
	"net"
	"net/netip"

	"lilab/sim/ims/sip"
)

// clear is a Gm without protection.
type clear struct{ ch sip.Channel }

func (c clear) Open(context.Context) (string, sip.Channel, error) { return "", c.ch, nil }
func (c clear) Agree(context.Context, []string, sip.Keys) (string, sip.Channel, error) {
	return "", c.ch, nil
}
func (clear) Close() error { return nil }

// channel is a way to the P-CSCF in use.
type channel struct {
	out sip.Flow
	// at is the address that Contact names; own are sockets that end with the channel.
	at  netip.AddrPort
	own []socket
	// server takes requests of the P-CSCF, invalid if that is out; conn is the connection, nil for sockets.
	server sip.Flow
	conn   net.Conn
}

// use has requests of the P-CSCF answered through this channel from now on.
func (c *channel) use() {
	if c.server.Valid() {
		c.server.AnswerBy(c.out)
	}
}

// lost says that the connection of the channel is gone: there is another one.
func (c *channel) lost(now sip.Channel) bool {
	return c.conn != nil && now.Conn != nil && c.conn != now.Conn
}

type socket struct {
	carrier sip.Carrier
	at      netip.AddrPort
}

// open makes the sockets of a channel, or takes those that are open already.
func (u *UE) open(ctx context.Context, c sip.Channel) (*channel, error) {
	if c.Conn != nil {
		u.mu.Lock()
		f, ok := u.streams[c.Conn]
		u.mu.Unlock()
		if !ok {
			var err error
			if f, err = u.ep.Stream(c.Conn, "tls", ""); err != nil {
				return nil, err
			}
			u.mu.Lock()
			u.streams[c.Conn] = f
			u.mu.Unlock()
		}
		at := c.Server
		if !at.IsValid() {
			at = f.Local()
		}
		f.SentBy(at)
		return &channel{out: f, at: at, conn: c.Conn}, nil
	}
	if c.Network == "tcp" {
		conn, err := c.Carrier.DialContext(ctx, "tcp", c.Remote.String())
		if err != nil {
			return nil, fmt.Errorf("ims/ue: %w", err)
		}
		f, err := u.ep.Stream(conn, "tcp", "")
		if err != nil {
			return nil, err
		}
		f.SentBy(c.Server)
		return &channel{out: f, at: c.Server}, nil
	}
	server, err := u.socket(ctx, c.Carrier, c.Server)
	if err != nil {
		return nil, err
	}
	ch := &channel{at: c.Server, own: []socket{{c.Carrier, c.Server}}}
	out := server
	if c.Client != c.Server {
		if out, err = u.socket(ctx, c.Carrier, c.Client); err != nil {
			return nil, err
		}
		out.SentBy(c.Server)
		ch.server, ch.own = server, append(ch.own, socket{c.Carrier, c.Client})
	}
	ch.out = out.To(c.Remote)
	return ch, nil
}

func (u *UE) socket(ctx context.Context, c sip.Carrier, at netip.AddrPort) (sip.Flow, error) {
	k := socket{c, at}
	u.mu.Lock()
	defer u.mu.Unlock()
	if f, ok := u.sockets[k]; ok {
		return f, nil
	}
	f, err := u.ep.ListenUDP(ctx, c, at, "")
	if err != nil {
		return f, err
	}
	u.sockets[k] = f
	return f, nil
}

// drop closes the sockets that only the old channel uses.
func (u *UE) drop(old *channel, keep ...*channel) {
	if old == nil {
		return
	}
next:
	for _, s := range old.own {
		for _, k := range keep {
			if k == nil {
				continue
			}
			for _, o := range k.own {
				if o == s {
					continue next
				}
			}
		}
		u.mu.Lock()
		f, ok := u.sockets[s]
		delete(u.sockets, s)
		u.mu.Unlock()
		if ok {
			u.ep.CloseFlow(f)
		}
	}
}

// hangUp ends the connection of a channel that another has replaced.
func (u *UE) hangUp(old, now *channel) {
	if old.conn == nil || old.conn == now.conn {
		return
	}
	u.mu.Lock()
	f, ok := u.streams[old.conn]
	delete(u.streams, old.conn)
	u.mu.Unlock()
	if ok {
		u.ep.CloseFlow(f)
	}
}

// outlive keeps the sockets of a channel that another has replaced as long as transactions may need them, 64*T1 (TS 33.203 R18 clause
// 7.4.1.2).
func (u *UE) outlive(old *channel) {
	u.ep.After(64*u.ep.Timers().T1, func() {
		u.mu.Lock()
		direct := u.direct
		u.mu.Unlock()
		u.drop(old, channelOf(u.registered()), direct)
	})
}

// way is the channel for what the phone sends in a call: that of the registration in force, which may be another one than when the call
// began.
func (c *Call) way() *channel {
	c.u.mu.Lock()
	defer c.u.mu.Unlock()
	if c.u.reg != nil && c.ch != c.u.direct {
		return c.u.reg.ch
	}
	return c.ch
}
