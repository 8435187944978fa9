package sim

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"lilab/sim/gnb"
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

// MoveTo takes a phone to a cell of another network, the first by name if cell is empty, with its PDU sessions: those that are routed home
// there keep their addresses, their anchor becomes H-SMF, or at home SMF of all again; others are released. See ue.UE.MoveTo.
//
// IMS clients on sessions that go on are as before: their protection of Gm changes with their next registration, when the P-CSCF learns
// where they are.
func (l *Lab) MoveTo(ctx context.Context, name, network, cell string) error {
	u, n := l.ues[name], l.networks[network]
	before := l.In(name)
	switch {
	case u == nil:
		return fmt.Errorf("sim: no subscriber %q", name)
	case n == nil:
		return fmt.Errorf("sim: no network %q", network)
	case network == before:
		return fmt.Errorf("sim: %s is in %s already", name, network)
	}
	if cell == "" {
		cells := slices.Sorted(maps.Keys(n.cfg.Cells))
		if len(cells) == 0 {
			return fmt.Errorf("sim: network %s has no cell", network)
		}
		cell = cells[0]
	}
	l.place(name, network)
	_, err := u.MoveTo(ctx, n.radio(), cell)
	if errors.Is(err, gnb.ErrNoCell) {
		l.place(name, before)
	}
	if err != nil {
		return fmt.Errorf("sim: %s to %s: %w", name, network, err)
	}
	return nil
}
