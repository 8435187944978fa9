package xiri

// IEFMessage is what an identity event function sends to an identity caching function over LI_XER, and the keepalive of both,
// TS 33.128 R19 clause 6.2.2A.2. Messages follow one another on the connection.
type IEFMessage struct {
	// Version is R17v1 where it is zero.
	Version ModuleVersion
	Record  IEFRecord
	Sequence
}

var envelopeIEF = envelope{"IEFMessage", "iEFRecordOID", "record", arcIdentityAssociation, suffixIEF, R17v1}

// AppendBinary appends the encoding. After an error b is as it was.
func (v *IEFMessage) AppendBinary(b []byte) ([]byte, error) { return appendPayload(&envelopeIEF, b, v) }

func (v *IEFMessage) parts() (*ModuleVersion, *Sequence) { return &v.Version, &v.Sequence }

func (v *IEFMessage) appendBody(b []byte, e *encoder) []byte {
	return appendChoice(b, e, "record", &v.Record)
}

func (v *IEFMessage) decodeBody(d *decoder, h header) bool {
	return decodeChoice(d, h, "record", &v.Record, func() *Raw { return v.Record.Other })
}

// ParseIEFMessage reads one message from the front of b and says how many octets it has. [ber.Size] says how many to wait
// for on a connection. The result shares no memory with b.
func ParseIEFMessage(b []byte) (v IEFMessage, n int, err error) {
	n, err = parsePayload(&envelopeIEF, b, &v)
	return v, n, err
}
