package mdf

import (
	"fmt"
	"strings"
	"sync"

	"lilab/lipf"
	"lilab/lipf/hi"
	"lilab/x2x3"
	"lilab/x2x3/ber"
	"lilab/x2x3/xiri"
)

// Tags of XIRIEvent that packet header reports have.
const (
	tagPDHeaderReport  = 14
	tagPDSummaryReport = 15
	tagPacketReport    = 161
)

// iriKind says what a record becomes on HI2.
type iriKind struct {
	iri hi.IRIType
	// session says that the record belongs to a PDU session and has its CIN.
	session bool
}

// typeOf gives a record its IRI type, TS 33.128 R19 clauses 6.2.3.7 (SMF, UPF), 6.2.2.3 (AMF) and 7.2.2.4 (UDM).
func typeOf(tag uint32) iriKind {
	switch tag {
	case 6, 9, 57, 60: // establishment, start of interception; the same of multi-access sessions
		return iriKind{hi.IRIBegin, true}
	case 7, 58, 64: // modification, of multi-access sessions, from one to multi-access
		return iriKind{hi.IRIContinue, true}
	case 8, 59: // release
		return iriKind{hi.IRIEnd, true}
	case 10, 61, tagPDHeaderReport, tagPDSummaryReport, tagPacketReport: // unsuccessful procedure, header reports
		return iriKind{hi.IRIReport, true}
	case 105, 106, 107: // of the IMS: all are reports, with one CIN for each session (clause 7.12.7)
		return iriKind{hi.IRIReport, true}
	}
	return iriKind{hi.IRIReport, false}
}

// targets says which identifiers the record is about and where each comes from, TS 33.128 clause 5.5.5: what the POI
// matched, and what else it knew.
func (m *MDF2) targets(p *x2x3.PDU, peer string) []xiri.IRITargetIdentifier {
	out := make([]xiri.IRITargetIdentifier, 0, len(p.MatchedTargets)+len(p.OtherTargets))
	add := func(fragments []string, from xiri.TargetIdentifierProvenance) {
		for _, f := range fragments {
			if strings.Contains(f, "<"+string(lipf.NonLocalIdentifier)+">") {
				continue // It says what another identifier means and is none.
			}
			id, err := m.fragments.read(f)
			if err != nil {
				m.log.Warn("target identifier of an xIRI not usable", "poi", peer, "err", err)
				continue
			}
			out = append(out, xiri.IRITargetIdentifier{Identifier: id, Provenance: xiri.Some(from)})
		}
	}
	add(p.MatchedTargets, xiri.TargetIdentifierProvenanceMatchedOn)
	add(p.OtherTargets, xiri.TargetIdentifierProvenanceOther)
	return out
}

// fragments remembers target identifiers that were read, because each comes with every record about its target.
type fragments struct {
	mu   sync.Mutex
	seen map[string]xiri.TargetIdentifier
}

// maxFragments bounds the memory; when it is full it is emptied.
const maxFragments = 4096

func (f *fragments) read(s string) (xiri.TargetIdentifier, error) {
	f.mu.Lock()
	id, ok := f.seen[s]
	f.mu.Unlock()
	if ok {
		return id, nil
	}
	t, err := lipf.ParseFragment([]byte(s))
	if err != nil {
		return id, err
	}
	if id, err = targetIdentifier(t); err != nil {
		return id, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seen == nil || len(f.seen) >= maxFragments {
		f.seen = make(map[string]xiri.TargetIdentifier)
	}
	// The fragment may be part of a buffer that is used again.
	f.seen[strings.Clone(s)] = id
	return id, nil
}

// targetIdentifier converts an X1 target identifier into that of TS 33.128.
func targetIdentifier(t lipf.TargetIdentifier) (xiri.TargetIdentifier, error) {
	switch t.Type {
	case lipf.SUPIIMSI:
		return xiri.TargetIdentifier{SUPI: xiri.SUPI{IMSI: t.Value}}, nil
	case lipf.SUPINAI:
		return xiri.TargetIdentifier{SUPI: xiri.SUPI{NAI: t.Value}}, nil
	case lipf.IMSI:
		return xiri.TargetIdentifier{IMSI: t.Value}, nil
	case lipf.PEIIMEI:
		return xiri.TargetIdentifier{PEI: xiri.PEI{IMEI: t.Value}}, nil
	case lipf.PEIIMEISV:
		return xiri.TargetIdentifier{PEI: xiri.PEI{IMEISV: t.Value}}, nil
	case lipf.PEIIMEICheckDigit:
		return xiri.TargetIdentifier{PEI: xiri.PEI{IMEI: t.Value[:14]}}, nil
	case lipf.IMEI:
		return xiri.TargetIdentifier{IMEI: t.Value}, nil
	case lipf.GPSIMSISDN:
		return xiri.TargetIdentifier{GPSI: xiri.GPSI{MSISDN: t.Value}}, nil
	case lipf.GPSINAI:
		return xiri.TargetIdentifier{GPSI: xiri.GPSI{NAI: t.Value}}, nil
	case lipf.E164Number:
		return xiri.TargetIdentifier{E164Number: t.Value}, nil
	case lipf.IMPI:
		return xiri.TargetIdentifier{IMPI: t.Value}, nil
	case lipf.IMPU, lipf.SIPURI, lipf.TELURI:
		if strings.HasPrefix(strings.ToLower(t.Value), "tel:") {
			return xiri.TargetIdentifier{IMPU: xiri.IMPU{TELURI: t.Value}}, nil
		}
		return xiri.TargetIdentifier{IMPU: xiri.IMPU{SIPURI: t.Value}}, nil
	}
	return xiri.TargetIdentifier{}, fmt.Errorf("no alternative of TargetIdentifier for %s", t.Type)
}

// event looks up which alternative of XIRIEvent a payload has, and its contents, without reading the record.
func event(payload []byte) (tag uint32, contents []byte, ok bool) {
	r := ber.NewReader(payload)
	outer, err := r.Next()
	if err != nil {
		return 0, nil, false
	}
	for in := outer.Reader(); in.More(); {
		e, err := in.Next()
		if err != nil {
			return 0, nil, false
		}
		if e.Tag.Class == ber.ContextSpecific && e.Tag.Number == 2 {
			choice := e.Reader()
			alt, err := choice.Next()
			return alt.Tag.Number, alt.Contents, err == nil
		}
	}
	return 0, nil, false
}
