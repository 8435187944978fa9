package x1

import (
	"sync"
	"time"

	"lilab/lipf"
)

// Monitor follows the connection to one destination and tells the ADMF when it fails and when it works again
// (clause 6.5.3: once each).
type Monitor struct {
	ne        *NE
	did       lipf.UUID
	what      string
	connected func() bool
	failures  chan error
	stop      chan struct{}
	once      sync.Once
}

// Monitor begins to follow a destination; what names the interface ("X2"), connected says whether there is a
// connection now. Stop ends it, and so does Close of the NE.
func (n *NE) Monitor(did lipf.UUID, what string, connected func() bool) *Monitor {
	m := &Monitor{ne: n, did: did, what: what, connected: connected, failures: make(chan error, 1), stop: make(chan struct{})}
	n.wg.Go(m.run)
	return m
}

// Failed records a failure to connect or the loss of a connection. It never waits.
func (m *Monitor) Failed(err error) {
	select {
	case m.failures <- err:
	default:
	}
}

// Watch makes the monitor look when the destination works again, after a fault that was reported elsewhere. It never waits.
func (m *Monitor) Watch() { m.Failed(nil) }

// Stop ends the monitor.
func (m *Monitor) Stop() { m.once.Do(func() { close(m.stop) }) }

func (m *Monitor) run() {
	// Nothing says that a connection is there again, so a faulty destination is looked at now and then.
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	var look <-chan time.Time
	for {
		select {
		case <-m.ne.ctx.Done():
			return
		case <-m.stop:
			return
		case err := <-m.failures:
			if err == nil {
				look = tick.C
				continue
			}
			if look == nil {
				m.ne.cfg.Log.Warn("destination not reachable", "ne", m.ne.cfg.ID, "did", m.did, "interface", m.what, "err", err)
			}
			look = tick.C
			m.ne.DestinationFault(m.did, m.what+" connection: "+err.Error())
		case <-look:
			if m.connected() {
				look = nil
				m.ne.DestinationClear(m.did)
			}
		}
	}
}
