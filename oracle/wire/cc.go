package wire

import "lilab/oracle/asn"

// Payload formats of X3 PDUs of a UPF, TS 103 221-2 V1.6.1 clause 5.4.1.
const (
	FormatIPv4         = 5
	FormatIPv6         = 6
	FormatEthernet     = 7
	FormatGTPU         = 12
	FormatUnstructured = 16
)

// GPDU is the message type of GTP-U that carries user data, TS 29.281 clause 6.1.
const GPDU = 255

// PortGTPU is the port of GTP-U.
const PortGTPU = 2152

// The kinds of content of a PDU session in a CCPDU, TS 33.128 R19 clause 6.2.3.8: the name of the alternative.
const (
	CCGTPU         = "uPFCCPDU"
	CCIP           = "uPFIPCC"
	CCEthernet     = "uPFEthernetCC"
	CCUnstructured = "uPFUnstructuredCC"
)

// CCIMS is the alternative of CCPDU for media of the IMS, TS 33.128 R19 clause 7.12.
const CCIMS = "iMSCCPDU"

// UPFCC is content of a PDU session as TS 33.128 hands it over.
type UPFCC struct {
	// Kind is one of the CC constants, or the name of another alternative of CCPDU.
	Kind string
	// Octets are those of the alternative: a GTP-U message for CCGTPU, else the user's packet or frame.
	Octets []byte
	// GTPU is the message of CCGTPU.
	GTPU GTPU
	// QFI is qFI of an extendedUPFCCPDU.
	QFI    uint8
	HasQFI bool
	// Description is sDPInfo of an iMSCCPDU.
	Description []byte
}

// ReadCC reads the PDU in a CCPayload that Reader.PSPDU or Reader.CCPayload decoded. With an error of a GTP-U message Kind
// and Octets are there all the same. Every error is an *Error.
func ReadCC(payload *asn.Node) (UPFCC, error) {
	pdu := payload.Child("pDU")
	if pdu == nil || len(pdu.Children) == 0 {
		return UPFCC{}, fail(0, "CCPayload.pDU", "is missing")
	}
	alt := &pdu.Children[0]
	c := UPFCC{Kind: alt.Name, Octets: alt.Body}
	switch alt.Name {
	case CCGTPU:
		g, err := ReadGTPU(alt.Body)
		if err != nil {
			return c, shifted(err, alt.Offset+alt.Header, "CCPayload.pDU.uPFCCPDU.")
		}
		if g.Type != GPDU {
			return c, fail(alt.Offset+alt.Header+1, "CCPayload.pDU.uPFCCPDU", "a GTP-U message of type %d has no user data", g.Type)
		}
		c.GTPU = g
	case "extendedUPFCCPDU":
		p := alt.Child("payload")
		if p == nil || len(p.Children) == 0 {
			return c, fail(alt.Offset, "CCPayload.pDU.extendedUPFCCPDU.payload", "is missing")
		}
		c.Kind, c.Octets = p.Children[0].Name, p.Children[0].Body
		if n, ok := alt.Child("qFI").Int(); ok {
			c.QFI, c.HasQFI = uint8(n), true
		}
		if c.Kind == CCIP {
			at := p.Children[0].Offset + p.Children[0].Header
			in, err := ReadInner(c.Octets)
			if err != nil {
				return c, shifted(err, at, "CCPayload.pDU.extendedUPFCCPDU.payload.uPFIPCC.")
			}
			if in.Length != len(c.Octets) {
				return c, fail(at+in.Length, "CCPayload.pDU.extendedUPFCCPDU.payload.uPFIPCC", "%d octets follow the packet", len(c.Octets)-in.Length)
			}
		}
	case CCIMS:
		p := alt.Child("payload")
		if p == nil {
			return c, fail(alt.Offset, "CCPayload.pDU.iMSCCPDU.payload", "is missing")
		}
		c.Octets = p.Body
		if d := alt.Child("sDPInfo"); d != nil {
			c.Description = d.Body
		}
		in, err := ReadInner(p.Body)
		if err != nil {
			return c, shifted(err, p.Offset+p.Header, "CCPayload.pDU.iMSCCPDU.payload.")
		}
		if in.Length != len(p.Body) {
			return c, fail(p.Offset+p.Header+in.Length, "CCPayload.pDU.iMSCCPDU.payload", "%d octets follow the packet", len(p.Body)-in.Length)
		}
	default:
		return c, fail(alt.Offset, "CCPayload.pDU", "%s is no content of a PDU session", alt.Name)
	}
	return c, nil
}

// shifted moves an error of a reader that was given a part.
func shifted(err error, by int, path string) error {
	e, ok := err.(*Error) //nolint:errorlint // the readers of this package wrap nothing
	if !ok {
		return fail(by, path, "%v", err)
	}
	return &Error{Offset: e.Offset + by, Path: path + e.Path, Problem: e.Problem}
}
