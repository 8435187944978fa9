package wire

import (
	"errors"
	"time"

	"lilab/oracle/asn"
)

// PSPDU is one PS-PDU, TS 102 232-1 V3.26.1 clause 5.2, with the TS 33.128 payloads in it.
type PSPDU struct {
	Root     *asn.Node
	Findings []asn.Finding
	// Octets is the whole PDU.
	Octets []byte

	LIID     string
	Country  string
	Operator string
	NEID     string
	// CIN is the communication identity number; HasCIN tells whether it is there.
	CIN      uint32
	HasCIN   bool
	Delivery string // delivery country code
	Sequence uint32
	// Time is the header's timestamp, the zero time if it has none that can be read.
	Time      time.Time
	Qualifier string
	IPID      string
	NFID      string
	// Kind is the alternative of Payload: "iRIPayloadSequence", "cCPayloadSequence", "tRIPayload", …
	Kind string
	// IRI are the elements of an iRIPayloadSequence.
	IRI []IRI
	// CC are the elements of a cCPayloadSequence, HI4 the LINotificationPayloads of a hI4Payload (nil for another kind).
	CC  []CC
	HI4 []*asn.Node
	// TRI is the alternative of a tRIPayload, for example "keep-alive".
	TRI string
}

// IRI is one IRIPayload of a PS-PDU.
type IRI struct {
	// Type is "iRI-Begin", "iRI-End", "iRI-Continue" or "iRI-Report", empty if absent.
	Type string
	// Payload is the TS 33.128 IRIPayload in it, nil for another kind of IRI.
	Payload *asn.Node
	// Report is the iPIRIPacketReport of TS 102 232-3, nil for another kind of IRI.
	Report *asn.Node
	// Contents is the alternative of IRIContents.
	Contents string
}

// CC is one CCPayload of a PS-PDU.
type CC struct {
	// Direction is "fromTarget", "toTarget" and so on, empty if absent.
	Direction string
	// Payload is the TS 33.128 CCPayload in it, nil for another kind of CC.
	Payload *asn.Node
	// Contents is the alternative of CCContents.
	Contents string
}

// MaxPSPDU bounds a PS-PDU.
const MaxPSPDU = 16 << 20

// Reader reads PS-PDUs, the payloads of TS 33.128 and IEF messages. It is not safe for concurrent use.
type Reader struct {
	d                         *asn.Decoder
	ps, xiri, iri33, cc, note *asn.Type
	ief, psPayload, encrypted *asn.Type
	// texts are the values of header fields that were read before; most PS-PDUs have the same.
	texts map[string]string
	// content is the memory of PSPDU.CC, used again once Recycle was called.
	content  []CC
	recycled bool
}

// NewReader returns a Reader with the schema of the program.
func NewReader() (*Reader, error) {
	s, err := asn.Load()
	if err != nil {
		return nil, err
	}
	return &Reader{d: asn.NewDecoder(), ps: s.Type("ps.PS-PDU"), xiri: s.Type("ts33128.XIRIPayload"), iri33: s.Type("ts33128.IRIPayload"),
		cc: s.Type("ts33128.CCPayload"), note: s.Type("ts33128.LINotificationPayload"), ief: s.Type("ia.IEFMessage"),
		psPayload: s.Type("ps.Payload"), encrypted: s.Type("ps.EncryptedPayload"), texts: map[string]string{}}, nil
}

// Recycle lets the reader use the memory of earlier results again: their nodes and lists must not be looked at any more.
func (r *Reader) Recycle() {
	r.d.Recycle()
	r.recycled = true
}

// XIRI reads an XIRIPayload, TS 33.128 R19 clause 5.3.2, that fills b.
func (r *Reader) XIRI(b []byte) (asn.Decoded, error) { return r.whole(b, r.xiri, "XIRIPayload") }

// IRIPayload reads an IRIPayload, TS 33.128 R19 clause 5.5.2, that fills b.
func (r *Reader) IRIPayload(b []byte) (asn.Decoded, error) { return r.whole(b, r.iri33, "IRIPayload") }

// CCPayload reads a CCPayload, TS 33.128 R19 clause 5.5.3, that fills b.
func (r *Reader) CCPayload(b []byte) (asn.Decoded, error) { return r.whole(b, r.cc, "CCPayload") }

// LINotification reads an LINotificationPayload, TS 33.128 R19 clause 5.6, that fills b.
func (r *Reader) LINotification(b []byte) (asn.Decoded, error) {
	return r.whole(b, r.note, "LINotificationPayload")
}

// PSPayload reads the Payload of a PS-PDU, TS 103 221-2 payload format 17, that fills b.
func (r *Reader) PSPayload(b []byte) (asn.Decoded, error) { return r.whole(b, r.psPayload, "Payload") }

// EncryptedPayload reads what an encryptionContainer without encryption has, TS 102 232-1 V3.26.1 clause 6.2.6. Zero padding may follow.
func (r *Reader) EncryptedPayload(b []byte) (asn.Decoded, error) {
	v, err := r.d.Decode(b, r.encrypted)
	return v, wrap(err, "EncryptedPayload")
}

