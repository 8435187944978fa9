package poi

import (
	"errors"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/x2x3"
	"lilab/x2x3/link"
)

// tapDestination is a destination of a POI of a UPF with its sender.
type tapDestination struct {
	g            *upfPOI
	did          lipf.UUID
	deliveryType lipf.DeliveryType
	sender       *x2x3.Sender
	monitor      *x1.Monitor
	// full says that a loss was reported and nothing was taken since.
	full atomic.Bool
}

// batchDelay and batch make PDUs at a high rate share writes: the data path is slowed down by the processor time of the
// sender, and a system call costs more than the octets of several packets. A PDU after a pause never waits.
const (
	batchDelay = 2 * time.Millisecond
	batch      = 64 << 10
)

func (g *upfPOI) newDestination(d lipf.Destination) (*tapDestination, error) {
	x := &tapDestination{g: g, did: d.DID, deliveryType: d.DeliveryType}
	var err error
	x.sender, err = x2x3.NewSender(x2x3.SenderConfig{
		Address: d.Address.String(), Dial: link.DialFunc(g.cfg.Dial), TLS: g.cfg.TLS.Clone(), TimeP1: g.cfg.KeepalivePeriod, TimeP2: g.cfg.KeepaliveTimeout,
		Items: g.cfg.Buffer, Queue: g.cfg.BufferOctets, RetryMin: g.cfg.RetryInterval, RetryMax: max(g.cfg.RetryInterval, 2*time.Second),
		BatchDelay: batchDelay, Batch: batch, Linger: time.Second, OnError: func(err error) { x.monitor.Failed(err) }, Log: g.log.With("did", d.DID.String()),
	})
	if err != nil {
		return nil, err
	}
	x.monitor = g.ne.Monitor(d.DID, g.cfg.Link, func() bool { return x.sender.Connected() && (!x.full.Load() || x.sender.Queued() == 0) })
	if err := x.sender.Start(g.ctx); err != nil {
		x.monitor.Stop()
		return nil, err
	}
	return x, nil
}

func (d *tapDestination) close() {
	if err := d.sender.Close(); err != nil {
		d.g.log.Warn(d.g.cfg.Link+" destination closed with product left", "did", d.did, "err", err)
	}
	d.monitor.Stop()
}

// fault is product that could not be handed to a destination, or not be made, for the goroutine that tells the ADMF.
type fault struct {
	d   *tapDestination
	xid lipf.UUID
	err error
}

// undelivered counts a PDU that a destination did not take. Its sequence number is used up: the gap shows the loss to the
// MDF. It runs on the data path, so somebody else tells the ADMF.
func (g *upfPOI) undelivered(t *tap, d *tapDestination, err error) {
	g.lost.Add(1)
	if !d.full.CompareAndSwap(false, true) {
		return
	}
	select {
	case g.faults <- fault{d, t.task.XID, err}:
	default:
		d.full.Store(false) // told at the next loss
	}
}

// unmade counts a record that could not be encoded.
func (g *upfPOI) unmade(t *tap, err error) {
	g.failed.Add(1)
	select {
	case g.faults <- fault{nil, t.task.XID, err}:
	default:
	}
}

// report tells the ADMF what the data path cannot wait to tell.
func (g *upfPOI) report() {
	for {
		select {
		case <-g.ctx.Done():
			return
		case f := <-g.faults:
			switch {
			case f.d == nil:
				g.log.Error("record not made", "xid", f.xid, "err", f.err)
				g.ne.TaskFault(f.xid, "a record could not be encoded: "+f.err.Error())
			case errors.Is(f.err, x2x3.ErrQueueFull):
				g.log.Error(g.cfg.Link+" buffer full, product is lost", "xid", f.xid, "did", f.d.did)
				g.ne.DestinationFault(f.d.did, "the buffer is full, product is lost")
				f.d.monitor.Watch() // It looks when this is over.
			default:
				g.log.Error(g.cfg.Link+" PDU not sent", "xid", f.xid, "did", f.d.did, "err", f.err)
				g.ne.DestinationFault(f.d.did, "a PDU could not be sent: "+f.err.Error())
				f.d.monitor.Watch()
			}
		}
	}
}
