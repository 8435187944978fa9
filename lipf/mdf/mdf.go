// Package mdf is MDF2 and MDF3: what comes over X2 and X3 becomes the IRI and the content of the agencies that its task is
// for, and goes to them over LI_HI2 and LI_HI3 (TS 33.128 R19 clause 5.5, ETSI TS 102 232-1, TS 102 232-7).
package mdf

import (
	"errors"
	"fmt"

	"lilab/lipf"
	"lilab/lipf/hi"
	"lilab/lipf/x1"
	"lilab/x2x3"
	"lilab/x2x3/ber"
	"lilab/x2x3/xiri"
)

// MDF2 is a mediation and delivery function for IRI.
type MDF2 struct {
	*function
	fragments fragments
	keys      keys
}

// New makes an MDF2.
func New(cfg Config) (*MDF2, error) {
	m := &MDF2{}
	var err error
	m.function, err = newFunction(settings{
		x1: cfg.X1, admf: cfg.ADMF, admfURL: cfg.ADMFURL, handover: "HI2", tls: cfg.HI2TLS, dial: cfg.HI2Dial,
		lmdfTLS: cfg.KeysTLS, lmdfDial: cfg.KeysDial,
		country: cfg.Country, operator: cfg.Operator, element: cfg.NetworkElement, deliveryCountry: cfg.DeliveryCountry,
		idle: cfg.HI2Idle, retry: cfg.RetryInterval, grace: cfg.Grace, buffer: cfg.Buffer, cins: cfg.CINs,
	}, x1.NEConfig{Mediates: lipf.HI2Only})
	if err != nil {
		return nil, err
	}
	if err := m.addIntake(&intake{name: "X2", from: "POI", saw: cfg.OnX2, mediate: m.mediate}, cfg.X2Listener, cfg.X2TLS, cfg.Peers); err != nil {
		return nil, err
	}
	if cfg.LMDFListener != nil {
		in := &intake{name: "LI_MDF", from: "MDF3", saw: cfg.OnLMDF, mediate: m.mediateReport}
		if err := m.addIntake(in, cfg.LMDFListener, cfg.LMDFTLS, cfg.LMDFPeers); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// mediateReport takes what the MDF3 hands over, which are header reports and nothing else.
func (m *MDF2) mediateReport(p *x2x3.PDU, peer string) {
	if tag, _, _ := event(p.Payload); p.Format == x2x3.FormatTS33128 && tag != tagPDHeaderReport && tag != tagPDSummaryReport && tag != tagPacketReport {
		m.broken(lipf.UUID(p.XID), peer, fmt.Errorf("event [%d] on LI_MDF, which is for header reports", tag))
		return
	}
	m.headerReports.Add(1)
	m.mediate(p, peer)
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
	record, tag, found, err := m.record(p, peer)
	if errors.Is(err, xiri.ErrNoIRIEvent) {
		m.noTwin.Add(1)
		m.log.Error("an event of X2 has no counterpart on HI2", "xid", xid, "poi", peer, "err", err)
		m.ne.ReportTask(xid, x1.NonTerminatingFault, x1.IssueNonTerminatingFault, "not delivered, from %s: %v", peer, err)
		return
	}
	if err != nil {
		m.broken(xid, peer, err)
		return
	}
	m.handKeys(k, p, found)
	m.deliver(k, p, tag, record)
	m.ne.CountX2(k.XID, len(p.Payload), p.Timestamp)
}

// record makes the IRIPayload of a PDU, without its type, and says which event it is and which keys of media were taken out. The packet report has no
// alternative in IRIEvent: it is one of IRIContents, [20] (TS 33.128 clause 6.2.3.9, TS 102 232-1 module version 43). Its
// module is that of TS 102 232-3, which the POI names in it, so it goes as it came.
func (m *MDF2) record(p *x2x3.PDU, peer string) (hi.IRIPayload, uint32, []mediaKeys, error) {
	x, n, err := xiri.ParseXIRIPayload(p.Payload)
	if err == nil && n != len(p.Payload) {
		err = fmt.Errorf("%d octets after the payload", len(p.Payload)-n)
	}
	tag, octets, ok := event(p.Payload)
	switch {
	case err == nil && tag == tagPacketReport:
		return hi.IRIPayload{OtherContents: ber.AppendOctets(nil, ber.ContextConstructed(20), octets)}, tag, nil, nil
	case err != nil && ok && !xiri.HasIRIEvent(tag) && tag != tagPacketReport:
		err = fmt.Errorf("%w is [%d]", xiri.ErrNoIRIEvent, tag)
	}
	if err != nil {
		return hi.IRIPayload{}, tag, nil, err
	}
	found := m.takeKeys(p, peer, x.Event)
	iri, err := x.IRI(xiri.R19v3, m.targets(p, peer))
	if err != nil {
		return hi.IRIPayload{}, tag, nil, err
	}
	contents, err := iri.AppendBinary(nil)
	return hi.IRIPayload{Contents: contents}, tag, found, err
}

// deliver makes a PS-PDU for each LIID of the task. payloadDirection of IRI is absent: TS 33.128 gives it a meaning for
// content only.
func (m *MDF2) deliver(k *task, p *x2x3.PDU, tag uint32, record hi.IRIPayload) {
	at := p.Timestamp
	if at.IsZero() {
		at = m.x1.Now()
		m.log.Warn("xIRI without a timestamp", "xid", k.XID)
	}
	kind := typeOf(tag)
	record.Type = kind.iri
	if kind.session && p.CorrelationID == 0 {
		// Without a session there is no CIN, and without a CIN only a report (TS 102 232-1 clause 5.2.4).
		record.Type, kind.session = hi.IRIReport, false
		if m.uncorrelated.Add(1) == 1 {
			m.ne.ReportTask(k.XID, x1.Warning, x1.IssueWarning, "a record [%d] of a session came with the Correlation ID 0", tag)
		}
	}
	for i := range k.Mediation {
		d := &k.Mediation[i]
		if !valid(d, at) {
			m.outside.Add(1)
			continue
		}
		pdu := hi.PSPDU{PSHeader: m.header(d.LIID, p), IRI: []hi.IRIPayload{record}}
		pdu.MicroSecondTimeStamp = at
		if kind.session {
			pdu.CIN = hi.Some(m.cin(d.LIID, p.CorrelationID, kind))
		}
		m.send(k, &pdu, d)
	}
}

// cin returns the number of the session that a record is about, and lets it end where the record says so.
func (m *MDF2) cin(liid string, correlation uint64, kind iriKind) uint32 {
	switch kind.iri {
	case hi.IRIBegin:
		return m.cins.Begin(liid, correlation)
	case hi.IRIEnd:
		cin := m.cins.CIN(liid, correlation)
		m.cins.End(liid, correlation)
		return cin
	}
	return m.cins.CIN(liid, correlation)
}

// send numbers a PDU and queues it for each destination; the same PDU for two has one number.
func (m *MDF2) send(k *task, pdu *hi.PSPDU, d *lipf.MediationDetails) {
	m.mu.RLock()
	lemfs := m.lemfs(k, d)
	m.mu.RUnlock()
	m.out.Lock()
	defer m.out.Unlock()
	m.seq.Number(pdu)
	for _, x := range lemfs {
		m.handed(k, x, x.lemf.TrySend(pdu))
	}
}
