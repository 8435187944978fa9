package mdf

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"sync"

	"lilab/lipf"
	"lilab/lipf/hi"
	"lilab/lipf/x1"
	"lilab/x2x3"
	"lilab/x2x3/ber"
	"lilab/x2x3/link"
	"lilab/x2x3/xiri"
)

// admit takes only the POIs of this operator.
func (m *MDF2) admit(p x2x3.Peer) error {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if p.UID == "" || !m.peers[p.UID] {
		return fmt.Errorf("%q is no POI of this operator", p.UID)
	}
	return nil
}

func (m *MDF2) onRefused(remote netip.AddrPort, err error) {
	m.refused.Add(1)
	m.log.Warn("X2 connection refused", "remote", remote, "err", err)
	m.ne.ReportNE(x1.NEAlert, x1.IssueWarning, "X2 connection from %s refused: %v", remote, err)
}

// onClosed reports connections that lost framing; the POI connects again.
func (m *MDF2) onClosed(p x2x3.Peer, err error) {
	var bad *x2x3.Error
	if !errors.As(err, &bad) {
		return
	}
	m.malformed.Add(1)
	m.log.Error("X2 connection ended by nonsense", "poi", p.UID, "err", err)
	m.ne.ReportNE(x1.NEFaultReport, x1.IssueNonTerminatingFault, "X2 connection of %s ended: %v", p.UID, err)
}

// handle mediates one PDU. Whatever is wrong with it, the connection and the PDUs after it go on.
func (m *MDF2) handle(_ context.Context, p *x2x3.PDU, peer x2x3.Peer, octets []byte) error {
	m.busy.enter()
	defer m.busy.leave()
	m.received.Add(1)
	if m.cfg.OnX2 != nil {
		m.cfg.OnX2(peer.Remote, peer.Local, octets)
	}
	if m.repeats.Seen(peer.UID, p, octets) {
		m.repeated.Add(1) // A POI writes again after a reconnection what was not confirmed.
		return nil
	}
	m.mediate(p, peer.UID)
	return nil
}

func (m *MDF2) mediate(p *x2x3.PDU, peer string) {
	xid := lipf.UUID(p.XID)
	if p.Type != x2x3.X2 || p.Format != x2x3.FormatTS33128 {
		m.broken(xid, peer, fmt.Errorf("PDU of type %s with payload format %s on X2", p.Type, p.Format))
		return
	}
	k, ok := m.route(xid, p.Timestamp)
	if !ok {
		m.stray(xid, peer)
		return
	}
	x, n, err := xiri.ParseXIRIPayload(p.Payload)
	if err == nil && n != len(p.Payload) {
		err = fmt.Errorf("%d octets after the payload", len(p.Payload)-n)
	}
	if tag, ok := eventTag(p.Payload); err != nil && ok && !xiri.HasIRIEvent(tag) {
		err = fmt.Errorf("%w is [%d]", xiri.ErrNoIRIEvent, tag)
	}
	var iri xiri.IRIPayload
	if err == nil {
		iri, err = x.IRI(xiri.R19v3, m.targets(p, peer))
	}
	if errors.Is(err, xiri.ErrNoIRIEvent) {
		m.noTwin.Add(1)
		m.log.Error("an event of X2 has no counterpart on HI2", "xid", xid, "poi", peer, "err", err)
		m.ne.ReportTask(xid, x1.NonTerminatingFault, x1.IssueNonTerminatingFault, "not delivered, from %s: %v", peer, err)
		return
	}
	var contents []byte
	if err == nil {
		contents, err = iri.AppendBinary(nil)
	}
	if err != nil {
		m.broken(xid, peer, err)
		return
	}
	m.deliver(k, p, contents)
	m.ne.CountX2(k.XID, len(p.Payload), p.Timestamp)
}

// broken reports a PDU that cannot be mediated, with the place of the fault.
func (m *MDF2) broken(xid lipf.UUID, peer string, err error) {
	m.malformed.Add(1)
	m.log.Error("X2 PDU not mediated", "xid", xid, "poi", peer, "err", err)
	m.ne.ReportNE(x1.NEFaultReport, x1.IssueNonTerminatingFault, "a PDU of %s with XID %s was not mediated: %v", peer, xid, err)
}

// maxUnknown bounds how many unknown XIDs are remembered as reported.
const maxUnknown = 1024

