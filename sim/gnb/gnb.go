// Package gnb is an NR base station as the core network sees it: NGAP over SCTP towards the AMF (TS 38.413),
// and a radio interface inside the process towards the UEs. RRC itself is not simulated; a connection carries
// NAS PDUs as RRC would carry them.
package gnb

import (
	"errors"
	"log/slog"
	"net/netip"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/rrc"
)

// Cell is one NR cell of a gNB.
type Cell struct {
	// Name is how scripts and UEs name the cell.
	Name string
	// TAC is the tracking area code, 24 bits.
	TAC uint32
	// NRCellID is the NR cell identity, 36 bits; its first GNBIDLength bits are the gNB identifier
	// (TS 38.300 clause 8.2).
	NRCellID uint64
	// PCI is the physical cell identity, 0 to 1007; 0 takes NRCellID modulo 1008. UEs need it for the keys of handovers.
	PCI uint16
}

func (c Cell) pci() uint16 {
	if c.PCI == 0 {
		return uint16(c.NRCellID % (rrc.MaxPCI + 1))
	}
	return c.PCI
}

// Config describes a gNB.
type Config struct {
	Host fabric.Host
	// Local is the address to dial from.
	Local netip.Addr
	// N3 is the address of the user plane, UDP port 2152; invalid for a gNB without user plane.
	N3 netip.Addr
	// Xn is the address of the user plane between gNBs, UDP port 2152; invalid for a gNB that takes no forwarded packets.
	Xn netip.Addr
	// AMF is the N2 address of the AMF, SCTP port 38412 (TS 38.412 clause 7).
	AMF  netip.AddrPort
	PLMN event.PLMN
	// GNBID is the gNB identifier of GNBIDLength bits, 22 to 32 (0 means 32).
	GNBID       uint32
	GNBIDLength int
	// GNBName is the RAN node name, optional.
	GNBName string
	Cells   []Cell
	// Slices are broadcast for every tracking area; none means SST 1.
	Slices []event.SNSSAI
	// SetupTimeout bounds the NG Setup procedure, 0 means 10 s.
	SetupTimeout time.Duration
	// ReleaseTimeout bounds how long a connection waits for the AMF to release it, 0 means 5 s.
	ReleaseTimeout time.Duration
	// PrepareTimeout bounds the preparation of a handover through the AMF (TNGRELOCprep), 0 means 20 s. ForwardTimeout
	// is how long packets are forwarded or held when no end marker comes, 0 means 5 s.
	PrepareTimeout, ForwardTimeout time.Duration
	Now                            func() time.Time
	Log                            *slog.Logger
}

// RRCCause is the RRC establishment cause, TS 38.413 R17 clause 9.3.1.111, numbered as its ASN.1 numbers it.
type RRCCause uint8

// Causes that UEs of this lab use.
const (
	CauseEmergency    RRCCause = 0
	CauseMOSignalling RRCCause = 3
	CauseMOData       RRCCause = 4
)

// Establishment is what a UE gives with RRC connection establishment (RRCSetupComplete, TS 38.331).
type Establishment struct {
	Cause RRCCause
	// GUTI is the 5G-GUTI the UE is registered with, nil if none; its 5G-S-TMSI part goes to the AMF.
	GUTI *event.GUTI
	// NAS is the initial NAS message.
	NAS []byte
	// UE is told what comes down.
	UE Terminal
}

// A Terminal is the UE's end of a radio connection. Its methods are called by the gNB, one at a time for one
// connection, and must return at once (queue, do not work).
type Terminal interface {
	// Downlink brings a NAS PDU, which the terminal may keep.
	Downlink(c *Connection, pdu []byte)
	// Released says that the connection is gone; nothing comes after it.
	Released(c *Connection)
}

// Errors of connections.
var (
	// ErrNoCell says that the gNB has no such cell.
	ErrNoCell = errors.New("gnb: no such cell")
	// ErrReleased says that the connection is released.
	ErrReleased = errors.New("gnb: connection released")
	// ErrNotServing says that there is no NG Setup with the AMF.
	ErrNotServing = errors.New("gnb: no AMF association")
	// ErrHandover says that a handover was not prepared, or did not end well.
	ErrHandover = errors.New("gnb: handover failed")
)
