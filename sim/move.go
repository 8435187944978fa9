package sim

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/ue"
)

// In is the name of the network where the phone of a subscriber is: that of the configuration until MoveTo.
func (l *Lab) In(name string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n, moved := l.places[name]; moved {
		return n
	}
	return l.cfg.Subscribers[name].In
}

// place notes where a phone is.
func (l *Lab) place(name, network string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.places == nil {
		l.places = map[string]string{}
	}
	l.places[name] = network
}

// reached is the radio of a network that tells when the phone is there.
type reached struct {
	ue.Radio
	there func()
}

// Connect tells, after it has connected.
func (r *reached) Connect(ctx context.Context, cell string, e gnb.Establishment) (*gnb.Connection, error) {
	c, err := r.Radio.Connect(ctx, cell, e)
	if err == nil {
		r.there()
	}
	return c, err
}

// cellOf is where a phone is now, false if it never was anywhere.
func (l *Lab) cellOf(name string) (event.Location, bool) {
	for {
		// The phone may change the network between the questions.
		network := l.In(name)
		cell := l.ues[name].Cell()
		if l.In(name) == network {
			return l.networks[network].Location(cell)
		}
	}
}

// MoveTo takes a phone to a cell of another network, the first by name if cell is empty, with its PDU sessions: those that are routed home
// there keep their addresses, their anchor becomes H-SMF, or at home SMF of all again; others are released. See ue.UE.MoveTo.
//
// IMS clients on sessions that go on are as before: their protection of Gm changes with their next registration, when the P-CSCF learns
// where they are.
func (l *Lab) MoveTo(ctx context.Context, name, network, cell string) error {
	u, n := l.ues[name], l.networks[network]
	switch {
	case u == nil:
		return fmt.Errorf("sim: no subscriber %q", name)
	case n == nil:
		return fmt.Errorf("sim: no network %q", network)
	case network == l.In(name):
		return fmt.Errorf("sim: %s is in %s already", name, network)
	}
	if cell == "" {
		cells := slices.Sorted(maps.Keys(n.cfg.Cells))
		if len(cells) == 0 {
			return fmt.Errorf("sim: network %s has no cell", network)
		}
		cell = cells[0]
	}
	if _, err := u.MoveTo(ctx, &reached{n.radio(), func() { l.place(name, network) }}, cell); err != nil {
		return fmt.Errorf("sim: %s to %s: %w", name, network, err)
	}
	return nil
}
