// Package rrc has the few messages of RRC (TS 38.331 R17) that cross N2 in transparent containers when a UE is handed
// over, in unaligned PER: HandoverPreparationInformation and HandoverCommand. The rest of RRC is not simulated.
package rrc

import (
	"errors"
	"fmt"
)

// Bounds of TS 38.331 clause 6.3.
const (
	// MaxPCI is the greatest physical cell identity.
	MaxPCI = 1007
	// maxMessage bounds what is read, in octets.
	maxMessage = 1024
)

// Command is the part of a HandoverCommand that this lab uses: an RRCReconfiguration with reconfigurationWithSync.
type Command struct {
	// PCI is the physical cell identity of the target cell, 0 to 1007. Its frequency is that of the source cell.
	PCI uint16
	// RNTI is the C-RNTI of the UE in the target cell.
	RNTI uint16
	// NCC is the next hop chaining counter that the key of the target cell belongs to, 0 to 7 (TS 33.501 clause 6.9.2).
	NCC uint8
}

// T304 is what the command says of the time that the UE has to reach the target cell: ms2000.
const t304ms2000 = 6

var errBounds = errors.New("rrc: physical cell identity or next hop chaining counter out of bounds")

// MarshalBinary encodes HandoverCommand, TS 38.331 clause 11.2.2.
func (c Command) MarshalBinary() ([]byte, error) {
	if c.PCI > MaxPCI || c.NCC > 7 {
		return nil, errBounds
	}
	var group writer // CellGroupConfig
	group.bits(0, 1) // no extension additions
	group.bits(0, 4) // bearers to add, to release, MAC, physical layer: absent
	group.bits(1, 1) // spCellConfig
	group.bits(0, 2) // SCells: absent
	group.bits(0, 2) // cellGroupId 0
	group.bits(0, 1) // SpCellConfig: no extension additions
	group.bits(0, 1) // servCellIndex absent
	group.bits(1, 1) // reconfigurationWithSync
	group.bits(0, 3)
	group.bits(0, 1) // ReconfigurationWithSync: no extension additions
	group.bits(1, 1) // spCellConfigCommon
	group.bits(0, 1) // no dedicated random access
	group.bits(0, 1) // ServingCellConfigCommon: no extension additions
	group.bits(1, 1) // physCellId
	group.bits(0, 11)
	group.bits(uint64(c.PCI), 10)
	group.bits(0, 1)       // dmrs-TypeA-Position pos2
	group.bits(0-(-60), 7) // ss-PBCH-BlockPower 0 dBm, from -60 to 50
	group.bits(uint64(c.RNTI), 16)
	group.bits(t304ms2000, 3)

	var m writer     // RRCReconfiguration
	m.bits(0, 2)     // transaction identifier
	m.bits(0, 1)     // criticalExtensions: rrcReconfiguration
	m.bits(0b1, 5)   // only nonCriticalExtension
	m.bits(1, 1)     // v1530: masterCellGroup
	m.bits(0b001, 3) // fullConfig, NAS messages, masterKeyUpdate
	m.bits(0, 4)     // SIB1, system information, otherConfig, more extensions
	m.octets(group.done())
	m.bits(0, 1) // MasterKeyUpdate: no extension additions
	m.bits(0, 1) // nas-Container absent
	m.bits(0, 1) // keySetChangeIndicator
	m.bits(uint64(c.NCC), 3)

	var out writer
	out.bits(0, 1) // criticalExtensions: c1
	out.bits(0, 2) // handoverCommand
	out.bits(0, 1) // no extension
	out.octets(m.done())
	return out.done(), nil
}

// ParseCommand decodes a HandoverCommand that MarshalBinary can have made. One with more in it is refused: a UE that
// does not understand its configuration must not act on it.
func ParseCommand(b []byte) (Command, error) {
	r := reader{b: b}
	r.want(0, 1, "criticalExtensions")
	r.want(0, 2, "c1")
	r.want(0, 1, "nonCriticalExtension")
	m := reader{b: r.octets("handoverCommandMessage")}
	r.end()
	m.want(0, 2, "rrc-TransactionIdentifier")
	m.want(0, 1, "criticalExtensions")
	m.want(0b1, 5, "RRCReconfiguration-IEs")
	m.want(0b1_001_0000, 8, "RRCReconfiguration-v1530-IEs")
	g := reader{b: m.octets("masterCellGroup")}
	m.want(0, 3, "masterKeyUpdate")
	var c Command
	c.NCC = uint8(m.bits(3, "nextHopChainingCount"))
	m.end()
	g.want(0b0_0000_1_00_00, 10, "CellGroupConfig")
	g.want(0b0_0_1_000, 6, "spCellConfig")
	g.want(0b0_1_0, 3, "reconfigurationWithSync")
	g.want(0b0_1_000_0000_0000, 13, "spCellConfigCommon")
	c.PCI = uint16(g.bits(10, "physCellId"))
	g.want(0, 1, "dmrs-TypeA-Position")
	g.want(60, 7, "ss-PBCH-BlockPower")
	c.RNTI = uint16(g.bits(16, "newUE-Identity"))
	g.want(t304ms2000, 3, "t304")
	g.end()
	if err := errors.Join(r.err, m.err, g.err); err != nil {
		return Command{}, fmt.Errorf("rrc: HandoverCommand: %w", err)
	}
	if c.PCI > MaxPCI {
		return Command{}, errBounds
	}
	return c, nil
}

// PreparationInformation encodes HandoverPreparationInformation, TS 38.331 clause 11.2.2, with nothing in it: gNBs of
// this lab need neither the UE's radio capabilities nor the configuration of the source cell.
func PreparationInformation() []byte {
	var w writer
	w.bits(0, 1) // criticalExtensions: c1
	w.bits(0, 2) // handoverPreparationInformation
	w.bits(0, 4) // sourceConfig, rrm-Config, as-Context, extension
	w.bits(0, 4) // no capability container
	return w.done()
}

// CheckPreparationInformation says whether octets begin as a HandoverPreparationInformation does.
func CheckPreparationInformation(b []byte) error {
	if len(b) < 2 || len(b) > maxMessage || b[0]>>5 != 0 {
		return fmt.Errorf("rrc: HandoverPreparationInformation of %d octets is not understood", len(b))
	}
	return nil
}
