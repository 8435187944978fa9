package ngap

import (
	"fmt"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"

	"lilab/sim/event"
)

// RadioCause is a cause of the radio network layer, TS 38.413 R17 clause 9.3.1.2.
func RadioCause(v aper.Enumerated) *ie.Cause {
	return &ie.Cause{Choice: &ie.CauseRadioNetwork{Value: v}}
}

// NASCause is a cause of the NAS group.
func NASCause(v aper.Enumerated) *ie.Cause { return &ie.Cause{Choice: &ie.CauseNas{Value: v}} }

// ProtocolCause is a cause of the protocol group.
func ProtocolCause(v aper.Enumerated) *ie.Cause {
	return &ie.Cause{Choice: &ie.CauseProtocol{Value: v}}
}

// MiscCause is a cause of the miscellaneous group.
func MiscCause(v aper.Enumerated) *ie.Cause { return &ie.Cause{Choice: &ie.CauseMisc{Value: v}} }

// CauseText names a cause by group and number for a log line.
func CauseText(c *ie.Cause) string {
	if c == nil {
		return "none"
	}
	switch v := c.Choice.(type) {
	case *ie.CauseRadioNetwork:
		return fmt.Sprintf("radioNetwork %d", v.Value)
	case *ie.CauseTransport:
		return fmt.Sprintf("transport %d", v.Value)
	case *ie.CauseNas:
		return fmt.Sprintf("nas %d", v.Value)
	case *ie.CauseProtocol:
		return fmt.Sprintf("protocol %d", v.Value)
	case *ie.CauseMisc:
		return fmt.Sprintf("misc %d", v.Value)
	}
	return fmt.Sprintf("%T", c.Choice)
}

// CauseOf is a cause as events have it, zero for none.
func CauseOf(c *ie.Cause) event.NGAPCause {
	if c == nil {
		return event.NGAPCause{}
	}
	switch v := c.Choice.(type) {
	case *ie.CauseRadioNetwork:
		return event.NGAPCause{Group: event.CauseRadioNetwork, Value: int64(v.Value)}
	case *ie.CauseTransport:
		return event.NGAPCause{Group: event.CauseTransport, Value: int64(v.Value)}
	case *ie.CauseNas:
		return event.NGAPCause{Group: event.CauseNAS, Value: int64(v.Value)}
	case *ie.CauseProtocol:
		return event.NGAPCause{Group: event.CauseProtocol, Value: int64(v.Value)}
	case *ie.CauseMisc:
		return event.NGAPCause{Group: event.CauseMisc, Value: int64(v.Value)}
	}
	return event.NGAPCause{}
}
