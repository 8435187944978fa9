package mdf

import (
	"strings"

	"lilab/lipf"
	"lilab/x2x3"
)

// mediaKey names the session that a description is about, TS 103 221-2 clause 5.3.23.
type mediaKey struct {
	xid         lipf.UUID
	correlation uint64
}

// maxDescriptions bounds the descriptions that are kept; when it is reached they are forgotten.
const maxDescriptions = 16384

// AddIMSPeer allows a CC-POI of the IMS by the UID of its certificate.
func (m *MDF3) AddIMSPeer(neID string) {
	m.imsPeers.Store(neID, true)
	m.AddPeer(neID)
}

// described keeps the session description of a PDU and returns the one that holds now.
func (m *MDF3) described(p *x2x3.PDU) string {
	k := mediaKey{lipf.UUID(p.XID), p.CorrelationID}
	m.mediaMu.Lock()
	defer m.mediaMu.Unlock()
	if p.SDP != "" && m.media[k] != p.SDP {
		if len(m.media) >= maxDescriptions {
			clear(m.media)
		}
		m.media[k] = strings.Clone(p.SDP) // It may be part of a buffer that is used again.
	}
	return m.media[k]
}

// forgetMedia forgets the descriptions of tasks that do not exist any more.
func (m *MDF3) forgetMedia() {
	m.mediaMu.Lock()
	defer m.mediaMu.Unlock()
	if len(m.media) == 0 {
		return
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	for k := range m.media {
		if m.tasks[k.xid] == nil {
			delete(m.media, k)
		}
	}
}
