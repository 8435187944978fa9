package gtpu

import "encoding/binary"

// PDUSession is the content of a PDU session container, TS 38.415 clause 5.5.2.
type PDUSession struct {
	// Uplink says that it is UL PDU SESSION INFORMATION (PDU type 1), otherwise it is DL (PDU type 0).
	Uplink bool
	// QFI is the QoS flow identifier, 0 to 63.
	QFI uint8
	// RQI is the reflective QoS indicator, downlink only.
	RQI bool
	// PPP says that PPI, the paging policy indicator (0 to 7), is there, downlink only.
	PPP bool
	PPI uint8
}

// Bits of the first two octets of a PDU session container.
const (
	bitQMP  = 0x08
	bitSNP  = 0x04 // downlink; DL delay result in uplink
	bitMSNP = 0x02 // downlink; UL delay result in uplink
	bitULSN = 0x01 // uplink: sequence number
	bitPPP  = 0x80 // downlink; N3/N9 delay result in uplink
	bitRQI  = 0x40 // downlink; new IE flag in uplink
)

// ParsePDUSession reads the content of a PDU session container. Fields for measurements are skipped, but have to be
// there when the flags say so.
func ParsePDUSession(b []byte) (PDUSession, error) {
	if len(b) < 2 {
		return PDUSession{}, fail(len(b), "PDU session container", ErrTruncated)
	}
	s := PDUSession{QFI: b[1] & 0x3f}
	need := 2
	add := func(bit bool, n int) {
		if bit {
			need += n
		}
	}
	switch b[0] >> 4 {
	case 0:
		s.PPP, s.RQI = b[1]&bitPPP != 0, b[1]&bitRQI != 0
		add(s.PPP, 1)
		add(b[0]&bitQMP != 0, 8)
		add(b[0]&bitSNP != 0, 3)
		add(b[0]&bitMSNP != 0, 4)
		if s.PPP && len(b) > 2 {
			s.PPI = b[2] >> 5
		}
	case 1:
		s.Uplink = true
		add(b[0]&bitQMP != 0, 24)
		add(b[0]&bitSNP != 0, 4)
		add(b[0]&bitMSNP != 0, 4)
		add(b[0]&bitULSN != 0, 3)
		add(b[1]&bitPPP != 0, 4)
		add(b[1]&bitRQI != 0, 1)
	default:
		return PDUSession{}, fail(0, "PDU type of the PDU session container", ErrValue)
	}
	if len(b) < need {
		return PDUSession{}, fail(len(b), "PDU session container", ErrTruncated)
	}
	return s, nil
}

// append encodes the content, padded to 4n-2 octets.
func (s PDUSession) append(b []byte) []byte {
	if s.Uplink {
		return append(b, 0x10, s.QFI&0x3f)
	}
	second := s.QFI & 0x3f
	if s.RQI {
		second |= bitRQI
	}
	if !s.PPP {
		return append(b, 0, second)
	}
	return append(b, 0, second|bitPPP, s.PPI<<5, 0, 0, 0)
}

// Extension returns the PDU session container for Append.
func (s PDUSession) Extension() Extension {
	return Extension{Type: PDUSessionContainer, Content: s.append(nil)}
}

// PDUSession returns the PDU session container of a message. ok is false where it has none.
func (m *Message) PDUSession() (s PDUSession, ok bool, err error) {
	b, ok := m.Extension(PDUSessionContainer)
	if !ok {
		return PDUSession{}, false, nil
	}
	s, err = ParsePDUSession(b)
	return s, err == nil, err
}

// GPDUOverhead is the greatest number of octets that AppendGPDU puts before a T-PDU.
const GPDUOverhead = HeaderLen + optionalLen + 8

// AppendGPDU encodes a G-PDU with a PDU session container and allocates nothing if b has room.
func AppendGPDU(b []byte, teid uint32, s PDUSession, tpdu []byte) ([]byte, error) {
	start := len(b)
	b = append(b, 0x30|flagExtension, byte(GPDU), 0, 0)
	b = binary.BigEndian.AppendUint32(b, teid)
	b = append(b, 0, 0, 0, byte(PDUSessionContainer), 0)
	length := len(b) - 1
	b = s.append(b)
	b[length] = byte((len(b) - length + 1) / 4)
	b = append(b, byte(NoMoreExtensions))
	n := len(b) - start - HeaderLen + len(tpdu)
	if n > MaxPayload {
		return b[:start], fail(2, "message", ErrLength)
	}
	binary.BigEndian.PutUint16(b[start+2:], uint16(n))
	return append(b, tpdu...), nil
}

// AppendEndMarker encodes an end marker, TS 29.281 clause 7.3.2. With a PDU session container it is that of a
// 5G tunnel, TS 38.415 clause 5.5.2.1.
func AppendEndMarker(b []byte, teid uint32, s *PDUSession) []byte {
	var ext []Extension
	if s != nil {
		ext = append(ext, s.Extension())
	}
	b, _ = Append(b, Message{Type: EndMarker, TEID: teid}, ext...) // its lengths are always right
	return b
}