// IEF reads the IEFMessage at the start of b, TS 33.128 R19 clause 6.2.2A.2; Length octets were used.
func (r *Reader) IEF(b []byte) (asn.Decoded, error) {
	v, err := r.d.Decode(b, r.ief)
	return v, wrap(err, "IEFMessage")
}

func (r *Reader) whole(b []byte, t *asn.Type, name string) (asn.Decoded, error) {
	v, err := r.d.Decode(b, t)
	if err != nil {
		return asn.Decoded{}, wrap(err, name)
	}
	if v.Length != len(b) {
		return asn.Decoded{}, fail(v.Length, name, "%d octets follow the value", len(b)-v.Length)
	}
	return v, nil
}

func wrap(err error, name string) error {
	var e *asn.Error
	if errors.As(err, &e) {
		path := name
		if e.Path != "" {
			path += "." + e.Path
		}
		return &Error{Offset: e.Offset, Path: path, Problem: e.Problem}
	}
	return err
}

// PSPDU reads the PS-PDU at the start of b; len(PSPDU.Octets) octets were used. Every error is an *Error.
func (r *Reader) PSPDU(b []byte) (PSPDU, error) {
	if len(b) > MaxPSPDU {
		b = b[:MaxPSPDU]
	}
	v, err := r.d.Decode(b, r.ps)
	if err != nil {
		return PSPDU{}, wrap(err, "PS-PDU")
	}
	p := PSPDU{Root: v.Root, Findings: v.Findings, Octets: b[:v.Length:v.Length]}
	h := v.Root.Child("pSHeader")
	p.LIID = r.text(h.Child("lawfulInterceptionIdentifier"))
	p.Country = r.text(h.Child("authorizationCountryCode"))
	ci := h.Child("communicationIdentifier")
	p.Operator = r.text(ci.At("networkIdentifier", "operatorIdentifier"))
	p.NEID = r.text(ci.At("networkIdentifier", "networkElementIdentifier"))
	p.Delivery = r.text(ci.Child("deliveryCountryCode"))
	if n, ok := ci.Child("communicationIdentityNumber").Int(); ok {
		p.CIN, p.HasCIN = uint32(n), true
	}
	if n, ok := h.Child("sequenceNumber").Int(); ok {
		p.Sequence = uint32(n)
	}
	p.Time = headerTime(h)
	p.Qualifier = h.Child("timeStampQualifier").Text()
	p.IPID = r.text(h.Child("extendedInterceptionPointID"))
	if p.IPID == "" {
		p.IPID = r.text(h.Child("interceptionPointID"))
	}
	p.NFID = r.text(h.Child("networkFunctionIdentifier"))
	payload := v.Root.Child("payload")
	if payload == nil || len(payload.Children) == 0 {
		return p, nil
	}
	alt := &payload.Children[0]
	p.Kind = alt.Name
	switch alt.Name {
	case "iRIPayloadSequence":
		for i := range alt.Children {
			p.IRI = append(p.IRI, readIRI(&alt.Children[i]))
		}
	case "cCPayloadSequence":
		if r.recycled {
			p.CC, r.recycled = r.content[:0], false
		}
		for i := range alt.Children {
			p.CC = append(p.CC, readCC(&alt.Children[i]))
		}
		r.content = p.CC
	case "hI4Payload":
		for i := range alt.Children {
			p.HI4 = append(p.HI4, alt.Children[i].Child("threeGPP-LI-Notification"))
		}
	case "tRIPayload":
		if len(alt.Children) > 0 {
			p.TRI = alt.Children[0].Name
		}
	}
	return p, nil
}

func readIRI(n *asn.Node) IRI {
	out := IRI{Type: n.Child("iRIType").Text()}
	if c := n.Child("iRIContents"); c != nil && len(c.Children) > 0 {
		out.Contents = c.Children[0].Name
		out.Payload = c.At("threeGPP33128DefinedIRI", "IRIPayload")
		out.Report = c.Child("iPIRIPacketReport")
	}
	return out
}

func readCC(n *asn.Node) CC {
	out := CC{Direction: n.Child("payloadDirection").Text()}
	if c := n.Child("cCContents"); c != nil && len(c.Children) > 0 {
		out.Contents = c.Children[0].Name
		out.Payload = c.At("threeGPP33128DefinedCC", "CCPayload")
	}
	return out
}

func headerTime(h *asn.Node) time.Time {
	if us := h.Child("microSecondTimeStamp"); us != nil {
		s, ok1 := us.Child("seconds").Int()
		m, ok2 := us.Child("microSeconds").Int()
		if ok1 && ok2 {
			return time.Unix(s, m*1000).UTC()
		}
	}
	t, _ := h.Child("timeStamp").Time()
	return t
}

// maxTexts bounds the values that a Reader remembers.
const maxTexts = 4096

// text returns the contents octets as text.
func (r *Reader) text(n *asn.Node) string {
	if n == nil {
		return ""
	}
	if t, ok := r.texts[string(n.Body)]; ok {
		return t
	}
	if len(r.texts) >= maxTexts {
		clear(r.texts)
	}
	t := string(n.Body)
	r.texts[t] = t
	return t
}
