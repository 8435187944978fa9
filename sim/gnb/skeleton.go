package gnb

import (
	"context"
	"errors"
)

// GNB is one base station.
type GNB struct{ cfg Config }

// New checks the configuration.
func New(cfg Config) (*GNB, error) { return &GNB{cfg: cfg}, nil }

// Start connects to the AMF and returns when NG Setup has succeeded (TS 38.413 R17 clause 8.7.1).
func (g *GNB) Start(ctx context.Context) error { return errors.ErrUnsupported }

// Close ends the association and waits.
func (g *GNB) Close() error { return nil }

// Connect establishes a radio connection in the cell and sends the initial NAS message.
func (g *GNB) Connect(ctx context.Context, cell string, e Establishment) (*Connection, error) {
	return nil, errors.ErrUnsupported
}

// Connection is the signalling connection of one UE through the gNB.
type Connection struct{}

// Send hands an uplink NAS PDU to the AMF.
func (c *Connection) Send(ctx context.Context, nas []byte) error { return errors.ErrUnsupported }

// Receive returns the next downlink NAS PDU, or ErrReleased (wrapped).
func (c *Connection) Receive(ctx context.Context) ([]byte, error) { return nil, errors.ErrUnsupported }

// Move changes the serving cell.
func (c *Connection) Move(ctx context.Context, cell string) error { return errors.ErrUnsupported }

// Release gives the connection up from the radio side (TS 38.413 R17 clause 8.3.2).
func (c *Connection) Release(ctx context.Context) error { return errors.ErrUnsupported }

