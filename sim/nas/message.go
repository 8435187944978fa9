package nas

import (
	"bytes"
	"fmt"

	codec "github.com/free5gc/nas"
	"github.com/free5gc/nas/nasMessage"
)

// A DecodeError says why a plain message of the peer cannot be decoded.
type DecodeError struct {
	// Octets is the length of the message, MessageType its third octet (0 if there is none).
	Octets      int
	MessageType uint8
	Err         error
}

func (e *DecodeError) Error() string {
	return fmt.Sprintf("nas: message type %#x of %d octets: %v", e.MessageType, e.Octets, e.Err)
}
func (e *DecodeError) Unwrap() error { return e.Err }

// Decode decodes a plain 5GMM message. Every error is a *DecodeError; a panic of the decoder becomes one.
func Decode(plain []byte) (m *codec.GmmMessage, err error) {
	de := &DecodeError{Octets: len(plain)}
	if len(plain) < 3 {
		de.Err = ErrTruncated
		return nil, de
	}
	de.MessageType = plain[2]
	switch {
	case len(plain) > MaxPDU:
		de.Err = fmt.Errorf("longer than %d octets", MaxPDU)
		return nil, de
	case plain[0] != EPD5GMM || plain[1]&0xf != byte(Plain):
		de.Err = fmt.Errorf("header %#x %#x is not that of a plain 5GMM message", plain[0], plain[1])
		return nil, de
	}
	defer func() {
		if r := recover(); r != nil {
			de.Err = fmt.Errorf("decoder panic: %v", r)
			m, err = nil, de
		}
	}()
	var msg codec.Message
	if e := msg.GmmMessageDecode(&plain); e != nil {
		de.Err = e
		return nil, de
	}
	return msg.GmmMessage, nil
}

// Encode runs the encoder of one message type.
func Encode(encode func(*bytes.Buffer) error) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(128)
	if err := encode(&b); err != nil {
		return nil, fmt.Errorf("nas: encode: %w", err)
	}
	return b.Bytes(), nil
}

// KnownMessage says whether a 5GMM message type exists, TS 24.501 R17 table 9.7.1, as far as this package decodes it.
func KnownMessage(messageType uint8) bool {
	switch {
	case messageType >= codec.MsgTypeRegistrationRequest && messageType <= codec.MsgTypeDeregistrationAcceptUETerminatedDeregistration,
		messageType >= codec.MsgTypeServiceRequest && messageType <= codec.MsgTypeServiceAccept,
		messageType >= codec.MsgTypeConfigurationUpdateCommand && messageType <= codec.MsgTypeSecurityModeReject,
		messageType >= codec.MsgTypeStatus5GMM && messageType <= codec.MsgTypeDLNASTransport:
		return true
	}
	return false
}

// Status is 5GMM STATUS, TS 24.501 R17 clause 8.2.29, which either side sends about a message it could not use.
func Status(cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.Status5GMM
		m.ExtendedProtocolDiscriminator.Octet = EPD5GMM
		m.STATUSMessageIdentity5GMM.Octet = codec.MsgTypeStatus5GMM
		m.Cause5GMM.Octet = cause
		return m.EncodeStatus5GMM(b)
	}
}
