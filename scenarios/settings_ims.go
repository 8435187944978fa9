package scenarios

import "github.com/invopop/jsonschema"

// PrivacyEncryption says what the home network does about encryption of Gm abroad, and what the visited network makes of it.
type PrivacyEncryption string

// The settings of privacy encryption.
const (
	PrivacyOn  PrivacyEncryption = "on"
	PrivacyOff PrivacyEncryption = "off"
	// PrivacyRefused is on, and the visited network refuses service because of it.
	PrivacyRefused PrivacyEncryption = "on-and-visited-refuses"
)

// JSONSchema implements the interface of package jsonschema.
func (PrivacyEncryption) JSONSchema() *jsonschema.Schema {
	s := enum("on", "off", "on-and-visited-refuses")
	s.Default = "off"
	return s
}

// Permission says what the law allows.
type Permission string

// NotAllowed forbids it.
const NotAllowed Permission = "not-allowed"

// JSONSchema implements the interface of package jsonschema.
func (Permission) JSONSchema() *jsonschema.Schema {
	s := enum("allowed", "not-allowed")
	s.Default = "allowed"
	return s
}

// Gm is the protection of SIP between phone and P-CSCF.
type Gm string

// The protections of Gm.
const (
	GmNone    Gm = "none"
	GmESPNull Gm = "esp-null"
	GmESPAES  Gm = "esp-aes"
	GmTLS     Gm = "tls"
)

// JSONSchema implements the interface of package jsonschema.
func (Gm) JSONSchema() *jsonschema.Schema {
	s := enum("none", "esp-null", "esp-aes", "tls")
	s.Default = "esp-aes"
	return s
}

// MediaProtection is the protection of the media of calls.
type MediaProtection string

// MediaRTP is the default.
const MediaRTP MediaProtection = "rtp"

// JSONSchema implements the interface of package jsonschema.
func (MediaProtection) JSONSchema() *jsonschema.Schema {
	s := enum("rtp", "sdes-e2ae", "sdes-e2e", "dtls-e2ae", "dtls-e2e")
	s.Default = "rtp"
	return s
}

// MessageKind says how a short message is carried.
type MessageKind string

// The kinds of short messages.
const (
	SMSOverNAS MessageKind = "sms-nas"
	SMSOverIP  MessageKind = "sms-ip"
)

// JSONSchema implements the interface of package jsonschema.
func (MessageKind) JSONSchema() *jsonschema.Schema { return enum("sms-nas", "sms-ip") }

// Messages is one short message or a list.
type Messages []Message

// JSONSchema implements the interface of package jsonschema.
func (Messages) JSONSchema() *jsonschema.Schema {
	return oneOrList("object", object(Message{}), object(Message{}))
}

// UnmarshalYAML reads one or a list.
func (m *Messages) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[Message](unmarshal)
	*m = v
	return err
}

// Calls is one call or a list.
type Calls []Call

// JSONSchema implements the interface of package jsonschema.
func (Calls) JSONSchema() *jsonschema.Schema {
	return oneOrList("object", object(Call{}), object(Call{}))
}

// UnmarshalYAML reads one or a list.
func (c *Calls) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[Call](unmarshal)
	*c = v
	return err
}
