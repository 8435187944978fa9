package scenarios

import "github.com/invopop/jsonschema"

// Switch is on or off.
type Switch string

// The positions of a switch.
const (
	On  Switch = "on"
	Off Switch = "off"
)

// JSONSchema implements the interface of package jsonschema.
func (Switch) JSONSchema() *jsonschema.Schema {
	s := enum("on", "off")
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
