package dissect

import (
	"strconv"
	"strings"

	"lilab/oracle/asn"
	"lilab/oracle/wire"
)

const spec2321 = "TS 102 232-1 V3.26.1 clause "

// pspdu decodes a PS-PDU and says what does not conform to TS 102 232-1 and to what TS 33.128 asks of it.
func (w *work) pspdu(b []byte) {
	p, err := w.d.rd.PSPDU(b)
	if w.failed(err) {
		return
	}
	w.u.Length = len(p.Octets)
	w.u.Root = w.tree(p.Root, 0)
	w.found(p.Findings, 0)
	w.u.Summary = pspduSummary(&p)
	if b[1] == 0x80 {
		w.remark("the outer length is indefinite; a receiver is known that refuses it")
	}
	h := p.Root.Child("pSHeader")
	w.psHeader(&p, h)
	for i := range p.IRI {
		w.iri(&p, &p.IRI[i])
	}
	for i := range p.CC {
		w.cc(&p, &p.CC[i])
	}
	for _, n := range p.HI4 {
		if n != nil {
			w.stage3(n, 0)
		}
	}
	w.container(p.Root.At("payload", "encryptionContainer"))
}

func pspduSummary(p *wire.PSPDU) string {
	s := "LIID " + visible(p.LIID)
	if p.HasCIN {
		s += " CIN " + strconv.FormatUint(uint64(p.CIN), 10)
	}
	s += " sequence " + strconv.FormatUint(uint64(p.Sequence), 10)
	for _, i := range p.IRI {
		s += " " + i.Type + " " + i.Contents
		if i.Payload != nil {
			s += " " + eventName(i.Payload)
		}
	}
	for _, c := range p.CC {
		s += " CC " + c.Direction + " " + c.Contents
		if c.Payload != nil {
			s += " " + eventName(c.Payload)
		}
	}
	if p.TRI != "" {
		return s + " " + p.TRI
	}
	if len(p.IRI)+len(p.CC) == 0 {
		s += " " + p.Kind
	}
	return s
}

// psHeader says what is wrong with the header.
func (w *work) psHeader(p *wire.PSPDU, h *asn.Node) {
	if h == nil {
		return
	}
	at := func(n *asn.Node) int {
		if n == nil {
			return h.Offset
		}
		return n.Offset
	}
	id := h.Child("li-psDomainId")
	if version, ok := strings.CutPrefix(id.Text(), "0.4.0.2.2.5.1."); !ok {
		w.say(at(id), "the domain identifier "+id.Text()+" is not that of TS 102 232-1", spec2321+"5.2.1")
	} else if n, err := strconv.Atoi(version); err == nil && n > 43 {
		w.remark("version %d of the PS-PDU is newer than 43, the last that is known here", n)
	}
	seconds, micro := h.Child("timeStamp"), h.Child("microSecondTimeStamp")
	flags := p.TRI == "firstSegmentFlag" || p.TRI == "lastSegmentFlag"
	switch {
	case seconds != nil && micro != nil:
		w.say(at(micro), "both timeStamp and microSecondTimeStamp", spec2321+"5.2.6")
	case seconds == nil && micro == nil && !flags:
		w.say(at(nil), "neither timeStamp nor microSecondTimeStamp", spec2321+"5.2.6")
	}
	if a, b := h.Child("interceptionPointID"), h.Child("extendedInterceptionPointID"); a != nil && b != nil {
		w.say(at(b), "both interceptionPointID and extendedInterceptionPointID", spec2321+"5.2.13")
	}
	switch {
	case p.TRI == "testPDU" && p.Sequence != 0:
		w.say(at(h.Child("sequenceNumber")), "the sequence number of a test PDU is 0", spec2321+"7.3.1")
	case p.TRI == "cINReset" && (p.Sequence != 0 || p.HasCIN && p.CIN != 0):
		w.say(at(h.Child("sequenceNumber")), "CIN and sequence number of a CIN reset are 0", spec2321+"6.2.2")
	}
	if c := h.Child("authorizationCountryCode"); c != nil && strings.ToUpper(p.Country) != p.Country {
		w.say(at(c), "the country code "+strconv.Quote(p.Country)+" is not in capitals", spec2321+"5.2.3")
	}
}

