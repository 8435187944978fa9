package ue

import (
	"context"
	"errors"
)

// UE is one user equipment.
type UE struct{ cfg Config }

// New checks the configuration and makes a UE that is switched on and deregistered.
func New(cfg Config) (*UE, error) { return &UE{cfg: cfg}, nil }

// Close releases the radio connection and waits for the UE's goroutines.
func (u *UE) Close() error { return nil }

func (u *UE) register(ctx context.Context, cell string) (Registration, error) {
	return Registration{}, errors.ErrUnsupported
}
func (u *UE) deregister(ctx context.Context, switchOff bool) error { return errors.ErrUnsupported }
func (u *UE) move(ctx context.Context, cell string) error          { return errors.ErrUnsupported }
