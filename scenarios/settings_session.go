package scenarios

import "github.com/invopop/jsonschema"

// Initiator is who begins a procedure of a PDU session.
type Initiator string

// The initiators.
const (
	ByUE      Initiator = "ue"
	ByNetwork Initiator = "network"
)

// JSONSchema implements the interface of package jsonschema.
func (Initiator) JSONSchema() *jsonschema.Schema {
	s := enum("ue", "network")
	s.Default = "ue"
	return s
}

// FlowProtocol is the protocol of the packets of a QoS flow.
type FlowProtocol string

// The protocols.
const (
	FlowTCP FlowProtocol = "tcp"
	FlowUDP FlowProtocol = "udp"
)

// JSONSchema implements the interface of package jsonschema.
func (FlowProtocol) JSONSchema() *jsonschema.Schema { return enum("tcp", "udp") }

// SessionModifications is one modification or a list.
type SessionModifications []SessionModification

// JSONSchema implements the interface of package jsonschema.
func (SessionModifications) JSONSchema() *jsonschema.Schema {
	return oneOrList("object", object(SessionModification{}), object(SessionModification{}))
}

// UnmarshalYAML reads one or a list.
func (m *SessionModifications) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[SessionModification](unmarshal)
	*m = v
	return err
}

// SessionReleases is one release or a list; a bare name releases the only session of the subscriber.
type SessionReleases []SessionRelease

// JSONSchema implements the interface of package jsonschema.
func (SessionReleases) JSONSchema() *jsonschema.Schema { return namedOrObject(SessionRelease{}) }

// UnmarshalYAML reads the three forms.
func (r *SessionReleases) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[SessionRelease](unmarshal)
	*r = v
	return err
}

// UnmarshalYAML reads a bare name or the members.
func (r *SessionRelease) UnmarshalYAML(unmarshal func(any) error) error {
	var name string
	if err := unmarshal(&name); err == nil {
		*r = SessionRelease{Subscriber: name}
		return nil
	}
	type plain SessionRelease
	return unmarshal((*plain)(r))
}

// Handovers is one handover or a list.
type Handovers []HandoverStep

// JSONSchema implements the interface of package jsonschema.
func (Handovers) JSONSchema() *jsonschema.Schema {
	s := object(HandoverStep{})
	during, _ := s.Properties.Get("during")
	during.Required = []string{"app"}
	return oneOrList("object", s, s)
}

// UnmarshalYAML reads one or a list.
func (h *Handovers) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[HandoverStep](unmarshal)
	*h = v
	return err
}