// delivered says what TS 33.128 asks of the header of a PS-PDU that carries one of its payloads.
func (w *work) delivered(p *wire.PSPDU, what string) {
	h := p.Root.Child("pSHeader")
	if h == nil {
		return
	}
	if p.Qualifier != "timeOfInterception" {
		w.say(h.Offset, "the time stamp qualifier of "+what+" is "+strconv.Quote(p.Qualifier)+", want timeOfInterception", "TS 33.128 R19 clause 5.5")
	}
	if h.Child("extendedInterceptionPointID") == nil {
		w.say(h.Offset, "extendedInterceptionPointID is missing", "TS 102 232-7 V3.11.1 clause 15.4")
	}
	if h.Child("networkFunctionIdentifier") == nil {
		w.remark("networkFunctionIdentifier is missing: it shall be there when the NFID is available [TS 102 232-7 V3.11.1 clause 15.3]")
	}
}

func (w *work) iri(p *wire.PSPDU, i *wire.IRI) {
	at := p.Root.Child("payload").Offset
	if i.Payload != nil {
		at = i.Payload.Offset
	}
	if i.Type == "" {
		w.say(at, "an IRI without iRIType", spec2321+"5.2.10")
	}
	if i.Payload == nil {
		return
	}
	w.stage3(i.Payload, 0)
	w.delivered(p, "an IRI")
	record := eventName(i.Payload)
	clause, without := sessionless(record)
	want := iriTypes[record]
	if without {
		want = "iRI-Report"
	}
	if want != "" && i.Type != "" && i.Type != want {
		c := clause
		if c == "" {
			c = "TS 33.128 R19 clause 6.2.3.7"
		}
		w.say(at, record+" as "+i.Type+", want "+want, c)
	}
	switch {
	case without && p.HasCIN:
		w.say(at, record+" has no session and yet a CIN", clause)
	case strings.HasPrefix(record, "SMF") && !p.HasCIN:
		w.say(at, record+" without the CIN of its session", "TS 33.128 R19 clause 6.2.3.7")
	}
}

func (w *work) cc(p *wire.PSPDU, c *wire.CC) {
	if c.Payload == nil {
		return
	}
	w.stage3(c.Payload, 0)
	w.delivered(p, "a CC")
	if !p.HasCIN {
		w.say(p.Root.Child("payload").Offset, "a CC without a CIN", spec2321+"5.2.4")
	}
}

// container shows an encryptionContainer: opaque, but for one whose type says that nothing is encrypted.
func (w *work) container(n *asn.Node) {
	if n == nil {
		return
	}
	kind, octets := n.Child("encryptionType"), n.Child("encryptedPayload")
	if octets == nil {
		return
	}
	if kind.Text() != "none" {
		w.remark("the payload is encrypted (%s); %d octets, of which nothing is read", kind.Text(), len(octets.Body))
		return
	}
	base := octets.Offset + octets.Header
	v, err := w.d.rd.EncryptedPayload(octets.Body)
	if err != nil {
		w.say(octets.Offset, "the payload is not encrypted and yet no EncryptedPayload: "+err.Error(), spec2321+"6.2.6")
		return
	}
	if t := w.tree(v.Root, base); t != nil {
		if at := w.u.Root.at(octets.Offset); at != nil {
			at.Value, at.Children = "", []*Node{t}
		}
	}
	w.found(v.Findings, base)
}

// ief decodes an IEFMessage, TS 33.128 R19 clause 6.2.2A.2.
func (w *work) ief(b []byte) {
	v, err := w.d.rd.IEF(b)
	if w.failed(err) {
		return
	}
	w.u.Length = v.Length
	w.u.Root = w.tree(v.Root, 0)
	w.found(v.Findings, 0)
	if n := eventOf(v.Root); n != nil {
		w.u.Summary = n.Name
	}
	id := v.Root.Child("iEFRecordOID")
	if id != nil && !strings.HasPrefix(id.Text(), "4.20.") {
		w.say(id.Offset, "the object identifier "+id.Text()+" is not that of an identity association record, 4.20.release.version.1", "TS 33.128 R19 clause 6.2.2A.2")
	}
}

// tags shows octets of which there is no schema as bare tags.
func (w *work) tags(n *Node, b []byte, base int) {
	kids, err := asn.Generic(b, base)
	if err != nil {
		w.say(base, "it is not BER: "+err.Error(), spec2212+"5.4.15")
		return
	}
	if n == nil {
		return
	}
	for i := range kids {
		n.Children = append(n.Children, w.bare(&kids[i]))
	}
}
