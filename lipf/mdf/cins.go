package mdf

import (
	"sync"
	"time"
)

// CINs gives each session of each LIID its communication identity number (TS 102 232-1 clause 5.2.4, TS 33.128 R19 clause
// 6.2.3.7: one for each PDU session). MDF2 and MDF3 of an operator share one, so that IRI and content of a session meet.
type CINs struct {
	now func() time.Time
	mu  sync.Mutex
}

// NewCINs makes an empty registry; a nil now is time.Now.
func NewCINs(now func() time.Time) *CINs {
	if now == nil {
		now = time.Now
	}
	return &CINs{now: now}
}