// stray reports product of a task that does not exist here, once for each XID. It is delivered to nobody.
func (m *MDF2) stray(xid lipf.UUID, peer string) {
	m.unknownXID.Add(1)
	m.mu.Lock()
	known := m.unknown[xid] || len(m.unknown) >= maxUnknown
	if !known {
		m.unknown[xid] = true
	}
	m.mu.Unlock()
	if known {
		return
	}
	m.log.Error("product with an unknown XID", "xid", xid, "poi", peer)
	if _, err := lipf.ParseUUID(xid.String()); err != nil {
		m.ne.ReportNE(x1.NEFaultReport, x1.ErrXIDUnknown, "%s sends product with an XID that is no version 4 UUID", peer)
		return
	}
	m.ne.ReportTask(xid, x1.Warning, x1.ErrXIDUnknown, "%s sends product of a task that does not exist here", peer)
}

func (m *MDF2) communication() hi.CommunicationIdentifier {
	return hi.CommunicationIdentifier{OperatorIdentifier: m.cfg.Operator, NetworkElementIdentifier: m.cfg.NetworkElement, DeliveryCountryCode: m.cfg.DeliveryCountry}
}

// deliver makes a PS-PDU for each LIID of the task. AMF and UDM records are IRI-REPORT without CIN (TS 33.128
// clauses 6.2.2.3, 7.2.2.4). The time is the POI's (TS 33.128 clause 5.5); without one it is our own, and says so.
// payloadDirection of IRI is absent: TS 33.128 gives it a meaning for content only.
func (m *MDF2) deliver(k *task, p *x2x3.PDU, contents []byte) {
	at, qualifier := p.Timestamp, hi.TimeOfInterception
	if at.IsZero() {
		at, qualifier = m.cfg.X1.Now(), hi.TimeOfMediation
		m.log.Warn("xIRI without a timestamp", "xid", k.XID)
	}
	pdu := hi.PSPDU{
		PSHeader: hi.PSHeader{
			AuthorizationCountryCode: m.cfg.Country, CommunicationIdentifier: m.communication(), MicroSecondTimeStamp: at,
			TimeStampQualifier: hi.Some(qualifier), NetworkFunctionIdentifier: p.NFID, ExtendedInterceptionPointID: p.IPID,
		},
		IRI: []hi.IRIPayload{{Type: hi.IRIReport, Contents: contents}},
	}
	for i := range k.Mediation {
		d := &k.Mediation[i]
		if !d.Start.IsZero() && at.Before(d.Start) || !d.End.IsZero() && at.After(d.End) {
			m.outside.Add(1)
			continue
		}
		dids := d.DIDs
		if len(dids) == 0 {
			dids = k.DIDs
		}
		pdu.LIID = d.LIID
		m.send(k, &pdu, dids)
	}
}

// send numbers a PDU and queues it for each destination; the same PDU for two has one number.
func (m *MDF2) send(k *task, pdu *hi.PSPDU, dids []lipf.UUID) {
	m.mu.RLock()
	senders := make([]*destination, 0, len(dids))
	for _, did := range dids {
		if d := m.dests[did]; d != nil {
			senders = append(senders, d)
		}
	}
	m.mu.RUnlock()
	m.out.Lock()
	defer m.out.Unlock()
	m.seq.Number(pdu)
	for _, d := range senders {
		err := d.sender.TrySend(pdu)
		if err == nil {
			m.delivered.Add(1)
			continue
		}
		m.lost.Add(1)
		why := "a PS-PDU could not be sent: " + err.Error()
		if errors.Is(err, link.ErrQueueFull) {
			why = "the buffer for the LEMF is full, IRI is lost"
		}
		m.log.Error("PS-PDU not sent", "xid", k.XID, "did", d.did, "err", err)
		m.ne.DestinationFault(d.did, why)
	}
}

// targets says which identifiers the record is about and where each comes from, TS 33.128 clause 5.5.5: what the POI
// matched, and what else it knew.
func (m *MDF2) targets(p *x2x3.PDU, peer string) []xiri.IRITargetIdentifier {
	out := make([]xiri.IRITargetIdentifier, 0, len(p.MatchedTargets)+len(p.OtherTargets))
	add := func(fragments []string, from xiri.TargetIdentifierProvenance) {
		for _, f := range fragments {
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
	}
	return xiri.TargetIdentifier{}, fmt.Errorf("no alternative of TargetIdentifier for %s", t.Type)
}

// eventTag looks up which alternative of XIRIEvent a payload has, without reading the record.
func eventTag(payload []byte) (uint32, bool) {
	r := ber.NewReader(payload)
	outer, err := r.Next()
	if err != nil {
		return 0, false
	}
	for in := outer.Reader(); in.More(); {
		e, err := in.Next()
		if err != nil {
			return 0, false
		}
		if e.Tag.Class == ber.ContextSpecific && e.Tag.Number == 2 {
			choice := e.Reader()
			alt, err := choice.Next()
			return alt.Tag.Number, err == nil
		}
	}
	return 0, false
}
