package mdf

import (
	"crypto/sha256"
	"strings"
	"sync"

	"lilab/lipf"
	"lilab/lipf/content"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// keys is what an MDF2 does with the keys of media in session descriptions (RFC 4568).
//
// Records of the IMS bring them over X2 where the signalling of the operator's own CSCFs had them. The MDF2 takes them out, so that
// they are in nothing that goes over LI_HI2, and hands those of media that are protected from end to end to the MDF3 of the same
// operator, over LI_MDF: it removes the protection (TS 33.107 R14 clauses 7A.1.A and 7A.7, which name DF2 and DF3). The ADMF
// names the MDF3 as a destination of the task that is for X3Only.
//
// Records of an LMISF are left alone: whether the network that is visited may use what is in the SIP of a home-routed session is
// an open question, and no is the default (AddLMISF).
type keys struct {
	// own are the POIs in CSCFs and the like, lmisfs the LMISFs, by the UIDs of their certificates.
	own, lmisfs sync.Map
	// out is held from numbering a PDU of LI_MDF until it is queued.
	out  sync.Mutex
	seq  x2x3.Sequencer
	mu   sync.Mutex
	sent map[[sha256.Size]byte]bool
}

// maxSent bounds what is remembered as handed over. A session says the same several times.
const maxSent = 16384

// AddIMSPeer allows a POI in an IMS function of this operator. Keys of media in what it reports are for the MDF3.
func (m *MDF2) AddIMSPeer(neID string) {
	m.keys.own.Store(neID, true)
	m.AddPeer(neID)
}

// AddLMISF allows an LMISF-IRI. Its records go to HI2 as they are.
func (m *MDF2) AddLMISF(neID string) {
	m.keys.lmisfs.Store(neID, true)
	m.AddPeer(neID)
}

// mediaKeys are the protected media of one description.
type mediaKeys struct {
	direction x2x3.Direction
	lines     []byte
}

// takeKeys takes keys out of a record of the IMS. What it returns is for the MDF3.
func (m *MDF2) takeKeys(p *x2x3.PDU, peer string, e xiri.Event) (found []mediaKeys) {
	if _, ok := m.keys.lmisfs.Load(peer); ok {
		return nil
	}
	add := func(d x2x3.Direction, sdp []byte) {
		if lines := content.EndToEndKeys(sdp); lines != nil {
			found = append(found, mediaKeys{d, lines})
		}
	}
	state := func(ds [][]byte) {
		for i, d := range ds {
			add(x2x3.DirectionUnknown, d)
			ds[i] = content.Without(d, content.Keys(d))
		}
	}
	switch r := e.(type) {
	case *xiri.IMSMessage:
		if x := r.Payload.EncapsulatedSIPMessage; x != nil {
			body := content.ReadSIPBody(x.SIPContent)
			for _, d := range body.Descriptions(x.SIPContent) {
				add(p.Direction, x.SIPContent[d.From:d.To])
			}
			if cuts := body.Keys(x.SIPContent); cuts != nil {
				r.Payload = xiri.IMSPayload{ModifiedSIPMessage: withoutKeys(*x, &body, cuts)}
			}
		} else if x := r.Payload.ModifiedSIPMessage; x != nil {
			// A POI that changes messages has to say so itself. What it left is taken out all the same.
			c := &x.ModifiedSIPContent
			body := content.ReadSIPBody(c.SIPContent)
			if cuts := body.Keys(c.SIPContent); cuts != nil {
				again := withoutKeys(*c, &body, cuts)
				again.Modifications.ModificationList = append(x.Modifications.ModificationList, again.Modifications.ModificationList...)
				r.Payload.ModifiedSIPMessage = again
			}
		}
	case *xiri.StartOfInterceptionForActiveIMSSession:
		state(r.SDPState)
	case *xiri.IMSCCUnavailable:
		if len(r.SDPState) > 0 {
			r.SDPState = content.Without(r.SDPState, content.Keys(r.SDPState))
		}
	}
	if _, ok := m.keys.own.Load(peer); !ok {
		return nil
	}
	return found
}

// withoutKeys takes lines out of a message, sets the Content-Length that follows, and says what was done. The places are those
// in the message as it was; an end is the octet behind.
func withoutKeys(m xiri.SIPMessage, body *content.SIPBody, cuts []content.Cut) *xiri.ModifiedSIPMessage {
	out := &xiri.ModifiedSIPMessage{ModifiedSIPContent: m}
	list := &out.Modifications.ModificationList
	for _, c := range cuts {
		*list = append(*list, xiri.PayloadModification{DescribedModification: &xiri.PayloadModificationDescription{
			ModificationLocation: xiri.ModificationLocation{OctetLocation: &xiri.IndexRange{Start: int64(c.From), End: int64(c.To)}},
			ModificationType:     xiri.ModificationType{Removed: xiri.PayloadInformationRemoved{OctetsRemoved: xiri.Some(int64(c.To - c.From))}},
		}})
	}
	var length string
	if out.ModifiedSIPContent.SIPContent, length = body.Without(m.SIPContent, cuts); length != "" {
		*list = append(*list, xiri.PayloadModification{DescribedModification: &xiri.PayloadModificationDescription{
			ModificationLocation: xiri.ModificationLocation{SIPHeader: "Content-Length"},
			ModificationType:     xiri.ModificationType{ReplacedWithCharacters: &xiri.PayloadInformationReplacedWithCharacters{Characters: length}},
		}})
	}
	return out
}

// mimeSDP is the type of what goes over LI_MDF with keys: media lines and their a=crypto.
const mimeSDP = "application/sdp"

// handKeys gives the MDF3 what a record had, once.
func (m *MDF2) handKeys(k *task, p *x2x3.PDU, found []mediaKeys) {
	if len(found) == 0 || p.CorrelationID == 0 {
		return
	}
	m.mu.RLock()
	var to []*destination
	for _, did := range k.DIDs {
		if d := m.dests[did]; d != nil && d.lmdf != nil {
			to = append(to, d)
		}
	}
	m.mu.RUnlock()
	if len(to) == 0 {
		return // no content is ordered
	}
	for _, f := range found {
		pdu := x2x3.PDU{Type: x2x3.X2, Format: x2x3.FormatMIME, Direction: f.direction, XID: p.XID, CorrelationID: p.CorrelationID, Payload: f.lines,
			Attributes: x2x3.Attributes{NFID: p.NFID, IPID: p.IPID, Timestamp: p.Timestamp, MatchedTargets: p.MatchedTargets, MIMEContentType: mimeSDP}}
		if m.keys.again(&pdu) {
			continue
		}
		m.keys.out.Lock()
		m.keys.seq.Number(&pdu)
		for _, d := range to {
			err := d.lmdf.TrySend(&pdu)
			if err == nil {
				m.mediaKeys.Add(1)
				continue
			}
			m.lost.Add(1)
			m.log.Error("keys of media not sent to the MDF3", "xid", lipf.UUID(p.XID), "did", d.did, "err", err)
			m.ne.DestinationFault(d.did, "keys of media could not be sent: "+err.Error())
		}
		m.keys.out.Unlock()
	}
}

// again tells whether the same was handed over before.
func (k *keys) again(p *x2x3.PDU) bool {
	h := sha256.New()
	h.Write(p.XID[:])
	h.Write([]byte{byte(p.Direction), byte(p.CorrelationID >> 56), byte(p.CorrelationID >> 48), byte(p.CorrelationID >> 40), byte(p.CorrelationID >> 32),
		byte(p.CorrelationID >> 24), byte(p.CorrelationID >> 16), byte(p.CorrelationID >> 8), byte(p.CorrelationID)})
	for _, l := range strings.Split(string(p.Payload), "\n") {
		if strings.HasPrefix(strings.ToLower(l), "a=crypto") { // ports differ from hop to hop
			h.Write([]byte(l))
		}
	}
	sum := [sha256.Size]byte(h.Sum(nil))
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.sent[sum] {
		return true
	}
	if k.sent == nil || len(k.sent) >= maxSent {
		k.sent = map[[sha256.Size]byte]bool{}
	}
	k.sent[sum] = true
	return false
}
