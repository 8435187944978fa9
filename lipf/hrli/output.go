package hrli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/x2x3"
	"lilab/x2x3/link"
)

// Delivery says how a function opens its connections for X2 or X3 PDUs.
type Delivery struct {
	// TLS must carry a client certificate. An empty ServerName means the host of the destination's address. Dial opens
	// connections.
	TLS  *tls.Config
	Dial x1.DialFunc
	// KeepalivePeriod and KeepaliveTimeout are TIME_P1 and TIME_P2 of TS 103 221-2 (60 s, 180 s when zero);
	// negative switches keepalives off.
	KeepalivePeriod, KeepaliveTimeout time.Duration
	// RetryInterval is the pause before a lost connection is opened again (default 100 ms).
	RetryInterval time.Duration
	// Buffer is how many PDUs wait for one destination at most (default 65536), BufferOctets how many octets (default 64 MiB).
	Buffer, BufferOctets int
}

func (d *Delivery) complete(name string) error {
	switch {
	case d.TLS == nil || len(d.TLS.Certificates) == 0 && d.TLS.GetClientCertificate == nil:
		return fmt.Errorf("hrli: %s needs a client certificate", name)
	case d.TLS.MinVersion != 0 && d.TLS.MinVersion < tls.VersionTLS12:
		return fmt.Errorf("hrli: %s needs TLS 1.2 or higher", name)
	case d.Dial == nil:
		return fmt.Errorf("hrli: no way to dial %s", name)
	}
	if d.RetryInterval == 0 {
		d.RetryInterval = 100 * time.Millisecond
	}
	if d.Buffer == 0 {
		d.Buffer = 65536
	}
	if d.BufferOctets == 0 {
		d.BufferOctets = 64 << 20
	}
	return nil
}

// sink is a destination with its sender.
type sink struct {
	lipf.Destination
	sender  *x2x3.Sender
	monitor *x1.Monitor
	log     *slog.Logger
}

// open makes a destination and begins to connect.
func (d *Delivery) open(ctx context.Context, ne *x1.NE, name string, dest lipf.Destination, log *slog.Logger) (*sink, error) {
	s := &sink{Destination: dest, log: log}
	var err error
	s.sender, err = x2x3.NewSender(x2x3.SenderConfig{
		Address: dest.Address.String(), Dial: link.DialFunc(d.Dial), TLS: d.TLS.Clone(), TimeP1: d.KeepalivePeriod, TimeP2: d.KeepaliveTimeout,
		Items: d.Buffer, Queue: d.BufferOctets, RetryMin: d.RetryInterval, RetryMax: max(d.RetryInterval, 2*time.Second), Linger: time.Second,
		OnError: func(err error) { s.monitor.Failed(err) }, Log: log,
	})
	if err != nil {
		return nil, err
	}
	s.monitor = ne.Monitor(dest.DID, name, func() bool { return s.sender.Connected() && s.sender.Queued() < d.Buffer })
	if err := s.sender.Start(ctx); err != nil {
		s.monitor.Stop()
		return nil, err
	}
	return s, nil
}

// send queues a PDU. A loss is told to the ADMF; the number of the PDU is used up, so the gap shows it to the receiver.
func (s *sink) send(p *x2x3.PDU) bool {
	err := s.sender.TrySend(p)
	if err == nil {
		return true
	}
	if errors.Is(err, x2x3.ErrQueueFull) {
		err = errors.New("the buffer is full, product is lost")
	}
	s.monitor.Failed(err)
	return false
}

func (s *sink) close() {
	if err := s.sender.Close(); err != nil {
		s.log.Warn("destination closed with product left", "did", s.DID, "err", err)
	}
	s.monitor.Stop()
}
